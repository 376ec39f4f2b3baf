//! Keeping the journal: whether it is whole, taking it out, and bringing it in elsewhere with its chain as it was.
//!
//! An export is one entry a line, the very bytes that are chained: `sha256sum` of each line, its end left out, stands in
//! the next. What is brought in is checked as it comes, goes on from what is there, and is taken up where it was
//! interrupted.

mod decisions;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Write};

use jiff::Timestamp;
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::{Entry, LINE_BYTES_MAX};
use qazyq_registry::journal::{JournalError, next};
use qazyq_registry::lists::Lists;
use qazyq_registry::people::{People, Right};
use qazyq_registry::store::{Appended, Batch, Credential, Head, Row, Store};

use crate::Trouble;
use crate::book::{Acting, Book};
use crate::workspace::{FileRef, Workspace};

/// Entries that are brought in together.
const ENTRIES_AT_ONCE: usize = 1_000;
/// Bytes that are brought in together.
const BYTES_AT_ONCE: usize = 32 << 20;
/// How often credentials are tried again where somebody else was quicker.
const TRIES_MAX: u32 = 10;
/// Rows that are read together.
const ROWS_AT_ONCE: u32 = 1_000;

/// What was found when a journal was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The last entry that fits, and all before it do.
    pub head: Head,
    /// The first entry that does not, and why: the name of a message.
    pub broken: Option<(u64, &'static str)>,
    /// What the engine finds broken about its own files.
    pub engine: Vec<String>,
    /// Users whose password's hash, or whose second factor's secret, is not the one that an entry vouches for.
    pub credentials: Vec<String>,
    /// Files that are missing or altered, each with the first entry that names it.
    pub files: Vec<(u64, String)>,
    /// Decisions on lists that break the rules, each with how: the name of a message.
    pub decisions: Vec<(u64, &'static str)>,
    /// The journal is one of the first format, in which no entry names another.
    pub is_first_format: bool,
}

impl Verified {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.broken.is_none()
            && self.engine.is_empty()
            && self.credentials.is_empty()
            && self.files.is_empty()
            && self.decisions.is_empty()
    }
}

/// Looks whether a workspace's journal is whole: every entry, what the store itself says, credentials, decisions on lists,
/// and the bytes that entries name. A head that was known earlier must be on the chain.
///
/// # Errors
/// Where there is no workspace, or the store cannot be opened.
pub fn verify(
    workspace: &Workspace,
    known: Option<Head>,
    mut step: impl FnMut(u64),
) -> Result<Verified, Trouble> {
    let Some(mut store) = workspace.store_to_read()? else {
        let book = Book::open(workspace.clone())?;
        let files = missing(workspace, book.entries());
        return Ok(Verified { head: book.head(), files, is_first_format: true, ..Verified::default() });
    };
    let mut found = Verified { engine: store.check()?, ..Verified::default() };
    let mut entries = Vec::new();
    'rows: loop {
        let rows = match store.read(found.head.number, ROWS_AT_ONCE) {
            Ok(rows) => rows,
            // The engine cannot make sense of its own file: what came before is what there is.
            Err(error) => {
                let args = error.args();
                found.engine.extend(args.into_iter().find(|(name, _)| *name == "text").map(|(_, text)| text));
                found.broken = Some((found.head.number.saturating_add(1), error.code()));
                break;
            }
        };
        if rows.is_empty() {
            break;
        }
        for row in rows {
            match strictly(found.head, &row, known) {
                Ok((head, entry)) => {
                    found.head = head;
                    entries.push(entry);
                }
                Err((number, why)) => {
                    found.broken = Some((number, why));
                    break 'rows;
                }
            }
        }
        step(found.head.number);
    }
    if found.broken.is_none() && known.is_some_and(|known| known.number > found.head.number) {
        found.broken = Some((found.head.number.saturating_add(1), "rows-are-cut-off"));
    }
    found.files = missing(workspace, &entries);
    let (mut people, mut lists) = (People::default(), Lists::default());
    for entry in &entries {
        people.add(entry);
        match decisions::breaks(entry, &people, &lists) {
            None => lists.add(entry),
            // It does not count, so that what rests on it is named as well.
            Some(how) => found.decisions.push((entry.number, how)),
        }
    }
    let stored = store.credentials()?;
    let stored: BTreeMap<&str, &Credential> = stored.iter().map(|c| (c.user.as_str(), c)).collect();
    let users: BTreeSet<&str> =
        people.users().map(|(user, _)| user.user.as_str()).chain(stored.keys().copied()).collect();
    // Behind a break nothing is read: a password that was set there is not one that nobody vouches for.
    for user in users.into_iter().filter(|_| found.broken.is_none()) {
        let vouched = people.vouched(user);
        let phc = stored.get(user).and_then(|credential| credential.phc.as_deref());
        // A journal that was brought in without its credentials has none: that is a password to be set anew.
        if phc.is_some() && phc.map(|phc| Digest::of(phc.as_bytes())) != vouched {
            found.credentials.push(user.to_owned());
        }
    }
    Ok(found)
}

