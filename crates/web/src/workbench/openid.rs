//! Signing in by a provider of OpenID Connect. The protocol is [`qazyq_openid`]'s, who somebody is here [`qazyq_casework::openid`]'s; in between, this keeps who is
//! on the way, and sees that whoever comes back is whoever left.
//!
//! | address | is |
//! | --- | --- |
//! | `POST /{language}/openid` | begins: keeps what is needed at the end, and sends the browser to the provider |
//! | `GET /openid/callback` | ends: the provider sent the browser back |
//!
//! What is kept lies in this process' memory, under a state that the provider gives back, for ten minutes and for one answer. It is bound to the browser by a
//! cookie: whoever has somebody brought here with a state of their own, to have them work in a stranger's name, is refused.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::header::{REFRESH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::{SignedDuration, Timestamp};
use qazyq_casework::Trouble;
use qazyq_casework::book::Acting;
use qazyq_casework::openid::{Claims, OpenId, is_way_back};
use qazyq_openid::{Fault, Provider, Setup, Told};
use qazyq_words::{Language, Words, legible};
use subtle::ConstantTimeEq as _;
use tokio::sync::Semaphore;

use super::posted::Posted;
use super::session::{Kept, cookie, later, sha256, value};
use super::sign_in::{begun as session_begun, next_of};
use super::view::{Link, Notice, Part};
use super::{Bench, Content, Here, Refusal, bench};
use crate::app::App;
use crate::asked::{Asked, Params};
use crate::language;
use crate::problem::Problem;

/// The cookie of a browser in which somebody is on the way to the provider.
const BROWSER: &str = "__Host-qazyq-openid";
/// How long that may take.
const FLOW_TIME: SignedDuration = SignedDuration::from_mins(10);
/// How many are asking the provider at a time: each holds a thread up for as long as the provider takes.
const ASKING_MAX: usize = 16;
/// Where the provider sends the browser back to.
const CALLBACK: &str = "/openid/callback";

/// Somebody who is on the way.
#[derive(Clone, Debug)]
struct Flow {
    kept: qazyq_openid::Kept,
    /// SHA-256 of the browser's cookie.
    browser: [u8; 32],
    language: Language,
    next: String,
}

/// The way in by a provider.
pub struct Door {
    set: Arc<OpenId>,
    provider: Arc<Provider>,
    flows: Kept<Flow>,
    asking: Arc<Semaphore>,
}

impl Door {
    /// By these settings; `origin` is where this server's own addresses begin.
    ///
    /// # Errors
    /// Where the client's secret cannot be read, or nobody said by which guarded address this server is reached.
    pub fn open(set: OpenId, origin: &str) -> Result<Self, Trouble> {
        if !is_way_back(origin) {
            return Err(Trouble::OpenIdNeedsOrigin);
        }
        let provider = Provider::new(Setup {
            issuer: set.issuer.clone(),
            client_id: set.client_id.clone(),
            secret: set.secret()?,
            scopes: set.scopes.split_whitespace().map(str::to_owned).collect(),
            redirect: format!("{origin}{CALLBACK}"),
        });
        Ok(Self {
            set: Arc::new(set),
            provider: Arc::new(provider),
            flows: Kept::default(),
            asking: Arc::new(Semaphore::new(ASKING_MAX)),
        })
    }

    /// What stands on the button.
    pub(super) fn label(&self) -> &str {
        self.set.label()
    }

    /// The provider, by its address.
    pub(super) fn issuer(&self) -> &str {
        self.provider.issuer()
    }

    /// Keeps who is on the way under a state. `browser` is what this browser's cookie has.
    fn keep(&self, state: &str, browser: &str, flow: Flow, now: Timestamp) {
        let flow = Flow { browser: sha256(&[browser.as_bytes()]), ..flow };
        self.flows.put(state, flow, later(now, FLOW_TIME), now);
    }

    /// Who comes back with a state, if it is the browser that left. Whoever it is, the state serves no more.
    fn take(&self, state: &str, headers: &HeaderMap, now: Timestamp) -> Option<Flow> {
        let flow = self.flows.take(state, now)?;
        let shown = sha256(&[cookie(headers, BROWSER)?.as_bytes()]);
        bool::from(shown.ct_eq(&flow.browser)).then_some(flow)
    }

