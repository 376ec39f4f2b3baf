//! Signed notes, the checkpoints in them, policies, and what witnesses answer: whatever is read is printed as it was, and looking
//! at signatures ends.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::key::{Signs, VerifierKey};
use qazyq_proof::note::Note;
use qazyq_proof::policy::Policy;
use qazyq_proof::witness::{conflict_size, cosignature_in};

const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Ok(checkpoint) = text.parse::<Checkpoint>() {
            assert_eq!(checkpoint.to_string(), text);
        }
        if let Ok(key) = text.parse::<VerifierKey>() {
            assert_eq!(key.to_string(), text);
        }
    }
    if let Ok(policy) = Policy::parse(bytes) {
        // Names that are not UTF-8 are shown with marks in their place.
        if std::str::from_utf8(bytes).is_ok() {
            let again = Policy::parse(policy.to_string().as_bytes()).expect("what is printed is read");
            assert_eq!(again, policy);
        }
    }
    if let Some(size) = conflict_size(bytes) {
        assert_eq!(format!("{size}\n").as_bytes(), bytes);
    }
    let asked = Note::new("log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n".to_owned());
    let key: VerifierKey = KEY.parse().expect("a key");
    let witness = VerifierKey::new(key.name().clone(), Signs::Cosignatures, key.as_bytes()).expect("a key");
    assert!(cosignature_in(&asked.expect("a note"), bytes, &witness).is_err(), "nobody signs by chance");
    let Ok(note) = Note::parse(bytes) else { return };
    assert_eq!(note.to_string().as_bytes(), bytes);
    if let Ok(checkpoint) = note.text().parse::<Checkpoint>() {
        assert_eq!(checkpoint.to_string(), note.text());
    }
    let trusted = [KEY.parse().expect("a key")];
    let _ = note.signed_by(&trusted);
});
