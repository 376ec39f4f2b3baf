//! Questions to CoinMarketCap's API whose answers are no series: which ids there are, what they are, what they are worth
//! now, and what the key may still ask.
//!
//! | module, name in receipts | endpoint | keyless | credits |
//! | --- | --- | --- | --- |
//! | [`map`] | `/v1/cryptocurrency/map` | yes | none |
//! | [`info`] | `/v2/cryptocurrency/info` | yes | 1 per 250 assets |
//! | [`listings`] | `/v3/cryptocurrency/listings/latest` | yes | 1 per 250 assets |
//! | [`quotes_latest`] | `/v3/cryptocurrency/quotes/latest` | yes | 1 per 250 assets |
//! | [`fiat_map`] | `/v1/fiat/map` | no | 1 |
//! | [`key_info`] | `/v1/key/info` | no | none, but it counts as a call of the minute |
//!
//! An asset is known by its id alone: thousands of symbols are shared by several assets, and USDP is both 3330 and 8886.
//! An entry that cannot be read is [`PassedOver`] with its reason, and the others count. So is one whose name or symbol
//! has a control character in it.

use super::frame::{self, Asset, Said};
use crate::feed::AnswerError;
use crate::few::{Few, TenOfAKind};

pub mod fiat_map;
pub mod info;
pub mod key_info;
pub mod listings;
pub mod map;
mod quoted;
pub mod quotes_latest;

pub use quoted::{Quoted, Unread};

/// What stands before the path of a call without a key; only [`KEYLESS`] endpoints have such a twin.
pub const KEYLESS_PREFIX: &str = "/public-api";

/// The lookups that can be called without a key. Neither feed can.
pub const KEYLESS: [&str; 4] = [map::NAME, info::NAME, listings::NAME, quotes_latest::NAME];

/// What an answer to a lookup says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// In the answer's order.
    pub entries: Vec<T>,
    /// What could not be read: how many entries, and of each reason the first ten.
    pub passed_over: Few<PassedOver>,
    /// How many entries there are on all pages, where the answer says so.
    pub total_count: Option<u64>,
}

/// An entry that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The path to it: `data[3]` is the third, `data.825` the one under that key.
    pub place: String,
    /// Why.
    pub why: AnswerError,
}

/// Reads the entries of an answer one at a time.
fn entries<T>(
    bytes: &[u8],
    read: impl Fn(&Asset<'_>) -> Result<T, AnswerError>,
) -> Result<Found<T>, AnswerError> {
    let Said { data, total_count } = frame::open(bytes)?;
    let mut found = Found { entries: Vec::new(), passed_over: Few::default(), total_count };
    let mut told = TenOfAKind::default();
    for asset in frame::assets(data)? {
        match read(&asset) {
            Ok(entry) => found.entries.push(entry),
            Err(why) if told.has_room(why.code()) => {
                found.passed_over.keep(PassedOver { place: asset.place, why });
            }
            Err(_) => found.passed_over.count(),
        }
    }
    match found.passed_over.first() {
        // Nothing is left of the answer, so its first fault is that of all of it.
        Some(first) if found.entries.is_empty() => Err(first.why.clone()),
        _ => Ok(found),
    }
}

/// The id of an entry, which must be the one under which it stands.
fn own_id(asset: &Asset<'_>, id: Option<&serde_json::value::RawValue>) -> Result<u64, AnswerError> {
    let id = frame::needed_whole(id, &format!("{}.id", asset.place))?;
    match &asset.key {
        Some(key) if *key != id.to_string() => {
            Err(AnswerError::AnotherKey { asked: crate::finding::excerpt(key), found: id.to_string() })
        }
        _ => Ok(id),
    }
}

/// One credit for every 250 assets, rounded up.
fn credits_of_assets(count: u64) -> u64 {
    frame::credits(count, 250)
}

fn joined(ids: &[u64]) -> String {
    ids.iter().map(u64::to_string).collect::<Vec<_>>().join(",")
}
