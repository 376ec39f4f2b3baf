//! Finding what an asset is called at CoinMarketCap: by symbol, name or id, or among those with a tag.
//!
//! Symbols and names are shared by several assets; every one of them is shown with its id, which is its own.

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
        let mut found: Vec<(i32, Found)> = Vec::new();
        for entry in &map {
            let Some(rank) = rank(&entry.symbol, &entry.name, entry.id) else { continue };
            found.push((rank, Found {
                id: entry.id,
                symbol: entry.symbol.clone(),
                name: entry.name.clone(),
                status: entry.status.clone(),
                price: None,
                market_cap: None,
                sharing: map.iter().filter(|other| other.symbol == entry.symbol).count().saturating_sub(1),
                followed_as: self.followed_as(entry.id),
            }));
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
        let sharing = |symbol: &str| map.iter().filter(|other| other.symbol == symbol).count().saturating_sub(1);
        let found = listed.entries.into_iter().map(|quoted| Found {
            sharing: sharing(&quoted.symbol),
            followed_as: self.followed_as(quoted.id),
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
    pub fn described(&self, asset: &str, now: Timestamp) -> Result<Option<(String, Option<Described>)>, Trouble> {
        let Some(followed) = self.follows(asset).into_iter().find(|f| f.source == COINMARKETCAP) else {
            return Ok(None);
        };
        let described = self.lake.described(&followed.key, now)?;
        Ok(Some((followed.key, described)))
    }

    /// The asset that follows an id of CoinMarketCap.
    fn followed_as(&self, id: u64) -> Option<String> {
        let key = id.to_string();
        let follows = |asset: &str| {
            self.follows(asset).iter().any(|f| f.source == COINMARKETCAP && f.key == key)
        };
        self.ids().find(|asset| follows(asset)).map(str::to_owned)
    }
}
