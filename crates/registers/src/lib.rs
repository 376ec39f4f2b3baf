//! Other people's registers: bytes in, typed rows out, and names proposed to be one.
//!
//! ```text
//! …,Circle Internet Financial Europe SAS,969500OYUDADGZKCR583,FR,,…,01/07/2024,,No,No,…,TJWK5QTRK,M8G59S1ZR|6BGZTT6GF|…
//!                                           │
//!                                           ▼
//! Row { line: 12, name: Circle …, lei: 969500OYUDADGZKCR583, entry: Emt { authorised from 2024-07-01, … }, defects: [] }
//! ```
//!
//! | register | module | one row is |
//! | --- | --- | --- |
//! | the five files of ESMA's interim register under MiCA | [`esma`] | a white paper, a provider, or a warning |
//! | GLEIF's records of legal entities, as its API answers or as a table | [`gleif`] | an entity with an LEI |
//! | DefiLlama's stablecoins, as its list or as its API answers | [`defillama`] | an asset |
//!
//! [`detect`] says which of these a file is. [`names`] says how near two names of an issuer are, across scripts.
//!
//! # What a parser promises
//!
//! - A row of the file is a row of the result; none is left out. What is odd about it stands with it as a [`Defect`].
//! - What is written stays as it is written, malformed codes included; only blanks around it go. What has a type of its
//!   own (a day, a yes) is absent where it cannot be read, and the defect has the text.
//! - A file that might be misread as a whole is refused with a [`FileError`].
//! - Any bytes whatever get one of these answers; none gets a panic.
//!
//! # What is not here
//!
//! No file is opened, no clock, network or environment is read. Whether an LEI or a DTI has the right check digits is the
//! business of their types; here only length and letters are looked at. Whether two names are one entity's, a person
//! decides. Words for people live with the locales: every finding has a `code` and `args`.
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

pub mod defillama;
pub mod esma;
mod field;
mod finding;
pub mod gleif;
mod json;
mod kind;
pub mod names;
mod table;

pub use finding::{Defect, FileError, Packing};
pub use kind::{Kind, detect};

/// How many bytes a file may have.
pub const BYTES_MAX: u64 = 64 << 20;

/// How many rows a file may have. The largest register here has some thousands.
pub const ROWS_MAX: u64 = 500_000;
