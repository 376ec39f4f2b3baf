//! A verdict in plain words: what the criteria give, whether a list names the asset, what follows, and how sure that is.

use qazyq_casework::sheet::{Authority, Lists, Sheet, Spell, deciding, on_lists};
use qazyq_casework::workspace::Component;
use qazyq_exact::Ratio;
use qazyq_law::{Law, Outcome};
use qazyq_words::verdict::missing;
use qazyq_words::{date, legible};

use super::parts::{Drawn, Link, Mark};
use super::text::{Named, figure};
use super::{Around, charts};

/// The verdict with its figure.
pub(super) struct Card {
    pub(super) over: String,
    pub(super) mark: Mark,
    pub(super) word: String,
    pub(super) meaning: String,
    /// The figure that is held against the limit, or that there is none.
    pub(super) figure: String,
    pub(super) figure_is: String,
    pub(super) gauge: Drawn,
}

/// A question in plain words and its answer.
pub(super) struct Answer {
    pub(super) question: String,
    pub(super) lines: Vec<String>,
    pub(super) links: Vec<Link>,
}

/// The verdict; `over` stands above it.
pub(super) fn card(around: &Around<'_>, sheet: &Sheet, over: String) -> Card {
    let (words, verdict) = (around.words, &sheet.verdict);
    let law = around.act.on(sheet.day);
    let decides = deciding(verdict).map(|(_, figure)| figure);
    let limit = figure(words, law, &law.deviation_max);
    let conclusion = verdict.conclusion.as_str();
    let mark = Mark::of_conclusion(words, verdict.conclusion);
    let named = [
        ("statistic", verdict.reading.choices.statistic.as_str().into()),
        ("days", law.window_days.into()),
        ("limit", limit.into()),
    ];
    Card {
        over,
        word: super::text::capital(&mark.word),
        mark,
        meaning: words.plain(&format!("conclusion-{conclusion}-meaning")),
        figure: decides.map_or_else(|| words.plain("web-gauge-none"), |decides| figure(words, law, decides)),
        figure_is: words.say(if decides.is_some() { "web-gauge-figure" } else { "web-gauge-open" }, &named),
        gauge: charts::gauge(around, sheet),
    }
}

/// What must be said of the day and the law.
pub(super) fn remarks(around: &Around<'_>, sheet: &Sheet) -> Vec<String> {
    let verdict = &sheet.verdict;
    let told = [
        (verdict.before_entry_into_force, "remark-before-entry-into-force"),
        (verdict.after_end_of_force, "remark-after-end-of-force"),
    ];
    told.iter().filter(|(is_so, _)| *is_so).map(|(_, id)| around.plain(id)).collect()
}

/// The questions that people have, with their answers; `readings` is where the 48 stand.
pub(super) fn answers(around: &Around<'_>, sheet: &Sheet, lists: &Lists, readings: &str) -> Vec<Answer> {
    let mut answers = vec![
        is_listed(around, sheet, lists),
        what_follows(around, sheet, lists),
        how_sure(around, sheet, readings),
    ];
    let mut what: Vec<String> =
        missing(around.words, &sheet.verdict, &sheet.dossier.asset.id).into_iter().map(|m| m.what).collect();
    what.dedup();
    if !what.is_empty() {
        let lines = what.iter().map(|what| super::text::capital(what)).collect();
        answers.push(Answer { question: around.plain("web-answer-missing"), lines, links: Vec::new() });
    }
    answers
}

fn is_listed(around: &Around<'_>, sheet: &Sheet, lists: &Lists) -> Answer {
    let words = around.words;
    let standing = on_lists(lists, &sheet.dossier.asset.id, sheet.day);
    let mut lines: Vec<String> = Vec::new();
    for (authority, spell) in standing {
        let Some(spell) = spell else { continue };
        lines.push(listed(around, sheet, authority, spell));
    }
    if lines.is_empty() {
        lines.push(words.plain("web-answer-listed-no"));
    }
    lines.push(words.plain("web-answer-listed-unverified"));
    let href = around.address(&format!("lists/{}?on={}", Authority::Ministry, sheet.day));
    let links = vec![Link { href, text: words.plain("web-answer-listed-link") }];
    Answer { question: words.plain("web-answer-listed"), lines, links }
}

