//! A journal in one SQLite file, for the processes of one machine.
//!
//! ```text
//! journal.qazyq        the rows, once they are carried over
//! journal.qazyq-wal    what was last written: part of the journal, never to be taken away by itself
//! journal.qazyq-shm    shared between the processes, of no worth afterwards
//! ```
//!
//! The file appears under its name with its tables in it or not at all, and only its owner can read it, for it holds the
//! hashes of passwords. Whoever shares a journal between several users of a machine gives the file's group the right to
//! read and write.
//!
//! A network's file system is no place for it: SQLite's locks and shared memory do not reach over machines. That is what
//! PostgreSQL is for.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use rusqlite::config::DbConfig;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior, params,
};

use super::{Appended, Batch, Credential, Head, Lease, Leased, READ_BYTES_MAX, Row, Store, StoreError};
use crate::digest::Digest;

/// `Qazy`, at the place in the file's head where SQLite keeps whose it is.
const APPLICATION_ID: u32 = 0x5161_7a79;
/// Version of the tables.
const FORMAT: u32 = 1;
/// How long others are waited for.
const BUSY_MAX: Duration = Duration::from_secs(10);
/// How often somebody who waits looks whether another process has written.
const POLL: Duration = Duration::from_millis(10);

/// A row may come in one place only, behind the last; replacing one would be no `DELETE` for a trigger.
const TABLES: &str = "
CREATE TABLE journal (
  number INTEGER PRIMARY KEY,
  line BLOB NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;
CREATE TABLE credential (
  user TEXT PRIMARY KEY NOT NULL,
  phc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE lease (
  name TEXT PRIMARY KEY NOT NULL,
  holder TEXT NOT NULL,
  fence INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'a row comes behind the last one'); END;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'a row is never changed'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a row is never deleted'); END;
";

/// Version of a journal that goes on elsewhere: it is read, and never written any more.
const MOVED: u32 = 1_001;
/// What keeps it from being written, also by whoever had it open before.
const CLOSED: &str = "
CREATE TRIGGER journal_has_moved BEFORE INSERT ON journal
BEGIN SELECT RAISE(ABORT, 'the journal has moved into a database'); END;
CREATE TRIGGER credential_has_moved BEFORE INSERT ON credential
BEGIN SELECT RAISE(ABORT, 'the journal has moved into a database'); END;
CREATE TRIGGER credential_is_kept BEFORE DELETE ON credential
BEGIN SELECT RAISE(ABORT, 'the journal has moved into a database'); END;
";

/// The machine's clock in milliseconds, as SQLite reads it.
const NOW_MS: &str = "CAST(round(unixepoch('subsec') * 1000) AS INTEGER)";

/// A journal in a file. Each handle has a connection of its own: open the file again for another thread.
pub struct Sqlite {
    path: PathBuf,
    connection: Connection,
    /// Set where the file is read as one that nobody changes: what it was like when it was opened.
    frozen: Option<Stamp>,
}

/// What shows that somebody has changed a file after all.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    wal: bool,
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sqlite").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Sqlite {
    /// Opens a journal to read and write, and makes it where there is none.
    ///
    /// # Errors
    /// Where it cannot be opened or made; where the file is something else, which is then left as it is; where the journal
    /// has moved.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let (store, has_moved) = Self::open_moved_or_not(path.as_ref())?;
        if has_moved {
            let text = "a journal that has moved into a database".to_owned();
            return Err(StoreError::AnotherFormat { store: shown(&store.path), text });
        }
        Ok(store)
    }

    /// Closes a journal that goes on elsewhere, if `head` is its last row; gives the last row. From then on it can be read,
    /// and every append fails, also with a handle that was opened before. What is closed stays so.
    ///
    /// # Errors
    /// Where it cannot be opened or written.
    pub fn close_for_good(path: impl AsRef<Path>, head: Head) -> Result<Head, StoreError> {
        let (mut store, has_moved) = Self::open_moved_or_not(path.as_ref())?;
        if has_moved {
            return store.head();
        }
        let found = store.writing(|transaction| {
            let found = head_of(transaction)?;
            if found != head || version_of(transaction)? == MOVED {
                return Ok(Wrote::Nothing(found));
            }
            transaction.execute_batch(CLOSED)?;
            transaction.pragma_update(None, "user_version", MOVED)?;
            Ok(Wrote::Keep(found))
        })?;
        // Into the file itself, if nobody reads at this moment: where it is not, it is in the log, which counts as well.
        let _ = store.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(found)
    }

    /// A journal to read and write, and whether it has moved.
    fn open_moved_or_not(path: &Path) -> Result<(Self, bool), StoreError> {
        let opened = |error: rusqlite::Error| trouble(path, error, Doing::Opening);
        let cannot =
            |error: io::Error| StoreError::CannotBeOpened { store: shown(path), text: error.to_string() };
        // SQLite takes a name that begins with `file:` for something else.
        let whole = std::path::absolute(path).map_err(cannot)?;
        if matches!(fs::symlink_metadata(&whole), Err(error) if error.kind() == io::ErrorKind::NotFound) {
            make(&whole)?;
        }
        is_ours(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&whole, flags).map_err(opened)?;
        set_up(&connection).map_err(opened)?;
        // An acknowledged row outlasts a power cut: with FULL each commit waits until the write-ahead log is on disk,
        // with NORMAL only until it is written. The other two ask macOS for the disk's own word.
        for (name, value) in [("synchronous", "FULL"), ("fullfsync", "ON"), ("checkpoint_fullfsync", "ON")] {
            connection.pragma_update(None, name, value).map_err(opened)?;
        }
        // The file was made with it; but whoever copied it may have changed that.
        let mode: String = connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
            .map_err(opened)?;
        if mode != "wal" {
            let setting = format!("journal_mode = {mode}");
            return Err(StoreError::NotDurable { store: shown(path), setting });
        }
        // An old hash is to be gone, not only out of reach.
        connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(())).map_err(opened)?;
        let has_moved = has_our_tables(path, &connection)?;
        Ok((Self { path: path.to_owned(), connection, frozen: None }, has_moved))
    }

    /// Opens a journal to read only: also from a medium or in a folder that cannot be written to.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        is_ours(path)?;
        let cannot =
            |error: io::Error| StoreError::CannotBeOpened { store: shown(path), text: error.to_string() };
        let whole = std::path::absolute(path).map_err(cannot)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |flags| {
            let connection = Connection::open_with_flags(&whole, flags)?;
            set_up(&connection)?;
            connection.pragma_update(None, "query_only", "ON")?;
            Ok(connection)
        };
        // Whoever may write to the folder cleans up behind itself: a connection that could not write would leave the
        // log and the shared memory lying beside the journal.
        let usual = open(OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .or_else(|_| open(flags));
        let (connection, frozen) = match usual {
            Ok(connection) => (connection, None),
            // Readers share memory in a file beside the journal. Where none can be made there, nobody writes either, if
            // nothing lies in the log: then the file is all there is, and may be read as one that does not change.
            Err(error) if needs_a_folder(&error) && !has_log(&whole) => {
                let stamp = Stamp::of(&whole).map_err(cannot)?;
                let connection =
                    Connection::open_with_flags(frozen_uri(&whole), flags | OpenFlags::SQLITE_OPEN_URI)
                        .and_then(|connection| set_up(&connection).map(|()| connection))
                        .map_err(|error| trouble(path, error, Doing::Opening))?;
                (connection, Some(stamp))
            }
            Err(error) => return Err(trouble(path, error, Doing::Opening)),
        };
        has_our_tables(path, &connection)?;
        Ok(Self { path: path.to_owned(), connection, frozen })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The connection to read with. A file that was taken for unchanging is opened anew if it has changed.
    fn reading(&mut self) -> Result<&Connection, StoreError> {
        if let Some(stamp) = &self.frozen
            && Stamp::of(&self.path).ok().as_ref() != Some(stamp)
        {
            *self = Self::open_read_only(&self.path)?;
        }
        Ok(&self.connection)
    }

    /// Does something in one transaction that has the right to write from its beginning: so it never fails half way
    /// because somebody else was quicker.
    fn writing<T>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> Result<Wrote<T>, Fault>,
    ) -> Result<T, StoreError> {
        let done = |connection: &mut Connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            match write(&transaction)? {
                Wrote::Keep(answer) => transaction.commit().map(|()| answer).map_err(Fault::Engine),
                Wrote::Nothing(answer) => transaction.rollback().map(|()| answer).map_err(Fault::Engine),
            }
        };
        done(&mut self.connection).map_err(|fault| fault.into_error(&self.path, Doing::Writing))
    }
}

