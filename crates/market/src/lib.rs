//! Market files of any source: bytes in, daily bars out.
//!
//! ```text
//! "2023-03-11T00:00:00.000Z";"2023-03-11T23:59:59.999Z";…;"2781";0.9994698831;1.0000670335;0.8774;0.9715;…
//!                                           │
//!                                           ▼
//! Bar { day: 2023-03-11, open: 0.9994698831, high: 1.0000670335, low: 0.8774, close: 0.9715, … }
//! ```
//!
//! | format | module | one line is |
//! | --- | --- | --- |
//! | CoinMarketCap's own download | [`coinmarketcap::export`] | a day |
//! | CoinMarketCap's historical-data page, saved tab by tab | [`coinmarketcap::page`] | a day |
//! | any other table, by a declared mapping | [`columns`] | a day |
//! | Binance's klines | [`klines`] | a candle; [`days`] builds the bars |
//! | Kraken's OHLCVT download | [`kraken::file`] | a day |
//!
//! Whole markets have readers that keep nothing of their input: [`bars`] gives rows of daily bars column by column, and
//! [`ticks`] makes daily bars of candles and of trades.
//!
//! [`merge`] makes one series of what several files said, and keeps what was said differently.
//!
//! # What a parser promises
//!
//! - Every figure is the source's own, digit for digit, or absent with a [`Defect`] that says why. An implausible
//!   figure (a price of zero, a high below its low) is reported and stays: the case keeps what the source says.
//! - A line that is no bar is [`Rejected`] with its reason; nothing is skipped in silence.
//! - A file that might be misread as a whole (another currency, several assets, a cut unit of time) is refused with a
//!   [`FileError`].
//! - Any bytes whatever get one of these answers; none gets a panic.
//!
//! # What is not here
//!
//! No file is opened, no clock, network or environment is read, and there is no binary floating point. Words for
//! people live with the locales: every finding has a `code` and `args`. What a bar means in law is the business of
//! the law's crate.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::iter_over_hash_type,
    clippy::float_arithmetic,
    clippy::wildcard_enum_match_arm
)]

mod answer;
pub mod archive;
mod bar;
pub mod bars;
pub mod binance;
pub mod bybit;
pub mod coinmarketcap;
pub mod columns;
pub mod convert;
mod daily;
pub mod days;
pub mod feed;
mod few;
mod figure;
mod finding;
mod format;
mod json;
pub mod klines;
pub mod kraken;
mod line;
pub mod merge;
pub mod rates;
mod table;
pub mod ticks;

pub use bar::{Bar, Coverage, Figure};
pub use daily::DailyFile;
pub use few::Few;
pub use finding::{Defect, DefectKind, FileError, Packing, Rejected, Rejection};
pub use format::{Format, detect};
