//! Making columns of receipts and answers.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use qazyq_market::feed::{Answer, AnswerError};
use qazyq_market::klines::Interval;

use super::layout::Layout;
use super::segment::{About, Segment, hex};
use super::write::write_segment;
use super::{Series, Set, answer, keys_of, merged, name_of, remove, sources};
use crate::folder::{PREFIX, make_folder, sync_folder};
use crate::receipt::{Receipt, Told};
use crate::row::{self, ByKey, Stored};
use crate::{LakeError, Writer};

/// Rows that are held in memory at once, before a segment is written of them; some hundred megabytes.
const ROWS_IN_MEMORY_MAX: usize = 1 << 18;

/// More segments than these are merged, however different in size they are.
const SEGMENTS_MAX: usize = 8;

/// What an update added to the columns of a feed and interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The feed.
    pub feed: String,
    /// The interval.
    pub interval: Interval,
    /// How many receipts were read.
    pub receipts: u64,
    /// How many rows they had.
    pub rows: u64,
    /// Receipts whose answers could once be read and cannot now; they have no rows.
    pub unreadable: Vec<(u64, Told)>,
}

/// How columns differ from what is made of the answers now.
#[derive(Debug)]
pub struct Compared {
    /// The feed.
    pub feed: String,
    /// The interval.
    pub interval: Interval,
    /// How many rows there are now.
    pub rows: u64,
    /// Rows that were not there.
    pub added: u64,
    /// Rows that were there and are not any more.
    pub lost: u64,
    /// Rows that say something else than before.
    pub changed: u64,
    /// The first row that differs.
    pub first: Option<Place>,
    /// Receipts whose answers could once be read and cannot now; they have no rows.
    pub unreadable: Vec<(u64, Told)>,
    /// What is wrong with files that were there.
    pub broken: Vec<LakeError>,
}

impl Compared {
    /// Whether the columns were as they are to be.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.added == 0 && self.lost == 0 && self.changed == 0 && self.broken.is_empty()
    }
}

/// Which row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The key.
    pub key: String,
    /// Microseconds since 1970.
    pub time: i64,
    /// The receipt's number.
    pub receipt: u64,
}

impl Writer {
    /// Adds the rows of receipts that are not covered yet. `read` is given a receipt with rows and its bytes; `parser` is
    /// the version of it: columns that another version made are made anew.
    ///
    /// # Errors
    /// Where the bytes of an answer are not there, or not as they came, or a file cannot be written. What was added
    /// before that stays.
    pub fn update_columns(
        &self,
        parser: u32,
        read: impl Fn(&Receipt, &[u8]) -> Result<Answer, AnswerError>,
    ) -> Result<Vec<Updated>, LakeError> {
        let mut updates = Vec::new();
        for series in Series::all(self.receipts())? {
            let update = match self.update(&series, parser, &read) {
                // A block that was altered shows only when it is looked at, here to be merged. Nothing is lost by it.
                Err(LakeError::BrokenColumns { .. }) => {
                    let folder = series.folder(self.lake());
                    let set = Set::read(&folder, &series, None)?;
                    set.segments.iter().try_for_each(|segment| remove(&segment.path))?;
                    self.update(&series, parser, &read)?
                }
                update => update?,
            };
            updates.extend((update.receipts > 0).then_some(update));
        }
        Ok(updates)
    }

    fn update(
        &self,
        series: &Series,
        parser: u32,
        read: impl Fn(&Receipt, &[u8]) -> Result<Answer, AnswerError>,
    ) -> Result<Updated, LakeError> {
        let folder = series.folder(self.lake());
        let after = Set::read(&folder, series, Some(parser))?.last_receipt();
        let update = self.fill(&folder, series, parser, after, read)?;
        tidy(&folder, series, parser)?;
        Ok(update)
    }

    /// Makes all columns anew, and tells how they differ from what was there.
    ///
    /// # Errors
    /// As [`Self::update_columns`]. Each feed's columns are replaced at once, or stay.
    pub fn rebuild_columns(
        &self,
        parser: u32,
        read: impl Fn(&Receipt, &[u8]) -> Result<Answer, AnswerError>,
    ) -> Result<Vec<Compared>, LakeError> {
        self.anew(parser, read, true)
    }

    /// Tells how columns differ from what would be made of the answers now, and leaves them as they are.
    ///
    /// # Errors
    /// As [`Self::update_columns`].
    pub fn compare_columns(
        &self,
        parser: u32,
        read: impl Fn(&Receipt, &[u8]) -> Result<Answer, AnswerError>,
    ) -> Result<Vec<Compared>, LakeError> {
        self.anew(parser, read, false)
    }

