//! A file as bytes in memory without reading it: pages come from the disk when they are looked at.
//!
//! This is the only crate of the project with `unsafe` in it, and this function the whole of it.
//!
//! # What must hold
//!
//! Bytes of a `&[u8]` never change, as the compiler takes for granted. Bytes of a mapped file do when somebody writes to
//! that file, and a file that is cut makes reading beyond its new end stop the process (`SIGBUS`). So [`map`] is for
//! files that nobody ever changes. The lake's columns are such: each is written under another name, synced, and only
//! then given its own ([`persist`]); from then on it is never opened for writing, only replaced by another file
//! under the same name, or removed, and neither touches the bytes of a file that is mapped.
//!
//! What is left is somebody who changes the files by hand while they are read. The readers of such bytes check them
//! before they trust them, and what they conclude is checked against nothing that unsafe code relies on; but no check
//! helps against bytes that change after it. That is the price of not reading the file.
//!
//! [`persist`]: https://docs.rs/tempfile/latest/tempfile/struct.NamedTempFile.html#method.persist

use std::fs::File;
use std::io;

use bytes::Bytes;
use memmap2::Mmap;

/// The bytes of a file that nobody ever changes; see the crate's page. They stay when the file is closed or removed.
///
/// # Errors
/// Where the system will not map the file.
#[expect(unsafe_code, reason = "a file can be mapped in no other way; what must hold is told above")]
pub fn map(file: &File) -> io::Result<Bytes> {
    // SAFETY: the bytes must not change as long as they are mapped. The file is one that nobody changes once it has its
    // name, by the contract of this crate; that it is only read here, the map itself sees to.
    let map = unsafe { Mmap::map(file) }?;
    Ok(Bytes::from_owner(map))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// The bytes of a file with that content, after it was closed and removed.
    fn check(content: &[u8]) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(content).unwrap();
        let bytes = map(file.as_file()).unwrap();
        drop(file);
        assert_eq!(bytes, content);
        assert_eq!(bytes.slice(content.len() / 2..), content[content.len() / 2..]);
    }

    #[test]
    fn a_mapped_file_has_the_bytes_of_the_file() {
        check(b"");
        check(b"1");
        check(&[7; 100_000]);
    }
}
