//! Journals to test with.

use std::path::PathBuf;

use qazyq_registry::digest::Digest;
use qazyq_registry::store::{Appended, Batch, Head, Memory, Postgres, Row, Sqlite, Store};
use qazyq_testpg::{Cluster, Database};
use tempfile::TempDir;

/// Opens one more handle of the same journal.
pub(crate) type Open<'a> = &'a (dyn Fn() -> Box<dyn Store> + Sync);

/// Runs a test on an empty journal in memory.
pub(crate) fn on_memory(test: fn(Open<'_>)) {
    let memory = Memory::new();
    test(&|| Box::new(memory.clone()));
}

/// Runs a test on an empty journal in a file.
pub(crate) fn on_sqlite(test: fn(Open<'_>)) {
    let file = TestFile::new();
    test(&|| Box::new(Sqlite::open(&file.path).unwrap()));
}

/// Runs a test on an empty journal in a database.
pub(crate) fn on_postgres(test: fn(Open<'_>)) {
    let database = Cluster::shared().database();
    test(&|| Box::new(opened(&database)));
}

pub(crate) fn opened(database: &Database<'_>) -> Postgres {
    Postgres::open(&database.address()).unwrap()
}

/// A place for a journal's file.
pub(crate) struct TestFile {
    pub(crate) folder: TempDir,
    pub(crate) path: PathBuf,
}

impl TestFile {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { path: folder.path().join("journal.qazyq"), folder }
    }
}

/// An entry behind `head`: what makes it one, and `id`.
pub(crate) fn entry(head: Head, id: &str) -> Vec<u8> {
    format!(r#"{{"number":{},"previous":"{}","id":"{id}"}}"#, head.number + 1, head.sha256).into_bytes()
}

/// Entries behind `head`, each behind the one before.
pub(crate) fn entries(mut head: Head, ids: impl IntoIterator<Item = String>) -> Vec<Vec<u8>> {
    let next = |id: String| {
        let line = entry(head, &id);
        head = Head { number: head.number + 1, sha256: Digest::of(&line) };
        line
    };
    ids.into_iter().map(next).collect()
}

/// The lines alone, behind `behind`.
pub(crate) fn lines_behind(behind: Head, lines: &[&[u8]]) -> Batch {
    Batch { behind, lines: lines.iter().map(|line| line.to_vec()).collect(), ..Batch::default() }
}

/// Appends lines behind the head that is there; the new head.
pub(crate) fn append(store: &mut dyn Store, lines: &[&[u8]]) -> Head {
    let batch = lines_behind(store.head().unwrap(), lines);
    done(store.append(&batch).unwrap())
}

/// Appends entries one by one.
pub(crate) fn append_entries(store: &mut dyn Store, many: usize) -> Head {
    let lines = entries(store.head().unwrap(), (0..many).map(|n| format!("entry {n}")));
    lines.iter().map(|line| append(store, &[line])).last().unwrap_or_default()
}

pub(crate) fn done(appended: Appended) -> Head {
    match appended {
        Appended::Done(head) => head,
        other => panic!("{other:?}"),
    }
}

/// All rows.
pub(crate) fn all(store: &mut dyn Store) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let more = store.read(rows.last().map_or(0, |row| row.number), 100).unwrap();
        if more.is_empty() {
            return rows;
        }
        rows.extend(more);
    }
}
