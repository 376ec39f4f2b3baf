//! The interface for programs, `/api/v1`, as `openapi.json` describes it.
//!
//! | module | is |
//! | --- | --- |
//! | this one | what everybody may read |
//! | `acting` | requests that act for somebody |
//! | `journal`, `records`, `decisions`, `inbox`, `people` | what they read and write |
//!
//! Decimals are text. What is asked wrongly is refused, and a parameter that an address does not have is refused too: a gate that
//! is asked about `onn=2026-01-01` must not answer about today.

mod acting;
mod decisions;
mod inbox;
mod journal;
mod people;
mod records;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::StatusCode;
use axum::http::header::ACCEPT;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post, put};
use futures_util::stream::{self, Stream, StreamExt as _};
use qazyq_casework::assess::AsOf;
use qazyq_casework::lists::{published, today};
use qazyq_casework::record::{DOCUMENT_BYTES_MAX, guarded_csv};
use qazyq_casework::sheet::{Authority, Sheet, deciding, find, on_lists};
use qazyq_exact::{Day, Ratio};
use qazyq_words::Language;
use serde_json::{Value, json};
use tokio_stream::wrappers::WatchStream;

use crate::app::{App, When};
use crate::asked::Asked;
use crate::gate::Admission;
use crate::language;
use crate::problem::{CODES, Problem};
use crate::register::Row;
use crate::reply::{CSV, JSON, Keep, Reply};
use crate::routes::{authority_of, typed};
use crate::served::{Change, Served, State};

/// The description of all that follows (OpenAPI 3.1).
pub const OPENAPI: &str = include_str!("../../openapi.json");

/// Bytes of a body that is no document.
const BODY_BYTES_MAX: usize = 4 << 20;
/// Items of a page, unless fewer are asked for.
const ITEMS: usize = 100;
/// The most items of a page.
const ITEMS_MAX: usize = 1_000;

/// An address, and what is behind it.
type Address = (&'static str, MethodRouter<Arc<App>>);

/// Addresses whose answers are not packed: the gate's is shorter than its heads, a bundle is an archive, and events come one by one.
fn plain() -> [Address; 3] {
    [
        ("/api/v1/assets/{asset}/bundle", get(bundle)),
        ("/api/v1/gate/{asset}", get(gate)),
        ("/api/v1/events", get(events)),
    ]
}

/// Those that everybody reads.
fn public() -> [Address; 10] {
    [
        ("/api/v1/openapi.json", get(openapi)),
        ("/api/v1/register", get(register)),
        ("/api/v1/assets", get(assets)),
        ("/api/v1/assets/{asset}", get(asset)),
        ("/api/v1/assets/{asset}/verdict", get(verdict)),
        ("/api/v1/assets/{asset}/case", get(case)),
        ("/api/v1/assets/{asset}/days", get(days)),
        ("/api/v1/assets/{asset}/readings", get(readings)),
        ("/api/v1/lists/{authority}", get(list)),
        ("/api/v1/problems/{code}", get(problem)),
    ]
}

/// Those for whoever has a token.
fn held() -> [Address; 22] {
    let document = put(records::document).layer(DefaultBodyLimit::max(DOCUMENT_BYTES_MAX));
    [
        ("/api/v1/me", get(journal::me)),
        ("/api/v1/entries", get(journal::entries)),
        ("/api/v1/entries/{number}", get(journal::entry)),
        ("/api/v1/entries/{number}/retraction", post(records::retract)),
        ("/api/v1/records", post(records::record)),
        ("/api/v1/records/preview", post(records::preview)),
        ("/api/v1/documents/{sha256}", document),
        ("/api/v1/inbox", get(inbox::all)),
        ("/api/v1/inbox/{item}", get(inbox::one).put(inbox::set)),
        ("/api/v1/decisions", get(decisions::all).post(decisions::propose)),
        ("/api/v1/decisions/{number}", get(decisions::one)),
        ("/api/v1/decisions/{number}/review", post(decisions::review)),
        ("/api/v1/decisions/{number}/approval", post(decisions::approve)),
        ("/api/v1/decisions/{number}/rejection", post(decisions::reject)),
        ("/api/v1/decisions/{number}/recall", post(decisions::recall)),
        ("/api/v1/decisions/{number}/publication", post(decisions::publish)),
        ("/api/v1/users", get(people::all)),
        ("/api/v1/users/{user}", get(people::one).put(people::set)),
        ("/api/v1/users/{user}/tokens", post(people::new_token)),
        ("/api/v1/users/{user}/link", post(people::new_link)),
        ("/api/v1/users/{user}/second-factor/removal", post(people::take_factor)),
        ("/api/v1/tokens/{token}/revocation", post(people::revoke)),
    ]
}

fn routed(rows: impl IntoIterator<Item = Address>) -> Router<Arc<App>> {
    rows.into_iter().fold(Router::new(), |router, (address, behind)| router.route(address, behind))
}

/// Those whose answers are not packed.
pub fn plain_routes() -> Router<Arc<App>> {
    routed(plain())
}

/// All others.
pub fn routes() -> Router<Arc<App>> {
    routed(public()).merge(routed(held()).layer(DefaultBodyLimit::max(BODY_BYTES_MAX)))
}

/// Every address, to be held against the description.
#[must_use]
pub fn addresses() -> Vec<&'static str> {
    plain().into_iter().chain(public()).chain(held()).map(|(address, _)| address).collect()
}

