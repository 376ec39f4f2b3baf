//! Columns by their names, and where they lie in each row group.

use qazyq_market::FileError;

use crate::footer::{Chunk, Column, Footer, Leaf};

/// A column, and where it lies in each row group.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) column: Column,
    pub(crate) chunks: Vec<Result<Chunk, FileError>>,
}

impl Place {
    /// Where it lies in a row group.
    pub(crate) fn chunk(&self, group: usize) -> Result<&Chunk, FileError> {
        let missing = || FileError::ParquetBroken { what: "a row group is missing".to_owned() };
        self.chunks.get(group).ok_or_else(missing)?.as_ref().map_err(Clone::clone)
    }

    /// A reader of it, if its type can be what it shall hold.
    pub(crate) fn as_of<T>(
        &self,
        role: &'static str,
        make: impl FnOnce(&str, &Leaf) -> Option<T>,
    ) -> Result<T, FileError> {
        let made = self.column.leaf.as_ref().and_then(|leaf| make(&self.column.name, leaf));
        made.ok_or_else(|| FileError::ColumnTypeUnusable {
            column: self.column.name.clone(),
            found: self.column.type_name.clone(),
            role,
        })
    }
}

/// The column of that name, if there is one.
pub(crate) fn find(footer: &Footer<'_>, name: &str) -> Result<Option<Place>, FileError> {
    let mut named = footer.columns.iter().filter(|column| column.name == name);
    let Some(column) = named.next() else { return Ok(None) };
    if named.next().is_some() {
        return Err(FileError::ColumnTwice { column: name.to_owned() });
    }
    let chunks = match &column.leaf {
        None => Vec::new(),
        Some(leaf) => {
            (0..footer.rows_of_groups().count()).map(|group| footer.chunk(group, name, leaf)).collect()
        }
    };
    Ok(Some(Place { column: column.clone(), chunks }))
}

/// The names of the first columns; a hundred would tell no more.
pub(crate) fn names(footer: &Footer<'_>) -> Vec<String> {
    footer.columns.iter().take(20).map(|column| column.name.clone()).collect()
}

/// That a row of a column cannot be as it is.
pub(crate) fn broken_row(column: &str, passed: usize, row: usize, what: &str) -> FileError {
    let what = format!("row {} {what}", number(passed, row));
    FileError::ParquetColumnBroken { column: column.to_owned(), what }
}

/// The number of a row, counted from one.
pub(crate) fn number(passed: usize, row: usize) -> u64 {
    u64::try_from(passed.saturating_add(row).saturating_add(1)).unwrap_or(u64::MAX)
}
