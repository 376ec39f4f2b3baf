//! The peers: crates of other hands that do a part of what a log does, each in the way that its documentation shows.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::tile::{Level, Tile};
use sha2::Sha256;
use tlog_tiles::tlog::{self, Hash, HashReader};
use tlog_tiles::{TileHashReader, TileReader};

use crate::data::{Lot, entries};
use crate::measured::{Figures, Watch, peak_mib, rate};

const BATCH: u64 = 1_000;

/// `ct-merkle` in memory: entries and all nodes are kept in two vectors, nothing is written and nothing signed.
pub(crate) fn ct_merkle(size: u64, proofs: u64) -> Figures {
    let mut tree = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut seconds = 0.0;
    for first in (0..size).step_by(BATCH as usize) {
        let batch = entries(first, BATCH.min(size - first));
        let watch = Watch::start();
        for entry in batch {
            tree.push(entry);
        }
        std::hint::black_box(tree.root());
        // The kernel's count of processor time is too coarse for a millisecond.
        seconds += watch.wall();
    }
    let mut lot = Lot(1);
    let inclusion = rate(proofs, |_| {
        std::hint::black_box(tree.prove_inclusion(lot.below(size) as usize));
    });
    let consistency = rate(proofs, |_| {
        std::hint::black_box(tree.prove_consistency((1 + lot.below(size - 1)) as usize));
    });
    figures([
        ("appends", size as f64 / seconds),
        ("inclusion", inclusion),
        ("consistency", consistency),
        ("mib", peak_mib()),
    ])
}

/// Hashes in the order in which `tlog_tiles` stores them.
struct Stored(Vec<Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog::Error> {
        Ok(indexes.iter().map(|index| self.0[*index as usize]).collect())
    }
}

/// `tlog_tiles` in memory: hashes alone are kept.
pub(crate) fn tlog_tiles_in_memory(size: u64, proofs: u64) -> Figures {
    let mut stored = Stored(Vec::new());
    let mut seconds = 0.0;
    for first in (0..size).step_by(BATCH as usize) {
        let batch = entries(first, BATCH.min(size - first));
        let watch = Watch::start();
        for (index, entry) in (first..).zip(&batch) {
            let new = tlog::stored_hashes(index, entry, &stored).expect("hashes");
            stored.0.extend(new);
        }
        std::hint::black_box(tlog::tree_hash(first + batch.len() as u64, &stored).expect("a root"));
        seconds += watch.wall();
    }
    let mut lot = Lot(1);
    let inclusion = rate(proofs, |_| {
        std::hint::black_box(tlog::prove_record(size, lot.below(size), &stored).expect("a proof"));
    });
    let consistency = rate(proofs, |_| {
        std::hint::black_box(tlog::prove_tree(size, 1 + lot.below(size - 1), &stored).expect("a proof"));
    });
    figures([
        ("appends", size as f64 / seconds),
        ("inclusion", inclusion),
        ("consistency", consistency),
        ("mib", peak_mib()),
    ])
}

/// Our files as `tlog_tiles` reads tiles: it names them otherwise, and their bytes are the same.
struct OurTiles {
    folder: PathBuf,
    size: u64,
    read: RefCell<u64>,
}

impl TileReader for OurTiles {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog::Error> {
        *self.read.borrow_mut() += tiles.len() as u64;
        let bytes = tiles.iter().map(|tile| {
            let named = Tile::in_log(Level::Hashes(tile.level()), tile.level_index(), self.size);
            let mut bytes =
                std::fs::read(self.folder.join(named.expect("a tile").to_string())).expect("its bytes");
            bytes.truncate(tile.width() as usize * 32);
            bytes
        });
        Ok(bytes.collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

/// `tlog_tiles` proves from our files. It reads no checkpoint and no entry, and holds tiles against the root.
pub(crate) fn tlog_tiles_from_disk(folder: &Path, (size, root): (u64, TreeHash), proofs: u64) -> Figures {
    let tiles = OurTiles { folder: folder.to_owned(), size, read: RefCell::new(0) };
    let reader = TileHashReader::new(size, Hash(root.0), &tiles);
    let mut lot = Lot(1);
    let inclusion = rate(proofs, |_| {
        std::hint::black_box(tlog::prove_record(size, lot.below(size), &reader).expect("a proof"));
    });
    let consistency = rate(proofs, |_| {
        std::hint::black_box(tlog::prove_tree(size, 1 + lot.below(size - 1), &reader).expect("a proof"));
    });
    figures([("inclusion", inclusion), ("consistency", consistency), ("mib", peak_mib())])
}

pub(crate) fn figures<const N: usize>(of: [(&str, f64); N]) -> Figures {
    of.into_iter().map(|(name, figure)| (name.to_owned(), figure)).collect()
}
