//! A run: parts of a file to threads, rows to columns, columns to outcomes.

use std::collections::{BTreeSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use qazyq_market::bars::{Batch, Findings, NameList};
use qazyq_replay::{Rule, Summed, Sums};

use super::Interval;
use super::columns::Files;
use super::decide::{Decider, Screened, Terms};
use super::fold::Fold;
use super::gather::{ByAsset, ByDay, Ended, Fault, Gather, Mixed, Order, order_of};
use super::plan::Plan;
use super::source::{Input, Named, Rows};
use super::tables::Table;
use crate::Trouble;

/// What a run looks at and tells on its way.
pub struct Watch<'a> {
    /// Somebody interrupts it.
    pub stop: &'a AtomicBool,
    /// Told how many bytes more have been read, from whichever thread.
    pub advanced: &'a (dyn Fn(u64) + Sync),
    /// Threads that it may use.
    pub threads: usize,
}

/// What came of the parts, in the file's order, each with the names of its assets.
pub(super) struct Ran {
    pub(super) parts: Vec<Part>,
    pub(super) order: Order,
    pub(super) findings: Findings,
}

/// What came of a part.
pub(super) struct Part {
    pub(super) fold: Fold,
    pub(super) names: NameList,
    /// One line an asset, of a screening.
    pub(super) screened: Vec<Screened>,
    /// Sums of the others, and the rule that decides what they come to.
    pub(super) summed: Option<(Sums, Rule)>,
    pub(super) findings: Findings,
    /// Of each name whether its rows were gathered here, where rows come asset by asset.
    pub(super) gathered: Vec<bool>,
}

/// What is wanted of a run.
#[derive(Clone, Copy)]
pub(super) struct Wants {
    pub(super) table: Option<Table>,
    pub(super) follows: bool,
    /// One day of every asset that has a row, whether or not of that day.
    pub(super) screens: bool,
}

struct Job<'a> {
    plan: &'a Plan,
    terms: &'a Terms,
    input: &'a dyn Input,
    wants: Wants,
    watch: &'a Watch<'a>,
    interval: Interval,
}

/// Runs over all rows of a file.
pub(super) fn run(
    plan: &Plan,
    terms: &Terms,
    input: &dyn Input,
    wants: Wants,
    watch: &Watch<'_>,
) -> Result<Ran, Trouble> {
    let mut interval = Interval::of(plan);
    if wants.screens {
        // An asset without a row of the day itself is decided too.
        interval.from = interval.first_needed;
    }
    let job = Job { plan, terms, input, wants, watch, interval };
    if let Some(files) = input.columns() {
        return job.run_columns(files).map_err(Ended::into_trouble);
    }
    let (mut order, mut rows) = job.order()?;
    let mut by_sums = wants.screens && order != Order::ByAsset && plan.sums().is_some();
    loop {
        match job.run_in(order, by_sums, rows) {
            Err(Ended::Fault(Fault::OtherOrder)) if order != Order::None => order = Order::None,
            Err(Ended::Fault(Fault::NoSums)) if by_sums => by_sums = false,
            ended => return ended.map_err(Ended::into_trouble),
        }
        rows = input.rows(0, 1)?;
    }
}

/// Rows that show in which order all of them are.
const ROWS_SHOWING: usize = 1000;

impl<'a> Job<'a> {
    /// The order of the first rows that count, and all rows again. Before those there may be many others, which readers leave
    /// out.
    fn order(&self) -> Result<(Order, Box<dyn Rows + 'a>), Trouble> {
        let mut begun = Begun { rows: self.input.rows(0, 1)?, batches: VecDeque::new() };
        let (mut order, mut seen) = (Order::ByAsset, 0);
        let mut batch = Batch::default();
        while seen < ROWS_SHOWING && begun.rows.fill(&mut batch)? {
            if batch.len() > seen {
                (order, seen) = (order_of(&batch), batch.len());
            }
            if !batch.is_empty() {
                begun.batches.push_back(std::mem::take(&mut batch));
            }
        }
        Ok((order, Box::new(begun)))
    }

    /// Runs over rows in that order; `all` of them, where they are not parted.
    fn run_in(&self, order: Order, by_sums: bool, all: Box<dyn Rows + 'a>) -> Result<Ran, Ended> {
        let parts = match order {
            Order::ByAsset => self.input.parts(self.watch.threads.max(1)).max(1),
            Order::ByDay | Order::None => 1,
        };
        if parts == 1 {
            let part = match by_sums {
                true => self.part_by_sums(all),
                false => self.part(order, (0, 1), all),
            };
            return together(order, vec![part]);
        }
        drop(all);
        self.run_parts(order, parts, &|part| self.part(order, (part, parts), self.input.rows(part, parts)?))
    }

