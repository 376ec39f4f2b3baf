//! The workspace's own assets, with the facts that a case of each day would have.
//!
//! A day's case has the peg that holds on it, the rates of its window, and a provisional bar only where it is the day's own.
//! So an asset's days are cut where any of these changes, and each stretch is decided with what its cases would hold.
//!
//! A series whose rows in the lake count as they are is lent to the kernels from there (`apart`), without a bar for each day.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::atomic::Ordering;
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::Timestamp;
use qazyq_exact::{Amount, Day, Ratio};
use qazyq_lake::columns::Dense;
use qazyq_law::case::Facts;
use qazyq_law::json::Value;
use qazyq_law::reading::{Choices, Source};
use qazyq_law::{Act, Law, Outcome};
use qazyq_market::Figure;
use qazyq_market::bars::{ABSENT, ABSENT_BROAD, NameList};
use qazyq_market::days::DayCut;
use qazyq_replay::margin::{Costliest, Margin, costliest, margin};
use qazyq_replay::worth::{Rate, Worth};
use qazyq_replay::{Bits, Digits, Kernel, Outcomes, Prices};

use super::cells::PRICES;
use super::columns;
use super::fold::Fold;
use super::plan::{Plan, Stretch};
use super::tables::Table;
use super::{Interval, Replayed, Watch, uneven};
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
    let ids: Vec<String> = match only {
        [] => book.assets().into_iter().map(|asset| asset.id).collect(),
        // Each once, however often it is named.
        only => only
            .iter()
            .enumerate()
            .filter(|(k, id)| !only[..*k].contains(id))
            .map(|(_, id)| id.clone())
            .collect(),
    };
    let threads = watch.threads.min(ids.len() / ASSETS_A_THREAD_LEAST).max(1);
    let part = |part: usize| ids.len() * part / threads..ids.len() * (part + 1) / threads;
    let mut workers = Vec::new();
    for _ in 0..threads {
        workers.push(Worker::new(plan, question, Fold::new(plan, table, follows)?));
    }
    let looked_at = |id: &String| {
        if watch.stop.load(Ordering::Relaxed) {
            return Err(Trouble::Interrupted);
        }
        (watch.advanced)(1);
        Known::of(plan, question, book, id)
    };
    if let [worker] = &mut workers[..] {
        ids.iter().try_for_each(|id| worker.decide(looked_at(id)?))?;
    } else {
        thread::scope(|scope| {
            let started: Vec<_> = workers
                .iter_mut()
                .map(|worker| {
                    let (to, known) = sync_channel::<Known>(KNOWN_AHEAD);
                    (to, scope.spawn(move || known.into_iter().try_for_each(|known| worker.decide(known))))
                })
                .collect();
            // A book is read by one thread. Each of the others has assets that follow each other, so that the lines of
            // tables stand in the same order however many threads there are.
            let most = (0..threads).map(|of| part(of).len()).max().unwrap_or(0);
            let handed = (0..most).try_for_each(|place| {
                for (of, (to, _)) in started.iter().enumerate() {
                    let id = ids.get(part(of)).and_then(|ids| ids.get(place));
                    // Whoever takes no more has a reason, which is told below.
                    if let Some(id) = id
                        && to.send(looked_at(id)?).is_err()
                    {
                        return Ok(());
                    }
                }
                Ok(())
            });
            let mut ended = Ok(());
            for (to, thread) in started {
                drop(to);
                let own = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                ended = ended.and(own);
            }
            handed.and(ended)
        })?;
    }
    let without_peg = workers.iter().map(|worker| worker.without_peg).sum();
    let parts = workers.into_iter().map(|worker| (worker.fold, worker.names)).collect();
    let mut replayed = Replayed::of(parts, plan);
    replayed.without_peg = without_peg;
    Ok(replayed)
}

/// Fewer assets are not worth a thread.
const ASSETS_A_THREAD_LEAST: usize = 16;

/// Assets that wait for each thread.
const KNOWN_AHEAD: usize = 4;

/// What is known of an asset, as far as its replay needs it.
struct Known {
    dossier: Dossier,
    apart: Vec<Apart>,
}

