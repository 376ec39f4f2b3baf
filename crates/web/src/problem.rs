//! What went wrong, for programs (RFC 9457) and, on a page, for people.

use axum::http::StatusCode;
use qazyq_casework::Trouble;
use qazyq_casework::lists::ListError;
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
pub const CODES: [&str; 28] = [
    "another_digest",
    "busy",
    "fault",
    "later_than_now",
    "method_not_allowed",
    "no_bundle",
    "no_such_tag",
    "not_a_choice",
    "not_a_day",
    "not_a_digest",
    "not_a_form",
    "not_a_number",
    "not_a_request_name",
    "not_a_tag",
    "not_acceptable",
    "not_an_instant",
    "not_as_described",
    "not_found",
    "not_looked_at",
    "not_own_page",
    "not_that_media_type",
    "request_without_name",
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

/// Whose fault it is.
pub(crate) fn status_of(trouble: &Trouble) -> StatusCode {
    match trouble {
        Trouble::NotAllowed(_) => StatusCode::FORBIDDEN,
        Trouble::UnknownAsset { .. }
        | Trouble::UnknownIssuer { .. }
        | Trouble::UnknownEntry(_)
        | Trouble::UnknownProposal(_)
        | Trouble::UnknownUser { .. }
        | Trouble::UnknownToken { .. } => StatusCode::NOT_FOUND,
        Trouble::UserIsThere(_)
        | Trouble::ChangedMeanwhile(_)
        | Trouble::WrittenSince { .. }
        | Trouble::ProposalChanged(_)
        | Trouble::DoneBefore(_)
        | Trouble::SubjectIsBound { .. }
        | Trouble::CannotBeUndone { .. } => StatusCode::CONFLICT,
        Trouble::List(ListError::NoSuchProposal(_)) => StatusCode::NOT_FOUND,
        Trouble::List(ListError::AnotherIsOpen(_) | ListError::AtAnotherStage { .. }) => StatusCode::CONFLICT,
        Trouble::InForm { trouble, .. } => status_of(trouble),
        Trouble::Store(_)
        | Trouble::Path { .. }
        | Trouble::Output(_)
        | Trouble::BrokenChain { .. }
        | Trouble::BrokenEntry { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
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
