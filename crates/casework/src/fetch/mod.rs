//! Fetching: asking every source for what is wanted and not had, keeping every answer, and saying what is left.
//!
//! ```text
//! follows ─┐                ┌─ keep the bytes ── read them ── write a receipt ─┐
//! receipts ┼─ plan ── ask ──┤                                                  ├─ columns
//! settings ┘                └─ again, later, never, or stop ───────────────────┘
//! ```
//!
//! - Every answer is in the lake before it counts, and every attempt has a receipt, so a run that is killed loses at most
//!   the answers that were on their way, and the next run asks for those alone.
//! - An answer that cannot be read is kept as well: it is evidence of what the source sent.
//! - The instant of an answer is that at which its last byte came.

mod plan;
mod question;
pub mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};
use qazyq_exact::Day;
use qazyq_fetch::{
    Base, Clock, End, Event, Fault, Judgement, Reply, Request, Secret, address_without_secrets, run_on,
};
use qazyq_lake::{Exchange, LakeError, Outcome, Receipts, Told, Writer};
use qazyq_law::Act;
use qazyq_market::coinmarketcap::lookups::{KEYLESS_PREFIX, fiat_map, info, key_info, map};
use qazyq_market::days::DayCut;
use qazyq_market::feed::{Advice, AnswerError, Ask, Feed, Reach, Refusal};
use qazyq_market::klines::Interval;
use qazyq_market::{binance, bybit, coinmarketcap, kraken, rates};

pub use self::plan::Span;
use self::plan::{Asks, Wanted, had};
pub use self::question::Question;
use self::settings::{Bars, PLACES, Place, Settings, place};
use crate::Trouble;
use crate::dossier::Book;
use crate::follow::{BYBIT, KRAKEN};
use crate::import::{BINANCE, COINMARKETCAP};
use crate::rates::Authority;

/// The header that carries CoinMarketCap's key.
const KEY_HEADER: &str = "X-CMC_PRO_API_KEY";
/// A key shorter than that is none, and would be found in any text.
const KEY_BYTES_MIN: usize = 8;
/// A map of ids older than that is asked for anew.
const MAP_SERVES: SignedDuration = SignedDuration::from_hours(20);
/// A list of currencies older than that is asked for anew.
const FIAT_MAP_SERVES: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Ids in one lookup.
const IDS_MAX: usize = 250;
/// Days before the first wanted one from which rates are wanted too: the longest that one may serve.
const RATE_DAYS_BEFORE: i32 = 10;
/// How often what came and cannot be used is asked for again in one run.
const ROUNDS: usize = 2;
/// Headers that say when an answer was made and how much may still be asked.
const HEADERS_KEPT: [&str; 9] = [
    "content-type",
    "date",
    "etag",
    "last-modified",
    "age",
    "retry-after",
    "x-mbx-used-weight-1m",
    "x-bapi-limit-status",
    "server",
];

/// What somebody wants to have.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// At which sources; none for all.
    pub sources: Vec<String>,
    /// Of which assets; none for all.
    pub assets: Vec<String>,
    /// The first day; `None` for where a series begins already, or 60 days back.
    pub from: Option<Day>,
    /// The last day; `None` for the last that has settled.
    pub to: Option<Day>,
    /// The running day too, whose bars are provisional.
    pub today: bool,
    /// Days that are had too, to see whether the source has changed its past.
    pub again: bool,
    /// Whole past months as the source's own files, where it has such.
    pub bulk: bool,
    /// What CoinMarketCap says of its ids anew, though it was asked before.
    pub info: bool,
}

/// What will be asked.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Questions, in the order in which they are put to each place.
    pub questions: Vec<Question>,
    /// Days of series that they ask for.
    pub days: u64,
    /// Series of which the source has not the first days that are wanted: source, key, the first day that it has.
    pub beyond_reach: Vec<(String, String, Day)>,
    /// Currencies in which CoinMarketCap gives no figures.
    pub no_such_currency: Vec<String>,
    /// Pages of the map of ids have to be asked for until the last.
    map: bool,
    /// Ids of which nobody knows by whose word their capitalisation is known.
    ids: Vec<(u64, String)>,
}

impl Plan {
    /// What the questions to a place cost.
    #[must_use]
    pub fn credits(&self, place: Place) -> u64 {
        self.of(place).map(Question::credits).sum()
    }

    /// The questions to a place.
    pub fn of(&self, place: Place) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.place().is_ok_and(|of| of == place))
    }

    /// Requests: those that are known, and the map's pages.
    #[must_use]
    pub fn requests(&self, place: Place) -> usize {
        self.of(place).count() + usize::from(self.map && place.name == COINMARKETCAP)
    }
}

