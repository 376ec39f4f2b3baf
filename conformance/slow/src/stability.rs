//! The average daily deviation of the market price does not exceed ±1 % over the last 30 calendar days.
//!
//! ```text
//! v_d   what the asset is worth on day d by its own terms, in the series' currency
//! p_d   the reading's price of that day
//! x_d   p_d / v_d − 1
//! ```
//!
//! The reading says which price, which 30 days, what becomes of a missing day and what is made of the 30
//! deviations. Every function begins from the case again; nothing is kept between readings.

use jiff::civil::Date;

use crate::case::{
    Axis, Bar, Case, Missing, Outcome, Price, Reading, Series, Source, Statistic, Window, days_later,
};
use crate::law;
use crate::number::{Fraction, is_positive, size, whole, zero};

/// The criterion under a reading, all series that its source admits taken together.
pub(crate) fn stability(case: &Case, reading: &Reading) -> Outcome {
    let outcomes: Vec<Outcome> =
        admitted(case, reading).iter().map(|series| outcome(case, series, reading)).collect();
    if outcomes.contains(&Outcome::Met) {
        Outcome::Met
    } else if !outcomes.is_empty() && outcomes.iter().all(|outcome| *outcome == Outcome::NotMet) {
        Outcome::NotMet
    } else {
        Outcome::Undetermined
    }
}

/// The series that the reading's source admits.
pub(crate) fn admitted<'a>(case: &'a Case, reading: &Reading) -> Vec<&'a Series> {
    let admits = |series: &&Series| match &reading.source {
        Source::Either => true,
        Source::Named(name) => series.source == *name,
    };
    case.facts.market.iter().filter(admits).collect()
}

/// One series under a reading.
pub(crate) fn outcome(case: &Case, series: &Series, reading: &Reading) -> Outcome {
    match figure(case, series, reading) {
        None => Outcome::Undetermined,
        Some(figure) if figure <= law::threshold() => Outcome::Met,
        Some(_) => Outcome::NotMet,
    }
}

/// The figure that is held against 1/100; none where a day has no deviation.
pub(crate) fn figure(case: &Case, series: &Series, reading: &Reading) -> Option<Fraction> {
    deviations(case, series, reading).map(|deviations| figure_of(&deviations, reading.statistic))
}

/// How many of the window's days the series itself has the reading's price on.
pub(crate) fn days_present(case: &Case, series: &Series, reading: &Reading) -> usize {
    let days = window(case.date, reading.window);
    days.iter().filter(|day| bar_with_price(series, **day, reading.price).is_some()).count()
}

/// For a series that is not met: the first later assessment date on which the same reading would be met if
/// every day after the window's last were at the peg and the days before stayed as they are.
pub(crate) fn meets_again_on(case: &Case, series: &Series, reading: &Reading) -> Option<Date> {
    if outcome(case, series, reading) != Outcome::NotMet {
        return None;
    }
    let mut moved = deviations(case, series, reading)?;
    for later in 1..=law::WINDOW_DAYS {
        // A day later the window's first day has left it, and one at the peg has come in at its end.
        moved.remove(0);
        moved.push(zero());
        if figure_of(&moved, reading.statistic) <= law::threshold() {
            return Some(days_later(case.date, later));
        }
    }
    None
}

/// All counted readings for the source choice of this one, statistic outermost and window innermost.
pub(crate) fn counted_readings(own: &Reading) -> Vec<Reading> {
    let mut readings = Vec::new();
    for &(_, statistic) in Statistic::CHOICES {
        for &(_, price) in Price::CHOICES {
            for &(_, missing) in Missing::CHOICES {
                for &(_, window) in Window::CHOICES {
                    readings.push(Reading { statistic, price, missing, window, source: own.source.clone() });
                }
            }
        }
    }
    readings
}

/// What the asset is worth in that currency on that day: the sum of its components' amounts at the day's
/// rates; none where there is no peg or a rate is missing.
pub(crate) fn worth(case: &Case, currency: &str, day: Date) -> Option<Fraction> {
    let peg = case.facts.peg.as_ref()?;
    let mut sum = zero();
    for component in &peg.components {
        sum += &component.amount * rate(case, &component.currency, currency, day)?;
    }
    Some(sum)
}

