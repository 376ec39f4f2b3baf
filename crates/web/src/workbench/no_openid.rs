//! Signing in by a provider of OpenID Connect, in a build that cannot: see the file `openid.rs`, which the feature of that name has in this one's
//! place.

use std::sync::Arc;

use axum::Router;
use qazyq_casework::Trouble;
use qazyq_casework::openid::{FEATURE, OpenId};

use crate::app::App;

/// The way in by a provider: there is none.
pub enum Door {}

impl Door {
    /// Says what is needed.
    ///
    /// # Errors
    /// Always.
    pub fn open(_set: OpenId, _origin: &str) -> Result<Self, Trouble> {
        Err(Trouble::FeatureMissing { feature: FEATURE, what: "[openid]".to_owned() })
    }

    pub(super) fn label(&self) -> &str {
        match *self {}
    }

    pub(super) fn issuer(&self) -> &str {
        match *self {}
    }
}

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
}
