//! A column of a row group, value by value into buffers that are used again.
//!
//! | module | what it does |
//! | --- | --- |
//! | `feed` | pages out of a source, unpacked |
//! | `bits`, `hybrid`, `delta` | numbers as they are encoded |
//! | `shape` | what a stored value becomes: a day, the place of a name, the digits of a figure |
//!
//! A value of a dictionary becomes what it shall be once, not once a row.

mod bits;
mod delta;
mod feed;
mod hybrid;
pub(crate) mod shape;

use parquet::basic::Type;
use qazyq_market::FileError;

use crate::footer::{Chunk, Leaf};
use crate::packing::Fault;
use crate::source::Source;
use crate::thrift::{Broken, broken};
use bits::AT_ONCE;
use delta::Delta;
use feed::{Encoding, Feed, Page};
use hybrid::{BLOCK, Hybrid, Piece, Room};
use shape::Shape;

pub(crate) use feed::Tools;

/// How many bytes a stored value has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stored {
    /// Four bytes; a number whose sign is carried on.
    Four,
    Eight,
    Fixed(usize),
    /// As many as stand before it.
    Counted,
}

/// A column that is being read.
pub(crate) struct Column<S: Shape> {
    pub(crate) name: String,
    pub(crate) shape: S,
    stored: Stored,
    is_optional: bool,
    /// None before the first row group.
    feed: Option<Feed>,
    page: Vec<u8>,
    dictionary: Option<Vec<S::Value>>,
    /// Rows of the page that have not been read.
    left: usize,
    /// Of the rows that come next so many are not wanted.
    behind: usize,
    levels: Hybrid,
    values: Values,
    room: Box<Room>,
    present: Vec<bool>,
    /// Whether a value of the last batch is absent.
    pub(crate) has_absent: bool,
    spare: Vec<S::Value>,
}

/// Where the values of a page stand.
enum Values {
    /// A page of nulls.
    None,
    Plain(core::ops::Range<usize>),
    Dictionary(Hybrid),
    Delta(Box<Delta>),
    /// The lengths of texts, and the place of the next text.
    Lengths(Box<Delta>, core::ops::Range<usize>),
    /// The first bytes of all values, the second bytes of all, …: and which value is next.
    Split(core::ops::Range<usize>, usize),
}

impl<S: Shape> Column<S> {
    /// None of a type of values that is never read here.
    pub(crate) fn of(name: &str, leaf: &Leaf, shape: S) -> Option<Self> {
        let stored = match leaf.stored {
            Type::INT32 | Type::FLOAT => Stored::Four,
            Type::INT64 | Type::DOUBLE => Stored::Eight,
            Type::INT96 => Stored::Fixed(12),
            Type::FIXED_LEN_BYTE_ARRAY => Stored::Fixed(usize::try_from(leaf.length).ok()?),
            Type::BYTE_ARRAY => Stored::Counted,
            Type::BOOLEAN => return None,
        };
        Some(Self {
            name: name.to_owned(),
            shape,
            stored,
            is_optional: leaf.is_optional,
            feed: None,
            page: Vec::new(),
            dictionary: None,
            left: 0,
            behind: 0,
            levels: Hybrid::default(),
            values: Values::None,
            room: Box::new([[0; AT_ONCE]; BLOCK / AT_ONCE + 2]),
            present: Vec::new(),
            has_absent: false,
            spare: Vec::new(),
        })
    }

    /// Begins a row group.
    pub(crate) fn begin(&mut self, chunk: &Chunk, rows: usize) -> Result<(), FileError> {
        let feed = Feed::open(chunk, self.is_optional, rows);
        self.feed = Some(feed.map_err(|fault| fault.of_column(&self.name))?);
        self.dictionary = None;
        self.shape.forget();
        (self.left, self.behind, self.values) = (0, 0, Values::None);
        Ok(())
    }

    /// Leaves out the next `many` rows: pages of them are not even unpacked.
    pub(crate) fn leave_out(&mut self, many: usize) {
        self.behind = self.behind.saturating_add(many);
    }

    /// Makes `to` the next `many` values, which must be there.
    pub(crate) fn fill(
        &mut self,
        source: &impl Source,
        tools: &mut Tools,
        many: usize,
        to: &mut Vec<S::Value>,
    ) -> Result<(), FileError> {
        to.clear();
        to.reserve(many);
        self.shape.begin();
        self.has_absent = false;
        self.add(source, tools, many, to).map_err(|fault| fault.of_column(&self.name))
    }

