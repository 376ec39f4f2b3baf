//! Trades of many assets: a file's rows in batches, figures as integers at one scale.
//!
//! ```text
//! ts TIMESTAMP(NANOS) · asset UINT32 · price DOUBLE · qty DOUBLE
//!                                       │
//!                                       ▼
//! Batch { assets: [7, 0, …], times: [1641600000002872000, …], prices: Narrow 4 [9994, …], quantities: Narrow 4 [60515, …] }
//! ```
//!
//! | column | type |
//! | --- | --- |
//! | `asset`, `pair`, `symbol` | text or integer; where there is none, all trades are of one asset without a name |
//! | `ts`, `time` | TIMESTAMP, or INT64 of s, ms, µs or ns, which its first time tells |
//! | `price` | DOUBLE, FLOAT, DECIMAL, integer or text |
//! | `qty`, `quantity`, `amount` | the same |
//!
//! Nothing is rounded: see `floats` for binary floating point. What is absent stays so, and does not count as a trade.

use core::ops::Range;

use parquet::basic::Type;
use qazyq_exact::{Amount, IBig};
use qazyq_market::FileError;
use qazyq_market::bars::{ABSENT_BROAD, Column as Batched};
use qazyq_market::ticks::totals::{TimeUnit, Totals, Trade, Trades as Lent};

use crate::column::shape::{Names, Times};
use crate::column::{Column, Tools};
use crate::figures::FigureColumn;
use crate::floats::Scaler;
use crate::footer::{FooterBytes, Leaf};
use crate::kind::{Kind, Unit};
use crate::place::{Place, broken_row, find, names, number};
use crate::source::Source;

/// Rows of a batch.
const BATCH_ROWS: usize = 8192;

/// What a file of trades says of itself.
#[derive(Clone, Debug)]
pub struct Trades {
    told: Vec<String>,
    asset: Option<Place>,
    time: Place,
    price: Place,
    quantity: Place,
    /// Rows of each row group, and of those before it.
    groups: Vec<(usize, usize)>,
}

/// Some trades, column by column. All columns have the same length.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Which asset: its place among the reader's names.
    pub assets: Vec<u32>,
    /// When.
    pub times: Vec<i64>,
    /// In what `times` are counted.
    pub unit: TimeUnit,
    /// At which price. Never floating point.
    pub prices: Batched,
    /// How much. Never floating point.
    pub quantities: Batched,
}

impl Trades {
    /// Reads the footer of the file that `source` is.
    ///
    /// # Errors
    /// Where it is no Parquet file, is encrypted, or has no column of times, prices or quantities.
    pub fn open(source: &impl Source) -> Result<Self, FileError> {
        let bytes = FooterBytes::read(source)?;
        let footer = bytes.footer()?;
        let first = |known: &[&str]| {
            let found = known.iter().find_map(|name| find(&footer, name).transpose());
            found.transpose()
        };
        let need = |known: &[&str]| {
            let column = known.first().copied().unwrap_or_default().to_owned();
            first(known)?.ok_or_else(|| FileError::ColumnMissing { column, found: names(&footer) })
        };
        let (mut groups, mut before) = (Vec::new(), 0usize);
        for rows in footer.rows_of_groups() {
            groups.push((rows, before));
            before = before.saturating_add(rows);
        }
        let told = footer.columns.iter().map(|column| format!("{} {}", column.name, column.type_name));
        Ok(Self {
            told: told.collect(),
            asset: first(&["asset", "pair", "symbol"])?,
            time: need(&["ts", "time"])?,
            price: need(&["price"])?,
            quantity: need(&["qty", "quantity", "amount"])?,
            groups,
        })
    }

