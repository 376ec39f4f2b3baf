//! Long random histories of three handles, held against a vector, two maps and nothing else.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use qazyq_registry::digest::Digest;
use qazyq_registry::store::{
    Appended, Batch, Credential, Head, Lease, Leased, Memory, Postgres, Row, Sqlite, Store,
};
use qazyq_testpg::Cluster;

use crate::support::TestFile;

const HANDLES: usize = 3;
const USERS: [&str; 3] = ["anna", "boris", "Жанар"];
const LEASES: [&str; 2] = ["fetch", "remind"];

/// What somebody does. A number picks one of what there is.
#[derive(Clone, Debug)]
enum Deed {
    Head,
    Read {
        after: u64,
        rows_max: u32,
    },
    Append {
        behind: Behind,
        lines: Vec<Vec<u8>>,
        credentials: Vec<(usize, Option<String>)>,
        lease: Option<usize>,
    },
    Credentials,
    Lease {
        name: usize,
        time: Duration,
    },
    Release(usize),
    Wait {
        after: u64,
    },
    Reopen,
    Check,
}

/// Which head a writer takes for the last.
#[derive(Clone, Debug)]
enum Behind {
    TheLast,
    /// One that it saw some time ago.
    Seen(usize),
    /// The right number with another digest.
    Forked,
}

fn deed() -> impl Strategy<Value = Deed> {
    let line = prop_oneof![vec(any::<u8>(), 0..40), vec(any::<u8>(), 5_000..5_001)];
    let credential = (0..USERS.len(), proptest::option::of("[a-z$]{0,5}"));
    let behind = prop_oneof![
        6 => Just(Behind::TheLast),
        2 => (0..20_usize).prop_map(Behind::Seen),
        1 => Just(Behind::Forked),
    ];
    let time = prop_oneof![Just(Duration::ZERO), Just(Duration::from_secs(3_600))];
    let append =
        (behind, vec(line, 0..4), vec(credential, 0..3), proptest::option::weighted(0.3, 0..20_usize));
    prop_oneof![
        1 => Just(Deed::Head),
        2 => (0..40_u64, 0..12_u32).prop_map(|(after, rows_max)| Deed::Read { after, rows_max }),
        6 => append.prop_map(|(behind, lines, credentials, lease)| Deed::Append { behind, lines, credentials, lease }),
        1 => Just(Deed::Credentials),
        3 => (0..LEASES.len(), time).prop_map(|(name, time)| Deed::Lease { name, time }),
        1 => (0..20_usize).prop_map(Deed::Release),
        1 => (0..40_u64).prop_map(|after| Deed::Wait { after }),
        1 => Just(Deed::Reopen),
        1 => Just(Deed::Check),
    ]
}

fn history() -> impl Strategy<Value = Vec<(usize, Deed)>> {
    vec((0..HANDLES, deed()), 1..120)
}

/// What a store is, in the plainest words.
#[derive(Default)]
struct Plain {
    lines: Vec<Vec<u8>>,
    credentials: BTreeMap<String, String>,
    /// Who has it, and the fence; whoever it was has it no more where he is `None`.
    leases: BTreeMap<String, (Option<String>, u64)>,
}

impl Plain {
    fn head(&self) -> Head {
        let sha256 = self.lines.last().map_or(Digest::NONE, |line| Digest::of(line));
        Head { number: self.lines.len() as u64, sha256 }
    }

    fn rows(&self) -> impl Iterator<Item = Row> {
        (1..).zip(&self.lines).map(|(number, line)| Row {
            number,
            line: line.clone(),
            sha256: Digest::of(line),
        })
    }

    fn holds(&self, lease: &Lease) -> bool {
        self.leases.get(&lease.name) == Some(&(Some(lease.holder.clone()), lease.fence))
    }

    fn append(&mut self, batch: &Batch) -> Appended {
        if batch.lease.as_ref().is_some_and(|lease| !self.holds(lease)) {
            return Appended::LeaseLost;
        }
        if batch.behind != self.head() {
            return Appended::Behind(self.head());
        }
        self.lines.extend(batch.lines.iter().cloned());
        for Credential { user, phc } in &batch.credentials {
            match phc {
                Some(phc) => drop(self.credentials.insert(user.clone(), phc.clone())),
                None => drop(self.credentials.remove(user)),
            }
        }
        Appended::Done(self.head())
    }

    /// The lease if it is to be had; its holder if it is somebody else's.
    fn lease(&mut self, name: &str, holder: &str, time: Duration) -> Result<Lease, String> {
        let (held, fence) = self.leases.entry(name.to_owned()).or_default();
        match held {
            Some(theirs) if theirs != holder => return Err(theirs.clone()),
            Some(_) => {}
            None => *fence += 1,
        }
        *held = (!time.is_zero()).then(|| holder.to_owned());
        Ok(Lease { name: name.to_owned(), holder: holder.to_owned(), fence: *fence })
    }

