//! Whatever the bytes, there is an answer, and it is not valid.

use proptest::prelude::*;

use crate::world::{LATER, World, file};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_are_not_valid(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let world = World { now: LATER, ..World::default() };
        prop_assert!(world.signature(&bytes, b"x").answer.valid().is_none());
        prop_assert!(world.timestamp(&bytes, b"x").valid().is_none());
        prop_assert!(qazyq_cms::TrustList::parse_pem(&bytes).is_err());
        prop_assert!(qazyq_cms::Extra::default().add(&bytes).is_err());
    }

    #[test]
    fn pieces_of_files_end_in_an_answer(
        cut in 0_usize..1400, from in 0_usize..1400, length in 0_usize..200, name in prop::sample::select(vec!["p256.der", "stamp.tsr", "root.crl", "ocsp-p256.der"]),
    ) {
        let bytes = file(name);
        let (cut, from) = (cut.min(bytes.len()), from.min(bytes.len()));
        let piece = &bytes[from..(from + length).min(bytes.len())];
        let spliced = [&bytes[..cut], piece, &bytes[cut..]].concat();
        let world = World { now: LATER, ..World::default() };
        let _ = world.signature(&spliced, b"x");
        let _ = world.timestamp(&spliced, b"x");
        let _ = qazyq_cms::Extra::default().add(&spliced);
    }
}
