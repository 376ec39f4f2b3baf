//! Thrift's compact notation, as far as Parquet uses it: structs of numbered fields.
//!
//! ```text
//! 15 04            field 1, a number: 2
//! 19 2c            field 2, a list of two structs …
//! 00               end of the struct
//! ```
//!
//! INVARIANT: what is read is no larger than the bytes it was read from allow, and no deeper than [`DEPTH_MAX`]. A list
//! has the elements that it says it has, and a struct each field once.

use core::fmt;

/// Structs and lists inside one another. Footers have six.
const DEPTH_MAX: usize = 32;

/// Fields of one struct; Parquet's have fewer than twenty.
const FIELDS_MAX: usize = 100;

/// Numbers, texts and structs altogether: a footer of a thousand columns in a hundred row groups.
const VALUES_MAX: usize = 2_000_000;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken(pub(crate) String);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub(crate) fn broken(what: impl Into<String>) -> Broken {
    Broken(what.into())
}

/// A struct: its fields by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Struct<'b> {
    fields: Vec<(i16, Value<'b>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value<'b> {
    Bool(bool),
    Number(i64),
    Bytes(&'b [u8]),
    List(Vec<Value<'b>>),
    Struct(Struct<'b>),
    /// A kind of value that Parquet has in no field that is looked at.
    Other,
}

impl<'b> Struct<'b> {
    /// The struct at the beginning of `bytes`, and how many of them it takes.
    pub(crate) fn read(bytes: &'b [u8]) -> Result<(Self, usize), Broken> {
        let mut from = Reader { bytes, at: 0, values: 0 };
        let read = from.structure(0)?;
        Ok((read, from.at))
    }

    fn field(&self, id: i16) -> Option<&Value<'b>> {
        self.fields.iter().find(|(known, _)| *known == id).map(|(_, value)| value)
    }

    /// The numbers of the fields that are there.
    pub(crate) fn ids(&self) -> impl Iterator<Item = i16> {
        self.fields.iter().map(|(id, _)| *id)
    }

    pub(crate) fn has(&self, id: i16) -> bool {
        self.field(id).is_some()
    }

    /// `name` is that of the field, for the error.
    pub(crate) fn number(&self, id: i16, name: &str) -> Result<Option<i64>, Broken> {
        match self.field(id) {
            None => Ok(None),
            Some(Value::Number(number)) => Ok(Some(*number)),
            Some(_) => Err(broken(format!("{name} is no number"))),
        }
    }

    pub(crate) fn need_number(&self, id: i16, name: &str) -> Result<i64, Broken> {
        self.number(id, name)?.ok_or_else(|| broken(format!("{name} is missing")))
    }

    /// A number that counts something.
    pub(crate) fn need_count(&self, id: i16, name: &str) -> Result<usize, Broken> {
        usize::try_from(self.need_number(id, name)?).map_err(|_| broken(format!("{name} is below zero")))
    }

    pub(crate) fn flag(&self, id: i16, name: &str) -> Result<Option<bool>, Broken> {
        match self.field(id) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(broken(format!("{name} is neither true nor false"))),
        }
    }

    pub(crate) fn text(&self, id: i16, name: &str) -> Result<&'b str, Broken> {
        match self.field(id) {
            Some(Value::Bytes(bytes)) => {
                str::from_utf8(bytes).map_err(|_| broken(format!("{name} is not UTF-8")))
            }
            _ => Err(broken(format!("{name} is missing"))),
        }
    }

    /// The bytes of a field; none where it is missing or something else.
    pub(crate) fn bytes(&self, id: i16) -> Option<&'b [u8]> {
        match self.field(id) {
            Some(Value::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }

    pub(crate) fn structure(&self, id: i16, name: &str) -> Result<Option<&Self>, Broken> {
        match self.field(id) {
            None => Ok(None),
            Some(Value::Struct(inner)) => Ok(Some(inner)),
            Some(_) => Err(broken(format!("{name} is no struct"))),
        }
    }

    pub(crate) fn structures(&self, id: i16, name: &str) -> Result<Vec<&Self>, Broken> {
        let Some(Value::List(list)) = self.field(id) else {
            return Err(broken(format!("{name} is missing")));
        };
        list.iter()
            .map(|value| {
                let Value::Struct(inner) = value else {
                    return Err(broken(format!("{name} has something else than structs")));
                };
                Ok(inner)
            })
            .collect()
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    values: usize,
}

const BOOL: u8 = 1;
const STRUCT: u8 = 12;

impl<'b> Reader<'b> {
    fn take(&mut self, many: usize) -> Result<&'b [u8], Broken> {
        let end = self.at.checked_add(many);
        let taken = end.and_then(|end| self.bytes.get(self.at..end));
        self.at = self.at.saturating_add(many);
        taken.ok_or_else(|| broken("the bytes end too early"))
    }

    fn byte(&mut self) -> Result<u8, Broken> {
        self.take(1)?.first().copied().ok_or_else(|| broken("the bytes end too early"))
    }

    fn varint(&mut self) -> Result<u64, Broken> {
        let mut number = 0u64;
        for place in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(place).unwrap_or_default();
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(broken("a number does not end"))
    }

    fn length(&mut self) -> Result<usize, Broken> {
        let length = usize::try_from(self.varint()?).unwrap_or(usize::MAX);
        // Whatever is counted takes a byte at least.
        let left = self.bytes.len().saturating_sub(self.at);
        if length > left { Err(broken("a length goes beyond the end")) } else { Ok(length) }
    }

    fn zigzag(&mut self) -> Result<i64, Broken> {
        let number = self.varint()?;
        Ok((number >> 1).cast_signed() ^ (number & 1).cast_signed().wrapping_neg())
    }

    fn structure(&mut self, depth: usize) -> Result<Struct<'b>, Broken> {
        let mut fields: Vec<(i16, Value<'b>)> = Vec::new();
        let mut last = 0i16;
        loop {
            let head = self.byte()?;
            if head & 0x0f == 0 {
                return Ok(Struct { fields });
            }
            let id = match i16::from(head >> 4) {
                0 => i16::try_from(self.zigzag()?).ok(),
                delta => last.checked_add(delta),
            };
            last = id.ok_or_else(|| broken("a field has no number"))?;
            if fields.iter().any(|(known, _)| *known == last) {
                return Err(broken(format!("field {last} stands twice")));
            }
            if fields.len() >= FIELDS_MAX {
                return Err(broken("a struct has too many fields"));
            }
            let value = match head & 0x0f {
                kind @ 1..=2 => Value::Bool(kind == 1),
                kind => self.value(kind, depth)?,
            };
            fields.push((last, value));
        }
    }

    /// A value that is no field's `true` or `false`, which stands in its head.
    fn value(&mut self, kind: u8, depth: usize) -> Result<Value<'b>, Broken> {
        self.values = self.values.saturating_add(1);
        let depth = depth.saturating_add(1);
        if depth > DEPTH_MAX || self.values > VALUES_MAX {
            return Err(broken("too much stands in it, or too deep"));
        }
        match kind {
            BOOL | 2 => Ok(Value::Bool(self.byte()? == 1)),
            3 => Ok(Value::Number(i64::from(self.byte()?.cast_signed()))),
            4..=6 => Ok(Value::Number(self.zigzag()?)),
            7 => self.take(8).map(|_| Value::Other),
            8 => {
                let length = self.length()?;
                self.take(length).map(Value::Bytes)
            }
            9 | 10 => {
                let head = self.byte()?;
                let many = match usize::from(head >> 4) {
                    15 => self.length()?,
                    few => few,
                };
                // Not as many as it says at once: what they are is not known yet.
                let mut list = Vec::new();
                for _ in 0..many {
                    list.push(self.value(head & 0x0f, depth)?);
                }
                Ok(Value::List(list))
            }
            11 => {
                let many = self.length()?;
                let kinds = if many == 0 { 0 } else { self.byte()? };
                for _ in 0..many {
                    self.value(kinds >> 4, depth)?;
                    self.value(kinds & 0x0f, depth)?;
                }
                Ok(Value::Other)
            }
            STRUCT => self.structure(depth).map(Value::Struct),
            13 => self.take(16).map(|_| Value::Other),
            _ => Err(broken("a field is of no kind")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields in Rust's notation and how many bytes they take, or what is wrong.
    fn check(bytes: &[u8], expected: Result<(&str, usize), &str>) {
        let got = Struct::read(bytes).map(|(read, length)| {
            let fields: Vec<_> = read.fields.iter().map(|(id, value)| format!("{id}={value:?}")).collect();
            (fields.join(" "), length)
        });
        assert_eq!(
            got.map_err(|Broken(what)| what),
            expected.map(|(text, length)| (text.to_owned(), length)).map_err(str::to_owned),
            "{bytes:x?}"
        );
    }

    #[test]
    fn fields_have_numbers_and_end_with_a_zero() {
        check(&[0], Ok(("", 1)));
        check(&[0x15, 0x04, 0x00, 0xff], Ok(("1=Number(2)", 3)));
        check(&[0x15, 0x03, 0x26, 0xac, 0x02, 0x00], Ok(("1=Number(-2) 3=Number(150)", 6)));
        check(&[0x11, 0x12, 0x00], Ok(("1=Bool(true) 2=Bool(false)", 3)));
        check(&[0x18, 0x02, b'o', b'k', 0x00], Ok(("1=Bytes([111, 107])", 5)));
        check(&[0x05, 0x28, 0x02, 0x00], Ok(("20=Number(1)", 4)));
        check(&[0x19, 0x25, 0x02, 0x04, 0x00], Ok(("1=List([Number(1), Number(2)])", 5)));
        check(&[0x1c, 0x15, 0x02, 0x00, 0x00], Ok(("1=Struct(Struct { fields: [(1, Number(1))] })", 5)));
    }

    #[test]
    fn what_is_longer_than_its_bytes_is_broken() {
        check(&[], Err("the bytes end too early"));
        check(&[0x15], Err("the bytes end too early"));
        check(&[0x15, 0x80, 0x80], Err("the bytes end too early"));
        check(&[0x16, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], Err("a number does not end"));
        check(&[0x18, 0x7f, b'x'], Err("a length goes beyond the end"));
        check(&[0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07], Err("a length goes beyond the end"));
        check(&[0x1b, 0xff, 0xff, 0x03, 0x55], Err("a length goes beyond the end"));
        check(&[0x1e, 0x00], Err("a field is of no kind"));
        check(&[0x15, 0x02, 0x05, 0x02, 0x04, 0x00], Err("field 1 stands twice"));
        check(&[0x1c; 100], Err("too much stands in it, or too deep"));
    }
}