    fn anew(
        &self,
        parser: u32,
        read: impl Fn(&Receipt, &[u8]) -> Result<Answer, AnswerError>,
        replace: bool,
    ) -> Result<Vec<Compared>, LakeError> {
        let columns = self.lake().columns_folder();
        make_folder(&columns).map_err(|e| LakeError::path(&columns, e))?;
        let beside = tempfile::Builder::new().prefix(PREFIX).tempdir_in(&columns);
        let beside = beside.map_err(|e| LakeError::path(&columns, e))?;
        let mut all = Vec::new();
        for series in Series::all(self.receipts())? {
            let made = beside.path().join(series.folder_name());
            let update = self.fill(&made, &series, parser, 0, &read)?;
            let new = Set::read(&made, &series, Some(parser))?;
            merge(&made, &new.segments)?;
            drop(new);
            let new = Set::read(&made, &series, Some(parser))?;

            let folder = series.folder(self.lake());
            let mut old = Set::read(&folder, &series, None)?;
            let mut compared = compare(&series, &mut old, &new)?;
            compared.unreadable = update.unreadable;
            drop(old);
            if replace {
                make_folder(&folder).map_err(|e| LakeError::path(&folder, e))?;
                for segment in &new.segments {
                    let path = folder.join(segment.path.file_name().unwrap_or_default());
                    fs::rename(&segment.path, &path).map_err(|e| LakeError::path(&path, e))?;
                }
                sync_folder(&folder).map_err(|e| LakeError::path(&folder, e))?;
                tidy(&folder, &series, parser)?;
            }
            all.push(compared);
        }
        Ok(all)
    }

    /// Writes segments of the receipts behind `after`.
    fn fill(
        &self,
        folder: &Path,
        series: &Series,
        parser: u32,
        after: u64,
        read: impl Fn(&Receipt, &[u8]) -> Result<Answer, AnswerError>,
    ) -> Result<Updated, LakeError> {
        let (feed, interval) = (series.feed.clone(), series.interval);
        let mut update = Updated { feed, interval, receipts: 0, rows: 0, unreadable: Vec::new() };
        let mut rows = ByKey::new();
        let mut held = 0_usize;
        let mut first = after.saturating_add(1);
        let mut receipts = series.receipts(self.receipts(), after).peekable();
        while let Some(receipt) = receipts.next() {
            match answer(self.lake(), receipt, &read)? {
                Ok(answer) => held = held.saturating_add(row::add(&mut rows, receipt.n, &answer)),
                Err(told) => update.unreadable.push((receipt.n, told)),
            }
            update.receipts = update.receipts.saturating_add(1);
            let is_last = receipts.peek().is_none();
            if held < ROWS_IN_MEMORY_MAX && !is_last {
                continue;
            }
            let last = if is_last { self.receipts().last_number() } else { receipt.n };
            row::sort(&mut rows);
            let sorted =
                rows.iter().flat_map(|(key, rows)| rows.iter().map(|row| Ok((key.as_str(), row.clone()))));
            let about = About {
                last_crc32: self.receipts().checksum(last).map(hex),
                layout: layout_of(&rows),
                ..about(series, parser, first, last)
            };
            write_segment(&folder.join(name_of(first, last)), about, sorted)?;
            update.rows = update.rows.saturating_add(u64::try_from(held).unwrap_or(u64::MAX));
            rows.clear();
            (held, first) = (0, last.saturating_add(1));
            merge_last(folder, series, parser)?;
        }
        Ok(update)
    }
}

/// The layout for rows in memory.
fn layout_of(rows: &ByKey) -> Layout {
    let fitting: Result<Layout, Infallible> = Layout::fitting(rows.values().flatten().map(Ok));
    let Ok(layout) = fitting;
    layout
}

fn about(series: &Series, parser: u32, first: u64, last: u64) -> About {
    About {
        feed: series.feed.clone(),
        interval: series.interval.name().to_owned(),
        first,
        last,
        last_crc32: None,
        parser,
        layout: Layout::default(),
        blocks: Vec::new(),
        keys: Vec::new(),
    }
}

/// Merges the last segments where they outweigh the one before them, or are too many.
fn merge_last(folder: &Path, series: &Series, parser: u32) -> Result<(), LakeError> {
    let set = Set::read(folder, series, Some(parser))?;
    let sizes: Vec<usize> = set.segments.iter().map(Segment::bytes).collect();
    let from = first_to_merge(&sizes);
    set.segments.get(from..).map_or(Ok(()), |last| merge(folder, last))
}

/// From which segment on they are merged: from the first that weighs less than those behind it together, and from the
/// last that there may be.
fn first_to_merge(sizes: &[usize]) -> usize {
    let mut behind = 0_usize;
    let mut from = sizes.len();
    for (index, size) in sizes.iter().enumerate().rev() {
        if *size < behind {
            from = index;
        }
        behind = behind.saturating_add(*size);
    }
    if sizes.len() > SEGMENTS_MAX { from.min(SEGMENTS_MAX.saturating_sub(1)) } else { from }
}

