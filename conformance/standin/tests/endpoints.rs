//! Every endpoint as documented: a request, its status, and what must stand in the answer.

mod common;

use common::{KEY, get, get_with};
use qazyq_standin::{Key, KeyState, Plan, RunningDay, Settings, Source, Standin, twisted};
use serde_json::Value;

fn noon() -> Settings {
    Settings { assets: 60, ..Settings::at("2025-12-31T12:00:00Z") }
}

/// One door: path, status, texts that must stand in the body.
fn check(standin: &Standin, cases: &[(&str, u16, &[&str])]) {
    for (path, status, texts) in cases {
        let reply = get(standin, path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(reply.status, *status, "{path}: {}", reply.text());
        assert!(reply.whole, "{path}");
        for text in *texts {
            let body = reply.text();
            assert!(body.contains(text), "{path}: `{text}` is not in {}", &body[..body.len().min(3000)]);
        }
    }
}

const CMC: &str = "/coinmarketcap";

fn cmc(standin: &Standin, path: &str) -> Value {
    let reply = get(standin, &format!("{CMC}{path}")).unwrap();
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()
}

fn days(data: &Value) -> Vec<&str> {
    data["quotes"].as_array().unwrap().iter().map(|row| &row["time_open"].as_str().unwrap()[..10]).collect()
}

#[test]
fn coinmarketcap_answers_as_documented() {
    check(
        &Standin::start(noon()),
        &[
            (
                "/coinmarketcap/v1/cryptocurrency/map?limit=1",
                200,
                &[
                    r#""error_code":0,"error_message":null"#,
                    r#""credit_count":0"#,
                    r#"{"id":1,"rank":1,"name":"Bitcoin","symbol":"BTC","slug":"bitcoin","is_active":1,"#,
                ],
            ),
            (
                "/coinmarketcap/v1/cryptocurrency/map?listing_status=inactive&aux=status",
                200,
                &[r#""symbol":"MADE48","slug":"made-up-48","status":"inactive"}"#],
            ),
            ("/coinmarketcap/v1/cryptocurrency/map?symbol=USDP", 200, &[r#""id":3330"#, r#""id":8886"#]),
            (
                "/coinmarketcap/v2/cryptocurrency/info?id=825",
                200,
                &[r#""data":{"825":{"id":825,"#, r#""contract_address":"#, r#""credit_count":1"#],
            ),
            ("/coinmarketcap/v2/cryptocurrency/info?symbol=usdp", 200, &[r#""data":{"USDP":[{"id":3330"#]),
            (
                "/coinmarketcap/v2/cryptocurrency/info?address=0xdac17f958d2ee523a2206206994597c13d831ec7",
                200,
                &[r#""825":{"#],
            ),
            (
                "/coinmarketcap/v1/cryptocurrency/listings/latest?limit=2",
                200,
                &[r#""quote":{"USD":{"price":"#, r#""total_count":"#, r#""tags":["mineable""#],
            ),
            (
                "/coinmarketcap/v3/cryptocurrency/listings/latest?limit=2",
                200,
                &[r#""quote":[{"id":2781,"symbol":"USD","price":"#],
            ),
            (
                "/coinmarketcap/v3/cryptocurrency/listings/latest?tag=stablecoin&sort=volume_24h&limit=1",
                200,
                &[r#""data":[{"id":825,"#],
            ),
            (
                "/coinmarketcap/v1/cryptocurrency/quotes/latest?symbol=DAI",
                200,
                &[r#""data":{"DAI":{"id":4943"#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/quotes/latest?id=825&convert_id=2790",
                200,
                &[r#""data":{"825":{"#, r#""quote":{"2790":{"price":"#, r#""tags":[{"slug":"#],
            ),
            (
                "/coinmarketcap/v3/cryptocurrency/quotes/latest?id=825",
                200,
                &[r#""data":[{"id":825"#, r#""price":0.99885603,"volume_24h":74119035312.32"#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/quotes/historical?id=825&interval=daily&count=2",
                200,
                &[
                    r#""data":{"id":825"#,
                    r#""timestamp":"2025-12-31T00:00:00.000Z","quote":{"USD":{"price":0.99885603"#,
                ],
            ),
            (
                "/coinmarketcap/v3/cryptocurrency/quotes/historical?id=825&interval=daily&count=2",
                200,
                &[r#""data":{"825":{"id":825"#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?slug=tether&time_end=2023-03-11&count=1",
                200,
                &[r#""time_open":"2023-03-11T00:00:00.000Z","time_close":"2023-03-11T23:59:59.999Z""#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?symbol=USDP&count=1",
                200,
                &[r#""data":{"USDP":[{"id":3330"#],
            ),
            (
                "/coinmarketcap/v1/fiat/map?limit=1",
                200,
                &[
                    r#"{"id":2781,"name":"United States Dollar","sign":"$","symbol":"USD"}"#,
                    r#""credit_count":1"#,
                ],
            ),
            (
                "/coinmarketcap/v1/key/info",
                200,
                &[
                    r#""rate_limit_minute":1000000"#,
                    r#""credit_limit_monthly_reset":"In 0 days, 12 hours, 0 minutes""#,
                ],
            ),
            ("/coinmarketcap/public-api/v1/cryptocurrency/map?limit=1", 200, &[r#""error_code":"0""#]),
            ("/coinmarketcap/public-api/v2/cryptocurrency/ohlcv/historical?id=825", 404, &["Not Found"]),
            ("/coinmarketcap/v9/cryptocurrency/map", 404, &[r#""statusCode":404"#]),
        ],
    );
}

#[test]
fn coinmarketcap_refuses_in_its_own_words() {
    check(
        &Standin::start(noon()),
        &[
            (
                "/coinmarketcap/v1/cryptocurrency/map?foo=1",
                400,
                &[r#""error_code":400,"error_message":"\"foo\" is not allowed""#],
            ),
            (
                "/coinmarketcap/v1/cryptocurrency/map?limit=0",
                400,
                &[r#"\"limit\" must be larger than or equal to 1"#],
            ),
            (
                "/coinmarketcap/v1/cryptocurrency/map?limit=5001",
                400,
                &[r#"\"limit\" must be less than or equal to 5000"#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/info?id=999999999",
                400,
                &[r#"Invalid value for \"id\": \"999999999\""#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/info?id=999999999,825&skip_invalid=true",
                200,
                &[r#""data":{"825":"#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/info",
                400,
                &[r#"must contain at least one of [id, symbol, slug]"#],
            ),
            ("/coinmarketcap/v2/cryptocurrency/info?id=USDT", 400, &["comma-separated numeric"]),
            (
                "/coinmarketcap/v3/cryptocurrency/quotes/latest?id=825&convert=XYZ",
                400,
                &[r#"Invalid value for \"convert\": \"XYZ\""#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=825&convert=EUR,KZT,USD,GBP",
                400,
                &["limited to 3 convert options"],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=999999999&skip_invalid=false",
                400,
                &[r#"Invalid value for \"id\""#],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=825&time_start=yesterday",
                400,
                &["ISO 8601"],
            ),
            (
                "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=825&count=10001",
                400,
                &[r#"\"count\" must be less"#],
            ),
        ],
    );
}

#[test]
fn bars_begin_after_the_start_end_with_the_end_and_count_backwards() {
    let standin = Standin::start(noon());
    let bars = |query: &str| {
        cmc(&standin, &format!("/v2/cryptocurrency/ohlcv/historical?id=825&{query}"))["data"].clone()
    };
    let cases: [(&str, &[&str]); 8] = [
        ("time_start=2025-12-28&time_end=2025-12-30", &["2025-12-29", "2025-12-30"]),
        ("time_start=2025-12-28T23:59:59Z&time_end=2025-12-30T01:00:00Z", &["2025-12-29", "2025-12-30"]),
        ("time_start=1766880000&time_end=1767052800", &["2025-12-29", "2025-12-30"]),
        ("time_start=2025-12-29", &["2025-12-30", "2025-12-31"]),
        ("time_start=2025-12-20&time_end=2025-12-30&count=2", &["2025-12-21", "2025-12-22"]),
        ("count=2", &["2025-12-30", "2025-12-31"]),
        ("time_end=2025-03-02&count=3&interval=monthly", &["2025-03-01"]),
        ("time_start=2025-12-30&time_end=2025-12-30", &[]),
    ];
    for (query, wanted) in cases {
        assert_eq!(days(&bars(query)), wanted, "{query}");
    }
    // Tomorrow has no bar, nor has the time before the first.
    assert_eq!(days(&bars("time_start=2025-12-30&time_end=2026-02-01")), ["2025-12-31"]);
    assert_eq!(days(&bars("time_end=2017-11-28&count=10")), ["2017-11-27", "2017-11-28"]);
}

#[test]
fn the_running_day_is_unfinished_or_not_there() {
    let running = |settings: Settings| {
        let standin = Standin::start(settings);
        cmc(&standin, "/v2/cryptocurrency/ohlcv/historical?id=825&count=2")["data"].clone()
    };
    let data = running(noon());
    let usd = &data["quotes"][1]["quote"]["USD"];
    assert_eq!(usd["timestamp"], "2025-12-31T12:00:00.000Z");
    assert_eq!((&usd["open"], &usd["high"]), (&usd["close"], &usd["low"]));
    assert_eq!(usd["volume"].to_string(), (70_259_461_188_u64 / 2).to_string());
    assert_eq!(days(&running(Settings { running_day: RunningDay::Omitted, ..noon() })), ["2025-12-30"]);
    // "available ~5 to ~10 minutes after each midnight UTC"
    for (now, timestamp) in [
        ("2025-12-31T00:09:59Z", "2025-12-31T00:09:59.000Z"),
        ("2025-12-31T00:10:00Z", "2025-12-30T23:59:59.999Z"),
    ] {
        assert_eq!(running(Settings::at(now))["quotes"][0]["quote"]["USD"]["timestamp"], timestamp);
    }
}

#[test]
fn a_key_is_asked_for_counted_and_limited() {
    let mut keys = vec![
        Key::usual(),
        Key::basic("basic"),
        Key::new("narrow", Plan::Startup, 2, 100),
        Key::new("poor", Plan::Startup, 100, 3),
    ];
    for (name, state) in [
        ("unpaid", KeyState::PaymentRequired),
        ("over", KeyState::PaymentExpired),
        ("off", KeyState::Disabled),
    ] {
        keys.push(Key { state, ..Key::basic(name) });
    }
    let standin = Standin::start(Settings { keys, ..noon() });
    let bars =
        "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=825&time_start=2025-01-01&time_end=2025-10-01";
    let map = "/coinmarketcap/v1/cryptocurrency/map?limit=1";
    let old = "/coinmarketcap/v2/cryptocurrency/quotes/historical?id=825&interval=daily&time_start=2023-01-01&count=2";
    let year = "/coinmarketcap/v2/cryptocurrency/quotes/historical?id=825&interval=daily&time_start=2025-01-01&count=2";
    let two = "/coinmarketcap/v3/cryptocurrency/quotes/latest?id=825&convert=USD,EUR";
    let cases = [
        ("", map, 401, 1002),
        ("wrong", map, 401, 1001),
        ("unpaid", map, 402, 1003),
        ("over", map, 402, 1004),
        ("off", map, 403, 1007),
        ("basic", bars, 403, 1006),
        ("basic", old, 403, 1006),
        ("basic", year, 200, 0),
        ("basic", two, 400, 400),
        ("narrow", map, 200, 0),
        ("narrow", map, 200, 0),
        ("narrow", map, 429, 1008),
        ("poor", bars, 200, 0),
        ("poor", bars, 429, 1010),
    ];
    for (key, path, status, code) in cases {
        let header = if key.is_empty() { String::new() } else { format!("X-CMC_PRO_API_KEY: {key}\r\n") };
        let reply = get_with(standin.address(), path, &header).unwrap();
        assert_eq!(
            (reply.status, reply.json()["status"]["error_code"].as_u64()),
            (status, Some(code)),
            "{key} {path}"
        );
    }
    // 273 bars are three credits; the ledger can be read when they are spent, by the query's key too.
    assert_eq!(standin.credits_used("poor"), 3);
    let info =
        get_with(standin.address(), "/coinmarketcap/v1/key/info?CMC_PRO_API_KEY=poor", "").unwrap().json();
    assert_eq!(info["data"]["usage"]["current_month"]["credits_used"], 3);
    assert_eq!(info["data"]["usage"]["current_month"]["credits_left"], 0);
    standin.advance(60);
    assert_eq!(
        get_with(standin.address(), map, "x-cmc_pro_api_key: narrow\r\n").unwrap().status,
        200,
        "a minute later"
    );
    // Keys are masked in the log.
    assert!(standin.log().iter().all(|entry| !entry.path.contains("poor") && !entry.key.contains("wrong")));
    assert_eq!(standin.log().iter().filter(|entry| entry.status == 429).count(), 2);
}

#[test]
fn made_up_figures_follow_the_formula() {
    let standin = Standin::start(noon());
    let reply = get(&standin, "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=900001&time_start=2020-01-01&time_end=2020-01-02").unwrap();
    // n = 1: open 1000000 + (7919 + 104729) mod 10007 - 5003, close with n = 2, high and low by k + n, and so on.
    let open = 1_000_000 + (7919 + 104_729) % 10_007 - 5003;
    let close = 1_000_000 + (7919 + 2 * 104_729) % 10_007 - 5003;
    let micro = |value: i64| {
        format!("{}.{:06}", value / 1_000_000, value % 1_000_000).trim_end_matches('0').to_owned()
    };
    let (high, low) = (open.max(close) + 31 + 17, open.min(close) - 13 - 29);
    let cap = (10_000_000 + 1000 + 100) * close;
    let wanted = format!(
        "{{\"open\":{},\"high\":{},\"low\":{},\"close\":{},\"volume\":10079.22,\"market_cap\":{},",
        micro(open),
        micro(high),
        micro(low),
        micro(close),
        micro(cap)
    );
    // 100000000 + 1000003 + 7919 cents.
    let wanted = wanted.replace("10079.22", "1010079.22");
    assert!(reply.text().contains(&wanted), "{wanted} is not in {}", reply.text());
}

#[test]
fn a_restated_day_differs_from_then_on() {
    let settings = Settings::at("2025-12-31T12:00:00Z");
    let standin = Standin::start(settings);
    let path =
        "/coinmarketcap/v2/cryptocurrency/ohlcv/historical?id=825&time_start=2025-12-28&time_end=2025-12-30";
    let before = get(&standin, path).unwrap().text();
    standin.restate(Source::CoinMarketCap, "825", "2025-12-29");
    let after = get(&standin, path).unwrap().text();
    let expected =
        ["0.9987747816", "97725242399.25", "186593192601.3"].iter().fold(before.clone(), |text, figure| {
            text.replacen(&format!(":{figure}"), &format!(":{}", twisted(figure)), 1)
        });
    assert_ne!(before, after);
    assert_eq!(after, expected);
    let others: [(Source, &str, &str, &str); 5] = [
        (
            Source::Binance,
            "MADE1USDT",
            "2025-12-29",
            "/binance/api/v3/klines?symbol=MADE1USDT&interval=1d&limit=3",
        ),
        (
            Source::Bybit,
            "MADE1USDT",
            "2025-12-29",
            "/bybit/v5/market/kline?category=spot&symbol=MADE1USDT&interval=D&limit=3",
        ),
        (Source::Kraken, "USDTZUSD", "2025-12-29", "/kraken/0/public/OHLC?pair=USDTUSD&interval=1440"),
        (Source::Nbk, "AUD", "2024-05-06", "/nbk/rss/get_rates.cfm?fdate=06.05.2024"),
        (Source::Ecb, "USD", "2025-12-29", "/ecb/stats/eurofxref/eurofxref-hist-90d.xml"),
    ];
    for (source, key, day, path) in others {
        let before = get(&standin, path).unwrap().text();
        standin.restate(source, key, day);
        assert_ne!(before, get(&standin, path).unwrap().text(), "{path}");
    }
}

#[test]
fn a_day_can_be_restated_after_so_many_calls() {
    let restate = vec![qazyq_standin::Restate {
        source: Source::Nbk,
        key: "USD".into(),
        day: "2025-12-29".into(),
        after_calls: 2,
    }];
    let standin = Standin::start(Settings { restate, ..noon() });
    let told: Vec<String> =
        (0..4).map(|_| get(&standin, "/nbk/rss/get_rates.cfm?fdate=29.12.2025").unwrap().text()).collect();
    assert_eq!((told[0] == told[1], told[1] == told[2], told[2] == told[3]), (true, false, true));
}

#[test]
fn binance_answers_as_documented() {
    check(
        &Standin::start(noon()),
        &[
            ("/binance/api/v3/ping", 200, &["{}"]),
            ("/binance/api/v3/time", 200, &[r#"{"serverTime":1767182400000}"#]),
            (
                "/binance/api/v3/exchangeInfo?symbol=USDCUSDT",
                200,
                &[
                    r#""symbol":"USDCUSDT","status":"TRADING","baseAsset":"USDC""#,
                    r#""filterType":"PRICE_FILTER""#,
                ],
            ),
            (
                "/binance/api/v3/exchangeInfo?symbols=%5B%22BTCUSDT%22,%22MADE1USDT%22%5D",
                200,
                &[r#""symbol":"MADE1USDT""#],
            ),
            (
                "/binance/api/v3/klines?symbol=USDCUSDT&interval=1h&startTime=1678543200000&limit=1",
                200,
                &[
                    r#"[[1678543200000,"1.00000000","1.00000000","0.88200000","#,
                    r#",1678546799999,""#,
                    r#","0"]]"#,
                ],
            ),
            // The last candle's open time is the end itself.
            (
                "/binance/api/v3/klines?symbol=MADE1USDT&interval=1d&startTime=1766966400000&endTime=1767052800000",
                200,
                &["[[1766966400000,", "],[1767052800000,", ",1767139199999,"],
            ),
            (
                "/binance/api/v3/klines?symbol=NOPE&interval=1d",
                400,
                &[r#"{"code":-1121,"msg":"Invalid symbol."}"#],
            ),
            ("/binance/api/v3/klines?symbol=nope&interval=1d", 400, &[r#"{"code":-1100,"#]),
            (
                "/binance/api/v3/klines?symbol=BTCUSDT",
                400,
                &[r#"{"code":-1102,"msg":"Mandatory parameter 'interval'"#],
            ),
            (
                "/binance/api/v3/klines?symbol=BTCUSDT&interval=7d",
                400,
                &[r#"{"code":-1120,"msg":"Invalid interval."}"#],
            ),
            ("/binance/api/v3/klines?symbol=BTCUSDT&interval=1d&colour=red", 400, &[r#"{"code":-1104,"#]),
            ("/binance/data/spot/daily/klines/USDCUSDT/1h/USDCUSDT-1h-2025-12-31.zip", 404, &["NoSuchKey"]),
            (
                "/binance/data/spot/daily/klines/USDCUSDT/1h/USDCUSDT-1h-2023-03-12.zip",
                200,
                &["PK", "USDCUSDT-1h-2023-03-12.csv"],
            ),
            (
                "/binance/data/spot/monthly/klines/USDCUSDT/1d/USDCUSDT-1d-2022-05.zip.CHECKSUM",
                200,
                &["  USDCUSDT-1d-2022-05.zip\n"],
            ),
            ("/binance/api/v3/nonsense", 404, &[]),
        ],
    );
    let standin = Standin::start(noon());
    let rows = |query: &str| {
        get(&standin, &format!("/binance/api/v3/klines?symbol=MADE1USDT&interval=1h{query}")).unwrap().json()
    };
    for (query, count) in
        [("", 500), ("&limit=1000", 1000), ("&limit=5000", 1000), ("&startTime=1767182400000", 1)]
    {
        assert_eq!(rows(query).as_array().unwrap().len(), count, "{query}");
    }
}

#[test]
fn bybit_answers_as_documented() {
    check(
        &Standin::start(noon()),
        &[
            (
                "/bybit/v5/market/time",
                200,
                &[r#""retCode":0,"retMsg":"OK","result":{"timeSecond":"1767182400""#],
            ),
            (
                "/bybit/v5/market/instruments-info?category=spot",
                200,
                &[r#""symbol":"MADE60USDT","baseCoin":"MADE60""#, r#""priceFilter":{"tickSize":"0.000001"}"#],
            ),
            ("/bybit/v5/market/instruments-info?category=linear", 200, &[r#""list":[]"#]),
            // Newest first.
            (
                "/bybit/v5/market/kline?category=spot&symbol=MADE1USDT&interval=D&limit=2",
                200,
                &[r#""list":[["1767139200000","#, r#"],["1767052800000","#],
            ),
            (
                "/bybit/v5/market/kline?category=spot&symbol=MADE1USDT&interval=60&start=1766966400000&end=1766973600000",
                200,
                &[r#"[["1766973600000","#, r#"["1766966400000","#],
            ),
            (
                "/bybit/v5/market/kline?category=spot&symbol=NOPE&interval=D",
                200,
                &[r#"{"retCode":10001,"retMsg":"Not supported symbols","result":{}"#],
            ),
            (
                "/bybit/v5/market/kline?category=linear&symbol=MADE1USDT&interval=D",
                200,
                &["Not supported symbols"],
            ),
            (
                "/bybit/v5/market/kline?category=spot&symbol=MADE1USDT&interval=1d",
                200,
                &[r#""retCode":10001,"retMsg":"Invalid period!""#],
            ),
        ],
    );
    let standin = Standin::start(noon());
    let rows = |query: &str| {
        get(&standin, &format!("/bybit/v5/market/kline?category=spot&symbol=MADE1USDT&interval=60{query}"))
            .unwrap()
            .json()
    };
    for (query, count) in [("", 200), ("&limit=1000", 1000), ("&limit=5000", 1000)] {
        assert_eq!(rows(query)["result"]["list"].as_array().unwrap().len(), count, "{query}");
    }
}

#[test]
fn kraken_answers_as_documented() {
    check(
        &Standin::start(noon()),
        &[
            (
                "/kraken/0/public/Time",
                200,
                &[
                    r#"{"error":[],"result":{"unixtime":1767182400,"rfc1123":"Wed, 31 Dec 2025 12:00:00 GMT"}}"#,
                ],
            ),
            ("/kraken/0/public/Assets", 200, &[r#""ZUSD":{"aclass":"currency","altname":"USD""#]),
            (
                "/kraken/0/public/AssetPairs?pair=USDTUSD",
                200,
                &[r#""USDTZUSD":{"altname":"USDTUSD","wsname":"USDT/USD""#],
            ),
            (
                "/kraken/0/public/OHLC?pair=USDC/USD&interval=1440",
                200,
                &[
                    r#""result":{"USDCUSD":[[1678406400,"0.9999","1.0013","0.9900","0.9982","0.9975","74324356.83532791",12868]"#,
                    r#""last":1678665600"#,
                ],
            ),
            // Asked for by one name, answered under another; the last that is over is yesterday's.
            (
                "/kraken/0/public/OHLC?pair=USDTUSD&interval=1440",
                200,
                &[r#""result":{"USDTZUSD":["#, r#""last":1767052800"#],
            ),
            (
                "/kraken/0/public/OHLC?pair=usdtusd&interval=1440&since=1767052800",
                200,
                &[r#""USDTZUSD":[[1767139200,"#],
            ),
            (
                "/kraken/0/public/OHLC?pair=USDTUSD&interval=1440&since=1999999999",
                200,
                &[r#""USDTZUSD":[[1767139200,"#],
            ),
            ("/kraken/0/public/OHLC?pair=NOPE", 200, &[r#"{"error":["EQuery:Unknown asset pair"]}"#]),
            (
                "/kraken/0/public/OHLC?pair=USDTUSD&interval=7",
                200,
                &[r#"{"error":["EGeneral:Invalid arguments"]}"#],
            ),
        ],
    );
    let standin = Standin::start(noon());
    let all = get(&standin, "/kraken/0/public/OHLC?pair=USDTUSD&interval=60&since=0").unwrap().json();
    assert_eq!(all["result"]["USDTZUSD"].as_array().unwrap().len(), 720);
}

#[test]
fn the_banks_answer_as_documented() {
    check(
        &Standin::start(noon()),
        &[
            (
                "/nbk/rss/get_rates.cfm?fdate=06.05.2024",
                200,
                &["<date>06.05.2024</date>", "<title>IRR</title>", "<quant>1000</quant>"],
            ),
            (
                "/nbk/rss/get_rates.cfm?fdate=30.12.2025",
                200,
                &[
                    "made up",
                    "<date>30.12.2025</date>",
                    "<quant>10</quant>",
                    "<quant>100</quant>",
                    "<quant>1000</quant>",
                    "<quant>10000</quant>",
                ],
            ),
            ("/nbk/rss/get_rates.cfm", 200, &["<date>31.12.2025</date>", "<title>USD</title>"]),
            ("/nbk/rss/get_rates.cfm?fdate=02.01.2026", 200, &["<date>02.01.2026</date>\n</rates>"]),
            (
                "/nbk/rss/rates_all.xml",
                200,
                &["<rss version=\"2.0\"><channel>", "<pubDate>31.12.2025</pubDate>"],
            ),
            (
                "/ecb/stats/eurofxref/eurofxref-daily.xml",
                200,
                &["<Cube time='2025-12-30'>", "<Cube currency='USD' rate='1.1757'/>"],
            ),
            (
                "/ecb/stats/eurofxref/eurofxref-hist-90d.xml",
                200,
                &["<gesmes:Envelope", "<Cube time='2025-10-02'>"],
            ),
            ("/ecb/stats/eurofxref/eurofxref-hist.zip", 200, &["PK", "eurofxref-hist.csv"]),
            ("/ecb/stats/eurofxref/eurofxref.zip", 200, &["PK", "eurofxref.csv"]),
            ("/ecb/stats/nothing", 404, &[]),
        ],
    );
    let weekend = ["27.12.2025", "28.12.2025", "29.12.2025"].map(|day| {
        let standin = Standin::start(noon());
        let text = get(&standin, &format!("/nbk/rss/get_rates.cfm?fdate={day}")).unwrap().text();
        text.split("<description>").nth(2).unwrap().split('<').next().unwrap().to_owned()
    });
    assert!(
        weekend.windows(2).all(|two| two[0] == two[1]),
        "Sunday and Monday have Saturday's rates: {weekend:?}"
    );
}

#[test]
fn answers_are_packed_and_in_chunks_if_so_set() {
    let standin = Standin::start(Settings { gzip: true, chunked: true, ..noon() });
    let path = "/coinmarketcap/v1/cryptocurrency/map";
    let packed = get_with(standin.address(), path, &format!("{KEY}Accept-Encoding: gzip, br\r\n")).unwrap();
    assert_eq!(
        (packed.header("content-encoding"), packed.header("transfer-encoding")),
        (Some("gzip"), Some("chunked"))
    );
    let plain = get(&standin, path).unwrap();
    assert_eq!(plain.header("content-encoding"), None);
    let mut unpacked = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed.body[..]), &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
}
