//! What an asset is worth by its own terms, in units of a series' currency: `v_d = Σ amount · rate_d`.

use qazyq_exact::{Amount, Day, IBig, Ratio, UBig};

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
    reciprocals: Reciprocals,
}

/// `R_d = ⌊2^power / v_d⌋`, each below `2^63`: a division that a kernel need not do again for each series.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reciprocals {
    /// `r`: as large as the smallest worth allows.
    pub(crate) power: i64,
    /// Day by day; zero where the worth is not known.
    pub(crate) of: Vec<u64>,
    /// The days on which it is known, a bit a day.
    pub(crate) known: Vec<u64>,
    /// The largest worth; none where none is known.
    pub(crate) largest: Option<Ratio>,
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
    /// Whether it is known on any day.
    #[must_use]
    pub fn is_known(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::Constant(_) => true,
            Self::Moving(moving) => moving.worths.iter().any(Option::is_some),
        }
    }

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
        let elsewhere = |part: &(String, Amount)| part.0 != quote;
        let at_home = components.iter().filter(|part| part.0 == quote);
        let constant = at_home.fold(Ratio::ZERO, |sum, (_, amount)| sum.plus(&amount.to_ratio()));
        if !components.iter().any(elsewhere) {
            return if constant.is_positive() { Self::Constant(constant) } else { Self::Unknown };
        }
        let parts = components.iter().filter(|part| elsewhere(part));
        let mut parts: Vec<Part<'_>> =
            parts.map(|(base, amount)| Part::new(base, amount, rates, quote)).collect();
        let count = i32::try_from(days).unwrap_or(i32::MAX);
        let on = |day: Day| {
            let add = |sum: Ratio, part: &mut Part<'_>| Some(sum.plus(part.on(day, rate_days_max)?));
            parts.iter_mut().try_fold(constant.clone(), add)
        };
        Self::Moving(Moving::new(first, (0..count).map(|k| first.plus(k)).map(on).collect()))
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
        let worths: Vec<_> = worths.into_iter().map(|worth| worth.filter(Ratio::is_positive)).collect();
        let reciprocals = Reciprocals::of(&worths);
        Self { first, worths, reciprocals }
    }

    /// What the asset is worth on `day`.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Ratio> {
        let place = usize::try_from(day.since(self.first)).ok()?;
        self.worths.get(place)?.as_ref()
    }

    /// The day of the first worth.
    pub(crate) fn first(&self) -> Day {
        self.first
    }

    pub(crate) fn reciprocals(&self) -> &Reciprocals {
        &self.reciprocals
    }
}

/// A component in another currency, and the rates that it is converted by.
struct Part<'a> {
    amount: Ratio,
    /// By day, of the pair alone.
    rates: Vec<&'a Rate>,
    /// How many of them have been passed.
    passed: usize,
    /// The product for the last of those.
    product: Ratio,
}

impl<'a> Part<'a> {
    fn new(base: &str, amount: &Amount, rates: &'a [Rate], quote: &str) -> Self {
        let mut rates: Vec<&Rate> = rates.iter().filter(|r| r.base == base && r.quote == quote).collect();
        rates.sort_by_key(|rate| rate.date);
        Self { amount: amount.to_ratio(), rates, passed: 0, product: Ratio::ZERO }
    }

    /// What it comes to on `day`. Days are asked for in their order.
    fn on(&mut self, day: Day, rate_days_max: u32) -> Option<&Ratio> {
        let before = self.passed;
        let later = self.rates.iter().skip(before).take_while(|rate| rate.date <= day).count();
        self.passed = before.saturating_add(later);
        let latest = self.rates.get(self.passed.checked_sub(1)?)?;
        if self.passed != before {
            self.product = self.amount.times(&latest.rate);
        }
        let age_days = u32::try_from(day.since(latest.date)).ok()?;
        (age_days <= rate_days_max).then_some(&self.product)
    }
}

impl Reciprocals {
    fn of(worths: &[Option<Ratio>]) -> Self {
        let power = worths.iter().flatten().map(power_below_63).min().unwrap_or_default();
        let mut known = vec![0u64; worths.len().div_ceil(64)];
        let (mut of, mut largest) = (Vec::with_capacity(worths.len()), None::<&Ratio>);
        // A rate serves several days, and a division is the dearest thing here.
        let mut last: Option<(&Ratio, u64)> = None;
        for (word, worths) in known.iter_mut().zip(worths.chunks(64)) {
            for (place, worth) in (0u32..).zip(worths) {
                let Some(worth) = worth else {
                    of.push(0);
                    continue;
                };
                *word |= 1u64.rotate_left(place);
                let reciprocal = match last {
                    Some((before, reciprocal)) if before == worth => reciprocal,
                    _ => reciprocal(worth, power),
                };
                last = Some((worth, reciprocal));
                of.push(reciprocal);
                largest = largest.max(Some(worth));
            }
        }
        Self { power, of, known, largest: largest.cloned() }
    }
}

/// An `r` with `2^61 < 2^r / worth < 2^63`.
fn power_below_63(worth: &Ratio) -> i64 {
    // With l bits more below the stroke than above, 2^(l−1) < 1/worth < 2^(l+1).
    bit_length(worth.numerator()).saturating_add(62).saturating_sub(bit_length(&worth.denominator()))
}

/// `⌊2^power / worth⌋`
fn reciprocal(worth: &Ratio, power: i64) -> u64 {
    let by = usize::try_from(power.unsigned_abs()).unwrap_or_default();
    let quotient = match power {
        0.. => (worth.denominator() << by) / worth.numerator(),
        _ => worth.denominator() / (worth.numerator() << by),
    };
    u64::try_from(&quotient).unwrap_or_default()
}

/// How many bits a number above zero has.
pub(crate) fn bit_length(number: &IBig) -> i64 {
    let bytes = UBig::try_from(number.clone()).map(|n| n.to_le_bytes()).unwrap_or_default();
    let whole = i64::try_from(bytes.len()).unwrap_or_default().saturating_mul(8);
    whole.saturating_sub(i64::from(bytes.last().map_or(0, |last| last.leading_zeros())))
}
