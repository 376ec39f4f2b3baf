//! Where bytes and rows lie: a workspace on a disk, a bundle in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use qazyq_lake::{Digest, Receipt, Row};
use qazyq_market::coinmarketcap::lookups::{Quoted, map};
use qazyq_market::feed::Feed;
use qazyq_market::klines::Interval;
use qazyq_registry::what::FileRef;

/// Bytes of files that were handed over.
pub trait Files {
    /// Why they cannot be had.
    type Error;

    /// The bytes of a file.
    ///
    /// # Errors
    /// Where they are not there, or are not those of its digest.
    fn bytes(&self, file: &FileRef) -> Result<Vec<u8>, Self::Error>;
}

/// What sources answered.
pub trait Answers {
    /// Why it cannot be had.
    type Error;

    /// Tells of each row that a feed has under a key, in the order of time and then of receipts, with its receipt.
    ///
    /// # Errors
    /// Where a row cannot be read.
    fn each_row(
        &self,
        feed: &'static dyn Feed,
        interval: Interval,
        key: &str,
        tell: &mut dyn FnMut(Row, &Receipt),
    ) -> Result<(), Self::Error>;

    /// Receipts of a feed's lookups, in the order of their numbers.
    ///
    /// # Errors
    /// Where receipts cannot be read.
    fn lookups(&self, feed: &str) -> Result<Vec<Receipt>, Self::Error>;

    /// The readable answer to a lookup that tells of `key` and was had last, at or before `known_at`.
    ///
    /// # Errors
    /// Where receipts cannot be read.
    fn latest_lookup(
        &self,
        feed: &str,
        key: &str,
        known_at: Timestamp,
    ) -> Result<Option<Receipt>, Self::Error>;

    /// The entries of a page of CoinMarketCap's map of ids; none where it cannot be read.
    ///
    /// # Errors
    /// Where the bytes cannot be had.
    fn map_page(&self, sha256: &Digest) -> Result<Arc<BTreeMap<u64, map::Mapped>>, Self::Error>;

    /// The latest quotes of an answer; none where it cannot be read.
    ///
    /// # Errors
    /// Where the bytes cannot be had.
    fn quotes(&self, sha256: &Digest, currency: &str) -> Result<Arc<BTreeMap<u64, Quoted>>, Self::Error>;
}
