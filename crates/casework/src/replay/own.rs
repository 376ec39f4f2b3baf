//! The workspace's own assets, with the facts that a case of each day would have.
//!
//! A day's case has the peg that holds on it, the rates of its window, and a provisional bar only where it is the day's own.
//! So an asset's days are cut where any of these changes, and each stretch is decided with what its cases would hold.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use qazyq_exact::{Amount, Day, Ratio};
use qazyq_law::case::Facts;
use qazyq_law::json::Value;
use qazyq_law::reading::{Choices, Source};
use qazyq_law::{Act, Law, Outcome};
use qazyq_replay::margin::{Costliest, Margin, costliest, margin};
use qazyq_replay::worth::{Rate, Worth};
use qazyq_replay::{Bits, Digits, Kernel, Outcomes, Prices};

use super::cells::PRICES;
use super::fold::Fold;
use super::plan::{Plan, Stretch};
use super::tables::Table;
use super::{Replayed, Watch};
use crate::Trouble;
use crate::assess::Question;
use crate::book::Book;
use crate::dossier::{Dossier, Series};

/// Replays the assets of the workspace, those of `only` if it names some. `follows`: flips and recoveries are wanted;
/// `table`: which lines are.
///
/// # Errors
/// Where a dossier cannot be read, its facts are refused, or it is interrupted.
pub fn replay_own(
    plan: &Plan,
    question: &Question<'_>,
    book: &Book,
    only: &[String],
    (table, follows): (Option<Table>, bool),
    watch: &Watch<'_>,
) -> Result<Replayed, Trouble> {
    let mut fold = Fold::new(plan, table, follows)?;
    let mut names = Vec::new();
    let mut without_peg = 0;
    let ids = match only {
        [] => book.assets().into_iter().map(|asset| asset.id).collect(),
        only => only.to_vec(),
    };
    for id in ids {
        if watch.stop.load(Ordering::Relaxed) {
            return Err(Trouble::Interrupted);
        }
        let dossier = question.dossier(book, &id)?;
        let asset = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let own =
            Own { plan, act: question.act, source: question.asked.source.as_deref(), dossier: &dossier };
        if own.decide(asset, &mut fold)? {
            without_peg += u64::from(dossier.peg_text().is_none());
        }
        names.push(id);
        (watch.advanced)(1);
    }
    let mut replayed = Replayed::of(vec![(fold, names)], plan);
    replayed.without_peg = without_peg;
    Ok(replayed)
}

/// What `stability` comes to on one day under each of `readings`; undetermined under all where no series is admitted.
///
/// # Errors
/// Where its facts are refused.
pub(crate) fn on_day(
    question: &Question<'_>,
    dossier: &Dossier,
    date: Day,
    readings: &[Choices],
) -> Result<Vec<Outcome>, Trouble> {
    let plan = Plan::of_day(question.act, date, readings.to_vec());
    let law = question.act.on(date);
    let own = Own { plan: &plan, act: question.act, source: question.asked.source.as_deref(), dossier };
    let mut kernel = Kernel::new(law.into(), readings.to_vec());
    let outcomes = own.outcomes(&mut kernel, law.rate_days_max, (date, date))?;
    let of = |reading: usize| outcomes.as_ref()?.of(reading).map(|bits| bits.outcome(0));
    Ok((0..readings.len()).map(|reading| of(reading).unwrap_or(Outcome::Undetermined)).collect())
}

/// How far one series' outcome is from the opposite one on a day.
#[derive(Clone, Debug)]
pub struct SeriesMargin {
    /// Whose series.
    pub source: String,
    /// In which currency its prices are.
    pub currency: String,
    /// What it comes to.
    pub outcome: Outcome,
    /// The figure that is held against the limit; none where it is undetermined.
    pub figure: Option<Ratio>,
    /// What flips it; none where it is undetermined, or no change of one price does.
    pub margin: Option<Margin>,
    /// The day that costs most; none where it is undetermined.
    pub costliest: Option<Costliest>,
}

/// How far each series that the reading admits is from the opposite outcome on a day.
///
/// # Errors
/// Where the facts of the day are refused.
pub fn margins(
    question: &Question<'_>,
    dossier: &Dossier,
    date: Day,
) -> Result<(Law, Choices, Vec<SeriesMargin>), Trouble> {
    let law = question.act.on(date);
    let choices = question.asked.reading(law).choices;
    let plan = Plan::of_day(question.act, date, vec![choices]);
    let own = Own { plan: &plan, act: question.act, source: question.asked.source.as_deref(), dossier };
    let rule = qazyq_replay::Rule::from(law);
    let mut kernel = Kernel::new(rule.clone(), vec![choices]);
    let mut margins = Vec::new();
    own.each(&mut kernel, law.rate_days_max, (date, date), |kernel, series, lent| {
        let outcomes = kernel.run(lent, date, 1).ok_or_else(uneven)?;
        margins.push(SeriesMargin {
            source: series.source.clone(),
            currency: series.currency.clone(),
            outcome: outcomes.of(0).map_or(Outcome::Undetermined, |bits| bits.outcome(0)),
            figure: qazyq_replay::kernel::figure(&rule, lent, choices, date),
            margin: margin(&rule, lent, &choices, date),
            costliest: costliest(&rule, lent, &choices, date),
        });
        Ok(())
    })?;
    Ok((law.clone(), choices, margins))
}

