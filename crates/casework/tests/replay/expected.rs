//! What a replay must tell, computed slowly: outcomes day by day by the law's own function, and tables that follow the words
//! of their definitions.

use std::collections::BTreeMap;

use qazyq_casework::replay::tables::Table;
use qazyq_casework::replay::{OfReading, Plan, Replayed, reading_text};
use qazyq_exact::Day;
use qazyq_law::criteria::stability::stability;
use qazyq_law::reading::{Reading, Source};
use qazyq_law::{Act, Case, Law, Outcome};

use crate::market::Market;

/// The outcomes of an asset's days, by the law in force and by the one that is replayed.
pub(crate) struct Course {
    pub(crate) asset: String,
    pub(crate) first: Day,
    /// By day and reading.
    pub(crate) in_force: Vec<Vec<Outcome>>,
    pub(crate) replayed: Vec<Vec<Outcome>>,
}

/// The outcomes of all assets with a row in the plan's days, from the first of each to its last.
pub(crate) fn courses(
    act: &Act,
    market: &Market,
    plan: &Plan,
    other: Option<&(dyn Fn(Day) -> Law + Sync)>,
) -> Vec<Course> {
    let course = |asset: &crate::market::Asset| {
        let mut own = asset.bars.range(plan.from.number()..=plan.to.number()).map(|(day, _)| *day);
        let first = own.next()?;
        let last = own.next_back().unwrap_or(first);
        let case = asset.case(market);
        let case = Case::parse(act, case.as_bytes()).unwrap_or_else(|e| panic!("{e}: {case}"));
        let on = |law: &Law, date: Day| -> Vec<Outcome> {
            let reading = Reading { choices: plan.readings[0], source: Source::Either };
            let all = stability(law, &case.facts, &reading, date).readings;
            let of = |choices| all.iter().find(|(of, _)| of == choices).map(|(_, outcome)| *outcome);
            plan.readings.iter().map(|choices| of(choices).unwrap()).collect()
        };
        let days = (first..=last).map(Day::from_number);
        let in_force: Vec<_> = days.clone().map(|day| on(act.on(day), day)).collect();
        let replayed = match other {
            None => in_force.clone(),
            Some(other) => days.map(|day| on(&other(day), day)).collect(),
        };
        Some(Course { asset: asset.name.clone(), first: Day::from_number(first), in_force, replayed })
    };
    // Two at a time: it is the slow part of these tests.
    let (a, b) = market.assets.split_at(market.assets.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| b.iter().filter_map(course).collect::<Vec<_>>());
        let mut courses: Vec<Course> = a.iter().filter_map(course).collect();
        courses.extend(other.join().unwrap());
        courses
    })
}

/// Stretches of equal items: where each begins and how long it is.
fn stretches<T: PartialEq + Copy>(items: impl Iterator<Item = T>) -> Vec<(T, usize, usize)> {
    let mut stretches: Vec<(T, usize, usize)> = Vec::new();
    for (place, item) in items.enumerate() {
        match stretches.last_mut() {
            Some((of, _, len)) if *of == item => *len += 1,
            _ => stretches.push((item, place, 1)),
        }
    }
    stretches
}

/// Flips, spells, recoveries of the days under one reading: in the order of a line of [`Table::Assets`].
fn sums(outcomes: &[Outcome]) -> [usize; 6] {
    let determined: Vec<(usize, Outcome)> = outcomes
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, outcome)| *outcome != Outcome::Undetermined)
        .collect();
    let flips = determined.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    let spells: Vec<usize> = stretches(outcomes.iter().copied())
        .into_iter()
        .filter(|(outcome, ..)| *outcome == Outcome::NotMet)
        .map(|(_, _, len)| len)
        .collect();
    let mut recoveries = Vec::new();
    let mut failing_from = None;
    for (place, outcome) in determined {
        match outcome {
            Outcome::Met => recoveries.extend(failing_from.take().map(|from| place - from)),
            _ => _ = failing_from.get_or_insert(place),
        }
    }
    let most = |of: &[usize]| of.iter().copied().max().unwrap_or(0);
    [flips, spells.len(), most(&spells), recoveries.len(), recoveries.iter().sum(), most(&recoveries)]
}

