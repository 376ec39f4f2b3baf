//! Deciding gathered columns: each stretch of days by its own rule.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use qazyq_exact::{Amount, Day, Ratio};
use qazyq_law::Outcome;
use qazyq_market::bars::{ABSENT, ABSENT_BROAD, Batch, Column, Findings, NameList};
use qazyq_replay::floats::Decimals;
use qazyq_replay::worth::{Rate, Worth};
use qazyq_replay::{Digits, Kernel, Misfit, Prices, Rule, Series, Sums, figure_and_days};

use super::cells::{Cells, Kind, PRICES};
use super::fold::Fold;
use super::gather::{Decide, Ended, Fault, Lent};
use super::pegs::Pegs;
use super::plan::Plan;
use super::run::Part;
use super::source::Named;
use super::{index, uneven};
use crate::Trouble;

/// Pegs and rates of foreign bars; lent to every thread.
pub(super) struct Terms {
    pub(super) pegs: Pegs,
    pub(super) rates: Vec<Rate>,
    /// In which currency series are whose file does not say.
    pub(super) currency: String,
    /// What was made of them, by peg, currency and how long a rate serves.
    worths: Mutex<BTreeMap<(u32, String, u32), Arc<Worth>>>,
    unknown: Arc<Worth>,
}

impl Terms {
    pub(super) fn new(pegs: Pegs, rates: Vec<Rate>, currency: String) -> Self {
        Self { pegs, rates, currency, worths: Mutex::default(), unknown: Arc::new(Worth::Unknown) }
    }

    /// What that peg is worth on every day that a window of the plan may hold.
    fn worth(&self, plan: &Plan, kind: Option<u32>, currency: &str, rate_days_max: u32) -> Arc<Worth> {
        let Some((kind, peg)) = kind.and_then(|kind| Some((kind, self.pegs.of_kind(kind)?))) else {
            return self.unknown.clone();
        };
        let mut worths = self.worths.lock().unwrap_or_else(PoisonError::into_inner);
        let known = worths.entry((kind, currency.to_owned(), rate_days_max)).or_insert_with(|| {
            let before = i32::try_from(plan.days_before()).unwrap_or(i32::MAX);
            let first = plan.from.plus(before.saturating_neg());
            let days = usize::try_from(plan.to.since(first)).unwrap_or(0) + 1;
            let components = peg.components(currency);
            Arc::new(Worth::new(&components, &self.rates, currency, rate_days_max, first, days))
        });
        known.clone()
    }
}

/// Decides one asset after the other, and adds up what comes of it.
pub(super) struct Decider<'p> {
    plan: &'p Plan,
    terms: &'p Terms,
    stop: &'p AtomicBool,
    stretches: Vec<Kernels>,
    decimals: Decimals,
    /// Of each asset what it has in common with others.
    assets: Vec<usize>,
    abouts: Vec<About>,
    /// The places of those of no peg, and then of each peg.
    by_peg: Vec<Vec<usize>>,
    names: NameList,
    fold: Fold,
    /// Lines of a screening, if it is one.
    screened: Option<Vec<Screened>>,
    /// Where the peg of the next asset may stand: most files name assets in one order.
    next_peg: u32,
}

/// What an asset comes to on the one day of a screening.
#[derive(Clone, Debug)]
pub(super) struct Screened {
    pub(super) asset: u32,
    pub(super) outcome: Outcome,
    /// The figure that is held against the limit.
    pub(super) figure: Option<Ratio>,
    pub(super) days_present: u32,
}

/// Sums of a screening, and which of their worths assets have that are alike.
pub(super) struct Summing {
    sums: Sums,
    kinds: Vec<u32>,
    /// How many assets have a place in them.
    assets: usize,
}

impl Screened {
    fn of(asset: u32, rule: &Rule, series: &Series<'_>, plan: &Plan) -> Self {
        let (figure, days_present) = figure_and_days(rule, series, plan.readings[0], plan.from);
        let outcome = rule.outcome(figure.as_ref());
        Self { asset, outcome, figure, days_present }
    }
}

/// The kernels of a stretch: the law that is replayed, and the law in force where that is another.
pub(super) struct Kernels {
    from: Day,
    to: Day,
    rule: Rule,
    kernel: Kernel,
    in_force: Option<Kernel>,
}

impl Kernels {
    pub(super) fn of(plan: &Plan) -> Vec<Self> {
        let kernels = plan.stretches.iter().map(|stretch| Self {
            from: stretch.from,
            to: stretch.to,
            rule: stretch.rule.clone(),
            kernel: Kernel::new(stretch.rule.clone(), plan.readings.clone()),
            in_force: stretch
                .in_force
                .as_ref()
                .map(|(rule, _)| Kernel::new(rule.clone(), plan.readings.clone())),
        });
        kernels.collect()
    }
}

