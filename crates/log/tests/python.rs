//! A checker of other hands (`conformance/python`), which shares no code with this: it takes what is made here, finds the same in
//! it, and refuses what was tampered with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qazyq_log::{Folder, Log, audit};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::cosignature::cosign;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::index::{Index, IndexBuilder, Name};
use qazyq_proof::key::{SignerKey, Signs};
use qazyq_proof::lookup::{Answer, Content, Item, Lookup};
use qazyq_proof::merkle::{consistency, inclusion};
use qazyq_proof::note::Note;
use qazyq_proof::tile::TiledTree;

const RULE: &str = "example.org/names/1";
/// Entries of the log that is indexed, and of all of it, the head included.
const INDEXED: u64 = 600;
const ALL: u64 = 901;

fn key() -> SignerKey {
    SignerKey::new("example.org/log".parse().unwrap(), Signs::Notes, &[1; 32]).unwrap()
}

fn witness() -> SignerKey {
    SignerKey::new("witness.example/w".parse().unwrap(), Signs::Cosignatures, &[2; 32]).unwrap()
}

fn entry(n: u64) -> Vec<u8> {
    format!("{{\"n\":{n}}}").into_bytes()
}

/// What is made up for an entry: names that are close to each other, a few with other letters, and none for some.
fn names_of(n: u64) -> Vec<String> {
    match n % 5 {
        0 => vec![format!("asset {}", n % 70)],
        1 => vec![format!("asset {}", n % 70), "a \"name\"".to_owned()],
        2 => vec!["теңге".to_owned(), "a".to_owned()],
        3 => vec![format!("day/2026-01-{:02}", n % 28 + 1)],
        _ => vec![],
    }
}

