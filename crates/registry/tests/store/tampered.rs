//! Bytes changed behind the store's back: whatever is read then is what was written, or the change is found.

use std::fs;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use qazyq_registry::digest::Digest;
use qazyq_registry::store::{Broken, Head, Row, Sqlite, Store as _, StoreError, Why, verify, verify_rows};
use qazyq_testpg::Cluster;
use rusqlite::Connection;

use crate::support::{TestFile, all, append_entries, entries, opened};

/// What came of reading a file in which something was changed.
#[derive(Debug, PartialEq, Eq)]
enum Read {
    /// The change did not concern a row.
    AsWritten,
    /// It is found.
    Found,
    /// Other rows are read, and nobody notices.
    Unnoticed,
}

fn read(path: &Path, written: &[Row]) -> Read {
    let look = || -> Result<Option<Vec<Row>>, StoreError> {
        let mut store = Sqlite::open_read_only(path)?;
        let rows = store.read(0, u32::MAX)?;
        let fits = verify_rows(rows.clone(), None) == Ok(store.head()?);
        Ok(fits.then_some(rows))
    };
    match look() {
        Ok(Some(rows)) if rows == written => Read::AsWritten,
        // A chain by itself, but another: the journal's beginning, or nothing. The engine must see to it.
        Ok(Some(_)) if !found_by_check(path) => Read::Unnoticed,
        _ => Read::Found,
    }
}

fn found_by_check(path: &Path) -> bool {
    Sqlite::open_read_only(path).and_then(|mut store| store.check()).map_or(true, |found| !found.is_empty())
}

/// Every byte of a small journal's file is changed: one bit of it, and all of them.
#[test]
fn no_byte_of_a_file_can_be_changed_unnoticed() {
    let file = TestFile::new();
    let mut store = Sqlite::open(&file.path).unwrap();
    append_entries(&mut store, 8);
    let written = all(&mut store);
    drop(store);
    let bytes = fs::read(&file.path).unwrap();
    assert_eq!(
        fs::read_dir(file.folder.path()).unwrap().count(),
        1,
        "everything is carried over into the file"
    );

    let on_disk = fs::File::options().write(true).open(&file.path).unwrap();
    let (mut as_written, mut found) = (0, 0);
    for (place, &byte) in bytes.iter().enumerate() {
        let one_bit = 1 << (place % 8);
        for flip in [one_bit, 0xff] {
            on_disk.write_at(&[byte ^ flip], place as u64).unwrap();
            match read(&file.path, &written) {
                Read::AsWritten => as_written += 1,
                Read::Found => found += 1,
                Read::Unnoticed => panic!("byte {place} of {}, flipped by {flip:#x}", bytes.len()),
            }
        }
        on_disk.write_at(&[byte], place as u64).unwrap();
    }
    // Bytes that nothing hangs on, and bytes that something does.
    assert!(as_written > 100 && found > 1_000, "{as_written} as written, {found} found");
    assert_eq!(read(&file.path, &written), Read::AsWritten);
    assert!(fs::read(&file.path).unwrap() == bytes, "reading changed the file");
}

fn rows_of(many: usize) -> Vec<Row> {
    let lines = entries(Head::default(), (0..many).map(|n| n.to_string()));
    (1..).zip(lines).map(|(number, line)| Row { number, sha256: Digest::of(&line), line }).collect()
}

