//! Where a journal's rows lie. A row is appended behind the last one or not at all, and never changed.
//!
//! | | SQLite | PostgreSQL |
//! | --- | --- | --- |
//! | who | processes of one machine | processes of several machines |
//! | acknowledged means | on this machine's disk | as the server's `synchronous_commit` says, which is checked |
//! | how others notice | the file's data version | `LISTEN`, `NOTIFY` |
//!
//! **The protocol.** A writer reads up to the head, decides against what it has read, and appends behind exactly that
//! head. If anybody was quicker, nothing is written, and the writer reads on and decides anew. So each row was decided
//! upon with all rows before it known: that is what makes a rule like "by a second person" hold between processes.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod error;
mod memory;
mod postgres;
mod sqlite;
mod verify;

use std::fmt;
use std::time::Duration;

use crate::digest::Digest;

pub use error::StoreError;
pub use memory::Memory;
pub use postgres::Postgres;
pub use sqlite::Sqlite;
pub use verify::{Broken, Chain, Why, verify, verify_rows};

/// The last row of a journal: its number and its digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// How many rows there are.
    pub number: u64,
    /// SHA-256 of the last line; [`Digest::NONE`] where there is none.
    pub sha256: Digest,
}

/// One row as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place, counted from 1.
    pub number: u64,
    /// The entry: one line of canonical JSON, without the line's end.
    pub line: Vec<u8>,
    /// SHA-256 of the line, as it was when it was written.
    pub sha256: Digest,
}

/// What shall be written, all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Behind which row.
    pub behind: Head,
    /// The lines, each naming the digest of the one before it.
    pub lines: Vec<Vec<u8>>,
    /// Credentials that change with them.
    pub credentials: Vec<Credential>,
    /// A lease that must still be held.
    pub lease: Option<Lease>,
}

/// Lines of so many bytes are enough to be held at once: no row is read behind them.
pub const READ_BYTES_MAX: usize = 32 << 20;

/// What a password is checked against. It is no entry: an old one is to be forgotten. The entry that set it holds its
/// SHA-256.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// Whose.
    pub user: String,
    /// The password's hash in PHC form; `None` takes it away.
    pub phc: Option<String>,
}

impl fmt::Debug for Credential {
    /// Whose it is and whether there is one, never the hash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let phc = self.phc.as_ref().map(|_| "…");
        f.debug_struct("Credential").field("user", &self.user).field("phc", &phc).finish()
    }
}

/// How an append ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Written, and on disk; the new head.
    Done(Head),
    /// Somebody was quicker: nothing was written.
    Behind(Head),
    /// The lease is not held any more: nothing was written.
    LeaseLost,
}

/// A right to do something that one process at a time may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What.
    pub name: String,
    /// Who, as it calls itself: a name that no other process has, for whoever asks under it has the lease already.
    pub holder: String,
    /// Grows by one whenever the lease is taken anew, also by an earlier holder, and never goes back: what was sent
    /// under an earlier one is refused.
    pub fence: u64,
}

/// How asking for a lease ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leased {
    /// It is ours until the time is over.
    Ours(Lease),
    /// Somebody else has it, for so long at most.
    Theirs {
        /// Who.
        holder: String,
        /// For how long at most.
        at_most: Duration,
    },
}

/// Opens the journal that an address names, `postgres://…` or `postgresql://…`: see [`Postgres::open`].
///
/// # Errors
/// As opening it has them.
pub fn open(address: &str) -> Result<Box<dyn Store>, StoreError> {
    Ok(Box::new(Postgres::open(address)?))
}

/// The same where the journal is there already: a database without one is left as it is.
///
/// # Errors
/// As opening it has them, and where there is no journal.
pub fn open_existing(address: &str) -> Result<Box<dyn Store>, StoreError> {
    Ok(Box::new(Postgres::open_existing(address)?))
}

/// A journal's rows.
pub trait Store: Send {
    /// The last row.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn head(&mut self) -> Result<Head, StoreError>;

    /// Rows behind `after`, rising, `rows_max` at most, and no more once they have [`READ_BYTES_MAX`], but one at least:
    /// there are none left where none comes. The numbers are what is stored: a gap is for the reader to find.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn read(&mut self, after: u64, rows_max: u32) -> Result<Vec<Row>, StoreError>;

    /// Writes a batch behind the head that it names, or nothing.
    ///
    /// # Errors
    /// Where the store cannot be written. Whether the batch is there then is known only by reading on: a connection may
    /// break between the writing and its acknowledgement.
    fn append(&mut self, batch: &Batch) -> Result<Appended, StoreError>;

    /// Everybody's credentials, by user.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn credentials(&mut self) -> Result<Vec<Credential>, StoreError>;

    /// Asks for a lease, or for more time if it is ours already.
    ///
    /// # Errors
    /// Where the store cannot be written.
    fn lease(&mut self, name: &str, holder: &str, time: Duration) -> Result<Leased, StoreError>;

    /// Gives a lease back; one that is not held any more is no error.
    ///
    /// # Errors
    /// Where the store cannot be written.
    fn release(&mut self, lease: &Lease) -> Result<(), StoreError>;

    /// Waits until the journal has grown beyond `after`, or the time is over; the head then.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn wait(&mut self, after: u64, time: Duration) -> Result<Head, StoreError>;

    /// What the engine itself finds broken about its files, in its own words; empty where all is well.
    ///
    /// # Errors
    /// Where it cannot look.
    fn check(&mut self) -> Result<Vec<String>, StoreError>;
}
