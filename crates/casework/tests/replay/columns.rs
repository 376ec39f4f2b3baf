//! Files of the lake's columns as bars of a market: they come to what the same bars in CSV come to.

use std::collections::BTreeMap;
use std::path::PathBuf;

use qazyq_casework::replay::tables::Table;
use qazyq_casework::replay::{Plan, WhatIf};
use qazyq_exact::Day;
use qazyq_lake::{Asked, Exchange, Lake, Outcome};
use qazyq_law::Act;
use qazyq_market::Bar;
use qazyq_market::feed::{Answer, Part, Rows};
use qazyq_market::klines::Interval;

use crate::market::{Draw, FIRST};
use crate::{Folder, told, watched};

/// One asset's bars.
type Bars = Vec<Bar>;

/// Bars of many days with gaps: plain ones, some of 18 decimals, and of the asset `wide` one of more digits than any column
/// holds.
fn bars(draw: &mut Draw, asset: &str) -> Bars {
    let mut bars = Vec::new();
    for day in FIRST..FIRST + 430 {
        if draw.below(9) == 0 || (asset == "gaps" && day % 97 < 60) {
            continue;
        }
        let mut price = || {
            let text = match asset {
                "long" => format!("1.{:018}", draw.below(20_000_000_000_000_000)),
                "large" => format!("{}.{:09}", 100_000_000_000_000_u64 + draw.below(1_000_000_000_000), 1),
                "wide" if day == FIRST + 200 => format!("1.{}1", "0".repeat(39)),
                _ => format!("1.{:04}", draw.below(200)),
            };
            (draw.below(40) > 0).then(|| text.parse().unwrap())
        };
        let [open, high, low, close, vwap] = std::array::from_fn(|_| price());
        let day = Day::from_number(day);
        bars.push(Bar { day, open, high, low, close, vwap, volume: None, market_cap: None, coverage: None });
    }
    bars
}

fn csv(market: &BTreeMap<String, Bars>) -> String {
    let mut text = "asset,date,open,high,low,close,vwap\n".to_owned();
    for (asset, bars) in market {
        for bar in bars {
            let prices = [&bar.open, &bar.high, &bar.low, &bar.close, &bar.vwap];
            let prices = prices.map(|price| price.as_ref().map(ToString::to_string).unwrap_or_default());
            text.push_str(&format!("{asset},{},{}\n", bar.day, prices.join(",")));
        }
    }
    text
}

/// Writes columns of each of these answers, one update an answer; gives the folder.
fn columns(folder: &Folder, answers: Vec<BTreeMap<String, Bars>>) -> PathBuf {
    let lake = Lake::at(folder.path().join("lake"));
    let mut writer = lake.writer().unwrap();
    let answer = |market: &BTreeMap<String, Bars>| {
        let part = |(key, bars): (&String, &Bars)| Part {
            key: key.clone(),
            rows: Rows::Bars(bars.clone()),
            rejected: Default::default(),
            defects: vec![],
        };
        Answer { parts: market.iter().map(part).collect(), remarks: vec![] }
    };
    for number in 0..answers.len() {
        writer.append(exchange(&lake)).unwrap();
        writer
            .update_columns(1, |receipt, _| Ok(answer(&answers[usize::try_from(receipt.n).unwrap() - 1])))
            .unwrap_or_else(|error| panic!("{number}: {error}"));
    }
    lake.folder().join("columns/bars")
}

fn exchange(lake: &Lake) -> Exchange {
    Exchange {
        feed: "bars".to_owned(),
        ask: Asked {
            keys: vec!["any".to_owned()],
            interval: Some(Interval::DAY),
            from: "2022-01-01".parse().ok(),
            to: "2023-03-06".parse().ok(),
            ..Asked::default()
        },
        address: "https://example.test/".to_owned(),
        attempt: 1,
        status: Some(200),
        headers: BTreeMap::new(),
        retrieved: "2026-11-01T00:00:00Z".parse().unwrap(),
        milliseconds: 1,
        sha256: Some(lake.keep(b"the bars are made of the receipt's number").unwrap()),
        bytes: 1,
        credits: 0,
        outcome: Outcome::Rows,
        trouble: None,
        parts: 1,
        rows: 1,
        rejected: 0,
        defects: BTreeMap::new(),
        remarks: vec![],
    }
}

