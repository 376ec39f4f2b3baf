//! `qazyq list …`: each authority's list, of any day, with the verdicts beside it; and decisions on it by two people.

use std::collections::BTreeMap;
use std::fs;

use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::lists::{Beside, Change, ListFile, Standing, difference, list_columns, published, today};
use qazyq_exact::Day;
use qazyq_registry::digest::Digest;
use qazyq_registry::lists::{Proposed, Stage, Step, TakenIn};
use qazyq_registry::what::{Action, Authority, Criterion, Finding, Proposal, VerdictBeside};
use serde_json::{Value, json};

use super::super::{Failure, Run, now};
use super::{cell, choice, document, known_at, tell_json};
use crate::args::{
    Approve, ListDiff, ListExport, ListImport, ListShow, Numbered, OfList, Proposals, Propose, Review,
    WithReason,
};
use crate::exit::Exit;
use crate::words::legible;
use qazyq_troubles as troubles;

pub(crate) fn run(run: &mut Run<'_>, what: &OfList) -> Result<Exit, Failure> {
    match what {
        OfList::Show(args) => show(run, args),
        OfList::Diff(args) => diff(run, args),
        OfList::Export(args) => export(run, args),
        OfList::Import(args) => import(run, args),
        OfList::Proposals(args) => proposals(run, args),
        OfList::Propose(args) => propose(run, args),
        OfList::Review(args) => review(run, args),
        OfList::Approve(args) => approve(run, args),
        OfList::Reject(args) => reject(run, args),
        OfList::Recall(args) => recall(run, args),
        OfList::Publish(args) => publish(run, args),
    }
}

fn authority(run: &Run<'_>, text: &str) -> Result<Authority, Failure> {
    choice(run, "AUTHORITY", text, Authority::choices())
}

fn day_or_today(run: &Run<'_>, text: Option<&str>) -> Result<Day, Failure> {
    text.map_or_else(|| Ok(today(now())), |text| run.day(text))
}

fn show(run: &mut Run<'_>, args: &ListShow) -> Result<Exit, Failure> {
    let authority = authority(run, &args.authority)?;
    let day = day_or_today(run, args.on.as_deref())?;
    let act = run.act()?;
    let book = run.book()?;
    let asked = Asked::default();
    let as_of = args.as_of.as_deref().map(str::parse).transpose().map_err(|t| run.usage(&t))?;
    let question = Question { act: &act, asked: &asked, as_of, now: now() };
    let bar = run.screen.bar(book.ids().count());
    let Beside { standings, troubles } = if args.without_verdicts {
        let lists = book.lists(question.known_at());
        let standing = |spell: &qazyq_registry::lists::Spell| Standing {
            asset: spell.row(day).asset.clone(),
            suspended: spell.is_suspended_on(day),
            demonstration: spell.row(day).demonstration,
            spell: Some(spell.clone()),
            outcome: None,
        };
        Beside { standings: lists.on(authority, day).map(standing).collect(), troubles: Vec::new() }
    } else {
        book.list_beside(&question, authority, day, || bar.inc(1))
    };
    bar.finish_and_clear();
    for (asset, trouble) in troubles {
        let why = troubles::said(&run.screen.words, &trouble).text;
        let named = [("asset", legible(&asset).into()), ("why", why.into())];
        let text = run.screen.words.say("list-without-verdict", &named);
        run.screen.note(&text)?;
    }
    if run.everywhere.json {
        for standing in &standings {
            tell_json(run, &standing_json(authority, day, standing))?;
        }
        return Ok(Exit::Done);
    }
    let named = [
        ("authority", run.screen.words.plain(&format!("authority-{authority}")).into()),
        ("date", day.to_string().into()),
        ("count", standings.iter().filter(|s| s.spell.is_some()).count().into()),
    ];
    let heading = run.screen.words.say("list-heading", &named);
    run.screen.heading(&heading)?;
    let note = run.screen.words.attribute(&format!("authority-{authority}"), "note", &[]);
    run.screen.paragraph(&note.unwrap_or_default())?;
    if standings.is_empty() {
        return run.say("list-empty", &[]).map(|()| Exit::Done);
    }
    let columns = ["asset", "symbol", "name", "status", "from", "until", "act", "verdict", "mark"];
    let header = columns.map(|column| run.screen.words.plain(&format!("list-{column}"))).to_vec();
    let rows = standings.iter().map(|standing| standing_row(run, day, standing)).collect();
    run.screen.table(header, rows, &[4])?;
    if standings.iter().any(|standing| standing.demonstration) {
        run.say("remark-demonstration", &[])?;
    }
    let alarms = standings.iter().filter(|standing| standing.is_alarm()).count();
    let candidates = standings.iter().filter(|standing| standing.is_candidate()).count();
    if !args.without_verdicts {
        let named = [("alarms", alarms.into()), ("candidates", candidates.into())];
        run.say("list-tally", &named)?;
    }
    Ok(Exit::Done)
}

