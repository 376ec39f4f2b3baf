//! All receipts, in memory.
//!
//! ```text
//! receipts/2026-10.jsonl     n 1 … 16
//! receipts/2026-11.jsonl     n 17 … 40, then what a power cut left of 41:   {"format":"qazyq.rec
//! ```
//!
//! # Which line may be passed over
//!
//! A line that is no JSON may be what was written of a receipt when the machine stopped; nobody was told that this
//! receipt was kept. It is passed over where nothing stands behind it in the last file, or where the one who opened the
//! lake next has marked it with the line [`TORN`]. Any other line that cannot be read is an error. A receipt that was
//! kept and is gone leaves a gap in the numbers, and that is an error too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Deserialize;

use crate::LakeError;
use crate::folder::names;
use crate::receipt::{FORMAT, Outcome, Receipt};

/// What the one who opens the lake after a power cut writes behind the torn line.
pub(crate) const TORN: &str = r#"{"format":"qazyq.torn/1"}"#;
const TORN_FORMAT: &str = "qazyq.torn/1";

/// Every receipt, by number and by feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipts {
    /// INVARIANT: the one at place `i` has the number `i + 1`.
    all: Vec<Receipt>,
    /// Of each the checksum of its line: what columns remember it by.
    /// INVARIANT: as many as `all`.
    lines: Vec<u32>,
    /// Of each feed the places of its receipts, rising.
    by_feed: BTreeMap<String, Vec<usize>>,
}

impl Receipts {
    /// How many there are, which is the highest number.
    #[must_use]
    pub fn last_number(&self) -> u64 {
        u64::try_from(self.all.len()).unwrap_or(u64::MAX)
    }

    /// All, in the order of their numbers.
    #[must_use]
    pub fn all(&self) -> &[Receipt] {
        &self.all
    }

    /// The one with that number.
    #[must_use]
    pub fn get(&self, number: u64) -> Option<&Receipt> {
        self.all.get(usize::try_from(number.checked_sub(1)?).ok()?)
    }

    /// The checksum of the line of the one with that number, without its line feed.
    pub(crate) fn checksum(&self, number: u64) -> Option<u32> {
        self.lines.get(usize::try_from(number.checked_sub(1)?).ok()?).copied()
    }

    /// The names of the feeds that have receipts, sorted.
    pub fn feeds(&self) -> impl Iterator<Item = &str> {
        self.by_feed.keys().map(String::as_str)
    }

    /// Those of a feed, in the order of their numbers.
    pub fn of_feed(&self, feed: &str) -> impl DoubleEndedIterator<Item = &Receipt> {
        self.by_feed.get(feed).into_iter().flatten().filter_map(|place| self.all.get(*place))
    }

    /// The latest readable answer to a lookup that tells of `key` and was had at or before `known_at`; of several had
    /// at one instant, the one with the highest number.
    #[must_use]
    pub fn latest_lookup(&self, feed: &str, key: &str, known_at: Timestamp) -> Option<&Receipt> {
        self.of_feed(feed)
            .filter(|receipt| receipt.outcome == Outcome::Rows && receipt.ask.is_lookup())
            .filter(|receipt| receipt.retrieved <= known_at && receipt.ask.covers(key))
            .max_by_key(|receipt| (receipt.retrieved, receipt.n))
    }

    /// Reads a folder of receipts, which need not be there.
    pub(crate) fn read(folder: &Path) -> Result<Found, LakeError> {
        let mut found = Found::default();
        let names = names(folder).map_err(|e| LakeError::path(folder, e))?;
        let mut files = names.into_iter().filter(|name| is_month(name)).peekable();
        while let Some(name) = files.next() {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(|e| LakeError::path(&path, e))?;
            let end = found.receipts.read_file(&path, &bytes, files.peek().is_none())?;
            found.last = Some(LastFile { path, end });
        }
        Ok(found)
    }

