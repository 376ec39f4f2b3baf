//! Binary floating point as decimals: of each number the shortest decimal that reads back as the same number.
//!
//! Sources that publish `f64` columns had decimals before: `0.9998` was written down as the nearest number of 53 binary digits.
//! The shortest decimal that leads to the same number gives it back.
//!
//! **How most numbers are read.** For a scale `s` let `n` be `v · 10^s`, rounded to an integer. If `|n| < 10^15`, `s ≤ 22` and
//! `n / 10^s`, computed in binary floating point, is `v`, then the decimal `n · 10^-s` is the shortest that reads back as `v`:
//!
//! 1. `n` and `10^s` are binary numbers without rounding (`10^15 < 2^53`; `10^22 = 5^22 · 2^22`, and `5^22 < 2^53`), and
//!    IEEE 754 rounds a quotient correctly. So `v` is the binary number nearest to `n · 10^-s`, which is what reading a decimal means.
//! 2. Two decimals of at most 15 digits are never nearest to the same normal binary number, since `10^15 < 2^52`: decimals of 15
//!    digits lie farther apart than binary numbers do. (`|n| ≥ 1` and `s ≤ 22` keep `v` far from the numbers that are not normal.)
//! 3. The shortest decimal that reads back as `v` is no longer than `n`, so it has at most 15 digits as well, and is the same.
//!
//! If such an `n` exists, it is found: `v · 10^s` is off by two roundings, less than `n · 2^-51 < 1/2`.
//!
//! Anything else goes the slow way, through the shortest printing that the standard library has.
//!
//! This is the one module with binary arithmetic; a reader of Parquet uses it too. None of its results rests on a rounding:
//! each is checked as above.

use std::fmt::Write as _;

use pulp::{Arch, Simd, WithSimd};
use qazyq_exact::{Amount, IBig};

use crate::series::{Digits, Prices};

/// The columns of a series' prices: open, high, low, close, vwap.
const COLUMNS: usize = 5;
/// Digits that an amount may have before the point, and behind it.
const WHOLE_DIGITS_MAX: i32 = 60;
const FRACTION_DIGITS_MAX: i32 = 40;
/// The largest power of ten that binary floating point has without rounding.
const SCALE_MAX: u8 = 22;

/// Reads the prices of series after series. Its buffers are used again, and the scale of the last series is tried first.
#[derive(Debug, Default)]
pub struct Decimals {
    at_scale: AtScale,
    scale: u8,
    narrow: [Vec<i64>; COLUMNS],
    broad: [Vec<i128>; COLUMNS],
    wide: [Vec<Option<Amount>>; COLUMNS],
    /// Digits and power of ten, column behind column, on the slow way.
    printed: Vec<Printed>,
}

/// `digits · 10^power`; no digits where there is no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Printed {
    digits: u64,
    power: i32,
}

