//! The kernel against the law's own function: on random series and on those of the conformance suite, under every reading,
//! for other limits and windows too, it says the same of each day.
//!
//! The number of cases is small here, so that the suite stays quick; `QAZYQ_CASES=100000 cargo test --release -p qazyq-replay
//! --test law` runs as many as that. `QAZYQ_SEED` moves the first seed.
#![expect(
    clippy::disallowed_methods,
    reason = "the environment says how many cases, and cases are files; the crate itself reads neither"
)]

mod boundary;
mod columns;
mod conformance;
mod random;

use qazyq_exact::{Day, Ratio};
use qazyq_law::criteria::stability::stability;
use qazyq_law::reading::{Choices, Missing, Price, Reading, Source, Window};
use qazyq_law::{Act, Case, Law, Outcome};
use qazyq_replay::{Kernel, Rule, Series, Worth, days_present, figure};

use columns::{Columns, Kind};

/// A number from the environment.
fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().expect("a number"))
}

/// Holds each series of `case` against the law on `days` assessment dates from `from` on, under all readings; figures and
/// present days under those that `is_told` picks.
fn difference(
    kernel: &mut Kernel,
    case: &Case<'_>,
    law: &Law,
    kind: Kind,
    (from, days): (Day, usize),
    is_told: impl Fn(usize) -> bool,
) -> Option<String> {
    let readings: Vec<Choices> = law.counted.readings().collect();
    let rule = Rule::from(law);
    for lone in &case.facts.market {
        let mut facts = case.facts.clone();
        facts.market = vec![lone.clone()];
        let columns = Columns::new(lone, kind);
        let worth = columns::worth(&facts, law, lone, (from, days));
        let series: Series<'_> = columns.series(&worth);
        let outcomes = kernel.run(&series, from, days).expect("even columns");
        for k in 0..days {
            let date = from.plus(i32::try_from(k).unwrap());
            let own = |choices| Reading { choices, source: Source::Either };
            let truth = stability(law, &facts, &own(readings[0]), date);
            for (place, (choices, outcome)) in truth.readings.iter().enumerate() {
                let got = outcomes.of(place).expect("a reading").outcome(k);
                if got != *outcome {
                    return Some(format!(
                        "{date} {choices:?} {:?} {kind:?}: law {outcome:?}, kernel {got:?}, figure {:?}",
                        (law.window_days, law.deviation_max.to_string(), law.carry_days_max),
                        figure(&rule, &series, *choices, date).map(|f| f.to_string()),
                    ));
                }
                if is_told(k.wrapping_mul(48).wrapping_add(place)) {
                    let told = stability(law, &facts, &own(*choices), date).series.remove(0);
                    let expected = (told.days_present, told.deviation.map(|d| d.figure));
                    let got = (
                        days_present(&rule, &series, *choices, date),
                        figure(&rule, &series, *choices, date),
                    );
                    if got != expected {
                        return Some(format!(
                            "{date} {choices:?} {kind:?}: law {expected:?}, kernel {got:?}"
                        ));
                    }
                }
            }
        }
        let words = days.div_ceil(64);
        for place in 0..readings.len() {
            let bits = outcomes.of(place).expect("a reading");
            assert_eq!((bits.known.len(), bits.met.len()), (words, words));
            let behind = |words: &[u64]| (days % 64 != 0).then(|| words.last().map(|w| w >> (days % 64)));
            assert_eq!(behind(&bits.known).flatten().unwrap_or(0), 0);
            assert!(bits.known.iter().zip(&bits.met).all(|(known, met)| met & !known == 0));
        }
    }
    None
}

#[test]
fn random_series_come_out_the_same() {
    let act = Act::embedded().expect("the embedded law");
    let first = number("QAZYQ_SEED", 0);
    let count = number("QAZYQ_CASES", 60);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let next = std::sync::atomic::AtomicU64::new(first);
    let found = std::thread::scope(|scope| {
        let worker = || {
            let mut found = Vec::new();
            loop {
                let seed = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                if seed >= first + count || found.len() > 3 {
                    return found;
                }
                let mut draw = random::Draw::new(seed);
                let text = draw.case();
                let case = Case::parse(&act, text.as_bytes()).expect("a case");
                let mut law = case.law.clone();
                draw.amend(&mut law);
                let mut kernel = Kernel::new(Rule::from(&law), law.counted.readings().collect());
                for _ in 0..2 {
                    let (span, kind, at) = (draw.span(), draw.kind(), draw.below(97));
                    let told = |k: usize| u64::try_from(k).unwrap() % 97 == at;
                    found.extend(
                        difference(&mut kernel, &case, &law, kind, span, told)
                            .map(|d| format!("seed {seed}: {d}")),
                    );
                }
            }
        };
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a worker")).collect::<Vec<_>>()
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nothing_is_known_without_a_peg_a_column_or_a_day() {
    let law = Act::embedded().expect("the embedded law").on(Day::from_number(20_000)).clone();
    let readings: Vec<Choices> = law.counted.readings().collect();
    let mut kernel = Kernel::new(Rule::from(&law), readings.clone());
    assert_eq!(kernel.days_before(), 40);
    let mut columns = Columns {
        first: Day::from_number(19_000),
        days: 90,
        close: columns::Column::Narrow(vec![100; 90]),
        ..Columns::default()
    };
    for worth in [Worth::Unknown, Worth::Constant(Ratio::ONE)] {
        let series = columns.series(&worth);
        for (from, days) in [(19_028, 1), (19_030, 1), (19_030, 0), (19_090, 1), (19_091, 1)] {
            let outcomes = kernel.run(&series, Day::from_number(from), days).expect("even columns");
            for (place, choices) in readings.iter().enumerate() {
                let is_there = match (choices.window, choices.missing) {
                    (Window::CompleteDays, Missing::Undetermined) => (19_030..19_091).contains(&from),
                    (Window::CompleteDays, Missing::CarryForward) => from >= 19_030,
                    (Window::ThroughAssessmentDay, Missing::Undetermined) => (19_029..19_090).contains(&from),
                    (Window::ThroughAssessmentDay, Missing::CarryForward) => from >= 19_029,
                };
                let is_known = is_there
                    && days == 1
                    && choices.price == Price::Close
                    && worth.on(Day::from_number(0)).is_some();
                let expected = if is_known { Outcome::NotMet } else { Outcome::Undetermined };
                assert_eq!(outcomes.of(place).expect("a reading").outcome(0), expected, "{choices:?} {from}");
            }
        }
    }
    columns.days = 89;
    assert!(kernel.run(&columns.series(&Worth::Unknown), Day::from_number(19_030), 1).is_none());
}
