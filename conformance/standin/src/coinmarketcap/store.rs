//! The assets and their bars: real ones from `data/`, made-up ones from [`made`](crate::made).

use std::collections::HashMap;
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::GzDecoder;

use super::Refusal;
use crate::fault::twisted;
use crate::json::{Json, object};
use crate::made::{self, Day, FIRST_ID};
use crate::state::{RunningDay, Source, State};
use crate::time::{DAY_MS, iso, iso_day, parse_iso};

/// Unpacks a file of `data/`.
pub(crate) fn unpacked(bytes: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text).expect("our own packed data");
    text
}

/// What the captures say of the real assets, in the order of their ids.
pub(super) fn real() -> &'static [Json] {
    static ASSETS: OnceLock<Vec<Json>> = OnceLock::new();
    ASSETS.get_or_init(|| match Json::parse(&unpacked(include_bytes!("../../data/cmc-assets.json.gz"))) {
        Json::Array(items) => items,
        _ => Vec::new(),
    })
}

pub(super) fn fiats() -> &'static [Json] {
    static FIATS: OnceLock<Vec<Json>> = OnceLock::new();
    FIATS.get_or_init(|| match Json::parse(&unpacked(include_bytes!("../../data/cmc-fiat.json.gz"))) {
        Json::Array(items) => items,
        _ => Vec::new(),
    })
}

/// The real daily bars: the first day, and a day after the other without a gap.
struct Bars {
    first: i64,
    days: Vec<Day>,
}

fn bars() -> &'static HashMap<u32, Bars> {
    static BARS: OnceLock<HashMap<u32, Bars>> = OnceLock::new();
    BARS.get_or_init(|| {
        let files: [(u32, &[u8]); 6] = [
            (825, include_bytes!("../../data/cmc-bars-825.csv.gz")),
            (3408, include_bytes!("../../data/cmc-bars-3408.csv.gz")),
            (4943, include_bytes!("../../data/cmc-bars-4943.csv.gz")),
            (3330, include_bytes!("../../data/cmc-bars-3330.csv.gz")),
            (7129, include_bytes!("../../data/cmc-bars-7129.csv.gz")),
            (4172, include_bytes!("../../data/cmc-bars-4172.csv.gz")),
        ];
        files.into_iter().map(|(id, bytes)| (id, read_bars(&unpacked(bytes)))).collect()
    })
}

/// The first line is the first day; then a line a day: seconds of the high and the low, open (`=` for the close before),
/// high, low, close, volume, market cap, supply (empty for the supply before).
fn read_bars(text: &str) -> Bars {
    let mut lines = text.lines();
    let first = lines.next().and_then(parse_iso).expect("a first day").div_euclid(DAY_MS);
    let mut days: Vec<Day> = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let [high_s, low_s, open, high, low, close, volume, market_cap, supply] = cells[..] else {
            panic!("nine cells in `{line}`")
        };
        let before = days.last();
        let open = if open == "=" { before.map_or("", |day| &day.close) } else { open };
        let supply = if supply.is_empty() { before.map_or("", |day| &day.supply) } else { supply };
        days.push(Day {
            open: open.to_owned(),
            high: high.to_owned(),
            low: low.to_owned(),
            close: close.to_owned(),
            volume: volume.to_owned(),
            market_cap: market_cap.to_owned(),
            supply: supply.to_owned(),
            high_s: high_s.parse().expect("seconds"),
            low_s: low_s.parse().expect("seconds"),
        });
    }
    Bars { first, days }
}

/// The first and the last day of an asset's bars, whatever the clock says.
pub(super) fn span(id: u32) -> Option<(i64, i64)> {
    if id > FIRST_ID {
        return Some((made::first_day(), i64::MAX));
    }
    bars().get(&id).map(|bars| (bars.first, bars.first + bars.days.len() as i64 - 1))
}

/// A finished day as it stands in the books, restated or not; `None` where there is none.
fn day(state: &State, id: u32, day: i64) -> Option<Day> {
    let mut bar = if id > FIRST_ID {
        made::day(id - FIRST_ID, day)?
    } else {
        let bars = bars().get(&id)?;
        bars.days.get(usize::try_from(day - bars.first).ok()?)?.clone()
    };
    if state.restated(Source::CoinMarketCap, &id.to_string(), day) {
        for figure in [&mut bar.close, &mut bar.volume, &mut bar.market_cap] {
            *figure = twisted(figure);
        }
    }
    Some(bar)
}

/// "Latest Daily OHLCV record is available ~5 to ~10 minutes after each midnight UTC."
const DELAY_MS: i64 = 600_000;

