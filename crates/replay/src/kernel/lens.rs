//! How the prices of a series are seen: as integers so small that a window's sum fits a machine word.
//!
//! Of a price that is the sum of `w` columns (four for a mean of four, else one) and a worth `v`, with all prices `p` in
//! units of `10^-s`:
//!
//! ```text
//! x = Σp / (w · 10^s · v) − 1           the deviation that the law speaks of
//! y = Σ (min(p, cap) >> cut) << up      what is read of the columns
//! X = y · times − unit                  where the worth is constant
//! X = y · R >> 64 − unit                where it moves; R = ⌊2^r / v⌋ is that day's reciprocal
//! Z = w · u · x                         what X stands for; u is what an asset at its peg comes to, unit = ⌊w · u⌋
//! ```
//!
//! **The cap changes no outcome.** With a window of `N` days and a limit `t` let `C = ⌊N · (1 + t)⌋ + 2`, and let a price
//! of `cap = ⌈w · (C + 1) · v · 10^s⌉` or more count as `cap`: then that day's `x` is `C` or more, capped or not. Such a day
//! exceeds `t`. The sum of the magnitudes is at least `C > N · t`. No `x` lies below −1, so the sum itself is at least
//! `C − (N − 1) > N · t`. So a window with such a day is not met under any statistic, with the cap as without it.
//!
//! **An exact lens** has `cut = up = 0`, `v · 10^s = u / times` in lowest terms, and so `X = Z`. It is taken where
//! `N · |X| < 2^62`. A figure is held against the limit's multiple, rounded down: both sides are integers.
//!
//! **Any other** has `|X − Z| < e`. Where the worth is constant, a cut takes less than `w` off `y`, and the unit's rounding
//! adds less than one: `−w < X − Z < 1`, `e = w`. Where it moves, write `y = η − ε` with `0 ≤ ε < w` and `R = ρ − δ` with
//! `0 ≤ δ < 1`: `y · R = η · ρ − ε · ρ − δ · y`, where `ρ < 2^63` and `y < 2^63`, so that the product divided by `2^64`
//! and rounded down falls short by less than `w/2 + 1/2 + 1`: `e = w + 2`. With amounts of any size `y` is their sum in units
//! of `2^-(up − cut)`, each rounded down: the same bounds.
//! A window's sum then differs from the true one by less than `N · e`, and where it lies that near to the limit's multiple,
//! whoever asks must look at the prices themselves; a single day likewise within `e`.
//!
//! Where the farther of two is chosen by `|X|`, and wrongly, the magnitudes differ by less than `e` from the right
//! one's, and where both have one sign the numbers differ by less than `3 · e` (the signs of `Z` may differ from those of `X`
//! only within `e` of zero). So `e` is thrice as large there, and where the signs differ and `||X| − |X'||` is at most `2 · e`,
//! the choice is made by the prices themselves.

use qazyq_exact::{Amount, IBig, Ratio};

use super::Rule;
use super::columns::Shape;
use crate::worth::bit_length;

/// What a lens is made for. Equal keys have equal lenses under one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The worth where it is constant, else the largest of all days.
    pub(super) worth: Ratio,
    /// `r` where the worth moves.
    pub(super) power: Option<i64>,
    /// Digits behind the point of the series' columns.
    pub(super) scale: u8,
    /// What is made of the columns.
    pub(super) shape: Shape,
    /// Whether a column has amounts of any size, of which only the beginning is seen.
    pub(super) is_wide: bool,
}

/// How the prices of a series are seen. The names are those of the module's text.
#[derive(Clone, Debug)]
pub(super) struct Lens {
    /// Prices count at most that.
    pub(super) cap: i128,
    /// Bits cut off.
    pub(super) cut: u32,
    /// Bits added.
    pub(super) up: u32,
    /// What `y` is multiplied by where the worth is constant.
    pub(super) times: i64,
    /// What an asset at its peg comes to.
    pub(super) unit: i64,
    /// For a window's sum.
    pub(super) window: Band,
    /// For one day.
    pub(super) day: Band,
    /// `2 · e`; none where the lens is exact.
    pub(super) ambiguity: Option<i64>,
    /// `10^s · 2^(up − cut)`
    of_one: Ratio,
    /// `cap · 2^(up − cut)`, rounded down.
    amount_max: i64,
}

/// Where a number is met, where it is not, and where nothing can be said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    /// The largest that is met for certain.
    pub(super) met_max: i64,
    /// The largest that is not for certain not met; the same where the lens is exact.
    pub(super) open_max: i64,
}

