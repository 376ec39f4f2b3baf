//! Days built of candles: whole and partial ones, and the midnight of Almaty.

mod common;

use proptest::prelude::*;
use qazyq_exact::{Amount, Day, IBig, Ratio};
use qazyq_market::days::{DayCut, daily};
use qazyq_market::klines::{Candle, Interval};

const HOUR: i64 = 3_600_000_000;

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// The candle that opens at `time`, with `price` throughout and a volume of one unit.
fn flat(time: &str, price: &str) -> Candle {
    let open_time = time.parse::<jiff::Timestamp>().unwrap().as_microsecond();
    let price = amount(price);
    Candle {
        open_time,
        open: price.clone(),
        high: price.clone(),
        low: price.clone(),
        close: price.clone(),
        volume: amount("1"),
        quote_volume: price,
    }
}

/// So many flat candles of an hour from `time` on, at 1, 2, 3 and so forth.
fn hours(time: &str, count: i64) -> Vec<Candle> {
    let first = flat(time, "1").open_time;
    let at = |n: i64| Candle { open_time: first + n * HOUR, ..flat(time, &(n + 1).to_string()) };
    (0..count).map(at).collect()
}

fn check(candles: &[Candle], interval: &str, cut: DayCut, partial_days: bool, expected: &[&str]) {
    let interval = Interval::named(interval).unwrap();
    let got = match daily(candles, interval, cut, partial_days) {
        Ok(days) => days.iter().map(|day| common::bar(&day.bar)).collect(),
        Err(error) => vec![error.to_string()],
    };
    assert_eq!(got, expected);
    // The order of candles decides nothing.
    let reversed: Vec<_> = candles.iter().rev().collect();
    let again = daily(reversed, interval, cut, partial_days);
    assert_eq!(again, daily(candles, interval, cut, partial_days));
}

#[test]
fn a_day_is_built_of_all_its_candles() {
    check(
        &hours("2023-03-11T00:00:00Z", 24),
        "1h",
        DayCut::Utc,
        false,
        &["2023-03-11 1 24 1 24 12.5 300 - 24/24"],
    );
    check(&[], "1h", DayCut::Utc, true, &[]);
    check(&[flat("2023-03-11T00:00:00Z", "2")], "1d", DayCut::Utc, false, &["2023-03-11 2 2 2 2 2 2 - 1/1"]);
}

#[test]
fn a_day_that_lacks_a_candle_is_left_out_unless_asked_for() {
    let whole = hours("2023-03-11T00:00:00Z", 24);
    let without = |n: usize| [&whole[..n], &whole[n + 1..]].concat();
    for (lacking, bar) in [
        (0, "2023-03-11 2 24 2 24 13 299 - 23/24"),
        (12, "2023-03-11 1 24 1 24 12.4782608695652173913043478260869565217391 287 - 23/24"),
        (23, "2023-03-11 1 23 1 23 12 276 - 23/24"),
    ] {
        check(&without(lacking), "1h", DayCut::Utc, false, &[]);
        check(&without(lacking), "1h", DayCut::Utc, true, &[bar]);
    }
    check(
        &hours("2023-03-10T23:00:00Z", 26),
        "1h",
        DayCut::Utc,
        false,
        &["2023-03-11 2 25 2 25 13.5 324 - 24/24"],
    );
    // A day without any candle has no bar, however asked for.
    let apart = [flat("2023-03-10T05:00:00Z", "1"), flat("2023-03-12T05:00:00Z", "2")];
    check(
        &apart,
        "1h",
        DayCut::Utc,
        true,
        &["2023-03-10 1 1 1 1 1 1 - 1/24", "2023-03-12 2 2 2 2 2 2 - 1/24"],
    );
}

