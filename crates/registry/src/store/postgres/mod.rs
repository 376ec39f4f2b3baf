//! A journal in a PostgreSQL database, for processes of several machines.
//!
//! Its tables lie in the first schema of the search path and are made where they are absent. Several journals in one
//! database have a schema each.
//!
//! **One writes at a time.** An append holds a lock of the database until it is committed, and looks at the head under it.
//! The primary key would keep two rows from taking one number by itself; the lock also keeps a batch of credentials alone
//! from being written behind a head that is none any more, and lets whoever comes second wait instead of fail.
//!
//! **A broken connection.** What only reads, and what may be said twice, is said again over a new connection, for
//! [`AGAIN_MAX`] at most. An append never is: it may have been written.

mod address;

use std::fmt;
use std::thread;
use std::time::{Duration, Instant};

use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::{Client, Statement};

use super::{Appended, Batch, Credential, Head, Lease, Leased, READ_BYTES_MAX, Row, Store, StoreError};
use crate::digest::Digest;
use address::Address;

const TABLES: &str = include_str!("tables.sql");
/// Version of the tables.
const FORMAT: i32 = 1;
/// The triggers without which a journal could be changed.
const TRIGGERS: [&str; 3] =
    ["qazyq_journal_grows_at_its_end", "qazyq_journal_is_never_changed", "qazyq_journal_is_never_emptied"];

/// How long a new connection is tried for when one broke: a server that starts again takes some seconds.
const AGAIN_MAX: Duration = Duration::from_secs(10);
/// How often somebody who waits looks though nothing was notified: a notification may be lost with a connection.
const LOOK_MAX: Duration = Duration::from_secs(5);
/// And where nothing is ever notified.
const LOOK_UNNOTIFIED: Duration = Duration::from_millis(200);
/// A hundred years: a longer lease is as good as none that ends.
const MILLIS_MAX: i64 = 100 * 366 * 24 * 60 * 60 * 1_000;
/// How many rows and bytes go into one statement.
const ROWS_AT_A_TIME: usize = 1_000;
const BYTES_AT_A_TIME: usize = 8 << 20;

/// For each session. Whoever holds a lock for longer is not worth waiting for, and whoever went silent within a
/// transaction must not keep the journal to himself. Every statement here finds its rows by their key: a plan made while
/// the journal was small enough to be read through would be kept while it grows.
const SESSION: &str = "
SET lock_timeout = '10s';
SET statement_timeout = '60s';
SET idle_in_transaction_session_timeout = '60s';
SET enable_seqscan = off;
";

/// Makes a writer the only one until its transaction ends. The key is the table's, so that journals in two schemas do
/// not wait for each other; the first number is `Qazy`.
const BEGIN: &str = "
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SELECT pg_advisory_xact_lock(1365342841, 'qazyq_journal'::regclass::oid::bigint::bit(32)::integer);
";

/// Wakes whoever waits, and ends the transaction without a time limit: a commit that waits for another machine and is
/// broken off would be acknowledged before that machine has it.
const COMMIT: &str = "
NOTIFY qazyq_journal;
SET LOCAL statement_timeout = 0;
COMMIT;
";

/// A journal in a database.
pub struct Postgres {
    address: Address,
    session: Option<Session>,
}

/// A connection and the statements that were prepared on it.
struct Session {
    client: Client,
    /// Which database, for errors.
    store: String,
    /// Whether the server notifies; `None` before it was asked.
    listens: Option<bool>,
    head: Statement,
    read: Statement,
    insert: Statement,
    /// Whether a lease is held, and for as long as the transaction lasts nobody else's.
    holds: Statement,
}

impl fmt::Debug for Postgres {
    /// Where it is, never the address: there may be a password in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postgres").field("store", &self.address.shown()).finish_non_exhaustive()
    }
}

/// What a query failed of.
enum Fault {
    Engine(postgres::Error),
    /// It is known already what to say of it.
    Known(StoreError),
}

impl From<postgres::Error> for Fault {
    fn from(error: postgres::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Known(error)
    }
}

/// How a session sees to it that the tables are there.
type Look = fn(&mut Client, &str) -> Result<(), Fault>;

/// What was being done when it failed.
#[derive(Clone, Copy)]
enum Doing {
    Opening,
    Reading,
    Writing,
}

