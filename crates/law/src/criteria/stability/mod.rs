//! Paragraph 2: the average daily deviation of the market price is at most one per cent over the last thirty
//! calendar days on CoinMarketCap or a digital asset exchange.
//!
//! On each day `d` of the window the deviation is `x_d = p_d / v_d − 1`: the price that the reading asks for, held
//! against what the asset is worth by its own terms, `v_d = Σ amount · rate_d`. A statistic makes one figure of the
//! window's `x_d`, and the criterion is met if that is at most the limit.
//!
//! How that is computed without a division is told in `track`.

mod track;

use qazyq_exact::{Day, Ratio};

use crate::act::Law;
use crate::case::{Facts, Series};
use crate::json::Text;
use crate::outcome::Outcome;
use crate::reading::{Choices, Reading, Source};
use crate::reason::{Finding, Ground, Reason};
use track::Track;

/// What `stability` comes to: under its own reading, series by series, and under every counted one.
#[derive(Clone, Debug)]
pub struct Stability {
    /// Under the case's reading.
    pub finding: Finding,
    /// Each series that the reading's source admits, in the order of their names' code points.
    pub series: Vec<SeriesFinding>,
    /// What every counted reading comes to, in the order of the axes.
    pub readings: Vec<(Choices, Outcome)>,
    /// How many of them come to what.
    pub tally: Tally,
    /// Those whose outcome is the opposite, in the same order.
    pub dissenting: Vec<Choices>,
    /// Determined, no counted reading opposite, and no single series opposite.
    pub robust: bool,
}

/// What one series comes to under the case's reading.
#[derive(Clone, Debug)]
pub struct SeriesFinding {
    /// Whose series.
    pub source: Text,
    /// The outcome.
    pub outcome: Outcome,
    /// Days of the window on which the series itself has the price.
    pub days_present: u32,
    /// The figure held against the limit, and what is left of the limit.
    pub deviation: Option<Deviation>,
    /// What is wrong with its bars, window and days that may be carried included.
    pub defects: Vec<Defect>,
}

/// A figure and what follows from it.
#[derive(Clone, Debug)]
pub struct Deviation {
    /// The figure; never negative.
    pub figure: Ratio,
    /// Limit less figure; negative when failing.
    pub headroom: Ratio,
    /// Where not met: the first later assessment date on which the same reading would be met if every day after
    /// the window's last were at the peg.
    pub meets_again_on: Option<Day>,
    /// The day that deviates most, the latest of several.
    pub farthest_day: Day,
}

/// Outcomes counted over readings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Readings under which the criterion is met.
    pub met: u32,
    /// Those under which it is not.
    pub not_met: u32,
    /// Those under which it is undetermined.
    pub undetermined: u32,
}

/// Something wrong with a bar. It is reported; what counts, the rules say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The bar's day.
    pub day: Day,
    /// What is wrong.
    pub kind: DefectKind,
}

/// Kinds of defects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefectKind {
    /// The price that the reading asks for is null or absent.
    PriceAbsent,
    /// A price is zero or negative, and so counts as missing.
    PriceNotPositive,
    /// The highest price lies below the lowest; the bar counts all the same.
    HighBelowLow,
    /// The first or the last price lies outside the highest and the lowest; the bar counts all the same.
    OutsideHighAndLow,
}

impl DefectKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::PriceAbsent, Self::PriceNotPositive, Self::HighBelowLow, Self::OutsideHighAndLow];

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::PriceAbsent => "price_absent",
            Self::PriceNotPositive => "price_not_positive",
            Self::HighBelowLow => "high_below_low",
            Self::OutsideHighAndLow => "outside_high_and_low",
        }
    }
}

impl Stability {
    /// The series whose figure decides: of those that come to the outcome, the one with the smallest; none where none has one.
    #[must_use]
    pub fn deciding(&self) -> Option<(&Text, &Deviation)> {
        let of_outcome = self.series.iter().filter(|series| series.outcome == self.finding.outcome);
        let figures = of_outcome.filter_map(|series| Some((&series.source, series.deviation.as_ref()?)));
        figures.min_by(|(_, a), (_, b)| a.figure.cmp(&b.figure))
    }
}

/// Decides the criterion under the case's reading and under every counted one.
#[must_use]
pub fn stability(law: &Law, facts: &Facts, reading: &Reading, date: Day) -> Stability {
    let tracks = tracks(law, facts, reading, date);
    let under = |choices| (choices, Outcome::any(tracks.iter().map(|track| track.outcome(&choices))));
    let readings = law.counted.readings().map(under).collect();
    under_own(&tracks, reading, readings)
}

/// The same where somebody else has decided already what the counted readings come to.
///
/// INVARIANT: `readings` are those that the law counts, in its order, with the outcomes that [`stability`] would find. The
/// kernels of whole markets find them a day at a time for next to nothing, and are held against this crate.
#[must_use]
pub fn stability_given(
    law: &Law,
    facts: &Facts,
    reading: &Reading,
    date: Day,
    readings: Vec<(Choices, Outcome)>,
) -> Stability {
    under_own(&tracks(law, facts, reading, date), reading, readings)
}

