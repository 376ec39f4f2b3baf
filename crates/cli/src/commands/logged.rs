//! `qazyq log append | index | lookup | check`: what goes into a log, and what is found in it under a name.

use std::path::Path;

use qazyq_casework::Trouble;
use qazyq_casework::bundle::policy;
use qazyq_casework::log::append::Appended;
use qazyq_casework::log::{LogTrouble, OwnLog, index};
use qazyq_casework::output;
use qazyq_evidence::statement::Statement;
use qazyq_proof::lookup::{Content, Lookup, What};
use serde_json::{Value, json};

use super::registry::tell_json;
use super::{Failure, Run};
use crate::args::{LogAppend, LogCheck, LogIndex, LogLookup};
use crate::exit::Exit;
use crate::words::{legible, value};

pub(super) fn append(run: &mut Run<'_>, args: &LogAppend) -> Result<Exit, Failure> {
    let key = run.signer(args.key.as_deref(), &args.keys)?;
    let act = run.act()?;
    let mut log = OwnLog::open(&run.log(&args.at), &args.keys.folder()?)?;
    let mut appended = Vec::new();
    if !args.files.is_empty() {
        appended.extend(log.append_files(&args.files, &act, key.as_ref())?);
    }
    if args.lists {
        appended.extend(log.append_lists(&run.book()?)?);
    }
    for one in &appended {
        if run.everywhere.json {
            let told = appended_json(one);
            tell_json(run, &told)?;
            continue;
        }
        let said = statement_text(run, &one.statement);
        let named = [("number", value(&one.position.to_string())), ("text", said.into())];
        let text = run.screen.words.say("log-appended", &named);
        run.screen.indented("", "  ", &text)?;
    }
    if !run.everywhere.json {
        let count = [("count", value(&appended.len().to_string()))];
        let text = run.screen.words.say("log-appended-all", &count);
        run.screen.note(&text)?;
    }
    Ok(Exit::Done)
}

fn appended_json(one: &Appended) -> Value {
    let statement: Value = serde_json::from_str(&one.statement.line()).unwrap_or_default();
    let file = one.file.as_ref().map(|path| path.display().to_string());
    json!({ "position": one.position, "file": file, "statement": statement })
}

/// A statement on one line.
fn statement_text(run: &Run<'_>, statement: &Statement) -> String {
    let words = &run.screen.words;
    let text = match statement {
        Statement::Verdict { asset, day, outcome, bundle, .. } => words.say(
            "statement-verdict",
            &[
                ("asset", value(asset)),
                ("day", value(&day.to_string())),
                ("verdict", words.plain(&format!("conclusion-{outcome}")).into()),
                ("digest", value(&bundle.to_string())),
            ],
        ),
        Statement::Listing { action, asset, authority, from, .. } => words.say(
            "statement-listing",
            &[
                ("asset", value(asset)),
                ("name", words.plain(&format!("authority-{authority}")).into()),
                ("text", words.plain(&format!("action-{action}")).into()),
                ("day", value(&from.to_string())),
            ],
        ),
        Statement::List { authority, of, rows, .. } => words.say(
            "statement-list",
            &[
                ("name", words.plain(&format!("authority-{authority}")).into()),
                ("day", value(&of.to_string())),
                ("count", value(&rows.to_string())),
            ],
        ),
    };
    // What is made up is called that wherever it shows.
    if statement.is_demonstration() {
        return format!("{text} – {}", words.plain("statement-made-up"));
    }
    text
}

