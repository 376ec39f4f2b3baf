//! Tables of a replay, row by row, as CSV, as JSON or as Parquet.

use std::io::{self, Write};

use qazyq_exact::Day;
use qazyq_law::Outcome;
use qazyq_law::json::Value;
use qazyq_law::reading::Choices;

use crate::Trouble;

/// What a replay is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Of each asset and reading the spans of days with one outcome.
    Spans,
    /// A line for each asset and reading.
    Assets,
    /// A line for each day and reading: how many assets come to what.
    Days,
    /// Of each asset and reading the spans of days whose outcome is not that of the law in force.
    Changes,
    /// A line for each asset, of a screening.
    Screen,
}

impl Table {
    /// The tables of a replay.
    pub const ALL: [Self; 4] = [Self::Spans, Self::Assets, Self::Days, Self::Changes];

    /// Its name on the command line and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Spans => "spans",
            Self::Assets => "assets",
            Self::Days => "days",
            Self::Changes => "changes",
            Self::Screen => "screen",
        }
    }

    /// The columns with what stands in them.
    #[must_use]
    pub fn columns(self) -> &'static [(&'static str, Kind)] {
        use Kind::{Date, Number, Text};
        match self {
            Self::Spans => &[
                ("asset", Text),
                ("statistic", Text),
                ("price", Text),
                ("missing", Text),
                ("window", Text),
                ("outcome", Text),
                ("from", Date),
                ("to", Date),
                ("days", Number),
            ],
            Self::Assets => &[
                ("asset", Text),
                ("statistic", Text),
                ("price", Text),
                ("missing", Text),
                ("window", Text),
                ("met", Number),
                ("not_met", Number),
                ("undetermined", Number),
                ("outcome", Text),
                ("flips", Number),
                ("failing_spells", Number),
                ("failing_days_longest", Number),
                ("recoveries", Number),
                ("days_to_recover", Number),
                ("days_to_recover_longest", Number),
            ],
            Self::Days => &[
                ("day", Date),
                ("statistic", Text),
                ("price", Text),
                ("missing", Text),
                ("window", Text),
                ("met", Number),
                ("not_met", Number),
                ("undetermined", Number),
            ],
            Self::Screen => {
                &[("asset", Text), ("outcome", Text), ("deviation", Text), ("days_present", Number)]
            }
            Self::Changes => &[
                ("asset", Text),
                ("statistic", Text),
                ("price", Text),
                ("missing", Text),
                ("window", Text),
                ("in_force", Text),
                ("amended", Text),
                ("from", Date),
                ("to", Date),
                ("days", Number),
            ],
        }
    }
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name.
    Text,
    /// A day.
    Date,
    /// A number of something.
    Number,
}

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A name.
    Text(&'a str),
    /// A day.
    Date(Day),
    /// A number of something.
    Number(u64),
}

impl<'a> Cell<'a> {
    /// The four axes.
    pub(super) fn axes(choices: &Choices) -> [Self; 4] {
        choices.named().map(|(_, choice)| Cell::Text(choice))
    }

    pub(super) fn outcome(outcome: Outcome) -> Self {
        Cell::Text(outcome.as_str())
    }
}

/// Where rows go.
pub trait Rows {
    /// Writes a row; its values are those of the table's columns, in their order.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Trouble>;
    /// Writes what must stand behind the last row.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn finish(&mut self) -> Result<(), Trouble>;
}

/// Rows as CSV with a header.
pub struct Csv<W: Write> {
    to: csv::Writer<W>,
    text: String,
}

impl<W: Write> Csv<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(table: Table, to: W) -> Result<Self, Trouble> {
        let mut to = csv::Writer::from_writer(to);
        to.write_record(table.columns().iter().map(|(name, _)| name)).map_err(unwritten)?;
        Ok(Self { to, text: String::new() })
    }
}

impl<W: Write> Rows for Csv<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Trouble> {
        use std::fmt::Write as _;
        let mut number = itoa::Buffer::new();
        for cell in cells {
            self.text.clear();
            let field = match cell {
                Cell::Text(text) => *text,
                Cell::Date(day) => {
                    write!(self.text, "{day}").map(|()| self.text.as_str()).unwrap_or_default()
                }
                Cell::Number(n) => number.format(*n),
            };
            self.to.write_field(field).map_err(unwritten)?;
        }
        self.to.write_record(None::<&[u8]>).map_err(unwritten)
    }

    fn finish(&mut self) -> Result<(), Trouble> {
        self.to.flush().map_err(Trouble::Output)
    }
}

/// Rows as a JSON array of objects.
pub struct Json<W: Write> {
    to: W,
    columns: &'static [(&'static str, Kind)],
    rows: u64,
}

impl<W: Write> Json<W> {
    /// Writes what stands before the first row.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(table: Table, mut to: W) -> Result<Self, Trouble> {
        to.write_all(b"[").map_err(Trouble::Output)?;
        Ok(Self { to, columns: table.columns(), rows: 0 })
    }
}

impl<W: Write> Rows for Json<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Trouble> {
        let value = |cell: &Cell<'_>| match cell {
            Cell::Text(text) => Value::from(*text),
            Cell::Date(day) => day.to_string().into(),
            Cell::Number(number) => number_value(*number),
        };
        let row = Value::object(self.columns.iter().zip(cells).map(|((name, _), cell)| (*name, value(cell))));
        let before = if self.rows == 0 { "\n" } else { ",\n" };
        self.rows = self.rows.saturating_add(1);
        write!(self.to, "{before}{row}").map_err(Trouble::Output)
    }

    fn finish(&mut self) -> Result<(), Trouble> {
        self.to.write_all(b"\n]").and_then(|()| self.to.flush()).map_err(Trouble::Output)
    }
}

/// A number of something as JSON has it.
pub(super) fn number_value(number: u64) -> Value {
    u32::try_from(number).map_or_else(|_| Value::Number(number.to_string()), Value::from)
}

fn unwritten(error: csv::Error) -> Trouble {
    Trouble::Output(match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::ErrorKind::InvalidData.into(),
    })
}

/// Rows as a Parquet file.
///
/// # Errors
/// In a build without the feature, or where it cannot be written.
pub fn parquet_rows<'w>(table: Table, to: &'w mut (dyn Write + Send)) -> Result<Box<dyn Rows + 'w>, Trouble> {
    crate::parquet::rows(table, to)
}
