//! Times of trades, as they are stored.

use super::Shape;

/// Times in whatever unit their column has.
pub(crate) struct Times;

impl Times {
    /// Stands for a time that is absent; none is so early.
    pub(crate) const NO_TIME: i64 = i64::MIN;
}

impl Shape for Times {
    type Value = i64;
    const ABSENT: i64 = Self::NO_TIME;

    #[inline(always)]
    fn number(&mut self, number: u64) -> i64 {
        number.cast_signed()
    }

    fn bytes(&mut self, _: &[u8]) -> i64 {
        Self::NO_TIME
    }
}