impl Postgres {
    /// Connects to a database, `postgres://user:password@host:port/database?sslmode=…&sslrootcert=FILE`, and makes the
    /// journal's tables where they are absent.
    ///
    /// With `sslmode` `require` or `verify-full` the server's certificate must prove the host that is named, against
    /// Mozilla's roots or against those of the file alone; with `prefer` the same, but a server without TLS will do;
    /// with `disable` there is none. Where nothing is said, TLS is required but of this machine.
    ///
    /// # Errors
    /// Where this is no address, the server cannot be reached or does not let the user in, where it acknowledges before
    /// what it acknowledges is on disk, and where the tables are of another format.
    pub fn open(address: &str) -> Result<Self, StoreError> {
        Self::open_and(address, tables)
    }

    /// The same where the journal is there already: a database without one is left as it is.
    ///
    /// # Errors
    /// As [`Postgres::open`] has them, and where there is no journal.
    pub fn open_existing(address: &str) -> Result<Self, StoreError> {
        Self::open_and(address, known_tables)
    }

    fn open_and(address: &str, look: Look) -> Result<Self, StoreError> {
        let address = Address::parse(address)?;
        let session = Some(Session::open(&address, look)?);
        Ok(Self { address, session })
    }

    /// Where the database is: `host:port/name`.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.address.shown()
    }

    /// The session, a new one where it broke.
    fn session(&mut self) -> Result<&mut Session, StoreError> {
        let session = match self.session.take().filter(|session| !session.client.is_closed()) {
            Some(session) => session,
            // A journal that was there is not made anew because the server comes back without it.
            None => Session::open(&self.address, known_tables)?,
        };
        Ok(self.session.insert(session))
    }

    /// Does what may be done twice, and does it again over a new connection where the old one broke.
    fn again<T>(
        &mut self,
        doing: Doing,
        mut work: impl FnMut(&mut Session) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let until = Instant::now() + AGAIN_MAX;
        let mut pause = Duration::from_millis(20);
        loop {
            match self.once(doing, &mut work) {
                Err(StoreError::Unreachable { .. }) if Instant::now() + pause < until => {
                    thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_secs(1));
                }
                done => return done,
            }
        }
    }

    /// Does something once.
    fn once<T>(
        &mut self,
        doing: Doing,
        work: impl FnOnce(&mut Session) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let done = work(self.session()?);
        done.map_err(|fault| {
            let error = fault.into_error(&self.address, doing);
            if matches!(error, StoreError::Unreachable { .. }) {
                self.session = None;
            }
            error
        })
    }

    /// Begins to write. Nothing has been sent that could be there twice, so a broken connection is made anew.
    fn begin(&mut self) -> Result<(), StoreError> {
        self.again(Doing::Writing, |session| {
            session.client.batch_execute(BEGIN).inspect_err(|_| session.roll_back()).map_err(Fault::Engine)
        })
    }
}

impl Session {
    fn open(address: &Address, look: Look) -> Result<Self, StoreError> {
        let mut client = address.connect().map_err(|error| trouble(address, &error, Doing::Opening))?;
        let store = address.shown().to_owned();
        let open = |client: &mut Client| {
            client.batch_execute(SESSION)?;
            durable(client, &store)?;
            look(client, &store)
        };
        let opened =
            open(&mut client).and_then(|()| Self::prepared(client, store.clone()).map_err(Fault::Engine));
        opened.map_err(|fault| fault.into_error(address, Doing::Opening))
    }

    fn prepared(mut client: Client, store: String) -> Result<Self, postgres::Error> {
        Ok(Self {
            store,
            listens: None,
            head: client.prepare("SELECT number, sha256 FROM qazyq_journal ORDER BY number DESC LIMIT 1")?,
            // The length of a line is known without reading it.
            read: client.prepare(
                "SELECT number, line, sha256 FROM ( \
                   SELECT *, sum(octet_length(line)) OVER (ORDER BY number ROWS UNBOUNDED PRECEDING) AS bytes \
                   FROM (SELECT * FROM qazyq_journal WHERE number > $1 ORDER BY number LIMIT $2) AS rows \
                 ) AS rows WHERE bytes - octet_length(line) < $3 ORDER BY number",
            )?,
            insert: client.prepare(
                "INSERT INTO qazyq_journal (number, line, sha256) \
                 SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[])",
            )?,
            // The clock, not the transaction's beginning: it may have waited for the lock since.
            holds: client.prepare(
                "SELECT FROM qazyq_lease WHERE name = $1 AND holder = $2 AND fence = $3 AND until > clock_timestamp() \
                 FOR SHARE",
            )?,
            client,
        })
    }