/// With what a run asks.
pub struct Means<'a> {
    /// Where each place is and what it bears.
    pub settings: &'a Settings,
    /// CoinMarketCap's key.
    pub key: Option<Secret>,
    /// The most credits that this run may cost.
    pub credits_max: Option<u64>,
    /// The time, and waiting.
    pub clock: &'a dyn Clock,
    /// Told of everything that happens.
    pub events: &'a (dyn Fn(Event<'_>) + Sync),
    /// Once this is true nothing more is asked.
    pub stop: &'a AtomicBool,
}

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// By place.
    pub places: BTreeMap<&'static str, OfPlace>,
    /// What the key said of itself, before anything else was asked.
    pub key: Option<key_info::KeyInfo>,
    /// What was wanted and not asked, since the credits did not suffice.
    pub without_credits: Vec<Question>,
    /// What was wanted and not asked, since there is no key.
    pub without_key: Vec<Question>,
    /// Keys of which what came cannot be used, asked again or not: the feed, the key and why.
    pub unusable: Vec<(&'static str, String, Told)>,
    /// Somebody interrupted the run.
    pub interrupted: bool,
}

/// What came of the questions to one place.
#[derive(Clone, Debug, Default)]
pub struct OfPlace {
    /// Questions that were put.
    pub asked: usize,
    /// Those that were answered.
    pub answered: usize,
    /// Attempts.
    pub attempts: usize,
    /// Rows in the answers.
    pub rows: u64,
    /// Credits by the documents.
    pub credits: u64,
    /// Rows that are none, and parts that cannot be used.
    pub rejected: u64,
    /// Defects of rows, by code.
    pub defects: BTreeMap<String, u64>,
    /// What was not answered, each with why.
    pub unanswered: Vec<(Question, Told)>,
}

impl Report {
    /// Adds what came of another round.
    fn add(&mut self, other: Self) {
        for (name, of) in other.places {
            let known = self.places.entry(name).or_default();
            known.asked += of.asked;
            known.answered += of.answered;
            known.attempts += of.attempts;
            known.rows += of.rows;
            known.credits += of.credits;
            known.rejected += of.rejected;
            known.unanswered.extend(of.unanswered);
            for (code, count) in of.defects {
                *known.defects.entry(code).or_default() += count;
            }
        }
        self.without_credits.extend(other.without_credits);
        self.unusable.extend(other.unusable);
        self.interrupted |= other.interrupted;
    }

    /// Everything that was wanted was had.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.without_credits.is_empty()
            && self.without_key.is_empty()
            && self.unusable.is_empty()
            && !self.interrupted
            && self.places.values().all(|of| of.unanswered.is_empty())
    }
}

