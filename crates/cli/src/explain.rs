//! A verdict in words: what came out, why, how sure that is, and what is missing.

use std::io;

use qazyq_casework::dossier::{Asset, Converted, Dossier};
use qazyq_law::criteria::stability::Deviation;
use qazyq_law::json::Value;
use qazyq_law::reading::{Choices, Source};
use qazyq_law::{Criterion, Law, Outcome, Reason, Verdict};
use qazyq_words::number::{grouped, percent};

use crate::readings::{block_text, blocks};
use crate::screen::Screen;
use crate::words::{Named, Words, legible, value};

/// Where whoever reads can supply what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By commands that import into the workspace.
    Workspace,
    /// In the case file itself.
    CaseFile,
}

/// One verdict, whole.
pub(crate) fn verdict(
    screen: &mut Screen,
    law: &Law,
    verdict: &Verdict,
    asset: &Asset,
    way: Way,
) -> io::Result<()> {
    let names = [Some(asset.id.clone()), asset.symbol.clone(), asset.name.clone()];
    let mut names: Vec<String> = names.into_iter().flatten().map(|name| legible(&name)).collect();
    names.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
    let heading =
        format!("{} — {}: {}", names.join(" · "), verdict.date, screen.conclusion(verdict.conclusion));
    screen.heading(&heading)?;
    let meaning = screen.words.plain(&format!("conclusion-{}-meaning", verdict.conclusion.as_str()));
    screen.paragraph(&meaning)?;
    for text in remarks(&screen.words, [verdict]) {
        screen.paragraph(&text)?;
    }
    screen.line("")?;

    for (number, (criterion, finding)) in (1..).zip(&verdict.criteria) {
        let name = screen.words.plain(&format!("rule-{}", criterion.as_str()));
        let line = format!("{number}. {name}: {}", screen.outcome(finding.outcome));
        screen.heading(&line)?;
        for reason in &finding.reasons {
            let text = self::reason(&screen.words, verdict, reason);
            screen.indented("   ", "   ", &text)?;
        }
    }
    screen.line("")?;
    reading(screen, law, verdict)?;
    for (source, converted) in &verdict.conversions {
        let told = [&converted.from, &converted.through, &converted.source].map(ToString::to_string);
        let text = converted_by(&screen.words, &source.to_string(), told.each_ref().map(String::as_str));
        screen.paragraph(&text)?;
    }
    defects(screen, verdict)?;
    let named = [("law", verdict.law.clone().into()), ("sha256", verdict.law_sha256.clone().into())];
    let text = screen.words.say("verdict-law", &named);
    screen.paragraph(&text)?;
    missing(screen, verdict, asset, way)
}

/// What must be said beside verdicts: of demonstration data, and of days before the law took force.
pub(crate) fn remarks<'v>(words: &Words, verdicts: impl IntoIterator<Item = &'v Verdict>) -> Vec<String> {
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
pub(crate) fn conversion(words: &Words, source: &str, converted: &Converted) -> String {
    converted_by(words, source, [&converted.from, &converted.through, &converted.through_source])
}

fn converted_by(words: &Words, source: &str, [from, through, by]: [&str; 3]) -> String {
    let named = [("source", source), ("from", from), ("through", through), ("by", by)];
    words.say("evidence-converted", &named.map(|(name, text)| (name, value(text))))
}

/// A reason in words.
pub(crate) fn reason(words: &Words, verdict: &Verdict, reason: &Reason) -> String {
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
pub(crate) fn own_reading(words: &Words, verdict: &Verdict) -> String {
    let source = match &verdict.reading.source {
        Source::Either => "either".to_owned(),
        Source::Named(name) => name.to_string(),
    };
    let own = verdict.reading.choices.named().map(|(_, choice)| choice).join(" · ");
    words.say("verdict-reading", &[("reading", own.into()), ("source", source.into())])
}

/// The reading that decided, and how all the others do.
fn reading(screen: &mut Screen, law: &Law, verdict: &Verdict) -> io::Result<()> {
    let text = own_reading(&screen.words, verdict);
    screen.paragraph(&text)?;

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
    let text = screen.words.say("verdict-robustness", &named);
    screen.paragraph(&text)?;
    if verdict.stability.dissenting.is_empty() {
        return Ok(());
    }
    let counted = counted_choices(law);
    let any = screen.words.plain("any");
    let heading = screen.words.plain("verdict-dissenting");
    screen.paragraph(&heading)?;
    for block in blocks(&verdict.stability.dissenting) {
        screen.indented("  – ", "    ", &block_text(&block, counted, &any))?;
    }
    Ok(())
}

/// How many choices each axis counts.
pub(crate) fn counted_choices(law: &Law) -> [usize; 4] {
    let choices: Vec<Choices> = law.counted.readings().collect();
    [0, 1, 2, 3].map(|axis| {
        let mut names: Vec<&str> = choices.iter().map(|c| c.named()[axis].1).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    })
}

/// What is wrong with the bars, in as few lines as say it.
fn defects(screen: &mut Screen, verdict: &Verdict) -> io::Result<()> {
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
                ("what", screen.words.plain(&format!("defect-{}", kind.code())).into()),
            ];
            let text = screen.words.say("verdict-defects", &named);
            screen.paragraph(&text)?;
        }
    }
    Ok(())
}

