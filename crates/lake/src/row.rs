//! Rows: what one receipt says of one key at one time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::{Amount, Day, IBig};
use qazyq_market::Bar;
use qazyq_market::feed::{Answer, Part, Rate, Rows};
use qazyq_market::klines::Candle;

/// The figures of a row, in the order of their columns.
pub const FIGURES: [&str; 9] =
    ["open", "high", "low", "close", "vwap", "volume", "base_volume", "market_cap", "units"];

/// How many figures a row may have.
pub(crate) const WIDTH: usize = FIGURES.len();

/// What one receipt says of one key at one time. A figure that it does not give is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    /// Microseconds since 1970-01-01T00:00:00Z at which the day or the candle begins.
    pub time: i64,
    /// The first price.
    pub open: Option<Amount>,
    /// The highest price.
    pub high: Option<Amount>,
    /// The lowest price.
    pub low: Option<Amount>,
    /// The last price; of a rate, the rate.
    pub close: Option<Amount>,
    /// The volume-weighted mean price.
    pub vwap: Option<Amount>,
    /// What was traded, in the currency or token of the prices.
    pub volume: Option<Amount>,
    /// What was traded, in units of the asset; only of a candle.
    pub base_volume: Option<Amount>,
    /// The market capitalisation.
    pub market_cap: Option<Amount>,
    /// For how many units a rate is; only of a rate.
    pub units: Option<Amount>,
    /// The number of the receipt.
    pub receipt: u64,
    /// What is odd about the row: a list in JSON, each with its code under `defect` and what it names. Of candles shorter
    /// than a day, those of a whole day stand with its first.
    pub defects: Option<String>,
}

impl Row {
    /// The figures, in the order of [`FIGURES`].
    #[must_use]
    pub fn figures(&self) -> [Option<&Amount>; WIDTH] {
        [
            &self.open,
            &self.high,
            &self.low,
            &self.close,
            &self.vwap,
            &self.volume,
            &self.base_volume,
            &self.market_cap,
            &self.units,
        ]
        .map(Option::as_ref)
    }

    /// When the day or the candle begins; the calendar's first or last instant where it has no such one.
    #[must_use]
    pub fn begins(&self) -> Timestamp {
        let beyond = if self.time < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_microsecond(self.time).unwrap_or(beyond)
    }

    /// The UTC day in which it begins.
    #[must_use]
    pub fn day(&self) -> Day {
        day_of(self.time)
    }

    /// The row as the bar of its day.
    #[must_use]
    pub fn bar(&self) -> Bar {
        Bar {
            day: self.day(),
            open: self.open.clone(),
            high: self.high.clone(),
            low: self.low.clone(),
            close: self.close.clone(),
            vwap: self.vwap.clone(),
            volume: self.volume.clone(),
            market_cap: self.market_cap.clone(),
            coverage: None,
        }
    }

    /// The row as a candle; none where it is not one, for want of a figure that a candle has.
    #[must_use]
    pub fn candle(&self) -> Option<Candle> {
        Some(Candle {
            open_time: self.time,
            open: self.open.clone()?,
            high: self.high.clone()?,
            low: self.low.clone()?,
            close: self.close.clone()?,
            volume: self.base_volume.clone()?,
            quote_volume: self.volume.clone()?,
        })
    }

    /// The row as a rate; none where it is not one.
    #[must_use]
    pub fn rate(&self) -> Option<Rate> {
        Some(Rate { day: self.day(), rate: self.close.clone()?, units: self.units.clone()? })
    }
}

pub(crate) const DAY_MICROS: i64 = 86_400_000_000;

pub(crate) fn day_of(time: i64) -> Day {
    let number = time.div_euclid(DAY_MICROS);
    Day::from_number(i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX }))
}

pub(crate) fn midnight(day: Day) -> i64 {
    i64::from(day.number()).saturating_mul(DAY_MICROS)
}

/// A figure as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// `digits / 10^scale`, in its shortest form, with no more than 38 digits.
    Small { digits: i128, scale: u8 },
    /// As text: it has more digits than a column holds.
    Wide(Box<Amount>),
}

/// 10^38, the first number that a column does not hold.
pub(crate) const DIGITS_END: i128 = 10_i128.pow(38);

impl Number {
    /// As [`Self::Small`], as far as a column holds it.
    pub(crate) fn small(digits: i128, scale: u8) -> Option<Self> {
        (-DIGITS_END < digits && digits < DIGITS_END).then_some(Self::Small { digits, scale })
    }

    /// The digits, where they fit 64 bits. The least integer stands for no value in dense columns.
    pub(crate) fn narrow(&self) -> Option<i64> {
        match self {
            Self::Small { digits, .. } => i64::try_from(*digits).ok().filter(|digits| *digits != i64::MIN),
            Self::Wide(_) => None,
        }
    }

    /// `digits / 10^scale` in its shortest form; none of the least integer, which no column has.
    pub(crate) fn shortest(digits: i64, scale: u8) -> Option<Self> {
        if digits == i64::MIN {
            return None;
        }
        let (mut digits, mut scale) = (digits, if digits == 0 { 0 } else { scale });
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale = scale.saturating_sub(1);
        }
        Some(Self::Small { digits: digits.into(), scale })
    }

    pub(crate) fn of(amount: &Amount) -> Self {
        let small = || {
            let digits = amount.scaled_to(amount.scale())?;
            Self::small(i128::try_from(digits).ok()?, u8::try_from(amount.scale()).ok()?)
        };
        small().unwrap_or_else(|| Self::Wide(Box::new(amount.clone())))
    }

    pub(crate) fn amount(&self) -> Amount {
        match self {
            Self::Small { digits, scale } => Amount::new(IBig::from(*digits), usize::from(*scale)),
            Self::Wide(amount) => (**amount).clone(),
        }
    }
}

