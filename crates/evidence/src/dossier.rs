//! A dossier: all that was known of one asset at an instant, folded from entries and the bytes they name.
//!
//! A dossier makes cases. It decides nothing and stores nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::json::Value;
use qazyq_law::reading::Reading;
use qazyq_law::{Act, Law};
use qazyq_market::days::DayCut;
use qazyq_registry::entry::Entry;
use qazyq_registry::what::{FileRef, What};

use crate::Fault;
use crate::answers;
use crate::facts::Pages;
use crate::follow::Followed;
use crate::kept::{Answers, Files};
use crate::rates::OfficialRate;
use crate::said::{Asset, Said};
use crate::series::{Evidence, Parts, Series, Whence};

/// All that was known of one asset at an instant.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The asset.
    pub asset: Asset,
    /// The instant; what was had later is left out.
    pub known_at: Timestamp,
    /// The first instant at which something was had that is left out, as far as whoever made this knows.
    pub had_later: Option<Timestamp>,
    /// Its series, one a source.
    pub series: Vec<Series>,
    /// Files that were withdrawn by then, each with the reason and the instant.
    pub withdrawn: Vec<(FileRef, String, Timestamp)>,
    /// Official rates between the peg's currencies and the series'.
    rates: Vec<OfficialRate>,
    pages: Pages,
}

impl<'e> Said<'e> {
    /// All that was known of an asset at `known_at`.
    ///
    /// # Errors
    /// Where the asset is unknown, or its bytes cannot be read.
    pub fn dossier<E: From<Fault>>(
        self,
        act: &Act,
        asset: &str,
        known_at: Timestamp,
        files: &impl Files<Error = E>,
        answers: &impl Answers<Error = E>,
    ) -> Result<Dossier, E> {
        let names = self.asset_at(asset, known_at).ok_or_else(|| Fault::UnknownAsset(asset.to_owned()))?;
        let known = self.known(asset, known_at);
        let mut pages = self.pages(act, &known, names.issuer.as_deref(), known_at, files)?;
        let mut series = Vec::new();
        for source in known.sources() {
            series.push(self.series_in_currency(&known, source, known_at, files, answers)?);
        }
        for followed in known.follows.values() {
            if let Some((profile, retrieved)) = answers::coinmarketcap(answers, followed, known_at)? {
                pages.add_coinmarketcap_at(profile, retrieved);
            }
        }
        let quotes = series.iter().map(|series| series.currency.clone()).collect();
        let pairs = between(&pages.peg_currencies(), &quotes);
        Ok(Dossier {
            asset: names,
            known_at,
            had_later: None,
            rates: answers::official_rates(answers, &pairs, known_at)?,
            series,
            withdrawn: known.withdrawn,
            pages,
        })
    }

    /// As much of [`Said::dossier`] as `stability` needs, but for the series that `apart` takes. It is asked of those that come
    /// from the lake alone and are not converted.
    ///
    /// # Errors
    /// As [`Said::dossier`].
    pub fn dossier_beside<E: From<Fault>>(
        self,
        act: &Act,
        (asset, known_at): (&str, Timestamp),
        files: &impl Files<Error = E>,
        answers: &impl Answers<Error = E>,
        mut apart: impl FnMut(&Followed) -> Result<bool, E>,
    ) -> Result<Dossier, E> {
        let names = self.asset_at(asset, known_at).ok_or_else(|| Fault::UnknownAsset(asset.to_owned()))?;
        let known = self.known(asset, known_at);
        let pages = self.pages(act, &known, names.issuer.as_deref(), known_at, files)?;
        let (mut series, mut quotes) = (Vec::new(), BTreeSet::new());
        for source in known.sources() {
            if let Some(followed) = known.of_the_lake_alone(source)
                && apart(followed)?
            {
                quotes.insert(followed.currency.clone());
                continue;
            }
            let own = self.series_in_currency(&known, source, known_at, files, answers)?;
            quotes.insert(own.currency.clone());
            series.push(own);
        }
        let pairs = between(&pages.peg_currencies(), &quotes);
        let rates = answers::official_rates(answers, &pairs, known_at)?;
        let withdrawn = known.withdrawn;
        Ok(Dossier { asset: names, known_at, had_later: None, rates, series, withdrawn, pages })
    }