impl Lens {
    /// The lens of `key` under `rule`.
    pub(super) fn new(rule: &Rule, key: &Key) -> Self {
        let days = IBig::from(rule.window_days);
        let weight = IBig::from(key.shape.weight());
        let ten = whole(&IBig::from(10).pow(usize::from(key.scale)));
        let limit = if rule.deviation_max.is_positive() { rule.deviation_max.clone() } else { Ratio::ZERO };
        let most = floor(&whole(&days).times(&limit.plus(&Ratio::ONE))) + IBig::from(3);
        let cap = ceil(&whole(&(&weight * most)).times(&key.worth).times(&ten));
        let at_peg = key.worth.times(&ten);
        let (shift, times, unit, error) = match key.power {
            Some(power) => {
                let at_peg = ten.times(&two_to(power));
                let largest = ((&weight * &cap) << 63usize) + ceil(&whole(&weight).times(&at_peg));
                let shift = 125i64.saturating_sub(bit_length(&(&days * largest)));
                let unit = at_peg.times(&two_to(shift.saturating_sub(64)));
                (shift, 1, unit, Some(u32::from(key.shape.weight()).saturating_add(2)))
            }
            None => exactly(&days, &weight, &cap, &at_peg).filter(|_| !key.is_wide).map_or_else(
                || {
                    let largest = &weight * (&cap + ceil(&at_peg));
                    let shift = 61i64.saturating_sub(bit_length(&(&days * largest)));
                    (shift, 1, at_peg.times(&two_to(shift)), Some(u32::from(key.shape.weight())))
                },
                |(times, unit)| (0, times, unit, None),
            ),
        };
        let error = error.map(|error| match key.shape {
            Shape::FartherOfTwo => error.saturating_mul(3),
            Shape::One | Shape::SumOfFour => error,
        });
        let peg = whole(&weight).times(&unit);
        let band = |days: u32| Band::new(&rule.deviation_max, &peg, days, error);
        Self {
            of_one: ten.times(&two_to(shift)),
            amount_max: small(&floor(&whole(&cap).times(&two_to(shift)))),
            cap: i128::try_from(&cap).unwrap_or(i128::MAX),
            cut: u32::try_from(shift.saturating_neg()).unwrap_or_default().min(127),
            up: u32::try_from(shift).unwrap_or_default(),
            times,
            unit: small(&floor(&peg)),
            window: band(rule.window_days),
            day: band(1),
            ambiguity: error.map(|error| i64::from(error).saturating_mul(2)),
        }
    }

    /// What an amount above zero comes to in `y`.
    pub(super) fn of_amount(&self, amount: &Amount) -> i64 {
        small(&floor(&amount.to_ratio().times(&self.of_one))).min(self.amount_max)
    }
}

/// `times` and `u` of an exact lens; none where a window's sum might not fit.
fn exactly(days: &IBig, weight: &IBig, cap: &IBig, at_peg: &Ratio) -> Option<(i64, Ratio)> {
    let (times, unit) = (at_peg.denominator(), at_peg.numerator());
    let largest = weight * (cap * &times + unit);
    let fits = bit_length(&(days * largest)) <= 62;
    fits.then_some((i64::try_from(&times).ok()?, whole(unit)))
}

impl Band {
    /// Of sums over `days` days, whose single numbers differ by less than `error` from what they stand for, at the limit
    /// `limit · days · peg`.
    fn new(limit: &Ratio, peg: &Ratio, days: u32, error: Option<u32>) -> Self {
        // A figure is never negative: a limit below zero is never met.
        if *limit < Ratio::ZERO {
            return Self { met_max: -1, open_max: -1 };
        }
        let multiple = small(&floor(&limit.times(peg).times(&whole(&IBig::from(days)))));
        let Some(error) = error else { return Self { met_max: multiple, open_max: multiple } };
        let error = i64::from(error).saturating_mul(i64::from(days));
        Self {
            met_max: multiple.saturating_sub(error),
            open_max: multiple.saturating_add(1).saturating_add(error),
        }
    }
}

fn whole(number: &IBig) -> Ratio {
    Ratio::new(number.clone(), &IBig::from(1)).unwrap_or(Ratio::ZERO)
}

/// `2^power`.
fn two_to(power: i64) -> Ratio {
    let bits = IBig::from(1) << usize::try_from(power.unsigned_abs()).unwrap_or_default();
    if power < 0 { Ratio::ONE.over(&whole(&bits)).unwrap_or(Ratio::ZERO) } else { whole(&bits) }
}

/// Rounded down; not below zero.
fn floor(ratio: &Ratio) -> IBig {
    ratio.numerator() / ratio.denominator()
}

/// Rounded up; not below zero.
fn ceil(ratio: &Ratio) -> IBig {
    (ratio.numerator() + ratio.denominator() - IBig::from(1)) / ratio.denominator()
}

/// Those that a lens is made of fit; that is what its shift is chosen for.
fn small(number: &IBig) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
