//! One's own: the password, the second factor, the sessions.

use axum::extract::Path;
use axum::response::Response;
use qazyq_casework::book::Book;
use qazyq_casework::people::OpenIdSubject;
use qazyq_casework::sign_in::{NewFactor, ended};
use qazyq_words::{Words, date, legible};
use qrcode::QrCode;
use qrcode::render::svg;

use super::posted::{Fields, Posted};
use super::sign_in::{goes_on, unknown};
use super::view::{Cell, Fact, FieldKind, Form, Part, Picture, Table};
use super::{
    Bench, Content, Here, Refusal, Signed, bench, button, field, key_of, new_password, quiet, table,
};
use crate::asked::Asked;

/// A session as its user sees it.
pub(super) struct SessionShown {
    pub(super) public: String,
    since: jiff::Timestamp,
    expires: Option<jiff::Timestamp>,
    by: &'static str,
    agent: String,
}

/// The sessions of a user that serve.
pub(super) fn sessions_of(book: &Book, user: &str, now: jiff::Timestamp) -> Vec<SessionShown> {
    let of_user = book.people().tokens().filter(|state| state.user == user && state.serves(now));
    let mut sessions: Vec<SessionShown> = of_user
        .filter_map(|state| {
            let session = state.session.as_ref()?;
            Some(SessionShown {
                public: state.token.clone(),
                since: state.since,
                expires: state.expires,
                by: session.by.as_str(),
                agent: session.agent.clone().unwrap_or_default(),
            })
        })
        .collect();
    sessions.sort_by_key(|session| std::cmp::Reverse(session.since));
    sessions
}

/// A table of sessions; each can be ended, by a form that `end` makes.
pub(super) fn sessions_table(
    words: &Words,
    sessions: &[SessionShown],
    own: Option<&str>,
    end: &dyn Fn(&str) -> Form,
) -> Table {
    let row = |session: &SessionShown| {
        let last = match own == Some(session.public.as_str()) {
            true => Cell::text(words.plain("bench-this-session")),
            false => Cell::form(end(&session.public)),
        };
        vec![
            Cell::text(date::instant(words, session.since)),
            Cell::text(words.plain(&format!("bench-by-{}", session.by))),
            Cell::text(legible(&session.agent)),
            Cell::text(session.expires.map(|at| date::instant(words, at)).unwrap_or_default()),
            last,
        ]
    };
    table(
        words,
        words.plain("bench-sessions"),
        &[
            "bench-column-since",
            "bench-column-by",
            "bench-column-browser",
            "bench-column-until",
            "bench-column-end",
        ],
        sessions.iter().map(row).collect(),
        words.plain("bench-no-sessions"),
    )
}

/// What the page shows.
struct Shown {
    signed: Signed,
    sessions: Vec<SessionShown>,
    /// How many recovery codes are left, where there is a second factor.
    factor: Option<usize>,
    /// A second factor that is about to be taken up.
    offered: Option<NewFactor>,
}

async fn shown(bench: &Bench) -> Result<Shown, Refusal> {
    let now = bench.now();
    let (signed, (sessions, factor)) = bench
        .act("account", None, move |book, signed| {
            let user = &signed.user.user;
            let factor = book.people().factor(user).map(|factor| factor.recovery.len());
            Ok((sessions_of(book, user, now), factor))
        })
        .await?;
    let offered = bench.sessions()?.offered(signed.token.public(), now);
    Ok(Shown { signed, sessions, factor, offered })
}

fn form(bench: &Bench, signed: &Signed, what: &str) -> Form {
    Form {
        action: bench.address("workbench/account"),
        hidden: vec![key_of(signed), ("what", what.to_owned())],
        ..Form::default()
    }
}

fn content(bench: &Bench, words: &Words, shown: &Shown) -> Content {
    let Shown { signed, sessions, .. } = shown;
    let password = Form {
        fields: [field(words, "p", "password", "")
            .required()
            .of_kind(FieldKind::Password)
            .filled_by("current-password")
            .hinted(None)]
        .into_iter()
        .chain(new_password(words, "p"))
        .collect(),
        buttons: vec![button("", words.plain("bench-set-password"))],
        ..form(bench, signed, "password")
    };
    let end = |public: &str| Form {
        hidden: vec![key_of(signed), ("what", "session".to_owned()), ("session", public.to_owned())],
        buttons: vec![quiet("", words.plain("bench-end-session"))],
        ..form(bench, signed, "session")
    };
    let own = signed.token.public();
    Content {
        heading: words.plain("bench-account"),
        lead: Some(words.say("bench-account-lead", &[("user", signed.user.user.clone().into())])),
        parts: bound(words, signed)
            .into_iter()
            .chain([
                factor(bench, words, shown),
                Part {
                    id: "password",
                    heading: Some(words.plain("bench-password")),
                    text: vec![words.plain("bench-password-text")],
                    forms: vec![password],
                    ..Part::default()
                },
                Part {
                    id: "sessions",
                    heading: Some(words.plain("bench-sessions")),
                    text: vec![words.plain("bench-sessions-text")],
                    table: Some(sessions_table(words, sessions, Some(own), &end)),
                    ..Part::default()
                },
            ])
            .collect(),
        ..Content::default()
    }
}

