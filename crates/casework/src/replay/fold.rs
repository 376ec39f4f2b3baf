//! What a run adds up to: counts over the market, and a line for every span that a table shall have.

use qazyq_exact::Day;
use qazyq_law::Outcome;
use qazyq_replay::Outcomes;
use qazyq_replay::fold::{
    Agreement, Change, Counts, Course, Differences, Differing, PerDay, Span, Summary, Tally,
};

use super::index;
use super::plan::Plan;
use super::spool::Spool;
use super::tables::Table;
use crate::Trouble;

/// What one thread of a run has added up.
pub(super) struct Fold {
    pub(super) tally: Tally,
    pub(super) agreement: Agreement,
    pub(super) per_day: PerDay,
    pub(super) differing: Option<Differing>,
    /// What the assets came to, reading by reading, together; only where courses are followed.
    pub(super) sums: Vec<Sum>,
    /// Assets with a day in the interval.
    pub(super) assets: u64,
    pub(super) asset_days: u64,
    /// Of the assets those without a peg.
    pub(super) without_peg: u64,
    /// Those with one, and without a rate for it.
    pub(super) without_rate: u64,
    table: Option<Table>,
    follows: bool,
    courses: Vec<Option<Standing>>,
    pub(super) spool: Option<Spool>,
    trouble: Option<Trouble>,
}

/// An asset whose days are not over.
struct Standing {
    next: Day,
    course: Option<Course>,
    counts: Vec<Counts>,
    differences: Option<Differences>,
}

/// The courses of all assets under one reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Turns between met and not met.
    pub flips: u64,
    /// Assets with one at least.
    pub assets_flipping: u64,
    /// Failing spells.
    pub spells: u64,
    /// Days of the longest.
    pub spell_days_max: u32,
    /// How often an asset was met again.
    pub recoveries: u64,
    /// Days that took, together.
    pub recovery_days: u64,
    /// Days of the one that took longest.
    pub recovery_days_max: u32,
    /// Assets that are met on their last day.
    pub met_at_last: u64,
    /// Assets that are not.
    pub not_met_at_last: u64,
}

impl Sum {
    fn add(&mut self, summary: &Summary) {
        self.flips += u64::from(summary.flips);
        self.assets_flipping += u64::from(summary.flips > 0);
        self.spells += u64::from(summary.spells);
        self.spell_days_max = self.spell_days_max.max(summary.spell_days_max);
        self.recoveries += u64::from(summary.recoveries);
        self.recovery_days += u64::from(summary.recovery_days);
        self.recovery_days_max = self.recovery_days_max.max(summary.recovery_days_max);
        self.met_at_last += u64::from(summary.last == Some(Outcome::Met));
        self.not_met_at_last += u64::from(summary.last == Some(Outcome::NotMet));
    }

    fn absorb(&mut self, other: &Self) {
        self.flips += other.flips;
        self.assets_flipping += other.assets_flipping;
        self.spells += other.spells;
        self.spell_days_max = self.spell_days_max.max(other.spell_days_max);
        self.recoveries += other.recoveries;
        self.recovery_days += other.recovery_days;
        self.recovery_days_max = self.recovery_days_max.max(other.recovery_days_max);
        self.met_at_last += other.met_at_last;
        self.not_met_at_last += other.not_met_at_last;
    }
}

impl Fold {
    /// `follows`: flips, spells and recoveries are wanted, of which a table of them has the single ones.
    pub(super) fn new(plan: &Plan, table: Option<Table>, follows: bool) -> Result<Self, Trouble> {
        let readings = plan.readings.len();
        let days = usize::try_from(plan.to.since(plan.from)).unwrap_or(0) + 1;
        let follows = follows || matches!(table, Some(Table::Spans | Table::Assets));
        let spools = matches!(table, Some(Table::Spans | Table::Assets | Table::Changes));
        Ok(Self {
            tally: Tally::new(readings),
            agreement: Agreement::new(readings, plan.base),
            per_day: PerDay::new(readings, plan.from, days),
            differing: plan.is_what_if.then(|| Differing::new(readings)),
            sums: if follows { vec![Sum::default(); readings] } else { Vec::new() },
            assets: 0,
            asset_days: 0,
            without_peg: 0,
            without_rate: 0,
            table,
            follows,
            courses: Vec::new(),
            spool: if spools { Some(Spool::new(width(table))?) } else { None },
            trouble: None,
        })
    }

