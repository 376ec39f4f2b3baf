//! What exists and what it is worth now: map, metadata, listings, latest quotes, currencies.

use std::cmp::Ordering;

use super::params::{self, Named};
use super::store::{self, Currency, converted};
use super::{Found, Plan, Refusal};
use crate::fault::Rows;
use crate::http::Request;
use crate::json::{Json, object};
use crate::state::State;
use crate::time::iso;

fn text<'a>(asset: &'a Json, key: &str) -> &'a str {
    asset.get(key).map_or("", Json::as_str)
}

fn page<T>(items: Vec<T>, start: i64, limit: Option<i64>) -> Vec<T> {
    let skip = usize::try_from(start - 1).unwrap_or(0);
    let take = limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    items.into_iter().skip(skip).take(take).collect()
}

fn data_rows() -> Rows {
    Rows::Assets(vec!["data".to_owned()])
}

pub(super) fn map(state: &State, request: &Request, _: Plan) -> Result<Found, Refusal> {
    params::only(request, &["listing_status", "start", "limit", "sort", "symbol", "aux"])?;
    let statuses = params::words(request, "listing_status", &["active", "inactive", "untracked"], "active")?;
    let start = params::whole(request, "start", 1, i64::MAX)?.unwrap_or(1);
    let limit = params::whole(request, "limit", 1, 5000)?;
    let sort = params::word(request, "sort", &["id", "cmc_rank"], "id")?;
    const AUX: &str = "platform,first_historical_data,last_historical_data,is_active";
    let aux = params::words(
        request,
        "aux",
        &["platform", "first_historical_data", "last_historical_data", "is_active", "status"],
        AUX,
    )?;
    let mut assets = store::assets(state);
    if let Some(symbols) = request.param("symbol").map(params::split) {
        let symbols: Vec<String> = symbols.iter().map(|symbol| symbol.to_uppercase()).collect();
        for symbol in &symbols {
            if !assets.iter().any(|asset| text(asset, "symbol") == symbol) {
                return Err(Refusal::bad(format!("Invalid value for \"symbol\": \"{symbol}\"")));
            }
        }
        assets.retain(|asset| symbols.iter().any(|symbol| symbol == text(asset, "symbol")));
    } else {
        assets.retain(|asset| statuses.iter().any(|status| status == text(asset, "status")));
    }
    if sort == "cmc_rank" {
        assets.sort_by_key(|asset| {
            asset.get("cmc_rank").and_then(Json::as_f64).map_or(i64::MAX, |rank| rank as i64)
        });
    }
    let has = |word: &str| aux.iter().any(|known| known == word);
    let rows = page(assets, start, limit).into_iter().map(|asset| {
        let get = |key: &str| asset.get(key).cloned().unwrap_or(Json::Null);
        let mut row = object([
            ("id", get("id")),
            ("rank", get("cmc_rank")),
            ("name", get("name")),
            ("symbol", get("symbol")),
            ("slug", get("slug")),
        ]);
        for key in ["is_active", "status"] {
            if has(key) {
                row.set(key, get(key));
            }
        }
        let (first, last) = store::seen(state, &asset);
        for (key, stamp) in [("first_historical_data", first), ("last_historical_data", last)] {
            if has(key) {
                row.set(key, Json::text(stamp));
            }
        }
        if has("platform") {
            row.set("platform", get("platform"));
        }
        row
    });
    let data = Json::Array(rows.collect());
    // "No credit is needed when querying this endpoint."
    Ok(Found { data, credits: 0, total: None, rows: data_rows() })
}

pub(super) fn fiat(_: &State, request: &Request, _: Plan) -> Result<Found, Refusal> {
    params::only(request, &["start", "limit", "sort", "include_metals"])?;
    let start = params::whole(request, "start", 1, i64::MAX)?.unwrap_or(1);
    let limit = params::whole(request, "limit", 1, 5000)?;
    let sort = params::word(request, "sort", &["id", "name"], "id")?;
    params::boolean(request, "include_metals", false)?;
    let mut fiats = store::fiats().to_vec();
    if sort == "name" {
        fiats.sort_by(|a, b| text(a, "name").cmp(text(b, "name")));
    }
    Ok(Found { data: Json::Array(page(fiats, start, limit)), credits: 1, total: None, rows: data_rows() })
}

