//! The workspace's own assets replayed: day by day what an assessment of that day says, whether a series is taken from the lake
//! as it stands or row by row.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use qazyq_casework::Trouble;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::fetch::Wish;
use qazyq_casework::import::Said;
use qazyq_casework::replay::tables::{Cell, Rows, Table};
use qazyq_casework::replay::{Plan, Watch, WhatIf, replay_own};
use qazyq_exact::Day;
use qazyq_law::Act;
use qazyq_standin::Source;

use super::desk::{Desk, days};

/// Lines of a table, cells joined by blanks.
#[derive(Default)]
struct Lines(Vec<String>);

impl Rows for Lines {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Trouble> {
        let text = |cell: &Cell<'_>| match cell {
            Cell::Text(text) => (*text).to_owned(),
            Cell::Date(day) => day.to_string(),
            Cell::Number(number) => number.to_string(),
        };
        self.0.push(cells.iter().map(text).collect::<Vec<_>>().join(" "));
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Trouble> {
        Ok(())
    }
}

/// Spans of the assets `only`, or of all, in the order in which they are written.
fn spans(
    desk: &Desk,
    (as_of, source): (Option<&str>, Option<&str>),
    (from, to): (&str, &str),
    only: &[String],
    threads: usize,
) -> Vec<String> {
    let act = Act::embedded().unwrap();
    let asked = Asked { source: source.map(str::to_owned), ..Asked::default() };
    let as_of = as_of.map(|text| text.parse().unwrap());
    let question = Question { act: &act, asked: &asked, as_of, now: desk.clock.instant() };
    let plan =
        Plan::new(&act, &WhatIf::default(), (from.parse().unwrap(), to.parse().unwrap()), "all").unwrap();
    let watch = Watch { stop: &AtomicBool::new(false), advanced: &|_| {}, threads };
    let wants = (Some(Table::Spans), true);
    let mut replayed = replay_own(&plan, &question, &desk.book(), only, wants, &watch).unwrap();
    let mut lines = Lines::default();
    replayed.write(&plan, Table::Spans, &mut lines).unwrap();
    lines.0
}

/// Holds the replay of an asset under every reading against an assessment of each day; gives on how many days it has one.
fn check(
    desk: &Desk,
    asset: &str,
    (as_of, source): (Option<&str>, Option<&str>),
    (from, to): (&str, &str),
) -> usize {
    let mut found: BTreeMap<Day, BTreeMap<String, String>> = BTreeMap::new();
    for line in spans(desk, (as_of, source), (from, to), &[asset.to_owned()], 1) {
        let words: Vec<&str> = line.split(' ').collect();
        let [of, a, b, c, d, outcome, first, last, _] = words[..] else { panic!("{line}") };
        assert_eq!(of, asset);
        let (first, last): (Day, Day) = (first.parse().unwrap(), last.parse().unwrap());
        for day in (0..=last.since(first)).map(|k| first.plus(k)) {
            let of_day = found.entry(day).or_default();
            assert_eq!(of_day.insert([a, b, c, d].join("/"), outcome.to_owned()), None, "{line}");
        }
    }
    let act = Act::embedded().unwrap();
    let asked = Asked { source: source.map(str::to_owned), ..Asked::default() };
    let question = Question {
        act: &act,
        asked: &asked,
        as_of: as_of.map(|text| text.parse().unwrap()),
        now: desk.clock.instant(),
    };
    let dossier = question.dossier(&desk.book(), asset).unwrap();
    for (day, found) in &found {
        let verdict = question.assess(&dossier, *day).unwrap();
        let told = verdict.stability.readings.iter().map(|(choices, outcome)| {
            (choices.named().map(|(_, choice)| choice).join("/"), outcome.as_str().to_owned())
        });
        assert_eq!(*found, told.collect(), "{asset} {day} {as_of:?}");
    }
    found.len()
}

#[test]
fn a_followed_series_comes_to_what_is_assessed_day_by_day() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 60);
    desk.follow_made(3);
    desk.fetch_whole(&Wish { today: true, ..days("2026-01-01", "2026-03-10") });
    let all = ("2026-01-05", "2026-03-20");
    for asset in ["made1", "made2", "made3"] {
        assert!(check(&desk, asset, (None, None), all) > 60, "{asset}");
    }
    // While the last day is not over, when it is, and before anything was known.
    for (as_of, is_any) in
        [("2026-03-10T23:59:59Z", true), ("2026-03-11T00:00:00Z", true), ("2026-03-10T11:59:59Z", false)]
    {
        assert_eq!(check(&desk, "made1", (Some(as_of), None), all) > 0, is_any, "{as_of}");
    }
    assert!(check(&desk, "made1", (None, Some("coinmarketcap")), all) > 60);
    assert_eq!(check(&desk, "made1", (None, Some("binance")), all), 0);
    // Beside a file with days that are to come, so that days behind the one that is not over are looked at too.
    let midnight = |day: Day| i64::from(day.number()) * 86_400;
    let first: Day = "2026-02-20".parse().unwrap();
    let line = |k| format!("{},1.05,1.05,1.05,1.05,7,1\n", midnight(first.plus(k)));
    let file: String = (0..24).map(line).collect();
    let said = Said { source: Some("kraken".into()), currency: Some("USD".into()), ..Said::of("made3") };
    let act = Act::embedded().unwrap();
    desk.book().import(&act, "MADE3USD_1440.csv", file.as_bytes(), &said, desk.clock.instant()).unwrap();
    assert!(check(&desk, "made3", (None, None), all) > 60);
    assert!(check(&desk, "made3", (None, Some("coinmarketcap")), all) > 60);
    // A day told anew, and known before that.
    desk.set_now("2026-03-20T12:00:00Z");
    desk.standin.restate(Source::CoinMarketCap, "900001", "2026-03-05");
    desk.fetch_whole(&Wish { again: true, ..days("2026-03-01", "2026-03-12") });
    for as_of in [None, Some("2026-03-15T00:00:00Z")] {
        assert!(check(&desk, "made1", (as_of, None), all) > 60);
    }
    // Another series beside it, of candles and in a token.
    desk.follow("made2 binance MADE2USDT", |_| {});
    desk.fetch_whole(&days("2026-02-01", "2026-03-12"));
    assert!(check(&desk, "made2", (None, None), all) > 60);
}

#[test]
fn assets_are_replayed_by_any_number_of_threads_in_one_order() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 60);
    desk.follow_made(50);
    desk.fetch_whole(&days("2026-01-20", "2026-03-09"));
    let of = |threads| spans(&desk, (None, None), ("2026-01-20", "2026-03-20"), &[], threads);
    let expected = of(1);
    assert!(expected.len() >= 150);
    for threads in [2, 3, 7] {
        assert_eq!(of(threads), expected, "{threads}");
    }
}
