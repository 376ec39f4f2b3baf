//! One series laid out for one assessment.
//!
//! How it stays exact and quick: all `x_d` of one price are written over one denominator,
//!
//! ```text
//! v_d = a_d / b_d        A = lcm(a_d)     S = most digits behind the point of any price
//! x_d = (p_d · 10^S · b_d · A/a_d  −  A · 10^S) / (A · 10^S)
//! ```
//!
//! so that summing, comparing and taking the largest are operations on integers. For a peg of one dollar `A` is 1
//! and the numerators fit a machine word or two; with rates or baskets the integers grow as they must. Nothing is
//! ever divided until the figure itself is printed.

use std::cmp::Ordering;

use qazyq_exact::{Amount, Day, IBig, Ratio, lcm};

use super::super::value_information::is_national;
use super::{Defect, DefectKind, Deviation, SeriesFinding, by_figure};
use crate::act::Law;
use crate::case::{Bar, Facts, Peg, Rate, Series};
use crate::json::Text;
use crate::outcome::Outcome;
use crate::reading::{Choices, Missing, Price, Statistic, Window};
use crate::reason::Reason;

/// A series with a slot for each day that either window may hold.
///
/// The two windows together are `window_days + 1` days: slot 0 is the first day of `complete_days`, the last slot
/// is the assessment date. In front of slot 0 lie the days that may be carried into the window.
pub(super) struct Track<'a> {
    law: &'a Law,
    series: &'a Series,
    date: Day,
    bars: Bars<'a>,
    /// `None` without a peg: there is nothing to deviate from.
    worth: Option<Worth>,
    columns: Vec<(Price, Column)>,
}

/// The bars of a track, by day.
struct Bars<'a> {
    /// The day of the first.
    first: Day,
    slots: Vec<Option<&'a Bar>>,
}

/// What the asset is worth on each day of a track, in units of the series' currency.
struct Worth {
    /// `A · 10^S`: the worth of one, over the common denominator.
    unit: IBig,
    /// `S`
    scale: usize,
    /// Slot by slot `b_d · A/a_d`; `Err` with the component whose rate is missing.
    factors: Vec<Result<IBig, Text>>,
}

/// The deviations of one price, slot by slot, over one denominator.
struct Column {
    denominator: IBig,
    /// As the series has them.
    own: Vec<Option<IBig>>,
    /// With the latest earlier price standing in where there is none.
    carried: Vec<Option<IBig>>,
}

impl<'a> Track<'a> {
    pub(super) fn new(law: &'a Law, facts: &Facts, series: &'a Series, date: Day) -> Self {
        let bars = Bars::new(law, series, date);
        let worth = facts.peg.as_ref().map(|peg| Worth::new(law, peg, &facts.fx, series, date, bars.scale()));
        let column = |worth: &Worth, price| (price, Column::new(law, &bars, worth, price, date));
        let columns = worth.iter().flat_map(|w| Price::ALL.iter().map(|price| column(w, *price))).collect();
        Self { law, series, date, bars, worth, columns }
    }

    /// What the series comes to under `choices`, without more.
    pub(super) fn outcome(&self, choices: &Choices) -> Outcome {
        self.figure(choices).map_or(Outcome::Undetermined, |figure| figure.outcome(&self.law.deviation_max))
    }

    /// Whose series it is.
    pub(super) fn source(&self) -> &Text {
        &self.series.source
    }

    /// The same, with the figure.
    pub(super) fn decided(&self, choices: &Choices) -> (Outcome, Option<Ratio>) {
        let figure = self.figure(choices);
        let outcome =
            figure.as_ref().map_or(Outcome::Undetermined, |figure| figure.outcome(&self.law.deviation_max));
        (outcome, figure.and_then(|figure| Ratio::new(figure.numerator, &figure.denominator)))
    }

