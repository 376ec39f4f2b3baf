//! Folds: what outcomes come to, told from their bits without unpacking a day.
//!
//! ```text
//! one asset, one reading      known  1 1 1 1 1 1 0 0 1 1 1
//!                             met    1 1 0 0 0 1 0 0 1 1 1
//!                                        │     │ │   │
//! a change begins a span      met 2, not_met 3, met 1, undetermined 2, met 3
//! ```
//!
//! | fold | over | tells |
//! | --- | --- | --- |
//! | [`Tally`] | a market | days met, not met and undetermined, by reading |
//! | [`Agreement`] | a market | how often readings come to the same |
//! | [`PerDay`] | a market | how many assets meet on each day, by reading |
//! | [`Course`] | one asset | spans of one outcome, flips, failing spells, days to recover |
//! | [`Differences`] | one asset | spans on which two laws differ; [`Differing`] counts them over a market |
//!
//! An asset's outcomes may come in several chunks, those of different assets by turns; of one asset they come in the order of
//! days. Folds over a market are made one a thread and put together by `absorb`. Nothing is allocated for a chunk but once
//! for the longest.
//!
//! Every fold is made for a number of readings. Of a reading that a chunk does not have, its days are undetermined.

mod agreement;
mod course;
mod differences;
mod per_day;
mod tally;

use qazyq_exact::Day;
use qazyq_law::Outcome;

use crate::outcomes::Outcomes;

pub use agreement::{Accord, Agreement};
pub use course::{Course, Span, Summary};
pub use differences::{Change, Differences, Differing};
pub use per_day::{DayCounts, PerDay};
pub use tally::{Counts, Tally};

/// Days of a word.
const WORD_DAYS: usize = 64;

/// What was handed over does not follow what came before. Nothing of it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// A chunk begins before the day that is next.
    Overlap {
        /// The day that is next.
        next: Day,
        /// The chunk's first.
        from: Day,
    },
    /// The outcomes of two laws are of other days, each.
    OtherDays {
        /// The first day under the one.
        before: Day,
        /// The first day under the other; the same where only the numbers of days differ.
        after: Day,
    },
}

impl Misfit {
    /// A short name: that of its message in the locales.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Overlap { .. } => "overlap",
            Self::OtherDays { .. } => "other_days",
        }
    }
}

/// A reading's words: the days on which it is determined, and those on which it is met.
fn words(outcomes: &Outcomes, reading: usize) -> (&[u64], &[u64]) {
    outcomes.of(reading).map_or((&[], &[]), |bits| (&bits.known, &bits.met))
}

/// The bits of a chunk's word that are days; `place` is the word's among `days` days.
fn days_of_word(place: usize, days: usize) -> u64 {
    let left = days.saturating_sub(place.saturating_mul(WORD_DAYS));
    match u32::try_from(left) {
        Ok(left) if left < u64::BITS => 1u64.wrapping_shl(left).wrapping_sub(1),
        _ => u64::MAX,
    }
}

/// The outcome that the lowest bits of both words say.
fn outcome(known: u64, met: u64) -> Outcome {
    match (known & 1, met & 1) {
        (0, _) => Outcome::Undetermined,
        (_, 0) => Outcome::NotMet,
        _ => Outcome::Met,
    }
}

/// The bits that say an outcome: known, met.
fn bits(outcome: Outcome) -> (u64, u64) {
    match outcome {
        Outcome::Undetermined => (0, 0),
        Outcome::NotMet => (1, 0),
        Outcome::Met => (1, 1),
    }
}

/// Where a bit differs from the one before it; in front of the lowest stands `before`.
fn turns(word: u64, before: u64) -> u64 {
    word ^ (word << 1 | before)
}

/// The day of that bit of a chunk's word.
fn day_of(from: Day, place: usize, bit: u32) -> Day {
    let days = place.saturating_mul(WORD_DAYS).saturating_add(usize::try_from(bit).unwrap_or(usize::MAX));
    plus(from, days)
}

/// `days` later.
fn plus(from: Day, days: usize) -> Day {
    from.plus(i32::try_from(days).unwrap_or(i32::MAX))
}

/// Days from `earlier` to `later`; none where that is the earlier.
fn days_between(earlier: Day, later: Day) -> u32 {
    u32::try_from(later.since(earlier)).unwrap_or_default()
}

/// How many bits are set. Words wrap at no number of days that there is.
fn ones(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, |sum, word| sum.wrapping_add(u64::from(word.count_ones())))
}
