//! One figure of each of many assets, by rows in whatever order: sums in place of columns.
//!
//! ```text
//! asset 17, 2023-01-14, 0.9998 ──► rows |= day · days += 1 · above += |p · b − w · a · 10^s|
//! ```
//!
//! Where nothing is carried and the asset is worth the same on every day, a figure is a sum (or the largest) over the days of
//! one window, and which row comes first does not matter. So a screening of a market keeps some dozen bytes of an asset and
//! not its prices. What does not fit 64 bits, or is worth another on each day, is a [`Misfit`]: `figure_and_days` has it then,
//! and the same figures where both have one.

use qazyq_exact::{Day, IBig, Ratio};
use qazyq_law::reading::{Choices, Missing, Statistic};

use super::Rule;
use super::columns::{Columns, Shape};
use super::exact::last_day;
use crate::series::{Digits, Prices};
use crate::worth::Worth;

/// Rows that sums cannot take: they must be laid out as columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Too large a number, or a worth that is another each day.
    Columns,
    /// An asset has a second row of that day (its number since 1970-01-01).
    Twice {
        /// The asset.
        asset: u32,
        /// The day.
        day: i32,
    },
}

/// Sums of assets that are numbered from zero, for one reading on one date.
#[derive(Debug)]
pub struct Sums {
    choices: Choices,
    /// The first of the days whose rows count for something, no more than a word has bits: the window, and the date itself.
    first: i32,
    days: u32,
    /// Of these the first ones are the window's.
    window_days: u32,
    /// Digits behind the point that all sums have.
    scale: u8,
    /// Worths that assets have, or that are not known; and what they are at the scale.
    worths: Vec<Option<Ratio>>,
    pegs: Vec<Peg>,
    /// The largest price so far, at the scale.
    largest: i64,
    slots: Vec<Slot>,
}

/// What assets of one worth `a/b` are held against; zeros where it is not known.
#[derive(Clone, Copy, Debug, Default)]
struct Peg {
    /// `b`
    factor: i64,
    /// `w · a · 10^s`
    peg: i64,
}

/// What is known of an asset.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Days that have a row, a bit each.
    rows: u64,
    /// Of the window's days so many have the price.
    present: u32,
    /// Which worth it has.
    kind: u32,
    /// A sum of deviations, or the largest: numerators over the peg.
    above: i64,
}

/// What an asset comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summed {
    /// The asset.
    pub asset: u32,
    /// The figure that is held against the limit; none where the outcome is undetermined.
    pub figure: Option<Ratio>,
    /// Days of the window on which the asset has the price.
    pub days_present: u32,
}

impl Sums {
    /// Sums for one reading on one date; none where prices may be carried, or the window has more days than fit.
    #[must_use]
    pub fn new(rule: &Rule, choices: Choices, date: Day) -> Option<Self> {
        let window_days = rule.window_days.max(1);
        let before = i32::try_from(window_days.saturating_sub(1)).ok()?;
        let first = last_day(choices.window, date).plus(before.saturating_neg()).number();
        let days = u32::try_from(date.number().saturating_sub(first).saturating_add(1)).ok()?;
        (choices.missing == Missing::Undetermined && days <= u64::BITS).then(|| Self {
            choices,
            first,
            days,
            window_days,
            scale: 0,
            worths: Vec::new(),
            pegs: Vec::new(),
            largest: 0,
            slots: Vec::new(),
        })
    }

    /// The number of a worth that assets have from here on.
    ///
    /// # Errors
    /// Where it is another each day, or too large.
    pub fn kind(&mut self, worth: &Worth) -> Result<u32, Misfit> {
        let worth = match worth {
            Worth::Unknown => None,
            Worth::Constant(worth) => Some(worth.clone()),
            Worth::Moving(_) => return Err(Misfit::Columns),
        };
        self.pegs.push(self.peg(worth.as_ref(), self.scale).ok_or(Misfit::Columns)?);
        self.worths.push(worth);
        u32::try_from(self.pegs.len().saturating_sub(1)).map_err(|_| Misfit::Columns)
    }

    /// Adds an asset, whose number is that of those before it; `kind` is what [`Self::kind`] gave.
    pub fn add_asset(&mut self, kind: u32) {
        self.slots.push(Slot { kind, ..Slot::default() });
    }

