//! The one who writes receipts.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::columns::{Covered, is_feed_name};
use crate::folder::{make_folder, sync_folder};
use crate::receipt::{Exchange, Receipt};
use crate::receipts::{LastFile, Receipts, file_of};
use crate::{Lake, LakeError};

/// Holds the lake's lock as long as it lives; so there is one at a time, in this process and all others.
#[derive(Debug)]
pub struct Writer {
    lake: Lake,
    receipts: Receipts,
    /// The file that is written to, once there is one, and how many bytes of it count.
    open: Option<Open>,
    /// What was written of a receipt could not be taken back.
    stopped: bool,
    _lock: File,
}

#[derive(Debug)]
struct Open {
    name: String,
    path: PathBuf,
    file: File,
    len: u64,
}

impl Writer {
    pub(crate) fn open(lake: &Lake) -> Result<Self, LakeError> {
        let folder = lake.receipts_folder();
        make_folder(&folder).map_err(|e| LakeError::path(&folder, e))?;
        let path = lake.folder().join(".lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|e| LakeError::path(&path, e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LakeError::InUse { path: lake.folder().display().to_string() });
            }
            Err(TryLockError::Error(error)) => return Err(LakeError::path(&path, error)),
        }
        let found = Receipts::read(&folder)?;
        // Before anything is written: a receipt that took the number of a lost one would be given its rows.
        Covered::all(lake)?.iter().try_for_each(|covered| covered.is_there(lake, &found.receipts))?;
        let open = match &found.last {
            Some(last) => Some(Open::take_up(last).map_err(|e| LakeError::path(&last.path, e))?),
            None => None,
        };
        Ok(Self { lake: lake.clone(), receipts: found.receipts, open, stopped: false, _lock: lock })
    }

    /// The lake that is written to.
    #[must_use]
    pub fn lake(&self) -> &Lake {
        &self.lake
    }

    /// All receipts, those that were just written included.
    #[must_use]
    pub fn receipts(&self) -> &Receipts {
        &self.receipts
    }

    /// Writes a receipt; gives its number. When it returns, the receipt is on disk. Its answer must have been
    /// [kept](Lake::keep) before.
    ///
    /// # Errors
    /// Where it cannot be written; then it is not there.
    pub fn append(&mut self, exchange: Exchange) -> Result<u64, LakeError> {
        self.append_all(vec![exchange]).map(|numbers| *numbers.end())
    }

    /// Writes several receipts at once; gives their numbers, an empty range for none. If the machine stops meanwhile,
    /// the first of them may be there without the others.
    ///
    /// # Errors
    /// Where they cannot be written; then those of the last month are not there. Where the name of a feed is none.
    pub fn append_all(&mut self, exchanges: Vec<Exchange>) -> Result<RangeInclusive<u64>, LakeError> {
        for exchange in &exchanges {
            is_feed_name(&exchange.feed)?;
        }
        let first = self.receipts.last_number().saturating_add(1);
        // Never an earlier file than the last: so whoever reads them in order sees the numbers in order.
        let mut batch: Vec<Receipt> = Vec::new();
        let mut name = self.open.as_ref().map(|open| open.name.clone()).unwrap_or_default();
        for (n, exchange) in (first..).zip(exchanges) {
            let month = file_of(exchange.retrieved);
            if month > name {
                self.write(&name, &mut batch)?;
                name = month;
            }
            batch.push(Receipt { n, exchange });
        }
        self.write(&name, &mut batch)?;
        Ok(first..=self.receipts.last_number())
    }

    /// Appends receipts to the file of that name, with one write and one sync.
    fn write(&mut self, name: &str, batch: &mut Vec<Receipt>) -> Result<(), LakeError> {
        if batch.is_empty() {
            return Ok(());
        }
        let folder = self.lake.receipts_folder();
        if self.stopped {
            return Err(LakeError::WriterStopped { path: folder.display().to_string() });
        }
        let path = folder.join(name);
        let unusable = |error: io::Error| LakeError::path(&path, error);
        let lines = batch.iter().map(Receipt::line).collect::<Result<Vec<String>, _>>();
        let lines = lines.map_err(|error| unusable(error.into()))?;
        let bytes: String = lines.iter().flat_map(|line| [line, "\n"]).collect();

        let open = match self.open.take_if(|open| open.name == name) {
            Some(open) => open,
            // A file that nothing was written to may be there now, and an earlier one is not to be written to any more.
            None => Open::make(&path, name).inspect_err(|_| self.stopped = true).map_err(unusable)?,
        };
        let open = self.open.insert(open);
        if let Err(error) = open.append(bytes.as_bytes()) {
            // Part of it may be there; nobody was told that it is, so it may go.
            self.stopped = open.cut().is_err();
            return Err(unusable(error));
        }
        batch.drain(..).zip(&lines).for_each(|(receipt, line)| self.receipts.push(receipt, line.as_bytes()));
        Ok(())
    }
}

impl Open {
    /// The last file that is there, its end mended.
    fn take_up(last: &LastFile) -> io::Result<Self> {
        let name = last.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = OpenOptions::new().append(true).open(&last.path)?;
        let len = file.metadata()?.len();
        let mut open = Self { name, path: last.path.clone(), file, len };
        // Whatever of it counts was read, so it is to be on disk before anything is put behind it: the process that
        // wrote it may have been killed before it saw to that.
        open.append(last.end.mending().as_bytes())?;
        Ok(open)
    }

    /// A new file, its name on disk.
    fn make(path: &std::path::Path, name: &str) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        if let Some(folder) = path.parent() {
            sync_folder(folder)?;
        }
        let len = file.metadata()?.len();
        Ok(Self { name: name.to_owned(), path: path.to_owned(), file, len })
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.sync_data()?;
        self.len = fs::metadata(&self.path)?.len();
        Ok(())
    }

    /// Takes back what does not count.
    fn cut(&self) -> io::Result<()> {
        self.file.set_len(self.len)?;
        self.file.sync_all()
    }
}
