//! From a share to a height: one *unit* is the limit, so the band around the peg is equally high in every chart.
//!
//! | distance, in limits | even scale | broken scale |
//! | --- | --- | --- |
//! | up to 1 | itself | itself |
//! | beyond | itself | 1 + 0.7 · log₁₀ |
//!
//! The only place where exact numbers become binary fractions, and it asks nothing of them but where to draw.

use qazyq_exact::{IBig, Ratio};

/// Farther than this, in limits, nothing is drawn to scale: a mark stands there, broken.
const FARTHEST: f64 = 1000.0;
/// Farther than this, in limits, one day breaks the scale of its panel.
const EVEN_MAX: f64 = 4.0;
/// The units of a power of ten on a broken scale.
const DECADE: f64 = 0.7;
/// A side of which no day comes farther, in limits, has the band and little more.
const CALM_MAX: f64 = 1.2;
/// Decimal digits that fit a binary fraction.
const DIGITS: usize = 17;
/// No power of ten beyond this is needed: the largest binary fraction is some 10^308.
const EXPONENT_MAX: i64 = 280;

/// A multiple of the limit at which a scale has a line.
const TICKS_EVEN: [u32; 4] = [1, 2, 3, 4];
/// The same of a broken scale.
const TICKS_BROKEN: [u32; 7] = [1, 3, 10, 30, 100, 300, 1000];

/// Below zero.
pub(super) fn is_negative(share: &Ratio) -> bool {
    *share < Ratio::ZERO
}

/// Without its sign.
pub(super) fn magnitude(share: &Ratio) -> Ratio {
    if is_negative(share) { Ratio::ZERO.minus(share) } else { share.clone() }
}

/// Farther from zero than the limit; exactly at it is within. Decided by ratios.
pub(super) fn is_above(share: &Ratio, limit: &Ratio) -> bool {
    magnitude(share) > magnitude(limit)
}

/// How many limits a share is: a number to draw by, finite, with the share's sign. Where the limit is zero, all but zero is
/// farther than any scale.
pub(super) fn in_limits(share: &Ratio, limit: &Ratio) -> f64 {
    match share.over(&magnitude(limit)) {
        Some(limits) => approximate(&limits),
        None if *share == Ratio::ZERO => 0.0,
        None if is_negative(share) => -FARTHEST * 10.0,
        None => FARTHEST * 10.0,
    }
}

/// Whether so many limits are more than any scale holds.
pub(super) fn is_off_scale(limits: f64) -> bool {
    limits.abs() > FARTHEST
}

/// The ratio to some fifteen digits; beyond ±10^280 that, and below 10^-280 as good as zero.
pub(super) fn approximate(ratio: &Ratio) -> f64 {
    let (upper, upper_exponent) = leading(ratio.numerator());
    let (lower, lower_exponent) = leading(&ratio.denominator());
    let exponent = upper_exponent.saturating_sub(lower_exponent).clamp(-EXPONENT_MAX, EXPONENT_MAX);
    // No denominator is zero; were one, the answer would still be a number.
    let quotient = if lower == 0.0 { upper } else { upper / lower };
    i32::try_from(exponent).map_or(quotient, |exponent| quotient * 10_f64.powi(exponent))
}

/// An integer as its leading digits and the power of ten that they are taken by.
fn leading(integer: &IBig) -> (f64, i64) {
    let text = integer.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text.as_str()), |digits| (-1.0, digits));
    let kept = digits.get(..DIGITS).unwrap_or(digits);
    let exponent = i64::try_from(digits.len().saturating_sub(kept.len())).unwrap_or(i64::MAX);
    (sign * kept.parse::<f64>().unwrap_or(0.0), exponent)
}

/// How a panel's distances become heights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    Even,
    Broken,
}

impl Scale {
    /// The scale that holds all of them, each in limits.
    pub(super) fn of(distances: impl IntoIterator<Item = f64>) -> Self {
        if distances.into_iter().any(|limits| limits.abs() > EVEN_MAX) { Self::Broken } else { Self::Even }
    }

    /// The height of so many limits, in units; never below zero.
    pub(super) fn units(self, limits: f64) -> f64 {
        let size = limits.abs().min(FARTHEST);
        match self {
            Self::Even => size,
            Self::Broken if size <= 1.0 => size,
            Self::Broken => 1.0 + DECADE * size.log10(),
        }
    }

    /// The units that a side gets of which the farthest comes so far, in limits.
    pub(super) fn room(self, most: f64) -> f64 {
        match self {
            Self::Even if most <= CALM_MAX => 1.3,
            Self::Broken if most <= CALM_MAX => 1.25,
            Self::Even => (most * 2.0 + 0.2).ceil() / 2.0,
            Self::Broken => {
                let decade = [10.0, 100.0].into_iter().find(|decade| most <= *decade).unwrap_or(FARTHEST);
                self.units(decade) + 0.08
            }
        }
    }

    /// Whether a side that comes so far leaves the band, where a broken scale changes its slope.
    pub(super) fn bends(self, most: f64) -> bool {
        self == Self::Broken && most > CALM_MAX
    }

    /// The multiples of the limit that have a line in so many units.
    pub(super) fn ticks(self, room: f64) -> impl Iterator<Item = u32> {
        let all: &'static [u32] = match self {
            Self::Even => &TICKS_EVEN,
            Self::Broken => &TICKS_BROKEN,
        };
        all.iter().copied().filter(move |tick| self.units(f64::from(*tick)) <= room)
    }
}
