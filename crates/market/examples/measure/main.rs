//! How long market files take to be read and their days to be built: our side of `scripts/bench-parse`, which runs the
//! peers beside it and holds the days of all against each other.
//!
//! ```text
//! measure klines TIMES FOLDER…    each of the folder's files of candles to days: TIMES lines of seconds, then the days
//! measure answer TIMES FILE       an answer of CoinMarketCap to bars, likewise
//! measure answer-f64 TIMES FILE   the peer: the same figures by serde_json into binary floating point, nothing checked
//! ```
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a measurement reads the clock and files, prints, and has a peer in binary floating point"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use qazyq_exact::{Amount, Day};
use qazyq_market::days::{BuiltDay, DayCut, daily};
use qazyq_market::feed::{Ask, Feed, Part, Rows};
use qazyq_market::klines::{self, Interval};
use qazyq_market::{Bar, coinmarketcap};
use serde::Deserialize;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, times, path] = arguments.as_slice() else {
        panic!("measure klines|answer|answer-f64 TIMES PATH")
    };
    let times: u32 = times.parse().unwrap();
    match what.as_str() {
        "klines" => timed(times, || klines_of(path), |(name, day)| day_line(name, day)),
        "answer" => timed(times, || answer_of(path), |(key, bar)| bar_line(key, bar)),
        "answer-f64" => timed(
            times,
            || answer_in_f64(path),
            |(key, day, row)| format!("{key},{day},{}", row.map(|figure| figure.to_string()).join(",")),
        ),
        _ => panic!("nothing is called {what}"),
    }
}

/// Prints how many seconds the work took each time, and what came of it the last time, line by line.
fn timed<T>(times: u32, work: impl Fn() -> Vec<T>, line: impl Fn(&T) -> String) {
    let mut found = Vec::new();
    for _ in 0..times {
        let start = Instant::now();
        found = work();
        println!("{:.6}", start.elapsed().as_secs_f64());
    }
    found.iter().for_each(|found| println!("{}", line(found)));
}

/// The days of each file in the folder, with the file's name.
fn klines_of(folder: &str) -> Vec<(String, BuiltDay)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut found = Vec::new();
    for path in files {
        let bytes = fs::read(&path).unwrap();
        let file = klines::parse(&bytes).unwrap();
        assert_eq!(file.rejected, [], "{}", path.display());
        let candles = file.candles.iter().map(|(_, candle)| candle);
        let name = path.file_name().unwrap().display().to_string();
        let days = daily(candles, file.interval, DayCut::Utc, true).unwrap();
        found.extend(days.into_iter().map(|day| (name.clone(), day)));
    }
    found
}

/// The vwap without any rounding: as a quotient.
fn day_line(name: &str, BuiltDay { bar, vwap }: &BuiltDay) -> String {
    let figures = [&bar.open, &bar.high, &bar.low, &bar.close, &bar.volume].map(shown);
    let vwap = vwap.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{name},{},{},{vwap}", bar.day, figures.join(","))
}

/// The bars of an answer to a question for its assets, with the asset's key.
fn answer_of(path: &str) -> Vec<(String, Bar)> {
    let bytes = fs::read(path).unwrap();
    let ask = Ask {
        keys: (1..=100).map(|id| id.to_string()).collect(),
        currency: "USD".to_owned(),
        interval: Interval::DAY,
        from: "2025-01-01".parse().unwrap(),
        to: "2025-04-10".parse().unwrap(),
    };
    let answer = coinmarketcap::Ohlcv.read(&ask, &bytes, "2025-05-01T00:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(answer.remarks, []);
    answer.parts.into_iter().flat_map(bars).collect()
}

fn bars(part: Part) -> impl Iterator<Item = (String, Bar)> {
    assert!(part.rejected.is_empty() && part.defects.is_empty());
    let Rows::Bars(bars) = part.rows else { panic!("{} has no bars", part.key) };
    bars.into_iter().map(move |bar| (part.key.clone(), bar))
}

fn bar_line(key: &str, bar: &Bar) -> String {
    let figures = [&bar.open, &bar.high, &bar.low, &bar.close, &bar.volume, &bar.market_cap].map(shown);
    format!("{key},{},{}", bar.day, figures.join(","))
}

fn shown(amount: &Option<Amount>) -> String {
    amount.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The same as [`answer_of`], as one writes it who needs neither digits nor findings.
fn answer_in_f64(path: &str) -> Vec<(u32, Day, [f64; 6])> {
    #[derive(Deserialize)]
    struct Said {
        data: BTreeMap<u32, Asset>,
    }
    #[derive(Deserialize)]
    struct Asset {
        quotes: Vec<Row>,
    }
    #[derive(Deserialize)]
    struct Row {
        time_open: String,
        quote: BTreeMap<String, Figures>,
    }
    #[derive(Deserialize)]
    struct Figures {
        open: f64,
        high: f64,
        low: f64,
        close: f64,
        volume: f64,
        market_cap: f64,
    }

    let bytes = fs::read(path).unwrap();
    let said: Said = serde_json::from_slice(&bytes).unwrap();
    let mut found = Vec::new();
    for (key, asset) in said.data {
        for row in asset.quotes {
            let day: Day = row.time_open.split('T').next().unwrap().parse().unwrap();
            let Figures { open, high, low, close, volume, market_cap } = row.quote["USD"];
            found.push((key, day, [open, high, low, close, volume, market_cap]));
        }
    }
    found
}