    /// Days of an asset: what they come to, and, if that is another law's, what they come to under the law in force.
    pub(super) fn push(
        &mut self,
        asset: u32,
        outcomes: &Outcomes,
        in_force: Option<&Outcomes>,
    ) -> Result<(), Trouble> {
        self.tally.push(outcomes);
        self.agreement.push(outcomes);
        self.per_day.push(outcomes);
        if let (Some(differing), Some(in_force)) = (&mut self.differing, in_force) {
            differing.push(in_force, outcomes);
        }
        let Some(standing) = self.standing(asset, outcomes.from) else { return Ok(()) };
        standing.next = outcomes.from.plus(i32::try_from(outcomes.days).unwrap_or(i32::MAX));
        let (table, spool, trouble) = (self.table, &mut self.spool, &mut self.trouble);
        if let Some(Some(standing)) = self.courses.get_mut(index(asset)) {
            if let Some(course) = &mut standing.course {
                let counts = &mut standing.counts;
                let mut emit = |span: Span| emit_span(table, spool, trouble, counts, asset, span);
                course.push(outcomes, &mut emit).map_err(misfit)?;
            }
            if let (Some(differences), Some(in_force)) = (&mut standing.differences, in_force) {
                let mut emit = |change: Change| emit_change(spool, trouble, asset, change);
                differences.push(in_force, outcomes, &mut emit).map_err(misfit)?;
            }
        }
        self.trouble.take().map_or(Ok(()), Err)
    }

    /// Days of an asset on which nothing can be said.
    pub(super) fn push_undetermined(&mut self, asset: u32, days: u32) -> Result<(), Trouble> {
        self.tally.push_undetermined(days);
        let (table, spool, trouble) = (self.table, &mut self.spool, &mut self.trouble);
        if let Some(Some(standing)) = self.courses.get_mut(index(asset)) {
            self.per_day.push_undetermined(standing.next, days);
            standing.next = standing.next.plus(i32::try_from(days).unwrap_or(i32::MAX));
            if let Some(course) = &mut standing.course {
                let counts = &mut standing.counts;
                course.push_undetermined(days, &mut |span| {
                    emit_span(table, spool, trouble, counts, asset, span);
                });
            }
            if let Some(differences) = &mut standing.differences {
                differences.push_undetermined(days, &mut |change| emit_change(spool, trouble, asset, change));
            }
        }
        self.trouble.take().map_or(Ok(()), Err)
    }

    /// An asset's days are over.
    pub(super) fn done(&mut self, asset: u32) -> Result<(), Trouble> {
        self.assets += 1;
        let Some(standing) = self.courses.get_mut(index(asset)).and_then(Option::take) else { return Ok(()) };
        let (table, spool, trouble) = (self.table, &mut self.spool, &mut self.trouble);
        let mut counts = standing.counts;
        if let Some(course) = standing.course {
            let summaries =
                course.finish(&mut |span| emit_span(table, spool, trouble, &mut counts, asset, span));
            for (sum, summary) in self.sums.iter_mut().zip(&summaries) {
                sum.add(summary);
            }
            if table == Some(Table::Assets) {
                for ((reading, summary), counts) in (0_u32..).zip(&summaries).zip(&counts) {
                    emit(spool, trouble, &summary_row(asset, reading, counts, summary));
                }
            }
        }
        if let Some(differences) = standing.differences {
            differences.finish(&mut |change| emit_change(spool, trouble, asset, change));
        }
        self.trouble.take().map_or(Ok(()), Err)
    }

