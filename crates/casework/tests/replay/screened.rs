//! Screenings of files: whatever the order of the rows, and whether they are summed up or laid out as columns, each asset comes
//! to what the law says of it on that day.

use std::collections::BTreeMap;

use qazyq_casework::replay::{Foreign, Line, screen_file};
use qazyq_exact::{Day, Ratio};
use qazyq_law::criteria::stability::stability;
use qazyq_law::reading::{Choices, Missing, Reading, Source, Window};
use qazyq_law::{Act, Case, Outcome};

use crate::files::{PADDING, markets};
use crate::market::{Asset, FIRST, Market, Order};
use crate::{Folder, watched};

/// Of each asset the outcome, the figure and the days that have the price.
type Lines = BTreeMap<String, (Outcome, Option<Ratio>, u32)>;

/// What the law says of an asset; none where a screening has no line of it.
fn expected(
    act: &Act,
    market: &Market,
    asset: &Asset,
    choices: Choices,
    date: Day,
) -> Option<(Outcome, Option<Ratio>, u32)> {
    let law = act.on(date);
    let carried = if choices.missing == Missing::CarryForward { law.carry_days_max } else { 0 };
    let before = law.window_days - u32::from(choices.window == Window::ThroughAssessmentDay) + carried;
    let needed = date.number() - i32::try_from(before).unwrap()..=date.number();
    if asset.bars.range(needed).next().is_none() {
        return asset.has_peg().then_some((Outcome::Undetermined, None, 0));
    }
    let case = asset.case(market);
    let case = Case::parse(act, case.as_bytes()).unwrap_or_else(|e| panic!("{e}: {case}"));
    let found = stability(law, &case.facts, &Reading { choices, source: Source::Either }, date);
    let series = &found.series[0];
    Some((series.outcome, series.deviation.as_ref().map(|of| of.figure.clone()), series.days_present))
}

fn check(act: &Act, market: &Market, dates: &[i32], at: &str) -> (usize, usize) {
    let folder = Folder::new();
    let [input, pegs, rates] = ["bars.csv", "pegs.csv", "fx.csv"].map(|name| folder.path().join(name));
    let (mut met, mut not_met) = (0, 0);
    let readings: Vec<Choices> = act.on(Day::from_number(FIRST)).counted.readings().collect();
    let asked: Vec<(Day, Choices, Lines)> = dates
        .iter()
        .zip(readings.iter().copied().cycle().step_by(5))
        .map(|(date, choices)| {
            let date = Day::from_number(*date);
            let line =
                |asset: &Asset| Some((asset.name.clone(), expected(act, market, asset, choices, date)?));
            (date, choices, market.assets.iter().filter_map(line).collect())
        })
        .collect();
    for order in Order::ALL {
        market.write(&folder, "bars.csv", order, PADDING);
        let foreign = Foreign { input: &input, pegs: &pegs, rates: Some(&rates), currency: "USD" };
        for (date, choices, expected) in &asked {
            for threads in [1, 3] {
                let screened =
                    watched(threads, |watch| screen_file(act, *choices, *date, &foreign, watch)).unwrap();
                let line =
                    |line: Line<'_>| (line.asset.to_owned(), (line.outcome, line.figure, line.days_present));
                let told: Lines = screened.lines().map(line).collect();
                assert_eq!(screened.lines().count(), told.len(), "an asset has one line");
                assert_eq!(told, *expected, "{at} {order:?} {date} {choices:?} {threads}");
            }
            met += expected.values().filter(|of| of.0 == Outcome::Met).count();
            not_met += expected.values().filter(|of| of.0 == Outcome::NotMet).count();
        }
    }
    (met, not_met)
}

#[test]
fn screenings_of_files_in_any_order_say_what_the_law_says() {
    let act = Act::embedded().unwrap();
    let (mut met, mut not_met) = (0, 0);
    for seed in 20..20 + markets() {
        // The whole of it has pegs that move and prices without bounds: no sum takes them.
        let dates: Vec<i32> = (0..12).map(|k| FIRST + 60 + 29 * k).collect();
        check(&act, &Market::new(seed), &dates, &format!("seed {seed}"));
        let plain = Market::new(seed).plain();
        let found = check(&act, &plain, &dates, &format!("seed {seed}, plain"));
        (met, not_met) = (met + found.0, not_met + found.1);
    }
    assert!(met > 0 && not_met > 0, "{met} {not_met}");
}
