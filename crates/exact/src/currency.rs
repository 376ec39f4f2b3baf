//! National currencies: the current codes of ISO 4217, without funds, metals, units of account and tests.
//!
//! The currencies of unions (EUR, XOF and the like) are the national currencies of their members.

/// ISO 4217's list one as of 1 January 2026, one code a line, in alphabetical order.
const CODES: &str = include_str!("currencies.txt");

/// Its lines of codes as bytes: each has three capitals and its end, so that one can be found by halving.
const ROWS: &[[u8; 4]] = without_comments(CODES.as_bytes()).as_chunks().0;

/// What stands behind the lines that begin with `#`.
const fn without_comments(text: &[u8]) -> &[u8] {
    let (mut rest, mut is_comment) = (text, false);
    while let [first, behind @ ..] = rest {
        match (first, is_comment) {
            (b'#', _) => is_comment = true,
            (b'\n', true) => is_comment = false,
            (_, true) => {}
            (_, false) => return rest,
        }
        rest = behind;
    }
    rest
}

/// The codes, in alphabetical order.
pub fn national() -> impl Iterator<Item = &'static str> {
    CODES.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Whether `code` is the ISO 4217 code of a national currency, written in capitals.
#[must_use]
pub fn is_national(code: &str) -> bool {
    let [a, b, c] = code.as_bytes() else { return false };
    ROWS.binary_search(&[*a, *b, *c, b'\n']).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn currencies_of_states_and_unions_are_national_and_nothing_else_is() {
        for code in ["KZT", "USD", "EUR", "XOF", "XAF", "XCD", "XPF", "RUB", "AED", "ZWG"] {
            assert!(is_national(code), "{code}");
        }
        for code in [
            "XAU", "XDR", "XTS", "XXX", "BOV", "CHE", "USN", "USDT", "BTC", "usd", "", "US", "# N", "BGN",
            "HRK",
        ] {
            assert!(!is_national(code), "{code}");
        }
    }

    #[test]
    fn each_code_is_three_capitals_and_stands_once() {
        let codes: Vec<_> = national().collect();
        assert!(codes.iter().all(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase())));
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert_eq!(codes.len(), 155);
        assert!(codes.iter().all(|code| is_national(code)) && ROWS.len() == codes.len());
    }
}