pub(super) fn info(state: &State, request: &Request, _: Plan) -> Result<Found, Refusal> {
    params::only(request, &["id", "slug", "symbol", "address", "skip_invalid", "aux"])?;
    let skip = params::boolean(request, "skip_invalid", false)?;
    const AUX: &str = "urls,logo,description,tags,platform,date_added,notice";
    let aux = params::words(
        request,
        "aux",
        &["urls", "logo", "description", "tags", "platform", "date_added", "notice", "status"],
        AUX,
    )?;
    let (found, by_symbol) = match request.param("address") {
        Some(address) => (by_address(state, address, skip)?, false),
        None => found(state, request, skip)?,
    };
    let credits = found.len().div_ceil(250).max(1) as u64;
    let pairs = found.into_iter().map(|(key, asset)| (key, metadata(&asset, &aux)));
    Ok(Found { data: keyed(pairs, by_symbol), credits, total: None, rows: Rows::None })
}

fn by_address(state: &State, address: &str, skip: bool) -> Result<Vec<(String, Json)>, Refusal> {
    let matches = |asset: &Json| {
        let own = asset.get("platform").and_then(|platform| platform.get("token_address"));
        own.is_some_and(|own| own.as_str().eq_ignore_ascii_case(address))
    };
    let found: Vec<(String, Json)> = store::assets(state)
        .into_iter()
        .filter(matches)
        .map(|asset| (text(&asset, "id").to_owned(), asset))
        .collect();
    if found.is_empty() && !skip {
        return Err(Refusal::bad(format!("Invalid value for \"address\": \"{address}\"")));
    }
    Ok(found)
}

/// What the capture says, or what can be said without it.
fn metadata(asset: &Json, aux: &[String]) -> Json {
    let get = |key: &str| asset.get(key).cloned().unwrap_or(Json::Null);
    let tags = match asset.get("tags") {
        Some(Json::Array(tags)) => tags.clone(),
        _ => Vec::new(),
    };
    let each =
        |key: &str| Json::Array(tags.iter().map(|tag| tag.get(key).cloned().unwrap_or(Json::Null)).collect());
    let platform = get("platform");
    let category = if platform == Json::Null { "coin" } else { "token" };
    let contract = match (platform.get("token_address"), platform.get("name")) {
        (Some(address), Some(name)) => Json::Array(vec![object([
            ("contract_address", address.clone()),
            (
                "platform",
                object([
                    ("name", name.clone()),
                    (
                        "coin",
                        object([
                            ("id", Json::text(text(&platform, "id"))),
                            ("name", name.clone()),
                            ("symbol", Json::text(text(&platform, "symbol"))),
                            ("slug", Json::text(text(&platform, "slug"))),
                        ]),
                    ),
                ]),
            ),
        ])]),
        _ => Json::Array(Vec::new()),
    };
    const URLS: [&str; 10] = [
        "website",
        "twitter",
        "message_board",
        "chat",
        "facebook",
        "explorer",
        "reddit",
        "technical_doc",
        "source_code",
        "announcement",
    ];
    let urls = URLS.map(|kind| (kind, Json::Array(Vec::new())));
    let id = text(asset, "id");
    let mut row = object([
        ("id", get("id")),
        ("name", get("name")),
        ("symbol", get("symbol")),
        ("category", Json::text(category)),
        ("description", Json::text(format!("{} ({})", text(asset, "name"), text(asset, "symbol")))),
        ("slug", get("slug")),
        ("logo", Json::text(format!("https://s2.coinmarketcap.com/static/img/coins/64x64/{id}.png"))),
        ("subreddit", Json::text("")),
        ("notice", Json::text("")),
        ("tags", each("slug")),
        ("tag-names", each("name")),
        ("tag-groups", each("category")),
        ("urls", object(urls)),
        ("platform", platform),
        ("date_added", get("date_added")),
        ("twitter_username", Json::text("")),
        ("is_hidden", Json::number(0)),
        ("date_launched", Json::Null),
        ("contract_address", contract),
        ("self_reported_circulating_supply", get("self_reported_circulating_supply")),
        ("self_reported_tags", Json::Null),
        ("self_reported_market_cap", get("self_reported_market_cap")),
        ("infinite_supply", get("infinite_supply")),
        ("status", get("status")),
    ]);
    if let Some(Json::Object(captured)) = asset.get("metadata") {
        for (key, value) in captured {
            row.set(key, value.clone());
        }
    }
    let drops: [(&str, &[&str]); 8] = [
        ("urls", &["urls"]),
        ("logo", &["logo"]),
        ("description", &["description"]),
        ("tags", &["tags", "tag-names", "tag-groups"]),
        ("platform", &["platform"]),
        ("date_added", &["date_added"]),
        ("notice", &["notice"]),
        ("status", &["status"]),
    ];
    for (word, keys) in drops {
        if !aux.iter().any(|known| known == word) {
            keys.iter().for_each(|key| row.remove(key));
        }
    }
    row
}

