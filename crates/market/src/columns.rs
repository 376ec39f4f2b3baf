//! Any table with a header, read by a declared mapping.
//!
//! ```text
//! date=Date,close=Close,market_cap=Marketcap     %m/%d/%y     Symbol=LTC
//!
//! SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap
//! 1,Litecoin,LTC,1/01/17,4.521530151,4.328710079,4.329120159,4.511590004,11337500,221718274.9
//!                  ▼                                             ▼                     ▼
//!              2017-01-01                                close 4.511590004   market_cap 221718274.9
//! ```
//!
//! Nothing is guessed but the delimiter, which is the one that makes the mapped columns appear. A column that is not
//! mapped is absent from every bar and no defect. Where a file holds several assets, each day stands several times and
//! the file is refused until a filter names one.
//!
//! A table that stands in no text is read in the same way by [`parse_rows`], from each field's text.

mod dates;
mod mapping;
mod rows;

pub use dates::{DateFormat, Pattern};
pub use mapping::{Mapping, MappingError, pair};
pub use rows::{Fields, ROWS_MAX, Role, Source, Wanted, parse_rows};

use qazyq_exact::Day;

use crate::daily::{self, DailyFile, Figures, Skip};
use crate::finding::{FileError, excerpt};
use crate::table::{self, Header, Row, Rows, Table};

/// What may stand between fields, unless the mapping says it.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads a table by `mapping`.
///
/// # Errors
/// Where the file cannot be used as a whole; see [`FileError`].
pub fn parse(bytes: &[u8], mapping: &Mapping) -> Result<DailyFile, FileError> {
    let text = table::text(bytes)?;
    let mut table = Table::open(text, mapping.delimiter().unwrap_or_else(|| delimiter(text, mapping)));
    let header = Header::of(&mut table);
    let date = header.require_date(mapping.date())?;
    let figures = Figures::of(&header, mapping.figures(), mapping.thousands())?;
    let only = mapping.only().iter().map(|(name, value)| Ok((header.require(name)?, value.as_str())));
    let only = only.collect::<Result<Vec<_>, FileError>>()?;

    read(table, header.width(), &figures, &only, mapping, |row| {
        mapping.dates().day(row.line, row.field(date))
    })
}

/// Reads the rows that pass the filter: those with these values at these places.
fn read(
    rows: impl Rows,
    width: usize,
    figures: &Figures,
    only: &[(usize, &str)],
    mapping: &Mapping,
    mut day_of: impl FnMut(&Row<'_>) -> Result<Day, Skip>,
) -> Result<DailyFile, FileError> {
    let (mut passed, mut filtered) = (false, false);
    let file = daily::read(rows, width, figures, |row| {
        if only.iter().any(|(place, value)| row.field(*place) != *value) {
            filtered = true;
            return Err(Skip::Filtered);
        }
        passed = true;
        day_of(row)
    });
    if filtered && !passed && !matches!(&file, Err(error) if error.is_of_the_bytes()) {
        let filter: Vec<_> = mapping.only().iter().map(|(name, value)| format!("{name}={value}")).collect();
        return Err(FileError::FilterMatchesNothing { filter: excerpt(&filter.join(", ")) });
    }
    file
}

/// The delimiter under which most of the mapped columns appear; the earlier of equals.
fn delimiter(text: &str, mapping: &Mapping) -> u8 {
    let appear = |delimiter: &u8| {
        let header = Header::of(&mut Table::open(text, *delimiter));
        mapping.columns().filter(|name| header.has(name)).count()
    };
    // `max_by_key` gives the last of equals, hence the reversal.
    DELIMITERS.into_iter().rev().max_by_key(appear).unwrap_or(b',')
}
