//! Each authority's list, of any day, and what becomes of proposals.
//!
//! ```text
//! proposal ──review…──> approval ──> publication        takes effect from the day that the proposal names
//!    │                      │
//!    ├──recall              └── (by a second person)
//!    └──rejection (by a second person)
//! ```
//!
//! An asset's time on a list is a *spell*: from a day to another, with days on which it is suspended. A list that
//! somebody else keeps comes in as a whole, as it was on a day, and ends the spells of what it does not have any more.
//! Everything is folded in the order of the journal, so the list of any day as it was known at any instant is that fold
//! over the entries known then.

use std::collections::{BTreeMap, BTreeSet};

use qazyq_exact::Day;

use crate::entry::{Entry, Instant};
use crate::what::{Action, Authority, Finding, Listed, Proposal, VerdictBeside, What};

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has decided.
    Open,
    /// A second person agrees.
    Approved,
    /// A second person does not agree.
    Rejected,
    /// Whoever proposed it took it back.
    Recalled,
    /// It has taken effect.
    Published,
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Recalled => "recalled",
            Self::Published => "published",
        }
    }
}

/// Something that somebody did about a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The entry.
    pub entry: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Option<String>,
    /// What: the entry's kind.
    pub kind: &'static str,
    /// What came of it, where it is a review.
    pub finding: Option<Finding>,
    /// In words.
    pub note: Option<String>,
    /// The verdict that stood beside it.
    pub verdict: Option<VerdictBeside>,
}

/// A proposal and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Its entry.
    pub number: u64,
    /// The asset.
    pub asset: String,
    /// When it was proposed.
    pub at: Instant,
    /// By whom.
    pub by: Option<String>,
    /// What it would do.
    pub proposal: Proposal,
    /// How far it is.
    pub stage: Stage,
    /// What was done about it, in order.
    pub steps: Vec<Step>,
}

/// An asset's time on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The first day.
    pub from: Day,
    /// The first day on which it is not on the list any more.
    pub until: Option<Day>,
    /// What the list says of it.
    pub row: Listed,
    /// Days from which on, and up to which, it does not count.
    pub suspended: Vec<(Day, Option<Day>)>,
    /// When any of this was last said.
    pub updated: Instant,
    /// The entries that say so.
    pub entries: Vec<u64>,
}

impl Spell {
    /// Whether the asset is on the list on `day`, suspended or not.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Suspends it from a day up to another. What is suspended stays disjoint and in order.
    fn suspend(&mut self, from: Day, to: Option<Day>) {
        let (mut first, mut last) = (from, to);
        let ends_before = |end: Option<Day>, day: Day| end.is_some_and(|end| end < day);
        self.suspended.retain(|(begins, ends)| {
            let is_apart = ends_before(*ends, first) || ends_before(last, *begins);
            if !is_apart {
                first = first.min(*begins);
                last = match (last, *ends) {
                    (Some(one), Some(other)) => Some(one.max(other)),
                    _ => None,
                };
            }
            is_apart
        });
        self.suspended.push((first, last));
        self.suspended.sort_unstable();
    }

    /// It counts again from a day on, up to the end of the suspension that covers it.
    fn resume(&mut self, day: Day) {
        self.suspended.retain_mut(|(from, to)| {
            if *from <= day && to.is_none_or(|to| day < to) {
                *to = Some(day);
            }
            *to != Some(*from)
        });
    }

    /// Whether it is suspended on `day`.
    #[must_use]
    pub fn is_suspended_on(&self, day: Day) -> bool {
        self.suspended.iter().any(|(from, to)| *from <= day && to.is_none_or(|to| day < to))
    }
}

/// Why a change of a list cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListError {
    /// The asset is on the list on that day already.
    OnTheList(Day),
    /// It is not on the list on that day.
    NotOnTheList(Day),
    /// It is suspended on that day already.
    Suspended(Day),
    /// It is not suspended on that day.
    NotSuspended(Day),
    /// It would end before it begins.
    EndsBeforeItBegins,
    /// Another proposal about the same asset and list is open.
    AnotherIsOpen(u64),
    /// There is no such proposal.
    NoSuchProposal(u64),
    /// The proposal is at its end, or not yet where this could be done.
    AtAnotherStage {
        /// The proposal.
        proposal: u64,
        /// How far it is.
        stage: &'static str,
    },
}

