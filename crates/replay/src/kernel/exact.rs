//! One figure by the prices themselves, for reports and for what a lens cannot tell.
//!
//! With a price `Σp` in units of `10^-s` and a worth `a/b`, `x = (Σp · b − w · a · 10^s) / (w · a · 10^s)`. Days of one `a`
//! are summed as integers; only where `a` changes does a fraction take part.

use qazyq_exact::{Day, IBig, Ratio};
use qazyq_law::reading::{Choices, Missing, Price, Statistic, Window};

use super::Rule;
use super::columns::{Columns, Shape, exactly};
use super::short::Short;
use crate::series::Series;

/// The figure of `series` that is held against the limit on the assessment date; never negative. `None` where the outcome
/// is undetermined.
#[must_use]
pub fn figure(rule: &Rule, series: &Series<'_>, choices: Choices, date: Day) -> Option<Ratio> {
    figure_and_days(rule, series, choices, date).0
}

/// On how many days of the window the series itself has the price, whether or not the asset's worth is known there.
#[must_use]
pub fn days_present(rule: &Rule, series: &Series<'_>, choices: Choices, date: Day) -> u32 {
    let last = last_day(choices.window, date);
    Exact::new(rule, series, choices.price).map_or(0, |exact| exact.days_present(last))
}

/// [`figure`] and [`days_present`] at once.
#[must_use]
pub fn figure_and_days(
    rule: &Rule,
    series: &Series<'_>,
    choices: Choices,
    date: Day,
) -> (Option<Ratio>, u32) {
    let last = last_day(choices.window, date);
    let Some(columns) = Columns::of(&series.prices, choices.price) else { return (None, 0) };
    let start =
        i64::from(last.since(series.first)).saturating_add(1).saturating_sub(i64::from(rule.window_days));
    if let Some(short) = Short::new(rule, series, &columns, start)
        && let Some(figure) = short.figure(choices.statistic, choices.missing)
    {
        // Without a price on every day there would be none.
        let is_whole = figure.is_some() && choices.missing == Missing::Undetermined;
        return (figure, if is_whole { rule.window_days } else { short.days_present() });
    }
    let Some(exact) = Exact::new(rule, series, choices.price) else { return (None, 0) };
    (exact.figure(choices.statistic, choices.missing, last), exact.days_present(last))
}

/// The window's last day.
pub(super) fn last_day(window: Window, date: Day) -> Day {
    match window {
        Window::CompleteDays => date.plus(-1),
        Window::ThroughAssessmentDay => date,
    }
}

/// One price of a series.
pub(super) struct Exact<'a> {
    rule: &'a Rule,
    series: &'a Series<'a>,
    columns: Columns<'a>,
    /// `s`
    scale: usize,
    /// `w · 10^s`
    unit: IBig,
}

/// A day's price: a sum, or two of which one is yet to be chosen.
enum PriceOf {
    Sum(IBig),
    FartherOf { high: IBig, low: IBig },
}

/// A day's deviation: `above / (below · w · 10^s)`.
struct Deviation<'a> {
    above: IBig,
    below: &'a IBig,
}

impl<'a> Exact<'a> {
    /// None where the series has no such price at all.
    pub(super) fn new(rule: &'a Rule, series: &'a Series<'a>, price: Price) -> Option<Self> {
        let columns = Columns::of(&series.prices, price)?;
        let scale = columns.scale(series.prices.scale);
        let unit = IBig::from(columns.shape.weight()) * IBig::from(10).pow(scale);
        Some(Self { rule, series, columns, scale, unit })
    }

    /// Whether the window that ends on `last` is met.
    pub(super) fn is_met(&self, statistic: Statistic, missing: Missing, last: Day) -> bool {
        self.figure(statistic, missing, last).is_some_and(|figure| figure <= self.rule.deviation_max)
    }

    /// Whether the day by itself, with the price that stands in for a missing one, is farther off than the limit allows.
    pub(super) fn is_beyond(&self, day: Day) -> bool {
        let ratio = |x: Deviation<'_>| Ratio::new(magnitude(x.above), &(x.below * &self.unit));
        let x = self.deviation(day, Missing::CarryForward).and_then(ratio);
        x.is_some_and(|x| x > self.rule.deviation_max)
    }

    /// Whether of the two prices of that day, or those that stand in for them, the first is chosen.
    pub(super) fn is_first_farther(&self, day: Day) -> bool {
        let (Some(PriceOf::FartherOf { high, low }), Some(worth)) =
            (self.standing(day, Missing::CarryForward), self.series.worth.on(day))
        else {
            return true;
        };
        let peg = worth.numerator() * &self.unit;
        magnitude(high * worth.denominator() - &peg) >= magnitude(low * worth.denominator() - &peg)
    }

