//! Columns as they grow: digits at a common scale, in as few bits as hold them.
//!
//! ```text
//! 1.5       scale 1   [15]
//! 1.25      scale 2   [150, 125]                        earlier digits follow the finer scale
//! 1e19      scale 2   [150, 125, 10^21]                 128 bits from here on
//! 1e59      scale 2   [150, 125, 10^21, absent]         and row 3 stands apart, as an amount
//! ```

use qazyq_exact::{Amount, IBig};

use super::digits::POWERS;
use super::{ABSENT, ABSENT_BROAD, Column};

/// Above this, a value stands apart instead of making the whole column finer: with so many decimals, what the largest
/// market is worth still fits 128 bits.
const DECIMALS_MAX: u8 = 26;

impl Column {
    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Absent => 0,
            Self::Floats(bits) => bits.len(),
            Self::Narrow { digits, .. } => digits.len(),
            Self::Broad { digits, .. } => digits.len(),
        }
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stands in a row; `None` where it is absent. A float is no decimal before it is known which one it stands for,
    /// so a column of them has none.
    #[must_use]
    pub fn amount(&self, row: usize) -> Option<Amount> {
        match self {
            Self::Absent | Self::Floats(_) => None,
            Self::Narrow { scale, digits } => {
                let digits = digits.get(row).filter(|digits| **digits != ABSENT)?;
                Some(Amount::new(IBig::from(*digits), usize::from(*scale)))
            }
            Self::Broad { scale, digits, wide } => match digits.get(row)? {
                &ABSENT_BROAD => {
                    let row = u32::try_from(row).ok()?;
                    let place = wide.binary_search_by_key(&row, |(row, _)| *row).ok()?;
                    wide.get(place).map(|(_, amount)| amount.clone())
                }
                digits => Some(Amount::new(IBig::from(*digits), usize::from(*scale))),
            },
        }
    }

    /// Makes it a column of digits without a row, in the memory that it has. It begins with 128 bits where its values needed
    /// them: so do the next ones, most likely.
    pub(crate) fn begin(&mut self) {
        match self {
            Self::Narrow { scale, digits } => {
                *scale = 0;
                digits.clear();
            }
            Self::Broad { scale, digits, wide } if needs_128(digits) => {
                *scale = 0;
                digits.clear();
                wide.clear();
            }
            Self::Absent | Self::Floats(_) | Self::Broad { .. } => {
                *self = Self::Narrow { scale: 0, digits: Vec::new() };
            }
        }
    }

    /// Takes the rows from that one on away.
    pub(crate) fn truncate(&mut self, rows: usize) {
        match self {
            Self::Absent => {}
            Self::Floats(bits) => bits.truncate(rows),
            Self::Narrow { digits, .. } => digits.truncate(rows),
            Self::Broad { digits, wide, .. } => {
                digits.truncate(rows);
                while wide.last().is_some_and(|(row, _)| *row as usize >= rows) {
                    wide.pop();
                }
            }
        }
    }

    /// Adds a row in which the figure is absent.
    pub(crate) fn push_absent(&mut self) {
        match self {
            Self::Absent | Self::Floats(_) => {}
            Self::Narrow { digits, .. } => digits.push(ABSENT),
            Self::Broad { digits, .. } => digits.push(ABSENT_BROAD),
        }
    }

    /// Adds `value · 10^-decimals`, as nearly every value is: no finer than the others, and of 64 bits.
    #[inline(always)]
    pub(crate) fn push_narrow(&mut self, value: i64, decimals: usize) {
        if let Self::Narrow { scale, digits } = self
            && let Some(finer) = usize::from(*scale).checked_sub(decimals)
            && let Some(value) = POWERS.get(finer).and_then(|power| value.checked_mul(*power))
        {
            // The absent one is the least of 64 bits; a value is no less than the least but one, being read without a sign.
            return digits.push(value);
        }
        self.push_broad(i128::from(value), decimals);
    }

    /// Adds `value · 10^-decimals` of any size, where the column has 128 bits already and is no less fine.
    #[inline(always)]
    pub(crate) fn push_broad(&mut self, value: i128, decimals: usize) {
        if let Self::Broad { scale, digits, .. } = self
            && let Some(finer) = usize::from(*scale).checked_sub(decimals)
            && let Some(power) = POWERS.get(finer)
            && let Some(value) = value.checked_mul(i128::from(*power))
            && value != ABSENT_BROAD
        {
            return digits.push(value);
        }
        self.push(value, decimals);
    }

    /// Adds `value · 10^-decimals`, whatever it takes.
    #[cold]
    #[inline(never)]
    pub(crate) fn push(&mut self, value: i128, decimals: usize) {
        let Some(decimals) = u8::try_from(decimals).ok().filter(|decimals| *decimals <= DECIMALS_MAX) else {
            return self.push_wide(Amount::new(IBig::from(value), decimals));
        };
        if let Self::Narrow { scale, digits } = self {
            let finest = decimals.max(*scale);
            let fitting =
                scaled(value, finest.saturating_sub(decimals)).and_then(|value| i64::try_from(value).ok());
            if let Some(value) = fitting.filter(|value| *value != ABSENT)
                && is_made_finer(digits, finest.saturating_sub(*scale), ABSENT)
            {
                *scale = finest;
                return digits.push(value);
            }
        }
        if let Some((scale, digits)) = self.broaden() {
            let finest = decimals.max(*scale);
            if let Some(value) =
                scaled(value, finest.saturating_sub(decimals)).filter(|value| *value != ABSENT_BROAD)
                && is_made_finer(digits, finest.saturating_sub(*scale), ABSENT_BROAD)
            {
                *scale = finest;
                return digits.push(value);
            }
        }
        self.push_wide(Amount::new(IBig::from(value), usize::from(decimals)));
    }

    /// Adds an amount of any size.
    pub(crate) fn push_wide(&mut self, amount: Amount) {
        self.broaden();
        if let Self::Broad { digits, wide, .. } = self {
            wide.push((u32::try_from(digits.len()).unwrap_or(u32::MAX), amount));
            digits.push(ABSENT_BROAD);
        }
    }

    /// The same values in 128 bits.
    fn broaden(&mut self) -> Option<(&mut u8, &mut Vec<i128>)> {
        if let Self::Narrow { scale, digits } = self {
            let broad = |digits: &i64| if *digits == ABSENT { ABSENT_BROAD } else { i128::from(*digits) };
            let digits = digits.iter().map(broad).collect();
            *self = Self::Broad { scale: *scale, digits, wide: Vec::new() };
        }
        match self {
            Self::Broad { scale, digits, .. } => Some((scale, digits)),
            Self::Absent | Self::Floats(_) | Self::Narrow { .. } => None,
        }
    }
}

