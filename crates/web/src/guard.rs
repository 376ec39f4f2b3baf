//! Around every request: who asks too much, how long an answer may take, what every answer carries, what is counted and told.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::extract::{Extension, MatchedPath, Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, ACCESS_CONTROL_ALLOW_ORIGIN, AUTHORIZATION, CONTENT_SECURITY_POLICY, REFERRER_POLICY,
    RETRY_AFTER, STRICT_TRANSPORT_SECURITY, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use qazyq_casework::people::TokenText;

use crate::app::App;
use crate::problem::Problem;
use crate::routes::{Fault, refused};
use crate::server::Peer;

const CROSS_ORIGIN_OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// An answer that takes longer is given up.
const ANSWER_TIME: Duration = Duration::from_secs(20);
/// An address and its query of more bytes are refused.
pub(crate) const TARGET_BYTES_MAX: usize = 2_048;

/// What a page may do: nothing but show what this server gives it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// What is for programs is never a page.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// The verifier may compile its module besides.
const VERIFIER_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                               connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Lets a request through, and looks after its answer.
pub async fn guard(
    State(app): State<Arc<App>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or("none", |route| route_of(route.as_str()));
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    // Of the request's heads a refusal needs the language alone.
    let asked: HeaderMap = request
        .headers()
        .get(ACCEPT_LANGUAGE)
        .map(|value| (ACCEPT_LANGUAGE, value.clone()))
        .into_iter()
        .collect();
    let refuse = |problem: Problem| refused(&app, &path, &asked, &problem);
    let length = request.uri().path_and_query().map_or(0, |target| target.as_str().len());
    let is_password = method == Method::POST
        && matches!(path.split('/').nth(2), Some("first" | "link" | "openid" | "sign-in"));
    let mut response =
        if let Err(refusal) = admitted(&app, peer, is_password, request.headers().get(AUTHORIZATION)).await {
            match refusal {
                Refusal::TooMany(seconds) => {
                    app.metrics.limited();
                    let named = [("seconds", seconds.to_string())];
                    let mut response =
                        refuse(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", named));
                    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
                    response
                }
                Refusal::Token => {
                    let mut response = refuse(Problem::plain(StatusCode::UNAUTHORIZED, "token_refused"));
                    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
                    response
                }
            }
        } else if length > TARGET_BYTES_MAX {
            refuse(Problem::plain(StatusCode::URI_TOO_LONG, "too_large"))
        } else {
            match tokio::time::timeout(ANSWER_TIME, next.run(request)).await {
                Ok(response) if response.extensions().get::<Fault>().is_some() => {
                    refuse(Problem::plain(StatusCode::INTERNAL_SERVER_ERROR, "fault"))
                }
                Ok(response) => response,
                Err(_) => refuse(Problem::plain(StatusCode::SERVICE_UNAVAILABLE, "too_slow")),
            }
        };
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    carry(&app, &path, response.headers_mut());
    app.metrics.answered(route, response.status().as_u16(), began.elapsed());
    app.telling.answered(
        method.as_str(),
        &path,
        route,
        response.status().as_u16(),
        began.elapsed().as_micros(),
    );
    response
}

/// Why a request is not looked at.
enum Refusal {
    /// There were too many; after so many seconds there may be another.
    TooMany(u64),
    /// It shows a token that nobody holds.
    Token,
}

/// Whether a request is looked at: whoever shows a token is counted by it, everybody else by the address. A token that nobody holds
/// counts for the address, so that guessing is no cheaper than asking. So does one that the register does not know yet, until it does.
async fn admitted(
    app: &App,
    peer: std::net::IpAddr,
    is_password: bool,
    shown: Option<&HeaderValue>,
) -> Result<(), Refusal> {
    let by_address = || app.limits.allows(peer, is_password).map_err(Refusal::TooMany);
    let Some(shown) = shown else { return by_address() };
    let text = shown.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
    let Some(token) = text.and_then(|text| TokenText::parse(text.trim()).ok()) else {
        return by_address().and(Err(Refusal::Token));
    };
    let now = (app.now)();
    if app.current().register.people.holder(&token, now).is_ok() {
        return app.limits.allows_token(token.public()).map_err(Refusal::TooMany);
    }
    by_address()?;
    let is_held = app.desk.ask(move |book| Ok(book.people().holder(&token, now).is_ok())).await;
    if is_held.unwrap_or_default() { Ok(()) } else { Err(Refusal::Token) }
}

/// The name of a route, kept for as long as the program runs: there are few of them, and each is named once.
fn route_of(route: &str) -> &'static str {
    static NAMES: RwLock<Vec<&'static str>> = RwLock::new(Vec::new());
    let found = |names: &[&'static str]| names.iter().copied().find(|name| *name == route);
    if let Some(name) = found(&NAMES.read().unwrap_or_else(PoisonError::into_inner)) {
        return name;
    }
    let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
    if let Some(name) = found(&names) {
        return name;
    }
    let name: &'static str = Box::leak(route.to_owned().into_boxed_str());
    names.push(name);
    name
}

/// What every answer carries.
fn carry(app: &App, path: &str, heads: &mut HeaderMap) {
    let is_api = path.starts_with("/api/");
    // What is public may be read by other people's pages too; a page of ours may not be shown inside of one.
    let is_open = is_api || path.starts_with("/log/");
    let mut put = |name: HeaderName, value: &'static str| heads.insert(name, HeaderValue::from_static(value));
    put(X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Nobody learns where somebody came from; but for forms of the workbench, this server: under the stricter policy a browser would not say by
    // whom a form is sent either, and forms from elsewhere could not be told apart.
    let is_bench =
        matches!(path.split('/').nth(2), Some("first" | "link" | "openid" | "sign-in" | "workbench"));
    put(REFERRER_POLICY, if is_bench { "same-origin" } else { "no-referrer" });
    put(CROSS_ORIGIN_RESOURCE_POLICY, if is_open { "cross-origin" } else { "same-origin" });
    if is_open {
        put(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    if is_api {
        put(CONTENT_SECURITY_POLICY, API_POLICY);
    } else {
        put(CONTENT_SECURITY_POLICY, if path.starts_with("/verify/") { VERIFIER_POLICY } else { POLICY });
        put(CROSS_ORIGIN_OPENER_POLICY, "same-origin");
        put(PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }
    if app.origin.starts_with("https://") {
        put(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}
