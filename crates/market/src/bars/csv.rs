//! Bars of a whole market in one CSV file.
//!
//! ```text
//! "date","asset","open","high","low","close","volume","mcap"       the header; order, and what else there is, are free
//! 2023-03-10,USDC,0.9997,1.0003,0.9962,0.9988,104120331,           nothing: absent
//! 2023-03-11,USDC,0.9988,0.9994,8.8e-01,0.9715,99134,n/a           an exponent is read; `n/a` is told and absent
//! 2023-03-11 USDC,0.9715                                           no row: told, and not fatal
//! ```
//!
//! | column | holds |
//! | --- | --- |
//! | `asset` | a text or a number, which is a text too: `07` is not `7` |
//! | `day` or `date` | `YYYY-MM-DD`, perhaps with midnight UTC behind it |
//! | `open` `high` `low` `close` `vwap` `volume`, `market_cap` or `mcap` | amounts, perhaps with an exponent |
//! | `currency` | a text |
//!
//! Between fields stands `,`, `;`, a tab or `|`: the one under which most columns have a known name. A line ends with LF or
//! CR LF. Fields may be quoted, and a line break within quotes refuses the file. Blank lines are no rows. Any other column is
//! passed over, whatever bytes it holds.
//!
//! Whoever has the bytes may part them at ends of lines and read the parts at once: [`Reader::of_part`] for each,
//! [`Findings::append`] for what they found, and [`behind`] for the line of a refusal.

use crate::bar::Figure;
use crate::columns::DateFormat;
use crate::daily::Skip;
use crate::finding::{Defect, DefectKind, FileError, Rejected, Rejection, excerpt};
use qazyq_exact::Day;

use super::cell::{self, Cell};
use super::digits::{byte, eight, middling, narrow};
use super::fields::{
    EXCERPTED, Span, blank_line, block_end, excerpt_of, fields_in, line_end, number_of, quotes_are_even,
    row_end, span,
};
use super::header::Field;
use super::{Batch, Column, Findings, Names, Wanted};

pub use super::header::Header;

/// Rows that a batch has at most: some hundred kilobytes, which stay near the core.
pub const ROWS_MAX: usize = 1 << 14;

/// Reads rows of one file, or of a part of one.
#[derive(Clone, Debug)]
pub struct Reader {
    separator: u8,
    /// What is wanted of each column.
    fields: Vec<Field>,
    day_first: bool,
    has_currency: bool,
    wanted: Wanted,
    assets: Names,
    currencies: Names,
    findings: Findings,
    day: DayRead,
    /// The cells of the row at hand that are no figures: which figure, and where each stands.
    unreadable: Vec<(usize, Span)>,
}

/// The day that was read last, as it stood there: the next row is nearly always of the same.
#[derive(Clone, Copy, Debug)]
struct DayRead {
    /// Bytes 0 to 8 and 2 to 10.
    words: (u64, u64),
    number: i32,
}

/// How a line begins whose day is not wanted, where the day stands first: 11 bytes, or 13 with quotes.
#[derive(Clone, Copy, Debug)]
struct LeftOut {
    words: (u64, u64),
    /// Where the second word begins.
    second: usize,
}

/// What became of a line.
enum Read {
    Row,
    /// Its day is not wanted.
    LeftOut,
    Rejected(Rejection),
}

impl Reader {
    /// A reader of all that stands behind the header.
    #[must_use]
    pub fn new(header: &Header, wanted: &Wanted) -> Self {
        let mut reader = Self::of_part(header, wanted);
        reader.findings.lines = header.lines;
        reader
    }

    /// A reader of a part that begins anywhere behind the header, at the beginning of a line. Its lines are counted from the
    /// part's first, until [`Findings::append`] puts the parts together.
    #[must_use]
    pub fn of_part(header: &Header, wanted: &Wanted) -> Self {
        let is_wanted = |field: &Field| match *field {
            Field::Figure(place) => wanted.figures.get(place).copied().unwrap_or(false),
            Field::Other | Field::Asset | Field::Day | Field::Currency => true,
        };
        let fields = header.fields.iter().map(|field| if is_wanted(field) { *field } else { Field::Other });
        Self {
            separator: header.separator,
            fields: fields.collect(),
            day_first: header.fields.first() == Some(&Field::Day),
            has_currency: header.has_currency(),
            wanted: *wanted,
            assets: Names::default(),
            currencies: Names::default(),
            findings: Findings::default(),
            day: DayRead::default(),
            unreadable: Vec::new(),
        }
    }

