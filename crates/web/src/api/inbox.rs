//! What there is to look at, and who does.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use qazyq_casework::book::{Book, Watched};
use qazyq_casework::inbox::{Item, Task, TaskState};
use qazyq_exact::Day;
use serde::Deserialize;
use serde_json::{Value, json};

use super::acting::{Answer, Call, Wrong};
use crate::problem::Problem;

fn task(task: Option<&Task>) -> Value {
    task.map_or(Value::Null, |task| {
        json!({
            "state": task.state,
            "assignee": task.assignee,
            "due": task.due.map(|day| day.to_string()),
            "note": task.note,
        })
    })
}

fn told(item: &Item) -> Value {
    json!({
        "item": item.name,
        "kind": item.kind.as_str(),
        "asset": item.asset,
        "since": item.since.map(|day| day.to_string()),
        "outcome": item.conclusion.map(|conclusion| conclusion.as_str()),
        "decision": item.number,
        "open": item.is_open(),
        "task": task(item.task.as_ref()),
    })
}

impl Call {
    /// The inbox as it is now.
    async fn items<T: Send + 'static>(
        &self,
        of: impl FnOnce(&Book, Vec<Item>) -> T + Send + 'static,
    ) -> Result<T, Wrong> {
        let (served, act) = (self.asked.app.current(), Arc::clone(&self.asked.app.act));
        self.read("inbox", None, move |book, _| {
            let found = served.register.rows.iter().filter_map(|row| row.found.as_ref().ok());
            let lists = book.lists(Timestamp::MAX);
            let items = book.inbox(&act, found.map(|found| &found.sheet), &lists);
            Ok(of(book, items))
        })
        .await
    }
}

pub(super) async fn all(call: Call) -> Response {
    call.answer(&[], async |call| {
        let items = call.items(|_, items| items.iter().map(told).collect::<Vec<_>>()).await?;
        Ok(Answer::new(&json!({ "items": items })))
    })
    .await
}

pub(super) async fn one(Path(name): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let found = call.items(move |book, items| {
            let item = items.iter().find(|item| item.name == name);
            let last = book.last_of(&Watched::Item(name)).map_or(0, |entry| entry.number);
            item.map(|item| (told(item), last))
        });
        let (told, last) = found.await?.ok_or_else(Problem::not_found)?;
        Ok(Answer::new(&told).tagged(last))
    })
    .await
}

/// What is to be done about an item.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Doing {
    state: TaskState,
    #[serde(default)]
    assignee: Option<String>,
    #[serde(default)]
    due: Option<String>,
    #[serde(default)]
    note: Option<String>,
}

pub(super) async fn set(Path(name): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let doing: Doing = call.json()?;
        let due = doing.due.map(|text| text.parse::<Day>().map_err(|_| super::bad("not_a_day", &text)));
        let watched = Watched::Item(name.clone());
        let new = Task {
            item: name.clone(),
            state: doing.state,
            assignee: doing.assignee,
            due: due.transpose()?,
            note: doing.note,
        };
        let told = call.set("inbox", name, watched.clone(), move |book, caller| {
            book.set_task(&new, caller.now)?;
            let last = book.last_of(&watched).map_or(0, |entry| entry.number);
            Ok((json!({ "item": new.item, "task": task(Some(&new)) }), last))
        });
        let (told, last) = told.await?;
        Ok(Answer::new(&told).tagged(last))
    })
    .await
}
