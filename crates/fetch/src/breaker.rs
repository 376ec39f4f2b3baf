//! The breaker: a source that fails again and again is left alone for a while, then probed.
//!
//! ```text
//!            `after` failures in a row              the pause is over
//!   Closed ────────────────────────────► Open ─────────────────────────► Probing
//!     ▲                                   ▲                                 │
//!     │                                   └─────────── it fails ────────────┤
//!     └──────────────────────────────────────────────── it does not ────────┘
//! ```
//!
//! A state machine with the time as an argument. Attempts that began before the state last changed are late news and
//! move nothing: each carries the [`Ticket`] of its own time.

use std::time::Duration;

use crate::clock::Moment;

/// What an attempt says of the source, whatever it says of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    /// It answers.
    Well,
    /// It does not, or with an error of its own.
    Ill,
    /// Nothing: it was never asked.
    Unseen,
}

/// In which period of the breaker an attempt began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticket(u64);

/// When the breaker lets the next request go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum May {
    /// From this moment on.
    From(Moment),
    /// When it is known how the probe ended.
    WhenProbed,
}

/// The breaker has opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    /// The how-manieth time.
    pub(crate) times: u32,
    /// When a probe may go.
    pub(crate) until: Moment,
}

#[derive(Debug)]
enum State {
    Closed { failures: u32 },
    Open { until: Moment },
    Probing,
}

#[derive(Debug)]
pub(crate) struct Breaker {
    after: u32,
    pause: Duration,
    state: State,
    times: u32,
    period: u64,
}

impl Breaker {
    /// A closed breaker that opens after so many failures in a row (0: never) for so long.
    pub(crate) fn new(after: u32, pause: Duration) -> Self {
        Self { after, pause, state: State::Closed { failures: 0 }, times: 0, period: 0 }
    }

    /// When the next request may go.
    pub(crate) fn may(&self) -> May {
        match self.state {
            State::Closed { .. } => May::From(Moment::ORIGIN),
            State::Open { until } => May::From(until),
            State::Probing => May::WhenProbed,
        }
    }

    /// A request goes. After a pause it is the probe.
    ///
    /// The caller has asked [`may`](Self::may).
    pub(crate) fn begin(&mut self) -> Ticket {
        if matches!(self.state, State::Open { .. }) {
            self.enter(State::Probing);
        }
        Ticket(self.period)
    }

    /// An attempt has ended.
    pub(crate) fn end(&mut self, ticket: Ticket, health: Health, now: Moment) -> Option<Opened> {
        if ticket != Ticket(self.period) {
            return None;
        }
        match (&mut self.state, health) {
            (State::Closed { failures }, Health::Well) => *failures = 0,
            (State::Closed { failures }, Health::Ill) => {
                *failures = failures.saturating_add(1);
                if *failures == self.after {
                    return Some(self.open(now));
                }
            }
            (State::Probing, Health::Well) => self.enter(State::Closed { failures: 0 }),
            (State::Probing, Health::Ill) => return Some(self.open(now)),
            // The probe said nothing: the next request is one.
            (State::Probing, Health::Unseen) => self.enter(State::Open { until: now }),
            (State::Closed { .. }, Health::Unseen) | (State::Open { .. }, _) => {}
        }
        None
    }

