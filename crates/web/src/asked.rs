//! A request, as whatever is behind an address takes it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;

use crate::app::App;
use crate::problem::Problem;
use crate::routes::refused;

/// What stands behind the question mark, by name; of a name that stands there twice the last counts.
pub type Params = HashMap<String, String>;

/// A request.
pub struct Asked {
    /// What every request finds.
    pub app: Arc<App>,
    /// The address that was asked for.
    pub uri: Uri,
    /// The heads of the request.
    pub headers: HeaderMap,
    /// What stands behind the question mark.
    pub params: Params,
}

impl FromRequestParts<Arc<App>> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let params = Query::<Params>::try_from_uri(&parts.uri).map_err(|_| {
            let bad = Problem::plain(StatusCode::BAD_REQUEST, "not_acceptable");
            refused(app, parts.uri.path(), &parts.headers, &bad)
        });
        // Nobody behind this one needs the heads.
        let headers = std::mem::take(&mut parts.headers);
        Ok(Self { app: Arc::clone(app), uri: parts.uri.clone(), headers, params: params?.0 })
    }
}

impl Asked {
    /// A parameter as it stands there.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(String::as_str)
    }

    /// What a form's field has; a form sends what was left empty too.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.param(name).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The address behind the language, with its query.
    #[must_use]
    pub fn path(&self) -> &str {
        let target = self.uri.path_and_query().map_or("/", |target| target.as_str());
        target.get(1..).and_then(|rest| rest.split_once('/')).map_or("", |(_, rest)| rest)
    }

    /// A refusal of this request.
    #[must_use]
    pub fn refused(&self, problem: &Problem) -> Response {
        refused(&self.app, self.uri.path(), &self.headers, problem)
    }
}