impl Asked {
    /// An answer, or a problem document; of the parameters that `known` names, and no others.
    async fn answer(
        self,
        known: &[&str],
        make: impl AsyncFnOnce(&Self) -> Result<Reply, Problem>,
    ) -> Response {
        let mut strange: Vec<&String> =
            self.params.keys().filter(|name| !known.contains(&name.as_str())).collect();
        strange.sort_unstable();
        let reply = match strange.first() {
            Some(name) => Err(bad("unknown_parameter", name)),
            None => make(&self).await,
        };
        match reply {
            Ok(reply) => reply.to(&self.headers),
            Err(problem) => self.refused(&problem),
        }
    }

    fn when(&self, served: &Served) -> Result<When, Problem> {
        self.app.when(served, self.param("on"), self.param("as_of"))
    }

    /// Whether a table is wanted rather than JSON: by `format=`, else by what the client says that it takes.
    fn wants_csv(&self) -> Result<bool, Problem> {
        match self.param("format") {
            Some("csv") => Ok(true),
            Some("json") => Ok(false),
            Some(other) => Err(bad("not_a_choice", other)),
            None => {
                let accept =
                    self.headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
                Ok(accept.split(',').any(|range| range.trim().starts_with("text/csv")))
            }
        }
    }
}

fn bad(code: &'static str, text: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, code, [("text", text.to_owned())])
}

fn unknown(asset: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown_asset", [("text", asset.to_owned())])
}

fn keep(when: &When) -> Keep {
    if when.is_permanent { Keep::ADay } else { Keep::AMinute }
}

fn json_reply(value: &Value, keep: Keep) -> Reply {
    Reply::new(value.to_string(), JSON, keep)
}

async fn openapi(asked: Asked) -> Response {
    asked.answer(&[], async |_| Ok(Reply::new(OPENAPI.as_bytes(), JSON, Keep::AMinute))).await
}

async fn register(asked: Asked) -> Response {
    asked
        .answer(&[], async |asked| {
            let served = asked.app.current();
            let register = &served.register;
            let law = asked.app.act.on(register.day);
            let told = json!({
                "day": register.day.to_string(),
                "as_of": register.as_of.text(),
                "entries": register.entries,
                "assets": register.rows.len(),
                "figures_until": register.figures_until().map(|day| day.to_string()),
                "made_up": register.made_up || asked.app.is_demo,
                "updates_itself": asked.app.is_updated,
                "law": { "act": law.name(), "sha256": law.sha256 },
                "gate": { "price_days_max": asked.app.rule.price_days_max },
            });
            Ok(json_reply(&told, Keep::AMinute))
        })
        .await
}