    fn open(&mut self, now: Moment) -> Opened {
        let until = now.after(self.pause);
        self.enter(State::Open { until });
        self.times = self.times.saturating_add(1);
        Opened { times: self.times, until }
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.period = self.period.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE: Duration = Duration::from_secs(60);

    fn at(seconds: u64) -> Moment {
        Moment::ORIGIN.after(Duration::from_secs(seconds))
    }

    fn attempt(breaker: &mut Breaker, health: Health, now: Moment) -> Option<Opened> {
        let ticket = breaker.begin();
        breaker.end(ticket, health, now)
    }

    fn open_breaker() -> Breaker {
        let mut breaker = Breaker::new(1, PAUSE);
        attempt(&mut breaker, Health::Ill, at(0)).unwrap();
        breaker
    }

    #[test]
    fn it_opens_at_the_bound_and_not_below() {
        let mut breaker = Breaker::new(3, PAUSE);
        for second in 0..2 {
            assert_eq!(attempt(&mut breaker, Health::Ill, at(second)), None);
            assert_eq!(breaker.may(), May::From(Moment::ORIGIN));
        }
        let opened = attempt(&mut breaker, Health::Ill, at(2));
        assert_eq!(opened, Some(Opened { times: 1, until: at(62) }));
        assert_eq!(breaker.may(), May::From(at(62)));
    }

    #[test]
    fn only_failures_in_a_row_count_and_what_was_not_seen_is_none() {
        let mut breaker = Breaker::new(2, PAUSE);
        assert_eq!(attempt(&mut breaker, Health::Ill, at(0)), None);
        assert_eq!(attempt(&mut breaker, Health::Well, at(1)), None);
        assert_eq!(attempt(&mut breaker, Health::Ill, at(2)), None);
        assert_eq!(attempt(&mut breaker, Health::Unseen, at(3)), None);
        assert!(attempt(&mut breaker, Health::Ill, at(4)).is_some());
    }

    #[test]
    fn one_probe_goes_and_the_others_wait_for_it() {
        let mut breaker = open_breaker();
        breaker.begin();
        assert_eq!(breaker.may(), May::WhenProbed);
    }

    #[test]
    fn a_probe_that_succeeds_closes_it_and_the_count_begins_anew() {
        let mut breaker = Breaker::new(2, PAUSE);
        attempt(&mut breaker, Health::Ill, at(0));
        attempt(&mut breaker, Health::Ill, at(0)).unwrap();
        assert_eq!(attempt(&mut breaker, Health::Well, at(60)), None);
        assert_eq!(breaker.may(), May::From(Moment::ORIGIN));
        assert_eq!(attempt(&mut breaker, Health::Ill, at(61)), None);
        assert_eq!(attempt(&mut breaker, Health::Ill, at(62)), Some(Opened { times: 2, until: at(122) }));
    }

    #[test]
    fn a_probe_that_fails_opens_it_again() {
        let mut breaker = open_breaker();
        assert_eq!(attempt(&mut breaker, Health::Ill, at(60)), Some(Opened { times: 2, until: at(120) }));
        assert_eq!(breaker.may(), May::From(at(120)));
    }

    #[test]
    fn a_probe_that_says_nothing_is_followed_by_another() {
        let mut breaker = open_breaker();
        assert_eq!(attempt(&mut breaker, Health::Unseen, at(60)), None);
        assert_eq!(breaker.may(), May::From(at(60)));
        breaker.begin();
        assert_eq!(breaker.may(), May::WhenProbed);
    }

    #[test]
    fn late_news_moves_nothing() {
        for health in [Health::Well, Health::Ill, Health::Unseen] {
            let mut breaker = Breaker::new(1, PAUSE);
            let (early, second) = (breaker.begin(), breaker.begin());
            breaker.end(second, Health::Ill, at(0)).unwrap();
            // While it is open,
            assert_eq!(breaker.end(early, health, at(1)), None, "{health:?}");
            assert_eq!(breaker.may(), May::From(at(60)));
            // while it is probing,
            let probe = breaker.begin();
            assert_eq!(breaker.end(early, health, at(61)), None, "{health:?}");
            assert_eq!(breaker.may(), May::WhenProbed);
            // and when it has closed again.
            assert_eq!(breaker.end(probe, Health::Well, at(62)), None);
            assert_eq!(breaker.end(early, health, at(63)), None, "{health:?}");
            assert_eq!(breaker.may(), May::From(Moment::ORIGIN));
        }
    }

    #[test]
    fn a_bound_of_nothing_never_opens_it() {
        let mut breaker = Breaker::new(0, PAUSE);
        assert!((0..1000).all(|second| attempt(&mut breaker, Health::Ill, at(second)).is_none()));
    }
}
