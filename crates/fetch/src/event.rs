//! Events: what a run tells while it goes on, for progress bars and logs.

use std::time::{Duration, SystemTime};

use crate::{fault::Fault, pace::Estimate, request::End};

/// Something happened at a source.
///
/// The events of a source come one after another, in the order in which things happened; those of several sources come
/// from several threads at once. A source waits while its event is looked at.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// The source.
    pub source: &'a str,
    /// How far it is, this event counted in.
    pub tally: Tally,
    /// How long the rest of it will take.
    pub estimate: Estimate,
    /// What happened.
    pub what: What<'a>,
}

/// What happened. An `address` is without secrets.
#[derive(Clone, Debug)]
pub enum What<'a> {
    /// The source's requests are about to be asked.
    Began,
    /// An attempt begins.
    Asking {
        /// What is asked.
        address: &'a str,
        /// The how-manieth attempt at it; the first is 1.
        attempt: u32,
    },
    /// The judge was not content with an attempt.
    Failed {
        /// What was asked.
        address: &'a str,
        /// The how-manieth attempt at it.
        attempt: u32,
        /// The reply's status, or why there was none.
        outcome: Result<u16, &'a Fault>,
        /// After what time it is asked again; absent if it is not.
        again_in: Option<Duration>,
    },
    /// A request that was asked has its end.
    Ended {
        /// What was asked.
        address: &'a str,
        /// Its end.
        end: End,
    },
    /// Nothing will be asked until then. Told once for each such time.
    Waiting {
        /// For what.
        why: Waiting,
        /// How long from now.
        wait: Duration,
        /// Until when, by the machine's clock.
        until: SystemTime,
    },
    /// The source failed too often in a row.
    BreakerOpened {
        /// The how-manieth time.
        times: u32,
        /// When it is probed; by the machine's clock. [`What::Over`] follows instead if it was one time too many.
        until: SystemTime,
    },
    /// The source is asked no more: whatever was left has this end.
    Over {
        /// [`End::SourceStopped`] or [`End::BreakerOpen`].
        end: End,
        /// How many requests were left.
        left: usize,
        /// When the source wants to be asked again, if it said so.
        until: Option<SystemTime>,
    },
}

/// What a source waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waiting {
    /// The rate limit: the usual wait, and a short one.
    RateLimit,
    /// Every request that is left has failed and waits for its next attempt.
    Retry,
    /// The source asked to be left alone: 429, 503, or another refusal that names a time.
    SourceAsked,
    /// The breaker is open.
    BreakerOpen,
}

/// How far a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Requests to it.
    pub requests: usize,
    /// Of these, those that have an end.
    pub ended: usize,
    /// Of these, those whose end is [`End::Done`].
    pub done: usize,
    /// Requests on their way.
    pub asking: usize,
    /// Attempts that have begun.
    pub attempts: u64,
    /// The time since the source was begun.
    pub elapsed: Duration,
}
