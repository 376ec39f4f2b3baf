//! What can be told of a log by its files alone, without its key.

use core::cmp::Ordering;

use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::merkle::{Frontier, consistency, inclusion, verify_inclusion};
use qazyq_proof::note::Note;
use qazyq_proof::tile::{Level, TILE_WIDTH, Tile, TiledTree};

use crate::files::Files;
use crate::pending::{self, Waiting};
use crate::writer::{CHECKPOINT, LogError, PENDING, count, read, read_tile, tree_error};

/// The checkpoint, whose signatures nobody has looked at.
///
/// # Errors
/// Where there is none, or it has not the form of one.
pub fn checkpoint(files: &impl Files) -> Result<(Note, Checkpoint), LogError> {
    let bytes = read(files, CHECKPOINT)?.ok_or(LogError::NotThere)?;
    let note = Note::parse(&bytes)?;
    let checkpoint = note.text().parse()?;
    Ok((note, checkpoint))
}

/// What the file of entries that wait holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// Entries that no checkpoint speaks of yet, in their order.
    pub waiting: Vec<Waiting>,
    /// Bytes up to the end of the last record.
    pub len: u64,
    /// Bytes behind that which are no record: what was being written when something stopped, or damage.
    pub torn: u64,
}

/// The entries that wait in a log whose checkpoint speaks of `size`.
///
/// # Errors
/// Where the file cannot be read, or its entries do not follow the checkpoint.
pub fn pending(files: &impl Files, size: u64) -> Result<Pending, LogError> {
    let bytes = read(files, PENDING)?.unwrap_or_default();
    let (all, len) = pending::read(&bytes);
    let mut waiting = Vec::new();
    for one in all {
        let expected = count(size, waiting.len());
        // What a checkpoint speaks of already stands there until it is cut off.
        match one.index.cmp(&expected) {
            Ordering::Less if waiting.is_empty() => {}
            Ordering::Equal => waiting.push(one),
            Ordering::Less | Ordering::Greater => {
                return Err(LogError::PendingGap { found: one.index, expected });
            }
        }
    }
    let torn = count(0, bytes.len().saturating_sub(len));
    Ok(Pending { waiting, len: count(0, len), torn })
}

/// The same for whoever reads while somebody may be writing: a checkpoint that was published since is looked at in the place of
/// the one that spoke of `size`.
///
/// # Errors
/// As [`pending()`].
pub fn pending_now(files: &impl Files, size: u64) -> Result<Pending, LogError> {
    match pending(files, size) {
        Err(gap @ LogError::PendingGap { .. }) => match checkpoint(files)?.1.size {
            now if now == size => Err(gap),
            now => pending(files, now),
        },
        read => read,
    }
}

/// A published entry.
///
/// # Errors
/// Where the log has no such entry, or its bundle is not what it should be.
pub fn entry(files: &impl Files, index: u64) -> Result<Vec<u8>, LogError> {
    let (_, checkpoint) = checkpoint(files)?;
    entry_of(files, index, checkpoint.size)
}

fn entry_of(files: &impl Files, index: u64, size: u64) -> Result<Vec<u8>, LogError> {
    let none = LogError::NoEntry { index, size };
    let tile = Tile::in_log(Level::Entries, index / TILE_WIDTH, size);
    let (Some(tile), Ok(place)) = (tile.filter(|_| index < size), usize::try_from(index % TILE_WIDTH)) else {
        return Err(none);
    };
    let bytes = read_tile(files, tile)?;
    let entries = tile.entries(&bytes).map_err(|error| LogError::TileBroken(tile, error))?;
    entries.get(place).map(|entry| entry.to_vec()).ok_or(none)
}

/// The proof that a published entry is in the log, with the checkpoint as it stands. It has been checked against that
/// checkpoint's root; who signed it has not.
///
/// # Errors
/// Where the log has no such entry, or its tiles do not prove it.
pub fn prove(files: &impl Files, index: u64) -> Result<EntryProof, LogError> {
    let (note, checkpoint) = checkpoint(files)?;
    let size = checkpoint.size;
    let leaf = TreeHash::of_leaf(&entry_of(files, index, size)?);
    let mut tree = TiledTree::new(size, |tile| read_tile(files, tile));
    let hashes = inclusion(index, size, &mut tree).map_err(tree_error)?;
    verify_inclusion(&leaf, index, (size, &checkpoint.root), &hashes).map_err(|_| LogError::OtherRoot)?;
    Ok(EntryProof { extra: None, index, hashes, checkpoint: note })
}

/// The proof that the log of that checkpoint begins with its own first `older` entries. The tiles have been held against the
/// checkpoint.
///
/// # Errors
/// Where a tile is missing, or they lead to another root.
pub fn grown_from(files: &impl Files, older: u64, newer: &Checkpoint) -> Result<Vec<TreeHash>, LogError> {
    let mut tree = TiledTree::new(newer.size, |tile| read_tile(files, tile));
    let root = Frontier::of(newer.size, &mut tree).map_err(tree_error)?.root();
    if root != newer.root {
        return Err(LogError::OtherRoot);
    }
    consistency(older, newer.size, &mut tree).map_err(tree_error)
}

/// Tells of every published entry from place `from` on, and gives the checkpoint. Whether they are those of its root is another
/// question: [`crate::audit()`] asks it.
///
/// # Errors
/// Where the log has no checkpoint, a bundle is not what it should be, or `each` refuses.
pub fn each_entry<E: From<LogError>>(
    files: &impl Files,
    from: u64,
    mut each: impl FnMut(u64, &[u8]) -> Result<(), E>,
) -> Result<Checkpoint, E> {
    let (_, checkpoint) = checkpoint(files)?;
    let mut index = from / TILE_WIDTH;
    while let Some(tile) = Tile::in_log(Level::Entries, index, checkpoint.size) {
        let bytes = read_tile(files, tile)?;
        let entries = tile.entries(&bytes).map_err(|error| LogError::TileBroken(tile, error))?;
        let first = index.saturating_mul(TILE_WIDTH);
        for (position, entry) in (first..).zip(entries).filter(|(position, _)| *position >= from) {
            each(position, entry)?;
        }
        index = index.saturating_add(1);
    }
    Ok(checkpoint)
}
