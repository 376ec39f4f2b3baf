//! One price of one series, sixty-four days at a time: the only loops that are run for every day of a market.
//!
//! ```text
//! columns ── lens ──► y ── gaps filled ──► X ──► sums from the first day on, of |X| and of X
//!                                          │                     │ now less `window_days` ago
//!                                          ▼                     ▼
//!                                  is |X| too large?      is the window's sum small enough?         a bit a day
//! ```
//!
//! The sums may wrap around; their differences do not, since a window's sum fits (see `lens`).

use qazyq_exact::{Day, Ratio};
use qazyq_law::reading::{Missing, Statistic};

use super::Asked;
use super::bits::{PLACES, WORD, all_of_the_next, bit, places, where_true, word_at};
use super::columns::{Block, Columns, Shape};
use super::exact::Exact;
use super::lens::{Band, Lens};
use crate::worth::Worth;

/// The days that a run looks at: the windows of its assessment dates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// Its first day.
    pub(super) first: Day,
    /// The place of that day in the series' columns; below zero where they begin later.
    pub(super) start: i64,
    /// How many days it has: a window and the assessment dates.
    pub(super) days: usize,
    /// Days of a window.
    pub(super) window_days: usize,
    /// Days that a price may be carried forward.
    pub(super) carry_days_max: u64,
}

impl Grid {
    /// The day of that place of that word.
    fn day(&self, word: usize, place: usize) -> Day {
        let days = word.saturating_mul(WORD).saturating_add(place);
        self.first.plus(i32::try_from(days).unwrap_or(i32::MAX))
    }
}

/// What the asset is worth on the days of a grid.
#[derive(Debug, Default)]
pub(super) struct Rates {
    /// Day by day, zero where unknown; none where the worth is constant.
    pub(super) reciprocals: Vec<u64>,
    /// The days on which it is known.
    pub(super) known: Vec<u64>,
}

impl Rates {
    /// Lays out what an asset is worth on the days of `grid`. Returns its worth, or the largest there is and the power of two
    /// of its reciprocals; none where nothing is known.
    pub(super) fn lay_out<'w>(&mut self, worth: &'w Worth, grid: &Grid) -> Option<(&'w Ratio, Option<i64>)> {
        self.reciprocals.clear();
        self.known.clear();
        let moving = match worth {
            Worth::Unknown => return None,
            Worth::Constant(worth) => return worth.is_positive().then_some((worth, None)),
            Worth::Moving(moving) => moving,
        };
        let all = moving.reciprocals();
        let days = grid.days.next_multiple_of(WORD);
        let mut start = i64::from(grid.first.since(moving.first()));
        let outside = usize::try_from(start.min(0).unsigned_abs()).unwrap_or(usize::MAX).min(days);
        let there = all.of.get(usize::try_from(start.max(0)).unwrap_or(usize::MAX)..).unwrap_or_default();
        self.reciprocals.resize(outside, 0);
        self.reciprocals.extend(there.iter().take(days.saturating_sub(outside)));
        self.reciprocals.resize(days, 0);
        for _ in 0..days.div_ceil(WORD) {
            self.known.push(word_at(&all.known, start));
            start = start.saturating_add(64);
        }
        all.largest.as_ref().map(|largest| (largest, Some(all.power)))
    }
}

/// What a track comes to, a bit a day. Day `k` of the last four is the window whose first day is the grid's `k`th.
#[derive(Debug, Default)]
pub(super) struct Track {
    /// The running sums of |X| and of X, behind as many zeros as a window has days.
    sums: [Vec<i64>; 2],
    /// Windows, by their last day, whose sum is met for certain: of |X|, then of X.
    met: [Vec<u64>; 2],
    /// And those of which that cannot be said.
    open: [Vec<u64>; 2],
    /// Days that are not too far off.
    near: Vec<u64>,
    /// Days of which that cannot be said.
    open_days: Vec<u64>,
    /// Days on which the price is the series' own, and the worth is known.
    own: Vec<u64>,
    /// The same with prices carried forward.
    carried: Vec<u64>,
}

/// Makes deviations of a block of prices.
trait Meter {
    /// Whether it needs to be told what the asset is worth on each day.
    fn is_daily(&self) -> bool {
        false
    }
    fn measure(&self, block: usize, prices: &Block) -> Block;
}

/// Where the worth is constant, and a price is as large as it is seen.
struct Plain {
    unit: i64,
}

