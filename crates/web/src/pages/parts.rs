//! Small parts of pages. Each escapes what is in it and stands in a template as it is.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::{Conclusion, Outcome};
use qazyq_words::{Words, date, legible};

use super::text::link_of;

/// An outcome's sign, its colour's class and its word.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    source = r#"<span class="mark {{ class }}"><span aria-hidden="true">{{ sign }}</span>{% if is_short %}<span class="unseen">{{ word }}</span>{% else %} <span>{{ word }}</span>{% endif %}</span>"#
)]
pub(crate) struct Mark {
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) word: String,
    /// The word is for those who do not see the sign.
    is_short: bool,
}

impl HtmlSafe for Mark {}

impl Mark {
    pub(crate) fn of(words: &Words, outcome: Outcome) -> Self {
        let (class, sign) = match outcome {
            Outcome::Met => ("met", "✓"),
            Outcome::NotMet => ("not-met", "✗"),
            Outcome::Undetermined => ("undetermined", "?"),
        };
        Self { class, sign, word: words.plain(&format!("outcome-{}", outcome.as_str())), is_short: false }
    }

    pub(crate) fn of_conclusion(words: &Words, conclusion: Conclusion) -> Self {
        let outcome = match conclusion {
            Conclusion::Qualifies => Outcome::Met,
            Conclusion::DoesNotQualify => Outcome::NotMet,
            Conclusion::Undetermined => Outcome::Undetermined,
        };
        let word = words.plain(&format!("conclusion-{}", conclusion.as_str()));
        Self { word, ..Self::of(words, outcome) }
    }

    /// The sign alone is seen.
    pub(super) fn short(self) -> Self {
        Self { is_short: true, ..self }
    }
}

/// A day or an instant, for people and for machines.
#[derive(Clone, Debug, Template)]
#[template(ext = "html", source = r#"<time datetime="{{ machine }}">{{ text }}</time>"#)]
pub(super) struct Time {
    pub(super) machine: String,
    pub(super) text: String,
}

impl HtmlSafe for Time {}

impl Time {
    pub(crate) fn of(words: &Words, day: Day) -> Self {
        Self { machine: day.to_string(), text: date::long(words, day) }
    }

    pub(super) fn of_instant(words: &Words, instant: Timestamp) -> Self {
        Self { machine: format!("{instant:.0}"), text: date::instant(words, instant) }
    }
}

/// Somebody else's address: a link where it leads to the web, else its text.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    source = r#"{% if let Some(href) = href %}<a class="cited" href="{{ href }}" rel="noopener nofollow">{{ text }}</a>{% else %}{{ text }}{% endif %}"#
)]
pub(super) struct Address {
    href: Option<String>,
    text: String,
}

impl HtmlSafe for Address {}

impl Address {
    /// An address that is its own text.
    pub(crate) fn of(address: &str) -> Self {
        Self { href: link_of(address).map(str::to_owned), text: legible(address) }
    }

    /// The same, shown by whose it is: `uchet.kz`.
    pub(super) fn host(address: &str) -> Self {
        let host = address.split('/').nth(2).unwrap_or(address);
        let text = legible(host.strip_prefix("www.").unwrap_or(host));
        Self { text, ..Self::of(address) }
    }
}

/// How well a statement is known, or that it is not.
#[derive(Clone, Debug, Template)]
#[template(ext = "html", source = r#"<span class="origin{{ class }}">{{ text }}</span>"#)]
pub(super) struct Status {
    class: &'static str,
    text: String,
}

impl HtmlSafe for Status {}

impl Status {
    pub(crate) fn of(words: &Words, status: qazyq_law::act::Status) -> Self {
        let class = match status {
            qazyq_law::act::Status::OfficialText | qazyq_law::act::Status::Reported => "",
            qazyq_law::act::Status::OurReading => " reading",
        };
        Self { class, text: words.plain(&format!("status-{}", status.as_str())) }
    }

    /// Nobody here knows.
    pub(super) fn unverified(words: &Words) -> Self {
        Self { class: " unverified", text: words.plain("web-unverified") }
    }

    /// What an authority's list says is not known.
    pub(super) fn unverified_contents(words: &Words) -> Self {
        Self { class: " unverified", text: words.plain("web-unverified-contents") }
    }
}

/// A chart, drawn and escaped by whoever drew it.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn(pub(super) String);

impl HtmlSafe for Drawn {}

impl core::fmt::Display for Drawn {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Drawn {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A term and what it is.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) term: String,
    pub(super) text: String,
    /// Digits and letters that are compared one by one.
    pub(super) is_digest: bool,
}

impl Fact {
    pub(super) fn new(term: String, text: impl Into<String>) -> Self {
        Self { term, text: text.into(), is_digest: false }
    }

    pub(super) fn digest(term: String, text: impl Into<String>) -> Self {
        Self { is_digest: true, ..Self::new(term, text) }
    }
}

/// A link within the register.
#[derive(Clone, Debug, Template)]
#[template(ext = "html", source = r#"<a href="{{ href }}">{{ text }}</a>"#)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

impl HtmlSafe for Link {}
