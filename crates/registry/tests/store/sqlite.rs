//! What only a file can do or suffer.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use qazyq_registry::store::{Batch, Credential, Sqlite, Store as _, StoreError, verify};
use rusqlite::Connection;

use crate::support::{TestFile, append, append_entries, entry, lines_behind};

#[test]
fn the_engine_refuses_to_change_a_row() {
    let file = TestFile::new();
    let head = append_entries(&mut Sqlite::open(&file.path).unwrap(), 5);
    let raw = Connection::open(&file.path).unwrap();
    for (sql, refusal) in [
        ("UPDATE journal SET line = x'00' WHERE number = 3", "a row is never changed"),
        ("UPDATE journal SET number = 9 WHERE number = 5", "a row is never changed"),
        ("DELETE FROM journal WHERE number = 5", "a row is never deleted"),
        ("DELETE FROM journal", "a row is never deleted"),
        (
            "REPLACE INTO journal SELECT number, x'00', sha256 FROM journal WHERE number = 5",
            "behind the last one",
        ),
        (
            "INSERT INTO journal SELECT number + 2, line, sha256 FROM journal WHERE number = 5",
            "behind the last one",
        ),
        (
            "INSERT INTO journal (line, sha256) SELECT line, sha256 FROM journal WHERE number = 5",
            "behind the last one",
        ),
        ("INSERT INTO journal VALUES (6, 'text', zeroblob(32))", "cannot store TEXT value in BLOB column"),
        ("INSERT INTO journal VALUES (6, x'00', zeroblob(31))", "CHECK constraint failed"),
    ] {
        let error = raw.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains(refusal), "{sql}: {error}");
    }
    assert_eq!(verify(&mut Sqlite::open(&file.path).unwrap(), Some(head)).unwrap(), Ok(head));
}

/// Every file in a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let named =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    fs::read_dir(folder).unwrap().map(|entry| named(entry.unwrap())).collect()
}

