//! What some assets are worth now.
//!
//! ```text
//! {"data": [{"id": 825, …, "tags": [{"slug": "stablecoin", …}], "quote": [{"symbol": "USD", "price": 1.0001, …}]}]}
//! {"data": {"825": {"id": 825, …, "quote": {"USD": {"price": 1.0001, …}}}}}
//! ```
//!
//! (The second is how version 2 of the endpoint answers.)

use super::{Found, Quoted, credits_of_assets, quoted};
use crate::answer::escaped;
use crate::feed::AnswerError;

/// The name in receipts.
pub const NAME: &str = "coinmarketcap-quotes-latest";

/// The path to these assets.
#[must_use]
pub fn path(ids: &[u64], convert: &str) -> String {
    let (ids, convert) = (super::joined(ids), escaped(convert));
    format!("/v3/cryptocurrency/quotes/latest?id={ids}&convert={convert}&skip_invalid=true")
}

/// The credits of a call that gives so many assets.
#[must_use]
pub fn credits(assets: u64) -> u64 {
    credits_of_assets(assets)
}

/// Reads an answer whose figures are in that currency.
///
/// # Errors
/// Where not an entry of it can be used; see [`AnswerError`].
pub fn parse(bytes: &[u8], currency: &str) -> Result<Found<Quoted>, AnswerError> {
    quoted::parse(bytes, currency)
}
