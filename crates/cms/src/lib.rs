//! Signatures and timestamps that are made elsewhere: whether they are good, by certificates that are trusted.
//!
//! | function | specification | what it checks |
//! | --- | --- | --- |
//! | [`check_signature`] | RFC 5652, ETSI EN 319 122-1 | a CMS or CAdES signature over given bytes |
//! | [`check_timestamp`] | RFC 3161 | a timestamp over given bytes |
//!
//! Chains of certificates and lists of revoked ones are those of RFC 5280, OCSP responses those of RFC 6960. The checks, in
//! their order, are in `docs/formats/signatures.md`.
//!
//! An [`Answer`] has three values. Nobody is asked for anything: where the files and what is handed over with them do not tell,
//! the answer is unknown, and says what is missing. No clock is read either; now is an argument.
//!
//! What is not here: signing, which needs a key and chance; and any word on what a signature means in law.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::iter_over_hash_type,
    clippy::float_arithmetic,
    clippy::wildcard_enum_match_arm
)]

mod algorithm;
mod answer;
mod certificate;
mod chain;
mod context;
mod extra;
mod name;
mod oid;
mod read;
mod revocation;
mod signature;
mod signed_data;
mod timestamp;
mod why;

pub use algorithm::{Algorithm, Digest};
pub use answer::Answer;
pub use certificate::{CERTIFICATES_MAX, CertificateName, TrustList};
pub use chain::CHAIN_MAX;
pub use extra::{EXTRA_BYTES_MAX, Extra, ExtraKind};
pub use revocation::{EVIDENCE_MAX, Source, Unrevoked};
pub use signature::{Level, Signatures, Signed, Signer, TIMESTAMPS_MAX, TimeFrom};
pub use signed_data::SIGNERS_MAX;
pub use timestamp::{Accuracy, Instant, Stamped};
pub use why::{Bound, Part, Unusable, Why};

use context::Context;

/// Bytes of a signature or a timestamp, without armour. Usual ones have some ten thousand.
pub const FILE_BYTES_MAX: usize = 1 << 20;

/// By what, and as seen when, something is checked.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// Whose signatures count, or those of whom they issue to.
    pub signers: &'a TrustList,
    /// Whose timestamps count, or those of whom they issue to.
    pub authorities: &'a TrustList,
    /// What was handed over besides.
    pub extra: &'a Extra,
    /// A time, in seconds since 1970-01-01, at which the signature itself is known to have been there, by a timestamp over the
    /// signature's own file. One over the signed bytes shows no such thing: they can be signed long after.
    pub proven: Option<i64>,
    /// Now, in seconds since 1970-01-01: the answer is as seen then.
    pub now: i64,
}

/// Checks that a file is signatures of those bytes: DER, PEM or bare Base 64. The file may have the bytes in it too, but no
/// others.
#[must_use]
pub fn check_signature(file: &[u8], content: &[u8], check: &Check<'_>) -> Signatures {
    match read::unwrap(file, FILE_BYTES_MAX, &["CMS", "PKCS7"]) {
        Ok(der) => signature::check(&Context::new(check), &der, content),
        Err(why) => Signatures::unread(why),
    }
}

/// Checks that a file is a timestamp on those bytes: an authority's whole answer, or the token in it, in DER.
#[must_use]
pub fn check_timestamp(file: &[u8], content: &[u8], check: &Check<'_>) -> Answer<Stamped> {
    Answer::of(read::unwrap(file, FILE_BYTES_MAX, &["CMS", "PKCS7"]).and_then(|der| {
        let token = timestamp::token(&der)?;
        timestamp::check(&Context::new(check), token, content, None)
    }))
}
