//! Pace: how far apart a source's requests are, and how long the rest of them will take.

use std::{num::NonZeroU32, time::Duration};

use crate::clock::Moment;

/// A minute, in nanoseconds.
const MINUTE_NS: u64 = 60_000_000_000;

/// The time between two requests that keeps within so many a minute: rounded up, so that no minute holds one too many.
fn interval(per_minute: NonZeroU32) -> Duration {
    Duration::from_nanos(MINUTE_NS.div_ceil(u64::from(per_minute.get())))
}

/// Keeps a source's requests apart, one by one.
///
/// They are spread evenly instead of sent in bursts, for two reasons. No window of a minute has too many, wherever it
/// begins, not even one that reaches into the run before, of which this one knows nothing; and a source sees the load
/// that it asked for. A general limiter (`governor`) with a burst of one would keep the same single moment in atomics,
/// under a clock of its own; here the desk's lock guards it.
#[derive(Debug)]
pub(crate) struct Spacing {
    interval: Duration,
    next: Moment,
}

impl Spacing {
    pub(crate) fn new(per_minute: Option<NonZeroU32>) -> Self {
        Self { interval: per_minute.map_or(Duration::ZERO, interval), next: Moment::ORIGIN }
    }

    /// The first moment at which a request may go.
    pub(crate) fn next(&self) -> Moment {
        self.next
    }

    /// A request goes now.
    pub(crate) fn take(&mut self, now: Moment) {
        self.next = now.after(self.interval);
    }
}

/// What is known of a source's progress, to say how long the rest will take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Requests that have been asked and have their end.
    pub ended: usize,
    /// Requests that have no end yet.
    pub left: usize,
    /// The time since the source was first asked.
    pub elapsed: Duration,
    /// Attempts in a minute, at most.
    pub per_minute: Option<NonZeroU32>,
    /// How long nothing will be asked from now on, as far as is known.
    pub pause: Duration,
}

/// How long the rest of a source will take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Estimate {
    /// Nothing has ended yet and no limit is known.
    Unknown,
    /// Nothing has ended yet; the limit alone makes it this long.
    AtLeast(Duration),
    /// By what was seen and by the limit, whichever is slower, after any pause that is known.
    About(Duration),
}

impl Pace {
    /// How long the rest will take. Attempts that had to be repeated slow the pace that was seen, and so count.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        if self.left == 0 {
            return Estimate::About(Duration::ZERO);
        }
        let left = count(self.left);
        let by_limit = self.per_minute.map(|limit| interval(limit).saturating_mul(left));
        let by_sight = self.elapsed.saturating_mul(left).checked_div(count(self.ended));
        let wait = |rest: Duration| self.pause.saturating_add(rest);
        match (by_sight, by_limit) {
            (None, None) => Estimate::Unknown,
            (None, Some(limit)) => Estimate::AtLeast(wait(limit)),
            (Some(sight), limit) => Estimate::About(wait(sight.max(limit.unwrap_or_default()))),
        }
    }
}

/// A count, or the largest that durations can be multiplied by.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn limit(per_minute: u32) -> Option<NonZeroU32> {
        NonZeroU32::new(per_minute)
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_interval_is_rounded_up() {
        for (per_minute, nanos) in [(1, MINUTE_NS), (30, 2_000_000_000), (7, 8_571_428_572), (u32::MAX, 14)] {
            assert_eq!(interval(limit(per_minute).unwrap()), Duration::from_nanos(nanos), "{per_minute}");
        }
    }

    #[test]
    fn without_a_limit_requests_go_at_any_time() {
        let mut spacing = Spacing::new(None);
        spacing.take(Moment::ORIGIN.after(SECOND));
        assert!(spacing.next() <= Moment::ORIGIN.after(SECOND));
    }

    proptest! {
        #[test]
        fn no_minute_holds_more_than_the_limit(
            per_minute in 1_u32..200,
            late_ms in proptest::collection::vec(0_u64..3000, 1..500),
        ) {
            let mut spacing = Spacing::new(limit(per_minute));
            let mut times = vec![];
            for late in late_ms {
                let now = spacing.next().after(Duration::from_millis(late));
                spacing.take(now);
                times.push(now);
            }
            for first in &times {
                let in_minute = times.iter().filter(|t| *t >= first && t.since(*first) < 60 * SECOND).count();
                prop_assert!(in_minute <= per_minute as usize, "{in_minute} > {per_minute}");
            }
        }

        #[test]
        fn any_pace_has_an_estimate(
            ended in any::<usize>(),
            left in any::<usize>(),
            elapsed in any::<Duration>(),
            pause in any::<Duration>(),
            per_minute in any::<u32>(),
        ) {
            let _ = Pace { ended, left, elapsed, per_minute: limit(per_minute), pause }.estimate();
        }
    }

    #[test]
    fn the_estimate_is_the_slower_of_limit_and_sight() {
        let pace =
            Pace { ended: 10, left: 20, elapsed: 10 * SECOND, per_minute: None, pause: Duration::ZERO };
        assert_eq!(pace.estimate(), Estimate::About(20 * SECOND));
        assert_eq!(Pace { per_minute: limit(30), ..pace }.estimate(), Estimate::About(40 * SECOND));
        assert_eq!(Pace { per_minute: limit(600), ..pace }.estimate(), Estimate::About(20 * SECOND));
        assert_eq!(Pace { pause: 5 * SECOND, ..pace }.estimate(), Estimate::About(25 * SECOND));
    }

    #[test]
    fn before_anything_has_ended_only_the_limit_is_known() {
        let pace = Pace { left: 20, elapsed: 10 * SECOND, ..Pace::default() };
        assert_eq!(pace.estimate(), Estimate::Unknown);
        assert_eq!(Pace { per_minute: limit(30), ..pace }.estimate(), Estimate::AtLeast(40 * SECOND));
    }

    #[test]
    fn nothing_left_takes_no_time() {
        assert_eq!(Pace::default().estimate(), Estimate::About(Duration::ZERO));
        let paused = Pace { ended: 1, pause: SECOND, per_minute: limit(1), ..Pace::default() };
        assert_eq!(paused.estimate(), Estimate::About(Duration::ZERO));
    }
}
