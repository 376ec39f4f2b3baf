//! Bundles: from raw bytes to a verdict in one file.
//!
//! | file | holds |
//! | --- | --- |
//! | `bundle.json` | what it is a bundle of: [`Head`] |
//! | `case.json` | the case, as `qazyq case` prints it |
//! | `verdict.json` | what the law made of it |
//! | `law.toml` | the version of the law, as data |
//! | `entries.jsonl` | the journal's entries that the case rests on |
//! | `receipts.jsonl` | what was asked of sources, and what came |
//! | `raw/SHA-256` | the bytes of files that were handed over, and of answers |
//! | `documents/SHA-256` | documents behind facts, where they are passed on |
//! | `manifest` | each of those with its SHA-256 |
//! | `statement.note` | who signed: an attachment, as all that follow |
//! | `log.proof` | that a log holds the statement |
//! | `manifest.tsr` | an RFC 3161 timestamp over the manifest |
//! | `manifest.p7s` | a CMS signature over the manifest |
//! | `revocation/SHA-256` | lists of revoked certificates and answers about some |
//!
//! The files stand in that order, those of a folder by their names. What is signed hangs on the manifest, and the manifest on all
//! before it; attachments come and go without changing it. The format is specified in `docs/formats/bundle.md`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::{Entry, NotAnEntry};
use qazyq_registry::what;
use serde::{Deserialize, Serialize};

use crate::container::{self, ContainerError, File};
use crate::manifest;

/// The format's name.
pub const FORMAT: &str = "qazyq.bundle/1";
/// Bytes of the head and of the statement, at most.
const SMALL_BYTES_MAX: usize = 1 << 20;

/// What a bundle is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The asset's id.
    pub asset: String,
    /// The day of assessment.
    #[serde(with = "crate::day")]
    pub day: Day,
    /// [`FORMAT`]
    pub format: String,
    /// By what was known at this instant.
    pub known_at: Timestamp,
    /// Bytes that their sources do not let be passed on are left out.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub public: bool,
    /// Bytes that were left out, by their digests.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub withheld: Vec<Withheld>,
}

/// Bytes that were left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// How many.
    pub bytes: u64,
    /// SHA-256 of them.
    pub sha256: Digest,
    /// Whose.
    pub source: String,
}

impl Head {
    /// The one line of canonical JSON, with its end.
    #[must_use]
    pub fn to_text(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        format!("{value}\n")
    }

    /// Reads a head in its one form; with what is wrong with it where it is none.
    ///
    /// # Errors
    /// With that.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > SMALL_BYTES_MAX {
            return Err("too long".to_owned());
        }
        let head: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if head.format != FORMAT {
            return Err(format!("format {}", head.format));
        }
        let rise = |pair: &[Withheld]| matches!(pair, [before, after] if before.sha256 < after.sha256);
        if !head.withheld.windows(2).all(rise) {
            return Err("what is withheld is not in order".to_owned());
        }
        if head.to_text().as_bytes() == bytes { Ok(head) } else { Err("not in its one form".to_owned()) }
    }
}

/// What is signed hangs on these, by way of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// What it is a bundle of.
    pub head: Head,
    /// The case.
    pub case: String,
    /// The verdict.
    pub verdict: String,
    /// The version of the law.
    pub law: String,
    /// A line an entry.
    pub entries: String,
    /// A line a receipt.
    pub receipts: String,
    /// Bytes by their digests.
    pub raw: BTreeMap<Digest, Vec<u8>>,
    /// Documents by their digests.
    pub documents: BTreeMap<Digest, Vec<u8>>,
}

/// What is added to a bundle, before or after anybody signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachments {
    /// The statement with signatures: a signed note.
    pub note: Option<Vec<u8>>,
    /// That a log holds the statement: a C2SP tlog-proof.
    pub log_proof: Option<Vec<u8>>,
    /// An RFC 3161 timestamp over the manifest.
    pub timestamp: Option<Vec<u8>>,
    /// A CMS signature over the manifest.
    pub cms: Option<Vec<u8>>,
    /// Evidence on revoked certificates, by digests.
    pub revocation: BTreeMap<Digest, Vec<u8>>,
}

/// The files before the manifest that every bundle has, in their order.
const FIXED: [&str; 6] =
    ["bundle.json", "case.json", "verdict.json", "law.toml", "entries.jsonl", "receipts.jsonl"];
const MANIFEST: &str = "manifest";
const NOTE: &str = "statement.note";
const LOG_PROOF: &str = "log.proof";
const TIMESTAMP: &str = "manifest.tsr";
const CMS: &str = "manifest.p7s";
const RAW: &str = "raw/";
const DOCUMENTS: &str = "documents/";
const REVOCATION: &str = "revocation/";

