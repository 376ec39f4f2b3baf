//! The workbench: where people record, decide and answer for it.
//!
//! | module | is |
//! | --- | --- |
//! | [`session`] | cookies, what a form carries, who is idle, who tries too often |
//! | `posted` | what a browser sends, within limits |
//! | `view` | what its pages are made of: one template for all |
//! | [`openid`] | signing in by a provider, in a build with that feature |
//! | `sign_in`, `account` | signing in and out; one's own password, second factor and sessions |
//! | `inbox` | what there is to look at, and who does |
//! | `assets`, `record` | what is known of an asset; forms, with what they would change |
//! | `registers` | other people's registers, and what they propose |
//! | `lists` | proposals, lists taken in, and who decides on them |
//! | `people`, `audit` | who may do what; who did what |
//!
//! Every page asks the journal itself, so that nobody sees less than they have just written. What somebody may do is decided by
//! [`Book::write`] and nowhere here: a page only leaves out what would be refused.
//!
//! Each change is one append, which is there wholly or not at all, and is answered by sending the browser to another page, so that none is made twice by
//! loading a page again.

mod account;
mod assets;
mod audit;
mod inbox;
mod lists;
#[cfg(feature = "openid")]
pub mod openid;
#[cfg(not(feature = "openid"))]
#[path = "no_openid.rs"]
pub mod openid;
mod people;
mod posted;
mod record;
mod registers;
pub mod session;
mod sign_in;
mod view;

pub(crate) use people::LINK_TIME;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::{ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use qazyq_casework::Trouble;
use qazyq_casework::book::{Acting, Book};
use qazyq_casework::people::{Random, Right, TokenText, User};
use qazyq_casework::sign_in::{NewSession, ended};
use qazyq_troubles::said;
use qazyq_words::{Language, Words};

use self::session::{SESSION_TIME, Sessions};
use self::view::{Button, Field, Form, Nav, Notice, Page, Part};
use crate::app::App;
use crate::asked::Asked;
use crate::desk::NotDone;
use crate::language;
use crate::pages::Around;
use crate::pages::bench::{Entry, encoded, query, rendered};
use crate::problem::{Problem, status_of};
use crate::reply::{HTML, Keep, Reply};
use crate::routes::around;

/// Bytes of a form without files.
const FORM_BYTES_MAX: usize = 256 << 10;
/// Bytes of a form with its files.
const UPLOAD_BYTES_MAX: usize = 76 << 20;

/// Every address of the workbench, behind the language.
pub fn routes() -> Router<Arc<App>> {
    let with_files = Router::new()
        .route("/{language}/workbench/record/{kind}", get(record::form).post(record::posted))
        .route("/{language}/workbench/import", get(record::import).post(record::imported))
        .route("/{language}/workbench/registers", get(registers::all).post(registers::posted))
        .route("/{language}/workbench/lists/import", get(lists::import).post(lists::imported))
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX));
    Router::new()
        .route("/{language}/first", get(sign_in::first).post(sign_in::first_posted))
        .route("/{language}/link", get(sign_in::link).post(sign_in::link_posted))
        .route("/{language}/sign-in", get(sign_in::form).post(sign_in::posted))
        .route("/{language}/sign-in/code", post(sign_in::code_posted))
        .route("/{language}/sign-out", post(sign_in::out))
        .route("/{language}/workbench", get(inbox::page))
        .route("/{language}/workbench/item", get(inbox::item).post(inbox::posted))
        .route("/{language}/workbench/assets", get(assets::all))
        .route("/{language}/workbench/assets/{asset}", get(assets::one))
        .route("/{language}/workbench/retract", post(record::retract))
        .route("/{language}/workbench/registers/{key}", get(registers::one).post(registers::answered))
        .route("/{language}/workbench/lists", get(lists::all))
        .route("/{language}/workbench/propose", get(lists::propose).post(lists::proposed))
        .route("/{language}/workbench/decisions/{number}", get(lists::one).post(lists::decided))
        .route("/{language}/workbench/people", get(people::all).post(people::made))
        .route("/{language}/workbench/people/{user}", get(people::one).post(people::changed))
        .route("/{language}/workbench/audit", get(audit::page))
        .route("/{language}/workbench/audit.csv", get(audit::csv))
        .route("/{language}/workbench/account", get(account::page).post(account::posted))
        .merge(openid::routes())
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .merge(with_files)
}

