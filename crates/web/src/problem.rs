//! What went wrong, for programs (RFC 9457) and, on a page, for people.

use axum::http::StatusCode;
use qazyq_casework::Trouble;
use qazyq_words::{Words, value};
use serde_json::json;

use crate::desk::NotDone;

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Something that cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// A short sentence; behind `web-problem-` or `trouble-` the name of its message.
    pub code: &'static str,
    /// What the message names.
    pub args: Vec<(&'static str, String)>,
}

/// Every code of this crate's own.
pub const CODES: [&str; 19] = [
    "busy",
    "fault",
    "later_than_now",
    "method_not_allowed",
    "no_bundle",
    "not_a_choice",
    "not_a_day",
    "not_a_form",
    "not_a_number",
    "not_acceptable",
    "not_an_instant",
    "not_found",
    "not_own_page",
    "token_refused",
    "too_large",
    "too_many_requests",
    "too_slow",
    "unknown_asset",
    "unknown_parameter",
];

impl Problem {
    /// A problem whose message names something.
    pub fn new(status: StatusCode, code: &'static str, args: impl Into<Vec<(&'static str, String)>>) -> Self {
        Self { status, code, args: args.into() }
    }

    /// One that names nothing.
    #[must_use]
    pub fn plain(status: StatusCode, code: &'static str) -> Self {
        Self::new(status, code, [])
    }

    /// There is nothing at this address.
    #[must_use]
    pub fn not_found() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "not_found")
    }

    /// A document for programs, in words of the language that was asked for; `origin` is where addresses begin.
    #[must_use]
    pub fn to_json(&self, words: &Words, origin: &str) -> String {
        let (title, help) = self.said(words);
        let mut document = json!({
            "type": format!("{origin}/api/v1/problems/{}", self.code),
            "title": title,
            "status": self.status.as_u16(),
            "code": self.code,
        });
        if let (Some(help), Some(document)) = (help, document.as_object_mut()) {
            document.insert("detail".to_owned(), help.into());
        }
        document.to_string()
    }

    /// In words, and what can be done.
    #[must_use]
    pub fn said(&self, words: &Words) -> (String, Option<String>) {
        let named: Vec<_> = self.args.iter().map(|(name, text)| (*name, value(text))).collect();
        let own = format!("web-problem-{}", self.code);
        let id =
            if words.find(&own, None, &named).is_some() { own } else { format!("trouble-{}", self.code) };
        (words.say(&id, &named), words.attribute(&id, "help", &named))
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        let status = match &trouble {
            Trouble::UnknownAsset { asset, .. } => {
                return Self::new(StatusCode::NOT_FOUND, "unknown_asset", [("text", asset.clone())]);
            }
            Trouble::Instant(_) => StatusCode::BAD_REQUEST,
            // What is known of an asset does not make a case: that is how things stand, and no fault of whoever asks.
            Trouble::Refused(_) | Trouble::NothingKnownThen { .. } => StatusCode::CONFLICT,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        // A path or a database's own words are for whoever keeps the server, not for the world.
        if status.is_server_error() {
            return Self::plain(status, "fault");
        }
        Self { status, code: trouble.code(), args: trouble.args() }
    }
}

impl From<NotDone> for Problem {
    fn from(not_done: NotDone) -> Self {
        match not_done {
            NotDone::Busy => Self::plain(StatusCode::SERVICE_UNAVAILABLE, "busy"),
            NotDone::Trouble(trouble) => trouble.into(),
            NotDone::Fault => Self::plain(StatusCode::INTERNAL_SERVER_ERROR, "fault"),
        }
    }
}
