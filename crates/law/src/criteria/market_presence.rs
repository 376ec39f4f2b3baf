//! Paragraph 4: CoinMarketCap has data on market capitalisation and trading volume.

use qazyq_exact::Day;

use crate::act::Law;
use crate::case::{Bar, Facts};
use crate::reason::Ground;

/// The bar of the assessment date, or of the day before, has a positive volume and a positive capitalisation.
#[must_use]
pub fn market_presence<'a>(law: &'a Law, facts: &'a Facts, date: Day) -> Ground<'a> {
    if facts.coinmarketcap.listed == Some(false) {
        return Ground::NotListed {};
    }
    let Some(bar) = latest_bar(law, facts, date) else {
        return Ground::BarMissing { source: &law.presence_source, day: date };
    };
    let day = bar.date;
    let Some(market_cap) = &bar.market_cap else { return Ground::MarketCapMissing { day } };
    let Some(volume) = &bar.volume else { return Ground::VolumeMissing { day } };
    if !volume.is_positive() {
        return Ground::VolumeNotPositive { day, volume };
    }
    if market_cap.is_positive() {
        return Ground::FiguresPresent { day, volume, market_cap };
    }
    // CoinMarketCap shows no capitalisation until it has verified the supply: a zero then says nothing.
    match facts.coinmarketcap.self_reported_market_cap {
        Some(true) => Ground::MarketCapSelfReported { day },
        Some(false) | None => Ground::MarketCapNotPositive { day, market_cap },
    }
}

fn latest_bar<'f>(law: &Law, facts: &'f Facts, date: Day) -> Option<&'f Bar> {
    let series = facts.market.iter().find(|series| series.source == law.presence_source)?;
    let age =
        |bar: &&Bar| u32::try_from(date.since(bar.date)).ok().filter(|age| *age <= law.presence_days_max);
    series.days.iter().filter(|bar| age(bar).is_some()).max_by_key(|bar| bar.date)
}
