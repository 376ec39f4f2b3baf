//! A verdict in words: what came out, why, how sure that is, and what is missing.

use std::io;

use qazyq_casework::dossier::Asset;
use qazyq_law::{Law, Verdict};
use qazyq_words::number::percent;
use qazyq_words::verdict::{
    self, Missing, conversions, deciding, defects, dissent, own_reading, remarks, robustness,
};

use crate::screen::Screen;
use crate::words::legible;

/// Where whoever reads can supply what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By commands that import into the workspace.
    Workspace,
    /// In the case file itself.
    CaseFile,
}

/// One verdict, whole.
pub(crate) fn verdict(
    screen: &mut Screen,
    law: &Law,
    verdict: &Verdict,
    asset: &Asset,
    way: Way,
) -> io::Result<()> {
    let names = [Some(asset.id.clone()), asset.symbol.clone(), asset.name.clone()];
    let mut names: Vec<String> = names.into_iter().flatten().map(|name| legible(&name)).collect();
    names.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
    let heading =
        format!("{} — {}: {}", names.join(" · "), verdict.date, screen.conclusion(verdict.conclusion));
    screen.heading(&heading)?;
    let meaning = screen.words.plain(&format!("conclusion-{}-meaning", verdict.conclusion.as_str()));
    screen.paragraph(&meaning)?;
    for text in remarks(&screen.words, [verdict]) {
        screen.paragraph(&text)?;
    }
    screen.line("")?;

    for (number, (criterion, finding)) in (1..).zip(&verdict.criteria) {
        let name = screen.words.plain(&format!("rule-{}", criterion.as_str()));
        let line = format!("{number}. {name}: {}", screen.outcome(finding.outcome));
        screen.heading(&line)?;
        for reason in &finding.reasons {
            let text = verdict::reason(&screen.words, verdict, reason);
            screen.indented("   ", "   ", &text)?;
        }
    }
    screen.line("")?;
    reading(screen, law, verdict)?;
    let words = &screen.words;
    let mut told = conversions(words, verdict);
    told.extend(defects(words, verdict));
    told.push(verdict::law(words, verdict));
    for text in told {
        screen.paragraph(&text)?;
    }
    missing(screen, verdict, asset, way)
}

/// The reading that decided, and how all the others do.
fn reading(screen: &mut Screen, law: &Law, verdict: &Verdict) -> io::Result<()> {
    let text = own_reading(&screen.words, verdict);
    screen.paragraph(&text)?;

    let text = robustness(&screen.words, verdict);
    screen.paragraph(&text)?;
    if verdict.stability.dissenting.is_empty() {
        return Ok(());
    }
    let heading = screen.words.plain("verdict-dissenting");
    screen.paragraph(&heading)?;
    for line in dissent(&screen.words, law, verdict) {
        screen.indented("  – ", "    ", &line)?;
    }
    Ok(())
}

/// What evidence is missing, and how to supply it.
fn missing(screen: &mut Screen, verdict: &Verdict, asset: &Asset, way: Way) -> io::Result<()> {
    let missing = verdict::missing(&screen.words, verdict, &asset.id);
    if missing.is_empty() {
        return Ok(());
    }
    screen.line("")?;
    let heading = screen.words.plain("missing-heading");
    screen.heading(&heading)?;
    let mut told: Vec<String> = Vec::new();
    let mut ways: Vec<String> = Vec::new();
    for Missing { what, key, command } in missing {
        let what = match way {
            Way::Workspace => what,
            Way::CaseFile => format!("{what} ({key})"),
        };
        if !told.contains(&what) {
            screen.indented("  – ", "    ", &what)?;
            told.push(what);
        }
        if way == Way::Workspace && !ways.contains(&command) {
            ways.push(command);
        }
    }
    if ways.is_empty() {
        return Ok(());
    }
    let heading = screen.words.plain("missing-way");
    screen.heading(&heading)?;
    for way in ways {
        screen.indented("  – ", "    ", &way)?;
    }
    Ok(())
}

/// The columns of a table of verdicts; the criteria by their numbers, which [`verdict::legend`] tells.
pub(crate) fn header(screen: &Screen) -> Vec<String> {
    let column = |name: &str| screen.words.plain(&format!("column-{name}"));
    let [asset, outcome, deviation, readings] = ["asset", "outcome", "deviation", "readings"].map(column);
    let [one, two, three, four, five] = ["1", "2", "3", "4", "5"].map(str::to_owned);
    vec![asset, outcome, one, two, deviation, three, four, five, readings]
}

/// The columns of that table that are never wrapped: all but the asset.
pub(crate) const FIRM: [usize; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

/// Columns of the terminal that a whole row takes.
pub(crate) const ROW_WIDTH: usize = 78;

/// One verdict as a row of that table.
pub(crate) fn row(screen: &Screen, asset: &Asset, verdict: &Verdict) -> Vec<String> {
    let words = &screen.words;
    let figure = deciding(verdict);
    let figure = figure.map_or("–".to_owned(), |d| percent(words, &d.figure, &d.figure.plus(&d.headroom)));
    let tally = verdict.stability.tally;
    let robust = format!("{}/{}/{}", tally.met, tally.not_met, tally.undetermined);
    let robust =
        if verdict.stability.robust { format!("{robust} {}", words.plain("robust")) } else { robust };
    let mut row = vec![legible(&asset.id), screen.conclusion(verdict.conclusion)];
    for (criterion, finding) in &verdict.criteria {
        row.push(crate::screen::sign(finding.outcome).to_owned());
        if criterion.as_str() == "stability" {
            row.push(figure.clone());
        }
    }
    row.push(robust);
    row
}
