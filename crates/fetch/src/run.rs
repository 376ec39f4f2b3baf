//! The run: a desk and some threads for each source, side by side.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, SystemTime},
};

use crate::{
    address::address_without_secrets,
    backoff,
    breaker::Health,
    clock::{Clock, Moment, SystemClock},
    desk::{After, Desk, Errand, Next, Outcome},
    event::{Event, Waiting, What},
    fault::Fault,
    http::{Asked, Http, Wire},
    policy::Policy,
    request::{End, Judgement, Reply, Request},
};

/// How long it takes at most until somebody who waits sees that things have changed.
const GLANCE: Duration = Duration::from_millis(50);

/// Threads for a source, at most.
const AT_ONCE_MAX: usize = 64;

/// Asks sources until each request has its end, and returns them in their order.
///
/// - `policy_of` tells how a source is to be treated; it is called once for each.
/// - `judge` sees each attempt: the request, the attempt's number (the first is 1), and the reply or why there is
///   none. It is called from several threads at once. What it wants to keep of a reply it keeps itself.
///   [`Judgement::of_protocol`] is a judge that looks at nothing but the protocol.
/// - `events` is told what happens. It should be quick: the source waits for it.
/// - Once `stop` is true, nothing more is asked, what is on its way is cut off, and what has no end yet ends as
///   [`End::Interrupted`].
///
/// A proxy is used if the environment names one (`ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`), though never for
/// an address of this machine.
///
/// ```no_run
/// use std::sync::atomic::AtomicBool;
///
/// use qazyq_fetch::{End, Judgement, Policy, Request, run};
///
/// let requests = vec![Request {
///     source: "example".to_owned(),
///     url: "https://example.org/prices?id=825".to_owned(),
///     headers: vec![("X-Key".to_owned(), "b54bcf4d".into())],
///     about: 825,
/// }];
/// let judge = |request: &Request<i32>, _attempt: u32, outcome: Result<&_, &_>| {
///     if let Ok(reply) = outcome {
///         println!("{}: {reply:?}", request.about);
///     }
///     Judgement::of_protocol(outcome)
/// };
/// for (request, end) in run(requests, |_| Policy::default(), judge, |_| {}, &AtomicBool::new(false)) {
///     assert_eq!(end, End::Done, "{request:?}");
/// }
/// ```
pub fn run<T, P, J, E>(
    requests: Vec<Request<T>>,
    policy_of: P,
    judge: J,
    events: E,
    stop: &AtomicBool,
) -> Vec<(Request<T>, End)>
where
    T: Sync,
    P: Fn(&str) -> Policy,
    J: Fn(&Request<T>, u32, Result<&Reply, &Fault>) -> Judgement + Sync,
    E: Fn(Event<'_>) + Sync,
{
    run_on(&SystemClock::new(), requests, policy_of, judge, events, stop)
}

/// [`run()`] on another clock, for tests that are not to wait. Deadlines stay those of the machine's clock.
pub fn run_on<T, P, J, E>(
    clock: &dyn Clock,
    requests: Vec<Request<T>>,
    policy_of: P,
    judge: J,
    events: E,
    stop: &AtomicBool,
) -> Vec<(Request<T>, End)>
where
    T: Sync,
    P: Fn(&str) -> Policy,
    J: Fn(&Request<T>, u32, Result<&Reply, &Fault>) -> Judgement + Sync,
    E: Fn(Event<'_>) + Sync,
{
    let office = Office {
        clock,
        wire: &Http::new(),
        judge: &judge,
        events: &events,
        stop,
        is_closed: AtomicBool::new(false),
    };
    office.run(requests, policy_of, fastrand::Rng::new)
}

/// What all threads of a run share.
struct Office<'a, J, E> {
    clock: &'a dyn Clock,
    wire: &'a dyn Wire,
    judge: &'a J,
    events: &'a E,
    stop: &'a AtomicBool,
    /// Whether the wire has been closed, after which what comes over it may be cut off anywhere.
    is_closed: AtomicBool,
}

/// A source, with what its threads share.
struct Source<'a> {
    name: &'a str,
    desk: Mutex<Desk>,
    /// What its threads are told to wait for, so that it is told once.
    announced: Mutex<Option<(Moment, Waiting)>>,
    threads: usize,
}

