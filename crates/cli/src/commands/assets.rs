//! `qazyq assets [ASSET]`: what the workspace holds, and of one asset where it comes from.

use jiff::Timestamp;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::dossier::{Converted, Dossier, Evidence, Restated, Series, Whence};
use qazyq_casework::workspace::FileRef;
use qazyq_exact::Amount;
use qazyq_law::json::Value;
use qazyq_market::coinmarketcap::lookups::info::Described;
use qazyq_words::number::grouped;
use qazyq_words::verdict::conversion;

use super::{Failure, Run, now};
use crate::args::Assets;
use crate::exit::Exit;
use crate::screen::Screen;
use crate::words::legible;

/// Files and answers of a series that are listed; earlier ones are counted.
const EVIDENCE_TOLD: usize = 40;

pub(super) fn run(run: &mut Run<'_>, args: &Assets) -> Result<Exit, Failure> {
    let act = run.act()?;
    let book = run.book()?;
    let asked = Asked::default();
    let question = Question { act: &act, asked: &asked, as_of: None, now: now() };
    let ids = match &args.asset {
        Some(id) => vec![id.clone()],
        None => book.assets().into_iter().map(|asset| asset.id).collect(),
    };
    let bar = run.screen.bar(ids.len());
    let mut dossiers = Vec::new();
    for id in &ids {
        dossiers.push(question.dossier(&book, id)?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    if run.everywhere.json {
        for dossier in &dossiers {
            run.screen.raw_line(&json(dossier).to_string())?;
        }
        return Ok(Exit::Done);
    }
    match (&args.asset, &dossiers[..]) {
        (Some(id), [dossier]) => {
            one(run.screen, dossier)?;
            if let Some((key, Some(described))) = book.described(id, now())? {
                described_by(run.screen, &key, &described)?;
            }
        }
        _ => all(run.screen, &dossiers)?,
    }
    Ok(Exit::Done)
}

fn all(screen: &mut Screen, dossiers: &[Dossier]) -> Result<(), Failure> {
    let columns = ["id", "symbol", "name", "peg", "source", "days", "span", "restated"];
    let header = columns.iter().map(|column| screen.words.plain(&format!("assets-{column}"))).collect();
    let mut rows = Vec::new();
    for dossier in dossiers {
        let asset = &dossier.asset;
        let mut head = vec![
            asset.id.clone(),
            legible(asset.symbol.as_deref().unwrap_or_default()),
            legible(asset.name.as_deref().unwrap_or_default()),
            legible(&dossier.peg_text().unwrap_or_else(|| "–".to_owned())),
        ];
        if dossier.series.is_empty() {
            rows.push([head.clone(), vec!["–".to_owned(); 4]].concat());
        }
        for series in &dossier.series {
            rows.push(
                [std::mem::replace(&mut head, vec![String::new(); 4]), series_row(screen, series)].concat(),
            );
        }
    }
    screen.table(header, rows, &[])?;
    Ok(())
}

fn series_row(screen: &Screen, series: &Series) -> Vec<String> {
    let day = |bar: Option<(&qazyq_exact::Day, _)>| bar.map_or("–".to_owned(), |(day, _)| day.to_string());
    vec![
        legible(&format!("{} ({})", series.source, series.currency)),
        grouped(&screen.words, &series.days.len().to_string()),
        format!("{} … {}", day(series.days.first_key_value()), day(series.days.last_key_value())),
        series.restatements.len().to_string(),
    ]
}

/// One asset: its series, their files and every restatement.
fn one(screen: &mut Screen, dossier: &Dossier) -> Result<(), Failure> {
    all(screen, std::slice::from_ref(dossier))?;
    if !dossier.withdrawn.is_empty() {
        let heading = screen.words.plain("assets-withdrawn");
        screen.line("")?;
        screen.heading(&heading)?;
        for (file, reason, when) in &dossier.withdrawn {
            let sha256 = file.sha256.get(..12).unwrap_or_default();
            let text = format!("{sha256}  {when:.0}  {}: {}", legible(&file.name), legible(reason));
            screen.indented("  ", "    ", &text)?;
        }
    }
    for series in &dossier.series {
        let named = [("source", series.source.clone().into())];
        let heading = screen.words.say("assets-files", &named);
        screen.line("")?;
        screen.heading(&heading)?;
        if let Some(converted) = &series.converted {
            let text = conversion(&screen.words, &series.source, converted);
            screen.indented("  ", "  ", &text)?;
        }
        let many = series.evidence.len().saturating_sub(EVIDENCE_TOLD);
        if many > 0 {
            let text = screen.words.say("assets-earlier", &[("count", many.into())]);
            screen.indented("  ", "  ", &text)?;
        }
        for evidence in series.evidence.iter().skip(many) {
            let sha256 = evidence.sha256.get(..12).unwrap_or_default();
            let retrieved = evidence.retrieved;
            let whence = evidence.whence.as_str();
            // What was asked stands in the receipt, and in JSON; here the address says whose answer it is.
            let shown = match &evidence.whence {
                Whence::File(_) => legible(whence),
                Whence::Address(_) => legible(whence.split_once('?').map_or(whence, |(path, _)| path)),
            };
            screen.line(&format!("  {sha256}  {retrieved:.0}  {shown}"))?;
        }
        if !series.restatements.is_empty() {
            let heading =
                screen.words.say("assets-restatements", &[("count", series.restatements.len().into())]);
            screen.line("")?;
            screen.heading(&heading)?;
            for restated in &series.restatements {
                let text = restatement(screen, series, restated);
                screen.indented("  ", "    ", &text)?;
            }
        }
    }
    Ok(())
}

/// What CoinMarketCap tells of the asset: its own names, contracts and addresses. Nothing of it decides.
fn described_by(screen: &mut Screen, key: &str, described: &Described) -> Result<(), Failure> {
    let named = [
        ("id", key.to_owned().into()),
        ("name", legible(&described.name).into()),
        ("symbol", legible(&described.symbol).into()),
    ];
    let heading = screen.words.say("assets-described", &named);
    screen.line("")?;
    screen.heading(&heading)?;
    for contract in &described.contracts {
        let platform = contract.platform.as_deref().unwrap_or("–");
        screen.indented("  ", "    ", &format!("{}  {}", legible(&contract.address), legible(platform)))?;
    }
    for address in described.websites.iter().chain(&described.technical_docs) {
        screen.indented("  ", "    ", &legible(address))?;
    }
    if let Some(notice) = &described.notice {
        screen.indented("  ", "  ", &legible(notice))?;
    }
    Ok(())
}

pub(super) fn restatement(screen: &Screen, series: &Series, restated: &Restated) -> String {
    let amount = |amount: &Option<Amount>| {
        amount.as_ref().map_or("–".to_owned(), |a| grouped(&screen.words, &a.to_string()))
    };
    let figures = restated.figures.iter().map(|(figure, counts, other)| {
        let named = [
            ("figure", (*figure).into()),
            ("counts", amount(counts).into()),
            ("other", amount(other).into()),
        ];
        screen.words.say("assets-restated-figure", &named)
    });
    let figures = figures.collect::<Vec<_>>().join("; ");
    let sha256 = series.sha256(restated.kept).unwrap_or_default();
    let when = restated.candle.map_or_else(|| restated.day.to_string(), |candle| candle.to_string());
    screen.words.say(
        "assets-restatement",
        &[
            ("when", when.into()),
            ("figures", figures.into()),
            ("file", sha256.get(..12).unwrap_or_default().to_owned().into()),
        ],
    )
}

fn withdrawn_json((file, reason, when): &(FileRef, String, Timestamp)) -> Value {
    let told = [
        ("file", file.name.clone()),
        ("sha256", file.sha256.clone()),
        ("reason", reason.clone()),
        ("withdrawn", when.to_string()),
    ];
    Value::object(told.map(|(key, text)| (key, Value::from(text))))
}

fn json(dossier: &Dossier) -> Value {
    let asset = &dossier.asset;
    let series = dossier.series.iter().map(|series| {
        let day = |bar: Option<(&qazyq_exact::Day, _)>| Value::from(bar.map(|(day, _)| day.to_string()));
        let is_file = |evidence: &&Evidence| matches!(evidence.whence, Whence::File(_));
        let (files, answers): (Vec<&Evidence>, Vec<&Evidence>) = series.evidence.iter().partition(is_file);
        let list = |evidence: Vec<&Evidence>| {
            Value::List(evidence.into_iter().map(|evidence| Value::object(evidence.to_entries())).collect())
        };
        let number = |count: usize| Value::Number(count.to_string());
        let restated = series.restatements.iter().map(|r| series.restated_json(r));
        Value::object([
            ("source", Value::from(series.source.as_str())),
            ("currency", series.currency.as_str().into()),
            ("day", series.cut.name().into()),
            ("days", number(series.days.len())),
            ("from", day(series.days.first_key_value())),
            ("to", day(series.days.last_key_value())),
            ("repeated", number(series.repeated)),
            ("restatements", Value::List(restated.collect())),
            ("files", list(files)),
            ("answers", list(answers)),
            ("converted", series.converted.as_ref().map_or(Value::Null, Converted::to_json)),
        ])
    });
    Value::object([
        ("asset", Value::from(asset.id.as_str())),
        ("symbol", asset.symbol.clone().into()),
        ("name", asset.name.clone().into()),
        ("peg", dossier.peg_text().into()),
        ("series", Value::List(series.collect())),
        ("withdrawn", Value::List(dossier.withdrawn.iter().map(withdrawn_json).collect())),
    ])
}
