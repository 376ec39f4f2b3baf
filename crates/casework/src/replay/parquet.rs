//! Bars in Parquet files.

use std::fs::File;
use std::path::{Path, PathBuf};

use qazyq_market::Figure;
use qazyq_market::bars::{Batch, Findings, Wanted};
use qazyq_parquet::bars::{Bars, Reader};

use super::source::{Input, Named, Rows};
use crate::Trouble;

/// Opens a file for what is wanted of it.
pub(crate) fn open(path: &Path, wanted: Wanted) -> Result<Box<dyn Input>, Trouble> {
    let file = File::open(path).map_err(|error| Trouble::path(path, error))?;
    let bytes = file.metadata().map_err(|error| Trouble::path(path, error))?.len();
    let bars = Bars::open(&file)?;
    Ok(Box::new(Market { path: path.to_owned(), bytes, bars, wanted }))
}

struct Market {
    path: PathBuf,
    bytes: u64,
    bars: Bars,
    wanted: Wanted,
}

impl Input for Market {
    fn parts(&self, most: usize) -> usize {
        most.min(self.bars.groups())
    }

    fn rows(&self, part: usize, of: usize) -> Result<Box<dyn Rows + '_>, Trouble> {
        let groups = self.bars.groups();
        let at = |part: usize| groups * part / of.max(1);
        // A handle for each thread.
        let file = File::open(&self.path).map_err(|error| Trouble::path(&self.path, error))?;
        let reader = self.bars.reader(file, at(part)..at(part + 1), &self.wanted)?;
        let rows = u64::try_from(self.bars.rows()).unwrap_or(u64::MAX).max(1);
        Ok(Box::new(MarketRows { reader, read: 0, told: 0, rows, bytes: self.bytes }))
    }

    fn floats(&self) -> Vec<String> {
        let wanted = self.bars.floats().filter(|(figure, _)| {
            let place = Figure::OF_A_BAR.iter().position(|known| known == figure);
            place.and_then(|place| self.wanted.figures.get(place)).copied().unwrap_or(false)
        });
        wanted.map(|(_, name)| name.to_owned()).collect()
    }
}

struct MarketRows<'a> {
    reader: Reader<'a, File>,
    /// Rows that were read, and of these those of which the bytes were told.
    read: u64,
    told: u64,
    /// Of the whole file.
    rows: u64,
    bytes: u64,
}

impl Named for MarketRows<'_> {
    fn assets(&self) -> usize {
        self.reader.assets()
    }

    fn asset(&self, number: u32) -> &str {
        self.reader.asset(number).unwrap_or_default()
    }

    fn currency(&self, number: u32) -> &str {
        self.reader.currency(number).unwrap_or_default()
    }
}

impl Rows for MarketRows<'_> {
    fn fill(&mut self, batch: &mut Batch) -> Result<bool, Trouble> {
        let filled = self.reader.fill(batch)?;
        self.read += u64::try_from(batch.len()).unwrap_or(0);
        Ok(filled)
    }

    fn advanced(&mut self) -> u64 {
        let bytes =
            |rows: u64| u64::try_from(u128::from(rows) * u128::from(self.bytes) / u128::from(self.rows));
        let advanced = bytes(self.read).unwrap_or(0).saturating_sub(bytes(self.told).unwrap_or(0));
        self.told = self.read;
        advanced
    }

    fn findings(&self) -> Findings {
        let unread = Figure::OF_A_BAR.map(|figure| self.reader.unread(figure));
        Findings::of_rows(self.read, unread.into_iter().fold(0, u64::saturating_add))
    }
}