    /// Adds the receipts of one file; `is_last` where no later file is there, so that its last line may be torn.
    ///
    /// `path` is for messages alone: nothing is opened.
    ///
    /// # Errors
    /// Where a line cannot be read and may not be passed over, or a number is not the next.
    pub fn read_file(&mut self, path: &Path, bytes: &[u8], is_last: bool) -> Result<End, LakeError> {
        let broken = |line: usize, what: String| {
            let line = u64::try_from(line).unwrap_or(u64::MAX);
            LakeError::BrokenReceipt { path: path.display().to_string(), line, what }
        };
        // Lines since the last readable one that may be torn, with what is wrong with the first.
        let mut torn: Option<(usize, String)> = None;
        for (line, text) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            let text = text.strip_suffix(b"\n").unwrap_or(text);
            match read_line(text) {
                Ok(Line::Receipt(receipt)) => {
                    if let Some((line, what)) = torn {
                        return Err(broken(line, what));
                    }
                    let expected = self.last_number().saturating_add(1);
                    if receipt.n != expected {
                        return Err(broken(line, format!("number {} where {expected} is next", receipt.n)));
                    }
                    self.push(*receipt, text);
                }
                Ok(Line::Torn) => torn = None,
                Err(Unreadable::NoJson(what)) => torn = torn.or(Some((line, what))),
                Err(Unreadable::NoReceipt(what)) => return Err(broken(line, what)),
            }
        }
        match torn {
            Some((line, what)) if !is_last => Err(broken(line, what)),
            Some(_) if bytes.ends_with(b"\n") => Ok(End::Torn { line_feed: true }),
            Some(_) => Ok(End::Torn { line_feed: false }),
            None if bytes.is_empty() || bytes.ends_with(b"\n") => Ok(End::Whole),
            None => Ok(End::LineFeedMissing),
        }
    }

    /// Adds the next, whose `line` stands in its file.
    pub(crate) fn push(&mut self, receipt: Receipt, line: &[u8]) {
        self.by_feed.entry(receipt.feed.clone()).or_default().push(self.all.len());
        self.all.push(receipt);
        self.lines.push(crc32fast::hash(line));
    }
}

/// What a folder of receipts holds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) receipts: Receipts,
    pub(crate) last: Option<LastFile>,
}

/// The file that is written to.
#[derive(Debug)]
pub(crate) struct LastFile {
    pub(crate) path: PathBuf,
    pub(crate) end: End,
}

/// How a file of receipts ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With a whole line, or it has none.
    Whole,
    /// With a whole line that lacks its line feed.
    LineFeedMissing,
    /// With a line that is no JSON.
    Torn {
        /// Whether a line feed stands behind it.
        line_feed: bool,
    },
}

impl End {
    /// What must be appended before the next line.
    #[must_use]
    pub fn mending(self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::LineFeedMissing => "\n".to_owned(),
            Self::Torn { line_feed: true } => format!("{TORN}\n"),
            Self::Torn { line_feed: false } => format!("\n{TORN}\n"),
        }
    }
}

/// `2026-11.jsonl`
fn is_month(name: &str) -> bool {
    let Some((year, month)) = name.strip_suffix(".jsonl").and_then(|name| name.split_once('-')) else {
        return false;
    };
    let digits = |text: &str, len| text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4) && digits(month, 2)
}

/// The file for what was retrieved at that instant: that of its month.
pub(crate) fn file_of(retrieved: Timestamp) -> String {
    let date = retrieved.to_zoned(jiff::tz::TimeZone::UTC).date();
    format!("{:04}-{:02}.jsonl", date.year().max(0), date.month())
}

enum Line {
    Receipt(Box<Receipt>),
    Torn,
}

enum Unreadable {
    /// It may be torn.
    NoJson(String),
    /// It is JSON, and so it is not torn.
    NoReceipt(String),
}

fn read_line(text: &[u8]) -> Result<Line, Unreadable> {
    #[derive(Deserialize)]
    struct Read {
        format: String,
        #[serde(flatten)]
        receipt: Receipt,
    }
    #[derive(Deserialize)]
    struct Format {
        format: String,
    }
    if let Ok(read) = serde_json::from_slice::<Read>(text)
        && read.format == FORMAT
    {
        return Ok(Line::Receipt(Box::new(read.receipt)));
    }
    if let Err(error) = serde_json::from_slice::<serde::de::IgnoredAny>(text) {
        return Err(Unreadable::NoJson(error.to_string()));
    }
    let format: Format =
        serde_json::from_slice(text).map_err(|error| Unreadable::NoReceipt(error.to_string()))?;
    match format.format.as_str() {
        TORN_FORMAT => Ok(Line::Torn),
        FORMAT => {
            let error = serde_json::from_slice::<Receipt>(text).err();
            let what = error.map_or_else(|| "no receipt".to_owned(), |error| error.to_string());
            Err(Unreadable::NoReceipt(what))
        }
        other => Err(Unreadable::NoReceipt(format!("format `{other}`"))),
    }
}
