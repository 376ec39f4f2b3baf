//! The lake of a workspace, as a dossier and others see it.
//!
//! Nothing is read before somebody needs it, and everything once: a workspace without a lake costs nothing.

mod dense;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use qazyq_evidence::answers::{self, feeds_of_authority};
pub(crate) use qazyq_evidence::answers::{FEEDS, HAS_CANDLES, evidence, feed, feeds_of, read};
use qazyq_evidence::follow::COINMARKETCAP;
use qazyq_evidence::kept::Answers;
use qazyq_exact::Day;
use qazyq_lake::{Columns, Digest, Lake, LakeError, Outcome, Receipt, Receipts, Row, Writer};
use qazyq_market::coinmarketcap::lookups::{Quoted, fiat_map, info, map};
use qazyq_market::feed::Feed;
use qazyq_market::klines::Interval;

use crate::Trouble;
use crate::follow::Followed;
use crate::rates::Authority;
use crate::workspace::Workspace;

/// The version of what [`read`] makes of answers: columns of another are made anew. Raise it with every change of a
/// parser that changes rows.
pub(crate) const PARSER: u32 = 1;

/// What has been read of the lake.
#[derive(Debug, Default)]
struct Loaded {
    receipts: Option<Arc<Receipts>>,
    /// The lake's mark when its receipts were read.
    mark: Option<(PathBuf, u64)>,
    /// Of each key that rows were asked for the numbers of those receipts, rising; under no key those of answers with all
    /// that a source has.
    by_key: Option<Arc<BTreeMap<String, Vec<u64>>>>,
    columns: BTreeMap<(&'static str, Interval), Arc<Columns>>,
    maps: BTreeMap<Digest, Arc<BTreeMap<u64, map::Mapped>>>,
    quotes: BTreeMap<Digest, Arc<BTreeMap<u64, Quoted>>>,
}

/// The lake of a workspace.
#[derive(Clone, Debug)]
pub(crate) struct LakeView {
    lake: Lake,
    loaded: Arc<Mutex<Loaded>>,
}

impl LakeView {
    pub(crate) fn of(workspace: &Workspace) -> Self {
        Self { lake: Lake::at(workspace.folder().join("lake")), loaded: Arc::default() }
    }

    /// The lake itself.
    pub(crate) fn lake(&self) -> &Lake {
        &self.lake
    }

    /// Takes the lake's lock.
    pub(crate) fn writer(&self) -> Result<Writer, Trouble> {
        Ok(self.lake.writer()?)
    }

    /// Lets go of what has been read: something new was written.
    pub(crate) fn forget(&self) {
        *self.loaded() = Loaded::default();
    }

    /// Lets go of what has been read where somebody else has written since.
    pub(crate) fn refresh(&self) {
        let is_read = self.loaded().receipts.is_some();
        if is_read && self.loaded().mark != self.lake.mark() {
            self.forget();
        }
    }

    fn loaded(&self) -> std::sync::MutexGuard<'_, Loaded> {
        // What a thread that panicked had read is whole: it is put in by single assignments.
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every receipt.
    pub(crate) fn receipts(&self) -> Result<Arc<Receipts>, Trouble> {
        if let Some(receipts) = &self.loaded().receipts {
            return Ok(Arc::clone(receipts));
        }
        // What is written in between is read, and looked for once more.
        let mark = self.lake.mark();
        let receipts = Arc::new(self.lake.receipts()?);
        let mut loaded = self.loaded();
        (loaded.receipts, loaded.mark) = (Some(Arc::clone(&receipts)), mark);
        Ok(receipts)
    }