/// What a transaction came to.
enum Wrote<T> {
    Keep(T),
    Nothing(T),
}

/// What went wrong inside an operation.
enum Fault {
    Engine(rusqlite::Error),
    /// A row is stored that cannot be one.
    Row {
        number: Option<u64>,
        text: String,
    },
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error)
    }
}

impl Fault {
    fn into_error(self, path: &Path, doing: Doing) -> StoreError {
        match self {
            Self::Engine(error) => trouble(path, error, doing),
            Self::Row { number, text } => StoreError::Damaged { store: shown(path), number, text },
        }
    }
}

/// Makes a journal that appears under its name with its tables in it. If another process makes one at the same time, one
/// of them is there afterwards.
fn make(path: &Path) -> Result<(), StoreError> {
    let cannot = |text: String| StoreError::CannotBeOpened { store: shown(path), text };
    let folder = path.parent().unwrap_or(Path::new("/"));
    let file =
        tempfile::Builder::new().prefix(".qazyq-").tempfile_in(folder).map_err(|e| cannot(e.to_string()))?;
    let fill = || {
        let connection = Connection::open(file.path())?;
        // Nobody knows the file yet: if the machine stops now, it is as if it had never been.
        connection.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        connection.pragma_update(None, "user_version", FORMAT)?;
        connection.execute_batch(TABLES)?;
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.close().map_err(|(_, error)| error)
    };
    fill().map_err(|error: rusqlite::Error| cannot(error.to_string()))?;
    file.as_file().sync_all().map_err(|e| cannot(e.to_string()))?;
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(cannot(error.error.to_string()));
        }
        _ => {}
    }
    // The name is on disk only when its folder is.
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| cannot(e.to_string()))
}