#[test]
fn what_is_wrong_with_a_row_is_named() {
    type Change = (&'static str, fn(&mut Vec<Row>), u64, Why);
    let change: [Change; 11] = [
        ("a row is missing", |rows| drop(rows.remove(3)), 4, Why::Missing { found: 5 }),
        ("the first is missing", |rows| drop(rows.remove(0)), 1, Why::Missing { found: 2 }),
        ("one is there twice", |rows| rows.insert(3, rows[3].clone()), 5, Why::Missing { found: 4 }),
        ("two have changed places", |rows| rows.swap(3, 4), 4, Why::Missing { found: 5 }),
        ("a byte is another", |rows| rows[3].line[20] ^= 1, 4, Why::Altered),
        ("the digest is another", |rows| rows[3].sha256 = Digest::NONE, 4, Why::Altered),
        ("both are", |rows| rewrite(&mut rows[3], r#""id":"3""#, r#""id":"X""#), 5, Why::AnotherBefore),
        (
            "it says another number",
            |rows| rewrite(&mut rows[3], r#""number":4"#, r#""number":5"#),
            4,
            Why::AnotherNumber { said: 5 },
        ),
        ("it says no number", |rows| rewrite(&mut rows[3], r#""number":4,"#, ""), 4, Why::NotAnEntry),
        (
            "it says two numbers",
            |rows| rewrite(&mut rows[3], r#""id":"3""#, r#""number":4"#),
            4,
            Why::NotAnEntry,
        ),
        (
            "it is an array",
            |rows| {
                let line = format!(r#"[4,"{}"]"#, rows[2].sha256).into_bytes();
                rows[3] = Row { number: 4, sha256: Digest::of(&line), line };
            },
            4,
            Why::NotAnEntry,
        ),
    ];
    assert_eq!(verify_rows(rows_of(8), None).unwrap().number, 8);
    for (what, change, number, why) in change {
        let mut rows = rows_of(8);
        change(&mut rows);
        assert_eq!(verify_rows(rows, None), Err(Broken { number, why }), "{what}");
    }
}

/// Another line with the digest that it has: what a careful forger does.
fn rewrite(row: &mut Row, from: &str, to: &str) {
    let line = String::from_utf8(row.line.clone()).unwrap();
    assert!(line.contains(from), "{line}");
    row.line = line.replace(from, to).into_bytes();
    row.sha256 = Digest::of(&row.line);
}

#[test]
fn a_cut_and_a_rewriting_show_against_an_earlier_head() {
    let rows = rows_of(8);
    let head = |number: usize| Head { number: number as u64, sha256: rows[number - 1].sha256 };
    for known in 1..=8 {
        assert_eq!(verify_rows(rows.clone(), Some(head(known))), Ok(head(8)));
    }
    assert_eq!(verify_rows(rows.clone(), Some(Head::default())), Ok(head(8)));
    // A chain all the same.
    let cut = rows[..5].to_vec();
    assert_eq!(verify_rows(cut.clone(), None), Ok(head(5)));
    assert_eq!(verify_rows(cut.clone(), Some(head(5))), Ok(head(5)));
    assert_eq!(verify_rows(cut, Some(head(6))), Err(Broken { number: 6, why: Why::Cut { last: 5 } }));
    assert_eq!(verify_rows([], Some(head(1))), Err(Broken { number: 1, why: Why::Cut { last: 0 } }));
    let lines = entries(head(5), ["forged", "forged too", "and to the end"].map(String::from));
    let forged = (6..).zip(lines).map(|(number, line)| Row { number, sha256: Digest::of(&line), line });
    let forged: Vec<Row> = rows[..5].iter().cloned().chain(forged).collect();
    assert!(verify_rows(forged.clone(), Some(head(5))).is_ok());
    assert_eq!(verify_rows(forged.clone(), Some(head(6))), Err(Broken { number: 6, why: Why::NotTheKnown }));
    assert_eq!(verify_rows(forged, Some(head(8))), Err(Broken { number: 8, why: Why::NotTheKnown }));
}

/// Somebody with every right on the engine, who knows how to get round the triggers, and puts them back afterwards.
struct Forgery {
    what: &'static str,
    /// The statement, with the table's name as `journal`.
    sql: &'static str,
    found: Result<u64, Broken>,
}

const FORGERIES: [Forgery; 5] = [
    Forgery {
        what: "a byte of a line",
        sql: "UPDATE journal SET line = CAST('{' AS BLOB) WHERE number = 4",
        found: Err(Broken { number: 4, why: Why::Altered }),
    },
    Forgery {
        what: "a digest",
        sql: "UPDATE journal SET sha256 = (SELECT sha256 FROM journal WHERE number = 1) WHERE number = 4",
        found: Err(Broken { number: 4, why: Why::Altered }),
    },
    Forgery {
        what: "a line with another row's digest and line",
        sql: "UPDATE journal SET sha256 = (SELECT sha256 FROM journal WHERE number = 3), \
              line = (SELECT line FROM journal WHERE number = 3) WHERE number = 4",
        found: Err(Broken { number: 4, why: Why::AnotherNumber { said: 3 } }),
    },
    Forgery {
        what: "a row in the middle",
        sql: "DELETE FROM journal WHERE number = 5",
        found: Err(Broken { number: 5, why: Why::Missing { found: 6 } }),
    },
    Forgery { what: "the last rows", sql: "DELETE FROM journal WHERE number > 5", found: Ok(5) },
];

#[test]
fn a_forged_row_in_a_file_is_named() {
    for Forgery { what, sql, found } in FORGERIES {
        let file = TestFile::new();
        let head = append_entries(&mut Sqlite::open(&file.path).unwrap(), 8);
        let raw = Connection::open(&file.path).unwrap();
        let triggers: Vec<(String, String)> = raw
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        triggers.iter().for_each(|(name, _)| raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
        assert!(raw.execute(sql, []).unwrap() > 0, "{what}");
        triggers.iter().for_each(|(_, sql)| raw.execute_batch(sql).unwrap());
        let mut store = Sqlite::open(&file.path).unwrap();
        assert_eq!(verify(&mut store, None).unwrap().map(|head| head.number), found, "{what}");
        assert!(verify(&mut store, Some(head)).unwrap().is_err(), "{what}, with a known head");
    }
}

#[test]
fn a_forged_row_on_a_server_is_named() {
    for Forgery { what, sql, found } in FORGERIES {
        let database = Cluster::shared().database();
        let head = append_entries(&mut opened(&database), 8);
        let sql = sql.replace("journal", "qazyq_journal").replace("CAST('{' AS BLOB)", "'{'::bytea");
        let (off, on) = ("DISABLE", "ENABLE");
        let triggers = |state: &str| format!("ALTER TABLE qazyq_journal {state} TRIGGER USER;");
        database.admin().batch_execute(&format!("{}{sql};{}", triggers(off), triggers(on))).unwrap();
        let mut store = opened(&database);
        assert_eq!(verify(&mut store, None).unwrap().map(|head| head.number), found, "{what}");
        assert!(verify(&mut store, Some(head)).unwrap().is_err(), "{what}, with a known head");
        // What the engine can see without knowing what a line says.
        let seen = !store.check().unwrap().is_empty();
        assert_eq!(
            seen,
            matches!(found, Err(Broken { why: Why::Altered | Why::Missing { .. }, .. })),
            "{what}"
        );
    }
}
