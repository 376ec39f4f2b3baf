//! Workspaces of the first format: a journal of files, one an entry.
//!
//! ```text
//! journal/00000001.json       {"format":"qazyq.entry/1","recorded_at":"…","retrieved":"…","asset":"usdc","kind":"market", …}
//! ```
//!
//! They are read, and never written any more. What they come to is a chain of entries that is the same on every machine:
//! each keeps its instants and names the SHA-256 of the file that it was.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::Draft;
use qazyq_registry::journal::{Chained, chain_of_old};
use qazyq_registry::what::{Asset, Component, FileRef, Peg, ReadAs, What};
use serde::Deserialize;

use super::Workspace;
use crate::Trouble;

const ENTRY_FORMAT: &str = "qazyq.entry/1";
/// The largest number of an entry: more files than a folder holds, and far from where counting ends.
const NUMBER_MAX: u64 = 999_999_999_999;

#[derive(Deserialize)]
struct Old {
    format: String,
    recorded_at: Timestamp,
    retrieved: Timestamp,
    asset: String,
    #[serde(flatten)]
    what: OldWhat,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum OldWhat {
    Asset {
        #[serde(default)]
        symbol: Option<String>,
        #[serde(default)]
        name: Option<String>,
    },
    Peg {
        components: Vec<Component>,
        #[serde(default)]
        url: Option<String>,
    },
    Market {
        source: String,
        currency: String,
        file: FileRef,
        read_as: ReadAs,
    },
    Facts {
        file: FileRef,
    },
    Follow {
        source: String,
        key: String,
        currency: String,
        #[serde(default)]
        day: Option<String>,
    },
    Unfollow {
        source: String,
        reason: String,
    },
    Conversion {
        source: String,
        from: String,
        through: String,
        through_source: String,
    },
    Withdrawal {
        sha256: Digest,
        reason: String,
    },
}

impl From<OldWhat> for What {
    fn from(old: OldWhat) -> Self {
        match old {
            OldWhat::Asset { symbol, name } => Self::Asset(Asset { symbol, name, ..Asset::default() }),
            OldWhat::Peg { components, url } => Self::Peg(Peg { components, url, ..Peg::default() }),
            OldWhat::Market { source, currency, file, read_as } => {
                Self::Market { source, currency, file, read_as }
            }
            OldWhat::Facts { file } => Self::Facts { file },
            OldWhat::Follow { source, key, currency, day } => Self::Follow { source, key, currency, day },
            OldWhat::Unfollow { source, reason } => Self::Unfollow { source, reason },
            OldWhat::Conversion { source, from, through, through_source } => {
                Self::Conversion { source, from, through, through_source }
            }
            OldWhat::Withdrawal { sha256, reason } => Self::Withdrawal { sha256: sha256.to_string(), reason },
        }
    }
}

impl Workspace {
    /// The entries of a journal of files as a chain, with their lines and its head.
    pub(super) fn of_first_format(&self) -> Result<Chained, Trouble> {
        let journal = self.folder.join("journal");
        let mut numbered: Vec<(u64, PathBuf)> = Vec::new();
        // A first import that was interrupted may have left the mark alone.
        let files = match fs::read_dir(&journal) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            files => Some(files.map_err(|e| Trouble::path(&journal, e))?),
        };
        for entry in files.into_iter().flatten() {
            let path = entry.map_err(|e| Trouble::path(&journal, e))?.path();
            match number_of(&path) {
                Some(number) if number <= NUMBER_MAX => numbered.push((number, path)),
                Some(_) => {
                    let (path, what) = (path.display().to_string(), "number".to_owned());
                    return Err(Trouble::BrokenEntry { path, what });
                }
                None => {}
            }
        }
        numbered.sort();
        let drafts = numbered.into_iter().map(|(_, path)| draft(&path)).collect::<Result<Vec<_>, _>>()?;
        Ok(chain_of_old(drafts)?)
    }
}

/// The number of an entry's file; none of what is no entry.
fn number_of(path: &Path) -> Option<u64> {
    let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
    let is_number = !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    // A number too long for the machine is too large for a journal as well.
    is_number.then(|| name.parse().unwrap_or(u64::MAX))
}

/// What a file says, and when it was written.
fn draft(path: &Path) -> Result<(Timestamp, Draft), Trouble> {
    let broken = |what: String| Trouble::BrokenEntry { path: path.display().to_string(), what };
    let bytes = fs::read(path).map_err(|e| Trouble::path(path, e))?;
    let old: Old = serde_json::from_slice(&bytes).map_err(|e| broken(e.to_string()))?;
    if old.format != ENTRY_FORMAT {
        return Err(broken(old.format));
    }
    let was = Some(Digest::of(&bytes));
    let draft = Draft { was, ..Draft::about(&old.asset, old.retrieved, old.what.into()) };
    Ok((old.recorded_at, draft))
}
