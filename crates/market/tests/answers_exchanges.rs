//! Exchanges' answers: real figures in each form, and what may be wrong with an answer.

mod common;

use std::io::{Read, Write};

use common::answer::{self, ask};
use qazyq_market::archive::{self, unpack_one};
use qazyq_market::binance::files::Files;
use qazyq_market::binance::rest::Klines;
use qazyq_market::days::{DayCut, daily};
use qazyq_market::feed::{Advice, AnswerError, Ask, Feed, Rows};
use qazyq_market::klines::{Candle, Interval};
use qazyq_market::kraken::{self, Ohlc};
use qazyq_market::{Format, bybit, detect};

const BINANCE_MAY: &str = include_str!("data/answers/binance/USDCUSDT-1d-2022-05.json");
const BINANCE_HOURS: &str = include_str!("data/answers/binance/USDCUSDT-1h-2023-03-12.json");
const ARCHIVE_MAY: &[u8] = include_bytes!("data/answers/binance/USDCUSDT-1d-2022-05.zip");
const ARCHIVE_DAY: &[u8] = include_bytes!("data/answers/binance/USDCUSDT-1d-2022-05-12.zip");
const MINUTES_2022: &[u8] = include_bytes!("data/answers/binance/USDCUSDT-1m-2022-05-12.zip");
const MINUTES_2023: &[u8] = include_bytes!("data/answers/binance/USDCUSDT-1m-2023-03-12.zip");
const BYBIT_MAY: &str = include_str!("data/answers/bybit/USDCUSDT-D-2022-05.json");
const BYBIT_HOURS: &str = include_str!("data/answers/bybit/USDCUSDT-60-2023-03-12.json");
const KRAKEN: &str = include_str!("data/answers/kraken/USDCUSD.json");
const KRAKEN_DAYS: &str = include_str!("data/answers/kraken/USDCUSD_1440.csv");
const KRAKEN_HOURS: &str = include_str!("data/answers/kraken/USDCUSD_60.csv");

/// Long after everything here.
const LATER: &str = "2026-11-01T00:00:00Z";
/// Midnight at the beginning of 2023-03-11 in milliseconds.
const T: i64 = 1_678_492_800_000;
const DAY: i64 = 86_400_000;

fn a_day() -> Ask {
    ask("USDCUSDT", "1d", "2023-03-11", "2023-03-11")
}

/// The one door: what the feed says of an answer to [`a_day`].
fn check(feed: &dyn Feed, bytes: impl AsRef<[u8]>, retrieved: &str, expected: &[&str]) {
    let bytes = bytes.as_ref();
    let got = answer::read(feed, &a_day(), bytes, retrieved);
    assert_eq!(got, expected, "{}", String::from_utf8_lossy(bytes));
}

fn candles(feed: &dyn Feed, ask: &Ask, bytes: impl AsRef<[u8]>) -> Vec<Candle> {
    let answer = feed.read(ask, bytes.as_ref(), LATER.parse().unwrap()).unwrap();
    assert_eq!((answer.parts.len(), answer.remarks.len()), (1, 0));
    let part = &answer.parts[0];
    assert_eq!((part.rejected.len(), part.defects.len()), (0, 0), "{:?} {:?}", part.rejected, part.defects);
    match &part.rows {
        Rows::Candles(interval, candles) if *interval == ask.interval => candles.clone(),
        rows => panic!("{rows:?}"),
    }
}

// What is asked.

#[test]
fn a_path_has_the_first_and_the_last_millisecond() {
    let month = ask("USDCUSDT", "1d", "2022-05-01", "2022-05-31");
    let hours = ask("USDCUSDT", "1h", "2023-03-12", "2023-03-14");
    for (feed, ask, expected) in [
        (
            &Klines as &dyn Feed,
            &month,
            "/api/v3/klines?symbol=USDCUSDT&interval=1d&startTime=1651363200000&endTime=1654041599999&limit=1000",
        ),
        (
            &Klines,
            &hours,
            "/api/v3/klines?symbol=USDCUSDT&interval=1h&startTime=1678579200000&endTime=1678838399999&limit=1000",
        ),
        (
            &bybit::Klines,
            &month,
            "/v5/market/kline?category=spot&symbol=USDCUSDT&interval=D&start=1651363200000&end=1654041599999&limit=1000",
        ),
        (
            &bybit::Klines,
            &hours,
            "/v5/market/kline?category=spot&symbol=USDCUSDT&interval=60&start=1678579200000&end=1678838399999&limit=1000",
        ),
        (&Ohlc, &month, "/0/public/OHLC?pair=USDCUSDT&interval=1440&since=1651363199"),
        (&Files, &month, "/data/spot/monthly/klines/USDCUSDT/1d/USDCUSDT-1d-2022-05.zip"),
    ] {
        assert_eq!(feed.path(ask), expected);
    }
    let odd = ask("XBT/USD&a=b", "1d", "2022-05-01", "2022-05-01");
    assert_eq!(Ohlc.path(&odd), "/0/public/OHLC?pair=XBT%2FUSD%26a%3Db&interval=1440&since=1651363199");
    let none = ask("", "1d", "2022-05-01", "2022-05-01");
    assert!(Klines.path(&none).contains("symbol=&"));
}

