//! How many assets meet on each day.
//!
//! Days are counted 64 at once, by adders made of single bits. A counter of a word's days is a column of planes: bit `k` of
//! the planes of level `l` has the weight `2^l` in the count of day `k`. Two words of a level wait for each other; with the
//! sum they make a new sum and one word that is carried to the level above, which so gets half as many:
//!
//! ```text
//! level 0   sum ─┐
//!          held ─┼─ full adder ─┬─ sum
//!          word ─┘              └─ carry ─► level 1 (every other time) ─► level 2 (every fourth) …
//! ```
//!
//! So a word costs some five operations, however many assets there are. What waits where is told by the number of words that a
//! counter has had, which is the same for all readings. Before the highest level would carry, the planes are spilled into
//! counts.

use std::iter::repeat;
use std::ops::Range;

use qazyq_exact::Day;

use super::{WORD_DAYS, days_between, words};
use crate::outcomes::Outcomes;

/// Levels of planes. A counter has room for `2^LEVELS − 1` words.
const LEVELS: usize = 12;
/// Words after which a counter is full: then a word waits on every level.
const FULL: u16 = (1 << LEVELS) - 1;
/// Each bit of a half word.
const BITS: [u32; 32] = {
    let mut bits = [1u32; 32];
    let mut rest: &mut [u32] = &mut bits;
    let mut bit = 1;
    while let [first, others @ ..] = rest {
        *first = bit;
        bit = bit.wrapping_shl(1);
        rest = others;
    }
    bits
};
/// Lanes of a reading: days known, days met.
const LANES: usize = 2;

/// Assets counted day by day over an interval.
#[derive(Clone, Debug)]
pub struct PerDay {
    from: Day,
    days: usize,
    lanes: usize,
    /// Words that have a counter: as many of the interval's as rows came for, so that a long interval costs nothing by itself.
    words: usize,
    /// Assets that begin on each day of the interval, less those that ended the day before.
    begun: Vec<i32>,
    /// Words that each counter has had since it was spilled.
    had: Vec<u16>,
    /// By reading and lane, then by level: the sums of all words, and the words that wait.
    planes: Vec<u64>,
    /// By reading and lane, a count for each day of each word.
    counts: Vec<u32>,
    /// The word to be added to each counter, then what is carried on.
    row: Vec<u64>,
}

/// How many assets came to what on each day of an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCounts {
    /// Those that meet.
    pub met: Vec<u32>,
    /// Those that do not.
    pub not_met: Vec<u32>,
    /// Those that are there, but of which nothing can be said.
    pub undetermined: Vec<u32>,
}

impl PerDay {
    /// Nothing counted yet on the `days` days from `from` on.
    #[must_use]
    pub fn new(readings: usize, from: Day, days: usize) -> Self {
        Self {
            from,
            days,
            lanes: readings.saturating_mul(LANES),
            words: 0,
            begun: vec![0; days.saturating_add(1)],
            had: Vec::new(),
            planes: Vec::new(),
            counts: Vec::new(),
            row: Vec::new(),
        }
    }

    /// Makes counters for so many words.
    fn reach(&mut self, words: usize) {
        if words <= self.words {
            return;
        }
        // Twice as many at least, so that they are moved seldom; never more than the interval has.
        let words = words.max(self.words.saturating_mul(2)).min(self.days.div_ceil(WORD_DAYS));
        let planes = self.lanes.saturating_mul(LEVELS).saturating_mul(2);
        self.planes = widened(&self.planes, planes, self.words, words);
        let [narrow, wide] = [self.words, words].map(|words| words.saturating_mul(WORD_DAYS));
        self.counts = widened(&self.counts, self.lanes, narrow, wide);
        self.had.resize(words, 0);
        self.row.resize(words, 0);
        self.words = words;
    }

    /// Counts some days of one asset; those outside the interval are left out.
    pub fn push(&mut self, outcomes: &Outcomes) {
        let days = u32::try_from(outcomes.days).unwrap_or(u32::MAX);
        let Some(inside) = self.inside(outcomes.from, days) else { return };
        self.begin(&inside);
        let touched = inside.start / WORD_DAYS..inside.end.div_ceil(WORD_DAYS);
        self.reach(touched.end);
        self.make_room(&touched);

        let first = plus_words(self.from, touched.start);
        let Some(had) = self.had.get_mut(touched.clone()) else { return };
        let Some(row) = self.row.get_mut(..had.len()) else { return };
        if self.words > 0 {
            for (lane, planes) in self.planes.chunks_exact_mut(lane_planes(self.words)).enumerate() {
                let (known, met) = words(outcomes, lane / LANES);
                shift(if lane.is_multiple_of(LANES) { known } else { met }, outcomes.from, first, row);
                add(planes, self.words, touched.start, had, row);
            }
        }
        had.iter_mut().for_each(|had| *had = had.saturating_add(1));
    }

    /// Counts days of one asset on which nothing can be said under any reading.
    pub fn push_undetermined(&mut self, from: Day, days: u32) {
        if let Some(inside) = self.inside(from, days) {
            self.begin(&inside);
        }
    }

