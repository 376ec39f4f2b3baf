//! The workspace: a folder in which nothing is overwritten.
//!
//! ```text
//! qazyq-workspace             qazyq.workspace/2, and where the journal is if not here: journal: postgresql
//! raw/3f/3f9a…                the bytes of every file that was handed over, under their SHA-256
//! journal.sqlite              the journal: facts, decisions, and what those bytes are
//! lake/                       what sources answered
//! ```
//!
//! There is no other state: bars, facts, series and lists are folded anew from the entries and the bytes that they
//! name, so they cannot disagree with them. A correction is a new entry.
//!
//! How it stays whole when interrupted, or killed, or when two imports run at once:
//!
//! 1. Bytes are written to a file without a name that counts, synced, and only then given their name; so a name in
//!    `raw/` always has all its bytes, and a digest that is there already is never written again.
//! 2. An entry is appended after its bytes, behind exactly the entry that was the last when it was decided upon; so an
//!    entry never names bytes that are not there.
//! 3. Left-over files without a name that counts begin with a point and are passed over.
//!
//! A workspace of the first format has its journal as files in a folder. It is read as it is; the first writing takes its
//! entries over into the new journal, as a chain, and leaves the folder where it is.

mod first_format;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub use qazyq_registry::digest::Digest;
pub use qazyq_registry::entry::{Draft, Entry};
use qazyq_registry::journal::{Chained, Journal};
use qazyq_registry::store::{self, Batch, Head, Sqlite, Store};
pub use qazyq_registry::what::{ABOUT_PEOPLE, Component, Declared, FileRef, ReadAs, What};
use sha2::{Digest as _, Sha256};

use crate::Trouble;

const MARK: &str = "qazyq-workspace";
const FIRST_FORMAT: &str = "qazyq.workspace/1";
const FORMAT: &str = "qazyq.workspace/2";
/// What the mark says below the format where the journal is in a database.
const IN_A_DATABASE: &str = "journal: postgresql";
/// And below that, before the digest of its first entry: another database is another journal.
const FIRST: &str = "first: ";
const JOURNAL: &str = "journal.sqlite";

/// A workspace folder.
#[derive(Clone, Debug)]
pub struct Workspace {
    folder: PathBuf,
    /// The address of the journal's database, where it is in one. It may hold a password: it is never shown.
    database: Option<Address>,
}

/// The address of a database.
#[derive(Clone, PartialEq, Eq)]
struct Address(String);

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// What the mark of a workspace says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// There is none yet, and nothing else is there.
    None,
    /// The journal is a folder of files.
    FirstFormat,
    /// The journal is a file of SQLite here.
    Here,
    /// The journal is in a database.
    Database {
        /// The digest of its first entry, which no other journal has; absent until there was one to be seen.
        first: Option<Digest>,
    },
}

