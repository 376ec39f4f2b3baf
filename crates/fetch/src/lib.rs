//! Asking sources over HTTP: who is asked when, how often again, and when to stop.
//!
//! ```text
//! requests ──► desk of a source ──► HTTP ──► judge ──► Done | Again | AgainAfter | GiveUp | StopSource
//!                 ▲   rate limit, retries, breaker        │
//!                 └───────────────── again ───────────────┘
//! ```
//!
//! [`run()`] takes requests to any number of sources and returns each with its [`End`]. Sources go side by side; a
//! source is asked by at most [`Policy::at_once`] threads. What an answer means is the judge's to say: it sees every
//! reply and every [`Fault`], keeps what it wants to keep, and tells whether to ask again.
//!
//! | question | module |
//! | --- | --- |
//! | which request may go now, and what follows from an answer | `desk`, a state machine with time as an argument |
//! | how long between two attempts | `backoff` |
//! | how far apart two requests to a source | `pace` |
//! | when a source is left alone | `breaker` |
//! | what went over the wire, and what went wrong there | `http` |
//! | asking once, beside all that | [`post()`], [`once()`] |
//!
//! # What holds
//!
//! - A request ends in exactly one [`End`], and [`run()`] returns them in the order in which it got them.
//! - No two requests to a source begin closer together than its rate limit allows, attempts included.
//! - Every attempt ends by its deadline, its body included, and no body is longer than [`Policy::body_max`] bytes once
//!   unpacked.
//! - No redirect is followed: keys in headers go to the host that they are meant for.
//! - Keys do not show in messages, events or `Debug`: see [`Secret`] and [`address_without_secrets`].
//! - A judge that panics loses its own request and no other.
//!
//! # What is not here
//!
//! No source is known by name, no answer is parsed, and nothing is written to a disk. Words for people live with the
//! locales: a fault has a `code` and `args`.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::float_arithmetic,
    clippy::wildcard_enum_match_arm
)]
// Tests may overflow: they would fail, which is what they are for.
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod address;
mod backoff;
mod breaker;
mod clock;
mod code;
mod desk;
mod event;
mod fault;
mod http;
mod pace;
mod policy;
mod post;
mod request;
mod run;

pub use address::{Base, BaseError, address_without_secrets};
pub use clock::{Clock, Moment, SystemClock};
pub use event::{Event, Tally, Waiting, What};
pub use fault::Fault;
pub use pace::{Estimate, Pace};
pub use policy::Policy;
pub use post::{once, post};
pub use request::{End, Judgement, Reply, Request, Secret};
pub use run::{run, run_on};
