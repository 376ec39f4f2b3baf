//! The columns that a reading's price is made of, a block of sixty-four days at a time.

use qazyq_exact::{Amount, IBig};
use qazyq_law::reading::Price;

use super::bits::{PLACES, WORD, where_true};
use super::lens::Lens;
use crate::series::{Digits, Prices};

/// Sixty-four days of a column.
pub(super) type Block = [i64; WORD];

/// What is made of a price's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One column as it is: close, vwap.
    One,
    /// The sum of four, which stands for their mean.
    SumOfFour,
    /// Whichever of two lies farther from the peg, the first at equal distance.
    FartherOfTwo,
}

impl Shape {
    /// How many columns are summed.
    pub(super) fn weight(self) -> u8 {
        match self {
            Self::One | Self::FartherOfTwo => 1,
            Self::SumOfFour => 4,
        }
    }
}

/// The columns of one price.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns<'a> {
    /// What is made of them.
    pub(super) shape: Shape,
    first: Digits<'a>,
    others: [Digits<'a>; 3],
    /// How many of the others there are.
    more: usize,
}

impl<'a> Columns<'a> {
    /// Those of `price`; none where one of them is absent.
    pub(super) fn of(prices: &Prices<'a>, price: Price) -> Option<Self> {
        let none = Digits::Absent;
        let (shape, first, others, more) = match price {
            Price::Close => (Shape::One, prices.close, [none; 3], 0),
            Price::Vwap => (Shape::One, prices.vwap, [none; 3], 0),
            Price::Ohlc4 => (Shape::SumOfFour, prices.open, [prices.high, prices.low, prices.close], 3),
            Price::Extreme => (Shape::FartherOfTwo, prices.high, [prices.low, none, none], 1),
        };
        let columns = Self { shape, first, others, more };
        columns.all().all(|digits| !matches!(digits, Digits::Absent)).then_some(columns)
    }

    /// Each of them; high before low.
    pub(super) fn all(&self) -> impl Iterator<Item = &Digits<'a>> {
        std::iter::once(&self.first).chain(self.others.iter().take(self.more))
    }

    /// Whether one of them has amounts of any size.
    pub(super) fn is_wide(&self) -> bool {
        self.all().any(|digits| matches!(digits, Digits::Wide(_)))
    }

    /// Reads the block whose first day is the columns' `start`th through `lens`: the days that have the price, and into
    /// `values` what the price comes to (two values where one is yet to be chosen). On other days values mean nothing.
    #[inline(always)]
    pub(super) fn read(&self, start: i64, lens: &Lens, values: &mut [Block; 2]) -> u64 {
        let [sum, other] = values;
        *sum = [0; WORD];
        let own = add(&self.first, start, lens, sum);
        match self.shape {
            Shape::One => own,
            Shape::SumOfFour => {
                // No closure: one would be compiled for the plainest processor.
                let mut own = own;
                for digits in &self.others {
                    own &= add(digits, start, lens, sum);
                }
                own
            }
            Shape::FartherOfTwo => {
                *other = [0; WORD];
                self.others.first().map_or(0, |digits| own & add(digits, start, lens, other))
            }
        }
    }

    /// How many digits behind the point the columns have at most; those of 64 and 128 bits have `scale`.
    pub(super) fn scale(&self, scale: u8) -> usize {
        let most = |digits: &Digits<'_>| match digits {
            Digits::Absent | Digits::Narrow(_) | Digits::Broad(_) => 0,
            Digits::Wide(amounts) => amounts.iter().flatten().map(Amount::scale).max().unwrap_or_default(),
        };
        self.all().map(most).fold(usize::from(scale), usize::max)
    }
}

/// The value of that day, as a multiple of `10^-to`; none where it has none above zero. `scale` is that of the series and
/// `to` that of [`Columns::scale`].
pub(super) fn exactly(digits: &Digits<'_>, day: i64, scale: u8, to: usize) -> Option<IBig> {
    let day = usize::try_from(day).ok()?;
    let scaled = |digits: IBig| {
        let missing = to.saturating_sub(usize::from(scale));
        if missing == 0 { digits } else { digits * IBig::from(10).pow(missing) }
    };
    match digits {
        Digits::Absent => None,
        Digits::Narrow(values) => values.get(day).filter(|v| **v > 0).map(|v| scaled(IBig::from(*v))),
        Digits::Broad(values) => values.get(day).filter(|v| **v > 0).map(|v| scaled(IBig::from(*v))),
        Digits::Wide(amounts) => amounts.get(day)?.as_ref().filter(|a| a.is_positive())?.scaled_to(to),
    }
}

