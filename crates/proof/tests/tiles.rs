//! Logs of tiles: grown in steps of any size, read back by whoever has the files, and every changed byte noticed.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::entry_proof::{EntryProof, EntryProofError, NotLogged};
use qazyq_proof::hash::TreeHash;
use qazyq_proof::key::{SignerKey, Signs};
use qazyq_proof::merkle::{
    Frontier, ProofError, consistency, inclusion, root, verify_consistency, verify_inclusion,
};
use qazyq_proof::note::{Note, SignatureError};
use qazyq_proof::tile::{Level, Tile, TiledTree, TreeError, push_entry};

/// A log as files in memory. Of a tile that has grown the smaller one stays.
#[derive(Default)]
struct Files {
    frontier: Frontier,
    entries: Vec<Vec<u8>>,
    /// Hashes of subtrees of 256^level entries.
    hashes: [Vec<TreeHash>; 3],
    files: BTreeMap<String, Vec<u8>>,
}

impl Files {
    fn grow(&mut self, many: u64) {
        let before = self.frontier.size();
        for n in before..before + many {
            let entry = format!("{{\"n\":{n}}}").into_bytes();
            let hashes = &mut self.hashes;
            self.frontier.push(TreeHash::of_leaf(&entry), |level, _, hash| {
                if level % 8 == 0 {
                    hashes[level as usize / 8].push(hash);
                }
            });
            self.entries.push(entry);
        }
        for tile in Tile::added(before, self.frontier.size()) {
            let first = tile.index() as usize * 256;
            let range = first..first + usize::from(tile.width());
            let bytes = match tile.level() {
                Level::Hashes(level) => {
                    self.hashes[usize::from(level)][range].iter().flat_map(|hash| hash.0).collect()
                }
                Level::Entries => {
                    let mut bundle = Vec::new();
                    self.entries[range].iter().for_each(|entry| push_entry(&mut bundle, entry).unwrap());
                    bundle
                }
            };
            self.files.insert(tile.to_string(), bytes);
        }
    }

    fn tree(&self, size: u64) -> TiledTree<impl FnMut(Tile) -> Result<Vec<u8>, String> + '_> {
        TiledTree::new(size, |tile| {
            let path = tile.to_string();
            self.files.get(&path).cloned().ok_or(path)
        })
    }
}

#[test]
fn a_log_is_read_from_its_files_at_every_size_that_was_published() {
    let mut log = Files::default();
    let mut published = Vec::new();
    for step in [1, 1, 5, 248, 1, 1, 255, 300, 65_000] {
        log.grow(step);
        published.push((log.frontier.size(), log.frontier.root()));
    }
    for (size, expected) in &published {
        assert_eq!(root(*size, &mut log.tree(*size)).unwrap(), *expected, "{size}");
        for index in [0, size / 3, size / 2, size - 1] {
            let proof = inclusion(index, *size, &mut log.tree(*size)).unwrap();
            let leaf = TreeHash::of_leaf(&log.entries[index as usize]);
            assert_eq!(verify_inclusion(&leaf, index, (*size, expected), &proof), Ok(()));
        }
    }
    for (older, newer) in published.iter().zip(&published[1..]) {
        let proof = consistency(older.0, newer.0, &mut log.tree(newer.0)).unwrap();
        assert_eq!(verify_consistency((older.0, &older.1), (newer.0, &newer.1), &proof), Ok(()));
    }
    let (size, _) = published[published.len() - 1];
    let bundle = Tile::in_log(Level::Entries, size / 256, size).unwrap();
    let bytes = &log.files[&bundle.to_string()];
    assert_eq!(bundle.entries(bytes).unwrap().last().copied(), log.entries.last().map(Vec::as_slice));
}

#[test]
fn a_tile_that_is_missing_or_cut_is_named() {
    let mut log = Files::default();
    log.grow(300);
    let path = "tile/0/001.p/44";
    let bytes = log.files.remove(path).unwrap();
    assert!(
        matches!(root(300, &mut log.tree(300)), Err(TreeError::Missing(tile, _)) if tile.to_string() == path)
    );
    log.files.insert(path.to_owned(), bytes[1..].to_vec());
    assert!(
        matches!(root(300, &mut log.tree(300)), Err(TreeError::Broken(tile, _)) if tile.to_string() == path)
    );
}

#[test]
fn every_changed_byte_of_a_tile_is_noticed() {
    let mut log = Files::default();
    log.grow(300);
    let expected = log.frontier.root();
    let of_hashes: Vec<String> = log.files.keys().filter(|path| !path.contains("entries")).cloned().collect();
    // Of the full tile below and the first above: the root of 300 rests on the latter, proofs within on the former.
    for path in of_hashes {
        for place in 0..log.files[&path].len() {
            log.files.get_mut(&path).unwrap()[place] ^= 0x10;
            let whole = root(300, &mut log.tree(300)).unwrap();
            let index = (place / 32) as u64;
            let proof = inclusion(index ^ 1, 300, &mut log.tree(300)).unwrap();
            let leaf = TreeHash::of_leaf(&log.entries[(index ^ 1) as usize]);
            let is_proved = verify_inclusion(&leaf, index ^ 1, (300, &expected), &proof).is_ok();
            assert!(whole != expected || !is_proved, "{path} {place}");
            log.files.get_mut(&path).unwrap()[place] ^= 0x10;
        }
    }
}

fn key(name: &str, signs: Signs, secret: u8) -> SignerKey {
    SignerKey::new(name.parse().unwrap(), signs, &[secret; 32]).unwrap()
}

const ORIGIN: &str = "example.org/log";

