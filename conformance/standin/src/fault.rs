//! What can go wrong between a source and us, on demand.
//!
//! ```text
//! coinmarketcap:429-seconds=0.1,html-200=0.05;binance:reset-mid-body=0.2      --faults, by probability
//! standin.next_faults(Source::Kraken, [Fault::Closed, Fault::None])           the next two requests, then as before
//! ```
//!
//! A fault that has no meaning for an answer (rows out of order in an answer without rows) leaves the answer as it was,
//! and the log says so. Which figure, which row:
//!
//! - the broken price is the close (CoinMarketCap's latest quotes: `price`; rates: the rate) of the middle row, the one
//!   at `len / 2` as the rows stand in the answer; it keeps the type that the source writes, number or string;
//! - the row that comes twice is that same row, right after itself; with other figures, its close is twisted (see
//!   [`twisted`]);
//! - rows out of order: the first and the last change places;
//! - tomorrow's bar: a copy of the newest row, dated tomorrow by the stand-in's clock, next to it.

use crate::json::Json;
use crate::time::{DAY_MS, iso, iso_day};

/// How a refusal says when to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// Not at all.
    Absent,
    /// `Retry-After: 2`
    Seconds(u32),
    /// `Retry-After: Mon, 06 May 2024 12:00:02 GMT`, this many seconds ahead of the stand-in's clock.
    Date(u32),
}

/// One thing that goes wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: this request is answered as it should be.
    None,
    /// HTTP 429 in the source's own words.
    TooMany(RetryAfter),
    /// The source's own rate limit where it is not a 429: Bybit's `retCode` 10006, Kraken's `EAPI:Rate limit exceeded`,
    /// both with HTTP 200; elsewhere the same as [`Fault::TooMany`].
    RateLimit,
    /// HTTP 429, CoinMarketCap's code 1010: the month's credits are used up.
    CreditsUsedUp,
    /// HTTP 500 in the source's own words.
    Status500,
    /// HTTP 502 with a page of HTML.
    Status502Html,
    /// HTTP 503.
    Status503(RetryAfter),
    /// The connection is closed before any answer.
    Closed,
    /// `Content-Length` promises all, half is sent, then a reset.
    ResetMidBody,
    /// One byte of the body each so many milliseconds.
    Slow(u32),
    /// Half of the body, then nothing for so many milliseconds, then the rest.
    Stall(u32),
    /// A correct packed answer.
    Gzip,
    /// `Content-Encoding: gzip` over bytes that are damaged in the middle.
    BrokenGzip,
    /// HTTP 200 with a page of HTML.
    Html200,
    /// The first half of the JSON, with a `Content-Length` that is true of it.
    Truncated,
    /// The figure as a string where the source writes a number, and the other way round.
    StringForNumber,
    /// An object where an array belongs: the rows by their place.
    ObjectForArray,
    /// `null` for the data.
    NullData,
    /// A price of `0`.
    PriceZero,
    /// A price below zero.
    PriceNegative,
    /// The bare token `NaN`, which is not JSON.
    PriceNan,
    /// A price of `1e300`.
    PriceHuge,
    /// A price of `1.5e-7`, which is a number like any other.
    PriceTiny,
    /// The first and the last row change places.
    RowsOutOfOrder,
    /// A row twice.
    RowTwice,
    /// A row twice, with another close the second time.
    RowTwiceDifferent,
    /// A row dated tomorrow.
    TomorrowsBar,
    /// Another asset's figures under the key that was asked for.
    AnotherAsset,
    /// `"error_code": "0"`: CoinMarketCap's code as a string.
    ErrorCodeText,
    /// HTTP 200 with an error inside.
    ErrorCodeWith200,
    /// HTTP 200 with no body.
    Empty,
    /// HTTP 200 with eleven million spaces.
    Blanks,
    /// HTTP 302 to another host; see `Settings::redirect_to`.
    Redirect,
    /// A byte in the body that is not UTF-8.
    InvalidUtf8,
}

