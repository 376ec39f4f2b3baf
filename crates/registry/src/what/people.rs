//! Who may do what.

use serde::{Deserialize, Serialize};

use crate::text::named;

named! {
    /// What a user may do.
    Role {
        /// Reads what everybody may read.
        Reader = "reader",
        /// Records facts, proposes and reviews changes of lists.
        Analyst = "analyst",
        /// Reviews, approves, rejects and publishes changes of lists that somebody else proposed.
        Approver = "approver",
        /// Says who may do what; records no facts and decides nothing.
        Administrator = "administrator",
        /// Reads everything, writes nothing.
        Auditor = "auditor",
    }
}

/// Somebody who may do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The short name that entries are written under.
    pub user: String,
    /// The person's own name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// What the user may do; sorted.
    pub roles: Vec<Role>,
    /// A user who is not active may do nothing; what was written stays.
    pub active: bool,
}
