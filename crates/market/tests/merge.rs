//! Several files, one series: overlaps, restatements, provisional days.

mod common;

use proptest::prelude::*;
use qazyq_market::Bar;
use qazyq_market::coinmarketcap::export;
use qazyq_market::days::DayCut;
use qazyq_market::klines::{self, Candle, Interval};
use qazyq_market::merge::{self, Merged, Observation};

/// The bar of that day with that close.
fn bar(day: &str, close: &str) -> Bar {
    Bar {
        day: day.parse().unwrap(),
        open: None,
        high: None,
        low: None,
        close: Some(close.parse().unwrap()),
        vwap: None,
        volume: None,
        market_cap: None,
        coverage: None,
    }
}

fn observed<T>(says: T, retrieved: &str, sequence: u64) -> Observation<T> {
    Observation { says, retrieved: retrieved.parse().unwrap(), sequence }
}

fn shown(o: &Observation<Bar>) -> String {
    format!("{} {} #{}", o.says.day, o.says.close.as_ref().unwrap(), o.sequence)
}

/// `counts`, then `kept over others`, then `early`.
fn lines(merged: &Merged<Bar>) -> Vec<String> {
    let kept = merged.kept.iter().map(|o| format!("counts {}", shown(o)));
    let restated = merged.restatements.iter().map(|r| {
        let others: Vec<_> = r.others.iter().map(shown).collect();
        assert_eq!(r.day, r.kept.says.day);
        format!("{} over {}", shown(&r.kept), others.join(", "))
    });
    let early = merged.provisional.iter().map(|o| format!("early {}", shown(o)));
    kept.chain(restated).chain(early).collect()
}

fn check(observations: &[Observation<Bar>], cut: DayCut, expected: &[&str]) {
    assert_eq!(lines(&merge::bars(observations.iter().cloned(), cut)), expected);
    let reversed = observations.iter().rev().cloned();
    assert_eq!(lines(&merge::bars(reversed, cut)), expected);
}

#[test]
fn files_of_two_years_that_overlap_are_one_series() {
    let read = |text: &str, sequence| {
        let file = export::parse(text.as_bytes()).unwrap();
        file.bars.into_iter().map(move |(_, says)| observed(says, "2026-04-10T00:00:00Z", sequence))
    };
    let (tail, head, march) = (
        read(include_str!("data/usdc_2023_tail.csv"), 1),
        read(include_str!("data/usdc_2022_head.csv"), 2),
        read(include_str!("data/usdc_2023-03.csv"), 3),
    );
    let merged = merge::bars(tail.chain(head).chain(march), DayCut::Utc);
    // 25, 22 and 25 days, of which 12 stand in two files and say the same.
    assert_eq!(merged.kept.len(), 60);
    assert!(merged.kept.is_sorted_by(|a, b| a.says.day < b.says.day));
    assert!(merged.restatements.is_empty() && merged.provisional.is_empty());
}

#[test]
fn what_was_retrieved_last_counts_and_the_other_is_kept() {
    check(
        &[
            observed(bar("2023-03-10", "0.9988"), "2023-03-12T00:00:00Z", 1),
            observed(bar("2023-03-11", "0.9702"), "2023-03-12T00:00:00Z", 1),
            observed(bar("2023-03-10", "0.9988"), "2023-04-02T00:00:00Z", 2),
            observed(bar("2023-03-11", "0.9695"), "2023-04-02T00:00:00Z", 2),
        ],
        DayCut::Utc,
        &[
            "counts 2023-03-10 0.9988 #2",
            "counts 2023-03-11 0.9695 #2",
            "2023-03-11 0.9695 #2 over 2023-03-11 0.9702 #1",
        ],
    );
    // Imported later, retrieved earlier: the time of retrieval decides.
    check(
        &[
            observed(bar("2023-03-11", "0.97"), "2023-04-02T00:00:00Z", 1),
            observed(bar("2023-03-11", "0.96"), "2023-04-01T23:59:59.999Z", 2),
        ],
        DayCut::Utc,
        &["counts 2023-03-11 0.97 #1", "2023-03-11 0.97 #1 over 2023-03-11 0.96 #2"],
    );
}

#[test]
fn retrieved_at_one_instant_the_one_imported_last_counts() {
    let at = "2023-04-02T00:00:00Z";
    check(
        &[
            observed(bar("2023-03-11", "0.97"), at, 1),
            observed(bar("2023-03-11", "0.96"), at, 3),
            observed(bar("2023-03-11", "0.98"), at, 2),
            observed(bar("2023-03-11", "0.96"), at, 0),
        ],
        DayCut::Utc,
        &["counts 2023-03-11 0.96 #3", "2023-03-11 0.96 #3 over 2023-03-11 0.98 #2, 2023-03-11 0.97 #1"],
    );
    check(
        &[observed(bar("2023-03-11", "0.97"), at, 1), observed(bar("2023-03-11", "0.96"), at, 1)],
        DayCut::Utc,
        &["counts 2023-03-11 0.97 #1", "2023-03-11 0.97 #1 over 2023-03-11 0.96 #1"],
    );
}