impl Known {
    fn of(plan: &Plan, question: &Question<'_>, book: &Book, id: &str) -> Result<Self, Trouble> {
        let (known_at, needed) = (question.known_at(), Interval::of(plan).needed());
        let days = Day::from_number(*needed.start())..=Day::from_number(*needed.end());
        let wanted = Figure::OF_A_BAR.into_iter().zip(plan.prices());
        let figures: Vec<Figure> = wanted.filter_map(|(figure, wanted)| wanted.then_some(figure)).collect();
        let mut apart = Vec::new();
        let dossier = book.dossier_beside(question.act, id, known_at, |followed| {
            let mut dense = Dense::of(&figures);
            // A series of which no day is needed may yet be admitted, and then has its say: that shows in its dossier.
            let is_told = book.dense(followed, known_at, days.clone(), &mut dense)? && dense.days() > 0;
            if is_told {
                let (source, currency) = (followed.source.clone(), followed.currency.clone());
                apart.push(Apart { source, currency, dense, closed_until: closed_until(known_at) });
            }
            Ok(is_told)
        })?;
        Ok(Self { dossier, apart })
    }
}

/// The first UTC day that is not over at an instant.
fn closed_until(known_at: Timestamp) -> Day {
    DayCut::Utc.day_of(known_at)
}

/// A series as dense columns. Every day from `closed_until` on is provisional.
struct Apart {
    source: String,
    currency: String,
    dense: Dense,
    closed_until: Day,
}

impl Apart {
    /// The places of these days.
    fn places(&self, from: Day, to: Day) -> Range<usize> {
        let place = |day: Day| {
            let days = i64::from(day.number()) - i64::from(self.dense.first().number());
            usize::try_from(days).unwrap_or(0).min(self.dense.days())
        };
        let end = if to < self.dense.first() { 0 } else { place(to.plus(1)) };
        place(from).min(end)..end
    }

    fn day(&self, place: usize) -> Day {
        self.dense.first().plus(i32::try_from(place).unwrap_or(i32::MAX))
    }

    /// Those of these days that have a row.
    fn days(&self, from: Day, to: Day) -> impl DoubleEndedIterator<Item = Day> {
        let places = self.places(from, to);
        let receipts = self.dense.receipts().get(places.clone()).unwrap_or_default();
        let with_row = places.zip(receipts).filter(|(_, receipt)| **receipt != 0);
        with_row.map(|(place, _)| self.day(place))
    }

    /// The days from the first to the last, as a kernel takes them: from which day on, how many, and their prices. A
    /// provisional bar serves no day but its own, so that none counts before `serves`.
    fn lent<'a>(
        &'a self,
        (first, last): (Day, Day),
        serves: Day,
        to: &'a mut Blanked,
    ) -> (Day, usize, Prices<'a>) {
        let places = self.places(first, last);
        let blank = self.places(self.closed_until, serves.plus(-1));
        let blank = blank.start.max(places.start)..blank.end.min(places.end);
        let (start, days) = (self.day(places.start), places.len());
        let mut prices = columns::prices(&self.dense);
        let Prices { open, high, low, close, vwap, .. } = &mut prices;
        let blanked = self.closed_until < serves && !blank.is_empty();
        let blank = blank.start.saturating_sub(places.start)..blank.end.saturating_sub(places.start);
        for (price, (narrow, broad)) in
            [open, high, low, close, vwap].into_iter().zip(to.narrow.iter_mut().zip(&mut to.broad))
        {
            *price = match *price {
                Digits::Narrow(digits) => {
                    let digits = digits.get(places.clone()).unwrap_or_default();
                    Digits::Narrow(if blanked { without(digits, &blank, ABSENT, narrow) } else { digits })
                }
                Digits::Broad(digits) => {
                    let digits = digits.get(places.clone()).unwrap_or_default();
                    Digits::Broad(if blanked { without(digits, &blank, ABSENT_BROAD, broad) } else { digits })
                }
                other @ (Digits::Absent | Digits::Wide(_)) => other,
            };
        }
        (start, days, prices)
    }
}

