//! How often readings come to the same.

use super::{ones, words};
use crate::outcomes::Outcomes;

/// Readings held against one of them, and all against each other.
#[derive(Clone, Debug)]
pub struct Agreement {
    base: usize,
    accords: Vec<Accord>,
    determined: u64,
    unanimous: u64,
    /// Of the chunk at hand, word by word: days met under some reading, and days not met under some.
    some: Vec<(u64, u64)>,
}

/// How a reading stands to the base. Days on which either is undetermined count as neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accord {
    /// Asset-days on which both are met, or neither is.
    pub same: u64,
    /// Asset-days on which one is met and the other is not.
    pub opposite: u64,
}

impl Agreement {
    /// Nothing counted yet; `base` is the place of the reading that the others are held against.
    #[must_use]
    pub fn new(readings: usize, base: usize) -> Self {
        let accords = vec![Accord::default(); readings];
        Self { base, accords, determined: 0, unanimous: 0, some: Vec::new() }
    }

    /// Counts some days of one asset.
    ///
    /// A stretch that is wholly undetermined need not be told: there is nothing in it to agree on.
    pub fn push(&mut self, outcomes: &Outcomes) {
        let (base_known, base_met) = words(outcomes, self.base);
        self.some.clear();
        self.some.resize(outcomes.days.div_ceil(super::WORD_DAYS), (0, 0));
        for (reading, accord) in self.accords.iter_mut().enumerate() {
            let (known, met) = words(outcomes, reading);
            let pairs = known.iter().zip(met).zip(base_known.iter().zip(base_met));
            let (both, same) = pairs.fold((0u64, 0u64), |(both, same), ((known, met), (k, m))| {
                let known = known & k;
                let add = |sum: u64, word: u64| sum.wrapping_add(u64::from(word.count_ones()));
                (add(both, known), add(same, known & !(met ^ m)))
            });
            accord.add(Accord { same, opposite: both.saturating_sub(same) });
            for ((some_met, some_not), (known, met)) in self.some.iter_mut().zip(known.iter().zip(met)) {
                *some_met |= met;
                *some_not |= known ^ met;
            }
        }
        let determined = ones(self.some.iter().map(|(met, not)| met | not));
        let unanimous = ones(self.some.iter().map(|(met, not)| met ^ not));
        self.determined = self.determined.saturating_add(determined);
        self.unanimous = self.unanimous.saturating_add(unanimous);
    }

    /// Adds what another has counted under the same readings and base.
    pub fn absorb(&mut self, other: &Self) {
        self.accords.iter_mut().zip(&other.accords).for_each(|(sum, accord)| sum.add(*accord));
        self.determined = self.determined.saturating_add(other.determined);
        self.unanimous = self.unanimous.saturating_add(other.unanimous);
    }

    /// How each reading stands to the base, the base itself included.
    #[must_use]
    pub fn accords(&self) -> &[Accord] {
        &self.accords
    }

    /// The base's place among the readings.
    #[must_use]
    pub fn base(&self) -> usize {
        self.base
    }

    /// Asset-days on which some reading is determined.
    #[must_use]
    pub fn determined(&self) -> u64 {
        self.determined
    }

    /// Of these, those on which all readings that are determined agree.
    #[must_use]
    pub fn unanimous(&self) -> u64 {
        self.unanimous
    }
}

impl Accord {
    fn add(&mut self, other: Self) {
        self.same = self.same.saturating_add(other.same);
        self.opposite = self.opposite.saturating_add(other.opposite);
    }
}
