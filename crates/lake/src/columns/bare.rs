//! Bare columns of a block: buffers where they lie, without rows and without what nobody asked for.
//!
//! A column is checked when it is first asked for, by the checksum of its part of the block; so of a file of which four
//! prices are wanted the other figures never come from the disk. Which rows are of which key is told by the footer, under its
//! own checksum, and held against the rows themselves only where those are read one by one.

use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};

use super::layout::Layout;
use super::segment::{BlockAbout, hex};
use super::shape::Shape;
use crate::row::{FIGURES, WIDTH};

/// A block, column by column.
#[derive(Debug)]
pub(crate) struct Bare {
    bytes: Buffer,
    layout: Layout,
    shape: Shape,
    parts: Vec<Range<usize>>,
    /// The checksum of each part, one behind the other; none where that of the whole block was compared.
    sums: Option<String>,
    rows: usize,
    time: ScalarBuffer<i64>,
    receipt: ScalarBuffer<u64>,
    /// Which rows have figures as text; none where no row has.
    wide: Option<NullBuffer>,
    /// In the order of [`FIGURES`].
    figures: [OnceLock<Figure>; WIDTH],
}

/// The values of a figure, as many as the block has rows.
#[derive(Debug)]
pub(crate) struct Figure {
    /// Which rows have it; none where every row has.
    pub(crate) nulls: Option<NullBuffer>,
    /// Where it is null, they mean nothing.
    pub(crate) digits: Digits,
    pub(crate) scale: ScalarBuffer<u8>,
}

/// In as many bits as the file's layout says.
#[derive(Debug)]
pub(crate) enum Digits {
    Narrow(ScalarBuffer<i64>),
    Broad(ScalarBuffer<i128>),
}

/// What is wrong with a block.
type Wrong = &'static str;

const ALTERED: Wrong = "it was altered";
const MISSHAPEN: Wrong = "it has another shape than the schema";

