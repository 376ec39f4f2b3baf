//! The files of `tests/data`, and one door to the checks.

use std::path::PathBuf;

use qazyq_cms::{Answer, Check, Extra, Signatures, Signed, Stamped, TrustList};

/// 2026-03-01 12:00:00 UTC, when everything was signed.
pub(crate) const SIGNED: i64 = 1_772_366_400;
/// A day later, when it was stamped.
pub(crate) const STAMPED: i64 = SIGNED + 86_400;
/// 2026-04-01 00:00:00 UTC: one certificate expires, one is revoked.
pub(crate) const APRIL: i64 = 1_775_001_600;
/// 2026-04-20 00:00:00 UTC, after all of that.
pub(crate) const LATER: i64 = APRIL + 19 * 86_400;

pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

pub(crate) fn file(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn trust(name: &str) -> TrustList {
    if name.is_empty() { TrustList::default() } else { TrustList::parse_pem(&file(name)).unwrap() }
}

pub(crate) fn extra(names: &[&str]) -> Extra {
    let mut extra = Extra::default();
    for name in names {
        extra.add(&file(name)).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    extra
}

/// The lists that hold in March, and until December for those above.
pub(crate) const MARCH: &[&str] = &["root.crl", "issuer-march.crl", "stamps.crl"];

/// Whom to trust, what is handed over, and when.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub(crate) signers: &'a str,
    pub(crate) authorities: &'a str,
    pub(crate) extra: &'a [&'a str],
    pub(crate) proven: Option<i64>,
    pub(crate) now: i64,
}

impl Default for World<'_> {
    fn default() -> Self {
        Self { signers: "root.pem", authorities: "stamps.pem", extra: MARCH, proven: None, now: STAMPED }
    }
}

impl World<'_> {
    pub(crate) fn signature(&self, bytes: &[u8], content: &[u8]) -> Signatures {
        let (signers, authorities, extra) = (trust(self.signers), trust(self.authorities), extra(self.extra));
        let check = Check {
            signers: &signers,
            authorities: &authorities,
            extra: &extra,
            proven: self.proven,
            now: self.now,
        };
        qazyq_cms::check_signature(bytes, content, &check)
    }

    pub(crate) fn timestamp(&self, bytes: &[u8], content: &[u8]) -> Answer<Stamped> {
        let (signers, authorities, extra) = (trust(self.signers), trust(self.authorities), extra(self.extra));
        let check = Check {
            signers: &signers,
            authorities: &authorities,
            extra: &extra,
            proven: self.proven,
            now: self.now,
        };
        qazyq_cms::check_timestamp(bytes, content, &check)
    }

    /// A signature over the manifest, in few words: `valid`, or why not.
    pub(crate) fn word_on(&self, bytes: &[u8]) -> String {
        word(&self.signature(bytes, &file("manifest")).answer)
    }

    /// The one signer of a signature over the manifest, which is valid.
    pub(crate) fn signed(&self, bytes: &[u8]) -> Signed {
        let signatures = self.signature(bytes, &file("manifest"));
        match signatures.signers.as_slice() {
            [one] => one.answer.valid().unwrap_or_else(|| panic!("{}", word(&one.answer))).clone(),
            _ => panic!("{}", word(&signatures.answer)),
        }
    }
}

/// An answer in few words: `valid`, or `invalid revoked certificate=…`.
pub(crate) fn word<T>(answer: &Answer<T>) -> String {
    match answer.why() {
        None => answer.code().to_owned(),
        Some(why) => format!("{} {why}", answer.code()),
    }
}