fn uneven() -> Trouble {
    Trouble::Replay("uneven columns".to_owned())
}

struct Own<'a> {
    plan: &'a Plan,
    act: &'a Act,
    source: Option<&'a str>,
    dossier: &'a Dossier,
}

impl Own<'_> {
    /// The series that the reading's source admits.
    fn admitted(&self) -> impl Iterator<Item = &Series> {
        let source = self.source.map_or(Source::Either, |name| qazyq_law::json::Text::from(name).into());
        let named = match source {
            Source::Either => None,
            Source::Named(name) => Some(name.to_string()),
        };
        let series = self.dossier.series.iter().filter(|series| !series.evidence.is_empty());
        series.filter(move |series| named.as_ref().is_none_or(|name| *name == series.source))
    }

    /// Decides the asset; false where it has no day in the interval.
    fn decide(&self, asset: u32, fold: &mut Fold) -> Result<bool, Trouble> {
        let (from, to) = (self.plan.from, self.plan.to);
        let days = |series: &Series| {
            let mut days = series.days.range(from..=to).map(|(day, _)| *day);
            let first = days.next();
            first.map(|first| (first, days.next_back().unwrap_or(first)))
        };
        let spans: Vec<(Day, Day)> = self.admitted().filter_map(days).collect();
        let (Some(first), Some(last)) =
            (spans.iter().map(|(first, _)| *first).min(), spans.iter().map(|(_, last)| *last).max())
        else {
            return Ok(false);
        };
        for stretch in &self.plan.stretches {
            let (from, to) = (first.max(stretch.from), last.min(stretch.to));
            if from <= to {
                self.decide_stretch(asset, stretch, (from, to), fold)?;
            }
        }
        fold.done(asset)?;
        Ok(true)
    }

    fn decide_stretch(
        &self,
        asset: u32,
        stretch: &Stretch,
        (from, to): (Day, Day),
        fold: &mut Fold,
    ) -> Result<(), Trouble> {
        let kernel = |rule: &qazyq_replay::Rule| Kernel::new(rule.clone(), self.plan.readings.clone());
        let mut replayed = kernel(&stretch.rule);
        let mut in_force = stretch.in_force.as_ref().map(|(rule, days)| (kernel(rule), *days));
        for (from, to) in self.cuts(from, to) {
            fold.asset_days += u64::try_from(to.since(from)).unwrap_or(0) + 1;
            let outcomes = self.outcomes(&mut replayed, stretch.rate_days_max, (from, to))?;
            let in_force = match &mut in_force {
                None => None,
                Some((kernel, rate_days_max)) => self.outcomes(kernel, *rate_days_max, (from, to))?,
            };
            if let Some(outcomes) = outcomes {
                fold.push(asset, &outcomes, in_force.as_ref())?;
            }
        }
        Ok(())
    }

    /// The days from the first to the last, cut so that all cases of a piece hold the same peg, rates and provisional bars.
    fn cuts(&self, from: Day, to: Day) -> Vec<(Day, Day)> {
        let mut begins: BTreeSet<Day> = BTreeSet::from([from]);
        begins.extend(self.dossier.peg_changes());
        for series in self.admitted() {
            let provisional = series.days.range(from..=to).filter(|(_, bar)| bar.provisional);
            begins.extend(provisional.flat_map(|(day, _)| [*day, day.plus(1)]));
        }
        if self.dossier.rates_hang_on_the_day() {
            begins.extend((0..=to.since(from)).map(|k| from.plus(k)));
        }
        begins.retain(|day| (from..=to).contains(day));
        let begins: Vec<Day> = begins.into_iter().collect();
        let ends = begins.iter().skip(1).map(|day| day.plus(-1)).chain([to]);
        begins.iter().copied().zip(ends).collect()
    }

    /// What the admitted series come to together on days whose cases hold the same.
    fn outcomes(
        &self,
        kernel: &mut Kernel,
        rate_days_max: u32,
        (from, to): (Day, Day),
    ) -> Result<Option<Outcomes>, Trouble> {
        let days = usize::try_from(to.since(from)).unwrap_or(0) + 1;
        let mut together: Option<Vec<Bits>> = None;
        self.each(kernel, rate_days_max, (from, to), |kernel, _, lent| {
            let outcomes = kernel.run(lent, from, days).ok_or_else(uneven)?;
            let own = (0..self.plan.readings.len()).filter_map(|reading| outcomes.of(reading).cloned());
            together = Some(match together.take() {
                None => own.collect(),
                Some(other) => other.into_iter().zip(own).map(|(a, b)| any(&a, &b)).collect(),
            });
            Ok(())
        })?;
        Ok(together.map(|bits| Outcomes::new(from, days, bits)))
    }

    /// Lends each admitted series to `decide`, with what the cases of these days hold.
    fn each(
        &self,
        kernel: &mut Kernel,
        rate_days_max: u32,
        (from, to): (Day, Day),
        mut decide: impl FnMut(&mut Kernel, &Series, &qazyq_replay::Series<'_>) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let law = self.act.on(from);
        let before = i32::try_from(kernel.days_before()).unwrap_or(i32::MAX);
        let first = from.plus(-before);
        let peg = self.peg(law, from)?;
        let rates = self.rates(law, first.plus(-i32::try_from(rate_days_max).unwrap_or(i32::MAX)), to)?;
        for series in self.admitted() {
            let span = usize::try_from(to.since(first)).unwrap_or(0) + 1;
            let worth = match &peg {
                None => Worth::Unknown,
                Some(components) => {
                    Worth::new(components, &rates, &series.currency, rate_days_max, first, span)
                }
            };
            let columns = Columns::of(series, (first, to), from);
            let prices = columns.prices();
            decide(kernel, series, &qazyq_replay::Series { first, days: span, prices, worth: &worth })?;
        }
        Ok(())
    }

    fn peg(&self, law: &Law, date: Day) -> Result<Option<Vec<(String, Amount)>>, Trouble> {
        let Some(peg) = self.dossier.peg_on(date) else { return Ok(None) };
        let facts = Facts::of_json(law, &Value::object([("peg", peg.clone())]))?;
        let components = facts.peg.map(|peg| {
            peg.components.into_iter().map(|part| (part.currency.to_string(), part.amount)).collect()
        });
        Ok(components)
    }

    fn rates(&self, law: &Law, from: Day, to: Day) -> Result<Vec<Rate>, Trouble> {
        let facts = Facts::of_json(law, &Value::object(self.dossier.rates_between(from, to)))?;
        let rate = |rate: qazyq_law::case::Rate| Rate {
            date: rate.date,
            base: rate.base.to_string(),
            quote: rate.quote.to_string(),
            rate: rate.rate,
        };
        Ok(facts.fx.into_iter().map(rate).collect())
    }
}

