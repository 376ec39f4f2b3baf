//! Dense columns: what they say of a day is what its row says, or the key is not plain.
#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeMap;

use common::answer_of;
use common::world::{PARSER, World, amount, bar, candle, day, part};
use proptest::prelude::*;
use qazyq_exact::{Amount, Day, IBig};
use qazyq_lake::columns::{Dense, Digits, NotPlain, resealed};
use qazyq_lake::{Columns, Row};
use qazyq_market::bars::{ABSENT, ABSENT_BROAD};
use qazyq_market::feed::{Answer, Rows};
use qazyq_market::klines::Interval;
use qazyq_market::{Bar, Figure};

const KEY: &str = "3408";

/// The figure of a row.
fn of_row(row: &Row, figure: Figure) -> Option<Amount> {
    let amount = match figure {
        Figure::Open => &row.open,
        Figure::High => &row.high,
        Figure::Low => &row.low,
        Figure::Close => &row.close,
        Figure::Vwap => &row.vwap,
        Figure::Volume | Figure::QuoteVolume => &row.volume,
        Figure::MarketCap => &row.market_cap,
    };
    amount.clone()
}

/// The value of a day as an amount.
fn of_day(dense: &Dense, figure: Figure, place: usize) -> Option<Amount> {
    let digits = match dense.figure(figure) {
        Digits::Absent => return None,
        Digits::Narrow(digits) => {
            assert_eq!(digits.len(), dense.days());
            Some(digits[place]).filter(|digits| *digits != ABSENT).map(IBig::from)
        }
        Digits::Broad(digits) => {
            assert_eq!(digits.len(), dense.days());
            Some(digits[place]).filter(|digits| *digits != ABSENT_BROAD).map(IBig::from)
        }
    };
    digits.map(|digits| Amount::new(digits, usize::from(dense.scale(figure))))
}

/// Holds dense columns of a span against the key's rows; `dense` may have been filled before.
fn check(columns: &Columns, key: &str, (from, to): (i32, i32), dense: &mut Dense) -> Result<(), NotPlain> {
    let (from, to) = (day(from), day(to));
    let rows = columns.rows_of(key).map(Result::unwrap);
    let rows: Vec<Row> = rows.filter(|row| (from..=to).contains(&row.day())).collect();
    let mut by_day: BTreeMap<Day, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| by_day.entry(row.day()).or_default().push(row));
    let found = columns.dense(key, from..=to, dense).unwrap();
    if by_day.values().any(|rows| rows.len() > 1) {
        assert!(found.is_err(), "{by_day:?}");
    }
    found?;
    let span = by_day.keys().next().zip(by_day.keys().last());
    let days = span.map_or(0, |(first, last)| last.number() - first.number() + 1);
    assert_eq!(dense.days(), usize::try_from(days).unwrap());
    if let Some((first, _)) = span {
        assert_eq!(dense.first(), *first);
    }
    for place in 0..dense.days() {
        let row = by_day.get(&day(dense.first().number() + i32::try_from(place).unwrap()));
        let row = row.and_then(|rows| rows.first());
        assert_eq!(dense.receipts()[place], row.map_or(0, |row| row.receipt));
        for figure in Figure::OF_A_BAR {
            let expected = row.and_then(|row| of_row(row, figure));
            assert_eq!(of_day(dense, figure, place), expected, "{figure:?} of day {place}");
        }
    }
    for figure in Figure::OF_A_BAR {
        let is_there = rows.iter().any(|row| of_row(row, figure).is_some());
        assert_eq!(dense.figure(figure) != Digits::Absent, is_there, "{figure:?}");
    }
    Ok(())
}

/// The columns of these answers, each update a list of them.
fn columns_of(updates: &[&[Answer]]) -> Columns {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    for answers in updates {
        answers.iter().for_each(|answer| world.add(&mut writer, "bars", "1d", answer.clone()));
        world.update(&writer);
    }
    lake.columns("bars", Interval::DAY, PARSER).unwrap()
}

fn of_bars(bars: Vec<Bar>) -> Answer {
    answer_of(vec![part(KEY, Rows::Bars(bars))])
}

/// A bar with this close alone.
fn close(number: i32, close: &str) -> Bar {
    bar(number, [None, None, None, Some(close), None, None, None])
}

/// The scale of the closing prices and whether they are narrow, or why the key is not plain.
type Told = Result<(u8, bool), NotPlain>;

/// What the closing prices of one answer come to.
fn of_closes(closes: &[&str]) -> Told {
    let bars = (0..).zip(closes).map(|(number, price)| close(number, price));
    let columns = columns_of(&[&[of_bars(bars.collect())]]);
    let mut dense = Dense::of(&Figure::OF_A_BAR);
    check(&columns, KEY, (0, 100), &mut dense)?;
    Ok((dense.scale(Figure::Close), matches!(dense.figure(Figure::Close), Digits::Narrow(_))))
}

