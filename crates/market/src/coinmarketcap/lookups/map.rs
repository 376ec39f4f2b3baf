//! Which ids there are.
//!
//! ```text
//! {"data": [{"id": 825, "rank": 3, "name": "Tether", "symbol": "USDT", "slug": "tether", "is_active": 1, …}, …]}
//! ```

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Found, entries, frame, own_id};
use crate::feed::AnswerError;

/// The name in receipts.
pub const NAME: &str = "coinmarketcap-map";

/// How many entries a page has at most.
pub const PAGE: u32 = 5000;

/// An id and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mapped {
    /// The id, which stays the asset's own.
    pub id: u64,
    /// The name.
    pub name: String,
    /// The symbol, which others may have too.
    pub symbol: String,
    /// The name in CoinMarketCap's addresses.
    pub slug: String,
    /// Whether some market of it is tracked.
    pub is_active: Option<bool>,
    /// `active`, `inactive` or `untracked`.
    pub status: Option<String>,
}

/// The path to the page whose first entry is that many from the beginning, counted from 1.
#[must_use]
pub fn path(start: u32) -> String {
    format!(
        "/v1/cryptocurrency/map?listing_status=active,inactive,untracked&start={start}&limit={PAGE}&sort=id\
         &aux=is_active,status"
    )
}

/// The path to all ids with one of these symbols.
#[must_use]
pub fn path_of_symbols(symbols: &[String]) -> String {
    let symbols = frame::escaped_list(symbols);
    format!(
        "/v1/cryptocurrency/map?listing_status=active,inactive,untracked&symbol={symbols}&aux=is_active,status"
    )
}

/// The credits of a call.
#[must_use]
pub fn credits() -> u64 {
    0
}

/// Reads an answer.
///
/// # Errors
/// Where not an entry of it can be used; see [`AnswerError`].
pub fn parse(bytes: &[u8]) -> Result<Found<Mapped>, AnswerError> {
    #[derive(Deserialize)]
    struct Fields<'a> {
        #[serde(borrow)]
        id: Option<&'a RawValue>,
        #[serde(borrow)]
        name: Option<&'a RawValue>,
        #[serde(borrow)]
        symbol: Option<&'a RawValue>,
        #[serde(borrow)]
        slug: Option<&'a RawValue>,
        #[serde(borrow)]
        is_active: Option<&'a RawValue>,
        #[serde(borrow)]
        status: Option<&'a RawValue>,
    }
    entries(bytes, |asset| {
        let at = |key: &str| format!("{}.{key}", asset.place);
        let fields: Fields<'_> = frame::object(asset.raw, &asset.place)?;
        Ok(Mapped {
            id: own_id(asset, fields.id)?,
            name: frame::needed_name(fields.name, &at("name"))?,
            symbol: frame::needed_name(fields.symbol, &at("symbol"))?,
            slug: frame::needed_name(fields.slug, &at("slug"))?,
            is_active: frame::flag(fields.is_active, &at("is_active"))?,
            status: frame::text(fields.status, &at("status"))?,
        })
    })
}
