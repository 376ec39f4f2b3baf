//! A dossier: all that was known of one asset at an instant, folded from the journal and the bytes it names.
//!
//! A dossier makes cases. It decides nothing and stores nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::json::Value;
use qazyq_law::reading::Reading;
use qazyq_law::{Act, Law};
use qazyq_market::days::DayCut;

use crate::Trouble;
use crate::facts::{Page, Pages};
use crate::follow::Followed;
use crate::lake::LakeView;
use crate::rates::OfficialRate;
use crate::series::Parts;
pub use crate::series::{Converted, DayBar, Evidence, Restated, Series, Whence};
use crate::workspace::{Entry, FileRef, What, Workspace};

/// The journal, read once.
#[derive(Clone, Debug)]
pub struct Book {
    workspace: Workspace,
    entries: Vec<(u64, Entry)>,
    /// Of each asset the places of the entries about it, rising.
    by_asset: BTreeMap<String, Vec<usize>>,
    pub(crate) lake: LakeView,
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
}

/// All that was known of one asset at an instant.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The asset.
    pub asset: Asset,
    /// The instant; what was had later is left out.
    pub known_at: Timestamp,
    /// The first instant at which something was had that is left out.
    pub had_later: Option<Timestamp>,
    /// Its series, one a source.
    pub series: Vec<Series>,
    /// Files that were withdrawn by then, each with the reason and the instant.
    pub withdrawn: Vec<(FileRef, String, Timestamp)>,
    /// Official rates between the peg's currencies and the series'.
    rates: Vec<OfficialRate>,
    pages: Pages,
}

impl Book {
    /// Reads a workspace's journal.
    ///
    /// # Errors
    /// Where there is no workspace, or its journal cannot be read.
    pub fn open(workspace: Workspace) -> Result<Self, Trouble> {
        let entries = workspace.entries()?;
        Ok(Self::of(workspace, entries))
    }

