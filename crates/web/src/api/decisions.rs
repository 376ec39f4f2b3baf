//! Changes of lists: proposed, reviewed, approved by somebody else, published.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::book::{Book, Watched};
use qazyq_casework::lists::{Finding, Proposal, Proposed, Stage, Step, TakenIn};
use qazyq_law::Act;
use serde::Deserialize;
use serde_json::{Value, json};

use super::acting::{Answer, Call, Caller, Nothing, Reason, Wrong, number};
use super::bad;

fn step(step: &Step) -> Value {
    json!({
        "kind": step.kind,
        "at": step.at.to_string(),
        "by": step.by,
        "finding": step.finding,
        "note": step.note,
        "verdict": step.verdict,
    })
}

fn proposed(of: &Proposed) -> Value {
    json!({
        "number": of.number,
        "asset": of.asset,
        "at": of.at.to_string(),
        "by": of.by,
        "stage": of.stage.as_str(),
        "proposal": of.proposal,
        "import": null,
        "steps": of.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn taken_in(of: &TakenIn) -> Value {
    json!({
        "number": of.number,
        "asset": null,
        "at": of.at.to_string(),
        "by": of.by,
        "stage": of.stage.as_str(),
        "proposal": null,
        "import": {
            "authority": of.authority,
            "act": of.act,
            "of": of.of.to_string(),
            "whole": of.whole,
            "rows": of.rows,
        },
        "steps": of.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

pub(super) async fn all(call: Call) -> Response {
    call.answer(&["stage"], async |call| {
        let stage = call.asked.param("stage").map(str::to_owned);
        if let Some(stage) = stage.as_deref().filter(|stage| !Stage::NAMES.contains(stage)) {
            return Err(bad("not_a_choice", stage).into());
        }
        let told = call.read("api decisions", None, move |book, _| {
            let lists = book.lists(Timestamp::MAX);
            let is_wanted = |of: &Stage| stage.as_deref().is_none_or(|stage| of.as_str() == stage);
            let proposals = lists.proposals().filter(|of| is_wanted(&of.stage));
            let imports = lists.taken_in().filter(|of| is_wanted(&of.stage));
            let mut all: Vec<(u64, Value)> = proposals.map(|of| (of.number, proposed(of))).collect();
            all.extend(imports.map(|of| (of.number, taken_in(of))));
            all.sort_by_key(|(number, _)| *number);
            Ok(json!({ "decisions": all.into_iter().map(|(_, told)| told).collect::<Vec<_>>() }))
        });
        Ok(Answer::new(&told.await?))
    })
    .await
}

pub(super) async fn one(Path(named): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let named = number(&named)?;
        let told = call.read("api decisions", None, move |book, _| {
            let lists = book.lists(Timestamp::MAX);
            let told = match lists.import_of(named) {
                Some(of) => taken_in(of),
                None => proposed(lists.proposal(named).map_err(Trouble::from)?),
            };
            let last = book.last_of(&Watched::Decision(named)).map_or(named, |entry| entry.number);
            Ok((told, last))
        });
        let (told, last) = told.await?;
        Ok(Answer::new(&told).tagged(last))
    })
    .await
}

/// What somebody proposes: as an entry of that kind says it, without the verdict, which is found here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proposing {
    asset: String,
    proposal: Proposal,
}

pub(super) async fn propose(call: Call) -> Response {
    call.answer(&[], async |call| {
        let Proposing { asset, proposal } = call.json()?;
        if proposal.verdict.is_some() {
            return Err(bad("not_as_described", "proposal.verdict").into());
        }
        let act = Arc::clone(&call.asked.app.act);
        let done = call.write("list propose", Some(asset.clone()), None, move |book, caller| {
            book.propose(&act, &asset, &proposal, caller.now)
        });
        Ok(done.await?.told([]))
    })
    .await
}

impl Call {
    /// Has a step taken on a decision.
    async fn step(
        self,
        named: String,
        command: &'static str,
        read: impl FnOnce(&Self) -> Result<Taken, Wrong>,
    ) -> Response {
        self.answer(&[], async |call| {
            let (named, taken) = (number(&named)?, read(call)?);
            let act = Arc::clone(&call.asked.app.act);
            let done = call.write(
                command,
                Some(named.to_string()),
                Some(Watched::Decision(named)),
                move |book, caller| taken.on(named, book, &act, caller),
            );
            Ok(done.await?.told([]))
        })
        .await
    }
}

/// A step.
enum Taken {
    Review(Review),
    Approval(Note),
    Rejection(Reason),
    Recall(Reason),
    Publication,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Review {
    finding: Finding,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    #[serde(default)]
    note: Option<String>,
}

impl Taken {
    fn on(self, number: u64, book: &mut Book, act: &Act, caller: &Caller) -> Result<u64, Trouble> {
        let now = caller.now;
        match self {
            Self::Review(Review { finding, note }) => book.review(act, number, finding, &note, now),
            Self::Approval(Note { note }) => book.approve(act, number, note.as_deref(), now),
            Self::Rejection(Reason { reason }) => book.reject(number, &reason, now),
            Self::Recall(Reason { reason }) => book.recall(number, &reason, now),
            Self::Publication => book.publish(number, now),
        }
    }
}

pub(super) async fn review(Path(named): Path<String>, call: Call) -> Response {
    call.step(named, "list review", |call| call.json().map(Taken::Review)).await
}

pub(super) async fn approve(Path(named): Path<String>, call: Call) -> Response {
    call.step(named, "list approve", |call| call.json().map(Taken::Approval)).await
}

pub(super) async fn reject(Path(named): Path<String>, call: Call) -> Response {
    call.step(named, "list reject", |call| call.json().map(Taken::Rejection)).await
}

pub(super) async fn recall(Path(named): Path<String>, call: Call) -> Response {
    call.step(named, "list recall", |call| call.json().map(Taken::Recall)).await
}

pub(super) async fn publish(Path(named): Path<String>, call: Call) -> Response {
    call.step(named, "list publish", |call| call.json().map(|Nothing {}| Taken::Publication)).await
}
