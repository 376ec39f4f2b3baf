//! Proposals of changes of lists, and who decides on them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::lists::{
    Action, Criterion, Finding, LIST_BYTES_MAX, ListChanges, ListFile, Listed, Proposal, Proposed, Resolved,
    RowChange, Stage, Step, SupposedList, TakenIn, VerdictBeside, list_columns, today,
};
use qazyq_casework::people::Right;
use qazyq_casework::record::{DOCUMENT_BYTES_MAX, Document, Stands};
use qazyq_casework::sheet::Authority;
use qazyq_words::{Words, date, legible};

use super::posted::{Fields, Posted};
use super::record::{Kept, look_and, taken};
use super::sign_in::unknown;
use super::view::{Cell, Fact, FieldKind, Form, Link, Part};
use super::{
    Bench, Content, Here, Refusal, Signed, bench, button, field, file_field, key_of, path_of, quiet, table,
};
use crate::asked::Asked;
use crate::pages::bench::{Mark, capital, conclusion_named, list_name};
use crate::problem::Problem;

/// What somebody may decide on: a proposal, or a list that was taken in.
#[derive(Clone)]
enum Decision {
    Proposal(Proposed),
    Import(TakenIn),
}

fn stage(words: &Words, stage: &Stage) -> String {
    words.plain(&format!("stage-{}", stage.as_str()))
}

pub(super) async fn all(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let (signed, (proposals, imports)) = bench
            .act("lists", None, |book, _| {
                let lists = book.lists(jiff::Timestamp::MAX);
                let proposals: Vec<Proposed> = lists.proposals().cloned().collect();
                let imports: Vec<TakenIn> = lists.taken_in().cloned().collect();
                Ok((proposals, imports))
            })
            .await?;
        Ok(bench.page(Some(&signed), Here::Lists, |words, around| {
            let is_open = |stage: &Stage| matches!(stage, Stage::Open | Stage::Approved);
            let table = |wants_open: bool, caption: &str| {
                let mut rows: Vec<(u64, Vec<Cell>)> = proposals
                    .iter()
                    .filter(|of| is_open(&of.stage) == wants_open)
                    .map(|of| {
                        let number = of.number.to_string();
                        let row = vec![
                            Cell::link(number.clone(), bench.address(&path_of("decisions", &number))),
                            Cell::text(words.plain(&format!("action-{}", of.proposal.action))),
                            Cell::text(legible(&of.asset)),
                            Cell::text(list_name(around, of.proposal.authority)),
                            Cell::text(date::long(words, of.proposal.from)),
                            Cell::text(stage(words, &of.stage)),
                            Cell::text(of.by.as_deref().map(legible).unwrap_or_default()),
                        ];
                        (of.number, row)
                    })
                    .collect();
                rows.extend(imports.iter().filter(|of| is_open(&of.stage) == wants_open).map(|of| {
                    let number = of.number.to_string();
                    let row = vec![
                        Cell::link(number.clone(), bench.address(&path_of("decisions", &number))),
                        Cell::text(words.plain("action-import")),
                        Cell::text("–"),
                        Cell::text(list_name(around, of.authority)),
                        Cell::text(date::long(words, of.of)),
                        Cell::text(stage(words, &of.stage)),
                        Cell::text(of.by.as_deref().map(legible).unwrap_or_default()),
                    ];
                    (of.number, row)
                }));
                rows.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
                table(
                    words,
                    words.plain(caption),
                    &[
                        "bench-column-entry",
                        "bench-field-action",
                        "bench-field-asset",
                        "bench-field-authority",
                        "bench-field-from",
                        "bench-field-stage",
                        "bench-column-author",
                    ],
                    rows.into_iter().map(|(_, row)| row).collect(),
                    words.plain("bench-decisions-empty"),
                )
            };
            let link = |(right, path, id): (Right, &str, &str)| {
                let link = Link { href: bench.address(path), text: words.plain(id) };
                signed.user.may(right).then_some(link)
            };
            let links = [
                (Right::Propose, "workbench/propose", "bench-propose"),
                (Right::Record, "workbench/lists/import", "bench-list-import"),
            ];
            let links: Vec<Link> = links.into_iter().filter_map(link).collect();
            Content {
                heading: words.plain("bench-lists"),
                lead: Some(words.plain("bench-lists-lead")),
                parts: vec![
                    Part { links, ..Part::default() },
                    Part {
                        id: "open",
                        heading: Some(words.plain("bench-decisions-open")),
                        table: Some(table(true, "bench-decisions-open")),
                        ..Part::default()
                    },
                    Part {
                        id: "closed",
                        heading: Some(words.plain("bench-decisions-closed")),
                        table: Some(table(false, "bench-decisions-closed")),
                        ..Part::default()
                    },
                ],
                ..Content::default()
            }
        }))
    })
    .await
}

