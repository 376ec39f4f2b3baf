//! The mapping: which column holds what, as people declare it.
//!
//! ```text
//! date=Date,open=Open,close=Close*,market_cap=Market Cap
//! ```
//!
//! Names of columns may hold blanks, asterisks and equals signs, but no comma; one with a comma is given to
//! [`Mapping::with_column`] or [`Mapping::with_date_column`]. INVARIANT: a mapping has a date, at least one figure, and a delimiter and separator that
//! cannot be mistaken for a part of a number.

use core::str::FromStr;

use super::DateFormat;
use crate::bar::Figure;
use crate::finding::{Args, codes, excerpt};

/// Which column of a table holds what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    date: String,
    figures: Vec<(Figure, String)>,
    dates: DateFormat,
    delimiter: Option<u8>,
    thousands: Option<char>,
    only: Vec<(String, String)>,
}

/// Why a mapping cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MappingError {
    /// A part is not of the form `key=Column`: write each as `close=Close*`, with commas between.
    PairHasNoEqualsSign {
        /// The part.
        found: String,
    },
    /// A key is none of those that a bar has: use one of them.
    KeyUnknown {
        /// The key.
        found: String,
        /// The keys that there are.
        expected: String,
    },
    /// A key stands twice: keep one of them.
    KeyTwice {
        /// The key.
        key: String,
    },
    /// A key has no column: write the column's name behind the equals sign.
    ColumnEmpty {
        /// The key.
        key: String,
    },
    /// The mapping has no date, and days cannot be guessed: add `date=` and the column's name.
    DateNotMapped,
    /// The mapping has no figure: add at least one, such as `close=Close`.
    NoFigureMapped,
    /// The pattern of dates does not determine a day, or cannot be read: write it like `%d/%m/%Y`.
    PatternUnusable {
        /// The pattern.
        found: String,
    },
    /// Such a character cannot stand between fields: use one like `,`, `;`, `|` or a tab.
    DelimiterUnusable {
        /// The character.
        found: String,
    },
    /// Such a character cannot group thousands: use one like `,` or a blank. Commas in place of the decimal point are
    /// not read.
    ThousandsUnusable {
        /// The character.
        found: String,
    },
}

codes!(MappingError {
    PairHasNoEqualsSign => "pair-has-no-equals-sign",
    KeyUnknown => "key-is-unknown",
    KeyTwice => "key-stands-twice",
    ColumnEmpty => "column-name-is-empty",
    DateNotMapped => "date-is-not-mapped",
    NoFigureMapped => "no-figure-is-mapped",
    PatternUnusable => "date-pattern-determines-no-day",
    DelimiterUnusable => "delimiter-is-unusable",
    ThousandsUnusable => "thousands-separator-is-unusable",
});

impl MappingError {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::DateNotMapped | Self::NoFigureMapped => vec![],
            Self::KeyTwice { key } | Self::ColumnEmpty { key } => vec![("key", key.clone())],
            Self::PairHasNoEqualsSign { found }
            | Self::PatternUnusable { found }
            | Self::DelimiterUnusable { found }
            | Self::ThousandsUnusable { found } => vec![("found", found.clone())],
            Self::KeyUnknown { found, expected } => {
                vec![("found", found.clone()), ("expected", expected.clone())]
            }
        }
    }
}

impl core::error::Error for MappingError {}

/// The key of the column of days.
const DATE: &str = "date";

impl FromStr for Mapping {
    type Err = MappingError;

    /// Pairs `key=Column` with commas between; the keys are `date` and the names of [`Figure::OF_A_BAR`].
    fn from_str(text: &str) -> Result<Self, MappingError> {
        let mut date = None;
        let mut figures: Vec<(Figure, String)> = Vec::new();
        for part in text.split(',') {
            let (key, column) = pair(part)?;
            let figure = Figure::OF_A_BAR.into_iter().find(|figure| figure.name() == key);
            match figure {
                None if key != DATE => return Err(key_unknown(&key)),
                None if date.is_some() => return Err(MappingError::KeyTwice { key }),
                None => date = Some(column),
                Some(figure) if figures.iter().any(|(known, _)| *known == figure) => {
                    return Err(MappingError::KeyTwice { key });
                }
                Some(figure) => figures.push((figure, column)),
            }
        }
        let date = date.ok_or(MappingError::DateNotMapped)?;
        if figures.is_empty() {
            return Err(MappingError::NoFigureMapped);
        }
        Ok(Self { date, figures, dates: DateFormat::Iso, delimiter: None, thousands: None, only: Vec::new() })
    }
}

/// Parts `key=Column` or `Column=value` at the first equals sign, without blanks around either.
///
/// # Errors
/// Where there is no equals sign or nothing behind it.
pub fn pair(text: &str) -> Result<(String, String), MappingError> {
    let (key, value) = text
        .split_once('=')
        .ok_or_else(|| MappingError::PairHasNoEqualsSign { found: excerpt(text.trim()) })?;
    let (key, value) = (key.trim(), value.trim());
    if value.is_empty() {
        return Err(MappingError::ColumnEmpty { key: excerpt(key) });
    }
    Ok((key.to_owned(), value.to_owned()))
}

fn key_unknown(key: &str) -> MappingError {
    let known: Vec<_> = core::iter::once(DATE).chain(Figure::OF_A_BAR.map(Figure::name)).collect();
    MappingError::KeyUnknown { found: excerpt(key), expected: known.join(", ") }
}

impl Mapping {
    /// The same, with days read from the column `name`.
    #[must_use]
    pub fn with_date_column(mut self, name: impl Into<String>) -> Self {
        self.date = name.into();
        self
    }

