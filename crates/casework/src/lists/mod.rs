//! Lists: proposing a change, deciding on it by a second person, and what a list says on any day.
//!
//! A verdict never puts an asset on a list or takes it off: people do, and the verdict stands beside what they do. What
//! is on a list and does not qualify is an alarm, what qualifies and is on none a candidate.

mod import;
pub mod published;

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::{Act, Conclusion};
use qazyq_registry::digest::Digest;
use qazyq_registry::lists::{Lists, Proposed, Spell, Stage};
use qazyq_registry::people::{Refused, Right};
use qazyq_registry::what::{Action, Authority, Finding, Listed, Proposal, VerdictBeside};

pub use import::{ListFile, Resolved, list_columns};

use crate::Trouble;
use crate::assess::{AsOf, Asked, Question};
use crate::book::Book;
use crate::record::{check_long, check_reason, check_short};
use crate::workspace::{Draft, What};

/// How an asset stands on a list on a day, with the verdict of that day beside it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Its id; none where nobody could say which asset the list means.
    pub asset: Option<String>,
    /// Its time on the list; none for what is on no such list and qualifies.
    pub spell: Option<Spell>,
    /// It is on the list and does not count on that day.
    pub suspended: bool,
    /// The verdict, where it could be had.
    pub outcome: Option<Conclusion>,
}

impl Standing {
    /// On the list, counting, and failing.
    #[must_use]
    pub fn is_alarm(&self) -> bool {
        self.spell.is_some() && !self.suspended && self.outcome == Some(Conclusion::DoesNotQualify)
    }

    /// On no such list, and qualifying.
    #[must_use]
    pub fn is_candidate(&self) -> bool {
        self.spell.is_none() && self.outcome == Some(Conclusion::Qualifies)
    }
}

/// What changed about an asset on a list between two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It came onto the list.
    Added,
    /// It went off the list.
    Removed,
    /// It does not count any more, or counts again.
    Standing {
        /// It does not count on the later day.
        suspended: bool,
    },
    /// The list says something else of it.
    Said,
}

impl Change {
    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Standing { suspended: true } => "suspended",
            Self::Standing { suspended: false } => "resumed",
            Self::Said => "corrected",
        }
    }
}

impl Book {
    /// The verdict on an asset as things are known at `now`, with the case's digest.
    ///
    /// # Errors
    /// Where no case can be made.
    pub fn verdict_beside(
        &self,
        act: &Act,
        asset: &str,
        date: Day,
        now: Timestamp,
    ) -> Result<VerdictBeside, Trouble> {
        let asked = Asked::default();
        let as_of: AsOf = now.to_string().parse()?;
        let question = Question { act, asked: &asked, as_of: Some(as_of), now };
        let dossier = question.dossier(self, asset)?;
        let case = question.case(&dossier, date)?;
        let verdict = question.assess(&dossier, date)?;
        Ok(VerdictBeside {
            date,
            as_of: now,
            outcome: verdict.conclusion.as_str().to_owned(),
            case: Digest::of(format!("{case}\n").as_bytes()),
        })
    }

    /// Proposes a change of a list; gives the proposal's number.
    ///
    /// # Errors
    /// Where whoever acts may not, or the list cannot be changed so.
    pub fn propose(
        &mut self,
        act: &Act,
        asset: &str,
        proposal: &Proposal,
        now: Timestamp,
    ) -> Result<u64, Trouble> {
        check_reason(&proposal.reason)?;
        proposal.act.iter().try_for_each(|act| check_short("act", act))?;
        self.require(Right::Propose, now)?;
        self.asset(asset)?;
        let date = proposal.from.min(today(now));
        let verdict = Some(self.verdict_beside(act, asset, date, now)?);
        let first = self.write(Right::Propose, now, |book, _| {
            book.asset(asset)?;
            proposal.evidence.iter().try_for_each(|number| book.entry(*number).map(|_| ()))?;
            let lists = book.lists(Timestamp::MAX);
            if let Some(open) = lists.open_about(proposal.authority, asset) {
                return Err(qazyq_registry::lists::ListError::AnotherIsOpen(open).into());
            }
            lists.allows(asset, proposal)?;
            let proposal = Proposal { verdict: verdict.clone(), ..proposal.clone() };
            Ok(vec![Draft::about(asset, now, What::Proposal(proposal))])
        })?;
        Ok(first.unwrap_or_default())
    }

