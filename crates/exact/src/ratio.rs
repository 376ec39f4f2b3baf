//! Ratios: quotients of two integers, always in lowest terms with a positive denominator.
//!
//! | operation | result | caveat |
//! | --- | --- | --- |
//! | `+`, `-`, `×` | exact | none: integers grow as they must |
//! | `÷` | exact | `None` by zero |
//! | print | `617/250000` | always with the stroke, `0/1` for zero |

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use dashu_int::ops::Gcd;
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

use crate::{Amount, AmountError};

/// A quotient of two integers in lowest terms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ratio(RBig);

/// The text is no ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatioError {
    /// One of its parts is no amount.
    Amount(AmountError),
    /// What stands behind the stroke is zero.
    DividedByZero,
}

impl fmt::Display for RatioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(error) => write!(f, "{error}; a ratio is an amount, or two joined by `/`"),
            Self::DividedByZero => f.write_str("zero stands behind the stroke"),
        }
    }
}

impl core::error::Error for RatioError {}

impl Ratio {
    /// 0/1.
    pub const ZERO: Self = Self(RBig::ZERO);
    /// 1/1.
    pub const ONE: Self = Self(RBig::ONE);

    /// `numerator / denominator`, reduced.
    ///
    /// INVARIANT: the denominator is not zero. The callers here have a power of ten, or have looked.
    #[must_use]
    pub(crate) fn from_parts(numerator: IBig, denominator: UBig) -> Self {
        debug_assert!(!denominator.is_zero(), "callers have looked");
        Self(RBig::from_parts(numerator, denominator))
    }

    /// `numerator / denominator` in lowest terms; `None` where the denominator is not positive.
    #[must_use]
    pub fn new(numerator: IBig, denominator: &IBig) -> Option<Self> {
        let denominator = UBig::try_from(denominator.clone()).ok().filter(|d| !d.is_zero())?;
        Some(Self::from_parts(numerator, denominator))
    }

    /// The upper integer, which carries the sign.
    #[must_use]
    pub fn numerator(&self) -> &IBig {
        self.0.numerator()
    }

    /// The lower integer, above zero.
    #[must_use]
    pub fn denominator(&self) -> IBig {
        IBig::from(self.0.denominator().clone())
    }

    /// Above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        *self > Self::ZERO
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// The quotient; `None` by zero.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        (*other != Self::ZERO).then(|| Self(&self.0 / &other.0))
    }
}

/// The least positive integer that both divide; zero where either is zero.
#[must_use]
pub fn lcm(a: &IBig, b: &IBig) -> IBig {
    if a.is_zero() || b.is_zero() {
        return IBig::ZERO;
    }
    let multiple = a / IBig::from(a.gcd(b)) * b;
    if multiple < IBig::ZERO { -multiple } else { multiple }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// By size. Most ratios are small, and their products across fit 128 bits.
    fn cmp(&self, other: &Self) -> Ordering {
        let products = |a: &Self, b: &Self| {
            let above = i64::try_from(a.0.numerator()).ok()?;
            let below = i64::try_from(b.0.denominator()).ok()?;
            i128::from(above).checked_mul(i128::from(below))
        };
        match products(self, other).zip(products(other, self)) {
            Some((own, others)) => own.cmp(&others),
            None => self.0.cmp(&other.0),
        }
    }
}

impl FromStr for Ratio {
    type Err = RatioError;

