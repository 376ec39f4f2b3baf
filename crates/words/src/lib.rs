//! Words for people, in three languages.
//!
//! The words live in `locales/`, one folder a language, the same files in each; the code knows their names alone. Every edge
//! speaks through this crate: the command line, a page in a browser. The command line's tests hold the three languages against
//! each other and against every name that the program can ask for.

pub mod date;
pub mod number;
pub mod readings;
pub mod verdict;
pub mod verification;

use std::cell::OnceCell;

pub use fluent_bundle::FluentValue;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use qazyq_law::act;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Kazakh.
    Kazakh,
}

/// How many files of words a language has.
const FILES: usize = 12;

/// The texts of a language, file by file.
macro_rules! texts {
    ($code:literal) => {
        [
            include_str!(concat!("../../../locales/", $code, "/verification.ftl")),
            include_str!(concat!("../../../locales/", $code, "/proof.ftl")),
            include_str!(concat!("../../../locales/", $code, "/help.ftl")),
            include_str!(concat!("../../../locales/", $code, "/verdict.ftl")),
            include_str!(concat!("../../../locales/", $code, "/troubles.ftl")),
            include_str!(concat!("../../../locales/", $code, "/screens.ftl")),
            include_str!(concat!("../../../locales/", $code, "/sources.ftl")),
            include_str!(concat!("../../../locales/", $code, "/registry.ftl")),
            include_str!(concat!("../../../locales/", $code, "/registers.ftl")),
            include_str!(concat!("../../../locales/", $code, "/replay.ftl")),
            include_str!(concat!("../../../locales/", $code, "/web.ftl")),
            include_str!(concat!("../../../locales/", $code, "/workbench.ftl")),
        ]
    };
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::Russian, Self::Kazakh];

    /// As ISO 639-1 writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Kazakh => "kk",
        }
    }

    /// What verifying a bundle says, and what a verdict does: all that a verifier needs.
    #[must_use]
    pub fn verification(self) -> [&'static str; 2] {
        macro_rules! two {
            ($code:literal) => {
                [
                    include_str!(concat!("../../../locales/", $code, "/verification.ftl")),
                    include_str!(concat!("../../../locales/", $code, "/verdict.ftl")),
                ]
            };
        }
        match self {
            Self::English => two!("en"),
            Self::Russian => two!("ru"),
            Self::Kazakh => two!("kk"),
        }
    }

    /// The texts, file by file.
    #[must_use]
    pub fn texts(self) -> [&'static str; FILES] {
        match self {
            Self::English => texts!("en"),
            Self::Russian => texts!("ru"),
            Self::Kazakh => texts!("kk"),
        }
    }

    /// The language of a code, or of a locale's name (`ru_KZ.UTF-8`).
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let code = name.split(['_', '-', '.', '@']).next()?;
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The system's language: the first setting that is there decides, as POSIX has it; English where we do not speak
    /// it.
    #[must_use]
    pub fn of_system(settings: impl IntoIterator<Item = Option<String>>) -> Self {
        let setting = settings.into_iter().flatten().next();
        setting.and_then(|name| Self::named(&name)).unwrap_or(Self::English)
    }
}

/// The words of one language. A file of them is parsed when something of it is said: a command needs few.
pub struct Words {
    language: Language,
    files: Vec<WordsFile>,
}

/// One file; what a message names stands in the same file.
struct WordsFile {
    text: &'static str,
    bundle: OnceCell<FluentBundle<FluentResource>>,
}

impl WordsFile {
    /// Whether it has the message, told without parsing it: a message begins a line, as nothing else of that form does.
    fn has(&self, id: &str) -> bool {
        let begins = |rest: &str| rest.strip_prefix(id).is_some_and(|rest| rest.starts_with(" ="));
        begins(self.text) || self.text.match_indices('\n').any(|(at, _)| begins(&self.text[at + 1..]))
    }

    fn parsed(&self, language: Language) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| {
            let id = language.code().parse().unwrap_or_default();
            let mut bundle = FluentBundle::new(vec![id]);
            // Marks of direction around every name would be litter in a terminal.
            bundle.set_use_isolating(false);
            // A text with a mistake still gives all its other messages; the test shows the mistake.
            let resource = match FluentResource::try_new(self.text.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
            bundle
        })
    }
}

/// What a message names.
pub type Named<'a> = (&'a str, FluentValue<'a>);

