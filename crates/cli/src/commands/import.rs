//! `qazyq import FILE…`: market files and pages of facts into the workspace.

use qazyq_registry::people::Right;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use qazyq_casework::Trouble;
use qazyq_casework::assess::AsOf;
use qazyq_casework::dossier::Book;
use qazyq_casework::import::{Content, Said, Taken};
use qazyq_casework::workspace::Declared;
use qazyq_evidence::mapping;
use qazyq_law::Act;
use qazyq_law::json::Value;
use qazyq_market::Defect;
use qazyq_market::days::DayCut;

use super::assets::restatement;
use super::{Failure, Run, now};
use crate::args::Import;
use crate::exit::Exit;
use crate::screen::Screen;
use crate::words::{legible, value};
use qazyq_troubles as troubles;

/// Rejected lines that are told one by one; the rest is counted.
const LINES_TOLD: usize = 10;

pub(super) fn run(run: &mut Run<'_>, args: &Import) -> Result<Exit, Failure> {
    let act = run.act()?;
    let said = said(run, args)?;
    let mut book = run.new_book_for("import", args.asset.clone())?;
    book.require(Right::Record, now())?;
    // A path that cannot be read stops the import before anything is written.
    let files: Vec<(&Path, Vec<u8>)> =
        args.files.iter().map(|path| Ok((path.as_path(), read(path)?))).collect::<Result<_, Trouble>>()?;

    let bar = run.screen.bar(files.len());
    let mut exit = Exit::Done;
    let mut series = BTreeSet::new();
    for (path, bytes) in &files {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let result = book.import(&act, &name, bytes, &said, now());
        bar.inc(1);
        match result {
            Ok(taken) => {
                if let Content::Market { source, rejected, .. } = &taken.what {
                    series.insert((taken.asset.clone(), source.clone()));
                    if !rejected.is_empty() {
                        exit = Exit::Refused;
                    }
                }
                let is_json = run.everywhere.json;
                let screen = &mut *run.screen;
                bar.suspend(|| {
                    if is_json {
                        screen.raw_line(&json(screen, path, &taken).to_string())
                    } else {
                        tell(screen, path, &taken)
                    }
                })?;
            }
            // What hinders every file alike is told once.
            Err(
                trouble @ (Trouble::Path { .. }
                | Trouble::NotAWorkspace(_)
                | Trouble::WorkspaceOfAnotherFormat { .. }
                | Trouble::InTheFuture(_)),
            ) => {
                return Err(trouble.into());
            }
            Err(trouble) => {
                exit = Exit::Refused;
                let is_json = run.everywhere.json;
                let screen = &mut *run.screen;
                bar.suspend(|| refuse(screen, path, &trouble, is_json))?;
            }
        }
    }
    bar.finish_and_clear();
    if !run.everywhere.json {
        summary(run.screen, &act, &book, &series)?;
    }
    Ok(exit)
}

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    if path.is_dir() {
        return Err(Trouble::Folder(path.display().to_string()));
    }
    fs::read(path).map_err(|error| Trouble::Path { path: path.display().to_string(), error })
}

fn said(run: &Run<'_>, args: &Import) -> Result<Said, Failure> {
    let retrieved: Option<AsOf> =
        args.retrieved.as_deref().map(str::parse).transpose().map_err(|t| run.usage(&t))?;
    let delimiter = match args.delimiter.as_deref() {
        None => None,
        Some("tab" | "\\t") => Some('\t'),
        Some(text) => Some(text.chars().next().unwrap_or(',')),
    };
    let columns = args.columns.clone().map(|columns| Declared {
        columns,
        only: args.only.clone(),
        delimiter,
        thousands: args.thousands,
        date_format: args.date_format.clone(),
    });
    if let Some(declared) = &columns {
        mapping(declared).map_err(|error| run.usage(&error.into()))?;
    }
    if let Some(peg) = &args.peg {
        qazyq_casework::parse_peg(peg).map_err(|trouble| run.usage(&trouble))?;
    }
    Ok(Said {
        asset: args.asset.clone(),
        symbol: args.symbol.clone(),
        name: args.name.clone(),
        peg: args.peg.clone(),
        peg_source: args.peg_source.clone(),
        source: args.source.clone(),
        through: args.through.as_deref().map(qazyq_casework::follow::through),
        currency: args.currency.clone(),
        retrieved: retrieved.map(|instant| instant.instant()),
        day: if args.day == DayCut::Almaty.name() { DayCut::Almaty } else { DayCut::Utc },
        partial_days: args.partial_days,
        columns,
    })
}

