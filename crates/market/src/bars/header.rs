//! The first line of a file of bars: which column holds what.

use super::FIGURES;
use super::fields::line_end;
use crate::bar::Figure;
use crate::finding::{FileError, excerpt};
use crate::table::{self, Table};

/// What may stand between fields.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Nothing that is wanted.
    Other,
    Asset,
    Day,
    Currency,
    /// The figure of that place in [`Figure::OF_A_BAR`].
    Figure(usize),
}

impl Field {
    fn named(name: &str) -> Self {
        match name {
            "asset" => Self::Asset,
            "day" | "date" => Self::Day,
            "currency" => Self::Currency,
            "mcap" => Self::named(Figure::MarketCap.name()),
            _ => Figure::OF_A_BAR
                .iter()
                .position(|figure| figure.name() == name)
                .map_or(Self::Other, Self::Figure),
        }
    }
}

/// The columns of a file of bars.
#[derive(Clone, Debug)]
pub struct Header {
    pub(crate) separator: u8,
    pub(crate) fields: Vec<Field>,
    /// Lines up to the first behind the header.
    pub(crate) lines: u64,
}

impl Header {
    /// Reads the first line that is not blank; gives the columns, and where the line behind it begins.
    ///
    /// # Errors
    /// Where the file is empty, packed or UTF-16, its first line is none of bars, has no column of assets or of days, or has
    /// two for one thing.
    pub fn read(bytes: &[u8]) -> Result<(Self, usize), FileError> {
        let FirstLine { line, lines, end, .. } = FirstLine::of(bytes)?.ok_or(FileError::Empty)?;
        let (separator, names) = parted(line, |name| Field::named(name) != Field::Other);
        let fields: Vec<_> = names.iter().map(|name| Field::named(name)).collect();
        let header = Self { separator, fields, lines };
        header.is_that_of_bars(&names)?;
        Ok((header, end))
    }

    fn is_that_of_bars(&self, names: &[String]) -> Result<(), FileError> {
        let found = || names.iter().take(20).map(|name| excerpt(name)).collect();
        if self.fields.iter().all(|field| *field == Field::Other) {
            let figures = Figure::OF_A_BAR.map(Figure::name).join(", ");
            let expected = format!("asset, day, {figures}");
            return Err(FileError::HeaderUnknown { found: excerpt(&names.join(", ")), expected });
        }
        for (place, field) in self.fields.iter().enumerate() {
            if *field != Field::Other && self.fields.iter().take(place).any(|before| before == field) {
                let column = names.get(place).map(|name| excerpt(name)).unwrap_or_default();
                return Err(FileError::ColumnTwice { column });
            }
        }
        if !self.fields.contains(&Field::Asset) {
            return Err(FileError::ColumnMissing { column: "asset".to_owned(), found: found() });
        }
        if !self.fields.contains(&Field::Day) {
            return Err(FileError::DateColumnMissing { column: "day".to_owned(), found: found() });
        }
        Ok(())
    }

    /// Of each figure whether the file has a column of it, in the order of [`Figure::OF_A_BAR`].
    #[must_use]
    pub fn figures(&self) -> [bool; FIGURES] {
        let mut has = [false; FIGURES];
        for (place, has) in has.iter_mut().enumerate() {
            *has = self.fields.contains(&Field::Figure(place));
        }
        has
    }

    /// Whether the file names the currency of its rows.
    #[must_use]
    pub fn has_currency(&self) -> bool {
        self.fields.contains(&Field::Currency)
    }
}

/// The first line that is not blank.
pub(crate) struct FirstLine<'a> {
    /// The line, without its end.
    pub(crate) line: &'a str,
    /// Its number.
    pub(crate) lines: u64,
    /// Where it begins, and where the line behind it does.
    pub(crate) begin: usize,
    pub(crate) end: usize,
}

impl<'a> FirstLine<'a> {
    /// That of a file which begins with these bytes; `None` where they are blank.
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Option<Self>, FileError> {
        table::is_unpacked(bytes)?;
        let mut at = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0usize };
        let mut lines = 0u64;
        loop {
            let end = line_end(bytes, at);
            let line = bytes.get(at..end).unwrap_or_default();
            lines = lines.saturating_add(1);
            if !line.trim_ascii().is_empty() {
                let line = line.strip_suffix(b"\n").unwrap_or(line);
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                let line = str::from_utf8(line).map_err(|_| FileError::NotUtf8 { line: lines })?;
                return Ok(Some(Self { line, lines, begin: at, end }));
            }
            if end >= bytes.len() {
                return Ok(None);
            }
            at = end;
        }
    }
}

/// The separator under which most names are known, the earlier of equals, and the names.
pub(crate) fn parted(line: &str, is_known: impl Fn(&str) -> bool) -> (u8, Vec<String>) {
    let names = |separator: u8| -> Vec<String> {
        let mut table = Table::open(line, separator);
        let row = table.next_row();
        row.map(|row| (0..row.width()).map(|place| row.field(place).to_owned()).collect()).unwrap_or_default()
    };
    let known = |separator: &u8| names(*separator).iter().filter(|name| is_known(name)).count();
    // `max_by_key` gives the last of equals, hence the reversal.
    let separator = SEPARATORS.into_iter().rev().max_by_key(known).unwrap_or(b',');
    (separator, names(separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let got = Header::read(text.as_bytes()).map(|(header, end)| {
            format!("{:?} {:?} {} {end}", char::from(header.separator), header.fields, header.lines)
        });
        assert_eq!(got.unwrap_or_else(|error| error.to_string()), expected, "{text:?}");
    }

    #[test]
    fn columns_go_by_their_names() {
        check("asset,day,close\n1", "',' [Asset, Day, Figure(3)] 1 16");
        check("\u{feff}\r\n\"date\";\"asset\";note;mcap\r\n", "';' [Day, Asset, Other, Figure(6)] 2 31");
        check("asset\tdate\tvwap\tcurrency", "'\\t' [Asset, Day, Figure(4), Currency] 1 24");
        check(" asset | day |x|x", "'|' [Asset, Day, Other, Other] 1 17");
        check("asset,day", "',' [Asset, Day] 1 9");
    }

    #[test]
    fn a_header_that_could_be_misread_is_refused() {
        check("", "file-is-empty");
        check("\u{feff} \r\n\n", "file-is-empty");
        check("PK\u{3}\u{4}", "file-is-packed packing=`zip`");
        check(
            "a,b\n1,2",
            "header-is-unknown found=`a, b` expected=`asset, day, open, high, low, close, vwap, volume, market_cap`",
        );
        check("Asset,day,close", "column-is-missing column=`asset` found=`Asset, day, close`");
        check("asset,close", "date-column-is-missing column=`day` found=`asset, close`");
        check("asset,day,date", "column-stands-twice column=`date`");
        check("asset,day,mcap,close,market_cap", "column-stands-twice column=`market_cap`");
        check("asset,day,close,close", "column-stands-twice column=`close`");
        assert_eq!(Header::read(b"asset,day,\xff\n").unwrap_err(), FileError::NotUtf8 { line: 1 });
    }
}
