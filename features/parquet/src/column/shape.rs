//! Shapes: what a stored value becomes.
//!
//! | shape | of | becomes |
//! | --- | --- | --- |
//! | [`Names`] | texts, integers | the place of a name |
//! | [`Days`] | DATE, TIMESTAMP, texts | days since 1970-01-01 |
//! | [`Times`] | TIMESTAMP, INT64 | the same number |
//! | [`Bits`] | DOUBLE | its bits |
//! | [`Single`] | FLOAT | the bits of the double that stands for the same shortest decimal |
//! | [`Narrow`] | INT32, INT64, DECIMAL in them | 64 bits |
//! | [`Broad`] | DECIMAL in up to sixteen bytes | 128 bits |
//! | [`Figures`] | texts, and what else has digits | digits and a scale each |

mod days;
mod figures;
mod names;
mod times;

pub(crate) use days::Days;
pub(crate) use figures::{Bits, Broad, Figure, Figures, Narrow, Single};
pub(crate) use names::Names;
pub(crate) use times::Times;

use crate::thrift::Broken;

/// What the values of a column become. A value that cannot becomes something all the same, and `end` says so.
pub(crate) trait Shape {
    /// What comes of a value.
    type Value: Copy;

    /// What stands for a value that is absent.
    const ABSENT: Self::Value;

    /// A value of four bytes, its sign carried on, or of eight.
    fn number(&mut self, number: u64) -> Self::Value;

    /// A value of other bytes.
    fn bytes(&mut self, bytes: &[u8]) -> Self::Value;

    /// A batch begins.
    fn begin(&mut self) {}

    /// The values since the beginning are a dictionary's, and stay.
    fn keep(&mut self) {}

    /// There is no dictionary any more.
    fn forget(&mut self) {}

    /// Whether there was a value that cannot be one, since the last time that this was asked.
    ///
    /// # Errors
    /// What is wrong with it.
    fn end(&mut self) -> Result<(), Broken> {
        Ok(())
    }
}