    fn add(
        &mut self,
        source: &impl Source,
        tools: &mut Tools,
        mut many: usize,
        to: &mut Vec<S::Value>,
    ) -> Result<(), Fault> {
        while many > 0 {
            if self.left == 0 {
                self.turn(source, tools)?;
            }
            if self.behind > 0 {
                self.pass()?;
                continue;
            }
            let rows = many.min(self.left);
            let presence = self.presence(rows)?;
            self.has_absent |= !matches!(presence, Presence::All);
            match presence {
                Presence::All => self.decode(rows, to)?,
                Presence::None => to.resize(to.len().saturating_add(rows), S::ABSENT),
                Presence::Some(present) => {
                    let mut spare = core::mem::take(&mut self.spare);
                    spare.clear();
                    self.decode(present, &mut spare)?;
                    let mut values = spare.iter().copied();
                    let value = |is_there: &bool| is_there.then(|| values.next()).flatten();
                    to.extend(self.present.iter().map(value).map(|value| value.unwrap_or(S::ABSENT)));
                    self.spare = spare;
                }
            }
            self.left = self.left.saturating_sub(rows);
            many = many.saturating_sub(rows);
        }
        Ok(self.shape.end()?)
    }

    /// Passes over rows of this page that are not wanted.
    fn pass(&mut self) -> Result<(), Broken> {
        // No more at once than a batch has, so that it takes no more memory.
        let rows = self.behind.min(self.left).min(BLOCK);
        let there = match self.presence(rows)? {
            Presence::All => rows,
            Presence::None => 0,
            Presence::Some(there) => there,
        };
        let mut spare = core::mem::take(&mut self.spare);
        spare.clear();
        self.decode(there, &mut spare)?;
        self.spare = spare;
        self.left = self.left.saturating_sub(rows);
        self.behind = self.behind.saturating_sub(rows);
        Ok(())
    }

    /// Reads pages up to the next one of values.
    fn turn(&mut self, source: &impl Source, tools: &mut Tools) -> Result<(), Fault> {
        let few = || broken("it has fewer values than there are rows");
        loop {
            let feed = self.feed.as_mut().ok_or_else(few)?;
            match feed.next(source, tools, &mut self.page, &mut self.behind)?.ok_or_else(few)? {
                Page::Dictionary { many, values } => {
                    let mut values = Values::Plain(values);
                    let mut dictionary = self.dictionary.take().unwrap_or_default();
                    dictionary.clear();
                    core::mem::swap(&mut self.values, &mut values);
                    self.decode(many, &mut dictionary)?;
                    self.shape.keep();
                    self.dictionary = Some(dictionary);
                }
                Page::Data { many, encoding, levels, values } => {
                    self.levels = Hybrid::new(levels, 1)?;
                    self.left = many;
                    self.values = self.open(many, encoding, values)?;
                    return Ok(());
                }
            }
        }
    }

    /// The values of a page that has `many`, nulls included.
    fn open(&self, many: usize, encoding: Encoding, range: core::ops::Range<usize>) -> Result<Values, Fault> {
        if range.is_empty() {
            return Ok(Values::None);
        }
        let is_number = matches!(self.stored, Stored::Four | Stored::Eight);
        Ok(match encoding {
            Encoding::Plain => Values::Plain(range),
            Encoding::Dictionary => {
                if self.dictionary.is_none() {
                    return Err(broken("its dictionary is missing").into());
                }
                let width = self.page.get(range.start).copied().unwrap_or_default();
                Values::Dictionary(Hybrid::new(range.start.saturating_add(1)..range.end, width)?)
            }
            Encoding::Delta if is_number => Values::Delta(Box::new(Delta::new(&self.page, range, many)?)),
            Encoding::DeltaLength if self.stored == Stored::Counted => {
                let end = range.end;
                let lengths = Delta::new(&self.page, range, many)?;
                let begin = lengths.clone().end_of_all(&self.page)?;
                Values::Lengths(Box::new(lengths), begin..end)
            }
            Encoding::Split if self.stored != Stored::Counted => Values::Split(range, 0),
            Encoding::Delta | Encoding::DeltaLength | Encoding::Split => {
                return Err(broken("its values are encoded as its type cannot be").into());
            }
        })
    }

    /// Which of the next rows have values.
    fn presence(&mut self, rows: usize) -> Result<Presence, Broken> {
        if !self.is_optional {
            return Ok(Presence::All);
        }
        self.present.clear();
        let mut many = 0usize;
        while self.present.len() < rows {
            let want = rows.saturating_sub(self.present.len());
            match self.levels.next(&self.page, want, &mut self.room)? {
                Piece::Repeated { number, many: run } => {
                    if number > 1 {
                        return Err(broken("a level is too high"));
                    }
                    if run == rows {
                        return Ok(if number == 1 { Presence::All } else { Presence::None });
                    }
                    let is_there = number == 1;
                    many = many.saturating_add(if is_there { run } else { 0 });
                    self.present.resize(self.present.len().saturating_add(run), is_there);
                }
                Piece::Each(levels) => {
                    let there: u32 = levels.iter().sum();
                    many = many.saturating_add(usize::try_from(there).unwrap_or(usize::MAX));
                    self.present.extend(levels.iter().map(|level| *level == 1));
                }
            }
        }
        Ok(match many {
            0 => Presence::None,
            _ if many == rows => Presence::All,
            _ => Presence::Some(many),
        })
    }

