//! A lake whose answers are what a test says they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use qazyq_exact::{Amount, Day};
use qazyq_lake::{Exchange, Lake, Receipt, Row, Writer};
use qazyq_market::Bar;
use qazyq_market::feed::{Answer, AnswerError, Part, Rows};
use qazyq_market::klines::{Candle, Interval};

use super::{exchange, rows_expected};

pub(crate) const PARSER: u32 = 1;

/// A lake whose answers are what a test says they are.
pub(crate) struct World {
    pub(crate) folder: tempfile::TempDir,
    /// By the receipt's number.
    pub(crate) answers: BTreeMap<u64, Answer>,
}

impl World {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), answers: BTreeMap::new() }
    }

    pub(crate) fn lake(&self) -> Lake {
        Lake::at(self.folder.path().join("lake"))
    }

    pub(crate) fn add(&mut self, writer: &mut Writer, feed: &str, interval: &str, answer: Answer) {
        let mut exchange = exchange(feed, "2026-11-01T00:00:00Z");
        exchange.ask.interval = Interval::named(interval);
        self.add_exchange(writer, exchange, answer);
    }

    pub(crate) fn add_exchange(&mut self, writer: &mut Writer, mut exchange: Exchange, answer: Answer) {
        let n = writer.receipts().last_number() + 1;
        let bytes = format!("answer {n}");
        exchange.sha256 = Some(writer.lake().keep(bytes.as_bytes()).unwrap());
        exchange.bytes = bytes.len() as u64;
        exchange.count(&answer);
        assert_eq!(writer.append(exchange).unwrap(), n);
        self.answers.insert(n, answer);
    }

    /// Reads an answer: its bytes tell which.
    pub(crate) fn read(&self, receipt: &Receipt, bytes: &[u8]) -> Result<Answer, AnswerError> {
        assert_eq!(bytes, format!("answer {}", receipt.n).as_bytes());
        self.answers.get(&receipt.n).cloned().ok_or(AnswerError::AWebPage)
    }

    pub(crate) fn update(&self, writer: &Writer) -> u64 {
        let updates = writer.update_columns(PARSER, |receipt, bytes| self.read(receipt, bytes)).unwrap();
        updates.iter().map(|update| update.rows).sum()
    }

    /// What the answers of a feed say.
    pub(crate) fn expected(&self, feed: &str, interval: &str) -> Vec<(String, Row)> {
        let receipts = self.lake().receipts().unwrap();
        let of_feed = receipts.of_feed(feed).filter(|r| r.ask.interval == Interval::named(interval));
        let mut rows: Vec<_> = of_feed
            .filter_map(|r| self.answers.get(&r.n).map(|answer| rows_expected(r.n, answer)))
            .flatten()
            .collect();
        rows.sort_by(|(a, x), (b, y)| (a, x.time, x.receipt).cmp(&(b, y.time, y.receipt)));
        rows
    }

    /// What the columns of a feed say, all at once and key by key.
    pub(crate) fn found(&self, feed: &str, interval: &str) -> Vec<(String, Row)> {
        let interval = Interval::named(interval).unwrap();
        let columns = self.lake().columns(feed, interval, PARSER).unwrap();
        let lake = self.lake();
        let receipts = lake.receipts().unwrap();
        let read = |receipt: &Receipt, bytes: &[u8]| self.read(receipt, bytes);
        let (columns, _) = columns.with_uncovered(&lake, &receipts, (feed, interval), read).unwrap();
        assert_eq!(columns.last_receipt(), receipts.last_number());
        columns.check().unwrap();
        let all: Vec<_> =
            columns.rows().map(|row| row.map(|(k, row)| (k.to_owned(), row)).unwrap()).collect();
        let mut by_key = Vec::new();
        for key in columns.keys() {
            let rows: Vec<Row> = columns.rows_of(key).map(Result::unwrap).collect();
            let times = (rows.first().unwrap().time, rows.last().unwrap().time);
            assert_eq!(columns.span(key), Some(times), "{key}");
            by_key.extend(rows.into_iter().map(|row| (key.to_owned(), row)));
        }
        assert_eq!(all, by_key);
        assert_eq!(columns.len(), all.len() as u64);
        all
    }

    /// The files of a feed's columns.
    pub(crate) fn files(&self, folder: &str) -> Vec<PathBuf> {
        let folder = self.lake().folder().join("columns").join(folder);
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        self.files(folder).iter().map(name).collect()
    }
}

pub(crate) fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

pub(crate) fn day(number: i32) -> Day {
    Day::from_number(number)
}

pub(crate) fn bar(number: i32, figures: [Option<&str>; 7]) -> Bar {
    let [open, high, low, close, vwap, volume, market_cap] = figures.map(|figure| figure.map(amount));
    Bar { day: day(number), open, high, low, close, vwap, volume, market_cap, coverage: None }
}

pub(crate) fn candle(open_time: i64, figures: [&str; 6]) -> Candle {
    let [open, high, low, close, volume, quote_volume] = figures.map(amount);
    Candle { open_time, open, high, low, close, volume, quote_volume }
}

pub(crate) fn part(key: &str, rows: Rows) -> Part {
    Part { key: key.to_owned(), rows, rejected: Default::default(), defects: vec![] }
}
