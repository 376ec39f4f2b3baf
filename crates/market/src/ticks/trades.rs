//! Trades in CSV, added up line by line.
//!
//! ```text
//! id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch          Binance's; the header may be absent
//! 1,0.9715,1042.00,1012.303,1678543200000,True,True
//!
//! ts;pair;price;size                                           any other, by the names of its columns
//! 2023-03-11T14:00:00.25Z;USDC-USD;0.9715;1042
//! ```
//!
//! | column | holds |
//! | --- | --- |
//! | `time`, `ts` or `timestamp` | milli-, micro- or nanoseconds since 1970, or an instant by RFC 3339; the same in all lines |
//! | `price` | an amount above zero |
//! | `qty`, `quantity`, `amount` or `size` | an amount above zero |
//! | `asset`, `pair` or `symbol` | a text; where there is none, the file is of one asset that the caller names |
//!
//! In which unit times are counted, their magnitude says: they lie between 2001-09-09 and 2262-04-11. Separators, quotes and
//! ends of lines are those of [`crate::bars::csv`], and so are amounts, exponents included. A line that is no trade is told
//! and does not count.

use core::ops::RangeInclusive;

use jiff::Timestamp;

use super::TicksError;
use super::totals::{TimeUnit, Totals, Trade, Trades};
use crate::bars::cell::{self, Cell};
use crate::bars::digits::{broad, byte, narrow, run};
use crate::bars::fields::{Span, blank_line, block_end, excerpt_of, fields_in, number_of, row_end, span};
use crate::bars::header::{FirstLine, parted};
use crate::bars::{Column, Names};
use crate::days::DayCut;
use crate::few::Few;
use crate::finding::{FileError, Rejected, Rejection, excerpt};

/// Of the lines that are no trades, so many are kept.
const KEPT_MAX: usize = 10;
/// Trades that are gathered before they are added.
const ROWS_MAX: usize = 1 << 12;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Other,
    Time,
    Price,
    Quantity,
    Asset,
}

impl Field {
    fn named(name: &str) -> Self {
        match name {
            "time" | "ts" | "timestamp" => Self::Time,
            "price" => Self::Price,
            "qty" | "quantity" | "amount" | "size" => Self::Quantity,
            "asset" | "pair" | "symbol" => Self::Asset,
            _ => Self::Other,
        }
    }
}

/// Adds the trades of files up.
#[derive(Clone, Debug)]
pub struct Reader {
    totals: Totals,
    assets: Names,
    file: File,
    rows: Rows,
}

/// What one file of trades holds beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Lines that were read.
    pub lines: u64,
    /// Trades that count.
    pub trades: u64,
    /// Lines that are no trades, the first of them kept.
    pub rejected: Few<Rejected>,
}

/// What is known of the file at hand.
#[derive(Clone, Debug, Default)]
struct File {
    /// Of which asset the trades are whose line names none.
    asset: Option<u32>,
    separator: u8,
    /// None before the first line.
    fields: Vec<Field>,
    /// How the first trade tells its time, and its line.
    clock: Option<(Clock, u64)>,
    found: Found,
}

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    Milli,
    Micro,
    Nano,
    Instant,
}

/// Trades that wait to be added.
#[derive(Clone, Debug, Default)]
struct Rows {
    assets: Vec<u32>,
    /// In nanoseconds.
    times: Vec<i64>,
    prices: Column,
    quantities: Column,
}

/// A trade of a line.
#[derive(Clone, Copy, Default)]
struct Row {
    asset: Option<Span>,
    nanos: i64,
}

impl Reader {
    /// Days cut at that midnight.
    #[must_use]
    pub fn new(cut: DayCut) -> Self {
        let mut rows = Rows::default();
        rows.clear();
        Self { totals: Totals::new(cut), assets: Names::default(), file: File::default(), rows }
    }

    /// Says of which asset the trades of the file at hand are, if no column of it says so. To be said before its first line is
    /// read.
    pub fn name_file(&mut self, asset: &str) {
        self.file.asset = self.assets.number_of(asset);
    }

