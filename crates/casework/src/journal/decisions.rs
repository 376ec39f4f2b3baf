//! Whether decisions on lists keep the rules: looked at when they are written, and here once more, for a journal may have
//! been written by another program.
//!
//! What a token allowed at that instant cannot be seen any more: an author is taken at its word.

use qazyq_registry::entry::Entry;
use qazyq_registry::lists::{Lists, Stage};
use qazyq_registry::people::{People, Right};
use qazyq_registry::what::What;

/// Who must have decided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Anybody,
    Proposer,
    SecondPerson,
}

/// How a decision breaks the rules, by the users and the lists before it: the name of a message.
pub(super) fn breaks(entry: &Entry, people: &People, lists: &Lists) -> Option<&'static str> {
    let (right, who, on): (Right, Who, Option<(u64, &[Stage])>) = match &entry.what {
        What::Proposal(_) => (Right::Propose, Who::Anybody, None),
        What::Review { proposal, .. } => {
            (Right::Review, Who::Anybody, Some((*proposal, &[Stage::Open, Stage::Approved])))
        }
        What::Approval { proposal, .. } => {
            (Right::Approve, Who::SecondPerson, Some((*proposal, &[Stage::Open])))
        }
        What::Rejection { proposal, .. } => {
            (Right::Approve, Who::SecondPerson, Some((*proposal, &[Stage::Open, Stage::Approved])))
        }
        What::Publication { proposal, .. } => {
            (Right::Approve, Who::SecondPerson, Some((*proposal, &[Stage::Approved])))
        }
        What::Recall { proposal, .. } => {
            (Right::Propose, Who::Proposer, Some((*proposal, &[Stage::Open, Stage::Approved])))
        }
        _ => return None,
    };
    let author = entry.author.as_deref();
    if !author.and_then(|author| people.user(author)).is_some_and(|user| user.may(right)) {
        return Some("decision-without-the-right");
    }
    let (number, stages) = on?;
    let import = lists.import_of(number).map(|taken| (taken.by.as_deref(), &taken.stage));
    let proposed = lists.proposal(number).ok().map(|proposed| (proposed.by.as_deref(), &proposed.stage));
    let Some((by, stage)) = import.or(proposed) else { return Some("decision-on-nothing") };
    if !stages.contains(stage) {
        return Some("decision-at-another-stage");
    }
    match who {
        Who::SecondPerson if by == author => Some("decision-by-the-proposer"),
        Who::Proposer if by != author => Some("decision-by-another"),
        Who::Anybody | Who::Proposer | Who::SecondPerson => None,
    }
}
