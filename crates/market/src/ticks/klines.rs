//! Binance's klines, line by line, as the daily bars that [`crate::days::daily`] makes of [`crate::klines::parse`].
//!
//! ```text
//! 1678543200000,1.00000000,1.00000000,0.88200000,0.91210000,7424303.00000000,1678543259999,6743845.39010000,…
//! ╰─ follows ─╯ ╰──────── six figures: digits · 10^-8, in 64 bits ─────────╯ ╰─ its end ─╯ ╰──────────────╯
//! ```
//!
//! Every line is checked as there, and what is odd, rejected or refused is the same. Two things cannot be the same for one
//! who keeps nothing: candles must stand in the order of time (a candle that repeats the one above it, figure by figure,
//! counts once), and a quote that is open at the end of a line refuses the file. The first thing that refuses a file is told,
//! where [`crate::klines::parse`] looks for what is no UTF-8 first.
//!
//! A line of plain numbers takes the short way. Any other takes the way of [`crate::klines`], a line at a time.

use qazyq_exact::{Amount, Day, IBig};

use super::TicksError;
use super::totals::plus;
use crate::bar::Coverage;
use crate::bars::digits::{byte, narrow, of_eight_decimals, plain_fields, run};
use crate::bars::fields::line_end;
use crate::days::{BuiltDay, DayCut, DayPrices, DaysError, built_of, expected};
use crate::few::Few;
use crate::finding::{Defect, FileError, Rejected};
use crate::klines::{Candle, Clock, Interval, Skip, agree, candle, instant, is_header, oddities, utc_day};
use crate::table::{self, Table};

/// Of the lines that are no candles, and of what is odd about candles, so much is kept.
const KEPT_MAX: usize = 10;
/// Digits behind the point of nearly every figure.
const DECIMALS: usize = 8;

/// Makes days of one series' candles, file by file, in the order of time.
#[derive(Clone, Debug)]
pub struct Klines {
    cut: DayCut,
    partial_days: bool,
    interval: Option<Interval>,
    last: Option<Last>,
    today: Option<Today>,
    days: Vec<BuiltDay>,
    file: File,
}

/// What one file of candles holds beside days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Lines that were read.
    pub lines: u64,
    /// Candles that count.
    pub candles: u64,
    /// Lines that repeat the candle above them.
    pub repeated: u64,
    /// Lines that are no candles, the first of them kept.
    pub rejected: Few<Rejected>,
    /// What is odd about candles, the first of it kept.
    pub defects: Few<Defect>,
}

/// What is known of the file at hand.
#[derive(Clone, Debug, Default)]
struct File {
    has_begun: bool,
    /// Something else than blanks has been read.
    has_text: bool,
    clock: Option<Clock>,
    pace: Option<Pace>,
    found: Found,
}

/// How time goes in a file: what the short way needs of its clock.
#[derive(Clone, Copy, Debug)]
struct Pace {
    micros: i64,
    /// A candle's length in the file's unit.
    length: i64,
    /// The first and the last time of opening that the unit has.
    times: (i64, i64),
    /// When the next candle opens if none is left out, in the file's unit.
    next: i64,
}

/// Figures of a candle at eight decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Small {
    open: i64,
    high: i64,
    low: i64,
    close: i64,
    volume: i64,
    quote_volume: i64,
}

/// The figures of a candle.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Figures {
    Small(Small),
    /// INVARIANT: none that fits `Small`, so that equal figures are equal.
    Large(Box<Candle>),
}

#[derive(Clone, Debug)]
struct Last {
    open_time: i64,
    line: u64,
    figures: Figures,
}

/// The day at hand.
#[derive(Clone, Debug)]
struct Today {
    day: Day,
    /// Its first microsecond, and the first behind it.
    start: i64,
    end: i64,
    candles: u32,
    sums: Sums,
}

#[derive(Clone, Debug)]
enum Sums {
    /// At eight decimals. Of 2^32 candles the sums fit 128 bits.
    Small {
        prices: Small,
        volume: i128,
        quote_volume: i128,
    },
    Large(Box<Candle>),
}

impl Klines {
    /// Days cut at that midnight. A day that lacks a candle is left out unless `partial_days`; its coverage then says how much
    /// is known.
    #[must_use]
    pub fn new(cut: DayCut, partial_days: bool) -> Self {
        let file = File::default();
        Self { cut, partial_days, interval: None, last: None, today: None, days: Vec::new(), file }
    }

