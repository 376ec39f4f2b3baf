//! Names: each once, in the order in which they first stand.

use std::collections::HashMap;

use super::Shape;
use crate::thrift::{Broken, broken};

/// More names than there are assets.
const NAMES_MAX: usize = 1 << 22;
/// No name is so long.
const NAME_BYTES_MAX: usize = 1024;
/// Integers below this are found without a search: most files count their assets from zero.
const SMALL: usize = 1 << 20;

/// Names of texts or integers, each with its place.
#[derive(Default)]
pub(crate) struct Names {
    names: Vec<Box<str>>,
    places: HashMap<Box<str>, u32>,
    /// Of small integers the place and one more; zero of those that were not seen.
    small: Vec<u32>,
    /// Rows of an asset often follow one another.
    last: Option<(Box<[u8]>, u32)>,
    is_unsigned: bool,
    broken: Option<Broken>,
}

impl Names {
    /// Names that are integers without a sign, or any others.
    pub(crate) fn new(is_unsigned: bool) -> Self {
        Self { is_unsigned, ..Self::default() }
    }

    /// The names, in the order of their places.
    pub(crate) fn names(&self) -> &[Box<str>] {
        &self.names
    }

    /// The place of a name, which is added where it is new.
    pub(crate) fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        if self.names.len() >= NAMES_MAX {
            self.broken.get_or_insert_with(|| broken("it has too many names"));
            return Self::ABSENT;
        }
        let place = u32::try_from(self.names.len()).unwrap_or(Self::ABSENT);
        self.names.push(name.into());
        self.places.insert(name.into(), place);
        place
    }

    fn integer(&mut self, number: u64) -> u32 {
        let number = number.cast_signed();
        if self.is_unsigned {
            self.place(&number.cast_unsigned().to_string())
        } else {
            self.place(&number.to_string())
        }
    }
}

impl Shape for Names {
    type Value = u32;
    const ABSENT: u32 = u32::MAX;

    fn number(&mut self, number: u64) -> u32 {
        let small = usize::try_from(number).ok().filter(|number| *number < SMALL);
        let Some(small) = small else { return self.integer(number) };
        if self.small.len() <= small {
            self.small.resize(small.saturating_add(1), 0);
        }
        let known = self.small.get(small).copied().unwrap_or_default();
        if let Some(place) = known.checked_sub(1) {
            return place;
        }
        let place = self.integer(number);
        if let Some(known) = self.small.get_mut(small) {
            *known = place.wrapping_add(1);
        }
        place
    }

    fn bytes(&mut self, bytes: &[u8]) -> u32 {
        if let Some((last, place)) = &self.last
            && **last == *bytes
        {
            return *place;
        }
        let text = str::from_utf8(bytes).ok().filter(|text| text.len() <= NAME_BYTES_MAX);
        let Some(text) = text else {
            self.broken.get_or_insert_with(|| broken("a name is not UTF-8, or too long"));
            return Self::ABSENT;
        };
        let place = self.place(text);
        self.last = Some((bytes.into(), place));
        place
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
        let mut names = Names::new(false);
        assert_eq!([7u64, 0, 7, 2_000_000, u64::MAX, 2_000_000].map(|n| names.number(n)), [0, 1, 0, 2, 3, 2]);
        assert_eq!([&b"USDC"[..], b"USDC", b"7", b"DAI", b""].map(|n| names.bytes(n)), [4, 4, 0, 5, 6]);
        assert_eq!(
            names.names().iter().map(|n| &**n).collect::<Vec<_>>(),
            ["7", "0", "2000000", "-1", "USDC", "DAI", ""]
        );
        assert_eq!(names.end(), Ok(()));
        let mut names = Names::new(true);
        assert_eq!(names.number(u64::MAX), 0);
        assert_eq!(&*names.names()[0], "18446744073709551615");
        assert_eq!(names.bytes(b"\xff"), Names::ABSENT);
        assert_eq!(names.bytes(&[b'x'; 1025]), Names::ABSENT);
        assert!(names.end().is_err());
        assert_eq!(names.end(), Ok(()));
    }
}
