//! What a program asks is done once, and upon what was seen: whoever else writes, and in whatever process.

use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::book::{Acting, Book, Expected, Request, Watched};
use qazyq_casework::people::{Random, Role, TokenText, UserChange};
use qazyq_casework::workspace::{Digest, Workspace};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn random(byte: u8) -> Random {
    Random { public: [byte; 8], secret: [byte; 32], salt: [byte; 16] }
}

fn roles(roles: &[Role]) -> UserChange {
    UserChange { roles: Some(roles.to_vec()), ..UserChange::default() }
}

/// Two processes over one journal, and the first administrator's token.
fn two() -> (tempfile::TempDir, [Book; 2], TokenText) {
    let folder = tempfile::tempdir().unwrap();
    let open = || Book::open_or_new(Workspace::at(folder.path().join("workspace"))).unwrap();
    let mut first = open();
    let root = first.first_user("root", &roles(&[Role::Administrator]), &random(1), at(0)).unwrap();
    let second = open();
    (folder, [first, second], root)
}

fn acting(token: &TokenText, request: Option<(&str, &str)>, expects: Option<u64>) -> Acting {
    Acting {
        token: Some(Ok(token.clone())),
        request: request
            .map(|(key, asked)| Request { key: key.to_owned(), sha256: Digest::of(asked.as_bytes()) }),
        expects: expects.map(|last| Expected { of: Watched::User("ana".to_owned()), last }),
        ..Acting::default()
    }
}

#[test]
fn a_request_is_done_once_in_whatever_process() {
    let (_folder, [mut one, mut other], root) = two();
    one.act(acting(&root, Some(("k", "make ana")), None));
    one.set_user("ana", &roles(&[Role::Reader]), true, at(1)).unwrap();
    let entries = one.entries().len();
    // The other process has not read that entry yet: it is told where it would write.
    other.act(acting(&root, Some(("k", "make ana")), None));
    let again = other.set_user("ana", &roles(&[Role::Reader]), true, at(2));
    assert!(matches!(&again, Err(Trouble::DoneBefore(of)) if *of == [entries as u64]), "{again:?}");
    other.act(acting(&root, Some(("k", "make bek")), None));
    let another = other.set_user("bek", &roles(&[Role::Reader]), true, at(3));
    assert!(matches!(&another, Err(Trouble::AnotherRequest(key)) if key == "k"), "{another:?}");
    assert_eq!(other.entries().len(), entries, "nothing was written");
    // Somebody else's names are their own.
    one.act(acting(&root, None, None));
    one.set_user("two", &roles(&[Role::Administrator]), true, at(4)).unwrap();
    let two = one.new_token("two", None, None, &random(2), at(4)).unwrap();
    other.refresh().unwrap();
    other.act(acting(&two, Some(("k", "make bek")), None));
    other.set_user("bek", &roles(&[Role::Reader]), true, at(5)).unwrap();
    let said = other.entries().last().unwrap();
    assert_eq!(
        (said.author.as_deref(), said.request.as_ref().map(|r| r.key.as_str())),
        (Some("two"), Some("k"))
    );
}

#[test]
fn what_somebody_else_changed_is_not_changed_unseen() {
    let (_folder, [mut one, mut other], root) = two();
    let last = |book: &Book| book.last_of(&Watched::User("ana".to_owned())).map_or(0, |entry| entry.number);
    one.act(acting(&root, None, Some(0)));
    one.set_user("ana", &roles(&[Role::Reader]), true, at(1)).unwrap();
    let seen = last(&one);
    // Both saw the same; the other process has not read what the first then wrote.
    other.refresh().unwrap();
    one.act(acting(&root, None, Some(seen)));
    one.set_user("ana", &roles(&[Role::Auditor]), false, at(2)).unwrap();
    other.act(acting(&root, None, Some(seen)));
    let stale = other.set_user("ana", &roles(&[Role::Analyst]), false, at(3));
    let by = last(&one);
    assert!(
        matches!(&stale, Err(Trouble::WrittenSince { number, author }) if *number == by && author == "root"),
        "{stale:?}"
    );
    assert_eq!(other.people().user("ana").unwrap().roles, [Role::Auditor]);
    // Upon what it is now.
    other.act(acting(&root, None, Some(by)));
    other.set_user("ana", &roles(&[Role::Analyst]), false, at(4)).unwrap();
    // Of what is not there nobody can have seen an entry.
    one.act(Acting {
        expects: Some(Expected { of: Watched::Item("gap:exk".to_owned()), last: 7 }),
        ..acting(&root, None, None)
    });
    let none = one.set_user("bek", &roles(&[]), true, at(5));
    assert!(matches!(none, Err(Trouble::UnknownEntry(7))), "{none:?}");
}
