//! `qazyq bars`: daily bars made of trades or of candles.

use std::path::PathBuf;

use qazyq_casework::Trouble;
use qazyq_casework::bars::{Bars, Made, make};
use qazyq_casework::replay::{Watch, bytes_of};
use qazyq_market::days::DayCut;
use qazyq_words::number::grouped;

use super::replay::{can_be_written, watched, written};
use super::{Failure, Run};
use crate::args;
use crate::exit::Exit;
use crate::words::legible;
use qazyq_troubles as troubles;

pub(super) fn run(run: &mut Run<'_>, args: &args::Bars) -> Result<Exit, Failure> {
    let files = if args.klines.is_empty() { &args.trades } else { &args.klines };
    let made = if args.klines.is_empty() { Made::OfTrades(files) } else { Made::OfKlines(files) };
    let cut = if args.day == "almaty" { DayCut::Almaty } else { DayCut::Utc };
    can_be_written(Some(&args.output))?;
    let bytes = files.iter().map(|path: &PathBuf| bytes_of(path)).sum::<Result<u64, Trouble>>()?;
    let bar = run.screen.any_bar(usize::try_from(bytes).unwrap_or(usize::MAX));
    let make = |watch: &Watch<'_>| make(made, args.asset.as_deref(), (cut, args.partial_days), watch);
    let bars = watched(&bar, &make)?;
    let is_parquet = args.output.extension().is_some_and(|extension| extension == "parquet");
    written(Some(&args.output), |to| match is_parquet {
        true => bars.write_parquet(to),
        false => bars.write_csv(to),
    })?;
    told(run, &bars)
}

fn told(run: &mut Run<'_>, bars: &Bars) -> Result<Exit, Failure> {
    let words = &run.screen.words;
    let number = |number: u64| grouped(words, &number.to_string());
    let many = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let named = [
        ("ticks", number(bars.ticks).into()),
        ("bars", number(many(bars.rows().count())).into()),
        ("assets", number(many(bars.assets())).into()),
    ];
    let mut texts = vec![words.say("bars-made", &named)];
    if !bars.floats.is_empty() {
        let columns: Vec<String> = bars.floats.iter().map(|column| legible(column)).collect();
        texts.push(words.say("replay-floats", &[("columns", columns.join(", ").into())]));
    }
    for (path, rejected) in &bars.rejected {
        let path = legible(&path.display().to_string());
        let count = words.say("replay-rejected", &[("count", rejected.len().into())]);
        texts.push(format!("{path}: {count}"));
        texts.extend(rejected.iter().map(|rejected| troubles::rejected(words, rejected)));
    }
    if !run.screen.quiet {
        for text in texts {
            run.screen.note(&text)?;
        }
    }
    Ok(if bars.rejected.is_empty() { Exit::Done } else { Exit::Refused })
}
