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
//! Where this journal has changed that list by a decision, an import needs a second person too.
//! Everything is folded in the order of the journal, so the list of any day as it was known at any instant is that fold
//! over the entries known then; `days` says what becomes of each day.

mod days;

use std::collections::{BTreeMap, BTreeSet};

use qazyq_exact::Day;

use self::days::{By, Days};
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
    /// The names of all.
    pub const NAMES: [&'static str; 5] = ["open", "approved", "rejected", "recalled", "published"];

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

/// A list that an authority keeps itself, taken in where lists are decided on here too: it needs a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenIn {
    /// Its entry.
    pub number: u64,
    /// When it was taken in.
    pub at: Instant,
    /// By whom.
    pub by: Option<String>,
    /// Whose list.
    pub authority: Authority,
    /// By which act.
    pub act: String,
    /// As it was on this day.
    pub of: Day,
    /// It is the whole list.
    pub whole: bool,
    /// Its rows.
    pub rows: Vec<Listed>,
    /// How far it is: open, rejected, recalled or published. It takes effect when it is approved.
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
    /// What the list says of it, each from a day on; the first from the first day.
    pub rows: Vec<(Day, Listed)>,
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

    /// What the list says of it on `day`; before its first day what it says then.
    #[must_use]
    pub fn row(&self, day: Day) -> &Listed {
        static NOTHING: Listed = Listed::NOTHING;
        let said = self.rows.iter().rev().find(|(from, _)| *from <= day);
        said.or(self.rows.first()).map_or(&NOTHING, |(_, row)| row)
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
    taken_in: BTreeMap<u64, TakenIn>,
    days: BTreeMap<Authority, BTreeMap<String, Days>>,
    /// Of each list the days of an asset that it never had.
    without: BTreeMap<Authority, Days>,
    /// What `days` comes to.
    lists: BTreeMap<Authority, BTreeMap<String, Vec<Spell>>>,
    /// Whose `days` were changed since.
    changed: BTreeSet<(Authority, String)>,
    /// Whose list each proposal is about, and whose lists were changed by a publication, whenever that was known.
    about: BTreeMap<u64, Authority>,
    kept: BTreeSet<Authority>,
}

impl Lists {
    /// What entries come to. Decisions count from when they were recorded, other authorities' lists from when they were had.
    #[must_use]
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>, known_at: Instant) -> Self {
        let mut lists = Self::default();
        for entry in entries {
            lists.notice(entry);
            let known = match entry.what {
                What::ListImport { .. } => entry.retrieved,
                _ => entry.recorded_at,
            };
            if known <= known_at {
                lists.apply(entry);
            }
        }
        lists.settle();
        lists
    }

    /// Adds the next entry.
    pub fn add(&mut self, entry: &Entry) {
        self.notice(entry);
        self.apply(entry);
        self.settle();
    }

    /// Sees whose list is kept here. An import cannot pass for older than the decisions before it by when it was had.
    fn notice(&mut self, entry: &Entry) {
        match &entry.what {
            What::Proposal(proposal) => {
                self.about.insert(entry.number, proposal.authority);
            }
            What::Publication { proposal, .. } => {
                self.kept.extend(self.about.get(proposal));
            }
            _ => {}
        }
    }

    fn settle(&mut self) {
        for (authority, key) in std::mem::take(&mut self.changed) {
            let days = self.days.get(&authority).and_then(|list| list.get(&key));
            let spells = days.map(Days::spells).unwrap_or_default();
            self.lists.entry(authority).or_default().insert(key, spells);
        }
    }

    fn apply(&mut self, entry: &Entry) {
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
                self.approve_import(*proposal, entry);
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
            What::ListImport { authority, act, of, whole, rows, .. } => {
                // Nobody is a second person where nobody is known, nor where nothing was ever decided here.
                if entry.author.is_some() && self.kept.contains(authority) {
                    let taken = TakenIn {
                        number: entry.number,
                        at: entry.recorded_at,
                        by: entry.author.clone(),
                        authority: *authority,
                        act: act.clone(),
                        of: *of,
                        whole: *whole,
                        rows: rows.clone(),
                        stage: Stage::Open,
                        steps: Vec::new(),
                    };
                    self.taken_in.insert(entry.number, taken);
                } else {
                    self.import(
                        *authority,
                        (*of, entry.number),
                        *whole,
                        rows,
                        &[entry.number],
                        entry.recorded_at,
                    );
                }
            }
            _ => {}
        }
    }

    /// An import that a second person agrees with takes effect.
    fn approve_import(&mut self, number: u64, entry: &Entry) {
        let Some(taken) = self.taken_in.get_mut(&number) else { return };
        if taken.stage != Stage::Approved {
            return;
        }
        taken.stage = Stage::Published;
        let taken = taken.clone();
        let entries = [number, entry.number];
        let source = (taken.of, entry.number);
        self.import(taken.authority, source, taken.whole, &taken.rows, &entries, entry.recorded_at);
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
        let (is_at, steps) = if let Some(proposed) = self.proposals.get_mut(&proposal) {
            (&mut proposed.stage, &mut proposed.steps)
        } else if let Some(taken) = self.taken_in.get_mut(&proposal) {
            // What is at its end stays there.
            if taken.stage != Stage::Open {
                return;
            }
            (&mut taken.stage, &mut taken.steps)
        } else {
            return;
        };
        *is_at = stage.unwrap_or(is_at.clone());
        steps.push(Step {
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
        let Proposal { authority, action, from, until, .. } = proposed.proposal;
        let without = self.without.entry(authority).or_default();
        let list = self.days.entry(authority).or_default();
        let days = list.entry(proposed.asset.clone()).or_insert_with(|| without.clone());
        let by = By { entries: &[proposed.number, entry.number], at: entry.recorded_at };
        match (action, row) {
            (Action::Add, row) => days.list(from, until, row.unwrap_or(&Listed::NOTHING), by),
            (Action::Suspend, _) => days.suspend(from, until, by),
            (Action::Resume, _) => days.resume(from, by),
            (Action::Remove, _) => days.remove(from, by),
            (Action::Correct, Some(row)) => days.correct(from, until, row, by),
            (Action::Correct, None) => {}
        }
        self.changed.insert((authority, proposed.asset.clone()));
    }

    /// What somebody else's list does to ours of it.
    fn import(
        &mut self,
        authority: Authority,
        source: (Day, u64),
        whole: bool,
        rows: &[Listed],
        entries: &[u64],
        at: Instant,
    ) {
        let without = self.without.entry(authority).or_default();
        let list = self.days.entry(authority).or_default();
        self.lists.entry(authority).or_default();
        let mut told: BTreeMap<String, Vec<&Listed>> = BTreeMap::new();
        for row in rows {
            told.entry(key(row)).or_default().push(row);
        }
        for key in told.keys() {
            list.entry(key.clone()).or_insert_with(|| without.clone());
        }
        if whole {
            without.tell(source, &[], By { entries, at });
        }
        // A part says nothing of what it does not have.
        for (key, days) in list.iter_mut().filter(|(key, _)| whole || told.contains_key(*key)) {
            let rows = told.get(key).map(Vec::as_slice).unwrap_or_default();
            days.tell(source, rows, By { entries, at });
            self.changed.insert((authority, key.clone()));
        }
    }

    /// Every import that needs a second person, by its entry.
    pub fn taken_in(&self) -> impl Iterator<Item = &TakenIn> {
        self.taken_in.values()
    }

    /// The import of that entry, where it needs a second person.
    #[must_use]
    pub fn import_of(&self, number: u64) -> Option<&TakenIn> {
        self.taken_in.get(&number)
    }

    /// Whether a decision of this journal has changed that list: an import of it needs a second person then.
    #[must_use]
    pub fn is_kept(&self, authority: Authority) -> bool {
        self.kept.contains(&authority)
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

    /// The import of that entry, if it needs a second person and is at one of these stages.
    ///
    /// # Errors
    /// Where there is none, or it is not.
    pub fn import_at(&self, number: u64, stages: &[Stage]) -> Result<&TakenIn, ListError> {
        let taken = self.taken_in.get(&number).ok_or(ListError::NoSuchProposal(number))?;
        if stages.contains(&taken.stage) {
            return Ok(taken);
        }
        Err(ListError::AtAnotherStage { proposal: number, stage: taken.stage.as_str() })
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

/// What makes two rows the same asset's: its id, else everything by which the list tells it.
#[must_use]
pub fn key(row: &Listed) -> String {
    if let Some(asset) = &row.asset {
        return asset.clone();
    }
    // No id has a tab, so what is not known by id cannot be taken for what is; nor has any text of a row.
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().to_lowercase();
    let number = row.coinmarketcap.map(|id| id.to_string()).unwrap_or_default();
    let mut caip19 = row.caip19.clone();
    caip19.sort_unstable();
    let parts =
        [text(&row.symbol), text(&row.name), text(&row.told), number, text(&row.dti), caip19.join(" ")];
    parts.join("\t")
}
