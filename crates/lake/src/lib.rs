//! The lake: every answer of every source, kept as it came, and what was asked for it.
//!
//! ```text
//! lake/
//!   answers/3f/3f9a….zst       the bytes of an answer, under their SHA-256
//!   receipts/2026-11.jsonl     {"format":"qazyq.receipt/1","n":17,"feed":"coinmarketcap-ohlcv","ask":{…},"sha256":"3f9a…",…}
//!   columns/coinmarketcap-ohlcv/00000001-00000420.arrow
//!                              the rows that the answers of those receipts hold
//!   .lock                      held by the one who writes receipts and columns
//! ```
//!
//! | what | where | may be lost |
//! | --- | --- | --- |
//! | answers | [`Lake::keep`], [`Lake::bytes`] | never: nobody else has them |
//! | receipts | [`Lake::receipts`], [`Writer`] | never: they say what the answers are |
//! | columns | [`columns`] | at any time: they are made of the others |
//!
//! How it stays whole when interrupted, killed, or used by several at once:
//!
//! 1. The bytes of an answer appear under their name with all of them on disk, or not at all; a receipt is written after
//!    its answer. So a receipt never names bytes that are not there.
//! 2. Only one process writes receipts and columns, the one that holds the lock. A receipt counts when its line is whole; the line
//!    that a power cut tore is told from a damaged one by where it stands and by the numbers, which have no gap.
//! 3. A file of columns never changes. A new one appears whole under its name; those that it makes needless go only then.
//!    Whatever is wrong with one, its receipts count as not covered, and the next update makes it anew.
//! 4. A file of columns remembers the last receipt that it covers. Where that is not there, receipts were lost, and
//!    nothing is written: a new one would take the number of a lost one.
//!
//! Whoever has the bytes of answers and their receipts elsewhere, as an evidence bundle has, reads them with this crate too,
//! without the feature `files`: [`Receipt`], [`RowsByKey`], and no folder.
//!
//! # What is not here
//!
//! Nothing is asked and no clock is read: `qazyq-fetch` does both. What an answer says is the business of
//! `qazyq_market::feed`, what counts that of whoever reads the rows.
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

#[cfg(feature = "files")]
mod answers;
#[cfg(feature = "files")]
mod check;
#[cfg(feature = "files")]
pub mod columns;
mod digest;
#[cfg(feature = "files")]
mod error;
#[cfg(feature = "files")]
pub mod export;
#[cfg(feature = "files")]
mod folder;
#[cfg(feature = "files")]
mod lake;
pub mod receipt;
#[cfg(feature = "files")]
mod receipts;
#[cfg_attr(not(feature = "files"), expect(dead_code, reason = "what columns are made of"))]
mod row;
#[cfg(feature = "files")]
mod writer;

#[cfg(feature = "files")]
pub use answers::ANSWER_BYTES_MAX;
#[cfg(feature = "files")]
pub use check::Checked;
#[cfg(feature = "files")]
pub use columns::Columns;
pub use digest::{Digest, DigestError};
#[cfg(feature = "files")]
pub use error::LakeError;
#[cfg(feature = "files")]
pub use lake::Lake;
pub use receipt::{Asked, Exchange, Outcome, Receipt, Told};
#[cfg(feature = "files")]
pub use receipts::{End, Receipts};
pub use row::{FIGURES, Row, RowsByKey};
#[cfg(feature = "files")]
pub use writer::Writer;