/// Columns without some of their values.
#[derive(Default)]
struct Blanked {
    narrow: [Vec<i64>; PRICES],
    broad: [Vec<i128>; PRICES],
}

/// The digits without those at some places.
fn without<'a, T: Copy>(digits: &[T], blank: &Range<usize>, absent: T, to: &'a mut Vec<T>) -> &'a [T] {
    to.clear();
    to.extend_from_slice(digits);
    to.get_mut(blank.clone()).unwrap_or_default().fill(absent);
    to
}

/// Decides one asset after the other.
struct Worker<'a> {
    plan: &'a Plan,
    act: &'a Act,
    source: Option<&'a str>,
    /// Of each stretch those of the law that is replayed, and of the one in force where that is another.
    kernels: Vec<(Kernel, Option<Kernel>)>,
    fold: Fold,
    names: NameList,
    without_peg: u64,
}

impl<'a> Worker<'a> {
    fn new(plan: &'a Plan, question: &Question<'a>, fold: Fold) -> Self {
        let kernel = |rule: &qazyq_replay::Rule| Kernel::new(rule.clone(), plan.readings.clone());
        let kernels = plan
            .stretches
            .iter()
            .map(|stretch| (kernel(&stretch.rule), stretch.in_force.as_ref().map(|(rule, _)| kernel(rule))));
        let (act, source) = (question.act, question.asked.source.as_deref());
        Self {
            plan,
            act,
            source,
            kernels: kernels.collect(),
            fold,
            names: NameList::default(),
            without_peg: 0,
        }
    }

    fn decide(&mut self, known: Known) -> Result<(), Trouble> {
        let Known { dossier, apart } = &known;
        let asset = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let own = Own { plan: self.plan, act: self.act, source: self.source, dossier, apart };
        if own.decide(asset, &mut self.kernels, &mut self.fold)? {
            self.without_peg += u64::from(dossier.peg_text().is_none());
        }
        self.names.push(&known.dossier.asset.id);
        Ok(())
    }
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
    let source = question.asked.source.as_deref();
    let own = Own { plan: &plan, act: question.act, source, dossier, apart: &[] };
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
    let source = question.asked.source.as_deref();
    let own = Own { plan: &plan, act: question.act, source, dossier, apart: &[] };
    let rule = qazyq_replay::Rule::from(law);
    let mut kernel = Kernel::new(rule.clone(), vec![choices]);
    let mut margins = Vec::new();
    own.each(&mut kernel, law.rate_days_max, (date, date), |kernel, (source, currency), lent| {
        let outcomes = kernel.run(lent, date, 1).ok_or_else(uneven)?;
        margins.push(SeriesMargin {
            source: source.to_owned(),
            currency: currency.to_owned(),
            outcome: outcomes.of(0).map_or(Outcome::Undetermined, |bits| bits.outcome(0)),
            figure: qazyq_replay::kernel::figure(&rule, lent, choices, date),
            margin: margin(&rule, lent, &choices, date),
            costliest: costliest(&rule, lent, &choices, date),
        });
        Ok(())
    })?;
    Ok((law.clone(), choices, margins))
}

struct Own<'a> {
    plan: &'a Plan,
    act: &'a Act,
    source: Option<&'a str>,
    dossier: &'a Dossier,
    /// Series that the dossier has not.
    apart: &'a [Apart],
}