/// Every fault under its name. One that takes a number is `NAME:NUMBER`: seconds to wait, or milliseconds.
const NAMES: [(&str, Fault); 37] = [
    ("none", Fault::None),
    ("429", Fault::TooMany(RetryAfter::Absent)),
    ("429-seconds", Fault::TooMany(RetryAfter::Seconds(1))),
    ("429-date", Fault::TooMany(RetryAfter::Date(2))),
    ("rate-limit", Fault::RateLimit),
    ("credits-used-up", Fault::CreditsUsedUp),
    ("500", Fault::Status500),
    ("502-html", Fault::Status502Html),
    ("503", Fault::Status503(RetryAfter::Absent)),
    ("503-seconds", Fault::Status503(RetryAfter::Seconds(1))),
    ("closed", Fault::Closed),
    ("reset-mid-body", Fault::ResetMidBody),
    ("slow", Fault::Slow(10)),
    ("stall", Fault::Stall(1000)),
    ("gzip", Fault::Gzip),
    ("broken-gzip", Fault::BrokenGzip),
    ("html-200", Fault::Html200),
    ("truncated", Fault::Truncated),
    ("string-for-number", Fault::StringForNumber),
    ("object-for-array", Fault::ObjectForArray),
    ("null-data", Fault::NullData),
    ("price-zero", Fault::PriceZero),
    ("price-negative", Fault::PriceNegative),
    ("price-nan", Fault::PriceNan),
    ("price-huge", Fault::PriceHuge),
    ("price-tiny", Fault::PriceTiny),
    ("rows-out-of-order", Fault::RowsOutOfOrder),
    ("row-twice", Fault::RowTwice),
    ("row-twice-different", Fault::RowTwiceDifferent),
    ("tomorrows-bar", Fault::TomorrowsBar),
    ("another-asset", Fault::AnotherAsset),
    ("error-code-text", Fault::ErrorCodeText),
    ("error-code-with-200", Fault::ErrorCodeWith200),
    ("empty", Fault::Empty),
    ("blanks", Fault::Blanks),
    ("redirect", Fault::Redirect),
    ("invalid-utf8", Fault::InvalidUtf8),
];

impl Fault {
    /// Every fault with its name, its number the usual one.
    pub fn all() -> impl Iterator<Item = (&'static str, Fault)> {
        NAMES.into_iter()
    }

    /// Reads `429-seconds`, `slow:50` and the like.
    pub fn parse(text: &str) -> Option<Fault> {
        let (name, number) = match text.split_once(':') {
            Some((name, number)) => (name, Some(number.parse::<u32>().ok()?)),
            None => (text, None),
        };
        let (_, fault) = Fault::all().find(|(known, _)| *known == name)?;
        let Some(number) = number else { return Some(fault) };
        Some(match fault {
            Fault::TooMany(RetryAfter::Seconds(_)) => Fault::TooMany(RetryAfter::Seconds(number)),
            Fault::TooMany(RetryAfter::Date(_)) => Fault::TooMany(RetryAfter::Date(number)),
            Fault::Status503(RetryAfter::Seconds(_)) => Fault::Status503(RetryAfter::Seconds(number)),
            Fault::Slow(_) => Fault::Slow(number),
            Fault::Stall(_) => Fault::Stall(number),
            _ => return None,
        })
    }

    /// The name, without the number.
    pub fn name(&self) -> &'static str {
        let kind = |fault: &Fault| match fault {
            Fault::TooMany(RetryAfter::Seconds(_)) => Fault::TooMany(RetryAfter::Seconds(0)),
            Fault::TooMany(RetryAfter::Date(_)) => Fault::TooMany(RetryAfter::Date(0)),
            Fault::Status503(RetryAfter::Seconds(_) | RetryAfter::Date(_)) => {
                Fault::Status503(RetryAfter::Seconds(0))
            }
            Fault::Slow(_) => Fault::Slow(0),
            Fault::Stall(_) => Fault::Stall(0),
            other => other.clone(),
        };
        Fault::all().find(|(_, known)| kind(known) == kind(self)).map_or("unnamed", |(name, _)| name)
    }
}

/// The figure with its last digit made the next one (9 becomes 1): what a restated figure, and the second of two
/// different rows, looks like. `0.9998` becomes `0.9999`, `1` becomes `2`.
pub fn twisted(figure: &str) -> String {
    let mut bytes = figure.as_bytes().to_vec();
    let mantissa = bytes.iter().position(|b| matches!(b, b'e' | b'E')).unwrap_or(bytes.len());
    if let Some(last) = bytes[..mantissa].iter_mut().rev().find(|b| b.is_ascii_digit()) {
        *last = if *last == b'9' { b'1' } else { *last + 1 };
    }
    String::from_utf8(bytes).expect("digits are ASCII")
}

