//! The workspace's own assets: a replay and a screening say what an assessment of each day says.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::dossier::{Book, Dossier};
use qazyq_casework::import::Said;
use qazyq_casework::record::{Document, Handed};
use qazyq_casework::replay::tables::Table;
use qazyq_casework::replay::{Plan, Watch, WhatIf, replay_own};
use qazyq_casework::workspace::{Declared, Workspace};
use qazyq_exact::Day;
use qazyq_law::Act;
use qazyq_law::reading::{Missing, Statistic, Window};

use qazyq_registry::form::{Form, RecordKind};

use crate::desk::{Desk, at, days};
use crate::expected::{Course, check_totals, lines};
use crate::{day, told, watched};

/// The outcomes of an asset's days, one verdict a day; on each of them a screening says the same to the byte.
fn course(question: &Question<'_>, dossier: &Dossier, plan: &Plan) -> Option<Course> {
    let is_admitted =
        |source: &str| question.asked.source.as_deref().is_none_or(|of| of == "either" || of == source);
    let series = dossier.series.iter().filter(|series| is_admitted(&series.source));
    let own: Vec<Day> = series.flat_map(|s| s.days.range(plan.from..=plan.to).map(|(day, _)| *day)).collect();
    let (first, last) = (*own.iter().min()?, *own.iter().max()?);
    let outcomes = (0..=last.since(first)).map(|k| first.plus(k)).map(|date| {
        let verdict = question.assess(dossier, date).unwrap();
        let screened = question.screen(dossier, date).unwrap();
        assert_eq!(screened.to_json().to_string(), verdict.to_json().to_string(), "{date}");
        let of = |choices| verdict.stability.readings.iter().find(|(of, _)| of == choices).unwrap().1;
        plan.readings.iter().map(of).collect::<Vec<_>>()
    });
    let outcomes: Vec<_> = outcomes.collect();
    Some(Course { asset: dossier.asset.id.clone(), first, in_force: outcomes.clone(), replayed: outcomes })
}

/// Holds a replay of the workspace against its verdicts; tells how many asset-days there were.
fn check(book: &Book, now: Timestamp, as_of: Option<&str>, asked: &Asked, (from, to): (&str, &str)) -> u64 {
    let act = Act::embedded().unwrap();
    let as_of = as_of.map(|text| text.parse().unwrap());
    let question = Question { act: &act, asked, as_of, now };
    let plan = Plan::new(&act, &WhatIf::default(), (day(from), day(to)), "all").unwrap();
    let dossiers = book.assets().into_iter().filter_map(|asset| question.dossier(book, &asset.id).ok());
    let courses: Vec<Course> = dossiers.filter_map(|dossier| course(&question, &dossier, &plan)).collect();
    let mut days = 0;
    for table in [Table::Spans, Table::Assets, Table::Days] {
        let replay = |watch: &Watch<'_>| replay_own(&plan, &question, book, &[], (Some(table), true), watch);
        let replayed = watched(1, replay).unwrap();
        check_totals(&courses, &plan, &replayed, true);
        days = replayed.asset_days;
        assert_eq!(told(&plan, Some(table), replayed).1, lines(&courses, &plan, table), "{from} {asked:?}");
    }
    days
}

fn source(name: &str) -> Asked {
    Asked { source: Some(name.to_owned()), ..Asked::default() }
}

