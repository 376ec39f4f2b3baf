//! Cells: the text of one figure, read exactly or not at all.
//!
//! ```text
//! 1.0004                      a plain number
//! 1.5e-05   1E6   -2.5e3      the same as 0.000015, 1000000 and -2500
//! (nothing)                   absent
//! NaN   1,5   .5   +1         no amount, and absent
//! ```
//!
//! Programs that print binary numbers, pandas before all, write small and large ones with an exponent and with every digit
//! they have, so nothing is lost in reading them. In a file that people export (`columns`, [`crate::DefectKind`]'s
//! `DigitsMayBeLost`) an exponent is a spreadsheet's, which has cut digits off, and is not read.

use qazyq_exact::{Amount, IBig};

use super::digits::broad;
use crate::days::carried;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Absent,
    /// `digits · 10^-decimals`.
    Digits(i128, usize),
    /// What 128 bits do not hold.
    Wide(Amount),
    Unreadable,
}

/// The figure that `text` spells, blanks around it left out.
pub(crate) fn read(text: &[u8]) -> Cell {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Cell::Absent;
    }
    if let Some(number) = broad(text, 0).filter(|number| number.end == text.len()) {
        return Cell::Digits(number.digits, number.decimals);
    }
    match str::from_utf8(text).ok().and_then(amount_of) {
        Some(amount) => of(amount),
        None => Cell::Unreadable,
    }
}

/// The amount that a text spells, perhaps with an exponent: what a cell of CSV may hold, a text of another format may too.
#[must_use]
pub fn amount_of(text: &str) -> Option<Amount> {
    let text = text.trim_ascii();
    text.parse().ok().or_else(|| with_exponent(text))
}

fn of(amount: Amount) -> Cell {
    let scale = amount.scale();
    match amount.scaled_to(scale).and_then(|digits| i128::try_from(&digits).ok()) {
        Some(digits) => Cell::Digits(digits, scale),
        None => Cell::Wide(amount),
    }
}

/// `-?[0-9]{1,60}(\.[0-9]{1,40})?[eE][+-]?[0-9]{1,4}`, if what it spells is an amount.
fn with_exponent(text: &str) -> Option<Amount> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let mantissa: Amount = mantissa.parse().ok()?;
    let (negative, digits) = match exponent.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    if !(1..=4).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let exponent: usize = digits.parse().ok()?;
    let unscaled = mantissa.scaled_to(mantissa.scale())?;
    if unscaled == IBig::ZERO {
        return Some(mantissa);
    }
    // Farther away no digits of a mantissa make an amount.
    if exponent > 200 {
        return None;
    }
    let amount = if negative {
        Amount::new(unscaled, mantissa.scale().saturating_add(exponent))
    } else {
        Amount::new(unscaled * IBig::from(10).pow(exponent), mantissa.scale())
    };
    carried(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let got = match read(text.as_bytes()) {
            Cell::Digits(digits, decimals) => Some(Amount::new(IBig::from(digits), decimals)),
            Cell::Wide(amount) => Some(amount),
            Cell::Absent | Cell::Unreadable => None,
        };
        assert_eq!(got.map(|amount| amount.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_cell_is_an_amount_perhaps_with_an_exponent() {
        check("1.0004", Some("1.0004"));
        check(" -12.50 ", Some("-12.5"));
        check("1.5e-05", Some("0.000015"));
        check("1E6", Some("1000000"));
        check("-2.5e+3", Some("-2500"));
        check("0e999", Some("0"));
        check("1.2345678901234567e-17", Some("0.000000000000000012345678901234567"));
        check("1e59", Some(&format!("1{}", "0".repeat(59))));
        check("1e60", None);
        check("1e-40", Some(&format!("0.{}1", "0".repeat(39))));
        check("1e-41", None);
        // The zeros fall away, so 40 decimals are enough.
        check("10e-41", Some(&format!("0.{}1", "0".repeat(39))));
        check(&"9".repeat(60), Some(&"9".repeat(60)));
        for text in [
            "1e", "e5", "1e+", "1e5e5", "1e5.0", "1e00005", "1e201", ".5", "5.", "+1", "NaN", "inf", "1,5",
            "0x1", "ұ",
        ] {
            check(text, None);
            assert_eq!(read(text.as_bytes()), Cell::Unreadable, "{text}");
        }
        assert_eq!((read(b""), read(b" "), read(b"\xff")), (Cell::Absent, Cell::Absent, Cell::Unreadable));
    }
}
