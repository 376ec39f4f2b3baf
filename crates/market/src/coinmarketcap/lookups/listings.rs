//! What all assets are worth now, the largest first, page by page.
//!
//! ```text
//! {"data": [{"id": 825, …, "tags": ["stablecoin", …], "quote": [{"symbol": "USD", "price": 1.0001, …}]}, …],
//!  "status": {…, "total_count": 9609}}
//! ```

use super::{Found, Quoted, credits_of_assets, quoted};
use crate::answer::escaped;
use crate::feed::AnswerError;

/// The name in receipts.
pub const NAME: &str = "coinmarketcap-listings";

/// The path to a page of at most `limit` assets, the first of which is that many from the beginning, counted from 1.
#[must_use]
pub fn path(start: u32, limit: u32, convert: &str, tag: Option<&str>) -> String {
    let convert = escaped(convert);
    let tag = escaped(tag.unwrap_or("all"));
    format!(
        "/v3/cryptocurrency/listings/latest?start={start}&limit={limit}&convert={convert}&tag={tag}\
         &sort=market_cap"
    )
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
