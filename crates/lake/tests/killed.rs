//! What was acknowledged is there, whenever the writer was killed, and however many want to write.
#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{answer_of, exchange};
use qazyq_lake::{Digest, Lake, Receipt};
use qazyq_market::Bar;
use qazyq_market::feed::{Answer, AnswerError, Part, Rows};
use qazyq_market::klines::Interval;

/// An answer is the number of its day.
fn read(receipt: &Receipt, bytes: &[u8]) -> Result<Answer, AnswerError> {
    let text = String::from_utf8_lossy(bytes);
    let number: i32 =
        text.split_whitespace().last().and_then(|n| n.parse().ok()).ok_or(AnswerError::NoBytes)?;
    let bar = Bar {
        day: qazyq_exact::Day::from_number(number),
        open: None,
        high: None,
        low: None,
        close: Some("0.9998".parse().unwrap()),
        vwap: None,
        volume: None,
        market_cap: None,
        coverage: None,
    };
    let key = format!("{}", receipt.n % 5);
    Ok(answer_of(vec![Part {
        key,
        rows: Rows::Bars(vec![bar]),
        rejected: Default::default(),
        defects: vec![],
    }]))
}

/// Keeps answers, appends receipts and updates columns until it is killed; says `kept NUMBER DIGEST` of each receipt.
/// It is run by the test below, in a process of its own, with the lake's folder on standard input.
#[test]
#[ignore = "never ends; the test below runs and kills it"]
fn writer_without_end() {
    let mut folder = String::new();
    std::io::stdin().read_to_string(&mut folder).unwrap();
    let lake = Lake::at(folder);
    let mut writer = lake.writer().unwrap();
    let mut out = std::io::stdout();
    loop {
        let first = writer.receipts().last_number() + 1;
        // One at a time, or three at once.
        let many = if first.is_multiple_of(3) { 3 } else { 1 };
        let mut exchanges = vec![];
        for n in first..first + many {
            // The bytes of two receipts are now and then the same.
            let bytes = format!("{} {}", "x".repeat((n % 7 * 300) as usize), n / 2);
            let mut exchange = exchange("bars", "2026-11-01T00:00:00Z");
            exchange.sha256 = Some(lake.keep(bytes.as_bytes()).unwrap());
            exchange.bytes = bytes.len() as u64;
            exchanges.push(exchange);
        }
        let digests: Vec<Digest> = exchanges.iter().filter_map(|exchange| exchange.sha256).collect();
        let numbers = writer.append_all(exchanges).unwrap();
        for (n, digest) in numbers.zip(digests) {
            writeln!(out, "kept {n} {digest}").unwrap();
        }
        out.flush().unwrap();
        if first.is_multiple_of(4) {
            writer.update_columns(1, read).unwrap();
        }
    }
}

#[test]
fn what_was_acknowledged_is_there_whenever_the_writer_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::at(folder.path().join("lake"));
    let interval = Interval::named("1d").unwrap();
    let mut acknowledged: BTreeMap<u64, Digest> = BTreeMap::new();
    for round in 0..20_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "writer_without_end", "--nocapture", "--test-threads=1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let path = lake.folder().to_str().unwrap().to_owned();
        child.stdin.take().unwrap().write_all(path.as_bytes()).unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut seen = vec![];
        // It writes; then it is killed at some moment, each round another.
        seen.extend(lines.by_ref().take(4).map(Result::unwrap));
        std::thread::sleep(Duration::from_micros(round * 7919 % 30_000));
        child.kill().unwrap();
        child.wait().unwrap();
        seen.extend(lines.map_while(Result::ok));
        let before = acknowledged.len();
        for line in seen {
            // The end of what it said may be missing, the beginning of a line not.
            let mut words = line.split(' ').skip_while(|word| !word.ends_with("kept")).skip(1);
            let Some(n) = words.next().and_then(|n| n.parse().ok()) else { continue };
            let Some(digest) = words.next().and_then(|digest| digest.parse().ok()) else { continue };
            assert!(acknowledged.insert(n, digest).is_none(), "receipt {n} was acknowledged once");
        }
        assert!(acknowledged.len() > before, "round {round} wrote something");

        // As a reader finds it, and as the next writer does.
        let checked = lake.check().unwrap();
        assert!(checked.is_sound(), "round {round}: {checked:?}");
        let receipts = lake.receipts().unwrap();
        for (n, digest) in &acknowledged {
            let receipt = receipts.get(*n).expect("an acknowledged receipt");
            assert_eq!((receipt.n, receipt.sha256.as_ref()), (*n, Some(digest)));
        }
        let columns = lake.columns("bars", interval, 1).unwrap();
        let (columns, _) = columns.with_uncovered(&lake, &receipts, ("bars", interval), read).unwrap();
        assert_eq!(columns.len(), receipts.last_number(), "a row for each receipt");
        columns.check().unwrap();
    }
    let writer = lake.writer().unwrap();
    writer.update_columns(1, read).unwrap();
    assert!(writer.compare_columns(1, read).unwrap().iter().all(|compared| compared.is_same()));
}

#[test]
fn several_who_want_to_write_do_so_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::at(folder.path().join("lake"));
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let lake = &lake;
            scope.spawn(move || {
                for _ in 0..10 {
                    let mut writer = loop {
                        match lake.writer() {
                            Ok(writer) => break writer,
                            Err(error) => assert_eq!(error.code(), "lake-is-in-use"),
                        }
                        std::thread::yield_now();
                    };
                    let feed = format!("feed-{thread}");
                    writer.append_all(vec![exchange(&feed, "2026-11-01T00:00:00Z"); 2]).unwrap();
                }
            });
        }
    });
    let receipts = lake.receipts().unwrap();
    let numbers: Vec<u64> = receipts.all().iter().map(|receipt| receipt.n).collect();
    assert_eq!(numbers, (1..=80).collect::<Vec<u64>>());
    assert!(receipts.feeds().all(|feed| receipts.of_feed(feed).count() == 20));
}
