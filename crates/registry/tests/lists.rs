//! Lists against a model that keeps, of each asset, how it stands on each day; over long random histories, and as of
//! every instant of them.

use jiff::Timestamp;
use proptest::prelude::*;
use qazyq_exact::Day;
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::{Draft, Entry};
use qazyq_registry::lists::{ListError, Lists, Spell, Stage};
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
    Import { of: i32, assets: Vec<usize>, whole: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let action = prop::sample::select(Action::ALL.to_vec());
    let change = (0..2_usize, 0..3_usize, action, 0..DAYS, prop::option::of(0..8_i32))
        .prop_map(|(list, asset, action, from, days)| Step::Change { list, asset, action, from, days });
    let assets = prop::sample::subsequence(vec![0_usize, 1, 2], 0..=3);
    let import =
        (0..DAYS, assets, any::<bool>()).prop_map(|(of, assets, whole)| Step::Import { of, assets, whole });
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
            request: None,
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
            let Step::Import { of: on, assets, whole } = step else { continue };
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

    #[test]
    fn no_two_times_on_a_list_share_a_day(rows in prop::collection::vec(told(), 1..12)) {
        let mut history = History { entries: Vec::new(), lists: Lists::default() };
        for (of, whole, rows) in rows {
            history.import(of, whole, rows);
            for id in ASSETS {
                let of_it = |spell: &&Spell| spell.row(spell.from).asset.as_deref() == Some(id);
                let spells: Vec<&Spell> = history.lists.spells(Authority::Afsa).filter(of_it).collect();
                for pair in spells.windows(2) {
                    prop_assert!(pair[0].until.is_some_and(|until| until <= pair[1].from), "{:?}", spells);
                }
            }
        }
    }

    #[test]
    fn lists_come_in_in_any_order(mut told in prop::collection::vec(told(), 1..7), seed in any::<u64>()) {
        // One list a day: of two of one day the one counts that came in last.
        told.sort_by_key(|(of, ..)| *of);
        told.dedup_by_key(|(of, ..)| *of);
        let mut history = History { entries: Vec::new(), lists: Lists::default() };
        for (of, whole, rows) in &told {
            history.import(*of, *whole, rows.clone());
        }
        let mut other = History { entries: Vec::new(), lists: Lists::default() };
        let mut seed = seed;
        while !told.is_empty() {
            let place = usize::try_from(seed % told.len() as u64).unwrap();
            seed = seed.rotate_right(7);
            let (of, whole, rows) = told.remove(place);
            other.import(of, whole, rows);
        }
        for asset in ASSETS {
            for number in 0..DAYS {
                let said = |history: &History| {
                    let spell = history.lists.spell(Authority::Afsa, asset, day(number))?;
                    Some((spell.row(day(number)).clone(), spell.is_suspended_on(day(number))))
                };
                prop_assert_eq!(said(&history), said(&other), "{} {}", asset, number);
            }
        }
    }
}

/// Rows of a list: of which assets, from when, up to when, and since when suspended.
fn told() -> impl Strategy<Value = (i32, bool, Vec<Listed>)> {
    let maybe = || prop::option::of(0..DAYS);
    let row = (0..3_usize, maybe(), prop::option::of(1..8_i32), maybe()).prop_map(
        |(asset, from, days, suspended)| {
            let until = days.map(|days| day(from.unwrap_or(DAYS / 2) + days));
            Listed {
                asset: Some(ASSETS[asset].to_owned()),
                from: from.map(day),
                until,
                suspended_from: suspended.map(day),
                ..Listed::default()
            }
        },
    );
    (0..DAYS, any::<bool>(), prop::collection::vec(row, 0..5)).prop_map(|(of, whole, mut rows)| {
        for row in &mut rows {
            row.comment = Some(format!("of {of}"));
        }
        (of, whole, rows)
    })
}

impl History {
    fn import(&mut self, of: i32, whole: bool, rows: Vec<Listed>) -> u64 {
        let file = FileRef { name: "f".to_owned(), sha256: "0".to_owned() };
        let act = "act".to_owned();
        self.push(None, What::ListImport { authority: Authority::Afsa, act, of: day(of), file, whole, rows })
    }

    fn decide(&mut self, asset: &str, action: Action, from: i32, comment: &str) {
        let proposal = Proposal {
            authority: Authority::Afsa,
            action,
            from: day(from),
            until: None,
            act: None,
            reason: "r".to_owned(),
            criterion: None,
            evidence: Vec::new(),
            verdict: None,
        };
        assert_eq!(self.lists.allows(asset, &proposal), Ok(()));
        let number = self.push(Some(asset), What::Proposal(proposal));
        self.push(Some(asset), What::Approval { proposal: number, note: None, verdict: None });
        self.push(Some(asset), What::Publication { proposal: number, row: Some(row(asset, comment)) });
    }

    /// The days on which it is on the list, as intervals.
    fn times(&self, asset: &str) -> Vec<(i32, Option<i32>)> {
        let number = |day: Day| day.number() - 20_000;
        let of_it = |spell: &&Spell| qazyq_registry::lists::key(spell.row(spell.from)) == asset;
        let spells = self.lists.spells(Authority::Afsa).filter(of_it);
        spells.map(|spell| (number(spell.from), spell.until.map(number))).collect()
    }

    fn comment(&self, asset: &str, on: i32) -> &str {
        let spell = self.lists.spell(Authority::Afsa, asset, day(on)).unwrap();
        spell.row(day(on)).comment.as_deref().unwrap_or_default()
    }
}

fn row(asset: &str, comment: &str) -> Listed {
    Listed { asset: Some(asset.to_owned()), comment: Some(comment.to_owned()), ..Listed::default() }
}

