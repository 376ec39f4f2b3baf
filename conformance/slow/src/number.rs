//! Amounts and rates, read exactly; fractions, written in lowest terms.
//!
//! ```text
//! amount   -?  1 to 60 digits  ( . 1 to 40 digits )?
//! rate     a positive amount, or two of them joined by `/`
//! ```
//!
//! Nothing here rounds.

use num_bigint::BigInt;
use num_rational::BigRational;

/// The amount that the text says, or none if it says no amount.
pub(crate) fn amount(text: &str) -> Option<BigRational> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = match unsigned.split_once('.') {
        Some((whole, places)) if is_digits(places, 40) => (whole, places),
        Some(_) => return None,
        None => (unsigned, ""),
    };
    if !is_digits(whole, 60) {
        return None;
    }
    let numerator: BigInt = format!("{whole}{places}").parse().ok()?;
    let denominator: BigInt = format!("1{}", "0".repeat(places.len())).parse().ok()?;
    let size = BigRational::new(numerator, denominator);
    Some(if text.starts_with('-') { -size } else { size })
}

/// The amount that the text says, if it says one above zero.
pub(crate) fn positive_amount(text: &str) -> Option<BigRational> {
    amount(text).filter(is_positive)
}

/// The rate that the text says, or none if it says no rate.
pub(crate) fn rate(text: &str) -> Option<BigRational> {
    match text.split_once('/') {
        Some((above, below)) => Some(positive_amount(above)? / positive_amount(below)?),
        None => positive_amount(text),
    }
}

/// Whether the number lies above zero.
pub(crate) fn is_positive(number: &BigRational) -> bool {
    *number > zero()
}

/// Nought.
pub(crate) fn zero() -> BigRational {
    whole(0)
}

/// A whole number as a fraction.
pub(crate) fn whole(number: i32) -> BigRational {
    BigRational::from_integer(BigInt::from(number))
}

/// The size of a number without its sign.
pub(crate) fn size(number: &BigRational) -> BigRational {
    if *number < zero() { -number } else { number.clone() }
}

/// `0/1`, `1/100`, `-3/200`: the denominator is always written, and a ratio is always in lowest terms.
pub(crate) fn fraction(number: &BigRational) -> String {
    format!("{}/{}", number.numer(), number.denom())
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