#[test]
fn values_share_the_largest_scale_and_take_128_bits_where_64_are_not_enough() {
    let cases: &[(&[&str], Told)] = &[
        (&["1", "0.9998", "1.000001"], Ok((6, true))),
        (&["1", "100", "0"], Ok((0, true))),
        (&["9223372036854775807", "-9223372036854775807"], Ok((0, true))),
        (&["9223372036854775808"], Ok((0, false))),
        // The least integer of 64 bits stands for none.
        (&["-9223372036854775808"], Ok((0, false))),
        (&["922337203685477580.7", "922337203685477580"], Ok((1, true))),
        (&["0.1", "922337203685477581"], Ok((1, false))),
        // A zero fits whatever the scale is, another integer does not.
        (&["0", "0.0000000000000000001"], Ok((19, true))),
        (&["1", "0.0000000000000000001"], Ok((19, false))),
        (&["-1", "0.0000000000000000001"], Ok((19, false))),
        (&["1", "0.000000000000000001"], Ok((18, true))),
        (&["0", "0.0000000000000000000000000000000000000001"], Ok((40, true))),
        (&["1", "0.00000000000000000000000000000000000001"], Ok((38, false))),
        (&["1", "0.000000000000000000000000000000000000001"], Err(NotPlain::Wide)),
        (&["99999999999999999999999999999999999999"], Ok((0, false))),
        (&["100000000000000000000000000000000000000"], Err(NotPlain::Wide)),
        (&["17014118346046923173168730371588410572", "0.1"], Ok((1, false))),
        (&["17014118346046923173168730371588410573", "0.1"], Err(NotPlain::Wide)),
        (&["-17014118346046923173168730371588410572.8"], Err(NotPlain::Wide)),
    ];
    for (closes, expected) in cases {
        assert_eq!(of_closes(closes), *expected, "{closes:?}");
    }
}

#[test]
fn prices_share_a_scale_that_volume_and_capitalisation_do_not() {
    let figures = [Some("1.5"), None, None, Some("0.9998"), Some("0.99980001"), Some("7.5"), Some("12")];
    let columns = columns_of(&[&[of_bars(vec![bar(5, figures)])]]);
    let mut dense = Dense::of(&Figure::OF_A_BAR);
    assert_eq!(check(&columns, KEY, (0, 9), &mut dense), Ok(()));
    assert_eq!(Figure::OF_A_BAR.map(|figure| dense.scale(figure)), [8, 8, 8, 8, 8, 1, 0]);
    assert_eq!(dense.figure(Figure::Open), Digits::Narrow(&[150_000_000]));
    assert_eq!(dense.figure(Figure::High), Digits::Absent);

    // What is not wanted has no part in it.
    let mut dense = Dense::of(&[Figure::Close]);
    assert_eq!(columns.dense(KEY, day(0)..=day(9), &mut dense).unwrap(), Ok(()));
    assert_eq!((dense.scale(Figure::Close), dense.figure(Figure::Close)), (4, Digits::Narrow(&[9998])));
    assert_eq!((dense.scale(Figure::Open), dense.figure(Figure::Open)), (4, Digits::Absent));
}

#[test]
fn a_key_is_plain_where_each_day_has_one_row_of_a_file() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    let wide = "9".repeat(39);
    let first = (0..50).filter(|number| number % 7 != 3).map(|number| close(number, "1.25")).collect();
    world.add(&mut writer, "bars", "1d", of_bars(first));
    world.update(&writer);
    // Day 20 is told again, day 53 with a figure that stands as text.
    for (number, price) in [(20, "1.25"), (53, wide.as_str())] {
        world.add(&mut writer, "bars", "1d", of_bars(vec![close(number, price)]));
        world.update(&writer);
    }
    world.add(&mut writer, "bars", "1d", of_bars(vec![close(60, "1")]));
    let columns = lake.columns("bars", Interval::DAY, PARSER).unwrap();
    let receipts = lake.receipts().unwrap();
    let read = |receipt: &qazyq_lake::Receipt, bytes: &[u8]| world.read(receipt, bytes);
    let (columns, _) = columns.with_uncovered(&lake, &receipts, ("bars", Interval::DAY), read).unwrap();

    let mut dense = Dense::of(&Figure::OF_A_BAR);
    let cases = [
        ((0, 19), Ok(20)),
        ((0, 20), Err(NotPlain::Repeated)),
        ((20, 20), Err(NotPlain::Repeated)),
        ((21, 52), Ok(29)),
        ((21, 53), Err(NotPlain::Wide)),
        // Of the days from the first with a row to the last.
        ((52, 52), Ok(0)),
        ((3, 4), Ok(1)),
        ((3, 10), Ok(6)),
        ((54, 59), Ok(0)),
        ((54, 60), Err(NotPlain::Uncovered)),
        ((61, 90), Ok(0)),
        ((-90, -1), Ok(0)),
        ((-90, 0), Ok(1)),
        ((9, 8), Ok(0)),
    ];
    for (span, expected) in cases {
        let found = check(&columns, KEY, span, &mut dense).map(|()| dense.days());
        assert_eq!(found, expected, "{span:?}");
    }
    assert_eq!(check(&columns, "1", (0, 99), &mut dense), Ok(()), "a key without rows");
}

