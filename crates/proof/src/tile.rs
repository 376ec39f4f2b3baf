//! Tiles (C2SP tlog-tiles): a log as files that any web server serves, none of which changes once it is full.
//!
//! ```text
//! tile/0/000            the hashes of the entries 0 to 255
//! tile/0/001.p/44       the hashes of the entries 256 to 299, in a log of 300
//! tile/1/000.p/1        the hash of the first full tile below
//! tile/entries/000      the entries 0 to 255: of each its length in two bytes, and itself
//! tile/0/x001/x234/067  the tile 1234067
//! ```
//!
//! Fetching is the caller's business: [`TiledTree`] asks for a tile by name and gives the hashes of subtrees from it.

use core::fmt;
use core::ops::Range;
use core::str::FromStr;
use std::collections::BTreeMap;

use crate::hash::{HASH_BYTES, TreeHash};
use crate::lines::decimal;
use crate::merkle::Subtrees;

/// Hashes, or entries, of a full tile.
pub const TILE_WIDTH: u64 = 256;
/// Levels of the tree that a tile spans.
const TILE_HEIGHT: u32 = 8;
/// Levels of tiles that a tree of 2^64 entries has.
const LEVELS: u8 = 8;
/// Bytes of an entry: its length has two.
pub const ENTRY_BYTES_MAX: usize = 0xffff;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The entries themselves.
    Entries,
    /// Hashes of subtrees of 256^level entries.
    Hashes(u8),
}

/// The name of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: Level,
    index: u64,
    /// From 1 to 256.
    width: u16,
}

/// The text is no tile's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile")]
pub struct TilePathError;

/// What is wrong with a tile's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// A tile of hashes has not as many bytes as its width tells.
    #[error("the tile has {found} bytes where {expected} are its width")]
    Width {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// Entries do not fill a bundle exactly.
    #[error("the bundle does not hold the entries that its width tells")]
    Entries,
    /// An entry is longer than its length can tell.
    #[error("an entry has {ENTRY_BYTES_MAX} bytes at most")]
    EntryTooLong,
}

impl Tile {
    /// The tile of that level and index in a log of `size` entries; none where the log has no such tile.
    #[must_use]
    pub fn in_log(level: Level, index: u64, size: u64) -> Option<Self> {
        let items = match level {
            Level::Entries => size,
            Level::Hashes(level) if level < LEVELS => size.wrapping_shr(height_of(level)),
            Level::Hashes(_) => 0,
        };
        let left = items.checked_sub(index.checked_mul(TILE_WIDTH)?).filter(|left| *left > 0)?;
        Some(Self { level, index, width: u16::try_from(left.min(TILE_WIDTH)).ok()? })
    }

    /// The tiles that a log of `size` entries has more than one of `before`: new ones, and those that have grown. By level,
    /// entries first.
    pub fn added(before: u64, size: u64) -> impl Iterator<Item = Self> {
        let levels = core::iter::once(Level::Entries).chain((0..LEVELS).map(Level::Hashes));
        levels.flat_map(move |level| {
            let items = |size: u64| match level {
                Level::Entries => size,
                Level::Hashes(level) => size.wrapping_shr(height_of(level)),
            };
            let (had, has) = (items(before), items(size));
            let tiles = had / TILE_WIDTH..has.div_ceil(TILE_WIDTH);
            tiles.filter_map(move |index| Self::in_log(level, index, size)).filter(move |_| had < has)
        })
    }

    /// What it holds.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// Its place on its level.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How many items it has, up to 256.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether nothing can be added to it.
    #[must_use]
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == TILE_WIDTH
    }

    /// The hashes of its bytes.
    ///
    /// # Errors
    /// Where they are more or fewer than its width.
    pub fn hashes(&self, bytes: &[u8]) -> Result<Vec<TreeHash>, TileError> {
        let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
        if !rest.is_empty() || hashes.len() != usize::from(self.width) {
            let expected = usize::from(self.width).saturating_mul(HASH_BYTES);
            return Err(TileError::Width { found: bytes.len(), expected });
        }
        Ok(hashes.iter().copied().map(TreeHash).collect())
    }

    /// The entries of its bytes.
    ///
    /// # Errors
    /// Where they are more or fewer than its width.
    pub fn entries<'b>(&self, bytes: &'b [u8]) -> Result<Vec<&'b [u8]>, TileError> {
        let (mut rest, mut entries) = (bytes, Vec::new());
        while entries.len() < usize::from(self.width) {
            let (length, behind) = rest.split_first_chunk().ok_or(TileError::Entries)?;
            let length = usize::from(u16::from_be_bytes(*length));
            let (entry, behind) = behind.split_at_checked(length).ok_or(TileError::Entries)?;
            entries.push(entry);
            rest = behind;
        }
        if rest.is_empty() { Ok(entries) } else { Err(TileError::Entries) }
    }
}

