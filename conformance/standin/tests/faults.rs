//! Each fault over the wire, and how faults are chosen.

mod common;

use std::net::TcpStream;
use std::time::Instant;

use common::{KEY, Reply, ask, get, get_with};
use qazyq_standin::{Fault, RetryAfter, Settings, Source, Standin};
use serde_json::Value;

fn standin() -> Standin {
    Standin::start(Settings { assets: 5, ..Settings::at("2025-12-31T12:00:00Z") })
}

const CMC: &str =
    "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=825&time_start=2025-12-20&time_end=2025-12-29";
const BINANCE: &str = "/binance/api/v3/klines?symbol=MADE1USDT&interval=1d&limit=9";
const BYBIT: &str = "/bybit/v5/market/kline?category=spot&symbol=MADE1USDT&interval=D&limit=9";
const KRAKEN: &str = "/kraken/0/public/OHLC?pair=USDTUSD&interval=1440&since=1766361600";
const NBK: &str = "/nbk/rss/get_rates.cfm?fdate=30.12.2025";
const ECB: &str = "/ecb/stats/eurofxref/eurofxref-daily.xml";
const PATHS: [(Source, &str); 6] = [
    (Source::CoinMarketCap, CMC),
    (Source::Binance, BINANCE),
    (Source::Bybit, BYBIT),
    (Source::Kraken, KRAKEN),
    (Source::Nbk, NBK),
    (Source::Ecb, ECB),
];

fn with(standin: &Standin, source: Source, path: &str, fault: Fault) -> Result<Reply, String> {
    standin.next_faults(source, [fault]);
    get(standin, path)
}

/// The rows of an answer, wherever the source has them.
fn rows(body: &Value) -> &Vec<Value> {
    [&body["data"]["quotes"], &body["result"]["list"], &body["result"]["USDTZUSD"], body]
        .into_iter()
        .find_map(Value::as_array)
        .expect("rows")
}

fn close(row: &Value) -> &Value {
    if row.is_array() { &row[4] } else { &row["quote"]["USD"]["close"] }
}

#[test]
fn a_status_comes_instead_of_an_answer_at_every_source() {
    let standin = standin();
    let cases = [
        (Fault::TooMany(RetryAfter::Absent), 429, None),
        (Fault::TooMany(RetryAfter::Seconds(7)), 429, Some("7")),
        (Fault::TooMany(RetryAfter::Date(2)), 429, Some("Wed, 31 Dec 2025 12:00:02 GMT")),
        (Fault::Status500, 500, None),
        (Fault::Status502Html, 502, None),
        (Fault::Status503(RetryAfter::Seconds(3)), 503, Some("3")),
        (Fault::Html200, 200, None),
        (Fault::Empty, 200, None),
        (Fault::Redirect, 302, None),
    ];
    for (source, path) in PATHS {
        for (fault, status, retry_after) in &cases {
            let reply = with(&standin, source, path, fault.clone()).unwrap();
            assert_eq!(
                (reply.status, reply.header("retry-after")),
                (*status, *retry_after),
                "{path} {fault:?}"
            );
            match fault {
                Fault::Html200 | Fault::Status502Html => assert!(reply.text().starts_with("<!DOCTYPE html>")),
                Fault::Empty => assert!(reply.body.is_empty() && reply.whole),
                Fault::Redirect => assert_eq!(reply.header("location"), Some("http://elsewhere.invalid/")),
                _ => {}
            }
        }
        // One fault, one request.
        assert_eq!(get(&standin, path).unwrap().status, 200);
    }
}

