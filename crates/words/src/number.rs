//! Exact numbers, shown to people: rounded where they must be, and never so that a rounding hides the answer.

use qazyq_exact::{Amount, IBig, Ratio};

use crate::Words;

/// Decimals of a percentage, where that is enough to see on which side of the limit it lies.
const DECIMALS: usize = 4;
/// Decimals at which it is given up: two figures that agree so far differ in nothing that a screen can show.
const DECIMALS_MAX: usize = 60;

/// A ratio as a percentage. `≈` stands before it where it was rounded (half away from zero).
///
/// More decimals are shown where fewer would show a figure that is not the limit as the limit.
#[must_use]
pub fn percent(words: &Words, ratio: &Ratio, limit: &Ratio) -> String {
    let of_limit = |places| rounded(limit, places).0;
    let is_misleading = |places: &usize| ratio != limit && rounded(ratio, *places).0 == of_limit(*places);
    let places = (DECIMALS..DECIMALS_MAX).find(|places| !is_misleading(places)).unwrap_or(DECIMALS_MAX);
    let (scaled, is_exact) = rounded(ratio, places);
    let mut shown = Amount::new(scaled, places).to_string();
    let mut mark = "";
    if !is_exact {
        mark = "≈\u{a0}";
        // A rounded figure keeps its zeros: they say how far it was rounded.
        let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let point = if decimals == 0 { "." } else { "" };
        shown.push_str(&format!("{point}{:0<rest$}", "", rest = places - decimals));
    }
    format!("{mark}{}\u{a0}%", shown.replace('.', &words.decimal_mark().to_string()))
}

/// `ratio · 100 · 10^places` to the nearest integer, and whether that is exact.
fn rounded(ratio: &Ratio, places: usize) -> (IBig, bool) {
    let scaled = ratio.numerator() * IBig::from(10).pow(places + 2);
    let denominator = ratio.denominator();
    let twice = IBig::from(2);
    let whole = &scaled / &denominator;
    let rest = &scaled - &whole * &denominator;
    if rest.is_zero() {
        return (whole, true);
    }
    let away = if scaled < IBig::ZERO { IBig::from(-1) } else { IBig::from(1) };
    let is_half = &rest * &away * twice >= denominator;
    (if is_half { whole + away } else { whole }, false)
}

/// A ratio as a percentage for programs that draw it: half away from zero, to four decimals.
#[must_use]
pub fn percent_to_draw(ratio: &Ratio) -> String {
    Amount::new(rounded(ratio, DECIMALS).0, DECIMALS).to_string()
}

/// A price as people read it: to ten decimals, with `≈` before it where it was rounded.
#[must_use]
pub fn price(words: &Words, ratio: &Ratio) -> String {
    const PLACES: usize = 10;
    // A percentage is a hundredth: the two decimals come off again.
    let (scaled, is_exact) = rounded(ratio, PLACES - 2);
    let mark = if is_exact { "" } else { "≈\u{a0}" };
    format!("{mark}{}", grouped(words, &Amount::new(scaled, PLACES).to_string()))
}

/// An amount with its digits in groups of three.
#[must_use]
pub fn grouped(words: &Words, amount: &str) -> String {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut shown = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            shown.push(words.group_mark());
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(words.decimal_mark());
        shown.push_str(fraction);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn check(ratio: &str, expected: &str) {
        let words = Words::of(Language::English);
        let limit: Ratio = "1/100".parse().unwrap();
        assert_eq!(
            percent(&words, &ratio.parse().unwrap(), &limit).replace('\u{a0}', " "),
            expected,
            "{ratio}"
        );
    }

    #[test]
    fn a_percentage_is_rounded_but_never_onto_the_limit() {
        check("1/100", "1 %");
        check("617/250000", "0.2468 %");
        check("1/3", "≈ 33.3333 %");
        check("2/3", "≈ 66.6667 %");
        check("-2/3", "≈ -66.6667 %");
        check("-3/200", "-1.5 %");
        check("0", "0 %");
        check("0.0000004", "≈ 0.0000 %");
        check("0.00151", "0.151 %");
        check("0.0015100001", "≈ 0.1510 %");
        check("0.0000005", "≈ 0.0001 %");
        check("0.0100000001", "1.00000001 %");
        check("0.0099999999", "0.99999999 %");
        check("0.010000000000000000000000000001", "1.0000000000000000000000000001 %");
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        let (en, ru) = (Words::of(Language::English), Words::of(Language::Russian));
        for (amount, english, russian) in [
            ("1", "1", "1"),
            ("999", "999", "999"),
            ("1000", "1,000", "1\u{a0}000"),
            ("-1234567.5", "-1,234,567.5", "-1\u{a0}234\u{a0}567,5"),
        ] {
            assert_eq!(
                (grouped(&en, amount), grouped(&ru, amount)),
                (english.to_owned(), russian.to_owned())
            );
        }
    }
}
