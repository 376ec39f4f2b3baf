//! What another law would change, and laws that change within the interval.

use qazyq_casework::replay::tables::Table;
use qazyq_casework::replay::{Plan, Watch, WhatIf};
use qazyq_exact::{Day, Ratio};
use qazyq_law::{Act, Law};

use crate::expected::{check_totals, courses, lines};
use crate::files::span;
use crate::market::{Market, Order};
use crate::{Folder, told, watched};

const ACT: &str = include_str!("../../../../law/kz-600-2025/act.toml");
const ONE: &str = include_str!("../../../../law/kz-600-2025/1.toml");

/// The order with a second version from that day on: a tenth of the limit, ten days, and rates serve for two.
fn amended(from: &str) -> Act {
    let replaced = |text: &str, old: &str, new: &str| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    };
    let begins = "in_force_from = \"2025-12-13\"";
    let one = replaced(ONE, begins, &format!("in_force_from = \"2020-01-01\"\nin_force_until = \"{from}\""));
    let two = replaced(ONE, begins, &format!("in_force_from = \"{from}\""));
    let two = replaced(&two, "version = 1", "version = 2");
    let two = replaced(&two, "value = \"1/100\"", "value = \"1/1000\"");
    let two = replaced(&two, "value = 30", "value = 10");
    let act = replaced(ACT, "versions = [1]", "versions = [1, 2]");
    Act::parse(&act, |version| Some(if version == 1 { one.clone() } else { two.clone() })).unwrap()
}

/// Holds a replay under another law against the law's own function, in files of several orders.
fn check(act: &Act, what_if: &WhatIf<'_>, seed: u64) {
    let other = |date: Day| -> Law {
        let mut law = what_if.amended.unwrap_or(act).on(date).clone();
        law.deviation_max = what_if.threshold.clone().unwrap_or(law.deviation_max);
        law.window_days = what_if.window_days.unwrap_or(law.window_days);
        law
    };
    let plan = Plan::new(act, what_if, span(), "*/close/*/*,every_day/extreme/*/complete_days").unwrap();
    assert_eq!(plan.readings.len(), 14);
    let mut market = Market::new(seed);
    market.assets.truncate(6);
    let courses = courses(act, &market, &plan, Some(&other));
    let folder = Folder::new();
    for (order, threads) in [(Order::Ascending, 3), (Order::ByDay, 1), (Order::Shuffled, 1)] {
        market.write(&folder, "bars.csv", order, 600);
        for table in [Table::Spans, Table::Changes] {
            if !plan.is_what_if && table == Table::Changes {
                continue;
            }
            let replay = |watch: &Watch<'_>| folder.replay(&plan, "bars.csv", (Some(table), true), watch);
            let replayed = watched(threads, replay).unwrap();
            check_totals(&courses, &plan, &replayed, true);
            let (_, told) = told(&plan, Some(table), replayed);
            let expected = lines(&courses, &plan, table);
            let wrong = told.iter().zip(&expected).find(|(told, expected)| told != expected);
            assert!(wrong.is_none() && told.len() == expected.len(), "{seed} {order:?} {table:?} {wrong:?}");
        }
    }
}

#[test]
fn another_limit_and_another_window_are_held_against_the_law_in_force() {
    let act = Act::embedded().unwrap();
    let threshold = |text: &str| Some(text.parse::<Ratio>().unwrap());
    let cases = [
        WhatIf { threshold: threshold("1/250"), ..WhatIf::default() },
        WhatIf { threshold: threshold("0"), window_days: Some(1), ..WhatIf::default() },
        // Longer than the days that are gathered at once from a file day by day.
        WhatIf { window_days: Some(150), ..WhatIf::default() },
        // The same law by another name changes nothing, and that is told.
        WhatIf { threshold: threshold("0.01"), window_days: Some(30), ..WhatIf::default() },
    ];
    for (seed, what_if) in (20..).zip(&cases) {
        check(&act, what_if, seed);
    }
}

#[test]
fn an_amended_law_takes_effect_on_its_day() {
    let act = Act::embedded().unwrap();
    let amended = amended("2022-09-01");
    check(&act, &WhatIf { amended: Some(&amended), ..WhatIf::default() }, 30);
    // One that is in force already changes the rule in the middle, and another limit is held against both.
    check(&amended, &WhatIf::default(), 31);
    check(&amended, &WhatIf { threshold: Some("1/50".parse().unwrap()), ..WhatIf::default() }, 32);
    check(&amended, &WhatIf { amended: Some(&act), ..WhatIf::default() }, 33);
}

#[test]
fn a_plan_that_makes_no_sense_is_refused() {
    let act = Act::embedded().unwrap();
    let (from, to) = span();
    let refused =
        |what_if: WhatIf<'_>, days, readings| Plan::new(&act, &what_if, days, readings).unwrap_err().code();
    let none = WhatIf::default;
    assert_eq!(refused(none(), (to, from), "all"), "to-before-from");
    for window_days in [Some(0), Some(3661)] {
        assert_eq!(refused(WhatIf { window_days, ..none() }, (from, to), "all"), "not-a-window");
    }
    let threshold = Some("-1/100".parse().unwrap());
    assert_eq!(refused(WhatIf { threshold, ..none() }, (from, to), "all"), "not-a-threshold");
    for readings in
        ["", "al", "all,all", "mean_absolute", "median/close/*/*", "*/*/*", "*/*/*/*/*", "*/close/*/*,"]
    {
        assert_eq!(refused(none(), (from, to), readings), "not-readings", "{readings}");
    }
    let places = |readings: &str| Plan::new(&act, &none(), (from, to), readings).unwrap();
    assert_eq!(places("all").readings, places("*/*/*/*").readings);
    assert_eq!(places("default").readings.len(), 1);
    // In the law's order, each once; held against the law's own default where it is among them.
    let twice =
        places("every_day/close/undetermined/complete_days, mean_absolute/*/*/*,*/close/undetermined/*");
    assert_eq!((twice.readings.len(), twice.base), (20, 0));
    assert_eq!(places("every_day/*/*/*").base, 0);
}
