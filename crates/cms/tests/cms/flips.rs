//! Every byte of a file as another one: what comes of it is never valid with another meaning.

use qazyq_cms::{Check, Level};

use crate::made::Made;
use crate::world::{LATER, MARCH, STAMPED, World, extra, file, trust};

#[test]
fn no_signature_with_another_byte_says_anything_else() {
    let bytes = Made::of(&file("p256.der")).stamped(&file("on-p256.der")).file();
    let (signers, authorities, extra, manifest) =
        (trust("issuer.pem"), trust("tsa.pem"), extra(MARCH), file("manifest"));
    let check =
        Check { signers: &signers, authorities: &authorities, extra: &extra, proven: None, now: LATER };
    let whole = qazyq_cms::check_signature(&bytes, &manifest, &check);
    let signed = whole.signers[0].answer.valid().unwrap();
    assert_eq!(signed.level, Level::BaselineT);
    for (flipped, at) in flips(&bytes) {
        let found = qazyq_cms::check_signature(&flipped, &manifest, &check);
        if found.answer.valid().is_some() {
            // The same signer of the same bytes; with less to show for it, where the flip is in what nobody signed.
            let again = found.signers[0].answer.valid().unwrap();
            assert_eq!(
                (&again.signer, again.algorithm, &again.chain),
                (&signed.signer, signed.algorithm, &signed.chain),
                "{at}"
            );
            assert_eq!(again.claimed_time, signed.claimed_time, "{at}");
            assert!(again.time >= signed.time && again.level <= signed.level, "{at}");
            let stamp = again.timestamps.first().and_then(qazyq_cms::Answer::valid);
            assert!(stamp.is_none_or(|stamp| Some(stamp) == signed.timestamps[0].valid()), "{at}");
        }
    }
}

#[test]
fn no_timestamp_with_another_byte_says_anything_else() {
    let bytes = file("stamp.tsr");
    let world = World { now: STAMPED, ..World::default() };
    let (signers, authorities, extra, manifest) =
        (trust("root.pem"), trust("stamps.pem"), extra(MARCH), file("manifest"));
    let check =
        Check { signers: &signers, authorities: &authorities, extra: &extra, proven: None, now: world.now };
    let whole = qazyq_cms::check_timestamp(&bytes, &manifest, &check);
    assert!(whole.valid().is_some());
    for (flipped, at) in flips(&bytes) {
        let found = qazyq_cms::check_timestamp(&flipped, &manifest, &check);
        assert!(found.valid().is_none() || found == whole, "{at}");
    }
}

/// The bytes with one of them changed: in its lowest bit, and in all.
fn flips(bytes: &[u8]) -> impl Iterator<Item = (Vec<u8>, usize)> {
    let masks = [1_u8, 255];
    (0..bytes.len()).flat_map(move |at| {
        masks.map(|mask| {
            let mut flipped = bytes.to_vec();
            flipped[at] ^= mask;
            (flipped, at)
        })
    })
}
