//! Figures: the text of one field, read exactly or not at all.
//!
//! ```text
//! 0.9702   19779356101   -12        as they stand
//! 19,779,356,101                    where `,` is declared to group thousands: groups of three, each in its place
//! 6.42E+11                          never: whoever wrote this kept three digits of twelve
//! ```
//!
//! Nothing is stripped on suspicion. `1,06.10` is not 106.10: it is a misprint, and the figure is absent.

use qazyq_exact::Amount;

/// Why a figure could not be read exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// Nothing stands there.
    Absent,
    /// `6.42E+11`.
    InExponentNotation,
    /// `1,06.10`.
    GroupedWrongly,
    /// No amount at all: `n/a`, `$1.00`, `.5`, too many digits.
    NoAmount,
}

/// The amount that `text` spells, its thousands perhaps grouped by `thousands`.
pub(crate) fn read(text: &str, thousands: Option<char>) -> Result<Amount, Unread> {
    if text.is_empty() {
        return Err(Unread::Absent);
    }
    let ungrouped = match thousands.filter(|separator| text.contains(*separator)) {
        Some(separator) => &ungroup(text, separator).ok_or(Unread::GroupedWrongly)?,
        None => text,
    };
    ungrouped.parse().map_err(|_| match is_in_exponent_notation(ungrouped) {
        true => Unread::InExponentNotation,
        false => Unread::NoAmount,
    })
}

/// `text` without its separators, if they stand where they should: `1,234,567.89`.
fn ungroup(text: &str, separator: char) -> Option<String> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());

    let mut groups = whole.strip_prefix('-').unwrap_or(whole).split(separator);
    let first_fits = groups.next().is_some_and(|group| matches!(group.len(), 1..=3) && is_digits(group));
    let others_fit = groups.all(|group| group.len() == 3 && is_digits(group));
    let fraction_fits = fraction.is_none_or(is_digits);

    (first_fits && others_fit && fraction_fits).then(|| text.replace(separator, ""))
}

/// An amount, `e` or `E`, and an exponent.
fn is_in_exponent_notation(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    mantissa.parse::<Amount>().is_ok()
        && !exponent.is_empty()
        && exponent.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, thousands: Option<char>, expected: Result<&str, Unread>) {
        let got = read(text, thousands).map(|amount| amount.to_string());
        assert_eq!(got, expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn a_figure_without_separators_is_an_amount() {
        check("0.999979", None, Ok("0.999979"));
        check("0.999979", Some(','), Ok("0.999979"));
        check("-12", None, Ok("-12"));
        check("1066.10", Some(','), Ok("1066.1"));
        check("", None, Err(Unread::Absent));
        for text in ["n/a", "$1.00", ".5", "1.", "NaN", "+1", "1,066.10", "e5", "1e", "1e+", "1e5e5"] {
            check(text, None, Err(Unread::NoAmount));
        }
    }

    #[test]
    fn an_exponent_means_that_digits_may_be_lost() {
        for text in ["6.42E+11", "1E12", "1e-7", "-2.5e3"] {
            check(text, None, Err(Unread::InExponentNotation));
        }
    }

    #[test]
    fn separators_stand_before_every_third_digit_or_nowhere() {
        check("1,066.10", Some(','), Ok("1066.1"));
        check("65,892,006,749", Some(','), Ok("65892006749"));
        check("-1,066", Some(','), Ok("-1066"));
        check("1 066.10", Some(' '), Ok("1066.1"));
        check("1\u{a0}066", Some('\u{a0}'), Ok("1066"));
        for text in [
            "1,06.10",
            "1,0661",
            "1066,100",
            ",066",
            "1,",
            "1,,066",
            "1,066,10",
            "1.066,100",
            "1,066.1,0",
            "--1,066",
            "1,066E+3",
            "a,066",
        ] {
            check(text, Some(','), Err(Unread::GroupedWrongly));
        }
    }
}
