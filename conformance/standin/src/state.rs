//! What the caller asked for, and what has happened since.

use std::collections::{HashMap, HashSet, VecDeque};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::coinmarketcap::{Key, Usage};
use crate::fault::Fault;
use crate::time::{DAY_MS, parse_iso};

/// A source of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// CoinMarketCap Pro API.
    CoinMarketCap,
    /// Binance spot: REST and the archives of data.binance.vision.
    Binance,
    /// Bybit V5 market data.
    Bybit,
    /// Kraken spot market data.
    Kraken,
    /// The National Bank of Kazakhstan.
    Nbk,
    /// The European Central Bank.
    Ecb,
}

impl Source {
    /// All of them.
    pub const ALL: [Source; 6] =
        [Source::CoinMarketCap, Source::Binance, Source::Bybit, Source::Kraken, Source::Nbk, Source::Ecb];

    /// The first segment of its paths.
    pub fn name(self) -> &'static str {
        match self {
            Source::CoinMarketCap => "coinmarketcap",
            Source::Binance => "binance",
            Source::Bybit => "bybit",
            Source::Kraken => "kraken",
            Source::Nbk => "nbk",
            Source::Ecb => "ecb",
        }
    }

    /// The source of this name.
    pub fn parse(name: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|source| source.name() == name)
    }
}

/// What the stand-in takes for "now".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// One instant, milliseconds since 1970, until `Standin::set_now`.
    Fixed(i64),
    /// The machine's clock and so many milliseconds.
    Offset(i64),
}

impl Clock {
    /// The clock that stands at an instant of ISO 8601.
    pub fn at(instant: &str) -> Option<Clock> {
        parse_iso(instant).map(Clock::Fixed)
    }
}

/// How CoinMarketCap's daily bar of the running day is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunningDay {
    /// As an unfinished bar: all four prices are the day's open, the volume is the day's so far (rounded down to a
    /// whole number), `timestamp` is now. It counts among `count`.
    Unfinished,
    /// Not at all, though it counts among `count`: so CoinMarketCap's documents describe it ("the currently active period
    /// is counted but excluded from results").
    Omitted,
}

/// A past day's figures that change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restate {
    /// Whose figures.
    pub source: Source,
    /// The id (`"825"`), the pair (`"USDCUSDT"`) or the currency (`"USD"`).
    pub key: String,
    /// The day, `2025-12-30`.
    pub day: String,
    /// After so many requests to the source.
    pub after_calls: u64,
}

/// All that a caller may choose.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The clock; it decides which bars exist.
    pub now: Clock,
    /// How many made-up assets and pairs there are.
    pub assets: u32,
    /// CoinMarketCap's keys. The usual one is `standin-key`, on the plan `Enterprise`, without limits to speak of.
    pub keys: Vec<Key>,
    /// See [`RunningDay`]. The usual one is `Unfinished`, which is the harder case for a client.
    pub running_day: RunningDay,
    /// Answers are packed where the client accepts it.
    pub gzip: bool,
    /// Bodies come in chunks rather than with a `Content-Length`.
    pub chunked: bool,
    /// Each answer waits so many milliseconds.
    pub latency_ms: u32,
    /// Faults by probability. The first of a source that the dice choose is the one.
    pub faults: Vec<(Source, Fault, f64)>,
    /// What the dice begin from.
    pub seed: u64,
    /// Where [`Fault::Redirect`] points.
    pub redirect_to: String,
    /// The port, or 0 for any.
    pub port: u16,
    /// A file to which each request is written as a line.
    pub log_file: Option<PathBuf>,
    /// Figures that change after so many calls.
    pub restate: Vec<Restate>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            now: Clock::Offset(0),
            assets: 20,
            keys: vec![Key::usual()],
            running_day: RunningDay::Unfinished,
            gzip: false,
            chunked: false,
            latency_ms: 0,
            faults: Vec::new(),
            seed: 0,
            redirect_to: "http://elsewhere.invalid/".to_owned(),
            port: 0,
            log_file: None,
            restate: Vec::new(),
        }
    }
}

impl Settings {
    /// The usual settings with the clock at an instant of ISO 8601.
    ///
    /// # Panics
    ///
    /// Where the text is no such instant.
    pub fn at(instant: &str) -> Settings {
        let now = parse_iso(instant).expect("an instant such as 2025-12-31T12:00:00Z");
        Settings { now: Clock::Fixed(now), ..Settings::default() }
    }

