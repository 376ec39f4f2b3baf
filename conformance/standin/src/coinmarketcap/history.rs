//! The past: daily bars and quotes.
//!
//! The stand-in knows days. A bar is one of them. As quotes, a day is two moments: at `00:00:00.000` the open with the
//! volume, market cap and supply of the day before, and at `23:59:00.000` the day's own close, volume, market cap and
//! supply. An interval without either is skipped, as the documents say of intervals without a quote.

use super::params::{self, Named};
use super::store::{self, Bar, Currency, converted};
use super::{Found, Plan, Refusal};
use crate::fault::Rows;
use crate::http::Request;
use crate::json::{Json, object};
use crate::made::Day;
use crate::state::State;
use crate::time::{DAY_MS, civil, day_of, iso, weekday};

const COUNT_MAX: i64 = 10_000;

const INTERVALS: [&str; 24] = [
    "yearly", "monthly", "weekly", "daily", "hourly", "5m", "10m", "15m", "30m", "45m", "1h", "2h", "3h",
    "4h", "6h", "12h", "1d", "2d", "3d", "7d", "14d", "15d", "30d", "60d",
];
/// The rest of them: `24h` is in the documents' own advice.
const LONG_INTERVALS: [&str; 3] = ["90d", "365d", "24h"];

fn interval_words() -> Vec<&'static str> {
    INTERVALS.into_iter().chain(LONG_INTERVALS).collect()
}

/// What a request names, found; unknown ones refused or skipped.
struct Wanted {
    /// The key in an answer with several, and the asset.
    assets: Vec<(String, Json)>,
    by_symbol: bool,
}

fn wanted(state: &State, request: &Request, by_slug: bool, skip: bool) -> Result<Wanted, Refusal> {
    let (name, list, by_symbol) = match params::named(request, by_slug)? {
        Named::Ids(list) => ("id", list, false),
        Named::Slugs(list) => ("slug", list, false),
        Named::Symbols(list) => ("symbol", list, true),
    };
    let mut assets = Vec::new();
    for key in list {
        let found = if name == "id" {
            key.parse().ok().and_then(|id| store::asset(state, id)).into_iter().collect()
        } else {
            let upper = if by_symbol { key.to_uppercase() } else { key.clone() };
            let all = store::assets(state).into_iter();
            all.filter(|asset| asset.get(name).is_some_and(|value| value.as_str() == upper))
                .collect::<Vec<Json>>()
        };
        if found.is_empty() && !skip {
            return Err(Refusal::bad(format!("Invalid value for \"{name}\": \"{key}\"")));
        }
        assets.extend(found.into_iter().map(|asset| {
            let id = store::id_of(&asset).to_string();
            (if by_symbol { key.to_uppercase() } else { id }, asset)
        }));
    }
    Ok(Wanted { assets, by_symbol })
}

/// One object for one asset, a map for several; by symbol, lists in a map.
fn folded(wanted: &Wanted, results: Vec<Json>, always_map: bool) -> (Json, Rows) {
    let path = |steps: &[&str]| Rows::Bars(steps.iter().map(|step| (*step).to_owned()).collect());
    let keys: Vec<String> = wanted.assets.iter().map(|(key, _)| key.clone()).collect();
    if wanted.by_symbol && !always_map {
        let mut map: Vec<(String, Json)> = Vec::new();
        for (key, result) in keys.into_iter().zip(results) {
            match map.iter_mut().find(|(known, _)| *known == key) {
                Some((_, Json::Array(list))) => list.push(result),
                _ => map.push((key, Json::Array(vec![result]))),
            }
        }
        return (Json::Object(map), Rows::None);
    }
    if results.len() == 1 && !always_map {
        let only = results.into_iter().next().unwrap_or(Json::Null);
        return (only, path(&["data", "quotes"]));
    }
    let rows = keys.first().map_or(Rows::None, |key| path(&["data", key, "quotes"]));
    (Json::Object(keys.into_iter().zip(results).collect()), rows)
}

fn credits(points: usize, conversions: usize) -> u64 {
    points.div_ceil(100).max(1) as u64 + conversions as u64 - 1
}

pub(super) fn ohlcv(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    bars(state, request, plan, true)
}

/// The deprecated path: by symbol it gives one object, not lists.
pub(super) fn ohlcv_v1(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    bars(state, request, plan, false)
}