/// Where the worth is constant and has more digits than the prices.
struct Times {
    times: i64,
    unit: i64,
}

/// Where it moves.
struct Daily<'a> {
    reciprocals: &'a [Block64],
    unit: i64,
}

type Block64 = [u64; WORD];

impl Meter for Plain {
    #[inline(always)]
    fn measure(&self, _: usize, prices: &Block) -> Block {
        prices.map(|y| y.wrapping_sub(self.unit))
    }
}

impl Meter for Times {
    #[inline(always)]
    fn measure(&self, _: usize, prices: &Block) -> Block {
        prices.map(|y| y.wrapping_mul(self.times).wrapping_sub(self.unit))
    }
}

impl Meter for Daily<'_> {
    fn is_daily(&self) -> bool {
        true
    }

    #[inline(always)]
    fn measure(&self, block: usize, prices: &Block) -> Block {
        let mut xs = *prices;
        let Some(reciprocals) = self.reciprocals.get(block) else { return xs };
        for (x, reciprocal) in xs.iter_mut().zip(reciprocals) {
            // INVARIANT: prices are not below zero, and what is left of the product fits 62 bits; the lens saw to that.
            let product = u128::from(x.cast_unsigned()).wrapping_mul(u128::from(*reciprocal));
            *x = ((product >> 64) as u64).cast_signed().wrapping_sub(self.unit);
        }
        xs
    }
}

/// The last price that was seen, for the days that have none.
#[derive(Clone, Copy)]
struct Last {
    prices: [i64; 2],
    /// How many days before the last one that was looked at.
    age_days: u64,
    days_max: u64,
}

impl Last {
    /// The last price before the grid.
    fn before(grid: &Grid, columns: &Columns<'_>, lens: &Lens) -> Self {
        let mut last = Self { prices: [0; 2], age_days: grid.carry_days_max, days_max: grid.carry_days_max };
        let mut values = [[0; WORD]; 2];
        let mut passed = 0;
        // Nothing is before the first day of the columns.
        while passed < grid.carry_days_max && passed < grid.start.max(0).unsigned_abs() {
            let block = grid.start.saturating_sub_unsigned(passed).saturating_sub(64);
            let own = columns.read(block, lens, &mut values);
            if own != 0 {
                last.age_days = passed.saturating_add(u64::from(own.leading_zeros()));
                let place = usize::try_from(own.ilog2()).unwrap_or_default();
                last.prices = values.map(|values| values.get(place).copied().unwrap_or_default());
                break;
            }
            passed = passed.saturating_add(64);
        }
        last
    }

    /// Fills the days of a block that are not `own` as far as prices may be carried, and says which have one then.
    #[inline(always)]
    fn fill(&mut self, own: u64, values: &mut [Block; 2]) -> u64 {
        let [first, second] = values;
        if own != !0 {
            return self.fill_gaps(own, values);
        }
        let ([.., a], [.., b]) = (first, second);
        (self.prices, self.age_days) = ([*a, *b], 0);
        own
    }

    #[cold]
    #[inline(never)]
    fn fill_gaps(&mut self, own: u64, [first, second]: &mut [Block; 2]) -> u64 {
        let mut filled = own;
        let mut days = first.iter_mut().zip(second).zip(&PLACES);
        for ((first, second), place) in &mut days {
            if own & place != 0 {
                (self.prices, self.age_days) = ([*first, *second], 0);
                continue;
            }
            self.age_days = self.age_days.saturating_add(1);
            if self.age_days <= self.days_max {
                [*first, *second] = self.prices;
                filled |= place;
            }
        }
        filled
    }
}

/// All that a pass looks at.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    /// The days.
    pub(super) grid: &'a Grid,
    /// What they hold.
    pub(super) columns: &'a Columns<'a>,
    /// How that is seen.
    pub(super) lens: &'a Lens,
    /// What it is held against.
    pub(super) rates: &'a Rates,
    /// What is wanted.
    pub(super) asked: Asked,
    /// Who decides what the lens leaves open.
    pub(super) exact: &'a Exact<'a>,
}

