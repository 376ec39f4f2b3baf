//! What is replayed: which days, under which readings, by which law, and by which other one beside it.

use qazyq_exact::{Day, Ratio};
use qazyq_law::reading::{Choices, Missing, Price, Statistic, Window};
use qazyq_law::{Act, Law};
use qazyq_replay::{Rule, Sums};

use crate::Trouble;

/// A replay that somebody asks for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The first assessment date.
    pub from: Day,
    /// The last.
    pub to: Day,
    /// The readings, each once.
    pub readings: Vec<Choices>,
    /// The place among them of the law's own default, or of the first where it is not there: the others are held against it.
    pub base: usize,
    /// Stretches of the interval with one rule each.
    pub(super) stretches: Vec<Stretch>,
    /// What is computed is not the law in force, and is held against it.
    pub is_what_if: bool,
}

/// Days of the interval on which neither law changes.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// The first.
    pub(super) from: Day,
    /// The last.
    pub(super) to: Day,
    /// The rule that is replayed.
    pub(super) rule: Rule,
    /// Days that a rate serves under it.
    pub(super) rate_days_max: u32,
    /// The law in force, where that is another.
    pub(super) in_force: Option<(Rule, u32)>,
}

/// What if the law were another?
#[derive(Clone, Debug, Default)]
pub struct WhatIf<'a> {
    /// Another threshold.
    pub threshold: Option<Ratio>,
    /// Another window.
    pub window_days: Option<u32>,
    /// Another law altogether.
    pub amended: Option<&'a Act>,
}

/// Days that a window may have; as much as a law may say.
pub const WINDOW_DAYS_MAX: u32 = 3660;

impl WhatIf<'_> {
    fn is_any(&self) -> bool {
        self.threshold.is_some() || self.window_days.is_some() || self.amended.is_some()
    }

    fn law(&self, act: &Act, date: Day) -> Law {
        let mut law = self.amended.unwrap_or(act).on(date).clone();
        law.deviation_max = self.threshold.clone().unwrap_or(law.deviation_max);
        law.window_days = self.window_days.unwrap_or(law.window_days);
        law
    }
}

impl Plan {
    /// A replay of the days from `from` to `to`.
    ///
    /// # Errors
    /// Where the interval is empty, a window has no day or too many, a threshold is below zero, or `readings` names none.
    pub fn new(
        act: &Act,
        what_if: &WhatIf<'_>,
        (from, to): (Day, Day),
        readings: &str,
    ) -> Result<Self, Trouble> {
        if to < from {
            return Err(Trouble::ToBeforeFrom { from: from.to_string(), to: to.to_string() });
        }
        if let Some(days) = what_if.window_days.filter(|days| !(1..=WINDOW_DAYS_MAX).contains(days)) {
            return Err(Trouble::WindowDays { found: days, most: WINDOW_DAYS_MAX });
        }
        if let Some(threshold) = what_if.threshold.as_ref().filter(|t| **t < Ratio::ZERO) {
            return Err(Trouble::Threshold(threshold.to_string()));
        }
        let latest = what_if.amended.unwrap_or(act).on(to);
        let readings = parse_readings(latest, readings)?;
        let default = latest.counted.default_choices();
        let base = readings.iter().position(|choices| *choices == default).unwrap_or(0);

        let mut begins = vec![from];
        for act in [Some(act), what_if.amended].into_iter().flatten() {
            begins.extend(act.versions().map(|law| law.in_force_from));
            begins.extend(act.versions().filter_map(|law| law.in_force_until));
        }
        begins.retain(|day| (from..=to).contains(day));
        begins.sort_unstable();
        begins.dedup();
        let ends = begins.iter().skip(1).map(|day| day.plus(-1)).chain([to]);
        let stretches = begins.iter().zip(ends).map(|(from, to)| {
            let (law, in_force) = (what_if.law(act, *from), act.on(*from));
            Stretch {
                from: *from,
                to,
                rule: Rule::from(&law),
                rate_days_max: law.rate_days_max,
                in_force: what_if.is_any().then(|| (Rule::from(in_force), in_force.rate_days_max)),
            }
        });
        let mut merged: Vec<Stretch> = Vec::new();
        for stretch in stretches {
            match merged.last_mut() {
                Some(last) if last.has_the_rules_of(&stretch) => last.to = stretch.to,
                _ => merged.push(stretch),
            }
        }
        Ok(Self { from, to, readings, base, stretches: merged, is_what_if: what_if.is_any() })
    }

