//! `qazyq asset proposals|accept|decline`: assets that DefiLlama has, and what a person makes of each.

use qazyq_casework::registers::proposals::{
    Acceptance, Accepted, Difference, Proposal, Standing, Suggested, to_csv,
};
use qazyq_registry::form::peg_text;
use serde_json::json;

use super::super::{Failure, Run, now};
use super::registers::whence;
use super::{cell, known_at, tell_json};
use crate::args::{AssetAccept, AssetDecline, AssetProposals};
use crate::exit::Exit;
use crate::words::{Words, legible};

pub(crate) fn proposals(run: &mut Run<'_>, args: &AssetProposals) -> Result<Exit, Failure> {
    let known_at = known_at(run, args.as_of.as_deref())?;
    let all = run.book()?.proposals(known_at)?;
    let is_shown = |proposal: &&Proposal| match (args.new, args.all) {
        (true, _) => proposal.standing == Standing::New,
        (_, true) => true,
        _ => proposal.is_open(),
    };
    let shown: Vec<&Proposal> = all.iter().filter(is_shown).collect();
    if args.csv {
        run.screen.raw_line(to_csv(&shown).trim_end())?;
        return Ok(Exit::Done);
    }
    if run.everywhere.json {
        for proposal in shown {
            tell_json(run, &proposal.to_json())?;
        }
        return Ok(Exit::Done);
    }
    let words = &run.screen.words;
    if !shown.is_empty() {
        let columns = ["key", "id", "symbol", "name", "coinmarketcap", "peg", "remarks"];
        let header = columns.map(|column| words.plain(&format!("proposed-{column}"))).to_vec();
        let rows = shown.iter().map(|proposal| row(words, proposal)).collect();
        run.screen.table(header, rows, &[0, 4])?;
        run.screen.line("")?;
    }
    let count = |name: &str| all.iter().filter(|proposal| proposal.standing.as_str() == name).count();
    let named = Standing::ALL.map(|name| (name, count(name).into()));
    run.say("proposed-tally", &named)?;
    Ok(Exit::Done)
}

fn row(words: &Words, proposal: &Proposal) -> Vec<String> {
    let id = match &proposal.id {
        Suggested::Id(id) => id.clone(),
        Suggested::Taken { .. } | Suggested::None => "–".to_owned(),
    };
    vec![
        legible(&proposal.key),
        id,
        cell(proposal.asset.symbol.as_ref()),
        cell(proposal.asset.name.as_ref()),
        cell(proposal.coinmarketcap().map(|number| number.to_string())),
        cell(proposal.peg().map(|component| peg_text(&[component]))),
        remarks(words, proposal).join("; "),
    ]
}

/// What is to be known before it is accepted.
fn remarks(words: &Words, proposal: &Proposal) -> Vec<String> {
    let mut remarks = vec![words.plain(&format!("proposed-{}", proposal.standing.as_str()))];
    if let Standing::Declined { reason, .. } = &proposal.standing {
        remarks.push(legible(reason));
    }
    if let Suggested::Taken { id, keys } = &proposal.id {
        let others = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
        let named = [("id", id.clone().into()), ("others", others.into())];
        remarks.push(words.say("proposed-taken", &named));
    }
    if proposal.id == Suggested::None {
        remarks.push(words.plain("proposed-no-id"));
    }
    remarks.extend(proposal.differences.iter().map(|difference| otherwise(words, difference)));
    if let Some(day) = proposal.asset.dead_from {
        remarks.push(words.say("proposed-dead", &[("date", day.to_string().into())]));
    } else if proposal.is_over() {
        remarks.push(words.plain("proposed-over"));
    }
    remarks
}

/// A difference in words.
fn otherwise(words: &Words, difference: &Difference) -> String {
    let field = words.plain(&format!("field-{}", difference.field));
    let (ours, theirs) = (difference.ours.clone(), difference.theirs.clone());
    match ours {
        None => words.say("proposed-missing", &[("field", field.into()), ("theirs", theirs.into())]),
        Some(ours) => words.say(
            "proposed-differs",
            &[("field", field.into()), ("theirs", theirs.into()), ("ours", ours.into())],
        ),
    }
}

pub(crate) fn accept(run: &mut Run<'_>, args: &AssetAccept) -> Result<Exit, Failure> {
    let mut book = run.book_for("asset accept", Some(args.key.clone()))?;
    let acceptance = Acceptance {
        key: args.key.clone(),
        id: args.id.clone(),
        symbol: args.symbol.clone(),
        name: args.name.clone(),
        seen: None,
    };
    let accepted = book.accept_proposal(&acceptance, now())?;
    if run.everywhere.json {
        let told = json!({
            "asset": accepted.asset, "new": accepted.is_new, "entries": accepted.entries,
            "recorded": accepted.recorded, "peg": accepted.peg, "proposal": accepted.proposal.to_json(),
        });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    tell(run, &accepted)
}

fn tell(run: &mut Run<'_>, accepted: &Accepted) -> Result<Exit, Failure> {
    let proposal = &accepted.proposal;
    let entries: Vec<String> = accepted.entries.iter().map(ToString::to_string).collect();
    let how = match (accepted.is_new, entries.is_empty()) {
        (_, true) => "known",
        (true, _) => "new",
        _ => "more",
    };
    let named = [
        ("asset", accepted.asset.clone().into()),
        ("how", how.into()),
        ("entries", entries.join(", ").into()),
        ("place", whence(&run.screen.words, &proposal.source, proposal.asset.place).into()),
    ];
    run.say("proposed-accepted", &named)?;
    let recorded = &accepted.recorded;
    let lines = [
        ("symbol", recorded.symbol.clone()),
        ("name", recorded.name.clone()),
        ("coinmarketcap", recorded.coinmarketcap.map(|number| number.to_string())),
        ("caip19", recorded.caip19.first().cloned()),
        ("peg", accepted.peg.clone()),
    ];
    for (field, text) in lines {
        let Some(text) = text else { continue };
        let label = run.screen.words.plain(&format!("field-{field}"));
        run.screen.indented("  ", "      ", &format!("{label}: {}", legible(&text)))?;
    }
    if accepted.peg.is_some() {
        run.say("proposed-peg-note", &[])?;
    }
    for difference in &accepted.differences {
        let text = otherwise(&run.screen.words, difference);
        let text = run.screen.words.say("proposed-kept", &[("what", text.into())]);
        run.screen.paragraph(&text)?;
    }
    let links: Vec<&String> = proposal.asset.url.iter().chain(&proposal.asset.audits).collect();
    if !links.is_empty() {
        run.say("proposed-links", &[("asset", accepted.asset.clone().into())])?;
        for link in links {
            run.screen.indented("  ", "      ", &legible(link))?;
        }
    }
    Ok(Exit::Done)
}

pub(crate) fn decline(run: &mut Run<'_>, args: &AssetDecline) -> Result<Exit, Failure> {
    let mut book = run.book_for("asset decline", Some(args.key.clone()))?;
    let entry = book.decline_proposal(&args.key, &args.reason, None, now())?;
    if run.everywhere.json {
        tell_json(run, &json!({ "key": args.key, "entry": entry }))?;
        return Ok(Exit::Done);
    }
    let number = entry.map_or_else(|| "none".to_owned(), |number| number.to_string());
    run.say("proposed-decline-done", &[("key", args.key.clone().into()), ("number", number.into())])?;
    Ok(Exit::Done)
}