    /// Has the provider asked something, by a thread that may wait.
    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Provider, &OpenId) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let busy = |_| Refusal::Problem(Problem::plain(StatusCode::SERVICE_UNAVAILABLE, "busy"));
        // The place is taken until the answer is there, whether or not anybody still waits for it.
        let place = Arc::clone(&self.asking).try_acquire_owned().map_err(busy)?;
        let (provider, set) = (Arc::clone(&self.provider), Arc::clone(&self.set));
        let done = tokio::task::spawn_blocking(move || {
            let done = work(&provider, &set);
            drop(place);
            done
        });
        let fault = |_| Refusal::Problem(Problem::plain(StatusCode::INTERNAL_SERVER_ERROR, "fault"));
        done.await.map_err(fault)
    }
}

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/{language}/openid", post(begin)).route(CALLBACK, get(called_back))
}

/// What the provider sent a browser back with.
#[derive(Debug, Default, PartialEq, Eq)]
struct Answer {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    issuer: Option<String>,
}

impl Answer {
    /// From the query; none where one of them stands there twice (RFC 6749, section 3.1).
    fn of(query: &str) -> Option<Self> {
        let mut answer = Self::default();
        for (name, text) in form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "state" => &mut answer.state,
                "code" => &mut answer.code,
                "error" => &mut answer.error,
                "iss" => &mut answer.issuer,
                _ => continue,
            };
            if place.replace(text.into_owned()).is_some() {
                return None;
            }
        }
        Some(answer)
    }
}

/// The request as one for the page of signing in: a page here is of no address that could be loaded again, or in another language, and nothing that a
/// provider says to this server stands in a link of it.
fn as_of_sign_in(asked: Asked, language: &str) -> Asked {
    let uri = format!("/{language}/sign-in").parse().unwrap_or_default();
    Asked { uri, params: Params::default(), ..asked }
}

/// What came of asking the provider who it is.
enum Came {
    /// It told.
    Told(Told),
    /// It sent the browser back without a code, for a reason.
    Refused(String),
}

async fn begin(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(as_of_sign_in(asked, &language), &language, async |bench| {
        let door = bench.asked.app.openid.as_ref().ok_or_else(super::sign_in::unknown)?;
        let (sessions, now) = (bench.sessions()?, bench.now());
        let random = sessions.random;
        let next = next_of(fields.text("next")).to_owned();
        let begun = match door.ask(move |provider, _| provider.begin(random, now)).await? {
            Ok(begun) => begun,
            Err(fault) => return Ok(failed(bench, &fault)),
        };
        let browser = sessions.name();
        let flow = Flow { kept: begun.kept, browser: [0; 32], language: bench.language, next };
        door.keep(&begun.state, &browser, flow, now);
        Ok(leaving(bench, door.label(), &begun.address, &browser))
    })
    .await
}

/// A page that leads to the provider by itself. A form's own answer may not: the policy of the pages has forms come to this server alone, and browsers
/// hold redirects of a form to that.
fn leaving(bench: &Bench, provider: &str, address: &str, browser: &str) -> Response {
    let mut response = bench.page(None, Here::Nowhere, |words, _| {
        let named = [("provider", legible(provider).into())];
        Content {
            heading: words.say("bench-openid-leaving", &named),
            lead: Some(words.say("bench-openid-leaving-lead", &named)),
            parts: vec![Part {
                links: vec![Link { href: address.to_owned(), text: words.say("bench-openid-go-on", &named) }],
                ..Part::default()
            }],
            ..Content::default()
        }
    });
    let heads = response.headers_mut();
    if let Ok(refresh) = HeaderValue::try_from(format!("0; url={address}")) {
        heads.insert(REFRESH, refresh);
    }
    let kept = format!("; Max-Age={}", FLOW_TIME.as_secs());
    heads.append(SET_COOKIE, value(BROWSER, browser, &kept));
    response
}

async fn called_back(asked: Asked) -> Response {
    let now = (asked.app.now)();
    let Some(door) = asked.app.openid.as_ref() else { return asked.refused(&Problem::not_found()) };
    let answer = Answer::of(asked.uri.query().unwrap_or_default()).unwrap_or_default();
    let flow = answer.state.as_deref().and_then(|state| door.take(state, &asked.headers, now));
    let language = flow.as_ref().map_or_else(|| language::asked(&asked.headers), |flow| flow.language);
    let asked = as_of_sign_in(asked, language.code());
    let mut response = bench(asked, language.code(), async |bench| match flow {
        Some(flow) => ended(bench, flow, answer, now).await,
        None => Ok(not_in(bench, StatusCode::FORBIDDEN, |words| plain(words, "bench-openid-stale"))),
    })
    .await;
    // Whatever came of it, nobody is on the way any more.
    response.headers_mut().append(SET_COOKIE, value(BROWSER, "", "; Max-Age=0"));
    response
}

