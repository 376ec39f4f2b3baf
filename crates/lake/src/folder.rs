//! Files that appear under their name whole, or not at all, and outlast a power cut.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// What names that do not count begin with: left over from an interruption.
pub(crate) const PREFIX: &str = ".qazyq-";

/// What to do with a name that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Leave the file alone; it is an error.
    Refuse,
    /// Put the new file in its place.
    Replace,
}

/// Writes a file that appears under its name with all its bytes on disk, or not at all.
///
/// # Errors
/// `AlreadyExists` where the name is taken and shall not be.
pub(crate) fn write_whole(
    path: &Path,
    taken: Taken,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)?;
    write(file.as_file_mut())?;
    file.as_file_mut().flush()?;
    file.as_file().sync_all()?;
    match taken {
        Taken::Refuse => file.persist_noclobber(path),
        Taken::Replace => file.persist(path),
    }
    .map_err(|error| error.error)?;
    // The name is on disk only when its folder is.
    sync_folder(folder)
}

/// Makes a folder and those above it, each on disk before anything is put into it.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new("."));
    make_folder(above)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    sync_folder(above)
}

/// The names in a folder are on disk.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

/// The names of the files in a folder that need not be there, sorted; those that begin with a point are passed over.
pub(crate) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        // A name that is no text is none of ours.
        if let Ok(name) = entry?.file_name().into_string()
            && !name.starts_with('.')
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
