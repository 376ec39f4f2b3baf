//! What can be wrong with a log, its policy or its folder, each with a code.

use std::path::Path;

use qazyq_log::{Finding, LogError};
use qazyq_proof::note::SignatureError;
use qazyq_proof::policy::{PolicyError, Why};
use qazyq_proof::tile::ENTRY_BYTES_MAX;

use crate::keys::key_error;

/// Why a log cannot go on, or not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogTrouble {
    /// There is none.
    NotThere(String),
    /// There is one already.
    IsThere(String),
    /// There are files of one, and no checkpoint.
    WithoutCheckpoint(String),
    /// Another process writes to it.
    InUse(String),
    /// Its files are not as they were written.
    Broken(Fault),
    /// An entry is too long.
    EntryTooLong,
    /// There is no room for more entries.
    Full,
    /// It has no such entry.
    NoEntry {
        /// The place that was asked for.
        index: u64,
        /// How many entries the checkpoint speaks of.
        size: u64,
    },
    /// Another checkpoint was published while witnesses were asked.
    Moved,
    /// A policy is none.
    Policy {
        /// Where it stands.
        path: String,
        /// What is wrong.
        error: PolicyError,
    },
    /// A policy does not know the log.
    PolicyWithoutLog {
        /// Where it stands.
        path: String,
        /// The log's key.
        key: String,
    },
    /// There is no policy that names witnesses.
    NoPolicy(String),
    /// A policy names no witness that could be asked.
    NobodyToAsk(String),
    /// A file that should hold a checkpoint holds none.
    NotACheckpoint(String),
    /// Nothing can be logged under such a name.
    NotAName(String),
    /// It holds no index.
    NoIndex(String),
    /// Its last index is not what its entries come to.
    IndexDiffers(String),
}

/// Something that is not as it should be, and in which file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// What is wrong with it: the name of a message.
    pub why: &'static str,
    /// What that message names beside the file.
    pub args: Vec<(&'static str, String)>,
}

impl LogTrouble {
    /// Every code there is.
    pub const CODES: &'static [&'static str] = &[
        "no-log",
        "log-is-there",
        "log-without-checkpoint",
        "log-is-in-use",
        "log-is-broken",
        "log-entry-too-long",
        "log-is-full",
        "no-log-entry",
        "log-has-moved",
        "not-a-policy",
        "policy-without-log",
        "no-policy",
        "nobody-to-ask",
        "not-a-checkpoint",
        "not-a-logged-name",
        "log-without-index",
        "log-index-differs",
    ];

    /// The name of its message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotThere(_) => "no-log",
            Self::IsThere(_) => "log-is-there",
            Self::WithoutCheckpoint(_) => "log-without-checkpoint",
            Self::InUse(_) => "log-is-in-use",
            Self::Broken(_) => "log-is-broken",
            Self::EntryTooLong => "log-entry-too-long",
            Self::Full => "log-is-full",
            Self::NoEntry { .. } => "no-log-entry",
            Self::Moved => "log-has-moved",
            Self::Policy { .. } => "not-a-policy",
            Self::PolicyWithoutLog { .. } => "policy-without-log",
            Self::NoPolicy(_) => "no-policy",
            Self::NobodyToAsk(_) => "nobody-to-ask",
            Self::NotACheckpoint(_) => "not-a-checkpoint",
            Self::NotAName(_) => "not-a-logged-name",
            Self::NoIndex(_) => "log-without-index",
            Self::IndexDiffers(_) => "log-index-differs",
        }
    }

    /// What the message names; `why` is the name of a further message.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotThere(path)
            | Self::IsThere(path)
            | Self::WithoutCheckpoint(path)
            | Self::InUse(path)
            | Self::NoPolicy(path)
            | Self::NobodyToAsk(path)
            | Self::NoIndex(path)
            | Self::IndexDiffers(path)
            | Self::NotACheckpoint(path) => vec![("path", path.clone())],
            Self::NotAName(name) => vec![("text", name.clone())],
            Self::Broken(fault) => {
                [vec![("path", fault.path.clone()), ("why", fault.why.to_owned())], fault.args.clone()]
                    .concat()
            }
            Self::EntryTooLong => vec![("limit", ENTRY_BYTES_MAX.to_string())],
            Self::Full | Self::Moved => vec![],
            Self::NoEntry { index, size } => vec![("number", index.to_string()), ("count", size.to_string())],
            Self::Policy { path, error } => vec![
                ("path", path.clone()),
                ("line", error.line.to_string()),
                ("why", policy_error(&error.why).to_owned()),
            ],
            Self::PolicyWithoutLog { path, key } => vec![("path", path.clone()), ("text", key.clone())],
        }
    }
}

