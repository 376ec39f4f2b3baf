//! Fields of lines: where they lie in bytes that nobody copies.
//!
//! ```text
//! 2023-03-11,"USDC",0.9715␍␊
//! ╰────────╯  ╰──╯  ╰────╯           the contents
//!           ▲      ▲        ▲        where each field is closed: by a separator or a line feed
//! ```
//!
//! A line ends with LF or CR LF, and behind the last byte. Where bytes are known to hold no quote, nobody looks for one
//! (`QUOTES` is false). A line break within quotes is refused: whoever parts a file at line feeds could not see it.

use super::Names;
use super::digits::{byte, field_end};
use super::names::Unnamed;
use crate::finding::{FileError, excerpt};

/// How many bytes are looked at for quotes before their rows are read.
const BLOCK: usize = 1 << 16;

/// A field: where its content lies, and where the field ends.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) closing: usize,
    /// Quotes in the content are doubled.
    pub(crate) doubled: bool,
}

impl Span {
    pub(crate) fn of(self, block: &[u8]) -> &[u8] {
        block.get(self.start..self.end).unwrap_or_default()
    }

    #[inline(always)]
    pub(crate) fn without_blanks(mut self, block: &[u8]) -> Self {
        while self.start < self.end && byte(block, self.start).is_ascii_whitespace() {
            self.start = self.start.wrapping_add(1);
        }
        while self.start < self.end && byte(block, self.end.wrapping_sub(1)).is_ascii_whitespace() {
            self.end = self.end.wrapping_sub(1);
        }
        self
    }
}

/// The field that begins at `from`.
#[inline(always)]
pub(crate) fn span<const QUOTES: bool>(
    block: &[u8],
    from: usize,
    separator: u8,
    line: u64,
) -> Result<Span, FileError> {
    if QUOTES && byte(block, from) == b'"' {
        return quoted(block, from, separator, line);
    }
    let closing = field_end(block, from.min(block.len()), separator);
    Ok(Span { start: from, end: before_cr(block, from, closing), closing, doubled: false })
}

/// Where the content ends of a field that is closed there: before the CR of a line's end.
#[inline(always)]
fn before_cr(block: &[u8], from: usize, closing: usize) -> usize {
    let is_cr =
        byte(block, closing) == b'\n' && closing > from && byte(block, closing.wrapping_sub(1)) == b'\r';
    closing.wrapping_sub(usize::from(is_cr))
}

/// The field that begins at `from` with a quote.
fn quoted(block: &[u8], from: usize, separator: u8, line: u64) -> Result<Span, FileError> {
    let start = from.wrapping_add(1);
    let (mut at, mut doubled) = (start, false);
    let quote = loop {
        let found = memchr::memchr2(b'"', b'\n', block.get(at..).unwrap_or_default());
        let place = found.map(|found| at.wrapping_add(found)).filter(|place| byte(block, *place) == b'"');
        let place = place.ok_or(FileError::LineBreakInQuotes { line })?;
        if byte(block, place.wrapping_add(1)) != b'"' {
            break place;
        }
        (at, doubled) = (place.wrapping_add(2), true);
    };
    let behind = quote.wrapping_add(1);
    let closing = field_end(block, behind.min(block.len()), separator);
    if before_cr(block, quote, closing) == behind {
        return Ok(Span { start, end: quote, closing, doubled });
    }
    // Something stands behind the quote: the field is what it is, quotes and all.
    Ok(Span { start: from, end: before_cr(block, from, closing), closing, doubled: false })
}

/// Where the next line begins, if the one that begins at `at` is blank.
#[inline(always)]
pub(crate) fn blank_line(block: &[u8], at: usize) -> Option<usize> {
    match byte(block, at) {
        b'\n' => Some(at.wrapping_add(1)),
        b'\r' if byte(block, at.wrapping_add(1)) == b'\n' => Some(at.wrapping_add(2).min(block.len())),
        _ => None,
    }
}

/// Where the line behind the one that holds `at` begins.
#[inline(always)]
pub(crate) fn line_end(block: &[u8], at: usize) -> usize {
    let rest = block.get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(block.len(), |feed| at.wrapping_add(feed).wrapping_add(1))
}

/// The same, behind a field that is closed there, and with a look at the quotes of the fields that follow.
pub(crate) fn row_end<const QUOTES: bool>(
    block: &[u8],
    closing: usize,
    separator: u8,
    line: u64,
) -> Result<usize, FileError> {
    let mut closing = closing;
    while QUOTES && byte(block, closing) == separator {
        closing = span::<QUOTES>(block, closing.wrapping_add(1), separator, line)?.closing;
    }
    Ok(line_end(block, closing))
}

/// How many fields stand from `at` up to `end`, which is the end of a line.
#[cold]
pub(crate) fn fields_in<const QUOTES: bool>(block: &[u8], at: usize, end: usize, separator: u8) -> usize {
    let line = block.get(..end).unwrap_or_default();
    let (mut fields, mut from) = (1usize, at);
    while let Ok(span) = span::<QUOTES>(line, from, separator, 0)
        && span.closing < end
        && byte(line, span.closing) == separator
    {
        (fields, from) = (fields.saturating_add(1), span.closing.wrapping_add(1));
    }
    fields
}

/// Whether every quote on a line may have its counterpart there.
pub(crate) fn quotes_are_even(block: &[u8], at: usize, end: usize) -> bool {
    memchr::memchr_iter(b'"', block.get(at..end).unwrap_or_default()).count().is_multiple_of(2)
}

/// How far the lines from `at` on are looked at before they are read: some whole lines, at least one.
pub(crate) fn block_end(lines: &[u8], at: usize) -> usize {
    let rest = lines.get(at..).unwrap_or_default();
    match rest.get(..BLOCK).and_then(|block| memchr::memrchr(b'\n', block)) {
        Some(feed) => at.wrapping_add(feed).wrapping_add(1),
        None => line_end(lines, at.saturating_add(BLOCK).min(lines.len())),
    }
}

/// Bytes of a field that are looked at for a message: more than it shows.
pub(crate) const EXCERPTED: usize = 300;

/// What stands in a field, fit to be quoted.
pub(crate) fn excerpt_of(field: &[u8]) -> String {
    excerpt(&String::from_utf8_lossy(field.get(..EXCERPTED).unwrap_or(field)))
}

/// The number of a name.
#[inline(always)]
pub(crate) fn number_of(names: &mut Names, block: &[u8], name: Span, line: u64) -> Result<u32, FileError> {
    let number = if name.doubled {
        let text = String::from_utf8_lossy(name.of(block)).replace("\"\"", "\"");
        // What is no UTF-8 is told all the same, as it stands.
        str::from_utf8(name.of(block))
            .map_err(|_| Unnamed::NotUtf8)
            .and_then(|_| names.number(text.as_bytes(), 0, text.len()))
    } else {
        names.number(block, name.start, name.end)
    };
    number.map_err(|why| match why {
        Unnamed::NotUtf8 => FileError::NotUtf8 { line },
        Unnamed::TooMany => FileError::TooManyRows { rows_max: u64::from(u32::MAX) },
    })
}