    /// Says what came of looking at a proposal.
    ///
    /// # Errors
    /// Where whoever acts may not, or the proposal is at its end.
    pub fn review(
        &mut self,
        act: &Act,
        proposal: u64,
        finding: Finding,
        note: &str,
        now: Timestamp,
    ) -> Result<u64, Trouble> {
        check_long("note", note)?;
        let verdict = self.verdict_of_proposal(act, proposal, Right::Review, now)?;
        self.decide(Right::Review, proposal, &[Stage::Open, Stage::Approved], now, |_, _, _| {
            Ok(What::Review { proposal, finding, note: note.to_owned(), verdict: Some(verdict.clone()) })
        })
    }

    /// Agrees with a proposal, as a second person.
    ///
    /// # Errors
    /// Where whoever acts may not or proposed it, or the proposal is not open.
    pub fn approve(
        &mut self,
        act: &Act,
        proposal: u64,
        note: Option<&str>,
        now: Timestamp,
    ) -> Result<u64, Trouble> {
        note.iter().try_for_each(|note| check_long("note", note))?;
        let verdict = self.verdict_of_proposal(act, proposal, Right::Approve, now)?;
        self.decide(Right::Approve, proposal, &[Stage::Open], now, |_, proposed, author| {
            is_second(proposed, author)?;
            let (note, verdict) = (note.map(str::to_owned), Some(verdict.clone()));
            Ok(What::Approval { proposal, note, verdict })
        })
    }

    /// Does not agree with a proposal, as a second person.
    ///
    /// # Errors
    /// Where whoever acts may not or proposed it, or the proposal is at its end.
    pub fn reject(&mut self, proposal: u64, reason: &str, now: Timestamp) -> Result<u64, Trouble> {
        check_reason(reason)?;
        self.decide(Right::Approve, proposal, &[Stage::Open, Stage::Approved], now, |_, proposed, author| {
            is_second(proposed, author)?;
            Ok(What::Rejection { proposal, reason: reason.to_owned() })
        })
    }

    /// Takes an own proposal back.
    ///
    /// # Errors
    /// Where somebody else proposed it, or it is at its end.
    pub fn recall(&mut self, proposal: u64, reason: &str, now: Timestamp) -> Result<u64, Trouble> {
        check_reason(reason)?;
        self.decide(Right::Propose, proposal, &[Stage::Open, Stage::Approved], now, |_, proposed, author| {
            if proposed.by.as_deref() != author {
                return Err(Refused::NotOwnProposal { user: author.unwrap_or_default().to_owned() }.into());
            }
            Ok(What::Recall { proposal, reason: reason.to_owned() })
        })
    }

    /// Lets an approved proposal take effect.
    ///
    /// # Errors
    /// Where whoever acts may not, the proposal is not approved, or the list cannot be changed so any more.
    pub fn publish(&mut self, proposal: u64, now: Timestamp) -> Result<u64, Trouble> {
        self.decide(Right::Approve, proposal, &[Stage::Approved], now, |book, proposed, _| {
            book.lists(Timestamp::MAX).allows(&proposed.asset, &proposed.proposal)?;
            let row = match proposed.proposal.action {
                Action::Add | Action::Correct => Some(book.row(proposed)?),
                Action::Suspend | Action::Resume | Action::Remove => None,
            };
            Ok(What::Publication { proposal, row })
        })
    }

    /// What a list would say of an asset.
    fn row(&self, proposed: &Proposed) -> Result<Listed, Trouble> {
        let asset = self.asset(&proposed.asset)?;
        let issuer = asset.issuer.as_deref().map(|id| self.issuer(id)).transpose()?;
        let day = proposed.proposal.from;
        let pegs = self.about(&asset.id).filter(|entry| self.counts(entry, Timestamp::MAX));
        let pegs = pegs.filter_map(|entry| match &entry.what {
            What::Peg(peg) if peg.holds_on(day) => Some(peg.components.clone()),
            _ => None,
        });
        let lists = self.lists(Timestamp::MAX);
        let before = lists.spell(proposed.proposal.authority, &asset.id, day);
        let until = proposed.proposal.until.or(before.and_then(|spell| spell.until));
        Ok(Listed {
            asset: Some(asset.id.clone()),
            symbol: asset.symbol.clone(),
            name: asset.name.clone(),
            coinmarketcap: asset.coinmarketcap,
            dti: asset.dti.clone(),
            caip19: asset.caip19.clone(),
            issuer: issuer.as_ref().and_then(|issuer| issuer.names.first().cloned()),
            lei: issuer.and_then(|issuer| issuer.lei),
            peg: pegs.last().unwrap_or_default(),
            from: Some(before.map_or(day, |spell| spell.from)),
            until,
            suspended_from: None,
            act: proposed.proposal.act.clone().or(before.and_then(|spell| spell.row.act.clone())),
            reason: Some(proposed.proposal.reason.clone()),
            comment: None,
        })
    }

