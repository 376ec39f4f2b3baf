//! Tables: bytes as rows of fields, each with the line on which it begins.
//!
//! ```text
//! EF BB BF                             a byte-order mark is passed over
//! date;open;high;low;close             line 1: the header
//!                                      blank lines are no rows, but they are lines
//! 2020-12-16;1.00;1.00;"0.99";1.00     line 3
//! ```
//!
//! Separators, quotes and line ends are the `csv` crate's business. Lines are counted here: that crate counts neither
//! a lone CR nor the blank lines before a row.

use csv::StringRecord;

use crate::finding::{FileError, Packing, Rejection, excerpt};

/// How packed files begin.
const PACKED: [(&[u8], Packing); 7] = [
    (b"PK\x03\x04", Packing::Zip),
    (b"PK\x05\x06", Packing::Zip),
    (b"\x1f\x8b", Packing::Gzip),
    (b"\x28\xb5\x2f\xfd", Packing::Zstd),
    (b"\xfd7zXZ\0", Packing::Xz),
    (b"BZh", Packing::Bzip2),
    (b"7z\xbc\xaf\x27\x1c", Packing::SevenZip),
];

/// The text of a file, without a byte-order mark.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, FileError> {
    is_unpacked(bytes)?;
    let text = str::from_utf8(bytes).map_err(|error| {
        let readable = bytes.get(..error.valid_up_to()).unwrap_or_default();
        FileError::NotUtf8 { line: line_ends(readable).saturating_add(1) }
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() { Err(FileError::Empty) } else { Ok(text) }
}

/// Refuses a file whose first bytes are those of an archive or of UTF-16.
pub(crate) fn is_unpacked(bytes: &[u8]) -> Result<(), FileError> {
    if let Some((_, packing)) = PACKED.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(FileError::Packed { packing: *packing });
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(FileError::Utf16);
    }
    Ok(())
}

/// Whether there is neither a quote nor a CR.
fn is_plain(text: &str) -> bool {
    // In blocks and without leaving one early, so that many bytes are looked at at once.
    let special = |found: u8, byte: &u8| found | u8::from(*byte == b'"') | u8::from(*byte == b'\r');
    text.as_bytes().chunks(1024).all(|block| block.iter().fold(0, special) == 0)
}

/// How many lines `text` has, blank ones included.
pub(crate) fn lines_of(text: &str) -> u64 {
    line_ends(text.as_bytes()).saturating_add(u64::from(!text.is_empty() && !text.ends_with(['\r', '\n'])))
}

/// How many lines end in `bytes`: by LF, CR LF or a lone CR.
fn line_ends(bytes: &[u8]) -> u64 {
    // Nearly all text has no CR: then a line ends where an LF stands.
    if !bytes.contains(&b'\r') {
        return u64::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u64::MAX);
    }
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

/// Rows one by one, wherever they come from.
pub(crate) trait Rows {
    /// The next row; none behind the last.
    ///
    /// # Errors
    /// Where no further row can be had. A text always gives its rows.
    fn next(&mut self) -> Result<Option<Row<'_>>, FileError>;
}

impl Rows for Table<'_> {
    fn next(&mut self) -> Result<Option<Row<'_>>, FileError> {
        Ok(self.next_row())
    }
}

/// A text as rows of fields.
pub(crate) struct Table<'a> {
    text: &'a str,
    rows: csv::Reader<&'a [u8]>,
    /// The row that was read last; its memory serves for the next.
    row: StringRecord,
    /// No quote and no CR: a row is a line, and the lines can be counted as they are read.
    is_plain: bool,
    /// INVARIANT: `line` is the line on which the byte at `counted` stands.
    counted: usize,
    line: u64,
}

/// One row.
pub(crate) struct Row<'r> {
    /// The line on which it begins.
    pub(crate) line: u64,
    fields: &'r StringRecord,
    /// The last line that an unclosed quote swallowed.
    quote_open_through: Option<u64>,
    /// The file ends right behind the last field, with neither a quote nor a line end.
    pub(crate) last_field_may_be_cut: bool,
}

impl<'a> Table<'a> {
    pub(crate) fn open(text: &'a str, delimiter: u8) -> Self {
        let rows = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Self { text, rows, row: StringRecord::new(), is_plain: is_plain(text), counted: 0, line: 1 }
    }

