//! Parquet files, which a build with the feature `parquet` reads and writes.
//!
//! A build without it knows such a file when it sees one, and says what is needed: a workspace that has some is the same
//! workspace to both.

use std::io::Write;
use std::path::Path;

use qazyq_lake::Columns;
use qazyq_lake::export::ExportError;
use qazyq_market::Bar;
#[cfg(feature = "parquet")]
use qazyq_market::bars::Names;
use qazyq_market::bars::Wanted;
use qazyq_market::days::DayCut;
use qazyq_market::klines::Interval;
#[cfg(feature = "parquet")]
use qazyq_market::ticks::totals::Totals;

use crate::Trouble;
use crate::bars::Bars;
use crate::replay::tables;
use crate::replay::{Input, Watch};

pub(crate) use qazyq_evidence::parquet::{FEATURE, read};
/// What people call it; where a file is handed over, its own name is said already.
pub(crate) const NAME: &str = "Parquet";

/// Whether that is what the bytes begin as; the second is one whose footer is encrypted.
pub(crate) fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1") || bytes.starts_with(b"PARE")
}

/// Refuses what this build cannot do, named by `what`.
pub(crate) fn is_built_in(what: &str) -> Result<(), Trouble> {
    if cfg!(feature = "parquet") {
        return Ok(());
    }
    Err(Trouble::FeatureMissing { feature: FEATURE, what: what.to_owned() })
}

/// Opens a market's bars.
#[cfg(feature = "parquet")]
pub(crate) fn market(path: &Path, wanted: Wanted) -> Result<Box<dyn Input>, Trouble> {
    crate::replay::parquet::open(path, wanted)
}

/// Trades of Parquet files, which this build does not read.
#[cfg(not(feature = "parquet"))]
pub(crate) struct TradesOf;

#[cfg(not(feature = "parquet"))]
impl TradesOf {
    pub(crate) fn new(_cut: DayCut) -> Self {
        Self
    }

    /// Says what is needed.
    pub(crate) fn read(&mut self, path: &Path, _asset: &str, _watch: &Watch<'_>) -> Result<(), Trouble> {
        Err(Trouble::FeatureMissing { feature: FEATURE, what: path.display().to_string() })
    }

    pub(crate) fn finish(self, _bars: &mut Bars) {}
}

/// Trades of Parquet files, added up.
#[cfg(feature = "parquet")]
pub(crate) struct TradesOf {
    totals: Totals,
    names: Names,
    ticks: u64,
    floats: Vec<String>,
}

#[cfg(feature = "parquet")]
impl TradesOf {
    pub(crate) fn new(cut: DayCut) -> Self {
        Self { totals: Totals::new(cut), names: Names::default(), ticks: 0, floats: Vec::new() }
    }

    /// Adds the trades of a file. `asset` is what they are of where no column says so.
    pub(crate) fn read(&mut self, path: &Path, asset: &str, watch: &Watch<'_>) -> Result<(), Trouble> {
        let unusable = |error| Trouble::path(path, error);
        let file = std::fs::File::open(path).map_err(unusable)?;
        let bytes = file.metadata().map_err(unusable)?.len();
        let trades = qazyq_parquet::trades::Trades::open(&file)?;
        for column in trades.floats() {
            if !self.floats.iter().any(|known| known == column) {
                self.floats.push(column.to_owned());
            }
        }
        let mut reader = trades.reader(&file, 0..trades.groups())?;
        let mut batch = qazyq_parquet::trades::Batch::default();
        // Of the file's numbers those that they have here; a file numbers assets as they come in it.
        let mut numbers: Vec<u32> = Vec::new();
        let all = u64::try_from(trades.rows()).unwrap_or(u64::MAX).max(1);
        let (mut read, mut told) = (0_u64, 0_u64);
        while reader.fill(&mut batch)? {
            let own = (!trades.has_assets()).then_some(asset);
            for name in reader.assets().chain(own).skip(numbers.len()) {
                numbers.push(self.names.number_of(name).ok_or_else(|| Trouble::AssetId(name.to_string()))?);
            }
            let is_same = (0..).zip(&numbers).all(|(place, number)| place == *number);
            if !is_same {
                for asset in &mut batch.assets {
                    let place = usize::try_from(*asset).unwrap_or(usize::MAX);
                    *asset = numbers.get(place).copied().unwrap_or(*asset);
                }
            }
            batch.add_to(&mut self.totals);
            read += u64::try_from(batch.len()).unwrap_or(0);
            let bytes = u64::try_from(u128::from(read) * u128::from(bytes) / u128::from(all)).unwrap_or(0);
            (watch.advanced)(bytes.saturating_sub(told));
            told = bytes;
            if watch.stop.load(std::sync::atomic::Ordering::Relaxed) {
                return Err(Trouble::Interrupted);
            }
        }
        self.ticks += read;
        Ok(())
    }

