//! What sources answered, as a dossier sees it: rows of a series, what CoinMarketCap says of an id, and official rates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use qazyq_exact::Day;
use qazyq_lake::{Outcome, Receipt, Row};
use qazyq_law::json::{self, Value};
use qazyq_market::coinmarketcap::lookups::{Quoted, map, quotes_latest};
use qazyq_market::days::DayCut;
use qazyq_market::feed::{Answer, AnswerError, Feed, Rate};
use qazyq_market::klines::Interval;
use qazyq_market::rates::quotient::Board;
use qazyq_market::{binance, bybit, coinmarketcap, kraken, rates};

use crate::follow::{BINANCE, BYBIT, COINMARKETCAP, Followed, KRAKEN};
use crate::kept::Answers;
use crate::rates::{Authority, OfficialRate};
use crate::series::{Evidence, LAKE, Parts, Whence};

/// Pages of the map of ids that were had within that time of each other are one map.
const ONE_MAP: SignedDuration = SignedDuration::from_hours(24);

/// Sources whose rows are candles, so that days are built of them.
pub const HAS_CANDLES: [&str; 2] = [BINANCE, BYBIT];

/// Every feed that there is.
pub const FEEDS: [&dyn Feed; 9] = [
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
#[must_use]
pub fn feed(name: &str) -> Option<&'static dyn Feed> {
    FEEDS.into_iter().find(|feed| feed.name() == name)
}

/// What the bytes behind a receipt say.
///
/// # Errors
/// Where they are no answer of its feed.
pub fn read(receipt: &Receipt, bytes: &[u8]) -> Result<Answer, AnswerError> {
    match (feed(&receipt.feed), receipt.ask.ask()) {
        (Some(feed), Some(ask)) => feed.read(&ask, bytes, receipt.retrieved),
        _ => Ok(Answer::default()),
    }
}

/// The feeds of a source's series, the one that is preferred first.
#[must_use]
pub fn feeds_of(source: &str) -> Vec<&'static dyn Feed> {
    match source {
        COINMARKETCAP => vec![&coinmarketcap::Ohlcv, &coinmarketcap::Quotes],
        BINANCE => vec![&binance::rest::Klines, &binance::files::Files],
        BYBIT => vec![&bybit::Klines],
        KRAKEN => vec![&kraken::Ohlc],
        _ => vec![],
    }
}

/// Adds the rows of a series that were known at an instant.
///
/// # Errors
/// Where a row cannot be read.
pub fn add_rows<A: Answers>(
    answers: &A,
    parts: &mut Parts,
    followed: &Followed,
    known_at: Timestamp,
) -> Result<(), A::Error> {
    let mut added = BTreeSet::new();
    // A day that a feed has whole is not taken from one that has its close alone.
    let mut days = BTreeSet::new();
    for (rank, feed) in feeds_of(&followed.source).into_iter().enumerate() {
        let has_candles = HAS_CANDLES.contains(&feed.source());
        answers.each_row(feed, followed.interval(), &followed.key, &mut |row, receipt| {
            let asked_in = &receipt.ask.currency;
            let is_in_currency = asked_in.is_empty() || *asked_in == followed.currency;
            let Some(evidence) = evidence(receipt).filter(|_| is_in_currency) else { return };
            if receipt.retrieved > known_at {
                return;
            }
            let is_closed = receipt.retrieved >= DayCut::Utc.end(row.day());
            match rank {
                0 if is_closed => _ = days.insert(row.day()),
                0 => {}
                _ if !has_candles && days.contains(&row.day()) => return,
                _ => {}
            }
            let at = (evidence.number, receipt.retrieved);
            if added.insert(row.receipt) {
                parts.add_answer(evidence);
            }
            match row.candle().filter(|_| has_candles) {
                Some(candle) => parts.add_candle(at, followed.interval(), candle, defects(&row)),
                None if has_candles => {}
                None => parts.add_bar(at, row.bar(), defects(&row)),
            }
        })?;
    }
    Ok(())
}

