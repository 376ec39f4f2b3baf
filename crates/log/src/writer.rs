//! Appending, and publishing what was appended.
//!
//! ```text
//! append ── pending, on disk ── acknowledged          publish ── tiles ── checkpoint ── pending cut
//! ```
//!
//! 1. Entries are acknowledged when they stand in `pending` on disk, each with its place.
//! 2. Publishing writes the tiles of the larger tree, and the checkpoint last. A tile that is not full has its width in its
//!    name, so no file that an older checkpoint needs is touched.
//! 3. Whatever stops in between: the next process reads the same entries at the same places, writes the same tiles and signs
//!    the same checkpoint, for Ed25519 signs the same text alike.
//!
//! INVARIANT: entries in `pending` are in the order of their places, without a gap behind the last checkpoint.

use std::io;
use std::ops::Range;

use qazyq_proof::checkpoint::{Checkpoint, CheckpointError};
use qazyq_proof::hash::TreeHash;
use qazyq_proof::key::SignerKey;
use qazyq_proof::merkle::Frontier;
use qazyq_proof::note::{Note, NoteError, SignatureError};
use qazyq_proof::tile::{
    ENTRY_BYTES_MAX, Level, TILE_WIDTH, Tile, TileError, TiledTree, TreeError, push_entry,
};

use crate::files::Files;
use crate::pending::{self, Waiting};
use crate::reader;

/// Paths of the two files that are no tiles.
pub const CHECKPOINT: &str = "checkpoint";
pub(crate) const PENDING: &str = "pending";

/// Levels of tiles.
const LEVELS: usize = 8;

/// A log that is written.
#[derive(Debug)]
pub struct Log<F> {
    files: F,
    key: SignerKey,
    origin: String,
    /// The checkpoint as it stands in its file, with whatever witnesses have added.
    note: Note,
    tree: Tree,
    /// Entries that are acknowledged and not published.
    waiting: Vec<Vec<u8>>,
    /// How long `pending` is as far as it counts.
    pending_len: u64,
    /// Something may stand behind that.
    pending_is_torn: bool,
}

/// A tree with what is not full of its tiles.
#[derive(Clone, Debug, Default)]
struct Tree {
    frontier: Frontier,
    /// Of each level the hashes behind the last full tile.
    hashes: [Vec<TreeHash>; LEVELS],
    /// The entries behind the last full bundle, as a bundle.
    bundle: Vec<u8>,
}

/// Why a log cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// Which one.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// There is a log already.
    #[error("there is a log here already")]
    IsThere,
    /// There is none.
    #[error("there is no log here")]
    NotThere,
    /// The checkpoint is no note.
    #[error("the checkpoint: {0}")]
    Note(#[from] NoteError),
    /// It is not signed by the log's key.
    #[error("the checkpoint: {0}")]
    Signature(#[from] SignatureError),
    /// It is a note of something else.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The tiles are not those of the checkpoint.
    #[error("the tiles lead to another root than the checkpoint's")]
    OtherRoot,
    /// A tile is missing.
    #[error("{0} is missing")]
    TileMissing(Tile),
    /// A tile is not what it should be.
    #[error("{0}: {1}")]
    TileBroken(Tile, TileError),
    /// Entries that wait do not follow the checkpoint.
    #[error("entry {found} waits where entry {expected} comes next")]
    PendingGap {
        /// The one that waits.
        found: u64,
        /// The one that comes next.
        expected: u64,
    },
    /// An entry is too long.
    #[error("an entry has {ENTRY_BYTES_MAX} bytes at most")]
    EntryTooLong,
    /// There is no room for more entries.
    #[error("the log is full")]
    Full,
    /// It has no such entry.
    #[error("the log has {size} entries, and none at {index}")]
    NoEntry {
        /// The place that was asked for.
        index: u64,
        /// How many entries the checkpoint speaks of.
        size: u64,
    },
    /// Another checkpoint stands there than the one that was cosigned.
    #[error("another checkpoint was published meanwhile")]
    Moved,
}

impl LogError {
    /// The file that it speaks of, by its path below the log's folder; none where it speaks of no file.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        match self {
            Self::File { path, .. } => Some(path.clone()),
            Self::Note(_) | Self::Signature(_) | Self::Checkpoint(_) | Self::OtherRoot | Self::Moved => {
                Some(CHECKPOINT.to_owned())
            }
            Self::TileMissing(tile) | Self::TileBroken(tile, _) => Some(tile.to_string()),
            Self::PendingGap { .. } => Some(PENDING.to_owned()),
            Self::IsThere | Self::NotThere | Self::EntryTooLong | Self::Full | Self::NoEntry { .. } => None,
        }
    }
}

