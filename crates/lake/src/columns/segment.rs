//! Segments: one file of columns.
//!
//! ```text
//! "ARROW1" · the schema                                     the same bytes in every segment of that layout
//! block · block · …                                         8192 rows each, the last fewer
//! the footer, with what stands beside the columns           format, feed, interval, first and last receipt, parser,
//!                                                           which figures are broad, blocks with their checksums, keys
//!                                                           with their rows
//! ```
//!
//! A segment is trusted in nothing: of each block the checksum is compared before it is looked at, and its shape is
//! compared with the schema before Arrow's reader sees it, which takes more for granted than a file can promise.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Decimal128Type, Int64Type, TimestampMicrosecondType, UInt8Type, UInt64Type};
use arrow_array::{
    Array as _, Decimal128Array, Int64Array, PrimitiveArray, RecordBatch, StringArray, StructArray,
    UInt8Array, UInt64Array,
};
use arrow_buffer::Buffer;
use arrow_ipc::reader::{FileDecoder, read_footer_length};
use arrow_ipc::{Block, Footer, MetadataVersion, root_as_footer};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use qazyq_exact::{Amount, IBig};
use serde::{Deserialize, Serialize};

use super::bare::Bare;
use super::layout::Layout;
use super::shape::{self, Shape, range};
use crate::LakeError;
use crate::row::{FIGURES, Number, Stored, WIDTH};

/// What the format calls itself.
pub const FORMAT: &str = "qazyq.columns/2";

/// What it called itself when every figure was broad.
const FIRST_FORMAT: &str = "qazyq.columns/1";

/// Rows of a block, but for the last: what is looked at and checked at once.
pub(crate) const BLOCK_ROWS: usize = 8192;

/// The end of a file: how long the footer is, and the mark.
const TRAILER_LEN: usize = 10;

/// What stands beside the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) feed: String,
    pub(crate) interval: String,
    /// The first receipt that it covers.
    pub(crate) first: u64,
    /// The last.
    pub(crate) last: u64,
    /// The checksum of its line, in eight hexadecimal digits; none in a file of before that was kept.
    pub(crate) last_crc32: Option<String>,
    /// The version of the parser that read the answers.
    pub(crate) parser: u32,
    pub(crate) layout: Layout,
    pub(crate) blocks: Vec<BlockAbout>,
    /// Sorted by key, each once.
    pub(crate) keys: Vec<KeyAbout>,
}

/// How many rows a block has, and the checksums of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BlockAbout {
    pub(crate) rows: u64,
    /// Of all, in eight hexadecimal digits.
    pub(crate) crc32: String,
    /// Of each of its [`shape::sums`]; none in a file of before they were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parts: Option<String>,
}

impl BlockAbout {
    /// That of a block which these bytes are.
    pub(crate) fn of(bytes: &[u8], rows: usize, schema: &Schema) -> Self {
        let crc32 = hex(crc32fast::hash(bytes));
        let parts = shape::sums(bytes, rows, schema);
        Self { rows: u64::try_from(rows).unwrap_or(u64::MAX), crc32, parts }
    }
}

/// How many rows a key has, and from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyAbout {
    pub(crate) key: String,
    pub(crate) rows: u64,
    pub(crate) from: i64,
    pub(crate) to: i64,
}

impl About {
    /// As the footer has it: names and values.
    pub(crate) fn entries(&self) -> Result<Vec<(&'static str, String)>, serde_json::Error> {
        let mut entries = vec![
            ("blocks", serde_json::to_string(&self.blocks)?),
            ("broad", self.layout.text()),
            ("feed", self.feed.clone()),
            ("first", self.first.to_string()),
            ("format", FORMAT.to_owned()),
            ("interval", self.interval.clone()),
            ("keys", serde_json::to_string(&self.keys)?),
            ("last", self.last.to_string()),
        ];
        entries.extend(self.last_crc32.clone().map(|crc32| ("last_crc32", crc32)));
        entries.push(("parser", self.parser.to_string()));
        let crc32 = Self::checksum(entries.iter().map(|(name, value)| (*name, value.as_str())));
        entries.push(("crc32", crc32));
        Ok(entries)
    }