/// Writes one segment in the place of several that follow one another.
fn merge(folder: &Path, segments: &[Segment]) -> Result<(), LakeError> {
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return Ok(()) };
    if segments.len() < 2 {
        return Ok(());
    }
    let (last, last_crc32) = (last.about.last, last.about.last_crc32.clone());
    // Where few rows of each have figures that do not fit, few of all have.
    let layout = match segments.iter().all(|segment| segment.about.layout.is_narrow()) {
        true => Layout::default(),
        false => Layout::fitting(sorted(segments))?,
    };
    let about =
        About { last, last_crc32, layout, blocks: Vec::new(), keys: Vec::new(), ..first.about.clone() };
    let path = folder.join(name_of(about.first, about.last));
    write_segment(&path, about, sorted(segments))?;
    // Only now are they needless.
    segments.iter().try_for_each(|segment| remove(&segment.path))?;
    sync_folder(folder).map_err(|e| LakeError::path(folder, e))
}

/// All rows of segments with their keys, sorted.
fn sorted(segments: &[Segment]) -> impl Iterator<Item = Result<(&str, Stored), LakeError>> {
    let keys: BTreeSet<&str> = keys_of(segments).collect();
    keys.into_iter().flat_map(|key| merged(sources(segments, key)).map(move |row| Ok((key, row?))))
}

/// Removes whatever does not count.
fn tidy(folder: &Path, series: &Series, parser: u32) -> Result<(), LakeError> {
    let unusable = |error| LakeError::path(folder, error);
    if !folder.is_dir() {
        return Ok(());
    }
    let mut needless = Set::read(folder, series, Some(parser))?.passed_over;
    for entry in fs::read_dir(folder).map_err(unusable)? {
        let entry = entry.map_err(unusable)?;
        if entry.file_name().to_string_lossy().starts_with(PREFIX) {
            needless.push(entry.path());
        }
    }
    if needless.is_empty() {
        return Ok(());
    }
    needless.iter().try_for_each(|path| remove(path))?;
    sync_folder(folder).map_err(unusable)
}

/// How the rows of the new set differ from those of the old one, row by row.
fn compare(series: &Series, old: &mut Set, new: &Set) -> Result<Compared, LakeError> {
    let mut compared = Compared {
        feed: series.feed.clone(),
        interval: series.interval,
        rows: 0,
        added: 0,
        lost: 0,
        changed: 0,
        first: None,
        unreadable: Vec::new(),
        broken: std::mem::take(&mut old.broken),
    };
    // What cannot be read has no rows to compare with.
    old.segments.retain(|segment| segment.check().map_err(|error| compared.broken.push(error)).is_ok());

    let mut old = sorted(&old.segments).peekable();
    let mut new = sorted(&new.segments).peekable();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return Ok(compared),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(Ok((a, before))), Some(Ok((b, after)))) => (a, before.place()).cmp(&(b, after.place())),
            // Of both one is taken below, and the error with it.
            (Some(_), Some(_)) => Ordering::Equal,
        };
        let before = old.next_if(|_| order.is_le()).transpose()?;
        let after = new.next_if(|_| order.is_ge()).transpose()?;
        let count = match (&before, &after) {
            (Some((_, before)), Some((_, after))) if before == after => None,
            (Some(_), Some(_)) => Some(&mut compared.changed),
            (Some(_), None) => Some(&mut compared.lost),
            (None, _) => Some(&mut compared.added),
        };
        if let Some(count) = count {
            *count = count.saturating_add(1);
            if let Some((key, row)) = before.as_ref().or(after.as_ref()).filter(|_| compared.first.is_none())
            {
                let (key, (time, receipt)) = ((*key).to_owned(), row.place());
                compared.first = Some(Place { key, time, receipt });
            }
        }
        if after.is_some() {
            compared.rows = compared.rows.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_segments_are_merged_where_they_outweigh_the_one_before() {
        let check = |sizes: &[usize], expected| assert_eq!(first_to_merge(sizes), expected, "{sizes:?}");
        check(&[], 0);
        check(&[5], 1);
        check(&[5, 5], 2);
        check(&[5, 6], 0);
        check(&[100, 5, 6], 1);
        check(&[100, 50, 25, 26], 0);
        check(&[100, 50, 25, 25], 4);
        check(&[256, 128, 64, 32, 16, 8, 4, 2], 8);
        check(&[256, 128, 64, 32, 16, 8, 4, 2, 1], 7);
        check(&[256, 128, 64, 32, 16, 8, 4, 2, 3], 0);
        check(&[300, 140, 64, 32, 16, 4, 5, 1, 2], 5);
    }

    #[test]
    fn many_small_updates_leave_few_segments() {
        let mut sizes: Vec<usize> = Vec::new();
        for update in 0..2000 {
            sizes.push(1 + update % 7);
            let merged = sizes.split_off(first_to_merge(&sizes));
            sizes.extend((!merged.is_empty()).then(|| merged.iter().sum::<usize>()));
            assert!(sizes.len() <= SEGMENTS_MAX, "{sizes:?}");
        }
    }
}
