//! Amounts: decimals that keep every digit.
//!
//! ```text
//! -?[0-9]{1,60}(\.[0-9]{1,40})?
//! ```
//!
//! No sign `+`, exponent, underscore or space: one number has few ways to be written, and none of them means
//! something else elsewhere.

use alloc::string::{String, ToString};
use core::fmt;
use core::str::FromStr;

use dashu_int::{IBig, UBig};

use crate::Ratio;

/// Digits that may stand before the point.
pub const INTEGER_DIGITS_MAX: usize = 60;
/// Digits that may stand behind the point.
pub const FRACTION_DIGITS_MAX: usize = 40;

/// A decimal, exactly as written: `unscaled · 10^-scale`, zeros at the end of the fraction left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    unscaled: IBig,
    scale: usize,
}

/// The text is no amount. The message says what an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountError;

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not an amount: an amount is 1 to {INTEGER_DIGITS_MAX} digits, optionally `-` before them and \
             a point with 1 to {FRACTION_DIGITS_MAX} digits behind"
        )
    }
}

impl core::error::Error for AmountError {}

impl Amount {
    /// The amount `unscaled · 10^-scale`, in its shortest form.
    #[must_use]
    pub fn new(unscaled: IBig, scale: usize) -> Self {
        let ten = IBig::from(10);
        let (mut unscaled, mut scale) = (unscaled, scale);
        while scale > 0 && (&unscaled % &ten).is_zero() {
            unscaled /= &ten;
            scale = scale.saturating_sub(1);
        }
        Self { unscaled, scale }
    }

    /// Digits behind the point, zeros at the end not counted.
    #[must_use]
    pub fn scale(&self) -> usize {
        self.scale
    }

    /// The integer `self · 10^scale`, if that is one.
    ///
    /// `None` where `scale` is less than [`Amount::scale`], so that nothing can be cut off.
    #[must_use]
    pub fn scaled_to(&self, scale: usize) -> Option<IBig> {
        let missing = scale.checked_sub(self.scale)?;
        if missing == 0 {
            return Some(self.unscaled.clone());
        }
        Some(match self.scaled_small(missing) {
            Some(scaled) => IBig::from(scaled),
            None => &self.unscaled * ten_to_the(missing),
        })
    }

    /// `unscaled · 10^missing` where both factors fit 64 bits, as nearly always: the product then fits 128.
    fn scaled_small(&self, missing: usize) -> Option<i128> {
        let power = 10i64.checked_pow(u32::try_from(missing).ok()?)?;
        i128::from(i64::try_from(&self.unscaled).ok()?).checked_mul(i128::from(power))
    }

    /// Above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.unscaled > IBig::ZERO
    }

    /// The same number as a ratio.
    #[must_use]
    pub fn to_ratio(&self) -> Ratio {
        Ratio::from_parts(self.unscaled.clone(), UBig::from(10u8).pow(self.scale))
    }
}

/// 10^exponent.
fn ten_to_the(exponent: usize) -> IBig {
    match u32::try_from(exponent).ok().and_then(|e| 10u128.checked_pow(e)) {
        Some(power) => IBig::from(power),
        None => IBig::from(UBig::from(10u8).pow(exponent)),
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        if let Some(amount) = short(text) {
            return Ok(amount);
        }
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let well_formed =
            |part: &str, max| (1..=max).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !well_formed(whole, INTEGER_DIGITS_MAX)
            || !fraction.is_none_or(|part| well_formed(part, FRACTION_DIGITS_MAX))
        {
            return Err(AmountError);
        }
        let fraction = fraction.unwrap_or_default().trim_end_matches('0');
        let magnitude = IBig::from(natural(whole, fraction).ok_or(AmountError)?);
        let unscaled = if negative { -magnitude } else { magnitude };
        Ok(Self { unscaled, scale: fraction.len() })
    }
}

