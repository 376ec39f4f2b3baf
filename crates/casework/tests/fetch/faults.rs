//! Each fault by itself: a recorded defect, and never a wrong bar.

use qazyq_casework::fetch::Wish;
use qazyq_standin::{Fault, Source};

use super::desk::{Desk, days};
use super::figures;

/// Two days of a made-up asset with the fault on the first answer of bars; whether the run was whole, and the codes of the
/// failed attempts and of what was odd.
fn met(fault: Fault) -> (Desk, bool, Vec<String>) {
    let mut desk = Desk::at("2026-03-10T12:00:00Z", 2);
    desk.settings.sources.get_mut("coinmarketcap").unwrap().deadline_seconds = Some(2);
    desk.follow_made(2);
    // What the key may and which ids there are is asked before.
    desk.fetch_whole(&days("2026-03-01", "2026-03-01"));
    desk.standin.next_faults(Source::CoinMarketCap, [Fault::None, fault]);
    let whole = desk.fetch(&days("2026-03-01", "2026-03-09")).is_whole();
    let asked = desk.book().asked().unwrap();
    let of = &asked["coinmarketcap"];
    let mut codes: Vec<String> = of.failed.keys().chain(of.remarks.keys()).cloned().collect();
    let dossier = desk.dossier("made1");
    for day in dossier.series[0].days.values() {
        codes.extend(
            day.defects.iter().filter_map(|defect| Some(defect.get("defect")?.to_string().replace('"', ""))),
        );
    }
    codes.sort();
    (desk, whole, codes)
}

/// No bar says anything but the formula, or nothing, or what it says is called odd.
fn check_no_wrong_bar(name: &str, desk: &Desk) {
    for k in [1, 2] {
        let dossier = desk.dossier(&format!("made{k}"));
        let series = &dossier.series[0];
        let days: Vec<String> = series.days.keys().map(ToString::to_string).collect();
        assert_eq!(days.len(), 9, "{name}: {days:?}");
        for (day, found) in &series.days {
            let expected = figures::bar(k, *day);
            if found.bar != expected {
                assert!(
                    !found.defects.is_empty(),
                    "{name}: made{k} {day} {found:?} in place of {expected:?}"
                );
            }
        }
    }
}

#[test]
fn every_fault_costs_a_recorded_defect_and_never_a_wrong_bar() {
    use qazyq_standin::RetryAfter;
    let retried: [(Fault, &str); 23] = [
        (Fault::TooMany(RetryAfter::Absent), "source-refused"),
        (Fault::TooMany(RetryAfter::Seconds(1)), "source-refused"),
        (Fault::TooMany(RetryAfter::Date(2)), "source-refused"),
        (Fault::Status500, "source-refused"),
        (Fault::Status502Html, "source-refused"),
        (Fault::Status503(RetryAfter::Absent), "source-refused"),
        (Fault::Status503(RetryAfter::Seconds(1)), "source-refused"),
        (Fault::ErrorCodeWith200, "source-refused"),
        (Fault::Closed, "connection-ended-early"),
        (Fault::ResetMidBody, "connection-ended-early"),
        (Fault::Slow(200), "deadline-passed"),
        (Fault::Stall(10_000), "deadline-passed"),
        (Fault::BrokenGzip, "body-cannot-be-unpacked"),
        (Fault::Html200, "answer-is-a-web-page"),
        (Fault::Truncated, "answer-is-not-json"),
        (Fault::PriceNan, "answer-is-not-json"),
        (Fault::InvalidUtf8, "answer-is-not-json"),
        (Fault::Empty, "answer-has-no-bytes"),
        (Fault::Blanks, "answer-has-no-bytes"),
        (Fault::NullData, "answer-is-misshapen"),
        (Fault::ObjectForArray, "part-is-unusable"),
        (Fault::AnotherAsset, "part-is-unusable"),
        (Fault::RowTwiceDifferent, "part-is-unusable"),
    ];
    for (fault, code) in retried {
        let name = format!("{fault:?}");
        let (desk, whole, codes) = met(fault);
        assert!(whole, "{name}: {codes:?}");
        assert!(codes.iter().any(|found| found == code), "{name}: {codes:?}");
        check_no_wrong_bar(&name, &desk);
    }
}

