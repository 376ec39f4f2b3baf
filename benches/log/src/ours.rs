//! What is measured of ours, each work for a process of its own.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::hint::black_box;
use std::io;
use std::path::Path;

use qazyq_log::{Files, Folder, Log, audit, reader};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::index::IndexBuilder;
use qazyq_proof::key::{SignerKey, Signs};
use qazyq_proof::lookup::{Answer, Content, Item, Lookup};
use qazyq_proof::merkle::{Frontier, Subtrees, consistency, inclusion, verify_consistency, verify_inclusion};
use qazyq_proof::note::Note;
use qazyq_proof::policy::Policy;

use crate::data::{Lot, entries, entry, mix};
use crate::measured::{Figures, Watch, median_and_99, on_disk, peak_mib, rate};
use crate::peers::figures;

pub(crate) const ORIGIN: &str = "example.org/log";
/// Entries of a batch where nothing else is said.
const BATCH: u64 = 1_000;

pub(crate) fn key() -> SignerKey {
    SignerKey::new(ORIGIN.parse().expect("a name"), Signs::Notes, &[7; 32]).expect("a key")
}

/// Appends and publishes batches; entries a second, and milliseconds of one batch from its append to its checkpoint.
fn grow(log: &mut Log<impl Files>, batch: u64, batches: u64) -> Figures {
    let mut each = Vec::new();
    for _ in 0..batches {
        let new = entries(log.size(), batch);
        let lent: Vec<&[u8]> = new.iter().map(Vec::as_slice).collect();
        let watch = Watch::start();
        log.append(&lent).expect("appended");
        log.publish().expect("published");
        each.push(watch.wall());
    }
    let seconds: f64 = each.iter().sum();
    let longest = each.iter().copied().fold(0.0, f64::max);
    let (median, beyond) = median_and_99(each);
    figures([
        ("appends", (batch * batches) as f64 / seconds),
        ("seconds", seconds),
        ("median", median * 1e3),
        ("p99", beyond * 1e3),
        ("longest", longest * 1e3),
        ("mib", peak_mib()),
    ])
}

/// A new log of `size` entries.
pub(crate) fn build(folder: &Path, size: u64, batch: u64) -> Figures {
    let mut log = Log::create(Folder::locked(folder).expect("a folder"), key()).expect("a new log");
    let mut all = grow(&mut log, batch.min(size), size / batch.min(size));
    assert_eq!(log.published(), size, "all of it");
    let (bytes, blocks, files) = on_disk(folder);
    all.extend(figures([("bytes", bytes as f64), ("blocks", blocks as f64), ("files", files as f64)]));
    all
}

/// A log that is there, opened and grown.
pub(crate) fn append(folder: &Path, batch: u64, batches: u64) -> Figures {
    let mut log = Log::open(Folder::locked(folder).expect("a folder"), key()).expect("a log");
    grow(&mut log, batch, batches)
}

/// Opened for appending, and nothing more.
pub(crate) fn open(folder: &Path) -> Figures {
    let watch = Watch::start();
    let log = Log::open(Folder::locked(folder).expect("a folder"), key()).expect("a log");
    let milliseconds = watch.wall() * 1e3;
    black_box(log.size());
    figures([("milliseconds", milliseconds), ("mib", peak_mib())])
}

/// All of it computed again.
pub(crate) fn audited(folder: &Path) -> Figures {
    let (watch, mut seen) = (Watch::start(), 0u64);
    let keys = [key().public().clone()];
    let found =
        audit(&Folder::to_read(folder), &keys, |_, entry| seen += entry.len() as u64).expect("all fits");
    let seconds = watch.wall();
    black_box(seen);
    figures([
        ("seconds", seconds),
        ("processor", watch.processor()),
        ("entries", found.checkpoint.size as f64),
        ("mib", peak_mib()),
    ])
}

