//! Writers killed at random moments, and on a server the server too: whatever was acknowledged is there, once.
//!
//! Four processes append for as long as they live; this one kills some of them after so many acknowledgements, with no
//! word of warning, and starts others. No sleep decides when: a blow falls after a random number of acknowledgements and
//! a random number of turns of a loop, both by a seed that a failure shows. `QAZYQ_SEED` repeats it.
//!
//! A writer that does not know whether its batch was written does what every writer has to: it reads on, and says it
//! again only where it is not there.
#![expect(clippy::print_stdout, reason = "the seed and the toll, shown where a test fails")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher as _, RandomState};
use std::hint::spin_loop;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use qazyq_registry::store::{
    Appended, Batch, Credential, Head, Postgres, Row, Sqlite, Store, StoreError, verify,
};
use qazyq_testpg::{Blow, Cluster, signal};

use crate::support::{TestFile, entries};

const WRITERS: usize = 4;
const BLOWS: usize = 200;
/// Nothing here takes as long, but for a machine that stands still.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where a writer is to write, and who it is.
const PLACE: &str = "QAZYQ_TEST_PLACE";
const NAME: &str = "QAZYQ_TEST_WRITER";

fn open(place: &str) -> Result<Box<dyn Store>, StoreError> {
    if place.starts_with("postgres://") {
        Ok(Box::new(Postgres::open(place)?))
    } else {
        Ok(Box::new(Sqlite::open(Path::new(place))?))
    }
}

/// The last blow may have fallen just now, and the server be mending itself.
fn open_in_the_end(place: &str) -> Box<dyn Store> {
    let until = Instant::now() + PATIENCE;
    loop {
        match open(place) {
            Err(StoreError::Unreachable { .. }) if Instant::now() < until => std::thread::yield_now(),
            opened => return opened.unwrap(),
        }
    }
}

/// No test by itself: the writer.
#[test]
fn a_writer() {
    let (Ok(place), Ok(name)) = (std::env::var(PLACE), std::env::var(NAME)) else { return };
    let mut store = None;
    let mut head = Head::default();
    for n in 0.. {
        let id = format!("{name}.{n}");
        let parts = 1 + n % 4;
        loop {
            match say(&mut store, &place, &mut head, &id, parts) {
                Ok(true) => break,
                // Somebody was quicker, and this batch was not written.
                Ok(false) => {}
                // The server fell, perhaps with the batch on its disk.
                Err(_) => store = None,
            }
        }
        // In one piece: a line is there whole, or the writer was killed before.
        let told = format!("wrote {} {id} {parts}\n", head.number);
        if std::io::stderr().write_all(told.as_bytes()).is_err() {
            return;
        }
    }
}

/// Reads on up to the head, and appends the batch if it is not among what was read. Whether it is written.
fn say(
    store: &mut Option<Box<dyn Store>>,
    place: &str,
    head: &mut Head,
    id: &str,
    parts: usize,
) -> Result<bool, StoreError> {
    let store = match store {
        Some(store) => store,
        empty => empty.insert(open(place)?),
    };
    loop {
        let rows = store.read(head.number, 1_000)?;
        let Some(last) = rows.last() else { break };
        if let Some(mine) = rows.iter().rfind(|row| id_of(row).starts_with(&format!("{id}/"))) {
            *head = Head { number: mine.number, sha256: mine.sha256 };
            return Ok(true);
        }
        *head = Head { number: last.number, sha256: last.sha256 };
    }
    let lines = entries(*head, (0..parts).map(|part| format!("{id}/{part}")));
    let credentials = vec![Credential { user: writer_of(id).to_owned(), phc: Some(id.to_owned()) }];
    match store.append(&Batch { behind: *head, lines, credentials, lease: None })? {
        Appended::Done(now) => *head = now,
        Appended::Behind(_) => return Ok(false),
        Appended::LeaseLost => unreachable!("there was none"),
    }
    Ok(true)
}

fn id_of(row: &Row) -> String {
    #[derive(serde::Deserialize)]
    struct Entry {
        id: String,
    }
    serde_json::from_slice::<Entry>(&row.line).unwrap().id
}

fn writer_of(id: &str) -> &str {
    id.split('.').next().unwrap()
}

/// What is random here, by a seed.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let seed = std::env::var("QAZYQ_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| RandomState::new().hash_one("seed"));
        // Shown where the test fails.
        println!("QAZYQ_SEED={seed}");
        Self(seed)
    }

    /// splitmix64.
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// What a writer was told is written.
#[derive(Debug)]
struct Wrote {
    last: u64,
    id: String,
    parts: u64,
}

struct Writer {
    process: Child,
    ear: JoinHandle<()>,
}