/// What somebody wants to propose, as it is filled in.
#[derive(Clone, Default)]
struct Filled {
    asset: String,
    authority: String,
    action: String,
    from: String,
    until: String,
    act: String,
    reason: String,
    criterion: String,
    evidence: String,
}

fn propose_content(
    bench: &Bench,
    words: &Words,
    signed: Option<&Signed>,
    filled: &Filled,
    assets: &[(String, String)],
) -> Content {
    let named = |names: &mut dyn Iterator<Item = &'static str>, prefix: &str| -> Vec<(String, String)> {
        names.map(|name| (name.to_owned(), words.plain(&format!("{prefix}-{name}")))).collect()
    };
    let criteria = named(&mut Criterion::ALL.iter().map(|of| of.as_str()), "bench-of-criterion");
    let all = std::iter::once((String::new(), words.plain("bench-all-criteria")));
    let form = Form {
        action: bench.address("workbench/propose"),
        hidden: signed.map(key_of).into_iter().collect(),
        fields: vec![
            field(words, "p", "asset", &filled.asset).choosing(assets.iter().cloned()).required(),
            field(words, "p", "authority", &filled.authority)
                .choosing(named(&mut Authority::ALL.iter().map(|of| of.as_str()), "bench-authority"))
                .required(),
            field(words, "p", "action", &filled.action)
                .choosing(named(&mut Action::ALL.iter().map(|of| of.as_str()), "action"))
                .required(),
            field(words, "p", "from", &filled.from).of_kind(FieldKind::Day).required(),
            field(words, "p", "until", &filled.until).of_kind(FieldKind::Day),
            field(words, "p", "act", &filled.act),
            field(words, "p", "reason", &filled.reason).of_kind(FieldKind::Long).required(),
            field(words, "p", "criterion", &filled.criterion).choosing(all.chain(criteria)),
            field(words, "p", "evidence", &filled.evidence),
        ],
        buttons: vec![button("", words.plain("bench-do-propose"))],
        ..Form::default()
    };
    Content {
        heading: words.plain("bench-propose"),
        lead: Some(words.plain("bench-propose-lead")),
        parts: vec![Part { forms: vec![form], ..Part::default() }],
        ..Content::default()
    }
}

/// Every asset, for a choice.
async fn assets(bench: &Bench) -> Result<(Signed, Vec<(String, String)>), Refusal> {
    let now = bench.now();
    bench
        .act("list propose", None, move |book, _| {
            book.require(Right::Propose, now)?;
            let named = |asset: qazyq_casework::book::Asset| {
                let text = match &asset.name {
                    Some(name) => format!("{} · {}", legible(&asset.id), legible(name)),
                    None => legible(&asset.id),
                };
                (asset.id, text)
            };
            Ok(book.assets().into_iter().map(named).collect())
        })
        .await
}

pub(super) async fn propose(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let (signed, assets) = assets(bench).await?;
        let text = |name: &str| bench.asked.field(name).unwrap_or_default().to_owned();
        let filled = Filled {
            asset: text("asset"),
            authority: text("authority"),
            action: text("action"),
            from: today(bench.now()).to_string(),
            ..Filled::default()
        };
        Ok(bench.page(Some(&signed), Here::Lists, |words, _| {
            propose_content(bench, words, Some(&signed), &filled, &assets)
        }))
    })
    .await
}

fn bad(code: &'static str, text: &str) -> Refusal {
    Refusal::Problem(Problem::new(StatusCode::BAD_REQUEST, code, [("text", text.to_owned())]))
}

