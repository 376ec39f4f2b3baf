//! Central banks' answers: real rates in each form, what may be wrong with an answer, and exact quotients.

mod common;

use std::collections::BTreeMap;
use std::io::Write;

use common::answer::{self, ask, day};
use proptest::prelude::*;
use qazyq_exact::{Amount, Ratio};
use qazyq_market::feed::{Answer, AnswerError, Feed, Rate, Rows};
use qazyq_market::rates::quotient::Board;
use qazyq_market::rates::{ecb, nbk};

const NBK_2024: &str = include_str!("data/answers/nbk/rates_2024-05-06_two-currencies.xml");
const NBK_2025: &str = include_str!("data/answers/nbk/rates_2025-05-12_two-currencies.xml");
const NBK_2026: &str = include_str!("data/answers/nbk/rates_2026-08-01_five-currencies.xml");
const NBK_FEED: &str = include_str!("data/answers/nbk/rss_2024-04-03_channel-form.xml");
const ECB_XML: &str = include_str!("data/answers/ecb/eurofxref-hist-90d.xml");
const ECB_ZIP: &[u8] = include_bytes!("data/answers/ecb/eurofxref-hist.zip");
const ECB_DAY: &str = include_str!("data/answers/ecb/eurofxref-2026-10-30.csv");

/// Long after everything here.
const LATER: &str = "2026-11-01T00:00:00Z";

/// The one door of the National Bank: what an answer for that day says.
fn check(day: &str, text: &str, retrieved: &str, expected: &[&str]) {
    let got = answer::read(&nbk::Rates, &ask("", "1d", day, day), text, retrieved);
    assert_eq!(got, expected, "{text}");
}

fn ecb(feed: &dyn Feed, bytes: &[u8]) -> Answer {
    feed.read(&ask("", "1d", "2026-10-30", "2026-10-30"), bytes, LATER.parse().unwrap()).unwrap()
}

fn rates<'a>(answer: &'a Answer, currency: &str) -> &'a [Rate] {
    match &answer.parts.iter().find(|part| part.key == currency).unwrap().rows {
        Rows::Rates(rates) => rates,
        rows => panic!("{rows:?}"),
    }
}

#[test]
fn a_bank_is_asked_for_a_day_or_for_all_it_has() {
    let ask = ask("", "1d", "2026-08-01", "2026-08-01");
    for (feed, name, source, path, rows_max, back, settles) in [
        (
            &nbk::Rates as &dyn Feed,
            "nbk-rates",
            "nbk",
            "/rss/get_rates.cfm?fdate=01.08.2026",
            1,
            None,
            -86_400,
        ),
        (&ecb::Rates, "ecb-rates", "ecb", "/stats/eurofxref/eurofxref-hist-90d.xml", 90, Some(89), -86_400),
        (&ecb::History, "ecb-history", "ecb", "/stats/eurofxref/eurofxref-hist.zip", 366_000, None, -86_400),
    ] {
        assert_eq!((feed.name(), feed.source(), feed.path(&ask).as_str()), (name, source, path));
        let reach = feed.reach();
        assert_eq!(
            (reach.rows_max, reach.days_back_max, reach.settles_after_seconds),
            (rows_max, back, settles)
        );
        assert_eq!(answer::refusal(feed, 404, "gone\nfor good"), "404: gone, never");
        assert_eq!(answer::refusal(feed, 403, ""), "403: , stop");
        assert_eq!(answer::refusal(feed, 500, ""), "500: , later");
    }
}

// The National Bank of Kazakhstan.

#[test]
fn both_forms_of_the_national_bank_give_their_rates() {
    check(
        "2024-05-06",
        NBK_2024,
        LATER,
        &["AUD", "2024-05-06 291.85 for 1", "IRR", "2024-05-06 10.5 for 1000"],
    );
    check(
        "2025-05-12",
        NBK_2025,
        LATER,
        &["AUD", "2025-05-12 331.12 for 1", "AZN", "2025-05-12 304.43 for 1"],
    );
    check(
        "2026-08-01",
        NBK_2026,
        LATER,
        &[
            "AMD",
            "2026-08-01 13.05 for 10",
            "IRR",
            "2026-08-01 11.24 for 10000",
            "RUB",
            "2026-08-01 5.94 for 1",
            "USD",
            "2026-08-01 473.59 for 1",
            "UZS",
            "2026-08-01 3.96 for 100",
        ],
    );
    check(
        "2024-04-03",
        NBK_FEED,
        LATER,
        &["EUR", "2024-04-03 476.15 for 1", "USD", "2024-04-03 419.16 for 1"],
    );
}

