//! Findings: what is to be told of a file, its rows and its fields.
//!
//! ```text
//! the file cannot be used     FileError   column-is-missing     column=ae_lei found=a, b, c
//! a row is odd                Defect      lei-is-malformed      field=ae_lei found=9.60E+19
//! ```
//!
//! Each kind has a `code`, a short sentence for programs and locale files, and `args` for the words. A code that
//! market files have too means the same there and has the same arguments. The comments on the variants say what each
//! means and what can be done about it.

/// The arguments of a finding's message.
pub(crate) type Args = Vec<(&'static str, String)>;

/// Codes of an enum's variants, each written once, and its plain `Display`: the code and its arguments.
macro_rules! codes {
    ($type:ident { $($variant:ident => $code:literal,)+ }) => {
        impl $type {
            /// Every code there is, in the order of the variants.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// What it is, as a short sentence in kebab case.
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
    };
}

/// Why a whole file is refused. Not a row of it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Nothing but blanks stands in the file: download it again.
    Empty,
    /// The file is an archive or a spreadsheet: unpack it, or save it as CSV, first.
    Packed {
        /// By what its first bytes show it to be packed.
        packing: Packing,
    },
    /// The text is UTF-16: save it in UTF-8.
    Utf16,
    /// JSON that is not UTF-8: download it again.
    NotUtf8 {
        /// The first such line.
        line: u64,
    },
    /// The first line names no register's columns: take the file as its publisher has it.
    HeaderUnknown {
        /// What the first line says.
        found: String,
        /// A column by which each register would be known.
        expected: String,
    },
    /// The header has columns by which several registers are known: take the files one by one.
    RegistersMixed {
        /// The registers.
        registers: Vec<&'static str>,
    },
    /// A needed column is missing: take a file that has it.
    ColumnMissing {
        /// The column that was looked for.
        column: String,
        /// The columns that are there.
        found: Vec<String>,
    },
    /// Two columns have the name that is looked for: rename one of them.
    ColumnTwice {
        /// The name.
        column: String,
    },
    /// More rows than any register has: look what the file is.
    TooManyRows {
        /// How many there may be.
        rows_max: u64,
    },
    /// The file is larger than is read at once: look what the file is.
    TooLarge {
        /// How many bytes it has.
        bytes: u64,
        /// How many it may have.
        bytes_max: u64,
    },
    /// A web page stands where the source's answer should: look at it, and ask again.
    AWebPage,
    /// The file is no JSON, or is cut off: download it again.
    NotJson {
        /// What is wrong with it, in the words of who found it.
        what: String,
    },
    /// The JSON is not of the shape that the source answers with: look at what it says.
    ShapeUnknown {
        /// What was looked for.
        expected: String,
    },
}

codes!(FileError {
    Empty => "file-is-empty",
    Packed => "file-is-packed",
    Utf16 => "file-is-utf-16",
    NotUtf8 => "file-is-not-utf-8",
    HeaderUnknown => "header-is-unknown",
    RegistersMixed => "header-is-of-several-registers",
    ColumnMissing => "column-is-missing",
    ColumnTwice => "column-stands-twice",
    TooManyRows => "file-has-too-many-rows",
    TooLarge => "file-is-too-large",
    AWebPage => "file-is-a-web-page",
    NotJson => "file-is-not-json",
    ShapeUnknown => "document-is-of-another-shape",
});

impl FileError {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::Empty | Self::Utf16 | Self::AWebPage => vec![],
            Self::Packed { packing } => vec![("packing", packing.name().to_owned())],
            Self::NotUtf8 { line } => vec![("line", line.to_string())],
            Self::HeaderUnknown { found, expected } => {
                vec![("found", found.clone()), ("expected", expected.clone())]
            }
            Self::RegistersMixed { registers } => vec![("registers", registers.join(", "))],
            Self::ColumnMissing { column, found } => {
                vec![("column", column.clone()), ("found", found.join(", "))]
            }
            Self::ColumnTwice { column } => vec![("column", column.clone())],
            Self::TooManyRows { rows_max } => vec![("rows_max", rows_max.to_string())],
            Self::TooLarge { bytes, bytes_max } => {
                vec![("bytes", bytes.to_string()), ("bytes_max", bytes_max.to_string())]
            }
            Self::NotJson { what } => vec![("what", what.clone())],
            Self::ShapeUnknown { expected } => vec![("expected", expected.clone())],
        }
    }
}