#[test]
fn what_changes_nothing_is_read() {
    for (fault, code) in [
        (Fault::Gzip, None),
        (Fault::ErrorCodeText, None),
        (Fault::StringForNumber, None),
        (Fault::RowTwice, None),
        (Fault::RowsOutOfOrder, Some("rows-are-out-of-order")),
    ] {
        let name = format!("{fault:?}");
        let (desk, whole, codes) = met(fault);
        assert!(whole, "{name}: {codes:?}");
        assert_eq!(codes.first().map(String::as_str), code, "{name}");
        check_no_wrong_bar(&name, &desk);
    }
}

#[test]
fn a_price_that_is_none_is_called_odd() {
    for (fault, code) in [
        (Fault::PriceZero, "price-is-not-positive"),
        (Fault::PriceNegative, "price-is-not-positive"),
        (Fault::PriceHuge, "figure-is-not-readable"),
        (Fault::PriceTiny, "price-is-outside-range"),
    ] {
        let name = format!("{fault:?}");
        let (desk, whole, codes) = met(fault);
        assert!(whole, "{name}");
        assert!(codes.iter().any(|found| found == code), "{name}: {codes:?}");
        check_no_wrong_bar(&name, &desk);
        // Whatever the source says, the case is one that the law reads, and the day counts as one without this price.
        desk.case("made1", "2026-03-10", None);
    }
}

#[test]
fn tomorrows_bar_is_none() {
    let (desk, whole, _) = met(Fault::TomorrowsBar);
    assert!(whole);
    check_no_wrong_bar("tomorrow", &desk);
    assert_eq!(desk.book().asked().unwrap()["coinmarketcap"].rejected, 1);
}

#[test]
fn a_redirect_is_not_followed() {
    let (desk, whole, codes) = met(Fault::Redirect);
    assert!(codes.iter().any(|code| code == "source-sends-elsewhere"), "{codes:?}");
    if !whole {
        desk.fetch_whole(&days("2026-03-01", "2026-03-09"));
    }
    check_no_wrong_bar("redirect", &desk);
}

#[test]
fn a_source_that_is_down_is_left_alone_and_taken_up_later() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 5);
    desk.follow_made(5);
    desk.follow("made1 binance MADE1USDT", |_| {});
    desk.standin.refuse_connections();
    let wish = days("2026-03-01", "2026-03-09");
    let report = desk.fetch(&wish);
    assert!(!report.is_whole());
    let why = &report.places["coinmarketcap"].unanswered[0].1;
    assert!(why.code == "no-connection" || why.code == "source-fails-too-often", "{why:?}");
    desk.standin.accept_connections();
    desk.fetch_whole(&wish);
    assert_eq!(desk.closes("made5", "coinmarketcap").len(), 9);
    assert_eq!(desk.closes("made1", "binance").len(), 9);
}

#[test]
fn another_fetch_at_the_same_time_is_refused() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    let lake = qazyq_lake::Lake::at(desk.lake());
    let writer = lake.writer().unwrap();
    let mut book = desk.book();
    let wish = Wish::default();
    let plan = desk.plan(&wish);
    let means = qazyq_casework::fetch::Means {
        settings: &desk.settings,
        key: None,
        credits_max: None,
        clock: &desk.clock,
        events: &|_| {},
        stop: &std::sync::atomic::AtomicBool::new(false),
    };
    let act = qazyq_law::Act::embedded().unwrap();
    assert_eq!(book.fetch(&act, &wish, &plan, &means).unwrap_err().code(), "lake-is-in-use");
    drop(writer);
    book.fetch(&act, &wish, &plan, &means).unwrap();
}
