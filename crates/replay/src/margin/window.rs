//! A window's days, each with the price that stands on it.

use qazyq_exact::{Amount, Day, IBig, Ratio};
use qazyq_law::reading::{Choices, Missing, Price, Window};

use super::{integer, magnitude};
use crate::kernel::Rule;
use crate::series::{Digits, Series};

/// One day of a window.
pub(super) struct WindowDay<'a> {
    pub(super) day: Day,
    /// The day of the bar whose price stands here.
    pub(super) bar: Day,
    /// Its price as the reading takes it on this day.
    pub(super) price: Ratio,
    /// What the asset is worth.
    pub(super) worth: &'a Ratio,
    /// `price / worth − 1`
    pub(super) x: Ratio,
}

/// The window's days, first to last; `None` where one has no price or no worth.
pub(super) fn window<'a>(
    rule: &Rule,
    series: &Series<'a>,
    choices: &Choices,
    date: Day,
) -> Option<Vec<WindowDay<'a>>> {
    let last = match choices.window {
        Window::CompleteDays => date.plus(-1),
        Window::ThroughAssessmentDay => date,
    };
    let carried = match choices.missing {
        Missing::Undetermined => 0,
        Missing::CarryForward => rule.carry_days_max,
    };
    let before = |day: Day, days: u32| day.plus(signed(days).saturating_neg());
    let window_day = |back: u32| {
        let day = before(last, back);
        let worth = series.worth.on(day).filter(|worth| worth.is_positive())?;
        let mut standing = (0..=carried).map(|back| before(day, back));
        let (bar, price) =
            standing.find_map(|bar| Some((bar, price_of(series, choices.price, bar, worth)?)))?;
        let x = price.over(worth)?.minus(&Ratio::ONE);
        Some(WindowDay { day, bar, price, worth, x })
    };
    (0..rule.window_days).rev().map(window_day).collect()
}

/// The price of `day`'s bar as a reading takes it, held against `worth`.
fn price_of(series: &Series<'_>, price: Price, day: Day, worth: &Ratio) -> Option<Ratio> {
    let place = usize::try_from(day.since(series.first)).ok().filter(|place| *place < series.days)?;
    let prices = &series.prices;
    let of = |digits: Digits<'_>| figure(digits, prices.scale, place);
    match price {
        Price::Close => of(prices.close),
        Price::Vwap => of(prices.vwap),
        Price::Ohlc4 => {
            let sum =
                of(prices.open)?.plus(&of(prices.high)?).plus(&of(prices.low)?).plus(&of(prices.close)?);
            sum.over(&integer(4))
        }
        Price::Extreme => {
            let (high, low) = (of(prices.high)?, of(prices.low)?);
            let distance = |price: &Ratio| magnitude(&price.minus(worth));
            // At equal distance the highest counts.
            Some(if distance(&high) >= distance(&low) { high } else { low })
        }
    }
}

/// A figure; `None` where it is absent, zero or less.
fn figure(digits: Digits<'_>, scale: u8, place: usize) -> Option<Ratio> {
    let scaled = |unscaled: IBig| Amount::new(unscaled, usize::from(scale)).to_ratio();
    let figure = match digits {
        Digits::Absent => return None,
        Digits::Narrow(values) => scaled(IBig::from(*values.get(place)?)),
        Digits::Broad(values) => scaled(IBig::from(*values.get(place)?)),
        Digits::Wide(values) => values.get(place)?.as_ref()?.to_ratio(),
    };
    figure.is_positive().then_some(figure)
}

/// A law's number of days, which its loader bounds to some ten years.
fn signed(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}
