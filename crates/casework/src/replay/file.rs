//! Files of bars: CSV, and Parquet in a build that reads it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use qazyq_market::bars::csv::{Header, Reader, parts, whole_lines};
use qazyq_market::bars::{Batch, FIGURES, Findings, Wanted};

use super::plan::Plan;
use super::source::{Input, Named, Rows};
use super::{Interval, cells::PRICES};
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
        return Err(Trouble::Folder(path.display().to_string()));
    }
    let mut head = Vec::new();
    (&file).take(4).read_to_end(&mut head).map_err(unusable)?;
    if parquet::is_parquet(&head) {
        return parquet::market(path, wanted);
    }
    // Read where it lies: whoever changes the file meanwhile changes what is read.
    let bytes = qazyq_mapped::map(&file).map_err(unusable)?;
    let (header, at) = Header::read(&bytes)?;
    let lines = bytes.slice(at..);
    Ok(Box::new(Csv { header, lines, wanted }))
}

/// Lines of a file in memory.
struct Csv {
    header: Header,
    lines: bytes::Bytes,
    wanted: Wanted,
}

/// Parts of fewer bytes are not worth a thread.
const PART_BYTES_LEAST: usize = 1 << 20;

impl Input for Csv {
    fn parts(&self, most: usize) -> usize {
        parts(&self.lines, most.min(self.lines.len() / PART_BYTES_LEAST + 1)).len()
    }

    fn rows(&self, part: usize, of: usize) -> Result<Box<dyn Rows + '_>, Trouble> {
        let reader = match part {
            0 => Reader::new(&self.header, &self.wanted),
            _ => Reader::of_part(&self.header, &self.wanted),
        };
        let lines = parts(&self.lines, of).get(part).copied().unwrap_or_default();
        Ok(Box::new(CsvRows { reader, lines, advanced: 0 }))
    }
}

struct CsvRows<'a> {
    reader: Reader,
    lines: &'a [u8],
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

/// Bytes that are read before somebody looks whether to stop.
const STEP: usize = 8 << 20;

impl Rows for CsvRows<'_> {
    fn fill(&mut self, batch: &mut Batch) -> Result<bool, Trouble> {
        if self.lines.is_empty() {
            return Ok(false);
        }
        let step = match self.lines.get(..STEP).map(whole_lines) {
            None | Some(0) => self.lines.len(),
            Some(whole) => whole,
        };
        let read = self.reader.fill(batch, self.lines.get(..step).unwrap_or_default())?;
        self.lines = self.lines.get(read..).unwrap_or_default();
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
