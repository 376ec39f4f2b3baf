//! What an entry says, one variant a kind.
//!
//! | kinds | say | recorded by |
//! | --- | --- | --- |
//! | `asset`, `issuer`, `peg`, `disclosure`, `check`, `ruling` | facts that a case needs | analysts |
//! | `market`, `facts`, `register` | which bytes were handed over, and how they are read | analysts |
//! | `follow`, `unfollow`, `conversion` | from where series come by themselves | analysts |
//! | `withdrawal`, `retraction` | what does not count any more, and why | analysts |
//! | `declined` | what somebody else's register proposes and nobody wants | analysts |
//! | `proposal`, `review`, `approval`, `rejection`, `recall`, `publication`, `list_import` | decisions on lists | analysts, approvers |
//! | `user`, `password`, `token`, `token_revocation` | who may do what | administrators |
//! | `attempt` | that somebody was refused | the program |
//!
//! A later entry about the same thing counts instead of an earlier one, field by field for assets and issuers. An entry
//! that `corrects` another takes its place; a `retraction` takes it away. Neither changes it.

mod files;
#[cfg(feature = "stores")]
mod lists;
#[cfg(feature = "stores")]
mod people;
mod records;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use files::{Component, Declared, FileRef, ReadAs, RegisterKind};
#[cfg(feature = "stores")]
pub use lists::{Action, Authority, Criterion, Finding, Listed, Proposal, VerdictBeside};
#[cfg(feature = "stores")]
pub use people::{
    OpenIdSubject, Role, SUBJECT_BYTES_MAX, SecondFactor, SignInBy, SignedIn, Task, TaskState, Token, User,
    is_subject,
};
pub use records::{
    Asset, Check, CheckResult, Disclosure, DisclosureStatus, Issuer, Item, Peg, Ruling, RulingKind, Subject,
};

/// The kinds on which a verdict can rest, and those that undo some of them. Only these are read without the feature `stores`, but for
/// `issuer`, which says what an issuer is called: there is no other in a bundle.
pub const EVIDENCE: &[&str] = &[
    "asset",
    "peg",
    "disclosure",
    "check",
    "ruling",
    "market",
    "facts",
    "follow",
    "unfollow",
    "conversion",
    "withdrawal",
    "retraction",
];