impl Decimals {
    /// The prices that the bits of IEEE 754 binary64 numbers stand for: open, high, low, close and vwap, where the source has
    /// them, all at one scale. What is no number, infinite, zero or negative is no price.
    pub fn of(&mut self, columns: [Option<&[u64]>; COLUMNS]) -> Prices<'_> {
        if self.at_one_scale(&columns) {
            let [open, high, low, close, vwap] = lend(&columns, &self.narrow, Digits::Narrow);
            return Prices { scale: self.scale, open, high, low, close, vwap };
        }
        self.slowly(&columns)
    }

    /// Reads all columns at the scale of the last series, or at one that is found now; false where there is none.
    fn at_one_scale(&mut self, columns: &[Option<&[u64]>; COLUMNS]) -> bool {
        let mut scale = self.scale;
        let mut may_begin_anew = true;
        loop {
            let Some(stray) = self.stray(columns, scale) else {
                self.scale = scale;
                return true;
            };
            match (0..=SCALE_MAX).find(|scale| is_read(stray, *scale)) {
                // One number after the other asks for more digits: at most as often as there are scales.
                Some(needed) if needed > scale => scale = needed,
                Some(needed) if may_begin_anew => (scale, may_begin_anew) = (needed, false),
                Some(_) | None => return false,
            }
        }
    }

    /// Reads all columns at `scale`, up to the first number that cannot be.
    fn stray(&mut self, columns: &[Option<&[u64]>; COLUMNS], scale: u8) -> Option<u64> {
        columns.iter().zip(&mut self.narrow).find_map(|(bits, digits)| {
            let bits = (*bits)?;
            // Zero is no price.
            let is_whole = self.at_scale.read(bits, scale, 0, digits);
            if is_whole { None } else { bits.iter().copied().find(|bits| !is_read(*bits, scale)) }
        })
    }

    #[cold]
    #[inline(never)]
    fn slowly(&mut self, columns: &[Option<&[u64]>; COLUMNS]) -> Prices<'_> {
        self.printed.clear();
        let mut text = String::new();
        for bits in columns.iter().flatten().copied().flatten() {
            self.printed.push(printed(*bits, &mut text));
        }
        let behind = |printed: &Printed| usize::try_from(printed.power.saturating_neg()).unwrap_or_default();
        let scale = self.printed.iter().map(behind).max().unwrap_or_default();
        let mut printed = self.printed.iter();
        let (mut is_narrow, mut is_broad) = (scale <= 38, scale <= 38);
        for (bits, digits) in columns.iter().zip(&mut self.broad) {
            digits.clear();
            let all = bits.unwrap_or_default().iter().zip(&mut printed);
            digits.extend(all.map(|(_, printed)| {
                let scaled = printed.scaled_to(scale);
                is_broad &= scaled.is_some();
                is_narrow &= scaled.is_some_and(|digits| i64::try_from(digits).is_ok());
                scaled.unwrap_or_default()
            }));
        }
        let scale_told = u8::try_from(scale).unwrap_or_default();
        if is_narrow {
            for (digits, narrow) in self.broad.iter().zip(&mut self.narrow) {
                narrow.clear();
                narrow.extend(digits.iter().map(|digits| i64::try_from(*digits).unwrap_or_default()));
            }
            let [open, high, low, close, vwap] = lend(columns, &self.narrow, Digits::Narrow);
            return Prices { scale: scale_told, open, high, low, close, vwap };
        }
        if is_broad {
            let [open, high, low, close, vwap] = lend(columns, &self.broad, Digits::Broad);
            return Prices { scale: scale_told, open, high, low, close, vwap };
        }
        let mut printed = self.printed.iter();
        for (bits, amounts) in columns.iter().zip(&mut self.wide) {
            amounts.clear();
            let all = bits.unwrap_or_default().iter().zip(&mut printed);
            amounts.extend(all.map(|(_, printed)| printed.amount()));
        }
        let [open, high, low, close, vwap] = lend(columns, &self.wide, Digits::Wide);
        Prices { scale: 0, open, high, low, close, vwap }
    }
}

/// The columns that are there.
fn lend<'a, T>(
    columns: &[Option<&[u64]>; COLUMNS],
    values: &'a [Vec<T>; COLUMNS],
    digits: impl Fn(&'a [T]) -> Digits<'a>,
) -> [Digits<'a>; COLUMNS] {
    let mut there = columns.iter();
    values.each_ref().map(|values| match there.next() {
        Some(Some(_)) => digits(values),
        Some(None) | None => Digits::Absent,
    })
}

/// Reads columns of numbers, each at one scale.
#[derive(Clone, Copy, Debug, Default)]
pub struct AtScale(Arch);

impl AtScale {
    /// Makes `to` the integers `n` of the module's text, of either sign, and `absent` for what is no number. False where some
    /// number has no such integer at that scale; then `to` is of no use.
    pub fn read(self, bits: &[u64], scale: u8, absent: i64, to: &mut Vec<i64>) -> bool {
        to.resize(bits.len(), 0);
        scale <= SCALE_MAX && self.0.dispatch(Column { bits, digits: to, scale, absent })
    }

