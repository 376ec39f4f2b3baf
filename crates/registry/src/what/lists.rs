//! Lists, each an authority's own, and decisions on them.

use qazyq_exact::Day;
use serde::{Deserialize, Serialize};

use super::files::Component;
use crate::digest::Digest;
use crate::entry::Instant;
use crate::text::named;

named! {
    /// Whose list. They are never mixed: each has a law of its own.
    Authority {
        /// The Ministry's list under order 600/НҚ: a tax matter.
        Ministry = "ministry",
        /// The AFSA table of digital assets approved for trading in the AIFC.
        Afsa = "afsa",
        /// What the National Bank permits.
        NationalBank = "national_bank",
        /// The Ministry of Finance's list of assets whose value is published: mining tax.
        MinistryOfFinance = "ministry_of_finance",
    }
}

named! {
    /// What a proposal would do.
    Action {
        /// Puts an asset on the list.
        Add = "add",
        /// It stays on the list and does not count for a time.
        Suspend = "suspend",
        /// It counts again.
        Resume = "resume",
        /// Takes it off the list.
        Remove = "remove",
        /// Says anew what the list says of it.
        Correct = "correct",
    }
}

named! {
    /// What came of a review.
    Finding {
        /// It should be done.
        Supports = "supports",
        /// It should not.
        Objects = "objects",
        /// Neither; something is to be known.
        Remarks = "remarks",
    }
}

named! {
    /// A criterion of the order.
    Criterion {
        /// Information on its value against national currencies.
        ValueInformation = "value_information",
        /// The deviation of its price.
        Stability = "stability",
        /// Information on the asset.
        Disclosure = "disclosure",
        /// Capitalisation and volumes.
        MarketPresence = "market_presence",
        /// No decisions and orders against it.
        LegalStanding = "legal_standing",
    }
}

/// The verdict that stood beside a decision when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictBeside {
    /// Of which day.
    #[serde(with = "crate::text")]
    pub date: Day,
    /// By what was known at this instant.
    pub as_of: Instant,
    /// What it was.
    pub outcome: String,
    /// SHA-256 of the case, as `qazyq case ASSET --on DATE --as-of INSTANT` writes it, its line's end included.
    pub case: Digest,
}

/// A change of a list that somebody wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Whose list.
    pub authority: Authority,
    /// What shall be done.
    pub action: Action,
    /// From which day on it shall hold.
    #[serde(with = "crate::text")]
    pub from: Day,
    /// The first day on which it shall not hold any more, for what is put on the list for a time.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub until: Option<Day>,
    /// By which act.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub act: Option<String>,
    /// Why.
    pub reason: String,
    /// Which criterion it is about; none for all of them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub criterion: Option<Criterion>,
    /// What it rests on: numbers of entries.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub evidence: Vec<u64>,
    /// The verdict that stood beside it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub verdict: Option<VerdictBeside>,
}

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The asset's id here; none where nobody could say which asset is meant.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asset: Option<String>,
    /// The id by which the list calls it, where no asset here has that id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub told: Option<String>,
    /// Its symbol.
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
    /// Who issues it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issuer: Option<String>,
    /// The issuer's LEI, ISO 17442.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lei: Option<String>,
    /// What one unit of it counts for.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub peg: Vec<Component>,
    /// From which day on it is on the list.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub from: Option<Day>,
    /// The first day on which it is not any more.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub until: Option<Day>,
    /// From which day on it does not count for a time, where it does not.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub suspended_from: Option<Day>,
    /// By which act.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub act: Option<String>,
    /// Why it is there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// What else the list says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
    /// Something about it is made up, to show how something works: whoever shows the list says so.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub demonstration: bool,
}

impl Listed {
    /// A row that says nothing.
    pub const NOTHING: Self = Self {
        asset: None,
        told: None,
        symbol: None,
        name: None,
        coinmarketcap: None,
        dti: None,
        caip19: Vec::new(),
        issuer: None,
        lei: None,
        peg: Vec::new(),
        from: None,
        until: None,
        suspended_from: None,
        act: None,
        reason: None,
        comment: None,
        demonstration: false,
    };
}