    /// The same, with no entry where the workspace is not there yet.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn open_or_new(workspace: Workspace) -> Result<Self, Trouble> {
        match workspace.entries() {
            Ok(entries) => Ok(Self::of(workspace, entries)),
            Err(Trouble::NoWorkspace(_)) => Ok(Self::of(workspace, Vec::new())),
            Err(trouble) => Err(trouble),
        }
    }

    fn of(workspace: Workspace, entries: Vec<(u64, Entry)>) -> Self {
        let mut by_asset: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, (_, entry)) in entries.iter().enumerate() {
            by_asset.entry(entry.asset.clone()).or_default().push(place);
        }
        Self { lake: LakeView::of(&workspace), workspace, entries, by_asset }
    }

    /// The workspace.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The ids of all assets, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_asset.keys().map(String::as_str)
    }

    /// Every asset, by id, with the names that it has now.
    #[must_use]
    pub fn assets(&self) -> Vec<Asset> {
        self.assets_at(Timestamp::MAX)
    }

    /// Every asset, by id, with the names that were known at `known_at`.
    fn assets_at(&self, known_at: Timestamp) -> Vec<Asset> {
        let mut assets: BTreeMap<&str, Asset> = BTreeMap::new();
        for (_, entry) in &self.entries {
            let asset = assets.entry(&entry.asset).or_default();
            asset.id.clone_from(&entry.asset);
            if let What::Asset { symbol, name } = &entry.what
                && entry.retrieved <= known_at
            {
                asset.symbol = symbol.clone().or(asset.symbol.take());
                asset.name = name.clone().or(asset.name.take());
            }
        }
        assets.into_values().collect()
    }

    /// The asset of that id.
    ///
    /// # Errors
    /// Where there is none.
    pub fn asset(&self, id: &str) -> Result<Asset, Trouble> {
        self.asset_at(id, Timestamp::MAX)
    }

    fn asset_at(&self, id: &str, known_at: Timestamp) -> Result<Asset, Trouble> {
        let assets = self.assets_at(known_at);
        let known = || assets.iter().map(|asset| asset.id.clone()).collect();
        let found = assets.iter().find(|asset| asset.id == id);
        found.cloned().ok_or_else(|| Trouble::UnknownAsset { asset: id.to_owned(), known: known() })
    }

    /// Entries about `asset`, with their numbers.
    pub fn about<'b>(&'b self, asset: &str) -> impl Iterator<Item = &'b (u64, Entry)> + use<'b> {
        let places = self.by_asset.get(asset).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.entries.get(*place))
    }

    /// The withdrawal of an entry's file, by what was known at `known_at`: its reason and its instant.
    pub fn withdrawal(&self, number: u64, entry: &Entry, known_at: Timestamp) -> Option<(&str, Timestamp)> {
        let file = entry.what.file()?;
        self.about(&entry.asset).find_map(|(later, withdrawal)| match &withdrawal.what {
            What::Withdrawal { sha256, reason }
                if *later > number && *sha256 == file.sha256 && withdrawal.retrieved <= known_at =>
            {
                Some((reason.as_str(), withdrawal.retrieved))
            }
            _ => None,
        })
    }

    /// Looks whether the bytes of an answer are there and as they came.
    ///
    /// # Errors
    /// Where they are not.
    pub fn check_answer(&self, evidence: &Evidence) -> Result<(), Trouble> {
        self.lake.check_answer(&evidence.sha256)
    }

    /// Adds an entry to the journal and to what has been read of it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn append(&mut self, entry: Entry) -> Result<u64, Trouble> {
        let last = self.entries.iter().map(|(number, _)| *number).max().unwrap_or_default();
        let number = self.workspace.append(&entry, last)?;
        self.by_asset.entry(entry.asset.clone()).or_default().push(self.entries.len());
        self.entries.push((number, entry));
        Ok(number)
    }

    /// All that was known of an asset at `known_at`.
    ///
    /// # Errors
    /// Where the asset is unknown, or its bytes cannot be read.
    pub fn dossier(&self, act: &Act, asset: &str, known_at: Timestamp) -> Result<Dossier, Trouble> {
        let names = self.asset_at(asset, known_at)?;
        let known = self.known(asset, known_at);
        let mut had_later = self
            .about(asset)
            .map(|(_, entry)| entry.retrieved)
            .filter(|retrieved| *retrieved > known_at)
            .min();

        let mut pages = Pages::default();
        for (_, entry) in &known.entries {
            match &entry.what {
                What::Peg { components, url } => {
                    pages.set_peg(peg_json(components, url.as_deref(), entry.retrieved));
                }
                What::Facts { file } => {
                    let page = self.page(act, file)?;
                    pages.add(page, &origin(file, entry.retrieved));
                }
                What::Asset { .. }
                | What::Market { .. }
                | What::Follow { .. }
                | What::Unfollow { .. }
                | What::Conversion { .. }
                | What::Withdrawal { .. } => {}
            }
        }
        let mut series = Vec::new();
        for source in known.sources() {
            let own = self.series(&known, source, known_at)?;
            // What converts a token's series is of no use for a series that is now in something else.
            let conversion =
                known.conversions.get(source).filter(|conversion| conversion.from == own.currency);
            let by = match conversion {
                None => None,
                Some(conversion) => {
                    let through = self.known(conversion.through, known_at);
                    Some(self.series(&through, conversion.source, known_at)?)
                }
            };
            // A chain has one link: what converts is in a currency itself.
            let by = by.filter(|by| by.cut == own.cut && qazyq_exact::currency::is_national(&by.currency));
            series.push(match (conversion, by) {
                (Some(conversion), Some(by)) => own.converted(conversion.through, &by),
                _ => own,
            });
        }
        for followed in known.follows.values() {
            if let Some((profile, retrieved)) = self.lake.coinmarketcap(followed, known_at)? {
                pages.add_coinmarketcap_at(profile, retrieved);
            }
            let later = self.lake.had_later(followed, known_at)?;
            had_later = [had_later, later].into_iter().flatten().min();
        }
        let pairs = pairs(&pages, &series);
        Ok(Dossier {
            asset: names,
            known_at,
            had_later,
            rates: self.lake.official_rates(&pairs, known_at)?,
            series,
            withdrawn: known.withdrawn,
            pages,
        })
    }

    /// The entries about an asset that count at `known_at`, in the order in which they were had.
    fn known(&self, asset: &str, known_at: Timestamp) -> Known<'_> {
        let mut entries: Vec<&(u64, Entry)> =
            self.about(asset).filter(|(_, entry)| entry.retrieved <= known_at).collect();
        entries.sort_by_key(|(number, entry)| (entry.retrieved, *number));
        let mut known = Known::default();
        for numbered in entries {
            let (number, entry) = numbered;
            if let (Some((reason, when)), Some(file)) =
                (self.withdrawal(*number, entry, known_at), entry.what.file())
            {
                known.withdrawn.push((file.clone(), reason.to_owned(), when));
                continue;
            }
            match &entry.what {
                What::Follow { source, key, currency, day } => {
                    let followed = Followed::new(source, key, currency, day.as_deref());
                    known.follows.insert(source, followed);
                }
                What::Unfollow { source, .. } => {
                    known.follows.remove(source.as_str());
                }
                What::Conversion { source, from, through, through_source } => {
                    known.conversions.insert(source, Conversion { from, through, source: through_source });
                }
                What::Asset { .. }
                | What::Peg { .. }
                | What::Market { .. }
                | What::Facts { .. }
                | What::Withdrawal { .. } => {}
            }
            known.entries.push(numbered);
        }
        known
    }

    /// From where an asset's series come by themselves, by what is known now.
    pub(crate) fn follows(&self, asset: &str) -> Vec<Followed> {
        self.known(asset, Timestamp::MAX).follows.into_values().collect()
    }

    /// What converts an asset's series, by what is known now, by the series' sources.
    pub(crate) fn conversions(&self, asset: &str) -> BTreeMap<&str, Conversion<'_>> {
        self.known(asset, Timestamp::MAX).conversions
    }

    fn page(&self, act: &Act, file: &FileRef) -> Result<Page, Trouble> {
        let bytes = self.workspace.bytes(file)?;
        // A page's facts do not hang on the version of the law, but for the items that it names.
        Page::parse(act.latest(), &String::from_utf8_lossy(&bytes))
    }

    /// Makes one series of its files and of the lake's rows.
    fn series(&self, known: &Known<'_>, source: &str, known_at: Timestamp) -> Result<Series, Trouble> {
        let mut parts = Parts::default();
        let (mut currency, mut cut) = (String::new(), DayCut::Utc);
        for (number, entry) in &known.entries {
            let What::Market { source: of, currency: told, file, read_as } = &entry.what else { continue };
            if of != source {
                continue;
            }
            currency.clone_from(told);
            cut = read_as.cut();
            let evidence = Evidence {
                number: *number,
                whence: Whence::File(file.name.clone()),
                sha256: file.sha256.clone(),
                retrieved: entry.retrieved,
            };
            parts.add_file(evidence, read_as, &self.workspace.bytes(file)?)?;
        }
        if let Some(followed) = known.follows.get(source) {
            currency.clone_from(&followed.currency);
            cut = followed.cut;
            self.lake.add_rows(&mut parts, followed, known_at)?;
        }
        parts.into_series(source, currency, cut, known_at)
    }
}

