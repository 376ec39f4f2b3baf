//! Candles of a pair: real minutes and hours from `data/`, made-up minutes by formula, longer ones put together.
//!
//! Everything is an integer of hundred-millionths. A candle that is not over yet holds what there was up to now.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::coinmarketcap::unpacked;
use crate::made;
use crate::state::{Source, State};
use crate::time::{civil, day_of, weekday};

/// A hundred million: the unit of every figure here.
pub(crate) const UNIT: i128 = 100_000_000;

/// Prices, and sums over the time of the candle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candle {
    /// Seconds since 1970.
    pub(crate) open_s: i64,
    pub(crate) open: i128,
    pub(crate) high: i128,
    pub(crate) low: i128,
    pub(crate) close: i128,
    pub(crate) volume: i128,
    pub(crate) quote: i128,
    pub(crate) trades: i128,
    pub(crate) taker_base: i128,
    pub(crate) taker_quote: i128,
}

impl Candle {
    fn add(&mut self, next: &Candle) {
        self.high = self.high.max(next.high);
        self.low = self.low.min(next.low);
        self.close = next.close;
        self.volume += next.volume;
        self.quote += next.quote;
        self.trades += next.trades;
        self.taker_base += next.taker_base;
        self.taker_quote += next.taker_quote;
    }
}

/// The length of a candle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interval {
    Seconds(i64),
    /// From Monday.
    Week,
    Month,
}

impl Interval {
    /// The beginning of the candle that a second lies in.
    pub(crate) fn start(self, second: i64) -> i64 {
        let day = second.div_euclid(86_400);
        match self {
            Interval::Seconds(length) => second.div_euclid(length) * length,
            Interval::Week => (day - weekday(day)) * 86_400,
            Interval::Month => {
                let (year, month, _) = civil(day);
                day_of(year, month, 1) * 86_400
            }
        }
    }

    /// The beginning of the candle after one.
    pub(crate) fn next(self, start: i64) -> i64 {
        match self {
            Interval::Seconds(length) => start + length,
            Interval::Week => start + 7 * 86_400,
            Interval::Month => self.start(start + 31 * 86_400),
        }
    }

    /// Whether minutes are needed for it.
    fn short(self) -> bool {
        matches!(self, Interval::Seconds(length) if length % 3600 != 0)
    }
}

/// Where a pair's candles come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The name in `data/`.
    Real(&'static str),
    /// The number of the formula.
    Made(u32),
}

/// A pair as a venue lists it.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// The venue's own name, such as `USDTZUSD`.
    pub(crate) name: String,
    pub(crate) base: String,
    pub(crate) quote: String,
    /// Digits after the point of a price.
    pub(crate) decimals: u32,
    pub(crate) kind: Kind,
}

fn pair(name: &str, base: &str, quote: &str, decimals: u32, kind: Kind) -> Pair {
    Pair { name: name.to_owned(), base: base.to_owned(), quote: quote.to_owned(), decimals, kind }
}

/// The pairs of a venue.
pub(crate) fn pairs(state: &State, venue: Source) -> Vec<Pair> {
    let mut pairs = match venue {
        Source::Kraken => vec![
            pair("USDCUSD", "USDC", "USD", 4, Kind::Real("USDCUSD")),
            pair("USDTZUSD", "USDT", "USD", 6, Kind::Made(7)),
        ],
        Source::Bybit => vec![
            pair("BTCUSDT", "BTC", "USDT", 2, Kind::Real("BTCUSDT")),
            pair("USDCUSDT", "USDC", "USDT", 4, Kind::Real("USDCUSDT")),
        ],
        _ => vec![
            pair("BTCUSDC", "BTC", "USDC", 2, Kind::Real("BTCUSDC")),
            pair("BTCUSDT", "BTC", "USDT", 2, Kind::Real("BTCUSDT")),
            pair("USDCUSDT", "USDC", "USDT", 4, Kind::Real("USDCUSDT")),
        ],
    };
    pairs.extend(
        (1..=state.settings.assets)
            .map(|k| pair(&format!("MADE{k}USDT"), &format!("MADE{k}"), "USDT", 6, Kind::Made(k))),
    );
    pairs
}

type Series = BTreeMap<i64, Candle>;

/// The real candles under their name and length: `("USDCUSDT", 3600)`.
fn real() -> &'static HashMap<(&'static str, i64), Series> {
    static REAL: OnceLock<HashMap<(&'static str, i64), Series>> = OnceLock::new();
    REAL.get_or_init(|| {
        let files: [(&str, i64, &[u8]); 6] = [
            ("BTCUSDC", 3600, include_bytes!("../data/binance-BTCUSDC-1h.csv.gz")),
            ("BTCUSDT", 3600, include_bytes!("../data/binance-BTCUSDT-1h.csv.gz")),
            ("BTCUSDT", 60, include_bytes!("../data/binance-BTCUSDT-1m.csv.gz")),
            ("USDCUSDT", 3600, include_bytes!("../data/binance-USDCUSDT-1h.csv.gz")),
            ("USDCUSDT", 60, include_bytes!("../data/binance-USDCUSDT-1m.csv.gz")),
            ("USDCUSD", 3600, include_bytes!("../data/kraken-USDCUSD-1h.csv.gz")),
        ];
        files.into_iter().map(|(name, length, bytes)| ((name, length), read(&unpacked(bytes)))).collect()
    })
}

/// Ten cells are Binance's: second, open, high, low, close, volume, quote volume, trades, taker's two. Eight are
/// Kraken's: after the volume the volume-weighted price and the trades.
fn read(text: &str) -> Series {
    let candle = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let figure = |at: usize| units(cells[at]);
        let volume = figure(5);
        let ten = cells.len() == 10;
        let candle = Candle {
            open_s: cells[0].parse().expect("seconds"),
            open: figure(1),
            high: figure(2),
            low: figure(3),
            close: figure(4),
            volume,
            quote: if ten { figure(6) } else { figure(6) * volume / UNIT },
            trades: cells[7].parse().expect("a count"),
            taker_base: if ten { figure(8) } else { 0 },
            taker_quote: if ten { figure(9) } else { 0 },
        };
        (candle.open_s, candle)
    };
    text.lines().map(candle).collect()
}

