//! Trades added up: for each asset and day the first, highest, lowest and last price, and the sums of quantity and worth.
//!
//! ```text
//! trades    1641600000002 7 9.9923 6.0515         columns of any length, in any order of time and asset
//!                     │
//!                     ▼
//! day 19000           asset 0   1   …   7         a row of totals for each day, by asset
//!   open high low close Σ quantity Σ price · quantity
//! ```
//!
//! Prices and quantities are integers at a scale, and so are the sums, of 128 bits. Where a finer scale or a larger sum does
//! not fit, the totals of that asset and day go on as amounts of any size. First and last are those in the order of time, and
//! of trades at one instant in the order in which they come.
//!
//! Memory is that of assets times days at hand: whoever reads trades in the order of time takes the days that are over out
//! with [`Totals::before`].

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::{Amount, Day, IBig, Ratio};

use crate::days::{BuiltDay, DayCut, DayPrices, built_of};

/// In what times are counted, from 1970-01-01T00:00:00Z on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Milliseconds.
    Milli,
    /// Microseconds.
    Micro,
    /// Nanoseconds.
    Nano,
}

impl TimeUnit {
    /// Nanoseconds in one.
    fn nanos(self) -> i64 {
        match self {
            Self::Second => 1_000_000_000,
            Self::Milli => 1_000_000,
            Self::Micro => 1000,
            Self::Nano => 1,
        }
    }
}

/// Columns of trades, all of one length; rows behind the end of the shortest do not count.
#[derive(Clone, Copy, Debug)]
pub struct Trades<'a> {
    /// Which asset: a number below that of all assets, for which room is made.
    pub assets: &'a [u32],
    /// When.
    pub times: &'a [i64],
    /// In what `times` are counted.
    pub unit: TimeUnit,
    /// At which price: `value · 10^price_scale`.
    pub prices: &'a [i64],
    /// Digits behind the point of `prices`. Above 18 the trades are added one by one.
    pub price_scale: u8,
    /// How much: `value · 10^quantity_scale`.
    pub quantities: &'a [i64],
    /// Digits behind the point of `quantities`, likewise.
    pub quantity_scale: u8,
}

/// One trade, of any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// Which asset.
    pub asset: u32,
    /// When, in nanoseconds since 1970-01-01T00:00:00Z.
    pub nanos: i64,
    /// At which price.
    pub price: Amount,
    /// How much.
    pub quantity: Amount,
}

/// The trades of one asset on one day, added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Which asset.
    pub asset: u32,
    /// Which day.
    pub day: Day,
    /// The first price.
    pub open: Amount,
    /// The highest price.
    pub high: Amount,
    /// The lowest price.
    pub low: Amount,
    /// The last price.
    pub close: Amount,
    /// Σ quantity.
    pub quantity: Amount,
    /// Σ price · quantity.
    pub worth: Amount,
}

/// Adds trades up.
#[derive(Clone, Debug)]
pub struct Totals {
    cut: DayCut,
    price_scale: u8,
    quantity_scale: u8,
    /// By the day's number and the asset's. The day at hand is in `today` instead.
    days: BTreeMap<i32, Slots>,
    today: Today,
    /// Totals that have outgrown their slots.
    large: BTreeMap<(i32, u32), Large>,
    left_out: u64,
}

/// The day of the trade that was added last.
#[derive(Clone, Debug)]
struct Today {
    number: i32,
    /// Its first nanosecond, and the first behind it; equal where there is no day yet.
    start: i64,
    end: i64,
    slots: Slots,
}

/// Totals of one asset on one day, at the common scales. What every trade touches lies in one line of the cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Slot {
    /// When the last trade was, in nanoseconds. No trade is later than [`NONE`] or [`OUTGROWN`], so that one comparison
    /// tells a trade that only adds from all else.
    last: i64,
    close: i64,
    high: i64,
    low: i64,
    quantity: i128,
    worth: i128,
}