    fn roll_back(&mut self) {
        // Where this fails the connection is broken, and the server rolls back by itself.
        let _ = self.client.batch_execute("ROLLBACK");
    }

    fn head(&mut self) -> Result<Head, Fault> {
        match self.client.query_opt(&self.head, &[])? {
            Some(row) => {
                let number = self.number_of(row.try_get(0)?)?;
                Ok(Head { number, sha256: self.digest_of(number, row.try_get(1)?)? })
            }
            None => Ok(Head::default()),
        }
    }

    fn read(&mut self, after: u64, rows_max: u32) -> Result<Vec<Row>, Fault> {
        let bytes_max = i64::try_from(READ_BYTES_MAX).unwrap_or(i64::MAX);
        let rows = self.client.query(&self.read, &[&stored(after), &i64::from(rows_max), &bytes_max])?;
        let row_of = |row: &postgres::Row| {
            let number = self.number_of(row.try_get(0)?)?;
            Ok(Row { number, line: row.try_get(1)?, sha256: self.digest_of(number, row.try_get(2)?)? })
        };
        rows.iter().map(row_of).collect()
    }

    fn number_of(&self, number: i64) -> Result<u64, StoreError> {
        u64::try_from(number).map_err(|_| StoreError::Damaged {
            store: self.store.clone(),
            number: None,
            text: format!("a row has the number {number}"),
        })
    }

    fn digest_of(&self, number: u64, sha256: &[u8]) -> Result<Digest, StoreError> {
        sha256.try_into().map(Digest::from_bytes).map_err(|_| StoreError::Damaged {
            store: self.store.clone(),
            number: Some(number),
            text: format!("a digest of {} bytes", sha256.len()),
        })
    }

    /// The part of an append between its beginning and its end: the new head, or why nothing is to be written.
    fn write(&mut self, batch: &Batch) -> Result<Result<Head, Appended>, Fault> {
        if let Some(Lease { name, holder, fence }) = &batch.lease {
            let held = self.client.query_opt(&self.holds, &[name, holder, &stored(*fence)])?;
            if held.is_none() {
                return Ok(Err(Appended::LeaseLost));
            }
        }
        let mut head = self.head()?;
        if head != batch.behind {
            return Ok(Err(Appended::Behind(head)));
        }
        let mut lines = batch.lines.as_slice();
        while !lines.is_empty() {
            let (now, later) = lines.split_at(fitting(lines));
            head = self.insert(head, now)?;
            lines = later;
        }
        for Credential { user, phc } in &batch.credentials {
            match phc {
                Some(phc) => self.client.execute(
                    "INSERT INTO qazyq_credential (\"user\", phc) VALUES ($1, $2) \
                     ON CONFLICT (\"user\") DO UPDATE SET phc = excluded.phc",
                    &[user, phc],
                )?,
                None => self.client.execute("DELETE FROM qazyq_credential WHERE \"user\" = $1", &[user])?,
            };
        }
        Ok(Ok(head))
    }

    fn insert(&mut self, behind: Head, lines: &[Vec<u8>]) -> Result<Head, postgres::Error> {
        let digests: Vec<Digest> = lines.iter().map(|line| Digest::of(line)).collect();
        let numbers: Vec<i64> = (behind.number.saturating_add(1)..).map(stored).take(lines.len()).collect();
        let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
        let sha256s: Vec<&[u8]> = digests.iter().map(|digest| digest.as_bytes().as_slice()).collect();
        self.client.execute(&self.insert, &[&numbers, &lines, &sha256s])?;
        let many = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        let sha256 = digests.last().copied().unwrap_or(behind.sha256);
        Ok(Head { number: behind.number.saturating_add(many), sha256 })
    }

