//! The folder.

use std::path::{Path, PathBuf};

use crate::{LakeError, Receipts, Writer};

/// A lake's folder, which need not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lake {
    folder: PathBuf,
}

impl Lake {
    /// The lake in `folder`: of a workspace, its folder `lake`.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All receipts that are there now. Needs no lock: whoever writes meanwhile only adds to them.
    ///
    /// # Errors
    /// Where a receipt cannot be read.
    pub fn receipts(&self) -> Result<Receipts, LakeError> {
        Receipts::read(&self.receipts_folder()).map(|found| found.receipts)
    }

    /// By what it is seen, without reading a receipt, that others were written: the newest file of receipts and its length. None
    /// where there is no receipt.
    #[must_use]
    pub fn mark(&self) -> Option<(PathBuf, u64)> {
        let newest = crate::folder::names(&self.receipts_folder()).ok()?.into_iter().max()?;
        let path = self.receipts_folder().join(newest);
        let length = std::fs::metadata(&path).ok()?.len();
        Some((path, length))
    }

    /// The one who writes receipts and columns. There is one at a time.
    ///
    /// # Errors
    /// Where another one writes, a receipt cannot be read, or columns cover receipts that are not there any more.
    pub fn writer(&self) -> Result<Writer, LakeError> {
        Writer::open(self)
    }

    pub(crate) fn answers_folder(&self) -> PathBuf {
        self.folder.join("answers")
    }

    pub(crate) fn columns_folder(&self) -> PathBuf {
        self.folder.join("columns")
    }

    pub(crate) fn receipts_folder(&self) -> PathBuf {
        self.folder.join("receipts")
    }
}