fn exact(ratio: Option<&Ratio>) -> Value {
    ratio.map_or(Value::Null, |ratio| Value::String(ratio.to_string()))
}

/// What a list of assets says of one.
fn item(app: &App, served: &Served, row: &Row) -> Value {
    let asset = &row.asset;
    let mut told = json!({
        "id": asset.id,
        "symbol": asset.symbol,
        "name": asset.name,
        "coinmarketcap": asset.coinmarketcap,
        "dti": asset.dti,
        "caip19": asset.caip19,
        "issuer": asset.issuer,
    });
    let more = match &row.found {
        Ok(found) => {
            let verdict = &found.sheet.verdict;
            let decided = deciding(verdict);
            let criteria: serde_json::Map<String, Value> = verdict
                .criteria
                .iter()
                .map(|(criterion, finding)| (criterion.as_str().to_owned(), finding.outcome.as_str().into()))
                .collect();
            json!({
                "outcome": verdict.conclusion.as_str(),
                "criteria": criteria,
                "figure": exact(decided.as_ref().map(|(_, figure)| *figure)),
                "source": decided.as_ref().map(|(source, _)| source),
                "robust": verdict.stability.robust,
                "demonstration": verdict.demonstration,
                "gate": found.admission.answer.as_str(),
                "figures_until": found.admission.figures_until.map(|day| day.to_string()),
                "bundle": found.bundle,
                "lists": listed(served, &asset.id),
            })
        }
        Err(trouble) => json!({ "outcome": null, "why": trouble.code(), "lists": listed(served, &asset.id) }),
    };
    let address = json!({
        "address": permanent(app, served.register.day, &served.register.as_of, &format!("/en/assets/{}", asset.id)),
    });
    if let Some(told) = told.as_object_mut() {
        for part in [more, address] {
            told.extend(part.as_object().cloned().unwrap_or_default());
        }
    }
    told
}

/// How an asset stands on each list, of those that have it.
fn listed(served: &Served, asset: &str) -> Value {
    let register = &served.register;
    let on = on_lists(&register.lists, asset, register.day).into_iter().filter_map(|(authority, spell)| {
        let spell = spell?;
        Some(json!({
            "authority": authority.to_string(),
            "from": spell.from.to_string(),
            "until": spell.until.map(|day| day.to_string()),
            "suspended": spell.is_suspended_on(register.day),
        }))
    });
    Value::Array(on.collect())
}

/// An address with its day and as-of.
fn permanent(app: &App, day: Day, as_of: &AsOf, path: &str) -> String {
    format!("{}{path}?on={day}&as_of={}", app.origin, as_of.text())
}

async fn assets(asked: Asked) -> Response {
    asked
        .answer(&["on", "as_of", "q", "limit", "cursor", "format"], async |asked| {
            let when = asked.when(&asked.app.current())?;
            let is_csv = asked.wants_csv()?;
            let limit = match asked.param("limit") {
                None => ITEMS,
                Some(text) => {
                    let number = text.parse::<usize>().ok().filter(|number| (1..=ITEMS_MAX).contains(number));
                    number.ok_or_else(|| bad("not_a_number", text))?
                }
            };
            let served = asked.app.at(&when).await?;
            let (all, register) = (served.register.assets(), &served.register);
            let fitting: Vec<&Row> = match asked.param("q").map(typed).transpose()? {
                None => register.rows.iter().collect(),
                Some(text) => {
                    let mut fitting: Vec<&Row> =
                        find(&all, text).iter().filter_map(|(_, asset)| register.row(&asset.id)).collect();
                    // By id, so that a cursor says where to go on.
                    fitting.sort_by(|a, b| a.asset.id.cmp(&b.asset.id));
                    fitting
                }
            };
            let after = asked.param("cursor").map(typed).transpose()?.unwrap_or_default();
            let mut left =
                fitting.into_iter().filter(|row| after.is_empty() || row.asset.id.as_str() > after);
            let page: Vec<&Row> = left.by_ref().take(limit).collect();
            let next = left.next().and(page.last()).map(|row| row.asset.id.clone());
            if is_csv {
                return Ok(table(&page, &served).varies_by("accept").named("assets.csv"));
            }
            let told = json!({
                "day": register.day.to_string(),
                "as_of": register.as_of.text(),
                "items": page.iter().map(|row| item(&asked.app, &served, row)).collect::<Vec<_>>(),
                "next": next,
            });
            Ok(json_reply(&told, keep(&when)).varies_by("accept"))
        })
        .await
}

