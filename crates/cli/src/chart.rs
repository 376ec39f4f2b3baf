//! A chart of daily figures for the terminal: one column a day, or several days a column where they are many.
//!
//! ```text
//!   3 % ┤                 ███
//!       │               █████
//!   1 % ┤▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔█████▔▔   the limit
//!       │░░░░░░░░░░░░░░░█████░░
//! ```
//!
//! Full blocks are figures above the limit, shaded ones at or below it, a point a day without a figure: nothing is
//! said by colour. The limit's line always stands in the same row, so charts can be compared; above it the scale
//! grows by factors, since a collapse is a hundred times the limit.

use qazyq_exact::{IBig, Ratio};

/// Rows above the limit, each by its upper bound in multiples of the limit; the last has none.
const ABOVE: [u32; 7] = [2, 3, 5, 10, 20, 50, 100];
/// Rows up to the limit.
const BELOW: usize = 4;

/// The chart's rows with their labels, top to bottom. Of several days in one column the largest figure is shown, and
/// a missing one only where all are missing.
pub(crate) fn rows(
    figures: &[Option<Ratio>],
    limit: &Ratio,
    width: usize,
    label: impl Fn(&Ratio) -> String,
) -> Vec<(String, String)> {
    let columns = columns(figures, width);
    let tallest = columns.iter().flatten().map(|figure| level(figure, limit)).max().unwrap_or(0);
    let height = tallest.max(BELOW + 2);
    let mut rows = Vec::new();
    for row in (1..=height).rev() {
        let mark = |figure: &Option<Ratio>| match figure {
            None if row == 1 => '·',
            Some(figure) if level(figure, limit) >= row => {
                if figure > limit {
                    '█'
                } else {
                    '░'
                }
            }
            // The line of the limit is the upper edge of the last row below it.
            _ if row == BELOW => '▔',
            _ => ' ',
        };
        let bound = match row {
            _ if row == BELOW => Some(limit.clone()),
            _ if row > BELOW && (row - BELOW).is_multiple_of(2) => {
                ABOVE.get(row - BELOW - 1).map(|times| limit.times(&multiple(*times)))
            }
            _ => None,
        };
        rows.push((bound.map(|bound| label(&bound)).unwrap_or_default(), columns.iter().map(mark).collect()));
    }
    rows
}

fn multiple(times: u32) -> Ratio {
    Ratio::new(IBig::from(times), &IBig::from(1)).unwrap_or(Ratio::ONE)
}

/// How many rows a figure fills: none for zero, `BELOW` at the limit, one more for each factor above.
fn level(figure: &Ratio, limit: &Ratio) -> usize {
    if figure <= limit {
        let parts = multiple(u32::try_from(BELOW).unwrap_or(1));
        let reached = |row: &usize| {
            let row = multiple(u32::try_from(*row).unwrap_or(u32::MAX));
            *figure > limit.times(&row.minus(&Ratio::ONE)).over(&parts).unwrap_or(Ratio::ZERO)
        };
        return (1..=BELOW).rev().find(reached).unwrap_or(0);
    }
    let over = ABOVE.iter().filter(|times| *figure > limit.times(&multiple(**times))).count();
    BELOW + 1 + over
}

/// As many columns as fit, each with the largest figure of its days.
fn columns(figures: &[Option<Ratio>], width: usize) -> Vec<Option<Ratio>> {
    let days = figures.len().div_ceil(width.max(1)).max(1);
    figures.chunks(days).map(|days| days.iter().flatten().max().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(figures: &[&str], width: usize, expected: &[&str]) {
        let figures: Vec<Option<Ratio>> = figures.iter().map(|f| f.parse().ok()).collect();
        let limit = "1/100".parse().unwrap();
        let rows =
            rows(&figures, &limit, width, |bound| format!("{}", bound.times(&multiple(100)).numerator()));
        let shown: Vec<String> = rows.iter().map(|(label, row)| format!("{label:>3}|{row}")).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_limit_keeps_its_row_and_what_lies_above_is_full() {
        check(
            &["0", "0.001", "0.005", "0.01", "0.0101", "0.02", "0.03", "none"],
            80,
            &["  3|      █ ", "   |    ███ ", "  1|▔▔▔░███▔", "   |   ░███ ", "   |  ░░███ ", "   | ░░░███·"],
        );
    }

    #[test]
    fn many_days_share_a_column_and_the_largest_is_shown() {
        check(
            &["0.001", "0.02", "none", "none", "0.01", "0"],
            3,
            &["  3|   ", "   |█  ", "  1|█▔░", "   |█ ░", "   |█ ░", "   |█·░"],
        );
    }

    #[test]
    fn a_collapse_reaches_the_top_row() {
        let figures = [Some("0.99".parse().unwrap()), Some("2".parse().unwrap())];
        let rows = rows(&figures, &"1/100".parse().unwrap(), 10, |_| String::new());
        assert_eq!(rows.len(), BELOW + 1 + ABOVE.len());
        assert_eq!(rows[0].1, " █");
    }
}
