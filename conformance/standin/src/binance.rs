//! Binance: spot REST (`/api/v3/…`) and the archives of data.binance.vision (`/data/spot/…`).
//!
//! ```text
//! [[1499040000000,"0.01634790","0.80000000","0.01575800","0.01577100","148976.11427815",1499644799999,
//!   "2434.19055334",308,"1756.87402397","28.46694368","0"]]
//! ```
//!
//! Archives: a day is there once it is over, a month likewise; times in microseconds from 2025-01-01 on. A limit above
//! 1000 is 1000.

use sha2::{Digest, Sha256};

use crate::candles::{self, Candle, Interval, Pair, fixed};
use crate::fault::{Rows, twisted};
use crate::http::{Answer, Body, Request};
use crate::json::{Json, object};
use crate::state::{Source, State};
use crate::time::{DAY_MS, day_of, parse_iso};
use crate::zip::archive;

fn interval(text: &str) -> Option<Interval> {
    let seconds = match text {
        "1s" => return None,
        "1m" => 60,
        "3m" => 180,
        "5m" => 300,
        "15m" => 900,
        "30m" => 1800,
        "1h" => 3600,
        "2h" => 7200,
        "4h" => 14_400,
        "6h" => 21_600,
        "8h" => 28_800,
        "12h" => 43_200,
        "1d" => 86_400,
        "3d" => 259_200,
        "1w" => return Some(Interval::Week),
        "1M" | "1mo" => return Some(Interval::Month),
        _ => return None,
    };
    Some(Interval::Seconds(seconds))
}

fn refused(code: i32, message: &str) -> Answer {
    Answer::json(400, object([("code", Json::number(code)), ("msg", Json::text(message))]))
}

/// Answers a request.
pub(crate) fn answer(state: &State, request: &Request) -> Answer {
    if let Some(path) = request.path.strip_prefix("/data/spot/") {
        return file(state, path).unwrap_or_else(no_such_key);
    }
    let mut answer = match request.path.as_str() {
        "/api/v3/ping" => Answer::json(200, object([])),
        "/api/v3/time" => Answer::json(200, object([("serverTime", Json::number(state.now()))])),
        "/api/v3/exchangeInfo" => exchange_info(state, request),
        "/api/v3/klines" => klines(state, request),
        _ => return Answer::html(404, "404 Not Found"),
    };
    // The documents: 2 for klines, 20 for exchangeInfo, 1 for the others; the stand-in does not add them up.
    answer.headers.push(("x-mbx-used-weight", "2".to_owned()));
    answer.headers.push(("x-mbx-used-weight-1m", "2".to_owned()));
    answer
}

fn find(state: &State, symbol: &str) -> Option<Pair> {
    candles::pairs(state, Source::Binance).into_iter().find(|pair| pair.name == symbol)
}

fn klines(state: &State, request: &Request) -> Answer {
    const KNOWN: [&str; 6] = ["symbol", "interval", "startTime", "endTime", "timeZone", "limit"];
    let read = request.query.iter().filter(|(name, _)| KNOWN.contains(&name.as_str())).count();
    if read < request.query.len() {
        let sent = request.query.len();
        return refused(
            -1104,
            &format!("Not all sent parameters were read; read '{read}' parameter(s) but was sent '{sent}'."),
        );
    }
    for name in ["symbol", "interval"] {
        if request.param(name).is_none_or(str::is_empty) {
            return refused(
                -1102,
                &format!("Mandatory parameter '{name}' was not sent, was empty/null, or malformed."),
            );
        }
    }
    let symbol = request.param("symbol").unwrap_or_default();
    if !symbol.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b"-_.".contains(&b))
        || symbol.len() > 20
    {
        return refused(
            -1100,
            "Illegal characters found in parameter 'symbol'; legal range is '^[A-Z0-9-_.]{1,20}$'.",
        );
    }
    let Some(pair) = find(state, symbol) else { return refused(-1121, "Invalid symbol.") };
    let Some(interval) = request.param("interval").and_then(interval) else {
        return refused(-1120, "Invalid interval.");
    };
    let mut numbers = [None; 3];
    for (slot, name) in numbers.iter_mut().zip(["startTime", "endTime", "limit"]) {
        if let Some(text) = request.param(name) {
            match text.parse::<i64>() {
                Ok(number) if number >= i64::from(name == "limit") => *slot = Some(number),
                _ => {
                    return refused(
                        -1100,
                        &format!(
                            "Illegal characters found in parameter '{name}'; legal range is '^[0-9]{{1,20}}$'."
                        ),
                    );
                }
            }
        }
    }
    let [start, end, limit] = numbers;
    let limit = usize::try_from(limit.unwrap_or(500)).unwrap_or(1000).min(1000);
    // Inclusive on the open time, to the millisecond.
    let from = start.map_or(0, |ms| (ms + 999).div_euclid(1000));
    let to = end.map_or(i64::MAX / 4, |ms| ms.div_euclid(1000));
    let rows = candles::span(state, pair.kind, interval, from, to, limit, start.is_none());
    let rows =
        rows.iter().map(|candle| Json::Array(cells(state, &pair, interval, candle, 1000).to_vec())).collect();
    let place = Rows::Candles { path: Vec::new(), newest_first: false, unit_ms: 1 };
    Answer::json(200, Json::Array(rows)).rows(place)
}

