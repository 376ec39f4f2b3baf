//! `qazyq asset|issuer|peg|disclosure|check|ruling add|list|import` and `qazyq record`: facts that people record.

use std::path::{Path, PathBuf};

use qazyq_casework::Trouble;
use qazyq_casework::record::{Document, Handed, Recorded, forms_of, to_csv, to_json};
use qazyq_registry::form::{COMMON, Form, READ_ONLY, RecordKind};
use qazyq_registry::what::{Subject, What};

use super::super::{Failure, Run, now};
use super::{cell, document, known_at};
use crate::args::{Fields, FormFiles, Listing, OfKind, Record};
use crate::exit::Exit;
use crate::words::legible;

/// One form that was filled in on the command line.
pub(crate) fn add<K: OfKind>(run: &mut Run<'_>, fields: &Fields<K>) -> Result<Exit, Failure> {
    let form = fields.form();
    let about = form.fields.values().next().and_then(|values| values.first()).cloned();
    let head = K::KIND.fields().first().and_then(|field| form.fields.get(field.name)?.first().cloned());
    let command = format!("{} add", K::KIND);
    write(run, &command, head.or(about), &[Handed::alone(form)], Path::new("."))
}

/// Files of forms of one kind.
pub(crate) fn import(run: &mut Run<'_>, kind: RecordKind, args: &FormFiles) -> Result<Exit, Failure> {
    files(run, &format!("{kind} import"), Some(kind), &args.files)
}

/// Files of forms of any kind, or a form to fill in.
pub(crate) fn record(run: &mut Run<'_>, args: &Record) -> Result<Exit, Failure> {
    if args.template {
        let text = template(run);
        run.screen.raw_line(text.trim_end())?;
        return Ok(Exit::Done);
    }
    files(run, "record", None, &args.files)
}

fn files(
    run: &mut Run<'_>,
    command: &str,
    kind: Option<RecordKind>,
    paths: &[PathBuf],
) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    for path in paths {
        let handed = document(path)?;
        let forms = forms_of(kind, &handed.name, &handed.bytes);
        let folder = path.parent().unwrap_or(Path::new("."));
        let done = forms.map_err(Failure::from).and_then(|forms| write(run, command, None, &forms, folder));
        match done {
            Ok(_) => {}
            // The other files may be right; a file is taken wholly or not at all.
            Err(Failure::Trouble(trouble)) if paths.len() > 1 => {
                exit = Exit::Refused;
                let said = qazyq_troubles::said(&run.screen.words, &trouble);
                let text = format!("{}: {}", legible(&path.display().to_string()), said.text);
                run.screen.trouble(&text, said.help.as_deref())?;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(exit)
}

fn write(
    run: &mut Run<'_>,
    command: &str,
    about: Option<String>,
    forms: &[Handed],
    folder: &Path,
) -> Result<Exit, Failure> {
    let mut book = run.new_book_for(command, about)?;
    let documents = |name: &str| -> Result<Document, Trouble> { document(&folder.join(name)) };
    let recorded = book.record_forms(forms, &documents, None, now())?;
    tell(run, &recorded)
}

fn tell(run: &mut Run<'_>, recorded: &Recorded) -> Result<Exit, Failure> {
    if run.everywhere.json {
        let told = serde_json::json!({ "entries": recorded.entries, "known": recorded.known });
        super::tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    match &recorded.entries[..] {
        [] => {}
        [one] => run.say("record-done", &[("number", one.to_string().into())])?,
        [first, .., last] => run.say(
            "record-done-many",
            &[
                ("count", recorded.entries.len().into()),
                ("first", first.to_string().into()),
                ("last", last.to_string().into()),
            ],
        )?,
    }
    if recorded.known > 0 {
        run.say("record-known", &[("count", recorded.known.into())])?;
    }
    Ok(Exit::Done)
}

/// Facts of a kind that count.
pub(crate) fn list(run: &mut Run<'_>, kind: RecordKind, args: &Listing) -> Result<Exit, Failure> {
    let book = run.book()?;
    let known_at = known_at(run, args.as_of.as_deref())?;
    args.asset.iter().try_for_each(|id| book.asset(id).map(|_| ()))?;
    args.issuer.iter().try_for_each(|id| book.issuer(id).map(|_| ()))?;
    let entries = book.records(kind, known_at).filter(|entry| {
        let subjects: &[Subject] = match &entry.what {
            What::Check(check) => &check.subjects,
            What::Ruling(ruling) => &ruling.subjects,
            _ => &[],
        };
        let is_of_asset = args.asset.as_ref().is_none_or(|id| {
            entry.asset.as_ref() == Some(id) || subjects.contains(&Subject::Asset(id.clone()))
        });
        let is_of_issuer = args.issuer.as_ref().is_none_or(|id| match &entry.what {
            What::Issuer(issuer) => issuer.issuer == *id,
            What::Asset(asset) => asset.issuer.as_ref() == Some(id),
            _ => subjects.contains(&Subject::Issuer(id.clone())),
        });
        is_of_asset && is_of_issuer
    });
    let forms: Vec<Form> = entries.filter_map(Form::of).collect();
    if args.csv {
        run.screen.raw_line(to_csv(kind, &forms).trim_end())?;
        return Ok(Exit::Done);
    }
    if run.everywhere.json {
        for form in &forms {
            super::tell_json(run, &to_json(form))?;
        }
        return Ok(Exit::Done);
    }
    if forms.is_empty() {
        run.say("record-none", &[])?;
        return Ok(Exit::Done);
    }
    table(run, kind, &forms)
}

/// The columns that say something of at least one fact.
fn table(run: &mut Run<'_>, kind: RecordKind, forms: &[Form]) -> Result<Exit, Failure> {
    let all = READ_ONLY.iter().copied().chain(kind.fields().iter().chain(COMMON).map(|field| field.name));
    let is_said = |name: &&str| forms.iter().any(|form| form.fields.contains_key(*name));
    // When it was had and written stands in the CSV and in JSON: on a screen it would crowd out what was said.
    let is_shown = |name: &&str| !["recorded_at", "retrieved", "document"].contains(name);
    let columns: Vec<&str> = all.filter(is_said).filter(is_shown).collect();
    let header = columns.iter().map(|name| run.screen.words.plain(&format!("field-{name}"))).collect();
    let row = |form: &Form| {
        let cell = |name: &&str| cell(form.fields.get(*name).map(|values| values.join("; ")));
        columns.iter().map(cell).collect()
    };
    let rows = forms.iter().map(row).collect();
    run.screen.table(header, rows, &[])?;
    Ok(Exit::Done)
}

/// A form of each kind with all its fields, commented out, with what each is for.
fn template(run: &Run<'_>) -> String {
    let words = &run.screen.words;
    let mut text = String::new();
    for line in words.plain("record-template").lines() {
        text.push_str(&format!("# {line}\n"));
    }
    for kind in RecordKind::ALL {
        text.push_str(&format!("\n# [[{kind}]]\n"));
        for field in kind.fields().iter().chain(COMMON) {
            let id = format!("arg-{kind}-add-{}", field.name);
            let help = words.find_plain(&id).unwrap_or_else(|| words.plain(&format!("arg-{}", field.name)));
            let value = if field.many { "[\"\"]" } else { "\"\"" };
            let must = if field.required { " *" } else { "" };
            text.push_str(&format!("# {} = {value}    # {}{must}\n", field.name, help.replace('\n', " ")));
        }
    }
    text
}
