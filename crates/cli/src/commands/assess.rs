//! `qazyq assess ASSET --on DAY`: the verdict on one asset, explained.

use super::{Failure, Run, json_line};
use crate::args::Assess;
use crate::exit::Exit;
use crate::explain::{self, Way};

pub(super) fn run(run: &mut Run<'_>, args: &Assess) -> Result<Exit, Failure> {
    let act = run.act()?;
    let date = run.day(&args.on)?;
    let asked = run.asked(&args.reading);
    let question = run.question(&act, &asked, &args.reading)?;
    let book = run.book()?;
    let dossier = question.dossier(&book, &args.asset)?;
    question.check_evidence(&book, &dossier, date)?;
    let verdict = question.assess(&dossier, date)?;
    if run.everywhere.json {
        run.screen.raw_line(&json_line(&verdict))?;
        return Ok(Exit::Done);
    }
    let law = act.on(date);
    explain::verdict(run.screen, law, &verdict, &dossier.asset, Way::Workspace)?;
    for text in
        qazyq_words::verdict::evidence(&run.screen.words, law, &verdict, &dossier, question.as_of.is_some())
    {
        run.screen.paragraph(&text)?;
    }
    Ok(Exit::Done)
}
