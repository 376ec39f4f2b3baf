//! The chart of each day shows what was decided upon.

use qazyq_evidence::chart::chart;
use qazyq_exact::Ratio;
use qazyq_law::json::{self, Value};
use qazyq_law::{Act, Case};
use qazyq_registry::what::ReadAs;

use crate::made::{HAD, World, market, reading, text, wanted};
use crate::vectors;

/// The mean of the days of each series is the verdict's figure; how many days there are, and how many of them are known.
fn check(world: &World, asset: &str, act: &Act, on: &str, expected: &[(&str, usize, usize)]) {
    let reading = reading(act, on.parse().unwrap());
    let contents = world.collect(&wanted(act, &reading, asset, on)).unwrap();
    let case = Case::parse(act, contents.case.as_bytes()).unwrap();
    let verdict: Value = json::parse(contents.verdict.trim_end().as_bytes()).unwrap();
    let charted = chart(&case);
    let found: Vec<_> = charted
        .iter()
        .map(|series| {
            let known = series.days.iter().filter(|(_, share)| share.is_some()).count();
            (series.source.as_str().unwrap(), series.days.len(), known)
        })
        .collect();
    assert_eq!(found, expected);
    for series in &charted {
        let days: Vec<_> = series.days.iter().map(|(day, _)| *day).collect();
        let first = on.parse::<qazyq_exact::Day>().unwrap().plus(-i32::try_from(days.len()).unwrap());
        assert!(days.iter().zip(0..).all(|(day, n)| *day == first.plus(n)), "{days:?}");
        let shares: Option<Vec<&Ratio>> = series.days.iter().map(|(_, share)| share.as_ref()).collect();
        let figure = text(&verdict, &["stability", series.source.as_str().unwrap(), "deviation"]);
        match shares {
            Some(shares) => {
                let none: Ratio = "0".parse().unwrap();
                let sum = shares.iter().fold(none, |sum, share| sum.plus(share));
                let mean = sum.over(&shares.len().to_string().parse().unwrap()).unwrap();
                assert_eq!(mean.to_string(), figure);
            }
            None => assert_eq!(figure, "null"),
        }
    }
}

#[test]
fn the_mean_of_the_days_is_the_figure() {
    let (law, small) = (Act::embedded().unwrap(), vectors::act());
    check(&vectors::usdc(), "usdc", &small, "2023-03-14", &[("coinmarketcap", 7, 7)]);
    check(&vectors::eurx(), "eurx", &small, "2023-03-14", &[("binance", 7, 7)]);
    let mut world = World::default();
    world.facts("usdc", "USD");
    world.market(
        "usdc",
        HAD,
        "coinmarketcap",
        ReadAs::CoinmarketcapExport,
        &market("2023-02-01", "2023-03-31"),
    );
    for on in ["2023-03-03", "2023-03-11", "2023-03-14", "2023-03-31"] {
        check(&world, "usdc", &law, on, &[("coinmarketcap", 30, 30)]);
    }
}

#[test]
fn a_day_that_nobody_knows_is_empty() {
    let law = Act::embedded().unwrap();
    check(&vectors::usdc(), "usdc", &law, "2023-03-14", &[("coinmarketcap", 30, 10)]);
}
