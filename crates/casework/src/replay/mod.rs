//! Replaying a market: every asset, every day, every reading, by the law in force or by another.
//!
//! ```text
//! bars of a file ── rows ── gather ── columns of an asset ── kernels ── outcomes ── fold ── tables, totals
//! own assets ────── series of the dossier ──────┘
//! ```
//!
//! | module | what it does |
//! | --- | --- |
//! | `plan` | which days, under which readings, by which law |
//! | `source`, `file` | rows out of files, in parts that threads read at once |
//! | `columns` | the lake's columns, of which no rows need be gathered |
//! | `cells`, `gather` | rows as columns, one asset after the other, whatever their order |
//! | `own` | the workspace's own assets |
//! | `decide` | columns to kernels, each stretch of days by its own rule |
//! | `fold`, `spool`, `tables` | what it comes to: totals, and lines of tables |
//!
//! Outcomes are those of `qazyq_law::assess`, day by day; see `qazyq_replay`.

mod cells;
mod columns;
mod decide;
mod file;
mod fold;
mod gather;
mod own;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod pegs;
mod plan;
mod run;
mod source;
mod spool;
pub mod tables;

use std::path::Path;

use qazyq_exact::{Day, Ratio};
use qazyq_law::json::Value;
use qazyq_law::reading::Choices;
use qazyq_law::{Act, Outcome};
use qazyq_market::bars::{Findings, NameList};
use qazyq_replay::fold::{Accord, Counts, DayCounts, PerDay};

pub use self::fold::Sum;
pub use self::gather::Order;
pub(crate) use self::own::on_day;
pub use self::own::{SeriesMargin, margins, replay_own};
pub use self::plan::{Plan, WINDOW_DAYS_MAX, WhatIf, parse_readings, reading_text};
pub use self::run::Watch;

use self::decide::Terms;
use self::fold::{Fold, day_of, outcome_of};
use self::run::Wants;
pub(crate) use self::source::Input;
use self::tables::{Cell, Rows, Table, number_value};
use crate::Trouble;

/// Days of a run, since 1970-01-01.
#[derive(Clone, Copy, Debug)]
struct Interval {
    /// The first day whose prices may count.
    first_needed: i32,
    /// The first assessment date.
    from: i32,
    /// The last.
    to: i32,
}

impl Interval {
    fn of(plan: &Plan) -> Self {
        let before = i32::try_from(plan.days_before()).unwrap_or(i32::MAX);
        let (from, to) = (plan.from.number(), plan.to.number());
        Self { first_needed: from.saturating_sub(before), from, to }
    }

    fn needed(&self) -> std::ops::RangeInclusive<i32> {
        self.first_needed..=self.to
    }
}

/// Bars of a file that is not the workspace's, and what is said beside them.
#[derive(Clone, Debug)]
pub struct Foreign<'a> {
    /// The bars.
    pub input: &'a Path,
    /// The pegs.
    pub pegs: &'a Path,
    /// Rates between currencies.
    pub rates: Option<&'a Path>,
    /// In which currency series are of which the file does not say it.
    pub currency: &'a str,
}

/// What a replay came to.
pub struct Replayed {
    folds: Vec<(Fold, NameList)>,
    /// How the rows followed each other; none of the workspace's own.
    pub order: Option<Order>,
    /// What is to be told of the rows.
    pub findings: Findings,
    /// Columns of figures that were binary floating point: each number counts as the shortest decimal that is read as it.
    pub floats: Vec<String>,
    /// Assets with rows and without a peg: nothing can be said of them.
    pub without_peg: u64,
    /// Assets with a peg of which no rate tells what it is worth in the currency of the figures.
    pub without_rate: u64,
    per_day: PerDay,
    /// Assets with a day in the interval.
    pub assets: u64,
    /// Their days, from the first of each to its last.
    pub asset_days: u64,
}

/// What one reading came to.
#[derive(Clone, Copy, Debug)]
pub struct OfReading {
    /// Over all asset-days.
    pub counts: Counts,
    /// How it stands to the base.
    pub accord: Accord,
    /// Flips, spells and recoveries, if they were followed.
    pub sum: Option<Sum>,
    /// Asset-days on which the law in force says otherwise, and of these those that change between met and not met.
    pub changed: Option<(u64, u64)>,
}

