//! Looking whether a log is what it says: everything computed again from its entries, and held against what is trusted.
//!
//! | part | is held against |
//! | --- | --- |
//! | checkpoint | the form of one |
//! | signature | the log's key: of the policy that was handed over, or of the folder of keys |
//! | entries | the checkpoint: hashes and root, computed from every entry |
//! | witnesses | the quorum of the policy |
//! | earlier checkpoint | this one: the log only grew |
//! | waiting entries | the checkpoint, where the file is there |
//!
//! A policy that lies in a folder that somebody else handed over says whom *he* trusts, and is not looked at. In a log of one's own
//! it is; even there the log's key never comes from it.

use std::fs;
use std::path::Path;

use qazyq_log::{Folder, LogError, audit_tree, reader};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::key::VerifierKey;
use qazyq_proof::merkle::verify_consistency;
use qazyq_proof::note::Note;

use super::status::quorum;
use super::{Fault, LogTrouble, known_key, policy_for, read_policy, trouble};
use crate::Trouble;
use crate::keys::KeyFolder;

/// What shall be looked at.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The log's folder.
    pub folder: &'a Path,
    /// It is the asker's own, so that the policy in it is his.
    pub is_own: bool,
    /// Keys that are trusted.
    pub keys: &'a KeyFolder,
    /// The policy that is trusted.
    pub policy: Option<&'a Path>,
    /// A checkpoint from earlier.
    pub since: Option<&'a Path>,
}

/// What came of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is as it should be.
    Passed,
    /// It is not.
    Failed(Fault),
    /// It could not be looked at: the name of a message.
    Unchecked(&'static str),
    /// Nobody asked for it: the name of a message.
    NotAsked(&'static str),
}

/// What was found, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The checkpoint, where it is one.
    pub checkpoint: Option<Checkpoint>,
    /// The log's key by which it was signed.
    pub key: Option<VerifierKey>,
    /// Each part by its name, in the order in which they are told.
    pub parts: Vec<(&'static str, Found)>,
}

impl Verified {
    /// The names of all parts.
    pub const PARTS: &'static [&'static str] =
        &["checkpoint", "signature", "entries", "witnesses", "since", "pending"];
    /// Every reason why a part was not looked at.
    pub const WHYS: &'static [&'static str] = &[
        "log-has-no-checkpoint",
        "log-has-no-trusted-key",
        "log-entries-failed",
        "log-since-is-not-signed",
        "log-pending-is-torn",
        "log-no-policy",
        "log-quorum-of-nobody",
        "log-no-since",
        "log-nothing-waits",
    ];

    /// Whether any part failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.parts.iter().any(|(_, found)| matches!(found, Found::Failed(_)))
    }

    /// Whether any part could not be looked at.
    #[must_use]
    pub fn has_unchecked(&self) -> bool {
        self.parts.iter().any(|(_, found)| matches!(found, Found::Unchecked(_)))
    }
}

/// Looks at all of a log. `step` is told how many entries have been read, and of how many.
///
/// # Errors
/// Where there is no log, or a file, a key or the policy cannot be read.
pub fn verify(asked: &Asked<'_>, mut step: impl FnMut(u64, u64)) -> Result<Verified, Trouble> {
    let Asked { folder, keys, .. } = *asked;
    let policy = match asked.is_own {
        true => policy_for(folder, asked.policy)?.map(|(_, policy)| policy),
        false => asked.policy.map(|path| read_policy(path).map(|(_, policy)| policy)).transpose()?,
    };
    let since = asked.since.map(|path| read_checkpoint(path).map(|read| (path, read))).transpose()?;
    let files = Folder::to_read(folder);
    let file = folder.join(qazyq_log::writer::CHECKPOINT);
    let (note, checkpoint) = match reader::checkpoint(&files) {
        Ok(read) => read,
        Err(error @ (LogError::NotThere | LogError::File { .. })) => return Err(trouble(folder, error)),
        Err(error) => return Ok(without_checkpoint(Fault::of_error(folder, &error))),
    };

    // Whoever is handed a policy on the command line trusts its logs; else it is the folder of keys.
    let handed = policy.as_ref().filter(|policy| asked.policy.is_some() && !policy.logs().is_empty());
    let trusted: Vec<VerifierKey> = match handed {
        Some(policy) => policy.logs().to_vec(),
        None => known_key(keys, checkpoint.origin())?.into_iter().collect(),
    };
    let (signature, key) = signature(&file, &note, &checkpoint, &trusted);

    let size = checkpoint.size;
    let each = |index: u64, _: &[u8]| step(index.saturating_add(1), size);
    let entries = match audit_tree(&files, checkpoint.clone(), each) {
        Ok(_) => Found::Passed,
        Err(qazyq_log::Finding::Log(error @ LogError::File { .. })) => return Err(trouble(folder, error)),
        Err(finding) => Found::Failed(Fault::of_finding(folder, &finding)),
    };
    let witnesses = match &policy {
        None => Found::NotAsked("log-no-policy"),
        Some(policy) if !policy.asks_for_witnesses() => Found::NotAsked("log-quorum-of-nobody"),
        Some(policy) => quorum(&file, &note, policy).map_or(Found::Passed, Found::Failed),
    };
    let since = match since {
        None => Found::NotAsked("log-no-since"),
        Some((path, older)) => since_then(&files, path, &older, &checkpoint, &trusted, &entries)?,
    };
    let pending = match reader::pending_now(&files, size) {
        Err(error @ LogError::File { .. }) => return Err(trouble(folder, error)),
        Err(error) => Found::Failed(Fault::of_error(folder, &error)),
        // Cut off in the middle of being written, or changed: nobody can tell.
        Ok(pending) if pending.torn > 0 => Found::Unchecked("log-pending-is-torn"),
        Ok(pending) if pending.waiting.is_empty() => Found::NotAsked("log-nothing-waits"),
        Ok(_) => Found::Passed,
    };
    let parts = [Found::Passed, signature, entries, witnesses, since, pending];
    let parts = Verified::PARTS.iter().copied().zip(parts).collect();
    Ok(Verified { checkpoint: Some(checkpoint), key, parts })
}