/// The assets that a request names, under the key of an answer; and whether by symbol.
fn found(state: &State, request: &Request, skip: bool) -> Result<(Vec<(String, Json)>, bool), Refusal> {
    let (name, list) = match params::named(request, true)? {
        Named::Ids(list) => ("id", list),
        Named::Slugs(list) => ("slug", list),
        Named::Symbols(list) => ("symbol", list.iter().map(|symbol| symbol.to_uppercase()).collect()),
    };
    let all = if name == "id" { Vec::new() } else { store::assets(state) };
    let mut out = Vec::new();
    for key in list {
        let hits: Vec<Json> = if name == "id" {
            key.parse().ok().and_then(|id| store::asset(state, id)).into_iter().collect()
        } else {
            all.iter().filter(|asset| text(asset, name) == key).cloned().collect()
        };
        if hits.is_empty() && !skip {
            return Err(Refusal::bad(format!("Invalid value for \"{name}\": \"{key}\"")));
        }
        let by_symbol = name == "symbol";
        out.extend(hits.into_iter().map(|asset| {
            let key = if by_symbol { key.clone() } else { text(&asset, "id").to_owned() };
            (key, asset)
        }));
    }
    Ok((out, name == "symbol"))
}

/// A map by id; by symbol, of lists.
fn keyed(pairs: impl Iterator<Item = (String, Json)>, lists: bool) -> Json {
    let mut map: Vec<(String, Json)> = Vec::new();
    for (key, value) in pairs {
        match map.iter_mut().find(|(known, _)| *known == key) {
            Some((_, Json::Array(list))) if lists => list.push(value),
            Some(_) => {}
            None => map.push((key, if lists { Json::Array(vec![value]) } else { value })),
        }
    }
    Json::Object(map)
}

/// The market figures of now, in dollars: of assets with bars the newest, of others the captured ones.
fn dollars(state: &State, asset: &Json) -> Json {
    let mut usd =
        asset.get("quote").and_then(|quote| quote.get("USD")).cloned().unwrap_or_else(|| object([]));
    let id = store::id_of(asset);
    if let (true, Some((price, day))) = (id <= crate::made::FIRST_ID, store::latest(state, id)) {
        let supply = day.supply.parse::<f64>().unwrap_or(0.0);
        usd.set("price", Json::number(&price));
        usd.set("volume_24h", Json::number(&day.volume));
        usd.set("market_cap", Json::number(&day.market_cap));
        usd.set("fully_diluted_market_cap", Json::number(store::decimal(store::product(&price, supply))));
    }
    usd
}

const MONEY: [&str; 5] = ["price", "volume_24h", "market_cap", "fully_diluted_market_cap", "tvl"];

fn in_currency(state: &State, usd: &Json, currency: &Currency) -> Json {
    let mut quote = usd.clone();
    for key in MONEY {
        if let Some(figure @ Json::Number(_)) = usd.get(key) {
            quote.set(key, converted(figure.as_str(), currency, state.today()));
        }
    }
    quote
}

/// The shape of an answer, by the version of the path and by what it lists.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// Tags as slugs, quotes keyed by currency.
    ListingV1,
    /// Tags as slugs, quotes in a list.
    ListingV3,
    /// Tags as objects, quotes keyed by currency.
    QuoteV2,
    /// Tags as objects, quotes in a list.
    QuoteV3,
}

