//! Series that come by themselves.

use qazyq_market::days::DayCut;
use qazyq_market::klines::Interval;

/// The source that CoinMarketCap's answers and files belong to.
pub const COINMARKETCAP: &str = "coinmarketcap";
/// The source that Binance's answers and files belong to.
pub const BINANCE: &str = "binance";
/// The source that Bybit's answers belong to.
pub const BYBIT: &str = "bybit";
/// The source that Kraken's answers and files belong to.
pub const KRAKEN: &str = "kraken";

/// A series that comes by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Followed {
    /// Whose.
    pub source: String,
    /// What it is called there.
    pub key: String,
    /// In which currency or token.
    pub currency: String,
    /// Whose midnight ends a day.
    pub cut: DayCut,
}

impl Followed {
    /// As an entry says it.
    #[must_use]
    pub fn new(source: &str, key: &str, currency: &str, day: Option<&str>) -> Self {
        let cut = if day == Some(DayCut::Almaty.name()) { DayCut::Almaty } else { DayCut::Utc };
        Self { source: source.to_owned(), key: key.to_owned(), currency: currency.to_owned(), cut }
    }

    /// How long its rows are: days of UTC are asked for as days, others are built of hours.
    #[must_use]
    pub fn interval(&self) -> Interval {
        match self.cut {
            DayCut::Utc => Interval::DAY,
            DayCut::Almaty => Interval::HOUR,
        }
    }

    /// What must be the same in all that a series is made of, beside the currency: as `import` names it.
    #[must_use]
    pub fn kind(&self) -> String {
        match self.source.as_str() {
            BINANCE | BYBIT => format!("{} klines {}", self.interval().name(), self.cut),
            _ => "1d utc".to_owned(),
        }
    }
}
