//! Users: who there is, what each may do, and by what each is told apart.

use axum::extract::Path;
use axum::response::Response;
use jiff::SignedDuration;
use qazyq_casework::Trouble;
use qazyq_casework::book::{Book, Expected, Watched};
use qazyq_casework::people::{OpenIdSubject, Right, Role, TokenText, User, UserChange};
use qazyq_casework::sign_in::ended;
use qazyq_words::{Words, date, legible};

use super::account::{SessionShown, bound_to, sessions_of, sessions_table};
use super::posted::{Fields, Posted};
use super::sign_in::{link_address, unknown};
use super::view::{Cell, Choice, Fact, Field, FieldKind, Form, Part};
use super::{Bench, Content, Here, Refusal, Signed, bench, button, field, key_of, path_of, quiet, table};
use crate::asked::Asked;

/// A link serves so long.
pub(crate) const LINK_TIME: SignedDuration = SignedDuration::from_hours(72);

fn roles_field(words: &Words, of: &str, has: &[Role]) -> Field {
    let choice = |role: &Role| Choice {
        value: role.to_string(),
        text: words.plain(&format!("bench-role-{role}-told")),
        is_chosen: has.contains(role),
    };
    Field { choices: Role::ALL.iter().map(choice).collect(), ..field(words, of, "roles", "") }
        .of_kind(FieldKind::Choices)
}

fn roles(words: &Words, user: &User) -> String {
    let roles: Vec<String> =
        user.roles.iter().map(|role| words.plain(&format!("bench-role-{role}"))).collect();
    if roles.is_empty() { "–".to_owned() } else { roles.join(", ") }
}

/// A user as a table has it.
struct UserShown {
    user: User,
    since: jiff::Timestamp,
    has_password: bool,
    has_factor: bool,
    sessions: usize,
    tokens: usize,
}

fn users(book: &Book, now: jiff::Timestamp) -> Vec<UserShown> {
    let people = book.people();
    let shown = |(user, since): (&User, jiff::Timestamp)| {
        let tokens = || people.tokens().filter(|state| state.user == user.user && state.serves(now));
        UserShown {
            user: user.clone(),
            since,
            has_password: people.password(&user.user).is_some(),
            has_factor: people.factor(&user.user).is_some(),
            sessions: tokens().filter(|state| state.session.is_some()).count(),
            tokens: tokens().filter(|state| state.session.is_none() && !state.link).count(),
        }
    };
    people.users().map(shown).collect()
}

fn all_content(
    bench: &Bench,
    words: &Words,
    signed: &Signed,
    users: &[UserShown],
    typed: (&str, &str),
) -> Content {
    /// The place of the column that only a server with a provider has.
    const PROVIDER: usize = 5;
    let has_provider = bench.asked.app.openid.is_some();
    let yes = |is: bool| if is { "✓" } else { "–" };
    let row = |shown: &UserShown| {
        let user = &shown.user;
        let state = if user.active { "bench-active" } else { "bench-inactive" };
        let mut cells = vec![
            Cell::link(legible(&user.user), bench.address(&path_of("people", &user.user)))
                .with_small(user.name.as_deref().map(legible).unwrap_or_default()),
            Cell::text(roles(words, user)),
            Cell::text(words.plain(state)),
            Cell::text(yes(shown.has_password)),
            Cell::text(yes(shown.has_factor)),
            Cell::text(yes(user.openid.is_some())),
            Cell::text(shown.sessions.to_string()),
            Cell::text(shown.tokens.to_string()),
            Cell::text(date::instant(words, shown.since)),
        ];
        if !has_provider {
            cells.remove(PROVIDER);
        }
        cells
    };
    let mut columns = vec![
        "bench-field-user",
        "bench-field-roles",
        "bench-field-state",
        "bench-password",
        "bench-factor",
        "bench-column-openid",
        "bench-sessions",
        "bench-tokens",
        "bench-column-since",
    ];
    if !has_provider {
        columns.remove(PROVIDER);
    }
    let may = signed.user.may(Right::Administer);
    let new = Form {
        action: bench.address("workbench/people"),
        hidden: vec![key_of(signed)],
        fields: vec![
            field(words, "n", "user", typed.0).required(),
            field(words, "n", "name", typed.1),
            roles_field(words, "n", &[]),
        ],
        buttons: vec![button("", words.plain("bench-make-user"))],
        ..Form::default()
    };
    Content {
        heading: words.plain("bench-people"),
        lead: Some(words.plain("bench-people-lead")),
        parts: vec![
            Part {
                table: Some(table(
                    words,
                    words.plain("bench-people"),
                    &columns,
                    users.iter().map(row).collect(),
                    String::new(),
                )),
                ..Part::default()
            },
            Part {
                id: "new",
                heading: may.then(|| words.plain("bench-make-user")),
                forms: if may { vec![new] } else { Vec::new() },
                ..Part::default()
            },
        ],
        ..Content::default()
    }
}

