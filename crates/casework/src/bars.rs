//! Daily bars made of trades or of candles, of which nothing is kept.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use qazyq_market::days::{BuiltDay, DayCut};
use qazyq_market::klines::pair_of_file_name;
use qazyq_market::ticks::{TicksError, klines, trades};
use qazyq_market::{Bar, Few, Rejected};

use crate::lines::Lines;
use crate::replay::Watch;
use crate::{Trouble, parquet};

/// What bars are made of.
#[derive(Clone, Copy, Debug)]
pub enum Made<'a> {
    /// Trades: CSV or Parquet files.
    OfTrades(&'a [PathBuf]),
    /// Candles: Binance's kline files, those of a pair in the order of time.
    OfKlines(&'a [PathBuf]),
}

/// The bars of some files.
#[derive(Debug, Default)]
pub struct Bars {
    /// By asset and day.
    days: BTreeMap<String, Vec<Bar>>,
    /// Trades or candles that count.
    pub ticks: u64,
    /// Lines that are none, the first of each file kept.
    pub rejected: Vec<(PathBuf, Few<Rejected>)>,
    /// Columns that were binary floating point.
    pub floats: Vec<String>,
}

/// Makes bars. `asset` names what files are about that do not say it themselves; without it, it is the pair in a kline
/// file's name, or the name of the file.
///
/// # Errors
/// Where a file cannot be used, or it is interrupted.
pub fn make(
    files: Made<'_>,
    asset: Option<&str>,
    (cut, partial_days): (DayCut, bool),
    watch: &Watch<'_>,
) -> Result<Bars, Trouble> {
    let mut bars = Bars::default();
    let (Made::OfTrades(all) | Made::OfKlines(all)) = files;
    for (place, path) in all.iter().enumerate() {
        let same =
            |other: &PathBuf| other.canonicalize().is_ok_and(|a| path.canonicalize().is_ok_and(|b| a == b));
        if all[..place].iter().any(same) {
            return Err(Trouble::FileTwice(path.display().to_string()));
        }
    }
    match files {
        Made::OfKlines(files) => {
            let mut series: Vec<(String, klines::Klines)> = Vec::new();
            for path in files {
                let name = asset.map_or_else(|| name_of(path), str::to_owned);
                let place = series.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
                    series.push((name.clone(), klines::Klines::new(cut, partial_days)));
                    series.len() - 1
                });
                let reader = &mut series[place].1;
                each_line(path, watch, |lines| reader.read(lines).map_err(|error| in_file(path, error)))?;
                let found = reader.end_file().map_err(|error| in_file(path, error))?;
                bars.ticks += found.candles;
                bars.reject(path, found.rejected);
            }
            for (name, reader) in series {
                bars.add(name, reader.finish());
            }
        }
        Made::OfTrades(files) => {
            let mut reader = trades::Reader::new(cut);
            let mut others = parquet::TradesOf::new(cut);
            for path in files {
                let name = asset.map_or_else(|| name_of(path), str::to_owned);
                let head = head_of(path)?;
                if parquet::is_parquet(&head) {
                    others.read(path, &name, watch)?;
                    continue;
                }
                reader.name_file(&name);
                each_line(path, watch, |lines| reader.read(lines).map_err(|error| in_file(path, error)))?;
                let found = reader.end_file().map_err(|error| in_file(path, error))?;
                bars.ticks += found.trades;
                bars.reject(path, found.rejected);
            }
            let (totals, names) = reader.finish();
            for total in totals.finish() {
                bars.add(names.get(total.asset).unwrap_or_default().to_owned(), [total.built()]);
            }
            others.finish(&mut bars);
        }
    }
    for (asset, days) in &mut bars.days {
        days.sort_by_key(|bar| bar.day);
        if let Some(twice) = days.windows(2).find(|pair| pair[0].day == pair[1].day) {
            return Err(Trouble::DayTwice { asset: asset.clone(), day: twice[0].day.to_string() });
        }
    }
    Ok(bars)
}

impl Bars {
    pub(crate) fn add(&mut self, asset: String, days: impl IntoIterator<Item = BuiltDay>) {
        self.days.entry(asset).or_default().extend(days.into_iter().map(|built| built.bar));
    }

    fn reject(&mut self, path: &Path, rejected: Few<Rejected>) {
        if !rejected.is_empty() {
            self.rejected.push((path.to_owned(), rejected));
        }
    }

    /// How many assets there are.
    #[must_use]
    pub fn assets(&self) -> usize {
        self.days.len()
    }

    /// All bars, by asset and day.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &Bar)> {
        self.days.iter().flat_map(|(asset, days)| days.iter().map(move |bar| (asset.as_str(), bar)))
    }

    /// Writes the bars as CSV, in the columns that `qazyq replay --input` and `qazyq import --columns` read.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn write_csv(&self, to: &mut dyn Write) -> Result<(), Trouble> {
        let mut to = csv::Writer::from_writer(to);
        let unwritten = |error: csv::Error| Trouble::Output(std::io::Error::other(error));
        to.write_record(["asset", "day", "open", "high", "low", "close", "vwap", "volume"])
            .map_err(unwritten)?;
        for (asset, bar) in self.rows() {
            let figures = [&bar.open, &bar.high, &bar.low, &bar.close, &bar.vwap, &bar.volume];
            let mut record = vec![asset.to_owned(), bar.day.to_string()];
            record.extend(figures.map(|figure| figure.as_ref().map(ToString::to_string).unwrap_or_default()));
            to.write_record(record).map_err(unwritten)?;
        }
        to.flush().map_err(Trouble::Output)
    }

    /// The same as a Parquet file.
    ///
    /// # Errors
    /// In a build without the feature, or where they cannot be written.
    pub fn write_parquet(&self, to: &mut (dyn Write + Send)) -> Result<(), Trouble> {
        parquet::write_bars(|| self.rows(), to)
    }
}

/// What a file is about, by its name: its pair, or all before the first point.
fn name_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match pair_of_file_name(&name) {
        Some(pair) => pair.to_owned(),
        None => name.split('.').next().unwrap_or_default().to_owned(),
    }
}

fn head_of(path: &Path) -> Result<Vec<u8>, Trouble> {
    use std::io::Read as _;
    let unusable = |error| Trouble::path(path, error);
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(4).read_to_end(&mut head)).map_err(unusable)?;
    Ok(head)
}

/// Hands over the lines of a file, some at a time.
fn each_line(
    path: &Path,
    watch: &Watch<'_>,
    mut take: impl FnMut(&[u8]) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let unusable = |error| Trouble::path(path, error);
    let file = File::open(path).map_err(unusable)?;
    let mut lines = Lines::of(file).map_err(unusable)?;
    loop {
        let some = lines.next().map_err(unusable)?;
        if some.is_empty() {
            return Ok(());
        }
        take(some)?;
        let read = some.len();
        lines.done_with(read);
        (watch.advanced)(u64::try_from(read).unwrap_or(0));
        if watch.stop.load(Ordering::Relaxed) {
            return Err(Trouble::Interrupted);
        }
    }
}

fn in_file(path: &Path, error: TicksError) -> Trouble {
    let trouble = match error {
        TicksError::File(error) => error.into(),
        TicksError::Days(error) => error.into(),
    };
    Trouble::InForm { place: path.display().to_string(), trouble: Box::new(trouble) }
}