    /// Each day of the window with its own deviation.
    pub(super) fn day_by_day(&self, choices: &Choices) -> Vec<(Day, Option<Ratio>)> {
        let column = self.column(choices.price);
        let own = column.map(|column| in_window(&column.own, choices.window)).unwrap_or_default();
        let x = |slot: usize| {
            let numerator = own.get(slot)?.clone()?;
            Ratio::new(numerator, &column?.denominator)
        };
        self.window_days(choices.window).enumerate().map(|(slot, day)| (day, x(slot))).collect()
    }

    /// What the series comes to under `choices`, with its figure and what is wrong with its bars.
    pub(super) fn finding(&self, choices: &Choices) -> SeriesFinding {
        let figure = self.figure(choices);
        let present =
            |day: &Day| self.bars.on(*day).is_some_and(|bar| price_of(bar, choices.price).is_some());
        SeriesFinding {
            source: self.series.source.clone(),
            outcome: self.outcome(choices),
            days_present: count(self.window_days(choices.window).filter(present)),
            deviation: figure.and_then(|figure| self.deviation(choices, &figure)),
            defects: self.defects(choices),
        }
    }

    /// Why the series comes to what it does under `choices`, by the deviation that [`Track::finding`] has found.
    pub(super) fn reason(&self, choices: &Choices, deviation: Option<&Deviation>) -> Reason {
        let source = self.series.source.clone();
        let Some(worth) = &self.worth else { return Reason::NothingToDeviateFrom { source } };
        if let Some(Deviation { figure, farthest_day, .. }) = deviation {
            return by_figure(self.law, &source, figure, *farthest_day).keep();
        }
        let factors = in_window(&worth.factors, choices.window);
        let without_rate = || self.window_days(choices.window).zip(factors).filter(|(_, f)| f.is_err());
        if let Some((day, Err(base))) = without_rate().next() {
            let quote = self.series.currency.clone();
            if !is_national(&quote) {
                return Reason::QuotedInAToken { source, currency: quote };
            }
            let days = count(without_rate());
            return Reason::RateMissing { source, base: base.clone(), quote, day, days };
        }
        let xs = self.deviations(choices).unwrap_or_default();
        let mut without_price = self.window_days(choices.window).zip(xs).filter(|(_, x)| x.is_none());
        let day = without_price.next().map_or(self.date, |(day, _)| day);
        let days = count(without_price).saturating_add(1);
        Reason::PriceMissing { source, price: choices.price.as_str(), day, days }
    }

    /// The days of the window, first to last.
    fn window_days(&self, window: Window) -> impl Iterator<Item = Day> + use<> {
        let last = match window {
            Window::CompleteDays => self.date.plus(-1),
            Window::ThroughAssessmentDay => self.date,
        };
        let days = signed(self.law.window_days);
        (1..=days).map(move |k| last.plus(k.saturating_sub(days)))
    }

    /// The window's deviations under `choices`; none without a peg.
    fn deviations(&self, choices: &Choices) -> Option<&[Option<IBig>]> {
        let column = self.column(choices.price)?;
        let all = match choices.missing {
            Missing::Undetermined => &column.own,
            Missing::CarryForward => &column.carried,
        };
        Some(in_window(all, choices.window))
    }

    fn column(&self, price: Price) -> Option<&Column> {
        self.columns.iter().find(|(of, _)| *of == price).map(|(_, column)| column)
    }

    /// The figure that is held against the limit; none where a day of the window has no deviation.
    fn figure(&self, choices: &Choices) -> Option<Figure> {
        self.figure_at_peg_from(choices, 0)
    }

    /// The same for the window `later` days on, if every day after this one were at the peg.
    fn figure_at_peg_from(&self, choices: &Choices, later: usize) -> Option<Figure> {
        let xs = self.deviations(choices)?.get(later..)?;
        let numerator = combine(choices.statistic, xs)?;
        // A mean is taken over all of the window's days, those at the peg included.
        let days = match choices.statistic {
            Statistic::MeanAbsolute | Statistic::MeanSigned => IBig::from(self.law.window_days),
            Statistic::EveryDay => IBig::from(1),
        };
        Some(Figure { numerator, denominator: &self.column(choices.price)?.denominator * days })
    }