/// The lines of a table, in order of their text.
pub(crate) fn lines(courses: &[Course], plan: &Plan, table: Table) -> Vec<String> {
    let mut lines = Vec::new();
    for (reading, choices) in plan.readings.iter().enumerate() {
        let axes = reading_text(choices).replace('/', " ");
        for course in courses {
            let asset = &course.asset;
            let replayed: Vec<Outcome> = course.replayed.iter().map(|of| of[reading]).collect();
            let in_force = course.in_force.iter().map(|of| of[reading]);
            let days = |from: usize, len: usize| {
                let from = course.first.plus(i32::try_from(from).unwrap());
                format!("{from} {} {len}", from.plus(i32::try_from(len).unwrap() - 1))
            };
            match table {
                Table::Spans => lines.extend(stretches(replayed.iter().copied()).into_iter().map(
                    |(outcome, from, len)| format!("{asset} {axes} {} {}", outcome.as_str(), days(from, len)),
                )),
                Table::Changes => lines.extend(
                    stretches(in_force.zip(replayed.iter().copied()))
                        .into_iter()
                        .filter(|((before, after), ..)| before != after)
                        .map(|((before, after), from, len)| {
                            format!(
                                "{asset} {axes} {} {} {}",
                                before.as_str(),
                                after.as_str(),
                                days(from, len)
                            )
                        }),
                ),
                Table::Assets => {
                    let of = |wanted| replayed.iter().filter(|outcome| **outcome == wanted).count();
                    let counts = [Outcome::Met, Outcome::NotMet, Outcome::Undetermined].map(of);
                    let numbers =
                        |of: &[usize]| of.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
                    let last = replayed.last().unwrap().as_str();
                    lines.push(format!(
                        "{asset} {axes} {} {last} {}",
                        numbers(&counts),
                        numbers(&sums(&replayed))
                    ));
                }
                Table::Days | Table::Screen => {}
            }
        }
        if table == Table::Days {
            let mut counts: BTreeMap<Day, [u32; 3]> = BTreeMap::new();
            for course in courses {
                for (k, outcomes) in (0..).zip(&course.replayed) {
                    let of = counts.entry(course.first.plus(k)).or_default();
                    of[place(outcomes[reading])] += 1;
                }
            }
            for day in (0..=plan.to.since(plan.from)).map(|k| plan.from.plus(k)) {
                let [met, not_met, undetermined] = counts.get(&day).copied().unwrap_or_default();
                lines.push(format!("{day} {axes} {met} {not_met} {undetermined}"));
            }
        }
    }
    lines.sort();
    lines
}

fn place(outcome: Outcome) -> usize {
    match outcome {
        Outcome::Met => 0,
        Outcome::NotMet => 1,
        Outcome::Undetermined => 2,
    }
}

/// Holds totals against the outcomes.
pub(crate) fn check_totals(courses: &[Course], plan: &Plan, replayed: &Replayed, follows: bool) {
    let days = || courses.iter().flat_map(|course| course.in_force.iter().zip(&course.replayed));
    assert_eq!(replayed.assets, courses.len() as u64);
    assert_eq!(replayed.asset_days, days().count() as u64);
    for (reading, choices) in plan.readings.iter().enumerate() {
        let OfReading { counts, accord, sum, changed } = replayed.of_reading(reading);
        let count = |is: &dyn Fn(Outcome, Outcome, Outcome) -> bool| {
            days().filter(|(before, after)| is(before[reading], after[reading], after[plan.base])).count()
                as u64
        };
        let known = |outcome| outcome != Outcome::Undetermined;
        let told = [counts.met, counts.not_met, counts.undetermined, accord.same, accord.opposite];
        let expected = [
            count(&|_, after, _| after == Outcome::Met),
            count(&|_, after, _| after == Outcome::NotMet),
            count(&|_, after, _| !known(after)),
            count(&|_, after, base| known(base) && after == base),
            count(&|_, after, base| known(base) && known(after) && after != base),
        ];
        assert_eq!(told, expected, "{choices:?}");
        let both = plan.is_what_if.then(|| {
            let opposite = |before, after| known(before) && known(after) && before != after;
            (count(&|before, after, _| before != after), count(&|before, after, _| opposite(before, after)))
        });
        assert_eq!(changed, both, "{choices:?}");
        assert_eq!(sum.is_some(), follows);
        let Some(sum) = sum else { continue };
        let of: Vec<Vec<Outcome>> =
            courses.iter().map(|course| course.replayed.iter().map(|of| of[reading]).collect()).collect();
        let sums: Vec<[usize; 6]> = of.iter().map(|outcomes| sums(outcomes)).collect();
        let total = |k: usize| sums.iter().map(|of| of[k]).sum::<usize>() as u64;
        let most = |k: usize| sums.iter().map(|of| of[k]).max().unwrap_or(0) as u32;
        let at_last = |wanted| of.iter().filter(|of| of.last() == Some(&wanted)).count() as u64;
        let flipping = sums.iter().filter(|of| of[0] > 0).count() as u64;
        assert_eq!(
            (sum.flips, sum.assets_flipping, sum.spells, sum.spell_days_max),
            (total(0), flipping, total(1), most(2))
        );
        assert_eq!((sum.recoveries, sum.recovery_days, sum.recovery_days_max), (total(3), total(4), most(5)));
        assert_eq!((sum.met_at_last, sum.not_met_at_last), (at_last(Outcome::Met), at_last(Outcome::NotMet)));
    }
    let known = |of: &[Outcome]| -> Vec<Outcome> {
        of.iter().copied().filter(|outcome| *outcome != Outcome::Undetermined).collect()
    };
    let determined = days().map(|(_, after)| known(after)).filter(|known| !known.is_empty());
    let unanimous =
        determined.clone().filter(|known| known.iter().all(|outcome| outcome == &known[0])).count();
    assert_eq!(replayed.unanimity(), (determined.count() as u64, unanimous as u64));
}