/// The columns of the table of assets.
const COLUMNS: [&str; 12] = [
    "id",
    "symbol",
    "name",
    "coinmarketcap",
    "day",
    "outcome",
    "figure",
    "source",
    "robust",
    "gate",
    "figures_until",
    "demonstration",
];

fn table(rows: &[&Row], served: &Served) -> Reply {
    let lines = rows.iter().map(|row| {
        let asset = &row.asset;
        let mut cells = vec![
            asset.id.clone(),
            asset.symbol.clone().unwrap_or_default(),
            asset.name.clone().unwrap_or_default(),
            asset.coinmarketcap.map(|id| id.to_string()).unwrap_or_default(),
            served.register.day.to_string(),
        ];
        cells.extend(match &row.found {
            Ok(found) => {
                let verdict = &found.sheet.verdict;
                let (source, figure) = deciding(verdict)
                    .map(|(source, figure)| (source, figure.to_string()))
                    .unwrap_or_default();
                [
                    verdict.conclusion.as_str().to_owned(),
                    figure,
                    source,
                    verdict.stability.robust.to_string(),
                    found.admission.answer.as_str().to_owned(),
                    found.admission.figures_until.map(|day| day.to_string()).unwrap_or_default(),
                    verdict.demonstration.to_string(),
                ]
            }
            Err(_) => [const { String::new() }; 7],
        });
        cells
    });
    Reply::new(csv(&COLUMNS, lines), CSV, Keep::AMinute)
}

fn csv(columns: &[&str], lines: impl Iterator<Item = Vec<String>>) -> String {
    guarded_csv(columns, lines)
}

async fn asset(Path(id): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&["on", "as_of"], async |asked| {
            let when = asked.when(&asked.app.current())?;
            let served = asked.app.at(&when).await?;
            let row = served.register.row(&id).ok_or_else(|| unknown(&id))?;
            Ok(json_reply(&item(&asked.app, &served, row), keep(&when)))
        })
        .await
}

/// Makes something of what is shown of an asset.
async fn of_sheet<T>(
    asked: &Asked,
    id: &str,
    make: impl FnOnce(&Sheet, &When) -> T,
) -> Result<(T, When), Problem> {
    let served = asked.app.current();
    let when = asked.when(&served)?;
    if when.is_current {
        let row = served.register.row(id).ok_or_else(|| unknown(id))?;
        if let Ok(found) = &row.found {
            return Ok((make(&found.sheet, &when), when));
        }
    }
    let of_asset = asked.app.of_asset(&when, id).await?;
    Ok((make(&of_asset.found.sheet, &when), when))
}

async fn verdict(Path(id): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&["on", "as_of"], async |asked| {
            let (text, when) = of_sheet(asked, &id, |sheet, _| sheet.verdict.to_json().to_string()).await?;
            Ok(Reply::new(text, JSON, keep(&when)))
        })
        .await
}

async fn case(Path(id): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&["on", "as_of"], async |asked| {
            let (text, when) = of_sheet(asked, &id, |sheet, _| sheet.case.to_string()).await?;
            Ok(Reply::new(text, JSON, keep(&when)))
        })
        .await
}

async fn days(Path(id): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&["on", "as_of", "format"], async |asked| {
            let is_csv = asked.wants_csv()?;
            let (reply, when) = of_sheet(asked, &id, |sheet, when| days_of(sheet, when, is_csv)).await?;
            Ok(Reply { keep: keep(&when), ..reply }.varies_by("accept").named(&format!(
                "{id}-days-{}.{}",
                when.day,
                if is_csv { "csv" } else { "json" }
            )))
        })
        .await
}

