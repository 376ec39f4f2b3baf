//! DELTA_BINARY_PACKED: numbers as differences, packed as narrowly as each part of a block allows.
//!
//! ```text
//! 80 01 · 04 · 05 · 02           blocks of 128 in 4 parts, 5 numbers, the first of which is 1 (zigzag)
//! 01 · 02 00 00 00 · e4 …        a block: the least difference -1, the bits of each part, the differences above the least
//! ```
//!
//! Differences wrap, so that every number can follow every other.

use super::bits::{self, AT_ONCE};
use super::hybrid::varint;
use crate::thrift::{Broken, broken};

/// More parts than any writer makes of a block.
const PARTS_MAX: usize = 512;

/// Where a reader stands.
#[derive(Clone, Debug)]
pub(super) struct Delta {
    at: usize,
    end: usize,
    /// How many parts a block has, and how many numbers a part.
    parts: usize,
    part_len: usize,
    /// Numbers that have not been read; those that are read and not given are not among them.
    left: usize,
    last: u64,
    least: u64,
    /// Where the widths of the block's parts stand, and which part comes next.
    widths: usize,
    part: usize,
    /// Numbers of this part that have not been read, and their bits.
    left_in_part: usize,
    width: u8,
    /// Numbers that were read and not given.
    ready: [u64; AT_ONCE],
    given: usize,
    ready_end: usize,
}

impl Delta {
    /// The numbers that the bytes of `range` are, at most `many`.
    pub(super) fn new(page: &[u8], range: core::ops::Range<usize>, many: usize) -> Result<Self, Broken> {
        let bytes = page.get(range.clone()).unwrap_or_default();
        let mut rest = bytes;
        let mut number = || usize::try_from(varint(&mut rest)?).map_err(|_| broken("a block is too large"));
        let (block_len, parts, left) = (number()?, number()?, number()?);
        let first = zigzag(varint(&mut rest)?);
        let part_len = block_len.checked_div(parts).unwrap_or_default();
        let is_even = part_len.saturating_mul(parts) == block_len && part_len.is_multiple_of(AT_ONCE);
        if !is_even || part_len == 0 || parts > PARTS_MAX {
            return Err(broken("its blocks have no even parts"));
        }
        if left > many {
            return Err(broken("a page's values are more than it tells of"));
        }
        let mut ready = [0; AT_ONCE];
        if let Some(ready) = ready.first_mut() {
            *ready = first;
        }
        Ok(Self {
            at: range.start.saturating_add(bytes.len().saturating_sub(rest.len())),
            end: range.end,
            parts,
            part_len,
            left: left.saturating_sub(1),
            last: first,
            least: 0,
            widths: 0,
            // No block has begun.
            part: parts,
            left_in_part: 0,
            width: 0,
            ready,
            given: 0,
            ready_end: left.min(1),
        })
    }

    /// Fills `to` from its beginning with the next numbers; gives how many, at least one unless `to` is empty.
    pub(super) fn next(&mut self, page: &[u8], to: &mut [u64]) -> Result<usize, Broken> {
        let waiting = self.ready.get(self.given..self.ready_end).unwrap_or_default();
        let many = waiting.len().min(to.len());
        for (to, from) in to.iter_mut().zip(waiting) {
            *to = *from;
        }
        self.given = self.given.saturating_add(many);
        let (whole, rest) = to.get_mut(many..).unwrap_or_default().as_chunks_mut::<AT_ONCE>();
        let mut filled = many;
        for to in whole {
            if self.left == 0 {
                break;
            }
            filled = filled.saturating_add(self.read(page, to)?);
        }
        if !rest.is_empty() && self.left > 0 {
            let mut ready = [0; AT_ONCE];
            self.ready_end = self.read(page, &mut ready)?;
            self.ready = ready;
            self.given = rest.len().min(self.ready_end);
            for (to, from) in rest.iter_mut().zip(&ready) {
                *to = *from;
            }
            filled = filled.saturating_add(self.given);
        }
        if filled == 0 && !to.is_empty() {
            return Err(broken("it has fewer values than it tells of"));
        }
        Ok(filled)
    }

    /// Reads the next thirty-two numbers, or those that are left; gives how many they are.
    fn read(&mut self, page: &[u8], to: &mut [u64; AT_ONCE]) -> Result<usize, Broken> {
        if self.left_in_part == 0 {
            self.begin(page)?;
        }
        let many = self.left.min(AT_ONCE);
        let width = usize::from(self.width);
        let bytes = page.get(self.at..self.end).unwrap_or_default();
        // Some writers end with the last number that is needed.
        if bytes.len() < many.saturating_mul(width).div_ceil(8) {
            return Err(broken("it has fewer values than it tells of"));
        }
        bits::wide(self.width, bytes, core::slice::from_mut(to));
        let (mut last, least) = (self.last, self.least);
        for number in to.iter_mut() {
            last = last.wrapping_add(number.wrapping_add(least));
            *number = last;
        }
        self.last = last;
        self.at = self.at.saturating_add(width.saturating_mul(AT_ONCE / 8));
        self.left_in_part = self.left_in_part.saturating_sub(AT_ONCE);
        self.left = self.left.saturating_sub(many);
        Ok(many)
    }

