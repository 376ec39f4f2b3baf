//! Requests of programs that act for somebody: by a token, by a name of their own, and upon what they have seen.
//!
//! | head | says |
//! | --- | --- |
//! | `Authorization: Bearer …` | for whom |
//! | `Idempotency-Key` | the request's own name (draft-ietf-httpapi-idempotency-key-header): made again, it writes nothing and is told the same entries |
//! | `If-Match`, `If-None-Match: *` | what the thing was when somebody looked, or that there was none (RFC 9110, section 13) |
//!
//! The name is kept with what it wrote, in the same append, so that it holds after a fault and in every process of the register.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Request as HttpRequest};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::book::{Acting, Book, Expected, Request, Watched};
use qazyq_casework::people::{Refused, Right, TokenText, User};
use qazyq_casework::workspace::Digest;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::bad;
use crate::app::App;
use crate::asked::Asked;
use crate::desk::NotDone;
use crate::language;
use crate::problem::{MEDIA_TYPE, Problem, status_of};
use crate::reply::{JSON, Keep, Reply};
use crate::routes::refused;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const IDEMPOTENCY_REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Characters of a request's name.
const KEY_MAX: usize = 128;

/// A request with its body.
pub(super) struct Call {
    pub(super) asked: Asked,
    method: Method,
    body: Bytes,
}

impl FromRequest<Arc<App>> for Call {
    type Rejection = Response;

    async fn from_request(request: HttpRequest, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let (path, headers) = (parts.uri.path().to_owned(), parts.headers.clone());
        let refuse = |problem: Problem| refused(app, &path, &headers, &problem);
        let method = parts.method.clone();
        let asked = Asked::from_request_parts(&mut parts, app).await?;
        if app.sessions.is_none() {
            return Err(refuse(Problem::not_found()));
        }
        // Of nobody who has no token is a body taken into memory.
        asked.token().map_err(|wrong| wrong.response(&asked))?;
        let body = Bytes::from_request(HttpRequest::from_parts(parts, body), app).await;
        let body = body.map_err(|_| refuse(Problem::plain(StatusCode::PAYLOAD_TOO_LARGE, "too_large")))?;
        Ok(Self { asked, method, body })
    }
}

/// Why a request is not done.
pub(super) enum Wrong {
    /// Something is wrong with the request.
    Problem(Problem),
    /// It cannot be done.
    Trouble(Box<Trouble>),
}

impl From<Problem> for Wrong {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Trouble> for Wrong {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            // What a file of forms may be is for whoever has files; here the description says what a body is.
            Trouble::FormFile { place, what } => {
                let named = [("text", format!("{place}: {what}"))];
                Self::Problem(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not_as_described", named))
            }
            trouble => Self::Trouble(Box::new(trouble)),
        }
    }
}

impl From<NotDone> for Wrong {
    fn from(not_done: NotDone) -> Self {
        match not_done {
            NotDone::Trouble(trouble) => trouble.into(),
            other => Self::Problem(other.into()),
        }
    }
}

impl Wrong {
    /// As an answer: a problem document (RFC 9457).
    pub(super) fn response(&self, asked: &Asked) -> Response {
        let trouble = match self {
            Self::Problem(problem) => return challenged(asked.refused(problem)),
            Self::Trouble(trouble) => trouble,
        };
        let status = match &**trouble {
            Trouble::NotAllowed(refused) if is_about_the_token(refused) => StatusCode::UNAUTHORIZED,
            // What was seen stood in a head, and is not so any more (RFC 9110, section 13.1).
            Trouble::WrittenSince { .. } | Trouble::UserIsThere(_) if is_conditional(&asked.headers) => {
                StatusCode::PRECONDITION_FAILED
            }
            trouble => status_of(trouble),
        };
        if status.is_server_error() {
            return asked.refused(&Problem::plain(status, "fault"));
        }
        let language = language::asked(&asked.headers);
        let code = trouble.code();
        let text = language::with(language, |words| {
            let said = qazyq_troubles::said(words, trouble);
            let mut document = json!({
                "type": format!("{}/api/v1/problems/{code}", asked.app.origin),
                "title": said.text,
                "status": status.as_u16(),
                "code": code,
            });
            if let (Some(help), Some(document)) = (said.help, document.as_object_mut()) {
                document.insert("detail".to_owned(), help.into());
            }
            document.to_string()
        });
        let reply = Reply::new(text, MEDIA_TYPE, Keep::No).in_language(language.code());
        let mut response = reply.varies_by("accept-language").to(&HeaderMap::new());
        *response.status_mut() = status;
        challenged(response)
    }
}