fn days_of(sheet: &Sheet, when: &When, is_csv: bool) -> Reply {
    let text = |ratio: Option<&Ratio>| ratio.map(ToString::to_string);
    let past = |day| sheet.history.iter().find(|past| past.day == day);
    let lines = sheet.days.iter().flat_map(|series| {
        series.days.iter().map(move |(day, deviation)| {
            let past = past(*day);
            (
                series.source.to_string(),
                day.to_string(),
                text(deviation.as_ref()),
                text(past.and_then(|past| past.figure.as_ref())),
                past.map(|past| past.conclusion.as_str()),
            )
        })
    });
    if is_csv {
        let columns = ["source", "day", "deviation", "figure", "outcome"];
        let cells = lines.map(|(source, day, deviation, figure, outcome)| {
            vec![
                source,
                day,
                deviation.unwrap_or_default(),
                figure.unwrap_or_default(),
                outcome.unwrap_or_default().to_owned(),
            ]
        });
        return Reply::new(csv(&columns, cells), CSV, Keep::No);
    }
    let days = lines.map(|(source, day, deviation, figure, outcome)| {
        json!({ "source": source, "day": day, "deviation": deviation, "figure": figure, "outcome": outcome })
    });
    let told = json!({
        "asset": sheet.dossier.asset.id,
        "on": when.day.to_string(),
        "as_of": when.as_of.text(),
        "days": days.collect::<Vec<_>>(),
    });
    json_reply(&told, Keep::No)
}

async fn readings(Path(id): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&["on", "as_of"], async |asked| {
            let (told, when) = of_sheet(asked, &id, |sheet, when| {
                let readings = sheet.readings.iter().map(|reading| {
                    let mut told: serde_json::Map<String, Value> = reading
                        .choices
                        .named()
                        .map(|(axis, choice)| (axis.to_owned(), choice.into()))
                        .into_iter()
                        .collect();
                    told.insert("outcome".to_owned(), reading.outcome.as_str().into());
                    told.insert("figure".to_owned(), exact(reading.figure.as_ref()));
                    Value::Object(told)
                });
                json!({
                    "asset": sheet.dossier.asset.id,
                    "on": when.day.to_string(),
                    "as_of": when.as_of.text(),
                    "robust": sheet.verdict.stability.robust,
                    "readings": readings.collect::<Vec<_>>(),
                })
            })
            .await?;
            Ok(json_reply(&told, keep(&when)))
        })
        .await
}

async fn bundle(Path(id): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&["on", "as_of"], async |asked| {
            let when = asked.when(&asked.app.current())?;
            let bytes = asked.app.bundle(&when, &id).await?;
            let name = format!("{id}-{}.qazyq", when.day);
            Ok(Reply::new(bytes, "application/zip", keep(&when)).named(&name))
        })
        .await
}

async fn list(Path(authority): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&["on", "as_of", "format"], async |asked| {
            let authority: Authority = authority_of(&authority)?;
            let when = asked.when(&asked.app.current())?;
            let is_csv = asked.wants_csv()?;
            let made = asked.app.ask(&when, move |question, book, day| {
                let (lists, head) = book.lists_of_record(question.known_at());
                Ok(match is_csv {
                    true => published::to_csv(&lists, authority, day).into_bytes(),
                    false => published::to_json(&lists, authority, day, Some(question.known_at()), head),
                })
            });
            let (media_type, ending) = if is_csv { (CSV, "csv") } else { (JSON, "json") };
            let name = format!("{authority}-{}.{ending}", when.day);
            Ok(Reply::new(made.await?, media_type, keep(&when)).varies_by("accept").named(&name))
        })
        .await
}

/// The gate's answer.
fn gated(app: &App, when: &When, asset: &str, admission: &Admission, bundle: Option<&str>) -> String {
    let grounds: Vec<&str> = admission.grounds.iter().map(|ground| ground.as_str()).collect();
    json!({
        "asset": asset,
        "on": when.day.to_string(),
        "as_of": when.as_of.text(),
        "answer": admission.answer.as_str(),
        "grounds": grounds,
        "figures_until": admission.figures_until.map(|day| day.to_string()),
        "stale": admission.is_stale,
        "bundle": bundle,
        "law": app.act.on(when.day).name(),
        "address": permanent(app, when.day, &when.as_of, &format!("/en/assets/{asset}")),
    })
    .to_string()
}

