//! Rows of a market, in whatever order they come, as one asset's columns after the other.
//!
//! | rows | what is in memory |
//! | --- | --- |
//! | asset by asset | the rows of one asset |
//! | day by day | of each asset the days that a window may still need, and some more |
//! | in any other order | every row |
//!
//! Days without a row are there, without prices. An asset's days are decided from its first row in the interval to its last.

use std::ops::Range;

use qazyq_market::bars::Batch;

use super::cells::{Cells, PRICES};
use super::{Interval, index};
use crate::Trouble;

/// Where columns go.
pub(super) trait Decide {
    /// Decides an asset on the days from `from` on, `days` of them. The columns begin on the day `first`; what lies outside
    /// them has no price. An asset may come again with later days.
    fn decide(&mut self, asset: u32, columns: Lent<'_>, from: i32, days: u32) -> Result<(), Trouble>;
    /// Says of days that follow that nothing can be said.
    fn undetermined(&mut self, asset: u32, days: u32) -> Result<(), Trouble>;
    /// An error where somebody has interrupted it.
    fn goes_on(&self) -> Result<(), Trouble>;
    /// Says that no day follows.
    fn done(&mut self, asset: u32) -> Result<(), Trouble>;
}

/// The columns of one asset: places `start..end` of cells, the first of which is the day `first`.
#[derive(Clone, Copy)]
pub(super) struct Lent<'a> {
    pub(super) cells: &'a Cells,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) first: i32,
}

/// How rows follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// All rows of an asset, then all of the next; the days of an asset in any order.
    ByAsset,
    /// All rows of a day, then those of a later one.
    ByDay,
    /// Otherwise.
    None,
}

/// What can be wrong with rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// They do not follow each other as was thought: they must be read anew.
    OtherOrder,
    /// Sums do not take them: they must be read anew, and laid out as columns.
    NoSums,
    /// A day stands twice.
    Twice { asset: u32, day: i32 },
}

/// Why gathering ended.
pub(super) enum Ended {
    Fault(Fault),
    Trouble(Trouble),
}

impl From<Trouble> for Ended {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Gathers rows.
pub(super) trait Gather {
    /// Takes these rows of a batch.
    fn take(&mut self, batch: &mut Batch, rows: Range<usize>, to: &mut dyn Decide) -> Result<(), Ended>;
    /// Decides what is left.
    fn finish(&mut self, to: &mut dyn Decide) -> Result<(), Ended>;
}

/// The order of these rows, as far as they show it.
pub(super) fn order_of(batch: &Batch) -> Order {
    let changes = batch.assets.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let falls = batch.days.windows(2).filter(|pair| pair[1] < pair[0]).count();
    match changes * 2 <= batch.len() {
        true => Order::ByAsset,
        false if falls == 0 => Order::ByDay,
        false => Order::None,
    }
}

/// Rows asset by asset.
pub(super) struct ByAsset {
    interval: Interval,
    asset: Option<u32>,
    days: Vec<i32>,
    cells: Cells,
    scattered: Cells,
    /// Assets that were begun.
    begun: Vec<bool>,
    /// The rows of the asset that comes first belong to somebody else.
    skips: Option<Option<u32>>,
}

impl ByAsset {
    /// For all rows.
    pub(super) fn new(interval: Interval) -> Self {
        let (cells, scattered) = (Cells::default(), Cells::default());
        Self { interval, asset: None, days: Vec::new(), cells, scattered, begun: Vec::new(), skips: None }
    }

    /// For a later part of the rows: those of the asset that it begins with belong to the part before.
    pub(super) fn of_later_part(interval: Interval) -> Self {
        Self { skips: Some(None), ..Self::new(interval) }
    }

    /// The asset whose rows are still left out.
    pub(super) fn skipped(&self) -> Option<u32> {
        self.skips.flatten()
    }