#[test]
fn an_answer_for_another_day_is_none() {
    let another = "answer-is-about-another-key asked=`2026-08-02` found=`2026-08-01`";
    check("2026-08-02", NBK_2026, LATER, &[another]);
    check("2026-08-02", "<rates><date>01.08.2026</date></rates>", LATER, &[another]);
    check(
        "2024-04-04",
        NBK_FEED,
        LATER,
        &["answer-is-about-another-key asked=`2024-04-04` found=`2024-04-03`"],
    );
    // In the feed each item has its day.
    check(
        "2024-04-03",
        &NBK_FEED.replacen("03.04.2024", "02.04.2024", 1),
        LATER,
        &[
            "EUR",
            "2024-04-03 476.15 for 1",
            "part-is-unusable key=`USD` why=`answer-is-about-another-key` asked=`2024-04-03` found=`2024-04-02`",
        ],
    );
}

#[test]
fn a_day_without_rates_has_an_answer_without_items() {
    for text in [
        "<rates/>",
        "<rates><title>Official exchange rates</title></rates>",
        "<rates><date>01.08.2026</date></rates>",
        "<rss version=\"2.0\"><channel><title>Official</title></channel></rss>",
    ] {
        check("2026-08-01", text, LATER, &[]);
    }
    check("2026-08-01", "<rss/>", LATER, &["answer-is-misshapen place=`rss` expected=`channel`"]);
}

/// An answer for 2026-08-01 with this item.
fn item(item: &str) -> String {
    format!("<rates><date>01.08.2026</date><item>{item}</item></rates>")
}

#[test]
fn a_rate_is_positive_and_for_a_power_of_ten() {
    let of = |rate: &str, quant: &str| {
        item(&format!("<title>USD</title><description>{rate}</description><quant>{quant}</quant>"))
    };
    let ok = |text: &str, expected: &str| check("2026-08-01", text, LATER, &["USD", expected]);
    for units in ["1", "10", "100", "1000", "10000"] {
        ok(&of("473.59", units), &format!("2026-08-01 473.59 for {units}"));
    }
    for units in ["0", "2", "5", "50", "100000", "-1", "1.0", "+1", "", "x"] {
        ok(&of("473.59", units), &format!("1: units-are-not-usable found=`{units}`"));
    }
    for rate in ["0", "0.00", "-1", "", "n/a", "1e3", "473,59", "+1", "1 000"] {
        ok(&of(rate, "1"), &format!("1: rate-is-not-usable found=`{rate}`"));
    }
    ok(&of(" 0.01 ", " 1 "), "2026-08-01 0.01 for 1");
    ok(&of("47<!-- -->3.59", "1"), "2026-08-01 473.59 for 1");
    ok(&of("<![CDATA[473.59]]>", "1"), "2026-08-01 473.59 for 1");
    ok(&of("473<b>.5</b>9", "1"), "1: rate-is-not-usable found=``");
    ok(&of("1</description><description>2", "1"), "1: rate-is-not-usable found=``");
}

#[test]
fn a_currency_is_three_capitals_and_stands_once() {
    let usd = "<title>USD</title><description>1</description><quant>1</quant>";
    let two = |second: &str| item(&format!("{usd}</item><item>{second}"));
    check("2026-08-01", &two(usd), LATER, &["USD", "2026-08-01 1 for 1"]);
    check(
        "2026-08-01",
        &two(&usd.replace(">1</d", ">2</d")),
        LATER,
        &["part-is-unusable key=`USD` why=`row-stands-twice` time=`2026-08-01`"],
    );
    for title in ["", "usd", "US", "USDT", "ДОЛ"] {
        check(
            "2026-08-01",
            &two(&usd.replace("USD", title)),
            LATER,
            &[
                "USD",
                "2026-08-01 1 for 1",
                &format!(
                    "part-is-unusable key=`{title}` why=`answer-is-misshapen` place=`item/title` \
                     expected=`a currency's code`"
                ),
            ],
        );
    }
}