/// What is to be known of the evidence in the workspace: days that were told differently at different times, and what
/// was had only later.
pub(crate) fn evidence(
    screen: &mut Screen,
    law: &Law,
    verdict: &Verdict,
    dossier: &Dossier,
    is_as_of: bool,
) -> io::Result<()> {
    let restated: Vec<_> = dossier.restated(law, verdict.date).collect();
    if let Some((source, day)) = restated.first() {
        let named = [
            ("count", restated.len().into()),
            ("source", (*source).to_owned().into()),
            ("first", day.to_string().into()),
            ("asset", dossier.asset.id.clone().into()),
        ];
        let text = screen.words.say("evidence-restated", &named);
        screen.paragraph(&text)?;
    }
    if let Some(later) = dossier.had_later.filter(|_| is_as_of) {
        let text = screen.words.say("evidence-had-later", &[("first", format!("{later:.0}").into())]);
        screen.paragraph(&text)?;
    }
    Ok(())
}

/// What evidence is missing, and how to supply it.
fn missing(screen: &mut Screen, verdict: &Verdict, asset: &Asset, way: Way) -> io::Result<()> {
    let undetermined: Vec<&Reason> = verdict
        .criteria
        .iter()
        .filter(|(_, finding)| finding.outcome == Outcome::Undetermined)
        .flat_map(|(_, finding)| &finding.reasons)
        .filter(|reason| reason.outcome() == Outcome::Undetermined)
        .collect();
    if undetermined.is_empty() {
        return Ok(());
    }
    screen.line("")?;
    let heading = screen.words.plain("missing-heading");
    screen.heading(&heading)?;
    let mut told: Vec<String> = Vec::new();
    let mut ways: Vec<String> = Vec::new();
    for reason in undetermined {
        let mut args = reason_args(&screen.words, verdict, reason);
        args.push(("asset", asset.id.clone().into()));
        args.push(("date", verdict.date.to_string().into()));
        let id = format!("reason-{}", reason.code());
        let part = |attribute| screen.words.attribute(&id, attribute, &args).unwrap_or_else(|| id.clone());
        let what = match way {
            Way::Workspace => part("missing"),
            Way::CaseFile => format!("{} ({})", part("missing"), part("key")),
        };
        let command = part("command");
        if !told.contains(&what) {
            screen.indented("  – ", "    ", &what)?;
            told.push(what);
        }
        if way == Way::Workspace && !ways.contains(&command) {
            ways.push(command);
        }
    }
    if ways.is_empty() {
        return Ok(());
    }
    let heading = screen.words.plain("missing-way");
    screen.heading(&heading)?;
    for way in ways {
        screen.indented("  – ", "    ", &way)?;
    }
    Ok(())
}

/// The columns of a table of verdicts; the criteria by their numbers, which [`legend`] tells.
pub(crate) fn header(screen: &Screen) -> Vec<String> {
    let column = |name: &str| screen.words.plain(&format!("column-{name}"));
    let [asset, outcome, deviation, readings] = ["asset", "outcome", "deviation", "readings"].map(column);
    let [one, two, three, four, five] = ["1", "2", "3", "4", "5"].map(str::to_owned);
    vec![asset, outcome, one, two, deviation, three, four, five, readings]
}

/// The columns of that table that are never wrapped: all but the asset.
pub(crate) const FIRM: [usize; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

/// Columns of the terminal that a whole row takes.
pub(crate) const ROW_WIDTH: usize = 78;

/// What the numbers of the criteria stand for.
pub(crate) fn legend(words: &Words) -> String {
    let criteria = (1..).zip(Criterion::ALL);
    let named =
        criteria.map(|(number, c)| format!("{number} {}", words.plain(&format!("rule-{}", c.as_str()))));
    named.collect::<Vec<_>>().join(" · ")
}

/// The figure that decides: of the series that come to the verdict's own outcome, the smallest.
pub(crate) fn deciding(verdict: &Verdict) -> Option<&Deviation> {
    let outcome = verdict.stability.finding.outcome;
    let deciding = verdict.stability.series.iter().filter(|series| series.outcome == outcome);
    deciding.filter_map(|series| series.deviation.as_ref()).min_by(|a, b| a.figure.cmp(&b.figure))
}

/// One verdict as a row of that table.
pub(crate) fn row(screen: &Screen, asset: &Asset, verdict: &Verdict) -> Vec<String> {
    let words = &screen.words;
    let figure = deciding(verdict);
    let figure = figure.map_or("–".to_owned(), |d| percent(words, &d.figure, &d.figure.plus(&d.headroom)));
    let tally = verdict.stability.tally;
    let robust = format!("{}/{}/{}", tally.met, tally.not_met, tally.undetermined);
    let robust =
        if verdict.stability.robust { format!("{robust} {}", words.plain("robust")) } else { robust };
    let mut row = vec![legible(&asset.id), screen.conclusion(verdict.conclusion)];
    for (criterion, finding) in &verdict.criteria {
        row.push(crate::screen::sign(finding.outcome).to_owned());
        if criterion.as_str() == "stability" {
            row.push(figure.clone());
        }
    }
    row.push(robust);
    row
}