/// When the first trade of a slot was, in nanoseconds, and its price.
#[derive(Clone, Copy, Debug, Default)]
struct First {
    nanos: i64,
    price: i64,
}

/// The slots of a day, by asset.
#[derive(Clone, Debug, Default)]
struct Slots {
    slots: Vec<Slot>,
    /// As many.
    firsts: Vec<First>,
}

/// The finest common scale: a power of ten beyond does not fit 64 bits.
const SCALE_MAX: u8 = 18;

/// In the place of a time: no trade yet.
const NONE: i64 = i64::MAX;
/// In the place of a time: the totals stand in `large`.
const OUTGROWN: i64 = i64::MAX - 1;

const EMPTY: Slot = Slot { last: NONE, close: 0, high: 0, low: 0, quantity: 0, worth: 0 };

#[derive(Clone, Debug)]
struct Large {
    first: i64,
    last: i64,
    total: Total,
}

impl Totals {
    /// Days cut at that midnight.
    #[must_use]
    pub fn new(cut: DayCut) -> Self {
        Self {
            cut,
            price_scale: 0,
            quantity_scale: 0,
            days: BTreeMap::new(),
            today: Today { number: i32::MIN, start: 0, end: 0, slots: Slots::default() },
            large: BTreeMap::new(),
            left_out: 0,
        }
    }

    /// Trades that did not count: their price or quantity is not above zero, or their time is none from 1970 on that
    /// nanoseconds of 64 bits can tell, which end in 2262.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Adds trades. Where their scales are finer than those before, the sums become as fine.
    pub fn add(&mut self, trades: &Trades<'_>) {
        if trades.price_scale > SCALE_MAX || trades.quantity_scale > SCALE_MAX {
            return self.add_one_by_one(trades);
        }
        self.refine(trades.price_scale, trades.quantity_scale);
        let factor = |finest: u8, scale: u8| 10i64.checked_pow(u32::from(finest.saturating_sub(scale)));
        let price_factor = factor(self.price_scale, trades.price_scale);
        let quantity_factor = factor(self.quantity_scale, trades.quantity_scale);
        match (price_factor, quantity_factor) {
            (Some(1), Some(1)) if trades.unit == TimeUnit::Nano => self.add_by::<false, true>(trades, 1, 1),
            (Some(1), Some(1)) => self.add_by::<false, false>(trades, 1, 1),
            (Some(price), Some(quantity)) => self.add_by::<true, false>(trades, price, quantity),
            // No scale is above 18, so both factors fit.
            _ => {}
        }
    }

    #[cold]
    fn add_one_by_one(&mut self, trades: &Trades<'_>) {
        let rows = trades.assets.iter().zip(trades.times).zip(trades.prices).zip(trades.quantities);
        for (((&asset, time), &price), &quantity) in rows {
            // What no nanoseconds can tell lies beyond every day.
            let nanos = time.checked_mul(trades.unit.nanos()).unwrap_or(i64::MIN);
            let price = Amount::new(IBig::from(price), usize::from(trades.price_scale));
            let quantity = Amount::new(IBig::from(quantity), usize::from(trades.quantity_scale));
            self.add_one(&Trade { asset, nanos, price, quantity });
        }
    }

