//! Bars: what a source says of one asset on one day.

use qazyq_exact::{Amount, Day, IBig};

use crate::finding::DefectKind;

/// One day of one series. A figure that the source does not give, or not readably, is `None`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bar {
    /// The day, as the source cuts it.
    pub day: Day,
    /// The first price.
    pub open: Option<Amount>,
    /// The highest price.
    pub high: Option<Amount>,
    /// The lowest price.
    pub low: Option<Amount>,
    /// The last price.
    pub close: Option<Amount>,
    /// The volume-weighted mean price.
    pub vwap: Option<Amount>,
    /// What was traded, in the series' currency.
    pub volume: Option<Amount>,
    /// The market capitalisation, in the series' currency.
    pub market_cap: Option<Amount>,
    /// How much of the day is known; only of a bar that was built from finer candles.
    pub coverage: Option<Coverage>,
}

/// How many of a day's candles a bar was built from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coverage {
    /// Candles that were there.
    pub candles: u32,
    /// Candles that the day has: 1,440 minutes, or 1,500 on a day of 25 hours.
    pub expected: u32,
}

/// One of the figures of a bar or a candle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// The first price.
    Open,
    /// The highest price.
    High,
    /// The lowest price.
    Low,
    /// The last price.
    Close,
    /// The volume-weighted mean price.
    Vwap,
    /// What was traded: of a bar in the series' currency, of a candle in units of the asset.
    Volume,
    /// The market capitalisation.
    MarketCap,
    /// What was traded in a candle, in the series' currency.
    QuoteVolume,
}

impl Figure {
    /// The figures of a bar, in the order of its fields.
    pub const OF_A_BAR: [Self; 7] =
        [Self::Open, Self::High, Self::Low, Self::Close, Self::Vwap, Self::Volume, Self::MarketCap];

    /// The name in mappings, cases and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::High => "high",
            Self::Low => "low",
            Self::Close => "close",
            Self::Vwap => "vwap",
            Self::Volume => "volume",
            Self::MarketCap => "market_cap",
            Self::QuoteVolume => "quote_volume",
        }
    }
}

impl Bar {
    /// A day of which nothing is known yet.
    pub(crate) fn of(day: Day) -> Self {
        Self {
            day,
            open: None,
            high: None,
            low: None,
            close: None,
            vwap: None,
            volume: None,
            market_cap: None,
            coverage: None,
        }
    }

    /// Puts a figure in its place; a bar has one volume, whatever the source calls it.
    pub(crate) fn set(&mut self, figure: Figure, amount: Option<Amount>) {
        let slot = match figure {
            Figure::Open => &mut self.open,
            Figure::High => &mut self.high,
            Figure::Low => &mut self.low,
            Figure::Close => &mut self.close,
            Figure::Vwap => &mut self.vwap,
            Figure::Volume | Figure::QuoteVolume => &mut self.volume,
            Figure::MarketCap => &mut self.market_cap,
        };
        *slot = amount;
    }

    /// What is odd about the figures that are there. An absent figure is for the parser to report, who knows why.
    pub(crate) fn oddities(&self, found: &mut Vec<DefectKind>) {
        let prices = Prices {
            open: self.open.as_ref(),
            high: self.high.as_ref(),
            low: self.low.as_ref(),
            close: self.close.as_ref(),
            vwap: self.vwap.as_ref(),
        };
        prices.oddities(found);
        size_oddities(Figure::Volume, self.volume.as_ref(), Some(DefectKind::VolumeIsZero), found);
        size_oddities(
            Figure::MarketCap,
            self.market_cap.as_ref(),
            Some(DefectKind::CapitalisationIsZero),
            found,
        );
    }
}

/// The prices of a bar or a candle.
pub(crate) struct Prices<'a> {
    pub(crate) open: Option<&'a Amount>,
    pub(crate) high: Option<&'a Amount>,
    pub(crate) low: Option<&'a Amount>,
    pub(crate) close: Option<&'a Amount>,
    pub(crate) vwap: Option<&'a Amount>,
}

impl Prices<'_> {
    /// Prices that are not positive, a high below its low, an open or close outside them.
    pub(crate) fn oddities(&self, found: &mut Vec<DefectKind>) {
        let all = [
            (Figure::Open, self.open),
            (Figure::High, self.high),
            (Figure::Low, self.low),
            (Figure::Close, self.close),
            (Figure::Vwap, self.vwap),
        ];
        for (figure, price) in all {
            if let Some(price) = price.filter(|price| !price.is_positive()) {
                found.push(DefectKind::PriceNotPositive { figure, found: price.clone() });
            }
        }

        let (Some(high), Some(low)) = (self.high, self.low) else { return };
        if high < low {
            // Every price lies outside such a range; saying so once more for each would tell nothing new.
            found.push(DefectKind::HighBelowLow { high: high.clone(), low: low.clone() });
            return;
        }
        for (figure, price) in [(Figure::Open, self.open), (Figure::Close, self.close)] {
            if let Some(price) = price.filter(|price| *price < low || *price > high) {
                found.push(DefectKind::PriceOutsideRange {
                    figure,
                    found: price.clone(),
                    low: low.clone(),
                    high: high.clone(),
                });
            }
        }
    }
}

/// A volume or capitalisation below zero, or of zero where `zero` says what to make of that.
pub(crate) fn size_oddities(
    figure: Figure,
    size: Option<&Amount>,
    zero: Option<DefectKind>,
    found: &mut Vec<DefectKind>,
) {
    let Some(size) = size.filter(|size| !size.is_positive()) else { return };
    match *size == Amount::new(IBig::ZERO, 0) {
        true => found.extend(zero),
        false => found.push(DefectKind::FigureNegative { figure, found: size.clone() }),
    }
}
