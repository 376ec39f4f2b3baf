//! Signing in and out, and the links that serve once.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::book::Acting;
use qazyq_casework::people::{Refused, TokenText};
use qazyq_casework::sign_in::ended;
use qazyq_words::{Words, legible};

use super::posted::Posted;
use super::view::{FieldKind, Form, Notice, Part};
use super::{Bench, Content, Here, Refusal, bench, button, field, new_password, quiet};
use crate::asked::Asked;
use crate::pages::bench::query;
use crate::problem::Problem;
use crate::workbench::session;

/// The form of the name and the password.
fn sign_in(bench: &Bench, words: &Words, user: &str, next: &str, notice: Option<Notice>) -> Content {
    let form = Form {
        action: bench.address("sign-in"),
        hidden: vec![("next", next.to_owned())],
        fields: vec![
            field(words, "s", "user", user).required().filled_by("username").hinted(None),
            field(words, "s", "password", "")
                .required()
                .of_kind(FieldKind::Password)
                .filled_by("current-password")
                .hinted(None),
        ],
        buttons: vec![button("", words.plain("bench-sign-in"))],
        ..Form::default()
    };
    let by_provider = bench.asked.app.openid.as_ref().map(|door| Form {
        action: bench.address("openid"),
        hidden: vec![("next", next.to_owned())],
        buttons: vec![quiet(
            "",
            words.say("bench-openid-begin", &[("provider", legible(door.label()).into())]),
        )],
        ..Form::default()
    });
    Content {
        heading: words.plain("bench-sign-in"),
        lead: Some(words.plain("bench-sign-in-lead")),
        notice,
        parts: vec![Part { forms: std::iter::once(form).chain(by_provider).collect(), ..Part::default() }],
        ..Content::default()
    }
}

/// The form of the code.
fn code(bench: &Bench, words: &Words, pending: &str, next: &str, notice: Option<Notice>) -> Content {
    let form = Form {
        action: bench.address("sign-in/code"),
        hidden: vec![("pending", pending.to_owned()), ("next", next.to_owned())],
        fields: vec![field(words, "c", "code", "").required().filled_by("one-time-code")],
        buttons: vec![button("", words.plain("bench-sign-in"))],
        ..Form::default()
    };
    Content {
        heading: words.plain("bench-code"),
        lead: Some(words.plain("bench-code-lead")),
        notice,
        parts: vec![Part { forms: vec![form], ..Part::default() }],
        ..Content::default()
    }
}

fn wrong(words: &Words, id: &str) -> Option<Notice> {
    Some(Notice { is_problem: true, text: words.plain(id), help: words.attribute(id, "help", &[]) })
}

/// Where somebody wanted to go: a page of the workbench, and nowhere else.
pub(super) fn next_of(text: &str) -> &str {
    let is_ours = text == "workbench" || text.starts_with("workbench/") || text.starts_with("workbench?");
    let is_plain = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    // No address that could be asked for is longer; and what strangers say is kept while they are on the way.
    if is_ours && is_plain && text.len() <= crate::guard::TARGET_BYTES_MAX { text } else { "workbench" }
}

pub(super) async fn form(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let next = next_of(bench.asked.field("next").unwrap_or_default()).to_owned();
        Ok(bench.page(None, Here::Nowhere, |words, _| sign_in(bench, words, "", &next, None)))
    })
    .await
}

pub(super) async fn posted(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        let (user, password) = (fields.text("user").to_owned(), fields.one("password").unwrap_or_default());
        let next = next_of(fields.text("next")).to_owned();
        let (sessions, now) = (bench.sessions()?, bench.now());
        let headers = &bench.asked.headers;
        let refused = |id: &str| {
            bench.page_with(StatusCode::FORBIDDEN, None, Here::Nowhere, |words, _| {
                sign_in(bench, words, &user, &next, wrong(words, id))
            })
        };
        if !sessions.may_try(&user, headers, now) {
            return Ok(refused("bench-wrong-too-many"));
        }
        let (name, password) = (user.clone(), password.to_owned());
        let acting = Acting { command: "sign-in".to_owned(), about: Some(user.clone()), ..Acting::default() };
        let session = bench.new_session()?;
        let asks = session.clone();
        let done = bench.asked.app.desk.ask(move |book| {
            book.act(acting);
            let Some(proven) = book.prove(&name, &password)? else {
                book.not_proven(&name, now)?;
                return Ok(None);
            };
            match book.sign_in(&proven, None, &asks, now) {
                Ok(token) => Ok(Some(Ok(token))),
                Err(Trouble::NotAllowed(Refused::CodeIsMissing { .. })) => Ok(Some(Err(proven))),
                Err(trouble) => Err(trouble),
            }
        });
        match done.await? {
            // Nobody learns whether it was the name or the password.
            None => {
                sessions.failed(&user, headers, now);
                Ok(refused("bench-wrong-password"))
            }
            Some(Ok(token)) => Ok(begun(bench, &user, &token, &next)?),
            Some(Err(proven)) => {
                let pending = sessions.wait_for_code(proven, now);
                Ok(bench.page(None, Here::Nowhere, |words, _| code(bench, words, &pending, &next, None)))
            }
        }
    })
    .await
}

