//! Numbers and ends of fields, eight bytes at a time.
//!
//! ```text
//! 1.00041400,              eight bytes from here on
//! ▲╰──┬───╯                1. which of them are digits? the first that is none is the point, so one digit
//! │   └ 8 digits           2. the eight bytes behind it: eight digits, turned into a number by three multiplications
//! └ 1 digit                3. 1 · 10^8 + 00041400, with 8 decimals
//! ```
//!
//! No text is made and nothing is allocated. What lies behind the end of the bytes counts as ends of lines.

/// The powers of ten that 64 bits hold.
pub(crate) const POWERS: [i64; 19] = powers();

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "10^18 fits, and k is below 19")]
const fn powers() -> [i64; 19] {
    let mut powers = [1; 19];
    let mut k = 1;
    while k < 19 {
        powers[k] = powers[k - 1] * 10;
        k += 1;
    }
    powers
}

/// That byte eight times.
const fn eight_times(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The eight bytes from `at` on, the first of them lowest.
#[inline(always)]
pub(crate) fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        Some(word) => u64::from_le_bytes(*word),
        None => eight_at_the_end(bytes, at),
    }
}

#[cold]
#[inline(never)]
fn eight_at_the_end(bytes: &[u8], at: usize) -> u64 {
    let mut word = [b'\n'; 8];
    let rest = bytes.get(at..).unwrap_or_default();
    word.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(word)
}

/// The byte there.
#[inline(always)]
pub(crate) fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(b'\n')
}

/// Which byte of a word is the first whose highest bit is set; 8 where there is none.
#[inline(always)]
fn first_of(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// Marks the bytes that are zero: the first mark is right, those above it may be wrong.
#[inline(always)]
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(eight_times(1)) & !word & eight_times(0x80)
}

/// Where the field that holds `at` ends: at the next separator or line feed, or at the end of the bytes.
#[inline(always)]
pub(crate) fn field_end(bytes: &[u8], at: usize, separator: u8) -> usize {
    let (feed, separator) = (eight_times(b'\n'), eight_times(separator));
    let mut at = at;
    loop {
        let word = eight(bytes, at);
        let ends = zeros(word ^ feed) | zeros(word ^ separator);
        if ends != 0 {
            return at.wrapping_add(first_of(ends)).min(bytes.len());
        }
        at = at.wrapping_add(8);
    }
}

/// A word without the zero's code in each byte, and how many digits it begins with.
#[inline(always)]
fn digits_of(word: u64) -> (u64, usize) {
    let digits = word ^ eight_times(b'0');
    // From ten on a byte's highest bit is set. A byte that carries into the next is no digit itself, so the first mark is
    // right.
    let others = (digits.wrapping_add(eight_times(0x76)) | digits) & eight_times(0x80);
    (digits, first_of(others))
}