/// Who one is at a provider; nothing where one is nobody there.
fn bound(words: &Words, signed: &Signed) -> Option<Part> {
    let openid = signed.user.openid.as_ref()?;
    Some(Part {
        id: "openid",
        heading: Some(words.plain("bench-openid")),
        text: vec![words.plain("bench-openid-account")],
        facts: vec![bound_to(words, openid)],
        ..Part::default()
    })
}

/// Who somebody is at a provider.
pub(super) fn bound_to(words: &Words, openid: &OpenIdSubject) -> Fact {
    let cell = Cell::text(legible(&openid.subject)).with_small(legible(&openid.issuer));
    Fact { term: words.plain("bench-openid-bound"), cell }
}

/// The second factor: none, one that is about to be taken up, or one that is there.
fn factor(bench: &Bench, words: &Words, shown: &Shown) -> Part {
    let Shown { signed, factor, offered, .. } = shown;
    let part = Part { id: "factor", heading: Some(words.plain("bench-factor")), ..Part::default() };
    if let Some(left) = factor {
        let take = Form {
            fields: vec![field(words, "t", "code", "").required().filled_by("one-time-code")],
            buttons: vec![quiet("", words.plain("bench-take-factor"))],
            ..form(bench, signed, "take-factor")
        };
        let left = words.say("bench-factor-there", &[("count", (*left).into())]);
        return Part { text: vec![left], forms: vec![take], ..part };
    }
    let Some(offered) = offered else {
        let begin = Form {
            buttons: vec![button("", words.plain("bench-begin-factor"))],
            ..form(bench, signed, "begin-factor")
        };
        return Part { text: vec![words.plain("bench-factor-none")], forms: vec![begin], ..part };
    };
    let show = Form {
        fields: vec![field(words, "c", "app-code", "").required().filled_by("one-time-code")],
        buttons: vec![button("", words.plain("bench-set-factor"))],
        ..form(bench, signed, "set-factor")
    };
    let address = offered.address(&signed.user.user).unwrap_or_default();
    let mut code = vec![offered.secret.clone(), String::new()];
    code.extend(offered.recovery.iter().cloned());
    Part {
        text: vec![words.plain("bench-factor-begun"), words.plain("bench-factor-recovery")],
        picture: picture(&address).map(|svg| Picture { svg, alt: words.plain("bench-factor-picture") }),
        code,
        forms: vec![show],
        ..part
    }
}

/// An address as a square that a camera reads: dark on light, in either theme.
fn picture(address: &str) -> Option<String> {
    let code = QrCode::new(address.as_bytes()).ok()?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(220, 220)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    // Inside a page it is no document of its own.
    drawn.find("<svg").and_then(|at| drawn.get(at..)).map(str::to_owned)
}

pub(super) async fn page(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let shown = shown(bench).await?;
        Ok(bench.page(Some(&shown.signed), Here::Account, |words, _| content(bench, words, &shown)))
    })
    .await
}

pub(super) async fn posted(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        match done(bench, &fields).await {
            Err(refusal @ Refusal::Trouble(..)) => {
                let shown = shown(bench).await?;
                bench.again(refusal, Here::Account, |words, _| content(bench, words, &shown))
            }
            done => done,
        }
    })
    .await
}

async fn done(bench: &Bench, fields: &Fields) -> Result<Response, Refusal> {
    const HERE: &str = "workbench/account";
    let now = bench.now();
    match fields.text("what") {
        "password" => {
            let old = fields.one("password").unwrap_or_default().to_owned();
            let new = fields.one("new-password").unwrap_or_default().to_owned();
            if fields.one("repeated") != Some(new.as_str()) {
                return Ok(bench.not_done(HERE, "not-repeated"));
            }
            let session = bench.new_session()?;
            let (signed, token) = bench
                .act("account password", None, move |book, _| book.change_password(&old, &new, &session, now))
                .await?;
            goes_on(bench, &signed.user.user, &token, bench.done(HERE, "password"))
        }
        "begin-factor" => {
            let sessions = bench.sessions()?;
            let mut secret = [0; 20];
            (sessions.random)(&mut secret);
            let mut recovery = [[0; 10]; 10];
            recovery.iter_mut().for_each(|code| (sessions.random)(code));
            let (signed, ()) = bench.act("account factor", None, |_, _| Ok(())).await?;
            sessions.offer(signed.token.public(), NewFactor::of_random(secret, recovery), now);
            Ok(bench.to(&format!("{HERE}#factor")))
        }
        "set-factor" => {
            let (signed, ()) = bench.act("account factor", None, |_, _| Ok(())).await?;
            let public = signed.token.public().to_owned();
            let Some(offered) = bench.sessions()?.offered(&public, now) else {
                return Ok(bench.not_done(HERE, "too-late"));
            };
            let code = fields.text("app-code").to_owned();
            bench.act("account factor", None, move |book, _| book.set_factor(&offered, &code, now)).await?;
            bench.sessions()?.taken_up(&public, now);
            Ok(bench.done(HERE, "factor"))
        }
        "take-factor" => {
            let code = fields.text("code").to_owned();
            bench
                .act("account factor", None, move |book, signed| {
                    book.take_factor(&signed.user.user, Some(&code), now)
                })
                .await?;
            Ok(bench.done(HERE, "factor-taken"))
        }
        "session" => {
            let session = fields.text("session").to_owned();
            bench
                .act("account session", None, move |book, _| book.end_session(&session, ended::ENDED, now))
                .await?;
            Ok(bench.done(HERE, "session-ended"))
        }
        _ => Err(unknown()),
    }
}