    /// What [`Self::entries`] gave.
    fn read(entries: &[(&str, &str)]) -> Result<Self, String> {
        let value = |name: &str| {
            let mut found = entries.iter().filter(|(known, _)| *known == name);
            match (found.next(), found.next()) {
                (Some((_, value)), None) => Ok(*value),
                _ => Err(format!("no `{name}`, or several")),
            }
        };
        let number = |name: &str| value(name)?.parse().map_err(|_| format!("`{name}` is no number"));
        let wrong = |error: serde_json::Error| error.to_string();
        let layout = match value("format")? {
            FORMAT => Layout::of_text(value("broad")?).ok_or("`broad` names no figures"),
            FIRST_FORMAT => Ok(Layout::FIRST),
            format => return Err(format!("format `{format}`")),
        };
        let mut sorted: Vec<_> = entries.iter().copied().filter(|(name, _)| *name != "crc32").collect();
        sorted.sort_unstable();
        if Self::checksum(sorted) != value("crc32")? {
            return Err("what stands beside the columns was altered".to_owned());
        }
        Ok(Self {
            feed: value("feed")?.to_owned(),
            interval: value("interval")?.to_owned(),
            first: number("first")?,
            last: number("last")?,
            last_crc32: match entries.iter().any(|(name, _)| *name == "last_crc32") {
                true => Some(value("last_crc32")?.to_owned()),
                false => None,
            },
            parser: value("parser")?.parse().map_err(|_| "`parser` is no number".to_owned())?,
            layout: layout?,
            blocks: serde_json::from_str(value("blocks")?).map_err(wrong)?,
            keys: serde_json::from_str(value("keys")?).map_err(wrong)?,
        })
    }

    /// `entries` sorted by name.
    fn checksum<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        let mut hasher = crc32fast::Hasher::new();
        for (name, value) in entries {
            for part in [name, "=", value, "\n"] {
                hasher.update(part.as_bytes());
            }
        }
        hex(hasher.finalize())
    }
}

pub(crate) fn hex(crc32: u32) -> String {
    format!("{crc32:08x}")
}

/// One file of columns, looked at where it lies.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) path: PathBuf,
    pub(crate) about: About,
    /// Of each key the place of its first row, in the order of the keys.
    starts: Vec<u64>,
    pub(crate) rows: u64,
    schema: SchemaRef,
    decoder: FileDecoder,
    blocks: Vec<Placed>,
    buffer: Buffer,
}

/// A block in its file.
#[derive(Debug)]
struct Placed {
    block: Block,
    about: BlockAbout,
    /// The place of its first row.
    start: u64,
    read: OnceLock<Columns>,
    bare: OnceLock<Bare>,
}

/// The columns of a block.
#[derive(Debug)]
struct Columns {
    key: StringArray,
    time: PrimitiveArray<TimestampMicrosecondType>,
    figures: [FigureColumn; WIDTH],
    wide: StringArray,
    receipt: UInt64Array,
    defects: StringArray,
}

#[derive(Debug)]
struct FigureColumn {
    whole: StructArray,
    digits: Digits,
    scale: UInt8Array,
}

#[derive(Debug)]
enum Digits {
    Narrow(Int64Array),
    Broad(Decimal128Array),
}

/// What is wrong with a segment.
type Wrong = String;

impl Segment {
    /// Opens a file; its blocks are looked at when rows of them are asked for.
    pub(crate) fn open(path: &Path) -> Result<Self, LakeError> {
        let file = File::open(path).map_err(|e| LakeError::path(path, e))?;
        let len = file.metadata().map_err(|e| LakeError::path(path, e))?.len();
        if usize::try_from(len).is_err() {
            return Err(broken(path, "it is too large".to_owned()));
        }
        let bytes = qazyq_mapped::map(&file).map_err(|e| LakeError::path(path, e))?;
        Self::of_bytes(path, Buffer::from(bytes))
    }

    /// The segment that these bytes are.
    pub(crate) fn of_bytes(path: &Path, buffer: Buffer) -> Result<Self, LakeError> {
        Self::parse(path, buffer).map_err(|wrong| broken(path, wrong))
    }