/// What CoinMarketCap itself says of an id: as a case has it, and when that was had.
///
/// # Errors
/// Where an answer cannot be had.
pub fn coinmarketcap<A: Answers>(
    answers: &A,
    followed: &Followed,
    known_at: Timestamp,
) -> Result<Option<(Value, Timestamp)>, A::Error> {
    let Some(id) = followed.key.parse().ok().filter(|_| followed.source == COINMARKETCAP) else {
        return Ok(None);
    };
    let Some(mapped) = mapped(answers, id, known_at)? else { return Ok(None) };
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
    if let Some(receipt) = answers.latest_lookup(quotes_latest::NAME, &followed.key, known_at)?
        && let (Some(evidence), Some(digest)) = (evidence(&receipt), &receipt.sha256)
    {
        let quoted = answers.quotes(digest, &receipt.ask.currency)?;
        if let Some(only) = quoted.get(&id).and_then(Quoted::self_reported_only) {
            about.push(("self_reported_market_cap", only.into()));
            origin.push(Value::object(evidence.to_entries()));
        }
    }
    about.push(("origin", crate::facts::one_or_list(origin)));
    Ok(Some((Value::object(about), mapped.evidence.retrieved)))
}

/// Whether an id stands in the latest map that was had by then; none where there is no whole map.
///
/// # Errors
/// Where an answer cannot be had.
pub fn mapped<A: Answers>(answers: &A, id: u64, known_at: Timestamp) -> Result<Option<InMap>, A::Error> {
    let pages = map_pages(answers, known_at)?;
    for (receipt, entries) in &pages.pages {
        if let (Some(entry), Some(evidence)) = (entries.get(&id), evidence(receipt)) {
            return Ok(Some(InMap { entry: Some(entry.clone()), evidence }));
        }
    }
    // That an id is nowhere can be said only by a map that has every page, and every entry of them readable; and not of
    // an id whose figures are had, for then it is the map that is wrong.
    let is_whole =
        pages.is_whole && pages.pages.iter().all(|(page, entries)| page.rejected == 0 && !entries.is_empty());
    let last = pages.pages.last().filter(|_| is_whole);
    if last.is_some() {
        let mut has_figures = false;
        for feed in feeds_of(COINMARKETCAP) {
            answers.each_row(feed, Interval::DAY, &id.to_string(), &mut |_, _| has_figures = true)?;
        }
        if has_figures {
            return Ok(None);
        }
    }
    Ok(last.and_then(|(receipt, _)| evidence(receipt)).map(|evidence| InMap { entry: None, evidence }))
}

/// The pages of the latest map.
///
/// # Errors
/// Where an answer cannot be had.
pub fn map_pages<A: Answers>(answers: &A, known_at: Timestamp) -> Result<MapPages, A::Error> {
    let start_of = |receipt: &Receipt| -> u32 {
        receipt.ask.params.get("start").and_then(|start| start.parse().ok()).unwrap_or(1)
    };
    let mut of_map = answers.lookups(map::NAME)?;
    of_map.retain(|receipt| {
        receipt.outcome == Outcome::Rows && receipt.retrieved <= known_at && receipt.sha256.is_some()
    });
    let Some(newest) = of_map.iter().map(|receipt| receipt.retrieved).max() else {
        return Ok(MapPages::default());
    };
    let mut by_start: BTreeMap<u32, Receipt> = BTreeMap::new();
    let of_one = |receipt: &Receipt| newest.duration_since(receipt.retrieved) <= ONE_MAP;
    for receipt in of_map.into_iter().rev().filter(of_one) {
        by_start.entry(start_of(&receipt)).or_insert(receipt);
    }
    let mut found = MapPages::default();
    let mut next = 1_u32;
    for (start, receipt) in by_start {
        if start != next {
            return Ok(found);
        }
        let entries = match &receipt.sha256 {
            Some(digest) => answers.map_page(digest)?,
            None => Arc::default(),
        };
        let is_full = receipt.parts.saturating_add(receipt.rejected) >= u64::from(map::PAGE);
        found.pages.push((receipt, entries));
        found.is_whole = !is_full;
        next = next.saturating_add(map::PAGE);
    }
    Ok(found)
}

