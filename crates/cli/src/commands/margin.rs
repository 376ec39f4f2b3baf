//! `qazyq margin ASSET --on DAY`: how little would flip the outcome.

use qazyq_casework::replay::{SeriesMargin, margins};
use qazyq_exact::Ratio;
use qazyq_law::json::Value;
use qazyq_replay::margin::{Edge, Flip};
use qazyq_words::number::{percent, price};

use super::{Failure, Run};
use crate::args;
use crate::exit::Exit;
use crate::words::{Words, legible};

pub(super) fn run(run: &mut Run<'_>, args: &args::Margin) -> Result<Exit, Failure> {
    let act = run.act()?;
    let date = run.day(&args.on)?;
    let asked = run.asked(&args.reading);
    let question = run.question(&act, &asked, &args.reading)?;
    let dossier = question.dossier(&run.book()?, &args.asset)?;
    let (law, choices, margins) = margins(&question, &dossier, date)?;
    if run.everywhere.json {
        let line = Value::object([
            ("asset", Value::from(dossier.asset.id.as_str())),
            ("date", date.to_string().into()),
            ("reading", choices.to_json()),
            ("limit", law.deviation_max.to_string().into()),
            ("series", Value::List(margins.iter().map(to_json).collect())),
        ]);
        run.screen.raw_line(&line.to_string())?;
        return Ok(Exit::Done);
    }
    let words = &run.screen.words;
    let own = choices.named().map(|(_, choice)| choice).join(" · ");
    let named = [
        ("asset", legible(dossier.asset.symbol.as_deref().unwrap_or(&dossier.asset.id)).into()),
        ("date", date.to_string().into()),
    ];
    let heading = words.say("margin-heading", &named);
    let reading = words.say("margin-reading", &[("reading", own.into())]);
    let none = words.plain("margin-no-series");
    let told: Vec<(String, Vec<String>)> = margins
        .iter()
        .map(|of| {
            let figure = of.figure.as_ref().map(|figure| percent(words, figure, &law.deviation_max));
            let figure = figure.map_or(String::new(), |figure| format!(", {figure}"));
            let head = format!(
                "{} ({}): {}{figure}",
                legible(&of.source),
                legible(&of.currency),
                run.screen.outcome(of.outcome)
            );
            (head, series(words, of))
        })
        .collect();
    run.screen.heading(&heading)?;
    run.screen.paragraph(&reading)?;
    if told.is_empty() {
        run.screen.paragraph(&none)?;
    }
    for (head, texts) in told {
        run.screen.line("")?;
        run.screen.heading(&head)?;
        for text in texts {
            run.screen.indented("   ", "   ", &text)?;
        }
    }
    Ok(Exit::Done)
}

/// A series in words.
fn series(words: &Words, of: &SeriesMargin) -> Vec<String> {
    let Some(costliest) = &of.costliest else { return vec![words.plain("margin-undetermined")] };
    let none = Ratio::ZERO;
    let mut texts = Vec::new();
    match &of.margin {
        None => texts.push(words.plain("margin-none")),
        Some(margin) => {
            // Where both are as large, neither is the smaller.
            let sizes = [&margin.up, &margin.down].map(|flip| flip.as_ref().map(|flip| size(&flip.change)));
            let smallest = margin.smallest().filter(|_| sizes[0] != sizes[1]);
            let flips = [("margin-rise", &margin.up), ("margin-fall", &margin.down)];
            for (id, flip) in flips.into_iter().filter_map(|(id, flip)| Some((id, flip.as_ref()?))) {
                let text = flip_text(words, id, flip);
                let is_smallest = smallest == Some(flip) && margin.up.is_some() && margin.down.is_some();
                let mark = if is_smallest { words.plain("margin-smallest") } else { String::new() };
                texts.push(format!("{text} {mark}").trim_end().to_owned());
            }
        }
    }
    let share = costliest.share.as_ref().map_or("none".to_owned(), |share| percent(words, share, &none));
    let named = [
        ("day", costliest.day.to_string().into()),
        ("deviation", percent(words, &costliest.deviation, &none).into()),
        ("share", share.into()),
    ];
    texts.push(words.say("margin-costliest", &named));
    texts
}

/// Without its sign.
fn size(change: &Ratio) -> Ratio {
    if change.is_positive() { change.clone() } else { Ratio::ZERO.minus(change) }
}

fn flip_text(words: &Words, id: &str, flip: &Flip) -> String {
    let edge = match flip.edge {
        Edge::At => "at",
        Edge::Beyond => "beyond",
    };
    let named = [
        ("day", flip.day.to_string().into()),
        ("from", price(words, &flip.from).into()),
        ("to", price(words, &flip.to).into()),
        ("change", percent(words, &flip.relative, &Ratio::ZERO).into()),
        ("edge", edge.into()),
    ];
    words.say(id, &named)
}

fn to_json(of: &SeriesMargin) -> Value {
    let ratio = |ratio: &Ratio| Value::from(ratio.to_string());
    let flip = |flip: &Option<Flip>| match flip {
        None => Value::Null,
        Some(flip) => Value::object([
            ("day", Value::from(flip.day.to_string())),
            ("from", ratio(&flip.from)),
            ("to", ratio(&flip.to)),
            ("change", ratio(&flip.change)),
            ("relative", ratio(&flip.relative)),
            ("edge", if flip.edge == Edge::At { "at" } else { "beyond" }.into()),
        ]),
    };
    let costliest = of.costliest.as_ref().map(|day| {
        Value::object([
            ("day", Value::from(day.day.to_string())),
            ("deviation", ratio(&day.deviation)),
            ("share", day.share.as_ref().map(ratio).into()),
        ])
    });
    Value::object([
        ("source", Value::from(of.source.as_str())),
        ("currency", of.currency.as_str().into()),
        ("outcome", of.outcome.as_str().into()),
        ("deviation", of.figure.as_ref().map(ratio).into()),
        ("rise", of.margin.as_ref().map_or(Value::Null, |margin| flip(&margin.up))),
        ("fall", of.margin.as_ref().map_or(Value::Null, |margin| flip(&margin.down))),
        ("costliest", costliest.into()),
    ])
}