/// The rate from one currency into another that serves on the day: 1 into itself, else the latest of that
/// very pair that is dated on or before the day and not too long before.
fn rate(case: &Case, base: &str, quote: &str, day: Date) -> Option<Fraction> {
    if base == quote {
        return Some(whole(1));
    }
    let of_the_pair = case.facts.fx.iter().filter(|row| row.base == base && row.quote == quote);
    let latest = of_the_pair.filter(|row| row.date <= day).max_by_key(|row| row.date)?;
    (day <= days_later(latest.date, law::RATE_AGE_DAYS_MAX)).then(|| latest.rate.clone())
}

/// The 30 days, the earliest first.
fn window(date: Date, window: Window) -> Vec<Date> {
    let last = match window {
        Window::CompleteDays => days_later(date, -1),
        Window::ThroughAssessmentDay => date,
    };
    (0..law::WINDOW_DAYS).rev().map(|back| days_later(last, -back)).collect()
}

/// The deviations of the window's days, the earliest first; none where one of them has none.
fn deviations(case: &Case, series: &Series, reading: &Reading) -> Option<Vec<Fraction>> {
    let days = window(case.date, reading.window);
    days.into_iter().map(|day| deviation(case, series, reading, day)).collect()
}

/// x_d. A price that is carried forward is measured against the peg's worth on the missing day.
fn deviation(case: &Case, series: &Series, reading: &Reading, day: Date) -> Option<Fraction> {
    let worth = worth(case, &series.currency, day)?;
    let bar = bar_for(series, reading, day)?;
    let price = price(bar, reading.price, &worth)?;
    Some(price / worth - whole(1))
}

/// The bar whose price stands for the day.
fn bar_for<'a>(series: &'a Series, reading: &Reading, day: Date) -> Option<&'a Bar> {
    let back_at_most = match reading.missing {
        Missing::Undetermined => 0,
        Missing::CarryForward => law::CARRY_DAYS_MAX,
    };
    (0..=back_at_most).find_map(|back| bar_with_price(series, days_later(day, -back), reading.price))
}

/// The series' own bar of the day, if it has that price.
fn bar_with_price(series: &Series, day: Date, choice: Price) -> Option<&Bar> {
    let bar = series.days.iter().find(|bar| bar.date == day)?;
    let is_known = |price: &Option<Fraction>| price.as_ref().is_some_and(is_positive);
    let is_there = match choice {
        Price::Close => is_known(&bar.close),
        Price::Vwap => is_known(&bar.vwap),
        Price::Ohlc4 => [&bar.open, &bar.high, &bar.low, &bar.close].into_iter().all(is_known),
        Price::Extreme => is_known(&bar.high) && is_known(&bar.low),
    };
    is_there.then_some(bar)
}

/// The price of the day that the reading asks for, against the worth it is measured by.
fn price(bar: &Bar, choice: Price, worth: &Fraction) -> Option<Fraction> {
    match choice {
        Price::Close => known(&bar.close),
        Price::Vwap => known(&bar.vwap),
        Price::Ohlc4 => {
            Some((known(&bar.open)? + known(&bar.high)? + known(&bar.low)? + known(&bar.close)?) / whole(4))
        }
        Price::Extreme => {
            let (high, low) = (known(&bar.high)?, known(&bar.low)?);
            // At equal distance the high is taken.
            Some(if size(&(&low - worth)) > size(&(&high - worth)) { low } else { high })
        }
    }
}

/// A price that is null, absent, zero or negative is missing.
fn known(price: &Option<Fraction>) -> Option<Fraction> {
    price.clone().filter(is_positive)
}

/// What the statistic makes of the deviations; never negative.
fn figure_of(deviations: &[Fraction], statistic: Statistic) -> Fraction {
    let days = whole(law::WINDOW_DAYS);
    match statistic {
        Statistic::MeanAbsolute => deviations.iter().map(size).sum::<Fraction>() / days,
        Statistic::MeanSigned => size(&(deviations.iter().cloned().sum::<Fraction>() / days)),
        Statistic::EveryDay => deviations.iter().map(size).fold(zero(), Ord::max),
    }
}
