//! Writing a segment: rows in their order, block by block.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, Decimal128Array, RecordBatch, StringArray, StructArray, TimestampMicrosecondArray, UInt8Array,
    UInt64Array,
};
use arrow_buffer::NullBuffer;
use arrow_ipc::writer::FileWriter;
use arrow_schema::ArrowError;

use super::row::{FIGURES, Number, Stored, WIDTH};
use super::segment::{About, BLOCK_ROWS, BlockAbout, FIGURE, KeyAbout, SCHEMA};
use crate::LakeError;
use crate::folder::{Taken, write_whole};

/// Writes a segment under its name, whole or not at all; a segment of that name is replaced. `about` has neither blocks
/// nor keys yet; `rows` are sorted by key, time and receipt.
pub(crate) fn write_segment<'k>(
    path: &Path,
    about: About,
    rows: impl Iterator<Item = Result<(&'k str, Stored), LakeError>>,
) -> Result<(), LakeError> {
    // What went wrong with the rows, as the writing itself can only tell of itself.
    let mut trouble = None;
    let written = write_whole(path, Taken::Replace, |file| {
        let mut segment = SegmentWriter::begin(BufWriter::with_capacity(1 << 20, file), about)?;
        for row in rows {
            match row {
                Ok((key, row)) => segment.push(key, row)?,
                Err(error) => {
                    trouble = Some(error);
                    return Err(io::ErrorKind::InvalidData.into());
                }
            }
        }
        segment.finish()
    });
    match (written, trouble) {
        (Err(_), Some(trouble)) => Err(trouble),
        (written, _) => written.map_err(|e| LakeError::path(path, e)),
    }
}

/// Keeps what was written since it was last asked: a block, whose checksums are made of the whole.
struct Kept<W> {
    to: W,
    block: Vec<u8>,
}

impl<W: Write> Write for Kept<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.block.extend_from_slice(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

struct SegmentWriter<W: Write> {
    to: FileWriter<Kept<W>>,
    about: About,
    rows: Vec<(Arc<str>, Stored)>,
    key: Arc<str>,
}

impl<W: Write> SegmentWriter<W> {
    fn begin(to: W, about: About) -> io::Result<Self> {
        let to = FileWriter::try_new(Kept { to, block: Vec::new() }, &SCHEMA).map_err(io)?;
        let rows = Vec::with_capacity(BLOCK_ROWS);
        Ok(Self { to, about, rows, key: "".into() })
    }

    fn push(&mut self, key: &str, row: Stored) -> io::Result<()> {
        match self.about.keys.last_mut().filter(|last| last.key == key) {
            Some(last) => {
                last.rows = last.rows.saturating_add(1);
                last.to = row.time;
            }
            None => {
                self.key = key.into();
                self.about.keys.push(KeyAbout { key: key.to_owned(), rows: 1, from: row.time, to: row.time });
            }
        }
        self.rows.push((self.key.clone(), row));
        if self.rows.len() < BLOCK_ROWS { Ok(()) } else { self.block() }
    }

    fn block(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let batch = batch(&self.rows).map_err(io)?;
        self.to.get_mut().block.clear();
        self.to.write(&batch).map_err(io)?;
        self.about.blocks.push(BlockAbout::of(&self.to.get_ref().block, self.rows.len()));
        self.rows.clear();
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.block()?;
        for (name, value) in self.about.entries()? {
            self.to.write_metadata(name, value);
        }
        self.to.finish().map_err(io)?;
        self.to.get_mut().flush()
    }
}

/// Rows as columns.
fn batch(rows: &[(Arc<str>, Stored)]) -> Result<RecordBatch, ArrowError> {
    let rows_of = || rows.iter().map(|(_, row)| row);
    let mut columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(rows.iter().map(|(key, _)| key))),
        Arc::new(
            TimestampMicrosecondArray::from_iter_values(rows_of().map(|row| row.time)).with_timezone("UTC"),
        ),
    ];
    for index in 0..WIDTH {
        let small = |row: &Stored| match row.figures.get(index) {
            Some(Some(Number::Small { digits, scale })) => Some((*digits, *scale)),
            Some(Some(Number::Wide(_)) | None) | None => None,
        };
        let digits = rows_of().map(|row| small(row).map_or(0, |(digits, _)| digits));
        let digits = Decimal128Array::from_iter_values(digits).with_precision_and_scale(38, 0)?;
        let scale =
            UInt8Array::from_iter_values(rows_of().map(|row| small(row).map_or(0, |(_, scale)| scale)));
        let valid = NullBuffer::from_iter(rows_of().map(|row| small(row).is_some()));
        let figure =
            StructArray::try_new(FIGURE.clone(), vec![Arc::new(digits), Arc::new(scale)], Some(valid))?;
        columns.push(Arc::new(figure));
    }
    columns.push(Arc::new(StringArray::from_iter(rows_of().map(wide))));
    columns.push(Arc::new(UInt64Array::from_iter_values(rows_of().map(|row| row.receipt))));
    columns.push(Arc::new(StringArray::from_iter(rows_of().map(|row| row.defects.as_deref()))));
    RecordBatch::try_new(SCHEMA.clone(), columns)
}

/// The figures that no column holds, by their names, as JSON.
fn wide(row: &Stored) -> Option<String> {
    let wide = FIGURES.iter().zip(&row.figures).filter_map(|(name, figure)| match figure {
        // Neither a name nor an amount has anything in it that JSON would escape.
        Some(Number::Wide(amount)) => Some(format!("\"{name}\":\"{amount}\"")),
        Some(Number::Small { .. }) | None => None,
    });
    let wide: Vec<String> = wide.collect();
    (!wide.is_empty()).then(|| format!("{{{}}}", wide.join(",")))
}

fn io(error: ArrowError) -> io::Error {
    if let ArrowError::IoError(_, error) = error { error } else { io::Error::other(error) }
}
