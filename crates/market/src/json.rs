//! JSON answers: documents read whole or not at all, and figures digit for digit.
//!
//! ```text
//! 0.9997   "0.99970000"   1.5e-7   6.42E+11        read exactly: 0.00000015, 642000000000
//! null                                             absent
//! 1e400   "n/a"   {"price":1}   true               no figure
//! ```
//!
//! In a spreadsheet an exponent means that digits may be lost ([`crate::figure`]); in JSON it is how a serialiser writes
//! a number that it has whole, so it is read.

use qazyq_exact::{Amount, FRACTION_DIGITS_MAX, INTEGER_DIGITS_MAX};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::feed::AnswerError;
use crate::figure::Unread;

/// The document that these bytes are.
///
/// # Errors
/// Where they are a web page, no JSON, or JSON of another shape.
pub(crate) fn document<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, AnswerError> {
    let start = bytes.trim_ascii_start();
    if start.is_empty() {
        return Err(AnswerError::NoBytes);
    }
    if start.first() == Some(&b'<') {
        return Err(AnswerError::AWebPage);
    }
    serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            let text = error.to_string();
            let (expected, place) = text.rsplit_once(" at line ").unwrap_or((&text, ""));
            AnswerError::Misshapen { place: format!("line {place}"), expected: expected.to_owned() }
        }
        serde_json::error::Category::Io
        | serde_json::error::Category::Syntax
        | serde_json::error::Category::Eof => AnswerError::NotJson { what: error.to_string() },
    })
}

/// The figure that stands there as a number or as a number in quotes.
pub(crate) fn figure(raw: Option<&RawValue>) -> Result<Amount, Unread> {
    let text = raw.map_or("null", RawValue::get);
    if text == "null" {
        return Err(Unread::Absent);
    }
    let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    if bare.trim().is_empty() {
        return Err(Unread::Absent);
    }
    number(bare).ok_or(Unread::NoAmount)
}

/// What stands there, without the quotes of a string, for a message.
pub(crate) fn shown(raw: Option<&RawValue>) -> &str {
    let text = raw.map_or("null", RawValue::get);
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

/// The amount that a JSON number spells, an exponent written out.
fn number(text: &str) -> Option<Amount> {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return text.parse().ok() };
    let exponent: i64 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa),
    };
    // Checked as an amount first, so that what follows sees digits and at most one point.
    mantissa.parse::<Amount>().ok()?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    if significant.is_empty() {
        return "0".parse().ok();
    }
    // How many of the significant digits stand before the point.
    let leading = i64::try_from(all.len().checked_sub(significant.len())?).ok()?;
    let before = i64::try_from(whole.len()).ok()?.checked_sub(leading)?.checked_add(exponent)?;
    let longest = i64::try_from(INTEGER_DIGITS_MAX.max(FRACTION_DIGITS_MAX)).ok()?;
    if before > longest || before < longest.checked_neg()? {
        return None;
    }
    let count = significant.len();
    let written = match usize::try_from(before) {
        Ok(before) if before >= count => {
            format!("{significant}{}", "0".repeat(before.checked_sub(count)?))
        }
        Ok(before) if before > 0 => {
            let (whole, fraction) = significant.split_at_checked(before)?;
            format!("{whole}.{fraction}")
        }
        _ => {
            let zeros = usize::try_from(before.checked_neg()?).ok()?;
            let fraction = format!("{}{significant}", "0".repeat(zeros));
            // Zeros behind the last digit say nothing, and an amount has only so many decimals.
            format!("0.{}", fraction.trim_end_matches('0'))
        }
    };
    format!("{sign}{written}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: Result<&str, Unread>) {
        let raw: Box<RawValue> = serde_json::from_str(json).unwrap();
        let got = figure(Some(&raw)).map(|amount| amount.to_string());
        assert_eq!(got, expected.map(str::to_owned), "{json}");
    }

    #[test]
    fn a_number_is_read_digit_for_digit() {
        check("0.9994698831", Ok("0.9994698831"));
        check("\"0.99970000\"", Ok("0.9997"));
        check("43297389273.123456789012345678", Ok("43297389273.123456789012345678"));
        check("-0", Ok("0"));
        check("null", Err(Unread::Absent));
        check("\"\"", Err(Unread::Absent));
        for text in ["true", "{\"a\":1}", "[1]", "\"n/a\"", "\"NaN\"", "\"1,000\"", "\" 1\"", "\"0x10\""] {
            check(text, Err(Unread::NoAmount));
        }
        assert_eq!(figure(None), Err(Unread::Absent));
    }

    #[test]
    fn an_exponent_is_written_out() {
        check("1.5e-7", Ok("0.00000015"));
        check("6.42E+11", Ok("642000000000"));
        check("1e0", Ok("1"));
        check("-2.50e1", Ok("-25"));
        check("12.345e1", Ok("123.45"));
        check("0.00012e3", Ok("0.12"));
        check("0e999999", Ok("0"));
        check("1e59", Ok(&format!("1{}", "0".repeat(59))));
        check("1e-40", Ok(&format!("0.{}1", "0".repeat(39))));
        check("\"1e-7\"", Ok("0.0000001"));
        for text in ["1e60", "1e-41", "1e300", "1e-300", "1e99999999999999999999", "1.23e-39"] {
            check(text, Err(Unread::NoAmount));
        }
    }
}