async fn all_users(bench: &Bench) -> Result<(Signed, Vec<UserShown>), Refusal> {
    let now = bench.now();
    bench
        .act("users", None, move |book, _| {
            book.require(Right::Audit, now)?;
            Ok(users(book, now))
        })
        .await
}

pub(super) async fn all(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let (signed, users) = all_users(bench).await?;
        Ok(bench.page(Some(&signed), Here::People, |words, _| {
            all_content(bench, words, &signed, &users, ("", ""))
        }))
    })
    .await
}

fn roles_of(fields: &Fields) -> Vec<Role> {
    fields.all("roles").into_iter().filter_map(|name| name.parse().ok()).collect()
}

pub(super) async fn made(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let (user, now) = (fields.text("user").to_owned(), bench.now());
        let change = UserChange {
            name: fields.filled("name").map(str::to_owned),
            roles: Some(roles_of(&fields)),
            ..UserChange::default()
        };
        let name = user.clone();
        let done = bench
            .act("user add", Some(user.clone()), move |book, _| book.set_user(&name, &change, true, now))
            .await;
        match done {
            Ok(_) => Ok(bench.done(&path_of("people", &user), "user-made")),
            Err(refusal @ Refusal::Trouble(..)) => {
                let (signed, users) = all_users(bench).await?;
                let typed = (user.as_str(), fields.text("name"));
                bench.again(refusal, Here::People, |words, _| {
                    all_content(bench, words, &signed, &users, typed)
                })
            }
            Err(refusal) => Err(refusal),
        }
    })
    .await
}

/// A token of an interface as a table has it.
struct TokenShown {
    public: String,
    label: Option<String>,
    since: jiff::Timestamp,
    expires: Option<jiff::Timestamp>,
    is_link: bool,
}

/// What the page of a user shows.
struct Shown {
    signed: Signed,
    user: UserShown,
    sessions: Vec<SessionShown>,
    tokens: Vec<TokenShown>,
    /// The journal's last entry about the user.
    seen: u64,
}

async fn shown(bench: &Bench, name: &str) -> Result<Shown, Refusal> {
    let (now, of) = (bench.now(), name.to_owned());
    let (signed, (user, sessions, tokens, seen)) = bench
        .act("user", Some(name.to_owned()), move |book, _| {
            book.require(Right::Audit, now)?;
            let user = users(book, now).into_iter().find(|shown| shown.user.user == of);
            let user = user.ok_or_else(|| Trouble::UnknownUser { user: of.clone(), known: Vec::new() })?;
            let tokens = book.people().tokens().filter(|state| state.user == of && state.serves(now));
            let tokens = tokens.filter(|state| state.session.is_none()).map(|state| TokenShown {
                public: state.token.clone(),
                label: state.label.clone(),
                since: state.since,
                expires: state.expires,
                is_link: state.link,
            });
            let tokens: Vec<TokenShown> = tokens.collect();
            let last = book.last_of(&Watched::User(of.clone())).map_or(0, |entry| entry.number);
            Ok((user, sessions_of(book, &of, now), tokens, last))
        })
        .await?;
    Ok(Shown { signed, user, sessions, tokens, seen })
}