    /// Adds the next values that are there.
    fn decode(&mut self, many: usize, to: &mut Vec<S::Value>) -> Result<(), Broken> {
        let few = || broken("it has fewer values than it tells of");
        let Self { shape, page, room, stored, dictionary, .. } = self;
        match &mut self.values {
            Values::None if many == 0 => Ok(()),
            Values::None => Err(few()),
            Values::Plain(range) => {
                let bytes = page.get(range.clone()).unwrap_or_default();
                range.start = range.start.saturating_add(plain(*stored, shape, bytes, many, to)?);
                Ok(())
            }
            Values::Dictionary(places) => {
                let dictionary = dictionary.as_deref().unwrap_or_default();
                looked_up(places, page, room, dictionary, many, to)
            }
            Values::Delta(delta) => {
                let (mut left, mut numbers) = (many, [0u64; BLOCK]);
                while left > 0 {
                    let filled = delta.next(page, numbers.get_mut(..left.min(BLOCK)).unwrap_or_default())?;
                    let numbers = numbers.get(..filled).unwrap_or_default();
                    if *stored == Stored::Four {
                        // Such differences wrap in 32 bits.
                        to.extend(numbers.iter().map(|n| shape.number(carried(*n))));
                    } else {
                        to.extend(numbers.iter().map(|number| shape.number(*number)));
                    }
                    left = left.saturating_sub(filled);
                }
                Ok(())
            }
            Values::Lengths(lengths, range) => {
                for _ in 0..many {
                    let mut length = [0];
                    lengths.next(page, &mut length)?;
                    let length = usize::try_from(length[0]).map_err(|_| few())?;
                    let end = range.start.checked_add(length).filter(|end| *end <= range.end);
                    let end = end.ok_or_else(few)?;
                    to.push(shape.bytes(page.get(range.start..end).unwrap_or_default()));
                    range.start = end;
                }
                Ok(())
            }
            Values::Split(range, next) => {
                let bytes = page.get(range.clone()).unwrap_or_default();
                split(*stored, shape, bytes, *next, many, to)?;
                *next = next.saturating_add(many);
                Ok(())
            }
        }
    }
}

/// Which rows have values.
enum Presence {
    All,
    None,
    /// So many; which, is in `present`.
    Some(usize),
}

/// The lowest 32 bits as a number with its sign.
fn carried(number: u64) -> u64 {
    let [a, b, c, d, ..] = number.to_le_bytes();
    i64::from(i32::from_le_bytes([a, b, c, d])).cast_unsigned()
}

/// Adds `many` values that stand one behind the other; gives how many bytes they take.
fn plain<S: Shape>(
    stored: Stored,
    shape: &mut S,
    bytes: &[u8],
    many: usize,
    to: &mut Vec<S::Value>,
) -> Result<usize, Broken> {
    let few = || broken("it has fewer values than it tells of");
    let taken = |width: usize| {
        let taken = many.checked_mul(width).and_then(|len| bytes.get(..len));
        taken.ok_or_else(few)
    };
    match stored {
        Stored::Four => {
            let bytes = taken(4)?;
            let number = |four: &[u8; 4]| i64::from(i32::from_le_bytes(*four)).cast_unsigned();
            to.extend(bytes.as_chunks().0.iter().map(|four| shape.number(number(four))));
            Ok(bytes.len())
        }
        Stored::Eight => {
            let bytes = taken(8)?;
            to.extend(bytes.as_chunks().0.iter().map(|eight| shape.number(u64::from_le_bytes(*eight))));
            Ok(bytes.len())
        }
        Stored::Fixed(width) => {
            let bytes = taken(width)?;
            to.extend(bytes.chunks_exact(width).map(|bytes| shape.bytes(bytes)));
            Ok(bytes.len())
        }
        Stored::Counted => {
            let mut rest = bytes;
            for _ in 0..many {
                let (length, behind) = rest.split_first_chunk().ok_or_else(few)?;
                let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| few())?;
                let (text, behind) = behind.split_at_checked(length).ok_or_else(few)?;
                to.push(shape.bytes(text));
                rest = behind;
            }
            Ok(bytes.len().saturating_sub(rest.len()))
        }
    }
}

