//! Binance's kline files: candles of one pair.
//!
//! ```text
//! open time     open       high       low        close      base volume      close time    quote volume
//! 1678543200000,1.00000000,1.00000000,0.88200000,0.91210000,7424303.00000000,1678543259999,6743845.39010000,…
//! ```
//!
//! Twelve fields, no header (one that begins with `open_time` is passed over). Times are milliseconds since 1970, and
//! microseconds in files of spot pairs from 2025-01-01 on; which of them, the magnitude says line by line, and a file
//! with both is refused. A candle closes one unit before the next opens, so the two times give its length, which is the
//! same for the whole file.
//!
//! The pair stands in the file's name alone: [`pair_of_file_name`].

use jiff::Timestamp;
use qazyq_exact::{Amount, Day};

use crate::bar::{Figure, Prices, size_oddities};
use crate::days::DayCut;
use crate::few::Few;
use crate::figure;
use crate::finding::{Defect, FileError, Rejected, Rejection, excerpt};
use crate::line::{self, Line};
use crate::table::{self, Row, Table};

/// What a kline file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KlineFile {
    /// How long each candle is.
    pub interval: Interval,
    /// The candles with their lines, sorted by time, each once.
    pub candles: Vec<(u64, Candle)>,
    /// Lines that are no candles, in the file's order.
    pub rejected: Vec<Rejected>,
    /// What is odd about the candles, sorted by time. A minute without trade is not odd.
    pub defects: Vec<Defect>,
}

/// What was traded in one interval.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Candle {
    /// When it opens, in microseconds since 1970-01-01T00:00:00Z.
    pub open_time: i64,
    /// The first price.
    pub open: Amount,
    /// The highest price.
    pub high: Amount,
    /// The lowest price.
    pub low: Amount,
    /// The last price.
    pub close: Amount,
    /// What was traded, in units of the asset.
    pub volume: Amount,
    /// What was traded, in the currency or token of the prices.
    pub quote_volume: Amount,
}

impl Candle {
    /// When it opens.
    #[must_use]
    pub fn opens(&self) -> Timestamp {
        instant(self.open_time)
    }

    /// When it is over.
    #[must_use]
    pub fn is_over(&self, interval: Interval) -> Timestamp {
        instant(self.open_time.saturating_add(interval.micros()))
    }
}

/// The instant so many microseconds after 1970; the calendar's first or last where it has no such instant.
pub(crate) fn instant(micros: i64) -> Timestamp {
    let beyond = if micros < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_microsecond(micros).unwrap_or(beyond)
}

/// How long a candle is: one of Binance's lengths up to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    seconds: i64,
    name: &'static str,
}

impl Interval {
    /// The lengths that there are. Each divides a day.
    pub const ALL: [Self; 13] = [
        Self { seconds: 1, name: "1s" },
        Self { seconds: 60, name: "1m" },
        Self { seconds: 3 * 60, name: "3m" },
        Self { seconds: 5 * 60, name: "5m" },
        Self { seconds: 15 * 60, name: "15m" },
        Self { seconds: 30 * 60, name: "30m" },
        Self { seconds: HOUR, name: "1h" },
        Self { seconds: 2 * HOUR, name: "2h" },
        Self { seconds: 4 * HOUR, name: "4h" },
        Self { seconds: 6 * HOUR, name: "6h" },
        Self { seconds: 8 * HOUR, name: "8h" },
        Self { seconds: 12 * HOUR, name: "12h" },
        Self { seconds: DAY, name: "1d" },
    ];

    /// A day.
    pub const DAY: Self = Self { seconds: DAY, name: "1d" };
    /// An hour.
    pub const HOUR: Self = Self { seconds: HOUR, name: "1h" };

    /// The name, as in the names of files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// The length in microseconds.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.seconds.saturating_mul(MICROS_PER_SECOND)
    }

    /// The interval of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|interval| interval.name == name)
    }

    /// The interval of that length.
    fn of_micros(micros: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|interval| interval.micros() == micros)
    }
}

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
const MICROS_PER_SECOND: i64 = 1_000_000;

/// The name of one of Binance's lengths above a day.
fn too_long(micros: i64) -> Option<&'static str> {
    match micros.checked_div(DAY.saturating_mul(MICROS_PER_SECOND)) {
        Some(3) => Some("3d"),
        Some(7) => Some("1w"),
        Some(28..=31) => Some("1mo"),
        _ => None,
    }
}

/// In what a file or an answer counts time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Milli,
    Micro,
}

impl Unit {
    pub(crate) fn micros(self) -> i64 {
        match self {
            Self::Milli => 1000,
            Self::Micro => 1,
        }
    }