/// Replays the bars of a file. `follows`: flips and recoveries are wanted; `table`: which lines are.
///
/// # Errors
/// Where the files cannot be used, or it is interrupted.
pub fn replay_file(
    plan: &Plan,
    foreign: &Foreign<'_>,
    (table, follows): (Option<Table>, bool),
    watch: &Watch<'_>,
) -> Result<Replayed, Trouble> {
    let terms = foreign.terms()?;
    let in_file = |trouble| in_file(foreign.input, trouble);
    let input = file::open(foreign.input, plan).map_err(in_file)?;
    let wants = Wants { table, follows, screens: false };
    let ran = run::run(plan, &terms, &*input, wants, watch).map_err(in_file)?;
    let folds = ran.parts.into_iter().map(|part| (part.fold, part.names)).collect();
    let mut replayed = Replayed::of(folds, plan);
    replayed.order = Some(ran.order);
    replayed.findings = ran.findings;
    replayed.floats = input.floats();
    Ok(replayed)
}

/// A screening of foreign bars: what stability comes to on one day under one reading.
pub struct ScreenedFile {
    parts: Vec<run::Part>,
    /// Assets with a peg and without a row that any window of the day may hold.
    absent: Vec<String>,
    /// What is to be told of the rows.
    pub findings: Findings,
    /// Columns of prices that were binary floating point.
    pub floats: Vec<String>,
    /// Assets with rows and without a peg.
    pub without_peg: u64,
    /// Assets with a peg of which no rate tells what it is worth in the currency of the figures.
    pub without_rate: u64,
}

/// One line of a screening.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The asset.
    pub asset: &'a str,
    /// What stability comes to.
    pub outcome: Outcome,
    /// The figure that is held against the limit; none where it is undetermined.
    pub figure: Option<Ratio>,
    /// Days of the window on which the asset has the price.
    pub days_present: u32,
}

/// Screens the bars of a file.
///
/// # Errors
/// Where the files cannot be used, or it is interrupted.
pub fn screen_file(
    act: &Act,
    reading: Choices,
    date: Day,
    foreign: &Foreign<'_>,
    watch: &Watch<'_>,
) -> Result<ScreenedFile, Trouble> {
    let plan = Plan::of_day(act, date, vec![reading]);
    let terms = foreign.terms()?;
    let in_file = |trouble| in_file(foreign.input, trouble);
    let input = file::open(foreign.input, &plan).map_err(in_file)?;
    let wants = Wants { table: None, follows: false, screens: true };
    let ran = run::run(&plan, &terms, &*input, wants, watch).map_err(in_file)?;
    let of_parts = |of: &dyn Fn(&Fold) -> u64| ran.parts.iter().map(|part| of(&part.fold)).sum::<u64>();
    let (assets, without_peg) = (of_parts(&|fold| fold.assets), of_parts(&|fold| fold.without_peg));
    let absent = match assets - without_peg == terms.pegs.len() {
        true => Vec::new(),
        false => terms.pegs.others(ran.parts.iter().flat_map(run::Part::decided)),
    };
    let (findings, floats, without_rate) =
        (ran.findings, input.floats(), of_parts(&|fold| fold.without_rate));
    Ok(ScreenedFile { absent, findings, floats, parts: ran.parts, without_peg, without_rate })
}

impl ScreenedFile {
    /// A line for each asset, in the file's order, and then for those that have a peg alone.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let absent = self.absent.iter();
        let nothing =
            absent.map(|asset| Line { asset, outcome: Outcome::Undetermined, figure: None, days_present: 0 });
        self.parts.iter().flat_map(run::Part::lines).chain(nothing)
    }

    /// Writes the lines as a table.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn write(&self, to: &mut dyn Rows) -> Result<(), Trouble> {
        use std::fmt::Write as _;
        let mut figure = String::new();
        for line in self.lines() {
            figure.clear();
            if let Some(of) = &line.figure {
                write!(figure, "{of}").unwrap_or_default();
            }
            let days = Cell::Number(line.days_present.into());
            to.row(&[Cell::Text(line.asset), Cell::outcome(line.outcome), Cell::Text(&figure), days])?;
        }
        to.finish()
    }
}

impl Foreign<'_> {
    /// What is said beside the bars.
    fn terms(&self) -> Result<Terms, Trouble> {
        let read = |path: &Path| std::fs::read(path).map_err(|error| Trouble::path(path, error));
        let pegs = pegs::read_pegs(self.pegs, &read(self.pegs)?)?;
        if !qazyq_registry::form::is_code(self.currency) {
            return Err(Trouble::Currency(self.currency.to_owned()));
        }
        let rates = self.rates.map(|path| pegs::read_rates(path, &read(path)?)).transpose()?;
        Ok(Terms::new(pegs, rates.unwrap_or_default(), self.currency.to_owned()))
    }
}

/// An asset's place in lists by its number.
fn index(asset: u32) -> usize {
    usize::try_from(asset).unwrap_or(usize::MAX)
}

/// Columns are lent with as many values as there are days.
fn uneven() -> Trouble {
    Trouble::Replay("uneven columns".to_owned())
}