    /// Whether no row has come yet whose asset would belong to the part before.
    pub(super) fn waits(&self) -> bool {
        self.skips == Some(None)
    }

    /// Of each asset whether its rows were gathered.
    pub(super) fn into_begun(self) -> Vec<bool> {
        self.begun
    }

    fn flush(&mut self, to: &mut dyn Decide) -> Result<(), Ended> {
        let Some(asset) = self.asset.take() else { return Ok(()) };
        let (Some(first), Some(last)) = (self.days.iter().copied().min(), self.days.iter().copied().max())
        else {
            return Ok(());
        };
        let is_dense = self.days.windows(2).all(|pair| pair[1] == pair[0] + 1);
        if !is_dense {
            let mut order: Vec<(i32, usize)> = self.days.iter().copied().zip(0..).collect();
            order.sort_unstable();
            if let Some(twice) = order.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(Fault::Twice { asset, day: twice[0].0 }.into());
            }
            self.cells.sort_wide();
            self.cells.scatter(&order, first, span(first, last), &mut self.scattered);
        }
        if let Some(from) = self.days.iter().copied().filter(|day| *day >= self.interval.from).min() {
            let cells = if is_dense { &self.cells } else { &self.scattered };
            let columns = Lent { cells, start: 0, end: cells.len(), first };
            to.decide(asset, columns, from, u32::try_from(span(from, last)).unwrap_or(u32::MAX))?;
            to.done(asset)?;
        }
        self.days.clear();
        self.cells.clear();
        Ok(())
    }

    fn begin(&mut self, asset: u32) -> Result<(), Fault> {
        let begun = slot(&mut self.begun, asset);
        if std::mem::replace(begun, true) {
            return Err(Fault::OtherOrder);
        }
        self.asset = Some(asset);
        Ok(())
    }
}

impl Gather for ByAsset {
    fn take(&mut self, batch: &mut Batch, rows: Range<usize>, to: &mut dyn Decide) -> Result<(), Ended> {
        self.cells.prepare(batch, 0);
        let Range { mut start, end: all } = rows;
        while start < all {
            let asset = batch.assets[start];
            let end = start + batch.assets[start..all].iter().take_while(|of| **of == asset).count();
            if let Some(first) = self.skips {
                if first.unwrap_or(asset) == asset {
                    self.skips = Some(Some(asset));
                    start = end;
                    continue;
                }
                self.skips = None;
            }
            if self.asset != Some(asset) {
                self.flush(to)?;
                self.begin(asset)?;
                self.cells.renew(batch);
            }
            // What no window needs is left out here, where the reader has not done so.
            let needed = |day: &&i32| self.interval.needed().contains(*day);
            while start < end {
                start += batch.days[start..end].iter().take_while(|day| !needed(day)).count();
                let run = start..start + batch.days[start..end].iter().take_while(needed).count();
                self.days.extend_from_slice(&batch.days[run.clone()]);
                self.cells.append(batch, run.clone());
                start = run.end;
            }
        }
        Ok(())
    }

    fn finish(&mut self, to: &mut dyn Decide) -> Result<(), Ended> {
        self.flush(to)
    }
}

/// Rows day by day.
///
/// Every asset has the same number of places, which stand for consecutive days. Where a row lies behind them, the days up to
/// the asset's last row are decided, and the places move on.
pub(super) struct ByDay {
    interval: Interval,
    /// Days before an assessment date that may count for it.
    before: i32,
    /// Places an asset has.
    places: i32,
    cells: Cells,
    assets: Vec<Standing>,
    /// Places of the rows of a batch that have not been put there yet.
    pending: Vec<(usize, usize)>,
}

/// Where an asset stands.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    /// The day of its first place; none before its first row.
    base: Option<i32>,
    /// The day of its last row.
    last: i32,
    /// The first day that is not decided; none before its first row in the interval.
    next: Option<i32>,
}

/// Days that are gathered beyond those that a window needs: the more, the less often they move.
const DAYS_GATHERED: i32 = 88;