#[test]
fn days_that_lie_too_far_apart_are_not_laid_out() {
    for (last, expected) in
        [((1 << 20) - 1, Ok(())), (1 << 20, Err(NotPlain::Far)), (100_000_000, Err(NotPlain::Far))]
    {
        let columns = columns_of(&[&[of_bars(vec![close(0, "1"), close(last, "1")])]]);
        let mut dense = Dense::of(&[Figure::Close]);
        assert_eq!(
            columns.dense(KEY, day(i32::MIN)..=day(i32::MAX), &mut dense).unwrap(),
            expected,
            "{last}"
        );
    }
}

#[test]
fn several_rows_of_a_day_at_other_hours_are_several() {
    let hour = 3_600_000_000;
    for (times, expected) in [
        ([5, 29], Ok(())),
        ([0, 23], Err(NotPlain::Repeated)),
        ([23, 24], Ok(())),
        ([-1, 0], Ok(())),
        ([-24, -1], Err(NotPlain::Repeated)),
        ([1, 70], Ok(())),
    ] {
        let candles = times.map(|time| candle(time * hour, ["1", "1", "1", "1", "1", "1"])).to_vec();
        let interval = Interval::named("1h").unwrap();
        let mut world = World::new();
        let lake = world.lake();
        let mut writer = lake.writer().unwrap();
        let answer = answer_of(vec![part(KEY, Rows::Candles(interval, candles))]);
        world.add(&mut writer, "candles", "1h", answer);
        world.update(&writer);
        let columns = lake.columns("candles", interval, PARSER).unwrap();
        let mut dense = Dense::of(&Figure::OF_A_BAR);
        assert_eq!(check(&columns, KEY, (-9, 9), &mut dense), expected, "{times:?}");
    }
}

#[test]
fn a_key_of_several_blocks_is_one_column() {
    let price = |number: i32| format!("{}.{}", 1 + number % 3, 1 + number % 7919);
    let days = (0..20_000).filter(|number| number % 1000 != 999);
    let all: Vec<Bar> = days.map(|number| close(number, &price(number))).collect();
    let columns = columns_of(&[&[of_bars(all)]]);
    let mut dense = Dense::of(&Figure::OF_A_BAR);
    for span in [(0, 30_000), (8190, 8193), (8205, 16_500)] {
        assert_eq!(check(&columns, KEY, span, &mut dense), Ok(()), "{span:?}");
    }
}

/// A lake with one file of columns: its path and its bytes.
fn one_file() -> (World, std::path::PathBuf, Vec<u8>) {
    let mut world = World::new();
    let mut writer = world.lake().writer().unwrap();
    let figures = [Some("1.5"), None, Some("0.25"), Some("0.9998"), None, Some("7.5"), None];
    let bars = (0..70).map(|number| Bar { day: day(number), ..bar(0, figures) }).collect();
    world.add(&mut writer, "bars", "1d", of_bars(bars));
    world.update(&writer);
    let path = world.files("bars").remove(0);
    let bytes = std::fs::read(&path).unwrap();
    (world, path, bytes)
}

/// What dense columns of a file with these bytes say; none where the file cannot be used.
fn of_bytes(world: &World, path: &std::path::Path, bytes: &[u8]) -> Option<Dense> {
    // Another file, for the one before may be mapped.
    std::fs::remove_file(path).unwrap();
    std::fs::write(path, bytes).unwrap();
    let columns = world.lake().columns("bars", Interval::DAY, PARSER).unwrap();
    let mut dense = Dense::of(&[Figure::Low, Figure::Close]);
    match columns.dense(KEY, day(0)..=day(99), &mut dense) {
        Ok(found) => Some(dense).filter(|dense| found.is_ok() && dense.days() > 0),
        Err(error) => {
            assert_eq!(error.code(), "columns-are-broken");
            None
        }
    }
}