    /// Begins the next part, and the next block where there is none.
    fn begin(&mut self, page: &[u8]) -> Result<(), Broken> {
        if self.part == self.parts {
            let bytes = page.get(self.at..self.end).unwrap_or_default();
            let mut rest = bytes;
            self.least = zigzag(varint(&mut rest)?);
            self.widths = self.at.saturating_add(bytes.len().saturating_sub(rest.len()));
            self.at = self.widths.saturating_add(self.parts);
            self.part = 0;
        }
        let width = page.get(..self.end).and_then(|page| page.get(self.widths.saturating_add(self.part)));
        self.width = *width.ok_or_else(|| broken("it has fewer values than it tells of"))?;
        if self.width > 64 {
            return Err(broken("its numbers have too many bits"));
        }
        self.part = self.part.saturating_add(1);
        self.left_in_part = self.part_len;
        Ok(())
    }

    /// Where the bytes behind the numbers begin. What is left of the last part is there, as the format has it.
    pub(super) fn end_of_all(mut self, page: &[u8]) -> Result<usize, Broken> {
        while self.left > 0 {
            if self.left_in_part == 0 {
                self.begin(page)?;
            }
            let bytes = self.left_in_part.saturating_mul(usize::from(self.width)) / 8;
            self.at = self.at.saturating_add(bytes);
            self.left = self.left.saturating_sub(self.left_in_part);
            self.left_in_part = 0;
        }
        if self.at > self.end { Err(broken("it has fewer values than it tells of")) } else { Ok(self.at) }
    }
}

/// A number with its sign in the lowest bit, as two's complement.
fn zigzag(number: u64) -> u64 {
    (number >> 1) ^ (number & 1).wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All numbers, asked for by so many at a time.
    fn check(bytes: &[u8], many: usize, expected: Result<&[i64], &str>) {
        for most in [1, 2, 31, 32, 33, 100, 1000] {
            let got = || {
                let mut delta = Delta::new(bytes, 0..bytes.len(), many)?;
                let (mut got, mut to) = (Vec::new(), vec![0; most]);
                while got.len() < many {
                    let want = most.min(many.saturating_sub(got.len()));
                    let filled = delta.next(bytes, &mut to[..want])?;
                    got.extend(to[..filled].iter().map(|n| n.cast_signed()));
                }
                Ok(got)
            };
            let got = got().map_err(|Broken(what)| what);
            assert_eq!(got.as_deref(), expected.map_err(str::to_owned).as_ref().copied(), "{most}");
        }
    }

    #[test]
    fn numbers_are_sums_of_differences() {
        // The format's own examples: 1, 2, 3, 4, 5 and 7, 5, 3, 1, 2, 3, 4, 5.
        check(&[0x80, 1, 4, 5, 2, 2, 0, 0, 0, 0], 5, Ok(&[1, 2, 3, 4, 5]));
        let mut bytes = vec![0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0xc0, 0x3f];
        bytes.extend([0; 6]);
        check(&bytes, 8, Ok(&[7, 5, 3, 1, 2, 3, 4, 5]));
        check(&bytes[..12], 8, Ok(&[7, 5, 3, 1, 2, 3, 4, 5]));
        check(&[0x80, 1, 4, 1, 3], 1, Ok(&[-2]));
        let zeros: Vec<i64> = (0..1000).collect();
        let mut bytes = vec![0x80, 1, 4, 0xe8, 7, 0];
        bytes.extend([2, 0, 0, 0, 0].repeat(8));
        check(&bytes, 1000, Ok(&zeros));
    }

    #[test]
    fn what_ends_early_or_tells_of_too_much_is_broken() {
        let few = "it has fewer values than it tells of";
        check(&[], 1, Err(few));
        check(&[0x80, 1, 4, 5, 2, 2], 5, Err(few));
        check(&[0x80, 1, 4, 5, 2, 2, 9, 0, 0, 0], 5, Err(few));
        check(&[0x80, 1, 4, 1, 2], 2, Err(few));
        check(&[0x80, 1, 4, 6, 2, 2, 0, 0, 0, 0], 5, Err("a page's values are more than it tells of"));
        check(&[0x80, 1, 4, 5, 2, 2, 65, 0, 0, 0], 5, Err("its numbers have too many bits"));
        for block in [[0x80, 1, 0], [0, 0, 4], [1, 0x80, 1], [0x21, 1, 1], [0x82, 1, 4]] {
            let bytes = [&block[..], &[5, 2]].concat();
            check(&bytes, 5, Err("its blocks have no even parts"));
        }
    }
}
