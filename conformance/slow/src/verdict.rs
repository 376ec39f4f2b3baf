//! The answer: `qazyq.verdict/1`, with its fixed keys and no others.

use serde_json::{Map, Value, json};

use crate::case::{Axis, Case, Outcome, Reading, Series, Source};
use crate::number::fraction;
use crate::{criteria, law, stability};

/// The verdict on a case that has been read.
pub(crate) fn verdict(case: &Case) -> Value {
    let own = stability::stability(case, &case.reading);
    let value_information = criteria::value_information(case);
    let disclosure = criteria::disclosure(case);
    let market_presence = criteria::market_presence(case);
    let legal_standing = criteria::legal_standing(case);
    let tally = under_each_reading(case);
    let how_many = |outcome| tally.iter().filter(|(_, other)| *other == outcome).count();
    let opposed = tally.iter().filter(|(_, other)| other.is_opposite_of(own));
    let dissenting: Vec<Value> = opposed.map(|(reading, _)| four_axes(reading)).collect();

    json!({
        "format": "qazyq.verdict/1",
        "asset": case.asset,
        "date": case.date.to_string(),
        "outcome": all_together(&[value_information, own, disclosure, market_presence, legal_standing]),
        "before_entry_into_force": case.date < law::IN_FORCE_SINCE,
        "criteria": {
            "value_information": value_information.name(),
            "stability": own.name(),
            "disclosure": disclosure.name(),
            "market_presence": market_presence.name(),
            "legal_standing": legal_standing.name(),
        },
        "stability": by_series(case),
        "robustness": {
            "met": how_many(Outcome::Met),
            "not_met": how_many(Outcome::NotMet),
            "undetermined": how_many(Outcome::Undetermined),
        },
        "robust": is_robust(case, own, &dissenting),
        "dissenting": dissenting,
    })
}

/// Kleene's strong conjunction.
fn all_together(criteria: &[Outcome]) -> &'static str {
    if criteria.contains(&Outcome::NotMet) {
        "does_not_qualify"
    } else if criteria.contains(&Outcome::Undetermined) {
        "undetermined"
    } else {
        "qualifies"
    }
}

/// Each admitted series under the case's own reading, in the order of their names' code points.
fn by_series(case: &Case) -> Value {
    let mut admitted = stability::admitted(case, &case.reading);
    // UTF-8 keeps the order of code points, so comparing strings is comparing those.
    admitted.sort_by_key(|series| &series.source);
    let named = admitted.into_iter().map(|series| (series.source.clone(), of_one_series(case, series)));
    Value::Object(named.collect::<Map<String, Value>>())
}

/// One series under the case's own reading.
fn of_one_series(case: &Case, series: &Series) -> Value {
    let deviation = stability::figure(case, series, &case.reading);
    let headroom = deviation.as_ref().map(|deviation| law::threshold() - deviation);
    json!({
        "outcome": stability::outcome(case, series, &case.reading).name(),
        "days_present": stability::days_present(case, series, &case.reading),
        "deviation": deviation.as_ref().map(fraction),
        "headroom": headroom.as_ref().map(fraction),
        "meets_again_on": stability::meets_again_on(case, series, &case.reading).map(|day| day.to_string()),
    })
}

/// Every counted reading and what the criterion comes to under it.
fn under_each_reading(case: &Case) -> Vec<(Reading, Outcome)> {
    let readings = stability::counted_readings(&case.reading).into_iter();
    readings.map(|reading| (reading.clone(), stability::stability(case, &reading))).collect()
}

/// Determined, opposed by no counted reading and, under `either`, by no single series.
fn is_robust(case: &Case, own: Outcome, dissenting: &[Value]) -> bool {
    let opposed_by = |series: &Series| stability::outcome(case, series, &case.reading).is_opposite_of(own);
    let opposed_by_a_series =
        case.reading.source == Source::Either && case.facts.market.iter().any(opposed_by);
    own != Outcome::Undetermined && dissenting.is_empty() && !opposed_by_a_series
}

/// A reading as a verdict names it: without its source, which all of them share.
fn four_axes(reading: &Reading) -> Value {
    json!({
        "statistic": reading.statistic.name(),
        "price": reading.price.name(),
        "missing": reading.missing.name(),
        "window": reading.window.name(),
    })
}
