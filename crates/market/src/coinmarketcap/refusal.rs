//! Refusals of CoinMarketCap's API.
//!
//! ```text
//! HTTP 429
//! {"status": {"error_code": 1008, "error_message": "You've exceeded your API Key's HTTP request rate limit. …"}}
//! ```
//!
//! | `error_code` | HTTP | is | advice |
//! | --- | --- | --- | --- |
//! | 1001, 1002 | 401 | the key is wrong or missing | stop |
//! | 1003, 1004 | 402 | the plan is not paid | stop |
//! | 1005 to 1007 | 403 | a key or another plan is needed, or the key is disabled | stop |
//! | 1008 | 429 | too many calls in this minute | after 60 seconds |
//! | 1009, 1010 | 429 | the credits of the day or month are used up | stop |
//! | 1011 | 429 | too many calls from this address | later |
//! | 4001, 4002 | 400 | an identifier or a parameter is wrong | never |
//!
//! Where there is no such code, the HTTP status says it, which the API also repeats as its code. The code may be a
//! number or a string, and it may be other than zero with HTTP 200. A gateway in front of the API answers without it.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::frame::{self, Frame, object};
use crate::answer::{one_line, wordless};
use crate::feed::{Advice, AnswerError, Refusal};
use crate::json;

/// The status of an answer.
pub(super) struct Status {
    /// The code if it is not zero, as it stands there.
    error: Option<String>,
    message: String,
    pub(super) total_count: Option<u64>,
}

/// The status that stands there.
pub(super) fn status(raw: &RawValue) -> Result<Status, AnswerError> {
    #[derive(Deserialize)]
    struct Fields<'a> {
        #[serde(borrow)]
        error_code: Option<&'a RawValue>,
        #[serde(borrow)]
        error_message: Option<&'a RawValue>,
        #[serde(borrow)]
        total_count: Option<&'a RawValue>,
    }
    let fields: Fields<'_> = object(raw, "status")?;
    let is_zero = match json::figure(fields.error_code) {
        Ok(code) => code.to_string() == "0",
        Err(unread) => unread == crate::figure::Unread::Absent,
    };
    Ok(Status {
        error: (!is_zero).then(|| one_line(json::shown(fields.error_code))),
        // A message that is no text is not worth an error of its own.
        message: frame::text(fields.error_message, "")
            .ok()
            .flatten()
            .map(|text| one_line(&text))
            .unwrap_or_default(),
        total_count: frame::whole(fields.total_count, "status.total_count")?,
    })
}

impl Status {
    /// What it refuses, if its code is not zero.
    pub(super) fn refusal(&self, http: u16) -> Option<Refusal> {
        let code = self.error.clone()?;
        Some(Refusal { advice: advice(&code, http), code, message: self.message.clone() })
    }
}

/// What an answer with another HTTP status than 200 says.
#[must_use]
pub fn refusal(http: u16, bytes: &[u8]) -> Refusal {
    let status = json::document(bytes)
        .and_then(|whole| object::<Frame<'_>>(whole, "$"))
        .ok()
        .and_then(|frame| status(frame.status?).ok());
    if let Some(refusal) = status.as_ref().and_then(|status| status.refusal(http)) {
        return refusal;
    }
    let wordless = wordless(http, bytes, of_status(http));
    match status {
        Some(Status { message, .. }) => Refusal { message, ..wordless },
        None => wordless,
    }
}

fn advice(code: &str, http: u16) -> Advice {
    match code.parse::<u16>() {
        Ok(1001..=1007 | 1009 | 1010) => Advice::Stop,
        Ok(1008) => Advice::AfterSeconds(60),
        Ok(1011) => Advice::Later,
        Ok(4001 | 4002) => Advice::Never,
        // An error under HTTP 200 may carry the status that it should have had.
        Ok(code) if http < 400 => of_status(code),
        _ => of_status(http),
    }
}

fn of_status(http: u16) -> Advice {
    match http {
        400 => Advice::Never,
        404 => Advice::NotThere,
        429 => Advice::Later,
        401..=499 => Advice::Stop,
        _ => Advice::Later,
    }
}
