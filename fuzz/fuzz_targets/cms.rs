//! Signatures, lists of trusted certificates, and evidence: whatever the bytes, there is an answer, and nobody is trusted who
//! is not in the list.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_cms::{Check, Extra, TrustList, check_signature};

const MANIFEST: &[u8] = include_bytes!("../../crates/cms/tests/data/manifest");
const ROOT: &[u8] = include_bytes!("../../crates/cms/tests/data/root.pem");
const STAMPS: &[u8] = include_bytes!("../../crates/cms/tests/data/stamps.pem");
const LISTS: [&[u8]; 3] = [
    include_bytes!("../../crates/cms/tests/data/root.crl"),
    include_bytes!("../../crates/cms/tests/data/issuer-march.crl"),
    include_bytes!("../../crates/cms/tests/data/stamps.crl"),
];

fuzz_target!(|bytes: &[u8]| {
    let (signers, authorities) = (TrustList::parse_pem(ROOT).unwrap(), TrustList::parse_pem(STAMPS).unwrap());
    let mut extra = Extra::default();
    for list in LISTS {
        extra.add(list).unwrap();
    }
    // The input may be evidence, or whom to trust, as well.
    let _ = extra.add(bytes);
    let _ = TrustList::parse_pem(bytes);
    let check = Check {
        signers: &signers,
        authorities: &authorities,
        extra: &extra,
        proven: Some(1_772_452_800),
        now: 1_776_000_000,
    };
    let found = check_signature(bytes, MANIFEST, &check);
    let all = !found.signers.is_empty() && found.signers.iter().all(|signer| signer.answer.valid().is_some());
    assert_eq!(found.answer.valid().is_some(), all);
    for signer in &found.signers {
        if let Some(signed) = signer.answer.valid() {
            assert_eq!(signed.chain.last().map(|name| name.sha256), Some(signers.names()[0].sha256));
            assert!(signed.time <= check.now);
        }
    }

    // Nobody is trusted: nothing is valid.
    let nobody = TrustList::default();
    let alone = Check { signers: &nobody, authorities: &nobody, ..check };
    assert!(check_signature(bytes, MANIFEST, &alone).answer.valid().is_none());
});
