//! Answers: what the readers of exchanges' and banks' answers share.
//!
//! ```text
//! row ── read? ── begun when the answer was had? ── in the documented order? ── its time once? ──▶ Part
//!         └ no ────┴ no: rejected                    └ no: sorted, a remark       └ differing twice: RowTwice
//! ```
//!
//! A feed says how one row is read; all else is here, and so is what a refusal says where the source has no words of
//! its own. An answer may say more than was asked for, days before or behind: it is kept, for it is what the source
//! says.

use jiff::Timestamp;
use qazyq_exact::{Amount, Day};
use serde_json::value::RawValue;

use crate::bar::{Bar, Figure};
use crate::feed::{Advice, AnswerError, Ask, Part, Rate, Refusal, Remark, Rows};
use crate::few::Few;
use crate::finding::{DefectKind, Rejected, Rejection, excerpt};
use crate::json;
use crate::klines::{self, Candle};
use crate::line::{self, Line};

/// What stands in an answer's list: it begins at a time, and belongs to a UTC day.
pub(crate) trait Row: PartialEq {
    /// When it begins, in microseconds since 1970.
    fn begins(&self) -> i64;
    /// Its UTC day.
    fn day(&self) -> Day;
    /// When it begins, for a message.
    fn time(&self) -> String;
}

impl Row for Candle {
    fn begins(&self) -> i64 {
        self.open_time
    }

    fn day(&self) -> Day {
        klines::utc_day(self)
    }

    fn time(&self) -> String {
        self.opens().to_string()
    }
}

impl Row for Bar {
    fn begins(&self) -> i64 {
        midnight(self.day)
    }

    fn day(&self) -> Day {
        self.day
    }

    fn time(&self) -> String {
        self.day.to_string()
    }
}

impl Row for Rate {
    fn begins(&self) -> i64 {
        midnight(self.day)
    }

    fn day(&self) -> Day {
        self.day
    }

    fn time(&self) -> String {
        self.day.to_string()
    }
}

const MICROS_PER_DAY: i64 = 86_400_000_000;
const MILLIS_PER_DAY: i64 = 86_400_000;

/// The first instant of a UTC day in microseconds since 1970.
fn midnight(day: Day) -> i64 {
    i64::from(day.number()).saturating_mul(MICROS_PER_DAY)
}

/// The first millisecond of a UTC day since 1970, as paths have it.
pub(crate) fn first_millisecond(day: Day) -> i64 {
    i64::from(day.number()).saturating_mul(MILLIS_PER_DAY)
}

/// The last millisecond of a UTC day since 1970.
pub(crate) fn last_millisecond(day: Day) -> i64 {
    first_millisecond(day.plus(1)).saturating_sub(1)
}

/// In which order a source documents its rows.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    OldestFirst,
    NewestFirst,
}

/// Rejected rows of one key that are kept; all are counted.
pub(crate) const REJECTED_MAX: usize = 100;

/// The rows of one key, as they are read.
pub(crate) struct Listing<T> {
    lines: Vec<Line<T>>,
    rejected: Few<Rejected>,
    rejected_max: usize,
}

impl<T: Row> Listing<T> {
    pub(crate) fn new() -> Self {
        Self::keeping(REJECTED_MAX)
    }

    /// One that keeps that many rejected rows.
    pub(crate) fn keeping(rejected_max: usize) -> Self {
        Self { lines: Vec::new(), rejected: Few::default(), rejected_max }
    }

    /// Takes the row at place `number`, unless it begins after `latest`.
    pub(crate) fn take(
        &mut self,
        number: u64,
        row: Result<(T, Vec<DefectKind>), Rejection>,
        latest: Timestamp,
    ) {
        let why = match row {
            Ok((says, defects)) if says.begins() <= latest.as_microsecond() => {
                return self.lines.push(Line { number, says, defects });
            }
            Ok((says, _)) => Rejection::FromTheFuture { found: says.time() },
            Err(why) => why,
        };
        self.rejected.push(Rejected { line: number, why }, self.rejected_max);
    }

