//! Dense columns: the figures of one key day by day, as plain integers, without an amount for each.
//!
//! ```text
//! rows in blocks                                      dense, of the days 10 … 14
//! day  open: digits scale  close: digits scale        scale 4
//! 10         9998   4             1     0             open      9998   ABSENT  ABSENT  10001   99
//! 13         10001  4             –                   close     10000  ABSENT  ABSENT  ABSENT  9990
//! 14         99     4             999   3             receipts  17     0       0       17      18
//! ```
//!
//! This is for whoever looks at whole markets. What counts of several rows of one day is not decided here, as nowhere in
//! the lake: a key is [`NotPlain`] in a span where a day has more than one, and its rows are to be read one by one
//! ([`Columns::rows_of`]). Whether a row was known by some instant, and whether its day was over, is told by its receipt.
//!
//! The four prices and the mean share one scale, the largest that one of them has, so that they can be held against each
//! other; volume and capitalisation have each their own.

use std::ops::{Range, RangeInclusive};

use arrow_buffer::bit_iterator::BitSliceIterator;
use qazyq_exact::Day;
use qazyq_market::Figure;
use qazyq_market::bars::{ABSENT, ABSENT_BROAD};

use super::Columns;
use super::bare::{self, Bare};
use crate::LakeError;
use crate::row::{DAY_MICROS, DIGITS_END, FIGURES, day_of, midnight};

/// Days of a column at most; some 2,900 years. So a few odd rows do not take all memory.
const DAYS_MAX: usize = 1 << 20;

/// How many figures a bar has.
const WIDTH: usize = Figure::OF_A_BAR.len();

/// Figures of one key by day. Filled again and again, it keeps its memory.
#[derive(Debug)]
pub struct Dense {
    first: Day,
    receipts: Vec<u64>,
    wanted: [bool; WIDTH],
    /// In the order of [`Figure::OF_A_BAR`].
    columns: [Column; WIDTH],
    narrow: Factors<i64>,
    broad: Factors<i128>,
}

/// The values of a figure, one a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits<'a> {
    /// It was not asked for, or no row has it.
    Absent,
    /// `value · 10^scale`, or [`ABSENT`].
    Narrow(&'a [i64]),
    /// The same in 128 bits, or [`ABSENT_BROAD`]: some value does not fit 64.
    Broad(&'a [i128]),
}

/// Why the rows of a key cannot be told as dense columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPlain {
    /// A day has several rows: what counts of them is for the caller to say.
    Repeated,
    /// There are rows that no file of columns has yet.
    Uncovered,
    /// A figure has more digits than 128 bits hold at the scale that its column needs.
    Wide,
    /// Its days lie farther apart than days of which anybody has prices.
    Far,
}

impl Columns {
    /// Fills `into` with what the rows of `key` say of the days from the first to the last of `days`. Of these it has those
    /// from the first with a row to the last with one; none where there is no row.
    ///
    /// Where the key is not plain there, what `into` has means nothing.
    ///
    /// # Errors
    /// Where a segment is not as it was written.
    pub fn dense(
        &self,
        key: &str,
        days: RangeInclusive<Day>,
        into: &mut Dense,
    ) -> Result<Result<(), NotPlain>, LakeError> {
        let span = midnight(*days.start())..=midnight(*days.end()).saturating_add(DAY_MICROS - 1);
        if let Some(rows) = self.uncovered.get(key)
            && rows.iter().any(|row| span.contains(&row.time))
        {
            return Ok(Err(NotPlain::Uncovered));
        }
        let mut pieces = Vec::new();
        for segment in &self.segments {
            let placed = segment.place_of(key);
            let placed = placed.filter(|(_, about)| about.from <= *span.end() && *span.start() <= about.to);
            let Some((start, about)) = placed else { continue };
            for part in segment.parts(start, about.rows) {
                let (bare, rows) = part?;
                let Some(mut piece) = Piece::of(bare, rows, &span) else { continue };
                piece.look_at(into.wanted).map_err(|wrong| segment.broken(wrong.to_owned()))?;
                pieces.push(piece);
            }
        }
        Ok(into.fill(&pieces))
    }
}

impl Dense {
    /// Columns for these figures of a bar; the others stay absent.
    #[must_use]
    pub fn of(wanted: &[Figure]) -> Self {
        Self {
            first: Day::from_number(0),
            receipts: Vec::new(),
            wanted: Figure::OF_A_BAR.map(|figure| wanted.contains(&figure)),
            columns: Default::default(),
            narrow: Factors::default(),
            broad: Factors::default(),
        }
    }

    /// The day of the first value of each column.
    #[must_use]
    pub fn first(&self) -> Day {
        self.first
    }

    /// How many days there are: so many values has every column that is not absent.
    #[must_use]
    pub fn days(&self) -> usize {
        self.receipts.len()
    }