    /// Adds what another thread has counted; its lines stay its own.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.tally.absorb(&other.tally);
        self.agreement.absorb(&other.agreement);
        self.per_day.absorb(&other.per_day);
        if let (Some(differing), Some(other)) = (&mut self.differing, &other.differing) {
            differing.absorb(other);
        }
        for (sum, other) in self.sums.iter_mut().zip(&other.sums) {
            sum.absorb(other);
        }
        self.assets += other.assets;
        self.asset_days += other.asset_days;
        self.without_peg += other.without_peg;
        self.without_rate += other.without_rate;
    }

    fn standing(&mut self, asset: u32, first: Day) -> Option<&mut Standing> {
        let place = index(asset);
        if self.courses.len() <= place {
            self.courses.resize_with(place + 1, || None);
        }
        let readings = self.tally.counts().len();
        let many = u16::try_from(readings).unwrap_or(u16::MAX);
        let (follows, changes) = (self.follows, self.table == Some(Table::Changes));
        let new = || Standing {
            next: first,
            course: follows.then(|| Course::new(many, first)),
            counts: if follows { vec![Counts::default(); readings] } else { Vec::new() },
            differences: changes.then(|| Differences::new(many, first)),
        };
        self.courses.get_mut(place).map(|standing| standing.get_or_insert_with(new))
    }
}

/// Words of a table's line.
fn width(table: Option<Table>) -> usize {
    match table {
        Some(Table::Assets) => 11,
        _ => 4,
    }
}

fn emit_span(
    table: Option<Table>,
    spool: &mut Option<Spool>,
    trouble: &mut Option<Trouble>,
    counts: &mut [Counts],
    asset: u32,
    span: Span,
) {
    if let Some(counts) = counts.get_mut(usize::from(span.reading)) {
        let days = u64::from(span.days);
        match span.outcome {
            Outcome::Met => counts.met += days,
            Outcome::NotMet => counts.not_met += days,
            Outcome::Undetermined => counts.undetermined += days,
        }
    }
    if table == Some(Table::Spans) {
        let what = u32::from(span.reading) | code(Some(span.outcome)) << 16;
        emit(spool, trouble, &[asset, what, word(span.from), span.days]);
    }
}

fn emit_change(spool: &mut Option<Spool>, trouble: &mut Option<Trouble>, asset: u32, change: Change) {
    let what = u32::from(change.reading) | code(Some(change.before)) << 16 | code(Some(change.after)) << 20;
    emit(spool, trouble, &[asset, what, word(change.from), change.days]);
}

fn summary_row(asset: u32, reading: u32, counts: &Counts, summary: &Summary) -> [u32; 11] {
    let days = |many: u64| u32::try_from(many).unwrap_or(u32::MAX);
    [
        asset,
        reading | code(summary.last) << 16,
        days(counts.met),
        days(counts.not_met),
        days(counts.undetermined),
        summary.flips,
        summary.spells,
        summary.spell_days_max,
        summary.recoveries,
        summary.recovery_days,
        summary.recovery_days_max,
    ]
}

fn emit(spool: &mut Option<Spool>, trouble: &mut Option<Trouble>, row: &[u32]) {
    if let Some(Err(error)) = spool.as_mut().map(|spool| spool.push(row)) {
        trouble.get_or_insert(error);
    }
}

/// Outcomes in a line's second word.
fn code(outcome: Option<Outcome>) -> u32 {
    match outcome {
        None | Some(Outcome::Undetermined) => 0,
        Some(Outcome::Met) => 1,
        Some(Outcome::NotMet) => 2,
    }
}

/// The outcome that [`code`] gave.
pub(super) fn outcome_of(code: u32) -> Outcome {
    match code & 0xf {
        1 => Outcome::Met,
        2 => Outcome::NotMet,
        _ => Outcome::Undetermined,
    }
}

fn word(day: Day) -> u32 {
    u32::from_ne_bytes(day.number().to_ne_bytes())
}

/// The day that [`word`] gave.
pub(super) fn day_of(word: u32) -> Day {
    Day::from_number(i32::from_ne_bytes(word.to_ne_bytes()))
}

/// The run hands over every day once and in order.
fn misfit(misfit: qazyq_replay::fold::Misfit) -> Trouble {
    Trouble::Replay(format!("{misfit:?}"))
}
