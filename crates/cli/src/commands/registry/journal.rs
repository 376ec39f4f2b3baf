//! `qazyq journal …`: whether the journal is whole, what it says, and how it goes elsewhere.

use std::fs;
use std::io::{BufReader, Write as _};
use std::path::Path;
use std::time::Duration;

use qazyq_casework::Trouble;
use qazyq_casework::journal::{bring_in, credentials_of, verify};
use qazyq_casework::workspace::Entry;
use qazyq_registry::people::Right;
use qazyq_registry::store::Head;
use qazyq_registry::what::ABOUT_PEOPLE;
use serde_json::json;

use super::super::{Failure, Run, now};
use super::show::says;
use super::{cell, tell_json};
use crate::args::{
    JournalExport, JournalFollow, JournalImport, JournalShow, JournalVerify, OfJournal, Retract,
};
use crate::exit::Exit;
use crate::words::legible;

pub(crate) fn run(run: &mut Run<'_>, what: &OfJournal) -> Result<Exit, Failure> {
    match what {
        OfJournal::Verify(args) => verified(run, args),
        OfJournal::Show(args) => show(run, args),
        OfJournal::Export(args) => export(run, args),
        OfJournal::Import(args) => import(run, args),
        OfJournal::Retract(args) => retract(run, args),
        OfJournal::Follow(args) => follow(run, args),
    }
}

fn verified(run: &mut Run<'_>, args: &JournalVerify) -> Result<Exit, Failure> {
    let known = args.head.as_deref().map(|text| head(run, text)).transpose()?;
    let bar = run.screen.any_bar(1);
    let found = verify(&run.workspace(), known, |number| {
        bar.set_length(number);
        bar.set_position(number);
    })?;
    bar.finish_and_clear();
    let exit = if found.is_whole() { Exit::Done } else { Exit::Refused };
    if run.everywhere.json {
        let told = json!({
            "entries": found.head.number, "sha256": found.head.sha256.to_string(), "whole": found.is_whole(),
            "broken": found.broken.map(|(number, why)| json!({ "entry": number, "why": why })),
            "engine": found.engine, "credentials": found.credentials, "first_format": found.is_first_format,
            "decisions": found.decisions.iter().map(|(entry, why)| json!({ "entry": entry, "why": why })).collect::<Vec<_>>(),
            "files": found.files.iter().map(|(entry, name)| json!({ "entry": entry, "file": name })).collect::<Vec<_>>(),
        });
        tell_json(run, &told)?;
        return Ok(exit);
    }
    if let Some((number, why)) = found.broken {
        let why = run.screen.words.plain(why);
        run.say("journal-broken", &[("number", number.to_string().into()), ("why", why.into())])?;
    }
    for text in &found.engine {
        run.say("journal-engine", &[("text", legible(text).into())])?;
    }
    for user in &found.credentials {
        run.say("journal-credential", &[("user", legible(user).into())])?;
    }
    for (number, name) in &found.files {
        run.say("journal-file", &[("number", number.to_string().into()), ("file", legible(name).into())])?;
    }
    for (number, why) in &found.decisions {
        let why = run.screen.words.plain(why);
        run.say("journal-decision", &[("number", number.to_string().into()), ("why", why.into())])?;
    }
    let named = [
        ("count", found.head.number.to_string().into()),
        ("head", format!("{}:{}", found.head.number, found.head.sha256).into()),
    ];
    if found.is_whole() {
        run.say(if found.is_first_format { "journal-first-format" } else { "journal-whole" }, &named)?;
    } else {
        run.say("journal-not-whole", &named)?;
    }
    Ok(exit)
}

/// `NUMBER:SHA256`
fn head(run: &Run<'_>, text: &str) -> Result<Head, Failure> {
    let none = || {
        run.usage(&Trouble::NoneOf {
            option: "--head".to_owned(),
            text: text.to_owned(),
            choices: "NUMBER:SHA256".to_owned(),
        })
    };
    let (number, sha256) = text.split_once(':').ok_or_else(none)?;
    let (number, sha256) = (number.parse().map_err(|_| none())?, sha256.parse().map_err(|_| none())?);
    Ok(Head { number, sha256 })
}