impl Track {
    /// Decides all windows of the scene.
    #[inline(always)]
    pub(super) fn run(&mut self, scene: &Scene<'_>) {
        let (lens, window_days) = (scene.lens, scene.grid.window_days);
        let reciprocals = scene.rates.reciprocals.as_chunks().0;
        self.clear(scene.grid);
        let unit = lens.unit;
        match (reciprocals.is_empty(), lens.times) {
            (false, _) => self.pass(scene, &Daily { reciprocals, unit }),
            (true, 1) => self.pass(scene, &Plain { unit }),
            (true, times) => self.pass(scene, &Times { times, unit }),
        }
        if lens.ambiguity.is_some() {
            self.settle_days(scene);
        }
        for words in [&mut self.near, &mut self.own, &mut self.carried] {
            // Mostly no day is missing.
            if words.iter().any(|word| *word != !0) {
                all_of_the_next(words, window_days);
            }
        }
        if lens.ambiguity.is_some() {
            self.settle_windows(scene);
        }
    }

    /// The windows of which `missing` lets something be said, by their first day.
    pub(super) fn known(&self, missing: Missing) -> &[u64] {
        match missing {
            Missing::Undetermined => &self.own,
            Missing::CarryForward => &self.carried,
        }
    }

    /// The windows that are met if they are known, and how many days behind the window's first day its bit is.
    pub(super) fn met(&self, statistic: Statistic, window_days: usize) -> (&[u64], usize) {
        let [absolute, signed] = &self.met;
        match statistic {
            Statistic::MeanAbsolute => (absolute, window_days.saturating_sub(1)),
            Statistic::MeanSigned => (signed, window_days.saturating_sub(1)),
            Statistic::EveryDay => (&self.near, 0),
        }
    }

    fn clear(&mut self, grid: &Grid) {
        let blocks = grid.days.div_ceil(WORD);
        let [absolute, signed] = &mut self.met;
        let [open_absolute, open_signed] = &mut self.open;
        let (near, open_days) = (&mut self.near, &mut self.open_days);
        for words in [absolute, signed, open_absolute, open_signed, near, open_days] {
            words.clear();
            words.reserve(blocks);
        }
        for words in [&mut self.own, &mut self.carried] {
            words.clear();
            words.reserve(blocks);
        }
        // INVARIANT: the zeros in front stay; a kernel's windows all have as many days.
        let length = blocks.saturating_mul(WORD).saturating_add(grid.window_days);
        for sums in &mut self.sums {
            if sums.len() < length {
                sums.resize(length, 0);
            }
        }
    }

    #[inline(always)]
    fn pass(&mut self, scene: &Scene<'_>, meter: &impl Meter) {
        let Scene { grid, columns, lens, rates, asked, .. } = scene;
        let mut last = Last::before(grid, columns, lens);
        let mut values = [[0; WORD]; 2];
        let (mut absolute, mut signed) = (0, 0);
        let mut start = grid.start;
        for block in 0..grid.days.div_ceil(WORD) {
            let own = columns.read(start, lens, &mut values);
            start = start.saturating_add(64);
            let carried = last.fill(own, &mut values);
            let known = match meter.is_daily() {
                true => rates.known.get(block).copied().unwrap_or_default(),
                false => !0,
            };
            self.own.push(own & known);
            self.carried.push(carried & known);
            let [first, second] = &values;
            let xs = match columns.shape {
                Shape::One | Shape::SumOfFour => meter.measure(block, first),
                Shape::FartherOfTwo => {
                    let pair = [meter.measure(block, first), meter.measure(block, second)];
                    farther(scene, block, carried & known, &pair)
                }
            };
            if asked.every_day {
                let (near, open) = within(&lens.day, &xs.map(i64::wrapping_abs));
                self.near.push(near);
                self.open_days.push(open);
            }
            let [sums, sums_signed] = &mut self.sums;
            if asked.mean_absolute {
                absolute = add_up(sums, block, grid.window_days, absolute, xs.map(i64::wrapping_abs));
            }
            if asked.mean_signed {
                signed = add_up(sums_signed, block, grid.window_days, signed, xs);
            }
            let [met, met_signed] = &mut self.met;
            let [open, open_signed] = &mut self.open;
            if asked.mean_absolute {
                let (is_met, is_open) = within(&lens.window, &differences(sums, block, grid.window_days));
                met.push(is_met);
                open.push(is_open);
            }
            if asked.mean_signed {
                let sums = differences(sums_signed, block, grid.window_days).map(i64::wrapping_abs);
                let (is_met, is_open) = within(&lens.window, &sums);
                met_signed.push(is_met);
                open_signed.push(is_open);
            }
        }
    }

