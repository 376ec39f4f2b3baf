//! Around every request: who asks too much, how long an answer may take, what every answer carries, what is counted and told.

use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Extension, MatchedPath, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, REFERRER_POLICY, RETRY_AFTER,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::problem::Problem;
use crate::routes::refused;
use crate::server::Peer;

/// An answer that takes longer is given up.
const ANSWER_TIME: Duration = Duration::from_secs(20);
/// An address and its query of more bytes are refused.
const TARGET_BYTES_MAX: usize = 2_048;

/// What a page may do: nothing but show what this server gives it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
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
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let (method, path, asked) =
        (request.method().clone(), request.uri().path().to_owned(), request.headers().clone());
    let refuse = |problem: Problem| refused(&app, &path, &asked, &problem);
    let length = request.uri().path_and_query().map_or(0, |target| target.as_str().len());
    let mut response = if let Err(seconds) = app.limits.allows(peer) {
        app.metrics.limited();
        let named = [("seconds", seconds.to_string())];
        let mut response = refuse(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", named));
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        response
    } else if length > TARGET_BYTES_MAX {
        refuse(Problem::plain(StatusCode::URI_TOO_LONG, "too_large"))
    } else {
        match tokio::time::timeout(ANSWER_TIME, next.run(request)).await {
            Ok(response) => response,
            Err(_) => refuse(Problem::plain(StatusCode::SERVICE_UNAVAILABLE, "too_slow")),
        }
    };
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    carry(&app, &path, response.headers_mut());
    app.metrics.answered(&route, response.status().as_u16(), began.elapsed());
    tell(&method, &path, &route, response.status(), began.elapsed());
    response
}

/// What every answer carries.
fn carry(app: &App, path: &str, heads: &mut HeaderMap) {
    let is_verifier = path.starts_with("/verify/");
    let policy = if is_verifier { VERIFIER_POLICY } else { POLICY };
    let mut put = |name: HeaderName, value: &'static str| heads.insert(name, HeaderValue::from_static(value));
    put(CONTENT_SECURITY_POLICY, policy);
    put(X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(REFERRER_POLICY, "no-referrer");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    );
    // What is public may be read by other people's pages too; a page of ours may not be shown inside of one.
    let is_open = path.starts_with("/api/") || path.starts_with("/log/");
    if is_open {
        put(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    put(
        HeaderName::from_static("cross-origin-resource-policy"),
        if is_open { "cross-origin" } else { "same-origin" },
    );
    if app.origin.starts_with("https://") {
        put(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

/// One line of JSON a request, on the error stream: no address of whoever asked, and no query, which may hold what he typed.
fn tell(method: &axum::http::Method, path: &str, route: &str, status: StatusCode, time: Duration) {
    let line = serde_json::json!({
        "event": "request",
        "method": method.as_str(),
        "path": path,
        "route": route,
        "status": status.as_u16(),
        "ms": u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
    });
    // Where nobody reads it, nothing is lost.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