/// What is proved from files: each proof reads the checkpoint and whatever else it needs, and keeps nothing.
pub(crate) fn prove(folder: &Path, proofs: u64) -> Figures {
    let files = Folder::to_read(folder);
    let (_, checkpoint) = reader::checkpoint(&files).expect("a checkpoint");
    let size = checkpoint.size;
    let (mut lot, mut each, mut bytes) = (Lot(1), Vec::new(), 0);
    let inclusion = rate(proofs, |_| {
        let watch = std::time::Instant::now();
        let proof = reader::prove(&files, lot.below(size)).expect("a proof");
        each.push(watch.elapsed().as_secs_f64() * 1e3);
        bytes = proof.to_string().len();
    });
    let hashes = rate(proofs, |_| {
        let mut tree = qazyq_proof::tile::TiledTree::new(size, |tile| {
            files.read(&tile.to_string())?.ok_or(io::Error::from(io::ErrorKind::NotFound))
        });
        black_box(self::inclusion(lot.below(size), size, &mut tree).expect("a proof"));
    });
    let consistency = rate(proofs, |_| {
        black_box(reader::grown_from(&files, 1 + lot.below(size - 1), &checkpoint).expect("a proof"));
    });
    let (median, beyond) = median_and_99(each);
    figures([
        ("inclusion", inclusion),
        ("hashes", hashes),
        ("consistency", consistency),
        ("median", median),
        ("p99", beyond),
        ("bytes", bytes as f64),
        ("mib", peak_mib()),
    ])
}

/// One proof in a process that has done nothing else.
pub(crate) fn prove_once(folder: &Path, lot: u64) -> Figures {
    let watch = Watch::start();
    let files = Folder::to_read(folder);
    let (_, checkpoint) = reader::checkpoint(&files).expect("a checkpoint");
    black_box(reader::prove(&files, mix(lot) % checkpoint.size).expect("a proof"));
    figures([("milliseconds", watch.wall() * 1e3)])
}

/// Files in memory: a log that lasts as long as the process, to see what the disk takes.
#[derive(Default)]
struct Memory(BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(path).cloned())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.entry(path.to_owned()).or_default().extend_from_slice(bytes);
        Ok(())
    }

    fn cut(&mut self, path: &str, len: u64) -> io::Result<()> {
        if let Some(file) = self.0.get_mut(path) {
            file.truncate(len as usize);
        }
        Ok(())
    }
}

/// A whole log, signed and with its tiles, on no disk.
pub(crate) fn in_memory(size: u64) -> Figures {
    let mut log = Log::create(Memory::default(), key()).expect("a new log");
    let batch = BATCH.min(size);
    grow(&mut log, batch, size / batch)
}

/// All complete subtrees, level by level: what the peers in memory keep.
#[derive(Default)]
struct Levels {
    frontier: Frontier,
    rows: Vec<Vec<TreeHash>>,
}

impl Levels {
    fn push(&mut self, leaf: TreeHash) {
        let rows = &mut self.rows;
        self.frontier.push(leaf, |level, _, hash| match rows.get_mut(level as usize) {
            Some(row) => row.push(hash),
            None => rows.push(vec![hash]),
        });
    }
}

impl Subtrees for Levels {
    type Error = Infallible;

    fn subtree(&mut self, level: u32, index: u64) -> Result<TreeHash, Infallible> {
        Ok(self.rows[level as usize][index as usize])
    }
}

/// The tree alone: the work of the peers in memory.
pub(crate) fn tree(size: u64, proofs: u64) -> Figures {
    let (mut levels, mut seconds) = (Levels::default(), 0.0);
    for first in (0..size).step_by(BATCH as usize) {
        let batch = entries(first, BATCH.min(size - first));
        let watch = Watch::start();
        for entry in &batch {
            levels.push(TreeHash::of_leaf(entry));
        }
        black_box(levels.frontier.root());
        seconds += watch.wall();
    }
    let mut lot = Lot(1);
    let inclusion = rate(proofs, |_| {
        black_box(inclusion(lot.below(size), size, &mut levels)).ok();
    });
    let consistency = rate(proofs, |_| {
        black_box(consistency(1 + lot.below(size - 1), size, &mut levels)).ok();
    });
    figures([
        ("appends", size as f64 / seconds),
        ("inclusion", inclusion),
        ("consistency", consistency),
        ("mib", peak_mib()),
    ])
}