/// Adds `many` values by their places in a dictionary.
fn looked_up<T: Copy>(
    places: &mut Hybrid,
    page: &[u8],
    room: &mut Room,
    dictionary: &[T],
    mut many: usize,
    to: &mut Vec<T>,
) -> Result<(), Broken> {
    let outside = || broken("a value is not in its dictionary");
    let first = *dictionary.first().ok_or_else(outside)?;
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    while many > 0 {
        let taken = match places.next(page, many, room)? {
            Piece::Repeated { number, many } => {
                let value = *dictionary.get(place(number)).ok_or_else(outside)?;
                to.resize(to.len().saturating_add(many), value);
                many
            }
            Piece::Each(numbers) => {
                // Looked at together, so that looking one up need not be able to fail.
                let largest = numbers.iter().copied().fold(0, u32::max);
                if place(largest) >= dictionary.len() {
                    return Err(outside());
                }
                to.extend(numbers.iter().map(|number| *dictionary.get(place(*number)).unwrap_or(&first)));
                numbers.len()
            }
        };
        many = many.saturating_sub(taken);
    }
    Ok(())
}

/// Adds the `many` values from the one at `next` of a page that has the first bytes of all values, then the second, ….
fn split<S: Shape>(
    stored: Stored,
    shape: &mut S,
    bytes: &[u8],
    next: usize,
    many: usize,
    to: &mut Vec<S::Value>,
) -> Result<(), Broken> {
    let width = match stored {
        Stored::Four => 4,
        Stored::Eight => 8,
        Stored::Fixed(width) => width,
        Stored::Counted => return Err(broken("its values are encoded as its type cannot be")),
    };
    let all = bytes.len().checked_div(width).unwrap_or_default();
    if next.checked_add(many).is_none_or(|end| end > all) {
        return Err(broken("it has fewer values than it tells of"));
    }
    let mut value = vec![0; width];
    for place in next..next.saturating_add(many) {
        for (to, stream) in value.iter_mut().zip(bytes.chunks_exact(all)) {
            *to = stream.get(place).copied().unwrap_or_default();
        }
        to.push(match stored {
            Stored::Four => {
                let four = value.first_chunk().map_or(0, |four| i32::from_le_bytes(*four));
                shape.number(i64::from(four).cast_unsigned())
            }
            Stored::Eight => shape.number(value.first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight))),
            Stored::Fixed(_) | Stored::Counted => shape.bytes(&value),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::shape::{Bits, Names};
    use super::*;
    use crate::footer::Footer;

    /// Values of a column of a row group, some left out by turns: `(left out, read)`.
    fn check<S: Shape>(bytes: &[u8], name: &str, shape: impl Fn(&Leaf) -> S, turns: &[(usize, usize)])
    where
        S::Value: PartialEq + core::fmt::Debug,
    {
        let footer = Footer::read(bytes).unwrap();
        let column = footer.columns.iter().find(|column| column.name == name).unwrap();
        let leaf = column.leaf.as_ref().unwrap();
        let rows = footer.rows_of_groups().next().unwrap();
        let chunk = footer.chunk(0, name, leaf).unwrap();
        let read = |turns: &[(usize, usize)]| {
            let (mut column, mut tools) = (Column::of(name, leaf, shape(leaf)).unwrap(), Tools::default());
            column.begin(&chunk, rows).unwrap();
            let mut parts = Vec::new();
            for (left_out, many) in turns {
                let mut part = Vec::new();
                column.leave_out(*left_out);
                column.fill(&bytes, &mut tools, *many, &mut part).unwrap();
                parts.push(part);
            }
            parts
        };
        let all = read(&[(0, rows)]).remove(0);
        assert_eq!(all.len(), rows);
        let mut rest = &all[..];
        for ((left_out, many), got) in turns.iter().zip(read(turns)) {
            let (expected, behind) = rest[*left_out..].split_at(*many);
            assert_eq!(got, expected, "{name} {turns:?}");
            rest = behind;
        }
    }

    #[test]
    fn rows_are_left_out_page_by_page_or_within_one() {
        let plain = include_bytes!("../tests/data/bars/pyarrow-plain-v2-snappy.parquet");
        let split = include_bytes!("../tests/data/bars/pyarrow-split.parquet");
        let given_up = include_bytes!("../tests/data/bars/pyarrow-required-gzip.parquet");
        for turns in [
            &[(0, 10), (40, 30), (1, 1), (80, 0)][..],
            &[(16, 16), (32, 16), (15, 2), (17, 1)],
            &[(100, 70)],
            &[(1, 1), (1, 1), (30, 3), (64, 64)],
            &[(0, 0), (169, 1)],
        ] {
            for name in ["open", "close", "high", "vwap"] {
                check(plain, name, |_| Bits, turns);
            }
            check(split, "open", |_| Bits, turns);
            check(given_up, "close", |_| Bits, turns);
        }
        check(given_up, "asset", |leaf| Names::of(leaf).unwrap(), &[(0, 5), (200, 100), (195, 0)]);
    }
}
