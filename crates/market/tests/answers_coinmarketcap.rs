//! CoinMarketCap's API: what it is asked, what its answers say, real ones and documented ones, and what may be wrong.

mod common;

use jiff::Timestamp;
use proptest::prelude::*;
use qazyq_market::coinmarketcap::lookups::{
    self, Found, Quoted, fiat_map, info, key_info, listings, map, quotes_latest,
};
use qazyq_market::coinmarketcap::{Ohlcv, Quotes, refusal};
use qazyq_market::feed::{Advice, AnswerError, Ask, Feed, Rows};

macro_rules! answer {
    ($name:literal) => {
        include_str!(concat!("data/answers/coinmarketcap/", $name, ".json"))
    };
}

const OHLCV: &str = answer!("documented-ohlcv-historical");
const QUOTES: &str = answer!("documented-quotes-historical");
const QUOTES_V2: &str = answer!("quotes-v2-2023-09-13");

fn ask(keys: &[&str], from: &str, to: &str) -> Ask {
    Ask { currency: "USD".to_owned(), ..common::answer::ask(&keys.join(","), "1d", from, to) }
}

/// What the feed makes of an answer to a question about `keys` on three days.
fn read(feed: &dyn Feed, keys: &[&str], body: &str, retrieved: &str) -> Vec<String> {
    common::answer::read(feed, &ask(keys, "2023-03-10", "2023-03-12"), body, retrieved)
}

const LATER: &str = "2026-11-01T00:00:00Z";

/// Checks an OHLCV answer to a question about `keys`, had long after its days.
fn check(keys: &[&str], body: &str, expected: &[&str]) {
    assert_eq!(read(&Ohlcv, keys, body, LATER), expected, "{body}");
}

