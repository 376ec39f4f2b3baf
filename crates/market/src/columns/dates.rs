//! Dates: the text of a field as a day.
//!
//! | format | reads |
//! | --- | --- |
//! | [`DateFormat::Iso`] | `2020-12-16`, `2020-12-16T00:00:00.000Z`, `2020-12-16 00:00:00+00:00` |
//! | `%d/%m/%y` | `16/12/20`: 69 to 99 are of the 1900s, 00 to 68 of the 2000s |
//! | `%b %d, %Y` | `Dec 16, 2020` |
//! | `%Y-%m-%dT23:59:59.999Z` | days that the source stamps with their last instant |
//!
//! A day is a UTC day, so a time that is read must be midnight UTC. Whether `1/02/17` is of January or of February is
//! never guessed: the pattern says it. A pattern that has them the wrong way round would misread every day up to the
//! twelfth without a word, so the first date that only the exchanged pattern can read refuses the file.

use core::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::{Offset, TimeZone};
use qazyq_exact::Day;

use super::MappingError;
use crate::daily::Skip;
use crate::finding::{FileError, Rejection, excerpt};

/// How a table writes its days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DateFormat {
    /// `YYYY-MM-DD`, perhaps with midnight UTC behind it.
    #[default]
    Iso,
    /// By a pattern.
    Pattern(Pattern),
}

/// A pattern in the notation of `strftime` that determines a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(std::borrow::Cow<'static, str>);

impl Pattern {
    /// `Dec 16, 2020`.
    pub(crate) const MONTH_DAY_YEAR: Self = Self(std::borrow::Cow::Borrowed("%b %d, %Y"));

    /// The day and time at UTC that `text` spells.
    fn read(&self, text: &str) -> Option<DateTime> {
        let read = BrokenDownTime::parse(self.0.as_bytes(), text).ok()?;
        if let Some(instant) = read.timestamp() {
            return Some(Offset::UTC.to_datetime(instant));
        }
        let is_utc = read.offset().is_none_or(|offset| offset == Offset::UTC)
            && read.iana_time_zone().is_none_or(|zone| zone == "UTC");
        is_utc.then_some(DateTime::from_parts(read.to_date().ok()?, read.to_time().ok()?))
    }

    /// The pattern with day and month exchanged, where it has both as numbers.
    fn exchanged(&self) -> Option<Self> {
        let (before, after) = match (self.0.split_once("%d"), self.0.split_once("%m")) {
            (Some(parts), Some(_)) => parts,
            (Some(_), None) | (None, _) => return None,
        };
        let exchange = |part: &str| part.replace("%m", "%d");
        Some(Self(format!("{}%m{}", exchange(before), exchange(after)).into()))
    }
}

impl FromStr for Pattern {
    type Err = MappingError;

    /// Takes a pattern under which two days, written and read again, are the same days: one that lacks the year, say,
    /// or has a specifier that cannot be read, is no pattern of days.
    fn from_str(pattern: &str) -> Result<Self, MappingError> {
        let refused = || MappingError::PatternUnusable { found: excerpt(pattern) };
        let read = Self(pattern.to_owned().into());
        for day in [jiff::civil::date(2021, 11, 23), jiff::civil::date(2004, 2, 5)] {
            let midnight = day.to_zoned(TimeZone::UTC).map_err(|_| refused())?;
            let written = BrokenDownTime::from(&midnight).to_string(pattern).map_err(|_| refused())?;
            if read.read(&written).map(DateTime::date) != Some(day) {
                return Err(refused());
            }
        }
        Ok(read)
    }
}

impl FromStr for DateFormat {
    type Err = MappingError;

    /// `iso`, or a pattern.
    fn from_str(text: &str) -> Result<Self, MappingError> {
        if text == "iso" { Ok(Self::Iso) } else { text.parse().map(Self::Pattern) }
    }
}

