//! Bybit's answers with candles of its spot market: `GET /v5/market/kline`.
//!
//! ```text
//! {"retCode":0,"retMsg":"OK","result":{"category":"spot","symbol":"USDCUSDT","list":[
//!   ["1678579200000","0.9669","0.9958","0.95","0.9889","…","…"],          newest first
//!    start           open     high     low    close    volume turnover
//!   ["1678492800000",…]]},"retExtInfo":{},"time":1678600000000}
//! ```
//!
//! Both ends of the span are inclusive. For spot the volume is in units of the asset and the turnover in the currency
//! or token of the prices. Refusals come with the status 200 and a `retCode` of their own. Bybit has neither seconds nor
//! candles of eight hours; it refuses a request for them.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::answer::{self, Listing, Order};
use crate::bar::Figure;
use crate::feed::{Advice, Answer, AnswerError, Ask, Feed, Reach, Refusal, Rows};
use crate::finding::{DefectKind, Rejection, excerpt};
use crate::json;
use crate::klines::{self, Candle, Interval};

/// The feed `bybit-klines`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Klines;

/// Candles in one answer, the most that Bybit gives. A row is a candle, so of hours a request has a 24th of the days.
const CANDLES_MAX: usize = 1000;
const CATEGORY: &str = "spot";
/// Fields of a row.
const WIDTH: usize = 7;

impl Feed for Klines {
    fn name(&self) -> &'static str {
        "bybit-klines"
    }

    fn source(&self) -> &'static str {
        "bybit"
    }

    fn reach(&self) -> Reach {
        Reach {
            keys_max: 1,
            rows_max: CANDLES_MAX,
            points_max: CANDLES_MAX,
            days_back_max: None,
            // A candle ends with its last trade; a minute is for the machines that count it.
            settles_after_seconds: 60,
        }
    }

    fn path(&self, ask: &Ask) -> String {
        format!(
            "/v5/market/kline?category={CATEGORY}&symbol={}&interval={}&start={}&end={}&limit={CANDLES_MAX}",
            answer::escaped(answer::pair(ask)),
            length(ask.interval),
            answer::first_millisecond(ask.from),
            answer::last_millisecond(ask.to),
        )
    }

    fn read(&self, ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
        let document: Document<'_> = json::document(bytes)?;
        if document.ret_code != 0 {
            return Err(document.refusal(200).into());
        }
        let missing = |place: &str, expected: &str| AnswerError::Misshapen {
            place: place.to_owned(),
            expected: expected.to_owned(),
        };
        let result = document.result.ok_or_else(|| missing("result", "an object"))?;
        let asked = answer::pair(ask);
        let symbol = result.symbol.ok_or_else(|| missing("result.symbol", "a pair"))?;
        if symbol != asked {
            return Err(AnswerError::AnotherKey { asked: asked.to_owned(), found: excerpt(&symbol) });
        }
        if result.category.as_deref() != Some(CATEGORY) {
            return Err(missing("result.category", CATEGORY));
        }
        let rows = result.list.ok_or_else(|| missing("result.list", "a list"))?;

        let mut listing = Listing::new();
        for (number, row) in answer::numbered(rows) {
            listing.take(number, candle(row, ask.interval), retrieved);
        }
        let (part, remark) =
            listing.part(asked, Order::NewestFirst, |candles| Rows::Candles(ask.interval, candles))?;
        Ok(Answer { parts: vec![part], remarks: remark.into_iter().collect() })
    }

    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        match json::document::<Document<'_>>(bytes) {
            Ok(document) if document.ret_code != 0 => document.refusal(status),
            _ => answer::wordless(status, bytes, advice(status)),
        }
    }
}

/// How Bybit names a length: by its minutes, a day by `D`.
fn length(interval: Interval) -> String {
    const MICROS_PER_MINUTE: i64 = 60_000_000;
    match interval.name() {
        "1d" => "D".to_owned(),
        _ => interval.micros().checked_div(MICROS_PER_MINUTE).unwrap_or_default().to_string(),
    }
}

/// What a status means: 403 is Bybit's word to those who ask too often.
fn advice(status: u16) -> Advice {
    if status == 403 { Advice::Later } else { answer::advice(status) }
}

/// The candle of a row. It does not tell its length, so that is the one that was asked for.
fn candle(row: &RawValue, interval: Interval) -> Result<(Candle, Vec<DefectKind>), Rejection> {
    let fields = answer::fields(row, WIDTH)?;
    let (first, unit) = klines::opening(answer::text(&fields, 0))?;
    let open_time = unit.on_the_grid(first, interval)?;
    let candle = klines::figures(open_time, |figure| answer::amount(&fields, figure, place(figure)))?;
    let defects = klines::oddities(&candle);
    Ok((candle, defects))
}

/// Where a figure of a candle stands in its row.
fn place(figure: Figure) -> usize {
    match figure {
        Figure::Open => 1,
        Figure::High => 2,
        Figure::Low => 3,
        Figure::Close => 4,
        Figure::Volume => 5,
        Figure::QuoteVolume => 6,
        // Nowhere: a row has seven fields.
        Figure::Vwap | Figure::MarketCap => WIDTH,
    }
}

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(rename = "retCode")]
    ret_code: i64,
    #[serde(rename = "retMsg", borrow)]
    ret_msg: Option<Cow<'a, str>>,
    #[serde(borrow)]
    result: Option<Listed<'a>>,
}

/// A refusal has an empty result, or one of which everything is empty.
#[derive(Deserialize)]
struct Listed<'a> {
    #[serde(borrow)]
    category: Option<Cow<'a, str>>,
    #[serde(borrow)]
    symbol: Option<Cow<'a, str>>,
    #[serde(borrow)]
    list: Option<Vec<&'a RawValue>>,
}

impl Document<'_> {
    fn refusal(&self, status: u16) -> Refusal {
        let message = answer::one_line(self.ret_msg.as_deref().unwrap_or_default());
        let advice = match self.ret_code {
            // A parameter is wrong: "Not supported symbols", or "Invalid period!".
            10001 if message.to_ascii_lowercase().contains("symbol") => Advice::NotThere,
            // Too many visits; a fault of the server; too many from one address.
            10006 | 10016 | 10018 => Advice::Later,
            _ if status == 200 => Advice::Never,
            _ => advice(status),
        };
        Refusal { code: self.ret_code.to_string(), message, advice }
    }
}
