//! A request as a source sees it, and an answer before it is bytes.

use crate::fault::Rows;
use crate::json::Json;

/// A request without its source's prefix.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// `/v1/cryptocurrency/map`
    pub(crate) path: String,
    /// The query's pairs, decoded, in their order.
    pub(crate) query: Vec<(String, String)>,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The query of a target: pairs, decoded.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(key), decoded(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// What a source answers.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Body,
    /// What a fault may change in the body.
    pub(crate) rows: Rows,
    /// What the request cost.
    pub(crate) credits: u64,
}

#[derive(Clone, Debug)]
pub(crate) enum Body {
    Json(Json),
    /// A media type and the text.
    Text(&'static str, String),
    /// A media type and the bytes.
    Bytes(&'static str, Vec<u8>),
}

impl Answer {
    pub(crate) fn json(status: u16, body: Json) -> Answer {
        Answer { status, headers: Vec::new(), body: Body::Json(body), rows: Rows::None, credits: 0 }
    }

    pub(crate) fn text(status: u16, media: &'static str, body: impl Into<String>) -> Answer {
        Answer {
            status,
            headers: Vec::new(),
            body: Body::Text(media, body.into()),
            rows: Rows::None,
            credits: 0,
        }
    }

    pub(crate) fn html(status: u16, title: &str) -> Answer {
        let page = format!(
            "<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n<body><center><h1>{title}</h1></center><hr>\
             <center>nginx</center></body></html>\n"
        );
        Answer::text(status, "text/html", page)
    }

    pub(crate) fn rows(self, rows: Rows) -> Answer {
        Answer { rows, ..self }
    }
}