/// A log's proof of one of its entries, cosigned.
fn proof(log: &Files, index: u64) -> EntryProof {
    let size = log.frontier.size();
    let checkpoint = Checkpoint::new(ORIGIN, size, log.frontier.root()).unwrap();
    let mut note = Note::new(checkpoint.to_string()).unwrap();
    note.sign(&key(ORIGIN, Signs::Notes, 1));
    assert!(qazyq_proof::cosignature::cosign(
        &mut note,
        &key("witness.example", Signs::Cosignatures, 2),
        1_700_000_000
    ));
    let hashes = inclusion(index, size, &mut log.tree(size)).unwrap();
    EntryProof { extra: None, index, hashes, checkpoint: note }
}

#[test]
fn an_entry_is_proved_by_one_file() {
    let mut log = Files::default();
    log.grow(300);
    let keys = [key(ORIGIN, Signs::Notes, 1), key("witness.example", Signs::Cosignatures, 2)];
    let keys = keys.map(|key| key.public().clone());
    for index in [0, 255, 256, 299] {
        let text = proof(&log, index).to_string();
        let read = EntryProof::parse(text.as_bytes()).unwrap();
        assert_eq!(read.to_string(), text);
        let leaf = TreeHash::of_leaf(&log.entries[index as usize]);
        let (checkpoint, signed) = read.verify(&leaf, ORIGIN, &keys).unwrap();
        assert_eq!((checkpoint.size, signed.len(), signed[1].time), (300, 2, Some(1_700_000_000)));
        // Nothing that was shown of one entry is shown of another, nor of another log, nor by somebody else.
        let other = TreeHash::of_leaf(&log.entries[(index as usize + 1) % 300]);
        assert_eq!(read.verify(&other, ORIGIN, &keys), Err(NotLogged::Proof(ProofError::OtherRoot)));
        let elsewhere = read.verify(&leaf, "example.org/other", &keys);
        assert_eq!(elsewhere, Err(NotLogged::OtherLog(ORIGIN.to_owned())));
        let stranger = [key("stranger.example", Signs::Notes, 3).public().clone()];
        assert_eq!(read.verify(&leaf, ORIGIN, &stranger), Err(NotLogged::Signature(SignatureError::Unknown)));
    }
}

#[test]
fn every_changed_byte_of_a_proof_is_noticed() {
    let mut log = Files::default();
    log.grow(21);
    let keys = [
        key(ORIGIN, Signs::Notes, 1).public().clone(),
        key("witness.example", Signs::Cosignatures, 2).public().clone(),
    ];
    let leaf = TreeHash::of_leaf(&log.entries[13]);
    let text = proof(&log, 13).to_string();
    for place in 0..text.len() {
        for change in [1u8, 4, 0x20, 0x80] {
            let mut bytes = text.as_bytes().to_vec();
            bytes[place] ^= change;
            let Ok(read) = EntryProof::parse(&bytes) else { continue };
            assert_eq!(read.to_string().as_bytes(), bytes, "what is read is printed as it was");
            // A signature line may become that of a stranger; then its key has not signed.
            let still = read.verify(&leaf, ORIGIN, &keys).is_ok_and(|(_, signed)| signed.len() == 2);
            assert!(!still, "byte {place} ^ {change:#x}");
        }
    }
}

#[test]
fn what_is_no_proof_is_told_why() {
    let mut log = Files::default();
    log.grow(5);
    let text = EntryProof { extra: Some(b"more".to_vec()), ..proof(&log, 4) }.to_string();
    assert_eq!(EntryProof::parse(text.as_bytes()).unwrap().extra.as_deref(), Some(&b"more"[..]));
    let told = |text: &str| EntryProof::parse(text.as_bytes()).unwrap_err();
    assert_eq!(told(&text.replace("@v1", "@v2")), EntryProofError::Format);
    assert_eq!(told(&text.replace("bW9yZQ==", "bW9yZQ=")), EntryProofError::Extra);
    assert_eq!(told(&text.replace("bW9yZQ==", "")), EntryProofError::Extra);
    assert_eq!(told(&text.replace("index 4", "index 04")), EntryProofError::Index);
    assert_eq!(told(&text.replace("index 4\n", "")), EntryProofError::Index);
    assert_eq!(told(&text.replacen("\n\n", "\n", 1)), EntryProofError::Hash(2));
    let hash = proof(&log, 4).hashes[0].to_string();
    assert_eq!(told(&text.replace(&hash, &[hash.as_str(); 65].join("\n"))), EntryProofError::Hash(65));
    assert_eq!(EntryProof::parse(b"\xff"), Err(EntryProofError::NotText));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// However a log grows, its tiles of a size are the same.
    #[test]
    fn tiles_hang_on_entries_alone(steps in prop::collection::vec(1u64..700, 1..6)) {
        let mut slowly = Files::default();
        for step in &steps {
            slowly.grow(*step);
        }
        let mut at_once = Files::default();
        at_once.grow(steps.iter().sum());
        for (path, bytes) in &at_once.files {
            prop_assert_eq!(slowly.files.get(path), Some(bytes), "{}", path);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,60}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            if let Ok(note) = Note::parse(bytes) {
                prop_assert_eq!(note.to_string().into_bytes(), bytes);
            }
            if let Ok(proof) = EntryProof::parse(bytes) {
                prop_assert_eq!(proof.to_string().into_bytes(), bytes);
            }
        }
        if let Ok(tile) = text.parse::<Tile>() {
            prop_assert_eq!(tile.to_string(), text.as_str());
        }
        if let Ok(checkpoint) = text.parse::<Checkpoint>() {
            prop_assert_eq!(checkpoint.to_string(), text);
        }
    }
}