#[test]
fn the_last_day_of_february_2024_had_25_hours_in_almaty() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let instant = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    for (text, start) in [
        ("2024-02-28", "2024-02-27T18:00:00Z"),
        ("2024-02-29", "2024-02-28T18:00:00Z"),
        ("2024-03-01", "2024-02-29T19:00:00Z"),
        ("2024-03-02", "2024-03-01T19:00:00Z"),
        ("2025-12-13", "2025-12-12T19:00:00Z"),
        ("2100-01-01", "2099-12-31T19:00:00Z"),
    ] {
        let start = instant(start);
        assert_eq!(DayCut::Almaty.start(day(text)), start, "{text}");
        assert_eq!(DayCut::Almaty.end(day(text).plus(-1)), start, "{text}");
        assert_eq!(DayCut::Almaty.day_of(start), day(text), "{text}");
        let before = jiff::Timestamp::from_nanosecond(start.as_nanosecond() - 1).unwrap();
        assert_eq!(DayCut::Almaty.day_of(before), day(text).plus(-1), "{text}");
    }

    // From the beginning of 28 February in Almaty to the end of 1 March: 24, 25 and 24 hours.
    let candles = hours("2024-02-27T18:00:00Z", 73);
    check(
        &candles,
        "1h",
        DayCut::Almaty,
        false,
        &[
            "2024-02-28 1 24 1 24 12.5 300 - 24/24",
            "2024-02-29 25 49 25 49 37 925 - 25/25",
            "2024-03-01 50 73 50 73 61.5 1476 - 24/24",
        ],
    );
    let without_the_repeated_hour = [&candles[..48], &candles[49..]].concat();
    check(
        &without_the_repeated_hour,
        "1h",
        DayCut::Almaty,
        false,
        &["2024-02-28 1 24 1 24 12.5 300 - 24/24", "2024-03-01 50 73 50 73 61.5 1476 - 24/24"],
    );
    check(
        &candles[6..54],
        "1h",
        DayCut::Utc,
        false,
        &["2024-02-28 7 30 7 30 18.5 444 - 24/24", "2024-02-29 31 54 31 54 42.5 1020 - 24/24"],
    );
}

#[test]
fn a_candle_that_crosses_midnight_belongs_to_no_day() {
    let crosses = |interval: &str, time: &str| {
        format!("candle-crosses-midnight time=`{time}` interval=`{interval}` cut=`almaty`")
    };
    let one = |time: &str, interval: &str, expected: &[&str]| {
        check(&[flat(time, "1")], interval, DayCut::Almaty, true, expected);
    };
    one("2023-03-11T00:00:00Z", "1d", &[&crosses("1d", "2023-03-11T00:00:00Z")]);
    one("2024-03-11T18:00:00Z", "2h", &[&crosses("2h", "2024-03-11T18:00:00Z")]);
    one("2024-03-11T19:00:00Z", "1h", &["2024-03-12 1 1 1 1 1 1 - 1/24"]);
    // At UTC+6 candles of two hours still fitted.
    one("2024-01-11T16:00:00Z", "2h", &["2024-01-11 1 1 1 1 1 1 - 1/12"]);
    one("2024-01-11T18:00:00Z", "2h", &["2024-01-12 1 1 1 1 1 1 - 1/12"]);
    one("2024-01-11T16:00:00Z", "4h", &[&crosses("4h", "2024-01-11T16:00:00Z")]);
}

#[test]
fn candles_that_cover_the_same_time_are_refused() {
    let twice = [flat("2023-03-11T01:00:00Z", "1"), flat("2023-03-11T01:00:00Z", "2")];
    check(&twice, "1h", DayCut::Utc, true, &["candles-overlap time=`2023-03-11T01:00:00Z`"]);
    let close = [flat("2023-03-11T01:00:00Z", "1"), flat("2023-03-11T01:59:59Z", "2")];
    check(&close, "1h", DayCut::Utc, true, &["candles-overlap time=`2023-03-11T01:59:59Z`"]);
}