/// Where a file stands in the order; none of a name that no bundle has.
fn rank(name: &str) -> Option<(usize, &str)> {
    if let Some(place) = FIXED.iter().position(|fixed| *fixed == name) {
        return Some((place, ""));
    }
    for (place, folder) in [(10, RAW), (11, DOCUMENTS), (30, REVOCATION)] {
        if let Some(digest) = name.strip_prefix(folder) {
            return digest.parse::<Digest>().ok().map(|_| (place, digest));
        }
    }
    let after = [MANIFEST, NOTE, LOG_PROOF, TIMESTAMP, CMS];
    let place = after.iter().position(|known| *known == name)?;
    Some((place.saturating_add(20), ""))
}

impl Contents {
    /// The manifest.
    #[must_use]
    pub fn manifest(&self) -> String {
        let head = self.head.to_text();
        let named = self.named();
        manifest::of(&self.files(&head, &named))
    }

    /// The names of the files in folders.
    fn named(&self) -> Vec<(String, &[u8])> {
        let of = |folder: &'static str, files: &'_ BTreeMap<Digest, Vec<u8>>| {
            files.keys().map(|sha256| format!("{folder}{sha256}")).collect::<Vec<_>>()
        };
        let names = of(RAW, &self.raw).into_iter().chain(of(DOCUMENTS, &self.documents));
        let bytes = self.raw.values().chain(self.documents.values());
        names.zip(bytes.map(Vec::as_slice)).collect()
    }

    fn files<'b>(&'b self, head: &'b str, named: &'b [(String, &'b [u8])]) -> Vec<File<'b>> {
        let texts = [head, &self.case, &self.verdict, &self.law, &self.entries, &self.receipts];
        let fixed = FIXED.into_iter().zip(texts).map(|(name, text)| File { name, bytes: text.as_bytes() });
        fixed.chain(named.iter().map(|(name, bytes)| File { name, bytes })).collect()
    }

    /// The bundle's bytes.
    ///
    /// # Errors
    /// Where it would be larger than bundles are.
    pub fn to_bytes(&self, attached: &Attachments) -> Result<Vec<u8>, ContainerError> {
        let (head, named, manifest) = (self.head.to_text(), self.named(), self.manifest());
        let mut files = self.files(&head, &named);
        files.push(File { name: MANIFEST, bytes: manifest.as_bytes() });
        let revocation = attached.names();
        files.extend(attached.files(&revocation));
        container::write(&files)
    }
}

impl Attachments {
    fn names(&self) -> Vec<String> {
        self.revocation.keys().map(|sha256| format!("{REVOCATION}{sha256}")).collect()
    }

    fn files<'b>(&'b self, revocation: &'b [String]) -> impl Iterator<Item = File<'b>> {
        let single = [
            (NOTE, &self.note),
            (LOG_PROOF, &self.log_proof),
            (TIMESTAMP, &self.timestamp),
            (CMS, &self.cms),
        ];
        let single =
            single.into_iter().filter_map(|(name, bytes)| Some(File { name, bytes: bytes.as_deref()? }));
        let many = revocation.iter().zip(self.revocation.values());
        single.chain(many.map(|(name, bytes)| File { name, bytes }))
    }
}

/// A bundle as it was read: its files, none of which has been looked into.
#[derive(Clone, Debug)]
pub struct Bundle<'b> {
    files: Vec<File<'b>>,
}

/// Why bytes are no bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// They are no archive in its one form.
    #[error(transparent)]
    Container(#[from] ContainerError),
    /// A file has a name that no bundle's file has.
    #[error("no bundle has a file `{0}`")]
    UnknownFile(String),
    /// A file stands twice, or before one that it stands behind.
    #[error("`{0}` is not in its place")]
    OutOfOrder(String),
    /// A file is missing.
    #[error("`{0}` is missing")]
    Missing(&'static str),
}

impl<'b> Bundle<'b> {
    /// Takes a bundle apart.
    ///
    /// # Errors
    /// Where it is none.
    pub fn read(bytes: &'b [u8]) -> Result<Self, BundleError> {
        let files = container::read(bytes)?;
        let mut last = None;
        for file in &files {
            let rank = rank(file.name).ok_or_else(|| BundleError::UnknownFile(file.name.to_owned()))?;
            if last.is_some_and(|last| last >= rank) {
                return Err(BundleError::OutOfOrder(file.name.to_owned()));
            }
            last = Some(rank);
        }
        let bundle = Self { files };
        let must = FIXED.into_iter().chain([MANIFEST]);
        for name in must {
            bundle.file(name).ok_or(BundleError::Missing(name))?;
        }
        Ok(bundle)
    }

    /// The bytes of a file.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&'b [u8]> {
        self.files.iter().find(|file| file.name == name).map(|file| file.bytes)
    }

    /// The bytes of a file that every bundle has.
    fn fixed(&self, name: &str) -> &'b [u8] {
        self.file(name).unwrap_or_default()
    }