impl Book {
    /// What has to be asked for a wish.
    ///
    /// # Errors
    /// Where an asset or source is unknown, or the lake cannot be read.
    pub fn plan(&self, act: &Act, wish: &Wish, settings: &Settings, now: Timestamp) -> Result<Plan, Trouble> {
        for name in &wish.sources {
            source_named(name)?;
        }
        for asset in &wish.assets {
            self.asset(asset)?;
        }
        let today = DayCut::Utc.day_of(now);
        let receipts = self.lake.receipts()?;
        let mut plan = Plan::default();
        let mut pairs = BTreeSet::new();
        let is_wanted = |source: &str| wish.sources.is_empty() || wish.sources.iter().any(|s| s == source);

        let mut groups: BTreeMap<(String, String, Interval), BTreeSet<String>> = BTreeMap::new();
        let mut first = None;
        let ids: Vec<String> = match &wish.assets[..] {
            [] => self.ids().map(str::to_owned).collect(),
            named => named.to_vec(),
        };
        for asset in &ids {
            // The tokens that convert its series are wanted with it.
            let through =
                self.conversions(asset).into_values().map(|conversion| conversion.through.to_owned());
            for asset in through.chain([asset.clone()]) {
                for followed in self.follows(&asset).into_iter().filter(|f| is_wanted(&f.source)) {
                    let interval = followed.interval();
                    let group = (followed.source, followed.currency, interval);
                    groups.entry(group).or_default().insert(followed.key);
                }
            }
        }
        for ((source, currency, interval), keys) in groups {
            let feeds = feeds_of(&source, settings);
            let Some(feed) = feeds.first().copied() else { continue };
            if source == COINMARKETCAP && !self.lake.has_currency(&currency, now)? {
                plan.no_such_currency.push(currency);
                continue;
            }
            let to = wish.to.unwrap_or_else(|| last_settled(feed, now));
            let to = if wish.today { today } else { to.min(today) };
            let span = Span { from: wish.from, to, again: wish.again };
            // Of CoinMarketCap the figures are asked for in a currency; a pair says itself in what it is.
            let asked_in = if source == COINMARKETCAP { currency.as_str() } else { "" };
            let settles = settles_after(&feeds);
            // A day of which the close alone is had is still wanted whole.
            let count = match settings.bars() {
                Bars::Ohlcv if source == COINMARKETCAP => 1,
                Bars::Ohlcv | Bars::Quotes => feeds.len(),
            };
            let counting = feeds.get(..count).unwrap_or(&feeds);
            let mut wanted = Vec::new();
            for key in keys {
                let rows = self.lake.days_of(counting, &key, interval)?;
                let asked = self.lake.asked_for(&receipts, counting, &key);
                let had = had(&receipts, &asked, (&key, asked_in, interval), settles, rows);
                wanted.push(Wanted { key, had });
            }
            let most = settings.keys_at_once(&source).unwrap_or(usize::MAX);
            let reach = Reach { keys_max: feed.reach().keys_max.min(most), ..feed.reach() };
            let Asks { asks, beyond_reach, days } =
                plan::asks(&wanted, reach, (asked_in, interval), span, today);
            // Rates are wanted for every day that has figures, or will have.
            let had = wanted.iter().filter_map(|wanted| wanted.had.first_row);
            first = first.into_iter().chain(had).chain(asks.iter().map(|ask| ask.from)).min();
            plan.days += days;
            plan.beyond_reach.extend(beyond_reach.into_iter().map(|(key, day)| (source.clone(), key, day)));
            for ask in asks {
                if source == BINANCE && wish.bulk {
                    let (months, rest) = plan::months(ask, today);
                    let rest = rest.into_iter().map(|ask| Question::Rows(feed, ask));
                    let months = months.into_iter().map(|ask| Question::Rows(&binance::files::Files, ask));
                    plan.questions.extend(months.chain(rest));
                } else {
                    plan.questions.push(Question::Rows(feed, ask));
                }
            }
            if source == COINMARKETCAP {
                self.plan_lookups(&mut plan, &receipts, (&currency, &wanted), wish, now);
            }
        }
        for asset in &ids {
            pairs.extend(self.pairs_of(act, asset)?);
        }
        self.plan_rates(&mut plan, &receipts, (&pairs, first), wish, now)?;
        Ok(plan)
    }

    /// Adds what is to be looked up of CoinMarketCap's ids.
    fn plan_lookups(
        &self,
        plan: &mut Plan,
        receipts: &Receipts,
        (currency, wanted): (&str, &[Wanted]),
        wish: &Wish,
        now: Timestamp,
    ) {
        let is_old = |name: &str, key: &str, serves: SignedDuration| {
            let latest = receipts.latest_lookup(name, key, now);
            latest.is_none_or(|receipt| now.duration_since(receipt.retrieved) >= serves)
        };
        plan.map |= is_old(map::NAME, "", MAP_SERVES);
        if currency != "USD" && is_old(fiat_map::NAME, "", FIAT_MAP_SERVES) {
            plan.questions.insert(0, Question::FiatMap);
        }
        let ids = || wanted.iter().filter_map(|wanted| wanted.key.parse::<u64>().ok());
        let unknown: Vec<u64> = ids()
            .filter(|id| wish.info || receipts.latest_lookup(info::NAME, &id.to_string(), now).is_none())
            .collect();
        plan.questions.extend(unknown.chunks(IDS_MAX).map(|ids| Question::Info(ids.to_vec())));
        plan.ids.extend(ids().map(|id| (id, currency.to_owned())));
    }

