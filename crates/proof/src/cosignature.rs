//! Cosignatures (C2SP tlog-cosignature, Ed25519): a witness has seen a log with that root, and it only grew.
//!
//! ```text
//! cosignature/v1
//! time 1679315147
//! example.com/behind-the-sofa
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//! ```
//!
//! That is what is signed; in the note's line stand the time, in eight bytes, and the signature. Of the checkpoint's extension
//! lines a witness says nothing, though they are signed with the rest.

use crate::key::{SignerKey, VerifierKey};
use crate::note::Note;

/// The latest time that a cosignature may have.
const TIME_MAX: u64 = i64::MAX.cast_unsigned();

/// Adds to a checkpoint's note that it was seen at `time`, in seconds since 1970-01-01; false where that time can be none.
pub fn cosign(note: &mut Note, key: &SignerKey, time: u64) -> bool {
    if time > TIME_MAX {
        return false;
    }
    let signature = key.sign(message(note.text(), time).as_bytes());
    note.add(key.public(), [&time.to_be_bytes()[..], &signature].concat());
    true
}

/// When `key` says it saw the checkpoint of that text; none where the bytes are no cosignature of it.
pub(crate) fn time_of(key: &VerifierKey, text: &str, bytes: &[u8]) -> Option<u64> {
    let (time, signature) = bytes.split_first_chunk()?;
    let time = u64::from_be_bytes(*time);
    let is_signed =
        time <= TIME_MAX && key.has_signed(message(text, time).as_bytes(), signature.try_into().ok()?);
    is_signed.then_some(time)
}

fn message(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Signs;
    use crate::note::{SignatureError, SignedBy};

    const TEXT: &str =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    fn witness(secret: u8) -> SignerKey {
        SignerKey::new("witness.example/w1".parse().unwrap(), Signs::Cosignatures, &[secret; 32]).unwrap()
    }

    #[test]
    fn a_cosignature_says_when() {
        let mut note = Note::new(TEXT.to_owned()).unwrap();
        assert!(cosign(&mut note, &witness(1), 1_679_315_147));
        let note = Note::parse(note.to_string().as_bytes()).unwrap();
        let keys = [witness(1).public().clone()];
        assert_eq!(note.signed_by(&keys), Ok(vec![SignedBy { key: &keys[0], time: Some(1_679_315_147) }]));
        assert_eq!(note.signed_by(&[witness(2).public().clone()]), Err(SignatureError::Unknown));
    }

    #[test]
    fn its_time_is_signed_and_a_plain_signature_is_none() {
        let mut note = Note::new(TEXT.to_owned()).unwrap();
        let key = witness(1);
        assert!(cosign(&mut note, &key, 7));
        let mut bytes = note.signatures()[0].bytes.clone();
        assert_eq!(time_of(key.public(), TEXT, &bytes), Some(7));
        bytes[7] = 8;
        assert_eq!(time_of(key.public(), TEXT, &bytes), None);
        let plain = [&[0; 8], &key.sign(TEXT.as_bytes())[..]].concat();
        assert_eq!(time_of(key.public(), TEXT, &plain), None);
        assert_eq!(time_of(key.public(), TEXT, &[0; 7]), None);
        assert_eq!(time_of(key.public(), TEXT, &[]), None);
    }

    #[test]
    fn a_time_has_63_bits() {
        let mut note = Note::new(TEXT.to_owned()).unwrap();
        let key = witness(1);
        assert!(cosign(&mut note, &key, TIME_MAX));
        assert!(!cosign(&mut note, &key, TIME_MAX + 1));
        assert_eq!(time_of(key.public(), TEXT, &note.signatures()[0].bytes), Some(TIME_MAX));
        let late = TIME_MAX + 1;
        let signature = key.sign(message(TEXT, late).as_bytes());
        assert_eq!(time_of(key.public(), TEXT, &[&late.to_be_bytes()[..], &signature].concat()), None);
    }
}