/// Verifying, ours and the peers' in turn on the same proofs.
pub(crate) fn verify(folder: &Path, proofs: u64) -> Figures {
    use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
    use sha2::Sha256;
    use tlog_tiles::tlog;

    let files = Folder::to_read(folder);
    let (note, checkpoint) = reader::checkpoint(&files).expect("a checkpoint");
    let (size, root) = (checkpoint.size, checkpoint.root);
    let (mut lot, many) = (Lot(2), 2_000);
    let places: Vec<u64> = (0..many).map(|_| lot.below(size)).collect();
    let logged: Vec<Vec<u8>> = places.iter().map(|place| entry(*place)).collect();
    let proved: Vec<EntryProof> =
        places.iter().map(|place| reader::prove(&files, *place).expect("a proof")).collect();
    let sizes: Vec<u64> = (0..many).map(|_| 1 + lot.below(size - 1)).collect();
    let mut tree = qazyq_proof::tile::TiledTree::new(size, |tile| {
        files.read(&tile.to_string())?.ok_or(io::Error::from(io::ErrorKind::NotFound))
    });
    let older: Vec<(u64, TreeHash, Vec<TreeHash>)> = sizes
        .iter()
        .map(|older| {
            let root = Frontier::of(*older, &mut tree).expect("a tree").root();
            (*older, root, consistency(*older, size, &mut tree).expect("a proof"))
        })
        .collect();
    let at = |n: u64| (n % many) as usize;
    let mut all = Figures::new();
    let mut tell = |name: &str, figure: f64| all.insert(name.to_owned(), figure);

    tell(
        "inclusion",
        rate(proofs, |n| {
            let leaf = TreeHash::of_leaf(&logged[at(n)]);
            verify_inclusion(&leaf, places[at(n)], (size, &root), &proved[at(n)].hashes).expect("it holds");
        }),
    );
    let ct_root = |size, root: &TreeHash| RootHash::<Sha256>::new(root.0.into(), size);
    let flat = |hashes: &[TreeHash]| hashes.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>();
    let theirs: Vec<_> =
        proved.iter().map(|p| InclusionProof::<Sha256>::from_bytes(flat(&p.hashes))).collect();
    let newer = ct_root(size, &root);
    tell(
        "inclusion ct-merkle",
        rate(proofs, |n| {
            newer.verify_inclusion(&logged[at(n)], places[at(n)], &theirs[at(n)]).expect("it holds");
        }),
    );
    let own = |hash: &TreeHash| tlog::Hash(hash.0);
    let theirs: Vec<Vec<_>> = proved.iter().map(|p| p.hashes.iter().map(own).collect()).collect();
    tell(
        "inclusion tlog_tiles",
        rate(proofs, |n| {
            let leaf = tlog::record_hash(&logged[at(n)]);
            tlog::check_record(&theirs[at(n)], size, own(&root), places[at(n)], leaf).expect("it holds");
        }),
    );

    tell(
        "consistency",
        rate(proofs, |n| {
            let (older, older_root, proof) = &older[at(n)];
            verify_consistency((*older, older_root), (size, &root), proof).expect("it holds");
        }),
    );
    let theirs: Vec<_> = older
        .iter()
        .map(|(older, root, proof)| {
            (ct_root(*older, root), ConsistencyProof::<Sha256>::try_from_bytes(flat(proof)).expect("a proof"))
        })
        .collect();
    tell(
        "consistency ct-merkle",
        rate(proofs, |n| {
            let (older, proof) = &theirs[at(n)];
            newer.verify_consistency(older, proof).expect("it holds");
        }),
    );
    let theirs: Vec<Vec<_>> = older.iter().map(|(_, _, proof)| proof.iter().map(own).collect()).collect();
    tell(
        "consistency tlog_tiles",
        rate(proofs, |n| {
            let (older, older_root, _) = &older[at(n)];
            tlog::check_tree(&theirs[at(n)], size, own(&root), *older, own(older_root)).expect("it holds");
        }),
    );

    // Notes, with what an Ed25519 signature takes.
    let (signer, few) = (key(), proofs / 10);
    let (text, whole) = (note.text().to_owned(), note.to_string());
    tell(
        "sign",
        rate(few, |_| {
            let mut note = Note::new(text.clone()).expect("a text");
            note.sign(&signer);
            black_box(note.to_string());
        }),
    );
    let their_signer = signed_note::StandardSigner::new(&signer.to_secret_text()).expect("a key");
    tell(
        "sign signed_note",
        rate(few, |_| {
            let mut note = signed_note::Note::new(text.as_bytes(), &[]).expect("a text");
            note.add_sigs(&[&their_signer]).expect("signed");
            black_box(note.to_bytes());
        }),
    );
    let keys = [signer.public().clone()];
    tell(
        "note",
        rate(few, |_| {
            let note = Note::parse(whole.as_bytes()).expect("a note");
            note.signed_by(&keys).expect("signed");
            black_box(note.text().parse::<Checkpoint>().expect("a checkpoint"));
        }),
    );
    let their_key = signed_note::StandardVerifier::new(&signer.public().to_string()).expect("a key");
    let known = signed_note::VerifierList::new(vec![Box::new(their_key)]);
    tell(
        "note signed_note",
        rate(few, |_| {
            let note = signed_note::Note::from_bytes(whole.as_bytes()).expect("a note");
            note.verify(&known).expect("signed");
            black_box(tlog_tiles::Checkpoint::from_bytes(note.text()).expect("a checkpoint"));
        }),
    );

    // Files of proofs, from their bytes to what they show.
    let texts: Vec<String> = proved.iter().map(EntryProof::to_string).collect();
    tell(
        "files",
        rate(few, |n| {
            let proof = EntryProof::parse(texts[at(n)].as_bytes()).expect("a proof");
            proof.verify(&TreeHash::of_leaf(&logged[at(n)]), ORIGIN, &keys).expect("it holds");
        }),
    );
    let parsed = proofs / 4;
    tell(
        "files read",
        rate(parsed, |n| {
            black_box(EntryProof::parse(texts[at(n)].as_bytes()).expect("a proof"));
        }),
    );
    let theirs: Vec<Vec<String>> =
        proved.iter().map(|p| p.hashes.iter().map(ToString::to_string).collect()).collect();
    tell(
        "files signed_note, tlog_tiles",
        rate(few, |n| {
            let note = signed_note::Note::from_bytes(whole.as_bytes()).expect("a note");
            note.verify(&known).expect("signed");
            let checkpoint = tlog_tiles::Checkpoint::from_bytes(note.text()).expect("a checkpoint");
            let hashes =
                theirs[at(n)].iter().map(|text| tlog::Hash::parse_hash(text).expect("a hash")).collect();
            let leaf = tlog::record_hash(&logged[at(n)]);
            tlog::check_record(&hashes, checkpoint.size(), *checkpoint.hash(), places[at(n)], leaf)
                .expect("it holds");
        }),
    );
    let mean = |lengths: &mut dyn Iterator<Item = usize>| lengths.sum::<usize>() as f64 / many as f64;
    tell("hashes", mean(&mut proved.iter().map(|proof| proof.hashes.len())));
    tell("bytes", mean(&mut texts.iter().map(String::len)));
    all
}

