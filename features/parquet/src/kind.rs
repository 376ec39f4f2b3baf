//! Kinds: what the values of a column are, and the text that spells each exactly.
//!
//! | type | stored as | text |
//! | --- | --- | --- |
//! | STRING, ENUM, JSON, none | BYTE_ARRAY | itself |
//! | INTEGER, none | INT32, INT64 | its digits |
//! | DECIMAL | INT32, INT64, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY | its shortest form: `0.9715` |
//! | none | FLOAT, DOUBLE | the shortest decimal that is read as the same number: `0.9715`; `NaN`, `inf`, `-inf` |
//! | none | BOOLEAN | `true`, `false` |
//! | DATE | INT32 | `2023-03-11` |
//! | TIMESTAMP | INT64 | `2023-03-11T00:00:00Z`; without `Z` where it is local; a fraction only where it is not zero |
//! | none | INT96 | the same, local |
//!
//! Nothing is rounded. A value that has no such text (a day beyond the calendar, a decimal of a hundred digits) gets one
//! that is nothing else either, so that whoever reads it says so.

use core::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::Offset;
use parquet::basic::Type;
use qazyq_exact::{Amount, IBig};
use qazyq_market::columns::Role;

use crate::thrift::{Broken, Struct, broken};

/// Digits behind the point, and bytes of the number: more than an amount has.
const SCALE_MAX: i64 = 100;
const DECIMAL_BYTES_MAX: usize = 64;
/// The longest text that is taken whole. No name, day or figure is so long, and a file can have one such text stand for
/// millions of rows.
const TEXT_BYTES_MAX: usize = 1024;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer { is_signed: bool },
    Decimal { scale: usize },
    Float,
    Boolean,
    Date,
    Timestamp { unit: Unit, is_utc: bool },
}

/// What a TIMESTAMP counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

/// An element of the schema that has values.
pub(crate) struct Element {
    /// The type's name, for people.
    pub(crate) type_name: String,
    pub(crate) stored: Type,
    pub(crate) length: i32,
    /// None of a type whose values have no text here.
    pub(crate) kind: Option<Kind>,
}

impl Element {
    /// How values are stored.
    pub(crate) fn stored(number: i64) -> Result<Type, Broken> {
        Ok(match number {
            0 => Type::BOOLEAN,
            1 => Type::INT32,
            2 => Type::INT64,
            3 => Type::INT96,
            4 => Type::FLOAT,
            5 => Type::DOUBLE,
            6 => Type::BYTE_ARRAY,
            7 => Type::FIXED_LEN_BYTE_ARRAY,
            _ => return Err(broken("a column's type is none")),
        })
    }

    /// What a column with others inside is.
    pub(crate) fn group_name(element: &Struct<'_>) -> Result<String, Broken> {
        let logical = element.structure(10, "logicalType")?;
        let name = match logical.and_then(|logical| logical.ids().next()) {
            Some(2) => "MAP",
            Some(3) => "LIST",
            Some(16) => "VARIANT",
            _ => match element.number(6, "converted_type")? {
                Some(1 | 2) => "MAP",
                Some(3) => "LIST",
                _ => "STRUCT",
            },
        };
        Ok(name.to_owned())
    }

    pub(crate) fn read(element: &Struct<'_>) -> Result<Self, Broken> {
        let stored = Self::stored(element.need_number(1, "a column's type")?)?;
        let length = element.number(2, "type_length")?.unwrap_or_default();
        let length = i32::try_from(length).map_err(|_| broken("type_length is too large"))?;
        if stored == Type::FIXED_LEN_BYTE_ARRAY && !(1..=1 << 20).contains(&length) {
            return Err(broken("values of a fixed length have none"));
        }
        let logical = match element.structure(10, "logicalType")? {
            Some(logical) => Logical::of_union(logical)?,
            None => Logical::of_converted(element)?,
        };
        let (name, kind) = logical.kind(stored);
        Ok(Self { type_name: name.unwrap_or_else(|| stored.to_string()), stored, length, kind })
    }
}