/// Looks at the file's head without SQLite, which would carry over or roll back what lies beside a foreign file.
fn is_ours(path: &Path) -> Result<(), StoreError> {
    let another = |text: &str| StoreError::AnotherFormat { store: shown(path), text: text.to_owned() };
    let mut head = Vec::with_capacity(100);
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut head))
        .map_err(|error| StoreError::CannotBeOpened { store: shown(path), text: error.to_string() })?;
    let number = |at: usize| head.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes));
    if head.is_empty() {
        return Err(another("an empty file"));
    }
    if head.len() < 100 || !head.starts_with(b"SQLite format 3\0") {
        return Err(another("no SQLite file"));
    }
    if number(68) != Some(APPLICATION_ID) {
        return Err(another("a SQLite file of another program"));
    }
    match number(60) {
        Some(FORMAT | MOVED) => Ok(()),
        version => Err(another(&format!("version {}, not {FORMAT}", version.unwrap_or_default()))),
    }
}

/// What every connection has, whether it writes or not; ends with the first look into the file.
fn set_up(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(BUSY_MAX)?;
    // A file that somebody made on purpose is not to run anything: neither functions in its schema nor changed pages.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

/// The tables and triggers are ours, word for word: without a trigger a journal could be changed. Tells whether the
/// journal has moved: the file's head may not say so yet.
fn has_our_tables(path: &Path, connection: &Connection) -> Result<bool, StoreError> {
    let opened = |error: rusqlite::Error| trouble(path, error, Doing::Opening);
    // Both in one look: it may be closed between two.
    let look = connection.unchecked_transaction().map_err(opened)?;
    let has_moved = version_of(&look).map_err(opened)? == MOVED;
    let found = schema(&look).map_err(opened)?;
    drop(look);
    let closed = if has_moved { CLOSED } else { "" };
    let ours = Connection::open_in_memory()
        .and_then(|plain| {
            plain.execute_batch(TABLES)?;
            plain.execute_batch(closed)?;
            schema(&plain)
        })
        .map_err(opened)?;
    if found == ours {
        return Ok(has_moved);
    }
    let strange = found.iter().find(|of| !ours.contains(of)).or(ours.iter().find(|of| !found.contains(of)));
    let name = strange.map(|(name, _)| name.as_str()).unwrap_or_default();
    let text = format!("tables or triggers are not as they were made: {name}");
    Err(StoreError::Damaged { store: shown(path), number: None, text })
}

fn version_of(connection: &Connection) -> Result<u32, rusqlite::Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Every table, index and trigger with its text, but for what SQLite keeps for itself.
fn schema(connection: &Connection) -> Result<Vec<(String, Option<String>)>, rusqlite::Error> {
    connection
        .prepare(
            "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

impl Stamp {
    fn of(path: &Path) -> io::Result<Self> {
        let metadata = fs::metadata(path)?;
        Ok(Self { len: metadata.len(), modified: metadata.modified().ok(), wal: has_log(path) })
    }
}

/// Whether something was written to the log beside the file.
fn has_log(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    fs::metadata(name).is_ok_and(|metadata| metadata.len() > 0)
}

/// The file's address for SQLite, as one that nobody changes.
fn frozen_uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    for &byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}

/// Whether SQLite fails for want of a folder that it can write to.
fn needs_a_folder(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// What was being done when it failed.
#[derive(Clone, Copy)]
enum Doing {
    Opening,
    Reading,
    Writing,
}

fn trouble(path: &Path, error: rusqlite::Error, doing: Doing) -> StoreError {
    let (store, text) = (shown(path), error.to_string());
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { store, text },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Damaged { store, number: None, text }
        }
        _ => match doing {
            Doing::Opening => StoreError::CannotBeOpened { store, text },
            Doing::Reading => StoreError::CannotBeRead { store, text },
            Doing::Writing => StoreError::CannotBeWritten { store, text },
        },
    }
}

/// A number as SQLite stores it. What is beyond it is beyond any row.
fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn row_of(row: &rusqlite::Row<'_>) -> Result<Row, Fault> {
    let number: i64 = row.get(0)?;
    let Ok(number) = u64::try_from(number) else {
        return Err(Fault::Row { number: None, text: format!("a row has the number {number}") });
    };
    let damaged = |error: rusqlite::Error| Fault::Row { number: Some(number), text: error.to_string() };
    let line: Vec<u8> = row.get(1).map_err(damaged)?;
    let sha256: [u8; 32] = row.get(2).map_err(damaged)?;
    Ok(Row { number, line, sha256: Digest::from_bytes(sha256) })
}

fn head_of(connection: &Connection) -> Result<Head, Fault> {
    let mut statement =
        connection.prepare("SELECT number, sha256 FROM journal ORDER BY number DESC LIMIT 1")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(Head::default()) };
    let number: i64 = row.get(0)?;
    let Ok(number) = u64::try_from(number) else {
        return Err(Fault::Row { number: None, text: format!("the last row has the number {number}") });
    };
    let damaged = |error: rusqlite::Error| Fault::Row { number: Some(number), text: error.to_string() };
    let sha256: [u8; 32] = row.get(1).map_err(damaged)?;
    Ok(Head { number, sha256: Digest::from_bytes(sha256) })
}

