//! Tables: typed columns, row by row into a file.
//!
//! ```text
//! asset STRING · day DATE · close DECIMAL(18, 4) as INT64 · days INT32
//! ```
//!
//! | kind | stored | encoded |
//! | --- | --- | --- |
//! | text | BYTE_ARRAY | by a dictionary |
//! | day, 32 and 64 bits, times | INT32, INT64 | as differences |
//! | decimal of up to 18 digits | INT64 | as differences |
//! | decimal of up to 38 digits | sixteen bytes | plain, or by a dictionary |
//!
//! Scaled integers as differences are read several times faster than floating point that is packed, so nothing need be
//! packed. A row group is in memory at a time.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, LogicalType, Repetition, TimeUnit as Unit, Type, ZstdLevel};
use parquet::data_type::{
    ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, Type as SchemaType};
use qazyq_exact::{Amount, Day};
use qazyq_market::ticks::totals::TimeUnit;

/// Rows of a row group: what is in memory at once.
const GROUP_ROWS: usize = 262_144;

/// Digits of decimals, and the bytes of those that need more than eight.
const NARROW_DIGITS: usize = 18;
const BROAD_DIGITS: usize = 38;
const BROAD_BYTES: usize = 16;

/// How pages are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As they are: largest, and read fastest.
    None,
    /// By Zstandard.
    Zstd,
}

/// How a column of amounts is written, so that none is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// DECIMAL(18, scale) in 64 bits.
    Narrow {
        /// Digits behind the point.
        scale: usize,
    },
    /// DECIMAL(38, scale) in sixteen bytes.
    Broad {
        /// Digits behind the point.
        scale: usize,
    },
    /// Text, where 38 digits are not enough for all of the column.
    Text,
}

/// How many digits the amounts of a column have, before the point and behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digits {
    whole: usize,
    scale: usize,
    any: bool,
    absent: bool,
}

impl Digits {
    /// Looks at an amount of the column, or at its absence.
    pub fn see(&mut self, amount: Option<&Amount>) {
        match amount {
            Some(amount) => self.see_digits(whole_digits(amount), amount.scale()),
            None => self.absent = true,
        }
    }

    pub(crate) fn see_digits(&mut self, whole: usize, scale: usize) {
        (self.whole, self.scale) = (self.whole.max(whole), self.scale.max(scale));
        self.any = true;
    }

    /// Whether an amount was there.
    #[must_use]
    pub fn any(&self) -> bool {
        self.any
    }

    /// Whether an amount was absent.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.absent
    }

    /// The form that holds all amounts that were looked at.
    #[must_use]
    pub fn form(&self) -> Form {
        let scale = self.scale;
        match self.whole.saturating_add(scale) {
            many if many <= NARROW_DIGITS => Form::Narrow { scale },
            many if many <= BROAD_DIGITS => Form::Broad { scale },
            _ => Form::Text,
        }
    }
}

/// How many digits stand before the point; a zero there is none.
pub(crate) fn whole_digits(amount: &Amount) -> usize {
    let text = amount.to_string();
    let digits = text.trim_start_matches('-');
    let whole = digits.split('.').next().unwrap_or_default();
    if whole == "0" { 0 } else { whole.len() }
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Days.
    Day,
    /// Numbers of 32 bits.
    Int32,
    /// Numbers of 64 bits.
    Int64,
    /// Instants since 1970-01-01T00:00:00Z. Seconds are written as milliseconds: the format has none.
    Time(TimeUnit),
    /// Amounts.
    Amount(Form),
}

