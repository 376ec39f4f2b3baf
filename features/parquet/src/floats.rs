//! Binary floating point as integers: the shortest decimals that are read as the same numbers, many at one scale.
//!
//! ```text
//! 0.9994 1.0003 0.5     at scale 4     9994 10003 5000
//! ```
//!
//! # Why this is exact
//!
//! For a number `v` in binary64 and a scale `s` of at most 22, let `n` be any integer with `|n| < 10^15`. Both `n` and `10^s`
//! are such numbers themselves, so that IEEE 754's division gives the one nearest to `n / 10^s`. If that is `v`, the decimal
//! `n · 10^-s` is read as `v`. It has at most fifteen digits, and no two decimals of at most fifteen digits are read as the
//! same number (above 10^-22, far from where numbers lose digits). The shortest decimal that is read as `v` has no more
//! digits than this one, so it is this one, zeros at its end aside.
//!
//! Whatever `n` is tried, then, an accepted one is right. It is found as `v · 10^s` rounded to an integer, by adding and
//! taking off `1.5 · 2^52`, next to which numbers are integers. What is not accepted is spelt as text.
#![expect(clippy::float_arithmetic, reason = "proven above, and nowhere else")]

use pulp::{Arch, Simd, WithSimd};
use qazyq_market::bars::{ABSENT, Column};

use crate::column::shape::{Figure, Figures, Shape as _};
use crate::figures::{brought_together, narrow_of};
use crate::kind::Kind;

/// Next to it numbers are integers: 1.5 · 2^52.
const INTEGERS: f64 = 6_755_399_441_055_744.0;
/// Below it the digits of an integer are at most fifteen.
const END: f64 = 1e15;

/// Powers of ten that are numbers in binary64 exactly; more decimals no price has.
const POWERS: [f64; 19] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

/// The numbers of a batch at one scale: a loop that is compiled for several processors.
struct AtScale<'b> {
    from: &'b [u64],
    power: f64,
    to: &'b mut [i64],
}

impl WithSimd for AtScale<'_> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> bool {
        let mut all_fit = true;
        for (bits, to) in self.from.iter().zip(self.to) {
            let number = f64::from_bits(*bits);
            let (digits, fits) = scaled(number, self.power);
            let is_absent = number.is_nan();
            *to = if is_absent { ABSENT } else { digits };
            all_fit &= fits | is_absent;
        }
        all_fit
    }
}

/// Makes integers of numbers, at a scale that served before where it serves again.
pub(crate) struct Scaler {
    processor: Arch,
    scale: u8,
    /// How many digits each number has, where they are too different for one scale.
    each: Vec<Figure>,
    texts: Figures,
}

impl Scaler {
    pub(crate) fn new() -> Self {
        Self { processor: Arch::new(), scale: 0, each: Vec::new(), texts: Figures::of(Kind::Text) }
    }

    /// Makes `to` the numbers whose bits are `from`, absent where one is NaN. Infinite ones are absent too, and counted as
    /// what is no amount.
    pub(crate) fn scale(&mut self, from: &[u64], to: &mut Column) {
        let mut digits = narrow_of(to);
        if !self.at_scale(from, self.scale, &mut digits) {
            self.each.clear();
            self.texts.begin();
            for bits in from {
                let figure = self.figure(f64::from_bits(*bits));
                self.each.push(figure);
            }
            let scale = |figure: &Figure| match figure {
                Figure::Small { scale, .. } => *scale,
                Figure::Absent | Figure::Wide(_) => 0,
            };
            let finest = self.each.iter().map(scale).max().unwrap_or_default();
            if finest <= self.scale || !self.at_scale(from, finest, &mut digits) {
                *to = Column::Narrow { scale: 0, digits };
                return brought_together(&self.texts, &self.each, to);
            }
            // Only a scale that serves all is tried again: one odd number must not spoil it for the rest of a file.
            self.scale = finest;
        }
        *to = Column::Narrow { scale: self.scale, digits };
    }

    /// Makes `to` all numbers at that scale; false where one does not fit, and then it is nothing.
    fn at_scale(&self, from: &[u64], scale: u8, to: &mut Vec<i64>) -> bool {
        let Some(power) = POWERS.get(usize::from(scale)).copied() else { return false };
        to.resize(from.len(), 0);
        self.processor.dispatch(AtScale { from, power, to })
    }

    /// How many numbers were there and were no amount.
    pub(crate) fn unread(&self) -> u64 {
        self.texts.unread()
    }

    /// The digits of one number at the smallest scale that it has.
    fn figure(&mut self, number: f64) -> Figure {
        if number.is_nan() {
            return Figure::Absent;
        }
        for (scale, power) in (0u8..).zip(POWERS) {
            let (digits, is_exact) = scaled(number, power);
            if is_exact {
                return Figure::Small { digits, scale };
            }
        }
        self.texts.bytes(number.to_string().as_bytes())
    }
}

/// The integer nearest to a number times a power of ten, and whether it stands for that number.
#[inline(always)]
fn scaled(number: f64, power: f64) -> (i64, bool) {
    let product = number * power;
    let shifted = product + INTEGERS;
    // Next to `INTEGERS` the bits of numbers count as the integers do.
    let digits = shifted.to_bits().wrapping_sub(INTEGERS.to_bits()).cast_signed();
    let back = (shifted - INTEGERS) / power;
    (digits, (back == number) & (product.abs() < END))
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
            let prices: Vec<f64> = prices.into_iter().map(|(n, scale)| n as f64 / POWERS[scale]).collect();
            check(&mut scaler, &prices);
        }
    }
}
