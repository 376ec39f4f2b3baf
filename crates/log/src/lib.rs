//! A transparency log in a folder: files that any web server serves (C2SP tlog-tiles), written by one process at a time.
//!
//! ```text
//! checkpoint             how many entries there are, and their root: signed, and the last thing that is written
//! tile/0/000             hashes, and the entries themselves: see `qazyq_proof::tile`
//! tile/entries/000
//! pending                entries that were taken and that no checkpoint speaks of yet; not to be served
//! .lock
//! ```
//!
//! | module | what it does |
//! | --- | --- |
//! | [`files`] | what is done to files, each step of which may fail or be cut short |
//! | [`pending`] | the file of entries that wait |
//! | [`writer`] | appending and publishing |
//! | [`reader`] | what is published and what waits, and proofs of it |
//! | [`mod@cosign`] | what witnesses say of a checkpoint, put behind it |
//! | [`mod@audit`] | everything computed again from the entries |
//!
//! **What is promised.** An entry whose `append` returned is in every later checkpoint, at the place that was told, whatever
//! happens to the process, the disk's room or the power. No two checkpoints that were ever signed contradict each other. Both
//! rest on the folder's files staying as they were written: whoever puts an old copy of the folder in its place makes the log
//! speak with two tongues, which its own files cannot show. That is what witnesses are for.
//!
//! Nothing here reads a clock or makes a key.
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

pub mod audit;
pub mod cosign;
pub mod files;
pub mod pending;
pub mod reader;
pub mod writer;

pub use audit::{Audited, Finding, audit, audit_tree};
pub use cosign::cosign;
pub use files::{Files, Folder};
pub use writer::{Log, LogError};
