//! Feeds: one kind of question to one source, as data: how it is asked, and what an answer to it says.
//!
//! ```text
//! Ask { keys: ["3408"], currency: "USD", from: 2023-03-10, to: 2023-03-12, … }
//!      │ path                                             ▲
//!      ▼                                                  │ read
//! /v2/cryptocurrency/ohlcv/historical?id=3408&…     {"data":{"3408":{"quotes":[…]}}}
//! ```
//!
//! | feed | source | one request asks for | its rows |
//! | --- | --- | --- | --- |
//! | `coinmarketcap-ohlcv` | CoinMarketCap | many ids, many days | bars |
//! | `coinmarketcap-quotes` | CoinMarketCap | many ids, many days | bars of closing figures |
//! | `binance-klines`, `binance-files` | Binance | one pair, many days · one pair, one month or day | candles |
//! | `bybit-klines` | Bybit | one pair, many days | candles |
//! | `kraken-ohlc` | Kraken | one pair, up to 720 days back | bars |
//! | `nbk-rates` | the National Bank of Kazakhstan | one day, all currencies | rates |
//! | `ecb-rates`, `ecb-history` | the European Central Bank | the last 90 days · all days since 1999 | rates |
//!
//! Nothing is asked here: a path is text, and the bytes of an answer are given. So whoever has the bytes can read them
//! again, with this version of the program or another one.

use core::fmt;

use jiff::Timestamp;
use qazyq_exact::{Amount, Day};

use crate::bar::Bar;
use crate::few::Few;
use crate::finding::{Args, Defect, Rejected, codes};
use crate::klines::{Candle, Interval};

/// What one request asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ask {
    /// In the source's own terms: CoinMarketCap's ids, a pair. None where a source answers with all it has.
    pub keys: Vec<String>,
    /// The currency in which the figures are asked for; empty where the source leaves no choice.
    pub currency: String,
    /// How long a candle is; a day where the rows are bars or rates.
    pub interval: Interval,
    /// The first UTC day.
    pub from: Day,
    /// The last UTC day.
    pub to: Day,
}

/// How much one request can ask for, and when an answer is final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Keys in one request.
    pub keys_max: usize,
    /// Rows of one key in one request.
    pub rows_max: usize,
    /// Rows of all keys in one request.
    pub points_max: usize,
    /// Days back from today that the source has at all.
    pub days_back_max: Option<i32>,
    /// Seconds after a day's end from which on its row is final.
    pub settles_after_seconds: i64,
}

/// One kind of question to one source.
pub trait Feed: fmt::Debug + Sync + Send {
    /// The name, as receipts have it; it never changes its meaning.
    fn name(&self) -> &'static str;
    /// Whose series the rows are part of, as a case names it.
    fn source(&self) -> &'static str;
    /// How much one request can ask for.
    fn reach(&self) -> Reach;
    /// The path and query of the request, behind the source's base address.
    fn path(&self, ask: &Ask) -> String;
    /// What the request costs in the source's credits, if it has any.
    fn credits(&self, _ask: &Ask) -> u64 {
        0
    }
    /// What the answer says. `retrieved` is the instant at which it was had: no row can be of a later time.
    ///
    /// # Errors
    /// Where not a row of it can be used; see [`AnswerError`].
    fn read(&self, ask: &Ask, bytes: &[u8], retrieved: Timestamp) -> Result<Answer, AnswerError>;
    /// What an answer with another status than 200 says.
    fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal;
}

/// What one answer says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Of each key what it says of it, in the order of the keys asked for; each key once.
    pub parts: Vec<Part>,
    /// What is odd about the answer as a whole: of each key that was asked for all, of what was not asked for at most ten
    /// of each kind.
    pub remarks: Vec<Remark>,
}

/// What one answer says of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The key: of rates, the currency's code.
    pub key: String,
    /// The rows, sorted by time, each time once.
    pub rows: Rows,
    /// Rows that are none: how many, and the first of them. Their `line` is the place in the answer's list, counted
    /// from 1.
    pub rejected: Few<Rejected>,
    /// What is odd about the others; `line` likewise.
    pub defects: Vec<Defect>,
}

/// Rows of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Days, as the source cuts them: at midnight UTC.
    Bars(Vec<Bar>),
    /// Candles of one length.
    Candles(Interval, Vec<Candle>),
    /// Rates of a currency.
    Rates(Vec<Rate>),
}

/// An official rate: what so many units of a currency are worth, or what the source's currency is worth in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate {
    /// The day for which it is set.
    pub day: Day,
    /// The rate as published.
    pub rate: Amount,
    /// For how many units it is: 1, 10, 100, 1000 or 10000.
    pub units: Amount,
}

