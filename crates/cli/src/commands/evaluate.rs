//! `qazyq evaluate PATH…`: the verdict of case files, with no workspace.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use qazyq_casework::Trouble;
use qazyq_casework::dossier::Asset;
use qazyq_law::json::Value;
use qazyq_law::{Act, Refusal, Verdict, evaluate};

use super::{Failure, Run};
use crate::args::Evaluate;
use crate::exit::Exit;
use crate::explain::{self, Way};
use crate::words::legible;
use qazyq_troubles as troubles;

pub(super) fn run(run: &mut Run<'_>, args: &Evaluate) -> Result<Exit, Failure> {
    let act = run.act()?;
    // Every path is looked at before any case is decided, so that a missing one stops nothing half way.
    let cases = cases(&args.paths).map_err(|trouble| match trouble {
        Trouble::StdinTwice => run.usage(&trouble),
        trouble => trouble.into(),
    })?;
    let bar = run.screen.bar(cases.len());
    let mut exit = Exit::Done;
    let mut decided = Vec::new();
    for path in &cases {
        let bytes = bytes(path)?;
        let result = evaluate(&act, &bytes);
        bar.inc(1);
        if let Err(refusal) = &result {
            exit = Exit::Refused;
            bar.suspend(|| complain(run, path, refusal))?;
        }
        match (run.everywhere.json, result) {
            (true, result) => {
                let line = json(run, path, &result).to_string();
                run.screen.raw_line(&line)?;
            }
            (false, Ok(verdict)) if cases.len() == 1 => explained(run, &act, &verdict)?,
            (false, Ok(verdict)) => decided.push((path, verdict)),
            (false, Err(_)) => {}
        }
    }
    bar.finish_and_clear();
    if !decided.is_empty() {
        table(run, &decided)?;
    }
    Ok(exit)
}

/// The case files that the paths mean: files as they are, folders with every `*.case.json` in them, `-` for standard
/// input.
fn cases(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    if paths.iter().filter(|path| is_stdin(path)).count() > 1 {
        return Err(Trouble::StdinTwice);
    }
    let mut cases = Vec::new();
    for path in paths {
        let unusable = |error: io::Error| Trouble::Path { path: path.display().to_string(), error };
        if is_stdin(path) {
            cases.push(path.clone());
        } else if fs::metadata(path).map_err(unusable)?.is_dir() {
            let found = in_folder(path)?;
            if found.is_empty() {
                return Err(Trouble::NoCases(path.display().to_string()));
            }
            cases.extend(found);
        } else {
            File::open(path).map_err(unusable)?;
            cases.push(path.clone());
        }
    }
    Ok(cases)
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Every `*.case.json` below a folder, in path order.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let unusable = |path: &Path, error: io::Error| Trouble::Path { path: path.display().to_string(), error };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unusable(folder, e))? {
        let entry = entry.map_err(|e| unusable(folder, e))?;
        let path = entry.path();
        // A link to a folder is not followed, so that no circle of links is walked for ever.
        if entry.file_type().map_err(|e| unusable(&path, e))?.is_dir() {
            found.extend(in_folder(&path)?);
        } else if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".case.json")) {
            File::open(&path).map_err(|e| unusable(&path, e))?;
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    let unusable = |error: io::Error| Trouble::Path { path: path.display().to_string(), error };
    if !is_stdin(path) {
        return fs::read(path).map_err(unusable);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(unusable)?;
    Ok(bytes)
}

/// The verdict with the case's path in front, or what refused it.
fn json(run: &Run<'_>, path: &Path, result: &Result<Verdict, Refusal>) -> Value {
    let case = ("case".into(), Value::from(path.to_string_lossy().into_owned()));
    match result {
        Ok(verdict) => match verdict.to_json() {
            Value::Object(mut entries) => {
                entries.insert(0, case);
                Value::Object(entries)
            }
            other => other,
        },
        Err(refusal) => Value::Object(vec![
            case,
            ("error".into(), troubles::refused(&run.screen.words, refusal).text.into()),
            ("code".into(), refusal.why.code().into()),
            ("place".into(), Value::from(Some(refusal.place.as_str()).filter(|place| !place.is_empty()))),
        ]),
    }
}

fn complain(run: &mut Run<'_>, path: &Path, refusal: &Refusal) -> io::Result<()> {
    let said = troubles::refused(&run.screen.words, refusal);
    run.screen
        .trouble(&format!("{}: {}", legible(&path.display().to_string()), said.text), said.help.as_deref())
}

fn explained(run: &mut Run<'_>, act: &Act, verdict: &Verdict) -> io::Result<()> {
    let law = act.named(&verdict.law, verdict.date).unwrap_or_else(|| act.on(verdict.date));
    let asset = Asset { id: verdict.asset.to_string(), ..Asset::default() };
    explain::verdict(run.screen, law, verdict, &asset, Way::CaseFile)
}

fn table(run: &mut Run<'_>, decided: &[(&PathBuf, Verdict)]) -> io::Result<()> {
    let screen = &mut *run.screen;
    let mut header = explain::header(screen);
    header.insert(0, screen.words.plain("column-case"));
    header.insert(2, screen.words.plain("column-date"));
    let row = |(path, verdict): &(&PathBuf, Verdict)| {
        let asset = Asset { id: verdict.asset.to_string(), ..Asset::default() };
        let mut row = explain::row(screen, &asset, verdict);
        row.insert(0, legible(&path.display().to_string()));
        row.insert(2, verdict.date.to_string());
        row
    };
    let rows = decided.iter().map(row).collect();
    let firm: Vec<usize> = (1..header.len()).collect();
    screen.table(header, rows, &firm)?;
    let legend = qazyq_words::verdict::legend(&screen.words);
    screen.paragraph(&legend)?;
    for text in qazyq_words::verdict::remarks(&screen.words, decided.iter().map(|(_, verdict)| verdict)) {
        screen.paragraph(&text)?;
    }
    Ok(())
}
