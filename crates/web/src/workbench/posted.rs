//! What a browser sends, within limits: fields, and files that came with them.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::record::Document;
use qazyq_casework::workspace::sha256;

use super::session::{is_own_page, shown};
use super::to_sign_in;
use crate::app::App;
use crate::asked::Asked;
use crate::problem::Problem;
use crate::routes::refused;

/// Fields of a form.
const FIELDS_MAX: usize = 400;
/// Files of a form.
const FILES_MAX: usize = 20;

/// The fields of a form, in order; several may have one name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    fields: Vec<(String, String)>,
}

impl Fields {
    /// The first of that name, as it was filled in.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(of, _)| of == name).map(|(_, text)| text.as_str())
    }

    /// The same without the space around it; none where it was left empty.
    pub(super) fn filled(&self, name: &str) -> Option<&str> {
        self.one(name).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The same, with nothing for none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.filled(name).unwrap_or_default()
    }

    /// All of that name that were filled in.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let of_name = self.fields.iter().filter(|(of, _)| of == name);
        of_name.map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).collect()
    }

    /// Which button was pressed.
    pub(super) fn pressed(&self) -> &str {
        self.text("do")
    }
}

/// A form that a page of this server sent.
pub(crate) struct Posted {
    pub(super) asked: Asked,
    pub(super) fields: Fields,
    pub(super) files: Vec<(String, Document)>,
}

/// What was given in a field for a file, with the digest that the browser told of it.
pub(super) struct Upload {
    documents: Vec<Document>,
    told: Option<String>,
}

/// A file that came whole.
#[derive(Clone)]
pub(super) struct Uploaded {
    pub(super) document: Document,
    /// The browser told its digest before.
    pub(super) is_told: bool,
}

impl Upload {
    /// The file, where one was given.
    ///
    /// # Errors
    /// Where there are several, or it is not the one whose digest the browser told.
    pub(super) fn taken(self) -> Result<Option<Uploaded>, Trouble> {
        let Self { mut documents, told } = self;
        let Some(document) = documents.pop() else {
            // Another's file would else go on under what somebody saw of their own.
            return told.map_or(Ok(None), |told| Err(Trouble::FileDidNotCome(told)));
        };
        if !documents.is_empty() {
            return Err(Trouble::OneFileOnly(document.name));
        }
        let found = sha256(&document.bytes);
        match told {
            Some(told) if !told.eq_ignore_ascii_case(&found) => {
                let told = told.chars().take(64).collect();
                Err(Trouble::AnotherDigest { name: document.name, told, found })
            }
            told => Ok(Some(Uploaded { document, is_told: told.is_some() })),
        }
    }
}

impl Posted {
    /// Takes what was given in a field for a file.
    pub(super) fn upload(&mut self, field: &str) -> Upload {
        let of_field = self.files.extract_if(.., |(of, _)| of.as_str() == field);
        let documents = of_field.map(|(_, document)| document).collect();
        let told = self.fields.filled(&format!("digest-{field}")).map(str::to_owned);
        Upload { documents, told }
    }
}

impl FromRequest<Arc<App>> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let (path, headers) = (parts.uri.path().to_owned(), parts.headers.clone());
        let refuse = |status, code| refused(app, &path, &headers, &Problem::plain(status, code));
        if app.sessions.is_none() {
            return Err(refused(app, &path, &headers, &Problem::not_found()));
        }
        if !is_own_page(&headers) {
            return Err(refuse(StatusCode::FORBIDDEN, "not_own_page"));
        }
        let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let asked = Asked::from_request_parts(&mut parts, app).await?;
        parts.headers.clone_from(&headers);
        let request = Request::from_parts(parts, body);
        let too_large = || refuse(StatusCode::PAYLOAD_TOO_LARGE, "too_large");
        if media_type.starts_with("application/x-www-form-urlencoded") {
            let bytes = Bytes::from_request(request, app).await.map_err(|_| too_large())?;
            let fields = form_urlencoded::parse(&bytes).into_owned();
            let fields: Vec<(String, String)> = fields.map(|(name, text)| (name, plain(&text))).collect();
            if fields.len() > FIELDS_MAX {
                return Err(too_large());
            }
            return Ok(Self { asked, fields: Fields { fields }, files: Vec::new() });
        }
        if !media_type.starts_with("multipart/form-data") {
            return Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_form"));
        }
        let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        if length.is_some_and(|length| length > super::UPLOAD_BYTES_MAX) {
            return Err(too_large());
        }
        // Files are large: of nobody who is not signed in is one taken into memory.
        let (token, now) = (shown(&headers), (app.now)());
        let is_signed_in = app
            .desk
            .ask(move |book| Ok(token.is_some_and(|token| book.people().session(&token, now).is_ok())));
        if !is_signed_in.await.unwrap_or_default() {
            return Err(match shown(&headers) {
                // Whose session is over meanwhile signs in again.
                Some(_) => to_sign_in(&headers, &path),
                None => refuse(StatusCode::FORBIDDEN, "not_own_page"),
            });
        }
        let not_a_form = || refuse(StatusCode::BAD_REQUEST, "not_a_form");
        let mut multipart = Multipart::from_request(request, app).await.map_err(|_| not_a_form())?;
        let (mut fields, mut files) = (Vec::new(), Vec::new());
        loop {
            let next = multipart.next_field().await.map_err(|error| match error.status() {
                StatusCode::PAYLOAD_TOO_LARGE => too_large(),
                _ => not_a_form(),
            })?;
            let Some(field) = next else { break };
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|error| match error.status() {
                StatusCode::PAYLOAD_TOO_LARGE => too_large(),
                _ => not_a_form(),
            })?;
            match file_name {
                // A browser sends a field for a file that nobody chose: without a name and without bytes.
                Some(file_name) if file_name.is_empty() && bytes.is_empty() => {}
                Some(file_name) => files.push((name, document(&file_name, &bytes))),
                None => {
                    let text = String::from_utf8(bytes.into()).map_err(|_| not_a_form())?;
                    fields.push((name, plain(&text)));
                }
            }
            if fields.len() > FIELDS_MAX || files.len() > FILES_MAX {
                return Err(too_large());
            }
        }
        Ok(Self { asked, fields: Fields { fields }, files })
    }
}

/// Lines end in forms as they do in letters of old; here as everywhere else.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// A file as it came.
fn document(name: &str, bytes: &Bytes) -> Document {
    Document { name: file_name(name), bytes: bytes.to_vec() }
}

/// A file's name is a name and no path, whatever a browser says.
pub(super) fn file_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    if name.is_empty() || name.starts_with('.') { format!("file{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_and_no_path() {
        for (told, name) in [
            ("reserves.pdf", "reserves.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\x.pdf", "x.pdf"),
            ("", "file"),
            (".bashrc", "file.bashrc"),
            ("a\r\nb", "ab"),
            ("қор.pdf", "қор.pdf"),
        ] {
            assert_eq!(file_name(told), name);
        }
    }

    #[test]
    fn a_field_that_was_left_empty_is_not_filled() {
        let fields = Fields {
            fields: [("a", " x "), ("b", "  "), ("a", ""), ("a", "y")]
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .into(),
        };
        assert_eq!(fields.all("a"), ["x", "y"]);
        assert_eq!((fields.filled("a"), fields.filled("b"), fields.one("b")), (Some("x"), None, Some("  ")));
        assert_eq!(fields.text("c"), "");
    }
}