/// Who is signed in.
#[derive(Clone, Debug)]
struct Signed {
    user: User,
    token: TokenText,
}

/// Why no page can be given.
enum Refusal {
    /// Nobody is signed in.
    SignIn,
    /// A form does not carry what it must.
    NotOwn,
    /// Something else is wrong with the request.
    Problem(Problem),
    /// It cannot be done.
    Trouble(Box<Trouble>, Option<Box<Signed>>),
}

impl Refusal {
    /// Who was refused, where that is known.
    fn signed(&self) -> Option<Signed> {
        match self {
            Self::Trouble(_, signed) => signed.as_deref().cloned(),
            _ => None,
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<NotDone> for Refusal {
    fn from(not_done: NotDone) -> Self {
        match not_done {
            NotDone::Trouble(trouble) => Self::Trouble(Box::new(trouble), None),
            other => Self::Problem(other.into()),
        }
    }
}

/// Where in the workbench a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Here {
    Inbox,
    Assets,
    Lists,
    People,
    Audit,
    Account,
    Nowhere,
}

impl Here {
    /// What stands in the navigation.
    const ALL: [Self; 6] = [Self::Inbox, Self::Assets, Self::Lists, Self::People, Self::Audit, Self::Account];

    fn path(self) -> &'static str {
        match self {
            Self::Inbox | Self::Nowhere => "workbench",
            Self::Assets => "workbench/assets",
            Self::Lists => "workbench/lists",
            Self::People => "workbench/people",
            Self::Audit => "workbench/audit",
            Self::Account => "workbench/account",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Inbox | Self::Nowhere => "bench-inbox",
            Self::Assets => "bench-assets",
            Self::Lists => "bench-lists",
            Self::People => "bench-people",
            Self::Audit => "bench-audit",
            Self::Account => "bench-account",
        }
    }

    /// Whether somebody may see anything there.
    fn is_for(self, user: &User) -> bool {
        match self {
            Self::People | Self::Audit => user.may(Right::Audit),
            _ => true,
        }
    }
}

/// What a page says.
#[derive(Default)]
struct Content {
    over: Option<String>,
    heading: String,
    lead: Option<String>,
    notice: Option<Notice>,
    parts: Vec<Part>,
}

/// A request for a page of the workbench.
struct Bench {
    asked: Asked,
    language: Language,
}

/// Answers a request.
async fn bench(
    asked: Asked,
    code: &str,
    make: impl AsyncFnOnce(&Bench) -> Result<Response, Refusal>,
) -> Response {
    let language = Language::ALL.into_iter().find(|language| language.code() == code);
    let Some(language) = language.filter(|_| asked.app.sessions.is_some()) else {
        return asked.refused(&Problem::not_found());
    };
    let bench = Bench { asked, language };
    match make(&bench).await {
        Ok(response) => response,
        Err(Refusal::SignIn) => bench.to_sign_in(),
        Err(Refusal::NotOwn) => bench.asked.refused(&Problem::plain(StatusCode::FORBIDDEN, "not_own_page")),
        Err(Refusal::Problem(problem)) => bench.asked.refused(&problem),
        Err(Refusal::Trouble(trouble, signed)) => bench.trouble(&trouble, signed.as_deref()),
    }
}

impl Bench {
    /// What is known of people at their browsers.
    ///
    /// # Errors
    /// Where this server has no workbench.
    fn sessions(&self) -> Result<&Sessions, Refusal> {
        self.asked.app.sessions.as_ref().ok_or_else(|| Refusal::Problem(Problem::not_found()))
    }

    /// The present instant.
    fn now(&self) -> jiff::Timestamp {
        (self.asked.app.now)()
    }