#[test]
fn of_many_items_that_are_none_ten_are_told_and_no_currency_with_two_rates_has_a_part() {
    let of = |title: &str, rate: u32| {
        format!("<item><title>{title}</title><description>{rate}</description><quant>1</quant></item>")
    };
    let letters = || 'A'..='Z';
    let twice: Vec<String> = letters().map(|c| format!("AA{c}")).collect();
    let items: String = twice.iter().map(|title| of(title, 1) + &of(title, 2)).collect();
    let of_another_day = of("USD", 1).replace("<quant>", "<pubDate>02.08.2026</pubDate><quant>");
    let bad = "<item>x</item>".repeat(5000);
    let answer = |text: String| {
        let asked = ask("", "1d", "2026-08-01", "2026-08-01");
        nbk::Rates.read(&asked, text.as_bytes(), LATER.parse().unwrap()).unwrap()
    };
    let with_a_day = answer(format!("<rates><date>01.08.2026</date>{bad}{items}{}</rates>", of("USD", 3)));
    let dated = format!("{items}{}", of("USD", 3)).replace("<quant>", "<pubDate>01.08.2026</pubDate><quant>");
    let with_days = answer(format!(
        "<rss><channel>{bad}{}{dated}</channel></rss>",
        of_another_day.replace("USD", "EUR").repeat(5000)
    ));
    for (answer, reasons) in [(with_a_day, 2), (with_days, 3)] {
        let keys: Vec<&str> = answer.parts.iter().map(|part| part.key.as_str()).collect();
        assert_eq!(keys, ["USD"]);
        assert_eq!(answer.remarks.len(), reasons * 10, "{:?}", answer.remarks);
    }

    // Of rows in another order, ten currencies; and their parts are there.
    let day = |day: &str| {
        let cubes: String = twice.iter().map(|c| format!(r#"<Cube currency="{c}" rate="1"/>"#)).collect();
        format!(r#"<Cube time="{day}">{cubes}</Cube>"#)
    };
    let text = format!("<Envelope><Cube>{}{}</Cube></Envelope>", day("2026-10-29"), day("2026-10-30"));
    let answer = ecb(&ecb::Rates, text.as_bytes());
    assert_eq!((answer.parts.len(), answer.remarks.len()), (26, 10));
}

#[test]
fn lines_that_are_none_cost_no_more_than_their_bytes() {
    let letters = || 'A'..='Z';
    let all =
        letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| format!("{a}{b}{c}"))));
    let header = all.collect::<Vec<_>>().join(",");
    let answer =
        ecb::parse_csv(format!("Date,{header}\n{}", "x\n".repeat(20_000)).as_bytes(), LATER.parse().unwrap());
    let parts = answer.unwrap().parts;
    assert_eq!(parts.len(), 26 * 26 * 26);
    assert!(parts.iter().all(|part| part.rejected.len() == 20_000 && part.rejected.iter().len() == 10));

    // Of each currency in the order of lines, whether a line is none or the rate on it.
    let text = format!("Date,USD,\n{}", "2026-10-30,n/a,\nx\n".repeat(20));
    let part = &ecb::parse_csv(text.as_bytes(), LATER.parse().unwrap()).unwrap().parts[0];
    let lines: Vec<u64> = part.rejected.iter().map(|rejected| rejected.line).collect();
    assert_eq!((part.rejected.len(), lines), (40, (2..=11).collect()));
}

#[test]
fn a_date_is_day_month_and_year() {
    for date in
        ["1.8.2026", "01.08.26", "2026-08-01", "32.08.2026", "01.08.2026.", "+1.08.2026", "", "01.08.1969"]
    {
        check(
            "2026-08-01",
            &item("<title>USD</title>").replace("01.08.2026", date),
            LATER,
            &["answer-is-misshapen place=`rates/date` expected=`dd.mm.yyyy`"],
        );
    }
    check(
        "2024-04-03",
        &NBK_FEED.replacen("03.04.2024", "3.4.2024", 1),
        LATER,
        &[
            "EUR",
            "2024-04-03 476.15 for 1",
            "part-is-unusable key=`USD` why=`answer-is-misshapen` place=`item/pubDate` expected=`dd.mm.yyyy`",
        ],
    );
}

