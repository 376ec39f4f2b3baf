//! Indexes and lookups, held against a plain map of names: every name that stands there, and every one that does not; and what
//! is changed, left out, added or taken from elsewhere is noticed.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use proptest::prelude::*;
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::index::{
    Head, HeadError, Index, IndexBuilder, Name, NameError, Posting, PushError, Record, TooSmall,
};
use qazyq_proof::key::{SignerKey, Signs};
use qazyq_proof::lookup::{Answer, AnswerError, Content, Item, Lookup, LookupError, NotProven, Side, What};
use qazyq_proof::merkle::{Frontier, ProofError, Subtrees, consistency, inclusion, root};
use qazyq_proof::note::{Note, SignatureError};
use qazyq_proof::policy::{NotWitnessed, Policy};

const ORIGIN: &str = "example.org/log";
const RULE: &str = "example.org/names/1";

fn key(secret: u8) -> SignerKey {
    SignerKey::new(ORIGIN.parse().unwrap(), Signs::Notes, &[secret; 32]).unwrap()
}

fn policy() -> Policy {
    Policy::parse(format!("log {}\nquorum none\n", key(1).public()).as_bytes()).unwrap()
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// A log in memory.
#[derive(Clone, Default)]
struct Log {
    entries: Vec<Vec<u8>>,
    frontier: Frontier,
    hashes: Vec<Vec<TreeHash>>,
}

impl Log {
    fn push(&mut self, entry: &[u8]) -> u64 {
        let hashes = &mut self.hashes;
        self.frontier.push(TreeHash::of_leaf(entry), |level, _, hash| {
            if hashes.len() == level as usize {
                hashes.push(Vec::new());
            }
            hashes[level as usize].push(hash);
        });
        self.entries.push(entry.to_vec());
        self.frontier.size() - 1
    }

    fn size(&self) -> u64 {
        self.frontier.size()
    }

    fn checkpoint(&mut self, size: u64) -> Checkpoint {
        Checkpoint::new(ORIGIN, size, root(size, self).unwrap()).unwrap()
    }
}

impl Subtrees for Log {
    type Error = Infallible;

    fn subtree(&mut self, level: u32, index: u64) -> Result<TreeHash, Infallible> {
        Ok(self.hashes[level as usize][index as usize])
    }
}

fn signed(text: String, key: &SignerKey) -> Note {
    let mut note = Note::new(text).unwrap();
    note.sign(key);
    note
}

/// A log, an index of its beginning, and the plain map that the index stands for.
struct World {
    log: Log,
    index: Index,
    /// Positions by name.
    model: BTreeMap<String, Vec<u64>>,
    entry: Note,
    head_position: u64,
}

impl World {
    /// A log of entries with those names, indexed as a whole; then `between` others, the head, and `behind` others.
    fn of(names: &[Vec<&str>], between: u64, behind: u64) -> Self {
        let (mut log, mut model) = (Log::default(), BTreeMap::<String, Vec<u64>>::new());
        let mut builder = IndexBuilder::new(name(RULE));
        for (n, names) in names.iter().enumerate() {
            let entry = format!("{{\"n\":{n}}}");
            let position = log.push(entry.as_bytes());
            for name in names.iter().collect::<BTreeSet<_>>() {
                builder.push(name, position, TreeHash::of_leaf(entry.as_bytes())).unwrap();
                model.entry((*name).to_string()).or_default().push(position);
            }
        }
        let size = log.size();
        let index = builder.finish(&log.checkpoint(size)).unwrap();
        for n in 0..between {
            log.push(format!("between {n}").as_bytes());
        }
        let entry = signed(index.head().to_string(), &key(1));
        let head_position = log.push(entry.to_string().as_bytes());
        for n in 0..behind {
            log.push(format!("behind {n}").as_bytes());
        }
        Self { log, index, model, entry, head_position }
    }

    /// Another head in the place of its own.
    fn with_head(mut self, change: impl Fn(&mut Head), by: &SignerKey) -> Self {
        let mut head = self.index.head().clone();
        change(&mut head);
        self.entry = signed(head.to_string(), by);
        let mut log = Log::default();
        for (n, entry) in self.log.entries.iter().enumerate() {
            let is_head = n as u64 == self.head_position;
            log.push(if is_head { self.entry.to_string().into_bytes() } else { entry.clone() }.as_slice());
        }
        self.log = log;
        self
    }

    fn items(&self, name: &str) -> Vec<Item> {
        let positions = self.model.get(name).cloned().unwrap_or_default();
        // Every other one without its entry.
        let item = |position: u64| {
            let entry = &self.log.entries[position as usize];
            let content = match position % 2 {
                0 => Content::Entry(entry.clone()),
                _ => Content::Hash(TreeHash::of_leaf(entry)),
            };
            Item { position, content }
        };
        positions.into_iter().map(item).collect()
    }

    fn lookup(&self, about: &str, answer: Answer) -> Lookup {
        let mut log = self.log.clone();
        let size = log.size();
        let checkpoint = signed(log.checkpoint(size).to_string(), &key(1));
        let hashes = inclusion(self.head_position, size, &mut log).unwrap();
        let logged = EntryProof { extra: None, index: self.head_position, hashes, checkpoint };
        let indexed = self.entry.text().parse::<Head>().unwrap().size;
        let consistency = consistency(indexed, size, &mut log).unwrap();
        Lookup::new(name(about), answer, consistency, self.entry.clone(), logged).unwrap()
    }

    /// All that there is to say of a name: nothing, or everything.
    fn answer(&self, about: &str) -> Lookup {
        let answer = match self.model.contains_key(about) {
            true => Answer::all(&self.index, &name(about), self.items(about)),
            false => Answer::nothing(&self.index, &name(about)),
        };
        self.lookup(about, answer.unwrap())
    }

    fn one(&self, about: &str, at: usize) -> Lookup {
        self.lookup(about, Answer::one(&self.index, &name(about), self.items(about), at).unwrap())
    }
}

/// What comes of a lookup's bytes: of what stands under the name, the positions.
fn check(about: &str, bytes: &str) -> Result<(&'static str, Vec<u64>), Wrong> {
    let lookup = Lookup::parse(bytes.as_bytes()).map_err(Wrong::Text)?;
    assert_eq!(lookup.to_string(), bytes, "what is read is printed as it was");
    let policy = policy();
    let found = lookup.verify(&name(about), &name(RULE), &policy).map_err(Wrong::Proof)?;
    assert_eq!(found.witnessed.checkpoint.origin(), found.head.origin());
    Ok(match found.what {
        What::Nothing => ("none", vec![]),
        What::All(items) => ("all", items.iter().map(|item| item.position).collect()),
        What::One { item, at, count } => ("one", vec![item.position, at, count]),
    })
}

#[derive(Debug, PartialEq)]
enum Wrong {
    Text(LookupError),
    Proof(NotProven),
}

/// Names that stand close to one another: beginnings, and neighbours by one byte.
const UNIVERSE: [&str; 14] = [
    "!",
    "a",
    "a ",
    "a!",
    "aa",
    "aaa",
    "ab",
    "b",
    "usdc",
    "usdt",
    "usdt ",
    "usdt/2026-01-01",
    "я",
    "\u{10ffff}",
];

fn holds_against_the_model(world: &World) {
    for about in UNIVERSE {
        let expected = match world.model.get(about) {
            Some(positions) => ("all", positions.clone()),
            None => ("none", vec![]),
        };
        let text = world.answer(about).to_string();
        assert_eq!(check(about, &text), Ok(expected.clone()), "{about}");
        let count = expected.1.len();
        for at in 0..count {
            let found = check(about, &world.one(about, at).to_string());
            assert_eq!(found, Ok(("one", vec![expected.1[at], at as u64, count as u64])), "{about} {at}");
        }
        // It says nothing of any other name, whatever stands in its second line.
        for other in UNIVERSE.into_iter().filter(|other| *other != about) {
            assert_eq!(check(other, &text), Err(Wrong::Proof(NotProven::OtherName(name(about)))));
            let renamed = text.replace(&format!("\nname {about}\n"), &format!("\nname {other}\n"));
            let found = check(other, &renamed);
            let is_so =
                expected.0 == "none" && found == Ok(("none", vec![])) && !world.model.contains_key(other);
            assert!(is_so || matches!(found, Err(Wrong::Proof(_))), "{about} as {other}: {found:?}");
        }
    }
}

#[test]
fn small_indexes_answer_for_every_name() {
    for names in [
        vec![],
        vec![vec![]],
        vec![vec!["a"]],
        vec![vec!["a"], vec!["b"]],
        vec![vec!["usdt"], vec![], vec!["usdt", "a"], vec!["usdt/2026-01-01", "usdc"]],
        vec![UNIVERSE.to_vec(); 3],
    ] {
        holds_against_the_model(&World::of(&names, 0, 0));
        holds_against_the_model(&World::of(&names, 2, 3));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_index_answers_for_every_name(
        names in prop::collection::vec(prop::collection::vec(prop::sample::select(&UNIVERSE[..]), 0..4), 0..40),
        between in 0u64..4,
        behind in 0u64..40,
    ) {
        holds_against_the_model(&World::of(&names, between, behind));
    }

    /// Of arbitrary names, whatever characters they have.
    #[test]
    fn records_are_sorted_by_bytes(names in prop::collection::btree_set("\\PC{1,9}", 0..30)) {
        let entries: Vec<Vec<&str>> = names.iter().rev().map(|name| vec![name.as_str()]).collect();
        let world = World::of(&entries, 0, 0);
        let found: Vec<&str> = world.index.records().iter().map(|record| record.name.as_str()).collect();
        prop_assert_eq!(found, names.iter().map(String::as_str).collect::<Vec<_>>());
        for about in &names {
            prop_assert!(check(about, &world.answer(about).to_string()).is_ok());
            let longer = format!("{about}\u{301}");
            prop_assert!(check(&longer, &world.answer(&longer).to_string()).is_ok());
        }
    }

    /// A builder that went on makes the index that one from the beginning makes.
    #[test]
    fn an_index_is_continued(
        names in prop::collection::vec(prop::collection::vec(prop::sample::select(&UNIVERSE[..]), 0..3), 1..60),
        step in 1usize..9,
    ) {
        let mut log = Log::default();
        let mut builder = IndexBuilder::new(name(RULE));
        for (n, names) in names.chunks(step).enumerate() {
            for (within, names) in names.iter().enumerate() {
                let position = log.push(format!("{{\"n\":{}}}", n * step + within).as_bytes());
                for name in names.iter().collect::<BTreeSet<_>>() {
                    let leaf = TreeHash::of_leaf(&log.entries[position as usize]);
                    builder.push(name, position, leaf).unwrap();
                }
            }
            let size = log.size();
            builder.finish(&log.checkpoint(size)).unwrap();
        }
        let size = log.size();
        let index = builder.finish(&log.checkpoint(size)).unwrap();
        let anew = World::of(&names, 0, 0).index;
        prop_assert_eq!(index.head(), anew.head());
        prop_assert_eq!(index.records(), anew.records());
    }
}

/// `usdt` has three postings; five names occur.
fn world() -> World {
    let names = [vec!["usdt"], vec!["dai", "usdt"], vec!["pyusd"], vec!["usdc"], vec!["ust", "usdt"], vec![]];
    World::of(&names, 1, 2)
}

#[test]
fn every_changed_byte_is_noticed() {
    let world = world();
    for (about, text) in [
        ("usdt", world.answer("usdt").to_string()),
        ("usdt", world.one("usdt", 1).to_string()),
        ("eur", world.answer("eur").to_string()),
        ("a", world.answer("a").to_string()),
        ("z", world.answer("z").to_string()),
    ] {
        // Every other byte in each place of one file; in the others those that one bit makes.
        let changes: Vec<u8> =
            if about == "a" { (1..=255).collect() } else { (0..8).map(|bit| 1 << bit).collect() };
        let (policy, about) = (policy(), name(about));
        let passes = |bytes: &[u8]| {
            Lookup::parse(bytes).is_ok_and(|lookup| lookup.verify(&about, &name(RULE), &policy).is_ok())
        };
        assert!(passes(text.as_bytes()));
        for place in 0..text.len() {
            let mut bytes = text.as_bytes().to_vec();
            for change in &changes {
                bytes[place] = text.as_bytes()[place] ^ change;
                assert!(!passes(&bytes), "byte {place} ^ {change:#x} of {text}");
            }
            bytes.remove(place);
            assert!(!passes(&bytes), "without byte {place} of {text}");
            let mut bytes = text.as_bytes().to_vec();
            bytes.insert(place, bytes[place]);
            assert!(!passes(&bytes), "byte {place} twice in {text}");
            assert!(!passes(&text.as_bytes()[..place]), "cut at {place}: {text}");
        }
    }
}

/// The lines of the answer, for tests that change them.
fn lines(text: &str) -> (Vec<String>, String) {
    let (answer, rest) = text.split_once("\n\n").unwrap();
    (answer.lines().map(str::to_owned).collect(), format!("\n\n{rest}"))
}

fn edited(text: &str, edit: impl FnOnce(&mut Vec<String>)) -> String {
    let (mut answer, rest) = lines(text);
    edit(&mut answer);
    answer.join("\n") + &rest
}

fn at(lines: &[String], begins: &str) -> usize {
    lines.iter().position(|line| line.starts_with(begins)).unwrap()
}

#[test]
fn what_is_done_to_all_postings_is_noticed() {
    let text = world().answer("usdt").to_string();
    let edit = |edit: fn(&mut Vec<String>)| check("usdt", &edited(&text, edit)).unwrap_err();
    let proof = Wrong::Proof;
    // Left out, first, middle and last; added.
    let left_out = proof(NotProven::Count { found: 2, expected: 3 });
    assert_eq!(edit(|lines| drop(lines.remove(at(lines, "entry 0")))), left_out);
    assert_eq!(edit(|lines| drop(lines.remove(at(lines, "hash 1")))), left_out);
    assert_eq!(edit(|lines| drop(lines.remove(at(lines, "entry 4")))), left_out);
    assert_eq!(
        edit(|lines| lines.insert(at(lines, "consistency"), "entry 5 ".to_owned())),
        proof(NotProven::Count { found: 4, expected: 3 })
    );
    // Twice in the place of another, and in another order.
    assert_eq!(
        edit(|lines| {
            let (first, second) = (at(lines, "entry 0"), at(lines, "hash 1"));
            lines[second] = lines[first].clone();
        }),
        proof(NotProven::PostingOrder(0))
    );
    assert_eq!(
        edit(|lines| {
            let (first, second) = (at(lines, "entry 0"), at(lines, "hash 1"));
            lines.swap(first, second);
        }),
        proof(NotProven::PostingOrder(0))
    );
    // Another entry at the place, the entry at another place, and one that is not indexed.
    assert_eq!(
        edit(|lines| {
            let first = at(lines, "entry 0");
            lines[first] = "entry 0 e30=".to_owned();
        }),
        proof(NotProven::OtherPostings)
    );
    assert_eq!(
        edit(|lines| {
            let last = at(lines, "entry 4");
            lines[last] = lines[last].replace("entry 4", "entry 5");
        }),
        proof(NotProven::OtherPostings)
    );
    assert_eq!(
        edit(|lines| {
            let last = at(lines, "entry 4");
            lines[last] = lines[last].replace("entry 4", "entry 6");
        }),
        proof(NotProven::PostingBeyond(6))
    );
    // A count that fits the postings that are left, with and without the root that does.
    assert_eq!(
        edit(|lines| {
            lines.remove(at(lines, "entry 4"));
            let record = at(lines, "record ");
            lines[record] = lines[record].replacen(" 3 ", " 2 ", 1);
        }),
        proof(NotProven::Record(ProofError::OtherRoot))
    );
    let world = world();
    let short = Record::of(&name("usdt"), world.items("usdt")[..2].iter().map(Item::posting));
    let forged = edited(&text, |lines| {
        lines.remove(at(lines, "entry 4"));
        let record = at(lines, "record ");
        lines[record] = format!("record 3 {} {}", short.count, short.root);
    });
    assert_eq!(check("usdt", &forged), Err(proof(NotProven::Record(ProofError::OtherRoot))));
    // The record at another place.
    assert!(matches!(
        edit(|lines| {
            let record = at(lines, "record ");
            lines[record] = lines[record].replacen("record 3", "record 2", 1);
        }),
        Wrong::Proof(NotProven::Record(_))
    ));
}

#[test]
fn what_is_done_to_one_posting_is_noticed() {
    let text = world().one("usdt", 1).to_string();
    for (from, to, expected) in [
        ("posting 1\n", "posting 2\n", NotProven::Posting(ProofError::TooLong)),
        ("posting 1\n", "posting 0\n", NotProven::Posting(ProofError::OtherRoot)),
        ("posting 1\n", "posting 3\n", NotProven::Posting(ProofError::OutsideTree)),
        ("hash 1 ", "hash 2 ", NotProven::Posting(ProofError::OtherRoot)),
        ("hash 1 ", "hash 7 ", NotProven::PostingBeyond(7)),
        ("record 3 3 ", "record 3 4 ", NotProven::Record(ProofError::OtherRoot)),
        ("record 3 3 ", "record 5 3 ", NotProven::Record(ProofError::OutsideTree)),
    ] {
        assert!(text.contains(from), "{from}");
        assert_eq!(check("usdt", &text.replacen(from, to, 1)), Err(Wrong::Proof(expected)), "{from}{to}");
    }
}

#[test]
fn only_the_two_neighbours_show_that_a_name_is_absent() {
    // dai pyusd (…) usdc usdt ust: `us` would stand at place 2.
    let world = world();
    let text = world.answer("us").to_string();
    assert_eq!(check("us", &text), Ok(("none", vec![])));
    let side = |text: &str, side: &str| -> Vec<String> {
        let (lines, _) = lines(text);
        let first = at(&lines, side);
        let many = lines[first + 1..].iter().take_while(|line| line.len() == 44).count();
        lines[first..=first + many].to_vec()
    };
    // (place, the line of which lookup before, of which after)
    let forge = |about: &str, place: u64, before: Option<(&str, &str)>, after: Option<(&str, &str)>| {
        let forged = edited(&text, |lines| {
            let end = at(lines, "consistency");
            let mut answer = vec![lines[0].clone(), format!("name {about}"), "found none".to_owned()];
            answer.push(format!("place {place}"));
            for (wanted, from) in [("before ", before), ("after ", after)] {
                let Some((of, at)) = from else { continue };
                let mut taken = side(&world.answer(of).to_string(), at);
                taken[0] = wanted.to_owned() + taken[0].split_once(' ').unwrap().1;
                answer.extend(taken);
            }
            answer.extend(lines[end..].to_vec());
            *lines = answer;
        });
        check(about, &forged)
    };
    let ok = Ok(("none", vec![]));
    let not = |error| Err(Wrong::Proof(error));
    let (pyusd, usdc) = (Some(("us", "before")), Some(("us", "after")));
    let (dai, usdt) = (Some(("e", "before")), Some(("usdd", "after")));
    let ust = Some(("z", "before"));
    assert_eq!(forge("us", 2, pyusd, usdc), ok);
    // The neighbours swapped; the name equal to one of them; on the other side of one.
    assert_eq!(forge("us", 2, usdc, pyusd), not(NotProven::NeighbourName(Side::Before)));
    assert_eq!(forge("usdc", 2, pyusd, usdc), not(NotProven::NeighbourName(Side::After)));
    assert_eq!(forge("pyusd", 2, pyusd, usdc), not(NotProven::NeighbourName(Side::Before)));
    assert_eq!(forge("e", 2, pyusd, usdc), not(NotProven::NeighbourName(Side::Before)));
    assert_eq!(forge("usdd", 2, pyusd, usdc), not(NotProven::NeighbourName(Side::After)));
    // Not neighbours: with `usdc` between them.
    assert!(matches!(forge("usdc", 2, pyusd, usdt), Err(Wrong::Proof(NotProven::Neighbour(Side::After, _)))));
    assert!(matches!(
        forge("usdc", 3, pyusd, usdt),
        Err(Wrong::Proof(NotProven::Neighbour(Side::Before, _)))
    ));
    assert!(matches!(forge("pyusd", 2, dai, usdc), Err(Wrong::Proof(NotProven::Neighbour(Side::Before, _)))));
    // One missing, inside and at the ends; one beyond the end.
    assert_eq!(forge("us", 2, pyusd, None), not(NotProven::NeighbourCount(Side::After)));
    assert_eq!(forge("us", 2, None, usdc), not(NotProven::NeighbourCount(Side::Before)));
    assert!(matches!(forge("a", 0, None, usdc), Err(Wrong::Proof(NotProven::Neighbour(Side::After, _)))));
    assert_eq!(forge("us", 0, pyusd, usdc), not(NotProven::NeighbourCount(Side::Before)));
    assert_eq!(forge("z", 5, ust, usdc), not(NotProven::NeighbourCount(Side::After)));
    assert!(matches!(forge("us", 5, pyusd, None), Err(Wrong::Proof(NotProven::Neighbour(Side::Before, _)))));
    assert_eq!(forge("z", 5, ust, None), ok);
    assert_eq!(forge("z", 6, ust, None), not(NotProven::Place(6)));
    assert_eq!(forge("us", u64::MAX, pyusd, usdc), not(NotProven::Place(u64::MAX)));
    assert_eq!(forge("us", 0, None, None), not(NotProven::NeighbourCount(Side::After)));
}

#[test]
fn nothing_of_another_index_fits() {
    let world = world();
    // One entry more, and the same one under another name.
    let mut names =
        vec![vec!["usdt"], vec!["dai", "usdt"], vec!["pyusd"], vec!["usdc"], vec!["ust", "usdt"], vec![]];
    names.push(vec!["usdt"]);
    let larger = World::of(&names, 0, 2);
    for about in ["usdt", "eur"] {
        let (of, with) = (world.answer(about).to_string(), larger.answer(about).to_string());
        let (answer, rest) =
            (of.split_once("consistency\n").unwrap().0, with.split_once("consistency\n").unwrap().1);
        let mixed = format!("{answer}consistency\n{rest}");
        assert!(matches!(check(about, &mixed), Err(Wrong::Proof(_))), "{about}");
        assert!(check(about, &with).is_ok());
    }
}

#[test]
fn a_head_is_signed_logged_and_about_what_came_before_it() {
    let check_with = |world: &World, policy: &Policy| {
        let text = world.answer("eur").to_string();
        let lookup = Lookup::parse(text.as_bytes()).unwrap();
        lookup.verify(&name("eur"), &name(RULE), policy).map(drop).unwrap_err()
    };
    let not = |world: World| check_with(&world, &policy());
    let unknown = || SignatureError::Unknown;
    assert_eq!(
        not(world().with_head(|head| head.rule = name("other"), &key(1))),
        NotProven::OtherRule(name("other"))
    );
    let other = Policy::parse(format!("log {}\nquorum none\n", key(2).public()).as_bytes()).unwrap();
    assert_eq!(check_with(&world(), &other), NotProven::Checkpoint(NotWitnessed::Signature(unknown())));
    let text = world().index.head().to_string().replace(ORIGIN, "example.org/other");
    let elsewhere: Head = text.parse().unwrap();
    assert_eq!(
        not(world().with_head(|head| *head = elsewhere.clone(), &key(1))),
        NotProven::OtherLog("example.org/other".to_owned())
    );
    assert_eq!(not(world().with_head(|_| {}, &key(2))), NotProven::HeadSignature(unknown()));
    let mut moved = world();
    moved.head_position -= 1;
    assert!(matches!(not(moved), NotProven::HeadNotLogged(_)));
    // It stands at 7. One of 8 entries would speak of itself; one of 7 speaks of all that came before.
    assert_eq!(not(world().with_head(|head| head.size = 8, &key(1))), NotProven::HeadTooEarly(7));
    let other_size = not(world().with_head(|head| head.size = 7, &key(1)));
    assert!(matches!(other_size, NotProven::OtherBeginning(_)), "{other_size}");
    let other_root = not(world().with_head(|head| head.log_root = TreeHash::of_leaf(b""), &key(1)));
    assert!(matches!(other_root, NotProven::OtherBeginning(_)), "{other_root}");
    // More records than there are.
    assert!(matches!(not(world().with_head(|head| head.records = 9, &key(1))), NotProven::Neighbour(..)));
    assert_eq!(
        not(world().with_head(|head| (head.records, head.root) = (0, TreeHash::of_nothing()), &key(1))),
        NotProven::Place(1)
    );
}

#[test]
fn what_is_no_lookup_is_told_by_its_line() {
    let world = world();
    let (all, one, none) =
        (world.answer("usdt").to_string(), world.one("usdt", 1).to_string(), world.answer("eur").to_string());
    let told = |text: &str| match Lookup::parse(text.as_bytes()) {
        Ok(_) => panic!("{text}"),
        Err(error) => error,
    };
    for (text, from, to, expected) in [
        (&all, "qazyq.lookup/1", "qazyq.lookup/2", LookupError::Format),
        (&all, "name usdt", "name ", LookupError::Line(2)),
        (&all, "name usdt", "name us\tdt", LookupError::Line(2)),
        (&all, "found all", "found some", LookupError::Line(3)),
        (&all, "found all", "found none", LookupError::Line(4)),
        (&all, "record 3 3 ", "record 3 0 ", LookupError::Line(4)),
        (&all, "record 3 3 ", "record 03 3 ", LookupError::Line(4)),
        (&all, "record 3 3 ", "record 3  3 ", LookupError::Line(4)),
        (&all, "entry 0 ", "entry 0", LookupError::Line(8)),
        (&all, "entry 0 ", "text 0 ", LookupError::Line(8)),
        (&all, "\nconsistency\n", "\n", LookupError::Line(11)),
        (&one, "posting 1", "posting", LookupError::Line(8)),
        (&one, "consistency", "hash 1 ", LookupError::Line(12)),
        (&none, "before ", "after ", LookupError::Line(9)),
        (&none, "place 1", "place 1 ", LookupError::Line(4)),
        (&all, "qazyq.index/1", "qazyq.index/2", LookupError::Head(HeadError::Format)),
        (&all, "\n\nc2sp", "\nc2sp", LookupError::Note(qazyq_proof::note::NoteError::SignatureLine(2))),
        (&all, "@v1\n", "@v1\nextra AAAA\n", LookupError::Extra),
        (&all, "\r", "", LookupError::Format),
    ] {
        let changed = if from == "\r" { all.replacen('\n', "\r\n", 1) } else { text.replacen(from, to, 1) };
        assert_ne!(*text, changed, "{from}");
        assert_eq!(told(&changed), expected, "{from} {to}");
    }
    assert_eq!(told("qazyq.lookup/1\nname a\n"), LookupError::Parts);
    assert_eq!(Lookup::parse(&[0xff]), Err(LookupError::NotText));
    let long = edited(&none, |lines| {
        let hash = lines.last().unwrap().clone();
        lines.extend(vec![hash; 65]);
    });
    assert!(matches!(told(&long), LookupError::Line(_)));
}

#[test]
fn a_name_has_1_to_512_bytes() {
    for text in ["a", " ", "я", "\u{2028}", &"a".repeat(512), &"я".repeat(256)] {
        assert_eq!(text.parse::<Name>().map(|name| name.to_string()), Ok(text.to_owned()));
    }
    for text in ["", "a\n", "\0", "\u{7f}", "\u{85}", &"a".repeat(513), &("a".to_owned() + &"я".repeat(256))]
    {
        assert_eq!(text.parse::<Name>(), Err(NameError), "{text:?}");
    }
}

#[test]
fn a_head_is_printed_as_it_was_read() {
    let text = world().index.head().to_string();
    assert_eq!(text.parse::<Head>().unwrap().to_string(), text);
    let told = |text: &str| text.parse::<Head>().unwrap_err();
    let line = |number: usize, to: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[number - 1] = to;
        told(&(lines.join("\n") + "\n"))
    };
    assert_eq!(line(1, "qazyq.index/2"), HeadError::Format);
    assert_eq!(line(2, ""), HeadError::Origin);
    assert_eq!(line(3, "06"), HeadError::Size);
    assert_eq!(line(4, "AAAA"), HeadError::LogRoot);
    assert_eq!(line(5, ""), HeadError::Rule);
    assert_eq!(line(6, "-1"), HeadError::Records);
    assert_eq!(line(6, "0"), HeadError::Root);
    assert_eq!(line(7, ""), HeadError::Root);
    assert_eq!(line(7, &TreeHash::of_nothing().to_string()), HeadError::Root);
    assert_eq!(told(&format!("{text}\n")), HeadError::Behind);
    assert_eq!(told(text.strip_suffix('\n').unwrap()), HeadError::Root);
    assert_eq!(told(""), HeadError::Format);
    // No head is a checkpoint, so no signature of one passes as one of the other.
    assert!(text.parse::<Checkpoint>().is_err());
}

#[test]
fn postings_come_in_the_order_of_the_log() {
    let leaf = TreeHash::of_leaf(b"");
    let mut builder = IndexBuilder::new(name(RULE));
    assert_eq!(builder.push("a", 3, leaf), Ok(()));
    assert_eq!(builder.push("a", 3, leaf), Err(PushError::Twice(3)));
    assert_eq!(builder.push("b", 3, leaf), Ok(()));
    assert_eq!(builder.push("b", 2, leaf), Err(PushError::Order { position: 2, least: 3 }));
    assert_eq!(builder.push("", 4, leaf), Err(PushError::Name(NameError)));
    assert_eq!(builder.push("a", u64::MAX, leaf), Err(PushError::Position(u64::MAX)));
    let log = |size| Checkpoint::new(ORIGIN, size, leaf).unwrap();
    assert_eq!(builder.finish(&log(3)).map(drop), Err(TooSmall { size: 3, least: 4 }));
    let first = builder.finish(&log(4)).unwrap();
    assert_eq!(builder.finish(&log(4)).unwrap().head(), first.head(), "what was refused left nothing");
    let postings = [Posting { position: 3, leaf }];
    assert_eq!(first.records(), ["a", "b"].map(|text| Record::of(&name(text), postings)));
    // Entries that were indexed as having no name get none later.
    builder.finish(&log(9)).unwrap();
    assert_eq!(builder.push("a", 8, leaf), Err(PushError::Order { position: 8, least: 9 }));
    assert_eq!(builder.finish(&log(8)).map(drop), Err(TooSmall { size: 8, least: 9 }));
    assert_eq!(builder.push("a", 9, leaf), Ok(()));
}

#[test]
fn an_index_makes_no_answer_that_it_has_not() {
    let world = world();
    let (index, usdt, eur) = (&world.index, name("usdt"), name("eur"));
    assert_eq!(Answer::nothing(index, &usdt), Err(AnswerError::Recorded));
    assert_eq!(Answer::all(index, &eur, vec![]), Err(AnswerError::Absent));
    assert_eq!(Answer::one(index, &eur, vec![], 0), Err(AnswerError::Absent));
    let short = world.items("usdt")[..2].to_vec();
    assert_eq!(Answer::all(index, &usdt, short.clone()), Err(AnswerError::OtherPostings));
    assert_eq!(Answer::one(index, &usdt, short, 0), Err(AnswerError::OtherPostings));
    assert_eq!(Answer::one(index, &usdt, world.items("usdt"), 3), Err(AnswerError::NoPosting));
}

#[test]
fn records_postings_and_heads_are_kept_apart() {
    let leaf = TreeHash::of_leaf(b"");
    let posting = Posting { position: 3, leaf };
    // A record of a name that reads like the first line of a posting, and the other way round.
    let record = Record { name: name("3"), count: 1, root: leaf };
    let texts = [posting.to_string(), record.to_string(), world().index.head().to_string()];
    let firsts: BTreeSet<&str> = texts.iter().map(|text| text.lines().next().unwrap()).collect();
    assert_eq!(firsts.len(), 3);
    assert_ne!(posting.hash(), record.hash());
}

const PAGE: &str = include_str!("../../../docs/formats/index.md");

/// The log, the index and the lookups of the page, byte for byte.
#[test]
fn the_page_shows_what_is_made() {
    let entry = |asset: &str, day: &str, outcome: &str| {
        format!(r#"{{"asset":"{asset}","day":"2026-01-{day}","outcome":"{outcome}"}}"#)
    };
    let entries = [
        ("usdt", entry("usdt", "01", "qualifies")),
        ("dai", entry("dai", "01", "qualifies")),
        ("usdt", entry("usdt", "02", "undetermined")),
        ("usdc", entry("usdc", "02", "qualifies")),
    ];
    let (mut log, mut builder) = (Log::default(), IndexBuilder::new(name(RULE)));
    let mut model = BTreeMap::<String, Vec<u64>>::new();
    for (asset, entry) in &entries {
        let position = log.push(entry.as_bytes());
        builder.push(asset, position, TreeHash::of_leaf(entry.as_bytes())).unwrap();
        model.entry((*asset).to_owned()).or_default().push(position);
    }
    let index = builder.finish(&log.checkpoint(4)).unwrap();
    let note = signed(index.head().to_string(), &key(1));
    let head_position = log.push(note.to_string().as_bytes());
    log.push(entry("dai", "03", "qualifies").as_bytes());
    let world = World { log, index, model, entry: note, head_position };

    let record = world.index.records().last().unwrap();
    let items = world.items("usdt");
    let all = Answer::all(&world.index, &name("usdt"), items).unwrap();
    let texts = [
        entries.map(|(_, entry)| entry + "\n").concat(),
        format!("{}\n", key(1).public()),
        world.items("usdt").last().unwrap().posting().to_string(),
        record.to_string(),
        world.entry.to_string(),
        world.lookup("usdt", all).to_string(),
        world.one("usdt", 1).to_string(),
        world.answer("ust").to_string(),
    ];
    for text in texts {
        assert!(PAGE.contains(&format!("\n```text\n{text}```\n")), "the page has not\n{text}");
    }
    for about in ["usdt", "dai", "usdc", "ust"] {
        check(about, &world.answer(about).to_string()).unwrap();
    }
    let hashes = [record.hash(), world.items("usdt").last().unwrap().posting().hash()];
    for hash in hashes {
        assert!(PAGE.contains(&format!("`{hash}`")), "the page has not {hash}");
    }
}
