//! Taking a wrong file back: it stays where it is, and does not count any more.
//!
//! Handing over another asset's file would else spoil a series for ever, since nothing is overwritten. A withdrawal is
//! an entry of its own, with its reason; as of an instant before it, the file still counts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_registry::people::Right;

use crate::Trouble;
use crate::dossier::Book;
use crate::workspace::{Draft, FileRef, What};

/// Hexadecimal digits that are enough to name a file, if no other begins with them.
const DIGITS_MIN: usize = 8;

impl Book {
    /// Withdraws a file of `asset`, named by its SHA-256 or the beginning of it.
    ///
    /// # Errors
    /// Where no file that counts, or more than one, has such a digest.
    pub fn withdraw(
        &mut self,
        asset: &str,
        digest: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<FileRef, Trouble> {
        self.require(Right::Record, now)?;
        self.step_by_step(|book| book.withdraw_once(asset, digest, reason, now))
    }

    fn withdraw_once(
        &mut self,
        asset: &str,
        digest: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<FileRef, Trouble> {
        self.asset(asset)?;
        let standing = self.about(asset).filter(|entry| self.withdrawal(entry, Timestamp::MAX).is_none());
        let files: BTreeMap<&str, &FileRef> =
            standing.filter_map(|entry| entry.what.file()).map(|file| (file.sha256.as_str(), file)).collect();
        let named =
            files.values().filter(|file| digest.len() >= DIGITS_MIN && file.sha256.starts_with(digest));
        let named: Vec<FileRef> = named.map(|file| (*file).clone()).collect();
        let [file] = &named[..] else {
            let known = files
                .values()
                .map(|file| format!("{} ({})", file.sha256.get(..12).unwrap_or_default(), file.name));
            return Err(Trouble::UnknownFile { digest: digest.to_owned(), known: known.collect() });
        };
        let what = What::Withdrawal { sha256: file.sha256.clone(), reason: reason.to_owned() };
        self.record(now, &Draft::about(asset, now, what))?;
        Ok(file.clone())
    }
}
