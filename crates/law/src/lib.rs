//! Order No. 600/НҚ: the law as data, a case as evidence, a verdict as a pure function of both.
//!
//! ```
//! let act = qazyq_law::Act::embedded()?;
//! let case = br#"{"format": "qazyq.case/1", "asset": {"id": "x"}, "assessment": {"date": "2026-01-01"}, "facts": {}}"#;
//! let verdict = qazyq_law::evaluate(&act, case)?;
//! assert_eq!(verdict.conclusion.as_str(), "undetermined");
//! # Ok::<(), qazyq_law::Refusal>(())
//! ```
//!
//! | module | holds |
//! | --- | --- |
//! | [`act`] | the order's versions, read from `law/`: every number that decides |
//! | [`case`] | what is known of an asset, checked as a whole |
//! | [`criteria`] | one file a criterion |
//! | [`reading`] | the readings of "average daily deviation" |
//! | [`verdict`] | what it all comes to |
//! | [`reason`], [`refusal`] | why it came out so; why a file cannot be decided at all |
//! | [`json`] | JSON as evidence |
//!
//! Nothing here reads a clock, a file, the network, the environment or a random source: time is an argument, and
//! the order's text is compiled in or handed over. Nothing rounds. Nothing speaks a language of people: reasons
//! and refusals are typed, and their words live in the locales.
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

pub mod act;
pub mod case;
pub mod criteria;
pub mod json;
mod node;
pub mod outcome;
pub mod reading;
pub mod reason;
pub mod refusal;
pub mod verdict;

pub use act::{Act, Law};
pub use case::Case;
pub use node::{is_instant_of_a_case, value_of_toml};
pub use outcome::{Conclusion, Outcome};
pub use reason::{Criterion, Ground, Reason};
pub use refusal::Refusal;
pub use verdict::{Verdict, assess, assess_given, decide};

/// Reads a case file and decides it.
///
/// # Errors
/// Where the file is refused; see [`Case::parse`].
pub fn evaluate(act: &Act, case: &[u8]) -> Result<Verdict, Refusal> {
    Case::parse(act, case).map(|case| assess(&case))
}