#[test]
fn a_day_that_was_not_over_never_counts() {
    let day = |retrieved: &str| [observed(bar("2024-03-11", "1"), retrieved, 1)];
    let counts: &[&str] = &["counts 2024-03-11 1 #1"];
    let early: &[&str] = &["early 2024-03-11 1 #1"];
    check(&day("2024-03-11T23:59:59.999999999Z"), DayCut::Utc, early);
    check(&day("2024-03-12T00:00:00Z"), DayCut::Utc, counts);
    check(&day("2024-03-11T18:59:59.999999999Z"), DayCut::Almaty, early);
    check(&day("2024-03-11T19:00:00Z"), DayCut::Almaty, counts);
    // Neither a restatement nor in the way of one.
    check(
        &[
            observed(bar("2023-03-12", "0.981"), "2023-03-12T12:00:00Z", 1),
            observed(bar("2023-03-12", "0.9956"), "2023-04-02T00:00:00Z", 2),
        ],
        DayCut::Utc,
        &["counts 2023-03-12 0.9956 #2", "early 2023-03-12 0.981 #1"],
    );
}

#[test]
fn candles_are_merged_one_by_one() {
    let minute = Interval::named("1m").unwrap();
    let read =
        |text: &str| klines::parse(text.as_bytes()).unwrap().candles.into_iter().map(|(_, candle)| candle);
    let text = include_str!("data/USDCUSDT-1m-2023-03-11.csv");
    let parts = (text.lines().take(20).collect::<Vec<_>>(), text.lines().skip(10).collect::<Vec<_>>());
    let changed = parts.1.join("\n").replacen(",0.9", ",0.8", 1);
    let of = |text: &str, retrieved: &str, sequence| {
        read(text).map(|candle| observed(candle, retrieved, sequence)).collect::<Vec<_>>()
    };
    let first = of(&parts.0.join("\n"), "2023-03-12T00:00:00Z", 1);
    let second = of(&changed, "2023-03-13T00:00:00Z", 2);
    let whole = merge::candles(first.iter().chain(&second).cloned(), minute, DayCut::Utc);
    assert_eq!(whole.kept.len(), 30);
    let [restated] = whole.restatements.as_slice() else { panic!("one candle was changed") };
    assert_eq!(restated.day.to_string(), "2023-03-11");
    assert_eq!((restated.kept.sequence, restated.others[0].sequence), (2, 1));
    assert_eq!(merge::candles(second.into_iter().chain(first), minute, DayCut::Utc), whole);

    // A candle is provisional until its own end, not its day's.
    let candle = read(text).next().unwrap();
    let at = |retrieved: &str| merge::candles([observed(candle.clone(), retrieved, 1)], minute, DayCut::Utc);
    assert_eq!(at("2023-03-11T14:00:59.999Z").provisional.len(), 1);
    assert_eq!(at("2023-03-11T14:01:00Z").kept.len(), 1);
}

#[test]
fn a_candle_restated_in_the_evening_is_of_the_next_day_in_almaty() {
    let candle = |close: &str| Candle {
        open_time: "2024-03-11T19:30:00Z".parse::<jiff::Timestamp>().unwrap().as_microsecond(),
        open: "1".parse().unwrap(),
        high: "1".parse().unwrap(),
        low: "1".parse().unwrap(),
        close: close.parse().unwrap(),
        volume: "1".parse().unwrap(),
        quote_volume: "1".parse().unwrap(),
    };
    let both = [
        observed(candle("1"), "2024-03-13T00:00:00Z", 1),
        observed(candle("1.1"), "2024-03-13T00:00:00Z", 2),
    ];
    let day = |cut| {
        let merged = merge::candles(both.clone(), Interval::named("1m").unwrap(), cut);
        merged.restatements[0].day.to_string()
    };
    assert_eq!(day(DayCut::Utc), "2024-03-11");
    assert_eq!(day(DayCut::Almaty), "2024-03-12");
}

proptest! {
    #[test]
    fn the_order_of_files_decides_nothing(
        observations in proptest::collection::vec((0i32..4, 0u32..3, 0i64..5, 0u64..3), 0..20)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let merged = |all: &[(i32, u32, i64, u64)]| {
            let observations = all.iter().map(|(day, close, half_days, sequence)| {
                let mut says = bar("2023-03-11", &close.to_string());
                says.day = says.day.plus(*day);
                let retrieved = jiff::Timestamp::from_second(1_678_492_800 + half_days * 43_200).unwrap();
                Observation { says, retrieved, sequence: *sequence }
            });
            merge::bars(observations, DayCut::Utc)
        };
        let (given, shuffled) = observations;
        prop_assert_eq!(merged(&given), merged(&shuffled));
    }
}
