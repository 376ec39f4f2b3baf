//! Days and instants as integers: days since 1970-01-01, milliseconds since that midnight, all UTC.

/// Milliseconds in a day.
pub(crate) const DAY_MS: i64 = 86_400_000;

/// Days since 1970-01-01 of a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms").
pub(crate) fn day_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day; the inverse of [`day_of`].
pub(crate) fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// `2024-05-06`
pub(crate) fn iso_day(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2024-05-06T00:00:00.000Z`
pub(crate) fn iso(ms: i64) -> String {
    let (day, in_day) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS));
    let (hour, minute, second) = (in_day / 3_600_000, in_day / 60_000 % 60, in_day / 1000 % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}.{:03}Z", iso_day(day), in_day % 1000)
}

const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// 0 for Monday.
pub(crate) fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// `Mon, 06 May 2024 12:00:00 GMT`, the date of RFC 9110, section 5.6.7.
pub(crate) fn http_date(ms: i64) -> String {
    let (day, in_day) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS));
    let (year, month, of_month) = civil(day);
    let (hour, minute, second) = (in_day / 3_600_000, in_day / 60_000 % 60, in_day / 1000 % 60);
    let (weekday, month) = (WEEKDAYS[day.rem_euclid(7) as usize], MONTHS[(month - 1) as usize]);
    format!("{weekday}, {of_month:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT")
}

/// A date of ISO 8601, or an instant of it: `2024-05-06`, `2024-05-06T12:00:00.000Z`, `2024-05-06T12:00:00+05:00`.
pub(crate) fn parse_iso(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
    };
    let at = |place: usize| text.as_bytes().get(place).copied();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if at(4) != Some(b'-') || at(7) != Some(b'-') || civil(day_of(year, month, day)) != (year, month, day) {
        return None;
    }
    let midnight = day_of(year, month, day) * DAY_MS;
    if text.len() == 10 {
        return Some(midnight);
    }
    if !matches!(at(10), Some(b'T' | b' ')) || at(13) != Some(b':') {
        return None;
    }
    let (hour, minute) = (number(11, 13)?, number(14, 16)?);
    let (second, mut rest) = if at(16) == Some(b':') { (number(17, 19)?, 19) } else { (0, 16) };
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut ms = 0;
    if at(rest) == Some(b'.') {
        let digits = text[rest + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let padded = format!("{:0<3}", &text[rest + 1..rest + 1 + digits]);
        ms = padded[..3].parse().ok()?;
        rest += 1 + digits;
    }
    let offset = match text.get(rest..)? {
        "" | "Z" | "z" => 0,
        zone if zone.len() == 6 && matches!(at(rest), Some(b'+' | b'-')) => {
            let minutes = number(rest + 1, rest + 3)? * 60 + number(rest + 4, rest + 6)?;
            if at(rest) == Some(b'-') { -minutes } else { minutes }
        }
        _ => return None,
    };
    Some(midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms)
}
