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

/// A hash that is no password's, of the same cost as all others: who tries names learns nothing from how long it takes.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Whether a password is the one that was hashed; where there is none it takes as long to say no.
#[must_use]
pub fn is_of(password: &str, phc: Option<&str>) -> bool {
    let is_it = is(password, phc.unwrap_or(NOBODYS));
    is_it && phc.is_some()
}

/// Whether a password is the one that was hashed.
#[must_use]
pub fn is(password: &str, phc: &str) -> bool {
    let (Some(hasher), Ok(hash)) = (hasher(), PasswordHash::new(phc)) else { return false };
    password.len() <= BYTES_MAX && hasher.verify_password(password.as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_no_password_it_is_looked_for_as_hard() {
        let some = hash("correct horse battery", [7; 16]).unwrap();
        let (some, nobodys) = (PasswordHash::new(&some).unwrap(), PasswordHash::new(NOBODYS).unwrap());
        assert_eq!(
            (some.algorithm, some.version, &some.params),
            (nobodys.algorithm, nobodys.version, &nobodys.params)
        );
        assert_eq!(some.hash.unwrap().len(), nobodys.hash.unwrap().len());
        assert!(is_of("correct horse battery", Some(&some.to_string())));
        assert!(!is_of("correct horse batterz", Some(&some.to_string())));
        assert!(!is_of("correct horse battery", None));
    }
}
