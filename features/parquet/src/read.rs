//! Reading: rows of texts out of row groups.
//!
//! Of each column that is wanted, one page is in memory at a time, and some hundred values of it as texts. Columns that
//! are not wanted are not looked at.

use std::sync::Arc;

use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::schema::types::{ColumnDescriptor, ColumnPath, Type as SchemaType};
use qazyq_market::columns::{Fields, Mapping, Role, Source, Wanted, parse_rows};
use qazyq_market::{DailyFile, FileError};

use crate::contained::contained;
use crate::footer::{Column, Footer, Leaf};
use crate::kind::{Kind, write_plain};
use crate::pages::Pages;
use crate::thrift::{Broken, broken};

/// The largest file that is read.
pub const BYTES_MAX: usize = 256 << 20;

/// Rows that are looked at, whether or not they pass a filter: days of ten thousand assets over a quarter of a century. A
/// row of nulls takes no space in a file, so that a small one may tell of any number.
pub const ROWS_MAX: usize = 100_000_000;

/// Values that are made texts of at once.
const BATCH: usize = 256;

/// What a file says by a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The bars.
    pub file: DailyFile,
    /// Columns of figures that are binary floating point: their figures are the shortest decimals that are read as the
    /// same number, which need not be those that their source once wrote.
    pub floats: Vec<String>,
}

/// The columns of the file that `bytes` are, each with its type.
///
/// # Errors
/// Where they are no Parquet file, or it is encrypted.
pub fn columns(bytes: &[u8]) -> Result<Vec<String>, FileError> {
    let footer = footer(bytes)?;
    Ok(footer.columns.iter().map(|column| format!("{} {}", column.name, column.type_name)).collect())
}

/// Reads the file that `bytes` are by `mapping`. Its delimiter is none of such a file's.
///
/// # Errors
/// Where the file cannot be used as a whole; see [`FileError`].
pub fn parse(bytes: &[u8], mapping: &Mapping) -> Result<Table, FileError> {
    let footer = footer(bytes)?;
    let mut floats = Vec::new();
    let names: Vec<String> = footer.columns.iter().map(|column| column.name.clone()).collect();
    let file = parse_rows(names.iter().map(String::as_str), mapping, |wanted| {
        let mut columns = Vec::new();
        for wanted in wanted {
            let (column, leaf) = usable(&footer, wanted)?;
            let is_known = floats.contains(&column.name);
            if leaf.kind == Kind::Float && matches!(wanted.role, Role::Figure(_)) && !is_known {
                floats.push(column.name.clone());
            }
            columns.push((column.name.clone(), leaf));
        }
        let groups = footer.rows_of_groups().collect();
        Ok(Rows { bytes, footer: &footer, groups, group: 0, left: 0, columns, cells: Vec::new() })
    })?;
    Ok(Table { file, floats })
}

fn footer(bytes: &[u8]) -> Result<Footer<'_>, FileError> {
    let large = |bytes: usize, bytes_max: usize| {
        let [bytes, bytes_max] = [bytes, bytes_max].map(|many| u64::try_from(many).unwrap_or(u64::MAX));
        FileError::TooLarge { bytes, bytes_max }
    };
    if bytes.len() > BYTES_MAX {
        return Err(large(bytes.len(), BYTES_MAX));
    }
    let footer = Footer::read(bytes)?;
    if footer.rows() > ROWS_MAX {
        return Err(FileError::TooManyRows { rows_max: u64::try_from(ROWS_MAX).unwrap_or(u64::MAX) });
    }
    Ok(footer)
}

/// The column that is wanted, if its values can be what it shall hold.
fn usable<'f>(footer: &'f Footer<'_>, wanted: &Wanted) -> Result<(&'f Column, Leaf), FileError> {
    let column = footer.columns.get(wanted.place);
    let column = column.ok_or_else(|| FileError::ParquetBroken { what: "a column is missing".to_owned() })?;
    let leaf = column.leaf.as_ref().filter(|leaf| leaf.kind.serves_as(wanted.role));
    let leaf = leaf.cloned().ok_or_else(|| FileError::ColumnTypeUnusable {
        column: column.name.clone(),
        found: column.type_name.clone(),
        role: wanted.role.name(),
    })?;
    Ok((column, leaf))
}

/// The rows of a file.
struct Rows<'b> {
    bytes: &'b [u8],
    footer: &'b Footer<'b>,
    /// How many rows each row group has.
    groups: Vec<usize>,
    /// The row group that comes next.
    group: usize,
    /// Rows of the one before it that have not been read.
    left: usize,
    columns: Vec<(String, Leaf)>,
    /// What was read of each column, in their order.
    cells: Vec<Cells>,
}

impl Source for Rows<'_> {
    fn next_row(&mut self, fields: &mut Fields<'_>) -> Result<bool, FileError> {
        while self.left == 0 {
            let Some(rows) = self.groups.get(self.group).copied() else { return Ok(false) };
            self.open(rows)?;
        }
        self.left = self.left.saturating_sub(1);
        for (cells, (column, leaf)) in self.cells.iter_mut().zip(&self.columns) {
            if cells.at == cells.ends.len() {
                cells.fill(column, leaf, BATCH.min(self.left.saturating_add(1)))?;
            }
            fields.push(cells.next());
        }
        Ok(true)
    }
}

impl Rows<'_> {
    /// Begins the next row group.
    fn open(&mut self, rows: usize) -> Result<(), FileError> {
        self.cells.clear();
        // Some writers put no columns into a row group without rows, and say that they lie before the file.
        for (column, leaf) in self.columns.iter().filter(|_| rows > 0) {
            let chunk = self.footer.chunk(self.group, column, leaf)?;
            let bytes = self.bytes.get(chunk.bytes).unwrap_or_default();
            let pages = Pages::open(column, bytes, chunk.codec, leaf.is_optional, rows)?;
            self.cells.push(Cells::of(leaf, pages).map_err(|what| of_column(column, what))?);
        }
        self.group = self.group.saturating_add(1);
        self.left = rows;
        Ok(())
    }
}

