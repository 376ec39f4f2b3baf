//! Evidence: what was known of an asset, folded from entries, answers and bytes into cases.
//!
//! | module | is |
//! | --- | --- |
//! | [`said`] | entries, found by what they are about, and which of them count |
//! | [`answers`] | what sources answered: rows of a series, CoinMarketCap's word on an id, official rates |
//! | [`series`] | one source's bars of one asset, and what was told differently |
//! | [`facts`] | pages of facts and recorded facts, put together |
//! | [`dossier`] | all that was known of one asset at an instant; it makes cases |
//! | [`kept`] | where bytes lie is not known here: a workspace on a disk, a bundle in memory |
//!
//! and of cases that others shall believe:
//!
//! | module | is |
//! | --- | --- |
//! | [`bundle`], [`container`], [`manifest`] | everything that a verdict rests on, in one file |
//! | [`collect`] | what goes into it, and that it suffices |
//! | [`terms`] | what is left out of a public one |
//! | [`statement`] | what is signed and logged |
//! | [`policy`] | whom somebody believes who verifies |
//! | [`mod@chart`] | the deviation of each day, for whoever draws it |
//! | [`mod@verify`] | everything found again, step by step |
//!
//! The same functions make a case for whoever asks, and make it again for whoever checks: so nothing can be one thing in the
//! workspace and another in a bundle. No file is opened, nobody is asked and no clock is read.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::iter_over_hash_type,
    clippy::float_arithmetic
)]

pub mod answers;
pub mod bundle;
pub mod chart;
pub mod collect;
pub mod container;
mod day;
pub mod dossier;
pub mod facts;
mod fault;
pub mod follow;
mod instant;
pub mod kept;
pub mod manifest;
pub mod memory;
pub mod parquet;
pub mod policy;
pub mod rates;
mod read_as;
pub mod records;
pub mod said;
pub mod series;
pub mod statement;
pub mod terms;
pub mod verify;

pub use fault::Fault;
pub use instant::instant_of;
pub use read_as::{cut, mapping};
