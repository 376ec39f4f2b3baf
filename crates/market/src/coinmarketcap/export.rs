//! The file behind CoinMarketCap's own "Download CSV".
//!
//! ```text
//! timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;circulatingSupply;timestamp
//! "2019-12-31T00:00:00.000Z";"2019-12-31T23:59:59.999Z";"2019-12-31T18:43:08.000Z";"2019-12-31T22:25:13.000Z";
//!   "2781";1.006545149;1.007899654;0.99666487;0.9980452052;3115203.75;0;0;"2019-12-31T23:59:59.999Z"
//! ```
//!
//! (One line, folded here.) UTF-8 with a byte-order mark, newest day first; a file of one year also carries some 35
//! days of the year before. `name` is not the coin's: it holds CoinMarketCap's id of the currency of the figures, 2781
//! for the US dollar. A capitalisation of zero stands, as a rule, where CoinMarketCap had not verified the supply.
//!
//! Columns are found by name, in any order; further ones are ignored. The coin is not named anywhere in the file.

use qazyq_exact::Day;

use crate::bar::Figure;
use crate::daily::{self, DailyFile, Figures, Skip};
use crate::finding::{FileError, Rejection, excerpt};
use crate::table::{self, Header, Table};

/// CoinMarketCap's id of the US dollar.
pub const DOLLAR_ID: u64 = 2781;

const OPENS: &str = "timeOpen";
const CLOSES: &str = "timeClose";
const CURRENCY: &str = "name";
const FIGURES: [(Figure, &str); 6] = [
    (Figure::Open, "open"),
    (Figure::High, "high"),
    (Figure::Low, "low"),
    (Figure::Close, "close"),
    (Figure::Volume, "volume"),
    (Figure::MarketCap, "marketCap"),
];

/// Reads such a file.
///
/// Where the column `name` is missing, [`DailyFile::convert_id`] is empty and the currency is for the caller to know.
///
/// # Errors
/// Where the file cannot be used as a whole; see [`FileError`].
pub fn parse(bytes: &[u8]) -> Result<DailyFile, FileError> {
    let mut table = Table::open(table::text(bytes)?, b';');
    let header = Header::of(&mut table);
    header.is_that_of(&[OPENS, CLOSES])?;
    let opens = header.require_date(OPENS)?;
    let closes = header.require_date(CLOSES)?;
    let currency = header.find(CURRENCY)?;
    let figures = Figures::of(&header, FIGURES, None)?;

    let mut file = daily::read(table, header.width(), &figures, |row| {
        let day = utc_day(row.field(opens), row.field(closes))?;
        match currency.map(|place| row.field(place)) {
            Some(id) if id.parse() != Ok(DOLLAR_ID) => {
                Err(Skip::Refused(FileError::CurrencyUnknown { line: row.line, found: excerpt(id) }))
            }
            _ => Ok(day),
        }
    })?;
    file.convert_id = currency.map(|_| DOLLAR_ID);
    Ok(file)
}

/// Whether the header is that of such a file.
pub(crate) fn has_header(text: &str) -> bool {
    let header = Header::of(&mut Table::open(text, b';'));
    header.has(OPENS) && header.has(CLOSES)
}

/// The UTC day from its first millisecond to its last.
fn utc_day(opens: &str, closes: &str) -> Result<Day, Rejection> {
    let unreadable = || Rejection::DateUnreadable {
        found: excerpt(opens),
        expected: "YYYY-MM-DDT00:00:00.000Z".to_owned(),
    };
    let day: Day = opens.get(..10).and_then(|date| date.parse().ok()).ok_or_else(unreadable)?;
    let spans_the_day = opens.strip_suffix("T00:00:00.000Z").is_some_and(|date| date.parse() == Ok(day))
        && closes.strip_suffix("T23:59:59.999Z").is_some_and(|date| date.parse() == Ok(day));
    if !spans_the_day {
        return Err(Rejection::NotOneDay { open: excerpt(opens), close: excerpt(closes) });
    }
    Ok(day)
}