    fn deviation(&self, choices: &Choices, figure: &Figure) -> Option<Deviation> {
        let limit = &self.law.deviation_max;
        let ratio = Ratio::new(figure.numerator.clone(), &figure.denominator)?;
        let xs = self.deviations(choices)?;
        let farthest = self.window_days(choices.window).zip(xs).max_by(|(_, a), (_, b)| by_distance(a, b));
        let recovers = |later: &u32| {
            let figure = usize::try_from(*later).ok().and_then(|l| self.figure_at_peg_from(choices, l));
            figure.is_some_and(|figure| figure.outcome(limit) == Outcome::Met)
        };
        let meets_again_on = match figure.outcome(limit) {
            Outcome::NotMet => {
                (1..=self.law.window_days).find(recovers).map(|days| self.date.plus(signed(days)))
            }
            Outcome::Met | Outcome::Undetermined => None,
        };
        let headroom = limit.minus(&ratio);
        Some(Deviation { figure: ratio, headroom, meets_again_on, farthest_day: farthest?.0 })
    }

    fn defects(&self, choices: &Choices) -> Vec<Defect> {
        let mut defects = Vec::new();
        let window: Vec<Day> = self.window_days(choices.window).collect();
        for bar in self.bars.slots.iter().flatten() {
            let mut kinds = shape_defects(bar);
            if window.contains(&bar.date) && fields_of(bar, choices.price).iter().any(|field| field.is_none())
            {
                kinds.insert(0, DefectKind::PriceAbsent);
            }
            defects.extend(kinds.into_iter().map(|kind| Defect { day: bar.date, kind }));
        }
        defects
    }
}

impl<'a> Bars<'a> {
    fn new(law: &Law, series: &'a Series, date: Day) -> Self {
        let before = law.window_days.saturating_add(law.carry_days_max);
        let first = date.plus(signed(before).saturating_neg());
        let mut slots = vec![None; usize::try_from(before).unwrap_or_default().saturating_add(1)];
        for bar in &series.days {
            let slot = usize::try_from(bar.date.since(first)).ok().and_then(|index| slots.get_mut(index));
            if let Some(slot) = slot {
                *slot = Some(bar);
            }
        }
        Self { first, slots }
    }

    fn on(&self, day: Day) -> Option<&'a Bar> {
        usize::try_from(day.since(self.first)).ok().and_then(|index| self.slots.get(index).copied().flatten())
    }

    /// The most digits that any price has behind the point.
    fn scale(&self) -> usize {
        let prices =
            |bar: &'a Bar| [&bar.open, &bar.high, &bar.low, &bar.close, &bar.vwap].into_iter().flatten();
        self.slots.iter().flatten().flat_map(|bar| prices(bar)).map(Amount::scale).max().unwrap_or_default()
    }
}

impl Worth {
    fn new(law: &Law, peg: &Peg, fx: &[Rate], series: &Series, date: Day, scale: usize) -> Self {
        let slots = signed(law.window_days);
        let worths: Vec<Result<Ratio, Text>> = (0..=slots)
            .map(|k| worth(law, peg, fx, &series.currency, date.plus(k.saturating_sub(slots))))
            .collect();
        let common = worths.iter().flatten().fold(IBig::from(1), |common, v| lcm(&common, v.numerator()));
        let factor = |v: &Ratio| v.denominator() * (&common / v.numerator());
        let factors = worths.iter().map(|v| v.as_ref().map(factor).map_err(Text::clone)).collect();
        let unit = &common * IBig::from(10).pow(scale);
        Self { unit, scale, factors }
    }
}

