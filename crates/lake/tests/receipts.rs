//! Answers and receipts: what was kept is there, and what a power cut left is told from what was damaged.
#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::path::PathBuf;

use common::{asked, exchange, receipts_file};
use qazyq_lake::{Asked, Digest, Lake, LakeError, Outcome, Told};

fn lake() -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::at(folder.path().join("lake"));
    (folder, lake)
}

/// The numbers that a reader finds.
fn numbers(lake: &Lake) -> Vec<u64> {
    lake.receipts().unwrap().all().iter().map(|receipt| receipt.n).collect()
}

/// The only file of receipts.
fn only_file(lake: &Lake) -> PathBuf {
    receipts_file(lake, "2026-11")
}

#[test]
fn an_answer_is_kept_once_and_read_back() {
    let (_folder, lake) = lake();
    for bytes in [&b""[..], b"{}", &[0; 100_000], &(0..=255).cycle().take(70_001).collect::<Vec<u8>>()] {
        let digest = lake.keep(bytes).unwrap();
        assert_eq!(digest, Digest::of(bytes));
        let path = lake.answer_path(&digest);
        let written = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(lake.keep(bytes).unwrap(), digest);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written, "not written again");
        assert_eq!(lake.bytes(&digest).unwrap(), bytes);
    }
    let error = lake.bytes(&Digest::of(b"never")).unwrap_err();
    assert_eq!(error.code(), "answer-is-missing");
}

#[test]
fn an_altered_answer_is_not_read_and_is_put_right_by_keeping_it_again() {
    let (_folder, lake) = lake();
    let bytes = b"{\"close\":0.9702}".repeat(40);
    let digest = lake.keep(&bytes).unwrap();
    let path = lake.answer_path(&digest);
    let packed = fs::read(&path).unwrap();
    let mut found: Vec<Vec<u8>> = (0..packed.len()).map(|len| packed[..len].to_vec()).collect();
    for place in 0..packed.len() {
        let mut flipped = packed.clone();
        flipped[place] ^= 1;
        found.push(flipped);
    }
    found.push([&packed[..], b"more"].concat());
    found.push([&packed[..], &packed[..]].concat());
    for altered in found {
        fs::write(&path, &altered).unwrap();
        match lake.bytes(&digest) {
            Err(LakeError::AnswerAltered { path: told, .. }) => assert_eq!(told, path.display().to_string()),
            // A bit of the packing that decides nothing.
            Ok(same) => assert_eq!(same, bytes),
            Err(error) => panic!("{error}"),
        }
        lake.keep(&bytes).unwrap();
        assert_eq!(lake.bytes(&digest).unwrap(), bytes);
    }
}

#[test]
fn eight_threads_keep_the_same_bytes_and_others() {
    let (_folder, lake) = lake();
    std::thread::scope(|scope| {
        for thread in 0..8_u8 {
            let lake = &lake;
            scope.spawn(move || {
                for round in 0..20_u8 {
                    let same = lake.keep(&[round; 1000]).unwrap();
                    assert_eq!(lake.bytes(&same).unwrap(), [round; 1000]);
                    lake.keep(&[thread, round]).unwrap();
                }
            });
        }
    });
    let files: usize = fs::read_dir(lake.folder().join("answers"))
        .unwrap()
        .map(|folder| fs::read_dir(folder.unwrap().path()).unwrap().count())
        .sum();
    assert_eq!(files, 20 + 8 * 20, "each under its name, nothing left over");
}

