//! Refusals: why a file cannot be taken as evidence or as law, and where in it.
//!
//! A refusal is no outcome. Missing facts lead to `undetermined`; a refusal means that the file may say something
//! else than its writer meant, so nothing is decided.

use std::fmt;

use qazyq_exact::DayError;

use crate::json::{Fault, SyntaxError, Text};

/// A file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where: keys from the top, as `facts.market[0].days[3].close`; of what is no JSON, line and column, as `3:7`; of
    /// what is no TOML, the line; empty for the file as a whole.
    pub place: String,
    /// Why.
    pub why: Why,
}

/// Why a file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The bytes are no JSON that can be evidence.
    Json(Fault),
    /// The bytes are no TOML; the reader's own words.
    Toml(String),
    /// The file as a whole is something else than an object of keys.
    NotAnObject,
    /// A list must stand here.
    NotAList,
    /// A string must stand here; amounts and days are strings too.
    NotText,
    /// `true` or `false` must stand here.
    NotABoolean,
    /// A whole number must stand here.
    NotAWholeNumber,
    /// The key is unknown here. `known` names the keys that are.
    UnknownKey {
        /// The key.
        key: Text,
        /// Those that may stand here.
        known: &'static [&'static str],
    },
    /// A key that must be there is absent or null.
    MissingKey(&'static str),
    /// The text is no amount.
    NotAnAmount(Text),
    /// The text is no amount and no quotient of two.
    NotARate(Text),
    /// The number must be above zero.
    NotPositive(Text),
    /// The text is no day, or no day that may stand here.
    NotADay(Text, DayError),
    /// The text is no instant.
    NotAnInstant(Text),
    /// The text is no country code.
    NotACountry(Text),
    /// The text is none of the choices.
    NotOneOf {
        /// The text.
        text: Text,
        /// What may stand here.
        choices: Vec<String>,
    },
    /// At least one item must stand here.
    Empty,
    /// Another item of the list says the same thing already: a day, a source, a pair and day, an item.
    StandsTwice(String),
    /// `either` means all sources together, so none can be called that.
    EitherIsNoSource,
    /// The act, or its version, is unknown.
    UnknownAct {
        /// What the case names.
        text: Text,
        /// The act that is known, with its versions.
        known: Vec<String>,
    },
    /// In a law: what it says does not fit together.
    Law(LawFault),
}

/// What does not fit together in a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LawFault {
    /// The paragraph names a rule that the program does not have.
    ParagraphWithoutRule(String),
    /// No paragraph backs this rule of the program.
    RuleWithoutParagraph(&'static str),
    /// A parameter names a paragraph that is not there.
    ParameterWithoutParagraph(String),
    /// A version that the act names has no file.
    VersionWithoutFile(u32),
    /// A version's file belongs to another act or another version.
    AnotherVersion(String),
    /// Two versions are in force on one day, or they do not stand in order.
    VersionsOverlap(u32, u32),
    /// The version ends before it begins.
    EndsBeforeItBegins,
    /// The number is larger than the program can hold days in memory for.
    TooLarge(u32),
}

impl LawFault {
    /// A short sentence, as it stands in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ParagraphWithoutRule(_) => "paragraph-without-rule",
            Self::RuleWithoutParagraph(_) => "rule-without-paragraph",
            Self::ParameterWithoutParagraph(_) => "parameter-without-paragraph",
            Self::VersionWithoutFile(_) => "version-without-file",
            Self::AnotherVersion(_) => "another-version",
            Self::VersionsOverlap(..) => "versions-overlap",
            Self::EndsBeforeItBegins => "ends-before-it-begins",
            Self::TooLarge(_) => "too-large",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ParagraphWithoutRule(name)
            | Self::ParameterWithoutParagraph(name)
            | Self::AnotherVersion(name) => vec![("name", name.clone())],
            Self::RuleWithoutParagraph(name) => vec![("name", (*name).to_owned())],
            Self::VersionWithoutFile(version) => vec![("name", version.to_string())],
            Self::VersionsOverlap(a, b) => vec![("name", format!("{a}, {b}"))],
            Self::TooLarge(number) => vec![("name", number.to_string())],
            Self::EndsBeforeItBegins => vec![],
        }
    }
}

