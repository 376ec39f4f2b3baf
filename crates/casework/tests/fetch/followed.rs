//! What can be followed, and what is refused.

use qazyq_casework::follow::{Wanted, listed};

use super::desk::Desk;

/// The code of the refusal, or `asset source key currency`.
fn check(desk: &Desk, words: &str, more: impl FnOnce(&mut Wanted), expected: &str) {
    let mut words = words.split_whitespace().map(str::to_owned);
    let mut word = || words.next().unwrap();
    let mut wanted = Wanted { asset: word(), source: word(), key: word(), ..Wanted::default() };
    more(&mut wanted);
    let found = match desk.book().follow(&wanted, desk.clock.instant()) {
        Ok((f, _)) => format!("{} {} {} {}", wanted.asset, f.source, f.key, f.currency),
        Err(trouble) => trouble.code().to_owned(),
    };
    assert_eq!(found, expected, "{wanted:?}");
}

#[test]
fn a_series_is_followed_by_what_its_source_knows_it_by() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    let new = |wanted: &mut Wanted| {
        wanted.symbol = Some("USDC".to_owned());
        wanted.peg = Some("USD".to_owned());
    };
    check(&desk, "usdc coinmarketcap 3408", |_| {}, "asset-not-introduced");
    check(&desk, "usdc coinmarketcap 3408", new, "usdc coinmarketcap 3408 USD");
    check(&desk, "usdc coinmarketcap 3408", |_| {}, "usdc coinmarketcap 3408 USD");
    check(&desk, "usdc coingecko usd-coin", |_| {}, "unknown-source");
    for key in ["USDC", "0", "03408", "-1", "1.5", ""] {
        check(&desk, "usdc coinmarketcap x", |wanted| wanted.key = key.to_owned(), "not-a-key");
    }
    check(&desk, "usdc binance USDCUSDT", |_| {}, "usdc binance USDCUSDT USDT");
    check(&desk, "usdc kraken USDC/EUR", |_| {}, "usdc kraken USDCEUR EUR");
    check(&desk, "usdc bybit usdcusdt", |_| {}, "not-a-key");
    check(&desk, "usdc bybit DAIUSDT", |_| {}, "another-pair");
    check(
        &desk,
        "usdc bybit USDCUSDT",
        |wanted| wanted.currency = Some("EUR".to_owned()),
        "another-currency",
    );
    check(&desk, "usdc kraken USDCUSD", |wanted| wanted.almaty = true, "days-are-utc");
    // One key is one asset's.
    let other = |wanted: &mut Wanted| wanted.name = Some("another".to_owned());
    check(&desk, "usdc2 coinmarketcap 3408", other, "followed-by-another");
    // Another id for the same asset takes the place of the first.
    check(&desk, "usdc coinmarketcap 3409", |_| {}, "usdc coinmarketcap 3409 USD");
}

#[test]
fn a_conversion_has_one_link_in_a_currency() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    let symbol = |symbol: &'static str| {
        move |wanted: &mut Wanted| {
            wanted.symbol = Some(symbol.to_owned());
            wanted.peg = Some("USD".to_owned());
        }
    };
    let through = |token: &'static str, source: Option<&'static str>| {
        move |wanted: &mut Wanted| wanted.through = Some((token.to_owned(), source.map(str::to_owned)))
    };
    check(&desk, "usdt coinmarketcap 825", symbol("USDT"), "usdt coinmarketcap 825 USD");
    check(&desk, "dai binance DAIUSDT", symbol("DAI"), "dai binance DAIUSDT USDT");
    check(&desk, "usdc binance USDCUSDT", symbol("USDC"), "usdc binance USDCUSDT USDT");
    check(&desk, "usdc binance USDCUSDT", through("usdt", None), "usdc binance USDCUSDT USDT");
    check(&desk, "usdc binance USDCUSDT", through("gone", None), "unknown-asset");
    check(&desk, "usdc binance USDCUSDT", through("usdc", None), "no-conversion");
    check(&desk, "usdc binance USDCUSDT", through("dai", Some("binance")), "no-conversion");
    check(&desk, "usdc binance USDCUSDT", through("usdt", Some("kraken")), "no-conversion");
    check(&desk, "dai binance DAIUSDT", through("usdc", Some("binance")), "no-conversion");
    check(&desk, "usdc coinmarketcap 3408", through("usdt", None), "no-conversion");
    let almaty = |wanted: &mut Wanted| {
        wanted.almaty = true;
        through("usdt", None)(wanted);
    };
    check(&desk, "usdc bybit USDCUSDT", almaty, "no-conversion");
}

