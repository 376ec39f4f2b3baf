//! Names: texts that stand again and again, each once and with a number.
//!
//! ```text
//! rows     BTC ETH BTC XRP ETH         numbers   0 1 0 2 1         names   BTC ETH XRP
//! ```
//!
//! Numbers go by first appearance, so they hang on nothing but the rows. Files hold an asset's rows together, or the rows of
//! a day in the same order day by day: so the name that came last, and the one behind it, are looked at first.

use super::digits::eight;

/// Texts by their numbers.
#[derive(Clone, Debug, Default)]
pub struct NameList {
    /// All of them, one behind the other.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl NameList {
    /// None yet, and room for so many of so many bytes together.
    #[must_use]
    pub fn with_room(names: usize, bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ends: Vec::with_capacity(names) }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Gives a text the next number.
    pub fn push(&mut self, name: &str) {
        self.text.push_str(name);
        self.ends.push(self.text.len());
    }

    /// The text with that number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        let place = usize::try_from(number).ok()?;
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*start..end)
    }

    /// All of them, by their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(|number| self.get(number).unwrap_or_default())
    }
}

/// Texts by their numbers, and numbers by their texts.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// All texts, one behind the other.
    text: String,
    entries: Vec<Entry>,
    /// By hash: a number plus one, or 0 where nothing stands. As long as a power of two, and at most half full.
    places: Vec<u32>,
    /// The number that was given last.
    last: u32,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The first eight bytes, zeros behind a shorter text.
    head: u64,
    start: usize,
    len: usize,
}

/// There are more names than numbers, or a name is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unnamed {
    NotUtf8,
    TooMany,
}

impl Names {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text with that number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        self.entries.get(usize::try_from(number).ok()?).map(|entry| self.text_of(entry))
    }

    /// All of them, by their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.entries.iter().map(|entry| self.text_of(entry))
    }

    /// The number of a text; a new one where it has none yet.
    ///
    /// `None` where there are 2^32 − 1 others.
    pub fn number_of(&mut self, name: &str) -> Option<u32> {
        self.number(name.as_bytes(), 0, name.len()).ok()
    }

    fn text_of(&self, entry: &Entry) -> &str {
        self.text.get(entry.start..entry.start.saturating_add(entry.len)).unwrap_or_default()
    }

    /// The number of the name in `bytes` from `start` up to `end`.
    #[inline]
    pub(crate) fn number(&mut self, bytes: &[u8], start: usize, end: usize) -> Result<u32, Unnamed> {
        let name = bytes.get(start..end).unwrap_or_default();
        let head = head_of(bytes, start, name.len());
        for guess in [self.last, self.last.wrapping_add(1)] {
            if self.is(guess, head, name) {
                self.last = guess;
                return Ok(guess);
            }
        }
        self.looked_up(head, name)
    }

    #[inline]
    fn is(&self, number: u32, head: u64, name: &[u8]) -> bool {
        let entry = self.entries.get(number as usize);
        entry.is_some_and(|entry| {
            entry.head == head
                && entry.len == name.len()
                && (name.len() <= 8 || self.text_of(entry).as_bytes() == name)
        })
    }

    #[inline(never)]
    fn looked_up(&mut self, head: u64, name: &[u8]) -> Result<u32, Unnamed> {
        if self.entries.len().saturating_mul(2) >= self.places.len() {
            self.grow();
        }
        let mut place = hash(head, name);
        loop {
            place &= self.places.len().wrapping_sub(1);
            match self.places.get(place).copied().and_then(|taken| taken.checked_sub(1)) {
                Some(number) if self.is(number, head, name) => {
                    self.last = number;
                    return Ok(number);
                }
                Some(_) => place = place.wrapping_add(1),
                None => break,
            }
        }
        let text = str::from_utf8(name).map_err(|_| Unnamed::NotUtf8)?;
        let number =
            u32::try_from(self.entries.len()).ok().filter(|n| *n < u32::MAX).ok_or(Unnamed::TooMany)?;
        self.entries.push(Entry { head, start: self.text.len(), len: text.len() });
        self.text.push_str(text);
        if let Some(free) = self.places.get_mut(place) {
            *free = number.saturating_add(1);
        }
        self.last = number;
        Ok(number)
    }

    fn grow(&mut self) {
        let len = self.places.len().saturating_mul(2).max(64);
        self.places.clear();
        self.places.resize(len, 0);
        for (number, entry) in (1u32..).zip(&self.entries) {
            let mut place = hash(entry.head, self.text_of(entry).as_bytes());
            loop {
                place &= len.wrapping_sub(1);
                // At most half of the places are taken.
                match self.places.get_mut(place) {
                    Some(taken) if *taken != 0 => place = place.wrapping_add(1),
                    Some(free) => break *free = number,
                    None => break,
                }
            }
        }
    }
}

#[inline]
fn head_of(bytes: &[u8], start: usize, len: usize) -> u64 {
    let unwanted = 8usize.saturating_sub(len).wrapping_mul(8) as u32;
    // A shift by all 64 bits is none, so a name of no length is a case of its own.
    eight(bytes, start) & u64::MAX.checked_shr(unwanted).unwrap_or_default()
}

/// Where a name is looked for first. Made to spread what stands in files, not to withstand who wants to slow a run down.
fn hash(head: u64, name: &[u8]) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = |state: u64, word: u64| {
        let product = u128::from(state ^ word).wrapping_mul(u128::from(FACTOR));
        (product as u64) ^ ((product >> 64) as u64)
    };
    let mut state = mixed(name.len() as u64, head);
    for rest in name.get(8..).unwrap_or_default().chunks(8) {
        state = mixed(state, head_of(rest, 0, rest.len()));
    }
    mixed(state, FACTOR) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_one_number_by_first_appearance() {
        let mut names = Names::default();
        let given: Vec<_> =
            ["BTC", "ETH", "BTC", "", "A-NAME-OF-SOME-LENGTH", "ETH", "A-NAME-OF-SOME-LENGTI", "A-NAME-O"]
                .into_iter()
                .map(|name| names.number_of(name).unwrap())
                .collect();
        assert_eq!(given, [0, 1, 0, 2, 3, 1, 4, 5]);
        assert_eq!((names.get(3), names.get(9)), (Some("A-NAME-OF-SOME-LENGTH"), None));
        assert_eq!(
            names.iter().collect::<Vec<_>>().join("|"),
            "BTC|ETH||A-NAME-OF-SOME-LENGTH|A-NAME-OF-SOME-LENGTI|A-NAME-O"
        );
        // Zeros stand behind a short head, and are a name of their own.
        assert_eq!((names.number_of("BTC\0"), names.number_of("BTC")), (Some(6), Some(0)));
        assert_eq!(names.number(b"x\xff", 0, 2), Err(Unnamed::NotUtf8));
    }

    #[test]
    fn many_names_are_told_apart_in_any_order() {
        let mut names = Names::default();
        let name = |k: u32| if k.is_multiple_of(3) { format!("asset number {k}") } else { k.to_string() };
        for k in 0..5000 {
            assert_eq!(names.number_of(&name(k)), Some(k));
        }
        for k in (0..5000).rev().chain((0..5000).map(|k| k * 7 % 5000)) {
            assert_eq!(names.number_of(&name(k)), Some(k));
        }
        assert_eq!(names.len(), 5000);
    }
}