fn without_checkpoint(fault: Fault) -> Verified {
    let other = |name: &&'static str| (*name, Found::Unchecked("log-has-no-checkpoint"));
    let mut parts: Vec<_> = Verified::PARTS.iter().map(other).collect();
    if let Some((_, found)) = parts.first_mut() {
        *found = Found::Failed(fault);
    }
    Verified { checkpoint: None, key: None, parts }
}

/// Whether one of the trusted keys signed a checkpoint of its own log, and which.
fn signature(
    path: &Path,
    note: &Note,
    checkpoint: &Checkpoint,
    trusted: &[VerifierKey],
) -> (Found, Option<VerifierKey>) {
    if trusted.is_empty() {
        return (Found::Unchecked("log-has-no-trusted-key"), None);
    }
    let fault = match note.signed_by(trusted) {
        Err(error) => Fault::of_signature(path, &error),
        Ok(signed) => {
            let own = signed.iter().find(|signed| signed.key.name().as_str() == checkpoint.origin());
            match own {
                Some(own) => return (Found::Passed, Some(own.key.clone())),
                None => Fault::new(path, "checkpoint-of-another-log"),
            }
        }
    };
    (Found::Failed(fault), None)
}

/// Whether the log only grew since an earlier checkpoint.
fn since_then(
    files: &Folder,
    path: &Path,
    (note, older): &(Note, Checkpoint),
    newer: &Checkpoint,
    trusted: &[VerifierKey],
    entries: &Found,
) -> Result<Found, Trouble> {
    let failed = |why| Ok(Found::Failed(Fault::new(path, why)));
    if older.origin() != newer.origin() {
        return failed("checkpoint-of-another-log");
    }
    // What the log never signed says nothing against it.
    if !trusted.is_empty()
        && let Err(error) = note.signed_by(trusted)
    {
        return Ok(Found::Failed(Fault::of_signature(path, &error)));
    }
    if older.size > newer.size {
        return failed("checkpoint-is-newer");
    }
    if *entries != Found::Passed {
        return Ok(Found::Unchecked("log-entries-failed"));
    }
    let proof = reader::grown_from(files, older.size, newer).map_err(|error| trouble(path, error))?;
    let (then, now) = ((older.size, &older.root), (newer.size, &newer.root));
    match verify_consistency(then, now, &proof) {
        Err(_) => failed("checkpoint-contradicts"),
        Ok(()) if trusted.is_empty() => Ok(Found::Unchecked("log-since-is-not-signed")),
        Ok(()) => Ok(Found::Passed),
    }
}

fn read_checkpoint(path: &Path) -> Result<(Note, Checkpoint), Trouble> {
    let bytes = fs::read(path).map_err(|error| Trouble::path(path, error))?;
    let none = || LogTrouble::NotACheckpoint(path.display().to_string());
    let note = Note::parse(&bytes).map_err(|_| none())?;
    let checkpoint = note.text().parse().map_err(|_| none())?;
    Ok((note, checkpoint))
}
