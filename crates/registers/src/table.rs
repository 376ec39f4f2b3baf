//! Tables: text as rows of fields, each with the line on which it begins.
//!
//! ```text
//! EF BB BF                                    a byte-order mark is passed over
//! ae_competentAuthority,ae_homeMemberState    line 1: the header
//! "Czech National Bank",CZ                    line 2
//! "National Bank
//! of Slovakia",SK                             line 3: a quoted field may go over lines
//! ```
//!
//! Separators, quotes and line ends are the `csv` crate's business. Lines are counted here: that crate counts neither
//! a lone CR nor the blank lines before a row. Bytes that are no UTF-8 become U+FFFD, which the fields then report.

use std::borrow::Cow;

use csv::StringRecord;

use crate::finding::{Defect, FileError, Packing, excerpt};
use crate::{BYTES_MAX, ROWS_MAX};

/// How packed files begin.
const PACKED: [(&[u8], Packing); 4] = [
    (b"PK\x03\x04", Packing::Zip),
    (b"PK\x05\x06", Packing::Zip),
    (b"\x1f\x8b", Packing::Gzip),
    (b"\x28\xb5\x2f\xfd", Packing::Zstd),
];

/// What any file must pass before it is read as text.
pub(crate) fn check(bytes: &[u8]) -> Result<(), FileError> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > BYTES_MAX {
        return Err(FileError::TooLarge { bytes: length, bytes_max: BYTES_MAX });
    }
    if let Some((_, packing)) = PACKED.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(FileError::Packed { packing: *packing });
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(FileError::Utf16);
    }
    Ok(())
}

/// The text of a file without a byte-order mark, U+FFFD in place of what is no UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, FileError> {
    check(bytes)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    if text.trim().is_empty() { Err(FileError::Empty) } else { Ok(text) }
}

/// How many lines end in `bytes`: by LF, CR LF or a lone CR.
pub(crate) fn line_ends(bytes: &[u8]) -> u64 {
    let mut ends = 0u64;
    let mut after_cr = false;
    for byte in bytes {
        if *byte == b'\r' || (*byte == b'\n' && !after_cr) {
            ends = ends.saturating_add(1);
        }
        after_cr = *byte == b'\r';
    }
    ends
}

/// A text as a header and rows of fields.
pub(crate) struct Table<'a> {
    text: &'a str,
    rows: csv::Reader<&'a [u8]>,
    /// The row that was read last; its memory serves for the next.
    row: StringRecord,
    /// INVARIANT: `line` is the line on which the byte at `counted` stands.
    counted: usize,
    line: u64,
    read: u64,
}

/// One row.
pub(crate) struct Row<'r> {
    /// The line on which it begins.
    pub(crate) line: u64,
    fields: &'r StringRecord,
    /// The last line that an unclosed quote swallowed.
    quote_open_through: Option<u64>,
}

impl<'a> Table<'a> {
    pub(crate) fn open(text: &'a str) -> Self {
        let rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        Self { text, rows, row: StringRecord::new(), counted: 0, line: 1, read: 0 }
    }

    /// The next row that is not blank.
    ///
    /// # Errors
    /// Where there are more than may be.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row<'_>>, FileError> {
        let begin = self.position();
        // An error would be one of reading, of unequal rows or of encoding: memory can always be read, rows may be of
        // any length, and the text is UTF-8. So what is no row is the end.
        if !self.rows.read_record(&mut self.row).unwrap_or(false) {
            return Ok(None);
        }
        self.read = self.read.saturating_add(1);
        // The header is one of them.
        if self.read.saturating_sub(1) > ROWS_MAX {
            return Err(FileError::TooManyRows { rows_max: ROWS_MAX });
        }
        let end = self.position();
        // The reader stops behind a CR, so a row's span may begin with the LF that belongs to it, and with blank lines.
        let span = self.text.get(begin..end).unwrap_or_default();
        let row = span.trim_start_matches(['\r', '\n']);
        self.count_to(end.saturating_sub(row.len()));
        // In a row that is whole, quotes come in pairs.
        let is_open = end == self.text.len() && row.matches('"').count() % 2 == 1;
        let lines_spanned = || line_ends(row.trim_end_matches(['\r', '\n']).as_bytes());
        let quote_open_through = is_open.then(|| self.line.saturating_add(lines_spanned()));
        Ok(Some(Row { line: self.line, fields: &self.row, quote_open_through }))
    }

    /// Where the reader stands, in bytes.
    fn position(&self) -> usize {
        usize::try_from(self.rows.position().byte()).unwrap_or(usize::MAX).min(self.text.len())
    }

    fn count_to(&mut self, byte: usize) {
        let passed = self.text.as_bytes().get(self.counted..byte).unwrap_or_default();
        self.line = self.line.saturating_add(line_ends(passed));
        self.counted = byte;
    }
}

