//! The footer: what a file says of itself.
//!
//! ```text
//! columns       day DATE · close DECIMAL(38, 10) · tags LIST
//! row groups    1: 122880 rows, day at 4 (1290 bytes, snappy), close at 1294 …
//!               2: …
//! ```
//!
//! Only columns of the first level are told of: what stands inside a list or a struct is no column of a table.

use crate::kind::{Element, Kind};
use crate::source::Source;
use crate::thrift::{Broken, Struct, broken};
use qazyq_market::FileError;

/// What stands at the beginning and the end.
const MARK: &[u8] = b"PAR1";
/// The same of a file whose footer is encrypted.
const MARK_ENCRYPTED: &[u8] = b"PARE";
/// Behind the footer: its length and the mark.
const TRAILER_LEN: usize = 8;
/// The longest footer that is read: that of a table of days has some kilobytes.
const FOOTER_BYTES_MAX: usize = 16 << 20;

/// A file's footer.
#[derive(Debug)]
pub(crate) struct Footer<'b> {
    pub(crate) columns: Vec<Column>,
    groups: Vec<Group<'b>>,
    /// How many bytes lie before it.
    begin: usize,
}

/// A column of the first level.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// The type's name, for people.
    pub(crate) type_name: String,
    /// What is needed to read it; none of what is no plain column.
    pub(crate) leaf: Option<Leaf>,
}

/// A plain column: one value a row, or none.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// Its place among all that have values, inner ones included.
    pub(crate) place: usize,
    pub(crate) is_optional: bool,
    pub(crate) kind: Kind,
    /// How it is stored.
    pub(crate) stored: parquet::basic::Type,
    /// How many bytes each value has, where that is fixed.
    pub(crate) length: i32,
}

/// A row group.
#[derive(Debug)]
struct Group<'b> {
    rows: usize,
    chunks: Vec<Struct<'b>>,
}

/// Where a column of a row group lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) bytes: core::ops::Range<usize>,
    /// The number of its packing.
    pub(crate) codec: i64,
    /// The smallest and the largest value, as they are stored, where the file tells them.
    pub(crate) bounds: Option<(Vec<u8>, Vec<u8>)>,
}

/// The bytes of a file that its footer takes, behind it the trailer not included.
pub(crate) struct FooterBytes {
    bytes: Vec<u8>,
    begin: usize,
}

impl FooterBytes {
    /// Reads the footer of the file that `source` is, and nothing else of it.
    pub(crate) fn read(source: &impl Source) -> Result<Self, FileError> {
        let size = source.size().map_err(|error| unreadable(&error))?;
        let size = usize::try_from(size).map_err(|_| file_broken(broken("it is too large")))?;
        let (mut mark, mut trailer) = ([0; MARK.len()], [0; TRAILER_LEN]);
        if size >= MARK.len().saturating_add(TRAILER_LEN) {
            source.read_at(0, &mut mark).map_err(|error| unreadable(&error))?;
            let at = offset(size.saturating_sub(TRAILER_LEN));
            source.read_at(at, &mut trailer).map_err(|error| unreadable(&error))?;
        }
        let lies = lies(size, &mark, &trailer)?;
        let mut bytes = vec![0; lies.len()];
        source.read_at(offset(lies.start), &mut bytes).map_err(|error| unreadable(&error))?;
        Ok(Self { bytes, begin: lies.start })
    }

    /// What they say.
    pub(crate) fn footer(&self) -> Result<Footer<'_>, FileError> {
        Footer::of_bytes(&self.bytes, self.begin)
    }
}

/// Where the footer lies in a file of that size, with these bytes at its beginning and its end.
fn lies(size: usize, mark: &[u8], trailer: &[u8]) -> Result<core::ops::Range<usize>, FileError> {
    if mark.starts_with(MARK_ENCRYPTED) || trailer.ends_with(MARK_ENCRYPTED) {
        return Err(FileError::ParquetEncrypted);
    }
    if !mark.starts_with(MARK) || !trailer.ends_with(MARK) {
        return Err(file_broken(broken("it does not begin and end with `PAR1`: perhaps it was cut off")));
    }
    let length = trailer.first_chunk().map(|length| u32::from_le_bytes(*length));
    let length = length.and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
    if length > FOOTER_BYTES_MAX {
        return Err(file_broken(broken("its footer is too long")));
    }
    let end = size.saturating_sub(TRAILER_LEN);
    let begin = end.checked_sub(length).filter(|begin| *begin >= MARK.len());
    let begin = begin.ok_or_else(|| file_broken(broken("its footer is longer than the file")))?;
    Ok(begin..end)
}

/// That a file cannot be read at all.
pub(crate) fn unreadable(error: &std::io::Error) -> FileError {
    file_broken(broken(format!("it cannot be read: {error}")))
}

/// A place in a file as its source counts.
pub(crate) fn offset(place: usize) -> u64 {
    u64::try_from(place).unwrap_or(u64::MAX)
}

fn file_broken(Broken(what): Broken) -> FileError {
    FileError::ParquetBroken { what }
}

impl<'b> Footer<'b> {
    /// The footer of the file that `bytes` are.
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self, FileError> {
        let trailer = bytes.get(bytes.len().saturating_sub(TRAILER_LEN)..).unwrap_or_default();
        let lies = lies(bytes.len(), bytes, trailer)?;
        let begin = lies.start;
        Self::of_bytes(bytes.get(lies).unwrap_or_default(), begin)
    }

    /// The footer that `footer` are, of a file that has `begin` bytes before them.
    fn of_bytes(footer: &'b [u8], begin: usize) -> Result<Self, FileError> {
        let (footer, _) = Struct::read(footer).map_err(file_broken)?;
        // Of such a file the footer can be read, and perhaps some columns; which, its keys decide.
        if footer.has(8) || footer.has(9) {
            return Err(FileError::ParquetEncrypted);
        }
        Self::of(&footer, begin).map_err(file_broken)
    }