impl ListError {
    /// Every code there is.
    pub const CODES: &'static [&'static str] = &[
        "is-on-the-list",
        "is-not-on-the-list",
        "is-suspended",
        "is-not-suspended",
        "ends-before-it-begins",
        "another-proposal-is-open",
        "no-such-proposal",
        "proposal-at-another-stage",
    ];

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OnTheList(_) => "is-on-the-list",
            Self::NotOnTheList(_) => "is-not-on-the-list",
            Self::Suspended(_) => "is-suspended",
            Self::NotSuspended(_) => "is-not-suspended",
            Self::EndsBeforeItBegins => "ends-before-it-begins",
            Self::AnotherIsOpen(_) => "another-proposal-is-open",
            Self::NoSuchProposal(_) => "no-such-proposal",
            Self::AtAnotherStage { .. } => "proposal-at-another-stage",
        }
    }

    /// What the message names.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::OnTheList(day)
            | Self::NotOnTheList(day)
            | Self::Suspended(day)
            | Self::NotSuspended(day) => {
                vec![("date", day.to_string())]
            }
            Self::EndsBeforeItBegins => Vec::new(),
            Self::AnotherIsOpen(number) | Self::NoSuchProposal(number) => {
                vec![("number", number.to_string())]
            }
            Self::AtAnotherStage { proposal, stage } => {
                vec![("number", proposal.to_string()), ("stage", (*stage).to_owned())]
            }
        }
    }
}

/// All lists, and all proposals.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    proposals: BTreeMap<u64, Proposed>,
    lists: BTreeMap<Authority, BTreeMap<String, Vec<Spell>>>,
    imports: BTreeMap<Authority, Vec<u64>>,
}