pub(super) async fn code_posted(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        let (pending, typed) = (fields.text("pending").to_owned(), fields.text("code").to_owned());
        let next = next_of(fields.text("next")).to_owned();
        let (sessions, now) = (bench.sessions()?, bench.now());
        let Some(proven) = sessions.pending(&pending, now) else {
            return Ok(bench.page_with(StatusCode::FORBIDDEN, None, Here::Nowhere, |words, _| {
                sign_in(bench, words, "", &next, wrong(words, "bench-wrong-too-late"))
            }));
        };
        let user = proven.user().to_owned();
        let session = bench.new_session()?;
        let acting = Acting { command: "sign-in".to_owned(), about: Some(user.clone()), ..Acting::default() };
        let done = bench.asked.app.desk.ask(move |book| {
            book.act(acting);
            match book.sign_in(&proven, Some(&typed), &session, now) {
                Err(Trouble::NotAllowed(Refused::WrongCode { .. } | Refused::WrongPassword { .. })) => {
                    Ok(None)
                }
                done => done.map(Some),
            }
        });
        match done.await? {
            None => Ok(bench.page_with(StatusCode::FORBIDDEN, None, Here::Nowhere, |words, _| {
                code(bench, words, &pending, &next, wrong(words, "bench-wrong-code"))
            })),
            Some(token) => {
                sessions.is_in(&pending, now);
                begun(bench, &user, &token, &next)
            }
        }
    })
    .await
}

/// A session has begun: the browser is given it, and goes where it wanted to.
pub(super) fn begun(bench: &Bench, user: &str, token: &TokenText, next: &str) -> Result<Response, Refusal> {
    let (sessions, now) = (bench.sessions()?, bench.now());
    sessions.succeeded(user, &bench.asked.headers, now);
    sessions.use_now(token.public(), now);
    let mut response = bench.to(next);
    for cookie in sessions.cookies(user, token) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Gives a browser a session in place of the one that it had.
pub(super) fn goes_on(
    bench: &Bench,
    user: &str,
    token: &TokenText,
    done: Response,
) -> Result<Response, Refusal> {
    let mut response = done;
    bench.sessions()?.use_now(token.public(), bench.now());
    for cookie in bench.sessions()?.cookies(user, token) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

pub(super) async fn out(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let now = bench.now();
        bench
            .act("sign-out", None, move |book, signed| {
                book.end_session(signed.token.public(), ended::SIGNED_OUT, now)
            })
            .await?;
        let mut response = bench.done("sign-in", "signed-out");
        response.headers_mut().append(SET_COOKIE, session::no_cookie());
        Ok(response)
    })
    .await
}

/// The form of a new password, by a link.
fn choose(bench: &Bench, words: &Words, link: &str, user: &str, notice: Option<Notice>) -> Content {
    let form = Form {
        action: bench.address("link"),
        hidden: vec![("link", link.to_owned())],
        fields: [field(words, "l", "user", user).filled_by("username").hinted(None).fixed()]
            .into_iter()
            .chain(new_password(words, "l"))
            .collect(),
        buttons: vec![button("", words.plain("bench-set-password"))],
        ..Form::default()
    };
    Content {
        heading: words.plain("bench-choose-password"),
        lead: Some(words.say("bench-choose-password-lead", &[("user", user.to_owned().into())])),
        notice,
        parts: vec![Part { forms: vec![form], ..Part::default() }],
        ..Content::default()
    }
}

fn dead_link(bench: &Bench) -> Response {
    bench.page_with(StatusCode::FORBIDDEN, None, Here::Nowhere, |words, _| Content {
        heading: words.plain("bench-dead-link"),
        lead: Some(words.plain("bench-dead-link-lead")),
        ..Content::default()
    })
}

/// Whose link this is, if it serves.
async fn holder(bench: &Bench, link: &str) -> Result<Option<(TokenText, String)>, Refusal> {
    let Ok(token) = TokenText::parse(link) else { return Ok(None) };
    let now = bench.now();
    let found = bench.asked.app.desk.ask(move |book| {
        let user = book.people().link(&token, now).ok().map(|user| user.user.clone());
        Ok(user.map(|user| (token, user)))
    });
    Ok(found.await?)
}

pub(super) async fn link(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let link = bench.asked.field("link").unwrap_or_default().to_owned();
        let Some((_, user)) = holder(bench, &link).await? else { return Ok(dead_link(bench)) };
        Ok(bench.page(None, Here::Nowhere, |words, _| choose(bench, words, &link, &user, None)))
    })
    .await
}