/// What is known of all assets of one peg in one currency.
struct About {
    currency: String,
    has_peg: bool,
    /// A peg, and no rate by which anything is known of its worth.
    lacks_rates: bool,
    /// Their worth in each stretch, under the law that is replayed and under the one in force.
    worths: Vec<(Arc<Worth>, Arc<Worth>)>,
}

impl<'p> Decider<'p> {
    pub(super) fn new(
        plan: &'p Plan,
        terms: &'p Terms,
        stop: &'p AtomicBool,
        fold: Fold,
        screens: bool,
    ) -> Self {
        Self {
            plan,
            terms,
            stop,
            stretches: Kernels::of(plan),
            decimals: Decimals::default(),
            assets: Vec::new(),
            abouts: Vec::new(),
            by_peg: Vec::new(),
            names: NameList::default(),
            fold,
            screened: screens.then(Vec::new),
            next_peg: 0,
        }
    }

    pub(super) fn into_part(self, findings: Findings, gathered: Vec<bool>) -> Part {
        let screened = self.screened.unwrap_or_default();
        Part { fold: self.fold, names: self.names, screened, summed: None, findings, gathered }
    }

    /// Looks at the rows of a batch: who is in it, and in which currency.
    pub(super) fn meet(&mut self, batch: &Batch, named: &dyn Named) -> Result<(), Trouble> {
        if batch.currencies.is_empty() {
            for number in self.names.len()..named.assets() {
                let name = named.asset(u32::try_from(number).unwrap_or(u32::MAX));
                self.add(name, None);
            }
            return Ok(());
        }
        let mut before = None;
        for (asset, currency) in batch.assets.iter().copied().zip(batch.currencies.iter().copied()) {
            if before.replace((asset, currency)) == Some((asset, currency)) {
                continue;
            }
            let code = self.code(currency, named);
            match self.about(asset) {
                Some(about) if about.currency == code => {}
                Some(_) => return Err(Trouble::CurrencyChanges { asset: named.asset(asset).to_owned() }),
                None => {
                    let code = code.to_owned();
                    // Numbers are given as names come.
                    for number in self.names.len()..=index(asset) {
                        let name = named.asset(u32::try_from(number).unwrap_or(u32::MAX));
                        self.add(name, Some(&code));
                    }
                }
            }
        }
        Ok(())
    }

    /// The number of an asset that came in another part's rows, with the currencies of these.
    pub(super) fn meet_one(
        &mut self,
        name: &str,
        currencies: &[u32],
        named: &dyn Named,
    ) -> Result<u32, Trouble> {
        let known = (0..u32::try_from(self.names.len()).unwrap_or(u32::MAX)).rev();
        let place = match known.into_iter().find(|number| self.names.get(*number) == Some(name)) {
            Some(number) => index(number),
            None => {
                let code = currencies.first().map(|code| self.code(*code, named)).map(str::to_owned);
                self.add(name, code.as_deref());
                self.names.len() - 1
            }
        };
        let own = self.about(u32::try_from(place).unwrap_or(u32::MAX)).map(|about| about.currency.as_str());
        if currencies.iter().any(|code| Some(self.code(*code, named)) != own) {
            return Err(Trouble::CurrencyChanges { asset: name.to_owned() });
        }
        Ok(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// The currency behind a row's number: that of all where it names none.
    fn code<'a>(&'a self, currency: u32, named: &'a dyn Named) -> &'a str {
        Some(named.currency(currency)).filter(|code| !code.is_empty()).unwrap_or(&self.terms.currency)
    }

    pub(super) fn name(&self, asset: u32) -> Option<&str> {
        self.names.get(asset)
    }

    fn about(&self, asset: u32) -> Option<&About> {
        self.abouts.get(*self.assets.get(index(asset))?)
    }

    /// The number of an asset that comes now, with all its days.
    pub(super) fn meet_named(&mut self, name: &str) -> u32 {
        self.add(name, None);
        u32::try_from(self.names.len() - 1).unwrap_or(u32::MAX)
    }

    fn add(&mut self, name: &str, currency: Option<&str>) {
        let code = currency.unwrap_or(&self.terms.currency);
        let peg = self.terms.pegs.kind(name, &mut self.next_peg);
        let of_peg = peg.map_or(0, |peg| index(peg) + 1);
        if self.by_peg.len() <= of_peg {
            self.by_peg.resize_with(of_peg + 1, Vec::new);
        }
        let of_peg = &mut self.by_peg[of_peg];
        let in_currency =
            |place: &&usize| self.abouts.get(**place).is_some_and(|about| about.currency == code);
        let place = of_peg.iter().find(in_currency).copied().unwrap_or_else(|| {
            let worth = |days| self.terms.worth(self.plan, peg, code, days);
            let worths = self.plan.stretches.iter().map(|stretch| {
                let in_force = stretch.in_force.as_ref().map_or(stretch.rate_days_max, |(_, days)| *days);
                (worth(stretch.rate_days_max), worth(in_force))
            });
            let worths: Vec<_> = worths.collect();
            let lacks_rates = peg.is_some() && !worths.iter().any(|(worth, _)| worth.is_known());
            let about = About { currency: code.to_owned(), has_peg: peg.is_some(), lacks_rates, worths };
            of_peg.push(self.abouts.len());
            self.abouts.push(about);
            self.abouts.len() - 1
        });
        self.assets.push(place);
        self.names.push(name);
    }
}

impl Decide for Decider<'_> {
    fn decide(&mut self, asset: u32, columns: Lent<'_>, from: i32, days: u32) -> Result<(), Trouble> {
        // Lent to the kernels together with the rest of what is here.
        let mut decimals = std::mem::take(&mut self.decimals);
        let wide = Wide::of(&columns);
        let prices = match &wide {
            Some(wide) => wide.prices(),
            None => prices(&columns, &mut decimals),
        };
        let columns = (Day::from_number(columns.first), columns.end - columns.start, prices);
        let decided = self.decide_prices(asset, columns, from, days);
        self.decimals = decimals;
        decided
    }

    fn undetermined(&mut self, asset: u32, days: u32) -> Result<(), Trouble> {
        self.fold.asset_days += u64::from(days);
        self.fold.push_undetermined(asset, days)
    }

    fn goes_on(&self) -> Result<(), Trouble> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(Trouble::Interrupted),
            false => Ok(()),
        }
    }

    fn done(&mut self, asset: u32) -> Result<(), Trouble> {
        let has_peg = self.about(asset).is_some_and(|about| about.has_peg);
        self.fold.without_peg += u64::from(!has_peg);
        self.fold.without_rate += u64::from(self.about(asset).is_some_and(|about| about.lacks_rates));
        self.fold.done(asset)
    }
}