/// The amount that `text` spells, where it has at most 19 characters and no sign, as most of market data.
///
/// `None` says nothing: the text may be an amount all the same.
fn short(text: &str) -> Option<Amount> {
    // As many digits fit 64 bits whatever they are.
    if text.len() > 19 {
        return None;
    }
    // What was read up to a place, and what without the zeros at the end of the fraction.
    let (mut read, mut unscaled) = (0u64, 0u64);
    let (mut decimals, mut scale) = (0usize, 0usize);
    let mut point = None;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                read = read.wrapping_mul(10).wrapping_add(u64::from(byte & 0b1111));
                decimals = decimals.wrapping_add(usize::from(point.is_some()));
                if byte != b'0' || point.is_none() {
                    (unscaled, scale) = (read, decimals);
                }
            }
            b'.' if point.is_none() => point = Some(place),
            _ => return None,
        }
    }
    let has_digits_on_each_side = match point {
        Some(point) => point > 0 && decimals > 0,
        None => !text.is_empty(),
    };
    has_digits_on_each_side.then(|| Amount { unscaled: IBig::from(unscaled), scale })
}

/// The natural number that `whole` and `fraction` spell one behind the other; both hold digits only.
fn natural(whole: &str, fraction: &str) -> Option<UBig> {
    // 38 digits fit 128 bits, and market data never has more: no text is built and nothing is allocated.
    if whole.len().saturating_add(fraction.len()) <= 38 {
        let small = whole.bytes().chain(fraction.bytes()).try_fold(0u128, |sum, byte| {
            sum.checked_mul(10)?.checked_add(u128::from(byte.checked_sub(b'0')?))
        });
        return small.map(UBig::from);
    }
    let mut digits = String::with_capacity(whole.len().saturating_add(fraction.len()));
    digits.push_str(whole);
    digits.push_str(fraction);
    UBig::from_str_radix(&digits, 10).ok()
}