    /// Reads the next lines of the file at hand. They begin at the beginning of a line, and where they end, their last line
    /// does.
    ///
    /// # Errors
    /// Where the file cannot be used: its header lacks a column or has one twice, its times are in several units, a name is no
    /// UTF-8, or a line breaks within quotes. Nothing that was read is then to be used.
    pub fn read(&mut self, lines: &[u8]) -> Result<(), TicksError> {
        let mut at = if self.file.fields.is_empty() { self.file.begin(lines)? } else { 0 };
        while at < lines.len() {
            let block = lines.get(..block_end(lines, at)).unwrap_or_default();
            let has_quotes = memchr::memchr(b'"', block.get(at..).unwrap_or_default()).is_some();
            if has_quotes {
                self.read_block::<true>(block, at)
            } else {
                self.read_block::<false>(block, at)
            }?;
            at = block.len();
        }
        self.flush();
        Ok(())
    }

    /// Ends the file at hand, so that what is read next is of another.
    ///
    /// # Errors
    /// Where the file has no trade.
    pub fn end_file(&mut self) -> Result<Found, TicksError> {
        let File { fields, found, .. } = core::mem::take(&mut self.file);
        let error = match found.rejected.first() {
            _ if fields.is_empty() => FileError::Empty,
            _ if found.trades > 0 => return Ok(found),
            None => FileError::NoRows,
            Some(first) => FileError::NoReadableRow {
                rejected: u64::try_from(found.rejected.len()).unwrap_or(u64::MAX),
                first: Box::new(first.clone()),
            },
        };
        Err(error.into())
    }

    /// The names of assets, by their numbers in totals.
    #[must_use]
    pub fn assets(&self) -> &Names {
        &self.assets
    }

    /// What has been added up.
    pub fn totals(&mut self) -> &mut Totals {
        &mut self.totals
    }

    /// What has been added up, and the names of its assets.
    #[must_use]
    pub fn finish(self) -> (Totals, Names) {
        (self.totals, self.assets)
    }

    fn read_block<const QUOTES: bool>(&mut self, block: &[u8], at: usize) -> Result<(), FileError> {
        let mut at = at;
        while at < block.len() {
            self.file.found.lines = self.file.found.lines.wrapping_add(1);
            if let Some(end) = blank_line(block, at) {
                at = end;
                continue;
            }
            let before = self.rows.assets.len();
            let (end, rejected) = self.row::<QUOTES>(block, at)?;
            at = end;
            match rejected {
                None => self.file.found.trades = self.file.found.trades.wrapping_add(1),
                Some(why) => {
                    self.rows.truncate(before);
                    let rejected = Rejected { line: self.file.found.lines, why };
                    self.file.found.rejected.push(rejected, KEPT_MAX);
                }
            }
            if self.rows.assets.len() >= ROWS_MAX {
                self.flush();
            }
        }
        Ok(())
    }

    /// Reads the line that begins at `at`; gives where the next begins, and why it is no trade if it is none.
    #[inline(always)]
    fn row<const QUOTES: bool>(
        &mut self,
        block: &[u8],
        at: usize,
    ) -> Result<(usize, Option<Rejection>), FileError> {
        let (separator, line) = (self.file.separator, self.file.found.lines);
        let mut row = Row::default();
        let mut from = at;
        for (place, field) in self.file.fields.iter().enumerate() {
            let read = match *field {
                Field::Other => Ok(span::<QUOTES>(block, from, separator, line)?.closing),
                Field::Asset => {
                    let span = span::<QUOTES>(block, from, separator, line)?;
                    row.asset = Some(span);
                    Ok(span.closing)
                }
                Field::Price => {
                    figure::<QUOTES>(&mut self.rows.prices, "price", block, from, separator, line)?
                }
                Field::Quantity => {
                    figure::<QUOTES>(&mut self.rows.quantities, "quantity", block, from, separator, line)?
                }
                Field::Time => {
                    let span = span::<QUOTES>(block, from, separator, line)?.without_blanks(block);
                    match time(block, span) {
                        Some((nanos, clock)) => {
                            row.nanos = nanos;
                            let (first, before) = *self.file.clock.get_or_insert((clock, line));
                            if first != clock {
                                return Err(FileError::UnitsMixed { first: before, second: line });
                            }
                            Ok(span.closing)
                        }
                        None => Err((
                            span.closing,
                            Rejection::TimeUnreadable { found: excerpt_of(span.of(block)) },
                        )),
                    }
                }
            };
            let closing = match read {
                Ok(closing) => closing,
                Err((closing, why)) => {
                    return Ok((row_end::<QUOTES>(block, closing, separator, line)?, Some(why)));
                }
            };
            let is_last = place.wrapping_add(1) == self.file.fields.len();
            if (byte(block, closing) == separator) == is_last {
                let end = row_end::<QUOTES>(block, closing, separator, line)?;
                let found = fields_in::<QUOTES>(block, at, end, separator);
                let expected = self.file.fields.len();
                return Ok((end, Some(Rejection::FieldsDoNotMatch { found, expected })));
            }
            from = closing.wrapping_add(1);
        }
        Ok((from.min(block.len()), self.name(block, row)?))
    }