/// Whether a value is there that 64 bits do not hold.
fn needs_128(digits: &[i128]) -> bool {
    digits.iter().any(|digits| *digits != ABSENT_BROAD && i64::try_from(*digits).is_err())
}

/// `value · 10^finer`, if 128 bits hold it.
fn scaled(value: i128, finer: u8) -> Option<i128> {
    value.checked_mul(10i128.checked_pow(u32::from(finer))?)
}

/// Multiplies all values that are not absent by 10^finer, or none of them where one would not fit.
fn is_made_finer<T: Copy + PartialEq + TryFrom<i128>>(values: &mut [T], finer: u8, absent: T) -> bool
where
    i128: From<T>,
{
    let finer_value = |value: T| {
        scaled(value.into(), finer).and_then(|value| T::try_from(value).ok()).filter(|v| *v != absent)
    };
    let present = |value: &&mut T| **value != absent;
    if finer == 0 {
        return true;
    }
    if values.iter().filter(|value| **value != absent).any(|value| finer_value(*value).is_none()) {
        return false;
    }
    for value in values.iter_mut().filter(present) {
        if let Some(finer) = finer_value(*value) {
            *value = finer;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::cell;
    use super::*;
    use proptest::prelude::*;

    fn column(values: &[&str]) -> Column {
        let mut column = Column::default();
        column.begin();
        for text in values {
            match cell::read(text.as_bytes()) {
                cell::Cell::Digits(digits, decimals) => match i64::try_from(digits) {
                    Ok(small) if small >= 0 => column.push_narrow(small, decimals),
                    _ => column.push(digits, decimals),
                },
                cell::Cell::Wide(amount) => column.push_wide(amount),
                cell::Cell::Absent | cell::Cell::Unreadable => column.push_absent(),
            }
        }
        column
    }

    /// The kind of column, its scale, and its values.
    fn check(values: &[&str], expected: &str) {
        let column = column(values);
        let kind = match &column {
            Column::Narrow { scale, .. } => format!("narrow {scale}"),
            Column::Broad { scale, wide, .. } => format!("broad {scale} wide {}", wide.len()),
            Column::Absent | Column::Floats(_) => format!("{column:?}"),
        };
        assert_eq!(kind, expected, "{values:?}");
        for (row, text) in values.iter().enumerate() {
            let expected = if text.is_empty() { None } else { Some(text.parse::<Amount>().unwrap()) };
            assert_eq!(column.amount(row), expected, "{values:?} {row}");
        }
        assert_eq!((column.len(), column.amount(values.len())), (values.len(), None));
    }

    #[test]
    fn a_column_is_as_narrow_as_its_values_let_it() {
        check(&[], "narrow 0");
        check(&["1.5", "1.25", "", "7", "-0.125"], "narrow 3");
        check(&["9223372036854775807"], "narrow 0");
        check(&["-9223372036854775808"], "broad 0 wide 0");
        check(&["9223372036854775807", "0.1"], "broad 1 wide 0");
        check(&["0.1", "9223372036854775807"], "broad 1 wide 0");
        check(&["", "1.000000000000000001", "9.3"], "broad 18 wide 0");
        check(&["1", "", "923456789012345678901234567890123456789", "2"], "broad 0 wide 1");
        // Too fine for the others, or too fine at all: apart.
        check(&["100000000000000000000000000000000000", "0.0001", "1"], "broad 0 wide 1");
        check(&["1", "0.000000000000000000000000001", "2.5"], "broad 1 wide 1");
        check(&["0.0001", "10000000000000000000000000000000000000", "3"], "broad 4 wide 1");
    }

    proptest! {
        #[test]
        fn what_is_added_stands_there(
            values in proptest::collection::vec("(-?[0-9]{1,12}(\\.[0-9]{1,12})?)?|-?[0-9]{1,45}(\\.[0-9]{1,40})?", 0..12),
            kept in 0usize..14,
        ) {
            let mut column = column(&values.iter().map(String::as_str).collect::<Vec<_>>());
            column.truncate(kept);
            prop_assert_eq!(column.len(), values.len().min(kept));
            for (row, text) in values.iter().take(kept).enumerate() {
                prop_assert_eq!(column.amount(row), text.parse().ok());
            }
        }
    }
}
