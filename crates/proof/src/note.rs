//! Signed notes (C2SP signed-note): a text, and who signed it.
//!
//! ```text
//! If you think cryptography is the answer to your problem,
//! then you don't know what your problem is.
//!
//! — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
//! ```
//!
//! The text ends where the last empty line begins; each line behind it is a key's name, and its id and signature in Base 64.
//!
//! This module knows nothing of what a text says. What a signature by a witness stands for is in [`crate::cosignature`].

use core::fmt;

use crate::cosignature;
use crate::key::{KeyName, SignerKey, Signs, VerifierKey};
use crate::lines::{base64, line, to_base64};

/// More signatures than anybody needs: a verifier must take sixteen.
pub const SIGNATURES_MAX: usize = 64;
/// Bytes of a whole note. Checkpoints have some hundred.
pub const NOTE_BYTES_MAX: usize = 1 << 20;

/// What begins a signature line.
const DASH: &str = "— ";

/// A text with its signatures, none of which has been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Whose key it names.
    pub name: KeyName,
    /// Which of the keys of that name.
    pub key_id: u32,
    /// The signature, in the form of the key's kind.
    pub bytes: Vec<u8>,
}

/// What is wrong with a note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It is larger than any note.
    #[error("a note has {NOTE_BYTES_MAX} bytes at most")]
    TooLarge,
    /// It is not UTF-8, or has control characters beside line ends.
    #[error("a note is text without control characters")]
    NotText,
    /// There is no text, or no empty line behind it.
    #[error("a note is a text that ends, an empty line, and signatures")]
    Form,
    /// A line that should be a signature is none.
    #[error("signature line {0} is none")]
    SignatureLine(usize),
    /// There are too many.
    #[error("a note has {SIGNATURES_MAX} signatures at most")]
    TooManySignatures,
}

/// Why nobody who is trusted has signed a note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// A line names a key that is trusted, and its signature is not that key's.
    #[error("the signature of `{0}` is not of this text")]
    Wrong(KeyName),
    /// No line names a key that is trusted.
    #[error("no trusted key has signed")]
    Unknown,
}

/// A key that has signed, and when it says it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedBy<'k> {
    /// The key.
    pub key: &'k VerifierKey,
    /// Seconds since 1970-01-01, of a cosignature.
    pub time: Option<u64>,
}

impl Note {
    /// A note without signatures yet. `text` ends with a line's end.
    ///
    /// # Errors
    /// Where it does not, or cannot be a note's text.
    pub fn new(text: String) -> Result<Self, NoteError> {
        if text.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLarge);
        }
        if has_controls(&text) {
            return Err(NoteError::NotText);
        }
        if !text.ends_with('\n') {
            return Err(NoteError::Form);
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// Reads a note with a signature at least.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLarge);
        }
        let whole = str::from_utf8(bytes).map_err(|_| NoteError::NotText)?;
        if has_controls(whole) {
            return Err(NoteError::NotText);
        }
        // The last empty line: a line's end behind a line's end.
        let at = whole.rfind("\n\n").ok_or(NoteError::Form)?;
        let (text, rest) = whole.split_at_checked(at.saturating_add(1)).ok_or(NoteError::Form)?;
        let mut rest = rest.strip_prefix('\n').ok_or(NoteError::Form)?;
        let mut signatures = Vec::new();
        while let Some(line) = line(&mut rest) {
            if signatures.len() == SIGNATURES_MAX {
                return Err(NoteError::TooManySignatures);
            }
            let place = signatures.len().saturating_add(1);
            signatures.push(NoteSignature::parse(line).ok_or(NoteError::SignatureLine(place))?);
        }
        if signatures.is_empty() || !rest.is_empty() {
            return Err(NoteError::SignatureLine(signatures.len().saturating_add(1)));
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text, its last line's end included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, in their order.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds the signature of a key that signs notes.
    pub fn sign(&mut self, key: &SignerKey) {
        let bytes = key.sign(self.text.as_bytes()).to_vec();
        self.add(key.public(), bytes);
    }

    /// Adds a signature line.
    pub fn add(&mut self, key: &VerifierKey, bytes: Vec<u8>) {
        self.signatures.push(NoteSignature { name: key.name().clone(), key_id: key.id(), bytes });
    }

    /// Which of `trusted` have signed, in the order of the lines. Lines of other keys are passed over, whatever they hold.
    ///
    /// # Errors
    /// Where none has, or a line of one of them is wrong: then nothing of the note counts.
    pub fn signed_by<'k>(&self, trusted: &'k [VerifierKey]) -> Result<Vec<SignedBy<'k>>, SignatureError> {
        let mut signed: Vec<SignedBy<'k>> = Vec::new();
        for line in &self.signatures {
            let of_line = |key: &&VerifierKey| *key.name() == line.name && key.id() == line.key_id;
            let Some(key) = trusted.iter().find(of_line) else { continue };
            let wrong = || SignatureError::Wrong(line.name.clone());
            let time = match key.signs() {
                Signs::Notes => {
                    let signature = line.bytes.as_slice().try_into().map_err(|_| wrong())?;
                    key.has_signed(self.text.as_bytes(), signature).then_some(None).ok_or_else(wrong)?
                }
                Signs::Cosignatures => {
                    Some(cosignature::time_of(key, &self.text, &line.bytes).ok_or_else(wrong)?)
                }
            };
            if !signed.iter().any(|other| other.key == key) {
                signed.push(SignedBy { key, time });
            }
        }
        if signed.is_empty() { Err(SignatureError::Unknown) } else { Ok(signed) }
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, bytes) = line.strip_prefix(DASH)?.split_once(' ')?;
        let bytes = base64(bytes)?;
        let (id, signature) = bytes.split_first_chunk()?;
        if signature.is_empty() {
            return None;
        }
        Some(Self { name: name.parse().ok()?, key_id: u32::from_be_bytes(*id), bytes: signature.to_vec() })
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.key_id.to_be_bytes()[..], &self.bytes].concat();
        write!(f, "{DASH}{} {}", self.name, to_base64(&bytes))
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

