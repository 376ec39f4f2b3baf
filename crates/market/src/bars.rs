//! Rows of bars of many assets, column by column: how whole markets are read.
//!
//! ```text
//! asset  day         open      high      low       close     volume     market_cap
//! 0      2023-03-10  0.9997    1.0003    0.9962    0.9988    104120331  …
//! 1      2023-03-10  1.0001    1.0004    0.9998    1.0000    99134      …
//!                                  │
//!                                  ▼  a batch of rows
//! assets [0, 1]   days [19426, 19426]   close Narrow { scale: 4, digits: [9988, 10000] }
//! ```
//!
//! A reader fills one batch again and again, so that a file of any length takes as much memory as a batch. [`csv`] is the
//! one for text.

pub(crate) mod cell;
mod column;
pub mod csv;
pub(crate) mod digits;
pub(crate) mod fields;
mod findings;
pub(crate) mod header;
pub(crate) mod names;

pub use cell::amount_of;
pub use findings::Findings;
pub use names::{NameList, Names};

use qazyq_exact::Amount;

/// The figures of a batch, in the order of [`crate::Figure::OF_A_BAR`].
pub const FIGURES: usize = 7;

/// Stands for a figure that is absent, among digits of 64 bits.
pub const ABSENT: i64 = i64::MIN;
/// Stands for a figure that is absent, among digits of 128 bits.
pub const ABSENT_BROAD: i128 = i128::MIN;

/// Some rows, column by column. All columns that are there have the same length.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Which asset: its place among the reader's names.
    pub assets: Vec<u32>,
    /// Which day: days since 1970-01-01.
    pub days: Vec<i32>,
    /// In which currency, by its place among the reader's currencies; empty where the file has no such column.
    pub currencies: Vec<u32>,
    /// The figures that are wanted; the others stay absent.
    pub figures: [Column; FIGURES],
}

/// The values of one figure.
#[derive(Clone, Debug, Default)]
pub enum Column {
    /// The file has no such column, or nobody wants it.
    #[default]
    Absent,
    /// The bits of IEEE 754 binary64 numbers, as the file has them; those of a NaN where absent. Which decimal such a number
    /// stands for is found by whoever uses the batch, a series at a time.
    Floats(Vec<u64>),
    /// `value · 10^scale`, or [`ABSENT`].
    Narrow {
        /// Digits behind the point.
        scale: u8,
        /// The values.
        digits: Vec<i64>,
    },
    /// The same in 128 bits, or [`ABSENT_BROAD`]: where a value needs them, or one of the batch before did. Figures that do not fit these either stand in `wide`, by their row, and
    /// are absent here.
    Broad {
        /// Digits behind the point.
        scale: u8,
        /// The values.
        digits: Vec<i128>,
        /// What does not fit, with its row, rows ascending.
        wide: Vec<(u32, Amount)>,
    },
}

/// What a reader shall find of a file's rows.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Of each figure whether it is wanted.
    pub figures: [bool; FIGURES],
    /// Days that may be left out of batches: those before the first and behind the last, as days since 1970-01-01. A reader
    /// that can leave them out cheaply does; it need not.
    pub days: (i32, i32),
}

impl Batch {
    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.assets.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.assets.is_empty()
    }

    /// Takes the rows from that one on away.
    fn truncate(&mut self, rows: usize) {
        self.assets.truncate(rows);
        self.days.truncate(rows);
        self.currencies.truncate(rows);
        self.figures.iter_mut().for_each(|column| column.truncate(rows));
    }
}
