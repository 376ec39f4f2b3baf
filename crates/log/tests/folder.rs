//! Logs in real folders: read back, audited, locked; and every changed byte of one found.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use qazyq_log::{Finding, Folder, Log, LogError, audit};
use qazyq_proof::hash::TreeHash;
use qazyq_proof::key::{SignerKey, Signs};
use qazyq_proof::merkle::{Frontier, consistency, inclusion, verify_consistency, verify_inclusion};
use qazyq_proof::tile::TiledTree;

fn key(secret: u8) -> SignerKey {
    SignerKey::new("example.org/log".parse().unwrap(), Signs::Notes, &[secret; 32]).unwrap()
}

fn entry(n: u64) -> Vec<u8> {
    format!("{{\"n\":{n}}}").into_bytes()
}

fn append(log: &mut Log<Folder>, many: u64) {
    let first = log.size();
    let entries: Vec<Vec<u8>> = (first..first + many).map(entry).collect();
    let lent: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
    assert_eq!(log.append(&lent).unwrap(), first..first + many);
}

fn audited(path: &Path) -> Result<u64, Finding> {
    audit(&Folder::to_read(path), &[key(1).public().clone()], |_, _| {}).map(|found| found.checkpoint.size)
}

fn files(path: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

#[test]
fn a_log_goes_on_where_the_last_process_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut log = Log::create(Folder::locked(&path).unwrap(), key(1)).unwrap();
    assert_eq!((log.published(), audited(&path).unwrap()), (0, 0));
    append(&mut log, 300);
    assert_eq!((log.published(), log.size(), audited(&path).unwrap()), (0, 300, 0));
    drop(log);
    let mut log = Log::open(Folder::locked(&path).unwrap(), key(1)).unwrap();
    assert_eq!((log.published(), log.size()), (0, 300));
    let first = log.publish().unwrap();
    append(&mut log, 65_300);
    let second = log.publish().unwrap();
    // Publishing what is published says the same again.
    assert_eq!(log.publish().unwrap(), second);
    assert_eq!(audited(&path).unwrap(), 65_600);
    drop(log);

    let tree = |size| TiledTree::new(size, |tile| fs::read(path.join(tile.to_string())));
    let root = |note: &qazyq_proof::note::Note| {
        note.text().parse::<qazyq_proof::checkpoint::Checkpoint>().unwrap().root
    };
    let (older, newer) = ((300, &root(&first)), (65_600, &root(&second)));
    let proof = consistency(300, 65_600, &mut tree(65_600)).unwrap();
    assert_eq!(verify_consistency(older, newer, &proof), Ok(()));
    let leaf = TreeHash::of_leaf(&entry(65_555));
    let proof = inclusion(65_555, 65_600, &mut tree(65_600)).unwrap();
    assert_eq!(verify_inclusion(&leaf, 65_555, newer, &proof), Ok(()));
    // No file that an older checkpoint needs has gone.
    assert_eq!(Frontier::of(300, &mut tree(300)).unwrap().root(), root(&first));
}

#[test]
fn nobody_writes_beside_another_and_no_other_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let log = Log::create(Folder::locked(path).unwrap(), key(1)).unwrap();
    assert_eq!(Folder::locked(path).unwrap_err().kind(), io::ErrorKind::WouldBlock);
    drop(log);
    let there = Log::create(Folder::locked(path).unwrap(), key(1)).unwrap_err();
    assert!(matches!(there, LogError::IsThere), "{there}");
    let other = Log::open(Folder::locked(path).unwrap(), key(2)).unwrap_err();
    assert!(matches!(other, LogError::Signature(_)), "{other}");
    let empty = tempfile::tempdir().unwrap();
    let none = Log::open(Folder::locked(empty.path()).unwrap(), key(1)).unwrap_err();
    assert!(matches!(none, LogError::NotThere), "{none}");
}

#[test]
fn an_entry_that_is_too_long_is_refused_and_those_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::create(Folder::locked(folder.path()).unwrap(), key(1)).unwrap();
    let refused = log.append(&[b"short", &[0; 0x1_0000]]).unwrap_err();
    assert!(matches!(refused, LogError::EntryTooLong), "{refused}");
    assert_eq!((log.size(), log.append(&[&[0; 0xffff]]).unwrap()), (0, 0..1));
    log.publish().unwrap();
    assert_eq!(audited(folder.path()).unwrap(), 1);
}

/// Every byte of every file that is served, changed by itself: the audit finds it, and a writer signs nothing on top of it
/// that the audit would not find.
#[test]
fn every_changed_byte_of_a_log_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let mut log = Log::create(Folder::locked(path).unwrap(), key(1)).unwrap();
    append(&mut log, 258);
    log.publish().unwrap();
    drop(log);
    assert_eq!(audited(path).unwrap(), 258);
    let mut looked_at = 0;
    for file in files(path) {
        if file.ends_with(".lock") || file.ends_with("pending") {
            continue;
        }
        let bytes = fs::read(&file).unwrap();
        // Of the long ones every seventh byte: the parity of what is left out is no pattern of a hash or an entry.
        for place in (0..bytes.len()).step_by(if bytes.len() > 1000 { 7 } else { 1 }) {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            fs::write(&file, &changed).unwrap();
            assert!(audited(path).is_err(), "{} {place}", file.display());
            looked_at += 1;
        }
        fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
        assert!(audited(path).is_err(), "{} cut", file.display());
        fs::remove_file(&file).unwrap();
        assert!(audited(path).is_err(), "{} gone", file.display());
        fs::write(&file, &bytes).unwrap();
    }
    assert!(looked_at > 1500, "{looked_at}");
    assert_eq!(audited(path).unwrap(), 258);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// However entries come, and however often somebody publishes or begins anew, the log of them is the same.
    #[test]
    fn logs_hang_on_their_entries_alone(steps in prop::collection::vec((0u64..300, any::<bool>(), any::<bool>()), 1..6)) {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let [one, other] = folders.each_ref().map(|folder| folder.path());
        let mut log = Log::create(Folder::locked(one).unwrap(), key(1)).unwrap();
        for (many, publishes, begins_anew) in &steps {
            append(&mut log, *many);
            if *publishes {
                log.publish().unwrap();
            }
            if *begins_anew {
                drop(log);
                log = Log::open(Folder::locked(one).unwrap(), key(1)).unwrap();
            }
        }
        log.publish().unwrap();
        let mut at_once = Log::create(Folder::locked(other).unwrap(), key(1)).unwrap();
        append(&mut at_once, steps.iter().map(|step| step.0).sum());
        at_once.publish().unwrap();
        for file in files(other) {
            let name = file.strip_prefix(other).unwrap();
            if name != Path::new("pending") {
                prop_assert_eq!(fs::read(one.join(name)).unwrap(), fs::read(&file).unwrap(), "{}", name.display());
            }
        }
        prop_assert_eq!(audited(one).unwrap(), at_once.published());
    }
}
