//! The ids of currencies: 2781 is the US dollar, 3551 the tenge.
//!
//! ```text
//! {"data": [{"id": 2781, "name": "United States Dollar", "sign": "$", "symbol": "USD"}, …]}
//! ```

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Found, entries, frame, own_id};
use crate::feed::AnswerError;

/// The name in receipts.
pub const NAME: &str = "coinmarketcap-fiat-map";

/// A currency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    /// The id.
    pub id: u64,
    /// The code by ISO 4217.
    pub symbol: String,
    /// The name.
    pub name: String,
}

/// The path to all of them.
#[must_use]
pub fn path() -> String {
    "/v1/fiat/map?limit=5000".to_owned()
}

/// The credits of a call.
#[must_use]
pub fn credits() -> u64 {
    1
}

/// Reads an answer.
///
/// # Errors
/// Where not an entry of it can be used; see [`AnswerError`].
pub fn parse(bytes: &[u8]) -> Result<Found<Currency>, AnswerError> {
    #[derive(Deserialize)]
    struct Fields<'a> {
        #[serde(borrow)]
        id: Option<&'a RawValue>,
        #[serde(borrow)]
        symbol: Option<&'a RawValue>,
        #[serde(borrow)]
        name: Option<&'a RawValue>,
    }
    entries(bytes, |asset| {
        let fields: Fields<'_> = frame::object(asset.raw, &asset.place)?;
        Ok(Currency {
            id: own_id(asset, fields.id)?,
            symbol: frame::needed_name(fields.symbol, &format!("{}.symbol", asset.place))?,
            name: frame::needed_name(fields.name, &format!("{}.name", asset.place))?,
        })
    })
}