/// Screenings by sums, where no row need be kept.
impl Decider<'_> {
    /// Sums for the one day and reading of a screening; none where their figure is no mere sum.
    pub(super) fn summing(&self) -> Option<Summing> {
        Some(Summing { sums: self.plan.sums()?, kinds: Vec::new(), assets: 0 })
    }

    /// Adds a batch, whose assets have been met.
    pub(super) fn sum(&mut self, summing: &mut Summing, batch: &Batch) -> Result<(), Ended> {
        let Summing { sums, kinds, assets } = summing;
        let misfit = |misfit| match misfit {
            Misfit::Columns => Ended::Fault(Fault::NoSums),
            Misfit::Twice { asset, day } => Ended::Fault(Fault::Twice { asset, day }),
        };
        for about in &self.abouts[kinds.len()..] {
            let worth = about.worths.first().map_or(&*self.terms.unknown, |(worth, _)| worth);
            kinds.push(sums.kind(worth).map_err(misfit)?);
        }
        for about in &self.assets[*assets..] {
            sums.add_asset(kinds[*about]);
        }
        *assets = self.assets.len();
        let prices = prices_of(batch, &mut self.decimals).ok_or(Fault::NoSums)?;
        sums.take(&batch.assets, &batch.days, &prices).map_err(misfit)
    }

    /// What came of them. Figures are made when they are asked for.
    pub(super) fn into_part_of_sums(mut self, summing: Summing, findings: Findings) -> Result<Part, Trouble> {
        for asset in summing.sums.assets() {
            self.done(asset)?;
        }
        let rule = self.stretches.first().map(|kernels| kernels.rule.clone());
        let summed = rule.map(|rule| (summing.sums, rule));
        Ok(Part { summed, ..self.into_part(findings, Vec::new()) })
    }
}

/// The prices of a batch, where all are of one scale and fit 64 bits.
fn prices_of<'a>(batch: &'a Batch, decimals: &'a mut Decimals) -> Option<Prices<'a>> {
    let columns = &batch.figures[..PRICES];
    if columns.iter().any(|column| matches!(column, Column::Floats(_))) {
        let mut bits = [const { None }; PRICES];
        for (bits, column) in bits.iter_mut().zip(columns) {
            *bits = match column {
                Column::Floats(of) => Some(&of[..]),
                Column::Absent => None,
                Column::Narrow { .. } | Column::Broad { .. } => return None,
            };
        }
        return Some(decimals.of(bits));
    }
    let mut at = None;
    let mut narrow = [Digits::Absent; PRICES];
    for (narrow, column) in narrow.iter_mut().zip(columns) {
        match column {
            Column::Absent => {}
            Column::Narrow { scale, digits } if *at.get_or_insert(*scale) == *scale => {
                *narrow = Digits::Narrow(digits);
            }
            Column::Narrow { .. } | Column::Broad { .. } | Column::Floats(_) => return None,
        }
    }
    let [open, high, low, close, vwap] = narrow;
    Some(Prices { scale: at.unwrap_or(0), open, high, low, close, vwap })
}

