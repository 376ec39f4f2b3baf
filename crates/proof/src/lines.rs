//! What the texts of this crate have in common: lines that end, numbers that are written one way.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The line at the beginning of `rest`, without its end, of which `rest` is left; none where no line ends.
pub(crate) fn line<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let (line, behind) = rest.split_once('\n')?;
    *rest = behind;
    Some(line)
}

/// A number without a sign and without zeros in front.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits)?;
    (text == "0" || !text.starts_with('0')).then_some(number)
}

/// The bytes behind Base 64 in its one form.
pub(crate) fn base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Base 64 with its padding.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_one_way() {
        for (text, number) in
            [("0", Some(0)), ("7", Some(7)), ("10", Some(10)), ("18446744073709551615", Some(u64::MAX))]
        {
            assert_eq!(decimal(text), number, "{text}");
        }
        for text in ["", "00", "07", "+7", "-0", " 7", "7 ", "0x7", "18446744073709551616", "٧"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_ends() {
        let mut rest = "a\n\nb";
        assert_eq!(
            (line(&mut rest), line(&mut rest), line(&mut rest), rest),
            (Some("a"), Some(""), None, "b")
        );
    }
}