    /// What the answer says of the key, and whether its rows stood in the documented order.
    pub(crate) fn part(
        mut self,
        key: &str,
        order: Order,
        rows: impl FnOnce(Vec<T>) -> Rows,
    ) -> Result<(Part, Option<Remark>), AnswerError> {
        let in_order = self.lines.is_sorted_by(|a, b| match order {
            Order::OldestFirst => a.says.begins() <= b.says.begins(),
            Order::NewestFirst => a.says.begins() >= b.says.begins(),
        });
        line::each_once(&mut self.lines, |row| (row.begins(), row.time()))
            .map_err(|clash| AnswerError::RowTwice { time: clash.of.1 })?;
        let (lines, defects) = line::apart(self.lines, Row::day);
        let key = key.to_owned();
        let rows = rows(lines.into_iter().map(|(_, says)| says).collect());
        let remark = (!in_order).then(|| Remark::OutOfOrder { key: key.clone() });
        Ok((Part { key, rows, rejected: self.rejected, defects }, remark))
    }
}

/// Numbers things from 1, as people do.
pub(crate) fn numbered<T>(things: impl IntoIterator<Item = T>) -> impl Iterator<Item = (u64, T)> {
    (1..).zip(things)
}

/// The fields of a row that is a JSON list of `width`.
pub(crate) fn fields(row: &RawValue, width: usize) -> Result<Vec<&RawValue>, Rejection> {
    // What is no list has no fields.
    let fields: Vec<&RawValue> = serde_json::from_str(row.get()).unwrap_or_default();
    if fields.len() == width {
        return Ok(fields);
    }
    Err(Rejection::FieldsDoNotMatch { found: fields.len(), expected: width })
}

/// What stands at a place of a row, without quotes.
pub(crate) fn text<'a>(fields: &[&'a RawValue], place: usize) -> &'a str {
    json::shown(fields.get(place).copied())
}

/// The figure of a candle at a place of its row.
pub(crate) fn amount(fields: &[&RawValue], figure: Figure, place: usize) -> Result<Amount, Rejection> {
    json::figure(fields.get(place).copied())
        .map_err(|_| Rejection::CandleFigureUnreadable { figure, found: excerpt(text(fields, place)) })
}

/// The pair that is asked for: feeds of pairs have one key.
pub(crate) fn pair(ask: &Ask) -> &str {
    ask.keys.first().map_or("", String::as_str)
}

/// A key as part of a path or query: what is neither letter, digit nor one of `-._~` is escaped (RFC 3986, section 2).
pub(crate) fn escaped(key: &str) -> String {
    let mut escaped = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// What a status means where the source's own code does not say.
///
/// 418 is Binance's word to those who went on after 429; 451 is what exchanges tell countries that they do not serve.
pub(crate) fn advice(status: u16) -> Advice {
    match status {
        408 | 418 | 425 | 429 => Advice::Later,
        401..=403 | 451 => Advice::Stop,
        400..=499 => Advice::Never,
        // 5xx passes; and a redirection or an empty success is no answer, but no word on the question either.
        _ => Advice::Later,
    }
}

/// A refusal in which the source has no words of its own: the status, and the first line of what came.
pub(crate) fn wordless(status: u16, bytes: &[u8], advice: Advice) -> Refusal {
    // Beyond the first kilobytes stands no first line.
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    Refusal { code: status.to_string(), message: one_line(first), advice }
}

/// A message cut to a line: at most 200 characters, none of them a control character.
pub(crate) fn one_line(message: &str) -> String {
    message.trim().chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_cannot_add_to_a_query() {
        assert_eq!(escaped("USDCUSDT"), "USDCUSDT");
        assert_eq!(escaped("XBT/USD"), "XBT%2FUSD");
        assert_eq!(escaped("A&limit=1#?"), "A%26limit%3D1%23%3F");
        assert_eq!(escaped("ұ"), "%D2%B1");
    }

    #[test]
    fn a_message_is_a_line_of_two_hundred_characters() {
        assert_eq!(wordless(502, b"\r\n  <html>\t \r\n<head>", Advice::Later).message, "<html>");
        assert_eq!(wordless(502, b"", Advice::Later).message, "");
        assert_eq!(wordless(502, b"\xff\x00a", Advice::Later).message, "\u{fffd}a");
        assert_eq!(wordless(502, &[b'a'; 5000], Advice::Later).message, "a".repeat(200));
        assert_eq!(one_line(" a\u{7}b "), "ab");
        assert_eq!(one_line(&"ұ".repeat(201)), "ұ".repeat(200));
    }
}
