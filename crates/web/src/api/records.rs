//! Facts: forms, looked at with what they would change and recorded; documents; entries that do not count any more.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::people::Right;
use qazyq_casework::record::{Document, Handed, Preview, Stands, forms_of};
use qazyq_casework::workspace::Digest;
use serde_json::{Map, Value, json};

use super::acting::{Answer, Call, Reason, Wrong, number};
use super::bad;
use crate::problem::Problem;
use crate::reply::JSON;

impl Call {
    /// The forms of the body: as a file of forms in JSON has them.
    fn forms(&self) -> Result<Vec<Handed>, Wrong> {
        self.is_called(JSON)?;
        Ok(forms_of(None, "body.json", self.bytes())?)
    }
}

/// Documents come before the forms that name them, and are named by their digests.
fn no_documents(name: &str) -> Result<Document, Trouble> {
    Err(Trouble::FormFile { place: name.to_owned(), what: "sha256:…".to_owned() })
}

pub(super) async fn record(call: Call) -> Response {
    call.answer(&["seen"], async |call| {
        let (forms, seen) = (call.forms()?, call.asked.number("seen")?);
        let done = call.write("record", None, None, move |book, caller| {
            Ok(book.record_forms(&forms, &no_documents, seen, caller.now)?.known)
        });
        let done = done.await?;
        let known = done.gave.map(|known| ("known", known.into()));
        Ok(done.told(known))
    })
    .await
}

fn stands(stands: Option<&Stands>) -> Value {
    stands.map_or(Value::Null, |stands| {
        let criteria = stands
            .criteria
            .iter()
            .map(|(criterion, outcome)| (criterion.as_str().to_owned(), Value::from(outcome.as_str())));
        json!({ "outcome": stands.conclusion.as_str(), "criteria": criteria.collect::<Map<_, _>>() })
    })
}

fn previewed(preview: &Preview, seen: u64) -> Value {
    let compared = preview.compared.iter().map(|compared| {
        json!({
            "asset": compared.asset,
            "before": stands(compared.before.as_ref()),
            "after": stands(compared.after.as_ref()),
        })
    });
    json!({
        "new": preview.new,
        "known": preview.known,
        "seen": seen,
        "assets": compared.collect::<Vec<_>>(),
    })
}

pub(super) async fn preview(call: Call) -> Response {
    call.answer(&[], async |call| {
        let (forms, act) = (call.forms()?, Arc::clone(&call.asked.app.act));
        let day = call.asked.app.current().register.day;
        let told = call.read("record", Some(Right::Record), move |book, caller| {
            let preview = book.preview(&act, &forms, &no_documents, day, caller.now)?;
            Ok(previewed(&preview, book.head().number))
        });
        Ok(Answer::new(&told.await?))
    })
    .await
}

pub(super) async fn document(Path(named): Path<String>, call: Call) -> Response {
    call.answer(&["name"], async |call| {
        let sha256: Digest = named.parse().map_err(|_| bad("not_a_digest", &named))?;
        let name = call.asked.param("name").map_or_else(|| named.clone(), str::to_owned);
        let bytes = call.bytes().clone();
        // Computed where it comes from and where it is kept: nothing else was meant.
        if Digest::of(&bytes) != sha256 {
            let named = [("text", Digest::of(&bytes).to_string())];
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "another_digest", named).into());
        }
        let kept = call.read("document", Some(Right::Record), move |book, _| {
            let document = Document { name, bytes: bytes.to_vec() };
            document.check()?;
            book.workspace().keep(&document.name, &document.bytes)?;
            Ok(json!({ "document": format!("sha256:{sha256}"), "bytes": bytes.len() }))
        });
        Ok(Answer::new(&kept.await?))
    })
    .await
}

pub(super) async fn retract(Path(named): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let (named, Reason { reason }) = (number(&named)?, call.json()?);
        let done = call.write("retract", Some(named.to_string()), None, move |book, caller| {
            book.retract(named, &reason, caller.now)
        });
        Ok(done.await?.told([]))
    })
    .await
}