impl Bare {
    pub(crate) fn of(
        bytes: Buffer,
        metadata: usize,
        about: &BlockAbout,
        layout: Layout,
    ) -> Result<Self, Wrong> {
        let rows = usize::try_from(about.rows).map_err(|_| MISSHAPEN)?;
        if about.parts.is_none() && hex(crc32fast::hash(&bytes)) != about.crc32 {
            return Err(ALTERED);
        }
        let head = bytes.get(..metadata).ok_or(MISSHAPEN)?;
        let shape = Shape::of(head, metadata, bytes.len(), rows, &layout.schema()).ok_or(MISSHAPEN)?;
        let parts = shape.parts().ok_or(MISSHAPEN)?;
        let mut bare = Self {
            bytes,
            layout,
            shape,
            parts,
            sums: about.parts.clone(),
            rows,
            time: ScalarBuffer::default(),
            receipt: ScalarBuffer::default(),
            wide: None,
            figures: Default::default(),
        };
        // What the head said is believed only now; nothing was done by it yet.
        bare.compare(0)?;
        let (time, receipt, wide) = (place_of("time")?, place_of("receipt")?, place_of("wide")?);
        bare.compare(part_of(time))?;
        bare.compare(part_of(receipt))?;
        bare.time = bare.values(time, 1)?;
        bare.receipt = bare.values(receipt, 1)?;
        if bare.shape.nulls(wide) != Some(rows) {
            bare.compare(part_of(wide))?;
            bare.wide = Some(bare.nulls(wide)?.unwrap_or_else(|| NullBuffer::new_valid(rows)));
        }
        Ok(bare)
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// When each row begins.
    pub(crate) fn time(&self) -> &[i64] {
        &self.time
    }

    /// Each row's receipt.
    pub(crate) fn receipt(&self) -> &[u64] {
        &self.receipt
    }

    /// Whether one of these rows has figures as text.
    pub(crate) fn has_wide(&self, rows: Range<usize>) -> bool {
        let Some(wide) = &self.wide else { return false };
        rows.into_iter().any(|row| row >= wide.len() || wide.is_valid(row))
    }

    /// A figure, by its place among [`FIGURES`]; none where no row has it.
    ///
    /// # Errors
    /// Where its part of the block is not as it was written.
    pub(crate) fn figure(&self, place: usize) -> Result<Option<&Figure>, Wrong> {
        let Some(cell) = self.figures.get(place) else { return Ok(None) };
        if let Some(figure) = cell.get() {
            return Ok(Some(figure));
        }
        let column = FIGURES.get(place).map_or(Err(MISSHAPEN), |name| place_of(name))?;
        if self.shape.nulls(column) == Some(self.rows) {
            return Ok(None);
        }
        self.compare(part_of(column))?;
        let figure = Figure {
            nulls: self.nulls(column)?,
            // Of a struct: its own validity, then that of the digits and they, then that of the scale and it.
            digits: match self.layout.is_broad(place) {
                true => Digits::Broad(self.values(column, 2)?),
                false => Digits::Narrow(self.values(column, 2)?),
            },
            scale: self.values(column, 4)?,
        };
        Ok(Some(cell.get_or_init(|| figure)))
    }

    /// Whether the times of these rows rise, and lie within a span.
    pub(crate) fn is_in_order(&self, rows: Range<usize>, span: RangeInclusive<i64>) -> bool {
        let Some(times) = self.time.get(rows) else { return false };
        let (Some(first), Some(last)) = (times.first(), times.last()) else { return true };
        span.contains(first) && span.contains(last) && times.is_sorted()
    }

    /// Whether every receipt lies within a span.
    pub(crate) fn is_of(&self, receipts: RangeInclusive<u64>) -> bool {
        // Rows in succession mostly come from one answer.
        self.receipt.chunks(64).all(|chunk| {
            let first = chunk.first().copied().unwrap_or(0);
            let is_one = chunk.iter().fold(0, |any, receipt| any | (*receipt ^ first)) == 0;
            if is_one {
                receipts.contains(&first)
            } else {
                chunk.iter().all(|receipt| receipts.contains(receipt))
            }
        })
    }

    /// Compares the checksum of every part.
    pub(crate) fn check(&self) -> Result<(), String> {
        (0..self.parts.len()).try_for_each(|part| self.compare(part)).map_err(str::to_owned)
    }

    /// Compares the checksum of a part.
    fn compare(&self, part: usize) -> Result<(), Wrong> {
        let Some(sums) = &self.sums else { return Ok(()) };
        let start = part.saturating_mul(8);
        let expected = sums.get(start..start.saturating_add(8));
        let bytes = self.parts.get(part).and_then(|part| self.bytes.get(part.clone()));
        let found = bytes.map(|bytes| hex(crc32fast::hash(bytes)));
        if found.is_some() && found.as_deref() == expected { Ok(()) } else { Err(ALTERED) }
    }

    /// The values of a column, which lie in that buffer of it.
    fn values<T: ArrowNativeType>(&self, column: usize, buffer: usize) -> Result<ScalarBuffer<T>, Wrong> {
        let place = self.shape.buffer(column, buffer).ok_or(MISSHAPEN)?;
        let bytes = self.bytes.slice_with_length(place.start, place.len());
        let many = bytes.len().checked_div(size_of::<T>());
        if many != Some(self.rows) || !bytes.as_ptr().cast::<T>().is_aligned() {
            return Err(MISSHAPEN);
        }
        Ok(ScalarBuffer::new(bytes, 0, self.rows))
    }

    /// Which rows of a column are not null; none where none is.
    fn nulls(&self, column: usize) -> Result<Option<NullBuffer>, Wrong> {
        let many = self.shape.nulls(column).ok_or(MISSHAPEN)?;
        if many == 0 {
            return Ok(None);
        }
        let place = self.shape.buffer(column, 0).ok_or(MISSHAPEN)?;
        let bits = self.bytes.slice_with_length(place.start, place.len());
        let nulls = NullBuffer::new(BooleanBuffer::new(bits, 0, self.rows));
        if nulls.null_count() == many { Ok(Some(nulls)) } else { Err(MISSHAPEN) }
    }
}

/// The place of a column in the schema, which is the same in every layout.
fn place_of(name: &str) -> Result<usize, Wrong> {
    Layout::default().schema().fields().iter().position(|field| field.name() == name).ok_or(MISSHAPEN)
}

/// The part of a block that a column is: the head comes first.
fn part_of(column: usize) -> usize {
    column.saturating_add(1)
}
