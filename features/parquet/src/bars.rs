//! Bars of whole markets: a file's rows of many assets, in batches.
//!
//! ```text
//! asset STRING · day DATE · open, high, low, close DOUBLE · volume INT64 · mcap DECIMAL(38, 2)
//!                                       │
//!                                       ▼
//! Batch { assets: [0, 1, …], days: [19426, 19426, …], figures: [Floats, Floats, …, Narrow, Narrow] }
//! ```
//!
//! | column | type |
//! | --- | --- |
//! | `asset` | text or integer |
//! | `day`, `date` | DATE, TIMESTAMP of midnights, or text `YYYY-MM-DD` |
//! | `open`, `high`, `low`, `close`, `vwap`, `volume`, `market_cap` (`mcap`) | DOUBLE, FLOAT, DECIMAL, integer or text |
//! | `currency` | text |
//!
//! Nothing is rounded. A row without an asset or without a day is a fault of the file; a text that is no amount is an absent
//! figure, and counted.
//!
//! Of a file of any length one page of each wanted column is in memory, its dictionary, and a batch. Row groups whose
//! statistics say that no day of theirs is wanted are passed over, and so are rows where none of a batch's worth is wanted.

use core::ops::Range;

use qazyq_market::bars::{Batch, Column as Batched, FIGURES, Wanted};
use qazyq_market::{Figure, FileError};

use crate::column::shape::{Days, Names};
use crate::column::{Column, Tools};
use crate::figures::FigureColumn;
use crate::footer::{Chunk, Column as Told, FooterBytes, Leaf};
use crate::kind::Kind;
use crate::place::{Place, broken_row, find, names, number};
use crate::source::Source;

/// Rows of a batch.
const BATCH_ROWS: usize = 8192;

/// What a file of bars says of itself.
#[derive(Clone, Debug)]
pub struct Bars {
    told: Vec<String>,
    asset: Place,
    day: Place,
    currency: Option<Place>,
    figures: [Option<Place>; FIGURES],
    groups: Vec<Group>,
}

/// A row group.
#[derive(Clone, Debug)]
struct Group {
    rows: usize,
    /// Rows of those before it.
    before: usize,
    /// Its first and last day, where the file tells them.
    days: Option<(i32, i32)>,
}

impl Bars {
    /// Reads the footer of the file that `source` is.
    ///
    /// # Errors
    /// Where it is no Parquet file, is encrypted, or has no column of assets or of days.
    pub fn open(source: &impl Source) -> Result<Self, FileError> {
        let bytes = FooterBytes::read(source)?;
        let footer = bytes.footer()?;
        let missing = || FileError::ColumnMissing { column: "asset".to_owned(), found: names(&footer) };
        let asset = find(&footer, "asset")?.ok_or_else(missing)?;
        // Of two columns the one that can be days: a `day` beside a `date` may be the day of the month.
        let is_day = |column: &Told| column.leaf.as_ref().is_some_and(|leaf| Days::can_be(leaf.kind));
        let named = |name: &str| find(&footer, name);
        let day = match (named("day")?, named("date")?) {
            (Some(day), Some(date)) if !is_day(&day.column) && is_day(&date.column) => Some(date),
            (Some(day), _) => Some(day),
            (None, date) => date,
        };
        let day = day.ok_or_else(|| FileError::DateColumnMissing {
            column: "day".to_owned(),
            found: names(&footer),
        })?;
        let mut figures = [const { None }; FIGURES];
        for (place, figure) in figures.iter_mut().zip(Figure::OF_A_BAR) {
            *place = named(figure.name())?;
        }
        if let Some(market_cap @ None) = figures.last_mut() {
            *market_cap = named("mcap")?;
        }
        let mut before = 0usize;
        let mut groups = Vec::new();
        for (rows, chunk) in footer.rows_of_groups().zip(&day.chunks) {
            groups.push(Group { rows, before, days: days(&day, chunk) });
            before = before.saturating_add(rows);
        }
        let told =
            footer.columns.iter().map(|column| format!("{} {}", column.name, column.type_name)).collect();
        Ok(Self { told, asset, day, currency: named("currency")?, figures, groups })
    }

