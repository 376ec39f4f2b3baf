//! Many assets, many days, and sources that fail.

use qazyq_casework::fetch::Wish;
use qazyq_exact::Day;
use qazyq_standin::Source;

use super::desk::{Desk, days};
use super::figures;

/// Every fault that a client can tell from an answer: of those that change a figure into another one it cannot know.
const FAULTS: &str = "coinmarketcap:429=0.002,429-seconds=0.002,429-date=0.002,500=0.002,502-html=0.002,503=0.002,\
503-seconds=0.002,closed=0.002,reset-mid-body=0.002,broken-gzip=0.002,html-200=0.002,truncated=0.002,\
object-for-array=0.002,null-data=0.002,price-nan=0.002,rows-out-of-order=0.002,row-twice=0.002,\
row-twice-different=0.002,tomorrows-bar=0.002,another-asset=0.002,error-code-text=0.002,error-code-with-200=0.002,\
empty=0.002,invalid-utf8=0.002,redirect=0.002,gzip=0.002";

/// Every bar of every asset is the one that the formula gives, and there is no other.
fn check_bars(desk: &Desk, assets: u32, from: &str, to: &str) {
    let (from, to): (Day, Day) = (from.parse().unwrap(), to.parse().unwrap());
    let book = desk.book();
    for k in 1..=assets {
        let dossier = desk.dossier_in(&book, &format!("made{k}"));
        let [series] = &dossier.series[..] else { panic!("one series") };
        let expected: Vec<_> =
            (0..=to.since(from)).map(|n| figures::bar(i64::from(k), from.plus(n))).collect();
        let found: Vec<_> = series.days.values().map(|day| day.bar.clone()).collect();
        assert_eq!(found.len(), expected.len(), "made{k}");
        assert_eq!(found, expected, "made{k}");
        assert_eq!(series.restatements.len() + series.repeated, 0, "made{k}: nothing doubled");
    }
}

#[test]
fn five_hundred_assets_and_four_hundred_days_through_a_source_that_fails() {
    let now = "2026-03-10T12:00:00Z";
    let of_standin = qazyq_standin::Settings { assets: 500, seed: 7, ..qazyq_standin::Settings::at(now) };
    let mut desk = Desk::with(of_standin.with_faults(FAULTS).unwrap(), now);
    // A request for each asset, so that many of them fail.
    desk.settings.sources.get_mut("coinmarketcap").unwrap().keys_at_once = Some(1);
    desk.follow_made(500);
    let (from, to) = ("2025-02-03", "2026-03-09");
    // What fails every time, and what stops the source, is taken up by the same command.
    let mut runs = 0;
    while !desk.fetch(&days(from, to)).is_whole() {
        runs += 1;
        assert!(runs < 20, "{runs} runs");
    }
    check_bars(&desk, 500, from, to);
    let failed = desk.log(Source::CoinMarketCap).iter().filter(|logged| logged.fault != "none").count();
    assert!(failed > 20, "{failed} faults were met");
    assert_eq!(desk.plan(&days(from, to)).questions.len(), 0, "nothing is left to ask");
    assert!(desk.book().check_lake().unwrap().is_sound());
    assert!(desk.book().rebuild_lake().unwrap().iter().all(|feed| feed.is_same()));
}

#[test]
fn a_daily_update_of_a_thousand_assets_costs_ten_credits() {
    let desk = Desk::at("2026-03-09T06:00:00Z", 1000);
    desk.follow_made(1000);
    desk.fetch_whole(&days("2026-03-01", "2026-03-08"));
    desk.set_now("2026-03-10T06:00:00Z");
    desk.standin.clear_log();
    let before = desk.standin.credits_used("standin-key");
    let wish = days("2026-03-01", "2026-03-09");
    let planned: u64 = desk.plan(&wish).questions.iter().map(|question| question.credits()).sum();
    let report = desk.fetch_whole(&wish);
    // Ten for the bars; a hundred assets a call is what a credit buys. And one for the twenty whose capitalisation is 0.
    assert_eq!(planned, 10);
    assert_eq!(report.places["coinmarketcap"].credits, 11);
    assert_eq!(desk.standin.credits_used("standin-key") - before, 11, "as the source counts them");
    let log = desk.log(Source::CoinMarketCap);
    assert_eq!(log.iter().filter(|logged| logged.path.contains("ohlcv")).count(), 10);
    check_bars(&desk, 1000, "2026-03-01", "2026-03-09");
}

#[test]
fn what_is_had_is_not_asked_for_again() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 3);
    desk.follow_made(3);
    desk.fetch_whole(&Wish::default());
    check_bars(&desk, 3, "2026-01-09", "2026-03-09");
    desk.standin.clear_log();
    desk.fetch_whole(&Wish::default());
    assert_eq!(desk.standin.log(), []);
    // Farther back asks for what is missing alone.
    desk.fetch_whole(&days("2026-01-05", "2026-03-09"));
    let asked: Vec<String> = desk.log(Source::CoinMarketCap).into_iter().map(|logged| logged.path).collect();
    let bars: Vec<&String> = asked.iter().filter(|path| path.contains("ohlcv")).collect();
    assert_eq!(bars.len(), 1);
    assert!(bars[0].contains("time_start=2026-01-04&time_end=2026-01-08"), "{bars:?}");
    check_bars(&desk, 3, "2026-01-05", "2026-03-09");
}

#[test]
fn what_failed_at_first_is_wanted_all_the_same() {
    let mut desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.settings.sources.get_mut("binance").unwrap().attempts = Some(1);
    desk.follow("made1 binance MADE1USDT", |wanted| wanted.almaty = true);
    // Sixty days of hours are two requests; the first of them fails.
    desk.standin.next_faults(Source::Binance, [qazyq_standin::Fault::Status500]);
    assert!(!desk.fetch(&Wish::default()).is_whole());
    desk.fetch_whole(&Wish::default());
    assert_eq!(desk.closes("made1", "binance").len(), 59, "sixty days of UTC have fifty-nine of Almaty");
    // A first run for two days does not say where the series begins.
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    desk.fetch_whole(&days("2026-03-08", "2026-03-09"));
    desk.fetch_whole(&Wish::default());
    check_bars(&desk, 1, "2026-01-09", "2026-03-09");
}

#[test]
fn a_day_without_a_row_is_settled_by_the_second_late_answer() {
    let desk = Desk::at("2023-03-21T12:00:00Z", 1);
    // Binance had no such market before the 11th.
    desk.follow("usdc binance USDCUSDT", |_| {});
    let wish = days("2023-03-01", "2023-03-20");
    desk.fetch_whole(&wish);
    desk.standin.clear_log();
    desk.fetch_whole(&wish);
    let asked: Vec<String> = desk.log(Source::Binance).into_iter().map(|logged| logged.path).collect();
    assert_eq!(asked.len(), 1, "only what had no row");
    desk.standin.clear_log();
    desk.fetch_whole(&wish);
    assert_eq!(desk.standin.log(), []);
}

#[test]
fn an_archive_that_is_not_there_is_made_up_for_by_answers() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow("made1 binance MADE1USDT", |_| {});
    desk.standin.next_faults(Source::Binance, []);
    let report = desk.fetch_whole(&Wish { bulk: true, ..days("2026-01-15", "2026-03-09") });
    assert!(report.places["binance-files"].answered >= 1, "{report:#?}");
    assert_eq!(desk.closes("made1", "binance").len(), 54);
}
