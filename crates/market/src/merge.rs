//! Several files on one series: one series, and what was said differently.
//!
//! ```text
//!                 retrieved 2023-03-12   retrieved 2023-04-02    counts   kept beside it
//! 2023-03-10      close 0.9988           close 0.9988            0.9988
//! 2023-03-11      close 0.9702           close 0.9695            0.9695   0.9702: a restatement
//! 2023-03-12      close 0.9810, day not over   close 0.9956      0.9956   (0.9810 apart: provisional)
//! ```
//!
//! The rule, for bars and for candles alike:
//!
//! 1. What was retrieved before its day (a candle: before its own end) was over is provisional. It never counts for a
//!    closed day and is never a restatement. Retrieved at the very end, it is of the closed day.
//! 2. Of the rest, the one retrieved last counts; of several retrieved at one instant, the one imported last, which
//!    has the highest sequence.
//! 3. Those that say the same are one. Those that differ from the one that counts are a [`Restatement`], and every one
//!    of them is kept: sources rewrite history, and that is a finding.
//!
//! 4. A figure that a file does not give says nothing: a bar that counts is completed by the figures of the others, the
//!    one retrieved last first, as far as no figure that both give differs ([`complete`]). So a file of closing prices
//!    does not take away a capitalisation that is known.
//!
//! So the order in which files are given decides nothing. (Two that differ under one sequence cannot come from a store;
//! the one with the greater figures, compared field by field, would count.)

use core::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::{Amount, Day};

use crate::bar::Bar;
use crate::days::DayCut;
use crate::klines::{Candle, Interval};

/// What one import said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation<T> {
    /// The bar or candle.
    pub says: T,
    /// When the file was retrieved from its source.
    pub retrieved: Timestamp,
    /// The import's place among all imports; later ones have higher numbers.
    pub sequence: u64,
}

/// One series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged<T> {
    /// What counts, sorted by time, one for each day or candle.
    pub kept: Vec<Observation<T>>,
    /// What was said differently, sorted by time.
    pub restatements: Vec<Restatement<T>>,
    /// What was retrieved too early, sorted by time, the latest retrieved first.
    pub provisional: Vec<Observation<T>>,
}

/// One day or candle of which different figures were retrieved after it was over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restatement<T> {
    /// The day, or the candle's.
    pub day: Day,
    /// The one that counts.
    pub kept: Observation<T>,
    /// Those that differ from it, the latest retrieved first.
    pub others: Vec<Observation<T>>,
}

/// Merges daily bars whose days end at `cut`.
#[must_use]
pub fn bars(observations: impl IntoIterator<Item = Observation<Bar>>, cut: DayCut) -> Merged<Bar> {
    merge(observations, |bar| bar.day, |bar| bar.day, |bar| cut.end(bar.day))
}

/// Merges candles of one length; a candle belongs to the day of `cut` in which it opens.
#[must_use]
pub fn candles(
    observations: impl IntoIterator<Item = Observation<Candle>>,
    interval: Interval,
    cut: DayCut,
) -> Merged<Candle> {
    merge(
        observations,
        |candle| candle.open_time,
        |candle| cut.day_of(candle.opens()),
        |candle| candle.is_over(interval),
    )
}

/// Completes the bars that count, by rule 4; gives the sequences that each completed day comes from beside its own.
#[must_use]
pub fn complete(merged: Merged<Bar>) -> (Merged<Bar>, BTreeMap<Day, Vec<u64>>) {
    let Merged { mut kept, restatements, provisional } = merged;
    let mut from: BTreeMap<Day, Vec<u64>> = BTreeMap::new();
    let mut differing = Vec::new();
    for mut restatement in restatements {
        let Some(counts) = kept.iter_mut().find(|counts| counts.says.day == restatement.day) else {
            continue;
        };
        restatement.others.retain(|other| {
            let Some(completed) = completed(&counts.says, &other.says) else { return true };
            if completed != counts.says {
                counts.says = completed;
                from.entry(restatement.day).or_default().push(other.sequence);
            }
            false
        });
        if !restatement.others.is_empty() {
            restatement.kept = counts.clone();
            differing.push(restatement);
        }
    }
    (Merged { kept, restatements: differing, provisional }, from)
}

