//! Kraken spot market data: `/0/public/OHLC`, `/0/public/AssetPairs`, `/0/public/Assets`, `/0/public/Time`.
//!
//! ```text
//! {"error":[],"result":{"USDTZUSD":[[1678406400,"0.9999","1.0000","0.9999","1.0000","0.9999","1311015.36561381",91]],
//!   "last":1678402800}}
//! ```
//!
//! At most the 720 newest rows, the running one among them, whatever `since` says; `since` is exclusive; `last` is the
//! time of the last row that is over. The key is Kraken's own name of the pair, which need not be the one asked for.
//! Errors come with HTTP 200.

use crate::candles::{self, Candle, Interval, Pair, fixed};
use crate::fault::{Rows, twisted};
use crate::http::{Answer, Request};
use crate::json::{Json, object};
use crate::made::scaled;
use crate::state::{Source, State};
use crate::time::http_date;

const ROWS_MAX: usize = 720;

fn refused(message: &str) -> Answer {
    Answer::json(200, object([("error", Json::Array(vec![Json::text(message)]))]))
}

fn given(result: Json) -> Answer {
    Answer::json(200, object([("error", Json::Array(Vec::new())), ("result", result)]))
}

/// Answers a request.
pub(crate) fn answer(state: &State, request: &Request) -> Answer {
    match request.path.as_str() {
        "/0/public/Time" => {
            let now = state.now();
            given(object([("unixtime", Json::number(now / 1000)), ("rfc1123", Json::text(http_date(now)))]))
        }
        "/0/public/SystemStatus" => {
            let stamp = crate::time::iso(state.now() / 1000 * 1000).replace(".000Z", "Z");
            given(object([("status", Json::text("online")), ("timestamp", Json::text(stamp))]))
        }
        "/0/public/Assets" => assets(state),
        "/0/public/AssetPairs" => asset_pairs(state, request),
        "/0/public/OHLC" => ohlc(state, request),
        _ => refused("EGeneral:Unknown method"),
    }
}

/// `USDTUSD`: base and quote as people write them.
fn altname(pair: &Pair) -> String {
    format!("{}{}", pair.base, pair.quote)
}

/// `ZUSD`: the older names of the currencies of states have a Z before them.
fn own(asset: &str) -> String {
    if asset == "USD" { "ZUSD".to_owned() } else { asset.to_owned() }
}

fn find(state: &State, asked: &str) -> Option<Pair> {
    let upper = asked.to_uppercase();
    candles::pairs(state, Source::Kraken).into_iter().find(|pair| {
        upper == pair.name || upper == altname(pair) || upper == format!("{}/{}", pair.base, pair.quote)
    })
}

fn ohlc(state: &State, request: &Request) -> Answer {
    let Some(pair) = request.param("pair").and_then(|asked| find(state, asked)) else {
        return refused("EQuery:Unknown asset pair");
    };
    let minutes = request.param("interval").unwrap_or("1");
    if !["1", "5", "15", "30", "60", "240", "1440", "10080", "21600"].contains(&minutes) {
        return refused("EGeneral:Invalid arguments");
    }
    let since = match request.param("since").map(str::parse::<f64>) {
        None => -1,
        Some(Ok(since)) if since.is_finite() => since as i64,
        Some(_) => return refused("EGeneral:Invalid arguments"),
    };
    let length = minutes.parse::<i64>().unwrap_or(1) * 60;
    let interval = Interval::Seconds(length);
    let newest =
        |from: i64, limit: usize| candles::span(state, pair.kind, interval, from, i64::MAX / 4, limit, true);
    let now_s = state.now().div_euclid(1000);
    let ends = newest(0, 2);
    let over = |row: &&Candle| row.open_s + length <= now_s;
    let last = ends.iter().rev().find(over).map_or(0, |row| row.open_s);
    let mut rows = newest(since + 1, ROWS_MAX);
    if rows.is_empty() {
        // "The last entry […] is for the current, not-yet-committed timeframe, and will always be present, regardless of
        // the value of since."
        rows.extend(ends.into_iter().filter(|row| !over(&row)));
    }
    let list = rows.iter().map(|row| row_json(state, &pair, row));
    let mut result = object([(pair.name.as_str(), Json::Array(list.collect()))]);
    result.set("last", Json::number(last));
    let path = vec!["result".to_owned(), pair.name];
    given(result).rows(Rows::Candles { path, newest_first: false, unit_ms: 1000 })
}

