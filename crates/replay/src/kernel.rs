//! The kernel: sums that slide along the days of a series.
//!
//! | module | what it does |
//! | --- | --- |
//! | `columns` | the columns of a price, block by block |
//! | `lens` | in which integers prices are seen, and what is certain of them |
//! | `track` | one price of a series, all its days: the hot loops |
//! | `exact` | one figure by the prices themselves |
//! | `short` | the same in 128 bits |
//! | `sums` | the same of many assets at once, by rows in any order |
//! | `bits` | days as bits |

mod bits;
mod columns;
mod exact;
mod lens;
mod short;
mod sums;
mod track;

use pulp::{Arch, Simd, WithSimd};
use qazyq_exact::{Day, Ratio};
use qazyq_law::reading::{Choices, Missing, Price, Statistic, Window};
use qazyq_law::{Law, Outcome};

use crate::outcomes::{Bits, Outcomes};
use crate::series::Series;
use bits::{WORD, bit, word_at};
use columns::Columns;
use exact::Exact;
pub use exact::{days_present, figure, figure_and_days};
use lens::{Key, Lens};
pub use sums::{Misfit, Summed, Sums};
use track::{Grid, Rates, Scene, Track};

/// The numbers of a law that `stability` needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The largest deviation that meets.
    pub deviation_max: Ratio,
    /// Calendar days of the window; one at least.
    pub window_days: u32,
    /// Days that a price may be carried forward.
    pub carry_days_max: u32,
}

impl Rule {
    /// What a figure comes to, or its absence.
    #[must_use]
    pub fn outcome(&self, figure: Option<&Ratio>) -> Outcome {
        match figure {
            None => Outcome::Undetermined,
            Some(figure) if *figure <= self.deviation_max => Outcome::Met,
            Some(_) => Outcome::NotMet,
        }
    }
}

impl From<&Law> for Rule {
    fn from(law: &Law) -> Self {
        Self {
            deviation_max: law.deviation_max.clone(),
            window_days: law.window_days,
            carry_days_max: law.carry_days_max,
        }
    }
}

/// Decides series after series by one rule under the same readings. Its buffers are used again, so that a run over a whole
/// market touches as much memory as the longest series needs.
#[derive(Debug)]
pub struct Kernel {
    rule: Rule,
    readings: Vec<Choices>,
    asked: Vec<(Price, Asked)>,
    /// Which of the ways the hot loops are compiled this machine understands.
    processor: Arch,
    /// Lenses that were made, since series of one peg often follow each other. Looked through from the first.
    lenses: Vec<(Key, Lens)>,
    rates: Rates,
    track: Track,
    outcomes: Outcomes,
}

/// Lenses that are kept at a time.
const LENSES_MAX: usize = 32;

/// What the readings of one price ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    mean_absolute: bool,
    mean_signed: bool,
    every_day: bool,
    carry_forward: bool,
}

impl Kernel {
    /// A kernel for `readings`. A rule without a day in its window is taken to have one.
    #[must_use]
    pub fn new(rule: Rule, readings: Vec<Choices>) -> Self {
        let rule = Rule { window_days: rule.window_days.max(1), ..rule };
        let asked = |price: &Price| {
            let of_price = || readings.iter().filter(|choices| choices.price == *price);
            let statistic = |statistic| of_price().any(|choices| choices.statistic == statistic);
            let asked = Asked {
                mean_absolute: statistic(Statistic::MeanAbsolute),
                mean_signed: statistic(Statistic::MeanSigned),
                every_day: statistic(Statistic::EveryDay),
                carry_forward: of_price().any(|choices| choices.missing == Missing::CarryForward),
            };
            of_price().next().map(|_| (*price, asked))
        };
        Self {
            asked: Price::ALL.iter().filter_map(asked).collect(),
            processor: Arch::new(),
            rule,
            readings,
            lenses: Vec::new(),
            rates: Rates::default(),
            track: Track::default(),
            outcomes: Outcomes::new(Day::from_number(0), 0, Vec::new()),
        }
    }

    /// Days of a window.
    #[must_use]
    pub fn window_days(&self) -> u32 {
        self.rule.window_days
    }

    /// Days before an assessment date that its outcome may rest on: a window, the day before it, and what may be carried in.
    #[must_use]
    pub fn days_before(&self) -> u32 {
        self.rule.window_days.saturating_add(self.rule.carry_days_max)
    }

