//! Policies: how a source is to be treated.

use std::{num::NonZeroU32, time::Duration};

/// How a source is to be treated: what it allows, and how patient we are.
///
/// | after | comes |
/// | --- | --- |
/// | a failed attempt | a wait drawn between nothing and a bound: [`backoff_first`](Self::backoff_first), doubled each time up to [`backoff_max`](Self::backoff_max) |
/// | [`attempts_max`](Self::attempts_max) attempts at a request | [`End::GaveUp`](crate::End::GaveUp) |
/// | [`breaker_after`](Self::breaker_after) failures of the source in a row | a pause of [`breaker_pause`](Self::breaker_pause), then one request as a probe |
/// | [`breaker_opens_max`](Self::breaker_opens_max) such pauses, the last not waited for | [`End::BreakerOpen`](crate::End::BreakerOpen) for the rest of the source |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Attempts in a minute, at most, spread evenly; absent means that the source sets no limit. The source counts
    /// arrivals, which the network may push together: leave a little room.
    pub per_minute: Option<NonZeroU32>,
    /// Requests on their way at a time, at most, each in a thread of its own; between 1 and 64, and a number outside
    /// counts as the nearer of the two.
    pub at_once: usize,
    /// From the beginning of an attempt (looking up the name) to the last byte of its body.
    pub deadline: Duration,
    /// Attempts at a request, at most, the first included; 0 counts as 1.
    pub attempts_max: u32,
    /// The longest wait before the second attempt.
    pub backoff_first: Duration,
    /// The longest wait before any attempt, where the source does not name a time itself.
    pub backoff_max: Duration,
    /// The longest wait that a source may ask for (`Retry-After`); if it asks for more, it is stopped for this run.
    pub retry_after_max: Duration,
    /// Failures of the source in a row (faults and 5xx, of whatever request) that open the breaker; 0 means never.
    pub breaker_after: u32,
    /// How long the source is then left alone before one request probes it.
    pub breaker_pause: Duration,
    /// The opening of the breaker at which the rest of the source is given up; 0 counts as 1.
    pub breaker_opens_max: u32,
    /// Bytes of an unpacked body, at most.
    pub body_max: usize,
}

impl Default for Policy {
    /// Careful enough for a public source of which nothing is known: 30 attempts a minute, one at a time.
    fn default() -> Self {
        Self {
            per_minute: NonZeroU32::new(30),
            at_once: 1,
            deadline: Duration::from_secs(30),
            attempts_max: 5,
            backoff_first: Duration::from_secs(1),
            backoff_max: Duration::from_secs(60),
            retry_after_max: Duration::from_secs(120),
            breaker_after: 5,
            breaker_pause: Duration::from_secs(60),
            breaker_opens_max: 3,
            body_max: 32 << 20,
        }
    }
}