    /// One statement decides and writes. The row comes out as it is then: where it is somebody else's, unchanged.
    fn lease(&mut self, name: &str, holder: &str, time: Duration) -> Result<Leased, Fault> {
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX).min(MILLIS_MAX);
        // `excluded.until` less the time is the one look at the clock that all parts go by.
        let row = self.client.query_one(
            "INSERT INTO qazyq_lease AS held (name, holder, fence, until) \
             VALUES ($1, $2, 1, clock_timestamp() + $3::bigint * interval '1 millisecond') \
             ON CONFLICT (name) DO UPDATE SET (holder, fence, until) = (SELECT \
               CASE WHEN lasts THEN held.holder ELSE excluded.holder END, \
               CASE WHEN lasts THEN held.fence ELSE held.fence + 1 END, \
               CASE WHEN lasts AND held.holder <> excluded.holder THEN held.until ELSE excluded.until END \
               FROM (SELECT held.until > excluded.until - $3::bigint * interval '1 millisecond' AS lasts) AS it) \
             RETURNING holder, fence, \
               greatest(0, ceil(extract(epoch FROM until - clock_timestamp()) * 1000))::bigint",
            &[&name, &holder, &millis],
        )?;
        let (theirs, fence, left): (String, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        if theirs != holder {
            let at_most = Duration::from_millis(u64::try_from(left).unwrap_or_default());
            return Ok(Leased::Theirs { holder: theirs, at_most });
        }
        let fence = u64::try_from(fence).unwrap_or_default();
        Ok(Leased::Ours(Lease { name: name.to_owned(), holder: theirs, fence }))
    }

    /// Asks to be notified. A server that only follows another one notifies nobody.
    fn listen(&mut self) -> Result<(), Fault> {
        self.listens = match self.client.batch_execute("LISTEN qazyq_journal") {
            Ok(()) => Some(true),
            Err(error) if error.code() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION) => Some(false),
            Err(error) => return Err(Fault::Engine(error)),
        };
        Ok(())
    }

    /// Sleeps until something was notified, or the time is over.
    fn doze(&mut self, time: Duration) -> Result<(), Fault> {
        let look = if self.listens == Some(true) { LOOK_MAX } else { LOOK_UNNOTIFIED };
        self.client.notifications().timeout_iter(time.min(look)).next()?;
        // All that came meanwhile say the same.
        while self.client.notifications().iter().next()?.is_some() {}
        Ok(())
    }

    fn check(&mut self) -> Result<Vec<String>, Fault> {
        // As many minutes as the journal is large.
        self.client.batch_execute("SET statement_timeout = 0; SET enable_seqscan = on")?;
        let found = self.check_all();
        self.client.batch_execute(SESSION)?;
        found
    }

    /// Every row is read from its page, and what lies apart from it from there; the index names as many.
    fn check_all(&mut self) -> Result<Vec<String>, Fault> {
        let altered =
            "SELECT number FROM qazyq_journal WHERE sha256 <> sha256(line) ORDER BY number LIMIT 100";
        let mut found = Vec::new();
        for row in self.client.query(altered, &[])? {
            found.push(format!("row {} has another digest than its line", row.try_get::<_, i64>(0)?));
        }
        let counted =
            self.client.query_one("SELECT count(*), coalesce(max(number), 0) FROM qazyq_journal", &[])?;
        let (rows, last): (i64, i64) = (counted.try_get(0)?, counted.try_get(1)?);
        if rows != last {
            found.push(format!("{rows} rows, but the last has the number {last}"));
        }
        let tool = self.client.query_opt("SELECT FROM pg_extension WHERE extname = 'amcheck'", &[])?;
        if tool.is_some() {
            let sql = "SELECT concat_ws(' ', 'page', blkno, 'row', offnum, msg) FROM verify_heapam('qazyq_journal')";
            for row in self.client.query(sql, &[])? {
                found.push(row.try_get(0)?);
            }
            self.client.execute("SELECT bt_index_check('qazyq_journal_pkey', true)", &[])?;
        }
        Ok(found)
    }
}

impl Fault {
    fn into_error(self, address: &Address, doing: Doing) -> StoreError {
        match self {
            Self::Engine(error) => trouble(address, &error, doing),
            Self::Known(error) => error,
        }
    }
}