/// What counts of the entries about an asset.
#[derive(Default)]
struct Known<'b> {
    entries: Vec<&'b (u64, Entry)>,
    withdrawn: Vec<(FileRef, String, Timestamp)>,
    follows: BTreeMap<&'b str, Followed>,
    conversions: BTreeMap<&'b str, Conversion<'b>>,
}

/// What converts a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Conversion<'b> {
    /// The code of the token that it is in.
    pub(crate) from: &'b str,
    /// The token, as an asset.
    pub(crate) through: &'b str,
    /// Whose series of the token.
    pub(crate) source: &'b str,
}

impl Known<'_> {
    /// The sources of which there is a series, by name.
    fn sources(&self) -> BTreeSet<&str> {
        let of_files = self.entries.iter().filter_map(|(_, entry)| match &entry.what {
            What::Market { source, .. } => Some(source.as_str()),
            _ => None,
        });
        of_files.chain(self.follows.keys().copied()).collect()
    }
}

impl Book {
    /// The pairs of currencies between which an asset's assessment needs rates, by what is known now.
    pub(crate) fn pairs_of(&self, act: &Act, asset: &str) -> Result<BTreeSet<(String, String)>, Trouble> {
        let known = self.known(asset, Timestamp::MAX);
        let mut pages = Pages::default();
        for (_, entry) in &known.entries {
            match &entry.what {
                What::Peg { components, url } => {
                    pages.set_peg(peg_json(components, url.as_deref(), entry.retrieved));
                }
                What::Facts { file } => {
                    pages.add(self.page(act, file)?, &origin(file, entry.retrieved));
                }
                _ => {}
            }
        }
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
}

impl Book {
    /// In what an asset's series is itself, by what is known now.
    pub(crate) fn currency_of_series(&self, asset: &str, source: &str) -> Option<String> {
        let of_follow = self.follows(asset).into_iter().find(|f| f.source == source).map(|f| f.currency);
        of_follow.or_else(|| self.currency_of_files(asset, source))
    }
}

/// The pairs of currencies between which an assessment needs rates: from each of the peg's to each series'.
fn pairs(pages: &Pages, series: &[Series]) -> BTreeSet<(String, String)> {
    between(&pages.peg_currencies(), &series.iter().map(|series| series.currency.clone()).collect())
}

fn between(bases: &[String], quotes: &BTreeSet<String>) -> BTreeSet<(String, String)> {
    let pairs = bases.iter().flat_map(|base| quotes.iter().map(move |quote| (base.clone(), quote.clone())));
    let is_national = qazyq_exact::currency::is_national;
    pairs.filter(|(base, quote)| base != quote && is_national(base) && is_national(quote)).collect()
}

impl Dossier {
    /// The case for an assessment: everything that it needs and nothing that was not known.
    #[must_use]
    pub fn case(&self, law: &Law, date: Day, reading: &Reading, as_of: Option<&str>) -> Value {
        let window_and_before =
            i32::try_from(law.window_days.saturating_add(law.carry_days_max)).unwrap_or(i32::MAX);
        let rates_before =
            i32::try_from(law.window_days.saturating_add(law.rate_days_max)).unwrap_or(i32::MAX);
        let (from, rates_from) = (date.plus(-window_and_before), date.plus(-rates_before));

        let mut asset = vec![("id", Value::from(self.asset.id.as_str()))];
        asset.extend(self.asset.symbol.as_deref().map(|symbol| ("symbol", symbol.into())));
        asset.extend(self.asset.name.as_deref().map(|name| ("name", name.into())));

        let mut assessment = vec![
            ("date", Value::from(date.to_string())),
            ("reading", reading.to_json()),
            ("act", law.name().into()),
        ];
        assessment.extend(as_of.map(|instant| ("as_of", instant.into())));

        let serves = |row: &Value| match row.get("date") {
            Some(Value::Text(day)) => {
                let day = day.as_str().and_then(|day| day.parse::<Day>().ok());
                day.is_some_and(|day| (rates_from..=date).contains(&day))
            }
            _ => false,
        };
        let mut facts = self.pages.to_entries(serves);
        crate::rates::add_to(&mut facts, &self.rates, rates_from, date);
        // A series of which nothing has come yet is no evidence, and not even a series without days.
        let series = self.series.iter().filter(|series| !series.evidence.is_empty());
        let market: Vec<Value> = series.map(|series| series.to_json(from, date)).collect();
        if !market.is_empty() {
            facts.push(("market", Value::List(market)));
        }
        Value::object([
            ("format", Value::from("qazyq.case/1")),
            ("asset", Value::object(asset)),
            ("assessment", Value::object(assessment)),
            ("facts", Value::object(facts)),
        ])
    }

