//! What comes of fetched rows: days that are not over, a past that changed, conversions, rates, ids.

use qazyq_casework::fetch::Wish;
use qazyq_exact::Amount;
use qazyq_standin::{Key, Plan, Source};

use super::desk::{Desk, at, days};
use super::figures::{self, bar};

fn close(k: i64, day: &str) -> String {
    bar(k, day.parse().unwrap()).close.unwrap().to_string()
}

#[test]
fn a_day_that_is_not_over_stays_provisional_until_it_is() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    let wish = Wish { today: true, ..days("2026-03-09", "2026-03-10") };
    desk.fetch_whole(&wish);
    let closed = format!("2026-03-09 {}", close(1, "2026-03-09"));
    let closes = desk.closes("made1", "coinmarketcap");
    assert_eq!(closes.len(), 2);
    assert_eq!(closes[0], closed);
    assert!(closes[1].starts_with("2026-03-10 ") && closes[1].ends_with('?'), "{closes:?}");
    // It is asked for until it is over, and then it is a day like any other and nothing was restated.
    desk.set_now("2026-03-11T06:00:00Z");
    desk.fetch_whole(&days("2026-03-09", "2026-03-10"));
    let after = [closed, format!("2026-03-10 {}", close(1, "2026-03-10"))];
    assert_eq!(desk.closes("made1", "coinmarketcap"), after);
    assert_eq!(desk.dossier("made1").series[0].restatements.len(), 0);
    // A case of that instant still has the provisional bar, and says so.
    let then = desk.case("made1", "2026-03-10", Some("2026-03-10T13:00:00Z"));
    assert_eq!(at(&then, "facts.market.0.days.1.origin.provisional").to_string(), "true");
}

#[test]
fn the_last_day_is_asked_for_once_it_has_settled() {
    // CoinMarketCap's day is final ten minutes after midnight UTC; the candle of an exchange a minute after.
    let cases = [
        ("coinmarketcap", "2026-03-10T00:09:59Z", "2026-03-08"),
        ("coinmarketcap", "2026-03-10T00:10:00Z", "2026-03-09"),
        ("binance", "2026-03-10T00:00:59Z", "2026-03-08"),
        ("binance", "2026-03-10T00:01:00Z", "2026-03-09"),
    ];
    for (source, now, last) in cases {
        let desk = Desk::at(now, 1);
        desk.follow("made1 coinmarketcap 900001", |_| {});
        desk.follow("made1 binance MADE1USDT", |_| {});
        let wish = Wish { sources: vec![source.to_owned()], ..Wish::default() };
        desk.fetch_whole(&wish);
        let closes = desk.closes("made1", source);
        assert!(closes.last().unwrap().starts_with(last), "{source} {now}: {closes:?}");
        assert_eq!(closes.len(), 60, "{source} {now}");
    }
}

#[test]
fn a_past_that_the_source_changed_is_recorded_and_both_stay() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 2);
    desk.follow_made(2);
    desk.fetch_whole(&days("2026-03-01", "2026-03-09"));
    let before = close(1, "2026-03-05");
    desk.set_now("2026-03-20T12:00:00Z");
    desk.standin.restate(Source::CoinMarketCap, "900001", "2026-03-05");
    // Nobody asks for days that are had, unless somebody says so.
    desk.fetch_whole(&days("2026-03-01", "2026-03-09"));
    assert_eq!(desk.dossier("made1").series[0].restatements.len(), 0);
    desk.fetch_whole(&Wish { again: true, ..days("2026-03-01", "2026-03-09") });

    let after = qazyq_standin::twisted(&before);
    let dossier = desk.dossier("made1");
    let [restated] = &dossier.series[0].restatements[..] else { panic!("one day") };
    assert_eq!(restated.day.to_string(), "2026-03-05");
    let shown = |amount: &Option<Amount>| amount.as_ref().map(ToString::to_string);
    let (_, counts, other) = restated.figures.iter().find(|(name, ..)| *name == "close").unwrap();
    assert_eq!((shown(counts), shown(other)), (Some(after.clone()), Some(before.clone())));
    assert_eq!(desk.dossier("made2").series[0].restatements.len(), 0);

    let now = desk.case("made1", "2026-03-10", None);
    let then = desk.case("made1", "2026-03-10", Some("2026-03-15T00:00:00Z"));
    assert_eq!(at(&now, "facts.market.0.days.4.close").to_string(), format!("{after:?}"));
    assert_eq!(at(&then, "facts.market.0.days.4.close").to_string(), format!("{before:?}"));
    assert_eq!(at(&now, "facts.market.0.origin.restatements.0.day").to_string(), "\"2026-03-05\"");
    assert_eq!(at(&then, "facts.market.0.origin.restatements").to_string(), "null");
}