/// A row as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) time: i64,
    pub(crate) receipt: u64,
    pub(crate) figures: [Option<Number>; WIDTH],
    pub(crate) defects: Option<Box<str>>,
}

impl Stored {
    /// By what the rows of one key are sorted.
    pub(crate) fn place(&self) -> (i64, u64) {
        (self.time, self.receipt)
    }

    fn of(time: i64, receipt: u64, figures: [Option<&Amount>; WIDTH]) -> Self {
        Self { time, receipt, figures: figures.map(|figure| figure.map(Number::of)), defects: None }
    }

    pub(crate) fn row(&self) -> Row {
        let [open, high, low, close, vwap, volume, base_volume, market_cap, units] =
            self.figures.each_ref().map(|figure| figure.as_ref().map(Number::amount));
        Row {
            time: self.time,
            open,
            high,
            low,
            close,
            vwap,
            volume,
            base_volume,
            market_cap,
            units,
            receipt: self.receipt,
            defects: self.defects.as_deref().map(str::to_owned),
        }
    }
}

impl From<&Row> for Stored {
    fn from(row: &Row) -> Self {
        let defects = row.defects.as_deref().map(Into::into);
        Self { defects, ..Self::of(row.time, row.receipt, row.figures()) }
    }
}

/// Rows by their key, each key's sorted by time and receipt.
pub(crate) type ByKey = BTreeMap<String, Vec<Stored>>;

/// The rows of a few answers, in memory: what columns would hold of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsByKey(ByKey);

impl RowsByKey {
    /// The rows of these answers, each with the number of its receipt.
    #[must_use]
    pub fn of<'a>(answers: impl IntoIterator<Item = (u64, &'a Answer)>) -> Self {
        let mut rows = ByKey::new();
        for (receipt, answer) in answers {
            add(&mut rows, receipt, answer);
        }
        sort(&mut rows);
        Self(rows)
    }

    /// Those of a key, by time and receipt, as columns give them.
    pub fn of_key(&self, key: &str) -> impl Iterator<Item = Row> {
        self.0.get(key).into_iter().flatten().map(Stored::row)
    }
}

/// Adds the rows of an answer; gives how many they are.
pub(crate) fn add(to: &mut ByKey, receipt: u64, answer: &Answer) -> usize {
    let mut many = 0_usize;
    for part in &answer.parts {
        let mut rows = rows_of(part, receipt);
        many = many.saturating_add(rows.len());
        let mut defects = defects_of(part);
        for row in &mut rows {
            row.defects = defects.remove(&day_of(row.time)).map(Into::into);
        }
        if !rows.is_empty() {
            to.entry(part.key.clone()).or_default().append(&mut rows);
        }
    }
    many
}

/// Sorts what was added.
pub(crate) fn sort(rows: &mut ByKey) {
    rows.values_mut().for_each(|rows| rows.sort_by_key(Stored::place));
}

fn rows_of(part: &Part, receipt: u64) -> Vec<Stored> {
    let none = None;
    match &part.rows {
        Rows::Bars(bars) => {
            let row = |bar: &Bar| {
                let [open, high, low, close, vwap, volume, market_cap] =
                    [&bar.open, &bar.high, &bar.low, &bar.close, &bar.vwap, &bar.volume, &bar.market_cap]
                        .map(Option::as_ref);
                let figures = [open, high, low, close, vwap, volume, none, market_cap, none];
                Stored::of(midnight(bar.day), receipt, figures)
            };
            bars.iter().map(row).collect()
        }
        Rows::Candles(_, candles) => {
            let row = |candle: &Candle| {
                let [open, high, low, close, base_volume, volume] = [
                    &candle.open,
                    &candle.high,
                    &candle.low,
                    &candle.close,
                    &candle.volume,
                    &candle.quote_volume,
                ]
                .map(Some);
                let figures = [open, high, low, close, none, volume, base_volume, none, none];
                Stored::of(candle.open_time, receipt, figures)
            };
            candles.iter().map(row).collect()
        }
        Rows::Rates(rates) => {
            let row = |rate: &Rate| {
                let (close, units) = (Some(&rate.rate), Some(&rate.units));
                let figures = [none, none, none, close, none, none, none, none, units];
                Stored::of(midnight(rate.day), receipt, figures)
            };
            rates.iter().map(row).collect()
        }
    }
}

/// What is odd about each day, as a case has it.
fn defects_of(part: &Part) -> BTreeMap<Day, String> {
    let mut by_day: BTreeMap<Day, Vec<String>> = BTreeMap::new();
    for defect in &part.defects {
        let named = [("defect", defect.kind.code().to_owned())].into_iter().chain(defect.kind.args());
        let pairs = named.map(|(name, text)| {
            [name, text.as_str()].map(|text| serde_json::Value::from(text).to_string()).join(":")
        });
        let told = format!("{{{}}}", pairs.collect::<Vec<_>>().join(","));
        by_day.entry(defect.day).or_default().push(told);
    }
    by_day.into_iter().map(|(day, told)| (day, format!("[{}]", told.join(",")))).collect()
}