    /// What the series comes to on each assessment date from `from` on, `days` of them, reading by reading. Days outside the
    /// series' columns have no price. `None` where a column has not as many values as the series has days.
    pub fn run(&mut self, series: &Series<'_>, from: Day, days: usize) -> Option<&Outcomes> {
        series.is_even().then_some(())?;
        self.outcomes.clear(from, days, self.readings.len());
        if days == 0 {
            return Some(&self.outcomes);
        }
        let grid = self.grid(series, from, days);
        let Some((worth, power)) = self.rates.lay_out(series.worth, &grid) else {
            return Some(&self.outcomes);
        };
        for (price, asked) in &self.asked {
            let (Some(columns), Some(exact)) =
                (Columns::of(&series.prices, *price), Exact::new(&self.rule, series, *price))
            else {
                continue;
            };
            let (shape, is_wide) = (columns.shape, columns.is_wide());
            let key = Key { worth: worth.clone(), power, scale: series.prices.scale, shape, is_wide };
            let Some(lens) = lens(&mut self.lenses, &self.rule, key) else { continue };
            let (grid, columns, rates, asked, exact) = (&grid, &columns, &self.rates, *asked, &exact);
            let scene = Scene { grid, columns, lens, rates, asked, exact };
            let (track, readings, outcomes) = (&mut self.track, &self.readings, &mut self.outcomes);
            self.processor.dispatch(OnePrice { scene, price: *price, days, track, readings, outcomes });
        }
        Some(&self.outcomes)
    }

    /// The days of all windows.
    fn grid(&self, series: &Series<'_>, from: Day, days: usize) -> Grid {
        let before = i32::try_from(self.rule.window_days).unwrap_or(i32::MAX);
        let window_days = usize::try_from(self.rule.window_days).unwrap_or(usize::MAX);
        let first = from.plus(before.saturating_neg());
        Grid {
            first,
            start: i64::from(first.since(series.first)),
            days: days.saturating_add(window_days),
            window_days,
            carry_days_max: u64::from(self.rule.carry_days_max),
        }
    }
}

/// The work on one price of one series: what is compiled for several processors.
struct OnePrice<'a> {
    scene: Scene<'a>,
    price: Price,
    /// Assessment dates.
    days: usize,
    track: &'a mut Track,
    readings: &'a [Choices],
    outcomes: &'a mut Outcomes,
}

impl WithSimd for OnePrice<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        self.track.run(&self.scene);
        for (choices, bits) in self.readings.iter().zip(self.outcomes.all_mut()) {
            if choices.price == self.price {
                write(self.track, self.scene.grid, choices, self.days, bits);
            }
        }
    }
}

/// The lens of `key`, made only if it is not among `lenses`.
fn lens<'k>(lenses: &'k mut Vec<(Key, Lens)>, rule: &Rule, key: Key) -> Option<&'k Lens> {
    let place = lenses.iter().position(|(made, _)| *made == key);
    let place = place.unwrap_or_else(|| {
        if lenses.len() >= LENSES_MAX {
            lenses.clear();
        }
        let lens = Lens::new(rule, &key);
        lenses.push((key, lens));
        lenses.len().saturating_sub(1)
    });
    lenses.get(place).map(|(_, lens)| lens)
}

/// Writes one reading's outcomes: windows become assessment dates, by the day on which they begin.
#[inline(always)]
fn write(track: &Track, grid: &Grid, choices: &Choices, days: usize, bits: &mut Bits) {
    let shift = match choices.window {
        Window::CompleteDays => 0,
        Window::ThroughAssessmentDay => 1,
    };
    let known = track.known(choices.missing);
    let (met, behind) = track.met(choices.statistic, grid.window_days);
    let met_shift = i64::try_from(behind).unwrap_or(i64::MAX).saturating_add(shift);
    let mut start = 0i64;
    for (known_bits, met_bits) in bits.known.iter_mut().zip(&mut bits.met) {
        *known_bits = word_at(known, start.saturating_add(shift));
        *met_bits = word_at(met, start.saturating_add(met_shift)) & *known_bits;
        start = start.saturating_add(64);
    }
    // Bits behind the last day are zero.
    let rest = days % WORD;
    if let (1.., Some(known), Some(met)) = (rest, bits.known.last_mut(), bits.met.last_mut()) {
        let days = bit(rest).wrapping_sub(1);
        (*known, *met) = (*known & days, *met & days);
    }
}
