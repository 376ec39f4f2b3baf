//! Receipts: what was asked, what came, and what it said.
//!
//! ```text
//! {"format":"qazyq.receipt/1","n":17,"feed":"coinmarketcap-ohlcv","ask":{"keys":["3408"],"currency":"USD",
//!  "interval":"1d","from":"2026-01-01","to":"2026-01-02"},"address":"https://…","attempt":1,"status":200,
//!  "headers":{"date":"…"},"retrieved":"2026-11-22T14:00:00Z","milliseconds":123,"sha256":"3f9a…","bytes":12345,
//!  "credits":1,"outcome":"rows","parts":1,"rows":2,"rejected":0,"defects":{},"remarks":[]}
//! ```

use std::collections::BTreeMap;
use std::ops::Deref;

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_market::feed::{Answer, Ask, Rows};
use qazyq_market::klines::Interval;
use serde::{Deserialize, Serialize};

use crate::Digest;

/// What the format of a receipt calls itself.
pub const FORMAT: &str = "qazyq.receipt/1";

/// An exchange with its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its place among all receipts of the lake, counted from 1, without a gap.
    pub n: u64,
    /// What it is the receipt of.
    #[serde(flatten)]
    pub exchange: Exchange,
}

impl Receipt {
    /// Its line in a file, without the line feed.
    ///
    /// # Errors
    /// Where JSON has no way to say it, which of this type is never so.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            format: &'a str,
            #[serde(flatten)]
            receipt: &'a Receipt,
        }
        serde_json::to_string(&Written { format: FORMAT, receipt: self })
    }

    /// Reads such a line, which must be the very bytes that [`Receipt::line`] gives.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn parse_strictly(line: &[u8]) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Read {
            format: String,
            #[serde(flatten)]
            receipt: Receipt,
        }
        let read: Read = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        if read.format != FORMAT {
            return Err(format!("format {}", read.format));
        }
        let again = read.receipt.line().map_err(|error| error.to_string())?;
        if again.as_bytes() == line { Ok(read.receipt) } else { Err("not in its one form".to_owned()) }
    }
}

impl Deref for Receipt {
    type Target = Exchange;

    fn deref(&self) -> &Exchange {
        &self.exchange
    }
}

/// One request and what came of it: every attempt that had an outcome is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The feed's name.
    pub feed: String,
    /// What was asked for.
    pub ask: Asked,
    /// The whole address, without secrets: that is for the one who asks to see to.
    pub address: String,
    /// Which attempt at the same question, counted from 1.
    pub attempt: u32,
    /// The status of HTTP; none where no answer came.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<u16>,
    /// Those headers of the answer that may matter, by their names in small letters.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub headers: BTreeMap<String, String>,
    /// When the answer was had: from then on it was known.
    pub retrieved: Timestamp,
    /// How long it took.
    pub milliseconds: u64,
    /// The bytes that came; none where none came.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<Digest>,
    /// How many bytes came.
    #[serde(default)]
    pub bytes: u64,
    /// What it cost in the source's credits.
    #[serde(default)]
    pub credits: u64,
    /// What came of it.
    pub outcome: Outcome,
    /// Why there are no rows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub trouble: Option<Told>,
    /// Of how many keys the answer told something.
    #[serde(default)]
    pub parts: u64,
    /// How many rows it had.
    #[serde(default)]
    pub rows: u64,
    /// How many of its rows were none.
    #[serde(default)]
    pub rejected: u64,
    /// How often each defect was found.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub defects: BTreeMap<String, u64>,
    /// What is odd about the answer as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub remarks: Vec<Told>,
}

impl Exchange {
    /// Counts what an answer said.
    pub fn count(&mut self, answer: &Answer) {
        let many = |len: usize| u64::try_from(len).unwrap_or(u64::MAX);
        self.parts = many(answer.parts.len());
        (self.rows, self.rejected) = (0, 0);
        self.defects.clear();
        for part in &answer.parts {
            let rows = match &part.rows {
                Rows::Bars(bars) => bars.len(),
                Rows::Candles(_, candles) => candles.len(),
                Rows::Rates(rates) => rates.len(),
            };
            self.rows = self.rows.saturating_add(many(rows));
            self.rejected = self.rejected.saturating_add(many(part.rejected.len()));
            for defect in &part.defects {
                let count = self.defects.entry(defect.kind.code().to_owned()).or_default();
                *count = count.saturating_add(1);
            }
        }
        self.remarks = answer.remarks.iter().map(|remark| Told::new(remark.code(), remark.args())).collect();
    }
}

/// What was asked for: a feed's [`Ask`], or a lookup, which is of no days.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Asked {
    /// In the source's own terms; none where it answers with all it has.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub keys: Vec<String>,
    /// The currency of the figures; empty where there is none to choose.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub currency: String,
    /// How long a row is; none of a lookup.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "interval")]
    pub interval: Option<Interval>,
    /// The first UTC day; none of a lookup.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "day")]
    pub from: Option<Day>,
    /// The last UTC day; none of a lookup.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "day")]
    pub to: Option<Day>,
    /// What else a lookup was told: where a page of a list starts, how long it is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub params: BTreeMap<String, String>,
}

impl Asked {
    /// The feed's question; none of a lookup.
    #[must_use]
    pub fn ask(&self) -> Option<Ask> {
        Some(Ask {
            keys: self.keys.clone(),
            currency: self.currency.clone(),
            interval: self.interval?,
            from: self.from?,
            to: self.to?,
        })
    }

    /// Whether it is of no days.
    #[must_use]
    pub fn is_lookup(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether the answer must tell of `key`: it is among the keys, or there are none and the source tells all it has.
    #[must_use]
    pub fn covers(&self, key: &str) -> bool {
        self.keys.is_empty() || self.keys.iter().any(|asked| asked == key)
    }
}

impl From<&Ask> for Asked {
    fn from(ask: &Ask) -> Self {
        Self {
            keys: ask.keys.clone(),
            currency: ask.currency.clone(),
            interval: Some(ask.interval),
            from: Some(ask.from),
            to: Some(ask.to),
            params: BTreeMap::new(),
        }
    }
}

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// An answer that can be read, if with no row in it; of a lookup too.
    Rows,
    /// The source said that it would not answer.
    Refused,
    /// Bytes of which nothing can be used.
    Unreadable,
    /// No answer: no connection, no time left, too many bytes.
    Failed,
}

/// A code and its arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Told {
    /// A short sentence in kebab case.
    pub code: String,
    /// What its message names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub args: BTreeMap<String, String>,
}

impl Told {
    /// What a finding's `code()` and `args()` say.
    #[must_use]
    pub fn new<'a>(code: &str, args: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let args = args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { code: code.to_owned(), args }
    }
}

/// A day as text.
mod day {
    use qazyq_exact::Day;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(day: &Option<Day>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.collect_str(day),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse()).transpose().map_err(D::Error::custom)
    }
}

/// An interval as its name.
mod interval {
    use qazyq_market::klines::Interval;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(interval: &Option<Interval>, to: S) -> Result<S::Ok, S::Error> {
        match interval {
            Some(interval) => to.serialize_str(interval.name()),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Interval>, D::Error> {
        let Some(name) = Option::<String>::deserialize(from)? else { return Ok(None) };
        let unknown = || D::Error::custom(format!("no interval is called `{name}`"));
        Interval::named(&name).map(Some).ok_or_else(unknown)
    }
}