fn row(state: &State, asset: &Json, currencies: &[Currency], aux: &[String], shape: Shape) -> Json {
    let mut row = asset.clone();
    row.remove("metadata");
    row.remove("status");
    let id = store::id_of(asset);
    if let (true, Some((_, day))) = (id <= crate::made::FIRST_ID, store::latest(state, id)) {
        row.set("circulating_supply", Json::number(&day.supply));
        row.set("total_supply", Json::number(&day.supply));
    }
    if text(asset, "is_active") == "1" {
        row.set("last_updated", Json::text(iso(state.now().div_euclid(60_000) * 60_000)));
    }
    let slugs = matches!(shape, Shape::ListingV1 | Shape::ListingV3);
    if let (true, Some(Json::Array(tags))) = (slugs, asset.get("tags")) {
        row.set("tags", Json::Array(tags.iter().filter_map(|tag| tag.get("slug").cloned()).collect()));
    }
    for word in [
        "num_market_pairs",
        "cmc_rank",
        "date_added",
        "tags",
        "platform",
        "max_supply",
        "circulating_supply",
        "total_supply",
    ] {
        if !aux.iter().any(|known| known == word) {
            row.remove(word);
        }
    }
    if shape == Shape::ListingV1 {
        row.remove("is_active");
        row.remove("is_fiat");
    }
    let usd = dollars(state, asset);
    let quote = match shape {
        Shape::ListingV1 | Shape::QuoteV2 => {
            Json::Object(currencies.iter().map(|c| (c.key.clone(), in_currency(state, &usd, c))).collect())
        }
        Shape::ListingV3 | Shape::QuoteV3 => {
            let list = currencies.iter().map(|currency| {
                let mut quote =
                    object([("id", Json::number(currency.id)), ("symbol", Json::text(&currency.symbol))]);
                if let Json::Object(pairs) = in_currency(state, &usd, currency) {
                    pairs.into_iter().for_each(|(key, value)| quote.set(&key, value));
                }
                quote
            });
            Json::Array(list.collect())
        }
    };
    // Last, as in the captured answers.
    row.remove("quote");
    row.set("quote", quote);
    row
}

const LISTING_AUX: &str =
    "num_market_pairs,cmc_rank,date_added,tags,platform,max_supply,circulating_supply,total_supply";
const QUOTE_AUX: &str = "num_market_pairs,cmc_rank,date_added,tags,platform,max_supply,circulating_supply,total_supply,is_active,is_fiat";
const MORE_AUX: &str = "market_cap_by_total_supply,volume_24h_reported,volume_7d,volume_7d_reported,volume_30d,volume_30d_reported,is_market_cap_included_in_calc,search_interval";

fn aux(request: &Request, default: &str) -> Result<Vec<String>, Refusal> {
    let allowed: Vec<&str> = QUOTE_AUX.split(',').chain(MORE_AUX.split(',')).collect();
    params::words(request, "aux", &allowed, default)
}

pub(super) fn listings_v1(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    listings(state, request, plan, Shape::ListingV1, 200)
}

pub(super) fn listings_v3(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    listings(state, request, plan, Shape::ListingV3, 250)
}

const BOUNDS: [&str; 5] = ["price", "market_cap", "volume_24h", "circulating_supply", "percent_change_24h"];
const SORTS: [&str; 17] = [
    "market_cap",
    "market_cap_strict",
    "name",
    "symbol",
    "date_added",
    "price",
    "circulating_supply",
    "total_supply",
    "max_supply",
    "num_market_pairs",
    "market_cap_by_total_supply_strict",
    "volume_24h",
    "volume_7d",
    "volume_30d",
    "percent_change_1h",
    "percent_change_24h",
    "percent_change_7d",
];