/// The kinds that say who may do what, or who was refused.
pub const ABOUT_PEOPLE: &[&str] =
    &["user", "password", "token", "token_revocation", "second_factor", "attempt"];

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
// By the kind alone, as an object of one key: an entry has the kind and what it says in two, and brings them together. A tag beside
// a content would be read by two parsers, of which one could never be needed.
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// What an asset is called.
    Asset(Asset),
    /// Who issues assets.
    Issuer(Issuer),
    /// What an asset is worth by its own terms.
    Peg(Peg),
    /// What is public about an asset.
    Disclosure(Disclosure),
    /// What a register said when somebody looked.
    Check(Check),
    /// A court decision or an order.
    Ruling(Ruling),
    /// A file of bars or candles.
    Market {
        /// Whose series it is part of.
        source: String,
        /// In which currency its figures are.
        currency: String,
        /// The bytes.
        file: FileRef,
        /// How they are read.
        read_as: ReadAs,
    },
    /// A page of facts.
    Facts {
        /// The bytes.
        file: FileRef,
    },
    /// A file of somebody else's register.
    #[cfg(feature = "stores")]
    Register {
        /// Which.
        register: RegisterKind,
        /// The bytes.
        file: FileRef,
        /// The day whose state it tells, where that is known.
        #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
        of: Option<qazyq_exact::Day>,
    },
    /// Somebody looked at what a register proposes and does not want it.
    #[cfg(feature = "stores")]
    Declined {
        /// Which register.
        register: RegisterKind,
        /// The thing's key there.
        key: String,
        /// Why.
        reason: String,
    },
    /// From where this asset's series at a source comes by itself; the latest entry of the source counts.
    Follow {
        /// Whose series.
        source: String,
        /// What it is called there: CoinMarketCap's id, a pair.
        key: String,
        /// In which currency or token the figures are.
        currency: String,
        /// Whose midnight ends a day, where the source has candles finer than a day.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        day: Option<String>,
    },
    /// A series is not asked for any more, and what came of it by itself does not count.
    Unfollow {
        /// Whose series.
        source: String,
        /// Why.
        reason: String,
    },
    /// A series in a token is converted, day by day, by that token's own price; the latest entry of the source counts.
    Conversion {
        /// Whose series is converted.
        source: String,
        /// The token's code, in which the series is: a series in anything else is not converted.
        from: String,
        /// The token, as an asset.
        through: String,
        /// Whose series of the token converts it.
        through_source: String,
    },
    /// Files of this asset that were imported before do not count any more: somebody handed over the wrong one.
    Withdrawal {
        /// SHA-256 of their bytes, in hexadecimal.
        #[serde(deserialize_with = "files::hexadecimal")]
        sha256: String,
        /// Why.
        reason: String,
    },
    /// An entry does not count any more.
    Retraction {
        /// Its number.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// Somebody proposes a change of a list.
    #[cfg(feature = "stores")]
    Proposal(Proposal),
    /// Somebody looked at a proposal.
    #[cfg(feature = "stores")]
    Review {
        /// The proposal's entry.
        proposal: u64,
        /// What came of it.
        finding: Finding,
        /// In words.
        note: String,
        /// The verdict that stood beside it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        verdict: Option<VerdictBeside>,
    },
    /// A second person agrees.
    #[cfg(feature = "stores")]
    Approval {
        /// The proposal's entry.
        proposal: u64,
        /// In words.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        note: Option<String>,
        /// The verdict that stood beside it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        verdict: Option<VerdictBeside>,
    },
    /// A second person does not agree; the proposal is at its end.
    #[cfg(feature = "stores")]
    Rejection {
        /// The proposal's entry.
        proposal: u64,
        /// Why.
        reason: String,
    },
    /// Whoever proposed it takes it back.
    #[cfg(feature = "stores")]
    Recall {
        /// The proposal's entry.
        proposal: u64,
        /// Why.
        reason: String,
    },
    /// An approved proposal takes effect.
    #[cfg(feature = "stores")]
    Publication {
        /// The proposal's entry.
        proposal: u64,
        /// The list's row as it was published; none where it is removed.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        row: Option<Listed>,
    },
    /// A list that somebody else keeps, as it was on a day.
    #[cfg(feature = "stores")]
    ListImport {
        /// Whose list.
        authority: Authority,
        /// By which act.
        act: String,
        /// As it was on this day.
        #[serde(with = "crate::text")]
        of: qazyq_exact::Day,
        /// The table that was read.
        file: FileRef,
        /// It is the whole list: what it does not have is not on it any more from that day on.
        whole: bool,
        /// Its rows.
        rows: Vec<Listed>,
    },
    /// Somebody who may do something; the latest entry counts.
    #[cfg(feature = "stores")]
    User(User),
    /// A password was set, or taken away.
    #[cfg(feature = "stores")]
    Password {
        /// Whose.
        user: String,
        /// SHA-256 of what the password is checked against; none where it was taken away.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        sha256: Option<crate::digest::Digest>,
    },
    /// A token was given out.
    #[cfg(feature = "stores")]
    Token(Token),
    /// A token does not serve any more.
    #[cfg(feature = "stores")]
    TokenRevocation {
        /// Its public half.
        token: String,
        /// Why.
        reason: String,
    },
    /// A second factor was set, or taken away.
    #[cfg(feature = "stores")]
    SecondFactor(SecondFactor),
    /// What is to be done about an item of the inbox.
    #[cfg(feature = "stores")]
    Task(Task),
    /// Somebody tried something and was refused.
    #[cfg(feature = "stores")]
    Attempt {
        /// What: the command.
        command: String,
        /// About what.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        about: Option<String>,
        /// Who it claimed to be, or the token's public half, where that much was readable.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        claimed: Option<String>,
        /// Why it was refused: a code.
        why: String,
    },
}

