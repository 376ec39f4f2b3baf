//! Days, however they are told.

use qazyq_exact::Day;
use qazyq_market::Rejection;
use qazyq_market::bars::csv::stamped_day;

use super::Shape;
use crate::kind::{Kind, Unit};

/// The last day that is a day: 2999-12-31.
const LAST: i32 = 376_199;

/// Days since 1970-01-01 of dates, midnights and texts.
pub(crate) struct Days {
    kind: Kind,
    /// The first value of this column that was no day, as a text.
    odd: Option<String>,
}

impl Days {
    /// A time that is not midnight.
    pub(crate) const NO_MIDNIGHT: i32 = -2;
    /// No day that exists between the first and the last.
    pub(crate) const NO_DAY: i32 = -3;

    pub(crate) fn of(kind: Kind) -> Self {
        Self { kind, odd: None }
    }

    /// Whether values of that kind can be days.
    pub(crate) fn can_be(kind: Kind) -> bool {
        matches!(kind, Kind::Text | Kind::Date | Kind::Timestamp { .. })
    }

    /// Whether a value was no day.
    pub(crate) fn has_odd(&self) -> bool {
        self.odd.is_some()
    }

    /// The first value that was no day, and how it is told.
    pub(crate) fn odd(&self) -> String {
        self.odd.clone().unwrap_or_default()
    }

    /// The day of a value as statistics have it; none of what is no whole day.
    pub(crate) fn of_bound(&mut self, bytes: &[u8]) -> Option<i32> {
        let number = match bytes.len() {
            4 => bytes.first_chunk().map(|four| i64::from(i32::from_le_bytes(*four))),
            8 => bytes.first_chunk().map(|eight| i64::from_le_bytes(*eight)),
            _ => None,
        };
        let day = match (self.kind, number) {
            (Kind::Date, Some(number)) => i32::try_from(number).ok()?,
            // Down to the day that it lies in.
            (Kind::Timestamp { unit, .. }, Some(number)) => {
                i32::try_from(number.div_euclid(per_day(unit))).ok()?
            }
            (Kind::Text, _) => str::from_utf8(bytes).ok()?.parse::<Day>().ok()?.number(),
            _ => return None,
        };
        Some(day)
    }

    fn whole(&mut self, day: i64) -> i32 {
        let whole = i32::try_from(day).ok().filter(|day| (0..=LAST).contains(day));
        whole.unwrap_or_else(|| self.keep_odd(Self::NO_DAY, || format!("day {day}")))
    }

    /// The day that begins at an instant.
    fn midnight(&mut self, instant: i64, unit: Unit) -> i32 {
        let per_day = per_day(unit);
        if instant.rem_euclid(per_day) == 0 {
            return self.whole(instant.div_euclid(per_day));
        }
        let kind = self.kind;
        self.keep_odd(Self::NO_MIDNIGHT, || {
            let mut text = String::new();
            kind.write_64(instant, &mut text);
            text
        })
    }

    fn keep_odd(&mut self, why: i32, found: impl FnOnce() -> String) -> i32 {
        self.odd.get_or_insert_with(found);
        why
    }
}

/// How much of a unit a day has.
pub(crate) fn per_day(unit: Unit) -> i64 {
    match unit {
        Unit::Milliseconds => 86_400_000,
        Unit::Microseconds => 86_400_000_000,
        Unit::Nanoseconds => 86_400_000_000_000,
    }
}

impl Shape for Days {
    type Value = i32;
    const ABSENT: i32 = -1;

    fn number(&mut self, number: u64) -> i32 {
        let number = number.cast_signed();
        match self.kind {
            Kind::Timestamp { unit, .. } => self.midnight(number, unit),
            Kind::Date
            | Kind::Text
            | Kind::Integer { .. }
            | Kind::Decimal { .. }
            | Kind::Float
            | Kind::Boolean => self.whole(number),
        }
    }

    fn bytes(&mut self, bytes: &[u8]) -> i32 {
        if let (Kind::Timestamp { .. }, Some((time, rest))) = (self.kind, bytes.split_first_chunk::<8>()) {
            // The oldest form: nanoseconds of the day, and the Julian day.
            let day = rest.first_chunk().map_or(0, |day| i64::from(u32::from_le_bytes(*day)));
            if u64::from_le_bytes(*time) == 0 {
                return self.whole(day.saturating_sub(2_440_588));
            }
            return self
                .keep_odd(Self::NO_MIDNIGHT, || format!("day {day} of the Julian count, and some time"));
        }
        let odd = match stamped_day(bytes) {
            Ok(day) => return day,
            Err(Rejection::NotMidnight { .. }) => Self::NO_MIDNIGHT,
            Err(_) => Self::NO_DAY,
        };
        self.keep_odd(odd, || {
            let mut text = String::new();
            let _ = Kind::Text.write_bytes(bytes.get(..64).unwrap_or(bytes), &mut text);
            text
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_the_calendar_s() {
        assert_eq!(Day::new(2999, 12, 31).map(Day::number), Ok(LAST));
    }

    #[test]
    fn a_day_is_a_date_a_midnight_or_a_text() {
        let number = |kind, number: i64| {
            let mut days = Days::of(kind);
            (days.number(number.cast_unsigned()), days.odd())
        };
        let utc = |unit| Kind::Timestamp { unit, is_utc: true };
        assert_eq!(number(Kind::Date, 19_427), (19_427, String::new()));
        assert_eq!(number(Kind::Date, -1), (Days::NO_DAY, "day -1".to_owned()));
        assert_eq!(number(Kind::Date, 376_200), (Days::NO_DAY, "day 376200".to_owned()));
        for (unit, many) in
            [(Unit::Milliseconds, 1), (Unit::Microseconds, 1000), (Unit::Nanoseconds, 1_000_000)]
        {
            assert_eq!(number(utc(unit), 1_678_492_800_000 * many).0, 19_427);
        }
        let noon = "2023-03-11T12:00:00Z".to_owned();
        assert_eq!(number(utc(Unit::Milliseconds), 1_678_536_000_000), (Days::NO_MIDNIGHT, noon));
        let text = |text: &[u8]| Days::of(Kind::Text).bytes(text);
        assert_eq!(text(b"2023-03-11"), 19_427);
        assert_eq!([text(b"2023-3-11"), text(b""), text(b"\xff")], [Days::NO_DAY; 3]);
        let oldest = [&[0; 8][..], &2_460_015u32.to_le_bytes()].concat();
        assert_eq!(Days::of(utc(Unit::Nanoseconds)).bytes(&oldest), 19_427);
    }

    #[test]
    fn a_bound_that_is_no_whole_day_is_the_day_it_lies_in() {
        let bound = |kind, bytes: &[u8]| Days::of(kind).of_bound(bytes);
        let ms = Kind::Timestamp { unit: Unit::Milliseconds, is_utc: true };
        assert_eq!(bound(Kind::Date, &19_427i32.to_le_bytes()), Some(19_427));
        assert_eq!(bound(ms, &1_678_536_000_000i64.to_le_bytes()), Some(19_427));
        assert_eq!(bound(Kind::Text, b"2023-03-11"), Some(19_427));
        assert_eq!(bound(Kind::Text, b"2023-03"), None);
        assert_eq!(bound(Kind::Date, b""), None);
    }
}
