//! Words for people, in three languages.
//!
//! The words live in `locales/`, one folder a language, the same files in each; the code knows their names alone.
//! A test holds the three against each other and against every name that the code can ask for.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use qazyq_law::act;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Russian,
    Kazakh,
}

/// The texts of a language, file by file.
macro_rules! texts {
    ($code:literal) => {
        [
            include_str!(concat!("../../../locales/", $code, "/help.ftl")),
            include_str!(concat!("../../../locales/", $code, "/verdict.ftl")),
            include_str!(concat!("../../../locales/", $code, "/troubles.ftl")),
            include_str!(concat!("../../../locales/", $code, "/screens.ftl")),
        ]
    };
}

impl Language {
    pub(crate) const ALL: [Self; 3] = [Self::English, Self::Russian, Self::Kazakh];

    /// As ISO 639-1 writes it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Kazakh => "kk",
        }
    }

    fn texts(self) -> [&'static str; 4] {
        match self {
            Self::English => texts!("en"),
            Self::Russian => texts!("ru"),
            Self::Kazakh => texts!("kk"),
        }
    }

    /// The language of a code, or of a locale's name (`ru_KZ.UTF-8`).
    pub(crate) fn named(name: &str) -> Option<Self> {
        let code = name.split(['_', '-', '.', '@']).next()?;
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The first of these that names a language we speak; English where none does.
    pub(crate) fn first_of(names: impl IntoIterator<Item = Option<String>>) -> Self {
        names.into_iter().flatten().find_map(|name| Self::named(&name)).unwrap_or(Self::English)
    }
}

/// The words of one language.
pub(crate) struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// What a message names.
pub(crate) type Named<'a> = (&'a str, FluentValue<'a>);

/// A text for a message; a short run of digits is a number, so that plurals can follow it.
pub(crate) fn value(text: &str) -> FluentValue<'static> {
    let is_count = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(number) if is_count => FluentValue::from(number),
        _ => FluentValue::from(text.to_owned()),
    }
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        let id = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![id]);
        // Marks of direction around every name would be litter in a terminal.
        bundle.set_use_isolating(false);
        for text in language.texts() {
            // A text with a mistake still gives all its other messages; the test shows the mistake.
            let resource = match FluentResource::try_new(text.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The message `id`, or `id` itself where there is none.
    pub(crate) fn say(&self, id: &str, named: &[Named<'_>]) -> String {
        self.find(id, None, named).unwrap_or_else(|| id.to_owned())
    }

    /// The message `id` that names nothing.
    pub(crate) fn plain(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The message `id`, if there is one.
    pub(crate) fn find_plain(&self, id: &str) -> Option<String> {
        self.find(id, None, &[])
    }

    /// An attribute of the message `id`, if it has it: `.help` says what can be done.
    pub(crate) fn attribute(&self, id: &str, attribute: &str, named: &[Named<'_>]) -> Option<String> {
        self.find(id, Some(attribute), named)
    }

    fn find(&self, id: &str, attribute: Option<&str>, named: &[Named<'_>]) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(attribute) => message.get_attribute(attribute)?.value(),
        };
        let mut args = FluentArgs::new();
        for (name, value) in named {
            args.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        Some(text)
    }

    /// Of words in three languages, ours.
    pub(crate) fn of_law<'w>(&self, words: &'w act::Words) -> &'w str {
        match self.language {
            Language::English => &words.en,
            Language::Russian => &words.ru,
            Language::Kazakh => &words.kk,
        }
    }

    /// Between whole numbers and fractions.
    pub(crate) fn decimal_mark(&self) -> char {
        match self.language {
            Language::English => '.',
            Language::Russian | Language::Kazakh => ',',
        }
    }

    /// Between groups of three digits.
    pub(crate) fn group_mark(&self) -> char {
        match self.language {
            Language::English => ',',
            Language::Russian | Language::Kazakh => '\u{a0}',
        }
    }
}
