//! Statements: what is signed and logged, one line of canonical JSON each.
//!
//! ```text
//! {"asset":"usdc","bundle":"9f2c…","day":"2023-03-14","format":"qazyq.statement/1","kind":"verdict","known_at":"…",
//!  "law":{"act":"kz-600-2025@1","sha256":"…"},"outcome":"qualifies","reading":{"missing":"undetermined",…}}
//! ```
//!
//! (The line is broken here alone.) One text serves for both: whoever signs a bundle signs this line, and whoever logs it logs this
//! line, so that a signature and a log can never speak of different things. Canonical is RFC 8785, as the journal's lines are: keys
//! are ASCII and sorted, numbers are integers below 2^53, everything else is text.

use std::collections::BTreeMap;

use qazyq_exact::Day;
use qazyq_registry::digest::Digest;
use serde::{Deserialize, Serialize};

/// The format's name.
pub const FORMAT: &str = "qazyq.statement/1";

/// A law, by the name that cases and verdicts give it, and its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawNamed {
    /// `kz-600-2025@1`
    pub act: String,
    /// SHA-256 of the version's file.
    pub sha256: Digest,
}

/// What is signed and logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Statement {
    /// The verdict on an asset on a day, with the bundle that shows it.
    Verdict {
        /// The asset's id.
        asset: String,
        /// SHA-256 of the bundle's manifest.
        bundle: Digest,
        /// The day of assessment.
        #[serde(with = "crate::day")]
        day: Day,
        /// Some fact calls itself a demonstration.
        #[serde(skip_serializing_if = "std::ops::Not::not", default)]
        demonstration: bool,
        /// By what was known at this instant.
        known_at: String,
        /// By which law.
        law: LawNamed,
        /// What it came to: `qualifies`, `does_not_qualify`, `undetermined`.
        outcome: String,
        /// Under which reading.
        reading: BTreeMap<String, String>,
    },
    /// An authority's list changed.
    Listing {
        /// What was done: the action's name in the journal.
        action: String,
        /// The asset's id.
        asset: String,
        /// Whose list.
        authority: String,
        /// Some fact or person calls itself a demonstration.
        #[serde(skip_serializing_if = "std::ops::Not::not", default)]
        demonstration: bool,
        /// SHA-256 of the journal's line that published it.
        entry: Digest,
        /// From this day on.
        #[serde(with = "crate::day")]
        from: Day,
    },
    /// An authority's list as it was published, as a whole.
    List {
        /// Whose list.
        authority: String,
        /// Some row calls itself a demonstration.
        #[serde(skip_serializing_if = "std::ops::Not::not", default)]
        demonstration: bool,
        /// As it is on this day.
        #[serde(with = "crate::day")]
        of: Day,
        /// How many rows it has.
        rows: u32,
        /// SHA-256 of the published file.
        sha256: Digest,
    },
}

/// The bytes are no statement in its one form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no statement: {0}")]
pub struct NotAStatement(String);

impl Statement {
    /// The line of canonical JSON, without the line's end.
    #[must_use]
    pub fn line(&self) -> String {
        // Through a map whose keys are sorted, so that no struct's order counts. A statement is texts and small numbers: JSON has a
        // way to say it.
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(map) = value.as_object_mut() {
            map.insert("format".to_owned(), FORMAT.into());
        }
        value.to_string()
    }

    /// Reads such a line.
    ///
    /// # Errors
    /// Where it is none, or one in other bytes.
    pub fn parse(line: &[u8]) -> Result<Self, NotAStatement> {
        let mut value: serde_json::Value =
            serde_json::from_slice(line).map_err(|error| NotAStatement(error.to_string()))?;
        let format = value.as_object_mut().and_then(|map| map.remove("format"));
        if format.as_ref().and_then(serde_json::Value::as_str) != Some(FORMAT) {
            return Err(NotAStatement(format!("format {}", format.unwrap_or_default())));
        }
        let statement: Self =
            serde_json::from_value(value).map_err(|error| NotAStatement(error.to_string()))?;
        if statement.line().as_bytes() == line {
            Ok(statement)
        } else {
            Err(NotAStatement("not in canonical form".to_owned()))
        }
    }

    /// The names under which an index finds it.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::Verdict { asset, .. } => vec![format!("verdict/{asset}")],
            Self::Listing { authority, asset, .. } => vec![format!("list/{authority}/{asset}")],
            Self::List { authority, .. } => vec![format!("list/{authority}")],
        }
    }

    /// Whether it rests on something made up.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        match self {
            Self::Verdict { demonstration, .. }
            | Self::Listing { demonstration, .. }
            | Self::List { demonstration, .. } => *demonstration,
        }
    }
}
