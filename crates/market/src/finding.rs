//! Findings: what is to be told of a file, its lines and its figures, and where.
//!
//! ```text
//! the file cannot be used     FileError     day-stands-twice      day=2020-12-16 first=2 second=731
//! a line is no bar            Rejection     date-is-not-readable  found=TerraUSD Price No Data expected=…
//! a bar is odd                DefectKind    digits-may-be-lost    figure=market_cap found=6.42E+11
//! ```
//!
//! Each kind has a `code`, a short sentence for programs and locale files, and `args` for the words. The comments on
//! the variants say what each means and what can be done about it.

use qazyq_exact::{Amount, Day};

use crate::bar::Figure;

/// The arguments of a finding's message.
pub(crate) type Args = Vec<(&'static str, String)>;

/// Codes of an enum's variants, each written once, and its plain `Display`: the code and its arguments.
macro_rules! codes {
    ($type:ident { $($variant:ident => $code:literal,)+ }) => {
        impl $type {
            /// Every code there is, in the order of the variants.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// What it is, as a short sentence in kebab case.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)+
                }
            }
        }

        impl core::fmt::Display for $type {
            /// The code and its arguments, for logs; the words for people are the locales'.
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.code())?;
                self.args().iter().try_for_each(|(name, value)| write!(f, " {name}=`{value}`"))
            }
        }
    };
}
pub(crate) use codes;

/// Why a whole file is refused. Not a bar of it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Nothing but blanks stands in the file: download it again.
    Empty,
    /// The file is an archive or a spreadsheet: unpack it, or save it as CSV, first.
    Packed {
        /// By what its first bytes show it to be packed.
        packing: Packing,
    },
    /// The text is UTF-16: save it as CSV in UTF-8.
    Utf16,
    /// A line is not UTF-8: save the file as CSV in UTF-8, or download it again if it was damaged.
    NotUtf8 {
        /// The first such line.
        line: u64,
    },
    /// The first line names none of the format's columns: check the format, or import by a mapping of columns.
    HeaderUnknown {
        /// What the first line says.
        found: String,
        /// The columns that the format has.
        expected: String,
    },
    /// There is no column of days, and days cannot be guessed: take a file that still has it.
    DateColumnMissing {
        /// The column that was looked for.
        column: String,
        /// The columns that are there.
        found: Vec<String>,
    },
    /// A needed column is missing: correct the mapping, or take a file that has it.
    ColumnMissing {
        /// The column that was looked for.
        column: String,
        /// The columns that are there.
        found: Vec<String>,
    },
    /// Two columns have the name that is looked for: rename one of them.
    ColumnTwice {
        /// The name.
        column: String,
    },
    /// The file's `name` is not that of the US dollar, so the currency of its figures is not known: download it again
    /// with the US dollar chosen.
    CurrencyUnknown {
        /// The first such line.
        line: u64,
        /// What stands there.
        found: String,
    },
    /// A date cannot be read by the pattern, but can with day and month exchanged, so every other day may be misread:
    /// declare the exchanged pattern.
    DayAndMonthExchanged {
        /// The first such line.
        line: u64,
        /// What stands there.
        found: String,
        /// The pattern that was declared.
        pattern: String,
        /// The one that reads the date.
        exchanged: String,
    },
    /// A day has two lines with different figures, so the file holds several assets or was edited: filter the rows of
    /// one asset, or download it again.
    DayTwice {
        /// The day.
        day: Day,
        /// The line that names it first.
        first: u64,
        /// The next that names it and differs.
        second: u64,
    },
    /// Some rows are of midnight and some of other times of the day, so a row is not a day: build days of the rows first, or
    /// download daily ones.
    NotDaily {
        /// The first line of another time.
        line: u64,
        /// What stands there.
        found: String,
    },
    /// A header and nothing below: the source has no data for this span, or the download was cut off.
    NoRows,
    /// No line could be read: check the format and the pattern of dates against the line that is named.
    NoReadableRow {
        /// How many lines were rejected.
        rejected: u64,
        /// The first of them.
        first: Box<Rejected>,
    },
    /// No row passes the filter: check the value, capitals included.
    FilterMatchesNothing {
        /// `column=value`, each of them.
        filter: String,
    },
    /// Some times are in milliseconds and some in microseconds: import the parts as files of their own.
    UnitsMixed {
        /// A line in one unit.
        first: u64,
        /// The first line in the other.
        second: u64,
    },
    /// The candles are longer than a day, so no daily bar can be built of them: download candles of a day or less.
    IntervalTooLong {
        /// The first such line.
        line: u64,
        /// The length: `3d`, `1w` or `1mo`.
        interval: &'static str,
    },
    /// The candles change their length within the file: import the parts as files of their own.
    IntervalChanges {
        /// A line with the one length.
        first: u64,
        /// The first line with another.
        second: u64,
        /// The one length.
        interval: &'static str,
        /// The other.
        other: &'static str,
    },
    /// A candle stands twice with different figures, so the file holds several pairs or was edited: download it again.
    CandleTwice {
        /// When it opens.
        time: String,
        /// The line that has it first.
        first: u64,
        /// The next that has it and differs.
        second: u64,
    },
    /// A line ends inside a quoted field, so it is not known where the next row begins: take the line break out, or write the
    /// file anew without.
    LineBreakInQuotes {
        /// The line on which the quote opens.
        line: u64,
    },
    /// A candle opens before the one on the line above, in a file that is read without being kept: sort the file by time, or
    /// download it again.
    CandlesNotInOrder {
        /// The first such line.
        line: u64,
    },
    /// More rows than a series of days can have, so a row is not a day of one asset: filter the rows of one asset, or take
    /// daily ones.
    TooManyRows {
        /// How many there may be.
        rows_max: u64,
    },
    /// The file is larger than is read at once: part it.
    TooLarge {
        /// How many bytes it has.
        bytes: u64,
        /// How many it may have.
        bytes_max: u64,
    },
    /// The file names its columns, and none was declared to hold the days: declare them.
    ColumnsNotDeclared {
        /// The columns that are there, each with its type.
        found: Vec<String>,
    },
    /// A Parquet file cannot be read as one: download it again.
    ParquetBroken {
        /// What is wrong with it, in the words of who found it.
        what: String,
    },
    /// A column of a Parquet file cannot be read: download the file again.
    ParquetColumnBroken {
        /// The column.
        column: String,
        /// What is wrong with it, in the words of who found it.
        what: String,
    },
    /// The Parquet file is encrypted: write it anew without.
    ParquetEncrypted,
    /// A column's type is none that can hold what it is declared to hold: declare another, or write it as such a type.
    ColumnTypeUnusable {
        /// The column.
        column: String,
        /// Its type.
        found: String,
        /// What it should hold: `date`, a figure, or `only`.
        role: &'static str,
    },
    /// A column is compressed or encoded in a way that is not read: write the file anew with another.
    ParquetColumnPacked {
        /// The column.
        column: String,
        /// How.
        found: String,
    },
}