/// Hundred-millionths of a decimal; what lies beyond is rounded half up.
fn units(text: &str) -> i128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{part:0<9}");
    let tenths: i128 = digits[..9].parse().expect("digits");
    whole.parse::<i128>().expect("digits") * UNIT + (tenths + 5) / 10
}

fn made_minute(k: u32, second: i64) -> Candle {
    let minute = made::minute(k, second);
    let [open, high, low, close] = minute.prices.map(|price| price * 100);
    Candle {
        open_s: second,
        open,
        high,
        low,
        close,
        volume: minute.volume * UNIT,
        quote: minute.quote * 100,
        trades: minute.trades,
        taker_base: minute.volume / 2 * UNIT,
        taker_quote: minute.quote / 2 * 100,
    }
}

/// The finished made-up candles so far: a day is 1,440 minutes, and clients page through hundreds of days.
static MADE: Mutex<BTreeMap<(u32, i64, i64), Candle>> = Mutex::new(BTreeMap::new());

/// The candle that begins at `start`, if the venue had any trade in it by now.
fn at(kind: Kind, interval: Interval, start: i64, now_s: i64) -> Option<Candle> {
    let end = interval.next(start);
    let Kind::Made(k) = kind else { return put_together(kind, interval, start, end.min(now_s + 1)) };
    if end > now_s {
        return put_together(kind, interval, start, end.min(now_s + 1));
    }
    let known = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (k, start, end);
    if let Some(candle) = known().get(&key) {
        return Some(candle.clone());
    }
    let candle = put_together(kind, interval, start, end)?;
    known().insert(key, candle.clone());
    Some(candle)
}

fn put_together(kind: Kind, interval: Interval, start: i64, end: i64) -> Option<Candle> {
    let mut whole: Option<Candle> = None;
    let mut take = |part: Candle| match &mut whole {
        Some(whole) => whole.add(&part),
        None => whole = Some(Candle { open_s: start, ..part }),
    };
    match kind {
        Kind::Made(k) => {
            let first = start.max(made::first_day() * 86_400);
            (first..end).step_by(60).for_each(|second| take(made_minute(k, second)));
        }
        Kind::Real(name) => {
            let length = if interval.short() { 60 } else { 3600 };
            if let Some(series) = real().get(&(name, length)).filter(|_| start < end) {
                series.range(start..end).for_each(|(_, part)| take(part.clone()));
            }
        }
    }
    whole
}

/// The first second of a pair's candles.
fn first(kind: Kind, interval: Interval) -> i64 {
    match kind {
        Kind::Made(_) => made::first_day() * 86_400,
        Kind::Real(name) => {
            let length = if interval.short() { 60 } else { 3600 };
            let series = real().get(&(name, length));
            series.and_then(|series| series.keys().next().copied()).unwrap_or(i64::MAX / 2)
        }
    }
}

/// The last second of a pair's candles.
fn last(kind: Kind, interval: Interval, now_s: i64) -> i64 {
    match kind {
        Kind::Made(_) => now_s,
        Kind::Real(name) => {
            let length = if interval.short() { 60 } else { 3600 };
            let series = real().get(&(name, length));
            series.and_then(|series| series.keys().next_back().copied()).unwrap_or(0).min(now_s)
        }
    }
}

/// Candles that open in a span of seconds, both ends included, oldest first: the first `limit` or the last.
pub(crate) fn span(
    state: &State,
    kind: Kind,
    interval: Interval,
    from: i64,
    to: i64,
    limit: usize,
    newest: bool,
) -> Vec<Candle> {
    let now_s = state.now().div_euclid(1000);
    let mut low = interval.start(from.max(first(kind, interval)));
    if low < from {
        low = interval.next(low);
    }
    let to = to.min(last(kind, interval, now_s));
    let mut out = Vec::new();
    if newest {
        let mut start = interval.start(to);
        while start >= low && out.len() < limit {
            out.extend(at(kind, interval, start, now_s));
            start = interval.start(start - 1);
        }
        out.reverse();
    } else {
        let mut start = low;
        while start <= to && out.len() < limit {
            out.extend(at(kind, interval, start, now_s));
            start = interval.next(start);
        }
    }
    out
}

/// A figure with so many digits after the point, cut, never rounded.
pub(crate) fn fixed(value: i128, decimals: u32) -> String {
    let cut = value / 10_i128.pow(8 - decimals);
    let unit = 10_i128.pow(decimals);
    format!("{}.{:0width$}", cut / unit, cut % unit, width = decimals as usize)
}
