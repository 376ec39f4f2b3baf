//! The public pages: what was found, laid out as HTML. Nothing is decided here and nothing is read: every function is handed
//! all that it shows, and gives text.
//!
//! Every address of a page begins with its language, `/en/…`, so that the page can be cited, kept and told apart by machines.

mod asset;
pub(crate) mod bench;
mod card;
mod charts;
mod evidence;
mod frame;
mod listing;
mod lists;
mod log;
mod look_up;
mod market;
mod method;
mod parts;
mod problem;
mod readings;
#[cfg(test)]
mod tests;
mod text;

pub use asset::{AssetShown, asset, unavailable};
pub use listing::{ListingShown, listing};
pub use lists::{ListsAsked, lists};
pub use log::{LogEntryShown, LogShown, log};
pub use look_up::look_up;
pub use market::{MarketAsked, MarketSort, arranged, market};
pub use method::method;
pub use problem::problem;
pub use text::{encoded, link_of};

use jiff::Timestamp;
use qazyq_casework::assess::AsOf;
use qazyq_exact::Day;
use qazyq_law::Act;
use qazyq_words::{Language, Words};

use crate::register::Register;

/// A section of the register: what stands in its navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Look up.
    LookUp,
    /// Market.
    Market,
    /// Lists.
    Lists,
    /// What listing means.
    Listing,
    /// Method.
    Method,
    /// Log.
    Log,
}

impl Section {
    /// All of them, in the order of the navigation.
    pub const ALL: [Self; 6] =
        [Self::LookUp, Self::Market, Self::Lists, Self::Listing, Self::Method, Self::Log];

    /// Its address behind the language.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::LookUp => "",
            Self::Market => "market",
            Self::Lists => "lists",
            Self::Listing => "listing",
            Self::Method => "method",
            Self::Log => "log",
        }
    }
}

/// What is around a page's own content.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The page's language.
    pub words: &'a Words,
    /// The page's address behind the language, with its query: `assets/usdc?on=2023-03-14`. The same page in another language
    /// is this behind that language.
    pub path: &'a str,
    /// Where permanent addresses begin: `https://registry.example`, without a slash; nothing where the server was not told.
    pub origin: &'a str,
    /// The register as it is served now.
    pub register: &'a Register,
    /// The present instant.
    pub now: Timestamp,
    /// The server shows the demonstration workspace.
    pub is_demo: bool,
    /// The server fetches by itself; else nothing comes unless somebody does it.
    pub is_updated: bool,
    /// People can sign in here.
    pub has_workbench: bool,
    /// The order.
    pub act: &'a Act,
}

/// Of which day and as of when an answer is.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The day.
    pub day: Day,
    /// As of when.
    pub as_of: &'a AsOf,
    /// It is the register's own day and instant, and nobody asked for another.
    pub is_current: bool,
}

impl Around<'_> {
    /// The address of a page behind the page's own language: of `market` it is `/en/market`.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("/{}/{path}", self.words.language().code())
    }

    /// The address of this very page in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        format!("/{}/{}", language.code(), self.path)
    }

    /// The address under which a page gives this answer for ever; with the server's own, where it was told.
    #[must_use]
    pub fn permanent(&self, path: &str, moment: &Moment<'_>) -> String {
        let joint = if path.contains('?') { '&' } else { '?' };
        let (on, as_of) = (moment.day, encoded_instant(moment.as_of.text()));
        format!("{}{}{joint}on={on}&as_of={as_of}", self.origin, self.address(path))
    }
}

/// An instant in a query. The colons of its time are read there as they are, and by people better so.
fn encoded_instant(text: &str) -> String {
    encoded(text).replace("%3A", ":")
}
