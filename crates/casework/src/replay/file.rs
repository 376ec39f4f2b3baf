//! Files of bars: CSV, the lake's columns, and Parquet in a build that reads it.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use qazyq_market::FileError;
use qazyq_market::bars::csv::{Header, Reader};
use qazyq_market::bars::{Batch, FIGURES, Findings, Wanted};

use super::plan::Plan;
use super::source::{Input, Named, Rows};
use super::{Interval, cells::PRICES, columns};
use crate::lines::{Lines, line_from};
use crate::{Trouble, parquet};

/// Opens a file for the days and prices of a plan.
pub(super) fn open(path: &Path, plan: &Plan) -> Result<Box<dyn Input>, Trouble> {
    let interval = Interval::of(plan);
    let mut figures = [false; FIGURES];
    figures[..PRICES].copy_from_slice(&plan.prices());
    open_for(path, Wanted { figures, days: (interval.first_needed, interval.to) })
}

/// Opens a file for what is wanted of it.
pub(super) fn open_for(path: &Path, wanted: Wanted) -> Result<Box<dyn Input>, Trouble> {
    let unusable = |error| Trouble::path(path, error);
    let file = File::open(path).map_err(unusable)?;
    if file.metadata().map_err(unusable)?.is_dir() {
        let found = columns::open_folder(path, wanted)?;
        return found.ok_or_else(|| Trouble::Folder(path.display().to_string()));
    }
    let mut head = Vec::new();
    (&file).take(6).read_to_end(&mut head).map_err(unusable)?;
    if parquet::is_parquet(&head) {
        return parquet::market(path, wanted);
    }
    if head.starts_with(columns::MAGIC) {
        return columns::open(path, wanted);
    }
    let end = file.metadata().map_err(unusable)?.len();
    let (header, from) = header_of(&file, end).map_err(unusable)??;
    Ok(Box::new(Csv { path: path.to_owned(), header, lines: from..end, wanted }))
}

/// The header, and where the line behind it begins.
fn header_of(mut file: &File, end: u64) -> io::Result<Result<(Header, u64), FileError>> {
    let mut most = HEADER_LEAST;
    loop {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.take(most).read_to_end(&mut bytes)?;
        let (is_all, is_enough) = (most >= end, most >= HEADER_MOST);
        match Header::read(&bytes) {
            // What ends where the bytes do may go on behind them.
            Ok((_, at)) if at == bytes.len() && !is_all && !is_enough => {}
            Err(_) if !is_all && !is_enough => {}
            read => return Ok(read.map(|(header, at)| (header, u64::try_from(at).unwrap_or(u64::MAX)))),
        }
        most *= 16;
    }
}

/// Bytes in which a header is looked for first, and at most.
const HEADER_LEAST: u64 = 1 << 12;
const HEADER_MOST: u64 = 1 << 24;

/// Lines of a file.
struct Csv {
    path: PathBuf,
    header: Header,
    /// Where those behind the header begin, and where they end.
    lines: Range<u64>,
    wanted: Wanted,
}

/// Parts of fewer bytes are not worth a thread.
const PART_BYTES_LEAST: u64 = 1 << 20;

impl Csv {
    /// Where a part of so many begins.
    fn begin(&self, file: &File, part: usize, of: usize) -> io::Result<u64> {
        let Range { start, end } = self.lines;
        if part == 0 {
            return Ok(start);
        }
        let bytes = u128::from(end.saturating_sub(start));
        let number = |of: usize| u128::try_from(of).unwrap_or(1).max(1);
        let before = u64::try_from(bytes * number(part) / number(of)).unwrap_or(u64::MAX);
        line_from(file, start.saturating_add(before), end)
    }
}

impl Input for Csv {
    fn parts(&self, most: usize) -> usize {
        let bytes = self.lines.end.saturating_sub(self.lines.start);
        most.min(usize::try_from(bytes / PART_BYTES_LEAST + 1).unwrap_or(usize::MAX))
    }

    fn rows(&self, part: usize, of: usize) -> Result<Box<dyn Rows + '_>, Trouble> {
        let reader = match part {
            0 => Reader::new(&self.header, &self.wanted),
            _ => Reader::of_part(&self.header, &self.wanted),
        };
        // A handle for each thread.
        let opened = || {
            let file = File::open(&self.path)?;
            let lines = self.begin(&file, part, of)?..self.begin(&file, part + 1, of)?;
            Lines::of_part(file, lines)
        };
        let lines = opened().map_err(|error| Trouble::path(&self.path, error))?;
        Ok(Box::new(CsvRows { path: &self.path, reader, lines, advanced: 0 }))
    }
}

struct CsvRows<'a> {
    path: &'a Path,
    reader: Reader,
    lines: Lines,
    advanced: u64,
}

impl Named for CsvRows<'_> {
    fn assets(&self) -> usize {
        self.reader.assets().len()
    }

    fn asset(&self, number: u32) -> &str {
        self.reader.assets().get(number).unwrap_or_default()
    }

    fn currency(&self, number: u32) -> &str {
        self.reader.currencies().get(number).unwrap_or_default()
    }
}

impl Rows for CsvRows<'_> {
    fn fill(&mut self, batch: &mut Batch) -> Result<bool, Trouble> {
        let lines = self.lines.next().map_err(|error| Trouble::path(self.path, error))?;
        if lines.is_empty() {
            return Ok(false);
        }
        let read = self.reader.fill(batch, lines)?;
        self.lines.done_with(read);
        self.advanced += u64::try_from(read).unwrap_or(0);
        Ok(true)
    }

    fn advanced(&mut self) -> u64 {
        std::mem::take(&mut self.advanced)
    }

    fn findings(&self) -> Findings {
        self.reader.findings().clone()
    }
}