impl Writer {
    fn start(place: &str, name: &str, tell: Sender<Wrote>) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::a_writer", "--nocapture", "--test-threads=1"])
            .env(PLACE, place)
            .env(NAME, name)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let told = BufReader::new(process.stderr.take().unwrap());
        let ear = std::thread::spawn(move || {
            for line in told.lines() {
                let line = line.unwrap();
                let words: Vec<&str> = line.split(' ').collect();
                let ["wrote", last, id, parts] = words[..] else { panic!("a writer says: {line}") };
                let wrote =
                    Wrote { last: last.parse().unwrap(), id: id.to_owned(), parts: parts.parse().unwrap() };
                tell.send(wrote).unwrap();
            }
        });
        Self { process, ear }
    }

    /// Kills it, and hears what it said before.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.ear.join().unwrap();
    }
}

fn next(told: &Receiver<Wrote>) -> Wrote {
    told.recv_timeout(PATIENCE).expect("the writers go on")
}

/// Kills until all blows have fallen; `strike` may fall on something else than a writer, and says whether it did.
fn hold_against_blows(place: &str, mut strike: impl FnMut(&mut Chance, usize) -> bool) {
    let mut chance = Chance::new();
    let (tell, told) = channel();
    let mut names = (0..).map(|n| format!("w{n}"));
    let mut start = || Writer::start(place, &names.next().unwrap(), tell.clone());
    let mut writers: Vec<Writer> = (0..WRITERS).map(|_| start()).collect();
    let mut acknowledged = vec![next(&told)];
    for blow in 0..BLOWS {
        let count = chance.below(12);
        acknowledged.extend((0..count).map(|_| next(&told)));
        (0..chance.below(200_000)).for_each(|_| spin_loop());
        if !strike(&mut chance, blow) {
            let which = usize::try_from(chance.below(WRITERS as u64)).unwrap();
            writers.swap_remove(which).kill();
            writers.push(start());
        }
    }
    writers.into_iter().for_each(Writer::kill);
    acknowledged.extend(told.try_iter());
    is_whole(&mut *open_in_the_end(place), &acknowledged);
}

fn is_whole(store: &mut dyn Store, acknowledged: &[Wrote]) {
    let head = verify(store, None).unwrap().unwrap();
    let rows = store.read(0, u32::MAX).unwrap();
    assert_eq!(rows.len() as u64, head.number);

    // By its batch: none twice, and none in part.
    let ids: Vec<String> = rows.iter().map(id_of).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "something is there twice");
    let mut batches: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (row, id) in rows.iter().zip(&ids) {
        batches.entry(id.split('/').next().unwrap()).or_default().push(row.number);
    }
    for (id, numbers) in &batches {
        let n: u64 = id.split('.').nth(1).unwrap().parse().unwrap();
        let whole: Vec<u64> = (numbers[0]..).take(1 + n as usize % 4).collect();
        assert_eq!(*numbers, whole, "{id} is there in part, or with others within");
    }
    for wrote in acknowledged {
        let numbers = batches.get(&*wrote.id).unwrap_or_else(|| panic!("{wrote:?} is lost"));
        assert_eq!((numbers.last(), numbers.len() as u64), (Some(&wrote.last), wrote.parts), "{wrote:?}");
    }

    // What changes with a batch changed with it.
    let mut last: HashMap<&str, &str> = HashMap::new();
    for id in &ids {
        last.insert(writer_of(id), id.split('/').next().unwrap());
    }
    let credentials = store.credentials().unwrap();
    assert_eq!(credentials.len(), last.len());
    for credential in credentials {
        assert_eq!(credential.phc.as_deref(), Some(last[&*credential.user]));
    }
    assert_eq!(store.check().unwrap(), [""; 0]);
    // That it was no calm day.
    let unheard = batches.len() - acknowledged.len();
    println!("{} rows in {} batches, {unheard} of them unheard", rows.len(), batches.len());
    assert!(acknowledged.len() > BLOWS);
}

#[test]
fn sqlite_keeps_what_it_acknowledged() {
    let file = TestFile::new();
    hold_against_blows(file.path.to_str().unwrap(), |_, _| false);
}

#[test]
fn postgres_keeps_what_it_acknowledged() {
    let cluster = Cluster::start(&[], &[]);
    let database = cluster.database();
    hold_against_blows(&database.address(), |chance, blow| {
        if blow % 16 != 15 {
            return false;
        }
        match chance.below(3) {
            0 => cluster.strike(Blow::Kill),
            1 => cluster.strike(Blow::Immediate),
            _ => {
                // One of the server's processes dies: the server ends all others and mends itself.
                let mut admin = database.admin();
                let sql = "SELECT pid FROM pg_stat_activity \
                           WHERE datname = current_database() AND pid <> pg_backend_pid() LIMIT 1";
                if let Some(row) = admin.query_opt(sql, &[]).unwrap() {
                    let pid = row.get::<_, i32>(0).unsigned_abs();
                    // A writer that was killed just now had it, perhaps: then it has gone, and its number may be
                    // another process's.
                    if std::fs::read_to_string(format!("/proc/{pid}/comm"))
                        .is_ok_and(|name| name == "postgres\n")
                    {
                        signal("KILL", pid);
                    }
                }
                return true;
            }
        }
        cluster.restart();
        true
    });
}
