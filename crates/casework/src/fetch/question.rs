//! Questions: what is asked of a place, and how its answer is read.
//!
//! A feed's answers hold rows; a lookup's say what something is called, whether it is there, what a key may still ask.

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_lake::{Asked, Exchange, Told};
use qazyq_market::coinmarketcap;
use qazyq_market::coinmarketcap::lookups::{Found, fiat_map, info, key_info, listings, map, quotes_latest};
use qazyq_market::feed::{AnswerError, Ask, Feed, Refusal};

use super::settings::{Place, place};
use crate::Trouble;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Question {
    /// Rows.
    Rows(&'static dyn Feed, Ask),
    /// What a key may still ask; costs nothing.
    KeyInfo,
    /// Every id there is, from that place on; costs nothing.
    Map(u32),
    /// What these ids are: names, contracts, addresses.
    Info(Vec<u64>),
    /// What these ids are worth now, and by whose word their capitalisation is known.
    QuotesLatest(Vec<u64>, String),
    /// The currencies in which figures can be had.
    FiatMap,
    /// The largest assets, with a tag or without: so many of them.
    Listings {
        /// How many.
        limit: u32,
        /// The tag.
        tag: Option<String>,
    },
}

impl Question {
    /// The name in receipts.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Rows(feed, _) => feed.name(),
            Self::KeyInfo => key_info::NAME,
            Self::Map(_) => map::NAME,
            Self::Info(_) => info::NAME,
            Self::QuotesLatest(..) => quotes_latest::NAME,
            Self::FiatMap => fiat_map::NAME,
            Self::Listings { .. } => listings::NAME,
        }
    }

    /// Where it is asked.
    ///
    /// # Errors
    /// Where the feed belongs to no place that is known.
    pub fn place(&self) -> Result<Place, Trouble> {
        match self {
            Self::Rows(feed, _) if feed.name() == "binance-files" => place("binance-files"),
            Self::Rows(feed, _) => place(feed.source()),
            _ => place("coinmarketcap"),
        }
    }

    /// The path and query.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Rows(feed, ask) => feed.path(ask),
            Self::KeyInfo => key_info::path(),
            Self::Map(start) => map::path(*start),
            Self::Info(ids) => info::path(ids),
            Self::QuotesLatest(ids, currency) => quotes_latest::path(ids, currency),
            Self::FiatMap => fiat_map::path(),
            Self::Listings { limit, tag } => listings::path(1, *limit, "USD", tag.as_deref()),
        }
    }

    /// What it costs.
    #[must_use]
    pub fn credits(&self) -> u64 {
        let many = |ids: &Vec<u64>| u64::try_from(ids.len()).unwrap_or(u64::MAX);
        match self {
            Self::Rows(feed, ask) => feed.credits(ask),
            Self::KeyInfo => key_info::credits(),
            Self::Map(_) => map::credits(),
            Self::Info(ids) => info::credits(many(ids)),
            Self::QuotesLatest(ids, _) => quotes_latest::credits(many(ids)),
            Self::FiatMap => fiat_map::credits(),
            Self::Listings { limit, .. } => listings::credits(u64::from(*limit)),
        }
    }

    /// Whether it can be asked without a key, by the documents.
    #[must_use]
    pub fn is_keyless(&self) -> bool {
        coinmarketcap::lookups::KEYLESS.contains(&self.name())
    }

    /// As a receipt has it.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let texts = |ids: &Vec<u64>| ids.iter().map(u64::to_string).collect();
        let params = |pairs: Vec<(&str, String)>| -> BTreeMap<String, String> {
            pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
        };
        match self {
            Self::Rows(_, ask) => ask.into(),
            Self::KeyInfo | Self::FiatMap => Asked::default(),
            Self::Map(start) => {
                let params = params(vec![("start", start.to_string()), ("limit", map::PAGE.to_string())]);
                Asked { params, ..Asked::default() }
            }
            Self::Info(ids) => Asked { keys: texts(ids), ..Asked::default() },
            Self::QuotesLatest(ids, currency) => {
                Asked { keys: texts(ids), currency: currency.clone(), ..Asked::default() }
            }
            Self::Listings { limit, tag } => {
                let tag = tag.iter().map(|tag| ("tag", tag.clone()));
                let params = params([("limit", limit.to_string())].into_iter().chain(tag).collect());
                Asked { params, currency: "USD".to_owned(), ..Asked::default() }
            }
        }
    }

    /// Counts what an answer says into its receipt.
    ///
    /// # Errors
    /// Where nothing of it can be used.
    pub fn read(&self, bytes: &[u8], retrieved: Timestamp, into: &mut Exchange) -> Result<(), AnswerError> {
        match self {
            Self::Rows(feed, ask) => into.count(&feed.read(ask, bytes, retrieved)?),
            Self::KeyInfo => drop(key_info::parse(bytes)?),
            Self::Map(_) => count(into, &map::parse(bytes)?),
            Self::Info(_) => count(into, &info::parse(bytes)?),
            Self::QuotesLatest(_, currency) => count(into, &quotes_latest::parse(bytes, currency)?),
            Self::FiatMap => count(into, &fiat_map::parse(bytes)?),
            Self::Listings { .. } => count(into, &listings::parse(bytes, "USD")?),
        }
        Ok(())
    }

    /// What an answer with another status than 200 says.
    #[must_use]
    pub fn refusal(&self, status: u16, bytes: &[u8]) -> Refusal {
        match self {
            Self::Rows(feed, _) => feed.refusal(status, bytes),
            _ => coinmarketcap::refusal(status, bytes),
        }
    }

    /// The same for each key by itself; none where there is one already.
    pub(crate) fn apart(&self) -> Option<Vec<Self>> {
        match self {
            Self::Rows(feed, ask) if ask.keys.len() > 1 => {
                let one = |key: &String| Self::Rows(*feed, Ask { keys: vec![key.clone()], ..ask.clone() });
                Some(ask.keys.iter().map(one).collect())
            }
            Self::Info(ids) if ids.len() > 1 => Some(ids.iter().map(|id| Self::Info(vec![*id])).collect()),
            Self::QuotesLatest(ids, currency) if ids.len() > 1 => {
                Some(ids.iter().map(|id| Self::QuotesLatest(vec![*id], currency.clone())).collect())
            }
            _ => None,
        }
    }
}

/// Counts what a lookup found.
fn count<T>(into: &mut Exchange, found: &Found<T>) {
    into.parts = u64::try_from(found.entries.len()).unwrap_or(u64::MAX);
    into.rejected = u64::try_from(found.passed_over.len()).unwrap_or(u64::MAX);
    into.remarks = found
        .passed_over
        .iter()
        .map(|passed| {
            let args = [("place", passed.place.clone())].into_iter().chain(passed.why.args());
            Told::new(passed.why.code(), args)
        })
        .collect();
}