    /// The first and the last time of this unit.
    pub(crate) fn times(self) -> (i64, i64) {
        match self {
            Self::Milli => (1_000_000_000_000, 32_503_679_999_999),
            Self::Micro => (1_000_000_000_000_000, 32_503_679_999_999_999),
        }
    }

    /// The unit in which `time` lies between 2001-09-09 and 2999-12-31, where days end that can be carried.
    fn of(time: i64) -> Option<Self> {
        // A thousand times the same: later than any millisecond, so no time is of both units.
        [Self::Milli, Self::Micro].into_iter().find(|unit| {
            let (first, last) = unit.times();
            (first..=last).contains(&time)
        })
    }

    /// The microseconds from `first` to the end of the unit that is written as `last`.
    pub(crate) fn span(self, first: i64, last: &str) -> Option<i64> {
        let last = last.parse::<i64>().ok()?;
        last.checked_sub(first)?.checked_add(1)?.checked_mul(self.micros())
    }

    /// A time of opening in microseconds, if it is a step of the interval.
    pub(crate) fn on_the_grid(self, time: i64, interval: Interval) -> Result<i64, Rejection> {
        let open_time = time.saturating_mul(self.micros());
        if open_time.checked_rem(interval.micros()) == Some(0) {
            return Ok(open_time);
        }
        Err(Rejection::OffTheGrid { open: time.to_string(), interval: interval.name })
    }
}

/// What a line shows of its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub(crate) line: u64,
    pub(crate) unit: Unit,
    pub(crate) interval: Interval,
}

/// Why a line gives no candle.
pub(crate) enum Skip {
    Rejected(Rejection),
    Refused(FileError),
}

impl From<Rejection> for Skip {
    fn from(why: Rejection) -> Self {
        Self::Rejected(why)
    }
}

/// Reads a kline file.
///
/// # Errors
/// Where the file cannot be used as a whole; see [`FileError`].
pub fn parse(bytes: &[u8]) -> Result<KlineFile, FileError> {
    let Candles { interval, candles, rejected, defects } = read(bytes, usize::MAX)?;
    Ok(KlineFile { interval, candles, rejected: rejected.into_kept(), defects })
}

/// What a kline file says, with as many of its rejected lines as are kept.
pub(crate) struct Candles {
    pub(crate) interval: Interval,
    pub(crate) candles: Vec<(u64, Candle)>,
    pub(crate) rejected: Few<Rejected>,
    pub(crate) defects: Vec<Defect>,
}

/// Reads a kline file and keeps at most that many rejected lines.
pub(crate) fn read(bytes: &[u8], rejected_max: usize) -> Result<Candles, FileError> {
    let mut table = Table::open(table::text(bytes)?, b',');
    let mut clock: Option<Clock> = None;
    let mut lines = Vec::new();
    let mut rejected = Few::default();
    while let Some(row) = table.next_row() {
        if lines.is_empty() && rejected.is_empty() && is_header(&row) {
            continue;
        }
        match candle(&row) {
            Ok((at, candle)) => {
                agree(clock.get_or_insert(at), &at)?;
                let defects = oddities(&candle);
                lines.push(Line { number: row.line, says: candle, defects });
            }
            Err(Skip::Rejected(why)) => rejected.push(Rejected { line: row.line, why }, rejected_max),
            Err(Skip::Refused(error)) => return Err(error),
        }
    }

    line::some_readable(&lines, rejected.len(), rejected.first())?;
    let Some(Clock { interval, .. }) = clock else { return Err(FileError::NoRows) };
    line::each_once(&mut lines, |candle: &Candle| candle.open_time).map_err(|clash| {
        FileError::CandleTwice {
            time: instant(clash.of).to_string(),
            first: clash.first,
            second: clash.second,
        }
    })?;
    let (candles, defects) = line::apart(lines, utc_day);
    Ok(Candles { interval, candles, rejected, defects })
}

/// Whether the first row is that of a kline file.
pub(crate) fn has_first_row(text: &str) -> bool {
    let mut table = Table::open(text, b',');
    table.next_row().is_some_and(|row| {
        row.width() == WIDTH
            && (is_header(&row) || row.field(OPEN_TIME).parse().ok().and_then(Unit::of).is_some())
    })
}

/// Fields of a row.
pub(crate) const WIDTH: usize = 12;
pub(crate) const OPEN_TIME: usize = 0;
pub(crate) const CLOSE_TIME: usize = 6;

pub(crate) fn is_header(row: &Row<'_>) -> bool {
    row.field(OPEN_TIME) == "open_time"
}

/// The UTC day in which a candle opens.
pub(crate) fn utc_day(candle: &Candle) -> Day {
    DayCut::Utc.day_of(candle.opens())
}