#[test]
fn a_source_refuses_in_its_own_words() {
    let standin = standin();
    let cases = [
        (Source::CoinMarketCap, CMC, Fault::TooMany(RetryAfter::Absent), 429, r#""error_code":1008"#),
        (Source::CoinMarketCap, CMC, Fault::CreditsUsedUp, 429, r#""error_code":1010"#),
        (Source::CoinMarketCap, CMC, Fault::Status500, 500, r#""error_code":500"#),
        (Source::CoinMarketCap, CMC, Fault::ErrorCodeWith200, 200, r#""error_code":1011"#),
        (Source::CoinMarketCap, CMC, Fault::ErrorCodeText, 200, r#""error_code":"0""#),
        (Source::Binance, BINANCE, Fault::RateLimit, 429, r#"{"code":-1003,"#),
        (Source::Bybit, BYBIT, Fault::RateLimit, 200, r#"{"retCode":10006,"#),
        (Source::Kraken, KRAKEN, Fault::RateLimit, 200, "EAPI:Rate limit exceeded"),
        (Source::Kraken, KRAKEN, Fault::ErrorCodeWith200, 200, "EService:Unavailable"),
    ];
    for (source, path, fault, status, text) in cases {
        let reply = with(&standin, source, path, fault.clone()).unwrap();
        assert_eq!(reply.status, status, "{path} {fault:?}");
        assert!(reply.text().contains(text), "{fault:?}: {}", reply.text());
    }
}

#[test]
fn the_wire_breaks_at_every_source() {
    let standin = standin();
    for (source, path) in PATHS {
        let good = get(&standin, path).unwrap().body;

        assert!(with(&standin, source, path, Fault::Closed).is_err(), "{path}");
        let reset = with(&standin, source, path, Fault::ResetMidBody).unwrap();
        assert!(!reset.whole && reset.body.len() < good.len(), "{path}");
        let truncated = with(&standin, source, path, Fault::Truncated).unwrap();
        assert!(truncated.whole && truncated.body == good[..good.len() / 2], "{path}");
        let spoiled = with(&standin, source, path, Fault::InvalidUtf8).unwrap();
        assert!(String::from_utf8(spoiled.body).is_err(), "{path}");

        let unpack = |reply: &Reply| {
            let mut out = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&reply.body[..]), &mut out)
                .map(|_| out)
        };
        let packed = with(&standin, source, path, Fault::Gzip).unwrap();
        assert_eq!(packed.header("content-encoding"), Some("gzip"));
        assert_eq!(unpack(&packed).unwrap(), good, "{path}");
        let broken = with(&standin, source, path, Fault::BrokenGzip).unwrap();
        assert!(unpack(&broken).is_err(), "{path}");
    }
}

#[test]
fn slow_and_stalling_answers_are_whole_in_the_end() {
    let standin = standin();
    let (path, source) = ("/binance/api/v3/time", Source::Binance);
    let good = get(&standin, path).unwrap().body;
    for (fault, least_ms) in [(Fault::Slow(5), 5 * good.len() as u128), (Fault::Stall(200), 200)] {
        let begun = Instant::now();
        let reply = with(&standin, source, path, fault).unwrap();
        assert!(begun.elapsed().as_millis() >= least_ms);
        assert_eq!(reply.body, good);
    }
}

#[test]
fn eleven_million_blanks() {
    let reply = with(&standin(), Source::Ecb, ECB, Fault::Blanks).unwrap();
    assert!(reply.whole && reply.body.len() == 11_000_000 && reply.body.iter().all(|byte| *byte == b' '));
}

#[test]
fn the_middle_close_is_broken_and_nothing_else() {
    let standin = standin();
    let cases = [
        (Fault::PriceZero, "0"),
        (Fault::PriceNegative, "-1.25"),
        (Fault::PriceNan, "NaN"),
        (Fault::PriceHuge, "1e300"),
        (Fault::PriceTiny, "1.5e-7"),
    ];
    for (source, path) in &PATHS[..4] {
        let good = get(&standin, path).unwrap();
        let body = good.json();
        let middle = rows(&body).len() / 2;
        let figure = close(&rows(&body)[middle]).to_string();
        let quoted = figure.starts_with('"');
        for (fault, text) in &cases {
            let bad = with(&standin, *source, path, fault.clone()).unwrap().text();
            let put =
                if quoted && *fault != Fault::PriceNan { format!("\"{text}\"") } else { (*text).to_owned() };
            // Where the same text stands earlier, the comparison below would replace the wrong one.
            let expected: Vec<String> = good
                .text()
                .match_indices(&figure)
                .map(|(at, _)| {
                    let whole = good.text();
                    format!("{}{put}{}", &whole[..at], &whole[at + figure.len()..])
                })
                .collect();
            assert!(expected.contains(&bad), "{path} {fault:?}");
        }
        let typed = with(&standin, *source, path, Fault::StringForNumber).unwrap().json();
        assert_eq!(close(&rows(&typed)[middle]).is_string(), !quoted, "{path}");
    }
    for (source, path) in &PATHS[4..] {
        for (fault, text) in &cases {
            assert!(
                with(&standin, *source, path, fault.clone()).unwrap().text().contains(text),
                "{path} {fault:?}"
            );
        }
    }
}

#[test]
fn rows_are_twice_out_of_order_or_of_tomorrow() {
    let standin = standin();
    for (source, path) in &PATHS[..4] {
        let body = get(&standin, path).unwrap().json();
        let good = rows(&body);
        let middle = good.len() / 2;
        let bad = |fault: Fault| rows(&with(&standin, *source, path, fault).unwrap().json()).clone();

        let mut swapped = good.clone();
        swapped.swap(0, good.len() - 1);
        assert_eq!(bad(Fault::RowsOutOfOrder), swapped, "{path}");

        let twice = bad(Fault::RowTwice);
        assert_eq!((twice.len(), &twice[middle + 1]), (good.len() + 1, &good[middle]), "{path}");
        let different = bad(Fault::RowTwiceDifferent);
        assert_eq!(different[middle], good[middle], "{path}");
        assert_ne!(close(&different[middle + 1]), close(&good[middle]), "{path}");

        let tomorrow = bad(Fault::TomorrowsBar);
        assert_eq!(tomorrow.len(), good.len() + 1);
        let text = serde_json::to_string(&tomorrow).unwrap();
        assert!(
            ["2026-01-01T00:00:00.000Z", "1767225600"].iter().any(|stamp| text.contains(stamp)),
            "{path}"
        );
    }
    for (source, path) in &PATHS[4..] {
        let count =
            |text: &str| text.matches("<title>AED</title>").count() + text.matches("currency='USD'").count();
        assert_eq!(count(&with(&standin, *source, path, Fault::RowTwice).unwrap().text()), 2, "{path}");
        let tomorrow = with(&standin, *source, path, Fault::TomorrowsBar).unwrap().text();
        assert!(tomorrow.contains("01.01.2026") || tomorrow.contains("2026-01-01"), "{path}");
    }
}

#[test]
fn shapes_and_names_are_wrong() {
    let standin = standin();
    let bad = |source, path, fault| with(&standin, source, path, fault).unwrap().json();
    assert_eq!(bad(Source::CoinMarketCap, CMC, Fault::NullData)["data"], Value::Null);
    assert_eq!(bad(Source::Bybit, BYBIT, Fault::NullData)["result"], Value::Null);
    assert_eq!(bad(Source::Binance, BINANCE, Fault::NullData), Value::Null);
    assert!(bad(Source::CoinMarketCap, CMC, Fault::ObjectForArray)["data"]["quotes"].is_object());
    assert!(bad(Source::Binance, BINANCE, Fault::ObjectForArray).is_object());
    let map = "/coinmarketcap/v1/cryptocurrency/map?limit=3";
    assert!(bad(Source::CoinMarketCap, map, Fault::ObjectForArray)["data"].is_object());

    assert_eq!(bad(Source::CoinMarketCap, CMC, Fault::AnotherAsset)["data"]["id"], 1);
    let two = "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=825,3408&count=2";
    let two = bad(Source::CoinMarketCap, two, Fault::AnotherAsset);
    assert_eq!(
        (&two["data"]["825"]["id"], &two["data"]["3408"]["id"]),
        (&Value::from(1), &Value::from(3408))
    );
    assert_eq!(bad(Source::Bybit, BYBIT, Fault::AnotherAsset)["result"]["symbol"], "MADE2USDT");
    assert!(bad(Source::Kraken, KRAKEN, Fault::AnotherAsset)["result"]["MADE2USDT"].is_array());
    assert_ne!(bad(Source::Binance, BINANCE, Fault::AnotherAsset), get(&standin, BINANCE).unwrap().json());
}

#[test]
fn every_fault_has_a_name_that_reads_back_and_leaves_the_server_standing() {
    let standin = standin();
    for (name, fault) in Fault::all() {
        assert_eq!(Fault::parse(name), Some(fault.clone()), "{name}");
        assert_eq!(fault.name(), name);
        if !matches!(fault, Fault::Slow(_) | Fault::Stall(_) | Fault::Blanks) {
            for (source, path) in PATHS {
                let _ = with(&standin, source, path, fault.clone());
                assert_eq!(get(&standin, path).unwrap().status, 200, "{name} {path}");
            }
        }
    }
    assert_eq!(Fault::parse("slow:3"), Some(Fault::Slow(3)));
    assert_eq!(Fault::parse("429-seconds:9"), Some(Fault::TooMany(RetryAfter::Seconds(9))));
    for wrong in ["", "slow:", "slow:x", "closed:3", "nonsense"] {
        assert_eq!(Fault::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_fault_without_meaning_leaves_the_answer_and_is_logged() {
    let standin = standin();
    let path = "/coinmarketcap/v1/key/info";
    let reply = with(&standin, Source::CoinMarketCap, path, Fault::RowsOutOfOrder).unwrap();
    assert_eq!(reply.status, 200);
    let log = standin.log();
    assert_eq!((log[0].status, log[0].fault.as_str()), (200, "rows-out-of-order (no meaning here)"));
    let _ = with(&standin, Source::CoinMarketCap, path, Fault::Closed);
    let log = standin.log();
    assert_eq!((log[1].status, log[1].fault.as_str(), log[1].key.as_str()), (0, "closed", "*******-key"));
}

#[test]
fn the_dice_fall_the_same_way_from_the_same_seed() {
    let fall = |seed: u64| {
        let settings = Settings { seed, ..Settings::at("2025-12-31T12:00:00Z") };
        let settings = settings.with_faults("binance:429=0.2,500=0.2;kraken:503=1").unwrap();
        let standin = Standin::start(settings);
        let statuses: Vec<u16> =
            (0..60).map(|_| get(&standin, "/binance/api/v3/ping").unwrap().status).collect();
        assert_eq!(get(&standin, "/kraken/0/public/Time").unwrap().status, 503);
        assert_eq!(get(&standin, "/bybit/v5/market/time").unwrap().status, 200);
        statuses
    };
    let statuses = fall(1);
    assert_eq!(statuses, fall(1));
    assert_ne!(statuses, fall(2));
    let count = |status: u16| statuses.iter().filter(|one| **one == status).count();
    assert!((20..50).contains(&count(200)) && count(429) > 0 && count(500) > 0, "{statuses:?}");
    for wrong in ["binance", "nowhere:429=1", "binance:429", "binance:429=2", "binance:nonsense=1"] {
        assert!(Settings::default().with_faults(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn connections_are_kept_refused_and_accepted_again() {
    let standin = standin();
    let mut stream = TcpStream::connect(standin.address()).unwrap();
    for _ in 0..3 {
        assert_eq!(ask(&mut stream, "/binance/api/v3/ping", KEY).unwrap().status, 200);
    }
    standin.refuse_connections();
    let refused = get(&standin, "/binance/api/v3/ping").unwrap_err();
    assert!(refused.to_lowercase().contains("refused"), "{refused}");
    standin.accept_connections();
    assert_eq!(get(&standin, "/binance/api/v3/ping").unwrap().status, 200);
    let closed = get_with(standin.address(), "/binance/api/v3/ping", "Connection: close\r\n").unwrap();
    assert_eq!(closed.header("connection"), Some("close"));
    assert_eq!(get(&standin, "/nowhere/at/all").unwrap().status, 404);
}

#[test]
fn a_redirect_may_lead_to_another_stand_in_which_sees_who_follows() {
    let other = standin();
    let settings =
        Settings { redirect_to: other.url("coinmarketcap"), ..Settings::at("2025-12-31T12:00:00Z") };
    let standin = Standin::start(settings);
    let reply = with(&standin, Source::CoinMarketCap, CMC, Fault::Redirect).unwrap();
    assert_eq!(reply.header("location"), Some(other.url("coinmarketcap").as_str()));
    assert!(other.log().is_empty());
}
