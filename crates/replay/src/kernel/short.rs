//! One figure in 128 bits, where the asset is worth the same on every day and nothing overflows.
//!
//! With `w` columns summed for a price, prices in units of `10^-s` and a worth `a/b`, a day's deviation is
//! `(Σp · b − w · a · 10^s) / (w · a · 10^s)`: the denominator is the window's, so only numerators are summed. What does
//! not fit is left to `exact`, which gives the same figures.

use qazyq_exact::{IBig, Ratio};
use qazyq_law::reading::{Missing, Statistic};

use super::Rule;
use super::columns::{Columns, Shape};
use crate::series::{Digits, Series};
use crate::worth::Worth;

/// A window of a series.
pub(super) struct Short<'a> {
    columns: &'a Columns<'a>,
    /// The columns' place of the window's first day.
    start: i64,
    days: i64,
    carry_days_max: i64,
    /// `b`
    factor: i128,
    /// `w · a · 10^s`
    peg: i128,
}

impl<'a> Short<'a> {
    /// None where another worth holds each day, none is known, or the numbers are too large. `start` is the window's first
    /// day, counted from the columns'.
    pub(super) fn new(
        rule: &Rule,
        series: &Series<'_>,
        columns: &'a Columns<'a>,
        start: i64,
    ) -> Option<Self> {
        let Worth::Constant(worth) = series.worth else { return None };
        if columns.is_wide() {
            return None;
        }
        let power = 10i128.checked_pow(series.prices.scale.into())?;
        let peg = i128::try_from(worth.numerator()).ok()?.checked_mul(power)?;
        Some(Self {
            columns,
            start,
            days: rule.window_days.into(),
            carry_days_max: rule.carry_days_max.into(),
            factor: i128::try_from(&worth.denominator()).ok()?,
            peg: peg.checked_mul(columns.shape.weight().into())?,
        })
    }

    /// On how many days the series itself has the price.
    pub(super) fn days_present(&self) -> u32 {
        let present = self.places().filter(|place| self.price(*place).is_some());
        u32::try_from(present.count()).unwrap_or(u32::MAX)
    }

    /// The figure: `Some(None)` where it is undetermined, `None` where 128 bits do not hold it.
    pub(super) fn figure(&self, statistic: Statistic, missing: Missing) -> Option<Option<Ratio>> {
        let carry = match missing {
            Missing::Undetermined => 0,
            Missing::CarryForward => self.carry_days_max,
        };
        let mut above = 0i128;
        for place in self.places() {
            let Some(price) = (0..=carry).find_map(|back| self.price(place.checked_sub(back)?)) else {
                return Some(None);
            };
            let x = self.deviation(price)?;
            above = match statistic {
                Statistic::MeanAbsolute => above.checked_add(x.checked_abs()?)?,
                Statistic::MeanSigned => above.checked_add(x)?,
                Statistic::EveryDay => above.max(x.checked_abs()?),
            };
        }
        let below = match statistic {
            Statistic::EveryDay => self.peg,
            Statistic::MeanAbsolute | Statistic::MeanSigned => self.peg.checked_mul(self.days.into())?,
        };
        Some(Ratio::new(IBig::from(above.checked_abs()?), &IBig::from(below)))
    }

    fn places(&self) -> core::ops::Range<i64> {
        self.start..self.start.saturating_add(self.days)
    }

    /// A day's deviation, as a multiple of one part of the peg.
    #[inline(always)]
    fn deviation(&self, (price, other): (i128, i128)) -> Option<i128> {
        let from_peg = |price: i128| match price {
            // A sum that did not fit.
            i128::MAX => None,
            price => price.checked_mul(self.factor)?.checked_sub(self.peg),
        };
        let x = from_peg(price)?;
        match self.columns.shape {
            Shape::One | Shape::SumOfFour => Some(x),
            Shape::FartherOfTwo => {
                let y = from_peg(other)?;
                Some(if x.checked_abs()? >= y.checked_abs()? { x } else { y })
            }
        }
    }

    /// What the series itself has on that day: a sum, and under `extreme` the other price.
    #[inline(always)]
    fn price(&self, place: i64) -> Option<(i128, i128)> {
        let place = usize::try_from(place).ok()?;
        let mut prices = self.columns.all().map(|digits| digit(digits, place));
        let first = prices.next()??;
        match self.columns.shape {
            Shape::One => Some((first, 0)),
            Shape::FartherOfTwo => Some((first, prices.next()??)),
            Shape::SumOfFour => {
                // Four numbers of 127 bits may not fit; `deviation` sees it.
                let sum = prices.try_fold(first, |sum, digits| Some(sum.saturating_add(digits?)))?;
                Some((sum, 0))
            }
        }
    }
}

