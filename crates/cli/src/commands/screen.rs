//! `qazyq screen --on DAY`: every asset in the workspace on one day.

use qazyq_casework::assess::Question;
use qazyq_casework::dossier::{Asset, Book};
use qazyq_exact::Day;
use qazyq_law::Verdict;

use super::{Failure, Run, json_line};
use crate::args;
use crate::exit::Exit;
use crate::explain;
use crate::screen::Screen;

pub(super) fn run(run: &mut Run<'_>, args: &args::Screen) -> Result<Exit, Failure> {
    let act = run.act()?;
    let date = run.day(&args.on)?;
    let asked = run.asked(&args.reading);
    let question = run.question(&act, &asked, &args.reading)?;
    let verdicts = screened(run.screen, &question, &run.book()?, date)?;
    if run.everywhere.json {
        for (_, verdict) in &verdicts {
            run.screen.raw_line(&json_line(verdict))?;
        }
        return Ok(Exit::Done);
    }
    show(run.screen, &verdicts, date)?;
    Ok(Exit::Done)
}

/// The verdict on every asset, by id.
pub(super) fn screened(
    screen: &Screen,
    question: &Question<'_>,
    book: &Book,
    date: Day,
) -> Result<Vec<(Asset, Verdict)>, Failure> {
    let assets = book.assets();
    let bar = screen.bar(assets.len());
    let verdict = |asset: Asset| {
        let dossier = question.dossier(book, &asset.id)?;
        let verdict = question.screen(&dossier, date)?;
        bar.inc(1);
        Ok((asset, verdict))
    };
    assets.into_iter().map(verdict).collect()
}

/// The table of a screening, and what it needs said beside it.
pub(super) fn show(screen: &mut Screen, verdicts: &[(Asset, Verdict)], date: Day) -> Result<(), Failure> {
    let heading = screen.words.say("screen-heading", &[("date", date.to_string().into())]);
    screen.heading(&heading)?;
    let mut rows: Vec<Vec<String>> =
        verdicts.iter().map(|(asset, verdict)| explain::row(screen, asset, verdict)).collect();
    let mut header = explain::header(screen);
    if screen.width() < explain::ROW_WIDTH {
        // The tally of the readings is the least of it, and `assess` tells it too.
        header.pop();
        rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    screen.table(header, rows, &explain::FIRM)?;
    let legend = explain::legend(&screen.words);
    screen.paragraph(&legend)?;
    if let Some((_, verdict)) = verdicts.first() {
        let reading = explain::own_reading(&screen.words, verdict);
        screen.paragraph(&reading)?;
    }
    for text in explain::remarks(&screen.words, verdicts.iter().map(|(_, verdict)| verdict)) {
        screen.paragraph(&text)?;
    }
    Ok(())
}
