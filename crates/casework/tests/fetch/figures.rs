//! The stand-in's made-up figures, computed once more by its published formulas.

use qazyq_exact::{Amount, Day};
use qazyq_market::Bar;

const ORIGIN: &str = "2020-01-01";

/// Days since 2020-01-01.
pub(crate) fn number(day: Day) -> i64 {
    i64::from(day.since(ORIGIN.parse().unwrap()))
}

fn open(k: i64, n: i64) -> i64 {
    let off = (k * 7919 + n * 104_729).rem_euclid(10_007) - 5003;
    1_000_000 + if k % 10 == 0 { 20 * off } else { off }
}

/// So many millionths.
fn micro(units: i64) -> Option<Amount> {
    Some(Amount::new(units.into(), 6))
}

/// The day of the made-up asset `k`.
pub(crate) fn bar(k: i64, day: Day) -> Bar {
    let n = number(day);
    let (open, close) = (open(k, n), open(k, n + 1));
    let supply = 10_000_000 + 1000 * k + 100 * n;
    let cap = if k % 50 == 47 { 0 } else { supply * close };
    let cents = 100_000_000 + (k * 1_000_003 + n * 7919).rem_euclid(5_000_000_000);
    Bar {
        day,
        open: micro(open),
        high: micro(open.max(close) + (k * 31 + n * 17).rem_euclid(2001)),
        low: micro(open.min(close) - (k * 13 + n * 29).rem_euclid(2001)),
        close: micro(close),
        vwap: None,
        volume: Some(Amount::new(cents.into(), 2)),
        market_cap: micro(cap),
        coverage: None,
    }
}

/// The candle of the made-up pair `k` over these minutes since 2020-01-01T00:00Z: open, high, low, close.
pub(crate) fn candle(k: i64, minutes: std::ops::Range<i64>) -> [Option<Amount>; 4] {
    let of = |m: i64| {
        let (open, close) = (open(k, m), open(k, m + 1));
        let high = open.max(close) + (k * 31 + m * 17).rem_euclid(2001);
        let low = open.min(close) - (k * 13 + m * 29).rem_euclid(2001);
        [open, high, low, close]
    };
    let all: Vec<[i64; 4]> = minutes.map(of).collect();
    let (first, last) = (all[0], all[all.len() - 1]);
    let high = all.iter().map(|candle| candle[1]).max().unwrap();
    let low = all.iter().map(|candle| candle[2]).min().unwrap();
    [first[0], high, low, last[3]].map(micro)
}

/// Tenge for a unit of the nominal, in hundredths, by the table's base, step and swing.
pub(crate) fn tenge(day: Day, base: i64, step: i64, swing: i64) -> Amount {
    // 2020-01-01 was a Wednesday: Sunday and Monday have Saturday's.
    let n = number(day);
    let n = match (n + 2).rem_euclid(7) {
        6 => n - 1,
        0 => n - 2,
        _ => n,
    };
    Amount::new((base + (n * step).rem_euclid(2 * swing + 1) - swing).into(), 2)
}