fn proposal_of(filled: &Filled) -> Result<Proposal, Refusal> {
    let day = |text: &str| text.parse().map_err(|_| bad("not_a_day", text));
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let evidence = filled.evidence.split([',', ' ']).filter(|text| !text.is_empty());
    let evidence = evidence.map(|text| text.parse::<u64>().map_err(|_| bad("not_a_number", text)));
    Ok(Proposal {
        authority: filled.authority.parse().map_err(|_| bad("not_a_choice", &filled.authority))?,
        action: filled.action.parse().map_err(|_| bad("not_a_choice", &filled.action))?,
        from: day(&filled.from)?,
        until: if filled.until.is_empty() { None } else { Some(day(&filled.until)?) },
        act: some(&filled.act),
        reason: filled.reason.clone(),
        criterion: match filled.criterion.as_str() {
            "" => None,
            text => Some(text.parse().map_err(|_| bad("not_a_choice", text))?),
        },
        evidence: evidence.collect::<Result<_, _>>()?,
        verdict: None,
    })
}

pub(super) async fn proposed(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let text = |name: &str| fields.text(name).to_owned();
        let filled = Filled {
            asset: text("asset"),
            authority: text("authority"),
            action: text("action"),
            from: text("from"),
            until: text("until"),
            act: text("act"),
            reason: text("reason"),
            criterion: text("criterion"),
            evidence: text("evidence"),
        };
        let proposal = proposal_of(&filled)?;
        let (act, now, asset) = (Arc::clone(&bench.asked.app.act), bench.now(), filled.asset.clone());
        let done = bench
            .act("list propose", Some(asset.clone()), move |book, _| {
                book.propose(&act, &asset, &proposal, now)
            })
            .await;
        match done {
            Ok((_, number)) => Ok(bench.done(&path_of("decisions", &number.to_string()), "proposed")),
            Err(refusal @ Refusal::Trouble(..)) => {
                let signed = refusal.signed();
                let assets = match assets(bench).await {
                    Ok((_, assets)) => assets,
                    Err(_) => return Err(refusal),
                };
                bench.again(refusal, Here::Lists, |words, _| {
                    propose_content(bench, words, signed.as_ref(), &filled, &assets)
                })
            }
            Err(refusal) => Err(refusal),
        }
    })
    .await
}

/// What the page of a decision shows.
struct Shown {
    signed: Signed,
    decision: Decision,
    /// The verdict as things are known now.
    now: Option<Stands>,
    dissenting: Option<(usize, usize)>,
    /// What a list that waits would do.
    changes: Option<ListChanges>,
}

async fn shown(bench: &Bench, number: u64) -> Result<Shown, Refusal> {
    let (served, act) = (bench.asked.app.current(), Arc::clone(&bench.asked.app.act));
    let now = bench.now();
    let (signed, (decision, stands, dissenting, changes)) = bench
        .act("lists", Some(number.to_string()), move |book, _| {
            let lists = book.lists(jiff::Timestamp::MAX);
            let decision = match lists.import_of(number) {
                Some(taken) => Decision::Import(taken.clone()),
                None => Decision::Proposal(lists.proposal(number).map_err(Trouble::from)?.clone()),
            };
            let (mut now_stands, mut dissenting) = (None, None);
            if let Decision::Proposal(of) = &decision {
                now_stands = book.stands(&act, &of.asset, served.register.day, now);
                let found = served.register.row(&of.asset).and_then(|row| row.found.as_ref().ok());
                dissenting = found.map(|found| {
                    (found.sheet.verdict.stability.dissenting.len(), found.sheet.readings.len())
                });
            }
            let changes = book.import_changes(number, now);
            Ok((decision, now_stands, dissenting, changes))
        })
        .await?;
    Ok(Shown { signed, decision, now: stands, dissenting, changes })
}

fn beside(words: &Words, verdict: Option<&VerdictBeside>) -> Cell {
    let Some(verdict) = verdict else { return Cell::text("–") };
    let small = words.say("bench-verdict-of", &[("day", date::long(words, verdict.date).into())]);
    match conclusion_named(&verdict.outcome) {
        Some(conclusion) => Cell::mark(Mark::of_conclusion(words, conclusion)).with_small(small),
        None => Cell::text(legible(&verdict.outcome)),
    }
}

