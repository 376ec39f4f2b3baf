//! Paragraph 1: public information exists on the asset's value against one or more national currencies.

use qazyq_exact::currency;

use crate::case::Facts;
use crate::json::Text;
use crate::reason::Ground;

/// A peg is declared, every component is a national currency, and there is an address that says so.
///
/// A component that is no national currency fails the criterion whether or not its source is known: no source
/// could mend that.
#[must_use]
pub fn value_information(facts: &Facts) -> Ground<'_> {
    let Some(peg) = &facts.peg else { return Ground::PegUnknown {} };
    if let Some(other) = peg.components.iter().find(|part| !is_national(&part.currency)) {
        return Ground::ComponentIsNoNationalCurrency { currency: &other.currency };
    }
    match &peg.source_url {
        None => Ground::PegSourceUnknown {},
        Some(url) => Ground::PegIsPublic { url },
    }
}

/// Whether this is the code of a national currency.
pub(super) fn is_national(code: &Text) -> bool {
    code.as_str().is_some_and(currency::is_national)
}