    fn verdict_of_proposal(
        &mut self,
        act: &Act,
        proposal: u64,
        right: Right,
        now: Timestamp,
    ) -> Result<VerdictBeside, Trouble> {
        self.require(right, now)?;
        let lists = self.lists(Timestamp::MAX);
        let proposed = lists.proposal(proposal)?;
        let date = proposed.proposal.from.min(today(now));
        self.verdict_beside(act, &proposed.asset, date, now)
    }

    /// Writes a decision on a proposal that is at one of these stages.
    fn decide(
        &mut self,
        right: Right,
        proposal: u64,
        stages: &[Stage],
        now: Timestamp,
        what: impl Fn(&Self, &Proposed, Option<&str>) -> Result<What, Trouble>,
    ) -> Result<u64, Trouble> {
        self.require(right, now)?;
        let first = self.write(right, now, |book, author| {
            let lists = book.lists(Timestamp::MAX);
            let proposed = lists.proposal_at(proposal, stages)?;
            let what = what(book, proposed, author)?;
            Ok(vec![Draft::about(&proposed.asset, now, what)])
        })?;
        Ok(first.unwrap_or_default())
    }

    /// An authority's list of a day with the verdicts of that day, and behind it what qualifies and is not on it.
    ///
    /// # Errors
    /// Where evidence cannot be read.
    pub fn list_beside(
        &self,
        question: &Question<'_>,
        authority: Authority,
        day: Day,
        mut step: impl FnMut(),
    ) -> Result<Vec<Standing>, Trouble> {
        let lists = self.lists(question.known_at());
        let mut standings = Vec::new();
        let mut on_the_list = BTreeMap::new();
        for spell in lists.on(authority, day) {
            match &spell.row.asset {
                Some(asset) => {
                    on_the_list.insert(asset.clone(), spell.clone());
                }
                None => standings.push(Standing {
                    asset: None,
                    suspended: spell.is_suspended_on(day),
                    spell: Some(spell.clone()),
                    outcome: None,
                }),
            }
        }
        for asset in self.ids().map(str::to_owned).collect::<Vec<_>>() {
            let dossier = question.dossier(self, &asset)?;
            let outcome = Some(question.assess(&dossier, day)?.conclusion);
            step();
            let spell = on_the_list.remove(&asset);
            let suspended = spell.as_ref().is_some_and(|spell| spell.is_suspended_on(day));
            let standing = Standing { asset: Some(asset), spell, suspended, outcome };
            if standing.spell.is_some() || standing.is_candidate() {
                standings.push(standing);
            }
        }
        // A row of an asset that this journal does not know any more by that id.
        standings.extend(on_the_list.into_iter().map(|(asset, spell)| Standing {
            asset: Some(asset),
            suspended: spell.is_suspended_on(day),
            spell: Some(spell),
            outcome: None,
        }));
        standings.sort_by_key(|s| (s.spell.is_none(), s.asset.clone(), s.spell.as_ref().map(key_of)));
        Ok(standings)
    }
}

fn key_of(spell: &Spell) -> String {
    qazyq_registry::lists::key(&spell.row)
}

/// How an authority's list differs between two days, by the key of each row.
#[must_use]
pub fn difference(lists: &Lists, authority: Authority, from: Day, to: Day) -> Vec<(Spell, Change)> {
    let on = |day| -> BTreeMap<String, &Spell> {
        lists.on(authority, day).map(|spell| (key_of(spell), spell)).collect()
    };
    let (before, after) = (on(from), on(to));
    let mut changes = Vec::new();
    for (key, spell) in &before {
        match after.get(key) {
            None => changes.push(((*spell).clone(), Change::Removed)),
            Some(later) => {
                let suspended = later.is_suspended_on(to);
                if suspended != spell.is_suspended_on(from) {
                    changes.push(((*later).clone(), Change::Standing { suspended }));
                } else if spell.row != later.row {
                    changes.push(((*later).clone(), Change::Said));
                }
            }
        }
    }
    let added = after.iter().filter(|(key, _)| !before.contains_key(*key));
    changes.extend(added.map(|(_, spell)| ((*spell).clone(), Change::Added)));
    changes
}

/// Refuses whoever proposed it.
fn is_second(proposed: &Proposed, author: Option<&str>) -> Result<(), Trouble> {
    if proposed.by.as_deref() == author {
        return Err(Refused::OwnProposal { user: author.unwrap_or_default().to_owned() }.into());
    }
    Ok(())
}

/// The UTC day of an instant.
#[must_use]
pub fn today(now: Timestamp) -> Day {
    qazyq_market::days::DayCut::Utc.day_of(now)
}
