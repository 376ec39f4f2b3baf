//! CoinMarketCap: the daily series that the order names, as files that people hold and as answers of its API.
//!
//! | what | module | gives |
//! | --- | --- | --- |
//! | its own download | [`export`] | bars |
//! | its historical-data page, saved | [`page`] | bars |
//! | the API's daily OHLCV | [`Ohlcv`] | bars |
//! | the API's historical quotes, for plans without OHLCV | [`Quotes`] | bars of closing figures |
//! | ids, quotes of now, metadata, currencies, the key's credits | [`lookups`] | typed entries |
//!
//! Its days are UTC days, and its figures are in the currency chosen at download or asked for. Every answer of the API
//! has the same frame, which is read in one place; [`refusal()`] says what to make of an error, whichever endpoint
//! answered.

pub mod export;
mod frame;
pub mod lookups;
mod ohlcv;
pub mod page;
mod quotes;
mod refusal;
mod series;

pub use ohlcv::Ohlcv;
pub use quotes::Quotes;
pub use refusal::refusal;
