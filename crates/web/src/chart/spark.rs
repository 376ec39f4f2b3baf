//! The days that count in a table's cell: one stroke a day.

use qazyq_exact::Ratio;

use super::scale::{in_limits, is_above};
use super::svg::{Area, Num, Svg};

const SIZE: (f64, f64) = (132.0, 28.0);
const MIDDLE: f64 = 14.0;
/// The height of the limit.
const LIMIT: f64 = 9.0;
/// In limits: farther than this a stroke ends in an arrow. 13.5 pixels, half a pixel from the edge.
const LONGEST: f64 = 1.5;
/// The height of an arrow.
const ARROW: f64 = 3.0;

/// The deviations of the days that count, one a day in their order; `alt` tells the farthest.
///
/// The band is the limit up and down. An arrow at the edge says that a day went farther. A day without a price is a hatched
/// column. Without days the answer is empty.
#[must_use]
pub fn spark(deviations: &[Option<&Ratio>], limit: &Ratio, alt: &str) -> String {
    if deviations.is_empty() {
        return String::new();
    }
    let room = SIZE.0 / deviations.len() as f64;
    let band = |x, width| Area { x, y: MIDDLE - LIMIT, width, height: LIMIT * 2.0 };
    let mut svg = Svg::default();
    svg.rect("band", band(0.0, SIZE.0));
    svg.level("peg", (0.0, SIZE.0), MIDDLE);
    for (index, deviation) in deviations.iter().enumerate() {
        let x = room * (index as f64 + 0.5);
        let Some(deviation) = deviation else {
            svg.open("none");
            svg.hatch(band(x - room / 2.0, room));
            svg.close();
            continue;
        };
        let limits = in_limits(deviation, limit);
        let is_far = limits.abs() > LONGEST;
        let length = if is_far { LONGEST * LIMIT - ARROW } else { limits.abs() * LIMIT };
        let end = MIDDLE - length.copysign(limits);
        svg.open(if is_above(deviation, limit) { "day above" } else { "day" });
        svg.stem(x, (MIDDLE, end));
        svg.close();
        if is_far {
            let half = (room / 2.0).min(2.2);
            let tip = Num(-ARROW.copysign(limits));
            let (from, end, across, back) = (Num(x - half), Num(end), Num(half * 2.0), Num(-half));
            svg.path("over-edge", &format!("M{from} {end}h{across}l{back} {tip}z"));
        }
    }
    svg.labelled("small", SIZE, alt)
}
