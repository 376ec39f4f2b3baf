//! Binance's archives of candles: <https://data.binance.vision>.
//!
//! ```text
//! /data/spot/monthly/klines/USDCUSDT/1d/USDCUSDT-1d-2023-03.zip       a calendar month, if exactly that is asked for
//! /data/spot/daily/klines/USDCUSDT/1d/USDCUSDT-1d-2023-03-11.zip      a day
//! ```
//!
//! Each holds one file of the same name in `.csv`, read by [`klines`]. A day's archive appears on the next day, a
//! month's on the first Monday after it. Where there is none, the answer's status is 404: the pair was not traded then,
//! or the archive is still to come.
//!
//! A request is for a day or a whole month; the path of one for any other stretch of days is that of its first day.

use std::collections::BTreeSet;

use jiff::Timestamp;
use qazyq_exact::Day;

use crate::answer::{self, REJECTED_MAX};
use crate::archive::unpack_one;
use crate::feed::{Advice, Answer, AnswerError, Ask, Feed, Part, Reach, Refusal, Rows};
use crate::few::Few;
use crate::finding::{FileError, Rejected, Rejection, excerpt};
use crate::klines::{self, Candles};

/// The feed `binance-files`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Files;

/// Candles of the longest archive: a month of days. Of finer candles an archive holds as many more.
const ROWS_MAX: usize = 31;

impl Feed for Files {
    fn name(&self) -> &'static str {
        "binance-files"
    }

    fn source(&self) -> &'static str {
        "binance"
    }

    fn reach(&self) -> Reach {
        Reach {
            keys_max: 1,
            rows_max: ROWS_MAX,
            points_max: ROWS_MAX,
            days_back_max: None,
            // What is in an archive is final; that there is none yet is another matter, and no answer.
            settles_after_seconds: 60,
        }
    }

    fn path(&self, ask: &Ask) -> String {
        let (pair, interval) = (answer::escaped(answer::pair(ask)), ask.interval.name());
        let day = ask.from.to_string();
        let (folder, date) = match is_month(ask.from, ask.to) {
            true => ("monthly", day.get(..7).unwrap_or_default()),
            false => ("daily", day.as_str()),
        };
        format!("/data/spot/{folder}/klines/{pair}/{interval}/{pair}-{interval}-{date}.zip")
    }

    fn read(&self, ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError> {
        let (name, csv) = unpack_one(bytes)?;
        let asked = answer::pair(ask);
        let Some(found) = klines::pair_of_file_name(&name) else {
            return Err(AnswerError::NotAnArchive { what: format!("{} in it", excerpt(&name)) });
        };
        if found != asked {
            return Err(AnswerError::AnotherKey { asked: asked.to_owned(), found: found.to_owned() });
        }
        let file = klines::read(&csv, REJECTED_MAX).map_err(|error| {
            if let FileError::CandleTwice { time, .. } = error {
                AnswerError::RowTwice { time }
            } else {
                error.into()
            }
        })?;
        if file.interval != ask.interval {
            let of = |interval: &str| format!("{asked} {interval}");
            return Err(AnswerError::AnotherKey {
                asked: of(ask.interval.name()),
                found: of(file.interval.name()),
            });
        }
        Ok(Answer { parts: vec![part(asked, file, retrieved)], remarks: vec![] })
    }

    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        let advice = if status == 404 { Advice::NotThere } else { answer::advice(status) };
        answer::wordless(status, bytes, advice)
    }
}

/// What an archive's file says, without candles that had not begun.
fn part(key: &str, mut file: Candles, retrieved: Timestamp) -> Part {
    // Sorted by time, so that they are the last.
    let begun = file.candles.partition_point(|(_, candle)| candle.opens() <= retrieved);
    let to_come = file.candles.split_off(begun);
    let lines: BTreeSet<u64> = to_come.iter().map(|(line, _)| *line).collect();
    file.defects.retain(|defect| !lines.contains(&defect.line));
    let mut not_begun = Few::default();
    for (line, candle) in to_come {
        let why = Rejection::FromTheFuture { found: candle.opens().to_string() };
        not_begun.push(Rejected { line, why }, REJECTED_MAX);
    }
    file.rejected.merge(&not_begun, REJECTED_MAX, |rejected| rejected.line);
    let candles = file.candles.into_iter().map(|(_, candle)| candle).collect();
    Part {
        key: key.to_owned(),
        rows: Rows::Candles(file.interval, candles),
        rejected: file.rejected,
        defects: file.defects,
    }
}

/// Whether these are the first and the last day of one month.
fn is_month(from: Day, to: Day) -> bool {
    let (_, _, first) = from.date();
    first == 1 && to == end_of_month(from)
}

/// The last day of the month that `day` is in.
fn end_of_month(day: Day) -> Day {
    let (year, month, _) = day.date();
    // A month has at most 30 days behind its any day.
    let mut end = day;
    for _ in 0..30 {
        let (next_year, next_month, _) = end.plus(1).date();
        if (next_year, next_month) != (year, month) {
            break;
        }
        end = end.plus(1);
    }
    end
}
