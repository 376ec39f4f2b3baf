//! Lists against a model that keeps, of each asset, how it stands on each day; over long random histories, and as of
//! every instant of them.

use jiff::Timestamp;
use proptest::prelude::*;
use qazyq_exact::Day;
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::{Draft, Entry};
use qazyq_registry::lists::{ListError, Lists, Stage};
use qazyq_registry::what::{Action, Authority, FileRef, Listed, Proposal, What};

const DAYS: i32 = 24;
const ASSETS: [&str; 3] = ["a", "b", "c"];
const AUTHORITIES: [Authority; 2] = [Authority::Ministry, Authority::Afsa];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum On {
    No,
    Listed,
    Suspended,
}

/// How each asset stands on each day of each list, and by which addition.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Model {
    on: [[[On; DAYS as usize]; 3]; 2],
    by: [[[usize; DAYS as usize]; 3]; 2],
    additions: usize,
}

#[derive(Clone, Debug)]
enum Step {
    Change { list: usize, asset: usize, action: Action, from: i32, days: Option<i32> },
    Import { list: usize, of: i32, assets: Vec<usize>, whole: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let action = prop::sample::select(Action::ALL.to_vec());
    let change = (0..2_usize, 0..3_usize, action, 0..DAYS, prop::option::of(0..8_i32))
        .prop_map(|(list, asset, action, from, days)| Step::Change { list, asset, action, from, days });
    let assets = prop::sample::subsequence(vec![0_usize, 1, 2], 0..=3);
    let import = (0..2_usize, 0..DAYS, assets, any::<bool>())
        .prop_map(|(list, of, assets, whole)| Step::Import { list, of, assets, whole });
    prop_oneof![8 => change, 1 => import]
}

fn day(number: i32) -> Day {
    Day::from_number(20_000 + number)
}

fn at(number: u64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + i64::try_from(number).unwrap()).unwrap()
}

struct History {
    entries: Vec<Entry>,
    lists: Lists,
}

impl History {
    fn push(&mut self, asset: Option<&str>, what: What) -> u64 {
        let number = self.entries.len() as u64 + 1;
        let mut said = Draft::new(at(number), what);
        said.asset = asset.map(str::to_owned);
        let entry = Entry {
            number,
            previous: Digest::NONE,
            recorded_at: at(number),
            author: Some("a".to_owned()),
            said,
        };
        self.lists.add(&entry);
        self.entries.push(entry);
        number
    }
}

impl Model {
    fn new() -> Self {
        Self { on: [[[On::No; DAYS as usize]; 3]; 2], by: [[[0; DAYS as usize]; 3]; 2], additions: 0 }
    }

    /// Makes a change, or says that it cannot be.
    fn change(&mut self, list: usize, asset: usize, action: Action, from: i32, days: Option<i32>) -> bool {
        let (row, by) = (&mut self.on[list][asset], &mut self.by[list][asset]);
        let at = usize::try_from(from).unwrap();
        let end = days.map_or(DAYS, |days| (from + days).min(DAYS));
        let end = usize::try_from(end).unwrap();
        if days == Some(0) {
            return false;
        }
        // The days from `at` on that the same addition put there.
        let ends = (at..row.len()).find(|n| row[*n] == On::No || by[*n] != by[at]).unwrap_or(row.len());
        match (action, row[at]) {
            (Action::Add, On::No) if row[at..end].iter().all(|on| *on == On::No) => {
                self.additions += 1;
                row[at..end].fill(On::Listed);
                by[at..end].fill(self.additions);
            }
            (Action::Suspend, On::Listed) => row[at..end.min(ends)].fill(On::Suspended),
            (Action::Resume, On::Suspended) => {
                let to = (at..ends).find(|n| row[*n] == On::Listed).unwrap_or(ends);
                row[at..to].fill(On::Listed);
            }
            // Off the list is off the list: nothing that was to follow follows.
            (Action::Remove, On::Listed | On::Suspended) => row[at..].fill(On::No),
            (Action::Correct, On::Listed | On::Suspended) => {}
            _ => return false,
        }
        true
    }
}

