//! A followed series as dense columns, where every day of it has one row that counts as it is.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_lake::columns::Dense;
use qazyq_market::days::DayCut;
use qazyq_market::klines::Interval;

use super::{HAS_CANDLES, LakeView, evidence, feeds_of};
use crate::Trouble;
use crate::book::Book;
use crate::follow::Followed;

impl LakeView {
    /// Fills `into` with what the lake's rows say of a series on `days`, as known at `known_at`: the same days and figures
    /// that [`Self::add_rows`] and `into_series` come to. False where something must be decided row by row first, and then
    /// what `into` has means nothing: candles are to be made days, or a day has several rows, or one that was not known,
    /// not over or of another currency.
    ///
    /// A day that ends behind `known_at` is provisional.
    pub(crate) fn dense(
        &self,
        followed: &Followed,
        known_at: Timestamp,
        days: RangeInclusive<Day>,
        into: &mut Dense,
    ) -> Result<bool, Trouble> {
        let interval = followed.interval();
        let mut with_rows = Vec::new();
        for feed in feeds_of(&followed.source) {
            if interval != Interval::DAY || HAS_CANDLES.contains(&feed.source()) {
                return Ok(false);
            }
            let columns = self.columns(feed, interval)?;
            let has_rows = |(from, to)| day_of(from) <= *days.end() && *days.start() <= day_of(to);
            with_rows.extend(columns.span(&followed.key).is_some_and(has_rows).then_some(columns));
        }
        // Which of two feeds has a day is decided day by day; where none has any, there is nothing to be quick about.
        let [columns] = &with_rows[..] else { return Ok(false) };
        if columns.dense(&followed.key, days, into)?.is_err() {
            return Ok(false);
        }
        self.counts_as_it_is(followed, known_at, into)
    }

    /// Whether every row was known by then and is of the currency, and of a day that was over when the row was had or is
    /// not over at that instant either.
    fn counts_as_it_is(
        &self,
        followed: &Followed,
        known_at: Timestamp,
        dense: &Dense,
    ) -> Result<bool, Trouble> {
        let receipts = self.receipts()?;
        let days = (0..).map(|number| dense.first().plus(number)).zip(dense.receipts());
        // Days in succession mostly come from one answer.
        let mut last: Option<(u64, Timestamp)> = None;
        for (day, number) in days.filter(|(_, number)| **number != 0) {
            let retrieved = match last {
                Some((of, retrieved)) if of == *number => retrieved,
                _ => {
                    let receipt = receipts.get(*number);
                    let receipt = receipt.filter(|receipt| {
                        let asked_in = &receipt.ask.currency;
                        asked_in.is_empty() || *asked_in == followed.currency
                    });
                    match receipt.and_then(evidence) {
                        Some(evidence) if evidence.retrieved <= known_at => evidence.retrieved,
                        _ => return Ok(false),
                    }
                }
            };
            last = Some((*number, retrieved));
            let end = DayCut::Utc.end(day);
            if retrieved < end && end <= known_at {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The UTC day in which an instant in microseconds since 1970 lies.
fn day_of(time: i64) -> Day {
    let row = qazyq_lake::Row { time, ..qazyq_lake::Row::default() };
    row.day()
}

impl Book {
    /// Fills `into` with what was fetched of a series on `days`, as known at `known_at`: the days and figures that
    /// [`Book::dossier`] has of it, if nothing was imported and nothing is converted. False where they can be had only from
    /// there.
    ///
    /// # Errors
    /// Where the lake cannot be read.
    pub fn dense(
        &self,
        followed: &Followed,
        known_at: Timestamp,
        days: RangeInclusive<Day>,
        into: &mut Dense,
    ) -> Result<bool, Trouble> {
        self.lake.dense(followed, known_at, days, into)
    }
}
