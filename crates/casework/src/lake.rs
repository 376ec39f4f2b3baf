//! The lake, as a dossier sees it: rows of a series, what CoinMarketCap says of an id, and official rates.
//!
//! Nothing is read before somebody needs it, and everything once: a workspace without a lake costs nothing.

mod dense;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use qazyq_exact::Day;
use qazyq_lake::{Columns, Digest, Lake, LakeError, Outcome, Receipt, Receipts, Row, Writer};
use qazyq_law::json::{self, Value};
use qazyq_market::coinmarketcap::lookups::{Quoted, fiat_map, info, map, quotes_latest};
use qazyq_market::days::DayCut;
use qazyq_market::feed::{Answer, AnswerError, Feed, Rate};
use qazyq_market::klines::Interval;
use qazyq_market::rates::quotient::Board;
use qazyq_market::{binance, bybit, coinmarketcap, kraken, rates};

use crate::Trouble;
use crate::fetch::feeds_of;
use crate::fetch::settings::Settings;
use crate::follow::{BYBIT, Followed};
use crate::import::{BINANCE, COINMARKETCAP};
use crate::rates::{Authority, OfficialRate};
use crate::series::{Evidence, LAKE, Parts, Whence};
use crate::workspace::Workspace;

/// Pages of the map of ids that were had within that time of each other are one map.
const ONE_MAP: SignedDuration = SignedDuration::from_hours(24);

/// Sources whose rows are candles, so that days are built of them.
const HAS_CANDLES: [&str; 2] = [BINANCE, BYBIT];

/// Every feed that there is.
pub(crate) const FEEDS: [&dyn Feed; 9] = [
    &coinmarketcap::Ohlcv,
    &coinmarketcap::Quotes,
    &binance::rest::Klines,
    &binance::files::Files,
    &bybit::Klines,
    &kraken::Ohlc,
    &rates::nbk::Rates,
    &rates::ecb::Rates,
    &rates::ecb::History,
];

/// The feed of that name.
pub(crate) fn feed(name: &str) -> Option<&'static dyn Feed> {
    FEEDS.into_iter().find(|feed| feed.name() == name)
}

/// What the bytes behind a receipt say.
pub(crate) fn read(receipt: &Receipt, bytes: &[u8]) -> Result<Answer, AnswerError> {
    match (feed(&receipt.feed), receipt.ask.ask()) {
        (Some(feed), Some(ask)) => feed.read(&ask, bytes, receipt.retrieved),
        _ => Ok(Answer::default()),
    }
}

/// The version of what [`read`] makes of answers: columns of another are made anew. Raise it with every change of a
/// parser that changes rows.
pub(crate) const PARSER: u32 = 1;

/// What has been read of the lake.
#[derive(Debug, Default)]
struct Loaded {
    receipts: Option<Arc<Receipts>>,
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

