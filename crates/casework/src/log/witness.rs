//! Having a checkpoint witnessed (C2SP tlog-witness): every witness of the policy that has an address is asked, and what it
//! signed is put behind the checkpoint.
//!
//! ```text
//! POST <address>/add-checkpoint     200 cosignature ── checked ── kept
//!                                   409 its size    ── asked once more, from that size
//!                                   422, or 409 that no size settles ── it has seen other entries than ours: a fork
//! ```
//!
//! It fails closed: without the quorum the checkpoint is as good as unsigned. What was got is kept all the same, since nobody is
//! misled by it.

use std::path::Path;
use std::time::Duration;

use qazyq_fetch::{Base, BaseError, Reply, post};
use qazyq_log::{Folder, LogError, cosign, reader};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::key::VerifierKey;
use qazyq_proof::note::{Note, NoteSignature, SignatureError};
use qazyq_proof::policy::{Policy, Witness};
use qazyq_proof::witness::{AnswerError, Request, conflict_size, cosignature_in};

use super::{Fault, LogTrouble, locked, policy_for, trouble};
use crate::Trouble;

/// Witnesses that are asked side by side.
const AT_ONCE: usize = 16;
/// Bytes of an answer: a few signature lines.
const ANSWER_BYTES_MAX: usize = 1 << 16;
/// How often the log's folder is tried where somebody else writes in it, and how long apart.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// What came of asking witnesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The checkpoint that they were asked about.
    pub checkpoint: Checkpoint,
    /// Each witness of the policy, in its order.
    pub witnesses: Vec<Answer>,
    /// Whether what they signed was put behind the checkpoint: not where another one was published meanwhile.
    pub is_kept: bool,
    /// Why the checkpoint does not count by the policy; none where it does.
    pub fault: Option<Fault>,
}

/// A witness, and what it answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What the policy calls it.
    pub name: String,
    /// Its key.
    pub key: VerifierKey,
    /// What it answered.
    pub said: Said,
}

/// What a witness answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It cosigned at that time, in seconds since 1970-01-01.
    Cosigned(u64),
    /// The policy tells no address.
    NoAddress,
    /// Its address is none.
    Address(BaseError),
    /// Its address is neither `https` nor on this machine.
    Unguarded(String),
    /// Nothing came back.
    Unreachable(qazyq_fetch::Fault),
    /// It does not sign: the name of a message. Two of them mean a fork.
    Refused(&'static str),
    /// It has signed a larger checkpoint of this log before.
    SawMore(u64),
    /// It answered with a status that witnesses do not have.
    Status(u16),
}

impl Said {
    /// Every reason for which a witness does not sign, and every other answer by name.
    pub const CODES: &'static [&'static str] = &[
        "witness-no-address",
        "witness-unguarded",
        "witness-calls-it-no-request",
        "witness-does-not-know-the-key",
        "witness-does-not-know-the-log",
        "witness-tells-no-size",
        "witness-changed-meanwhile",
        "witness-saw-other-entries",
        "witness-answers-otherwise",
        "witness-signed-for-another",
        "witness-signed-wrongly",
        "witness-saw-more",
        "witness-status",
    ];

    /// What it is, by the name of a message or of what went wrong.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cosigned(_) => "witness-cosigned",
            Self::NoAddress => "witness-no-address",
            Self::Address(error) => error.code(),
            Self::Unguarded(_) => "witness-unguarded",
            Self::Unreachable(fault) => fault.code(),
            Self::Refused(why) => why,
            Self::SawMore(_) => "witness-saw-more",
            Self::Status(_) => "witness-status",
        }
    }

    /// Whether the witness knows another log under this one's name: nobody should go on as if nothing were.
    #[must_use]
    pub fn is_fork(&self) -> bool {
        matches!(self, Self::SawMore(_) | Self::Refused("witness-saw-other-entries"))
    }
}

