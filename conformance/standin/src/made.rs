//! Made-up figures by the formulas of `data/FORMULAS.md`, which is the authority on them.

use crate::time::day_of;

/// The number of the first made-up asset less one.
pub(crate) const FIRST_ID: u32 = 900_000;

/// 2020-01-01, the first made-up day.
pub(crate) fn first_day() -> i64 {
    day_of(2020, 1, 1)
}

/// Whole units and `decimals` digits after the point, without trailing zeros.
pub(crate) fn scaled(value: i128, decimals: u32) -> String {
    let unit = 10_i128.pow(decimals);
    let (sign, value) = (if value < 0 { "-" } else { "" }, value.abs());
    let text = format!("{sign}{}.{:0width$}", value / unit, value % unit, width = decimals as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn open(k: i128, n: i128) -> i128 {
    let part = (k * 7919 + n * 104_729).rem_euclid(10_007) - 5003;
    1_000_000 + if k % 10 == 0 { 20 * part } else { part }
}

/// Open, high, low and close, in millionths.
fn prices(k: i128, n: i128) -> [i128; 4] {
    let (open, close) = (open(k, n), open(k, n + 1));
    let high = open.max(close) + (k * 31 + n * 17).rem_euclid(2001);
    let low = open.min(close) - (k * 13 + n * 29).rem_euclid(2001);
    [open, high, low, close]
}

/// One day of an asset, each figure as its text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Day {
    pub(crate) open: String,
    pub(crate) high: String,
    pub(crate) low: String,
    pub(crate) close: String,
    pub(crate) volume: String,
    pub(crate) market_cap: String,
    pub(crate) supply: String,
    /// Seconds into the day.
    pub(crate) high_s: i64,
    /// Seconds into the day.
    pub(crate) low_s: i64,
}

/// The made-up day of asset `k`; `day` counts from 1970. None before 2020.
pub(crate) fn day(k: u32, day: i64) -> Option<Day> {
    let (k, n) = (i128::from(k), i128::from(day - first_day()));
    if n < 0 {
        return None;
    }
    let [open, high, low, close] = prices(k, n);
    let supply = 10_000_000 + 1000 * k + 100 * n;
    Some(Day {
        open: scaled(open, 6),
        high: scaled(high, 6),
        low: scaled(low, 6),
        close: scaled(close, 6),
        volume: scaled(100_000_000 + (k * 1_000_003 + n * 7919).rem_euclid(5_000_000_000), 2),
        market_cap: if k % 50 == 47 { "0".to_owned() } else { scaled(supply * close, 6) },
        supply: supply.to_string(),
        high_s: (k * 3607 + n * 641).rem_euclid(86_400) as i64,
        low_s: (k * 7211 + n * 1283).rem_euclid(86_400) as i64,
    })
}

/// One minute of a pair: prices and the quote volume in millionths, the volume whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Minute {
    pub(crate) prices: [i128; 4],
    pub(crate) volume: i128,
    pub(crate) quote: i128,
    pub(crate) trades: i128,
}

/// The made-up minute that begins at `second` since 1970.
pub(crate) fn minute(k: u32, second: i64) -> Minute {
    let (k, n) = (i128::from(k), i128::from((second - first_day() * 86_400).div_euclid(60)));
    let prices = prices(k, n);
    let volume = 1000 + (k * 101 + n * 37).rem_euclid(9000);
    Minute { prices, volume, quote: volume * prices[3], trades: 1 + (k + n).rem_euclid(50) }
}

/// Code, name, nominal, and base, step and swing in hundredths of a tenge.
pub(crate) const TENGE: [(&str, &str, i64, i64, i64, i64); 12] = [
    ("AED", "ДИРХАМ ОАЭ", 1, 12_250, 11, 250),
    ("AMD", "АРМЯНСКИЙ ДРАМ", 10, 1_160, 3, 60),
    ("CNY", "КИТАЙСКИЙ ЮАНЬ", 1, 6_250, 13, 150),
    ("EUR", "ЕВРО", 1, 49_500, 53, 1000),
    ("GBP", "ФУНТ СТЕРЛИНГОВ", 1, 58_000, 61, 1000),
    ("IDR", "ИНДОНЕЗИЙСКИХ РУПИЙ", 1000, 2_800, 5, 100),
    ("IRR", "ИРАНСКИЙ РИАЛ", 10_000, 1_070, 3, 50),
    ("KGS", "КЫРГЫЗСКИЙ СОМ", 1, 515, 1, 25),
    ("KRW", "ЮЖНО-КОРЕЙСКИХ ВОН", 100, 3_300, 7, 100),
    ("RUB", "РОССИЙСКИЙ РУБЛЬ", 1, 500, 7, 50),
    ("USD", "ДОЛЛАР США", 1, 45_000, 37, 1000),
    ("UZS", "УЗБЕКСКИХ СУМОВ", 100, 370, 1, 20),
];

/// The day whose figures a day has: Saturday's, on Sunday and Monday.
pub(crate) fn tenge_day(day: i64) -> i64 {
    match crate::time::weekday(day) {
        6 => day - 1,
        0 => day - 2,
        _ => day,
    }
}

/// Hundredths of a tenge for `nominal` units, on a day counted from 1970.
pub(crate) fn tenge(row: &(&str, &str, i64, i64, i64, i64), day: i64) -> i64 {
    let (_, _, _, base, step, swing) = *row;
    base + ((tenge_day(day) - first_day()) * step).rem_euclid(2 * swing + 1) - swing
}