#[test]
fn a_pair_in_a_token_is_converted_by_the_tokens_own_price_of_the_day() {
    let desk = Desk::at("2023-03-21T12:00:00Z", 1);
    desk.follow("usdt coinmarketcap 825", |_| {});
    desk.follow("usdc binance USDCUSDT", |wanted| wanted.through = Some(("usdt".to_owned(), None)));
    desk.follow("usdc coinmarketcap 3408", |_| {});
    // The token's series is fetched with the asset that needs it.
    let wish = Wish { assets: vec!["usdc".to_owned()], ..days("2023-03-09", "2023-03-20") };
    desk.fetch_whole(&wish);
    let dossier = desk.dossier("usdc");
    let series = |source: &str| dossier.series.iter().find(|series| series.source == source).unwrap();
    let converted = series("binance");
    assert_eq!(converted.currency, "USD");
    let by = converted.converted.as_ref().unwrap();
    assert_eq!((&*by.from, &*by.through, &*by.through_source), ("USDT", "usdt", "coinmarketcap"));

    // Binance had no such market before 2023-03-11 14:00, so that the 11th has candles of a part of the day alone.
    let token = desk.dossier("usdt");
    let raw = desk.book();
    let raw = raw.asked().unwrap();
    assert_eq!(raw["binance"].answered, 1);
    for (day, bar) in &converted.days {
        let of_token = &token.series[0].days[day].bar;
        assert!(bar.bar.close.is_some() && bar.bar.open.is_none() && bar.bar.high.is_none());
        assert!(bar.bar.vwap.is_none(), "CoinMarketCap gives no volume-weighted mean");
        let ratio =
            bar.bar.close.as_ref().unwrap().to_ratio().over(&of_token.close.as_ref().unwrap().to_ratio());
        let in_token: Amount = ratio.unwrap().to_string().parse().unwrap_or_else(|_| {
            // The quotient is the pair's own close, which has a few decimals: its denominator divides a power of ten.
            let ratio =
                bar.bar.close.as_ref().unwrap().to_ratio().over(&of_token.close.as_ref().unwrap().to_ratio());
            let ratio = ratio.unwrap();
            let scaled = ratio.numerator() * qazyq_exact::IBig::from(10u64.pow(8)) / ratio.denominator();
            Amount::new(scaled, 8)
        });
        assert!(in_token.is_positive(), "{day}");
        assert_eq!(bar.entries.len(), 2, "both series are evidence");
    }
    assert!(converted.days.len() >= 9);

    let case = desk.case("usdc", "2023-03-21", None);
    let origin = at(&case, "facts.market.0.origin.converted");
    assert_eq!(origin.to_string(), r#"{"from":"USDT","through":"usdt","source":"coinmarketcap"}"#);
}

#[test]
fn a_day_without_the_tokens_price_is_missing() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 8);
    desk.follow("usdt coinmarketcap 900008", |_| {});
    desk.follow("made1 bybit MADE1USDT", |wanted| wanted.through = Some(("usdt".to_owned(), None)));
    desk.fetch_whole(&Wish { sources: vec!["bybit".to_owned()], ..days("2026-03-01", "2026-03-09") });
    assert_eq!(desk.closes("made1", "bybit"), Vec::<String>::new());
    desk.fetch_whole(&Wish { sources: vec!["coinmarketcap".to_owned()], ..days("2026-03-04", "2026-03-06") });
    let converted = desk.closes("made1", "bybit");
    let days: Vec<&str> = converted.iter().map(|close| &close[..10]).collect();
    assert_eq!(days, ["2026-03-04", "2026-03-05", "2026-03-06"]);
    // By the published formulas: the pair's last minute of the day by the token's close of the day.
    let minutes = figures::number("2026-03-04".parse().unwrap()) * 1440;
    let pair = figures::candle(1, minutes..minutes + 1440)[3].clone().unwrap();
    let token = bar(8, "2026-03-04".parse().unwrap()).close.unwrap();
    let product = pair.to_ratio().times(&token.to_ratio());
    let found: Amount = converted[0][11..].parse().unwrap();
    assert_eq!(found.to_ratio(), product);
}

