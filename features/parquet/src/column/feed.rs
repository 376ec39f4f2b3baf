//! The pages of a column in a row group, read from their source one at a time.
//!
//! Of a page only what stands before it is read ahead, to know its size. What is packed is kept no longer than it takes to
//! unpack it, in a buffer that all columns of a reader share.
//!
//! INVARIANT: the same bounds hold as in `crate::pages`.

use core::ops::Range;

use crate::footer::{Chunk, offset};
use crate::packing::{Codec, Fault, PAGE_BYTES_MAX, Unpacker};
use crate::pages::{DICTIONARY_BYTES_MAX, DICTIONARY_VALUES_ANYWAY};
use crate::source::Source;
use crate::thrift::{Broken, Struct, broken};

/// What stands before a page has some dozen bytes; more where it tells of long texts.
const HEAD_BYTES: usize = 4096;
const HEAD_BYTES_MAX: usize = 1 << 20;

/// What the columns of a reader share.
#[derive(Default)]
pub(crate) struct Tools {
    /// INVARIANT: never made shorter, so that room is filled with zeros once and not for each page.
    packed: Vec<u8>,
    unpacker: Unpacker,
}

/// Where a column of a row group is being read.
#[derive(Debug)]
pub(super) struct Feed {
    at: usize,
    end: usize,
    codec: Codec,
    is_optional: bool,
    /// Rows of the row group.
    rows: usize,
    /// Values of the pages so far.
    values: usize,
}

/// How a page begins.
struct Start {
    kind: i64,
    /// How many values it has; none of a dictionary.
    values: usize,
    head_len: usize,
    packed_len: usize,
    /// How many bytes of it have been read, and perhaps of what stands behind it.
    have: usize,
}

/// A page, unpacked. The ranges are of its bytes.
pub(super) enum Page {
    Dictionary { many: usize, values: Range<usize> },
    Data { many: usize, encoding: Encoding, levels: Range<usize>, values: Range<usize> },
}

/// How the values of a page are encoded. Not read is DELTA_BYTE_ARRAY, in which some bytes can stand for any length of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    Dictionary,
    Delta,
    DeltaLength,
    Split,
}

impl Encoding {
    fn numbered(number: i64) -> Result<Self, Fault> {
        let name = match number {
            0 => return Ok(Self::Plain),
            2 | 8 => return Ok(Self::Dictionary),
            5 => return Ok(Self::Delta),
            6 => return Ok(Self::DeltaLength),
            9 => return Ok(Self::Split),
            3 => "RLE".to_owned(),
            7 => "DELTA_BYTE_ARRAY".to_owned(),
            other => format!("encoding {other}"),
        };
        Err(Fault::Otherwise(name))
    }
}

impl Feed {
    pub(super) fn open(chunk: &Chunk, is_optional: bool, rows: usize) -> Result<Self, Fault> {
        let codec = Codec::numbered(chunk.codec)?;
        Ok(Self { at: chunk.bytes.start, end: chunk.bytes.end, codec, is_optional, rows, values: 0 })
    }

