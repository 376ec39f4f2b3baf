//! Rows in memory, gone with the last handle: for tests, and as the plain picture of what the other stores do.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Appended, Batch, Credential, Head, Lease, Leased, READ_BYTES_MAX, Row, Store, StoreError};
use crate::digest::Digest;

/// A journal in memory. Clones are handles of the same journal.
#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    grown: Condvar,
}

#[derive(Default)]
struct State {
    rows: Vec<Row>,
    credentials: BTreeMap<String, String>,
    leases: BTreeMap<String, Held>,
}

struct Held {
    holder: String,
    fence: u64,
    /// Nobody has it from then on.
    until: Instant,
}

impl std::fmt::Debug for State {
    /// Without the credentials.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

impl Memory {
    /// An empty journal.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing between a lock and its end can panic half way through a change.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn head(&self) -> Head {
        self.rows.last().map(|row| Head { number: row.number, sha256: row.sha256 }).unwrap_or_default()
    }

    fn holds(&self, lease: &Lease) -> bool {
        self.leases.get(&lease.name).is_some_and(|held| {
            held.holder == lease.holder && held.fence == lease.fence && held.until > Instant::now()
        })
    }
}

impl Store for Memory {
    fn head(&mut self) -> Result<Head, StoreError> {
        Ok(self.state().head())
    }

    fn read(&mut self, after: u64, rows_max: u32) -> Result<Vec<Row>, StoreError> {
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        let rows_max = usize::try_from(rows_max).unwrap_or(usize::MAX);
        let mut bytes = 0_usize;
        let is_room = |row: &&Row| {
            let before = bytes;
            bytes = bytes.saturating_add(row.line.len());
            before < READ_BYTES_MAX
        };
        Ok(self.state().rows.iter().skip(after).take(rows_max).take_while(is_room).cloned().collect())
    }

    fn append(&mut self, batch: &Batch) -> Result<Appended, StoreError> {
        let mut state = self.state();
        if batch.lease.as_ref().is_some_and(|lease| !state.holds(lease)) {
            return Ok(Appended::LeaseLost);
        }
        if state.head() != batch.behind {
            return Ok(Appended::Behind(state.head()));
        }
        for line in &batch.lines {
            let number = state.head().number.saturating_add(1);
            state.rows.push(Row { number, line: line.clone(), sha256: Digest::of(line) });
        }
        for Credential { user, phc } in &batch.credentials {
            match phc {
                Some(phc) => state.credentials.insert(user.clone(), phc.clone()),
                None => state.credentials.remove(user),
            };
        }
        self.0.grown.notify_all();
        Ok(Appended::Done(state.head()))
    }

    fn credentials(&mut self) -> Result<Vec<Credential>, StoreError> {
        let state = self.state();
        let credential =
            |(user, phc): (&String, &String)| Credential { user: user.clone(), phc: Some(phc.clone()) };
        Ok(state.credentials.iter().map(credential).collect())
    }

    fn lease(&mut self, name: &str, holder: &str, time: Duration) -> Result<Leased, StoreError> {
        let mut state = self.state();
        let now = Instant::now();
        let until = now.checked_add(time).unwrap_or(now);
        let held = state.leases.entry(name.to_owned()).or_insert_with(|| Held {
            holder: String::new(),
            fence: 0,
            until: now,
        });
        if held.until > now && held.holder != holder {
            let at_most = held.until.saturating_duration_since(now);
            return Ok(Leased::Theirs { holder: held.holder.clone(), at_most });
        }
        if held.until <= now {
            held.fence = held.fence.saturating_add(1);
            held.holder = holder.to_owned();
        }
        held.until = until;
        Ok(Leased::Ours(Lease { name: name.to_owned(), holder: holder.to_owned(), fence: held.fence }))
    }

    fn release(&mut self, lease: &Lease) -> Result<(), StoreError> {
        let mut state = self.state();
        if state.holds(lease)
            && let Some(held) = state.leases.get_mut(&lease.name)
        {
            held.until = Instant::now();
        }
        Ok(())
    }

    fn wait(&mut self, after: u64, time: Duration) -> Result<Head, StoreError> {
        let state = self.state();
        let waited = self.0.grown.wait_timeout_while(state, time, |state| state.head().number <= after);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        Ok(state.head())
    }

    fn check(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }
}