    /// A series, in a currency if something converts it.
    fn series_in_currency<E: From<Fault>>(
        self,
        known: &Known<'_>,
        source: &str,
        known_at: Timestamp,
        files: &impl Files<Error = E>,
        answers: &impl Answers<Error = E>,
    ) -> Result<Series, E> {
        let own = self.series(known, source, known_at, files, answers)?;
        // What converts a token's series is of no use for a series that is now in something else.
        let conversion = known.conversions.get(source).filter(|conversion| conversion.from == own.currency);
        let by = match conversion {
            None => None,
            Some(conversion) => {
                let through = self.known(conversion.through, known_at);
                Some(self.series(&through, conversion.source, known_at, files, answers)?)
            }
        };
        // A chain has one link: what converts is in a currency itself.
        let by = by.filter(|by| by.cut == own.cut && qazyq_exact::currency::is_national(&by.currency));
        Ok(match (conversion, by) {
            (Some(conversion), Some(by)) => own.converted(conversion.through, &by),
            _ => own,
        })
    }

    /// Makes one series of its files and of the lake's rows.
    fn series<E: From<Fault>>(
        self,
        known: &Known<'_>,
        source: &str,
        known_at: Timestamp,
        files: &impl Files<Error = E>,
        answers: &impl Answers<Error = E>,
    ) -> Result<Series, E> {
        let mut parts = Parts::default();
        let (mut currency, mut cut) = (String::new(), DayCut::Utc);
        for entry in &known.entries {
            let What::Market { source: of, currency: told, file, read_as } = &entry.what else { continue };
            if of != source {
                continue;
            }
            currency.clone_from(told);
            cut = crate::cut(read_as);
            let evidence = Evidence {
                number: entry.number,
                whence: Whence::File(file.name.clone()),
                sha256: file.sha256.clone(),
                retrieved: entry.retrieved,
            };
            parts.add_file(evidence, read_as, &files.bytes(file)?)?;
        }
        if let Some(followed) = known.follows.get(source) {
            currency.clone_from(&followed.currency);
            cut = followed.cut;
            answers::add_rows(answers, &mut parts, followed, known_at)?;
        }
        Ok(parts.into_series(source, currency, cut, known_at)?)
    }

    /// The entries about an asset that count at `known_at`, in the order in which they were had.
    #[must_use]
    pub fn known(self, asset: &str, known_at: Timestamp) -> Known<'e> {
        let entries = self.standing(self.about(asset), known_at);
        let mut known = Known::new(asset);
        for entry in entries {
            if let (Some((reason, when)), Some(file)) = (self.withdrawal(entry, known_at), entry.what.file())
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
                _ => {}
            }
            known.entries.push(entry);
        }
        known
    }
}

/// What counts of the entries about an asset.
#[derive(Clone, Debug)]
pub struct Known<'b> {
    /// The asset.
    pub asset: String,
    /// The entries.
    pub entries: Vec<&'b Entry>,
    withdrawn: Vec<(FileRef, String, Timestamp)>,
    /// From where series come by themselves, by the source.
    pub follows: BTreeMap<&'b str, Followed>,
    /// What converts series, by the series' source.
    pub conversions: BTreeMap<&'b str, Conversion<'b>>,
}

/// What converts a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion<'b> {
    /// The code of the token that it is in.
    pub from: &'b str,
    /// The token, as an asset.
    pub through: &'b str,
    /// Whose series of the token.
    pub source: &'b str,
}

