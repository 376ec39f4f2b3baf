//! The euro's reference rates of the European Central Bank: the last 90 days as XML, all days since 1999 as a zip.
//!
//! ```text
//! /stats/eurofxref/eurofxref-hist-90d.xml             /stats/eurofxref/eurofxref-hist.zip ▶ eurofxref-hist.csv
//! <gesmes:Envelope><Cube>                             Date,USD,JPY,BGN,…,
//!   <Cube time="2026-10-30">                          2026-10-30,1.1172,175.68,N/A,…,
//!     <Cube currency="USD" rate="1.1172"/>            2026-10-29,1.113,175.92,N/A,…,
//! ```
//!
//! A rate is how many units of the currency one euro is. Newest first. The rates are those of about 14:15 CET and are
//! published about 16:00 CET, on working days; they are final then. `N/A` is no rate: the currency is not quoted, or no
//! more. There is no tenge.
//!
//! The file of a single day, `eurofxref.csv`, has blanks behind the commas and dates as `30 October 2026`; [`parse_csv`]
//! reads it too.

use std::collections::BTreeSet;

use jiff::Timestamp;
use qazyq_exact::Day;

use super::{Sheet, elements, is_currency, one, rate, xml};
use crate::answer::{self, Order};
use crate::archive::unpack_one;
use crate::feed::{Answer, AnswerError, Ask, Feed, Rate, Reach, Refusal};
use crate::finding::{FileError, Rejected, Rejection, excerpt};
use crate::table::{self, Row, Table};

/// The feed `ecb-rates`: the last 90 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates;

/// The feed `ecb-history`: all days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History;

/// What the archive holds.
const FILE: &str = "eurofxref-hist.csv";

/// How much one request has: all there is, of that many days.
fn reach(rows_max: usize, days_back_max: Option<i32>) -> Reach {
    Reach {
        keys_max: usize::MAX,
        rows_max,
        points_max: usize::MAX,
        days_back_max,
        // Final as soon as it is published, which is in the day itself: no row is there before that.
        settles_after_seconds: -86_400,
    }
}

impl Feed for Rates {
    fn name(&self) -> &'static str {
        "ecb-rates"
    }

    fn source(&self) -> &'static str {
        "ecb"
    }

    fn reach(&self) -> Reach {
        reach(90, Some(89))
    }

    fn path(&self, _ask: &Ask) -> String {
        "/stats/eurofxref/eurofxref-hist-90d.xml".to_owned()
    }

    fn read(&self, _ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
        xml(bytes, |root| {
            let misshapen = |place: &str, expected: &str| AnswerError::Misshapen {
                place: place.to_owned(),
                expected: expected.to_owned(),
            };
            if root.tag_name().name() != "Envelope" {
                return Err(misshapen(&excerpt(root.tag_name().name()), "Envelope"));
            }
            let days = elements(root, "Cube").next().ok_or_else(|| misshapen("Envelope", "Cube"))?;
            let mut sheet = Sheet::default();
            for (number, cube) in answer::numbered(elements(days, "Cube")) {
                let day = day(cube.attribute("time").unwrap_or_default());
                for cube in elements(cube, "Cube") {
                    let currency = cube.attribute("currency").unwrap_or_default();
                    if !is_currency(currency) {
                        sheet.leave_out(excerpt(currency), misshapen("Cube/@currency", "a currency's code"));
                        continue;
                    }
                    let text = cube.attribute("rate").unwrap_or_default().trim();
                    if let Some(rate) = rate_on(&day, text) {
                        sheet.take(currency, number, rate, retrieved);
                    }
                }
            }
            Ok(sheet.answer(Order::NewestFirst))
        })
    }

    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        answer::wordless(status, bytes, answer::advice(status))
    }
}

impl Feed for History {
    fn name(&self) -> &'static str {
        "ecb-history"
    }

    fn source(&self) -> &'static str {
        "ecb"
    }

    fn reach(&self) -> Reach {
        // A thousand years of days.
        reach(366_000, None)
    }

    fn path(&self, _ask: &Ask) -> String {
        "/stats/eurofxref/eurofxref-hist.zip".to_owned()
    }

    fn read(&self, _ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
        let (name, csv) = unpack_one(bytes)?;
        if name != FILE {
            return Err(AnswerError::AnotherKey { asked: FILE.to_owned(), found: excerpt(&name) });
        }
        parse_csv(&csv, retrieved)
    }

    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        answer::wordless(status, bytes, answer::advice(status))
    }
}

