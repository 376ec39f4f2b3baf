//! Days built of candles, cut at midnight UTC or at midnight in Almaty.
//!
//! ```text
//! candles   │▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪│▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪│
//! UTC       └ 00:00        2024-02-29 ┘ 00:00       2024-03-01 ┘ 00:00
//! Almaty         18:00 ┴ 2024-02-29, 25 hours ┴ 19:00  2024-03-01 ┴ 19:00
//! ```
//!
//! | figure | is |
//! | --- | --- |
//! | open, close | of the first and the last candle |
//! | high, low | the highest and the lowest |
//! | volume | the sum of the quote volumes, so in the series' currency |
//! | vwap | quote volume by base volume; exact as a [`Ratio`], and rounded half to even at 40 decimals |
//!
//! Almaty was UTC+6 until 29 February 2024 and has been UTC+5 since 1 March 2024. Its clocks went from midnight back to
//! 23:00, so that 29 February had 25 hours. The zone's history is compiled in.

use core::cmp::Ordering;
use core::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use qazyq_exact::{Amount, Day, FRACTION_DIGITS_MAX, IBig, Ratio};

use crate::bar::{Bar, Coverage};
use crate::finding::{Args, codes};
use crate::klines::{Candle, Interval};

/// Whose midnight ends a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayCut {
    /// Midnight UTC: the days of CoinMarketCap.
    Utc,
    /// Midnight in Almaty: the days of Kazakhstan.
    Almaty,
}

impl DayCut {
    /// The name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utc => "utc",
            Self::Almaty => "almaty",
        }
    }

    /// The day to which an instant belongs.
    #[must_use]
    pub fn day_of(self, instant: Timestamp) -> Day {
        let ahead = i64::from(self.zone().to_offset(instant).seconds());
        let local = instant.as_millisecond().div_euclid(1000).saturating_add(ahead);
        // A calendar of 20,000 years has some seven million days.
        Day::from_number(i32::try_from(local.div_euclid(86_400)).unwrap_or_default())
    }

    /// The first instant of a day; the calendar's first or last where it has no such day.
    #[must_use]
    pub fn start(self, day: Day) -> Timestamp {
        let beyond = if day.number() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        self.start_if_any(day).unwrap_or(beyond)
    }

    /// The instant at which a day is over: the first of the next.
    #[must_use]
    pub fn end(self, day: Day) -> Timestamp {
        self.start(day.plus(1))
    }

    fn start_if_any(self, day: Day) -> Option<Timestamp> {
        let (year, month, day) = day.date();
        let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        Some(date.to_zoned(self.zone()).ok()?.timestamp())
    }

    fn zone(self) -> TimeZone {
        static ALMATY: TimeZone = jiff::tz::get!("Asia/Almaty");
        match self {
            Self::Utc => TimeZone::UTC,
            Self::Almaty => ALMATY.clone(),
        }
    }
}

impl fmt::Display for DayCut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A bar built of candles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltDay {
    /// The bar; its vwap is rounded, half to even, at the 40 decimals that a case can carry.
    pub bar: Bar,
    /// The vwap without any rounding.
    pub vwap: Option<Ratio>,
}

/// Why candles give no days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DaysError {
    /// A candle begins in one day and ends in the next, so its trades belong to neither: cut the days at UTC, or take
    /// finer candles.
    CandleCrossesMidnight {
        /// When the candle opens.
        time: Timestamp,
        /// How long it is.
        interval: Interval,
        /// Whose midnight it crosses.
        cut: DayCut,
    },
    /// Two candles cover the same time, so trades would count twice: merge the files' candles first.
    CandlesOverlap {
        /// When the later of the two opens.
        time: Timestamp,
    },
}

codes!(DaysError {
    CandleCrossesMidnight => "candle-crosses-midnight",
    CandlesOverlap => "candles-overlap",
});

impl DaysError {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::CandleCrossesMidnight { time, interval, cut } => vec![
                ("time", time.to_string()),
                ("interval", interval.name().to_owned()),
                ("cut", cut.name().to_owned()),
            ],
            Self::CandlesOverlap { time } => vec![("time", time.to_string())],
        }
    }
}

impl core::error::Error for DaysError {}

/// Builds the days of one series from its candles, in any order, each candle once.
///
/// A day that lacks a candle, at its ends or between, is left out unless `partial_days`; its bar's coverage then says
/// how much is known. A day without any candle has no bar.
///
/// # Errors
/// Where a candle crosses the cut's midnight, or two cover the same time.
pub fn daily<'a>(
    candles: impl IntoIterator<Item = &'a Candle>,
    interval: Interval,
    cut: DayCut,
    partial_days: bool,
) -> Result<Vec<BuiltDay>, DaysError> {
    let mut candles: Vec<&Candle> = candles.into_iter().collect();
    candles.sort_by_key(|candle| candle.open_time);
    let overlap = candles.iter().zip(candles.iter().skip(1)).find(|(a, b)| b.opens() < a.is_over(interval));
    if let Some((_, later)) = overlap {
        return Err(DaysError::CandlesOverlap { time: later.opens() });
    }

    let mut days = Vec::new();
    let mut rest = candles.as_slice();
    while let Some(first) = rest.first() {
        let day = cut.day_of(first.opens());
        let (start, end) = (cut.start(day), cut.end(day));
        let (today, later) = rest.split_at(rest.partition_point(|candle| candle.opens() < end).max(1));
        // Only the last can: the others end before it opens.
        if let Some(last) = today.last().filter(|last| last.is_over(interval) > end) {
            return Err(DaysError::CandleCrossesMidnight { time: last.opens(), interval, cut });
        }
        let length = end.as_microsecond().saturating_sub(start.as_microsecond());
        let coverage = Coverage { candles: count(today.len()), expected: expected(length, interval) };
        if partial_days || coverage.candles == coverage.expected {
            days.extend(built(day, today, coverage));
        }
        rest = later;
    }
    Ok(days)
}