fn content(bench: &Bench, words: &Words, shown: &Shown, given: Option<(&str, &str)>) -> Content {
    let Shown { signed, user, sessions, tokens, .. } = shown;
    let name = user.user.user.as_str();
    let may = signed.user.may(Right::Administer);
    let form = |what: &str, fields: Vec<Field>, buttons: Vec<super::view::Button>| Form {
        action: bench.address(&path_of("people", name)),
        hidden: vec![key_of(signed), ("what", what.to_owned()), ("seen", shown.seen.to_string())],
        fields,
        buttons,
        ..Form::default()
    };
    let fact = |id: &str, cell: Cell| Fact { term: words.plain(id), cell };
    let state = if user.user.active { "bench-active" } else { "bench-inactive" };
    let facts = vec![
        fact("bench-field-roles", Cell::text(roles(words, &user.user))),
        fact("bench-field-state", Cell::text(words.plain(state))),
        fact("bench-factor", Cell::text(words.plain(if user.has_factor { "bench-yes" } else { "bench-no" }))),
    ];
    let openid = user.user.openid.as_ref();
    let facts: Vec<Fact> = facts.into_iter().chain(openid.map(|openid| bound_to(words, openid))).collect();
    let mut parts = Vec::new();
    if let Some((heading, secret)) = given {
        parts.push(Part {
            id: "given",
            heading: Some(words.plain(heading)),
            text: vec![words.plain("bench-shown-once")],
            code: vec![secret.to_owned()],
            ..Part::default()
        });
    }
    parts.push(Part { facts, ..Part::default() });
    if may {
        let (active, text) = match user.user.active {
            true => ("deactivate", "bench-deactivate"),
            false => ("activate", "bench-activate"),
        };
        parts.push(Part {
            id: "change",
            heading: Some(words.plain("bench-change-user")),
            forms: vec![
                form(
                    "change",
                    vec![
                        field(words, "u", "name", user.user.name.as_deref().unwrap_or_default()),
                        roles_field(words, "u", &user.user.roles),
                    ],
                    vec![button("", words.plain("bench-save"))],
                ),
                form(active, Vec::new(), vec![quiet("", words.plain(text))]),
            ],
            ..Part::default()
        });
        // Of a provider that is not set any more a user can still be freed.
        if openid.is_some() || bench.asked.app.openid.is_some() {
            let issuer = bench.asked.app.openid.as_ref().map(super::openid::Door::issuer);
            let own = openid.filter(|openid| Some(openid.issuer.as_str()) == issuer);
            let subject = own.map(|openid| openid.subject.as_str()).unwrap_or_default();
            parts.push(Part {
                id: "openid",
                heading: Some(words.plain("bench-openid")),
                text: vec![words.plain("bench-openid-text")],
                forms: vec![form(
                    "openid",
                    vec![field(words, "o", "openid-subject", subject)],
                    vec![quiet("", words.plain("bench-save"))],
                )],
                ..Part::default()
            });
        }
        let mut ways = vec![form("link", Vec::new(), vec![button("", words.plain("bench-make-link"))])];
        if user.has_factor {
            ways.push(form("factor", Vec::new(), vec![quiet("", words.plain("bench-take-factor"))]));
        }
        parts.push(Part {
            id: "link",
            heading: Some(words.plain("bench-links")),
            text: vec![words.plain("bench-links-text")],
            forms: ways,
            ..Part::default()
        });
    }
    let end = |what: &'static str, id: &str, public: &str| {
        let form = form(what, Vec::new(), vec![quiet("", words.plain(id))]);
        let mut hidden = form.hidden.clone();
        hidden.push(("token", public.to_owned()));
        Form { hidden, ..form }
    };
    let row = |token: &TokenShown| {
        let label = match token.is_link {
            true => words.plain("bench-a-link"),
            false => token.label.as_deref().map_or_else(|| "–".to_owned(), legible),
        };
        vec![
            Cell::text(legible(&token.public)),
            Cell::text(label),
            Cell::text(date::instant(words, token.since)),
            Cell::text(token.expires.map_or_else(|| "–".to_owned(), |at| date::instant(words, at))),
            if may { Cell::form(end("revoke", "bench-revoke", &token.public)) } else { Cell::text("") },
        ]
    };
    let mut new_token = Vec::new();
    if may {
        let fields = vec![field(words, "k", "label", ""), field(words, "k", "days", "90").required()];
        new_token.push(form("token", fields, vec![button("", words.plain("bench-make-token"))]));
    }
    parts.push(Part {
        id: "tokens",
        heading: Some(words.plain("bench-tokens")),
        text: vec![words.plain("bench-tokens-text")],
        table: Some(table(
            words,
            words.plain("bench-tokens"),
            &[
                "bench-column-token",
                "bench-field-label",
                "bench-column-since",
                "bench-column-until",
                "bench-column-end",
            ],
            tokens.iter().map(row).collect(),
            words.plain("bench-tokens-empty"),
        )),
        forms: new_token,
        ..Part::default()
    });
    let own = signed.token.public();
    parts.push(Part {
        id: "sessions",
        heading: Some(words.plain("bench-sessions")),
        table: Some(sessions_table(words, sessions, Some(own), &|public| {
            if may { end("session", "bench-end-session", public) } else { Form::default() }
        })),
        ..Part::default()
    });
    Content {
        over: Some(legible(name)),
        heading: legible(user.user.name.as_deref().unwrap_or(name)),
        parts,
        ..Content::default()
    }
}

pub(super) async fn one(Path((language, user)): Path<(String, String)>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let shown = shown(bench, &user).await?;
        Ok(bench.page(Some(&shown.signed), Here::People, |words, _| content(bench, words, &shown, None)))
    })
    .await
}

