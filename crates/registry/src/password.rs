//! Passwords: checked against an Argon2id hash, which is no entry, so that an old one can be forgotten. The journal has
//! the SHA-256 of the hash, so that one put in its place by hand is found.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};

/// The fewest characters of a password: NIST SP 800-63B-4 asks for fifteen where it is all that is asked for.
pub const CHARACTERS_MIN: usize = 15;
/// The most bytes: longer ones only keep the machine busy.
pub const BYTES_MAX: usize = 1024;

/// Why a password cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPassword {
    /// It has too few characters.
    TooShort,
    /// It has too many bytes.
    TooLong,
}

/// OWASP's first choice of 2025 for Argon2id: 19 MiB, two passes, one lane.
fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password in PHC form, with 16 random bytes of salt.
///
/// # Errors
/// Where it is too short or too long.
pub fn hash(password: &str, salt: [u8; 16]) -> Result<String, NotAPassword> {
    if password.chars().count() < CHARACTERS_MIN {
        return Err(NotAPassword::TooShort);
    }
    if password.len() > BYTES_MAX {
        return Err(NotAPassword::TooLong);
    }
    let hashed = hasher().and_then(|hasher| {
        hasher
            .hash_password_with_salt(password.as_bytes(), &salt)
            .ok()
            .map(|hash: PasswordHash| hash.to_string())
    });
    // The parameters and the salt are of lengths that Argon2 takes; what is left is that the password is too long.
    hashed.ok_or(NotAPassword::TooLong)
}

/// Whether a password is the one that was hashed.
#[must_use]
pub fn is(password: &str, phc: &str) -> bool {
    let (Some(hasher), Ok(hash)) = (hasher(), PasswordHash::new(phc)) else { return false };
    password.len() <= BYTES_MAX && hasher.verify_password(password.as_bytes(), &hash).is_ok()
}
