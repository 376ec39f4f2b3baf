//! What was said: entries, found by what they are about, and which of them count.
//!
//! Entries may be a whole journal or a part of one, as a bundle has it: they are in the order of their numbers, with or without
//! gaps.

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_registry::entry::Entry;
use qazyq_registry::what::{self, Subject, What};

/// Where entries stand, by what they are about.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// How many entries have been looked at.
    indexed: usize,
    /// Of each asset the places of the entries about it, rising.
    by_asset: BTreeMap<String, Vec<usize>>,
    /// Of each issuer the places of the entries that say what it is called.
    by_issuer: BTreeMap<String, Vec<usize>>,
    /// Of each ruling the places of the entries that say what it is.
    by_ruling: BTreeMap<String, Vec<usize>>,
    /// Checks and rulings by whom they are about.
    by_subject: BTreeMap<Subject, Vec<usize>>,
    /// Of each entry that was corrected or retracted the places of those that did it.
    undone: BTreeMap<u64, Vec<usize>>,
    /// Of each entry when and as which it stands in the order of what was had: a correction in the place of what it
    /// corrects.
    order: Vec<(Timestamp, u64)>,
}

impl Index {
    /// The index of entries in the order of their numbers.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let mut index = Self::default();
        index.add(entries);
        index
    }

    /// How many entries have been looked at.
    #[must_use]
    pub fn len(&self) -> usize {
        self.indexed
    }

    /// Whether none has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.indexed == 0
    }

    /// Looks at the entries that are new: `entries` begins with those of before.
    pub fn add(&mut self, entries: &[Entry]) {
        for (place, entry) in entries.iter().enumerate().skip(self.indexed) {
            if let Some(asset) = &entry.asset {
                self.by_asset.entry(asset.clone()).or_default().push(place);
            }
            match &entry.what {
                What::Issuer(issuer) => {
                    self.by_issuer.entry(issuer.issuer.clone()).or_default().push(place);
                }
                What::Check(check) => {
                    for subject in &check.subjects {
                        self.by_subject.entry(subject.clone()).or_default().push(place);
                    }
                }
                What::Ruling(ruling) => {
                    self.by_ruling.entry(ruling.ruling.clone()).or_default().push(place);
                    for subject in &ruling.subjects {
                        self.by_subject.entry(subject.clone()).or_default().push(place);
                    }
                }
                What::Retraction { entry: undone, .. } if *undone < entry.number => {
                    self.undone.entry(*undone).or_default().push(place);
                }
                _ => {}
            }
            // Only what was there can be corrected: so there is an end to every chain of corrections.
            let corrected = entry.corrects.filter(|corrected| *corrected < entry.number);
            let own = (entry.retrieved, entry.number);
            let before = corrected.and_then(|number| place_of(entries, number));
            self.order.push(before.and_then(|place| self.order.get(place)).copied().unwrap_or(own));
            if let Some(undone) = corrected {
                self.undone.entry(undone).or_default().push(place);
            }
        }
        self.indexed = entries.len();
    }
}

/// Where the entry of that number stands.
fn place_of(entries: &[Entry], number: u64) -> Option<usize> {
    let has_it = |place: &usize| entries.get(*place).is_some_and(|entry| entry.number == number);
    // In a whole journal an entry stands at the place of its number.
    let own = number.checked_sub(1).and_then(|place| usize::try_from(place).ok()).filter(has_it);
    own.or_else(|| entries.binary_search_by_key(&number, |entry| entry.number).ok())
}

/// Entries and their index.
#[derive(Clone, Copy, Debug)]
pub struct Said<'e> {
    entries: &'e [Entry],
    index: &'e Index,
}

/// An asset by its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asset {
    /// Its id in this workspace.
    pub id: String,
    /// Its symbol.
    pub symbol: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// CoinMarketCap's id of it.
    pub coinmarketcap: Option<u64>,
    /// ISO 24165.
    pub dti: Option<String>,
    /// Where it lives, by CAIP-19.
    pub caip19: Vec<String>,
    /// Who issues it, by the issuer's id.
    pub issuer: Option<String>,
}

impl Asset {
    fn add(&mut self, said: &what::Asset) {
        self.symbol = said.symbol.clone().or(self.symbol.take());
        self.name = said.name.clone().or(self.name.take());
        self.coinmarketcap = said.coinmarketcap.or(self.coinmarketcap);
        self.dti = said.dti.clone().or(self.dti.take());
        self.issuer = said.issuer.clone().or(self.issuer.take());
        if !said.caip19.is_empty() {
            self.caip19.clone_from(&said.caip19);
        }
    }
}

impl<'e> Said<'e> {
    /// Entries in the order of their numbers, and the index that was made of them.
    #[must_use]
    pub fn new(entries: &'e [Entry], index: &'e Index) -> Self {
        Self { entries, index }
    }