fn listed(around: &Around<'_>, sheet: &Sheet, authority: Authority, spell: &Spell) -> String {
    let words = around.words;
    let row = spell.row(sheet.day);
    let list = words.plain(&format!("authority-{authority}"));
    let since = date::long(words, spell.from);
    let act = row.act.as_deref().map_or_else(|| "none".to_owned(), legible);
    let id = if spell.is_suspended_on(sheet.day) {
        "web-answer-listed-suspended"
    } else {
        "web-answer-listed-yes"
    };
    let mut line = words.say(id, &[("list", list.into()), ("since", since.into()), ("act", act.into())]);
    if row.demonstration {
        line.push(' ');
        line.push_str(&words.plain("web-entry-made-up"));
    }
    line
}

fn what_follows(around: &Around<'_>, sheet: &Sheet, lists: &Lists) -> Answer {
    let words = around.words;
    let asset = &sheet.dossier.asset;
    let symbol = Named::of(asset).symbol;
    let lines = match lists.spell(Authority::Ministry, &asset.id, sheet.day) {
        None => vec![words.plain("web-answer-follows-nothing")],
        Some(spell) if spell.is_suspended_on(sheet.day) => {
            vec![words.plain("web-answer-follows-suspended")]
        }
        Some(spell) => {
            let peg = peg_of(spell, sheet).unwrap_or_else(|| "none".to_owned());
            vec![
                words.say("web-answer-follows-counts", &[("symbol", symbol.into()), ("peg", peg.into())]),
                words.plain("web-answer-follows-apart"),
            ]
        }
    };
    let href = around.address(&format!("listing?asset={}&on={}", super::encoded(&asset.id), sheet.day));
    let links = vec![Link { href, text: words.plain("web-section-listing") }];
    Answer { question: words.plain("web-answer-follows"), lines, links }
}

/// What one unit counts for: by the list, else by what is known of the asset.
fn peg_of(spell: &Spell, sheet: &Sheet) -> Option<String> {
    let said = &spell.row(sheet.day).peg;
    if said.is_empty() {
        return super::text::at(&sheet.case, &["facts", "peg"]).map(super::evidence::components);
    }
    let one = |part: &Component| legible(&format!("{} {}", part.amount, part.currency));
    Some(said.iter().map(one).collect::<Vec<_>>().join(" + "))
}

fn how_sure(around: &Around<'_>, sheet: &Sheet, readings: &str) -> Answer {
    let words = around.words;
    let stability = &sheet.verdict.stability;
    let tally = stability.tally;
    let against = stability.dissenting.len();
    let named = [
        ("all", sheet.readings.len().into()),
        ("against", against.into()),
        ("met", tally.met.into()),
        ("not_met", tally.not_met.into()),
        ("undetermined", tally.undetermined.into()),
    ];
    let id = match stability.finding.outcome {
        Outcome::Undetermined => "web-sure-open",
        _ if against > 0 => "web-sure-against",
        _ if stability.robust => "web-sure-robust",
        _ => "web-sure-one-source",
    };
    let mut lines = vec![words.say(id, &named)];
    if against > 0 || stability.finding.outcome == Outcome::Undetermined {
        lines.push(words.plain("web-sure-no-reading-is-law"));
    }
    let text = words.say("web-sure-link", &named);
    let links = vec![Link { href: readings.to_owned(), text }];
    Answer { question: words.plain("web-answer-sure"), lines, links }
}

/// How old the figures are on the day that is asked about.
pub(super) fn age(around: &Around<'_>, sheet: &Sheet) -> String {
    let words = around.words;
    let Some(last) = sheet.last_day() else { return words.plain("web-prices-none") };
    let named = [("day", date::long(words, last).into()), ("days", sheet.day.since(last).into())];
    let is_behind = sheet.day.since(last) > 1;
    words.say(if is_behind { "web-prices-behind" } else { "web-prices-until" }, &named)
}

/// How far a figure is from the limit, without a sign.
pub(super) fn room(law: &Law, figure: &Ratio) -> Ratio {
    super::text::size(&law.deviation_max.minus(figure))
}