impl Lists {
    /// What entries come to. Decisions count from when they were recorded, other authorities' lists from when they were had.
    #[must_use]
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>, known_at: Instant) -> Self {
        let mut lists = Self::default();
        for entry in entries {
            let known = match entry.what {
                What::ListImport { .. } => entry.retrieved,
                _ => entry.recorded_at,
            };
            if known <= known_at {
                lists.add(entry);
            }
        }
        lists
    }

    /// Adds the next entry.
    pub fn add(&mut self, entry: &Entry) {
        match &entry.what {
            What::Proposal(proposal) => {
                let proposed = Proposed {
                    number: entry.number,
                    asset: entry.asset.clone().unwrap_or_default(),
                    at: entry.recorded_at,
                    by: entry.author.clone(),
                    proposal: proposal.clone(),
                    stage: Stage::Open,
                    steps: Vec::new(),
                };
                self.proposals.insert(entry.number, proposed);
            }
            What::Review { proposal, finding, note, verdict } => {
                let note = Some(note.clone());
                self.step(*proposal, entry, None, Some(*finding), note, verdict.clone());
            }
            What::Approval { proposal, note, verdict } => {
                let stage = Some(Stage::Approved);
                self.step(*proposal, entry, stage, None, note.clone(), verdict.clone());
            }
            What::Rejection { proposal, reason } => {
                self.step(*proposal, entry, Some(Stage::Rejected), None, Some(reason.clone()), None);
            }
            What::Recall { proposal, reason } => {
                self.step(*proposal, entry, Some(Stage::Recalled), None, Some(reason.clone()), None);
            }
            What::Publication { proposal, row } => {
                self.step(*proposal, entry, Some(Stage::Published), None, None, None);
                if let Some(proposed) = self.proposals.get(proposal).cloned() {
                    self.publish(&proposed, row.as_ref(), entry);
                }
            }
            What::ListImport { authority, of, whole, rows, .. } => {
                self.imports.entry(*authority).or_default().push(entry.number);
                self.import(*authority, *of, *whole, rows, entry);
            }
            _ => {}
        }
    }

    fn step(
        &mut self,
        proposal: u64,
        entry: &Entry,
        stage: Option<Stage>,
        finding: Option<Finding>,
        note: Option<String>,
        verdict: Option<VerdictBeside>,
    ) {
        let Some(proposed) = self.proposals.get_mut(&proposal) else { return };
        proposed.stage = stage.unwrap_or(proposed.stage.clone());
        proposed.steps.push(Step {
            entry: entry.number,
            at: entry.recorded_at,
            by: entry.author.clone(),
            kind: entry.what.kind(),
            finding,
            note,
            verdict,
        });
    }

    /// What a publication does to the list.
    fn publish(&mut self, proposed: &Proposed, row: Option<&Listed>, entry: &Entry) {
        let proposal = &proposed.proposal;
        let spells = self.lists.entry(proposal.authority).or_default();
        let spells = spells.entry(proposed.asset.clone()).or_default();
        let day = proposal.from;
        if proposal.action == Action::Add {
            spells.push(Spell {
                from: day,
                until: proposal.until,
                row: row.cloned().unwrap_or_default(),
                suspended: Vec::new(),
                updated: entry.recorded_at,
                entries: vec![proposed.number, entry.number],
            });
            return;
        }
        let Some(spell) = spells.iter_mut().rev().find(|spell| spell.covers(day)) else { return };
        spell.updated = entry.recorded_at;
        spell.entries.extend([proposed.number, entry.number]);
        match proposal.action {
            Action::Add => {}
            Action::Suspend => spell.suspend(day, proposal.until),
            Action::Resume => spell.resume(day),
            Action::Remove => {
                spell.until = Some(day);
                // What was to follow does not follow any more: off the list is off the list.
                for later in spells.iter_mut().filter(|later| later.from > day) {
                    later.until = Some(later.from);
                    later.updated = entry.recorded_at;
                    later.entries.extend([proposed.number, entry.number]);
                }
            }
            Action::Correct => {
                if let Some(row) = row {
                    spell.row = row.clone();
                    spell.until = proposal.until.or(spell.until);
                }
            }
        }
    }

    /// What somebody else's list, as it was on a day, does to ours of it.
    fn import(&mut self, authority: Authority, of: Day, whole: bool, rows: &[Listed], entry: &Entry) {
        let list = self.lists.entry(authority).or_default();
        let mut told = BTreeSet::new();
        for row in rows {
            let key = key(row);
            told.insert(key.clone());
            let spells = list.entry(key).or_default();
            let from = row.from.unwrap_or(of);
            // The same spell told again, perhaps with other days: the two have a day in common.
            let overlaps = |spell: &&mut Spell| {
                spell.until.is_none_or(|until| from < until)
                    && row.until.is_none_or(|until| spell.from < until)
            };
            let same = spells.iter_mut().rev().find(overlaps);
            match same {
                Some(spell) => {
                    spell.from = row.from.unwrap_or(spell.from.min(of));
                    spell.until = row.until;
                    spell.row = row.clone();
                    // What was suspended and is not any more counts again from that day on.
                    match row.suspended_from {
                        None => {
                            spell.resume(of);
                        }
                        Some(from) => spell.suspend(from, None),
                    }
                    spell.updated = entry.recorded_at;
                    spell.entries.push(entry.number);
                }
                None => spells.push(Spell {
                    from,
                    until: row.until,
                    row: row.clone(),
                    suspended: row.suspended_from.map(|day| (day, None)).into_iter().collect(),
                    updated: entry.recorded_at,
                    entries: vec![entry.number],
                }),
            }
        }
        if whole {
            let gone = list.iter_mut().filter(|(key, _)| !told.contains(*key));
            for spell in gone.flat_map(|(_, spells)| spells).filter(|spell| spell.covers(of)) {
                spell.until = Some(of);
                spell.updated = entry.recorded_at;
                spell.entries.push(entry.number);
            }
        }
    }

    /// Every proposal, by its entry.
    pub fn proposals(&self) -> impl Iterator<Item = &Proposed> {
        self.proposals.values()
    }

    /// The proposal of that entry.
    ///
    /// # Errors
    /// Where there is none.
    pub fn proposal(&self, number: u64) -> Result<&Proposed, ListError> {
        self.proposals.get(&number).ok_or(ListError::NoSuchProposal(number))
    }

    /// The proposal of that entry, if it is at one of these stages.
    ///
    /// # Errors
    /// Where there is none, or it is not.
    pub fn proposal_at(&self, number: u64, stages: &[Stage]) -> Result<&Proposed, ListError> {
        let proposed = self.proposal(number)?;
        if stages.contains(&proposed.stage) {
            return Ok(proposed);
        }
        Err(ListError::AtAnotherStage { proposal: number, stage: proposed.stage.as_str() })
    }

    /// The authorities that have a list here, if an empty one.
    pub fn authorities(&self) -> impl Iterator<Item = Authority> {
        self.lists.keys().copied()
    }

    /// Every spell on an authority's list, by the asset.
    pub fn spells(&self, authority: Authority) -> impl Iterator<Item = &Spell> {
        self.lists.get(&authority).into_iter().flat_map(BTreeMap::values).flatten()
    }

    /// An authority's list of a day, suspended ones included.
    pub fn on(&self, authority: Authority, day: Day) -> impl Iterator<Item = &Spell> {
        self.spells(authority).filter(move |spell| spell.covers(day))
    }

    /// An asset's spell on an authority's list on a day.
    #[must_use]
    pub fn spell(&self, authority: Authority, asset: &str, day: Day) -> Option<&Spell> {
        self.lists.get(&authority)?.get(asset)?.iter().rev().find(|spell| spell.covers(day))
    }

    /// Whether a list came in from elsewhere.
    #[must_use]
    pub fn is_imported(&self, authority: Authority) -> bool {
        self.imports.contains_key(&authority)
    }

    /// Whether a proposal can be made, or published, as things stand.
    ///
    /// # Errors
    /// Where it cannot.
    pub fn allows(&self, asset: &str, proposal: &Proposal) -> Result<(), ListError> {
        let day = proposal.from;
        if proposal.until.is_some_and(|until| until <= day) {
            return Err(ListError::EndsBeforeItBegins);
        }
        let spell = self.spell(proposal.authority, asset, day);
        match (proposal.action, spell) {
            (Action::Add, None) => self.is_free_from(asset, proposal),
            (Action::Add, Some(_)) => Err(ListError::OnTheList(day)),
            (_, None) => Err(ListError::NotOnTheList(day)),
            (Action::Suspend, Some(spell)) if spell.is_suspended_on(day) => Err(ListError::Suspended(day)),
            (Action::Resume, Some(spell)) if !spell.is_suspended_on(day) => Err(ListError::NotSuspended(day)),
            (Action::Correct, Some(_)) if proposal.until.is_some() => self.is_free_from(asset, proposal),
            (Action::Suspend | Action::Resume | Action::Remove | Action::Correct, Some(_)) => Ok(()),
        }
    }

    /// Refuses days on which the asset is on the list by another spell that begins later.
    fn is_free_from(&self, asset: &str, proposal: &Proposal) -> Result<(), ListError> {
        let spells = self.lists.get(&proposal.authority).and_then(|list| list.get(asset));
        let is_later = |spell: &&Spell| {
            spell.from > proposal.from
                && spell.until.is_none_or(|until| until > spell.from)
                && proposal.until.is_none_or(|until| spell.from < until)
        };
        match spells.into_iter().flatten().find(is_later) {
            Some(spell) => Err(ListError::OnTheList(spell.from)),
            None => Ok(()),
        }
    }

    /// An open or approved proposal about that asset on that list.
    #[must_use]
    pub fn open_about(&self, authority: Authority, asset: &str) -> Option<u64> {
        let is_open = |p: &&Proposed| matches!(p.stage, Stage::Open | Stage::Approved);
        let about = |p: &&Proposed| p.asset == asset && p.proposal.authority == authority;
        self.proposals.values().filter(is_open).find(about).map(|p| p.number)
    }
}

/// What makes two rows the same asset's: its id, else what the list calls it.
#[must_use]
pub fn key(row: &Listed) -> String {
    if let Some(asset) = &row.asset {
        return asset.clone();
    }
    // No id has a space, so what is not known by id cannot be taken for what is.
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().to_lowercase();
    format!("{} {}", text(&row.symbol), text(&row.name))
}