    fn parse(path: &Path, buffer: Buffer) -> Result<Self, Wrong> {
        let (footer_start, footer) = footer_of(&buffer)?;
        if footer.version() != MetadataVersion::V5 || footer.dictionaries().is_some_and(|d| !d.is_empty()) {
            return Err("the footer is none of ours".to_owned());
        }
        let entries: Option<Vec<_>> = footer
            .custom_metadata()
            .into_iter()
            .flatten()
            .map(|entry| Some((entry.key()?, entry.value()?)))
            .collect();
        let about = About::read(&entries.ok_or("a name or value is missing in the footer")?)?;
        let head = about.layout.head();
        if !buffer.as_slice().starts_with(&head) {
            return Err("it does not begin as columns do".to_owned());
        }

        let placed: Vec<Block> = footer.recordBatches().into_iter().flatten().copied().collect();
        if placed.len() != about.blocks.len() {
            return Err(format!("{} blocks where {} are told of", placed.len(), about.blocks.len()));
        }
        let mut end = head.len();
        let mut rows = 0_u64;
        let mut blocks = Vec::with_capacity(placed.len());
        for (block, about) in placed.into_iter().zip(&about.blocks) {
            let place = range(&block).filter(|(start, stop)| *start == end && *stop <= footer_start);
            let (_, stop) = place.ok_or("a block does not lie where one can")?;
            if !(1..=BLOCK_ROWS).contains(&usize::try_from(about.rows).unwrap_or(usize::MAX)) {
                return Err("a block has too many rows or none".to_owned());
            }
            blocks.push(Placed {
                block,
                about: about.clone(),
                start: rows,
                read: OnceLock::new(),
                bare: OnceLock::new(),
            });
            end = stop;
            rows = rows.saturating_add(about.rows);
        }
        let mut told = 0_u64;
        let mut starts = Vec::with_capacity(about.keys.len());
        for key in &about.keys {
            starts.push(told);
            told = told.checked_add(key.rows).ok_or("too many rows")?;
        }
        if told != rows || !about.keys.is_sorted_by(|a, b| a.key < b.key) {
            return Err("the keys are not those of the rows".to_owned());
        }
        let schema = about.layout.schema();
        let decoder = FileDecoder::new(schema.clone(), footer.version());
        Ok(Self { path: path.to_owned(), about, starts, rows, schema, decoder, blocks, buffer })
    }

    /// How many bytes it has.
    pub(crate) fn bytes(&self) -> usize {
        self.buffer.len()
    }

    /// From which place on how many rows are of `key`.
    pub(crate) fn place_of(&self, key: &str) -> Option<(u64, &KeyAbout)> {
        let place = self.about.keys.binary_search_by(|known| known.key.as_str().cmp(key)).ok()?;
        Some((*self.starts.get(place)?, self.about.keys.get(place)?))
    }

    /// The rows from one place on.
    pub(crate) fn rows(&self, start: u64, many: u64) -> impl Iterator<Item = Result<Stored, LakeError>> {
        (start..start.saturating_add(many)).map(|place| {
            let first_behind = self.blocks.partition_point(|block| block.start <= place);
            let block = first_behind.checked_sub(1).and_then(|index| self.blocks.get(index));
            let block = block.ok_or_else(|| self.broken("there is no such row".to_owned()))?;
            let row = usize::try_from(place.saturating_sub(block.start)).unwrap_or(usize::MAX);
            let columns = self.columns(block)?;
            columns.row(row).ok_or_else(|| self.broken(format!("row {place} cannot be read")))
        })
    }

    /// The same rows, block by block, as bare columns.
    pub(crate) fn parts(
        &self,
        start: u64,
        many: u64,
    ) -> impl Iterator<Item = Result<(&Bare, Range<usize>), LakeError>> {
        let end = start.saturating_add(many);
        let first_behind = self.blocks.partition_point(|block| block.start <= start);
        let blocks = self.blocks.get(first_behind.saturating_sub(1)..).unwrap_or_default();
        blocks.iter().take_while(move |block| block.start < end).map(move |block| {
            let place = |row: u64| usize::try_from(row.saturating_sub(block.start)).unwrap_or(usize::MAX);
            let bare = self.bare(block)?;
            Ok((bare, place(start)..place(end).min(bare.rows())))
        })
    }