/// The twelve fields; `per_second` is 1000 for milliseconds.
fn cells(state: &State, pair: &Pair, interval: Interval, candle: &Candle, per_second: i64) -> [Json; 12] {
    let restated = state.restated(Source::Binance, &pair.name, candle.open_s.div_euclid(86_400));
    let text = |value: i128| fixed(value, 8);
    let told = |value: i128| Json::text(if restated { twisted(&text(value)) } else { text(value) });
    [
        Json::number(candle.open_s * per_second),
        Json::text(text(candle.open)),
        Json::text(text(candle.high)),
        Json::text(text(candle.low)),
        told(candle.close),
        told(candle.volume),
        Json::number(interval.next(candle.open_s) * per_second - 1),
        Json::text(text(candle.quote)),
        Json::number(candle.trades),
        Json::text(text(candle.taker_base)),
        Json::text(text(candle.taker_quote)),
        Json::text("0"),
    ]
}

fn exchange_info(state: &State, request: &Request) -> Answer {
    let mut pairs = candles::pairs(state, Source::Binance);
    let asked: Option<Vec<String>> = match (request.param("symbol"), request.param("symbols")) {
        (Some(symbol), _) => Some(vec![symbol.to_owned()]),
        (None, Some(list)) => {
            Some(list.trim_matches(['[', ']']).split(',').map(|s| s.trim_matches('"').to_owned()).collect())
        }
        (None, None) => None,
    };
    if let Some(asked) = asked {
        if !asked.iter().all(|symbol| pairs.iter().any(|pair| pair.name == *symbol)) {
            return refused(-1121, "Invalid symbol.");
        }
        pairs.retain(|pair| asked.contains(&pair.name));
    }
    let limit = |kind: &str, interval: &str, num: i32, limit: i32| {
        object([
            ("rateLimitType", Json::text(kind)),
            ("interval", Json::text(interval)),
            ("intervalNum", Json::number(num)),
            ("limit", Json::number(limit)),
        ])
    };
    let limits = vec![
        limit("REQUEST_WEIGHT", "MINUTE", 1, 6000),
        limit("ORDERS", "SECOND", 10, 100),
        limit("ORDERS", "DAY", 1, 200_000),
        limit("RAW_REQUESTS", "MINUTE", 5, 61_000),
    ];
    Answer::json(
        200,
        object([
            ("timezone", Json::text("UTC")),
            ("serverTime", Json::number(state.now())),
            ("rateLimits", Json::Array(limits)),
            ("exchangeFilters", Json::Array(Vec::new())),
            ("symbols", Json::Array(pairs.iter().map(symbol).collect())),
        ]),
    )
}