    /// Ends a row whose figures are read: gives it its asset and time.
    #[inline(always)]
    fn name(&mut self, block: &[u8], row: Row) -> Result<Option<Rejection>, FileError> {
        let asset = match (row.asset, self.file.asset) {
            (Some(span), _) => {
                let name = span.without_blanks(block);
                if name.start >= name.end {
                    return Ok(Some(Rejection::AssetUnreadable { found: excerpt_of(span.of(block)) }));
                }
                number_of(&mut self.assets, block, name, self.file.found.lines)?
            }
            // A header without a column of assets was refused where the file has no name.
            (None, asset) => asset.unwrap_or_default(),
        };
        self.rows.assets.push(asset);
        self.rows.times.push(row.nanos);
        Ok(None)
    }

    /// Adds the trades that wait.
    fn flush(&mut self) {
        let rows = &mut self.rows;
        if let (
            Column::Narrow { scale: price_scale, digits: prices },
            Column::Narrow { scale: quantity_scale, digits: quantities },
        ) = (&rows.prices, &rows.quantities)
        {
            self.totals.add(&Trades {
                assets: &rows.assets,
                times: &rows.times,
                unit: TimeUnit::Nano,
                prices,
                price_scale: *price_scale,
                quantities,
                quantity_scale: *quantity_scale,
            });
        } else {
            for (row, (asset, nanos)) in rows.assets.iter().zip(&rows.times).enumerate() {
                if let (Some(price), Some(quantity)) = (rows.prices.amount(row), rows.quantities.amount(row))
                {
                    self.totals.add_one(&Trade { asset: *asset, nanos: *nanos, price, quantity });
                }
            }
        }
        rows.clear();
    }
}

impl File {
    /// Reads the first line that is not blank: a header, or Binance's first trade. Gives where the line behind it begins, or
    /// the first trade.
    fn begin(&mut self, lines: &[u8]) -> Result<usize, FileError> {
        // Blank lines may have been read before these.
        let of_the_file = |error| crate::bars::csv::behind(error, self.found.lines);
        let Some(first) = FirstLine::of(lines).map_err(of_the_file)? else {
            let blank = memchr::memchr_iter(b'\n', lines).count();
            self.found.lines = self.found.lines.saturating_add(u64::try_from(blank).unwrap_or(u64::MAX));
            return Ok(lines.len());
        };
        let line = first.line;
        let (separator, names) = parted(line, |name| Field::named(name) != Field::Other);
        self.separator = separator;
        if names.iter().all(|name| Field::named(name) == Field::Other) {
            return self.begin_without_header(&first);
        }
        self.found.lines = self.found.lines.saturating_add(first.lines);
        let found = || names.iter().take(20).map(|name| excerpt(name)).collect::<Vec<_>>();
        let fields: Vec<_> = names.iter().map(|name| Field::named(name)).collect();
        for (place, field) in fields.iter().enumerate() {
            if *field != Field::Other && fields.iter().take(place).any(|before| before == field) {
                let column = names.get(place).map(|name| excerpt(name)).unwrap_or_default();
                return Err(FileError::ColumnTwice { column });
            }
        }
        let needed = [
            (Field::Time, "time"),
            (Field::Price, "price"),
            (Field::Quantity, "qty"),
            (Field::Asset, "asset"),
        ];
        for (field, name) in needed {
            let is_named = field == Field::Asset && self.asset.is_some();
            if !fields.contains(&field) && !is_named {
                return Err(FileError::ColumnMissing { column: name.to_owned(), found: found() });
            }
        }
        self.fields = fields;
        Ok(first.end)
    }