impl Own<'_> {
    /// Whether the reading's source admits a series of that source.
    fn admits(&self, of: &str) -> bool {
        match self.source.map_or(Source::Either, |name| qazyq_law::json::Text::from(name).into()) {
            Source::Either => true,
            Source::Named(name) => name.as_str() == Some(of),
        }
    }

    /// The dossier's series that the reading's source admits.
    fn admitted(&self) -> impl Iterator<Item = &Series> {
        let series = self.dossier.series.iter().filter(|series| !series.evidence.is_empty());
        series.filter(|series| self.admits(&series.source))
    }

    /// The same of the others; as much is known of them as one answer at least.
    fn admitted_apart(&self) -> impl Iterator<Item = &Apart> {
        self.apart.iter().filter(|series| self.admits(&series.source))
    }

    /// Decides the asset; false where it has no day in the interval.
    fn decide(
        &self,
        asset: u32,
        kernels: &mut [(Kernel, Option<Kernel>)],
        fold: &mut Fold,
    ) -> Result<bool, Trouble> {
        let (from, to) = (self.plan.from, self.plan.to);
        let days = |series: &Series| {
            let mut days = series.days.range(from..=to).map(|(day, _)| *day);
            let first = days.next();
            first.map(|first| (first, days.next_back().unwrap_or(first)))
        };
        let days_apart = |series: &Apart| {
            let mut days = series.days(from, to);
            let first = days.next();
            first.map(|first| (first, days.next_back().unwrap_or(first)))
        };
        let spans = self.admitted().filter_map(days).chain(self.admitted_apart().filter_map(days_apart));
        let spans: Vec<(Day, Day)> = spans.collect();
        let (Some(first), Some(last)) =
            (spans.iter().map(|(first, _)| *first).min(), spans.iter().map(|(_, last)| *last).max())
        else {
            return Ok(false);
        };
        for (stretch, kernels) in self.plan.stretches.iter().zip(kernels) {
            let (from, to) = (first.max(stretch.from), last.min(stretch.to));
            if from <= to {
                self.decide_stretch(asset, (stretch, kernels), (from, to), fold)?;
            }
        }
        fold.done(asset)?;
        Ok(true)
    }

    fn decide_stretch(
        &self,
        asset: u32,
        (stretch, (replayed, in_force)): (&Stretch, &mut (Kernel, Option<Kernel>)),
        (from, to): (Day, Day),
        fold: &mut Fold,
    ) -> Result<(), Trouble> {
        for (from, to) in self.cuts(from, to) {
            fold.asset_days += u64::try_from(to.since(from)).unwrap_or(0) + 1;
            let outcomes = self.outcomes(replayed, stretch.rate_days_max, (from, to))?;
            let in_force = match (&mut *in_force, &stretch.in_force) {
                (Some(kernel), Some((_, rate_days_max))) => {
                    self.outcomes(kernel, *rate_days_max, (from, to))?
                }
                _ => None,
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
        for series in self.admitted_apart() {
            let provisional = series.days(from.max(series.closed_until), to);
            begins.extend(provisional.flat_map(|day| [day, day.plus(1)]));
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
                Some(other) => other.iter().zip(own).map(|(a, b)| a.any(&b)).collect(),
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
        mut decide: impl FnMut(&mut Kernel, (&str, &str), &qazyq_replay::Series<'_>) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let law = self.act.on(from);
        let before = i32::try_from(kernel.days_before()).unwrap_or(i32::MAX);
        let first = from.plus(-before);
        let peg = self.peg(law, from)?;
        // Those of the case, and none before: by the days that they serve it is chosen whose rates count.
        let rates_before = kernel.window_days().saturating_add(rate_days_max);
        let rates_from = from.plus(-i32::try_from(rates_before).unwrap_or(i32::MAX));
        let rates = self.rates(law, rates_from, to)?;
        let span = usize::try_from(to.since(first)).unwrap_or(0) + 1;
        let worth = |currency: &str| match &peg {
            None => Worth::Unknown,
            Some(components) => Worth::new(components, &rates, currency, rate_days_max, first, span),
        };
        for series in self.admitted() {
            let worth = worth(&series.currency);
            let columns = Columns::of(series, (first, to), from);
            let prices = columns.prices();
            let named = (series.source.as_str(), series.currency.as_str());
            decide(kernel, named, &qazyq_replay::Series { first, days: span, prices, worth: &worth })?;
        }
        for series in self.admitted_apart() {
            let worth = worth(&series.currency);
            let mut blanked = Blanked::default();
            let (first, days, prices) = series.lent((first, to), from, &mut blanked);
            let named = (series.source.as_str(), series.currency.as_str());
            decide(kernel, named, &qazyq_replay::Series { first, days, prices, worth: &worth })?;
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
