//! Days as bits: sixty-four to a word, the earliest lowest.
//!
//! A slice of words stands for as many days as it has bits; days in front of it and behind it are unset.

/// Days of a word.
pub(super) const WORD: usize = 64;

/// The bit of each place.
pub(super) const PLACES: [u64; WORD] = {
    let mut places = [0; WORD];
    let mut rest: &mut [u64] = &mut places;
    let mut bit = 1u64;
    while let [first, others @ ..] = rest {
        *first = bit;
        bit = bit.rotate_left(1);
        rest = others;
    }
    places
};

/// Of sixty-four values those that `is_set` is true of.
#[inline(always)]
pub(super) fn where_true(values: &[i64; WORD], is_set: impl Fn(i64) -> bool) -> u64 {
    let mut word = 0;
    for (value, place) in values.iter().zip(&PLACES) {
        word |= u64::from(is_set(*value)).wrapping_neg() & place;
    }
    word
}

/// The places that are set, ascending.
pub(super) fn places(word: u64) -> impl Iterator<Item = usize> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let place = (rest != 0).then_some(rest.trailing_zeros())?;
        rest &= rest.wrapping_sub(1);
        usize::try_from(place).ok()
    })
}

/// The bit of that place; places from 64 on begin anew.
pub(super) fn bit(place: usize) -> u64 {
    PLACES.get(place % WORD).copied().unwrap_or_default()
}

/// The word whose lowest bit is the day `start`, which may lie anywhere.
#[inline(always)]
pub(super) fn word_at(words: &[u64], start: i64) -> u64 {
    let word = |index: i64| usize::try_from(index).ok().and_then(|index| words.get(index)).copied();
    let (index, by) = (start >> 6, u32::try_from(start & 63).unwrap_or_default());
    let low = word(index).unwrap_or_default().wrapping_shr(by);
    if by == 0 {
        return low;
    }
    let high = word(index.wrapping_add(1)).unwrap_or_default();
    low | high.wrapping_shl(0u32.wrapping_sub(by))
}

/// Makes each bit say whether it and the `span - 1` bits behind it are all set.
///
/// Runs twice as long each time: with every day of `[d, d + k)` known for each `d`, those of `[d, d + 2k)` are two words away.
pub(super) fn all_of_the_next(words: &mut [u64], span: usize) {
    let mut reached = 1;
    while reached < span {
        let step = reached.min(span.wrapping_sub(reached));
        let days = i64::try_from(step).unwrap_or(i64::MAX);
        // What is read lies at or behind what is written: it is as it was.
        let mut start = days;
        for index in 0..words.len() {
            let behind = word_at(words, start);
            if let Some(word) = words.get_mut(index) {
                *word &= behind;
            }
            start = start.wrapping_add(64);
        }
        reached = reached.wrapping_add(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits that look random and are always the same.
    fn words() -> Vec<u64> {
        (1u32..6)
            .map(|k| u64::from(k).wrapping_mul(0x9E37_79B9_7F4A_7C15) | u64::MAX.rotate_left(k) << 9)
            .collect()
    }

    fn day(words: &[u64], day: i64) -> bool {
        usize::try_from(day).is_ok_and(|d| words.get(d / 64).is_some_and(|w| w >> (d % 64) & 1 == 1))
    }

    #[test]
    fn a_word_is_read_at_any_day() {
        let words = words();
        for start in -130..330 {
            let expected = (0..64).filter(|k| day(&words, start + k)).map(|k| 1 << k).sum::<u64>();
            assert_eq!(word_at(&words, start), expected, "{start}");
        }
    }

    #[test]
    fn runs_of_any_length_are_found() {
        for span in (0..70).chain([127, 128, 129, 200, 319, 320, 321, 3660]) {
            for pattern in [words(), vec![!0; 5], vec![0; 3], Vec::new()] {
                let mut got = pattern.clone();
                all_of_the_next(&mut got, span);
                for d in 0..i64::try_from(pattern.len() * 64).unwrap() {
                    let expected = (d..d + i64::try_from(span.max(1)).unwrap()).all(|k| day(&pattern, k));
                    assert_eq!(day(&got, d), expected, "{span} {d}");
                }
            }
        }
    }

    #[test]
    fn places_are_those_of_set_bits() {
        for word in words().into_iter().chain([0, 1, !0, 1 << 63]) {
            let expected: Vec<usize> = (0..64).filter(|k| word >> k & 1 == 1).collect();
            assert_eq!(places(word).collect::<Vec<_>>(), expected);
            assert_eq!(expected.iter().map(|k| bit(*k)).sum::<u64>(), word);
            let values: [i64; 64] = std::array::from_fn(|k| if word >> k & 1 == 1 { 5 } else { -5 });
            assert_eq!(where_true(&values, |v| v > 0), word);
        }
    }
}