impl DateFormat {
    /// The day that `text` spells on a line.
    pub(crate) fn day(&self, line: u64, text: &str) -> Result<Day, Skip> {
        let (read, expected) = match self {
            Self::Iso => (iso(text), "YYYY-MM-DD"),
            Self::Pattern(pattern) => (pattern.read(text), pattern.0.as_ref()),
        };
        let Some(at) = read else {
            self.is_not_exchanged(line, text)?;
            return Err(unreadable(text, expected).into());
        };
        if at.time() != Time::midnight() {
            return Err(Rejection::NotMidnight { found: excerpt(text) }.into());
        }
        Ok(day_of(at.date()).ok_or_else(|| unreadable(text, expected))?)
    }

    /// Refuses the file if a date that the pattern cannot read is one with day and month exchanged.
    fn is_not_exchanged(&self, line: u64, text: &str) -> Result<(), Skip> {
        let Self::Pattern(pattern) = self else { return Ok(()) };
        match pattern.exchanged().filter(|exchanged| exchanged.read(text).is_some()) {
            None => Ok(()),
            Some(exchanged) => Err(Skip::Refused(FileError::DayAndMonthExchanged {
                line,
                found: excerpt(text),
                pattern: excerpt(&pattern.0),
                exchanged: excerpt(&exchanged.0),
            })),
        }
    }
}

fn unreadable(text: &str, expected: &str) -> Rejection {
    Rejection::DateUnreadable { found: excerpt(text), expected: excerpt(expected) }
}

fn day_of(date: Date) -> Option<Day> {
    let (month, day) = (u32::try_from(date.month()).ok()?, u32::try_from(date.day()).ok()?);
    Day::new(i32::from(date.year()), month, day).ok()
}

