//! The journal: a sequence of entries that only grows, and what is folded from it.
//!
//! | module | is |
//! | --- | --- |
//! | [`entry`] | one line of canonical JSON that names the one before |
//! | [`what`] | what an entry says, a variant a kind |
//! | [`digest`] | SHA-256 of bytes |
//! | [`form`] | facts as people fill them in, and as tables have them |
//! | [`journal`] | the entries in memory, in step with where they lie |
//! | [`people`], [`password`] | who may do what |
//! | [`lists`] | each authority's list, of any day, and what is proposed for it |
//! | [`store`] | where rows lie: SQLite, PostgreSQL; they are appended and never changed |
//!
//! What entries say can be read without the feature `stores`, by whoever has entries and no journal: a bundle's verifier.
//!
//! Nothing here decides what an asset is: verdicts are `qazyq_law`'s.

pub mod digest;
pub mod entry;
pub mod factor;
pub mod form;
#[cfg(feature = "stores")]
pub mod journal;
pub mod lists;
#[cfg(feature = "stores")]
pub mod password;
pub mod people;
#[cfg(feature = "stores")]
pub mod store;
mod text;
pub mod what;