    /// Takes rows: the asset, the day and the prices of each. Assets that were not added are left out.
    ///
    /// # Errors
    /// Where they do not fit; then all rows must be looked at in another way.
    pub fn take(&mut self, assets: &[u32], days: &[i32], prices: &Prices<'_>) -> Result<(), Misfit> {
        let scale = self.scale.max(prices.scale);
        self.rescale(scale).ok_or(Misfit::Columns)?;
        let unit = power(scale.saturating_sub(prices.scale)).ok_or(Misfit::Columns)?;
        let Some(columns) = Columns::of(prices, self.choices.price) else {
            // Nobody has the price; a row is a row all the same.
            return self.each(assets, days, assets, |_| Some(0), |_, _| Some(0), |above, _| Some(above));
        };
        let mut values: [&[i64]; 4] = [&[]; 4];
        for (values, digits) in values.iter_mut().zip(columns.all()) {
            let Digits::Narrow(narrow) = digits else { return Err(Misfit::Columns) };
            *values = narrow;
        }
        let [first, second, third, fourth] = values;
        let scaled = |digits: i64| if digits <= 0 { Some(0) } else { digits.checked_mul(unit) };
        match (columns.shape, self.choices.statistic) {
            // What most screenings are is their whole work, so its loop leaves no step out that it can.
            (Shape::One, Statistic::MeanAbsolute) if self.has_room_for(first, unit) && unit == 1 => {
                let deviation =
                    |peg: Peg, price: i64| Some(price.wrapping_mul(peg.factor).wrapping_sub(peg.peg));
                let add = |above: i64, x: i64| Some(above.wrapping_add(x.wrapping_abs()));
                self.each(assets, days, first, |digits| Some(*digits), deviation, add)
            }
            (Shape::One, statistic) => {
                self.each(assets, days, first, |digits| scaled(*digits), Peg::deviation, with(statistic))
            }
            (Shape::SumOfFour, statistic) => {
                let four = first.iter().zip(second).zip(third).zip(fourth);
                let sum = |(((a, b), c), d): (((&i64, &i64), &i64), &i64)| {
                    let four = [*a, *b, *c, *d];
                    if four.iter().any(|digits| *digits <= 0) {
                        return Some(0);
                    }
                    scaled(four.into_iter().try_fold(0i64, i64::checked_add)?)
                };
                self.each(assets, days, four, sum, Peg::deviation, with(statistic))
            }
            (Shape::FartherOfTwo, statistic) => self.farther(assets, days, (first, second), unit, statistic),
        }
    }

    /// Takes each row; `price` makes of its value what it has, zero or less where that is nothing, and `with` adds a day's
    /// deviation.
    #[inline(always)]
    fn each<T>(
        &mut self,
        assets: &[u32],
        days: &[i32],
        values: impl IntoIterator<Item = T>,
        price: impl Fn(T) -> Option<i64>,
        deviation: impl Fn(Peg, i64) -> Option<i64>,
        with: impl Fn(i64, i64) -> Option<i64>,
    ) -> Result<(), Misfit> {
        for ((asset, day), value) in assets.iter().zip(days).zip(values) {
            let Some((slot, peg)) = self.slot(*asset, *day)? else { continue };
            let price = price(value).ok_or(Misfit::Columns)?;
            if price <= 0 {
                continue;
            }
            let above = deviation(peg, price).and_then(|x| with(slot.above, x));
            slot.above = above.ok_or(Misfit::Columns)?;
            slot.present = slot.present.wrapping_add(1);
        }
        Ok(())
    }

    /// Whether all sums of absolute deviations fit 64 bits, with these prices times `unit` too: none can be larger than the
    /// largest price of all by the largest factor, and the largest peg, on each day.
    fn has_room_for(&mut self, prices: &[i64], unit: i64) -> bool {
        let largest = prices.iter().copied().fold(0, i64::max);
        self.largest = self.largest.max(largest.saturating_mul(unit));
        let (factor, peg) =
            self.pegs.iter().fold((1, 0), |(factor, peg), of| (of.factor.max(factor), of.peg.max(peg)));
        let most = self.largest.checked_mul(factor).and_then(|price| price.checked_add(peg));
        most.and_then(|most| most.checked_mul(self.days.into())).is_some()
    }

    /// The same where of two prices the one counts that lies farther from the peg.
    fn farther(
        &mut self,
        assets: &[u32],
        days: &[i32],
        (high, low): (&[i64], &[i64]),
        unit: i64,
        statistic: Statistic,
    ) -> Result<(), Misfit> {
        let with = with(statistic);
        for ((asset, day), (high, low)) in assets.iter().zip(days).zip(high.iter().zip(low)) {
            let Some((slot, peg)) = self.slot(*asset, *day)? else { continue };
            if *high <= 0 || *low <= 0 {
                continue;
            }
            let from_peg = |price: i64| price.checked_mul(unit).and_then(|price| peg.deviation(price));
            let (up, down) = from_peg(*high).zip(from_peg(*low)).ok_or(Misfit::Columns)?;
            let x = if up.unsigned_abs() >= down.unsigned_abs() { up } else { down };
            slot.above = with(slot.above, x).ok_or(Misfit::Columns)?;
            slot.present = slot.present.wrapping_add(1);
        }
        Ok(())
    }

