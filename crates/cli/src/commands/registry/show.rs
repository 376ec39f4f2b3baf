//! `qazyq asset show ID`, `qazyq issuer show ID`: all that is recorded of one, with its history.

use jiff::Timestamp;
use qazyq_casework::book::Book;
use qazyq_casework::registers::says::Statement;
use qazyq_casework::workspace::Entry;
use qazyq_registry::form::Form;
use qazyq_registry::what::{Authority, Subject, What};
use serde_json::{Map, Value, json};

use super::super::{Failure, Run, now};
use super::{cell, known_at, registers, tell_json};
use crate::args::Shown;
use crate::exit::Exit;
use crate::words::legible;

pub(crate) fn asset(run: &mut Run<'_>, args: &Shown) -> Result<Exit, Failure> {
    let book = run.book()?;
    let known_at = known_at(run, args.as_of.as_deref())?;
    let asset = book.asset_at(&args.id, known_at)?;
    let issuer = asset.issuer.as_deref().map(|id| book.issuer_at(id, known_at)).transpose()?;
    let issuer_name = issuer.as_ref().and_then(|issuer| issuer.names.first().cloned());
    let shared: Vec<String> = book
        .assets_at(known_at)
        .into_iter()
        .filter(|other| other.id != asset.id && other.symbol.is_some() && other.symbol == asset.symbol)
        .map(|other| other.id)
        .collect();
    let mut entries: Vec<&Entry> = book.about(&asset.id).collect();
    entries.extend(book.about_subject(&Subject::Asset(asset.id.clone())));
    if let Some(issuer) = &asset.issuer {
        entries.extend(book.about_subject(&Subject::Issuer(issuer.clone())));
    }
    let listings = listings(&book, &asset.id, known_at);
    let statements = match &asset.dti {
        Some(dti) => book.registers_on_asset(dti, known_at)?,
        None => Vec::new(),
    };
    if run.everywhere.json {
        let mut told = Map::new();
        let mut put = |key: &str, value: Value| {
            if !value.is_null() {
                told.insert(key.to_owned(), value);
            }
        };
        put("asset", json!(asset.id));
        put("symbol", json!(asset.symbol));
        put("name", json!(asset.name));
        put("coinmarketcap", json!(asset.coinmarketcap));
        put("dti", json!(asset.dti));
        put("caip19", json!(asset.caip19));
        put("issuer", json!(asset.issuer));
        put("same_symbol", json!(shared));
        put(
            "listings",
            json!(
                listings
                    .iter()
                    .map(|l| json!({ "authority": l.0, "status": l.1, "from": l.2 }))
                    .collect::<Vec<_>>()
            ),
        );
        put("registers", Value::Array(statements.iter().map(Statement::to_json).collect()));
        put(
            "entries",
            Value::Array(history(&book, entries, known_at).iter().map(|line| line.json()).collect()),
        );
        tell_json(run, &Value::Object(told))?;
        return Ok(Exit::Done);
    }
    let lines = [
        ("symbol", asset.symbol.clone()),
        ("name", asset.name.clone()),
        ("coinmarketcap", asset.coinmarketcap.map(|id| id.to_string())),
        ("dti", asset.dti.clone()),
        ("caip19", Some(asset.caip19.join("; ")).filter(|text| !text.is_empty())),
        (
            "issuer",
            asset.issuer.clone().map(|id| match issuer_name {
                Some(name) => format!("{name} ({id})"),
                None => id,
            }),
        ),
        ("same-symbol", Some(shared.join(", ")).filter(|text| !text.is_empty())),
    ];
    identity(run, &asset.id, &lines)?;
    for (authority, status, from) in &listings {
        let named = [
            ("authority", run.screen.words.plain(&format!("authority-{authority}")).into()),
            ("status", run.screen.words.plain(&format!("list-status-{status}")).into()),
            ("date", from.clone().into()),
        ];
        run.say("show-listing", &named)?;
    }
    registers::statements(run, &statements)?;
    history_table(run, &history(&book, entries, known_at))
}

