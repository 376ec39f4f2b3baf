//! What an asset is: when it was added, its contracts, its documents.
//!
//! ```text
//! {"data": {"825": {"id": 825, "name": "Tether", …, "category": "token", "date_added": "2015-02-25T00:00:00.000Z",
//!   "urls": {"website": ["https://tether.to"], "technical_doc": […], …},
//!   "contract_address": [{"contract_address": "0xdac1…", "platform": {"name": "Ethereum", …}}, …]}}}
//! ```

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Found, credits_of_assets, entries, frame, own_id};
use crate::feed::AnswerError;

/// The name in receipts.
pub const NAME: &str = "coinmarketcap-info";

/// What an asset is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Described {
    /// The id.
    pub id: u64,
    /// The name.
    pub name: String,
    /// The symbol, which others may have too.
    pub symbol: String,
    /// The name in CoinMarketCap's addresses.
    pub slug: String,
    /// The instant at which it was added, as it stands there.
    pub date_added: Option<String>,
    /// `coin` or `token`.
    pub category: Option<String>,
    /// What CoinMarketCap warns of, in Markdown.
    pub notice: Option<String>,
    /// The contracts on the platforms where it is.
    pub contracts: Vec<Contract>,
    /// The addresses of its websites.
    pub websites: Vec<String>,
    /// The addresses of its technical documents.
    pub technical_docs: Vec<String>,
}

/// A token's contract on a platform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Contract {
    /// The platform's name, as `Ethereum`.
    pub platform: Option<String>,
    /// The contract's address there.
    pub address: String,
}

/// The path to these assets.
#[must_use]
pub fn path(ids: &[u64]) -> String {
    format!("/v2/cryptocurrency/info?id={}&skip_invalid=true", super::joined(ids))
}

/// The credits of a call that gives so many assets.
#[must_use]
pub fn credits(assets: u64) -> u64 {
    credits_of_assets(assets)
}

/// Reads an answer.
///
/// # Errors
/// Where not an entry of it can be used; see [`AnswerError`].
pub fn parse(bytes: &[u8]) -> Result<Found<Described>, AnswerError> {
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
        date_added: Option<&'a RawValue>,
        #[serde(borrow)]
        category: Option<&'a RawValue>,
        #[serde(borrow)]
        notice: Option<&'a RawValue>,
        #[serde(borrow)]
        contract_address: Option<&'a RawValue>,
        #[serde(borrow)]
        urls: Option<&'a RawValue>,
    }
    #[derive(Default, Deserialize)]
    struct Urls<'a> {
        #[serde(borrow)]
        website: Option<&'a RawValue>,
        #[serde(borrow)]
        technical_doc: Option<&'a RawValue>,
    }
    entries(bytes, |asset| {
        let at = |key: &str| format!("{}.{key}", asset.place);
        let fields: Fields<'_> = frame::object(asset.raw, &asset.place)?;
        let urls: Urls<'_> =
            fields.urls.map(|raw| frame::object(raw, &at("urls"))).transpose()?.unwrap_or_default();
        Ok(Described {
            id: own_id(asset, fields.id)?,
            name: frame::needed_name(fields.name, &at("name"))?,
            symbol: frame::needed_name(fields.symbol, &at("symbol"))?,
            slug: frame::needed_name(fields.slug, &at("slug"))?,
            date_added: frame::text(fields.date_added, &at("date_added"))?,
            category: frame::text(fields.category, &at("category"))?,
            // An empty notice warns of nothing.
            notice: frame::text(fields.notice, &at("notice"))?.filter(|text| !text.trim().is_empty()),
            contracts: contracts(fields.contract_address, &at("contract_address"))?,
            websites: texts(urls.website, &at("urls.website"))?,
            technical_docs: texts(urls.technical_doc, &at("urls.technical_doc"))?,
        })
    })
}

fn texts(raw: Option<&RawValue>, place: &str) -> Result<Vec<String>, AnswerError> {
    frame::list_if_any(raw, place)?.into_iter().map(|raw| frame::needed_text(Some(raw), place)).collect()
}

fn contracts(raw: Option<&RawValue>, place: &str) -> Result<Vec<Contract>, AnswerError> {
    #[derive(Deserialize)]
    struct Fields<'a> {
        #[serde(borrow)]
        contract_address: Option<&'a RawValue>,
        #[serde(borrow)]
        platform: Option<&'a RawValue>,
    }
    #[derive(Default, Deserialize)]
    struct Platform<'a> {
        #[serde(borrow)]
        name: Option<&'a RawValue>,
    }
    let contract = |raw| {
        let fields: Fields<'_> = frame::object(raw, place)?;
        let platform: Platform<'_> =
            fields.platform.map(|raw| frame::object(raw, place)).transpose()?.unwrap_or_default();
        Ok(Contract {
            platform: frame::text(platform.name, place)?,
            address: frame::needed_text(fields.contract_address, place)?,
        })
    };
    frame::list_if_any(raw, place)?.into_iter().map(contract).collect()
}