    /// The answers behind what an assessment of `date` may need: of its days, and of the rates that may serve them.
    pub fn evidence(&self, law: &Law, date: Day) -> Vec<&Evidence> {
        let back =
            |days: u32| date.plus(-i32::try_from(law.window_days.saturating_add(days)).unwrap_or(i32::MAX));
        let mut needed: BTreeMap<&str, &Evidence> = BTreeMap::new();
        for series in &self.series {
            let days = series.days.range(back(law.carry_days_max)..=date);
            let numbers: BTreeSet<u64> = days.flat_map(|(_, day)| day.entries.iter().copied()).collect();
            let of_days = series.evidence.iter().filter(|evidence| numbers.contains(&evidence.number));
            needed.extend(of_days.map(|evidence| (evidence.sha256.as_str(), evidence)));
        }
        let dated = back(law.rate_days_max)..=date;
        for rate in self.rates.iter().filter(|rate| dated.contains(&rate.day)) {
            needed.extend(rate.evidence.iter().map(|evidence| (evidence.sha256.as_str(), evidence)));
        }
        needed.into_values().filter(|evidence| matches!(evidence.whence, Whence::Address(_))).collect()
    }

    /// Restated days among those that an assessment of `date` may need, with the source.
    pub fn restated(&self, law: &Law, date: Day) -> impl Iterator<Item = (&str, Day)> {
        let back = i32::try_from(law.window_days.saturating_add(law.carry_days_max)).unwrap_or(i32::MAX);
        let needed = date.plus(-back)..=date;
        let of_series =
            move |series: &'_ Series| series.restatements.iter().map(|r| r.day).collect::<BTreeSet<_>>();
        let days = self
            .series
            .iter()
            .flat_map(move |s| of_series(s).into_iter().map(|day| (s.source.as_str(), day)));
        days.filter(move |(_, day)| needed.contains(day))
    }