#[test]
fn an_archive_is_of_a_whole_month_or_of_a_day() {
    let path = |from: &str, to: &str| Files.path(&ask("USDCUSDT", "1h", from, to));
    let monthly = |month: &str| format!("/data/spot/monthly/klines/USDCUSDT/1h/USDCUSDT-1h-{month}.zip");
    let daily = |day: &str| format!("/data/spot/daily/klines/USDCUSDT/1h/USDCUSDT-1h-{day}.zip");
    assert_eq!(path("2024-02-01", "2024-02-29"), monthly("2024-02"));
    assert_eq!(path("2023-02-01", "2023-02-28"), monthly("2023-02"));
    assert_eq!(path("2023-12-01", "2023-12-31"), monthly("2023-12"));
    assert_eq!(path("2024-02-01", "2024-02-28"), daily("2024-02-01"));
    assert_eq!(path("2024-02-02", "2024-02-29"), daily("2024-02-02"));
    assert_eq!(path("2024-02-01", "2024-03-31"), daily("2024-02-01"));
    assert_eq!(path("2024-02-01", "2024-02-01"), daily("2024-02-01"));
}

// What is answered.

#[test]
fn days_of_an_exchange_are_those_that_its_minutes_make() {
    let month = ask("USDCUSDT", "1d", "2022-05-01", "2022-05-31");
    let days = candles(&Klines, &month, BINANCE_MAY);
    assert_eq!(days.len(), 31);
    let minutes = candles(&Files, &ask("USDCUSDT", "1m", "2022-05-12", "2022-05-12"), MINUTES_2022);
    assert_eq!(minutes.len(), 1440);
    let built = |candles: &[Candle], interval: &str| {
        let built = daily(candles, Interval::named(interval).unwrap(), DayCut::Utc, false).unwrap();
        built.into_iter().map(|mut built| {
            // How many candles a day was built of is all that may differ.
            built.bar.coverage = None;
            built
        })
    };
    assert!(built(&minutes, "1m").eq(built(&days[11..12], "1d")));

    let hours = candles(&Klines, &ask("USDCUSDT", "1h", "2023-03-12", "2023-03-14"), BINANCE_HOURS);
    assert_eq!(hours.len(), 72);
    let minutes = candles(&Files, &ask("USDCUSDT", "1m", "2023-03-12", "2023-03-12"), MINUTES_2023);
    assert!(built(&minutes, "1m").eq(built(&hours, "1h").take(1)));
    assert_eq!(built(&hours, "1h").next().unwrap().bar.low.unwrap().to_string(), "0.9323");
}

#[test]
fn the_forms_of_one_month_say_the_same() {
    let month = ask("USDCUSDT", "1d", "2022-05-01", "2022-05-31");
    let asked = candles(&Klines, &month, BINANCE_MAY);
    assert_eq!(candles(&Files, &month, ARCHIVE_MAY), asked);
    assert_eq!(candles(&bybit::Klines, &month, BYBIT_MAY), asked);
    let one = ask("USDCUSDT", "1d", "2022-05-12", "2022-05-12");
    assert_eq!(candles(&Files, &one, ARCHIVE_DAY), asked[11..12]);
    let hours = ask("USDCUSDT", "1h", "2023-03-12", "2023-03-14");
    assert_eq!(candles(&bybit::Klines, &hours, BYBIT_HOURS), candles(&Klines, &hours, BINANCE_HOURS));
}

/// A row of Binance's with these times and figures.
fn row(open: i64, close: i64, prices: &str) -> String {
    format!("[{open},{prices},{close},\"2\",7,\"0\",\"0\",\"0\"]")
}

const ONES: &str = r#""1","1","1","1","2""#;

