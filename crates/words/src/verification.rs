//! What a verification comes to, in words: the same on a terminal and on a page.

use qazyq_evidence::verify::{Came, Check, Report, Why};
use qazyq_law::json::Value;

use crate::{Named, Words, value};

/// What must be said beside a verdict, by the key that the verdict then has: that it is about something made up, first of all.
const REMARKS: [(&str, &str); 3] = [
    ("demonstration", "remark-demonstration"),
    ("before_entry_into_force", "remark-before-entry-into-force"),
    ("after_end_of_force", "remark-after-end-of-force"),
];

/// What was verified.
#[must_use]
pub fn title(words: &Words, report: &Report) -> String {
    match (&report.head, report.digest) {
        (Some(head), Some(digest)) => words.say(
            "verify-title",
            &[
                ("asset", value(&head.asset)),
                ("day", value(&head.day.to_string())),
                ("digest", value(&digest.to_string())),
            ],
        ),
        _ => words.plain("verify-title-none"),
    }
}

/// What it all comes to, in one sentence.
#[must_use]
pub fn summary(words: &Words, report: &Report) -> String {
    let count = |came: Came| value(&report.steps.iter().filter(|step| step.came == came).count().to_string());
    match report.came() {
        Came::Absent | Came::Passed => words.plain("verify-passed"),
        Came::Failed => words.say("verify-failed", &[("count", count(Came::Failed))]),
        Came::Unknown => words.say("verify-unknown", &[("count", count(Came::Unknown))]),
    }
}

/// Why a step came to what it did.
#[must_use]
pub fn why(words: &Words, why: &Why) -> String {
    let named: Vec<Named<'_>> = why.args.iter().map(|(name, text)| (*name, value(text))).collect();
    words.say(&format!("why-{}", why.code), &named)
}

/// The verdict, and whether it was found again or is only what the bundle's case comes to; `conclusion` says its outcome. None where
/// there is no case to speak of.
#[must_use]
pub fn found(words: &Words, report: &Report, conclusion: impl Fn(&str) -> String) -> Option<String> {
    let (_, verdict) = report.found.as_ref()?;
    let outcome = match verdict.get("outcome") {
        Some(Value::Text(outcome)) => outcome.to_string(),
        _ => String::new(),
    };
    let is_found = report.steps.iter().any(|step| step.check == Check::Case && step.came == Came::Passed);
    let id = if is_found { "verify-found" } else { "verify-withheld" };
    Some(words.say(id, &[("verdict", value(&conclusion(&outcome)))]))
}

/// What must be said beside the verdict.
#[must_use]
pub fn remarks(words: &Words, report: &Report) -> Vec<String> {
    let is = |key: &str| {
        report.found.as_ref().is_some_and(|(_, verdict)| verdict.get(key) == Some(&Value::Bool(true)))
    };
    REMARKS.iter().filter(|(key, _)| is(key)).map(|(_, id)| words.plain(id)).collect()
}