impl Workspace {
    /// The workspace in `folder`, which need not exist yet.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), database: None }
    }

    /// The same, with its journal in the database at that address.
    #[must_use]
    pub fn with_database(mut self, address: Option<String>) -> Self {
        self.database = address.map(Address);
        self
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The journal, to be read. A workspace of the first format is read as what it will be.
    ///
    /// # Errors
    /// Where there is no workspace, or its journal cannot be read.
    pub(crate) fn journal(&self) -> Result<Journal, Trouble> {
        match self.mark()? {
            Mark::None => Err(Trouble::NoWorkspace(self.shown())),
            Mark::FirstFormat => {
                let old = self.of_first_format()?;
                Ok(Journal::of_entries(old.entries, old.head))
            }
            Mark::Here => {
                self.is_here()?;
                Ok(Journal::open(Box::new(Sqlite::open_read_only(self.folder.join(JOURNAL))?))?)
            }
            Mark::Database { first } => Ok(Journal::open(self.in_database(first)?.0)?),
        }
    }

    /// Where the journal lies, to be written. What is not there yet is made; a workspace of the first format is taken
    /// over.
    ///
    /// # Errors
    /// Where the folder is no workspace, or it cannot be written.
    pub(crate) fn store(&self) -> Result<Box<dyn Store>, Trouble> {
        self.make()?;
        match self.mark()? {
            Mark::None => Err(Trouble::NoWorkspace(self.shown())),
            Mark::FirstFormat => self.take_over(),
            Mark::Here => {
                self.is_here()?;
                Ok(Box::new(Sqlite::open(self.folder.join(JOURNAL))?))
            }
            Mark::Database { first } => {
                let (store, found) = self.in_database(first)?;
                if first.is_none() && found.is_some() {
                    self.set_mark(true, found)?;
                }
                Ok(store)
            }
        }
    }

    /// The journal in the database, and its first entry, which must be the one that the mark names. None is made.
    fn in_database(&self, first: Option<Digest>) -> Result<(Box<dyn Store>, Option<Digest>), Trouble> {
        let mut store = store::open_existing(self.address()?)?;
        let found = first_of(store.as_mut())?;
        match first {
            Some(_) if found != first => Err(Trouble::AnotherJournal(self.shown())),
            _ => Ok((store, found)),
        }
    }

    /// Where the journal lies, to be read row by row; `None` for a workspace of the first format.
    pub(crate) fn store_to_read(&self) -> Result<Option<Box<dyn Store>>, Trouble> {
        match self.mark()? {
            Mark::None => Err(Trouble::NoWorkspace(self.shown())),
            Mark::FirstFormat => Ok(None),
            Mark::Here => {
                self.is_here()?;
                Ok(Some(Box::new(Sqlite::open_read_only(self.folder.join(JOURNAL))?)))
            }
            Mark::Database { first } => Ok(Some(self.in_database(first)?.0)),
        }
    }

    /// Whether a journal that is in the folder is about to go into the database that was named.
    pub(crate) fn is_moving_to_database(&self) -> Result<bool, Trouble> {
        let is_in_folder = matches!(self.mark()?, Mark::Here | Mark::FirstFormat);
        Ok(is_in_folder && self.database.is_some())
    }

    /// The workspace as it is before such a move.
    pub(crate) fn without_database(&self) -> Result<Self, Trouble> {
        let database = if self.is_moving_to_database()? { None } else { self.database.clone() };
        Ok(Self { folder: self.folder.clone(), database })
    }

    /// The first entry of a journal that was in a database and is not there: it may be brought in again, and no other.
    pub(crate) fn lost(&self) -> Result<Option<Digest>, Trouble> {
        let Mark::Database { first: Some(first) } = self.mark()? else { return Ok(None) };
        let found = first_of(store::open(self.address()?)?.as_mut())?;
        Ok(if found.is_none() { Some(first) } else { None })
    }

    /// Where a journal that is brought in goes, which may be a database without one.
    pub(crate) fn store_to_bring_in(&self) -> Result<Box<dyn Store>, Trouble> {
        let is_lost = self.lost()?.is_some();
        if is_lost || self.is_moving_to_database()? { self.new_store() } else { self.store() }
    }

    /// Takes the entries of the first format over into a new journal, all at once, and only then says so in the mark.
    /// Killed in between, it is done again: what is there already is passed over.
    fn take_over(&self) -> Result<Box<dyn Store>, Trouble> {
        let Chained { lines, head, .. } = self.of_first_format()?;
        let mut store = self.new_store()?;
        while store.head()? != head {
            let known = store.head()?;
            let place = usize::try_from(known.number).unwrap_or(usize::MAX);
            let is_ours = known == Head::default()
                || lines.get(place.wrapping_sub(1)).is_some_and(|line| Digest::of(line) == known.sha256);
            // Somebody took it over already and wrote on, or the database holds another journal.
            let Some(rest) = lines.get(place..).filter(|rest| is_ours && !rest.is_empty()) else {
                if self.mark()? != Mark::FirstFormat {
                    return Ok(store);
                }
                return Err(Trouble::AnotherJournal(self.shown()));
            };
            let batch = Batch { behind: known, lines: rest.to_vec(), ..Batch::default() };
            store.append(&batch)?;
        }
        self.set_mark(true, first_of(store.as_mut())?)?;
        Ok(store)
    }

    fn new_store(&self) -> Result<Box<dyn Store>, Trouble> {
        match &self.database {
            Some(address) => Ok(store::open(&address.0)?),
            None => Ok(Box::new(Sqlite::open(self.folder.join(JOURNAL))?)),
        }
    }

    /// Refuses a workspace whose journal has gone: an empty one in its place would look as if nothing had been known.
    fn is_here(&self) -> Result<(), Trouble> {
        if self.database.is_some() {
            return Err(Trouble::JournalIsHere(self.shown()));
        }
        let path = self.folder.join(JOURNAL);
        if path.exists() { Ok(()) } else { Err(Trouble::JournalIsMissing(path.display().to_string())) }
    }

    fn address(&self) -> Result<&str, Trouble> {
        let address = self.database.as_ref().map(|address| address.0.as_str());
        address.ok_or_else(|| Trouble::DatabaseNotNamed(self.shown()))
    }

    fn shown(&self) -> String {
        self.folder.display().to_string()
    }

    /// The bytes of an imported file.
    ///
    /// # Errors
    /// Where they cannot be read, or are not the ones that were imported.
    pub fn bytes(&self, file: &FileRef) -> Result<Vec<u8>, Trouble> {
        let path = self.raw_path(file)?;
        let broken = || Trouble::BrokenBytes { path: path.display().to_string(), name: file.name.clone() };
        let bytes = fs::read(&path).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => broken(),
            _ => Trouble::path(&path, e),
        })?;
        if sha256(&bytes) == file.sha256 { Ok(bytes) } else { Err(broken()) }
    }

    /// Keeps bytes under their digest.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> Result<FileRef, Trouble> {
        self.make()?;
        let file = FileRef { name: name.to_owned(), sha256: sha256(bytes) };
        let path = self.raw_path(&file)?;
        // Bytes that are not those of their name are no evidence that could be lost by putting the right ones there.
        if fs::read(&path).is_ok_and(|found| sha256(&found) != file.sha256) {
            fs::remove_file(&path).map_err(|e| Trouble::path(&path, e))?;
        }
        match write_whole(&path, bytes) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Trouble::path(&path, error)),
            _ => Ok(file),
        }
    }

    /// Where bytes lie. What is no digest names no place: it could lead out of the workspace.
    fn raw_path(&self, file: &FileRef) -> Result<PathBuf, Trouble> {
        let sha256 = file.sha256.as_str();
        let Some(folder) = sha256.get(..2).filter(|_| sha256.parse::<Digest>().is_ok()) else {
            return Err(Trouble::BrokenBytes { path: sha256.to_owned(), name: file.name.clone() });
        };
        Ok(self.folder.join("raw").join(folder).join(sha256))
    }

    /// What the folder's mark says.
    fn mark(&self) -> Result<Mark, Trouble> {
        let mark = self.folder.join(MARK);
        match fs::read_to_string(&mark) {
            Ok(found) => mark_of(&found).ok_or_else(|| {
                let found = found.trim_end().to_owned();
                Trouble::WorkspaceOfAnotherFormat { path: self.shown(), found }
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.is_empty() => Ok(Mark::None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(Trouble::NotAWorkspace(self.shown()))
            }
            Err(error) => Err(Trouble::path(&mark, error)),
        }
    }

    /// The folder is not there, or nothing is in it but what a first import that was interrupted may have left.
    fn is_empty(&self) -> bool {
        fs::read_dir(&self.folder).map_or(true, |mut entries| {
            entries.all(|entry| {
                entry.is_ok_and(|entry| {
                    let name = entry.file_name();
                    let name = name.to_string_lossy();
                    // Settings may be there before anything else is, and an empty journal before its mark.
                    name.starts_with('.') || name.starts_with(JOURNAL) || name == crate::fetch::settings::FILE
                })
            })
        })
    }

    /// Makes the folder where it is not there yet, with its journal, and the mark last.
    pub(crate) fn make(&self) -> Result<(), Trouble> {
        if self.mark()? != Mark::None {
            return Ok(());
        }
        make_folder(&self.folder).map_err(|e| Trouble::path(&self.folder, e))?;
        let first = first_of(self.new_store()?.as_mut())?;
        self.set_mark(false, first)
    }

    /// Writes the mark of this format: a new one, or in place of another. In a database `first` tells the journal apart.
    fn set_mark(&self, instead: bool, first: Option<Digest>) -> Result<(), Trouble> {
        let mark = self.folder.join(MARK);
        let text = match (&self.database, first) {
            (None, _) => format!("{FORMAT}\n"),
            (Some(_), None) => format!("{FORMAT}\n{IN_A_DATABASE}\n"),
            (Some(_), Some(first)) => format!("{FORMAT}\n{IN_A_DATABASE}\n{FIRST}{first}\n"),
        };
        let written =
            if instead { replace_whole(&mark, text.as_bytes()) } else { write_whole(&mark, text.as_bytes()) };
        match written {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Trouble::path(&mark, error)),
            _ => Ok(()),
        }
    }

    /// Says that the journal is in the database from now on, if nobody has written behind `before` here. Its file stays
    /// where it is, and nobody writes to it any more: neither who looks at the mark nor who had it open.
    pub(crate) fn move_to_database(&self, before: Head, first: Option<Digest>) -> Result<(), Trouble> {
        let here = self.without_database()?;
        // Whoever writes in a folder of the first format takes it over first: so that is closed too.
        if here.mark()? == Mark::FirstFormat {
            here.store()?;
        }
        if here.mark()? != Mark::Here {
            return Err(Trouble::JournalHasGrown(self.shown()));
        }
        if Sqlite::close_for_good(self.folder.join(JOURNAL), before)? != before {
            return Err(Trouble::JournalHasGrown(self.shown()));
        }
        self.set_mark(true, first)
    }
}

