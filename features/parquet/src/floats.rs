//! Binary floating point as integers: the shortest decimals that are read as the same numbers, many at one scale.
//!
//! ```text
//! 0.9994 1.0003 0.5     at scale 4     9994 10003 5000
//! ```
//!
//! Why that is exact, and the arithmetic of it, stand in [`qazyq_replay::floats`]. Here it is done for batches, in which numbers of
//! many assets stand; what has no such integer is spelt as text.

use qazyq_market::bars::{ABSENT, Column};
use qazyq_replay::floats::AtScale;

use crate::column::shape::{Figure, Figures, Shape as _};
use crate::figures::{brought_together, narrow_of};
use crate::kind::Kind;

/// More decimals no price has.
const SCALE_MAX: u8 = 18;

/// Makes integers of numbers, at a scale that served before where it serves again.
pub(crate) struct Scaler {
    at_scale: AtScale,
    scale: u8,
    /// How many digits each number has, where they are too different for one scale.
    each: Vec<Figure>,
    texts: Figures,
}

impl Scaler {
    pub(crate) fn new() -> Self {
        Self { at_scale: AtScale::default(), scale: 0, each: Vec::new(), texts: Figures::of(Kind::Text) }
    }

    /// Makes `to` the numbers whose bits are `from`, absent where one is NaN. Infinite ones are absent too, and counted as
    /// what is no amount.
    pub(crate) fn scale(&mut self, from: &[u64], to: &mut Column) {
        let mut digits = narrow_of(to);
        if !self.at_scale.read(from, self.scale, ABSENT, &mut digits) {
            self.each.clear();
            self.texts.begin();
            for bits in from {
                let figure = self.figure(*bits);
                self.each.push(figure);
            }
            let scale = |figure: &Figure| match figure {
                Figure::Small { scale, .. } => *scale,
                Figure::Absent | Figure::Wide(_) => 0,
            };
            let finest = self.each.iter().map(scale).max().unwrap_or_default();
            if finest <= self.scale || !self.at_scale.read(from, finest, ABSENT, &mut digits) {
                *to = Column::Narrow { scale: 0, digits };
                return brought_together(&self.texts, &self.each, to);
            }
            // Only a scale that serves all is tried again: one odd number must not spoil it for the rest of a file.
            self.scale = finest;
        }
        *to = Column::Narrow { scale: self.scale, digits };
    }

    /// How many numbers were there and were no amount.
    pub(crate) fn unread(&self) -> u64 {
        self.texts.unread()
    }

    /// The digits of one number at the smallest scale that it has.
    fn figure(&mut self, bits: u64) -> Figure {
        let number = f64::from_bits(bits);
        match AtScale::smallest(bits, SCALE_MAX) {
            _ if number.is_nan() => Figure::Absent,
            Some((digits, scale)) => Figure::Small { digits, scale },
            None => self.texts.bytes(number.to_string().as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use qazyq_exact::{Amount, IBig};
    use qazyq_market::bars::ABSENT_BROAD;

    fn told(column: &Column, row: usize) -> String {
        let spelt = |digits: IBig, scale: u8| Amount::new(digits, usize::from(scale)).to_string();
        match column {
            Column::Narrow { digits, .. } if digits[row] == ABSENT => "absent".to_owned(),
            Column::Narrow { scale, digits } => spelt(digits[row].into(), *scale),
            Column::Broad { scale, digits, wide } => match wide.iter().find(|(at, _)| *at as usize == row) {
                Some((_, amount)) => amount.to_string(),
                None if digits[row] == ABSENT_BROAD => "absent".to_owned(),
                None => spelt(digits[row].into(), *scale),
            },
            Column::Absent | Column::Floats(_) => panic!("{column:?}"),
        }
    }

    /// Numbers become what Rust prints of them, alone and together.
    fn check(scaler: &mut Scaler, numbers: &[f64]) {
        let bits: Vec<u64> = numbers.iter().map(|number| number.to_bits()).collect();
        let mut column = Column::Absent;
        scaler.scale(&bits, &mut column);
        for (row, number) in numbers.iter().enumerate() {
            let expected = number.to_string().parse::<Amount>().map(|amount| amount.to_string());
            assert_eq!(told(&column, row), expected.unwrap_or("absent".to_owned()), "{numbers:?}");
        }
    }

    #[test]
    fn numbers_are_their_shortest_decimals() {
        let mut scaler = Scaler::new();
        for numbers in [
            &[0.9994, 1.0003, 0.5, -0.0, 0.0, -7.25][..],
            &[f64::NAN, 1.0, f64::INFINITY, -1.0],
            &[999_999_999_999_999.0, 1e15, 123_456_789_012_345_680.0, 1e22, 1e300, f64::MAX],
            &[1e-18, 1e-19, 5e-324, 2.2250738585072014e-308, 1e-40, 1e-41],
            &[0.1 + 0.2, 1.0 / 3.0, 2.0 / 3.0, 99.99999999999999],
            &[60_000.12345678, 0.00000001234, 1.5e-17],
            &[60_000.12, 0.5],
            &[],
        ] {
            check(&mut scaler, numbers);
            for number in numbers {
                check(&mut Scaler::new(), &[*number]);
            }
        }
    }

    #[test]
    fn a_scale_serves_again_and_one_odd_number_does_not_spoil_it() {
        let mut scaler = Scaler::new();
        check(&mut scaler, &[0.9994, 100.25]);
        assert_eq!(scaler.scale, 4);
        check(&mut scaler, &[0.9994, 60_000.5, 0.123_456_789_012_345_6]);
        assert_eq!(scaler.scale, 4);
        check(&mut scaler, &[0.999401]);
        assert_eq!(scaler.scale, 6);
    }

    proptest! {
        #[test]
        fn any_numbers_are_what_is_printed_of_them(
            bits in prop::collection::vec(any::<u64>(), 0..20),
            prices in prop::collection::vec((0u64..10_000_000_000, 0usize..12), 0..20),
        ) {
            let mut scaler = Scaler::new();
            let numbers: Vec<f64> = bits.into_iter().map(f64::from_bits).collect();
            check(&mut scaler, &numbers);
            let read = |(n, scale): (u64, usize)| format!("{n}e-{scale}").parse().unwrap();
            let prices: Vec<f64> = prices.into_iter().map(read).collect();
            check(&mut scaler, &prices);
        }
    }
}