    /// The rows of a key.
    pub(crate) fn rows_of(&self, key: &str) -> impl Iterator<Item = Result<Stored, LakeError>> {
        let (start, many) = self.place_of(key).map_or((0, 0), |(start, about)| (start, about.rows));
        self.rows(start, many)
    }

    /// Looks at every block.
    pub(crate) fn check(&self) -> Result<(), LakeError> {
        self.blocks.iter().try_for_each(|block| self.columns(block).map(|_| ()))?;
        self.blocks
            .iter()
            .try_for_each(|block| self.bare(block)?.check().map_err(|wrong| self.broken(wrong)))?;
        self.rows(0, self.rows).try_for_each(|row| row.map(|_| ()))
    }

    pub(crate) fn broken(&self, wrong: Wrong) -> LakeError {
        broken(&self.path, wrong)
    }

    /// The columns of a block, checked when they are first asked for.
    fn columns<'a>(&self, placed: &'a Placed) -> Result<&'a Columns, LakeError> {
        if let Some(columns) = placed.read.get() {
            return Ok(columns);
        }
        let columns = self.read(placed).map_err(|wrong| self.broken(wrong))?;
        // Another thread may have been quicker, with the same columns.
        Ok(placed.read.get_or_init(|| columns))
    }

    /// The bytes of a block, and the place of its first.
    fn bytes_of(&self, placed: &Placed) -> Result<(Buffer, usize), Wrong> {
        let place = range(&placed.block).filter(|(_, stop)| *stop <= self.buffer.len());
        let (start, stop) = place.ok_or("a block does not lie where one can")?;
        Ok((self.buffer.slice_with_length(start, stop.saturating_sub(start)), start))
    }

    /// The bare columns of a block, which are checked one by one when they are asked for.
    fn bare<'a>(&self, placed: &'a Placed) -> Result<&'a Bare, LakeError> {
        if let Some(bare) = placed.bare.get() {
            return Ok(bare);
        }
        let bare = self.read_bare(placed).map_err(|wrong| self.broken(wrong))?;
        Ok(placed.bare.get_or_init(|| bare))
    }

    fn read_bare(&self, placed: &Placed) -> Result<Bare, Wrong> {
        let (bytes, start) = self.bytes_of(placed)?;
        let metadata = usize::try_from(placed.block.metaDataLength()).map_err(|_| "a block is too large")?;
        let bare = Bare::of(bytes, metadata, &placed.about, self.about.layout)
            .map_err(|part| format!("the block at byte {start}: {part}"))?;
        let first_behind = self.starts.partition_point(|start| *start <= placed.start);
        let from = first_behind.saturating_sub(1);
        let mut keys = self.starts.iter().zip(&self.about.keys).skip(from);
        let end = placed.start.saturating_add(placed.about.rows);
        let place = |row: u64| usize::try_from(row.saturating_sub(placed.start)).unwrap_or(usize::MAX);
        let in_order = keys.by_ref().take_while(|(start, _)| **start < end).all(|(start, about)| {
            let rows = place(*start)..place(start.saturating_add(about.rows).min(end));
            bare.is_in_order(rows, about.from..=about.to)
        });
        match in_order && bare.is_of(self.about.first..=self.about.last) {
            true => Ok(bare),
            false => Err(format!("the rows of the block at byte {start} are not those of the keys")),
        }
    }

    fn read(&self, placed: &Placed) -> Result<Columns, Wrong> {
        let (bytes, start) = self.bytes_of(placed)?;
        if hex(crc32fast::hash(&bytes)) != placed.about.crc32 {
            return Err(format!("the block at byte {start} was altered"));
        }
        let rows = usize::try_from(placed.about.rows).map_err(|_| "a block is too large")?;
        // Not only its head: a reader that goes beyond it must meet the same bytes.
        let metadata = usize::try_from(placed.block.metaDataLength()).unwrap_or(usize::MAX);
        if Shape::of(&bytes, metadata, bytes.len(), rows, &self.schema).is_none() {
            return Err(format!("the block at byte {start} has another shape than the schema"));
        }
        let batch = self.decoder.read_record_batch(&placed.block, &bytes).map_err(said)?;
        let columns = batch.as_ref().and_then(Columns::of).ok_or("a block has other columns")?;
        if self.is_sorted(placed, &columns) {
            Ok(columns)
        } else {
            Err(format!("the rows of the block at byte {start} are not those of the keys"))
        }
    }

    /// Whether the rows are those of the keys that are told of, and in their order.
    fn is_sorted(&self, placed: &Placed, columns: &Columns) -> bool {
        let first_behind = self.starts.partition_point(|start| *start <= placed.start);
        let mut index = first_behind.saturating_sub(1);
        let mut before: Option<(i64, u64)> = None;
        (placed.start..).zip(0..columns.key.len()).all(|(place, row)| {
            if self.starts.get(index.saturating_add(1)).is_some_and(|next| *next <= place) {
                index = index.saturating_add(1);
                before = None;
            }
            let Some(about) = self.about.keys.get(index) else { return false };
            let at = (columns.time.value(row), columns.receipt.value(row));
            let in_order = before.is_none_or(|before| before <= at);
            before = Some(at);
            let of_the_key = columns.key.value(row) == about.key && (about.from..=about.to).contains(&at.0);
            in_order && of_the_key && (self.about.first..=self.about.last).contains(&at.1)
        })
    }
}

