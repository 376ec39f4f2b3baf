//! What is counted, in the form that everybody reads (OpenMetrics).

use std::time::Duration;

use jiff::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::register::Register;

/// By what requests are told apart. A route, never an address: there are few of them.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Request {
    route: &'static str,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: &'static str,
}

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    seconds: Family<Route, Histogram>,
    connections: Gauge,
    limited: Counter,
    assets: Gauge,
    entries: Gauge,
    made: Gauge,
    making: Histogram,
    figures_until: Gauge,
    update_failures: Counter,
}

fn seconds() -> Histogram {
    Histogram::new([0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0])
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("qazyq");
        let requests = Family::<Request, Counter>::default();
        registry.register("requests", "Requests that were answered", requests.clone());
        let of_route = Family::<Route, Histogram>::new_with_constructor(seconds);
        registry.register_with_unit("request", "Time to an answer", Unit::Seconds, of_route.clone());
        let connections = Gauge::default();
        registry.register("connections", "Connections that are open", connections.clone());
        let limited = Counter::default();
        registry.register(
            "limited_requests",
            "Requests beyond the rate that an address has",
            limited.clone(),
        );
        let assets = Gauge::default();
        registry.register("assets", "Assets of the register", assets.clone());
        let entries = Gauge::default();
        registry.register(
            "journal_entries",
            "Entries of the journal that the register was made of",
            entries.clone(),
        );
        let made = Gauge::default();
        registry.register("register_made_timestamp_seconds", "When the register was made", made.clone());
        let making = seconds();
        registry.register_with_unit(
            "register_making",
            "Time that making it took",
            Unit::Seconds,
            making.clone(),
        );
        let figures_until = Gauge::default();
        registry.register(
            "figures_until_timestamp_seconds",
            "The beginning of the last day of which every asset has a price; 0 where there is none",
            figures_until.clone(),
        );
        let update_failures = Counter::default();
        registry.register("update_failures", "Updates of the register that failed", update_failures.clone());
        Self {
            registry,
            requests,
            seconds: of_route,
            connections,
            limited,
            assets,
            entries,
            made,
            making,
            figures_until,
            update_failures,
        }
    }
}

impl Metrics {
    /// A request was answered.
    pub fn answered(&self, route: &'static str, status: u16, time: Duration) {
        self.requests.get_or_create(&Request { route, status }).inc();
        self.seconds.get_or_create(&Route { route }).observe(time.as_secs_f64());
    }

    /// A connection was opened.
    pub fn connected(&self) {
        self.connections.inc();
    }

    /// A connection was closed.
    pub fn disconnected(&self) {
        self.connections.dec();
    }

    /// A request was one too many.
    pub fn limited(&self) {
        self.limited.inc();
    }

    /// An update of the register failed.
    pub fn update_failed(&self) {
        self.update_failures.inc();
    }

    /// A register was made.
    pub fn made(&self, register: &Register, time: Duration) {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.assets.set(i64::try_from(register.rows.len()).unwrap_or(i64::MAX));
        self.entries.set(number(register.entries));
        self.made.set(register.as_of.instant().as_second());
        self.making.observe(time.as_secs_f64());
        let until =
            register.figures_until().and_then(|day| format!("{day}T00:00:00Z").parse::<Timestamp>().ok());
        self.figures_until.set(until.map_or(0, Timestamp::as_second));
    }

    /// All of it, as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        // Writing to a text cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
