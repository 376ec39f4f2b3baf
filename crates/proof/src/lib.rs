//! Proof: who signed a text, and that a log holds it and never changed.
//!
//! | module | specification | what it is |
//! | --- | --- | --- |
//! | [`hash`] | RFC 6962 §2.1 | hashes of leaves and nodes, as text |
//! | [`merkle`] | RFC 6962 §2.1, RFC 9162 §2.1 | roots, inclusion and consistency, made and checked |
//! | [`note`] | C2SP signed-note | a text, and who signed it |
//! | [`key`] | C2SP signed-note, tlog-cosignature | keys by name, and what each may sign |
//! | [`checkpoint`] | C2SP tlog-checkpoint | a log's word on how many entries it holds, and their root |
//! | [`cosignature`] | C2SP tlog-cosignature | a witness's word that a log only grew |
//! | [`tile`] | C2SP tlog-tiles | a log as files that any web server serves |
//! | [`entry_proof`] | C2SP tlog-proof | one entry's inclusion, in one file |
//! | [`index`] | `docs/formats/index.md` | under which names a log's first entries stand, in one root |
//! | [`lookup`] | `docs/formats/index.md` | all entries under a name, one of them, or that there is none, in one file |
//! | [`policy`] | C2SP tlog-policy | which logs are known, and whose cosignatures a checkpoint must have |
//! | [`witness`] | C2SP tlog-witness | asking for cosignatures, and when a witness gives one |
//!
//! No file is opened, nobody is asked and no clock is read: bytes, times and the hashes of a tree come as arguments. No key is
//! made here either, for that needs randomness.
//!
//! INVARIANT: whatever is parsed here is printed byte for byte as it was, or it is refused.
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

pub mod checkpoint;
pub mod cosignature;
pub mod entry_proof;
pub mod hash;
pub mod index;
pub mod key;
mod lines;
pub mod lookup;
pub mod merkle;
pub mod note;
pub mod policy;
pub mod tile;
pub mod witness;