fn content(bench: &Bench, words: &Words, list: &dyn Fn(Authority) -> String, shown: &Shown) -> Content {
    let fact = |id: &str, cell: Cell| Fact { term: words.plain(id), cell };
    let text = |text: &Option<String>| Cell::text(text.as_deref().map_or_else(|| "–".to_owned(), legible));
    let (number, by, at, stage_of, steps) = match &shown.decision {
        Decision::Proposal(of) => (of.number, &of.by, of.at, &of.stage, &of.steps),
        Decision::Import(of) => (of.number, &of.by, of.at, &of.stage, &of.steps),
    };
    let mut facts = vec![
        fact("bench-field-stage", Cell::text(stage(words, stage_of))),
        fact("bench-column-author", text(by).with_small(date::instant(words, at))),
    ];
    let mut links = Vec::new();
    let heading = match &shown.decision {
        Decision::Proposal(of) => {
            let proposal = &of.proposal;
            facts.extend([
                fact("bench-field-authority", Cell::text(list(proposal.authority))),
                fact("bench-field-from", Cell::text(date::long(words, proposal.from))),
            ]);
            facts.extend(
                proposal.until.map(|until| fact("bench-field-until", Cell::text(date::long(words, until)))),
            );
            facts.extend([
                fact("bench-field-act", text(&proposal.act)),
                fact("bench-field-reason", Cell::text(legible(&proposal.reason))),
                fact(
                    "bench-field-criterion",
                    Cell::text(proposal.criterion.map_or_else(
                        || words.plain("bench-all-criteria"),
                        |criterion| words.plain(&format!("bench-of-criterion-{criterion}")),
                    )),
                ),
            ]);
            if !proposal.evidence.is_empty() {
                let numbers: Vec<String> = proposal.evidence.iter().map(u64::to_string).collect();
                facts.push(fact("bench-field-evidence", Cell::text(numbers.join(", "))));
            }
            facts.push(fact("bench-verdict-then", beside(words, proposal.verdict.as_ref())));
            if let Some(now) = &shown.now {
                let cell = Cell::mark(Mark::of_conclusion(words, now.conclusion));
                let small = shown.dissenting.map(|(against, all)| {
                    words.say("bench-dissenting", &[("against", against.into()), ("all", all.into())])
                });
                facts.push(fact("bench-verdict-now", cell.with_small(small.unwrap_or_default())));
            }
            links.push(Link {
                href: bench.address(&path_of("assets", &of.asset)),
                text: words.plain("bench-to-asset"),
            });
            links.push(Link {
                href: bench.address(&format!("assets/{}#readings", crate::pages::bench::encoded(&of.asset))),
                text: words.plain("bench-to-readings"),
            });
            format!(
                "{}: {}",
                capital(&words.plain(&format!("action-{}", proposal.action))),
                legible(&of.asset)
            )
        }
        Decision::Import(of) => {
            facts.push(fact("bench-field-authority", Cell::text(list(of.authority))));
            facts.push(fact("bench-field-of", Cell::text(date::long(words, of.of))));
            facts.push(fact("bench-field-act", Cell::text(legible(&of.act))));
            let whole = if of.whole { "bench-list-whole" } else { "bench-list-part" };
            facts.push(fact("bench-field-whole", Cell::text(words.plain(whole))));
            facts.push(fact("bench-register-rows", Cell::text(of.rows.len().to_string())));
            capital(&words.plain("action-import"))
        }
    };
    let mut parts = vec![Part { facts, links, ..Part::default() }];
    parts.extend(before_and_after(words, shown));
    parts.extend(shown.changes.iter().map(|changes| changes_part(words, changes)));
    parts.extend(forms(bench, words, shown, number, stage_of));
    let row = |step: &Step| {
        vec![
            Cell::text(date::instant(words, step.at))
                .with_small(words.say("bench-entry", &[("number", step.entry.into())])),
            Cell::text(step.by.as_deref().map(legible).unwrap_or_default()),
            Cell::text(words.plain(&format!("bench-step-{}", step_name(step)))),
            Cell::text(step.note.as_deref().map(legible).unwrap_or_default()),
            beside(words, step.verdict.as_ref()),
        ]
    };
    parts.push(Part {
        id: "history",
        heading: Some(words.plain("bench-history")),
        table: Some(table(
            words,
            words.plain("bench-history"),
            &[
                "bench-column-when",
                "bench-column-author",
                "bench-column-what",
                "bench-field-note",
                "web-market-verdict",
            ],
            steps.iter().map(row).collect(),
            words.plain("bench-history-empty"),
        )),
        ..Part::default()
    });
    Content {
        over: Some(words.say("bench-decision", &[("number", number.into())])),
        heading,
        parts,
        ..Content::default()
    }
}