pub(crate) fn issuer(run: &mut Run<'_>, args: &Shown) -> Result<Exit, Failure> {
    let book = run.book()?;
    let known_at = known_at(run, args.as_of.as_deref())?;
    let issuer = book.issuer_at(&args.id, known_at)?;
    let assets: Vec<String> = book
        .assets_at(known_at)
        .into_iter()
        .filter(|asset| asset.issuer.as_ref() == Some(&issuer.issuer))
        .map(|asset| asset.id)
        .collect();
    let mut group: Vec<String> = Vec::new();
    for other in book.issuer_ids() {
        let other = book.issuer_at(other, known_at)?;
        let head = issuer.group.as_ref().unwrap_or(&issuer.issuer);
        let is_in_it = other.group.as_ref() == Some(head) || other.issuer == *head;
        if is_in_it && other.issuer != issuer.issuer {
            group.push(other.issuer);
        }
    }
    let mut entries: Vec<&Entry> = book.about_issuer(&issuer.issuer).collect();
    entries.extend(book.about_subject(&Subject::Issuer(issuer.issuer.clone())));
    let statements = match &issuer.lei {
        Some(lei) => book.registers_on_issuer(lei, known_at)?,
        None => Vec::new(),
    };
    if run.everywhere.json {
        let mut told = serde_json::to_value(&issuer).unwrap_or_default();
        if let Value::Object(told) = &mut told {
            told.insert("assets".to_owned(), json!(assets));
            told.insert("same_group".to_owned(), json!(group));
            let statements = statements.iter().map(Statement::to_json).collect();
            told.insert("registers".to_owned(), Value::Array(statements));
            let entries = history(&book, entries, known_at).iter().map(Line::json).collect();
            told.insert("entries".to_owned(), Value::Array(entries));
        }
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let joined = |texts: &[String]| Some(texts.join("; ")).filter(|text| !text.is_empty());
    let lines = [
        ("name", joined(&issuer.names)),
        ("lei", issuer.lei.clone()),
        ("bin", issuer.bin.clone()),
        ("country", issuer.country.clone()),
        ("group", issuer.group.clone()),
        ("same-group", joined(&group)),
        ("website", issuer.website.clone()),
        ("assets", joined(&assets)),
    ];
    identity(run, &issuer.issuer, &lines)?;
    registers::statements(run, &statements)?;
    history_table(run, &history(&book, entries, known_at))
}

/// On which lists an asset is today.
fn listings(book: &Book, asset: &str, known_at: Timestamp) -> Vec<(&'static str, &'static str, String)> {
    let lists = book.lists(known_at);
    let day = qazyq_casework::lists::today(now().min(known_at));
    let on = |authority: &Authority| {
        let spell = lists.spell(*authority, asset, day)?;
        let status = if spell.is_suspended_on(day) { "suspended" } else { "listed" };
        Some((authority.as_str(), status, spell.from.to_string()))
    };
    Authority::ALL.iter().filter_map(on).collect()
}

fn identity(run: &mut Run<'_>, id: &str, lines: &[(&str, Option<String>)]) -> Result<(), Failure> {
    run.screen.heading(&legible(id))?;
    for (name, text) in lines {
        let Some(text) = text else { continue };
        let label = run.screen.words.plain(&format!("field-{name}"));
        run.screen.indented("  ", "      ", &format!("{label}: {}", legible(text)))?;
    }
    Ok(())
}

/// An entry as history tells it.
struct Line {
    number: u64,
    recorded: String,
    author: Option<String>,
    kind: &'static str,
    says: String,
    undone_by: Option<u64>,
}

impl Line {
    fn json(&self) -> Value {
        json!({
            "entry": self.number, "recorded_at": self.recorded, "author": self.author, "kind": self.kind,
            "says": self.says, "undone_by": self.undone_by,
        })
    }
}

fn history(book: &Book, mut entries: Vec<&Entry>, known_at: Timestamp) -> Vec<Line> {
    entries.retain(|entry| entry.retrieved <= known_at);
    entries.sort_by_key(|entry| entry.number);
    entries.dedup_by_key(|entry| entry.number);
    let line = |entry: &&Entry| Line {
        number: entry.number,
        recorded: format!("{:.0}", entry.recorded_at),
        author: entry.author.clone(),
        kind: entry.what.kind(),
        says: says(entry),
        undone_by: book.undone_by(entry.number, known_at).map(|by| by.number),
    };
    entries.iter().map(line).collect()
}

/// An entry in a few words: those of its form, or the bytes that it brought.
pub(crate) fn says(entry: &Entry) -> String {
    if let Some(form) = Form::of(entry) {
        let own = form.kind.fields().iter().filter(|field| field.name != "asset" || entry.asset.is_none());
        let said = own.filter_map(|field| Some((field.name, form.fields.get(field.name)?.join("; "))));
        return said.map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>().join(", ");
    }
    if let Some(file) = entry.what.file() {
        return format!("{} {}", file.name, file.sha256.get(..12).unwrap_or_default());
    }
    match &entry.what {
        What::Retraction { entry, reason } => format!("{entry}: {reason}"),
        what => {
            let said = serde_json::to_value(what).unwrap_or_default();
            said.get("what").map(ToString::to_string).unwrap_or_default()
        }
    }
}

fn history_table(run: &mut Run<'_>, lines: &[Line]) -> Result<Exit, Failure> {
    run.screen.line("")?;
    let columns = ["entry", "recorded_at", "author", "kind", "says"];
    let header = columns.map(|column| run.screen.words.plain(&format!("field-{column}"))).to_vec();
    let rows = lines.iter().map(|line| {
        let undone = line
            .undone_by
            .map(|by| run.screen.words.say("show-undone", &[("number", by.to_string().into())]));
        let says = [undone, Some(legible(&line.says))].into_iter().flatten().collect::<Vec<_>>().join(" ");
        vec![
            line.number.to_string(),
            line.recorded.clone(),
            cell(line.author.as_ref()),
            line.kind.to_owned(),
            says,
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[0, 1])?;
    Ok(Exit::Done)
}