#[test]
fn a_foreign_file_is_refused_and_left_as_it_is() {
    type Make = (&'static str, fn(&Path));
    let make: [Make; 7] = [
        ("an empty file", |path| fs::write(path, "").unwrap()),
        ("no SQLite file", |path| fs::write(path, "{}\n".repeat(100)).unwrap()),
        ("no SQLite file", |path| fs::write(path, "SQLite format 3\0").unwrap()),
        ("a SQLite file of another program", |path| {
            Connection::open(path).unwrap().execute_batch("CREATE TABLE journal (number INTEGER)").unwrap();
        }),
        // What lies in its log is not carried over either.
        ("a SQLite file of another program", |path| {
            let raw = Connection::open(path).unwrap();
            raw.execute_batch("CREATE TABLE t (n); PRAGMA journal_mode = WAL; INSERT INTO t VALUES (1)")
                .unwrap();
            let log = path.with_extension("qazyq-wal");
            let kept = fs::read(&log).unwrap();
            drop(raw);
            fs::write(log, kept).unwrap();
        }),
        ("version 2, not 1", |path| {
            Sqlite::open(path).unwrap();
            Connection::open(path).unwrap().pragma_update(None, "user_version", 2).unwrap();
        }),
        ("version 0, not 1", |path| {
            Connection::open(path).unwrap().pragma_update(None, "application_id", 0x5161_7a79).unwrap();
        }),
    ];
    for (what, make) in make {
        let file = TestFile::new();
        make(&file.path);
        let before = contents(file.folder.path());
        let expected =
            StoreError::AnotherFormat { store: file.path.display().to_string(), text: String::from(what) };
        assert_eq!(Sqlite::open(&file.path).unwrap_err(), expected);
        assert_eq!(Sqlite::open_read_only(&file.path).unwrap_err(), expected);
        assert!(contents(file.folder.path()) == before, "{what} was touched");
    }
}

#[test]
fn a_place_where_no_journal_can_be_says_so() {
    let file = TestFile::new();
    let inside = file.folder.path().join("no folder/journal");
    assert_eq!(Sqlite::open(&inside).unwrap_err().code(), "store-cannot-be-opened");
    assert_eq!(Sqlite::open(file.folder.path()).unwrap_err().code(), "store-cannot-be-opened");
    assert_eq!(Sqlite::open_read_only(&file.path).unwrap_err().code(), "store-cannot-be-opened");
    assert!(contents(file.folder.path()).is_empty(), "reading made something");
}

#[test]
fn only_its_owner_reads_it() {
    let file = TestFile::new();
    let mut store = Sqlite::open(&file.path).unwrap();
    append_entries(&mut store, 1);
    for name in contents(file.folder.path()).keys() {
        let mode = fs::metadata(file.folder.path().join(name)).unwrap().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_journal_without_its_guards_is_refused() {
    for sql in [
        "DROP TRIGGER journal_is_never_changed",
        "CREATE TRIGGER more AFTER INSERT ON journal BEGIN SELECT 1; END",
        "DROP TABLE lease",
        "CREATE INDEX more ON journal (line)",
    ] {
        let file = TestFile::new();
        append_entries(&mut Sqlite::open(&file.path).unwrap(), 2);
        Connection::open(&file.path).unwrap().execute_batch(sql).unwrap();
        assert_eq!(Sqlite::open(&file.path).unwrap_err().code(), "store-damaged", "{sql}");
        assert_eq!(Sqlite::open_read_only(&file.path).unwrap_err().code(), "store-damaged", "{sql}");
    }
}

#[test]
fn who_reads_only_cannot_write() {
    let file = TestFile::new();
    let head = append_entries(&mut Sqlite::open(&file.path).unwrap(), 3);
    let mut store = Sqlite::open_read_only(&file.path).unwrap();
    assert_eq!(verify(&mut store, Some(head)).unwrap(), Ok(head));
    assert_eq!(store.append(&lines_behind(head, &[b"x"])).unwrap_err().code(), "store-cannot-be-written");
    assert_eq!(store.check().unwrap(), [""; 0]);
    // And sees what others write meanwhile.
    let head = append(&mut Sqlite::open(&file.path).unwrap(), &[&entry(head, "later")]);
    assert_eq!(store.head().unwrap(), head);
}

#[test]
fn a_writer_who_does_not_end_is_waited_for_in_vain() {
    let file = TestFile::new();
    let mut store = Sqlite::open(&file.path).unwrap();
    let head = append_entries(&mut store, 1);
    let raw = Connection::open(&file.path).unwrap();
    raw.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(store.append(&lines_behind(head, &[b"x"])).unwrap_err().code(), "store-busy");
    assert_eq!(store.head().unwrap(), head, "reading waits for nobody");
    raw.execute_batch("ROLLBACK").unwrap();
    assert_eq!(append(&mut store, &[b"x"]).number, 2);
}

#[test]
fn a_strange_name_is_a_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["file:x?mode=memory", "a b%20c#d?e", "-wal", "журнал"] {
        let path = folder.path().join(name);
        let head = append_entries(&mut Sqlite::open(&path).unwrap(), 2);
        assert!(path.is_file(), "{name}");
        assert_eq!(Sqlite::open_read_only(&path).unwrap().head().unwrap(), head, "{name}");
    }
}

/// What the reader without rights is told by: where the journal is.
const AS_NOBODY: &str = "QAZYQ_TEST_AS_NOBODY";

/// No test by itself: the reader of the next one, who may write neither to the file nor to its folder. It says on each
/// line that it is told the head that it then sees.
#[test]
fn a_reader_without_rights() {
    let Some(path) = std::env::var_os(AS_NOBODY) else { return };
    assert!(fs::write(Path::new(&path).with_extension("tried"), "").is_err(), "this reader has rights");
    let mut store = Sqlite::open_read_only(&path).unwrap();
    for line in std::io::stdin().lines() {
        line.unwrap();
        let head = verify(&mut store, None).unwrap().unwrap();
        assert_eq!(store.head().unwrap(), head);
        assert_eq!(store.check().unwrap(), [""; 0]);
        writeln!(std::io::stderr(), "saw {} {}", head.number, head.sha256).unwrap();
    }
}

#[test]
fn a_journal_is_read_where_nothing_can_be_written() {
    let file = TestFile::new();
    let head = append_entries(&mut Sqlite::open(&file.path).unwrap(), 3);
    let folder = file.folder.path();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let are_we_root = fs::metadata(folder).unwrap().uid() == 0;
    mode(&file.path, 0o644);
    mode(folder, 0o555);
    // Root may write everywhere, so the reader is somebody else; whoever is not root made the folder read-only for himself.
    let program = if are_we_root {
        let program = folder.join("reader");
        fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
        mode(&program, 0o755);
        program
    } else {
        std::env::current_exe().unwrap()
    };
    let mut command = Command::new(program);
    command.args(["--exact", "sqlite::a_reader_without_rights", "--nocapture"]).env(AS_NOBODY, &file.path);
    if are_we_root {
        command.uid(65_534).gid(65_534);
    }
    let mut reader = command
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut tell = reader.stdin.take().unwrap();
    let mut told = BufReader::new(reader.stderr.take().unwrap()).lines();
    let mut sees = |head: qazyq_registry::store::Head| {
        writeln!(tell).unwrap();
        let line = told.by_ref().map(Result::unwrap).find(|line| line.starts_with("saw"));
        assert_eq!(line, Some(format!("saw {} {}", head.number, head.sha256)));
    };
    sees(head);
    sees(head);
    // Somebody who has rights writes after all: first with everything carried over at his end, then with a log that stays.
    mode(folder, 0o755);
    let head = append_entries(&mut Sqlite::open(&file.path).unwrap(), 2);
    sees(head);
    let mut writer = Sqlite::open(&file.path).unwrap();
    let head = append_entries(&mut writer, 2);
    sees(head);
    drop(tell);
    assert!(reader.wait().unwrap().success());
}

#[test]
fn a_journal_that_has_moved_is_read_and_never_written() {
    let file = TestFile::new();
    let mut before = Sqlite::open(&file.path).unwrap();
    let mut reader = Sqlite::open_read_only(&file.path).unwrap();
    let earlier = append_entries(&mut before, 3);
    let head = append_entries(&mut before, 1);
    // Somebody wrote meanwhile: nothing is closed.
    assert_eq!(Sqlite::close_for_good(&file.path, earlier).unwrap(), head);
    let head = append_entries(&mut before, 1);
    // Twice, as after an interruption.
    for _ in 0..2 {
        assert_eq!(Sqlite::close_for_good(&file.path, head).unwrap(), head);
    }
    let credentials = |phc: Option<&str>| {
        let credential = Credential { user: "ana".to_owned(), phc: phc.map(str::to_owned) };
        Batch { behind: head, credentials: vec![credential], ..Batch::default() }
    };
    for batch in [lines_behind(head, &[&entry(head, "late")]), credentials(Some("x"))] {
        let error = before.append(&batch).unwrap_err();
        assert_eq!(error.code(), "store-cannot-be-written");
        assert!(error.to_string().contains("the journal has moved into a database"), "{error}");
    }
    assert_eq!(Sqlite::open(&file.path).unwrap_err().code(), "store-of-another-format");
    for store in [&mut before, &mut reader, &mut Sqlite::open_read_only(&file.path).unwrap()] {
        assert_eq!(verify(store, Some(head)).unwrap(), Ok(head));
    }
}