/// Units of `currency` that one unit of the asset is worth by its own terms on `day`: `v_d = Σ amount · rate_d`.
/// `Err` names a component whose rate is missing.
fn worth(law: &Law, peg: &Peg, fx: &[Rate], currency: &Text, day: Day) -> Result<Ratio, Text> {
    peg.components.iter().try_fold(Ratio::ZERO, |sum, part| {
        let amount = part.amount.to_ratio();
        if part.currency == *currency {
            return Ok(sum.plus(&amount));
        }
        let rate = rate_on(law, fx, &part.currency, currency, day).ok_or_else(|| part.currency.clone())?;
        Ok(sum.plus(&amount.times(rate)))
    })
}

/// The latest rate on or before `day` that is not too old. Nothing is inverted and nothing chained.
fn rate_on<'f>(law: &Law, fx: &'f [Rate], base: &Text, quote: &Text, day: Day) -> Option<&'f Ratio> {
    let serves = |rate: &&Rate| {
        let age_days = u32::try_from(day.since(rate.date));
        age_days.is_ok_and(|age| age <= law.rate_days_max) && rate.base == *base && rate.quote == *quote
    };
    fx.iter().filter(serves).max_by_key(|rate| rate.date).map(|rate| &rate.rate)
}

impl Column {
    fn new(law: &Law, bars: &Bars<'_>, worth: &Worth, price: Price, date: Day) -> Self {
        let weight = IBig::from(weight(price));
        let slots = signed(law.window_days);
        let numerator = |bar: &Bar, factor: &Result<IBig, Text>| {
            let (price, factor) = (price_of(bar, price)?, factor.as_ref().ok()?);
            price.numerator(worth, factor)
        };
        let mut own = Vec::new();
        let mut carried = Vec::new();
        for (k, factor) in (0..=slots).zip(&worth.factors) {
            let day = date.plus(k.saturating_sub(slots));
            let here = bars.on(day).and_then(|bar| numerator(bar, factor));
            // The price is carried, not its deviation: it is held against what the asset is worth on this day.
            let stands_in = || {
                let earlier = (1..=signed(law.carry_days_max))
                    .filter_map(|back| bars.on(day.plus(back.saturating_neg())));
                earlier.filter_map(|bar| numerator(bar, factor)).next()
            };
            carried.push(here.clone().or_else(stands_in));
            own.push(here);
        }
        Self { denominator: &worth.unit * weight, own, carried }
    }
}

/// A day's price as a reading asks for it; every figure above zero.
enum PriceOf<'a> {
    /// Close, or vwap.
    One(&'a Amount),
    /// First, highest, lowest and last.
    MeanOf([&'a Amount; 4]),
    /// Whichever lies farther from the peg.
    FartherOf { high: &'a Amount, low: &'a Amount },
}

/// The figures of a bar that a price is made of.
fn fields_of(bar: &Bar, price: Price) -> Vec<Option<&Amount>> {
    match price {
        Price::Close => vec![bar.close.as_ref()],
        Price::Vwap => vec![bar.vwap.as_ref()],
        Price::Ohlc4 => vec![bar.open.as_ref(), bar.high.as_ref(), bar.low.as_ref(), bar.close.as_ref()],
        Price::Extreme => vec![bar.high.as_ref(), bar.low.as_ref()],
    }
}

/// The bar's price; none where a figure of it is absent, zero or negative.
fn price_of(bar: &Bar, price: Price) -> Option<PriceOf<'_>> {
    let positive = |figure: &'_ Option<Amount>| figure.as_ref().is_some_and(Amount::is_positive);
    let given = |figure| Option::as_ref(figure).filter(|_| positive(figure));
    Some(match price {
        Price::Close => PriceOf::One(given(&bar.close)?),
        Price::Vwap => PriceOf::One(given(&bar.vwap)?),
        Price::Ohlc4 => {
            PriceOf::MeanOf([given(&bar.open)?, given(&bar.high)?, given(&bar.low)?, given(&bar.close)?])
        }
        Price::Extreme => PriceOf::FartherOf { high: given(&bar.high)?, low: given(&bar.low)? },
    })
}

/// What a price's numerators are multiples of: a mean of four is kept as their sum.
fn weight(price: Price) -> u8 {
    match price {
        Price::Close | Price::Extreme | Price::Vwap => 1,
        Price::Ohlc4 => 4,
    }
}

impl PriceOf<'_> {
    /// `x_d` over the column's denominator.
    fn numerator(&self, worth: &Worth, factor: &IBig) -> Option<IBig> {
        let price = |amount: &Amount| Some(amount.scaled_to(worth.scale)? * factor);
        match self {
            Self::One(amount) => Some(price(amount)? - &worth.unit),
            Self::MeanOf(amounts) => {
                let sum = amounts.iter().try_fold(IBig::ZERO, |sum, amount| Some(sum + price(amount)?))?;
                Some(sum - &worth.unit * IBig::from(weight(Price::Ohlc4)))
            }
            Self::FartherOf { high, low } => {
                let (up, down) = (price(high)? - &worth.unit, price(low)? - &worth.unit);
                // At equal distance the highest counts: it decides the sign under `mean_signed`.
                if magnitude(&up) >= magnitude(&down) { Some(up) } else { Some(down) }
            }
        }
    }
}