codes!(FileError {
    Empty => "file-is-empty",
    Packed => "file-is-packed",
    Utf16 => "file-is-utf-16",
    NotUtf8 => "file-is-not-utf-8",
    HeaderUnknown => "header-is-unknown",
    DateColumnMissing => "date-column-is-missing",
    ColumnMissing => "column-is-missing",
    ColumnTwice => "column-stands-twice",
    CurrencyUnknown => "currency-is-not-known",
    DayAndMonthExchanged => "day-and-month-are-exchanged",
    DayTwice => "day-stands-twice",
    NotDaily => "rows-are-not-daily",
    NoRows => "file-has-no-rows",
    NoReadableRow => "no-row-is-readable",
    FilterMatchesNothing => "filter-matches-nothing",
    UnitsMixed => "units-of-time-are-mixed",
    IntervalTooLong => "interval-is-too-long",
    IntervalChanges => "interval-changes",
    CandleTwice => "candle-stands-twice",
    LineBreakInQuotes => "line-breaks-within-quotes",
    CandlesNotInOrder => "candles-are-not-in-order",
    TooManyRows => "file-has-too-many-rows",
    TooLarge => "file-is-too-large",
    ColumnsNotDeclared => "columns-are-not-declared",
    ParquetBroken => "parquet-is-broken",
    ParquetColumnBroken => "parquet-column-is-broken",
    ParquetEncrypted => "parquet-is-encrypted",
    ColumnTypeUnusable => "column-type-is-not-usable",
    ParquetColumnPacked => "parquet-column-is-packed-otherwise",
});