#[test]
fn the_national_bank_knows_tomorrow_and_no_more() {
    let rated = |retrieved: &str| {
        let lines =
            answer::read(&nbk::Rates, &ask("", "1d", "2026-08-01", "2026-08-01"), NBK_2026, retrieved);
        lines[1].clone()
    };
    assert_eq!(rated("2026-07-31T00:00:00Z"), "2026-08-01 13.05 for 10");
    assert_eq!(rated("2026-07-31T12:00:00Z"), "2026-08-01 13.05 for 10");
    assert_eq!(rated("2026-07-30T23:59:59.999999Z"), "4: bar-of-the-future found=`2026-08-01`");
}

#[test]
fn what_is_no_xml_is_told_from_what_is_none() {
    let feeds: [&dyn Feed; 2] = [&nbk::Rates, &ecb::Rates];
    for feed in feeds {
        let code = |bytes: &[u8]| {
            let ask = ask("", "1d", "2026-08-01", "2026-08-01");
            feed.read(&ask, bytes, LATER.parse().unwrap()).unwrap_err().code()
        };
        assert_eq!(code(b""), "answer-has-no-bytes");
        assert_eq!(code(b"\xef\xbb\xbf \n"), "answer-has-no-bytes");
        assert_eq!(code(b"<!DOCTYPE html><p>"), "answer-is-a-web-page");
        assert_eq!(code(b" <HTML><body>"), "answer-is-a-web-page");
        assert_eq!(code(b"<?xml version='1.0'?><html></html>"), "answer-is-a-web-page");
        assert_eq!(code(b"{\"error\":1}"), "answer-is-not-xml");
        assert_eq!(code(b"<rates>"), "answer-is-not-xml");
        assert_eq!(code(b"<rates>\xff</rates>"), "answer-is-not-xml");
        assert_eq!(code(b"<other/>"), "answer-is-misshapen");
        // Entities multiply: no document type is read.
        let laughs = "<!DOCTYPE rates [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rates>&b;</rates>";
        assert_eq!(code(laughs.as_bytes()), "answer-is-not-xml");
        assert_eq!(code(b"<!DOCTYPE rates SYSTEM 'file:///etc/passwd'><rates/>"), "answer-is-not-xml");
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(["answer-is-misshapen", "answer-is-not-xml"].contains(&code(deep.as_bytes())));
    }
    for (feed, text) in [(&nbk::Rates as &dyn Feed, NBK_2026), (&ecb::Rates, ECB_XML)] {
        let text = text.trim_end();
        for end in
            (1..text.len()).step_by(97).chain([text.len() - 1]).filter(|end| text.is_char_boundary(*end))
        {
            let ask = ask("", "1d", "2026-08-01", "2026-08-01");
            let error = feed.read(&ask, &text.as_bytes()[..end], LATER.parse().unwrap()).unwrap_err();
            assert!(matches!(error, AnswerError::NotXml { .. }), "{end}: {error}");
        }
    }
}

// The European Central Bank.

#[test]
fn the_forms_of_the_central_bank_say_the_same() {
    let (days, history) = (ecb(&ecb::Rates, ECB_XML.as_bytes()), ecb(&ecb::History, ECB_ZIP));
    let last = ecb::parse_csv(ECB_DAY.as_bytes(), LATER.parse().unwrap()).unwrap();
    assert_eq!((days.remarks.len(), history.remarks.len(), last.remarks.len()), (0, 0, 0));
    assert_eq!((days.parts.len(), history.parts.len(), last.parts.len()), (29, 41, 29));
    for part in &days.parts {
        let (recent, all) = (rates(&days, &part.key), rates(&history, &part.key));
        assert_eq!(recent.len(), 10);
        assert!(all.ends_with(recent), "{}", part.key);
        assert_eq!(rates(&last, &part.key), &recent[9..], "{}", part.key);
    }
    let usd = rates(&history, "USD");
    assert_eq!((usd[0].day, usd[0].rate.to_string().as_str()), (day("1999-01-04"), "1.1789"));
    assert!(usd.iter().all(|rate| rate.units.to_string() == "1"));
    // N/A is no rate: the rouble after 1 March 2022, the lev after it gave way to the euro.
    assert_eq!(rates(&history, "RUB").last().unwrap().day, day("2022-03-01"));
    assert_eq!(rates(&history, "BGN").last().unwrap().day, day("2022-03-07"));
    assert!(history.parts.iter().all(|part| part.key != "KZT"));
}