    /// Adds what another has counted under the same readings over the same interval.
    pub fn absorb(&mut self, other: &Self) {
        debug_assert!((self.from, self.days) == (other.from, other.days), "of one interval");
        debug_assert!(self.lanes == other.lanes, "under the same readings");
        for (sum, begun) in self.begun.iter_mut().zip(&other.begun) {
            *sum = sum.wrapping_add(*begun);
        }
        self.reach(other.words);
        if other.words == 0 {
            return;
        }
        let [own, others] = [self.words, other.words].map(|words| words.saturating_mul(WORD_DAYS));
        let lanes = self.counts.chunks_exact_mut(own).zip(other.counts.chunks_exact(others));
        for (lane, (sums, counts)) in lanes.enumerate() {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum = sum.saturating_add(*count);
            }
            other.expand_lane(other.planes_of(lane), 0..other.words, sums);
        }
    }

    /// The interval's first day.
    #[must_use]
    pub fn from(&self) -> Day {
        self.from
    }

    /// How many assets are there on each day, whatever they come to.
    #[must_use]
    pub fn present(&self) -> Vec<u32> {
        let running = self.begun.iter().scan(0i32, |present, begun| {
            *present = present.wrapping_add(*begun);
            Some(u32::try_from(*present).unwrap_or_default())
        });
        running.take(self.days).collect()
    }

    /// What was counted under the reading of that place, day by day.
    #[must_use]
    pub fn counts(&self, reading: usize) -> Option<DayCounts> {
        let mut known = self.lane(reading.checked_mul(LANES)?)?;
        let met = self.lane(reading.checked_mul(LANES)?.checked_add(1)?)?;
        let present = self.present();
        let less = |all: &[u32], some: &[u32]| -> Vec<u32> {
            all.iter().zip(some).map(|(all, some)| all.saturating_sub(*some)).collect()
        };
        let undetermined = less(&present, &known);
        known = less(&known, &met);
        Some(DayCounts { met, not_met: known, undetermined })
    }

    /// The places of those of `days` days that lie in the interval; `None` without one.
    fn inside(&self, from: Day, days: u32) -> Option<Range<usize>> {
        let place = |day: Day| usize::try_from(days_between(self.from, day)).ok();
        let end = from.plus(i32::try_from(days).unwrap_or(i32::MAX));
        let inside = place(from)?..place(end)?.min(self.days);
        (!inside.is_empty()).then_some(inside)
    }

    fn begin(&mut self, inside: &Range<usize>) {
        if let Some(first) = self.begun.get_mut(inside.start) {
            *first = first.wrapping_add(1);
        }
        if let Some(behind) = self.begun.get_mut(inside.end) {
            *behind = behind.wrapping_sub(1);
        }
    }

    /// Spills the counters that are full.
    fn make_room(&mut self, touched: &Range<usize>) {
        for word in touched.clone() {
            if self.had.get(word) == Some(&FULL) {
                let mut counts = std::mem::take(&mut self.counts);
                self.expand(word..word.saturating_add(1), &mut counts);
                self.counts = counts;
                for plane in self.planes.chunks_exact_mut(self.words) {
                    if let Some(plane) = plane.get_mut(word) {
                        *plane = 0;
                    }
                }
                if let Some(had) = self.had.get_mut(word) {
                    *had = 0;
                }
            }
        }
    }

    /// One lane's counts, day by day.
    fn lane(&self, lane: usize) -> Option<Vec<u32>> {
        if lane >= self.lanes {
            return None;
        }
        let length = self.words.checked_mul(WORD_DAYS)?;
        let from = lane.checked_mul(length)?;
        let mut counts = self.counts.get(from..from.checked_add(length)?)?.to_vec();
        self.expand_lane(self.planes_of(lane), 0..self.words, &mut counts);
        counts.resize(self.days, 0);
        Some(counts)
    }

    /// One lane's planes.
    fn planes_of(&self, lane: usize) -> &[u64] {
        let length = lane_planes(self.words);
        let from = lane.saturating_mul(length);
        self.planes.get(from..from.saturating_add(length)).unwrap_or_default()
    }

    /// Adds to the counts of all lanes what is in the planes of some words.
    fn expand(&self, range: Range<usize>, counts: &mut [u32]) {
        if self.words == 0 {
            return;
        }
        let counts = counts.chunks_exact_mut(self.words.saturating_mul(WORD_DAYS));
        for (planes, counts) in self.planes.chunks_exact(lane_planes(self.words)).zip(counts) {
            self.expand_lane(planes, range.clone(), counts);
        }
    }

    /// The same for one lane.
    fn expand_lane(&self, planes: &[u64], range: Range<usize>, counts: &mut [u32]) {
        if self.words == 0 {
            return;
        }
        let counts = counts.chunks_exact_mut(WORD_DAYS).enumerate().take(range.end).skip(range.start);
        for (word, counts) in counts {
            let had = self.had.get(word).copied().unwrap_or_default();
            if had == 0 {
                continue;
            }
            // Sum and held of each level are planes of one weight; what does not wait is left from before.
            for (place, plane) in planes.chunks_exact(self.words).enumerate() {
                let level = u32::try_from(place / 2).unwrap_or_default();
                let waits = place.is_multiple_of(2) || had.wrapping_shr(level) & 1 != 0;
                let plane = plane.get(word).copied().unwrap_or_default();
                if plane != 0 && waits {
                    add_plane(plane, level, counts);
                }
            }
        }
    }
}

