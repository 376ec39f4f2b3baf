//! Layouts: in how many bits the digits of each figure stand, and so the schema of a file.
//!
//! ```text
//! open: {digits: Int64, scale: UInt8} · … · volume: {digits: Decimal128(38, 0), scale: UInt8} · …
//! ```
//!
//! Nearly every figure of every market has digits that fit 64 bits. A figure of which many do not is broad in the whole file,
//! for an Arrow file has one schema; the few of another that do not stand as text.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow_ipc::writer::FileWriter;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef, TimeUnit};

use crate::row::{FIGURES, Number, Stored, WIDTH};

/// One row in so many may have a figure that does not fit 64 bits, before the figure is broad.
const FEW: u64 = 64;

static NARROW: DataType = DataType::Int64;
static BROAD: DataType = DataType::Decimal128(38, 0);

/// Schemas of which nearly every file has one.
static ALL_NARROW: LazyLock<SchemaRef> = LazyLock::new(|| schema([false; WIDTH]));
static ALL_BROAD: LazyLock<SchemaRef> = LazyLock::new(|| schema([true; WIDTH]));

/// Which figures of a file have digits of 128 bits, in the order of [`FIGURES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    broad: [bool; WIDTH],
}

impl Layout {
    /// That of `qazyq.columns/1`.
    pub(crate) const FIRST: Self = Self { broad: [true; WIDTH] };

    /// The layout for these rows.
    pub(crate) fn fitting<E>(rows: impl Iterator<Item = Result<impl AsStored, E>>) -> Result<Self, E> {
        let mut many = 0_u64;
        let mut beyond = [0_u64; WIDTH];
        for row in rows {
            many = many.saturating_add(1);
            for (beyond, figure) in beyond.iter_mut().zip(&row?.stored().figures) {
                let is_beyond = figure.as_ref().is_some_and(|number| number.narrow().is_none());
                *beyond = beyond.saturating_add(u64::from(is_beyond));
            }
        }
        Ok(Self { broad: beyond.map(|beyond| beyond.saturating_mul(FEW) > many) })
    }

    /// The figures that are broad, as the footer names them.
    pub(crate) fn text(self) -> String {
        let broad = FIGURES.iter().zip(self.broad).filter_map(|(name, broad)| broad.then_some(*name));
        broad.collect::<Vec<_>>().join(",")
    }

    /// What [`Self::text`] gave.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let broad = FIGURES.map(|name| text.split(',').any(|known| known == name));
        let layout = Self { broad };
        (layout.text() == text).then_some(layout)
    }

    /// Whether no figure is broad.
    pub(crate) fn is_narrow(self) -> bool {
        self == Self::default()
    }

    /// Whether the figure of that place among [`FIGURES`] is broad.
    pub(crate) fn is_broad(self, figure: usize) -> bool {
        self.broad.get(figure).copied().unwrap_or(false)
    }

    /// Whether a number stands in the column of its figure; else it stands as text.
    pub(crate) fn holds(self, figure: usize, number: &Number) -> bool {
        match number {
            Number::Small { .. } => self.is_broad(figure) || number.narrow().is_some(),
            Number::Wide(_) => false,
        }
    }

    /// The columns of a file.
    pub(crate) fn schema(self) -> SchemaRef {
        match self {
            _ if self.is_narrow() => ALL_NARROW.clone(),
            Self::FIRST => ALL_BROAD.clone(),
            Self { broad } => schema(broad),
        }
    }

    /// The fields of the figure of that place.
    pub(crate) fn fields(self, figure: usize) -> Fields {
        fields(self.is_broad(figure))
    }

    /// What stands before the first block of a file.
    pub(crate) fn head(self) -> Cow<'static, [u8]> {
        static NARROW: LazyLock<Vec<u8>> = LazyLock::new(|| head(&ALL_NARROW));
        static BROAD: LazyLock<Vec<u8>> = LazyLock::new(|| head(&ALL_BROAD));
        match self {
            _ if self.is_narrow() => Cow::Borrowed(&NARROW),
            Self::FIRST => Cow::Borrowed(&BROAD),
            Self { broad } => Cow::Owned(head(&schema(broad))),
        }
    }
}

fn head(schema: &Schema) -> Vec<u8> {
    let mut head = Vec::new();
    // Nothing is written to but memory; a head that were cut short would fit no file.
    let _ = FileWriter::try_new(&mut head, schema);
    head
}

/// A row, lent or owned.
pub(crate) trait AsStored {
    fn stored(&self) -> &Stored;
}

impl AsStored for &Stored {
    fn stored(&self) -> &Stored {
        self
    }
}

impl AsStored for (&str, Stored) {
    fn stored(&self) -> &Stored {
        &self.1
    }
}

fn fields(is_broad: bool) -> Fields {
    let digits = if is_broad { &BROAD } else { &NARROW };
    Fields::from(vec![
        Field::new("digits", digits.clone(), false),
        Field::new("scale", DataType::UInt8, false),
    ])
}

fn schema(broad: [bool; WIDTH]) -> SchemaRef {
    let time = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let mut columns = vec![Field::new("key", DataType::Utf8, false), Field::new("time", time, false)];
    let figures = FIGURES.iter().zip(broad);
    columns.extend(figures.map(|(name, broad)| Field::new(*name, DataType::Struct(fields(broad)), true)));
    columns.push(Field::new("wide", DataType::Utf8, true));
    columns.push(Field::new("receipt", DataType::UInt64, false));
    columns.push(Field::new("defects", DataType::Utf8, true));
    Arc::new(Schema::new(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_told_in_one_way() {
        let all = FIGURES.join(",");
        let cases = [
            ("", true),
            ("close", true),
            ("open,volume", true),
            (all.as_str(), true),
            ("volume,open", false),
            ("open,open", false),
            ("open,", false),
            ("price", false),
        ];
        for (text, is_one) in cases {
            let found = Layout::of_text(text);
            assert_eq!(found.is_some(), is_one, "{text}");
            assert!(found.is_none_or(|layout| layout.text() == text), "{text}");
        }
    }

    #[test]
    fn a_figure_is_broad_where_more_than_few_do_not_fit() {
        let row = |digits: i128| {
            let mut row = Stored::default();
            row.figures[3] = Some(Number::Small { digits, scale: 4 });
            row
        };
        for (beyond, expected) in [(0, ""), (2, ""), (3, "close"), (128, "close")] {
            let rows: Vec<Stored> = (0..128).map(|n| row(if n < beyond { 1 << 63 } else { 9998 })).collect();
            let layout = Layout::fitting(rows.iter().map(Ok::<_, ()>)).unwrap();
            assert_eq!(layout.text(), expected, "{beyond}");
        }
    }
}
