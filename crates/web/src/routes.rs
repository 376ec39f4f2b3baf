//! Addresses, and what is behind each.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_LANGUAGE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use qazyq_casework::sheet::{Authority, find};
use qazyq_exact::Amount;
use qazyq_words::Language;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::app::{App, OfAsset, When};
use crate::asked::Asked;
use crate::files::{FILES, File, VERIFIER, VERSION, media_type};
use crate::guard::guard;
use crate::pages::{self, Around, Moment};
use crate::problem::{MEDIA_TYPE, Problem};
use crate::reply::{HTML, Keep, Reply};
use crate::served::Served;
use crate::{api, language, log, workbench};

/// Every address.
pub fn router(app: &Arc<App>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/{language}", get(without_slash))
        .route("/{language}/", get(look_up))
        .route("/{language}/assets/{asset}", get(asset))
        .route("/{language}/market", get(market))
        .route("/{language}/lists", get(lists))
        .route("/{language}/lists/{authority}", get(list))
        .route("/{language}/listing", get(listing))
        .route("/{language}/method", get(method))
        .route("/{language}/log", get(log_page))
        .route("/static/{version}/{*name}", get(file))
        .route("/verify/", get(verifier_index))
        .route("/verify/{*name}", get(verifier))
        .route("/log/{*name}", get(log::file))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/robots.txt", get(|| async { "User-agent: *\nDisallow: /api/\n" }))
        .merge(api::routes())
        .merge(workbench::routes())
        .layer(CompressionLayer::new())
        .merge(api::plain_routes())
        .fallback(nowhere)
        .method_not_allowed_fallback(not_so)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(Arc::clone(app), guard))
        .with_state(Arc::clone(app))
}

/// That a fault of the program's own ended a request. Whoever catches it does not know the address; [`guard`] does, and says it.
#[derive(Clone, Copy, Debug)]
pub struct Fault;

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Fault);
    response
}

/// A problem as an answer: for programs under `/api`, else as a page in the language of the address or of the request.
pub fn refused(app: &App, path: &str, asked: &HeaderMap, problem: &Problem) -> Response {
    let named = path.split('/').nth(1).and_then(|code| Language::ALL.into_iter().find(|l| l.code() == code));
    let language = named.unwrap_or_else(|| language::asked(asked));
    let is_for_programs = path.starts_with("/api/");
    let mut response = if is_for_programs {
        let text = language::with(language, |words| problem.to_json(words, &app.origin));
        Reply::new(text, MEDIA_TYPE, Keep::No).varies_by("accept-language").to(asked)
    } else {
        let served = app.current();
        let args: Vec<(&str, String)> =
            problem.args.iter().map(|(name, text)| (*name, text.clone())).collect();
        let text = language::with(language, |words| {
            let around = around(app, &served, words, "");
            pages::problem(&around, problem.status.as_u16(), problem.code, &args)
        });
        Reply::new(text, HTML, Keep::No).to(asked)
    };
    *response.status_mut() = problem.status;
    response.headers_mut().insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
    response
}

async fn nowhere(State(app): State<Arc<App>>, request: Request) -> Response {
    refused(&app, request.uri().path(), request.headers(), &Problem::not_found())
}

