//! Bytes as tags and values: armour off, every length in its one form, and a structure's fields one after the other.

use base64ct::{Base64, Encoding};
use der::asn1::{AnyRef, BitStringRef, GeneralizedTime, IntRef, Null, ObjectIdentifier, UtcTime};
use der::{Decode, Reader, SliceReader, Tag, TagNumber, Tagged};

use crate::oid::Oid;
use crate::why::{Bound, Part, Why};

/// What reading gives: of what went wrong only the place matters, and that is known above.
pub(crate) type Read<T> = Result<T, der::Error>;

/// Structures in structures. Signatures have some twenty.
const DEPTH_MAX: usize = 48;

/// The context-specific tag of that number, around other values.
pub(crate) const fn around(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: true, number: TagNumber(number) }
}

/// The context-specific tag of that number, in place of a plain value's.
pub(crate) const fn instead(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: false, number: TagNumber(number) }
}

/// What any reading error stands for.
pub(crate) fn wrong() -> der::Error {
    der::ErrorKind::Failed.into()
}

/// The fields of a structure, in their order.
#[derive(Clone, Debug)]
pub(crate) struct Fields<'a>(SliceReader<'a>);

impl<'a> Fields<'a> {
    /// Of the one value that the bytes are.
    pub(crate) fn of(der: &'a [u8], tag: Tag) -> Read<Self> {
        Self::within(AnyRef::from_der(der)?, tag)
    }

    /// Of a value with that tag.
    pub(crate) fn within(value: AnyRef<'a>, tag: Tag) -> Read<Self> {
        value.tag().assert_eq(tag)?;
        Self::side_by_side(value.value())
    }

    /// Of values that stand side by side.
    pub(crate) fn side_by_side(bytes: &'a [u8]) -> Read<Self> {
        Ok(Self(SliceReader::new(bytes)?))
    }

    /// The next value.
    pub(crate) fn any(&mut self) -> Read<AnyRef<'a>> {
        AnyRef::decode(&mut self.0)
    }

    /// The next value, tag and length included.
    pub(crate) fn raw(&mut self) -> Read<&'a [u8]> {
        self.0.tlv_bytes()
    }

    /// The next value's fields.
    pub(crate) fn fields(&mut self, tag: Tag) -> Read<Self> {
        Self::within(self.any()?, tag)
    }

    /// The next value's bytes.
    pub(crate) fn value(&mut self, tag: Tag) -> Read<&'a [u8]> {
        let value = self.any()?;
        value.tag().assert_eq(tag)?;
        Ok(value.value())
    }

    /// The next value, where it has that tag.
    pub(crate) fn optional(&mut self, tag: Tag) -> Read<Option<AnyRef<'a>>> {
        if self.next_is(tag) { self.any().map(Some) } else { Ok(None) }
    }

    /// Whether the next value has that tag.
    pub(crate) fn next_is(&self, tag: Tag) -> bool {
        !self.0.is_finished() && Tag::peek(&self.0).is_ok_and(|next| next == tag)
    }

    /// The next value as one of a type.
    pub(crate) fn decode<T: Decode<'a, Error = der::Error>>(&mut self) -> Read<T> {
        T::decode(&mut self.0)
    }

    /// The next value, an identifier.
    pub(crate) fn oid(&mut self) -> Read<Oid> {
        self.decode::<ObjectIdentifier>()
    }

    /// The next value, a bit string of whole bytes.
    pub(crate) fn bits(&mut self) -> Read<&'a [u8]> {
        self.decode::<BitStringRef<'a>>()?.as_bytes().ok_or_else(wrong)
    }

    /// The next value, a date in one of the two forms that certificates have.
    pub(crate) fn time(&mut self) -> Read<i64> {
        time(self.any()?)
    }

    /// The next value, a number below 2^64.
    pub(crate) fn number(&mut self) -> Read<u64> {
        self.decode::<u64>()
    }

    /// Whether there is no other value.
    pub(crate) fn is_finished(&self) -> bool {
        self.0.is_finished()
    }

    /// That there is no other value.
    pub(crate) fn finish(self) -> Read<()> {
        self.0.finish()
    }

    /// Calls with each value that is left, at most so many.
    pub(crate) fn each(mut self, max: usize, mut f: impl FnMut(&'a [u8]) -> Read<()>) -> Read<()> {
        let mut count = 0_usize;
        while !self.0.is_finished() {
            count = count.saturating_add(1);
            if count > max {
                return Err(wrong());
            }
            f(self.raw()?)?;
        }
        Ok(())
    }

    /// How many values are left.
    pub(crate) fn count(mut self) -> Read<usize> {
        let mut count = 0_usize;
        while !self.0.is_finished() {
            self.raw()?;
            count = count.saturating_add(1);
        }
        Ok(count)
    }
}