    /// Has something done on behalf of whoever is signed in.
    ///
    /// # Errors
    /// Where nobody is, or it cannot be done.
    async fn act<T: Send + 'static>(
        &self,
        command: &'static str,
        about: Option<String>,
        work: impl FnOnce(&mut Book, &Signed) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<(Signed, T), Refusal> {
        let token = session::shown(&self.asked.headers).ok_or(Refusal::SignIn)?;
        let now = self.now();
        let is_in_use = self.sessions()?.use_now(token.public(), now);
        let done = self.asked.app.desk.ask(move |book| {
            let Ok(user) = book.people().session(&token, now) else { return Ok(Err(None)) };
            let signed = Signed { user: user.clone(), token: token.clone() };
            let command = command.to_owned();
            let acting =
                Acting { token: Some(Ok(token)), command, about, is_session: true, ..Acting::default() };
            book.act(acting);
            if !is_in_use {
                book.end_session(signed.token.public(), ended::IDLE, now)?;
                return Ok(Err(None));
            }
            Ok(work(book, &signed)
                .map(|done| (signed.clone(), done))
                .map_err(|trouble| Some((trouble, signed))))
        });
        match done.await? {
            Ok(done) => Ok(done),
            Err(None) => Err(Refusal::SignIn),
            Err(Some((trouble, signed))) => Err(Refusal::Trouble(Box::new(trouble), Some(Box::new(signed)))),
        }
    }

    /// Whether a form is this session's own.
    ///
    /// # Errors
    /// Where it does not carry what only a page of this session can.
    fn own(&self, posted: &posted::Fields) -> Result<(), Refusal> {
        let token = session::shown(&self.asked.headers).ok_or(Refusal::SignIn)?;
        let is_own = posted.one("key").is_some_and(|shown| session::is_form_key(&token, shown));
        if is_own { Ok(()) } else { Err(Refusal::NotOwn) }
    }

    /// A session that is to begin in this browser.
    ///
    /// # Errors
    /// Where this server has no workbench.
    fn new_session(&self) -> Result<NewSession, Refusal> {
        let agent = self.asked.headers.get(axum::http::header::USER_AGENT);
        Ok(NewSession {
            random: self.random()?,
            expires: self.now().checked_add(SESSION_TIME).unwrap_or(jiff::Timestamp::MAX),
            agent: agent.and_then(|agent| agent.to_str().ok()).map(str::to_owned),
            replaces: session::shown(&self.asked.headers).map(|token| token.public().to_owned()),
        })
    }

    /// Random bytes.
    ///
    /// # Errors
    /// Where this server has no workbench.
    fn random(&self) -> Result<Random, Refusal> {
        Ok(self.sessions()?.for_a_token())
    }

    /// An address behind the page's language.
    fn address(&self, path: &str) -> String {
        format!("/{}/{path}", self.language.code())
    }

    /// Sends the browser elsewhere.
    fn to(&self, path: &str) -> Response {
        redirect(&self.address(path))
    }

    /// The same, and says what was done.
    fn done(&self, path: &str, what: &str) -> Response {
        let joint = if path.contains('?') { '&' } else { '?' };
        self.to(&format!("{path}{joint}done={what}"))
    }

    /// The same, and says why it was not done.
    fn not_done(&self, path: &str, why: &str) -> Response {
        let joint = if path.contains('?') { '&' } else { '?' };
        self.to(&format!("{path}{joint}wrong={why}"))
    }

    fn to_sign_in(&self) -> Response {
        let path = format!("/{}/{}", self.language.code(), self.asked.path());
        to_sign_in(&self.asked.headers, &path)
    }