    /// On how many days of the window that ends on `last` the series itself has the price.
    pub(super) fn days_present(&self, last: Day) -> u32 {
        let is_present = |day: &Day| self.price(*day).is_some();
        u32::try_from(self.window(last).filter(is_present).count()).unwrap_or(u32::MAX)
    }

    pub(super) fn figure(&self, statistic: Statistic, missing: Missing, last: Day) -> Option<Ratio> {
        let mut sums = Sums { unit: &self.unit, below: None, above: IBig::ZERO, total: Ratio::ZERO };
        for day in self.window(last) {
            let x = self.deviation(day, missing)?;
            match statistic {
                Statistic::MeanAbsolute => sums.add(magnitude(x.above), x.below),
                Statistic::MeanSigned => sums.add(x.above, x.below),
                Statistic::EveryDay => sums.raise(magnitude(x.above), x.below),
            }
        }
        let total = sums.total(statistic);
        match statistic {
            Statistic::EveryDay => Some(total),
            Statistic::MeanAbsolute | Statistic::MeanSigned => {
                let figure = Ratio::new(total.numerator().clone(), &(total.denominator() * self.days()))?;
                Some(if figure < Ratio::ZERO { Ratio::ZERO.minus(&figure) } else { figure })
            }
        }
    }

    fn days(&self) -> IBig {
        IBig::from(self.rule.window_days)
    }

    fn window(&self, last: Day) -> impl Iterator<Item = Day> + use<> {
        let days = i32::try_from(self.rule.window_days).unwrap_or(i32::MAX);
        (0..days).rev().map(move |back| last.plus(back.saturating_neg()))
    }

    /// A price is carried, not its deviation: it is held against what the asset is worth on this day.
    fn deviation(&self, day: Day, missing: Missing) -> Option<Deviation<'a>> {
        let worth = self.series.worth.on(day)?;
        let peg = worth.numerator() * &self.unit;
        let from_peg = |price: IBig| price * worth.denominator() - &peg;
        let above = match self.standing(day, missing)? {
            PriceOf::Sum(sum) => from_peg(sum),
            PriceOf::FartherOf { high, low } => {
                let (up, down) = (from_peg(high), from_peg(low));
                if magnitude(up.clone()) >= magnitude(down.clone()) { up } else { down }
            }
        };
        Some(Deviation { above, below: worth.numerator() })
    }

    /// The day's price, or the one that stands in for it.
    fn standing(&self, day: Day, missing: Missing) -> Option<PriceOf> {
        let days_max = match missing {
            Missing::Undetermined => 0,
            Missing::CarryForward => i32::try_from(self.rule.carry_days_max).unwrap_or(i32::MAX),
        };
        // Nothing is before the first day of the columns.
        let days_max = days_max.min(day.since(self.series.first).max(0));
        (0..=days_max).find_map(|back| self.price(day.plus(back.saturating_neg())))
    }

    /// The price that the series itself has on that day.
    fn price(&self, day: Day) -> Option<PriceOf> {
        let day = i64::from(day.since(self.series.first));
        let mut columns =
            self.columns.all().map(|digits| exactly(digits, day, self.series.prices.scale, self.scale));
        match self.columns.shape {
            Shape::FartherOfTwo => Some(PriceOf::FartherOf { high: columns.next()??, low: columns.next()?? }),
            Shape::One | Shape::SumOfFour => {
                columns.try_fold(IBig::ZERO, |sum, digits| Some(sum + digits?)).map(PriceOf::Sum)
            }
        }
    }
}

/// Deviations put together, those of one denominator as integers.
struct Sums<'a> {
    unit: &'a IBig,
    below: Option<&'a IBig>,
    above: IBig,
    total: Ratio,
}

impl<'a> Sums<'a> {
    fn add(&mut self, above: IBig, below: &'a IBig) {
        if self.below != Some(below) {
            self.total = self.total(Statistic::MeanSigned);
            (self.below, self.above) = (Some(below), IBig::ZERO);
        }
        self.above += above;
    }

    fn raise(&mut self, above: IBig, below: &'a IBig) {
        if self.below != Some(below) {
            self.total = self.total(Statistic::EveryDay);
            (self.below, self.above) = (Some(below), IBig::ZERO);
        }
        if above > self.above {
            self.above = above;
        }
    }

    /// What there is so far: a sum, or under `every_day` the largest.
    fn total(&self, statistic: Statistic) -> Ratio {
        let last = self.below.and_then(|below| Ratio::new(self.above.clone(), &(below * self.unit)));
        let last = last.unwrap_or(Ratio::ZERO);
        match statistic {
            Statistic::EveryDay => self.total.clone().max(last),
            Statistic::MeanAbsolute | Statistic::MeanSigned => self.total.plus(&last),
        }
    }
}

fn magnitude(number: IBig) -> IBig {
    if number < IBig::ZERO { -number } else { number }
}