    /// An amount, or two amounts joined by `/` with nothing between.
    fn from_str(text: &str) -> Result<Self, RatioError> {
        let amount = |part: &str| part.parse::<Amount>().map(|a| a.to_ratio()).map_err(RatioError::Amount);
        match text.split_once('/') {
            None => amount(text),
            Some((upper, lower)) => amount(upper)?.over(&amount(lower)?).ok_or(RatioError::DividedByZero),
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (self.0.numerator(), self.0.denominator());
        match (i64::try_from(numerator), u64::try_from(denominator)) {
            // The same digits, in a tenth of the time.
            (Ok(numerator), Ok(denominator)) => {
                f.write_str(itoa::Buffer::new().format(numerator))?;
                f.write_str("/")?;
                f.write_str(itoa::Buffer::new().format(denominator))
            }
            _ => write!(f, "{numerator}/{denominator}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(text.parse::<Ratio>().ok().map(|r| r.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_ratio_is_printed_in_lowest_terms_with_its_stroke() {
        check("1/100", Some("1/100"));
        check("0.01", Some("1/100"));
        check("-0.015", Some("-3/200"));
        check("0", Some("0/1"));
        check("0/5", Some("0/1"));
        check("5", Some("5/1"));
        check("1/520.35", Some("20/10407"));
        check("-1/-2", Some("1/2"));
        for text in ["1/0", "1/0.00", "1/", "/1", "1/2/3", "1 /2", "1/ 2", "", "/", "1//2"] {
            check(text, None);
        }
    }

    #[test]
    fn the_error_tells_which_part_is_wrong() {
        let told = |text: &str| text.parse::<Ratio>().unwrap_err().to_string();
        assert!(told("1/0").contains("zero") && told("1/x").contains("60 digits"));
    }

    #[test]
    fn numbers_of_any_size_are_printed_alike() {
        for text in [
            "9223372036854775807/18446744073709551615",
            "-9223372036854775808/18446744073709551615",
            "9223372036854775808/5",
            "-9223372036854775809/7",
            "1/18446744073709551616",
            "-1/18446744073709551617",
        ] {
            check(text, Some(text));
        }
    }

    #[test]
    fn arithmetic_is_exact() {
        let r = |text: &str| text.parse::<Ratio>().unwrap();
        assert_eq!(r("1/3").plus(&r("1/6")), r("1/2"));
        assert_eq!(r("1/3").minus(&r("1/2")), r("-1/6"));
        assert_eq!(r("2/3").times(&r("3/4")), r("1/2"));
        assert_eq!(r("2/3").over(&r("4/3")), Some(r("1/2")));
        assert_eq!(r("2/3").over(&Ratio::ZERO), None);
        assert!(r("1/1000000000000000000000000000000").is_positive());
        assert!(!Ratio::ZERO.is_positive());
        assert!(!r("-1").is_positive());
        assert_eq!(Ratio::ONE.to_string(), "1/1");
        assert_eq!(r("-6/4").numerator(), &IBig::from(-3));
        assert_eq!(r("-6/4").denominator(), IBig::from(2));
    }

    /// Small and large alike: each list grows, and holds nothing twice.
    #[test]
    fn ratios_are_ordered_by_size() {
        let sorted = [
            "-9223372036854775809",
            "-9223372036854775808",
            "-9223372036854775807/2",
            "-1",
            "-1/9223372036854775807",
            "-1/9223372036854775808",
            "0",
            "1/9223372036854775808",
            "1/9223372036854775807",
            "1/100",
            "10000000000000001/1000000000000000000",
            "1/3",
            "9223372036854775806/9223372036854775807",
            "1",
            "9223372036854775807/9223372036854775806",
            "9223372036854775807",
            "9223372036854775808",
        ];
        let ratios = sorted.map(|text| text.parse::<Ratio>().unwrap());
        for (i, a) in ratios.iter().enumerate() {
            for (j, b) in ratios.iter().enumerate() {
                assert_eq!(a.cmp(b), i.cmp(&j), "{a} {b}");
                assert_eq!(a.cmp(b), a.0.cmp(&b.0), "{a} {b}");
            }
        }
    }

    #[test]
    fn the_least_common_multiple_is_positive() {
        let of = |a: i32, b: i32| lcm(&IBig::from(a), &IBig::from(b));
        assert_eq!(of(4, 6), IBig::from(12));
        assert_eq!(of(-4, 6), IBig::from(12));
        assert_eq!(of(1, 7), IBig::from(7));
        assert_eq!(of(0, 7), IBig::ZERO);
        assert_eq!(of(7, 0), IBig::ZERO);
    }

    #[test]
    fn a_denominator_is_above_zero() {
        assert_eq!(Ratio::new(IBig::from(1), &IBig::from(0)), None);
        assert_eq!(Ratio::new(IBig::from(1), &IBig::from(-2)), None);
        assert_eq!(Ratio::new(IBig::from(2), &IBig::from(4)).unwrap().to_string(), "1/2");
    }
}
