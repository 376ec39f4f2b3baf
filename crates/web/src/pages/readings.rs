//! Every counted reading in one table: which comes to what, with its figure, which decided and which goes against it.

use qazyq_casework::sheet::Sheet;
use qazyq_law::criteria::stability::Counted;
use qazyq_law::reading::{Choices, Missing, Price, Statistic, Window};

use super::Around;
use super::parts::Mark;
use super::text::{capital, figure};

/// The table.
pub(super) struct Matrix {
    pub(super) caption: String,
    /// What becomes of a day without a price, each over so many columns.
    pub(super) groups: Vec<String>,
    /// How many columns a group has.
    pub(super) span: usize,
    /// Which days count, for each column.
    pub(super) columns: Vec<String>,
    pub(super) bodies: Vec<Body>,
    /// How the reading that decided looks.
    pub(super) own: Mark,
    /// How one against it looks, if there is one.
    pub(super) against: Option<Mark>,
    pub(super) is_any_open: bool,
}

/// How days are put together.
pub(super) struct Body {
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
}

/// Which price of a day.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// One reading.
pub(super) struct Cell {
    pub(super) class: String,
    pub(super) sign: &'static str,
    /// What it came to, for those who do not see it.
    pub(super) word: String,
    pub(super) figure: String,
}

impl Matrix {
    /// Across all columns, the row's name included.
    pub(super) fn width(&self) -> usize {
        self.columns.len().saturating_add(1)
    }
}

/// The table of a sheet's readings.
pub(super) fn matrix(around: &Around<'_>, sheet: &Sheet) -> Matrix {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let all: Vec<Choices> = sheet.readings.iter().map(|counted| counted.choices).collect();
    let statistics = of_axis(&all, |choices| choices.statistic);
    let prices = of_axis(&all, |choices| choices.price);
    let missing = of_axis(&all, |choices| choices.missing);
    let windows = of_axis(&all, |choices| choices.window);
    let found = |choices: Choices| sheet.readings.iter().find(|counted| counted.choices == choices);
    let row = |statistic: Statistic, price: Price| {
        let columns =
            missing.iter().flat_map(|&missing| windows.iter().map(move |&window| (missing, window)));
        let cells = columns.filter_map(|(missing, window)| {
            found(Choices { statistic, price, missing, window }).map(|counted| cell(around, sheet, counted))
        });
        Row { name: capital(&words.plain(price_name(price))), cells: cells.collect() }
    };
    let body = |&statistic: &Statistic| Body {
        name: capital(&words.plain(statistic_name(statistic))),
        rows: prices.iter().map(|&price| row(statistic, price)).collect(),
    };
    let tally = sheet.verdict.stability.tally;
    let named = [
        ("all", sheet.readings.len().into()),
        ("limit", figure(words, law, &law.deviation_max).into()),
        ("met", tally.met.into()),
        ("not_met", tally.not_met.into()),
        ("undetermined", tally.undetermined.into()),
    ];
    let own = sheet.verdict.stability.finding.outcome;
    let against = sheet.readings.iter().find(|counted| counted.outcome.is_opposite_of(own));
    let in_each = |window: &Window| words.say(window_name(*window), &[("days", law.window_days.into())]);
    Matrix {
        caption: words.say("web-readings-caption", &named),
        groups: missing.iter().map(|&missing| words.plain(missing_name(missing))).collect(),
        span: windows.len(),
        columns: missing.iter().flat_map(|_| windows.iter().map(in_each)).collect(),
        bodies: statistics.iter().map(body).collect(),
        own: Mark::of(words, own),
        against: against.map(|counted| Mark::of(words, counted.outcome)),
        is_any_open: tally.undetermined > 0,
    }
}

fn cell(around: &Around<'_>, sheet: &Sheet, counted: &Counted) -> Cell {
    let words = around.words;
    let mark = Mark::of(words, counted.outcome);
    let (mut class, mut word) = (mark.class.to_owned(), mark.word);
    let mut also = |is_so: bool, name: &str, id: &str| {
        if is_so {
            class.push(' ');
            class.push_str(name);
            word.push_str(", ");
            word.push_str(&words.plain(id));
        }
    };
    let own = sheet.verdict.stability.finding.outcome;
    also(counted.outcome.is_opposite_of(own), "against", "web-readings-against");
    also(counted.choices == sheet.verdict.reading.choices, "decided", "web-readings-own");
    let limit = &around.act.on(sheet.day).deviation_max;
    // Shorter than elsewhere, for want of room; on which side of the limit it lies is seen all the same.
    let short = |share| crate::chart::percent(share, limit, words.decimal_mark(), false);
    let shown = counted.figure.as_ref().map(short);
    Cell { class, sign: mark.sign, word, figure: shown.unwrap_or_else(|| "–".to_owned()) }
}

/// The choices that there are on an axis, in the law's order.
fn of_axis<T: PartialEq>(all: &[Choices], choice: impl Fn(&Choices) -> T) -> Vec<T> {
    let mut choices: Vec<T> = Vec::new();
    for of in all.iter().map(choice) {
        if !choices.contains(&of) {
            choices.push(of);
        }
    }
    choices
}

fn statistic_name(statistic: Statistic) -> &'static str {
    match statistic {
        Statistic::MeanAbsolute => "web-reading-mean-absolute",
        Statistic::MeanSigned => "web-reading-mean-signed",
        Statistic::EveryDay => "web-reading-every-day",
    }
}

fn price_name(price: Price) -> &'static str {
    match price {
        Price::Close => "web-reading-close",
        Price::Ohlc4 => "web-reading-ohlc4",
        Price::Extreme => "web-reading-extreme",
        Price::Vwap => "web-reading-vwap",
    }
}

fn missing_name(missing: Missing) -> &'static str {
    match missing {
        Missing::Undetermined => "web-reading-undetermined",
        Missing::CarryForward => "web-reading-carry-forward",
    }
}

fn window_name(window: Window) -> &'static str {
    match window {
        Window::CompleteDays => "web-reading-complete-days",
        Window::ThroughAssessmentDay => "web-reading-through-day",
    }
}
