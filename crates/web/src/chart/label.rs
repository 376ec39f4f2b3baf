//! Percentages beside marks: short, and never so that rounding hides on which side of the limit one lies.

use qazyq_exact::{Amount, IBig, Ratio};

use super::scale::{is_negative, magnitude};

/// Decimals at which telling a figure from the limit by digits is given up.
const DECIMALS_MAX: usize = 8;
/// Decimals of a tick, where its percentage has no end.
const DECIMALS_OF_TICK: usize = 4;
/// In per cent; beyond it how far exactly is nothing that a label could tell.
const LARGEST: u32 = 100_000;

/// A share as a percentage, half away from zero: four decimals below 1 %, two below 10 %, one above.
///
/// What is not the limit is not shown as the limit: it gets more decimals, and where eight are not enough, `> 1 %` or
/// `< 1 %`. What is beyond 100000 % is `> 100000 %`. Before `%` stands U+202F, and minus is U+2212.
#[must_use]
pub fn percent(share: &Ratio, limit: &Ratio, decimal_mark: char, signed: bool) -> String {
    let (size, bound) = (magnitude(share), magnitude(limit));
    let largest = hundredths(LARGEST);
    let decimals = match &size {
        size if *size < hundredths(1) => 4,
        size if *size < hundredths(10) => 2,
        _ => 1,
    };
    let written = |scaled: IBig, places: usize| {
        let sign = if scaled.is_zero() { "" } else { sign(share, signed) };
        with_mark(sign, &padded(scaled, places), decimal_mark)
    };
    if size > largest {
        return beyond(share, &largest, decimal_mark, signed);
    }
    let is_misleading = |places: &usize| size != bound && rounded(&size, *places) == rounded(&bound, *places);
    match (decimals..=DECIMALS_MAX).find(|places| !is_misleading(places)) {
        Some(places) => written(rounded(&size, places), places),
        None => beyond(share, &bound, decimal_mark, signed),
    }
}

/// A share as a percentage, to four decimals, without zeros at the end: `1 %`, `+0.5 %`. Beyond 100000 % as [`percent()`].
#[must_use]
pub fn percent_plain(share: &Ratio, decimal_mark: char, signed: bool) -> String {
    let (size, largest) = (magnitude(share), hundredths(LARGEST));
    if size > largest {
        return beyond(share, &largest, decimal_mark, signed);
    }
    let scaled = rounded(&size, DECIMALS_OF_TICK);
    let sign = if scaled.is_zero() { "" } else { sign(share, signed) };
    with_mark(sign, &Amount::new(scaled, DECIMALS_OF_TICK).to_string(), decimal_mark)
}

/// On which side of a bound of its own sign a share lies.
fn beyond(share: &Ratio, bound: &Ratio, decimal_mark: char, signed: bool) -> String {
    let bound = if is_negative(share) { Ratio::ZERO.minus(bound) } else { bound.clone() };
    let side = if *share > bound { '>' } else { '<' };
    format!("{side}\u{a0}{}", percent_plain(&bound, decimal_mark, signed))
}

fn sign(share: &Ratio, signed: bool) -> &'static str {
    match (is_negative(share), signed) {
        (true, _) => "\u{2212}",
        (false, true) => "+",
        (false, false) => "",
    }
}

fn with_mark(sign: &str, digits: &str, decimal_mark: char) -> String {
    format!("{sign}{}\u{202f}%", digits.replace('.', decimal_mark.encode_utf8(&mut [0; 4])))
}

/// That many per cent.
fn hundredths(of: u32) -> Ratio {
    Ratio::new(IBig::from(of), &IBig::from(100)).unwrap_or(Ratio::ZERO)
}

/// `size · 100 · 10^places` to the nearest integer; what lies in the middle goes up. No size is below zero.
fn rounded(size: &Ratio, places: usize) -> IBig {
    let twice = IBig::from(2);
    let denominator = size.denominator();
    let scaled = size.numerator() * IBig::from(10).pow(places + 2);
    (scaled * &twice + &denominator) / (denominator * twice)
}

/// Digits with all their decimals: zeros at the end say how far a figure was rounded.
fn padded(scaled: IBig, places: usize) -> String {
    let shown = Amount::new(scaled, places).to_string();
    let (whole, decimals) = shown.split_once('.').unwrap_or((&shown, ""));
    format!("{whole}.{decimals:0<places$}")
}