    /// The columns of Binance's files of spot trades, which have seven, or of futures, which have six.
    fn begin_without_header(&mut self, first: &FirstLine<'_>) -> Result<usize, FileError> {
        let names: Vec<_> = first.line.split(',').map(str::trim).collect();
        let is_number =
            |place: usize| names.get(place).is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()));
        let begins_with_a_trade = matches!(names.len(), 6 | 7) && is_number(0) && is_number(4);
        if !begins_with_a_trade {
            let (found, expected) = (excerpt(first.line), "time, price, qty, asset".to_owned());
            return Err(FileError::HeaderUnknown { found, expected });
        }
        if self.asset.is_none() {
            return Err(FileError::ColumnMissing { column: "asset".to_owned(), found: Vec::new() });
        }
        self.separator = b',';
        self.fields = [Field::Other, Field::Price, Field::Quantity, Field::Other, Field::Time]
            .into_iter()
            .chain(core::iter::repeat(Field::Other))
            .take(names.len())
            .collect();
        self.found.lines = self.found.lines.saturating_add(first.lines.saturating_sub(1));
        Ok(first.begin)
    }
}

impl Rows {
    fn truncate(&mut self, rows: usize) {
        self.assets.truncate(rows);
        self.times.truncate(rows);
        self.prices.truncate(rows);
        self.quantities.truncate(rows);
    }

    fn clear(&mut self) {
        self.assets.clear();
        self.times.clear();
        self.prices.begin();
        self.quantities.begin();
    }
}

/// Reads a figure into its column: where its field ends, or there and why it is none.
#[inline(always)]
fn figure<const QUOTES: bool>(
    column: &mut Column,
    name: &'static str,
    block: &[u8],
    from: usize,
    separator: u8,
    line: u64,
) -> Result<Result<usize, (usize, Rejection)>, FileError> {
    if let Some(number) = narrow(block, from)
        && number.digits > 0
        && (byte(block, number.end) == separator || byte(block, number.end) == b'\n')
    {
        column.push_narrow(number.digits, number.decimals);
        return Ok(Ok(number.end));
    }
    let span = span::<QUOTES>(block, from, separator, line)?;
    let text = span.of(block);
    match cell::read(text) {
        Cell::Digits(digits, decimals) if digits > 0 => column.push(digits, decimals),
        Cell::Wide(amount) if amount.is_positive() => column.push_wide(amount),
        Cell::Digits(..) | Cell::Wide(_) | Cell::Absent | Cell::Unreadable => {
            let why = Rejection::TradeFigureUnusable { column: name, found: excerpt_of(text) };
            return Ok(Err((span.closing, why)));
        }
    }
    Ok(Ok(span.closing))
}

/// An instant in nanoseconds, and how it is written.
#[inline(always)]
fn time(block: &[u8], span: Span) -> Option<(i64, Clock)> {
    let (number, end) = match run(block, span.start) {
        Some((number, count)) => (number as i64, span.start.wrapping_add(count)),
        None => match broad(block, span.start) {
            Some(number) => (i64::try_from(number.digits).ok()?, number.end),
            None => return instant(span.of(block)),
        },
    };
    if end != span.end {
        return instant(span.of(block));
    }
    const YEAR_2001: i64 = 1_000_000_000_000;
    const YEAR_2262: i64 = 9_223_372_036_854;
    const MILLIS: RangeInclusive<i64> = YEAR_2001..=YEAR_2262;
    const MICROS: RangeInclusive<i64> = YEAR_2001 * 1000..=YEAR_2262 * 1000;
    const NANOS: RangeInclusive<i64> = YEAR_2001 * 1_000_000..=YEAR_2262 * 1_000_000;
    let (clock, nanos) = match number {
        number if MILLIS.contains(&number) => (Clock::Milli, 1_000_000),
        number if MICROS.contains(&number) => (Clock::Micro, 1000),
        number if NANOS.contains(&number) => (Clock::Nano, 1),
        _ => return None,
    };
    Some((number.checked_mul(nanos)?, clock))
}

/// An instant by RFC 3339 from 1970 on.
#[inline(never)]
fn instant(text: &[u8]) -> Option<(i64, Clock)> {
    // The library reads many forms more, some of them with a zone's name.
    let is_part = |byte: &u8| byte.is_ascii_digit() || b"-:.+ TtZz".contains(byte);
    let text = str::from_utf8(text).ok().filter(|text| text.bytes().all(|byte| is_part(&byte)))?;
    let instant: Timestamp = text.parse().ok()?;
    let nanos = i64::try_from(instant.as_nanosecond()).ok().filter(|nanos| *nanos >= 0)?;
    Some((nanos, Clock::Instant))
}