/// Runs the checker. Gives its one line, or why it refused.
fn python(arguments: &[&str]) -> Result<String, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/python/qazyq_log.py");
    let mut command = Command::new("python3");
    // Nothing but the standard library, and no bytecode left in the folder.
    command.args(["-S", "-E", "-B"]).arg(script).args(arguments).args(["--key", &key().public().to_string()]);
    let output = command.output().expect("python3 is needed to run this test, and cannot be started");
    let (said, why) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    match output.status.code() {
        Some(0) => Ok(said.trim_end().to_owned()),
        // A checker that fell over has refused nothing.
        Some(1) if why.starts_with("refused: ") => Err(why),
        code => panic!("{arguments:?}: {code:?} {why}"),
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

struct World {
    folder: tempfile::TempDir,
    index: Index,
    postings: BTreeMap<String, Vec<u64>>,
    head: Note,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(Folder::locked(&folder.path().join("log")).unwrap(), key()).unwrap();
        let append = |log: &mut Log<Folder>, many: u64| {
            let entries: Vec<Vec<u8>> = (log.size()..log.size() + many).map(entry).collect();
            log.append(&entries.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap();
        };
        append(&mut log, INDEXED);
        let old = log.publish().unwrap();
        fs::write(folder.path().join("old"), old.to_string()).unwrap();

        let mut builder = IndexBuilder::new(RULE.parse().unwrap());
        let mut postings = BTreeMap::<String, Vec<u64>>::new();
        let files = Folder::to_read(&folder.path().join("log"));
        let each = |position: u64, entry: &[u8]| {
            for name in names_of(position) {
                builder.push(&name, position, TreeHash::of_leaf(entry)).unwrap();
                postings.entry(name).or_default().push(position);
            }
        };
        let audited = audit(&files, &[key().public().clone()], each).unwrap();
        let index = builder.finish(&audited.checkpoint).unwrap();
        let mut head = Note::new(index.head().to_string()).unwrap();
        head.sign(&key());
        log.append(&[head.to_string().as_bytes()]).unwrap();
        append(&mut log, ALL - INDEXED - 1);
        log.publish().unwrap();
        Self { folder, index, postings, head }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn tree(&self) -> TiledTree<impl FnMut(qazyq_proof::tile::Tile) -> std::io::Result<Vec<u8>> + use<>> {
        let log = self.at("log");
        TiledTree::new(ALL, move |tile| fs::read(log.join(tile.to_string())))
    }

    fn checkpoint(&self) -> Note {
        Note::parse(&fs::read(self.at("log/checkpoint")).unwrap()).unwrap()
    }

    fn proof(&self, index: u64, checkpoint: Note) -> EntryProof {
        let hashes = inclusion(index, ALL, &mut self.tree()).unwrap();
        EntryProof { extra: None, index, hashes, checkpoint }
    }

    fn lookup(&self, name: &str, one: Option<usize>) -> String {
        let name: Name = name.parse().unwrap();
        let item = |position: &u64| {
            let content = match position % 2 {
                0 => Content::Entry(entry(*position)),
                _ => Content::Hash(TreeHash::of_leaf(&entry(*position))),
            };
            Item { position: *position, content }
        };
        let items = self.postings.get(name.as_str()).map(|postings| postings.iter().map(item).collect());
        let answer = match (items, one) {
            (None, _) => Answer::nothing(&self.index, &name),
            (Some(items), None) => Answer::all(&self.index, &name, items),
            (Some(items), Some(at)) => Answer::one(&self.index, &name, items, at),
        };
        let path = consistency(INDEXED, ALL, &mut self.tree()).unwrap();
        let logged = self.proof(INDEXED, self.checkpoint());
        Lookup::new(name, answer.unwrap(), path, self.head.clone(), logged).unwrap().to_string()
    }
}

fn said(note: &Note) -> String {
    let checkpoint: Checkpoint = note.text().parse().unwrap();
    let Checkpoint { size, root, .. } = checkpoint;
    format!("{{\"origin\": \"example.org/log\", \"root\": \"{root}\", \"size\": {size}}}")
}

#[test]
fn a_log_is_taken_and_a_changed_file_of_it_is_refused() {
    let world = World::new();
    let log = world.at("log");
    assert_eq!(python(&["verify", path(&log)]), Ok(said(&world.checkpoint())));
    for name in [
        "checkpoint",
        "tile/0/000",
        "tile/0/003.p/133",
        "tile/1/000.p/3",
        "tile/entries/001",
        "tile/entries/003.p/133",
    ] {
        let file = log.join(name);
        let bytes = fs::read(&file).unwrap();
        for place in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            fs::write(&file, changed).unwrap();
            python(&["verify", path(&log)]).unwrap_err();
        }
        fs::write(&file, &bytes[1..]).unwrap();
        python(&["verify", path(&log)]).unwrap_err();
        fs::remove_file(&file).unwrap();
        python(&["verify", path(&log)]).unwrap_err();
        fs::write(&file, bytes).unwrap();
    }
    assert!(python(&["verify", path(&log)]).is_ok());
}

#[test]
fn a_log_of_three_levels_of_tiles_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::create(Folder::locked(folder.path()).unwrap(), key()).unwrap();
    assert_eq!(python(&["verify", path(folder.path())]), Ok(said(&log.publish().unwrap())));
    let entries: Vec<Vec<u8>> = (0..65_800).map(entry).collect();
    log.append(&entries.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap();
    let published = log.publish().unwrap();
    assert_eq!(python(&["verify", path(folder.path())]), Ok(said(&published)));
}

#[test]
fn proofs_of_entries_are_taken_and_changed_ones_refused() {
    let world = World::new();
    let plain = said(&world.checkpoint());
    for index in [0, 255, 256, INDEXED - 1, 767, 768, ALL - 1] {
        let proof = world.put("proof", world.proof(index, world.checkpoint()).to_string());
        let (own, other) = (world.put("entry", entry(index)), world.put("other", entry(index + 1)));
        let expected = format!("{{\"index\": {index}, {}", plain.strip_prefix('{').unwrap());
        assert_eq!(python(&["proof", path(&proof), "--entry", path(&own)]), Ok(expected));
        python(&["proof", path(&proof), "--entry", path(&other)]).unwrap_err();
    }
    // A witness who is asked for has cosigned, or nothing counts.
    let mut note = world.checkpoint();
    assert!(cosign(&mut note, &witness(), 1_700_000_000));
    let (with, own) = (world.proof(7, note).to_string(), world.put("entry", entry(7)));
    let key = witness().public().to_string();
    let run = |text: &str| {
        python(&["proof", path(&world.put("proof", text)), "--entry", path(&own), "--witness", &key])
    };
    assert!(run(&with).is_ok());
    run(&world.proof(7, world.checkpoint()).to_string()).unwrap_err();
    for place in (0..with.len()).step_by(with.len() / 12) {
        let mut bytes = with.clone().into_bytes();
        bytes[place] ^= 2;
        let changed = world.put("proof", bytes);
        python(&["proof", path(&changed), "--entry", path(&own), "--witness", &key]).unwrap_err();
    }
}

#[test]
fn a_checkpoint_goes_on_from_an_older_one_by_a_proof_and_by_the_entries() {
    let world = World::new();
    let (old, new, log) = (world.at("old"), world.at("log/checkpoint"), world.at("log"));
    let hashes = consistency(INDEXED, ALL, &mut world.tree()).unwrap();
    let lines = |hashes: &[TreeHash]| hashes.iter().map(|hash| format!("{hash}\n")).collect::<String>();
    let proof = world.put("proof", lines(&hashes));
    let old_note = Note::parse(&fs::read(&old).unwrap()).unwrap();
    let expected = format!("{{\"new\": {}, \"old\": {}}}", said(&world.checkpoint()), said(&old_note));
    assert_eq!(
        python(&["consistency", path(&old), path(&new), "--proof", path(&proof)]),
        Ok(expected.clone())
    );
    assert_eq!(python(&["consistency", path(&old), path(&new), "--folder", path(&log)]), Ok(expected));
    python(&["consistency", path(&new), path(&old), "--proof", path(&proof)]).unwrap_err();
    python(&["consistency", path(&new), path(&old), "--folder", path(&log)]).unwrap_err();
    let short = world.put("proof", lines(&hashes[1..]));
    python(&["consistency", path(&old), path(&new), "--proof", path(&short)]).unwrap_err();
    // The same key's word on other entries.
    let checkpoint = Checkpoint::new("example.org/log", INDEXED, TreeHash::of_leaf(b"")).unwrap();
    let mut note = Note::new(checkpoint.to_string()).unwrap();
    note.sign(&key());
    let (fork, proof) = (world.put("fork", note.to_string()), world.put("proof", lines(&hashes)));
    python(&["consistency", path(&fork), path(&new), "--proof", path(&proof)]).unwrap_err();
    python(&["consistency", path(&fork), path(&new), "--folder", path(&log)]).unwrap_err();
}

#[test]
fn lookups_are_taken_and_changed_ones_refused() {
    let world = World::new();
    let run = |name: &str, text: &str| {
        let file = world.put("lookup", text);
        python(&["lookup", path(&file), "--name", name, "--rule", RULE])
    };
    for name in ["a", "a \"name\"", "asset 0", "asset 1", "day/2026-01-07", "теңге"] {
        let postings = &world.postings[name];
        let positions = |from: &str| {
            let all = from.split("\"position\": ").skip(1);
            all.map(|rest| rest.split('}').next().unwrap().parse::<u64>().unwrap()).collect::<Vec<_>>()
        };
        let all = run(name, &world.lookup(name, None)).unwrap();
        assert!(all.contains("\"found\": \"all\"") && all.contains("\"size\": 600"), "{all}");
        assert_eq!(&positions(&all), postings, "{name}");
        let one = run(name, &world.lookup(name, Some(1))).unwrap();
        assert!(
            one.contains(&format!("\"at\": 1, \"checkpoint_size\": 901, \"count\": {}", postings.len())),
            "{one}"
        );
        assert_eq!(positions(&one), [postings[1]], "{name}");
    }
    for name in ["!", "a ", "asset 2", "day/2026-01-", "usdt", "я"] {
        let none = run(name, &world.lookup(name, None)).unwrap();
        assert!(none.contains("\"found\": \"none\"") && none.contains("\"head_position\": 600"), "{none}");
    }

    let (all, one, none) =
        (world.lookup("asset 0", None), world.lookup("asset 0", Some(3)), world.lookup("asset 2", None));
    run("asset 1", &all).unwrap_err();
    run("a", &none).unwrap_err();
    run("asset 1", &none.replace("name asset 2", "name asset 1")).unwrap_err();
    for (text, name) in [(&all, "asset 0"), (&one, "asset 0"), (&none, "asset 2")] {
        // Bytes here and there of all parts; each byte is changed in the tests of `lookup`.
        for place in (0..text.len()).step_by(text.len() / 16) {
            let mut bytes = text.clone().into_bytes();
            bytes[place] ^= 1;
            let file = world.put("lookup", bytes);
            python(&["lookup", path(&file), "--name", name, "--rule", RULE]).unwrap_err();
        }
    }
    let lines: Vec<&str> = all.lines().collect();
    let posting = lines.iter().position(|line| line.starts_with("entry ")).unwrap();
    let without: Vec<&str> = [&lines[..posting], &lines[posting + 1..]].concat();
    let twice: Vec<&str> = [&lines[..=posting], &lines[posting..]].concat();
    let mut swapped = lines.clone();
    swapped.swap(posting, posting + 1);
    for changed in [without, twice, swapped] {
        run("asset 0", &(changed.join("\n") + "\n")).unwrap_err();
    }
}

#[test]
fn the_index_is_made_again_from_the_entries() {
    let world = World::new();
    let mut lines = String::new();
    for (name, positions) in &world.postings {
        positions.iter().for_each(|position| lines += &format!("{position} {name}\n"));
    }
    let log = world.at("log");
    let run = |names: &str, size: &str| {
        let names = world.put("names", names);
        python(&["index", path(&log), "--names", path(&names), "--rule", RULE, "--size", size])
    };
    let head = world.index.head().to_string().replace('\n', "\\n");
    assert_eq!(run(&lines, "600"), Ok(format!("{{\"head\": \"{head}\"}}")));
    assert_ne!(run(&lines, "601"), run(&lines, "600"));
    // One name of one entry less is another index.
    let (_, fewer) = lines.split_once('\n').unwrap();
    assert_ne!(run(fewer, "600"), run(&lines, "600"));
    run(&lines, "598").unwrap_err();
}

#[test]
fn it_takes_the_signatures_of_the_rfc_and_the_lookups_of_the_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/python");
    let mut command = Command::new("python3");
    command.args(["-S", "-E", "-B", "-m", "unittest"]).current_dir(folder);
    let output = command.output().expect("python3 is needed to run this test, and cannot be started");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("Ran 7 tests"), "{told}");
}
