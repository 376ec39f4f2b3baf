//! Files that are handed out: each appears whole under its name, or not at all.

use std::fs::{File, Metadata};
use std::io::Write;
use std::path::Path;

use crate::Trouble;

/// Lets `write` write to a file; one that is there is replaced by it. A pipe or a device is written to.
///
/// # Errors
/// As `write`, or where the file cannot be written. What was there then still is.
pub fn whole(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let unusable = |error| Trouble::path(path, error);
    let there = std::fs::metadata(path).ok();
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        // Nothing can take its place.
        return write(&mut File::options().write(true).open(path).map_err(unusable)?);
    }
    // Where a link stands, what it leads to is written.
    let at = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = at.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = as_readable_as(there.as_ref()).tempfile_in(folder).map_err(unusable)?;
    write(&mut file)?;
    // Else a power cut could leave the name with nothing behind it.
    file.as_file().sync_all().map_err(unusable)?;
    file.persist(at).map_err(|error| unusable(error.error))?;
    Ok(())
}

/// The same with bytes that are there.
///
/// # Errors
/// Where the file cannot be written.
pub fn bytes(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    whole(path, |to| to.write_all(bytes).map_err(|error| Trouble::path(path, error)))
}

/// A file as readable as the one whose place it takes; else as any new one of this user.
fn as_readable_as(there: Option<&Metadata>) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".qazyq-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let new = || std::fs::Permissions::from_mode(0o666);
        builder.permissions(there.map_or_else(new, Metadata::permissions));
    }
    #[cfg(not(unix))]
    let _ = there;
    builder
}
