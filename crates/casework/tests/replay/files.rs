//! Files of bars: rows in any order, read by any number of threads, come to the same, and to what the law says.

use qazyq_casework::replay::tables::Table;
use qazyq_casework::replay::{Order as Found, Plan, WhatIf};
use qazyq_exact::Day;
use qazyq_law::Act;

use crate::expected::{check_totals, courses, lines};
use crate::market::{FIRST, Market, Order};
use crate::{Folder, told, watched};

/// The days that are replayed: some assets begin before them, some end behind.
pub(crate) fn span() -> (Day, Day) {
    (Day::from_number(FIRST + 70), Day::from_number(FIRST + 400))
}

/// How many made-up markets.
pub(crate) fn markets() -> u64 {
    std::env::var("QAZYQ_CASES").ok().map_or(1, |text| text.parse().unwrap())
}

/// Bytes that a line has besides, so that a file of some thousand lines has seven parts.
pub(crate) const PADDING: usize = 2600;

#[test]
fn rows_in_any_order_and_threads_of_any_number_come_to_what_the_law_says() {
    let act = Act::embedded().unwrap();
    for seed in 0..markets() {
        let market = Market::new(seed);
        let plan = Plan::new(&act, &WhatIf::default(), span(), "all").unwrap();
        let courses = courses(&act, &market, &plan, None);
        let folder = Folder::new();
        for order in Order::ALL {
            market.write(&folder, "bars.csv", order, PADDING);
            for threads in [1, 2, 3, 7] {
                // All that can be told by one number of threads; by the others a table each.
                let tables = match threads {
                    1 => vec![Some(Table::Spans), Some(Table::Assets), Some(Table::Days)],
                    2 => vec![None, Some(Table::Assets)],
                    3 => vec![Some(Table::Spans)],
                    _ => vec![Some(Table::Assets), Some(Table::Days)],
                };
                for table in tables {
                    let at = format!("seed {seed} {order:?} {threads} {table:?}");
                    let replayed =
                        watched(threads, |watch| folder.replay(&plan, "bars.csv", (table, true), watch));
                    let replayed = replayed.unwrap_or_else(|trouble| panic!("{at}: {trouble:?}"));
                    let expected = match order {
                        Order::Ascending | Order::Descending => Found::ByAsset,
                        Order::ByDay => Found::ByDay,
                        Order::Shuffled | Order::InHalves => Found::None,
                    };
                    assert_eq!(replayed.order, Some(expected), "{at}");
                    check_totals(&courses, &plan, &replayed, true);
                    let (_, told) = told(&plan, table, replayed);
                    if let Some(table) = table {
                        let expected = lines(&courses, &plan, table);
                        let wrong = told.iter().zip(&expected).find(|(told, expected)| told != expected);
                        assert!(wrong.is_none() && told.len() == expected.len(), "{at}: {wrong:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn all_that_is_told_beside_outcomes_is_the_same_for_every_number_of_threads() {
    let act = Act::embedded().unwrap();
    let folder = Folder::new();
    for seed in 10..12 {
        let market = Market::new(seed);
        let readings = "*/close/*/*,*/vwap/*/*";
        let plan = Plan::new(&act, &WhatIf::default(), span(), readings).unwrap();
        for order in Order::ALL {
            market.write(&folder, "bars.csv", order, PADDING);
            let replayed = |threads| {
                let replayed =
                    watched(threads, |watch| folder.replay(&plan, "bars.csv", (None, true), watch));
                let replayed = replayed.unwrap();
                let findings = replayed.findings.clone();
                (told(&plan, None, replayed), findings)
            };
            let expected = replayed(1);
            for threads in [0, 2, 3, 7, 64] {
                assert_eq!(replayed(threads), expected, "{seed} {order:?} {threads}");
            }
        }
    }
}