#[test]
fn without_trade_there_is_no_mean_price() {
    let quiet = |volume: &str, quote: &str| Candle {
        volume: amount(volume),
        quote_volume: amount(quote),
        ..flat("2023-03-11T00:00:00Z", "1")
    };
    check(&[quiet("0", "0")], "1d", DayCut::Utc, false, &["2023-03-11 1 1 1 1 - 0 - 1/1"]);
    check(&[quiet("-1", "1")], "1d", DayCut::Utc, false, &["2023-03-11 1 1 1 1 - 1 - 1/1"]);
    let third = &daily(&[quiet("3", "1")], Interval::named("1d").unwrap(), DayCut::Utc, false).unwrap()[0];
    assert_eq!(third.vwap.as_ref().map(ToString::to_string).as_deref(), Some("1/3"));
    assert_eq!(third.bar.vwap, Some(amount(&format!("0.{}", "3".repeat(40)))));
}

/// The days of hourly candles, hour by hour and figure by figure.
fn slowly(candles: &[Candle], partial_days: bool) -> Vec<String> {
    let mut days: Vec<i64> = candles.iter().map(|c| c.open_time / (24 * HOUR)).collect();
    days.sort_unstable();
    days.dedup();
    let mut bars = vec![];
    for day in days {
        let (mut open, mut close, mut high, mut low) = (None, None, None, None);
        let (mut quote, mut base, mut count) = (Ratio::ZERO, Ratio::ZERO, 0);
        for hour in 0..24 {
            let Some(c) = candles.iter().find(|c| c.open_time == (day * 24 + hour) * HOUR) else { continue };
            open = open.or(Some(c.open.clone()));
            close = Some(c.close.clone());
            high = high.filter(|h| *h > c.high).or(Some(c.high.clone()));
            low = low.filter(|l| *l < c.low).or(Some(c.low.clone()));
            quote = quote.plus(&c.quote_volume.to_ratio());
            base = base.plus(&c.volume.to_ratio());
            count += 1;
        }
        if count < 24 && !partial_days {
            continue;
        }
        let day = Day::from_number(i32::try_from(day).unwrap());
        let vwap = if quote.is_positive() { quote.over(&base) } else { None };
        bars.push(format!("{day} {open:?} {high:?} {low:?} {close:?} {quote} {vwap:?} {count}"));
    }
    bars
}

proptest! {
    #[test]
    fn utc_days_are_those_of_a_slow_recomputation(
        hours in proptest::collection::btree_map(0i64..96, (1u32..2000, 1u32..2000, 0u32..300, 0u32..300, 0u32..900, 0u32..900), 0..96),
        fill in any::<bool>(),
        partial_days in any::<bool>(),
    ) {
        let price = |units: u32| Amount::new(IBig::from(units), 3);
        let first = 19_000 * 24;
        let mut candles: Vec<Candle> = hours.iter().map(|(hour, (open, close, up, down, volume, quote))| Candle {
            open_time: (first + hour) * HOUR,
            open: price(*open),
            close: price(*close),
            high: price(open.max(close) + up),
            low: price(open.min(close).saturating_sub(*down)),
            volume: price(*volume),
            quote_volume: price(*quote),
        }).collect();
        if fill {
            // Random hours alone would rarely make a whole day.
            let missing = (0..24).filter(|hour| !hours.contains_key(hour));
            candles.extend(missing.map(|hour| Candle { open_time: (first + hour) * HOUR, ..flat("2023-03-11T00:00:00Z", "1.001") }));
        }
        let days = daily(&candles, Interval::named("1h").unwrap(), DayCut::Utc, partial_days).unwrap();
        let got: Vec<_> = days.iter().map(|built| {
            let b = &built.bar;
            let volume = b.volume.as_ref().unwrap().to_ratio();
            let count = b.coverage.unwrap().candles;
            format!("{} {:?} {:?} {:?} {:?} {volume} {:?} {count}", b.day, b.open, b.high, b.low, b.close, built.vwap)
        }).collect();
        prop_assert_eq!(got, slowly(&candles, partial_days));
        let half = Ratio::new(IBig::from(1), &(IBig::from(10).pow(40) * IBig::from(2))).unwrap();
        for built in &days {
            let (Some(exact), Some(rounded)) = (&built.vwap, &built.bar.vwap) else { continue };
            let off = rounded.to_ratio().minus(exact);
            prop_assert!(off <= half && Ratio::ZERO.minus(&off) <= half);
        }
    }
}