    /// The columns, each with its type.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.told
    }

    /// Whether the file tells of each trade of which asset it is.
    #[must_use]
    pub fn has_assets(&self) -> bool {
        self.asset.is_some()
    }

    /// How many row groups there are.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.groups.last().map_or(0, |(rows, before)| rows.saturating_add(*before))
    }

    /// Columns of prices and quantities that are binary floating point; see [`crate::bars::Bars::floats`].
    pub fn floats(&self) -> impl Iterator<Item = &str> {
        let is_float =
            |place: &&Place| place.column.leaf.as_ref().is_some_and(|leaf| leaf.kind == Kind::Float);
        [&self.price, &self.quantity].into_iter().filter(is_float).map(|place| place.column.name.as_str())
    }

    /// A reader of some row groups, as far as there are such, that can be on a thread of its own.
    ///
    /// # Errors
    /// Where a column has a type that cannot be what the column shall hold.
    pub fn reader<S: Source>(&self, source: S, groups: Range<usize>) -> Result<Reader<'_, S>, FileError> {
        let named = |name: &str, leaf: &Leaf| Column::of(name, leaf, Names::of(leaf)?);
        let asset = self.asset.as_ref().map(|place| place.as_of("asset", named)).transpose()?;
        let mut unit = None;
        let time = self.time.as_of("time", |name, leaf| {
            unit = match leaf.kind {
                Kind::Timestamp { unit: Unit::Milliseconds, .. } => Some(TimeUnit::Milli),
                Kind::Timestamp { unit: Unit::Microseconds, .. } => Some(TimeUnit::Micro),
                Kind::Timestamp { unit: Unit::Nanoseconds, .. } => Some(TimeUnit::Nano),
                Kind::Integer { is_signed: true } => None,
                Kind::Integer { is_signed: false }
                | Kind::Text
                | Kind::Decimal { .. }
                | Kind::Float
                | Kind::Boolean
                | Kind::Date => return None,
            };
            Column::of(name, leaf, Times).filter(|_| leaf.stored == Type::INT64)
        })?;
        Ok(Reader {
            trades: self,
            source,
            groups,
            passed: 0,
            left: 0,
            tools: Tools::default(),
            asset,
            time,
            is_unit_told: unit.is_some(),
            unit,
            first_row: 0,
            price: Figures::of(self.price.as_of("price", FigureColumn::of)?),
            quantity: Figures::of(self.quantity.as_of("quantity", FigureColumn::of)?),
        })
    }
}

/// Rows of a file, batch by batch.
pub struct Reader<'f, S> {
    trades: &'f Trades,
    source: S,
    /// Row groups that have not begun.
    groups: Range<usize>,
    /// Rows of the file that come before the next one.
    passed: usize,
    /// Rows of the row group that have not been read.
    left: usize,
    tools: Tools,
    asset: Option<Column<Names>>,
    time: Column<Times>,
    /// Whether the column's type tells the unit; else its first time does, and the others must be of the same size.
    is_unit_told: bool,
    unit: Option<TimeUnit>,
    first_row: u64,
    price: Figures,
    quantity: Figures,
}

/// A column of figures, and what makes integers of floating point.
struct Figures {
    column: FigureColumn,
    bits: Batched,
    scaler: Scaler,
}

impl Figures {
    fn of(column: FigureColumn) -> Self {
        Self { column, bits: Batched::Absent, scaler: Scaler::new() }
    }

    fn fill(
        &mut self,
        source: &impl Source,
        tools: &mut Tools,
        many: usize,
        to: &mut Batched,
    ) -> Result<(), FileError> {
        if !self.column.is_floats() {
            return self.column.fill(source, tools, many, to);
        }
        self.column.fill(source, tools, many, &mut self.bits)?;
        if let Batched::Floats(bits) = &self.bits {
            self.scaler.scale(bits, to);
        }
        Ok(())
    }

    fn unread(&self) -> u64 {
        self.column.unread().saturating_add(self.scaler.unread())
    }
}

impl<S: Source> Reader<'_, S> {
    /// Makes `batch` the next trades, in the file's order; false where there are none, and then it is empty.
    ///
    /// # Errors
    /// Where the file is not what it says, a row has no asset or no time, or times are in several units.
    pub fn fill(&mut self, batch: &mut Batch) -> Result<bool, FileError> {
        while self.left == 0 {
            let Some(group) = self.groups.next().filter(|group| *group < self.trades.groups.len()) else {
                *batch = Batch::default();
                return Ok(false);
            };
            self.begin(group)?;
        }
        let many = self.left.min(BATCH_ROWS);
        let Self { source, tools, asset, time, price, quantity, passed, .. } = self;
        match asset {
            Some(asset) => {
                asset.fill(source, tools, many, &mut batch.assets)?;
                if asset.has_absent
                    && let Some(row) = batch.assets.iter().position(|place| *place == Names::NO_NAME)
                {
                    return Err(broken_row(&asset.name, *passed, row, "has no asset"));
                }
            }
            None => {
                batch.assets.clear();
                batch.assets.resize(many, 0);
            }
        }
        time.fill(source, tools, many, &mut batch.times)?;
        price.fill(source, tools, many, &mut batch.prices)?;
        quantity.fill(source, tools, many, &mut batch.quantities)?;
        batch.unit = self.unit_of(&batch.times)?;
        self.left = self.left.saturating_sub(many);
        self.passed = self.passed.saturating_add(many);
        Ok(true)
    }

    /// In what the times are counted, all of which must be there.
    fn unit_of(&mut self, times: &[i64]) -> Result<TimeUnit, FileError> {
        if self.time.has_absent
            && let Some(row) = times.iter().position(|time| *time == Times::NO_TIME)
        {
            return Err(broken_row(&self.time.name, self.passed, row, "has no time"));
        }
        if let (true, Some(unit)) = (self.is_unit_told, self.unit) {
            return Ok(unit);
        }
        let unit = match self.unit {
            Some(unit) => unit,
            None => {
                self.first_row = number(self.passed, 0);
                *self.unit.insert(unit_by_size(times.first().copied().unwrap_or_default()))
            }
        };
        if let Some(row) = times.iter().position(|time| unit_by_size(*time) != unit) {
            return Err(FileError::UnitsMixed { first: self.first_row, second: number(self.passed, row) });
        }
        Ok(unit)
    }

    /// The names of the assets so far, by their places in batches; none where the file has no such column.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        let names = self.asset.as_ref().map(|column| &column.shape);
        names.into_iter().flat_map(|names| {
            let places = 0..u32::try_from(names.len()).unwrap_or(u32::MAX);
            places.map(|place| names.get(place).unwrap_or_default())
        })
    }

    /// How many prices and quantities were there and were no amount, so that they are absent.
    #[must_use]
    pub fn unread(&self) -> u64 {
        self.price.unread().saturating_add(self.quantity.unread())
    }

    fn begin(&mut self, place: usize) -> Result<(), FileError> {
        let Some((rows, before)) = self.trades.groups.get(place).copied() else { return Ok(()) };
        if rows == 0 {
            return Ok(());
        }
        if let (Some(column), Some(asset)) = (&mut self.asset, &self.trades.asset) {
            column.begin(asset.chunk(place)?, rows)?;
        }
        self.time.begin(self.trades.time.chunk(place)?, rows)?;
        self.price.column.begin(self.trades.price.chunk(place)?, rows)?;
        self.quantity.column.begin(self.trades.quantity.chunk(place)?, rows)?;
        (self.left, self.passed) = (rows, before);
        Ok(())
    }
}