fn bars(state: &State, request: &Request, plan: Plan, lists: bool) -> Result<Found, Refusal> {
    params::only(
        request,
        &[
            "id",
            "slug",
            "symbol",
            "time_period",
            "time_start",
            "time_end",
            "count",
            "interval",
            "convert",
            "convert_id",
            "skip_invalid",
        ],
    )?;
    let skip = params::boolean(request, "skip_invalid", true)?;
    let mut wanted = wanted(state, request, true, skip)?;
    wanted.by_symbol &= lists;
    let period = params::word(request, "time_period", &["daily", "hourly"], "daily")?;
    let interval = params::word(request, "interval", &interval_words(), "daily")?;
    let count = params::whole(request, "count", 1, COUNT_MAX)?;
    let (list, by_id) = params::convert(request, plan, 3)?;
    let currencies = store::currencies(&list, by_id)?;
    let day = |ms: i64| ms.div_euclid(DAY_MS);
    let end = params::instant(request, "time_end")?.map_or(state.today(), day);
    // "between your time_start (exclusive) and time_end (inclusive)"; without a start, `count` days back.
    let start = match params::instant(request, "time_start")? {
        Some(start) => day(start) + 1,
        None => end - count.unwrap_or(10) + 1,
    };
    if start > end + 1 {
        return Err(Refusal::bad("\"time_start\" must be less than \"time_end\""));
    }
    let mut days: Vec<i64> = sampled(start, end, interval);
    if let (Some(count), true) = (count, request.param("time_start").is_some()) {
        days.truncate(usize::try_from(count).unwrap_or(usize::MAX));
    }
    if period == "hourly" {
        // The stand-in has no hours.
        days.clear();
    }

    let mut points = 0;
    let results = wanted.assets.iter().map(|(_, asset)| {
        let id = store::id_of(asset);
        let quotes: Vec<Json> = days
            .iter()
            .filter_map(|day| store::bar(state, id, *day))
            .map(|bar| bar_json(&bar, &currencies))
            .collect();
        points += quotes.len();
        let get = |key: &str| asset.get(key).cloned().unwrap_or(Json::Null);
        object([
            ("id", get("id")),
            ("name", get("name")),
            ("symbol", get("symbol")),
            ("quotes", Json::Array(quotes)),
        ])
    });
    let results = results.collect();
    let (data, rows) = folded(&wanted, results, false);
    Ok(Found { data, credits: credits(points, currencies.len()), total: None, rows })
}

/// The days of a span that an interval takes.
fn sampled(start: i64, end: i64, interval: &str) -> Vec<i64> {
    let span = start..=end;
    match interval {
        "weekly" => span.filter(|day| weekday(*day) == 0).collect(),
        "monthly" => span.filter(|day| civil(*day).2 == 1).collect(),
        "yearly" => {
            let (_, month, of_month) = civil(start);
            span.filter(|day| matches!(civil(*day), (_, m, d) if (m, d) == (month, of_month))).collect()
        }
        _ => {
            let step = interval.strip_suffix('d').and_then(|days| days.parse::<usize>().ok()).unwrap_or(1);
            span.step_by(step).collect()
        }
    }
}

fn bar_json(bar: &Bar, currencies: &[Currency]) -> Json {
    let Bar { day, figures, stamp, .. } = bar;
    let midnight = day * DAY_MS;
    let moment = |seconds: i64| {
        let ms = if bar.finished { seconds * 1000 } else { 0 };
        Json::text(iso(midnight + ms))
    };
    let quote = currencies.iter().map(|currency| {
        let money = |figure: &str| converted(figure, currency, *day);
        let figures = object([
            ("open", money(&figures.open)),
            ("high", money(&figures.high)),
            ("low", money(&figures.low)),
            ("close", money(&figures.close)),
            ("volume", money(&figures.volume)),
            ("market_cap", money(&figures.market_cap)),
            ("timestamp", Json::text(iso(*stamp))),
        ]);
        (currency.key.clone(), figures)
    });
    object([
        ("time_open", moment(0)),
        ("time_close", Json::text(iso(midnight + DAY_MS - 1))),
        ("time_high", moment(figures.high_s)),
        ("time_low", moment(figures.low_s)),
        ("quote", Json::Object(quote.collect())),
    ])
}

