//! Business identification numbers of Kazakhstan: бизнес-сәйкестендіру нөмірі, бизнес-идентификационный номер.

use super::{Args, Stray, codes, identifier, other_length};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

/// A business identification number of Kazakhstan (БСН, БИН): twelve digits.
///
/// ```text
/// 94 01 4 0 00038 5
/// │  │  │ │ │     └ check digit
/// │  │  │ │ └ serial number
/// │  │  │ └ 0 head office, 1 branch, 2 representative office, 3 peasant farm
/// │  │  └ 4 resident legal entity, 5 non-resident, 6 joint entrepreneurs
/// │  └ month, and
/// └ year in which it was registered, or registered anew
/// ```
///
/// The check digit is what the first eleven digits, weighted 1 to 11, leave when divided by 11; if that is 10, what
/// they leave when weighted 3 to 11, 1, 2; if that is 10 again, no such number is given out.
///
/// *Verified.* The check holds for 273 real numbers: 270 in `tests/test_kz_bin.doctest` of
/// github.com/arthurdejong/python-stdnum, 22 of which need the second weights, and three of a bank's branches from
/// halykbank.kz in the tests of github.com/valery1707/kaz-person-id; of random numbers one in ten passes. The weights
/// are those of that repository's `PersonIdUtils.java`, which cites adilet.zan.kz/rus/docs/P070000406_#z9. It and
/// python-stdnum, which cites the OECD, agree on the month and on 4, 5 or 6 as the fifth digit.
///
/// *Not verified.* The rules themselves (order No. 406 of 22 May 2007 and what followed it) were not at hand. Sources
/// differ on the sixth digit (egov.kz, as quoted in python-stdnum's issue 114, has no 3), so that any is accepted, and
/// so is any year. All of the real numbers have 4 as the fifth digit. That a second 10 rules a number out is what
/// kaz-person-id does; one program on GitHub writes 0 there, and of the real numbers none is such a one.
///
/// The fifth digit is what tells a company's number from a person's (ИИН), which has the tens of a day there, 0 to 3:
/// none of those gets in here.
///
/// The check is weak. A wrong check digit is always noticed. A wrong eleventh digit is not, unless the second weights
/// decide, because its weight is 11. Of all single wrong digits about one of eleven passes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bin(Box<str>);

identifier!(Bin, BinError, check);

/// The text is no business identification number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinError {
    /// Not twelve characters.
    Length {
        /// How many there are.
        characters: usize,
    },
    /// Not a digit.
    Character(Stray),
    /// The third and fourth digits are no month.
    Month {
        /// What they are.
        month: u32,
    },
    /// The fifth digit is not 4, 5 or 6; in a person's number (ИИН) it is 0 to 3.
    FifthDigit {
        /// What it is.
        digit: u32,
    },
    /// The last digit does not fit the rest: something is mistyped.
    CheckDigit,
    /// For the first eleven digits there is no check digit, so that the number is never given out.
    NeverGivenOut,
}

codes!(BinError {
    Length => "bin-length",
    Character => "bin-character",
    Month => "bin-month",
    FifthDigit => "bin-fifth-digit",
    CheckDigit => "bin-check-digit",
    NeverGivenOut => "bin-is-never-given-out",
});

impl BinError {
    /// What the message names, by the names it has in the locales.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::Length { characters } => vec![("characters", characters.to_string())],
            Self::Character(stray) => stray.args(),
            Self::Month { month } => vec![("month", format!("{month:02}"))],
            Self::FifthDigit { digit } => vec![("digit", digit.to_string())],
            Self::CheckDigit | Self::NeverGivenOut => Vec::new(),
        }
    }
}

const CHARACTERS: usize = 12;
const WEIGHTS: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
/// Where the first weights leave 10.
const WEIGHTS_AGAIN: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

#[expect(clippy::arithmetic_side_effects, reason = "two digits are below 100")]
fn check(text: &str) -> Result<(), BinError> {
    if let Some(characters) = other_length(text, CHARACTERS) {
        return Err(BinError::Length { characters });
    }
    if let Some(stray) = Stray::first(text, |c| c.is_ascii_digit()) {
        return Err(BinError::Character(stray));
    }
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let &[_, _, tens, ones, fifth, .., last] = digits.as_slice() else {
        return Err(BinError::Length { characters: digits.len() });
    };
    let month = tens * 10 + ones;
    if !(1..=12).contains(&month) {
        return Err(BinError::Month { month });
    }
    if !(4..=6).contains(&fifth) {
        return Err(BinError::FifthDigit { digit: fifth });
    }
    match check_digit(&digits) {
        None => Err(BinError::NeverGivenOut),
        Some(digit) if digit == last => Ok(()),
        Some(_) => Err(BinError::CheckDigit),
    }
}

/// The twelfth digit that belongs to the first eleven.
fn check_digit(digits: &[u32]) -> Option<u32> {
    [WEIGHTS, WEIGHTS_AGAIN].iter().map(|weights| weighted(digits, weights)).find(|remainder| *remainder < 10)
}

#[expect(clippy::arithmetic_side_effects, reason = "eleven digits times at most 11 are below 1,100")]
fn weighted(digits: &[u32], weights: &[u32; 11]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11
}
