//! Parquet files: tables to import, whole markets and trades to replay, and what comes out for other programs.
//!
//! ```text
//! "PAR1"
//! row group 1    column day: page page …     column close: page page …
//! row group 2    column day: page page …     column close: page page …
//! footer         names and types of the columns, where each column of each row group lies
//! length of the footer · "PAR1"
//! ```
//!
//! | module | what it does |
//! | --- | --- |
//! | `thrift` | the notation of footers and of what stands before a page |
//! | `footer` | what a file says of itself: columns with their types, row groups |
//! | `kind` | what a value is, and the text that spells it exactly |
//! | `packing` | bytes as they were before they were compressed, within bounds |
//! | `pages` | pages, as the `parquet` crate has them |
//! | `read` | rows of texts out of row groups, for `qazyq_market::columns` to read |
//! | [`source`] | bytes at places: a file, or memory |
//! | `column` | a column's values in buffers that are used again |
//! | [`bars`], [`trades`] | a market's bars, or its trades, batch by batch |
//! | `figures`, `floats` | figures of every type, and integers of binary floating point |
//! | `write` | the lake's rows as a file |
//! | [`table`], `rows` | any small table, bars, and trades written anew |
//!
//! There are two ways in. [`parse`] reads one asset's table by a mapping and looks at every cell as a text. [`bars`] and
//! [`trades`] read whole markets, whose columns have known names: there the values are decoded here, and a file of any
//! length takes a few megabytes.
//!
//! # What is not trusted
//!
//! A file tells how long its lists, pages and texts are, and a few bytes can tell of gigabytes. The `parquet` crate
//! takes some of these numbers as they are, and a panic or an allocation that cannot be had would end the program. So it
//! sees no footer and no packed page of a foreign file: both are read here, every size within bounds. For [`parse`] the
//! crate is handed whole pages to decode values of, and what it asserts of these becomes an error; see `contained`. For
//! [`bars`] and [`trades`] it decodes nothing.
//!
//! # What is not here
//!
//! No file is opened. What a row means, and which rows count, is the business of `qazyq_market::columns`.
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

pub mod bars;
mod column;
mod contained;
mod figures;
mod floats;
mod footer;
mod kind;
mod packing;
mod pages;
mod place;
mod read;
mod rows;
pub mod source;
pub mod table;
mod thrift;
pub mod trades;
mod write;

pub use read::{BYTES_MAX, ROWS_MAX, Table, columns, parse};
pub use rows::{BarRow, RepackError, repack_trades, write_bars};
pub use source::Source;
pub use write::{About, FORMAT, write};
