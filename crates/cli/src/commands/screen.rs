//! `qazyq screen --on DAY`: every asset in the workspace on one day.

use qazyq_casework::Trouble;
use qazyq_casework::assess::Question;
use qazyq_casework::dossier::{Asset, Book};
use qazyq_casework::replay::tables::{Csv, Table, parquet_rows};
use qazyq_casework::replay::{Foreign, ScreenedFile, Watch, bytes_of, screen_file};
use qazyq_exact::Day;
use qazyq_law::json::Value;
use qazyq_law::reading::Choices;
use qazyq_law::{Act, Law, Verdict};
use qazyq_words::number::percent;
use qazyq_words::verdict;

use super::replay::{can_be_written, told_of_rows, undecidable, watched, written};
use super::{Failure, Run, json_line};
use crate::args;
use crate::exit::Exit;
use crate::explain;
use crate::screen::Screen;
use crate::words::legible;

pub(super) fn run(run: &mut Run<'_>, args: &args::Screen) -> Result<Exit, Failure> {
    let act = run.act()?;
    let date = run.day(&args.on)?;
    let asked = run.asked(&args.reading);
    if let Some((input, pegs)) = args.foreign.input.as_deref().zip(args.foreign.pegs.as_deref()) {
        let rates = args.foreign.fx.as_deref();
        let foreign = Foreign { input, pegs, rates, currency: &args.foreign.currency };
        return file(run, args, &act, asked.reading(act.on(date)).choices, date, &foreign);
    }
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

/// Screens the bars of a file: stability alone, for nothing else is known of its assets.
fn file(
    run: &mut Run<'_>,
    args: &args::Screen,
    act: &Act,
    reading: Choices,
    date: Day,
    foreign: &Foreign<'_>,
) -> Result<Exit, Failure> {
    if args.format == "table" && args.output.is_some() {
        return Err(run.usage(&Trouble::TableIsForTheScreen));
    }
    can_be_written(args.output.as_deref())?;
    let bar = run.screen.any_bar(usize::try_from(bytes_of(foreign.input)?).unwrap_or(usize::MAX));
    let watch = |watch: &Watch<'_>| screen_file(act, reading, date, foreign, watch);
    let screened = watched(&bar, &watch)?;
    match args.format.as_str() {
        "parquet" => {
            written(args.output.as_deref(), |to| screened.write(&mut *parquet_rows(Table::Screen, to)?))?
        }
        "csv" => written(args.output.as_deref(), |to| screened.write(&mut Csv::new(Table::Screen, to)?))?,
        _ if run.everywhere.json => {
            for line in screened.lines() {
                let object = Value::object([
                    ("asset", Value::from(line.asset)),
                    ("date", date.to_string().into()),
                    ("outcome", line.outcome.as_str().into()),
                    ("deviation", line.figure.as_ref().map(ToString::to_string).into()),
                    ("days_present", line.days_present.into()),
                ]);
                run.screen.raw_line(&object.to_string())?;
            }
        }
        _ => show_file(run.screen, act.on(date), &screened, reading, date)?,
    }
    if !run.screen.quiet {
        for text in undecidable(&run.screen.words, screened.without_peg, screened.without_rate) {
            run.screen.note(&text)?;
        }
    }
    told_of_rows(run, &screened.findings, &screened.floats)
}

fn show_file(
    screen: &mut Screen,
    law: &Law,
    screened: &ScreenedFile,
    reading: Choices,
    date: Day,
) -> Result<(), Failure> {
    let heading = screen.words.say("screen-file-heading", &[("date", date.to_string().into())]);
    let columns = ["asset", "outcome", "deviation", "days"];
    let header = columns.iter().map(|name| screen.words.plain(&format!("screen-file-{name}"))).collect();
    let row = |line: qazyq_casework::replay::Line<'_>| {
        let figure = line.figure.as_ref().map(|figure| percent(&screen.words, figure, &law.deviation_max));
        let days = line.days_present.to_string();
        vec![
            legible(line.asset),
            screen.outcome(line.outcome),
            figure.unwrap_or_else(|| "–".to_owned()),
            days,
        ]
    };
    let rows: Vec<Vec<String>> = screened.lines().map(row).collect();
    let own = reading.named().map(|(_, choice)| choice).join(" · ");
    let reading = screen.words.say("margin-reading", &[("reading", own.into())]);
    let alone = screen.words.plain("screen-file-stability-alone");
    screen.heading(&heading)?;
    screen.table(header, rows, &[])?;
    screen.paragraph(&reading)?;
    screen.paragraph(&alone)?;
    Ok(())
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
    let legend = verdict::legend(&screen.words);
    screen.paragraph(&legend)?;
    if let Some((_, verdict)) = verdicts.first() {
        let reading = verdict::own_reading(&screen.words, verdict);
        screen.paragraph(&reading)?;
    }
    for text in verdict::remarks(&screen.words, verdicts.iter().map(|(_, verdict)| verdict)) {
        screen.paragraph(&text)?;
    }
    Ok(())
}