#[test]
fn days_of_almaty_are_built_of_hours() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow("made1 binance MADE1USDT", |wanted| wanted.almaty = true);
    desk.fetch_whole(&days("2026-03-06", "2026-03-09"));
    let dossier = desk.dossier("made1");
    let days: Vec<String> = dossier.series[0].days.keys().map(ToString::to_string).collect();
    // Four days of UTC have three whole days of Almaty in them, each from 19:00 to 19:00.
    assert_eq!(days, ["2026-03-07", "2026-03-08", "2026-03-09"]);
    for (day, bar) in &dossier.series[0].days {
        let begins = figures::number(*day) * 1440 - 300;
        let expected = figures::candle(1, begins..begins + 1440);
        let found = [&bar.bar.open, &bar.bar.high, &bar.bar.low, &bar.bar.close].map(Clone::clone);
        assert_eq!(found, expected, "{day}");
        assert_eq!(bar.bar.coverage.unwrap().candles, 24);
    }
}

#[test]
fn a_peg_in_tenge_gets_the_national_banks_rates_as_quotients() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 2);
    desk.follow("made1 coinmarketcap 900001", |wanted| {
        wanted.peg = Some("450 KZT".to_owned());
        wanted.currency = Some("USD".to_owned());
    });
    desk.follow("made2 coinmarketcap 900002", |wanted| {
        wanted.peg = Some("1000 UZS".to_owned());
        wanted.currency = Some("USD".to_owned());
    });
    let wish = days("2026-03-05", "2026-03-09");
    desk.fetch_whole(&wish);
    // Ten days before the first: as far back as a rate may serve.
    assert_eq!(desk.log(Source::Nbk).len(), 15);
    let day = "2026-03-07".parse().unwrap();
    let (dollar, sum) = (figures::tenge(day, 45_000, 37, 1000), figures::tenge(day, 370, 1, 20));
    let rate_of = |asset: &str| {
        let case = desk.case(asset, "2026-03-10", None);
        let qazyq_law::json::Value::List(rows) = at(&case, "facts.fx") else { panic!("rates") };
        let row = rows.iter().find(|row| at(row, "date").to_string() == "\"2026-03-07\"").unwrap();
        assert_eq!(at(row, "origin.authority").to_string(), "\"nbk\"");
        ["base", "quote", "rate"].map(|key| at(row, key).to_string().replace('"', "")).join(" ")
    };
    assert_eq!(rate_of("made1"), format!("KZT USD 1/{dollar}"));
    // So many tenge for a hundred sum: the cross is a quotient of exact products.
    let hundred: Amount = "100".parse().unwrap();
    let below = Amount::new(dollar.scaled_to(2).unwrap() * hundred.scaled_to(0).unwrap(), 2);
    assert_eq!(rate_of("made2"), format!("UZS USD {sum}/{below}"));
    // Rates are not fetched where every peg is in the currency of its series.
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    desk.fetch_whole(&wish);
    assert_eq!(desk.log(Source::Nbk), []);
    assert_eq!(desk.log(Source::Ecb), []);
}

#[test]
fn a_peg_in_euro_gets_the_european_central_banks_rates() {
    let desk = Desk::at("2026-10-31T12:00:00Z", 2);
    desk.follow("made1 coinmarketcap 900001", |wanted| {
        wanted.peg = Some("EUR".to_owned());
        wanted.currency = Some("USD".to_owned());
    });
    desk.follow("made2 coinmarketcap 900002", |wanted| {
        wanted.peg = Some("100 JPY".to_owned());
        wanted.currency = Some("USD".to_owned());
    });
    desk.fetch_whole(&days("2026-10-29", "2026-10-30"));
    let asked: Vec<String> = desk.log(Source::Ecb).into_iter().map(|logged| logged.path).collect();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].contains("hist-90d"), "{asked:?}");
    let rates = |asset: &str| {
        let case = desk.case(asset, "2026-10-31", None);
        let qazyq_law::json::Value::List(rows) = at(&case, "facts.fx").clone() else { panic!("rates") };
        let last = rows.last().unwrap().clone();
        ["date", "base", "quote", "rate"].map(|key| at(&last, key).to_string().replace('"', "")).join(" ")
    };
    assert_eq!(rates("made1"), "2026-10-30 EUR USD 1.1172");
    assert_eq!(rates("made2"), "2026-10-30 JPY USD 1.1172/175.68");
    // Farther back than ninety days there is one file with everything.
    desk.standin.clear_log();
    desk.fetch_whole(&days("2024-01-01", "2024-01-31"));
    let asked: Vec<String> = desk.log(Source::Ecb).into_iter().map(|logged| logged.path).collect();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].ends_with("eurofxref-hist.zip"), "{asked:?}");
}

