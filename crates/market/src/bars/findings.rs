//! What is to be told of a file of bars beside its rows.

use crate::few::Few;
use crate::finding::{Defect, FileError, Rejected};

/// Of the lines that are no rows, and of the cells that are no figures, so many are kept.
const KEPT_MAX: usize = 10;

/// What became of the lines of a file, or of a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Lines that were read; those of the header too, unless the part begins behind it.
    pub lines: u64,
    /// Rows that were given.
    pub rows: u64,
    /// Rows of days that nobody wants.
    pub left_out: u64,
    /// Lines that are no rows, the first of them kept.
    pub rejected: Few<Rejected>,
    /// Cells that hold something else than an amount, the first of them kept. Such a figure is absent.
    pub unreadable: Few<Defect>,
    /// The first line whose day is at another time than midnight, and what stands there.
    off_midnight: Option<(u64, String)>,
}

impl Findings {
    pub(crate) fn reject(&mut self, rejected: Rejected) {
        if let crate::Rejection::NotMidnight { found } = &rejected.why
            && self.off_midnight.is_none()
        {
            self.off_midnight = Some((rejected.line, found.clone()));
        }
        self.rejected.push(rejected, KEPT_MAX);
    }

    pub(crate) fn unreadable(&mut self, defect: impl FnOnce() -> Defect) {
        if self.unreadable.len() < KEPT_MAX {
            self.unreadable.keep(defect())
        } else {
            self.unreadable.count()
        }
    }

    /// What was found in a file whose rows have no lines: how many there are, and how many figures are no amounts.
    #[must_use]
    pub fn of_rows(rows: u64, unreadable: u64) -> Self {
        let mut findings = Self { rows, ..Self::default() };
        (0..unreadable).for_each(|_| findings.unreadable.count());
        findings
    }

    /// Adds what was found in the part behind this one. Its lines are counted on from this one's last.
    pub fn append(&mut self, part: &Self) {
        let moved = |line: u64| line.saturating_add(self.lines);
        let mut rejected = part.rejected.clone();
        rejected.iter_mut().for_each(|rejected| rejected.line = moved(rejected.line));
        let mut unreadable = part.unreadable.clone();
        unreadable.iter_mut().for_each(|defect| defect.line = moved(defect.line));
        self.rejected.merge(&rejected, KEPT_MAX, |rejected| rejected.line);
        self.unreadable.merge(&unreadable, KEPT_MAX, |defect| defect.line);
        if self.off_midnight.is_none() {
            self.off_midnight = part.off_midnight.clone().map(|(line, found)| (moved(line), found));
        }
        self.lines = self.lines.saturating_add(part.lines);
        self.rows = self.rows.saturating_add(part.rows);
        self.left_out = self.left_out.saturating_add(part.left_out);
    }

    /// Whether the file can be used, now that it is read.
    ///
    /// # Errors
    /// Where no line is a row, or where some rows are of midnight and others of other times of the day, so that those of
    /// midnight are no days either.
    pub fn usable(&self) -> Result<(), FileError> {
        match (self.rows.saturating_add(self.left_out), self.rejected.first(), &self.off_midnight) {
            (0, None, _) => Err(FileError::NoRows),
            (0, Some(first), _) => Err(FileError::NoReadableRow {
                rejected: u64::try_from(self.rejected.len()).unwrap_or(u64::MAX),
                first: Box::new(first.clone()),
            }),
            (_, _, Some((line, found))) => Err(FileError::NotDaily { line: *line, found: found.clone() }),
            _ => Ok(()),
        }
    }
}
