//! Something could not be shown: why, in plain words, and where to go from here. Nothing of the program's inside is told.

use askama::Template;
use qazyq_words::{Named, value};

use super::Around;
use super::frame::{Frame, rendered};

#[derive(Template)]
#[template(path = "problem.html")]
struct Page<'a> {
    frame: Frame<'a>,
    status: u16,
    heading: String,
    help: Option<String>,
    typed: String,
}

/// The page of a problem: the message `web-problem-` with its code, else `trouble-`.
#[must_use]
pub fn problem(around: &Around<'_>, status: u16, code: &str, args: &[(&str, String)]) -> String {
    let (heading, help) = told(around, code, args);
    let frame = around.frame(heading.clone(), None, false);
    rendered(&Page { frame, status, heading, help, typed: String::new() })
}

/// What a problem is, and what can be done.
pub(super) fn told(around: &Around<'_>, code: &str, args: &[(&str, String)]) -> (String, Option<String>) {
    let words = around.words;
    let mut named: Vec<Named<'_>> = args.iter().map(|(name, text)| (*name, value(text))).collect();
    // Every problem may name what somebody typed.
    if !args.iter().any(|(name, _)| *name == "text") {
        named.push(("text", "–".into()));
    }
    let own = format!("web-problem-{code}");
    let of_all = format!("trouble-{}", code.replace('_', "-"));
    let id = if words.find(&own, None, &named).is_some() { own } else { of_all };
    let heading = super::text::capital(&words.say(&id, &named));
    (heading, words.attribute(&id, "help", &named).map(|help| super::text::capital(&help)))
}