    /// Adds the days of official rates that pegs in another currency than their series need.
    fn plan_rates(
        &self,
        plan: &mut Plan,
        receipts: &Receipts,
        (pairs, first): (&BTreeSet<(String, String)>, Option<Day>),
        wish: &Wish,
        now: Timestamp,
    ) -> Result<(), Trouble> {
        let today = DayCut::Utc.day_of(now);
        let to = wish.to.unwrap_or(today).min(today);
        for authority in Authority::ALL {
            let name = authority.source();
            let is_named = wish.sources.iter().any(|source| source == name);
            let serves = |(base, quote): &(String, String)| match authority {
                Authority::Nbk => base == "KZT" || quote == "KZT" || !(is_of_ecb(base) && is_of_ecb(quote)),
                Authority::Ecb => is_of_ecb(base) && is_of_ecb(quote),
            };
            let is_needed = wish.sources.is_empty() && pairs.iter().any(serves);
            if !is_named && !is_needed {
                continue;
            }
            let feeds: [&'static dyn Feed; 2] = match authority {
                Authority::Nbk => [&rates::nbk::Rates, &rates::nbk::Rates],
                Authority::Ecb => [&rates::ecb::Rates, &rates::ecb::History],
            };
            let rows = self.lake.days_of_rates(authority)?;
            let asked = self.lake.asked_for(receipts, &feeds, "");
            let had = had(receipts, &asked, ("", "", Interval::DAY), settles_after(&feeds), rows);
            let begin = wish.from.or(first).map(|day| day.plus(-RATE_DAYS_BEFORE));
            let span = Span { from: begin, to, again: wish.again };
            let all = [Wanted { key: String::new(), had }];
            let reach = Reach { days_back_max: None, ..feeds[0].reach() };
            let reach = match authority {
                Authority::Nbk => reach,
                // One answer has all days, whichever are asked for.
                Authority::Ecb => Reach { rows_max: 100_000, ..reach },
            };
            let Asks { asks, days, .. } = plan::asks(&all, reach, ("", Interval::DAY), span, today);
            plan.days += days;
            let asks: Vec<Ask> = asks.into_iter().map(|ask| Ask { keys: Vec::new(), ..ask }).collect();
            match (authority, asks.first(), asks.last()) {
                (Authority::Ecb, Some(first), Some(last)) => {
                    let back = feeds[0].reach().days_back_max.unwrap_or(0);
                    let is_near = first.from >= today.plus(-back);
                    let feed = if is_near { feeds[0] } else { feeds[1] };
                    let ask = Ask { from: first.from, to: last.to, ..first.clone() };
                    plan.questions.push(Question::Rows(feed, ask));
                }
                (Authority::Ecb, ..) => {}
                (Authority::Nbk, ..) => {
                    plan.questions.extend(asks.into_iter().map(|ask| Question::Rows(feeds[0], ask)));
                }
            }
        }
        Ok(())
    }

    /// Asks what a plan says, and once more for what came and could not be used.
    ///
    /// # Errors
    /// Where the lake cannot be written. What was answered before is kept.
    pub fn fetch(
        &mut self,
        act: &Act,
        wish: &Wish,
        plan: &Plan,
        means: &Means<'_>,
    ) -> Result<Report, Trouble> {
        let mut report = self.ask(plan, means, 0)?;
        for _ in 0..ROUNDS {
            if report.unusable.is_empty() || report.interrupted {
                break;
            }
            let unusable = std::mem::take(&mut report.unusable);
            let wish = Wish { again: false, ..wish.clone() };
            let all = self.plan(act, &wish, means.settings, timestamp(means.clock.wall()))?;
            // Nothing else is asked again: what failed has been asked as often as it may.
            let only = |question: Question| match question {
                Question::Rows(feed, ask) => {
                    let of_feed =
                        |key: &String| unusable.iter().any(|(name, of, _)| *name == feed.name() && of == key);
                    let keys: Vec<String> = ask.keys.iter().filter(|key| of_feed(key)).cloned().collect();
                    (!keys.is_empty()).then_some(Question::Rows(feed, Ask { keys, ..ask }))
                }
                _ => None,
            };
            let questions: Vec<Question> = all.questions.into_iter().filter_map(only).collect();
            if questions.is_empty() {
                report.unusable = unusable;
                break;
            }
            let spent = report.places.get(COINMARKETCAP).map_or(0, |of| of.credits);
            report.add(self.ask(&Plan { questions, ..Plan::default() }, means, spent)?);
        }
        Ok(report)
    }

    fn ask(&mut self, plan: &Plan, means: &Means<'_>, spent: u64) -> Result<Report, Trouble> {
        self.workspace().make()?;
        let mut run = Run {
            writer: Mutex::new(self.lake.writer()?),
            means,
            report: Report::default(),
            spent,
            per_minute: None,
            trouble: Mutex::new(None),
        };
        let (of_coinmarketcap, others): (Vec<Question>, Vec<Question>) =
            plan.questions.iter().cloned().partition(|q| q.place().is_ok_and(|p| p.name == COINMARKETCAP));
        let mut questions = others;
        if !of_coinmarketcap.is_empty() || plan.map {
            let costs = of_coinmarketcap.iter().any(|question| question.credits() > 0);
            run.begin_coinmarketcap(plan.map, costs)?;
            questions.extend(run.affordable(of_coinmarketcap));
        }
        run.ask(questions)?;
        // The answers are read into columns while the lock is held: whoever reads next finds them there.
        run.update_columns()?;
        let receipts = run.with_writer(|writer| writer.receipts().clone());
        self.lake.forget();
        let questions = self.capitalisations(plan, &receipts, means.clock)?;
        let questions = run.affordable(questions);
        run.ask(questions)?;
        run.report.interrupted = means.stop.load(Ordering::Relaxed);
        let report = run.report;
        drop(run.writer);
        self.lake.forget();
        Ok(report)
    }