impl Columns {
    fn of(batch: &RecordBatch) -> Option<Self> {
        let column = |name: &str| batch.column_by_name(name);
        let mut figures = FIGURES.iter().map(|name| {
            let whole = column(name)?.as_struct_opt()?.clone();
            let digits = whole.column_by_name("digits")?;
            let digits = match digits.as_primitive_opt::<Int64Type>() {
                Some(narrow) => Digits::Narrow(narrow.clone()),
                None => Digits::Broad(digits.as_primitive_opt::<Decimal128Type>()?.clone()),
            };
            let scale = whole.column_by_name("scale")?.as_primitive_opt::<UInt8Type>()?.clone();
            Some(FigureColumn { whole, digits, scale })
        });
        let figures: [Option<FigureColumn>; WIDTH] = std::array::from_fn(|_| figures.next().flatten());
        Some(Self {
            key: column("key")?.as_string_opt()?.clone(),
            time: column("time")?.as_primitive_opt()?.clone(),
            figures: all(figures)?,
            wide: column("wide")?.as_string_opt()?.clone(),
            receipt: column("receipt")?.as_primitive_opt::<UInt64Type>()?.clone(),
            defects: column("defects")?.as_string_opt()?.clone(),
        })
    }

    /// A row; none where there is none, or it holds what none does.
    fn row(&self, row: usize) -> Option<Stored> {
        if row >= self.key.len() {
            return None;
        }
        let mut stored = Stored {
            time: self.time.value(row),
            receipt: self.receipt.value(row),
            defects: self.defects.is_valid(row).then(|| self.defects.value(row).into()),
            ..Stored::default()
        };
        for (place, column) in stored.figures.iter_mut().zip(&self.figures) {
            if column.whole.is_valid(row) {
                let scale = column.scale.value(row);
                *place = Some(match &column.digits {
                    Digits::Narrow(digits) => Number::shortest(digits.value(row), scale)?,
                    Digits::Broad(digits) => Number::small(digits.value(row), scale)?,
                });
            }
        }
        if self.wide.is_valid(row) {
            let wide: Vec<(String, String)> = wide_of(self.wide.value(row))?;
            for (name, text) in wide {
                let index = FIGURES.iter().position(|figure| *figure == name)?;
                let amount = decimal(&text)?;
                let place = stored.figures.get_mut(index)?;
                // What one layout has as text another has in its column: a row is the same in both.
                if place.replace(Number::of(&amount)).is_some() {
                    return None;
                }
            }
        }
        Some(stored)
    }
}

/// The footer of a file, and where it begins.
fn footer_of(bytes: &[u8]) -> Result<(usize, Footer<'_>), Wrong> {
    let short = || "it is cut short".to_owned();
    let trailer_start = bytes.len().checked_sub(TRAILER_LEN).ok_or_else(short)?;
    let trailer = bytes.get(trailer_start..).and_then(|end| end.try_into().ok()).ok_or_else(short)?;
    let footer_len = read_footer_length(trailer).map_err(said)?;
    let start = trailer_start.checked_sub(footer_len).ok_or_else(short)?;
    let footer = bytes.get(start..trailer_start).ok_or_else(short)?;
    Ok((start, root_as_footer(footer).map_err(|error| error.to_string())?))
}