#[test]
fn columns_come_to_what_the_same_bars_in_csv_come_to() {
    let act = Act::embedded().unwrap();
    let folder = Folder::new();
    let mut draw = Draw::new(7);
    let names = ["a", "b", "early", "gaps", "large", "late", "long", "wide", "z"];
    let mut market: BTreeMap<String, Bars> =
        names.iter().map(|name| ((*name).to_owned(), bars(&mut draw, name))).collect();
    market.get_mut("early").unwrap().truncate(40);
    market.get_mut("late").unwrap().drain(..350);
    folder.write("bars.csv", &csv(&market));
    folder.write(
        "pegs.csv",
        "asset,peg\na,USD\nb,USD\nearly,USD\ngaps,USD\nlate,1\nlong,USD\nwide,1\nlarge,100000000000000\n",
    );
    // Later days of some in a second file, which is too small to be merged with the first.
    let mut later = market.clone();
    for bars in market.values_mut() {
        bars.retain(|bar| bar.day < Day::from_number(FIRST + 380));
    }
    for bars in later.values_mut() {
        bars.retain(|bar| bar.day >= Day::from_number(FIRST + 380));
    }
    let input = columns(&folder, vec![market, later]);
    assert_eq!(std::fs::read_dir(&input).unwrap().count(), 2);
    let input = input.to_string_lossy().into_owned();
    let span = (Day::from_number(FIRST + 70), Day::from_number(FIRST + 400));
    for readings in ["all", "*/close/*/*", "*/ohlc4/*/*,*/close/*/*", "every_day/vwap/carry_forward/*"] {
        let plan = Plan::new(&act, &WhatIf::default(), span, readings).unwrap();
        for table in [Table::Spans, Table::Assets, Table::Days] {
            let of = |input: &str, threads| {
                let replayed =
                    watched(threads, |watch| folder.replay(&plan, input, (Some(table), true), watch));
                told(&plan, Some(table), replayed.unwrap())
            };
            let expected = of("bars.csv", 1);
            for threads in [1, 2, 5, 50] {
                assert_eq!(of(&input, threads), expected, "{readings} {threads}");
            }
        }
    }
}

#[test]
fn a_day_of_an_asset_that_stands_twice_is_refused() {
    let act = Act::embedded().unwrap();
    let folder = Folder::new();
    let mut draw = Draw::new(8);
    let market = BTreeMap::from([("a".to_owned(), bars(&mut draw, "a"))]);
    folder.write("pegs.csv", "asset,peg\na,USD\n");
    let again = BTreeMap::from([("a".to_owned(), market["a"][100..101].to_vec())]);
    let day = again["a"][0].day;
    let input = columns(&folder, vec![market, again]);
    let input = input.to_string_lossy();
    let plan = |from: Day, to: Day| Plan::new(&act, &WhatIf::default(), (from, to), "all").unwrap();
    let around = plan(day.plus(-5), day.plus(5));
    let trouble = watched(1, |watch| folder.replay(&around, &input, (None, true), watch)).err().unwrap();
    assert_eq!(trouble.code(), "day-of-asset-twice");
    // Days that nobody asks for are no hindrance.
    let behind = plan(day.plus(100), day.plus(200));
    watched(1, |watch| folder.replay(&behind, &input, (None, true), watch)).unwrap();
}

#[test]
fn a_folder_without_columns_and_a_file_that_is_none_are_refused() {
    let act = Act::embedded().unwrap();
    let folder = Folder::new();
    folder.write("pegs.csv", "asset,peg\na,USD\n");
    folder.write("bars.arrow", "ARROW1\0\0and nothing more");
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let day = Day::from_number(FIRST);
    let plan = Plan::new(&act, &WhatIf::default(), (day, day), "all").unwrap();
    for (input, code) in [("empty", "folder"), ("bars.arrow", "columns-are-broken")] {
        let trouble = watched(1, |watch| folder.replay(&plan, input, (None, true), watch)).err().unwrap();
        assert_eq!(trouble.code(), code, "{input}");
    }
}
