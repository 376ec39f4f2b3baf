//! `qazyq history ASSET --from --to`: day by day, when it failed, when it recovered, under which readings.

use std::collections::BTreeMap;

use qazyq_casework::Trouble;
use qazyq_casework::assess::Question;
use qazyq_casework::dossier::Dossier;
use qazyq_exact::{Day, Ratio};
use qazyq_law::reading::Choices;
use qazyq_law::{Conclusion, Law, Outcome, Verdict};
use qazyq_words::number::percent;
use qazyq_words::readings::{block_text, blocks};
use qazyq_words::verdict::{counted_choices, deciding, own_reading, reason, remarks};

use super::{Failure, Run, json_line};
use crate::args::History;
use crate::chart;
use crate::exit::Exit;
use crate::screen::Screen;
use qazyq_troubles::Said;

pub(super) fn run(run: &mut Run<'_>, args: &History) -> Result<Exit, Failure> {
    let act = run.act()?;
    let (from, to) = (run.day(&args.from)?, run.day(&args.to)?);
    if to < from {
        let text = run.screen.words.plain("usage-to-before-from");
        return Err(Failure::Usage(Said { text, help: None }));
    }
    let asked = run.asked(&args.reading);
    let question = run.question(&act, &asked, &args.reading)?;
    let dossier = question.dossier(&run.book()?, &args.asset)?;
    let bar = run.screen.bar(usize::try_from(to.since(from)).unwrap_or_default());
    if run.everywhere.json {
        for date in days(from, to) {
            let verdict = question.assess(&dossier, date)?;
            run.screen.raw_line(&json_line(&verdict))?;
            bar.inc(1);
        }
        return Ok(Exit::Done);
    }
    let verdicts = verdicts(&question, &dossier, from, to, || bar.inc(1))?;
    bar.finish_and_clear();
    show(run.screen, act.on(to), &dossier, &verdicts)?;
    Ok(Exit::Done)
}

pub(super) fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    (0..=to.since(from)).map(move |k| from.plus(k))
}

pub(super) fn verdicts(
    question: &Question<'_>,
    dossier: &Dossier,
    from: Day,
    to: Day,
    step: impl Fn(),
) -> Result<Vec<Verdict>, Trouble> {
    let verdict = |date| question.assess(dossier, date).inspect(|_| step());
    days(from, to).map(verdict).collect()
}

/// The chart, the days on which something changed, and how the readings differ.
pub(super) fn show(
    screen: &mut Screen,
    law: &Law,
    dossier: &Dossier,
    verdicts: &[Verdict],
) -> Result<(), Failure> {
    let (Some(first), Some(last)) = (verdicts.first(), verdicts.last()) else { return Ok(()) };
    let named = [
        ("asset", dossier.asset.symbol.clone().unwrap_or_else(|| dossier.asset.id.clone()).into()),
        ("from", first.date.to_string().into()),
        ("to", last.date.to_string().into()),
    ];
    let heading = screen.words.say("history-heading", &named);
    screen.heading(&heading)?;
    let reading = own_reading(&screen.words, first);
    screen.paragraph(&reading)?;
    screen.line("")?;
    chart(screen, law, verdicts)?;
    screen.line("")?;
    changes(screen, verdicts)?;
    screen.line("")?;
    by_reading(screen, law, verdicts)?;
    for text in remarks(&screen.words, verdicts) {
        screen.paragraph(&text)?;
    }
    Ok(())
}

fn chart(screen: &mut Screen, law: &Law, verdicts: &[Verdict]) -> Result<(), Failure> {
    const LABEL: usize = 9;
    let figures: Vec<Option<Ratio>> =
        verdicts.iter().map(|v| deciding(v).map(|d| d.figure.clone())).collect();
    let width = screen.width().saturating_sub(LABEL + 2).max(10);
    let label = |bound: &Ratio| percent(&screen.words, bound, &law.deviation_max);
    let rows = chart::rows(&figures, &law.deviation_max, width, label);
    let columns = rows.first().map_or(0, |(_, row)| row.chars().count());
    for (label, row) in rows {
        let axis = if label.is_empty() { '│' } else { '┤' };
        screen.line(format!("{label:>LABEL$} {axis}{row}").trim_end())?;
    }
    let (from, to) = (&verdicts[0].date.to_string(), &verdicts[verdicts.len() - 1].date.to_string());
    screen.line(&format!("{:>LABEL$} └{}", "", "─".repeat(columns)))?;
    if columns >= from.len() + to.len() + 2 {
        screen.line(&format!("{:>LABEL$}  {from}{to:>rest$}", "", rest = columns - from.len()))?;
    } else {
        screen.line(&format!("{:>LABEL$}  {from} … {to}", ""))?;
    }
    let legend = screen.words.plain("history-legend");
    screen.paragraph(&legend)?;
    Ok(())
}