/// Puts the checksums of an altered segment right, as far as it has any, so that tests reach what stands behind them.
#[doc(hidden)]
#[must_use]
pub fn resealed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (_, footer) = footer_of(bytes).ok()?;
    let mut entries: Vec<(&str, String, usize)> = Vec::new();
    for entry in footer.custom_metadata()? {
        let value = entry.value()?;
        let place = value.as_ptr().addr().checked_sub(bytes.as_ptr().addr())?;
        entries.push((entry.key()?, value.to_owned(), place));
    }
    let broad = entries.iter().find(|(name, ..)| *name == "broad");
    let schema = broad.map_or(Some(Layout::FIRST), |(_, text, _)| Layout::of_text(text))?.schema();
    let (_, blocks, _) = entries.iter_mut().find(|(name, ..)| *name == "blocks")?;
    let mut about: Vec<BlockAbout> = serde_json::from_str(blocks).ok()?;
    for (about, block) in about.iter_mut().zip(footer.recordBatches()?) {
        let (start, stop) = range(block)?;
        let made = BlockAbout::of(bytes.get(start..stop)?, usize::try_from(about.rows).ok()?, &schema);
        about.crc32 = made.crc32;
        about.parts = about.parts.take().map(|known| made.parts.unwrap_or(known));
    }
    let told = serde_json::to_string(&about).ok()?;
    if told.len() > blocks.len() {
        return None;
    }
    // What has become shorter is filled up with white space, which JSON passes over.
    *blocks = format!("{told:<len$}", len = blocks.len());
    let mut sorted: Vec<_> = entries.iter().filter(|(name, ..)| *name != "crc32").collect();
    sorted.sort_unstable();
    let crc32 = About::checksum(sorted.into_iter().map(|(name, value, _)| (*name, value.as_str())));
    let mut resealed = bytes.to_vec();
    for (name, value, place) in entries {
        let value = if name == "crc32" { &crc32 } else { &value };
        resealed.get_mut(place..place.checked_add(value.len())?)?.copy_from_slice(value.as_bytes());
    }
    Some(resealed)
}

/// All of them, or none.
fn all<T, const N: usize>(options: [Option<T>; N]) -> Option<[T; N]> {
    let found: Vec<T> = options.into_iter().flatten().collect();
    found.try_into().ok()
}

/// A decimal of any length, as an amount is printed.
fn decimal(text: &str) -> Option<Amount> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let unscaled = IBig::from_str_radix(&format!("{sign}{whole}{fraction}"), 10).ok()?;
    Some(Amount::new(unscaled, fraction.len()))
}

/// A JSON object of texts.
fn wide_of(text: &str) -> Option<Vec<(String, String)>> {
    let map: std::collections::BTreeMap<String, String> = serde_json::from_str(text).ok()?;
    Some(map.into_iter().collect())
}

pub(crate) fn broken(path: &Path, what: Wrong) -> LakeError {
    LakeError::BrokenColumns { path: path.display().to_string(), what }
}

fn said(error: ArrowError) -> Wrong {
    error.to_string()
}

/// Whether opening failed because the file is gone.
pub(crate) fn is_gone(error: &LakeError) -> bool {
    matches!(error, LakeError::Path { error, .. } if error.kind() == io::ErrorKind::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_the_columns_comes_back_with_and_without_the_checksum_of_a_receipt() {
        for (last_crc32, broad) in [(None, ""), (Some(hex(0x1234)), "low,units")] {
            let layout = Layout::of_text(broad).unwrap();
            let (feed, interval) = ("bars".to_owned(), "1d".to_owned());
            let (blocks, keys) = (Vec::new(), Vec::new());
            let about =
                About { feed, interval, first: 1, last: 2, last_crc32, parser: 3, layout, blocks, keys };
            let entries = about.entries().unwrap();
            let entries: Vec<_> = entries.iter().map(|(name, value)| (*name, value.as_str())).collect();
            assert_eq!(About::read(&entries), Ok(about));
        }
    }
}
