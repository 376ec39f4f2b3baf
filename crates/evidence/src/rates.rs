//! Official rates: what a case's `fx` gets from the National Bank of Kazakhstan and the European Central Bank.
//!
//! | pair | who sets it | written as |
//! | --- | --- | --- |
//! | USD → KZT | the National Bank | `473.59` |
//! | UZS → KZT, for 100 UZS | the National Bank | `3.96/100` |
//! | KZT → USD | the National Bank | `1/473.59` |
//! | EUR → USD | the European Central Bank | `1.1172` |
//! | JPY → USD | the European Central Bank, both against the euro | `1.1172/175.68` |
//!
//! Inverses and crosses are exact quotients: nothing is divided before a verdict. Both rates of a cross are of one day and
//! of one authority.
//!
//! Of the two, the one that serves more days of those that an assessment may need is taken, for all of them; of equals
//! the European Central Bank. So a pair is never of one authority on Friday and of the other on Saturday. What a page of
//! facts says of a pair and day stands.

use std::collections::{BTreeMap, BTreeSet};

use qazyq_exact::Day;
use qazyq_law::json::Value;

use crate::series::Evidence;

/// A rate for how many days a law lets it serve; only to choose between authorities.
const SERVES_DAYS: i32 = 10;

/// The currencies of which the European Central Bank set rates on 30 October 2026, and the euro.
///
/// A pair of two of them is asked of it, every other pair of the National Bank of Kazakhstan. Which authority sets the rates
/// of a case is another question, and answered by the rates that are there.
pub const OF_ECB: [&str; 30] = [
    "EUR", "USD", "JPY", "CZK", "DKK", "GBP", "HUF", "PLN", "RON", "SEK", "CHF", "ISK", "NOK", "TRY", "AUD",
    "BRL", "CAD", "CNY", "HKD", "IDR", "ILS", "INR", "KRW", "MXN", "MYR", "NZD", "PHP", "SGD", "THB", "ZAR",
];

/// Who sets rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// The European Central Bank: against the euro, on its working days.
    Ecb,
    /// The National Bank of Kazakhstan: against the tenge.
    Nbk,
}

impl Authority {
    /// Both, the one that is preferred first.
    pub const ALL: [Self; 2] = [Self::Ecb, Self::Nbk];

    /// The source's name, as in addresses and receipts.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Ecb => "ecb",
            Self::Nbk => "nbk",
        }
    }
}

/// A rate between two currencies on one day, as a case writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialRate {
    /// Who set it, or both rates of which it is the quotient.
    pub authority: Authority,
    /// The day for which it is set.
    pub day: Day,
    /// What is worth that much.
    pub base: String,
    /// In what.
    pub quote: String,
    /// An amount, or two with a stroke between.
    pub rate: String,
    /// The answers that say so.
    pub evidence: Vec<Evidence>,
}

impl OfficialRate {
    fn to_json(&self) -> Value {
        let mut origin = vec![("authority", Value::from(self.authority.source()))];
        let told = |evidence: &Evidence| Value::object(evidence.to_entries());
        origin.push(("answers", Value::List(self.evidence.iter().map(told).collect())));
        Value::object([
            ("date", Value::from(self.day.to_string())),
            ("base", self.base.as_str().into()),
            ("quote", self.quote.as_str().into()),
            ("rate", self.rate.as_str().into()),
            ("origin", Value::object(origin)),
        ])
    }
}

