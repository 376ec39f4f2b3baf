//! Everything that a register shows of one asset on one day, and finding the asset by what somebody types.

use qazyq_evidence::series::Series;
use qazyq_exact::{Day, Ratio};
use qazyq_law::criteria::stability::{Counted, DayByDay, counted, day_by_day};
use qazyq_law::json::Value;
use qazyq_law::reading::Window;
use qazyq_law::verdict::assess;
use qazyq_law::{Case, Conclusion, Verdict};
pub use qazyq_registry::lists::{Lists, Spell};
pub use qazyq_registry::what::Authority;

use crate::Trouble;
use crate::assess::Question;
use crate::book::{Asset, Book};
use crate::dossier::Dossier;

/// Days that a sheet looks back on, the day itself included, unless the series begin later: three windows of thirty.
pub const DAYS_BACK: i32 = 90;
/// Days that are drawn one by one: those that a case has, its window, what may be carried into it, and the day itself.
pub const DAYS_DRAWN: u32 = 41;

/// Everything that is shown of an asset on a day.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The day.
    pub day: Day,
    /// What was known of the asset.
    pub dossier: Dossier,
    /// What the verdict was decided on.
    pub case: Value,
    /// The verdict.
    pub verdict: Verdict,
    /// How every counted reading decides, each with its figure.
    pub readings: Vec<Counted>,
    /// The last [`DAYS_DRAWN`] days to the day itself, of each series: how far each was from the peg.
    pub days: Vec<DayByDay>,
    /// The verdicts of the days before and of the day itself, in order: from the first bar on, and [`DAYS_BACK`] at most.
    pub history: Vec<Past>,
}

/// What a day came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The day.
    pub day: Day,
    /// The verdict of that day.
    pub conclusion: Conclusion,
    /// The figure that decided, if there was one.
    pub figure: Option<Ratio>,
}

/// Days in a row that came to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first.
    pub from: Day,
    /// How many.
    pub days: u32,
    /// What they came to.
    pub conclusion: Conclusion,
}

impl Sheet {
    /// The history as runs of equal verdicts, in order.
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for past in &self.history {
            match runs.last_mut() {
                Some(run) if run.conclusion == past.conclusion => run.days = run.days.saturating_add(1),
                _ => runs.push(Run { from: past.day, days: 1, conclusion: past.conclusion }),
            }
        }
        runs
    }

    /// The series whose figure decides, else the first in the order of names.
    #[must_use]
    pub fn deciding(&self) -> Option<&Series> {
        let source = deciding(&self.verdict).map(|(source, _)| source);
        let named =
            source.and_then(|source| self.dossier.series.iter().find(|series| series.source == source));
        named.or_else(|| self.dossier.series.iter().min_by(|a, b| a.source.cmp(&b.source)))
    }

    /// The last day up to its own that any of its series has a bar of: how far the figures reach.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        let last = |series: &Series| series.days.range(..=self.day).next_back().map(|(day, _)| *day);
        self.dossier.series.iter().filter_map(last).max()
    }
}

/// The source whose figure decides and that figure: of the series that come to the verdict's own outcome, the smallest.
#[must_use]
pub fn deciding(verdict: &Verdict) -> Option<(String, &Ratio)> {
    verdict.stability.deciding().map(|(source, deviation)| (source.to_string(), &deviation.figure))
}

impl Question<'_> {
    /// Everything that is shown of an asset on a day.
    ///
    /// # Errors
    /// As [`Question::assess`].
    pub fn sheet(&self, book: &Book, asset: &str, day: Day) -> Result<Sheet, Trouble> {
        self.sheet_after(book, asset, day, None)
    }

    /// The same where one of the asset by the same law and reading is there, of an earlier instant or another day: where nothing else
    /// is known of the asset, the days that it looks back on are taken from it. Of a day after a day one is left to be decided, of ninety.
    ///
    /// # Errors
    /// As [`Question::assess`].
    pub fn sheet_after(
        &self,
        book: &Book,
        asset: &str,
        day: Day,
        earlier: Option<&Sheet>,
    ) -> Result<Sheet, Trouble> {
        let dossier = self.dossier(book, asset)?;
        let earlier = earlier.filter(|earlier| earlier.dossier.says_the_same(&dossier));
        let json = self.case(&dossier, day)?;
        let case = Case::of_json(self.act, &json)?;
        let verdict = assess(&case);
        let readings = counted(case.law, &case.facts, &case.reading, day);
        // The law's own window, only longer: nothing is shown that was reckoned otherwise than what was decided upon.
        let mut law = case.law.clone();
        law.window_days = DAYS_DRAWN;
        let mut reading = case.reading.clone();
        reading.choices.window = Window::ThroughAssessmentDay;
        let days = day_by_day(&law, &case.facts, &reading, day);
        let known = earlier.map_or(&[][..], |earlier| &earlier.history);
        let history = self.looked_back(&dossier, day, known)?;
        Ok(Sheet { day, case: json, verdict, readings, days, history, dossier })
    }

    /// The verdicts of the days up to `day`, from its first bar on and at most [`DAYS_BACK`]; those that are `known` are not decided again.
    ///
    /// # Errors
    /// As [`Question::assess`].
    fn looked_back(&self, dossier: &Dossier, day: Day, known: &[Past]) -> Result<Vec<Past>, Trouble> {
        let first_bar = dossier.series.iter().filter_map(|series| series.days.keys().next().copied()).min();
        let earliest = day.plus(1 - DAYS_BACK);
        let from = first_bar.map_or(day, |first| first.max(earliest).min(day));
        let past = |k| {
            let day = from.plus(k);
            if let Ok(at) = known.binary_search_by_key(&day, |past| past.day)
                && let Some(past) = known.get(at)
            {
                return Ok(past.clone());
            }
            let verdict = self.assess(dossier, day)?;
            let figure = deciding(&verdict).map(|(_, figure)| figure.clone());
            Ok(Past { day: verdict.date, conclusion: verdict.conclusion, figure })
        };
        (0..=day.since(from)).map(past).collect()
    }
}

