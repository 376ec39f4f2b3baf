//! Under which prices of some of its days a window is met: one closed interval, with exact ends.

use qazyq_exact::Ratio;
use qazyq_law::Outcome;
use qazyq_law::reading::Statistic;

use super::window::WindowDay;
use super::{Edge, integer, magnitude};
use crate::kernel::Rule;

/// What a statistic needs of a whole window, so that some of its days can be taken out again.
pub(super) struct Figures {
    statistic: Statistic,
    /// What the sum, or the largest, may come to.
    bound: Ratio,
    /// The most a day may deviate under [`Statistic::EveryDay`].
    limit: Ratio,
    /// The sum of |x|, or of x.
    sum: Ratio,
    /// Days that deviate more than the limit.
    beyond: usize,
}

/// The prices under which a reading is met, both ends included; `None` where it is under none.
pub(super) struct Interval(Option<(Ratio, Ratio)>);

impl Figures {
    pub(super) fn new(rule: &Rule, statistic: Statistic, days: &[WindowDay<'_>]) -> Self {
        let limit = rule.deviation_max.clone();
        let bound = limit.times(&integer(rule.window_days));
        let mut figures = Self { statistic, bound, limit, sum: Ratio::ZERO, beyond: 0 };
        figures.sum = figures.sum_of(days);
        figures.beyond = figures.beyond_of(days);
        figures
    }

    fn sum_of(&self, days: &[WindowDay<'_>]) -> Ratio {
        days.iter().fold(Ratio::ZERO, |sum, day| match self.statistic {
            Statistic::MeanAbsolute => sum.plus(&magnitude(&day.x)),
            Statistic::MeanSigned => sum.plus(&day.x),
            Statistic::EveryDay => sum,
        })
    }

    fn beyond_of(&self, days: &[WindowDay<'_>]) -> usize {
        match self.statistic {
            Statistic::MeanAbsolute | Statistic::MeanSigned => 0,
            Statistic::EveryDay => days.iter().filter(|day| magnitude(&day.x) > self.limit).count(),
        }
    }

    pub(super) fn outcome(&self) -> Outcome {
        let is_met = self.beyond == 0 && magnitude(&self.sum) <= self.bound;
        if is_met { Outcome::Met } else { Outcome::NotMet }
    }

    /// The prices on `days`, which all have one price, under which the whole window is met.
    pub(super) fn met_interval(&self, days: &[WindowDay<'_>]) -> Interval {
        Interval(match self.statistic {
            Statistic::MeanAbsolute => {
                let left = self.bound.minus(&self.sum.minus(&self.sum_of(days)));
                sum_of_distances_within(days, &left)
            }
            Statistic::MeanSigned => self.sum_within(days),
            Statistic::EveryDay if self.beyond > self.beyond_of(days) => None,
            Statistic::EveryDay => self.each_within(days),
        })
    }

    /// `|rest + Σ (p/v − 1)| ≤ bound`
    fn sum_within(&self, days: &[WindowDay<'_>]) -> Option<(Ratio, Ratio)> {
        let rest = self.sum.minus(&self.sum_of(days));
        let line = Line::new(days);
        let lowest = line.at(&Ratio::ZERO.minus(&self.bound).minus(&rest))?;
        Some((lowest, line.at(&self.bound.minus(&rest))?))
    }

    /// `|p/v − 1| ≤ limit` on each day.
    fn each_within(&self, days: &[WindowDay<'_>]) -> Option<(Ratio, Ratio)> {
        let ends = |side: Ratio| days.iter().map(move |day| day.worth.times(&side));
        let lowest = ends(Ratio::ONE.minus(&self.limit)).max()?;
        let highest = ends(Ratio::ONE.plus(&self.limit)).min()?;
        (lowest <= highest).then_some((lowest, highest))
    }
}

/// `Σ (p/v − 1)` over some days, as a line `slope · p − days`.
struct Line {
    slope: Ratio,
    days: Ratio,
}

impl Line {
    fn new<'d>(days: impl IntoIterator<Item = &'d WindowDay<'d>>) -> Self {
        let start = Self { slope: Ratio::ZERO, days: Ratio::ZERO };
        days.into_iter().fold(start, |line, day| Self {
            slope: Ratio::ONE.over(day.worth).map_or(line.slope.clone(), |slope| line.slope.plus(&slope)),
            days: line.days.plus(&Ratio::ONE),
        })
    }

    /// The difference to another line.
    fn minus(&self, other: &Self) -> Self {
        Self { slope: self.slope.minus(&other.slope), days: self.days.minus(&other.days) }
    }

    /// The price at which the line comes to `value`; `None` where it is level.
    fn at(&self, value: &Ratio) -> Option<Ratio> {
        value.plus(&self.days).over(&self.slope)
    }
}

/// `Σ |p/v − 1| ≤ left`: the sum is a chain of lines that bend at each day's worth.
fn sum_of_distances_within(days: &[WindowDay<'_>], left: &Ratio) -> Option<(Ratio, Ratio)> {
    let distance = |price: &Ratio, day: &WindowDay<'_>| {
        price.over(day.worth).map_or(Ratio::ZERO, |quotient| magnitude(&quotient.minus(&Ratio::ONE)))
    };
    let is_within =
        |price: &&Ratio| days.iter().fold(Ratio::ZERO, |sum, day| sum.plus(&distance(price, day))) <= *left;
    let mut bends: Vec<&Ratio> = days.iter().map(|day| day.worth).collect();
    bends.sort();
    bends.dedup();
    // The smallest sum is at a bend, so that where no bend is within, nothing is. Behind the last that is, the sum leaves what
    // is left on the line that begins there; before the first, on the line that ends there.
    let (lowest, highest) =
        (bends.iter().copied().find(is_within)?, bends.iter().copied().rev().find(is_within)?);
    let rising = |is_above: &dyn Fn(&Ratio) -> bool| {
        let (above, below): (Vec<_>, Vec<_>) = days.iter().partition(|day| is_above(day.worth));
        Line::new(below).minus(&Line::new(above))
    };
    let falling = rising(&|worth| worth >= lowest);
    let rising = rising(&|worth| worth > highest);
    Some((falling.at(left)?, rising.at(left)?))
}

impl Interval {
    /// From `price` up, the first price above zero whose outcome is not `outcome`.
    pub(super) fn rise(&self, outcome: Outcome, price: &Ratio) -> Option<(Ratio, Edge)> {
        let Some((lowest, highest)) = &self.0 else { return no_price_meets(outcome, price) };
        let is_inside = lowest <= price && price <= highest;
        match outcome {
            Outcome::Met if is_inside => Some((highest.clone(), Edge::Beyond)),
            Outcome::Met => Some((price.clone(), Edge::At)),
            Outcome::NotMet if price <= highest => Some((price.max(lowest).clone(), Edge::At)),
            Outcome::NotMet | Outcome::Undetermined => None,
        }
    }

    /// From `price` down, the first price above zero whose outcome is not `outcome`.
    pub(super) fn fall(&self, outcome: Outcome, price: &Ratio) -> Option<(Ratio, Edge)> {
        let Some((lowest, highest)) = &self.0 else { return no_price_meets(outcome, price) };
        let is_inside = lowest <= price && price <= highest;
        match outcome {
            Outcome::Met if is_inside => lowest.is_positive().then(|| (lowest.clone(), Edge::Beyond)),
            Outcome::Met => Some((price.clone(), Edge::At)),
            Outcome::NotMet if lowest <= price && highest.is_positive() => {
                Some((price.min(highest).clone(), Edge::At))
            }
            Outcome::NotMet | Outcome::Undetermined => None,
        }
    }
}

/// Where the reading is met as it is and yet under no one price: the bar's high and low are picked by turns.
fn no_price_meets(outcome: Outcome, price: &Ratio) -> Option<(Ratio, Edge)> {
    (outcome == Outcome::Met).then(|| (price.clone(), Edge::At))
}
