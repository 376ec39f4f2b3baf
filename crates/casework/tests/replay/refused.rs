//! Files that cannot be replayed, wherever in them the reason stands; and runs that are interrupted.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use qazyq_casework::replay::tables::Table;
use qazyq_casework::replay::{Order, Plan, Watch, WhatIf};
use qazyq_exact::Day;
use qazyq_law::Act;

use crate::{Folder, watched};

const FIRST: i32 = 19_000;

fn plan(from: i32, to: i32) -> Plan {
    let act = Act::embedded().unwrap();
    let days = (Day::from_number(from), Day::from_number(to));
    Plan::new(&act, &WhatIf::default(), days, "default").unwrap()
}

/// A row of that asset and day, close 1, in a currency, with as many bytes besides.
fn row(asset: &str, day: i32, currency: &str, padding: usize) -> String {
    format!("{asset},{},1,{currency},{}\n", Day::from_number(day), "x".repeat(padding))
}

const HEADER: &str = "asset,day,close,currency,note\n";

/// Bytes of a line of which six hundred make three parts.
const WIDE: usize = 5000;

fn folder(bars: &str) -> Folder {
    let folder = Folder::new();
    folder.write("pegs.csv", "asset,peg\na,USD\nb,USD\nc,1\n");
    folder.write("bars.csv", bars);
    folder
}

/// What refuses the file, for every number of threads the same.
fn refused(bars: &str) -> String {
    let folder = folder(bars);
    let refused = |threads| {
        let replay = |watch: &Watch<'_>| {
            folder.replay(&plan(FIRST + 10, FIRST + 900), "bars.csv", (Some(Table::Spans), true), watch)
        };
        match watched(threads, replay) {
            Ok(_) => "nothing".to_owned(),
            Err(trouble) => {
                let args: Vec<String> = trouble.args().into_iter().map(|(_, text)| text).collect();
                format!("{} {}", trouble.code(), args.join(" "))
            }
        }
    };
    let told = refused(1);
    for threads in [2, 3, 7] {
        assert_eq!(refused(threads), told, "{threads}");
    }
    told
}

/// The assets `a`, `b`, `c` with two hundred days each, and rows of one of them somewhere else besides.
fn bars(by_day: bool, padding: usize, more: &[(usize, String)]) -> String {
    let mut rows: Vec<(i32, &str)> =
        ["a", "b", "c"].into_iter().flat_map(|asset| (0..200).map(move |k| (FIRST + k, asset))).collect();
    if by_day {
        rows.sort_unstable();
    }
    let mut lines: Vec<String> =
        rows.into_iter().map(|(day, asset)| row(asset, day, "USD", padding)).collect();
    for (place, line) in more.iter().rev() {
        lines.insert(*place, line.clone());
    }
    HEADER.to_owned() + &lines.concat()
}

#[test]
fn a_day_that_stands_twice_is_named() {
    let twice = "day-of-asset-twice b 2022-02-28";
    for by_day in [false, true] {
        for padding in [0, WIDE] {
            // Beside the first, far from it, in another part, behind all others.
            for place in [0, 150, 177 + 223, 400, 599, 600] {
                let more = [(place, row("b", FIRST + 51, "USD", padding))];
                assert_eq!(refused(&bars(by_day, padding, &more)), twice, "{by_day} {padding} {place}");
            }
        }
    }
    // A day that no window needs is nobody's business.
    let folder = folder(&(bars(false, 0, &[]) + &row("b", FIRST + 51, "USD", 0)));
    let replay =
        |watch: &Watch<'_>| folder.replay(&plan(FIRST + 150, FIRST + 160), "bars.csv", (None, false), watch);
    assert_eq!(watched(2, replay).unwrap().assets, 3);
}

