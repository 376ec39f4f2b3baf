//! What a log does to files.
//!
//! | what | when it fails, or the power does |
//! | --- | --- |
//! | [`Files::read`] | nothing has changed |
//! | [`Files::put`] | the file is the old one or the new one, whole |
//! | [`Files::put_all`] | the same of each, some the old and some the new ones |
//! | [`Files::append`] | of what was to be added, anything may stand behind what was there |
//! | [`Files::cut`] | the file is as it was, or cut |
//!
//! When one of the last four returns without an error, what it did survives.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Files that are written at once. A disk takes about as long to make one of them last as to make many.
const AT_ONCE: usize = 32;

/// Files by their paths below the log's folder, joined by `/`.
pub trait Files {
    /// The bytes of a file; none where there is none.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// Puts a file in its place, with the folders above it.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Puts several files, by their paths, in their places, in whatever order.
    ///
    /// # Errors
    /// Where one cannot be written: its path, and why. Others may have been.
    fn put_all(&mut self, files: &[(String, Vec<u8>)]) -> Result<(), (String, io::Error)> {
        files
            .iter()
            .try_for_each(|(path, bytes)| self.put(path, bytes).map_err(|error| (path.clone(), error)))
    }

    /// Adds bytes to a file, which is made where there is none.
    ///
    /// # Errors
    /// Where they cannot be written.
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Makes a file `len` bytes long where it is longer.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn cut(&mut self, path: &str, len: u64) -> io::Result<()>;
}

/// A folder on disk, locked against other writers.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Whoever has it locked writes; it is let go when the process ends, however it ends. None of a reader.
    _lock: Option<File>,
}

impl Folder {
    /// A folder to write in; it is made where it is absent.
    ///
    /// # Errors
    /// Where it cannot be had. Of the kind `WouldBlock` where another process writes in it.
    pub fn locked(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.join(".lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// A folder to read from, whoever writes.
    #[must_use]
    pub fn to_read(path: &Path) -> Self {
        Self { path: path.to_owned(), _lock: None }
    }

    fn at(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.path.clone(), |folder, part| folder.join(part))
    }

    fn folder_of(&self, file: &Path) -> PathBuf {
        file.parent().unwrap_or(&self.path).to_owned()
    }

    /// Puts a file in its place, whole and on disk; that it has its name lasts when its folder, which is given, is on disk too.
    fn replace(&self, path: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let to = self.at(path);
        let folder = self.folder_of(&to);
        make_folders(&self.path, &folder)?;
        let mut new = tempfile::Builder::new();
        // A web server must be able to read it.
        #[cfg(unix)]
        new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
        let mut file = new.prefix(".new-").tempfile_in(&folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(&to).map_err(|error| error.error)?;
        Ok(folder)
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.at(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        sync_folder(&self.replace(path, bytes)?)
    }

    fn put_all(&mut self, files: &[(String, Vec<u8>)]) -> Result<(), (String, io::Error)> {
        let failed = |(path, error): (&(String, Vec<u8>), _)| (path.0.clone(), error);
        each_at_once(files, |(path, bytes)| self.replace(path, bytes).map(drop)).map_err(failed)?;
        // Each folder once, and when all that belongs in it is there.
        let folders: BTreeMap<_, _> =
            files.iter().map(|(path, _)| (self.folder_of(&self.at(path)), path)).collect();
        let folders: Vec<(PathBuf, &String)> = folders.into_iter().collect();
        let failed = |((_, path), error): (&(_, &String), _)| ((*path).clone(), error);
        each_at_once(&folders, |(folder, _)| sync_folder(folder)).map_err(failed)
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let to = self.at(path);
        let is_new = !to.exists();
        let mut file = OpenOptions::new().create(true).append(true).open(&to)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if is_new { sync_folder(&self.folder_of(&to)) } else { Ok(()) }
    }

    fn cut(&mut self, path: &str, len: u64) -> io::Result<()> {
        let file = match OpenOptions::new().write(true).open(self.at(path)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        if file.metadata()?.len() > len {
            file.set_len(len)?;
            file.sync_all()?;
        }
        Ok(())
    }
}

/// Makes the folders from `base` down to `folder`, each known to the one above it on disk too.
fn make_folders(base: &Path, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent().filter(|_| folder != base) {
        make_folders(base, above)?;
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        return sync_folder(above);
    }
    fs::create_dir_all(folder)
}

/// What a folder holds survives when the folder itself is on disk.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Does it to each, several at once; where it fails, to which, and why. Where no thread can be had, one after the other.
fn each_at_once<T: Sync>(
    all: &[T],
    work: impl Fn(&T) -> io::Result<()> + Sync,
) -> Result<(), (&T, io::Error)> {
    let next = AtomicUsize::new(0);
    let worker = || {
        while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(one).map_err(|error| (one, error))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let another = |_| thread::Builder::new().spawn_scoped(scope, worker).ok();
        let others: Vec<_> = (1..all.len().min(AT_ONCE)).map_while(another).collect();
        let joined = others.into_iter().map(thread::ScopedJoinHandle::join);
        let own = worker();
        joined
            .fold(own, |done, other| done.and(other.unwrap_or_else(|panic| std::panic::resume_unwind(panic))))
    })
}
