//! `qazyq verify BUNDLE`: everything that a bundle says, found again from its own bytes.

use qazyq_casework::bundle::{act, older, policy, read};
use qazyq_evidence::verify::{Came, Judge, NOT_LOOKED_AT, Report, verify};
use qazyq_law::Conclusion;
use qazyq_law::json::Value;
use qazyq_words::Named;

use super::{Failure, Run, now};
use crate::args::Verify;
use crate::exit::Exit;
use crate::words::{legible, value};

/// All that a verdict can come to.
const CONCLUSIONS: [Conclusion; 3] =
    [Conclusion::Qualifies, Conclusion::DoesNotQualify, Conclusion::Undetermined];

pub(super) fn run(run: &mut Run<'_>, args: &Verify) -> Result<Exit, Failure> {
    let policy = args.policy.as_deref().map(policy).transpose()?.unwrap_or_default();
    let act = act(run.everywhere.law.as_deref())?;
    let bytes = read(&args.bundle)?;
    let folder = args.at.log.as_deref();
    let older = args.checkpoint.as_deref().map(|path| older(path, &bytes, folder)).transpose()?;
    let now = Some(now().as_second());
    let report = verify(&bytes, &Judge { act: &act, policy: &policy, now, older: older.as_ref() });
    if run.everywhere.json {
        run.screen.raw_line(&report.to_json().to_string())?;
    } else {
        told(run, &report)?;
    }
    Ok(exit(&report))
}

/// How a report ends the program.
pub(super) fn exit(report: &Report) -> Exit {
    match report.came() {
        Came::Absent | Came::Passed => Exit::Done,
        Came::Failed => Exit::Refused,
        Came::Unknown => Exit::Unchecked,
    }
}

fn told(run: &mut Run<'_>, report: &Report) -> Result<(), Failure> {
    let title = match (&report.head, report.digest) {
        (Some(head), Some(digest)) => run.screen.words.say(
            "verify-title",
            &[
                ("asset", head.asset.as_str().into()),
                ("day", head.day.to_string().into()),
                ("digest", digest.to_string().into()),
            ],
        ),
        _ => run.screen.words.plain("verify-title-none"),
    };
    run.screen.heading(&title)?;
    let made_up = |(_, verdict): &(Value, Value)| verdict.get("demonstration") == Some(&Value::Bool(true));
    if report.found.as_ref().is_some_and(made_up) {
        let remark = run.screen.words.plain("remark-demonstration");
        run.screen.paragraph(&remark)?;
    }
    let words = &run.screen.words;
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for (number, step) in (1..).zip(&report.steps) {
        let came = words.plain(&format!("came-{}", step.came.as_str())).replace(' ', "\u{a0}");
        let check = words.plain(&format!("check-{}", step.check.as_str()));
        rows.push(vec![format!("{number:>2}"), came, check]);
        // That an earlier check failed is seen above.
        for why in step.why.iter().filter(|why| why.code != NOT_LOOKED_AT) {
            let named: Vec<Named<'_>> = why.args.iter().map(|(name, text)| (*name, value(text))).collect();
            notes.push((number, words.say(&format!("why-{}", why.code), &named)));
        }
    }
    let header = ["column-step", "column-came", "column-check"].map(|id| words.plain(id)).to_vec();
    run.screen.table(header, rows, &[0, 1])?;
    if !notes.is_empty() {
        run.screen.line("")?;
    }
    for (number, text) in notes {
        run.screen.indented(&format!("{number:>2}  "), "    ", &text)?;
    }
    run.screen.line("")?;
    if let Some((_, verdict)) = &report.found {
        let text = |key: &str| match verdict.get(key) {
            Some(Value::Text(text)) => text.to_string(),
            _ => String::new(),
        };
        let conclusion = CONCLUSIONS.into_iter().find(|c| c.as_str() == text("outcome"));
        let shown = match conclusion {
            Some(conclusion) => run.screen.conclusion(conclusion),
            None => legible(&text("outcome")),
        };
        let recomputed = report
            .steps
            .iter()
            .any(|step| step.check == qazyq_evidence::verify::Check::Case && step.came == Came::Passed);
        let id = if recomputed { "verify-found" } else { "verify-withheld" };
        let said = run.screen.words.say(id, &[("verdict", shown.into())]);
        run.screen.paragraph(&said)?;
    }
    let count = |came: Came| report.steps.iter().filter(|step| step.came == came).count().to_string();
    let summary = match report.came() {
        Came::Absent | Came::Passed => run.screen.words.plain("verify-passed"),
        Came::Failed => run.screen.words.say("verify-failed", &[("count", value(&count(Came::Failed)))]),
        Came::Unknown => run.screen.words.say("verify-unknown", &[("count", value(&count(Came::Unknown)))]),
    };
    run.screen.paragraph(&summary)?;
    let limits = run.screen.words.plain("verify-limits");
    run.screen.paragraph(&limits)?;
    Ok(())
}
