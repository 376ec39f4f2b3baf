//! Columns: what the answers of a feed say, row by row, ready to be looked at.
//!
//! ```text
//! columns/coinmarketcap-ohlcv/00000001-00000420.arrow    rows of the receipts 1 … 420 of that feed
//! columns/coinmarketcap-ohlcv/00000421-00000430.arrow    rows of the receipts 421 … 430
//! columns/binance-klines-1h/00000001-00000430.arrow      candles of an hour
//!
//! key   time                  open                …  units  wide  receipt  defects
//! 3408  2023-03-10T00:00:00Z  {9994698831, 10}    …  –      –     17       –
//! 3408  2023-03-11T00:00:00Z  {87740, 5}          …  –      –     17       [{"defect":"price-is-not-positive",…}]
//! ```
//!
//! Made of receipts and answers alone, and makeable again at any time: by
//! [`update_columns`](crate::Writer::update_columns), which adds what is new, and
//! [`rebuild_columns`](crate::Writer::rebuild_columns), which trusts nothing that is there. Figures are exact: `digits` by ten to
//! the `scale`, and as text in `wide` where the column has no room for the digits.
//!
//! What counts of several rows of one key and time is not decided here: every receipt's row is there.
//!
//! # Segments
//!
//! Each update writes a new segment; the last ones are merged into one where they outweigh the one before, so that there
//! are few, and a row is written again only as often as the lake doubles. The segments that count are found by their
//! names: from receipt 1 on, each time the longest that begins where the last ended. Whatever else is there is left
//! over from an interruption.

mod bare;
mod covered;
mod dense;
mod layout;
mod segment;
mod shape;
mod update;
mod write;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use arrow_buffer::Buffer;
use qazyq_market::feed::{Answer, AnswerError};
use qazyq_market::klines::Interval;

pub use crate::row::{FIGURES, Row};
pub(crate) use covered::Covered;
pub use dense::{Dense, Digits, NotPlain};
pub use segment::{FORMAT, resealed};
pub use update::{Compared, Place, Updated};

use crate::folder::names;
use crate::receipt::{Outcome, Receipt, Told};
use crate::row::{self, ByKey, Stored};
use crate::{Lake, LakeError, Receipts};
use segment::{Segment, broken, is_gone};

/// The rows of one feed and interval.
#[derive(Debug)]
pub struct Columns {
    segments: Vec<Segment>,
    /// Rows of receipts that no segment covers.
    uncovered: ByKey,
    last_receipt: u64,
    covered: Vec<Covered>,
    broken: Vec<LakeError>,
}

impl Lake {
    /// The columns of a feed as they are now, as far as the parser of that version made them. Needs no lock.
    ///
    /// A file that cannot be used is no error: its receipts are not covered. See [`Columns::with_uncovered`].
    ///
    /// # Errors
    /// Where the folder cannot be read, or the feed's name is none.
    pub fn columns(&self, feed: &str, interval: Interval, parser: u32) -> Result<Columns, LakeError> {
        let series = Series::new(feed, interval)?;
        let set = Set::read(&series.folder(self), &series, Some(parser))?;
        let last_receipt = set.last_receipt();
        let Set { segments, covered, broken, .. } = set;
        Ok(Columns { segments, uncovered: ByKey::new(), last_receipt, covered, broken })
    }
}

impl Columns {
    /// The rows of these files, wherever they lie and whatever parser made them.
    ///
    /// # Errors
    /// Where one is no file of columns.
    pub fn of_files(paths: &[PathBuf]) -> Result<Self, LakeError> {
        let segments = paths.iter().map(|path| Segment::open(path)).collect::<Result<_, _>>()?;
        let (covered, broken) = (Vec::new(), Vec::new());
        Ok(Self { segments, uncovered: ByKey::new(), last_receipt: 0, covered, broken })
    }