/// Adds an entry to the bytes of a bundle.
///
/// # Errors
/// Where it is too long.
pub fn push_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), TileError> {
    let length = u16::try_from(entry.len()).map_err(|_| TileError::EntryTooLong)?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Level::Entries => f.write_str("tile/entries/")?,
            Level::Hashes(level) => write!(f, "tile/{level}/")?,
        }
        // Groups of three digits, the last one without its `x`.
        let (mut above, mut groups) = (self.index / 1000, Vec::new());
        while above > 0 {
            groups.push(above % 1000);
            above /= 1000;
        }
        groups.iter().rev().try_for_each(|group| write!(f, "x{group:03}/"))?;
        write!(f, "{:03}", self.index % 1000)?;
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

impl FromStr for Tile {
    type Err = TilePathError;

    fn from_str(text: &str) -> Result<Self, TilePathError> {
        let (level, rest) =
            text.strip_prefix("tile/").and_then(|rest| rest.split_once('/')).ok_or(TilePathError)?;
        let level = match level {
            "entries" => Level::Entries,
            level => {
                let level = decimal(level).and_then(|level| u8::try_from(level).ok());
                Level::Hashes(level.filter(|level| *level < LEVELS).ok_or(TilePathError)?)
            }
        };
        let (index, width) = match rest.split_once(".p/") {
            None => (rest, 256),
            Some((index, width)) => {
                let width = decimal(width).filter(|width| (1..TILE_WIDTH).contains(width));
                (index, width.and_then(|width| u16::try_from(width).ok()).ok_or(TilePathError)?)
            }
        };
        let mut number = 0u64;
        let mut groups = index.split('/').peekable();
        while let Some(group) = groups.next() {
            let digits = match groups.peek() {
                Some(_) => group.strip_prefix('x').ok_or(TilePathError)?,
                None => group,
            };
            if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(TilePathError);
            }
            let digits: u64 = digits.parse().map_err(|_| TilePathError)?;
            number = number.checked_mul(1000).and_then(|n| n.checked_add(digits)).ok_or(TilePathError)?;
        }
        let tile = Self { level, index: number, width };
        // Groups of zeros in front would be another path of the same tile.
        if tile.to_string() == text { Ok(tile) } else { Err(TilePathError) }
    }
}

/// The tree of a log of which `fetch` gives the bytes of tiles. Each is asked for once.
pub struct TiledTree<F> {
    size: u64,
    fetch: F,
    known: BTreeMap<Tile, Vec<TreeHash>>,
    /// Subtrees that were computed, by level and index: a proof and the root that it is held against need the same ones.
    computed: BTreeMap<(u32, u64), TreeHash>,
}

/// Why a subtree cannot be had from tiles.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError<E> {
    /// It does not lie in the log.
    #[error("the log has no such subtree")]
    Outside,
    /// A tile is not there.
    #[error("{0}: {1}")]
    Missing(Tile, E),
    /// A tile is not what it should be.
    #[error("{0}: {1}")]
    Broken(Tile, TileError),
}

impl<E, F: FnMut(Tile) -> Result<Vec<u8>, E>> TiledTree<F> {
    /// The tree of `size` entries.
    pub fn new(size: u64, fetch: F) -> Self {
        Self { size, fetch, known: BTreeMap::new(), computed: BTreeMap::new() }
    }

    fn hashes(&mut self, tile: Tile) -> Result<&[TreeHash], TreeError<E>> {
        match self.known.entry(tile) {
            std::collections::btree_map::Entry::Occupied(known) => Ok(known.into_mut()),
            std::collections::btree_map::Entry::Vacant(place) => {
                let bytes = (self.fetch)(tile).map_err(|error| TreeError::Missing(tile, error))?;
                let hashes = tile.hashes(&bytes).map_err(|error| TreeError::Broken(tile, error))?;
                Ok(place.insert(hashes))
            }
        }
    }
}

impl<E, F: FnMut(Tile) -> Result<Vec<u8>, E>> Subtrees for TiledTree<F> {
    type Error = TreeError<E>;

    fn subtree(&mut self, level: u32, index: u64) -> Result<TreeHash, TreeError<E>> {
        if let Some(hash) = self.computed.get(&(level, index)) {
            return Ok(*hash);
        }
        let (tile, range) = place_of(level, index, self.size).ok_or(TreeError::Outside)?;
        let hashes = self.hashes(tile)?.get(range).ok_or(TreeError::Outside)?;
        if let [hash] = hashes {
            return Ok(*hash);
        }
        let mut row = hashes.to_vec();
        while row.len() > 1 {
            row = row
                .chunks_exact(2)
                .filter_map(|pair| match pair {
                    [left, right] => Some(TreeHash::of_node(left, right)),
                    _ => None,
                })
                .collect();
        }
        let hash = row.first().copied().ok_or(TreeError::Outside)?;
        self.computed.insert((level, index), hash);
        Ok(hash)
    }
}