    fn release(&mut self, lease: &Lease) {
        if self.holds(lease) {
            self.leases.insert(lease.name.clone(), (None, lease.fence));
        }
    }
}

/// One of what there is.
fn picked<T: Clone>(of: &[T], which: usize) -> Option<T> {
    (!of.is_empty()).then(|| of[which % of.len()].clone())
}

fn agrees(open: &dyn Fn() -> Box<dyn Store>, history: Vec<(usize, Deed)>) -> Result<(), TestCaseError> {
    let mut plain = Plain::default();
    let mut handles: Vec<_> = (0..HANDLES).map(|_| open()).collect();
    let mut heads = vec![Head::default()];
    let mut leases: Vec<Lease> = Vec::new();
    for (which, deed) in history {
        let store = &mut handles[which];
        let holder = format!("holder {which}");
        match deed {
            Deed::Head => prop_assert_eq!(store.head().unwrap(), plain.head()),
            Deed::Read { after, rows_max } => {
                let expected: Vec<Row> = plain.rows().skip(after as usize).take(rows_max as usize).collect();
                prop_assert_eq!(store.read(after, rows_max).unwrap(), expected);
            }
            Deed::Append { behind, lines, credentials, lease } => {
                let behind = match behind {
                    Behind::TheLast => plain.head(),
                    Behind::Seen(which) => heads[which % heads.len()],
                    Behind::Forked => Head { sha256: Digest::of(b"forked"), ..plain.head() },
                };
                let credential = |(user, phc): (usize, _)| Credential { user: USERS[user].to_owned(), phc };
                let credentials = credentials.into_iter().map(credential).collect();
                let lease = lease.and_then(|which| picked(&leases, which));
                let batch = Batch { behind, lines, credentials, lease };
                prop_assert_eq!(store.append(&batch).unwrap(), plain.append(&batch));
                heads.push(plain.head());
            }
            Deed::Credentials => {
                let found = store.credentials().unwrap().into_iter();
                let found: BTreeMap<_, _> = found.map(|one| (one.user, one.phc.unwrap())).collect();
                prop_assert_eq!(&found, &plain.credentials);
            }
            Deed::Lease { name, time } => {
                let leased = match store.lease(LEASES[name], &holder, time).unwrap() {
                    Leased::Ours(lease) => Ok(lease),
                    Leased::Theirs { holder, .. } => Err(holder),
                };
                prop_assert_eq!(&leased, &plain.lease(LEASES[name], &holder, time));
                leases.extend(leased);
            }
            Deed::Release(which) => {
                if let Some(lease) = picked(&leases, which) {
                    store.release(&lease).unwrap();
                    plain.release(&lease);
                }
            }
            Deed::Wait { after } => prop_assert_eq!(store.wait(after, Duration::ZERO).unwrap(), plain.head()),
            Deed::Reopen => *store = open(),
            Deed::Check => prop_assert_eq!(store.check().unwrap(), Vec::<String>::new()),
        }
    }
    for store in &mut handles {
        prop_assert_eq!(store.head().unwrap(), plain.head());
        prop_assert_eq!(store.read(0, u32::MAX).unwrap(), plain.rows().collect::<Vec<_>>());
    }
    Ok(())
}

fn hold(cases: u32, mut place: impl FnMut(Vec<(usize, Deed)>) -> Result<(), TestCaseError>) {
    let place = std::cell::RefCell::new(&mut place);
    // A history that fails by waiting in vain would be shortened for hours.
    let config = Config { cases, failure_persistence: None, max_shrink_time: 20_000, ..Config::default() };
    TestRunner::new(config).run(&history(), |history| (place.borrow_mut())(history)).unwrap();
}

#[test]
fn memory_is_a_vector() {
    hold(300, |history| {
        let memory = Memory::new();
        agrees(&|| Box::new(memory.clone()), history)
    });
}

#[test]
fn sqlite_is_a_vector() {
    hold(60, |history| {
        let file = TestFile::new();
        agrees(&|| Box::new(Sqlite::open(&file.path).unwrap()), history)
    });
}

#[test]
fn postgres_is_a_vector() {
    let database = Cluster::shared().database();
    let mut schemas = (0..).map(|n| format!("case_{n}"));
    hold(30, |history| {
        let address = database.schema(&schemas.next().unwrap());
        agrees(&|| Box::new(Postgres::open(&address).unwrap()), history)
    });
}