#[test]
fn figures_are_asked_for_in_the_currency_of_the_peg() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow("made1 coinmarketcap 900001", |wanted| wanted.peg = Some("EUR".to_owned()));
    desk.fetch_whole(&days("2026-03-08", "2026-03-09"));
    let asked: Vec<String> = desk.log(Source::CoinMarketCap).into_iter().map(|logged| logged.path).collect();
    assert!(asked.iter().any(|path| path.contains("ohlcv") && path.contains("convert=EUR")), "{asked:?}");
    assert!(asked.iter().any(|path| path.contains("/v1/fiat/map")), "{asked:?}");
    assert_eq!(desk.dossier("made1").series[0].currency, "EUR");
    assert_eq!(desk.log(Source::Ecb), [], "nothing has to be converted");
}

#[test]
fn what_coinmarketcap_says_of_an_id_is_a_fact_with_its_origin() {
    // 47 has a supply that nobody verified, 48 is traded no more; there is no 900999.
    let desk = Desk::at("2026-03-10T12:00:00Z", 50);
    for k in [1, 47, 48] {
        desk.follow(&format!("made{k} coinmarketcap {}", 900_000 + k), |_| {});
    }
    desk.follow("none coinmarketcap 900999", |_| {});
    desk.fetch(&days("2026-03-08", "2026-03-09"));
    let told = |asset: &str, key: &str| {
        at(&desk.case(asset, "2026-03-10", None), &format!("facts.coinmarketcap.{key}")).to_string()
    };
    assert_eq!(told("made1", "listed"), "true");
    assert_eq!(
        told("made1", "self_reported_market_cap"),
        "null",
        "its capitalisation is CoinMarketCap's own"
    );
    assert_eq!(told("made47", "self_reported_market_cap"), "true");
    assert_eq!(
        (told("made48", "listed"), told("made48", "origin.status")),
        ("true".into(), "\"inactive\"".into())
    );
    assert_eq!(told("none", "listed"), "false");
    assert_eq!(told("none", "id"), "900999");
    assert!(told("none", "origin.sha256").len() > 60);
}

#[test]
fn credits_that_do_not_suffice_are_not_begun_on() {
    let now = "2026-03-10T12:00:00Z";
    let keys = vec![Key::new("poor", Plan::Startup, 1_000_000, 4)];
    let mut desk =
        Desk::with(qazyq_standin::Settings { assets: 30, keys, ..qazyq_standin::Settings::at(now) }, now);
    desk.key = Some("poor".into());
    desk.settings.sources.get_mut("coinmarketcap").unwrap().keys_at_once = Some(10);
    desk.follow_made(30);
    // One for what the ids are, one for each ten assets and ten days.
    let wish = days("2026-02-28", "2026-03-09");
    desk.credits_max = Some(2);
    let report = desk.fetch(&wish);
    assert_eq!((report.places["coinmarketcap"].credits, report.without_credits.len()), (2, 2));
    assert!(!report.is_whole());
    desk.credits_max = None;
    let report = desk.fetch(&wish);
    assert_eq!(report.key.as_ref().unwrap().month.left, Some(2));
    assert_eq!(report.places["coinmarketcap"].credits, 2);
    assert!(report.is_whole(), "{report:#?}");
    assert_eq!(desk.standin.credits_used("poor"), 4);
    // Spent: what is wanted now is told, and nothing is asked that costs.
    let report = desk.fetch(&days("2026-02-20", "2026-03-09"));
    assert_eq!(report.without_credits.len(), 3);
    assert_eq!(desk.standin.credits_used("poor"), 4);
}

#[test]
fn without_a_key_only_what_everybody_gets_is_asked_for() {
    let mut desk = Desk::at("2026-03-10T12:00:00Z", 3);
    desk.key = None;
    desk.follow_made(3);
    let report = desk.fetch(&days("2026-03-08", "2026-03-09"));
    assert_eq!(report.without_key.len(), 1);
    assert!(report.places["coinmarketcap"].unanswered.is_empty(), "{report:#?}");
    let log = desk.log(Source::CoinMarketCap);
    assert!(!log.is_empty() && log.iter().all(|logged| logged.path.contains("/public-api/")), "{log:#?}");
    assert_eq!(at(&desk.case("made1", "2026-03-10", None), "facts.coinmarketcap.listed").to_string(), "true");
}

