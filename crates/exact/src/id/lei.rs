//! Legal Entity Identifiers, ISO 17442.

use super::{Args, Stray, codes, identifier, other_length};
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

/// A Legal Entity Identifier: 18 digits and capitals, and two digits that check them.
///
/// Letters count 10 to 35; the number that then stands there leaves 1 when divided by 97 (ISO/IEC 7064 MOD 97-10).
/// Small letters are refused, since the standard writes capitals.
///
/// *Verified* on 349 real LEIs: those in ESMA's interim MiCA register and in answers of GLEIF.
///
/// Two things to know of the check:
///
/// - It misses some mistakes. A digit for a digit and a letter for a letter are always noticed. A letter for a digit
///   makes the number longer and passes in about one of a hundred cases. Swapped neighbours are always noticed, but for
///   `B1` and `1B`, `M2` and `2M`, `X3` and `3X`, which are the same number.
/// - The standard gives out the pairs 02 to 98, yet GLEIF's files have LEIs in force that end in 00 and 01
///   (`31570010000000045200`: the tests of docs.rs/lei list seven). They satisfy the division and are accepted; so is
///   99, of which no case is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lei(Box<str>);

identifier!(Lei, LeiError, check);

/// The text is no LEI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeiError {
    /// Not 20 characters.
    Length {
        /// How many there are.
        characters: usize,
    },
    /// A small letter: LEIs are written in capitals.
    SmallLetter(Stray),
    /// Neither a digit nor a Latin capital.
    Character(Stray),
    /// The last two are not both digits.
    NoCheckDigits,
    /// The last two digits do not fit the rest: something is mistyped.
    CheckDigits,
}

codes!(LeiError {
    Length => "lei-length",
    SmallLetter => "lei-small-letter",
    Character => "lei-character",
    NoCheckDigits => "lei-without-check-digits",
    CheckDigits => "lei-check-digits",
});

impl LeiError {
    /// What the message names, by the names it has in the locales.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::Length { characters } => vec![("characters", characters.to_string())],
            Self::SmallLetter(stray) | Self::Character(stray) => stray.args(),
            Self::NoCheckDigits | Self::CheckDigits => Vec::new(),
        }
    }
}

const CHARACTERS: usize = 20;

fn check(text: &str) -> Result<(), LeiError> {
    if let Some(characters) = other_length(text, CHARACTERS) {
        return Err(LeiError::Length { characters });
    }
    match Stray::first(text, |c| c.is_ascii_digit() || c.is_ascii_uppercase()) {
        Some(stray) if stray.character.is_ascii_lowercase() => return Err(LeiError::SmallLetter(stray)),
        Some(stray) => return Err(LeiError::Character(stray)),
        None => {}
    }
    if !text.chars().rev().take(2).all(|c| c.is_ascii_digit()) {
        return Err(LeiError::NoCheckDigits);
    }
    if remainder_by_97(text) == 1 { Ok(()) } else { Err(LeiError::CheckDigits) }
}

#[expect(clippy::arithmetic_side_effects, reason = "a remainder is below 97 and a value below 36")]
fn remainder_by_97(text: &str) -> u32 {
    text.chars().filter_map(|c| c.to_digit(36)).fold(0, |remainder, value| {
        let places = if value < 10 { 10 } else { 100 };
        (remainder * places + value) % 97
    })
}