    /// The integer of one number at the smallest scale at which it has one, if that is at most `most`.
    #[must_use]
    pub fn smallest(bits: u64, most: u8) -> Option<(i64, u8)> {
        (0..=most.min(SCALE_MAX)).find_map(|scale| match read(bits, power_of_ten(scale)) {
            (n, true) => Some((n, scale)),
            (_, false) => None,
        })
    }
}

/// One column at one scale.
struct Column<'a> {
    bits: &'a [u64],
    digits: &'a mut [i64],
    scale: u8,
    absent: i64,
}

impl WithSimd for Column<'_> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> bool {
        let power = power_of_ten(self.scale);
        let mut is_whole = true;
        for (bits, digits) in self.bits.iter().zip(self.digits) {
            let (n, is_exact) = read(*bits, power);
            let is_absent = is_no_number(*bits);
            *digits = if is_absent { self.absent } else { n };
            // Not `||`: a branch would keep the loop from taking several numbers at a time.
            is_whole &= is_exact | is_absent;
        }
        is_whole
    }
}

/// Whether the number is read at `scale`, or is none.
fn is_read(bits: u64, scale: u8) -> bool {
    is_no_number(bits) || read(bits, power_of_ten(scale)).1
}

#[expect(clippy::disallowed_types, reason = "what the bits are is asked, and nothing computed")]
#[inline(always)]
fn is_no_number(bits: u64) -> bool {
    f64::from_bits(bits).is_nan()
}

#[expect(clippy::disallowed_types, reason = "powers of ten that binary floating point has without rounding")]
#[inline(always)]
fn power_of_ten(scale: u8) -> f64 {
    const POWERS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ];
    POWERS.get(usize::from(scale)).copied().unwrap_or(f64::NAN)
}

/// `n`, and whether it is the number that `bits` stand for.
#[expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "what comes of it is checked by a division that is rounded correctly; see the module's text"
)]
#[inline(always)]
fn read(bits: u64, power: f64) -> (i64, bool) {
    // Adding it leaves no binary digit behind the point, since 2^52 ≤ sum < 2^53 for |n| < 2^51.
    const SHIFTED: f64 = 6_755_399_441_055_744.0;
    let value = f64::from_bits(bits);
    let shifted = value * power + SHIFTED;
    let rounded = shifted - SHIFTED;
    // Not `&&`: a branch would keep the loop from taking several numbers at a time.
    let is_exact = (rounded.abs() < 1e15) & (rounded / power == value);
    (shifted.to_bits().wrapping_sub(SHIFTED.to_bits()).cast_signed(), is_exact)
}

/// The shortest decimal, by printing.
fn printed(bits: u64, text: &mut String) -> Printed {
    text.clear();
    if write_shortest(bits, text).is_none() {
        return Printed { digits: 0, power: 0 };
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let behind = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let digit = |so_far: u64, byte: u8| so_far.wrapping_mul(10).wrapping_add(u64::from(byte & 0b1111));
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).fold(0, digit);
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let power = exponent.saturating_sub(i32::try_from(behind).unwrap_or_default());
    // What no amount can be is no price: no file of text and no case could say it.
    match exponent < WHOLE_DIGITS_MAX && power >= -FRACTION_DIGITS_MAX {
        true => Printed { digits, power },
        false => Printed { digits: 0, power: 0 },
    }
}

#[expect(
    clippy::disallowed_types,
    reason = "the standard library prints the shortest decimal that reads back"
)]
fn write_shortest(bits: u64, text: &mut String) -> Option<()> {
    let value = f64::from_bits(bits);
    (value > 0.0 && value < f64::INFINITY).then(|| write!(text, "{value:e}").ok())?
}

impl Printed {
    /// `self · 10^scale`, if that is an integer of 128 bits.
    fn scaled_to(self, scale: usize) -> Option<i128> {
        let power = i32::try_from(scale).ok()?.checked_add(self.power)?;
        if self.digits == 0 {
            return Some(0);
        }
        10i128.checked_pow(u32::try_from(power).ok()?)?.checked_mul(i128::from(self.digits))
    }

