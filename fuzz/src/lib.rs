//! What the targets share: what a parser promises of every file that it takes.

use jiff::Timestamp;
use qazyq_market::days::DayCut;
use qazyq_market::feed::{Answer, AnswerError, Rows};
use qazyq_market::{DailyFile, FileError};

/// Bars are sorted, each day stands once, every finding is on a line that the file has, and every defect is one of a
/// bar; a refusal has words.
pub fn is_sound(result: &Result<DailyFile, FileError>, bytes: &[u8]) {
    let file = match result {
        Ok(file) => file,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    assert!(file.bars.is_sorted_by(|(_, a), (_, b)| a.day < b.day), "sorted, each day once");
    let numbers = file.bars.iter().map(|(line, _)| *line).chain(file.rejected.iter().map(|r| r.line));
    assert!(numbers.chain(file.defects.iter().map(|d| d.line)).all(|line| (1..=lines).contains(&line)));
    for defect in &file.defects {
        let bar = file.bars.iter().find(|(line, _)| *line == defect.line);
        assert_eq!(bar.map(|(_, bar)| bar.day), Some(defect.day), "a defect is one of a bar");
    }
}

/// Keys stand once, the rows of each are sorted, each time once and none later than `latest`, and every defect is one of a
/// row; a refusal has words.
pub fn is_sound_answer(result: &Result<Answer, AnswerError>, latest: Timestamp) {
    let answer = match result {
        Ok(answer) => answer,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(answer.parts.is_sorted_by(|a, b| a.key < b.key), "by key, each once");
    for part in &answer.parts {
        let days: Vec<_> = match &part.rows {
            Rows::Bars(bars) => bars.iter().map(|bar| bar.day).collect(),
            Rows::Rates(rates) => rates.iter().map(|rate| rate.day).collect(),
            Rows::Candles(_, candles) => {
                assert!(candles.is_sorted_by(|a, b| a.open_time < b.open_time), "sorted, each once");
                assert!(candles.iter().all(|candle| candle.opens() <= latest), "not of the future");
                candles.iter().map(|candle| DayCut::Utc.day_of(candle.opens())).collect()
            }
        };
        let is_candles = matches!(part.rows, Rows::Candles(..));
        assert!(days.is_sorted_by(|a, b| a < b || (is_candles && a == b)), "sorted, each day once");
        assert!(days.iter().all(|day| DayCut::Utc.start(*day) <= latest), "not of the future");
        assert!(part.defects.iter().all(|defect| days.contains(&defect.day)), "a defect is one of a row");
    }
}

/// The text before the first line end, and what stands behind it.
pub fn first_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}