    /// The peg on one line, as it could be declared.
    #[must_use]
    pub fn peg_text(&self) -> Option<String> {
        let entries = self.pages.to_entries(|_| false);
        let (_, peg) = entries.iter().find(|(key, _)| *key == "peg")?;
        let Some(Value::List(components)) = peg.get("components") else { return None };
        let component = |part: &Value| {
            let text = |key| match part.get(key) {
                Some(Value::Text(text)) => text.to_string(),
                _ => String::new(),
            };
            match text("amount").as_str() {
                "1" => text("currency"),
                amount => format!("{amount} {}", text("currency")),
            }
        };
        Some(components.iter().map(component).collect::<Vec<_>>().join(" + "))
    }
}

fn origin(file: &FileRef, retrieved: Timestamp) -> [(&'static str, Value); 3] {
    [
        ("file", file.name.as_str().into()),
        ("sha256", file.sha256.as_str().into()),
        ("retrieved", retrieved.to_string().into()),
    ]
}

fn peg_json(components: &[crate::workspace::Component], url: Option<&str>, retrieved: Timestamp) -> Value {
    let component = |part: &crate::workspace::Component| {
        Value::object(
            [("currency", part.currency.as_str()), ("amount", &part.amount)].map(|(k, v)| (k, v.into())),
        )
    };
    let declared =
        [("declared", Value::from("qazyq import --peg")), ("retrieved", retrieved.to_string().into())];
    let mut peg = vec![("components", Value::List(components.iter().map(component).collect()))];
    if let Some(url) = url {
        let source = [("url", Value::from(url)), ("retrieved", retrieved.to_string().into())];
        peg.push(("source", Value::object(source)));
    }
    peg.push(("origin", Value::object(declared)));
    Value::object(peg)
}
