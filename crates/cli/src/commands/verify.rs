//! `qazyq verify BUNDLE`: everything that a bundle says, found again from its own bytes.

use qazyq_casework::bundle::{older, policy, read};
use qazyq_evidence::verify::{Came, Judge, NOT_LOOKED_AT, Report, verify};
use qazyq_law::Conclusion;
use qazyq_words::verification;

use super::{Failure, Run, now};
use crate::args::Verify;
use crate::exit::Exit;

pub(super) fn run(run: &mut Run<'_>, args: &Verify) -> Result<Exit, Failure> {
    let policy = args.policy.as_deref().map(policy).transpose()?.unwrap_or_default();
    let act = run.act()?;
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
    Ok(exit(report.came()))
}

/// How what was verified ends the program.
pub(super) fn exit(came: Came) -> Exit {
    match came {
        Came::Absent | Came::Passed => Exit::Done,
        Came::Failed => Exit::Refused,
        Came::Unknown => Exit::Unchecked,
    }
}

fn told(run: &mut Run<'_>, report: &Report) -> Result<(), Failure> {
    let title = verification::title(&run.screen.words, report);
    run.screen.heading(&title)?;
    for remark in verification::remarks(&run.screen.words, report) {
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
            notes.push((number, verification::why(words, why)));
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
    let conclusion = |outcome: &str| {
        let known = Conclusion::ALL.into_iter().find(|conclusion| conclusion.as_str() == outcome);
        known.map_or_else(|| outcome.to_owned(), |conclusion| run.screen.conclusion(conclusion))
    };
    if let Some(found) = verification::found(&run.screen.words, report, conclusion) {
        run.screen.paragraph(&found)?;
    }
    let summary = verification::summary(&run.screen.words, report);
    run.screen.paragraph(&summary)?;
    let limits = run.screen.words.plain("verify-limits");
    run.screen.paragraph(&limits)?;
    Ok(())
}
