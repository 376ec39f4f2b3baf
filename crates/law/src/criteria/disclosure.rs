//! Paragraph 3: information is available on the asset, what backs it, its issuer and the mechanism that keeps its
//! value stable.

use qazyq_exact::Day;

use crate::act::Law;
use crate::case::{Disclosure, DisclosureStatus, Facts};
use crate::reason::Ground;

/// Every item that the law names is published on the assessment date; one that was looked for and is absent fails.
pub fn disclosure<'a>(
    law: &'a Law,
    facts: &'a Facts,
    date: Day,
) -> impl Iterator<Item = Ground<'a>> + use<'a> {
    law.disclosure_items.iter().map(move |item| {
        let known = facts.disclosures.iter().find(|d| d.item == *item);
        known.map_or(Ground::ItemUnknown { item }, |d| published(law, d, date))
    })
}

fn published<'a>(law: &Law, disclosure: &'a Disclosure, date: Day) -> Ground<'a> {
    let item = &disclosure.item;
    if disclosure.status == DisclosureStatus::Absent {
        return Ground::ItemAbsent { item, looked_for_on: disclosure.looked_for_on };
    }
    let Some(url) = &disclosure.url else { return Ground::ItemWithoutAddress { item } };
    // An item without a date of publication counts as published: the order asks that it be available, not since when.
    let Some(published) = disclosure.published else {
        return Ground::ItemPublished { item, url, published: None, age_days: None };
    };
    match u32::try_from(date.since(published)) {
        Err(_) => Ground::ItemPublishedLater { item, published },
        Ok(age_days) if age_days >= law.disclosure_days_warned => {
            Ground::ItemPublishedLongAgo { item, url, published, age_days }
        }
        Ok(age_days) => {
            Ground::ItemPublished { item, url, published: Some(published), age_days: Some(age_days) }
        }
    }
}
