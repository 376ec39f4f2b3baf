//! What the tests share.

use std::path::PathBuf;

use qazyq_lake::{Asked, Exchange, Lake, Outcome};
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
