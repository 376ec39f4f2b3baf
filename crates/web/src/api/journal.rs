//! Who asks; and the entries of the journal.

use axum::extract::Path;
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::book::Book;
use qazyq_casework::people::{Right, User};
use qazyq_casework::workspace::{ABOUT_PEOPLE, Entry};
use serde_json::{Value, json};

use super::acting::{Answer, Call, number};
use super::{ITEMS, ITEMS_MAX, bad};

/// An entry as its line has it.
fn told(entry: &Entry) -> Result<Value, Trouble> {
    let broken = |what: String| Trouble::BrokenEntry { path: entry.number.to_string(), what };
    let line = entry.line().map_err(|error| broken(error.to_string()))?;
    serde_json::from_slice(&line).map_err(|error| broken(error.to_string()))
}

/// Who somebody is, and what they may do.
fn user(user: &User) -> Value {
    json!({ "user": user.user, "name": user.name, "roles": user.roles, "active": user.active })
}

pub(super) async fn me(call: Call) -> Response {
    call.answer(&[], async |call| {
        let told = call.read("api me", None, |book, caller| {
            let state = book.people().token(caller.token.public());
            let mut told = user(&caller.user);
            if let Some(told) = told.as_object_mut() {
                told.insert("token".to_owned(), caller.token.public().into());
                let expires = state.and_then(|state| state.expires).map(|at| at.to_string());
                told.insert("expires".to_owned(), expires.into());
            }
            Ok(told)
        });
        Ok(Answer::new(&told.await?))
    })
    .await
}

/// Which entries are asked for.
struct Wanted {
    kind: Option<String>,
    author: Option<String>,
    asset: Option<String>,
    after: u64,
    limit: usize,
}

impl Wanted {
    fn is_for(&self, entry: &Entry) -> bool {
        let is = |wanted: &Option<String>, said: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| said == Some(wanted))
        };
        is(&self.kind, Some(entry.what.kind()))
            && is(&self.author, entry.author.as_deref())
            && is(&self.asset, entry.asset.as_deref())
    }
}

pub(super) async fn entries(call: Call) -> Response {
    call.answer(&["kind", "author", "asset", "after", "limit"], async |call| {
        let text = |name: &str| call.asked.param(name).map(str::to_owned);
        let limit = call.asked.param("limit").map_or(Ok(ITEMS), |text| {
            let read: Option<usize> = text.parse().ok().filter(|limit| (1..=ITEMS_MAX).contains(limit));
            read.ok_or_else(|| bad("not_a_number", text))
        })?;
        let wanted = Wanted {
            kind: text("kind"),
            author: text("author"),
            asset: text("asset"),
            after: call.asked.number("after")?.unwrap_or_default(),
            limit,
        };
        let told = call.read("api entries", None, move |book, caller| {
            if wanted.kind.as_deref().is_some_and(|kind| ABOUT_PEOPLE.contains(&kind)) {
                book.require(Right::Audit, caller.now)?;
            }
            page(book, &caller.user, &wanted)
        });
        Ok(Answer::new(&told.await?))
    })
    .await
}

fn page(book: &Book, user: &User, wanted: &Wanted) -> Result<Value, Trouble> {
    let may_audit = user.may(Right::Audit);
    let behind = book.entries().iter().skip_while(|entry| entry.number <= wanted.after);
    let mut found = behind
        .filter(|entry| wanted.is_for(entry) && (may_audit || !entry.what.is_about_people()))
        .peekable();
    let mut entries = Vec::new();
    let mut last = None;
    while let Some(entry) = found.next_if(|_| entries.len() < wanted.limit) {
        entries.push(told(entry)?);
        last = Some(entry.number);
    }
    let next = found.peek().and(last);
    let head = book.head();
    let head = json!({ "number": head.number, "sha256": head.sha256.to_string() });
    Ok(json!({ "entries": entries, "next": next, "head": head }))
}

pub(super) async fn entry(Path(named): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let named = number(&named)?;
        let found = call.read("api entries", None, move |book, caller| {
            // Whoever may not see it is told so: that there is an entry of that number is no secret.
            if book.entry(named)?.what.is_about_people() {
                book.require(Right::Audit, caller.now)?;
            }
            told(book.entry(named)?)
        });
        Ok(Answer::new(&found.await?).tagged(named))
    })
    .await
}