/// Reads the bank's table of rates: a line a day, a column a currency. `retrieved` is when it was had.
///
/// A line that cannot be read is rejected in the part of each currency, for each lacks it.
///
/// # Errors
/// Where it is no such table, or has no line below its header.
pub fn parse_csv(bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
    let mut table = Table::open(table::text(bytes)?, b',');
    let (width, currencies) = header(&mut table)?;
    let mut sheet = Sheet::default();
    let mut is_empty = true;
    while let Some(row) = table.next_row() {
        is_empty = false;
        let day = row.is_whole(width).and_then(|()| day(row.field(0)));
        if let Err(why) = day {
            let currencies = currencies.iter().map(|(_, currency)| currency.as_str());
            sheet.reject(Rejected { line: row.line, why }, currencies);
            continue;
        }
        for (place, currency) in &currencies {
            if let Some(rate) = rate_on(&day, row.field(*place)) {
                let rate = if is_cut(&row, *place) { Err(cut(&row, *place)) } else { rate };
                sheet.take(currency, row.line, rate, retrieved);
            }
        }
    }
    if is_empty {
        return Err(FileError::NoRows.into());
    }
    Ok(sheet.answer(Order::NewestFirst))
}

/// The width of the table, and where each currency stands. A comma ends each line, so the last column has no name.
fn header(table: &mut Table<'_>) -> Result<(usize, Vec<(usize, String)>), FileError> {
    let Some(row) = table.next_row() else { return Err(FileError::Empty) };
    let names: Vec<&str> = (0..row.width()).map(|place| row.field(place)).collect();
    let unknown = || FileError::HeaderUnknown {
        found: excerpt(&names.join(", ")),
        expected: "Date, USD, …".to_owned(),
    };
    if names.first() != Some(&"Date") {
        return Err(unknown());
    }
    let mut currencies: Vec<(usize, String)> = Vec::new();
    let mut known = BTreeSet::new();
    for (place, name) in names.iter().enumerate().skip(1).filter(|(_, name)| !name.is_empty()) {
        if !is_currency(name) {
            return Err(unknown());
        }
        if !known.insert(*name) {
            return Err(FileError::ColumnTwice { column: (*name).to_owned() });
        }
        currencies.push((place, (*name).to_owned()));
    }
    if currencies.is_empty() { Err(unknown()) } else { Ok((names.len(), currencies)) }
}

/// Whether the file ends right behind this field, so that digits may be missing.
fn is_cut(row: &Row<'_>, place: usize) -> bool {
    row.last_field_may_be_cut && place.saturating_add(1) == row.width()
}

fn cut(row: &Row<'_>, place: usize) -> Rejection {
    Rejection::RateUnusable { found: excerpt(row.field(place)) }
}

/// The rate of a day, if one stands there.
fn rate_on(day: &Result<Day, Rejection>, text: &str) -> Option<Result<Rate, Rejection>> {
    match day {
        Ok(_) if text == "N/A" => None,
        Ok(day) => Some(rate(*day, text, one())),
        Err(why) => Some(Err(why.clone())),
    }
}

/// The day that is written `2026-10-30` or `30 October 2026`.
fn day(text: &str) -> Result<Day, Rejection> {
    text.parse().ok().or_else(|| spelled(text)).ok_or_else(|| Rejection::DateUnreadable {
        found: excerpt(text),
        expected: "2026-10-30 or 30 October 2026".to_owned(),
    })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn spelled(text: &str) -> Option<Day> {
    let mut words = text.split(' ');
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let (_, month) =
        (1_u32..).zip(MONTHS).map(|(number, name)| (name, number)).find(|(name, _)| *name == month)?;
    let is_whole = words.next().is_none() && matches!(day.len(), 1..=2);
    if is_whole { format!("{year}-{month:02}-{day:0>2}").parse().ok() } else { None }
}