fn symbol(pair: &Pair) -> Json {
    let tick = fixed(10_i128.pow(8 - pair.decimals), 8);
    let orders = ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT"];
    let filters = vec![
        object([
            ("filterType", Json::text("PRICE_FILTER")),
            ("minPrice", Json::text(tick.clone())),
            ("maxPrice", Json::text("1000000.00000000")),
            ("tickSize", Json::text(tick)),
        ]),
        object([
            ("filterType", Json::text("LOT_SIZE")),
            ("minQty", Json::text("0.00001000")),
            ("maxQty", Json::text("9000000.00000000")),
            ("stepSize", Json::text("0.00001000")),
        ]),
        object([
            ("filterType", Json::text("NOTIONAL")),
            ("minNotional", Json::text("5.00000000")),
            ("applyMinToMarket", Json::Bool(true)),
            ("maxNotional", Json::text("9000000.00000000")),
            ("applyMaxToMarket", Json::Bool(false)),
            ("avgPriceMins", Json::number(5)),
        ]),
    ];
    let flag = |value: bool| Json::Bool(value);
    object([
        ("symbol", Json::text(&pair.name)),
        ("status", Json::text("TRADING")),
        ("baseAsset", Json::text(&pair.base)),
        ("baseAssetPrecision", Json::number(8)),
        ("quoteAsset", Json::text(&pair.quote)),
        ("quotePrecision", Json::number(8)),
        ("quoteAssetPrecision", Json::number(8)),
        ("baseCommissionPrecision", Json::number(8)),
        ("quoteCommissionPrecision", Json::number(8)),
        ("orderTypes", Json::Array(orders.map(Json::text).to_vec())),
        ("icebergAllowed", flag(true)),
        ("ocoAllowed", flag(true)),
        ("otoAllowed", flag(true)),
        ("quoteOrderQtyMarketAllowed", flag(true)),
        ("allowTrailingStop", flag(true)),
        ("cancelReplaceAllowed", flag(true)),
        ("isSpotTradingAllowed", flag(true)),
        ("isMarginTradingAllowed", flag(false)),
        ("filters", Json::Array(filters)),
        ("permissions", Json::Array(Vec::new())),
        ("permissionSets", Json::Array(vec![Json::Array(vec![Json::text("SPOT")])])),
        ("defaultSelfTradePreventionMode", Json::text("EXPIRE_MAKER")),
        ("allowedSelfTradePreventionModes", Json::Array(vec![Json::text("EXPIRE_MAKER")])),
    ])
}

fn no_such_key() -> Answer {
    let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";
    Answer::text(404, "application/xml", body)
}

/// `daily/klines/PAIR/INTERVAL/PAIR-INTERVAL-2023-03-11.zip`, the month's twin, and their checksums.
fn file(state: &State, path: &str) -> Option<Answer> {
    let parts: Vec<&str> = path.split('/').collect();
    let [period, "klines", symbol, length, name] = parts[..] else { return None };
    let (zip, checksum) = match name.strip_suffix(".CHECKSUM") {
        Some(zip) => (zip, true),
        None => (name, false),
    };
    let stem = zip.strip_suffix(".zip")?;
    let date = stem.strip_prefix(&format!("{symbol}-{length}-"))?;
    let (first, after) = match period {
        "daily" if date.len() == 10 => {
            let day = parse_iso(date)?.div_euclid(DAY_MS);
            (day, day + 1)
        }
        "monthly" if date.len() == 7 => {
            let first = parse_iso(&format!("{date}-01"))?.div_euclid(DAY_MS);
            let (year, month) = (date[..4].parse::<i64>().ok()?, date[5..].parse::<i64>().ok()?);
            (first, if month == 12 { day_of(year + 1, 1, 1) } else { day_of(year, month + 1, 1) })
        }
        _ => return None,
    };
    if after > state.today() {
        return None;
    }
    let (pair, interval) = (find(state, symbol)?, interval(length)?);
    let rows =
        candles::span(state, pair.kind, interval, first * 86_400, after * 86_400 - 1, usize::MAX, false);
    if rows.is_empty() {
        return None;
    }
    let per_second = if first >= day_of(2025, 1, 1) { 1_000_000 } else { 1000 };
    let line = |candle: &Candle| {
        let cells = cells(state, &pair, interval, candle, per_second);
        cells.iter().map(Json::as_str).collect::<Vec<&str>>().join(",") + "\n"
    };
    let csv: String = rows.iter().map(line).collect();
    let bytes = archive(&format!("{stem}.csv"), csv.as_bytes());
    if checksum {
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        return Some(Answer::text(200, "binary/octet-stream", format!("{digest}  {zip}\n")));
    }
    Some(Answer { body: Body::Bytes("application/zip", bytes), ..Answer::text(200, "", "") })
}
