//! The desk of a source: which request may go now, and what follows from what came back.
//!
//! ```text
//! next(now)        Ask a request, Wait until a moment, or NoMore
//! ended(…, now)    again after a wait, or an end; a pause for the source; the rest given up
//! ```
//!
//! A state machine with the time as an argument: no clock, no thread and no network, so that every turn of it can be
//! tested. Requests are known by their index. Those that wait are asked in the order of the moments from which they may
//! go, the untried ones first, so that one request that fails again and again holds up no other.

use std::{collections::BTreeSet, time::Duration};

use crate::{
    backoff,
    breaker::{Breaker, Health, May, Opened, Ticket},
    clock::Moment,
    event::{Tally, Waiting},
    pace::{Estimate, Pace, Spacing},
    policy::Policy,
    request::{End, Judgement},
};

/// A request that is on its way.
#[derive(Debug)]
pub(crate) struct Errand {
    pub(crate) index: usize,
    /// The how-manieth attempt; the first is 1.
    pub(crate) attempt: u32,
    ticket: Ticket,
}

/// What is to be done next.
#[derive(Debug)]
pub(crate) enum Next {
    /// Ask this.
    Ask(Errand),
    /// Nothing before that moment.
    Wait { until: Moment, why: Waiting },
    /// Nothing before it is known how the probe ended.
    WaitForProbe,
    /// Nothing is left but what is on its way; who asks again after that will be given its next attempt.
    NoMore,
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    pub(crate) health: Health,
    /// The judge's word; absent if the judge panicked.
    pub(crate) judgement: Option<Judgement>,
    /// How long the source asked to wait.
    pub(crate) retry_after: Option<Duration>,
    /// Whether a wait is meant for the source (429 and the like) rather than for the request.
    pub(crate) of_source: bool,
}

/// What follows from an attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct After {
    /// The request is asked again after this time.
    pub(crate) again_in: Option<Duration>,
    /// The request has its end.
    pub(crate) end: Option<End>,
    /// The breaker opened, and will let a probe through.
    pub(crate) opened: Option<Opened>,
    /// The rest has been given up.
    pub(crate) over: Option<Over>,
}

/// The rest of the source has been given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Over {
    pub(crate) end: End,
    pub(crate) left: usize,
    /// How long the source wants to be left alone.
    pub(crate) wait: Option<Duration>,
}

pub(crate) struct Desk {
    policy: Policy,
    began: Moment,
    dice: fastrand::Rng,

    // INVARIANT: each request is in exactly one of `waiting`, an `Errand` on its way, and `ends`.
    /// Those to be asked, by the moment from which they may go: attempts so far stand behind their index.
    waiting: BTreeSet<(Moment, usize, u32)>,
    ends: Vec<(usize, End)>,
    /// The end of whatever is asked no more, once the source has been given up.
    over: Option<End>,

    spacing: Spacing,
    breaker: Breaker,
    /// When the source may be asked again, by its own word.
    held_until: Moment,

    tally: Tally,
    /// Requests that were asked and have their end: those given up unasked say nothing of the pace.
    ended_by_asking: usize,
}

