//! A column of figures, whatever its type, as `qazyq_market::bars` has it.

use core::mem::take;

use parquet::basic::Type;
use qazyq_exact::Amount;
use qazyq_market::FileError;
use qazyq_market::bars::{ABSENT, ABSENT_BROAD, Column as Batched};

use crate::column::shape::{Bits, Broad, Figure, Figures, Narrow, Shape, Single};
use crate::column::{Column, Tools};
use crate::footer::{Chunk, Leaf};
use crate::kind::Kind;
use crate::source::Source;

/// Digits behind the point that 128 bits can have.
const SCALE_MAX: usize = 38;

/// A column that is being read as figures.
pub(crate) enum FigureColumn {
    Bits(Column<Bits>),
    Single(Column<Single>),
    Narrow(Column<Narrow>, u8),
    /// Also room for the digits.
    Broad(Column<Broad>, u8, Vec<i128>),
    Each(Column<Figures>, Vec<Figure>),
}

impl FigureColumn {
    /// None where such values can be no figures.
    pub(crate) fn of(name: &str, leaf: &Leaf) -> Option<Self> {
        let (scale, is_unsigned) = match leaf.kind {
            Kind::Float if leaf.stored == Type::FLOAT => {
                return Column::of(name, leaf, Single).map(Self::Single);
            }
            Kind::Float => return Column::of(name, leaf, Bits).map(Self::Bits),
            Kind::Integer { is_signed } => (0, !is_signed),
            Kind::Decimal { scale } => (scale, false),
            Kind::Text => (usize::MAX, false),
            Kind::Boolean | Kind::Date | Kind::Timestamp { .. } => return None,
        };
        let small = u8::try_from(scale).ok().filter(|_| scale <= SCALE_MAX);
        match (leaf.stored, small, leaf.length) {
            (Type::INT32, Some(scale), _) => {
                Column::of(name, leaf, Narrow { is_unsigned }).map(|column| Self::Narrow(column, scale))
            }
            (Type::INT64, Some(scale), _) if !is_unsigned => {
                Column::of(name, leaf, Narrow { is_unsigned }).map(|column| Self::Narrow(column, scale))
            }
            (Type::FIXED_LEN_BYTE_ARRAY, Some(scale), ..=8) => {
                Column::of(name, leaf, Narrow { is_unsigned }).map(|column| Self::Narrow(column, scale))
            }
            (Type::FIXED_LEN_BYTE_ARRAY, Some(scale), ..=16) => {
                Column::of(name, leaf, Broad).map(|column| Self::Broad(column, scale, Vec::new()))
            }
            _ => Column::of(name, leaf, Figures::of(leaf.kind)).map(|column| Self::Each(column, Vec::new())),
        }
    }

    /// Whether its figures are binary floating point.
    pub(crate) fn is_floats(&self) -> bool {
        matches!(self, Self::Bits(_) | Self::Single(_))
    }

    /// Begins a row group.
    pub(crate) fn begin(&mut self, chunk: &Chunk, rows: usize) -> Result<(), FileError> {
        match self {
            Self::Bits(column) => column.begin(chunk, rows),
            Self::Single(column) => column.begin(chunk, rows),
            Self::Narrow(column, _) => column.begin(chunk, rows),
            Self::Broad(column, ..) => column.begin(chunk, rows),
            Self::Each(column, _) => column.begin(chunk, rows),
        }
    }

    /// Leaves out the next `many` rows.
    pub(crate) fn leave_out(&mut self, many: usize) {
        match self {
            Self::Bits(column) => column.leave_out(many),
            Self::Single(column) => column.leave_out(many),
            Self::Narrow(column, _) => column.leave_out(many),
            Self::Broad(column, ..) => column.leave_out(many),
            Self::Each(column, _) => column.leave_out(many),
        }
    }

    /// Makes `to` the next `many` figures. What it had before is overwritten, so that memory is asked for once.
    pub(crate) fn fill(
        &mut self,
        source: &impl Source,
        tools: &mut Tools,
        many: usize,
        to: &mut Batched,
    ) -> Result<(), FileError> {
        match self {
            Self::Bits(column) => floats(column, source, tools, many, to),
            Self::Single(column) => floats(column, source, tools, many, to),
            Self::Narrow(column, scale) => {
                let mut digits = narrow_of(to);
                column.fill(source, tools, many, &mut digits)?;
                *to = Batched::Narrow { scale: *scale, digits };
                Ok(())
            }
            Self::Broad(column, scale, room) => {
                column.fill(source, tools, many, room)?;
                narrowed(*scale, room, to);
                Ok(())
            }
            Self::Each(column, room) => {
                column.fill(source, tools, many, room)?;
                brought_together(&column.shape, room, to);
                Ok(())
            }
        }
    }

    /// How many values were there and were no amount.
    pub(crate) fn unread(&self) -> u64 {
        match self {
            Self::Each(column, _) => column.shape.unread(),
            Self::Bits(_) | Self::Single(_) | Self::Narrow(..) | Self::Broad(..) => 0,
        }
    }
}