pub(super) async fn link_posted(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        let link = fields.text("link").to_owned();
        let Some((token, user)) = holder(bench, &link).await? else { return Ok(dead_link(bench)) };
        let password = fields.one("new-password").unwrap_or_default().to_owned();
        let again = |notice: &dyn Fn(&Words) -> Option<Notice>| {
            bench.page_with(StatusCode::UNPROCESSABLE_ENTITY, None, Here::Nowhere, |words, _| {
                choose(bench, words, &link, &user, notice(words))
            })
        };
        if fields.one("repeated") != Some(password.as_str()) {
            return Ok(again(&|words| wrong(words, "bench-wrong-not-repeated")));
        }
        let (session, now) = (bench.new_session()?, bench.now());
        let done = bench.asked.app.desk.ask(move |book| {
            book.act(Acting { command: "link".to_owned(), ..Acting::default() });
            match book.use_link(&token, &password, &session, now) {
                Err(trouble @ (Trouble::PasswordTooShort(_) | Trouble::PasswordTooLong(_))) => {
                    Ok(Err(trouble))
                }
                done => done.map(Ok),
            }
        });
        match done.await? {
            Err(trouble) => Ok(again(&|words| Some(super::problem(words, &trouble)))),
            Ok(Some(token)) => begun(bench, &user, &token, "workbench?done=password"),
            // With a second factor a link is half of what it takes.
            Ok(None) => Ok(bench.done("sign-in", "password")),
        }
    })
    .await
}

/// The form of the first user.
fn first_form(
    bench: &Bench,
    words: &Words,
    link: &str,
    (user, name): (&str, &str),
    notice: Option<Notice>,
) -> Content {
    let form = Form {
        action: bench.address("first"),
        hidden: vec![("link", link.to_owned())],
        fields: [
            field(words, "f", "user", user).required().filled_by("username"),
            field(words, "f", "name", name).filled_by("name"),
        ]
        .into_iter()
        .chain(new_password(words, "f"))
        .collect(),
        buttons: vec![button("", words.plain("bench-begin"))],
        ..Form::default()
    };
    Content {
        heading: words.plain("bench-first"),
        lead: Some(words.plain("bench-first-lead")),
        notice,
        parts: vec![Part { forms: vec![form], ..Part::default() }],
        ..Content::default()
    }
}

/// Whether the first user can be made by this link: nobody is one yet.
async fn is_first(bench: &Bench, link: &str) -> Result<bool, Refusal> {
    let nobody = bench.asked.app.desk.ask(|book| Ok(book.people().is_empty())).await?;
    Ok(nobody && bench.sessions()?.is_first(link))
}

pub(super) async fn first(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let link = bench.asked.field("link").unwrap_or_default().to_owned();
        if !is_first(bench, &link).await? {
            return Ok(dead_link(bench));
        }
        Ok(bench.page(None, Here::Nowhere, |words, _| first_form(bench, words, &link, ("", ""), None)))
    })
    .await
}

pub(super) async fn first_posted(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        let link = fields.text("link").to_owned();
        if !is_first(bench, &link).await? {
            return Ok(dead_link(bench));
        }
        let (user, name) = (fields.text("user").to_owned(), fields.text("name").to_owned());
        let password = fields.one("new-password").unwrap_or_default().to_owned();
        let again = |notice: &dyn Fn(&Words) -> Option<Notice>| {
            bench.page_with(StatusCode::UNPROCESSABLE_ENTITY, None, Here::Nowhere, |words, _| {
                first_form(bench, words, &link, (&user, &name), notice(words))
            })
        };
        if fields.one("repeated") != Some(password.as_str()) {
            return Ok(again(&|words| wrong(words, "bench-wrong-not-repeated")));
        }
        let (session, now) = (bench.new_session()?, bench.now());
        let (for_user, for_name) = (user.clone(), name.clone());
        let done = bench.asked.app.desk.ask(move |book| {
            book.act(Acting { command: "first".to_owned(), ..Acting::default() });
            let name = Some(for_name.as_str()).filter(|name| !name.is_empty());
            match book.first_administrator(&for_user, name, &password, &session, now) {
                Err(trouble @ (Trouble::Store(_) | Trouble::Path { .. })) => Err(trouble),
                done => Ok(done),
            }
        });
        match done.await? {
            Err(trouble) => Ok(again(&|words| Some(super::problem(words, &trouble)))),
            Ok(token) => begun(bench, &user, &token, "workbench/people?done=first"),
        }
    })
    .await
}

/// Where a link that an administrator hands on leads.
pub(super) fn link_address(bench: &Bench, token: &TokenText) -> String {
    let path = bench.address(&format!("link{}", query(&[("link", &token.reveal())])));
    match bench.asked.app.origin.as_str() {
        "" => {
            let host = bench.asked.headers.get(axum::http::header::ORIGIN);
            let host = host.and_then(|origin| origin.to_str().ok()).unwrap_or_default();
            format!("{host}{path}")
        }
        origin => format!("{origin}{path}"),
    }
}

/// A problem of a request that names what it does not have.
pub(super) fn unknown() -> Refusal {
    Refusal::Problem(Problem::not_found())
}