    /// Of each day the number of the receipt that its row comes from; 0, which is none's, where there is no row.
    #[must_use]
    pub fn receipts(&self) -> &[u64] {
        &self.receipts
    }

    /// Digits behind the point of a figure's values; the same of all prices.
    #[must_use]
    pub fn scale(&self, figure: Figure) -> u8 {
        self.column(figure).map_or(0, |column| column.scale)
    }

    /// The values of a figure.
    #[must_use]
    pub fn figure(&self, figure: Figure) -> Digits<'_> {
        match self.column(figure) {
            Some(Column { kind: Kind::Narrow, narrow, .. }) => Digits::Narrow(narrow),
            Some(Column { kind: Kind::Broad, broad, .. }) => Digits::Broad(broad),
            Some(Column { kind: Kind::Absent, .. }) | None => Digits::Absent,
        }
    }

    fn column(&self, figure: Figure) -> Option<&Column> {
        let place = Figure::OF_A_BAR.iter().position(|known| *known == figure)?;
        self.columns.get(place)
    }

    fn fill(&mut self, pieces: &[Piece<'_>]) -> Result<(), NotPlain> {
        self.receipts.clear();
        let runs = self.place(pieces)?;
        let mut prices_scale = 0;
        for (place, column) in self.columns.iter_mut().enumerate() {
            column.scale = pieces.iter().filter_map(|piece| piece.scale_max(place)).max().unwrap_or(0);
            prices_scale = prices_scale.max(if is_price(place) { column.scale } else { 0 });
        }
        for (place, column) in self.columns.iter_mut().enumerate() {
            column.kind = Kind::Absent;
            column.scale = if is_price(place) { prices_scale } else { column.scale };
            if pieces.iter().any(|piece| piece.figure(place).is_some()) {
                column.fill(place, &runs, self.receipts.len(), (&mut self.narrow, &mut self.broad))?;
            }
        }
        Ok(())
    }

    /// Finds the place of every row among the days, and takes the receipts.
    fn place<'a>(&mut self, pieces: &'a [Piece<'a>]) -> Result<Vec<Run<'a>>, NotPlain> {
        let first = pieces.iter().filter_map(|piece| piece.times.first()).min();
        let last = pieces.iter().filter_map(|piece| piece.times.last()).max();
        let (Some(first), Some(last)) = (first, last) else { return Ok(Vec::new()) };
        let first = day_of(*first);
        self.first = first;
        // A day before the first has no place, and no piece has one.
        let slot_of = |time: i64| {
            let days = i64::from(day_of(time).number()).checked_sub(i64::from(first.number()));
            days.and_then(|days| usize::try_from(days).ok()).filter(|slot| *slot < DAYS_MAX)
        };
        self.receipts.resize(slot_of(*last).ok_or(NotPlain::Far)?.saturating_add(1), 0);
        let mut runs = Vec::new();
        for piece in pieces {
            if piece.bare.has_wide(piece.rows()) {
                return Err(NotPlain::Wide);
            }
            let mut start = 0;
            while let Some((time, rest)) = piece.times.get(start..).and_then(<[i64]>::split_first) {
                let mut due = *time;
                let is_next_day = |next: &&i64| {
                    due = due.wrapping_add(DAY_MICROS);
                    **next == due
                };
                let len = rest.iter().take_while(is_next_day).count().saturating_add(1);
                let slot = slot_of(*time).ok_or(NotPlain::Far)?;
                let run = Run { piece, row: piece.row.saturating_add(start), slot, len };
                self.take_receipts(&run)?;
                runs.push(run);
                start = start.saturating_add(len);
            }
        }
        Ok(runs)
    }

    /// Takes those of a run; not where a day of it has one already.
    fn take_receipts(&mut self, run: &Run<'_>) -> Result<(), NotPlain> {
        let places = self.receipts.get_mut(run.slot..run.slot.saturating_add(run.len));
        let receipts = run.piece.bare.receipt().get(run.row..run.row.saturating_add(run.len));
        let (Some(places), Some(receipts)) = (places, receipts) else { return Err(NotPlain::Far) };
        // Every one of them, without a way out: that is many at a time.
        if places.iter().fold(0, |any, receipt| any | *receipt) != 0 {
            return Err(NotPlain::Repeated);
        }
        places.copy_from_slice(receipts);
        Ok(())
    }
}

/// Whether the figure of that place is one of those that share a scale.
fn is_price(place: usize) -> bool {
    Figure::OF_A_BAR.get(place).is_some_and(|figure| !matches!(figure, Figure::Volume | Figure::MarketCap))
}

/// Rows of a key that lie in one block, rising by time.
struct Piece<'a> {
    bare: &'a Bare,
    /// The place of the first.
    row: usize,
    times: &'a [i64],
    /// What is wanted and there, in the order of [`Figure::OF_A_BAR`].
    figures: [Option<Looked<'a>>; WIDTH],
}

/// A figure of a piece, and between which scales its values lie.
#[derive(Clone, Copy)]
struct Looked<'a> {
    figure: &'a bare::Figure,
    scale_min: u8,
    scale_max: u8,
}