fn read_of(connection: &Connection, after: u64, rows_max: u32) -> Result<Vec<Row>, Fault> {
    let mut last = after;
    let (mut found, mut bytes) = (Vec::new(), 0_usize);
    let mut statement = connection
        .prepare("SELECT number, line, sha256 FROM journal WHERE number > ?1 ORDER BY number LIMIT ?2")?;
    let mut rows = statement.query(params![stored(after), rows_max])?;
    loop {
        // The engine stumbles over a page; the row behind the last that could be read is on it.
        let next = rows.next().map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt) => {
                Fault::Row { number: Some(last.saturating_add(1)), text: error.to_string() }
            }
            _ => Fault::Engine(error),
        });
        let Some(row) = next? else { return Ok(found) };
        let row = row_of(row)?;
        last = row.number;
        bytes = bytes.saturating_add(row.line.len());
        found.push(row);
        if bytes >= READ_BYTES_MAX {
            return Ok(found);
        }
    }
}

fn holds(connection: &Connection, lease: &Lease) -> Result<bool, rusqlite::Error> {
    let sql = format!(
        "SELECT count(*) FROM lease WHERE name = ?1 AND holder = ?2 AND fence = ?3 AND until_ms > {NOW_MS}"
    );
    let mut statement = connection.prepare(&sql)?;
    statement.query_row(params![lease.name, lease.holder, stored(lease.fence)], |row| {
        row.get::<_, i64>(0).map(|n| n > 0)
    })
}