/// What is wrong with a file of bars, with the file's name before it.
fn in_file(path: &Path, trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::File(_) | Trouble::DayTwice { .. } | Trouble::CurrencyChanges { .. } => {
            Trouble::InForm { place: path.display().to_string(), trouble: Box::new(trouble) }
        }
        other => other,
    }
}

/// How many bytes a replay of that file will read.
///
/// # Errors
/// Where it cannot be read.
pub fn bytes_of(path: &Path) -> Result<u64, Trouble> {
    let len = |path: &Path| Ok(std::fs::metadata(path).map_err(|error| Trouble::path(path, error))?.len());
    match path.is_dir() {
        true => columns::files_of(path)?.iter().map(|file| len(file)).sum(),
        false => len(path),
    }
}

impl Replayed {
    fn of(mut folds: Vec<(Fold, NameList)>, plan: &Plan) -> Self {
        // All is added to the first part's; the lines of tables stay each part's own.
        let (first, others) = folds.split_at_mut(1);
        if let Some((first, _)) = first.first_mut() {
            for (other, _) in others {
                first.absorb(other);
            }
        }
        let counted = folds.first().map(|(fold, _)| fold);
        let (assets, asset_days, without_peg) =
            counted.map_or((0, 0, 0), |fold| (fold.assets, fold.asset_days, fold.without_peg));
        let without_rate = counted.map_or(0, |fold| fold.without_rate);
        let nothing = PerDay::new(plan.readings.len(), plan.from, 0);
        let per_day =
            folds.first_mut().map(|(fold, _)| std::mem::replace(&mut fold.per_day, nothing.clone()));
        let per_day = per_day.unwrap_or(nothing);
        Self {
            folds,
            order: None,
            findings: Findings::default(),
            floats: Vec::new(),
            without_peg,
            without_rate,
            per_day,
            assets,
            asset_days,
        }
    }

    /// What the reading of that place came to.
    #[must_use]
    pub fn of_reading(&self, reading: usize) -> OfReading {
        let Some((fold, _)) = self.folds.first() else {
            return OfReading {
                counts: Counts::default(),
                accord: Accord::default(),
                sum: None,
                changed: None,
            };
        };
        let changed = fold.differing.as_ref().map(|differing| {
            let opposite = differing.days(reading, Outcome::Met, Outcome::NotMet)
                + differing.days(reading, Outcome::NotMet, Outcome::Met);
            (differing.days_in_all(reading), opposite)
        });
        OfReading {
            counts: fold.tally.counts().get(reading).copied().unwrap_or_default(),
            accord: fold.agreement.accords().get(reading).copied().unwrap_or_default(),
            sum: fold.sums.get(reading).copied(),
            changed,
        }
    }

    /// Asset-days on which some reading is determined, and of these those on which all that are agree.
    #[must_use]
    pub fn unanimity(&self) -> (u64, u64) {
        self.folds
            .first()
            .map_or((0, 0), |(fold, _)| (fold.agreement.determined(), fold.agreement.unanimous()))
    }

    /// How many assets come to what on each day, under the reading of that place.
    #[must_use]
    pub fn per_day(&self, reading: usize) -> Option<DayCounts> {
        self.per_day.counts(reading)
    }

    /// Writes the lines of a table, for which the replay was made.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn write(&mut self, plan: &Plan, table: Table, to: &mut dyn Rows) -> Result<(), Trouble> {
        if table == Table::Days {
            self.write_days(plan, to)?;
            return to.finish();
        }
        for (fold, names) in &mut self.folds {
            let Some(spool) = fold.spool.take() else { continue };
            spool.read(|line| write_line(plan, table, names, line, to))?;
        }
        to.finish()
    }

    fn write_days(&self, plan: &Plan, to: &mut dyn Rows) -> Result<(), Trouble> {
        let counts: Vec<_> = (0..plan.readings.len()).map(|reading| self.per_day.counts(reading)).collect();
        let days = plan.to.since(plan.from);
        for (place, day) in (0..=days).map(|k| plan.from.plus(k)).enumerate() {
            for (choices, counts) in plan.readings.iter().zip(&counts) {
                let Some(counts) = counts else { continue };
                let number = |of: &[u32]| Cell::Number(of.get(place).copied().unwrap_or(0).into());
                let [a, b, c, d] = Cell::axes(choices);
                let (met, not_met) = (number(&counts.met), number(&counts.not_met));
                to.row(&[Cell::Date(day), a, b, c, d, met, not_met, number(&counts.undetermined)])?;
            }
        }
        Ok(())
    }
}

