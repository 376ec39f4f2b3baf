//! What an answer says, as text that tests can hold against.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::allow_attributes, reason = "an expectation would fail where every part is used")]

use qazyq_exact::{Amount, Day};
use qazyq_market::feed::{Advice, Answer, AnswerError, Ask, Feed, Rows};
use qazyq_market::klines::Interval;

/// What is asked for: keys joined by `,`, an interval, and the days from and to.
pub(crate) fn ask(keys: &str, interval: &str, from: &str, to: &str) -> Ask {
    Ask {
        keys: keys.split(',').filter(|key| !key.is_empty()).map(str::to_owned).collect(),
        currency: String::new(),
        interval: Interval::named(interval).unwrap(),
        from: day(from),
        to: day(to),
    }
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// What the feed says of the bytes, had at `retrieved`: of each part its key, rows, rejected ones and defects, then the
/// remarks, a line each; or the error.
pub(crate) fn read(feed: &dyn Feed, ask: &Ask, bytes: impl AsRef<[u8]>, retrieved: &str) -> Vec<String> {
    lines(&feed.read(ask, bytes.as_ref(), retrieved.parse().unwrap()))
}

pub(crate) fn lines(answer: &Result<Answer, AnswerError>) -> Vec<String> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return vec![error.to_string()],
    };
    let mut lines = vec![];
    for part in &answer.parts {
        lines.push(part.key.clone());
        match &part.rows {
            Rows::Bars(bars) => lines.extend(bars.iter().map(super::bar)),
            Rows::Candles(interval, candles) => lines.extend(candles.iter().map(|c| {
                let figures = [&c.open, &c.high, &c.low, &c.close, &c.volume, &c.quote_volume];
                let figures = figures.map(Amount::to_string).join(" ");
                format!("{} {} {figures}", c.opens(), interval.name())
            })),
            Rows::Rates(rates) => {
                lines.extend(rates.iter().map(|r| format!("{} {} for {}", r.day, r.rate, r.units)));
            }
        }
        lines.extend(part.rejected.iter().map(|r| format!("{}: {}", r.line, r.why)));
        lines.extend(part.defects.iter().map(|d| format!("{}: {} {}", d.line, d.day, d.kind)));
    }
    lines.extend(answer.remarks.iter().map(ToString::to_string));
    lines
}

/// What the feed makes of a status and its bytes: `code: message, advice`.
pub(crate) fn refusal(feed: &dyn Feed, status: u16, bytes: impl AsRef<[u8]>) -> String {
    let refusal = feed.refusal(status, bytes.as_ref());
    format!("{}: {}, {}", refusal.code, refusal.message, advice(refusal.advice))
}

pub(crate) fn advice(advice: Advice) -> &'static str {
    match advice {
        Advice::Later => "later",
        Advice::AfterSeconds(_) => "after seconds",
        Advice::Never => "never",
        Advice::NotThere => "not there",
        Advice::Stop => "stop",
    }
}