async fn gate(Path(id): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&["on"], async |asked| {
            let app = &asked.app;
            let served = app.current();
            let when = app.when(&served, asked.param("on"), None)?;
            if !when.is_current {
                let of_asset = app.of_asset(&when, &id).await?;
                let found = &of_asset.found;
                let told = gated(app, &when, &id, &found.admission, found.bundle.as_deref());
                return Ok(Reply::new(told, JSON, Keep::No));
            }
            let row = served.register.row(&id).ok_or_else(|| unknown(&id))?;
            let found = match &row.found {
                Ok(found) => found,
                Err(trouble) => {
                    // Nothing can be shown of it: no exchange is told to admit or to refuse, and why is told.
                    return Err(Problem::new(StatusCode::CONFLICT, trouble.code(), trouble.args()));
                }
            };
            // Who names no day asks about now, which the register may be behind.
            let is_about_now = asked.param("on").is_none() && app.day.is_none();
            let admission = match is_about_now {
                true => &found.admission.asked_on(today((app.now)()), &app.rule),
                false => &found.admission,
            };
            let key = format!("gate/{id}/{}", admission.is_stale);
            let body = served.kept(&key, || gated(app, &when, &id, admission, found.bundle.as_deref()));
            Ok(Reply::new(body, JSON, Keep::No))
        })
        .await
}

/// Verdicts and answers of the gate as they become others, until the server ends.
async fn events(asked: Asked) -> Response {
    if let Some(name) = asked.params.keys().next() {
        return asked.refused(&bad("unknown_parameter", name));
    }
    Sse::new(told(Arc::clone(&asked.app)))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response()
}

/// Which register is served, at first and whenever another is, each followed by what it changed since the one before that this
/// client was told of: whoever reads slowly misses none that lasts.
fn told(app: Arc<App>) -> impl Stream<Item = Result<Event, Infallible>> {
    let mut last: Option<Arc<Served>> = None;
    let registers = WatchStream::new(app.served.clone());
    registers.flat_map(move |served| {
        let changes = last.as_ref().map(|last| served.changes_since(last)).unwrap_or_default();
        let register = &served.register;
        let id = format!("{}@{}", register.entries, register.as_of.text());
        let head = json!({ "day": register.day.to_string(), "as_of": register.as_of.text(), "entries": register.entries });
        let mut events = vec![Event::default().id(&id).event("register").data(head.to_string())];
        events.extend(changes.iter().map(|change| {
            Event::default().id(&id).event("change").data(change_of(change, &served).to_string())
        }));
        last = Some(served);
        stream::iter(events.into_iter().map(Ok))
    })
}

fn change_of(change: &Change, served: &Served) -> Value {
    let state = |state: &Option<State>| {
        state.map_or(Value::Null, |state| json!({ "outcome": state.outcome, "gate": state.gate.as_str() }))
    };
    json!({
        "asset": change.asset,
        "day": served.register.day.to_string(),
        "as_of": served.register.as_of.text(),
        "before": state(&change.before),
        "after": state(&change.after),
    })
}

/// What a problem's code means: where the type of a problem document leads.
async fn problem(Path(code): Path<String>, asked: Asked) -> Response {
    asked
        .answer(&[], async |asked| {
            // Those of the journal's and the law's own have words in their documents alone, with what they name.
            let mut known = CODES.into_iter().chain(qazyq_casework::Trouble::every_code());
            let code = known.find(|known| *known == code).ok_or_else(Problem::not_found)?;
            let language: Language = language::asked(&asked.headers);
            let told = language::with(language, |words| {
                let title = words.find_plain(&format!("web-problem-{code}-meaning"));
                json!({ "code": code, "meaning": title })
            });
            Ok(json_reply(&told, Keep::AMinute).varies_by("accept-language"))
        })
        .await
}
