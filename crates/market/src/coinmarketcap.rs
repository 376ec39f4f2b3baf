//! CoinMarketCap: the daily series that the order names, in the two forms in which people hold it as files.
//!
//! Its days are UTC days, and its figures are in the currency chosen at download.

pub mod export;
pub mod page;