impl fmt::Display for Amount {
    /// Without an exponent, without a zero at the end of the fraction; whatever is printed can be read back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.unscaled.to_string();
        let (sign, digits) = match digits.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", digits.as_str()),
        };
        if self.scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        match digits.len().checked_sub(self.scale).filter(|point| *point > 0) {
            Some(point) => {
                let (whole, fraction) = digits.split_at(point);
                write!(f, "{sign}{whole}.{fraction}")
            }
            None => write!(f, "{sign}0.{digits:0>width$}", width = self.scale),
        }
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        if self.scale == other.scale {
            return self.unscaled.cmp(&other.unscaled);
        }
        let scale = self.scale.max(other.scale);
        let small = |amount: &Self| amount.scaled_small(scale.checked_sub(amount.scale)?);
        if let (Some(a), Some(b)) = (small(self), small(other)) {
            return a.cmp(&b);
        }
        // Both fit: `scale` is at least either's own.
        self.scaled_to(scale).cmp(&other.scaled_to(scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use proptest::prelude::*;

    /// `Some(shortest form)` where `text` is an amount.
    fn check(text: &str, expected: Option<&str>) {
        let got = text.parse::<Amount>().ok().map(|amount| amount.to_string());
        assert_eq!(got.as_deref(), expected, "{text}");
    }

    #[test]
    fn an_amount_is_digits_and_perhaps_a_point_with_digits() {
        check("0", Some("0"));
        check("-0", Some("0"));
        check("007", Some("7"));
        check("1.0000", Some("1"));
        check("-12.50", Some("-12.5"));
        check("0.0001", Some("0.0001"));
        // As many digits as stand behind the point: the zero before it is printed all the same.
        check("0.50", Some("0.5"));
        check("-0.12", Some("-0.12"));
        check("100", Some("100"));
        for text in [
            "", "-", "+1", "1.", ".5", "1e3", "1E3", "1_000", " 1", "1 ", "1,5", "٣", "1.5.2", "--1", "0x1",
            "NaN", "inf",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn sixty_digits_and_forty_behind_the_point_are_the_most() {
        let whole = "9".repeat(60);
        let fraction = "7".repeat(40);
        let longest = format!("{whole}.{fraction}");
        check(&longest, Some(&longest));
        check(&format!("-{longest}"), Some(&format!("-{longest}")));
        check(&format!("{whole}9"), None);
        check(&format!("{longest}7"), None);
        // A zero that would fall away counts as a digit.
        check(&format!("1.{}", "0".repeat(40)), Some("1"));
        check(&format!("1.{}", "0".repeat(41)), None);
        check(&format!("{}1", "0".repeat(60)), None);
    }

    #[test]
    fn nineteen_characters_are_read_as_twenty_are() {
        check("9999999999999999999", Some("9999999999999999999"));
        check("99999999999999999999", Some("99999999999999999999"));
        check("99999999999999999.9", Some("99999999999999999.9"));
        check("999999999999999999.9", Some("999999999999999999.9"));
        check("0.10000000000000000", Some("0.1"));
        check("0.100000000000000000", Some("0.1"));
        check("00000000000000000.0", Some("0"));
        check("100.000000000000100", Some("100.0000000000001"));
        for zeros in [16, 17] {
            check(&format!(".{}1", "0".repeat(zeros)), None);
            check(&format!("1{}.", "0".repeat(zeros)), None);
            check(&format!("1{}.1.", "0".repeat(zeros)), None);
        }
    }

    #[test]
    fn the_short_way_and_the_long_way_of_reading_digits_meet_at_38() {
        for digits in [37, 38, 39, 40] {
            let text = "1234567890".repeat(4);
            let text = &text[..digits];
            check(text, Some(text.trim_end_matches("x")));
        }
        check("99999999999999999999999999999999999999", Some("99999999999999999999999999999999999999"));
    }

    #[test]
    fn scaling_never_cuts_a_digit_off() {
        let amount: Amount = "1.25".parse().unwrap();
        assert_eq!(amount.scaled_to(1), None);
        assert_eq!(amount.scaled_to(2), Some(IBig::from(125)));
        assert_eq!(amount.scaled_to(4), Some(IBig::from(12500)));
        let tiny: Amount = "0.0000000000000000000000000000000000000001".parse().unwrap();
        assert_eq!(tiny.scaled_to(39), None);
        assert_eq!(tiny.scaled_to(40), Some(IBig::from(1)));
        assert_eq!(tiny.scaled_to(80), Some(IBig::from(UBig::from(10u8).pow(40))));
    }

    #[test]
    fn the_scale_is_that_of_the_shortest_form_and_order_is_that_of_numbers() {
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        for (text, scale) in [("0", 0), ("10", 0), ("1.5", 1), ("1.50", 1), ("-0.0001", 4)] {
            assert_eq!(amount(text).scale(), scale, "{text}");
        }
        assert!(amount("-2") < amount("-1.5") && amount("0.10") > amount("0.0999"));
        assert!(amount("1.50") <= amount("1.5") && amount("1.50") >= amount("1.5"));
    }

    #[test]
    fn the_error_tells_the_bounds() {
        let told = AmountError.to_string();
        assert!(told.contains("1 to 60 digits") && told.contains("1 to 40 digits"), "{told}");
    }

    #[test]
    fn only_above_zero_is_positive() {
        let positive = |text: &str| text.parse::<Amount>().unwrap().is_positive();
        assert!(!positive("0"));
        assert!(!positive("-0.0"));
        assert!(!positive("-1"));
        assert!(positive("0.0000000000000000000000000000000000000001"));
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back_as_the_same(whole in "[0-9]{1,60}", fraction in "(\\.[0-9]{1,40})?", minus in "-?") {
            let amount: Amount = format!("{minus}{whole}{fraction}").parse().unwrap();
            prop_assert_eq!(&amount.to_string().parse::<Amount>().unwrap(), &amount);
            prop_assert_eq!(amount.clone(), Amount::new(amount.unscaled.clone(), amount.scale));
        }

        #[test]
        fn order_is_that_of_the_ratios(
            a in "-?[0-9]{1,9}(\\.[0-9]{1,9})?|-?[0-9]{1,25}(\\.[0-9]{1,25})?",
            b in "-?[0-9]{1,9}(\\.[0-9]{1,9})?|-?[0-9]{1,25}(\\.[0-9]{1,25})?",
        ) {
            let (a, b): (Amount, Amount) = (a.parse().unwrap(), b.parse().unwrap());
            prop_assert_eq!(a.cmp(&b), a.to_ratio().cmp(&b.to_ratio()));
        }
    }
}
