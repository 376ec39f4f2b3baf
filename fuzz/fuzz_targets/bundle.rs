//! Bundles: whatever the bytes, every step is answered, what is read is written as it was, and nothing that the publisher did not
//! sign comes through.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qazyq_evidence::bundle::Bundle;
use qazyq_evidence::container;
use qazyq_evidence::policy::Policy;
use qazyq_evidence::verify::{Came, Check, Judge, verify};
use qazyq_law::Act;
use qazyq_registry::digest::Digest;

const POLICY: &[u8] = include_bytes!("../../conformance/bundles/policy.toml");
const SIGNED: [&[u8]; 4] = [
    include_bytes!("../../conformance/bundles/least.qazyq"),
    include_bytes!("../../conformance/bundles/good.qazyq"),
    include_bytes!("../../conformance/bundles/answers.qazyq"),
    include_bytes!("../../conformance/bundles/public.qazyq"),
];

static WORLD: LazyLock<(Act, Policy, Vec<Digest>)> = LazyLock::new(|| {
    let digests = SIGNED.map(|bytes| Bundle::read(bytes).unwrap().digest());
    (Act::embedded().unwrap(), Policy::parse(POLICY).unwrap(), digests.to_vec())
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(files) = container::read(bytes) {
        assert_eq!(container::write(&files).unwrap(), bytes);
    }
    let (act, policy, signed) = &*WORLD;
    let report = verify(bytes, &Judge { act, policy, now: Some(1_790_000_000), older: None });
    assert!(report.steps.iter().map(|step| step.check).eq(Check::ALL));
    assert!(!report.to_json().to_string().is_empty());
    if report.came() < Came::Failed {
        assert!(report.digest.is_some_and(|digest| signed.contains(&digest)));
    }
});