/// A date: seconds since 1970-01-01.
pub(crate) fn time(value: AnyRef<'_>) -> Read<i64> {
    let since = if value.tag() == Tag::UtcTime {
        value.decode_as::<UtcTime>()?.to_unix_duration()
    } else {
        value.decode_as::<GeneralizedTime>()?.to_unix_duration()
    };
    i64::try_from(since.as_secs()).map_err(|_| wrong())
}

/// Bytes of a file as DER: as they are, or out of armour with one of those labels, or of bare Base 64.
pub(crate) fn unwrap(bytes: &[u8], max: usize, labels: &[&str]) -> Result<Vec<u8>, Why> {
    let malformed = || Why::malformed(Part::File);
    if bytes.len() > max.saturating_mul(2) {
        return Err(Why::TooMuch { of: Bound::Bytes, max });
    }
    let der = if bytes.first() == Some(&0x30) {
        bytes.to_vec()
    } else {
        let text = str::from_utf8(bytes).map_err(|_| malformed())?;
        match sections(text).as_slice() {
            [] => {
                let dense: String = text.split_ascii_whitespace().collect();
                Base64::decode_vec(&dense).map_err(|_| malformed())?
            }
            [one] => {
                let (label, der) = pem_rfc7468::decode_vec(one.as_bytes()).map_err(|_| malformed())?;
                if !labels.contains(&label) {
                    return Err(malformed());
                }
                der
            }
            _ => return Err(malformed()),
        }
    };
    if der.len() > max {
        return Err(Why::TooMuch { of: Bound::Bytes, max });
    }
    strict(&der).map_err(|error| {
        // A length that is not known beforehand: a well-formed encoding, but not this one.
        if error.kind() == der::ErrorKind::IndefiniteLength { Why::NotDer {} } else { malformed() }
    })?;
    Ok(der)
}

/// What stands in armour, armour included.
pub(crate) fn sections(text: &str) -> Vec<&str> {
    const BEGIN: &str = "-----BEGIN ";
    const END: &str = "-----END ";
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find(BEGIN) {
        let Some(section) = rest.get(begin..) else { break };
        let Some(end) = section.find(END) else { break };
        let behind = end.saturating_add(END.len());
        let dashes = section.get(behind..).and_then(|tail| tail.find("-----"));
        let Some(length) = dashes.map(|at| behind.saturating_add(at).saturating_add(5)) else { break };
        let (Some(whole), Some(tail)) = (section.get(..length), section.get(length..)) else { break };
        found.push(whole);
        rest = tail;
    }
    found
}

/// That bytes are one value in DER, and so is everything in it that is plain to see: lengths in their shortest form, numbers
/// and truth in their only one.
pub(crate) fn strict(der: &[u8]) -> Read<()> {
    let mut open: Vec<SliceReader<'_>> = vec![SliceReader::new(der)?];
    let mut values_outside = 0_usize;
    while let Some(reader) = open.last_mut() {
        if reader.is_finished() {
            open.pop();
            continue;
        }
        let value = AnyRef::decode(reader)?;
        if open.len() == 1 {
            values_outside = values_outside.saturating_add(1);
        }
        let tag = value.tag();
        if tag == Tag::Boolean {
            value.decode_as::<bool>()?;
        } else if tag == Tag::Integer {
            value.decode_as::<IntRef<'_>>()?;
        } else if tag == Tag::BitString {
            value.decode_as::<BitStringRef<'_>>()?;
        } else if tag == Tag::Null {
            value.decode_as::<Null>()?;
        } else if tag.is_constructed() {
            if open.len() == DEPTH_MAX {
                return Err(wrong());
            }
            open.push(SliceReader::new(value.value())?);
        }
    }
    if values_outside == 1 { Ok(()) } else { Err(wrong()) }
}

/// That the values of a set stand in DER's order (X.690 §11.6).
pub(crate) fn is_sorted(set: &[u8]) -> Read<bool> {
    let mut last: &[u8] = &[];
    let mut sorted = true;
    Fields::side_by_side(set)?.each(usize::MAX, |value| {
        sorted &= last <= value;
        last = value;
        Ok(())
    })?;
    Ok(sorted)
}
