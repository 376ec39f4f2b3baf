//! Ticks to days: daily bars of candles and of trades, nothing of which is kept.
//!
//! ```text
//! klines   1678543200000,1.00000000,…,7424303.00000000,…    50 million lines    ┐
//! trades   time, asset, price, quantity                     200 million of them ┴─▶ a bar for each asset and day
//! ```
//!
//! | module | reads | and makes of it |
//! | --- | --- | --- |
//! | [`klines`] | Binance's candles as [`crate::klines`] does | the bars that [`crate::days`] makes of them |
//! | [`trades`] | trades in CSV | what [`totals`] adds up |
//! | [`totals`] | columns of trades, wherever they come from | a bar for each asset and day |
//!
//! Sums are exact: integers of 128 bits at a common scale, and of any size where these do not hold. A vwap is a ratio, and
//! in a bar it is rounded by the one rule of [`crate::days`].

pub mod klines;
pub mod totals;
pub mod trades;

use crate::days::DaysError;
use crate::finding::{Args, FileError};

/// Why no days come of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TicksError {
    /// The file cannot be used as a whole.
    File(FileError),
    /// Its candles give no days.
    Days(DaysError),
}

impl TicksError {
    /// What it is, as a short sentence in kebab case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code(),
            Self::Days(error) => error.code(),
        }
    }

    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::File(error) => error.args(),
            Self::Days(error) => error.args(),
        }
    }
}

impl core::fmt::Display for TicksError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Days(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for TicksError {}

impl From<FileError> for TicksError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<DaysError> for TicksError {
    fn from(error: DaysError) -> Self {
        Self::Days(error)
    }
}