    /// The columns, each with its type.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.told
    }

    /// How many row groups there are.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.groups.last().map_or(0, |group| group.before.saturating_add(group.rows))
    }

    /// Whether the file has a column for a figure.
    #[must_use]
    pub fn has(&self, figure: Figure) -> bool {
        Figure::OF_A_BAR
            .into_iter()
            .zip(&self.figures)
            .any(|(known, place)| known == figure && place.is_some())
    }

    /// Whether the file tells of each row in which currency it is.
    #[must_use]
    pub fn has_currencies(&self) -> bool {
        self.currency.is_some()
    }

    /// Columns of figures that are binary floating point: their figures are the shortest decimals that are read as the
    /// same number, which need not be those that their source once wrote.
    pub fn floats(&self) -> impl Iterator<Item = (Figure, &str)> {
        let figures = Figure::OF_A_BAR.into_iter().zip(&self.figures);
        figures.filter_map(|(figure, place)| {
            let column = &place.as_ref()?.column;
            let is_float = column.leaf.as_ref().is_some_and(|leaf| leaf.kind == Kind::Float);
            is_float.then_some((figure, column.name.as_str()))
        })
    }

    /// A reader of some row groups, as far as there are such, that can be on a thread of its own.
    ///
    /// # Errors
    /// Where a wanted column has a type that cannot be what the column shall hold.
    pub fn reader<S: Source>(
        &self,
        source: S,
        groups: Range<usize>,
        wanted: &Wanted,
    ) -> Result<Reader<'_, S>, FileError> {
        let named = |name: &str, leaf: &Leaf| Column::of(name, leaf, Names::of(leaf)?);
        let asset = self.asset.as_of("asset", named)?;
        let day = self.day.as_of("date", |name, leaf| {
            Days::can_be(leaf.kind).then(|| Column::of(name, leaf, Days::of(leaf.kind))).flatten()
        })?;
        let currency = self.currency.as_ref().map(|place| {
            place.as_of("currency", |name, leaf| named(name, leaf).filter(|_| leaf.kind == Kind::Text))
        });
        let mut figures = [const { None }; FIGURES];
        let wanted_figures = self.figures.iter().zip(wanted.figures).zip(Figure::OF_A_BAR);
        for (to, ((place, is_wanted), figure)) in figures.iter_mut().zip(wanted_figures) {
            if let Some(place) = place.as_ref().filter(|_| is_wanted) {
                *to = Some(place.as_of(figure.name(), FigureColumn::of)?);
            }
        }
        Ok(Reader {
            bars: self,
            source,
            groups,
            days: wanted.days,
            passed: 0,
            left: 0,
            tools: Tools::default(),
            asset,
            day,
            currency: currency.transpose()?,
            figures,
        })
    }
}

/// Rows of a file, batch by batch.
pub struct Reader<'f, S> {
    bars: &'f Bars,
    source: S,
    /// Row groups that have not begun.
    groups: Range<usize>,
    days: (i32, i32),
    /// Rows of the file that come before the next one.
    passed: usize,
    /// Rows of the row group that have not been read.
    left: usize,
    tools: Tools,
    asset: Column<Names>,
    day: Column<Days>,
    currency: Option<Column<Names>>,
    figures: [Option<FigureColumn>; FIGURES],
}

