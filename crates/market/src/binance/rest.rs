//! Binance's answers with candles: `GET /api/v3/klines`.
//!
//! ```text
//! [[1678492800000,"1.00010000","1.00020000","0.88200000","0.96690000","…",1678579199999,"…",…,"0"],…]
//!   open time     open         high         low          close        volume close time  quote volume
//! {"code":-1121,"msg":"Invalid symbol."}
//! ```
//!
//! Oldest first, each candle from its open time to a millisecond before the next; the last may still be running. The
//! day is UTC, as no time zone is asked for. A request has at most 1000 candles: 1000 days of one candle, or 41 of 24.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::answer::{self, Listing, Order};
use crate::feed::{Advice, Answer, AnswerError, Ask, Feed, Reach, Refusal, Rows};
use crate::finding::{DefectKind, Rejection, excerpt};
use crate::json;
use crate::klines::{self, CLOSE_TIME, Candle, Interval, OPEN_TIME, WIDTH};

/// The feed `binance-klines`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Klines;

/// Candles in one answer, the most that Binance gives. A row is a candle, so of hours a request has a 24th of the days.
const CANDLES_MAX: usize = 1000;

impl Feed for Klines {
    fn name(&self) -> &'static str {
        "binance-klines"
    }

    fn source(&self) -> &'static str {
        "binance"
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
            "/api/v3/klines?symbol={}&interval={}&startTime={}&endTime={}&limit={CANDLES_MAX}",
            answer::escaped(answer::pair(ask)),
            ask.interval.name(),
            answer::first_millisecond(ask.from),
            answer::last_millisecond(ask.to),
        )
    }

    fn read(&self, ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
        if bytes.trim_ascii_start().starts_with(b"{") {
            return Err(json::document::<Words<'_>>(bytes)?.refusal(200).into());
        }
        let rows: Vec<&RawValue> = json::document(bytes)?;
        let mut listing = Listing::new();
        for (number, row) in answer::numbered(rows) {
            listing.take(number, candle(row, ask.interval), retrieved);
        }
        let (part, remark) = listing
            .part(answer::pair(ask), Order::OldestFirst, |candles| Rows::Candles(ask.interval, candles))?;
        Ok(Answer { parts: vec![part], remarks: remark.into_iter().collect() })
    }

    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        match json::document::<Words<'_>>(bytes) {
            Ok(words) => words.refusal(status),
            Err(_) => answer::wordless(status, bytes, answer::advice(status)),
        }
    }
}

/// The candle of a row, as long as was asked for.
fn candle(row: &RawValue, interval: Interval) -> Result<(Candle, Vec<DefectKind>), Rejection> {
    let fields = answer::fields(row, WIDTH)?;
    let (opens, closes) = (answer::text(&fields, OPEN_TIME), answer::text(&fields, CLOSE_TIME));
    let (first, unit) = klines::opening(opens)?;
    if unit.span(first, closes) != Some(interval.micros()) {
        return Err(Rejection::TimesAreNoInterval { open: excerpt(opens), close: excerpt(closes) });
    }
    let open_time = unit.on_the_grid(first, interval)?;
    let candle = klines::figures(open_time, |figure| answer::amount(&fields, figure, klines::place(figure)))?;
    let defects = klines::oddities(&candle);
    Ok((candle, defects))
}

/// What Binance says instead of candles.
#[derive(Deserialize)]
struct Words<'a> {
    code: i64,
    #[serde(borrow)]
    msg: Option<std::borrow::Cow<'a, str>>,
}

impl Words<'_> {
    fn refusal(&self, status: u16) -> Refusal {
        let advice = match self.code {
            // INVALID_SYMBOL and TOO_MANY_REQUESTS in Binance's list of errors.
            -1121 => Advice::NotThere,
            -1003 => Advice::Later,
            // An error that came as a success has its code alone.
            _ if status == 200 => Advice::Never,
            _ => answer::advice(status),
        };
        let message = answer::one_line(self.msg.as_deref().unwrap_or_default());
        Refusal { code: self.code.to_string(), message, advice }
    }
}
