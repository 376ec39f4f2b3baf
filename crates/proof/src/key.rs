//! Keys by name, and what each may sign (C2SP signed-note, "Signatures" and "Verifier keys"; tlog-cosignature, "Format").
//!
//! ```text
//! example.org/qazyq+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
//! └─ name ────────┘ └─ id ─┘ └─ Base 64 of what it signs, and 32 bytes of Ed25519
//! ```
//!
//! The id is the beginning of SHA-256(name ‖ newline ‖ what it signs ‖ key). It tells signature lines apart and protects
//! nothing: whoever trusts a key has the key.

use core::fmt;
use core::str::FromStr;

use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::lines::{base64, to_base64};

/// A key's name: not empty, without spaces, `+`, and line ends. By custom an address without its scheme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(String);

/// What is wrong with a key's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The name is none.
    #[error("a key's name is not empty and has neither spaces nor `+`")]
    Name,
    /// It has not the parts that a key has.
    #[error("a key is a name, eight hexadecimal digits and Base 64, joined by `+`")]
    Form,
    /// It signs in a way that is not read.
    #[error("a key of a kind that is not read: Ed25519 signatures and cosignatures are")]
    Kind,
    /// The bytes are no key.
    #[error("the bytes are no Ed25519 key")]
    Key,
    /// The id does not follow from the rest.
    #[error("the key's id is not that of its name and bytes")]
    Id,
}

impl KeyName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for KeyName {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let is_odd = |c: char| c.is_whitespace() || c == '+' || c.is_ascii_control();
        if text.is_empty() || text.contains(is_odd) {
            return Err(KeyError::Name);
        }
        Ok(Self(text.to_owned()))
    }
}

/// What a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signs {
    /// The text of a note, as it stands: `0x01`.
    Notes,
    /// Checkpoints that a witness has seen grow, with the time: `0x04`.
    Cosignatures,
}

impl Signs {
    fn byte(self) -> u8 {
        match self {
            Self::Notes => 1,
            Self::Cosignatures => 4,
        }
    }

    fn of_byte(byte: u8) -> Option<Self> {
        [Self::Notes, Self::Cosignatures].into_iter().find(|signs| signs.byte() == byte)
    }
}

/// The public half of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: KeyName,
    signs: Signs,
    id: u32,
    key: VerifyingKey,
}

impl VerifierKey {
    /// A key by its 32 bytes.
    ///
    /// # Errors
    /// Where the bytes are no key.
    pub fn new(name: KeyName, signs: Signs, bytes: &[u8; 32]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Key)?;
        let id = id_of(&name, signs, key.as_bytes());
        Ok(Self { name, signs, id, key })
    }

    /// Whose it is.
    #[must_use]
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// What it signs.
    #[must_use]
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// What tells its signature lines from those of other keys of the name.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Its 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Whether it signed `message` so. Strict: of what other libraries let pass, a small key and a signature in another form
    /// of the same number count as none.
    #[must_use]
    pub fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[self.signs.byte()], &self.key.as_bytes()[..]].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, to_base64(&bytes))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, id, signs, bytes) = parts(text)?;
        let key = Self::new(name, signs, &bytes)?;
        if key.id == id { Ok(key) } else { Err(KeyError::Id) }
    }
}

/// The secret half. It is never shown but by [`Self::to_secret_text`].
#[derive(Clone)]
pub struct SignerKey {
    key: ed25519_dalek::SigningKey,
    public: VerifierKey,
}

/// What stands before a secret key's text.
const SECRET: &str = "PRIVATE+KEY+";

impl SignerKey {
    /// The key of 32 bytes that nobody else knows: fresh random ones.
    ///
    /// # Errors
    /// Where the key of these bytes is none, which no random bytes lead to.
    pub fn new(name: KeyName, signs: Signs, secret: &[u8; 32]) -> Result<Self, KeyError> {
        let key = ed25519_dalek::SigningKey::from_bytes(secret);
        let public = VerifierKey::new(name, signs, key.verifying_key().as_bytes())?;
        Ok(Self { key, public })
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &VerifierKey {
        &self.public
    }

    /// Signs a message. The same key and message give the same signature.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }

    /// The key as the text of a file that only its owner may read: `PRIVATE+KEY+name+id+…`, as Go's tools have it.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        let VerifierKey { name, signs, id, .. } = &self.public;
        let bytes = [&[signs.byte()], &self.key.as_bytes()[..]].concat();
        format!("{SECRET}{name}+{id:08x}+{}", to_base64(&bytes))
    }

