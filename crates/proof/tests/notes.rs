//! Notes and keys, made here and read by `signed_note`, and the other way round.

use proptest::prelude::*;
use qazyq_proof::key::{SignerKey, Signs, VerifierKey};
use qazyq_proof::note::Note;
use signed_note::{Note as TheirNote, Signer, StandardSigner, StandardVerifier, Verifier, VerifierList};

fn key(secret: [u8; 32]) -> SignerKey {
    SignerKey::new("example.org/log".parse().unwrap(), Signs::Notes, &secret).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn ours_are_read_there(secret in any::<[u8; 32]>(), text in "[^\\x00-\\x1f]{0,40}(\n[^\\x00-\\x1f]{0,20}){0,3}") {
        let (key, text) = (key(secret), format!("{text}\n"));
        let mut note = Note::new(text.clone()).unwrap();
        note.sign(&key);
        let theirs = TheirNote::from_bytes(note.to_string().as_bytes()).unwrap();
        prop_assert_eq!(theirs.text(), text.as_bytes());
        prop_assert_eq!(theirs.to_bytes(), note.to_string().into_bytes());
        let verifier = StandardVerifier::new(&key.public().to_string()).unwrap();
        prop_assert_eq!(verifier.key_id(), key.public().id());
        let (verified, rest) = theirs.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
        prop_assert_eq!((verified.len(), rest.len()), (1, 0));
    }

    #[test]
    fn theirs_are_read_here(secret in any::<[u8; 32]>(), text in "[^\\x00-\\x1f]{0,40}(\n[^\\x00-\\x1f]{0,20}){0,3}") {
        let key = key(secret);
        let signer = StandardSigner::new(&key.to_secret_text()).unwrap();
        let mut theirs = TheirNote::new(format!("{text}\n").as_bytes(), &[]).unwrap();
        theirs.add_sigs(&[&signer as &dyn Signer]).unwrap();
        let note = Note::parse(&theirs.to_bytes()).unwrap();
        prop_assert_eq!(note.to_string().into_bytes(), theirs.to_bytes());
        let trusted: [VerifierKey; 1] = [key.public().to_string().parse().unwrap()];
        prop_assert_eq!(note.signed_by(&trusted).unwrap().len(), 1);
    }
}