fn standing_row(run: &Run<'_>, day: Day, standing: &Standing) -> Vec<String> {
    let words = &run.screen.words;
    let row = standing.spell.as_ref().map(|spell| spell.row(day));
    let status = match (&standing.spell, standing.suspended) {
        (None, _) => "unlisted",
        (Some(_), true) => "suspended",
        (Some(_), false) => "listed",
    };
    let mark = match (standing.is_alarm(), standing.is_candidate()) {
        (true, _) => words.plain("list-alarm"),
        (_, true) => words.plain("list-candidate"),
        _ => String::new(),
    };
    vec![
        cell(standing.asset.as_ref()),
        cell(row.and_then(|row| row.symbol.as_ref())),
        cell(row.and_then(|row| row.name.as_ref())),
        words.plain(&format!("list-status-{status}")),
        cell(standing.spell.as_ref().map(|spell| spell.from.to_string())),
        cell(standing.spell.as_ref().and_then(|spell| spell.until).map(|day| day.to_string())),
        cell(row.and_then(|row| row.act.as_ref())),
        standing.outcome.map_or_else(|| "–".to_owned(), |outcome| run.screen.conclusion(outcome)),
        mark,
    ]
}

fn standing_json(authority: Authority, day: Day, standing: &Standing) -> Value {
    let row = standing.spell.as_ref();
    json!({
        "authority": authority.as_str(), "date": day.to_string(), "asset": standing.asset,
        "listed": row.is_some(), "suspended": standing.suspended,
        "from": row.map(|spell| spell.from.to_string()),
        "until": row.and_then(|spell| spell.until).map(|day| day.to_string()),
        "symbol": row.and_then(|spell| spell.row(day).symbol.clone()),
        "name": row.and_then(|spell| spell.row(day).name.clone()),
        "act": row.and_then(|spell| spell.row(day).act.clone()),
        "entries": row.map(|spell| spell.entries.clone()),
        "outcome": standing.outcome.map(|outcome| outcome.as_str()),
        "demonstration": standing.demonstration,
        "listed_and_failing": standing.is_alarm(), "unlisted_and_qualifying": standing.is_candidate(),
    })
}