async fn ended(bench: &Bench, flow: Flow, answer: Answer, now: Timestamp) -> Result<Response, Refusal> {
    let door = bench.asked.app.openid.as_ref().ok_or_else(super::sign_in::unknown)?;
    let Flow { kept, next, .. } = flow;
    let came = door.ask(move |provider, set| {
        provider.is_own(answer.issuer.as_deref(), now)?;
        match (answer.error, answer.code) {
            (Some(error), _) => Ok(Came::Refused(error)),
            (None, None) => Err(Fault::NotBelieved("the answer has neither a code nor an error".to_owned())),
            (None, Some(code)) => {
                let suffices = |told: &Told| told.preferred_username.is_some() && set.has_roles(&told.more);
                provider.finish(&kept, &code, suffices, now).map(Came::Told)
            }
        }
    });
    let told = match came.await? {
        Ok(Came::Told(told)) => told,
        Ok(Came::Refused(error)) if error == "access_denied" => {
            return Ok(not_in(bench, StatusCode::FORBIDDEN, |words| plain(words, "bench-openid-denied")));
        }
        Ok(Came::Refused(error)) => {
            bench.asked.app.telling.said("openid", "provider-says-an-error", &error);
            // Codes are words (RFC 6749, section 4.1.2.1); what is none is nobody's business on a page of ours.
            let is_code = error.len() <= 40 && error.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            let code = if is_code { error } else { "?".to_owned() };
            return Ok(not_in(bench, StatusCode::FORBIDDEN, |words| Notice {
                is_problem: true,
                text: words.say("bench-openid-error", &[("code", code.into())]),
                help: None,
            }));
        }
        Err(fault) => return Ok(failed(bench, &fault)),
    };
    let person = door.set.person(&Claims {
        subject: told.subject,
        preferred_username: told.preferred_username,
        name: told.name,
        more: told.more,
    });
    let (sessions, session) = (bench.sessions()?, bench.new_session()?);
    let headers = &bench.asked.headers;
    // No user's name has a blank in it: what is counted of these is counted apart.
    let about = format!("{} ({})", person.openid.subject, person.openid.issuer);
    // Each refusal is an entry: nobody fills the journal by coming again and again.
    if !sessions.may_try(&about, headers, now) {
        let words = |words: &Words| plain(words, "bench-openid-too-many");
        return Ok(not_in(bench, StatusCode::FORBIDDEN, words));
    }
    let acting = Acting { command: "sign-in".to_owned(), about: Some(about.clone()), ..Acting::default() };
    let done = bench.asked.app.desk.ask(move |book| {
        book.act(acting);
        match book.sign_in_by_openid(&person, &session, now) {
            Err(trouble @ (Trouble::NotAllowed(_) | Trouble::NotASubject(_))) => Ok(Err(trouble)),
            done => done.map(Ok),
        }
    });
    match done.await? {
        Ok((user, token)) => {
            sessions.succeeded(&about, headers, now);
            session_begun(bench, &user, &token, &next)
        }
        Err(trouble) => {
            sessions.failed(&about, headers, now);
            Ok(not_in(bench, StatusCode::FORBIDDEN, |words| super::problem(words, &trouble)))
        }
    }
}

fn plain(words: &Words, id: &str) -> Notice {
    Notice { is_problem: true, text: words.plain(id), help: words.attribute(id, "help", &[]) }
}

/// That the provider cannot be asked or not be believed: what exactly is for whoever keeps the server.
fn failed(bench: &Bench, fault: &Fault) -> Response {
    bench.asked.app.telling.said("openid", fault.code(), fault.detail());
    let id = match fault {
        Fault::Unreachable(_) => "bench-openid-unreachable",
        Fault::Unusable(_) | Fault::CodeRefused(_) | Fault::NotBelieved(_) => "bench-openid-not-believed",
    };
    let status = match fault {
        Fault::Unreachable(_) | Fault::Unusable(_) => StatusCode::BAD_GATEWAY,
        Fault::CodeRefused(_) | Fault::NotBelieved(_) => StatusCode::FORBIDDEN,
    };
    not_in(bench, status, |words| plain(words, id))
}

