//! A case's series as columns.

use qazyq_exact::{Amount, Day};
use qazyq_law::Law;
use qazyq_law::case::{Bar, Facts, Series as LawSeries};
use qazyq_replay::worth::Rate;
use qazyq_replay::{Digits, Prices, Series, Worth};

/// As what columns are laid out, if their digits fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Narrow,
    Broad,
    Wide,
    /// Another kind for each column.
    Mixed,
}

/// One column that owns its values.
#[derive(Debug, Default)]
pub(crate) enum Column {
    #[default]
    Absent,
    Narrow(Vec<i64>),
    Broad(Vec<i128>),
    Wide(Vec<Option<Amount>>),
}

/// All columns of a series.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) first: Day,
    pub(crate) days: usize,
    pub(crate) scale: u8,
    pub(crate) open: Column,
    pub(crate) high: Column,
    pub(crate) low: Column,
    pub(crate) close: Column,
    pub(crate) vwap: Column,
}

impl Default for Columns {
    fn default() -> Self {
        let [open, high, low, close, vwap] = [const { Column::Absent }; 5];
        Self { first: Day::from_number(0), days: 0, scale: 0, open, high, low, close, vwap }
    }
}

impl Column {
    fn lend(&self) -> Digits<'_> {
        match self {
            Self::Absent => Digits::Absent,
            Self::Narrow(values) => Digits::Narrow(values),
            Self::Broad(values) => Digits::Broad(values),
            Self::Wide(amounts) => Digits::Wide(amounts),
        }
    }

    fn new(amounts: Vec<Option<Amount>>, scale: usize, kind: Kind) -> Self {
        if amounts.iter().all(Option::is_none) {
            return Self::Absent;
        }
        let digits = amounts.iter().map(|a| match a {
            None => Some(i128::MIN),
            Some(amount) => i128::try_from(&amount.scaled_to(scale)?).ok(),
        });
        let broad: Option<Vec<i128>> = digits.collect();
        let narrow = |broad: &[i128]| {
            let one = |d: &i128| if *d == i128::MIN { Some(i64::MIN) } else { i64::try_from(*d).ok() };
            broad.iter().map(one).collect::<Option<Vec<i64>>>()
        };
        match (kind, &broad) {
            (Kind::Wide, _) | (_, None) => Self::Wide(amounts),
            (Kind::Broad | Kind::Mixed, Some(broad)) => Self::Broad(broad.clone()),
            (Kind::Narrow, Some(broad)) => narrow(broad).map_or(Self::Broad(broad.clone()), Self::Narrow),
        }
    }
}

impl Columns {
    pub(crate) fn new(series: &LawSeries, kind: Kind) -> Self {
        let first = series.days.iter().map(|bar| bar.date).min().unwrap_or(Day::from_number(0));
        let last = series.days.iter().map(|bar| bar.date).max().unwrap_or(first);
        let days = usize::try_from(last.since(first) + 1).unwrap();
        let prices = |bar: &Bar| {
            [&bar.open, &bar.high, &bar.low, &bar.close, &bar.vwap]
                .map(|p| p.as_ref().map_or(0, Amount::scale))
        };
        let scale = series.days.iter().flat_map(prices).max().unwrap_or(0).min(38);
        let column = |kind: Kind, of: fn(&Bar) -> &Option<Amount>| {
            let mut amounts = vec![None; days];
            for bar in &series.days {
                amounts[usize::try_from(bar.date.since(first)).unwrap()] = of(bar).clone();
            }
            Column::new(amounts, scale, kind)
        };
        let other = |other| if kind == Kind::Mixed { other } else { kind };
        Self {
            first,
            days,
            scale: u8::try_from(scale).unwrap(),
            open: column(other(Kind::Narrow), |bar| &bar.open),
            high: column(other(Kind::Broad), |bar| &bar.high),
            low: column(other(Kind::Wide), |bar| &bar.low),
            close: column(other(Kind::Narrow), |bar| &bar.close),
            vwap: column(other(Kind::Wide), |bar| &bar.vwap),
        }
    }

    pub(crate) fn series<'a>(&'a self, worth: &'a Worth) -> Series<'a> {
        let prices = Prices {
            scale: self.scale,
            open: self.open.lend(),
            high: self.high.lend(),
            low: self.low.lend(),
            close: self.close.lend(),
            vwap: self.vwap.lend(),
        };
        Series { first: self.first, days: self.days, prices, worth }
    }
}

/// What the asset is worth on the days of the windows of those assessment dates, by the facts.
pub(crate) fn worth(facts: &Facts, law: &Law, series: &LawSeries, (from, days): (Day, usize)) -> Worth {
    let Some(peg) = &facts.peg else { return Worth::Unknown };
    let parts: Vec<(String, Amount)> =
        peg.components.iter().map(|c| (c.currency.to_string(), c.amount.clone())).collect();
    let rate = |r: &qazyq_law::case::Rate| Rate {
        date: r.date,
        base: r.base.to_string(),
        quote: r.quote.to_string(),
        rate: r.rate.clone(),
    };
    let rates: Vec<Rate> = facts.fx.iter().map(rate).collect();
    // More days than are needed, so that some lie before and behind.
    let before = i32::try_from(law.window_days).unwrap() + 3;
    let days = days + usize::try_from(law.window_days).unwrap() + 7;
    Worth::new(
        &parts,
        &rates,
        series.currency.as_str().expect("text"),
        law.rate_days_max,
        from.plus(-before),
        days,
    )
}
