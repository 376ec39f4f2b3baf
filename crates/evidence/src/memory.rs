//! Evidence in memory: what a bundle has, as a dossier asks for it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use qazyq_lake::{Outcome, Receipt, Row, RowsByKey};
use qazyq_market::coinmarketcap::lookups::{Quoted, map};
use qazyq_market::feed::Feed;
use qazyq_market::klines::Interval;
use qazyq_registry::digest::Digest;
use qazyq_registry::what::FileRef;

use crate::Fault;
use crate::answers;
use crate::kept::{Answers, Files};

/// Receipts, and bytes by their digests.
#[derive(Debug, Default)]
pub struct Memory<'b> {
    /// INVARIANT: in the order of their numbers.
    receipts: Vec<Receipt>,
    bytes: BTreeMap<Digest, &'b [u8]>,
    rows: RefCell<BTreeMap<(&'static str, &'static str), Arc<RowsByKey>>>,
}

/// Why evidence in memory leads to no case.
#[derive(Debug)]
pub enum Lacking {
    /// These bytes are not there.
    Bytes(Digest),
    /// What is there cannot be folded.
    Fault(Fault),
}

impl From<Fault> for Lacking {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<'b> Memory<'b> {
    /// Receipts in the order of their numbers, and bytes under the digests that they have.
    #[must_use]
    pub fn new(receipts: Vec<Receipt>, bytes: BTreeMap<Digest, &'b [u8]>) -> Self {
        Self { receipts, bytes, rows: RefCell::default() }
    }

    fn bytes_of(&self, sha256: &str) -> Result<&'b [u8], Lacking> {
        let digest: Digest = sha256.parse().unwrap_or_default();
        self.bytes.get(&digest).copied().ok_or(Lacking::Bytes(digest))
    }

    fn rows(&self, feed: &'static dyn Feed, interval: Interval) -> Result<Arc<RowsByKey>, Lacking> {
        let place = (feed.name(), interval.name());
        if let Some(rows) = self.rows.borrow().get(&place) {
            return Ok(Arc::clone(rows));
        }
        let mut read = Vec::new();
        for receipt in &self.receipts {
            let is_of_it = receipt.feed == feed.name()
                && receipt.outcome == Outcome::Rows
                && receipt.ask.interval == Some(interval);
            let Some(sha256) = receipt.sha256.as_ref().filter(|_| is_of_it) else { continue };
            // What cannot be read has no rows: the lake says the same of it.
            if let Ok(answer) = answers::read(receipt, self.bytes_of(&sha256.to_string())?) {
                read.push((receipt.n, answer));
            }
        }
        let rows = Arc::new(RowsByKey::of(read.iter().map(|(number, answer)| (*number, answer))));
        self.rows.borrow_mut().insert(place, Arc::clone(&rows));
        Ok(rows)
    }
}

impl Files for Memory<'_> {
    type Error = Lacking;

    fn bytes(&self, file: &FileRef) -> Result<Vec<u8>, Lacking> {
        self.bytes_of(&file.sha256).map(<[u8]>::to_vec)
    }
}

impl Answers for Memory<'_> {
    type Error = Lacking;

    fn each_row(
        &self,
        feed: &'static dyn Feed,
        interval: Interval,
        key: &str,
        tell: &mut dyn FnMut(Row, &Receipt),
    ) -> Result<(), Lacking> {
        for row in self.rows(feed, interval)?.of_key(key) {
            let place = self.receipts.binary_search_by_key(&row.receipt, |receipt| receipt.n);
            if let Some(receipt) = place.ok().and_then(|place| self.receipts.get(place)) {
                tell(row, receipt);
            }
        }
        Ok(())
    }

    fn lookups(&self, feed: &str) -> Result<Vec<Receipt>, Lacking> {
        Ok(self.receipts.iter().filter(|receipt| receipt.feed == feed).cloned().collect())
    }

    fn latest_lookup(&self, feed: &str, key: &str, known_at: Timestamp) -> Result<Option<Receipt>, Lacking> {
        let of_feed = self.receipts.iter().filter(|receipt| receipt.feed == feed);
        let telling = of_feed
            .filter(|receipt| receipt.outcome == Outcome::Rows && receipt.ask.is_lookup())
            .filter(|receipt| receipt.retrieved <= known_at && receipt.ask.covers(key));
        Ok(telling.max_by_key(|receipt| (receipt.retrieved, receipt.n)).cloned())
    }

    fn map_page(&self, sha256: &qazyq_lake::Digest) -> Result<Arc<BTreeMap<u64, map::Mapped>>, Lacking> {
        Ok(Arc::new(answers::read_map(self.bytes_of(&sha256.to_string())?)))
    }

    fn quotes(
        &self,
        sha256: &qazyq_lake::Digest,
        currency: &str,
    ) -> Result<Arc<BTreeMap<u64, Quoted>>, Lacking> {
        Ok(Arc::new(answers::read_quotes(self.bytes_of(&sha256.to_string())?, currency)))
    }
}
