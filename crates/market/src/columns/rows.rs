//! Tables that stand in no text: rows whose fields somebody else makes texts of, read by the rules of [`super::parse`].
//!
//! ```text
//! names      day · id · close · note                 of the table
//! wanted     day as date · close as close · id as only
//! a row      2023-03-11 · 0.9715 · 825               the fields that are wanted, in that order
//! ```
//!
//! What is called a line of such a table is its row, counted from 1.

use csv::StringRecord;

use super::{Mapping, read};
use crate::bar::Figure;
use crate::daily::{DailyFile, Figures, Skip};
use crate::finding::FileError;
use crate::table::{Header, Row, Rows};

/// Rows that may pass the filter: far more than days from 1970 to 2999. Without such a bound a small file that is full of
/// one repeated row would fill the memory.
pub const ROWS_MAX: u64 = 1_000_000;

/// What a column shall hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The days.
    Date,
    /// A figure.
    Figure(Figure),
    /// A value that says whether the row counts.
    Only,
}

impl Role {
    /// The name in mappings and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Figure(figure) => figure.name(),
            Self::Only => "only",
        }
    }
}

/// A column that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its place among the names, from 0.
    pub place: usize,
    /// What it shall hold.
    pub role: Role,
}

/// The fields of one row.
#[derive(Debug)]
pub struct Fields<'r>(&'r mut StringRecord);

impl Fields<'_> {
    /// Adds the next field; what is absent is empty.
    pub fn push(&mut self, text: &str) {
        self.0.push_field(text);
    }
}

/// Rows of a table that stands in no text.
pub trait Source {
    /// Adds the fields that are wanted of the next row, in that order; `false` behind the last.
    ///
    /// # Errors
    /// Where the row cannot be had. The file is then refused.
    fn next_row(&mut self, fields: &mut Fields<'_>) -> Result<bool, FileError>;
}

/// Reads a table by `mapping`. `open` is told which of the named columns are wanted, and gives their rows.
///
/// # Errors
/// Where the table cannot be used as a whole; see [`FileError`].
pub fn parse_rows<'n, S: Source>(
    names: impl IntoIterator<Item = &'n str>,
    mapping: &Mapping,
    open: impl FnOnce(&[Wanted]) -> Result<S, FileError>,
) -> Result<DailyFile, FileError> {
    let header = Header::named(names);
    let mut wanted = vec![Wanted { place: header.require_date(mapping.date())?, role: Role::Date }];
    let mut figures = Vec::new();
    for (figure, name) in mapping.figures() {
        figures.push((figure, wanted.len()));
        wanted.push(Wanted { place: header.require(name)?, role: Role::Figure(figure) });
    }
    let mut only = Vec::new();
    for (name, value) in mapping.only() {
        only.push((wanted.len(), value.as_str()));
        wanted.push(Wanted { place: header.require(name)?, role: Role::Only });
    }

    let rows = Counted { source: open(&wanted)?, fields: StringRecord::new(), number: 0 };
    let figures = Figures::at(&figures).with_thousands(mapping.thousands());
    let mut passed = 0u64;
    read(rows, wanted.len(), &figures, &only, mapping, |row| {
        passed = passed.saturating_add(1);
        if passed > ROWS_MAX {
            return Err(Skip::Refused(FileError::TooManyRows { rows_max: ROWS_MAX }));
        }
        mapping.dates().day(row.line, row.field(0))
    })
}

/// Rows with their numbers.
struct Counted<S> {
    source: S,
    /// Of the row that was read last; its memory serves for the next.
    fields: StringRecord,
    number: u64,
}

impl<S: Source> Rows for Counted<S> {
    fn next(&mut self) -> Result<Option<Row<'_>>, FileError> {
        self.fields.clear();
        self.number = self.number.saturating_add(1);
        let is_there = self.source.next_row(&mut Fields(&mut self.fields))?;
        Ok(is_there.then(|| Row::of(self.number, &self.fields)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows with blanks between fields, `-` for an absent one and `!` for a row that cannot be had.
    struct Lines<'t>(core::str::Lines<'t>);

    impl Source for Lines<'_> {
        fn next_row(&mut self, fields: &mut Fields<'_>) -> Result<bool, FileError> {
            let Some(line) = self.0.next() else { return Ok(false) };
            if line == "!" {
                return Err(FileError::ParquetBroken { what: "torn".to_owned() });
            }
            line.split(' ').for_each(|field| fields.push(if field == "-" { "" } else { field }));
            Ok(true)
        }
    }

    /// The closes by day, the codes of lines that are none and of defects; or the code of the refusal.
    fn check(mapping: &Mapping, text: &str, expected: Result<&str, &str>) {
        let file = parse_rows([" day", "id", "close "], mapping, |_| Ok(Lines(text.lines())));
        let got = file.map(|file| {
            let closes = file.bars.iter().map(|(row, bar)| {
                let close = bar.close.as_ref().map_or("-".to_owned(), ToString::to_string);
                format!("{row}:{}={close}", bar.day)
            });
            let rejected = file.rejected.iter().map(|r| format!("{}:{}", r.line, r.why.code()));
            let defects = file.defects.iter().map(|d| format!("{}:{}", d.line, d.kind.code()));
            closes.chain(rejected).chain(defects).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(got.as_deref().map_err(FileError::code), expected, "{text}");
    }

    #[test]
    fn rows_are_read_as_those_of_a_text() {
        let mapping: Mapping = "date=day,close=close".parse().unwrap();
        check(&mapping, "2023-03-11 0.97\n2023-03-10 0.99", Ok("2:2023-03-10=0.99 1:2023-03-11=0.97"));
        check(
            &mapping,
            "2023-03-11 -\n2023-03-12 NaN\nx 1",
            Ok(
                "1:2023-03-11=- 2:2023-03-12=- 3:date-is-not-readable 1:figure-is-absent 2:figure-is-not-readable",
            ),
        );
        check(&mapping, "2023-03-11 1\n2023-03-11 2", Err("day-stands-twice"));
        check(&mapping, "2023-03-11T00:00:00Z 1\n2023-03-11T01:00:00Z 1", Err("rows-are-not-daily"));
        check(&mapping, "", Err("file-has-no-rows"));
        check(&mapping, "2023-03-11 1 1", Err("no-row-is-readable"));
        check(&"date=day,close=price".parse().unwrap(), "", Err("column-is-missing"));
        check(&"date=date,close=close".parse().unwrap(), "", Err("date-column-is-missing"));
    }

    #[test]
    fn a_filter_chooses_rows_and_what_cannot_be_had_is_said_before_what_it_leaves() {
        let mapping: Mapping = "date=day,close=close".parse().unwrap();
        let mapping = mapping.with_only("id", "825");
        check(&mapping, "2023-03-11 1 825\n2023-03-11 2 3408", Ok("1:2023-03-11=1"));
        check(&mapping, "2023-03-11 2 3408", Err("filter-matches-nothing"));
        check(&mapping, "2023-03-11 2 3408\n!", Err("parquet-is-broken"));
    }

    #[test]
    fn rows_without_end_are_refused_before_they_fill_the_memory() {
        struct Same;
        impl Source for Same {
            fn next_row(&mut self, fields: &mut Fields<'_>) -> Result<bool, FileError> {
                ["none", "1"].into_iter().for_each(|field| fields.push(field));
                Ok(true)
            }
        }
        let mapping: Mapping = "date=day,close=close".parse().unwrap();
        let file = parse_rows(["day", "close"], &mapping, |_| Ok(Same));
        assert_eq!(file, Err(FileError::TooManyRows { rows_max: ROWS_MAX }));
    }
}