#[test]
fn what_is_not_followed_any_more_does_not_count() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    desk.fetch_whole(&super::desk::days("2026-03-08", "2026-03-09"));
    assert_eq!(desk.dossier("made1").series.len(), 1);
    let mut book = desk.book();
    let code = |result: Result<(), qazyq_casework::Trouble>| result.err().map(|trouble| trouble.code());
    assert_eq!(code(book.unfollow("made1", "kraken", "wrong", desk.clock.instant())), Some("not-followed"));
    assert_eq!(code(book.unfollow("none", "kraken", "wrong", desk.clock.instant())), Some("unknown-asset"));
    desk.set_now("2026-03-11T12:00:00Z");
    assert_eq!(code(book.unfollow("made1", "coinmarketcap", "wrong id", desk.clock.instant())), None);
    assert_eq!(desk.dossier("made1").series.len(), 0);
    assert!(desk.plan(&qazyq_casework::fetch::Wish::default()).questions.is_empty());
    // A verdict of yesterday, asked for as of yesterday, still rests on it.
    let then = desk.case("made1", "2026-03-10", Some("2026-03-10T12:00:00Z"));
    assert_ne!(super::desk::at(&then, "facts.market").to_string(), "null");
}

#[test]
fn a_table_of_follows_names_its_columns() {
    let table = "asset,source,key,symbol,name,peg,through\n\
                 usdc,coinmarketcap,3408,USDC,\"USD, Coin\",USD,\n\
                 usdc,binance,USDCUSDT,,,,usdt@kraken\n";
    let [first, second] = &listed(table).unwrap()[..] else { panic!("two") };
    assert_eq!((first.key.as_str(), first.name.as_deref()), ("3408", Some("USD, Coin")));
    assert_eq!(second.through, Some(("usdt".to_owned(), Some("kraken".to_owned()))));
    assert_eq!((&second.symbol, &second.peg), (&None, &None));
    for (table, line, what) in [
        ("asset,source,keys\nusdc,coinmarketcap,3408\n", 1, "keys"),
        ("asset,source,key,key\nusdc,coinmarketcap,3408,3408\n", 1, "key"),
        ("asset,source,key,day\nusdc,binance,USDCUSDT,Almaty\n", 2, "Almaty"),
        ("asset,source,key\nusdc,coinmarketcap,\n", 2, "key"),
        ("asset,source,key\nusdc,coinmarketcap,1\nusdt,coinmarketcap\n", 3, "CSV error"),
    ] {
        let Err(qazyq_casework::Trouble::FollowList { line: at, what: found }) = listed(table) else {
            panic!("{table}")
        };
        assert_eq!(at, line, "{table}");
        assert!(found.contains(what), "{found}");
    }
}

#[test]
fn a_series_in_another_currency_is_fetched_anew() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    let wish = super::desk::days("2026-03-01", "2026-03-09");
    desk.fetch_whole(&wish);
    let in_dollars = desk.closes("made1", "coinmarketcap");
    desk.set_now("2026-03-10T13:00:00Z");
    desk.follow("made1 coinmarketcap 900001", |wanted| wanted.currency = Some("EUR".to_owned()));
    assert_eq!(desk.closes("made1", "coinmarketcap"), Vec::<String>::new(), "dollars are no euros");
    desk.fetch_whole(&wish);
    let in_euros = desk.closes("made1", "coinmarketcap");
    assert_eq!(in_euros.len(), 9);
    assert_ne!(in_euros, in_dollars);
    assert_eq!(desk.dossier("made1").series[0].restatements.len(), 0);
    // Rates of the last two days may still come, where a peg in dollars meets figures in euros; bars are had.
    let wish = qazyq_casework::fetch::Wish { sources: vec!["coinmarketcap".to_owned()], ..wish };
    assert!(desk.plan(&wish).questions.is_empty());
}

#[test]
fn a_conversion_serves_the_token_that_it_was_said_of() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 8);
    let through = |wanted: &mut Wanted| wanted.through = Some(("usdt".to_owned(), None));
    desk.follow("usdt coinmarketcap 900008", |_| {});
    desk.follow("made1 bybit MADE1USDT", through);
    let wish = super::desk::days("2026-03-08", "2026-03-09");
    desk.fetch_whole(&wish);
    assert_eq!(desk.dossier("made1").series[0].currency, "USD");
    // The same source, now in a currency: nothing is left to convert.
    desk.follow("made1 bybit MADE1USD", |_| {});
    let dossier = desk.dossier("made1");
    assert_eq!((dossier.series[0].currency.as_str(), dossier.series[0].converted.is_none()), ("USD", true));
    // And again in the token: what was said of it holds.
    desk.follow("made1 bybit MADE1USDT", |_| {});
    assert!(desk.dossier("made1").series[0].converted.is_some());
    // Without the token's series it stays what it is, and says so in its verdict.
    let now = desk.clock.instant();
    desk.book().unfollow("usdt", "coinmarketcap", "no more", now).unwrap();
    assert_eq!(desk.dossier("made1").series[0].currency, "USDT");
}

#[test]
fn a_series_of_which_nothing_came_is_not_in_a_case() {
    let desk = Desk::at("2026-03-10T12:00:00Z", 1);
    desk.follow_made(1);
    desk.fetch_whole(&super::desk::days("2026-03-01", "2026-03-09"));
    let before = desk.case("made1", "2026-03-10", None);
    desk.follow("made1 kraken MADE1USD", |_| {});
    assert_eq!(desk.dossier("made1").series.len(), 2);
    assert_eq!(desk.case("made1", "2026-03-10", None), before);
}