    /// Gives the bars.
    pub(crate) fn finish(self, bars: &mut Bars) {
        bars.ticks += self.ticks.saturating_sub(self.totals.left_out());
        bars.floats.extend(self.floats);
        for total in self.totals.finish() {
            bars.add(self.names.get(total.asset).unwrap_or_default().to_owned(), [total.built()]);
        }
    }
}

/// Writes bars as a table.
#[cfg(feature = "parquet")]
pub(crate) fn write_bars<'r, I: Iterator<Item = (&'r str, &'r Bar)>>(
    rows: impl Fn() -> I,
    to: &mut (dyn Write + Send),
) -> Result<(), Trouble> {
    let row = |(asset, bar)| qazyq_parquet::BarRow { asset, currency: None, bar };
    let written = qazyq_parquet::write_bars(|| rows().map(row), qazyq_parquet::table::Packing::Zstd, to);
    written.map(|_| ()).map_err(Trouble::Output)
}

/// Says what is needed to write bars.
#[cfg(not(feature = "parquet"))]
pub(crate) fn write_bars<'r, I: Iterator<Item = (&'r str, &'r Bar)>>(
    _rows: impl Fn() -> I,
    _to: &mut (dyn Write + Send),
) -> Result<(), Trouble> {
    Err(Trouble::FeatureMissing { feature: FEATURE, what: NAME.to_owned() })
}

/// Says what is needed to read a market's bars.
#[cfg(not(feature = "parquet"))]
pub(crate) fn market(path: &Path, _wanted: Wanted) -> Result<Box<dyn Input>, Trouble> {
    Err(Trouble::FeatureMissing { feature: FEATURE, what: path.display().to_string() })
}

/// Rows of a table as a file.
#[cfg(feature = "parquet")]
pub(crate) fn rows<'w>(
    table: tables::Table,
    to: &'w mut (dyn Write + Send),
) -> Result<Box<dyn tables::Rows + 'w>, Trouble> {
    use qazyq_parquet::table::{Column, Kind, Packing, Table};
    let column = |(name, kind): &(&'static str, tables::Kind)| {
        let kind = match kind {
            tables::Kind::Text => Kind::Text,
            tables::Kind::Date => Kind::Day,
            tables::Kind::Number => Kind::Int64,
        };
        Column { name, kind, is_optional: false }
    };
    let columns: Vec<Column<'_>> = table.columns().iter().map(column).collect();
    let table = Table::create(to, &columns, Packing::Zstd).map_err(Trouble::Output)?;
    Ok(Box::new(ParquetRows(Some(table))))
}

/// Rows on their way into a file; none of it once it is whole.
#[cfg(feature = "parquet")]
struct ParquetRows<'w>(Option<qazyq_parquet::table::Table<&'w mut (dyn Write + Send)>>);

#[cfg(feature = "parquet")]
impl tables::Rows for ParquetRows<'_> {
    fn row(&mut self, cells: &[tables::Cell<'_>]) -> Result<(), Trouble> {
        use qazyq_parquet::table::Cell;
        let cells = cells.iter().map(|cell| match *cell {
            tables::Cell::Text(text) => Cell::Text(text),
            tables::Cell::Date(day) => Cell::Day(day),
            tables::Cell::Number(number) => Cell::Number(i64::try_from(number).unwrap_or(i64::MAX)),
        });
        let cells: Vec<Cell<'_>> = cells.collect();
        let Self(Some(table)) = self else { return Ok(()) };
        table.push(&cells).map_err(Trouble::Output)
    }

    fn finish(&mut self) -> Result<(), Trouble> {
        let Self(table) = self;
        table.take().map_or(Ok(()), |table| table.finish().map(|_| ()).map_err(Trouble::Output))
    }
}

/// Says what is needed to write a table.
#[cfg(not(feature = "parquet"))]
pub(crate) fn rows<'w>(
    _table: tables::Table,
    _to: &'w mut (dyn Write + Send),
) -> Result<Box<dyn tables::Rows + 'w>, Trouble> {
    Err(Trouble::FeatureMissing { feature: FEATURE, what: NAME.to_owned() })
}

/// Writes the rows of a feed; gives their number.
#[cfg(feature = "parquet")]
pub(crate) fn write(
    feed: &str,
    interval: Interval,
    columns: &Columns,
    to: impl Write + Send,
) -> Result<u64, ExportError> {
    let about = qazyq_parquet::About { feed, interval: interval.name() };
    qazyq_parquet::write(about, || columns.rows(), to)
}

/// Never asked for: see [`is_built_in`].
#[cfg(not(feature = "parquet"))]
pub(crate) fn write(
    _feed: &str,
    _interval: Interval,
    _columns: &Columns,
    _to: impl Write + Send,
) -> Result<u64, ExportError> {
    Err(ExportError::Write(std::io::ErrorKind::Unsupported.into()))
}
