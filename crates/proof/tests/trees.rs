//! Trees: roots by the letter of RFC 6962, proofs for every entry and every pair of sizes, and what others make of the same.

use std::convert::Infallible;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::merkle::{
    Frontier, ProofError, Subtrees, consistency, inclusion, root, verify_consistency, verify_inclusion,
};
use sha2::Sha256;
use tlog_tiles::tlog;

/// Every complete subtree, level by level.
#[derive(Default)]
struct Levels {
    frontier: Frontier,
    hashes: Vec<Vec<TreeHash>>,
}

impl Levels {
    fn of(size: u64) -> Self {
        let mut levels = Self::default();
        for n in 0..size {
            levels.push(TreeHash::of_leaf(&entry(n)));
        }
        levels
    }

    fn push(&mut self, leaf: TreeHash) {
        let hashes = &mut self.hashes;
        self.frontier.push(leaf, |level, index, hash| {
            let level = level as usize;
            if hashes.len() == level {
                hashes.push(Vec::new());
            }
            assert_eq!(hashes[level].len() as u64, index, "subtrees are completed in their order");
            hashes[level].push(hash);
        });
    }
}

impl Subtrees for Levels {
    type Error = Infallible;

    fn subtree(&mut self, level: u32, index: u64) -> Result<TreeHash, Infallible> {
        Ok(self.hashes[level as usize][index as usize])
    }
}

fn entry(n: u64) -> Vec<u8> {
    format!("entry {n}").into_bytes()
}

/// RFC 6962 §2.1, word by word.
fn by_definition(entries: &[Vec<u8>]) -> TreeHash {
    match entries {
        [] => TreeHash::of_nothing(),
        [one] => TreeHash::of_leaf(one),
        more => {
            let mut k = 1;
            while k * 2 < more.len() {
                k *= 2;
            }
            TreeHash::of_node(&by_definition(&more[..k]), &by_definition(&more[k..]))
        }
    }
}

const SIZES: u64 = 70;

#[test]
fn roots_are_those_of_the_definition() {
    let entries: Vec<Vec<u8>> = (0..SIZES).map(entry).collect();
    let mut levels = Levels::default();
    for size in 0..=SIZES {
        let expected = by_definition(&entries[..size as usize]);
        assert_eq!(levels.frontier.root(), expected, "{size}");
        assert_eq!(root(size, &mut levels), Ok(expected), "{size}");
        assert_eq!(Frontier::of(size, &mut levels), Ok(levels.frontier.clone()), "{size}");
        assert_eq!(levels.frontier.size(), size);
        levels.push(TreeHash::of_leaf(&entry(size)));
    }
}

/// Roots that the tests of Certificate Transparency's own implementation have for its eight entries.
#[test]
fn roots_are_those_of_certificate_transparency() {
    let entries: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::default();
    for (entry, root) in entries.into_iter().zip(roots) {
        frontier.push(TreeHash::of_leaf(entry), |_, _, _| {});
        let hex: String = frontier.root().0.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, root);
    }
}

#[test]
fn every_entry_is_proved_to_be_where_it_is_and_nowhere_else() {
    let mut levels = Levels::of(SIZES);
    for size in 1..=SIZES {
        let own = root(size, &mut levels).unwrap();
        for index in 0..size {
            let proof = inclusion(index, size, &mut levels).unwrap();
            let leaf = TreeHash::of_leaf(&entry(index));
            assert_eq!(verify_inclusion(&leaf, index, (size, &own), &proof), Ok(()), "{index} {size}");
            for other in (0..size).filter(|other| *other != index) {
                assert!(
                    verify_inclusion(&leaf, other, (size, &own), &proof).is_err(),
                    "{index} {other} {size}"
                );
            }
            for spoilt in spoilt(&proof) {
                let found = verify_inclusion(&leaf, index, (size, &own), &spoilt);
                assert!(found.is_err(), "{index} {size} {spoilt:?}");
            }
            let stranger = TreeHash::of_leaf(b"stranger");
            assert_eq!(verify_inclusion(&stranger, index, (size, &own), &proof), Err(ProofError::OtherRoot));
        }
        let leaf = TreeHash::of_leaf(&entry(0));
        assert_eq!(verify_inclusion(&leaf, size, (size, &own), &[]), Err(ProofError::OutsideTree));
    }
    let nothing = TreeHash::of_nothing();
    assert_eq!(verify_inclusion(&nothing, 0, (0, &nothing), &[]), Err(ProofError::OutsideTree));
}

#[test]
fn every_tree_is_proved_to_begin_with_each_older_one() {
    let mut levels = Levels::of(SIZES);
    let roots: Vec<TreeHash> = (0..=SIZES).map(|size| root(size, &mut levels).unwrap()).collect();
    for newer in 0..=SIZES {
        for older in 0..=newer {
            let proof = consistency(older, newer, &mut levels).unwrap();
            let (old, new) = ((older, &roots[older as usize]), (newer, &roots[newer as usize]));
            assert_eq!(verify_consistency(old, new, &proof), Ok(()), "{older} {newer}");
            for spoilt in spoilt(&proof) {
                assert!(verify_consistency(old, new, &spoilt).is_err(), "{older} {newer} {spoilt:?}");
            }
            let stranger = TreeHash::of_leaf(b"stranger");
            assert!(verify_consistency((older, &stranger), new, &proof).is_err(), "{older} {newer}");
            if older > 0 {
                assert!(verify_consistency(old, (newer, &stranger), &proof).is_err(), "{older} {newer}");
            }
            if older < newer {
                assert_eq!(verify_consistency(new, old, &proof), Err(ProofError::Shrunk));
            }
        }
    }
}