fn listings(
    state: &State,
    request: &Request,
    plan: Plan,
    shape: Shape,
    per_credit: usize,
) -> Result<Found, Refusal> {
    let bounds: Vec<String> =
        BOUNDS.iter().flat_map(|name| [format!("{name}_min"), format!("{name}_max")]).collect();
    let mut allowed = vec![
        "start",
        "limit",
        "convert",
        "convert_id",
        "sort",
        "sort_dir",
        "cryptocurrency_type",
        "tag",
        "aux",
    ];
    allowed.extend(bounds.iter().map(String::as_str));
    params::only(request, &allowed)?;
    let start = params::whole(request, "start", 1, i64::MAX)?.unwrap_or(1);
    let limit = params::whole(request, "limit", 1, 5000)?.unwrap_or(100);
    let sort = params::word(request, "sort", &SORTS, "market_cap")?;
    let down = ["name", "symbol"].contains(&sort);
    let direction = params::word(request, "sort_dir", &["asc", "desc"], if down { "asc" } else { "desc" })?;
    let kind = params::word(request, "cryptocurrency_type", &["all", "coins", "tokens"], "all")?;
    let tag = request.param("tag").unwrap_or("all");
    let aux = aux(request, LISTING_AUX)?;
    let (list, by_id) = params::convert(request, plan, 120)?;
    let currencies = store::currencies(&list, by_id)?;

    let figure = |asset: &Json, usd: &Json, key: &str| asset.get(key).or(usd.get(key)).and_then(Json::as_f64);
    // "a paginated list of all active cryptocurrencies"
    let mut assets: Vec<(Json, Json)> = store::assets(state)
        .into_iter()
        .filter(|asset| text(asset, "status") == "active")
        .map(|asset| {
            let usd = dollars(state, &asset);
            (asset, usd)
        })
        .collect();
    assets.retain(|(asset, _)| match kind {
        "coins" => asset.get("platform") == Some(&Json::Null),
        "tokens" => asset.get("platform") != Some(&Json::Null),
        _ => true,
    });
    if tag != "all" {
        let tagged = |asset: &Json| match asset.get("tags") {
            Some(Json::Array(tags)) => tags.iter().any(|own| text(own, "slug") == tag),
            _ => false,
        };
        assets.retain(|(asset, _)| tagged(asset));
    }
    for name in BOUNDS {
        let min = params::number(request, &format!("{name}_min"))?;
        let max = params::number(request, &format!("{name}_max"))?;
        assets.retain(|(asset, usd)| {
            let value = figure(asset, usd, name);
            min.is_none_or(|min| value.is_some_and(|value| value >= min))
                && max.is_none_or(|max| value.is_some_and(|value| value <= max))
        });
    }
    assets.sort_by(|(a, a_usd), (b, b_usd)| {
        let order = match sort {
            "name" | "symbol" | "date_added" => {
                text(a, sort).to_lowercase().cmp(&text(b, sort).to_lowercase())
            }
            // The rank puts an unverified market cap at the end whatever its price.
            "market_cap" => rank(b).cmp(&rank(a)),
            _ => {
                let key = match sort {
                    "market_cap_strict" | "market_cap_by_total_supply_strict" => "market_cap",
                    other => other,
                };
                let (left, right) = (figure(a, a_usd, key), figure(b, b_usd, key));
                left.partial_cmp(&right).unwrap_or(Ordering::Equal)
            }
        };
        let order = if direction == "desc" { order.reverse() } else { order };
        order.then(store::id_of(a).cmp(&store::id_of(b)))
    });
    let total = assets.len();
    let rows: Vec<Json> = page(assets, start, Some(limit))
        .iter()
        .map(|(asset, _)| row(state, asset, &currencies, &aux, shape))
        .collect();
    let credits = (rows.len().div_ceil(per_credit).max(1) + currencies.len() - 1) as u64;
    Ok(Found { data: Json::Array(rows), credits, total: Some(total), rows: data_rows() })
}

fn rank(asset: &Json) -> u64 {
    asset.get("cmc_rank").and_then(Json::as_f64).map_or(u64::MAX, |rank| rank as u64)
}

pub(super) fn quotes_v1(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    quotes(state, request, plan, Shape::QuoteV2, false)
}

pub(super) fn quotes_v2(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    quotes(state, request, plan, Shape::QuoteV2, true)
}

pub(super) fn quotes_v3(state: &State, request: &Request, plan: Plan) -> Result<Found, Refusal> {
    quotes(state, request, plan, Shape::QuoteV3, true)
}

fn quotes(state: &State, request: &Request, plan: Plan, shape: Shape, lists: bool) -> Result<Found, Refusal> {
    params::only(request, &["id", "slug", "symbol", "convert", "convert_id", "aux", "skip_invalid"])?;
    // The documents give `true` for v1 and v2 and no default for v3.
    let skip = params::boolean(request, "skip_invalid", shape != Shape::QuoteV3)?;
    let aux = aux(request, QUOTE_AUX)?;
    let (list, by_id) = params::convert(request, plan, 120)?;
    let currencies = store::currencies(&list, by_id)?;
    let (found, by_symbol) = found(state, request, skip)?;
    let per_credit = if shape == Shape::QuoteV3 { 250 } else { 100 };
    let credits = (found.len().div_ceil(per_credit).max(1) + currencies.len() - 1) as u64;
    let pairs = found.into_iter().map(|(key, asset)| (key, row(state, &asset, &currencies, &aux, shape)));
    let data = if shape == Shape::QuoteV3 {
        Json::Array(pairs.map(|(_, row)| row).collect())
    } else {
        keyed(pairs, by_symbol && lists)
    };
    Ok(Found { data, credits, total: None, rows: data_rows() })
}