/// Who is not known is told how to say it (RFC 6750, section 3).
fn challenged(mut response: Response) -> Response {
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn is_conditional(headers: &HeaderMap) -> bool {
    headers.contains_key(IF_MATCH) || headers.contains_key(IF_NONE_MATCH)
}

/// Whether it is not known who asks; else it is known, and may not.
fn is_about_the_token(refused: &Refused) -> bool {
    matches!(
        refused,
        Refused::NoToken
            | Refused::NotAToken
            | Refused::UnknownToken
            | Refused::RevokedToken
            | Refused::ExpiredToken
            | Refused::InactiveUser
    )
}

/// For whom something is done, and when.
pub(super) struct Caller {
    /// For whom.
    pub(super) user: User,
    /// By which token.
    pub(super) token: TokenText,
    /// When.
    pub(super) now: Timestamp,
}

/// What was written, and whether it was written before.
pub(super) struct Done<T> {
    /// The entries.
    pub(super) entries: Vec<u64>,
    /// What the work gave; none where it was done before.
    pub(super) gave: Option<T>,
}

impl<T> Done<T> {
    /// Where the first entry is, and which there are; `more` is put beside them.
    pub(super) fn told(&self, more: impl IntoIterator<Item = (&'static str, Value)>) -> Answer {
        let mut told = json!({ "entries": self.entries });
        if let Some(told) = told.as_object_mut() {
            told.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
        }
        let answer = Answer::new(&told);
        let answer = match self.entries.first() {
            Some(first) => answer.created(&format!("/api/v1/entries/{first}")),
            None => answer,
        };
        if self.gave.is_none() { answer.with(IDEMPOTENCY_REPLAYED, "true") } else { answer }
    }
}

/// A body that says why, and nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    pub(super) reason: String,
}

/// A body that says nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// An answer that is one caller's own.
pub(super) struct Answer {
    status: StatusCode,
    body: String,
    heads: Vec<(HeaderName, HeaderValue)>,
}

impl Answer {
    pub(super) fn new(value: &Value) -> Self {
        Self { status: StatusCode::OK, body: value.to_string(), heads: Vec::new() }
    }

    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.heads.extend(HeaderValue::try_from(value).ok().map(|value| (name, value)));
        self
    }

    fn created(mut self, address: &str) -> Self {
        self.status = StatusCode::CREATED;
        self.with(LOCATION, address)
    }

    /// With the tag of the thing's last entry.
    pub(super) fn tagged(self, last: u64) -> Self {
        self.with(ETAG, &tag(last))
    }

    fn response(self, asked: &HeaderMap) -> Response {
        let tag = self.heads.iter().find(|(name, _)| *name == ETAG).map(|(_, value)| value.clone());
        let is_had = tag.is_some() && asked.get(IF_NONE_MATCH) == tag.as_ref();
        let body = if is_had { String::new() } else { self.body };
        let mut reply = Reply::new(body, JSON, Keep::No);
        reply.heads = self.heads;
        let mut response = reply.to(&HeaderMap::new());
        *response.status_mut() = if is_had { StatusCode::NOT_MODIFIED } else { self.status };
        response
    }
}

/// The tag of something by its last entry.
fn tag(last: u64) -> String {
    format!("\"{last}\"")
}

impl Asked {
    /// The token that a request shows.
    fn token(&self) -> Result<TokenText, Wrong> {
        let shown = self.headers.get(axum::http::header::AUTHORIZATION);
        let text = shown.and_then(|shown| shown.to_str().ok()?.strip_prefix("Bearer "));
        let none = || Wrong::from(Trouble::NotAllowed(Refused::NoToken));
        TokenText::parse(text.ok_or_else(none)?.trim()).map_err(|refused| Trouble::NotAllowed(refused).into())
    }