    /// The receipts of some feeds' questions for rows of a key, in the order of their numbers.
    pub(crate) fn asked_for<'r>(
        &self,
        receipts: &'r Receipts,
        feeds: &[&dyn Feed],
        key: &str,
    ) -> Vec<&'r Receipt> {
        let by_key = self.loaded().by_key.clone();
        let by_key = by_key.unwrap_or_else(|| {
            let mut by_key: BTreeMap<String, Vec<u64>> = BTreeMap::new();
            for receipt in receipts.all().iter().filter(|receipt| !receipt.ask.is_lookup()) {
                let none = [String::new()];
                let keys = if receipt.ask.keys.is_empty() { &none[..] } else { &receipt.ask.keys };
                for key in keys {
                    by_key.entry(key.clone()).or_default().push(receipt.n);
                }
            }
            let by_key = Arc::new(by_key);
            self.loaded().by_key = Some(Arc::clone(&by_key));
            by_key
        });
        let numbers = by_key.get(key).map(Vec::as_slice).unwrap_or_default();
        let of_key = numbers.iter().filter_map(|number| receipts.get(*number));
        of_key.filter(|receipt| feeds.iter().any(|feed| feed.name() == receipt.feed)).collect()
    }

    /// The rows of a feed. Those that no file of columns has yet are read from their answers.
    pub(crate) fn columns(
        &self,
        feed: &'static dyn Feed,
        interval: Interval,
    ) -> Result<Arc<Columns>, Trouble> {
        let name = feed.name();
        if let Some(columns) = self.loaded().columns.get(&(name, interval)) {
            return Ok(Arc::clone(columns));
        }
        let receipts = self.receipts()?;
        let columns = self.lake.columns(name, interval, PARSER)?;
        // What an older version of the program could read and this one cannot is a finding of `lake rebuild`.
        let (columns, _) = columns.with_uncovered(&self.lake, &receipts, (name, interval), read)?;
        let columns = Arc::new(columns);
        self.loaded().columns.insert((name, interval), Arc::clone(&columns));
        Ok(columns)
    }

    /// The UTC days of a key's rows in some feeds, with the receipts that they come from.
    pub(crate) fn days_of(
        &self,
        feeds: &[&'static dyn Feed],
        key: &str,
        interval: Interval,
    ) -> Result<Vec<(Day, u64)>, Trouble> {
        let mut days = Vec::new();
        for feed in feeds.iter().copied() {
            for row in self.columns(feed, interval)?.rows_of(key) {
                let row = row?;
                days.push((row.day(), row.receipt));
            }
        }
        Ok(days)
    }

    /// The first instant after `known_at` at which something of a series was had.
    pub(crate) fn had_later(
        &self,
        followed: &Followed,
        known_at: Timestamp,
    ) -> Result<Option<Timestamp>, Trouble> {
        let receipts = self.receipts()?;
        let feeds = feeds_of(&followed.source);
        let of_key = self.asked_for(&receipts, &feeds, &followed.key);
        let answered = of_key.iter().filter(|receipt| receipt.outcome == Outcome::Rows);
        Ok(answered.map(|receipt| receipt.retrieved).filter(|retrieved| *retrieved > known_at).min())
    }

    /// Whether a key's last bar has no capitalisation above zero.
    pub(crate) fn is_without_capitalisation(&self, key: &str) -> Result<bool, Trouble> {
        let receipts = self.receipts()?;
        let mut last: Option<((Day, Timestamp), bool)> = None;
        for feed in feeds_of(COINMARKETCAP) {
            for row in self.columns(feed, Interval::DAY)?.rows_of(key) {
                let row = row?;
                let Some(receipt) = receipts.get(row.receipt) else { continue };
                let at = (row.day(), receipt.retrieved);
                if last.is_none_or(|(latest, _)| latest <= at) {
                    let is_positive = row.market_cap.as_ref().is_some_and(qazyq_exact::Amount::is_positive);
                    last = Some((at, !is_positive));
                }
            }
        }
        Ok(last.is_some_and(|(_, without)| without))
    }

    /// Looks whether the bytes with that digest are there and as they came.
    pub(crate) fn check_answer(&self, sha256: &str) -> Result<(), Trouble> {
        let Ok(digest) = sha256.parse::<Digest>() else { return Ok(()) };
        self.lake.bytes(&digest)?;
        Ok(())
    }

    /// The bytes of the answer with that digest.
    pub(crate) fn answer(&self, sha256: &str) -> Result<Vec<u8>, Trouble> {
        let missing = || Trouble::BrokenBytes { path: sha256.to_owned(), name: sha256.to_owned() };
        let digest: Digest = sha256.parse().map_err(|_| missing())?;
        Ok(self.lake.bytes(&digest)?)
    }

    /// Every id of the latest map, in the order of ids.
    pub(crate) fn map(&self, known_at: Timestamp) -> Result<Vec<map::Mapped>, Trouble> {
        let pages = answers::map_pages(self, known_at)?;
        let all: BTreeMap<u64, map::Mapped> =
            pages.pages.into_iter().flat_map(|(_, entries)| entries.as_ref().clone()).collect();
        Ok(all.into_values().collect())
    }

    /// Whether CoinMarketCap gives figures in a currency: unless its list of currencies is here and lacks it.
    pub(crate) fn has_currency(&self, code: &str, known_at: Timestamp) -> Result<bool, Trouble> {
        let receipts = self.receipts()?;
        let receipt = receipts.latest_lookup(fiat_map::NAME, "", known_at);
        let Some(digest) = receipt.and_then(|receipt| receipt.sha256) else { return Ok(true) };
        let Ok(found) = fiat_map::parse(&self.lake.bytes(&digest)?) else { return Ok(true) };
        Ok(found.entries.iter().any(|currency| currency.symbol == code))
    }

    /// What CoinMarketCap tells of an id beside its figures.
    pub(crate) fn described(
        &self,
        key: &str,
        known_at: Timestamp,
    ) -> Result<Option<info::Described>, Trouble> {
        let receipts = self.receipts()?;
        let Some(receipt) = receipts.latest_lookup(info::NAME, key, known_at) else { return Ok(None) };
        let Some(digest) = &receipt.sha256 else { return Ok(None) };
        let found = info::parse(&self.lake.bytes(digest)?);
        Ok(found.ok().and_then(|found| found.entries.into_iter().find(|entry| entry.id.to_string() == key)))
    }

    /// The days of an authority's rates, with the receipts that they come from.
    pub(crate) fn days_of_rates(&self, authority: Authority) -> Result<Vec<(Day, u64)>, Trouble> {
        let mut days = BTreeSet::new();
        for feed in feeds_of_authority(authority) {
            for row in self.columns(*feed, Interval::DAY)?.rows() {
                let (_, row) = row?;
                days.insert((row.day(), row.receipt));
            }
        }
        Ok(days.into_iter().collect())
    }
}