impl<F: Files> Log<F> {
    /// A new log with a checkpoint of no entries. Its origin is the key's name.
    ///
    /// # Errors
    /// Where there is one already, or nothing can be written.
    pub fn create(files: F, key: SignerKey) -> Result<Self, LogError> {
        if read(&files, CHECKPOINT)?.is_some() {
            return Err(LogError::IsThere);
        }
        let origin = key.public().name().to_string();
        let tree = Tree::default();
        let note = sign(&key, &origin, &tree.frontier)?;
        let mut log = Self {
            files,
            key,
            origin,
            note,
            tree,
            waiting: Vec::new(),
            pending_len: 0,
            pending_is_torn: true,
        };
        let bytes = log.note.to_string();
        log.put(CHECKPOINT, bytes.as_bytes())?;
        Ok(log)
    }

    /// The log that is there, with whatever waits in it.
    ///
    /// # Errors
    /// Where there is none, it is not of that key, or its files are not as they were written.
    pub fn open(files: F, key: SignerKey) -> Result<Self, LogError> {
        let (note, checkpoint) = reader::checkpoint(&files)?;
        note.signed_by(core::slice::from_ref(key.public()))?;
        let origin = key.public().name().to_string();
        if checkpoint.origin() != origin {
            return Err(CheckpointError::Origin.into());
        }
        let tree = Tree::read(&files, checkpoint.size)?;
        if tree.frontier.root() != checkpoint.root {
            return Err(LogError::OtherRoot);
        }
        let found = reader::pending(&files, checkpoint.size)?;
        // Where nothing waits, nothing that stands there counts, and it is cut off when the next entry comes.
        let (pending_len, pending_is_torn) = match found.waiting.is_empty() {
            true => (0, found.len > 0 || found.torn > 0),
            false => (found.len, found.torn > 0),
        };
        let waiting = found.waiting.into_iter().map(|Waiting { entry, .. }| entry).collect();
        Ok(Self { files, key, origin, note, tree, waiting, pending_len, pending_is_torn })
    }

    /// Which log: the name of its key.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The last checkpoint as it stands in its file.
    #[must_use]
    pub fn checkpoint(&self) -> &Note {
        &self.note
    }

    /// The files, to be read.
    #[must_use]
    pub fn files(&self) -> &F {
        &self.files
    }

    /// How many entries the last checkpoint speaks of.
    #[must_use]
    pub fn published(&self) -> u64 {
        self.tree.frontier.size()
    }

    /// How many entries there are, with those that wait.
    #[must_use]
    pub fn size(&self) -> u64 {
        count(self.published(), self.waiting.len())
    }

    /// Takes entries; when it returns they are on disk, and in every later checkpoint at the places that it tells.
    ///
    /// # Errors
    /// Where one is too long, or they cannot be written: then none of them is taken.
    pub fn append(&mut self, entries: &[&[u8]]) -> Result<Range<u64>, LogError> {
        let first = self.size();
        let end = u64::try_from(entries.len()).ok().and_then(|many| first.checked_add(many));
        let end = end.ok_or(LogError::Full)?;
        let mut bytes = Vec::new();
        for (index, entry) in (first..).zip(entries) {
            if !pending::push(&mut bytes, index, entry) {
                return Err(LogError::EntryTooLong);
            }
        }
        self.mend_pending()?;
        // Until it is known to be whole, it is taken for torn.
        self.pending_is_torn = true;
        self.files.append(PENDING, &bytes).map_err(|error| file(PENDING, error))?;
        self.pending_is_torn = false;
        self.pending_len = count(self.pending_len, bytes.len());
        self.waiting.extend(entries.iter().map(|entry| entry.to_vec()));
        Ok(first..end)
    }

    /// Publishes all entries that wait, and gives the checkpoint. A new one is signed by the log alone: what witnesses said of
    /// the one before, they did not say of it. Where nothing waits, the checkpoint stays as it is.
    ///
    /// # Errors
    /// Where something cannot be written. Nothing is lost then, and it can be tried again.
    pub fn publish(&mut self) -> Result<Note, LogError> {
        if !self.waiting.is_empty() {
            let mut tree = self.tree.clone();
            let tiles = tree.grow(&self.waiting)?;
            let tiles: Vec<_> = tiles.into_iter().map(|(tile, bytes)| (tile.to_string(), bytes)).collect();
            self.files.put_all(&tiles).map_err(|(path, error)| file(&path, error))?;
            let note = sign(&self.key, &self.origin, &tree.frontier)?;
            self.put(CHECKPOINT, note.to_string().as_bytes())?;
            (self.note, self.tree) = (note, tree);
            self.waiting.clear();
        }
        // What stands there is in the checkpoint; where it cannot be cut off now, it is when the next entry comes.
        if self.pending_len > 0 {
            (self.pending_len, self.pending_is_torn) = (0, true);
        }
        Ok(self.note.clone())
    }

    /// Cuts off what does not count of the file of entries that wait.
    fn mend_pending(&mut self) -> Result<(), LogError> {
        if self.pending_is_torn {
            self.files.cut(PENDING, self.pending_len).map_err(|error| file(PENDING, error))?;
            self.pending_is_torn = false;
        }
        Ok(())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), LogError> {
        self.files.put(path, bytes).map_err(|error| file(path, error))
    }