/// In which tile of a log of `size` entries the subtree stands, and which of its hashes are its leaves.
fn place_of(level: u32, index: u64, size: u64) -> Option<(Tile, Range<usize>)> {
    let tile_level = level / TILE_HEIGHT;
    let within = level % TILE_HEIGHT;
    // Back up again it must be the same, or it lies outside of any tree.
    let first = index.wrapping_shl(within);
    if first.wrapping_shr(within) != index {
        return None;
    }
    let tile = Tile::in_log(Level::Hashes(u8::try_from(tile_level).ok()?), first / TILE_WIDTH, size)?;
    let start = usize::try_from(first % TILE_WIDTH).ok()?;
    let end = start.checked_add(1usize.wrapping_shl(within))?;
    (end <= usize::from(tile.width)).then_some((tile, start..end))
}

/// Levels of the tree that lie below the tiles of that level.
fn height_of(level: u8) -> u32 {
    u32::from(level).wrapping_mul(TILE_HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_has_one_path() {
        for text in [
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/7/000.p/1",
            "tile/entries/255",
            "tile/entries/x001/x234/067",
            "tile/0/x001/x234/067.p/255",
            "tile/0/x018/x446/x744/x073/x709/x551/615",
        ] {
            assert_eq!(text.parse::<Tile>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "tile",
            "tile/",
            "tile/0",
            "tile/0/",
            "tile/8/000",
            "tile/00/000",
            "tile/-1/000",
            "tile/a/000",
            "tile/0/0",
            "tile/0/0000",
            "tile/0/x000/001",
            "tile/0/001/001",
            "tile/0/x001",
            "tile/0/001.p/",
            "tile/0/001.p/0",
            "tile/0/001.p/256",
            "tile/0/001.p/01",
            "tile/0/../../etc",
            "/tile/0/000",
            "tile/0/000/",
            "tile/0/+01",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
        ] {
            assert_eq!(text.parse::<Tile>(), Err(TilePathError), "{text}");
        }
    }

    /// The specification's own example.
    #[test]
    fn a_log_of_seventy_thousand_entries() {
        let tiles: Vec<Tile> = Tile::added(0, 70_000).collect();
        let of = |level| tiles.iter().filter(move |tile| tile.level == level);
        let told = |level| {
            let widths: Vec<u16> = of(level).filter(|tile| !tile.is_full()).map(Tile::width).collect();
            (of(level).filter(|tile| tile.is_full()).count(), widths)
        };
        assert_eq!(told(Level::Hashes(0)), (273, vec![112]));
        assert_eq!(told(Level::Hashes(1)), (1, vec![17]));
        assert_eq!(told(Level::Hashes(2)), (0, vec![1]));
        assert_eq!(told(Level::Hashes(3)), (0, vec![]));
        assert_eq!(told(Level::Entries), (273, vec![112]));
        let of_256: Vec<String> = Tile::added(0, 256).map(|tile| tile.to_string()).collect();
        assert_eq!(of_256, ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
    }

    #[test]
    fn what_grows_is_written_again_and_nothing_else() {
        let added = |before, size| Tile::added(before, size).map(|tile| tile.to_string()).collect::<Vec<_>>();
        assert_eq!(added(255, 256), ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
        assert_eq!(added(256, 257), ["tile/entries/001.p/1", "tile/0/001.p/1"]);
        assert_eq!(added(300, 300), [""; 0]);
        assert_eq!(added(0, 0), [""; 0]);
        assert_eq!(added(65_535, 65_536)[2..], ["tile/1/000", "tile/2/000.p/1"]);
    }

    #[test]
    fn a_bundle_holds_its_entries_and_no_more() {
        let tile: Tile = "tile/entries/000.p/3".parse().unwrap();
        let mut bytes = Vec::new();
        for entry in [&b"one"[..], b"", &[7; ENTRY_BYTES_MAX]] {
            push_entry(&mut bytes, entry).unwrap();
        }
        assert_eq!(tile.entries(&bytes).unwrap(), [&b"one"[..], b"", &[7; ENTRY_BYTES_MAX]]);
        assert_eq!(push_entry(&mut Vec::new(), &[0; ENTRY_BYTES_MAX + 1]), Err(TileError::EntryTooLong));
        for other in [&bytes[..bytes.len() - 1], &[&bytes[..], &[0]].concat(), &bytes[..4], b"", &bytes[..1]]
        {
            assert_eq!(tile.entries(other), Err(TileError::Entries));
        }
        let tile: Tile = "tile/0/000.p/2".parse().unwrap();
        assert_eq!(tile.hashes(&[1; 64]).unwrap().len(), 2);
        assert_eq!(tile.hashes(&[1; 63]), Err(TileError::Width { found: 63, expected: 64 }));
        assert_eq!(tile.hashes(&[1; 96]), Err(TileError::Width { found: 96, expected: 64 }));
    }
}
