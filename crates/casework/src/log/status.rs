//! How a log stands: what is published, what waits, and who has signed. It needs no secret.

use std::path::{Path, PathBuf};

use qazyq_log::{Folder, reader};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::key::VerifierKey;
use qazyq_proof::note::{Note, SignatureError};
use qazyq_proof::policy::{Cosigned, Policy};

use super::{Fault, known_key, policy_for, trouble};
use crate::Trouble;
use crate::keys::KeyFolder;

/// How a log stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// How many entries wait to be published.
    pub waiting: u64,
    /// Bytes behind them that are no entry.
    pub torn: u64,
    /// What those keys did that are known here: the log's first, and its witnesses' in the order of the policy.
    pub signers: Vec<Signer>,
    /// Lines of keys that nobody here knows.
    pub strangers: usize,
    /// The policy that was asked, where there is one.
    pub policy: Option<PathBuf>,
    /// Why the checkpoint does not count by that policy, or by the log's own key where there is none; none where it does, and
    /// where there is neither.
    pub fault: Option<Fault>,
}

/// A key, and what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Which.
    pub key: VerifierKey,
    /// What the policy calls it, of a witness.
    pub witness: Option<String>,
    /// What it did.
    pub signed: Signed,
}

/// What a key did with a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// It signed; a witness at that time, in seconds since 1970-01-01.
    Yes(Option<u64>),
    /// It did not.
    No,
    /// A line in its name is not its signature.
    Wrongly,
}

/// Tells how the log in a folder stands, by the policy that is named, or else the one that lies there.
///
/// # Errors
/// Where there is no log, its checkpoint is none, or the policy or a key cannot be read.
pub fn status(folder: &Path, keys: &KeyFolder, policy: Option<&Path>) -> Result<Status, Trouble> {
    let files = Folder::to_read(folder);
    let (note, checkpoint) = reader::checkpoint(&files).map_err(|error| trouble(folder, error))?;
    let pending = reader::pending_now(&files, checkpoint.size).map_err(|error| trouble(folder, error))?;
    let policy = policy_for(folder, policy)?;
    let known = known_key(keys, checkpoint.origin())?;
    let own = |key: &&VerifierKey| key.name().as_str() == checkpoint.origin();
    let of_policy = policy.iter().flat_map(|(_, policy)| policy.logs()).filter(own).cloned();
    let mut logs: Vec<VerifierKey> = known.into_iter().chain(of_policy).collect();
    logs.dedup();

    let signer =
        |key: &VerifierKey, witness| Signer { key: key.clone(), witness, signed: signed(&note, key) };
    let mut signers: Vec<Signer> = logs.iter().map(|key| signer(key, None)).collect();
    for witness in policy.iter().flat_map(|(_, policy)| policy.witnesses()) {
        let name = String::from_utf8_lossy(&witness.name).into_owned();
        signers.push(signer(&witness.key, Some(name)));
    }
    let is_known = |line: &&qazyq_proof::note::NoteSignature| {
        signers.iter().any(|signer| *signer.key.name() == line.name && signer.key.id() == line.key_id)
    };
    let strangers = note.signatures().iter().filter(|line| !is_known(line)).count();
    let fault =
        fault(&folder.join(qazyq_log::writer::CHECKPOINT), &note, &logs, policy.as_ref().map(|(_, p)| p));
    Ok(Status {
        checkpoint,
        waiting: u64::try_from(pending.waiting.len()).unwrap_or(u64::MAX),
        torn: pending.torn,
        signers,
        strangers,
        policy: policy.map(|(path, _)| path),
        fault,
    })
}

fn signed(note: &Note, key: &VerifierKey) -> Signed {
    match note.signed_by(core::slice::from_ref(key)) {
        Ok(signed) => Signed::Yes(signed.first().and_then(|signed| signed.time)),
        Err(SignatureError::Unknown) => Signed::No,
        Err(SignatureError::Wrong(_)) => Signed::Wrongly,
    }
}

/// Why a checkpoint does not count, signed by one of `logs`.
fn fault(path: &Path, note: &Note, logs: &[VerifierKey], policy: Option<&Policy>) -> Option<Fault> {
    if logs.is_empty() && policy.is_none() {
        return None;
    }
    if let Err(error) = note.signed_by(logs) {
        return Some(Fault::of_signature(path, &error));
    }
    quorum(path, note, policy?)
}

/// Why a policy's quorum is not reached.
pub(super) fn quorum(path: &Path, note: &Note, policy: &Policy) -> Option<Fault> {
    match policy.cosigned(note) {
        Err(error) => Some(Fault::of_signature(path, &error)),
        Ok(Cosigned { witnesses, is_quorum: false }) => {
            let (count, of) = (witnesses.len().to_string(), policy.witnesses().len().to_string());
            let args = vec![("count", count), ("total", of)];
            Some(Fault { args, ..Fault::new(path, "checkpoint-without-quorum") })
        }
        Ok(Cosigned { is_quorum: true, .. }) => None,
    }
}