    /// Decides the days that lie so near to the limit that the lens cannot tell.
    #[cold]
    #[inline(never)]
    fn settle_days(&mut self, scene: &Scene<'_>) {
        let words = self.near.iter_mut().zip(&self.open_days).zip(&self.carried).zip(0..);
        for (((near, open), known), word) in words {
            for place in places(open & known) {
                if !scene.exact.is_beyond(scene.grid.day(word, place)) {
                    *near |= bit(place);
                }
            }
        }
    }

    /// Decides the windows whose sum lies so near to the limit's multiple that the lens cannot tell.
    #[cold]
    #[inline(never)]
    fn settle_windows(&mut self, scene: &Scene<'_>) {
        let missing = if scene.asked.carry_forward { Missing::CarryForward } else { Missing::Undetermined };
        let known = match missing {
            Missing::Undetermined => &self.own,
            Missing::CarryForward => &self.carried,
        };
        let last_of_first = i64::try_from(scene.grid.window_days).unwrap_or(i64::MAX).saturating_sub(1);
        let statistics = [Statistic::MeanAbsolute, Statistic::MeanSigned];
        for ((statistic, met), open) in statistics.iter().zip(&mut self.met).zip(&self.open) {
            for ((met, open), word) in met.iter_mut().zip(open).zip(0..) {
                let start = i64::try_from(word).unwrap_or(i64::MAX).saturating_mul(64);
                let known = word_at(known, start.saturating_sub(last_of_first));
                for place in places(open & known) {
                    if scene.exact.is_met(*statistic, missing, scene.grid.day(word, place)) {
                        *met |= bit(place);
                    }
                }
            }
        }
    }
}

/// Of two deviations a day the one that is farther from the peg, at equal distance the first.
#[inline(always)]
fn farther(scene: &Scene<'_>, block: usize, known: u64, [first, second]: &[Block; 2]) -> Block {
    let mut xs = *first;
    for (x, other) in xs.iter_mut().zip(second) {
        *x = if x.wrapping_abs() >= other.wrapping_abs() { *x } else { *other };
    }
    if let Some(ambiguity) = scene.lens.ambiguity {
        let mut doubt = *first;
        for (a, b) in doubt.iter_mut().zip(second) {
            let is_between = (*a ^ b) < 0;
            *a = if is_between { a.wrapping_add(*b).wrapping_abs() } else { i64::MAX };
        }
        for place in places(where_true(&doubt, |sum| sum <= ambiguity) & known) {
            let chosen =
                if scene.exact.is_first_farther(scene.grid.day(block, place)) { first } else { second };
            if let (Some(x), Some(chosen)) = (xs.get_mut(place), chosen.get(place)) {
                *x = *chosen;
            }
        }
    }
    xs
}

/// Which of the numbers are within the band for certain, and of which that cannot be said.
#[inline(always)]
fn within(band: &Band, numbers: &Block) -> (u64, u64) {
    let met = where_true(numbers, |number| number <= band.met_max);
    if band.met_max == band.open_max {
        return (met, 0);
    }
    (met, where_true(numbers, |number| number <= band.open_max) & !met)
}

/// Goes on with the running sums of `numbers` from `sum`, and returns the last.
#[inline(always)]
fn add_up(sums: &mut [i64], block: usize, window_days: usize, sum: i64, numbers: Block) -> i64 {
    let mut sum = sum;
    let slots = block.checked_mul(WORD).and_then(|day| sums.get_mut(day.checked_add(window_days)?..));
    if let Some(slots) = slots.and_then(|slots| slots.first_chunk_mut::<WORD>()) {
        for (slot, number) in slots.iter_mut().zip(numbers) {
            sum = sum.wrapping_add(number);
            *slot = sum;
        }
    }
    sum
}

/// The sums of the windows that end on the days of the block.
#[inline(always)]
fn differences(sums: &[i64], block: usize, window_days: usize) -> Block {
    let day = block.saturating_mul(WORD);
    let at = |day: usize| sums.get(day..).and_then(|sums| sums.first_chunk::<WORD>());
    let (Some(now), Some(before)) = (at(day.saturating_add(window_days)), at(day)) else { return [0; WORD] };
    let mut differences = *now;
    for (now, before) in differences.iter_mut().zip(before) {
        *now = now.wrapping_sub(*before);
    }
    differences
}
