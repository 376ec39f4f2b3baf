//! A second factor: codes of six digits that an app computes from a secret and the time (RFC 6238, with the parameters that every app
//! knows: SHA-1, thirty seconds), and recovery codes for when the app is lost.
//!
//! The secret is kept as a password's hash is, beside the journal, under `USER/factor`; the journal has its SHA-256. Of
//! recovery codes the journal alone has the SHA-256: eighty random bits need nothing slower. The step of each code that was taken is in
//! the journal too, so that no code is taken twice, by whichever process.

use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::digest::Digest;

/// What stands behind the user's name where the secret is kept. No user's name has it.
const KEPT: &str = "/factor";
/// Bytes of a secret: as many as SHA-1 gives, which is what RFC 4226 recommends.
pub const SECRET_BYTES: usize = 20;
/// Bytes of a recovery code.
pub const RECOVERY_BYTES: usize = 10;
/// How many recovery codes there are.
pub const RECOVERY_CODES: usize = 10;
/// Who gives out the codes, as an app shows it.
const ISSUER: &str = "Qazyq";

/// The name under which a user's secret is kept.
#[must_use]
pub fn kept_under(user: &str) -> String {
    format!("{user}{KEPT}")
}

/// Whose secret is kept under that name, if one is.
#[must_use]
pub fn user_of(name: &str) -> Option<&str> {
    name.strip_suffix(KEPT)
}

/// A secret, as it is kept and as people type it into an app: in Base32.
#[must_use]
pub fn secret(bytes: [u8; SECRET_BYTES]) -> String {
    Secret::from(bytes.to_vec()).to_base32()
}

/// The address by which an app takes the secret up.
#[must_use]
pub fn address(secret: &str, user: &str) -> Option<String> {
    totp(secret, user)?.to_url().ok()
}

/// The step whose code this is, at a time in seconds: the present one, the one before or the one after, since clocks differ.
#[must_use]
pub fn step_of(secret: &str, code: &str, seconds: u64) -> Option<u64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_code = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    totp(secret, "x").filter(|_| is_code)?.check(&digits, seconds)
}

/// The code of a time in seconds: what an app shows.
#[must_use]
pub fn code_at(secret: &str, seconds: u64) -> Option<String> {
    Some(totp(secret, "x")?.generate(seconds).to_string())
}

fn totp(secret: &str, user: &str) -> Option<Totp> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(Secret::try_from_base32(secret).ok()?)
        .with_issuer(Some(ISSUER))
        .with_account_name(user)
        .build()
        .ok()
}

/// A recovery code as people read it: four groups of four letters and digits.
#[must_use]
pub fn recovery_code(bytes: [u8; RECOVERY_BYTES]) -> String {
    let letters = Secret::from(bytes.to_vec()).to_base32().to_ascii_lowercase();
    let groups: Vec<&str> = (0..4).filter_map(|group| letters.get(group * 4..group * 4 + 4)).collect();
    groups.join("-")
}

/// The SHA-256 of a recovery code as somebody typed it: neither case nor what stands between its groups counts.
#[must_use]
pub fn recovery_digest(typed: &str) -> Digest {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    Digest::of(plain.to_ascii_lowercase().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, of whose eight digits the last six are shown here.
    #[test]
    fn codes_are_those_of_the_specification() {
        let secret = secret(*b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(&secret, seconds).as_deref(), Some(code));
            assert_eq!(step_of(&secret, code, seconds), Some(seconds / 30), "{code}");
            // A clock may be off by a step, and by no more.
            assert_eq!(step_of(&secret, code, seconds + 30), Some(seconds / 30));
            assert_eq!(step_of(&secret, code, seconds + 90), None);
        }
        for none in ["", "28708", "2870820", "28708x", "٢٨٧٠٨٢"] {
            assert_eq!(step_of(&secret, none, 59), None, "{none}");
        }
        assert_eq!(step_of(&secret, " 287 082 ", 59), Some(1));
        assert!(address(&secret, "aliya").unwrap().starts_with("otpauth://totp/Qazyq:aliya?secret="));
    }

    #[test]
    fn a_recovery_code_is_read_as_people_type_it() {
        let code = recovery_code([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(code, "aaaq-eaye-auda-ocaj");
        let typed = recovery_digest(" AAAQ eaye audaocaj ");
        assert_eq!(typed, recovery_digest(&code));
        assert_ne!(typed, recovery_digest("aaaq-eaye-auda-ocak"));
    }

    #[test]
    fn a_secret_is_kept_under_a_name_that_no_user_has() {
        assert_eq!(user_of(&kept_under("aliya")), Some("aliya"));
        assert_eq!(user_of("aliya"), None);
        assert!(!crate::form::is_id(&kept_under("aliya")));
    }
}
