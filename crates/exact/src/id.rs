//! Identifiers: each a text with rules of its own, checked once, on the way in.
//!
//! | type | names | written |
//! | --- | --- | --- |
//! | [`Lei`] | a legal entity anywhere, ISO 17442 | `969500OYUDADGZKCR583` |
//! | [`Bin`] | a legal entity in Kazakhstan, its БИН | `940140000385` |
//! | [`Dti`] | a digital token, ISO 24165 | `13XTMPZT3` |
//! | [`Caip2`] | a blockchain | `eip155:1` |
//! | [`Caip19`] | an asset on a blockchain | `eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f` |
//! | [`Country`] | a country, ISO 3166-1 | `KZ` |
//!
//! An identifier is read as it stands: no space is cut off and no letter made a capital, so what is accepted is printed
//! byte for byte, and the order is that of the text. What to do about a text pasted with a space around it is the
//! business of whoever asked for it.
//!
//! What a type says is that the text can be such an identifier. Whether it was ever given out, and to whom, registers
//! know. `tests/data/ids` has accepted and refused texts, each with its reason, for other implementations too.

mod bin;
mod caip;
mod country;
mod dti;
mod lei;

pub use bin::{Bin, BinError};
pub use caip::{Caip2, Caip2Error, Caip19, Caip19Error};
pub use country::{Country, CountryError};
pub use dti::{Dti, DtiError};
pub use lei::{Lei, LeiError};

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

/// What a message names, by the names it has in the locales.
type Args = Vec<(&'static str, String)>;

/// A newtype over a text that `check` has found no fault with.
macro_rules! identifier {
    ($type:ident, $error:ident, $check:path) => {
        impl $type {
            /// The text, as it was read.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl core::str::FromStr for $type {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                $check(text)?;
                Ok(Self(text.into()))
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
use identifier;

/// Codes of an enum's variants, each written once, and its plain `Display`: the code and its arguments.
macro_rules! codes {
    ($type:ident { $($variant:ident => $code:literal,)+ }) => {
        impl $type {
            /// Every code there is, in the order of the variants.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// A short sentence in kebab case: the name of its message in the locales.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)+
                }
            }
        }

        impl core::fmt::Display for $type {
            /// The code and its arguments, for logs; the words for people are the locales'.
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.code())?;
                self.args().iter().try_for_each(|(name, value)| write!(f, " {name}=`{value}`"))
            }
        }

        impl core::error::Error for $type {}
    };
}
use codes;

/// A character where it cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Which.
    pub character: char,
    /// Where, counted from 1.
    pub position: usize,
}

impl Stray {
    /// The first character of the text that is not among the allowed.
    fn first(text: &str, is_allowed: impl Fn(char) -> bool) -> Option<Self> {
        let found = text.chars().zip(1..).find(|(character, _)| !is_allowed(*character));
        found.map(|(character, position)| Self { character, position })
    }

    /// The character, fit to be shown; its code point, since a Cyrillic А looks like a Latin A; and where it stands.
    fn args(&self) -> Args {
        let shown = if self.character.is_control() { '\u{fffd}' } else { self.character };
        vec![
            ("character", shown.to_string()),
            ("code_point", format!("U+{:04X}", u32::from(self.character))),
            ("position", self.position.to_string()),
        ]
    }
}

/// How many characters the text has, where that is not `wanted`.
fn other_length(text: &str, wanted: usize) -> Option<usize> {
    let characters = text.chars().count();
    (characters != wanted).then_some(characters)
}
