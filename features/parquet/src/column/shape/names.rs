//! Names: each once, in the order in which they first stand.

use std::collections::HashMap;

use parquet::basic::Type;
use qazyq_market::bars::NameList;

use super::Shape;
use crate::footer::Leaf;
use crate::kind::Kind;
use crate::thrift::{Broken, broken};

/// More names than there are assets.
const NAMES_MAX: usize = 1 << 22;
/// No name is so long.
const NAME_BYTES_MAX: usize = 1024;
/// Integers below this are found without a search: most files count their assets from zero.
const SMALL: usize = 1 << 20;

/// Names of texts or of integers, each with its place. A column has one or the other.
#[derive(Default)]
pub(crate) struct Names {
    texts: qazyq_market::bars::Names,
    /// Digits of integers, whose places are found by the integers themselves.
    digits: NameList,
    /// Of small integers the place and one more; zero of those that were not seen.
    small: Vec<u32>,
    large: HashMap<i64, u32>,
    /// Numbers without a sign, of so many bits.
    unsigned_bits: Option<u32>,
    broken: Option<Broken>,
}

impl Names {
    /// Stands for a name that is absent.
    pub(crate) const NO_NAME: u32 = u32::MAX;

    /// Names of a column's values; none where these can be no names.
    pub(crate) fn of(leaf: &Leaf) -> Option<Self> {
        let unsigned_bits = match leaf.kind {
            Kind::Text | Kind::Integer { is_signed: true } => None,
            Kind::Integer { is_signed: false } => Some(if leaf.stored == Type::INT32 { 32 } else { 64 }),
            Kind::Decimal { .. } | Kind::Float | Kind::Boolean | Kind::Date | Kind::Timestamp { .. } => {
                return None;
            }
        };
        Some(Self { unsigned_bits, ..Self::default() })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len().max(self.digits.len())
    }

    /// The name of that place.
    pub(crate) fn get(&self, place: u32) -> Option<&str> {
        self.texts.get(place).or_else(|| self.digits.get(place))
    }

    /// The place of a text, which is added where it is new.
    pub(crate) fn place(&mut self, text: &str) -> u32 {
        let place = self.texts.number_of(text).unwrap_or(Self::ABSENT);
        self.see_how_many();
        place
    }

    /// Adds the name of a number that was not seen.
    fn add_number(&mut self, number: u64) -> u32 {
        let mut digits = itoa::Buffer::new();
        self.digits.push(match self.unsigned_bits {
            None => digits.format(number.cast_signed()),
            Some(32) => digits.format(number & 0xffff_ffff),
            Some(_) => digits.format(number),
        });
        self.see_how_many();
        u32::try_from(self.digits.len().saturating_sub(1)).unwrap_or(Self::ABSENT)
    }

    fn see_how_many(&mut self) {
        if self.len() > NAMES_MAX {
            self.broken.get_or_insert_with(|| broken("it has too many names"));
        }
    }
}

impl Shape for Names {
    type Value = u32;
    const ABSENT: u32 = Self::NO_NAME;

    fn number(&mut self, number: u64) -> u32 {
        let small = usize::try_from(number).ok().filter(|number| *number < SMALL);
        let Some(small) = small else {
            if let Some(place) = self.large.get(&number.cast_signed()) {
                return *place;
            }
            let place = self.add_number(number);
            self.large.insert(number.cast_signed(), place);
            return place;
        };
        if self.small.len() <= small {
            self.small.resize(small.saturating_add(1), 0);
        }
        let known = self.small.get(small).copied().unwrap_or_default();
        if let Some(place) = known.checked_sub(1) {
            return place;
        }
        let place = self.add_number(number);
        if let Some(known) = self.small.get_mut(small) {
            *known = place.wrapping_add(1);
        }
        place
    }

    fn bytes(&mut self, bytes: &[u8]) -> u32 {
        let text = str::from_utf8(bytes).ok().filter(|text| text.len() <= NAME_BYTES_MAX);
        let Some(text) = text else {
            self.broken.get_or_insert_with(|| broken("a name is not UTF-8, or too long"));
            return Self::ABSENT;
        };
        self.place(text)
    }

    fn end(&mut self) -> Result<(), Broken> {
        self.broken.take().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_place_whatever_it_is_made_of() {
        let mut names = Names::default();
        assert_eq!([7u64, 0, 7, 2_000_000, u64::MAX, 2_000_000].map(|n| names.number(n)), [0, 1, 0, 2, 3, 2]);
        let told = |names: &Names| {
            let all = (0..names.len()).map(|place| names.get(u32::try_from(place).unwrap()).unwrap());
            all.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told(&names), "7 0 2000000 -1");
        let mut names = Names::default();
        assert_eq!(
            [&b"USDC"[..], b"USDC", b"7", b"DAI", b"USDC", b""].map(|n| names.bytes(n)),
            [0, 0, 1, 2, 0, 3]
        );
        assert_eq!(told(&names), "USDC 7 DAI ");
        assert_eq!(names.end(), Ok(()));
        let mut names = Names { unsigned_bits: Some(64), ..Names::default() };
        assert_eq!(names.number(u64::MAX), 0);
        assert_eq!(names.get(0), Some("18446744073709551615"));
        let mut narrow = Names { unsigned_bits: Some(32), ..Names::default() };
        assert_eq!(narrow.number(i64::from(i32::MIN).cast_unsigned()), 0);
        assert_eq!(narrow.get(0), Some("2147483648"));
        assert_eq!(names.bytes(b"\xff"), Names::ABSENT);
        assert_eq!(names.bytes(&[b'x'; 1025]), Names::ABSENT);
        assert!(names.end().is_err());
        assert_eq!(names.end(), Ok(()));
    }
}
