//! Logs in real folders: read back, audited, locked; and every changed byte of one found.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use qazyq_log::{Files as _, Finding, Folder, Log, LogError, audit, audit_tree, cosign, reader};
use qazyq_proof::cosignature;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::key::{SignerKey, Signs, VerifierKey};
use qazyq_proof::merkle::{Frontier, consistency, inclusion, verify_consistency, verify_inclusion};
use qazyq_proof::note::{Note, NoteSignature};
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
    let root = |note: &Note| note.text().parse::<qazyq_proof::checkpoint::Checkpoint>().unwrap().root;
    let (older, newer) = ((300, &root(&first)), (65_600, &root(&second)));
    let proof = consistency(300, 65_600, &mut tree(65_600)).unwrap();
    assert_eq!(verify_consistency(older, newer, &proof), Ok(()));
    let leaf = TreeHash::of_leaf(&entry(65_555));
    let proof = inclusion(65_555, 65_600, &mut tree(65_600)).unwrap();
    assert_eq!(verify_inclusion(&leaf, 65_555, newer, &proof), Ok(()));
    // No file that an older checkpoint needs has gone.
    assert_eq!(Frontier::of(300, &mut tree(300)).unwrap().root(), root(&first));
}

/// More files than are written at once, and fewer: all are there, and nothing else.
#[test]
fn of_many_files_it_is_told_which_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Folder::locked(folder.path()).unwrap();
    let all = |many: usize| -> Vec<(String, Vec<u8>)> {
        (0..many).map(|n| (format!("tile/{}/{n:03}", n % 3), vec![n as u8; n])).collect()
    };
    for many in [0, 1, 2, 31, 32, 33, 200] {
        log.put_all(&all(many)).unwrap();
        for (path, bytes) in all(many) {
            assert_eq!(log.read(&path).unwrap(), Some(bytes), "{path} of {many}");
        }
        assert_eq!(files(folder.path()).len(), many + 1, "they and the lock");
    }
    fs::write(folder.path().join("no-folder"), "").unwrap();
    for place in [0, 40, 199] {
        let mut with = all(200);
        with[place].0 = "no-folder/000".to_owned();
        assert_eq!(log.put_all(&with).unwrap_err().0, "no-folder/000", "{place}");
    }
}

/// Whoever opens, appends, publishes and goes leaves no more behind than what came last.
#[test]
fn what_is_published_does_not_wait_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    drop(Log::create(Folder::locked(path).unwrap(), key(1)).unwrap());
    let mut lengths = Vec::new();
    for _ in 0..4 {
        let mut log = Log::open(Folder::locked(path).unwrap(), key(1)).unwrap();
        append(&mut log, 1);
        log.publish().unwrap();
        lengths.push(fs::metadata(path.join("pending")).unwrap().len());
    }
    assert_eq!(lengths, [lengths[0]; 4]);
    assert_eq!(audited(path).unwrap(), 4);
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

/// The audit finds something, and names that file.
fn check_named(log: &Path, file: &Path, how: &str) {
    let finding = audited(log).expect_err(how);
    let named = finding.path().unwrap_or_else(|| panic!("{} {how}: {finding}", file.display()));
    assert_eq!(Path::new(&named), file.strip_prefix(log).unwrap(), "{how}: {finding}");
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
            check_named(path, &file, &place.to_string());
            looked_at += 1;
        }
        fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
        check_named(path, &file, "cut");
        fs::remove_file(&file).unwrap();
        assert!(audited(path).is_err(), "{} gone", file.display());
        fs::write(&file, &bytes).unwrap();
    }
    assert!(looked_at > 1500, "{looked_at}");
    assert_eq!(audited(path).unwrap(), 258);
}

fn witness(number: u8) -> SignerKey {
    SignerKey::new(format!("w{number}.example").parse().unwrap(), Signs::Cosignatures, &[number; 32]).unwrap()
}

/// The line by which a witness says that it saw the checkpoint of that text.
fn line(text: &str, number: u8, time: u64) -> NoteSignature {
    let mut note = Note::new(text.to_owned()).unwrap();
    assert!(cosignature::cosign(&mut note, &witness(number), time));
    note.signatures()[0].clone()
}

/// The times that witnesses 1 to 3 told, by what stands in the folder.
fn times(path: &Path) -> Vec<u64> {
    let (note, _) = reader::checkpoint(&Folder::to_read(path)).unwrap();
    let keys: Vec<VerifierKey> = (1..=3).map(|number| witness(number).public().clone()).collect();
    let signed = note.signed_by(&keys).unwrap_or_default();
    signed.iter().filter_map(|signed| signed.time).collect()
}

