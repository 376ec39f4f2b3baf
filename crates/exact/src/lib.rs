//! Numbers, days and names as the law needs them: exact, pure, and with one way to be written.
//!
//! | type | is | written |
//! | --- | --- | --- |
//! | [`Amount`] | a decimal: a price, a volume, units of a currency | `0.9999`, `-12`, `3100000000` |
//! | [`Ratio`] | a quotient of two integers in lowest terms | `617/250000`, `-3/200`, `0/1` |
//! | [`Day`] | a civil day | `2025-12-13` |
//! | [`currency`] | ISO 4217 codes of national currencies | `KZT` |
//! | [`id`] | names of companies, tokens, chains, assets and countries | `969500OYUDADGZKCR583` |
//!
//! No operation rounds, none reads a clock, a file, the network or a random source, and there is no binary
//! floating point. Digits come in as text and leave as text. The crate needs no standard library.
//!
//! What it is not: whether an identifier was ever given out, registers know; and rounding for the screen is the
//! business of whoever shows a number.
#![no_std]
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

extern crate alloc;

mod amount;
pub mod currency;
mod day;
pub mod id;
mod ratio;

pub use amount::{Amount, AmountError, FRACTION_DIGITS_MAX, INTEGER_DIGITS_MAX};
/// The integers under amounts and ratios, of any size, for those who compute with columns of them.
pub use dashu_int::{IBig, UBig};
pub use day::{Day, DayError};
pub use ratio::{Ratio, RatioError, lcm};
