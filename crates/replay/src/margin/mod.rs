//! Flip margins: the smallest change of one day's price that turns met into not met, or the other way.
//!
//! ```text
//! mean_absolute, close; met at 617/250000, which leaves 0.22596 of the 0.3 that thirty days have
//! up     from 1.0001 to beyond 1.22606                down     from 0.9991 to beyond 0.77314
//! ```
//!
//! What is varied is the price of one bar as the reading takes it, everything else staying as it is:
//!
//! | price | varied is | a bar that has it |
//! | --- | --- | --- |
//! | `close`, `vwap` | that figure | |
//! | `ohlc4` | the mean of the four | any whose four figures have that mean |
//! | `extreme` | the figure that was picked, high or low | high and low are both that price |
//!
//! Under `carry_forward` a bar also stands in for days behind it that have none. They follow it: all of these days' deviations
//! change together, each held against what the asset is worth on its own day. So a bar before the window can be the one that
//! matters. A price stays above zero, since one of zero or less would be a missing one, and a missing price is not given one.
//!
//! Where high and low of a bar are picked by turns, because the worth moves between the days for which it stands, one price
//! for both can be another outcome without any change of the price; then the change is zero.
//!
//! Of each bar the prices under which the reading is met are one closed interval, as the sum of |x| and the largest |x| are
//! convex and the sum of x is linear. Its ends are where the outcome flips. Nothing is divided but for these ends, exactly.

mod met;
mod window;

use qazyq_exact::{Amount, Day, IBig, Ratio};
use qazyq_law::Outcome;
use qazyq_law::reading::Choices;

use crate::kernel::Rule;
use crate::series::Series;
use met::Figures;
use window::window;

/// How far a series' outcome is from the opposite one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// What it is: met or not met.
    pub outcome: Outcome,
    /// The smallest rise of one price that flips it; `None` where no rise of one price does.
    pub up: Option<Flip>,
    /// The smallest fall of one price that flips it; `None` where no fall of one price does.
    pub down: Option<Flip>,
}

/// A change of one price that flips an outcome. Prices are in units of the series' currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The bar's day: under `carry_forward` perhaps one before the window. Of several whose change is the same, the latest.
    pub day: Day,
    /// The price as it is.
    pub from: Ratio,
    /// The price at which the outcome flips, or beyond which.
    pub to: Ratio,
    /// `to − from`.
    pub change: Ratio,
    /// The change in parts of what the asset is worth on the day, or, where the bar lies before the window, on the first day
    /// for which it stands.
    pub relative: Ratio,
    /// Whether `to` itself flips it.
    pub edge: Edge,
}

/// Where an outcome flips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// At the price itself: what comes to exactly the limit is met.
    At,
    /// At any price beyond it, however near: there is no smallest change, and this is what all of them exceed.
    Beyond,
}

/// The day that costs most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costliest {
    /// The day of the window whose deviation is the largest, the latest of several.
    pub day: Day,
    /// Its `x_d`.
    pub deviation: Ratio,
    /// Its part of the sum of all |x_d| of the window, whatever the statistic; `None` where every day is at the peg.
    pub share: Option<Ratio>,
}

impl Margin {
    /// The smaller change of the two; the rise where both are as large.
    #[must_use]
    pub fn smallest(&self) -> Option<&Flip> {
        let size = |flip: &&Flip| magnitude(&flip.change);
        self.up.iter().chain(&self.down).min_by_key(size)
    }
}

/// What flips the outcome of `series` on the assessment date `date`; `None` where it is undetermined, or no change of one
/// price flips it.
#[must_use]
pub fn margin(rule: &Rule, series: &Series<'_>, choices: &Choices, date: Day) -> Option<Margin> {
    let days = window(rule, series, choices, date)?;
    let figures = Figures::new(rule, choices.statistic, &days);
    let mut margin = Margin { outcome: figures.outcome(), up: None, down: None };
    // Days for which one bar stands follow one another.
    for stood_for in days.chunk_by(|a, b| a.bar == b.bar) {
        let Some(first) = stood_for.first() else { continue };
        let met = figures.met_interval(stood_for);
        let flip = |(to, edge): (Ratio, Edge)| {
            let change = to.minus(&first.price);
            let relative = change.over(first.worth)?;
            Some(Flip { day: first.bar, from: first.price.clone(), to, change, relative, edge })
        };
        keep_smaller(&mut margin.up, met.rise(margin.outcome, &first.price).and_then(flip));
        keep_smaller(&mut margin.down, met.fall(margin.outcome, &first.price).and_then(flip));
    }
    (margin.up.is_some() || margin.down.is_some()).then_some(margin)
}

/// The day of the window that costs most on the assessment date `date`; `None` where the outcome is undetermined.
#[must_use]
pub fn costliest(rule: &Rule, series: &Series<'_>, choices: &Choices, date: Day) -> Option<Costliest> {
    let days = window(rule, series, choices, date)?;
    let sum = days.iter().fold(Ratio::ZERO, |sum, day| sum.plus(&magnitude(&day.x)));
    let worst = days.iter().max_by_key(|day| magnitude(&day.x))?;
    let share = magnitude(&worst.x).over(&sum);
    Some(Costliest { day: worst.day, deviation: worst.x.clone(), share })
}

/// Keeps the smaller change of two; of equal ones that of the later day, which is `next`'s.
fn keep_smaller(least: &mut Option<Flip>, next: Option<Flip>) {
    let Some(next) = next else { return };
    if least.as_ref().is_none_or(|least| magnitude(&next.change) <= magnitude(&least.change)) {
        *least = Some(next);
    }
}

fn magnitude(ratio: &Ratio) -> Ratio {
    if *ratio < Ratio::ZERO { Ratio::ZERO.minus(ratio) } else { ratio.clone() }
}

fn integer(number: u32) -> Ratio {
    Amount::new(IBig::from(number), 0).to_ratio()
}
