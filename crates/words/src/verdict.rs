//! A verdict in words: why, under which reading, and what is missing. A terminal and a page lay the same sentences out.

use qazyq_evidence::dossier::Dossier;
use qazyq_evidence::series::Converted;
use qazyq_law::criteria::stability::Deviation;
use qazyq_law::json::Value;
use qazyq_law::reading::{Choices, Source};
use qazyq_law::{Criterion, Law, Outcome, Reason, Verdict};

use crate::number::{grouped, percent};
use crate::readings::{block_text, blocks};
use crate::{Named, Words, value};

/// What must be said beside verdicts: of demonstration data, and of days before the law took force.
#[must_use]
pub fn remarks<'v>(words: &Words, verdicts: impl IntoIterator<Item = &'v Verdict>) -> Vec<String> {
    let verdicts: Vec<&Verdict> = verdicts.into_iter().collect();
    let mut remarks = Vec::new();
    if verdicts.iter().any(|verdict| verdict.demonstration) {
        remarks.push(words.plain("remark-demonstration"));
    }
    if verdicts.iter().any(|verdict| verdict.before_entry_into_force) {
        remarks.push(words.plain("remark-before-entry-into-force"));
    }
    if verdicts.iter().any(|verdict| verdict.after_end_of_force) {
        remarks.push(words.plain("remark-after-end-of-force"));
    }
    remarks
}

/// By what a series in a token was converted.
#[must_use]
pub fn conversion(words: &Words, source: &str, converted: &Converted) -> String {
    converted_by(words, source, [&converted.from, &converted.through, &converted.through_source])
}

fn converted_by(words: &Words, source: &str, [from, through, by]: [&str; 3]) -> String {
    let named = [("source", source), ("from", from), ("through", through), ("by", by)];
    words.say("evidence-converted", &named.map(|(name, text)| (name, value(text))))
}

/// A reason in words.
#[must_use]
pub fn reason(words: &Words, verdict: &Verdict, reason: &Reason) -> String {
    let args = reason_args(words, verdict, reason);
    words.say(&format!("reason-{}", reason.code()), &args)
}

/// What a reason names, as people read it.
fn reason_args(words: &Words, verdict: &Verdict, reason: &Reason) -> Vec<Named<'static>> {
    let mut args: Vec<Named<'static>> = Vec::new();
    for (name, arg) in reason.args() {
        let text = match &arg {
            Value::Text(text) => text.to_string(),
            Value::Null => "none".to_owned(),
            Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Object(_) => arg.to_string(),
        };
        let shown = match name {
            "volume" | "market_cap" => grouped(words, &text).into(),
            "item" => words.find_plain(&format!("item-{text}")).unwrap_or(text).into(),
            "subject" => words.plain(&format!("subject-{text}")).into(),
            "kind" => words.plain(&format!("event-{text}")).into(),
            "price" => words.plain(&format!("price-{text}")).into(),
            _ => value(&text),
        };
        args.push((name, shown));
    }
    if let Reason::DeviationWithinLimit { deviation, limit, .. }
    | Reason::DeviationAboveLimit { deviation, limit, .. } = reason
    {
        args.retain(|(name, _)| !matches!(*name, "deviation" | "limit"));
        args.push(("deviation", percent(words, deviation, limit).into()));
        args.push(("exact", deviation.to_string().into()));
        args.push(("limit", percent(words, limit, limit).into()));
        let room = limit.minus(deviation);
        let zero = limit.minus(limit);
        let size = if room < zero { zero.minus(&room) } else { room };
        args.push(("room", percent(words, &size, &zero).into()));
        let series = verdict
            .stability
            .series
            .iter()
            .find(|series| series.deviation.as_ref().is_some_and(|d| d.figure == *deviation));
        let again = series.and_then(|series| series.deviation.as_ref()?.meets_again_on);
        args.push(("again", again.map_or_else(|| "none".to_owned(), |day| day.to_string()).into()));
    }
    args
}

/// The reading that decided.
#[must_use]
pub fn own_reading(words: &Words, verdict: &Verdict) -> String {
    let source = match &verdict.reading.source {
        Source::Either => "either".to_owned(),
        Source::Named(name) => name.to_string(),
    };
    let own = verdict.reading.choices.named().map(|(_, choice)| choice).join(" · ");
    words.say("verdict-reading", &[("reading", own.into()), ("source", source.into())])
}

/// How many choices each axis counts.
#[must_use]
pub fn counted_choices(law: &Law) -> [usize; 4] {
    let choices: Vec<Choices> = law.counted.readings().collect();
    [0, 1, 2, 3].map(|axis| {
        let mut names: Vec<&str> = choices.iter().map(|c| c.named()[axis].1).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    })
}

