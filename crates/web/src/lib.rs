//! The public register: pages that anyone understands, an interface for programs, and a gate; over `casework` alone.
//!
//! | module | is |
//! | --- | --- |
//! | [`register`] | what is served: every asset on one day, as of one instant |
//! | [`served`] | a register with what is made of it once and given often |
//! | [`keeper`] | keeps it in step with what is known |
//! | [`desk`] | threads that read the journal for whoever asks about another day |
//! | [`gate`] | admit, refuse or review |
//! | [`pages`], [`chart`] | pages and pictures, made of what they are handed |
//! | [`routes`], [`api`], [`log`] | addresses, and what is behind each |
//! | [`workbench`] | where people record, decide and answer for it |
//! | [`guard`], [`limits`], [`telling`], [`server`] | around every request; who asks too much; what is told of it; connections |
//!
//! Nothing is decided here, and what is written is written by `casework`, in somebody's name. The clock is read here and in the command line, and nowhere below.

pub mod api;
pub mod app;
pub mod asked;
pub mod chart;
pub mod desk;
pub mod files;
pub mod gate;
pub mod guard;
pub mod keeper;
pub mod language;
pub mod limits;
pub mod log;
pub mod metrics;
pub mod pages;
pub mod problem;
pub mod register;
pub mod reply;
pub mod routes;
pub mod served;
pub mod server;
pub mod telling;
pub mod workbench;

use std::io;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use qazyq_casework::Trouble;
use qazyq_casework::book::Book;
use qazyq_casework::openid::OpenId;
use qazyq_exact::Day;
use qazyq_law::Act;
use tokio::net::TcpListener;
use tokio::sync::watch;

use self::app::{App, Past};
use self::desk::Desk;
use self::keeper::{Keeper, Update, Updater};
use self::limits::Limits;
use self::metrics::Metrics;
use self::telling::Telling;
use self::workbench::openid::Door;
use self::workbench::session::Sessions;

/// Threads that answer; each has a share of all connections.
const WORKERS: usize = 4;
/// How often it is looked whether the server is to end.
const LOOKING_UP: Duration = Duration::from_millis(100);
/// How often what was told of requests is written.
const WRITE: Duration = Duration::from_millis(200);
/// How often whoever has not asked for a while is forgotten.
const SWEEP: Duration = Duration::from_secs(60);

/// What is served, and how.
pub struct Settings {
    /// Where connections are taken.
    pub address: SocketAddr,
    /// Where metrics are given, apart from the public; nowhere if none.
    pub operations: Option<SocketAddr>,
    /// The order.
    pub act: Act,
    /// Where permanent addresses begin, without a slash: `https://registry.example`; empty where they are to be relative.
    pub origin: String,
    /// The register's day; the present one if none.
    pub day: Option<Day>,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// What the gate asks for.
    pub rule: gate::Rule,
    /// It is a demonstration, and every page says so.
    pub is_demo: bool,
    /// The log that is shown.
    pub log: Option<log::Place>,
    /// Requests a second that one address may make, and five times as many at once; none for any number.
    pub requests_per_second: Option<NonZeroU32>,
    /// Threads that read for whoever asks about another day.
    pub readers: usize,
    /// How often newer evidence is had, and how.
    pub update: Option<(SignedDuration, Update)>,
    /// Fills bytes with randomness, for a server with a workbench; none for one that is read only.
    pub workbench: Option<fn(&mut [u8])>,
    /// The provider by which people sign in to the workbench besides.
    pub openid: Option<OpenId>,
}

/// Why nothing could be served.
#[derive(Debug)]
pub enum NotServed {
    /// No connection can be taken there.
    Address(SocketAddr, io::Error),
    /// What is to be served cannot be read.
    Trouble(Trouble),
}

