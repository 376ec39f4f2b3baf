//! The journal: its entries in memory, in step with where they lie.
//!
//! A writer decides against what is in memory and appends behind exactly that; where somebody was quicker,
//! [`Journal::append`] reads on and says [`Written::Behind`], and the writer decides anew. What nobody decides upon (a
//! file that was handed over, say) may simply be tried again.

use std::fmt;

use crate::digest::Digest;
use crate::entry::{Draft, Entry, Instant, NotAnEntry, Request};
use crate::store::{Appended, Batch, Broken, Credential, Head, Lease, Row, Store, StoreError};

/// Rows that are read at once.
const ROWS_AT_ONCE: u32 = 4096;

/// The journal.
pub struct Journal {
    store: Option<Box<dyn Store>>,
    head: Head,
    entries: Vec<Entry>,
}

/// Something is wrong with the journal or where it lies.
#[derive(Debug)]
pub enum JournalError {
    /// The store could not do what was asked of it.
    Store(StoreError),
    /// A row does not fit the ones before it.
    Broken(Broken),
    /// A row is no entry.
    NotAnEntry {
        /// Its number.
        number: u64,
        /// What is wrong with it.
        why: NotAnEntry,
    },
    /// A lease was lost before the writing.
    LeaseLost,
    /// The journal can be read alone.
    ReadOnly,
}

impl From<StoreError> for JournalError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// How a writing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is there, and on disk. The number of the first new entry.
    Done(u64),
    /// Somebody was quicker: nothing was written, and what they wrote has been read.
    Behind,
}

/// What is to be written together, or not at all.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// What is said.
    pub drafts: Vec<Draft>,
    /// Who says it.
    pub author: Option<String>,
    /// By which request of a program.
    pub request: Option<Request>,
    /// Credentials that change with it.
    pub credentials: Vec<Credential>,
    /// A lease that must still be held.
    pub lease: Option<Lease>,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("head", &self.head).finish_non_exhaustive()
    }
}

impl Journal {
    /// Reads a journal from its store.
    ///
    /// # Errors
    /// Where the store cannot be read, or does not hold a chain of entries.
    pub fn open(store: Box<dyn Store>) -> Result<Self, JournalError> {
        let mut journal = Self { store: Some(store), head: Head::default(), entries: Vec::new() };
        journal.refresh()?;
        Ok(journal)
    }

    /// A journal that lies nowhere: an empty one, or what a workspace of the first format comes to.
    #[must_use]
    pub fn of_entries(entries: Vec<Entry>, head: Head) -> Self {
        Self { store: None, head, entries }
    }

    /// The same journal as it lies in a store: what is known already is not read again where the store goes on from it.
    ///
    /// # Errors
    /// Where the store cannot be read, or does not hold a chain of entries; the journal comes back as it was.
    pub fn onto(self, mut store: Box<dyn Store>) -> Result<Self, (Box<Self>, JournalError)> {
        let known = self.head;
        let goes_on = match known.number.checked_sub(1).map(|before| store.read(before, 1)) {
            None => true,
            Some(Ok(rows)) => {
                rows.first().is_some_and(|row| row.number == known.number && row.sha256 == known.sha256)
            }
            Some(Err(error)) => return Err((Box::new(self), error.into())),
        };
        if !goes_on {
            return Self::open(store).map_err(|error| (Box::new(self), error));
        }
        let mut journal = Self { store: Some(store), head: known, entries: self.entries };
        match journal.refresh() {
            Ok(_) => Ok(journal),
            Err(error) => Err((Box::new(journal), error)),
        }
    }

    /// Whether it lies nowhere, so that nothing of what others write reaches it.
    #[must_use]
    pub fn is_nowhere(&self) -> bool {
        self.store.is_none()
    }

