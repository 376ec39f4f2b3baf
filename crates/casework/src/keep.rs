//! Keeping the lake: looking whether it is whole, making its columns anew, and taking rows out of it.

use std::io::Write;

use qazyq_lake::columns::Compared;
use qazyq_lake::{Checked, export};
use qazyq_market::klines::Interval;

use crate::Trouble;
use crate::dossier::Book;
use crate::lake::{PARSER, feed, read};

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

    /// Writes every row of a feed as CSV; gives their number.
    ///
    /// # Errors
    /// Where there is no such feed, the lake cannot be read, or the rows cannot be written.
    pub fn export_lake(&self, name: &str, interval: Interval, to: impl Write) -> Result<u64, Trouble> {
        let unknown = || Trouble::UnknownFeed {
            feed: name.to_owned(),
            known: crate::lake::FEEDS.iter().map(|feed| feed.name().to_owned()).collect(),
        };
        let columns = self.lake.columns(feed(name).ok_or_else(unknown)?, interval)?;
        export::csv(&columns, to).map_err(|error| match error {
            export::ExportError::Lake(error) => Trouble::Lake(error),
            export::ExportError::Write(error) => Trouble::Output(error),
        })
    }
}