    /// The next row that is not blank.
    pub(crate) fn next_row(&mut self) -> Option<Row<'_>> {
        let (begin, line) = (self.position(), self.rows.position().line());
        // An error would be one of reading, of unequal rows or of encoding: memory can always be read, rows may be of
        // any length, and the text is UTF-8. So what is no row is the end.
        if !self.rows.read_record(&mut self.row).unwrap_or(false) {
            return None;
        }
        let end = self.position();
        let span = self.text.get(begin..end).unwrap_or_default();
        // The reader stops behind a CR, so a row's span may begin with the LF that belongs to it, and with blank lines.
        let row = span.trim_start_matches(['\r', '\n']);
        let is_last = end == self.text.len();
        let has_end = row.ends_with(['\r', '\n']);
        if self.is_plain {
            // Of the bytes before the row each is a line.
            let blank = u64::try_from(span.len().saturating_sub(row.len())).unwrap_or(u64::MAX);
            return Some(Row {
                line: line.saturating_add(blank),
                fields: &self.row,
                quote_open_through: None,
                last_field_may_be_cut: is_last && !has_end,
            });
        }

        self.count_to(end.saturating_sub(row.len()));
        let is_open_at_end = is_last && !has_end && row.matches('"').count() % 2 == 1;
        let fields = self.row.as_slice().as_bytes();
        let is_open = is_open_at_end || fields.contains(&b'\n') || fields.contains(&b'\r');
        let lines_spanned = || line_ends(row.trim_end_matches(['\r', '\n']).as_bytes());
        Some(Row {
            line: self.line,
            fields: &self.row,
            quote_open_through: is_open.then(|| self.line.saturating_add(lines_spanned())),
            last_field_may_be_cut: is_last && !has_end && !row.ends_with('"'),
        })
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
    /// A row that stands in no text, so that no quote can be open and nothing be cut.
    pub(crate) fn of(number: u64, fields: &'r StringRecord) -> Self {
        Self { line: number, fields, quote_open_through: None, last_field_may_be_cut: false }
    }

    /// The field at `place`, without blanks around it; empty where the row is too short.
    pub(crate) fn field(&self, place: usize) -> &str {
        self.fields.get(place).unwrap_or_default().trim()
    }

    /// A quote is opened and not closed on its line.
    pub(crate) fn has_open_quote(&self) -> bool {
        self.quote_open_through.is_some()
    }

    /// How many fields there are.
    pub(crate) fn width(&self) -> usize {
        self.fields.len()
    }

    /// Neither a field too few, nor one too many, nor a quote left open.
    pub(crate) fn is_whole(&self, width: usize) -> Result<(), Rejection> {
        if let Some(through) = self.quote_open_through {
            return Err(Rejection::QuoteNotClosed { through });
        }
        if self.width() != width {
            return Err(Rejection::FieldsDoNotMatch { found: self.width(), expected: width });
        }
        Ok(())
    }
}

/// The names of a table's columns.
pub(crate) struct Header {
    names: Vec<String>,
}