/// `YYYY-MM-DD`, optionally `T` or a blank, a time, and `Z`, `+00:00` or `UTC`.
fn iso(text: &str) -> Option<DateTime> {
    let (date, rest) = text.split_at_checked(10)?;
    let (year, month, day) = date.parse::<Day>().ok()?.date();
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    if rest.is_empty() {
        return Some(date.into());
    }
    let time = rest.strip_prefix(['T', ' '])?;
    let time =
        ["Z", "+00:00", "UTC"].iter().find_map(|zone| time.strip_suffix(zone)).unwrap_or(time).trim_end();
    // The library reads many forms more, some with another zone or a day of the week; none of them has this shape.
    let has_shape = time.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b':' | b'.')) && time.contains(':');
    let time: Time = time.parse().ok().filter(|_| has_shape)?;
    Some(DateTime::from_parts(date, time))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The day, or the code of the rejection.
    fn check(format: &str, text: &str, expected: Result<&str, &str>) {
        let format: DateFormat = format.parse().unwrap();
        let got = format.day(1, text).map(|day| day.to_string()).map_err(|skip| match skip {
            Skip::Rejected(why) => why.code(),
            Skip::Refused(error) => error.code(),
            Skip::Filtered => "filtered",
        });
        assert_eq!(got.as_deref().map_err(|code| *code), expected, "{text}");
    }

    const UNREADABLE: Result<&str, &str> = Err("date-is-not-readable");
    const NOT_MIDNIGHT: Result<&str, &str> = Err("time-is-not-midnight");

    #[test]
    fn an_iso_day_may_have_midnight_behind_it() {
        for text in [
            "2020-12-16",
            "2020-12-16T00:00:00Z",
            "2020-12-16T00:00:00.000Z",
            "2020-12-16 00:00",
            "2020-12-16 00:00:00",
            "2020-12-16 00:00:00+00:00",
            "2020-12-16 00:00:00 UTC",
        ] {
            check("iso", text, Ok("2020-12-16"));
        }
        for text in ["2020-12-16T00:00:00.001Z", "2020-12-16 23:59:59", "2020-12-16 05:00:00+00:00"] {
            check("iso", text, NOT_MIDNIGHT);
        }
        for text in [
            "",
            "Dec 16, 2020",
            "2020-12-16T",
            "2020-12-16Z",
            "2020-12-16 00",
            "2020-12-16T00:00:00+05:00",
            "2020-12-16T24:00:00Z",
            "2020-12-1600:00:00",
            "2020-02-30",
            "1969-12-31",
            "3000-01-01",
            "20-12-16",
            "2020-12-1ұ",
            "2020-12-16T00:00:00ZZ",
        ] {
            check("iso", text, UNREADABLE);
        }
    }

    #[test]
    fn a_pattern_says_what_is_day_and_what_month() {
        check("%d/%m/%y", "1/02/17", Ok("2017-02-01"));
        check("%m/%d/%y", "1/02/17", Ok("2017-01-02"));
        check("%m/%d/%y", "13/13/17", UNREADABLE);
        check("%b %d, %Y", "Dec 16, 2020", Ok("2020-12-16"));
        check("%b %d, %Y", "Feb 30, 2020", UNREADABLE);
        check("%b %d, %Y", "TerraUSD Price No Data", UNREADABLE);
        check("%B %d, %Y", "December 16, 2020", Ok("2020-12-16"));
        check("%Y%m%d", "20201216", Ok("2020-12-16"));
        check("%s", "1608076800", Ok("2020-12-16"));
        check("%s", "1608076801", NOT_MIDNIGHT);
    }

    #[test]
    fn two_digits_of_a_year_are_read_only_where_the_pattern_says_two() {
        check("%m/%d/%y", "7/06/21", Ok("2021-07-06"));
        check("%m/%d/%y", "7/06/68", Ok("2068-07-06"));
        check("%m/%d/%y", "7/06/70", Ok("1970-07-06"));
        check("%m/%d/%y", "7/06/69", UNREADABLE);
        check("%m/%d/%y", "7/06/2021", UNREADABLE);
        check("%m/%d/%Y", "7/06/21", UNREADABLE);
        check("%m/%d/%Y", "7/06/2021", Ok("2021-07-06"));
    }

    #[test]
    fn a_time_in_a_pattern_is_midnight_utc_or_stands_there_as_text() {
        check("%Y-%m-%d %H:%M:%S", "2020-12-16 00:00:00", Ok("2020-12-16"));
        check("%Y-%m-%d %H:%M:%S", "2020-12-16 00:00:01", NOT_MIDNIGHT);
        check("%Y-%m-%d %H:%M:%S%z", "2020-12-16 00:00:00+0000", Ok("2020-12-16"));
        check("%Y-%m-%d %H:%M:%S%z", "2020-12-16 00:00:00+0500", UNREADABLE);
        check("%Y-%m-%d %H:%M %Q", "2020-12-16 00:00 Asia/Almaty", UNREADABLE);
        check("%Y-%m-%dT23:59:59.999Z", "2020-12-16T23:59:59.999Z", Ok("2020-12-16"));
        check("%Y-%m-%dT23:59:59.999Z", "2020-12-16T23:59:59Z", UNREADABLE);
    }

    #[test]
    fn a_date_that_only_the_exchanged_pattern_reads_refuses_the_file() {
        const EXCHANGED: Result<&str, &str> = Err("day-and-month-are-exchanged");
        check("%m/%d/%y", "12/02/17", Ok("2017-12-02"));
        check("%m/%d/%y", "13/02/17", EXCHANGED);
        check("%d/%m/%y", "1/13/17", EXCHANGED);
        check("%d/%m/%y", "2/31/17", UNREADABLE);
        check("%d/%m/%y", "n/a", UNREADABLE);
        check("%Y-%d-%m", "2020-12-16", EXCHANGED);
        check("%b %d, %Y", "16 Dec 2020", UNREADABLE);
    }

    #[test]
    fn a_pattern_that_determines_no_day_is_refused() {
        for pattern in ["", "%m/%d", "%Y", "%H:%M", "%Y-%m-%d %q", "%Y-%m-%d %", "%E", "YYYY-MM-DD", "%y-%W"]
        {
            assert!(pattern.parse::<Pattern>().is_err(), "{pattern}");
        }
    }
}
