//! `qazyq sources`: how whole, how late and how steady each source is.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use qazyq_casework::sources::{Asked, Card};
use qazyq_law::json::Value;
use qazyq_words::number::grouped;

use super::{Failure, Run, now};
use crate::args::Sources;
use crate::exit::Exit;
use crate::words::{Words, legible};
use qazyq_troubles as troubles;

pub(super) fn run(run: &mut Run<'_>, args: &Sources) -> Result<Exit, Failure> {
    let act = run.act()?;
    let book = run.book()?;
    let ids = match &args.assets[..] {
        [] => book.assets().into_iter().map(|asset| asset.id).collect(),
        named => named.to_vec(),
    };
    let bar = run.screen.bar(ids.len());
    let mut cards = Vec::new();
    let now = now();
    for id in &ids {
        cards.extend(book.cards(&act, id, now)?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    cards.sort_by(|a, b| (&a.source, &a.asset).cmp(&(&b.source, &b.asset)));
    let asked = book.asked()?;
    if run.everywhere.json {
        for card in &cards {
            run.screen.raw_line(&card_json(card).to_string())?;
        }
        for (source, asked) in &asked {
            run.screen.raw_line(&asked_json(source, asked).to_string())?;
        }
        return Ok(Exit::Done);
    }
    if cards.is_empty() && asked.is_empty() {
        let text = run.screen.words.plain("sources-none");
        run.screen.paragraph(&text)?;
        return Ok(Exit::Done);
    }
    series(run, &cards)?;
    if args.assets.is_empty() {
        requests(run, &asked)?;
    }
    Ok(Exit::Done)
}

fn series(run: &mut Run<'_>, cards: &[Card]) -> Result<(), Failure> {
    if cards.is_empty() {
        return Ok(());
    }
    let words = &run.screen.words;
    let columns = ["source", "asset", "days", "whole", "first-gap", "behind", "lag", "restated", "defects"];
    let header = columns.map(|column| words.plain(&format!("sources-{column}"))).to_vec();
    let dash = || "–".to_owned();
    let rows = cards.iter().map(|card| {
        let defects: u32 = card.defects.values().sum();
        vec![
            legible(&card.source),
            card.asset.clone(),
            format!("{} / {}", card.days, card.expected),
            whole(words, card),
            card.gaps.first().map_or_else(dash, ToString::to_string),
            card.behind.map_or_else(dash, |behind| time(words, behind)),
            card.lag.map_or_else(dash, |lag| time(words, lag)),
            card.restated.to_string(),
            defects.to_string(),
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[2, 3, 4, 5, 6, 7, 8])?;
    let text = run.screen.words.plain("sources-legend");
    run.screen.paragraph(&text)?;
    Ok(())
}

/// How many of the expected days are there, in percent, rounded down: only what is whole is 100 %.
fn whole(words: &Words, card: &Card) -> String {
    if card.expected == 0 {
        return "–".to_owned();
    }
    let tenths = u64::from(card.days) * 1000 / u64::from(card.expected);
    format!("{}{}{}\u{a0}%", tenths / 10, words.decimal_mark(), tenths % 10)
}

/// A time in the unit that tells enough of it.
fn time(words: &Words, time: SignedDuration) -> String {
    let minutes = time.as_mins();
    let (id, count) = match minutes {
        ..120 => ("time-minutes", minutes),
        120..2880 => ("time-hours", minutes / 60),
        _ => ("time-days", minutes / 1440),
    };
    words.say(id, &[("count", count.into())])
}

fn requests(run: &mut Run<'_>, asked: &BTreeMap<String, Asked>) -> Result<(), Failure> {
    if asked.is_empty() {
        return Ok(());
    }
    let words = &run.screen.words;
    let heading = words.plain("sources-requests-heading");
    let columns = ["source", "attempts", "answered", "rows", "credits", "last-answer", "last-failure"];
    let header = columns.map(|column| words.plain(&format!("sources-{column}"))).to_vec();
    let number = |n: u64| grouped(words, &n.to_string());
    let instant = |at: Option<jiff::Timestamp>| at.map_or("–".to_owned(), |at| format!("{at:.0}"));
    let rows = asked.iter().map(|(source, asked)| {
        let credits = if source == "coinmarketcap" { number(asked.credits) } else { "–".to_owned() };
        vec![
            source.clone(),
            number(asked.attempts),
            number(asked.answered),
            number(asked.rows),
            credits,
            instant(asked.last_answer),
            instant(asked.last_failure),
        ]
    });
    let rows = rows.collect();
    run.screen.line("")?;
    run.screen.heading(&heading)?;
    run.screen.table(header, rows, &[0, 1, 2, 3, 4])?;
    for (source, asked) in asked {
        for (code, count) in asked.failed.iter().chain(&asked.remarks) {
            let what = troubles::told(&run.screen.words, code, &BTreeMap::new());
            let text = format!("{source}: {what} ({count})");
            run.screen.indented("  – ", "    ", &text)?;
        }
    }
    Ok(())
}

fn card_json(card: &Card) -> Value {
    let number = |n: u32| Value::Number(n.to_string());
    let seconds =
        |time: Option<SignedDuration>| time.map_or(Value::Null, |t| Value::Number(t.as_secs().to_string()));
    let day = |day: Option<qazyq_exact::Day>| Value::from(day.map(|day| day.to_string()));
    Value::object([
        ("source", Value::from(card.source.as_str())),
        ("asset", card.asset.as_str().into()),
        ("key", card.key.clone().into()),
        ("from", day(card.span.map(|(first, _)| first))),
        ("to", day(card.span.map(|(_, last)| last))),
        ("days", number(card.days)),
        ("expected", number(card.expected)),
        ("first_gaps", Value::List(card.gaps.iter().map(|day| day.to_string().into()).collect())),
        ("behind_seconds", seconds(card.behind)),
        ("lag_seconds", seconds(card.lag)),
        ("restated", number(card.restated)),
        ("defects", Value::object(card.defects.iter().map(|(code, count)| (code.as_str(), number(*count))))),
    ])
}

fn asked_json(source: &str, asked: &Asked) -> Value {
    let number = |n: u64| Value::Number(n.to_string());
    let counts = |counts: &BTreeMap<String, u64>| {
        Value::object(counts.iter().map(|(code, count)| (code.as_str(), number(*count))))
    };
    let instant = |at: Option<jiff::Timestamp>| Value::from(at.map(|at| at.to_string()));
    Value::object([
        ("source", Value::from(source)),
        ("attempts", number(asked.attempts)),
        ("answered", number(asked.answered)),
        ("failed", counts(&asked.failed)),
        ("rows", number(asked.rows)),
        ("rejected", number(asked.rejected)),
        ("remarks", counts(&asked.remarks)),
        ("credits", number(asked.credits)),
        ("last_answer", instant(asked.last_answer)),
        ("last_failure", instant(asked.last_failure)),
    ])
}