/// A value above zero.
#[inline(always)]
fn digit(digits: &Digits<'_>, place: usize) -> Option<i128> {
    match digits {
        Digits::Absent | Digits::Wide(_) => None,
        Digits::Narrow(values) => {
            values.get(place).filter(|value| **value > 0).map(|value| i128::from(*value))
        }
        Digits::Broad(values) => values.get(place).filter(|value| **value > 0).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::exact::Exact;
    use super::*;
    use crate::series::Prices;
    use qazyq_exact::Day;
    use qazyq_law::reading::Price;

    /// Numbers that look random and are always the same.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, sides: u64) -> u64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            (mixed ^ (mixed >> 27)).checked_rem(sides).unwrap()
        }

        /// Prices near the peg, gaps, and now and then numbers that leave no room.
        fn column(&mut self, is_broad: bool) -> Vec<i128> {
            let mut digits = || match self.below(160) {
                0 if is_broad => {
                    [i128::MAX, i128::MAX / 3, 1 << 100][usize::try_from(self.below(3)).unwrap()]
                }
                0 => i64::MAX.into(),
                1..9 => 0,
                9..12 => -5,
                _ => i128::from(self.below(2_000).saturating_add(9_000)),
            };
            (0..12).map(|_| digits()).collect()
        }
    }

    /// The same figure as by numbers of any size, wherever there is one in 128 bits.
    #[test]
    fn it_is_the_exact_figure() {
        let mut dice = Dice(1);
        let (mut told, mut left) = (0, 0);
        for case in 0..2_000 {
            let is_broad = case % 2 == 1;
            let broad: [Vec<i128>; 4] = std::array::from_fn(|_| dice.column(is_broad));
            let narrow = broad.each_ref().map(|column| {
                column.iter().map(|d| i64::try_from(*d).unwrap_or(i64::MAX)).collect::<Vec<_>>()
            });
            let [open, high, low, close] = match is_broad {
                true => broad.each_ref().map(|column| Digits::Broad(column)),
                false => narrow.each_ref().map(|column| Digits::Narrow(column)),
            };
            let scale = u8::try_from(dice.below(8)).unwrap();
            let prices = Prices { scale, open, high, low, close, vwap: Digits::Absent };
            let worth = ["1", "0.25", "1.2345", "10000", "1/3"][usize::try_from(dice.below(5)).unwrap()];
            let worth = Worth::Constant(worth.parse().unwrap());
            let first = Day::from_number(19_000);
            let series = Series { first, days: 12, prices, worth: &worth };
            let window_days = u32::try_from(1 + dice.below(8)).unwrap();
            let carry_days_max = u32::try_from(dice.below(4)).unwrap();
            let rule = Rule { deviation_max: "1/100".parse().unwrap(), window_days, carry_days_max };
            let last = first.plus(i32::try_from(dice.below(19)).unwrap() - 3);
            for price in Price::ALL.iter().copied() {
                let Some(exact) = Exact::new(&rule, &series, price) else { continue };
                let columns = Columns::of(&prices, price).unwrap();
                let start = i64::from(last.since(first)) + 1 - i64::from(window_days);
                let short = Short::new(&rule, &series, &columns, start).unwrap();
                assert_eq!(short.days_present(), exact.days_present(last), "{case}");
                for statistic in [Statistic::MeanAbsolute, Statistic::MeanSigned, Statistic::EveryDay] {
                    for missing in [Missing::Undetermined, Missing::CarryForward] {
                        match short.figure(statistic, missing) {
                            None => left += 1,
                            Some(figure) => {
                                told += usize::from(figure.is_some());
                                let expected = exact.figure(statistic, missing, last);
                                assert_eq!(figure, expected, "{case} {price:?} {statistic:?} {missing:?}");
                            }
                        }
                    }
                }
            }
        }
        assert!(told > 5_000 && left > 100, "{told} {left}");
    }

    #[test]
    fn ordinary_prices_fit() {
        let close = [9_990i64, 10_010, 10_000];
        let prices = Prices {
            scale: 4,
            open: Digits::Absent,
            high: Digits::Absent,
            low: Digits::Absent,
            close: Digits::Narrow(&close),
            vwap: Digits::Absent,
        };
        let worth = Worth::Constant("1".parse().unwrap());
        let series = Series { first: Day::from_number(0), days: 3, prices, worth: &worth };
        let rule = Rule { deviation_max: "1/100".parse().unwrap(), window_days: 3, carry_days_max: 0 };
        let columns = Columns::of(&prices, Price::Close).unwrap();
        let short = Short::new(&rule, &series, &columns, 0).unwrap();
        let figure = short.figure(Statistic::MeanAbsolute, Missing::Undetermined).unwrap().unwrap();
        assert_eq!(figure, "1/1500".parse().unwrap());
    }
}