/// What an answer of the last 90 days with these days in it says.
fn cubes(text: &str, retrieved: &str) -> Vec<String> {
    let xml = format!(
        "<gesmes:Envelope xmlns:gesmes=\"g\" xmlns=\"e\"><gesmes:subject>Reference rates</gesmes:subject>\
         <Cube>{text}</Cube></gesmes:Envelope>"
    );
    answer::read(&ecb::Rates, &ask("", "1d", "2026-10-30", "2026-10-30"), xml, retrieved)
}

/// The same of a table.
fn table(text: &str, retrieved: &str) -> Vec<String> {
    answer::lines(&ecb::parse_csv(text.as_bytes(), retrieved.parse().unwrap()))
}

#[test]
fn a_rate_of_the_central_bank_is_of_one_euro() {
    let usd = |time: &str, rate: &str| {
        format!("<Cube time=\"{time}\"><Cube currency=\"USD\" rate=\"{rate}\"/></Cube>")
    };
    let (a, b) = (usd("2026-10-30", "1.1172"), usd("2026-10-29", "1.113"));
    let rows = ["USD", "2026-10-29 1.113 for 1", "2026-10-30 1.1172 for 1"];
    assert_eq!(cubes(&format!("{a}{b}"), LATER), rows);
    assert_eq!(cubes(&format!("{a}{a}{b}"), LATER), rows);
    assert_eq!(
        cubes(&format!("{b}{a}"), LATER),
        [rows.as_slice(), &["rows-are-out-of-order key=`USD`"]].concat()
    );
    assert_eq!(
        cubes(&format!("{a}{}", usd("2026-10-30", "1.1")), LATER),
        ["part-is-unusable key=`USD` why=`row-stands-twice` time=`2026-10-30`"]
    );
    assert_eq!(cubes(&usd("2026-10-30", "N/A"), LATER), Vec::<String>::new());
    assert_eq!(cubes("", LATER), Vec::<String>::new());
    for rate in ["0", "-1", "", "x"] {
        assert_eq!(
            cubes(&usd("2026-10-30", rate), LATER),
            ["USD", &format!("1: rate-is-not-usable found=`{rate}`")]
        );
    }
    assert_eq!(
        cubes(&usd("30.10.2026", "1"), LATER),
        ["USD", "1: date-is-not-readable found=`30.10.2026` expected=`2026-10-30 or 30 October 2026`"]
    );
    assert_eq!(
        cubes("<Cube time=\"2026-10-30\"><Cube rate=\"1\"/></Cube>", LATER),
        [
            "part-is-unusable key=`` why=`answer-is-misshapen` place=`Cube/@currency` expected=`a currency's code`"
        ]
    );
    // A day's rates are those of its afternoon, so nobody has tomorrow's.
    assert_eq!(cubes(&a, "2026-10-30T00:00:00Z"), ["USD", "2026-10-30 1.1172 for 1"]);
    assert_eq!(cubes(&a, "2026-10-29T23:59:59.999999Z"), ["USD", "1: bar-of-the-future found=`2026-10-30`"]);
}