/// Asks the witnesses of a policy (the one that is named, or else the one in the log's folder) about the checkpoint that was
/// published last. Each has `timeout`; `step` is told of how many one has
/// answered.
///
/// # Errors
/// Where there is no log or no policy, it names nobody who could be asked or does not know the log, the log's tiles are not those
/// of its checkpoint, or the checkpoint cannot be written.
pub fn ask(
    folder: &Path,
    policy: Option<&Path>,
    timeout: Duration,
    step: impl Fn(u64) + Sync,
) -> Result<Asked, Trouble> {
    let files = Folder::to_read(folder);
    let (note, checkpoint) = reader::checkpoint(&files).map_err(|error| trouble(folder, error))?;
    let file = folder.join(qazyq_log::writer::CHECKPOINT);
    let none = || LogTrouble::NoPolicy(folder.join(super::POLICY).display().to_string());
    let (path, policy) = policy_for(folder, policy)?.ok_or_else(none)?;
    if policy.witnesses().iter().all(|witness| witness.address.is_none()) {
        return Err(LogTrouble::NobodyToAsk(path.display().to_string()).into());
    }
    let own: Vec<VerifierKey> =
        policy.logs().iter().filter(|l| l.name().as_str() == checkpoint.origin()).cloned().collect();
    if own.is_empty() {
        let (path, key) = (path.display().to_string(), format!("{}+…", checkpoint.origin()));
        return Err(LogTrouble::PolicyWithoutLog { path, key }.into());
    }
    note.signed_by(&own).map_err(|error| LogTrouble::Broken(Fault::of_signature(&file, &error)))?;
    // Looked at once, before anybody is told anything of it.
    reader::grown_from(&files, 0, &checkpoint).map_err(|error| trouble(folder, error))?;

    let bare = bare(&note, &own).map_err(|error| LogTrouble::Broken(Fault::of_error(folder, &error)))?;
    let asking = Asking { files: &files, folder, note: &note, bare, checkpoint: &checkpoint, timeout };
    let all = u64::try_from(policy.witnesses().len()).unwrap_or(u64::MAX);
    let mut said: Vec<Result<(Said, Option<NoteSignature>), Trouble>> = Vec::new();
    for some in policy.witnesses().chunks(AT_ONCE) {
        said.extend(std::thread::scope(|scope| {
            let ask = |witness| {
                let (asking, step) = (&asking, &step);
                scope.spawn(move || {
                    let said = asking.witness(witness);
                    step(all);
                    said
                })
            };
            let threads: Vec<_> = some.iter().map(ask).collect();
            let joined = threads.into_iter().filter_map(|thread| thread.join().ok());
            joined.collect::<Vec<_>>()
        }));
    }
    let (mut witnesses, mut lines) = (Vec::new(), Vec::new());
    for (witness, said) in policy.witnesses().iter().zip(said) {
        let (said, line) = said?;
        lines.extend(line);
        let name = String::from_utf8_lossy(&witness.name).into_owned();
        witnesses.push(Answer { name, key: witness.key.clone(), said });
    }
    let kept = keep(folder, &note, &lines, &policy)?;
    let (is_kept, whole) = (kept.is_some(), kept.unwrap_or(note));
    let fault = super::status::quorum(&file, &whole, &policy);
    Ok(Asked { checkpoint, witnesses, is_kept, fault })
}

/// A checkpoint with the log's own signatures alone.
fn bare(note: &Note, own: &[VerifierKey]) -> Result<Note, LogError> {
    let mut bare = Note::new(note.text().to_owned())?;
    for line in note.signatures() {
        if let Some(key) = own.iter().find(|key| *key.name() == line.name && key.id() == line.key_id) {
            bare.add(key, line.bytes.clone());
        }
    }
    Ok(bare)
}

/// Puts what witnesses signed behind the checkpoint; none where another one stands there by now.
fn keep(
    folder: &Path,
    note: &Note,
    lines: &[NoteSignature],
    policy: &Policy,
) -> Result<Option<Note>, Trouble> {
    let keys: Vec<VerifierKey> = policy.witnesses().iter().map(|witness| witness.key.clone()).collect();
    // Who publishes has the folder for a moment.
    let mut files = locked(folder);
    for _ in 0..TRIES {
        if !matches!(files, Err(Trouble::Log(LogTrouble::InUse(_)))) {
            break;
        }
        std::thread::sleep(PAUSE);
        files = locked(folder);
    }
    match cosign(&mut files?, note.text(), lines, &keys) {
        Ok(note) => Ok(Some(note)),
        Err(LogError::Moved) => Ok(None),
        Err(error) => Err(trouble(folder, error)),
    }
}

/// What every witness is asked about.
struct Asking<'a> {
    files: &'a Folder,
    folder: &'a Path,
    /// The checkpoint as it stands, and with the log's own signature alone, as it is sent.
    note: &'a Note,
    bare: Note,
    checkpoint: &'a Checkpoint,
    timeout: Duration,
}