/// What the list would say then, before the decision is made.
fn before_and_after(words: &Words, shown: &Shown) -> Option<Part> {
    let Decision::Proposal(of) = &shown.decision else { return None };
    if !matches!(of.stage, Stage::Open | Stage::Approved) {
        return None;
    }
    let named = [
        ("asset", legible(&of.asset).into()),
        ("day", date::long(words, of.proposal.from).into()),
        (
            "until",
            of.proposal.until.map_or_else(|| "none".to_owned(), |until| date::long(words, until)).into(),
        ),
    ];
    Some(Part {
        id: "difference",
        heading: Some(words.plain("bench-difference")),
        text: vec![words.say(&format!("bench-would-{}", of.proposal.action), &named)],
        ..Part::default()
    })
}

fn step_name(step: &Step) -> &'static str {
    step.kind
}

/// What whoever is signed in can do about it.
fn forms(bench: &Bench, words: &Words, shown: &Shown, number: u64, stage_of: &Stage) -> Vec<Part> {
    let signed = &shown.signed;
    let (user, may) = (signed.user.user.as_str(), |right| signed.user.may(right));
    let by = match &shown.decision {
        Decision::Proposal(of) => of.by.as_deref(),
        Decision::Import(of) => of.by.as_deref(),
    };
    let is_import = matches!(shown.decision, Decision::Import(_));
    let form = |fields: Vec<super::view::Field>, buttons: Vec<super::view::Button>| Form {
        action: bench.address(&path_of("decisions", &number.to_string())),
        hidden: vec![key_of(signed)],
        fields,
        buttons,
        ..Form::default()
    };
    let note = |of: &str, is_required: bool| {
        let note = field(words, of, "note", "").of_kind(FieldKind::Long);
        if is_required { note.required() } else { note }
    };
    let part = |id: &'static str, form: Form| Part {
        id,
        heading: Some(words.plain(&format!("bench-do-{id}"))),
        forms: vec![form],
        ..Part::default()
    };
    let is_open = matches!(stage_of, Stage::Open);
    let is_at_hand = matches!(stage_of, Stage::Open | Stage::Approved);
    let mut parts = Vec::new();
    if !is_import && is_at_hand && may(Right::Review) {
        let findings: Vec<(String, String)> =
            Finding::ALL.iter().map(|of| (of.to_string(), words.plain(&format!("finding-{of}")))).collect();
        let finding = field(words, "v", "finding", "").choosing(findings).required();
        let buttons = vec![button("review", words.plain("bench-do-review"))];
        parts.push(part("review", form(vec![finding, note("v", true)], buttons)));
    }
    if is_at_hand && may(Right::Approve) {
        if by == Some(user) {
            // Who proposed it is told why the buttons are not there.
            parts.push(Part {
                id: "decide",
                heading: Some(words.plain("bench-do-decide")),
                text: vec![words.plain("bench-not-own")],
                ..Part::default()
            });
        } else {
            let mut buttons = Vec::new();
            if is_open {
                buttons.push(button("approve", words.plain("bench-do-approve")));
            } else {
                buttons.push(button("publish", words.plain("bench-do-publish")));
            }
            buttons.push(quiet("reject", words.plain("bench-do-reject")));
            parts.push(part("decide", form(vec![note("d", false)], buttons)));
        }
    }
    if !is_import && is_at_hand && by == Some(user) && may(Right::Propose) {
        let buttons = vec![quiet("recall", words.plain("bench-do-recall"))];
        parts.push(part("recall", form(vec![note("w", true)], buttons)));
    }
    parts
}