/// The page of somebody who was not let in.
fn not_in(bench: &Bench, status: StatusCode, notice: impl FnOnce(&Words) -> Notice) -> Response {
    bench.page_with(status, None, Here::Nowhere, |words, _| Content {
        heading: words.plain("bench-openid-not-in"),
        notice: Some(notice(words)),
        parts: vec![Part {
            links: vec![Link { href: bench.address("sign-in"), text: words.plain("bench-openid-again") }],
            ..Part::default()
        }],
        ..Content::default()
    })
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn door() -> Door {
        let set: OpenId = serde_json::from_value(serde_json::json!({
            "issuer": "http://127.0.0.1:9", "client_id": "q", "roles": { "a": "analyst" },
        }))
        .unwrap();
        Door::open(set, "https://registry.example").unwrap()
    }

    fn browser(cookie: &str) -> HeaderMap {
        [(COOKIE, HeaderValue::try_from(format!("a=b; {BROWSER}={cookie}")).unwrap())].into_iter().collect()
    }

    #[test]
    fn a_state_serves_once_in_its_browser_and_in_its_time() {
        let door = door();
        let kept = qazyq_openid::Kept::new("nonce", "verifier");
        let flow = || Flow {
            kept: kept.clone(),
            browser: [0; 32],
            language: Language::Kazakh,
            next: "x".to_owned(),
        };
        let keep = |state: &str, now| door.keep(state, "mine", flow(), now);
        keep("s", at(0));
        assert!(door.take("another", &browser("mine"), at(1)).is_none());
        assert!(door.take("s", &browser("mine"), at(1)).is_some_and(|flow| flow.next == "x"));
        assert!(door.take("s", &browser("mine"), at(1)).is_none(), "once");
        for shown in [browser("another"), browser(""), HeaderMap::new()] {
            keep("s", at(0));
            assert!(door.take("s", &shown, at(1)).is_none(), "of another browser");
            assert!(door.take("s", &browser("mine"), at(1)).is_none(), "and then of none");
        }
        let time = FLOW_TIME.as_secs();
        keep("s", at(0));
        assert!(door.take("s", &browser("mine"), at(time - 1)).is_some());
        keep("s", at(0));
        assert!(door.take("s", &browser("mine"), at(time)).is_none());
    }

    #[test]
    fn those_who_never_come_back_are_forgotten() {
        let door = door();
        let flow = Flow {
            kept: qazyq_openid::Kept::new("nonce", "verifier"),
            browser: [0; 32],
            language: Language::English,
            next: String::new(),
        };
        let keep = |state: &str, now| door.keep(state, "mine", flow.clone(), now);
        keep("oldest", at(0));
        keep("second", at(1));
        (0..super::super::session::KEPT_MAX - 1).for_each(|number| keep(&format!("{number}"), at(2)));
        let is_there = |state: &str| door.take(state, &browser("mine"), at(3)).is_some();
        assert!(!is_there("oldest"), "it made way");
        assert!(is_there("second") && is_there("0"));
    }

    #[test]
    fn an_answer_says_each_thing_once() {
        let answer = Answer::of("code=a%20b&state=s&iss=https%3A%2F%2Fid.example&session_state=x").unwrap();
        assert_eq!(answer.code.as_deref(), Some("a b"));
        assert_eq!(answer.issuer.as_deref(), Some("https://id.example"));
        assert_eq!((answer.state.as_deref(), answer.error), (Some("s"), None));
        for twice in ["state=a&state=a", "code=a&state=s&code=b", "iss=a&iss=a", "error=a&error=b"] {
            assert_eq!(Answer::of(twice), None, "{twice}");
        }
        assert_eq!(Answer::of(""), Some(Answer::default()));
    }

    #[test]
    fn without_addresses_of_its_own_there_is_no_way_back() {
        let set = (*door().set).clone();
        for origin in ["", "http://registry.example"] {
            assert!(matches!(Door::open(set.clone(), origin), Err(Trouble::OpenIdNeedsOrigin)), "{origin}");
        }
    }
}