    /// Asks for the largest assets of CoinMarketCap, or those with a tag, and for the map of ids where it is old.
    ///
    /// # Errors
    /// As [`Book::fetch`].
    pub fn look_around(&mut self, listings: Option<Question>, means: &Means<'_>) -> Result<Report, Trouble> {
        let now = timestamp(means.clock.wall());
        let latest = self.lake.receipts()?.latest_lookup(map::NAME, "", now).map(|r| r.retrieved);
        let map = latest.is_none_or(|instant| now.duration_since(instant) >= MAP_SERVES);
        let plan = Plan { questions: listings.into_iter().collect(), map, ..Plan::default() };
        if plan.questions.is_empty() && !plan.map {
            return Ok(Report::default());
        }
        self.ask(&plan, means, 0)
    }

    /// The questions by whose word a capitalisation is known, of ids whose last bar has none above zero.
    fn capitalisations(
        &self,
        plan: &Plan,
        receipts: &Receipts,
        clock: &dyn Clock,
    ) -> Result<Vec<Question>, Trouble> {
        let now = timestamp(clock.wall());
        let mut by_currency: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        for (id, currency) in &plan.ids {
            let key = id.to_string();
            let name = coinmarketcap::lookups::quotes_latest::NAME;
            let latest = receipts.latest_lookup(name, &key, now);
            let is_recent = latest.is_some_and(|r| now.duration_since(r.retrieved) < MAP_SERVES);
            if !is_recent && self.lake.is_without_capitalisation(&key)? {
                by_currency.entry(currency).or_default().push(*id);
            }
        }
        let questions = by_currency.into_iter().flat_map(|(currency, ids)| {
            let chunks: Vec<Vec<u64>> = ids.chunks(IDS_MAX).map(<[u64]>::to_vec).collect();
            chunks.into_iter().map(move |ids| Question::QuotesLatest(ids, currency.to_owned()))
        });
        Ok(questions.collect())
    }
}

/// The source of that name, if something can be fetched from it.
///
/// # Errors
/// Where there is none. Archives are no source of their own: they hold the same series.
pub fn source_named(name: &str) -> Result<Place, Trouble> {
    let known = || PLACES.iter().filter(|place| !place.name.ends_with("-files"));
    known().find(|place| place.name == name).copied().ok_or_else(|| Trouble::UnknownSource {
        source: name.to_owned(),
        known: known().map(|place| place.name.to_owned()).collect(),
    })
}

/// The feeds whose rows are of a source's series, the one that is asked first.
pub(crate) fn feeds_of(source: &str, settings: &Settings) -> Vec<&'static dyn Feed> {
    match source {
        COINMARKETCAP => match settings.bars() {
            Bars::Ohlcv => vec![&coinmarketcap::Ohlcv, &coinmarketcap::Quotes],
            Bars::Quotes => vec![&coinmarketcap::Quotes, &coinmarketcap::Ohlcv],
        },
        BINANCE => vec![&binance::rest::Klines, &binance::files::Files],
        BYBIT => vec![&bybit::Klines],
        KRAKEN => vec![&kraken::Ohlc],
        _ => vec![],
    }
}

/// After so many seconds the rows of a day are final, whichever of these feeds gave them.
fn settles_after(feeds: &[&dyn Feed]) -> i64 {
    feeds.iter().map(|feed| feed.reach().settles_after_seconds).max().unwrap_or_default()
}

/// The last day whose rows are final.
fn last_settled(feed: &dyn Feed, now: Timestamp) -> Day {
    let settled = SignedDuration::from_secs(feed.reach().settles_after_seconds);
    DayCut::Utc.day_of(now.saturating_sub(settled).unwrap_or(Timestamp::MIN)).plus(-1)
}

/// Whether the European Central Bank sets a rate of the currency, or set one for years.
fn is_of_ecb(currency: &str) -> bool {
    crate::rates::OF_ECB.contains(&currency)
}

/// The instant, to the millisecond before it: what was had just before a day's end is never taken for had after it.
fn timestamp(time: SystemTime) -> Timestamp {
    let instant = Timestamp::try_from(time).unwrap_or(Timestamp::MAX);
    Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant)
}