pub(super) async fn one(Path((language, number)): Path<(String, u64)>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let shown = shown(bench, number).await?;
        Ok(bench.page(Some(&shown.signed), Here::Lists, |words, around| {
            content(bench, words, &|authority| list_name(around, authority), &shown)
        }))
    })
    .await
}

pub(super) async fn decided(Path((language, number)): Path<(String, u64)>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let here = path_of("decisions", &number.to_string());
        match decide(bench, number, &fields).await {
            Ok(what) => Ok(bench.done(&here, what)),
            Err(refusal @ Refusal::Trouble(..)) => match shown(bench, number).await {
                Ok(shown) => bench.again(refusal, Here::Lists, |words, around| {
                    content(bench, words, &|authority| list_name(around, authority), &shown)
                }),
                Err(_) => Err(refusal),
            },
            Err(refusal) => Err(refusal),
        }
    })
    .await
}

async fn decide(bench: &Bench, number: u64, fields: &Fields) -> Result<&'static str, Refusal> {
    let (act, now) = (Arc::clone(&bench.asked.app.act), bench.now());
    let about = Some(number.to_string());
    let note = fields.text("note").to_owned();
    let some = Some(note.clone()).filter(|note| !note.is_empty());
    let done = match fields.pressed() {
        "review" => {
            let finding: Finding =
                fields.text("finding").parse().map_err(|_| bad("not_a_choice", fields.text("finding")))?;
            bench
                .act("list review", about, move |book, _| book.review(&act, number, finding, &note, now))
                .await?;
            "reviewed"
        }
        "approve" => {
            bench
                .act("list approve", about, move |book, _| book.approve(&act, number, some.as_deref(), now))
                .await?;
            "approved"
        }
        "publish" => {
            bench.act("list publish", about, move |book, _| book.publish(number, now)).await?;
            "published"
        }
        "reject" => {
            bench.act("list reject", about, move |book, _| book.reject(number, &note, now)).await?;
            "rejected"
        }
        "recall" => {
            bench.act("list recall", about, move |book, _| book.recall(number, &note, now)).await?;
            "recalled"
        }
        _ => return Err(unknown()),
    };
    Ok(done)
}

/// Rows of a list that are shown one by one.
const ROWS_SHOWN_MAX: usize = 500;

/// What a list would do to the list as it is known for its day, row by row: what changes first.
fn changes_part(words: &Words, changes: &ListChanges) -> Part {
    let dash = |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), legible);
    let named = |row: &Listed| {
        let asset = row.asset.clone().or(row.told.clone());
        Cell::text(dash(&row.name.clone().or(row.symbol.clone()).or(asset)))
            .with_small(row.symbol.as_deref().map(legible).unwrap_or_default())
    };
    let meant = |row: &Listed| match &row.asset {
        Some(asset) => Cell::text(legible(asset)),
        None => Cell::text(words.plain("bench-list-not-known")),
    };
    let row = |change: &RowChange| {
        let what = match &change.change {
            Some(change) => words.plain(&format!("bench-change-{}", change.as_str())),
            None => words.plain("bench-change-none"),
        };
        let differing = change.differing().into_iter().map(|(name, was, is)| {
            let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { legible(text) };
            let field = words.plain(&format!("bench-field-{name}"));
            format!("{field}: {} → {}", dash(&was), dash(&is))
        });
        let differing = differing.collect::<Vec<_>>().join("; ");
        vec![named(&change.row), meant(&change.row), Cell::text(what), Cell::text(differing)]
    };
    let removed = changes.removed.iter().map(|row| {
        vec![named(row), meant(row), Cell::text(words.plain("bench-change-removed")), Cell::text("")]
    });
    let (changing, same): (Vec<&RowChange>, Vec<&RowChange>) =
        changes.rows.iter().partition(|row| row.change.is_some());
    let count = [
        ("rows", changes.rows.len().into()),
        ("changing", changing.len().into()),
        ("removed", changes.removed.len().into()),
    ];
    let all = removed.chain(changing.into_iter().map(row)).chain(same.into_iter().map(row));
    let mut text = vec![words.say("bench-list-count", &count)];
    if changes.rows.len().saturating_add(changes.removed.len()) > ROWS_SHOWN_MAX {
        text.push(words.say("bench-list-more", &[("shown", ROWS_SHOWN_MAX.into())]));
    }
    Part {
        id: "difference",
        heading: Some(words.plain("bench-difference")),
        text,
        table: Some(table(
            words,
            words.plain("bench-difference"),
            &["bench-column-row", "bench-column-meant", "bench-column-change", "bench-column-differs"],
            all.take(ROWS_SHOWN_MAX).collect(),
            words.plain("bench-list-empty"),
        )),
        ..Part::default()
    }
}

