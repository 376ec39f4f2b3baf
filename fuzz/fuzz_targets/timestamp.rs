//! Timestamps: whatever the bytes, there is an answer, and nobody is trusted who is not in the list.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_cms::{Check, Extra, TrustList, check_timestamp};

const MANIFEST: &[u8] = include_bytes!("../../crates/cms/tests/data/manifest");
const STAMPS: &[u8] = include_bytes!("../../crates/cms/tests/data/stamps.pem");
const LIST: &[u8] = include_bytes!("../../crates/cms/tests/data/stamps.crl");

fuzz_target!(|bytes: &[u8]| {
    let (nobody, authorities) = (TrustList::default(), TrustList::parse_pem(STAMPS).unwrap());
    let mut extra = Extra::default();
    extra.add(LIST).unwrap();
    let check = Check {
        signers: &nobody,
        authorities: &authorities,
        extra: &extra,
        proven: None,
        now: 1_776_000_000,
    };
    if let Some(stamped) = check_timestamp(bytes, MANIFEST, &check).valid() {
        assert_eq!(stamped.chain.last().map(|name| name.sha256), Some(authorities.names()[0].sha256));
        assert!(stamped.time.seconds <= check.now && stamped.latest() >= stamped.time.seconds);
    }
    let alone = Check { authorities: &nobody, ..check };
    assert!(check_timestamp(bytes, MANIFEST, &alone).valid().is_none());
});
