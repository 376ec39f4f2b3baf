//! Days and instants for people. What a machine reads stands beside them, as a page's `datetime`: `2023-03-14`.
//!
//! | | English | Russian | Kazakh |
//! | --- | --- | --- | --- |
//! | [`long()`] | 14 March 2023 | 14 марта 2023 года | 2023 жылғы 14 наурыз |
//! | [`short()`] | 14 Mar | 14 мар. | 14 нау. |
//! | [`instant()`] | 14 March 2023, 06:00 UTC | 14 марта 2023 года, 06:00 UTC | 2023 жылғы 14 наурыз, 06:00 UTC |
//!
//! A day is whatever calendar day somebody means by it; an instant is told by UTC.

use fluent_bundle::FluentValue;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use qazyq_exact::Day;

use crate::Words;

/// A day in full.
#[must_use]
pub fn long(words: &Words, day: Day) -> String {
    said(words, "web-day-long", day)
}

/// A day without its year, as short as a chart wants it.
#[must_use]
pub fn short(words: &Words, day: Day) -> String {
    said(words, "web-day-short", day)
}

/// An instant to the minute.
#[must_use]
pub fn instant(words: &Words, instant: Timestamp) -> String {
    let told = instant.to_zoned(TimeZone::UTC).datetime();
    // Numbers of years that no calendar here has would be told as their digits all the same.
    let day = Day::new(
        i32::from(told.year()),
        u32::from(told.month().unsigned_abs()),
        u32::from(told.day().unsigned_abs()),
    );
    let date = day.map_or_else(|_| told.date().to_string(), |day| long(words, day));
    let time = format!("{:02}:{:02}", told.hour(), told.minute());
    words.say("web-instant", &[("date", date.into()), ("time", time.into())])
}

fn said(words: &Words, id: &str, day: Day) -> String {
    let (year, month, day) = day.date();
    // The month chooses among words, so it is a number; the others are digits as they stand.
    let month = FluentValue::from(u32::try_from(month).unwrap_or_default());
    words.say(id, &[("day", day.to_string().into()), ("month", month), ("year", year.to_string().into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn a_day_is_told_as_each_language_tells_it() {
        let told = |day: &str| {
            let day: Day = day.parse().unwrap();
            let in_each = |tell: fn(&Words, Day) -> String| {
                Language::ALL.map(|language| tell(&Words::of(language), day))
            };
            (in_each(long), in_each(short))
        };
        assert_eq!(
            told("2023-03-14"),
            (
                ["14 March 2023", "14 марта 2023 года", "2023 жылғы 14 наурыз"].map(str::to_owned),
                ["14 Mar", "14 мар.", "14 нау."].map(str::to_owned),
            )
        );
        assert_eq!(
            told("2025-12-01"),
            (
                ["1 December 2025", "1 декабря 2025 года", "2025 жылғы 1 желтоқсан"].map(str::to_owned),
                ["1 Dec", "1 дек.", "1 жел."].map(str::to_owned),
            )
        );
    }

    #[test]
    fn every_month_has_a_name_of_its_own() {
        for words in Language::ALL.map(Words::of) {
            for tell in [long, short] {
                let day = |month| Day::new(2026, month, 5).unwrap();
                let told: std::collections::BTreeSet<String> =
                    (1..=12).map(|month| tell(&words, day(month))).collect();
                assert_eq!(told.len(), 12, "{told:?}");
            }
        }
    }

    #[test]
    fn an_instant_is_told_by_utc() {
        let at: Timestamp = "2026-11-30T08:16:59.9+05:00".parse().unwrap();
        assert_eq!(instant(&Words::of(Language::English), at), "30 November 2026, 03:16 UTC");
    }
}
