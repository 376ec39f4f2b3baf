//! Writes a file of bars, asset by asset, as a lake: what replaying from the lake's own columns takes is measured on it.
//!
//! ```text
//! to_lake FILE FOLDER
//! ```
//!
//! The answers that a lake would have kept are not made: each receipt stands for the bars of some assets.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a tool that measures, and no part of what is delivered"
)]

use std::collections::BTreeMap;

use qazyq_exact::{Amount, Day};
use qazyq_lake::{Asked, Digest, Exchange, Lake, Outcome, Receipt};
use qazyq_market::bars::{Batch, Wanted};
use qazyq_market::feed::{Answer, Part, Rows};
use qazyq_market::klines::Interval;
use qazyq_market::{Bar, Figure};
use qazyq_parquet::bars::Bars;
use qazyq_replay::floats::AtScale;

/// Assets in one answer.
const ASSETS_AN_ANSWER: usize = 10;
/// Digits behind the point that prices have at most.
const SCALE: u8 = 6;
const PRICES: usize = 4;

/// All prices as integers of 10^-SCALE; assets one behind the other.
struct Market {
    /// Name, and where its rows begin.
    assets: Vec<(String, usize)>,
    days: Vec<i32>,
    prices: [Vec<i64>; PRICES],
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let market = read(&arguments[0]);
    let lake = Lake::at(&arguments[1]);
    let mut writer = lake.writer().unwrap();
    let digest = lake.keep(b"rows of a table").unwrap();
    let answers = market.assets.len().div_ceil(ASSETS_AN_ANSWER);
    writer.append_all((0..answers).map(|_| exchange(digest)).collect()).unwrap();
    let updated = writer.update_columns(1, |receipt: &Receipt, _: &[u8]| Ok(market.answer(receipt))).unwrap();
    println!("{} rows", updated[0].rows);
}

fn read(path: &str) -> Market {
    let file = std::fs::File::open(path).unwrap();
    let bars = Bars::open(&file).unwrap();
    let prices = [Figure::Open, Figure::High, Figure::Low, Figure::Close];
    let figures = Figure::OF_A_BAR.map(|figure| prices.contains(&figure));
    let mut reader = bars.reader(&file, 0..bars.groups(), &Wanted { figures, days: (0, i32::MAX) }).unwrap();
    let mut market = Market { assets: Vec::new(), days: Vec::new(), prices: [const { Vec::new() }; PRICES] };
    let (mut batch, mut last, mut digits) = (Batch::default(), None, Vec::new());
    while reader.fill(&mut batch).unwrap() {
        for (row, asset) in batch.assets.iter().enumerate() {
            if last.replace(*asset) != Some(*asset) {
                market.assets.push((reader.asset(*asset).unwrap().to_owned(), market.days.len() + row));
            }
        }
        market.days.extend_from_slice(&batch.days);
        for (to, column) in market.prices.iter_mut().zip(&batch.figures) {
            let qazyq_market::bars::Column::Floats(bits) = column else { unreachable!("a file of doubles") };
            assert!(AtScale::default().read(bits, SCALE, 0, &mut digits), "prices of {SCALE} decimals");
            to.extend_from_slice(&digits);
        }
    }
    market
}

impl Market {
    fn answer(&self, receipt: &Receipt) -> Answer {
        let first = usize::try_from(receipt.n - 1).unwrap() * ASSETS_AN_ANSWER;
        let last = (first + ASSETS_AN_ANSWER).min(self.assets.len());
        let part = |place: usize| Part {
            key: self.assets[place].0.clone(),
            rows: Rows::Bars(self.bars(place)),
            rejected: Default::default(),
            defects: vec![],
        };
        Answer { parts: (first..last).map(part).collect(), remarks: vec![] }
    }

    fn bars(&self, place: usize) -> Vec<Bar> {
        let end = self.assets.get(place + 1).map_or(self.days.len(), |(_, begin)| *begin);
        let price = |column: usize, row: usize| {
            Some(Amount::new(self.prices[column][row].into(), usize::from(SCALE)))
        };
        let bar = |row: usize| Bar {
            day: Day::from_number(self.days[row]),
            open: price(0, row),
            high: price(1, row),
            low: price(2, row),
            close: price(3, row),
            vwap: None,
            volume: None,
            market_cap: None,
            coverage: None,
        };
        (self.assets[place].1..end).map(bar).collect()
    }
}

fn exchange(digest: Digest) -> Exchange {
    Exchange {
        feed: "bars".to_owned(),
        ask: Asked {
            keys: vec!["1".to_owned()],
            currency: "USD".to_owned(),
            interval: Some(Interval::DAY),
            from: Some(Day::from_number(0)),
            to: Some(Day::from_number(40_000)),
            params: BTreeMap::new(),
        },
        address: "https://example.test/".to_owned(),
        attempt: 1,
        status: Some(200),
        headers: BTreeMap::new(),
        retrieved: "2200-01-01T00:00:00Z".parse().unwrap(),
        milliseconds: 1,
        sha256: Some(digest),
        bytes: 1,
        credits: 1,
        outcome: Outcome::Rows,
        trouble: None,
        parts: u64::try_from(ASSETS_AN_ANSWER).unwrap(),
        rows: 1,
        rejected: 0,
        defects: BTreeMap::new(),
        remarks: vec![],
    }
}
