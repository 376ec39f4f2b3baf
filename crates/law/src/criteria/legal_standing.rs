//! Paragraph 5: no court decision and no order of an authorised body stands against the asset or its issuer.

use qazyq_exact::Day;

use crate::act::Law;
use crate::case::{Check, CheckResult, Event, EventKind, Facts, Subject};
use crate::json::Text;
use crate::outcome::Outcome;
use crate::reason::Ground;

/// No such event is in force, and that nothing is there has itself been shown for asset and issuer. Why is put behind
/// what `grounds` has.
///
/// Absence of evidence is not evidence of absence: without recent checks of registers the criterion stays
/// undetermined.
pub fn legal_standing<'a>(law: &Law, facts: &'a Facts, date: Day, grounds: &mut Vec<Ground<'a>>) -> Outcome {
    let before = grounds.len();
    let in_force = facts.events.iter().filter(|event| counts(law, event, date));
    grounds.extend(in_force.map(event_in_force));
    if grounds.len() == before {
        for subject in [Subject::Asset, Subject::Issuer] {
            checks_of(law, facts, subject, date, grounds);
        }
    }
    Outcome::all(grounds.iter().skip(before).map(|ground| ground.outcome()))
}

/// Whether the event stands on `date`: from its start, inclusive, to its end, exclusive.
fn counts(law: &Law, event: &Event, date: Day) -> bool {
    let kind = match event.kind {
        EventKind::CourtDecision | EventKind::Order => true,
        EventKind::Other => false,
    };
    let subject = match event.subject {
        Subject::Asset | Subject::Issuer => true,
        Subject::Other => false,
    };
    let in_force = event.in_force_from <= date && event.ended_on.is_none_or(|ended| date < ended);
    kind && subject && event.country == law.bodies_of_country.as_str() && in_force
}

fn event_in_force(event: &Event) -> Ground<'_> {
    Ground::EventInForce {
        kind: event.kind.as_str(),
        subject: event.subject.as_str(),
        body: event.body.as_ref(),
        title: event.title.as_ref(),
        since: event.in_force_from,
    }
}

/// What the registers say of one subject: what was found if anything was, else that they are clean.
fn checks_of<'a>(law: &Law, facts: &'a Facts, subject: Subject, date: Day, grounds: &mut Vec<Ground<'a>>) {
    let of_subject =
        || facts.checks.iter().filter(|check| check.subjects.contains(&subject) && check.on <= date);
    let is_recent = |check: &&Check| {
        u32::try_from(date.since(check.on)).is_ok_and(|age_days| age_days <= law.check_days_max)
    };
    let said = |check: &'a Check| {
        let found = match check.result {
            CheckResult::Found => true,
            CheckResult::None | CheckResult::Dismissed => false,
        };
        (&check.register, check.on, found)
    };
    let name = subject.as_str();
    let ground = |&(register, on, found): &(&'a Text, Day, bool)| match found {
        true => Ground::CheckFoundSomething { subject: name, register, on },
        false => Ground::CheckIsClean { subject: name, register, on },
    };
    let mut recent = of_subject().filter(is_recent).map(said);
    let (first, others) = match (recent.next(), recent.next()) {
        (None, _) => {
            let last = of_subject().map(|check| check.on).max();
            grounds.push(Ground::NotChecked { subject: name, last });
            return;
        }
        // Most subjects have one, which is the latest of its register.
        (Some(one), None) => {
            grounds.push(ground(&one));
            return;
        }
        (Some(first), Some(second)) => (first, std::iter::once(second).chain(recent)),
    };
    let mut recent: Vec<(&Text, Day, bool)> = std::iter::once(first).chain(others).collect();
    recent.sort_unstable();
    // For each register the latest check counts; of several on one day, one that found something.
    let latest = || recent.chunk_by(|a, b| a.0 == b.0).filter_map(<[_]>::last);
    let anything_found = latest().any(|(.., found)| *found);
    grounds.extend(latest().filter(|(.., found)| *found == anything_found).map(ground));
}