impl<S: Source> Reader<'_, S> {
    /// Makes `batch` the next rows, in the file's order; false where there are none, and then it is empty.
    ///
    /// # Errors
    /// Where the file is not what it says, a row has no asset, or a day is none.
    pub fn fill(&mut self, batch: &mut Batch) -> Result<bool, FileError> {
        loop {
            while self.left == 0 {
                let Some(group) = self.groups.next().filter(|group| *group < self.bars.groups.len()) else {
                    *batch = Batch::default();
                    return Ok(false);
                };
                self.begin(group)?;
            }
            let many = self.left.min(BATCH_ROWS);
            let has_wanted = self.fill_days(many, batch)?;
            if has_wanted {
                self.fill_others(many, batch)?;
            } else {
                self.leave_out(many);
            }
            self.left = self.left.saturating_sub(many);
            self.passed = self.passed.saturating_add(many);
            if has_wanted {
                return Ok(true);
            }
        }
    }

    /// Reads the days of the next rows; whether one is wanted.
    fn fill_days(&mut self, many: usize, batch: &mut Batch) -> Result<bool, FileError> {
        let Self { source, tools, day, days: (first, last), .. } = self;
        day.fill(source, tools, many, &mut batch.days)?;
        if (day.has_absent || day.shape.has_odd())
            && let Some(row) = batch.days.iter().position(|day| *day < 0)
        {
            return Err(no_day(day, self.passed, row, &batch.days));
        }
        let least = batch.days.iter().copied().fold(i32::MAX, i32::min);
        let most = batch.days.iter().copied().fold(i32::MIN, i32::max);
        Ok(least <= *last && *first <= most)
    }

    fn leave_out(&mut self, many: usize) {
        self.asset.leave_out(many);
        if let Some(currency) = &mut self.currency {
            currency.leave_out(many);
        }
        self.figures.iter_mut().flatten().for_each(|figure| figure.leave_out(many));
    }

    /// Reads all but the days of the next rows.
    fn fill_others(&mut self, many: usize, batch: &mut Batch) -> Result<(), FileError> {
        let Self { source, tools, asset, currency, figures, .. } = self;
        asset.fill(source, tools, many, &mut batch.assets)?;
        if asset.has_absent
            && let Some(row) = batch.assets.iter().position(|place| *place == Names::NO_NAME)
        {
            return Err(broken_row(&asset.name, self.passed, row, "has no asset"));
        }
        batch.currencies.clear();
        if let Some(currency) = currency {
            currency.fill(source, tools, many, &mut batch.currencies)?;
            if currency.has_absent {
                let unnamed = currency.shape.place("");
                for place in batch.currencies.iter_mut().filter(|place| **place == Names::NO_NAME) {
                    *place = unnamed;
                }
            }
        }
        for (figure, to) in figures.iter_mut().zip(&mut batch.figures) {
            match figure {
                Some(column) => column.fill(source, tools, many, to)?,
                None => *to = Batched::Absent,
            }
        }
        Ok(())
    }

    /// How many assets there are so far.
    #[must_use]
    pub fn assets(&self) -> usize {
        self.asset.shape.len()
    }

    /// The name of the asset of that place in batches.
    #[must_use]
    pub fn asset(&self, place: u32) -> Option<&str> {
        self.asset.shape.get(place)
    }

    /// The same of a currency, where the file has them. A row without a currency has the empty name.
    #[must_use]
    pub fn currency(&self, place: u32) -> Option<&str> {
        self.currency.as_ref()?.shape.get(place)
    }

    /// How many values of a figure's column were there and were no amount, so that the figure is absent. What a row group
    /// has several times may count once.
    #[must_use]
    pub fn unread(&self, figure: Figure) -> u64 {
        let columns = Figure::OF_A_BAR.into_iter().zip(&self.figures);
        let column = columns.filter(|(known, _)| *known == figure).find_map(|(_, column)| column.as_ref());
        column.map_or(0, FigureColumn::unread)
    }

    /// Begins a row group, unless none of its days is wanted.
    fn begin(&mut self, place: usize) -> Result<(), FileError> {
        let Some(group) = self.bars.groups.get(place) else { return Ok(()) };
        let (first, last) = self.days;
        if group.days.is_some_and(|(least, most)| most < first || last < least) || group.rows == 0 {
            return Ok(());
        }
        let (bars, rows) = (self.bars, group.rows);
        self.asset.begin(bars.asset.chunk(place)?, rows)?;
        self.day.begin(bars.day.chunk(place)?, rows)?;
        if let (Some(column), Some(currency)) = (&mut self.currency, &bars.currency) {
            column.begin(currency.chunk(place)?, rows)?;
        }
        for (column, figure) in self.figures.iter_mut().zip(&bars.figures) {
            if let (Some(column), Some(figure)) = (column, figure) {
                column.begin(figure.chunk(place)?, rows)?;
            }
        }
        (self.left, self.passed) = (rows, group.before);
        Ok(())
    }
}

/// The first and the last day of a row group, as its statistics have it.
fn days(place: &Place, chunk: &Result<Chunk, FileError>) -> Option<(i32, i32)> {
    let mut days = Days::of(place.column.leaf.as_ref()?.kind);
    let (least, most) = chunk.as_ref().ok()?.bounds.as_ref()?;
    Some((days.of_bound(least)?, days.of_bound(most)?))
}

fn no_day(column: &Column<Days>, passed: usize, row: usize, days: &[i32]) -> FileError {
    match days.get(row).copied() {
        Some(Days::NO_MIDNIGHT) => {
            FileError::NotDaily { line: number(passed, row), found: column.shape.odd() }
        }
        Some(Days::NO_DAY) => {
            broken_row(&column.name, passed, row, &format!("has a day that is none: {}", column.shape.odd()))
        }
        _ => broken_row(&column.name, passed, row, "has no day"),
    }
}