fn frame(data: &str) -> String {
    format!(r#"{{"status":{{"error_code":0,"error_message":null}},"data":{data}}}"#)
}

/// An asset with these rows.
fn asset(id: &str, rows: &[String]) -> String {
    format!(r#"{{"id":{id},"name":"n","symbol":"S","quotes":[{}]}}"#, rows.join(","))
}

const FIGURES: &str = r#""open":1,"high":1,"low":1,"close":1,"volume":5,"market_cap":6"#;

/// A row of OHLCV for a day, in dollars.
fn row(day: &str, figures: &str) -> String {
    timed(&format!("{day}T00:00:00.000Z"), &format!("{day}T23:59:59.999Z"), figures)
}

fn timed(open: &str, close: &str, figures: &str) -> String {
    format!(r#"{{"time_open":"{open}","time_close":"{close}","quote":{{"USD":{{{figures}}}}}}}"#)
}

/// A row of historical quotes.
fn quote(stamp: &str, figures: &str) -> String {
    format!(r#"{{"timestamp":"{stamp}","quote":{{"USD":{{{figures}}}}}}}"#)
}

#[test]
fn the_documented_answer_gives_its_two_days() {
    check(
        &["1"],
        OHLCV,
        &[
            "1",
            "2019-01-02 3849.21640853 3947.9812729 3817.40949569 3943.40933686 - 5244856835.70851 68849856731.6738",
            "2019-01-03 3931.04863841 3935.68513083 3826.22287069 3836.74131867 - 4530215218.84018 66994920902.7202",
        ],
    );
}

#[test]
fn a_question_names_the_day_before_its_first() {
    // `time_start` is exclusive: whoever names the first day itself never sees it.
    let asked = ask(&["3408", "825"], "2023-03-01", "2023-03-12");
    assert_eq!(
        Ohlcv.path(&asked),
        "/v2/cryptocurrency/ohlcv/historical?id=3408,825&time_period=daily&interval=daily\
         &time_start=2023-02-28&time_end=2023-03-12&convert=USD&skip_invalid=true"
    );
    let one_day = ask(&["1"], "2024-03-01", "2024-03-01");
    assert!(Ohlcv.path(&one_day).contains("&time_start=2024-02-29&time_end=2024-03-01&"));
    // Quotes are of instants, and both bounds count.
    assert_eq!(
        Quotes.path(&asked),
        "/v3/cryptocurrency/quotes/historical?id=3408,825&interval=24h&time_start=2023-03-01T23:59:00.000Z\
         &time_end=2023-03-12T23:59:59.999Z&convert=USD&aux=price,volume,market_cap,quote_timestamp\
         &skip_invalid=true"
    );
}

#[test]
fn nothing_that_is_asked_adds_to_a_query() {
    let mut asked = ask(&["1&convert=EUR", "ұ"], "2023-03-01", "2023-03-01");
    asked.currency = "U S#D".to_owned();
    for path in [Ohlcv.path(&asked), Quotes.path(&asked)] {
        assert!(path.contains("?id=1%26convert%3DEUR,%D2%B1&"), "{path}");
        assert!(path.contains("&convert=U%20S%23D&"), "{path}");
    }
}

#[test]
fn a_hundred_rows_cost_a_credit() {
    for (keys, from, to, credits) in [
        (1, "2023-01-01", "2023-01-01", 1),
        (1, "2023-01-01", "2023-04-10", 1),
        (1, "2023-01-01", "2023-04-11", 2),
        (100, "2023-01-01", "2023-01-01", 1),
        (101, "2023-01-01", "2023-01-01", 2),
        (100, "2023-01-01", "2023-04-10", 100),
        (0, "2023-01-01", "2023-01-01", 1),
        (1, "2023-01-02", "2023-01-01", 1),
    ] {
        let asked = ask(&vec!["1"; keys], from, to);
        assert_eq!(Ohlcv.credits(&asked), credits, "{keys} {from} {to}");
        assert_eq!(Quotes.credits(&asked), credits, "{keys} {from} {to}");
    }
    for (assets, credits) in [(0, 1), (1, 1), (250, 1), (251, 2), (5000, 20)] {
        assert_eq!(info::credits(assets), credits);
        assert_eq!(quotes_latest::credits(assets), credits);
        assert_eq!(listings::credits(assets), credits);
    }
    assert_eq!((map::credits(), key_info::credits(), fiat_map::credits()), (0, 0, 1));
}

#[test]
fn one_asset_and_several_are_read_in_whichever_form_they_come() {
    let one = asset("1", &[row("2023-03-11", FIGURES)]);
    let bar = "2023-03-11 1 1 1 1 - 5 6";
    for data in [one.clone(), format!(r#"{{"1":{one}}}"#), format!("[{one}]"), format!(r#"{{"1":[{one}]}}"#)]
    {
        check(&["1"], &frame(&data), &["1", bar]);
    }
    let other = asset("\"825\"", &[]);
    for data in [format!(r#"{{"825":{other},"1":{one}}}"#), format!("[{other},{one}]")] {
        // In the order of the keys that were asked for, and each once; no rows are an answer too.
        check(&["1", "825", "1"], &frame(&data), &["1", bar, "825"]);
    }
    check(&["1", "825"], &frame(&one), &["1", bar, "key-is-absent key=`825`"]);
}

#[test]
fn every_key_is_accounted_for() {
    let one = asset("1", &[row("2023-03-11", FIGURES)]);
    let bar = "2023-03-11 1 1 1 1 - 5 6";
    check(&["1"], &frame("[]"), &["key-is-absent key=`1`"]);
    check(&["1"], &frame("{}"), &["key-is-absent key=`1`"]);
    check(&["1"], answer!("empty-2023-09-10"), &["key-is-absent key=`1`"]);
    check(
        &["1", "2"],
        &frame(&format!(r#"{{"1":{one},"3":{one}}}"#)),
        &["1", bar, "not-asked-for key=`3`", "key-is-absent key=`2`"],
    );
    let another = "part-is-unusable key=`2` why=`answer-is-about-another-key` asked=`2` found=`1`";
    check(&["2"], &frame(&one), &[another]);
    check(&["1", "2"], &frame(&format!(r#"{{"1":{one},"2":{one}}}"#)), &["1", bar, another]);
    check(
        &["1"],
        &frame(&format!(r#"{{"1":{one},"1":{one}}}"#)),
        &["part-is-unusable key=`1` why=`answer-is-misshapen` place=`data.1` expected=`each asset once`"],
    );
    check(
        &["1", "2"],
        &frame(r#"[{"quotes":[]}]"#),
        &["not-asked-for key=`data[1]`", "key-is-absent key=`1`", "key-is-absent key=`2`"],
    );
}

#[test]
fn of_what_nobody_asked_for_ten_are_told_and_of_what_was_asked_for_all() {
    let unasked: Vec<String> = (0..50_000).map(|n| format!(r#""x{n}":1"#)).collect();
    let asked: Vec<String> = (1..=100).map(|n| n.to_string()).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let unusable = asked[..40].iter().map(|key| format!(r#""{key}":{{"id":{key}}}"#));
    let unasked_twice =
        asked[40..60].iter().flat_map(|key| [format!(r#""{key}":1"#), format!(r#""{key}":2"#)]);
    let data: Vec<String> = unasked.into_iter().chain(unusable).chain(unasked_twice).collect();
    let lines = read(&Ohlcv, &asked, &frame(&format!("{{{}}}", data.join(","))), LATER);
    let count = |begins: &str| lines.iter().filter(|line| line.starts_with(begins)).count();
    assert_eq!(count("not-asked-for key=`x"), 10);
    assert_eq!((count("part-is-unusable"), count("key-is-absent")), (60, 40));
    assert_eq!(lines.len(), 110, "{lines:?}");

    // A list of assets without ids, and one asset a hundred thousand times.
    let none = vec!["{}"; 50_000].join(",");
    assert_eq!(read(&Ohlcv, &["1", "2"], &frame(&format!("[{none}]")), LATER).len(), 12);
    let same = vec![r#""1":1"#; 100_000].join(",");
    let twice =
        "part-is-unusable key=`1` why=`answer-is-misshapen` place=`data.1` expected=`each asset once`";
    check(&["1", "1"], &frame(&format!("{{{same}}}")), &[twice]);
}

#[test]
fn of_many_rows_that_are_none_a_hundred_are_kept_and_all_are_counted() {
    let body = frame(&asset("1", &vec!["{}".to_owned(); 20_000]));
    let answer =
        Ohlcv.read(&ask(&["1"], "2023-03-10", "2023-03-12"), body.as_bytes(), LATER.parse().unwrap());
    let rejected = &answer.unwrap().parts[0].rejected;
    assert_eq!((rejected.len(), rejected.iter().len()), (20_000, 100));
    assert_eq!(rejected.first().map(|rejected| rejected.line), Some(1));
}

#[test]
fn of_many_entries_that_cannot_be_read_ten_of_each_reason_are_kept() {
    let entry = r#"{"id":1,"name":"n","symbol":"S","slug":"s"}"#;
    let data: Vec<String> =
        (0..20_000).map(|n| format!(r#""x{n}":{}"#, if n % 2 == 0 { "1" } else { entry })).collect();
    let found = map::parse(frame(&format!("{{{},\"1\":{entry}}}", data.join(","))).as_bytes()).unwrap();
    assert_eq!((found.entries.len(), found.passed_over.len()), (1, 20_000));
    let of = |code: &str| found.passed_over.iter().filter(|over| over.why.code() == code).count();
    assert_eq!((of("answer-is-misshapen"), of("answer-is-about-another-key")), (10, 10));
    assert_eq!(found.passed_over.iter().len(), 20);
}

#[test]
fn an_entry_whose_name_has_a_control_character_is_passed_over() {
    let entry = |id: u64, name: &str, symbol: &str, slug: &str| {
        format!(
            r#"{{"id":{id},"name":"{name}","symbol":"{symbol}","slug":"{slug}","quote":{{"USD":{{"price":1}}}}}}"#
        )
    };
    let entries = [
        entry(1, "Тәңге ₸", "$A-B.c", "s"),
        entry(2, "n\\u001b[2J", "S", "s"),
        entry(3, "n", "S\\n=1+1", "s"),
        entry(4, "n", "S\\u0000", "s"),
        entry(5, "n", "S\\u0085", "s"),
        entry(6, "n", "S", "s\\u007f"),
        entry(7, "n", "S\\t", "s"),
    ];
    let body = frame(&format!("[{}]", entries.join(",")));
    let why = |place: &str| format!("{place} expected=`text without control characters`");
    let expected: Vec<String> = ["2].name", "3].symbol", "4].symbol", "5].symbol", "6].slug", "7].symbol"]
        .map(|place| why(&format!("answer-is-misshapen place=`data[{place}`")))
        .into();
    fn told<T>(found: Result<Found<T>, AnswerError>) -> (usize, Vec<String>) {
        let found = found.unwrap();
        (found.entries.len(), found.passed_over.iter().map(|over| over.why.to_string()).collect())
    }
    let bytes = body.as_bytes();
    assert_eq!(told(map::parse(bytes)), (1, expected.clone()));
    assert_eq!(told(info::parse(bytes)), (1, expected.clone()));
    assert_eq!(told(listings::parse(bytes, "USD")), (1, expected.clone()));
    assert_eq!(told(quotes_latest::parse(bytes, "USD")), (1, expected.clone()));
    // Currencies have no slug.
    assert_eq!(told(fiat_map::parse(bytes)), (2, [&expected[..4], &expected[5..]].concat()));
}

#[test]
fn what_is_misshapen_in_one_part_spoils_no_other() {
    let good = asset("1", &[row("2023-03-11", FIGURES)]);
    for (bad, place, expected) in [
        ("null", "data.2", "an object, each of its keys once"),
        ("7", "data.2", "an object, each of its keys once"),
        (r#"{"quotes":[]}"#, "data.2.id", "a whole number"),
        (r#"{"id":null,"quotes":[]}"#, "data.2.id", "a whole number"),
        (r#"{"id":2.5,"quotes":[]}"#, "data.2.id", "a whole number"),
        (r#"{"id":-2,"quotes":[]}"#, "data.2.id", "a whole number"),
        (r#"{"id":2,"id":2,"quotes":[]}"#, "data.2", "an object, each of its keys once"),
        (r#"{"id":2}"#, "data.2.quotes", "a list"),
        (r#"{"id":2,"quotes":null}"#, "data.2.quotes", "a list"),
        (r#"{"id":2,"quotes":{}}"#, "data.2.quotes", "a list"),
        (r#"{"id":2,"quotes":[[]]}"#, "data.2.quotes[1]", "an object, each of its keys once"),
    ] {
        let remark = format!(
            "part-is-unusable key=`2` why=`answer-is-misshapen` place=`{place}` expected=`{expected}`"
        );
        check(
            &["2", "1"],
            &frame(&format!(r#"{{"2":{bad},"1":{good}}}"#)),
            &["1", "2023-03-11 1 1 1 1 - 5 6", &remark],
        );
    }
}

#[test]
fn a_row_spans_one_utc_day_or_is_rejected() {
    let bar = "2023-03-11 1 1 1 1 - 5 6";
    for (open, close) in [
        ("2023-03-11T00:00:00.000Z", "2023-03-11T23:59:59.999Z"),
        ("2023-03-11T00:00:00Z", "2023-03-11T23:59:59Z"),
        ("2023-03-11T00:00:00.000Z", "2023-03-11T23:59:59Z"),
    ] {
        check(&["1"], &frame(&asset("1", &[timed(open, close, FIGURES)])), &["1", bar]);
    }
    for (open, close) in [
        ("2023-03-11T00:00:00.001Z", "2023-03-11T23:59:59.999Z"),
        ("2023-03-10T23:59:59.999Z", "2023-03-11T23:59:59.999Z"),
        ("2023-03-11T00:00:00.000Z", "2023-03-12T00:00:00.000Z"),
        ("2023-03-11T00:00:00.000Z", "2023-03-11T23:59:59.998Z"),
        ("2023-03-11T00:00:00.000Z", "2023-03-12T23:59:59.999Z"),
        ("2023-03-11T00:00:00.000+05:00", "2023-03-11T23:59:59.999Z"),
        ("2023-02-29T00:00:00.000Z", "2023-02-29T23:59:59.999Z"),
        ("1969-12-31T00:00:00.000Z", "1969-12-31T23:59:59.999Z"),
        ("2023-03-11", "2023-03-11"),
        ("", ""),
    ] {
        let expected = format!("1: times-do-not-span-one-day open=`{open}` close=`{close}`");
        check(&["1"], &frame(&asset("1", &[timed(open, close, FIGURES)])), &["1", &expected]);
    }
    let untimed = format!(r#"{{"time_close":5,"quote":{{"USD":{{{FIGURES}}}}}}}"#);
    check(
        &["1"],
        &frame(&asset("1", &[untimed])),
        &["1", "1: times-do-not-span-one-day open=`null` close=`5`"],
    );
}

#[test]
fn no_day_begins_after_the_answer_was_had() {
    let body = frame(&asset("1", &[row("2023-03-11", FIGURES), row("2023-03-12", FIGURES)]));
    let (first, second) = ("2023-03-11 1 1 1 1 - 5 6", "2023-03-12 1 1 1 1 - 5 6");
    let future = "2: bar-of-the-future found=`2023-03-12`";
    // The day that is not over is kept: when it was had says that it is provisional.
    assert_eq!(read(&Ohlcv, &["1"], &body, "2023-03-12T00:00:00Z"), ["1", first, second]);
    assert_eq!(read(&Ohlcv, &["1"], &body, "2023-03-12T15:00:00Z"), ["1", first, second]);
    assert_eq!(read(&Ohlcv, &["1"], &body, "2023-03-11T23:59:59.999999Z"), ["1", first, future]);
}

#[test]
fn a_day_stands_once_or_says_the_same() {
    let (first, second) = (row("2023-03-11", FIGURES), row("2023-03-12", FIGURES));
    let bars = ["1", "2023-03-11 1 1 1 1 - 5 6", "2023-03-12 1 1 1 1 - 5 6"];
    let rows = |rows: &[&String]| frame(&asset("1", &rows.iter().map(|r| (*r).clone()).collect::<Vec<_>>()));
    check(&["1"], &rows(&[&first, &second]), &bars);
    check(&["1"], &rows(&[&first, &first, &second]), &bars);
    let unordered = [&bars[..], &["rows-are-out-of-order key=`1`"]].concat();
    check(&["1"], &rows(&[&second, &first]), &unordered);
    check(&["1"], &rows(&[&first, &second, &first]), &unordered);
    let other = row("2023-03-11", &FIGURES.replace("\"close\":1", "\"close\":1.1"));
    let good = asset("2", std::slice::from_ref(&second));
    let bad = asset("1", &[first.clone(), second.clone(), other]);
    check(
        &["1", "2"],
        &frame(&format!(r#"{{"1":{bad},"2":{good}}}"#)),
        &["2", bars[2], "part-is-unusable key=`1` why=`row-stands-twice` time=`2023-03-11`"],
    );
}

#[test]
fn figures_are_read_digit_for_digit_or_reported() {
    let of = |close: &str| {
        let figures = FIGURES.replace("\"close\":1", &format!("\"close\":{close}"));
        read(&Ohlcv, &["1"], &frame(&asset("1", &[row("2023-03-11", &figures)])), LATER)
    };
    let outside = |close: &str| {
        format!("1: 2023-03-11 price-is-outside-range figure=`close` found=`{close}` low=`1` high=`1`")
    };
    let with = |close: &str, more: &[&str]| {
        let mut lines = vec!["1".to_owned(), format!("2023-03-11 1 1 1 {close} - 5 6")];
        lines.extend(more.iter().map(|line| (*line).to_owned()));
        lines
    };
    assert_eq!(of("1.0"), with("1", &[]));
    assert_eq!(of("\"1.00\""), with("1", &[]));
    assert_eq!(of("10e-1"), with("1", &[]));
    assert_eq!(
        of("0.12345678901234567890123"),
        with("0.12345678901234567890123", &[&outside("0.12345678901234567890123")])
    );
    assert_eq!(of("7e-8"), with("0.00000007", &[&outside("0.00000007")]));
    let zero = "1: 2023-03-11 price-is-not-positive figure=`close` found=`0`";
    assert_eq!(of("0"), with("0", &[zero, &outside("0")]));
    let absent = "1: 2023-03-11 figure-is-absent figure=`close`";
    assert_eq!(of("null"), with("-", &[absent]));
    assert_eq!(of("\"\""), with("-", &[absent]));
    for unreadable in ["1e300", "1e-300", "\"NaN\"", "true", "[1]", "\"n/a\""] {
        let found = unreadable.trim_matches('"');
        let defect = format!("1: 2023-03-11 figure-is-not-readable figure=`close` found=`{found}`");
        assert_eq!(of(unreadable), with("-", &[&defect]));
    }
    // No JSON, hence no answer.
    assert!(of("NaN")[0].starts_with("answer-is-not-json"), "{:?}", of("NaN"));
    assert!(of("01")[0].starts_with("answer-is-not-json"));

    let (nothing, less) = (row("2023-03-11", ""), row("2023-03-12", "\"volume\":0,\"market_cap\":0"));
    let lines = read(&Ohlcv, &["1"], &frame(&asset("1", &[nothing, less])), LATER);
    assert_eq!(lines[..3], ["1", "2023-03-11 - - - - - - -", "2023-03-12 - - - - - 0 0"]);
    assert_eq!(lines.len(), 3 + 6 + 6);
    assert_eq!(lines[13..], ["2: 2023-03-12 volume-is-zero", "2: 2023-03-12 capitalisation-is-zero"]);
}

#[test]
fn figures_in_another_currency_are_no_answer() {
    let euro = row("2023-03-11", FIGURES).replace("USD", "EUR");
    let another = |found: &str| {
        format!("part-is-unusable key=`1` why=`answer-is-in-another-currency` asked=`USD` found=`{found}`")
    };
    check(&["1"], &frame(&asset("1", std::slice::from_ref(&euro))), &[&another("EUR")]);
    check(&["1"], &frame(&asset("1", &[row("2023-03-10", FIGURES), euro])), &[&another("EUR")]);
    let with = |quote: &str| {
        let row = row("2023-03-11", FIGURES);
        frame(&asset("1", &[row.replace(&format!("{{\"USD\":{{{FIGURES}}}}}"), quote)]))
    };
    let bar = ["1", "2023-03-11 1 1 1 1 - 5 6"];
    check(&["1"], &with(&format!(r#"{{"EUR":{{}},"USD":{{{FIGURES}}}}}"#)), &bar);
    check(&["1"], &with(&format!(r#"[{{"symbol":"EUR"}},{{"symbol":"USD",{FIGURES}}}]"#)), &bar);
    check(&["1"], &with("{}"), &[&another("")]);
    check(&["1"], &with("[]"), &[&another("")]);
    check(&["1"], &with(&format!(r#"{{"usd":{{{FIGURES}}},"EUR":0}}"#)), &[&another("usd, EUR")]);
    let place = "place=`data.quotes[1].quote`";
    for (quote, expected) in [
        ("null", "an object or a list"),
        ("5", "an object, each of its keys once"),
        (r#"{"USD":null}"#, "an object, each of its keys once"),
        (r#"{"USD":{},"USD":{}}"#, "each currency once"),
        ("[5]", "an object, each of its keys once"),
    ] {
        let remark =
            format!("part-is-unusable key=`1` why=`answer-is-misshapen` {place} expected=`{expected}`");
        check(&["1"], &with(quote), &[&remark]);
    }
}

#[test]
fn a_quote_of_the_last_ten_minutes_closes_its_day() {
    const FIGURES: &str = r#""price":0.9715,"volume_24h":26682206826.53,"market_cap":39692025359.6"#;
    let of = |stamp: &str, retrieved: &str| {
        let lines = read(&Quotes, &["3408"], &frame(&asset("3408", &[quote(stamp, FIGURES)])), retrieved);
        assert_eq!((lines.len(), lines[0].as_str()), (2, "3408"));
        lines[1].clone()
    };
    for stamp in ["2023-03-11T23:50:00.000Z", "2023-03-11T23:55:03.000Z", "2023-03-11T23:59:59.999Z"] {
        assert_eq!(of(stamp, LATER), "2023-03-11 - - - 0.9715 - 26682206826.53 39692025359.6");
    }
    for stamp in ["2023-03-11T23:49:59.999Z", "2023-03-12T00:00:00.000Z", "2023-03-11T12:00:00.000Z"] {
        assert_eq!(of(stamp, LATER), format!("1: quote-is-not-of-the-days-end found=`{stamp}`"));
    }
    for stamp in ["2023-03-11", "", "1969-12-31T23:55:00.000Z", "3000-01-01T23:55:00.000Z"] {
        assert!(of(stamp, LATER).starts_with("1: date-is-not-readable"), "{stamp}");
    }
    let stamp = "2023-03-11T23:55:00.000Z";
    assert!(of(stamp, "2023-03-11T23:55:00Z").starts_with("2023-03-11"));
    assert_eq!(of(stamp, "2023-03-11T23:54:59.999Z"), format!("1: bar-of-the-future found=`{stamp}`"));
}

#[test]
fn quotes_follow_the_rules_of_all_series() {
    // The documented sample is of an evening: no closing figure is in it.
    assert_eq!(
        read(&Quotes, &["1"], QUOTES, LATER),
        [
            "1",
            "1: quote-is-not-of-the-days-end found=`2018-06-22T19:29:37.000Z`",
            "2: quote-is-not-of-the-days-end found=`2018-06-22T19:34:33.000Z`",
        ]
    );
    let closing = |day: &str, price: &str| {
        quote(
            &format!("{day}T23:59:00.000Z"),
            &format!("\"price\":{price},\"volume_24h\":0,\"market_cap\":null"),
        )
    };
    let rows = [closing("2023-03-11", "1e300"), closing("2023-03-10", "1.5e-7")];
    assert_eq!(
        read(&Quotes, &["1"], &frame(&format!(r#"{{"1":{}}}"#, asset("1", &rows))), LATER),
        [
            "1",
            "2023-03-10 - - - 0.00000015 - 0 -",
            "2023-03-11 - - - - - 0 -",
            "2: 2023-03-10 figure-is-absent figure=`market_cap`",
            "2: 2023-03-10 volume-is-zero",
            "1: 2023-03-11 figure-is-not-readable figure=`close` found=`1e300`",
            "1: 2023-03-11 figure-is-absent figure=`market_cap`",
            "1: 2023-03-11 volume-is-zero",
            "rows-are-out-of-order key=`1`",
        ]
    );
    let rows = [closing("2023-03-11", "1"), closing("2023-03-11", "1.1")];
    assert_eq!(
        read(&Quotes, &["1"], &frame(&asset("1", &rows)), LATER),
        ["part-is-unusable key=`1` why=`row-stands-twice` time=`2023-03-11`"]
    );
}

#[test]
fn what_is_no_answer_is_refused_as_a_whole() {
    for feed in [&Ohlcv as &dyn Feed, &Quotes] {
        let error = |body: &str| {
            let lines = read(feed, &["1"], body, LATER);
            assert_eq!(lines.len(), 1, "{lines:?}");
            lines[0].clone()
        };
        assert_eq!(error(""), "answer-has-no-bytes");
        assert_eq!(error(" \r\n"), "answer-has-no-bytes");
        assert_eq!(error("<!DOCTYPE html><title>Just a moment…</title>"), "answer-is-a-web-page");
        assert!(error(&OHLCV[..OHLCV.len() / 2]).starts_with("answer-is-not-json"));
        assert!(error(&format!("{OHLCV}x")).starts_with("answer-is-not-json"));
        let misshapen = |place: &str, expected: &str| {
            format!("answer-is-misshapen place=`{place}` expected=`{expected}`")
        };
        for body in ["[]", "[{},{}]", "null", "\"data\"", r#"{"data":{},"data":{}}"#] {
            assert_eq!(error(body), misshapen("$", "an object, each of its keys once"), "{body}");
        }
        assert_eq!(error("{}"), misshapen("data", "an object or a list"));
        assert_eq!(error(&frame("null")), misshapen("data", "an object or a list"));
        assert_eq!(error(&frame("5")), misshapen("data", "an object, each of its keys once"));
        assert_eq!(
            error(r#"{"status":"ok","data":{}}"#),
            misshapen("status", "an object, each of its keys once")
        );
    }
    let bytes = [br#"{"data":{"1":"#, &b"\xff\xfe"[..], b"}}"].concat();
    let error = Ohlcv.read(&ask(&["1"], "2023-03-10", "2023-03-12"), &bytes, LATER.parse().unwrap());
    assert_eq!(error.unwrap_err().code(), "answer-is-not-json");
}

#[test]
fn an_error_code_counts_whatever_the_status() {
    let absent = ["key-is-absent key=`1`".to_owned()];
    let with = |code: &str| {
        let status = format!(r#"{{"error_code":{code},"error_message":"m\u0007"}}"#);
        read(&Ohlcv, &["1"], &format!(r#"{{"status":{status},"data":{{}}}}"#), LATER)
    };
    for code in ["0", "\"0\"", "0.0", "null", "\"\""] {
        assert_eq!(with(code), absent, "{code}");
    }
    for (code, shown) in
        [("1008", "1008"), ("\"1008\"", "1008"), ("-1", "-1"), ("\"no\"", "no"), ("true", "true")]
    {
        assert_eq!(with(code), [format!("source-refused code=`{shown}` message=`m`")], "{code}");
    }
    assert_eq!(read(&Ohlcv, &["1"], r#"{"data":{}}"#, LATER), absent);
}

#[test]
fn a_refusal_says_what_to_make_of_it() {
    let of = |http: u16, body: &str| {
        let told = refusal(http, body.as_bytes());
        assert_eq!(Ohlcv.refusal(http, body.as_bytes()), told);
        assert_eq!(Quotes.refusal(http, body.as_bytes()), told);
        (told.code, told.message, told.advice)
    };
    for (http, body, code, begins, advice) in [
        (400, answer!("documented-error-400"), "400", "Invalid value for \"id\"", Advice::Never),
        (401, answer!("documented-error-401"), "1002", "API key missing.", Advice::Stop),
        (402, answer!("documented-error-402"), "1004", "Your API Key's subscription plan", Advice::Stop),
        (403, answer!("documented-error-403"), "1006", "Your API Key subscription plan", Advice::Stop),
        (429, answer!("documented-error-429"), "1008", "You've exceeded", Advice::AfterSeconds(60)),
        (500, answer!("documented-error-500"), "500", "An internal server error", Advice::Later),
    ] {
        let (found, message, advised) = of(http, body);
        assert_eq!((found.as_str(), advised), (code, advice));
        assert!(message.starts_with(begins), "{message}");
    }

    let by_code = |http: u16, code: &str| of(http, &format!(r#"{{"status":{{"error_code":{code}}}}}"#)).2;
    for code in [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1009, 1010] {
        assert_eq!(by_code(429, &code.to_string()), Advice::Stop, "{code}");
        assert_eq!(by_code(429, &format!("\"{code}\"")), Advice::Stop, "{code}");
    }
    assert_eq!(by_code(429, "1008"), Advice::AfterSeconds(60));
    assert_eq!(by_code(429, "1011"), Advice::Later);
    for (http, advice) in [
        (400, Advice::Never),
        (401, Advice::Stop),
        (403, Advice::Stop),
        (404, Advice::NotThere),
        (418, Advice::Stop),
        (429, Advice::Later),
        (499, Advice::Stop),
        (500, Advice::Later),
        (503, Advice::Later),
        (302, Advice::Later),
    ] {
        for code in ["0", "1000", "1012", "null", "\"x\""] {
            assert_eq!(by_code(http, code), advice, "{http} {code}");
        }
    }
    assert_eq!(by_code(400, "4001"), Advice::Never);
    for (code, advice) in [("400", Advice::Never), ("404", Advice::NotThere), ("500", Advice::Later)] {
        assert_eq!(by_code(200, code), advice, "under HTTP 200");
    }

    // A gateway answers without the API's status.
    assert_eq!(of(502, "<html>\n<h1>Bad gateway"), ("502".into(), "<html>".into(), Advice::Later));
    assert_eq!(of(503, ""), ("503".into(), String::new(), Advice::Later));
    assert_eq!(of(404, "not\u{7} found \r\nmore"), ("404".into(), "not found".into(), Advice::NotThere));
    assert_eq!(of(403, &"ұ".repeat(300)).1, "ұ".repeat(200));
    assert_eq!(
        of(401, r#"{"status":{"error_code":0,"error_message":7}}"#),
        ("401".into(), String::new(), Advice::Stop)
    );
}

/// A quoted asset in short: figures, whether only the issuer reports the capitalisation, tags.
fn shown(quoted: &Quoted) -> String {
    let amount = |amount: &Option<qazyq_exact::Amount>| {
        amount.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)
    };
    let Quoted { id, symbol, slug, is_active, tags, price, volume_24h, market_cap, .. } = quoted;
    let figures = [price, volume_24h, market_cap, &quoted.self_reported_market_cap].map(amount).join(" ");
    format!("{id} {symbol} {slug} {is_active:?} {figures} {:?} {}", quoted.self_reported_only(), tags.len())
}

fn all(found: Result<Found<Quoted>, AnswerError>) -> Vec<String> {
    match found {
        Ok(found) => {
            let passed_over = found.passed_over.iter().map(|over| format!("{}: {}", over.place, over.why));
            found.entries.iter().map(shown).chain(passed_over).collect()
        }
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn quotes_of_version_2_are_read() {
    assert_eq!(
        all(quotes_latest::parse(QUOTES_V2.as_bytes(), "USD")),
        [
            "4 TRC terracoin Some(true) 0.010461597943686412 91.78789951 0 239940.8961334973 Some(true) 4",
            "9 MNC mincoin Some(false) 0.07458228 0 464566.8234337484 - Some(false) 3",
            "730 GCN gcn-coin Some(true) 0.0000001270469621383881 0.85866988 0 21861.835964964474 Some(true) 3",
            "825 USDT tether Some(true) 0.9998471284988321 22219060001.211178 83019036587.02509 - Some(false) 11",
            "1312 SBD steem-dollars Some(true) 2.035466865190195 2327348.74876715 25299260.414059583 - Some(false) 3",
        ]
    );
    assert_eq!(
        all(quotes_latest::parse(answer!("quotes-v2-2023-09-13-nulls").as_bytes(), "USD")),
        [
            "4814 RON ron Some(false) 0 - - - None 0",
            "5219 USDB usd-bancor Some(true) 0.16267783089377313 66.39748617 0 - None 2",
        ]
    );
    assert_eq!(
        all(quotes_latest::parse(QUOTES_V2.as_bytes(), "EUR")),
        ["answer-is-in-another-currency asked=`EUR` found=`USD`"]
    );
    let tether = &quotes_latest::parse(QUOTES_V2.as_bytes(), "USD").unwrap().entries[3];
    assert!(tether.tags.contains(&"stablecoin".to_owned()), "{:?}", tether.tags);
    assert_eq!(tether.last_updated.as_deref(), Some("2023-09-13T15:38:00.000Z"));
}

#[test]
fn listings_of_version_1_are_read() {
    let found = listings::parse(answer!("listings-v1-2023-08-16").as_bytes(), "USD").unwrap();
    assert_eq!(found.total_count, Some(9609));
    assert!(found.entries[0].tags.contains(&"stablecoin".to_owned()), "tags are plain text here");
    // TRIBE governs a stablecoin and has its tag: the tag does not decide.
    assert!(found.entries[3].tags.iter().any(|tag| tag.contains("stablecoin")), "{:?}", found.entries[3]);
    assert_eq!(
        all(Ok(found)),
        [
            "825 USDT tether None 0.9987958643832815 23637311546.984306 83081839319.41582 - Some(false) 11",
            "3330 USDP paxos-standard None 0.9942511145806495 1970322.99704137 503190494.260052 - Some(false) 5",
            "10407 BabyDoge baby-doge-coin None 0.000000001151473414873563 2226302.06843697 172334401.9562766 176413914.00986502 Some(false) 3",
            "9025 TRIBE tribe None 0.27965357404869695 106187.00153547 144363823.74497634 - Some(false) 4",
        ]
    );
    let documented = listings::parse(answer!("documented-listings-latest").as_bytes(), "USD").unwrap();
    assert_eq!(documented.total_count, None);
    assert_eq!(
        all(Ok(documented)),
        [
            "1 BTC bitcoin None 9283.92 7155680000 852164659250.2758 - Some(false) 1",
            "1027 ETH ethereum None 1283.92 7155680000 158055024432 - Some(false) 1",
        ]
    );
}

#[test]
fn version_3_and_symbols_are_read_by_the_same_reader() {
    // Made up in the documented shapes: USDP is both 3330 and 8886.
    let of = |id: u32, quote: &str| {
        format!(
            r#"{{"id":{id},"name":"n","symbol":"USDP","slug":"s","is_active":1,"tags":null,"quote":{quote}}}"#
        )
    };
    let dollars =
        r#"[{"id":2790,"symbol":"EUR","price":2},{"id":2781,"symbol":"USD","price":1,"market_cap":3}]"#;
    let keyed = r#"{"USD":{"price":1,"market_cap":3}}"#;
    let line = |id: u32| format!("{id} USDP s Some(true) 1 - 3 - Some(false) 0");
    let (a, b) = (of(3330, dollars), of(8886, keyed));
    for data in
        [format!("[{a},{b}]"), format!(r#"{{"3330":{a},"8886":{b}}}"#), format!(r#"{{"USDP":[{a},{b}]}}"#)]
    {
        assert_eq!(all(quotes_latest::parse(frame(&data).as_bytes(), "USD")), [line(3330), line(8886)]);
    }
    assert_eq!(all(quotes_latest::parse(frame(&a).as_bytes(), "USD")), [line(3330)]);
    assert_eq!(all(quotes_latest::parse(frame("[]").as_bytes(), "USD")), Vec::<String>::new());
    // An entry that cannot be read costs no other.
    let body = frame(&format!(r#"{{"1":{a},"8886":{b},"3":null}}"#));
    assert_eq!(
        all(quotes_latest::parse(body.as_bytes(), "USD")),
        [
            line(8886),
            "data.1: answer-is-about-another-key asked=`1` found=`3330`".to_owned(),
            "data.3: answer-is-misshapen place=`data.3` expected=`an object, each of its keys once`"
                .to_owned(),
        ]
    );
}

#[test]
fn a_capitalisation_that_only_the_issuer_reports_is_told_apart() {
    let of = |cap: &str, own: &str| {
        let entry = format!(
            r#"{{"id":1,"name":"n","symbol":"S","slug":"s","self_reported_market_cap":{own},
                "quote":{{"USD":{{"price":1e300,"volume_24h":"x","market_cap":{cap}}}}}}}"#
        );
        let found = quotes_latest::parse(frame(&format!("[{entry}]")).as_bytes(), "USD").unwrap();
        let quoted = &found.entries[0];
        assert!(quoted.price.is_none() && quoted.volume_24h.is_none());
        let unread: Vec<_> = quoted.unread.iter().map(|u| format!("{} {}", u.name, u.found)).collect();
        assert_eq!(unread[..2], ["price 1e300", "volume_24h x"]);
        quoted.self_reported_only()
    };
    for (cap, own, only) in [
        ("5", "7", Some(false)),
        ("5", "null", Some(false)),
        ("1e-40", "7", Some(false)),
        ("0", "7", Some(true)),
        ("null", "7", Some(true)),
        ("0", "0", None),
        ("0", "null", None),
        ("null", "null", None),
        ("null", "-7", None),
        ("-5", "7", None),
        // It stands there and cannot be read, so it is not absent.
        ("1e300", "7", None),
        ("0", "1e300", None),
    ] {
        assert_eq!(of(cap, own), only, "{cap} {own}");
    }
}

#[test]
fn ids_are_mapped() {
    let lines = |body: &str| -> Vec<String> {
        let found = map::parse(body.as_bytes()).unwrap();
        assert!(found.passed_over.is_empty());
        let line = |m: &map::Mapped| {
            format!("{} {} {} {} {:?} {:?}", m.id, m.name, m.symbol, m.slug, m.is_active, m.status)
        };
        found.entries.iter().map(line).collect()
    };
    assert_eq!(
        lines(answer!("map-2023-09-10")),
        [
            "825 Tether USDt USDT tether None Some(\"active\")",
            "1605 Universe UNI universe None Some(\"untracked\")",
            "3330 Pax Dollar USDP paxos-standard None Some(\"active\")",
            "4113 UNI COIN UNI uni-coin None Some(\"untracked\")",
            "4307 UNICORN Token UNI unicorn-token None Some(\"active\")",
        ]
    );
    assert_eq!(
        lines(answer!("documented-map")),
        [
            "1 Bitcoin BTC bitcoin Some(true) None",
            "1839 Binance Coin BNB binance-coin Some(true) None",
            "825 Tether USDT tether Some(true) None",
        ]
    );
    let with = |active: &str| {
        let entry = format!(r#"{{"id":1,"name":"n","symbol":"S","slug":"s","is_active":{active}}}"#);
        map::parse(frame(&format!("[{entry}]")).as_bytes()).map(|found| found.entries[0].is_active)
    };
    assert_eq!((with("0"), with("true"), with("\"1\"")), (Ok(Some(false)), Ok(Some(true)), Ok(Some(true))));
    assert_eq!(
        with("2").unwrap_err().to_string(),
        "answer-is-misshapen place=`data[1].is_active` expected=`1 or 0`"
    );
    assert_eq!(
        map::path(5001),
        "/v1/cryptocurrency/map?listing_status=active,inactive,untracked&start=5001&limit=5000&sort=id\
         &aux=is_active,status"
    );
    assert_eq!(
        map::path_of_symbols(&["USDP".to_owned(), "$A&B,C".to_owned()]),
        "/v1/cryptocurrency/map?listing_status=active,inactive,untracked&symbol=USDP,%24A%26B%2CC\
         &aux=is_active,status"
    );
}

#[test]
fn assets_are_described() {
    let found = info::parse(answer!("info-2023-09-10").as_bytes()).unwrap();
    let tether = &found.entries[0];
    assert_eq!((tether.id, tether.symbol.as_str(), tether.slug.as_str()), (825, "USDT", "tether"));
    assert_eq!(tether.category.as_deref(), Some("token"));
    assert_eq!(tether.date_added.as_deref(), Some("2015-02-25T00:00:00.000Z"));
    assert_eq!(tether.websites, ["https://tether.to"]);
    assert_eq!(tether.technical_docs.len(), 1);
    assert_eq!(tether.notice, None);
    let first = &tether.contracts[0];
    assert_eq!(first.platform.as_deref(), Some("Ethereum"));
    assert_eq!(first.address, "0xdac17f958d2ee523a2206206994597c13d831ec7");
    assert!(tether.contracts.len() > 50);
    assert!(found.entries[1].contracts.is_empty(), "a coin has no contract");

    let with = |more: &str| {
        let entry = format!(r#"{{"id":1,"name":"n","symbol":"S","slug":"s",{more}}}"#);
        info::parse(frame(&format!(r#"{{"1":{entry}}}"#)).as_bytes())
    };
    assert_eq!(with(r#""notice":"frozen""#).unwrap().entries[0].notice.as_deref(), Some("frozen"));
    assert_eq!(with(r#""notice":"""#).unwrap().entries[0].notice, None);
    assert_eq!(
        with(r#""urls":{"website":"x"}"#).unwrap_err().to_string(),
        "answer-is-misshapen place=`data.1.urls.website` expected=`a list`"
    );
    assert_eq!(info::path(&[825, 3408]), "/v2/cryptocurrency/info?id=825,3408&skip_invalid=true");
    assert_eq!(
        quotes_latest::path(&[825], "KZT"),
        "/v3/cryptocurrency/quotes/latest?id=825&convert=KZT&skip_invalid=true"
    );
    assert_eq!(
        listings::path(1, 5000, "USD", Some("stablecoin")),
        "/v3/cryptocurrency/listings/latest?start=1&limit=5000&convert=USD&tag=stablecoin&sort=market_cap"
    );
    assert!(listings::path(1, 100, "USD", None).contains("&tag=all&"));
}

#[test]
fn currencies_are_mapped() {
    let lines = |body: &str| -> Vec<String> {
        let found = fiat_map::parse(body.as_bytes()).unwrap();
        found.entries.iter().map(|c| format!("{} {} {}", c.id, c.symbol, c.name)).collect()
    };
    assert_eq!(
        lines(answer!("fiat-map-2023-09-08")),
        [
            "2781 USD United States Dollar",
            "2790 EUR Euro",
            "2806 RUB Russian Ruble",
            "3551 KZT Kazakhstani Tenge",
        ]
    );
    assert_eq!(lines(answer!("documented-fiat-map")).len(), 3);
    assert_eq!(fiat_map::path(), "/v1/fiat/map?limit=5000");
}

#[test]
fn the_key_s_credits_are_read() {
    let found = key_info::parse(answer!("key-info-2023-08-09").as_bytes()).unwrap();
    assert_eq!((found.rate_limit_minute, found.requests_left), (Some(30), Some(30)));
    assert_eq!((found.month.limit, found.month.used, found.month.left), (Some(10_000), Some(10), Some(9990)));
    assert_eq!(found.month.reset.as_deref(), Some("2023-09-01T00:00:00.000Z"));
    assert_eq!((found.day.limit, found.day.used, found.day.left), (None, Some(7), None));

    let of = |data: &str| key_info::parse(frame(data).as_bytes());
    for empty in [r#"{"plan":{}}"#, r#"{"usage":{}}"#, r#"{"usage":{"current_day":{},"current_month":null}}"#]
    {
        assert_eq!(of(empty), Ok(key_info::KeyInfo::default()), "{empty}");
    }
    for another in ["{}", r#"{"plan":null}"#, r#"{"active_cryptocurrencies":9000}"#] {
        assert_eq!(of(another).unwrap_err().code(), "answer-is-misshapen", "{another}");
    }
    assert_eq!(of(r#"{"plan":{"rate_limit_minute":30.0}}"#).unwrap().rate_limit_minute, Some(30));
    assert_eq!(of(r#"{"plan":{"rate_limit_minute":3e1}}"#).unwrap().rate_limit_minute, Some(30));
    for number in ["30.5", "-1", "\"many\"", "1e59"] {
        let error = of(&format!(r#"{{"plan":{{"rate_limit_minute":{number}}}}}"#)).unwrap_err();
        assert_eq!(error.code(), "answer-is-misshapen", "{number}");
    }
    let refused = key_info::parse(answer!("documented-error-401").as_bytes()).unwrap_err();
    assert_eq!(refused.to_string(), "source-refused code=`1002` message=`API key missing.`");
    assert_eq!(key_info::path(), "/v1/key/info");
}

#[test]
fn the_names_in_receipts_stay() {
    let names = [map::NAME, info::NAME, listings::NAME, quotes_latest::NAME, fiat_map::NAME, key_info::NAME];
    assert_eq!(
        names.map(|name| name.strip_prefix("coinmarketcap-").unwrap()),
        ["map", "info", "listings", "quotes-latest", "fiat-map", "key-info"]
    );
    assert_eq!((Ohlcv.name(), Quotes.name()), ("coinmarketcap-ohlcv", "coinmarketcap-quotes"));
    assert_eq!((Ohlcv.source(), Quotes.source()), ("coinmarketcap", "coinmarketcap"));
    assert_eq!(
        (lookups::KEYLESS_PREFIX, lookups::KEYLESS),
        (
            "/public-api",
            [
                "coinmarketcap-map",
                "coinmarketcap-info",
                "coinmarketcap-listings",
                "coinmarketcap-quotes-latest"
            ]
        )
    );
}

/// Everything that reads answers reads these bytes.
fn read_by_all(bytes: &[u8]) {
    let asked = ask(&["1", "825"], "2019-01-01", "2019-01-03");
    let retrieved: Timestamp = "2019-01-03T12:00:00Z".parse().unwrap();
    for feed in [&Ohlcv as &dyn Feed, &Quotes] {
        if let Ok(answer) = feed.read(&asked, bytes, retrieved) {
            for part in &answer.parts {
                let Rows::Bars(bars) = &part.rows else { panic!("bars alone") };
                assert!(bars.is_sorted_by(|a, b| a.day < b.day), "sorted, each day once");
                assert!(bars.iter().all(|bar| bar.day.to_string().as_str() <= "2019-01-03"));
            }
        }
    }
    let _ = (quotes_latest::parse(bytes, "USD"), map::parse(bytes), info::parse(bytes));
    let _ = (fiat_map::parse(bytes), key_info::parse(bytes), refusal(429, bytes));
}

proptest! {
    #[test]
    fn real_answers_with_bytes_changed_are_answered(
        body in prop::sample::select(vec![OHLCV, QUOTES, answer!("key-info-2023-08-09"), answer!("documented-map")]),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
        end in any::<proptest::sample::Index>(),
    ) {
        let mut bytes = body.as_bytes().to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        read_by_all(&bytes);
        bytes.truncate(end.index(bytes.len()));
        read_by_all(&bytes);
    }
}

#[test]
fn deep_and_long_answers_are_answered() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    read_by_all(frame(&deep("[", "]")).as_bytes());
    read_by_all(frame(&deep("{\"1\":", "}")).as_bytes());
    read_by_all("[".repeat(1 << 20).as_bytes());
    read_by_all(frame(&format!("{{\"id\":{}}}", "9".repeat(1 << 20))).as_bytes());
}
