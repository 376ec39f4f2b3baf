//! The four criteria that ask no reading: value information, disclosure, market presence, legal standing.

use crate::case::{Bar, Case, Disclosure, Outcome, Status, Subject, days_later};
use crate::law;
use crate::number::is_positive;
use Outcome::{Met, NotMet, Undetermined};

/// Public information exists on the asset's value against national currencies that ensure its stability.
pub(crate) fn value_information(case: &Case) -> Outcome {
    let Some(peg) = &case.facts.peg else { return Undetermined };
    if peg.components.iter().any(|component| !law::is_national_currency(&component.currency)) {
        return NotMet;
    }
    if peg.has_source { Met } else { Undetermined }
}

/// What backs the asset, who issues it and what keeps its value stable can be read by anyone.
pub(crate) fn disclosure(case: &Case) -> Outcome {
    let items: Vec<Outcome> = law::DISCLOSURE_ITEMS.iter().map(|item| disclosed(case, item)).collect();
    if items.contains(&NotMet) {
        NotMet
    } else if items.contains(&Undetermined) {
        Undetermined
    } else {
        Met
    }
}

/// One item: published, absent, or not known to be either.
fn disclosed(case: &Case, item: &str) -> Outcome {
    let Some(entry) = case.facts.disclosures.iter().find(|entry| entry.item == item) else {
        return Undetermined;
    };
    match entry.status {
        Status::Absent => NotMet,
        Status::Published if is_readable_on_the_date(case, entry) => Met,
        Status::Published => Undetermined,
    }
}

/// With an address, and not published only after the assessment date; no date counts as published.
fn is_readable_on_the_date(case: &Case, entry: &Disclosure) -> bool {
    entry.has_address && entry.published.is_none_or(|published| published <= case.date)
}

/// Market capitalisation and trading volume are available on coinmarketcap.com.
pub(crate) fn market_presence(case: &Case) -> Outcome {
    if case.facts.listed == Some(false) {
        return NotMet;
    }
    let Some(bar) = coinmarketcap_bar(case) else { return Undetermined };
    let (Some(volume), Some(market_cap)) = (&bar.volume, &bar.market_cap) else { return Undetermined };
    if !is_positive(volume) {
        return NotMet;
    }
    if is_positive(market_cap) {
        return Met;
    }
    // CoinMarketCap shows no capitalisation of its own while it has not verified the supply.
    if case.facts.self_reported_market_cap == Some(true) { Undetermined } else { NotMet }
}

/// CoinMarketCap's bar of the assessment date if there is one, else of the day before.
fn coinmarketcap_bar(case: &Case) -> Option<&Bar> {
    let series = case.facts.market.iter().find(|series| series.source == "coinmarketcap")?;
    let bar_of = |day| series.days.iter().find(|bar| bar.date == day);
    bar_of(case.date).or_else(|| bar_of(days_later(case.date, -1)))
}

/// No court decision and no order of a Kazakh body stands against the asset or its issuer.
pub(crate) fn legal_standing(case: &Case) -> Outcome {
    if is_under_a_decision_or_order(case) {
        return NotMet;
    }
    // Absence must be shown: silence of the file is no evidence.
    if is_clear(case, Subject::Asset) && is_clear(case, Subject::Issuer) { Met } else { Undetermined }
}

/// Some decision or order binds on the assessment date: from its start, inclusive, to its end, exclusive.
fn is_under_a_decision_or_order(case: &Case) -> bool {
    case.facts.events.iter().any(|event| {
        event.binds
            && event.country == "KZ"
            && (event.subject == Subject::Asset || event.subject == Subject::Issuer)
            && event.in_force_from <= case.date
            && event.ended_on.is_none_or(|end| case.date < end)
    })
}

/// Some register's latest check says nothing stands against the subject, and no register's says otherwise.
fn is_clear(case: &Case, subject: Subject) -> bool {
    let mut registers: Vec<&str> = case.facts.checks.iter().map(|check| check.register.as_str()).collect();
    registers.sort_unstable();
    registers.dedup();
    let found: Vec<bool> =
        registers.iter().filter_map(|register| latest_check_found(case, register, subject)).collect();
    !found.is_empty() && !found.contains(&true)
}

/// Whether the latest check of that register and subject that is neither too old nor later than the date
/// found something; none where there is no such check.
fn latest_check_found(case: &Case, register: &str, subject: Subject) -> Option<bool> {
    let oldest = days_later(case.date, -law::CHECK_AGE_DAYS_MAX);
    let counted = case
        .facts
        .checks
        .iter()
        .filter(|check| check.register == register && check.subjects.contains(&subject))
        .filter(|check| oldest <= check.on && check.on <= case.date);
    // Of several on one day, `found` counts before the others.
    counted.max_by_key(|check| (check.on, check.found)).map(|check| check.found)
}