/// Met where either is; not met where both are not; else undetermined.
fn any(a: &Bits, b: &Bits) -> Bits {
    let met: Vec<u64> = a.met.iter().zip(&b.met).map(|(a, b)| a | b).collect();
    let failing = a.known.iter().zip(&a.met).zip(b.known.iter().zip(&b.met));
    let failing = failing.map(|((a_known, a_met), (b_known, b_met))| a_known & !a_met & b_known & !b_met);
    Bits { known: met.iter().zip(failing).map(|(met, failing)| met | failing).collect(), met }
}

/// The prices of a series as columns.
struct Columns {
    scale: u8,
    narrow: [Vec<i64>; PRICES],
    wide: Option<[Vec<Option<Amount>>; PRICES]>,
}

impl Columns {
    /// The days from the first to the last. A provisional bar serves no day but its own, so that none counts before `serves`.
    fn of(series: &Series, (first, last): (Day, Day), serves: Day) -> Self {
        let span = usize::try_from(last.since(first)).unwrap_or(0) + 1;
        let bars: Vec<_> = series
            .days
            .range(first..=last)
            .filter(|(day, bar)| !bar.provisional || **day >= serves)
            .map(|(day, bar)| (usize::try_from(day.since(first)).unwrap_or(usize::MAX), &bar.bar))
            .collect();
        let prices = |bar: &qazyq_market::Bar| {
            [bar.open.clone(), bar.high.clone(), bar.low.clone(), bar.close.clone(), bar.vwap.clone()]
        };
        let scales = bars.iter().flat_map(|(_, bar)| prices(bar)).flatten().map(|amount| amount.scale());
        let scale = scales.max().unwrap_or(0);
        let mut narrow: [Vec<i64>; PRICES] = std::array::from_fn(|_| vec![0; span]);
        let mut fits = u8::try_from(scale).is_ok();
        for (place, bar) in &bars {
            for (column, amount) in narrow.iter_mut().zip(prices(bar)) {
                let Some(amount) = amount.filter(Amount::is_positive) else { continue };
                match amount.scaled_to(scale).and_then(|digits| i64::try_from(digits).ok()) {
                    Some(digits) => column[*place] = digits,
                    None => fits = false,
                }
            }
        }
        if fits {
            return Self { scale: u8::try_from(scale).unwrap_or(0), narrow, wide: None };
        }
        let mut wide: [Vec<Option<Amount>>; PRICES] = std::array::from_fn(|_| vec![None; span]);
        for (place, bar) in &bars {
            for (column, amount) in wide.iter_mut().zip(prices(bar)) {
                column[*place] = amount;
            }
        }
        Self { scale: 0, narrow: Default::default(), wide: Some(wide) }
    }

    fn prices(&self) -> Prices<'_> {
        let of = |price: usize| match &self.wide {
            Some(wide) => Digits::Wide(&wide[price]),
            None => Digits::Narrow(&self.narrow[price]),
        };
        Prices { scale: self.scale, open: of(0), high: of(1), low: of(2), close: of(3), vwap: of(4) }
    }
}