#[test]
fn a_currency_that_changes_is_refused_wherever_it_does() {
    for by_day in [false, true] {
        for place in [0, 150, 199, 200, 201, 250, 300, 399, 400, 401, 600] {
            let more = [(place, row("b", FIRST + 210, "EUR", WIDE))];
            assert_eq!(refused(&bars(by_day, WIDE, &more)), "currency-changes b", "{by_day} {place}");
            // One that is not named is that of all.
            let more = [(place, row("b", FIRST + 210, "", WIDE))];
            assert_eq!(refused(&bars(by_day, WIDE, &more)), "nothing", "{by_day} {place}");
        }
    }
    // Anywhere in the middle of an asset whose rows are in several parts.
    for place in [1, 100, 199, 200, 201, 300, 333, 399, 400, 401, 500, 599] {
        let rows = (0..600).map(|k| row("a", FIRST + k, if k < place { "USD" } else { "EUR" }, WIDE));
        let text = HEADER.to_owned() + &rows.collect::<String>();
        assert_eq!(refused(&text), "currency-changes a", "{place}");
    }
}

#[test]
fn files_without_a_row_and_without_a_column_are_refused() {
    for (bars, expected) in [
        ("", "file-is-empty "),
        (HEADER, "file-has-no-rows"),
        ("day,close\n2022-01-01,1\n", "column-is-missing "),
        ("asset,close\na,1\n", "date-column-is-missing "),
        ("asset,day,close\na,2022-02-30,1\n", "no-row-is-readable"),
    ] {
        let told = refused(bars);
        assert!(told.starts_with(expected.trim_end()), "{bars:?}: {told}");
    }
}

#[test]
fn an_interrupted_run_gives_nothing() {
    let folder = folder(&bars(false, WIDE, &[]));
    let plan = plan(FIRST + 10, FIRST + 300);
    for threads in [1, 3] {
        for before in [true, false] {
            let stop = AtomicBool::new(before);
            // Once the first bytes are read, somebody interrupts it.
            let advanced = |_: u64| stop.store(true, Ordering::Relaxed);
            let watch = Watch { stop: &stop, advanced: &advanced, threads };
            let replayed = folder.replay(&plan, "bars.csv", (Some(Table::Spans), true), &watch);
            assert_eq!(replayed.err().unwrap().code(), "interrupted");
        }
    }
}

#[test]
fn an_assets_days_are_from_its_first_row_in_the_interval_to_its_last() {
    let rows = |asset: &str, days: &[i32]| -> String {
        days.iter().map(|day| row(asset, FIRST + day, "USD", 0)).collect()
    };
    // Rows before, within and behind; before and behind alone; on the first day and on the last.
    let text = HEADER.to_owned()
        + &rows("a", &[0, 90, 105, 109, 121, 300])
        + &rows("b", &[99, 121])
        + &rows("c", &[100])
        + &rows("d", &[99, 120, 121])
        + &rows("e", &[100, 120]);
    let folder = folder(&text);
    let plan = plan(FIRST + 100, FIRST + 120);
    let replay = |watch: &Watch<'_>| folder.replay(&plan, "bars.csv", (Some(Table::Spans), true), watch);
    let replayed = watched(2, replay).unwrap();
    assert_eq!((replayed.assets, replayed.asset_days), (4, 5 + 1 + 1 + 21));
    assert_eq!(replayed.without_peg, 2);
    let (_, lines) = crate::told(&plan, Some(Table::Spans), replayed);
    let days: Vec<String> = lines
        .iter()
        .map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            [words[0], words[6], words[8]].join(" ")
        })
        .collect();
    let day = |k: i32| Day::from_number(FIRST + k);
    let expected = [("a", 105, 5), ("c", 100, 1), ("d", 120, 1), ("e", 100, 21)];
    assert_eq!(days, expected.map(|(asset, from, days)| format!("{asset} {} {days}", day(from))));
}

#[test]
fn where_a_file_begins_with_days_that_nobody_wants_its_order_is_still_told() {
    let mut text = HEADER.to_owned();
    for day in 0..800 {
        for asset in ["a", "b", "c"] {
            let _ = write!(text, "{}", row(asset, FIRST + day, "USD", WIDE));
        }
    }
    let folder = folder(&text);
    // More than is read at once lies before the first row that counts.
    let replay =
        |watch: &Watch<'_>| folder.replay(&plan(FIRST + 760, FIRST + 790), "bars.csv", (None, true), watch);
    let replayed = watched(2, replay).unwrap();
    assert_eq!((replayed.order, replayed.asset_days), (Some(Order::ByDay), 93));
    assert_eq!(replayed.of_reading(0).counts.met, 93);
}