/// What the bytes of a page of the map say, by id; nothing where they cannot be read.
#[must_use]
pub fn read_map(bytes: &[u8]) -> BTreeMap<u64, map::Mapped> {
    let found = map::parse(bytes).map(|found| found.entries).unwrap_or_default();
    found.into_iter().map(|entry| (entry.id, entry)).collect()
}

/// What the bytes of latest quotes say, by id; nothing where they cannot be read.
#[must_use]
pub fn read_quotes(bytes: &[u8], currency: &str) -> BTreeMap<u64, Quoted> {
    let found = quotes_latest::parse(bytes, currency);
    let entries = found.map(|found| found.entries).unwrap_or_default();
    entries.into_iter().map(|quoted| (quoted.id, quoted)).collect()
}

/// The official rates of these pairs that were known at an instant, by authority, pair and day.
///
/// # Errors
/// Where a row cannot be read.
pub fn official_rates<A: Answers>(
    answers: &A,
    pairs: &BTreeSet<(String, String)>,
    known_at: Timestamp,
) -> Result<Vec<OfficialRate>, A::Error> {
    let mut official = Vec::new();
    let wanted: BTreeSet<&str> = pairs.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()]).collect();
    for authority in Authority::ALL.into_iter().filter(|_| !pairs.is_empty()) {
        // Of each day and currency the rate that was had last.
        let mut by_day: BTreeMap<Day, BTreeMap<String, Told>> = BTreeMap::new();
        for feed in feeds_of_authority(authority) {
            for currency in &wanted {
                answers.each_row(*feed, Interval::DAY, currency, &mut |row, receipt| {
                    let (Some(rate), true) = (row.rate(), receipt.retrieved <= known_at) else { return };
                    let of_day = by_day.entry(rate.day).or_default();
                    let rank = (receipt.retrieved, receipt.n);
                    if of_day.get(*currency).is_none_or(|known| known.rank <= rank) {
                        let evidence = evidence(receipt);
                        of_day.insert((*currency).to_owned(), Told { rank, evidence, rate });
                    }
                })?;
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

/// A rate against an authority's own currency.
struct Told {
    rank: (Timestamp, u64),
    evidence: Option<Evidence>,
    rate: Rate,
}

/// The pages of a map of ids, from the first on.
#[derive(Debug, Default)]
pub struct MapPages {
    /// Each with its entries, by id.
    pub pages: Vec<(Receipt, Arc<BTreeMap<u64, map::Mapped>>)>,
    /// The last one is not full, so that there is no other.
    pub is_whole: bool,
}

/// Where an id stands in a map, or that it stands nowhere.
#[derive(Clone, Debug)]
pub struct InMap {
    /// Its entry there.
    pub entry: Option<map::Mapped>,
    /// The page that says so; of an id that is nowhere the last one.
    pub evidence: Evidence,
}

/// The feeds of an authority's rates.
#[must_use]
pub fn feeds_of_authority(authority: Authority) -> &'static [&'static dyn Feed] {
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
    rates: &BTreeMap<String, Told>,
) -> Option<OfficialRate> {
    let both = rates.iter().filter(|(currency, _)| *currency == base || *currency == quote);
    let both: Vec<(&str, &Told)> = both.map(|(currency, told)| (currency.as_str(), told)).collect();
    let told = both.iter().map(|(currency, told)| (*currency, &told.rate));
    let board = match authority {
        Authority::Nbk => Board::of_nbk(told),
        Authority::Ecb => Board::of_ecb(told),
    };
    let rate = board.pair(base, quote)?;
    let mut answers: Vec<Evidence> = both.iter().filter_map(|(_, told)| told.evidence.clone()).collect();
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

/// A receipt's bytes as evidence; none where none came.
#[must_use]
pub fn evidence(receipt: &Receipt) -> Option<Evidence> {
    Some(Evidence {
        number: LAKE.saturating_add(receipt.n),
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

/// The source of a feed or of a lookup: the name of both begins with it.
#[must_use]
pub fn source_of(feed_name: &str) -> &str {
    match feed(feed_name) {
        Some(feed) => feed.source(),
        None => feed_name.split('-').next().unwrap_or(feed_name),
    }
}