/// The number that the first `count` digits spell, 1 to 8 of them.
#[inline(always)]
fn spelled(digits: u64, count: usize) -> u64 {
    const PAIRS: u64 = 0x0000_00ff_0000_00ff;
    // The digits go up to the end of the word, and zeros before them.
    let digits = digits.wrapping_shl(64u32.wrapping_sub((count as u32).wrapping_mul(8)));
    let twos = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let upper = (twos & PAIRS).wrapping_mul(0x000f_4240_0000_0064);
    let lower = ((twos >> 16) & PAIRS).wrapping_mul(0x0000_2710_0000_0001);
    upper.wrapping_add(lower) >> 32
}

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written<T> {
    /// Its digits without the point.
    pub(crate) digits: T,
    /// How many stand behind the point.
    pub(crate) decimals: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

/// A run of 1 to 16 digits as a number, and how many they are.
#[inline(always)]
pub(crate) fn run(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let (digits, count) = digits_of(eight(bytes, at));
    if count == 0 {
        return None;
    }
    let first = spelled(digits, count);
    if count < 8 {
        return Some((first, count));
    }
    let (digits, more) = digits_of(eight(bytes, at.wrapping_add(8)));
    match more {
        0 => Some((first, 8)),
        8 if byte(bytes, at.wrapping_add(16)).is_ascii_digit() => None,
        _ => {
            let power = POWERS.get(more).copied()?.unsigned_abs();
            Some((first.wrapping_mul(power).wrapping_add(spelled(digits, more)), more.wrapping_add(8)))
        }
    }
}

/// The number without a sign that begins at `at`, if its digits fit 64 bits and neither half has more than 16.
///
/// `None` says nothing: it may be a number all the same.
#[inline(always)]
pub(crate) fn narrow(bytes: &[u8], at: usize) -> Option<Written<i64>> {
    let (whole, count) = run(bytes, at)?;
    let end = at.wrapping_add(count);
    if byte(bytes, end) != b'.' {
        return Some(Written { digits: whole as i64, decimals: 0, end });
    }
    let behind = end.wrapping_add(1);
    let (fraction, decimals) = run(bytes, behind)?;
    let digits = (whole as i64).checked_mul(*POWERS.get(decimals)?)?.checked_add(fraction as i64)?;
    Some(Written { digits, decimals, end: behind.wrapping_add(decimals) })
}

/// The number without a sign that begins at `at`, if it has at most 16 digits, a point and at most 18: so prices of tokens
/// with 18 decimals are written.
///
/// `None` says nothing: it may be a number all the same.
#[inline(always)]
pub(crate) fn middling(bytes: &[u8], at: usize) -> Option<Written<i128>> {
    let (whole, count) = run(bytes, at)?;
    let end = at.wrapping_add(count);
    if byte(bytes, end) != b'.' {
        return Some(Written { digits: i128::from(whole), decimals: 0, end });
    }
    let behind = end.wrapping_add(1);
    let (fraction, decimals) = match run(bytes, behind) {
        Some(fraction) => fraction,
        None => {
            let (first, eight_first) = digits_of(eight(bytes, behind));
            let (second, eight_second) = digits_of(eight(bytes, behind.wrapping_add(8)));
            let (rest, count) = digits_of(eight(bytes, behind.wrapping_add(16)));
            if (eight_first, eight_second) != (8, 8) || !(1..=2).contains(&count) {
                return None;
            }
            let sixteen = spelled(first, 8).wrapping_mul(100_000_000).wrapping_add(spelled(second, 8));
            let power = POWERS.get(count).copied()?.unsigned_abs();
            (sixteen.wrapping_mul(power).wrapping_add(spelled(rest, count)), count.wrapping_add(16))
        }
    };
    let power = i128::from(*POWERS.get(decimals)?);
    // Below 10^16 · 10^18.
    let digits = i128::from(whole).wrapping_mul(power).wrapping_add(i128::from(fraction));
    Some(Written { digits, decimals, end: behind.wrapping_add(decimals) })
}

/// The number without a sign that begins at `at` and has 1 to 7 digits, a point and 8 digits, its point left out; and where
/// it ends. So Binance writes every price and quantity below ten millions.
///
/// `None` says nothing: it may be such a number all the same.
#[inline(always)]
pub(crate) fn of_eight_decimals(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let (whole, count) = digits_of(eight(bytes, at));
    let behind = at.wrapping_add(count).wrapping_add(1);
    let (fraction, decimals) = digits_of(eight(bytes, behind));
    if count == 0 || decimals != 8 || byte(bytes, behind.wrapping_sub(1)) != b'.' {
        return None;
    }
    let digits = spelled(whole, count).wrapping_mul(100_000_000).wrapping_add(spelled(fraction, 8));
    Some((digits as i64, behind.wrapping_add(8)))
}

/// Where the bytes from `at` on are no longer digits, points and commas, and how many commas were among them.
#[inline(always)]
pub(crate) fn plain_fields(bytes: &[u8], at: usize) -> (usize, u32) {
    const HIGH: u64 = eight_times(0x80);
    let (mut at, mut commas) = (at, 0u32);
    loop {
        let word = eight(bytes, at);
        let low = word & !HIGH;
        // A byte's highest bit says: below the comma or beyond the nine, which stand beside the digits but for `-` and `/`.
        let below = !((word | HIGH).wrapping_sub(eight_times(b','))) & HIGH;
        let beyond = low.wrapping_add(eight_times(0x7f - b'9')) | word;
        let others = (below | beyond) & HIGH;
        let commas_of = |marks: u64| marks.count_ones();
        let comma = !(low ^ eight_times(b',')).wrapping_add(eight_times(0x7f)) & HIGH;
        if others != 0 {
            let before = comma & (others & others.wrapping_neg()).wrapping_sub(1);
            return (at.wrapping_add(first_of(others)), commas.wrapping_add(commas_of(before)));
        }
        commas = commas.wrapping_add(commas_of(comma));
        at = at.wrapping_add(8);
    }
}

/// The number that begins at `at`, perhaps with a sign, if it has at most 38 digits.
///
/// `None` says nothing: it may be a number all the same.
pub(crate) fn broad(bytes: &[u8], at: usize) -> Option<Written<i128>> {
    let negative = byte(bytes, at) == b'-';
    let start = at.wrapping_add(usize::from(negative));
    let (whole, count) = long_run(bytes, start, 0, 0)?;
    let mut end = start.wrapping_add(count);
    let (mut digits, mut decimals) = (whole, 0);
    if byte(bytes, end) == b'.' && count > 0 {
        let behind = end.wrapping_add(1);
        let (all, total) = long_run(bytes, behind, whole, count)?;
        decimals = total.wrapping_sub(count);
        if decimals == 0 {
            return None;
        }
        (digits, end) = (all, behind.wrapping_add(decimals));
    }
    let digits = i128::try_from(digits).ok()?;
    (count > 0).then_some(Written {
        digits: if negative { digits.wrapping_neg() } else { digits },
        decimals,
        end,
    })
}

/// The digits from `at` on behind those that were read, `count` of them, and how many these are in all; 38 at most.
fn long_run(bytes: &[u8], at: usize, read: u128, count: usize) -> Option<(u128, usize)> {
    let (mut number, mut total, mut at) = (read, count, at);
    loop {
        let (digits, more) = digits_of(eight(bytes, at));
        if more == 0 {
            return Some((number, total));
        }
        total = total.wrapping_add(more);
        if total > 38 {
            return None;
        }
        let power = POWERS.get(more).copied()?.unsigned_abs();
        // Of 38 digits each number fits 128 bits.
        number = number.wrapping_mul(u128::from(power)).wrapping_add(u128::from(spelled(digits, more)));
        if more < 8 {
            return Some((number, total));
        }
        at = at.wrapping_add(8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use qazyq_exact::{Amount, IBig};

    /// What is written from the beginning on, as `digits decimals end`.
    fn check(text: &str, expected_narrow: Option<&str>, expected_broad: Option<&str>) {
        let told = |digits: i128, decimals, end| format!("{digits} {decimals} {end}");
        let small = narrow(text.as_bytes(), 0).map(|w| told(w.digits.into(), w.decimals, w.end));
        let large = broad(text.as_bytes(), 0).map(|w| told(w.digits, w.decimals, w.end));
        assert_eq!((small.as_deref(), large.as_deref()), (expected_narrow, expected_broad), "{text:?}");
    }

    #[test]
    fn a_number_is_read_up_to_what_is_no_digit() {
        for (text, expected) in [
            ("0", "0 0 1"),
            ("1.0036,1", "10036 4 6"),
            ("12345678", "12345678 0 8"),
            ("12345678,", "12345678 0 8"),
            ("123456789.", "123456789 0 9"),
            ("218068.88807403,", "21806888807403 8 15"),
            ("1.00000000\n", "100000000 8 10"),
            ("0.000000000000001", "1 15 17"),
            ("123456789012345x", "123456789012345 0 15"),
            ("1.5.2", "15 1 3"),
            ("007", "7 0 3"),
        ] {
            let broken = text == "123456789.";
            check(text, (!broken).then_some(expected), (!broken).then_some(expected));
        }
        check("-1.5", None, Some("-15 1 4"));
        check("1.0004999999999999", Some("10004999999999999 16 18"), Some("10004999999999999 16 18"));
        check("1234567890123456", Some("1234567890123456 0 16"), Some("1234567890123456 0 16"));
        check("12345678901234567", None, Some("12345678901234567 0 17"));
        check("1.12345678901234567", None, Some("112345678901234567 17 19"));
        for text in ["", ",", ".5", "-", "-.5", "x1", "--1", "1.", "1.,"] {
            check(text, None, None);
        }
        let most = "9".repeat(38);
        check(&most, None, Some(&format!("{most} 0 38")));
        check(&format!("{most}9"), None, None);
        check(&format!("9.{most}"), None, None);
        // 10^4 · 10^15 is beyond 64 bits.
        check("10000.000000000000000", None, Some("10000000000000000000 15 21"));
    }

    #[test]
    fn a_field_ends_at_a_separator_or_a_line_end() {
        for (text, at, end) in [
            ("a,b", 0, 1),
            ("a,b", 1, 1),
            ("a,b", 2, 3),
            ("abcdefghijk,b", 0, 11),
            ("abcdefghijk\nb", 3, 11),
            ("abcdefgh", 0, 8),
            ("", 0, 0),
            ("\u{8a}\u{8a}\u{8a}\u{8a},", 0, 8),
        ] {
            assert_eq!(field_end(text.as_bytes(), at, b','), end, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_way_reads_what_an_amount_says(
            text in "-?[0-9]{1,20}(\\.[0-9]{1,20})?",
            before in "[,\n]{0,3}",
            behind in "([,\r\nex -].{0,9})?",
        ) {
            let whole = format!("{before}{text}{behind}");
            let amount: Amount = text.parse().unwrap();
            let end = whole.len().saturating_sub(behind.len());
            if let Some(w) = narrow(whole.as_bytes(), before.len()) {
                prop_assert_eq!((Amount::new(IBig::from(w.digits), w.decimals), w.end), (amount.clone(), end));
            }
            if let Some(w) = middling(whole.as_bytes(), before.len()) {
                prop_assert_eq!((Amount::new(IBig::from(w.digits), w.decimals), w.end), (amount.clone(), end));
            }
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            match broad(whole.as_bytes(), before.len()) {
                Some(w) => prop_assert_eq!((Amount::new(IBig::from(w.digits), w.decimals), w.end), (amount, end)),
                None => prop_assert!(digits > 38),
            }
        }

        #[test]
        fn eight_decimals_and_plain_fields_are_what_they_seem(text in "([0-9]{0,9}[.,]?[0-9]{6,9}[-/,.]{0,2}){0,3}[\n\rx\u{e9}]?[0-9,]{0,9}") {
            if let Some((digits, end)) = of_eight_decimals(text.as_bytes(), 0) {
                prop_assert_eq!(Some((digits, 8)), narrow(&text.as_bytes()[..end], 0).map(|w| (w.digits, w.decimals)));
            }
            let plain: Vec<u8> = text.bytes().take_while(|byte| (b','..=b'9').contains(byte)).collect();
            let commas = plain.iter().filter(|byte| **byte == b',').count();
            prop_assert_eq!(plain_fields(text.as_bytes(), 0), (plain.len(), u32::try_from(commas).unwrap()));
        }

        #[test]
        fn any_bytes_are_digits_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..24), at in 0usize..26) {
            let slow = bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
            match run(&bytes, at) {
                Some((_, count)) => prop_assert_eq!(count, slow),
                None => prop_assert!(slow == 0 || slow > 16),
            }
            let end = bytes.iter().skip(at).position(|byte| matches!(byte, b',' | b'\n'));
            prop_assert_eq!(field_end(&bytes, at.min(bytes.len()), b','), end.map_or(bytes.len(), |end| at.saturating_add(end)));
        }
    }
}
