//! Names as text (RFC 4514): `CN=Who,O=Where,C=KZ`.

use core::fmt::Write;

use der::{Tag, Tagged};

use crate::read::{Fields, Read};

/// The short names that RFC 4514 §3 has, and some of RFC 4519's and PKCS #9's that signers' names are made of.
const SHORT: [(&str, &str); 17] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.9", "STREET"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "title"),
    ("2.5.4.15", "businessCategory"),
    ("2.5.4.42", "givenName"),
    ("2.5.4.43", "initials"),
    ("2.5.4.97", "organizationIdentifier"),
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
];

/// A name as text; one that is none, as its bytes.
pub(crate) fn text(name: &[u8]) -> String {
    read(name).unwrap_or_else(|_| hex(name))
}

fn read(name: &[u8]) -> Read<String> {
    let mut parts = Vec::new();
    Fields::of(name, Tag::Sequence)?.each(64, |rdn| {
        let mut part = String::new();
        Fields::of(rdn, Tag::Set)?.each(16, |pair| {
            if !part.is_empty() {
                part.push('+');
            }
            let mut pair = Fields::of(pair, Tag::Sequence)?;
            let oid = pair.oid()?.to_string();
            let raw = pair.clone().raw()?;
            let value = pair.any()?;
            pair.finish()?;
            let short = SHORT.iter().find(|(known, _)| *known == oid).map(|(_, short)| *short);
            match (short, string(value.tag(), value.value())) {
                (Some(short), Some(value)) => {
                    part.push_str(short);
                    part.push('=');
                    escape(&mut part, &value);
                }
                _ => {
                    part.push_str(&oid);
                    part.push('=');
                    part.push_str(&hex(raw));
                }
            }
            Ok(())
        })?;
        parts.push(part);
        Ok(())
    })?;
    // The last stands first (RFC 4514 §2.1).
    parts.reverse();
    Ok(parts.join(","))
}

/// A value that is a text, where its letters are certain.
fn string(tag: Tag, value: &[u8]) -> Option<String> {
    const ASCII: [Tag; 5] =
        [Tag::PrintableString, Tag::Ia5String, Tag::NumericString, Tag::VisibleString, Tag::TeletexString];
    if tag == Tag::Utf8String {
        return str::from_utf8(value).ok().map(str::to_owned);
    }
    if ASCII.contains(&tag) {
        return str::from_utf8(value).ok().filter(|text| text.is_ascii()).map(str::to_owned);
    }
    let (units, []) = value.as_chunks::<2>() else { return None };
    let units: Vec<_> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
    (tag == Tag::BmpString).then(|| String::from_utf16(&units).ok()).flatten()
}

/// RFC 4514 §2.4. What is not seen or changes the order of what is seen is escaped too, so that no name looks like another.
fn escape(out: &mut String, value: &str) {
    let last = value.chars().count().saturating_sub(1);
    for (place, c) in value.chars().enumerate() {
        let at_an_end = place == 0 || place == last;
        match c {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => out.extend(['\\', c]),
            '#' if place == 0 => out.push_str("\\#"),
            ' ' if at_an_end => out.push_str("\\ "),
            _ if is_unseen(c) => {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes).bytes().for_each(|byte| {
                    let _ = write!(out, "\\{byte:02x}");
                });
            }
            _ => out.push(c),
        }
    }
}

fn is_unseen(c: char) -> bool {
    let marks = ['\u{ad}', '\u{61c}', '\u{feff}'];
    let ranges = ['\u{200b}'..='\u{200f}', '\u{2028}'..='\u{202e}', '\u{2060}'..='\u{206f}'];
    c.is_control() || marks.contains(&c) || ranges.iter().any(|range| range.contains(&c))
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::from("#");
    out.push_str(&plain_hex(bytes));
    out
}

/// Bytes as lower-case digits, two a byte.
pub(crate) fn plain_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len().saturating_mul(2)), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
        [&[tag, u8::try_from(value.len()).unwrap()], value].concat()
    }

    fn check(pairs: &[(&[u8], u8, &[u8])], expected: &str) {
        let rdns = pairs
            .iter()
            .map(|(oid, tag, value)| tlv(0x31, &tlv(0x30, &[tlv(6, oid), tlv(*tag, value)].concat())));
        assert_eq!(text(&tlv(0x30, &rdns.collect::<Vec<_>>().concat())), expected);
    }

    #[test]
    fn a_name_is_written_as_rfc_4514_has_it() {
        let cn: &[u8] = &[0x55, 4, 3];
        check(&[], "");
        check(&[(&[0x55, 4, 6], 0x13, b"KZ"), (cn, 12, "Қазық".as_bytes())], "CN=Қазық,C=KZ");
        check(&[(cn, 12, b" a,b+\"c\\<>; ")], r#"CN=\ a\,b\+\"c\\\<\>\;\ "#);
        check(&[(cn, 12, b"#x")], r"CN=\#x");
        check(&[(cn, 12, b"x#")], "CN=x#");
        check(&[(cn, 12, b" ")], r"CN=\ ");
        check(&[(cn, 12, b"a\nb")], r"CN=a\0ab");
        check(&[(cn, 12, "a\u{202e}b".as_bytes())], r"CN=a\e2\80\aeb");
        check(&[(cn, 12, b"\xff")], "2.5.4.3=#0c01ff");
        check(&[(cn, 30, &[4, 0x9a])], "CN=Қ");
        check(&[(cn, 30, &[4])], "2.5.4.3=#1e0104");
        check(&[(cn, 0x14, b"caf\xe9")], "2.5.4.3=#1404636166e9");
        check(&[(&[0x2a, 3], 12, b"x")], "1.2.3=#0c0178");
    }

    #[test]
    fn what_is_no_name_is_written_as_bytes() {
        assert_eq!(text(b"\x30\x01"), "#3001");
        assert_eq!(text(b""), "#");
    }
}
