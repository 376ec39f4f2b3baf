//! CoinMarketCap Pro API: keys, plans, the ledger of credits, and the endpoints that the documents describe.
//!
//! ```text
//! {"status":{"timestamp":…,"error_code":0,"error_message":null,"elapsed":1,"credit_count":1,"notice":null},"data":…}
//! ```
//!
//! A request is judged in this order: the key, its state, the minute's limit, the month's credits, the plan, the
//! parameters. The endpoints are in `listing` (what exists and what it is worth now) and `history` (bars and quotes of
//! the past), the figures in `store`.
//!
//! Read from CoinMarketCap's own words: paths, parameters, defaults, plans, credits, error codes. Our reading where the
//! documents are silent: the words for a bad parameter (those of the validation library whose phrases the API is known
//! to answer with), the refusal of a span that the plan does not have, and what a quote of a moment between two bars is.

mod history;
mod listing;
mod params;
mod store;

pub(crate) use store::unpacked;

use crate::http::{Answer, Request};
use crate::json::{Json, object};
use crate::state::State;
use crate::time::{DAY_MS, civil, day_of, iso};

/// What a key may ask for. Ordered: a greater plan may do what a lesser one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plan {
    /// Free: no OHLCV, one conversion, one year of daily quotes.
    Basic,
    /// No OHLCV, three years of daily quotes.
    Builder,
    /// OHLCV; all daily history.
    Startup,
    /// The same, more intraday history.
    Growth,
    /// The same.
    Professional,
    /// Everything.
    Enterprise,
}

/// Whether a key is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It is.
    Active,
    /// Error 1003.
    PaymentRequired,
    /// Error 1004.
    PaymentExpired,
    /// Error 1007.
    Disabled,
}

/// A key of CoinMarketCap with its limits.
#[derive(Clone, Debug)]
pub struct Key {
    /// What the client sends.
    pub key: String,
    /// Its plan.
    pub plan: Plan,
    /// Requests a minute.
    pub rate_limit_minute: u64,
    /// Credits a month.
    pub credit_limit_monthly: u64,
    /// Whether it is in force.
    pub state: KeyState,
}

impl Key {
    /// A key in force.
    pub fn new(key: &str, plan: Plan, rate_limit_minute: u64, credit_limit_monthly: u64) -> Key {
        Key { key: key.to_owned(), plan, rate_limit_minute, credit_limit_monthly, state: KeyState::Active }
    }

    /// `standin-key`, which may do everything.
    pub fn usual() -> Key {
        Key::new("standin-key", Plan::Enterprise, 1_000_000, 1_000_000_000)
    }

    /// A key of the free plan, with the limits of the captured answer: 30 requests a minute, 10,000 credits a month.
    pub fn basic(key: &str) -> Key {
        Key::new(key, Plan::Basic, 30, 10_000)
    }
}

/// What a key has used. The month and the day are the calendar's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage {
    minute: i64,
    requests: u64,
    day_of: i64,
    day: u64,
    month_of: (i64, i64),
    pub(crate) month: u64,
}

impl Usage {
    fn turn(&mut self, minute: i64, today: i64) {
        let (year, month, _) = civil(today);
        if self.minute != minute {
            (self.minute, self.requests) = (minute, 0);
        }
        if self.day_of != today {
            (self.day_of, self.day) = (today, 0);
        }
        if self.month_of != (year, month) {
            (self.month_of, self.month) = ((year, month), 0);
        }
    }
}

/// A refusal of the API, as its code and message.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: u16,
    code: u32,
    message: String,
}

impl Refusal {
    fn bad(message: impl Into<String>) -> Refusal {
        Refusal { status: 400, code: 400, message: message.into() }
    }

    fn coded(status: u16, code: u32) -> Refusal {
        Refusal { status, code, message: message_of(code).to_owned() }
    }

    fn answer(&self, state: &State) -> Answer {
        Answer::json(self.status, envelope(state, self.code, Some(&self.message), 0, None))
    }
}

/// The documents' table of errors.
fn message_of(code: u32) -> &'static str {
    match code {
        1001 => "This API Key is invalid.",
        1002 => "API key missing.",
        1003 => "Your API Key must be activated. Please go to pro.coinmarketcap.com/account/plan.",
        1004 => "Your API Key's subscription plan has expired.",
        1005 => "An API Key is required for this call.",
        1006 => "Your API Key subscription plan doesn't support this endpoint.",
        1007 => "This API Key has been disabled. Please contact support.",
        1008 => "You've exceeded your API Key's HTTP request rate limit. Rate limits reset every minute.",
        1009 => "You've exceeded your API Key's daily rate limit.",
        1010 => "You've exceeded your API Key's monthly rate limit.",
        1011 => "You've hit an IP rate limit.",
        _ => "An internal server error occurred",
    }
}

