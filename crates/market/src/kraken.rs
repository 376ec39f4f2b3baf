//! Kraken: daily bars of a pair, asked for (here) or of the file that it offers for download ([`mod@file`]).
//!
//! `GET /0/public/OHLC`:
//!
//! ```text
//! {"error":[],"result":{"USDCUSD":[
//!   [1678492800,"0.9999","1.0","0.88","0.96","0.9412","1311015.36",91],…       oldest first
//!    time        open     high  low    close  vwap     volume       count
//! ],"last":1678492800}}
//! {"error":["EQuery:Unknown asset pair"]}
//! ```
//!
//! - Kraken names the pair its own way, `XXBTZUSD` where `XBTUSD` was asked for and `USDTZUSD` where `USDTUSD` was: an
//!   older code has an `X` in front where it is a token, a `Z` where it is a currency. So the one name beside `last` is
//!   that of the pair, with or without such letters before either half; two names are no answer to one question.
//! - It has the last 720 rows and no more, however early the first is asked for; the last of them is still running.
//! - Days are UTC. The volume is in units of the asset, so it is none of a bar's.
//! - A day without trades has prices, those of the day before, and a vwap of zero. That one is left out, with a defect.

pub mod file;

use core::fmt;

use jiff::Timestamp;
use qazyq_exact::Day;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::answer::{self, Listing, Order};
use crate::bar::{Bar, Figure};
use crate::daily::unread_defect;
use crate::feed::{Advice, Answer, AnswerError, Ask, Feed, Reach, Refusal, Rows};
use crate::finding::{DefectKind, Rejection, excerpt};
use crate::json;

/// The feed `kraken-ohlc`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ohlc;

/// Rows in one answer, and all that there are.
const ROWS_MAX: usize = 720;
/// Fields of a row.
const WIDTH: usize = 8;
const COUNT: usize = 7;
const SECONDS_PER_DAY: i64 = 86_400;

impl Feed for Ohlc {
    fn name(&self) -> &'static str {
        "kraken-ohlc"
    }

    fn source(&self) -> &'static str {
        "kraken"
    }

    fn reach(&self) -> Reach {
        Reach {
            keys_max: 1,
            rows_max: ROWS_MAX,
            points_max: ROWS_MAX,
            // The running day is one of the 720.
            days_back_max: Some(719),
            // A bar ends with its last trade; a minute is for the machines that count it.
            settles_after_seconds: 60,
        }
    }

    fn path(&self, ask: &Ask) -> String {
        // `since` is exclusive, so it is a second before the first day.
        let since = i64::from(ask.from.number()).saturating_mul(SECONDS_PER_DAY).saturating_sub(1);
        let pair = answer::escaped(answer::pair(ask));
        format!("/0/public/OHLC?pair={pair}&interval=1440&since={since}")
    }

    fn read(&self, ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
        let document: Document<'_> = json::document(bytes)?;
        if let Some(refusal) = document.refusal() {
            return Err(refusal.into());
        }
        let rows = document.rows(answer::pair(ask))?;
        let mut listing = Listing::new();
        for (number, row) in answer::numbered(rows) {
            listing.take(number, bar(row), retrieved);
        }
        let (part, remark) = listing.part(answer::pair(ask), Order::OldestFirst, Rows::Bars)?;
        Ok(Answer { parts: vec![part], remarks: remark.into_iter().collect() })
    }

    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        let words = json::document::<Document<'_>>(bytes).ok().and_then(|document| document.refusal());
        words.unwrap_or_else(|| answer::wordless(status, bytes, answer::advice(status)))
    }
}

/// The UTC day that begins so many seconds after 1970, between 2011, when Kraken was founded, and 2999.
fn day(seconds: &str) -> Result<Day, Rejection> {
    let unreadable =
        || Rejection::DateUnreadable { found: excerpt(seconds), expected: "seconds since 1970".to_owned() };
    let time = in_time(seconds).ok_or_else(unreadable)?;
    if time.checked_rem(SECONDS_PER_DAY) != Some(0) {
        return Err(Rejection::NotMidnight { found: excerpt(seconds) });
    }
    let number = time.checked_div(SECONDS_PER_DAY).and_then(|days| i32::try_from(days).ok());
    number.map(Day::from_number).ok_or_else(unreadable)
}

/// Seconds between 2011-01-01 and 2999-12-31.
fn in_time(seconds: &str) -> Option<i64> {
    seconds.parse().ok().filter(|time| (1_293_840_000..32_503_680_000).contains(time))
}