/// Writes one line that was set aside.
fn write_line(
    plan: &Plan,
    table: Table,
    names: &NameList,
    line: &[u32],
    to: &mut dyn Rows,
) -> Result<(), Trouble> {
    let place = |word: u32| usize::try_from(word).unwrap_or(usize::MAX);
    let [asset, what, rest @ ..] = line else { return Ok(()) };
    let Some(choices) = plan.readings.get(place(*what & 0xffff)) else { return Ok(()) };
    let name = Cell::Text(names.get(*asset).unwrap_or_default());
    let [a, b, c, d] = Cell::axes(choices);
    let outcome = |shift: u32| Cell::outcome(outcome_of(what >> shift));
    match (table, rest) {
        (Table::Spans | Table::Changes, [from, days]) => {
            let first = day_of(*from);
            let last = first.plus(i32::try_from(*days).unwrap_or(i32::MAX) - 1);
            let span = [Cell::Date(first), Cell::Date(last), Cell::Number((*days).into())];
            if table == Table::Spans {
                to.row(&[name, a, b, c, d, outcome(16), span[0], span[1], span[2]])
            } else {
                to.row(&[name, a, b, c, d, outcome(16), outcome(20), span[0], span[1], span[2]])
            }
        }
        (Table::Assets, [met, not_met, undetermined, rest @ ..]) => {
            let mut cells = vec![name, a, b, c, d];
            cells.extend([met, not_met, undetermined].map(|days| Cell::Number((*days).into())));
            cells.push(outcome(16));
            cells.extend(rest.iter().map(|number| Cell::Number((*number).into())));
            to.row(&cells)
        }
        _ => Ok(()),
    }
}

/// The replay as JSON: what was asked, and for each reading its axes and totals.
#[must_use]
pub fn to_json(plan: &Plan, replayed: &Replayed) -> Vec<(&'static str, Value)> {
    let text = |day: Day| Value::from(day.to_string());
    let readings = plan.readings.iter().enumerate().map(|(place, choices)| {
        let of = replayed.of_reading(place);
        let mut entries: Vec<(&str, Value)> =
            choices.named().map(|(axis, choice)| (axis, Value::from(choice))).to_vec();
        let mut number = |name, number| entries.push((name, number_value(number)));
        number("met", of.counts.met);
        number("not_met", of.counts.not_met);
        number("undetermined", of.counts.undetermined);
        number("as_the_base", of.accord.same);
        number("against_the_base", of.accord.opposite);
        if let Some(sum) = of.sum {
            number("flips", sum.flips);
            number("assets_flipping", sum.assets_flipping);
            number("failing_spells", sum.spells);
            number("failing_days_longest", sum.spell_days_max.into());
            number("recoveries", sum.recoveries);
            number("days_to_recover", sum.recovery_days);
            number("days_to_recover_longest", sum.recovery_days_max.into());
            number("met_on_the_last_day", sum.met_at_last);
            number("not_met_on_the_last_day", sum.not_met_at_last);
        }
        if let Some((changed, opposite)) = of.changed {
            number("changed", changed);
            number("changed_to_the_opposite", opposite);
        }
        Value::object(entries)
    });
    let rules = plan.stretches.iter().map(|stretch| {
        let rule = |rule: &qazyq_replay::Rule| {
            Value::object([
                ("threshold", Value::from(rule.deviation_max.to_string())),
                ("window_days", rule.window_days.into()),
                ("carry_days_max", rule.carry_days_max.into()),
            ])
        };
        let mut entries =
            vec![("from", text(stretch.from)), ("to", text(stretch.to)), ("rule", rule(&stretch.rule))];
        entries.extend(stretch.in_force.as_ref().map(|(in_force, _)| ("in_force", rule(in_force))));
        Value::object(entries)
    });
    let (determined, unanimous) = replayed.unanimity();
    let many = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let list = |texts: &[String]| Value::List(texts.iter().map(|text| Value::from(text.as_str())).collect());
    vec![
        ("format", Value::from("qazyq.replay/1")),
        ("from", text(plan.from)),
        ("to", text(plan.to)),
        ("rules", Value::List(rules.collect())),
        ("assets", number_value(replayed.assets)),
        ("assets_without_peg", number_value(replayed.without_peg)),
        ("asset_days", number_value(replayed.asset_days)),
        ("rows", number_value(replayed.findings.rows)),
        ("rejected", number_value(many(replayed.findings.rejected.len()))),
        ("unreadable", number_value(many(replayed.findings.unreadable.len()))),
        ("floats", list(&replayed.floats)),
        ("base", plan.readings.get(plan.base).map(|choices| choices.to_json()).into()),
        ("determined", number_value(determined)),
        ("unanimous", number_value(unanimous)),
        ("readings", Value::List(readings.collect())),
    ]
}