impl Desk {
    pub(crate) fn new(
        policy: Policy,
        requests: impl IntoIterator<Item = usize>,
        now: Moment,
        dice: fastrand::Rng,
    ) -> Self {
        let waiting: BTreeSet<_> = requests.into_iter().map(|index| (Moment::ORIGIN, index, 0)).collect();
        Self {
            spacing: Spacing::new(policy.per_minute),
            breaker: Breaker::new(policy.breaker_after, policy.breaker_pause),
            tally: Tally { requests: waiting.len(), ..Tally::default() },
            policy,
            began: now,
            dice,
            waiting,
            ends: vec![],
            over: None,
            held_until: Moment::ORIGIN,
            ended_by_asking: 0,
        }
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The ends so far, each with the request's index.
    pub(crate) fn ends(&self) -> &[(usize, End)] {
        &self.ends
    }

    pub(crate) fn tally(&self, now: Moment) -> Tally {
        Tally { elapsed: now.since(self.began), ..self.tally }
    }

    pub(crate) fn estimate(&self, now: Moment) -> Estimate {
        let closed_until = match self.breaker.may() {
            May::From(moment) => moment,
            May::WhenProbed => Moment::ORIGIN,
        };
        Pace {
            ended: self.ended_by_asking,
            left: self.tally.requests.saturating_sub(self.tally.ended),
            elapsed: now.since(self.began),
            per_minute: self.policy.per_minute,
            pause: self.held_until.max(closed_until).since(now),
        }
        .estimate()
    }

    /// What is to be done next. A request that is handed out must come back to [`ended`](Self::ended).
    pub(crate) fn next(&mut self, now: Moment) -> Next {
        let Some(&(ready, index, tried)) = self.waiting.first() else { return Next::NoMore };
        let May::From(closed_until) = self.breaker.may() else { return Next::WaitForProbe };
        let mut wait = (self.spacing.next(), Waiting::RateLimit);
        for other in [
            (ready, Waiting::Retry),
            (self.held_until, Waiting::SourceAsked),
            (closed_until, Waiting::BreakerOpen),
        ] {
            wait = wait.max(other);
        }
        if let (until, why) = wait
            && until > now
        {
            return Next::Wait { until, why };
        }

        self.waiting.pop_first();
        self.spacing.take(now);
        self.tally.asking = self.tally.asking.saturating_add(1);
        self.tally.attempts = self.tally.attempts.saturating_add(1);
        Next::Ask(Errand { index, attempt: tried.saturating_add(1), ticket: self.breaker.begin() })
    }

    /// An attempt has ended.
    pub(crate) fn ended(&mut self, errand: &Errand, outcome: Outcome, now: Moment) -> After {
        let mut after = After::default();
        self.tally.asking = self.tally.asking.saturating_sub(1);

        if let Some(opened) = self.breaker.end(errand.ticket, outcome.health, now) {
            if opened.times >= self.policy.breaker_opens_max {
                after.over = self.give_up(End::BreakerOpen, None);
            } else {
                after.opened = Some(opened);
            }
        }

        let named = named_wait(&outcome);
        let is_too_long = named > Some(self.policy.retry_after_max);
        let again_in = match outcome.judgement {
            Some(Judgement::Again) => {
                Some(named.unwrap_or_else(|| backoff::wait(&self.policy, errand.attempt, &mut self.dice)))
            }
            Some(Judgement::AgainAfter(wait)) => Some(wait),
            Some(Judgement::Done | Judgement::GiveUp | Judgement::StopSource) | None => None,
        };
        if outcome.of_source {
            if is_too_long {
                after.over = after.over.or_else(|| self.give_up(End::SourceStopped, named));
            } else if let Some(wait) = named.max(again_in) {
                self.held_until = self.held_until.max(now.after(wait));
            }
        }
        if outcome.judgement == Some(Judgement::StopSource) {
            after.over = after.over.or_else(|| self.give_up(End::SourceStopped, None));
        }

        let gave_up = End::GaveUp { attempts: errand.attempt };
        let end = match (outcome.judgement, again_in) {
            (Some(Judgement::Done), _) => End::Done,
            (Some(Judgement::StopSource), _) => End::SourceStopped,
            (None, _) => End::Panicked { attempts: errand.attempt },
            (Some(_), None) => gave_up,
            (Some(_), Some(_)) if errand.attempt >= self.policy.attempts_max => gave_up,
            (Some(_), Some(wait)) => match self.over {
                Some(end) => end,
                None if is_too_long => gave_up,
                None => {
                    self.waiting.insert((now.after(wait), errand.index, errand.attempt));
                    after.again_in = Some(wait);
                    return after;
                }
            },
        };
        self.end(errand.index, end);
        self.ended_by_asking = self.ended_by_asking.saturating_add(1);
        after.end = Some(end);
        after
    }

    fn end(&mut self, index: usize, end: End) {
        self.ends.push((index, end));
        self.tally.ended = self.tally.ended.saturating_add(1);
        if end == End::Done {
            self.tally.done = self.tally.done.saturating_add(1);
        }
    }

    /// Gives up whatever waits. Once is enough: the first reason stands.
    fn give_up(&mut self, end: End, wait: Option<Duration>) -> Option<Over> {
        if self.over.is_some() {
            return None;
        }
        self.over = Some(end);
        let waiting = std::mem::take(&mut self.waiting);
        let left = waiting.len();
        for (_, index, _) in waiting {
            self.end(index, end);
        }
        Some(Over { end, left, wait })
    }
}

/// The wait that somebody named: the judge, or the source where its word counts.
fn named_wait(outcome: &Outcome) -> Option<Duration> {
    match outcome.judgement {
        Some(Judgement::Again) => outcome.retry_after,
        Some(Judgement::AgainAfter(wait)) => {
            Some(wait).max(outcome.retry_after.filter(|_| outcome.of_source))
        }
        Some(Judgement::Done | Judgement::GiveUp | Judgement::StopSource) | None => {
            outcome.retry_after.filter(|_| outcome.of_source)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use proptest::prelude::*;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn at(seconds: u64) -> Moment {
        Moment::ORIGIN.after(Duration::from_secs(seconds))
    }

    /// Nothing limits, nothing breaks, and waits are drawn from a single second.
    fn policy() -> Policy {
        Policy {
            per_minute: None,
            attempts_max: 3,
            backoff_first: SECOND,
            backoff_max: SECOND,
            retry_after_max: 100 * SECOND,
            breaker_after: 0,
            breaker_pause: 60 * SECOND,
            breaker_opens_max: 2,
            ..Policy::default()
        }
    }

    fn desk_of(requests: usize, policy: Policy) -> Desk {
        Desk::new(policy, 0..requests, Moment::ORIGIN, fastrand::Rng::with_seed(1))
    }

    fn judged(judgement: Judgement) -> Outcome {
        Outcome { health: Health::Well, judgement: Some(judgement), retry_after: None, of_source: false }
    }

    const ILL: Outcome = Outcome {
        health: Health::Ill,
        judgement: Some(Judgement::Again),
        retry_after: None,
        of_source: false,
    };

    fn too_many(judgement: Judgement, retry_after: Option<u64>) -> Outcome {
        Outcome { retry_after: retry_after.map(Duration::from_secs), of_source: true, ..judged(judgement) }
    }

    #[track_caller]
    fn ask(desk: &mut Desk, now: Moment) -> Errand {
        let next = desk.next(now);
        if let Next::Ask(errand) = next { errand } else { panic!("{next:?}") }
    }

    #[track_caller]
    fn attempt(desk: &mut Desk, outcome: Outcome, now: Moment) -> After {
        let errand = ask(desk, now);
        desk.ended(&errand, outcome, now)
    }

    #[track_caller]
    fn waits(desk: &mut Desk, now: Moment, for_until: Moment, for_why: Waiting) {
        let next = desk.next(now);
        let Next::Wait { until, why } = next else { panic!("{next:?}") };
        assert_eq!((until, why), (for_until, for_why));
    }

    fn is_over(desk: &mut Desk) -> bool {
        matches!(desk.next(at(1_000_000)), Next::NoMore)
    }

    #[test]
    fn requests_go_in_their_order_and_end_as_judged() {
        let mut desk = desk_of(4, policy());
        assert_eq!(attempt(&mut desk, judged(Judgement::Done), at(0)).end, Some(End::Done));
        let gave_up = End::GaveUp { attempts: 1 };
        assert_eq!(attempt(&mut desk, judged(Judgement::GiveUp), at(0)).end, Some(gave_up));
        let panicked = Outcome { judgement: None, ..judged(Judgement::Done) };
        assert_eq!(attempt(&mut desk, panicked, at(0)).end, Some(End::Panicked { attempts: 1 }));
        assert_eq!(attempt(&mut desk, judged(Judgement::Done), at(0)).end, Some(End::Done));
        assert!(is_over(&mut desk));
        let ends = [(0, End::Done), (1, gave_up), (2, End::Panicked { attempts: 1 }), (3, End::Done)];
        assert_eq!(desk.ends(), ends);
    }

    #[test]
    fn what_failed_comes_again_after_its_wait_and_lets_the_untried_go_first() {
        let mut desk = desk_of(2, policy());
        let after = attempt(&mut desk, judged(Judgement::Again), at(0));
        let wait = after.again_in.unwrap();
        assert!(wait <= SECOND && after.end.is_none());
        assert_eq!(ask(&mut desk, at(50)).index, 1);
        let again = ask(&mut desk, at(50));
        assert_eq!((again.index, again.attempt), (0, 2));
    }

    #[test]
    fn a_wait_is_not_cut_short() {
        let mut desk = desk_of(1, policy());
        let wait = attempt(&mut desk, judged(Judgement::Again), at(7)).again_in.unwrap();
        waits(&mut desk, at(7), at(7).after(wait), Waiting::Retry);
        ask(&mut desk, at(7).after(wait));
    }

    #[test]
    fn attempts_are_counted() {
        let mut desk = desk_of(1, policy());
        assert!(attempt(&mut desk, judged(Judgement::Again), at(0)).again_in.is_some());
        assert!(attempt(&mut desk, judged(Judgement::Again), at(10)).again_in.is_some());
        let after = attempt(&mut desk, judged(Judgement::Again), at(20));
        assert_eq!(after, After { end: Some(End::GaveUp { attempts: 3 }), ..After::default() });
    }

    #[test]
    fn no_attempts_count_as_one() {
        let mut desk = desk_of(1, Policy { attempts_max: 0, ..policy() });
        let after = attempt(&mut desk, judged(Judgement::Again), at(0));
        assert_eq!(after.end, Some(End::GaveUp { attempts: 1 }));
    }

    #[test]
    fn a_source_that_asks_to_be_left_alone_is_left_alone() {
        for judgement in [Judgement::Again, Judgement::GiveUp, Judgement::Done] {
            let mut desk = desk_of(2, policy());
            let after = attempt(&mut desk, too_many(judgement, Some(30)), at(5));
            assert_eq!(after.again_in.is_some(), judgement == Judgement::Again);
            waits(&mut desk, at(6), at(35), Waiting::SourceAsked);
            assert_eq!(ask(&mut desk, at(35)).index, 1);
        }
    }

    #[test]
    fn a_wait_that_the_source_names_is_the_requests_too() {
        let mut desk = desk_of(1, policy());
        let after = attempt(&mut desk, too_many(Judgement::Again, Some(30)), at(0));
        assert_eq!(after.again_in, Some(30 * SECOND));
        // So it is where only the request is meant, and then others go on.
        let mut desk = desk_of(2, policy());
        let server_error = Outcome { of_source: false, ..too_many(Judgement::Again, Some(30)) };
        assert_eq!(attempt(&mut desk, server_error, at(0)).again_in, Some(30 * SECOND));
        assert_eq!(ask(&mut desk, at(0)).index, 1);
        waits(&mut desk, at(0), at(30), Waiting::Retry);
    }

    #[test]
    fn a_source_with_too_many_requests_that_names_no_time_is_left_alone_as_long_as_the_request() {
        let mut desk = desk_of(2, policy());
        let wait = attempt(&mut desk, too_many(Judgement::Again, None), at(0)).again_in.unwrap();
        waits(&mut desk, at(0), at(0).after(wait), Waiting::SourceAsked);
    }

    #[test]
    fn the_judges_own_wait_holds_for_the_request_and_for_a_source_with_too_many() {
        let mut desk = desk_of(2, policy());
        let after = attempt(&mut desk, judged(Judgement::AgainAfter(9 * SECOND)), at(0));
        assert_eq!(after.again_in, Some(9 * SECOND));
        assert_eq!(ask(&mut desk, at(0)).index, 1);

        let mut desk = desk_of(2, policy());
        attempt(&mut desk, too_many(Judgement::AgainAfter(9 * SECOND), Some(4)), at(0));
        waits(&mut desk, at(0), at(9), Waiting::SourceAsked);

        let mut desk = desk_of(2, policy());
        attempt(&mut desk, too_many(Judgement::AgainAfter(4 * SECOND), Some(9)), at(0));
        waits(&mut desk, at(0), at(9), Waiting::SourceAsked);
    }

    #[test]
    fn a_wait_as_long_as_is_allowed_is_waited_and_a_longer_one_stops_the_source() {
        let mut desk = desk_of(2, policy());
        assert_eq!(attempt(&mut desk, too_many(Judgement::Again, Some(100)), at(0)).over, None);

        for judgement in [Judgement::Again, Judgement::Done, Judgement::GiveUp] {
            let mut desk = desk_of(3, policy());
            let after = attempt(&mut desk, too_many(judgement, Some(101)), at(0));
            let over = Over { end: End::SourceStopped, left: 2, wait: Some(101 * SECOND) };
            assert_eq!(after.over, Some(over));
            let end = match judgement {
                Judgement::Again => End::SourceStopped,
                Judgement::Done => End::Done,
                Judgement::GiveUp | Judgement::AgainAfter(_) | Judgement::StopSource => {
                    End::GaveUp { attempts: 1 }
                }
            };
            assert_eq!(after.end, Some(end));
            assert!(is_over(&mut desk));
            assert_eq!(desk.tally(at(0)).ended, 3);
        }
    }

    #[test]
    fn a_longer_wait_that_means_the_request_alone_gives_it_up() {
        for outcome in [
            Outcome { of_source: false, ..too_many(Judgement::Again, Some(101)) },
            judged(Judgement::AgainAfter(101 * SECOND)),
        ] {
            let mut desk = desk_of(2, policy());
            let after = attempt(&mut desk, outcome, at(0));
            assert_eq!(after, After { end: Some(End::GaveUp { attempts: 1 }), ..After::default() });
            assert_eq!(ask(&mut desk, at(0)).index, 1);
        }
    }

    #[test]
    fn our_own_wait_stops_no_source_however_long_it_is() {
        let policy = Policy { retry_after_max: Duration::ZERO, ..policy() };
        let mut desk = desk_of(1, policy);
        let after = attempt(&mut desk, too_many(Judgement::Again, None), at(0));
        assert!(after.again_in.is_some() && after.over.is_none());
    }

    #[test]
    fn a_stopped_source_is_asked_no_more_and_what_is_on_its_way_may_still_be_done() {
        let mut desk = desk_of(5, policy());
        let (first, second, third) = (ask(&mut desk, at(0)), ask(&mut desk, at(0)), ask(&mut desk, at(0)));
        let after = desk.ended(&first, judged(Judgement::StopSource), at(1));
        let over = Over { end: End::SourceStopped, left: 2, wait: None };
        assert_eq!(after, After { end: Some(End::SourceStopped), over: Some(over), ..After::default() });
        assert!(is_over(&mut desk));
        assert_eq!(desk.ended(&second, judged(Judgement::Done), at(2)).end, Some(End::Done));
        let after = desk.ended(&third, judged(Judgement::Again), at(3));
        assert_eq!(after, After { end: Some(End::SourceStopped), ..After::default() });
        // It is told once that the source is stopped.
        assert_eq!(desk.tally(at(3)).ended, 5);
        assert_eq!(desk.tally(at(3)).done, 1);
    }

    #[test]
    fn a_source_that_fails_is_paused_probed_and_goes_on() {
        let mut desk = desk_of(5, Policy { breaker_after: 2, ..policy() });
        assert_eq!(attempt(&mut desk, ILL, at(0)).opened, None);
        assert_eq!(attempt(&mut desk, ILL, at(0)).opened, Some(Opened { times: 1, until: at(60) }));
        waits(&mut desk, at(10), at(60), Waiting::BreakerOpen);
        let probe = ask(&mut desk, at(60));
        assert!(matches!(desk.next(at(60)), Next::WaitForProbe));
        assert_eq!(desk.ended(&probe, judged(Judgement::Done), at(61)).end, Some(End::Done));
        ask(&mut desk, at(61));
        ask(&mut desk, at(61));
    }

    #[test]
    fn a_source_that_fails_again_and_again_is_given_up() {
        let mut desk = desk_of(5, Policy { breaker_after: 2, ..policy() });
        let early = ask(&mut desk, at(0));
        attempt(&mut desk, ILL, at(0));
        attempt(&mut desk, ILL, at(0));
        let after = attempt(&mut desk, ILL, at(60));
        let over = Over { end: End::BreakerOpen, left: 3, wait: None };
        assert_eq!(after, After { end: Some(End::BreakerOpen), over: Some(over), ..After::default() });
        assert!(is_over(&mut desk));
        assert_eq!(desk.ended(&early, ILL, at(61)).end, Some(End::BreakerOpen));
        assert_eq!(desk.ends().len(), 5);
    }

    #[test]
    fn a_rate_limit_spaces_attempts_of_every_kind() {
        let mut desk = desk_of(2, Policy { per_minute: NonZeroU32::new(6), ..policy() });
        attempt(&mut desk, judged(Judgement::Again), at(0));
        waits(&mut desk, at(1), at(10), Waiting::RateLimit);
        attempt(&mut desk, judged(Judgement::Done), at(11));
        waits(&mut desk, at(12), at(21), Waiting::RateLimit);
        attempt(&mut desk, judged(Judgement::Done), at(21));
        assert!(is_over(&mut desk));
    }

    #[test]
    fn the_longest_of_several_waits_is_the_one_that_is_told() {
        let policy = Policy { per_minute: NonZeroU32::new(6), breaker_after: 1, ..policy() };
        let mut desk = desk_of(2, policy);
        attempt(&mut desk, Outcome { health: Health::Ill, ..too_many(Judgement::Again, Some(30)) }, at(0));
        waits(&mut desk, at(1), at(60), Waiting::BreakerOpen);
    }

    #[test]
    fn the_tally_and_the_estimate_follow() {
        let mut desk = desk_of(3, Policy { per_minute: NonZeroU32::new(60), ..policy() });
        let first = ask(&mut desk, at(0));
        let tally = Tally { requests: 3, asking: 1, attempts: 1, elapsed: 4 * SECOND, ..Tally::default() };
        assert_eq!(desk.tally(at(4)), tally);
        assert_eq!(desk.estimate(at(4)), Estimate::AtLeast(3 * SECOND));
        desk.ended(&first, too_many(Judgement::Done, Some(30)), at(5));
        assert_eq!(desk.tally(at(5)), Tally { ended: 1, done: 1, asking: 0, elapsed: 5 * SECOND, ..tally });
        // Five seconds each for two, after the half minute that the source asked for.
        assert_eq!(desk.estimate(at(5)), Estimate::About(40 * SECOND));
    }

    #[test]
    fn requests_that_were_given_up_unasked_do_not_hurry_the_estimate() {
        let mut desk = desk_of(100, policy());
        let other = ask(&mut desk, at(0));
        let first = ask(&mut desk, at(0));
        desk.ended(&first, judged(Judgement::StopSource), at(10));
        assert_eq!(desk.estimate(at(10)), Estimate::About(10 * SECOND));
        desk.ended(&other, judged(Judgement::Done), at(12));
        assert_eq!(desk.estimate(at(12)), Estimate::About(Duration::ZERO));
    }

    fn any_outcome() -> impl Strategy<Value = Outcome> {
        let judgement = prop_oneof![
            6 => Just(Some(Judgement::Again)),
            6 => Just(Some(Judgement::Done)),
            2 => (0_u64..120).prop_map(|s| Some(Judgement::AgainAfter(Duration::from_secs(s)))),
            1 => Just(Some(Judgement::GiveUp)),
            1 => Just(None),
        ];
        let health = proptest::sample::select(vec![Health::Well, Health::Ill, Health::Unseen]);
        let retry_after = proptest::option::of((1_u64..110).prop_map(Duration::from_secs));
        (health, judgement, retry_after, any::<bool>()).prop_map(
            |(health, judgement, retry_after, of_source)| Outcome {
                health,
                judgement,
                retry_after,
                of_source,
            },
        )
    }

    proptest! {
        /// Whatever comes back, in whatever order: each request gets one end, no request too many attempts, and the
        /// rate limit holds.
        #[test]
        fn every_request_has_one_end(
            requests in 0_usize..20,
            outcomes in proptest::collection::vec((any_outcome(), any::<prop::sample::Index>()), 1..60),
            at_once in 1_usize..5,
            breaker_after in 0_u32..4,
            per_minute in 0_u32..100,
        ) {
            let policy = Policy { breaker_after, per_minute: NonZeroU32::new(per_minute), ..policy() };
            let interval = per_minute.checked_sub(1).map_or(Duration::ZERO, |_| 60 * SECOND / per_minute);
            let mut desk = desk_of(requests, policy);
            let mut on_their_way: Vec<Errand> = vec![];
            let (mut now, mut last) = (Moment::ORIGIN, None);
            let mut outcomes = outcomes.iter().cycle();
            for step in 0.. {
                prop_assert!(step < 10_000, "it does not end");
                let is_full = on_their_way.len() == at_once;
                match if is_full { Next::WaitForProbe } else { desk.next(now) } {
                    Next::Ask(errand) => {
                        prop_assert!(errand.attempt <= 3);
                        if let Some(last) = last.replace(now) {
                            prop_assert!(now.since(last) >= interval);
                        }
                        on_their_way.push(errand);
                    }
                    Next::Wait { until, .. } => {
                        prop_assert!(until > now);
                        now = until;
                    }
                    Next::NoMore if on_their_way.is_empty() => break,
                    Next::NoMore | Next::WaitForProbe => {
                        prop_assert!(!on_their_way.is_empty(), "nobody will ever wake");
                        let (outcome, which) = outcomes.next().unwrap();
                        let errand = on_their_way.swap_remove(which.index(on_their_way.len()));
                        let after = desk.ended(&errand, *outcome, now);
                        prop_assert_eq!(after.again_in.is_some(), after.end.is_none());
                        now = now.after(SECOND);
                    }
                }
            }
            let mut ended: Vec<_> = desk.ends().iter().map(|(index, _)| *index).collect();
            ended.sort_unstable();
            prop_assert_eq!(ended, (0..requests).collect::<Vec<_>>());
            let tally = desk.tally(now);
            prop_assert_eq!((tally.ended, tally.asking), (requests, 0));
        }
    }
}
