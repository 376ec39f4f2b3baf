//! `qazyq issuer match|accept`: names that an issuer's may be, and the LEI that a person chose.

use jiff::Timestamp;
use qazyq_casework::book::Book;
use qazyq_casework::registers::matching::{Choice, Match, Sought, Whence};
use qazyq_registry::what::RegisterKind;
use serde_json::{Value, json};

use super::super::{Failure, Run, now};
use super::registers::whence;
use super::{cell, known_at, tell_json};
use crate::args::{IssuerAccept, IssuerMatch};
use crate::exit::Exit;
use crate::words::legible;

pub(crate) fn matches(run: &mut Run<'_>, args: &IssuerMatch) -> Result<Exit, Failure> {
    let known_at = known_at(run, args.as_of.as_deref())?;
    let book = run.book()?;
    let sought = sought(&book, args, known_at)?;
    if sought.is_empty() && !run.everywhere.json {
        return run.say("match-nobody", &[]).map(|()| Exit::Done);
    }
    let mut is_any = false;
    for sought in &sought {
        let found = book.match_issuer(sought, known_at)?;
        is_any |= !found.is_empty();
        if run.everywhere.json {
            for found in &found {
                let mut told = found.to_json();
                if let (Value::Object(told), Some(issuer)) = (&mut told, &sought.issuer) {
                    told.insert("for".to_owned(), json!(issuer));
                }
                tell_json(run, &told)?;
            }
            continue;
        }
        heading(run, sought)?;
        if found.is_empty() {
            run.say("match-none", &[("score", u32::from(sought.score_min).into())])?;
        } else {
            table(run, &found)?;
        }
    }
    if is_any && !run.everywhere.json {
        run.screen.line("")?;
        run.say("match-note", &[])?;
    }
    Ok(Exit::Done)
}

/// One issuer, one name, or every issuer that has no LEI yet.
fn sought(book: &Book, args: &IssuerMatch, known_at: Timestamp) -> Result<Vec<Sought>, Failure> {
    let of = |names, issuer| Sought { names, issuer, limit: args.limit, score_min: args.min };
    if let Some(name) = &args.name {
        return Ok(vec![of(vec![name.clone()], None)]);
    }
    if let Some(id) = &args.id {
        return Ok(vec![of(book.issuer_at(id, known_at)?.names, Some(id.clone()))]);
    }
    let mut all = Vec::new();
    for id in book.issuer_ids() {
        let issuer = book.issuer_at(id, known_at)?;
        if issuer.lei.is_none() && !issuer.names.is_empty() {
            all.push(of(issuer.names, Some(issuer.issuer)));
        }
    }
    Ok(all)
}

fn heading(run: &mut Run<'_>, sought: &Sought) -> Result<(), Failure> {
    let names = sought.names.join("; ");
    let text = match &sought.issuer {
        Some(issuer) => format!("{issuer}: {names}"),
        None => names,
    };
    run.screen.heading(&legible(&text))?;
    Ok(())
}

fn table(run: &mut Run<'_>, found: &[Match]) -> Result<(), Failure> {
    let words = &run.screen.words;
    let columns = ["score", "name", "lei", "country", "where"];
    let header = columns.map(|column| words.plain(&format!("match-{column}"))).to_vec();
    let rows = found.iter().map(|found| {
        let place = match &found.whence {
            Whence::Here(issuer) => words.say("match-here", &[("issuer", issuer.clone().into())]),
            Whence::Register { source, place, rows } => {
                let warning = if source.register == RegisterKind::EsmaNcasp { "yes" } else { "no" };
                let named = [
                    ("place", whence(words, source, *place).into()),
                    ("count", (*rows).into()),
                    ("warning", warning.into()),
                ];
                words.say("match-place", &named)
            }
        };
        vec![
            found.score.to_string(),
            legible(&found.name),
            cell(found.lei.as_ref()),
            cell(found.country.as_ref()),
            place,
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[0, 2, 3])?;
    Ok(())
}

pub(crate) fn accept(run: &mut Run<'_>, args: &IssuerAccept) -> Result<Exit, Failure> {
    let mut book = run.new_book_for("issuer accept", Some(args.id.clone()))?;
    let choice =
        Choice { issuer: args.id.clone(), lei: args.lei.clone(), is_new: args.new, corrects: args.corrects };
    let chosen = book.accept_issuer(&choice, now())?;
    if run.everywhere.json {
        let told = json!({
            "entry": chosen.entry, "issuer": chosen.issuer, "register": chosen.source.register,
            "file": chosen.source.file.name, "sha256": chosen.source.file.sha256, "place": chosen.place,
        });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named = [
        ("issuer", chosen.issuer.issuer.clone().into()),
        ("lei", chosen.issuer.lei.clone().unwrap_or_default().into()),
        ("name", chosen.issuer.names.first().cloned().unwrap_or_default().into()),
        ("place", whence(&run.screen.words, &chosen.source, chosen.place).into()),
        ("number", chosen.entry.map_or_else(|| "none".to_owned(), |number| number.to_string()).into()),
    ];
    run.say("match-accepted", &named)?;
    Ok(Exit::Done)
}
