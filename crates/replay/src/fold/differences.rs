//! Where two laws differ on one asset: the effect of an amendment, day by day.

use qazyq_exact::Day;
use qazyq_law::Outcome;

use super::{Misfit, day_of, days_between, days_of_word, outcome, plus, turns, words};
use crate::outcomes::Outcomes;

/// Days on end on which a reading comes to one outcome under the one law and to another under the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The reading's place.
    pub reading: u16,
    /// The first day.
    pub from: Day,
    /// How many; one at least.
    pub days: u32,
    /// The outcome under the first law.
    pub before: Outcome,
    /// That under the second; another.
    pub after: Outcome,
}

/// The running state of one asset under two laws: 8 bytes a reading.
#[derive(Clone, Debug)]
pub struct Differences {
    next: Day,
    states: Box<[State]>,
}

/// What the days from `since` on come to under both.
#[derive(Clone, Copy, Debug)]
struct State {
    since: Day,
    both: Both,
}

/// Known and met under the first law, then under the second, a bit each; all zero where the outcomes are the same.
type Both = [bool; 4];

impl Differences {
    /// Before the first day, which is `first`.
    #[must_use]
    pub fn new(readings: u16, first: Day) -> Self {
        let state = State { since: first, both: Both::default() };
        Self { next: first, states: vec![state; usize::from(readings)].into() }
    }

    /// Goes on with some days; differences that end before the last of them are emitted, those of a reading in order. Days
    /// left out since the last chunk are undetermined under both laws.
    ///
    /// # Errors
    /// Where the two are not of the same days, or these begin before the next.
    pub fn push(
        &mut self,
        before: &Outcomes,
        after: &Outcomes,
        emit: &mut impl FnMut(Change),
    ) -> Result<(), Misfit> {
        let (from, days) = (before.from, before.days);
        if (after.from, after.days) != (from, days) {
            return Err(Misfit::OtherDays { before: from, after: after.from });
        }
        if from < self.next {
            return Err(Misfit::Overlap { next: self.next, from });
        }
        self.push_undetermined(days_between(self.next, from), emit);
        for (reading, state) in (0u16..).zip(self.states.iter_mut()) {
            let emit = &mut |change: Change| emit(Change { reading, ..change });
            let (before, after) = (words(before, usize::from(reading)), words(after, usize::from(reading)));
            for place in 0..days.div_ceil(super::WORD_DAYS) {
                let word = |words: &[u64]| words.get(place).copied().unwrap_or_default();
                let words = [word(before.0), word(before.1), word(after.0), word(after.1)];
                state.push(words, from, place, days_of_word(place, days), emit);
            }
        }
        self.next = plus(from, days);
        Ok(())
    }

    /// Goes on with days that are undetermined under every reading and both laws.
    pub fn push_undetermined(&mut self, days: u32, emit: &mut impl FnMut(Change)) {
        if days == 0 {
            return;
        }
        for (reading, state) in (0u16..).zip(self.states.iter_mut()) {
            state.turn(self.next, Both::default(), &mut |change| emit(Change { reading, ..change }));
        }
        self.next = self.next.plus(i32::try_from(days).unwrap_or(i32::MAX));
    }

    /// Emits the differences that reach to the last day.
    pub fn finish(mut self, emit: &mut impl FnMut(Change)) {
        for (reading, state) in (0u16..).zip(self.states.iter_mut()) {
            state.turn(self.next, Both::default(), &mut |change| emit(Change { reading, ..change }));
        }
    }
}

impl State {
    /// Goes on with one word of days.
    fn push(&mut self, words: [u64; 4], from: Day, place: usize, is_day: u64, emit: &mut impl FnMut(Change)) {
        let [known_before, met_before, known_after, met_after] = words;
        let differs = (known_before ^ known_after) | (met_before ^ met_after);
        if differs == 0 && self.both == Both::default() {
            return;
        }
        let words = words.map(|word| word & differs);
        let changed = words.iter().zip(self.both).map(|(word, before)| turns(*word, u64::from(before)));
        let mut changes = changed.fold(0, |all, turns| all | turns) & is_day;
        while changes != 0 {
            let bit = changes.trailing_zeros();
            changes &= changes.wrapping_sub(1);
            let both = words.map(|word| word.wrapping_shr(bit) & 1 != 0);
            self.turn(day_of(from, place, bit), both, emit);
        }
    }

    /// The days from `day` on come to `both`.
    fn turn(&mut self, day: Day, both: Both, emit: &mut impl FnMut(Change)) {
        if self.both != Both::default() {
            let [known_before, met_before, known_after, met_after] = self.both.map(u64::from);
            emit(Change {
                reading: 0,
                from: self.since,
                days: days_between(self.since, day),
                before: outcome(known_before, met_before),
                after: outcome(known_after, met_after),
            });
        }
        *self = Self { since: day, both };
    }
}

/// Asset-days on which two laws differ, counted by reading and by what turned into what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    counts: Vec<[[u64; 3]; 3]>,
}

impl Differing {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(readings: usize) -> Self {
        Self { counts: vec![[[0; 3]; 3]; readings] }
    }

    /// Counts some days of one asset. The two are of the same days; those that only one has are left out.
    pub fn push(&mut self, before: &Outcomes, after: &Outcomes) {
        for (reading, counts) in self.counts.iter_mut().enumerate() {
            let (before, after) = (words(before, reading), words(after, reading));
            let words = before.0.iter().zip(before.1).zip(after.0.iter().zip(after.1));
            for ((known_before, met_before), (known_after, met_after)) in words {
                let differs = (known_before ^ known_after) | (met_before ^ met_after);
                // Most days are the same under both.
                if differs == 0 {
                    continue;
                }
                let (before, after) =
                    (by_outcome(*known_before, *met_before), by_outcome(*known_after, *met_after));
                for (counts, before) in counts.iter_mut().zip(before) {
                    for (count, after) in counts.iter_mut().zip(after) {
                        let days = before & after & differs;
                        *count = count.saturating_add(u64::from(days.count_ones()));
                    }
                }
            }
        }
    }

    /// Adds what another has counted under the same readings.
    pub fn absorb(&mut self, other: &Self) {
        let sums = self.counts.iter_mut().flatten().flatten();
        for (sum, count) in sums.zip(other.counts.iter().flatten().flatten()) {
            *sum = sum.saturating_add(*count);
        }
    }

    /// Asset-days that are `before` under the first law and `after` under the second; none where the two are the same.
    #[must_use]
    pub fn days(&self, reading: usize, before: Outcome, after: Outcome) -> u64 {
        let counts = self.counts.get(reading).and_then(|counts| counts.get(place_of(before)));
        counts.and_then(|counts| counts.get(place_of(after))).copied().unwrap_or_default()
    }

    /// Asset-days that differ.
    #[must_use]
    pub fn days_in_all(&self, reading: usize) -> u64 {
        let counts = self.counts.get(reading).into_iter().flatten().flatten();
        counts.fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// The days that are met, not met, undetermined.
fn by_outcome(known: u64, met: u64) -> [u64; 3] {
    [met, known ^ met, !known]
}

/// An outcome's place in [`by_outcome`].
fn place_of(outcome: Outcome) -> usize {
    match outcome {
        Outcome::Met => 0,
        Outcome::NotMet => 1,
        Outcome::Undetermined => 2,
    }
}