fn history() -> History {
    History { entries: Vec::new(), lists: Lists::default() }
}

#[test]
fn an_older_list_does_not_change_what_a_later_one_says() {
    let mut one = history();
    one.import(3, true, vec![row("a", ""), row("b", "")]);
    one.import(1, true, vec![row("b", "")]);
    assert_eq!((one.times("a"), one.times("b")), (vec![(3, None)], vec![(1, None)]));
    let mut other = history();
    other.import(3, true, vec![row("b", "")]);
    other.import(1, true, vec![row("a", ""), row("b", "")]);
    assert_eq!((other.times("a"), other.times("b")), (vec![(1, Some(3))], vec![(1, None)]));
    // A part says nothing of what it does not have, so the older list goes on.
    let mut part = history();
    part.import(3, false, vec![row("b", "")]);
    part.import(1, true, vec![row("a", "")]);
    assert_eq!(part.times("a"), [(1, None)]);
}

#[test]
fn a_list_of_an_earlier_day_changes_nothing_from_the_day_of_a_decision_on() {
    let mut history = history();
    history.decide("a", Action::Add, 2, "");
    history.decide("a", Action::Remove, 6, "");
    let import = history.import(4, true, vec![row("a", ""), row("b", "")]);
    history.push(None, What::Approval { proposal: import, note: None, verdict: None });
    assert_eq!((history.times("a"), history.times("b")), (vec![(2, Some(6))], vec![(4, None)]));
    // One of a later day does.
    let import = history.import(8, true, vec![row("a", "")]);
    history.push(None, What::Approval { proposal: import, note: None, verdict: None });
    assert_eq!((history.times("a"), history.times("b")), (vec![(2, Some(6)), (8, None)], vec![(4, Some(8))]));
}

#[test]
fn where_a_list_was_decided_on_an_import_needs_a_second_person() {
    let mut history = history();
    history.import(0, true, vec![row("b", "")]);
    assert_eq!(history.times("b"), [(0, None)], "nothing was decided here yet");
    history.decide("a", Action::Add, 1, "");
    let import = history.import(4, true, vec![row("c", "")]);
    assert_eq!(history.lists.import_of(import).unwrap().stage, Stage::Open);
    assert_eq!((history.times("a"), history.times("c")), (vec![(1, None)], vec![]));
    history.push(None, What::Rejection { proposal: import, reason: "r".to_owned() });
    // What is at its end stays there, whatever is written.
    history.push(None, What::Approval { proposal: import, note: None, verdict: None });
    assert_eq!(history.lists.import_of(import).unwrap().stage, Stage::Rejected);
    assert_eq!(history.times("c"), []);
    let import = history.import(4, true, vec![row("c", "")]);
    let approval = history.push(None, What::Approval { proposal: import, note: None, verdict: None });
    assert_eq!(history.lists.import_of(import).unwrap().stage, Stage::Published);
    assert_eq!((history.times("a"), history.times("c")), (vec![(1, Some(4))], vec![(4, None)]));
    // Before it was approved it was not so, even if the list was had before anything was decided.
    let mut early = history.entries.clone();
    early[usize::try_from(import).unwrap() - 1].said.retrieved = at(0);
    let before = Lists::of(&early, at(approval - 1));
    assert!(before.spell(Authority::Afsa, "c", day(4)).is_none());
    assert!(Lists::of(&early, at(0)).spell(Authority::Afsa, "c", day(4)).is_none());
}

#[test]
fn a_correction_changes_no_day_before_its_own() {
    let mut history = history();
    history.decide("a", Action::Add, 2, "one");
    history.decide("a", Action::Correct, 5, "two");
    assert_eq!((history.comment("a", 4), history.comment("a", 5)), ("one", "two"));
    assert_eq!(history.times("a"), [(2, None)]);
    let mut told = self::history();
    told.import(2, true, vec![row("a", "one")]);
    told.import(5, true, vec![row("a", "two")]);
    assert_eq!((told.comment("a", 4), told.comment("a", 5)), ("one", "two"));
}

#[test]
fn a_row_over_several_times_on_the_list_makes_them_one() {
    let mut history = history();
    history.import(1, true, vec![row("a", "")]);
    history.import(3, true, Vec::new());
    history.import(5, true, vec![row("a", "")]);
    assert_eq!(history.times("a"), [(1, Some(3)), (5, None)]);
    history.import(7, true, vec![Listed { from: Some(day(0)), ..row("a", "") }]);
    assert_eq!(history.times("a"), [(0, None)]);
    // What the same day's list does not say any more goes again, and what others said is back.
    history.import(7, true, vec![row("a", "")]);
    assert_eq!(history.times("a").last(), Some(&(5, None)));
}

#[test]
fn what_no_asset_is_known_for_is_told_apart_by_all_that_the_list_says() {
    let row = || Listed { symbol: Some("X".to_owned()), name: Some("Y".to_owned()), ..Listed::default() };
    let rows = [
        row(),
        Listed { told: Some("x".to_owned()), ..row() },
        Listed { coinmarketcap: Some(7), ..row() },
        Listed { dti: Some("13XTMPZT3".to_owned()), ..row() },
        Listed { caip19: vec!["eip155:1/slip44:60".to_owned()], ..row() },
        Listed { symbol: Some("X Y".to_owned()), name: None, ..row() },
    ];
    let keys: std::collections::BTreeSet<String> = rows.iter().map(qazyq_registry::lists::key).collect();
    assert_eq!(keys.len(), rows.len());
    assert!(keys.iter().all(|key| key.contains('\t')), "no id");
}