impl<'a> Piece<'a> {
    /// Of these rows those within `span`; none where there is none.
    fn of(bare: &'a Bare, rows: Range<usize>, span: &RangeInclusive<i64>) -> Option<Self> {
        let times = bare.time().get(rows.clone())?;
        let (_, times_on) = times.split_at_checked(times.partition_point(|time| time < span.start()))?;
        let skipped = times.len().saturating_sub(times_on.len());
        let (times, _) = times_on.split_at_checked(times_on.partition_point(|time| time <= span.end()))?;
        let row = rows.start.saturating_add(skipped);
        (!times.is_empty()).then_some(Self { bare, row, times, figures: [None; WIDTH] })
    }

    /// Looks at the figures that are wanted.
    fn look_at(&mut self, wanted: [bool; WIDTH]) -> Result<(), &'static str> {
        let rows = self.rows();
        for ((to, figure), wanted) in self.figures.iter_mut().zip(Figure::OF_A_BAR).zip(wanted) {
            let place = FIGURES.iter().position(|name| wanted && *name == figure.name());
            let figure = place.map_or(Ok(None), |place| self.bare.figure(place))?;
            *to = figure.map(|figure| {
                let scales = figure.scale.get(rows.clone()).unwrap_or_default();
                let scale_min = scales.iter().copied().fold(u8::MAX, u8::min);
                Looked { figure, scale_min, scale_max: scales.iter().copied().fold(0, u8::max) }
            });
        }
        Ok(())
    }

    fn rows(&self) -> Range<usize> {
        self.row..self.row.saturating_add(self.times.len())
    }

    fn figure(&self, place: usize) -> Option<Looked<'a>> {
        self.figures.get(place).copied().flatten()
    }

    /// The largest scale of a figure; none where it is not there.
    fn scale_max(&self, place: usize) -> Option<u8> {
        Some(self.figure(place)?.scale_max)
    }
}

/// Rows of consecutive days that lie in one block.
struct Run<'a> {
    piece: &'a Piece<'a>,
    /// The place of the first.
    row: usize,
    /// The place of its day.
    slot: usize,
    len: usize,
}

/// The values of a figure.
#[derive(Debug, Default)]
struct Column {
    kind: Kind,
    scale: u8,
    narrow: Vec<i64>,
    broad: Vec<i128>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Kind {
    #[default]
    Absent,
    Narrow,
    Broad,
}

impl Column {
    fn fill(
        &mut self,
        place: usize,
        runs: &[Run<'_>],
        days: usize,
        (narrow, broad): (&mut Factors<i64>, &mut Factors<i128>),
    ) -> Result<(), NotPlain> {
        let figures = || runs.iter().filter_map(|run| Some((run, run.piece.figure(place)?)));
        narrow.set(self.scale);
        if let Some(any) = fill(&mut self.narrow, figures(), days, narrow) {
            self.kind = if any { Kind::Narrow } else { Kind::Absent };
            return Ok(());
        }
        broad.set(self.scale);
        fill(&mut self.broad, figures(), days, broad).ok_or(NotPlain::Wide)?;
        self.kind = Kind::Broad;
        Ok(())
    }
}

/// Puts the values of every run in their places; tells whether there are any. None where one of them does not fit.
fn fill<'a, T: Value>(
    to: &mut Vec<T>,
    figures: impl Iterator<Item = (&'a Run<'a>, Looked<'a>)>,
    days: usize,
    factors: &Factors<T>,
) -> Option<bool> {
    to.clear();
    to.resize(days, T::ABSENT);
    let mut any = false;
    for (run, figure) in figures {
        let Some(nulls) = &figure.figure.nulls else {
            scaled(to.get_mut(run.slot..)?, figure, run.row, run.len, factors)?;
            any = true;
            continue;
        };
        let offset = nulls.offset().checked_add(run.row)?;
        for (start, end) in BitSliceIterator::new(nulls.validity(), offset, run.len) {
            let to = to.get_mut(run.slot.checked_add(start)?..)?;
            scaled(to, figure, run.row.checked_add(start)?, end.checked_sub(start)?, factors)?;
            any = true;
        }
    }
    Some(any)
}

/// The values of the rows from `row` on, `len` of them.
fn scaled<T: Value>(
    to: &mut [T],
    looked: Looked<'_>,
    row: usize,
    len: usize,
    factors: &Factors<T>,
) -> Option<()> {
    let rows = row..row.checked_add(len)?;
    let to = to.get_mut(..len)?;
    let scales = looked.figure.scale.get(rows.clone())?;
    match &looked.figure.digits {
        bare::Digits::Narrow(digits) if looked.scale_min == looked.scale_max => {
            T::all_scaled(to, digits.get(rows)?, factors.of(looked.scale_max))
        }
        bare::Digits::Narrow(digits) => one_by_one(to, digits.get(rows)?, scales, factors),
        bare::Digits::Broad(digits) => one_by_one(to, digits.get(rows)?, scales, factors),
    }
}

/// Values each of its own scale. Apart from its callers, so that the loop has all registers.
#[inline(never)]
fn one_by_one<T: Value, D: Copy + Into<i128>>(
    to: &mut [T],
    digits: &[D],
    scales: &[u8],
    factors: &Factors<T>,
) -> Option<()> {
    let (digits, digits_left) = digits.as_chunks();
    let (scales, scales_left) = scales.as_chunks();
    let (to, to_left) = to.as_chunks_mut();
    let value = |digits: &D, scale: &u8| T::scaled((*digits).into(), factors.of(*scale));
    // Four at a time take half as long as one by one.
    for ((to, [a, b, c, d]), [e, f, g, h]) in to.iter_mut().zip(digits).zip(scales) {
        *to = [value(a, e)?, value(b, f)?, value(c, g)?, value(d, h)?];
    }
    for ((to, digits), scale) in to_left.iter_mut().zip(digits_left).zip(scales_left) {
        *to = value(digits, scale)?;
    }
    Some(())
}

/// What a dense column is made of.
trait Value: Copy {
    /// Stands for none.
    const ABSENT: Self;
    const ONE: Self;

