//! How fast a journal takes and gives rows, at ten thousand, a hundred thousand and a million of them.
//!
//! ```text
//! cargo run --release -p qazyq-registry --example journal -- sqlite [ROWS]
//! cargo run --release -p qazyq-registry --example journal -- postgres [ROWS]
//! ```
//!
//! `scripts/bench-journal` runs both. Each row is an entry of some 400 bytes. What is measured at a size is measured on
//! a journal that has grown to it.
#![expect(clippy::print_stdout, reason = "a table for people")]

use std::path::Path;
use std::time::{Duration, Instant};

use qazyq_registry::digest::Digest;
use qazyq_registry::store::{Appended, Batch, Head, Postgres, Sqlite, Store, verify};
use qazyq_testpg::Cluster;

const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];
const BATCH: usize = 1_000;
/// How many are appended one by one at each size.
const SINGLE: usize = 500;

fn main() {
    let engine = std::env::args().nth(1).unwrap_or_default();
    let rows_max = std::env::args().nth(2).and_then(|rows| rows.parse().ok()).unwrap_or(u64::MAX);
    match engine.as_str() {
        "sqlite" => {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let path = folder.path().join("journal.qazyq");
            let mut store = Sqlite::open(&path).expect("a journal in a file");
            measure("SQLite", &mut store, rows_max, || bytes_below(folder.path()));
        }
        "postgres" => {
            let cluster = Cluster::start(&[("shared_buffers", "128MB")], &[]);
            let database = cluster.database();
            let mut store = Postgres::open(&database.address()).expect("a journal in a database");
            let size = "SELECT pg_total_relation_size('qazyq_journal')";
            let bytes =
                || database.admin().query_one(size, &[]).expect("its size").get::<_, i64>(0).unsigned_abs();
            measure("PostgreSQL", &mut store, rows_max, bytes);
        }
        _ => println!("sqlite or postgres, and perhaps how many rows at most"),
    }
}

/// Fills a journal and prints a line of the table for each size.
fn measure(engine: &str, store: &mut dyn Store, rows_max: u64, bytes: impl Fn() -> u64) {
    for size in SIZES.into_iter().filter(|size| *size <= rows_max) {
        let mut head = store.head().expect("the head");
        let (many, started) = (size - head.number, Instant::now());
        while head.number < size {
            let left = usize::try_from(size - head.number).unwrap_or(BATCH);
            head = append(store, head, left.min(BATCH));
        }
        let in_batches = started.elapsed();

        let started = Instant::now();
        let found = verify(store, Some(head)).expect("the rows can be read").expect("they are a chain");
        let verified = started.elapsed();
        assert_eq!(found, head);

        let (mut read, started) = (0, Instant::now());
        while read < size {
            read += store.read(read, 1_000).expect("rows").len() as u64;
        }
        let reading = started.elapsed();

        let mut single: Vec<Duration> = Vec::with_capacity(SINGLE);
        for _ in 0..SINGLE {
            let started = Instant::now();
            head = append(store, head, 1);
            single.push(started.elapsed());
        }
        single.sort();
        let (median, slow) = (single[SINGLE / 2], single[SINGLE * 99 / 100]);

        println!(
            "| {engine} | {size} | {:.2} ms | {:.2} ms | {} | {} | {:.2} s | {} |",
            millis(median),
            millis(slow),
            per_second(many, in_batches),
            per_second(size, reading),
            verified.as_secs_f64(),
            bytes() / size,
        );
    }
}

fn append(store: &mut dyn Store, mut head: Head, many: usize) -> Head {
    let behind = head;
    let next = |_| {
        let line = entry(head);
        head = Head { number: head.number + 1, sha256: Digest::of(&line) };
        line
    };
    let lines = (0..many).map(next).collect();
    match store.append(&Batch { behind, lines, ..Batch::default() }).expect("it is written") {
        Appended::Done(head) => head,
        other => unreachable!("nobody else writes: {other:?}"),
    }
}

/// Some 400 bytes that look like an entry.
fn entry(head: Head) -> Vec<u8> {
    let number = head.number + 1;
    format!(
        r#"{{"number":{number},"previous":"{}","recorded_at":"2026-11-22T17:00:00Z","by":"anna","what":{{"kind":"fact","asset":"EURX","criterion":"reserve","source":"https://example.org/reports/{number}","sha256":"{}","note":"{}"}}}}"#,
        head.sha256,
        Digest::of(&number.to_be_bytes()),
        "attested by the auditor ".repeat(4),
    )
    .into_bytes()
}

fn bytes_below(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).expect("the folder");
    files.map(|file| file.and_then(|file| file.metadata()).expect("its size").len()).sum()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn per_second(rows: u64, time: Duration) -> String {
    format!("{:.0} rows/s", rows as f64 / time.as_secs_f64())
}