    /// The assets that have been read, by their numbers in batches.
    #[must_use]
    pub fn assets(&self) -> &Names {
        &self.assets
    }

    /// The currencies that have been read, by their numbers in batches. An empty field is a currency without a name.
    #[must_use]
    pub fn currencies(&self) -> &Names {
        &self.currencies
    }

    /// What has been found beside rows.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Reads rows into `batch`, in place of what it held, until it has [`ROWS_MAX`] or `lines` are read; gives how many bytes
    /// are done with. `lines` begins at the beginning of a line, and where it ends, its last line does.
    ///
    /// Where a line's day stands before its figures and is not wanted, the rest of the line is not looked at.
    ///
    /// # Errors
    /// Where a line breaks within quotes, or a name is not UTF-8.
    pub fn fill(&mut self, batch: &mut Batch, lines: &[u8]) -> Result<usize, FileError> {
        self.begin(batch);
        let mut at = 0;
        while at < lines.len() && batch.len() < ROWS_MAX {
            let end = block_end(lines, at);
            let block = lines.get(..end).unwrap_or_default();
            let has_quotes = memchr::memchr(b'"', block.get(at..).unwrap_or_default()).is_some();
            at = if has_quotes {
                self.fill_from::<true>(batch, block, at)
            } else {
                self.fill_from::<false>(batch, block, at)
            }?;
        }
        Ok(at)
    }

    /// Makes a batch ready for rows, in the memory that it has.
    fn begin(&self, batch: &mut Batch) {
        batch.assets.clear();
        batch.days.clear();
        batch.currencies.clear();
        for (place, column) in batch.figures.iter_mut().enumerate() {
            if self.fields.contains(&Field::Figure(place)) {
                column.begin()
            } else {
                *column = Column::Absent
            }
        }
    }

    /// Reads rows from `at` to the end of `block`, or until the batch is full.
    fn fill_from<const QUOTES: bool>(
        &mut self,
        batch: &mut Batch,
        block: &[u8],
        at: usize,
    ) -> Result<usize, FileError> {
        let mut at = at;
        let mut left_out: Option<LeftOut> = None;
        while at < block.len() && batch.len() < ROWS_MAX {
            if let Some(day) = &left_out
                && eight(block, at) == day.words.0
                && eight(block, at.wrapping_add(day.second)) == day.words.1
            {
                let end = line_end(block, at);
                if !QUOTES || quotes_are_even(block, at, end) {
                    self.findings.lines = self.findings.lines.wrapping_add(1);
                    self.findings.left_out = self.findings.left_out.wrapping_add(1);
                    at = end;
                    continue;
                }
            }
            let rows = batch.len();
            self.findings.lines = self.findings.lines.wrapping_add(1);
            if let Some(end) = blank_line(block, at) {
                at = end;
                continue;
            }
            let (end, read) = self.row::<QUOTES>(batch, block, at)?;
            match read {
                Read::Row => self.findings.rows = self.findings.rows.wrapping_add(1),
                Read::LeftOut => {
                    batch.truncate(rows);
                    self.findings.left_out = self.findings.left_out.wrapping_add(1);
                    left_out = self.day_first.then(|| LeftOut::of::<QUOTES>(block, at));
                }
                Read::Rejected(why) => {
                    batch.truncate(rows);
                    self.findings.reject(Rejected { line: self.findings.lines, why });
                }
            }
            at = end;
        }
        Ok(at)
    }