    /// One day by the law in force.
    pub(super) fn of_day(act: &Act, date: Day, readings: Vec<Choices>) -> Self {
        let law = act.on(date);
        let stretch = Stretch {
            from: date,
            to: date,
            rule: Rule::from(law),
            rate_days_max: law.rate_days_max,
            in_force: None,
        };
        Self { from: date, to: date, readings, base: 0, stretches: vec![stretch], is_what_if: false }
    }

    /// Sums for the one day and reading of a screening; none where its figure is no mere sum.
    pub(super) fn sums(&self) -> Option<Sums> {
        let ([stretch], [choices]) = (&self.stretches[..], &self.readings[..]) else { return None };
        Sums::new(&stretch.rule, *choices, self.from)
    }

    /// Days before the first assessment date that may count for it.
    pub(super) fn days_before(&self) -> u32 {
        let rules = self.stretches.iter().flat_map(|stretch| {
            [Some(&stretch.rule), stretch.in_force.as_ref().map(|(rule, _)| rule)].into_iter().flatten()
        });
        // The day itself is the window's last, or the one before it is.
        let complete = self.readings.iter().any(|choices| choices.window == Window::CompleteDays);
        let carries = self.readings.iter().any(|choices| choices.missing == Missing::CarryForward);
        let before = |rule: &Rule| {
            let window = rule.window_days.saturating_sub(u32::from(!complete));
            window.saturating_add(if carries { rule.carry_days_max } else { 0 })
        };
        rules.map(before).max().unwrap_or(0)
    }

    /// Of which prices some reading makes use, in the order of a bar's figures.
    pub(super) fn prices(&self) -> [bool; 5] {
        let asked = |price| self.readings.iter().any(|choices| choices.price == price);
        let (ohlc4, extreme) = (asked(Price::Ohlc4), asked(Price::Extreme));
        [ohlc4, ohlc4 || extreme, ohlc4 || extreme, ohlc4 || asked(Price::Close), asked(Price::Vwap)]
    }
}

impl Stretch {
    fn has_the_rules_of(&self, other: &Self) -> bool {
        self.rule == other.rule
            && self.rate_days_max == other.rate_days_max
            && self.in_force == other.in_force
    }
}

/// Reads `all`, `default`, or readings joined by commas: a choice for each axis joined by `/`, `*` for any that counts.
///
/// # Errors
/// Where a choice is none that the law counts.
pub fn parse_readings(law: &Law, text: &str) -> Result<Vec<Choices>, Trouble> {
    let all: Vec<Choices> = law.counted.readings().collect();
    match text {
        "all" => return Ok(all),
        "default" => return Ok(vec![law.counted.default_choices()]),
        _ => {}
    }
    let mut asked = Vec::new();
    for part in text.split(',').map(str::trim) {
        let refused = || Trouble::Readings(part.to_owned());
        let choices: Vec<&str> = part.split('/').collect();
        let [statistic, price, missing, window] = choices[..] else { return Err(refused()) };
        let fits = |wanted: &str, choice: &str| wanted == "*" || wanted == choice;
        let is_meant = |reading: &&Choices| {
            fits(statistic, reading.statistic.as_str())
                && fits(price, reading.price.as_str())
                && fits(missing, reading.missing.as_str())
                && fits(window, reading.window.as_str())
        };
        let before = asked.len();
        asked.extend(all.iter().filter(is_meant).copied());
        if asked.len() == before {
            return Err(refused());
        }
    }
    // In the law's order, each once.
    Ok(all.into_iter().filter(|reading| asked.contains(reading)).collect())
}

/// A reading as it is written in a list.
#[must_use]
pub fn reading_text(choices: &Choices) -> String {
    let Choices { statistic, price, missing, window } = choices;
    let axes: [&str; 4] = [
        Statistic::as_str(*statistic),
        Price::as_str(*price),
        Missing::as_str(*missing),
        Window::as_str(*window),
    ];
    axes.join("/")
}
