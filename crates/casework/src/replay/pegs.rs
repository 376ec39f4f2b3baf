//! Pegs and rates beside foreign bars: tables with a header.
//!
//! ```text
//! asset,peg                        date,base,quote,rate
//! USDT,1 USD                       2023-03-10,EUR,USD,1.0586
//! EURC,EUR                         2023-03-10,USD,EUR,1/1.0586
//! 1027,0.25
//! ```
//!
//! A peg is what `qazyq import --peg` takes, or a bare number: so many units of the series' own currency.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use qazyq_exact::{Amount, Day, Ratio};
use qazyq_market::FileError;
use qazyq_market::bars::NameList;
use qazyq_replay::worth::Rate;

use super::index;
use crate::{Trouble, parse_peg};

/// A peg as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Peg {
    /// Currencies and amounts.
    Components(Vec<(String, AmountText)>),
    /// Units of whatever currency the series is in.
    Units(AmountText),
}

/// An amount that has an order, so that equal pegs are found.
type AmountText = String;

impl Peg {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(units) = text.parse::<Amount>() {
            return units.is_positive().then(|| Self::Units(units.to_string()));
        }
        let components = parse_peg(text).ok()?;
        Some(Self::Components(
            components.into_iter().map(|(code, amount)| (code, amount.to_string())).collect(),
        ))
    }

    /// Its components for a series in `currency`.
    pub(super) fn components(&self, currency: &str) -> Vec<(String, Amount)> {
        let amount = |text: &str| text.parse::<Amount>().ok();
        match self {
            Self::Units(units) => {
                amount(units).map(|units| (currency.to_owned(), units)).into_iter().collect()
            }
            Self::Components(parts) => {
                parts.iter().filter_map(|(code, text)| Some((code.clone(), amount(text)?))).collect()
            }
        }
    }
}

/// The pegs of a file. Thousands of assets have a dozen pegs between them, so each text is read and kept once.
#[derive(Debug, Default)]
pub(super) struct Pegs {
    kinds: Vec<Peg>,
    /// The assets, in the file's order.
    names: NameList,
    /// Which of the pegs each has.
    of: Vec<u32>,
    /// The assets in the order of [`shortlex`], by their numbers.
    sorted: Vec<u32>,
}

/// Short before long: the order in which numbered assets stand already.
fn shortlex(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

impl Pegs {
    /// Which of the pegs an asset has. It is looked for at `next` first, which becomes the place behind it: most files name
    /// assets in one order.
    pub(super) fn kind(&self, asset: &str, next: &mut u32) -> Option<u32> {
        if self.names.get(*next) != Some(asset) {
            *next = self.number(asset)?;
        }
        let kind = self.of.get(index(*next)).copied();
        *next = next.saturating_add(1);
        kind
    }

    fn number(&self, asset: &str) -> Option<u32> {
        let name = |number: &u32| self.names.get(*number).unwrap_or_default();
        let place = self.sorted.binary_search_by(|number| shortlex(name(number), asset)).ok()?;
        self.sorted.get(place).copied()
    }

    /// The peg of that number.
    pub(super) fn of_kind(&self, kind: u32) -> Option<&Peg> {
        self.kinds.get(index(kind))
    }

    /// How many assets have one.
    pub(super) fn len(&self) -> u64 {
        u64::try_from(self.of.len()).unwrap_or(u64::MAX)
    }

    /// The assets that are not among `decided`, in the order of their names.
    pub(super) fn others<'a>(&self, decided: impl Iterator<Item = &'a str>) -> Vec<String> {
        let decided: HashSet<&str> = decided.collect();
        let others = self.names.iter().filter(|asset| !decided.contains(asset));
        let mut others: Vec<String> = others.map(str::to_owned).collect();
        others.sort_unstable();
        others
    }

    /// Sorts the assets; false where one stands twice.
    fn sort(&mut self) -> bool {
        let Self { names, of, sorted, .. } = self;
        let name = |number: &u32| names.get(*number).unwrap_or_default();
        sorted.extend(0..u32::try_from(of.len()).unwrap_or(u32::MAX));
        sorted.sort_unstable_by(|a, b| shortlex(name(a), name(b)));
        sorted.windows(2).all(|pair| name(&pair[0]) != name(&pair[1]))
    }
}

const FIRST_MAX: usize = 16;

