//! An audit: everything that a log's files say, computed again from the entries.

use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::key::VerifierKey;
use qazyq_proof::merkle::Frontier;
use qazyq_proof::tile::{Level, TILE_WIDTH, Tile, TileError};

use crate::files::Files;
use crate::reader;
use crate::writer::{CHECKPOINT, LogError, read};

/// What an audit looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// The checkpoint that all of it fits.
    pub checkpoint: Checkpoint,
    /// How many tiles of hashes and bundles of entries were read.
    pub tiles: u64,
}

/// What is not as it should be; the first thing that was found.
#[derive(Debug, thiserror::Error)]
pub enum Finding {
    /// It could not be looked at.
    #[error(transparent)]
    Log(#[from] LogError),
    /// A tile is missing.
    #[error("{0} is missing")]
    Missing(Tile),
    /// A tile has not the form of one.
    #[error("{0}: {1}")]
    Broken(Tile, TileError),
    /// A tile of hashes is not that of the entries.
    #[error("{0} is not what the entries come to")]
    OtherHashes(Tile),
    /// A bundle of entries is not that of the hashes, and the checkpoint is not of these entries.
    #[error("{0} holds other entries than were logged")]
    OtherEntries(Tile),
    /// The entries are not those of which the checkpoint speaks.
    #[error("the entries lead to another root than the checkpoint's")]
    OtherRoot,
}

impl Finding {
    /// The file that it speaks of, by its path below the log's folder; none where it speaks of no file.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        match self {
            Self::Log(error) => error.path(),
            Self::Missing(tile)
            | Self::Broken(tile, _)
            | Self::OtherHashes(tile)
            | Self::OtherEntries(tile) => Some(tile.to_string()),
            Self::OtherRoot => Some(CHECKPOINT.to_owned()),
        }
    }
}

/// Reads all files of a log whose checkpoint one of `keys` has signed, and computes its tiles and its root from the entries.
/// `each` is told of every entry.
///
/// # Errors
/// What was found first that is not as it should be.
pub fn audit(
    files: &impl Files,
    keys: &[VerifierKey],
    each: impl FnMut(u64, &[u8]),
) -> Result<Audited, Finding> {
    let (note, checkpoint) = reader::checkpoint(files)?;
    note.signed_by(keys).map_err(LogError::from)?;
    audit_tree(files, checkpoint, each)
}

/// The same for a checkpoint of which nobody asks here who signed it.
///
/// # Errors
/// What was found first that is not as it should be. Where entries and hashes contradict each other, the checkpoint's root
/// tells which of them was changed.
pub fn audit_tree(
    files: &impl Files,
    checkpoint: Checkpoint,
    mut each: impl FnMut(u64, &[u8]),
) -> Result<Audited, Finding> {
    let size = checkpoint.size;
    let (mut frontier, mut tiles) = (Frontier::default(), 0u64);
    let mut rows: [Vec<TreeHash>; 8] = Default::default();
    let mut other = None;
    // Of each level the hashes of a tile; a tile that is full, or the last of its level, is held against its file.
    let mut compare = |level: u8, index: u64, row: &[TreeHash]| -> Result<(), Finding> {
        let Some(tile) = Tile::in_log(Level::Hashes(level), index, size) else { return Ok(()) };
        let bytes = read(files, &tile.to_string())?.ok_or(Finding::Missing(tile))?;
        let hashes = tile.hashes(&bytes).map_err(|error| Finding::Broken(tile, error))?;
        tiles = tiles.saturating_add(1);
        if hashes != row {
            other.get_or_insert(tile);
        }
        Ok(())
    };
    let mut bundles = 0u64;
    while let Some(tile) = Tile::in_log(Level::Entries, bundles, size) {
        let bytes = read(files, &tile.to_string())?.ok_or(Finding::Missing(tile))?;
        for entry in tile.entries(&bytes).map_err(|error| Finding::Broken(tile, error))? {
            each(frontier.size(), entry);
            let mut full = Vec::new();
            frontier.push(TreeHash::of_leaf(entry), |level, index, hash| {
                if level % 8 != 0 {
                    return;
                }
                let Some(row) = usize::try_from(level / 8).ok().and_then(|level| rows.get_mut(level)) else {
                    return;
                };
                row.push(hash);
                if index % TILE_WIDTH == TILE_WIDTH.saturating_sub(1) {
                    full.push((level / 8, index / TILE_WIDTH, core::mem::take(row)));
                }
            });
            for (level, index, row) in full {
                compare(u8::try_from(level).unwrap_or(u8::MAX), index, &row)?;
            }
        }
        bundles = bundles.saturating_add(1);
    }
    for (level, row) in (0u8..).zip(&rows).filter(|(_, row)| !row.is_empty()) {
        compare(level, size.wrapping_shr(u32::from(level).wrapping_mul(8)) / TILE_WIDTH, row)?;
    }
    let is_its_root = frontier.root() == checkpoint.root;
    match other {
        None if is_its_root => Ok(Audited { checkpoint, tiles: tiles.saturating_add(bundles) }),
        None => Err(Finding::OtherRoot),
        // The entries lead to the root, so it is the hashes that were changed.
        Some(tile) if is_its_root => Err(Finding::OtherHashes(tile)),
        Some(tile) => {
            // The bundle whose hashes they should be: of the level of entries the tiles are the same ones.
            let bundle = match tile.level() {
                Level::Hashes(0) => Tile::in_log(Level::Entries, tile.index(), size),
                Level::Hashes(_) | Level::Entries => None,
            };
            Err(bundle.map_or(Finding::OtherHashes(tile), Finding::OtherEntries))
        }
    }
}
