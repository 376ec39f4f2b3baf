//! `qazyq case ASSET --on DAY`: everything that the verdict rests on, as a file that `evaluate` decides identically.

use super::{Failure, Run};
use crate::args::Assess;
use crate::exit::Exit;

pub(super) fn run(run: &mut Run<'_>, args: &Assess) -> Result<Exit, Failure> {
    let act = run.act()?;
    let date = run.day(&args.on)?;
    let asked = run.asked(&args.reading);
    let question = run.question(&act, &asked, &args.reading)?;
    let book = run.book()?;
    let dossier = question.dossier(&book, &args.asset)?;
    question.check_evidence(&book, &dossier, date)?;
    let case = question.case(&dossier, date)?;
    run.screen.raw_line(&case.to_string())?;
    Ok(Exit::Done)
}
