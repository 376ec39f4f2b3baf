//! Keeping the lake: looking whether it is whole, making its columns anew, and taking rows out of it.

use std::io::Write;

use qazyq_lake::columns::Compared;
use qazyq_lake::{Checked, export};
use qazyq_market::klines::Interval;

use crate::Trouble;
use crate::dossier::Book;
use crate::lake::{PARSER, feed, read};
use crate::parquet;

/// How rows are written for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsAs {
    /// CSV.
    Csv,
    /// Parquet, by a build with the feature.
    Parquet,
}

impl Book {
    /// Looks whether every answer is there and as it came.
    ///
    /// # Errors
    /// Where a receipt cannot be read.
    pub fn check_lake(&self) -> Result<Checked, Trouble> {
        Ok(self.lake.lake().check()?)
    }

    /// Reads every answer again and makes all columns anew; tells how they differ from what was there.
    ///
    /// # Errors
    /// Where the lake is in use, or an answer is missing.
    pub fn rebuild_lake(&self) -> Result<Vec<Compared>, Trouble> {
        let compared = self.lake.writer()?.rebuild_columns(PARSER, read)?;
        self.lake.forget();
        Ok(compared)
    }

    /// Writes every row of a feed; gives their number.
    ///
    /// # Errors
    /// Where there is no such feed, the lake cannot be read, the rows cannot be written, or the build has no such format.
    pub fn export_lake(
        &self,
        name: &str,
        interval: Interval,
        rows_as: RowsAs,
        to: impl Write + Send,
    ) -> Result<u64, Trouble> {
        if rows_as == RowsAs::Parquet {
            parquet::is_built_in("--format parquet")?;
        }
        let unknown = || Trouble::UnknownFeed {
            feed: name.to_owned(),
            known: crate::lake::FEEDS.iter().map(|feed| feed.name().to_owned()).collect(),
        };
        let columns = self.lake.columns(feed(name).ok_or_else(unknown)?, interval)?;
        let written = match rows_as {
            RowsAs::Csv => export::csv(&columns, to),
            RowsAs::Parquet => parquet::write(name, interval, &columns, to),
        };
        written.map_err(|error| match error {
            export::ExportError::Lake(error) => Trouble::Lake(error),
            export::ExportError::Write(error) => Trouble::Output(error),
        })
    }
}