    /// Reads the next lines of the file at hand. They begin at the beginning of a line, and where they end, their last line
    /// does.
    ///
    /// # Errors
    /// Where the file cannot be used, a candle crosses midnight, or candles do not stand in the order of time. Nothing that
    /// was read is then to be used.
    pub fn read(&mut self, lines: &[u8]) -> Result<(), TicksError> {
        let mut at = if self.file.has_begun { 0 } else { self.file.begin(lines)? };
        while at < lines.len() {
            let short = self.file.pace.and_then(|pace| short(pace, lines, at));
            at = match short {
                Some((opens, figures, end)) => {
                    self.take_small(opens, figures)?;
                    end
                }
                None => self.careful(lines, at)?,
            };
        }
        Ok(())
    }

    /// Ends the file at hand, so that what is read next is of another: with a header perhaps, and in its own unit of time.
    ///
    /// # Errors
    /// Where the file has no readable line.
    pub fn end_file(&mut self) -> Result<Found, TicksError> {
        let File { has_text, found, .. } = core::mem::take(&mut self.file);
        let error = match found.rejected.first() {
            _ if !has_text => FileError::Empty,
            _ if found.candles.saturating_add(found.repeated) > 0 => return Ok(found),
            None => FileError::NoRows,
            Some(first) => FileError::NoReadableRow {
                rejected: u64::try_from(found.rejected.len()).unwrap_or(u64::MAX),
                first: Box::new(first.clone()),
            },
        };
        Err(error.into())
    }

    /// The days that are over, in their order; none of them is given twice.
    pub fn days(&mut self) -> Vec<BuiltDay> {
        core::mem::take(&mut self.days)
    }

    /// The days that are left, the last one included.
    #[must_use]
    pub fn finish(mut self) -> Vec<BuiltDay> {
        self.end_day();
        self.days
    }

    /// Takes a candle of the short way.
    #[inline(always)]
    fn take_small(&mut self, opens: i64, small: Small) -> Result<(), TicksError> {
        let found = &mut self.file.found;
        found.lines = found.lines.wrapping_add(1);
        if let (Some(pace), Some(last), Some(today)) = (&mut self.file.pace, &mut self.last, &mut self.today)
        {
            let open_time = opens.wrapping_mul(pace.micros);
            let is_over = open_time.wrapping_add(pace.length.wrapping_mul(pace.micros));
            if open_time > last.open_time
                && is_over <= today.end
                && let Sums::Small { prices, volume, quote_volume } = &mut today.sums
            {
                prices.high = prices.high.max(small.high);
                prices.low = prices.low.min(small.low);
                prices.close = small.close;
                *volume = volume.wrapping_add(i128::from(small.volume));
                *quote_volume = quote_volume.wrapping_add(i128::from(small.quote_volume));
                today.candles = today.candles.saturating_add(1);
                pace.next = opens.wrapping_add(pace.length);
                last.open_time = open_time;
                last.line = found.lines;
                last.figures = Figures::Small(small);
                found.candles = found.candles.wrapping_add(1);
                return Ok(());
            }
        }
        let line = self.file.found.lines;
        let micros = self.file.pace.map_or(1, |pace| pace.micros);
        self.take(opens.saturating_mul(micros), line, Figures::Small(small)).map(drop)
    }

    /// Takes any candle; `false` where it only repeats the last.
    #[inline(never)]
    fn take(&mut self, open_time: i64, line: u64, figures: Figures) -> Result<bool, TicksError> {
        if let Some(last) = &self.last {
            if open_time < last.open_time {
                return Err(FileError::CandlesNotInOrder { line }.into());
            }
            if open_time == last.open_time {
                if figures == last.figures {
                    self.file.found.repeated = self.file.found.repeated.saturating_add(1);
                    return Ok(false);
                }
                let (time, first) = (instant(open_time).to_string(), last.line);
                return Err(FileError::CandleTwice { time, first, second: line }.into());
            }
        }
        self.add_to_day(open_time, &figures)?;
        if let Some(pace) = &mut self.file.pace {
            pace.next = open_time.checked_div(pace.micros).unwrap_or_default().saturating_add(pace.length);
        }
        self.last = Some(Last { open_time, line, figures });
        self.file.found.candles = self.file.found.candles.saturating_add(1);
        Ok(true)
    }

    fn add_to_day(&mut self, open_time: i64, figures: &Figures) -> Result<(), TicksError> {
        let Some(interval) = self.interval else { return Ok(()) };
        if self.today.as_ref().is_none_or(|today| open_time >= today.end) {
            self.end_day();
            let day = self.cut.day_of(instant(open_time));
            let (start, end) = (self.cut.start(day).as_microsecond(), self.cut.end(day).as_microsecond());
            self.today =
                Some(Today { day, start, end, candles: 0, sums: Sums::Large(figures.to_candle().into()) });
        }
        let Some(today) = &mut self.today else { return Ok(()) };
        if open_time.saturating_add(interval.micros()) > today.end {
            let (time, cut) = (instant(open_time), self.cut);
            return Err(DaysError::CandleCrossesMidnight { time, interval, cut }.into());
        }
        today.sums = match (today.candles, figures) {
            (0, figures) => Sums::of(figures),
            (_, figures) => today.sums.with(figures),
        };
        today.candles = today.candles.saturating_add(1);
        Ok(())
    }

