//! The page's own words.

use qazyq_law::json::Value;
use qazyq_words::{Language, Words};

/// Every message that the page shows of its own accord; `page-` stands before each in the locales.
pub const PAGE: &[&str] = &[
    "title",
    "lead",
    "language",
    "bundle",
    "drop",
    "choose-bundle",
    "more",
    "more-why",
    "policy",
    "choose-policy",
    "checkpoint",
    "choose-checkpoint",
    "remove",
    "working",
    "unreadable",
    "stopped",
    "refused",
    "steps",
    "chart",
    "chart-how",
    "chart-limit",
    "chart-none",
    "figures",
    "day",
    "deviation",
    "exact",
    "limits",
    "checked",
    "moment",
    "module",
    "nobody",
    "save",
];

/// The words of [`PAGE`] as JSON, by name; English where the code is no language's.
#[must_use]
pub fn words(language: &str) -> String {
    let language = Language::named(language).unwrap_or(Language::English);
    let words = Words::of_texts(language, language.verification());
    let named = PAGE.iter().map(|name| (*name, Value::from(words.plain(&format!("page-{name}")))));
    Value::object(named).to_string()
}