#[test]
fn the_sample_market_comes_to_what_is_said_of_each_day() {
    let folder = tempfile::tempdir().unwrap();
    let act = Act::embedded().unwrap();
    let mut book = Book::open_or_new(Workspace::at(folder.path())).unwrap();
    let retrieved: Timestamp = "2026-04-10T00:00:00Z".parse().unwrap();
    let market = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/market");
    for asset in ["usdt", "usdc", "dai", "usdp", "ust"] {
        for file in fs::read_dir(&market).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if name.starts_with(&format!("{asset}-")) || name == format!("{asset}.facts.toml") {
                let said = Said {
                    symbol: Some(asset.to_uppercase()),
                    retrieved: Some(retrieved),
                    ..Said::of(asset)
                };
                book.import(&act, &name, &fs::read(&path).unwrap(), &said, retrieved).unwrap();
            }
        }
    }
    let now: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
    let all = [("2018-09-20", "2019-01-20"), ("2022-03-20", "2022-07-20"), ("2023-01-20", "2023-05-20")];
    let days: u64 = all.into_iter().map(|span| check(&book, now, None, &Asked::default(), span)).sum();
    assert_eq!(days, 269 + 455 + 445);
    // From inside one stretch of the sample to inside another, across months without a row.
    check(&book, now, None, &Asked::default(), ("2022-06-25", "2023-02-10"));
    for asked in [
        Asked { statistic: Some(Statistic::EveryDay), ..source("coinmarketcap") },
        Asked { missing: Some(Missing::CarryForward), ..source("either") },
        Asked { window: Some(Window::ThroughAssessmentDay), ..source("nowhere") },
    ] {
        check(&book, now, None, &asked, ("2022-05-01", "2022-05-20"));
    }
    // What was not known then is not there.
    let before = "2026-04-09T23:59:59Z";
    assert_eq!(check(&book, now, Some(before), &Asked::default(), all[1]), 0);
}

/// Made-up bars of `days` days from `first` on, about one unit of the series' currency, with gaps.
fn made_up(first: &str, days: i32, salt: i64) -> String {
    let mut text = "date,open,high,low,close,vwap\n".to_owned();
    for k in (0..days).filter(|k| (i64::from(*k) * 31 + salt) % 19 != 0) {
        let price = |place: i64| {
            let parts = (i64::from(k) * 7919 + place * 104_729 + salt * 31) % 400 - 200;
            let hundredths = 10_000 + parts + if k % 50 > 40 { 150 } else { 0 };
            format!("{}.{:04}", hundredths / 10_000, hundredths % 10_000)
        };
        let prices = [0, 1, 2, 3, 4]
            .map(|place| if (k + place as i32) % 53 == 0 { String::new() } else { price(place) });
        text += &format!("{},{}\n", day(first).plus(k), prices.join(","));
    }
    text
}

/// Rates between dollars and euros on working days, as a page of facts about an asset has them.
fn page_of_rates(asset: &str) -> String {
    let mut page = format!("asset = \"{asset}\"\n");
    let first = day("2022-12-01");
    for (k, date) in (0..160).map(|k| (k, first.plus(k))).filter(|(k, _)| k % 7 < 5) {
        let rate = format!("1.0{}", 500 + k * 37 % 400);
        for (base, quote, rate) in [("EUR", "USD", rate.clone()), ("USD", "EUR", format!("1/{rate}"))] {
            page += &format!(
                "[[fx]]\ndate = \"{date}\"\nbase = \"{base}\"\nquote = \"{quote}\"\nrate = \"{rate}\"\n"
            );
        }
    }
    page
}