impl Header {
    /// Columns that are named elsewhere than in a first row.
    pub(crate) fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { names: names.into_iter().map(|name| name.trim().to_owned()).collect() }
    }

    /// The table's first row.
    pub(crate) fn of(table: &mut Table<'_>) -> Self {
        let row = table.next_row();
        let names =
            row.map(|row| row.fields.iter().map(|name| name.trim().to_owned()).collect()).unwrap_or_default();
        Self { names }
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        self.names.len()
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

    /// The place of the column with that name.
    pub(crate) fn require(&self, name: &str) -> Result<usize, FileError> {
        self.find(name)?
            .ok_or_else(|| FileError::ColumnMissing { column: excerpt(name), found: self.excerpts() })
    }

    /// The place of the column of days.
    pub(crate) fn require_date(&self, name: &str) -> Result<usize, FileError> {
        self.find(name)?
            .ok_or_else(|| FileError::DateColumnMissing { column: excerpt(name), found: self.excerpts() })
    }

    /// Refuses a header that has none of the format's columns: the file is something else altogether.
    pub(crate) fn is_that_of(&self, columns: &[&str]) -> Result<(), FileError> {
        if columns.iter().any(|column| self.has(column)) {
            return Ok(());
        }
        let (found, expected) = (excerpt(&self.names.join(", ")), columns.join(", "));
        Err(FileError::HeaderUnknown { found, expected })
    }

    /// The names, fit to be quoted; a hundred columns would tell no more than twenty.
    fn excerpts(&self) -> Vec<String> {
        self.names.iter().take(20).map(|name| excerpt(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each row as its line, a colon and its fields joined by `|`.
    fn check(text: &str, expected: &[&str]) {
        let mut table = Table::open(text, b',');
        let mut got = vec![];
        while let Some(row) = table.next_row() {
            got.push(format!("{}:{}", row.line, row.fields.iter().collect::<Vec<_>>().join("|")));
        }
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        check("a,b\nc,d\ne,f", &["1:a|b", "2:c|d", "3:e|f"]);
        check("a,b\r\nc,d\r\ne,f\r\n", &["1:a|b", "2:c|d", "3:e|f"]);
        check("a,b\rc,d\re,f\r", &["1:a|b", "2:c|d", "3:e|f"]);
        check("\n\na,b\n\n\nc,d\n\n", &["3:a|b", "6:c|d"]);
        check("\r\n\r\na,b\r\n\r\nc,d", &["3:a|b", "5:c|d"]);
        check("a,b\n\rc,d\n", &["1:a|b", "3:c|d"]);
        check("\"a\nb\",c\nd,e\n", &["1:a\nb|c", "3:d|e"]);
        check("\"ұ\",\"қ\"\r\n\"ң\",\"ә\"\r\n", &["1:ұ|қ", "2:ң|ә"]);
    }

    proptest! {
        #[test]
        fn a_plain_text_is_read_as_any_other(text in "[a1ұ,; .\n]{0,40}") {
            let mut plain = Table::open(&text, b',');
            let mut other = Table::open(&text, b',');
            assert!(plain.is_plain);
            other.is_plain = false;
            let told = |row: Row<'_>| {
                let fields: Vec<_> = row.fields.iter().map(str::to_owned).collect();
                (row.line, fields, row.quote_open_through, row.last_field_may_be_cut)
            };
            loop {
                let row = plain.next_row().map(told);
                prop_assert_eq!(&row, &other.next_row().map(told));
                if row.is_none() {
                    break;
                }
            }
        }
    }

    #[test]
    fn only_without_a_quote_and_a_cr_is_a_text_plain() {
        for (at, special) in [(0, '"'), (5, '\r'), (1023, '"'), (1024, '\r'), (2999, '"')] {
            let mut text = "a".repeat(3000);
            text.insert(at, special);
            assert!(!is_plain(&text), "{special:?} at {at}");
        }
        assert!(is_plain(&"a,ұ\n".repeat(1000)) && is_plain(""));
    }

    #[test]
    fn a_quote_left_open_is_noticed_wherever_it_ends() {
        let through = |text: &str| {
            let mut table = Table::open(text, b',');
            let mut through = vec![];
            while let Some(row) = table.next_row() {
                through.push(row.is_whole(2).map_err(|why| why.to_string()).err());
            }
            through.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>()
        };
        assert_eq!(through("a,\"b\"\nc,d"), ["", ""]);
        assert_eq!(through("a,b\nc,\"d"), ["", "quote-is-not-closed through=`2`"]);
        assert_eq!(through("a,\"b\nc,d\n"), ["quote-is-not-closed through=`2`"]);
        assert_eq!(through("a,\"b\r\nc,\"d\"\r\ne,f\r\n"), ["quote-is-not-closed through=`2`", ""]);
        assert_eq!(
            through("a,b\nc\nd,e,f"),
            [
                "",
                "fields-do-not-match-the-header found=`1` expected=`2`",
                "fields-do-not-match-the-header found=`3` expected=`2`"
            ]
        );
    }

    #[test]
    fn only_a_last_field_without_any_end_may_be_cut() {
        let may_be_cut = |text: &str| {
            let mut table = Table::open(text, b',');
            let mut last = false;
            while let Some(row) = table.next_row() {
                last = row.last_field_may_be_cut;
            }
            last
        };
        assert!(may_be_cut("a,b\nc,d"));
        assert!(!may_be_cut("a,b\nc,d\n"));
        assert!(!may_be_cut("a,b\nc,d\r"));
        assert!(!may_be_cut("a,b\nc,\"d\""));
    }

    #[test]
    fn what_is_no_text_is_refused_and_the_line_named() {
        let refused = |bytes: &[u8]| text(bytes).unwrap_err();
        assert_eq!(refused(b""), FileError::Empty);
        assert_eq!(refused(b"\xef\xbb\xbf \r\n\t"), FileError::Empty);
        assert_eq!(refused(b"a\xff"), FileError::NotUtf8 { line: 1 });
        assert_eq!(refused(b"a\r\nb\rc\nd\x80"), FileError::NotUtf8 { line: 4 });
        assert_eq!(refused(b"\xff\xfea\0"), FileError::Utf16);
        assert_eq!(refused(b"\xfe\xff\0a"), FileError::Utf16);
        for (magic, packing) in PACKED {
            assert_eq!(refused(magic), FileError::Packed { packing });
        }
        assert_eq!(text(b"\xef\xbb\xbfa"), Ok("a"));
        assert_eq!(text(b"\xef\xbb\xbf\xef\xbb\xbfa"), Ok("a"));
        assert_eq!(text("a\u{feff}".as_bytes()), Ok("a\u{feff}"));
    }
}
