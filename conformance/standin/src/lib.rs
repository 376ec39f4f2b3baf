//! Stand-ins for the sources: servers written from the sources' documents, with faults on demand.
//!
//! ```
//! use qazyq_standin::{Fault, Settings, Source, Standin};
//!
//! let standin = Standin::start(Settings::at("2025-12-31T12:00:00Z"));
//! let url = format!("{}/v2/cryptocurrency/ohlcv/historical", standin.url("coinmarketcap"));
//! standin.next_faults(Source::CoinMarketCap, [Fault::TooMany(qazyq_standin::RetryAfter::Seconds(1))]);
//! // The next request to `url` gets a 429, the one after it an answer.
//! assert!(standin.log().is_empty());
//! ```
//!
//! One listener serves every source under its own path: `http://127.0.0.1:PORT/coinmarketcap`, `/binance`, `/bybit`,
//! `/kraken`, `/nbk`, `/ecb`. What is real in the data and what is made up stands in `data/README.md`; the formulas of
//! the made-up figures in [`figures`].
//!
//! Beside them stands a [`Witness`] of transparency logs, with a listener of its own.
//!
//! This crate shares no code with the product and was written without looking at it: a mistake that both made would
//! never show. It is for tests alone: it panics on a mistake in its own data, and its listener is on the loopback.

mod binance;
mod bybit;
mod candles;
mod coinmarketcap;
mod ecb;
mod fault;
mod http;
mod json;
mod kraken;
mod made;
mod nbk;
mod server;
mod state;
mod time;
mod witness;
mod zip;

pub use coinmarketcap::{Key, KeyState, Plan};
pub use fault::{Fault, RetryAfter, twisted};
pub use server::Standin;
pub use state::{Clock, Logged, Restate, RunningDay, Settings, Source};
pub use witness::{Witness, WitnessFault};

/// How the made-up figures are computed: text for people, no code.
#[doc = include_str!("../data/FORMULAS.md")]
pub mod figures {}
