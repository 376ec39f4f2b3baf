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
pub use qazyq_registry::lists::{ListError, Proposed, Spell, Stage, Step, TakenIn};
use qazyq_registry::lists::{Lists, key};
use qazyq_registry::people::{Refused, Right};
use qazyq_registry::store::Head;
use qazyq_registry::what::Authority;
pub use qazyq_registry::what::Listed;
pub use qazyq_registry::what::{Action, Criterion, Finding, Proposal, VerdictBeside};

pub use import::{LIST_BYTES_MAX, ListChanges, ListFile, Resolved, RowChange, SupposedList, list_columns};

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
    /// Something about it is made up for a demonstration.
    pub demonstration: bool,
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

/// A list with verdicts beside it.
#[derive(Debug)]
pub struct Beside {
    /// How each asset stands.
    pub standings: Vec<Standing>,
    /// Assets on which no verdict could be had, and why.
    pub troubles: Vec<(String, Trouble)>,
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
                return Err(ListError::AnotherIsOpen(open).into());
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
        if self.is_import(proposal)? {
            let note = note.map(str::to_owned);
            return self.decide_import(Right::Approve, proposal, now, |by, author| {
                is_second(by, author)?;
                Ok(What::Approval { proposal, note: note.clone(), verdict: None })
            });
        }
        let verdict = self.verdict_of_proposal(act, proposal, Right::Approve, now)?;
        self.decide(Right::Approve, proposal, &[Stage::Open], now, |_, proposed, author| {
            is_second(proposed.by.as_deref(), author)?;
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
        if self.is_import(proposal)? {
            return self.decide_import(Right::Approve, proposal, now, |by, author| {
                is_second(by, author)?;
                Ok(What::Rejection { proposal, reason: reason.to_owned() })
            });
        }
        self.decide(Right::Approve, proposal, &[Stage::Open, Stage::Approved], now, |_, proposed, author| {
            is_second(proposed.by.as_deref(), author)?;
            Ok(What::Rejection { proposal, reason: reason.to_owned() })
        })
    }

    /// Takes an own proposal back.
    ///
    /// # Errors
    /// Where somebody else proposed it, or it is at its end.
    pub fn recall(&mut self, proposal: u64, reason: &str, now: Timestamp) -> Result<u64, Trouble> {
        check_reason(reason)?;
        if self.is_import(proposal)? {
            return self.decide_import(Right::Propose, proposal, now, |by, author| {
                is_own(by, author)?;
                Ok(What::Recall { proposal, reason: reason.to_owned() })
            });
        }
        self.decide(Right::Propose, proposal, &[Stage::Open, Stage::Approved], now, |_, proposed, author| {
            is_own(proposed.by.as_deref(), author)?;
            Ok(What::Recall { proposal, reason: reason.to_owned() })
        })
    }

    /// Lets an approved proposal take effect.
    ///
    /// # Errors
    /// Where whoever acts may not or proposed it, the proposal is not approved, or the list cannot be changed so any more.
    pub fn publish(&mut self, proposal: u64, now: Timestamp) -> Result<u64, Trouble> {
        self.decide(Right::Approve, proposal, &[Stage::Approved], now, |book, proposed, author| {
            is_second(proposed.by.as_deref(), author)?;
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
        let peg = self.peg_on(&asset.id, day, Timestamp::MAX)?;
        let lists = self.lists(Timestamp::MAX);
        let before = lists.spell(proposed.proposal.authority, &asset.id, day);
        let until = proposed.proposal.until.or(before.and_then(|spell| spell.until));
        // What is not said anew stays: an imported row may say what the journal does not know.
        let said = before.map_or(&Listed::NOTHING, |spell| spell.row(day)).clone();
        Ok(Listed {
            asset: Some(asset.id.clone()),
            told: None,
            symbol: asset.symbol.clone().or(said.symbol),
            name: asset.name.clone().or(said.name),
            coinmarketcap: asset.coinmarketcap.or(said.coinmarketcap),
            dti: asset.dti.clone().or(said.dti),
            caip19: Some(asset.caip19.clone()).filter(|known| !known.is_empty()).unwrap_or(said.caip19),
            issuer: issuer.as_ref().and_then(|issuer| issuer.names.first().cloned()).or(said.issuer),
            lei: issuer.and_then(|issuer| issuer.lei).or(said.lei),
            peg: peg.unwrap_or(said.peg),
            from: Some(before.map_or(day, |spell| spell.from)),
            until,
            suspended_from: None,
            act: proposed.proposal.act.clone().or(said.act),
            reason: Some(proposed.proposal.reason.clone()),
            comment: said.comment,
            demonstration: self.is_made_up(&asset.id, day)? || said.demonstration,
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

    /// Whether that entry is an import that needs a second person.
    fn is_import(&mut self, number: u64) -> Result<bool, Trouble> {
        self.refresh()?;
        Ok(self.lists(Timestamp::MAX).import_of(number).is_some())
    }

    /// Writes a decision on an import that nobody has decided on. No verdict stands beside it: it is about many assets.
    fn decide_import(
        &mut self,
        right: Right,
        import: u64,
        now: Timestamp,
        what: impl Fn(Option<&str>, Option<&str>) -> Result<What, Trouble>,
    ) -> Result<u64, Trouble> {
        let first = self.write(right, now, |book, author| {
            let lists = book.lists(Timestamp::MAX);
            let taken = lists.import_at(import, &[Stage::Open])?;
            Ok(vec![Draft::new(now, what(taken.by.as_deref(), author)?)])
        })?;
        Ok(first.unwrap_or_default())
    }

    /// The journal as it stood at an instant: its last entry then, with its digest, and every list as known then from
    /// the entries up to it, so that nothing that is recorded later changes it.
    #[must_use]
    pub fn lists_of_record(&self, known_at: Timestamp) -> (Lists, Head) {
        let entries = self.entries();
        let count = entries.iter().rposition(|entry| entry.recorded_at <= known_at).map_or(0, |at| at + 1);
        let (until, later) = entries.split_at(count);
        let head = match (until.last(), later.first()) {
            (_, None) => self.head(),
            (None, _) => Head::default(),
            (Some(last), Some(next)) => Head { number: last.number, sha256: next.previous },
        };
        (Lists::of(until, known_at), head)
    }

    /// An authority's list of a day with the verdicts of that day, and behind it what qualifies and is not on it. An
    /// asset whose evidence cannot be read has no verdict, and stops nothing; it is told beside.
    pub fn list_beside(
        &self,
        question: &Question<'_>,
        authority: Authority,
        day: Day,
        mut step: impl FnMut(),
    ) -> Beside {
        let lists = self.lists(question.known_at());
        let (mut standings, mut troubles) = (Vec::new(), Vec::new());
        let mut on_the_list = BTreeMap::new();
        for spell in lists.on(authority, day) {
            match &spell.row(day).asset {
                Some(asset) => {
                    on_the_list.insert(asset.clone(), spell.clone());
                }
                None => standings.push(Standing {
                    asset: None,
                    suspended: spell.is_suspended_on(day),
                    demonstration: spell.row(day).demonstration,
                    spell: Some(spell.clone()),
                    outcome: None,
                }),
            }
        }
        for asset in self.ids().map(str::to_owned).collect::<Vec<_>>() {
            let verdict = question.dossier(self, &asset).and_then(|dossier| question.assess(&dossier, day));
            step();
            let (outcome, made_up) = match verdict {
                Ok(verdict) => (Some(verdict.conclusion), verdict.demonstration),
                Err(trouble) => {
                    troubles.push((asset.clone(), trouble));
                    (None, false)
                }
            };
            let spell = on_the_list.remove(&asset);
            let suspended = spell.as_ref().is_some_and(|spell| spell.is_suspended_on(day));
            let demonstration = made_up || spell.as_ref().is_some_and(|spell| spell.row(day).demonstration);
            let standing = Standing { asset: Some(asset), spell, suspended, outcome, demonstration };
            if standing.spell.is_some() || standing.is_candidate() {
                standings.push(standing);
            }
        }
        // A row of an asset that this journal does not know any more by that id.
        standings.extend(on_the_list.into_iter().map(|(asset, spell)| Standing {
            asset: Some(asset),
            suspended: spell.is_suspended_on(day),
            demonstration: spell.row(day).demonstration,
            spell: Some(spell),
            outcome: None,
        }));
        let key_of = |spell: &Spell| key(spell.row(day));
        standings.sort_by_key(|s| (s.spell.is_none(), s.asset.clone(), s.spell.as_ref().map(key_of)));
        Beside { standings, troubles }
    }
}

/// How an authority's list differs between two days, by the key of each row.
#[must_use]
pub fn difference(lists: &Lists, authority: Authority, from: Day, to: Day) -> Vec<(Spell, Change)> {
    difference_of((lists, from), (lists, to), authority)
}

/// How an authority's list of a day differs from another's list of another day, by the key of each row.
#[must_use]
pub fn difference_of(
    (earlier, from): (&Lists, Day),
    (later, to): (&Lists, Day),
    authority: Authority,
) -> Vec<(Spell, Change)> {
    fn on(lists: &Lists, authority: Authority, day: Day) -> BTreeMap<String, &Spell> {
        lists.on(authority, day).map(|spell| (key(spell.row(day)), spell)).collect()
    }
    let (before, after) = (on(earlier, authority, from), on(later, authority, to));
    let mut changes = Vec::new();
    for (key, spell) in &before {
        match after.get(key) {
            None => changes.push(((*spell).clone(), Change::Removed)),
            Some(later) => {
                let suspended = later.is_suspended_on(to);
                if suspended != spell.is_suspended_on(from) {
                    changes.push(((*later).clone(), Change::Standing { suspended }));
                } else if spell.row(from) != later.row(to) {
                    changes.push(((*later).clone(), Change::Said));
                }
            }
        }
    }
    let added = after.iter().filter(|(key, _)| !before.contains_key(*key));
    changes.extend(added.map(|(_, spell)| ((*spell).clone(), Change::Added)));
    changes
}

/// Refuses whoever did not propose it, or take it in.
fn is_own(by: Option<&str>, author: Option<&str>) -> Result<(), Trouble> {
    if by != author {
        return Err(Refused::NotOwnProposal { user: author.unwrap_or_default().to_owned() }.into());
    }
    Ok(())
}

/// Refuses whoever proposed it, or took it in.
fn is_second(by: Option<&str>, author: Option<&str>) -> Result<(), Trouble> {
    if by == author {
        return Err(Refused::OwnProposal { user: author.unwrap_or_default().to_owned() }.into());
    }
    Ok(())
}

/// The UTC day of an instant.
#[must_use]
pub fn today(now: Timestamp) -> Day {
    qazyq_market::days::DayCut::Utc.day_of(now)
}