    fn loaded(&self) -> std::sync::MutexGuard<'_, Loaded> {
        // What a thread that panicked had read is whole: it is put in by single assignments.
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every receipt.
    pub(crate) fn receipts(&self) -> Result<Arc<Receipts>, Trouble> {
        if let Some(receipts) = &self.loaded().receipts {
            return Ok(Arc::clone(receipts));
        }
        let receipts = Arc::new(self.lake.receipts()?);
        self.loaded().receipts = Some(Arc::clone(&receipts));
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

    /// Adds the rows of a series that were known at an instant.
    pub(crate) fn add_rows(
        &self,
        parts: &mut Parts,
        followed: &Followed,
        known_at: Timestamp,
    ) -> Result<(), Trouble> {
        let receipts = self.receipts()?;
        let interval = followed.interval();
        let mut added = BTreeSet::new();
        // A day that a feed has whole is not taken from one that has its close alone.
        let mut days = BTreeSet::new();
        for (rank, feed) in feeds_of(&followed.source, &Settings::default()).into_iter().enumerate() {
            let has_candles = HAS_CANDLES.contains(&feed.source());
            for row in self.columns(feed, interval)?.rows_of(&followed.key) {
                let row = row?;
                let Some(receipt) = receipts.get(row.receipt) else { continue };
                let asked_in = &receipt.ask.currency;
                let is_in_currency = asked_in.is_empty() || *asked_in == followed.currency;
                let Some(evidence) = evidence(receipt).filter(|_| is_in_currency) else { continue };
                if receipt.retrieved > known_at {
                    continue;
                }
                let is_closed = receipt.retrieved >= DayCut::Utc.end(row.day());
                match rank {
                    0 if is_closed => _ = days.insert(row.day()),
                    0 => {}
                    _ if !has_candles && days.contains(&row.day()) => continue,
                    _ => {}
                }
                let at = (evidence.number, receipt.retrieved);
                if added.insert(row.receipt) {
                    parts.add_answer(evidence);
                }
                match row.candle().filter(|_| has_candles) {
                    Some(candle) => parts.add_candle(at, interval, candle, defects(&row)),
                    None if has_candles => {}
                    None => parts.add_bar(at, row.bar(), defects(&row)),
                }
            }
        }
        Ok(())
    }

    /// The first instant after `known_at` at which something of a series was had.
    pub(crate) fn had_later(
        &self,
        followed: &Followed,
        known_at: Timestamp,
    ) -> Result<Option<Timestamp>, Trouble> {
        let receipts = self.receipts()?;
        let feeds = feeds_of(&followed.source, &Settings::default());
        let of_key = self.asked_for(&receipts, &feeds, &followed.key);
        let answered = of_key.iter().filter(|receipt| receipt.outcome == Outcome::Rows);
        Ok(answered.map(|receipt| receipt.retrieved).filter(|retrieved| *retrieved > known_at).min())
    }

    /// Whether a key's last bar has no capitalisation above zero.
    pub(crate) fn is_without_capitalisation(&self, key: &str) -> Result<bool, Trouble> {
        let receipts = self.receipts()?;
        let mut last: Option<((Day, Timestamp), bool)> = None;
        for feed in feeds_of(COINMARKETCAP, &Settings::default()) {
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

    /// What CoinMarketCap itself says of an id: as a case has it, and when that was had.
    pub(crate) fn coinmarketcap(
        &self,
        followed: &Followed,
        known_at: Timestamp,
    ) -> Result<Option<(Value, Timestamp)>, Trouble> {
        let Some(id) = followed.key.parse().ok().filter(|_| followed.source == COINMARKETCAP) else {
            return Ok(None);
        };
        let Some(mapped) = self.mapped(id, known_at)? else { return Ok(None) };
        let receipts = self.receipts()?;
        let mut origin: Vec<Value> = Vec::new();
        let mut told: Vec<(&str, Value)> = mapped.evidence.to_entries().into_iter().collect();
        if let Some(entry) = &mapped.entry {
            told.push(("name", entry.name.as_str().into()));
            told.push(("symbol", entry.symbol.as_str().into()));
            told.push(("status", entry.status.clone().into()));
        }
        origin.push(Value::object(told));
        let mut about =
            vec![("id", Value::Number(id.to_string())), ("listed", Value::Bool(mapped.entry.is_some()))];
        if let Some(receipt) = receipts.latest_lookup(quotes_latest::NAME, &followed.key, known_at)
            && let (Some(evidence), Some(digest)) = (evidence(receipt), &receipt.sha256)
        {
            let quoted = self.quotes(digest, &receipt.ask.currency)?;
            if let Some(only) = quoted.get(&id).and_then(Quoted::self_reported_only) {
                about.push(("self_reported_market_cap", only.into()));
                origin.push(Value::object(evidence.to_entries()));
            }
        }
        about.push(("origin", crate::facts::one_or_list(origin)));
        Ok(Some((Value::object(about), mapped.evidence.retrieved)))
    }

    /// Looks whether the bytes with that digest are there and as they came.
    pub(crate) fn check_answer(&self, sha256: &str) -> Result<(), Trouble> {
        let Ok(digest) = sha256.parse::<Digest>() else { return Ok(()) };
        self.lake.bytes(&digest)?;
        Ok(())
    }

    /// Whether an id stands in the latest map that was had by then; none where there is no whole map.
    pub(crate) fn mapped(&self, id: u64, known_at: Timestamp) -> Result<Option<InMap>, Trouble> {
        let pages = self.map_pages(known_at)?;
        for (receipt, entries) in &pages.pages {
            if let (Some(entry), Some(evidence)) = (entries.get(&id), evidence(receipt)) {
                return Ok(Some(InMap { entry: Some(entry.clone()), evidence }));
            }
        }
        // That an id is nowhere can be said only by a map that has every page, and every entry of them readable; and not of
        // an id whose figures are had, for then it is the map that is wrong.
        let is_whole = pages.is_whole
            && pages.pages.iter().all(|(page, entries)| page.rejected == 0 && !entries.is_empty());
        let last = pages.pages.last().filter(|_| is_whole);
        if last.is_some()
            && !self
                .days_of(&feeds_of(COINMARKETCAP, &Settings::default()), &id.to_string(), Interval::DAY)?
                .is_empty()
        {
            return Ok(None);
        }
        Ok(last.and_then(|(receipt, _)| evidence(receipt)).map(|evidence| InMap { entry: None, evidence }))
    }

    /// Every id of the latest map, in the order of ids.
    pub(crate) fn map(&self, known_at: Timestamp) -> Result<Vec<map::Mapped>, Trouble> {
        let pages = self.map_pages(known_at)?;
        let all: BTreeMap<u64, map::Mapped> =
            pages.pages.into_iter().flat_map(|(_, entries)| entries.as_ref().clone()).collect();
        Ok(all.into_values().collect())
    }

    /// The pages of the latest map.
    fn map_pages(&self, known_at: Timestamp) -> Result<MapPages, Trouble> {
        let receipts = self.receipts()?;
        let start_of = |receipt: &Receipt| -> u32 {
            receipt.ask.params.get("start").and_then(|start| start.parse().ok()).unwrap_or(1)
        };
        let of_map = || {
            receipts.of_feed(map::NAME).rev().filter(|receipt| {
                receipt.outcome == Outcome::Rows && receipt.retrieved <= known_at && receipt.sha256.is_some()
            })
        };
        let Some(newest) = of_map().map(|receipt| receipt.retrieved).max() else {
            return Ok(MapPages::default());
        };
        let mut by_start: BTreeMap<u32, Receipt> = BTreeMap::new();
        for receipt in of_map().filter(|receipt| newest.duration_since(receipt.retrieved) <= ONE_MAP) {
            by_start.entry(start_of(receipt)).or_insert_with(|| receipt.clone());
        }
        let mut found = MapPages::default();
        let mut next = 1;
        for (start, receipt) in by_start {
            if start != next {
                return Ok(found);
            }
            let entries = self.map_page(&receipt)?;
            let is_full = receipt.parts + receipt.rejected >= u64::from(map::PAGE);
            found.pages.push((receipt, entries));
            found.is_whole = !is_full;
            next += map::PAGE;
        }
        Ok(found)
    }

    fn map_page(&self, receipt: &Receipt) -> Result<Arc<BTreeMap<u64, map::Mapped>>, Trouble> {
        let Some(digest) = &receipt.sha256 else { return Ok(Arc::default()) };
        if let Some(page) = self.loaded().maps.get(digest) {
            return Ok(Arc::clone(page));
        }
        let found = map::parse(&self.lake.bytes(digest)?).map(|found| found.entries).unwrap_or_default();
        let page: Arc<BTreeMap<u64, map::Mapped>> =
            Arc::new(found.into_iter().map(|entry| (entry.id, entry)).collect());
        self.loaded().maps.insert(*digest, Arc::clone(&page));
        Ok(page)
    }

    fn quotes(&self, digest: &Digest, currency: &str) -> Result<Arc<BTreeMap<u64, Quoted>>, Trouble> {
        if let Some(quotes) = self.loaded().quotes.get(digest) {
            return Ok(Arc::clone(quotes));
        }
        let found = quotes_latest::parse(&self.lake.bytes(digest)?, currency);
        let entries = found.map(|found| found.entries).unwrap_or_default();
        let quotes: Arc<BTreeMap<u64, Quoted>> =
            Arc::new(entries.into_iter().map(|quoted| (quoted.id, quoted)).collect());
        self.loaded().quotes.insert(*digest, Arc::clone(&quotes));
        Ok(quotes)
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

    /// The official rates of these pairs that were known at an instant, by authority, pair and day.
    pub(crate) fn official_rates(
        &self,
        pairs: &BTreeSet<(String, String)>,
        known_at: Timestamp,
    ) -> Result<Vec<OfficialRate>, Trouble> {
        let mut official = Vec::new();
        if pairs.is_empty() {
            return Ok(official);
        }
        let receipts = self.receipts()?;
        for authority in Authority::ALL {
            // Of each day and currency the rate that was had last.
            let mut by_day: BTreeMap<Day, BTreeMap<String, (&Receipt, Rate)>> = BTreeMap::new();
            for feed in feeds_of_authority(authority) {
                let columns = self.columns(*feed, Interval::DAY)?;
                let wanted: BTreeSet<&str> =
                    pairs.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()]).collect();
                for currency in wanted {
                    for row in columns.rows_of(currency) {
                        let row = row?;
                        let (Some(rate), Some(receipt)) = (row.rate(), receipts.get(row.receipt)) else {
                            continue;
                        };
                        if receipt.retrieved > known_at {
                            continue;
                        }
                        let of_day = by_day.entry(rate.day).or_default();
                        let rank = |receipt: &Receipt| (receipt.retrieved, receipt.n);
                        if of_day.get(currency).is_none_or(|(known, _)| rank(known) <= rank(receipt)) {
                            of_day.insert(currency.to_owned(), (receipt, rate));
                        }
                    }
                }
            }
            for (base, quote) in pairs {
                for (day, rates) in &by_day {
                    official.extend(official_rate(authority, (base, quote), *day, rates));
                }
            }
        }
        Ok(official)
    }
}

/// The pages of a map of ids, from the first on.
#[derive(Default)]
struct MapPages {
    pages: Vec<(Receipt, Arc<BTreeMap<u64, map::Mapped>>)>,
    is_whole: bool,
}

/// Where an id stands in a map, or that it stands nowhere.
pub(crate) struct InMap {
    pub(crate) entry: Option<map::Mapped>,
    pub(crate) evidence: Evidence,
}

fn feeds_of_authority(authority: Authority) -> &'static [&'static dyn Feed] {
    match authority {
        Authority::Nbk => &[&rates::nbk::Rates],
        Authority::Ecb => &[&rates::ecb::Rates, &rates::ecb::History],
    }
}

/// The rate of a pair by the rates of one day.
fn official_rate(
    authority: Authority,
    (base, quote): (&str, &str),
    day: Day,
    rates: &BTreeMap<String, (&Receipt, Rate)>,
) -> Option<OfficialRate> {
    let both = rates.iter().filter(|(currency, _)| *currency == base || *currency == quote);
    let both: Vec<(&str, &(&Receipt, Rate))> =
        both.map(|(currency, told)| (currency.as_str(), told)).collect();
    let told = both.iter().map(|(currency, (_, rate))| (*currency, rate));
    let board = match authority {
        Authority::Nbk => Board::of_nbk(told),
        Authority::Ecb => Board::of_ecb(told),
    };
    let rate = board.pair(base, quote)?;
    let mut answers: Vec<Evidence> = both.iter().filter_map(|(_, (receipt, _))| evidence(receipt)).collect();
    answers.dedup_by(|a, b| a.number == b.number);
    Some(OfficialRate {
        authority,
        day,
        base: base.to_owned(),
        quote: quote.to_owned(),
        rate,
        evidence: answers,
    })
}

/// A receipt's bytes as evidence.
fn evidence(receipt: &Receipt) -> Option<Evidence> {
    Some(Evidence {
        number: LAKE + receipt.n,
        whence: Whence::Address(receipt.address.clone()),
        sha256: receipt.sha256.as_ref()?.to_string(),
        retrieved: receipt.retrieved,
    })
}

/// What a parser found odd about a row, as a case has it.
fn defects(row: &Row) -> Vec<Value> {
    let list = row.defects.as_deref().and_then(|text| json::parse(text.as_bytes()).ok());
    match list {
        Some(Value::List(defects)) => defects,
        _ => Vec::new(),
    }
}

/// Makes the columns of what receipts they lack.
pub(crate) fn update_columns(writer: &mut Writer) -> Result<(), LakeError> {
    writer.update_columns(PARSER, read).map(drop)
}
