//! CoinMarketCap's daily OHLCV, the series that its historical-data pages show, for paid plans.
//!
//! ```text
//! /v2/cryptocurrency/ohlcv/historical?id=1&…&time_start=2019-01-01&time_end=2019-01-03&convert=USD&…
//!
//! {"data": {"id": 1, "quotes": [
//!   {"time_open": "2019-01-02T00:00:00.000Z", "time_close": "2019-01-02T23:59:59.999Z",
//!    "quote": {"USD": {"open": 3849.21640853, "high": 3947.9812729, "low": 3817.40949569,
//!                      "close": 3943.40933686, "volume": 5244856835.70851, "market_cap": 68849856731.6738}}}, …]}}
//! ```
//!
//! `time_start` is exclusive and `time_end` inclusive, so the path names the day before the first. The day that is not
//! over yet is in the answer too; its bar is provisional by the instant at which it was had.

use jiff::Timestamp;
use qazyq_exact::Day;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::frame::{self, escaped_list, object};
use super::series::{self, Row, Skip, Told};
use crate::answer::escaped;
use crate::bar::Figure;
use crate::feed::{Answer, AnswerError, Ask, Feed, Reach, Refusal};
use crate::finding::{Rejection, excerpt};
use crate::json;

/// The feed `coinmarketcap-ohlcv`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ohlcv;

/// How much one request for daily rows can ask for.
///
/// CoinMarketCap's reference has at most 10,000 time periods in a query. It names no bound for ids: a hundred keep the
/// address short. Rows of all keys have the bound of one, so that an answer lost on its way costs at most 100 credits.
/// A day is final some 5 to 10 minutes after its end.
pub(super) const REACH: Reach = Reach {
    keys_max: 100,
    rows_max: 10_000,
    points_max: 10_000,
    days_back_max: None,
    settles_after_seconds: 600,
};

/// The credits of a request for daily rows: one for every hundred, rounded up.
pub(super) fn credits(ask: &Ask) -> u64 {
    let days = u64::try_from(ask.to.since(ask.from).saturating_add(1)).unwrap_or_default();
    let keys = u64::try_from(ask.keys.len()).unwrap_or(u64::MAX);
    frame::credits(keys.saturating_mul(days), 100)
}

impl Feed for Ohlcv {
    fn name(&self) -> &'static str {
        "coinmarketcap-ohlcv"
    }

    fn source(&self) -> &'static str {
        "coinmarketcap"
    }

    fn reach(&self) -> Reach {
        REACH
    }

    fn path(&self, ask: &Ask) -> String {
        let (ids, currency) = (escaped_list(&ask.keys), escaped(&ask.currency));
        let (before, to) = (ask.from.plus(-1), ask.to);
        format!(
            "/v2/cryptocurrency/ohlcv/historical?id={ids}&time_period=daily&interval=daily\
             &time_start={before}&time_end={to}&convert={currency}&skip_invalid=true"
        )
    }

    fn credits(&self, ask: &Ask) -> u64 {
        credits(ask)
    }

    fn read(&self, ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
        series::read(ask, bytes, retrieved, row)
    }

    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        super::refusal(status, bytes)
    }
}

fn row<'a>(row: &Row<'a, '_>) -> Result<Told<'a>, Skip> {
    #[derive(Deserialize)]
    struct Times<'a> {
        #[serde(borrow)]
        time_open: Option<&'a RawValue>,
        #[serde(borrow)]
        time_close: Option<&'a RawValue>,
        #[serde(borrow)]
        quote: Option<&'a RawValue>,
    }
    #[derive(Deserialize)]
    struct Figures<'a> {
        #[serde(borrow)]
        open: Option<&'a RawValue>,
        #[serde(borrow)]
        high: Option<&'a RawValue>,
        #[serde(borrow)]
        low: Option<&'a RawValue>,
        #[serde(borrow)]
        close: Option<&'a RawValue>,
        #[serde(borrow)]
        volume: Option<&'a RawValue>,
        #[serde(borrow)]
        market_cap: Option<&'a RawValue>,
    }

    let times: Times<'a> = object(row.raw, row.place)?;
    let day = utc_day(json::shown(times.time_open), json::shown(times.time_close))?;
    let place = format!("{}.quote", row.place);
    let quote = frame::quoted_in(times.quote, row.currency, &place)?;
    let found: Figures<'a> = object(quote, &place)?;
    let figures = vec![
        (Figure::Open, found.open),
        (Figure::High, found.high),
        (Figure::Low, found.low),
        (Figure::Close, found.close),
        (Figure::Volume, found.volume),
        (Figure::MarketCap, found.market_cap),
    ];
    Ok(Told { day, figures })
}

/// The UTC day from its first millisecond to its last, which may be written without the fraction of the second.
fn utc_day(opens: &str, closes: &str) -> Result<Day, Rejection> {
    let day_of = |time: &str, ends: [&str; 2]| -> Option<Day> {
        ends.iter().find_map(|end| time.strip_suffix(end))?.parse().ok()
    };
    let first = day_of(opens, ["T00:00:00.000Z", "T00:00:00Z"]);
    let last = day_of(closes, ["T23:59:59.999Z", "T23:59:59Z"]);
    first
        .filter(|day| Some(*day) == last)
        .ok_or_else(|| Rejection::NotOneDay { open: excerpt(opens), close: excerpt(closes) })
}