    #[inline(always)]
    fn add_by<const FACTORS: bool, const NANOS: bool>(
        &mut self,
        trades: &Trades<'_>,
        price_factor: i64,
        quantity_factor: i64,
    ) {
        let nanos_of_unit = trades.unit.nanos();
        let rows = trades.assets.iter().zip(trades.times).zip(trades.prices).zip(trades.quantities);
        let mut slots = core::mem::take(&mut self.today.slots);
        let (mut start, mut length) = self.today.span();
        for (((&asset, &time), &price), &quantity) in rows {
            // What no nanoseconds can tell lies beyond every day.
            let nanos = if NANOS { time } else { time.checked_mul(nanos_of_unit).unwrap_or(i64::MIN) };
            if (nanos.wrapping_sub(start) as u64) >= length {
                self.today.slots = slots;
                let has_day = self.turn(nanos);
                slots = core::mem::take(&mut self.today.slots);
                (start, length) = self.today.span();
                if !has_day {
                    self.left_out = self.left_out.wrapping_add(1);
                    continue;
                }
            }
            if price.min(quantity) < 1 {
                self.left_out = self.left_out.wrapping_add(1);
                continue;
            }
            let scaled = if FACTORS {
                price.checked_mul(price_factor).zip(quantity.checked_mul(quantity_factor))
            } else {
                Some((price, quantity))
            };
            if let Some((price, quantity)) = scaled
                && let Some(slot) = slots.slots.get_mut(asset as usize)
                && slot.is_added(nanos, price, quantity)
            {
                continue;
            }
            let amounts = || {
                let price = Amount::new(IBig::from(price), usize::from(trades.price_scale));
                (price, Amount::new(IBig::from(quantity), usize::from(trades.quantity_scale)))
            };
            self.add_otherwise(&mut slots, asset, nanos, scaled, amounts);
        }
        self.today.slots = slots;
    }

