//! Replay: columns of bars in, columns of outcomes out.
//!
//! One verdict is [`qazyq_law::assess`]'s. Here `stability` is decided for every day of a series under every reading at
//! once, with the very same outcomes: sums slide along the days, so that a day costs the same however long the window is.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`series`] | what is lent: a series' prices by day, and what the asset is worth on each |
//! | [`worth`] | what a peg comes to in a currency, day by day |
//! | [`floats`] | binary floating point as the decimals that it stands for |
//! | [`kernel`] | the outcomes of a series on the days of an interval |
//! | [`outcomes`] | those outcomes, a bit a day |
//! | [`fold`] | what they come to: counts, spans, agreement, differences |
//! | [`margin`] | the smallest change of one price that flips an outcome; the day that costs most |
//!
//! No file is opened and nothing is kept: columns are lent, and outcomes are lent back.
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

pub mod floats;
pub mod fold;
pub mod kernel;
pub mod margin;
pub mod outcomes;
pub mod series;
pub mod worth;

pub use floats::Decimals;
pub use kernel::{Kernel, Misfit, Rule, Summed, Sums, days_present, figure, figure_and_days};
pub use outcomes::{Bits, Outcomes};
pub use series::{Digits, Prices, Series};
pub use worth::Worth;
