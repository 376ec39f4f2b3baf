//! What the tests share.
#![allow(dead_code, reason = "each of the tests uses a part of it")]

pub(crate) mod world;

use std::path::PathBuf;

use qazyq_lake::{Asked, Exchange, Lake, Outcome, Row};
use qazyq_market::feed::{Answer, Part, Rows};
use qazyq_market::klines::Interval;

/// A question of two days.
pub(crate) fn asked() -> Asked {
    Asked {
        keys: vec!["3408".to_owned()],
        currency: "USD".to_owned(),
        interval: Interval::named("1d"),
        from: "2026-01-01".parse().ok(),
        to: "2026-01-02".parse().ok(),
        params: Default::default(),
    }
}

/// A receipt of an answer without bytes.
pub(crate) fn exchange(feed: &str, retrieved: &str) -> Exchange {
    Exchange {
        feed: feed.to_owned(),
        ask: asked(),
        address: "https://example.test/ohlcv?id=3408".to_owned(),
        attempt: 1,
        status: Some(200),
        headers: Default::default(),
        retrieved: retrieved.parse().expect("an instant"),
        milliseconds: 123,
        sha256: None,
        bytes: 0,
        credits: 1,
        outcome: Outcome::Rows,
        trouble: None,
        parts: 0,
        rows: 0,
        rejected: 0,
        defects: Default::default(),
        remarks: vec![],
    }
}

/// The file of a month.
pub(crate) fn receipts_file(lake: &Lake, month: &str) -> PathBuf {
    lake.folder().join("receipts").join(format!("{month}.jsonl"))
}

/// An answer of those parts.
pub(crate) fn answer_of(parts: Vec<Part>) -> Answer {
    Answer { parts, remarks: vec![] }
}

const DAY: i64 = 86_400_000_000;

/// The rows that an answer has, worked out anew.
pub(crate) fn rows_expected(receipt: u64, answer: &Answer) -> Vec<(String, Row)> {
    let mut expected = Vec::new();
    for part in &answer.parts {
        let mut rows: Vec<Row> = match &part.rows {
            Rows::Bars(bars) => bars
                .iter()
                .cloned()
                .map(|bar| Row {
                    time: i64::from(bar.day.number()) * DAY,
                    open: bar.open,
                    high: bar.high,
                    low: bar.low,
                    close: bar.close,
                    vwap: bar.vwap,
                    volume: bar.volume,
                    market_cap: bar.market_cap,
                    receipt,
                    ..Row::default()
                })
                .collect(),
            Rows::Candles(_, candles) => candles
                .iter()
                .cloned()
                .map(|candle| Row {
                    time: candle.open_time,
                    open: Some(candle.open),
                    high: Some(candle.high),
                    low: Some(candle.low),
                    close: Some(candle.close),
                    volume: Some(candle.quote_volume),
                    base_volume: Some(candle.volume),
                    receipt,
                    ..Row::default()
                })
                .collect(),
            Rows::Rates(rates) => rates
                .iter()
                .cloned()
                .map(|rate| Row {
                    time: i64::from(rate.day.number()) * DAY,
                    close: Some(rate.rate),
                    units: Some(rate.units),
                    receipt,
                    ..Row::default()
                })
                .collect(),
        };
        for defect in &part.defects {
            let row = rows.iter_mut().find(|row| row.day() == defect.day).expect("a row of the day");
            let mut told: Vec<serde_json::Value> = match &row.defects {
                Some(text) => serde_json::from_str(text).expect("a list"),
                None => vec![],
            };
            let mut object = serde_json::Map::new();
            object.insert("defect".to_owned(), defect.kind.code().into());
            object.extend(defect.kind.args().into_iter().map(|(name, text)| (name.to_owned(), text.into())));
            told.push(object.into());
            // The names of a defect's arguments come behind `defect` in the alphabet, so the order is the same.
            row.defects = Some(serde_json::Value::from(told).to_string());
        }
        expected.extend(rows.into_iter().map(|row| (part.key.clone(), row)));
    }
    expected
}
