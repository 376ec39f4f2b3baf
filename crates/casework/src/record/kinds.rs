//! Which files are kept as documents: told by what is in them, never by what they are called.
//!
//! | kept | begins with |
//! | --- | --- |
//! | PDF | `%PDF-` |
//! | PNG, JPEG, TIFF | their signatures |
//! | text: plain, CSV, JSON, XML, TOML, HTML, letters (EML), PEM | nothing but characters |
//! | DOCX, XLSX, PPTX, ODF | a zip archive that says it is one of these |
//! | CMS: `.p7s`, `.sig`, `.cms` | a DER sequence with an identifier of PKCS #7 |
//!
//! Nothing is unpacked, decoded or rendered, here or later: a document is bytes under their digest. So what unpacks to gigabytes is as small
//! here as it came. A program is refused because nobody records one on purpose, and somebody would one day start it.

/// Why a file is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// It has no byte.
    Empty,
    /// It is a program or a script.
    Program,
    /// It is of no kind that is kept.
    Unknown,
}

impl Unkept {
    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "document-is-empty",
            Self::Program => "document-is-a-program",
            Self::Unknown => "document-of-no-kept-kind",
        }
    }
}

/// Programs that are no text: ELF, Mach-O in either order and for one or several processors (as classes of Java begin too), and WebAssembly.
const PROGRAMS: [&[u8]; 7] = [
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\0asm",
];

const KEPT: [&[u8]; 7] = [
    b"%PDF-",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    // TIFF, in either order of bytes; and its form for large files.
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
];

/// 1.2.840.113549.1.7: what every content of PKCS #7 and CMS begins with.
const PKCS7: [u8; 10] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
/// How far into a file that identifier stands at most: behind two lengths, and in a timestamp's reply behind its status.
const PKCS7_WITHIN: usize = 64;

/// Refuses what is not kept as a document.
///
/// # Errors
/// Where it is empty, a program, or of no kind that is kept.
pub fn check_kind(bytes: &[u8]) -> Result<(), Unkept> {
    if bytes.is_empty() {
        return Err(Unkept::Empty);
    }
    if PROGRAMS.iter().any(|signature| bytes.starts_with(signature)) {
        return Err(Unkept::Program);
    }
    if KEPT.iter().any(|signature| bytes.starts_with(signature)) || is_office(bytes) || is_cms(bytes) {
        return Ok(());
    }
    match text_begin(bytes) {
        Some(begin) if begin.starts_with("#!") => Err(Unkept::Program),
        Some(begin) if begin.trim().is_empty() && bytes.trim_ascii().is_empty() => Err(Unkept::Empty),
        Some(_) => Ok(()),
        // Behind `MZ` a program of Windows has more than characters; a letter that begins so has not.
        None if bytes.starts_with(b"MZ") => Err(Unkept::Program),
        None => Err(Unkept::Unknown),
    }
}

/// The first characters of a text; none where it is none.
fn text_begin(bytes: &[u8]) -> Option<String> {
    let is_plain = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
    let begin = |text: &str| text.trim_start_matches('\u{feff}').chars().take(80).collect::<String>();
    let of_pairs = |is_little: bool| {
        let pair = |pair: &[u8]| match *pair {
            [a, b] if is_little => Some(u16::from_le_bytes([a, b])),
            [a, b] => Some(u16::from_be_bytes([a, b])),
            _ => None,
        };
        let pairs: Vec<u16> = bytes.chunks(2).map(pair).collect::<Option<_>>()?;
        let text = String::from_utf16(&pairs).ok()?;
        text.chars().all(is_plain).then(|| begin(&text))
    };
    match bytes {
        [0xff, 0xfe, ..] => return of_pairs(true),
        [0xfe, 0xff, ..] => return of_pairs(false),
        _ => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.chars().all(is_plain).then(|| begin(text));
    }
    // Texts of older programs, as Windows-1251: what a byte means there is not known, but that it is no sign of control.
    let is_text =
        bytes.iter().all(|b| (b' '..0x7f).contains(b) || *b >= 0x80 || matches!(b, 9 | 10 | 12 | 13));
    is_text.then(|| bytes.iter().take(80).map(|b| char::from(*b)).collect())
}