    /// Gives the files back.
    #[must_use]
    pub fn into_files(self) -> F {
        self.files
    }
}

impl Tree {
    /// The tree of the first `size` entries, from its tiles.
    fn read(files: &impl Files, size: u64) -> Result<Self, LogError> {
        let mut of_tiles = TiledTree::new(size, |tile| read_tile(files, tile));
        let frontier = Frontier::of(size, &mut of_tiles).map_err(tree_error)?;
        let mut tree = Self { frontier, ..Self::default() };
        for (level, hashes) in (0u8..).zip(&mut tree.hashes) {
            if let Some(tile) = edge(Level::Hashes(level), size) {
                let bytes = read_tile(files, tile)?;
                *hashes = tile.hashes(&bytes).map_err(|error| LogError::TileBroken(tile, error))?;
            }
        }
        if let Some(tile) = edge(Level::Entries, size) {
            tree.bundle = read_tile(files, tile)?;
            tile.entries(&tree.bundle).map_err(|error| LogError::TileBroken(tile, error))?;
        }
        Ok(tree)
    }

    /// Adds entries, and gives the tiles that are new or have grown: as wide as they are in the end, and each that became full
    /// on the way.
    fn grow(&mut self, entries: &[Vec<u8>]) -> Result<Vec<(Tile, Vec<u8>)>, LogError> {
        let before = self.frontier.size();
        let size = count(before, entries.len());
        let mut tiles = Vec::new();
        let mut add = |level, index, bytes| {
            tiles.extend(Tile::in_log(level, index, size).map(|tile| (tile, bytes)));
        };
        for (place, entry) in entries.iter().enumerate() {
            let index = count(before, place);
            push_entry(&mut self.bundle, entry).map_err(|_| LogError::EntryTooLong)?;
            if index % TILE_WIDTH == TILE_WIDTH.saturating_sub(1) {
                add(Level::Entries, index / TILE_WIDTH, core::mem::take(&mut self.bundle));
            }
            let hashes = &mut self.hashes;
            self.frontier.push(TreeHash::of_leaf(entry), |level, index, hash| {
                let (tile_level, within) = (level / 8, level % 8);
                let Some(row) = usize::try_from(tile_level).ok().and_then(|level| hashes.get_mut(level))
                else {
                    return;
                };
                if within != 0 {
                    return;
                }
                row.push(hash);
                if index % TILE_WIDTH == TILE_WIDTH.saturating_sub(1)
                    && let Ok(level) = u8::try_from(tile_level)
                {
                    add(Level::Hashes(level), index / TILE_WIDTH, bytes_of(&core::mem::take(row)));
                }
            });
        }
        // What is left is not full.
        if let Some(tile) = edge(Level::Entries, size).filter(|_| before < size) {
            tiles.push((tile, self.bundle.clone()));
        }
        for (level, row) in (0u8..).zip(&self.hashes) {
            let tile = edge(Level::Hashes(level), size);
            if let Some(tile) = tile.filter(|tile| edge(Level::Hashes(level), before) != Some(*tile)) {
                tiles.push((tile, bytes_of(row)));
            }
        }
        Ok(tiles)
    }
}

/// The checkpoint of a tree, signed by the log.
fn sign(key: &SignerKey, origin: &str, tree: &Frontier) -> Result<Note, LogError> {
    let checkpoint = Checkpoint::new(origin, tree.size(), tree.root())?;
    let mut note = Note::new(checkpoint.to_string())?;
    note.sign(key);
    Ok(note)
}

/// The tile of that level that is not full; none where all are.
fn edge(level: Level, size: u64) -> Option<Tile> {
    let items = match level {
        Level::Entries => size,
        Level::Hashes(level) => size.wrapping_shr(u32::from(level).wrapping_mul(8)),
    };
    Tile::in_log(level, items / TILE_WIDTH, size)
}

fn bytes_of(hashes: &[TreeHash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// A tile's bytes.
pub(crate) fn read_tile(files: &impl Files, tile: Tile) -> Result<Vec<u8>, LogError> {
    read(files, &tile.to_string())?.ok_or(LogError::TileMissing(tile))
}

pub(crate) fn tree_error(error: TreeError<LogError>) -> LogError {
    match error {
        TreeError::Outside => LogError::OtherRoot,
        TreeError::Missing(_, error) => error,
        TreeError::Broken(tile, error) => LogError::TileBroken(tile, error),
    }
}

pub(crate) fn read(files: &impl Files, path: &str) -> Result<Option<Vec<u8>>, LogError> {
    files.read(path).map_err(|error| file(path, error))
}

pub(crate) fn file(path: &str, error: io::Error) -> LogError {
    LogError::File { path: path.to_owned(), error }
}

/// So many more.
pub(crate) fn count(from: u64, more: usize) -> u64 {
    from.saturating_add(u64::try_from(more).unwrap_or(u64::MAX))
}
