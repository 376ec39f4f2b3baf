//! How long a lake of a thousand keys and a thousand days takes to be written, opened and looked at.
//!
//! ```text
//! cargo run --release -p qazyq-lake --example measure
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    reason = "a measurement reads the clock and prints"
)]

use std::collections::BTreeMap;
use std::time::Instant;

use qazyq_exact::{Amount, Day, IBig};
use qazyq_lake::{Asked, Exchange, Lake, Outcome, Receipt};
use qazyq_market::Bar;
use qazyq_market::feed::{Answer, AnswerError, Part, Rows};
use qazyq_market::klines::Interval;

const KEYS: i32 = 1_000;
const DAYS: i32 = 1_000;
/// Keys in one answer.
const KEYS_AN_ANSWER: i32 = 10;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::at(folder.path().join("lake"));
    let interval = Interval::named("1d").unwrap();
    let mut writer = lake.writer().unwrap();

    let receipts = KEYS / KEYS_AN_ANSWER;
    timed("keep answers and append receipts, one by one", receipts, || {
        for n in 0..receipts {
            // As large as an answer of JSON with as many rows, and as well packed.
            let bytes = answer_text(n);
            let digest = lake.keep(bytes.as_bytes()).unwrap();
            writer.append(exchange(digest, bytes.len() as u64)).unwrap();
        }
    });
    timed("read all receipts", receipts, || assert_eq!(lake.receipts().unwrap().last_number(), 100));
    let many = Lake::at(folder.path().join("many"));
    let mut all = many.writer().unwrap();
    let one = writer.receipts().get(1).unwrap().exchange.clone();
    timed("append receipts all at once", 100_000, || all.append_all(vec![one; 100_000]).unwrap());
    timed("read them", 100_000, || assert_eq!(many.receipts().unwrap().last_number(), 100_000));
    timed("make the answers' rows, which is the caller's time", KEYS * DAYS, || {
        for receipt in writer.receipts().all() {
            std::hint::black_box(read(receipt, b"").unwrap());
        }
    });
    timed("write columns, that included", KEYS * DAYS, || {
        let updated = writer.update_columns(1, read).unwrap();
        assert_eq!(updated[0].rows, 1_000_000);
    });
    timed("update with nothing new", 1, || assert!(writer.update_columns(1, read).unwrap().is_empty()));

    let columns = timed("open", 1, || lake.columns("bars", interval, 1).unwrap());
    let row = timed("one key, the first time", DAYS, || columns.rows_of("500").map(Result::unwrap).last());
    timed("the same key again", DAYS, || columns.rows_of("500").for_each(|row| _ = row.unwrap()));
    timed("check every block and row", KEYS * DAYS, || columns.check().unwrap());
    timed("all rows, key by key", KEYS * DAYS, || {
        let rows = columns.keys().into_iter().flat_map(|key| columns.rows_of(key)).map(Result::unwrap);
        assert_eq!(rows.count(), 1_000_000);
    });
    timed("export as CSV", KEYS * DAYS, || qazyq_lake::export::csv(&columns, std::io::sink()).unwrap());
    timed("compare with what the answers say", KEYS * DAYS, || {
        assert!(writer.compare_columns(1, read).unwrap()[0].is_same());
    });
    let mut bytes = 0;
    for entry in std::fs::read_dir(lake.folder().join("columns/bars")).unwrap() {
        let entry = entry.unwrap();
        bytes += entry.metadata().unwrap().len();
        println!("{}", entry.file_name().display());
    }
    println!("{bytes} bytes; {row:?}");
}

fn timed<T>(what: &str, many: i32, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    let time = start.elapsed();
    println!(
        "{:>12.3} ms  {:>10.2} µs each  {what}",
        time.as_secs_f64() * 1e3,
        time.as_secs_f64() * 1e6 / f64::from(many)
    );
    result
}

fn figure(seed: i32, digits: i64, scale: usize) -> Option<Amount> {
    let mixed = i64::from(seed)
        .wrapping_mul(6_364_136_223_846_793_005)
        .rotate_left(29)
        .wrapping_mul(1_442_695_040_888_963);
    Some(Amount::new(IBig::from(mixed.rem_euclid(digits)), scale))
}

fn bars(key: i32) -> Vec<Bar> {
    let bar = |day: i32| {
        let seed = key * DAYS + day;
        let price = |place| figure(seed.wrapping_mul(7).wrapping_add(place), 100_000_000_000_000, 14);
        Bar {
            day: Day::from_number(19_000 + day),
            open: price(1),
            high: price(2),
            low: price(3),
            close: price(4),
            vwap: None,
            volume: figure(seed, 1_000_000_000_000_000_000, 8),
            market_cap: figure(seed, 1_000_000_000_000_000_000, 6),
            coverage: None,
        }
    };
    (0..DAYS).map(bar).collect()
}

fn answer_text(n: i32) -> String {
    let mut text = String::new();
    for key in n * KEYS_AN_ANSWER..(n + 1) * KEYS_AN_ANSWER {
        for bar in bars(key) {
            let shown = |amount: Option<Amount>| amount.map(|amount| amount.to_string()).unwrap_or_default();
            text += &format!(
                "{{\"time_open\":\"{}T00:00:00.000Z\",\"quote\":{{\"USD\":{{\"open\":{},\"high\":{},\"low\":{},\"close\":{},\"volume\":{}}}}}}}",
                bar.day,
                shown(bar.open),
                shown(bar.high),
                shown(bar.low),
                shown(bar.close),
                shown(bar.volume)
            );
        }
    }
    text
}

fn read(receipt: &Receipt, _: &[u8]) -> Result<Answer, AnswerError> {
    let n = i32::try_from(receipt.n).unwrap() - 1;
    let part = |key: i32| Part {
        key: key.to_string(),
        rows: Rows::Bars(bars(key)),
        rejected: Default::default(),
        defects: vec![],
    };
    let parts = (n * KEYS_AN_ANSWER..(n + 1) * KEYS_AN_ANSWER).map(part).collect();
    Ok(Answer { parts, remarks: vec![] })
}

fn exchange(digest: qazyq_lake::Digest, bytes: u64) -> Exchange {
    Exchange {
        feed: "bars".to_owned(),
        ask: Asked {
            keys: vec!["1".to_owned()],
            currency: "USD".to_owned(),
            interval: Interval::named("1d"),
            from: "2022-01-01".parse().ok(),
            to: "2024-09-26".parse().ok(),
            params: BTreeMap::new(),
        },
        address: "https://example.test/".to_owned(),
        attempt: 1,
        status: Some(200),
        headers: BTreeMap::new(),
        retrieved: "2026-11-01T00:00:00Z".parse().unwrap(),
        milliseconds: 1,
        sha256: Some(digest),
        bytes,
        credits: 1,
        outcome: Outcome::Rows,
        trouble: None,
        parts: 10,
        rows: 10_000,
        rejected: 0,
        defects: BTreeMap::new(),
        remarks: vec![],
    }
}
