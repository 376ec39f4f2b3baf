//! What is around every page: its head, its navigation, what must be said above everything, and how old its figures are.

use askama::Template;
use qazyq_words::{Language, Named, Words, date};

use super::evidence::source_name;
use super::{Around, Section};
use crate::files;

/// An entry of a navigation.
pub(crate) struct Entry {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) is_here: bool,
}

/// The page in a language.
pub(crate) struct InLanguage {
    pub(crate) code: &'static str,
    /// The language's own name for itself.
    pub(crate) name: &'static str,
    pub(crate) href: String,
    pub(crate) is_here: bool,
}

/// What is said above everything.
pub(crate) struct Notice {
    pub(crate) head: String,
    pub(crate) text: String,
}

/// Everything around a page's own content.
pub(crate) struct Frame<'a> {
    pub(crate) words: &'a Words,
    pub(crate) lang: &'static str,
    /// Where addresses begin, if the server knows it.
    pub(crate) origin: &'a str,
    pub(crate) title: String,
    pub(crate) home: String,
    pub(crate) sections: Vec<Entry>,
    pub(crate) languages: Vec<InLanguage>,
    /// Where the page is for ever, if the server knows where it is.
    pub(crate) canonical: Option<String>,
    pub(crate) notice: Option<Notice>,
    pub(crate) age: String,
    /// Whose prices are shown, if any are.
    pub(crate) prices: Option<String>,
    pub(crate) is_updated: bool,
    /// Where people sign in, if they can.
    pub(crate) workbench: Option<String>,
    pub(crate) style: String,
    pub(crate) script: String,
    /// What pages of the workbench have besides.
    pub(crate) bench_script: Option<String>,
    pub(crate) icon: String,
}

impl Frame<'_> {
    /// A message that names nothing.
    pub(crate) fn say(&self, id: &str) -> String {
        self.words.plain(id)
    }
}

impl<'a> Around<'a> {
    /// Around a page of that title; `made_up` where something that the page shows calls itself a demonstration.
    pub(crate) fn frame(&self, title: String, here: Option<Section>, made_up: bool) -> Frame<'a> {
        let section = |section: Section| Entry {
            href: self.address(section.path()),
            text: self.words.plain(name_of(section)),
            is_here: here == Some(section),
        };
        Frame {
            words: self.words,
            lang: self.words.language().code(),
            origin: self.origin,
            title,
            home: self.address(""),
            sections: Section::ALL.into_iter().map(section).collect(),
            languages: [Language::Kazakh, Language::Russian, Language::English]
                .map(|language| InLanguage {
                    code: language.code(),
                    name: own_name(language),
                    href: self.in_language(language),
                    is_here: language == self.words.language(),
                })
                .into(),
            canonical: (!self.origin.is_empty())
                .then(|| format!("{}{}", self.origin, self.address(self.path))),
            notice: self.notice(made_up),
            age: self.age(),
            prices: self.prices(),
            is_updated: self.is_updated,
            workbench: self.has_workbench.then(|| self.address("workbench")),
            style: files::address("style.css"),
            script: files::address("app.js"),
            bench_script: None,
            icon: files::address("mark.svg"),
        }
    }

    fn notice(&self, made_up: bool) -> Option<Notice> {
        let head = self.words.plain("web-notice-head");
        let text = match (self.is_demo, made_up, self.register.made_up) {
            (true, ..) => "web-notice-demo",
            (false, true, _) => "web-notice-page",
            (false, false, true) => "web-notice-register",
            (false, false, false) => return None,
        };
        Some(Notice { head, text: self.words.plain(text) })
    }

    /// How old the figures of the register are.
    fn age(&self) -> String {
        let as_of = date::instant(self.words, self.register.as_of.instant());
        match self.register.figures_until() {
            None => self.words.say("web-age-without-prices", &[("instant", as_of.into())]),
            Some(until) => {
                let until = date::long(self.words, until);
                self.words.say("web-age", &[("instant", as_of.into()), ("until", until.into())])
            }
        }
    }

    /// Whose prices the register shows.
    fn prices(&self) -> Option<String> {
        let sources: Vec<String> = self.register.sources().into_iter().map(source_name).collect();
        let named = [("sources", sources.join(", ").into())];
        (!sources.is_empty()).then(|| self.words.say("web-footer-prices", &named))
    }

    /// A message.
    pub(crate) fn say(&self, id: &str, named: &[Named<'_>]) -> String {
        self.words.say(id, named)
    }

    /// A message that names nothing.
    pub(crate) fn plain(&self, id: &str) -> String {
        self.words.plain(id)
    }
}

fn name_of(section: Section) -> &'static str {
    match section {
        Section::LookUp => "web-section-look-up",
        Section::Market => "web-section-market",
        Section::Lists => "web-section-lists",
        Section::Listing => "web-section-listing",
        Section::Method => "web-section-method",
        Section::Log => "web-section-log",
    }
}

/// What speakers of a language call it: the same on every page.
fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Russian => "Русский",
        Language::Kazakh => "Қазақша",
    }
}

/// The page as text. Writing into a string cannot fail, and what a template prints cannot either.
pub(crate) fn rendered(page: &impl Template) -> String {
    page.render().unwrap_or_default()
}