fn of(lists: &Lists) -> [[[On; DAYS as usize]; 3]; 2] {
    let mut on = [[[On::No; DAYS as usize]; 3]; 2];
    for (list, authority) in AUTHORITIES.into_iter().enumerate() {
        for (asset, id) in ASSETS.into_iter().enumerate() {
            for number in 0..DAYS {
                let here = match lists.spell(authority, id, day(number)) {
                    None => On::No,
                    Some(spell) if spell.is_suspended_on(day(number)) => On::Suspended,
                    Some(_) => On::Listed,
                };
                on[list][asset][usize::try_from(number).unwrap()] = here;
            }
        }
    }
    on
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_list_of_any_day_is_what_a_table_of_days_says(steps in prop::collection::vec(step(), 1..60)) {
        let mut model = Model::new();
        let mut history = History { entries: Vec::new(), lists: Lists::default() };
        let mut models = vec![(0, model.on)];
        for step in steps {
            let Step::Change { list, asset, action, from, days } = step else { continue };
            // A correction says the same days anew; other ends are for `until` of an addition or a suspension.
            let until = days.filter(|_| matches!(action, Action::Add | Action::Suspend));
            let proposal = Proposal {
                authority: AUTHORITIES[list],
                action,
                from: day(from),
                until: until.map(|days| day(from + days)),
                act: None,
                reason: "r".to_owned(),
                criterion: None,
                evidence: Vec::new(),
                verdict: None,
            };
            let allowed = history.lists.allows(ASSETS[asset], &proposal);
            let before = model.clone();
            let is_possible = model.change(list, asset, action, from, until);
            prop_assert_eq!(allowed.is_ok(), is_possible, "{:?} {:?} {:?}", proposal, allowed, before);
            if !is_possible {
                continue;
            }
            let number = history.push(Some(ASSETS[asset]), What::Proposal(proposal));
            // Nothing takes effect before it is published.
            prop_assert_eq!(of(&history.lists), before.on);
            history.push(Some(ASSETS[asset]), What::Approval { proposal: number, note: None, verdict: None });
            prop_assert_eq!(of(&history.lists), before.on);
            let row = Listed { asset: Some(ASSETS[asset].to_owned()), ..Listed::default() };
            let published = history.push(Some(ASSETS[asset]), What::Publication { proposal: number, row: Some(row) });
            prop_assert_eq!(of(&history.lists), model.on);
            prop_assert_eq!(&history.lists.proposal(number).unwrap().stage, &Stage::Published);
            prop_assert_eq!(
                history.lists.proposal_at(number, &[Stage::Open]).err(),
                Some(ListError::AtAnotherStage { proposal: number, stage: "published" })
            );
            models.push((published, model.on));
        }
        // As of any instant it is what it was then.
        for (number, model) in &models {
            prop_assert_eq!(of(&Lists::of(&history.entries, at(*number))), *model);
        }
    }

    #[test]
    fn a_list_that_comes_in_as_a_whole_is_what_it_says_from_its_day_on(
        steps in prop::collection::vec(step(), 1..30),
    ) {
        let mut history = History { entries: Vec::new(), lists: Lists::default() };
        for step in steps {
            let Step::Import { of: on, assets, whole, .. } = step else { continue };
            let row = |asset: &usize| Listed { asset: Some(ASSETS[*asset].to_owned()), ..Listed::default() };
            let is_on = |history: &History, asset: usize| {
                history.lists.spell(Authority::Afsa, ASSETS[asset], day(on)).is_some()
            };
            let before = [0, 1, 2].map(|asset| is_on(&history, asset));
            history.push(None, What::ListImport {
                authority: Authority::Afsa,
                act: "act".to_owned(),
                of: day(on),
                file: FileRef { name: "f".to_owned(), sha256: "0".to_owned() },
                whole,
                rows: assets.iter().map(row).collect(),
            });
            for asset in 0..3 {
                // Part of a list says nothing of what it does not have.
                let told = assets.contains(&asset) || !whole && before[asset];
                prop_assert_eq!(is_on(&history, asset), told, "{:?} {} {}", assets, whole, asset);
                // Of other lists it says nothing at all.
                prop_assert!(history.lists.spell(Authority::Ministry, ASSETS[asset], day(on)).is_none());
            }
        }
    }
}