/// A run on its way.
struct Run<'a> {
    writer: Mutex<Writer>,
    means: &'a Means<'a>,
    report: Report,
    /// Credits that earlier rounds of the same run have cost.
    spent: u64,
    /// The pace that CoinMarketCap grants the key.
    per_minute: Option<u32>,
    /// What kept a receipt from being written.
    trouble: Mutex<Option<LakeError>>,
}

/// A question on its way, with what the last attempt came to.
struct Asking {
    question: Question,
    last: Mutex<Last>,
}

#[derive(Default)]
struct Last {
    attempts: usize,
    told: Option<Told>,
    advice: Option<Advice>,
    exchange: Option<Exchange>,
}

impl Run<'_> {
    /// Asks the key what it may ask, where that `costs` anything, and the map of ids page by page.
    fn begin_coinmarketcap(&mut self, map: bool, costs: bool) -> Result<(), Trouble> {
        if costs && self.means.key.is_some() {
            let answers = self.ask(vec![Question::KeyInfo])?;
            if let Some(bytes) = answers.first() {
                let info = key_info::parse(bytes).ok();
                self.per_minute =
                    info.as_ref().and_then(|info| info.rate_limit_minute).and_then(|n| u32::try_from(n).ok());
                self.report.key = info;
            }
        }
        let mut start = 1;
        while map && !self.means.stop.load(Ordering::Relaxed) {
            let answers = self.ask(vec![Question::Map(start)])?;
            let Some(found) = answers.first().and_then(|bytes| map::parse(bytes).ok()) else { break };
            let page = usize::try_from(map::PAGE).unwrap_or(usize::MAX);
            if found.entries.len() + found.passed_over.len() < page {
                break;
            }
            start += map::PAGE;
        }
        Ok(())
    }

    /// Those questions that the credits suffice for, and that can be asked with a key or without.
    fn affordable(&mut self, questions: Vec<Question>) -> Vec<Question> {
        let left = self
            .report
            .key
            .as_ref()
            .and_then(|key| [key.day.left, key.month.left].into_iter().flatten().min());
        let now: u64 = self.report.places.get(COINMARKETCAP).map_or(0, |of| of.credits);
        // What the key says it has left it has said after the earlier rounds.
        let granted = self.means.credits_max.map(|most| most.saturating_sub(self.spent));
        let most = [left, granted].into_iter().flatten().min();
        let mut left = most.map(|most| most.saturating_sub(now));
        let mut affordable = Vec::new();
        for question in questions {
            if self.means.key.is_none() && !question.is_keyless() {
                self.report.without_key.push(question);
                continue;
            }
            let cost = question.credits();
            match &mut left {
                Some(left) if *left < cost => self.report.without_credits.push(question),
                Some(left) => {
                    *left -= cost;
                    affordable.push(question);
                }
                None => affordable.push(question),
            }
        }
        affordable
    }

    /// Asks, keeps and counts; gives the bytes of the answers, in the order of the questions.
    fn ask(&mut self, questions: Vec<Question>) -> Result<Vec<Vec<u8>>, Trouble> {
        let apart = self.ask_once(questions)?;
        let (mut answers, wrong) = apart;
        // A question that is wrong for one of its keys is put for each of them, and an archive's to the source itself.
        let again: Vec<Question> = wrong.into_iter().flatten().collect();
        if !again.is_empty() {
            answers.extend(self.ask_once(again)?.0);
        }
        Ok(answers)
    }

    #[expect(clippy::type_complexity, reason = "answers, and what is to be asked apart")]
    fn ask_once(&mut self, questions: Vec<Question>) -> Result<(Vec<Vec<u8>>, Vec<Vec<Question>>), Trouble> {
        let mut requests = Vec::new();
        for question in questions {
            requests.push(self.request(question)?);
        }
        let per_minute = self.per_minute;
        let settings = self.means.settings;
        let policy_of = |source: &str| match place(source) {
            Ok(place) => {
                let own = per_minute.filter(|_| place.name == COINMARKETCAP);
                settings.policy(place, own)
            }
            Err(_) => qazyq_fetch::Policy::default(),
        };
        let judge = |request: &Request<Asking>, attempt: u32, outcome: Result<&Reply, &Fault>| {
            self.judge(request, attempt, outcome)
        };
        let ended = run_on(self.means.clock, requests, policy_of, judge, self.means.events, self.means.stop);
        if let Some(error) = self.trouble.lock().ok().and_then(|mut trouble| trouble.take()) {
            return Err(error.into());
        }
        let (mut answers, mut apart) = (Vec::new(), Vec::new());
        for (request, end) in ended {
            let Asking { question, last } = request.about;
            let last = last.into_inner().unwrap_or_default();
            let of = self.report.places.entry(question.place()?.name).or_default();
            of.asked += 1;
            of.attempts += last.attempts;
            if let (End::Done, Some(exchange)) = (end, &last.exchange) {
                of.answered += 1;
                of.rows += exchange.rows;
                of.credits += exchange.credits;
                of.rejected += exchange.rejected;
                for told in exchange.remarks.iter().filter(|told| told.code == "part-is-unusable") {
                    let key = told.args.get("key").cloned().unwrap_or_default();
                    self.report.unusable.push((question.name(), key, told.clone()));
                }
                for (code, count) in &exchange.defects {
                    *of.defects.entry(code.clone()).or_default() += count;
                }
                if matches!(question, Question::KeyInfo | Question::Map(_))
                    && let Some(digest) = &exchange.sha256
                {
                    answers.push(self.with_writer(|writer| writer.lake().bytes(digest))?);
                }
                continue;
            }
            let instead = match (&question, last.advice) {
                (_, Some(Advice::Never)) => question.apart(),
                // An archive that is not there yet, or never was: the answers have those days.
                (Question::Rows(feed, ask), Some(Advice::NotThere))
                    if feed.name() == binance::files::Files.name() =>
                {
                    Some(vec![Question::Rows(&binance::rest::Klines, ask.clone())])
                }
                _ => None,
            };
            match instead {
                Some(parts) => apart.push(parts),
                None => of.unanswered.push((question, why(end, last.told))),
            }
        }
        Ok((answers, apart))
    }

    /// The request that puts a question.
    fn request(&self, question: Question) -> Result<Request<Asking>, Trouble> {
        let place = question.place()?;
        let base = settings::base(self.means.settings.base_url(place))?;
        let mut headers = Vec::new();
        let mut path = question.path();
        if place.name == COINMARKETCAP {
            match &self.means.key {
                Some(key) => headers.push((KEY_HEADER.to_owned(), key.clone())),
                None => path = format!("{KEYLESS_PREFIX}{path}"),
            }
            headers.push(("Accept".to_owned(), Secret::new("application/json")));
        }
        Ok(Request {
            source: place.name.to_owned(),
            url: Base::join(&base, &path),
            headers,
            about: Asking { question, last: Mutex::default() },
        })
    }

    /// Keeps what an attempt came to, and says what follows.
    fn judge(&self, request: &Request<Asking>, attempt: u32, outcome: Result<&Reply, &Fault>) -> Judgement {
        let question = &request.about.question;
        let mut exchange = Exchange {
            feed: question.name().to_owned(),
            ask: question.asked(),
            address: address_without_secrets(&request.url),
            attempt,
            status: None,
            headers: BTreeMap::new(),
            retrieved: timestamp(self.means.clock.wall()),
            milliseconds: 0,
            sha256: None,
            bytes: 0,
            credits: 0,
            outcome: Outcome::Failed,
            trouble: None,
            parts: 0,
            rows: 0,
            rejected: 0,
            defects: BTreeMap::new(),
            remarks: Vec::new(),
        };
        let mut advice = None;
        let judgement = match outcome {
            Err(fault) => {
                exchange.trouble = Some(Told::new(fault.code(), fault.args()));
                if fault.may_pass() { Judgement::Again } else { Judgement::GiveUp }
            }
            Ok(reply) => {
                exchange.status = Some(reply.status);
                exchange.headers = kept(&reply.headers);
                exchange.retrieved = timestamp(reply.ended);
                let took = reply.ended.duration_since(reply.began).unwrap_or_default();
                exchange.milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
                exchange.bytes = u64::try_from(reply.body.len()).unwrap_or(u64::MAX);
                // The lock is not held meanwhile: answers are kept side by side.
                // Bytes in which the source repeats the key are no evidence that may be passed on, and are not kept.
                let lake = self.with_writer(|writer| writer.lake().clone());
                match self.holds_key(&reply.body) {
                    true => exchange.remarks.push(Told::new("answer-held-the-key", [])),
                    false => match lake.keep(&reply.body) {
                        Ok(digest) => exchange.sha256 = Some(digest),
                        Err(error) => return self.stopped_by(error),
                    },
                }
                let said = if exchange.sha256.is_none() {
                    let refusal = question.refusal(reply.status, &reply.body);
                    let advice = if reply.status == 200 { Advice::Stop } else { refusal.advice };
                    Err(AnswerError::Refused(Refusal { advice, ..refusal }))
                } else if reply.status == 200 {
                    question.read(&reply.body, exchange.retrieved, &mut exchange)
                } else {
                    Err(AnswerError::Refused(question.refusal(reply.status, &reply.body)))
                };
                match said {
                    Ok(()) => {
                        exchange.outcome = Outcome::Rows;
                        exchange.credits = if self.means.key.is_some() { question.credits() } else { 0 };
                        Judgement::Done
                    }
                    Err(AnswerError::Refused(refusal)) => {
                        exchange.outcome = Outcome::Refused;
                        exchange.trouble = Some(Told::new("source-refused", refusal.args()));
                        advice = Some(refusal.advice);
                        judgement_of(&refusal)
                    }
                    Err(error) => {
                        exchange.outcome = Outcome::Unreadable;
                        exchange.trouble = Some(Told::new(error.code(), error.args()));
                        Judgement::Again
                    }
                }
            }
        };
        self.without_key(&mut exchange);
        if let Ok(mut last) = request.about.last.lock() {
            *last = Last {
                attempts: last.attempts + 1,
                told: exchange.trouble.clone(),
                advice,
                exchange: Some(exchange.clone()),
            };
        }
        match self.with_writer(|writer| writer.append(exchange)) {
            Ok(_) => judgement,
            Err(error) => self.stopped_by(error),
        }
    }

    /// Whether a source repeats the key that it was sent.
    fn holds_key(&self, bytes: &[u8]) -> bool {
        let key = self
            .means
            .key
            .as_ref()
            .map(|key| key.expose().as_bytes())
            .filter(|key| key.len() >= KEY_BYTES_MIN);
        key.is_some_and(|key| bytes.windows(key.len()).any(|part| part == key))
    }

    /// Takes the key out of whatever a source has said, before it is written down.
    fn without_key(&self, exchange: &mut Exchange) {
        let Some(key) = self.means.key.as_ref().map(Secret::expose).filter(|key| key.len() >= KEY_BYTES_MIN)
        else {
            return;
        };
        let told = exchange.trouble.iter_mut().chain(&mut exchange.remarks);
        let texts = told.flat_map(|told| told.args.values_mut()).chain(exchange.headers.values_mut());
        for text in texts.filter(|text| text.contains(key)) {
            *text = text.replace(key, "***");
        }
    }

    /// What cannot be recorded is not asked: the whole run stops.
    fn stopped_by(&self, error: LakeError) -> Judgement {
        if let Ok(mut slot) = self.trouble.lock() {
            slot.get_or_insert(error);
        }
        self.means.stop.store(true, Ordering::Relaxed);
        Judgement::StopSource
    }

    fn with_writer<T>(&self, act: impl FnOnce(&mut Writer) -> T) -> T {
        // A thread that panicked with the lock has written a receipt or not; the writer itself is whole.
        let mut writer = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        act(&mut writer)
    }

    fn update_columns(&self) -> Result<(), Trouble> {
        Ok(self.with_writer(crate::lake::update_columns)?)
    }
}

