//! Bits: numbers of some bits each, one behind the other, the lowest bit first.
//!
//! ```text
//! 88 c6 fa     eight numbers of three bits: 0 1 2 3 4 5 6 7
//! ```
//!
//! Thirty-two numbers of `W` bits end with a byte, whatever `W` is: they take `4 · W` bytes.
//!
//! Each width has a loop of its own, in which every place and every shift is a constant.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "places are below the lengths of arrays: i < 32 and W ≤ 64, so i·W/8 + 16 ≤ 264 < SPAN, and shifts are below 8"
)]

/// How many numbers are read at once.
pub(super) const AT_ONCE: usize = 32;
/// As many bytes as the widest take, and some more, so that every number can be read with its neighbours.
const SPAN: usize = 272;

/// Numbers of at most 32 bits.
pub(super) fn narrow(width: u8, bytes: &[u8], to: &mut [[u32; AT_ONCE]]) {
    fn of<const W: usize>(bytes: &[u8], to: &mut [[u32; AT_ONCE]]) {
        let mask = u32::MAX.checked_shr(32 - W as u32).unwrap_or_default();
        spans::<W, u32>(bytes, to, |span, to| {
            for (i, number) in to.iter_mut().enumerate() {
                *number = (eight(span, i * W / 8) >> (i * W % 8)) as u32 & mask;
            }
        });
    }
    macro_rules! widths {
        ($($width:literal)*) => {
            match width {
                $($width => of::<$width>(bytes, to),)*
                _ => to.fill([0; AT_ONCE]),
            }
        };
    }
    widths!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32);
}

/// Numbers of at most 64 bits.
pub(super) fn wide(width: u8, bytes: &[u8], to: &mut [[u64; AT_ONCE]]) {
    fn of<const W: usize>(bytes: &[u8], to: &mut [[u64; AT_ONCE]]) {
        let mask = u64::MAX >> (64 - W);
        spans::<W, u64>(bytes, to, |span, to| {
            for (i, number) in to.iter_mut().enumerate() {
                // Up to 57 bits lie in eight bytes wherever they begin.
                let low = eight(span, i * W / 8) >> (i * W % 8);
                let high = if W > 57 { eight(span, i * W / 8 + 8) << 1 << (63 - i * W % 8) } else { 0 };
                *number = (low | high) & mask;
            }
        });
    }
    macro_rules! widths {
        ($($width:literal)*) => {
            match width {
                $($width => of::<$width>(bytes, to),)*
                _ => to.fill([0; AT_ONCE]),
            }
        };
    }
    widths!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
        33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64);
}

/// Gives each thirty-two numbers their bytes; what is missing at the end is zero.
#[inline(always)]
fn spans<const W: usize, T>(
    bytes: &[u8],
    to: &mut [[T; AT_ONCE]],
    read: impl Fn(&[u8; SPAN], &mut [T; AT_ONCE]),
) {
    for (place, to) in to.iter_mut().enumerate() {
        let rest = bytes.get(place * 4 * W..).unwrap_or_default();
        match rest.first_chunk::<SPAN>() {
            Some(span) => read(span, to),
            None => {
                let mut span = [0; SPAN];
                span[..rest.len()].copy_from_slice(rest);
                read(&span, to);
            }
        }
    }
}

/// The eight bytes at a place as a number.
#[inline(always)]
fn eight(span: &[u8; SPAN], at: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&span[at..at + 8]);
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bit by bit, as the format says it.
    fn slow(width: usize, bytes: &[u8], place: usize) -> u64 {
        (0..width).fold(0, |number, bit| {
            let at = place * width + bit;
            let set = bytes.get(at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1);
            number | u64::from(set) << bit
        })
    }

    #[test]
    fn the_format_s_own_example_is_read() {
        let mut to = [[9; AT_ONCE]];
        narrow(3, &[0x88, 0xc6, 0xfa], &mut to);
        assert_eq!(to[0][..9], [0, 1, 2, 3, 4, 5, 6, 7, 0]);
    }

    #[test]
    fn every_width_is_read_as_bit_by_bit() {
        let mut state = 1u64;
        let bytes: Vec<u8> = core::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .take(700)
        .collect();
        for width in 0..=64u8 {
            let many = usize::from(width) * 8;
            for bytes in [&bytes[..], &bytes[..many], &bytes[..many / 3]] {
                let expected: Vec<u64> =
                    (0..3 * AT_ONCE).map(|place| slow(usize::from(width), bytes, place)).collect();
                let mut to = [[7; AT_ONCE]; 3];
                wide(width, bytes, &mut to);
                assert_eq!(to.as_flattened(), expected, "{width}");
                if width <= 32 {
                    let mut to = [[7; AT_ONCE]; 3];
                    narrow(width, bytes, &mut to);
                    assert!(to.as_flattened().iter().map(|n| u64::from(*n)).eq(expected), "{width}");
                }
            }
        }
    }
}