/// A refusal by its status and code.
pub(crate) fn refusal(state: &State, status: u16, code: u32) -> Answer {
    Refusal::coded(status, code).answer(state)
}

/// The status object and, where there is one, the data.
pub(crate) fn envelope(
    state: &State,
    code: u32,
    message: Option<&str>,
    credits: u64,
    data: Option<Json>,
) -> Json {
    let status = object([
        ("timestamp", Json::text(iso(state.now()))),
        ("error_code", Json::number(code)),
        ("error_message", message.map_or(Json::Null, Json::text)),
        ("elapsed", Json::number(1)),
        ("credit_count", Json::number(credits)),
        ("notice", Json::Null),
    ]);
    let mut body = object([("status", status)]);
    if let Some(data) = data {
        body.set("data", data);
    }
    body
}

/// All but the last four characters, if there are more than eight.
pub(crate) fn mask(key: &str) -> String {
    let count = key.chars().count();
    if count <= 8 {
        return "*".repeat(count);
    }
    key.chars().enumerate().map(|(at, c)| if at + 4 < count { '*' } else { c }).collect()
}

/// The key of a request: the header, or the query's.
pub(crate) fn key_of(request: &Request) -> Option<&str> {
    request.header("x-cmc_pro_api_key").or(request.param("CMC_PRO_API_KEY")).filter(|key| !key.is_empty())
}

/// What an endpoint found: the data, the points that it cost credits for, and the conversions.
pub(crate) struct Found {
    data: Json,
    /// Credits, all told.
    credits: u64,
    total: Option<usize>,
    rows: crate::fault::Rows,
}

type Endpoint = fn(&State, &Request, Plan) -> Result<Found, Refusal>;

/// Path, whether it is also served without a key, the least plan, the endpoint.
const ENDPOINTS: [(&str, bool, Plan, Endpoint); 14] = [
    ("/v1/cryptocurrency/map", true, Plan::Basic, listing::map),
    ("/v2/cryptocurrency/info", true, Plan::Basic, listing::info),
    ("/v1/cryptocurrency/listings/latest", false, Plan::Basic, listing::listings_v1),
    ("/v3/cryptocurrency/listings/latest", true, Plan::Basic, listing::listings_v3),
    ("/v1/cryptocurrency/quotes/latest", false, Plan::Basic, listing::quotes_v1),
    ("/v2/cryptocurrency/quotes/latest", false, Plan::Basic, listing::quotes_v2),
    ("/v3/cryptocurrency/quotes/latest", true, Plan::Basic, listing::quotes_v3),
    ("/v1/cryptocurrency/quotes/historical", false, Plan::Basic, history::quotes_v2),
    ("/v2/cryptocurrency/quotes/historical", false, Plan::Basic, history::quotes_v2),
    ("/v3/cryptocurrency/quotes/historical", false, Plan::Basic, history::quotes_v3),
    ("/v1/cryptocurrency/ohlcv/historical", false, Plan::Startup, history::ohlcv_v1),
    ("/v2/cryptocurrency/ohlcv/historical", false, Plan::Startup, history::ohlcv),
    ("/v1/fiat/map", false, Plan::Basic, listing::fiat),
    ("/v1/key/info", false, Plan::Basic, key_info),
];

fn not_found() -> Answer {
    let words = [
        ("statusCode", Json::number(404)),
        ("error", Json::text("Not Found")),
        ("message", Json::text("Not Found")),
    ];
    Answer::json(404, object(words))
}

/// Answers a request.
pub(crate) fn answer(state: &State, request: &Request) -> Answer {
    let (path, keyless) = match request.path.strip_prefix("/public-api") {
        Some(path) => (path, true),
        None => (request.path.as_str(), false),
    };
    let found = ENDPOINTS.iter().find(|(known, open, ..)| *known == path && (*open || !keyless));
    let Some((_, _, plan_min, endpoint)) = found else { return not_found() };
    if request.method != "GET" {
        return not_found();
    }

    let key = if keyless { Ok(None) } else { admitted(state, request).map(Some) };
    let plan = |key: &Option<Key>| key.as_ref().map_or(Plan::Basic, |key| key.plan);
    let outcome = key.and_then(|key| {
        if plan(&key) < *plan_min {
            return Err(Refusal::coded(403, 1006));
        }
        let found = endpoint(state, request, plan(&key))?;
        if let Some(key) = key {
            spend(state, &key, found.credits);
        }
        Ok(found)
    });
    let mut answer = match outcome {
        Err(refusal) => refusal.answer(state),
        Ok(found) => {
            let mut body = envelope(state, 0, None, found.credits, Some(found.data));
            if let (Some(total), Some(status)) = (found.total, body.get_mut("status")) {
                status.set("total_count", Json::number(total));
            }
            let mut answer = Answer::json(200, body).rows(found.rows);
            answer.credits = if keyless { 0 } else { found.credits };
            answer
        }
    };
    if keyless {
        // The keyless door writes the code as a string.
        if let crate::http::Body::Json(body) = &mut answer.body
            && let Some(code) = body.get_mut("status").and_then(|status| status.get_mut("error_code"))
        {
            *code = Json::text(code.as_str().to_owned());
        }
    }
    answer
}