/// A column to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its name.
    pub name: &'a str,
    /// What its values are.
    pub kind: Kind,
    /// Whether values may be absent.
    pub is_optional: bool,
}

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// None.
    Absent,
    /// For columns of texts.
    Text(&'a str),
    /// For columns of days.
    Day(Day),
    /// For columns of numbers and of times.
    Number(i64),
    /// For columns of amounts.
    Amount(&'a Amount),
}

/// A file that is being written.
pub struct Table<W: Write + Send> {
    to: SerializedFileWriter<W>,
    columns: Vec<Buffer>,
    /// Rows that are in memory, and rows altogether.
    waiting: usize,
    rows: u64,
}

/// The values of a column that are in memory.
struct Buffer {
    kind: Kind,
    is_optional: bool,
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    Texts(Vec<ByteArray>),
    Small(Vec<i32>),
    Large(Vec<i64>),
    Broad(Vec<FixedLenByteArray>),
}

impl<W: Write + Send> Table<W> {
    /// Begins a file of these columns.
    ///
    /// # Errors
    /// Where nothing can be written, or no table has such columns.
    pub fn create(to: W, columns: &[Column<'_>], packing: Packing) -> io::Result<Self> {
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let fields = fields.into_iter().map(Arc::new).collect();
        let schema = SchemaType::group_type_builder("rows").with_fields(fields).build().map_err(failed)?;
        let mut properties = WriterProperties::builder()
            .set_compression(match packing {
                Packing::None => Compression::UNCOMPRESSED,
                Packing::Zstd => Compression::ZSTD(ZstdLevel::default()),
            })
            // Days are found by what is told of row groups; of pages nobody here looks at more.
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_data_page_row_count_limit(GROUP_ROWS);
        for column in columns {
            let path = || ColumnPath::from(column.name);
            let is_number = match column.kind {
                Kind::Day | Kind::Int32 | Kind::Int64 | Kind::Time(_) => true,
                Kind::Amount(form) => matches!(form, Form::Narrow { .. }),
                Kind::Text => false,
            };
            if is_number {
                properties = properties
                    .set_column_dictionary_enabled(path(), false)
                    .set_column_encoding(path(), Encoding::DELTA_BINARY_PACKED);
            }
        }
        let to = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties.build()));
        Ok(Self {
            to: to.map_err(failed)?,
            columns: columns.iter().map(Buffer::of).collect(),
            waiting: 0,
            rows: 0,
        })
    }

    /// Adds a row, a cell a column. After an error the file is of no use.
    ///
    /// # Errors
    /// Where a cell is not of its column's kind, or nothing more can be written.
    pub fn push(&mut self, row: &[Cell<'_>]) -> io::Result<()> {
        if row.len() != self.columns.len() {
            return Err(other("a row has not the table's columns"));
        }
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.push(cell)?;
        }
        self.added(1)
    }

    /// Adds rows that `add` appends to the columns, the same number to each.
    pub(crate) fn extend(
        &mut self,
        rows: usize,
        mut add: impl FnMut(usize, Appender<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        for (place, to) in self.columns.iter_mut().enumerate() {
            add(place, Appender { kind: to.kind, to })?;
        }
        self.added(rows)
    }

    fn added(&mut self, rows: usize) -> io::Result<()> {
        self.waiting = self.waiting.saturating_add(rows);
        self.rows = self.rows.saturating_add(u64::try_from(rows).unwrap_or(u64::MAX));
        if self.waiting >= GROUP_ROWS { self.flush() } else { Ok(()) }
    }

    /// Writes the rows that are in memory.
    fn flush(&mut self) -> io::Result<()> {
        if self.waiting == 0 {
            return Ok(());
        }
        self.waiting = 0;
        let mut group = self.to.next_row_group().map_err(failed)?;
        for column in &mut self.columns {
            column.write(&mut group).map_err(failed)?;
        }
        group.close().map_err(failed)?;
        Ok(())
    }

    /// Writes what is left; gives how many rows there are.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> io::Result<u64> {
        self.flush()?;
        self.to.into_inner().map_err(failed)?.flush()?;
        Ok(self.rows)
    }
}

/// Where whole columns of values go.
pub(crate) struct Appender<'t> {
    pub(crate) kind: Kind,
    to: &'t mut Buffer,
}

impl Appender<'_> {
    /// Adds texts, all of them there.
    pub(crate) fn texts(self, texts: impl Iterator<Item = ByteArray>) -> io::Result<()> {
        let Values::Texts(values) = &mut self.to.values else { return Err(other("a column has no texts")) };
        values.extend(texts);
        if self.to.is_optional {
            self.to.levels.resize(values.len(), 1);
        }
        Ok(())
    }

    /// Adds numbers of 64 bits, some of them absent.
    pub(crate) fn numbers(self, numbers: impl Iterator<Item = Option<i64>>) -> io::Result<()> {
        let Buffer { is_optional, levels, values: Values::Large(values), .. } = self.to else {
            return Err(other("a column has no numbers"));
        };
        for number in numbers {
            match number {
                None if !*is_optional => return Err(other("a value is absent")),
                _ if *is_optional => levels.push(i16::from(number.is_some())),
                _ => {}
            }
            values.extend(number);
        }
        Ok(())
    }

    /// Adds amounts one by one, some of them absent.
    pub(crate) fn amounts(self, amounts: impl Iterator<Item = Option<Amount>>) -> io::Result<()> {
        for amount in amounts {
            self.to.push(&amount.as_ref().map_or(Cell::Absent, Cell::Amount))?;
        }
        Ok(())
    }
}

impl Buffer {
    fn of(column: &Column<'_>) -> Self {
        let values = match column.kind {
            Kind::Text | Kind::Amount(Form::Text) => Values::Texts(Vec::new()),
            Kind::Day | Kind::Int32 => Values::Small(Vec::new()),
            Kind::Int64 | Kind::Time(_) | Kind::Amount(Form::Narrow { .. }) => Values::Large(Vec::new()),
            Kind::Amount(Form::Broad { .. }) => Values::Broad(Vec::new()),
        };
        Self { kind: column.kind, is_optional: column.is_optional, levels: Vec::new(), values }
    }

