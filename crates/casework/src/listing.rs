//! What it means that an asset is on the Ministry's list: what its units count for under the tax rule.
//!
//! "One unit of a listed asset counts as one unit of the currency to which its value is pegged, converted into tenge at the market
//! exchange rate of the last working day before the deal" (article 332-1 of the Tax Code of 2017, as reported;
//! `docs/concepts/semantics.md`). The asset's market price does not enter.
//!
//! Not known here, and said by whoever shows it: which article took that one's place, which published rate is the "market exchange
//! rate" (taken is the National Bank's official one, or what somebody recorded), whether the rule reaches a peg in tenge, and public
//! holidays: the last working day is the last before the deal that is neither a Saturday nor a Sunday.

use std::collections::BTreeSet;

use qazyq_evidence::answers::official_rates;
use qazyq_exact::{Amount, Day, Ratio};
use qazyq_law::json::Value;

use crate::Trouble;
use crate::assess::Question;
use crate::dossier::Book;
use crate::rates::Authority;

/// The currency into which everything is converted.
pub const TENGE: &str = "KZT";

/// What some units of an asset count for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// How many units.
    pub units: Amount,
    /// What one unit is worth by the asset's own terms.
    pub per_unit: Vec<(Amount, String)>,
    /// What all of them count for in each currency.
    pub currency_total: Vec<(Ratio, String)>,
    /// The rates that convert them; of a currency without one there is none.
    pub rates: Vec<CountsRate>,
    /// The same in tenge; none where a rate is missing.
    pub tenge: Option<Ratio>,
    /// The last working day before the deal.
    pub working_day: Day,
}

/// A rate against the tenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountsRate {
    /// What is worth that much.
    pub currency: String,
    /// Tenge for one of it.
    pub rate: Ratio,
    /// The day for which it was set: the working day, or the last before it.
    pub day: Day,
    /// Who set it, or `recorded`, where somebody wrote it down.
    pub source: String,
    /// Where it is from.
    pub origin: Option<String>,
}

/// The last day before `day` that is neither a Saturday nor a Sunday.
#[must_use]
pub fn last_working_day_before(day: Day) -> Day {
    // 1970-01-01 was a Thursday: with Monday as 0, day 0 is 3.
    let is_weekend = |day: &Day| day.number().wrapping_add(3).rem_euclid(7) >= 5;
    (1..=3).map(|back: i32| day.plus(back.saturating_neg())).find(|day| !is_weekend(day)).unwrap_or(day)
}

/// `520.35`, or two amounts with a stroke between: their quotient.
fn ratio_of(text: &str) -> Option<Ratio> {
    let amount = |text: &str| text.parse::<Amount>().ok().map(|amount| amount.to_ratio());
    match text.split_once('/') {
        None => amount(text),
        Some((above, below)) => amount(above)?.over(&amount(below)?),
    }
}

