//! Paragraph 5: no court decision and no order of an authorised body stands against the asset or its issuer.

use std::collections::BTreeMap;

use qazyq_exact::Day;

use crate::act::Law;
use crate::case::{Check, CheckResult, Event, EventKind, Facts, Subject};
use crate::json::Text;
use crate::outcome::Outcome;
use crate::reason::{Finding, Reason};

/// No such event is in force, and that nothing is there has itself been shown for asset and issuer.
///
/// Absence of evidence is not evidence of absence: without recent checks of registers the criterion stays
/// undetermined.
#[must_use]
pub fn legal_standing(law: &Law, facts: &Facts, date: Day) -> Finding {
    let in_force: Vec<Reason> =
        facts.events.iter().filter(|event| counts(law, event, date)).map(event_in_force).collect();
    if !in_force.is_empty() {
        return Finding { outcome: Outcome::NotMet, reasons: in_force };
    }
    let reasons: Vec<Reason> = [Subject::Asset, Subject::Issuer]
        .iter()
        .flat_map(|subject| checks_of(law, facts, *subject, date))
        .collect();
    Finding { outcome: Outcome::all(reasons.iter().map(Reason::outcome)), reasons }
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

fn event_in_force(event: &Event) -> Reason {
    Reason::EventInForce {
        kind: event.kind.as_str(),
        subject: event.subject.as_str(),
        body: event.body.clone(),
        title: event.title.clone(),
        since: event.in_force_from,
    }
}

/// What the registers say of one subject: what was found if anything was, else that they are clean.
fn checks_of(law: &Law, facts: &Facts, subject: Subject, date: Day) -> Vec<Reason> {
    let of_subject =
        || facts.checks.iter().filter(|check| check.subjects.contains(&subject) && check.on <= date);
    let recent = |check: &&Check| {
        u32::try_from(date.since(check.on)).is_ok_and(|age_days| age_days <= law.check_days_max)
    };
    // For each register the latest check counts; of several on one day, one that found something.
    let mut latest: BTreeMap<&Text, (Day, bool)> = BTreeMap::new();
    for check in of_subject().filter(recent) {
        let found = match check.result {
            CheckResult::Found => true,
            CheckResult::None | CheckResult::Dismissed => false,
        };
        let entry = latest.entry(&check.register).or_insert((check.on, found));
        *entry = (*entry).max((check.on, found));
    }
    let subject = subject.as_str();
    if latest.is_empty() {
        return vec![Reason::NotChecked { subject, last: of_subject().map(|check| check.on).max() }];
    }
    let anything_found = latest.values().any(|(_, found)| *found);
    let counting = latest.into_iter().filter(|(_, (_, found))| *found == anything_found);
    let reason = |(register, (on, found)): (&Text, (Day, bool))| {
        let register = register.clone();
        if found {
            Reason::CheckFoundSomething { subject, register, on }
        } else {
            Reason::CheckIsClean { subject, register, on }
        }
    };
    counting.map(reason).collect()
}
