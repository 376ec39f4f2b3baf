//! An asset's course under each reading: spans, flips, spells and recoveries.
//!
//! ```text
//! met 9 · not_met 2 · undetermined 4 · not_met 3 · met 5 · undetermined 1 · met 2
//!         └ a spell ┘                └ a spell ┘
//!         └──────── nine days to recover ──────┘           flips: 2
//! ```
//!
//! - A *flip* is a turn between met and not met; undetermined days between do not hide it.
//! - A *failing spell* is days not met on end. An undetermined day ends it: of such a day nobody knows that it failed.
//! - A *recovery* is a turn to met, and takes the days from the first not met since it was last met to the first met again.

use qazyq_exact::Day;
use qazyq_law::Outcome;

use super::{Misfit, bits, day_of, days_between, days_of_word, outcome, plus, turns, words};
use crate::outcomes::Outcomes;

/// Days on end with one outcome under one reading; the days before and behind have another, or are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The reading's place.
    pub reading: u16,
    /// What each of the days comes to.
    pub outcome: Outcome,
    /// The first.
    pub from: Day,
    /// How many; one at least.
    pub days: u32,
}

/// The running state of one asset: 36 bytes a reading.
#[derive(Clone, Debug)]
pub struct Course {
    next: Day,
    states: Box<[State]>,
}

/// What an asset's course under one reading comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The outcome of the last day; `None` without a day.
    pub last: Option<Outcome>,
    /// Turns between met and not met.
    pub flips: u32,
    /// Failing spells, the last included though it may go on.
    pub spells: u32,
    /// Days of the longest.
    pub spell_days_max: u32,
    /// How often it was met again.
    pub recoveries: u32,
    /// Days that the recoveries took, together.
    pub recovery_days: u32,
    /// Days of the one that took longest.
    pub recovery_days_max: u32,
    /// Where it was not met when last determined: the first day not met since it was last met.
    pub failing_from: Option<Day>,
}

/// One reading's.
#[derive(Clone, Copy, Debug)]
struct State {
    /// What the days from `since` on come to; `None` before the first day.
    outcome: Option<Outcome>,
    /// Whether it was met when last determined.
    was_met: Option<bool>,
    since: Day,
    /// The first day not met since it was last met, where `was_met` says no.
    failing_from: Day,
    flips: u32,
    spells: u32,
    spell_days_max: u32,
    recoveries: u32,
    recovery_days: u32,
    recovery_days_max: u32,
}

impl Course {
    /// Before the first day, which is `first`.
    #[must_use]
    pub fn new(readings: u16, first: Day) -> Self {
        let state = State::new(first);
        Self { next: first, states: vec![state; usize::from(readings)].into() }
    }

    /// The day that is next.
    #[must_use]
    pub fn next(&self) -> Day {
        self.next
    }

    /// Goes on with some days; spans that end before the last of them are emitted, those of a reading in order. Days left
    /// out since the last chunk are undetermined.
    ///
    /// # Errors
    /// Where the days begin before the next.
    pub fn push(&mut self, outcomes: &Outcomes, emit: &mut impl FnMut(Span)) -> Result<(), Misfit> {
        let from = outcomes.from;
        if from < self.next {
            return Err(Misfit::Overlap { next: self.next, from });
        }
        self.push_undetermined(days_between(self.next, from), emit);
        if outcomes.days == 0 {
            return Ok(());
        }
        for (reading, state) in (0u16..).zip(self.states.iter_mut()) {
            let (known, met) = words(outcomes, usize::from(reading));
            state.push(known, met, from, outcomes.days, &mut |span: Span| emit(Span { reading, ..span }));
        }
        self.next = plus(from, outcomes.days);
        Ok(())
    }

    /// Goes on with days that are undetermined under every reading.
    pub fn push_undetermined(&mut self, days: u32, emit: &mut impl FnMut(Span)) {
        if days == 0 {
            return;
        }
        for (reading, state) in (0u16..).zip(self.states.iter_mut()) {
            let emit = &mut |span: Span| emit(Span { reading, ..span });
            state.turn(self.next, Outcome::Undetermined, emit);
        }
        self.next = self.next.plus(i32::try_from(days).unwrap_or(i32::MAX));
    }

