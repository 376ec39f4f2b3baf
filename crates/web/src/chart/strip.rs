//! Which verdict stood how long: runs of days as blocks on one line.

use qazyq_exact::Day;
use qazyq_law::{Conclusion, Outcome};

use super::svg::{Anchor, Area, Svg, breadth};
use super::{Notation, Place, class_of, outcome_of};

const HEIGHT: f64 = 64.0;
/// The line of letters.
const FOOT: f64 = 60.0;
/// Between two letterings.
const GAP: f64 = 12.0;
/// A run that is wide enough has its sign.
const SIGN_MIN: f64 = 22.0;
/// A run of few days among many would vanish: it is drawn as wide as this, over its neighbours.
const WIDTH_MIN: f64 = 2.0;

/// Days, one after the other, with the same verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The verdict.
    pub conclusion: Conclusion,
    /// The first day with it.
    pub first: Day,
    /// The last day with it.
    pub last: Day,
}

/// The history of an asset's verdicts. Runs are in the order of time; where none stands for a day, the line is empty.
///
/// `id` with the place's class names the title; `alt` is what it says. Without runs the answer is empty.
#[must_use]
pub fn strip(runs: &[Run], place: Place, id: &str, alt: &str, notation: &dyn Notation) -> String {
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return String::new() };
    let line = Line { width: place.width(), first: first.first, last: last.last };
    let mut svg = Svg::default();
    let (wide, thin): (Vec<&Run>, Vec<&Run>) = runs.iter().partition(|run| line.is_wide(run));
    for run in wide.into_iter().chain(thin) {
        draw(&mut svg, run, line.place_of(run));
    }
    let ending = notation.day(line.last);
    // Of one day the name stands once, at the beginning of its block.
    let until = if line.first == line.last { line.width } else { line.width - 1.0 - breadth(&ending) - GAP };
    let mut taken = f64::MIN;
    for run in runs {
        let (at, told) = (line.place_of(run).0, notation.day(run.first));
        let end = at + breadth(&told);
        if at >= taken && end <= until {
            svg.text("", (at, FOOT), Anchor::Start, &told);
            taken = end + GAP;
        }
    }
    if line.first != line.last {
        svg.text("", (line.width - 1.0, FOOT), Anchor::End, &ending);
    }
    svg.named(place.class(), (line.width, HEIGHT), &format!("{id}-{}", place.class()), alt)
}

/// One block: not met stands out by its height and is full, undetermined is hatched.
fn draw(svg: &mut Svg, run: &Run, (from, width): (f64, f64)) {
    let outcome = outcome_of(run.conclusion);
    let (y, height, sign) = match outcome {
        Outcome::Met => (16.0, 26.0, "✓"),
        Outcome::NotMet => (6.0, 36.0, "✗"),
        Outcome::Undetermined => (16.0, 26.0, "?"),
    };
    let block = Area { x: from, y, width, height };
    svg.open(&format!("run {}", class_of(outcome)));
    match outcome {
        Outcome::Met | Outcome::NotMet => svg.rect("", block),
        Outcome::Undetermined => svg.hatch(block),
    }
    if width >= SIGN_MIN {
        svg.text("", (from + width / 2.0, y + height / 2.0 + 5.0), Anchor::Middle, sign);
    }
    svg.close();
}

/// The line of days, a pixel within its edges.
struct Line {
    width: f64,
    first: Day,
    last: Day,
}

impl Line {
    /// The edge before a day, that many days after the first.
    fn edge(&self, days: i64) -> f64 {
        let all = between(self.first, self.last).max(0) + 1;
        let share = days.clamp(0, all) as f64 / all as f64;
        1.0 + (self.width - 2.0) * share
    }

    fn exactly(&self, run: &Run) -> (f64, f64) {
        let (from, to) =
            (self.edge(between(self.first, run.first)), self.edge(between(self.first, run.last) + 1));
        (from, (to - from).max(0.0))
    }

    fn is_wide(&self, run: &Run) -> bool {
        self.exactly(run).1 >= WIDTH_MIN
    }

    /// Where a run begins and how wide it is.
    fn place_of(&self, run: &Run) -> (f64, f64) {
        let (from, width) = self.exactly(run);
        let width = width.max(WIDTH_MIN);
        (from.min(self.width - 1.0 - width), width)
    }
}

/// Days from one to the other.
fn between(earlier: Day, later: Day) -> i64 {
    i64::from(later.number()) - i64::from(earlier.number())
}