fn has_controls(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 && byte != b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the tests of Go's `note` package: another implementation made it.
    const NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const PRIVATE: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    fn other() -> SignerKey {
        SignerKey::new("EnochRoot".parse().unwrap(), Signs::Notes, &[7; 32]).unwrap()
    }

    fn trusted() -> [VerifierKey; 1] {
        [PUBLIC.parse().unwrap()]
    }

    #[test]
    fn a_note_of_another_implementation_is_read_and_made_again() {
        let note = Note::parse(NOTE.as_bytes()).unwrap();
        assert_eq!(note.to_string(), NOTE);
        let keys = trusted();
        assert_eq!(note.signed_by(&keys), Ok(vec![SignedBy { key: &keys[0], time: None }]));
        let mut made = Note::new(note.text().to_owned()).unwrap();
        made.sign(&SignerKey::from_secret_text(PRIVATE).unwrap());
        assert_eq!(made.to_string(), NOTE);
    }

    #[test]
    fn every_changed_byte_of_a_note_is_noticed() {
        for place in 0..NOTE.len() {
            for change in [1u8, 0x20, 0x80] {
                let mut bytes = NOTE.as_bytes().to_vec();
                bytes[place] ^= change;
                let still = Note::parse(&bytes).is_ok_and(|note| note.signed_by(&trusted()).is_ok());
                assert!(!still, "byte {place} ^ {change:#x}");
            }
        }
    }

    #[test]
    fn lines_of_keys_that_nobody_trusts_are_passed_over() {
        let mut note = Note::parse(NOTE.as_bytes()).unwrap();
        note.sign(&other());
        let stranger = "— PeterNeumann AAAAAAE=\n— somebody AAAAAAE=\n";
        let text = format!("{note}{stranger}");
        let note = Note::parse(text.as_bytes()).unwrap();
        assert_eq!((note.to_string(), note.signatures().len()), (text, 4));
        assert_eq!(note.signed_by(&trusted()).unwrap().len(), 1);
        assert_eq!(note.signed_by(&[]), Err(SignatureError::Unknown));
    }

    #[test]
    fn a_wrong_signature_of_a_trusted_key_spoils_the_note() {
        let other = other();
        let mut note = Note::parse(NOTE.as_bytes()).unwrap();
        note.add(other.public(), vec![0; 64]);
        let keys = [PUBLIC.parse().unwrap(), other.public().clone()];
        assert_eq!(note.signed_by(&keys), Err(SignatureError::Wrong("EnochRoot".parse().unwrap())));
        // One of a length that no signature has.
        let mut note = Note::parse(NOTE.as_bytes()).unwrap();
        note.add(other.public(), vec![0; 63]);
        assert_eq!(note.signed_by(&keys), Err(SignatureError::Wrong("EnochRoot".parse().unwrap())));
    }

    #[test]
    fn what_is_no_note_is_refused() {
        let refused = |text: &str| Note::parse(text.as_bytes()).unwrap_err();
        assert_eq!(refused(""), NoteError::Form);
        assert_eq!(refused("text\n"), NoteError::Form);
        assert_eq!(refused("text\n\n"), NoteError::SignatureLine(1));
        assert_eq!(refused(&NOTE.replace('—', "-")), NoteError::SignatureLine(1));
        assert_eq!(refused(NOTE.strip_suffix('\n').unwrap()), NoteError::SignatureLine(1));
        assert_eq!(refused(&NOTE.replace("PeterNeumann ", "Peter+Neumann ")), NoteError::SignatureLine(1));
        assert_eq!(refused(&NOTE.replace("PeterNeumann ", "PeterNeumann  ")), NoteError::SignatureLine(1));
        assert_eq!(refused(&NOTE.replace("=\n", "\n")), NoteError::SignatureLine(1));
        assert_eq!(refused("text\n\n— a AAAAAA==\n"), NoteError::SignatureLine(1));
        assert_eq!(refused("te\txt\n\n— a AAAAAAE=\n"), NoteError::NotText);
        assert_eq!(refused("te\rxt\n\n— a AAAAAAE=\n"), NoteError::NotText);
        assert_eq!(Note::parse(b"\xff\n\n"), Err(NoteError::NotText));
        let many = |lines: usize| format!("text\n\n{}", "— a AAAAAAE=\n".repeat(lines));
        assert!(Note::parse(many(SIGNATURES_MAX).as_bytes()).is_ok());
        assert_eq!(refused(&many(SIGNATURES_MAX + 1)), NoteError::TooManySignatures);
        assert_eq!(refused(&"x".repeat(NOTE_BYTES_MAX + 1)), NoteError::TooLarge);
        assert_eq!(Note::new("text".to_owned()), Err(NoteError::Form));
    }

    #[test]
    fn a_text_may_have_empty_lines() {
        let text = NOTE.replace("problem,\n", "problem,\n\n");
        let note = Note::parse(text.as_bytes()).unwrap();
        assert_eq!(note.to_string(), text);
        assert!(note.text().ends_with("problem is.\n"));
    }
}
