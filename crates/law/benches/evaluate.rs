//! How long a five-criterion verdict with all its readings takes, on one core, with the slow evaluator of
//! `conformance/slow` beside it in the same run.
//!
//! `cargo bench -p qazyq-law`; what was measured stands in `docs/measurements.md`.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads its cases; the crate itself reads no file")]

use std::fs;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use qazyq_law::criteria::stability::by_figure;
use qazyq_law::{Act, Case, assess, decide, evaluate};

fn main() {
    divan::main();
}

/// Cases of different weight: a dollar peg with one source, a euro peg with daily rates, a basket, two sources.
const CASES: [&str; 4] = [
    "episodes/usdt-2025-12-31-everyday",
    "pegs/basket",
    "pegs/euro-in-dollars-weekends-hold",
    "sources/different-quote-currencies",
];

fn read(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/cases");
    fs::read(format!("{folder}/{name}.case.json")).expect("a case of the conformance suite")
}

/// From a case in memory to the verdict: what the law's function alone costs.
#[divan::bench(args = CASES)]
fn assess_a_parsed_case(bencher: Bencher<'_, '_>, name: &str) {
    let act = Act::embedded().expect("the embedded law");
    let bytes = read(name);
    let case = Case::parse(&act, &bytes).expect("an accepted case");
    bencher.bench(|| assess(black_box(&case)));
}

/// The five criteria with their reasons where the figures are ready: what is left of a verdict behind a kernel.
#[divan::bench(args = CASES)]
fn decide_by_ready_figures(bencher: Bencher<'_, '_>, name: &str) {
    let act = Act::embedded().expect("the embedded law");
    let case = Case::parse(&act, &read(name)).expect("an accepted case");
    let verdict = assess(&case);
    let ready = || {
        verdict.stability.series.iter().map(|series| {
            let known = series.deviation.as_ref().expect("a case whose figures are known");
            by_figure(case.law, &series.source, &known.figure, known.farthest_day)
        })
    };
    let mut grounds = Vec::new();
    bencher.counter(ItemsCount::new(1_u8)).bench_local(|| {
        let outcomes = decide(black_box(case.law), black_box(&case.facts), case.date, ready(), &mut grounds);
        black_box(&grounds);
        outcomes
    });
}

/// From a file's bytes to the verdict's bytes, reading and writing JSON included.
#[divan::bench(args = CASES)]
fn evaluate_bytes_to_bytes(bencher: Bencher<'_, '_>, name: &str) {
    let act = Act::embedded().expect("the embedded law");
    let bytes = read(name);
    bencher.bench(|| evaluate(&act, black_box(&bytes)).map(|verdict| verdict.to_json().to_string()));
}

/// The peer: naive sums of fractions, reading by reading.
#[divan::bench(args = CASES)]
fn the_slow_evaluator(bencher: Bencher<'_, '_>, name: &str) {
    let case: serde_json::Value = serde_json::from_slice(&read(name)).expect("JSON");
    bencher.bench(|| qazyq_slow::answer(black_box(&case)));
}