/// Something odd about an answer as a whole; what is left of it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It speaks of something that was not asked for; that is passed over.
    NotAskedFor {
        /// Of what.
        key: String,
    },
    /// It says nothing of something that was asked for.
    KeyAbsent {
        /// Of what.
        key: String,
    },
    /// What it says of one key cannot be used.
    PartUnusable {
        /// Of which.
        key: String,
        /// Why.
        error: Box<AnswerError>,
    },
    /// Its rows stand in another order than the source documents.
    OutOfOrder {
        /// Of which key.
        key: String,
    },
}

codes!(Remark {
    NotAskedFor => "not-asked-for",
    KeyAbsent => "key-is-absent",
    PartUnusable => "part-is-unusable",
    OutOfOrder => "rows-are-out-of-order",
});

impl Remark {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::NotAskedFor { key } | Self::KeyAbsent { key } | Self::OutOfOrder { key } => {
                vec![("key", key.clone())]
            }
            Self::PartUnusable { key, error } => {
                let mut args = vec![("key", key.clone()), ("why", error.code().to_owned())];
                args.extend(error.args());
                args
            }
        }
    }
}

/// Why not a row of an answer, or of one key in it, can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerError {
    /// There is not a byte, or nothing but blanks.
    NoBytes,
    /// It is a web page: a proxy or a firewall answered, or the source is being mended.
    AWebPage,
    /// It is no JSON by RFC 8259: cut off, perhaps, or with `NaN` in it.
    NotJson {
        /// What the reader of JSON says, with line and column.
        what: String,
    },
    /// It is no well-formed XML.
    NotXml {
        /// What the reader of XML says.
        what: String,
    },
    /// It is no archive with one file of the expected kind.
    NotAnArchive {
        /// What is wrong with it.
        what: String,
    },
    /// The file in it, or the answer itself, cannot be used.
    File(crate::FileError),
    /// Something stands there that the source's documents do not allow.
    Misshapen {
        /// Where: a path of keys.
        place: String,
        /// What should stand there.
        expected: String,
    },
    /// The source says that it could not answer, whatever the status.
    Refused(Refusal),
    /// It is about something else than what was asked for.
    AnotherKey {
        /// What was asked for.
        asked: String,
        /// What it is about.
        found: String,
    },
    /// Its figures are in another currency than was asked for.
    AnotherCurrency {
        /// What was asked for.
        asked: String,
        /// What they are in.
        found: String,
    },
    /// A day or candle stands twice with different figures.
    RowTwice {
        /// When.
        time: String,
    },
}

codes!(AnswerError {
    NoBytes => "answer-has-no-bytes",
    AWebPage => "answer-is-a-web-page",
    NotJson => "answer-is-not-json",
    NotXml => "answer-is-not-xml",
    NotAnArchive => "answer-is-no-archive",
    File => "answer-holds-an-unusable-file",
    Misshapen => "answer-is-misshapen",
    Refused => "source-refused",
    AnotherKey => "answer-is-about-another-key",
    AnotherCurrency => "answer-is-in-another-currency",
    RowTwice => "row-stands-twice",
});

impl AnswerError {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::NoBytes | Self::AWebPage => vec![],
            Self::NotJson { what } | Self::NotXml { what } | Self::NotAnArchive { what } => {
                vec![("what", what.clone())]
            }
            Self::File(error) => {
                let mut args = vec![("what", error.code().to_owned())];
                args.extend(error.args());
                args
            }
            Self::Misshapen { place, expected } => {
                vec![("place", place.clone()), ("expected", expected.clone())]
            }
            Self::Refused(refusal) => refusal.args(),
            Self::AnotherKey { asked, found } | Self::AnotherCurrency { asked, found } => {
                vec![("asked", asked.clone()), ("found", found.clone())]
            }
            Self::RowTwice { time } => vec![("time", time.clone())],
        }
    }
}

impl From<Refusal> for AnswerError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<crate::FileError> for AnswerError {
    fn from(error: crate::FileError) -> Self {
        Self::File(error)
    }
}

/// What a source says instead of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its own code, else the status.
    pub code: String,
    /// Its own words, cut to a line.
    pub message: String,
    /// What to make of it.
    pub advice: Advice,
}

impl Refusal {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        vec![("code", self.code.clone()), ("message", self.message.clone())]
    }
}

/// What to make of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Ask again after a while.
    Later,
    /// Ask again after so many seconds.
    AfterSeconds(u64),
    /// Never ask this again: the question is wrong.
    Never,
    /// There is no such thing, for the source: a pair that never was, a day without a file.
    NotThere,
    /// Ask this source nothing more for now: the key is wrong, the credits are used up, the plan does not have it.
    Stop,
}
