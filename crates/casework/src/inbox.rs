//! The inbox: what somebody should look at, found by the evidence itself, and what people have said of each.
//!
//! An item is found anew whenever somebody looks; nothing of it is stored. What is stored is what people do about it: who is to, until when, and
//! what came of it ([`Task`]), entry by entry, under the item's name. The name says what it is about and since when, so that the same thing at
//! another time is another item.
//!
//! | kind | name | is there while |
//! | --- | --- | --- |
//! | `verdict` | asset and day | the verdict became another on that day, within the last [`RECENT_DAYS`] |
//! | `listed` | asset and day | the asset is on the Ministry's List, counts there, and fails |
//! | `unlisted` | asset and day | it qualifies and is not on that list |
//! | `gap` | asset and the last day with a price | the last price is older than yesterday's, or a day of the window has none |
//! | `restated` | asset and the last such day | a source told a day that may be needed in two ways |
//! | `disclosure` | asset and day | the criterion of disclosure is not met, or open |
//! | `check` | asset and day | the legal standing is open: a register was not looked into, or too long ago |
//! | `decision` | number of the proposal | a proposal, or a list that was taken in, waits for a second person |

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::reason::Criterion;
use qazyq_law::{Act, Conclusion, Outcome};
use qazyq_registry::lists::Stage;
use qazyq_registry::people::Right;
pub use qazyq_registry::what::{Task, TaskState};

use crate::Trouble;
use crate::book::Book;
use crate::people::unknown_user;
use crate::record::{check_long, check_short};
use crate::sheet::{Authority, Lists, Sheet};
use crate::workspace::{Draft, Entry, What};

/// Days for which a verdict that became another is news.
pub const RECENT_DAYS: i32 = 30;

/// What an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A decision waits for a second person.
    Decision,
    /// On the Ministry's List, and failing.
    Listed,
    /// The verdict became another.
    Verdict,
    /// Qualifying, and not on the list.
    Unlisted,
    /// Prices are missing.
    Gap,
    /// Figures were told differently.
    Restated,
    /// Something that should be public is not, or is old.
    Disclosure,
    /// A register is to be looked into.
    Check,
}

impl Kind {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 8] = [
        Self::Decision,
        Self::Listed,
        Self::Verdict,
        Self::Unlisted,
        Self::Gap,
        Self::Restated,
        Self::Disclosure,
        Self::Check,
    ];

    /// Its name, as the names of items and of messages have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Listed => "listed",
            Self::Verdict => "verdict",
            Self::Unlisted => "unlisted",
            Self::Gap => "gap",
            Self::Restated => "restated",
            Self::Disclosure => "disclosure",
            Self::Check => "check",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is about.
    pub kind: Kind,
    /// Its name: the same as long as it is the same thing.
    pub name: String,
    /// The asset, where it is about one.
    pub asset: Option<String>,
    /// Since when, where that is known.
    pub since: Option<Day>,
    /// What the verdict became, or is.
    pub conclusion: Option<Conclusion>,
    /// The proposal, or the import, that waits.
    pub number: Option<u64>,
    /// What people said of it last.
    pub task: Option<Task>,
}

impl Item {
    fn of(kind: Kind, asset: &str, since: Option<Day>) -> Self {
        let name = match since {
            Some(day) => format!("{}:{asset}:{day}", kind.as_str()),
            None => format!("{}:{asset}", kind.as_str()),
        };
        let asset = Some(asset.to_owned());
        Self { kind, name, asset, since, conclusion: None, number: None, task: None }
    }

    /// Whether nobody has said that it is done or that nothing is to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.task.as_ref().is_none_or(|task| task.state == TaskState::Open)
    }
}