/// One series, day by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayByDay {
    /// Whose.
    pub source: Text,
    /// Each day of the reading's window with `x_d`, its price's deviation from the peg as a share of it, with its sign; none
    /// where there is no price of that day, no peg or no rate. Nothing stands in for a day.
    pub days: Vec<(Day, Option<Ratio>)>,
}

/// The deviations that `stability` is taken over, for whoever shows them: under the reading's price and window, of every series
/// that its source admits.
#[must_use]
pub fn day_by_day(law: &Law, facts: &Facts, reading: &Reading, date: Day) -> Vec<DayByDay> {
    let of = |track: &Track<'_>| DayByDay {
        source: track.source().clone(),
        days: track.day_by_day(&reading.choices),
    };
    tracks(law, facts, reading, date).iter().map(of).collect()
}

/// What a counted reading comes to, with the figure that decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The reading.
    pub choices: Choices,
    /// What it comes to.
    pub outcome: Outcome,
    /// Of the series that come to it, the smallest figure; none where none has one.
    pub figure: Option<Ratio>,
}

/// Every counted reading with its figure, in the law's order: the outcomes are those of [`Stability::readings`].
#[must_use]
pub fn counted(law: &Law, facts: &Facts, reading: &Reading, date: Day) -> Vec<Counted> {
    let tracks = tracks(law, facts, reading, date);
    let under = |choices: Choices| {
        let found: Vec<(Outcome, Option<Ratio>)> =
            tracks.iter().map(|track| track.decided(&choices)).collect();
        let outcome = Outcome::any(found.iter().map(|(outcome, _)| *outcome));
        let deciding = found.into_iter().filter(|(of, _)| *of == outcome);
        Counted { choices, outcome, figure: deciding.filter_map(|(_, figure)| figure).min() }
    };
    law.counted.readings().map(under).collect()
}

/// Why a series of which the figure is known comes to what it does; `day` is the one that deviates most.
#[must_use]
pub fn by_figure<'a>(law: &'a Law, source: &'a Text, deviation: &'a Ratio, day: Day) -> Ground<'a> {
    let limit = &law.deviation_max;
    if deviation <= limit {
        Ground::DeviationWithinLimit { source, deviation, limit }
    } else {
        Ground::DeviationAboveLimit { source, deviation, limit, day }
    }
}

/// The series that the reading's source admits, in the order of their names' code points.
fn tracks<'a>(law: &'a Law, facts: &'a Facts, reading: &Reading, date: Day) -> Vec<Track<'a>> {
    let mut admitted: Vec<&Series> =
        facts.market.iter().filter(|s| reading.source.admits(&s.source)).collect();
    admitted.sort_by(|a, b| a.source.cmp(&b.source));
    admitted.iter().map(|s| Track::new(law, facts, s, date)).collect()
}

fn under_own(tracks: &[Track<'_>], reading: &Reading, readings: Vec<(Choices, Outcome)>) -> Stability {
    let series: Vec<SeriesFinding> = tracks.iter().map(|track| track.finding(&reading.choices)).collect();
    let outcome = Outcome::any(series.iter().map(|s| s.outcome));
    let tally = Tally::of(readings.iter().map(|(_, outcome)| *outcome));
    let is_dissenting = |(_, other): &&(Choices, Outcome)| other.is_opposite_of(outcome);
    let dissenting: Vec<Choices> =
        readings.iter().filter(is_dissenting).map(|(choices, _)| *choices).collect();
    let series_agree = !series.iter().any(|s| s.outcome.is_opposite_of(outcome));
    let robust = outcome != Outcome::Undetermined && dissenting.is_empty() && series_agree;

    let reason = |(track, found): (&Track<'_>, &SeriesFinding)| {
        track.reason(&reading.choices, found.deviation.as_ref())
    };
    let mut reasons: Vec<Reason> = tracks.iter().zip(&series).map(reason).collect();
    if reasons.is_empty() {
        reasons.push(match &reading.source {
            Source::Either => Reason::NoSeries {},
            Source::Named(source) => Reason::SourceNotThere { source: source.clone() },
        });
    }
    Stability { finding: Finding { outcome, reasons }, series, readings, tally, dissenting, robust }
}

impl Source {
    pub(crate) fn admits(&self, name: &Text) -> bool {
        match self {
            Self::Either => true,
            Self::Named(chosen) => chosen == name,
        }
    }
}

impl Tally {
    fn of(outcomes: impl Iterator<Item = Outcome>) -> Self {
        outcomes.fold(Self::default(), |mut tally, outcome| {
            let count = match outcome {
                Outcome::Met => &mut tally.met,
                Outcome::NotMet => &mut tally.not_met,
                Outcome::Undetermined => &mut tally.undetermined,
            };
            *count = count.saturating_add(1);
            tally
        })
    }
}