    fn amount(self) -> Option<Amount> {
        let power = usize::try_from(self.power.unsigned_abs()).ok()?;
        let digits = IBig::from(self.digits);
        (self.digits != 0).then(|| match self.power {
            0.. => Amount::new(digits * IBig::from(10).pow(power), 0),
            _ => Amount::new(digits, power),
        })
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_types, reason = "numbers to be read")]
mod tests {
    use super::*;

    /// The amounts of a column, as they come back.
    fn amounts(digits: Digits<'_>, scale: u8) -> Vec<Option<Amount>> {
        let amount = |digits: IBig| (digits > IBig::ZERO).then(|| Amount::new(digits, scale.into()));
        match digits {
            Digits::Absent => Vec::new(),
            Digits::Narrow(values) => values.iter().map(|v| amount(IBig::from(*v))).collect(),
            Digits::Broad(values) => values.iter().map(|v| amount(IBig::from(*v))).collect(),
            Digits::Wide(values) => values.to_vec(),
        }
    }

    /// What Rust's own printing says, by digits and powers of ten.
    fn expected(value: f64) -> Option<Amount> {
        if !(value.is_finite() && value > 0.0) {
            return None;
        }
        let text = format!("{value}");
        // Beyond the bounds of an amount nothing is a price.
        text.parse::<Amount>().ok()?;
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = IBig::from_str_radix(&format!("{whole}{fraction}"), 10).unwrap();
        Some(Amount::new(digits, fraction.len()))
    }

    fn check(decimals: &mut Decimals, values: &[f64]) {
        let bits: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
        let prices = decimals.of([Some(&bits), None, Some(&bits), None, None]);
        let expected: Vec<_> = values.iter().map(|value| expected(*value)).collect();
        assert_eq!(amounts(prices.open, prices.scale), expected);
        assert_eq!(amounts(prices.low, prices.scale), expected);
        assert!(matches!(
            (prices.high, prices.close, prices.vwap),
            (Digits::Absent, Digits::Absent, Digits::Absent)
        ));
    }

    #[test]
    fn decimals_come_back_as_they_were_written() {
        let mut decimals = Decimals::default();
        check(&mut decimals, &[1.0, 0.9998, 1.0003, 100.0]);
        assert_eq!(decimals.scale, 4);
        check(&mut decimals, &[0.00001234, 1.0, 5e-7]);
        assert_eq!(decimals.scale, 8);
        // Too large for the scale of the last series.
        check(&mut decimals, &[123_456_789_012.5, 3.25]);
        assert_eq!(decimals.scale, 2);
        check(&mut decimals, &[f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0, -1.5, 2.5]);
        // A sum that is no short decimal, numbers at the edges, and both at once.
        check(&mut decimals, &[0.1 + 0.2, 1.0 / 3.0, 1e15, 999_999_999_999_999.0, 9_007_199_254_740_993.0]);
        check(&mut decimals, &[1e300, 5e-324, f64::MAX, f64::MIN_POSITIVE]);
        check(&mut decimals, &[1e22, 1e23, 1e-22, 1e-23, 123e-20]);
        check(&mut decimals, &[]);
    }

    #[test]
    fn any_bits_are_read_as_the_standard_library_prints_them() {
        let mut decimals = Decimals::default();
        let mut state = 1u64;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state ^ (state >> 29)
        };
        for round in 0..3000u32 {
            let (any, near_one) = (draw(), draw());
            let power = 10f64.powi(i32::try_from(draw() % 20).unwrap());
            let digits = (draw() % 10u64.pow(1 + round % 18)) as f64;
            // Neighbours of short decimals are no short decimals.
            let neighbour =
                f64::from_bits((digits / power).to_bits().wrapping_add(draw() % 3).wrapping_sub(1));
            check(&mut decimals, &[f64::from_bits(any)]);
            check(&mut decimals, &[1.0 + near_one as f64 / 2f64.powi(70)]);
            check(&mut decimals, &[digits / power, neighbour]);
            check(&mut decimals, &[digits / power]);
        }
    }
}