/// A text for a message; a short run of digits is a number, so that plurals can follow it.
#[must_use]
pub fn value(text: &str) -> FluentValue<'static> {
    // A text that a number would be printed otherwise than it was written stays a text.
    let is_count = (1..=9).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    match text.parse::<u32>() {
        Ok(number) if is_count => FluentValue::from(number),
        _ => FluentValue::from(text.to_owned()),
    }
}

/// Text of somebody else's, fit for a line of ours: what would begin another line, steer the terminal or turn the
/// direction of writing is shown as its code, so that no file can put words into the program's mouth.
#[must_use]
pub fn legible(text: &str) -> String {
    let steers = |c: char| {
        let turns_writing = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        c.is_control() || turns_writing || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if steers(character) {
            shown.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
        } else {
            shown.push(character);
        }
    }
    shown
}

impl Words {
    /// All words of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self::of_texts(language, language.texts())
    }

    /// The words that these texts have, and no others: for an edge that needs few.
    #[must_use]
    pub fn of_texts(language: Language, texts: impl IntoIterator<Item = &'static str>) -> Self {
        let file = |text| WordsFile { text, bundle: OnceCell::new() };
        Self { language, files: texts.into_iter().map(file).collect() }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `id`, or `id` itself where there is none.
    #[must_use]
    pub fn say(&self, id: &str, named: &[Named<'_>]) -> String {
        self.find(id, None, named).unwrap_or_else(|| id.to_owned())
    }

    /// The message `id` that names nothing.
    #[must_use]
    pub fn plain(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The message `id`, if there is one.
    #[must_use]
    pub fn find_plain(&self, id: &str) -> Option<String> {
        self.find(id, None, &[])
    }

    /// An attribute of the message `id`, if it has it: `.help` says what can be done.
    #[must_use]
    pub fn attribute(&self, id: &str, attribute: &str, named: &[Named<'_>]) -> Option<String> {
        self.find(id, Some(attribute), named)
    }

    /// The message `id`, or an attribute of it, if it has it.
    #[must_use]
    pub fn find(&self, id: &str, attribute: Option<&str>, named: &[Named<'_>]) -> Option<String> {
        let parsed = self.files.iter().filter_map(|file| file.bundle.get());
        let bundle = parsed.into_iter().find(|bundle| bundle.has_message(id)).or_else(|| {
            let file = self.files.iter().find(|file| file.bundle.get().is_none() && file.has(id))?;
            Some(file.parsed(self.language))
        })?;
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(attribute) => message.get_attribute(attribute)?.value(),
        };
        let mut args = FluentArgs::new();
        for (name, value) in named {
            let value = match value {
                FluentValue::String(text) => FluentValue::from(legible(text)),
                other => other.clone(),
            };
            args.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        Some(text)
    }

    /// Of words in three languages, ours.
    #[must_use]
    pub fn of_law<'w>(&self, words: &'w act::Words) -> &'w str {
        match self.language {
            Language::English => &words.en,
            Language::Russian => &words.ru,
            Language::Kazakh => &words.kk,
        }
    }

    /// Between whole numbers and fractions.
    #[must_use]
    pub fn decimal_mark(&self) -> char {
        match self.language {
            Language::English => '.',
            Language::Russian | Language::Kazakh => ',',
        }
    }

    /// Between groups of three digits.
    #[must_use]
    pub fn group_mark(&self) -> char {
        match self.language {
            Language::English => ',',
            Language::Russian | Language::Kazakh => '\u{a0}',
        }
    }
}

impl core::fmt::Debug for Words {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

/// Whether a text of words has a message, told without parsing it.
#[must_use]
pub fn has_message(text: &'static str, id: &str) -> bool {
    WordsFile { text, bundle: OnceCell::new() }.has(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_code_or_by_the_name_of_a_locale() {
        let check =
            |name, code: Option<&str>| assert_eq!(Language::named(name).map(Language::code), code, "{name}");
        check("en", Some("en"));
        check("ru_KZ.UTF-8", Some("ru"));
        check("kk-KZ", Some("kk"));
        check("de_DE", None);
        check("", None);
    }

    #[test]
    fn some_words_of_a_language_are_those_of_their_texts() {
        let texts = Language::English.texts();
        let some = Words::of_texts(Language::English, texts.into_iter().take(1));
        let all = Words::of(Language::English);
        assert_eq!(some.plain("verify-passed"), all.plain("verify-passed"));
        assert_ne!(all.plain("verify-passed"), "verify-passed");
        assert_eq!(some.plain("help-qazyq"), "help-qazyq", "a message that is not there is its own name");
    }
}