    /// The same, with `figure` read from the column `name`, in place of any before. A quote volume is a bar's volume.
    #[must_use]
    pub fn with_column(mut self, figure: Figure, name: impl Into<String>) -> Self {
        let figure = if figure == Figure::QuoteVolume { Figure::Volume } else { figure };
        self.figures.retain(|(known, _)| *known != figure);
        self.figures.push((figure, name.into()));
        self
    }

    /// The same, with days written so.
    #[must_use]
    pub fn with_dates(mut self, dates: DateFormat) -> Self {
        self.dates = dates;
        self
    }

    /// The same, for those rows alone that have `value` in `column`; several filters must all hold.
    #[must_use]
    pub fn with_only(mut self, column: impl Into<String>, value: impl Into<String>) -> Self {
        self.only.push((column.into(), value.into()));
        self
    }

    /// The same, with this character between fields instead of the one that fits.
    ///
    /// # Errors
    /// For a quote, a line end, a letter, a digit, or what can be a part of a number or is not ASCII.
    pub fn with_delimiter(mut self, delimiter: char) -> Result<Self, MappingError> {
        let refused = || MappingError::DelimiterUnusable { found: delimiter.escape_default().to_string() };
        if delimiter != '\t' && is_part_of_text_or_number(delimiter) {
            return Err(refused());
        }
        self.delimiter = Some(u8::try_from(delimiter).ok().filter(u8::is_ascii).ok_or_else(refused)?);
        Ok(self)
    }

    /// The same, with thousands grouped by this character.
    ///
    /// # Errors
    /// For a quote, a line end, a letter, a digit, or what can be a part of a number.
    pub fn with_thousands(mut self, separator: char) -> Result<Self, MappingError> {
        if is_part_of_text_or_number(separator) {
            return Err(MappingError::ThousandsUnusable { found: separator.escape_default().to_string() });
        }
        self.thousands = Some(separator);
        Ok(self)
    }

    pub(crate) fn date(&self) -> &str {
        &self.date
    }

    pub(crate) fn figures(&self) -> impl Iterator<Item = (Figure, &str)> {
        self.figures.iter().map(|(figure, name)| (*figure, name.as_str()))
    }

    pub(crate) fn dates(&self) -> &DateFormat {
        &self.dates
    }

    pub(crate) fn delimiter(&self) -> Option<u8> {
        self.delimiter
    }

    pub(crate) fn thousands(&self) -> Option<char> {
        self.thousands
    }

    pub(crate) fn only(&self) -> &[(String, String)] {
        &self.only
    }

    /// Every column that is looked for.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        let filters = self.only.iter().map(|(column, _)| column.as_str());
        core::iter::once(self.date()).chain(self.figures().map(|(_, name)| name)).chain(filters)
    }
}

/// What can neither part fields nor group digits.
fn is_part_of_text_or_number(character: char) -> bool {
    character.is_alphanumeric() || character.is_control() || matches!(character, '"' | '.' | '-' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns in the order of the mapping, or the error with its arguments.
    fn check(text: &str, expected: Result<&str, &str>) {
        let got = text.parse::<Mapping>().map(|mapping| mapping.columns().collect::<Vec<_>>().join("|"));
        assert_eq!(
            got.map_err(|error| error.to_string()),
            expected.map(str::to_owned).map_err(str::to_owned)
        );
    }

    #[test]
    fn a_mapping_is_pairs_with_commas_between() {
        check("date=Date,close=Close", Ok("Date|Close"));
        check("date=Date,open=Open,close=Close*,market_cap=Market Cap", Ok("Date|Open|Close*|Market Cap"));
        check(" date = Date , close = a=b ", Ok("Date|a=b"));
        check("close=price,date=day,open=price", Ok("day|price|price"));
    }

    #[test]
    fn each_mistake_has_its_name() {
        check("", Err("pair-has-no-equals-sign found=``"));
        check("Date", Err("pair-has-no-equals-sign found=`Date`"));
        check("date=Date,close=Close,", Err("pair-has-no-equals-sign found=``"));
        check(
            "date=Date,price=Close",
            Err(
                "key-is-unknown found=`price` expected=`date, open, high, low, close, vwap, volume, market_cap`",
            ),
        );
        check("date=Date,date=Day,close=Close", Err("key-stands-twice key=`date`"));
        check("date=Date,close=Close,close=Last", Err("key-stands-twice key=`close`"));
        check("date=,close=Close", Err("column-name-is-empty key=`date`"));
        check("close=Close", Err("date-is-not-mapped"));
        check("date=Date", Err("no-figure-is-mapped"));
    }

    #[test]
    fn delimiters_and_separators_cannot_be_mistaken_for_a_part_of_a_number() {
        let mapping: Mapping = "date=Date,close=Close".parse().unwrap();
        for character in [',', ';', '|', ' ', '\'', ':'] {
            assert!(mapping.clone().with_delimiter(character).is_ok(), "{character:?}");
            assert!(mapping.clone().with_thousands(character).is_ok(), "{character:?}");
        }
        assert!(mapping.clone().with_delimiter('\t').is_ok());
        assert!(mapping.clone().with_thousands('\u{a0}').is_ok());
        assert!(mapping.clone().with_delimiter('\u{a0}').is_err());
        for character in ['.', '-', '+', '0', '٣', 'e', '"', '\n', '\r', '\0'] {
            assert!(mapping.clone().with_delimiter(character).is_err(), "{character:?}");
            assert!(mapping.clone().with_thousands(character).is_err(), "{character:?}");
        }
    }
}