/// What somebody says of a list, as it is filled in.
#[derive(Clone, Default)]
struct Told {
    authority: String,
    act: String,
    of: String,
    is_part: bool,
    address: String,
    columns: String,
    means: String,
}

impl Told {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            authority: text("authority"),
            act: text("act"),
            of: text("of"),
            is_part: fields.one("part").is_some(),
            address: text("url"),
            columns: text("columns"),
            means: text("means"),
        }
    }

    /// The list with its files.
    fn handed(&self, table: Document, document: Option<Document>) -> Result<ListFile, Trouble> {
        let none = |option: &str, text: &str, choices: &str| Trouble::NoneOf {
            option: option.to_owned(),
            text: text.to_owned(),
            choices: choices.to_owned(),
        };
        let columns = self.columns.split(['\n', ',']).map(str::trim).filter(|pair| !pair.is_empty());
        let columns = columns.collect::<Vec<_>>().join(",");
        let mut meant = BTreeMap::new();
        for pair in self.means.lines().map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, asset) = pair.rsplit_once('=').ok_or_else(|| none("means", pair, "NAME=ASSET"))?;
            meant.insert(name.trim().to_owned(), asset.trim().to_owned());
        }
        Ok(ListFile {
            authority: self
                .authority
                .parse()
                .map_err(|_| none("authority", &self.authority, &Authority::choices()))?,
            act: self.act.clone(),
            of: self.of.parse().map_err(|_| none("of", &self.of, "2026-01-31"))?,
            whole: !self.is_part,
            table,
            document,
            address: Some(self.address.clone()).filter(|text| !text.is_empty()),
            columns: if columns.is_empty() { BTreeMap::new() } else { list_columns(&columns)? },
            meant,
            retrieved: None,
        })
    }
}

/// A list that was looked at.
struct Looked {
    table: Kept,
    document: Option<Kept>,
    supposed: SupposedList,
}

