//! Daily rows: the one way from a row of any daily format to a bar.
//!
//! ```text
//! row ── whole? ── its day? ── figures ── odd? ──▶ (line, Bar, defects)
//!         │         │           └ unreadable: absent, a defect
//!         └ no ─────┴ no: rejected
//! ```
//!
//! A format tells where the figures stand and how a row names its day; all else is here. A day that stands twice with
//! the same figures is one bar, and one that stands twice with others refuses the file.

use qazyq_exact::Day;

use crate::bar::{Bar, Figure};
use crate::figure::{self, Unread};
use crate::finding::{Defect, DefectKind, FileError, Rejected, Rejection, excerpt};
use crate::line::{self, Line};
use crate::table::{Header, Row, Rows};

/// What a file of daily rows says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyFile {
    /// The bars with their lines, sorted by day, each day once.
    pub bars: Vec<(u64, Bar)>,
    /// Lines that are no bars, in the file's order.
    pub rejected: Vec<Rejected>,
    /// What is odd about the bars, sorted by day.
    pub defects: Vec<Defect>,
    /// CoinMarketCap's id of the currency of the figures, where the file names one.
    pub convert_id: Option<u64>,
}

/// Why a row gives no bar.
pub(crate) enum Skip {
    /// It belongs to another asset.
    Filtered,
    /// It is no bar.
    Rejected(Rejection),
    /// It shows that the file cannot be used.
    Refused(FileError),
}

impl From<Rejection> for Skip {
    fn from(why: Rejection) -> Self {
        Self::Rejected(why)
    }
}

/// Where the figures of a bar stand in a row, and how they are written.
pub(crate) struct Figures {
    /// Of the figures that the format has.
    places: Vec<(Figure, usize)>,
    /// What groups thousands, if anything does.
    thousands: Option<char>,
}

impl Figures {
    /// The figures that stand in these columns.
    pub(crate) fn of<'a>(
        header: &Header,
        columns: impl IntoIterator<Item = (Figure, &'a str)>,
        thousands: Option<char>,
    ) -> Result<Self, FileError> {
        let places = columns.into_iter().map(|(figure, name)| Ok((figure, header.require(name)?)));
        Ok(Self { places: places.collect::<Result<_, FileError>>()?, thousands })
    }

    /// The figures that stand at these places of rows without a header.
    pub(crate) fn at(places: &[(Figure, usize)]) -> Self {
        Self { places: places.to_vec(), thousands: None }
    }

    /// The same, with thousands grouped so.
    pub(crate) fn with_thousands(self, thousands: Option<char>) -> Self {
        Self { thousands, ..self }
    }
}

/// Reads rows of `width` columns; a header was read before.
///
/// # Errors
/// Where no row is readable, a day has two different bars, `day_of` refuses the file, or the rows end too early.
pub(crate) fn read(
    mut table: impl Rows,
    width: usize,
    figures: &Figures,
    mut day_of: impl FnMut(&Row<'_>) -> Result<Day, Skip>,
) -> Result<DailyFile, FileError> {
    let mut lines = Vec::new();
    let mut rejected = Vec::new();
    while let Some(row) = table.next()? {
        let day = row.is_whole(width).map_err(Skip::Rejected).and_then(|()| day_of(&row));
        match day {
            Ok(day) => lines.push(bar(&row, day, figures)),
            Err(Skip::Filtered) => {}
            Err(Skip::Rejected(why)) => rejected.push(Rejected { line: row.line, why }),
            Err(Skip::Refused(error)) => return Err(error),
        }
    }

    line::some_readable(&lines, rejected.len(), rejected.first())?;
    // Rows of the day's other hours make the one at midnight a row of an hour too.
    for rejected in &rejected {
        if let Rejection::NotMidnight { found } = &rejected.why {
            return Err(FileError::NotDaily { line: rejected.line, found: found.clone() });
        }
    }
    line::each_once(&mut lines, |bar: &Bar| bar.day).map_err(|clash| FileError::DayTwice {
        day: clash.of,
        first: clash.first,
        second: clash.second,
    })?;
    let (bars, defects) = line::apart(lines, |bar| bar.day);
    Ok(DailyFile { bars, rejected, defects, convert_id: None })
}

/// The bar that a whole row gives.
fn bar(row: &Row<'_>, day: Day, figures: &Figures) -> Line<Bar> {
    let mut defects = Vec::new();
    let mut bar = Bar::of(day);
    for &(figure, place) in &figures.places {
        let text = row.field(place);
        let amount = figure::read(text, figures.thousands)
            .map_err(|unread| defects.push(unread_defect(unread, figure, text)))
            .ok();
        let is_last_field = place.saturating_add(1) == row.width();
        if amount.is_some() && is_last_field && row.last_field_may_be_cut {
            defects.push(DefectKind::LastFigureMayBeCut { figure, found: excerpt(text) });
        }
        bar.set(figure, amount);
    }
    bar.oddities(&mut defects);
    Line { number: row.line, says: bar, defects }
}

/// What to say of a figure that could not be read.
pub(crate) fn unread_defect(unread: Unread, figure: Figure, text: &str) -> DefectKind {
    let found = excerpt(text);
    match unread {
        Unread::Absent => DefectKind::FigureAbsent { figure },
        Unread::InExponentNotation => DefectKind::DigitsMayBeLost { figure, found },
        Unread::GroupedWrongly => DefectKind::ThousandsGroupedWrongly { figure, found },
        Unread::NoAmount => DefectKind::FigureUnreadable { figure, found },
    }
}
