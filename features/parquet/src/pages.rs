//! Pages: a column of a row group, page by page, unpacked.
//!
//! ```text
//! 15 04 15 20 15 22 4c …  28 b5 2f fd …        a page of a dictionary: its head, what it holds, packed
//! 15 00 15 40 15 3a 2c …  28 b5 2f fd …        a page of values
//! ```
//!
//! INVARIANT: no page is larger than [`crate::packing::PAGE_BYTES_MAX`] when it is unpacked, and none holds more values than its row group
//! has rows. So no size that a page tells of itself makes a decoder ask for more memory than this allows.

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as ParquetResult};
use qazyq_market::FileError;

use crate::packing::{Codec, Fault, Unpacker};
use crate::thrift::{Broken, Struct, broken};

/// Writers give a dictionary up long before this.
pub(crate) const DICTIONARY_BYTES_MAX: usize = 16 << 20;
/// Values that a dictionary may have where a row group has fewer rows: categories of a whole table stand before each part of it.
pub(crate) const DICTIONARY_VALUES_ANYWAY: usize = 1 << 16;

/// The pages of a column in a row group.
pub(crate) struct Pages {
    column: String,
    bytes: Bytes,
    at: usize,
    codec: Codec,
    unpacker: Unpacker,
    /// Whether values may be absent: then levels stand before them.
    is_optional: bool,
    /// Rows of the row group.
    rows: usize,
    /// Values of the pages so far.
    values: usize,
}

impl Pages {
    /// The pages that `bytes` are.
    pub(crate) fn open(
        column: &str,
        bytes: &[u8],
        codec: i64,
        is_optional: bool,
        rows: usize,
    ) -> Result<Self, FileError> {
        let codec = Codec::numbered(codec).map_err(|fault| fault.of_column(column))?;
        let (column, bytes) = (column.to_owned(), Bytes::copy_from_slice(bytes));
        let unpacker = Unpacker::default();
        Ok(Self { column, bytes, at: 0, codec, unpacker, is_optional, rows, values: 0 })
    }

    fn next_page(&mut self) -> Result<Option<Page>, Fault> {
        loop {
            let bytes = self.bytes.clone();
            let rest = bytes.get(self.at..).unwrap_or_default();
            if rest.is_empty() {
                return Ok(None);
            }
            let (head, head_len) = Struct::read(rest)?;
            let unpacked_len = head.need_count(2, "uncompressed_page_size")?;
            let packed_len = head.need_count(3, "compressed_page_size")?;
            let begin = self.at.saturating_add(head_len);
            let end = begin.checked_add(packed_len).filter(|end| *end <= self.bytes.len());
            let end = end.ok_or_else(|| broken("a page is longer than its column"))?;
            let packed = self.bytes.slice(begin..end);
            self.at = end;

            if let Some(checksum) = head.number(4, "crc")? {
                let found = i64::from(crc32fast::hash(&packed).cast_signed());
                if found != checksum {
                    return Err(broken("a page is not as it was written: its checksum is another").into());
                }
            }
            let page = match head.need_number(1, "a page's type")? {
                0 => self.data(&head, &packed, unpacked_len)?,
                2 => Some(self.dictionary(&head, &packed, unpacked_len)?),
                3 => self.data_v2(&head, &packed, unpacked_len)?,
                // An index, or what newer writers add: no values.
                _ => None,
            };
            if page.is_some() {
                return Ok(page);
            }
        }
    }

    fn dictionary(&mut self, head: &Struct<'_>, packed: &Bytes, len: usize) -> Result<Page, Fault> {
        let about = head.structure(7, "dictionary_page_header")?;
        let about = about.ok_or_else(|| broken("dictionary_page_header is missing"))?;
        let many = about.need_count(1, "num_values")?;
        // Each value takes a byte at least, and a large dictionary has none that is not used.
        if len > DICTIONARY_BYTES_MAX || many > len || many > self.rows.max(DICTIONARY_VALUES_ANYWAY) {
            return Err(broken("its dictionary is too large").into());
        }
        let encoding = encoding(about.need_number(2, "encoding")?)?;
        let buf = self.unpack(self.codec, packed, len)?;
        Ok(Page::DictionaryPage { buf, num_values: small(many)?, encoding, is_sorted: false })
    }

    /// None of a page without values.
    fn data(&mut self, head: &Struct<'_>, packed: &Bytes, len: usize) -> Result<Option<Page>, Fault> {
        let about = head.structure(5, "data_page_header")?;
        let about = about.ok_or_else(|| broken("data_page_header is missing"))?;
        let many = self.count(about.need_count(1, "num_values")?)?;
        if many == 0 {
            return Ok(None);
        }
        let value_encoding = encoding(about.need_number(2, "encoding")?)?;
        let level_encoding = match about.need_number(3, "definition_level_encoding")? {
            _ if !self.is_optional => Encoding::RLE,
            3 => Encoding::RLE,
            _ => return Err(Fault::Otherwise("levels that are not RLE".to_owned())),
        };
        let buf = self.unpack(self.codec, packed, len)?;
        let levels = match buf.first_chunk().filter(|_| self.is_optional) {
            None => 0,
            Some(length) => u32::from_le_bytes(*length).saturating_add(4),
        };
        self.count_encoded(value_encoding, buf.get(usize_of(levels)..), many)?;
        Ok(Some(Page::DataPage {
            buf,
            num_values: small(many)?,
            encoding: value_encoding,
            def_level_encoding: level_encoding,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        }))
    }