impl core::error::Error for FileError {}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Zip: an archive, or a spreadsheet.
    Zip,
    /// Gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Packing {
    /// The name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Zip => "zip",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// Something odd about a file that counts all the same, or about one of its rows.
///
/// `field` is the column, or the path of keys in JSON. `found` is the whole text; in the arguments of a message it is
/// shortened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defect {
    /// The field is empty, and should not be: look for it elsewhere.
    ValueAbsent {
        /// The field.
        field: String,
    },
    /// What should be an LEI is not eighteen digits or capitals and two digits: look it up by the name.
    LeiMalformed {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// What should be a DTI is not nine digits or capitals other than A, E, I, O, U and Y: look it up.
    DtiMalformed {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// What should be a day is none of the form that the source writes, so it is absent: compare it with the source.
    DateUnreadable {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
        /// The form that was looked for.
        expected: String,
    },
    /// The address lacks its beginning, `https://`: put it there before asking.
    AddressWithoutScheme {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// What should be an address is something else, such as prose or the name of a file: look for the address elsewhere.
    NotAnAddress {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// What should be a country is not two capitals: read it by eye.
    CountryMalformed {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// What should be a yes or a no is neither, so it is absent: read it by eye.
    NeitherYesNorNo {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// Several values are parted otherwise than by `|`; they were parted as it makes sense: compare them with the source.
    PartedOtherwise {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// Letters were lost before the register was published, or the file is not UTF-8; U+FFFD stands in their place: look
    /// the text up elsewhere.
    EncodingBroken {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// A service's letter and its words are not of the same service of MiCA: read it by eye.
    ServiceContradictory {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// A service has neither a letter from a to j nor words that MiCA has: read it by eye.
    ServiceUnknown {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// The header has a column without a name; what stands below is told row by row.
    ColumnUnnamed {
        /// Which column it is; the first is 1.
        place: usize,
    },
    /// Something stands in a column that has no name: read it by eye.
    ValueUnnamed {
        /// Which column it is; the first is 1.
        place: usize,
        /// What stands there.
        found: String,
    },
    /// The header has a column that is not known, so it is not read: look whether the register has changed.
    ColumnUnknown {
        /// Its name.
        field: String,
    },
    /// The header lacks a column that the register has, so what it would say is absent: look whether the register has
    /// changed.
    ColumnAbsent {
        /// Its name.
        field: String,
    },
    /// The row has more or fewer fields than the header, so they may stand in wrong columns: compare it with the source.
    FieldsDoNotMatch {
        /// How many it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// A quote is opened and not closed, so the row goes on to the end of the file: mend the quote.
    QuoteNotClosed {
        /// The last line that went with it.
        through: u64,
    },
    /// A key stands twice in an object, and the last counts, as elsewhere: compare it with the source.
    KeyTwice {
        /// The key, with the path to it.
        field: String,
    },
    /// A key is misspelt; it was read as it is meant.
    KeyMisspelt {
        /// The key, with the path to it.
        field: String,
        /// As it is meant.
        meant: &'static str,
    },
    /// A value is misspelt; it was read as it is meant.
    ValueMisspelt {
        /// The key, with the path to it.
        field: String,
        /// What stands there.
        found: String,
        /// As it is meant.
        meant: &'static str,
    },
    /// The value is of another kind than it should be (a list, say, where a text should be), so it is absent: look
    /// whether the source has changed.
    ValueUnexpected {
        /// The key, with the path to it.
        field: String,
        /// What stands there.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// The peg is none that is known, nor a current national currency: read it by eye.
    PegUnknown {
        /// What stands there.
        found: String,
    },
    /// The way in which the peg is kept is none that is known: read it by eye.
    MechanismUnknown {
        /// What stands there.
        found: String,
    },
}

codes!(Defect {
    ValueAbsent => "value-is-absent",
    LeiMalformed => "lei-is-malformed",
    DtiMalformed => "dti-is-malformed",
    DateUnreadable => "date-is-not-readable",
    AddressWithoutScheme => "address-has-no-scheme",
    NotAnAddress => "text-is-not-an-address",
    CountryMalformed => "country-is-not-a-code",
    NeitherYesNorNo => "answer-is-neither-yes-nor-no",
    PartedOtherwise => "values-are-parted-otherwise",
    EncodingBroken => "encoding-is-broken",
    ServiceContradictory => "service-letter-and-words-differ",
    ServiceUnknown => "service-is-not-known",
    ColumnUnnamed => "column-has-no-name",
    ValueUnnamed => "value-has-no-column-name",
    ColumnUnknown => "column-is-not-known",
    ColumnAbsent => "column-is-absent",
    FieldsDoNotMatch => "fields-do-not-match-the-header",
    QuoteNotClosed => "quote-is-not-closed",
    KeyTwice => "key-stands-twice",
    KeyMisspelt => "key-is-misspelt",
    ValueMisspelt => "value-is-misspelt",
    ValueUnexpected => "value-is-of-another-kind",
    PegUnknown => "peg-is-not-known",
    MechanismUnknown => "mechanism-is-not-known",
});

impl Defect {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::ValueAbsent { field }
            | Self::ColumnUnknown { field }
            | Self::ColumnAbsent { field }
            | Self::KeyTwice { field } => vec![("field", excerpt(field))],
            Self::LeiMalformed { field, found }
            | Self::DtiMalformed { field, found }
            | Self::AddressWithoutScheme { field, found }
            | Self::NotAnAddress { field, found }
            | Self::CountryMalformed { field, found }
            | Self::NeitherYesNorNo { field, found }
            | Self::PartedOtherwise { field, found }
            | Self::EncodingBroken { field, found }
            | Self::ServiceContradictory { field, found }
            | Self::ServiceUnknown { field, found } => {
                vec![("field", excerpt(field)), ("found", excerpt(found))]
            }
            Self::DateUnreadable { field, found, expected } => {
                vec![("field", excerpt(field)), ("found", excerpt(found)), ("expected", expected.clone())]
            }
            Self::ColumnUnnamed { place } => vec![("place", place.to_string())],
            Self::ValueUnnamed { place, found } => {
                vec![("place", place.to_string()), ("found", excerpt(found))]
            }
            Self::FieldsDoNotMatch { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
            Self::QuoteNotClosed { through } => vec![("through", through.to_string())],
            Self::KeyMisspelt { field, meant } => {
                vec![("field", excerpt(field)), ("meant", (*meant).to_owned())]
            }
            Self::ValueMisspelt { field, found, meant } => {
                vec![("field", excerpt(field)), ("found", excerpt(found)), ("meant", (*meant).to_owned())]
            }
            Self::ValueUnexpected { field, found, expected } => vec![
                ("field", excerpt(field)),
                ("found", excerpt(found)),
                ("expected", (*expected).to_owned()),
            ],
            Self::PegUnknown { found } | Self::MechanismUnknown { found } => {
                vec![("found", excerpt(found))]
            }
        }
    }
}

/// What stands in a file, fit to be quoted in a message: at most 60 characters, none of them a control character.
pub(crate) fn excerpt(text: &str) -> String {
    const LENGTH_MAX: usize = 60;
    let mut characters = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut excerpt: String = characters.by_ref().take(LENGTH_MAX).collect();
    if characters.next().is_some() {
        excerpt.push('…');
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_short_and_has_no_control_characters() {
        assert_eq!(excerpt("n/a"), "n/a");
        assert_eq!(excerpt("a\0b\nc"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(excerpt(&"ұ".repeat(60)), "ұ".repeat(60));
        assert_eq!(excerpt(&"ұ".repeat(61)), format!("{}…", "ұ".repeat(60)));
    }

    #[test]
    fn codes_are_kebab_case_and_each_stands_once() {
        let codes: Vec<_> = [FileError::CODES, Defect::CODES].concat();
        let is_kebab = |code: &str| code.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        assert!(codes.iter().all(|code| is_kebab(code)), "{codes:?}");
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), codes.len(), "{codes:?}");
    }
}
