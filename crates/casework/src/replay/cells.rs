//! Prices in memory, as they came and no wider than they must be.

use std::ops::Range;

use qazyq_exact::Amount;
use qazyq_market::bars::{ABSENT, ABSENT_BROAD, Batch, Column};
use qazyq_replay::Digits;
use qazyq_replay::floats::Decimals;

/// Which figures of a bar are prices: open, high, low, close and vwap, in the order of [`qazyq_market::Figure::OF_A_BAR`].
pub(super) const PRICES: usize = 5;

/// Values of each price, place by place. All are of one kind and, if decimals, of one scale; both grow with what comes.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) kind: Kind,
    /// Digits behind the point, of decimals.
    pub(super) scale: u8,
    pub(super) floats: [Vec<u64>; PRICES],
    pub(super) narrow: [Vec<i64>; PRICES],
    pub(super) broad: [Vec<i128>; PRICES],
    /// Prices that some batch had.
    pub(super) there: [bool; PRICES],
    /// Values that fit neither kind, by price and place.
    pub(super) wide: Vec<(usize, usize, Amount)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Nothing has come yet.
    #[default]
    Unknown,
    Floats,
    Narrow,
    Broad,
}

/// What stands where no value is, among floats: a number that is none.
const NONE: u64 = 0x7ff8_0000_0000_0000;

