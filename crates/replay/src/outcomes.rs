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

    /// Nothing known of `readings` readings on `days` assessment dates from `from` on, in the memory that is there.
    pub(crate) fn clear(&mut self, from: Day, days: usize, readings: usize) {
        (self.from, self.days) = (from, days);
        self.readings.resize_with(readings, Bits::default);
        for bits in &mut self.readings {
            bits.clear(days.div_ceil(64));
        }
    }

    /// All of them, to be written.
    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut Bits> {
        self.readings.iter_mut()
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
        let is_set =
            |words: &[u64]| words.get(k / 64).is_some_and(|word| word.rotate_right(place(k)) & 1 == 1);
        match (is_set(&self.known), is_set(&self.met)) {
            (false, _) => Outcome::Undetermined,
            (true, false) => Outcome::NotMet,
            (true, true) => Outcome::Met,
        }
    }

    /// What two series come to together where either may decide, as [`Outcome::any`] does for one day: met where one is, not
    /// met where both are not, else undetermined.
    #[must_use]
    pub fn any(&self, other: &Self) -> Self {
        let met: Vec<u64> = self.met.iter().zip(&other.met).map(|(a, b)| a | b).collect();
        let not_met = |bits: &Self| -> Vec<u64> {
            bits.known.iter().zip(&bits.met).map(|(known, met)| known & !met).collect()
        };
        let neither = not_met(self).into_iter().zip(not_met(other)).map(|(a, b)| a & b);
        Self { known: met.iter().zip(neither).map(|(met, neither)| met | neither).collect(), met }
    }

    /// `words` words of nothing known, in the memory that is there.
    pub(crate) fn clear(&mut self, words: usize) {
        for column in [&mut self.known, &mut self.met] {
            column.clear();
            column.resize(words, 0);
        }
    }
}

/// The place of the `k`th day in its word.
fn place(k: usize) -> u32 {
    u32::try_from(k % 64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_bit_and_days_behind_the_last_are_undetermined() {
        let bits = Bits { known: vec![0b1011, 1 << 63], met: vec![0b0010, 1 << 63] };
        let outcomes = [0, 1, 2, 3, 127, 128].map(|k| bits.outcome(k));
        use Outcome::{Met, NotMet, Undetermined};
        assert_eq!(outcomes, [NotMet, Met, Undetermined, NotMet, Met, Undetermined]);
    }

    #[test]
    fn two_series_come_to_what_the_law_says_of_any() {
        // Each of nine days has another pair of outcomes.
        let one = Bits { known: vec![0b000_111_111], met: vec![0b000_000_111] };
        let other = Bits { known: vec![0b011_011_011], met: vec![0b001_001_001] };
        for (a, b) in [(&one, &other), (&other, &one)] {
            let together = a.any(b);
            for k in 0..9 {
                assert_eq!(together.outcome(k), Outcome::any([a.outcome(k), b.outcome(k)]), "{k}");
            }
        }
    }
}
