//! A register with everything that is made of it once and given often.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};

use crate::gate::Answer;
use crate::register::{Found, Register};

/// Pages that are kept while the register is served: more are made anew for each request.
const PAGES_MAX: usize = 2_000;

/// A register as it is served.
#[derive(Debug)]
pub struct Served {
    /// The register.
    pub register: Register,
    /// Answers that were made of it, by language and address.
    kept: Mutex<HashMap<String, Body>>,
}

/// The bytes of an answer, with the tag by which a client tells whether it has them.
#[derive(Clone, Debug)]
pub struct Body {
    /// The bytes.
    pub bytes: Bytes,
    /// The tag: the beginning of their SHA-256, in quotation marks.
    pub tag: String,
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::from(Bytes::from(text))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Self::from(Bytes::from_static(bytes))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        let digest: String =
            Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Self { tag: format!("\"{digest}\""), bytes }
    }
}

/// That an asset's verdict, or the gate's answer, has become another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The asset.
    pub asset: String,
    /// What it was; nothing where it was not there, or nothing could be shown of it.
    pub before: Option<State>,
    /// What it is.
    pub after: Option<State>,
}

/// What can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The verdict.
    pub outcome: &'static str,
    /// The gate's answer.
    pub gate: Answer,
}

fn state(found: &Found) -> State {
    State { outcome: found.sheet.verdict.conclusion.as_str(), gate: found.admission.answer }
}

impl Served {
    /// A register of which nothing was made yet.
    #[must_use]
    pub fn new(register: Register) -> Self {
        Self { register, kept: Mutex::default() }
    }

    /// An answer that hangs on the register alone: made at the first time, then kept.
    pub fn kept(&self, key: &str, make: impl FnOnce() -> String) -> Body {
        let lock = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(body) = lock().get(key) {
            return body.clone();
        }
        let body = Body::from(make());
        let mut kept = lock();
        if kept.len() < PAGES_MAX {
            kept.insert(key.to_owned(), body.clone());
        }
        body
    }

    /// What has become another since an earlier register, by asset.
    #[must_use]
    pub fn changes_since(&self, earlier: &Self) -> Vec<Change> {
        let of = |register: &Register, asset: &str| {
            register.row(asset).and_then(|row| row.found.as_ref().ok()).map(state)
        };
        let ids = |register: &Register| -> Vec<String> {
            register.rows.iter().map(|row| row.asset.id.clone()).collect()
        };
        let mut all = ids(&self.register);
        all.extend(ids(&earlier.register));
        all.sort_unstable();
        all.dedup();
        let change = |asset: String| {
            let (before, after) = (of(&earlier.register, &asset), of(&self.register, &asset));
            (before != after).then_some(Change { asset, before, after })
        };
        all.into_iter().filter_map(change).collect()
    }
}