impl FileError {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::Empty | Self::Utf16 | Self::NoRows | Self::ParquetEncrypted => vec![],
            Self::Packed { packing } => vec![("packing", packing.name().to_owned())],
            Self::NotUtf8 { line } | Self::LineBreakInQuotes { line } | Self::CandlesNotInOrder { line } => {
                vec![("line", line.to_string())]
            }
            Self::HeaderUnknown { found, expected } => {
                vec![("found", found.clone()), ("expected", expected.clone())]
            }
            Self::DateColumnMissing { column, found } | Self::ColumnMissing { column, found } => {
                vec![("column", column.clone()), ("found", found.join(", "))]
            }
            Self::ColumnTwice { column } => vec![("column", column.clone())],
            Self::CurrencyUnknown { line, found } | Self::NotDaily { line, found } => {
                vec![("line", line.to_string()), ("found", found.clone())]
            }
            Self::DayAndMonthExchanged { line, found, pattern, exchanged } => vec![
                ("line", line.to_string()),
                ("found", found.clone()),
                ("pattern", pattern.clone()),
                ("exchanged", exchanged.clone()),
            ],
            Self::DayTwice { day, first, second } => {
                vec![("day", day.to_string()), ("first", first.to_string()), ("second", second.to_string())]
            }
            Self::NoReadableRow { rejected, first } => vec![
                ("rejected", rejected.to_string()),
                ("line", first.line.to_string()),
                ("reason", first.why.code().to_owned()),
            ],
            Self::FilterMatchesNothing { filter } => vec![("filter", filter.clone())],
            Self::UnitsMixed { first, second } => {
                vec![("first", first.to_string()), ("second", second.to_string())]
            }
            Self::IntervalTooLong { line, interval } => {
                vec![("line", line.to_string()), ("interval", (*interval).to_owned())]
            }
            Self::IntervalChanges { first, second, interval, other } => vec![
                ("first", first.to_string()),
                ("second", second.to_string()),
                ("interval", (*interval).to_owned()),
                ("other", (*other).to_owned()),
            ],
            Self::CandleTwice { time, first, second } => {
                vec![("time", time.clone()), ("first", first.to_string()), ("second", second.to_string())]
            }
            Self::TooManyRows { rows_max } => vec![("rows_max", rows_max.to_string())],
            Self::TooLarge { bytes, bytes_max } => {
                vec![("bytes", bytes.to_string()), ("bytes_max", bytes_max.to_string())]
            }
            Self::ColumnsNotDeclared { found } => vec![("found", found.join(", "))],
            Self::ParquetBroken { what } => vec![("what", what.clone())],
            Self::ParquetColumnBroken { column, what } => {
                vec![("column", column.clone()), ("what", what.clone())]
            }
            Self::ColumnTypeUnusable { column, found, role } => {
                vec![("column", column.clone()), ("found", found.clone()), ("role", (*role).to_owned())]
            }
            Self::ParquetColumnPacked { column, found } => {
                vec![("column", column.clone()), ("found", found.clone())]
            }
        }
    }

    /// Whether the bytes could not be read to their end, so that nothing is known of the rows behind.
    pub(crate) fn is_of_the_bytes(&self) -> bool {
        matches!(
            self,
            Self::ParquetBroken { .. } | Self::ParquetColumnBroken { .. } | Self::ParquetColumnPacked { .. }
        )
    }
}

impl core::error::Error for FileError {}

/// By what a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// A zip archive; a spreadsheet in `.xlsx` or `.ods` is one too.
    Zip,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
    /// xz.
    Xz,
    /// bzip2.
    Bzip2,
    /// 7-Zip.
    SevenZip,
}

impl Packing {
    /// The name that people know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Zip => "zip",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Xz => "xz",
            Self::Bzip2 => "bzip2",
            Self::SevenZip => "7z",
        }
    }
}

/// A line that is no bar, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line on which the row begins; the file's first is 1.
    pub line: u64,
    /// The reason.
    pub why: Rejection,
}

