//! Writing: the lake's rows as a file that other programs read as it is.
//!
//! ```text
//! key         STRING
//! time        TIMESTAMP(MICROS, UTC)
//! open …      DECIMAL(38, scale), or STRING where 38 digits are not enough for all of the column
//! receipt     UINT64
//! defects     STRING
//! ```
//!
//! Nothing is rounded and nothing left out. A column's scale is the largest of its figures', so the rows are gone through
//! twice: to see what there is, and to write it.

use core::cmp::max;
use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type, ZstdLevel};
use parquet::data_type::{
    ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{PrimitiveTypeBuilder, Type as SchemaType, TypePtr};
use qazyq_exact::Amount;
use qazyq_lake::columns::FIGURES;
use qazyq_lake::export::ExportError;
use qazyq_lake::{LakeError, Row};

/// What the format calls itself.
pub const FORMAT: &str = "qazyq.rows/1";

/// Rows of a row group: what is in memory at once.
const GROUP_ROWS: usize = 65_536;

/// Digits of a decimal column, and the bytes that hold as many.
const PRECISION: i32 = 38;
const DECIMAL_BYTES: usize = 16;
/// 10^38, the first number that such a column does not hold.
const DIGITS_END: i128 = 10_i128.pow(38);

/// Whose rows these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About<'a> {
    /// The feed.
    pub feed: &'a str,
    /// How long a row is.
    pub interval: &'a str,
}

/// How a column of figures is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Decimal { scale: usize },
    Text,
}

/// Writes all rows, in the order in which `rows` gives them each time that it is asked; gives how many.
///
/// # Errors
/// Where a row cannot be read, or nothing more can be written.
pub fn write<'r, I>(about: About<'_>, rows: impl Fn() -> I, to: impl Write + Send) -> Result<u64, ExportError>
where
    I: Iterator<Item = Result<(&'r str, Row), LakeError>>,
{
    let forms = forms(rows())?;
    let schema = Arc::new(schema(&forms).map_err(failed)?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(beside(about, &forms)))
        .build();
    let mut to = SerializedFileWriter::new(to, schema, Arc::new(properties)).map_err(failed)?;

    let mut many = 0u64;
    let mut group: Vec<(&str, Row)> = Vec::new();
    let mut rows = rows();
    loop {
        group.clear();
        for row in rows.by_ref().take(GROUP_ROWS) {
            group.push(row.map_err(ExportError::Lake)?);
        }
        if group.is_empty() {
            break;
        }
        let mut columns = to.next_row_group().map_err(failed)?;
        write_group(&mut columns, &group, &forms).map_err(failed)?;
        columns.close().map_err(failed)?;
        many = many.saturating_add(u64::try_from(group.len()).unwrap_or(u64::MAX));
    }
    to.into_inner().map_err(failed)?.flush()?;
    Ok(many)
}

/// In what form each figure can be written, whatever its row.
fn forms<'r>(
    rows: impl Iterator<Item = Result<(&'r str, Row), LakeError>>,
) -> Result<[Form; FIGURES.len()], ExportError> {
    // Digits before the point and behind it, of any figure of the column.
    let mut digits = [(0usize, 0usize); FIGURES.len()];
    for row in rows {
        let (_, row) = row.map_err(ExportError::Lake)?;
        for (most, figure) in digits.iter_mut().zip(row.figures()) {
            let Some(figure) = figure else { continue };
            *most = (max(most.0, whole_digits(figure)), max(most.1, figure.scale()));
        }
    }
    Ok(digits.map(|(whole, scale)| {
        let fits = i32::try_from(whole.saturating_add(scale)).is_ok_and(|digits| digits <= PRECISION);
        if fits { Form::Decimal { scale } } else { Form::Text }
    }))
}

/// How many digits stand before the point; a zero there is none.
fn whole_digits(figure: &Amount) -> usize {
    let text = figure.to_string();
    let digits = text.trim_start_matches('-');
    let whole = digits.split('.').next().unwrap_or_default();
    if whole == "0" { 0 } else { whole.len() }
}

fn schema(forms: &[Form]) -> Result<SchemaType, ParquetError> {
    fn column(name: &str, stored: Type, repetition: Repetition) -> PrimitiveTypeBuilder<'_> {
        SchemaType::primitive_type_builder(name, stored).with_repetition(repetition)
    }
    let text = |name: &str, repetition: Repetition| {
        column(name, Type::BYTE_ARRAY, repetition).with_logical_type(Some(LogicalType::String)).build()
    };
    let mut columns = vec![text("key", Repetition::REQUIRED)?];
    let instant = LogicalType::timestamp(true, TimeUnit::MICROS);
    columns.push(column("time", Type::INT64, Repetition::REQUIRED).with_logical_type(Some(instant)).build()?);
    for (name, form) in FIGURES.into_iter().zip(forms) {
        columns.push(match form {
            Form::Text => text(name, Repetition::OPTIONAL)?,
            Form::Decimal { scale } => {
                let scale = i32::try_from(*scale).unwrap_or(PRECISION);
                column(name, Type::FIXED_LEN_BYTE_ARRAY, Repetition::OPTIONAL)
                    .with_length(i32::try_from(DECIMAL_BYTES).unwrap_or_default())
                    .with_logical_type(Some(LogicalType::decimal(scale, PRECISION)))
                    .with_precision(PRECISION)
                    .with_scale(scale)
                    .build()?
            }
        });
    }
    let number = LogicalType::integer(64, false);
    columns
        .push(column("receipt", Type::INT64, Repetition::REQUIRED).with_logical_type(Some(number)).build()?);
    columns.push(text("defects", Repetition::OPTIONAL)?);
    let columns: Vec<TypePtr> = columns.into_iter().map(Arc::new).collect();
    SchemaType::group_type_builder("rows").with_fields(columns).build()
}