pub(super) fn quotes_v2(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    quotes(state, request, plan, false)
}

/// "The v3 endpoint always returns an object map keyed by cryptocurrency ID."
pub(super) fn quotes_v3(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    quotes(state, request, plan, true)
}

fn quotes(state: &State, request: &Request, plan: Plan, map: bool) -> Result<Found, Refusal> {
    params::only(
        request,
        &[
            "id",
            "symbol",
            "time_start",
            "time_end",
            "count",
            "interval",
            "convert",
            "convert_id",
            "aux",
            "skip_invalid",
        ],
    )?;
    let skip = params::boolean(request, "skip_invalid", true)?;
    let wanted = wanted(state, request, false, skip)?;
    let interval = params::word(request, "interval", &interval_words(), "5m")?;
    let count = params::whole(request, "count", 1, COUNT_MAX)?;
    const AUX: &str =
        "price,volume,market_cap,circulating_supply,total_supply,quote_timestamp,is_active,is_fiat";
    let allowed: Vec<&str> = AUX.split(',').chain(["search_interval"]).collect();
    let aux = params::words(request, "aux", &allowed, AUX)?;
    let (list, by_id) = params::convert(request, plan, 3)?;
    let currencies = store::currencies(&list, by_id)?;
    let now = state.now();
    let end = params::instant(request, "time_end")?.unwrap_or(now).min(now);
    // "required if both time_start and time_end aren't supplied": with both, the span alone counts.
    let both = request.param("time_start").is_some() && request.param("time_end").is_some();
    let limit = if both { COUNT_MAX } else { count.unwrap_or(10) };
    let limit = usize::try_from(limit).unwrap_or(0);
    let marks = match params::instant(request, "time_start")? {
        Some(start) => marks_from(start, end, interval, limit),
        None => marks_back(end, interval, limit),
    };
    allowed_span(state, plan, interval, marks.first().map_or(end, |mark| mark.0))?;

    let mut points = 0;
    let mut results = Vec::new();
    for (_, asset) in &wanted.assets {
        let id = store::id_of(asset);
        let mut list = Vec::new();
        for (mark, next) in &marks {
            if let Some((stamp, figures)) = moment(state, id, *mark, *next, now) {
                list.push(quote_json(*mark, stamp, &figures, &currencies, &aux));
            }
        }
        points += list.len();
        let get = |key: &str| asset.get(key).cloned().unwrap_or(Json::Null);
        let mut result = object([("id", get("id")), ("name", get("name")), ("symbol", get("symbol"))]);
        for key in ["is_active", "is_fiat"] {
            if aux.iter().any(|word| word == key) {
                result.set(key, get(key));
            }
        }
        result.set("quotes", Json::Array(list));
        results.push(result);
    }
    let (data, rows) = folded(&wanted, results, map);
    Ok(Found { data, credits: credits(points, currencies.len()), total: None, rows })
}

/// Milliseconds of an interval, and whether it begins at the calendar's own marks.
fn step(interval: &str) -> (i64, bool) {
    let hour = 3_600_000;
    match interval {
        "hourly" => (hour, true),
        "daily" => (DAY_MS, true),
        "weekly" => (7 * DAY_MS, true),
        "monthly" => (30 * DAY_MS, true),
        "yearly" => (365 * DAY_MS, true),
        _ => {
            let (number, unit) = interval.split_at(interval.len() - 1);
            let unit = match unit {
                "m" => 60_000,
                "h" => hour,
                _ => DAY_MS,
            };
            (number.parse::<i64>().unwrap_or(1) * unit, false)
        }
    }
}

/// The calendar's mark at or before an instant.
fn mark_before(ms: i64, interval: &str) -> i64 {
    let day = ms.div_euclid(DAY_MS);
    let (year, month, _) = civil(day);
    match interval {
        "hourly" => ms.div_euclid(3_600_000) * 3_600_000,
        "weekly" => (day - weekday(day)) * DAY_MS,
        "monthly" => day_of(year, month, 1) * DAY_MS,
        "yearly" => day_of(year, 1, 1) * DAY_MS,
        _ => day * DAY_MS,
    }
}

