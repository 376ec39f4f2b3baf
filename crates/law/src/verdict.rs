//! The verdict: what a case comes to, with all that follows and why.
//!
//! ```json
//! {"format":"qazyq.verdict/1","asset":"usdc","date":"2023-03-13","outcome":"qualifies","before_entry_into_force":true,
//!  "criteria":{"value_information":"met", …},"stability":{"coinmarketcap":{"outcome":"met", …}},
//!  "robustness":{"met":40,"not_met":2,"undetermined":6},"robust":false,"dissenting":[ … ],
//!  "law":{"act":"kz-600-2025@1","sha256":"…"},"reading":{ … },"reasons":[ … ],"defects":[ … ]}
//! ```
//!
//! The keys up to `dissenting` are those of the format's first version; those behind tell by which law and reading
//! it was decided, and why. One case and one law give one text, byte for byte.

use qazyq_exact::Day;

use crate::act::Law;
use crate::case::{Case, Conversion, Facts};
use crate::criteria::disclosure::disclosure;
use crate::criteria::legal_standing::legal_standing;
use crate::criteria::market_presence::market_presence;
use crate::criteria::stability::{SeriesFinding, Stability, stability, stability_given};
use crate::criteria::value_information::value_information;
use crate::json::{Text, Value};
use crate::outcome::{Conclusion, Outcome};
use crate::reading::{Choices, Reading};
use crate::reason::{Criterion, Finding, Ground, Reason};

/// What a case comes to.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The asset's id.
    pub asset: Text,
    /// The assessment date.
    pub date: Day,
    /// What was known when, if the case says.
    pub as_of: Option<Text>,
    /// The version of the law, as a case names it.
    pub law: String,
    /// SHA-256 of that version's file, in hexadecimal.
    pub law_sha256: String,
    /// The reading that decided.
    pub reading: Reading,
    /// What the five criteria come to.
    pub conclusion: Conclusion,
    /// The assessment date lies before the law took force.
    pub before_entry_into_force: bool,
    /// The assessment date lies behind the law's last day.
    pub after_end_of_force: bool,
    /// Some fact calls itself a demonstration.
    pub demonstration: bool,
    /// The five criteria, in the order of the paragraphs.
    pub criteria: [(Criterion, Finding); 5],
    /// `stability` in full.
    pub stability: Stability,
    /// Of the series that the reading admits, those that were in a token, by source.
    pub conversions: Vec<(Text, Conversion)>,
}

/// Decides a case.
#[must_use]
pub fn assess(case: &Case<'_>) -> Verdict {
    conclude(case, stability(case.law, &case.facts, &case.reading, case.date))
}

/// Decides a case of which somebody has found already what `stability` comes to under every counted reading; see
/// [`stability_given`].
#[must_use]
pub fn assess_given(case: &Case<'_>, readings: Vec<(Choices, Outcome)>) -> Verdict {
    conclude(case, stability_given(case.law, &case.facts, &case.reading, case.date, readings))
}

/// Decides the five criteria where the figures of `stability` are ready, and copies neither text nor number.
///
/// `stability` has a ground for each series that the reading admits: [`by_figure`] of one whose figure is known, else the
/// [`Reason`] why it is not, lent. The outcomes come in the order of [`Criterion::ALL`], and `grounds`, whose memory is
/// used again from call to call, holds why in the same order: those of a verdict's [`Verdict::reasons`].
///
/// [`by_figure`]: crate::criteria::stability::by_figure
pub fn decide<'a>(
    law: &'a Law,
    facts: &'a Facts,
    date: Day,
    stability: impl IntoIterator<Item = Ground<'a>>,
    grounds: &mut Vec<Ground<'a>>,
) -> [Outcome; 5] {
    grounds.clear();
    let mut told = |ground: Ground<'a>| {
        grounds.push(ground);
        ground.outcome()
    };
    [
        told(value_information(facts)),
        Outcome::any(stability.into_iter().map(&mut told)),
        Outcome::all(disclosure(law, facts, date).map(&mut told)),
        told(market_presence(law, facts, date)),
        legal_standing(law, facts, date, grounds),
    ]
}

fn conclude(case: &Case<'_>, stability: Stability) -> Verdict {
    let (law, facts, date) = (case.law, &case.facts, case.date);
    let mut standing = Vec::new();
    legal_standing(law, facts, date, &mut standing);
    let criteria = [
        (Criterion::ValueInformation, Finding::of([value_information(facts)])),
        (Criterion::Stability, stability.finding.clone()),
        (Criterion::Disclosure, Finding::of(disclosure(law, facts, date))),
        (Criterion::MarketPresence, Finding::of([market_presence(law, facts, date)])),
        (Criterion::LegalStanding, Finding::of(standing)),
    ];
    Verdict {
        asset: case.asset.clone(),
        date,
        as_of: case.as_of.clone(),
        law: law.name(),
        law_sha256: law.sha256.clone(),
        reading: case.reading.clone(),
        conclusion: Outcome::all(criteria.iter().map(|(_, finding)| finding.outcome)).into(),
        before_entry_into_force: date < law.in_force_from,
        after_end_of_force: law.in_force_until.is_some_and(|until| until <= date),
        demonstration: facts.demonstration,
        criteria,
        conversions: conversions(case),
        stability,
    }
}