impl Source<'_> {
    /// The desk. A thread that panicked while it held it left it whole: whatever it calls changes it in one step.
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<J, E> Office<'_, J, E> {
    fn run<T>(
        &self,
        requests: Vec<Request<T>>,
        policy_of: impl Fn(&str) -> Policy,
        dice: impl Fn() -> fastrand::Rng,
    ) -> Vec<(Request<T>, End)>
    where
        T: Sync,
        J: Fn(&Request<T>, u32, Result<&Reply, &Fault>) -> Judgement + Sync,
        E: Fn(Event<'_>) + Sync,
    {
        let sources = self.sources(&requests, policy_of, dice);
        let at_work = AtomicUsize::new(0);
        thread::scope(|scope| {
            for source in &sources {
                self.tell(source, &source.desk(), self.clock.now(), What::Began);
                let mut started = 0_usize;
                for _ in 0..source.threads {
                    let leaving = Leaving::new(&at_work);
                    let requests = requests.as_slice();
                    let thread = thread::Builder::new().spawn_scoped(scope, move || {
                        // Whatever panics in it has been caught where it stands; a thread that ends early leaves its
                        // source to the others.
                        let _leaving = leaving;
                        self.work(source, requests);
                    });
                    started = started.saturating_add(usize::from(thread.is_ok()));
                }
                if started == 0 {
                    // The machine has no thread to spare: this one does the work.
                    self.work(source, &requests);
                }
            }
            while at_work.load(Ordering::Acquire) > 0 {
                self.close_if_stopped();
                thread::park_timeout(GLANCE);
            }
        });

        let mut ends = vec![None; requests.len()];
        for source in &sources {
            for &(index, end) in source.desk().ends() {
                if let Some(place) = ends.get_mut(index) {
                    *place = Some(end);
                }
            }
        }
        drop(sources);
        requests
            .into_iter()
            .zip(ends)
            .map(|(request, end)| (request, end.unwrap_or(End::Interrupted)))
            .collect()
    }

    /// The sources, in the order in which they are first named.
    fn sources<'r, T>(
        &self,
        requests: &'r [Request<T>],
        policy_of: impl Fn(&str) -> Policy,
        dice: impl Fn() -> fastrand::Rng,
    ) -> Vec<Source<'r>> {
        let mut by_name: Vec<(&str, Vec<usize>)> = vec![];
        for (index, request) in requests.iter().enumerate() {
            match by_name.iter_mut().find(|(name, _)| *name == request.source) {
                Some((_, indices)) => indices.push(index),
                None => by_name.push((&request.source, vec![index])),
            }
        }
        by_name
            .into_iter()
            .map(|(name, indices)| {
                let policy = policy_of(name);
                let threads = policy.at_once.clamp(1, AT_ONCE_MAX).min(indices.len());
                let desk = Mutex::new(Desk::new(policy, indices, self.clock.now(), dice()));
                Source { name, desk, announced: Mutex::new(None), threads }
            })
            .collect()
    }

    /// What each thread of a source does until nothing is left for it.
    fn work<T>(&self, source: &Source<'_>, requests: &[Request<T>])
    where
        J: Fn(&Request<T>, u32, Result<&Reply, &Fault>) -> Judgement,
        E: Fn(Event<'_>),
    {
        while !self.stop.load(Ordering::Relaxed) {
            let mut desk = source.desk();
            // Only now: the desk may have been waited for, and distances are counted from this moment.
            let now = self.clock.now();
            match desk.next(now) {
                Next::NoMore => return,
                Next::WaitForProbe => {
                    drop(desk);
                    self.clock.wait_until(now.after(GLANCE));
                }
                Next::Wait { until, why } => {
                    self.announce(source, &desk, now, until, why);
                    drop(desk);
                    self.clock.wait_until(until.min(now.after(GLANCE)));
                }
                Next::Ask(errand) => {
                    let Some(request) = requests.get(errand.index) else { return };
                    let address = address_without_secrets(&request.url);
                    let asking = What::Asking { address: &address, attempt: errand.attempt };
                    self.tell(source, &desk, now, asking);
                    let policy = desk.policy().clone();
                    drop(desk);
                    if !self.attempt(source, request, &address, &errand, &policy) {
                        return;
                    }
                }
            }
        }
    }

    /// One attempt, from asking to what follows; false if it was cut off because the run was stopped.
    fn attempt<T>(
        &self,
        source: &Source<'_>,
        request: &Request<T>,
        address: &str,
        errand: &Errand,
        policy: &Policy,
    ) -> bool
    where
        J: Fn(&Request<T>, u32, Result<&Reply, &Fault>) -> Judgement,
        E: Fn(Event<'_>),
    {
        let asked = Asked {
            url: &request.url,
            headers: &request.headers,
            deadline: policy.deadline,
            body_max: policy.body_max,
        };
        let began = self.clock.wall();
        let result = caught(|| self.wire.ask(&asked))
            .unwrap_or_else(|panic| Err(Fault::Connect(said(panic.as_ref()))))
            .map(|answer| Reply {
                status: answer.status,
                headers: answer.headers,
                body: answer.body,
                began,
                ended: self.clock.wall(),
            });
        if self.is_closed.load(Ordering::Acquire) {
            return false;
        }

        let judgement = caught(|| (self.judge)(request, errand.attempt, result.as_ref())).ok();
        let outcome = outcome(&result, judgement, self.clock.wall());

        let mut desk = source.desk();
        let now = self.clock.now();
        let after = desk.ended(errand, outcome, now);
        if judgement != Some(Judgement::Done) {
            let outcome = result.as_ref().map(|reply| reply.status);
            let failed = What::Failed { address, attempt: errand.attempt, outcome, again_in: after.again_in };
            self.tell(source, &desk, now, failed);
        }
        self.tell_what_follows(source, &desk, now, address, after);
        true
    }

    fn tell_what_follows(&self, source: &Source<'_>, desk: &Desk, now: Moment, address: &str, after: After)
    where
        E: Fn(Event<'_>),
    {
        if let Some(end) = after.end {
            self.tell(source, desk, now, What::Ended { address, end });
        }
        if let Some(opened) = after.opened {
            let until = later(self.clock.wall(), opened.until.since(now));
            self.tell(source, desk, now, What::BreakerOpened { times: opened.times, until });
        }
        if let Some(over) = after.over {
            let until = over.wait.map(|wait| later(self.clock.wall(), wait));
            self.tell(source, desk, now, What::Over { end: over.end, left: over.left, until });
        }
    }

    /// Tells what a source waits for, unless that has been told.
    fn announce(&self, source: &Source<'_>, desk: &Desk, now: Moment, until: Moment, why: Waiting)
    where
        E: Fn(Event<'_>),
    {
        let mut announced = source.announced.lock().unwrap_or_else(PoisonError::into_inner);
        if announced.replace((until, why)) != Some((until, why)) {
            let wait = until.since(now);
            self.tell(source, desk, now, What::Waiting { why, wait, until: later(self.clock.wall(), wait) });
        }
    }

    /// Tells an event, with the desk in hand so that a source's events keep their order. One whose telling panics is
    /// lost; nothing hangs on it.
    fn tell(&self, source: &Source<'_>, desk: &Desk, now: Moment, what: What<'_>)
    where
        E: Fn(Event<'_>),
    {
        let event = Event { source: source.name, tally: desk.tally(now), estimate: desk.estimate(now), what };
        let _ = caught(|| (self.events)(event));
    }

    fn close_if_stopped(&self) {
        if self.stop.load(Ordering::Relaxed) && !self.is_closed.swap(true, Ordering::AcqRel) {
            self.wire.close();
        }
    }
}

/// Counts a thread as at work until it is dropped, and then wakes the one that waits for it.
struct Leaving<'a> {
    at_work: &'a AtomicUsize,
    waiting: thread::Thread,
}

impl<'a> Leaving<'a> {
    fn new(at_work: &'a AtomicUsize) -> Self {
        at_work.fetch_add(1, Ordering::AcqRel);
        Self { at_work, waiting: thread::current() }
    }
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.at_work.fetch_sub(1, Ordering::AcqRel);
        self.waiting.unpark();
    }
}

/// What an attempt says of its source, beside the judge's word.
fn outcome(result: &Result<Reply, Fault>, judgement: Option<Judgement>, now: SystemTime) -> Outcome {
    let health = match result {
        Ok(reply) if reply.status >= 500 => Health::Ill,
        // It answers, though not with what was wanted.
        Ok(_) | Err(Fault::TooLong { .. } | Fault::Redirected { .. }) => Health::Well,
        Err(Fault::BadAddress(_)) => Health::Unseen,
        Err(
            Fault::Connect(_)
            | Fault::Deadline
            | Fault::Reset(_)
            | Fault::BadEncoding(_)
            | Fault::Tls(_)
            | Fault::NameNotFound(_)
            | Fault::NotHttp(_),
        ) => Health::Ill,
    };
    let reply = result.as_ref().ok();
    let retry_after =
        reply.and_then(|r| r.header("retry-after")).and_then(|value| backoff::retry_after(value, now));
    // Too many requests and an overload are the source's by what they mean. Any other refusal that names a time is a
    // ban, as where an exchange answers 418: to go on with other requests would lengthen it.
    let of_source = reply.is_some_and(|r| match r.status {
        429 | 503 => true,
        status => status >= 400 && retry_after.is_some(),
    });
    Outcome { health, judgement, retry_after, of_source }
}

/// So long after a time of day; that time itself if no calendar reaches so far.
fn later(time: SystemTime, wait: Duration) -> SystemTime {
    time.checked_add(wait).unwrap_or(time)
}

/// Calls what others wrote. A panic in it stays there.
fn caught<R>(call: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(call))
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> String {
    let text =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    crate::code::excerpt(text.unwrap_or("panicked"))
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        sync::{Condvar, atomic::AtomicU32},
    };

    use super::*;
    use crate::{clock::fake::Fake, http::Answer, request::Secret};

    /// A wire that answers by a function.
    struct Scripted<F>(F);

    impl<F: Fn(&Asked<'_>) -> Result<Answer, Fault> + Sync> Wire for Scripted<F> {
        fn ask(&self, asked: &Asked<'_>) -> Result<Answer, Fault> {
            (self.0)(asked)
        }

        fn close(&self) {}
    }

    fn answer(status: u16) -> Result<Answer, Fault> {
        Ok(Answer { status, headers: vec![], body: vec![] })
    }

    fn busy(retry_after: &str) -> Result<Answer, Fault> {
        let headers = vec![("retry-after".to_owned(), retry_after.to_owned())];
        Ok(Answer { status: 429, headers, body: vec![] })
    }

    fn request(source: &str, path: &str) -> Request<()> {
        Request {
            source: source.to_owned(),
            url: format!("https://{source}.example/{path}"),
            headers: vec![("x-key".to_owned(), Secret::new("hush"))],
            about: (),
        }
    }

    fn policy() -> Policy {
        Policy { per_minute: None, breaker_after: 0, ..Policy::default() }
    }

    fn by_protocol(_: &Request<()>, _: u32, outcome: Result<&Reply, &Fault>) -> Judgement {
        Judgement::of_protocol(outcome)
    }

    /// An event as a line, its times in seconds since the fake wall began.
    fn line(event: &Event<'_>) -> String {
        let since = |time: SystemTime| time.duration_since(Fake::default().wall()).unwrap().as_secs();
        let what = match &event.what {
            What::Began => "began".to_owned(),
            What::Asking { address, attempt } => format!("asking {address} {attempt}"),
            What::Failed { address, attempt, outcome, again_in } => {
                format!("failed {address} {attempt} {outcome:?} {again_in:?}")
            }
            What::Ended { address, end } => format!("ended {address} {end:?}"),
            What::Waiting { why, wait, until } => format!("waiting {why:?} {wait:?} {}", since(*until)),
            What::BreakerOpened { times, until } => format!("opened {times} {}", since(*until)),
            What::Over { end, left, until } => format!("over {end:?} {left} {:?}", until.map(since)),
        };
        format!("{} {}/{} {what}", event.source, event.tally.ended, event.tally.requests)
    }

    /// Runs with a wire of its own and a clock that does not wait; gives the ends, and the events as lines.
    fn run_scripted(
        requests: Vec<Request<()>>,
        policy: &Policy,
        wire: impl Fn(&Asked<'_>) -> Result<Answer, Fault> + Sync,
        judge: impl Fn(&Request<()>, u32, Result<&Reply, &Fault>) -> Judgement + Sync,
    ) -> (Vec<End>, Vec<String>) {
        let lines = Mutex::new(vec![]);
        let events = |event: Event<'_>| {
            lines.lock().unwrap().push(line(&event));
        };
        let clock = Fake::default();
        let wire = Scripted(wire);
        let office = Office {
            clock: &clock,
            wire: &wire,
            judge: &judge,
            events: &events,
            stop: &AtomicBool::new(false),
            is_closed: AtomicBool::new(false),
        };
        let ended = office.run(requests, |_| policy.clone(), || fastrand::Rng::with_seed(1));
        (ended.into_iter().map(|(_, end)| end).collect(), lines.into_inner().unwrap())
    }

    #[test]
    fn a_run_of_nothing_is_over() {
        let (ends, events) = run_scripted(vec![], &policy(), |_| answer(200), by_protocol);
        assert!(ends.is_empty() && events.is_empty());
    }

    #[test]
    fn requests_come_back_in_their_order_with_their_ends() {
        let requests: Vec<_> =
            (0..40).map(|n| request(["a", "b", "c"][n % 3], &format!("{}", n % 4))).collect();
        let wire = |asked: &Asked<'_>| match asked.url.as_bytes().last() {
            Some(b'0') => answer(404),
            Some(b'1') => answer(500),
            Some(b'2') => Err(Fault::TooLong { max: 1 }),
            _ => answer(200),
        };
        let (ends, _) = run_scripted(requests, &Policy { at_once: 4, ..policy() }, wire, by_protocol);
        for (n, end) in ends.into_iter().enumerate() {
            let expected = match n % 4 {
                0 | 2 => End::GaveUp { attempts: 1 },
                1 => End::GaveUp { attempts: 5 },
                _ => End::Done,
            };
            assert_eq!(end, expected, "{n}");
        }
    }

    #[test]
    fn what_happens_is_told_in_order_and_without_secrets() {
        let tries = AtomicU32::new(0);
        let wire = |_: &Asked<'_>| match tries.fetch_add(1, Ordering::Relaxed) {
            0 => Err(Fault::Deadline),
            1 => busy("30"),
            _ => answer(200),
        };
        let policy = Policy {
            backoff_first: Duration::ZERO,
            backoff_max: Duration::ZERO,
            per_minute: None,
            ..policy()
        };
        let (ends, events) = run_scripted(vec![request("a", "?token=hush")], &policy, wire, by_protocol);
        assert_eq!(ends, [End::Done]);
        assert_eq!(
            events,
            [
                "a 0/1 began",
                "a 0/1 asking https://a.example/?token=*** 1",
                "a 0/1 failed https://a.example/?token=*** 1 Err(Deadline) Some(0ns)",
                "a 0/1 asking https://a.example/?token=*** 2",
                "a 0/1 failed https://a.example/?token=*** 2 Ok(429) Some(30s)",
                "a 0/1 waiting SourceAsked 30s 30",
                "a 0/1 asking https://a.example/?token=*** 3",
                "a 1/1 ended https://a.example/?token=*** Done",
            ]
        );
    }

    #[test]
    fn a_date_to_come_back_at_is_counted_from_the_clocks_wall() {
        // The fake wall begins at 2023-11-14 22:13:20.
        let wire = |_: &Asked<'_>| busy("Tue, 14 Nov 2023 23:13:20 GMT");
        let (ends, events) =
            run_scripted(vec![request("a", ""), request("a", "")], &policy(), wire, by_protocol);
        assert_eq!(ends, [End::SourceStopped; 2]);
        assert_eq!(events.last().unwrap(), "a 2/2 over SourceStopped 1 Some(3600)");
    }

    #[test]
    fn a_refusal_that_names_a_time_is_meant_for_the_source() {
        for (status, retry_after, expected) in [
            (200, Some("30"), false),
            (202, Some("30"), false),
            (403, Some("30"), true),
            (404, None, false),
            (418, Some("30"), true),
            (418, Some("soon"), false),
            (429, None, true),
            (429, Some("30"), true),
            (500, None, false),
            (500, Some("30"), true),
            (503, None, true),
        ] {
            let headers = retry_after.map(|value| ("retry-after".to_owned(), value.to_owned()));
            let epoch = SystemTime::UNIX_EPOCH;
            let headers = headers.into_iter().collect();
            let reply = Reply { status, headers, body: vec![], began: epoch, ended: epoch };
            assert_eq!(outcome(&Ok(reply), None, epoch).of_source, expected, "{status} {retry_after:?}");
        }
        assert!(!outcome(&Err(Fault::Deadline), None, SystemTime::UNIX_EPOCH).of_source);
    }

    #[test]
    fn a_source_that_is_down_is_paused_and_then_given_up() {
        let requests = (0..10).map(|n| request("a", &n.to_string())).collect();
        let policy = Policy { breaker_after: 3, breaker_opens_max: 2, ..policy() };
        let (ends, events) = run_scripted(requests, &policy, |_| Err(Fault::Deadline), by_protocol);
        assert_eq!(ends, [End::BreakerOpen; 10]);
        let told: Vec<_> = events.iter().filter(|event| !event.contains("https:")).collect();
        assert_eq!(
            told,
            [
                "a 0/10 began",
                "a 0/10 opened 1 60",
                "a 0/10 waiting BreakerOpen 60s 60",
                "a 10/10 over BreakerOpen 9 None",
            ]
        );
        assert_eq!(events.iter().filter(|event| event.contains("asking")).count(), 4);
    }

    #[test]
    fn a_judge_that_panics_loses_its_own_request_and_no_other() {
        let judge = |request: &Request<()>, _: u32, _: Result<&Reply, &Fault>| {
            assert!(!request.url.ends_with("/3"), "the judge panics, as it is meant to");
            Judgement::Done
        };
        let requests = (0..6).map(|n| request("a", &n.to_string())).collect();
        let (ends, _) = run_scripted(requests, &Policy { at_once: 2, ..policy() }, |_| answer(200), judge);
        for (n, end) in ends.into_iter().enumerate() {
            assert_eq!(end, if n == 3 { End::Panicked { attempts: 1 } } else { End::Done }, "{n}");
        }
    }

    #[test]
    fn a_wire_that_panics_is_a_fault_and_an_event_that_panics_is_lost() {
        let wire = Scripted(|_: &Asked<'_>| panic!("the wire panics, as it is meant to"));
        let clock = Fake::default();
        let seen = Mutex::new(vec![]);
        let judge = |_: &Request<()>, _: u32, outcome: Result<&Reply, &Fault>| {
            seen.lock().unwrap().push(outcome.cloned().map(|reply| reply.status).map_err(Clone::clone));
            Judgement::GiveUp
        };
        let office = Office {
            clock: &clock,
            wire: &wire,
            judge: &judge,
            events: &|_: Event<'_>| panic!("the events panic, as they are meant to"),
            stop: &AtomicBool::new(false),
            is_closed: AtomicBool::new(false),
        };
        let ended = office.run(vec![request("a", "")], |_| policy(), fastrand::Rng::new);
        assert_eq!(ended[0].1, End::GaveUp { attempts: 1 });
        let fault = Fault::Connect("the wire panics, as it is meant to".to_owned());
        assert_eq!(*seen.lock().unwrap(), [Err(fault)]);
    }

    /// Lets a caller through when so many are there, or after a while that no test reaches unless it fails.
    struct Gate {
        there: Mutex<usize>,
        changed: Condvar,
    }

    impl Gate {
        fn new() -> Self {
            Self { there: Mutex::new(0), changed: Condvar::new() }
        }

        fn pass_with(&self, others: usize) -> bool {
            let mut there = self.there.lock().unwrap();
            *there += 1;
            self.changed.notify_all();
            let patience = Duration::from_secs(10);
            let (_there, waited) =
                self.changed.wait_timeout_while(there, patience, |there| *there < others).unwrap();
            !waited.timed_out()
        }
    }

    #[test]
    fn sources_go_side_by_side() {
        let gate = Gate::new();
        let wire = |_: &Asked<'_>| answer(if gate.pass_with(3) { 200 } else { 404 });
        let requests = vec![request("a", ""), request("b", ""), request("c", "")];
        let (ends, _) = run_scripted(requests, &policy(), wire, by_protocol);
        assert_eq!(ends, [End::Done; 3]);
    }

    #[test]
    fn a_source_is_asked_by_as_many_at_once_as_it_may_and_no_more() {
        let gate = Gate::new();
        let on_their_way = Mutex::new((0, 0));
        let wire = |_: &Asked<'_>| {
            {
                let (now, most) = &mut *on_their_way.lock().unwrap();
                *now += 1;
                *most = *now.max(most);
            }
            let all_there = gate.pass_with(3);
            on_their_way.lock().unwrap().0 -= 1;
            answer(if all_there { 200 } else { 404 })
        };
        let requests = (0..30).map(|n| request("a", &n.to_string())).collect();
        let (ends, _) = run_scripted(requests, &Policy { at_once: 3, ..policy() }, wire, by_protocol);
        assert_eq!(ends, [End::Done; 30]);
        assert_eq!(on_their_way.lock().unwrap().1, 3);
    }

    #[test]
    fn how_many_at_once_is_between_one_and_a_bound() {
        for (at_once, requests, threads) in
            [(0, 5, 1), (1, 5, 1), (3, 5, 3), (9, 5, 5), (usize::MAX, 100, 64)]
        {
            let requests: Vec<_> = (0..requests).map(|n| request("a", &n.to_string())).collect();
            let office = Office {
                clock: &Fake::default(),
                wire: &Scripted(|_: &Asked<'_>| answer(200)),
                judge: &(),
                events: &(),
                stop: &AtomicBool::new(false),
                is_closed: AtomicBool::new(false),
            };
            let sources = office.sources(&requests, |_| Policy { at_once, ..policy() }, fastrand::Rng::new);
            assert_eq!(sources[0].threads, threads, "{at_once}");
        }
    }

    #[test]
    fn each_source_has_its_own_policy_and_is_asked_for_it_once() {
        let asked = Mutex::new(BTreeMap::new());
        let policy_of = |name: &str| {
            *asked.lock().unwrap().entry(name.to_owned()).or_insert(0) += 1;
            Policy { attempts_max: if name == "a" { 1 } else { 2 }, ..policy() }
        };
        let office = Office {
            clock: &Fake::default(),
            wire: &Scripted(|_: &Asked<'_>| answer(500)),
            judge: &by_protocol,
            events: &|_: Event<'_>| {},
            stop: &AtomicBool::new(false),
            is_closed: AtomicBool::new(false),
        };
        let requests = vec![request("a", "1"), request("b", "2"), request("a", "3")];
        let ended = office.run(requests, policy_of, fastrand::Rng::new);
        let attempts: Vec<_> = ended.iter().map(|(_, end)| *end).collect();
        assert_eq!(attempts, [1, 2, 1].map(|attempts| End::GaveUp { attempts }));
        assert!(asked.lock().unwrap().values().all(|times| *times == 1));
    }

    #[test]
    fn a_run_that_is_stopped_before_it_begins_asks_nothing() {
        let office = Office {
            clock: &Fake::default(),
            wire: &Scripted(|_: &Asked<'_>| panic!("nothing should be asked")),
            judge: &by_protocol,
            events: &|_: Event<'_>| {},
            stop: &AtomicBool::new(true),
            is_closed: AtomicBool::new(false),
        };
        let ended = office.run(vec![request("a", "")], |_| policy(), fastrand::Rng::new);
        assert_eq!(ended[0].1, End::Interrupted);
    }

    #[test]
    fn a_run_that_is_stopped_while_it_waits_does_not_wait_on() {
        // On the machine's clock: if waiting could not be cut short, this would take an hour.
        let stop = AtomicBool::new(false);
        let hour = Duration::from_secs(3600);
        let office = Office {
            clock: &SystemClock::new(),
            wire: &Scripted(|_: &Asked<'_>| answer(429)),
            judge: &|_: &Request<()>, _: u32, _: Result<&Reply, &Fault>| Judgement::AgainAfter(hour),
            events: &|event: Event<'_>| {
                if matches!(event.what, What::Waiting { why: Waiting::SourceAsked, .. }) {
                    stop.store(true, Ordering::Relaxed);
                }
            },
            stop: &stop,
            is_closed: AtomicBool::new(false),
        };
        let policy = Policy { retry_after_max: hour, at_once: 2, ..policy() };
        let ended =
            office.run(vec![request("a", "1"), request("a", "2")], |_| policy.clone(), fastrand::Rng::new);
        assert!(ended.iter().all(|(_, end)| *end == End::Interrupted));
    }
}
