//! Countries, ISO 3166-1.

use super::{Args, codes, identifier};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// A country as ISO 3166-1 alpha-2 writes it: two capitals.
///
/// The form alone is checked, as in a case: the list of countries changes, and registers also have codes of their own
/// making (`XK`, `EU`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(Box<str>);

identifier!(Country, CountryError, check);

/// The text is no country code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryError {
    /// Not two Latin capitals.
    Form,
}

codes!(CountryError {
    Form => "country-form",
});

impl CountryError {
    /// What the message names: nothing.
    #[must_use]
    pub fn args(&self) -> Args {
        Vec::new()
    }
}

fn check(text: &str) -> Result<(), CountryError> {
    let is_form = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    if is_form { Ok(()) } else { Err(CountryError::Form) }
}