    /// Makes a bar of the day at hand.
    fn end_day(&mut self) {
        let (Some(today), Some(interval)) = (self.today.take(), self.interval) else { return };
        let expected = expected(today.end.saturating_sub(today.start), interval);
        let coverage = Coverage { candles: today.candles, expected };
        if self.partial_days || coverage.candles == coverage.expected {
            let sums = today.sums.to_candle();
            let prices = DayPrices {
                open: Some(sums.open),
                high: Some(sums.high),
                low: Some(sums.low),
                close: Some(sums.close),
            };
            self.days.push(built_of(today.day, prices, sums.quote_volume, &sums.volume, Some(coverage)));
        }
    }

    /// Reads the line that begins at `at` as [`crate::klines`] does; gives where the next begins.
    #[cold]
    #[inline(never)]
    fn careful(&mut self, lines: &[u8], at: usize) -> Result<usize, TicksError> {
        let end = line_end(lines, at);
        let before = self.file.found.lines;
        let line = lines.get(at..end).unwrap_or_default();
        let text = str::from_utf8(line).map_err(|_| FileError::NotUtf8 { line: before.saturating_add(1) })?;
        self.file.has_text |= !text.trim().is_empty();
        // One row, or more where a CR stands alone.
        let mut table = Table::open(text, b',');
        while let Some(row) = table.next_row() {
            let line = before.saturating_add(row.line);
            if row.has_open_quote() {
                return Err(FileError::LineBreakInQuotes { line }.into());
            }
            let found = &mut self.file.found;
            let is_first = found.candles == 0 && found.repeated == 0 && found.rejected.is_empty();
            if is_first && is_header(&row) {
                continue;
            }
            match candle(&row) {
                Ok((clock, candle)) => self.take_candle(Clock { line, ..clock }, candle)?,
                Err(Skip::Rejected(why)) => found.rejected.push(Rejected { line, why }, KEPT_MAX),
                Err(Skip::Refused(FileError::IntervalTooLong { interval, .. })) => {
                    return Err(FileError::IntervalTooLong { line, interval }.into());
                }
                Err(Skip::Refused(error)) => return Err(error.into()),
            }
        }
        self.file.found.lines = before.saturating_add(table::lines_of(text));
        Ok(end)
    }

    fn take_candle(&mut self, clock: Clock, candle: Candle) -> Result<(), TicksError> {
        let (open_time, line) = (candle.open_time, clock.line);
        agree(self.file.clock.get_or_insert(clock), &clock)?;
        let interval = *self.interval.get_or_insert(clock.interval);
        if interval != clock.interval {
            let (interval, other) = (interval.name(), clock.interval.name());
            return Err(FileError::IntervalChanges { first: line, second: line, interval, other }.into());
        }
        self.file.pace.get_or_insert_with(|| Pace::of(clock));
        let (defects, day) = (oddities(&candle), utc_day(&candle));
        if self.take(open_time, line, Figures::of(candle))? {
            for kind in defects {
                self.file.found.defects.push(Defect { line, day, kind }, KEPT_MAX);
            }
        }
        Ok(())
    }
}

impl File {
    /// Looks at a file's first bytes; gives where its first line begins.
    fn begin(&mut self, lines: &[u8]) -> Result<usize, FileError> {
        table::is_unpacked(lines)?;
        self.has_begun = !lines.is_empty();
        let mut at = 0usize;
        while lines.get(at..).is_some_and(|rest| rest.starts_with("\u{feff}".as_bytes())) {
            at = at.saturating_add(3);
        }
        Ok(at)
    }
}

impl Pace {
    fn of(clock: Clock) -> Self {
        let micros = clock.unit.micros();
        let length = clock.interval.micros().checked_div(micros).unwrap_or_default();
        let (first, last) = clock.unit.times();
        Self { micros, length, times: (first, last), next: 0 }
    }
}