impl ByDay {
    pub(super) fn new(interval: Interval) -> Self {
        let before = interval.from.saturating_sub(interval.first_needed);
        let needed = interval.to.saturating_sub(interval.first_needed).saturating_add(1);
        let moving = before.saturating_mul(2).saturating_add(2).max(before.saturating_add(DAYS_GATHERED));
        Self {
            interval,
            before,
            places: moving.min(needed),
            cells: Cells::default(),
            assets: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// The place of an asset's first day.
    fn start(&self, asset: u32) -> usize {
        index(asset) * usize::try_from(self.places).unwrap_or(0)
    }

    /// Decides an asset up to its last row.
    fn decide(&mut self, asset: u32, to: &mut dyn Decide) -> Result<(), Ended> {
        let standing = self.assets[index(asset)];
        let (Some(base), Some(next)) = (standing.base, standing.next) else { return Ok(()) };
        if next <= standing.last {
            self.decide_up_to(asset, base, next, standing.last, to)?;
            self.assets[index(asset)].next = Some(standing.last + 1);
        }
        Ok(())
    }

    fn decide_up_to(
        &self,
        asset: u32,
        first: i32,
        next: i32,
        last: i32,
        to: &mut dyn Decide,
    ) -> Result<(), Ended> {
        let start = self.start(asset);
        let end = start + usize::try_from(self.places).unwrap_or(0);
        let columns = Lent { cells: &self.cells, start, end, first };
        Ok(to.decide(asset, columns, next, u32::try_from(span(next, last)).unwrap_or(u32::MAX))?)
    }

    /// Makes a place for `day`, which lies behind all places of the asset.
    fn advance(&mut self, asset: u32, base: i32, day: i32, to: &mut dyn Decide) -> Result<(), Ended> {
        self.decide(asset, to)?;
        let standing = self.assets[index(asset)];
        let (start, places) = (self.start(asset), self.places);
        let place = |day: i32, base: i32| usize::try_from(day - base).unwrap_or(0);
        // What the first day that is not decided may need.
        let mut kept = (standing.last + 1 - self.before).max(base);
        self.cells.shift(start + place(kept, base)..start + place(base + places, base), start);
        if let Some(next) = standing.next.filter(|_| day - kept >= places) {
            // Long without a row: some days more may be decided by what there was, and of the others nothing is known.
            let last = (kept + places - 1).min(day - 1);
            self.decide_up_to(asset, kept, next, last, to)?;
            to.undetermined(asset, u32::try_from(day - 1 - last).unwrap_or(0))?;
            self.assets[index(asset)].next = Some(day);
        }
        if day - kept >= places {
            self.cells.shift(start + place(places, 0)..start + place(places, 0), start);
            kept = day - self.before;
        }
        self.assets[index(asset)].base = Some(kept);
        Ok(())
    }

    fn put_pending(&mut self, batch: &Batch) {
        for price in 0..PRICES {
            self.cells.put_all(price, &self.pending, &batch.figures[price]);
        }
        self.pending.clear();
    }
}

impl Gather for ByDay {
    fn take(&mut self, batch: &mut Batch, rows: Range<usize>, to: &mut dyn Decide) -> Result<(), Ended> {
        self.cells.prepare(batch, 0);
        for row in rows {
            let (asset, day) = (batch.assets[row], batch.days[row]);
            if !self.interval.needed().contains(&day) {
                continue;
            }
            let known = self.assets.len();
            let standing = *slot(&mut self.assets, asset);
            if self.assets.len() > known {
                self.cells.reach(self.assets.len() * usize::try_from(self.places).unwrap_or(0));
            }
            let base = match standing.base {
                // Whatever comes later has a place where all that is needed has one.
                None if self.places > self.interval.to - self.interval.first_needed => {
                    self.interval.first_needed
                }
                None => day,
                Some(_) if day == standing.last => return Err(Fault::Twice { asset, day }.into()),
                Some(_) if day < standing.last => return Err(Fault::OtherOrder.into()),
                Some(base) if day - base >= self.places => {
                    self.put_pending(batch);
                    self.advance(asset, base, day, to)?;
                    self.assets[index(asset)].base.unwrap_or(day)
                }
                Some(base) => base,
            };
            let standing = &mut self.assets[index(asset)];
            (standing.base, standing.last) = (Some(base), day);
            if day >= self.interval.from {
                standing.next.get_or_insert(day);
            }
            let place = self.start(asset) + usize::try_from(day - base).unwrap_or(0);
            self.pending.push((place, row));
        }
        self.put_pending(batch);
        Ok(())
    }

    fn finish(&mut self, to: &mut dyn Decide) -> Result<(), Ended> {
        for asset in 0..u32::try_from(self.assets.len()).unwrap_or(u32::MAX) {
            self.decide(asset, to)?;
            if self.assets[index(asset)].next.is_some() {
                to.done(asset)?;
            }
        }
        Ok(())
    }
}

/// Rows in any order: all of them are kept until the last is there.
pub(super) struct Mixed {
    interval: Interval,
    rows: Vec<(u32, i32, usize)>,
    cells: Cells,
}

impl Mixed {
    pub(super) fn new(interval: Interval) -> Self {
        Self { interval, rows: Vec::new(), cells: Cells::default() }
    }
}

impl Gather for Mixed {
    fn take(&mut self, batch: &mut Batch, rows: Range<usize>, _: &mut dyn Decide) -> Result<(), Ended> {
        self.cells.prepare(batch, 0);
        for row in rows.filter(|row| self.interval.needed().contains(&batch.days[*row])) {
            self.rows.push((batch.assets[row], batch.days[row], self.rows.len()));
            self.cells.append(batch, row..row + 1);
        }
        Ok(())
    }

    fn finish(&mut self, to: &mut dyn Decide) -> Result<(), Ended> {
        self.rows.sort_unstable();
        self.cells.sort_wide();
        let mut dense = Cells::default();
        for rows in self.rows.chunk_by(|a, b| a.0 == b.0) {
            to.goes_on()?;
            if let Some(twice) = rows.windows(2).find(|pair| pair[0].1 == pair[1].1) {
                return Err(Fault::Twice { asset: twice[0].0, day: twice[0].1 }.into());
            }
            let [(asset, first, _), .., (_, last, _)] = rows else {
                let [(asset, day, row)] = rows else { continue };
                self.cells.scatter(&[(*day, *row)], *day, 1, &mut dense);
                if *day >= self.interval.from {
                    to.decide(*asset, Lent { cells: &dense, start: 0, end: 1, first: *day }, *day, 1)?;
                    to.done(*asset)?;
                }
                continue;
            };
            let order: Vec<(i32, usize)> = rows.iter().map(|(_, day, row)| (*day, *row)).collect();
            self.cells.scatter(&order, *first, span(*first, *last), &mut dense);
            if let Some((from, _)) = order.iter().find(|(day, _)| *day >= self.interval.from) {
                let columns = Lent { cells: &dense, start: 0, end: dense.len(), first: *first };
                to.decide(*asset, columns, *from, u32::try_from(span(*from, *last)).unwrap_or(u32::MAX))?;
                to.done(*asset)?;
            }
        }
        Ok(())
    }
}

/// Days from the first to the last, both counted.
fn span(first: i32, last: i32) -> usize {
    usize::try_from(i64::from(last) - i64::from(first) + 1).unwrap_or(0)
}

/// The place of an asset in a list that grows as assets come.
fn slot<T: Clone + Default>(of: &mut Vec<T>, asset: u32) -> &mut T {
    let place = index(asset);
    if of.len() <= place {
        of.resize(place + 1, T::default());
    }
    &mut of[place]
}