impl What {
    /// What an entry of that kind says, from the JSON of its `what`.
    pub(crate) fn of_kind(kind: &str, what: &RawValue) -> serde_json::Result<Self> {
        // A name with anything else in it is no kind, and must not be able to end the text early.
        let is_name = kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let kind = if is_name { kind } else { "" };
        serde_json::from_str(&format!("{{\"{kind}\":{what}}}"))
    }

    /// The kind's name, as entries have it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Asset(_) => "asset",
            Self::Issuer(_) => "issuer",
            Self::Peg(_) => "peg",
            Self::Disclosure(_) => "disclosure",
            Self::Check(_) => "check",
            Self::Ruling(_) => "ruling",
            Self::Market { .. } => "market",
            Self::Facts { .. } => "facts",
            #[cfg(feature = "stores")]
            Self::Register { .. } => "register",
            #[cfg(feature = "stores")]
            Self::Declined { .. } => "declined",
            Self::Follow { .. } => "follow",
            Self::Unfollow { .. } => "unfollow",
            Self::Conversion { .. } => "conversion",
            Self::Withdrawal { .. } => "withdrawal",
            Self::Retraction { .. } => "retraction",
            #[cfg(feature = "stores")]
            Self::Proposal(_) => "proposal",
            #[cfg(feature = "stores")]
            Self::Review { .. } => "review",
            #[cfg(feature = "stores")]
            Self::Approval { .. } => "approval",
            #[cfg(feature = "stores")]
            Self::Rejection { .. } => "rejection",
            #[cfg(feature = "stores")]
            Self::Recall { .. } => "recall",
            #[cfg(feature = "stores")]
            Self::Publication { .. } => "publication",
            #[cfg(feature = "stores")]
            Self::ListImport { .. } => "list_import",
            #[cfg(feature = "stores")]
            Self::User(_) => "user",
            #[cfg(feature = "stores")]
            Self::Password { .. } => "password",
            #[cfg(feature = "stores")]
            Self::Token(_) => "token",
            #[cfg(feature = "stores")]
            Self::TokenRevocation { .. } => "token_revocation",
            #[cfg(feature = "stores")]
            Self::SecondFactor(_) => "second_factor",
            #[cfg(feature = "stores")]
            Self::Task(_) => "task",
            #[cfg(feature = "stores")]
            Self::Attempt { .. } => "attempt",
        }
    }

    /// The file that this entry brought.
    #[must_use]
    pub fn file(&self) -> Option<&FileRef> {
        match self {
            Self::Market { file, .. } | Self::Facts { file } => Some(file),
            #[cfg(feature = "stores")]
            Self::Register { file, .. } | Self::ListImport { file, .. } => Some(file),
            _ => None,
        }
    }

    /// Whether it says who may do what, or who was refused: that is for those who administer or audit.
    #[must_use]
    #[cfg(feature = "stores")]
    pub fn is_about_people(&self) -> bool {
        ABOUT_PEOPLE.contains(&self.kind())
    }

    /// The proposal, or the list that was taken in, that this entry decides on.
    #[must_use]
    #[cfg(feature = "stores")]
    pub fn decides_on(&self) -> Option<u64> {
        match self {
            Self::Review { proposal, .. }
            | Self::Approval { proposal, .. }
            | Self::Rejection { proposal, .. }
            | Self::Recall { proposal, .. }
            | Self::Publication { proposal, .. } => Some(*proposal),
            _ => None,
        }
    }

    /// Whether a later entry may correct or retract one of this kind. Decisions, rights and refusals stand: what follows
    /// from them is undone by deciding anew.
    #[must_use]
    #[cfg(feature = "stores")]
    pub fn may_be_retracted(&self) -> bool {
        matches!(
            self,
            Self::Asset(_)
                | Self::Issuer(_)
                | Self::Peg(_)
                | Self::Disclosure(_)
                | Self::Check(_)
                | Self::Ruling(_)
                | Self::Register { .. }
                | Self::Declined { .. }
                | Self::Conversion { .. }
        )
    }
}
