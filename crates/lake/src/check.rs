//! Whether everything that a lake promises is there.

use std::collections::BTreeSet;

use crate::columns::{Covered, check_all};
use crate::folder::names;
use crate::{Digest, Lake, LakeError, Receipts};

/// What a check found.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many receipts there are.
    pub receipts: u64,
    /// How many answers they name, each counted once.
    pub answers: u64,
    /// How many bytes those have, unpacked.
    pub bytes: u64,
    /// Answers that are missing, altered or cannot be read, each with the first receipt that names it.
    pub lost: Vec<(u64, LakeError)>,
    /// Answers that no receipt names: kept before an interruption. They are harmless.
    pub without_receipt: Vec<Digest>,
    /// The same where receipts are missing: any of these may be the answer of a lost one, so none of them may go.
    pub perhaps_of_missing: Vec<Digest>,
    /// Files of columns that cannot be used, which [`Writer::rebuild_columns`](crate::Writer) makes anew; and first of
    /// all, where they cover receipts that are not there any more, that.
    pub broken_columns: Vec<LakeError>,
}

impl Checked {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.lost.is_empty() && self.broken_columns.is_empty()
    }
}

impl Lake {
    /// Reads every receipt, every answer and every file of columns. Whether columns say what the answers say, is not
    /// looked into: [`Writer::compare_columns`](crate::Writer::compare_columns) does that.
    ///
    /// # Errors
    /// Where a receipt cannot be read, or a folder; an answer that cannot is part of what was found.
    pub fn check(&self) -> Result<Checked, LakeError> {
        // Answers first: whoever keeps one meanwhile writes its receipt after it.
        let kept = self.kept()?;
        let receipts = self.receipts()?;
        let mut found = Checked { receipts: receipts.last_number(), ..Checked::default() };
        let mut named: BTreeSet<Digest> = BTreeSet::new();
        for receipt in receipts.all() {
            let Some(digest) = receipt.sha256 else { continue };
            if !named.insert(digest) {
                continue;
            }
            found.answers = found.answers.saturating_add(1);
            let bytes = self.bytes(&digest).map(|bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            match bytes {
                Ok(bytes) if bytes == receipt.bytes => found.bytes = found.bytes.saturating_add(bytes),
                Ok(bytes) => {
                    let path = self.answer_path(&digest).display().to_string();
                    let what = format!("{bytes} bytes, receipt {} says {}", receipt.n, receipt.bytes);
                    found.lost.push((receipt.n, LakeError::AnswerAltered { path, what }));
                }
                Err(error) => found.lost.push((receipt.n, error)),
            }
        }
        let without_receipt = kept.into_iter().filter(|digest| !named.contains(digest)).collect();
        match missing(self, &receipts)? {
            None => found.without_receipt = without_receipt,
            Some(error) => {
                found.perhaps_of_missing = without_receipt;
                found.broken_columns.push(error);
            }
        }
        found.broken_columns.extend(check_all(self, &receipts)?);
        Ok(found)
    }

    /// The digests of all answers that are kept.
    fn kept(&self) -> Result<Vec<Digest>, LakeError> {
        let answers = self.answers_folder();
        let mut kept = Vec::new();
        for folder in names(&answers).map_err(|e| LakeError::path(&answers, e))? {
            let folder = answers.join(folder);
            if !folder.is_dir() {
                continue;
            }
            let names = names(&folder).map_err(|e| LakeError::path(&folder, e))?;
            let digests = names.iter().filter_map(|name| name.strip_suffix(".zst")?.parse().ok());
            // Only what lies where it is looked for.
            kept.extend(digests.filter(|digest| self.answer_path(digest).parent() == Some(&folder)));
        }
        Ok(kept)
    }
}

/// That receipts are missing, if columns show it.
fn missing(lake: &Lake, receipts: &Receipts) -> Result<Option<LakeError>, LakeError> {
    for covered in Covered::all(lake)? {
        match covered.is_there(lake, receipts) {
            Err(error @ LakeError::ReceiptsMissing { .. }) => return Ok(Some(error)),
            result => result?,
        }
    }
    Ok(None)
}