/// Refuses a line that counts time otherwise than the file's first candle.
pub(crate) fn agree(file: &Clock, line: &Clock) -> Result<(), FileError> {
    let (first, second) = (file.line, line.line);
    if file.unit != line.unit {
        return Err(FileError::UnitsMixed { first, second });
    }
    if file.interval != line.interval {
        let (interval, other) = (file.interval.name, line.interval.name);
        return Err(FileError::IntervalChanges { first, second, interval, other });
    }
    Ok(())
}

/// The candle on a line.
pub(crate) fn candle(row: &Row<'_>) -> Result<(Clock, Candle), Skip> {
    row.is_whole(WIDTH)?;
    let (opens, closes) = (row.field(OPEN_TIME), row.field(CLOSE_TIME));
    let (first, unit) = opening(opens)?;

    let no_interval = || Rejection::TimesAreNoInterval { open: excerpt(opens), close: excerpt(closes) };
    let span = unit.span(first, closes).ok_or_else(no_interval)?;
    if let Some(interval) = too_long(span) {
        return Err(Skip::Refused(FileError::IntervalTooLong { line: row.line, interval }));
    }
    let interval = Interval::of_micros(span).ok_or_else(no_interval)?;
    let open_time = unit.on_the_grid(first, interval)?;

    let candle = figures(open_time, |figure| {
        let text = row.field(place(figure));
        figure::read(text, None)
            .map_err(|_| Rejection::CandleFigureUnreadable { figure, found: excerpt(text) })
    })?;
    Ok((Clock { line: row.line, unit, interval }, candle))
}

/// Where a figure of a candle stands in its row.
pub(crate) fn place(figure: Figure) -> usize {
    match figure {
        Figure::Open => 1,
        Figure::High => 2,
        Figure::Low => 3,
        Figure::Close => 4,
        Figure::Volume => 5,
        Figure::QuoteVolume => 7,
        // Nowhere: a row has twelve fields.
        Figure::Vwap | Figure::MarketCap => WIDTH,
    }
}

/// The time of opening as it is written, and its unit.
pub(crate) fn opening(text: &str) -> Result<(i64, Unit), Rejection> {
    let time = text.parse().ok();
    time.and_then(|time| Some((time, Unit::of(time)?)))
        .ok_or_else(|| Rejection::TimeUnreadable { found: excerpt(text) })
}

/// The candle that opens then, each figure read by `amount`.
pub(crate) fn figures<E>(
    open_time: i64,
    mut amount: impl FnMut(Figure) -> Result<Amount, E>,
) -> Result<Candle, E> {
    Ok(Candle {
        open_time,
        open: amount(Figure::Open)?,
        high: amount(Figure::High)?,
        low: amount(Figure::Low)?,
        close: amount(Figure::Close)?,
        volume: amount(Figure::Volume)?,
        quote_volume: amount(Figure::QuoteVolume)?,
    })
}

/// What is odd about a candle.
pub(crate) fn oddities(candle: &Candle) -> Vec<crate::DefectKind> {
    let mut found = Vec::new();
    let prices = Prices {
        open: Some(&candle.open),
        high: Some(&candle.high),
        low: Some(&candle.low),
        close: Some(&candle.close),
        vwap: None,
    };
    prices.oddities(&mut found);
    size_oddities(Figure::Volume, Some(&candle.volume), None, &mut found);
    size_oddities(Figure::QuoteVolume, Some(&candle.quote_volume), None, &mut found);
    found
}

/// The pair in a kline file's name: `USDCUSDT` of `USDCUSDT-1m-2023-03-11.csv` or `USDCUSDT-1m-2023-03.csv`.
#[must_use]
pub fn pair_of_file_name(name: &str) -> Option<&str> {
    let (pair, rest) = name.strip_suffix(".csv")?.split_once('-')?;
    let (interval, date) = rest.split_once('-')?;
    let is_pair =
        !pair.is_empty() && pair.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_date = date.parse::<Day>().is_ok() || format!("{date}-01").parse::<Day>().is_ok();
    (is_pair && is_date && Interval::named(interval).is_some()).then_some(pair)
}

/// In what a pair's prices are, for the asset with that symbol: `USDT` of `USDCUSDT` for `USDC`.
///
/// `None` where the pair does not begin with the symbol, as where the asset is what others are priced in. A pair has no
/// mark between its two halves, so a symbol that only begins the first half (`US`) gives a quote that does not exist.
#[must_use]
pub fn quote_of_pair(pair: &str, base_symbol: &str) -> Option<String> {
    let quote = pair.strip_prefix(base_symbol)?;
    (!base_symbol.is_empty() && !quote.is_empty()).then(|| quote.to_owned())
}