impl Known<'_> {
    fn new(asset: &str) -> Self {
        Self {
            asset: asset.to_owned(),
            entries: Vec::new(),
            withdrawn: Vec::new(),
            follows: BTreeMap::new(),
            conversions: BTreeMap::new(),
        }
    }

    /// From where a series comes, if it comes from nowhere else and nothing converts it.
    fn of_the_lake_alone(&self, source: &str) -> Option<&Followed> {
        let is_of_source =
            |entry: &&Entry| matches!(&entry.what, What::Market { source: of, .. } if of == source);
        let is_alone = !self.entries.iter().any(is_of_source) && !self.conversions.contains_key(source);
        self.follows.get(source).filter(|followed| is_alone && followed.cut == DayCut::Utc)
    }

    /// The sources of which there is a series, by name.
    #[must_use]
    pub fn sources(&self) -> BTreeSet<&str> {
        let of_files = self.entries.iter().filter_map(|entry| match &entry.what {
            What::Market { source, .. } => Some(source.as_str()),
            _ => None,
        });
        of_files.chain(self.follows.keys().copied()).collect()
    }
}

/// The pairs of currencies between which rates are needed.
#[must_use]
pub fn between(bases: &[String], quotes: &BTreeSet<String>) -> BTreeSet<(String, String)> {
    let pairs = bases.iter().flat_map(|base| quotes.iter().map(move |quote| (base.clone(), quote.clone())));
    let is_national = qazyq_exact::currency::is_national;
    pairs.filter(|(base, quote)| base != quote && is_national(base) && is_national(quote)).collect()
}

impl Dossier {
    /// Whether another says the same of the same asset, whenever it is of: every day then comes to the same.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.asset == other.asset
            && self.series == other.series
            && self.withdrawn == other.withdrawn
            && self.rates == other.rates
            && self.pages == other.pages
    }

    /// The case for an assessment: everything that it needs and nothing that was not known.
    #[must_use]
    pub fn case(&self, law: &Law, date: Day, reading: &Reading, as_of: Option<&str>) -> Value {
        let window_and_before =
            i32::try_from(law.window_days.saturating_add(law.carry_days_max)).unwrap_or(i32::MAX);
        let rates_before =
            i32::try_from(law.window_days.saturating_add(law.rate_days_max)).unwrap_or(i32::MAX);
        let (from, rates_from) =
            (date.plus(window_and_before.saturating_neg()), date.plus(rates_before.saturating_neg()));

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
        let mut facts = self.pages.to_entries(date, serves);
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

    /// The peg that a case of that day holds.
    #[must_use]
    pub fn peg_on(&self, date: Day) -> Option<&Value> {
        self.pages.peg_on(date)
    }

    /// The days on which another peg may begin to hold.
    #[must_use]
    pub fn peg_changes(&self) -> BTreeSet<Day> {
        self.pages.peg_changes()
    }

    /// The rates of these days, as a case has them.
    #[must_use]
    pub fn rates_between(&self, from: Day, to: Day) -> Vec<(&'static str, Value)> {
        let mut facts = self.pages.rates(|day| (from..=to).contains(&day));
        crate::rates::add_to(&mut facts, &self.rates, from, to);
        facts
    }

    /// Whether the rates of a case hang on its window: where several authorities set rates of one pair, each case takes
    /// those of whom serves its window best.
    #[must_use]
    pub fn rates_hang_on_the_day(&self) -> bool {
        crate::rates::are_of_several(&self.rates)
    }

    /// The answers behind what an assessment of `date` may need: of its days, and of the rates that may serve them.
    pub fn evidence(&self, law: &Law, date: Day) -> Vec<&Evidence> {
        let back = |days: u32| {
            let back = i32::try_from(law.window_days.saturating_add(days)).unwrap_or(i32::MAX);
            date.plus(back.saturating_neg())
        };
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
        let needed = date.plus(back.saturating_neg())..=date;
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
        let peg = self.pages.latest_peg()?;
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
