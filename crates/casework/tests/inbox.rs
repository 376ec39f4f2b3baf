//! The inbox is made of the evidence, and remembers what people said of it.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::book::Book;
use qazyq_casework::import::Said;
use qazyq_casework::inbox::{Item, Task, TaskState};
use qazyq_casework::lists::{Action, ListFile, Proposal};
use qazyq_casework::record::Document;
use qazyq_casework::sheet::{Authority, Sheet};
use qazyq_casework::workspace::Workspace;
use qazyq_law::Act;
use qazyq_market::days::DayCut;

fn now() -> Timestamp {
    "2026-11-30T09:00:00Z".parse().unwrap()
}

fn import(book: &mut Book, act: &Act, id: &str, symbol: &str, files: &[&str]) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/market");
    for file in files {
        let said = Said {
            through: None,
            asset: Some(id.to_owned()),
            symbol: Some(symbol.to_owned()),
            name: None,
            peg: None,
            peg_source: None,
            source: None,
            currency: None,
            retrieved: Some("2026-04-10T00:00:00Z".parse().unwrap()),
            day: DayCut::Utc,
            partial_days: false,
            columns: None,
        };
        book.import(act, file, &std::fs::read(examples.join(file)).unwrap(), &said, now()).unwrap();
    }
}

fn list(book: &mut Book, rows: &str) {
    let handed = ListFile {
        authority: Authority::Ministry,
        act: "An example, not an act".to_owned(),
        of: "2022-01-10".parse().unwrap(),
        whole: true,
        table: Document { name: "list.csv".to_owned(), bytes: rows.as_bytes().to_vec() },
        document: None,
        address: None,
        columns: BTreeMap::new(),
        meant: BTreeMap::new(),
        retrieved: Some(now()),
    };
    book.import_list(&handed, now()).unwrap();
}

/// The names of the items of a day.
fn items(book: &Book, act: &Act, day: &str) -> Vec<Item> {
    let asked = Asked::default();
    let question = Question { act, asked: &asked, as_of: None, now: now() };
    let sheets: Vec<Sheet> =
        book.ids().map(|id| question.sheet(book, id, day.parse().unwrap()).unwrap()).collect();
    book.inbox(act, &sheets, &book.lists(Timestamp::MAX))
}

fn names(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.name.as_str()).collect()
}

#[test]
fn what_there_is_to_look_at_follows_from_the_evidence() {
    let act = Act::embedded().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::open_or_new(Workspace::at(folder.path().join("w"))).unwrap();
    import(&mut book, &act, "usdc", "USDC", &["usdc-2022-05.csv", "usdc.facts.toml"]);
    import(&mut book, &act, "ust", "UST", &["ust-2022-05.csv", "ust.facts.toml"]);
    list(&mut book, "asset,from,act\nust,2022-01-10,An example\n");

    // Before the fall both qualify, and the one that is not listed is a candidate. Their first figures are of the first of May.
    let before = items(&book, &act, "2022-05-05");
    assert_eq!(
        names(&before),
        ["verdict:usdc:2022-05-01", "verdict:ust:2022-05-01", "unlisted:usdc:2022-05-01"]
    );

    // On the day on which its figure passes the limit the listed one fails.
    let fallen = items(&book, &act, "2022-05-13");
    let of_ust: Vec<&str> = names(&fallen).into_iter().filter(|name| name.contains(":ust")).collect();
    assert!(of_ust.iter().any(|name| name.starts_with("listed:ust:2022-05-1")), "{of_ust:?}");
    assert!(of_ust.iter().any(|name| name.starts_with("verdict:ust:2022-05-1")), "{of_ust:?}");
    assert!(!names(&fallen).iter().any(|name| name.starts_with("gap:")), "{:?}", names(&fallen));

    // A day behind the last price is yesterday's; two are a gap.
    assert!(!names(&items(&book, &act, "2022-07-01")).iter().any(|name| name.starts_with("gap:")));
    let old = items(&book, &act, "2022-07-02");
    assert!(names(&old).contains(&"gap:usdc:2022-06-30"), "{:?}", names(&old));
}

#[test]
fn what_people_said_of_an_item_stays_with_it() {
    let act = Act::embedded().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::open_or_new(Workspace::at(folder.path().join("w"))).unwrap();
    import(&mut book, &act, "usdc", "USDC", &["usdc-2022-05.csv", "usdc.facts.toml"]);
    let random = |n: u8| qazyq_casework::people::Random { public: [n; 8], secret: [n; 32], salt: [n; 16] };
    let task = Task {
        item: "unlisted:usdc:2022-05-01".to_owned(),
        state: TaskState::Dismissed,
        assignee: None,
        due: None,
        note: Some("Nobody has applied".to_owned()),
    };
    let proposal = Proposal {
        authority: Authority::Ministry,
        action: Action::Add,
        from: "2022-05-05".parse().unwrap(),
        until: None,
        act: None,
        reason: "It qualifies".to_owned(),
        criterion: None,
        evidence: Vec::new(),
        verdict: None,
    };
    // While nobody is a user nobody answers for anything.
    assert_eq!(book.set_task(&task, now()).unwrap_err().code(), "users-are-missing");
    let change = qazyq_casework::people::UserChange {
        roles: Some(vec![qazyq_casework::people::Role::Administrator, qazyq_casework::people::Role::Analyst]),
        ..Default::default()
    };
    let token = book.first_user("root", &change, &random(1), now()).unwrap();
    book.act(qazyq_casework::book::Acting { token: Some(Ok(token)), ..Default::default() });

    assert!(book.set_task(&task, now()).unwrap().is_some());
    assert_eq!(book.set_task(&task, now()).unwrap(), None, "the same again is nothing new");
    let of = |book: &Book| items(book, &act, "2022-05-05");
    let found = of(&book);
    let item = found.iter().find(|item| item.name == task.item).unwrap();
    assert!(!item.is_open() && item.task.as_ref() == Some(&task));
    let again = Task { state: TaskState::Open, assignee: Some("root".to_owned()), ..task.clone() };
    book.set_task(&again, now()).unwrap();
    assert!(of(&book).iter().any(|item| item.name == task.item && item.is_open()));
    assert_eq!(book.task_history(&task.item).count(), 2);

    for (wrong, code) in [
        (Task { item: "nothing:usdc".to_owned(), ..task.clone() }, "none-of-the-choices"),
        (Task { assignee: Some("nobody".to_owned()), ..task.clone() }, "unknown-user"),
        (Task { item: String::new(), ..task.clone() }, "field-is-empty"),
    ] {
        assert_eq!(book.set_task(&wrong, now()).unwrap_err().code(), code);
    }

    // What waits for a second person stands first.
    let number = book.propose(&act, "usdc", &proposal, now()).unwrap();
    assert_eq!(of(&book)[0].name, format!("decision:{number}"));
}