#[test]
fn a_table_of_the_central_bank_is_read_by_its_columns() {
    let rows = ["JPY", "2026-10-30 175.68 for 1", "USD", "2026-10-29 1.113 for 1", "2026-10-30 1.1172 for 1"];
    let text = "Date,USD,JPY,\n2026-10-30,1.1172,175.68,\n2026-10-29,1.113,N/A,\n";
    assert_eq!(table(text, LATER), rows);
    assert_eq!(table(&text.replace(',', ", "), LATER), rows);
    assert_eq!(table(&text.replace("2026-10-30", "30 October 2026"), LATER), rows);
    assert_eq!(table(&text.replace(",\n", "\n"), LATER), rows);

    let odd = "2026-10-30 or 30 October 2026";
    assert_eq!(
        table("Date,USD,\n30 Oktober 2026,1,\n2026-10-29,1,1,\n2026-10-28,1,\n", LATER),
        [
            "USD",
            "2026-10-28 1 for 1",
            &format!("2: date-is-not-readable found=`30 Oktober 2026` expected=`{odd}`"),
            "3: fields-do-not-match-the-header found=`4` expected=`3`",
        ]
    );
    for date in
        ["0 October 2026", "31 February 2026", "030 October 2026", "30 October 2026 ?", "30  October 2026"]
    {
        assert_eq!(
            table(&format!("Date,USD,\n{date},1,\n"), LATER),
            ["USD", &format!("2: date-is-not-readable found=`{date}` expected=`{odd}`")]
        );
    }
    assert_eq!(table("Date,USD,\n2 January 2026,1,\n", LATER), ["USD", "2026-01-02 1 for 1"]);
    // Where the file ends right behind a figure, digits may be missing.
    assert_eq!(
        table("Date,USD,JPY\n2026-10-30,1.1172,175.6", LATER),
        ["JPY", "2: rate-is-not-usable found=`175.6`", "USD", "2026-10-30 1.1172 for 1"]
    );
    assert_eq!(
        table("Date,USD,\n2026-10-30,1.1172,\n", "2026-10-29T23:59:59Z"),
        ["USD", "2: bar-of-the-future found=`2026-10-30`"]
    );
    let unusable = |text: &str, what: &str| {
        assert_eq!(table(text, LATER), [format!("answer-holds-an-unusable-file what=`{what}")], "{text}");
    };
    unusable("", "file-is-empty`");
    unusable("Date,USD,\n", "file-has-no-rows`");
    unusable("day,USD,\n1,1,\n", "header-is-unknown` found=`day, USD, ` expected=`Date, USD, …`");
    unusable("Date,usd,\n1,1,\n", "header-is-unknown` found=`Date, usd, ` expected=`Date, USD, …`");
    unusable("Date,\n1,\n", "header-is-unknown` found=`Date, ` expected=`Date, USD, …`");
    unusable("Date,USD,USD,\n1,1,1,\n", "column-stands-twice` column=`USD`");
    unusable("PK\u{3}\u{4}", "file-is-packed` packing=`zip`");
}

#[test]
fn the_archive_of_the_central_bank_holds_its_table() {
    let zipped = |name: &str, text: &str| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        answer::read(&ecb::History, &ask("", "1d", "2026-10-30", "2026-10-30"), bytes, LATER)
    };
    let text = "Date,USD,\n2026-10-30,1.1172,\n";
    assert_eq!(zipped("eurofxref-hist.csv", text), ["USD", "2026-10-30 1.1172 for 1"]);
    assert_eq!(
        zipped("eurofxref.csv", text),
        ["answer-is-about-another-key asked=`eurofxref-hist.csv` found=`eurofxref.csv`"]
    );
    assert_eq!(zipped("eurofxref-hist.csv", ""), ["answer-holds-an-unusable-file what=`file-is-empty`"]);
}

// Quotients.

fn rate(rate: &str, units: &str) -> Rate {
    Rate { day: day("2026-08-01"), rate: rate.parse().unwrap(), units: units.parse().unwrap() }
}

fn on(answer: &Answer, date: &str) -> BTreeMap<String, Rate> {
    let of_day = |key: &str| rates(answer, key).iter().find(|rate| rate.day == day(date)).cloned();
    answer.parts.iter().filter_map(|part| Some((part.key.clone(), of_day(&part.key)?))).collect()
}

fn named(rates: &BTreeMap<String, Rate>) -> impl Iterator<Item = (&str, &Rate)> {
    rates.iter().map(|(currency, rate)| (currency.as_str(), rate))
}

#[test]
fn pairs_of_the_national_bank_are_exact() {
    let ask = ask("", "1d", "2026-08-01", "2026-08-01");
    let answer = nbk::Rates.read(&ask, NBK_2026.as_bytes(), LATER.parse().unwrap()).unwrap();
    let board = Board::of_nbk(named(&on(&answer, "2026-08-01")));
    for (base, quote, expected) in [
        ("USD", "KZT", Some("473.59")),
        ("KZT", "USD", Some("1/473.59")),
        ("UZS", "KZT", Some("3.96/100")),
        ("KZT", "UZS", Some("100/3.96")),
        ("IRR", "KZT", Some("11.24/10000")),
        ("USD", "RUB", Some("473.59/5.94")),
        ("USD", "UZS", Some("47359/3.96")),
        ("UZS", "USD", Some("3.96/47359")),
        ("UZS", "IRR", Some("39600/1124")),
        ("KZT", "KZT", Some("1")),
        ("UZS", "UZS", Some("1")),
        ("EUR", "KZT", None),
        ("KZT", "EUR", None),
        ("EUR", "EUR", None),
    ] {
        assert_eq!(board.pair(base, quote).as_deref(), expected, "{base} {quote}");
    }
}