impl From<Trouble> for NotServed {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Serves until `stop` is set, then finishes what is under way. `ready` is told where, once the first answer can be given, and the path by which the
/// first user is made where there is none yet; `told` hears what goes wrong with keeping the register.
///
/// # Errors
/// Where the journal cannot be read at the beginning, or no connection can be taken.
pub fn serve(
    settings: Settings,
    open: impl Fn() -> Result<Book, Trouble> + Send + Sync + 'static,
    stop: &'static AtomicBool,
    ready: impl FnOnce(SocketAddr, Option<&str>),
    told: impl Fn(&Trouble) + Clone + Send + 'static,
) -> Result<(), NotServed> {
    let Settings { address, operations, .. } = settings;
    let failed = move |error| NotServed::Address(address, error);
    // The address first: whoever cannot have it need not wait for the register.
    let listener = std::net::TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    let for_operations = operations.map(|at| {
        let listener = std::net::TcpListener::bind(at).map_err(|error| NotServed::Address(at, error))?;
        listener.set_nonblocking(true).map_err(|error| NotServed::Address(at, error))?;
        Ok::<_, NotServed>(listener)
    });
    let for_operations = for_operations.transpose()?;

    let (act, metrics, ends) =
        (Arc::new(settings.act), Arc::new(Metrics::default()), Arc::new(AtomicBool::new(false)));
    let is_updated = settings.update.is_some();
    let keeper = Keeper {
        act: Arc::clone(&act),
        day: settings.day,
        now: settings.now,
        rule: settings.rule,
        stop: Arc::clone(&ends),
        metrics: Arc::clone(&metrics),
    };
    let openid = settings.openid.filter(|_| settings.workbench.is_some());
    let openid = openid.map(|set| Door::open(set, &settings.origin)).transpose()?;
    let book = open()?;
    let (sessions, first) = settings.workbench.map(Sessions::new).unzip();
    let first = first.filter(|_| book.people().is_empty()).map(|first| format!("first?link={first}"));
    let (served, seen) = watch::channel(Arc::new(keeper.make(&book, None)?));
    let desk = Desk::open(open, settings.readers)?;
    let app = Arc::new(App {
        act,
        origin: settings.origin,
        day: settings.day,
        now: settings.now,
        rule: settings.rule,
        is_demo: settings.is_demo,
        is_updated,
        log: settings.log,
        desk,
        served: seen,
        limits: Limits::new(settings.requests_per_second),
        metrics: Arc::clone(&metrics),
        telling: Telling::default(),
        stop: Arc::clone(&ends),
        past: Past::default(),
        sessions,
        openid,
    });
    let updated = settings.update.map(|(every, update)| {
        let updater = Updater { every, update, stop: Arc::clone(&ends), metrics: Arc::clone(&metrics) };
        let told = told.clone();
        std::thread::spawn(move || updater.keep(told))
    });
    let kept = std::thread::spawn(move || keeper.keep(book, &served, told));

    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build();
    let done = runtime.map_err(failed)?.block_on(async {
        let listener = TcpListener::from_std(listener).map_err(failed)?;
        if let Some(listener) = for_operations {
            let listener = TcpListener::from_std(listener).map_err(failed)?;
            let router = operations_router(Arc::clone(&metrics));
            let app = Arc::clone(&app);
            tokio::spawn(server::serve(listener, router, app, until(stop)));
        }
        let sweeping = Arc::clone(&app);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(SWEEP).await;
                sweeping.limits.sweep();
            }
        });
        let writing = Arc::clone(&app);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(WRITE).await;
                let writing = Arc::clone(&writing);
                // A stream that is read slowly holds this thread up and no other.
                let _ = tokio::task::spawn_blocking(move || writing.telling.write()).await;
            }
        });
        ready(bound, first.as_deref());
        let told = Arc::clone(&app);
        let done = server::serve(listener, routes::router(&app), app, until(stop)).await.map_err(failed);
        told.telling.write();
        done
    });
    ends.store(true, Ordering::Relaxed);
    // A thread that panicked has said so; there is nothing of it to be saved.
    for thread in updated.into_iter().chain([kept]) {
        let _ = thread.join();
    }
    done
}

/// Ends when `stop` is set.
async fn until(stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        tokio::time::sleep(LOOKING_UP).await;
    }
}

/// What is for whoever keeps the server alone.
fn operations_router(metrics: Arc<Metrics>) -> Router {
    const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let text = move || {
        let metrics = Arc::clone(&metrics);
        async move { ([(axum::http::header::CONTENT_TYPE, OPEN_METRICS)], metrics.to_text()) }
    };
    Router::new().route("/metrics", get(text)).route("/healthz", get(|| async { "ok\n" }))
}
