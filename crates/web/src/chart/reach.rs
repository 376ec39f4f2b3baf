//! One figure in a table's cell: from the stake to the figure, past the limit or not.

use qazyq_exact::Ratio;
use qazyq_law::Outcome;

use super::class_of;
use super::scale::{in_limits, is_above};
use super::svg::{Num, Svg};

const SIZE: (f64, f64) = (96.0, 20.0);
const STAKE: f64 = 6.0;
const LIMIT: f64 = 62.0;
const MIDDLE: f64 = 10.0;
/// In limits: farther than this the tether is broken.
const LONGEST: f64 = 1.5;

/// The gauge of a row, with the head of [`gauge()`](super::gauge()). It is not read out: the number stands in the cell beside it.
///
/// Without a figure there is nothing to draw, and the answer is empty.
#[must_use]
pub fn reach(figure: Option<&Ratio>, limit: &Ratio, outcome: Outcome) -> String {
    let Some(figure) = figure else { return String::new() };
    let limits = in_limits(figure, limit).abs();
    let at = STAKE + (LIMIT - STAKE) * limits.min(LONGEST);
    let mut svg = Svg::default();
    svg.path("tether", &format!("M6 10H{}", Num(at)));
    svg.path("stop", "M62 1v18");
    if limits > LONGEST {
        svg.broken_across((LIMIT + 10.0, MIDDLE), 5.0, (4.0, 10.0));
    }
    svg.head("head", (at, MIDDLE), 3.5, is_above(figure, limit));
    svg.path("stake", "M4 2h4v13l-2 4l-2 -4z");
    svg.hidden(&format!("reach-small {}", class_of(outcome)), SIZE)
}