/// How an answer's rows are found and changed; every source says so for its own answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// No rows and no figures.
    None,
    /// Objects with `quote`, in an array at this path, oldest first.
    Bars(Vec<String>),
    /// Assets with `quote`, in an array or an object at this path.
    Assets(Vec<String>),
    /// Arrays with the time first and the close at index 4, at this path.
    Candles { path: Vec<String>, newest_first: bool, unit_ms: i64 },
    /// XML: the rates are the text between the two marks, a row the text between the next two.
    Xml { rate: (&'static str, &'static str), row: (&'static str, &'static str) },
}

fn at<'a>(root: &'a mut Json, path: &[String]) -> Option<&'a mut Json> {
    path.iter().try_fold(root, |value, step| value.get_mut(step))
}

/// Breaks a JSON answer as asked. False where the fault has no meaning for it.
pub(crate) fn break_json(fault: &Fault, root: &mut Json, rows: &Rows, now: i64) -> bool {
    let path = match rows {
        Rows::None | Rows::Xml { .. } => &Vec::new(),
        Rows::Bars(path) | Rows::Assets(path) | Rows::Candles { path, .. } => path,
    };
    match fault {
        Fault::NullData => {
            let place = ["data", "result"].into_iter().find(|key| root.get(key).is_some());
            match place {
                Some(key) => root.set(key, Json::Null),
                None => *root = Json::Null,
            }
            true
        }
        Fault::ErrorCodeText => {
            let Some(code) = root.get_mut("status").and_then(|status| status.get_mut("error_code")) else {
                return false;
            };
            *code = Json::text(code.as_str().to_owned());
            true
        }
        Fault::ObjectForArray => {
            let target =
                if matches!(rows, Rows::None) { at(root, &["data".to_owned()]) } else { at(root, path) };
            let Some(target) = target else { return false };
            let Json::Array(items) = target else { return false };
            let pairs = items.drain(..).enumerate().map(|(place, item)| (place.to_string(), item)).collect();
            *target = Json::Object(pairs);
            true
        }
        Fault::RowsOutOfOrder | Fault::RowTwice | Fault::RowTwiceDifferent | Fault::TomorrowsBar => {
            let Some(Json::Array(items)) = at(root, path) else { return false };
            break_rows(fault, items, rows, now)
        }
        _ => {
            let figure = match rows {
                Rows::None | Rows::Xml { .. } => None,
                Rows::Bars(_) | Rows::Assets(_) | Rows::Candles { .. } => at(root, path).and_then(middle),
            };
            figure.and_then(price_of).is_some_and(|price| break_price(fault, price))
        }
    }
}

fn middle(rows: &mut Json) -> Option<&mut Json> {
    match rows {
        Json::Array(items) => {
            let place = items.len() / 2;
            items.get_mut(place)
        }
        Json::Object(pairs) => {
            let place = pairs.len() / 2;
            pairs.get_mut(place).map(|(_, value)| value)
        }
        _ => None,
    }
}

/// The close of a row, or the price of an asset.
fn price_of(row: &mut Json) -> Option<&mut Json> {
    if let Json::Array(cells) = row {
        return if cells.len() > 4 { cells.get_mut(4) } else { cells.first_mut().and_then(price_of) };
    }
    let currency = match row.get_mut("quote")? {
        Json::Array(list) => list.first_mut()?,
        Json::Object(pairs) => &mut pairs.first_mut()?.1,
        _ => return None,
    };
    let key = if currency.get("close").is_some() { "close" } else { "price" };
    currency.get_mut(key)
}

fn break_price(fault: &Fault, price: &mut Json) -> bool {
    let text = match fault {
        Fault::PriceZero => "0",
        Fault::PriceNegative => "-1.25",
        Fault::PriceNan => "NaN",
        Fault::PriceHuge => "1e300",
        Fault::PriceTiny => "1.5e-7",
        Fault::StringForNumber => {
            let text = price.as_str().to_owned();
            *price = if matches!(price, Json::Number(_)) { Json::Text(text) } else { Json::Number(text) };
            return true;
        }
        _ => return false,
    };
    *price = match price {
        // The bare token, whatever the source writes: that is the point of it.
        Json::Text(_) if *fault != Fault::PriceNan => Json::text(text),
        _ => Json::number(text),
    };
    true
}

