//! The official rates of the National Bank of Kazakhstan: `GET /rss/get_rates.cfm`.
//!
//! ```text
//! <rates>                                              <rss><channel>
//!   <date>01.08.2026</date>                              <item>
//!   <item>                                                 <title>USD</title>
//!     <title>UZS</title>                                   <pubDate>03.04.2024</pubDate>
//!     <description>3.96</description>   tenge              <description>419.16</description>
//!     <quant>100</quant>                for 100 sums       <quant>1</quant>
//! ```
//!
//! Two forms: one with the day at the top, and a feed with the day in each item. Rates of a day are set on the day before
//! it, so that tomorrow's are known today; on a day off the last ones stay in force and are given for it too. An answer
//! without items is that of a day without rates.
//!
//! For how many units a rate is changes: the Iranian rial's was 1000 in 2024 and is 10000 in 2026.

use jiff::{SignedDuration, Timestamp};
use qazyq_exact::{Amount, Day};
use roxmltree::Node;

use super::{Sheet, elements, is_currency, rate, text_of, xml};
use crate::answer::{self, Order};
use crate::feed::{Answer, AnswerError, Ask, Feed, Rate, Reach, Refusal};
use crate::finding::{Rejection, excerpt};

/// The feed `nbk-rates`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates;

/// For how many units the bank sets rates.
const UNITS: [&str; 5] = ["1", "10", "100", "1000", "10000"];

impl Feed for Rates {
    fn name(&self) -> &'static str {
        "nbk-rates"
    }

    fn source(&self) -> &'static str {
        "nbk"
    }

    fn reach(&self) -> Reach {
        Reach {
            // It answers with all it has.
            keys_max: usize::MAX,
            rows_max: 1,
            points_max: usize::MAX,
            days_back_max: None,
            // A day's rates are set before it begins: counted from its end, a day too early is in time.
            settles_after_seconds: -86_400,
        }
    }

    fn path(&self, ask: &Ask) -> String {
        let (year, month, day) = ask.from.date();
        format!("/rss/get_rates.cfm?fdate={day:02}.{month:02}.{year:04}")
    }

    fn read(&self, ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
        // Tomorrow's rates are set today.
        let latest = retrieved.saturating_add(SignedDuration::from_hours(24)).unwrap_or(retrieved);
        xml(bytes, |root| match root.tag_name().name() {
            "rates" => with_a_day(root, ask.from, latest),
            "rss" => with_days(root, ask.from, latest),
            name => Err(misshapen(&excerpt(name), "rates or rss")),
        })
    }

    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        answer::wordless(status, bytes, answer::advice(status))
    }
}

/// The form with the day at the top.
fn with_a_day(rates: Node<'_, '_>, asked: Day, latest: Timestamp) -> Result<Answer, AnswerError> {
    let date = text_of(rates, "date");
    let items: Vec<_> = elements(rates, "item").collect();
    if date.is_empty() && items.is_empty() {
        return Ok(Answer::default());
    }
    let found = day(&date).ok_or_else(|| misshapen("rates/date", DATE))?;
    if found != asked {
        return Err(another(asked, found));
    }
    let mut sheet = Sheet::default();
    for (number, item) in answer::numbered(items) {
        match currency(item) {
            Ok(currency) => sheet.take(&currency, number, rate_of(item, found), latest),
            Err((key, error)) => sheet.leave_out(key, error),
        }
    }
    Ok(sheet.answer(Order::OldestFirst))
}

/// The form with the day in each item. Items of another day are left out; if all are, so is the answer, for it would
/// look like that of a day without rates.
fn with_days(rss: Node<'_, '_>, asked: Day, latest: Timestamp) -> Result<Answer, AnswerError> {
    let channel = elements(rss, "channel").next().ok_or_else(|| misshapen("rss", "channel"))?;
    let mut sheet = Sheet::default();
    let (mut of_that_day, mut of_another) = (false, None);
    for (number, item) in answer::numbered(elements(channel, "item")) {
        let currency = match currency(item) {
            Ok(currency) => currency,
            Err((key, error)) => {
                sheet.leave_out(key, error);
                continue;
            }
        };
        match day(&text_of(item, "pubDate")) {
            Some(found) if found == asked => {
                of_that_day = true;
                sheet.take(&currency, number, rate_of(item, found), latest);
            }
            Some(found) => {
                of_another.get_or_insert(found);
                sheet.leave_out(currency, another(asked, found));
            }
            None => sheet.leave_out(currency, misshapen("item/pubDate", DATE)),
        }
    }
    match of_another {
        Some(found) if !of_that_day => Err(another(asked, found)),
        _ => Ok(sheet.answer(Order::OldestFirst)),
    }
}

/// The currency that an item is of.
fn currency(item: Node<'_, '_>) -> Result<String, (String, AnswerError)> {
    let title = text_of(item, "title");
    if is_currency(&title) {
        return Ok(title);
    }
    Err((excerpt(&title), misshapen("item/title", "a currency's code")))
}

/// The rate in an item.
fn rate_of(item: Node<'_, '_>, day: Day) -> Result<Rate, Rejection> {
    let quant = text_of(item, "quant");
    let units: Option<Amount> = UNITS.contains(&quant.as_str()).then(|| quant.parse().ok()).flatten();
    let units = units.ok_or_else(|| Rejection::UnitsUnusable { found: excerpt(&quant) })?;
    rate(day, &text_of(item, "description"), units)
}

const DATE: &str = "dd.mm.yyyy";

/// The day that is written `01.08.2026`.
fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = (day.len(), month.len(), year.len()) == (2, 2, 4) && parts.next().is_none();
    // A day reads digits and nothing else, so no sign can slip in.
    if is_whole { format!("{year}-{month}-{day}").parse().ok() } else { None }
}

fn another(asked: Day, found: Day) -> AnswerError {
    AnswerError::AnotherKey { asked: asked.to_string(), found: found.to_string() }
}

fn misshapen(place: &str, expected: &str) -> AnswerError {
    AnswerError::Misshapen { place: place.to_owned(), expected: expected.to_owned() }
}