/// Lets a key in and counts the request, or says why not.
fn admitted(state: &State, request: &Request) -> Result<Key, Refusal> {
    let sent = key_of(request).ok_or_else(|| Refusal::coded(401, 1002))?;
    let key = state.settings.keys.iter().find(|key| key.key == sent);
    let key = key.ok_or_else(|| Refusal::coded(401, 1001))?;
    match key.state {
        KeyState::Active => {}
        KeyState::PaymentRequired => return Err(Refusal::coded(402, 1003)),
        KeyState::PaymentExpired => return Err(Refusal::coded(402, 1004)),
        KeyState::Disabled => return Err(Refusal::coded(403, 1007)),
    }
    let (minute, today) = (state.minute(), state.today());
    let mut happened = state.happened();
    let usage = happened.ledger.entry(key.key.clone()).or_default();
    usage.turn(minute, today);
    if usage.requests >= key.rate_limit_minute {
        return Err(Refusal::coded(429, 1008));
    }
    usage.requests += 1;
    // The ledger itself can always be read.
    if usage.month >= key.credit_limit_monthly && request.path != "/v1/key/info" {
        return Err(Refusal::coded(429, 1010));
    }
    Ok(key.clone())
}

fn spend(state: &State, key: &Key, credits: u64) {
    let mut happened = state.happened();
    let usage = happened.ledger.entry(key.key.clone()).or_default();
    usage.day += credits;
    usage.month += credits;
}

fn key_info(state: &State, request: &Request, _: Plan) -> Result<Found, Refusal> {
    params::only(request, &[])?;
    let sent = key_of(request).unwrap_or_default();
    let key =
        state.settings.keys.iter().find(|key| key.key == sent).ok_or_else(|| Refusal::coded(401, 1001))?;
    let usage = state.happened().ledger.get(sent).cloned().unwrap_or_default();
    let (now, today) = (state.now(), state.today());
    let (year, month, _) = civil(today);
    let reset = if month == 12 { day_of(year + 1, 1, 1) } else { day_of(year, month + 1, 1) } * DAY_MS;
    let minutes = (reset - now) / 60_000;
    let left = format!("In {} days, {} hours, {} minutes", minutes / 1440, minutes / 60 % 24, minutes % 60);
    let data = object([
        (
            "plan",
            object([
                ("credit_limit_monthly", Json::number(key.credit_limit_monthly)),
                ("credit_limit_monthly_reset", Json::text(left)),
                ("credit_limit_monthly_reset_timestamp", Json::text(iso(reset))),
                ("rate_limit_minute", Json::number(key.rate_limit_minute)),
            ]),
        ),
        (
            "usage",
            object([
                (
                    "current_minute",
                    object([
                        ("requests_made", Json::number(usage.requests)),
                        ("requests_left", Json::number(key.rate_limit_minute.saturating_sub(usage.requests))),
                    ]),
                ),
                ("current_day", object([("credits_used", Json::number(usage.day))])),
                (
                    "current_month",
                    object([
                        ("credits_used", Json::number(usage.month)),
                        ("credits_left", Json::number(key.credit_limit_monthly.saturating_sub(usage.month))),
                    ]),
                ),
            ]),
        ),
    ]);
    Ok(Found { data, credits: 0, total: None, rows: crate::fault::Rows::None })
}

/// The answer with the id of another asset (Bitcoin's) inside, wherever the first asset's id stands.
pub(crate) fn another(state: &State, request: &Request) -> Option<Answer> {
    let mut answer = answer(state, request);
    let crate::http::Body::Json(body) = &mut answer.body else { return None };
    let asset = first_asset(body.get_mut("data")?)?;
    for (key, value) in
        [("id", Json::number(1)), ("name", Json::text("Bitcoin")), ("symbol", Json::text("BTC"))]
    {
        asset.set(key, value);
    }
    if asset.get("slug").is_some() {
        asset.set("slug", Json::text("bitcoin"));
    }
    Some(answer)
}

fn first_asset(data: &mut Json) -> Option<&mut Json> {
    if data.get("id").is_some() {
        return Some(data);
    }
    match data {
        Json::Array(items) => items.first_mut().and_then(first_asset),
        Json::Object(pairs) => pairs.first_mut().and_then(|(_, value)| first_asset(value)),
        _ => None,
    }
}