/// Why a line is rejected. The file's other lines count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// The row has more or fewer fields than the header, as where a file was cut off or a comma is not quoted: compare
    /// the line with the source.
    FieldsDoNotMatch {
        /// Fields on the line.
        found: usize,
        /// Fields that there should be.
        expected: usize,
    },
    /// A quote is opened and not closed on its line, so that the lines up to `through` could not be told apart: mend
    /// the quote and import again.
    QuoteNotClosed {
        /// The last line that is lost with it.
        through: u64,
    },
    /// What stands in the column of days is no day, or none between 1970 and 2999: if it looks like one, declare the
    /// pattern of the dates.
    DateUnreadable {
        /// What stands there.
        found: String,
        /// The form that was looked for.
        expected: String,
    },
    /// The time behind the day is not midnight UTC, so it is not known where the day was cut: if the source stamps its
    /// days so, write that time into the pattern of the dates.
    NotMidnight {
        /// What stands there.
        found: String,
    },
    /// The row does not span one UTC day, from 00:00:00.000 to 23:59:59.999: download daily rows.
    NotOneDay {
        /// Where it begins.
        open: String,
        /// Where it ends.
        close: String,
    },
    /// What should be the opening time is no number of milliseconds or microseconds since 1970: compare the line with
    /// the source.
    TimeUnreadable {
        /// What stands there.
        found: String,
    },
    /// The times of opening and closing span none of the lengths that candles have: download the file again.
    TimesAreNoInterval {
        /// The time of opening.
        open: String,
        /// The time of closing.
        close: String,
    },
    /// The candle opens between two steps of its length: download the file again.
    OffTheGrid {
        /// The time of opening.
        open: String,
        /// The length.
        interval: &'static str,
    },
    /// A figure of a candle is not there or cannot be read exactly: compare the line with the source.
    CandleFigureUnreadable {
        /// The figure.
        figure: Figure,
        /// What stands there.
        found: String,
    },
    /// The field that names the asset is empty or no text: compare the line with the source.
    AssetUnreadable {
        /// What stands there.
        found: String,
    },
    /// A price or quantity of a trade is no amount above zero: compare the line with the source.
    TradeFigureUnusable {
        /// The column.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// The row begins after the instant at which it was had, so nobody can have known it: look at the clock of the
    /// machine that asked, and compare the line with the source.
    FromTheFuture {
        /// When it begins.
        found: String,
    },
    /// What should be an official rate is no amount above zero: compare the line with the source.
    RateUnusable {
        /// What stands there.
        found: String,
    },
    /// An official rate is for a number of units that is none of 1, 10, 100, 1000 and 10000, so it is not known what it
    /// says: compare the line with the source.
    UnitsUnusable {
        /// What stands there.
        found: String,
    },
    /// The quote is not of the last minutes of its UTC day, so it is no closing figure: ask for the day again once it is
    /// over, or take another source.
    QuoteNotOfTheDaysEnd {
        /// Its instant.
        found: String,
    },
}

codes!(Rejection {
    FieldsDoNotMatch => "fields-do-not-match-the-header",
    QuoteNotClosed => "quote-is-not-closed",
    DateUnreadable => "date-is-not-readable",
    NotMidnight => "time-is-not-midnight",
    NotOneDay => "times-do-not-span-one-day",
    TimeUnreadable => "time-is-not-readable",
    TimesAreNoInterval => "times-span-no-interval",
    OffTheGrid => "candle-is-off-the-grid",
    CandleFigureUnreadable => "candle-figure-is-not-readable",
    AssetUnreadable => "asset-is-not-readable",
    TradeFigureUnusable => "trade-figure-is-not-usable",
    FromTheFuture => "bar-of-the-future",
    RateUnusable => "rate-is-not-usable",
    UnitsUnusable => "units-are-not-usable",
    QuoteNotOfTheDaysEnd => "quote-is-not-of-the-days-end",
});

impl Rejection {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::FieldsDoNotMatch { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
            Self::QuoteNotClosed { through } => vec![("through", through.to_string())],
            Self::DateUnreadable { found, expected } => {
                vec![("found", found.clone()), ("expected", expected.clone())]
            }
            Self::NotMidnight { found }
            | Self::TimeUnreadable { found }
            | Self::AssetUnreadable { found }
            | Self::FromTheFuture { found }
            | Self::RateUnusable { found }
            | Self::UnitsUnusable { found }
            | Self::QuoteNotOfTheDaysEnd { found } => vec![("found", found.clone())],
            Self::TradeFigureUnusable { column, found } => {
                vec![("column", (*column).to_owned()), ("found", found.clone())]
            }
            Self::NotOneDay { open, close } | Self::TimesAreNoInterval { open, close } => {
                vec![("open", open.clone()), ("close", close.clone())]
            }
            Self::OffTheGrid { open, interval } => {
                vec![("open", open.clone()), ("interval", (*interval).to_owned())]
            }
            Self::CandleFigureUnreadable { figure, found } => {
                vec![("figure", figure.name().to_owned()), ("found", found.clone())]
            }
        }
    }
}

/// Something odd about a bar or candle that counts all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The line on which its row begins; the file's first is 1.
    pub line: u64,
    /// The bar's day; a candle's UTC day.
    pub day: Day,
    /// What is odd.
    pub kind: DefectKind,
}