/// Adds the rates dated `from` to `to` to a case's facts, where no row is there of that pair and day.
pub(crate) fn add_to(facts: &mut Vec<(&'static str, Value)>, rates: &[OfficialRate], from: Day, to: Day) {
    let mut pairs: BTreeMap<(&str, &str), BTreeMap<Authority, Vec<&OfficialRate>>> = BTreeMap::new();
    for rate in rates.iter().filter(|rate| (from..=to).contains(&rate.day)) {
        let pair = pairs.entry((&rate.base, &rate.quote)).or_default();
        pair.entry(rate.authority).or_default().push(rate);
    }
    let chosen = pairs.into_values().filter_map(|by| {
        // Of equals the first, which is the preferred one.
        let best = by.into_iter().rev().max_by_key(|(_, rates)| served(rates, from, to));
        best.map(|(_, rates)| rates)
    });
    let place = facts.iter().position(|(key, _)| *key == "fx");
    let mut rows = match place.and_then(|at| facts.get_mut(at)) {
        Some((_, Value::List(rows))) => std::mem::take(rows),
        _ => Vec::new(),
    };
    let text = |row: &Value, key: &str| match row.get(key) {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let said: BTreeSet<[String; 3]> =
        rows.iter().map(|row| ["date", "base", "quote"].map(|key| text(row, key))).collect();
    let is_new =
        |rate: &&OfficialRate| !said.contains(&[rate.day.to_string(), rate.base.clone(), rate.quote.clone()]);
    rows.extend(chosen.flatten().filter(is_new).map(OfficialRate::to_json));
    match place.and_then(|at| facts.get_mut(at)) {
        Some((_, slot)) => *slot = Value::List(rows),
        None if rows.is_empty() => {}
        None => {
            // Where a case has it: behind the peg.
            let at = facts.iter().position(|(key, _)| *key == "peg").map_or(0, |at| at.saturating_add(1));
            facts.insert(at, ("fx", Value::List(rows)));
        }
    }
}

/// Whether several authorities set rates of one pair.
pub(crate) fn are_of_several(rates: &[OfficialRate]) -> bool {
    let mut authorities: BTreeMap<(&str, &str), Authority> = BTreeMap::new();
    rates
        .iter()
        .any(|rate| *authorities.entry((&rate.base, &rate.quote)).or_insert(rate.authority) != rate.authority)
}

/// On how many of these days a rate serves.
fn served(rates: &[&OfficialRate], from: Day, to: Day) -> usize {
    let dated: BTreeSet<Day> = rates.iter().map(|rate| rate.day).collect();
    let serves = |day: &Day| dated.range(day.plus(-SERVES_DAYS)..=*day).next().is_some();
    (0..=to.since(from)).map(|n| from.plus(n)).filter(serves).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(authority: Authority, day: &str, rate: &str) -> OfficialRate {
        OfficialRate {
            authority,
            day: day.parse().unwrap(),
            base: "EUR".to_owned(),
            quote: "USD".to_owned(),
            rate: rate.to_owned(),
            evidence: Vec::new(),
        }
    }

    /// The rows as `date rate`.
    fn check(facts: Vec<(&'static str, Value)>, rates: &[OfficialRate], expected: &[&str]) {
        let mut facts = facts;
        add_to(&mut facts, rates, "2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
        let rows = match facts.iter().find(|(key, _)| *key == "fx") {
            Some((_, Value::List(rows))) => rows.clone(),
            _ => Vec::new(),
        };
        let text = |row: &Value, key: &str| match row.get(key) {
            Some(Value::Text(text)) => text.to_string(),
            _ => String::new(),
        };
        let shown: Vec<String> =
            rows.iter().map(|r| format!("{} {}", text(r, "date"), text(r, "rate"))).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_authority_that_serves_more_days_sets_them_all() {
        let ecb = rate(Authority::Ecb, "2026-03-02", "1.1");
        let nbk =
            [rate(Authority::Nbk, "2026-03-02", "540/500"), rate(Authority::Nbk, "2026-03-13", "541/500")];
        check(vec![], &[ecb.clone(), nbk[0].clone()], &["2026-03-02 1.1"]);
        check(vec![], &[ecb, nbk[0].clone(), nbk[1].clone()], &["2026-03-02 540/500", "2026-03-13 541/500"]);
    }

    #[test]
    fn only_the_days_that_may_serve_are_in_a_case() {
        let days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
        let rates: Vec<_> = days.iter().map(|day| rate(Authority::Ecb, day, "1.1")).collect();
        check(vec![], &rates, &["2026-03-01 1.1", "2026-03-31 1.1"]);
        check(vec![], &[], &[]);
    }

    #[test]
    fn what_a_page_of_facts_says_of_a_day_stands() {
        let said = [("date", "2026-03-02"), ("base", "EUR"), ("quote", "USD"), ("rate", "1.2")];
        let said = Value::object(said.map(|(key, text)| (key, Value::from(text))));
        let rates = [rate(Authority::Ecb, "2026-03-02", "1.1"), rate(Authority::Ecb, "2026-03-03", "1.1")];
        check(vec![("fx", Value::List(vec![said]))], &rates, &["2026-03-02 1.2", "2026-03-03 1.1"]);
    }
}