/// A figure over a denominator, not reduced: to be compared, not to be shown.
struct Figure {
    numerator: IBig,
    denominator: IBig,
}

impl Figure {
    /// Met if the figure is at most the limit. Cross-multiplied: no division takes part in a legal bound.
    fn outcome(&self, limit: &Ratio) -> Outcome {
        if &self.numerator * limit.denominator() <= limit.numerator() * &self.denominator {
            Outcome::Met
        } else {
            Outcome::NotMet
        }
    }
}

/// The sum of |x|, |the sum of x| or the largest |x|; none where a day has no x.
fn combine(statistic: Statistic, xs: &[Option<IBig>]) -> Option<IBig> {
    let add_magnitude = |sum: IBig, x: &Option<IBig>| {
        let x = x.as_ref()?;
        Some(if *x < IBig::ZERO { sum - x } else { sum + x })
    };
    match statistic {
        Statistic::MeanAbsolute => xs.iter().try_fold(IBig::ZERO, add_magnitude),
        Statistic::MeanSigned => {
            let sum = xs.iter().try_fold(IBig::ZERO, |sum, x| Some(sum + x.as_ref()?))?;
            Some(magnitude(&sum))
        }
        Statistic::EveryDay => {
            xs.iter().try_fold(IBig::ZERO, |most, x| Some(most.max(magnitude(x.as_ref()?))))
        }
    }
}

fn magnitude(x: &IBig) -> IBig {
    if *x < IBig::ZERO { -x } else { x.clone() }
}

fn by_distance(a: &Option<IBig>, b: &Option<IBig>) -> Ordering {
    a.as_ref().map(magnitude).cmp(&b.as_ref().map(magnitude))
}

/// What is wrong with a bar, whatever the reading asks for.
fn shape_defects(bar: &Bar) -> Vec<DefectKind> {
    let prices = [&bar.open, &bar.high, &bar.low, &bar.close, &bar.vwap];
    let mut defects = Vec::new();
    if prices.into_iter().flatten().any(|price| !price.is_positive()) {
        defects.push(DefectKind::PriceNotPositive);
    }
    if let (Some(high), Some(low)) = (&bar.high, &bar.low) {
        if high < low {
            defects.push(DefectKind::HighBelowLow);
        } else if [&bar.open, &bar.close].into_iter().flatten().any(|price| price > high || price < low) {
            defects.push(DefectKind::OutsideHighAndLow);
        }
    }
    defects
}

/// Of a value for every slot, those of the window: all but the last, or all but the first.
fn in_window<T>(slots: &[T], window: Window) -> &[T] {
    match (window, slots) {
        (Window::CompleteDays, [days @ .., _]) | (Window::ThroughAssessmentDay, [_, days @ ..]) => days,
        (_, []) => &[],
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// A law's number of days, which its loader bounds to some ten years.
fn signed(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}