/// The unit of a time by its size: the bounds lie in the year 1973 of the finer and behind the year 5000 of the coarser unit.
fn unit_by_size(time: i64) -> TimeUnit {
    match time.unsigned_abs() {
        0..100_000_000_000 => TimeUnit::Second,
        100_000_000_000..100_000_000_000_000 => TimeUnit::Milli,
        100_000_000_000_000..100_000_000_000_000_000 => TimeUnit::Micro,
        100_000_000_000_000_000.. => TimeUnit::Nano,
    }
}

impl Default for Batch {
    fn default() -> Self {
        let (prices, quantities) = Default::default();
        Self { assets: Vec::new(), times: Vec::new(), unit: TimeUnit::Nano, prices, quantities }
    }
}

impl Batch {
    /// How many trades it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.assets.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.assets.is_empty()
    }

    /// Adds all its trades to `totals`.
    pub fn add_to(&self, totals: &mut Totals) {
        let narrow = |column| match column {
            &Batched::Narrow { scale, ref digits } => Some((scale, digits.as_slice())),
            Batched::Absent | Batched::Floats(_) | Batched::Broad { .. } => None,
        };
        if let (Some((price_scale, prices)), Some((quantity_scale, quantities))) =
            (narrow(&self.prices), narrow(&self.quantities))
        {
            let Self { assets, times, unit, .. } = self;
            let (unit, assets, times) = (*unit, assets, times);
            return totals.add(&Lent {
                assets,
                times,
                unit,
                prices,
                price_scale,
                quantities,
                quantity_scale,
            });
        }
        for (row, (asset, time)) in self.assets.iter().zip(&self.times).enumerate() {
            let zero = || Amount::new(IBig::ZERO, 0);
            // What is absent is no trade, and zero is none either: it is counted as left out.
            let price = amount(&self.prices, row).unwrap_or_else(zero);
            let quantity = amount(&self.quantities, row).unwrap_or_else(zero);
            let per_unit = match self.unit {
                TimeUnit::Second => 1_000_000_000,
                TimeUnit::Milli => 1_000_000,
                TimeUnit::Micro => 1000,
                TimeUnit::Nano => 1,
            };
            // What nanoseconds cannot tell lies before every day, and is left out too.
            let nanos = time.checked_mul(per_unit).unwrap_or(i64::MIN);
            totals.add_one(&Trade { asset: *asset, nanos, price, quantity });
        }
    }
}

/// A figure of a batch.
pub(crate) fn amount(column: &Batched, row: usize) -> Option<Amount> {
    match column {
        Batched::Absent | Batched::Floats(_) => None,
        Batched::Narrow { scale, digits } => {
            let digits = *digits.get(row)?;
            (digits != qazyq_market::bars::ABSENT).then(|| Amount::new(digits.into(), usize::from(*scale)))
        }
        Batched::Broad { scale, digits, wide } => {
            let key = u32::try_from(row).ok()?;
            if let Ok(place) = wide.binary_search_by_key(&key, |(row, _)| *row) {
                return wide.get(place).map(|(_, amount)| amount.clone());
            }
            let digits = *digits.get(row)?;
            (digits != ABSENT_BROAD).then(|| Amount::new(digits.into(), usize::from(*scale)))
        }
    }
}