impl Cells {
    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        let of = |place: usize| match self.kind {
            Kind::Unknown => 0,
            Kind::Floats => self.floats[place].len(),
            Kind::Narrow => self.narrow[place].len(),
            Kind::Broad => self.broad[place].len(),
        };
        (0..PRICES).filter(|price| self.there[*price]).map(of).max().unwrap_or(0)
    }

    /// Forgets all values, and keeps the kind and the room.
    pub(super) fn clear(&mut self) {
        self.floats.iter_mut().for_each(Vec::clear);
        self.narrow.iter_mut().for_each(Vec::clear);
        self.broad.iter_mut().for_each(Vec::clear);
        self.wide.clear();
    }

    /// Forgets the kind too, of which another asset may need less, and keeps the room; `batch` comes next.
    pub(super) fn renew(&mut self, batch: &mut Batch) {
        self.clear();
        (self.kind, self.scale, self.there) = (Kind::Unknown, 0, [false; PRICES]);
        self.prepare(batch, 0);
    }

    /// Makes room for the values of `batch`, whose floats are decimals from here on where not all are floats.
    pub(super) fn prepare(&mut self, batch: &mut Batch, places: usize) {
        let columns = &mut batch.figures[..PRICES];
        let floats = columns.iter().filter(|column| matches!(column, Column::Floats(_))).count();
        let present = columns.iter().filter(|column| !matches!(column, Column::Absent)).count();
        let decimals_come = floats < present || matches!(self.kind, Kind::Narrow | Kind::Broad);
        if decimals_come {
            columns.iter_mut().for_each(decimal);
        }
        let (mut kind, mut scale) = match (decimals_come, present) {
            (_, 0) => (self.kind, self.scale),
            (false, _) => (Kind::Floats, 0),
            (true, _) => (Kind::Narrow, self.scale),
        };
        for column in columns.iter() {
            match column {
                Column::Absent | Column::Floats(_) => {}
                Column::Narrow { scale: of, .. } => scale = scale.max(*of),
                Column::Broad { scale: of, .. } => (kind, scale) = (kind.max(Kind::Broad), scale.max(*of)),
            }
        }
        for (there, column) in self.there.iter_mut().zip(columns.iter()) {
            *there |= !matches!(column, Column::Absent);
        }
        // Digits of 64 bits may not have room for more behind the point.
        let grows = scale.saturating_sub(self.scale);
        let fits = |column: &Column| match column {
            Column::Narrow { scale: of, digits } => {
                let power = power(scale.saturating_sub(*of));
                if power == 1 {
                    return true;
                }
                let most = i64::MAX.unsigned_abs() / u64::try_from(power).unwrap_or(u64::MAX).max(1);
                power <= i128::from(i64::MAX)
                    && digits.iter().all(|digits| *digits == ABSENT || digits.unsigned_abs() <= most)
            }
            Column::Absent | Column::Floats(_) | Column::Broad { .. } => true,
        };
        if kind == Kind::Narrow && !columns.iter().all(fits) {
            kind = Kind::Broad;
        }
        self.become_(kind.max(self.kind), if kind >= Kind::Narrow { grows } else { 0 });
        self.reach(places);
    }

    /// Makes all columns that are there have so many places at least.
    pub(super) fn reach(&mut self, places: usize) {
        for price in (0..PRICES).filter(|price| self.there[*price]) {
            match self.kind {
                Kind::Unknown => {}
                Kind::Floats if self.floats[price].len() < places => self.floats[price].resize(places, NONE),
                Kind::Narrow if self.narrow[price].len() < places => {
                    self.narrow[price].resize(places, ABSENT)
                }
                Kind::Broad if self.broad[price].len() < places => {
                    self.broad[price].resize(places, ABSENT_BROAD);
                }
                Kind::Floats | Kind::Narrow | Kind::Broad => {}
            }
        }
    }

    /// Changes what is there to `kind` and so many digits more behind the point.
    fn become_(&mut self, kind: Kind, grows: u8) {
        if self.kind == Kind::Floats && kind > Kind::Floats {
            // Decimals came behind floats: these are decimals too, if longer ones.
            let mut columns = self.floats.each_mut().map(|floats| Column::Floats(std::mem::take(floats)));
            columns.iter_mut().for_each(decimal);
            let scale = columns.iter().map(scale_of).max().unwrap_or(0).max(self.scale.saturating_add(grows));
            for (price, column) in columns.into_iter().enumerate() {
                let len = len_of(&column);
                self.broad[price].resize(len, ABSENT_BROAD);
                (self.kind, self.scale) = (Kind::Broad, scale);
                for place in 0..len {
                    self.put(price, place, &column, place);
                }
            }
            self.kind = Kind::Broad;
            return;
        }
        let fits_narrow = |digits: &i64| {
            *digits == ABSENT
                || i128::from(*digits).checked_mul(power(grows)).is_some_and(|d| i64::try_from(d).is_ok())
        };
        let kind = match (self.kind, kind) {
            (Kind::Narrow, Kind::Narrow) if grows > 0 && !self.narrow.iter().flatten().all(fits_narrow) => {
                Kind::Broad
            }
            (_, kind) => kind,
        };
        if self.kind == Kind::Narrow && kind == Kind::Broad {
            for (narrow, broad) in self.narrow.iter_mut().zip(&mut self.broad) {
                broad.clear();
                let widened =
                    |digits: &i64| if *digits == ABSENT { ABSENT_BROAD } else { i128::from(*digits) };
                broad.extend(narrow.iter().map(widened));
                *narrow = Vec::new();
            }
            self.kind = Kind::Broad;
        }
        if grows > 0 {
            match self.kind {
                Kind::Narrow => {
                    let power = i64::try_from(power(grows)).unwrap_or(1);
                    let known = self.narrow.iter_mut().flatten().filter(|digits| **digits != ABSENT);
                    known.for_each(|digits| *digits = digits.saturating_mul(power));
                }
                Kind::Broad => self.rescale_broad(grows),
                Kind::Unknown | Kind::Floats => {}
            }
            self.scale = self.scale.saturating_add(grows);
        }
        self.kind = kind;
    }

    fn rescale_broad(&mut self, grows: u8) {
        let (factor, from) = (power(grows), usize::from(self.scale));
        for (price, column) in self.broad.iter_mut().enumerate() {
            for (place, digits) in
                column.iter_mut().enumerate().filter(|(_, digits)| **digits != ABSENT_BROAD)
            {
                match digits.checked_mul(factor) {
                    Some(more) => *digits = more,
                    None => {
                        self.wide.push((price, place, Amount::new((*digits).into(), from)));
                        *digits = ABSENT_BROAD;
                    }
                }
            }
        }
    }

    /// Appends the rows of `batch`, for which [`Self::prepare`] was called.
    pub(super) fn append(&mut self, batch: &Batch, rows: Range<usize>) {
        let begin = self.len();
        for price in 0..PRICES {
            let column = &batch.figures[price];
            match (self.kind, column) {
                (_, Column::Absent) => {}
                (Kind::Floats, Column::Floats(values)) => {
                    self.floats[price].extend_from_slice(&values[rows.clone()]);
                }
                (Kind::Narrow, Column::Narrow { scale, digits }) if *scale == self.scale => {
                    self.narrow[price].extend_from_slice(&digits[rows.clone()]);
                }
                (Kind::Broad, Column::Broad { scale, digits, wide })
                    if *scale == self.scale && wide.is_empty() =>
                {
                    self.broad[price].extend_from_slice(&digits[rows.clone()]);
                }
                (Kind::Broad, Column::Narrow { scale, digits }) if *scale == self.scale => {
                    let broad =
                        |digits: &i64| if *digits == ABSENT { ABSENT_BROAD } else { i128::from(*digits) };
                    self.broad[price].extend(digits[rows.clone()].iter().map(broad));
                }
                _ => {
                    match self.kind {
                        Kind::Broad => self.broad[price].resize(begin + rows.len(), ABSENT_BROAD),
                        _ => self.narrow[price].resize(begin + rows.len(), ABSENT),
                    }
                    for (place, row) in rows.clone().enumerate() {
                        self.put(price, begin + place, column, row);
                    }
                }
            }
        }
        self.reach(begin + rows.len());
    }

    /// Puts the value of a row at a place that there is.
    pub(super) fn put(&mut self, price: usize, place: usize, column: &Column, row: usize) {
        match (self.kind, column) {
            (_, Column::Absent) | (Kind::Unknown, _) => {}
            (Kind::Floats, Column::Floats(values)) => self.floats[price][place] = values[row],
            (Kind::Narrow, Column::Narrow { scale, digits }) => {
                let power = i64::try_from(power(self.scale.saturating_sub(*scale))).unwrap_or(1);
                let digits = digits[row];
                // That it fits, `prepare` has seen.
                self.narrow[price][place] =
                    if digits == ABSENT { ABSENT } else { digits.saturating_mul(power) };
            }
            (Kind::Broad, Column::Narrow { scale, digits }) => {
                let digits = digits[row];
                let digits = if digits == ABSENT { ABSENT_BROAD } else { i128::from(digits) };
                self.put_broad(price, place, digits, *scale);
            }
            (Kind::Broad, Column::Broad { scale, digits, wide }) => {
                self.put_broad(price, place, digits[row], *scale);
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                if let Ok(at) = wide.binary_search_by_key(&row, |(row, _)| *row) {
                    self.wide.push((price, place, wide[at].1.clone()));
                }
            }
            // `prepare` leaves no other pair.
            (Kind::Floats | Kind::Narrow | Kind::Broad, _) => {}
        }
    }

    /// Puts the values of rows at places that there are.
    pub(super) fn put_all(&mut self, price: usize, places: &[(usize, usize)], column: &Column) {
        let places = places.iter().copied();
        match (self.kind, column) {
            (_, Column::Absent) => {}
            (Kind::Floats, Column::Floats(values)) => {
                let to = &mut self.floats[price];
                places.for_each(|(place, row)| to[place] = values[row]);
            }
            (Kind::Narrow, Column::Narrow { scale, digits }) if *scale == self.scale => {
                let to = &mut self.narrow[price];
                places.for_each(|(place, row)| to[place] = digits[row]);
            }
            _ => places.for_each(|(place, row)| self.put(price, place, column, row)),
        }
    }

    fn put_broad(&mut self, price: usize, place: usize, digits: i128, scale: u8) {
        let more = power(self.scale.saturating_sub(scale));
        self.broad[price][place] = match digits {
            ABSENT_BROAD => ABSENT_BROAD,
            digits => digits.checked_mul(more).unwrap_or_else(|| {
                self.wide.push((price, place, Amount::new(digits.into(), usize::from(scale))));
                ABSENT_BROAD
            }),
        };
    }

    /// Moves the values of `from` to the place `to` before them, and leaves nothing behind these up to the end of `from`.
    pub(super) fn shift(&mut self, from: Range<usize>, to: usize) {
        let kept = from.len();
        let end = from.end;
        macro_rules! shift {
            ($columns:expr, $none:expr) => {
                for column in $columns.iter_mut().filter(|column| column.len() >= end) {
                    column.copy_within(from.clone(), to);
                    column[to + kept..end].fill($none);
                }
            };
        }
        match self.kind {
            Kind::Unknown => {}
            Kind::Floats => shift!(self.floats, NONE),
            Kind::Narrow => shift!(self.narrow, ABSENT),
            Kind::Broad => shift!(self.broad, ABSENT_BROAD),
        }
        let gap = from.start - to;
        self.wide.retain_mut(|(_, place, _)| {
            if from.contains(place) {
                *place -= gap;
                return true;
            }
            !(to..end).contains(place)
        });
    }

    /// Rows in another order: the value of `order[k]` at the place `places[k]` of `to`, which has `len` places.
    pub(super) fn scatter(&self, order: &[(i32, usize)], first: i32, len: usize, to: &mut Self) {
        to.clear();
        (to.kind, to.scale, to.there) = (self.kind, self.scale, self.there);
        to.reach(len);
        let place = |day: i32| usize::try_from(i64::from(day) - i64::from(first)).unwrap_or(usize::MAX);
        for price in (0..PRICES).filter(|price| self.there[*price]) {
            for (day, row) in order {
                match self.kind {
                    Kind::Unknown => {}
                    Kind::Floats => to.floats[price][place(*day)] = self.floats[price][*row],
                    Kind::Narrow => to.narrow[price][place(*day)] = self.narrow[price][*row],
                    Kind::Broad => to.broad[price][place(*day)] = self.broad[price][*row],
                }
            }
        }
        for (day, row) in order.iter().filter(|_| !self.wide.is_empty()) {
            let first = self.wide.partition_point(|(_, place, _)| place < row);
            for (price, _, amount) in self.wide[first..].iter().take_while(|(_, place, _)| place == row) {
                to.wide.push((*price, place(*day), amount.clone()));
            }
        }
    }

    /// Puts what fits no kind in the order of places, as [`Self::scatter`] needs it.
    pub(super) fn sort_wide(&mut self) {
        self.wide.sort_by_key(|(price, place, _)| (*place, *price));
    }
}

