//! Amounts and rates, read exactly; fractions, written in lowest terms.
//!
//! ```text
//! amount   -?  1 to 60 digits  ( . 1 to 40 digits )?
//! rate     a positive amount, or two of them joined by `/`
//! ```
//!
//! Nothing here rounds.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;

/// A fraction whose denominator is above zero. It is reduced when it is written and not before: looking for common
/// factors at every step would be most of the work, and the value is the same.
#[derive(Clone, Debug)]
pub(crate) struct Fraction {
    above: BigInt,
    below: BigInt,
}

impl Fraction {
    /// The quotient of two integers, of which the second is not zero.
    pub(crate) fn new(above: BigInt, below: BigInt) -> Self {
        match below.cmp(&BigInt::ZERO) {
            Ordering::Less => Self { above: -above, below: -below },
            Ordering::Greater => Self { above, below },
            Ordering::Equal => unreachable!("nothing is divided by zero: amounts and rates are checked"),
        }
    }

    /// The integer that stands above the stroke, reduced or not.
    pub(crate) fn above(&self) -> &BigInt {
        &self.above
    }

    /// The one below.
    pub(crate) fn below(&self) -> &BigInt {
        &self.below
    }

    /// Both over one denominator: their own where it is the same, else the product.
    fn alike(&self, other: &Self) -> (BigInt, BigInt, BigInt) {
        if self.below == other.below {
            return (self.above.clone(), other.above.clone(), self.below.clone());
        }
        (&self.above * &other.below, &other.above * &self.below, &self.below * &other.below)
    }
}

impl Add<&Fraction> for &Fraction {
    type Output = Fraction;
    fn add(self, other: &Fraction) -> Fraction {
        let (one, two, below) = self.alike(other);
        Fraction::new(one + two, below)
    }
}

impl Sub<&Fraction> for &Fraction {
    type Output = Fraction;
    fn sub(self, other: &Fraction) -> Fraction {
        let (one, two, below) = self.alike(other);
        Fraction::new(one - two, below)
    }
}

impl Mul<&Fraction> for &Fraction {
    type Output = Fraction;
    fn mul(self, other: &Fraction) -> Fraction {
        Fraction::new(&self.above * &other.above, &self.below * &other.below)
    }
}

impl Div<&Fraction> for &Fraction {
    type Output = Fraction;
    fn div(self, other: &Fraction) -> Fraction {
        let (one, two, _) = self.alike(other);
        Fraction::new(one, two)
    }
}

/// The same for values in place of references.
macro_rules! by_value {
    ($($operation:ident $function:ident),+) => { $(
        impl $operation<Fraction> for Fraction {
            type Output = Fraction;
            fn $function(self, other: Fraction) -> Fraction {
                (&self).$function(&other)
            }
        }
        impl $operation<&Fraction> for Fraction {
            type Output = Fraction;
            fn $function(self, other: &Fraction) -> Fraction {
                (&self).$function(other)
            }
        }
        impl $operation<Fraction> for &Fraction {
            type Output = Fraction;
            fn $function(self, other: Fraction) -> Fraction {
                self.$function(&other)
            }
        }
    )+ };
}
by_value!(Add add, Sub sub, Mul mul, Div div);

impl Neg for Fraction {
    type Output = Self;
    fn neg(self) -> Self {
        Self { above: -self.above, below: self.below }
    }
}

impl AddAssign for Fraction {
    fn add_assign(&mut self, other: Fraction) {
        *self = &*self + &other;
    }
}

impl Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(fractions: I) -> Self {
        fractions.fold(zero(), |sum, next| sum + next)
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, two, _) = self.alike(other);
        one.cmp(&two)
    }
}

/// The decimals that every amount is held at: the most that one can have.
const PLACES: usize = 40;

/// The amount that the text says, or none if it says no amount.
pub(crate) fn amount(text: &str) -> Option<Fraction> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = match unsigned.split_once('.') {
        Some((whole, places)) if is_digits(places, PLACES) => (whole, places),
        Some(_) => return None,
        None => (unsigned, ""),
    };
    if !is_digits(whole, 60) {
        return None;
    }
    let above: BigInt = format!("{whole}{places:0<PLACES$}").parse().ok()?;
    let below: BigInt = format!("1{:0<PLACES$}", "").parse().ok()?;
    Some(Fraction::new(if text.starts_with('-') { -above } else { above }, below))
}

/// The amount that the text says, if it says one above zero.
pub(crate) fn positive_amount(text: &str) -> Option<Fraction> {
    amount(text).filter(is_positive)
}

/// The rate that the text says, or none if it says no rate.
pub(crate) fn rate(text: &str) -> Option<Fraction> {
    match text.split_once('/') {
        Some((above, below)) => Some(positive_amount(above)? / positive_amount(below)?),
        None => positive_amount(text),
    }
}

/// Whether the number lies above zero.
pub(crate) fn is_positive(number: &Fraction) -> bool {
    number.above > BigInt::ZERO
}

/// Nought.
pub(crate) fn zero() -> Fraction {
    whole(0)
}

/// A whole number as a fraction.
pub(crate) fn whole(number: i32) -> Fraction {
    Fraction::new(BigInt::from(number), BigInt::from(1))
}

/// The size of a number without its sign.
pub(crate) fn size(number: &Fraction) -> Fraction {
    if number.above < BigInt::ZERO { -number.clone() } else { number.clone() }
}

/// `0/1`, `1/100`, `-3/200`: the denominator is always written, and a ratio is always in lowest terms.
pub(crate) fn fraction(number: &Fraction) -> String {
    let common = number.above.gcd(&number.below);
    format!("{}/{}", &number.above / &common, &number.below / &common)
}

/// One digit or more, none but `0` to `9`, and not more than so many.
fn is_digits(text: &str, most: usize) -> bool {
    !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str) -> Option<String> {
        amount(text).as_ref().map(fraction)
    }

    #[test]
    fn amounts_are_read_exactly() {
        for (text, said) in
            [("0", "0/1"), ("-0.00", "0/1"), ("007.50", "15/2"), ("-0.015", "-3/200"), ("1.01", "101/100")]
        {
            assert_eq!(read_as(text).as_deref(), Some(said), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_not_read() {
        let wrong = "|-|.|1.|.5|-.5|+1|--1|1e0|1_0| 1|1 |1,0|1.0.0|0x1|١|NaN|1/2";
        for text in wrong.split('|') {
            assert_eq!(read_as(text), None, "{text}");
        }
    }

    #[test]
    fn sixty_digits_and_forty_places_are_the_most() {
        let (nines, places) = ("9".repeat(60), "9".repeat(40));
        assert!(read_as(&format!("-{nines}.{places}")).is_some());
        assert!(read_as(&format!("9{nines}.{places}")).is_none());
        assert!(read_as(&format!("{nines}.{places}9")).is_none());
    }

    #[test]
    fn rates_are_positive_or_quotients_of_positives() {
        assert_eq!(rate("1/520.35").as_ref().map(fraction).as_deref(), Some("20/10407"));
        for text in ["0", "-1", "-1/-1", "1/0", "0/1", "1/2/3", "1 / 2", "/2", "1/", "/"] {
            assert!(rate(text).is_none(), "{text}");
        }
    }
}