    /// Reads `coinmarketcap:429-seconds=0.1,html-200=0.05;binance:closed=0.2`.
    ///
    /// # Errors
    ///
    /// The part that could not be read.
    pub fn with_faults(mut self, spec: &str) -> Result<Settings, String> {
        for part in spec.split(';').filter(|part| !part.is_empty()) {
            let (source, list) = part.split_once(':').ok_or_else(|| format!("no source in `{part}`"))?;
            let source = Source::parse(source).ok_or_else(|| format!("unknown source `{source}`"))?;
            for item in list.split(',') {
                let (name, odds) =
                    item.split_once('=').ok_or_else(|| format!("no probability in `{item}`"))?;
                let fault = Fault::parse(name).ok_or_else(|| format!("unknown fault `{name}`"))?;
                let odds = odds.parse::<f64>().ok().filter(|odds| (0.0..=1.0).contains(odds));
                self.faults.push((source, fault, odds.ok_or_else(|| format!("no probability in `{item}`"))?));
            }
        }
        Ok(self)
    }
}

/// A request and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// `GET`
    pub method: String,
    /// The path with the source's prefix and the query, keys masked.
    pub path: String,
    /// The source, where the path named one.
    pub source: Option<Source>,
    /// The key in use, all but its last four characters masked; empty without a key.
    pub key: String,
    /// The status of the answer; 0 where the connection was closed before one.
    pub status: u16,
    /// The fault's name, `none`, or the name with ` (no meaning here)`.
    pub fault: String,
    /// The credits that the request cost.
    pub credits: u64,
}

impl Logged {
    fn line(&self) -> String {
        let Logged { method, path, key, status, fault, credits, .. } = self;
        format!("{status} {method} {path} key={key} credits={credits} fault={fault}\n")
    }
}

/// What happens while it runs; one lock guards all of it.
#[derive(Debug, Default)]
pub(crate) struct Happened {
    pub(crate) queues: HashMap<Source, VecDeque<Fault>>,
    pub(crate) dice: u64,
    pub(crate) log: Vec<Logged>,
    pub(crate) ledger: HashMap<String, Usage>,
    pub(crate) calls: HashMap<Source, u64>,
    pub(crate) restated: HashSet<(Source, String, i64)>,
    /// Milliseconds that `set_now` and `advance` moved the clock.
    pub(crate) moved: i64,
}

/// Settings and events together.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    started: Instant,
    happened: Mutex<Happened>,
}

impl State {
    pub(crate) fn new(settings: Settings) -> State {
        let happened = Happened { dice: settings.seed, ..Happened::default() };
        State { settings, started: Instant::now(), happened: Mutex::new(happened) }
    }

    pub(crate) fn happened(&self) -> MutexGuard<'_, Happened> {
        // A thread that died with the lock left whole values behind.
        self.happened.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn unmoved(&self) -> i64 {
        match self.settings.now {
            Clock::Fixed(ms) => ms,
            Clock::Offset(ms) => {
                let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
                ms + i64::try_from(now.as_millis()).expect("a clock before the year 290 million")
            }
        }
    }

    /// Milliseconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        let moved = self.happened().moved;
        self.unmoved() + moved
    }

    pub(crate) fn set_now(&self, ms: i64) {
        let moved = ms - self.unmoved();
        self.happened().moved = moved;
    }

    /// The day, counted from 1970.
    pub(crate) fn today(&self) -> i64 {
        self.now().div_euclid(DAY_MS)
    }

    /// The minute that rate limits count in: it passes even where the clock stands still.
    pub(crate) fn minute(&self) -> i64 {
        let since = match self.settings.now {
            Clock::Fixed(_) => i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX / 2),
            Clock::Offset(_) => 0,
        };
        (self.now() + since).div_euclid(60_000)
    }

    /// Whether a day's figures have changed, by word or by count of calls.
    pub(crate) fn restated(&self, source: Source, key: &str, day: i64) -> bool {
        let happened = self.happened();
        let calls = happened.calls.get(&source).copied().unwrap_or(0);
        happened.restated.contains(&(source, key.to_owned(), day))
            || self.settings.restate.iter().any(|entry| {
                entry.source == source
                    && entry.key == key
                    && calls > entry.after_calls
                    && parse_iso(&entry.day).is_some_and(|ms| ms.div_euclid(DAY_MS) == day)
            })
    }

    /// Counts the request and says what goes wrong with it: first what was queued, then the dice.
    pub(crate) fn draw(&self, source: Source) -> Fault {
        let mut happened = self.happened();
        *happened.calls.entry(source).or_default() += 1;
        if let Some(fault) = happened.queues.get_mut(&source).and_then(VecDeque::pop_front) {
            return fault;
        }
        for (of, fault, odds) in &self.settings.faults {
            if *of == source && roll(&mut happened.dice) < *odds {
                return fault.clone();
            }
        }
        Fault::None
    }

    pub(crate) fn log(&self, entry: Logged) {
        if let Some(path) = &self.settings.log_file {
            let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
            // A log that cannot be written must not break an answer.
            let _ = file.and_then(|mut file| file.write_all(entry.line().as_bytes()));
        }
        self.happened().log.push(entry);
    }
}

/// The next number in [0, 1) of SplitMix64.
fn roll(dice: &mut u64) -> f64 {
    *dice = dice.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *dice;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^= z >> 31;
    (z >> 11) as f64 / (1_u64 << 53) as f64
}
