//! Civil days of the proleptic Gregorian calendar.
//!
//! Whose midnight ends a day is not known here: a source's bars say so (CoinMarketCap's days are UTC).

use core::fmt;
use core::str::FromStr;

/// A civil day, `YYYY-MM-DD`.
///
/// Read from text it lies between 1970-01-01 and 2999-12-31; arithmetic may leave that range (the day before
/// the first, the day of recovery after the last) and is exact within some five million years either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayError {
    /// Not four digits, two digits and two digits, joined by `-`.
    Form,
    /// The calendar has no such day.
    NoSuchDay,
    /// Before 1970-01-01 or after 2999-12-31.
    OutOfRange,
}

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not a day: a day is written YYYY-MM-DD",
            Self::NoSuchDay => "the calendar has no such day",
            Self::OutOfRange => "the day lies outside 1970-01-01 to 2999-12-31",
        })
    }
}

impl core::error::Error for DayError {}

/// Days from 0000-03-01, where the reckoning below begins, to 1970-01-01.
const ERA_TO_EPOCH: i64 = 719_468;
/// Days of 400 years.
const ERA_DAYS: i64 = 146_097;

#[expect(
    clippy::arithmetic_side_effects,
    reason = "i64 holds every product of an i32 and the constants below"
)]
impl Day {
    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day that many days after 1970-01-01.
    #[must_use]
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// The day of that date.
    ///
    /// # Errors
    /// Where the calendar has no such day, or it lies outside 1970-01-01 to 2999-12-31.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DayError> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return Err(DayError::NoSuchDay);
        }
        if !(1970..=2999).contains(&year) {
            return Err(DayError::OutOfRange);
        }
        // Years begin in March, so that the leap day is the last of its year.
        let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (y, m, d) = (i64::from(y), i64::from(m), i64::from(day));
        let day_of_year = (153 * m + 2) / 5 + d - 1;
        let (era, year_of_era) = (y.div_euclid(400), y.rem_euclid(400));
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        i32::try_from(era * ERA_DAYS + day_of_era - ERA_TO_EPOCH).map(Self).map_err(|_| DayError::OutOfRange)
    }

    /// Year, month and day of the month.
    #[must_use]
    pub fn date(self) -> (i64, i64, i64) {
        let days = i64::from(self.0) + ERA_TO_EPOCH;
        let (era, day_of_era) = (days.div_euclid(ERA_DAYS), days.rem_euclid(ERA_DAYS));
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / (ERA_DAYS - 1)) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let m = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * m + 2) / 5 + 1;
        let month = if m < 10 { m + 3 } else { m - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month, day)
    }

    /// `days` later; earlier where negative.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this one; negative where `earlier` is the later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Days of the month; `month` is 1 to 12.
fn days_in_month(year: i32, month: u32) -> u32 {
    let leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let mut parts = text.splitn(3, '-');
        let mut part = |length: usize| {
            let digits = parts.next().filter(|p| p.len() == length && p.bytes().all(|b| b.is_ascii_digit()));
            digits.and_then(|p| p.parse::<u32>().ok()).ok_or(DayError::Form)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Self::new(i32::try_from(year).map_err(|_| DayError::OutOfRange)?, month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn check(text: &str, expected: Result<i32, DayError>) {
        assert_eq!(text.parse::<Day>().map(Day::number), expected, "{text}");
    }

    #[test]
    fn a_day_is_ten_characters_and_stands_in_the_calendar() {
        check("1970-01-01", Ok(0));
        check("1970-03-01", Ok(59));
        check("2000-02-29", Ok(11_016));
        check("2025-12-13", Ok(20_435));
        check("2999-12-31", Ok(376_199));
        for (text, error) in [
            ("1969-12-31", DayError::OutOfRange),
            ("3000-01-01", DayError::OutOfRange),
            ("2023-02-29", DayError::NoSuchDay),
            ("2100-02-29", DayError::NoSuchDay),
            ("2023-04-31", DayError::NoSuchDay),
            ("2023-00-10", DayError::NoSuchDay),
            ("2023-13-10", DayError::NoSuchDay),
            ("2023-01-00", DayError::NoSuchDay),
            ("2023-1-01", DayError::Form),
            ("2023-01-1", DayError::Form),
            ("23-01-01", DayError::Form),
            ("02023-01-01", DayError::Form),
            ("2023/01/01", DayError::Form),
            ("2023-01-01T00:00:00Z", DayError::Form),
            (" 2023-01-01", DayError::Form),
            ("2023-01-01 ", DayError::Form),
            ("٢٠٢٣-01-01", DayError::Form),
            ("+023-01-01", DayError::Form),
            ("2023-01", DayError::Form),
            ("", DayError::Form),
        ] {
            check(text, Err(error));
        }
    }

    #[test]
    fn each_error_says_another_thing() {
        let told = [DayError::Form, DayError::NoSuchDay, DayError::OutOfRange].map(|error| error.to_string());
        assert!(
            told[0].contains("YYYY-MM-DD")
                && told[1].contains("no such day")
                && told[2].contains("2999-12-31")
        );
    }

    #[test]
    fn every_day_of_the_range_agrees_with_a_calendar_library() {
        let mut date = jiff::civil::date(1969, 12, 1);
        let last = jiff::civil::date(3000, 2, 1);
        let mut day = Day::new(1970, 1, 1).unwrap().plus(-31);
        while date <= last {
            assert_eq!(day.to_string(), date.to_string());
            if (1970..=2999).contains(&date.year()) {
                assert_eq!(day.to_string().parse(), Ok(day));
            }
            date = date.tomorrow().unwrap();
            day = day.plus(1);
        }
    }

    #[test]
    fn the_distance_of_two_days_has_a_sign() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(day("2024-03-01").since(day("2024-02-28")), 2);
        assert_eq!(day("2024-02-28").since(day("2024-03-01")), -2);
        assert_eq!(day("2024-02-28").plus(2), day("2024-03-01"));
        assert_eq!(Day::from_number(19_782).to_string(), "2024-02-29");
    }
}