/// What to do about a refusal.
fn judgement_of(refusal: &Refusal) -> Judgement {
    match refusal.advice {
        Advice::Later => Judgement::Again,
        Advice::AfterSeconds(seconds) => Judgement::AgainAfter(Duration::from_secs(seconds)),
        Advice::Never | Advice::NotThere => Judgement::GiveUp,
        Advice::Stop => Judgement::StopSource,
    }
}

/// Codes of what ends a question without an answer, beside those of faults, answers and remarks.
pub const ENDS: &[&str] = &[
    "answer-held-the-key",
    "interrupted",
    "answer-broke-the-program",
    "source-fails-too-often",
    "source-asked-to-stop",
    "no-answer",
];

/// Why a question has no answer.
fn why(end: End, told: Option<Told>) -> Told {
    let plain = |code: &str| Told::new(code, []);
    match end {
        End::Interrupted => plain("interrupted"),
        End::Panicked { .. } => plain("answer-broke-the-program"),
        End::BreakerOpen => told.unwrap_or_else(|| plain("source-fails-too-often")),
        End::SourceStopped => told.unwrap_or_else(|| plain("source-asked-to-stop")),
        End::Done | End::GaveUp { .. } => told.unwrap_or_else(|| plain("no-answer")),
    }
}

fn kept(headers: &[(String, String)]) -> BTreeMap<String, String> {
    let lower = headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
    let kept = lower.filter(|(name, _)| HEADERS_KEPT.contains(&name.as_str()));
    kept.map(|(name, value)| (name, value.clone())).collect()
}