/// What is odd about a bar or candle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefectKind {
    /// The field is empty, so the bar goes without this figure: look for the day in another source.
    FigureAbsent {
        /// The figure.
        figure: Figure,
    },
    /// The figure is in a spreadsheet's exponent notation, which keeps few digits, so the bar goes without it: export
    /// the file anew with plain numbers.
    DigitsMayBeLost {
        /// The figure.
        figure: Figure,
        /// What stands there.
        found: String,
    },
    /// The separators of thousands stand in wrong places, so the bar goes without this figure: compare the line with
    /// the source.
    ThousandsGroupedWrongly {
        /// The figure.
        figure: Figure,
        /// What stands there.
        found: String,
    },
    /// What stands there is no number, so the bar goes without this figure: compare the line with the source; if
    /// thousands are grouped, declare their separator.
    FigureUnreadable {
        /// The figure.
        figure: Figure,
        /// What stands there.
        found: String,
    },
    /// The file ends inside its last line, right behind this figure, so the figure may lack digits: compare it with
    /// the source.
    LastFigureMayBeCut {
        /// The figure.
        figure: Figure,
        /// What stands there.
        found: String,
    },
    /// A price is zero or negative: the day counts as one without this price.
    PriceNotPositive {
        /// The price.
        figure: Figure,
        /// Its value.
        found: Amount,
    },
    /// The highest price lies below the lowest: compare the line with the source.
    HighBelowLow {
        /// The highest.
        high: Amount,
        /// The lowest.
        low: Amount,
    },
    /// The first or last price lies outside the lowest and highest: compare the line with the source.
    PriceOutsideRange {
        /// The price.
        figure: Figure,
        /// Its value.
        found: Amount,
        /// The lowest.
        low: Amount,
        /// The highest.
        high: Amount,
    },
    /// A volume or capitalisation is below zero: compare the line with the source.
    FigureNegative {
        /// The figure.
        figure: Figure,
        /// Its value.
        found: Amount,
    },
    /// The source gives a volume of zero: nothing was traded that day, or the source did not know.
    VolumeIsZero,
    /// The source gives a capitalisation of zero, as it does where it has not verified the supply: look whether the
    /// asset's capitalisation is self-reported.
    CapitalisationIsZero,
}

codes!(DefectKind {
    FigureAbsent => "figure-is-absent",
    DigitsMayBeLost => "digits-may-be-lost",
    ThousandsGroupedWrongly => "thousands-are-grouped-wrongly",
    FigureUnreadable => "figure-is-not-readable",
    LastFigureMayBeCut => "last-figure-may-be-cut",
    PriceNotPositive => "price-is-not-positive",
    HighBelowLow => "high-is-below-low",
    PriceOutsideRange => "price-is-outside-range",
    FigureNegative => "figure-is-negative",
    VolumeIsZero => "volume-is-zero",
    CapitalisationIsZero => "capitalisation-is-zero",
});

impl DefectKind {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::VolumeIsZero | Self::CapitalisationIsZero => vec![],
            Self::FigureAbsent { figure } => vec![("figure", figure.name().to_owned())],
            Self::DigitsMayBeLost { figure, found }
            | Self::ThousandsGroupedWrongly { figure, found }
            | Self::FigureUnreadable { figure, found }
            | Self::LastFigureMayBeCut { figure, found } => {
                vec![("figure", figure.name().to_owned()), ("found", found.clone())]
            }
            Self::PriceNotPositive { figure, found } | Self::FigureNegative { figure, found } => {
                vec![("figure", figure.name().to_owned()), ("found", found.to_string())]
            }
            Self::HighBelowLow { high, low } => vec![("high", high.to_string()), ("low", low.to_string())],
            Self::PriceOutsideRange { figure, found, low, high } => vec![
                ("figure", figure.name().to_owned()),
                ("found", found.to_string()),
                ("low", low.to_string()),
                ("high", high.to_string()),
            ],
        }
    }
}

/// What stands in a file, fit to be quoted in a message: at most 60 characters, none of them a control character.
pub(crate) fn excerpt(text: &str) -> String {
    const LENGTH_MAX: usize = 60;
    let mut characters = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut excerpt: String = characters.by_ref().take(LENGTH_MAX).collect();
    if characters.next().is_some() {
        excerpt.push('…');
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_short_and_has_no_control_characters() {
        assert_eq!(excerpt("n/a"), "n/a");
        assert_eq!(excerpt("a\0b\nc"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(excerpt(&"ұ".repeat(60)), "ұ".repeat(60));
        assert_eq!(excerpt(&"ұ".repeat(61)), format!("{}…", "ұ".repeat(60)));
    }

    #[test]
    fn codes_are_kebab_case_and_each_stands_once() {
        let codes: Vec<_> = [
            FileError::CODES,
            Rejection::CODES,
            DefectKind::CODES,
            crate::columns::MappingError::CODES,
            crate::days::DaysError::CODES,
        ]
        .concat();
        let is_kebab = |code: &str| code.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        assert!(codes.iter().all(|code| is_kebab(code)), "{codes:?}");
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), codes.len(), "{codes:?}");
    }
}
