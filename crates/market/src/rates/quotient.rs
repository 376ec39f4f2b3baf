//! Quotients: what one unit of a currency was in another by a source's rates of a day, as a case writes it.
//!
//! ```text
//! nbk   UZS → KZT   3.96/100            rate/units
//!       KZT → USD   1/473.59            units/rate
//!       USD → UZS   47359/3.96          (473.59 · 100) / (1 · 3.96)
//! ecb   EUR → USD   1.1172              rate
//!       USD → EUR   1/1.1172            1/rate
//!       USD → JPY   175.68/1.1172       rate of the one by rate of the other
//! ```
//!
//! A rate in a case is an amount, or two positive amounts joined by `/` and read as their exact quotient
//! (`docs/concepts/semantics.md`, section 3). So no inverse and no cross is ever rounded.
//!
//! Which day's rates serve a day is the business of whoever makes the case.

use std::collections::BTreeMap;

use qazyq_exact::Amount;

use super::one;
use crate::feed::Rate;

/// A source's rates of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// What one unit of a currency is in the source's own, as a numerator and a denominator, both above zero.
    worth: BTreeMap<String, (Amount, Amount)>,
}

impl Board {
    /// The National Bank's: tenge for so many units of each currency.
    pub fn of_nbk<'a>(rates: impl IntoIterator<Item = (&'a str, &'a Rate)>) -> Self {
        Self::new("KZT", rates, |rate| (rate.rate.clone(), rate.units.clone()))
    }

    /// The European Central Bank's: so many units of each currency for a euro.
    pub fn of_ecb<'a>(rates: impl IntoIterator<Item = (&'a str, &'a Rate)>) -> Self {
        Self::new("EUR", rates, |rate| (rate.units.clone(), rate.rate.clone()))
    }

    fn new<'a>(
        own: &str,
        rates: impl IntoIterator<Item = (&'a str, &'a Rate)>,
        worth: impl Fn(&Rate) -> (Amount, Amount),
    ) -> Self {
        let usable =
            rates.into_iter().filter(|(_, rate)| rate.rate.is_positive() && rate.units.is_positive());
        let mut worth: BTreeMap<_, _> =
            usable.map(|(currency, rate)| (currency.to_owned(), worth(rate))).collect();
        worth.insert(own.to_owned(), (one(), one()));
        Self { worth }
    }

    /// How many units of `quote` one unit of `base` was; `None` where a rate is missing, or a product has more digits
    /// than an amount can.
    #[must_use]
    pub fn pair(&self, base: &str, quote: &str) -> Option<String> {
        let (above, below) = self.worth.get(base)?;
        if base == quote {
            return Some(one().to_string());
        }
        let (quote_above, quote_below) = self.worth.get(quote)?;
        let numerator = product(above, quote_below)?;
        let denominator = product(below, quote_above)?;
        match denominator == one() {
            true => Some(numerator.to_string()),
            false => Some(format!("{numerator}/{denominator}")),
        }
    }
}

/// The exact product, if it can be written as an amount.
fn product(a: &Amount, b: &Amount) -> Option<Amount> {
    let unscaled = a.scaled_to(a.scale())? * b.scaled_to(b.scale())?;
    let product = Amount::new(unscaled, a.scale().checked_add(b.scale())?);
    product.to_string().parse().ok()
}
