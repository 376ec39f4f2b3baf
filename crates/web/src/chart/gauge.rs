//! One figure as the tether of a stake: the stake is the peg, the dashed line the limit, the head the figure.

use qazyq_exact::Ratio;
use qazyq_law::Outcome;

use super::scale::{in_limits, is_above};
use super::svg::{Anchor, Area, Num, Svg};
use super::{Notation, class_of};

const SIZE: (f64, f64) = (320.0, 84.0);
/// Where the stake stands.
const STAKE: f64 = 18.0;
/// Where the limit stands.
const LIMIT: f64 = 208.0;
/// The ground in which the stake stands.
const GROUND: f64 = 54.0;
/// The height of the head.
const HEAD: f64 = 46.0;
/// Where the head stands of which the tether is broken.
const FAR: f64 = 306.0;
/// In limits: farther than this the tether is broken.
const LONGEST: f64 = 1.45;
/// The line of letters.
const FOOT: f64 = 80.0;

/// The gauge of a verdict: how far the figure is from the peg, and where the limit lies. Its colours are those of stability's
/// outcome, which may be another than the verdict's.
///
/// Without a figure the tether is dotted and has no head. `id` names the title and has to be the page's only one; `alt` is
/// what it says.
#[must_use]
pub fn gauge(
    figure: Option<&Ratio>,
    limit: &Ratio,
    outcome: Outcome,
    id: &str,
    alt: &str,
    notation: &dyn Notation,
) -> String {
    let mut svg = Svg::default();
    svg.rect("reach", Area { x: STAKE, y: 24.0, width: LIMIT - STAKE, height: GROUND - 24.0 });
    svg.path("ground", "M6 54H316");
    svg.path("stop", "M208 14V60");
    let is_far = match figure {
        None => {
            svg.path("tether", "M18 30C78 30 148 46 208 46");
            svg.text("name", ((STAKE + LIMIT) / 2.0, 30.0), Anchor::Middle, "?");
            false
        }
        Some(figure) => {
            let limits = in_limits(figure, limit).abs();
            let is_far = limits > LONGEST;
            let at = if is_far { FAR } else { STAKE + (LIMIT - STAKE) * limits };
            tether(&mut svg, at, is_far);
            svg.head("head", (at, HEAD), 6.0, is_above(figure, limit));
            is_far
        }
    };
    svg.path("stake", "M14 14h8V54l-4 10l-4 -10z");
    svg.text("", (STAKE - 4.0, FOOT), Anchor::Start, &notation.percent_plain(&Ratio::ZERO, false));
    svg.text("", (LIMIT, FOOT), Anchor::Middle, &notation.percent_plain(limit, false));
    if let Some(figure) = figure.filter(|_| is_far) {
        svg.text("", (SIZE.0 - 4.0, FOOT), Anchor::End, &notation.percent(figure, limit, false));
    }
    svg.named(class_of(outcome), SIZE, id, alt)
}

/// From the stake to the head, hanging a little; the longer, the more.
fn tether(svg: &mut Svg, at: f64, is_far: bool) {
    if is_far {
        svg.path("tether", "M18 30C88 34 208 46 248 46");
        svg.path("tether", "M260 46H306");
        svg.broken_across((249.0, HEAD), 6.0, (6.0, 12.0));
        return;
    }
    let length = at - STAKE;
    let sag = (4.0 + length * 0.1).min(16.0);
    let (first, second) = (Num(STAKE + length * 0.35), Num(STAKE + length * 0.7));
    let (bend, at) = (Num(30.0 + sag / 2.0), Num(at));
    svg.path("tether", &format!("M18 30C{first} {bend} {second} 46 {at} 46"));
}