fn break_rows(fault: &Fault, items: &mut Vec<Json>, rows: &Rows, now: i64) -> bool {
    let newest_first = matches!(rows, Rows::Candles { newest_first: true, .. });
    match fault {
        Fault::RowsOutOfOrder => {
            if items.len() < 2 {
                return false;
            }
            let last = items.len() - 1;
            items.swap(0, last);
        }
        Fault::RowTwice | Fault::RowTwiceDifferent => {
            let place = items.len() / 2;
            let Some(row) = items.get(place) else { return false };
            let mut again = row.clone();
            if *fault == Fault::RowTwiceDifferent {
                let Some(price) = price_of(&mut again) else { return false };
                let text = twisted(price.as_str());
                *price = if matches!(price, Json::Text(_)) { Json::text(text) } else { Json::number(text) };
            }
            items.insert(place + 1, again);
        }
        _ => {
            let newest = if newest_first { items.first() } else { items.last() };
            let Some(mut row) = newest.cloned() else { return false };
            if !dated_tomorrow(&mut row, rows, now) {
                return false;
            }
            let place = if newest_first { 0 } else { items.len() };
            items.insert(place, row);
        }
    }
    true
}

fn dated_tomorrow(row: &mut Json, rows: &Rows, now: i64) -> bool {
    let tomorrow = now.div_euclid(DAY_MS) + 1;
    match (row, rows) {
        (Json::Array(cells), Rows::Candles { unit_ms, .. }) => {
            let Some(time) = cells.first_mut() else { return false };
            let text = (tomorrow * DAY_MS / unit_ms).to_string();
            *time = if matches!(time, Json::Text(_)) { Json::text(text) } else { Json::number(text) };
            true
        }
        (row, Rows::Bars(_)) => {
            for key in ["time_open", "time_high", "time_low", "timestamp"] {
                if row.get(key).is_some() {
                    row.set(key, Json::text(iso(tomorrow * DAY_MS)));
                }
            }
            if row.get("time_close").is_some() {
                row.set("time_close", Json::text(iso(tomorrow * DAY_MS + DAY_MS - 1)));
            }
            true
        }
        _ => false,
    }
}

/// Breaks an XML answer as asked. False where the fault has no meaning for it.
pub(crate) fn break_xml(fault: &Fault, text: &mut String, rows: &Rows, now: i64) -> bool {
    let Rows::Xml { rate, row } = rows else { return false };
    let between = |text: &str, marks: (&str, &str), from: usize| -> Option<(usize, usize)> {
        let start = from + text.get(from..)?.find(marks.0)? + marks.0.len();
        Some((start, start + text[start..].find(marks.1)?))
    };
    let first_row = text.find(row.0).unwrap_or(0);
    let put = match fault {
        Fault::PriceZero => Some("0"),
        Fault::PriceNegative => Some("-1.25"),
        Fault::PriceNan => Some("NaN"),
        Fault::PriceHuge => Some("1e300"),
        Fault::PriceTiny => Some("1.5e-7"),
        Fault::StringForNumber => Some("four hundred"),
        Fault::NullData => Some(""),
        _ => None,
    };
    if let Some(put) = put {
        let Some((start, end)) = between(text, *rate, first_row) else { return false };
        text.replace_range(start..end, put);
        return true;
    }
    match fault {
        Fault::RowTwice | Fault::RowTwiceDifferent => {
            let Some((start, end)) = between(text, *row, 0) else { return false };
            let mut again = format!("{}{}{}", row.0, &text[start..end], row.1);
            if *fault == Fault::RowTwiceDifferent
                && let Some((from, to)) = between(&again, *rate, 0)
            {
                again = format!("{}{}{}", &again[..from], twisted(&again[from..to]), &again[to..]);
            }
            text.insert_str(end + row.1.len(), &again);
            true
        }
        Fault::TomorrowsBar => {
            let tomorrow = now.div_euclid(DAY_MS) + 1;
            let dotted = |day: i64| {
                let (year, month, day) = crate::time::civil(day);
                format!("{day:02}.{month:02}.{year}")
            };
            if let Some((start, end)) = between(text, ("<date>", "</date>"), 0) {
                text.replace_range(start..end, &dotted(tomorrow));
                true
            } else if let Some((start, end)) = between(text, ("<Cube time='", "'"), 0) {
                text.replace_range(start..end, &iso_day(tomorrow));
                true
            } else {
                false
            }
        }
        _ => false,
    }
}