/// The bar of a row.
fn bar(row: &RawValue) -> Result<(Bar, Vec<DefectKind>), Rejection> {
    let fields = answer::fields(row, WIDTH)?;
    let day = day(answer::text(&fields, 0))?;
    let mut defects = Vec::new();
    let mut figure = |figure: Figure, place: usize| {
        json::figure(fields.get(place).copied())
            .map_err(|unread| defects.push(unread_defect(unread, figure, answer::text(&fields, place))))
            .ok()
    };
    let (open, high, low, close) =
        (figure(Figure::Open, 1), figure(Figure::High, 2), figure(Figure::Low, 3), figure(Figure::Close, 4));
    // Without trades there is nothing to weigh, and the zero that stands there is no price.
    let is_traded = answer::text(&fields, COUNT) != "0";
    let vwap = if is_traded { figure(Figure::Vwap, 5) } else { None };
    let mut bar = Bar { day, open, high, low, close, vwap, volume: None, market_cap: None, coverage: None };
    if !is_traded {
        defects.push(DefectKind::VolumeIsZero);
    }
    bar.oddities(&mut defects);
    bar.vwap = bar.vwap.filter(|vwap| vwap.is_positive());
    Ok((bar, defects))
}

#[derive(serde::Deserialize)]
struct Document<'a> {
    error: Vec<String>,
    #[serde(borrow)]
    result: Option<Named<'a>>,
}

impl<'a> Document<'a> {
    /// What Kraken says instead of rows; a warning, which begins with `W`, comes beside them.
    fn refusal(&self) -> Option<Refusal> {
        let error = self.error.iter().find(|error| !error.starts_with('W'))?;
        let advice = match error.as_str() {
            "EQuery:Unknown asset pair" => Advice::NotThere,
            "EGeneral:Too many requests" | "EAPI:Rate limit exceeded" => Advice::Later,
            _ if error.starts_with("EService:") => Advice::Later,
            _ => Advice::Never,
        };
        let (code, message) = error.split_once(':').unwrap_or((error, ""));
        Some(Refusal { code: answer::one_line(code), message: answer::one_line(message), advice })
    }

    /// The rows under the one name beside `last`, which is the pair's.
    fn rows(self, asked: &str) -> Result<Vec<&'a RawValue>, AnswerError> {
        let misshapen = || AnswerError::Misshapen {
            place: "result".to_owned(),
            expected: "the rows of one pair, and last".to_owned(),
        };
        let Named(named) = self.result.ok_or_else(misshapen)?;
        let mut pairs = named.into_iter().filter(|(name, _)| name != "last");
        let (Some((name, rows)), None) = (pairs.next(), pairs.next()) else { return Err(misshapen()) };
        if !is_named(asked, &name) {
            return Err(AnswerError::AnotherKey { asked: asked.to_owned(), found: excerpt(&name) });
        }
        serde_json::from_str(rows.get()).map_err(|_| misshapen())
    }
}

/// Whether Kraken may call the pair `name`: as it was asked for, or with an `X` or a `Z` before either half of it,
/// wherever the one ends and the other begins.
fn is_named(pair: &str, name: &str) -> bool {
    let begins = |name: &str, first: &str| name == first || name.strip_prefix(['X', 'Z']) == Some(first);
    let is_of = |(first, second): (&str, &str)| {
        name.strip_suffix(second).is_some_and(|before| {
            begins(before, first)
                || before.strip_suffix(['X', 'Z']).is_some_and(|before| begins(before, first))
        })
    };
    let places = pair.char_indices().map(|(place, _)| place).skip(1);
    name == pair || places.filter_map(|place| pair.split_at_checked(place)).any(is_of)
}

/// What stands in an object, name by name; a name that stands twice is there twice.
struct Named<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Named<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Named<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut named = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    named.push(entry);
                }
                Ok(Named(named))
            }
        }
        deserializer.deserialize_map(Names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_its_own_name_or_letters_before_its_halves() {
        let check =
            |pair: &str, name: &str, expected| assert_eq!(is_named(pair, name), expected, "{pair} {name}");
        for (pair, name) in [
            ("USDCUSD", "USDCUSD"),
            ("USDTUSD", "USDTZUSD"),
            ("XBTUSD", "XXBTZUSD"),
            ("XXBTZUSD", "XXBTZUSD"),
            ("XBTUSDT", "XBTUSDT"),
            ("XBTUSDC", "XXBTUSDC"),
            ("ETHXBT", "XETHXXBT"),
            ("EURUSD", "ZEURZUSD"),
            ("XBT/USD", "XBT/USD"),
        ] {
            check(pair, name, true);
        }
        for (pair, name) in [
            ("USDCUSD", "USDTZUSD"),
            ("USDTUSD", "USDCUSD"),
            ("USDCUSD", "USDCEUR"),
            ("USDCUSD", "USDCZZUSD"),
            ("USDCUSD", "ZZUSDCUSD"),
            ("USDCUSD", "USDCUSDZ"),
            ("USDCUSD", "USDCUS"),
            ("USDCUSD", ""),
            ("XXBTZUSD", "XBTUSD"),
            ("", "USDCUSD"),
            ("U", "ZU"),
        ] {
            check(pair, name, false);
        }
        assert!(is_named("ұUSD", "ұZUSD"));
    }
}
