//! Days met, not met and undetermined, by reading.

use super::{ones, words};
use crate::outcomes::Outcomes;

/// Outcomes counted over assets and days, by reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    counts: Vec<Counts>,
}

/// How many asset-days came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Days on which the reading is met.
    pub met: u64,
    /// Those on which it is not.
    pub not_met: u64,
    /// Those on which nothing can be said.
    pub undetermined: u64,
}

impl Tally {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(readings: usize) -> Self {
        Self { counts: vec![Counts::default(); readings] }
    }

    /// Counts some days of one asset.
    pub fn push(&mut self, outcomes: &Outcomes) {
        let days = u64::try_from(outcomes.days).unwrap_or(u64::MAX);
        for (reading, counts) in self.counts.iter_mut().enumerate() {
            let (known, met) = words(outcomes, reading);
            let (known, met) = (ones(known.iter().copied()), ones(met.iter().copied()));
            counts.add(Counts {
                met,
                not_met: known.saturating_sub(met),
                undetermined: days.saturating_sub(known),
            });
        }
    }

    /// Counts days of one asset on which nothing can be said under any reading.
    pub fn push_undetermined(&mut self, days: u32) {
        let counts = Counts { undetermined: u64::from(days), ..Counts::default() };
        self.counts.iter_mut().for_each(|sum| sum.add(counts));
    }

    /// Adds what another has counted under the same readings.
    pub fn absorb(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(sum, counts)| sum.add(*counts));
    }

    /// What was counted, reading by reading.
    #[must_use]
    pub fn counts(&self) -> &[Counts] {
        &self.counts
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.met = self.met.saturating_add(other.met);
        self.not_met = self.not_met.saturating_add(other.not_met);
        self.undetermined = self.undetermined.saturating_add(other.undetermined);
    }
}
