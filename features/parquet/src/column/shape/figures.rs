//! Figures: what their column's type stores, in as few bits as hold it exactly.

use qazyq_exact::Amount;
use qazyq_market::bars::{ABSENT, ABSENT_BROAD, amount_of};

use super::Shape;
use crate::kind::Kind;
use crate::thrift::Broken;

/// The bits of numbers in binary64.
pub(crate) struct Bits;

impl Shape for Bits {
    type Value = u64;
    const ABSENT: u64 = 0x7ff8_0000_0000_0000;

    #[inline(always)]
    fn number(&mut self, number: u64) -> u64 {
        number
    }

    fn bytes(&mut self, _: &[u8]) -> u64 {
        Self::ABSENT
    }
}

/// Numbers in binary32, as those in binary64 that have the same shortest decimal: 0.1 is 0.1, and not
/// 0.10000000149011612. That decimal has at most nine digits, and a double keeps fifteen.
pub(crate) struct Single;

impl Shape for Single {
    type Value = u64;
    const ABSENT: u64 = Bits::ABSENT;

    fn number(&mut self, number: u64) -> u64 {
        let [a, b, c, d, ..] = number.to_le_bytes();
        let text = f32::from_le_bytes([a, b, c, d]).to_string();
        text.parse::<f64>().map_or(Self::ABSENT, f64::to_bits)
    }

    fn bytes(&mut self, _: &[u8]) -> u64 {
        Self::ABSENT
    }
}

/// Digits in 64 bits.
///
/// The lowest number stands for what is absent; where a file has it, it becomes the next, which is as little a price.
pub(crate) struct Narrow {
    /// Of 32 bits without a sign.
    pub(crate) is_unsigned: bool,
}

impl Shape for Narrow {
    type Value = i64;
    const ABSENT: i64 = ABSENT;

    #[inline(always)]
    fn number(&mut self, number: u64) -> i64 {
        let number = if self.is_unsigned { number & 0xffff_ffff } else { number };
        number.cast_signed().max(-i64::MAX)
    }

    fn bytes(&mut self, bytes: &[u8]) -> i64 {
        // No more than eight: see who makes it.
        signed(bytes)
            .and_then(|number| i64::try_from(number).ok())
            .map_or(ABSENT, |number| number.max(-i64::MAX))
    }
}

/// Digits in 128 bits, of as many bytes at most; the lowest number as in [`Narrow`].
pub(crate) struct Broad;

impl Shape for Broad {
    type Value = i128;
    const ABSENT: i128 = ABSENT_BROAD;

    fn number(&mut self, number: u64) -> i128 {
        i128::from(number.cast_signed())
    }

    #[inline]
    fn bytes(&mut self, bytes: &[u8]) -> i128 {
        match bytes.as_array() {
            Some(all) => i128::from_be_bytes(*all),
            None => signed(bytes).unwrap_or(ABSENT_BROAD),
        }
        .max(-i128::MAX)
    }
}

/// The number that at most sixteen bytes are, the highest first.
fn signed(bytes: &[u8]) -> Option<i128> {
    let filling = if bytes.first()? & 0x80 == 0 { 0 } else { 0xff };
    let mut all = [filling; 16];
    let begin = all.len().checked_sub(bytes.len())?;
    all.get_mut(begin..)?.copy_from_slice(bytes);
    Some(i128::from_be_bytes(all))
}

/// Decimals behind the point of a figure that is kept small: then 64 bits of digits at that scale fit 128 at any other.
const SMALL_SCALE_MAX: usize = 18;

/// A figure of a column whose figures have each a scale of its own, or many digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    Absent,
    /// The scale is at most eighteen.
    Small {
        digits: i64,
        scale: u8,
    },
    /// The place among what does not fit.
    Wide(u32),
}

/// Figures of texts and of decimals of any size.
pub(crate) struct Figures {
    kind: Kind,
    wide: Vec<Amount>,
    /// How many of them a dictionary needs.
    kept: usize,
    /// Values that are there and are no amount.
    unread: u64,
    broken: Option<Broken>,
    text: String,
}

impl Figures {
    pub(crate) fn of(kind: Kind) -> Self {
        Self { kind, wide: Vec::new(), kept: 0, unread: 0, broken: None, text: String::new() }
    }

    /// The amount at that place.
    pub(crate) fn wide(&self, place: u32) -> Option<&Amount> {
        self.wide.get(usize::try_from(place).ok()?)
    }

    /// How many values were there and were no amount. A value of a dictionary counts once.
    pub(crate) fn unread(&self) -> u64 {
        self.unread
    }

    /// The figure that `self.text` spells.
    fn spelt(&mut self) -> Figure {
        let text = self.text.trim();
        if text.is_empty() {
            return Figure::Absent;
        }
        let Some(amount) = amount_of(text) else {
            self.unread = self.unread.saturating_add(1);
            return Figure::Absent;
        };
        let digits = amount.scaled_to(amount.scale()).and_then(|digits| i64::try_from(digits).ok());
        let scale = u8::try_from(amount.scale()).ok().filter(|_| amount.scale() <= SMALL_SCALE_MAX);
        match (digits, scale) {
            (Some(digits), Some(scale)) if digits != ABSENT => Figure::Small { digits, scale },
            _ => {
                let place = u32::try_from(self.wide.len()).unwrap_or(u32::MAX);
                self.wide.push(amount);
                Figure::Wide(place)
            }
        }
    }
}

impl Shape for Figures {
    type Value = Figure;
    const ABSENT: Figure = Figure::Absent;

    fn number(&mut self, number: u64) -> Figure {
        self.text.clear();
        self.kind.write_64(number.cast_signed(), &mut self.text);
        self.spelt()
    }

    fn bytes(&mut self, bytes: &[u8]) -> Figure {
        self.text.clear();
        if let Err(error) = self.kind.write_bytes(bytes, &mut self.text) {
            self.broken.get_or_insert(error);
        }
        self.spelt()
    }

    fn begin(&mut self) {
        self.wide.truncate(self.kept);
    }

    fn keep(&mut self) {
        self.kept = self.wide.len();
    }

    fn forget(&mut self) {
        self.kept = 0;
        self.wide.clear();
    }

    fn end(&mut self) -> Result<(), Broken> {
        self.broken.take().map_or(Ok(()), Err)
    }
}