    /// A page.
    fn page(
        &self,
        signed: Option<&Signed>,
        here: Here,
        make: impl FnOnce(&Words, &Around<'_>) -> Content,
    ) -> Response {
        self.page_with(StatusCode::OK, signed, here, make)
    }

    /// A page with a status of its own.
    fn page_with(
        &self,
        status: StatusCode,
        signed: Option<&Signed>,
        here: Here,
        make: impl FnOnce(&Words, &Around<'_>) -> Content,
    ) -> Response {
        let served = self.asked.app.current();
        let text = language::with(self.language, |words| {
            let around = around(&self.asked.app, &served, words, self.asked.path());
            let content = make(words, &around);
            let nav = signed.map(|signed| self.nav(words, signed, here));
            rendered(&Page {
                frame: around.bench_frame(content.heading.clone()),
                nav,
                over: content.over,
                heading: content.heading,
                lead: content.lead,
                notice: content.notice.or_else(|| self.came_of(words)),
                parts: content.parts,
            })
        });
        let reply = Reply::new(text, HTML, Keep::No).in_language(self.language.code());
        let mut response = reply.to(&self.asked.headers);
        *response.status_mut() = status;
        response
    }

    fn nav(&self, words: &Words, signed: &Signed, here: Here) -> Nav {
        let entry = |of: Here| Entry {
            href: self.address(of.path()),
            text: words.plain(of.name()),
            is_here: of == here,
        };
        let sign_out = Form {
            action: self.address("sign-out"),
            hidden: vec![key_of(signed)],
            buttons: vec![quiet("", words.plain("bench-sign-out"))],
            ..Form::default()
        };
        let user = &signed.user;
        let roles: Vec<String> =
            user.roles.iter().map(|role| words.plain(&format!("bench-role-{role}"))).collect();
        let name = user.name.as_ref().unwrap_or(&user.user);
        Nav {
            label: words.plain("bench-label"),
            entries: Here::ALL.into_iter().filter(|of| of.is_for(user)).map(entry).collect(),
            who: format!("{} · {}", qazyq_words::legible(name), roles.join(", ")),
            sign_out,
        }
    }

    /// What was done, or was not, before the browser was sent here.
    fn came_of(&self, words: &Words) -> Option<Notice> {
        let is_problem = self.asked.field("wrong").is_some();
        let what = self.asked.field(if is_problem { "wrong" } else { "done" })?;
        let id = format!("bench-{}-{what}", if is_problem { "wrong" } else { "done" });
        let is_name = what.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let text = words.find_plain(&id).filter(|_| is_name)?;
        Some(Notice { is_problem, text, help: None })
    }

    /// A page that says what went wrong.
    fn trouble(&self, trouble: &Trouble, signed: Option<&Signed>) -> Response {
        let status = status_of(trouble);
        if status.is_server_error() {
            return self.asked.refused(&Problem::plain(status, "fault"));
        }
        self.page_with(status, signed, Here::Nowhere, |words, _| Content {
            heading: words.plain("bench-not-done"),
            notice: Some(problem(words, trouble)),
            parts: vec![Part {
                links: vec![view::Link {
                    href: self.address("workbench"),
                    text: words.plain("bench-to-inbox"),
                }],
                ..Part::default()
            }],
            ..Content::default()
        })
    }

    /// The page of a form that could not be taken, with what was filled in still there.
    ///
    /// # Errors
    /// Where it is a fault of the program's own.
    fn again(
        &self,
        refusal: Refusal,
        here: Here,
        make: impl FnOnce(&Words, &Around<'_>) -> Content,
    ) -> Result<Response, Refusal> {
        let Refusal::Trouble(trouble, signed) = refusal else { return Err(refusal) };
        let status = status_of(&trouble);
        if status.is_server_error() {
            return Err(Refusal::Trouble(trouble, signed));
        }
        Ok(self.page_with(status, signed.as_deref(), here, |words, around| {
            let content = make(words, around);
            Content { notice: Some(problem(words, &trouble)), ..content }
        }))
    }
}

/// What a form of a session carries.
fn key_of(signed: &Signed) -> (&'static str, String) {
    ("key", session::form_key(&signed.token))
}

/// What went wrong, in words.
fn problem(words: &Words, trouble: &Trouble) -> Notice {
    let said = said(words, trouble);
    Notice { is_problem: true, text: said.text, help: said.help }
}

/// Sends somebody who is not signed in, or not any more, to where that is done, and then back: to the page that was asked for, or the one on which a form
/// stood. `path` begins with the page's language.
fn to_sign_in(headers: &HeaderMap, path: &str) -> Response {
    let parts = |path: &str| {
        let (language, next) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
        (language.to_owned(), next.to_owned())
    };
    // With a form a browser says by whom it is sent, and with nothing else that is asked for here: back is then where the form stood.
    let (_, next) = match headers.contains_key(ORIGIN) {
        true => parts(session::own_referer(headers).unwrap_or_default()),
        false => parts(path),
    };
    let language = Language::ALL.into_iter().find(|of| of.code() == parts(path).0);
    let language = language.unwrap_or(Language::English);
    let next = if next.starts_with("workbench") { next.as_str() } else { "" };
    let mut response = redirect(&format!("/{}/sign-in{}", language.code(), query(&[("next", next)])));
    response.headers_mut().append(SET_COOKIE, session::no_cookie());
    response
}

fn redirect(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::try_from(address) {
        response.headers_mut().insert(axum::http::header::LOCATION, value);
    }
    response
}

/// That somebody else wrote about the same since a form was shown.
fn written_since(words: &Words, number: u64, author: &str) -> Notice {
    let named = [("author", qazyq_words::legible(author).into()), ("number", number.into())];
    let help = words.attribute("bench-stale", "help", &named);
    Notice { is_problem: true, text: words.say("bench-stale", &named), help }
}

/// The button that does it.
fn button(value: &'static str, text: String) -> Button {
    Button { value, text, is_quiet: false }
}

/// One that does something beside it.
fn quiet(value: &'static str, text: String) -> Button {
    Button { value, text, is_quiet: true }
}

/// A field with a label by its name, `bench-field-NAME`, and a hint where there is one, `bench-hint-NAME`; `of` keeps the ids of several forms on one
/// page apart.
fn field(words: &Words, of: &str, name: &str, value: &str) -> Field {
    Field {
        name: name.to_owned(),
        id: format!("{of}-{name}"),
        label: words.plain(&format!("bench-field-{name}")),
        hint: words.find_plain(&format!("bench-hint-{name}")),
        value: value.to_owned(),
        ..Field::default()
    }
}

/// A field for a file of so many bytes at most.
fn file_field(words: &Words, of: &str, name: &str, bytes_max: usize) -> Field {
    let text = |id: &str| words.plain(&format!("bench-file-{id}"));
    let limit = words.say("bench-file-limit", &[("limit", (bytes_max >> 20).into())]);
    let said = ["computing", "computed", "empty", "unreadable", "one"].map(|id| (id, text(id)));
    let too_large = words.say("bench-file-too-large", &[("limit", (bytes_max >> 20).into())]);
    let file = view::FileField {
        bytes_max,
        limit,
        way: text("way"),
        away: text("away"),
        terms: ["name", "size", "digest"].map(text),
        texts: said.into_iter().chain([("too-large", too_large)]).collect(),
    };
    Field { file: Some(file), ..field(words, of, name, "") }
}

/// The two fields of a new password.
fn new_password(words: &Words, of: &str) -> [Field; 2] {
    ["new-password", "repeated"].map(|name| {
        field(words, of, name, "").required().of_kind(view::FieldKind::Password).filled_by("new-password")
    })
}

/// A table of these columns, each by the name of its message.
fn table(
    words: &Words,
    caption: String,
    columns: &[&str],
    rows: Vec<Vec<view::Cell>>,
    empty: String,
) -> view::Table {
    view::Table { caption, columns: columns.iter().map(|id| words.plain(id)).collect(), rows, empty }
}

impl Field {
    fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    fn of_kind(mut self, kind: view::FieldKind) -> Self {
        self.kind = kind;
        self
    }

    fn filled_by(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    fn fixed(mut self) -> Self {
        self.is_fixed = true;
        self
    }

    fn hinted(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// Of a field for a file: another one is there already, and is taken where none is chosen.
    fn keeping(mut self, words: &Words, name: Option<&str>) -> Self {
        if let (Some(file), Some(name)) = (&mut self.file, name) {
            let named = [("name", qazyq_words::legible(name).into())];
            file.limit = format!("{} {}", file.limit, words.say("bench-file-kept", &named));
        }
        self
    }

    /// One of these, each with what stands for it.
    fn choosing(mut self, choices: impl IntoIterator<Item = (String, String)>) -> Self {
        self.kind = view::FieldKind::Choice;
        let value = self.value.clone();
        let choice = |(of, text): (String, String)| view::Choice { is_chosen: of == value, value: of, text };
        self.choices = choices.into_iter().map(choice).collect();
        self
    }
}

/// An address of the workbench's own with a thing's name in it.
fn path_of(section: &str, name: &str) -> String {
    format!("workbench/{section}/{}", encoded(name))
}
