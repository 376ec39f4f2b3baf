//! The log: its checkpoint, who has signed it, what was entered last, and how anybody watches it.

use askama::Template;
use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::Conclusion;
use qazyq_words::{date, legible};

use super::frame::{Frame, rendered};
use super::parts::{Fact, Mark, Time};
use super::text::{Named, encoded};
use super::{Around, Section};

/// What is shown of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogShown {
    /// Its name.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// The one hash that they lead to.
    pub root: String,
    /// The key by which its checkpoints are known.
    pub key: String,
    /// The checkpoint as it is signed.
    pub checkpoint: String,
    /// The witnesses who have signed it too, each with when.
    pub cosigners: Vec<(String, Option<Timestamp>)>,
    /// The entries made last, the latest first.
    pub latest: Vec<LogEntryShown>,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntryShown {
    /// Its place, counted from 0.
    pub number: u64,
    /// The entry itself: canonical JSON.
    pub line: String,
    /// Which asset it is about, if any.
    pub asset: Option<String>,
    /// Which day.
    pub day: Option<Day>,
    /// What it says that the asset came to.
    pub outcome: Option<Conclusion>,
    /// SHA-256 of what it vouches for.
    pub digest: Option<String>,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Page<'a> {
    frame: Frame<'a>,
    log: Option<Shown>,
    verifier: String,
}

struct Shown {
    facts: Vec<Fact>,
    checkpoint: String,
    origin: String,
    key: String,
    cosigners: Vec<Cosigner>,
    latest: Vec<Entry>,
}

struct Cosigner {
    name: String,
    signed: Option<Time>,
}

struct Entry {
    number: u64,
    what: String,
    href: Option<String>,
    mark: Option<Mark>,
    digest: String,
    line: String,
}

/// The page of the log; without one it says that none is kept.
#[must_use]
pub fn log(around: &Around<'_>, shown: Option<&LogShown>) -> String {
    let words = around.words;
    rendered(&Page {
        frame: around.frame(words.plain("web-section-log"), Some(Section::Log), false),
        log: shown.map(|shown| of_log(around, shown)),
        verifier: format!("/verify/?lang={}", words.language().code()),
    })
}

fn of_log(around: &Around<'_>, shown: &LogShown) -> Shown {
    let words = around.words;
    let size = qazyq_words::number::grouped(words, &shown.size.to_string());
    Shown {
        facts: vec![
            Fact::new(words.plain("web-log-name"), legible(&shown.origin)),
            Fact::new(words.plain("web-log-entries"), size),
            Fact::digest(words.plain("web-log-root"), legible(&shown.root)),
            Fact::digest(words.plain("web-log-key"), legible(&shown.key)),
        ],
        // Lines of it are lines; each by itself is somebody's text.
        checkpoint: shown.checkpoint.lines().map(legible).collect::<Vec<_>>().join("\n"),
        origin: legible(&shown.origin),
        key: legible(&shown.key),
        cosigners: shown
            .cosigners
            .iter()
            .map(|(name, at)| Cosigner {
                name: legible(name),
                signed: at.map(|at| Time::of_instant(words, at)),
            })
            .collect(),
        latest: shown.latest.iter().map(|entry| of_entry(around, entry)).collect(),
    }
}

fn of_entry(around: &Around<'_>, entry: &LogEntryShown) -> Entry {
    let words = around.words;
    let row = entry.asset.as_deref().and_then(|id| around.register.row(id));
    let name = row.map(|row| Named::of(&row.asset).symbol).or_else(|| entry.asset.as_deref().map(legible));
    let what = match (name, entry.day) {
        (Some(asset), Some(day)) => {
            let named = [("asset", asset.into()), ("day", date::long(words, day).into())];
            words.say("web-asset-on-day", &named)
        }
        (Some(asset), None) => asset,
        (None, _) => words.plain("web-log-something-else"),
    };
    let on = entry.day.map_or_else(String::new, |day| format!("?on={day}"));
    Entry {
        number: entry.number,
        what,
        href: row.map(|row| around.address(&format!("assets/{}{on}", encoded(&row.asset.id)))),
        mark: entry.outcome.map(|outcome| Mark::of_conclusion(words, outcome)),
        digest: entry.digest.as_deref().map_or_else(|| "–".to_owned(), legible),
        line: legible(&entry.line),
    }
}