    /// Every entry.
    #[must_use]
    pub fn entries(self) -> &'e [Entry] {
        self.entries
    }

    /// The ids of all assets, sorted.
    pub fn ids(self) -> impl Iterator<Item = &'e str> {
        self.index.by_asset.keys().map(String::as_str)
    }

    /// The ids of all issuers, sorted.
    pub fn issuer_ids(self) -> impl Iterator<Item = &'e str> {
        self.index.by_issuer.keys().map(String::as_str)
    }

    fn at(self, places: Option<&'e Vec<usize>>) -> impl Iterator<Item = &'e Entry> + use<'e> {
        places.into_iter().flatten().filter_map(move |place| self.entries.get(*place))
    }

    /// Entries about `asset`.
    pub fn about(self, asset: &str) -> impl Iterator<Item = &'e Entry> + use<'e> {
        self.at(self.index.by_asset.get(asset))
    }

    /// Entries that say what an issuer is called.
    pub fn about_issuer(self, issuer: &str) -> impl Iterator<Item = &'e Entry> + use<'e> {
        self.at(self.index.by_issuer.get(issuer))
    }

    /// Entries that say what a ruling is.
    pub fn about_ruling(self, ruling: &str) -> impl Iterator<Item = &'e Entry> + use<'e> {
        self.at(self.index.by_ruling.get(ruling))
    }

    /// Checks and rulings about somebody.
    pub fn about_subject(self, subject: &Subject) -> impl Iterator<Item = &'e Entry> + use<'e> {
        self.at(self.index.by_subject.get(subject))
    }

    /// The asset of that id, as it was known at `known_at`; none where nothing is about it.
    #[must_use]
    pub fn asset_at(self, id: &str, known_at: Timestamp) -> Option<Asset> {
        self.index.by_asset.get(id)?;
        let mut asset = Asset { id: id.to_owned(), ..Asset::default() };
        let says = self.about(id).filter(|entry| matches!(entry.what, What::Asset(_)));
        for entry in self.standing(says, known_at) {
            if let What::Asset(said) = &entry.what {
                asset.add(said);
            }
        }
        Some(asset)
    }

    /// The entry that took this one's place or took it away, by what was known at `known_at`.
    ///
    /// A correction that was itself corrected still took this one's place; one that was taken back did not.
    #[must_use]
    pub fn undone_by(self, number: u64, known_at: Timestamp) -> Option<&'e Entry> {
        let is_retraction = |entry: &Entry| matches!(entry.what, What::Retraction { .. });
        let is_known = move |entry: &&Entry| entry.retrieved <= known_at;
        let by = move |number: u64| self.at(self.index.undone.get(&number)).filter(is_known);
        let took = |entry: &&Entry| is_retraction(entry) || !by(entry.number).any(is_retraction);
        by(number).find(took)
    }

    /// Entries that undo this one, and those that undo them, whether known by then or not.
    pub fn undoing(self, number: u64) -> impl Iterator<Item = &'e Entry> + use<'e> {
        self.at(self.index.undone.get(&number))
    }

    /// Where an entry stands in the order of what was had, oldest first: by the instant, then by its number. A correction
    /// stands where the first word did that it corrects.
    #[must_use]
    pub fn order(self, entry: &Entry) -> (Timestamp, u64) {
        let place = place_of(self.entries, entry.number);
        place
            .and_then(|place| self.index.order.get(place))
            .copied()
            .unwrap_or((entry.retrieved, entry.number))
    }

    /// Those that count at `known_at`, in the order in which they were had.
    #[must_use]
    pub fn standing(self, entries: impl Iterator<Item = &'e Entry>, known_at: Timestamp) -> Vec<&'e Entry> {
        let mut standing: Vec<&Entry> = entries.filter(|entry| self.counts(entry, known_at)).collect();
        standing.sort_by_key(|entry| self.order(entry));
        standing
    }

    /// Whether an entry counts, by what was known at `known_at`.
    #[must_use]
    pub fn counts(self, entry: &Entry, known_at: Timestamp) -> bool {
        entry.retrieved <= known_at && self.undone_by(entry.number, known_at).is_none()
    }

    /// The withdrawal of an entry's file, by what was known at `known_at`: its reason and its instant.
    #[must_use]
    pub fn withdrawal(self, entry: &Entry, known_at: Timestamp) -> Option<(&'e str, Timestamp)> {
        let file = entry.what.file()?;
        self.about(entry.asset.as_deref()?).find_map(|later| match &later.what {
            What::Withdrawal { sha256, reason }
                if later.number > entry.number && *sha256 == file.sha256 && later.retrieved <= known_at =>
            {
                Some((reason.as_str(), later.retrieved))
            }
            _ => None,
        })
    }
}