    /// Adds one trade of any size.
    pub fn add_one(&mut self, trade: &Trade) {
        let is_trade = trade.price.is_positive() && trade.quantity.is_positive();
        if !is_trade || !self.turn(trade.nanos) {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        let mut slots = core::mem::take(&mut self.today.slots);
        let amounts = || (trade.price.clone(), trade.quantity.clone());
        self.add_otherwise(&mut slots, trade.asset, trade.nanos, None, amounts);
        self.today.slots = slots;
    }

    /// Adds a trade that is the first of its slot, out of order, or too large for it.
    #[cold]
    #[inline(never)]
    fn add_otherwise(
        &mut self,
        slots: &mut Slots,
        asset: u32,
        nanos: i64,
        scaled: Option<(i64, i64)>,
        amounts: impl FnOnce() -> (Amount, Amount),
    ) {
        let place = asset as usize;
        if slots.slots.len() <= place {
            slots.slots.resize(place.saturating_add(1), EMPTY);
            slots.firsts.resize(place.saturating_add(1), First::default());
        }
        let (Some(slot), Some(first)) = (slots.slots.get_mut(place), slots.firsts.get_mut(place)) else {
            return;
        };
        if let Some((price, quantity)) = scaled
            && slot.is_added_anywhere(first, nanos, price, quantity)
        {
            return;
        }
        let day = self.today.number;
        let (price, quantity) = amounts();
        let mut large = match slot.last {
            OUTGROWN => self.large.remove(&(day, asset)),
            NONE => None,
            last => {
                let total = self.total(asset, day, slot, first);
                Some(Large { first: first.nanos, last, total })
            }
        };
        let worth = times(&price, &quantity);
        match &mut large {
            Some(large) => large.add(nanos, price, quantity, worth),
            None => {
                let day = Day::from_number(day);
                let (open, high, low) = (price.clone(), price.clone(), price.clone());
                let total = Total { asset, day, open, high, low, close: price, quantity, worth };
                large = Some(Large { first: nanos, last: nanos, total });
            }
        }
        slot.last = OUTGROWN;
        self.large.extend(large.map(|large| ((day, asset), large)));
    }

    /// Makes the day of that instant the one at hand; `false` where it is none.
    #[cold]
    #[inline(never)]
    fn turn(&mut self, nanos: i64) -> bool {
        if (self.today.start..self.today.end).contains(&nanos) {
            return true;
        }
        let day = match Timestamp::from_nanosecond(i128::from(nanos)) {
            Ok(instant) if nanos >= 0 => self.cut.day_of(instant),
            _ => return false,
        };
        let nanos_of =
            |instant: Timestamp| i64::try_from(instant.as_nanosecond()).unwrap_or(OUTGROWN.saturating_sub(1));
        let (start, end) = (nanos_of(self.cut.start(day)), nanos_of(self.cut.end(day)));
        if !(start..end).contains(&nanos) {
            return false;
        }
        let slots = self.days.remove(&day.number()).unwrap_or_default();
        let before = core::mem::replace(&mut self.today, Today { number: day.number(), start, end, slots });
        if !before.slots.slots.is_empty() {
            self.days.insert(before.number, before.slots);
        }
        true
    }

    /// Makes all sums at least so fine.
    fn refine(&mut self, price_scale: u8, quantity_scale: u8) {
        let (prices, quantities) =
            (price_scale.max(self.price_scale), quantity_scale.max(self.quantity_scale));
        if (prices, quantities) == (self.price_scale, self.quantity_scale) {
            return;
        }
        let finer =
            |new: u8, old: u8| 10i64.checked_pow(u32::from(new.saturating_sub(old))).unwrap_or(i64::MAX);
        let factors = (finer(prices, self.price_scale), finer(quantities, self.quantity_scale));
        let today = (self.today.number, core::mem::take(&mut self.today.slots));
        let mut days = core::mem::take(&mut self.days);
        days.insert(today.0, today.1);
        for (number, slots) in &mut days {
            for (asset, (slot, first)) in (0u32..).zip(slots.slots.iter_mut().zip(slots.firsts.iter_mut())) {
                if slot.last >= OUTGROWN {
                    continue;
                }
                match (slot.finer(factors), first.price.checked_mul(factors.0)) {
                    (Some(finer), Some(price)) => (*slot, first.price) = (finer, price),
                    _ => {
                        let total = self.total(asset, *number, slot, first);
                        self.large
                            .insert((*number, asset), Large { first: first.nanos, last: slot.last, total });
                        slot.last = OUTGROWN;
                    }
                }
            }
        }
        self.today.slots = days.remove(&today.0).unwrap_or_default();
        self.days = days;
        (self.price_scale, self.quantity_scale) = (prices, quantities);
    }

    /// Takes out the totals of all days before that one, by day and asset. Trades of such a day that are added later make
    /// totals of their own, so they must not come.
    pub fn before(&mut self, day: Day) -> Vec<Total> {
        let mut totals = Vec::new();
        if self.today.number < day.number() && self.today.end > self.today.start {
            let number = self.today.number;
            self.days.insert(number, core::mem::take(&mut self.today.slots));
            self.today = Today { number: i32::MIN, start: 0, end: 0, slots: Slots::default() };
        }
        while let Some(entry) = self.days.first_entry().filter(|entry| *entry.key() < day.number()) {
            let (number, slots) = entry.remove_entry();
            for (asset, (slot, first)) in (0u32..).zip(slots.slots.iter().zip(&slots.firsts)) {
                match slot.last {
                    NONE => {}
                    OUTGROWN => totals.extend(self.large.remove(&(number, asset)).map(|large| large.total)),
                    _ => totals.push(self.total(asset, number, slot, first)),
                }
            }
        }
        totals
    }

    /// The totals that are left, by day and asset.
    #[must_use]
    pub fn finish(mut self) -> Vec<Total> {
        self.before(Day::from_number(i32::MAX))
    }

    fn total(&self, asset: u32, day: i32, slot: &Slot, first: &First) -> Total {
        let (prices, quantities) = (usize::from(self.price_scale), usize::from(self.quantity_scale));
        let price = |digits: i64| Amount::new(IBig::from(digits), prices);
        Total {
            asset,
            day: Day::from_number(day),
            open: price(first.price),
            high: price(slot.high),
            low: price(slot.low),
            close: price(slot.close),
            quantity: Amount::new(IBig::from(slot.quantity), quantities),
            worth: Amount::new(IBig::from(slot.worth), prices.saturating_add(quantities)),
        }
    }
}

impl Today {
    fn span(&self) -> (i64, u64) {
        (self.start, self.end.wrapping_sub(self.start) as u64)
    }
}

impl Slot {
    /// Adds a trade that is no earlier than the last, if the sums hold it.
    #[inline(always)]
    fn is_added(&mut self, nanos: i64, price: i64, quantity: i64) -> bool {
        if nanos < self.last {
            return false;
        }
        // Both have 63 bits.
        let worth = i128::from(price).wrapping_mul(i128::from(quantity));
        let Some(worth) = self.worth.checked_add(worth) else { return false };
        self.last = nanos;
        self.close = price;
        self.high = self.high.max(price);
        self.low = self.low.min(price);
        // 2^64 trades would have to be added before 128 bits could not hold quantities of 63.
        self.quantity = self.quantity.wrapping_add(i128::from(quantity));
        self.worth = worth;
        true
    }

