//! A transparency log of our own: a folder that any web server serves, signed with a key that lies elsewhere.
//!
//! | module | what somebody does |
//! | --- | --- |
//! | here | makes a log, appends to it, publishes, proves an entry: [`OwnLog`] |
//! | [`status`] | asks how it stands |
//! | [`verify`] | computes all of a log again, his own or one that he was handed |
//! | [`witness`] | has witnesses cosign what was published |
//! | [`trouble`] | what can be wrong, with codes |
//!
//! What a log is and how it is written, `qazyq_log` knows; what counts as proved, `qazyq_proof`. Of the log's folder nothing is
//! believed but what a key signed that is known from elsewhere: the folder of keys, or a policy that somebody hands over.

pub mod append;
pub mod index;
pub mod status;
pub mod trouble;
pub mod verify;
pub mod witness;

use core::ops::Range;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use qazyq_log::{Files as _, Folder, Log, LogError, reader};
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::key::{KeyName, Signs, VerifierKey};
use qazyq_proof::note::Note;
use qazyq_proof::policy::Policy;

pub use trouble::{Fault, LogTrouble};

use crate::Trouble;
use crate::keys::{KeyFolder, KeyTrouble};
use crate::workspace::Workspace;

/// The folder of a workspace's log, in it.
pub const FOLDER: &str = "log";
/// The file in a log's folder that names its witnesses, where there is one.
pub const POLICY: &str = "policy";

/// Where a log of one's own is.
#[derive(Clone, Debug)]
pub struct Place {
    path: PathBuf,
    workspace: Option<Workspace>,
}

impl Place {
    /// The log of a workspace.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        Self { path: workspace.folder().join(FOLDER), workspace: Some(workspace.clone()) }
    }

    /// A log in a folder of its own.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), workspace: None }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A log of one's own, to be written. As long as it is open nobody else writes to it.
#[derive(Debug)]
pub struct OwnLog {
    path: PathBuf,
    log: Log<Folder>,
    key: VerifierKey,
}

impl OwnLog {
    /// Makes a log whose origin is the key's name, with a checkpoint of no entries. The policy, if there is one, lies in its
    /// folder from then on. The workspace is made where it is not there yet.
    ///
    /// # Errors
    /// Where there is a log or what is left of one, the key cannot be used, the policy is none or does not know the log, or it
    /// cannot be written. Then there is no log.
    pub fn create(
        place: &Place,
        keys: &KeyFolder,
        name: &KeyName,
        policy: Option<&Path>,
    ) -> Result<Self, Trouble> {
        let key = signer(keys, name)?;
        let public = key.public().clone();
        let policy = policy.map(|path| read_policy(path).map(|policy| (path, policy))).transpose()?;
        if let Some((path, (_, policy))) = &policy
            && !policy.logs().contains(&public)
        {
            let (path, key) = (path.display().to_string(), public.to_string());
            return Err(LogTrouble::PolicyWithoutLog { path, key }.into());
        }
        let path = &place.path;
        let is_there = |name: &str| path.join(name).symlink_metadata().is_ok();
        if is_there("checkpoint") {
            return Err(LogTrouble::IsThere(path.display().to_string()).into());
        }
        // A log that was: a new one under its name would contradict it.
        if is_there("tile") || is_there("pending") {
            return Err(LogTrouble::WithoutCheckpoint(path.display().to_string()).into());
        }
        if let Some(workspace) = &place.workspace {
            workspace.make()?;
        }
        let mut files = locked(path)?;
        if let Some((_, (bytes, _))) = policy {
            let file = path.join(POLICY);
            files.put(POLICY, &bytes).map_err(|error| Trouble::path(&file, error))?;
        }
        let log = Log::create(files, key).map_err(|error| trouble(path, error))?;
        Ok(Self { path: path.clone(), log, key: public })
    }

    /// Opens the log that is there, with the key of its origin.
    ///
    /// # Errors
    /// Where there is none, somebody writes to it, the key is not there or cannot be used, or its files are not as they were
    /// written.
    pub fn open(place: &Place, keys: &KeyFolder) -> Result<Self, Trouble> {
        let path = &place.path;
        if !path.join("checkpoint").exists() {
            return Err(LogTrouble::NotThere(path.display().to_string()).into());
        }
        let (_, checkpoint) = reader::checkpoint(&Folder::to_read(path)).map_err(|e| trouble(path, e))?;
        let key = signer(keys, &crate::keys::parse_name(checkpoint.origin())?)?;
        let public = key.public().clone();
        let log = Log::open(locked(path)?, key).map_err(|error| trouble(path, error))?;
        Ok(Self { path: path.clone(), log, key: public })
    }

    /// The key that its checkpoints are checked by.
    #[must_use]
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// How many entries the checkpoint speaks of.
    #[must_use]
    pub fn published(&self) -> u64 {
        self.log.published()
    }

