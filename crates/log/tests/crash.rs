//! Power that goes at every write, and disks that are full at every write: no entry that was acknowledged is lost, and no two
//! checkpoints that were ever signed contradict each other.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;

use qazyq_log::{Files, Log, audit, cosign, reader};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::cosignature;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::key::{SignerKey, Signs};
use qazyq_proof::merkle::Frontier;
use qazyq_proof::note::Note;

/// What happens at the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The power goes: nothing that comes later happens.
    Power,
    /// This one write fails, and the process goes on.
    Write,
}

/// How much of the write at the fault has happened all the same.
#[derive(Clone, Copy, Debug)]
enum Left {
    Nothing,
    Half,
    /// As many bytes as should be there, of which the second half never came.
    Zeros,
    All,
}

const LEFT: [Left; 4] = [Left::Nothing, Left::Half, Left::Zeros, Left::All];

#[derive(Default)]
struct Disk {
    files: BTreeMap<String, Vec<u8>>,
    writes: usize,
    fault: Option<(usize, Fault, Left)>,
    is_off: bool,
    /// Everything that was ever to be a checkpoint.
    signed: Vec<Vec<u8>>,
}

#[derive(Clone, Default)]
struct Faulty(Rc<RefCell<Disk>>);

impl Disk {
    /// What is left of this write; none where nothing is wrong with it.
    fn fault(&mut self) -> Result<Option<Left>, io::Error> {
        if self.is_off {
            return Err(io::Error::other("off"));
        }
        let this = self.writes;
        self.writes += 1;
        let Some((_, fault, left)) = self.fault.filter(|(at, ..)| *at == this) else { return Ok(None) };
        self.is_off = fault == Fault::Power;
        Ok(Some(left))
    }
}

fn failed() -> io::Result<()> {
    Err(io::ErrorKind::StorageFull.into())
}

impl Files for Faulty {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.borrow().files.get(path).cloned())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let disk = &mut *self.0.borrow_mut();
        if path == "checkpoint" {
            disk.signed.push(bytes.to_vec());
        }
        let fault = disk.fault()?;
        // Whole or not at all.
        if matches!(fault, None | Some(Left::All | Left::Zeros)) {
            disk.files.insert(path.to_owned(), bytes.to_vec());
        }
        if fault.is_some() { failed() } else { Ok(()) }
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let disk = &mut *self.0.borrow_mut();
        let fault = disk.fault()?;
        let file = disk.files.entry(path.to_owned()).or_default();
        let half = bytes.len() / 2;
        match fault {
            None | Some(Left::All) => file.extend_from_slice(bytes),
            Some(Left::Half) => file.extend_from_slice(&bytes[..half]),
            Some(Left::Zeros) => {
                file.extend_from_slice(&bytes[..half]);
                file.resize(file.len() + bytes.len() - half, 0);
            }
            Some(Left::Nothing) => {}
        }
        if fault.is_some() { failed() } else { Ok(()) }
    }

    fn cut(&mut self, path: &str, len: u64) -> io::Result<()> {
        let disk = &mut *self.0.borrow_mut();
        let fault = disk.fault()?;
        let is_done = !matches!(fault, Some(Left::Nothing | Left::Half));
        if let Some(file) = disk.files.get_mut(path).filter(|_| is_done) {
            file.truncate(usize::try_from(len).unwrap());
        }
        if fault.is_some() { failed() } else { Ok(()) }
    }
}

fn key() -> SignerKey {
    SignerKey::new("example.org/log".parse().unwrap(), Signs::Notes, &[9; 32]).unwrap()
}

fn witness() -> SignerKey {
    SignerKey::new("witness.example".parse().unwrap(), Signs::Cosignatures, &[8; 32]).unwrap()
}

/// What is done: so many entries at a time, publishing, or taking what a witness says of the checkpoint at that time.
#[derive(Clone, Copy, Debug)]
enum Step {
    Append(usize),
    Publish,
    Cosign(u64),
}

const STEPS: [Step; 16] = [
    Step::Cosign(1),
    Step::Append(1),
    Step::Publish,
    Step::Cosign(2),
    Step::Append(2),
    Step::Append(250),
    Step::Cosign(3),
    Step::Publish,
    Step::Publish,
    Step::Append(3),
    Step::Append(1),
    Step::Publish,
    Step::Cosign(4),
    Step::Append(300),
    Step::Publish,
    Step::Cosign(5),
];

/// Puts what the witness says behind the checkpoint that is there.
fn cosigned(disk: &Faulty, time: u64) -> bool {
    let Ok((note, _)) = reader::checkpoint(disk) else { return false };
    let mut bare = Note::new(note.text().to_owned()).unwrap();
    assert!(cosignature::cosign(&mut bare, &witness(), time));
    let keys = [witness().public().clone()];
    cosign(&mut disk.clone(), note.text(), bare.signatures(), &keys).is_ok()
}

/// The time at which the witness saw the checkpoint that is there, if it says so.
fn seen(disk: &Faulty) -> Option<u64> {
    let (note, _) = reader::checkpoint(disk).unwrap();
    let keys = [key().public().clone(), witness().public().clone()];
    // The log has signed it; nothing that stands there is half a line.
    note.signed_by(&keys).unwrap().iter().find_map(|signed| signed.time)
}