/// What came of a form about a user.
enum Came {
    /// It was done.
    Done(&'static str),
    /// Something was given out, which is shown this one time.
    Given(&'static str, String),
    /// Somebody else changed the user since the form was shown.
    Stale,
}

pub(super) async fn changed(Path((language, user)): Path<(String, String)>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let here = path_of("people", &user);
        match change(bench, &user, &fields).await {
            Ok(Came::Done(what)) => Ok(bench.done(&here, what)),
            Ok(Came::Stale) => Ok(bench.not_done(&here, "stale")),
            Ok(Came::Given(heading, secret)) => {
                let shown = shown(bench, &user).await?;
                Ok(bench.page(Some(&shown.signed), Here::People, |words, _| {
                    content(bench, words, &shown, Some((heading, &secret)))
                }))
            }
            Err(refusal @ Refusal::Trouble(..)) => match shown(bench, &user).await {
                Ok(shown) => {
                    bench.again(refusal, Here::People, |words, _| content(bench, words, &shown, None))
                }
                Err(_) => Err(refusal),
            },
            Err(refusal) => Err(refusal),
        }
    })
    .await
}

async fn change(bench: &Bench, user: &str, fields: &Fields) -> Result<Came, Refusal> {
    let (now, name) = (bench.now(), user.to_owned());
    let about = Some(name.clone());
    let token = fields.text("token").to_owned();
    let (random, later) = (bench.random()?, |time: SignedDuration| now.checked_add(time).ok());
    let set = async |change: UserChange| {
        let (name, seen) = (name.clone(), fields.filled("seen").and_then(|text| text.parse::<u64>().ok()));
        // A form that does not say what it showed has seen nothing.
        let expected = Expected { of: Watched::User(name.clone()), last: seen.unwrap_or_default() };
        let done = bench.act("user set", about.clone(), move |book, _| {
            book.upon(expected);
            match book.set_user(&name, &change, false, now) {
                Err(Trouble::WrittenSince { .. }) => Ok(Came::Stale),
                done => done.map(|_| Came::Done("saved")),
            }
        });
        done.await.map(|(_, came)| came)
    };
    match fields.text("what") {
        "change" => {
            let change = UserChange {
                name: Some(fields.text("name").to_owned()).filter(|name| !name.is_empty()),
                roles: Some(roles_of(fields)),
                ..UserChange::default()
            };
            set(change).await
        }
        "activate" => set(UserChange { active: Some(true), ..UserChange::default() }).await,
        "deactivate" => set(UserChange { active: Some(false), ..UserChange::default() }).await,
        "openid" => {
            let issuer = bench.asked.app.openid.as_ref().map(|door| door.issuer().to_owned());
            let openid = match (fields.filled("openid-subject"), issuer) {
                (None, _) => None,
                (Some(_), None) => return Err(unknown()),
                (Some(subject), Some(issuer)) => Some(OpenIdSubject { issuer, subject: subject.to_owned() }),
            };
            set(UserChange { openid: Some(openid), ..UserChange::default() }).await
        }
        "link" => {
            let expires = later(LINK_TIME).unwrap_or(jiff::Timestamp::MAX);
            let (_, link) = bench
                .act("user link", about, move |book, _| book.new_link(&name, expires, &random, now))
                .await?;
            Ok(Came::Given("bench-a-link", link_address(bench, &link)))
        }
        "token" => {
            let days = fields.text("days").parse::<i64>().ok().filter(|days| (1..=3650).contains(days));
            let bad = || {
                let status = axum::http::StatusCode::BAD_REQUEST;
                let named = [("text", fields.text("days").to_owned())];
                Refusal::Problem(crate::problem::Problem::new(status, "not_a_number", named))
            };
            let expires = later(SignedDuration::from_hours(days.ok_or_else(bad)?.saturating_mul(24)));
            let label = fields.filled("label").map(str::to_owned);
            let (_, token): (_, TokenText) = bench
                .act("token new", about, move |book, _| {
                    book.new_token(&name, expires, label.as_deref(), &random, now)
                })
                .await?;
            Ok(Came::Given("bench-a-token", token.reveal()))
        }
        "revoke" => {
            bench
                .act("token revoke", about, move |book, _| book.revoke_token(&token, ended::ENDED, now))
                .await?;
            Ok(Came::Done("revoked"))
        }
        "session" => {
            bench
                .act("session end", about, move |book, _| book.end_session(&token, ended::ENDED, now))
                .await?;
            Ok(Came::Done("session-ended"))
        }
        "factor" => {
            bench.act("factor take", about, move |book, _| book.take_factor(&name, None, now)).await?;
            Ok(Came::Done("factor-taken"))
        }
        _ => Err(unknown()),
    }
}