    /// Where a row of that day counts, and against what its price is held; none where it does not.
    #[inline(always)]
    fn slot(&mut self, asset: u32, day: i32) -> Result<Option<(&mut Slot, Peg)>, Misfit> {
        let place = day.wrapping_sub(self.first).cast_unsigned();
        if place >= self.days {
            return Ok(None);
        }
        let slot = usize::try_from(asset).ok().and_then(|asset| self.slots.get_mut(asset));
        let Some(slot) = slot else { return Ok(None) };
        let bit = 1u64.wrapping_shl(place);
        if slot.rows & bit != 0 {
            return Err(Misfit::Twice { asset, day });
        }
        slot.rows |= bit;
        if place >= self.window_days {
            return Ok(None);
        }
        let peg = usize::try_from(slot.kind).ok().and_then(|kind| self.pegs.get(kind));
        Ok(peg.map(|peg| (slot, *peg)))
    }

    /// The assets that have a row, by their numbers.
    pub fn assets(&self) -> impl Iterator<Item = u32> {
        (0u32..).zip(&self.slots).filter(|(_, slot)| slot.rows != 0).map(|(asset, _)| asset)
    }

    /// What assets with a row come to, in the order of their numbers.
    pub fn summed(&self) -> impl Iterator<Item = Summed> {
        let with_rows = (0u32..).zip(&self.slots).filter(|(_, slot)| slot.rows != 0);
        with_rows.map(|(asset, slot)| Summed { asset, figure: self.figure(slot), days_present: slot.present })
    }

    fn figure(&self, slot: &Slot) -> Option<Ratio> {
        let kind = usize::try_from(slot.kind).ok()?;
        self.worths.get(kind)?.as_ref().filter(|_| slot.present == self.window_days)?;
        let days = match self.choices.statistic {
            Statistic::EveryDay => 1,
            Statistic::MeanAbsolute | Statistic::MeanSigned => i128::from(self.window_days),
        };
        let below = i128::from(self.pegs.get(kind)?.peg).checked_mul(days)?;
        Ratio::new(IBig::from(slot.above.unsigned_abs()), &IBig::from(below))
    }

    /// How many columns a price is the sum of.
    fn weight(&self) -> i64 {
        match self.choices.price {
            qazyq_law::reading::Price::Ohlc4 => Shape::SumOfFour.weight().into(),
            qazyq_law::reading::Price::Close
            | qazyq_law::reading::Price::Vwap
            | qazyq_law::reading::Price::Extreme => Shape::One.weight().into(),
        }
    }

    /// What assets of that worth are held against at that scale; none where it does not fit.
    fn peg(&self, worth: Option<&Ratio>, scale: u8) -> Option<Peg> {
        let Some(worth) = worth else { return Some(Peg::default()) };
        let numerator = i64::try_from(worth.numerator()).ok()?;
        let peg = numerator.checked_mul(self.weight())?.checked_mul(power(scale)?)?;
        Some(Peg { factor: i64::try_from(&worth.denominator()).ok()?, peg })
    }

    /// All sums get so many digits behind the point; none where one does not fit then.
    fn rescale(&mut self, scale: u8) -> Option<()> {
        if scale == self.scale {
            return Some(());
        }
        let more = power(scale.saturating_sub(self.scale))?;
        for slot in &mut self.slots {
            slot.above = slot.above.checked_mul(more)?;
        }
        self.largest = self.largest.saturating_mul(more);
        self.pegs = self.worths.iter().map(|worth| self.peg(worth.as_ref(), scale)).collect::<Option<_>>()?;
        self.scale = scale;
        Some(())
    }
}

/// How a day's deviation changes what there is.
fn with(statistic: Statistic) -> impl Fn(i64, i64) -> Option<i64> {
    move |above, x| match statistic {
        Statistic::MeanAbsolute => above.checked_add(x.checked_abs()?),
        Statistic::MeanSigned => above.checked_add(x),
        Statistic::EveryDay => Some(above.max(x.checked_abs()?)),
    }
}