    /// Adds a trade at any time, if the sums hold it.
    fn is_added_anywhere(&mut self, first: &mut First, nanos: i64, price: i64, quantity: i64) -> bool {
        match self.last {
            OUTGROWN => return false,
            NONE => {
                *self = Self { last: nanos, close: price, high: price, low: price, ..EMPTY };
                *first = First { nanos, price };
            }
            _ => {}
        }
        if nanos < first.nanos {
            *first = First { nanos, price };
        }
        // What is earlier than the last is added as if it were of the same instant, and the last stays the last.
        let (last, close) = (self.last, self.close);
        let is_added = self.is_added(nanos.max(last), price, quantity);
        if nanos < last {
            self.close = close;
        }
        is_added
    }

    /// The same at scales that are finer by these factors, if that fits.
    fn finer(&self, (prices, quantities): (i64, i64)) -> Option<Self> {
        let both = i128::from(prices).checked_mul(i128::from(quantities))?;
        Some(Self {
            last: self.last,
            high: self.high.checked_mul(prices)?,
            low: self.low.checked_mul(prices)?,
            close: self.close.checked_mul(prices)?,
            quantity: self.quantity.checked_mul(i128::from(quantities))?,
            worth: self.worth.checked_mul(both)?,
        })
    }
}

impl Large {
    fn add(&mut self, nanos: i64, price: Amount, quantity: Amount, worth: Amount) {
        let total = &mut self.total;
        total.quantity = plus(&total.quantity, &quantity);
        total.worth = plus(&total.worth, &worth);
        total.high = total.high.clone().max(price.clone());
        total.low = total.low.clone().min(price.clone());
        if nanos < self.first {
            (self.first, total.open) = (nanos, price.clone());
        }
        if nanos >= self.last {
            (self.last, total.close) = (nanos, price);
        }
    }
}

/// The exact sum.
pub(super) fn plus(a: &Amount, b: &Amount) -> Amount {
    let scale = a.scale().max(b.scale());
    // `scale` is at least either one's own, so both can be scaled to it.
    Amount::new([a, b].into_iter().filter_map(|amount| amount.scaled_to(scale)).sum(), scale)
}

/// The exact product.
fn times(a: &Amount, b: &Amount) -> Amount {
    let digits = |amount: &Amount| amount.scaled_to(amount.scale()).unwrap_or_default();
    Amount::new(digits(a) * digits(b), a.scale().saturating_add(b.scale()))
}

impl Total {
    /// The mean price weighted by quantity, without any rounding.
    #[must_use]
    pub fn vwap(&self) -> Option<Ratio> {
        self.worth.to_ratio().over(&self.quantity.to_ratio())
    }

    /// The bar: its volume is what was traded in units of the price's currency, and its vwap is rounded as in
    /// [`crate::days`].
    #[must_use]
    pub fn built(&self) -> BuiltDay {
        let prices = DayPrices {
            open: Some(self.open.clone()),
            high: Some(self.high.clone()),
            low: Some(self.low.clone()),
            close: Some(self.close.clone()),
        };
        built_of(self.day, prices, self.worth.clone(), &self.quantity, None)
    }
}