/// By what the series in tokens were converted.
#[must_use]
pub fn conversions(words: &Words, verdict: &Verdict) -> Vec<String> {
    let told = verdict.conversions.iter().map(|(source, converted)| {
        let by = [&converted.from, &converted.through, &converted.source].map(ToString::to_string);
        converted_by(words, &source.to_string(), by.each_ref().map(String::as_str))
    });
    told.collect()
}

/// How all readings decide, and whether the outcome of `stability` hangs on which.
#[must_use]
pub fn robustness(words: &Words, verdict: &Verdict) -> String {
    let tally = verdict.stability.tally;
    let all = tally.met + tally.not_met + tally.undetermined;
    let robust = if verdict.stability.robust { "yes" } else { "no" };
    let named = [
        ("all", all.into()),
        ("met", tally.met.into()),
        ("not_met", tally.not_met.into()),
        ("undetermined", tally.undetermined.into()),
        ("robust", robust.into()),
    ];
    words.say("verdict-robustness", &named)
}

/// The readings under which the opposite comes out, in the fewest lines.
#[must_use]
pub fn dissent(words: &Words, law: &Law, verdict: &Verdict) -> Vec<String> {
    let (counted, any) = (counted_choices(law), words.plain("any"));
    blocks(&verdict.stability.dissenting).iter().map(|block| block_text(block, counted, &any)).collect()
}

/// What is wrong with the bars, in as few lines as say it.
#[must_use]
pub fn defects(words: &Words, verdict: &Verdict) -> Vec<String> {
    let mut told = Vec::new();
    for series in &verdict.stability.series {
        let mut kinds: Vec<_> = series.defects.iter().map(|defect| defect.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let days: Vec<String> =
                series.defects.iter().filter(|d| d.kind == kind).map(|d| d.day.to_string()).collect();
            let first = days.first().cloned().unwrap_or_default();
            let named = [
                ("source", series.source.to_string().into()),
                ("count", days.len().into()),
                ("first", first.into()),
                ("what", words.plain(&format!("defect-{}", kind.code())).into()),
            ];
            told.push(words.say("verdict-defects", &named));
        }
    }
    told
}

/// By which law it was decided.
#[must_use]
pub fn law(words: &Words, verdict: &Verdict) -> String {
    let named = [("law", verdict.law.clone().into()), ("sha256", verdict.law_sha256.clone().into())];
    words.say("verdict-law", &named)
}

/// What is to be known of the evidence: days that were told differently at different times, and what was had only later.
#[must_use]
pub fn evidence(
    words: &Words,
    law: &Law,
    verdict: &Verdict,
    dossier: &Dossier,
    is_as_of: bool,
) -> Vec<String> {
    let mut told = Vec::new();
    let restated: Vec<_> = dossier.restated(law, verdict.date).collect();
    if let Some((source, day)) = restated.first() {
        let named = [
            ("count", restated.len().into()),
            ("source", (*source).to_owned().into()),
            ("first", day.to_string().into()),
            ("asset", dossier.asset.id.clone().into()),
        ];
        told.push(words.say("evidence-restated", &named));
    }
    if let Some(later) = dossier.had_later.filter(|_| is_as_of) {
        told.push(words.say("evidence-had-later", &[("first", format!("{later:.0}").into())]));
    }
    told
}

/// A piece of evidence that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What it is.
    pub what: String,
    /// Its key in a case file.
    pub key: String,
    /// The command that supplies it to a workspace.
    pub command: String,
}

/// What evidence is missing for a verdict, in the order of the criteria. Of one kind there may be several.
#[must_use]
pub fn missing(words: &Words, verdict: &Verdict, asset: &str) -> Vec<Missing> {
    let undetermined = verdict
        .criteria
        .iter()
        .filter(|(_, finding)| finding.outcome == Outcome::Undetermined)
        .flat_map(|(_, finding)| &finding.reasons)
        .filter(|reason| reason.outcome() == Outcome::Undetermined);
    let told = undetermined.map(|reason| {
        let mut args = reason_args(words, verdict, reason);
        args.push(("asset", asset.to_owned().into()));
        args.push(("date", verdict.date.to_string().into()));
        let id = format!("reason-{}", reason.code());
        let part = |attribute| words.attribute(&id, attribute, &args).unwrap_or_else(|| id.clone());
        Missing { what: part("missing"), key: part("key"), command: part("command") }
    });
    told.collect()
}

/// What the numbers of the criteria stand for.
#[must_use]
pub fn legend(words: &Words) -> String {
    let criteria = (1..).zip(Criterion::ALL);
    let named =
        criteria.map(|(number, c)| format!("{number} {}", words.plain(&format!("rule-{}", c.as_str()))));
    named.collect::<Vec<_>>().join(" · ")
}

/// The figure that decides: of the series that come to the verdict's own outcome, the smallest.
#[must_use]
pub fn deciding(verdict: &Verdict) -> Option<&Deviation> {
    verdict.stability.deciding().map(|(_, deviation)| deviation)
}
