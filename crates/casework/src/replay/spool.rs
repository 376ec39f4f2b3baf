//! Lines of a table, set aside until all are there.
//!
//! How many there will be nobody knows before; so they go to a file that has no name, and come back sorted, some millions
//! at a time.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};

use crate::Trouble;

/// Lines of so many words each. The first word is the asset, by which they come back sorted, then by the others.
pub(super) struct Spool {
    width: usize,
    to: BufWriter<File>,
    lines: u64,
    /// Of each asset how many lines it has.
    of_assets: Vec<u32>,
}

/// Lines that are in memory at once.
const LINES_MAX: usize = 2_000_000;

impl Spool {
    pub(super) fn new(width: usize) -> Result<Self, Trouble> {
        let to = BufWriter::with_capacity(1 << 16, tempfile::tempfile().map_err(unwritten)?);
        Ok(Self { width, to, lines: 0, of_assets: Vec::new() })
    }

    pub(super) fn push(&mut self, line: &[u32]) -> Result<(), Trouble> {
        for word in line {
            self.to.write_all(&word.to_ne_bytes()).map_err(unwritten)?;
        }
        let asset = usize::try_from(line.first().copied().unwrap_or(0)).unwrap_or(usize::MAX);
        if self.of_assets.len() <= asset {
            self.of_assets.resize(asset + 1, 0);
        }
        self.of_assets[asset] += 1;
        self.lines += 1;
        Ok(())
    }

    /// Hands every line to `line`, sorted.
    pub(super) fn read(self, mut line: impl FnMut(&[u32]) -> Result<(), Trouble>) -> Result<(), Trouble> {
        let mut file = self.to.into_inner().map_err(|error| unwritten(error.into_error()))?;
        let mut begin = 0;
        while begin < self.of_assets.len() {
            // As many assets as there is room for, one at least.
            let mut end = begin;
            let mut many = 0_usize;
            while let Some(more) = self.of_assets.get(end) {
                many += usize::try_from(*more).unwrap_or(usize::MAX);
                if many > LINES_MAX && end > begin {
                    break;
                }
                end += 1;
            }
            file.seek(SeekFrom::Start(0)).map_err(unwritten)?;
            let mut words = lines_of(&file, self.width, self.lines, begin..end)?;
            let mut places: Vec<&[u32]> = words.chunks_exact_mut(self.width).map(|line| &*line).collect();
            places.sort_unstable_by_key(|line| (line[0], line[1] & 0xffff, &line[2..]));
            places.into_iter().try_for_each(&mut line)?;
            begin = end;
        }
        Ok(())
    }
}

/// The lines of these assets, in the file's order.
fn lines_of(
    file: &File,
    width: usize,
    lines: u64,
    assets: std::ops::Range<usize>,
) -> Result<Vec<u32>, Trouble> {
    let mut from = BufReader::with_capacity(1 << 16, file);
    let mut words = Vec::new();
    let mut bytes = vec![0; width * 4];
    for _ in 0..lines {
        from.read_exact(&mut bytes).map_err(unwritten)?;
        let word = |bytes: &[u8]| bytes.first_chunk().map_or(0, |bytes| u32::from_ne_bytes(*bytes));
        if assets.contains(&usize::try_from(word(&bytes)).unwrap_or(usize::MAX)) {
            words.extend(bytes.chunks_exact(4).map(word));
        }
    }
    Ok(words)
}

fn unwritten(error: io::Error) -> Trouble {
    Trouble::Output(error)
}
