//! `qazyq lake check | rebuild | export`: whether everything is there, the columns anew, and rows for other programs.

use std::fs::File;
use std::io::{self, BufWriter};

use qazyq_casework::{RowsAs, Trouble};
use qazyq_lake::{Checked, LakeError};
use qazyq_law::json::Value;
use qazyq_market::klines::Interval;
use qazyq_registry::people::Right;
use qazyq_words::number::grouped;

use super::{Failure, Run, now};
use crate::args::{Export, Lake, OfLake};
use crate::exit::Exit;
use crate::words::legible;
use qazyq_troubles as troubles;

pub(super) fn run(run: &mut Run<'_>, args: &Lake) -> Result<Exit, Failure> {
    match &args.what {
        OfLake::Check => check(run),
        OfLake::Rebuild => rebuild(run),
        OfLake::Export(args) => export(run, args),
    }
}

fn check(run: &mut Run<'_>) -> Result<Exit, Failure> {
    let checked = run.book()?.check_lake()?;
    let exit = if checked.is_sound() { Exit::Done } else { Exit::Refused };
    if run.everywhere.json {
        run.screen.raw_line(&checked_json(&checked).to_string())?;
        return Ok(exit);
    }
    let number = |n: u64| grouped(&run.screen.words, &n.to_string());
    let named = [
        ("receipts", number(checked.receipts).into()),
        ("answers", number(checked.answers).into()),
        ("bytes", number(checked.bytes).into()),
    ];
    let text = run.screen.words.say("lake-checked", &named);
    run.screen.paragraph(&text)?;
    let errors = checked.lost.iter().map(|(_, error)| error).chain(&checked.broken_columns);
    for error in errors {
        let said = of_lake(run, error);
        run.screen.trouble(&said.text, said.help.as_deref())?;
    }
    if !checked.without_receipt.is_empty() {
        let named = [("count", checked.without_receipt.len().into())];
        let text = run.screen.words.say("lake-without-receipt", &named);
        run.screen.paragraph(&text)?;
    }
    if checked.is_sound() {
        let text = run.screen.words.plain("lake-sound");
        run.screen.paragraph(&text)?;
    }
    Ok(exit)
}

/// A lake's error in words.
fn of_lake(run: &Run<'_>, error: &LakeError) -> troubles::Said {
    troubles::by_code(&run.screen.words, error.code(), &error.args())
}

fn rebuild(run: &mut Run<'_>) -> Result<Exit, Failure> {
    let mut book = run.book_for("lake rebuild", None)?;
    book.require(Right::Record, now())?;
    let compared = book.rebuild_lake()?;
    let mut exit = Exit::Done;
    for compared in &compared {
        if !compared.unreadable.is_empty() {
            exit = Exit::Refused;
        }
        let number = |n: u64| Value::Number(n.to_string());
        if run.everywhere.json {
            let told = [
                ("feed", Value::from(compared.feed.as_str())),
                ("interval", compared.interval.name().into()),
                ("rows", number(compared.rows)),
                ("added", number(compared.added)),
                ("lost", number(compared.lost)),
                ("changed", number(compared.changed)),
                ("unreadable", Value::List(compared.unreadable.iter().map(|(n, _)| number(*n)).collect())),
            ];
            run.screen.raw_line(&Value::object(told).to_string())?;
            continue;
        }
        let shown = |n: u64| grouped(&run.screen.words, &n.to_string());
        let named = [
            ("feed", compared.feed.clone().into()),
            ("interval", compared.interval.name().into()),
            ("rows", shown(compared.rows).into()),
            ("added", shown(compared.added).into()),
            ("lost", shown(compared.lost).into()),
            ("changed", shown(compared.changed).into()),
        ];
        let id = if compared.is_same() { "lake-rebuilt-same" } else { "lake-rebuilt" };
        let text = run.screen.words.say(id, &named);
        run.screen.paragraph(&text)?;
        for (receipt, told) in &compared.unreadable {
            let why = troubles::told(&run.screen.words, &told.code, &told.args);
            let named = [("receipt", (*receipt).into()), ("why", why.into())];
            let text = run.screen.words.say("lake-unreadable", &named);
            run.screen.note(&text)?;
        }
    }
    Ok(exit)
}

fn export(run: &mut Run<'_>, args: &Export) -> Result<Exit, Failure> {
    // `binance-klines-1h` as the folder of columns is called; days where no length stands behind.
    let (feed, interval) = match args.feed.rsplit_once('-').map(|(feed, name)| (feed, Interval::named(name)))
    {
        Some((feed, Some(interval))) => (feed, interval),
        _ => (args.feed.as_str(), Interval::DAY),
    };
    let rows_as = if args.format == "parquet" { RowsAs::Parquet } else { RowsAs::Csv };
    let book = run.book()?;
    match &args.output {
        None => {
            run.screen.flush()?;
            book.export_lake(feed, interval, rows_as, io::stdout()).map_err(|trouble| match trouble {
                Trouble::Output(error) => Failure::Output(error),
                trouble => Failure::Trouble(trouble),
            })?;
        }
        Some(path) => {
            let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(std::path::Path::new("."));
            let file = tempfile::NamedTempFile::new_in(folder).map_err(unusable)?;
            let rows = book.export_lake(feed, interval, rows_as, BufWriter::new(file.as_file()))?;
            file.as_file().sync_all().map_err(unusable)?;
            let _: File = file.persist(path).map_err(|error| unusable(error.error))?;
            let shown = grouped(&run.screen.words, &rows.to_string());
            let named = [("rows", shown.into()), ("path", legible(&path.display().to_string()).into())];
            let text = run.screen.words.say("lake-exported", &named);
            run.screen.note(&text)?;
        }
    }
    Ok(Exit::Done)
}

fn checked_json(checked: &Checked) -> Value {
    let number = |n: u64| Value::Number(n.to_string());
    let error = |error: &LakeError| {
        let args = error.args();
        Value::object([
            ("code", Value::from(error.code())),
            ("args", Value::object(args.into_iter().map(|(key, text)| (key, Value::from(text))))),
        ])
    };
    let errors = checked.lost.iter().map(|(_, error)| error).chain(&checked.broken_columns);
    Value::object([
        ("receipts", number(checked.receipts)),
        ("answers", number(checked.answers)),
        ("bytes", number(checked.bytes)),
        ("without_receipt", Value::Number(checked.without_receipt.len().to_string())),
        ("broken", Value::List(errors.map(error).collect())),
        ("sound", checked.is_sound().into()),
    ])
}