impl Why {
    /// Every code there is, those of [`LawFault`] included.
    pub const CODES: &'static [&'static str] = &[
        "not-utf8",
        "byte-order-mark",
        "ends-too-early",
        "unexpected-character",
        "text-after-end",
        "bad-string",
        "bad-number",
        "nested-too-deeply",
        "repeated-key",
        "not-toml",
        "not-an-object",
        "not-a-list",
        "not-text",
        "not-a-boolean",
        "not-a-whole-number",
        "unknown-key",
        "missing-key",
        "not-an-amount",
        "not-a-rate",
        "not-positive",
        "not-a-day",
        "no-such-day",
        "day-out-of-range",
        "not-an-instant",
        "not-a-country",
        "not-one-of",
        "empty",
        "stands-twice",
        "either-is-no-source",
        "unknown-act",
        "paragraph-without-rule",
        "rule-without-paragraph",
        "parameter-without-paragraph",
        "version-without-file",
        "another-version",
        "versions-overlap",
        "ends-before-it-begins",
        "too-large",
    ];

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Json(fault) => match fault {
                Fault::NotUtf8 => "not-utf8",
                Fault::ByteOrderMark => "byte-order-mark",
                Fault::Ends => "ends-too-early",
                Fault::Unexpected(_) => "unexpected-character",
                Fault::TextAfterEnd => "text-after-end",
                Fault::BadString => "bad-string",
                Fault::BadNumber => "bad-number",
                Fault::NestedTooDeeply => "nested-too-deeply",
                Fault::RepeatedKey(_) => "repeated-key",
            },
            Self::Toml(_) => "not-toml",
            Self::NotAnObject => "not-an-object",
            Self::NotAList => "not-a-list",
            Self::NotText => "not-text",
            Self::NotABoolean => "not-a-boolean",
            Self::NotAWholeNumber => "not-a-whole-number",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey(_) => "missing-key",
            Self::NotAnAmount(_) => "not-an-amount",
            Self::NotARate(_) => "not-a-rate",
            Self::NotPositive(_) => "not-positive",
            Self::NotADay(_, DayError::Form) => "not-a-day",
            Self::NotADay(_, DayError::NoSuchDay) => "no-such-day",
            Self::NotADay(_, DayError::OutOfRange) => "day-out-of-range",
            Self::NotAnInstant(_) => "not-an-instant",
            Self::NotACountry(_) => "not-a-country",
            Self::NotOneOf { .. } => "not-one-of",
            Self::Empty => "empty",
            Self::StandsTwice(_) => "stands-twice",
            Self::EitherIsNoSource => "either-is-no-source",
            Self::UnknownAct { .. } => "unknown-act",
            Self::Law(fault) => fault.code(),
        }
    }

    /// What the message names, by the names it has in the locales.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Json(Fault::Unexpected(character)) => vec![("text", character.to_string())],
            Self::Json(Fault::RepeatedKey(key)) => vec![("text", key.to_string())],
            Self::Json(
                Fault::NotUtf8
                | Fault::ByteOrderMark
                | Fault::Ends
                | Fault::TextAfterEnd
                | Fault::BadString
                | Fault::BadNumber
                | Fault::NestedTooDeeply,
            )
            | Self::NotAnObject
            | Self::NotAList
            | Self::NotText
            | Self::NotABoolean
            | Self::NotAWholeNumber
            | Self::Empty
            | Self::EitherIsNoSource => vec![],
            Self::Toml(message) => vec![("text", message.clone())],
            Self::UnknownKey { key, known } => vec![("text", key.to_string()), ("choices", known.join(", "))],
            Self::MissingKey(key) => vec![("text", (*key).to_owned())],
            Self::NotAnAmount(text)
            | Self::NotARate(text)
            | Self::NotPositive(text)
            | Self::NotADay(text, _)
            | Self::NotAnInstant(text)
            | Self::NotACountry(text) => vec![("text", text.to_string())],
            Self::NotOneOf { text, choices } => {
                vec![("text", text.to_string()), ("choices", choices.join(", "))]
            }
            Self::StandsTwice(what) => vec![("text", what.clone())],
            Self::UnknownAct { text, known } => {
                vec![("text", text.to_string()), ("choices", known.join(", "))]
            }
            Self::Law(fault) => fault.args(),
        }
    }
}

/// For developers; what people read comes from the locales by [`Why::code`].
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why.code())?;
        self.why.args().iter().try_for_each(|(name, value)| write!(f, " {name}={value:?}"))
    }
}

impl std::error::Error for Refusal {}

impl From<SyntaxError> for Refusal {
    fn from(error: SyntaxError) -> Self {
        Self { place: format!("{}:{}", error.line, error.column), why: Why::Json(error.fault) }
    }
}