fn count(candles: usize) -> u32 {
    u32::try_from(candles).unwrap_or(u32::MAX)
}

/// How many candles fit a day of that length.
pub(crate) fn expected(length: i64, interval: Interval) -> u32 {
    length.checked_div(interval.micros()).and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX)
}

/// The bar of a day's candles, which are sorted; `None` where there are none.
fn built(day: Day, candles: &[&Candle], coverage: Coverage) -> Option<BuiltDay> {
    let (first, last) = (candles.first()?, candles.last()?);
    let prices = DayPrices {
        open: Some(first.open.clone()),
        high: candles.iter().map(|candle| &candle.high).max().cloned(),
        low: candles.iter().map(|candle| &candle.low).min().cloned(),
        close: Some(last.close.clone()),
    };
    let quote = sum(candles.iter().map(|candle| &candle.quote_volume));
    let base = sum(candles.iter().map(|candle| &candle.volume));
    Some(built_of(day, prices, quote, &base, Some(coverage)))
}

/// The prices of a day.
pub(crate) struct DayPrices {
    pub(crate) open: Option<Amount>,
    pub(crate) high: Option<Amount>,
    pub(crate) low: Option<Amount>,
    pub(crate) close: Option<Amount>,
}

/// The bar of a day in which so much was traded: the one rule, whether a day comes of candles, of trades or of sums.
pub(crate) fn built_of(
    day: Day,
    prices: DayPrices,
    quote: Amount,
    base: &Amount,
    coverage: Option<Coverage>,
) -> BuiltDay {
    // Nothing traded, nothing weighed; and a negative volume, reported as a defect of its candle, weighs nothing.
    let is_traded = quote.is_positive() && base.is_positive();
    let vwap = if is_traded { quote.to_ratio().over(&base.to_ratio()) } else { None };
    let DayPrices { open, high, low, close } = prices;
    let bar = Bar {
        day,
        open,
        high,
        low,
        close,
        vwap: vwap.as_ref().map(rounded).and_then(carried),
        volume: carried(quote),
        market_cap: None,
        coverage,
    };
    BuiltDay { bar, vwap }
}

/// The exact sum.
fn sum<'a>(amounts: impl Iterator<Item = &'a Amount> + Clone) -> Amount {
    let scale = amounts.clone().map(Amount::scale).max().unwrap_or_default();
    // `scale` is at least each one's own, so each can be scaled to it.
    Amount::new(amounts.filter_map(|amount| amount.scaled_to(scale)).sum(), scale)
}

/// A positive ratio at 40 decimals, the finest that a case can carry, half to even.
///
/// The rounding favours nobody and is at most 5·10^-41, but it is one: a deviation that must be exact is computed from
/// the ratio.
pub(crate) fn rounded(ratio: &Ratio) -> Amount {
    let denominator = ratio.denominator();
    let scaled = ratio.numerator() * IBig::from(10).pow(FRACTION_DIGITS_MAX);
    let (below, over) = (&scaled / &denominator, &scaled % &denominator);
    let is_odd = &below % IBig::from(2) != IBig::ZERO;
    let up = match (over * IBig::from(2)).cmp(&denominator) {
        Ordering::Greater => true,
        Ordering::Equal => is_odd,
        Ordering::Less => false,
    };
    Amount::new(if up { below + IBig::ONE } else { below }, FRACTION_DIGITS_MAX)
}

/// The amount, if it has not outgrown the digits that amounts are written with.
pub(crate) fn carried(amount: Amount) -> Option<Amount> {
    amount.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ratio: &str, expected: &str) {
        assert_eq!(rounded(&ratio.parse().unwrap()).to_string(), expected, "{ratio}");
    }

    #[test]
    fn a_ratio_is_rounded_half_to_even_at_forty_decimals() {
        check("1/4", "0.25");
        check("1/3", &format!("0.{}", "3".repeat(40)));
        check("2/3", &format!("0.{}7", "6".repeat(39)));
        // 5 · 10^-41 lies half way to 10^-40, and 15 · 10^-41 half way to 2 · 10^-40.
        let tiny = format!("0.{}1", "0".repeat(39));
        check(&format!("{tiny}/2"), "0");
        check(&format!("{tiny}/1.9999999999999"), &tiny);
        let three = format!("0.{}3", "0".repeat(39));
        check(&format!("{three}/2"), &format!("0.{}2", "0".repeat(39)));
        let five = format!("0.{}5", "0".repeat(39));
        check(&format!("{five}/2"), &format!("0.{}2", "0".repeat(39)));
    }

    #[test]
    fn a_sum_that_outgrows_an_amount_is_not_carried() {
        let most: Amount = "9".repeat(60).parse().unwrap();
        let one: Amount = "1".parse().unwrap();
        assert_eq!(carried(sum([&most].into_iter())), Some(most.clone()));
        assert_eq!(carried(sum([&most, &one].into_iter())), None);
        assert_eq!(sum([].into_iter()), Amount::new(IBig::ZERO, 0));
    }
}