/// The line that begins at `at`, where all of it is plain numbers and nothing about it is odd: when its candle opens, in the
/// file's unit, its figures, and where the next line begins.
#[inline(always)]
fn short(pace: Pace, lines: &[u8], at: usize) -> Option<(i64, Small, usize)> {
    let (opens, at) = time(lines, at)?;
    let (open, at) = figure(lines, at)?;
    let (high, at) = figure(lines, at)?;
    let (low, at) = figure(lines, at)?;
    let (close, at) = figure(lines, at)?;
    let (volume, at) = figure(lines, at)?;
    let (closes, at) = time(lines, at)?;
    let (quote_volume, at) = figure(lines, at)?;
    let (end, commas) = plain_fields(lines, at);
    let end = match byte(lines, end) {
        b'\n' => end.wrapping_add(1),
        b'\r' if byte(lines, end.wrapping_add(1)) == b'\n' => end.wrapping_add(2),
        _ => return None,
    };
    let is_on_the_grid = opens == pace.next || opens.checked_rem(pace.length) == Some(0);
    let is_timely = is_on_the_grid
        && closes.wrapping_sub(opens).wrapping_add(1) == pace.length
        && (pace.times.0..=pace.times.1).contains(&opens);
    let is_sound = low > 0 && low <= open && low <= close && open <= high && close <= high;
    let small = Small { open, high, low, close, volume, quote_volume };
    (is_timely && is_sound && commas == 3).then_some((opens, small, end.min(lines.len())))
}

/// A time and the comma behind it: its number, and where the next field begins.
#[inline(always)]
fn time(lines: &[u8], at: usize) -> Option<(i64, usize)> {
    let (time, count) = run(lines, at)?;
    let end = at.wrapping_add(count);
    (byte(lines, end) == b',').then_some((time as i64, end.wrapping_add(1)))
}

/// A figure and the comma behind it: its digits at eight decimals, and where the next field begins.
#[inline(always)]
fn figure(lines: &[u8], at: usize) -> Option<(i64, usize)> {
    let (digits, end) = match of_eight_decimals(lines, at) {
        Some(figure) => figure,
        None => other_figure(lines, at)?,
    };
    (byte(lines, end) == b',').then_some((digits, end.wrapping_add(1)))
}

#[inline(never)]
fn other_figure(lines: &[u8], at: usize) -> Option<(i64, usize)> {
    let number = narrow(lines, at)?;
    let power = 10i64.checked_pow(u32::try_from(DECIMALS.checked_sub(number.decimals)?).ok()?)?;
    Some((number.digits.checked_mul(power)?, number.end))
}

impl Small {
    /// The figures of a candle, if each fits.
    fn of(candle: &Candle) -> Option<Self> {
        let digits = |amount: &Amount| i64::try_from(&amount.scaled_to(DECIMALS)?).ok();
        Some(Self {
            open: digits(&candle.open)?,
            high: digits(&candle.high)?,
            low: digits(&candle.low)?,
            close: digits(&candle.close)?,
            volume: digits(&candle.volume)?,
            quote_volume: digits(&candle.quote_volume)?,
        })
    }

    fn to_candle(self, volume: i128, quote_volume: i128) -> Candle {
        let amount = |digits: i128| Amount::new(IBig::from(digits), DECIMALS);
        Candle {
            open_time: 0,
            open: amount(self.open.into()),
            high: amount(self.high.into()),
            low: amount(self.low.into()),
            close: amount(self.close.into()),
            volume: amount(volume),
            quote_volume: amount(quote_volume),
        }
    }
}

impl Figures {
    fn of(candle: Candle) -> Self {
        match Small::of(&candle) {
            Some(small) => Self::Small(small),
            None => Self::Large(Box::new(Candle { open_time: 0, ..candle })),
        }
    }

    fn to_candle(&self) -> Candle {
        match self {
            Self::Small(small) => small.to_candle(small.volume.into(), small.quote_volume.into()),
            Self::Large(candle) => Candle::clone(candle),
        }
    }
}

impl Sums {
    /// Those of one candle.
    fn of(figures: &Figures) -> Self {
        match figures {
            Figures::Small(small) => Self::Small {
                prices: *small,
                volume: small.volume.into(),
                quote_volume: small.quote_volume.into(),
            },
            Figures::Large(candle) => Self::Large(candle.clone()),
        }
    }

    fn to_candle(&self) -> Candle {
        match self {
            Self::Small { prices, volume, quote_volume } => prices.to_candle(*volume, *quote_volume),
            Self::Large(candle) => Candle::clone(candle),
        }
    }

    /// These with another candle, the later one.
    fn with(&self, figures: &Figures) -> Self {
        if let (Self::Small { prices, volume, quote_volume }, Figures::Small(small)) = (self, figures) {
            return Self::Small {
                prices: Small {
                    high: prices.high.max(small.high),
                    low: prices.low.min(small.low),
                    close: small.close,
                    ..*prices
                },
                volume: volume.saturating_add(small.volume.into()),
                quote_volume: quote_volume.saturating_add(small.quote_volume.into()),
            };
        }
        let (sums, candle) = (self.to_candle(), figures.to_candle());
        Self::Large(Box::new(Candle {
            open_time: 0,
            open: sums.open,
            high: sums.high.max(candle.high),
            low: sums.low.min(candle.low),
            close: candle.close,
            volume: plus(&sums.volume, &candle.volume),
            quote_volume: plus(&sums.quote_volume, &candle.quote_volume),
        }))
    }
}