    /// Refuses parameters that an address does not have.
    fn only(&self, known: &[&str]) -> Result<(), Wrong> {
        let mut strange: Vec<&String> =
            self.params.keys().filter(|name| !known.contains(&name.as_str())).collect();
        strange.sort_unstable();
        strange.first().map_or(Ok(()), |name| Err(bad("unknown_parameter", name).into()))
    }

    /// A parameter that is a number.
    pub(super) fn number(&self, name: &str) -> Result<Option<u64>, Wrong> {
        let read = |text: &str| text.parse().map_err(|_| bad("not_a_number", text).into());
        self.param(name).map(read).transpose()
    }
}

/// A number in an address: nothing else is there.
pub(super) fn number(text: &str) -> Result<u64, Wrong> {
    text.parse().map_err(|_| Problem::not_found().into())
}

/// What must be so before something is written.
#[derive(Clone, Copy)]
enum Upon {
    /// The thing is what it was when somebody looked, `If-Match`, or there was none, `If-None-Match: *`. Whoever has not looked is told to.
    Seen,
    /// Whoever looked may say so.
    Anything,
}

impl Call {
    /// Answers a request; `known` are its parameters.
    pub(super) async fn answer(
        self,
        known: &[&str],
        make: impl AsyncFnOnce(&Self) -> Result<Answer, Wrong>,
    ) -> Response {
        let made = match self.asked.only(known) {
            Ok(()) => make(&self).await,
            Err(wrong) => Err(wrong),
        };
        match made {
            Ok(answer) if self.method == Method::GET => answer.response(&self.asked.headers),
            Ok(answer) => answer.response(&HeaderMap::new()),
            Err(wrong) => wrong.response(&self.asked),
        }
    }

