//! Files of the lake's columns as bars of a market: their keys are the assets, and no row becomes one.
//!
//! Such a file says nothing of currencies, as a receipt does: its prices are in the currency that is named for all rows.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use qazyq_exact::{Amount, Day};
use qazyq_lake::Columns;
use qazyq_lake::columns::{Dense, Digits as Of, Row};
use qazyq_market::Figure;
use qazyq_market::bars::{Findings, Wanted};
use qazyq_replay::{Digits, Prices};

use super::Interval;
use super::cells::PRICES;
use super::decide::Decider;
use super::gather::Decide as _;
use super::source::{Input, Rows};
use crate::Trouble;

/// What such a file begins with.
pub(super) const MAGIC: &[u8] = b"ARROW1";

/// Files of columns.
pub(crate) struct Files {
    columns: Columns,
    keys: Vec<String>,
    wanted: Wanted,
}

/// Opens one file of columns.
pub(super) fn open(path: &Path, wanted: Wanted) -> Result<Box<dyn Input>, Trouble> {
    of_files(&[path.to_owned()], wanted)
}

/// Opens every file of columns of a folder; none where there is none.
pub(super) fn open_folder(path: &Path, wanted: Wanted) -> Result<Option<Box<dyn Input>>, Trouble> {
    let files = files_of(path)?;
    if files.is_empty() { Ok(None) } else { of_files(&files, wanted).map(Some) }
}

/// The files of columns in a folder, in the order of their names. Names that begin with a point are left over.
pub(super) fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let unusable = |error| Trouble::path(folder, error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unusable)? {
        let path = entry.map_err(unusable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".arrow") && !name.starts_with('.') {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn of_files(files: &[PathBuf], wanted: Wanted) -> Result<Box<dyn Input>, Trouble> {
    let columns = Columns::of_files(files)?;
    let keys = columns.keys().into_iter().map(str::to_owned).collect();
    Ok(Box::new(Files { columns, keys, wanted }))
}

impl Input for Files {
    fn parts(&self, most: usize) -> usize {
        most.min(self.keys.len())
    }

    fn rows(&self, _: usize, _: usize) -> Result<Box<dyn Rows + '_>, Trouble> {
        Err(Trouble::Replay("columns are not read row by row".to_owned()))
    }

    fn columns(&self) -> Option<&Files> {
        Some(self)
    }
}

impl Files {
    /// Decides the assets of one of so many parts. `watched` is told of bytes that were read.
    pub(super) fn decide(
        &self,
        (part, of): (usize, usize),
        interval: Interval,
        decider: &mut Decider<'_>,
        watched: &dyn Fn(u64) -> Result<(), Trouble>,
    ) -> Result<Findings, Trouble> {
        let of = of.max(1);
        let keys: Range<usize> = self.keys.len() * part / of..self.keys.len() * (part + 1) / of;
        let wanted = Figure::OF_A_BAR.iter().zip(self.wanted.figures);
        let figures: Vec<Figure> = wanted.filter_map(|(figure, wanted)| wanted.then_some(*figure)).collect();
        let mut dense = Dense::of(&figures);
        let (needed, bytes) = (interval.needed(), self.columns.bytes());
        let days = Day::from_number(*needed.start())..=Day::from_number(*needed.end());
        let many = u64::try_from(self.keys.len()).unwrap_or(u64::MAX).max(1);
        let mut findings = Findings::default();
        for (place, key) in self.keys.iter().enumerate().skip(keys.start).take(keys.len()) {
            let place = u64::try_from(place).unwrap_or(u64::MAX);
            watched(bytes * (place + 1) / many - bytes * place / many)?;
            let rows = match self.columns.dense(key, days.clone(), &mut dense)? {
                Ok(()) => decide_dense(key, &dense, interval, decider)?,
                // Too many digits for columns, or a day twice: row by row it shows which.
                Err(_) => self.decide_rows(key, interval, decider)?,
            };
            findings.rows += rows;
        }
        if part == 0 {
            findings.left_out = self.columns.len();
        }
        Ok(findings)
    }

    /// Decides an asset by its rows one by one.
    fn decide_rows(&self, key: &str, interval: Interval, decider: &mut Decider<'_>) -> Result<u64, Trouble> {
        let mut rows: Vec<Row> = Vec::new();
        for row in self.columns.rows_of(key) {
            let row = row?;
            if interval.needed().contains(&row.day().number()) {
                if rows.last().is_some_and(|before| before.day() == row.day()) {
                    return Err(Trouble::DayTwice { asset: key.to_owned(), day: row.day().to_string() });
                }
                rows.push(row);
            }
        }
        let (Some(first), Some(last)) = (rows.first().map(Row::day), rows.last().map(Row::day)) else {
            return Ok(0);
        };
        let days = usize::try_from(last.since(first)).unwrap_or(0) + 1;
        let mut prices: [Vec<Option<Amount>>; PRICES] = std::array::from_fn(|_| vec![None; days]);
        for row in &rows {
            let place = usize::try_from(row.day().since(first)).unwrap_or(usize::MAX);
            let of_row = [&row.open, &row.high, &row.low, &row.close, &row.vwap];
            for (column, price) in prices.iter_mut().zip(of_row) {
                if let Some(slot) = column.get_mut(place) {
                    slot.clone_from(price);
                }
            }
        }
        let [open, high, low, close, vwap] = prices.each_ref().map(|column| Digits::Wide(column));
        let from = rows.iter().map(|row| row.day().number()).find(|day| *day >= interval.from);
        let asset = decider.meet_named(key);
        if let Some(from) = from {
            let prices = Prices { scale: 0, open, high, low, close, vwap };
            let span = u32::try_from(last.number() - from + 1).unwrap_or(0);
            decider.decide_prices(asset, (first, days, prices), from, span)?;
            decider.done(asset)?;
        }
        Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
    }
}

/// Decides an asset by its dense columns; gives how many rows these are.
fn decide_dense(
    key: &str,
    dense: &Dense,
    interval: Interval,
    decider: &mut Decider<'_>,
) -> Result<u64, Trouble> {
    let (first, days) = (dense.first(), dense.days());
    if days == 0 {
        return Ok(0);
    }
    let asset = decider.meet_named(key);
    // Columns end on the last day with a row.
    let before = usize::try_from(i64::from(interval.from) - i64::from(first.number())).unwrap_or(0);
    let from = dense.receipts().iter().skip(before).position(|receipt| *receipt != 0);
    if let Some(skipped) = from.map(|place| place + before) {
        let from = first.plus(i32::try_from(skipped).unwrap_or(i32::MAX)).number();
        let span = u32::try_from(days - skipped).unwrap_or(u32::MAX);
        decider.decide_prices(asset, (first, days, prices(dense)), from, span)?;
        decider.done(asset)?;
    }
    let rows = dense.receipts().iter().filter(|receipt| **receipt != 0).count();
    Ok(u64::try_from(rows).unwrap_or(u64::MAX))
}

/// Dense columns as a kernel takes them.
pub(super) fn prices(dense: &Dense) -> Prices<'_> {
    let of = |figure| match dense.figure(figure) {
        Of::Absent => Digits::Absent,
        Of::Narrow(digits) => Digits::Narrow(digits),
        Of::Broad(digits) => Digits::Broad(digits),
    };
    Prices {
        scale: dense.scale(Figure::Close),
        open: of(Figure::Open),
        high: of(Figure::High),
        low: of(Figure::Low),
        close: of(Figure::Close),
        vwap: of(Figure::Vwap),
    }
}
