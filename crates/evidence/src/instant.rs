//! Instants as a case writes them.

use jiff::Timestamp;

/// `YYYY-MM-DDThh:mm:ss`, optionally a point and digits, then `Z` or an offset, as a case has it; none of any other text.
#[must_use]
pub fn instant_of(text: &str) -> Option<Timestamp> {
    if !qazyq_law::is_instant_of_a_case(text) {
        return None;
    }
    // A case may have more digits than the library counts: those behind the ninth cannot part two instants here.
    let (head, tail) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
    let offset = tail.get(digits.len()..).unwrap_or_default();
    let counted = digits.get(..digits.len().min(9)).unwrap_or_default();
    let short = if tail.is_empty() { head.to_owned() } else { format!("{head}.{counted}{offset}") };
    short.parse().ok()
}