    /// Reads the line that begins at `at`; gives where the next begins. What it added to the columns is to be taken away
    /// unless it is a row.
    #[inline(always)]
    fn row<const QUOTES: bool>(
        &mut self,
        batch: &mut Batch,
        block: &[u8],
        at: usize,
    ) -> Result<(usize, Read), FileError> {
        let (separator, line) = (self.separator, self.findings.lines);
        let mut row = Row::default();
        self.unreadable.clear();
        let mut from = at;
        for (place, field) in self.fields.iter().enumerate() {
            let closing = match *field {
                Field::Figure(figure) => match figure_at(batch, figure, block, from, separator) {
                    Some(closing) => closing,
                    None => {
                        let span = span::<QUOTES>(block, from, separator, line)?;
                        let column = batch.figures.get_mut(figure);
                        if !column.is_some_and(|column| push_cell(column, span.of(block))) {
                            self.unreadable.push((figure, span));
                        }
                        span.closing
                    }
                },
                Field::Other => span::<QUOTES>(block, from, separator, line)?.closing,
                Field::Asset => {
                    row.asset = span::<QUOTES>(block, from, separator, line)?;
                    row.asset.closing
                }
                Field::Currency => {
                    row.currency = span::<QUOTES>(block, from, separator, line)?;
                    row.currency.closing
                }
                Field::Day => {
                    let span = span::<QUOTES>(block, from, separator, line)?;
                    match self.day.read(block, span) {
                        Ok(day) => row.day = day,
                        Err(why) => {
                            let end = row_end::<QUOTES>(block, span.closing, separator, line)?;
                            return Ok((end, Read::Rejected(why)));
                        }
                    }
                    if !(self.wanted.days.0..=self.wanted.days.1).contains(&row.day) {
                        let end = row_end::<QUOTES>(block, span.closing, separator, line)?;
                        return Ok((end, Read::LeftOut));
                    }
                    span.closing
                }
            };
            let is_last = place.wrapping_add(1) == self.fields.len();
            if (byte(block, closing) == separator) == is_last {
                let end = row_end::<QUOTES>(block, closing, separator, line)?;
                let found = fields_in::<QUOTES>(block, at, end, separator);
                let why = Rejection::FieldsDoNotMatch { found, expected: self.fields.len() };
                return Ok((end, Read::Rejected(why)));
            }
            from = closing.wrapping_add(1);
        }
        Ok((from.min(block.len()), self.finish(batch, block, &row)?))
    }

    /// Ends a row whose figures are read: gives it its asset, day and currency.
    #[inline(always)]
    fn finish(&mut self, batch: &mut Batch, block: &[u8], row: &Row) -> Result<Read, FileError> {
        let line = self.findings.lines;
        let asset = row.asset.without_blanks(block);
        if asset.start >= asset.end {
            let found = excerpt_of(row.asset.of(block));
            return Ok(Read::Rejected(Rejection::AssetUnreadable { found }));
        }
        batch.assets.push(number_of(&mut self.assets, block, asset, line)?);
        batch.days.push(row.day);
        if self.has_currency {
            let currency = row.currency.without_blanks(block);
            batch.currencies.push(number_of(&mut self.currencies, block, currency, line)?);
        }
        for (figure, span) in &self.unreadable {
            let Some(figure) = Figure::OF_A_BAR.get(*figure).copied() else { continue };
            let kind = || DefectKind::FigureUnreadable { figure, found: excerpt_of(span.of(block)) };
            self.findings.unreadable(|| Defect { line, day: Day::from_number(row.day), kind: kind() });
        }
        Ok(Read::Row)
    }
}

/// What a row says beside its figures.
#[derive(Clone, Copy, Default)]
struct Row {
    asset: Span,
    currency: Span,
    day: i32,
}

impl Default for DayRead {
    fn default() -> Self {
        const FIRST: &[u8] = b"1970-01-01";
        Self { words: (eight(FIRST, 0), eight(FIRST, 2)), number: 0 }
    }
}

impl DayRead {
    /// The day that a field spells.
    #[inline(always)]
    fn read(&mut self, block: &[u8], span: Span) -> Result<i32, Rejection> {
        let words = (eight(block, span.start), eight(block, span.start.wrapping_add(2)));
        if words != self.words || span.end.wrapping_sub(span.start) != 10 {
            let text = span.of(block);
            self.number = match text.first_chunk::<10>().filter(|_| text.len() == 10).and_then(day_of) {
                Some(day) => day,
                None => return stamped_day(text),
            };
            self.words = words;
        }
        Ok(self.number)
    }
}

