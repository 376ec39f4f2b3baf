//! Kraken's OHLCVT file of days, as it offers them for download: `USDCUSD_1440.csv`.
//!
//! ```text
//! seconds    open   high   low    close  volume        trades
//! 1678492800,0.9999,1.0001,0.8701,0.9633,311015.365613,9134
//! ```
//!
//! Seven fields, no header. The time is that at which the row begins, in seconds since 1970; a file of days has only
//! midnights UTC. A day without trades has no line. The volume is in units of the asset, so it is none of a bar's.
//!
//! The pair and the length of the rows stand in the file's name alone. A file of shorter rows shows itself by times that
//! are no midnights, and is refused.

use crate::FileError;
use crate::bar::Figure;
use crate::daily::{self, DailyFile, Figures, Skip};
use crate::table::{self, Table};

/// Fields of a row.
const WIDTH: usize = 7;
const FIGURES: [(Figure, usize); 4] =
    [(Figure::Open, 1), (Figure::High, 2), (Figure::Low, 3), (Figure::Close, 4)];

/// Reads a file of days.
///
/// # Errors
/// Where the file cannot be used as a whole; see [`FileError`].
pub fn parse(bytes: &[u8]) -> Result<DailyFile, FileError> {
    let table = Table::open(table::text(bytes)?, b',');
    daily::read(table, WIDTH, &Figures::at(&FIGURES), |row| super::day(row.field(0)).map_err(Skip::Rejected))
}

/// Whether the first row is one of such a file.
pub(crate) fn has_first_row(text: &str) -> bool {
    let mut table = Table::open(text, b',');
    table.next_row().is_some_and(|row| row.width() == WIDTH && super::in_time(row.field(0)).is_some())
}

/// The pair in such a file's name: `USDCUSD` of `USDCUSD_1440.csv`.
#[must_use]
pub fn pair_of_file_name(name: &str) -> Option<&str> {
    let pair = name.strip_suffix("_1440.csv")?;
    let is_pair =
        !pair.is_empty() && pair.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_pair.then_some(pair)
}