/// What became of one file, and what is to be known of its lines.
fn tell(screen: &mut Screen, path: &Path, taken: &Taken) -> std::io::Result<()> {
    let known = if taken.known_already { "yes" } else { "no" };
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let mut named =
        vec![("file", file.into()), ("asset", taken.asset.clone().into()), ("known", known.into())];
    match &taken.what {
        Content::Facts => {
            let text = screen.words.say("import-facts", &named);
            screen.paragraph(&text)
        }
        Content::Market { format, source, currency, rows, span, rejected, defects, floats } => {
            named.push(("format", screen.words.plain(&format!("format-{format}")).into()));
            named.push(("source", source.clone().into()));
            named.push(("currency", currency.clone().into()));
            named.push(("rows", (*rows).into()));
            let (first, last) =
                span.map_or(("–".to_owned(), "–".to_owned()), |(a, b)| (a.to_string(), b.to_string()));
            named.push(("first", first.into()));
            named.push(("last", last.into()));
            let text = screen.words.say("import-market", &named);
            screen.paragraph(&text)?;
            if !floats.is_empty() {
                let named = [("columns", value(&floats.join(", ")))];
                let text = screen.words.say("import-floats", &named);
                screen.indented("  ", "    ", &text)?;
            }
            for line in rejected.iter().take(LINES_TOLD) {
                let text = troubles::rejected(&screen.words, line);
                let label = screen.words.plain("import-rejected");
                screen.indented("  ", "    ", &format!("{label}: {text}"))?;
            }
            if rejected.len() > LINES_TOLD {
                let text = screen
                    .words
                    .say("import-rejected-more", &[("count", (rejected.len() - LINES_TOLD).into())]);
                screen.indented("  ", "    ", &text)?;
            }
            for (kind, of_kind) in by_kind(defects) {
                let example =
                    of_kind.first().map(|d| troubles::defect(&screen.words, &d.kind)).unwrap_or_default();
                let (first, last) = (of_kind.first(), of_kind.last());
                let day = |d: Option<&&Defect>| d.map_or(String::new(), |d| d.day.to_string());
                let named = [
                    ("count", of_kind.len().into()),
                    ("what", example.into()),
                    ("first", day(first).into()),
                    ("last", day(last).into()),
                    ("kind", kind.into()),
                ];
                let text = screen.words.say("import-defects", &named);
                screen.indented("  ", "    ", &text)?;
            }
            Ok(())
        }
    }
}

fn by_kind(defects: &[Defect]) -> BTreeMap<&'static str, Vec<&Defect>> {
    let mut kinds: BTreeMap<&'static str, Vec<&Defect>> = BTreeMap::new();
    for defect in defects {
        kinds.entry(defect.kind.code()).or_default().push(defect);
    }
    kinds
}

fn refuse(screen: &mut Screen, path: &Path, trouble: &Trouble, is_json: bool) -> std::io::Result<()> {
    let said = troubles::said(&screen.words, trouble);
    if is_json {
        let entries = [
            ("file", Value::from(path.to_string_lossy().into_owned())),
            ("error", said.text.as_str().into()),
            ("code", trouble.code().into()),
            ("place", trouble.place().into()),
        ];
        screen.raw_line(&Value::object(entries).to_string())?;
    }
    screen.trouble(&format!("{}: {}", legible(&path.display().to_string()), said.text), said.help.as_deref())
}

fn json(screen: &Screen, path: &Path, taken: &Taken) -> Value {
    let mut entries = vec![
        ("file", Value::from(path.to_string_lossy().into_owned())),
        ("asset", taken.asset.as_str().into()),
        ("sha256", taken.sha256.as_str().into()),
        ("known_already", taken.known_already.into()),
        ("new_asset", taken.new_asset.into()),
    ];
    let number = |count: usize| Value::Number(count.to_string());
    match &taken.what {
        Content::Facts => entries.push(("format", "facts".into())),
        Content::Market { format, source, currency, rows, span, rejected, defects, floats } => {
            let rejected = rejected.iter().map(|line| {
                Value::object([
                    ("line", Value::Number(line.line.to_string())),
                    ("code", line.why.code().into()),
                    ("reason", troubles::rejected(&screen.words, line).into()),
                ])
            });
            entries.extend([
                ("format", Value::from(*format)),
                ("source", source.as_str().into()),
                ("currency", currency.as_str().into()),
                ("rows", number(*rows)),
                ("from", span.map(|(first, _)| first.to_string()).into()),
                ("to", span.map(|(_, last)| last.to_string()).into()),
                ("rejected", Value::List(rejected.collect())),
                (
                    "defects",
                    Value::object(by_kind(defects).into_iter().map(|(kind, of)| (kind, number(of.len())))),
                ),
            ]);
            // Only where there are such: no other format has them.
            if !floats.is_empty() {
                let columns = floats.iter().map(|column| column.as_str().into()).collect();
                entries.push(("binary_floating_point", Value::List(columns)));
            }
        }
    }
    Value::object(entries)
}

/// The series that the files became part of.
fn summary(
    screen: &mut Screen,
    act: &Act,
    book: &Book,
    series: &BTreeSet<(String, String)>,
) -> Result<(), Failure> {
    for asset in series.iter().map(|(asset, _)| asset).collect::<BTreeSet<_>>() {
        let dossier = book.dossier(act, asset, now())?;
        for of in dossier.series.iter().filter(|s| series.contains(&(asset.clone(), s.source.clone()))) {
            let (first, last) = (of.days.first_key_value(), of.days.last_key_value());
            let day = |bar: Option<(&qazyq_exact::Day, _)>| {
                bar.map_or("–".to_owned(), |(day, _)| day.to_string())
            };
            let named = [
                ("asset", asset.clone().into()),
                ("source", of.source.clone().into()),
                ("days", of.days.len().into()),
                ("first", day(first).into()),
                ("last", day(last).into()),
                ("repeated", of.repeated.into()),
                ("restated", of.restatements.len().into()),
            ];
            let text = screen.words.say("import-series", &named);
            screen.paragraph(&text)?;
            if let Some(first) = of.uncovered.first() {
                let named = [("count", of.uncovered.len().into()), ("first", first.to_string().into())];
                let text = screen.words.say("import-uncovered", &named);
                screen.paragraph(&text)?;
            }
            // A source rarely tells most of its past anew: more likely the file is another asset's.
            if of.restatements.len() >= 10 && of.restatements.len() > of.repeated {
                let named = [("asset", asset.clone().into()), ("source", of.source.clone().into())];
                let text = screen.words.say("import-another-asset", &named);
                screen.paragraph(&text)?;
            }
            for restated in of.restatements.iter().take(LINES_TOLD) {
                let text = restatement(screen, of, restated);
                screen.indented("  ", "    ", &text)?;
            }
        }
    }
    Ok(())
}