/// The entry of a row that must fit in every way, and be written as this program writes.
fn strictly(head: Head, row: &Row, known: Option<Head>) -> Result<(Head, Entry), (u64, &'static str)> {
    let number = head.number.saturating_add(1);
    let (head, entry) = next(head, row).map_err(|error| match error {
        JournalError::Broken(broken) => (broken.number, broken.why.code()),
        _ => (number, "row-is-no-entry"),
    })?;
    if Entry::parse_strictly(&row.line).is_err() {
        return Err((number, "row-is-not-canonical"));
    }
    if known.is_some_and(|known| known.number == head.number && known.sha256 != head.sha256) {
        return Err((number, "row-is-not-the-known-one"));
    }
    Ok((head, entry))
}

/// Files that entries name and that are missing or altered.
fn missing(workspace: &Workspace, entries: &[Entry]) -> Vec<(u64, String)> {
    let mut first: BTreeMap<&str, (u64, &FileRef)> = BTreeMap::new();
    for entry in entries {
        for file in [entry.what.file(), entry.origin.document.as_ref()].into_iter().flatten() {
            first.entry(&file.sha256).or_insert((entry.number, file));
        }
    }
    let is_gone = |(_, file): &(u64, &FileRef)| workspace.bytes(file).is_err();
    let gone = first.into_values().filter(is_gone);
    gone.map(|(number, file)| (number, file.name.clone())).collect()
}

impl Book {
    /// Writes every entry, one a line.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn export_journal(&self, mut to: impl Write) -> Result<Head, Trouble> {
        for entry in self.entries() {
            let mut line =
                entry.line().map_err(|why| JournalError::NotAnEntry { number: entry.number, why })?;
            line.push(b'\n');
            to.write_all(&line).map_err(Trouble::Output)?;
        }
        to.flush().map_err(Trouble::Output)?;
        Ok(self.head())
    }

    /// Writes what passwords are checked against, one user a line: for whoever moves the journal elsewhere. Only somebody
    /// who administers gets it.
    ///
    /// # Errors
    /// Where whoever acts may not, or it cannot be written.
    pub fn export_credentials(&mut self, mut to: impl Write, now: Timestamp) -> Result<usize, Trouble> {
        self.require(Right::Administer, now)?;
        self.make_writable()?;
        let credentials = self.journal_mut().store()?.credentials()?;
        let mut count = 0;
        for Credential { user, phc } in credentials {
            let Some(phc) = phc else { continue };
            let line = serde_json::json!({ "user": user, "phc": phc });
            writeln!(to, "{line}").map_err(Trouble::Output)?;
            count += 1;
        }
        to.flush().map_err(Trouble::Output)?;
        Ok(count)
    }
}

/// What came of bringing a journal in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtIn {
    /// The last entry.
    pub head: Head,
    /// Entries that were new here.
    pub new: u64,
    /// The journal is in a database from now on, and was in the workspace's folder before.
    pub moved: bool,
    /// Users whose credentials no entry vouches for: they were left out.
    pub left_out: Vec<String>,
}

/// Brings a journal in, from one entry a line. What is there must be how it begins; before that is sure nothing is
/// written.
///
/// # Errors
/// Where a line does not fit; then the lines before it are there, and the place is named. Where the journal that is there
/// is another one, somebody writes to it meanwhile, or whoever acts may not.
pub fn bring_in(
    workspace: &Workspace,
    lines: &mut dyn BufRead,
    credentials: &[Credential],
    acting: &Acting,
    now: Timestamp,
    mut step: impl FnMut(u64),
) -> Result<BroughtIn, Trouble> {
    let another = || Trouble::AnotherJournal(workspace.folder().display().to_string());
    // Whoever administers what is there may bring something else in; into what is empty anybody may.
    let lost = workspace.lost()?;
    let before = match lost {
        Some(_) => Head::default(),
        None => {
            let mut book = Book::open_or_new(workspace.without_database()?)?.acting(acting.clone());
            if !book.people().is_empty() {
                book.require(Right::Administer, now)?;
            }
            book.head()
        }
    };
    let is_moving = workspace.is_moving_to_database()?;
    let mut store = workspace.store_to_bring_in()?;
    let there = store.head()?;
    let (mut head, mut behind, mut first) = (Head::default(), there, None);
    let mut found_before = before == head;
    let mut waiting = Waiting::default();
    while let Some(line) = line_of(lines)? {
        let row = Row { number: head.number.saturating_add(1), sha256: Digest::of(&line), line };
        (head, _) =
            strictly(head, &row, None).map_err(|(number, why)| Trouble::BrokenChain { number, why })?;
        let first = *first.get_or_insert(head.sha256);
        let is_another = |known: Head| known.number == head.number && known != head;
        if lost.is_some_and(|lost| lost != first) || is_another(before) || is_another(there) {
            return Err(another());
        }
        found_before |= head == before;
        if head.number > there.number {
            waiting.push(row.line);
        }
        if found_before && waiting.is_enough() {
            behind = waiting.write(store.as_mut(), behind, workspace)?;
            step(head.number);
        }
    }
    if !found_before || head.number < there.number {
        return Err(another());
    }
    behind = waiting.write(store.as_mut(), behind, workspace)?;
    let left_out = take_credentials(store.as_mut(), credentials, workspace)?;
    if is_moving {
        workspace.move_to_database(before, first)?;
    }
    Ok(BroughtIn { head, new: behind.number.saturating_sub(there.number), moved: is_moving, left_out })
}