#[test]
fn pairs_of_the_central_bank_are_exact() {
    let board = Board::of_ecb(named(&on(&ecb(&ecb::Rates, ECB_XML.as_bytes()), "2026-10-30")));
    for (base, quote, expected) in [
        ("EUR", "USD", Some("1.1172")),
        ("USD", "EUR", Some("1/1.1172")),
        ("USD", "JPY", Some("175.68/1.1172")),
        ("JPY", "USD", Some("1.1172/175.68")),
        ("EUR", "EUR", Some("1")),
        ("EUR", "KZT", None),
        ("KZT", "USD", None),
    ] {
        assert_eq!(board.pair(base, quote).as_deref(), expected, "{base} {quote}");
    }
    // A euro by way of the dollar is a euro in yen, with nothing lost on the way.
    let ratio = |base: &str, quote: &str| board.pair(base, quote).unwrap().parse::<Ratio>().unwrap();
    assert_eq!(ratio("EUR", "USD").times(&ratio("USD", "JPY")), ratio("EUR", "JPY"));
}

#[test]
fn a_rate_that_is_none_gives_no_pair() {
    let (zero, one) = (rate("0", "1"), rate("1", "1"));
    let board = Board::of_ecb([("USD", &zero), ("JPY", &one)]);
    assert_eq!(board.pair("EUR", "USD"), None);
    assert_eq!(board.pair("USD", "EUR"), None);
    assert_eq!(board.pair("USD", "USD"), None);
    assert_eq!(board.pair("EUR", "JPY").as_deref(), Some("1"));
    // An amount has 60 digits before the point and 40 behind; a product may need one more.
    let pair = |units: &str, other: &str| {
        let (x, y) = (rate("3", units), rate(other, "1"));
        Board::of_nbk([("AAA", &y), ("BBB", &x)]).pair("AAA", "BBB")
    };
    let most = "9".repeat(60);
    assert_eq!(pair("1", &most), Some(format!("{most}/3")));
    assert_eq!(pair("10", &most), None);
    let least = format!("0.{}1", "0".repeat(39));
    assert_eq!(pair("1", &least), Some(format!("{least}/3")));
    let (tenth, least) = (rate("0.1", "1"), rate(&least, "0.1"));
    assert!(Board::of_nbk([("AAA", &least), ("BBB", &tenth)]).pair("AAA", "BBB").is_some());
    assert_eq!(Board::of_nbk([("AAA", &least), ("BBB", &rate("1", "0.1"))]).pair("AAA", "BBB"), None);
}

proptest! {
    #[test]
    fn a_pair_and_its_inverse_make_one(
        rates in proptest::collection::vec(("[0-9]{0,6}[1-9](\\.[0-9]{0,5}[1-9])?", 0..5u32), 2),
        of_nbk: bool,
        (base, quote) in (0..3usize, 0..3usize),
    ) {
        let rates: Vec<Rate> =
            rates.iter().map(|(text, zeros)| rate(text, &10u32.pow(*zeros).to_string())).collect();
        let named = ["AAA", "BBB"].into_iter().zip(&rates);
        let (board, own) = match of_nbk {
            true => (Board::of_nbk(named), "KZT"),
            false => (Board::of_ecb(named), "EUR"),
        };
        let currencies = ["AAA", "BBB", own];
        let ratio = |a: usize, b: usize| {
            let text = board.pair(currencies[a], currencies[b]).unwrap();
            // Both halves are amounts as a case takes them.
            assert!(text.split('/').all(|half| half.parse::<Amount>().is_ok_and(|half| half.is_positive())));
            assert!(!text.ends_with("/1"));
            text.parse::<Ratio>().unwrap()
        };
        prop_assert_eq!(ratio(base, quote).times(&ratio(quote, base)), Ratio::ONE);
        // By way of the third it is the same.
        for third in 0..3 {
            prop_assert_eq!(ratio(base, third).times(&ratio(third, quote)), ratio(base, quote));
        }
    }
}