    /// How many bytes the files have.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let bytes = self.segments.iter().map(|segment| u64::try_from(segment.bytes()).unwrap_or(u64::MAX));
        bytes.fold(0, u64::saturating_add)
    }

    /// Adds the rows of the feed's receipts that no segment covers, read in memory; gives those whose answer cannot be
    /// read any more. Nothing is written.
    ///
    /// # Errors
    /// Where the bytes of an answer are not there, or not as they came; where receipts that are covered are not there
    /// any more.
    pub fn with_uncovered(
        mut self,
        lake: &Lake,
        receipts: &Receipts,
        (feed, interval): (&str, Interval),
        read: impl Fn(&Receipt, &[u8]) -> Result<Answer, AnswerError>,
    ) -> Result<(Self, Vec<(u64, Told)>), LakeError> {
        let series = Series::new(feed, interval)?;
        // The last first, for it tells most of what is missing.
        self.covered.iter().rev().try_for_each(|covered| covered.is_there(lake, receipts))?;
        let mut unreadable = Vec::new();
        for receipt in series.receipts(receipts, self.last_receipt) {
            match answer(lake, receipt, &read)? {
                Ok(answer) => _ = row::add(&mut self.uncovered, receipt.n, &answer),
                Err(told) => unreadable.push((receipt.n, told)),
            }
        }
        row::sort(&mut self.uncovered);
        self.last_receipt = self.last_receipt.max(receipts.last_number());
        Ok((self, unreadable))
    }

    /// The last receipt that is covered: the feed's rows of all receipts up to it are here.
    #[must_use]
    pub fn last_receipt(&self) -> u64 {
        self.last_receipt
    }

    /// What is wrong with files that were passed over.
    #[must_use]
    pub fn broken(&self) -> &[LakeError] {
        &self.broken
    }

    /// The keys that have rows.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<&str> {
        keys_of(&self.segments).chain(self.uncovered.keys().map(String::as_str)).collect()
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        let uncovered = self.uncovered.values().map(|rows| u64::try_from(rows.len()).unwrap_or(u64::MAX));
        self.segments.iter().map(|segment| segment.rows).chain(uncovered).fold(0, u64::saturating_add)
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first and the last time at which `key` has a row.
    #[must_use]
    pub fn span(&self, key: &str) -> Option<(i64, i64)> {
        let placed = self.segments.iter().filter_map(|segment| segment.place_of(key));
        let covered = placed.map(|(_, about)| (about.from, about.to));
        let uncovered =
            self.uncovered.get(key).and_then(|rows| Some((rows.first()?.time, rows.last()?.time)));
        covered.chain(uncovered).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// The rows of a key, sorted by time, then receipt. After an error the rest means nothing.
    pub fn rows_of(&self, key: &str) -> impl Iterator<Item = Result<Row, LakeError>> + use<'_> {
        self.stored_of(key).map(|row| row.map(|row| row.row()))
    }

    /// All rows with their keys, sorted by key, time and receipt. After an error the rest means nothing.
    pub fn rows(&self) -> impl Iterator<Item = Result<(&str, Row), LakeError>> {
        self.keys().into_iter().flat_map(|key| self.rows_of(key).map(move |row| Ok((key, row?))))
    }

    fn stored_of(&self, key: &str) -> impl Iterator<Item = Result<Stored, LakeError>> + use<'_> {
        let mut sources = sources(&self.segments, key);
        if let Some(rows) = self.uncovered.get(key) {
            sources.push(Box::new(rows.iter().cloned().map(Ok)));
        }
        merged(sources)
    }

    /// Compares every checksum and looks at every row.
    ///
    /// # Errors
    /// Where a segment is not as it was written.
    pub fn check(&self) -> Result<(), LakeError> {
        self.segments.iter().try_for_each(Segment::check)
    }
}

/// What is wrong with the columns of every feed that has receipts.
pub(crate) fn check_all(lake: &Lake, receipts: &Receipts) -> Result<Vec<LakeError>, LakeError> {
    let mut wrong = Vec::new();
    for series in Series::all(receipts)? {
        let set = Set::read(&series.folder(lake), &series, None)?;
        wrong.extend(set.broken);
        wrong.extend(set.segments.iter().filter_map(|segment| segment.check().err()));
    }
    Ok(wrong)
}

