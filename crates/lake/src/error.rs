//! What can go wrong, each with a code and what its message names.

use std::io;
use std::path::Path;

/// Something that was asked of the lake could not be done. Nothing was half done.
#[derive(Debug)]
pub enum LakeError {
    /// A path could not be read or written.
    Path {
        /// Which.
        path: String,
        /// The system's own words.
        error: io::Error,
    },
    /// Another process writes to the lake: wait until it has ended.
    InUse {
        /// Where the lake is.
        path: String,
    },
    /// A receipt could not be written, and what was written of it could not be taken back: open the lake anew.
    WriterStopped {
        /// Where the receipts are.
        path: String,
    },
    /// The bytes that a receipt names are not there.
    AnswerMissing {
        /// Where they should be.
        path: String,
    },
    /// The bytes under a digest have another digest, or cannot be unpacked.
    AnswerAltered {
        /// Where.
        path: String,
        /// What is wrong.
        what: String,
    },
    /// An answer is larger than the lake keeps.
    AnswerTooLarge {
        /// How many bytes it has.
        bytes: u64,
        /// How many it may have.
        bytes_max: u64,
    },
    /// A line of receipts cannot be read, or its number is not the next.
    BrokenReceipt {
        /// In which file.
        path: String,
        /// On which line, counted from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// Columns cover receipts that are not there any more, or that others stand in the place of: receipts were lost.
    ReceiptsMissing {
        /// Where the receipts are.
        path: String,
        /// How many may be left of those that are covered.
        last: u64,
        /// How many are covered.
        covered: u64,
    },
    /// A file of columns cannot be used. It is made of receipts and answers, so rebuild the columns.
    BrokenColumns {
        /// Where.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// A feed's name can be no name of a folder: small letters, digits and `-`, and no length of candles at its end.
    FeedName {
        /// The name.
        feed: String,
    },
}

impl LakeError {
    /// Every code there is, in the order of the variants.
    pub const CODES: &'static [&'static str] = &[
        "lake-path-unusable",
        "lake-is-in-use",
        "lake-writer-has-stopped",
        "answer-is-missing",
        "answer-is-altered",
        "answer-is-too-large",
        "broken-receipt",
        "receipts-are-missing",
        "columns-are-broken",
        "not-a-feed-name",
    ];

    pub(crate) fn path(path: &Path, error: io::Error) -> Self {
        Self::Path { path: path.display().to_string(), error }
    }

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Path { .. } => "lake-path-unusable",
            Self::InUse { .. } => "lake-is-in-use",
            Self::WriterStopped { .. } => "lake-writer-has-stopped",
            Self::AnswerMissing { .. } => "answer-is-missing",
            Self::AnswerAltered { .. } => "answer-is-altered",
            Self::AnswerTooLarge { .. } => "answer-is-too-large",
            Self::BrokenReceipt { .. } => "broken-receipt",
            Self::ReceiptsMissing { .. } => "receipts-are-missing",
            Self::BrokenColumns { .. } => "columns-are-broken",
            Self::FeedName { .. } => "not-a-feed-name",
        }
    }

    /// What the message names, by the names it has in the locales.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Path { path, error } => vec![("path", path.clone()), ("text", error.to_string())],
            Self::InUse { path } | Self::WriterStopped { path } | Self::AnswerMissing { path } => {
                vec![("path", path.clone())]
            }
            Self::AnswerAltered { path, what } | Self::BrokenColumns { path, what } => {
                vec![("path", path.clone()), ("what", what.clone())]
            }
            Self::FeedName { feed } => vec![("feed", feed.clone())],
            Self::AnswerTooLarge { bytes, bytes_max } => {
                vec![("bytes", bytes.to_string()), ("bytes_max", bytes_max.to_string())]
            }
            Self::BrokenReceipt { path, line, what } => {
                vec![("path", path.clone()), ("line", line.to_string()), ("what", what.clone())]
            }
            Self::ReceiptsMissing { path, last, covered } => {
                vec![("path", path.clone()), ("last", last.to_string()), ("covered", covered.to_string())]
            }
        }
    }
}

impl core::fmt::Display for LakeError {
    /// The code and its arguments, for logs; the words for people are the locales'.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())?;
        self.args().iter().try_for_each(|(name, value)| write!(f, " {name}=`{value}`"))
    }
}

impl core::error::Error for LakeError {}
