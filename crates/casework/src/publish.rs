//! Recording the verdicts of a day: the public bundle of every asset, signed, in a folder of the workspace, and each in the log.
//!
//! ```text
//! bundles/usdc/2026-11-30-ba898ee873eea533.qazyq      the day, and how the digest of its manifest begins
//! ```
//!
//! A verdict that came to the same from the same evidence is recorded once. Nothing is written over: later evidence makes another
//! bundle of the same day, and both stand in the log.

use std::path::PathBuf;

use qazyq_exact::Day;
use qazyq_proof::key::SignerKey;

use crate::Trouble;
use crate::assess::Question;
use crate::bundle::Making;
use crate::dossier::Book;
use crate::log::OwnLog;
use crate::log::append::Appended;
use crate::output;

/// The folder of recorded bundles, in the workspace.
pub const FOLDER: &str = "bundles";

/// What came of recording.
#[derive(Debug, Default)]
pub struct Recorded {
    /// What was logged.
    pub appended: Vec<Appended>,
    /// Assets of which no bundle could be made, and why.
    pub without: Vec<(String, Trouble)>,
}

impl Question<'_> {
    /// Records the verdict on every asset on a day.
    ///
    /// # Errors
    /// Where a bundle or the log cannot be written. What was recorded by then stays so, and is not recorded again.
    pub fn record(
        &self,
        book: &Book,
        day: Day,
        key: &SignerKey,
        log: &mut OwnLog,
    ) -> Result<Recorded, Trouble> {
        let mut recorded = Recorded::default();
        let mut paths: Vec<PathBuf> = Vec::new();
        let making = Making { public: true, with_documents: false, key: Some(key) };
        for asset in book.assets_at(self.known_at()) {
            let made = match self.bundle(book, &asset.id, day, &making) {
                Ok(made) => made,
                Err(trouble) => {
                    recorded.without.push((asset.id, trouble));
                    continue;
                }
            };
            let digest = made.digest.to_string();
            let name = format!("{day}-{}.qazyq", digest.get(..16).unwrap_or(&digest));
            let folder = book.workspace().folder().join(FOLDER).join(&asset.id);
            let path = folder.join(name);
            // One that is there was made from the same bytes; whether it is logged, its own proof says below.
            if !path.exists() {
                std::fs::create_dir_all(&folder).map_err(|error| Trouble::path(&folder, error))?;
                output::bytes(&path, &made.bytes)?;
            }
            paths.push(path);
        }
        recorded.appended = log.append_files(&paths, self.act, Some(key))?;
        Ok(recorded)
    }
}