/// What is wrong with a line of a policy: the name of a message.
fn policy_error(why: &Why) -> &'static str {
    match why {
        Why::NotText => "policy-is-no-text",
        Why::Form => "policy-line-has-no-form",
        Why::Key(why) => key_error(*why),
        Why::Purpose => "policy-key-of-another-purpose",
        Why::KeyTwice => "policy-key-twice",
        Why::NameTwice => "policy-name-twice",
        Why::Unknown => "policy-name-unknown",
        Why::MemberTwice => "policy-member-twice",
        Why::Threshold => "policy-threshold",
        Why::QuorumTwice => "policy-quorum-twice",
        Why::QuorumMissing => "policy-quorum-missing",
        Why::TooMany => "policy-too-many",
    }
}

impl Fault {
    /// Every `why` there is, those of policies and keys too, which messages name in the same way.
    pub const WHYS: &'static [&'static str] = &[
        "log-file-is-missing",
        "log-file-has-no-form",
        "log-hashes-differ",
        "log-entries-differ",
        "log-root-differs",
        "log-pending-has-a-gap",
        "log-pending-is-torn",
        "checkpoint-is-none",
        "checkpoint-not-signed",
        "checkpoint-wrongly-signed",
        "checkpoint-without-quorum",
        "checkpoint-of-another-log",
        "checkpoint-is-newer",
        "checkpoint-contradicts",
        "policy-is-no-text",
        "policy-line-has-no-form",
        "policy-key-of-another-purpose",
        "policy-key-twice",
        "policy-name-twice",
        "policy-name-unknown",
        "policy-member-twice",
        "policy-threshold",
        "policy-quorum-twice",
        "policy-quorum-missing",
        "policy-too-many",
        "key-has-no-name",
        "key-has-no-form",
        "key-of-unread-kind",
        "key-is-no-ed25519",
        "key-has-another-id",
    ];

    pub(super) fn new(path: &Path, why: &'static str) -> Self {
        Self { path: path.display().to_string(), why, args: Vec::new() }
    }

    /// What a signature that does not count is.
    pub(super) fn of_signature(path: &Path, error: &SignatureError) -> Self {
        match error {
            SignatureError::Unknown => Self::new(path, "checkpoint-not-signed"),
            SignatureError::Wrong(name) => Self {
                args: vec![("name", name.to_string())],
                ..Self::new(path, "checkpoint-wrongly-signed")
            },
        }
    }

    pub(super) fn of_error(folder: &Path, error: &LogError) -> Self {
        let path = error.path().map_or_else(|| folder.to_owned(), |path| folder.join(path));
        match error {
            LogError::Signature(error) => Self::of_signature(&path, error),
            LogError::TileMissing(_) | LogError::NotThere => Self::new(&path, "log-file-is-missing"),
            LogError::TileBroken(..) => Self::new(&path, "log-file-has-no-form"),
            LogError::OtherRoot => Self::new(&path, "log-root-differs"),
            LogError::PendingGap { found, expected } => Self {
                args: vec![("found", found.to_string()), ("expected", expected.to_string())],
                ..Self::new(&path, "log-pending-has-a-gap")
            },
            LogError::Note(_)
            | LogError::Checkpoint(_)
            | LogError::File { .. }
            | LogError::IsThere
            | LogError::EntryTooLong
            | LogError::Full
            | LogError::NoEntry { .. }
            | LogError::Moved => Self::new(&path, "checkpoint-is-none"),
        }
    }

    pub(super) fn of_finding(folder: &Path, finding: &Finding) -> Self {
        let path = finding.path().map_or_else(|| folder.to_owned(), |path| folder.join(path));
        match finding {
            Finding::Log(error) => Self::of_error(folder, error),
            Finding::Missing(_) => Self::new(&path, "log-file-is-missing"),
            Finding::Broken(..) => Self::new(&path, "log-file-has-no-form"),
            Finding::OtherHashes(_) => Self::new(&path, "log-hashes-differ"),
            Finding::OtherEntries(_) => Self::new(&path, "log-entries-differ"),
            Finding::OtherRoot => Self::new(&path, "log-root-differs"),
        }
    }
}
