//! Views that grew with the journal are those that a rebuild from nothing makes: over long random histories of two who
//! write the same journal by turns, as of every instant of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use qazyq_casework::Trouble;
use qazyq_casework::book::Book;
use qazyq_casework::record::{Document, Handed};
use qazyq_casework::workspace::Workspace;
use qazyq_registry::form::{Form, RecordKind};

/// What somebody does: which of the two, what, about which of a few things, had how long ago.
#[derive(Clone, Debug)]
struct Step {
    who: usize,
    what: What,
    about: u8,
    says: u8,
    ago: i64,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Record(RecordKind),
    Correct(RecordKind),
    Retract,
}

fn step() -> impl Strategy<Value = Step> {
    let kind = || prop::sample::select(RecordKind::ALL.to_vec());
    let what = prop_oneof![
        6 => kind().prop_map(What::Record),
        2 => kind().prop_map(What::Correct),
        1 => Just(What::Retract),
    ];
    (0..2_usize, what, 0..3_u8, 0..4_u8, 0..50_i64).prop_map(|(who, what, about, says, ago)| Step {
        who,
        what,
        about,
        says,
        ago,
    })
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn form(kind: RecordKind, step: &Step, now: i64, corrects: Option<u64>) -> Form {
    let (about, says) = (step.about, step.says);
    let fields: Vec<(&str, String)> = match kind {
        RecordKind::Asset => vec![
            ("asset", format!("a{about}")),
            ("symbol", format!("S{says}")),
            ("issuer", format!("i{says}")),
        ],
        RecordKind::Issuer => vec![("issuer", format!("i{about}")), ("name", format!("N{says}"))],
        RecordKind::Peg => vec![("asset", format!("a{about}")), ("peg", format!("{} USD", says + 1))],
        RecordKind::Disclosure => vec![
            ("asset", format!("a{about}")),
            ("item", "backing".to_owned()),
            ("url", format!("https://x.example/{says}")),
        ],
        RecordKind::Check => vec![
            ("register", format!("r{says}")),
            ("asset", format!("a{about}")),
            ("issuer", format!("i{says}")),
            ("term", "t".to_owned()),
            ("on", "2026-01-01".to_owned()),
            ("result", "none".to_owned()),
        ],
        RecordKind::Ruling => vec![
            ("ruling", format!("o{about}")),
            ("kind", "order".to_owned()),
            ("body", "b".to_owned()),
            ("asset", format!("a{says}")),
            ("in_force_from", "2026-01-01".to_owned()),
        ],
    };
    let retrieved = ("retrieved", at(now - step.ago).to_string());
    let corrects = corrects.map(|number| ("corrects", number.to_string()));
    let fields = fields.into_iter().chain([retrieved]).chain(corrects);
    Form::new(kind, fields.map(|(name, value)| (name.to_owned(), vec![value])))
}

/// All that the views say, as of an instant.
fn told(book: &Book, known_at: Timestamp) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    for kind in RecordKind::ALL {
        let numbers: Vec<u64> = book.records(*kind, known_at).map(|entry| entry.number).collect();
        told.insert(format!("{kind}"), format!("{numbers:?}"));
    }
    told.insert("assets".to_owned(), format!("{:?}", book.assets_at(known_at)));
    for id in book.issuer_ids() {
        told.insert(format!("issuer {id}"), format!("{:?}", book.issuer_at(id, known_at).ok()));
    }
    for entry in book.entries() {
        let by = book.undone_by(entry.number, known_at).map(|by| by.number);
        told.insert(format!("{:04}", entry.number), format!("{by:?} {:?}", book.order(entry)));
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_grew_is_what_a_rebuild_makes(steps in prop::collection::vec(step(), 10..60)) {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::at(folder.path().join("workspace"));
        let open = || Book::open_or_new(workspace.clone()).unwrap();
        let mut books = [open(), open()];
        // All that may be named is there from the beginning.
        let no_documents = |name: &str| -> Result<Document, Trouble> { panic!("{name}") };
        let named = |about, kind| form(kind, &Step { who: 0, what: What::Retract, about, says: 0, ago: 99 }, 99, None);
        let forms = |kind| (0..4).map(move |about| Handed::alone(named(about, kind)));
        let seeds: Vec<Handed> = forms(RecordKind::Issuer).chain(forms(RecordKind::Asset)).collect();
        books[0].record_forms(&seeds, &no_documents, None, at(99)).unwrap();
        for (now, step) in (100..).zip(&steps) {
            let book = &mut books[step.who];
            let last = |book: &Book| book.entries().len() as u64;
            let record = |book: &mut Book, form| {
                let handed = [Handed::alone(form)];
                book.record_forms(&handed, &no_documents, None, at(now)).map(|_| ())
            };
            let done = match step.what {
                What::Record(kind) => record(book, form(kind, step, now, None)),
                What::Correct(kind) => {
                    let corrects = Some(u64::from(step.says) * 7 % (last(book) + 1)).filter(|number| *number > 0);
                    record(book, form(kind, step, now, corrects))
                }
                What::Retract => {
                    let number = u64::from(step.about) * 5 % (last(book) + 1);
                    book.retract(number, "wrong", at(now)).map(|_| ())
                }
            };
            // Corrections may name what they cannot correct; a plain word is taken or known.
            let is_word = matches!(step.what, What::Record(_));
            prop_assert!(done.is_ok() || !is_word, "{:?} {:?}", step, done.err());
        }
        let rebuilt = open();
        for book in &mut books {
            book.refresh().unwrap();
            prop_assert_eq!(book.head(), rebuilt.head());
            for known_at in (40..).step_by(9).map(at).take(14).chain([Timestamp::MAX]) {
                prop_assert_eq!(told(book, known_at), told(&rebuilt, known_at), "as of {}", known_at);
            }
        }
    }
}