async fn not_so(State(app): State<Arc<App>>, request: Request) -> Response {
    let problem = Problem::plain(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed");
    refused(&app, request.uri().path(), request.headers(), &problem)
}

/// Ready as soon as there is a register, which is before the first connection; it says how old it is.
async fn ready(State(app): State<Arc<App>>) -> Response {
    let served = app.current();
    let text = format!("ok\nas of {}\nentries {}\n", served.register.as_of.text(), served.register.entries);
    text.into_response()
}

fn to(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::try_from(address) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}

async fn home(headers: HeaderMap) -> Response {
    let mut response = to(&format!("/{}/", language::asked(&headers).code()));
    response.headers_mut().insert(axum::http::header::VARY, HeaderValue::from_static("accept-language"));
    response
}

async fn without_slash(
    State(app): State<Arc<App>>,
    uri: Uri,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Response {
    match Language::ALL.into_iter().find(|language| language.code() == code) {
        Some(language) => to(&format!("/{}/", language.code())),
        None => refused(&app, uri.path(), &headers, &Problem::not_found()),
    }
}

// Pages.

impl Asked {
    fn when_of_form(&self, served: &Served) -> Result<When, Problem> {
        self.app.when(served, self.field("on"), self.field("as_of"))
    }

    /// An answer in the language of the address, or a problem.
    async fn page(
        self,
        code: &str,
        make: impl AsyncFnOnce(&Self, Language) -> Result<Reply, Problem>,
    ) -> Response {
        let language = Language::ALL.into_iter().find(|language| language.code() == code);
        let reply = match language {
            Some(language) => make(&self, language).await.map(|reply| reply.in_language(language.code())),
            None => Err(Problem::not_found()),
        };
        match reply {
            Ok(reply) => reply.to(&self.headers),
            Err(problem) => self.refused(&problem),
        }
    }

    /// A page that hangs on the register alone: made once.
    fn kept(&self, served: &Served, language: Language, make: impl FnOnce(&Around<'_>) -> String) -> Reply {
        let key = format!("{}/{}", language.code(), self.path());
        let body = served.kept(&key, || self.said(served, language, make));
        Reply::new(body, HTML, Keep::AMinute)
    }

    fn said(&self, served: &Served, language: Language, make: impl FnOnce(&Around<'_>) -> String) -> String {
        language::with(language, |words| make(&around(&self.app, served, words, self.path())))
    }
}

pub(crate) fn around<'a>(
    app: &'a App,
    served: &'a Served,
    words: &'a qazyq_words::Words,
    path: &'a str,
) -> Around<'a> {
    Around {
        words,
        path,
        origin: &app.origin,
        register: &served.register,
        now: (app.now)(),
        is_demo: app.is_demo,
        is_updated: app.is_updated,
        has_workbench: app.sessions.is_some(),
        act: &app.act,
    }
}

fn keep(when: &When) -> Keep {
    if when.is_permanent { Keep::ADay } else { Keep::AMinute }
}

/// What somebody typed, no longer than any name is.
///
/// # Errors
/// Where it is longer.
pub fn typed(text: &str) -> Result<&str, Problem> {
    const CHARACTERS_MAX: usize = 200;
    if text.chars().count() > CHARACTERS_MAX {
        return Err(Problem::plain(StatusCode::BAD_REQUEST, "too_large"));
    }
    Ok(text.trim())
}

async fn look_up(Path(code): Path<String>, asked: Asked) -> Response {
    asked
        .page(&code, async |asked, language| {
            let served = asked.app.current();
            let text = asked.field("q").map(typed).transpose()?;
            let assets = served.register.assets();
            let found = find(&assets, text.unwrap_or_default());
            let rows: Vec<_> = found
                .iter()
                .filter_map(|(fit, asset)| Some((*fit, served.register.row(&asset.id)?)))
                .collect();
            Ok(asked.kept(&served, language, |around| pages::look_up(around, text, &rows)))
        })
        .await
}

async fn asset(Path((code, id)): Path<(String, String)>, asked: Asked) -> Response {
    asked
        .page(&code, async |asked, language| {
            let served = asked.app.current();
            let when = asked.when_of_form(&served)?;
            let moment = Moment { day: when.day, as_of: &when.as_of, is_current: when.is_current };
            if when.is_current {
                let row = served.register.row(&id);
                let row = row.ok_or_else(|| {
                    Problem::new(StatusCode::NOT_FOUND, "unknown_asset", [("text", id.clone())])
                })?;
                let mut reply = asked.kept(&served, language, |around| match &row.found {
                    Ok(found) => {
                        let shown = pages::AssetShown {
                            sheet: &found.sheet,
                            lists: &served.register.lists,
                            bundle: found.bundle.as_deref(),
                        };
                        pages::asset(around, &moment, &shown)
                    }
                    Err(trouble) => {
                        pages::unavailable(around, &moment, &row.asset, trouble.code(), &trouble.args())
                    }
                });
                reply.keep = keep(&when);
                return Ok(reply);
            }
            let of_asset = asked.app.of_asset(&when, &id).await?;
            let OfAsset { found, lists } = &*of_asset;
            let shown = pages::AssetShown { sheet: &found.sheet, lists, bundle: found.bundle.as_deref() };
            let text = asked.said(&served, language, |around| pages::asset(around, &moment, &shown));
            Ok(Reply::new(text, HTML, keep(&when)))
        })
        .await
}

async fn market(Path(code): Path<String>, asked: Asked) -> Response {
    asked
        .page(&code, async |asked, language| {
            let current = asked.app.current();
            let when = asked.when_of_form(&current)?;
            let market = pages::MarketAsked::of(&|name| asked.field(name))
                .map_err(|text| Problem::new(StatusCode::BAD_REQUEST, "not_a_choice", [("text", text)]))?;
            typed(&market.text)?;
            let served = asked.app.at(&when).await?;
            let moment = Moment { day: when.day, as_of: &when.as_of, is_current: when.is_current };
            let rows: Vec<_> = served.register.rows.iter().collect();
            let key = format!("{}/{}", language.code(), asked.path());
            // What is around the page is of the register as it is served now.
            let body = served.kept(&key, || {
                asked.said(&current, language, |around| pages::market(around, &moment, &rows, &market))
            });
            Ok(Reply::new(body, HTML, keep(&when)))
        })
        .await
}

async fn lists(Path(code): Path<String>, asked: Asked) -> Response {
    list(Path((code, Authority::Ministry.to_string())), asked).await
}

async fn list(Path((code, authority)): Path<(String, String)>, asked: Asked) -> Response {
    asked
        .page(&code, async |asked, language| {
            let current = asked.app.current();
            let authority = authority_of(&authority)?;
            let when = asked.when_of_form(&current)?;
            let since = match asked.field("since") {
                Some(text) => Some(asked.app.when(&current, Some(text), None)?.day),
                None => None,
            };
            let served = asked.app.at(&when).await?;
            let shown = pages::ListsAsked { authority, day: when.day, since };
            let verdicts = |asset: &str| {
                let row = served.register.row(asset)?;
                row.found.as_ref().ok().map(|found| found.sheet.verdict.conclusion)
            };
            let text = asked.said(&current, language, |around| {
                pages::lists(around, &shown, &served.register.lists, &verdicts)
            });
            Ok(Reply::new(text, HTML, keep(&when)))
        })
        .await
}

/// The authority of that name.
///
/// # Errors
/// Where there is none.
pub fn authority_of(name: &str) -> Result<Authority, Problem> {
    let found = Authority::ALL.iter().copied().find(|authority| authority.to_string() == name);
    found.ok_or_else(Problem::not_found)
}

async fn listing(Path(code): Path<String>, asked: Asked) -> Response {
    asked
        .page(&code, async |asked, language| {
            let served = asked.app.current();
            let when = asked.when_of_form(&served)?;
            let text = typed(asked.field("asset").unwrap_or_default())?;
            let written = typed(asked.field("units").unwrap_or("1"))?;
            let units: Option<Amount> = written.parse().ok().filter(Amount::is_positive);
            let assets = served.register.assets();
            let found = find(&assets, text);
            // One symbol of several assets is no answer: the page of look-ups tells them apart. An id is one asset's alone.
            let asset = match found.as_slice() {
                [(_, one)] => Some(*one),
                several => several.iter().map(|(_, asset)| *asset).find(|asset| asset.id == text),
            };
            let lists = asked.app.ask(&when, |question, book, _| Ok(book.lists(question.known_at()))).await?;
            let spell = asset.and_then(|asset| lists.spell(Authority::Ministry, &asset.id, when.day));
            let counts = match (asset, spell, &units) {
                (Some(asset), Some(_), Some(units)) => {
                    let (id, units) = (asset.id.clone(), units.clone());
                    asked
                        .app
                        .ask(&when, move |question, book, day| question.counts(book, &id, day, &units))
                        .await?
                }
                _ => None,
            };
            let moment = Moment { day: when.day, as_of: &when.as_of, is_current: when.is_current };
            let shown = pages::ListingShown {
                asset,
                typed: text,
                units: written,
                spell,
                counts: counts.as_ref(),
                problem: units.is_none().then_some("not_a_number"),
            };
            let text = asked.said(&served, language, |around| pages::listing(around, &moment, &shown));
            Ok(Reply::new(text, HTML, keep(&when)))
        })
        .await
}

async fn method(Path(code): Path<String>, asked: Asked) -> Response {
    asked
        .page(&code, async |asked, language| Ok(asked.kept(&asked.app.current(), language, pages::method)))
        .await
}

async fn log_page(Path(code): Path<String>, asked: Asked) -> Response {
    asked
        .page(&code, async |asked, language| {
            let place = asked.app.log.clone();
            let shown = asked.app.desk.ask(move |_| place.as_ref().map_or(Ok(None), log::shown)).await?;
            let served = asked.app.current();
            let text = asked.said(&served, language, |around| pages::log(around, shown.as_ref()));
            Ok(Reply::new(text, HTML, Keep::AMinute))
        })
        .await
}

// Files.

async fn file(Path((version, name)): Path<(String, String)>, asked: Asked) -> Response {
    let found = FILES.iter().find(|file| file.name == name && version == *VERSION);
    given(found, Keep::Forever, &asked)
}

async fn verifier_index(asked: Asked) -> Response {
    given(VERIFIER.iter().find(|file| file.name == "index.html"), Keep::AMinute, &asked)
}

async fn verifier(Path(name): Path<String>, asked: Asked) -> Response {
    given(VERIFIER.iter().find(|file| file.name == name), Keep::AMinute, &asked)
}

fn given(file: Option<&File>, keep: Keep, asked: &Asked) -> Response {
    match file {
        Some(file) => Reply::new(file.bytes, media_type(file.name), keep).to(&asked.headers),
        None => asked.refused(&Problem::not_found()),
    }
}