/// An index of `size` entries under some of `names` names, and lookups in it.
pub(crate) fn index(size: u64, names: u64, lookups: u64) -> Figures {
    let leaf = |index: u64| {
        let mut bytes = [0; 32];
        for (n, part) in (0..).zip(bytes.chunks_exact_mut(8)) {
            part.copy_from_slice(&mix(index.wrapping_mul(4).wrapping_add(n)).to_be_bytes());
        }
        TreeHash(bytes)
    };
    let name_of = |number: u64| format!("asset-{number:07}");
    let number_of = |index: u64| mix(index) % names;
    let mut builder = IndexBuilder::new("example.org/names/1".parse().expect("a rule"));
    let mut pushing = 0.0;
    for first in (0..size).step_by(BATCH as usize) {
        let end = size.min(first + BATCH);
        let batch: Vec<_> = (first..end).map(|index| (name_of(number_of(index)), leaf(index))).collect();
        let watch = Watch::start();
        for (index, (name, leaf)) in (first..).zip(&batch) {
            builder.push(name, index, *leaf).expect("pushed");
        }
        pushing += watch.wall();
    }
    let mib_pushed = peak_mib();

    let mut log = Levels::default();
    (0..size).for_each(|index| log.push(leaf(index)));
    let root = log.frontier.root();
    let watch = Watch::start();
    let index =
        builder.finish(&Checkpoint::new(ORIGIN, size, root).expect("a checkpoint")).expect("an index");
    let finish = watch.wall();

    let signed = |text: String| {
        let mut note = Note::new(text).expect("a text");
        note.sign(&key());
        note
    };
    let head = signed(index.head().to_string());
    log.push(TreeHash::of_leaf(head.to_string().as_bytes()));
    let newer = log.frontier.size();
    let checkpoint =
        signed(Checkpoint::new(ORIGIN, newer, log.frontier.root()).expect("a checkpoint").to_string());
    let Ok(hashes) = inclusion(size, newer, &mut log);
    let Ok(consistent) = consistency(size, newer, &mut log);
    let logged = EntryProof { extra: None, index: size, hashes, checkpoint };
    let lookup = |name: &str, answer: Answer| {
        let name = name.parse().expect("a name");
        Lookup::new(name, answer, consistent.clone(), head.clone(), logged.clone())
            .expect("a lookup")
            .to_string()
    };

    let here = name_of(number_of(size / 2));
    let absent = format!("{here}-and-more");
    let places: Vec<u64> = (0..size).filter(|index| name_of(number_of(*index)) == here).collect();
    let item = |place: &u64| Item { position: *place, content: Content::Hash(leaf(*place)) };
    let items: Vec<Item> = places.iter().map(item).collect();
    let parsed = |name: &str| name.parse().expect("a name");
    let none = lookup(&absent, Answer::nothing(&index, &parsed(&absent)).expect("absent"));
    let one = lookup(&here, Answer::one(&index, &parsed(&here), items.clone(), 0).expect("there"));
    let every = lookup(&here, Answer::all(&index, &parsed(&here), items.clone()).expect("there"));

    let policy =
        Policy::parse(format!("log {}\nquorum none\n", key().public()).as_bytes()).expect("a policy");
    let rule = parsed("example.org/names/1");
    let verified = |text: &str, name: &str, many: u64| {
        let name = parsed(name);
        rate(many, |_| {
            let lookup = Lookup::parse(text.as_bytes()).expect("a lookup");
            black_box(lookup.verify(&name, &rule, &policy).expect("it holds"));
        })
    };
    figures([
        ("pushes", size as f64 / pushing),
        ("finish", finish),
        ("names", index.records().len() as f64),
        ("postings", items.len() as f64),
        ("none bytes", none.len() as f64),
        ("one bytes", one.len() as f64),
        ("all bytes", every.len() as f64),
        ("none", verified(&none, &absent, lookups)),
        ("one", verified(&one, &here, lookups)),
        ("all", verified(&every, &here, 1.max(lookups / 10))),
        ("mib pushed", mib_pushed),
    ])
}