fn append_in(transaction: &Transaction<'_>, batch: &Batch) -> Result<Wrote<Appended>, Fault> {
    if let Some(lease) = &batch.lease
        && !holds(transaction, lease)?
    {
        return Ok(Wrote::Nothing(Appended::LeaseLost));
    }
    let mut head = head_of(transaction)?;
    if head != batch.behind {
        return Ok(Wrote::Nothing(Appended::Behind(head)));
    }
    let mut insert = transaction.prepare("INSERT INTO journal (number, line, sha256) VALUES (?1, ?2, ?3)")?;
    for line in &batch.lines {
        head = Head { number: head.number.saturating_add(1), sha256: Digest::of(line) };
        insert.execute(params![stored(head.number), line, head.sha256.as_bytes()])?;
    }
    for Credential { user, phc } in &batch.credentials {
        match phc {
            Some(phc) => transaction.execute(
                "INSERT INTO credential (user, phc) VALUES (?1, ?2) ON CONFLICT (user) DO UPDATE SET phc = excluded.phc",
                params![user, phc],
            )?,
            None => transaction.execute("DELETE FROM credential WHERE user = ?1", params![user])?,
        };
    }
    Ok(Wrote::Keep(Appended::Done(head)))
}

fn lease_in(
    transaction: &Transaction<'_>,
    name: &str,
    holder: &str,
    time: Duration,
) -> Result<Leased, Fault> {
    let now: i64 = transaction.query_row(&format!("SELECT {NOW_MS}"), [], |row| row.get(0))?;
    let found: Option<(String, i64, i64)> = transaction
        .query_row("SELECT holder, fence, until_ms FROM lease WHERE name = ?1", params![name], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let fence = match found {
        Some((theirs, _, until)) if until > now && theirs != holder => {
            let at_most = Duration::from_millis(until.abs_diff(now));
            return Ok(Leased::Theirs { holder: theirs, at_most });
        }
        Some((_, fence, until)) if until > now => fence,
        Some((_, fence, _)) => fence.saturating_add(1),
        None => 1,
    };
    let until = now.saturating_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX));
    transaction.execute(
        "INSERT INTO lease (name, holder, fence, until_ms) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = excluded.fence, until_ms = excluded.until_ms",
        params![name, holder, fence, until],
    )?;
    let fence = u64::try_from(fence).unwrap_or_default();
    Ok(Leased::Ours(Lease { name: name.to_owned(), holder: holder.to_owned(), fence }))
}

impl Store for Sqlite {
    fn head(&mut self) -> Result<Head, StoreError> {
        let found = head_of(self.reading()?);
        found.map_err(|fault| fault.into_error(&self.path, Doing::Reading))
    }

    fn read(&mut self, after: u64, rows_max: u32) -> Result<Vec<Row>, StoreError> {
        let found = read_of(self.reading()?, after, rows_max);
        found.map_err(|fault| fault.into_error(&self.path, Doing::Reading))
    }

    fn append(&mut self, batch: &Batch) -> Result<Appended, StoreError> {
        self.writing(|transaction| append_in(transaction, batch))
    }

    fn credentials(&mut self) -> Result<Vec<Credential>, StoreError> {
        let read = |connection: &Connection| {
            connection
                .prepare("SELECT user, phc FROM credential ORDER BY user")?
                .query_map([], |row| Ok(Credential { user: row.get(0)?, phc: Some(row.get(1)?) }))?
                .collect::<Result<Vec<_>, _>>()
        };
        let found = read(self.reading()?);
        found.map_err(|error| trouble(&self.path, error, Doing::Reading))
    }