    /// Its last entry's number and digest.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// Every entry, in the order in which they were written.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of that number.
    #[must_use]
    pub fn entry(&self, number: u64) -> Option<&Entry> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        self.entries.get(place)
    }

    /// Where it lies, for what is no entry: credentials, leases, the engine's own check.
    ///
    /// # Errors
    /// Where it lies nowhere.
    pub fn store(&mut self) -> Result<&mut dyn Store, JournalError> {
        match &mut self.store {
            Some(store) => Ok(store.as_mut()),
            None => Err(JournalError::ReadOnly),
        }
    }

    /// Reads what others wrote meanwhile; gives how many entries.
    ///
    /// # Errors
    /// Where the store cannot be read, or does not go on as a chain of entries.
    pub fn refresh(&mut self) -> Result<usize, JournalError> {
        let before = self.entries.len();
        while let Some(store) = &mut self.store {
            let rows = store.read(self.head.number, ROWS_AT_ONCE)?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                self.take(&row)?;
            }
        }
        Ok(self.entries.len() - before)
    }

    /// Takes a row behind the last one.
    fn take(&mut self, row: &Row) -> Result<(), JournalError> {
        let (head, entry) = next(self.head, row)?;
        self.entries.push(entry);
        self.head = head;
        Ok(())
    }

    /// Writes behind the last entry that is known here, all of it or nothing.
    ///
    /// # Errors
    /// Where the store cannot be written, or the lease is lost.
    pub fn append(&mut self, writing: &Writing, now: Instant) -> Result<Written, JournalError> {
        let first = self.head.number.saturating_add(1);
        let Chained { entries, lines, head: after } = chained(self.head, writing, now)?;
        let store = self.store.as_mut().ok_or(JournalError::ReadOnly)?;
        let batch = Batch {
            behind: self.head,
            lines,
            credentials: writing.credentials.clone(),
            lease: writing.lease.clone(),
        };
        match store.append(&batch) {
            Ok(Appended::Done(head)) => {
                self.entries.extend(entries);
                self.head = head;
                Ok(Written::Done(first))
            }
            Ok(Appended::Behind(_)) => {
                self.refresh()?;
                Ok(Written::Behind)
            }
            Ok(Appended::LeaseLost) => Err(JournalError::LeaseLost),
            Err(error) => {
                // The connection may have broken between the writing and its acknowledgement: what is there says so.
                let is_there = !entries.is_empty()
                    && self.refresh().is_ok()
                    && self.entry(after.number).is_some_and(|entry| Some(entry) == entries.last());
                if is_there { Ok(Written::Done(first)) } else { Err(error.into()) }
            }
        }
    }
}

/// The entry of a row and the head behind it, where the row goes on from `head`.
///
/// # Errors
/// Where it does not, or is no entry.
pub fn next(head: Head, row: &Row) -> Result<(Head, Entry), JournalError> {
    use crate::store::Why;
    let number = head.number.saturating_add(1);
    let broken = |why| JournalError::Broken(Broken { number, why });
    if row.number != number {
        return Err(broken(Why::Missing { found: row.number }));
    }
    if Digest::of(&row.line) != row.sha256 {
        return Err(broken(Why::Altered));
    }
    let entry = Entry::parse(&row.line).map_err(|why| JournalError::NotAnEntry { number, why })?;
    if entry.number != number {
        return Err(broken(Why::AnotherNumber { said: entry.number }));
    }
    if entry.previous != head.sha256 {
        return Err(broken(Why::AnotherBefore));
    }
    Ok((Head { number, sha256: row.sha256 }, entry))
}

/// Entries behind a head.
#[derive(Clone, Debug, Default)]
pub struct Chained {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Their lines.
    pub lines: Vec<Vec<u8>>,
    /// The head behind them.
    pub head: Head,
}

/// Puts drafts behind a head.
fn chained(head: Head, writing: &Writing, now: Instant) -> Result<Chained, JournalError> {
    let mut chained = Chained { head, ..Chained::default() };
    for draft in &writing.drafts {
        chained.push((writing.author.clone(), writing.request.clone()), now, draft.clone())?;
    }
    Ok(chained)
}

impl Chained {
    fn push(
        &mut self,
        (author, request): (Option<String>, Option<Request>),
        recorded_at: Instant,
        said: Draft,
    ) -> Result<(), JournalError> {
        let number = self.head.number.saturating_add(1);
        let entry = Entry { number, previous: self.head.sha256, recorded_at, author, request, said };
        let line = entry.line().map_err(|why| JournalError::NotAnEntry { number, why })?;
        self.head = Head { number, sha256: Digest::of(&line) };
        self.entries.push(entry);
        self.lines.push(line);
        Ok(())
    }
}

/// Entries that were written at instants of their own, as a chain from the beginning: what a workspace of the first
/// format comes to, the same on every machine.
///
/// # Errors
/// Where one is longer than entries are.
pub fn chain_of_old(drafts: impl IntoIterator<Item = (Instant, Draft)>) -> Result<Chained, JournalError> {
    let mut chained = Chained::default();
    for (recorded_at, draft) in drafts {
        chained.push((None, None), recorded_at, draft)?;
    }
    Ok(chained)
}