impl<'r> Row<'r> {
    /// The field at `place`, without blanks around it; empty where the row is too short.
    pub(crate) fn field(&self, place: usize) -> &'r str {
        self.fields.get(place).unwrap_or_default().trim()
    }

    /// What is odd about the row as a whole.
    pub(crate) fn defects(&self, header: &Header) -> Vec<Defect> {
        let mut defects = vec![];
        if let Some(through) = self.quote_open_through {
            defects.push(Defect::QuoteNotClosed { through });
        }
        let (found, expected) = (self.fields.len(), header.names.len());
        if found != expected {
            defects.push(Defect::FieldsDoNotMatch { found, expected });
        }
        let beyond = self.fields.iter().enumerate().filter(|(place, field)| {
            !field.trim().is_empty() && header.names.get(*place).is_none_or(String::is_empty)
        });
        defects.extend(beyond.map(|(place, field)| Defect::ValueUnnamed {
            place: place.saturating_add(1),
            found: field.trim().to_owned(),
        }));
        defects
    }
}

/// The names of a table's columns.
#[derive(Default)]
pub(crate) struct Header {
    names: Vec<String>,
}

impl Header {
    /// The table's first row.
    pub(crate) fn of(table: &mut Table<'_>) -> Result<Self, FileError> {
        let row = table.next_row()?;
        let names =
            row.map(|row| row.fields.iter().map(|name| name.trim().to_owned()).collect()).unwrap_or_default();
        Ok(Self { names })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// The place of the column with that name, if there is one.
    pub(crate) fn find(&self, name: &str) -> Result<Option<usize>, FileError> {
        let mut places = self.names.iter().enumerate().filter(|(_, known)| *known == name);
        let place = places.next().map(|(place, _)| place);
        if places.next().is_some() {
            return Err(FileError::ColumnTwice { column: name.to_owned() });
        }
        Ok(place)
    }

    /// Refuses a header without the column.
    pub(crate) fn require(&self, name: &str) -> Result<(), FileError> {
        if self.has(name) {
            return Ok(());
        }
        // A hundred columns would tell no more than twenty.
        let found = self.names.iter().take(20).map(|name| excerpt(name)).collect();
        Err(FileError::ColumnMissing { column: name.to_owned(), found })
    }

    /// The columns that no name of `known` is.
    pub(crate) fn other_than<'h>(&'h self, known: &[&str]) -> impl Iterator<Item = &'h str> {
        self.names
            .iter()
            .map(String::as_str)
            .filter(move |name| !name.is_empty() && !known.contains(name))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The places of the columns without a name; the first place is 1.
    pub(crate) fn unnamed(&self) -> impl Iterator<Item = usize> {
        self.names.iter().zip(1..).filter(|(name, _)| name.is_empty()).map(|(_, place)| place)
    }

    /// The whole line, for a message.
    pub(crate) fn excerpt(&self) -> String {
        excerpt(&self.names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row as its line, a colon and its fields joined by `|`.
    fn check_rows(text: &str, expected: &[&str]) {
        let mut table = Table::open(text);
        let mut got = vec![];
        while let Some(row) = table.next_row().unwrap() {
            got.push(format!("{}:{}", row.line, row.fields.iter().collect::<Vec<_>>().join("|")));
        }
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        check_rows("a,b\nc,d\ne,f", &["1:a|b", "2:c|d", "3:e|f"]);
        check_rows("a,b\r\nc,d\r\ne,f\r\n", &["1:a|b", "2:c|d", "3:e|f"]);
        check_rows("a,b\rc,d\re,f\r", &["1:a|b", "2:c|d", "3:e|f"]);
        check_rows("\n\na,b\n\n\nc,d\n\n", &["3:a|b", "6:c|d"]);
        check_rows("\"a\nb\",c\r\nd,\"e\r\n\r\nf\"\r\ng,h", &["1:a\nb|c", "3:d|e\r\n\r\nf", "6:g|h"]);
        check_rows("\"ұ\",\"қ\"\r\n\"ң\",\"ә\"\r\n", &["1:ұ|қ", "2:ң|ә"]);
    }

    #[test]
    fn a_row_that_does_not_fit_its_header_says_so() {
        let defects = |text: &str| {
            let mut table = Table::open(text);
            let header = Header::of(&mut table).unwrap();
            let mut all = vec![];
            while let Some(row) = table.next_row().unwrap() {
                let line = row.line;
                all.extend(row.defects(&header).into_iter().map(|defect| format!("{line}: {defect}")));
            }
            all
        };
        assert!(defects("a,b\n1,2\n\"1\n\",2\n").is_empty());
        assert_eq!(
            defects("a,b\n1\n1,2,3\n"),
            [
                "2: fields-do-not-match-the-header found=`1` expected=`2`",
                "3: fields-do-not-match-the-header found=`3` expected=`2`",
                "3: value-has-no-column-name place=`3` found=`3`"
            ]
        );
        assert_eq!(defects("a,\n1,\n1,2\n"), ["3: value-has-no-column-name place=`2` found=`2`"]);
        assert_eq!(defects("a,b\n1,\"2\n3,4\n"), ["2: quote-is-not-closed through=`3`"]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(text(b"").unwrap_err(), FileError::Empty);
        assert_eq!(text(b"\xef\xbb\xbf \r\n\t").unwrap_err(), FileError::Empty);
        assert_eq!(text(b"\xff\xfea\0").unwrap_err(), FileError::Utf16);
        for (magic, packing) in PACKED {
            assert_eq!(text(magic).unwrap_err(), FileError::Packed { packing });
        }
        assert_eq!(text(b"\xef\xbb\xbfa").unwrap(), "a");
        assert_eq!(text(b"a\xe9b").unwrap(), "a\u{fffd}b");
    }
}