/// A bar as it is served: the figures, and when it was last changed.
pub(super) struct Bar {
    pub(super) day: i64,
    pub(super) figures: Day,
    /// Milliseconds: the end of the day, or now where the day is not over.
    pub(super) stamp: i64,
    pub(super) finished: bool,
}

/// The bar of a day by the stand-in's clock.
pub(super) fn bar(state: &State, id: u32, at: i64) -> Option<Bar> {
    let now = state.now();
    let end = (at + 1) * DAY_MS;
    if at * DAY_MS > now {
        return None;
    }
    let figures = day(state, id, at)?;
    if now >= end + DELAY_MS {
        return Some(Bar { day: at, figures, stamp: end - 1, finished: true });
    }
    if state.settings.running_day == RunningDay::Omitted {
        return None;
    }
    let open = figures.open.clone();
    let whole: u128 = figures.volume.split('.').next().and_then(|text| text.parse().ok()).unwrap_or(0);
    let so_far = (now.min(end) - at * DAY_MS) as u128 / 1000;
    let figures = Day {
        high: open.clone(),
        low: open.clone(),
        close: open,
        volume: (whole * so_far / 86_400).to_string(),
        high_s: 0,
        low_s: 0,
        ..figures
    };
    Some(Bar { day: at, figures, stamp: now, finished: false })
}

/// The newest finished bar, and the price of now: the open of the running day, or that bar's close.
pub(super) fn latest(state: &State, id: u32) -> Option<(String, Day)> {
    let (first, last) = span(id)?;
    let today = state.today();
    let newest = last.min(today - 1);
    if newest < first {
        return None;
    }
    let finished = day(state, id, newest)?;
    let price = day(state, id, today).map_or(finished.close.clone(), |running| running.open);
    Some((price, finished))
}

/// All assets by id: the captured ones and the made-up ones.
pub(super) fn assets(state: &State) -> Vec<Json> {
    real().iter().cloned().chain((1..=state.settings.assets).map(|k| made_asset(state, k))).collect()
}

pub(super) fn id_of(asset: &Json) -> u32 {
    asset.get("id").and_then(|id| id.as_str().parse().ok()).unwrap_or(0)
}

/// One asset by its id.
pub(super) fn asset(state: &State, id: u32) -> Option<Json> {
    if id > FIRST_ID {
        return (id - FIRST_ID <= state.settings.assets).then(|| made_asset(state, id - FIRST_ID));
    }
    real().iter().find(|asset| id_of(asset) == id).cloned()
}

/// The made-up asset `k`: one in fifty is inactive (48), untracked (49), or has no verified supply (47).
fn made_asset(state: &State, k: u32) -> Json {
    let status = match k % 50 {
        48 => "inactive",
        49 => "untracked",
        _ => "active",
    };
    let tags = if k % 2 == 1 {
        Json::Array(
            [("stablecoin", "Stablecoin"), ("usd-stablecoin", "USD Stablecoin")]
                .map(|(slug, name)| {
                    object([
                        ("slug", Json::text(slug)),
                        ("name", Json::text(name)),
                        ("category", Json::text("CATEGORY")),
                    ])
                })
                .into(),
        )
    } else {
        Json::Array(Vec::new())
    };
    let (price, volume, market_cap, supply) = match latest(state, FIRST_ID + k) {
        Some((price, day)) => (price, day.volume, day.market_cap, day.supply),
        None => ("0".to_owned(), "0".to_owned(), "0".to_owned(), "0".to_owned()),
    };
    let unverified = k % 50 == 47;
    let reported = if unverified { Json::number(&supply) } else { Json::Null };
    let reported_cap = if unverified {
        Json::number(decimal(product(&supply, 1.0) * product(&price, 1.0)))
    } else {
        Json::Null
    };
    let now = iso(state.now().div_euclid(60_000) * 60_000);
    let usd = object([
        ("price", Json::number(&price)),
        ("volume_24h", Json::number(&volume)),
        ("volume_change_24h", Json::number(0)),
        ("percent_change_1h", Json::number(0)),
        ("percent_change_24h", Json::number(0)),
        ("percent_change_7d", Json::number(0)),
        ("percent_change_30d", Json::number(0)),
        ("percent_change_60d", Json::number(0)),
        ("percent_change_90d", Json::number(0)),
        ("market_cap", Json::number(&market_cap)),
        ("market_cap_dominance", Json::number(0)),
        ("fully_diluted_market_cap", Json::number(&market_cap)),
        ("tvl", Json::Null),
        ("last_updated", Json::text(now.clone())),
    ]);
    let circulating = if unverified { Json::number(0) } else { Json::number(&supply) };
    object([
        ("id", Json::number(FIRST_ID + k)),
        ("name", Json::text(format!("Made-up {k}"))),
        ("symbol", Json::text(format!("MADE{k}"))),
        ("slug", Json::text(format!("made-up-{k}"))),
        ("num_market_pairs", Json::number(if status == "active" { 3 } else { 0 })),
        ("date_added", Json::text("2020-01-01T00:00:00.000Z")),
        ("tags", tags),
        ("max_supply", Json::Null),
        ("circulating_supply", circulating),
        ("total_supply", Json::number(&supply)),
        ("is_active", Json::number(u8::from(status == "active"))),
        ("infinite_supply", Json::Bool(false)),
        ("platform", Json::Null),
        ("cmc_rank", if status == "active" { Json::number(1000 + k) } else { Json::Null }),
        ("is_fiat", Json::number(0)),
        ("self_reported_circulating_supply", reported),
        ("self_reported_market_cap", reported_cap),
        ("tvl_ratio", Json::Null),
        ("last_updated", Json::text(now)),
        ("quote", object([("USD", usd)])),
        ("status", Json::text(status)),
    ])
}