    /// Runs over columns, whose assets can be decided as they stand.
    fn run_columns(&self, files: &Files) -> Result<Ran, Ended> {
        let parts = self.input.parts(self.watch.threads.max(1)).max(1);
        let mut ran = self.run_parts(Order::ByAsset, parts, &|part| {
            let fold = Fold::new(self.plan, self.wants.table, self.wants.follows)?;
            let mut decider = Decider::new(self.plan, self.terms, self.watch.stop, fold, self.wants.screens);
            let watched = |bytes| self.watched(bytes);
            let findings = files.decide((part, parts), self.interval, &mut decider, &watched)?;
            Ok(decider.into_part(findings, Vec::new()))
        })?;
        // Told of all rows by one part, which cannot know how many the others took.
        ran.findings.left_out = ran.findings.left_out.saturating_sub(ran.findings.rows);
        Ok(ran)
    }

    fn run_parts(
        &self,
        order: Order,
        parts: usize,
        run: &(dyn Fn(usize) -> Result<Part, Ended> + Sync),
    ) -> Result<Ran, Ended> {
        let mut done = Vec::new();
        thread::scope(|scope| {
            let started: Vec<_> = (1..parts).map(|part| scope.spawn(move || run(part))).collect();
            done.push(run(0));
            for thread in started {
                // A thread that panics is a fault of this program: it goes on as its own.
                done.push(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
        });
        together(order, done)
    }

    /// All rows of a screening, where none need be kept.
    fn part_by_sums(&self, mut rows: Box<dyn Rows + '_>) -> Result<Part, Ended> {
        let fold = Fold::new(self.plan, self.wants.table, self.wants.follows)?;
        let mut decider = Decider::new(self.plan, self.terms, self.watch.stop, fold, self.wants.screens);
        let mut summing = decider.summing().ok_or(Fault::NoSums)?;
        let mut batch = Batch::default();
        while rows.fill(&mut batch)? {
            self.watched(rows.advanced())?;
            decider.meet(&batch, &*rows)?;
            decider.sum(&mut summing, &batch).map_err(|ended| named(ended, &decider))?;
        }
        Ok(decider.into_part_of_sums(summing, rows.findings())?)
    }

    /// One part of several. The asset with which a part begins belongs to the part before, with all its rows.
    fn part(
        &self,
        order: Order,
        (part, of): (usize, usize),
        mut rows: Box<dyn Rows + '_>,
    ) -> Result<Part, Ended> {
        let fold = Fold::new(self.plan, self.wants.table, self.wants.follows)?;
        let mut decider = Decider::new(self.plan, self.terms, self.watch.stop, fold, self.wants.screens);
        let mut batch = Batch::default();
        if order != Order::ByAsset {
            let mut gather: Box<dyn Gather> = match order {
                Order::ByDay => Box::new(ByDay::new(self.interval)),
                _ => Box::new(Mixed::new(self.interval)),
            };
            while rows.fill(&mut batch)? {
                self.watched(rows.advanced())?;
                decider.meet(&batch, &*rows)?;
                let all = 0..batch.len();
                gather.take(&mut batch, all, &mut decider).map_err(|ended| named(ended, &decider))?;
            }
            gather.finish(&mut decider).map_err(|ended| named(ended, &decider))?;
            return Ok(decider.into_part(rows.findings(), Vec::new()));
        }
        let mut gather = match part {
            0 => ByAsset::new(self.interval),
            _ => ByAsset::of_later_part(self.interval),
        };
        while rows.fill(&mut batch)? {
            self.watched(rows.advanced())?;
            decider.meet(&batch, &*rows)?;
            let all = 0..batch.len();
            gather.take(&mut batch, all, &mut decider).map_err(|ended| named(ended, &decider))?;
        }
        // Rows of later parts are counted where they stand.
        let findings = rows.findings();
        let skipped = gather.skipped().and_then(|asset| decider.name(asset)).map(str::to_owned);
        drop(rows);
        let mut ours: Option<String> = None;
        // What follows a part without rows belongs to the last one before it that has some.
        let laters = if gather.waits() { of..of } else { part + 1..of };
        'parts: for later in laters {
            let mut rows = self.input.rows(later, of)?;
            while rows.fill(&mut batch)? {
                let Some(first) = batch.assets.first().copied() else { continue };
                let name = rows.asset(first).to_owned();
                if skipped.as_ref() == Some(&name) || ours.as_ref().is_some_and(|ours| *ours != name) {
                    break 'parts;
                }
                let run = batch.assets.iter().take_while(|asset| **asset == first).count();
                let asset =
                    decider.meet_one(&name, batch.currencies.get(..run).unwrap_or_default(), &*rows)?;
                batch.assets[..run].fill(asset);
                ours = Some(name);
                gather.take(&mut batch, 0..run, &mut decider).map_err(|ended| named(ended, &decider))?;
                if run < batch.len() {
                    break 'parts;
                }
            }
        }
        gather.finish(&mut decider).map_err(|ended| named(ended, &decider))?;
        Ok(decider.into_part(findings, gather.into_begun()))
    }

    fn watched(&self, bytes: u64) -> Result<(), Trouble> {
        (self.watch.advanced)(bytes);
        match self.watch.stop.load(Ordering::Relaxed) {
            true => Err(Trouble::Interrupted),
            false => Ok(()),
        }
    }
}

/// What came of all parts.
fn together(order: Order, parts: Vec<Result<Part, Ended>>) -> Result<Ran, Ended> {
    let mut ran = Ran { parts: Vec::new(), order, findings: Findings::default() };
    for part in parts {
        let part = part?;
        ran.findings.append(&part.findings);
        ran.parts.push(part);
    }
    ran.findings.usable().map_err(Trouble::from)?;
    // An asset with rows in parts that do not touch: neither of them could see the other's.
    let mut gathered = BTreeSet::new();
    if !ran.parts.iter().flat_map(Part::gathered).all(|asset| gathered.insert(asset)) {
        return Err(Fault::OtherOrder.into());
    }
    Ok(ran)
}

/// Rows of which some have been looked at: these come first, and then the others.
struct Begun<'a> {
    rows: Box<dyn Rows + 'a>,
    batches: VecDeque<Batch>,
}