    /// The body's bytes.
    pub(super) fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// Where it is called something else, or is none of that shape.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Wrong> {
        self.is_called(JSON)?;
        serde_json::from_slice(&self.body).map_err(|error| {
            let named = [("text", error.to_string())];
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not_as_described", named).into()
        })
    }

    /// # Errors
    /// Where the body is called something else. A page elsewhere can send forms in a browser's name, and no such body.
    pub(super) fn is_called(&self, media_type: &str) -> Result<(), Wrong> {
        let called = self.asked.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let called = called.and_then(|text| text.split(';').next()).unwrap_or_default().trim();
        if called.eq_ignore_ascii_case(media_type) {
            return Ok(());
        }
        let named = [("text", media_type.to_owned())];
        Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_that_media_type", named).into())
    }

    /// What must be so before something is written to `of`.
    ///
    /// # Errors
    /// Where a head is none that can be, or is needed and missing.
    fn upon(&self, of: Watched, upon: Upon) -> Result<Option<Expected>, Wrong> {
        let head = |name: HeaderName| {
            self.asked.headers.get(name).map(|value| value.to_str().unwrap_or_default().trim().to_owned())
        };
        let (seen, unseen) = (head(IF_MATCH), head(IF_NONE_MATCH));
        if let Some(text) = unseen.as_deref().filter(|text| *text != "*") {
            return Err(bad("not_a_tag", text).into());
        }
        match (upon, seen.as_deref(), unseen) {
            // That something is there says not what it was.
            (_, Some(text), _) if text != "*" => {
                let inner = text.strip_prefix("W/").unwrap_or(text);
                let tag = inner.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
                let tag = tag.ok_or_else(|| bad("not_a_tag", text))?;
                // Any other tag is none of ours, so that the thing has another (RFC 9110, section 13.1.1).
                let last = Some(tag).filter(|_| inner == text).and_then(|tag| tag.parse().ok());
                let named = [("text", text.to_owned())];
                let other = || Problem::new(StatusCode::PRECONDITION_FAILED, "no_such_tag", named);
                Ok(Some(Expected { of, last: last.ok_or_else(other)? }))
            }
            (Upon::Seen, _, Some(_)) => Ok(Some(Expected { of, last: 0 })),
            (Upon::Seen, ..) => {
                Err(Problem::plain(StatusCode::PRECONDITION_REQUIRED, "not_looked_at").into())
            }
            (Upon::Anything, ..) => Ok(None),
        }
    }

    /// The request, by its own name.
    fn request(&self) -> Result<Request, Wrong> {
        let missing = || Problem::plain(StatusCode::BAD_REQUEST, "request_without_name");
        let key = self.asked.headers.get(IDEMPOTENCY_KEY).ok_or_else(missing)?;
        let text = key.to_str().unwrap_or_default().trim();
        // A structured string (RFC 8941) stands between quotation marks; plain names are as common.
        let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'));
        if text.is_empty() || text.len() > KEY_MAX || !is_plain {
            return Err(bad("not_a_request_name", &text.chars().take(KEY_MAX).collect::<String>()).into());
        }
        let target = self.asked.uri.path_and_query().map_or("", |target| target.as_str());
        let asked = [self.method.as_str().as_bytes(), b"\n", target.as_bytes(), b"\n", &self.body].concat();
        Ok(Request { key: text.to_owned(), sha256: Digest::of(&asked) })
    }

    /// Has something looked at for whoever asks, whatever the roles.
    ///
    /// # Errors
    /// Where it is not known who asks, or it cannot be done.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        command: &str,
        right: Option<Right>,
        work: impl FnOnce(&mut Book, &Caller) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Wrong> {
        let acting = Acting { command: command.to_owned(), ..Acting::default() };
        self.act(acting, move |book, caller| {
            right.map_or(Ok(()), |right| book.require(right, caller.now))?;
            work(book, caller)
        })
        .await
    }

    /// Has something written under the request's own name, and upon what was seen of a thing, where that is said. What it wrote is told again where it was
    /// written before.
    ///
    /// # Errors
    /// Where it is not known who asks, the request has no name, or it cannot be done.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        command: &str,
        about: Option<String>,
        upon: Option<Watched>,
        work: impl FnOnce(&mut Book, &Caller) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<Done<T>, Wrong> {
        let request = self.request()?;
        let expects = upon.map_or(Ok(None), |of| self.upon(of, Upon::Anything))?;
        let acting = Acting {
            command: command.to_owned(),
            about,
            request: Some(request.clone()),
            expects,
            ..Acting::default()
        };
        self.act(acting, move |book, caller| {
            let before = |entries: &[u64]| Done { entries: entries.to_vec(), gave: None };
            if let Some(entries) = book.done_before(&caller.user.user, &request)? {
                return Ok(before(entries));
            }
            match work(book, caller) {
                Ok(gave) => {
                    let entries = book.done_before(&caller.user.user, &request)?;
                    Ok(Done { entries: entries.unwrap_or_default().to_vec(), gave: Some(gave) })
                }
                // The same request came twice at once.
                Err(Trouble::DoneBefore(entries)) => Ok(before(&entries)),
                Err(trouble) => Err(trouble),
            }
        })
        .await
    }

    /// Has something written that comes to the same however often it is done, upon what was seen.
    ///
    /// # Errors
    /// Where it is not known who asks, or it cannot be done.
    pub(super) async fn set<T: Send + 'static>(
        &self,
        command: &str,
        about: String,
        of: Watched,
        work: impl FnOnce(&mut Book, &Caller) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Wrong> {
        let expects = self.upon(of, Upon::Seen)?;
        let acting = Acting { command: command.to_owned(), about: Some(about), expects, ..Acting::default() };
        self.act(acting, work).await
    }

    async fn act<T: Send + 'static>(
        &self,
        acting: Acting,
        work: impl FnOnce(&mut Book, &Caller) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Wrong> {
        let (token, now) = (self.asked.token()?, (self.asked.app.now)());
        let done = self.asked.app.desk.ask(move |book| {
            // Whoever is nobody's user writes at a terminal alone: an address is open to everybody.
            let user = book.people().holder(&token, now).map_err(Trouble::NotAllowed)?.clone();
            book.act(Acting { token: Some(Ok(token.clone())), ..acting });
            work(book, &Caller { user, token, now })
        });
        Ok(done.await?)
    }
}
