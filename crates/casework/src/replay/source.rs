//! Where rows come from: files of several formats, in parts that threads read at once.

use qazyq_market::bars::{Batch, Findings};

use super::columns::Files;
use crate::Trouble;

/// The names behind a batch's numbers.
pub(crate) trait Named {
    /// How many assets there are so far.
    fn assets(&self) -> usize;
    /// An asset's name.
    fn asset(&self, number: u32) -> &str;
    /// A currency's code; empty where a row has none.
    fn currency(&self, number: u32) -> &str;
}

/// The rows of a part.
pub(crate) trait Rows: Named {
    /// Fills a batch with the next rows; false where none is left.
    fn fill(&mut self, batch: &mut Batch) -> Result<bool, Trouble>;
    /// Bytes that were read since it was asked last.
    fn advanced(&mut self) -> u64;
    /// What was found beside rows; of a later part in lines from its first.
    fn findings(&self) -> Findings;
}

/// A file of bars.
pub(crate) trait Input: Sync {
    /// Into how many parts it can be cut, of at most so many.
    fn parts(&self, most: usize) -> usize;
    /// The rows of one of so many parts.
    fn rows(&self, part: usize, of: usize) -> Result<Box<dyn Rows + '_>, Trouble>;
    /// Whole columns, of which no rows need be gathered.
    fn columns(&self) -> Option<&Files> {
        None
    }
    /// Columns of figures that are binary floating point.
    fn floats(&self) -> Vec<String> {
        Vec::new()
    }
}
