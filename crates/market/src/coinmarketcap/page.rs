//! CoinMarketCap's historical-data page, saved as text with tabs between.
//!
//! ```text
//! date⇥open⇥high⇥low⇥close⇥volume⇥market_cap
//! Dec 16, 2020⇥1.00⇥1.00⇥0.997685⇥0.999979⇥65,892,006,749⇥19,779,356,101
//! ```
//!
//! (`⇥` is a tab.) The page rounds prices from 1.00 upwards to two decimals and those below to six, so that a deviation
//! above the peg is coarser than one below it: prefer an [`export`](super::export) where there is one.

use crate::bar::Figure;
use crate::columns::{DateFormat, Pattern};
use crate::daily::{self, DailyFile, Figures};
use crate::finding::FileError;
use crate::table::{self, Header, Table};

const DATE: &str = "date";
const FIGURES: [(Figure, &str); 6] = [
    (Figure::Open, "open"),
    (Figure::High, "high"),
    (Figure::Low, "low"),
    (Figure::Close, "close"),
    (Figure::Volume, "volume"),
    (Figure::MarketCap, "market_cap"),
];

/// Reads such a file.
///
/// # Errors
/// Where the file cannot be used as a whole; see [`FileError`].
pub fn parse(bytes: &[u8]) -> Result<DailyFile, FileError> {
    let mut table = Table::open(table::text(bytes)?, b'\t');
    let header = Header::of(&mut table);
    let columns: Vec<_> = FIGURES.iter().map(|(_, name)| *name).collect();
    header.is_that_of(&columns)?;
    let date = header.require_date(DATE)?;
    let figures = Figures::of(&header, FIGURES, Some(','))?;

    let dates = DateFormat::Pattern(Pattern::MONTH_DAY_YEAR);
    daily::read(table, header.width(), &figures, |row| dates.day(row.line, row.field(date)))
}

/// Whether the header is that of such a file.
pub(crate) fn has_header(text: &str) -> bool {
    let header = Header::of(&mut Table::open(text, b'\t'));
    header.has(DATE) && FIGURES.iter().all(|(_, name)| header.has(name))
}