impl Question<'_> {
    /// What so many units of an asset count for in a deal on `day`. None where no peg is known on that day. Whether the asset is on
    /// the list is not asked here.
    ///
    /// # Errors
    /// Where the asset is unknown, or what is known of it cannot be read.
    pub fn counts(
        &self,
        book: &Book,
        asset: &str,
        day: Day,
        units: &Amount,
    ) -> Result<Option<Counts>, Trouble> {
        let Some(components) = book.peg_on(asset, day, self.known_at())? else { return Ok(None) };
        let of_unit = |amount: &str| amount.parse::<Amount>().ok();
        let per_unit: Vec<(Amount, String)> = components
            .into_iter()
            .filter_map(|c| Some((of_unit(&c.amount.to_string())?, c.currency)))
            .collect();
        let all = units.to_ratio();
        let currency_total: Vec<(Ratio, String)> = per_unit
            .iter()
            .map(|(amount, currency)| (amount.to_ratio().times(&all), currency.clone()))
            .collect();
        let working_day = last_working_day_before(day);
        let mut rates = Vec::new();
        for (_, currency) in per_unit.iter().filter(|(_, currency)| currency != TENGE) {
            rates.extend(self.rate(book, asset, currency, working_day)?);
        }
        let in_tenge = |(amount, currency): &(Ratio, String)| {
            if currency == TENGE {
                return Some(amount.clone());
            }
            rates.iter().find(|rate| rate.currency == *currency).map(|rate| amount.times(&rate.rate))
        };
        let parts: Option<Vec<Ratio>> = currency_total.iter().map(in_tenge).collect();
        let tenge = parts.and_then(|parts| parts.into_iter().reduce(|sum, part| sum.plus(&part)));
        Ok(Some(Counts { units: units.clone(), per_unit, currency_total, rates, tenge, working_day }))
    }

    /// Tenge for one of a currency on a working day: what somebody recorded, else the National Bank's rate; of that day, or the last
    /// before it for as long as a rate serves.
    fn rate(
        &self,
        book: &Book,
        asset: &str,
        currency: &str,
        day: Day,
    ) -> Result<Option<CountsRate>, Trouble> {
        let serves = i32::try_from(self.act.on(day).rate_days_max).unwrap_or(i32::MAX);
        let first = day.plus(serves.saturating_neg());
        let mut found: Vec<CountsRate> = Vec::new();
        for (key, rows) in self.dossier(book, asset)?.rates_between(first, day) {
            let ("fx", Value::List(rows)) = (key, rows) else { continue };
            found.extend(rows.iter().filter_map(|row| recorded(row, currency)));
        }
        if found.is_empty() {
            let pairs = BTreeSet::from([(currency.to_owned(), TENGE.to_owned())]);
            let official = official_rates(&book.lake, &pairs, self.known_at())?;
            let of_bank = official.into_iter().filter(|rate| rate.authority == Authority::Nbk);
            let of_days = of_bank.filter(|rate| (first..=day).contains(&rate.day));
            found.extend(of_days.filter_map(|rate| {
                let origin = rate.evidence.first().map(|evidence| evidence.whence.as_str().to_owned());
                let source = rate.authority.source().to_owned();
                Some(CountsRate {
                    currency: rate.base,
                    rate: ratio_of(&rate.rate)?,
                    day: rate.day,
                    source,
                    origin,
                })
            }));
        }
        Ok(found.into_iter().max_by_key(|rate| rate.day))
    }
}

/// A row of a case's rates, if it is of that currency against the tenge.
fn recorded(row: &Value, currency: &str) -> Option<CountsRate> {
    let text = |key: &str| match row.get(key) {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    if text("base")? != currency || text("quote")? != TENGE {
        return None;
    }
    let authority = row.get("origin").and_then(|origin| match origin.get("authority") {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    });
    Some(CountsRate {
        currency: currency.to_owned(),
        rate: ratio_of(&text("rate")?)?,
        day: text("date")?.parse().ok()?,
        source: authority.unwrap_or_else(|| "recorded".to_owned()),
        origin: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_working_day_is_the_last_that_is_no_weekend() {
        let check = |day: &str, expected: &str| {
            assert_eq!(last_working_day_before(day.parse().unwrap()).to_string(), expected, "{day}");
        };
        check("2026-03-03", "2026-03-02"); // a Tuesday
        check("2026-03-02", "2026-02-27"); // a Monday
        check("2026-03-01", "2026-02-27"); // a Sunday
        check("2026-02-28", "2026-02-27"); // a Saturday
        check("2026-02-27", "2026-02-26"); // a Friday
    }

    #[test]
    fn a_rate_is_an_amount_or_a_quotient() {
        assert_eq!(ratio_of("500"), "500".parse().ok());
        assert_eq!(ratio_of("1/4"), "0.25".parse().ok());
        assert_eq!(ratio_of("1/0"), None);
        assert_eq!(ratio_of("x"), None);
    }
}