fn row_json(state: &State, pair: &Pair, row: &Candle) -> Json {
    let restated = state.restated(Source::Kraken, &pair.name, row.open_s.div_euclid(86_400));
    let told = |text: String| Json::text(if restated { twisted(&text) } else { text });
    let price = |value: i128| fixed(value, pair.decimals);
    let vwap = if row.volume == 0 { 0 } else { row.quote * candles::UNIT / row.volume };
    Json::Array(vec![
        Json::number(row.open_s),
        Json::text(price(row.open)),
        Json::text(price(row.high)),
        Json::text(price(row.low)),
        told(price(row.close)),
        Json::text(price(vwap)),
        told(fixed(row.volume, 8)),
        Json::number(row.trades),
    ])
}

fn assets(state: &State) -> Answer {
    let mut result = object([]);
    for pair in candles::pairs(state, Source::Kraken) {
        for (asset, fiat) in [(&pair.base, false), (&pair.quote, pair.quote == "USD")] {
            let decimals = if fiat { (4, 2) } else { (8, 4) };
            let row = object([
                ("aclass", Json::text("currency")),
                ("altname", Json::text(asset)),
                ("decimals", Json::number(decimals.0)),
                ("display_decimals", Json::number(decimals.1)),
                ("status", Json::text("enabled")),
            ]);
            result.set(&own(asset), row);
        }
    }
    given(result)
}

fn asset_pairs(state: &State, request: &Request) -> Answer {
    let pairs = match request.param("pair") {
        None => candles::pairs(state, Source::Kraken),
        Some(list) => match list.split(',').map(|asked| find(state, asked)).collect::<Option<Vec<Pair>>>() {
            Some(pairs) => pairs,
            None => return refused("EQuery:Unknown asset pair"),
        },
    };
    let fees = |rows: [(i64, &str); 3]| {
        Json::Array(
            rows.iter().map(|(from, fee)| Json::Array(vec![Json::number(from), Json::number(fee)])).collect(),
        )
    };
    let mut result = object([]);
    for pair in pairs {
        let row = object([
            ("altname", Json::text(altname(&pair))),
            ("wsname", Json::text(format!("{}/{}", pair.base, pair.quote))),
            ("aclass_base", Json::text("currency")),
            ("base", Json::text(own(&pair.base))),
            ("aclass_quote", Json::text("currency")),
            ("quote", Json::text(own(&pair.quote))),
            ("lot", Json::text("unit")),
            ("cost_decimals", Json::number(8)),
            ("pair_decimals", Json::number(pair.decimals)),
            ("lot_decimals", Json::number(8)),
            ("lot_multiplier", Json::number(1)),
            ("leverage_buy", Json::Array(Vec::new())),
            ("leverage_sell", Json::Array(Vec::new())),
            ("fees", fees([(0, "0.2"), (50_000, "0.16"), (100_000, "0.12")])),
            ("fees_maker", fees([(0, "0.2"), (50_000, "0.16"), (100_000, "0.12")])),
            ("fee_volume_currency", Json::text("ZUSD")),
            ("margin_call", Json::number(80)),
            ("margin_stop", Json::number(40)),
            ("ordermin", Json::text("5")),
            ("costmin", Json::text("0.5")),
            ("tick_size", Json::text(scaled(1, pair.decimals))),
            ("status", Json::text("online")),
        ]);
        result.set(&pair.name, row);
    }
    given(result)
}