    /// What is in the manifest: the files before it.
    pub fn contents(&self) -> impl Iterator<Item = &File<'b>> {
        self.files.iter().take_while(|file| file.name != MANIFEST)
    }

    /// `bundle.json`
    #[must_use]
    pub fn head(&self) -> &'b [u8] {
        self.fixed("bundle.json")
    }

    /// `case.json`
    #[must_use]
    pub fn case(&self) -> &'b [u8] {
        self.fixed("case.json")
    }

    /// `verdict.json`
    #[must_use]
    pub fn verdict(&self) -> &'b [u8] {
        self.fixed("verdict.json")
    }

    /// `law.toml`
    #[must_use]
    pub fn law(&self) -> &'b [u8] {
        self.fixed("law.toml")
    }

    /// `entries.jsonl`
    #[must_use]
    pub fn entries(&self) -> &'b [u8] {
        self.fixed("entries.jsonl")
    }

    /// `receipts.jsonl`
    #[must_use]
    pub fn receipts(&self) -> &'b [u8] {
        self.fixed("receipts.jsonl")
    }

    /// `manifest`
    #[must_use]
    pub fn manifest(&self) -> &'b [u8] {
        self.fixed(MANIFEST)
    }

    /// SHA-256 of the manifest: what the bundle is called elsewhere.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.manifest())
    }

    fn of_folder(&self, folder: &'static str) -> impl Iterator<Item = (Digest, &'b [u8])> {
        let named = move |name: &str| name.strip_prefix(folder)?.parse().ok();
        self.files.iter().filter_map(move |file| Some((named(file.name)?, file.bytes)))
    }

    /// The raw bytes, by the digests that their names say.
    pub fn raw(&self) -> impl Iterator<Item = (Digest, &'b [u8])> {
        self.of_folder(RAW)
    }

    /// The documents, likewise.
    pub fn documents(&self) -> impl Iterator<Item = (Digest, &'b [u8])> {
        self.of_folder(DOCUMENTS)
    }

    /// What is attached.
    #[must_use]
    pub fn attachments(&self) -> Attachments {
        let owned = |name| self.file(name).map(<[u8]>::to_vec);
        Attachments {
            note: owned(NOTE),
            log_proof: owned(LOG_PROOF),
            timestamp: owned(TIMESTAMP),
            cms: owned(CMS),
            revocation: self.of_folder(REVOCATION).map(|(sha256, bytes)| (sha256, bytes.to_vec())).collect(),
        }
    }

    /// The same bundle with other attachments.
    ///
    /// # Errors
    /// Where it would be larger than bundles are.
    pub fn with(&self, attached: &Attachments) -> Result<Vec<u8>, ContainerError> {
        let mut files: Vec<File<'_>> =
            self.files.iter().take_while(|file| rank(file.name) <= rank(MANIFEST)).copied().collect();
        let revocation = attached.names();
        files.extend(attached.files(&revocation));
        container::write(&files)
    }
}

/// An entry's line in a bundle: what the journal's line says but for who wrote it and by which request, and the digest of that line.
///
/// Who works for an authority is nobody else's business; whoever has the journal finds the line by its digest.
///
/// # Errors
/// Where it is no entry that a journal has.
pub fn entry_line(entry: &Entry) -> Result<String, NotAnEntry> {
    let line = entry.line()?;
    let mut value: serde_json::Value = serde_json::from_slice(&line)?;
    if let Some(map) = value.as_object_mut() {
        for key in ["author", "format", "previous", "request"] {
            map.remove(key);
        }
        map.insert("line".to_owned(), Digest::of(&line).to_string().into());
    }
    Ok(value.to_string())
}

/// Reads such a line. What it leaves out, the entry has not.
///
/// # Errors
/// Where it is none, or is one in other bytes.
pub fn parse_entry(text: &[u8]) -> Result<Entry, NotAnEntry> {
    let mut value: serde_json::Value = serde_json::from_slice(text)?;
    let mut line = None;
    if let Some(map) = value.as_object_mut() {
        line = map.remove("line");
        // Before anything else is read: not every build knows every other kind, and all are to say the same.
        if let Some(kind) = map.get("kind").and_then(serde_json::Value::as_str)
            && !what::EVIDENCE.contains(&kind)
        {
            return Err(NotAnEntry::Kind(kind.to_owned()));
        }
        map.insert("format".to_owned(), qazyq_registry::entry::FORMAT.into());
        map.insert("previous".to_owned(), Digest::NONE.to_string().into());
    }
    let entry = Entry::parse(value.to_string().as_bytes())?;
    // What it must be: the entry's own line, with the digest that was said.
    let mut again: serde_json::Value = serde_json::from_str(&entry_line(&entry)?)?;
    let said =
        line.as_ref().and_then(serde_json::Value::as_str).filter(|said| said.parse::<Digest>().is_ok());
    if let (Some(map), Some(said)) = (again.as_object_mut(), said) {
        map.insert("line".to_owned(), said.into());
    }
    if entry.author.is_none()
        && entry.request.is_none()
        && said.is_some()
        && again.to_string().as_bytes() == text
    {
        Ok(entry)
    } else {
        Err(NotAnEntry::NotCanonical)
    }
}