/// Rows of `length` values as rows of more, with zeros behind each.
fn widened<T: Copy + Default>(values: &[T], rows: usize, length: usize, longer: usize) -> Vec<T> {
    let mut wide = vec![T::default(); rows.saturating_mul(longer)];
    for (to, from) in wide.chunks_exact_mut(longer.max(1)).zip(values.chunks_exact(length.max(1))) {
        if let Some(to) = to.get_mut(..from.len()) {
            to.copy_from_slice(from);
        }
    }
    wide
}

/// Planes of a lane: a sum and a waiting word for each level and each of `words` words.
fn lane_planes(words: usize) -> usize {
    words.saturating_mul(LEVELS).saturating_mul(2)
}

fn plus_words(from: Day, words: usize) -> Day {
    super::plus(from, words.saturating_mul(WORD_DAYS))
}

/// Adds `2^level` to the count of each day whose bit is set.
fn add_plane(plane: u64, level: u32, counts: &mut [u32]) {
    let weight = 1u32.wrapping_shl(level);
    let [low, high] = [plane & u64::from(u32::MAX), plane >> 32];
    for (half, counts) in [low, high].into_iter().zip(counts.chunks_exact_mut(BITS.len())) {
        let half = u32::try_from(half).unwrap_or_default();
        // Held against a bit of its own, each count is a lane of a vector; a shift of its own would not be.
        for (bit, count) in BITS.iter().zip(counts) {
            *count = count.wrapping_add(if half & bit == 0 { 0 } else { weight });
        }
    }
}

/// Lays a chunk's words, whose lowest bit is `from`, over a row of words whose lowest is `first`.
///
/// The chunk has days in the row's first word, so `first` is less than a word before `from`.
fn shift(source: &[u64], from: Day, first: Day, row: &mut [u64]) {
    // Bits of the chunk that lie before the row; negative where the row begins before the chunk.
    let before = first.since(from);
    let Ok(skip) = usize::try_from(before) else {
        let empty = before.unsigned_abs();
        let mut lower = 0u64;
        // Each word's low bits are what the word before it had no room for.
        for (row, word) in row.iter_mut().zip(source.iter().chain(repeat(&0))) {
            *row = word.wrapping_shl(empty) | lower.wrapping_shr(64u32.wrapping_sub(empty));
            lower = *word;
        }
        return;
    };
    let source = source.get(skip / WORD_DAYS..).unwrap_or_default();
    let bits = before.unsigned_abs() % u64::BITS;
    let (given, rest) = row.split_at_mut(source.len().min(row.len()));
    given.iter_mut().zip(source).for_each(|(row, word)| *row = word.wrapping_shr(bits));
    rest.fill(0);
    if let (true, Some(source)) = (bits != 0, source.get(1..)) {
        let bits = u64::BITS.wrapping_sub(bits);
        row.iter_mut().zip(source).for_each(|(row, word)| *row |= word.wrapping_shl(bits));
    }
}

/// Adds a row of words to one lane's counters from word `start` on; `had` tells what each has had. What is in the row is lost.
fn add(planes: &mut [u64], words: usize, start: usize, had: &[u16], row: &mut [u64]) {
    // Neighbours that had as much go together; nearly always these are all.
    let (mut start, mut had, mut row) = (start, had, row);
    while let Some(first) = had.first() {
        let alike = had.iter().take_while(|had| *had == first).count();
        let Some((run, rest)) = row.split_at_mut_checked(alike) else { return };
        add_run(planes, words, start, *first, run);
        (start, row) = (start.saturating_add(alike), rest);
        had = had.get(alike..).unwrap_or_default();
    }
}

/// The same where all counters have had as much.
fn add_run(planes: &mut [u64], words: usize, start: usize, had: u16, row: &mut [u64]) {
    for (level, planes) in (0u32..).zip(planes.chunks_exact_mut(words.saturating_mul(2))) {
        let end = start.saturating_add(row.len());
        let Some((sums, held)) = planes.split_at_mut_checked(words) else { return };
        let (Some(sums), Some(held)) = (sums.get_mut(start..end), held.get_mut(start..end)) else { return };
        if had.wrapping_shr(level) & 1 == 0 {
            held.copy_from_slice(row);
            return;
        }
        for ((sum, held), word) in sums.iter_mut().zip(held.iter()).zip(row.iter_mut()) {
            let either = *sum ^ held;
            let carry = (*sum & held) | (either & *word);
            *sum = either ^ *word;
            *word = carry;
        }
    }
}