#[test]
fn cosignatures_stay_with_the_checkpoint_that_they_are_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let keys: Vec<VerifierKey> = (1..=3).map(|number| witness(number).public().clone()).collect();
    let mut log = Log::create(Folder::locked(path).unwrap(), key(1)).unwrap();
    append(&mut log, 3);
    let text = log.publish().unwrap().text().to_owned();
    drop(log);
    let put = |text: &str, lines: &[NoteSignature]| {
        cosign(&mut Folder::locked(path).unwrap(), text, lines, &keys).map(|note| note.signatures().len())
    };
    assert_eq!(put(&text, &[line(&text, 1, 10), line(&text, 2, 20)]).unwrap(), 3);
    // A newer one of the same key takes the older one's place; those of others stay.
    assert_eq!(put(&text, &[line(&text, 1, 11), line(&text, 3, 30)]).unwrap(), 4);
    assert_eq!((times(path), put(&text, &[]).unwrap()), (vec![20, 11, 30], 4));
    assert_eq!(audited(path).unwrap(), 3);

    // A line that its key did not sign, of this text or at all.
    let other_text = text.replace("\n3\n", "\n2\n");
    let spoilt = NoteSignature { bytes: vec![0; 72], ..line(&text, 2, 21) };
    for wrong in [line(&other_text, 2, 21), spoilt] {
        let refused = put(&text, &[line(&text, 3, 31), wrong]).unwrap_err();
        assert!(matches!(refused, LogError::Signature(_)), "{refused}");
    }
    // More lines than a note has.
    let many: Vec<NoteSignature> = (0..64)
        .map(|n| NoteSignature { name: format!("n{n}").parse().unwrap(), ..line(&text, 1, 12) })
        .collect();
    assert!(matches!(put(&text, &many).unwrap_err(), LogError::Note(_)));
    assert_eq!(times(path), [20, 11, 30]);

    // A log that opens with them, and publishes nothing new, keeps them.
    let mut log = Log::open(Folder::locked(path).unwrap(), key(1)).unwrap();
    assert_eq!(log.publish().unwrap().signatures().len(), 4);
    // While somebody has the folder, nobody else writes: not even this.
    assert_eq!(Folder::locked(path).unwrap_err().kind(), io::ErrorKind::WouldBlock);
    append(&mut log, 1);
    let newer = log.publish().unwrap();
    assert_eq!((newer.signatures().len(), times(path)), (1, vec![]));
    drop(log);
    // What was said of the checkpoint before belongs to none that is there.
    assert!(matches!(put(&text, &[line(&text, 1, 12)]).unwrap_err(), LogError::Moved));
    assert_eq!(times(path), []);
    assert_eq!(audited(path).unwrap(), 4);
}

#[test]
fn every_entry_is_proved_and_none_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let mut log = Log::create(Folder::locked(path).unwrap(), key(1)).unwrap();
    append(&mut log, 258);
    log.publish().unwrap();
    append(&mut log, 1);
    let files = Folder::to_read(path);
    for index in [0, 1, 255, 256, 257] {
        let proof = reader::prove(&files, index).unwrap();
        let (leaf, keys) = (TreeHash::of_leaf(&entry(index)), [key(1).public().clone()]);
        let (checkpoint, _) = proof.verify(&leaf, "example.org/log", &keys).unwrap();
        assert_eq!((checkpoint.size, reader::entry(&files, index).unwrap()), (258, entry(index)));
    }
    for index in [258, 259, u64::MAX] {
        let none = reader::prove(&files, index).unwrap_err();
        assert!(matches!(none, LogError::NoEntry { size: 258, .. }), "{none}");
    }
    assert_eq!(reader::pending(&files, 258).unwrap().waiting.len(), 1);
    let (_, newer) = reader::checkpoint(&files).unwrap();
    for older in [0, 1, 255, 256, 258] {
        let root = audit_roots(path, older);
        let proof = reader::grown_from(&files, older, &newer).unwrap();
        assert_eq!(verify_consistency((older, &root), (258, &newer.root), &proof), Ok(()), "{older}");
    }
    // What the tiles do not prove is not said.
    fs::write(path.join("tile/0/001.p/2"), [7; 64]).unwrap();
    assert!(matches!(reader::prove(&files, 257).unwrap_err(), LogError::OtherRoot));
    assert!(matches!(reader::grown_from(&files, 1, &newer).unwrap_err(), LogError::OtherRoot));
}

/// The root of the first entries, computed from them.
fn audit_roots(path: &Path, size: u64) -> TreeHash {
    let mut frontier = Frontier::default();
    let (_, checkpoint) = reader::checkpoint(&Folder::to_read(path)).unwrap();
    let each = |index: u64, entry: &[u8]| {
        if index < size {
            frontier.push(TreeHash::of_leaf(entry), |_, _, _| {});
        }
    };
    audit_tree(&Folder::to_read(path), checkpoint, each).unwrap();
    frontier.root()
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