/// Makes decimals of floats: the shortest that are read as the same numbers.
fn decimal(column: &mut Column) {
    let Column::Floats(values) = column else { return };
    let mut decimals = Decimals::default();
    let prices = decimals.of([Some(values), None, None, None, None]);
    let scale = prices.scale;
    *column = match prices.open {
        Digits::Absent => Column::Absent,
        Digits::Narrow(digits) => Column::Narrow { scale, digits: digits.to_vec() },
        Digits::Broad(digits) => Column::Broad { scale, digits: digits.to_vec(), wide: Vec::new() },
        Digits::Wide(amounts) => {
            let some = (0..).zip(amounts).filter_map(|(row, amount)| Some((row, amount.clone()?)));
            Column::Broad { scale: 0, digits: vec![ABSENT_BROAD; amounts.len()], wide: some.collect() }
        }
    };
}

fn scale_of(column: &Column) -> u8 {
    match column {
        Column::Absent | Column::Floats(_) => 0,
        Column::Narrow { scale, .. } | Column::Broad { scale, .. } => *scale,
    }
}

fn len_of(column: &Column) -> usize {
    match column {
        Column::Absent => 0,
        Column::Floats(values) => values.len(),
        Column::Narrow { digits, .. } => digits.len(),
        Column::Broad { digits, .. } => digits.len(),
    }
}

/// 10^digits, or as much as there is room for: what is multiplied by that does not fit either way.
fn power(digits: u8) -> i128 {
    10_i128.checked_pow(u32::from(digits)).unwrap_or(i128::MAX)
}
