//! What is lent to a kernel: the prices of one series, day by day, and what the asset is worth on each day.

use qazyq_exact::{Amount, Day};

use crate::worth::Worth;

/// The prices of one name (`close`, say), one for each day of a series, days without a row included.
#[derive(Clone, Copy, Debug)]
pub enum Digits<'a> {
    /// The source has no such price on any day.
    Absent,
    /// `value · 10^scale`; zero or less where there is no price.
    Narrow(&'a [i64]),
    /// The same where 64 bits are not enough.
    Broad(&'a [i128]),
    /// Amounts of any size; `None`, zero or less where there is no price. The scale of the series is not theirs.
    Wide(&'a [Option<Amount>]),
}

/// The prices of a series. Every column that is not absent has as many values as the series has days.
#[derive(Clone, Copy, Debug)]
pub struct Prices<'a> {
    /// Digits behind the point of narrow and broad columns.
    pub scale: u8,
    /// The first price.
    pub open: Digits<'a>,
    /// The highest.
    pub high: Digits<'a>,
    /// The lowest.
    pub low: Digits<'a>,
    /// The last.
    pub close: Digits<'a>,
    /// The mean weighted by volume.
    pub vwap: Digits<'a>,
}

/// One series of one asset.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// The day of the first value of each column.
    pub first: Day,
    /// How many days the columns have.
    pub days: usize,
    /// Its prices.
    pub prices: Prices<'a>,
    /// What the asset is worth in the series' currency.
    pub worth: &'a Worth,
}

impl Digits<'_> {
    /// How many values there are; none where the column is absent.
    fn len(&self) -> Option<usize> {
        match self {
            Self::Absent => None,
            Self::Narrow(values) => Some(values.len()),
            Self::Broad(values) => Some(values.len()),
            Self::Wide(amounts) => Some(amounts.len()),
        }
    }
}

impl Series<'_> {
    /// Whether every column that is there has as many values as the series has days.
    pub(crate) fn is_even(&self) -> bool {
        let Prices { open, high, low, close, vwap, .. } = &self.prices;
        [open, high, low, close, vwap]
            .into_iter()
            .all(|column| column.len().is_none_or(|len| len == self.days))
    }
}