    /// `digits · factor`, if that fits and stands for a value.
    fn scaled(digits: i128, factor: Self) -> Option<Self>;

    /// The same of many digits and one factor.
    fn all_scaled(to: &mut [Self], digits: &[i64], factor: Self) -> Option<()> {
        for (to, digits) in to.iter_mut().zip(digits) {
            *to = Self::scaled((*digits).into(), factor)?;
        }
        Some(())
    }

    fn times_ten(self) -> Option<Self>;
}

impl Value for i64 {
    const ABSENT: Self = ABSENT;
    const ONE: Self = 1;

    #[inline]
    fn scaled(digits: i128, factor: Self) -> Option<Self> {
        // Cut, and held against what was cut: a shorter way than asking for the range first.
        let low = digits as Self;
        let value = low.checked_mul(factor).filter(|_| i128::from(low) == digits)?;
        (value != Self::ABSENT).then_some(value)
    }

    fn all_scaled(to: &mut [Self], digits: &[i64], factor: Self) -> Option<()> {
        if factor == 1 {
            // Nearly always: digits of a key have one scale as far as they can. The least integer is none that a column has, so
            // the row that claims it is broken: whoever reads rows will say so.
            to.copy_from_slice(digits);
            return Some(());
        }
        for (to, digits) in to.iter_mut().zip(digits) {
            *to = digits.checked_mul(factor).filter(|value| *value != Self::ABSENT)?;
        }
        Some(())
    }

    fn times_ten(self) -> Option<Self> {
        self.checked_mul(10)
    }
}

impl Value for i128 {
    const ABSENT: Self = ABSENT_BROAD;
    const ONE: Self = 1;

    #[inline]
    fn scaled(digits: i128, factor: Self) -> Option<Self> {
        // Beyond these no column has digits, so the row that claims it is broken: whoever reads rows will say so.
        let is_one = -DIGITS_END < digits && digits < DIGITS_END;
        let value = digits.checked_mul(factor).filter(|_| is_one)?;
        (value != Self::ABSENT).then_some(value)
    }

    fn times_ten(self) -> Option<Self> {
        self.checked_mul(10)
    }
}

/// By what digits of each scale are multiplied, so that they are of one scale.
#[derive(Debug)]
struct Factors<T>([T; 256]);

impl<T: Value> Default for Factors<T> {
    fn default() -> Self {
        Self([T::ABSENT; 256])
    }
}

impl<T: Value> Factors<T> {
    /// Makes `scale` the one scale.
    fn set(&mut self, scale: u8) {
        let mut factor = Some(T::ONE);
        for place in self.0.iter_mut().take(usize::from(scale).saturating_add(1)).rev() {
            // A factor that does not fit serves zero alone. So does the least integer: all but zero times that is itself,
            // which stands for no value, or does not fit.
            *place = factor.unwrap_or(T::ABSENT);
            factor = factor.and_then(T::times_ten);
        }
    }

    /// That of a scale no larger than the one.
    #[inline]
    fn of(&self, scale: u8) -> T {
        self.0.get(usize::from(scale)).copied().unwrap_or(T::ABSENT)
    }
}
