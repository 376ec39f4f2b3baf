//! How long the lake's columns of a whole market take to become dense ones: 5,000 keys of 3,000 days, four prices of up
//! to six decimals, one day in a hundred missing.
//!
//! ```text
//! cargo run --release -p qazyq-lake --example dense -- write FOLDER
//! cargo run --release -p qazyq-lake --example dense -- read FOLDER
//! ```
//!
//! `write` takes some minutes and three gigabytes; `read` then prints how many values there are, and is timed from outside.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock and prints"
)]

use std::collections::BTreeMap;

use qazyq_exact::{Amount, Day, IBig};
use qazyq_lake::columns::{Dense, Digits};
use qazyq_lake::{Asked, Exchange, Lake, Outcome, Receipt};
use qazyq_market::feed::{Answer, AnswerError, Part, Rows};
use qazyq_market::klines::Interval;
use qazyq_market::{Bar, Figure};

const KEYS: u64 = 5_000;
const DAYS: i32 = 3_000;
const FIRST: i32 = 19_000;
/// Keys in one answer.
const KEYS_AN_ANSWER: u64 = 10;

fn main() {
    let mut args = std::env::args().skip(1);
    let (what, folder) = (args.next().unwrap(), args.next().unwrap());
    let lake = Lake::at(folder);
    match what.as_str() {
        "write" => write(&lake),
        _ => read(&lake),
    }
}

fn write(lake: &Lake) {
    let mut writer = lake.writer().unwrap();
    let digest = lake.keep(b"the figures are made of the receipt's number").unwrap();
    writer.append_all((0..KEYS / KEYS_AN_ANSWER).map(|_| exchange(digest)).collect()).unwrap();
    let updated = writer.update_columns(1, answer).unwrap();
    println!("{} rows", updated[0].rows);
}

fn read(lake: &Lake) {
    let columns = lake.columns("bars", Interval::DAY, 1).unwrap();
    let mut dense = Dense::of(&[Figure::Open, Figure::High, Figure::Low, Figure::Close]);
    let days = Day::from_number(FIRST)..=Day::from_number(FIRST + DAYS);
    let (mut values, mut last) = (0, 0);
    for key in columns.keys() {
        columns.dense(key, days.clone(), &mut dense).unwrap().unwrap();
        for price in [Figure::Open, Figure::High, Figure::Low, Figure::Close] {
            let Digits::Narrow(digits) = dense.figure(price) else { panic!("{key}") };
            values += digits.len();
            last ^= digits.last().unwrap();
        }
    }
    println!("{} rows, {values} values, {last}", columns.len());
}

/// SplitMix64: numbers that look drawn, and are the same in every run.
struct Drawn(u64);

impl Drawn {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> i64 {
        i64::try_from(self.next() % end).unwrap()
    }
}

/// Prices near a peg, in millionths, on a grid of a millionth, a hundred thousandth or a ten thousandth.
fn bars(key: u64) -> Vec<Bar> {
    let mut drawn = Drawn(key);
    let peg = [1_000_000, 1_000_000, 1_000_000, 250_000, 3_672_500, 100_000_000][(key % 6) as usize];
    let tick = [1, 10, 100, 1, 100][(key % 5) as usize];
    let mut last = peg;
    let mut bars = Vec::new();
    for day in 0..DAYS {
        let open = last;
        last = peg + (last - peg) * 9 / 10 + (drawn.below(10_000) - 5_000) * peg / 1_000_000;
        last -= last % tick;
        let wick = |drawn: &mut Drawn| drawn.below(4_000) / tick * tick * peg / 1_000_000 / tick * tick;
        let (high, low) = (open.max(last) + wick(&mut drawn), open.min(last) - wick(&mut drawn));
        if drawn.below(100) == 0 {
            continue;
        }
        let price = |millionths: i64| Some(Amount::new(IBig::from(millionths), 6));
        bars.push(Bar {
            day: Day::from_number(FIRST + day),
            open: price(open),
            high: price(high),
            low: price(low),
            close: price(last),
            vwap: None,
            volume: None,
            market_cap: None,
            coverage: None,
        });
    }
    bars
}

fn answer(receipt: &Receipt, _: &[u8]) -> Result<Answer, AnswerError> {
    let first = (receipt.n - 1) * KEYS_AN_ANSWER;
    let part = |key: u64| Part {
        key: key.to_string(),
        rows: Rows::Bars(bars(key)),
        rejected: Default::default(),
        defects: vec![],
    };
    Ok(Answer { parts: (first..first + KEYS_AN_ANSWER).map(part).collect(), remarks: vec![] })
}

fn exchange(digest: qazyq_lake::Digest) -> Exchange {
    Exchange {
        feed: "bars".to_owned(),
        ask: Asked {
            keys: vec!["1".to_owned()],
            currency: "USD".to_owned(),
            interval: Some(Interval::DAY),
            from: Some(Day::from_number(FIRST)),
            to: Some(Day::from_number(FIRST + DAYS - 1)),
            params: BTreeMap::new(),
        },
        address: "https://example.test/".to_owned(),
        attempt: 1,
        status: Some(200),
        headers: BTreeMap::new(),
        retrieved: "2030-11-01T00:00:00Z".parse().unwrap(),
        milliseconds: 1,
        sha256: Some(digest),
        bytes: 1,
        credits: 1,
        outcome: Outcome::Rows,
        trouble: None,
        parts: KEYS_AN_ANSWER,
        rows: 30_000,
        rejected: 0,
        defects: BTreeMap::new(),
        remarks: vec![],
    }
}