/// Every row of the segment that `bytes` are, with its key.
///
/// # Errors
/// Where they are none.
pub fn rows_of_bytes(bytes: Vec<u8>) -> Result<Vec<(String, Row)>, LakeError> {
    let segment = Segment::of_bytes(Path::new("-"), Buffer::from_vec(bytes))?;
    segment.check()?;
    let keys = segment.about.keys.iter();
    keys.flat_map(|about| segment.rows_of(&about.key).map(|row| Ok((about.key.clone(), row?.row()))))
        .collect()
}

/// The answer of a receipt, read again; else why it cannot be.
fn answer(
    lake: &Lake,
    receipt: &Receipt,
    read: impl Fn(&Receipt, &[u8]) -> Result<Answer, AnswerError>,
) -> Result<Result<Answer, Told>, LakeError> {
    let told = |error: AnswerError| Told::new(error.code(), error.args());
    let Some(digest) = &receipt.sha256 else { return Ok(Err(told(AnswerError::NoBytes))) };
    Ok(read(receipt, &lake.bytes(digest)?).map_err(told))
}

/// Refuses a feed's name that can be none of a folder.
pub(crate) fn is_feed_name(feed: &str) -> Result<(), LakeError> {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_name = (1..=64).contains(&feed.len()) && feed.bytes().all(letters) && !feed.starts_with('-');
    // Else its folder might be that of another feed's candles.
    let ends_so =
        |interval: &Interval| feed.strip_suffix(interval.name()).is_some_and(|rest| rest.ends_with('-'));
    if !is_name || Interval::ALL.iter().any(ends_so) {
        return Err(LakeError::FeedName { feed: feed.to_owned() });
    }
    Ok(())
}

/// A feed and an interval: what has a folder of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Series {
    feed: String,
    interval: Interval,
}

impl Series {
    fn new(feed: &str, interval: Interval) -> Result<Self, LakeError> {
        is_feed_name(feed)?;
        Ok(Self { feed: feed.to_owned(), interval })
    }

    /// Those that have receipts with rows.
    pub(crate) fn all(receipts: &Receipts) -> Result<BTreeSet<Self>, LakeError> {
        let mut all = BTreeSet::new();
        for feed in receipts.feeds() {
            let with_rows = receipts.of_feed(feed).filter(|receipt| has_rows(receipt));
            let intervals: BTreeSet<Interval> =
                with_rows.filter_map(|receipt| receipt.ask.interval).collect();
            for interval in intervals {
                all.insert(Self::new(feed, interval)?);
            }
        }
        Ok(all)
    }

    fn folder_name(&self) -> String {
        match self.interval.name() {
            "1d" => self.feed.clone(),
            name => format!("{}-{name}", self.feed),
        }
    }

    fn folder(&self, lake: &Lake) -> PathBuf {
        lake.columns_folder().join(self.folder_name())
    }

    /// Receipts behind that number that have rows.
    fn receipts<'a>(&'a self, receipts: &'a Receipts, after: u64) -> impl Iterator<Item = &'a Receipt> {
        let all = receipts.of_feed(&self.feed).rev().take_while(move |receipt| receipt.n > after);
        let mut found: Vec<_> =
            all.filter(|r| has_rows(r) && r.ask.interval == Some(self.interval)).collect();
        found.reverse();
        found.into_iter()
    }
}

fn has_rows(receipt: &Receipt) -> bool {
    receipt.outcome == Outcome::Rows && receipt.ask.ask().is_some()
}

/// The segments of a folder that count, in the order of their receipts.
#[derive(Debug, Default)]
struct Set {
    segments: Vec<Segment>,
    /// Files that do not count.
    passed_over: Vec<PathBuf>,
    /// What files cover that can be used, of whichever parser.
    covered: Vec<Covered>,
    broken: Vec<LakeError>,
}

/// How often a folder is looked at again if files vanish meanwhile, because they are merged.
const LOOKS_MAX: u32 = 100;

