//! The shape of a block: where the buffers of each column lie.
//!
//! ```text
//! head · key: validity, offsets, bytes · time: validity, values · open: validity, digits: …, scale: … · …
//! └──┘   └─────────────────────────┘     └──────────────────┘    └────────────────────────────────┘
//! parts, each with a checksum of its own, so that a column can be looked at without the others
//! ```

use std::ops::Range;

use arrow_ipc::{Block, FieldNode, MetadataVersion, root_as_message};
use arrow_schema::{DataType, Schema};

use super::segment::hex;

/// What every block begins with; the length of the message follows.
const CONTINUATION: [u8; 4] = [0xff; 4];
/// Before the message.
const PREFIX: usize = 8;

/// Where the buffers of a block lie.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Of each column, in the order of the schema.
    columns: Vec<Placed>,
    /// How many bytes the block has.
    len: usize,
}

/// A column in a block.
#[derive(Debug)]
struct Placed {
    /// How many of its rows are null.
    nulls: usize,
    /// Its buffers, from the block's first byte on; of a struct, those of its fields too. At least one.
    buffers: Vec<Range<usize>>,
}

impl Shape {
    /// That of a block of which `head` is the first `metadata` bytes or more, and that has `len`. None where the head does not
    /// speak of buffers as the schema has them, each as long as its rows need and inside the body.
    ///
    /// Arrow's reader checks what buffers hold, but takes it for granted that they are there.
    pub(crate) fn of(head: &[u8], metadata: usize, len: usize, rows: usize, schema: &Schema) -> Option<Self> {
        // As Arrow's reader finds the message: behind the mark and the length.
        if head.get(..4)? != CONTINUATION {
            return None;
        }
        let message = root_as_message(head.get(PREFIX..)?).ok()?;
        let batch = message.header_as_record_batch()?;
        let plain =
            batch.compression().is_none() && batch.variadicBufferCounts().is_none_or(|c| c.is_empty());
        if !plain || usize::try_from(batch.length()).ok()? != rows || message.version() != MetadataVersion::V5
        {
            return None;
        }
        let (nodes, buffers) = (batch.nodes()?.iter(), batch.buffers()?.iter());
        let mut taking = Taking { nodes, buffers, rows, metadata, len };
        let column = |kind: &DataType| {
            let mut placed = Placed { nulls: 0, buffers: Vec::new() };
            placed.nulls = taking.field(kind, &mut placed.buffers)?;
            Some(placed)
        };
        let kinds = schema.fields().iter().map(|field| field.data_type());
        let columns: Vec<Placed> = kinds.map(column).collect::<Option<_>>()?;
        (taking.nodes.next().is_none() && taking.buffers.next().is_none()).then_some(Self { columns, len })
    }

    /// How many rows of a column are null.
    pub(crate) fn nulls(&self, column: usize) -> Option<usize> {
        Some(self.columns.get(column)?.nulls)
    }

    /// Where a buffer of a column lies.
    pub(crate) fn buffer(&self, column: usize, buffer: usize) -> Option<Range<usize>> {
        self.columns.get(column)?.buffers.get(buffer).cloned()
    }

    /// Where the parts of the block lie: its head, and each column. None where a column's buffers lie among another's.
    pub(crate) fn parts(&self) -> Option<Vec<Range<usize>>> {
        let starts = self.columns.iter().filter_map(|column| Some(column.buffers.first()?.start));
        let ends: Vec<usize> = starts.chain([self.len]).collect();
        let parts: Vec<Range<usize>> =
            [0].into_iter().chain(ends.iter().copied()).zip(&ends).map(|(start, end)| start..*end).collect();
        let is_in =
            |part: &Range<usize>, buffer: &Range<usize>| part.start <= buffer.start && buffer.end <= part.end;
        let mut of_columns = self.columns.iter().zip(parts.iter().skip(1));
        of_columns
            .all(|(column, part)| column.buffers.iter().all(|buffer| is_in(part, buffer)))
            .then_some(parts)
    }
}

/// The checksums of a block's parts, in eight hexadecimal digits each; none where the bytes are no block of so many rows.
pub(crate) fn sums(bytes: &[u8], rows: usize, schema: &Schema) -> Option<String> {
    let message: [u8; 4] = bytes.get(4..PREFIX)?.try_into().ok()?;
    let metadata = usize::try_from(u32::from_le_bytes(message)).ok()?.checked_add(PREFIX)?;
    let parts = Shape::of(bytes, metadata, bytes.len(), rows, schema)?.parts()?;
    parts.into_iter().map(|part| Some(hex(crc32fast::hash(bytes.get(part)?)))).collect()
}

/// Where a block lies in its file.
pub(crate) fn range(block: &Block) -> Option<(usize, usize)> {
    let start = usize::try_from(block.offset()).ok()?;
    let metadata = usize::try_from(block.metaDataLength()).ok()?;
    let body = usize::try_from(block.bodyLength()).ok()?;
    Some((start, start.checked_add(metadata)?.checked_add(body)?))
}

/// What is left of the nodes and buffers of a block.
struct Taking<N, B> {
    nodes: N,
    buffers: B,
    rows: usize,
    metadata: usize,
    len: usize,
}

impl<'a, N, B> Taking<N, B>
where
    N: Iterator<Item = &'a FieldNode>,
    B: Iterator<Item = &'a arrow_ipc::Buffer>,
{
    /// Takes the node and buffers of a field; gives how many of its rows are null.
    fn field(&mut self, kind: &DataType, to: &mut Vec<Range<usize>>) -> Option<usize> {
        let node = self.nodes.next()?;
        let nulls = usize::try_from(node.null_count()).ok()?;
        if usize::try_from(node.length()).ok()? != self.rows || nulls > self.rows {
            return None;
        }
        let valid = self.buffer(to)?;
        if nulls > 0 && valid < self.rows.div_ceil(8) {
            return None;
        }
        if let DataType::Struct(fields) = kind {
            fields.iter().try_for_each(|field| self.field(field.data_type(), to).map(drop))?;
        } else if *kind == DataType::Utf8 {
            let offsets = self.rows.checked_add(1)?.checked_mul(4)?;
            if self.buffer(to)? != offsets || self.buffer(to).is_none() {
                return None;
            }
        } else if self.buffer(to)? != self.rows.checked_mul(kind.primitive_width()?)? {
            return None;
        }
        Some(nulls)
    }

    /// Takes a buffer; gives how many bytes it has.
    fn buffer(&mut self, to: &mut Vec<Range<usize>>) -> Option<usize> {
        let buffer = self.buffers.next()?;
        let start = usize::try_from(buffer.offset()).ok()?;
        let len = usize::try_from(buffer.length()).ok()?;
        let place = self.metadata.checked_add(start)?;
        to.push(place..place.checked_add(len)?);
        // Arrow's reader copies what does not lie as it must; ours never lies otherwise.
        (start.is_multiple_of(64) && place.checked_add(len)? <= self.len).then_some(len)
    }
}