    /// Reads such a text.
    ///
    /// # Errors
    /// Where it is none.
    pub fn from_secret_text(text: &str) -> Result<Self, KeyError> {
        let (name, id, signs, secret) = parts(text.strip_prefix(SECRET).ok_or(KeyError::Form)?)?;
        let key = Self::new(name, signs, &secret)?;
        if key.public.id == id { Ok(key) } else { Err(KeyError::Id) }
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignerKey").field("public", &self.public.to_string()).finish_non_exhaustive()
    }
}

/// `name+id+Base 64`, where the Base 64 may have a `+` of its own.
fn parts(text: &str) -> Result<(KeyName, u32, Signs, [u8; 32]), KeyError> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(bytes)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(KeyError::Form);
    };
    let is_small_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if id.len() != 8 || !id.bytes().all(is_small_hex) {
        return Err(KeyError::Form);
    }
    let id = u32::from_str_radix(id, 16).map_err(|_| KeyError::Form)?;
    let bytes = base64(bytes).ok_or(KeyError::Form)?;
    let (signs, key) = bytes.split_first().ok_or(KeyError::Form)?;
    let signs = Signs::of_byte(*signs).ok_or(KeyError::Kind)?;
    Ok((name.parse()?, id, signs, key.try_into().map_err(|_| KeyError::Key)?))
}

fn id_of(name: &KeyName, signs: Signs, key: &[u8; 32]) -> u32 {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(name.as_str())
        .chain_update([b'\n', signs.byte()])
        .chain_update(key)
        .finalize()
        .into();
    let [a, b, c, d, ..] = digest;
    u32::from_be_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key that the tests of Go's `note` package have too.
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const PRIVATE: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    #[test]
    fn a_key_is_printed_as_it_was_read() {
        let public: VerifierKey = PUBLIC.parse().unwrap();
        assert_eq!((public.to_string().as_str(), public.signs()), (PUBLIC, Signs::Notes));
        let secret = SignerKey::from_secret_text(PRIVATE).unwrap();
        assert_eq!(secret.to_secret_text(), PRIVATE);
        assert_eq!(secret.public(), &public);
        assert!(!format!("{secret:?}").contains("AYEKFALV"), "a secret is not shown by chance");
    }

    #[test]
    fn what_a_key_signs_is_part_of_its_id() {
        let secret = SignerKey::from_secret_text(PRIVATE).unwrap();
        let witness = VerifierKey::new(
            "PeterNeumann".parse().unwrap(),
            Signs::Cosignatures,
            secret.public().as_bytes(),
        );
        let witness = witness.unwrap();
        assert_ne!(witness.id(), secret.public().id());
        assert_eq!(witness.to_string().parse(), Ok(witness));
    }

    #[test]
    fn a_text_that_is_no_key_is_told_why() {
        let told = |text: &str| text.parse::<VerifierKey>().unwrap_err();
        assert_eq!(told(&PUBLIC.replace("c74f20a3", "c74f20a4")), KeyError::Id);
        assert_eq!(told(&PUBLIC.replace("c74f20a3", "C74F20A3")), KeyError::Form);
        assert_eq!(told(&PUBLIC.replace("c74f20a3", "+c74f20a")), KeyError::Form);
        assert_eq!(told(&PUBLIC.replace("Peter", "Peter ")), KeyError::Name);
        assert_eq!(told(&PUBLIC.replace("PeterNeumann", "")), KeyError::Name);
        assert_eq!(told(&PUBLIC.replace("+ARpc", "+AhpC")), KeyError::Kind);
        assert_eq!(told(&PUBLIC[..PUBLIC.len() - 4]), KeyError::Key);
        assert_eq!(told(&format!("{PUBLIC}\n")), KeyError::Form);
        assert_eq!(told("PeterNeumann+c74f20a3"), KeyError::Form);
        // Not the y of a point.
        let none = to_base64(&[&[1u8], &[2u8; 32][..]].concat());
        assert_eq!(told(&format!("x+00000000+{none}")), KeyError::Key);
        assert_eq!(SignerKey::from_secret_text(PUBLIC).unwrap_err(), KeyError::Form);
    }
}