impl Asking<'_> {
    /// Asks one witness, and once more where it tells another size.
    fn witness(&self, witness: &Witness) -> Result<(Said, Option<NoteSignature>), Trouble> {
        let Some(address) = &witness.address else { return Ok((Said::NoAddress, None)) };
        let base = match Base::parse(&String::from_utf8_lossy(address)) {
            Ok(base) if base.is_guarded() => base,
            Ok(base) => return Ok((Said::Unguarded(base.to_string()), None)),
            Err(error) => return Ok((Said::Address(error), None)),
        };
        let size = self.checkpoint.size;
        // A witness whose word stands there already has seen this very checkpoint.
        let has_seen = self.note.signed_by(core::slice::from_ref(&witness.key)).is_ok();
        let mut old = if has_seen { size } else { 0 };
        let mut may_retry = true;
        loop {
            let reply = match self.send(&base, old)? {
                Ok(reply) => reply,
                Err(fault) => return Ok((Said::Unreachable(fault), None)),
            };
            match reply.status {
                200 => return Ok(self.answer(&reply, &witness.key)),
                409 => match after_conflict(old, size, conflict_size(&reply.body), may_retry) {
                    Ok(seen) => (old, may_retry) = (seen, false),
                    Err(said) => return Ok((said, None)),
                },
                status => return Ok((refused(status), None)),
            }
        }
    }

    fn send(&self, base: &Base, old: u64) -> Result<Result<Reply, qazyq_fetch::Fault>, Trouble> {
        let proof = reader::grown_from(self.files, old, self.checkpoint);
        let proof = proof.map_err(|error| trouble(self.folder, error))?;
        let request = Request { old, proof, checkpoint: self.bare.clone() }.to_string();
        let (media, body) = ("text/plain; charset=utf-8", request.as_bytes());
        Ok(post(base, "/add-checkpoint", media, body, self.timeout, ANSWER_BYTES_MAX))
    }

    fn answer(&self, reply: &Reply, key: &VerifierKey) -> (Said, Option<NoteSignature>) {
        match cosignature_in(&self.bare, &reply.body, key) {
            Ok((line, time)) => (Said::Cosigned(time), Some(line)),
            Err(AnswerError::Lines(_)) => (Said::Refused("witness-answers-otherwise"), None),
            Err(AnswerError::Signature(SignatureError::Unknown)) => {
                (Said::Refused("witness-signed-for-another"), None)
            }
            Err(AnswerError::Signature(SignatureError::Wrong(_))) => {
                (Said::Refused("witness-signed-wrongly"), None)
            }
        }
    }
}

/// From which size a witness is asked once more that was told `old` of a log of `size` entries and has `seen` another; or what
/// its refusal means.
fn after_conflict(old: u64, size: u64, seen: Option<u64>, may_retry: bool) -> Result<u64, Said> {
    match seen {
        Some(seen) if seen > size => Err(Said::SawMore(seen)),
        Some(seen) if seen != old && may_retry => Ok(seen),
        Some(seen) if seen != old => Err(Said::Refused("witness-changed-meanwhile")),
        // The size was right, so it is the root that it knows otherwise; then it need not tell a size.
        _ if old == size && size > 0 => Err(Said::Refused("witness-saw-other-entries")),
        _ => Err(Said::Refused("witness-tells-no-size")),
    }
}

/// What a status means that is neither a cosignature nor a conflict.
fn refused(status: u16) -> Said {
    match status {
        400 => Said::Refused("witness-calls-it-no-request"),
        403 => Said::Refused("witness-does-not-know-the-key"),
        404 => Said::Refused("witness-does-not-know-the-log"),
        422 => Said::Refused("witness-saw-other-entries"),
        other => Said::Status(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_is_settled_once_or_told() {
        for (old, size, seen, may_retry, expected) in [
            (0, 9, Some(5), true, Ok(5)),
            (0, 9, Some(9), true, Ok(9)),
            (9, 9, Some(0), true, Ok(0)),
            (0, 9, Some(5), false, Err("witness-changed-meanwhile")),
            (0, 9, Some(10), true, Err("witness-saw-more")),
            (9, 9, Some(10), false, Err("witness-saw-more")),
            (9, 9, Some(9), false, Err("witness-saw-other-entries")),
            (9, 9, None, true, Err("witness-saw-other-entries")),
            (0, 9, Some(0), true, Err("witness-tells-no-size")),
            (0, 9, None, true, Err("witness-tells-no-size")),
            (0, 0, Some(0), true, Err("witness-tells-no-size")),
            (5, 9, Some(5), false, Err("witness-tells-no-size")),
        ] {
            let found = after_conflict(old, size, seen, may_retry).map_err(|said| said.code());
            assert_eq!(found, expected, "{old} {size} {seen:?} {may_retry}");
        }
    }
}
