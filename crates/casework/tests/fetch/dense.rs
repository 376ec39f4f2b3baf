//! Dense columns of a followed series say what its dossier says, or nothing.

use qazyq_casework::dossier::Series;
use qazyq_casework::fetch::Wish;
use qazyq_casework::fetch::settings::Bars;
use qazyq_casework::follow::Followed;
use qazyq_exact::{Amount, Day, IBig};
use qazyq_lake::columns::{Dense, Digits};
use qazyq_market::bars::{ABSENT, ABSENT_BROAD};
use qazyq_market::days::DayCut;
use qazyq_market::{Bar, Figure};
use qazyq_standin::Source;

use super::desk::{Desk, days};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn of_bar(bar: &Bar) -> [Option<Amount>; 7] {
    let bar = bar.clone();
    [bar.open, bar.high, bar.low, bar.close, bar.vwap, bar.volume, bar.market_cap]
}

fn of_day(dense: &Dense, place: usize) -> [Option<Amount>; 7] {
    Figure::OF_A_BAR.map(|figure| {
        let digits = match dense.figure(figure) {
            Digits::Absent => None,
            Digits::Narrow(digits) => Some(digits[place]).filter(|d| *d != ABSENT).map(IBig::from),
            Digits::Broad(digits) => Some(digits[place]).filter(|d| *d != ABSENT_BROAD).map(IBig::from),
        };
        digits.map(|digits| Amount::new(digits, usize::from(dense.scale(figure))))
    })
}

/// Holds dense columns of `key` against the asset's series, as known at an instant; tells whether there are any.
fn check(desk: &Desk, words: &str, as_of: Option<&str>, (from, to): (&str, &str)) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let [asset, source, key, currency] = words[..] else { panic!("{words:?}") };
    let followed =
        Followed { source: source.into(), key: key.into(), currency: currency.into(), cut: DayCut::Utc };
    let known_at = as_of.map_or(desk.clock.instant(), |instant| instant.parse().unwrap());
    let book = desk.book();
    let span = day(from)..=day(to);
    let mut dense = Dense::of(&Figure::OF_A_BAR);
    if !book.dense(&followed, known_at, span.clone(), &mut dense).unwrap() {
        return false;
    }
    let dossier = desk.dossier_at(&book, asset, known_at);
    let of_source = |series: &&Series| series.source == source;
    let series = dossier.series.iter().find(of_source);
    let expected: Vec<(Day, bool, [Option<Amount>; 7])> = series
        .into_iter()
        .flat_map(|series| series.days.range(span.clone()))
        .map(|(day, of_day)| (*day, of_day.provisional, of_bar(&of_day.bar)))
        .collect();
    let places = (0..dense.days()).filter(|place| dense.receipts()[*place] != 0);
    let found: Vec<_> = places
        .map(|place| {
            let day = dense.first().plus(i32::try_from(place).unwrap());
            (day, DayCut::Utc.end(day) > known_at, of_day(&dense, place))
        })
        .collect();
    assert_eq!(found, expected, "{words:?} as of {known_at}");
    true
}

#[test]
fn what_came_once_is_dense_and_what_came_twice_is_not() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 60);
    desk.follow_made(50);
    desk.fetch_whole(&days("2026-01-01", "2026-03-09"));
    let all = ("2026-01-01", "2026-03-31");
    for k in 1..=50 {
        assert!(check(&desk, &format!("made{k} coinmarketcap {} USD", 900_000 + k), None, all));
    }
    let made1 = "made1 coinmarketcap 900001 USD";
    assert!(check(&desk, made1, None, ("2026-02-10", "2026-02-20")));
    assert!(!check(&desk, made1, None, ("2025-02-10", "2025-02-20")), "nothing of those days");
    // What was not known then, and what is of another currency.
    assert!(!check(&desk, made1, Some("2026-03-10T11:59:59Z"), all));
    assert!(!check(&desk, "made1 coinmarketcap 900001 EUR", None, all));

    desk.set_now("2026-03-20T12:00:00Z");
    desk.standin.restate(Source::CoinMarketCap, "900001", "2026-03-05");
    desk.fetch_whole(&Wish { again: true, ..days("2026-03-01", "2026-03-09") });
    assert!(!check(&desk, made1, None, all));
    assert!(check(&desk, made1, None, ("2026-01-01", "2026-02-28")));
    assert!(!check(&desk, made1, Some("2026-03-15T00:00:00Z"), all));
}

#[test]
fn a_day_that_is_not_over_is_dense_while_it_is_not() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    desk.fetch_whole(&Wish { today: true, ..days("2026-03-01", "2026-03-10") });
    let made1 = "made1 coinmarketcap 900001 USD";
    let all = ("2026-03-01", "2026-03-31");
    assert!(check(&desk, made1, None, all));
    assert!(check(&desk, made1, Some("2026-03-10T23:59:59Z"), all));
    assert!(!check(&desk, made1, Some("2026-03-11T00:00:00Z"), all), "what was had too early counts no more");
    assert!(check(&desk, made1, Some("2026-03-11T00:00:00Z"), ("2026-03-01", "2026-03-09")));
    desk.set_now("2026-03-11T06:00:00Z");
    desk.fetch_whole(&days("2026-03-09", "2026-03-10"));
    assert!(!check(&desk, made1, None, all), "two rows, of which one counts");
}

#[test]
fn candles_and_two_feeds_are_looked_at_row_by_row() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 2);
    desk.follow("made1 binance MADE1USDT", |_| {});
    desk.follow("made1 bybit MADE1USDT", |_| {});
    desk.fetch_whole(&days("2026-02-20", "2026-03-09"));
    let all = ("2026-02-01", "2026-03-31");
    assert!(!check(&desk, "made1 binance MADE1USDT USDT", None, all));
    assert!(!check(&desk, "made1 bybit MADE1USDT USDT", None, all));
    assert!(!check(&desk, "made1 coingecko made1 USD", None, all), "no source");

    // Closes alone of some days, and bars of others.
    let mut desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    desk.fetch_whole(&days("2026-03-01", "2026-03-05"));
    desk.settings.sources.get_mut("coinmarketcap").unwrap().bars = Some(Bars::Quotes);
    desk.fetch_whole(&days("2026-03-05", "2026-03-09"));
    let made1 = "made1 coinmarketcap 900001 USD";
    assert!(!check(&desk, made1, None, all));
    assert!(check(&desk, made1, None, ("2026-03-01", "2026-03-05")));
    assert!(check(&desk, made1, None, ("2026-03-06", "2026-03-09")));
}