impl Named for Begun<'_> {
    fn assets(&self) -> usize {
        self.rows.assets()
    }

    fn asset(&self, number: u32) -> &str {
        self.rows.asset(number)
    }

    fn currency(&self, number: u32) -> &str {
        self.rows.currency(number)
    }
}

impl Rows for Begun<'_> {
    fn fill(&mut self, batch: &mut Batch) -> Result<bool, Trouble> {
        match self.batches.pop_front() {
            Some(looked_at) => *batch = looked_at,
            None => return self.rows.fill(batch),
        }
        Ok(true)
    }

    fn advanced(&mut self) -> u64 {
        self.rows.advanced()
    }

    fn findings(&self) -> Findings {
        self.rows.findings()
    }
}

/// Says the asset's name, which only the decider knows.
fn named(ended: Ended, decider: &Decider<'_>) -> Ended {
    match ended {
        Ended::Fault(Fault::Twice { asset, day }) => Ended::Trouble(Trouble::DayTwice {
            asset: decider.name(asset).unwrap_or_default().to_owned(),
            day: qazyq_exact::Day::from_number(day).to_string(),
        }),
        other => other,
    }
}

impl Ended {
    fn into_trouble(self) -> Trouble {
        match self {
            Self::Trouble(trouble) => trouble,
            // All rows were in memory: no order is another.
            Self::Fault(fault) => Trouble::Replay(format!("{fault:?}")),
        }
    }
}

impl Part {
    /// The assets whose rows were gathered here, where rows come asset by asset.
    fn gathered(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter().zip(&self.gathered);
        names.filter(|(_, gathered)| **gathered).map(|(name, _)| name)
    }

    /// The lines of a screening.
    pub(super) fn lines(&self) -> impl Iterator<Item = super::Line<'_>> {
        let lines = self.screened.iter().map(|screened| super::Line {
            asset: self.name(screened.asset),
            outcome: screened.outcome,
            figure: screened.figure.clone(),
            days_present: screened.days_present,
        });
        lines.chain(self.summed.iter().flat_map(move |(sums, rule)| {
            sums.summed().map(move |Summed { asset, figure, days_present }| {
                let outcome = rule.outcome(figure.as_ref());
                super::Line { asset: self.name(asset), outcome, figure, days_present }
            })
        }))
    }

    /// The assets of these lines.
    pub(super) fn decided(&self) -> impl Iterator<Item = &str> {
        let of_sums = self.summed.iter().flat_map(|(sums, _)| sums.assets());
        self.screened.iter().map(|screened| screened.asset).chain(of_sums).map(|asset| self.name(asset))
    }

    fn name(&self, asset: u32) -> &str {
        self.names.get(asset).unwrap_or_default()
    }
}
