//! Receipts that columns cover, and that must still be there.
//!
//! ```text
//! receipts   1 2 3 4 5 6 7 8 9        whole
//! columns    [1 … 6] [7 8]
//!
//! receipts   1 2 3 4                  the end was lost: the next receipt would be a second 5,
//! columns    [1 … 6] [7 8]            and the rows of the first would pass for its own
//! ```
//!
//! Receipts alone cannot show that the last of them are gone. Columns can: they remember how far they go, and the
//! checksum of the last line that they cover.

use std::cmp::Reverse;
use std::path::Path;

use super::segment::{Segment, hex, is_gone};
use super::{LOOKS_MAX, span_of};
use crate::folder::names;
use crate::{Lake, LakeError, Receipts};

/// What one file of columns covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Covered {
    last: u64,
    /// The checksum of the last receipt's line, if it is known.
    crc32: Option<String>,
}

impl Covered {
    pub(super) fn of(segment: &Segment) -> Self {
        Self { last: segment.about.last, crc32: segment.about.last_crc32.clone() }
    }

    /// Those of every file that can be used, whichever parser made it, and whether or not its feed has receipts; the
    /// one that goes furthest first.
    pub(crate) fn all(lake: &Lake) -> Result<Vec<Self>, LakeError> {
        let columns = lake.columns_folder();
        let mut all = Vec::new();
        for name in names(&columns).map_err(|e| LakeError::path(&columns, e))? {
            let folder = columns.join(name);
            if !folder.is_dir() {
                continue;
            }
            let mut looks = 0_u32;
            loop {
                looks = looks.saturating_add(1);
                match Self::in_folder(&folder) {
                    // Merged meanwhile.
                    Err(error) if is_gone(&error) && looks < LOOKS_MAX => {}
                    found => break all.extend(found?),
                }
            }
        }
        all.sort_by_key(|covered| Reverse(covered.last));
        Ok(all)
    }

    fn in_folder(folder: &Path) -> Result<Vec<Self>, LakeError> {
        let mut found = Vec::new();
        for name in names(folder).map_err(|e| LakeError::path(folder, e))? {
            let Some(span) = span_of(&name) else { continue };
            match Segment::open(&folder.join(name)) {
                Ok(segment) if (segment.about.first, segment.about.last) == span => {
                    found.push(Self::of(&segment))
                }
                // Of what cannot be used nothing is believed.
                Ok(_) | Err(LakeError::BrokenColumns { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// Makes sure that the receipts that are covered are there.
    pub(crate) fn is_there(&self, lake: &Lake, receipts: &Receipts) -> Result<(), LakeError> {
        if self.last > receipts.last_number() {
            // Columns that were opened after the receipts were read may cover newer ones.
            let now = lake.receipts()?;
            return match self.last > now.last_number() {
                true => Err(self.missing(lake, now.last_number())),
                false => self.is_same(lake, &now),
            };
        }
        self.is_same(lake, receipts)
    }

    /// Makes sure that the last one is that which was covered.
    fn is_same(&self, lake: &Lake, receipts: &Receipts) -> Result<(), LakeError> {
        let found = receipts.checksum(self.last).map(hex);
        match &self.crc32 {
            Some(known) if found.as_ref() != Some(known) => {
                Err(self.missing(lake, self.last.saturating_sub(1)))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn missing(&self, lake: &Lake, last: u64) -> LakeError {
        let path = lake.receipts_folder().display().to_string();
        LakeError::ReceiptsMissing { path, last, covered: self.last }
    }
}
