//! Writing a segment: rows in their order, block by block.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, Decimal128Array, Int64Array, RecordBatch, StringArray, StructArray, TimestampMicrosecondArray,
    UInt8Array, UInt64Array,
};
use arrow_buffer::NullBuffer;
use arrow_ipc::writer::FileWriter;
use arrow_schema::ArrowError;

use super::layout::Layout;
use super::segment::{About, BLOCK_ROWS, BlockAbout, KeyAbout};
use crate::LakeError;
use crate::folder::{Taken, write_whole};
use crate::row::{FIGURES, Number, Stored, WIDTH};

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
        let to = FileWriter::try_new(Kept { to, block: Vec::new() }, &about.layout.schema()).map_err(io)?;
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
        let batch = batch(&self.rows, self.about.layout).map_err(io)?;
        self.to.get_mut().block.clear();
        self.to.write(&batch).map_err(io)?;
        let (block, schema) = (&self.to.get_ref().block, self.about.layout.schema());
        self.about.blocks.push(BlockAbout::of(block, self.rows.len(), &schema));
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
fn batch(rows: &[(Arc<str>, Stored)], layout: Layout) -> Result<RecordBatch, ArrowError> {
    let rows_of = || rows.iter().map(|(_, row)| row);
    let mut columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(rows.iter().map(|(key, _)| key))),
        Arc::new(
            TimestampMicrosecondArray::from_iter_values(rows_of().map(|row| row.time)).with_timezone("UTC"),
        ),
    ];
    for place in 0..WIDTH {
        columns.push(Arc::new(figure(rows, place, layout)?));
    }
    columns.push(Arc::new(StringArray::from_iter(rows_of().map(|row| wide(row, layout)))));
    columns.push(Arc::new(UInt64Array::from_iter_values(rows_of().map(|row| row.receipt))));
    columns.push(Arc::new(StringArray::from_iter(rows_of().map(|row| row.defects.as_deref()))));
    RecordBatch::try_new(layout.schema(), columns)
}

/// The column of a figure.
fn figure(rows: &[(Arc<str>, Stored)], place: usize, layout: Layout) -> Result<StructArray, ArrowError> {
    let number = |row: &'_ Stored| match row.figures.get(place) {
        Some(Some(number @ Number::Small { digits, scale })) if layout.holds(place, number) => {
            Some((*digits, *scale))
        }
        Some(Some(Number::Small { .. } | Number::Wide(_)) | None) | None => None,
    };
    let numbers: Vec<Option<(i128, u8)>> = rows.iter().map(|(_, row)| number(row)).collect();
    let valid = NullBuffer::from_iter(numbers.iter().map(Option::is_some));
    let (digits, scales): (ArrayRef, Vec<u8>) = if layout.is_broad(place) {
        let digits =
            Decimal128Array::from_iter_values(numbers.iter().map(|n| n.map_or(0, |(digits, _)| digits)));
        let scales = numbers.iter().map(|number| number.map_or(0, |(_, scale)| scale)).collect();
        (Arc::new(digits.with_precision_and_scale(38, 0)?), scales)
    } else {
        let (mut digits, mut scales) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
        let mut rest = &numbers[..];
        for run in rows.chunk_by(|(a, _), (b, _)| a == b) {
            let (of_key, others) = rest.split_at_checked(run.len()).unwrap_or((rest, &[]));
            narrow(of_key, &mut digits, &mut scales);
            rest = others;
        }
        (Arc::new(Int64Array::from(digits)), scales)
    };
    let scales = Arc::new(UInt8Array::from(scales));
    StructArray::try_new(layout.fields(place), vec![digits, scales], Some(valid))
}

/// Adds the numbers of a key's rows, all of which fit 64 bits: at one scale if they fit so too, for then whoever reads them
/// has nothing to multiply; else each in its shortest form.
fn narrow(numbers: &[Option<(i128, u8)>], digits: &mut Vec<i64>, scales: &mut Vec<u8>) {
    let start = digits.len();
    let one = numbers.iter().flatten().map(|(_, scale)| *scale).max().unwrap_or(0);
    let at_one = |(digits, scale): (i128, u8)| {
        let power = 10_i128.checked_pow(one.saturating_sub(scale).into());
        let digits = power.map_or((digits == 0).then_some(0), |power| digits.checked_mul(power))?;
        Number::Small { digits, scale: one }.narrow()
    };
    for number in numbers {
        match number.map_or(Some(0), at_one) {
            Some(number) => digits.push(number),
            None => {
                digits.truncate(start);
                digits.extend(
                    numbers.iter().map(|n| n.map_or(0, |(digits, _)| i64::try_from(digits).unwrap_or(0))),
                );
                scales.extend(numbers.iter().map(|number| number.map_or(0, |(_, scale)| scale)));
                return;
            }
        }
    }
    scales.resize(digits.len(), one);
}

/// The figures that no column holds, by their names, as JSON.
fn wide(row: &Stored, layout: Layout) -> Option<String> {
    let figures = FIGURES.iter().zip(&row.figures).enumerate();
    let wide = figures.filter_map(|(place, (name, figure))| {
        let number = figure.as_ref().filter(|number| !layout.holds(place, number))?;
        // Neither a name nor an amount has anything in it that JSON would escape.
        Some(format!("\"{name}\":\"{}\"", number.amount()))
    });
    let wide: Vec<String> = wide.collect();
    (!wide.is_empty()).then(|| format!("{{{}}}", wide.join(",")))
}

fn io(error: ArrowError) -> io::Error {
    if let ArrowError::IoError(_, error) = error { error } else { io::Error::other(error) }
}
