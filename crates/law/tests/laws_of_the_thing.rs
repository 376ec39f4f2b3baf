//! What must hold of every case, whatever its figures: monotone in deviation, blind to the order of bars and to the
//! unit of prices, carry-forward as if the days were filled, and the same verdict from a case printed again.

use proptest::prelude::*;
use qazyq_exact::{Day, Ratio};
use qazyq_law::criteria::stability::{counted, day_by_day, stability as stability_of};
use qazyq_law::json::{self, Value};
use qazyq_law::outcome::Outcome;
use qazyq_law::reading::{Reading, Statistic};
use qazyq_law::{Act, Case, Criterion, Verdict, evaluate};

const DATE: &str = "2026-03-01";

/// A day of a made series: how far before the assessment date, and its four prices in ten-thousandths.
type Bar = (i32, [u32; 4]);

fn amount(ten_thousandths: u64) -> String {
    format!("{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000)
}

/// A case with a dollar peg of `peg` ten-thousandths, whose prices are all `times` as high.
fn case(bars: &[Bar], peg: u64, times: u64, choices: &str) -> String {
    let date: Day = DATE.parse().unwrap();
    let price = |p: u32| amount(u64::from(p) * times);
    let day = |(back, [open, high, low, close]): &Bar| {
        format!(
            r#"{{"date":"{}","open":"{}","high":"{}","low":"{}","close":"{}"}}"#,
            date.plus(-back),
            price(*open),
            price(*high),
            price(*low),
            price(*close)
        )
    };
    let days: Vec<String> = bars.iter().map(day).collect();
    format!(
        r#"{{"format":"qazyq.case/1","asset":{{"id":"x"}},"assessment":{{"date":"{DATE}","reading":{{{choices}}}}},
            "facts":{{"peg":{{"components":[{{"currency":"USD","amount":"{}"}}]}},
                      "market":[{{"source":"s","currency":"USD","days":[{}]}}]}}}}"#,
        amount(peg * times),
        days.join(",")
    )
}

fn decide(case: &str) -> Verdict {
    evaluate(&Act::embedded().unwrap(), case.as_bytes()).unwrap()
}

/// All that a verdict says of stability, as text.
fn stability(verdict: &Verdict) -> String {
    let json = verdict.to_json();
    ["stability", "robustness", "robust", "dissenting"]
        .map(|key| json.get(key).unwrap().to_string())
        .join("\n")
}

/// Prices around one dollar; now and then far off, or exactly one per cent off.
fn price() -> impl Strategy<Value = u32> {
    prop_oneof![6 => 9_800u32..10_200, 1 => Just(9_900u32), 1 => Just(10_100), 1 => 1u32..40_000]
}

/// Days 0 to 41 before the date, each there or not.
fn bars() -> impl Strategy<Value = Vec<Bar>> {
    let day = prop::option::weighted(0.95, prop::array::uniform4(price()));
    prop::collection::vec(day, 42).prop_map(|days| {
        days.into_iter().enumerate().filter_map(|(back, p)| Some((i32::try_from(back).ok()?, p?))).collect()
    })
}

