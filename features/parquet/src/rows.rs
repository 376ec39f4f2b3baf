//! Writing bars and trades so that they are read fastest: exact integers as differences.

use std::io::{self, Write};

use parquet::data_type::ByteArray;
use qazyq_exact::Amount;
use qazyq_market::bars::{ABSENT, Column as Batched};
use qazyq_market::ticks::totals::TimeUnit;
use qazyq_market::{Bar, Figure, FileError};

use crate::source::Source;
use crate::table::{Appender, Cell, Column, Digits, Form, Kind, Packing, Table};
use crate::trades::{Batch, Trades, amount};

/// A bar of an asset.
#[derive(Clone, Copy, Debug)]
pub struct BarRow<'a> {
    /// Which asset.
    pub asset: &'a str,
    /// In which currency, where that is known.
    pub currency: Option<&'a str>,
    /// Its figures.
    pub bar: &'a Bar,
}

impl<'a> BarRow<'a> {
    /// The figures, in the order of [`Figure::OF_A_BAR`].
    fn figures(&self) -> [Option<&'a Amount>; 7] {
        let Bar { open, high, low, close, vwap, volume, market_cap, .. } = self.bar;
        [open, high, low, close, vwap, volume, market_cap].map(Option::as_ref)
    }
}

/// Writes bars as a table: `asset`, `day`, `currency` where a row has one, and the figures that any row has, each in the
/// narrowest form that holds all of the column. Gives how many there are.
///
/// `rows` is asked twice, to see what there is and to write it, and must give the same rows both times; by asset and then by
/// day they are read with the fewest steps.
///
/// # Errors
/// Where nothing more can be written.
pub fn write_bars<'r, I>(rows: impl Fn() -> I, packing: Packing, to: impl Write + Send) -> io::Result<u64>
where
    I: Iterator<Item = BarRow<'r>>,
{
    let (mut digits, mut has_currency) = ([Digits::default(); 7], false);
    for row in rows() {
        has_currency |= row.currency.is_some();
        for (digits, figure) in digits.iter_mut().zip(row.figures()) {
            digits.see(figure);
        }
    }
    let mut columns = vec![
        Column { name: "asset", kind: Kind::Text, is_optional: false },
        Column { name: "day", kind: Kind::Day, is_optional: false },
    ];
    if has_currency {
        columns.push(Column { name: "currency", kind: Kind::Text, is_optional: true });
    }
    for (figure, digits) in Figure::OF_A_BAR.into_iter().zip(digits).filter(|(_, digits)| digits.any()) {
        let kind = Kind::Amount(digits.form());
        columns.push(Column { name: figure.name(), kind, is_optional: digits.is_optional() });
    }
    let mut table = Table::create(to, &columns, packing)?;
    let mut cells = Vec::new();
    for row in rows() {
        cells.clear();
        cells.extend([Cell::Text(row.asset), Cell::Day(row.bar.day)]);
        if has_currency {
            cells.push(row.currency.map_or(Cell::Absent, Cell::Text));
        }
        let figures = row.figures().into_iter().zip(digits).filter(|(_, digits)| digits.any());
        cells.extend(figures.map(|(figure, _)| figure.map_or(Cell::Absent, Cell::Amount)));
        table.push(&cells)?;
    }
    table.finish()
}

/// Why trades cannot be written anew.
#[derive(Debug)]
pub enum RepackError {
    /// They cannot be read.
    File(FileError),
    /// Nothing more can be written.
    Write(io::Error),
}

impl From<FileError> for RepackError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<io::Error> for RepackError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl core::fmt::Display for RepackError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for RepackError {}

/// Writes the trades of the file that `source` is anew: `asset`, where it has one, by a dictionary, `ts` and the scaled `price`
/// and `qty` as differences. Gives how many there are. The file is read twice, to see what there is and to write it.
///
/// # Errors
/// Where the file cannot be read as trades, or nothing more can be written.
pub fn repack_trades(
    source: &impl Source,
    packing: Packing,
    to: impl Write + Send,
) -> Result<u64, RepackError> {
    let trades = Trades::open(source)?;
    let groups = 0..trades.groups();
    let (mut batch, mut unit) = (Batch::default(), TimeUnit::Nano);
    let [mut prices, mut quantities] = [Digits::default(); 2];
    let mut reader = trades.reader(source, groups.clone())?;
    while reader.fill(&mut batch)? {
        unit = batch.unit;
        see(&batch.prices, &mut prices);
        see(&batch.quantities, &mut quantities);
    }
    let has_assets = trades.has_assets();
    let asset = Column { name: "asset", kind: Kind::Text, is_optional: false };
    let figure = |name, digits: Digits| Column {
        name,
        kind: Kind::Amount(digits.form()),
        is_optional: digits.is_optional(),
    };
    let columns = [
        Column { name: "ts", kind: Kind::Time(unit), is_optional: false },
        figure("price", prices),
        figure("qty", quantities),
    ];
    let columns: Vec<Column<'_>> = has_assets.then_some(asset).into_iter().chain(columns).collect();
    let mut table = Table::create(to, &columns, packing)?;
    let mut reader = trades.reader(source, groups)?;
    // The names as the writer has them; to make one anew for each row would cost more than all else.
    let mut names: Vec<ByteArray> = Vec::new();
    while reader.fill(&mut batch)? {
        names.extend(reader.assets().skip(names.len()).map(ByteArray::from));
        table.extend(batch.len(), |place, to| match (place, has_assets) {
            (0, true) => {
                let name = |place: &u32| names.get(usize::try_from(*place).ok()?).cloned();
                to.texts(batch.assets.iter().map(|place| name(place).unwrap_or_default()))
            }
            (1, true) | (0, false) => {
                let factor = if unit == TimeUnit::Second { 1000 } else { 1 };
                to.numbers(batch.times.iter().map(|time| time.checked_mul(factor)))
            }
            (2, true) | (1, false) => append(&batch.prices, batch.len(), to),
            _ => append(&batch.quantities, batch.len(), to),
        })?;
    }
    Ok(table.finish()?)
}

/// Looks at the figures of a batch.
fn see(column: &Batched, digits: &mut Digits) {
    match column {
        Batched::Narrow { scale, digits: all } => {
            let there = || all.iter().filter(|digits| **digits != ABSENT);
            let largest = there().map(|digits| digits.unsigned_abs()).max();
            if let Some(largest) = largest {
                let many = largest.checked_ilog10().map_or(0, |log| log.saturating_add(1));
                let many = usize::try_from(many).unwrap_or_default();
                digits.see_digits(many.saturating_sub(usize::from(*scale)), usize::from(*scale));
            }
            if all.contains(&ABSENT) {
                digits.see(None);
            }
        }
        Batched::Broad { digits: all, .. } => {
            for row in 0..all.len() {
                digits.see(amount(column, row).as_ref());
            }
        }
        Batched::Absent | Batched::Floats(_) => digits.see(None),
    }
}

/// Adds the figures of a batch.
fn append(column: &Batched, rows: usize, to: Appender<'_>) -> io::Result<()> {
    if let (Batched::Narrow { scale, digits }, Kind::Amount(Form::Narrow { scale: wanted })) =
        (column, to.kind)
    {
        let missing = wanted.saturating_sub(usize::from(*scale));
        let power = u32::try_from(missing).ok().and_then(|missing| 10i64.checked_pow(missing)).unwrap_or(1);
        return to
            .numbers(digits.iter().map(|digits| digits.checked_mul(power).filter(|_| *digits != ABSENT)));
    }
    to.amounts((0..rows).map(|row| amount(column, row)))
}