fn of_column(column: &str, Broken(what): Broken) -> FileError {
    FileError::ParquetColumnBroken { column: column.to_owned(), what }
}

/// Values of one column as texts.
struct Cells {
    reader: ColumnReader,
    /// Which of the values are there: 1, else 0.
    levels: Vec<i16>,
    /// The texts of a batch, one behind the other, and where each ends.
    text: String,
    ends: Vec<usize>,
    /// The next of them, and where it begins.
    at: usize,
    begin: usize,
}

impl Cells {
    fn of(leaf: &Leaf, pages: Pages) -> Result<Self, Broken> {
        let schema =
            SchemaType::primitive_type_builder("values", leaf.stored).with_length(leaf.length).build();
        let schema = schema.map_err(|error| broken(error.to_string()))?;
        let level = i16::from(leaf.is_optional);
        let about = ColumnDescriptor::new(Arc::new(schema), level, 0, ColumnPath::from("values"));
        let reader = get_column_reader(Arc::new(about), Box::new(pages));
        let (levels, text, ends) = (Vec::new(), String::new(), Vec::new());
        Ok(Self { reader, levels, text, ends, at: 0, begin: 0 })
    }

    /// Reads the next `many` values, which must be there.
    fn fill(&mut self, column: &str, leaf: &Leaf, many: usize) -> Result<(), FileError> {
        self.text.clear();
        self.ends.clear();
        (self.at, self.begin) = (0, 0);
        let read = contained(|| self.read(leaf, many));
        let read = read.unwrap_or_else(|| Err(Fault::Broken(broken("its values do not fit together"))));
        match read {
            Ok(()) if self.ends.len() == many => Ok(()),
            Ok(()) => Err(of_column(column, broken("it has fewer values than there are rows"))),
            Err(Fault::Broken(what)) => Err(of_column(column, what)),
            Err(Fault::File(error)) => Err(error),
        }
    }

    fn read(&mut self, leaf: &Leaf, many: usize) -> Result<(), Fault> {
        let kind = leaf.kind;
        let Self { reader, levels, text, ends, .. } = self;
        let mut to = Texts { levels, text, ends, is_optional: leaf.is_optional, many };
        match reader {
            ColumnReader::BoolColumnReader(from) => to.add(from, |value, to| {
                write_plain(value, to);
                Ok(())
            }),
            ColumnReader::Int32ColumnReader(from) => to.add(from, |value, to| {
                kind.write_32(*value, to);
                Ok(())
            }),
            ColumnReader::Int64ColumnReader(from) => to.add(from, |value, to| {
                kind.write_64(*value, to);
                Ok(())
            }),
            ColumnReader::Int96ColumnReader(from) => to.add(from, |value, to| {
                let words = value.data().first_chunk();
                Kind::write_96(*words.ok_or_else(|| broken("a time is too short"))?, to);
                Ok(())
            }),
            // Rust prints the shortest decimal that is read as the same number, and never an exponent.
            ColumnReader::FloatColumnReader(from) => to.add(from, |value, to| {
                write_plain(value, to);
                Ok(())
            }),
            ColumnReader::DoubleColumnReader(from) => to.add(from, |value, to| {
                write_plain(value, to);
                Ok(())
            }),
            ColumnReader::ByteArrayColumnReader(from) => {
                to.add(from, |value, to| kind.write_bytes(value.data(), to))
            }
            ColumnReader::FixedLenByteArrayColumnReader(from) => {
                to.add(from, |value, to| kind.write_bytes(value.data(), to))
            }
        }
    }

    /// The next text; nothing of what is absent.
    fn next(&mut self) -> &str {
        let end = self.ends.get(self.at).copied().unwrap_or(self.begin);
        let text = self.text.get(self.begin..end).unwrap_or_default();
        self.at = self.at.saturating_add(1);
        self.begin = end;
        text
    }
}

/// Why values cannot be had.
enum Fault {
    Broken(Broken),
    File(FileError),
}

impl From<Broken> for Fault {
    fn from(what: Broken) -> Self {
        Self::Broken(what)
    }
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        let ParquetError::External(error) = error else { return Self::Broken(broken(error.to_string())) };
        match error.downcast::<FileError>() {
            Ok(error) => Self::File(*error),
            Err(error) => Self::Broken(broken(error.to_string())),
        }
    }
}

/// Where texts go.
struct Texts<'c> {
    levels: &'c mut Vec<i16>,
    text: &'c mut String,
    ends: &'c mut Vec<usize>,
    is_optional: bool,
    many: usize,
}

impl Texts<'_> {
    /// Adds values, as many as there are up to the number that is wanted.
    fn add<T: DataType>(
        &mut self,
        from: &mut ColumnReaderImpl<T>,
        write: impl Fn(&T::T, &mut String) -> Result<(), Broken>,
    ) -> Result<(), Fault> {
        let mut values = Vec::new();
        self.levels.clear();
        let levels = self.is_optional.then_some(&mut *self.levels);
        let (records, ..) = from.read_records(self.many, levels, None, &mut values)?;
        let mut values = values.iter();
        for record in 0..records {
            let is_there = !self.is_optional || self.levels.get(record) == Some(&1);
            if is_there {
                let value = values.next().ok_or_else(|| broken("it has fewer values than it tells of"))?;
                write(value, self.text)?;
            }
            self.ends.push(self.text.len());
        }
        Ok(())
    }
}