fn diff(run: &mut Run<'_>, args: &ListDiff) -> Result<Exit, Failure> {
    let authority = authority(run, &args.authority)?;
    let (from, to) = (run.day(&args.from)?, run.day(&args.to)?);
    let book = run.book()?;
    let lists = book.lists(known_at(run, args.as_of.as_deref())?);
    let changes = difference(&lists, authority, from, to);
    // What has gone is told as it was said before.
    let said_on = |change: &Change| if *change == Change::Removed { from } else { to };
    if run.everywhere.json {
        for (spell, change) in &changes {
            let row = spell.row(said_on(change));
            let told = json!({
                "authority": authority.as_str(), "from": from.to_string(), "to": to.to_string(),
                "asset": row.asset, "symbol": row.symbol, "name": row.name,
                "change": change.as_str(), "entries": spell.entries,
            });
            tell_json(run, &told)?;
        }
        return Ok(Exit::Done);
    }
    if changes.is_empty() {
        return run.say("list-same", &[]).map(|()| Exit::Done);
    }
    let columns = ["asset", "symbol", "name", "change", "from", "until", "act"];
    let header = columns.map(|column| run.screen.words.plain(&format!("list-{column}"))).to_vec();
    let rows = changes.iter().map(|(spell, change)| {
        let row = spell.row(said_on(change));
        vec![
            cell(row.asset.as_ref()),
            cell(row.symbol.as_ref()),
            cell(row.name.as_ref()),
            run.screen.words.plain(&format!("list-change-{}", change.as_str())),
            spell.from.to_string(),
            cell(spell.until.map(|day| day.to_string())),
            cell(row.act.as_ref()),
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[4, 5])?;
    Ok(Exit::Done)
}

fn export(run: &mut Run<'_>, args: &ListExport) -> Result<Exit, Failure> {
    let authority = authority(run, &args.authority)?;
    let day = day_or_today(run, args.on.as_deref())?;
    let book = run.book()?;
    let known_at = known_at(run, args.as_of.as_deref())?;
    let (lists, head) = book.lists_of_record(known_at);
    let as_of = Some(known_at).filter(|known_at| *known_at != Timestamp::MAX);
    let bytes = match args.format.as_str() {
        "csv" => published::to_csv(&lists, authority, day).into_bytes(),
        _ => published::to_json(&lists, authority, day, as_of, head),
    };
    let sha256 = Digest::of(&bytes);
    match &args.output {
        None => {
            use std::io::Write as _;
            run.screen.flush()?;
            std::io::stdout().lock().write_all(&bytes)?;
            return Ok(Exit::Done);
        }
        Some(path) => {
            let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
            fs::write(path, &bytes).map_err(unusable)?;
        }
    }
    let path = args.output.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    if run.everywhere.json {
        tell_json(run, &json!({ "file": path, "sha256": sha256.to_string() }))?;
        return Ok(Exit::Done);
    }
    run.say("list-exported", &[("path", legible(&path).into()), ("sha256", sha256.to_string().into())])?;
    Ok(Exit::Done)
}

fn import(run: &mut Run<'_>, args: &ListImport) -> Result<Exit, Failure> {
    let authority = authority(run, &args.authority)?;
    let of = day_or_today(run, args.of.as_deref())?;
    let columns = args.columns.as_deref().map(list_columns).transpose().map_err(|t| run.usage(&t))?;
    let mut meant = BTreeMap::new();
    for pair in &args.means {
        let none = || {
            run.usage(&Trouble::NoneOf {
                option: "--means".to_owned(),
                text: pair.clone(),
                choices: "NAME=ASSET".to_owned(),
            })
        };
        let (name, asset) = pair.rsplit_once('=').ok_or_else(none)?;
        meant.insert(name.to_owned(), asset.to_owned());
    }
    let retrieved = args.retrieved.as_deref();
    let retrieved = match retrieved {
        None => None,
        Some(_) => Some(known_at(run, retrieved)?),
    };
    let handed = ListFile {
        authority,
        act: args.act.clone(),
        of,
        whole: !args.part,
        table: document(&args.file)?,
        document: args.document.as_deref().map(document).transpose()?,
        address: args.url.clone(),
        columns: columns.unwrap_or_default(),
        meant,
        retrieved,
    };
    let mut book = run.new_book_for("list import", Some(authority.to_string()))?;
    let resolved = book.import_list(&handed, now())?;
    let unknown: Vec<String> = resolved
        .rows
        .iter()
        .filter(|row| row.asset.is_none())
        .map(|row| row.symbol.clone().or(row.name.clone()).or(row.told.clone()).unwrap_or_default())
        .collect();
    if run.everywhere.json {
        let told = json!({
            "entry": resolved.number, "rows": resolved.rows.len(), "not_known": unknown,
            "known_already": resolved.known_already, "pending": resolved.pending,
        });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named = [
        ("authority", run.screen.words.plain(&format!("authority-{authority}")).into()),
        ("count", resolved.rows.len().into()),
        ("number", resolved.number.to_string().into()),
    ];
    run.say(if resolved.known_already { "list-import-known" } else { "list-import-done" }, &named)?;
    if resolved.pending {
        let text =
            run.screen.words.say("list-import-pending", &[("number", resolved.number.to_string().into())]);
        run.screen.note(&text)?;
    }
    if !unknown.is_empty() {
        let named = [("names", legible(&unknown.join(", ")).into()), ("count", unknown.len().into())];
        let text = run.screen.words.say("list-import-unknown", &named);
        run.screen.note(&text)?;
    }
    Ok(Exit::Done)
}

fn proposals(run: &mut Run<'_>, args: &Proposals) -> Result<Exit, Failure> {
    let book = run.book()?;
    let lists = book.lists(Timestamp::MAX);
    if let Some(taken) = args.proposal.and_then(|number| lists.import_of(number)) {
        if run.everywhere.json {
            tell_json(run, &import_json(taken))?;
            return Ok(Exit::Done);
        }
        return one_import(run, taken);
    }
    if let Some(number) = args.proposal {
        let proposed = lists.proposal(number).map_err(Trouble::from)?;
        if run.everywhere.json {
            tell_json(run, &proposal_json(proposed))?;
            return Ok(Exit::Done);
        }
        return one_proposal(run, proposed);
    }
    let shown: Vec<&Proposed> =
        lists.proposals().filter(|p| args.all || matches!(p.stage, Stage::Open | Stage::Approved)).collect();
    let imports: Vec<&TakenIn> =
        lists.taken_in().filter(|taken| args.all || taken.stage == Stage::Open).collect();
    if run.everywhere.json {
        for proposed in shown {
            tell_json(run, &proposal_json(proposed))?;
        }
        for taken in imports {
            tell_json(run, &import_json(taken))?;
        }
        return Ok(Exit::Done);
    }
    if shown.is_empty() && imports.is_empty() {
        return run.say("proposals-none", &[]).map(|()| Exit::Done);
    }
    let columns = ["number", "list", "action", "asset", "from", "stage", "by", "verdict", "reason"];
    let header = columns.map(|column| run.screen.words.plain(&format!("proposals-{column}"))).to_vec();
    let words = &run.screen.words;
    let rows = shown.iter().map(|proposed| {
        let proposal = &proposed.proposal;
        let verdict = proposal.verdict.as_ref();
        vec![
            proposed.number.to_string(),
            words.plain(&format!("authority-{}", proposal.authority)),
            words.plain(&format!("action-{}", proposal.action)),
            proposed.asset.clone(),
            proposal.from.to_string(),
            words.plain(&format!("stage-{}", proposed.stage.as_str())),
            cell(proposed.by.as_ref()),
            cell(verdict.map(|verdict| words.plain(&format!("conclusion-{}", verdict.outcome)))),
            legible(&proposal.reason),
        ]
    });
    let imports = imports.into_iter().map(|taken| {
        vec![
            taken.number.to_string(),
            words.plain(&format!("authority-{}", taken.authority)),
            words.plain("action-import"),
            "–".to_owned(),
            taken.of.to_string(),
            words.plain(&format!("stage-{}", taken.stage.as_str())),
            cell(taken.by.as_ref()),
            "–".to_owned(),
            legible(&taken.act),
        ]
    });
    let rows = rows.chain(imports).collect();
    run.screen.table(header, rows, &[0, 4])?;
    Ok(Exit::Done)
}

fn one_proposal(run: &mut Run<'_>, proposed: &Proposed) -> Result<Exit, Failure> {
    let proposal = &proposed.proposal;
    let words = &run.screen.words;
    let named = [
        ("number", proposed.number.to_string().into()),
        ("action", words.plain(&format!("action-{}", proposal.action)).into()),
        ("asset", proposed.asset.clone().into()),
        ("authority", words.plain(&format!("authority-{}", proposal.authority)).into()),
        ("stage", words.plain(&format!("stage-{}", proposed.stage.as_str())).into()),
    ];
    let heading = words.say("proposal-heading", &named);
    run.screen.heading(&heading)?;
    let evidence = proposal.evidence.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    let lines = [
        ("from", Some(proposal.from.to_string())),
        ("until", proposal.until.map(|day| day.to_string())),
        ("act", proposal.act.clone()),
        ("criterion", proposal.criterion.map(|c| run.screen.words.plain(&format!("rule-{c}")))),
        ("reason", Some(proposal.reason.clone())),
        ("evidence", Some(evidence).filter(|text| !text.is_empty())),
    ];
    for (name, text) in lines {
        let Some(text) = text else { continue };
        let label = run.screen.words.plain(&format!("proposals-{name}"));
        run.screen.indented("  ", "      ", &format!("{label}: {}", legible(&text)))?;
    }
    run.screen.line("")?;
    let first = (proposed.at, proposed.by.clone(), "proposal", None, None, proposal.verdict.clone());
    steps_table(run, first, &proposed.steps)
}

/// An import that needs a second person, and what was done about it.
fn one_import(run: &mut Run<'_>, taken: &TakenIn) -> Result<Exit, Failure> {
    let words = &run.screen.words;
    let named = [
        ("number", taken.number.to_string().into()),
        ("authority", words.plain(&format!("authority-{}", taken.authority)).into()),
        ("date", taken.of.to_string().into()),
        ("count", taken.rows.len().into()),
        ("stage", words.plain(&format!("stage-{}", taken.stage.as_str())).into()),
    ];
    let heading = words.say("list-import-heading", &named);
    run.screen.heading(&heading)?;
    let label = run.screen.words.plain("proposals-act");
    run.screen.indented("  ", "      ", &format!("{label}: {}", legible(&taken.act)))?;
    run.screen.line("")?;
    steps_table(run, (taken.at, taken.by.clone(), "list_import", None, None, None), &taken.steps)
}

/// Who did what: when, by whom, what, what came of it, in words, and the verdict beside it.
type Done = (Timestamp, Option<String>, &'static str, Option<Finding>, Option<String>, Option<VerdictBeside>);

fn steps_table(run: &mut Run<'_>, first: Done, steps: &[Step]) -> Result<Exit, Failure> {
    let steps = steps.iter().map(|step| {
        (step.at, step.by.clone(), step.kind, step.finding, step.note.clone(), step.verdict.clone())
    });
    let columns = ["at", "by", "step", "verdict", "note"];
    let header = columns.map(|column| run.screen.words.plain(&format!("proposals-{column}"))).to_vec();
    let words = &run.screen.words;
    let rows = std::iter::once(first).chain(steps).map(|(at, by, kind, finding, note, verdict)| {
        let step = match finding {
            Some(finding) => words.plain(&format!("finding-{finding}")),
            None => words.plain(&format!("step-{kind}")),
        };
        let verdict = verdict.map(|verdict| {
            let outcome = words.plain(&format!("conclusion-{}", verdict.outcome));
            format!("{outcome} ({})", verdict.date)
        });
        vec![format!("{at:.0}"), cell(by), step, cell(verdict), cell(note)]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[0])?;
    Ok(Exit::Done)
}

fn steps_json(steps: &[Step]) -> Vec<Value> {
    let step = |step: &Step| {
        json!({
            "entry": step.entry, "at": step.at.to_string(), "by": step.by, "kind": step.kind,
            "finding": step.finding, "note": step.note, "verdict": step.verdict,
        })
    };
    steps.iter().map(step).collect()
}

fn import_json(taken: &TakenIn) -> Value {
    json!({
        "number": taken.number, "action": "import", "authority": taken.authority.as_str(), "act": taken.act,
        "of": taken.of.to_string(), "whole": taken.whole, "rows": taken.rows, "at": taken.at.to_string(),
        "by": taken.by, "stage": taken.stage.as_str(), "steps": steps_json(&taken.steps),
    })
}

fn proposal_json(proposed: &Proposed) -> Value {
    let steps = steps_json(&proposed.steps);
    let mut told = serde_json::to_value(&proposed.proposal).unwrap_or_default();
    if let Value::Object(told) = &mut told {
        told.insert("number".to_owned(), json!(proposed.number));
        told.insert("asset".to_owned(), json!(proposed.asset));
        told.insert("at".to_owned(), json!(proposed.at.to_string()));
        told.insert("by".to_owned(), json!(proposed.by));
        told.insert("stage".to_owned(), json!(proposed.stage.as_str()));
        told.insert("steps".to_owned(), Value::Array(steps));
    }
    told
}

fn propose(run: &mut Run<'_>, args: &Propose) -> Result<Exit, Failure> {
    let authority = authority(run, &args.authority)?;
    let action: Action = choice(run, "ACTION", &args.action, Action::choices())?;
    let criterion = args.criterion.as_deref();
    let criterion: Option<Criterion> =
        criterion.map(|text| choice(run, "--criterion", text, Criterion::choices())).transpose()?;
    let proposal = Proposal {
        authority,
        action,
        from: run.day(&args.from)?,
        until: args.until.as_deref().map(|text| run.day(text)).transpose()?,
        act: args.act.clone(),
        reason: args.reason.clone(),
        criterion,
        evidence: args.evidence.clone(),
        verdict: None,
    };
    let act = run.act()?;
    let mut book = run.book_for("list propose", Some(args.asset.clone()))?;
    let number = book.propose(&act, &args.asset, &proposal, now())?;
    let lists = book.lists(Timestamp::MAX);
    let proposed = lists.proposal(number).map_err(Trouble::from)?;
    let verdict = proposed.proposal.verdict.as_ref();
    if run.everywhere.json {
        tell_json(run, &proposal_json(proposed))?;
        return Ok(Exit::Done);
    }
    let outcome = verdict.map(|v| run.screen.words.plain(&format!("conclusion-{}", v.outcome)));
    let named = [
        ("number", number.to_string().into()),
        ("outcome", outcome.unwrap_or_default().into()),
        ("date", verdict.map(|verdict| verdict.date.to_string()).unwrap_or_default().into()),
    ];
    run.say("proposal-made", &named)?;
    Ok(Exit::Done)
}

fn review(run: &mut Run<'_>, args: &Review) -> Result<Exit, Failure> {
    let finding: Finding = choice(run, "--finding", &args.finding, Finding::choices())?;
    let act = run.act()?;
    let mut book = run.book_for("list review", Some(args.proposal.to_string()))?;
    let entry = book.review(&act, args.proposal, finding, &args.note, now())?;
    decided(run, "proposal-reviewed", args.proposal, entry)
}

fn approve(run: &mut Run<'_>, args: &Approve) -> Result<Exit, Failure> {
    let act = run.act()?;
    let mut book = run.book_for("list approve", Some(args.proposal.to_string()))?;
    let entry = book.approve(&act, args.proposal, args.note.as_deref(), now())?;
    let is_import = book.lists(Timestamp::MAX).import_of(args.proposal).is_some();
    let id = if is_import { "list-import-approved" } else { "proposal-approved" };
    decided(run, id, args.proposal, entry)
}

fn reject(run: &mut Run<'_>, args: &WithReason) -> Result<Exit, Failure> {
    let mut book = run.book_for("list reject", Some(args.proposal.to_string()))?;
    let entry = book.reject(args.proposal, &args.reason, now())?;
    decided(run, "proposal-rejected", args.proposal, entry)
}

fn recall(run: &mut Run<'_>, args: &WithReason) -> Result<Exit, Failure> {
    let mut book = run.book_for("list recall", Some(args.proposal.to_string()))?;
    let entry = book.recall(args.proposal, &args.reason, now())?;
    decided(run, "proposal-recalled", args.proposal, entry)
}

fn publish(run: &mut Run<'_>, args: &Numbered) -> Result<Exit, Failure> {
    let mut book = run.book_for("list publish", Some(args.proposal.to_string()))?;
    let entry = book.publish(args.proposal, now())?;
    decided(run, "proposal-published", args.proposal, entry)
}

fn decided(run: &mut Run<'_>, id: &str, proposal: u64, entry: u64) -> Result<Exit, Failure> {
    if run.everywhere.json {
        tell_json(run, &json!({ "proposal": proposal, "entry": entry }))?;
        return Ok(Exit::Done);
    }
    run.say(id, &[("number", proposal.to_string().into())])?;
    Ok(Exit::Done)
}