#[test]
fn receipts_are_numbered_over_all_months_and_read_back_the_same() {
    let (_folder, lake) = lake();
    assert_eq!(numbers(&lake), [0_u64; 0], "a lake that is not there has none");
    let mut writer = lake.writer().unwrap();
    let mut whole = exchange("coinmarketcap-ohlcv", "2026-10-31T23:59:59.123456789Z");
    whole.trouble = Some(Told::new("answer-is-not-json", [("what", "line 1\nand \"2\"".to_owned())]));
    whole.defects = [("price-is-not-positive".to_owned(), 2)].into();
    whole.remarks = vec![Told::new("key-is-absent", [("key", "5".to_owned())])];
    whole.headers = [("etag".to_owned(), "\"x\"".to_owned())].into();
    (whole.status, whole.sha256, whole.outcome) =
        (None, Some(lake.keep(b"{}").unwrap()), Outcome::Unreadable);
    let next = exchange("nbk-rates", "2026-11-01T00:00:00Z");
    let late = exchange("nbk-rates", "2026-10-31T23:59:58Z");
    assert_eq!(writer.append(whole.clone()).unwrap(), 1);
    assert_eq!(writer.append_all(vec![late.clone(), next.clone(), late.clone()]).unwrap(), 2..=4);
    assert!(writer.append_all(vec![]).unwrap().is_empty());
    let receipts = lake.receipts().unwrap();
    assert_eq!(&receipts, writer.receipts());
    let exchanges: Vec<_> = receipts.all().iter().map(|receipt| receipt.exchange.clone()).collect();
    assert_eq!(exchanges, [whole, late.clone(), next, late]);
    assert_eq!(receipts.feeds().collect::<Vec<_>>(), ["coinmarketcap-ohlcv", "nbk-rates"]);
    assert_eq!(receipts.of_feed("nbk-rates").map(|r| r.n).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(receipts.get(3).map(|r| r.n), Some(3));
    assert!(receipts.get(0).is_none() && receipts.get(5).is_none());
    // What came late stands in the latest file, so that the files in order have the numbers in order.
    let lines = |month| fs::read_to_string(receipts_file(&lake, month)).unwrap().lines().count();
    assert_eq!((lines("2026-10"), lines("2026-11")), (2, 2));
}

#[test]
fn one_writes_at_a_time_and_reading_needs_no_lock() {
    let (_folder, lake) = lake();
    let mut writer = lake.writer().unwrap();
    writer.append(exchange("a", "2026-11-01T00:00:00Z")).unwrap();
    assert_eq!(lake.writer().unwrap_err().code(), "lake-is-in-use");
    assert_eq!(numbers(&lake), [1]);
    drop(writer);
    lake.writer().unwrap();
}

#[test]
fn a_writer_says_when_it_cannot_write() {
    let (_folder, lake) = lake();
    let mut writer = lake.writer().unwrap();
    writer.append(exchange("a", "2026-11-01T00:00:00Z")).unwrap();
    // The file was moved away: what is written to it is not where it is looked for.
    let aside = lake.folder().join("aside");
    fs::rename(only_file(&lake), &aside).unwrap();
    let error = writer.append(exchange("a", "2026-11-01T00:00:00Z")).unwrap_err();
    assert_eq!((error.code(), writer.receipts().last_number()), ("lake-path-unusable", 1));
    assert_eq!(fs::read_to_string(&aside).unwrap().lines().count(), 1, "and was taken back");
    fs::rename(&aside, only_file(&lake)).unwrap();
    assert_eq!(writer.append(exchange("a", "2026-11-01T00:00:00Z")).unwrap(), 2);
    // The next month's file cannot be made.
    let december = receipts_file(&lake, "2026-12");
    fs::create_dir(&december).unwrap();
    let error = writer.append(exchange("a", "2026-12-01T00:00:00Z")).unwrap_err();
    assert_eq!(error.code(), "lake-path-unusable");
    let error = writer.append(exchange("a", "2026-11-01T00:00:00Z")).unwrap_err();
    assert_eq!(error.code(), "lake-writer-has-stopped");
    fs::remove_dir(&december).unwrap();
    drop(writer);
    let mut writer = lake.writer().unwrap();
    assert_eq!(writer.append(exchange("a", "2026-12-01T00:00:00Z")).unwrap(), 3);
    assert_eq!(numbers(&lake), [1, 2, 3]);
}

#[test]
fn every_error_has_its_code() {
    let text = String::new;
    let io = || std::io::Error::other("no");
    let all = [
        LakeError::Path { path: text(), error: io() },
        LakeError::InUse { path: text() },
        LakeError::WriterStopped { path: text() },
        LakeError::AnswerMissing { path: text() },
        LakeError::AnswerAltered { path: text(), what: text() },
        LakeError::AnswerTooLarge { bytes: 2, bytes_max: 1 },
        LakeError::BrokenReceipt { path: text(), line: 1, what: text() },
        LakeError::ReceiptsMissing { path: text(), last: 1, covered: 2 },
        LakeError::BrokenColumns { path: text(), what: text() },
        LakeError::FeedName { feed: text() },
    ];
    let codes: Vec<_> = all.iter().map(LakeError::code).collect();
    assert_eq!(codes, LakeError::CODES);
    assert!(all.iter().all(|error| !error.args().is_empty() && error.to_string().starts_with(error.code())));
}

#[test]
fn a_line_torn_at_any_byte_is_passed_over_and_what_follows_is_numbered_on() {
    let (_folder, lake) = lake();
    let mut writer = lake.writer().unwrap();
    for _ in 0..3 {
        writer.append(exchange("a", "2026-11-01T00:00:00Z")).unwrap();
    }
    drop(writer);
    let path = only_file(&lake);
    let whole = fs::read(&path).unwrap();
    let last = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    for len in last..=whole.len() {
        // All but the line feed is there: the receipt is whole.
        let kept = if len >= whole.len() - 1 { 3 } else { 2 };
        for zeros in [0, 5] {
            let torn = [&whole[..len], &vec![0; zeros]].concat();
            let kept = if zeros > 0 && len == whole.len() - 1 { 2 } else { kept };
            fs::write(&path, &torn).unwrap();
            assert_eq!(numbers(&lake), (1..=kept).collect::<Vec<u64>>(), "read at {len}");
            let mut writer = lake.writer().unwrap();
            assert_eq!(writer.append(exchange("b", "2026-11-01T00:00:00Z")).unwrap(), kept + 1);
            drop(writer);
            let again = lake.receipts().unwrap();
            assert_eq!(again.all().last().unwrap().feed, "b");
            assert!(fs::read(&path).unwrap().starts_with(&torn), "only appended to");
            // And what mends may be torn itself. Each opening waits for the disk, so one tear stands for all.
            if len != last + 10 {
                continue;
            }
            let mended = fs::read(&path).unwrap();
            for cut in torn.len()..mended.len() {
                fs::write(&path, &mended[..cut]).unwrap();
                assert!(numbers(&lake).len() as u64 >= kept, "mended at {cut}");
                lake.writer().unwrap();
                assert!(numbers(&lake).len() as u64 >= kept, "mended at {cut}");
            }
        }
    }
}

#[test]
fn any_other_line_that_cannot_be_read_is_an_error_with_its_place() {
    let (_folder, lake) = lake();
    let mut writer = lake.writer().unwrap();
    for _ in 0..3 {
        writer.append(exchange("a", "2026-11-01T00:00:00Z")).unwrap();
    }
    drop(writer);
    let path = only_file(&lake);
    let lines: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
    let check = |lines: &[&str], expected: u64| {
        fs::write(&path, lines.join("\n")).unwrap();
        for error in [lake.receipts().unwrap_err(), lake.writer().unwrap_err()] {
            match error {
                LakeError::BrokenReceipt { path: told, line, .. } => {
                    assert_eq!((told, line), (path.display().to_string(), expected));
                }
                error => panic!("{error}"),
            }
        }
    };
    let [one, two, three] = [&lines[0], &lines[1], &lines[2]].map(String::as_str);
    check(&[one, &two[..20], three], 2);
    check(&[one, "", two, three], 2);
    check(&[one, three], 2);
    check(&[one, one], 2);
    check(&[two, three], 1);
    check(&[one, &two[..20], r#"{"format":"qazyq.torn/1"}"#, three], 4);
    check(&[one, two, &three.replace("receipt/1", "receipt/2")], 3);
    check(&[one, two, &three.replace("\"feed\"", "\"food\"")], 3);
    check(&[one, two, &three.replace("\"2026-01-02\"", "\"2026-02-30\"")], 3);
    check(&[one, two, "[]"], 3);
    check(&[one, two, "{}"], 3);
    // A torn line in a file that another one follows was not marked by the one who began that.
    fs::write(&path, [one, two, &three[..9]].join("\n")).unwrap();
    fs::write(receipts_file(&lake, "2026-12"), three).unwrap();
    assert_eq!(lake.receipts().unwrap_err().code(), "broken-receipt");
    fs::remove_file(receipts_file(&lake, "2026-12")).unwrap();
    // What a later version adds to a line is passed over, and so are other files.
    fs::write(&path, [one, two, &three.replace("{\"format\"", "{\"new\":[1],\"format\"")].join("\n"))
        .unwrap();
    fs::write(path.with_file_name("notes.txt"), "not ours").unwrap();
    fs::write(path.with_file_name(".qazyq-left"), "left over").unwrap();
    assert_eq!(numbers(&lake), [1, 2, 3]);
}

#[test]
fn the_latest_lookup_before_an_instant_counts() {
    let (_folder, lake) = lake();
    let mut writer = lake.writer().unwrap();
    let mut add = |keys: &[&str], retrieved: &str, outcome| {
        let mut lookup = exchange("coinmarketcap-map", retrieved);
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        lookup.ask = Asked { keys, ..Asked::default() };
        lookup.ask.params = [("start".to_owned(), "1".to_owned())].into();
        lookup.outcome = outcome;
        writer.append(lookup).unwrap();
    };
    add(&["1", "2"], "2026-11-01T00:00:00Z", Outcome::Rows);
    add(&[], "2026-11-03T00:00:00Z", Outcome::Rows);
    add(&["2"], "2026-11-02T00:00:00Z", Outcome::Rows);
    add(&["1"], "2026-11-04T00:00:00Z", Outcome::Refused);
    let mut days = exchange("coinmarketcap-map", "2026-11-05T00:00:00Z");
    days.ask = asked();
    writer.append(days).unwrap();
    let receipts = lake.receipts().unwrap();
    let check = |key, known_at: &str, expected| {
        let found = receipts.latest_lookup("coinmarketcap-map", key, known_at.parse().unwrap());
        assert_eq!(found.map(|receipt| receipt.n), expected, "{key} {known_at}");
    };
    check("2", "2026-10-31T23:59:59Z", None);
    check("2", "2026-11-01T00:00:00Z", Some(1));
    check("3", "2026-11-01T00:00:00Z", None);
    check("2", "2026-11-02T00:00:00Z", Some(3));
    check("1", "2026-11-02T00:00:00Z", Some(1));
    check("3", "2026-11-30T00:00:00Z", Some(2));
}