    /// How many entries there are, with those that wait to be published.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.log.size()
    }

    /// Takes entries; when it returns they are on disk, and in every later checkpoint at the places that it tells.
    ///
    /// # Errors
    /// Where one is too long, or they cannot be written: then none of them is taken.
    pub fn append(&mut self, entries: &[&[u8]]) -> Result<Range<u64>, Trouble> {
        self.log.append(entries).map_err(|error| trouble(&self.path, error))
    }

    /// Publishes all entries that wait, and gives the checkpoint. A new one has been seen by no witness yet.
    ///
    /// # Errors
    /// Where something cannot be written. Nothing is lost then, and it can be tried again.
    pub fn publish(&mut self) -> Result<Note, Trouble> {
        self.log.publish().map_err(|error| trouble(&self.path, error))
    }

    /// The proof that a published entry is in the log, with the checkpoint as it stands, cosignatures and all.
    ///
    /// # Errors
    /// Where there is no such entry in what was published, or the tiles do not prove it.
    pub fn prove(&self, index: u64) -> Result<EntryProof, Trouble> {
        prove(&self.path, index)
    }
}

/// The proof that a log's published entry is in it, with the checkpoint as it stands. It needs no key and no lock.
///
/// # Errors
/// Where there is no such log or entry, or the tiles do not prove it.
pub fn prove(folder: &Path, index: u64) -> Result<EntryProof, Trouble> {
    reader::prove(&Folder::to_read(folder), index).map_err(|error| trouble(folder, error))
}

/// A published entry of a log.
///
/// # Errors
/// Where there is no such log or entry.
pub fn entry(folder: &Path, index: u64) -> Result<Vec<u8>, Trouble> {
    reader::entry(&Folder::to_read(folder), index).map_err(|error| trouble(folder, error))
}

/// The policy by which a log of that key counts as long as nobody cosigns it: to be handed out.
#[must_use]
pub fn policy_of(key: &VerifierKey) -> String {
    format!("log {key}\nquorum none\n")
}

/// A policy, and its bytes.
///
/// # Errors
/// Where it cannot be read, or is none.
pub fn read_policy(path: &Path) -> Result<(Vec<u8>, Policy), Trouble> {
    let bytes = fs::read(path).map_err(|error| Trouble::path(path, error))?;
    let policy = Policy::parse(&bytes)
        .map_err(|error| LogTrouble::Policy { path: path.display().to_string(), error })?;
    Ok((bytes, policy))
}

/// The policy that was named, or the one in the log's folder, with its path; none where there is neither.
fn policy_for(folder: &Path, named: Option<&Path>) -> Result<Option<(PathBuf, Policy)>, Trouble> {
    let own = folder.join(POLICY);
    let path = match named {
        Some(path) => path,
        None if own.exists() => &own,
        None => return Ok(None),
    };
    Ok(Some((path.to_owned(), read_policy(path)?.1)))
}

/// The key of that name, which must sign notes.
fn signer(keys: &KeyFolder, name: &KeyName) -> Result<qazyq_proof::key::SignerKey, Trouble> {
    let key = keys.signer(name)?;
    match key.public().signs() {
        Signs::Notes => Ok(key),
        Signs::Cosignatures => Err(KeyTrouble::SignsCosignatures(name.to_string()).into()),
    }
}

/// The key by which a log of that origin is known here: of the folder of keys, if it is one of a log.
fn known_key(keys: &KeyFolder, origin: &str) -> Result<Option<VerifierKey>, Trouble> {
    let Ok(name) = origin.parse() else { return Ok(None) };
    Ok(keys.verifier(&name)?.filter(|key| key.signs() == Signs::Notes))
}

/// The folder, with nobody else writing.
fn locked(path: &Path) -> Result<Folder, Trouble> {
    Folder::locked(path).map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock => LogTrouble::InUse(path.display().to_string()).into(),
        _ => Trouble::path(path, error),
    })
}

/// An error of a log in the terms of this crate.
pub(crate) fn trouble(folder: &Path, error: LogError) -> Trouble {
    let shown = || folder.display().to_string();
    match error {
        LogError::File { path, error } => Trouble::path(&folder.join(path), error),
        LogError::IsThere => LogTrouble::IsThere(shown()).into(),
        LogError::NotThere => LogTrouble::NotThere(shown()).into(),
        LogError::EntryTooLong => LogTrouble::EntryTooLong.into(),
        LogError::Full => LogTrouble::Full.into(),
        LogError::NoEntry { index, size } => LogTrouble::NoEntry { index, size }.into(),
        LogError::Moved => LogTrouble::Moved.into(),
        broken => LogTrouble::Broken(Fault::of_error(folder, &broken)).into(),
    }
}