    /// None of a page without values.
    fn data_v2(&mut self, head: &Struct<'_>, packed: &Bytes, len: usize) -> Result<Option<Page>, Fault> {
        let about = head.structure(8, "data_page_header_v2")?;
        let about = about.ok_or_else(|| broken("data_page_header_v2 is missing"))?;
        let many = self.count(about.need_count(1, "num_values")?)?;
        if many == 0 {
            return Ok(None);
        }
        let nulls = about.need_count(2, "num_nulls")?;
        let value_encoding = encoding(about.need_number(4, "encoding")?)?;
        let definition = about.need_count(5, "definition_levels_byte_length")?;
        let repetition = about.need_count(6, "repetition_levels_byte_length")?;
        let levels = definition.checked_add(repetition).filter(|levels| *levels <= len.min(packed.len()));
        let levels =
            levels.filter(|_| nulls <= many).ok_or_else(|| broken("a page's levels are too long"))?;

        // The levels stand before the values, and are not packed with them.
        let is_packed = about.flag(7, "is_compressed")?.unwrap_or(true);
        let codec = if is_packed { self.codec } else { Codec::None };
        let values = self.unpack(codec, &packed.slice(levels..), len.saturating_sub(levels))?;
        self.count_encoded(value_encoding, Some(&values), many)?;
        let buf = [packed.get(..levels).unwrap_or_default(), &values].concat();
        Ok(Some(Page::DataPageV2 {
            buf: buf.into(),
            num_values: small(many)?,
            encoding: value_encoding,
            num_nulls: small(nulls)?,
            num_rows: small(many)?,
            def_levels_byte_len: small(definition)?,
            rep_levels_byte_len: small(repetition)?,
            is_compressed: is_packed,
            statistics: None,
        }))
    }

    fn unpack(&mut self, codec: Codec, packed: &Bytes, len: usize) -> Result<Bytes, Broken> {
        let mut to = Vec::new();
        self.unpacker.unpack(codec, packed, len, &mut to)?;
        Ok(to.into())
    }

    /// Adds a page's values to those that there were.
    fn count(&mut self, many: usize) -> Result<usize, Broken> {
        self.values = self.values.saturating_add(many);
        if self.values > self.rows {
            return Err(broken("it has more values than there are rows"));
        }
        Ok(many)
    }

    /// Refuses values that say of themselves that they are more than the page has: a decoder would make room for them.
    fn count_encoded(&self, encoding: Encoding, values: Option<&[u8]>, many: usize) -> Result<(), Fault> {
        if !matches!(encoding, Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY) {
            return Ok(());
        }
        // The size of a block, how many parts it has, and how many values there are.
        let mut numbers = varints(values.unwrap_or_default());
        let told = numbers.by_ref().nth(2);
        match told {
            Some(told) if told <= u64::try_from(many).unwrap_or(u64::MAX) => Ok(()),
            // A page of nulls alone may have nothing there.
            None if values.is_some_and(<[u8]>::is_empty) => Ok(()),
            _ => Err(broken("a page's values are more than it tells of").into()),
        }
    }
}

/// The numbers at the beginning of `bytes`.
fn varints(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let mut rest = bytes.iter();
    core::iter::from_fn(move || {
        let mut number = 0u64;
        for place in (0..64).step_by(7) {
            let byte = rest.next()?;
            number |= u64::from(byte & 0x7f).checked_shl(place).unwrap_or_default();
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    })
}

fn small(many: usize) -> Result<u32, Broken> {
    u32::try_from(many).map_err(|_| broken("a page has too many values"))
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// How values are encoded. Not read is DELTA_BYTE_ARRAY, in which some bytes can stand for any length of text.
fn encoding(number: i64) -> Result<Encoding, Fault> {
    Ok(match number {
        0 => Encoding::PLAIN,
        2 => Encoding::PLAIN_DICTIONARY,
        3 => Encoding::RLE,
        5 => Encoding::DELTA_BINARY_PACKED,
        6 => Encoding::DELTA_LENGTH_BYTE_ARRAY,
        7 => return Err(Fault::Otherwise("DELTA_BYTE_ARRAY".to_owned())),
        8 => Encoding::RLE_DICTIONARY,
        9 => Encoding::BYTE_STREAM_SPLIT,
        other => return Err(Fault::Otherwise(format!("encoding {other}"))),
    })
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> ParquetResult<Option<Page>> {
        self.next_page().map_err(|fault| ParquetError::External(Box::new(fault.of_column(&self.column))))
    }

    // Pages are read one after the other; nothing is looked at ahead or passed over.
    fn peek_next_page(&mut self) -> ParquetResult<Option<PageMetadata>> {
        Err(ParquetError::NYI("pages are not looked at ahead".to_owned()))
    }

    fn skip_next_page(&mut self) -> ParquetResult<()> {
        Err(ParquetError::NYI("pages are not passed over".to_owned()))
    }
}

impl Iterator for Pages {
    type Item = ParquetResult<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_that_are_not_read_are_named() {
        let error = |fault: Option<Fault>| fault.map(|fault| fault.of_column("close").to_string());
        let packed =
            |name: &str| Some(format!("parquet-column-is-packed-otherwise column=`close` found=`{name}`"));
        assert_eq!(error(encoding(7).err()), packed("DELTA_BYTE_ARRAY"));
        assert_eq!(error(encoding(-1).err()), packed("encoding -1"));
    }
}