#[test]
fn what_was_altered_is_an_error_or_was_not_asked_for() {
    let (world, path, whole) = one_file();
    let expected = of_bytes(&world, &path, &whole).unwrap();
    let (mut refused, mut unnoticed) = (0, 0);
    for place in 0..whole.len() {
        let mut altered = whole.clone();
        altered[place] ^= 4;
        match of_bytes(&world, &path, &altered) {
            Some(found) => {
                unnoticed += 1;
                for figure in [Figure::Low, Figure::Close] {
                    assert_eq!(found.figure(figure), expected.figure(figure), "altered at {place}");
                }
                assert_eq!((found.first(), found.receipts()), (expected.first(), expected.receipts()));
            }
            None => refused += 1,
        }
    }
    // The figures that nobody wants are not looked at.
    assert!(unnoticed > 0 && refused > 0, "{unnoticed} {refused}");
}

#[test]
fn a_file_made_to_deceive_has_an_error_or_columns_but_no_panic() {
    let (world, path, whole) = one_file();
    let (mut read, mut refused) = (0, 0);
    for place in 0..whole.len() {
        let mut altered = whole.clone();
        altered[place] ^= 0x81;
        match resealed(&altered).map(|bytes| of_bytes(&world, &path, &bytes).is_some()) {
            Some(true) => read += 1,
            Some(false) => refused += 1,
            None => {}
        }
    }
    assert!(read > 0 && refused > 0, "{read} {refused}");
}

#[test]
fn a_file_of_before_parts_had_checksums_serves_too() {
    let (world, path, whole) = one_file();
    // The entry's name, altered to one that no reader knows, in a text of the same length.
    let mut old = whole.clone();
    let place = whole.windows(7).rposition(|bytes| bytes == b"\"parts\"").unwrap();
    old[place + 1] = b'P';
    let old = resealed(&old).unwrap();
    let (expected, found) =
        (of_bytes(&world, &path, &whole).unwrap(), of_bytes(&world, &path, &old).unwrap());
    assert_eq!(found.figure(Figure::Close), expected.figure(Figure::Close));
    let mut altered = old;
    let middle = altered.len() / 2;
    altered[middle] ^= 4;
    assert!(of_bytes(&world, &path, &altered).is_none(), "then the whole block is compared");
}

fn any_amount() -> impl Strategy<Value = Amount> {
    let price = r"[0-9]{1,3}(\.[0-9]{1,8})?";
    let small = r"-?[0-9]{1,12}(\.[0-9]{1,18})?";
    let any = r"-?[0-9]{1,40}(\.[0-9]{1,40})?";
    prop_oneof![20 => price, 3 => small, 1 => any].prop_map(|text| amount(&text))
}

fn any_bar() -> impl Strategy<Value = Bar> {
    let figures = proptest::collection::vec(proptest::option::weighted(0.8, any_amount()), 7);
    (0..60_i32, figures, any::<[bool; 2]>()).prop_map(|(number, figures, [vwap_there, cap_there])| {
        let [open, high, low, close, vwap, volume, market_cap] = figures.try_into().unwrap();
        let (vwap, market_cap) = (vwap.filter(|_| vwap_there), market_cap.filter(|_| cap_there));
        Bar { day: day(number), open, high, low, close, vwap, volume, market_cap, coverage: None }
    })
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let key = prop_oneof![Just("1"), Just("1027"), Just("ü"), Just("")];
    let one = (key, proptest::collection::vec(any_bar(), 0..20)).prop_map(|(key, mut bars)| {
        bars.sort();
        bars.dedup_by_key(|bar| bar.day);
        part(key, Rows::Bars(bars))
    });
    proptest::collection::vec(one, 0..4).prop_map(|mut parts| {
        parts.sort_by(|a, b| a.key.cmp(&b.key));
        parts.dedup_by(|a, b| a.key == b.key);
        answer_of(parts)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// However rows came into files, dense columns say the same, or that the key is not plain.
    #[test]
    fn dense_columns_say_what_the_rows_say(
        updates in proptest::collection::vec((any_answer(), any::<bool>()), 1..6),
        spans in proptest::collection::vec((0..60_i32, 0..30_i32), 12),
    ) {
        let mut world = World::new();
        let lake = world.lake();
        let mut writer = lake.writer().unwrap();
        for (answer, update) in updates {
            world.add(&mut writer, "bars", "1d", answer);
            if update {
                world.update(&writer);
            }
        }
        let columns = lake.columns("bars", Interval::DAY, PARSER).unwrap();
        let mut dense = Dense::of(&Figure::OF_A_BAR);
        for key in ["1", "1027", "ü", ""] {
            for (from, many) in &spans {
                let _ = check(&columns, key, (*from, from + many), &mut dense);
            }
            let _ = check(&columns, key, (0, 60), &mut dense);
        }
    }
}
