//! CoinMarketCap's last quote of each UTC day, for plans without OHLCV.
//!
//! ```text
//! /v3/cryptocurrency/quotes/historical?id=3408&interval=24h&time_start=2023-03-11T23:59:00.000Z&…
//!
//! {"data": {"3408": {"id": 3408, "quotes": [
//!   {"timestamp": "2023-03-11T23:55:00.000Z",
//!    "quote": {"USD": {"price": 0.9715, "volume_24h": 26682206826.53, "market_cap": 39692025359.6}}}, …]}}}
//! ```
//!
//! This is a close as CoinMarketCap's own tip makes it: a search repeated every 24 hours from 23:59, each finding the
//! quote that is closest in time. It is not the close of the OHLCV series, which is the day's last price itself, and it
//! has no open, high or low. Quotes come every five minutes or so; one that is stamped before the last ten minutes of
//! its day, or after midnight, closes no day and is rejected.

use jiff::Timestamp;
use qazyq_exact::Day;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::frame::{self, escaped_list, object};
use super::ohlcv;
use super::series::{self, Row, Skip, Told};
use crate::answer::escaped;
use crate::bar::Figure;
use crate::days::DayCut;
use crate::feed::{Answer, AnswerError, Ask, Feed, Reach, Refusal};
use crate::finding::{Rejection, excerpt};
use crate::json;

/// The feed `coinmarketcap-quotes`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quotes;

/// How long before midnight a quote still closes the day: two of CoinMarketCap's steps of five minutes.
const CLOSING_NANOSECONDS: i128 = 10 * 60 * 1_000_000_000;

impl Feed for Quotes {
    fn name(&self) -> &'static str {
        "coinmarketcap-quotes"
    }

    fn source(&self) -> &'static str {
        "coinmarketcap"
    }

    fn reach(&self) -> Reach {
        ohlcv::REACH
    }

    fn path(&self, ask: &Ask) -> String {
        let (ids, currency) = (escaped_list(&ask.keys), escaped(&ask.currency));
        let (from, to) = (ask.from, ask.to);
        format!(
            "/v3/cryptocurrency/quotes/historical?id={ids}&interval=24h\
             &time_start={from}T23:59:00.000Z&time_end={to}T23:59:59.999Z&convert={currency}\
             &aux=price,volume,market_cap,quote_timestamp&skip_invalid=true"
        )
    }

    fn credits(&self, ask: &Ask) -> u64 {
        ohlcv::credits(ask)
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
        timestamp: Option<&'a RawValue>,
        #[serde(borrow)]
        quote: Option<&'a RawValue>,
    }
    #[derive(Deserialize)]
    struct Figures<'a> {
        #[serde(borrow)]
        price: Option<&'a RawValue>,
        #[serde(borrow)]
        volume_24h: Option<&'a RawValue>,
        #[serde(borrow)]
        market_cap: Option<&'a RawValue>,
    }

    let times: Times<'a> = object(row.raw, row.place)?;
    let day = closed_day(json::shown(times.timestamp), row.retrieved)?;
    let place = format!("{}.quote", row.place);
    let quote = frame::quoted_in(times.quote, row.currency, &place)?;
    let found: Figures<'a> = object(quote, &place)?;
    let figures = vec![
        (Figure::Close, found.price),
        (Figure::Volume, found.volume_24h),
        (Figure::MarketCap, found.market_cap),
    ];
    Ok(Told { day, figures })
}

/// The UTC day that a quote of this instant closes.
fn closed_day(stamp: &str, retrieved: Timestamp) -> Result<Day, Rejection> {
    let unreadable = || Rejection::DateUnreadable {
        found: excerpt(stamp),
        expected: "YYYY-MM-DDTHH:MM:SS.000Z".to_owned(),
    };
    let instant: Timestamp = stamp.parse().map_err(|_| unreadable())?;
    let day = DayCut::Utc.day_of(instant);
    // Only days that can be written can be carried.
    if day.to_string().parse() != Ok(day) {
        return Err(unreadable());
    }
    if instant > retrieved {
        return Err(Rejection::FromTheFuture { found: excerpt(stamp) });
    }
    let left = DayCut::Utc.end(day).as_nanosecond().saturating_sub(instant.as_nanosecond());
    if left > CLOSING_NANOSECONDS {
        return Err(Rejection::QuoteNotOfTheDaysEnd { found: excerpt(stamp) });
    }
    Ok(day)
}