/// A document of an office: its archive's first file says what it is, or one of its files is the list of types that each such document has.
fn is_office(bytes: &[u8]) -> bool {
    let Some(head) = bytes.strip_prefix(b"PK\x03\x04") else { return false };
    // APPNOTE 4.3.7: the lengths of the name and of what stands behind it, and both.
    let length = |at: usize| {
        head.get(at..at.saturating_add(2))
            .and_then(|two| Some(usize::from(u16::from_le_bytes(two.try_into().ok()?))))
    };
    let (Some(name_length), Some(extra_length)) = (length(22), length(24)) else { return false };
    let name_ends = name_length.saturating_add(26);
    if head.get(26..name_ends) == Some(b"mimetype") {
        let content = head.get(name_ends.saturating_add(extra_length)..).unwrap_or_default();
        return content.starts_with(b"application/vnd.oasis.opendocument.");
    }
    const TYPES: &[u8] = b"[Content_Types].xml";
    bytes.windows(TYPES.len()).any(|window| window == TYPES)
}

fn is_cms(bytes: &[u8]) -> bool {
    let begin = bytes.get(..PKCS7_WITHIN).unwrap_or(bytes);
    bytes.starts_with(&[0x30]) && begin.windows(PKCS7.len()).any(|window| window == PKCS7)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file as it stands first in a zip archive: stored, or said to be packed.
    fn zip_of(name: &str, content: &[u8]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
        for length in [content.len() as u32, content.len() as u32] {
            bytes.extend(length.to_le_bytes());
        }
        bytes.extend((name.len() as u16).to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        bytes.extend(content);
        bytes
    }

    #[test]
    fn what_people_record_is_kept() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("Қор\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (what, bytes) in [
            ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0".to_vec()),
            ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
            ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec()),
            ("TIFF", b"II*\0\x08\0\0\0".to_vec()),
            ("TIFF of another order", b"MM\0*\0\0\0\x08".to_vec()),
            ("text", "Қазақстан\tРеспубликасы\r\n".as_bytes().to_vec()),
            ("text behind a mark", b"\xef\xbb\xbfa,b\n1,2\n".to_vec()),
            ("text of Windows", b"\xcf\xf0\xe8\xea\xe0\xe7 No. 1\r\n".to_vec()),
            ("text in pairs of bytes", utf16),
            ("a letter that begins as a program", b"MZ is where it was signed".to_vec()),
            ("HTML", b"<!doctype html><script>1</script>".to_vec()),
            ("EML", b"Received: from a\r\nSubject: b\r\n\r\nc".to_vec()),
            ("ODF", zip_of("mimetype", b"application/vnd.oasis.opendocument.text")),
            ("DOCX", zip_of("[Content_Types].xml", b"\0")),
            ("XLSX", zip_of("xl/workbook.xml", &zip_of("[Content_Types].xml", b"\0"))),
            ("CMS", [&[0x30, 0x82, 0x10, 0][..], &PKCS7, &[0x02, 0xa0]].concat()),
            ("CMS of no told length", [&[0x30, 0x80][..], &PKCS7, &[0x02, 0xa0, 0x80]].concat()),
        ] {
            assert_eq!(check_kind(&bytes), Ok(()), "{what}");
        }
    }

    #[test]
    fn programs_and_what_nobody_can_tell_are_not() {
        for (what, bytes, why) in [
            ("nothing", b"".to_vec(), Unkept::Empty),
            ("blanks", b" \r\n\t\n".to_vec(), Unkept::Empty),
            ("ELF", b"\x7fELF\x02\x01\x01\0".to_vec(), Unkept::Program),
            ("PE", b"MZ\x90\0\x03\0\0\0".to_vec(), Unkept::Program),
            ("Mach-O", b"\xcf\xfa\xed\xfe\x07\0\0\x01".to_vec(), Unkept::Program),
            ("Mach-O of several", b"\xca\xfe\xba\xbe\0\0\0\x02".to_vec(), Unkept::Program),
            ("WebAssembly", b"\0asm\x01\0\0\0".to_vec(), Unkept::Program),
            ("a script", b"#!/bin/sh\nrm -rf /\n".to_vec(), Unkept::Program),
            ("a script behind a mark", b"\xef\xbb\xbf#!/usr/bin/env python\n".to_vec(), Unkept::Program),
            ("a plain archive", zip_of("a.exe", b"MZ\0"), Unkept::Unknown),
            ("an archive that is cut off", b"PK\x03\x04".to_vec(), Unkept::Unknown),
            ("a book", zip_of("mimetype", b"application/epub+zip"), Unkept::Unknown),
            ("packed", b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), Unkept::Unknown),
            ("an older office's", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Unkept::Unknown),
            ("DER of something else", vec![0x30, 0x03, 0x02, 0x01, 0x05], Unkept::Unknown),
            ("half a pair", b"\xff\xfea".to_vec(), Unkept::Unknown),
            ("text with a zero", b"abc\0def".to_vec(), Unkept::Unknown),
        ] {
            assert_eq!(check_kind(&bytes), Err(why), "{what}");
        }
    }
}