/// What the stored values mean.
enum Logical {
    None,
    Text(&'static str),
    Decimal {
        precision: i64,
        scale: i64,
    },
    Date,
    Timestamp {
        unit: Unit,
        is_utc: bool,
    },
    Integer {
        is_signed: bool,
        bits: i64,
    },
    /// Nothing but nulls.
    Null,
    /// A meaning that has no text here.
    Other(&'static str),
}

impl Logical {
    fn of_union(logical: &Struct<'_>) -> Result<Self, Broken> {
        let inner = |id| logical.structure(id, "logicalType");
        let Some(id) = logical.ids().next() else { return Ok(Self::None) };
        Ok(match (id, inner(id)?) {
            (1, _) => Self::Text("STRING"),
            (4, _) => Self::Text("ENUM"),
            (12, _) => Self::Text("JSON"),
            (5, Some(about)) => Self::Decimal {
                scale: about.need_number(1, "scale")?,
                precision: about.need_number(2, "precision")?,
            },
            (6, _) => Self::Date,
            (8, Some(about)) => {
                let unit = about.structure(2, "unit")?.and_then(|unit| unit.ids().next());
                let is_utc = about.flag(1, "isAdjustedToUTC")?.unwrap_or_default();
                match unit {
                    Some(1) => Self::Timestamp { unit: Unit::Milliseconds, is_utc },
                    Some(2) => Self::Timestamp { unit: Unit::Microseconds, is_utc },
                    Some(3) => Self::Timestamp { unit: Unit::Nanoseconds, is_utc },
                    _ => Self::Other("TIMESTAMP of another unit"),
                }
            }
            (10, Some(about)) => Self::Integer {
                bits: about.need_number(1, "bitWidth")?,
                is_signed: about.flag(2, "isSigned")?.unwrap_or_default(),
            },
            (11, _) => Self::Null,
            (7, _) => Self::Other("TIME"),
            (13, _) => Self::Other("BSON"),
            (14, _) => Self::Other("UUID"),
            (15, _) => Self::Other("FLOAT16"),
            (17 | 18, _) => Self::Other("GEOMETRY"),
            _ => Self::Other("of a newer kind"),
        })
    }

    /// What older writers say in its place.
    fn of_converted(element: &Struct<'_>) -> Result<Self, Broken> {
        Ok(match element.number(6, "converted_type")? {
            None => Self::None,
            Some(0) => Self::Text("STRING"),
            Some(4) => Self::Text("ENUM"),
            Some(19) => Self::Text("JSON"),
            Some(5) => Self::Decimal {
                scale: element.number(7, "scale")?.unwrap_or_default(),
                precision: element.need_number(8, "precision")?,
            },
            Some(6) => Self::Date,
            Some(9) => Self::Timestamp { unit: Unit::Milliseconds, is_utc: true },
            Some(10) => Self::Timestamp { unit: Unit::Microseconds, is_utc: true },
            Some(11) => Self::Integer { bits: 8, is_signed: false },
            Some(12) => Self::Integer { bits: 16, is_signed: false },
            Some(13) => Self::Integer { bits: 32, is_signed: false },
            Some(14) => Self::Integer { bits: 64, is_signed: false },
            Some(15) => Self::Integer { bits: 8, is_signed: true },
            Some(16) => Self::Integer { bits: 16, is_signed: true },
            Some(17) => Self::Integer { bits: 32, is_signed: true },
            Some(18) => Self::Integer { bits: 64, is_signed: true },
            Some(7 | 8) => Self::Other("TIME"),
            Some(20) => Self::Other("BSON"),
            Some(21) => Self::Other("INTERVAL"),
            Some(_) => Self::Other("of a newer kind"),
        })
    }

    /// The type's name, where it is not that of how it is stored, and what its values are.
    fn kind(&self, stored: Type) -> (Option<String>, Option<Kind>) {
        let named = |name: &str| Some(name.to_owned());
        match (self, stored) {
            (Self::None, Type::BYTE_ARRAY) => (None, Some(Kind::Text)),
            (Self::None, Type::INT32 | Type::INT64) => (None, Some(Kind::Integer { is_signed: true })),
            (Self::None, Type::FLOAT | Type::DOUBLE) => (None, Some(Kind::Float)),
            (Self::None, Type::BOOLEAN) => (None, Some(Kind::Boolean)),
            (Self::None, Type::INT96) => {
                (None, Some(Kind::Timestamp { unit: Unit::Nanoseconds, is_utc: false }))
            }
            (Self::None, Type::FIXED_LEN_BYTE_ARRAY) => (None, None),
            (Self::Text(name), Type::BYTE_ARRAY) => (named(name), Some(Kind::Text)),
            (Self::Integer { is_signed, bits }, Type::INT32 | Type::INT64) => {
                let sign = if *is_signed { "" } else { "U" };
                (Some(format!("{sign}INT{bits}")), Some(Kind::Integer { is_signed: *is_signed }))
            }
            (
                Self::Decimal { precision, scale },
                Type::INT32 | Type::INT64 | Type::BYTE_ARRAY | Type::FIXED_LEN_BYTE_ARRAY,
            ) => {
                let fits = (0..=SCALE_MAX).contains(scale) && scale <= precision;
                let scale_fits = usize::try_from(*scale).ok().filter(|_| fits);
                let name = format!("DECIMAL({precision}, {scale})");
                (Some(name), scale_fits.map(|scale| Kind::Decimal { scale }))
            }
            (Self::Date, Type::INT32) => (named("DATE"), Some(Kind::Date)),
            (Self::Timestamp { unit, is_utc }, Type::INT64) => {
                (named("TIMESTAMP"), Some(Kind::Timestamp { unit: *unit, is_utc: *is_utc }))
            }
            // Whatever it is stored as, no value is there to be misread.
            (Self::Null, Type::INT32 | Type::INT64) => {
                (named("NULL"), Some(Kind::Integer { is_signed: true }))
            }
            (Self::Other(name), _) => (named(name), None),
            // A meaning that its storage cannot have.
            _ => (named(&format!("{stored} of an unknown meaning")), None),
        }
    }
}

impl Kind {
    /// Whether its values can be what is looked for.
    pub(crate) fn serves_as(self, role: Role) -> bool {
        match role {
            Role::Only => true,
            // An integer can be a day by a pattern: `20230311`, or seconds.
            Role::Date => {
                matches!(self, Self::Text | Self::Integer { .. } | Self::Date | Self::Timestamp { .. })
            }
            Role::Figure(_) => {
                matches!(self, Self::Text | Self::Integer { .. } | Self::Decimal { .. } | Self::Float)
            }
        }
    }

    /// Adds the text of a number that is stored in 32 bits.
    pub(crate) fn write_32(self, number: i32, to: &mut String) {
        match self {
            Self::Integer { is_signed: false } => write_plain(number.cast_unsigned(), to),
            Self::Text
            | Self::Integer { is_signed: true }
            | Self::Decimal { .. }
            | Self::Float
            | Self::Boolean
            | Self::Date
            | Self::Timestamp { .. } => self.write_64(i64::from(number), to),
        }
    }

    /// Adds the text of a number that is stored in 64 bits.
    pub(crate) fn write_64(self, number: i64, to: &mut String) {
        match self {
            Self::Integer { is_signed: false } => write_plain(number.cast_unsigned(), to),
            Self::Decimal { scale } => write_plain(Amount::new(IBig::from(number), scale), to),
            Self::Date => {
                let days = i32::try_from(number).ok().map(|days| jiff::Span::new().try_days(days));
                let day = days.and_then(|days| date(1970, 1, 1).checked_add(days.ok()?).ok());
                match day {
                    Some(day) => write_plain(day, to),
                    None => write_plain(format_args!("day {number}"), to),
                }
            }
            Self::Timestamp { unit, is_utc } => {
                let nanoseconds: i128 = match unit {
                    Unit::Milliseconds => 1_000_000,
                    Unit::Microseconds => 1_000,
                    Unit::Nanoseconds => 1,
                };
                write_instant(i128::from(number).saturating_mul(nanoseconds), is_utc, to);
            }
            Self::Integer { is_signed: true } | Self::Text | Self::Float | Self::Boolean => {
                write_plain(number, to);
            }
        }
    }

    /// Adds the text of a time in the form that the oldest writers have: nanoseconds of the day, and the Julian day.
    pub(crate) fn write_96(words: [u32; 3], to: &mut String) {
        let [low, high, day] = words.map(i128::from);
        let nanoseconds = high.wrapping_shl(32) | low;
        let days = day.saturating_sub(2_440_588);
        write_instant(days.saturating_mul(86_400_000_000_000).saturating_add(nanoseconds), false, to);
    }

    /// Adds the text of bytes.
    ///
    /// # Errors
    /// Where a text is not UTF-8.
    pub(crate) fn write_bytes(self, bytes: &[u8], to: &mut String) -> Result<(), Broken> {
        if let Self::Decimal { scale } = self {
            // Bytes in front that only repeat the sign tell nothing.
            let skipped = bytes.windows(2).take_while(|pair| {
                matches!(pair, [0, next] if next & 0x80 == 0)
                    || matches!(pair, [0xff, next] if next & 0x80 != 0)
            });
            let digits = bytes.get(skipped.count()..).unwrap_or_default();
            match digits.len() {
                0 => return Err(broken("a decimal has no digits")),
                1..=DECIMAL_BYTES_MAX => write_plain(Amount::new(IBig::from_be_bytes(digits), scale), to),
                many => write_plain(format_args!("decimal of {many} bytes"), to),
            }
            return Ok(());
        }
        let text = str::from_utf8(bytes).map_err(|_| broken("a text is not UTF-8"))?;
        if text.len() <= TEXT_BYTES_MAX {
            to.push_str(text);
        } else {
            to.push_str(text.get(..text.floor_char_boundary(TEXT_BYTES_MAX)).unwrap_or_default());
            to.push('…');
        }
        Ok(())
    }
}

/// Adds a text; memory can always be written to.
pub(crate) fn write_plain(what: impl core::fmt::Display, to: &mut String) {
    let _ = write!(to, "{what}");
}

fn write_instant(nanoseconds: i128, is_utc: bool, to: &mut String) {
    match Timestamp::from_nanosecond(nanoseconds) {
        Ok(instant) if is_utc => write_plain(instant, to),
        Ok(instant) => write_plain(Offset::UTC.to_datetime(instant), to),
        Err(_) => write_plain(format_args!("time {nanoseconds}"), to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_64(kind: Kind, number: i64, expected: &str) {
        let mut text = String::new();
        kind.write_64(number, &mut text);
        assert_eq!(text, expected, "{kind:?} {number}");
    }

    fn check_bytes(kind: Kind, bytes: &[u8], expected: &str) {
        let mut text = String::new();
        kind.write_bytes(bytes, &mut text).unwrap();
        assert_eq!(text, expected, "{kind:?} {bytes:x?}");
    }

    #[test]
    fn numbers_are_spelt_exactly() {
        check_64(Kind::Integer { is_signed: true }, i64::MIN, "-9223372036854775808");
        check_64(Kind::Integer { is_signed: false }, -1, "18446744073709551615");
        check_64(Kind::Decimal { scale: 4 }, -9_715, "-0.9715");
        check_64(Kind::Decimal { scale: 4 }, 10_000, "1");
        let mut text = String::new();
        Kind::Integer { is_signed: false }.write_32(-1, &mut text);
        assert_eq!(text, "4294967295");
    }

    #[test]
    fn days_and_times_are_spelt_as_iso_8601_does() {
        let utc = |unit| Kind::Timestamp { unit, is_utc: true };
        let local = Kind::Timestamp { unit: Unit::Microseconds, is_utc: false };
        check_64(Kind::Date, 19_427, "2023-03-11");
        check_64(Kind::Date, -1, "1969-12-31");
        check_64(Kind::Date, i64::from(i32::MAX), "day 2147483647");
        check_64(utc(Unit::Milliseconds), 1_678_492_800_000, "2023-03-11T00:00:00Z");
        check_64(utc(Unit::Nanoseconds), 1_678_492_800_000_000_000, "2023-03-11T00:00:00Z");
        check_64(utc(Unit::Milliseconds), 1_678_579_199_999, "2023-03-11T23:59:59.999Z");
        check_64(local, 1_678_492_800_000_000, "2023-03-11T00:00:00");
        check_64(local, 1_678_492_800_000_001, "2023-03-11T00:00:00.000001");
        check_64(utc(Unit::Milliseconds), i64::MAX, "time 9223372036854775807000000");
        let mut text = String::new();
        Kind::write_96([0, 0, 2_460_015], &mut text);
        assert_eq!(text, "2023-03-11T00:00:00");
    }

    #[test]
    fn decimals_of_bytes_are_two_s_complements() {
        let four = Kind::Decimal { scale: 4 };
        check_bytes(four, &[0x25, 0xf3], "0.9715");
        check_bytes(four, &[0, 0, 0, 0x25, 0xf3], "0.9715");
        check_bytes(four, &[0xff, 0xff, 0xff], "-0.0001");
        check_bytes(four, &[0x00], "0");
        check_bytes(four, &[0x00, 0xff], "0.0255");
        check_bytes(four, &[0xff, 0x00], "-0.0256");
        check_bytes(four, &[0; 5000], "0");
        check_bytes(four, &[1; 65], "decimal of 65 bytes");
        check_bytes(Kind::Decimal { scale: 40 }, &[1], &format!("0.{}1", "0".repeat(39)));
        assert!(four.write_bytes(&[], &mut String::new()).is_err());
    }

    #[test]
    fn a_text_is_itself_unless_it_is_no_text_or_has_no_end() {
        check_bytes(Kind::Text, "теңге".as_bytes(), "теңге");
        check_bytes(Kind::Text, b"", "");
        check_bytes(Kind::Text, &[b'x'; 1024], &"x".repeat(1024));
        check_bytes(Kind::Text, "ұ".repeat(513).as_bytes(), &format!("{}…", "ұ".repeat(512)));
        assert!(Kind::Text.write_bytes(&[0xff], &mut String::new()).is_err());
    }
}
