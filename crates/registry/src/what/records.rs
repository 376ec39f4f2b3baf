//! Facts that people record.

use qazyq_exact::Day;
use serde::{Deserialize, Serialize};

use super::files::Component;
use crate::text::named;

/// What an asset is called. Of each field the latest entry that says it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asset {
    /// Its symbol, which other assets may share.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub symbol: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// CoinMarketCap's id of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub coinmarketcap: Option<u64>,
    /// ISO 24165.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dti: Option<String>,
    /// Where it lives, by CAIP-19.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub caip19: Vec<String>,
    /// Who issues it, by the issuer's id here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issuer: Option<String>,
}

/// Who issues assets. Of each field the latest entry that says it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Its id here.
    pub issuer: String,
    /// Its names, in whatever scripts; the first is shown.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub names: Vec<String>,
    /// ISO 17442.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lei: Option<String>,
    /// The Kazakh business identification number, БИН.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bin: Option<String>,
    /// Where it is registered: ISO 3166-1, two capitals.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<String>,
    /// The issuer at the head of its group, by its id here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub group: Option<String>,
    /// Its own pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub website: Option<String>,
}

/// What an asset is worth by its own terms, for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peg {
    /// Units of currencies; one at least.
    pub components: Vec<Component>,
    /// Where that is public.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// The first day on which it holds; none for as long as anybody knows.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub from: Option<Day>,
    /// The first day on which it does not hold any more; none while it lasts.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub until: Option<Day>,
}

impl Peg {
    /// Whether it holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

named! {
    /// What the order wants to be public.
    Item {
        /// The asset itself.
        Asset = "asset",
        /// What backs it.
        Backing = "backing",
        /// Who issues it.
        Issuer = "issuer",
        /// What keeps its value stable.
        StabilisationMechanism = "stabilisation_mechanism",
    }
}

named! {
    /// Whether something is public.
    DisclosureStatus {
        /// It is, at an address.
        Published = "published",
        /// Somebody looked and found nothing.
        Absent = "absent",
    }
}

/// What is public about an asset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// What of the order's items.
    pub item: Item,
    /// Whether it is public.
    pub status: DisclosureStatus,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub published: Option<Day>,
    /// When somebody looked and found nothing.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub looked_for_on: Option<Day>,
    /// By when the next one is due.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub next_expected: Option<Day>,
}

impl Disclosure {
    /// The day from which on it says something.
    #[must_use]
    pub fn dated(&self) -> Option<Day> {
        match self.status {
            DisclosureStatus::Published => self.published,
            DisclosureStatus::Absent => self.looked_for_on,
        }
    }
}

/// Whom something is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An asset, by its id.
    Asset(String),
    /// An issuer, by its id, and so every asset of it.
    Issuer(String),
}

named! {
    /// What a register said.
    CheckResult {
        /// Nothing of that name.
        None = "none",
        /// Something that concerns the subject.
        Found = "found",
        /// Something of that name that a person found to concern somebody else.
        Dismissed = "dismissed",
    }
}

/// What a register said when somebody looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Which register.
    pub register: String,
    /// When.
    #[serde(with = "crate::text")]
    pub on: Day,
    /// Whom it was about; one at least.
    pub subjects: Vec<Subject>,
    /// What was searched for; one at least.
    pub terms: Vec<String>,
    /// What came back. The bytes are the entry's document.
    pub result: CheckResult,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// What a person made of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

named! {
    /// What a ruling is.
    RulingKind {
        /// A court's.
        CourtDecision = "court_decision",
        /// An authorised body's.
        Order = "order",
        /// Something else that is worth recording and decides nothing.
        Other = "other",
    }
}

/// A court decision or an order of a body. A later entry with the same id says it anew as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// Its id here.
    pub ruling: String,
    /// What it is.
    pub kind: RulingKind,
    /// Of which state: ISO 3166-1, two capitals.
    pub country: String,
    /// Whose.
    pub body: String,
    /// Its number there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Whom it is against; empty where it is against somebody else.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub subjects: Vec<Subject>,
    /// From this day on.
    #[serde(with = "crate::text")]
    pub in_force_from: Day,
    /// It was appealed on this day. An appeal decides nothing by itself.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub appealed_on: Option<Day>,
    /// The first day on which it is not in force any more.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub ended_on: Option<Day>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// What a person made of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}
