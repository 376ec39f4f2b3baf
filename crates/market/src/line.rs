//! Lines: what was read, with where it stands, sorted and each thing once.

use qazyq_exact::Day;

use crate::finding::{Defect, DefectKind, FileError, Rejected};

/// What one line says.
pub(crate) struct Line<T> {
    /// The file's first is 1.
    pub(crate) number: u64,
    pub(crate) says: T,
    pub(crate) defects: Vec<DefectKind>,
}

/// Two lines that say different things of one day or candle.
pub(crate) struct Contradiction<K> {
    pub(crate) of: K,
    pub(crate) first: u64,
    pub(crate) second: u64,
}

/// Sorts the lines by what they speak `of` and keeps the first of those that say the same.
///
/// Files that overlap themselves are common; two lines that differ on one thing are never settled here, because one
/// of them belongs to something else or was tampered with.
pub(crate) fn each_once<T: PartialEq, K: Ord>(
    lines: &mut Vec<Line<T>>,
    of: impl Fn(&T) -> K,
) -> Result<(), Contradiction<K>> {
    // As nearly every file stands: each thing later than the one before, so nothing twice.
    if lines.is_sorted_by(|a, b| of(&a.says) < of(&b.says)) {
        return Ok(());
    }
    lines.sort_by_key(|line| (of(&line.says), line.number));
    let clash = lines.iter().zip(lines.iter().skip(1)).find(|(a, b)| {
        // Equals stand side by side, so comparing neighbours finds every clash.
        of(&a.says) == of(&b.says) && a.says != b.says
    });
    if let Some((a, b)) = clash {
        return Err(Contradiction { of: of(&a.says), first: a.number, second: b.number });
    }
    lines.dedup_by(|later, earlier| later.says == earlier.says);
    Ok(())
}

/// The lines apart from their defects.
pub(crate) fn apart<T>(lines: Vec<Line<T>>, day: impl Fn(&T) -> Day) -> (Vec<(u64, T)>, Vec<Defect>) {
    let mut defects = Vec::new();
    // Collected into the memory of the lines themselves, which are many.
    let apart = lines.into_iter().map(|line| {
        if !line.defects.is_empty() {
            let day = day(&line.says);
            defects.extend(line.defects.into_iter().map(|kind| Defect { line: line.number, day, kind }));
        }
        (line.number, line.says)
    });
    let mut says: Vec<_> = apart.collect();
    says.shrink_to_fit();
    (says, defects)
}

/// Refuses a file of which not a line could be read, but so many were rejected.
pub(crate) fn some_readable<T>(
    lines: &[Line<T>],
    rejected: usize,
    first: Option<&Rejected>,
) -> Result<(), FileError> {
    match (lines, first) {
        ([], None) => Err(FileError::NoRows),
        ([], Some(first)) => Err(FileError::NoReadableRow {
            rejected: u64::try_from(rejected).unwrap_or(u64::MAX),
            first: Box::new(first.clone()),
        }),
        _ => Ok(()),
    }
}
