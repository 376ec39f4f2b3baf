//! Policies of those who verify: whatever the bytes, a policy or the place where they are none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_evidence::policy::{Policy, Required};
use qazyq_proof::key::Signs;

fuzz_target!(|bytes: &[u8]| match Policy::parse(bytes) {
    Ok(policy) => {
        assert!(policy.publishers.iter().all(|key| key.signs() == Signs::Notes));
        for what in [Required::Signature, Required::Log, Required::Timestamp, Required::Cms] {
            assert!(policy.expects(what) || !policy.demands(what));
        }
    }
    Err(error) => assert!(!error.place.is_empty()),
});