    /// Emits the spans that reach to the last day, one a reading, and tells what the course comes to, reading by reading.
    pub fn finish(self, emit: &mut impl FnMut(Span)) -> Vec<Summary> {
        let summary = |(reading, mut state): (u16, State)| {
            state.end(self.next, &mut |span| emit(Span { reading, ..span }));
            state.summary()
        };
        (0u16..).zip(self.states.iter().copied()).map(summary).collect()
    }
}

impl State {
    fn new(first: Day) -> Self {
        Self {
            outcome: None,
            was_met: None,
            since: first,
            failing_from: first,
            flips: 0,
            spells: 0,
            spell_days_max: 0,
            recoveries: 0,
            recovery_days: 0,
            recovery_days_max: 0,
        }
    }

    fn push(&mut self, known: &[u64], met: &[u64], from: Day, days: usize, emit: &mut impl FnMut(Span)) {
        let (Some(first_known), Some(first_met)) = (known.first(), met.first()) else {
            return self.turn(from, Outcome::Undetermined, emit);
        };
        let first = self.outcome.unwrap_or_else(|| {
            let first = outcome(*first_known, *first_met);
            self.begin(from, first);
            first
        });
        let (mut known_before, mut met_before) = bits(first);
        for (place, (&known, &met)) in known.iter().zip(met).enumerate() {
            let mut changes = turns(known, known_before) | turns(met, met_before);
            (known_before, met_before) = (known >> 63, met >> 63);
            // Nothing changes in most words.
            if changes == 0 {
                continue;
            }
            changes &= days_of_word(place, days);
            while changes != 0 {
                let bit = changes.trailing_zeros();
                changes &= changes.wrapping_sub(1);
                let to = outcome(known.wrapping_shr(bit), met.wrapping_shr(bit));
                self.turn(day_of(from, place, bit), to, emit);
            }
        }
    }

    /// The days from `day` on come to `to`.
    fn turn(&mut self, day: Day, to: Outcome, emit: &mut impl FnMut(Span)) {
        if self.outcome != Some(to) {
            self.end(day, emit);
            self.begin(day, to);
        }
    }

    /// The days since `since` have one outcome, up to that before `next`.
    fn end(&mut self, next: Day, emit: &mut impl FnMut(Span)) {
        let Some(outcome) = self.outcome else { return };
        let days = days_between(self.since, next);
        if outcome == Outcome::NotMet {
            self.spell_days_max = self.spell_days_max.max(days);
        }
        emit(Span { reading: 0, outcome, from: self.since, days });
    }

    fn begin(&mut self, day: Day, outcome: Outcome) {
        (self.outcome, self.since) = (Some(outcome), day);
        match outcome {
            Outcome::Undetermined => {}
            Outcome::NotMet => {
                self.spells = self.spells.saturating_add(1);
                if self.was_met != Some(false) {
                    self.flips = self.flips.saturating_add(u32::from(self.was_met.is_some()));
                    self.failing_from = day;
                }
                self.was_met = Some(false);
            }
            Outcome::Met => {
                if self.was_met == Some(false) {
                    let days = days_between(self.failing_from, day);
                    self.flips = self.flips.saturating_add(1);
                    self.recoveries = self.recoveries.saturating_add(1);
                    self.recovery_days = self.recovery_days.saturating_add(days);
                    self.recovery_days_max = self.recovery_days_max.max(days);
                }
                self.was_met = Some(true);
            }
        }
    }

    fn summary(&self) -> Summary {
        Summary {
            last: self.outcome,
            flips: self.flips,
            spells: self.spells,
            spell_days_max: self.spell_days_max,
            recoveries: self.recoveries,
            recovery_days: self.recovery_days,
            recovery_days_max: self.recovery_days_max,
            failing_from: (self.was_met == Some(false)).then_some(self.failing_from),
        }
    }
}