    fn lease(&mut self, name: &str, holder: &str, time: Duration) -> Result<Leased, StoreError> {
        self.writing(|transaction| lease_in(transaction, name, holder, time).map(Wrote::Keep))
    }

    fn release(&mut self, lease: &Lease) -> Result<(), StoreError> {
        self.writing(|transaction| {
            let Lease { name, holder, fence } = lease;
            transaction.execute(
                "UPDATE lease SET until_ms = 0 WHERE name = ?1 AND holder = ?2 AND fence = ?3",
                params![name, holder, stored(*fence)],
            )?;
            Ok(Wrote::Keep(()))
        })
    }

    fn wait(&mut self, after: u64, time: Duration) -> Result<Head, StoreError> {
        let until = Instant::now().checked_add(time);
        let version =
            |connection: &Connection| connection.pragma_query_value(None, "data_version", |row| row.get(0));
        loop {
            let seen: Result<i64, _> = version(self.reading()?);
            let seen = seen.map_err(|error| trouble(&self.path, error, Doing::Reading))?;
            let head = self.head()?;
            if head.number > after || until.is_some_and(|until| Instant::now() >= until) {
                return Ok(head);
            }
            // Asking for the version costs less than asking for the head, which is asked for once more at the end.
            while until.is_none_or(|until| Instant::now() < until) {
                let now: Result<i64, _> = version(self.reading()?);
                if now.map_err(|error| trouble(&self.path, error, Doing::Reading))? != seen {
                    break;
                }
                thread::sleep(POLL);
            }
        }
    }

    fn check(&mut self) -> Result<Vec<String>, StoreError> {
        let read = |connection: &Connection| {
            connection
                .prepare("PRAGMA integrity_check")?
                .query_map([], |row| row.get::<_, String>(0))?
                .collect::<Result<Vec<_>, _>>()
        };
        let found = read(self.reading()?);
        let mut found = found.map_err(|error| trouble(&self.path, error, Doing::Reading))?;
        found.retain(|text| text != "ok");
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(many: usize) -> Vec<Vec<u8>> {
        vec![vec![b'x'; 1_000]; many]
    }

    /// The limit is the connection's own, so it is set from within.
    #[test]
    fn a_full_disk_refuses_a_batch_whole_and_takes_it_later() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(folder.path().join("journal")).unwrap();
        let Appended::Done(head) = store.append(&Batch { lines: rows(10), ..Batch::default() }).unwrap()
        else {
            panic!("it is refused")
        };
        let limit = |store: &Sqlite, pages: u32| {
            store.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
        };
        let pages: u32 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        limit(&store, pages + 5);
        let credentials = vec![Credential { user: String::from("anna"), phc: Some(String::from("x")) }];
        let batch = Batch { behind: head, lines: rows(100), credentials, lease: None };
        for _ in 0..3 {
            let error = store.append(&batch).unwrap_err();
            assert_eq!(error.code(), "store-cannot-be-written", "{error}");
            assert_eq!(store.head().unwrap(), head);
            assert_eq!(store.credentials().unwrap(), []);
        }
        // What fits is still taken.
        let small = Batch { behind: head, lines: rows(1), ..Batch::default() };
        let Appended::Done(head) = store.append(&small).unwrap() else { panic!("it is refused") };
        limit(&store, u32::MAX >> 1);
        let Appended::Done(now) = store.append(&Batch { behind: head, ..batch }).unwrap() else {
            panic!("it is refused")
        };
        assert_eq!((now.number, store.read(0, u32::MAX).unwrap().len()), (111, 111));
        assert_eq!(store.check().unwrap(), [""; 0]);
    }

    #[test]
    fn an_acknowledged_row_is_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path().join("journal")).unwrap();
        let set = |name| store.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        // FULL, as SQLite counts.
        assert_eq!(set("synchronous"), 2);
        assert_eq!(set("fullfsync"), 1);
        assert_eq!(set("secure_delete"), 1);
    }
}