/// The server acknowledges what is on disk; and goes on doing so in this session, whatever is set meanwhile.
fn durable(client: &mut Client, store: &str) -> Result<(), Fault> {
    let row = client.query_one(
        "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit')",
        &[],
    )?;
    let (fsync, full_pages, commit): (String, String, String) =
        (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    for (name, value) in
        [("fsync", &fsync), ("full_page_writes", &full_pages), ("synchronous_commit", &commit)]
    {
        if value == "off" {
            return Err(
                StoreError::NotDurable { store: store.to_owned(), setting: format!("{name} = off") }.into()
            );
        }
    }
    let least = if commit == "remote_apply" { "remote_apply" } else { "on" };
    Ok(client.batch_execute(&format!("SET synchronous_commit = {least}"))?)
}

/// The same; they are made where there are none.
fn tables(client: &mut Client, store: &str) -> Result<(), Fault> {
    if !has_tables(client, store)? {
        // Two that come first at once would both make them. Its own lock: the journal's needs the journal.
        client.batch_execute("BEGIN; SELECT pg_advisory_xact_lock(1365342841, 0)")?;
        let made = match has_tables(client, store) {
            Ok(false) => client.batch_execute(TABLES).map_err(Fault::Engine),
            there => there.map(|_| ()),
        };
        client.batch_execute(if made.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        made?;
    }
    known_tables(client, store)
}

/// The tables are there, ours, and guarded.
fn known_tables(client: &mut Client, store: &str) -> Result<(), Fault> {
    let another = |text: String| StoreError::AnotherFormat { store: store.to_owned(), text };
    if !has_tables(client, store)? {
        return Err(another(String::from("no journal")).into());
    }
    let versions = client.query("SELECT version FROM qazyq_format", &[])?;
    match versions.as_slice() {
        [row] => match row.try_get(0)? {
            FORMAT => {}
            version => return Err(another(format!("version {version}, not {FORMAT}")).into()),
        },
        rows => return Err(another(format!("{} versions", rows.len())).into()),
    }
    let guards = client.query(
        "SELECT tgname::text FROM pg_trigger \
         WHERE tgrelid = 'qazyq_journal'::regclass AND NOT tgisinternal AND tgenabled <> 'D'",
        &[],
    )?;
    let guards = guards.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    match TRIGGERS.iter().find(|name| !guards.iter().any(|guard| guard == *name)) {
        Some(name) => {
            let text = format!("the trigger {name} is taken away or disabled");
            Err(StoreError::Damaged { store: store.to_owned(), number: None, text }.into())
        }
        None => Ok(()),
    }
}

/// Whether they are in the schema in which they would be made: not one further along the search path.
fn has_tables(client: &mut Client, store: &str) -> Result<bool, Fault> {
    // Not `to_regclass`: within a transaction it may not know yet what another one has just made.
    let row = client.query_one(
        "SELECT current_schema(), EXISTS (SELECT FROM pg_class JOIN pg_namespace AS its ON its.oid = relnamespace \
           WHERE relname = 'qazyq_format' AND nspname = current_schema())",
        &[],
    )?;
    match row.try_get::<_, Option<&str>>(0)? {
        Some(_) => Ok(row.try_get(1)?),
        None => {
            let text = String::from("no schema of the search path is there");
            Err(StoreError::CannotBeOpened { store: store.to_owned(), text }.into())
        }
    }
}

fn trouble(address: &Address, error: &postgres::Error, doing: Doing) -> StoreError {
    let (store, text) = (address.shown().to_owned(), words(error));
    if let Some(code) = error.code() {
        let busy = [SqlState::LOCK_NOT_AVAILABLE, SqlState::QUERY_CANCELED, SqlState::T_R_DEADLOCK_DETECTED];
        match code.code() {
            "28000" | "28P01" => return StoreError::RefusedLogin { store, text },
            "XX001" | "XX002" => return StoreError::Damaged { store, number: None, text },
            // Too many connections; a transaction that was silent for too long, and its connection with it.
            "53300" | "25P03" => return StoreError::Unreachable { store, text },
            // Connections that fail, and a server that shuts down or starts.
            of if of.starts_with("08") || of.starts_with("57P") => {
                return StoreError::Unreachable { store, text };
            }
            _ if busy.contains(code) => return StoreError::Busy { store, text },
            _ => {}
        }
    } else if text.starts_with("authentication error")
        || (!address.has_password() && text.ends_with("password missing"))
    {
        return StoreError::RefusedLogin { store, text };
    } else if error.is_closed() || came_of_io(error) {
        return StoreError::Unreachable { store, text };
    }
    match doing {
        Doing::Opening => StoreError::CannotBeOpened { store, text },
        Doing::Reading => StoreError::CannotBeRead { store, text },
        Doing::Writing => StoreError::CannotBeWritten { store, text },
    }
}

fn came_of_io(error: &postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(|cause| cause.is::<std::io::Error>())
}

/// What the server or the system says. Not the server's details: they quote the row.
fn words(error: &postgres::Error) -> String {
    if let Some(said) = error.as_db_error() {
        return format!("{} ({})", said.message(), said.code().code());
    }
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

/// A number as the database stores it. What is beyond it is beyond any row.
fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// How many of the lines go into one statement: one at least.
fn fitting(lines: &[Vec<u8>]) -> usize {
    let mut bytes = 0_usize;
    let fits = |line: &&Vec<u8>| {
        bytes = bytes.saturating_add(line.len());
        bytes <= BYTES_AT_A_TIME
    };
    lines.iter().take(ROWS_AT_A_TIME).take_while(fits).count().max(1)
}

impl Store for Postgres {
    fn head(&mut self) -> Result<Head, StoreError> {
        self.again(Doing::Reading, Session::head)
    }

    fn read(&mut self, after: u64, rows_max: u32) -> Result<Vec<Row>, StoreError> {
        self.again(Doing::Reading, |session| session.read(after, rows_max))
    }

    fn append(&mut self, batch: &Batch) -> Result<Appended, StoreError> {
        self.begin()?;
        self.once(Doing::Writing, |session| {
            let done = match session.write(batch) {
                Ok(Ok(head)) => {
                    session.client.batch_execute(COMMIT).map(|()| Appended::Done(head)).map_err(Fault::Engine)
                }
                Ok(Err(nothing)) => {
                    session.client.batch_execute("ROLLBACK").map(|()| nothing).map_err(Fault::Engine)
                }
                Err(fault) => Err(fault),
            };
            match done {
                // Somebody wrote without the lock.
                Err(Fault::Engine(error)) if takes_a_number(&error) => {
                    session.roll_back();
                    session.head().map(Appended::Behind)
                }
                Err(fault) => {
                    session.roll_back();
                    Err(fault)
                }
                done => done,
            }
        })
    }

    fn credentials(&mut self) -> Result<Vec<Credential>, StoreError> {
        self.again(Doing::Reading, |session| {
            let sql = "SELECT \"user\", phc FROM qazyq_credential ORDER BY \"user\" COLLATE \"C\"";
            let rows = session.client.query(sql, &[])?;
            let credential =
                |row: &postgres::Row| Ok(Credential { user: row.try_get(0)?, phc: Some(row.try_get(1)?) });
            rows.iter().map(credential).collect()
        })
    }

    fn lease(&mut self, name: &str, holder: &str, time: Duration) -> Result<Leased, StoreError> {
        self.again(Doing::Writing, |session| session.lease(name, holder, time))
    }

    fn release(&mut self, lease: &Lease) -> Result<(), StoreError> {
        let Lease { name, holder, fence } = lease;
        self.again(Doing::Writing, |session| {
            session.client.execute(
                "UPDATE qazyq_lease SET until = 'epoch' WHERE name = $1 AND holder = $2 AND fence = $3",
                &[name, holder, &stored(*fence)],
            )?;
            Ok(())
        })
    }

    fn wait(&mut self, after: u64, time: Duration) -> Result<Head, StoreError> {
        let until = Instant::now().checked_add(time);
        loop {
            // First the ear, then the look: what is written between the two is heard.
            let head = self.again(Doing::Reading, |session| {
                if session.listens.is_none() {
                    session.listen()?;
                }
                session.head()
            })?;
            let left = until.map_or(LOOK_MAX, |until| until.saturating_duration_since(Instant::now()));
            if head.number > after || left.is_zero() {
                return Ok(head);
            }
            match self.once(Doing::Reading, |session| session.doze(left)) {
                // The next look makes the connection anew.
                Ok(()) | Err(StoreError::Unreachable { .. }) => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn check(&mut self) -> Result<Vec<String>, StoreError> {
        self.again(Doing::Reading, Session::check)
    }
}

/// Whether a row with that number is there already.
fn takes_a_number(error: &postgres::Error) -> bool {
    error.code() == Some(&SqlState::UNIQUE_VIOLATION)
        && error.as_db_error().and_then(|said| said.table()) == Some("qazyq_journal")
}