    fn of(footer: &Struct<'b>, begin: usize) -> Result<Self, Broken> {
        let (columns, leaves) = columns(&footer.structures(2, "schema")?)?;
        let groups = footer.structures(4, "row_groups")?.into_iter().map(|group| {
            let rows = group.need_count(3, "num_rows")?;
            let chunks = group.structures(1, "columns")?;
            if chunks.len() != leaves {
                return Err(broken("a row group has not the schema's columns"));
            }
            Ok(Group { rows, chunks: chunks.into_iter().cloned().collect() })
        });
        let groups = groups.collect::<Result<Vec<_>, Broken>>()?;
        let read = Self { columns, groups, begin };
        if read.rows() != footer.need_count(3, "num_rows")? {
            return Err(broken("its row groups have not the rows that it tells of"));
        }
        Ok(read)
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.groups.iter().map(|group| group.rows).fold(0, usize::saturating_add)
    }

    /// How many rows each row group has.
    pub(crate) fn rows_of_groups(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().map(|group| group.rows)
    }

    /// Where a column of a row group lies.
    pub(crate) fn chunk(&self, group: usize, column: &str, leaf: &Leaf) -> Result<Chunk, FileError> {
        let chunk = self.groups.get(group).and_then(|group| group.chunks.get(leaf.place));
        let chunk = chunk.ok_or_else(|| broken("it is missing in a row group"));
        chunk
            .and_then(|chunk| self.place(chunk, leaf))
            .map_err(|Broken(what)| FileError::ParquetColumnBroken { column: column.to_owned(), what })
    }

    fn place(&self, chunk: &Struct<'b>, leaf: &Leaf) -> Result<Chunk, Broken> {
        if chunk.has(1) {
            return Err(broken("its values are in another file"));
        }
        if chunk.has(8) || chunk.has(9) {
            return Err(broken("it is encrypted"));
        }
        let about = chunk.structure(3, "meta_data")?.ok_or_else(|| broken("meta_data is missing"))?;
        if Element::stored(about.need_number(1, "type")?)? != leaf.stored {
            return Err(broken("a row group stores it otherwise than the schema says"));
        }
        let dictionary = about.number(11, "dictionary_page_offset")?.filter(|offset| *offset > 0);
        let data = about.need_number(9, "data_page_offset")?;
        // Some writers name a dictionary that lies behind the first page: what comes first begins it.
        let begin = dictionary.map_or(data, |dictionary| dictionary.min(data));
        let begin = usize::try_from(begin).map_err(|_| broken("it begins before the file does"))?;
        let end = begin.checked_add(about.need_count(7, "total_compressed_size")?);
        let end = end.filter(|end| *end <= self.begin && begin >= MARK.len());
        let end = end.ok_or_else(|| broken("it does not lie inside the file"))?;
        let bounds = about.structure(12, "statistics")?.and_then(bounds);
        Ok(Chunk { bytes: begin..end, codec: about.need_number(4, "codec")?, bounds })
    }
}

/// The smallest and the largest value that statistics tell of. The older fields tell of signed numbers rightly and of texts
/// not always, and no other text is a day, which is what bounds are looked at for.
fn bounds(statistics: &Struct<'_>) -> Option<(Vec<u8>, Vec<u8>)> {
    let either = |id, older| statistics.bytes(id).or_else(|| statistics.bytes(older)).map(<[u8]>::to_vec);
    Some((either(6, 2)?, either(5, 1)?))
}

/// The columns of the first level, and how many have values altogether.
fn columns(schema: &[&Struct<'_>]) -> Result<(Vec<Column>, usize), Broken> {
    let mut elements = schema.iter();
    let children = |element: &Struct<'_>| match element.number(5, "num_children")? {
        None => Ok(0),
        Some(many) => usize::try_from(many).map_err(|_| broken("num_children is below zero")),
    };
    let root = elements.next().ok_or_else(|| broken("the schema is empty"))?;
    let many = children(root)?;
    let (mut columns, mut leaves) = (Vec::new(), 0usize);
    for _ in 0..many {
        let early = || broken("the schema ends too early");
        let element = elements.next().ok_or_else(early)?;
        let name = element.text(4, "a column's name")?.to_owned();
        // A tree, told from the top: below, each element adds those that it has inside.
        let mut below = children(element)?;
        if below == 0 {
            columns.push(Column::of(name, element, leaves)?);
            leaves = leaves.saturating_add(1);
            continue;
        }
        columns.push(Column { name, type_name: Element::group_name(element)?, leaf: None });
        while below > 0 {
            let inner = children(elements.next().ok_or_else(early)?)?;
            if inner == 0 {
                leaves = leaves.saturating_add(1);
            }
            below = below.saturating_sub(1).saturating_add(inner);
        }
    }
    if elements.next().is_some() {
        return Err(broken("the schema has more elements than it tells of"));
    }
    Ok((columns, leaves))
}

impl Column {
    fn of(name: String, element: &Struct<'_>, place: usize) -> Result<Self, Broken> {
        let Element { type_name, stored, length, kind } = Element::read(element)?;
        let repetition = element.number(3, "repetition_type")?.unwrap_or_default();
        let (is_optional, is_list) = match repetition {
            0 => (false, false),
            1 => (true, false),
            2 => (false, true),
            _ => return Err(broken("a column's repetition_type is none")),
        };
        let leaf = kind.filter(|_| !is_list).map(|kind| Leaf { place, is_optional, kind, stored, length });
        let type_name = if is_list { format!("LIST of {type_name}") } else { type_name };
        Ok(Self { name, type_name, leaf })
    }
}