/// A figure times a rate, in binary floating point, as the API's own conversions are.
pub(super) fn product(figure: &str, rate: f64) -> f64 {
    figure.parse::<f64>().unwrap_or(0.0) * rate
}

/// The shortest text of a floating-point number.
pub(super) fn decimal(value: f64) -> String {
    format!("{value}")
}

/// A currency that figures can be converted to.
#[derive(Clone, Debug)]
pub(super) struct Currency {
    /// What the quote is keyed by: the symbol, or the id where ids were asked for.
    pub(super) key: String,
    pub(super) id: u32,
    pub(super) symbol: String,
}

/// USD, tenge, the currencies of the ECB, and the assets that have bars.
pub(super) fn currencies(list: &[String], by_id: bool) -> Result<Vec<Currency>, Refusal> {
    let parameter = if by_id { "convert_id" } else { "convert" };
    list.iter()
        .map(|wanted| {
            let upper = wanted.to_uppercase();
            let matches = |asset: &&Json| {
                let key = asset.get(if by_id { "id" } else { "symbol" });
                key.is_some_and(|key| key.as_str() == upper)
            };
            let fiat = fiats().iter().find(matches);
            let coin = real().iter().filter(|asset| bars().contains_key(&id_of(asset))).find(matches);
            let found = fiat.or(coin).map(|asset| Currency {
                key: upper.clone(),
                id: id_of(asset),
                symbol: asset.get("symbol").map_or("", Json::as_str).to_owned(),
            });
            let found = found.filter(|currency| rate(currency, made::first_day() + 100).is_some());
            found.ok_or_else(|| Refusal::bad(format!("Invalid value for \"{parameter}\": \"{wanted}\"")))
        })
        .collect()
}

/// The units of a currency that a dollar is worth on a day.
pub(super) fn rate(currency: &Currency, day: i64) -> Option<f64> {
    if currency.symbol == "USD" {
        return Some(1.0);
    }
    if currency.symbol == "KZT" {
        let row = made::TENGE.iter().find(|row| row.0 == "USD")?;
        return Some(made::tenge(row, day) as f64 / 100.0);
    }
    if let Some(bars) = bars().get(&currency.id) {
        let place = usize::try_from(day - bars.first).ok()?.min(bars.days.len() - 1);
        return Some(1.0 / product(&bars.days[place].close, 1.0));
    }
    crate::ecb::per_euro(&currency.symbol, day)
        .zip(crate::ecb::per_euro("USD", day))
        .map(|(unit, dollar)| unit / dollar)
}

/// A figure in a currency: in dollars the text that stands in the books.
pub(super) fn converted(figure: &str, currency: &Currency, day: i64) -> Json {
    if currency.symbol == "USD" {
        return Json::number_or_null(figure);
    }
    match rate(currency, day) {
        Some(rate) if !figure.is_empty() => Json::number(decimal(product(figure, rate))),
        _ => Json::Null,
    }
}

/// When an asset was first and last seen, as the map says it.
pub(super) fn seen(state: &State, asset: &Json) -> (String, String) {
    let id = id_of(asset);
    let first = span(id).map(|(first, _)| format!("{}T00:00:00.000Z", iso_day(first)));
    let first = first.unwrap_or_else(|| asset.get("date_added").map_or("", Json::as_str).to_owned());
    let active = asset.get("status").is_some_and(|status| status.as_str() == "active");
    let last = if active {
        iso(state.now().div_euclid(300_000) * 300_000)
    } else {
        asset.get("last_updated").map_or("", Json::as_str).to_owned()
    };
    (first, last)
}