    /// Makes `page` the next page that has values; none behind the last. Pages that lie whole among the next `behind` values
    /// are passed over without being unpacked, and taken off them.
    pub(super) fn next(
        &mut self,
        source: &impl Source,
        tools: &mut Tools,
        page: &mut Vec<u8>,
        behind: &mut usize,
    ) -> Result<Option<Page>, Fault> {
        while self.at < self.end {
            let Tools { packed, unpacker } = tools;
            let Start { kind, values, head_len, packed_len, have } = self.start(source, packed)?;
            let begin = self.at.saturating_add(head_len);
            let end = begin.checked_add(packed_len).filter(|end| *end <= self.end);
            let end = end.ok_or_else(|| broken("a page is longer than its column"))?;
            if !matches!(kind, 0 | 2 | 3) {
                // An index, or what newer writers add: no values.
                self.at = end;
                continue;
            }
            if kind != 2 && (1..=*behind).contains(&values) {
                *behind = behind.saturating_sub(self.count(values)?);
                self.at = end;
                continue;
            }
            if packed_len > PAGE_BYTES_MAX {
                return Err(broken("a page is too large").into());
            }
            let whole = head_len.saturating_add(packed_len);
            if let Some(missing) = room(packed, whole).get_mut(have..).filter(|missing| !missing.is_empty()) {
                read(source, self.at.saturating_add(have), missing)?;
            }
            self.at = end;
            let bytes = packed.get(..whole).unwrap_or_default();
            let (head_bytes, bytes) = bytes.split_at_checked(head_len).unwrap_or_default();
            let (head, _) = Struct::read(head_bytes)?;
            if let Some(checksum) = head.number(4, "crc")?
                && i64::from(crc32fast::hash(bytes).cast_signed()) != checksum
            {
                return Err(broken("a page is not as it was written: its checksum is another").into());
            }
            let len = head.need_count(2, "uncompressed_page_size")?;
            let (read, is_packed) = match kind {
                0 => self.data(&head, len)?,
                2 => (Some(self.dictionary(&head, len)?), true),
                _ => self.data_v2(&head, bytes, len)?,
            };
            let Some(mut read) = read else { continue };
            // Levels of the second version stand before what is packed.
            let plain_len = match &read {
                Page::Data { levels, .. } => levels.len(),
                Page::Dictionary { .. } => 0,
            };
            let codec = if is_packed { self.codec } else { Codec::None };
            if codec == Codec::None && bytes.len() == len {
                read.shift(head_len);
                core::mem::swap(packed, page);
            } else {
                let (levels, bytes) = bytes.split_at_checked(plain_len).unwrap_or_default();
                unpacker.unpack(codec, bytes, len.saturating_sub(plain_len), page)?;
                read.levels_last(page.len());
                page.extend_from_slice(levels);
            }
            read.split_levels(self.is_optional && kind == 0, page)?;
            return Ok(Some(read));
        }
        Ok(None)
    }

