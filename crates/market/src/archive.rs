//! Archives: the one file in a zip, unpacked within bounds.
//!
//! ```text
//! USDCUSDT-1d-2023-03.zip ──▶ ("USDCUSDT-1d-2023-03.csv", "1677628800000,…")
//! ```
//!
//! A few bytes can be made to unpack to gigabytes. So at most 64 MiB are unpacked, and at most a hundred bytes of each
//! byte of the archive; what sources pack, text of figures, unpacks to some five. Nothing is written anywhere, so the
//! names in an archive lead nowhere.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::feed::AnswerError;
use crate::finding::excerpt;

/// As much as is ever unpacked.
pub const UNPACKED_BYTES_MAX: u64 = 64 << 20;
/// As much of one byte of the archive as is ever unpacked.
pub const UNPACKED_PER_BYTE_MAX: u64 = 100;

/// The name and the bytes of the one file in a zip archive.
///
/// # Errors
/// Where there is not a byte, a web page came instead, or it is no archive with one file within the bounds.
pub fn unpack_one(bytes: &[u8]) -> Result<(String, Vec<u8>), AnswerError> {
    let start = bytes.trim_ascii_start();
    if start.is_empty() {
        return Err(AnswerError::NoBytes);
    }
    if start.first() == Some(&b'<') {
        return Err(AnswerError::AWebPage);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(not_an_archive)?;
    if archive.len() != 1 {
        return Err(not_an_archive(format!("{} files in it", archive.len())));
    }
    let file = archive.by_index(0).map_err(not_an_archive)?;
    let name = file.name().map_err(not_an_archive)?.into_owned();
    if !file.is_file() {
        return Err(not_an_archive(format!("no file in it, but {}", excerpt(&name))));
    }

    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let most = length.saturating_mul(UNPACKED_PER_BYTE_MAX).min(UNPACKED_BYTES_MAX);
    let mut unpacked = Vec::new();
    // What the archive says of the length is not trusted; that the checksum is right, the end of reading shows.
    file.take(most.saturating_add(1)).read_to_end(&mut unpacked).map_err(not_an_archive)?;
    if u64::try_from(unpacked.len()).unwrap_or(u64::MAX) > most {
        return Err(not_an_archive(format!("{} unpacks to more than {most} bytes", excerpt(&name))));
    }
    Ok((name, unpacked))
}

fn not_an_archive(what: impl ToString) -> AnswerError {
    AnswerError::NotAnArchive { what: what.to_string() }
}