    fn push(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        let wrong = || other("a cell is not of its column's kind");
        if *cell == Cell::Absent {
            if !self.is_optional {
                return Err(other("a value is absent"));
            }
            self.levels.push(0);
            return Ok(());
        }
        match (&mut self.values, self.kind, cell) {
            (Values::Texts(to), Kind::Text, Cell::Text(text)) => to.push(ByteArray::from(*text)),
            (Values::Texts(to), Kind::Amount(_), Cell::Amount(amount)) => {
                to.push(ByteArray::from(amount.to_string().as_str()));
            }
            (Values::Small(to), Kind::Day, Cell::Day(day)) => to.push(day.number()),
            (Values::Small(to), Kind::Int32, Cell::Number(number)) => {
                to.push(i32::try_from(*number).map_err(|_| wrong())?);
            }
            (Values::Large(to), Kind::Int64 | Kind::Time(_), Cell::Number(number)) => {
                let is_seconds = self.kind == Kind::Time(TimeUnit::Second);
                let factor = if is_seconds { 1000 } else { 1 };
                to.push(number.checked_mul(factor).ok_or_else(wrong)?);
            }
            (Values::Large(to), Kind::Amount(Form::Narrow { scale }), Cell::Amount(amount)) => {
                let digits = amount.scaled_to(scale).and_then(|digits| i64::try_from(digits).ok());
                to.push(digits.filter(|digits| digits.unsigned_abs() < 10u64.pow(18)).ok_or_else(wrong)?);
            }
            (Values::Broad(to), Kind::Amount(Form::Broad { scale }), Cell::Amount(amount)) => {
                let digits = amount.scaled_to(scale).and_then(|digits| i128::try_from(digits).ok());
                let digits = digits.filter(|digits| digits.unsigned_abs() < 10u128.pow(38));
                let digits = digits.ok_or_else(wrong)?;
                to.push(ByteArray::from(digits.to_be_bytes().to_vec()).into());
            }
            _ => return Err(wrong()),
        }
        if self.is_optional {
            self.levels.push(1);
        }
        Ok(())
    }

    /// Writes its values and forgets them.
    fn write<W: Write + Send>(
        &mut self,
        to: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        let levels = self.is_optional.then_some(self.levels.as_slice());
        match &mut self.values {
            Values::Texts(values) => column::<ByteArrayType, _>(to, values, levels)?,
            Values::Small(values) => column::<Int32Type, _>(to, values, levels)?,
            Values::Large(values) => column::<Int64Type, _>(to, values, levels)?,
            Values::Broad(values) => column::<FixedLenByteArrayType, _>(to, values, levels)?,
        }
        self.levels.clear();
        Ok(())
    }
}

fn column<T: DataType, W: Write + Send>(
    to: &mut SerializedRowGroupWriter<'_, W>,
    values: &mut Vec<T::T>,
    levels: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let mut to = to.next_column()?.ok_or_else(|| ParquetError::General("a column too many".to_owned()))?;
    to.typed::<T>().write_batch(values, levels, None)?;
    values.clear();
    to.close()
}

fn field(column: &Column<'_>) -> Result<SchemaType, ParquetError> {
    let (stored, meaning) = match column.kind {
        Kind::Text | Kind::Amount(Form::Text) => (Type::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Day => (Type::INT32, Some(LogicalType::Date)),
        Kind::Int32 => (Type::INT32, None),
        Kind::Int64 => (Type::INT64, None),
        Kind::Time(unit) => {
            let unit = match unit {
                TimeUnit::Second | TimeUnit::Milli => Unit::MILLIS,
                TimeUnit::Micro => Unit::MICROS,
                TimeUnit::Nano => Unit::NANOS,
            };
            (Type::INT64, Some(LogicalType::timestamp(true, unit)))
        }
        Kind::Amount(Form::Narrow { scale }) => (Type::INT64, Some(decimal(scale, NARROW_DIGITS)?)),
        Kind::Amount(Form::Broad { scale }) => {
            (Type::FIXED_LEN_BYTE_ARRAY, Some(decimal(scale, BROAD_DIGITS)?))
        }
    };
    let repetition = if column.is_optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let mut field = SchemaType::primitive_type_builder(column.name, stored)
        .with_repetition(repetition)
        .with_logical_type(meaning);
    if let Kind::Amount(form @ (Form::Narrow { scale } | Form::Broad { scale })) = column.kind {
        let precision = if matches!(form, Form::Narrow { .. }) { NARROW_DIGITS } else { BROAD_DIGITS };
        let length = if matches!(form, Form::Narrow { .. }) { -1 } else { small(BROAD_BYTES)? };
        field = field.with_length(length).with_precision(small(precision)?).with_scale(small(scale)?);
    }
    field.build()
}

fn decimal(scale: usize, precision: usize) -> Result<LogicalType, ParquetError> {
    Ok(LogicalType::decimal(small(scale)?, small(precision)?))
}

fn small(number: usize) -> Result<i32, ParquetError> {
    i32::try_from(number).map_err(|_| ParquetError::General("a scale is too large".to_owned()))
}

fn other(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}

pub(crate) fn failed(error: ParquetError) -> io::Error {
    let ParquetError::External(error) = error else { return io::Error::other(error) };
    match error.downcast::<io::Error>() {
        Ok(error) => *error,
        Err(error) => io::Error::other(error),
    }
}