    /// Reads what stands before the next page, and perhaps more, into `to`.
    fn start(&self, source: &impl Source, to: &mut Vec<u8>) -> Result<Start, Fault> {
        let left = self.end.saturating_sub(self.at);
        let mut want = HEAD_BYTES.min(left);
        loop {
            let bytes = room(to, want);
            read(source, self.at, bytes)?;
            match Struct::read(bytes) {
                Ok((head, head_len)) => {
                    let kind = head.need_number(1, "a page's type")?;
                    let packed_len = head.need_count(3, "compressed_page_size")?;
                    let (data, data_v2) =
                        (head.structure(5, "a page's head")?, head.structure(8, "a page's head")?);
                    let values = match data.or(data_v2) {
                        Some(about) => about.need_count(1, "num_values")?,
                        None => 0,
                    };
                    return Ok(Start { kind, values, head_len, packed_len, have: want });
                }
                Err(_) if want < HEAD_BYTES_MAX.min(left) => {
                    want = want.saturating_mul(16).min(HEAD_BYTES_MAX).min(left);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn dictionary(&self, head: &Struct<'_>, len: usize) -> Result<Page, Fault> {
        let about = head.structure(7, "dictionary_page_header")?;
        let about = about.ok_or_else(|| broken("dictionary_page_header is missing"))?;
        let many = about.need_count(1, "num_values")?;
        // Each value takes a byte at least, and a large dictionary has none that is not used.
        if len > DICTIONARY_BYTES_MAX || many > len || many > self.rows.max(DICTIONARY_VALUES_ANYWAY) {
            return Err(broken("its dictionary is too large").into());
        }
        match about.need_number(2, "encoding")? {
            0 | 2 => Ok(Page::Dictionary { many, values: 0..len }),
            other => Err(Fault::Otherwise(format!("dictionary of encoding {other}"))),
        }
    }

    /// None of a page without values; else its levels are still among its values. Its values are packed.
    fn data(&mut self, head: &Struct<'_>, len: usize) -> Result<(Option<Page>, bool), Fault> {
        let about = head.structure(5, "data_page_header")?;
        let about = about.ok_or_else(|| broken("data_page_header is missing"))?;
        let many = self.count(about.need_count(1, "num_values")?)?;
        if many == 0 {
            return Ok((None, true));
        }
        let encoding = Encoding::numbered(about.need_number(2, "encoding")?)?;
        if self.is_optional && about.need_number(3, "definition_level_encoding")? != 3 {
            return Err(Fault::Otherwise("levels that are not RLE".to_owned()));
        }
        Ok((Some(Page::Data { many, encoding, levels: 0..0, values: 0..len }), true))
    }

    /// None of a page without values; also whether its values are packed.
    fn data_v2(
        &mut self,
        head: &Struct<'_>,
        bytes: &[u8],
        len: usize,
    ) -> Result<(Option<Page>, bool), Fault> {
        let about = head.structure(8, "data_page_header_v2")?;
        let about = about.ok_or_else(|| broken("data_page_header_v2 is missing"))?;
        let many = self.count(about.need_count(1, "num_values")?)?;
        if many == 0 {
            return Ok((None, true));
        }
        let encoding = Encoding::numbered(about.need_number(4, "encoding")?)?;
        let definition = about.need_count(5, "definition_levels_byte_length")?;
        if about.need_count(6, "repetition_levels_byte_length")? != 0 {
            return Err(broken("it has levels of a list").into());
        }
        if definition > len.min(bytes.len()) {
            return Err(broken("a page's levels are too long").into());
        }
        let is_packed = about.flag(7, "is_compressed")?.unwrap_or(true);
        Ok((Some(Page::Data { many, encoding, levels: 0..definition, values: definition..len }), is_packed))
    }

    /// Adds a page's values to those that there were.
    fn count(&mut self, many: usize) -> Result<usize, Broken> {
        self.values = self.values.saturating_add(many);
        if self.values > self.rows {
            return Err(broken("it has more values than there are rows"));
        }
        Ok(many)
    }
}

impl Page {
    /// Its bytes begin that much later.
    fn shift(&mut self, by: usize) {
        let later = |range: &mut Range<usize>| {
            *range = range.start.saturating_add(by)..range.end.saturating_add(by);
        };
        match self {
            Self::Dictionary { values, .. } => later(values),
            Self::Data { levels, values, .. } => {
                later(levels);
                later(values);
            }
        }
    }

    /// Its levels stand behind its values, which have so many bytes.
    fn levels_last(&mut self, len: usize) {
        if let Self::Data { levels, values, .. } = self {
            *levels = len..len.saturating_add(levels.len());
            *values = 0..len;
        }
    }

    /// In the first version the length of the levels stands before them, and both before the values.
    fn split_levels(&mut self, has_levels: bool, page: &[u8]) -> Result<(), Broken> {
        let Self::Data { levels, values, .. } = self else { return Ok(()) };
        if !has_levels {
            return Ok(());
        }
        let length = page.get(values.clone()).and_then(<[u8]>::first_chunk);
        let length = length.and_then(|length| usize::try_from(u32::from_le_bytes(*length)).ok());
        let begin = values.start.saturating_add(4);
        let end = length.and_then(|length| begin.checked_add(length)).filter(|end| *end <= values.end);
        let end = end.ok_or_else(|| broken("a page's levels are too long"))?;
        (*levels, *values) = (begin..end, end..values.end);
        Ok(())
    }
}

/// The first `len` bytes of a buffer, which grows where it has fewer.
fn room(buffer: &mut Vec<u8>, len: usize) -> &mut [u8] {
    if buffer.len() < len {
        buffer.resize(len, 0);
    }
    buffer.get_mut(..len).unwrap_or_default()
}

fn read(source: &impl Source, at: usize, to: &mut [u8]) -> Result<(), Fault> {
    let cannot = |error| Fault::Broken(broken(format!("it cannot be read: {error}")));
    source.read_at(offset(at), to).map_err(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_that_are_not_read_are_named() {
        for (number, name) in [(7, "DELTA_BYTE_ARRAY"), (-1, "encoding -1"), (3, "RLE")] {
            let fault = Encoding::numbered(number).err().map(|fault| fault.of_column("close").to_string());
            let expected = format!("parquet-column-is-packed-otherwise column=`close` found=`{name}`");
            assert_eq!(fault, Some(expected));
        }
    }
}