fn mark_after(mark: i64, interval: &str) -> i64 {
    let (length, calendar) = step(interval);
    // Long enough to be in the next one, short enough not to leap over it.
    let beyond = if interval == "monthly" {
        31 * DAY_MS
    } else {
        length + if interval == "yearly" { DAY_MS } else { 0 }
    };
    if calendar { mark_before(mark + beyond, interval) } else { mark + length }
}

/// The marks of a span with the mark after each.
fn marks_from(start: i64, end: i64, interval: &str, limit: usize) -> Vec<(i64, i64)> {
    let (_, calendar) = step(interval);
    let mut mark = start;
    if calendar {
        mark = mark_before(start, interval);
        if mark < start {
            mark = mark_after(mark, interval);
        }
    }
    let mut marks = Vec::new();
    while mark <= end && marks.len() < limit {
        let next = mark_after(mark, interval);
        marks.push((mark, next));
        mark = next;
    }
    marks
}

/// "the interval will be applied in reverse from time_end"
fn marks_back(end: i64, interval: &str, limit: usize) -> Vec<(i64, i64)> {
    let (length, calendar) = step(interval);
    let mut mark = if calendar { mark_before(end, interval) } else { end };
    let mut marks = Vec::new();
    while marks.len() < limit && mark > 0 {
        marks.push((mark, mark_after(mark, interval)));
        mark = if calendar { mark_before(mark - 1, interval) } else { mark - length };
    }
    marks.reverse();
    marks
}

/// "Basic (intraday: 1 month, daily: 1 year)" and so on.
fn allowed_span(state: &State, plan: Plan, interval: &str, first: i64) -> Result<(), Refusal> {
    let intraday =
        interval == "hourly" || interval.ends_with('m') || (interval.ends_with('h') && interval != "24h");
    let days = match (plan, intraday) {
        (Plan::Basic, false) => 366,
        (Plan::Builder, false) => 3 * 366,
        (_, false) | (Plan::Enterprise, true) => return Ok(()),
        (Plan::Basic | Plan::Builder | Plan::Startup, true) => 31,
        (Plan::Growth, true) => 92,
        (Plan::Professional, true) => 366,
    };
    if first >= state.now() - days * DAY_MS {
        return Ok(());
    }
    Err(Refusal {
        status: 403,
        code: 1006,
        message: "Your API Key subscription plan doesn't support this date range.".to_owned(),
    })
}

/// The first known moment in an interval.
fn moment(state: &State, id: u32, mark: i64, next: i64, now: i64) -> Option<(i64, Day)> {
    let evening = DAY_MS - 60_000;
    let mut day = mark.div_euclid(DAY_MS);
    while day * DAY_MS < next {
        if day * DAY_MS >= mark && day * DAY_MS <= now {
            let yesterday = store::bar(state, id, day - 1).filter(|bar| bar.finished);
            if let (Some(bar), Some(before)) = (store::bar(state, id, day), yesterday) {
                return Some((day * DAY_MS, Day { close: bar.figures.open, ..before.figures }));
            }
        }
        let late = day * DAY_MS + evening;
        if (mark..next).contains(&late)
            && late <= now
            && let Some(bar) = store::bar(state, id, day).filter(|bar| bar.finished)
        {
            return Some((late, bar.figures));
        }
        day += 1;
    }
    None
}

fn quote_json(mark: i64, stamp: i64, figures: &Day, currencies: &[Currency], aux: &[String]) -> Json {
    let has = |word: &str| aux.iter().any(|known| known == word);
    let day = stamp.div_euclid(DAY_MS);
    let quote = currencies.iter().map(|currency| {
        let mut values = object([]);
        let money = [
            ("price", "price", &figures.close),
            ("volume", "volume_24h", &figures.volume),
            ("market_cap", "market_cap", &figures.market_cap),
        ];
        for (word, key, figure) in money {
            if has(word) {
                values.set(key, converted(figure, currency, day));
            }
        }
        for word in ["circulating_supply", "total_supply"] {
            if has(word) {
                values.set(word, Json::number_or_null(&figures.supply));
            }
        }
        if has("quote_timestamp") {
            values.set("timestamp", Json::text(iso(stamp)));
        }
        (currency.key.clone(), values)
    });
    let mut row = object([("timestamp", Json::text(iso(stamp)))]);
    if has("search_interval") {
        row.set("search_interval", Json::text(iso(mark)));
    }
    row.set("quote", Json::Object(quote.collect()));
    row
}