fn floats<S: Shape<Value = u64>>(
    column: &mut Column<S>,
    source: &impl Source,
    tools: &mut Tools,
    many: usize,
    to: &mut Batched,
) -> Result<(), FileError> {
    let mut bits = match take(to) {
        Batched::Floats(bits) => bits,
        Batched::Absent | Batched::Narrow { .. } | Batched::Broad { .. } => Vec::new(),
    };
    column.fill(source, tools, many, &mut bits)?;
    *to = Batched::Floats(bits);
    Ok(())
}

/// The memory of a column of 64 bits, and what it holds.
pub(crate) fn narrow_of(column: &mut Batched) -> Vec<i64> {
    match take(column) {
        Batched::Narrow { digits, .. } => digits,
        Batched::Absent | Batched::Floats(_) | Batched::Broad { .. } => Vec::new(),
    }
}

/// The memory of a column of 128 bits.
pub(crate) fn broad_of(column: &mut Batched) -> (Vec<i128>, Vec<(u32, Amount)>) {
    match take(column) {
        Batched::Broad { mut digits, mut wide, .. } => {
            digits.clear();
            wide.clear();
            (digits, wide)
        }
        Batched::Absent | Batched::Floats(_) | Batched::Narrow { .. } => Default::default(),
    }
}

/// Digits in 64 bits where all of them fit, as those of prices do, whatever their type could hold.
fn narrowed(scale: u8, from: &[i128], to: &mut Batched) {
    // Where the last batch was broad, this one may be: its memory is not given away for a try.
    let fits = |digits: &i128| *digits == ABSENT_BROAD || i64::try_from(*digits).is_ok_and(|n| n != ABSENT);
    if !matches!(to, Batched::Broad { .. }) || from.iter().all(fits) {
        let (mut digits, mut all_fit) = (narrow_of(to), true);
        digits.clear();
        digits.extend(from.iter().map(|broad| {
            let narrow = i64::try_from(*broad).unwrap_or(ABSENT);
            all_fit &= (narrow != ABSENT) | (*broad == ABSENT_BROAD);
            narrow
        }));
        if all_fit {
            *to = Batched::Narrow { scale, digits };
            return;
        }
    }
    let (mut digits, wide) = broad_of(to);
    digits.extend_from_slice(from);
    *to = Batched::Broad { scale, digits, wide };
}

/// Figures of many scales at one: the largest of all where they fit 128 bits at it, else the largest of those that are small.
pub(crate) fn brought_together(shape: &Figures, from: &[Figure], to: &mut Batched) {
    let scale = |figure: &Figure| match figure {
        Figure::Absent => 0,
        Figure::Small { scale, .. } => usize::from(*scale),
        Figure::Wide(place) => shape.wide(*place).map_or(0, Amount::scale),
    };
    let small = |figure: &&Figure| matches!(figure, Figure::Small { .. });
    let largest = from.iter().map(scale).max().unwrap_or_default();
    let largest_small = from.iter().filter(small).map(scale).max().unwrap_or_default();
    let all_fit = |scale: usize| from.iter().all(|figure| at(shape, figure, scale) != Scaled::Wide);
    let scale = if largest <= SCALE_MAX && all_fit(largest) { largest } else { largest_small };
    let told = u8::try_from(scale).unwrap_or_default();

    let (mut broad, mut wide) = broad_of(to);
    for (row, figure) in from.iter().enumerate() {
        let digits = match at(shape, figure, scale) {
            Scaled::Absent => ABSENT_BROAD,
            Scaled::Fits(digits) => digits,
            Scaled::Wide => {
                if let Figure::Wide(place) = figure {
                    let row = u32::try_from(row).unwrap_or(u32::MAX);
                    wide.extend(shape.wide(*place).map(|amount| (row, amount.clone())));
                }
                ABSENT_BROAD
            }
        };
        broad.push(digits);
    }
    if wide.is_empty() {
        narrowed(told, &broad, to);
    } else {
        *to = Batched::Broad { scale: told, digits: broad, wide };
    }
}

/// A figure at a scale.
#[derive(PartialEq, Eq)]
enum Scaled {
    Absent,
    Fits(i128),
    /// It does not fit, which what is small always does where the scale is that of something small.
    Wide,
}

fn at(shape: &Figures, figure: &Figure, to: usize) -> Scaled {
    let digits = match figure {
        Figure::Absent => return Scaled::Absent,
        Figure::Small { digits, scale } => {
            let missing = to.checked_sub(usize::from(*scale)).and_then(|missing| u32::try_from(missing).ok());
            missing
                .and_then(|missing| 10i128.checked_pow(missing))
                .and_then(|power| i128::from(*digits).checked_mul(power))
        }
        Figure::Wide(place) => {
            let scaled = shape.wide(*place).and_then(|amount| amount.scaled_to(to));
            scaled.and_then(|digits| i128::try_from(digits).ok())
        }
    };
    digits.filter(|digits| *digits != ABSENT_BROAD).map_or(Scaled::Wide, Scaled::Fits)
}