/// One bar with what the other adds; none where they differ in a figure that both give.
fn completed(bar: &Bar, other: &Bar) -> Option<Bar> {
    let figure = |a: &Option<Amount>, b: &Option<Amount>| match (a, b) {
        (Some(a), Some(b)) if a != b => None,
        (Some(known), _) | (None, Some(known)) => Some(Some(known.clone())),
        (None, None) => Some(None),
    };
    Some(Bar {
        day: bar.day,
        open: figure(&bar.open, &other.open)?,
        high: figure(&bar.high, &other.high)?,
        low: figure(&bar.low, &other.low)?,
        close: figure(&bar.close, &other.close)?,
        vwap: figure(&bar.vwap, &other.vwap)?,
        volume: figure(&bar.volume, &other.volume)?,
        market_cap: figure(&bar.market_cap, &other.market_cap)?,
        coverage: bar.coverage,
    })
}

/// Merges by the rule above: `of` tells what an observation is of, `day` in which day that lies, `over` when it ends.
fn merge<T: Ord + Clone, K: Ord>(
    observations: impl IntoIterator<Item = Observation<T>>,
    of: impl Fn(&T) -> K,
    day: impl Fn(&T) -> Day,
    over: impl Fn(&T) -> Timestamp,
) -> Merged<T> {
    let mut observations: Vec<_> = observations.into_iter().collect();
    // What counts comes first among its like.
    observations.sort_by(|a, b| {
        let like = of(&a.says).cmp(&of(&b.says));
        like.then_with(|| {
            let rank = |o: &Observation<T>| Reverse((o.retrieved, o.sequence));
            rank(a).cmp(&rank(b)).then_with(|| b.says.cmp(&a.says))
        })
    });

    let (closed, provisional): (Vec<_>, Vec<_>) =
        observations.into_iter().partition(|observation| observation.retrieved >= over(&observation.says));
    let mut kept: Vec<Observation<T>> = Vec::new();
    let mut restatements: Vec<Restatement<T>> = Vec::new();
    for next in closed {
        let counts = kept.last().filter(|last| of(&last.says) == of(&next.says));
        let Some(counts) = counts else {
            kept.push(next);
            continue;
        };
        if counts.says == next.says {
            continue;
        }
        match restatements.last_mut().filter(|last| of(&last.kept.says) == of(&next.says)) {
            Some(restatement) => restatement.others.push(next),
            None => restatements.push(Restatement {
                day: day(&next.says),
                kept: counts.clone(),
                others: vec![next],
            }),
        }
    }
    Merged { kept, restatements, provisional }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bar of one day with this close and this volume, retrieved on that day of February.
    fn said(close: Option<&str>, volume: Option<&str>, retrieved: i8) -> Observation<Bar> {
        let amount = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        let says = Bar {
            day: "2026-01-01".parse().unwrap(),
            open: None,
            high: None,
            low: None,
            close: amount(close),
            vwap: None,
            volume: amount(volume),
            market_cap: None,
            coverage: None,
        };
        let retrieved = format!("2026-02-{retrieved:02}T00:00:00Z").parse().unwrap();
        Observation { says, retrieved, sequence: 1 }
    }

    /// Close and volume that count, and how many others differ.
    fn check(observations: &[Observation<Bar>], expected: (&str, Option<&str>, usize)) {
        let (merged, _) = complete(bars(observations.iter().cloned(), DayCut::Utc));
        let counts = &merged.kept[0].says;
        let shown = |amount: &Option<Amount>| amount.as_ref().map(ToString::to_string);
        let others = merged.restatements.iter().map(|r| r.others.len()).sum();
        let (close, volume, differing) = expected;
        assert_eq!(
            (shown(&counts.close), shown(&counts.volume), others),
            (Some(close.to_owned()), volume.map(str::to_owned), differing)
        );
    }

    #[test]
    fn a_figure_that_is_not_given_says_nothing() {
        let whole = said(Some("1"), Some("5"), 1);
        check(&[whole.clone(), said(Some("1"), None, 2)], ("1", Some("5"), 0));
        check(&[whole.clone(), said(Some("2"), None, 2)], ("2", None, 1));
        check(&[whole.clone(), said(Some("1"), Some("6"), 2)], ("1", Some("6"), 1));
        // What completes is the latest; what it completes is held against the rest.
        check(&[whole.clone(), said(None, Some("7"), 2), said(Some("1"), None, 3)], ("1", Some("7"), 1));
        check(&[whole, said(None, Some("5"), 2), said(Some("1"), None, 3)], ("1", Some("5"), 0));
    }
}