impl Set {
    /// `parser`: only files that the parser of that version made.
    fn read(folder: &Path, series: &Series, parser: Option<u32>) -> Result<Self, LakeError> {
        let mut looks = 0_u32;
        loop {
            looks = looks.saturating_add(1);
            match Self::look(folder, series, parser) {
                Err(error) if is_gone(&error) && looks < LOOKS_MAX => {}
                result => return result,
            }
        }
    }

    fn look(folder: &Path, series: &Series, parser: Option<u32>) -> Result<Self, LakeError> {
        let names = names(folder).map_err(|e| LakeError::path(folder, e))?;
        let mut named: Vec<(u64, u64, PathBuf)> = names
            .iter()
            .filter_map(|name| span_of(name).map(|(first, last)| (first, last, folder.join(name))))
            .collect();
        // Of those that begin at one receipt the longest first.
        named.sort_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        let mut set = Self::default();
        for (first, last, path) in named {
            if first != set.last_receipt().saturating_add(1) {
                set.passed_over.push(path);
                continue;
            }
            let segment = Segment::open(&path).and_then(|segment| {
                let about = &segment.about;
                let is_so = (about.first, about.last) == (first, last)
                    && about.feed == series.feed
                    && about.interval == series.interval.name();
                if is_so { Ok(segment) } else { Err(broken(&path, "it has another's name".to_owned())) }
            });
            set.covered.extend(segment.as_ref().ok().map(Covered::of));
            match segment {
                Ok(segment) if parser.is_none_or(|parser| parser == segment.about.parser) => {
                    set.segments.push(segment);
                }
                Ok(_) => set.passed_over.push(path),
                Err(error @ LakeError::BrokenColumns { .. }) => {
                    set.broken.push(error);
                    set.passed_over.push(path);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(set)
    }

    fn last_receipt(&self) -> u64 {
        self.segments.last().map_or(0, |segment| segment.about.last)
    }
}

/// The receipts that a file's name tells of: `00000001-00000420.arrow`.
fn span_of(name: &str) -> Option<(u64, u64)> {
    let (first, last) = name.strip_suffix(".arrow")?.split_once('-')?;
    let number = |text: &str| {
        let digits = text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u64>().ok()).flatten()
    };
    let (first, last) = (number(first)?, number(last)?);
    (1 <= first && first <= last).then_some((first, last))
}

fn name_of(first: u64, last: u64) -> String {
    format!("{first:08}-{last:08}.arrow")
}

/// The keys of segments; one that several have comes several times.
fn keys_of(segments: &[Segment]) -> impl Iterator<Item = &str> {
    segments.iter().flat_map(|segment| segment.about.keys.iter().map(|about| about.key.as_str()))
}

type Source<'a> = Box<dyn Iterator<Item = Result<Stored, LakeError>> + 'a>;

/// The rows of a key in each segment that has some.
fn sources<'a>(segments: &'a [Segment], key: &str) -> Vec<Source<'a>> {
    let mut sources: Vec<Source<'a>> = Vec::new();
    for segment in segments {
        if let Some((start, about)) = segment.place_of(key) {
            sources.push(Box::new(segment.rows(start, about.rows)));
        }
    }
    sources
}

/// Sorted rows of several sources, sorted.
fn merged<'a>(sources: Vec<Source<'a>>) -> impl Iterator<Item = Result<Stored, LakeError>> + use<'a> {
    let mut sources: Vec<_> = sources.into_iter().map(Iterator::peekable).collect();
    std::iter::from_fn(move || {
        // There are few: looking through them is quicker than keeping them in order. An error comes first.
        let place = |row: &Result<Stored, LakeError>| row.as_ref().ok().map(Stored::place);
        let next = sources.iter_mut().filter_map(|source| {
            let place = source.peek().map(place)?;
            Some((place, source))
        });
        next.min_by_key(|(place, _)| *place)?.1.next()
    })
}

/// Removes a file that nothing needs, and that may be gone already.
fn remove(path: &Path) -> Result<(), LakeError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(LakeError::path(path, error)),
        _ => Ok(()),
    }
}
