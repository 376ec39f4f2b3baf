//! Finding what an asset is called at CoinMarketCap: by symbol, name or id, or among those with a tag.
//!
//! Symbols and names are shared by several assets; every one of them is shown with its id, which is its own.

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::Amount;
use qazyq_market::coinmarketcap::lookups::info::Described;
use qazyq_market::coinmarketcap::lookups::listings;

use crate::Trouble;
use crate::dossier::Book;
use crate::import::COINMARKETCAP;

/// An id of CoinMarketCap and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The id.
    pub id: u64,
    /// The symbol, which others may have too.
    pub symbol: String,
    /// The name.
    pub name: String,
    /// `active`, `inactive` or `untracked`, where that is known.
    pub status: Option<String>,
    /// The price in dollars when it was listed, where it was.
    pub price: Option<Amount>,
    /// The capitalisation in dollars, likewise.
    pub market_cap: Option<Amount>,
    /// How many others have the symbol.
    pub sharing: usize,
    /// The asset of the workspace that follows it.
    pub followed_as: Option<String>,
}

impl Book {
    /// The ids whose symbol or id this is, or in whose name it stands; those with the very symbol first.
    ///
    /// # Errors
    /// Where the lake cannot be read, or has no map of ids yet.
    pub fn find(&self, text: &str, now: Timestamp) -> Result<Vec<Found>, Trouble> {
        let map = self.lake.map(now)?;
        if map.is_empty() {
            return Err(Trouble::NoMap);
        }
        let wanted = text.to_lowercase();
        let rank = |symbol: &str, name: &str, id: u64| {
            if id.to_string() == wanted || symbol.to_lowercase() == wanted {
                Some(0)
            } else if name.to_lowercase() == wanted {
                Some(1)
            } else {
                name.to_lowercase().contains(&wanted).then_some(2)
            }
        };
        let (sharing, followed) = (shared(map.iter().map(|entry| &*entry.symbol)), self.followed_ids());
        let mut found: Vec<(i32, Found)> = Vec::new();
        for entry in &map {
            let Some(rank) = rank(&entry.symbol, &entry.name, entry.id) else { continue };
            found.push((
                rank,
                Found {
                    id: entry.id,
                    symbol: entry.symbol.clone(),
                    name: entry.name.clone(),
                    status: entry.status.clone(),
                    price: None,
                    market_cap: None,
                    sharing: sharing.get(&*entry.symbol).map_or(0, |count| count - 1),
                    followed_as: followed.get(&entry.id.to_string()).cloned(),
                },
            ));
        }
        found.sort_by_key(|(rank, found)| (*rank, found.id));
        Ok(found.into_iter().map(|(_, found)| found).collect())
    }

    /// The ids in the latest listing of a tag.
    ///
    /// # Errors
    /// Where the lake cannot be read, or has no such listing yet.
    pub fn tagged(&self, tag: &str, now: Timestamp) -> Result<Vec<Found>, Trouble> {
        let receipts = self.lake.receipts()?;
        let mut of_tag = receipts.of_feed(listings::NAME).rev().filter(|receipt| {
            receipt.outcome == qazyq_lake::Outcome::Rows
                && receipt.retrieved <= now
                && receipt.ask.params.get("tag").is_some_and(|of| of == tag)
        });
        let Some(digest) = of_tag.next().and_then(|receipt| receipt.sha256.as_ref()) else {
            return Err(Trouble::NoMap);
        };
        let listed = listings::parse(&self.lake.lake().bytes(digest)?, "USD").map_err(|_| Trouble::NoMap)?;
        let map = self.lake.map(now)?;
        let (sharing, followed) = (shared(map.iter().map(|entry| &*entry.symbol)), self.followed_ids());
        let found = listed.entries.into_iter().map(|quoted| Found {
            sharing: sharing.get(&*quoted.symbol).map_or(0, |count| count - 1),
            followed_as: followed.get(&quoted.id.to_string()).cloned(),
            id: quoted.id,
            symbol: quoted.symbol,
            name: quoted.name,
            status: None,
            price: quoted.price,
            market_cap: quoted.market_cap,
        });
        Ok(found.collect())
    }

    /// What CoinMarketCap tells of an asset beside its figures, where it is followed there: the id, and the rest where that
    /// was asked for.
    ///
    /// # Errors
    /// Where the lake cannot be read.
    pub fn described(
        &self,
        asset: &str,
        now: Timestamp,
    ) -> Result<Option<(String, Option<Described>)>, Trouble> {
        let Some(followed) = self.follows(asset).into_iter().find(|f| f.source == COINMARKETCAP) else {
            return Ok(None);
        };
        let described = self.lake.described(&followed.key, now)?;
        Ok(Some((followed.key, described)))
    }

    /// The assets that follow ids of CoinMarketCap, by the id.
    fn followed_ids(&self) -> BTreeMap<String, String> {
        let of_asset = |asset: &str| {
            let follows = self.follows(asset).into_iter().filter(|f| f.source == COINMARKETCAP);
            follows.map(|followed| (followed.key, asset.to_owned())).collect::<Vec<_>>()
        };
        self.ids().flat_map(of_asset).collect()
    }
}

/// How often each symbol stands.
fn shared<'s>(symbols: impl Iterator<Item = &'s str>) -> BTreeMap<&'s str, usize> {
    let mut counts = BTreeMap::new();
    for symbol in symbols {
        *counts.entry(symbol).or_default() += 1;
    }
    counts
}