/// The day that is written `YYYY-MM-DD`.
fn day_of(text: &[u8; 10]) -> Option<i32> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0u32, |number, digit| {
            digit.is_ascii_digit().then(|| number.wrapping_mul(10).wrapping_add(u32::from(**digit & 0b1111)))
        })
    };
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    Day::new(i32::try_from(year).ok()?, month, day).ok().map(Day::number)
}

/// The day of any form that is read, as days since 1970-01-01: `YYYY-MM-DD`, perhaps with midnight UTC behind it.
///
/// # Errors
/// Where it is none, or another time of the day.
#[cold]
#[inline(never)]
pub fn stamped_day(text: &[u8]) -> Result<i32, Rejection> {
    let written = String::from_utf8_lossy(text.get(..EXCERPTED).unwrap_or(text));
    // No line is named: this form of days refuses no file.
    DateFormat::Iso.day(0, written.trim()).map(Day::number).map_err(|skip| match skip {
        Skip::Rejected(why) => why,
        Skip::Filtered | Skip::Refused(_) => {
            Rejection::DateUnreadable { found: excerpt(&written), expected: String::new() }
        }
    })
}

impl LeftOut {
    fn of<const QUOTES: bool>(block: &[u8], at: usize) -> Self {
        let second = if QUOTES && byte(block, at) == b'"' { 5 } else { 3 };
        Self { words: (eight(block, at), eight(block, at.wrapping_add(second))), second }
    }
}

/// Reads a figure that is a plain number between separators, as nearly every one is; gives where its field ends.
#[inline(always)]
fn figure_at(batch: &mut Batch, figure: usize, block: &[u8], from: usize, separator: u8) -> Option<usize> {
    let column = batch.figures.get_mut(figure)?;
    if let Some(number) = narrow(block, from) {
        let closing = number_end(block, number.end, separator)?;
        column.push_narrow(number.digits, number.decimals);
        return Some(closing);
    }
    let number = middling(block, from)?;
    let closing = number_end(block, number.end, separator)?;
    column.push_broad(number.digits, number.decimals);
    Some(closing)
}

/// Where the field is closed whose number ends there; `None` where something else stands behind the number.
#[inline(always)]
fn number_end(block: &[u8], end: usize, separator: u8) -> Option<usize> {
    match byte(block, end) {
        b'\n' => Some(end),
        b'\r' if byte(block, end.wrapping_add(1)) == b'\n' => Some(end.wrapping_add(1)),
        other if other == separator => Some(end),
        _ => None,
    }
}

/// Adds what a cell says to its column; `false` where it says nothing that is an amount.
#[inline(never)]
fn push_cell(column: &mut Column, text: &[u8]) -> bool {
    match cell::read(text) {
        Cell::Digits(digits, decimals) => column.push(digits, decimals),
        Cell::Wide(amount) => column.push_wide(amount),
        Cell::Absent => column.push_absent(),
        Cell::Unreadable => {
            column.push_absent();
            return false;
        }
    }
    true
}

/// The refusal of a part, told of the file: `lines` stand before the part.
#[must_use]
pub fn behind(mut error: FileError, lines: u64) -> FileError {
    if let FileError::LineBreakInQuotes { line } | FileError::NotUtf8 { line } = &mut error {
        *line = line.saturating_add(lines);
    }
    error
}

/// Parts `lines` at ends of lines into at most so many parts of much the same size, in their order. None is empty.
#[must_use]
pub fn parts(lines: &[u8], parts: usize) -> Vec<&[u8]> {
    let mut rest = lines;
    let mut parted = Vec::new();
    for left in (1..=parts.max(1)).rev() {
        let size = rest.len().checked_div(left).unwrap_or_default();
        let end = if left == 1 { rest.len() } else { line_end(rest, size) };
        let (part, behind) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        if !part.is_empty() {
            parted.push(part);
        }
        rest = behind;
    }
    parted
}

/// How many of these bytes are whole lines: up to behind the last line feed.
#[must_use]
pub fn whole_lines(bytes: &[u8]) -> usize {
    memchr::memrchr(b'\n', bytes).map_or(0, |feed| feed.saturating_add(1))
}
