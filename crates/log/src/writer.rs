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
use crate::pending;

/// Paths of the two files that are no tiles.
pub const CHECKPOINT: &str = "checkpoint";
const PENDING: &str = "pending";

/// Levels of tiles.
const LEVELS: usize = 8;

/// A log that is written.
#[derive(Debug)]
pub struct Log<F> {
    files: F,
    key: SignerKey,
    origin: String,
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
        let mut log = Self {
            files,
            key,
            origin,
            tree: Tree::default(),
            waiting: Vec::new(),
            pending_len: 0,
            pending_is_torn: true,
        };
        let note = log.sign(&log.tree.frontier)?;
        log.put(CHECKPOINT, note.to_string().as_bytes())?;
        Ok(log)
    }

    /// The log that is there, with whatever waits in it.
    ///
    /// # Errors
    /// Where there is none, it is not of that key, or its files are not as they were written.
    pub fn open(files: F, key: SignerKey) -> Result<Self, LogError> {
        let bytes = read(&files, CHECKPOINT)?.ok_or(LogError::NotThere)?;
        let note = Note::parse(&bytes)?;
        note.signed_by(core::slice::from_ref(key.public()))?;
        let checkpoint: Checkpoint = note.text().parse()?;
        let origin = key.public().name().to_string();
        if checkpoint.origin() != origin {
            return Err(CheckpointError::Origin.into());
        }
        let tree = Tree::read(&files, checkpoint.size)?;
        if tree.frontier.root() != checkpoint.root {
            return Err(LogError::OtherRoot);
        }
        let bytes = read(&files, PENDING)?.unwrap_or_default();
        let (all, len) = pending::read(&bytes);
        let mut waiting = Vec::new();
        for one in all {
            let expected = count(checkpoint.size, waiting.len());
            // What a checkpoint speaks of already stands there until it is cut off.
            match one.index.cmp(&expected) {
                core::cmp::Ordering::Less if waiting.is_empty() => {}
                core::cmp::Ordering::Equal => waiting.push(one.entry),
                core::cmp::Ordering::Less | core::cmp::Ordering::Greater => {
                    return Err(LogError::PendingGap { found: one.index, expected });
                }
            }
        }
        let (pending_len, pending_is_torn) = (count(0, len), len < bytes.len());
        Ok(Self { files, key, origin, tree, waiting, pending_len, pending_is_torn })
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

    /// Publishes all entries that wait, and gives the checkpoint, signed by the log.
    ///
    /// # Errors
    /// Where something cannot be written. Nothing is lost then, and it can be tried again.
    pub fn publish(&mut self) -> Result<Note, LogError> {
        let mut tree = self.tree.clone();
        for tile in tree.grow(&self.waiting)? {
            let (tile, bytes) = tile;
            self.put(&tile.to_string(), &bytes)?;
        }
        let note = self.sign(&tree.frontier)?;
        if !self.waiting.is_empty() {
            self.put(CHECKPOINT, note.to_string().as_bytes())?;
            self.tree = tree;
            self.waiting.clear();
        }
        // What stands there is in the checkpoint; where it cannot be cut off now, it is when the next entry comes.
        if self.pending_len > 0 {
            (self.pending_len, self.pending_is_torn) = (0, true);
        }
        Ok(note)
    }

    /// Cuts off what does not count of the file of entries that wait.
    fn mend_pending(&mut self) -> Result<(), LogError> {
        if self.pending_is_torn {
            self.files.cut(PENDING, self.pending_len).map_err(|error| file(PENDING, error))?;
            self.pending_is_torn = false;
        }
        Ok(())
    }

    fn sign(&self, tree: &Frontier) -> Result<Note, LogError> {
        let checkpoint = Checkpoint::new(&self.origin, tree.size(), tree.root())?;
        let mut note = Note::new(checkpoint.to_string())?;
        note.sign(&self.key);
        Ok(note)
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
fn read_tile(files: &impl Files, tile: Tile) -> Result<Vec<u8>, LogError> {
    read(files, &tile.to_string())?.ok_or(LogError::TileMissing(tile))
}

fn tree_error(error: TreeError<LogError>) -> LogError {
    match error {
        TreeError::Outside => LogError::OtherRoot,
        TreeError::Missing(_, error) => error,
        TreeError::Broken(tile, error) => LogError::TileBroken(tile, error),
    }
}

fn read(files: &impl Files, path: &str) -> Result<Option<Vec<u8>>, LogError> {
    files.read(path).map_err(|error| file(path, error))
}

fn file(path: &str, error: io::Error) -> LogError {
    LogError::File { path: path.to_owned(), error }
}

/// So many more.
fn count(from: u64, more: usize) -> u64 {
    from.saturating_add(u64::try_from(more).unwrap_or(u64::MAX))
}
