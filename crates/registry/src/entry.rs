//! Entries: one line of canonical JSON each, and each names the SHA-256 of the line before.
//!
//! ```text
//! {"asset":"usdc","author":"a.analyst","format":"qazyq.entry/2","kind":"peg","number":2,"origin":{"address":"https://…","class":"issuer"},
//!  "previous":"9f2c…","recorded_at":"2026-02-01T09:00:00Z","retrieved":"2026-01-30T12:00:00Z","what":{"components":[…]}}
//! ```
//!
//! (The line is broken here alone.) So `sha256sum` is enough to follow the chain through an export.
//!
//! Canonical is RFC 8785: keys sorted, no space, the shortest escapes. Keys are ASCII and numbers are integers below
//! 2^53, so that sorting by bytes and the plain notation are what that text asks for.
//!
//! This module makes lines and reads them. Where they lie is [`crate::store`]'s business, what they come to that of the
//! views.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::digest::Digest;
use crate::text::named;
use crate::what::{FileRef, What};

/// The format's name.
pub const FORMAT: &str = "qazyq.entry/2";
/// The longest line: longer than any list that was ever seen, short enough to be held many times over.
pub const LINE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The largest number of an entry: integers of JSON are exact up to here.
pub const NUMBER_MAX: u64 = (1 << 53) - 1;

/// An instant, in JSON as RFC 3339 has it.
pub type Instant = Timestamp;

named! {
    /// Who says something.
    OriginClass {
        /// A register that a state or an authority keeps.
        OfficialRegister = "official_register",
        /// The asset's issuer, at an address of its own.
        Issuer = "issuer",
        /// Somebody else: a data provider, a newspaper, another state's register.
        ThirdParty = "third_party",
        /// A distributed ledger.
        OnChain = "on_chain",
        /// Whoever recorded it, on its own word.
        SelfReported = "self_reported",
    }
}

/// From where something is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Who says it; none for entries that were written before this was asked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub class: Option<OriginClass>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<String>,
    /// The document that says so, kept under its digest.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<FileRef>,
    /// The line of the file that it was taken from, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
    /// It is made up, to show how something works: whatever rests on it says so.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub demonstration: bool,
}

impl Origin {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// By which request of a program an entry came, so that the same request, made again, writes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The name that the program gave it: its idempotency key. One author's names are each for one request.
    pub key: String,
    /// SHA-256 of what was asked.
    pub sha256: Digest,
}

/// Something said, before it has a place in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The asset that it is about, where it is about one.
    pub asset: Option<String>,
    /// When what it says was had from its source: from then on it was known.
    pub retrieved: Instant,
    /// From where.
    pub origin: Origin,
    /// The entry whose place it takes.
    pub corrects: Option<u64>,
    /// SHA-256 of the entry of the first format that it was.
    pub was: Option<Digest>,
    /// What it says.
    pub what: What,
}

impl Draft {
    /// Something about nobody in particular, known from `retrieved` on.
    #[must_use]
    pub fn new(retrieved: Instant, what: What) -> Self {
        Self { asset: None, retrieved, origin: Origin::default(), corrects: None, was: None, what }
    }

    /// Something about an asset.
    #[must_use]
    pub fn about(asset: &str, retrieved: Instant, what: What) -> Self {
        Self { asset: Some(asset.to_owned()), ..Self::new(retrieved, what) }
    }
}

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place, counted from 1.
    pub number: u64,
    /// SHA-256 of the line before; [`Digest::NONE`] for the first.
    pub previous: Digest,
    /// When it was written here.
    pub recorded_at: Instant,
    /// Who wrote it; none while nobody was a user.
    pub author: Option<String>,
    /// By which request of a program, where it came by one.
    pub request: Option<Request>,
    /// What was said.
    pub said: Draft,
}

impl std::ops::Deref for Entry {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.said
    }
}

/// The bytes are no entry.
#[derive(Debug, thiserror::Error)]
pub enum NotAnEntry {
    /// It is longer than entries are.
    #[error("longer than {LINE_BYTES_MAX} bytes")]
    TooLong,
    /// It is no JSON of that shape.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// It is of another format.
    #[error("format {0}")]
    Format(String),
    /// It says the same as an entry, in other bytes.
    #[error("not in canonical form")]
    NotCanonical,
    /// It is of a kind on which no verdict can rest.
    #[error("kind {0}, on which no verdict can rest")]
    Kind(String),
    /// It corrects or retracts an entry that is not before it.
    #[error("corrects or retracts entry {0}, which is not before it")]
    Backwards(u64),
}

/// The line's outer keys, as they are read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outer<'l> {
    #[serde(default)]
    asset: Option<String>,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    corrects: Option<u64>,
    format: String,
    kind: String,
    number: u64,
    #[serde(default)]
    origin: Origin,
    previous: Digest,
    recorded_at: Instant,
    #[serde(default)]
    request: Option<Request>,
    retrieved: Instant,
    #[serde(default)]
    was: Option<Digest>,
    #[serde(borrow)]
    what: &'l RawValue,
}

/// The line's outer keys, in the order in which they are written: that of their bytes.
#[derive(Serialize)]
struct Line<'e> {
    #[serde(skip_serializing_if = "Option::is_none")]
    asset: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrects: Option<u64>,
    format: &'static str,
    kind: &'static str,
    number: u64,
    #[serde(skip_serializing_if = "Origin::is_none")]
    origin: Origin,
    previous: Digest,
    recorded_at: Instant,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<&'e Request>,
    retrieved: Instant,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Digest>,
    what: serde_json::Value,
}