#[test]
fn a_binance_row_is_a_candle_of_the_length_that_was_asked_for() {
    let good = row(T, T + DAY - 1, ONES);
    let first = "2023-03-11T00:00:00Z 1d 1 1 1 1 2 2";
    let answer = |rows: &[&str]| format!("[{}]", rows.join(","));
    let ok = |rows: &[&str], expected: &[&str]| {
        check(&Klines, answer(rows), LATER, &[&["USDCUSDT"], expected].concat());
    };
    ok(&[], &[]);
    ok(&[&good], &[first]);
    // Microseconds, should the answers follow the files.
    ok(&[&row(T * 1000, (T + DAY) * 1000 - 1, ONES)], &[first]);

    let hour = row(T, T + DAY / 24 - 1, ONES);
    let no_interval = format!("times-span-no-interval open=`{T}` close=`{}`", T + DAY / 24 - 1);
    ok(&[&hour, &good], &[first, &format!("1: {no_interval}")]);
    let noon = row(T + DAY / 2, T + DAY / 2 + DAY - 1, ONES);
    ok(&[&noon], &[&format!("1: candle-is-off-the-grid open=`{}` interval=`1d`", T + DAY / 2)]);
    ok(&[&good.replacen(&T.to_string(), "null", 1)], &["1: time-is-not-readable found=`null`"]);
    ok(&["{}"], &["1: fields-do-not-match-the-header found=`0` expected=`12`"]);
    ok(&["[1,2]"], &["1: fields-do-not-match-the-header found=`2` expected=`12`"]);
    ok(
        &[&good.replacen("\"2\",7", "\"2\",7,7", 1)],
        &["1: fields-do-not-match-the-header found=`13` expected=`12`"],
    );
    ok(
        &[&row(T, T + DAY - 1, r#""1","1","1","n/a","2""#)],
        &["1: candle-figure-is-not-readable figure=`close` found=`n/a`"],
    );
    ok(
        &[&row(T, T + DAY - 1, r#"null,"1","1","1","2""#)],
        &["1: candle-figure-is-not-readable figure=`open` found=`null`"],
    );
    ok(
        &[&row(T, T + DAY - 1, r#""1","1","2","1","2""#)],
        &["2023-03-11T00:00:00Z 1d 1 1 2 1 2 2", "1: 2023-03-11 high-is-below-low high=`1` low=`2`"],
    );
    // Numbers without quotes and with an exponent are the same numbers.
    ok(&[&row(T, T + DAY - 1, r#"1.0,10e-1,1,"1.00","2e0""#)], &[first]);
}

#[test]
fn rows_are_sorted_and_each_time_stands_once() {
    let (a, b) = (row(T, T + DAY - 1, ONES), row(T + DAY, T + 2 * DAY - 1, ONES));
    let (first, second) = ("2023-03-11T00:00:00Z 1d 1 1 1 1 2 2", "2023-03-12T00:00:00Z 1d 1 1 1 1 2 2");
    let out_of_order = "rows-are-out-of-order key=`USDCUSDT`";
    check(&Klines, format!("[{a},{b}]"), LATER, &["USDCUSDT", first, second]);
    check(&Klines, format!("[{b},{a}]"), LATER, &["USDCUSDT", first, second, out_of_order]);
    check(&Klines, format!("[{a},{a},{b}]"), LATER, &["USDCUSDT", first, second]);
    let other = row(T, T + DAY - 1, r#""1","1","1","1","3""#);
    check(&Klines, format!("[{a},{b},{other}]"), LATER, &["row-stands-twice time=`2023-03-11T00:00:00Z`"]);

    let listed = |rows: &[(i64, &str)]| {
        let rows = rows.iter().map(|(t, v)| format!(r#"["{t}","1","1","1","1","{v}","2"]"#));
        let rows = rows.collect::<Vec<_>>().join(",");
        format!(r#"{{"retCode":0,"result":{{"category":"spot","symbol":"USDCUSDT","list":[{rows}]}}}}"#)
    };
    check(&bybit::Klines, listed(&[(T + DAY, "2"), (T, "2")]), LATER, &["USDCUSDT", first, second]);
    check(
        &bybit::Klines,
        listed(&[(T, "2"), (T + DAY, "2")]),
        LATER,
        &["USDCUSDT", first, second, out_of_order],
    );
    check(
        &bybit::Klines,
        listed(&[(T, "2"), (T, "3")]),
        LATER,
        &["row-stands-twice time=`2023-03-11T00:00:00Z`"],
    );
}

#[test]
fn nobody_has_seen_a_candle_that_has_not_begun() {
    let answer = format!("[{}]", row(T, T + DAY - 1, ONES));
    let begun = ["USDCUSDT", "2023-03-11T00:00:00Z 1d 1 1 1 1 2 2"];
    let future = ["USDCUSDT", "1: bar-of-the-future found=`2023-03-11T00:00:00Z`"];
    check(&Klines, &answer, "2023-03-10T23:59:59.999999Z", &future);
    check(&Klines, &answer, "2023-03-11T00:00:00Z", &begun);
    // It is still running: a row of its instant.
    check(&Klines, &answer, "2023-03-11T12:00:00Z", &begun);

    let at = |retrieved: &str| answer::read(&Files, &a_day_of_may(), ARCHIVE_DAY, retrieved);
    assert_eq!(
        at("2022-05-11T23:59:59.999999Z"),
        ["USDCUSDT", "1: bar-of-the-future found=`2022-05-12T00:00:00Z`"]
    );
    assert_eq!(at("2022-05-12T00:00:00Z").len(), 2);
    assert!(at("2022-05-12T00:00:00Z")[1].starts_with("2022-05-12T00:00:00Z 1d "));

    let kraken = r#"{"error":[],"result":{"USDCUSDT":[[1678492800,"1","1","1","1","1","2",7]],"last":0}}"#;
    check(
        &Ohlc,
        kraken,
        "2023-03-10T23:59:59.999999Z",
        &["USDCUSDT", "1: bar-of-the-future found=`2023-03-11`"],
    );
    check(&Ohlc, kraken, "2023-03-11T00:00:00Z", &["USDCUSDT", "2023-03-11 1 1 1 1 1 - -"]);
}

fn a_day_of_may() -> Ask {
    ask("USDCUSDT", "1d", "2022-05-12", "2022-05-12")
}

#[test]
fn what_is_no_answer_is_told_from_what_is_none() {
    for feed in [&Klines as &dyn Feed, &bybit::Klines, &Ohlc] {
        check(feed, "", LATER, &["answer-has-no-bytes"]);
        check(feed, " \r\n", LATER, &["answer-has-no-bytes"]);
        check(feed, "<!DOCTYPE html><html>", LATER, &["answer-is-a-web-page"]);
        check(feed, "\n<html>", LATER, &["answer-is-a-web-page"]);
        let code = |bytes: &str| {
            feed.read(&a_day(), bytes.as_bytes(), LATER.parse().unwrap()).unwrap_err().code().to_owned()
        };
        assert_eq!(code("null"), "answer-is-misshapen");
        assert_eq!(code("7"), "answer-is-misshapen");
        assert_eq!(code("NaN"), "answer-is-not-json");
        assert_eq!(code("{\"retCode\":"), "answer-is-not-json");
        assert_eq!(code("{}"), "answer-is-misshapen");
    }
    for (feed, text) in [(&Klines as &dyn Feed, BINANCE_MAY), (&bybit::Klines, BYBIT_MAY), (&Ohlc, KRAKEN)] {
        // Cut anywhere, it is no JSON.
        for end in (1..text.len()).step_by(97).chain([text.len() - 1]) {
            let error = feed.read(&a_day(), &text.as_bytes()[..end], LATER.parse().unwrap()).unwrap_err();
            assert!(matches!(error, AnswerError::NotJson { .. }), "{end}: {error}");
        }
    }
}

// Binance.

#[test]
fn binance_says_no_in_its_own_codes() {
    for (status, body, expected) in [
        (400, r#"{"code":-1121,"msg":"Invalid symbol."}"#, "-1121: Invalid symbol., not there"),
        (
            429,
            r#"{"code":-1003,"msg":"Too much request weight used"}"#,
            "-1003: Too much request weight used, later",
        ),
        (418, r#"{"code":-1003,"msg":"banned"}"#, "-1003: banned, later"),
        (400, r#"{"code":-1003,"msg":"a"}"#, "-1003: a, later"),
        (400, r#"{"code":-1100,"msg":"Illegal characters"}"#, "-1100: Illegal characters, never"),
        (451, r#"{"code":0,"msg":"restricted location"}"#, "0: restricted location, stop"),
        (500, r#"{"code":-1000}"#, "-1000: , later"),
        (418, "", "418: , later"),
        (429, "", "429: , later"),
        (451, "", "451: , stop"),
        (403, "<html>\n<body>", "403: <html>, stop"),
        (404, "not here", "404: not here, never"),
        (499, "", "499: , never"),
        (500, "", "500: , later"),
        (503, "", "503: , later"),
        (302, "", "302: , later"),
    ] {
        assert_eq!(answer::refusal(&Klines, status, body), expected, "{status} {body}");
    }
    check(
        &Klines,
        r#" {"code":-1121,"msg":"Invalid symbol."}"#,
        LATER,
        &["source-refused code=`-1121` message=`Invalid symbol.`"],
    );
    assert_eq!(
        answer::refusal(&Files, 404, "<Error><Code>NoSuchKey"),
        "404: <Error><Code>NoSuchKey, not there"
    );
    assert_eq!(answer::refusal(&Files, 403, ""), "403: , stop");
    assert_eq!(answer::refusal(&Files, 503, ""), "503: , later");
}

/// An archive with these files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn an_archive_holds_the_one_file_that_was_asked_for() {
    let line = |open: i64, close: i64| format!("{open},1,1,1,1,2,{close},2,7,0,0,0\n");
    let day = line(T, T + DAY - 1);
    let named = |name: &str| zip(&[(name, day.as_bytes())]);
    let first = "2023-03-11T00:00:00Z 1d 1 1 1 1 2 2";
    check(&Files, named("USDCUSDT-1d-2023-03-11.csv"), LATER, &["USDCUSDT", first]);
    check(
        &Files,
        named("BTCUSDT-1d-2023-03-11.csv"),
        LATER,
        &["answer-is-about-another-key asked=`USDCUSDT` found=`BTCUSDT`"],
    );
    check(&Files, named("a.csv"), LATER, &["answer-is-no-archive what=`a.csv in it`"]);
    check(
        &Files,
        zip(&[("USDCUSDT-1d-2023-03-11.csv", line(T, T + DAY / 24 - 1).as_bytes())]),
        LATER,
        &["answer-is-about-another-key asked=`USDCUSDT 1d` found=`USDCUSDT 1h`"],
    );
    check(
        &Files,
        zip(&[("USDCUSDT-1d-2023-03-11.csv", b"")]),
        LATER,
        &["answer-holds-an-unusable-file what=`file-is-empty`"],
    );
    let twice = format!("{day}{}", day.replace(",2,7", ",3,7"));
    check(
        &Files,
        zip(&[("USDCUSDT-1d-2023-03-11.csv", twice.as_bytes())]),
        LATER,
        &["row-stands-twice time=`2023-03-11T00:00:00Z`"],
    );
    let odd = format!("{day}a,b\n");
    check(
        &Files,
        zip(&[("USDCUSDT-1d-2023-03-11.csv", odd.as_bytes())]),
        LATER,
        &["USDCUSDT", first, "2: fields-do-not-match-the-header found=`2` expected=`12`"],
    );
    check(&Files, zip(&[]), LATER, &["answer-is-no-archive what=`0 files in it`"]);
    check(
        &Files,
        zip(&[("a.csv", b"1"), ("b.csv", b"2")]),
        LATER,
        &["answer-is-no-archive what=`2 files in it`"],
    );
    check(&Files, "", LATER, &["answer-has-no-bytes"]);
    check(&Files, "<html>", LATER, &["answer-is-a-web-page"]);
    check(&Files, "<?xml version=\"1.0\"?><Error>", LATER, &["answer-is-a-web-page"]);
}

#[test]
fn of_many_lines_that_are_none_a_hundred_are_kept_and_all_are_counted() {
    // Lines that are none before and behind candles of which the last two had not begun.
    let line = |open: i64| format!("{open},1,1,1,1,2,{},2,7,0,0,0\n", open + DAY - 1);
    let days: String = (0..4).map(|n| line(T + n * DAY)).collect();
    let parts = |csv: String, retrieved: &str| {
        let bytes = zip(&[("USDCUSDT-1d-2023-03-11.csv", csv.as_bytes())]);
        Files.read(&a_day(), &bytes, retrieved.parse().unwrap()).unwrap().parts
    };
    for (before, behind, last) in [(0, 0, 4), (97, 1, 102), (98, 300, 102), (300, 0, 100)] {
        let csv = format!("{}{days}{}", "x\n".repeat(before), "x\n".repeat(behind));
        let part = &parts(csv, "2023-03-12T00:00:00Z")[0];
        assert_eq!(part.rejected.len(), before + behind + 2);
        let lines: Vec<u64> = part.rejected.iter().map(|rejected| rejected.line).collect();
        assert!(lines.is_sorted() && lines.len() == part.rejected.len().min(100), "{lines:?}");
        assert_eq!(lines.last(), Some(&last), "the first in the order of lines");
        let Rows::Candles(_, candles) = &part.rows else { panic!() };
        assert_eq!(candles.len(), 2);
    }
    // Of answers likewise.
    let rows = vec!["[0]"; 5000].join(",");
    let kraken = format!(r#"{{"error":[],"result":{{"USDCUSDT":[{rows}],"last":0}}}}"#);
    let answer = Ohlc.read(&a_day(), kraken.as_bytes(), LATER.parse().unwrap()).unwrap();
    let rejected = &answer.parts[0].rejected;
    assert_eq!((rejected.len(), rejected.iter().len()), (5000, 100));
}

#[test]
fn an_archive_unpacks_within_bounds_or_not_at_all() {
    let (name, bytes) = unpack_one(ARCHIVE_DAY).unwrap();
    assert_eq!(name, "USDCUSDT-1d-2022-05-12.csv");
    assert!(bytes.starts_with(b"1652313600000,"));

    // Zeros pack a thousand to one; a hundred are the most.
    let bomb = zip(&[("a.csv", &[b'0'; 1 << 20])]);
    let what = |bytes: &[u8]| match unpack_one(bytes) {
        Err(AnswerError::NotAnArchive { what }) => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(what(&bomb), format!("a.csv unpacks to more than {} bytes", bomb.len() * 100));
    assert_eq!(archive::UNPACKED_PER_BYTE_MAX, 100);

    // What it says of its length alone is not believed: in the file's head, and in the directory.
    let mut lying = bomb.clone();
    let length = (1_u32 << 20).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == length {
            lying[at..at + 4].copy_from_slice(&5_u32.to_le_bytes());
        }
    }
    assert_ne!(lying, bomb);
    assert!(!what(&lying).is_empty());

    // Both sides of the ratio: the archive's length hardly depends on how many zeros it holds.
    let zeros = |count: usize| zip(&[("a.csv", &vec![b'0'; count])]);
    let (mut low, mut high) = (1000, 1 << 20);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if unpack_one(&zeros(middle)).is_ok() { low = middle } else { high = middle }
    }
    assert!(low <= zeros(low).len() * 100 && high > zeros(high).len() * 100);

    // Cut anywhere, or with a byte of the packed part changed, it is none.
    for end in 1..ARCHIVE_DAY.len() {
        assert!(unpack_one(&ARCHIVE_DAY[..end]).is_err(), "{end}");
    }
    let mut damaged = ARCHIVE_DAY.to_vec();
    damaged[80] ^= 1;
    assert!(!what(&damaged).is_empty());
    assert!(!what(b"PK\x05\x06").is_empty());
    assert!(!what(b"no archive").is_empty());
    let mut folder = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    folder.add_directory("a/", zip::write::SimpleFileOptions::default()).unwrap();
    assert_eq!(what(&folder.finish().unwrap().into_inner()), "no file in it, but a/");
}

#[test]
fn an_archive_of_more_than_64_mib_is_refused() {
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let unpacked = |length: u64| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
        writer.start_file("a.csv", stored).unwrap();
        std::io::copy(&mut std::io::repeat(b'0').take(length), &mut writer).unwrap();
        unpack_one(&writer.finish().unwrap().into_inner())
    };
    assert_eq!(archive::UNPACKED_BYTES_MAX, 64 * 1024 * 1024);
    assert!(unpacked(archive::UNPACKED_BYTES_MAX).is_ok());
    assert!(unpacked(archive::UNPACKED_BYTES_MAX + 1).is_err());
}

// Bybit.

#[test]
fn bybit_says_which_pair_and_market_it_speaks_of() {
    let (from, to) = (BYBIT_MAY.find("USDCUSDT").unwrap(), "USDCUSDT".len());
    let other = format!("{}BTCUSDT{}", &BYBIT_MAY[..from], &BYBIT_MAY[from + to..]);
    check(&bybit::Klines, other, LATER, &["answer-is-about-another-key asked=`USDCUSDT` found=`BTCUSDT`"]);
    check(
        &bybit::Klines,
        BYBIT_MAY.replace("\"spot\"", "\"linear\""),
        LATER,
        &["answer-is-misshapen place=`result.category` expected=`spot`"],
    );
    let result = |result: &str| format!(r#"{{"retCode":0,"retMsg":"OK","result":{result}}}"#);
    check(
        &bybit::Klines,
        result("null"),
        LATER,
        &["answer-is-misshapen place=`result` expected=`an object`"],
    );
    check(
        &bybit::Klines,
        result("{}"),
        LATER,
        &["answer-is-misshapen place=`result.symbol` expected=`a pair`"],
    );
    let empty = result(r#"{"category":"spot","symbol":"USDCUSDT","list":[]}"#);
    check(&bybit::Klines, empty, LATER, &["USDCUSDT"]);
    let none = result(r#"{"category":"spot","symbol":"USDCUSDT"}"#);
    check(&bybit::Klines, none, LATER, &["answer-is-misshapen place=`result.list` expected=`a list`"]);
    let odd = result(
        r#"{"category":"spot","symbol":"USDCUSDT","list":[["1678492800000","1","1","1","1","2"],
        ["1678492800001","1","1","1","1","2","2"],["x","1","1","1","1","2","2"],
        ["1678492800000","1","1","1","1","2",""],7]}"#,
    );
    check(
        &bybit::Klines,
        odd,
        LATER,
        &[
            "USDCUSDT",
            "1: fields-do-not-match-the-header found=`6` expected=`7`",
            "2: candle-is-off-the-grid open=`1678492800001` interval=`1d`",
            "3: time-is-not-readable found=`x`",
            "4: candle-figure-is-not-readable figure=`quote_volume` found=``",
            "5: fields-do-not-match-the-header found=`0` expected=`7`",
        ],
    );
}

#[test]
fn bybit_says_no_with_the_status_of_a_yes() {
    let refused = |code: i64, message: &str| {
        let body =
            format!(r#"{{"retCode":{code},"retMsg":"{message}","result":{{}},"retExtInfo":{{}},"time":1}}"#);
        match bybit::Klines.read(&a_day(), body.as_bytes(), LATER.parse().unwrap()) {
            Err(AnswerError::Refused(refusal)) => {
                assert_eq!(
                    (refusal.code.as_str(), refusal.message.as_str()),
                    (code.to_string().as_str(), message)
                );
                refusal.advice
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused(10001, "Not supported symbols"), Advice::NotThere);
    assert_eq!(refused(10001, "params error: Symbol Is Invalid"), Advice::NotThere);
    assert_eq!(refused(10001, "Invalid period!"), Advice::Never);
    assert_eq!(refused(10006, "Too many visits!"), Advice::Later);
    assert_eq!(refused(10016, "Server error"), Advice::Later);
    assert_eq!(refused(10018, "Exceeded the IP Rate Limit"), Advice::Later);
    assert_eq!(refused(10017, "Route not found"), Advice::Never);
    assert_eq!(
        answer::refusal(&bybit::Klines, 403, "access too frequent"),
        "403: access too frequent, later"
    );
    assert_eq!(answer::refusal(&bybit::Klines, 502, ""), "502: , later");
    assert_eq!(answer::refusal(&bybit::Klines, 404, ""), "404: , never");
    assert_eq!(answer::refusal(&bybit::Klines, 403, r#"{"retCode":10018,"retMsg":"a"}"#), "10018: a, later");
    assert_eq!(answer::refusal(&bybit::Klines, 500, r#"{"retCode":7,"retMsg":"a"}"#), "7: a, later");
    assert_eq!(
        answer::refusal(&bybit::Klines, 500, r#"{"retCode":0,"retMsg":"a"}"#).split(':').next(),
        Some("500")
    );
}

// Kraken.

#[test]
fn kraken_names_the_pair_with_a_letter_before_either_half() {
    let named = |pair: &str, name: &str, answer: &str| {
        let bytes = answer.replace("\"USDCUSD\"", &format!("\"{name}\""));
        answer::read(&Ohlc, &ask(pair, "1d", "2023-03-11", "2023-03-11"), bytes, LATER)
    };
    let mut expected = [
        "USDCUSD",
        "2023-03-10 0.9999 1.0013 0.99 0.9982 0.9975 - -",
        "2023-03-11 0.9982 0.999 0.874 0.967 0.9433 - -",
        "2023-03-12 0.9679 0.9949 0.9455 0.9914 0.975 - -",
        "2023-03-13 0.9914 0.9997 0.9825 0.999 0.9956 - -",
    ];
    for (pair, name) in
        [("USDCUSD", "USDCUSD"), ("USDCUSD", "XUSDCZUSD"), ("USDTUSD", "USDTZUSD"), ("XBTUSD", "XXBTZUSD")]
    {
        expected[0] = pair;
        assert_eq!(named(pair, name, KRAKEN), expected, "{name}");
    }
    for (pair, name) in
        [("USDCUSD", "USDTZUSD"), ("USDTUSD", "USDCUSD"), ("USDCUSD", "USDCEUR"), ("USDCUSD", "A")]
    {
        let another = format!("answer-is-about-another-key asked=`{pair}` found=`{name}`");
        assert_eq!(named(pair, name, KRAKEN), [another]);
    }
    let misshapen = "answer-is-misshapen place=`result` expected=`the rows of one pair, and last`";
    for result in [
        r#"{"last":1}"#,
        "{}",
        "null",
        r#"{"A":[],"B":[],"last":1}"#,
        r#"{"A":[],"A":[],"last":1}"#,
        r#"{"USDCUSDT":7,"last":1}"#,
    ] {
        check(&Ohlc, format!(r#"{{"error":[],"result":{result}}}"#), LATER, &[misshapen]);
    }
    check(&Ohlc, r#"{"error":[]}"#, LATER, &[misshapen]);
    check(&Ohlc, r#"{"error":[],"result":{"USDCUSDT":[],"last":1}}"#, LATER, &["USDCUSDT"]);
}

#[test]
fn a_kraken_row_is_a_day_without_volume() {
    let rows = |rows: &str| format!(r#"{{"error":[],"result":{{"USDCUSDT":[{rows}],"last":0}}}}"#);
    let ok = |row: &str, expected: &[&str]| {
        check(&Ohlc, rows(row), LATER, &[&["USDCUSDT"], expected].concat());
    };
    ok(r#"[1678492800,"1","1","1","1","1","2",7]"#, &["2023-03-11 1 1 1 1 1 - -"]);
    // Without trades, and with a vwap of zero that cannot be.
    ok(
        r#"[1678492800,"1","1","1","1","0","0",0]"#,
        &["2023-03-11 1 1 1 1 - - -", "1: 2023-03-11 volume-is-zero"],
    );
    ok(
        r#"[1678492800,"1","1","1","1","0.0","2",7]"#,
        &["2023-03-11 1 1 1 1 - - -", "1: 2023-03-11 price-is-not-positive figure=`vwap` found=`0`"],
    );
    ok(
        r#"[1678492800,"1","1",null,"x","1","2",7]"#,
        &[
            "2023-03-11 1 1 - - 1 - -",
            "1: 2023-03-11 figure-is-absent figure=`low`",
            "1: 2023-03-11 figure-is-not-readable figure=`close` found=`x`",
        ],
    );
    ok(
        r#"[1678492800,"1","1","1","1","1","2"]"#,
        &["1: fields-do-not-match-the-header found=`7` expected=`8`"],
    );
    let expected = "expected=`seconds since 1970`";
    for (time, why) in [
        ("1678492801", "time-is-not-midnight found=`1678492801`".to_owned()),
        ("1293753600", format!("date-is-not-readable found=`1293753600` {expected}")),
        ("32503680000", format!("date-is-not-readable found=`32503680000` {expected}")),
        ("1678492800000", format!("date-is-not-readable found=`1678492800000` {expected}")),
        ("-1", format!("date-is-not-readable found=`-1` {expected}")),
        ("null", format!("date-is-not-readable found=`null` {expected}")),
    ] {
        ok(&format!(r#"[{time},"1","1","1","1","1","2",7]"#), &[&format!("1: {why}")]);
    }
    ok(r#"[1293840000,"1","1","1","1","1","2",7]"#, &["2011-01-01 1 1 1 1 1 - -"]);
    let last = r#"[32503593600,"1","1","1","1","1","2",7]"#;
    ok(last, &["1: bar-of-the-future found=`2999-12-31`"]);
    let (a, b) = (r#"[1678492800,"1","1","1","1","1","2",7]"#, r#"[1678579200,"1","1","1","1","1","2",7]"#);
    ok(
        &format!("{b},{a},{a}"),
        &["2023-03-11 1 1 1 1 1 - -", "2023-03-12 1 1 1 1 1 - -", "rows-are-out-of-order key=`USDCUSDT`"],
    );
    let other = a.replace("\"2\"", "\"3\"").replacen("\"1\"", "\"2\"", 1);
    check(&Ohlc, rows(&format!("{a},{other}")), LATER, &["row-stands-twice time=`2023-03-11`"]);
}

#[test]
fn kraken_says_no_in_words() {
    for (error, expected) in [
        ("EQuery:Unknown asset pair", "EQuery: Unknown asset pair, not there"),
        ("EGeneral:Too many requests", "EGeneral: Too many requests, later"),
        ("EAPI:Rate limit exceeded", "EAPI: Rate limit exceeded, later"),
        ("EService:Unavailable", "EService: Unavailable, later"),
        ("EService:Busy", "EService: Busy, later"),
        ("EGeneral:Invalid arguments", "EGeneral: Invalid arguments, never"),
        ("odd", "odd: , never"),
    ] {
        let body = format!(r#"{{"error":["{error}"]}}"#);
        assert_eq!(answer::refusal(&Ohlc, 200, &body), expected);
        match Ohlc.read(&a_day(), body.as_bytes(), LATER.parse().unwrap()) {
            Err(AnswerError::Refused(refusal)) => assert!(expected.starts_with(&refusal.code)),
            other => panic!("{other:?}"),
        }
    }
    // A warning beside rows is none.
    let warned = KRAKEN.replace("\"error\":[]", "\"error\":[\"WGeneral:Deprecated\"]");
    assert_eq!(
        answer::read(&Ohlc, &ask("USDCUSD", "1d", "2023-03-11", "2023-03-11"), &warned, LATER).len(),
        5
    );
    let both = r#"{"error":["WGeneral:a","EQuery:Unknown asset pair"]}"#;
    assert_eq!(answer::refusal(&Ohlc, 400, both), "EQuery: Unknown asset pair, not there");
    assert_eq!(answer::refusal(&Ohlc, 520, "<html>"), "520: <html>, later");
    assert_eq!(answer::refusal(&Ohlc, 403, ""), "403: , stop");
}

#[test]
fn kraken_offers_days_as_a_file() {
    let read = |text: &str| common::file(&kraken::file::parse(text.as_bytes()));
    assert_eq!(detect(KRAKEN_DAYS.as_bytes()), Some(Format::KrakenFile));
    assert_eq!(Format::KrakenFile.name(), "kraken-ohlcvt");
    assert_eq!(
        read(KRAKEN_DAYS),
        [
            "1: 2023-03-10 0.9999 1.0013 0.99 0.9982 - - -",
            "2: 2023-03-11 0.9982 0.999 0.874 0.967 - - -",
            "3: 2023-03-12 0.9679 0.9949 0.9455 0.9914 - - -",
            "4: 2023-03-13 0.9914 0.9997 0.9825 0.999 - - -",
        ]
    );
    // A file of hours has midnights too.
    assert_eq!(detect(KRAKEN_HOURS.as_bytes()), Some(Format::KrakenFile));
    assert_eq!(read(KRAKEN_HOURS), ["rows-are-not-daily line=`2` found=`1678410000`"]);
    assert_eq!(
        read("1678410000,1,1,1,1,1,1\n"),
        ["no-row-is-readable rejected=`1` line=`1` reason=`time-is-not-midnight`"]
    );
    assert_eq!(
        read("1678406400,1,1,1,1,1,1\n1678492800,1,1e0,2,1,1\n1678492800,1,1e0,,1,1,1\n"),
        [
            "1: 2023-03-10 1 1 1 1 - - -",
            "3: 2023-03-11 1 - - 1 - - -",
            "2: fields-do-not-match-the-header found=`6` expected=`7`",
            "3: 2023-03-11 digits-may-be-lost figure=`high` found=`1e0`",
            "3: 2023-03-11 figure-is-absent figure=`low`",
        ]
    );
    let twice = "1678406400,1,1,1,1,1,1\n1678406400,1,2,1,1,1,1\n";
    assert_eq!(read(twice), ["day-stands-twice day=`2023-03-10` first=`1` second=`2`"]);
    assert_eq!(read(""), ["file-is-empty"]);
    for (name, pair) in [
        ("USDCUSD_1440.csv", Some("USDCUSD")),
        ("1INCHUSD_1440.csv", Some("1INCHUSD")),
        ("USDCUSD_60.csv", None),
        ("usdcusd_1440.csv", None),
        ("_1440.csv", None),
        ("USDCUSD_1440.zip", None),
    ] {
        assert_eq!(kraken::file::pair_of_file_name(name), pair, "{name}");
    }

    for (text, expected) in [
        ("1293840000,1,1,1,1,1,1", Some(Format::KrakenFile)),
        ("1293839999,1,1,1,1,1,1", None),
        ("32503679999,1,1,1,1,1,1", Some(Format::KrakenFile)),
        ("32503680000,1,1,1,1,1,1", None),
        ("1678406400000,1,1,1,1,1,1", None),
        ("1678406400,1,1,1,1,1", None),
        ("1678406400,1,1,1,1,1,1,1", None),
        ("time,open,high,low,close,volume,trades", None),
    ] {
        assert_eq!(detect(text.as_bytes()), expected, "{text}");
    }
}

#[test]
fn feeds_are_called_what_they_are() {
    for (feed, name, source, rows_max, back) in [
        (&Klines as &dyn Feed, "binance-klines", "binance", 1000, None),
        (&Files, "binance-files", "binance", 31, None),
        (&bybit::Klines, "bybit-klines", "bybit", 1000, None),
        (&Ohlc, "kraken-ohlc", "kraken", 720, Some(719)),
    ] {
        let reach = feed.reach();
        assert_eq!((feed.name(), feed.source(), reach.keys_max, reach.rows_max), (name, source, 1, rows_max));
        assert_eq!((reach.days_back_max, reach.settles_after_seconds), (back, 60));
        assert_eq!(feed.credits(&a_day()), 0);
    }
}