/// The digest of a journal's first entry, which names the journal.
fn first_of(store: &mut dyn Store) -> Result<Option<Digest>, Trouble> {
    let rows = store.read(0, 1)?;
    Ok(rows.first().filter(|row| row.number == 1).map(|row| Digest::of(&row.line)))
}

/// What a mark says; `None` where it is of another format.
fn mark_of(text: &str) -> Option<Mark> {
    let lines: Vec<&str> = text.trim_end().split('\n').collect();
    match lines.as_slice() {
        [FIRST_FORMAT] => Some(Mark::FirstFormat),
        [FORMAT] => Some(Mark::Here),
        [FORMAT, IN_A_DATABASE] => Some(Mark::Database { first: None }),
        [FORMAT, IN_A_DATABASE, first] => {
            let first = first.strip_prefix(FIRST)?.parse().ok()?;
            Some(Mark::Database { first: Some(first) })
        }
        _ => None,
    }
}

/// Writes a file that appears under its name with all its bytes on disk, or not at all.
///
/// # Errors
/// `AlreadyExists` where the name is taken; nothing is overwritten.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    if path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(".qazyq-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    // The name is on disk only when its folder is.
    File::open(folder)?.sync_all()
}

/// Puts a file in place of another: whoever reads finds the whole old one or the whole new one.
fn replace_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".qazyq-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    File::open(folder)?.sync_all()
}

/// Makes a folder and those above it, each on disk before anything is put into it.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new("."));
    make_folder(above)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
    File::open(above)?.sync_all()
}

/// The SHA-256 of bytes, as it is written.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_from_the_workspace_alone() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::at(folder.path().join("w"));
        let kept = workspace.keep("f", b"bytes").unwrap();
        assert_eq!(workspace.bytes(&kept).unwrap(), b"bytes");
        fs::write(folder.path().join("outside"), b"bytes").unwrap();
        let outside = folder.path().join("outside").display().to_string();
        for sha256 in ["", "/dev/zero", "../../outside", &outside] {
            let file = FileRef { name: "f".to_owned(), sha256: sha256.to_owned() };
            let trouble = workspace.bytes(&file).unwrap_err();
            assert!(matches!(&trouble, Trouble::BrokenBytes { path, .. } if path == sha256), "{trouble:?}");
        }
    }
}