impl Entry {
    /// The entry as its line of canonical JSON, without the line's end.
    ///
    /// # Errors
    /// Where it would be longer than lines are, or undoes what is not before it.
    pub fn line(&self) -> Result<Vec<u8>, NotAnEntry> {
        // Through a map whose keys are sorted, so that no struct's order counts.
        let what = match serde_json::to_value(&self.what)? {
            serde_json::Value::Object(outer) => {
                outer.into_iter().next().map(|(_, what)| what).unwrap_or_default()
            }
            _ => serde_json::Value::Null,
        };
        let line = Line {
            asset: self.asset.as_deref(),
            author: self.author.as_deref(),
            corrects: self.corrects,
            format: FORMAT,
            kind: self.what.kind(),
            number: self.number,
            origin: self.origin.clone(),
            previous: self.previous,
            recorded_at: self.recorded_at,
            request: self.request.as_ref(),
            retrieved: self.retrieved,
            was: self.was,
            what,
        };
        let line = serde_json::to_vec(&serde_json::to_value(&line)?)?;
        if line.len() > LINE_BYTES_MAX {
            return Err(NotAnEntry::TooLong);
        }
        self.undoes_what_is_before()?;
        Ok(line)
    }

    /// Reads a line.
    ///
    /// # Errors
    /// Where it is no entry. Whether its form is canonical is looked at by [`Entry::parse_strictly`] alone.
    pub fn parse(line: &[u8]) -> Result<Self, NotAnEntry> {
        if line.len() > LINE_BYTES_MAX {
            return Err(NotAnEntry::TooLong);
        }
        let outer: Outer<'_> = serde_json::from_slice(line)?;
        if outer.format != FORMAT {
            return Err(NotAnEntry::Format(outer.format));
        }
        let what = What::of_kind(&outer.kind, outer.what)?;
        let said = Draft {
            asset: outer.asset,
            retrieved: outer.retrieved,
            origin: outer.origin,
            corrects: outer.corrects,
            was: outer.was,
            what,
        };
        let (number, previous, recorded_at) = (outer.number, outer.previous, outer.recorded_at);
        let (author, request) = (outer.author, outer.request);
        let entry = Self { number, previous, recorded_at, author, request, said };
        entry.undoes_what_is_before()?;
        Ok(entry)
    }

    /// What an entry corrects or retracts was written before it: so whoever follows what undoes what comes to an end.
    fn undoes_what_is_before(&self) -> Result<(), NotAnEntry> {
        let retracted = match self.what {
            What::Retraction { entry, .. } => Some(entry),
            _ => None,
        };
        match self.corrects.into_iter().chain(retracted).find(|undone| *undone >= self.number) {
            Some(undone) => Err(NotAnEntry::Backwards(undone)),
            None => Ok(()),
        }
    }

    /// Reads a line that must be the very bytes that this program would write.
    ///
    /// # Errors
    /// Where it is no entry, or is one in other bytes.
    pub fn parse_strictly(line: &[u8]) -> Result<Self, NotAnEntry> {
        let entry = Self::parse(line)?;
        if entry.line()? == line { Ok(entry) } else { Err(NotAnEntry::NotCanonical) }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.line().map_err(|_| fmt::Error)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(corrects: &str, kind: &str, what: &str) -> Vec<u8> {
        let (none, at) = (Digest::NONE, "2026-02-01T09:00:00Z");
        format!(
            r#"{{{corrects}"format":"{FORMAT}","kind":"{kind}","number":5,"previous":"{none}","recorded_at":"{at}","retrieved":"{at}","what":{what}}}"#
        )
        .into_bytes()
    }

    #[test]
    fn a_file_is_named_by_a_digest_and_by_nothing_else() {
        let digest = "0123456789abcdef".repeat(4);
        let file =
            |sha256: &str| line("", "facts", &format!(r#"{{"file":{{"name":"f","sha256":"{sha256}"}}}}"#));
        let withdrawal =
            |sha256: &str| line("", "withdrawal", &format!(r#"{{"reason":"r","sha256":"{sha256}"}}"#));
        let document = |sha256: &str| {
            let text = String::from_utf8(line("", "asset", "{}")).unwrap();
            let origin = format!(r#""origin":{{"document":{{"name":"f","sha256":"{sha256}"}}}},"previous""#);
            text.replace(r#""previous""#, &origin).into_bytes()
        };
        for of in [file, withdrawal, document] as [fn(&str) -> Vec<u8>; 3] {
            Entry::parse_strictly(&of(&digest)).unwrap();
            for not in ["", "/dev/zero", "../../etc/passwd", &digest[1..], &digest.to_uppercase()] {
                assert!(matches!(Entry::parse(&of(not)), Err(NotAnEntry::Json(_))), "{not}");
            }
        }
    }

    #[test]
    fn what_is_undone_was_written_before() {
        let corrects = |number: u64| line(&format!(r#""corrects":{number},"#), "asset", "{}");
        let retracts = |number: u64| line("", "retraction", &format!(r#"{{"entry":{number},"reason":"r"}}"#));
        for of in [corrects, retracts] as [fn(u64) -> Vec<u8>; 2] {
            let mut entry = Entry::parse_strictly(&of(4)).unwrap();
            entry.number = 4;
            assert!(matches!(entry.line(), Err(NotAnEntry::Backwards(4))), "nor is such a one written");
            for later in [5, 6, u64::MAX] {
                assert!(matches!(Entry::parse(&of(later)), Err(NotAnEntry::Backwards(n)) if n == later));
            }
        }
    }
}
