//! The manifest: each file of a bundle with its SHA-256, in the lines of `sha256sum`.
//!
//! ```text
//! 3b0c…  bundle.json
//! 9a41…  case.json
//! ```
//!
//! Where a bundle was taken apart, `sha256sum --check manifest` holds its files against it.

use qazyq_registry::digest::Digest;

use crate::container::File;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Its name.
    pub name: String,
}

/// The manifest of these files.
#[must_use]
pub fn of(files: &[File<'_>]) -> String {
    files.iter().map(|file| format!("{}  {}\n", Digest::of(file.bytes), file.name)).collect()
}

/// Reads a manifest; which line is none, counted from 1, where one is not.
///
/// # Errors
/// With that line.
pub fn parse(bytes: &[u8]) -> Result<Vec<Listed>, usize> {
    let mut listed = Vec::new();
    for (number, line) in (1_usize..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        let line = line.strip_suffix(b"\n").and_then(|line| str::from_utf8(line).ok());
        let (sha256, name) = line.and_then(|line| line.split_once("  ")).ok_or(number)?;
        listed.push(Listed { sha256: sha256.parse().map_err(|_| number)?, name: name.to_owned() });
    }
    Ok(listed)
}
