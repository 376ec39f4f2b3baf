//! Bybit V5 market data: `/v5/market/kline`, `/v5/market/instruments-info`, `/v5/market/time`.
//!
//! ```text
//! {"retCode":0,"retMsg":"OK","result":{"category":"spot","symbol":"USDCUSDT",
//!   "list":[["1670608800000","0.9997","0.9998","0.9996","0.9997","268611.68","268541.1"]]},"retExtInfo":{},"time":…}
//! ```
//!
//! Newest first. The stand-in trades spot alone: other categories have no instruments. Errors come with HTTP 200.
//! Of a span with more rows than `limit` the newest are given; with `start` alone, the first.

use crate::candles::{self, Interval, fixed};
use crate::fault::{Rows, twisted};
use crate::http::{Answer, Request};
use crate::json::{Json, object};
use crate::made::scaled;
use crate::state::{Source, State};

fn reply(state: &State, code: i32, message: &str, result: Json) -> Answer {
    Answer::json(
        200,
        object([
            ("retCode", Json::number(code)),
            ("retMsg", Json::text(message)),
            ("result", result),
            ("retExtInfo", object([])),
            ("time", Json::number(state.now())),
        ]),
    )
}

fn refused(state: &State, message: &str) -> Answer {
    reply(state, 10001, message, object([]))
}

fn interval(text: &str) -> Option<Interval> {
    Some(match text {
        "1" | "3" | "5" | "15" | "30" | "60" | "120" | "240" | "360" | "720" => {
            Interval::Seconds(text.parse::<i64>().ok()? * 60)
        }
        "D" => Interval::Seconds(86_400),
        "W" => Interval::Week,
        "M" => Interval::Month,
        _ => return None,
    })
}

/// Answers a request.
pub(crate) fn answer(state: &State, request: &Request) -> Answer {
    match request.path.as_str() {
        "/v5/market/time" => {
            let now = state.now();
            let result = object([
                ("timeSecond", Json::text((now / 1000).to_string())),
                ("timeNano", Json::text((i128::from(now) * 1_000_000).to_string())),
            ]);
            reply(state, 0, "OK", result)
        }
        "/v5/market/instruments-info" => instruments(state, request),
        "/v5/market/kline" => kline(state, request),
        _ => Answer::json(404, object([])),
    }
}

fn category(request: &Request) -> Option<&str> {
    let category = request.param("category").unwrap_or("linear");
    ["spot", "linear", "inverse", "option"].contains(&category).then_some(category)
}

fn kline(state: &State, request: &Request) -> Answer {
    let Some(category) = category(request) else { return refused(state, "Category is invalid") };
    let symbol = request.param("symbol").unwrap_or_default();
    let pair = candles::pairs(state, Source::Bybit)
        .into_iter()
        .find(|pair| pair.name == symbol && category == "spot");
    let Some(pair) = pair else { return refused(state, "Not supported symbols") };
    let Some(interval) = request.param("interval").and_then(interval) else {
        return refused(state, "Invalid period!");
    };
    let mut numbers = [None; 3];
    for (slot, name) in numbers.iter_mut().zip(["start", "end", "limit"]) {
        match request.param(name).map(str::parse::<i64>) {
            None => {}
            Some(Ok(number)) if number >= 0 => *slot = Some(number),
            Some(_) => return refused(state, &format!("params error: {name} invalid")),
        }
    }
    let [start, end, limit] = numbers;
    let limit = usize::try_from(limit.unwrap_or(200)).unwrap_or(1000).clamp(1, 1000);
    let from = start.map_or(0, |ms| (ms + 999).div_euclid(1000));
    let to = end.map_or(i64::MAX / 4, |ms| ms.div_euclid(1000));
    let newest = start.is_none() || end.is_some();
    let rows = candles::span(state, pair.kind, interval, from, to, limit, newest);
    let list = rows.iter().rev().map(|candle| {
        let restated = state.restated(Source::Bybit, &pair.name, candle.open_s.div_euclid(86_400));
        let told = |text: String| Json::text(if restated { twisted(&text) } else { text });
        let price = |value: i128| fixed(value, pair.decimals);
        Json::Array(vec![
            Json::text((candle.open_s * 1000).to_string()),
            Json::text(price(candle.open)),
            Json::text(price(candle.high)),
            Json::text(price(candle.low)),
            told(price(candle.close)),
            told(scaled(candle.volume, 8)),
            Json::text(scaled(candle.quote, 8)),
        ])
    });
    let result = object([
        ("category", Json::text(category)),
        ("symbol", Json::text(&pair.name)),
        ("list", Json::Array(list.collect())),
    ]);
    let path = ["result", "list"].map(str::to_owned).to_vec();
    reply(state, 0, "OK", result).rows(Rows::Candles { path, newest_first: true, unit_ms: 1 })
}

fn instruments(state: &State, request: &Request) -> Answer {
    let Some(category) = category(request) else { return refused(state, "Category is invalid") };
    let mut pairs = candles::pairs(state, Source::Bybit);
    pairs.retain(|pair| {
        category == "spot" && request.param("symbol").is_none_or(|symbol| symbol == pair.name)
    });
    let list = pairs.iter().map(|pair| {
        object([
            ("symbol", Json::text(&pair.name)),
            ("baseCoin", Json::text(&pair.base)),
            ("quoteCoin", Json::text(&pair.quote)),
            ("innovation", Json::text("0")),
            ("status", Json::text("Trading")),
            ("marginTrading", Json::text("none")),
            ("stTag", Json::text("0")),
            (
                "lotSizeFilter",
                object([
                    ("basePrecision", Json::text("0.000001")),
                    ("quotePrecision", Json::text("0.00000001")),
                    ("minOrderQty", Json::text("0.000048")),
                    ("maxOrderQty", Json::text("71.73956243")),
                    ("minOrderAmt", Json::text("1")),
                    ("maxOrderAmt", Json::text("4000000")),
                ]),
            ),
            ("priceFilter", object([("tickSize", Json::text(scaled(1, pair.decimals)))])),
            (
                "riskParameters",
                object([("priceLimitRatioX", Json::text("0.01")), ("priceLimitRatioY", Json::text("0.02"))]),
            ),
        ])
    });
    let mut result = object([("category", Json::text(category)), ("list", Json::Array(list.collect()))]);
    if category != "spot" {
        result.set("nextPageCursor", Json::text(""));
    }
    reply(state, 0, "OK", result)
}
