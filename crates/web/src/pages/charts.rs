//! The charts of a sheet: the only place where pages hand figures to whoever draws them. What is drawn is told in words beside it.

use std::collections::BTreeMap;

use qazyq_casework::sheet::{Sheet, deciding};
use qazyq_exact::{Day, Ratio};
use qazyq_words::{Words, date};

use super::Around;
use super::asset::deviations as days_of;
use super::evidence::window;
use super::parts::Drawn;
use super::text::{Named, encoded, figure, size};
use crate::chart::{self, Deviations, Notation, Place, Row, Run};

/// How a language writes days and decimals.
struct Written<'w>(&'w Words);

impl Notation for Written<'_> {
    fn day(&self, day: Day) -> String {
        date::short(self.0, day)
    }

    fn decimal_mark(&self) -> char {
        self.0.decimal_mark()
    }
}

/// The figure as a tether of its stake.
pub(super) fn gauge(around: &Around<'_>, sheet: &Sheet) -> Drawn {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let decides = deciding(&sheet.verdict).map(|(_, figure)| figure);
    let mut named = vec![("limit", figure(words, law, &law.deviation_max).into())];
    let alt = match decides {
        None => words.say("web-draw-gauge-open", &named),
        Some(decides) => {
            named.push(("figure", figure(words, law, decides).into()));
            words.say("web-draw-gauge", &named)
        }
    };
    let outcome = sheet.verdict.stability.finding.outcome;
    let id = id_of("gauge", sheet);
    Drawn(chart::gauge(decides, &law.deviation_max, outcome, &id, &alt, &Written(words)))
}

/// How far each day was from the peg, and the figure of each day.
pub(super) fn deviations(around: &Around<'_>, sheet: &Sheet) -> Drawn {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let Some(series) = sheet.deciding() else { return Drawn::default() };
    let figures: BTreeMap<Day, &Ratio> =
        sheet.history.iter().filter_map(|past| Some((past.day, past.figure.as_ref()?))).collect();
    let rows: Vec<Row<'_>> = days_of(law, sheet, &series.source)
        .iter()
        .map(|(day, deviation)| Row {
            day: *day,
            deviation: deviation.as_ref(),
            figure: figures.get(day).copied(),
        })
        .collect();
    let limit = &law.deviation_max;
    let told = |share| figure(words, law, share);
    let above = rows.iter().filter_map(|row| row.deviation).filter(|share| size(share) > *limit).count();
    let farthest = farthest(rows.iter().map(|row| (row.day, row.deviation)));
    let farthest = farthest.map_or_else(String::new, |(day, share)| {
        let named = [("figure", told(share).into()), ("day", date::long(words, day).into())];
        words.say("web-chart-farthest", &named)
    });
    let last_figure = rows.last().and_then(|row| row.figure);
    let named = [
        ("symbol", Named::of(&sheet.dossier.asset).symbol.into()),
        ("first", date::long(words, rows.first().map_or(sheet.day, |row| row.day)).into()),
        ("last", date::long(words, sheet.day).into()),
        ("limit", told(limit).into()),
        ("above", above.into()),
        ("farthest", farthest.into()),
        ("figure", last_figure.map_or_else(|| words.plain("web-draw-no-figure"), told).into()),
    ];
    let alt = words.say("web-draw-alt", &named);
    let counts = [("limit", told(limit).into()), ("days", law.window_days.into())];
    let say = |id: &str| words.say(id, &counts);
    let each = say("web-draw-each");
    let each_short = say("web-draw-each-short");
    let even = say("web-draw-even");
    let even_short = say("web-draw-even-short");
    let broken = say("web-draw-broken");
    let broken_short = say("web-draw-broken-short");
    let peg = say("web-draw-peg");
    let no_price = say("web-draw-no-price");
    let no_figure = say("web-draw-no-figure");
    let counted = say("web-draw-counted");
    let of_figures = say("web-draw-figure");
    let said = chart::Words {
        alt: &alt,
        each: &each,
        each_short: &each_short,
        even: &even,
        even_short: &even_short,
        broken: &broken,
        broken_short: &broken_short,
        peg: &peg,
        no_price: &no_price,
        no_figure: &no_figure,
        counted: &counted,
        figure: &of_figures,
    };
    let (from, to) = window(law, sheet);
    let of = Deviations { rows: &rows, limit, counted: from..=to };
    let id = id_of("chart", sheet);
    let drawn = Place::ALL.map(|place| chart::deviation(&of, place, &id, &said, &Written(words)));
    Drawn(drawn.concat())
}

/// Which verdict stood how long.
pub(super) fn history(around: &Around<'_>, sheet: &Sheet) -> Drawn {
    let words = around.words;
    let found = sheet.runs();
    let told: Vec<String> = found
        .iter()
        .map(|run| {
            let verdict = words.plain(&format!("conclusion-{}", run.conclusion.as_str()));
            let day = date::long(words, run.from);
            let named = [("verdict", verdict.into()), ("day", day.into()), ("days", run.days.into())];
            words.say("web-draw-run", &named)
        })
        .collect();
    let symbol = Named::of(&sheet.dossier.asset).symbol;
    let alt = words.say("web-draw-history", &[("symbol", symbol.into()), ("runs", told.join("; ").into())]);
    let run = |run: &qazyq_casework::sheet::Run| {
        let days = i32::try_from(run.days).unwrap_or(i32::MAX);
        Run { conclusion: run.conclusion, first: run.from, last: run.from.plus(days.saturating_sub(1)) }
    };
    let runs: Vec<Run> = found.iter().map(run).collect();
    let id = id_of("history", sheet);
    Drawn(Place::ALL.map(|place| chart::strip(&runs, place, &id, &alt, &Written(words))).concat())
}

/// The days that count, small.
pub(super) fn spark(around: &Around<'_>, sheet: &Sheet) -> Drawn {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let Some(series) = sheet.deciding() else { return Drawn::default() };
    let (from, to) = window(law, sheet);
    let days = days_of(law, sheet, &series.source).iter().filter(|(day, _)| (from..=to).contains(day));
    let days: Vec<(Day, Option<&Ratio>)> = days.map(|(day, share)| (*day, share.as_ref())).collect();
    let alt = match farthest(days.iter().copied()) {
        None => words.plain("web-draw-spark-none"),
        Some((day, share)) => {
            let far = chart::percent(share, &law.deviation_max, words.decimal_mark(), true);
            let named = [("figure", far.into()), ("day", date::short(words, day).into())];
            words.say("web-draw-spark", &named)
        }
    };
    let shares: Vec<Option<&Ratio>> = days.iter().map(|(_, share)| *share).collect();
    Drawn(chart::spark(&shares, &law.deviation_max, &alt))
}

/// One figure, small.
pub(super) fn reach(around: &Around<'_>, sheet: &Sheet) -> Drawn {
    let law = around.act.on(sheet.day);
    let decides = deciding(&sheet.verdict).map(|(_, figure)| figure);
    let outcome = sheet.verdict.stability.finding.outcome;
    Drawn(chart::reach(decides, &law.deviation_max, outcome))
}

/// The day farthest from the peg; of several the latest.
fn farthest<'r>(days: impl Iterator<Item = (Day, Option<&'r Ratio>)>) -> Option<(Day, &'r Ratio)> {
    let known = days.filter_map(|(day, share)| Some((day, share?)));
    known.max_by(|(_, a), (_, b)| size(a).cmp(&size(b)))
}

/// What names a chart's title on its page.
fn id_of(chart: &str, sheet: &Sheet) -> String {
    format!("{chart}-{}", encoded(&sheet.dossier.asset.id))
}
