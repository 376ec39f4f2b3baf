//! The scorecard: how whole, how late and how steady each source is, for each asset.
//!
//! | figure | is |
//! | --- | --- |
//! | days | closed days that have a bar |
//! | expected | days from the first bar's to the last that is over |
//! | behind | time from the end of the last day that has a closed bar |
//! | lag | of the days that were had within 36 hours of their end, the median of the time that took |
//! | restated | days of which the source has said different things |
//! | defects | figures that its parser found odd, by code |

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use qazyq_exact::Day;
use qazyq_lake::Outcome;
use qazyq_law::Act;
use qazyq_law::json::Value;

use crate::Trouble;
use crate::dossier::{Book, Series};

/// What was had later than that after its day's end was fetched back, and says nothing of the source's pace.
const FETCHED_BACK: SignedDuration = SignedDuration::from_hours(36);
/// Gaps that are named; the rest is counted.
const GAPS_NAMED: usize = 3;

/// One source, for one asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The source.
    pub source: String,
    /// The asset's id.
    pub asset: String,
    /// What the asset is called there, where it is followed.
    pub key: Option<String>,
    /// The first day and the last that have a closed bar.
    pub span: Option<(Day, Day)>,
    /// Closed days that have a bar.
    pub days: u32,
    /// Days from the first bar's to the last that is over.
    pub expected: u32,
    /// The first of the days that lack one.
    pub gaps: Vec<Day>,
    /// Time from the end of the last day that has a closed bar.
    pub behind: Option<SignedDuration>,
    /// The median of the time that a day took to come, of those that came within 36 hours.
    pub lag: Option<SignedDuration>,
    /// Days of which different things were said.
    pub restated: u32,
    /// Defects of the bars that count, by code.
    pub defects: BTreeMap<String, u32>,
}

/// One source as a whole, by the receipts of what was asked of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Attempts.
    pub attempts: u64,
    /// Those that gave an answer that can be read.
    pub answered: u64,
    /// Those that did not, by the code of what went wrong.
    pub failed: BTreeMap<String, u64>,
    /// Rows in the answers.
    pub rows: u64,
    /// Rows that are none.
    pub rejected: u64,
    /// What is odd about answers as a whole, by code.
    pub remarks: BTreeMap<String, u64>,
    /// Credits by the documents.
    pub credits: u64,
    /// The last attempt that was answered.
    pub last_answer: Option<Timestamp>,
    /// The last that was not.
    pub last_failure: Option<Timestamp>,
}

impl Book {
    /// The scorecard of each series of an asset.
    ///
    /// # Errors
    /// Where the asset is unknown, or its bytes cannot be read.
    pub fn cards(&self, act: &Act, asset: &str, now: Timestamp) -> Result<Vec<Card>, Trouble> {
        let follows = self.follows(asset);
        let dossier = self.dossier(act, asset, now)?;
        let card = |series: &Series| {
            let followed = follows.iter().find(|followed| followed.source == series.source);
            card(asset, series, followed.map(|followed| followed.key.clone()), now)
        };
        let mut cards: Vec<Card> = dossier.series.iter().map(card).collect();
        cards.sort_by(|a, b| a.source.cmp(&b.source));
        Ok(cards)
    }

    /// What was asked of each source, by its name.
    ///
    /// # Errors
    /// Where the lake cannot be read.
    pub fn asked(&self) -> Result<BTreeMap<String, Asked>, Trouble> {
        let mut by_source: BTreeMap<String, Asked> = BTreeMap::new();
        for receipt in self.lake.receipts()?.all() {
            let asked = by_source.entry(source_of(&receipt.feed).to_owned()).or_default();
            asked.attempts += 1;
            asked.credits += receipt.credits;
            asked.rows += receipt.rows;
            asked.rejected += receipt.rejected;
            for remark in &receipt.remarks {
                *asked.remarks.entry(remark.code.clone()).or_default() += 1;
            }
            let last = if receipt.outcome == Outcome::Rows {
                asked.answered += 1;
                &mut asked.last_answer
            } else {
                let code = receipt.trouble.as_ref().map_or("no-answer", |told| told.code.as_str());
                *asked.failed.entry(code.to_owned()).or_default() += 1;
                &mut asked.last_failure
            };
            *last = (*last).max(Some(receipt.retrieved));
        }
        Ok(by_source)
    }
}

/// The source that a feed's name begins with.
fn source_of(feed: &str) -> &str {
    feed.split_once('-').map_or(feed, |(source, _)| source)
}

fn card(asset: &str, series: &Series, key: Option<String>, now: Timestamp) -> Card {
    let closed = || series.days.values().filter(|day| !day.provisional);
    let (first, last) = (closed().map(|day| day.bar.day).min(), closed().map(|day| day.bar.day).max());
    let over = series.cut.day_of(now).plus(-1);
    let mut expected = 0;
    let mut gaps = Vec::new();
    if let Some(first) = first {
        for day in (0..=over.since(first)).map(|n| first.plus(n)) {
            expected += 1;
            let has = series.days.get(&day).is_some_and(|bar| !bar.provisional);
            if !has && gaps.len() < GAPS_NAMED {
                gaps.push(day);
            }
        }
    }
    let mut lags: Vec<SignedDuration> = Vec::new();
    let mut defects: BTreeMap<String, u32> = BTreeMap::new();
    for day in closed() {
        let had =
            series.evidence.iter().filter(|e| day.entries.contains(&e.number)).map(|e| e.retrieved).min();
        let lag = had.map(|had| had.duration_since(series.cut.end(day.bar.day)));
        lags.extend(lag.filter(|lag| !lag.is_negative() && *lag <= FETCHED_BACK));
        for defect in &day.defects {
            if let Some(Value::Text(code)) = defect.get("defect") {
                *defects.entry(code.to_string()).or_default() += 1;
            }
        }
    }
    lags.sort();
    let restated: std::collections::BTreeSet<Day> = series.restatements.iter().map(|r| r.day).collect();
    let many = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Card {
        source: series.source.clone(),
        asset: asset.to_owned(),
        key,
        span: first.zip(last),
        days: many(closed().count()),
        expected,
        gaps,
        behind: last.map(|last| now.duration_since(series.cut.end(last))),
        lag: lags.get(lags.len() / 2).copied(),
        restated: many(restated.len()),
        defects,
    }
}