/// A line for the first day and for each on which the conclusion, or stability, became another.
fn changes(screen: &mut Screen, verdicts: &[Verdict]) -> Result<(), Failure> {
    let heading = screen.words.plain("history-changes");
    screen.heading(&heading)?;
    let state = |v: &Verdict| (v.conclusion, v.criteria.clone().map(|(_, finding)| finding.outcome));
    let mut before: Option<(Conclusion, [Outcome; 5])> = None;
    for verdict in verdicts {
        let now = state(verdict);
        if before == Some(now) {
            continue;
        }
        // Told are the criteria that changed; on the first day those that are not met or undetermined.
        let changed = verdict.criteria.iter().zip(before.map_or([Outcome::Met; 5], |(_, outcomes)| outcomes));
        let changed: Vec<String> = changed
            .filter(|((_, finding), was)| finding.outcome != *was)
            .map(|((criterion, finding), _)| {
                let name = screen.words.plain(&format!("rule-{}", criterion.as_str()));
                let why: Vec<String> = finding
                    .reasons
                    .iter()
                    .filter(|r| r.outcome() == finding.outcome)
                    .map(|r| reason(&screen.words, verdict, r))
                    .collect();
                format!("{name}: {} — {}", screen.outcome(finding.outcome), why.join(" "))
            })
            .collect();
        before = Some(now);
        let text = format!("{}  {}", verdict.date, screen.conclusion(verdict.conclusion));
        screen.paragraph(&text)?;
        for text in changed {
            screen.indented("            ", "              ", &text)?;
        }
    }
    Ok(())
}

/// On how many days the criterion is not met, reading by reading; readings that agree share a line.
fn by_reading(screen: &mut Screen, law: &Law, verdicts: &[Verdict]) -> Result<(), Failure> {
    let heading = screen.words.plain("history-readings");
    screen.heading(&heading)?;
    let mut alike: BTreeMap<Vec<Outcome>, Vec<Choices>> = BTreeMap::new();
    for choices in law.counted.readings() {
        let outcomes = verdicts.iter().map(|v| outcome_under(v, &choices)).collect();
        alike.entry(outcomes).or_default().push(choices);
    }
    let counted = counted_choices(law);
    let any = screen.words.plain("any");
    let mut rows: Vec<(Vec<Choices>, Vec<Outcome>)> =
        alike.into_iter().map(|(outcomes, readings)| (readings, outcomes)).collect();
    rows.sort();
    let mut shown = Vec::new();
    for (readings, outcomes) in rows {
        let spans = spans(verdicts, &outcomes, Outcome::NotMet);
        let unknown = outcomes.iter().filter(|o| **o == Outcome::Undetermined).count();
        let failing = outcomes.iter().filter(|o| **o == Outcome::NotMet).count();
        let names: Vec<String> = blocks(&readings).iter().map(|b| block_text(b, counted, &any)).collect();
        shown.push(vec![
            names.join("\n"),
            failing.to_string(),
            unknown.to_string(),
            if spans.is_empty() { "–".to_owned() } else { spans.join("\n") },
        ]);
    }
    let header = ["history-reading", "history-failing", "history-unknown", "history-spans"];
    let header = header.iter().map(|id| screen.words.plain(id)).collect();
    // Spans of days stand on one line where there is room for them.
    let firm: &[usize] = if screen.width() < 80 { &[] } else { &[3] };
    screen.table(header, shown, firm)?;
    Ok(())
}

/// What the criterion comes to under a counted reading, told from the verdict alone.
fn outcome_under(verdict: &Verdict, choices: &Choices) -> Outcome {
    let of = verdict.stability.readings.iter().find(|(reading, _)| reading == choices);
    of.map_or(Outcome::Undetermined, |(_, outcome)| *outcome)
}

/// The spans of days with that outcome.
fn spans(verdicts: &[Verdict], outcomes: &[Outcome], of: Outcome) -> Vec<String> {
    let mut spans: Vec<(Day, Day)> = Vec::new();
    for (verdict, _) in verdicts.iter().zip(outcomes).filter(|(_, outcome)| **outcome == of) {
        match spans.last_mut() {
            Some((_, last)) if last.plus(1) == verdict.date => *last = verdict.date,
            _ => spans.push((verdict.date, verdict.date)),
        }
    }
    spans
        .iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first} … {last}") })
        .collect()
}
