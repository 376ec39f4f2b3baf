//! A dossier of a workspace: all that was known of one asset at an instant. It is folded by `qazyq_evidence`, as a bundle's is;
//! here are the book and the lake that it is folded from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
pub use qazyq_evidence::dossier::Dossier;
use qazyq_evidence::dossier::{Conversion, between};
use qazyq_evidence::facts::Pages;
use qazyq_evidence::follow::Followed;
use qazyq_evidence::kept::Files;
use qazyq_evidence::records::{components_of, says_demonstration};
pub use qazyq_evidence::series::{Converted, DayBar, Evidence, Restated, Series, Whence};
use qazyq_exact::Day;
use qazyq_law::Act;

use crate::Trouble;
pub use crate::book::{Asset, Book};
use crate::workspace::{Component, FileRef, Workspace};

impl Files for Workspace {
    type Error = Trouble;

    fn bytes(&self, file: &FileRef) -> Result<Vec<u8>, Trouble> {
        Self::bytes(self, file)
    }
}

impl Book {
    /// All that was known of an asset at `known_at`.
    ///
    /// # Errors
    /// Where the asset is unknown, or its bytes cannot be read.
    pub fn dossier(&self, act: &Act, asset: &str, known_at: Timestamp) -> Result<Dossier, Trouble> {
        self.asset_at(asset, known_at)?;
        let mut dossier = self.said().dossier(act, asset, known_at, self.workspace(), &self.lake)?;
        let mut had_later =
            self.about(asset).map(|entry| entry.retrieved).filter(|retrieved| *retrieved > known_at).min();
        for followed in self.said().known(asset, known_at).follows.values() {
            let later = self.lake.had_later(followed, known_at)?;
            had_later = [had_later, later].into_iter().flatten().min();
        }
        dossier.had_later = had_later;
        Ok(dossier)
    }

    /// As much of [`Book::dossier`] as `stability` needs, but for the series that `apart` takes. It is asked of those that come
    /// from the lake alone and are not converted.
    pub(crate) fn dossier_beside(
        &self,
        act: &Act,
        asset: &str,
        known_at: Timestamp,
        apart: impl FnMut(&Followed) -> Result<bool, Trouble>,
    ) -> Result<Dossier, Trouble> {
        self.asset_at(asset, known_at)?;
        self.said().dossier_beside(act, (asset, known_at), self.workspace(), &self.lake, apart)
    }

    /// From where an asset's series come by themselves, by what is known now.
    pub(crate) fn follows(&self, asset: &str) -> Vec<Followed> {
        self.said().known(asset, Timestamp::MAX).follows.into_values().collect()
    }

    /// What converts an asset's series, by what is known now, by the series' sources.
    pub(crate) fn conversions(&self, asset: &str) -> BTreeMap<&str, Conversion<'_>> {
        self.said().known(asset, Timestamp::MAX).conversions
    }

    /// All facts about an asset and an issuer that count at `known_at`.
    fn pages(
        &self,
        act: &Act,
        asset: &str,
        issuer: Option<&str>,
        known_at: Timestamp,
    ) -> Result<Pages, Trouble> {
        let said = self.said();
        said.pages(act, &said.known(asset, known_at), issuer, known_at, self.workspace())
    }

    /// The pairs of currencies between which an asset's assessment needs rates, by what is known now.
    pub(crate) fn pairs_of(&self, act: &Act, asset: &str) -> Result<BTreeSet<(String, String)>, Trouble> {
        let known = self.said().known(asset, Timestamp::MAX);
        let issuer = self.asset(asset)?.issuer;
        let pages = self.pages(act, asset, issuer.as_deref(), Timestamp::MAX)?;
        let mut quotes = BTreeSet::new();
        for source in known.sources() {
            let currency = self.currency_of_series(asset, source);
            let conversion = known.conversions.get(source).filter(|c| Some(c.from) == currency.as_deref());
            quotes.extend(match conversion {
                Some(conversion) => self.currency_of_series(conversion.through, conversion.source),
                None => currency,
            });
        }
        Ok(between(&pages.peg_currencies(), &quotes))
    }

    /// In what an asset's series is itself, by what is known now.
    pub(crate) fn currency_of_series(&self, asset: &str, source: &str) -> Option<String> {
        let of_follow = self.follows(asset).into_iter().find(|f| f.source == source).map(|f| f.currency);
        of_follow.or_else(|| self.currency_of_files(asset, source))
    }
}

impl Book {
    /// What was said last of what an asset is pegged to, by an entry of its own or by a page of facts.
    ///
    /// # Errors
    /// Where a page's bytes cannot be read.
    pub(crate) fn latest_peg(
        &self,
        asset: &str,
        known_at: Timestamp,
    ) -> Result<Option<Vec<Component>>, Trouble> {
        // A page's peg does not hang on the law; which law reads it is all the same.
        let act = crate::law::load(None)?;
        let pages = self.pages(&act, asset, None, known_at)?;
        Ok(pages.latest_peg().map(components_of))
    }

    /// Whether something that is recorded of an asset on a day is made up for a demonstration, by what is known now.
    ///
    /// # Errors
    /// Where a page's bytes cannot be read.
    pub(crate) fn is_made_up(&self, asset: &str, day: Day) -> Result<bool, Trouble> {
        let known_at = Timestamp::MAX;
        if self.standing(self.about(asset), known_at).iter().any(|entry| entry.origin.demonstration) {
            return Ok(true);
        }
        let act = crate::law::load(None)?;
        let issuer = self.asset(asset)?.issuer;
        let pages = self.pages(&act, asset, issuer.as_deref(), known_at)?;
        Ok(pages.to_entries(day, |_| true).iter().any(|(_, fact)| says_demonstration(fact)))
    }

    /// What an asset is pegged to on a day, likewise.
    ///
    /// # Errors
    /// Where a page's bytes cannot be read.
    pub(crate) fn peg_on(
        &self,
        asset: &str,
        day: Day,
        known_at: Timestamp,
    ) -> Result<Option<Vec<Component>>, Trouble> {
        let act = crate::law::load(None)?;
        let pages = self.pages(&act, asset, None, known_at)?;
        Ok(pages.peg_on(day).map(components_of))
    }
}