/// The conversions of the series that the reading admits, in the order of their sources' code points.
fn conversions(case: &Case<'_>) -> Vec<(Text, Conversion)> {
    let admitted = case.facts.market.iter().filter(|series| case.reading.source.admits(&series.source));
    let converted = admitted.filter_map(|s| Some((s.source.clone(), s.conversion.clone()?)));
    let mut converted: Vec<_> = converted.collect();
    converted.sort_by(|(a, _), (b, _)| a.cmp(b));
    converted
}

impl Verdict {
    /// Why, criterion by criterion.
    pub fn reasons(&self) -> impl Iterator<Item = &Reason> {
        self.criteria.iter().flat_map(|(_, finding)| &finding.reasons)
    }

    /// What one criterion comes to.
    #[must_use]
    pub fn outcome_of(&self, criterion: Criterion) -> Outcome {
        let found = self.criteria.iter().find(|(of, _)| *of == criterion);
        found.map_or(Outcome::Undetermined, |(_, finding)| finding.outcome)
    }

    /// As `qazyq.verdict/1`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut entries: Vec<(&str, Value)> = vec![
            ("format", "qazyq.verdict/1".into()),
            ("asset", (&self.asset).into()),
            ("date", self.date.to_string().into()),
            ("outcome", self.conclusion.as_str().into()),
            ("before_entry_into_force", self.before_entry_into_force.into()),
            (
                "criteria",
                Value::object(self.criteria.iter().map(|(c, f)| (c.as_str(), f.outcome.as_str().into()))),
            ),
            (
                "stability",
                Value::object(self.stability.series.iter().map(|s| (s.source.clone(), series_json(s)))),
            ),
            ("robustness", self.tally_json()),
            ("robust", self.stability.robust.into()),
            ("dissenting", Value::List(self.stability.dissenting.iter().map(Choices::to_json).collect())),
            (
                "law",
                Value::object(
                    [("act", self.law.as_str()), ("sha256", &self.law_sha256)].map(|(k, v)| (k, v.into())),
                ),
            ),
            ("reading", self.reading.to_json()),
        ];
        if let Some(as_of) = &self.as_of {
            entries.push(("as_of", as_of.into()));
        }
        // Said only where it is so: a reader of the first version need not know these.
        if self.after_end_of_force {
            entries.push(("after_end_of_force", true.into()));
        }
        if self.demonstration {
            entries.push(("demonstration", true.into()));
        }
        if !self.conversions.is_empty() {
            let converted = self.conversions.iter().map(|(source, converted)| {
                let told = [
                    ("from", &converted.from),
                    ("through", &converted.through),
                    ("source", &converted.source),
                ];
                (source.clone(), Value::object(told.map(|(key, text)| (key, Value::from(text)))))
            });
            entries.push(("conversions", Value::object(converted)));
        }
        entries.push(("reasons", Value::List(self.reasons().map(Reason::to_json).collect())));
        entries.push(("defects", Value::List(self.stability.series.iter().flat_map(defects_json).collect())));
        Value::object(entries)
    }

    fn tally_json(&self) -> Value {
        let tally = self.stability.tally;
        let counts = [("met", tally.met), ("not_met", tally.not_met), ("undetermined", tally.undetermined)];
        Value::object(counts.map(|(name, count)| (name, Value::from(count))))
    }
}

fn series_json(series: &SeriesFinding) -> Value {
    let deviation = series.deviation.as_ref();
    Value::object([
        ("outcome", Value::from(series.outcome.as_str())),
        ("days_present", series.days_present.into()),
        ("deviation", deviation.map(|d| d.figure.to_string()).into()),
        ("headroom", deviation.map(|d| d.headroom.to_string()).into()),
        ("meets_again_on", deviation.and_then(|d| d.meets_again_on).map(|day| day.to_string()).into()),
    ])
}

fn defects_json(series: &SeriesFinding) -> impl Iterator<Item = Value> + '_ {
    series.defects.iter().map(|defect| {
        Value::object([
            ("source", Value::from(&series.source)),
            ("day", defect.day.to_string().into()),
            ("defect", defect.kind.code().into()),
        ])
    })
}
