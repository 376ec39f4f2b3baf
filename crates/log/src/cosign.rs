//! What witnesses say of a checkpoint, put behind it.
//!
//! ```text
//! checkpoint, as it was sent ── the same text, still there? ── checkpoint with their lines, whole or not at all
//! ```
//!
//! Witnesses are asked while the log goes on: it may have a newer checkpoint when they answer, and then what they say belongs to
//! none that is there.

use qazyq_proof::key::VerifierKey;
use qazyq_proof::note::{Note, NoteSignature};

use crate::files::Files;
use crate::reader;
use crate::writer::{CHECKPOINT, LogError, file};

/// Puts cosignatures behind the checkpoint of that text, each in place of an older one of its key, and gives the whole. The
/// caller has the folder locked, and asks with the keys of all whose lines there are.
///
/// # Errors
/// Where another checkpoint stands there by now, a line is not what its key signed, there is no room, or it cannot be
/// written. Then nothing has changed.
pub fn cosign(
    files: &mut impl Files,
    text: &str,
    lines: &[NoteSignature],
    keys: &[VerifierKey],
) -> Result<Note, LogError> {
    let (there, _) = reader::checkpoint(files)?;
    if there.text() != text {
        return Err(LogError::Moved);
    }
    if lines.is_empty() {
        return Ok(there);
    }
    let is_same = |a: &NoteSignature, b: &NoteSignature| a.name == b.name && a.key_id == b.key_id;
    let kept = there.signatures().iter().filter(|line| !lines.iter().any(|new| is_same(line, new)));
    let whole = kept.chain(lines).fold(format!("{text}\n"), |whole, line| whole + &format!("{line}\n"));
    // Read again as whoever comes next reads it: no line is one too many, and each new one is its key's.
    let note = Note::parse(whole.as_bytes())?;
    note.signed_by(keys)?;
    if whole != there.to_string() {
        files.put(CHECKPOINT, whole.as_bytes()).map_err(|error| file(CHECKPOINT, error))?;
    }
    Ok(note)
}