/// What there is to look at about one asset.
fn of_sheet(act: &Act, sheet: &Sheet, lists: &Lists) -> Vec<Item> {
    let (asset, day, law) = (sheet.dossier.asset.id.as_str(), sheet.day, act.on(sheet.day));
    let conclusion = sheet.verdict.conclusion;
    let runs = sheet.runs();
    // Of the first run nobody knows when it began: it began before the days that are looked back on.
    let became = match runs.as_slice() {
        [.., _, last] => Some(last.from),
        _ => None,
    };
    let item = |kind, since| Item { conclusion: Some(conclusion), ..Item::of(kind, asset, since) };
    let mut items = Vec::new();
    if let Some(since) = became.filter(|since| day.since(*since) < RECENT_DAYS) {
        items.push(item(Kind::Verdict, Some(since)));
    }
    let spell = lists.spell(Authority::Ministry, asset, day);
    let counts = spell.is_some_and(|spell| !spell.is_suspended_on(day));
    if counts && conclusion == Conclusion::DoesNotQualify {
        items.push(item(Kind::Listed, became));
    }
    if spell.is_none() && conclusion == Conclusion::Qualifies {
        items.push(item(Kind::Unlisted, became));
    }
    let outcome = |criterion: Criterion| {
        sheet.verdict.criteria.iter().find(|(of, _)| *of == criterion).map(|(_, finding)| finding.outcome)
    };
    let last = sheet.last_day();
    let is_old = last.is_some_and(|last| day.since(last) > 1);
    if is_old || (last.is_some() && outcome(Criterion::Stability) == Some(Outcome::Undetermined)) {
        items.push(item(Kind::Gap, last));
    }
    if let Some(restated) = sheet.dossier.restated(law, day).map(|(_, day)| day).max() {
        items.push(item(Kind::Restated, Some(restated)));
    }
    let is_open = |criterion| outcome(criterion).is_some_and(|outcome| outcome != Outcome::Met);
    if is_open(Criterion::Disclosure) {
        items.push(item(Kind::Disclosure, became));
    }
    if outcome(Criterion::LegalStanding) == Some(Outcome::Undetermined) {
        items.push(item(Kind::Check, became));
    }
    items
}

/// Decisions that wait for a second person.
fn waiting(lists: &Lists) -> impl Iterator<Item = Item> {
    let is_waiting = |stage: &Stage| matches!(stage, Stage::Open | Stage::Approved);
    let item = |number: u64, asset: Option<String>| Item {
        kind: Kind::Decision,
        name: format!("{}:{number}", Kind::Decision.as_str()),
        asset,
        since: None,
        conclusion: None,
        number: Some(number),
        task: None,
    };
    let proposals = lists.proposals().filter(move |of| is_waiting(&of.stage));
    let imports = lists.taken_in().filter(move |of| is_waiting(&of.stage));
    proposals
        .map(move |of| item(of.number, Some(of.asset.clone())))
        .chain(imports.map(move |of| item(of.number, None)))
}

impl Book {
    /// Everything to look at, the most pressing first, with what people said of each.
    #[must_use]
    pub fn inbox<'s>(
        &self,
        act: &Act,
        sheets: impl IntoIterator<Item = &'s Sheet>,
        lists: &Lists,
    ) -> Vec<Item> {
        let said = self.tasks();
        let mut items: Vec<Item> = waiting(lists).collect();
        items.extend(sheets.into_iter().flat_map(|sheet| of_sheet(act, sheet, lists)));
        for item in &mut items {
            item.task = said.get(item.name.as_str()).map(|task| (*task).clone());
        }
        items.sort_by(|a, b| {
            (a.kind, &a.asset, a.number, a.since).cmp(&(b.kind, &b.asset, b.number, b.since))
        });
        items
    }

    /// What people said last of each item.
    fn tasks(&self) -> BTreeMap<&str, &Task> {
        let mut tasks = BTreeMap::new();
        for entry in self.entries() {
            if let What::Task(task) = &entry.what {
                tasks.insert(task.item.as_str(), task);
            }
        }
        tasks
    }

    /// What people did about an item, in order.
    pub fn task_history<'b>(&'b self, item: &str) -> impl Iterator<Item = (&'b Entry, &'b Task)> + use<'b> {
        let item = item.to_owned();
        self.entries().iter().filter_map(move |entry| match &entry.what {
            What::Task(task) if task.item == item => Some((entry, task)),
            _ => None,
        })
    }

    /// Says who is to do something about an item, until when, or what came of it; gives the entry's number.
    ///
    /// # Errors
    /// Where whoever acts may not, the item's name is none, there is no such active user, or the same was said last: then nothing is written and
    /// no number is given.
    pub fn set_task(&mut self, task: &Task, now: Timestamp) -> Result<Option<u64>, Trouble> {
        check_short("item", &task.item)?;
        task.note.iter().try_for_each(|note| check_long("note", note))?;
        let kind = task.item.split(':').next().and_then(Kind::named);
        kind.ok_or_else(|| Trouble::NoneOf {
            option: "item".to_owned(),
            text: task.item.clone(),
            choices: Kind::ALL.map(Kind::as_str).join(", "),
        })?;
        self.write(Right::Review, now, |book, _| {
            if let Some(assignee) = &task.assignee {
                let user = book.people().user(assignee).filter(|user| user.active);
                user.ok_or_else(|| unknown_user(book, assignee))?;
            }
            let is_same = book.tasks().get(task.item.as_str()).is_some_and(|last| *last == task);
            let draft = (!is_same).then(|| Draft::new(now, What::Task(task.clone())));
            Ok(draft.into_iter().collect())
        })
    }
}
