//! How long one verdict takes where its readings are the kernel's: one date of one series, from columns that are there.
//!
//! `cargo bench -p qazyq-replay --bench verdict`; the law's own way stands in `cargo bench -p qazyq-law`.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads its cases; the crate itself reads no file")]

use std::fs;

use divan::{Bencher, black_box};
use qazyq_exact::{Amount, Day};
use qazyq_law::case::{Bar, Series as LawSeries};
use qazyq_law::reading::Choices;
use qazyq_law::{Act, Case};
use qazyq_replay::worth::Rate;
use qazyq_replay::{Digits, Kernel, Prices, Rule, Series, Worth};

fn main() {
    divan::main();
}

/// A dollar peg, and a euro peg with daily rates.
const CASES: [&str; 2] = ["episodes/usdt-2025-12-31-everyday", "pegs/euro-in-dollars-weekends-hold"];

/// A figure of a bar.
type Field = fn(&Bar) -> &Option<Amount>;

const FIELDS: [Field; 5] =
    [|bar| &bar.open, |bar| &bar.high, |bar| &bar.low, |bar| &bar.close, |bar| &bar.vwap];

/// As many as any price of the cases has.
const SCALE: u8 = 12;

/// The days on which an assessment may rest, itself the last: a window, the day before it, and what may be carried in.
const DAYS: usize = 41;

/// `value · 10^SCALE` day by day, zero where there is none; empty where the series never has such a price.
fn column(series: &LawSeries, first: Day, field: Field) -> Vec<i64> {
    let mut column = vec![0; DAYS];
    for bar in &series.days {
        let place = usize::try_from(bar.date.since(first)).ok().and_then(|k| column.get_mut(k));
        if let (Some(place), Some(amount)) = (place, field(bar)) {
            let digits = amount.scaled_to(usize::from(SCALE)).expect("few digits");
            *place = i64::try_from(&digits).expect("a small price");
        }
    }
    if column.iter().all(|digits| *digits == 0) { Vec::new() } else { column }
}

fn lend(column: &[i64]) -> Digits<'_> {
    if column.is_empty() { Digits::Absent } else { Digits::Narrow(column) }
}

/// What the case's asset is worth in the currency of its series.
fn worth(case: &Case<'_>, series: &LawSeries, first: Day) -> Worth {
    let peg = case.facts.peg.as_ref().expect("a peg");
    let components: Vec<_> =
        peg.components.iter().map(|part| (part.currency.to_string(), part.amount.clone())).collect();
    let rate = |r: &qazyq_law::case::Rate| Rate {
        date: r.date,
        base: r.base.to_string(),
        quote: r.quote.to_string(),
        rate: r.rate.clone(),
    };
    let rates: Vec<Rate> = case.facts.fx.iter().map(rate).collect();
    Worth::new(&components, &rates, &series.currency.to_string(), case.law.rate_days_max, first, DAYS)
}

/// 48 readings of one date from the 41 bars that they may rest on.
#[divan::bench(args = CASES)]
fn readings_of_one_date(bencher: Bencher<'_, '_>, name: &str) {
    let act = Act::embedded().expect("the embedded law");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/cases");
    let bytes = fs::read(format!("{folder}/{name}.case.json")).expect("a case of the conformance suite");
    let case = Case::parse(&act, &bytes).expect("an accepted case");
    let lone = case.facts.market.first().expect("a series");
    let first = case.date.plus(-40);
    let worth = worth(&case, lone, first);
    let columns = FIELDS.map(|field| column(lone, first, field));
    let [open, high, low, close, vwap] = columns.each_ref().map(|column| lend(column));
    let series = Series {
        first,
        days: DAYS,
        prices: Prices { scale: SCALE, open, high, low, close, vwap },
        worth: &worth,
    };
    let readings: Vec<Choices> = case.law.counted.readings().collect();
    let mut kernel = Kernel::new(Rule::from(case.law), readings);
    let verdict = qazyq_law::assess(&case);
    let outcomes = kernel.run(&series, case.date, 1).expect("even columns");
    for (place, (_, outcome)) in verdict.stability.readings.iter().enumerate() {
        let found = outcomes.of(place).map(|bits| bits.outcome(0));
        assert_eq!(found, Some(*outcome), "the kernel and the law say the same");
    }
    bencher.bench_local(|| kernel.run(black_box(&series), black_box(case.date), 1).is_some());
}