/// The next line, without its end; `None` where there is none.
fn line_of(lines: &mut dyn BufRead) -> Result<Option<Vec<u8>>, Trouble> {
    let mut line = Vec::new();
    let limit = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(2);
    let read = std::io::Read::take(lines, limit).read_until(b'\n', &mut line);
    let read = read.map_err(|error| Trouble::FormFile { place: "-".to_owned(), what: error.to_string() })?;
    while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        line.pop();
    }
    Ok((read > 0).then_some(line))
}

/// Lines that are not written yet.
#[derive(Default)]
struct Waiting {
    lines: Vec<Vec<u8>>,
    bytes: usize,
}

impl Waiting {
    fn push(&mut self, line: Vec<u8>) {
        self.bytes = self.bytes.saturating_add(line.len());
        self.lines.push(line);
    }

    fn is_enough(&self) -> bool {
        self.lines.len() >= ENTRIES_AT_ONCE || self.bytes >= BYTES_AT_ONCE
    }

    /// Writes them all, as many together as are enough.
    fn write(
        &mut self,
        store: &mut dyn Store,
        mut behind: Head,
        workspace: &Workspace,
    ) -> Result<Head, Trouble> {
        let mut now = Self::default();
        let mut lines = std::mem::take(self).lines.into_iter().peekable();
        while let Some(line) = lines.next() {
            now.push(line);
            if lines.peek().is_some() && !now.is_enough() {
                continue;
            }
            let lines = std::mem::take(&mut now).lines;
            behind = match store.append(&Batch { behind, lines, ..Batch::default() })? {
                Appended::Done(head) => head,
                Appended::Behind(_) | Appended::LeaseLost => return Err(grown(workspace)),
            };
        }
        Ok(behind)
    }
}

fn grown(workspace: &Workspace) -> Trouble {
    Trouble::JournalHasGrown(workspace.folder().display().to_string())
}

/// Takes the credentials that entries vouch for; gives whose were left out.
fn take_credentials(
    store: &mut dyn Store,
    credentials: &[Credential],
    workspace: &Workspace,
) -> Result<Vec<String>, Trouble> {
    if credentials.is_empty() {
        return Ok(Vec::new());
    }
    for _ in 0..TRIES_MAX {
        // Behind this head: a password that is set while the entries are read is not undone.
        let behind = store.head()?;
        let people = People::of(Book::open_store(store)?.iter());
        let vouched = |credential: &&Credential| {
            let of_user = people.vouched(&credential.user);
            of_user.is_some() && credential.phc.as_ref().map(|phc| Digest::of(phc.as_bytes())) == of_user
        };
        let (taken, left): (Vec<&Credential>, Vec<&Credential>) = credentials.iter().partition(vouched);
        let taken = taken.into_iter().cloned().collect();
        match store.append(&Batch { behind, credentials: taken, ..Batch::default() })? {
            Appended::Done(_) => return Ok(left.into_iter().map(|left| left.user.clone()).collect()),
            Appended::Behind(_) | Appended::LeaseLost => {}
        }
    }
    Err(grown(workspace))
}

/// Reads what [`Book::export_credentials`] wrote.
///
/// # Errors
/// Where it is something else.
pub fn credentials_of(text: &str) -> Result<Vec<Credential>, Trouble> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        user: String,
        phc: String,
    }
    let read = |(number, line): (usize, &str)| {
        let line: Line = serde_json::from_str(line)
            .map_err(|e| Trouble::FormFile { place: format!("line {number}"), what: e.to_string() })?;
        Ok(Credential { user: line.user, phc: Some(line.phc) })
    };
    (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty()).map(read).collect()
}
