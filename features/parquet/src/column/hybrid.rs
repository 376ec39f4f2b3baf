//! The hybrid of runs and bits: levels, and places in a dictionary.
//!
//! ```text
//! 80 02  05        run: 0x100 >> 1 = 128 times the number 5
//! 03  88 c6 fa     bits: 3 >> 1 = 1 times eight numbers of three bits
//! ```

use super::bits::{self, AT_ONCE};
use crate::thrift::{Broken, broken};

/// How many numbers are given at once.
pub(super) const BLOCK: usize = 1024;

/// Room for a block that begins and ends within thirty-two numbers.
pub(super) type Room = [[u32; AT_ONCE]; BLOCK / AT_ONCE + 2];

/// Where a reader stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Hybrid {
    at: usize,
    end: usize,
    /// Bits of a number.
    width: u8,
    run: Run,
}

#[derive(Clone, Debug, Default)]
enum Run {
    #[default]
    Over,
    Repeated {
        number: u32,
        left: usize,
    },
    /// INVARIANT: `at` is where the eight numbers begin of which `passed` have been given.
    Packed {
        passed: usize,
        left: usize,
        end: usize,
    },
}

/// Some of the numbers.
pub(super) enum Piece<'r> {
    Repeated { number: u32, many: usize },
    Each(&'r [u32]),
}

impl Hybrid {
    /// The numbers that the bytes of `range` are, of `width` bits each, at most 32.
    pub(super) fn new(range: core::ops::Range<usize>, width: u8) -> Result<Self, Broken> {
        if width > 32 {
            return Err(broken("its numbers have too many bits"));
        }
        Ok(Self { at: range.start, end: range.end, width, run: Run::Over })
    }

    /// At least one number and at most `most`, which is not zero.
    pub(super) fn next<'r>(
        &mut self,
        page: &[u8],
        most: usize,
        room: &'r mut Room,
    ) -> Result<Piece<'r>, Broken> {
        loop {
            match &mut self.run {
                Run::Repeated { number, left } if *left > 0 => {
                    let many = most.min(*left);
                    *left = left.saturating_sub(many);
                    return Ok(Piece::Repeated { number: *number, many });
                }
                Run::Packed { passed, left, end } if *left > 0 => {
                    let many = most.min(*left).min(BLOCK);
                    let last = passed.saturating_add(many);
                    let bytes = page.get(self.at..*end).unwrap_or_default();
                    let blocks = room.get_mut(..last.div_ceil(AT_ONCE)).unwrap_or_default();
                    bits::narrow(self.width, bytes, blocks);
                    let given = room.as_flattened().get(*passed..last).unwrap_or_default();
                    *left = left.saturating_sub(many);
                    self.at = self.at.saturating_add((last / 8).saturating_mul(usize::from(self.width)));
                    *passed = last % 8;
                    return Ok(Piece::Each(given));
                }
                Run::Packed { end, .. } => {
                    self.at = *end;
                    self.begin(page)?;
                }
                Run::Repeated { .. } | Run::Over => self.begin(page)?,
            }
        }
    }

    /// Reads how the next run begins.
    fn begin(&mut self, page: &[u8]) -> Result<(), Broken> {
        let mut rest = page.get(self.at..self.end).unwrap_or_default();
        let before = rest.len();
        let head = varint(&mut rest)?;
        let many = usize::try_from(head >> 1).map_err(|_| broken("a run is too long"))?;
        self.at = self.at.saturating_add(before.saturating_sub(rest.len()));
        if head & 1 == 0 {
            let bytes = usize::from(self.width.div_ceil(8));
            let number = rest.get(..bytes).ok_or_else(|| broken("a run ends too early"))?;
            let number = number.iter().rev().fold(0u32, |sum, byte| sum.wrapping_shl(8) | u32::from(*byte));
            self.at = self.at.saturating_add(bytes);
            self.run = Run::Repeated { number, left: many };
        } else {
            let bytes = many.saturating_mul(usize::from(self.width)).min(rest.len());
            // Of the last run some writers leave out what no value needs.
            let there = bytes.saturating_mul(8).checked_div(usize::from(self.width)).unwrap_or(usize::MAX);
            let left = many.saturating_mul(8).min(there);
            self.run = Run::Packed { passed: 0, left, end: self.at.saturating_add(bytes) };
        }
        Ok(())
    }
}

/// The number at the beginning of `bytes`, which go on behind it.
pub(super) fn varint(bytes: &mut &[u8]) -> Result<u64, Broken> {
    let mut number = 0u64;
    for place in (0..64).step_by(7) {
        let (byte, rest) =
            bytes.split_first().ok_or_else(|| broken("it has fewer values than it tells of"))?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(place).unwrap_or_default();
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(broken("a number does not end"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers, asked for by so many at a time; the error where they end.
    fn check(bytes: &[u8], width: u8, expected: &[u32]) {
        for most in [1, 3, 8, 33, 5000] {
            let mut hybrid = Hybrid::new(0..bytes.len(), width).unwrap();
            let (mut got, mut room) = (Vec::new(), [[0; AT_ONCE]; BLOCK / AT_ONCE + 2]);
            let error = loop {
                match hybrid.next(bytes, most, &mut room) {
                    Ok(Piece::Repeated { number, many }) => got.extend(core::iter::repeat_n(number, many)),
                    Ok(Piece::Each(numbers)) => got.extend_from_slice(numbers),
                    Err(error) => break error,
                }
            };
            assert_eq!(got, expected, "{most} {bytes:x?}");
            assert_eq!(error.0, "it has fewer values than it tells of");
        }
    }

    #[test]
    fn runs_and_bits_follow_one_another() {
        check(&[6, 1], 1, &[1, 1, 1]);
        check(&[3, 0x88, 0xc6, 0xfa], 3, &[0, 1, 2, 3, 4, 5, 6, 7]);
        check(
            &[3, 0x88, 0xc6, 0xfa, 4, 5, 3, 0x88, 0xc6, 0xfa],
            3,
            &[0, 1, 2, 3, 4, 5, 6, 7, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7],
        );
        check(&[4, 0x34, 0x12, 2, 0, 0], 16, &[0x1234, 0x1234, 0]);
        check(&[4], 0, &[0, 0]);
        check(&[3], 0, &[0; 8]);
        // Two bytes of three are five whole numbers.
        check(&[3, 0x88, 0xc6], 3, &[0, 1, 2, 3, 4]);
    }

    #[test]
    fn long_runs_of_bits_are_read_wherever_they_are_cut() {
        let numbers: Vec<u32> = (0..4096).map(|n| n % 32).collect();
        let mut bytes = vec![0x81, 0x08];
        for eight in numbers.chunks(8) {
            let packed = eight.iter().rev().fold(0u64, |sum, n| sum << 5 | u64::from(*n));
            bytes.extend_from_slice(&packed.to_le_bytes()[..5]);
        }
        check(&bytes, 5, &numbers);
    }
}
