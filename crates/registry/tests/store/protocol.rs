//! The protocol of writers and the store, in every order of steps that there is, by a model checker.
//!
//! Three writers read the head, decide, and send their entry behind it, some under a lease. Between any two steps
//! anything may happen: somebody else's step, a request that arrives late, an answer that never comes, the server's fall,
//! time that passes or a clock that is set back. What the store does with a request it does at once: that is what a
//! transaction is.
//!
//! Each [`Check`] that the store makes, and each thing that a writer is told to do, can be left out. Then the checker finds
//! the order of steps in which that does harm: so none of them is there in vain, and the properties can fail.
#![expect(clippy::print_stdout, reason = "how much was looked at")]

use stateright::{Checker as _, Model, Property};

const WRITERS: usize = 3;

/// Which entry: whose.
type Id = u8;
/// Where the journal ends: how many rows, and the last.
type Head = (usize, Option<Id>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Row {
    id: Id,
    /// The head on which it was decided.
    behind: Head,
    /// The fence of the lease that it was sent under, and the lease as it was when it was written.
    lease: Option<(u8, Lease)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Lease {
    holder: Option<Id>,
    fence: u8,
    until: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Request {
    id: Id,
    /// Which of the writer's: only an answer to the last is waited for.
    attempt: u8,
    behind: Head,
    fence: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Answer {
    Done(usize),
    Behind,
    LeaseLost,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum Phase {
    /// Has to read before it decides.
    #[default]
    Idle,
    /// Has read up to this head, and decided.
    Decided(Head),
    /// Has sent its entry; perhaps an answer is on its way.
    Sent(Option<Answer>),
    /// Does not know whether its entry is written.
    Unsure,
    /// Knows that it is.
    Finished,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Writer {
    phase: Phase,
    attempts: u8,
    /// The fence of the lease that it believes to hold.
    fence: Option<u8>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct State {
    rows: Vec<Row>,
    /// How many of them outlast the server's fall.
    on_disk: usize,
    lease: Lease,
    clock: u8,
    writers: [Writer; WRITERS],
    /// On their way, in any order.
    requests: Vec<Request>,
    /// What was acknowledged, and as which row.
    acknowledged: Vec<(Id, usize)>,
    /// Every fence that was given out.
    fences: Vec<u8>,
    fallen: bool,
    set_back: bool,
    found_by_reading_on: bool,
    refused: Vec<Answer>,
}

impl State {
    fn head(&self) -> Head {
        (self.rows.len(), self.rows.last().map(|row| row.id))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Step {
    Read(usize),
    Send(usize),
    /// A request arrives and is answered.
    Serve(usize),
    Hear(usize),
    /// The connection breaks, or the writer is killed and another goes on with its work.
    GiveUp(usize),
    Take(usize),
    /// By the one who has it.
    Release,
    Tick,
    SetBack,
    Sync,
    Fall,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Check {
    /// The store looks whether the head is the one that was decided on.
    TheHead,
    /// A writer who does not know reads on before it sends again.
    ReadingOn,
    /// What is acknowledged is on disk.
    Durability,
    /// The store looks whether the lease is still held.
    TheLease,
    /// And whether it is still the same taking of it.
    TheFence,
    /// And whether its time is over.
    TheTime,
    /// The fence is kept where a lease is given back.
    KeepingTheFence,
}

/// What is looked at: with leases there is too much else to look at all of it at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum World {
    Chain,
    Leases,
}

#[derive(Clone, Debug)]
struct Protocol {
    world: World,
    without: Option<Check>,
    /// The one property that is looked at; all where there is none.
    only: Option<&'static str>,
}

const CLOCK_MAX: u8 = 2;
/// A lease that is taken now is held now, and at the next tick no more.
const LEASE_TIME: u8 = 1;
const FENCE_MAX: u8 = 3;

impl Protocol {
    /// How often a writer sends its entry.
    fn attempts_max(&self) -> u8 {
        match self.world {
            World::Chain => 2,
            World::Leases => 1,
        }
    }

    fn checks(&self, check: Check) -> bool {
        self.without != Some(check)
    }

    fn holds(&self, state: &State, id: Id, fence: u8) -> bool {
        let lease = &state.lease;
        !self.checks(Check::TheLease)
            || ((lease.holder == Some(id) || !self.checks(Check::TheFence))
                && (lease.fence == fence || !self.checks(Check::TheFence))
                && (lease.until > state.clock || !self.checks(Check::TheTime)))
    }

    /// The transaction.
    fn serve(&self, state: &mut State, request: Request) -> Answer {
        if request.fence.is_some_and(|fence| !self.holds(state, request.id, fence)) {
            return Answer::LeaseLost;
        }
        if request.behind != state.head() && self.checks(Check::TheHead) {
            return Answer::Behind;
        }
        let lease = request.fence.map(|fence| (fence, state.lease.clone()));
        // The time at which it was written.
        let lease = lease.map(|(fence, lease)| {
            let until = lease.until.saturating_sub(state.clock);
            (fence, Lease { until, ..lease })
        });
        state.rows.push(Row { id: request.id, behind: request.behind, lease });
        if self.checks(Check::Durability) {
            state.on_disk = state.rows.len();
        }
        Answer::Done(state.rows.len())
    }

    fn take(&self, state: &mut State, writer: usize) {
        let id = writer as Id;
        let free = state.lease.holder.is_none() || state.lease.until <= state.clock;
        if !free && state.lease.holder != Some(id) {
            return;
        }
        if free {
            state.lease.fence += 1;
            state.lease.holder = Some(id);
            state.fences.push(state.lease.fence);
        }
        state.lease.until = state.clock + LEASE_TIME;
        state.writers[writer].fence = Some(state.lease.fence);
    }
}

impl Model for Protocol {
    type State = State;
    type Action = Step;

    fn init_states(&self) -> Vec<State> {
        vec![State::default()]
    }

    fn actions(&self, state: &State, steps: &mut Vec<Step>) {
        for (n, writer) in state.writers.iter().enumerate() {
            match writer.phase {
                Phase::Idle if writer.attempts < self.attempts_max() => steps.push(Step::Read(n)),
                Phase::Unsure => steps.push(Step::Read(n)),
                Phase::Decided(_) => steps.push(Step::Send(n)),
                Phase::Sent(Some(_)) => steps.extend([Step::Hear(n), Step::GiveUp(n)]),
                Phase::Sent(None) => steps.push(Step::GiveUp(n)),
                Phase::Idle | Phase::Finished => {}
            }
            if self.world == World::Leases {
                if state.lease.fence < FENCE_MAX && writer.phase == Phase::Idle {
                    steps.push(Step::Take(n));
                }
                if state.lease.holder == Some(n as Id) && writer.fence == Some(state.lease.fence) {
                    steps.push(Step::Release);
                }
            }
        }
        steps.extend((0..state.requests.len()).map(Step::Serve));
        if self.world == World::Leases {
            steps.extend((state.clock < CLOCK_MAX).then_some(Step::Tick));
            steps.extend((state.clock > 0 && !state.set_back).then_some(Step::SetBack));
        } else {
            steps.extend((!state.fallen).then_some(Step::Fall));
            steps.extend((state.on_disk < state.rows.len()).then_some(Step::Sync));
        }
    }

    fn next_state(&self, last: &State, step: Step) -> Option<State> {
        let mut state = last.clone();
        match step {
            Step::Read(n) => {
                let mine = last.rows.iter().position(|row| row.id == n as Id);
                let reads_on = last.writers[n].phase == Phase::Unsure && self.checks(Check::ReadingOn);
                state.writers[n].phase = match mine.filter(|_| reads_on) {
                    Some(place) => {
                        state.found_by_reading_on = true;
                        state.acknowledged.push((n as Id, place + 1));
                        Phase::Finished
                    }
                    None if last.writers[n].attempts == self.attempts_max() => return None,
                    None => Phase::Decided(last.head()),
                };
            }
            Step::Send(n) => {
                let Phase::Decided(behind) = last.writers[n].phase else { return None };
                // In the world of leases an entry is sent under one, or it is not one that needs it.
                let writer = &mut state.writers[n];
                writer.attempts += 1;
                writer.phase = Phase::Sent(None);
                let (attempt, fence) = (writer.attempts, writer.fence);
                state.requests.push(Request { id: n as Id, attempt, behind, fence });
                state.requests.sort_by_key(|request| (request.id, request.attempt));
            }
            Step::Serve(which) => {
                let request = state.requests.remove(which);
                let writer = usize::from(request.id);
                let attempt = request.attempt;
                let answer = self.serve(&mut state, request);
                if matches!(answer, Answer::Behind | Answer::LeaseLost) && !state.refused.contains(&answer) {
                    state.refused.push(answer);
                    state.refused.sort_by_key(|answer| *answer == Answer::LeaseLost);
                }
                let writer = &mut state.writers[writer];
                if writer.phase == Phase::Sent(None) && writer.attempts == attempt {
                    writer.phase = Phase::Sent(Some(answer));
                }
            }
            Step::Hear(n) => {
                let Phase::Sent(Some(answer)) = last.writers[n].phase else { return None };
                state.writers[n].phase = match answer {
                    Answer::Done(number) => {
                        state.acknowledged.push((n as Id, number));
                        Phase::Finished
                    }
                    // Only an earlier request of its own may have been quicker: it reads on in any case.
                    Answer::Behind => Phase::Unsure,
                    Answer::LeaseLost => {
                        state.writers[n].fence = None;
                        Phase::Unsure
                    }
                };
            }
            Step::GiveUp(n) => state.writers[n].phase = Phase::Unsure,
            Step::Take(n) => self.take(&mut state, n),
            Step::Release => {
                state.lease.holder = None;
                if !self.checks(Check::KeepingTheFence) {
                    state.lease = Lease::default();
                }
                // The one who gives it back does not forget it: what it sends late must be refused.
            }
            Step::Tick => state.clock += 1,
            Step::SetBack => {
                state.clock -= 1;
                state.set_back = true;
            }
            Step::Sync => state.on_disk = state.rows.len(),
            Step::Fall => {
                state.rows.truncate(state.on_disk);
                state.requests.clear();
                state.fallen = true;
            }
        }
        (state != *last).then_some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let chain = Property::always("each row was decided on the one before it", |_, state: &State| {
            let mut head: Head = (0, None);
            state.rows.iter().enumerate().all(|(n, row)| {
                let fits = row.behind == head;
                head = (n + 1, Some(row.id));
                fits
            })
        });
        let heads = Property::always("no two rows were decided on one head", |_, state: &State| {
            state
                .rows
                .iter()
                .enumerate()
                .all(|(n, row)| state.rows[..n].iter().all(|one| one.behind != row.behind))
        });
        let once = Property::always("no entry is there twice", |_, state: &State| {
            state.rows.iter().enumerate().all(|(n, row)| state.rows[..n].iter().all(|one| one.id != row.id))
        });
        let stays = Property::always("what was acknowledged stays", |_, state: &State| {
            let is_there =
                |&(id, number): &(Id, usize)| state.rows.get(number - 1).is_some_and(|row| row.id == id);
            state.acknowledged.iter().all(is_there)
        });
        let held = Property::always("nothing is written under a lease that is lost", |_, state: &State| {
            let held = |row: &Row| match &row.lease {
                Some((fence, then)) => then.holder == Some(row.id) && then.fence == *fence && then.until > 0,
                None => true,
            };
            state.rows.iter().all(held)
        });
        let order = Property::always(
            "nothing is written under an earlier taking than the row before",
            |_, state: &State| {
                let fences: Vec<u8> =
                    state.rows.iter().filter_map(|row| row.lease.as_ref()).map(|(fence, _)| *fence).collect();
                fences.is_sorted()
            },
        );
        let fences = Property::always("fences only grow", |_, state: &State| {
            state.fences.is_sorted_by(|one, next| one < next)
        });

        // What the others would prove nothing without.
        let mut properties = vec![chain, heads, once, stays, held, order, fences];
        if let Some(only) = self.only {
            properties.retain(|property| property.name == only);
            return properties;
        }
        properties
            .push(Property::sometimes("two entries are written", |_, state: &State| state.rows.len() == 2));
        properties.push(Property::sometimes("a writer was behind", |_, state: &State| {
            state.refused.contains(&Answer::Behind)
        }));
        properties.push(match self.world {
            World::Chain => Property::sometimes("all are acknowledged", |_, state: &State| {
                state.acknowledged.len() == WRITERS
            }),
            World::Leases => Property::sometimes("a lease was lost", |_, state: &State| {
                state.refused.contains(&Answer::LeaseLost)
            }),
        });
        properties.push(match self.world {
            World::Chain => {
                Property::sometimes("the server fell with rows on its disk", |_, state: &State| {
                    state.fallen && !state.rows.is_empty()
                })
            }
            World::Leases => {
                Property::sometimes("two wrote under one lease after another", |_, state: &State| {
                    state.rows.iter().filter_map(|row| row.lease.as_ref()).map(|(fence, _)| fence).max()
                        >= Some(&2)
                        && state.rows.len() == 2
                })
            }
        });
        properties.push(Property::sometimes("an entry was found by reading on", |_, state: &State| {
            state.found_by_reading_on
        }));
        properties
    }
}

fn is_never_broken(world: World) {
    let checker = Protocol { world, without: None, only: None }.checker().threads(2).spawn_bfs().join();
    checker.assert_properties();
    println!("{world:?}: {} states", checker.unique_state_count());
}

fn is_broken_without(world: World, without: Check, property: &'static str) {
    let checker = Protocol { world, without: Some(without), only: Some(property) }
        .checker()
        .threads(2)
        .spawn_bfs()
        .join();
    checker.assert_any_discovery(property);
}

#[test]
fn the_chain_is_never_broken() {
    is_never_broken(World::Chain);
}

#[test]
fn a_lost_lease_is_never_written_under() {
    is_never_broken(World::Leases);
}

#[test]
fn each_check_is_needed_for_the_chain() {
    is_broken_without(World::Chain, Check::TheHead, "each row was decided on the one before it");
    is_broken_without(World::Chain, Check::TheHead, "no two rows were decided on one head");
    is_broken_without(World::Chain, Check::ReadingOn, "no entry is there twice");
    is_broken_without(World::Chain, Check::Durability, "what was acknowledged stays");
}

#[test]
fn each_check_is_needed_for_the_lease() {
    is_broken_without(World::Leases, Check::TheLease, "nothing is written under a lease that is lost");
    is_broken_without(
        World::Leases,
        Check::TheFence,
        "nothing is written under an earlier taking than the row before",
    );
    is_broken_without(World::Leases, Check::TheTime, "nothing is written under a lease that is lost");
    is_broken_without(World::Leases, Check::KeepingTheFence, "fences only grow");
}