/// What stands beside the columns.
fn beside(about: About<'_>, forms: &[Form]) -> Vec<KeyValue> {
    let forms = FIGURES.into_iter().zip(forms).map(|(name, form)| {
        let form = match form {
            Form::Decimal { scale } => format!("DECIMAL({PRECISION}, {scale})"),
            Form::Text => "text".to_owned(),
        };
        (name.to_owned(), serde_json::Value::from(form))
    });
    let forms = serde_json::Value::Object(forms.collect()).to_string();
    [("format", FORMAT), ("feed", about.feed), ("interval", about.interval), ("figures", &forms)]
        .map(|(key, value)| KeyValue::new(format!("qazyq.{key}"), value.to_owned()))
        .into()
}

fn write_group<W: Write + Send>(
    to: &mut SerializedRowGroupWriter<'_, W>,
    rows: &[(&str, Row)],
    forms: &[Form],
) -> Result<(), ParquetError> {
    let keys = rows.iter().map(|(key, _)| Some(ByteArray::from(*key)));
    column::<ByteArrayType, _>(to, keys, false)?;
    column::<Int64Type, _>(to, rows.iter().map(|(_, row)| Some(row.time)), false)?;
    for (place, form) in forms.iter().enumerate() {
        let figures = rows.iter().map(|(_, row)| row.figures().get(place).copied().flatten());
        match form {
            Form::Text => {
                let texts =
                    figures.map(|figure| figure.map(|amount| ByteArray::from(amount.to_string().as_str())));
                column::<ByteArrayType, _>(to, texts, true)?;
            }
            Form::Decimal { scale } => {
                let numbers: Vec<Option<FixedLenByteArray>> = figures
                    .map(|figure| figure.map(|amount| decimal(amount, *scale)).transpose())
                    .collect::<Result<_, _>>()?;
                column::<FixedLenByteArrayType, _>(to, numbers.into_iter(), true)?;
            }
        }
    }
    column::<Int64Type, _>(to, rows.iter().map(|(_, row)| Some(row.receipt.cast_signed())), false)?;
    let defects = rows.iter().map(|(_, row)| row.defects.as_deref().map(ByteArray::from));
    column::<ByteArrayType, _>(to, defects, true)
}

/// The number that means `amount` at that scale.
fn decimal(amount: &Amount, scale: usize) -> Result<FixedLenByteArray, ParquetError> {
    let number = amount.scaled_to(scale).and_then(|number| i128::try_from(number).ok());
    let number = number.filter(|number| -DIGITS_END < *number && *number < DIGITS_END);
    // The rows were gone through before; that they are others now is a fault of whoever gives them.
    let number = number.ok_or_else(|| ParquetError::General("a figure has become another".to_owned()))?;
    Ok(ByteArray::from(number.to_be_bytes().to_vec()).into())
}

/// Writes the next column.
fn column<T: DataType, W: Write + Send>(
    to: &mut SerializedRowGroupWriter<'_, W>,
    values: impl Iterator<Item = Option<T::T>>,
    is_optional: bool,
) -> Result<(), ParquetError> {
    let mut to = to.next_column()?.ok_or_else(|| ParquetError::General("a column too many".to_owned()))?;
    let values: Vec<Option<T::T>> = values.collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    to.typed::<T>().write_batch(&values, is_optional.then_some(&levels), None)?;
    to.close()
}

fn failed(error: ParquetError) -> ExportError {
    let ParquetError::External(error) = error else { return ExportError::Write(io::Error::other(error)) };
    ExportError::Write(match error.downcast::<io::Error>() {
        Ok(error) => *error,
        Err(error) => io::Error::other(error),
    })
}