#[test]
fn a_plan_without_ohlcv_gets_closing_quotes() {
    let now = "2026-03-10T12:00:00Z";
    let keys = vec![Key::new("basic", Plan::Basic, 1_000_000, 10_000)];
    let mut desk = Desk::with(qazyq_standin::Settings { keys, ..qazyq_standin::Settings::at(now) }, now);
    desk.key = Some("basic".into());
    desk.follow_made(2);
    let wish = days("2026-03-01", "2026-03-09");
    let report = desk.fetch(&wish);
    let [(_, why)] = &report.places["coinmarketcap"].unanswered[..] else { panic!("{report:#?}") };
    assert_eq!((why.code.as_str(), why.args["code"].as_str()), ("source-refused", "1006"));
    desk.settings.sources.get_mut("coinmarketcap").unwrap().bars =
        Some(qazyq_casework::fetch::settings::Bars::Quotes);
    desk.fetch_whole(&wish);
    let dossier = desk.dossier("made2");
    assert_eq!(dossier.series[0].days.len(), 9);
    for (day, found) in &dossier.series[0].days {
        let whole = bar(2, *day);
        assert_eq!((&found.bar.close, &found.bar.market_cap), (&whole.close, &whole.market_cap), "{day}");
        assert_eq!(found.bar.open, None);
    }
}

#[test]
fn a_key_is_nowhere_in_the_evidence() {
    let secret = "b54bcf4d-1bca-4e8e-9a24-22ff2c3d462c";
    let now = "2026-03-10T12:00:00Z";
    let keys = vec![Key::new(secret, Plan::Startup, 1_000_000, 10_000)];
    let mut desk = Desk::with(qazyq_standin::Settings { keys, ..qazyq_standin::Settings::at(now) }, now);
    desk.key = Some(secret.into());
    desk.follow_made(1);
    desk.fetch_whole(&days("2026-03-08", "2026-03-09"));
    desk.key = Some("another-secret-key-0123456789".into());
    let report = desk.fetch(&days("2026-03-01", "2026-03-09"));
    assert!(!report.is_whole());
    let shown = format!("{report:?}");
    let mut seen = 0;
    let mut folders = vec![desk.lake()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let bytes = zstd::decode_all(&bytes[..]).unwrap_or(bytes);
            let text = String::from_utf8_lossy(&bytes);
            for key in [secret, "another-secret"] {
                assert!(!text.contains(key) && !shown.contains(key), "{}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 5);
}

#[test]
fn rates_come_for_days_whose_bars_are_had_already() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow("made1 coinmarketcap 900001", |_| {});
    let wish = days("2026-02-01", "2026-03-09");
    desk.fetch_whole(&wish);
    assert_eq!(desk.log(Source::Nbk), []);
    desk.follow("made1 coinmarketcap 900001", |wanted| {
        wanted.peg = Some("450 KZT".to_owned());
        wanted.currency = Some("USD".to_owned());
    });
    let wish = Wish { to: wish.to, from: None, ..Wish::default() };
    desk.fetch_whole(&wish);
    // From ten days before the first bar on; the bars themselves now begin sixty days back.
    assert_eq!(desk.log(Source::Nbk).len(), 70);
}

#[test]
fn a_verdict_looks_at_its_evidence() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    desk.fetch_whole(&days("2026-02-01", "2026-03-09"));
    let act = qazyq_law::Act::embedded().unwrap();
    let asked = qazyq_casework::assess::Asked::default();
    let question =
        qazyq_casework::assess::Question { act: &act, asked: &asked, as_of: None, now: desk.clock.instant() };
    let (book, dossier) = (desk.book(), desk.dossier("made1"));
    let check = || question.check_evidence(&book, &dossier, "2026-03-10".parse().unwrap());
    check().unwrap();
    let digest = dossier.series[0].evidence[0].sha256.clone();
    let path = desk.lake().join("answers").join(&digest[..2]).join(format!("{digest}.zst"));
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(check().unwrap_err().code(), "answer-is-altered");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(check().unwrap_err().code(), "answer-is-missing");
}