pub(super) fn index(run: &mut Run<'_>, args: &LogIndex) -> Result<Exit, Failure> {
    let keys = args.keys.folder()?;
    let mut log = OwnLog::open(&run.log(&args.at), &keys)?;
    let key = keys.signer(log.key().name())?;
    let (head, position) = log.append_index(&key)?;
    if run.everywhere.json {
        let told = json!({
            "position": position, "size": head.size, "names": head.records, "root": head.root.to_string(),
        });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named = [
        ("number", value(&position.to_string())),
        ("size", value(&head.size.to_string())),
        ("count", value(&head.records.to_string())),
    ];
    let text = run.screen.words.say("log-indexed", &named);
    run.screen.paragraph(&text)?;
    Ok(Exit::Done)
}

pub(super) fn lookup(run: &mut Run<'_>, args: &LogLookup) -> Result<Exit, Failure> {
    let place = run.log(&args.at);
    let lookup = index::look_up(place.path(), &args.name)?;
    output::bytes(&args.output, lookup.to_string().as_bytes())?;
    if run.everywhere.json {
        let told = json!({ "file": args.output.display().to_string(), "name": args.name, "size": lookup.head().size });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named = [
        ("path", args.output.display().to_string().into()),
        ("name", value(&args.name)),
        ("size", value(&lookup.head().size.to_string())),
    ];
    let text = run.screen.words.say("log-looked-up", &named);
    run.screen.paragraph(&text)?;
    Ok(Exit::Done)
}

pub(super) fn check(run: &mut Run<'_>, args: &LogCheck) -> Result<Exit, Failure> {
    let policy = policy(&args.policy)?;
    let Some(known) = policy.log else {
        let path = args.policy.display().to_string();
        return Err(Trouble::from(LogTrouble::NoPolicy(path)).into());
    };
    let bytes = read(&args.file)?;
    let name = args.name.parse().map_err(|_| Trouble::from(LogTrouble::NotAName(args.name.clone())))?;
    let Some(rule) = index::rule() else { return Ok(Exit::CouldNotRun) };
    let lookup = Lookup::parse(&bytes);
    let found = match &lookup {
        Ok(lookup) => lookup.verify(&name, &rule, &known).map_err(|why| {
            let named = [("name", value(why.named().unwrap_or_default()))];
            (why.code(), run.screen.words.say(why.code(), &named))
        }),
        Err(error) => {
            let named = [("text", value(&error.to_string()))];
            Err((UNREADABLE, run.screen.words.say(UNREADABLE, &named)))
        }
    };
    match found {
        Ok(found) => {
            told(run, args, &found)?;
            Ok(Exit::Done)
        }
        Err((why, _)) if run.everywhere.json => {
            tell_json(run, &json!({ "outcome": "failed", "why": why }))?;
            Ok(Exit::Refused)
        }
        Err((_, text)) => {
            let text = run.screen.words.say("lookup-not-shown", &[("text", text.into())]);
            run.screen.paragraph(&text)?;
            Ok(Exit::Refused)
        }
    }
}

/// The code of a file that is no lookup.
const UNREADABLE: &str = "lookup-unreadable";

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
    Ok(std::fs::read(path).map_err(unusable)?)
}

fn told(run: &mut Run<'_>, args: &LogCheck, found: &qazyq_proof::lookup::Found<'_>) -> Result<(), Failure> {
    let items: &[_] = match &found.what {
        What::Nothing => &[],
        What::All(items) => items,
        What::One { item, .. } => std::slice::from_ref(*item),
    };
    let is_all = matches!(found.what, What::Nothing | What::All(_));
    let statements: Vec<(u64, Option<Statement>)> = items
        .iter()
        .map(|item| match &item.content {
            Content::Entry(entry) => (item.position, Statement::parse(entry).ok()),
            Content::Hash(_) => (item.position, None),
        })
        .collect();
    if run.everywhere.json {
        let entries = statements.iter().map(|(position, statement)| {
            let statement = statement.as_ref().map(Statement::line);
            let statement: Value = serde_json::from_str(&statement.unwrap_or_default()).unwrap_or_default();
            json!({ "position": position, "statement": statement })
        });
        let told = json!({
            "outcome": "passed", "name": args.name, "log": found.head.origin(), "size": found.head.size,
            "complete": is_all, "entries": entries.collect::<Vec<_>>(),
        });
        tell_json(run, &told)?;
        return Ok(());
    }
    let named = [
        ("name", value(&args.name)),
        ("text", value(found.head.origin())),
        ("size", value(&found.head.size.to_string())),
        ("count", value(&items.len().to_string())),
    ];
    let id = match (items.is_empty(), is_all) {
        (true, _) => "lookup-nothing",
        (false, true) => "lookup-all",
        (false, false) => "lookup-one",
    };
    let text = run.screen.words.say(id, &named);
    run.screen.paragraph(&text)?;
    for (position, statement) in &statements {
        let text = match statement {
            Some(statement) => statement_text(run, statement),
            None => run.screen.words.plain("lookup-hash-alone"),
        };
        run.screen.indented(&format!("  {position}  "), "     ", &legible(&text))?;
    }
    Ok(())
}
