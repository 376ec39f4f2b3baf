//! Answers: bytes with their kind, how long they may be kept, and the tag by which a client need not be sent what it has.

use axum::body::Body as HttpBody;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use crate::served::Body;

/// How long an answer may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Not at all.
    No,
    /// A minute: it is of the register as it is served now.
    AMinute,
    /// A day: it names its day and its as-of, and the same will come out again; only the page's look may change.
    ADay,
    /// For ever: the address has the content's digest.
    Forever,
}

impl Keep {
    fn as_str(self) -> &'static str {
        match self {
            Self::No => "no-store",
            Self::AMinute => "public, max-age=60",
            Self::ADay => "public, max-age=86400",
            Self::Forever => "public, max-age=31536000, immutable",
        }
    }
}

/// An answer that can be given.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The bytes.
    pub body: Body,
    /// Their media type.
    pub media_type: &'static str,
    /// How long they may be kept.
    pub keep: Keep,
    /// Further heads.
    pub heads: Vec<(HeaderName, HeaderValue)>,
}

/// The media type of a page.
pub const HTML: &str = "text/html; charset=utf-8";
/// The media type of JSON.
pub const JSON: &str = "application/json";
/// The media type of a table.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";

impl Reply {
    /// An answer.
    pub fn new(body: impl Into<Body>, media_type: &'static str, keep: Keep) -> Self {
        Self { body: body.into(), media_type, keep, heads: Vec::new() }
    }

    /// With its language.
    #[must_use]
    pub fn in_language(mut self, code: &'static str) -> Self {
        self.heads.push((CONTENT_LANGUAGE, HeaderValue::from_static(code)));
        self
    }

    /// What it is hangs on a head of the request.
    #[must_use]
    pub fn varies_by(mut self, head: &'static str) -> Self {
        self.heads.push((VARY, HeaderValue::from_static(head)));
        self
    }

    /// To be kept as a file of that name; whatever is not plain in it is left out.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let name: String = name.chars().filter(is_plain).collect();
        if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
            self.heads.push((CONTENT_DISPOSITION, value));
        }
        self
    }

    /// As an answer to a request with these heads.
    #[must_use]
    pub fn to(self, asked: &HeaderMap) -> Response {
        // The tag is weak, since the same answer may come packed.
        let tag = format!("W/{}", self.body.tag);
        let has = |value: &HeaderValue| {
            let value = value.to_str().unwrap_or_default();
            value
                .split(',')
                .map(str::trim)
                .any(|one| one == "*" || one.trim_start_matches("W/") == self.body.tag)
        };
        let is_had = self.keep != Keep::No && asked.get_all(IF_NONE_MATCH).iter().any(has);
        let body = if is_had { HttpBody::empty() } else { HttpBody::from(self.body.bytes) };
        let mut response = Response::new(body);
        if is_had {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let heads = response.headers_mut();
        heads.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        heads.insert(CACHE_CONTROL, HeaderValue::from_static(self.keep.as_str()));
        if self.keep != Keep::No
            && let Ok(tag) = HeaderValue::try_from(tag)
        {
            heads.insert(ETAG, tag);
        }
        heads.extend(self.heads);
        response
    }
}
