//! The clock: what time it is, and waiting.
//!
//! Everything here that waits does it through [`Clock`], so that a test of an hour's pauses takes no time. Two kinds of
//! time are kept apart: a [`Moment`] never goes back and is what waits are counted in; the wall's time is for people,
//! for records, and for a source that names a date.

use std::{
    thread,
    time::{Duration, Instant, SystemTime},
};

/// A point on a clock that never goes back: so much time after an origin of the clock's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(Duration);

impl Moment {
    /// Where the clock began.
    pub const ORIGIN: Self = Self(Duration::ZERO);

    /// The moment that lies so much after this one; the last one there is if that is too far away.
    #[must_use]
    pub fn after(self, wait: Duration) -> Self {
        Self(self.0.saturating_add(wait))
    }

    /// The time from `earlier` to this moment; none if `earlier` is the later of the two.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

/// The time, and waiting.
pub trait Clock: Sync {
    /// The moment it is. Never earlier than one that it gave before.
    fn now(&self) -> Moment;

    /// The time of day, for people and for records.
    fn wall(&self) -> SystemTime;

    /// Waits until that moment, or not much longer.
    fn wait_until(&self, until: Moment);
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    origin: Instant,
}

impl SystemClock {
    /// A clock whose origin is now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one clock that the others stand in for")]
    pub fn new() -> Self {
        Self { origin: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        Moment::ORIGIN.after(self.origin.elapsed())
    }

    #[expect(clippy::disallowed_methods, reason = "the one clock that the others stand in for")]
    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn wait_until(&self, until: Moment) {
        thread::sleep(until.since(self.now()));
    }
}

#[cfg(test)]
pub(crate) mod fake {
    use std::sync::Mutex;

    use super::*;

    /// A clock that stands still until somebody waits, and then is there at once.
    #[derive(Default)]
    pub(crate) struct Fake(Mutex<Moment>);

    impl Clock for Fake {
        fn now(&self) -> Moment {
            *self.0.lock().unwrap()
        }

        fn wall(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000) + self.now().since(Moment::ORIGIN)
        }

        fn wait_until(&self, until: Moment) {
            let mut now = self.0.lock().unwrap();
            *now = until.max(*now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_do_not_overflow() {
        let last = Moment::ORIGIN.after(Duration::MAX);
        assert_eq!(last.after(Duration::from_secs(1)), last);
        assert_eq!(Moment::ORIGIN.since(last), Duration::ZERO);
        assert_eq!(last.since(Moment::ORIGIN), Duration::MAX);
    }

    #[test]
    fn the_machines_clock_waits_at_least_as_long_as_it_is_told() {
        let clock = SystemClock::new();
        let until = clock.now().after(Duration::from_millis(20));
        clock.wait_until(until);
        assert!(clock.now() >= until);
        clock.wait_until(Moment::ORIGIN);
    }
}