impl Peg {
    /// A day's deviation, as a multiple of one part of the peg.
    #[inline(always)]
    fn deviation(self, price: i64) -> Option<i64> {
        price.checked_mul(self.factor)?.checked_sub(self.peg)
    }
}

fn power(digits: u8) -> Option<i64> {
    10i64.checked_pow(digits.into())
}

#[cfg(test)]
mod tests {
    use qazyq_law::reading::{Price, Window};

    use super::super::exact::figure_and_days;
    use super::*;
    use crate::series::Series;

    /// Numbers that look random and are always the same.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, sides: u64) -> u64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            (mixed ^ (mixed >> 27)).checked_rem(sides).unwrap()
        }

        fn index(&mut self, sides: usize) -> usize {
            usize::try_from(self.below(sides as u64)).unwrap()
        }
    }

    const FIRST: i32 = 19_000;
    const DAYS: usize = 12;

    /// An asset: its worth, and of each day that has a row the four prices at a scale.
    struct Asset {
        worth: Worth,
        rows: [Option<[i64; 4]>; DAYS],
    }

    fn asset(dice: &mut Dice, scale: u8) -> Asset {
        let worth = match dice.below(6) {
            0 => Worth::Unknown,
            which => {
                Worth::Constant(["1", "1", "0.25", "1.2345", "10000", "1/3"][which as usize].parse().unwrap())
            }
        };
        let gaps = [0, 0, 3, 20][dice.index(4)];
        let rows = std::array::from_fn(|_| {
            (dice.below(100) >= gaps).then(|| {
                std::array::from_fn(|_| match dice.below(80) {
                    0 => 0,
                    1 => i64::MIN,
                    _ => i64::try_from(dice.below(200).saturating_add(9_900))
                        .unwrap()
                        .saturating_mul(10i64.pow(scale.into())),
                })
            })
        });
        Asset { worth, rows }
    }

    fn choices(dice: &mut Dice) -> Choices {
        Choices {
            statistic: Statistic::ALL[dice.index(3)],
            price: Price::ALL[dice.index(4)],
            missing: Missing::Undetermined,
            window: Window::ALL[dice.index(2)],
        }
    }

    /// Columns of prices, of which `vwap` is the open.
    fn prices(scale: u8, [open, high, low, close]: [&[i64]; 4]) -> Prices<'_> {
        let [open, high, low, close] = [open, high, low, close].map(Digits::Narrow);
        Prices { scale, open, high, low, close, vwap: open }
    }

    /// Rows in any order, in batches of any scale, come to the figures of columns.
    #[test]
    fn sums_are_the_figures_of_columns() {
        let mut dice = Dice(7);
        let (mut told, mut undetermined) = (0, 0);
        for _ in 0..600 {
            let window_days = u32::try_from(1 + dice.below(9)).unwrap();
            let rule = Rule { deviation_max: "1/100".parse().unwrap(), window_days, carry_days_max: 10 };
            let choices = choices(&mut dice);
            let date = Day::from_number(FIRST + 5 + i32::try_from(dice.below(9)).unwrap());
            let more = u8::try_from(dice.below(3)).unwrap();
            let assets: Vec<Asset> = (0..5).map(|_| asset(&mut dice, more)).collect();

            let mut rows: Vec<(u32, i32, [i64; 4])> = Vec::new();
            for (number, asset) in (0u32..).zip(&assets) {
                let there = (FIRST..).zip(asset.rows).filter_map(|(day, row)| Some((number, day, row?)));
                rows.extend(there);
            }
            for last in (1..rows.len()).rev() {
                rows.swap(last, dice.index(last + 1));
            }
            let mut sums = Sums::new(&rule, choices, date).unwrap();
            for asset in &assets {
                let kind = sums.kind(&asset.worth).unwrap();
                sums.add_asset(kind);
            }
            for batch in rows.chunks(7) {
                // The same prices with fewer digits behind the point, or with all of them.
                let fewer = u8::try_from(dice.index(usize::from(more) + 1)).unwrap();
                let column = |price: usize| -> Vec<i64> {
                    let fewer = |digits: i64| {
                        if digits == i64::MIN { digits } else { digits / 10i64.pow(fewer.into()) }
                    };
                    batch.iter().map(|(_, _, row)| fewer(row[price])).collect()
                };
                let columns = [0, 1, 2, 3].map(column);
                let numbers: Vec<u32> = batch.iter().map(|row| row.0).collect();
                let days: Vec<i32> = batch.iter().map(|row| row.1).collect();
                let scale = 4 + more - fewer;
                sums.take(&numbers, &days, &prices(scale, columns.each_ref().map(Vec::as_slice))).unwrap();
            }

            let mut expected = Vec::new();
            for (number, asset) in (0u32..).zip(&assets) {
                let column = |price: usize| asset.rows.map(|row| row.map_or(0, |row| row[price]));
                let columns = [0, 1, 2, 3].map(column);
                let prices = prices(4 + more, columns.each_ref().map(|column| &column[..]));
                let series =
                    Series { first: Day::from_number(FIRST), days: DAYS, prices, worth: &asset.worth };
                let (figure, days_present) = figure_and_days(&rule, &series, choices, date);
                (told, undetermined) =
                    (told + usize::from(figure.is_some()), undetermined + usize::from(figure.is_none()));
                let counts = sums.first..=date.number();
                if (FIRST..).zip(asset.rows).any(|(day, row)| row.is_some() && counts.contains(&day)) {
                    expected.push(Summed { asset: number, figure, days_present });
                }
            }
            assert_eq!(sums.summed().collect::<Vec<_>>(), expected, "{choices:?} {date}");
        }
        assert!(told > 500 && undetermined > 500, "{told} {undetermined}");
    }

    fn close(digits: &[i64], scale: u8) -> Prices<'_> {
        let none = Digits::Absent;
        Prices { scale, open: none, high: none, low: none, close: Digits::Narrow(digits), vwap: none }
    }

    const CLOSE: Choices = Choices {
        statistic: Statistic::MeanAbsolute,
        price: Price::Close,
        missing: Missing::Undetermined,
        window: Window::CompleteDays,
    };

    fn of_two_days() -> Sums {
        let rule = Rule { deviation_max: "1/100".parse().unwrap(), window_days: 2, carry_days_max: 10 };
        Sums::new(&rule, CLOSE, Day::from_number(FIRST + 2)).unwrap()
    }

    #[test]
    fn a_day_that_comes_twice_is_told() {
        let mut sums = of_two_days();
        let kind = sums.kind(&Worth::Unknown).unwrap();
        sums.add_asset(kind);
        assert_eq!(sums.take(&[0, 0], &[FIRST, FIRST + 1], &close(&[1, 1], 0)), Ok(()));
        // Of days that nothing hangs on, nothing is known.
        assert_eq!(sums.take(&[0, 0], &[FIRST - 1, FIRST - 1], &close(&[1, 1], 0)), Ok(()));
        let twice = Misfit::Twice { asset: 0, day: FIRST + 1 };
        assert_eq!(sums.take(&[0], &[FIRST + 1], &close(&[0], 0)), Err(twice));
    }

    #[test]
    fn what_does_not_fit_is_left_to_columns() {
        let rule =
            |window_days| Rule { deviation_max: "1/100".parse().unwrap(), window_days, carry_days_max: 10 };
        let new =
            |window_days, choices| Sums::new(&rule(window_days), choices, Day::from_number(FIRST)).is_some();
        assert!(new(63, CLOSE) && !new(64, CLOSE));
        assert!(new(64, Choices { window: Window::ThroughAssessmentDay, ..CLOSE }));
        assert!(!new(30, Choices { missing: Missing::CarryForward, ..CLOSE }));

        let mut sums = of_two_days();
        let worth = |text: &str| Worth::Constant(text.parse().unwrap());
        assert_eq!(sums.kind(&worth("9223372036854775808")), Err(Misfit::Columns));
        assert_eq!(sums.kind(&worth("1/9223372036854775808")), Err(Misfit::Columns));
        let kind = sums.kind(&worth("1/4")).unwrap();
        sums.add_asset(kind);
        // Four times that is more than 64 bits hold.
        let large = i64::MAX / 4;
        assert_eq!(sums.take(&[0], &[FIRST], &close(&[large], 0)), Ok(()));
        assert_eq!(sums.take(&[0], &[FIRST + 1], &close(&[large], 0)), Err(Misfit::Columns));
        let mut sums = of_two_days();
        let kind = sums.kind(&worth("1/4")).unwrap();
        sums.add_asset(kind);
        assert_eq!(sums.take(&[0], &[FIRST], &close(&[large + 1], 0)), Err(Misfit::Columns));
        let broad = Prices { close: Digits::Broad(&[1]), ..close(&[], 0) };
        assert_eq!(sums.take(&[0], &[FIRST], &broad), Err(Misfit::Columns));
        assert_eq!(sums.take(&[0], &[FIRST], &close(&[1], 19)), Err(Misfit::Columns));
    }
}