/// Reads the pegs of a file.
pub(super) fn read_pegs(path: &Path, bytes: &[u8]) -> Result<Pegs, Trouble> {
    let wrong = |line: u64, what: &str| Trouble::TableLine {
        path: path.display().to_string(),
        line,
        what: what.to_owned(),
    };
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    let mut pegs = Pegs { names: NameList::with_room(lines, bytes.len()), ..Pegs::default() };
    pegs.of.reserve_exact(lines);
    let mut known: HashMap<String, u32> = HashMap::new();
    // A dozen pegs are found sooner one by one than by a hash.
    let mut first: Vec<(String, u32)> = Vec::new();
    read(path, bytes, &[&["asset"], &["peg"]], |line, [asset, peg]| {
        let of_first = first.iter().find(|(known, _)| known == peg).map(|(_, kind)| *kind);
        let kind = match of_first.or_else(|| known.get(peg).copied()) {
            Some(kind) => kind,
            None => {
                let kind = u32::try_from(pegs.kinds.len()).map_err(|_| wrong(line, peg))?;
                pegs.kinds.push(Peg::parse(peg).ok_or_else(|| wrong(line, peg))?);
                match first.len() < FIRST_MAX {
                    true => first.push((peg.to_owned(), kind)),
                    false => drop(known.insert(peg.to_owned(), kind)),
                }
                kind
            }
        };
        pegs.names.push(asset);
        pegs.of.push(kind);
        Ok(())
    })?;
    if !pegs.sort() {
        let mut before = HashSet::new();
        read(path, bytes, &[&["asset"], &["peg"]], |line, [asset, _]| {
            before.insert(asset.to_owned()).then_some(()).ok_or_else(|| wrong(line, asset))
        })?;
    }
    Ok(pegs)
}

/// Reads the rates of a file.
pub(super) fn read_rates(path: &Path, bytes: &[u8]) -> Result<Vec<Rate>, Trouble> {
    let mut rates = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    read(
        path,
        bytes,
        &[&["date", "day"], &["base"], &["quote"], &["rate"]],
        |line, [date, base, quote, rate]| {
            let wrong = |what: &str| Trouble::TableLine {
                path: path.display().to_string(),
                line,
                what: what.to_owned(),
            };
            let day: Day = date.parse().map_err(|_| wrong(date))?;
            if let Some(other) = [base, quote].into_iter().find(|code| !qazyq_registry::form::is_code(code)) {
                return Err(wrong(other));
            }
            let exact: Ratio = rate.parse().ok().filter(Ratio::is_positive).ok_or_else(|| wrong(rate))?;
            if !known.insert((day, base.to_owned(), quote.to_owned())) {
                return Err(wrong(date));
            }
            rates.push(Rate { date: day, base: base.to_owned(), quote: quote.to_owned(), rate: exact });
            Ok(())
        },
    )?;
    Ok(rates)
}

/// Reads the named columns of a table, row by row with its line. Of a column's names the first that is there counts.
fn read<const N: usize>(
    path: &Path,
    bytes: &[u8],
    columns: &[&[&str]; N],
    mut row: impl FnMut(u64, [&str; N]) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let shown = || path.display().to_string();
    let unreadable = |error: csv::Error| Trouble::TableLine {
        path: shown(),
        line: error.position().map_or(0, csv::Position::line),
        what: error.to_string(),
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut table = csv::ReaderBuilder::new().from_reader(bytes);
    let header = table.headers().map_err(unreadable)?.clone();
    let mut places = [0; N];
    for (place, names) in places.iter_mut().zip(columns) {
        let of_the_name = |column: &&str| names.contains(&column.trim());
        if let Some(column) = header.iter().filter(of_the_name).nth(1) {
            let twice = FileError::ColumnTwice { column: column.trim().to_owned() };
            return Err(Trouble::InForm { place: shown(), trouble: Box::new(twice.into()) });
        }
        let found = names.iter().find_map(|name| header.iter().position(|column| column.trim() == *name));
        *place = found.ok_or_else(|| Trouble::TableColumn {
            path: shown(),
            column: names.join(" / "),
            found: header.iter().map(str::trim).collect::<Vec<_>>().join(", "),
        })?;
    }
    let mut record = csv::StringRecord::new();
    while table.read_record(&mut record).map_err(unreadable)? {
        let line = record.position().map_or(0, csv::Position::line);
        row(line, places.map(|place| record.get(place).unwrap_or_default().trim()))?;
    }
    Ok(())
}
