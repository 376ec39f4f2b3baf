//! Charts as strings of SVG: pure functions from exact rows to text that stands in a page as it is.
//!
//! ```text
//! <svg class="wide" viewBox="0 0 760 384.1" role="img" aria-labelledby="chart-usdc-wide"><title id="chart-usdc-wide">…
//! ```
//!
//! | function | draws | once, or for each [`Place`] |
//! | --- | --- | --- |
//! | [`deviation()`] | every day's distance from the peg, and the figure of every day below it | each |
//! | [`strip()`] | which verdict stood how long | each |
//! | [`gauge()`] | one figure as a tether of its stake | once |
//! | [`spark()`] | thirty days in a table's cell | once |
//! | [`reach()`] | one figure in a table's cell | once |
//!
//! Geometry is in attributes, and every colour, stroke and letter comes from the stylesheet by classes: no `style`, no
//! script, no reference but a title's own name. Equal inputs give equal bytes.
//!
//! Whether something is above the limit is decided by ratios. Binary fractions say where a mark stands and nothing else,
//! and however far a price went, all that is drawn lies within the view box.
//!
//! What it is not: words come in by [`Words`], days and decimal marks by [`Notation`], and the table behind a chart is its
//! page's business.

mod deviation;
mod gauge;
mod label;
mod reach;
mod scale;
mod spark;
mod strip;
mod svg;
#[cfg(test)]
mod tests;

pub use deviation::{Deviations, Row, deviation};
pub use gauge::gauge;
pub use label::{percent, percent_plain};
pub use reach::reach;
pub use spark::spark;
pub use strip::{Run, strip};

use qazyq_exact::{Day, Ratio};
use qazyq_law::{Conclusion, Outcome};

/// What the chart of deviations says, in the page's language. Nothing is escaped yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    /// The chart as a whole, for who does not see it: span, days above the limit, the farthest, the last figure.
    pub alt: &'a str,
    /// What the upper panel shows.
    pub each: &'a str,
    /// The same in a narrow place.
    pub each_short: &'a str,
    /// How to read an even scale: what the band is.
    pub even: &'a str,
    /// The same in a narrow place.
    pub even_short: &'a str,
    /// How to read a broken scale: what the band is, and what lies beyond it.
    pub broken: &'a str,
    /// The same in a narrow place.
    pub broken_short: &'a str,
    /// Beside the line of the peg; a short word.
    pub peg: &'a str,
    /// Of a day without a price.
    pub no_price: &'a str,
    /// Of days without a figure.
    pub no_figure: &'a str,
    /// Below the days that count.
    pub counted: &'a str,
    /// What the lower panel shows.
    pub figure: &'a str,
}

/// How the page's language writes what is no word.
pub trait Notation {
    /// A day as short as it can be told among those of one chart: `5 May`.
    fn day(&self, day: Day) -> String;

    /// Between whole numbers and fractions.
    fn decimal_mark(&self) -> char;

    /// A share of the peg as a percentage, rounded as [`percent()`] rounds; with a plus too where `signed`.
    fn percent(&self, share: &Ratio, limit: &Ratio, signed: bool) -> String {
        percent(share, limit, self.decimal_mark(), signed)
    }

    /// A limit or a tick of a scale as a percentage, without zeros at its end: [`percent_plain()`].
    fn percent_plain(&self, share: &Ratio, signed: bool) -> String {
        percent_plain(share, self.decimal_mark(), signed)
    }
}

/// For what a chart is drawn: letters keep their size, so a narrow chart is another drawing. The stylesheet shows one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A column of text.
    Wide,
    /// A phone.
    Narrow,
}

impl Place {
    /// Both, in the order in which they stand in a page.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Narrow];

    /// The class in the stylesheet, and the end of the title's name.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    fn width(self) -> f64 {
        match self {
            Self::Wide => 760.0,
            Self::Narrow => 344.0,
        }
    }
}

/// The class of an outcome in the stylesheet.
fn class_of(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::NotMet => "not-met",
        Outcome::Undetermined => "undetermined",
    }
}

/// The outcome whose colours and sign a conclusion has.
fn outcome_of(conclusion: Conclusion) -> Outcome {
    match conclusion {
        Conclusion::Qualifies => Outcome::Met,
        Conclusion::DoesNotQualify => Outcome::NotMet,
        Conclusion::Undetermined => Outcome::Undetermined,
    }
}
