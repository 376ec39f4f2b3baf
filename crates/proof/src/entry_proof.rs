//! Proofs of single entries (C2SP tlog-proof): a checkpoint, and that an entry is among those that it speaks of.
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! index 73894
//! gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
//! …
//!
//! example.com/fancylog
//! 109482
//! sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
//!
//! — example.com/fancylog hI2DJw…
//! ```
//!
//! Which log and which witnesses are to be believed, is the caller's business: never that of the proof.

use core::fmt;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::hash::TreeHash;
use crate::key::VerifierKey;
use crate::lines::{base64, decimal, line, to_base64};
use crate::merkle::{ProofError, verify_inclusion};
use crate::note::{NOTE_BYTES_MAX, Note, NoteError, SignatureError, SignedBy};

/// The first line.
const FORMAT: &str = "c2sp.org/tlog-proof@v1";
/// A tree of 2^64 entries is no deeper.
const HASHES_MAX: usize = 64;

/// A proof of one entry, of which nothing has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryProof {
    /// Bytes that somebody added; nothing proves them.
    pub extra: Option<Vec<u8>>,
    /// The entry's place in the log.
    pub index: u64,
    /// From the leaf's sibling up.
    pub hashes: Vec<TreeHash>,
    /// The log's checkpoint, signed.
    pub checkpoint: Note,
}

/// What is wrong with a proof's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryProofError {
    /// It is larger than any proof, or no text.
    #[error("a proof is text of {NOTE_BYTES_MAX} bytes at most")]
    NotText,
    /// It is of another format.
    #[error("line 1 is not `{FORMAT}`")]
    Format,
    /// The line of additional bytes has none.
    #[error("line 2 has no Base 64")]
    Extra,
    /// The line of the entry's place is missing.
    #[error("there is no line `index` with a number")]
    Index,
    /// A line that should be a hash is none.
    #[error("hash {0} is none")]
    Hash(usize),
    /// What follows is no note.
    #[error("the checkpoint is no note: {0}")]
    Note(#[from] NoteError),
}

/// Why a proof does not show that a log holds an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotLogged {
    /// Nobody who is trusted has signed.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// What they signed is no checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// It is of another log.
    #[error("the checkpoint is of `{0}`")]
    OtherLog(String),
    /// The entry is not shown to be in it.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl EntryProof {
    /// Reads a proof.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryProofError> {
        if bytes.len() > NOTE_BYTES_MAX {
            return Err(EntryProofError::NotText);
        }
        let mut rest = str::from_utf8(bytes).map_err(|_| EntryProofError::NotText)?;
        if line(&mut rest) != Some(FORMAT) {
            return Err(EntryProofError::Format);
        }
        let mut next = line(&mut rest).ok_or(EntryProofError::Index)?;
        let mut extra = None;
        if let Some(text) = next.strip_prefix("extra ") {
            let bytes = base64(text).filter(|bytes| !bytes.is_empty());
            extra = Some(bytes.ok_or(EntryProofError::Extra)?);
            next = line(&mut rest).ok_or(EntryProofError::Index)?;
        }
        let index = next.strip_prefix("index ").and_then(decimal).ok_or(EntryProofError::Index)?;
        let mut hashes = Vec::new();
        loop {
            let place = hashes.len().saturating_add(1);
            match line(&mut rest) {
                Some("") => break,
                Some(text) if hashes.len() < HASHES_MAX => {
                    hashes.push(text.parse().map_err(|_| EntryProofError::Hash(place))?);
                }
                Some(_) | None => return Err(EntryProofError::Hash(place)),
            }
        }
        let checkpoint = Note::parse(rest.as_bytes())?;
        Ok(Self { extra, index, hashes, checkpoint })
    }

    /// Checks that the log of that origin holds `entry`, by the word of those of `trusted` who signed: the log's own keys and
    /// its witnesses'. Which of them must have, is asked of the answer.
    ///
    /// # Errors
    /// Where that is not shown.
    pub fn verify<'k>(
        &self,
        entry: &TreeHash,
        origin: &str,
        trusted: &'k [VerifierKey],
    ) -> Result<(Checkpoint, Vec<SignedBy<'k>>), NotLogged> {
        let signed = self.checkpoint.signed_by(trusted)?;
        let checkpoint: Checkpoint = self.checkpoint.text().parse()?;
        if checkpoint.origin() != origin {
            return Err(NotLogged::OtherLog(checkpoint.origin().to_owned()));
        }
        verify_inclusion(entry, self.index, (checkpoint.size, &checkpoint.root), &self.hashes)?;
        Ok((checkpoint, signed))
    }
}

impl fmt::Display for EntryProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FORMAT}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", to_base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
