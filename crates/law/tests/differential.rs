//! The core against the slow evaluator of `conformance/slow`: another author's reading of the same specification,
//! another big-integer library, no shared code. On every random case they agree to the last key.
//!
//! The number of cases is small here, so that the suite stays quick; `QAZYQ_CASES=2000000 cargo test --release -p
//! qazyq-law --test differential` runs millions. `QAZYQ_SEED` moves the first seed. What was run stands in
//! `docs/measurements.md`.
#![expect(
    clippy::disallowed_methods,
    reason = "the environment says how many cases; the crate itself reads none"
)]

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use qazyq_law::{Act, evaluate};
use serde_json::Value;

/// A number from the environment.
fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().expect("a number"))
}

/// What the core says of a case: its verdict's first keys, or `None` where it is refused.
fn ours(act: &Act, case: &Value) -> Option<Value> {
    let verdict = evaluate(act, case.to_string().as_bytes()).ok()?;
    Some(serde_json::from_str(&verdict.to_json().to_string()).expect("a verdict is JSON"))
}

/// The first thing on which the two differ.
fn difference(act: &Act, case: &Value) -> Option<String> {
    match (ours(act, case), qazyq_slow::answer(case)) {
        (None, Err(_)) => None,
        (None, Ok(_)) => {
            Some(format!("only the core refuses: {:?}", evaluate(act, case.to_string().as_bytes()).err()))
        }
        (Some(_), Err(error)) => Some(format!("only the slow one refuses: {error}")),
        (Some(ours), Ok(slow)) => {
            let keys = slow.as_object().expect("a verdict is an object");
            keys.iter().find(|(key, value)| ours.get(key.as_str()) != Some(*value)).map(|(key, value)| {
                format!("{key}: the slow one says {value}, the core {}", ours[key.as_str()])
            })
        }
    }
}

/// Holds both against `count` cases that `draw` makes from their seeds, on all cores.
fn check(count: u64, draw: impl Fn(u64) -> Value + Sync) {
    let act = Act::embedded().expect("the embedded law");
    let first = number("QAZYQ_SEED", 0);
    let next = AtomicU64::new(first);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let differing = thread::scope(|scope| {
        let worker = || {
            let mut found = Vec::new();
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= first + count || found.len() > 3 {
                    return found;
                }
                if let Some(what) = difference(&act, &draw(seed)) {
                    found.push(format!("seed {seed}: {what}"));
                }
            }
        };
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a worker")).collect::<Vec<_>>()
    });
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn random_cases_come_out_the_same() {
    check(number("QAZYQ_CASES", 400), qazyq_slow::random::case);
}

#[test]
fn spoilt_cases_are_refused_by_both_or_come_out_the_same() {
    check(number("QAZYQ_CASES", 800), qazyq_slow::random::spoilt);
}