#[test]
fn pegs_that_change_bars_that_are_provisional_and_several_series_are_those_of_each_days_case() {
    let folder = tempfile::tempdir().unwrap();
    let act = Act::embedded().unwrap();
    let mut book = Book::open_or_new(Workspace::at(folder.path())).unwrap();
    let instant = |text: &str| text.parse::<Timestamp>().unwrap();
    let columns = "date=date,open=open,high=high,low=low,close=close,vwap=vwap".to_owned();
    let mut import = |asset: &str, source: &str, currency: &str, retrieved: &str, text: &str| {
        let said = Said {
            symbol: Some(asset.to_uppercase()),
            source: Some(source.to_owned()),
            currency: Some(currency.to_owned()),
            retrieved: Some(instant(retrieved)),
            columns: Some(Declared { columns: columns.clone(), ..Declared::default() }),
            ..Said::of(asset)
        };
        let name = format!("{asset}-{source}-{retrieved}.csv").replace(':', "");
        book.import(&act, &name, text.as_bytes(), &said, instant("2023-06-01T00:00:00Z")).unwrap();
    };
    // The last day of each lasts when it is had: it is provisional, and no evidence for later days.
    import("x", "one", "USD", "2023-03-31T12:00:00Z", &made_up("2023-01-01", 90, 1));
    import("x", "one", "USD", "2023-05-10T00:00:01Z", &made_up("2023-04-02", 40, 1));
    import("x", "two", "EUR", "2023-04-20T18:00:00Z", &made_up("2023-01-20", 91, 5));
    import("y", "two", "EUR", "2023-03-01T12:00:00Z", &made_up("2023-02-01", 29, 7));
    // Of z nobody says what it is worth.
    import("z", "one", "KZT", "2023-04-01T12:00:00Z", &made_up("2023-02-01", 50, 9));
    for asset in ["x", "y"] {
        let said = Said { retrieved: Some(instant("2023-01-01T00:00:00Z")), ..Said::of(asset) };
        let page = page_of_rates(asset);
        book.import(
            &act,
            &format!("{asset}.facts.toml"),
            page.as_bytes(),
            &said,
            instant("2023-06-01T00:00:00Z"),
        )
        .unwrap();
    }
    let pegs = [
        ("x", "USD", None, Some("2023-03-10")),
        ("x", "1.01 USD", Some("2023-03-10"), Some("2023-04-05")),
        ("x", "0.5 USD + 0.5 EUR", Some("2023-04-15"), None),
        ("y", "EUR", None, None),
    ];
    let forms = pegs.map(|(asset, peg, from, until)| {
        let fields = [("asset", Some(asset)), ("peg", Some(peg)), ("from", from), ("until", until)];
        let fields =
            fields.into_iter().filter_map(|(name, text)| Some((name.to_owned(), vec![text?.to_owned()])));
        let retrieved = ("retrieved".to_owned(), vec!["2023-01-02T00:00:00Z".to_owned()]);
        Handed::alone(Form::new(RecordKind::Peg, fields.chain([retrieved])))
    });
    let no_documents = |name: &str| -> Result<Document, Trouble> { panic!("{name}") };
    book.record_forms(&forms, &no_documents, None, instant("2023-06-01T00:00:00Z")).unwrap();

    let now = instant("2023-06-01T00:00:00Z");
    let span = ("2023-01-15", "2023-05-20");
    assert!(check(&book, now, None, &Asked::default(), span) > 150);
    let as_of =
        ["2023-03-31T13:00:00Z", "2023-03-01T12:00:00Z", "2023-04-20T23:59:59Z", "2022-01-01T00:00:00Z"];
    for as_of in as_of {
        check(&book, now, Some(as_of), &Asked::default(), ("2023-02-20", "2023-04-25"));
    }
    for asked in [source("one"), source("two"), source("nowhere")] {
        let asked = Asked { missing: Some(Missing::CarryForward), ..asked };
        check(&book, now, None, &asked, ("2023-03-05", "2023-04-18"));
        check(&book, now, Some("2023-04-20T20:00:00Z"), &asked, ("2023-04-10", "2023-04-22"));
    }
}

#[test]
fn rates_are_those_of_the_authority_that_serves_each_days_window_best() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 2);
    let peg = |peg: &'static str| {
        move |wanted: &mut qazyq_casework::follow::Wanted| {
            wanted.peg = Some(peg.to_owned());
            wanted.currency = Some("USD".to_owned());
        }
    };
    // The National Bank's pages have both currencies, and more days than the European Central Bank's last ninety.
    desk.follow("made2 coinmarketcap 900002", peg("450 KZT"));
    desk.fetch_whole(&days("2025-11-01", "2026-02-20"));
    desk.follow("made1 coinmarketcap 900001", peg("0.9 EUR"));
    desk.fetch_whole(&days("2025-12-20", "2026-03-09"));
    let (book, now) = (desk.book(), desk.clock.instant());
    for (on, authority) in [("2026-01-20", "ecb"), ("2026-01-30", "nbk"), ("2026-02-15", "ecb")] {
        let case = desk.case("made1", on, None);
        assert_eq!(at(&case, "facts.fx.0.origin.authority").to_string(), format!("\"{authority}\""), "{on}");
    }
    assert!(check(&book, now, None, &Asked::default(), ("2025-12-05", "2026-03-09")) > 100);
}