fn choices() -> impl Strategy<Value = String> {
    let axis = |name: &'static str, all: &'static [&'static str]| {
        prop::sample::select(all).prop_map(move |choice| format!(r#""{name}":"{choice}""#))
    };
    (
        axis("statistic", &["mean_absolute", "mean_signed", "every_day"]),
        axis("price", &["close", "ohlc4", "extreme"]),
        axis("missing", &["undetermined", "carry_forward"]),
        axis("window", &["complete_days", "through_assessment_day"]),
    )
        .prop_map(|(a, b, c, d)| [a, b, c, d].join(","))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_order_of_bars_is_irrelevant((bars, shuffled) in bars().prop_flat_map(|b| (Just(b.clone()), Just(b).prop_shuffle())), choices in choices()) {
        prop_assert_eq!(stability(&decide(&case(&bars, 10_000, 1, &choices))), stability(&decide(&case(&shuffled, 10_000, 1, &choices))));
    }

    #[test]
    fn scaling_price_and_peg_together_changes_nothing(bars in bars(), times in 1u64..1_000_000, choices in choices()) {
        prop_assert_eq!(stability(&decide(&case(&bars, 10_000, 1, &choices))), stability(&decide(&case(&bars, 10_000, times, &choices))));
    }

    #[test]
    fn a_day_farther_off_never_helps(bars in bars(), which in 0usize..42, farther in 1u32..5_000, choices in choices()) {
        // Under the mean with its sign, a day farther off can make good for another: that reading is left out.
        let choices = choices.replace("mean_signed", "mean_absolute");
        let (mut bars, up) = (bars, farther % 2 == 0);
        let mut worse = bars.clone();
        if let (Some((_, prices)), Some((_, farther_off))) = (bars.get_mut(which), worse.get_mut(which)) {
            // All four prices on one side of the peg, then all four farther out on that side.
            *prices = prices.map(|p| if up { p.max(10_000) } else { p.min(10_000) });
            *farther_off = prices.map(|p| if up { p + farther } else { p.saturating_sub(farther).max(1) });
        }
        let (before, after) = (decide(&case(&bars, 10_000, 1, &choices)), decide(&case(&worse, 10_000, 1, &choices)));
        let figure = |v: &Verdict| v.stability.series[0].deviation.as_ref().map(|d| d.figure.clone());
        prop_assert!(figure(&before) <= figure(&after));
        if before.outcome_of(Criterion::Stability) == Outcome::NotMet {
            prop_assert_eq!(after.outcome_of(Criterion::Stability), Outcome::NotMet);
        }
    }

    #[test]
    fn carrying_forward_is_filling_the_days_by_hand(bars in bars(), choices in choices()) {
        let carry = choices.replace("\"missing\":\"undetermined\"", "\"missing\":\"carry_forward\"");
        let on = |back: i32| bars.iter().find(|(b, _)| *b == back);
        // The latest earlier day, at most ten days back, in the place of each missing one.
        let filled: Vec<Bar> = (0..=31)
            .filter_map(|back| (back..=back + 10).find_map(on).map(|(_, prices)| (back, *prices)))
            .collect();
        let figure = |v: &Verdict| v.stability.series[0].deviation.as_ref().map(|d| d.figure.clone());
        let (carried, by_hand) = (decide(&case(&bars, 10_000, 1, &carry)), decide(&case(&filled, 10_000, 1, &choices.replace("carry_forward", "undetermined"))));
        prop_assert_eq!(figure(&carried), figure(&by_hand));
    }

    #[test]
    fn every_counted_reading_has_the_outcome_and_the_figure_that_decide_under_it(bars in bars(), choices in choices()) {
        let act = Act::embedded().unwrap();
        let text = case(&bars, 10_000, 1, &choices);
        let case = Case::parse(&act, text.as_bytes()).unwrap();
        let date = DATE.parse().unwrap();
        let found = counted(case.law, &case.facts, &case.reading, date);
        let all = stability_of(case.law, &case.facts, &case.reading, date).readings;
        let outcomes: Vec<_> = found.iter().map(|one| (one.choices, one.outcome)).collect();
        prop_assert_eq!(outcomes, all);
        // As if each had been asked for itself.
        for one in found {
            let reading = Reading { choices: one.choices, ..case.reading.clone() };
            let own = stability_of(case.law, &case.facts, &reading, date);
            let figure = own.series.first().and_then(|series| series.deviation.as_ref()).map(|d| d.figure.clone());
            prop_assert_eq!(one.figure, figure);
        }
    }

    #[test]
    fn the_days_that_are_shown_are_those_of_which_the_figure_is_taken(bars in bars(), choices in choices()) {
        let act = Act::embedded().unwrap();
        let text = case(&bars, 10_000, 1, &choices);
        let case = Case::parse(&act, text.as_bytes()).unwrap();
        let date: Day = DATE.parse().unwrap();
        let shown = day_by_day(case.law, &case.facts, &case.reading, date);
        let days: Vec<_> = shown.into_iter().flat_map(|series| series.days).collect();
        prop_assert_eq!(days.len(), 30);
        prop_assert!(days.windows(2).all(|two| two[0].0.plus(1) == two[1].0));
        let all: Option<Vec<Ratio>> = days.iter().map(|(_, deviation)| deviation.clone()).collect();
        let Some(all) = all else { return Ok(()) };
        let zero: Ratio = "0".parse().unwrap();
        let sum = |all: &[Ratio]| all.iter().fold(zero.clone(), |sum, one| sum.plus(one));
        let size = |one: &Ratio| if *one < zero { zero.minus(one) } else { one.clone() };
        let thirty: Ratio = "30".parse().unwrap();
        let sizes: Vec<Ratio> = all.iter().map(size).collect();
        let expected = match case.reading.choices.statistic {
            Statistic::MeanAbsolute => sum(&sizes).over(&thirty),
            Statistic::MeanSigned => size(&sum(&all)).over(&thirty),
            Statistic::EveryDay => sizes.into_iter().max(),
        };
        let own = stability_of(case.law, &case.facts, &case.reading, date);
        let figure = own.series.first().and_then(|series| series.deviation.as_ref()).map(|d| d.figure.clone());
        prop_assert_eq!(expected, figure);
    }

    #[test]
    fn a_case_printed_again_gives_the_same_verdict_byte_for_byte(bars in bars(), choices in choices()) {
        let case = case(&bars, 10_000, 1, &choices);
        let again = json::parse(case.as_bytes()).unwrap().to_string();
        prop_assert_eq!(decide(&case).to_json().to_string(), decide(&again).to_json().to_string());
    }

    #[test]
    fn headroom_and_figure_make_the_limit_and_recovery_is_the_first_day_that_meets(bars in bars(), choices in choices()) {
        let verdict = decide(&case(&bars, 10_000, 1, &choices));
        let Some(deviation) = &verdict.stability.series[0].deviation else { return Ok(()) };
        prop_assert_eq!(deviation.figure.plus(&deviation.headroom), "1/100".parse().unwrap());
        let outcome = verdict.outcome_of(Criterion::Stability);
        prop_assert_eq!(deviation.meets_again_on.is_some(), outcome == Outcome::NotMet);
        let Some(again) = deviation.meets_again_on else { return Ok(()) };
        // The same case, later, with every day since at the peg.
        let window_starts = if choices.contains("through") { 0 } else { 1 };
        let later = again.since(verdict.date);
        for days in [later - 1, later] {
            let mut moved: Vec<Bar> = bars.iter().filter(|(b, _)| *b >= window_starts).map(|(b, p)| (b + days, *p)).collect();
            moved.extend((window_starts..window_starts + days).map(|b| (b, [10_000; 4])));
            let then = decide(&case(&moved, 10_000, 1, &choices)).outcome_of(Criterion::Stability);
            if days > 0 && !choices.contains("carry") {
                prop_assert_eq!(then == Outcome::Met, days == later);
            }
        }
    }
}

#[test]
fn what_calls_itself_a_demonstration_is_called_that_in_the_verdict() {
    let plain = case(&[(1, [10_000; 4])], 10_000, 1, "");
    assert_eq!(decide(&plain).to_json().get("demonstration"), None);
    let made_up = plain.replace(r#""source":"s""#, r#""source":"s","origin":{"demonstration":true}"#);
    assert_eq!(decide(&made_up).to_json().get("demonstration"), Some(&Value::Bool(true)));
}

#[test]
fn a_series_that_was_converted_is_called_that_in_the_verdict() {
    let plain = case(&[(1, [10_000; 4])], 10_000, 1, "");
    let told = |origin: &str| {
        let case = plain.replace(r#""source":"s""#, &format!(r#""source":"s","origin":{origin}"#));
        decide(&case).to_json().get("conversions").map(ToString::to_string)
    };
    let whole = r#"{"from":"USDT","through":"usdt","source":"coinmarketcap"}"#;
    assert_eq!(told(&format!(r#"{{"converted":{whole}}}"#)), Some(format!(r#"{{"s":{whole}}}"#)));
    // An origin may be of any shape; what does not say it in full says nothing.
    for origin in
        [r#"{"converted":{"from":"USDT"}}"#, r#"{"converted":true}"#, "[]", "null", r#""converted""#]
    {
        assert_eq!(told(origin), None, "{origin}");
    }
}
