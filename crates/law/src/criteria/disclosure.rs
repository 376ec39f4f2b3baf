//! Paragraph 3: information is available on the asset, what backs it, its issuer and the mechanism that keeps its
//! value stable.

use qazyq_exact::Day;

use crate::act::Law;
use crate::case::{Disclosure, DisclosureStatus, Facts};
use crate::json::Text;
use crate::outcome::Outcome;
use crate::reason::{Finding, Reason};

/// Every item that the law names is published on the assessment date; one that was looked for and is absent fails.
#[must_use]
pub fn disclosure(law: &Law, facts: &Facts, date: Day) -> Finding {
    let item = |item: &String| {
        let item = Text::from(item.as_str());
        let known = facts.disclosures.iter().find(|d| d.item == item);
        known.map_or(Reason::ItemUnknown { item }, |d| published(law, d, date))
    };
    let reasons: Vec<Reason> = law.disclosure_items.iter().map(item).collect();
    Finding { outcome: Outcome::all(reasons.iter().map(Reason::outcome)), reasons }
}

fn published(law: &Law, disclosure: &Disclosure, date: Day) -> Reason {
    let item = disclosure.item.clone();
    if disclosure.status == DisclosureStatus::Absent {
        return Reason::ItemAbsent { item, looked_for_on: disclosure.looked_for_on };
    }
    let Some(url) = disclosure.url.clone() else { return Reason::ItemWithoutAddress { item } };
    // An item without a date of publication counts as published: the order asks that it be available, not since when.
    let Some(published) = disclosure.published else {
        return Reason::ItemPublished { item, url, published: None, age_days: None };
    };
    match u32::try_from(date.since(published)) {
        Err(_) => Reason::ItemPublishedLater { item, published },
        Ok(age_days) if age_days >= law.disclosure_days_warned => {
            Reason::ItemPublishedLongAgo { item, url, published, age_days }
        }
        Ok(age_days) => {
            Reason::ItemPublished { item, url, published: Some(published), age_days: Some(age_days) }
        }
    }
}