/// How an asset stands on each authority's list on a day.
#[must_use]
pub fn on_lists<'l>(lists: &'l Lists, asset: &str, day: Day) -> Vec<(Authority, Option<&'l Spell>)> {
    Authority::ALL.iter().map(|&authority| (authority, lists.spell(authority, asset, day))).collect()
}

/// How well a name fits what somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is one of the asset's identifiers: its id, its DTI, its contract's address, its number at CoinMarketCap.
    Identifier,
    /// It is the asset's symbol.
    Symbol,
    /// It is the asset's name.
    Name,
    /// A name, a symbol or an id begins with it.
    Beginning,
    /// A name has it somewhere.
    Part,
}

/// The assets that somebody may mean who types `text`, the best fits first and in each the order of ids. No case of letters is
/// minded, nor space around it. Where any fits wholly, those that fit in part are left out.
#[must_use]
pub fn find<'a>(assets: &'a [Asset], text: &str) -> Vec<(Fit, &'a Asset)> {
    let typed = text.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(Fit, &Asset)> =
        assets.iter().filter_map(|asset| Some((fit(asset, &typed)?, asset))).collect();
    found.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.id.cmp(&other.id)));
    if found.first().is_some_and(|(fit, _)| *fit <= Fit::Name) {
        found.retain(|(fit, _)| *fit <= Fit::Name);
    }
    found
}

fn fit(asset: &Asset, typed: &str) -> Option<Fit> {
    let is = |text: &str| text.to_lowercase() == typed;
    let names = [Some(&asset.id), asset.symbol.as_ref(), asset.name.as_ref()];
    let names = || names.iter().flatten();
    // `eip155:1/erc20:0xA0b8…`: a person has the address at its end, or all of it.
    let is_address = |caip19: &String| {
        let caip19 = caip19.to_lowercase();
        caip19 == typed || caip19.rsplit(':').next().is_some_and(|address| address == typed)
    };
    if is(&asset.id)
        || asset.dti.as_deref().is_some_and(is)
        || asset.caip19.iter().any(is_address)
        || asset.coinmarketcap.is_some_and(|id| id.to_string() == typed)
    {
        return Some(Fit::Identifier);
    }
    if asset.symbol.as_deref().is_some_and(is) {
        return Some(Fit::Symbol);
    }
    if asset.name.as_deref().is_some_and(is) {
        return Some(Fit::Name);
    }
    if names().any(|name| name.to_lowercase().starts_with(typed)) {
        return Some(Fit::Beginning);
    }
    names().any(|name| name.to_lowercase().contains(typed)).then_some(Fit::Part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(id: &str, symbol: &str, name: &str) -> Asset {
        Asset {
            id: id.to_owned(),
            symbol: Some(symbol.to_owned()),
            name: Some(name.to_owned()),
            coinmarketcap: (id == "usdc").then_some(3408),
            dti: None,
            caip19: vec![format!("eip155:1/erc20:0xA0b8{id}")],
            issuer: None,
        }
    }

    #[test]
    fn an_asset_is_found_by_name_symbol_contract_and_number() {
        let assets = [
            asset("usdc", "USDC", "USD Coin"),
            asset("exk", "EXK", "An example"),
            asset("exk-2", "EXK", "Another"),
        ];
        let check = |typed: &str, expected: &[(Fit, &str)]| {
            let found: Vec<(Fit, &str)> =
                find(&assets, typed).into_iter().map(|(fit, asset)| (fit, asset.id.as_str())).collect();
            assert_eq!(found, expected, "{typed:?}");
        };
        check("usdc", &[(Fit::Identifier, "usdc")]);
        check(" UsD coin ", &[(Fit::Name, "usdc")]);
        check("3408", &[(Fit::Identifier, "usdc")]);
        check("0xa0b8USDC", &[(Fit::Identifier, "usdc")]);
        check("eip155:1/erc20:0xa0b8usdc", &[(Fit::Identifier, "usdc")]);
        check("EXK", &[(Fit::Identifier, "exk"), (Fit::Symbol, "exk-2")]);
        check("usd", &[(Fit::Beginning, "usdc")]);
        check("noth", &[(Fit::Part, "exk-2")]);
        check("ex", &[(Fit::Beginning, "exk"), (Fit::Beginning, "exk-2")]);
        check("", &[]);
        check("  ", &[]);
        check("nothing of the kind", &[]);
    }
}
