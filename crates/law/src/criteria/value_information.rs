//! Paragraph 1: public information exists on the asset's value against one or more national currencies.

use qazyq_exact::currency;

use crate::case::Facts;
use crate::json::Text;
use crate::reason::{Finding, Reason};

/// A peg is declared, every component is a national currency, and there is an address that says so.
///
/// A component that is no national currency fails the criterion whether or not its source is known: no source
/// could mend that.
#[must_use]
pub fn value_information(facts: &Facts) -> Finding {
    let Some(peg) = &facts.peg else { return Finding::because(Reason::PegUnknown {}) };
    if let Some(other) = peg.components.iter().find(|part| !is_national(&part.currency)) {
        let currency = other.currency.clone();
        return Finding::because(Reason::ComponentIsNoNationalCurrency { currency });
    }
    match &peg.source_url {
        None => Finding::because(Reason::PegSourceUnknown {}),
        Some(url) => Finding::because(Reason::PegIsPublic { url: url.clone() }),
    }
}

/// Whether this is the code of a national currency.
pub(super) fn is_national(code: &Text) -> bool {
    code.as_str().is_some_and(currency::is_national)
}
