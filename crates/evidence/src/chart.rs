//! The deviation of each day of a window, for whoever draws it.
//!
//! It is what the law itself says of a window of one day: so a picture cannot show anything else than what was decided upon.

use qazyq_exact::{Day, Ratio};
use qazyq_law::Case;
use qazyq_law::json::Text;
use qazyq_law::reading::{Missing, Source, Statistic, Window};

/// One source's days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charted {
    /// Whose.
    pub source: Text,
    /// Each day of the window, with the distance of its price from the peg, as a share of the peg; none where that is not known.
    pub days: Vec<(Day, Option<Ratio>)>,
}

/// The days of a case's window, source by source, under the price of its reading.
#[must_use]
pub fn chart(case: &Case<'_>) -> Vec<Charted> {
    let mut law = case.law.clone();
    let days = i32::try_from(law.window_days).unwrap_or(i32::MAX);
    law.window_days = 1;
    let mut reading = case.reading.clone();
    let last = match reading.choices.window {
        Window::CompleteDays => case.date.plus(-1),
        Window::ThroughAssessmentDay => case.date,
    };
    reading.choices.statistic = Statistic::MeanAbsolute;
    reading.choices.missing = Missing::Undetermined;
    reading.choices.window = Window::ThroughAssessmentDay;
    reading.source = Source::Either;
    let mut charted: Vec<Charted> = Vec::new();
    for back in (0..days).rev() {
        let day = last.plus(back.saturating_neg());
        let of_day = qazyq_law::criteria::stability::stability(&law, &case.facts, &reading, day);
        for series in of_day.series {
            let figure = series.deviation.map(|deviation| deviation.figure);
            match charted.iter_mut().find(|charted| charted.source == series.source) {
                Some(charted) => charted.days.push((day, figure)),
                None => charted.push(Charted { source: series.source, days: vec![(day, figure)] }),
            }
        }
    }
    charted
}