impl Answers for LakeView {
    type Error = Trouble;

    fn each_row(
        &self,
        feed: &'static dyn Feed,
        interval: Interval,
        key: &str,
        tell: &mut dyn FnMut(Row, &Receipt),
    ) -> Result<(), Trouble> {
        let receipts = self.receipts()?;
        for row in self.columns(feed, interval)?.rows_of(key) {
            let row = row?;
            if let Some(receipt) = receipts.get(row.receipt) {
                tell(row, receipt);
            }
        }
        Ok(())
    }

    fn lookups(&self, feed: &str) -> Result<Vec<Receipt>, Trouble> {
        Ok(self.receipts()?.of_feed(feed).cloned().collect())
    }

    fn latest_lookup(&self, feed: &str, key: &str, known_at: Timestamp) -> Result<Option<Receipt>, Trouble> {
        Ok(self.receipts()?.latest_lookup(feed, key, known_at).cloned())
    }

    fn map_page(&self, sha256: &Digest) -> Result<Arc<BTreeMap<u64, map::Mapped>>, Trouble> {
        if let Some(page) = self.loaded().maps.get(sha256) {
            return Ok(Arc::clone(page));
        }
        let page = Arc::new(answers::read_map(&self.lake.bytes(sha256)?));
        self.loaded().maps.insert(*sha256, Arc::clone(&page));
        Ok(page)
    }

    fn quotes(&self, sha256: &Digest, currency: &str) -> Result<Arc<BTreeMap<u64, Quoted>>, Trouble> {
        if let Some(quotes) = self.loaded().quotes.get(sha256) {
            return Ok(Arc::clone(quotes));
        }
        let quotes = Arc::new(answers::read_quotes(&self.lake.bytes(sha256)?, currency));
        self.loaded().quotes.insert(*sha256, Arc::clone(&quotes));
        Ok(quotes)
    }
}

/// Makes the columns of what receipts they lack.
pub(crate) fn update_columns(writer: &mut Writer) -> Result<(), LakeError> {
    writer.update_columns(PARSER, read).map(drop)
}