impl Decider<'_> {
    /// Decides an asset by columns that begin on a day, with a value for so many.
    pub(super) fn decide_prices(
        &mut self,
        asset: u32,
        (first, many, prices): (Day, usize, Prices<'_>),
        from: i32,
        days: u32,
    ) -> Result<(), Trouble> {
        let Self { stretches, fold, assets, abouts, screened, plan, .. } = self;
        let Some(about) = assets.get(index(asset)).and_then(|place| abouts.get(*place)) else {
            return Ok(());
        };
        let series = |worth| Series { first, days: many, prices, worth };
        if let Some(screened) = screened {
            // A screening has its one day and reading, whatever days the rows are of.
            for (kernels, (worth, _)) in stretches.iter().zip(&about.worths) {
                screened.push(Screened::of(asset, &kernels.rule, &series(worth), plan));
            }
            return Ok(());
        }
        fold.asset_days += u64::from(days);
        let last = from.saturating_add_unsigned(days) - 1;
        for (kernels, (worth, worth_in_force)) in stretches.iter_mut().zip(&about.worths) {
            let (from, to) = (from.max(kernels.from.number()), last.min(kernels.to.number()));
            let Some(days) =
                usize::try_from(i64::from(to) - i64::from(from) + 1).ok().filter(|days| *days > 0)
            else {
                continue;
            };
            let from = Day::from_number(from);
            let outcomes = kernels.kernel.run(&series(worth), from, days).ok_or_else(uneven)?;
            match &mut kernels.in_force {
                None => fold.push(asset, outcomes, None)?,
                Some(kernel) => {
                    let in_force = kernel.run(&series(worth_in_force), from, days).ok_or_else(uneven)?;
                    fold.push(asset, outcomes, Some(in_force))?;
                }
            }
        }
        Ok(())
    }
}

/// Columns as a kernel takes them.
fn prices<'a>(columns: &Lent<'a>, decimals: &'a mut Decimals) -> Prices<'a> {
    let Cells { kind, scale, floats, narrow, broad, there, .. } = columns.cells;
    let range = columns.start..columns.end;
    if *kind == Kind::Floats {
        let mut bits: [Option<&[u64]>; PRICES] = [None; PRICES];
        for (bits, (column, there)) in bits.iter_mut().zip(floats.iter().zip(there)) {
            *bits = column.get(range.clone()).filter(|_| *there);
        }
        return decimals.of(bits);
    }
    let of = |price: usize| match kind {
        _ if !there[price] => Digits::Absent,
        Kind::Unknown | Kind::Floats => Digits::Absent,
        Kind::Narrow => narrow[price].get(range.clone()).map_or(Digits::Absent, Digits::Narrow),
        Kind::Broad => broad[price].get(range.clone()).map_or(Digits::Absent, Digits::Broad),
    };
    Prices { scale: *scale, open: of(0), high: of(1), low: of(2), close: of(3), vwap: of(4) }
}

/// Amounts, where some fit nothing else.
struct Wide([Option<Vec<Option<Amount>>>; PRICES]);

impl Wide {
    fn of(columns: &Lent<'_>) -> Option<Self> {
        let Cells { kind, scale, narrow, broad, there, wide, .. } = columns.cells;
        let range = columns.start..columns.end;
        let own: Vec<_> = wide.iter().filter(|(_, place, _)| range.contains(place)).collect();
        if own.is_empty() {
            return None;
        }
        let scale = usize::from(*scale);
        let of_broad =
            |digits: &i128| (*digits != ABSENT_BROAD).then(|| Amount::new((*digits).into(), scale));
        let of_narrow = |digits: &i64| (*digits != ABSENT).then(|| Amount::new((*digits).into(), scale));
        let mut prices: [Option<Vec<Option<Amount>>>; PRICES] = std::array::from_fn(|price| match kind {
            _ if !there[price] => None,
            Kind::Broad => {
                broad[price].get(range.clone()).map(|column| column.iter().map(of_broad).collect())
            }
            Kind::Narrow => {
                narrow[price].get(range.clone()).map(|column| column.iter().map(of_narrow).collect())
            }
            Kind::Unknown | Kind::Floats => None,
        });
        for (price, place, amount) in own {
            if let Some(slot) =
                prices[*price].as_mut().and_then(|column| column.get_mut(place - columns.start))
            {
                *slot = Some(amount.clone());
            }
        }
        Some(Self(prices))
    }

    fn prices(&self) -> Prices<'_> {
        let of = |price: usize| self.0[price].as_deref().map_or(Digits::Absent, Digits::Wide);
        Prices { scale: 0, open: of(0), high: of(1), low: of(2), close: of(3), vwap: of(4) }
    }
}
