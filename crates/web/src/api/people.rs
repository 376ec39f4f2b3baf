//! Who may do what: users, their tokens and sessions.

use axum::extract::Path;
use axum::http::header::IF_MATCH;
use axum::response::Response;
use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::book::{Book, Watched};
use qazyq_casework::people::{Random, Right, Role, TokenState, User, UserChange};
use serde::Deserialize;
use serde_json::{Value, json};

use super::acting::{Answer, Call, Nothing, Reason, Wrong};
use crate::problem::Problem;
use crate::workbench::LINK_TIME;

fn token(state: &TokenState, now: Timestamp) -> Value {
    let (revoked, why) = state.revoked.clone().unzip();
    json!({
        "token": state.token,
        "kind": if state.session.is_some() { "session" } else if state.link { "link" } else { "token" },
        "label": state.label,
        "since": state.since.to_string(),
        "expires": state.expires.map(|at| at.to_string()),
        "serves": state.serves(now),
        "revoked": revoked.map(|at| at.to_string()),
        "reason": why,
    })
}

fn told(book: &Book, user: &User, since: Timestamp, now: Timestamp) -> Value {
    let people = book.people();
    let tokens = people.tokens().filter(|state| state.user == user.user && state.serves(now));
    json!({
        "user": user.user,
        "name": user.name,
        "roles": user.roles,
        "active": user.active,
        "since": since.to_string(),
        "openid": user.openid,
        "has_password": people.password(&user.user).is_some(),
        "has_second_factor": people.factor(&user.user).is_some(),
        "tokens": tokens.map(|state| token(state, now)).collect::<Vec<_>>(),
    })
}

/// A user as they are, and the last entry that says so.
fn found(book: &Book, name: &str, now: Timestamp) -> Result<(Value, u64), Trouble> {
    let known = || book.people().users().map(|(user, _)| user.user.clone()).collect();
    let found = book.people().users().find(|(user, _)| user.user == name);
    let (user, since) =
        found.ok_or_else(|| Trouble::UnknownUser { user: name.to_owned(), known: known() })?;
    let last = book.last_of(&Watched::User(name.to_owned())).map_or(0, |entry| entry.number);
    Ok((told(book, user, since, now), last))
}

pub(super) async fn all(call: Call) -> Response {
    call.answer(&[], async |call| {
        let users = call.read("users", Some(Right::Audit), |book, caller| {
            let users = book.people().users();
            Ok(users.map(|(user, since)| told(book, user, since, caller.now)).collect::<Vec<_>>())
        });
        Ok(Answer::new(&json!({ "users": users.await? })))
    })
    .await
}

pub(super) async fn one(Path(name): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let found =
            call.read("users", Some(Right::Audit), move |book, caller| found(book, &name, caller.now));
        let (told, last) = found.await?;
        Ok(Answer::new(&told).tagged(last))
    })
    .await
}

/// How a user shall be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Being {
    #[serde(default)]
    name: Option<String>,
    roles: Vec<Role>,
    #[serde(default = "yes")]
    active: bool,
}

fn yes() -> bool {
    true
}

pub(super) async fn set(Path(name): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let being: Being = call.json()?;
        // Whoever saw a tag saw a user; whoever says that there is none makes one.
        let is_new = !call.asked.headers.contains_key(IF_MATCH);
        let change = UserChange {
            name: being.name,
            roles: Some(being.roles),
            active: Some(being.active),
            ..UserChange::default()
        };
        let made = call.set("user", name.clone(), Watched::User(name.clone()), move |book, caller| {
            book.set_user(&name, &change, is_new, caller.now)?;
            found(book, &name, caller.now)
        });
        let (told, last) = made.await?;
        Ok(Answer::new(&told).tagged(last))
    })
    .await
}

impl Call {
    /// Random bytes for a token.
    fn random(&self) -> Result<Random, Wrong> {
        let sessions = self.asked.app.sessions.as_ref().ok_or_else(Problem::not_found)?;
        Ok(sessions.for_a_token())
    }
}

/// A token that is to be given out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Giving {
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    expires: Option<Timestamp>,
}

pub(super) async fn new_token(Path(name): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let (Giving { label, expires }, random) = (call.json()?, call.random()?);
        let done = call.write("token new", Some(name.clone()), None, move |book, caller| {
            book.new_token(&name, expires, label.as_deref(), &random, caller.now)
        });
        let done = done.await?;
        // Shown once: of what was given out before, only the digest is known.
        let (public, secret) =
            done.gave.as_ref().map(|token| (token.public().to_owned(), token.reveal())).unzip();
        Ok(done.told([("token", public.into()), ("secret", secret.into())]))
    })
    .await
}

pub(super) async fn new_link(Path(name): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let (Nothing {}, random) = (call.json()?, call.random()?);
        let done = call.write("link new", Some(name.clone()), None, move |book, caller| {
            let expires = caller.now.checked_add(LINK_TIME).unwrap_or(Timestamp::MAX);
            Ok((book.new_link(&name, expires, &random, caller.now)?, expires))
        });
        let done = done.await?;
        let origin = &call.asked.app.origin;
        let (address, expires) = done
            .gave
            .as_ref()
            .map(|(token, expires)| {
                (format!("{origin}/en/link?link={}", token.reveal()), expires.to_string())
            })
            .unzip();
        Ok(done.told([("address", address.into()), ("expires", expires.into())]))
    })
    .await
}

pub(super) async fn revoke(Path(public): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let Reason { reason } = call.json()?;
        let done = call.write("token revoke", Some(public.clone()), None, move |book, caller| {
            book.revoke_token(&public, &reason, caller.now)
        });
        Ok(done.await?.told([]))
    })
    .await
}

pub(super) async fn take_factor(Path(name): Path<String>, call: Call) -> Response {
    call.answer(&[], async |call| {
        let Nothing {} = call.json()?;
        let done = call.write("factor remove", Some(name.clone()), None, move |book, caller| {
            book.take_factor(&name, None, caller.now)
        });
        Ok(done.await?.told([]))
    })
    .await
}
