//! What is asked, what comes back, and what becomes of it.

use core::fmt;
use std::time::{Duration, SystemTime};

use crate::{address::address_without_secrets, fault::Fault};

/// A `GET` to a source.
#[derive(Clone, PartialEq, Eq)]
pub struct Request<T> {
    /// The source, by any name: requests of one name share one [`Policy`](crate::Policy).
    pub source: String,
    /// The full address, `http` or `https`.
    pub url: String,
    /// Headers to send, beside those of every request (`Host`, `User-Agent`, `Accept`, `Accept-Encoding`).
    pub headers: Vec<(String, Secret)>,
    /// What the request is about: the caller's own, handed to the judge and back.
    pub about: T,
}

impl<T: fmt::Debug> fmt::Debug for Request<T> {
    /// Without the secrets of its address and of its headers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("source", &self.source)
            .field("url", &address_without_secrets(&self.url))
            .field("headers", &self.headers)
            .field("about", &self.about)
            .finish()
    }
}

/// A text that is not to be seen: a key, or the value of a header that might hold one.
///
/// ```
/// let key = qazyq_fetch::Secret::new("b54bcf4d");
/// assert_eq!(format!("{key} {key:?}"), "*** Secret(***)");
/// assert_eq!(key.expose(), "b54bcf4d");
/// ```
///
/// It is not wiped from memory when dropped: who reads this process's memory has the key's file too.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for the one place that sends it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What a source answered, whole.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status, 200 to 599 where the source keeps to the protocol.
    pub status: u16,
    /// The headers in their order, names in lower case. `content-encoding` and `content-length` are absent if the body
    /// came packed; bytes that are not UTF-8 are replaced.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked.
    pub body: Vec<u8>,
    /// When the attempt began.
    pub began: SystemTime,
    /// When its last byte was there.
    pub ended: SystemTime,
}

impl Reply {
    /// The first header of that name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Reply {
    /// With the body's length in place of the body.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("began", &self.began)
            .field("ended", &self.ended)
            .finish()
    }
}

/// What the judge makes of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The reply is what was asked for.
    Done,
    /// Ask again: when the source says (`Retry-After`), or else after a growing wait.
    Again,
    /// Ask again after this time. If it is longer than [`Policy::retry_after_max`](crate::Policy::retry_after_max), the
    /// request is given up, and after a 429 or 503 the source is.
    AgainAfter(Duration),
    /// Asking again would not help this request.
    GiveUp,
    /// Asking the source would not help any request, as where a key is refused or a day's quota is used up.
    StopSource,
}

impl Judgement {
    /// What the protocol alone says of an attempt: 2xx is an answer; 408, 425, 429, 5xx and faults that pass by
    /// themselves are worth another attempt; everything else would only happen again.
    #[must_use]
    pub fn of_protocol(outcome: Result<&Reply, &Fault>) -> Self {
        match outcome {
            Ok(reply) => match reply.status {
                200..=299 => Self::Done,
                408 | 425 | 429 | 500.. => Self::Again,
                _ => Self::GiveUp,
            },
            Err(fault) if fault.may_pass() => Self::Again,
            Err(_) => Self::GiveUp,
        }
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The judge was content.
    Done,
    /// The judge gave it up, or there were no attempts left.
    GaveUp {
        /// How often it was tried.
        attempts: u32,
    },
    /// The source was stopped: by the judge, or because it asked for a longer wait than is allowed.
    SourceStopped,
    /// The source failed so often that it is left alone.
    BreakerOpen,
    /// The run was stopped before the request had an end.
    Interrupted,
    /// The judge panicked over its last attempt.
    Panicked {
        /// How often it was tried.
        attempts: u32,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_shows_in_debug() {
        let request = Request {
            source: "a".to_owned(),
            url: "https://me:hush@example.org/?token=hush".to_owned(),
            headers: vec![("X-Key".to_owned(), Secret::new("hush"))],
            about: 1,
        };
        let shown = format!("{request:?}");
        assert!(!shown.contains("hush"), "{shown}");
        assert!(shown.contains("https://example.org/?token=***"), "{shown}");
    }

    #[test]
    fn the_protocol_alone_says_what_is_worth_another_attempt() {
        let reply = |status| Reply {
            status,
            headers: vec![],
            body: vec![],
            began: SystemTime::UNIX_EPOCH,
            ended: SystemTime::UNIX_EPOCH,
        };
        for (status, expected) in [
            (200, Judgement::Done),
            (204, Judgement::Done),
            (299, Judgement::Done),
            (304, Judgement::GiveUp),
            (400, Judgement::GiveUp),
            (404, Judgement::GiveUp),
            (408, Judgement::Again),
            (425, Judgement::Again),
            (429, Judgement::Again),
            (499, Judgement::GiveUp),
            (500, Judgement::Again),
            (503, Judgement::Again),
            (599, Judgement::Again),
        ] {
            assert_eq!(Judgement::of_protocol(Ok(&reply(status))), expected, "{status}");
        }
        assert_eq!(Judgement::of_protocol(Err(&Fault::Deadline)), Judgement::Again);
        assert_eq!(Judgement::of_protocol(Err(&Fault::TooLong { max: 1 })), Judgement::GiveUp);
    }

    #[test]
    fn a_reply_shows_the_length_of_its_body_and_finds_headers_in_any_case() {
        let reply = Reply {
            status: 200,
            headers: vec![("retry-after".to_owned(), "5".to_owned())],
            body: vec![b'x'; 3],
            began: SystemTime::UNIX_EPOCH,
            ended: SystemTime::UNIX_EPOCH,
        };
        assert!(format!("{reply:?}").contains("body: 3 bytes"));
        assert_eq!(reply.header("Retry-After"), Some("5"));
        assert_eq!(reply.header("Retry"), None);
    }
}
