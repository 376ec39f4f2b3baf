//! Assets with what they are worth now, as listings and quotes of any version have them.

use qazyq_exact::Amount;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Found, entries, frame, own_id};
use crate::feed::AnswerError;
use crate::figure;
use crate::finding::excerpt;
use crate::json;

/// An asset and what it is worth now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quoted {
    /// The id.
    pub id: u64,
    /// The name.
    pub name: String,
    /// The symbol, which others may have too.
    pub symbol: String,
    /// The name in CoinMarketCap's addresses.
    pub slug: String,
    /// Whether some market of it is tracked.
    pub is_active: Option<bool>,
    /// What CoinMarketCap files it under, as `stablecoin`; governance tokens of stablecoins stand there too.
    pub tags: Vec<String>,
    /// The instant of the figures, as it stands there.
    pub last_updated: Option<String>,
    /// The price.
    pub price: Option<Amount>,
    /// What was traded in the 24 hours before.
    pub volume_24h: Option<Amount>,
    /// The capitalisation by CoinMarketCap; zero where it has not verified the supply.
    pub market_cap: Option<Amount>,
    /// The capitalisation by the supply that the issuer reports.
    pub self_reported_market_cap: Option<Amount>,
    /// Figures that stand there and cannot be read; above they are absent.
    pub unread: Vec<Unread>,
}

/// A figure that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unread {
    /// CoinMarketCap's name for it.
    pub name: &'static str,
    /// What stands there.
    pub found: String,
}

const MARKET_CAP: &str = "market_cap";

impl Quoted {
    /// Whether the capitalisation is known only from what the issuer reports; none where it is not known at all.
    #[must_use]
    pub fn self_reported_only(&self) -> Option<bool> {
        let is_zero = |amount: &Amount| !amount.is_positive() && amount.to_string() == "0";
        match &self.market_cap {
            Some(cap) if cap.is_positive() => Some(false),
            // Below zero it is no capitalisation, and it is not known what it should be.
            Some(cap) if !is_zero(cap) => None,
            None if self.unread.iter().any(|figure| figure.name == MARKET_CAP) => None,
            Some(_) | None => {
                self.self_reported_market_cap.as_ref().is_some_and(Amount::is_positive).then_some(true)
            }
        }
    }
}

pub(super) fn parse(bytes: &[u8], currency: &str) -> Result<Found<Quoted>, AnswerError> {
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
        tags: Option<&'a RawValue>,
        #[serde(borrow)]
        last_updated: Option<&'a RawValue>,
        #[serde(borrow)]
        self_reported_market_cap: Option<&'a RawValue>,
        #[serde(borrow)]
        quote: Option<&'a RawValue>,
    }
    #[derive(Deserialize)]
    struct Figures<'a> {
        #[serde(borrow)]
        price: Option<&'a RawValue>,
        #[serde(borrow)]
        volume_24h: Option<&'a RawValue>,
        #[serde(borrow)]
        market_cap: Option<&'a RawValue>,
    }
    entries(bytes, |asset| {
        let at = |key: &str| format!("{}.{key}", asset.place);
        let fields: Fields<'_> = frame::object(asset.raw, &asset.place)?;
        let quote = frame::quoted_in(fields.quote, currency, &at("quote"))?;
        let figures: Figures<'_> = frame::object(quote, &at("quote"))?;
        let mut unread = Vec::new();
        let mut amount = |name: &'static str, raw| {
            let read = json::figure(raw);
            if read.as_ref().is_err_and(|why| *why != figure::Unread::Absent) {
                unread.push(Unread { name, found: excerpt(json::shown(raw)) });
            }
            read.ok()
        };
        Ok(Quoted {
            id: own_id(asset, fields.id)?,
            name: frame::needed_name(fields.name, &at("name"))?,
            symbol: frame::needed_name(fields.symbol, &at("symbol"))?,
            slug: frame::needed_name(fields.slug, &at("slug"))?,
            is_active: frame::flag(fields.is_active, &at("is_active"))?,
            tags: tags(fields.tags, &at("tags"))?,
            last_updated: frame::text(fields.last_updated, &at("last_updated"))?,
            price: amount("price", figures.price),
            volume_24h: amount("volume_24h", figures.volume_24h),
            market_cap: amount(MARKET_CAP, figures.market_cap),
            self_reported_market_cap: amount("self_reported_market_cap", fields.self_reported_market_cap),
            unread,
        })
    })
}

/// Tags by their slugs, whether they stand there as text or as objects.
fn tags(raw: Option<&RawValue>, place: &str) -> Result<Vec<String>, AnswerError> {
    #[derive(Deserialize)]
    struct Tag<'a> {
        #[serde(borrow)]
        slug: Option<&'a RawValue>,
    }
    let tag = |raw: &RawValue| match raw.get().starts_with('{') {
        true => frame::needed_text(frame::object::<Tag<'_>>(raw, place)?.slug, place),
        false => frame::needed_text(Some(raw), place),
    };
    frame::list_if_any(raw, place)?.into_iter().map(tag).collect()
}
