//! The journal: a sequence of entries that only grows, and what is folded from it.
//!
//! | module | is |
//! | --- | --- |
//! | [`entry`] | one line of canonical JSON that names the one before |
//! | [`what`] | what an entry says, a variant a kind |
//! | [`digest`] | SHA-256 of bytes |
//! | [`form`] | facts as people fill them in, and as tables have them |
//! | [`journal`] | the entries in memory, in step with where they lie |
//! | [`people`], [`password`], [`factor`] | who may do what |
//! | [`lists`] | each authority's list, of any day, and what is proposed for it |
//! | [`store`] | where rows lie: SQLite, PostgreSQL; they are appended and never changed |
//!
//! Without the feature `stores` there are [`entry`], [`digest`] and those kinds of [`what`] on which a verdict can rest, for whoever has
//! entries and no journal: a bundle's verifier.
//!
//! Nothing here decides what an asset is: verdicts are `qazyq_law`'s.

pub mod digest;
pub mod entry;
#[cfg(feature = "stores")]
pub mod factor;
#[cfg(feature = "stores")]
pub mod form;
#[cfg(feature = "stores")]
pub mod journal;
#[cfg(feature = "stores")]
pub mod lists;
#[cfg(feature = "stores")]
pub mod password;
#[cfg(feature = "stores")]
pub mod people;
#[cfg(feature = "stores")]
pub mod store;
mod text;
pub mod what;
