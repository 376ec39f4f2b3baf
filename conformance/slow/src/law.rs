//! The order's numbers, written out, and the currencies that count as national.
//!
//! The product reads its law as data with versions. Here it is a plain table: this crate is its peer, and a
//! peer that read the same data would repeat its mistakes.

use crate::number::{Fraction, whole};

use jiff::civil::{Date, date};

/// Order No. 600/НҚ of 27 November 2025 is in force since this day.
pub(crate) const IN_FORCE_SINCE: Date = date(2025, 12, 13);

/// "The last 30 calendar days".
pub(crate) const WINDOW_DAYS: i32 = 30;

/// How far back, in days, a missing day's price may be fetched under `carry_forward`.
pub(crate) const CARRY_DAYS_MAX: i32 = 10;

/// How many days after its own a rate still serves.
pub(crate) const RATE_AGE_DAYS_MAX: i32 = 10;

/// How many days old the check of a register may be.
pub(crate) const CHECK_AGE_DAYS_MAX: i32 = 30;

/// The items that `disclosure` asks for.
pub(crate) const DISCLOSURE_ITEMS: [&str; 4] = ["asset", "backing", "issuer", "stabilisation_mechanism"];

/// "Does not exceed ±1 %".
pub(crate) fn threshold() -> Fraction {
    whole(1) / whole(100)
}

/// Whether the code is that of a national currency: it stands in `currencies.txt` as it is written.
pub(crate) fn is_national_currency(code: &str) -> bool {
    let codes = include_str!("../currencies.txt").lines().filter(|line| !line.starts_with('#'));
    codes.filter(|line| !line.is_empty()).any(|line| line == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_codes_as_they_are_written() {
        assert!(["USD", "KZT", "EUR", "XOF", "ZWG"].iter().all(|code| is_national_currency(code)));
        for other in ["", "usd", "USD ", "XAU", "XDR", "CLF", "BTC", "#", "# National currencies"] {
            assert!(!is_national_currency(other), "{other}");
        }
    }
}