/// A proof with a hash changed, missing or added, and with two in another order.
fn spoilt(proof: &[TreeHash]) -> Vec<Vec<TreeHash>> {
    let mut all = Vec::new();
    for place in 0..proof.len() {
        let mut changed = proof.to_vec();
        changed[place].0[place % 32] ^= 1;
        all.push(changed);
        let mut shorter = proof.to_vec();
        shorter.remove(place);
        all.push(shorter);
        let mut longer = proof.to_vec();
        longer.insert(place, proof[place]);
        all.push(longer);
        if place > 0 {
            let mut swapped = proof.to_vec();
            swapped.swap(place - 1, place);
            all.push(swapped);
        }
    }
    let mut longer = proof.to_vec();
    longer.push(TreeHash::of_nothing());
    all.push(longer);
    all
}

fn bytes(proof: &[TreeHash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| hash.0).collect()
}

#[test]
fn ct_merkle_makes_the_same_proofs() {
    let mut levels = Levels::of(SIZES);
    let mut others = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=SIZES {
        others.push(entry(size - 1));
        let own = root(size, &mut levels).unwrap();
        assert_eq!(others.root().as_bytes()[..], own.0);
        for index in 0..size {
            let proof = inclusion(index, size, &mut levels).unwrap();
            assert_eq!(others.prove_inclusion(index as usize).as_bytes(), bytes(&proof), "{index} {size}");
        }
        for older in 1..size {
            let proof = consistency(older, size, &mut levels).unwrap();
            let theirs = others.prove_consistency((size - older) as usize);
            assert_eq!(theirs.as_bytes(), bytes(&proof), "{older} {size}");
        }
    }
}

/// Hashes as the other crate stores them.
struct Stored(Vec<tlog::Hash>);

impl tlog::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|index| self.0[*index as usize]).collect())
    }
}

#[test]
fn tlog_tiles_makes_and_takes_the_same_proofs() {
    let mut levels = Levels::of(SIZES);
    let mut stored = Stored(Vec::new());
    let of = |hash: &TreeHash| tlog::Hash(hash.0);
    for size in 1..=SIZES {
        let added = tlog::stored_hashes(size - 1, &entry(size - 1), &stored).unwrap();
        stored.0.extend(added);
        let own = root(size, &mut levels).unwrap();
        assert_eq!(tlog::tree_hash(size, &stored).unwrap(), of(&own));
        for index in 0..size {
            let proof: Vec<_> = inclusion(index, size, &mut levels).unwrap().iter().map(of).collect();
            assert_eq!(tlog::prove_record(size, index, &stored).unwrap(), proof, "{index} {size}");
            let leaf = tlog::record_hash(&entry(index));
            tlog::check_record(&proof, size, of(&own), index, leaf).unwrap();
        }
        for older in 1..=size {
            let before = root(older, &mut levels).unwrap();
            let ours = consistency(older, size, &mut levels).unwrap();
            let theirs = tlog::prove_tree(size, older, &stored).unwrap();
            assert_eq!(theirs, ours.iter().map(of).collect::<Vec<_>>(), "{older} {size}");
            tlog::check_tree(&theirs, size, of(&own), older, of(&before)).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn proofs_hold_in_larger_trees(size in 1u64..3000, index in any::<u64>(), older in any::<u64>()) {
        let (index, older) = (index % size, older % (size + 1));
        let mut levels = Levels::of(size);
        let own = root(size, &mut levels).unwrap();
        let proof = inclusion(index, size, &mut levels).unwrap();
        let leaf = TreeHash::of_leaf(&entry(index));
        prop_assert_eq!(verify_inclusion(&leaf, index, (size, &own), &proof), Ok(()));
        let before = root(older, &mut levels).unwrap();
        let proof = consistency(older, size, &mut levels).unwrap();
        prop_assert_eq!(verify_consistency((older, &before), (size, &own), &proof), Ok(()));
    }

    /// No proof of anything makes the checks do more than end.
    #[test]
    fn checks_end_whatever_they_are_given(
        numbers in prop::array::uniform3(prop_oneof![any::<u64>(), 0u64..100, Just(u64::MAX), Just(1 << 63)]),
        hashes in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let [index, older, size] = numbers;
        let hashes: Vec<TreeHash> = hashes.into_iter().map(TreeHash).collect();
        let nothing = TreeHash::of_nothing();
        prop_assert!(verify_inclusion(&nothing, index, (size, &nothing), &hashes).is_err());
        let consistent = verify_consistency((older, &nothing), (size, &nothing), &hashes);
        prop_assert!(consistent.is_err() || (hashes.is_empty() && (older == 0 || older == size)));
    }
}