fn import_content(
    bench: &Bench,
    words: &Words,
    signed: Option<&Signed>,
    told: &Told,
    looked: Option<&Looked>,
) -> Content {
    let authorities = Authority::ALL.iter().map(|of| of.as_str());
    let authorities = authorities.map(|of| (of.to_owned(), words.plain(&format!("bench-authority-{of}"))));
    let mut hidden: Vec<(&'static str, String)> = signed.map(key_of).into_iter().collect();
    let mut parts = Vec::new();
    let mut take = None;
    if let Some(looked) = looked {
        hidden.push(("kept", looked.table.field()));
        hidden.extend(looked.document.as_ref().map(|document| ("kept-document", document.field())));
        let supposed = &looked.supposed;
        let part = changes_part(words, &supposed.changes);
        let known = supposed.known.map(|number| words.say("bench-list-known", &[("number", number.into())]));
        let pending = supposed.pending.then(|| words.plain("bench-list-pending"));
        let files = std::iter::once(&looked.table).chain(&looked.document);
        parts.push(Part {
            text: part.text.into_iter().chain(known).chain(pending).collect(),
            facts: files.flat_map(|kept| kept.facts(words)).collect(),
            ..part
        });
        take = supposed.known.is_none().then(|| words.plain("bench-do-take-list"));
    }
    let kept = |of: fn(&Looked) -> Option<&Kept>| looked.and_then(of).map(|kept| kept.file.name.as_str());
    let form = Form {
        action: bench.address("workbench/lists/import"),
        has_files: true,
        hidden,
        fields: vec![
            field(words, "l", "authority", &told.authority).choosing(authorities).required(),
            field(words, "l", "of", &told.of).of_kind(FieldKind::Day).required(),
            field(words, "l", "act", &told.act).required(),
            file_field(words, "l", "list", LIST_BYTES_MAX).keeping(words, kept(|looked| Some(&looked.table))),
            field(words, "l", "part", if told.is_part { "true" } else { "" }).of_kind(FieldKind::Check),
            field(words, "l", "url", &told.address),
            file_field(words, "l", "document", DOCUMENT_BYTES_MAX)
                .keeping(words, kept(|looked| looked.document.as_ref())),
            field(words, "l", "columns", &told.columns).of_kind(FieldKind::Long),
            field(words, "l", "means", &told.means).of_kind(FieldKind::Long),
        ],
        buttons: look_and(words, take),
        ..Form::default()
    };
    parts.push(Part {
        forms: vec![form],
        links: vec![Link { href: bench.address("workbench/lists"), text: words.plain("bench-lists") }],
        ..Part::default()
    });
    Content {
        heading: words.plain("bench-list-import"),
        lead: Some(words.plain("bench-list-import-lead")),
        parts,
        ..Content::default()
    }
}

pub(super) async fn import(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let now = bench.now();
        let (signed, ()) =
            bench.act("list import", None, move |book, _| book.require(Right::Record, now)).await?;
        let told = Told { of: today(now).to_string(), ..Told::default() };
        Ok(bench.page(Some(&signed), Here::Lists, |words, _| {
            import_content(bench, words, Some(&signed), &told, None)
        }))
    })
    .await
}

/// What came of a list.
enum Imported {
    NoFile,
    Looked(Box<Looked>),
    Recorded(Resolved),
}

pub(super) async fn imported(Path(language): Path<String>, mut posted: Posted) -> Response {
    let (list, document) = (posted.upload("list"), posted.upload("document"));
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let told = Told::of(&fields);
        let kept = |name: &str| fields.filled(name).and_then(Kept::of_field);
        let (kept_list, kept_document) = (kept("kept"), kept("kept-document"));
        let (is_recording, now, said) = (fields.pressed() == "record", bench.now(), told.clone());
        let done = bench
            .act("list import", Some(told.authority.clone()), move |book, _| {
                book.require(Right::Record, now)?;
                let check = |file: &Document| file.check().map(|()| file.clone());
                let document = taken(book, document, kept_document, check)?;
                let (document, document_bytes) = document.unzip();
                // Read before it is kept: what is no list is not.
                let read = |file: &Document| {
                    let handed = said.handed(file.clone(), document_bytes.clone())?;
                    let supposed = book.suppose_list(&handed, now)?;
                    Ok((handed, supposed))
                };
                let Some((table, (handed, supposed))) = taken(book, list, kept_list, read)? else {
                    return Ok(Imported::NoFile);
                };
                if is_recording {
                    return book.import_list(&handed, now).map(Imported::Recorded);
                }
                Ok(Imported::Looked(Box::new(Looked { table, document, supposed })))
            })
            .await;
        match done {
            Ok((_, Imported::NoFile)) => Ok(bench.not_done("workbench/lists/import", "no-file")),
            Ok((signed, Imported::Looked(looked))) => {
                Ok(bench.page(Some(&signed), Here::Lists, |words, _| {
                    import_content(bench, words, Some(&signed), &told, Some(&looked))
                }))
            }
            Ok((_, Imported::Recorded(taken))) if taken.known_already => {
                Ok(bench.done("workbench/lists", "known"))
            }
            Ok((_, Imported::Recorded(taken))) if taken.pending => {
                Ok(bench.done(&path_of("decisions", &taken.number.to_string()), "list-waits"))
            }
            Ok((_, Imported::Recorded(_))) => Ok(bench.done("workbench/lists", "list-taken")),
            Err(refusal @ Refusal::Trouble(..)) => {
                let signed = refusal.signed();
                bench.again(refusal, Here::Lists, |words, _| {
                    import_content(bench, words, signed.as_ref(), &told, None)
                })
            }
            Err(refusal) => Err(refusal),
        }
    })
    .await
}
