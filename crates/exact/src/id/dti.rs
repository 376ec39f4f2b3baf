//! Digital Token Identifiers, ISO 24165.

use super::{Args, Stray, codes, identifier, other_length};
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

/// A Digital Token Identifier: eight characters and one that checks them, of the digits and the consonants without `Y`.
/// The first is not `0`.
///
/// The check is ISO/IEC 7064's hybrid system over these thirty characters, MOD 31,30. It notices every single wrong
/// character and nearly all swapped neighbours. A code names a token on one ledger or a group of such tokens; the text
/// does not say which.
///
/// *Verified.* The standard is sold, so the alphabet and the first character are from isvalid.dev/docs/dti and the
/// check from github.com/svyatov/sec_id (`lib/sec_id/dti.rb`), both of which agree with what follows. All 210 codes in
/// ESMA's interim MiCA register (files of January and February 2026) satisfy it, and so do ten from elsewhere; none of
/// the 54,810 texts does that have another character in one place. `JVMWS68W`, which stands in that register with its
/// last character lost, stands there whole too, as `JVMWS68W1`: what the check asks for.
///
/// *The one exception* known: Bitcoin's `4H95J0R2X`, where the check asks for `T`. It was given out so (both sources
/// say it), and it is accepted.
///
/// *Not verified.* Whether the registry has other codes of that kind: they would be refused here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dti(Box<str>);

identifier!(Dti, DtiError, check);

/// The text is no Digital Token Identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DtiError {
    /// Not nine characters.
    Length {
        /// How many there are.
        characters: usize,
    },
    /// A small letter: the codes are written in capitals.
    SmallLetter(Stray),
    /// Neither a digit nor a consonant other than `Y`.
    Character(Stray),
    /// The first character is `0`.
    LeadingZero,
    /// The last character does not fit the rest: something is mistyped.
    CheckCharacter,
}

codes!(DtiError {
    Length => "dti-length",
    SmallLetter => "dti-small-letter",
    Character => "dti-character",
    LeadingZero => "dti-leading-zero",
    CheckCharacter => "dti-check-character",
});

impl DtiError {
    /// What the message names, by the names it has in the locales.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::Length { characters } => vec![("characters", characters.to_string())],
            Self::SmallLetter(stray) | Self::Character(stray) => stray.args(),
            Self::LeadingZero | Self::CheckCharacter => Vec::new(),
        }
    }
}

const CHARACTERS: usize = 9;
/// A character's place is its value.
const ALPHABET: &str = "0123456789BCDFGHJKLMNPQRSTVWXZ";
/// Given out with another last character than the check asks for.
const GIVEN_OUT_OTHERWISE: [&str; 1] = ["4H95J0R2X"];

fn check(text: &str) -> Result<(), DtiError> {
    if let Some(characters) = other_length(text, CHARACTERS) {
        return Err(DtiError::Length { characters });
    }
    match Stray::first(text, |c| ALPHABET.contains(c)) {
        Some(stray) if stray.character.is_ascii_lowercase() => return Err(DtiError::SmallLetter(stray)),
        Some(stray) => return Err(DtiError::Character(stray)),
        None => {}
    }
    if text.starts_with('0') {
        return Err(DtiError::LeadingZero);
    }
    if is_closed(text) || GIVEN_OUT_OTHERWISE.contains(&text) {
        Ok(())
    } else {
        Err(DtiError::CheckCharacter)
    }
}

/// Whether the last character is the one that the others ask for.
#[expect(clippy::arithmetic_side_effects, reason = "every sum is below 61")]
fn is_closed(text: &str) -> bool {
    let mut values = text.chars().filter_map(|c| ALPHABET.find(c));
    let Some(last) = values.next_back() else { return false };
    let product = values.fold(30, |product, value| {
        let sum = match (product + value) % 30 {
            0 => 30,
            sum => sum,
        };
        sum * 2 % 31
    });
    (product + last) % 30 == 1
}