/// Adds a block of `digits`, seen through `lens`, to `sum`, and says which days have a value above zero.
#[inline(always)]
fn add(digits: &Digits<'_>, start: i64, lens: &Lens, sum: &mut Block) -> u64 {
    match digits {
        Digits::Absent => 0,
        Digits::Narrow(values) => match whole(values, start) {
            Some(block) => add_narrow(block, lens, sum),
            None => add_narrow(&padded(values, start), lens, sum),
        },
        Digits::Broad(values) => match whole(values, start) {
            Some(block) => add_broad(block, lens, sum),
            None => add_broad(&padded(values, start), lens, sum),
        },
        Digits::Wide(amounts) => add_wide(amounts, start, lens, sum),
    }
}

/// The block where all of it is there.
#[inline(always)]
fn whole<T>(values: &[T], start: i64) -> Option<&[T; WORD]> {
    values.get(usize::try_from(start).ok()?..)?.first_chunk()
}

/// The block with zeros, which are no price, for the days that the column does not have.
#[cold]
#[inline(never)]
fn padded<T: Copy + Default>(values: &[T], start: i64) -> [T; WORD] {
    let mut block = [T::default(); WORD];
    let before = usize::try_from(start.min(0).unsigned_abs()).unwrap_or(WORD);
    let there = values.get(usize::try_from(start.max(0)).unwrap_or(usize::MAX)..).unwrap_or_default();
    for (slot, value) in block.iter_mut().skip(before).zip(there) {
        *slot = *value;
    }
    block
}

#[inline(always)]
fn add_narrow(block: &Block, lens: &Lens, sum: &mut Block) -> u64 {
    let (cap, cut, up) = (i64::try_from(lens.cap).unwrap_or(i64::MAX), lens.cut.min(63), lens.up);
    for (sum, value) in sum.iter_mut().zip(block) {
        let seen = (*value).max(0).min(cap).wrapping_shr(cut).wrapping_shl(up);
        *sum = sum.wrapping_add(seen);
    }
    where_true(block, |value| value > 0)
}

#[inline(always)]
fn add_broad(block: &[i128; WORD], lens: &Lens, sum: &mut Block) -> u64 {
    if lens.cut >= 64 {
        return add_far_too_broad(block, lens, sum);
    }
    // What is cut off a number that is at most the cap is cut off the cap too.
    let cap = i64::try_from(lens.cap >> lens.cut).unwrap_or(i64::MAX);
    // Halves, which a processor takes several at a time.
    let halves: &[[u64; 2]; WORD] = pulp::bytemuck::cast_ref(block);
    let (mut lows, mut highs) = ([0; WORD], [0; WORD]);
    for ((low, high), halves) in lows.iter_mut().zip(&mut highs).zip(halves) {
        let [first, second] = *halves;
        let (first, second) = if cfg!(target_endian = "little") { (first, second) } else { (second, first) };
        (*low, *high) = (first, second.cast_signed());
    }
    let mut is_there = [0; WORD];
    for (((sum, is_there), low), high) in sum.iter_mut().zip(&mut is_there).zip(&lows).zip(&highs) {
        // Nothing is left of a value below zero.
        let not_negative = !(high >> 63).cast_unsigned();
        let (low, high) = (low & not_negative, high.cast_unsigned() & not_negative);
        *is_there = (low | high != 0).into();
        let cut =
            low.wrapping_shr(lens.cut) | high.wrapping_shl(1).wrapping_shl(63u32.wrapping_sub(lens.cut));
        let is_beyond = (high.wrapping_shr(lens.cut) != 0) | (cut >> 63 != 0);
        let seen = if is_beyond { cap } else { cut.cast_signed().min(cap) };
        *sum = sum.wrapping_add(seen.wrapping_shl(lens.up));
    }
    where_true(&is_there, |is_there| is_there != 0)
}

/// The same where a half would be cut off whole.
#[cold]
#[inline(never)]
fn add_far_too_broad(block: &[i128; WORD], lens: &Lens, sum: &mut Block) -> u64 {
    let mut own = 0;
    for ((sum, value), place) in sum.iter_mut().zip(block).zip(&PLACES) {
        let seen = (*value).max(0).min(lens.cap).wrapping_shr(lens.cut);
        *sum = sum.wrapping_add(i64::try_from(seen).unwrap_or(i64::MAX));
        own |= u64::from(*value > 0).wrapping_neg() & place;
    }
    own
}

#[cold]
#[inline(never)]
fn add_wide(amounts: &[Option<Amount>], start: i64, lens: &Lens, sum: &mut Block) -> u64 {
    let mut own = 0;
    for ((sum, place), day) in sum.iter_mut().zip(&PLACES).zip(0i64..) {
        let amount = usize::try_from(start.saturating_add(day)).ok().and_then(|d| amounts.get(d)?.as_ref());
        if let Some(amount) = amount.filter(|amount| amount.is_positive()) {
            *sum = sum.wrapping_add(lens.of_amount(amount));
            own |= place;
        }
    }
    own
}