/// Takes the steps; what cannot be done is tried once more, as often as `tries` says. Gives what was acknowledged.
fn run(disk: &Faulty, tries: usize) -> Vec<Vec<u8>> {
    let mut acknowledged: Vec<Vec<u8>> = Vec::new();
    let mut made = 0;
    let Some(mut log) = (0..tries)
        .find_map(|_| Log::create(disk.clone(), key()).or_else(|_| Log::open(disk.clone(), key())).ok())
    else {
        return acknowledged;
    };
    for step in STEPS {
        match step {
            Step::Append(many) => {
                for _ in 0..tries {
                    // Another text at every try, so that what was not acknowledged can be told apart.
                    let entries: Vec<Vec<u8>> =
                        (0..many).map(|n| format!("entry {made}.{n}").into_bytes()).collect();
                    made += 1;
                    let lent: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
                    if let Ok(places) = log.append(&lent) {
                        assert_eq!(places.start, acknowledged.len() as u64, "the place that was told");
                        acknowledged.extend(entries);
                        break;
                    }
                }
            }
            Step::Publish => _ = (0..tries).find(|_| log.publish().is_ok()),
            Step::Cosign(time) => {
                if (0..tries).any(|_| cosigned(disk, time)) {
                    assert_eq!(seen(disk), Some(time), "what was put there is there");
                }
            }
        }
    }
    acknowledged
}

/// Looks at what a later process finds; gives the entries of the log.
fn check(disk: &Faulty, at: &str) -> Vec<Vec<u8>> {
    disk.0.borrow_mut().is_off = false;
    disk.0.borrow_mut().fault = None;
    let mut log = match Log::open(disk.clone(), key()) {
        Ok(log) => log,
        Err(error) => {
            assert!(!disk.0.borrow().files.contains_key("checkpoint"), "{at}: {error}");
            Log::create(disk.clone(), key()).unwrap()
        }
    };
    let cosigned = seen(disk);
    assert!(cosigned.is_none_or(|time| (1..=5).contains(&time)), "{at}: {cosigned:?}");
    // It goes on as if nothing had been.
    log.append(&[b"later"]).unwrap();
    log.publish().unwrap();
    let size = log.published();
    assert_eq!(log.size(), size);
    assert_eq!(seen(disk), None, "{at}: nobody has seen the new one");
    let mut entries = Vec::new();
    let audited = audit(disk, &[key().public().clone()], |index, entry| {
        assert_eq!(index, entries.len() as u64);
        entries.push(entry.to_vec());
    });
    assert_eq!(audited.unwrap_or_else(|finding| panic!("{at}: {finding}")).checkpoint.size, size);
    let mut frontier = Frontier::default();
    let mut roots = vec![frontier.root()];
    for entry in &entries {
        frontier.push(TreeHash::of_leaf(entry), |_, _, _| {});
        roots.push(frontier.root());
    }
    for signed in &disk.0.borrow().signed {
        let checkpoint: Checkpoint = Note::parse(signed).unwrap().text().parse().unwrap();
        let same = roots.get(checkpoint.size as usize) == Some(&checkpoint.root);
        assert!(same, "{at}: a fork at {}", checkpoint.size);
    }
    assert_eq!(entries.pop().as_deref(), Some(&b"later"[..]));
    entries
}

fn writes_in_all() -> usize {
    let disk = Faulty::default();
    run(&disk, 1);
    let writes = disk.0.borrow().writes;
    assert!(writes > 25, "{writes}");
    writes
}

#[test]
fn power_that_goes_at_any_write_loses_nothing_that_was_acknowledged() {
    let mut partly = 0;
    for at in 0..writes_in_all() {
        for left in LEFT {
            let disk = Faulty::default();
            disk.0.borrow_mut().fault = Some((at, Fault::Power, left));
            let acknowledged = run(&disk, 1);
            let entries = check(&disk, &format!("write {at} {left:?}"));
            assert_eq!(entries.get(..acknowledged.len()), Some(&acknowledged[..]), "write {at} {left:?}");
            partly += usize::from(entries.len() > acknowledged.len());
        }
    }
    // What was on disk and never acknowledged may be there; else the test would look at nothing of the kind.
    assert!(partly > 0);
}

#[test]
fn a_write_that_fails_leaves_no_trace_of_what_was_not_acknowledged() {
    for at in 0..writes_in_all() {
        for left in LEFT {
            let disk = Faulty::default();
            disk.0.borrow_mut().fault = Some((at, Fault::Write, left));
            let acknowledged = run(&disk, 2);
            assert_eq!(acknowledged.len(), 557, "write {at} {left:?}");
            assert_eq!(check(&disk, &format!("write {at} {left:?}")), acknowledged, "write {at} {left:?}");
        }
    }
}

/// Two faults: power that goes while what was left of another is mended.
#[test]
fn power_that_goes_twice_loses_nothing_either() {
    let writes = writes_in_all();
    for first in (0..writes).step_by(3) {
        for second in 0..6 {
            let disk = Faulty::default();
            disk.0.borrow_mut().fault = Some((first, Fault::Power, Left::Half));
            let acknowledged = run(&disk, 1);
            {
                let mut disk = disk.0.borrow_mut();
                disk.is_off = false;
                disk.fault = Some((disk.writes + second, Fault::Power, Left::Zeros));
            }
            if let Ok(mut log) = Log::open(disk.clone(), key()) {
                let _ = log
                    .publish()
                    .and_then(|_| log.append(&[b"between"]))
                    .and_then(|_| log.publish().map(drop));
            }
            let entries = check(&disk, &format!("writes {first}, {second}"));
            assert_eq!(
                entries.get(..acknowledged.len()),
                Some(&acknowledged[..]),
                "writes {first}, {second}"
            );
        }
    }
}