fn show(run: &mut Run<'_>, args: &JournalShow) -> Result<Exit, Failure> {
    let mut book = run.book_for("journal show", None)?;
    // Who was refused, and who may do what, is not everybody's to read.
    let is_private = |entry: &Entry| entry.what.is_about_people();
    if let Some(number) = args.entry {
        if is_private(book.entry(number)?) {
            book.require(Right::Audit, now())?;
        }
        let line = book.entry(number)?.to_string();
        run.screen.raw_line(&line)?;
        return Ok(Exit::Done);
    }
    let may_audit = book.author(Right::Audit, now()).is_ok();
    if args.kind.as_deref().is_some_and(|kind| ABOUT_PEOPLE.contains(&kind)) {
        book.require(Right::Audit, now())?;
    }
    let shown = |entry: &&Entry| {
        args.kind.as_deref().is_none_or(|kind| entry.what.kind() == kind)
            && args.asset.as_ref().is_none_or(|asset| entry.asset.as_ref() == Some(asset))
            && args.author.as_ref().is_none_or(|author| entry.author.as_ref() == Some(author))
            && (may_audit || !is_private(entry))
    };
    let mut entries: Vec<&Entry> = book.entries().iter().rev().filter(shown).take(args.last).collect();
    entries.reverse();
    if run.everywhere.json {
        for entry in entries {
            run.screen.raw_line(&entry.to_string())?;
        }
        return Ok(Exit::Done);
    }
    let columns = ["entry", "recorded_at", "author", "kind", "asset", "says"];
    let header = columns.map(|column| run.screen.words.plain(&format!("field-{column}"))).to_vec();
    let rows = entries.iter().map(|entry| {
        vec![
            entry.number.to_string(),
            format!("{:.0}", entry.recorded_at),
            cell(entry.author.as_ref()),
            entry.what.kind().to_owned(),
            cell(entry.asset.as_ref()),
            legible(&says(entry)),
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[0, 1])?;
    Ok(Exit::Done)
}

fn export(run: &mut Run<'_>, args: &JournalExport) -> Result<Exit, Failure> {
    let mut book = run.book_for("journal export", None)?;
    // It has everything, also who was refused.
    book.require(Right::Audit, now())?;
    let credentials = match &args.credentials {
        None => None,
        Some(path) => {
            // Before the file is made: nothing is left behind by whoever may not.
            book.require(Right::Administer, now())?;
            Some(book.export_credentials(private(path)?, now())?)
        }
    };
    let Some(path) = &args.output else {
        run.screen.flush()?;
        book.export_journal(std::io::stdout().lock())?;
        return Ok(Exit::Done);
    };
    let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
    // Whole or not at all: a backup that ends in the middle is none.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".qazyq-").tempfile_in(folder).map_err(unusable)?;
    let head = book.export_journal(std::io::BufWriter::new(&mut file))?;
    file.as_file().sync_all().map_err(unusable)?;
    file.persist(path).map_err(|error| unusable(error.error))?;
    if run.everywhere.json {
        let told = json!({
            "file": path.display().to_string(), "entries": head.number, "sha256": head.sha256.to_string(),
            "credentials": credentials,
        });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named = [
        ("count", head.number.to_string().into()),
        ("path", legible(&path.display().to_string()).into()),
        ("head", format!("{}:{}", head.number, head.sha256).into()),
    ];
    run.say("journal-exported", &named)?;
    Ok(Exit::Done)
}

/// A new file that only its owner reads.
fn private(path: &Path) -> Result<fs::File, Trouble> {
    let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map_err(unusable)
}

fn import(run: &mut Run<'_>, args: &JournalImport) -> Result<Exit, Failure> {
    let unusable = |path: &Path, error| Trouble::Path { path: path.display().to_string(), error };
    let file = fs::File::open(&args.file).map_err(|error| unusable(&args.file, error))?;
    let credentials = match &args.credentials {
        None => Vec::new(),
        Some(path) => credentials_of(&fs::read_to_string(path).map_err(|error| unusable(path, error))?)?,
    };
    let acting = run.acting("journal import", None)?;
    let bar = run.screen.any_bar(1);
    let workspace = run.workspace();
    let brought = bring_in(&workspace, &mut BufReader::new(file), &credentials, &acting, now(), |number| {
        bar.set_length(number);
        bar.set_position(number);
    })?;
    bar.finish_and_clear();
    if run.everywhere.json {
        let told = json!({
            "entries": brought.head.number, "sha256": brought.head.sha256.to_string(), "new": brought.new,
            "moved": brought.moved, "credentials_left_out": brought.left_out,
        });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named = [
        ("count", brought.head.number.to_string().into()),
        ("new", brought.new.to_string().into()),
        ("head", format!("{}:{}", brought.head.number, brought.head.sha256).into()),
    ];
    run.say("journal-imported", &named)?;
    for user in &brought.left_out {
        run.say("journal-credential-left-out", &[("user", legible(user).into())])?;
    }
    if brought.moved {
        run.say("journal-moved", &[])?;
    }
    Ok(Exit::Done)
}

fn retract(run: &mut Run<'_>, args: &Retract) -> Result<Exit, Failure> {
    let mut book = run.book_for("journal retract", Some(args.entry.to_string()))?;
    let number = book.retract(args.entry, &args.reason, now())?;
    if run.everywhere.json {
        tell_json(run, &json!({ "entry": number, "retracted": args.entry }))?;
        return Ok(Exit::Done);
    }
    run.say("journal-retracted", &[("number", args.entry.to_string().into())])?;
    Ok(Exit::Done)
}

/// Prints entries as they come, until it is interrupted.
fn follow(run: &mut Run<'_>, args: &JournalFollow) -> Result<Exit, Failure> {
    let mut book = run.book_for("journal follow", None)?;
    book.require(Right::Audit, now())?;
    let mut after = args.after.unwrap_or(book.head().number);
    loop {
        let new: Vec<String> = book
            .entries()
            .iter()
            .skip(usize::try_from(after).unwrap_or(usize::MAX))
            .map(ToString::to_string)
            .collect();
        after = book.head().number.max(after);
        for line in new {
            run.screen.raw_line(&line)?;
            std::io::stdout().flush()?;
        }
        book.wait(after, Duration::from_secs(60))?;
    }
}
