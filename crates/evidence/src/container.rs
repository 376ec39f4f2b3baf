//! The container: a plain zip archive in its one form.
//!
//! ```text
//! local header, name, bytes     one a file, in the order of the files, nothing packed
//! central header, name          one a file
//! end record
//! ```
//!
//! Any program that opens archives opens it (PKWARE's APPNOTE 6.3.10, versions "needed" 1.0, method 0). Everything that the format
//! leaves open is laid down: no packing, no comment, no extra field, no flag, 1980-01-01 00:00:00, rights 0644. So the same files give
//! the same bytes, and reading means writing again: bytes that differ from what their files come to are refused.
//!
//! Nothing is unpacked and nothing is written under a name from the archive, so neither bombs nor paths that lead elsewhere have
//! anything to work on; which names there may be is [`crate::bundle`]'s business.

use std::ops::Range;

/// Bytes of an archive, at most: everything in it is held in memory.
pub const BYTES_MAX: usize = 512 << 20;
/// Files in an archive, at most.
pub const FILES_MAX: usize = 20_000;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
/// Version 1.0 of the format is needed to take out what is not packed.
const NEEDED: u16 = 10;
/// Made on a system with Unix's rights, by version 3.0.
const MADE_BY: u16 = 3 << 8 | 30;
/// 1980-01-01, the first day that the format has.
const DATE: u16 = 1 << 5 | 1;
/// A file, readable by all and writable by its owner.
const RIGHTS: u32 = 0o100_644 << 16;

/// A file with its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'b> {
    /// ASCII, with `/` between folders.
    pub name: &'b str,
    /// What is in it.
    pub bytes: &'b [u8],
}

/// Why bytes are no archive in its one form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContainerError {
    /// There are too many bytes, or too many files.
    #[error("larger than any bundle")]
    TooLarge,
    /// It does not begin as an archive does.
    #[error("no zip archive")]
    NotAnArchive,
    /// It ends inside a file.
    #[error("ends inside file {0}")]
    CutOff(usize),
    /// A file is packed, or its length stands behind it: somebody packed the archive anew.
    #[error("file {0} is packed")]
    Packed(usize),
    /// A name is no ASCII text.
    #[error("the name of file {0} is no name of a bundle's file")]
    Name(usize),
    /// What the files come to is another archive.
    #[error("not in its one form from byte {0} on")]
    OtherForm(usize),
}

/// The archive of these files, in their order.
///
/// # Errors
/// Where they are too many or too large, or a name is none.
pub fn write(files: &[File<'_>]) -> Result<Vec<u8>, ContainerError> {
    let count = u16::try_from(files.len()).ok().filter(|_| files.len() <= FILES_MAX);
    let count = count.ok_or(ContainerError::TooLarge)?;
    let whole = files.iter().map(|file| file.bytes.len().saturating_add(file.name.len().saturating_mul(2)));
    let whole = whole.fold(files.len().saturating_mul(76), usize::saturating_add);
    if whole > BYTES_MAX {
        return Err(ContainerError::TooLarge);
    }
    let (mut archive, mut central) = (Vec::with_capacity(whole.saturating_add(22)), Vec::new());
    for (place, file) in (1..).zip(files) {
        let is_name = file.name.bytes().all(|byte| byte.is_ascii_graphic()) && !file.name.is_empty();
        let name = u16::try_from(file.name.len()).ok().filter(|_| is_name);
        let name = name.ok_or(ContainerError::Name(place))?;
        let offset = u32::try_from(archive.len()).map_err(|_| ContainerError::TooLarge)?;
        let length = u32::try_from(file.bytes.len()).map_err(|_| ContainerError::TooLarge)?;
        // What both headers have: version, flags, method, time, date, checksum, the two lengths, those of the name and the extra.
        let mut common = Vec::with_capacity(26);
        for field in [NEEDED, 0, 0, 0, DATE] {
            common.extend(field.to_le_bytes());
        }
        for field in [crc32fast::hash(file.bytes), length, length] {
            common.extend(field.to_le_bytes());
        }
        common.extend(name.to_le_bytes());
        common.extend([0; 2]);

        archive.extend(LOCAL);
        archive.extend(&common);
        archive.extend(file.name.as_bytes());
        archive.extend(file.bytes);

        central.extend(CENTRAL);
        central.extend(MADE_BY.to_le_bytes());
        central.extend(&common);
        // No comment, the first disk, no inner attributes.
        central.extend([0; 6]);
        central.extend(RIGHTS.to_le_bytes());
        central.extend(offset.to_le_bytes());
        central.extend(file.name.as_bytes());
    }
    let offset = u32::try_from(archive.len()).map_err(|_| ContainerError::TooLarge)?;
    let length = u32::try_from(central.len()).map_err(|_| ContainerError::TooLarge)?;
    archive.extend(central);
    archive.extend(END);
    archive.extend([0; 4]);
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(length.to_le_bytes());
    archive.extend(offset.to_le_bytes());
    archive.extend([0; 2]);
    Ok(archive)
}

/// The files of an archive, which must be the very bytes that [`write()`] gives for them.
///
/// # Errors
/// Where it is not.
pub fn read(archive: &[u8]) -> Result<Vec<File<'_>>, ContainerError> {
    if archive.len() > BYTES_MAX {
        return Err(ContainerError::TooLarge);
    }
    if !archive.starts_with(&LOCAL) && !archive.starts_with(&END) {
        return Err(ContainerError::NotAnArchive);
    }
    let mut files = Vec::new();
    let mut rest = archive;
    while let Some(behind) = rest.strip_prefix(&LOCAL) {
        let place = files.len().saturating_add(1);
        if files.len() == FILES_MAX {
            return Err(ContainerError::TooLarge);
        }
        let number = |at: Range<usize>| {
            let bytes = behind.get(at).ok_or(ContainerError::CutOff(place))?;
            let number = bytes.iter().rev().fold(0usize, |number, byte| number << 8 | usize::from(*byte));
            Ok::<_, ContainerError>(number)
        };
        // Flags, among them that of lengths that come later, and the method.
        if number(2..6)? != 0 {
            return Err(ContainerError::Packed(place));
        }
        let (length, name_length, extra) = (number(18..22)?, number(22..24)?, number(24..26)?);
        let name_ends = 26usize.saturating_add(name_length);
        let begins = name_ends.saturating_add(extra);
        let ends = begins.saturating_add(length);
        let cut_off = ContainerError::CutOff(place);
        let name = behind.get(26..name_ends).ok_or_else(|| cut_off.clone())?;
        let bytes = behind.get(begins..ends).ok_or_else(|| cut_off.clone())?;
        let name = str::from_utf8(name).ok().filter(|name| name.is_ascii());
        files.push(File { name: name.ok_or(ContainerError::Name(place))?, bytes });
        rest = behind.get(ends..).ok_or(cut_off)?;
    }
    let again = write(&files)?;
    if again == archive {
        return Ok(files);
    }
    let differs = again.iter().zip(archive).position(|(ours, theirs)| ours != theirs);
    Err(ContainerError::OtherForm(differs.unwrap_or(again.len().min(archive.len()))))
}
