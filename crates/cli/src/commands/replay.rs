//! `qazyq replay --from --to`: every asset, every day, every reading, by the law in force or by another.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::atomic::Ordering;

use indicatif::ProgressBar;
use qazyq_casework::Trouble;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::output;
use qazyq_casework::replay::tables::{Csv, Json, Table, parquet_rows};
use qazyq_casework::replay::{Foreign, OfReading, Order, Plan, Replayed, Watch, WhatIf};
use qazyq_casework::replay::{bytes_of, replay_file, replay_own, to_json};
use qazyq_exact::Ratio;
use qazyq_law::json::Value;
use qazyq_law::reading::Choices;
use qazyq_law::{Act, Law};
use qazyq_market::bars::Findings;
use qazyq_words::number::grouped;
use qazyq_words::readings::{Block, block_text, blocks};
use qazyq_words::verdict::counted_choices;

use super::fetch::interrupted;
use super::{Failure, Run, now};
use crate::args;
use crate::exit::Exit;
use crate::words::{Words, legible, value};
use qazyq_troubles as troubles;

pub(super) fn run(run: &mut Run<'_>, args: &args::Replay) -> Result<Exit, Failure> {
    let act = run.act()?;
    let amended =
        args.amended.as_deref().map(|folder| qazyq_casework::law::load(Some(folder))).transpose()?;
    let plan = plan(run, args, &act, amended.as_ref())?;
    // Whoever wants the summary as JSON in a file, or with a table, wants the format that has both.
    let wants_more = args.output.is_some() || args.table.is_some();
    let format = match (args.format.as_str(), run.everywhere.json && wants_more) {
        ("summary", true) => "json",
        (format, _) => format,
    };
    if format == "summary" && wants_more {
        return Err(run.usage(&Trouble::SummaryIsForTheScreen));
    }
    can_be_written(args.output.as_deref())?;
    let table = table(run, args, format, &plan)?;
    let follows = format == "summary";
    let mut replayed = replay(run, args, &act, &plan, (table, follows))?;
    match format {
        "summary" => {
            if run.everywhere.json {
                let text = Value::object(to_json(&plan, &replayed)).to_string();
                run.screen.raw_line(&text)?;
            } else {
                summary(run, amended.as_ref().unwrap_or(&act).on(plan.to), &plan, &replayed)?;
            }
        }
        "json" => write_json(run, args, &plan, table, &mut replayed)?,
        "parquet" => {
            let table = table.unwrap_or(Table::Spans);
            written(args.output.as_deref(), |to| {
                replayed.write(&plan, table, &mut *parquet_rows(table, to)?)
            })?;
        }
        _ => {
            let table = table.unwrap_or(Table::Spans);
            written(args.output.as_deref(), |to| replayed.write(&plan, table, &mut Csv::new(table, to)?))?;
        }
    }
    remarks(run, &plan, &replayed)
}

fn plan(run: &Run<'_>, args: &args::Replay, act: &Act, amended: Option<&Act>) -> Result<Plan, Failure> {
    let days = (run.day(&args.from)?, run.day(&args.to)?);
    let threshold =
        |text: &String| text.parse::<Ratio>().map_err(|_| run.usage(&Trouble::Threshold(text.clone())));
    let threshold = args.threshold.as_ref().map(threshold).transpose()?;
    let what_if = WhatIf { threshold, window_days: args.window_days, amended };
    Plan::new(act, &what_if, days, &args.readings).map_err(|trouble| run.usage(&trouble))
}

/// The table that is wanted: of a format that has nothing else the spans, or what the other law changes.
fn table(run: &Run<'_>, args: &args::Replay, format: &str, plan: &Plan) -> Result<Option<Table>, Failure> {
    let named = args.table.as_deref();
    let table = named.and_then(|name| Table::ALL.into_iter().find(|table| table.name() == name));
    if table == Some(Table::Changes) && !plan.is_what_if {
        return Err(run.usage(&Trouble::NothingToCompare));
    }
    Ok(match format {
        "csv" | "parquet" => table.or(Some(if plan.is_what_if { Table::Changes } else { Table::Spans })),
        "json" => table,
        _ => None,
    })
}

fn replay(
    run: &mut Run<'_>,
    args: &args::Replay,
    act: &Act,
    plan: &Plan,
    wants: (Option<Table>, bool),
) -> Result<Replayed, Failure> {
    let foreign = args.foreign.input.as_deref().zip(args.foreign.pegs.as_deref());
    if let Some((input, pegs)) = foreign {
        let rates = args.foreign.fx.as_deref();
        let foreign = Foreign { input, pegs, rates, currency: &args.foreign.currency };
        let bar = run.screen.any_bar(usize::try_from(bytes_of(input)?).unwrap_or(usize::MAX));
        return Ok(watched(&bar, &|watch| replay_file(plan, &foreign, wants, watch))?);
    }
    let asked = Asked { source: args.source.clone(), ..Asked::default() };
    let as_of = args.as_of.as_deref().map(str::parse).transpose().map_err(|t| run.usage(&t))?;
    let question = Question { act, asked: &asked, as_of, now: now() };
    let book = run.book()?;
    let bar = run.screen.bar(book.assets().len());
    Ok(watched(&bar, &|watch| replay_own(plan, &question, &book, &args.assets, wants, watch))?)
}

/// Lets `run` tell how far it is, be interrupted, and have all cores.
pub(super) fn watched<T>(
    bar: &ProgressBar,
    run: &dyn Fn(&Watch<'_>) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let advanced = |steps: u64| bar.inc(steps);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let ran = run(&Watch { stop: interrupted(), advanced: &advanced, threads });
    bar.finish_and_clear();
    ran
}

/// Looks, before anything is read, whether there is a place for the file.
pub(super) fn can_be_written(path: Option<&Path>) -> Result<(), Trouble> {
    let Some(path) = path else { return Ok(()) };
    let unusable = |path: &Path, error| Trouble::Path { path: path.display().to_string(), error };
    if path.is_dir() {
        return Err(unusable(path, io::ErrorKind::IsADirectory.into()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::metadata(folder).map(|_| ()).map_err(|error| unusable(folder, error))
}

/// Lets `write` write to the file, or to standard output where none is named. A file appears whole or not at all.
pub(super) fn written(
    path: Option<&Path>,
    write: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), Trouble>,
) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut to = BufWriter::new(io::stdout());
        let written = write(&mut to).and_then(|()| to.flush().map_err(Trouble::Output));
        return written.map_err(|trouble| match trouble {
            Trouble::Output(error) => Failure::Output(error),
            other => other.into(),
        });
    };
    let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
    output::whole(path, |to| {
        let mut to = BufWriter::with_capacity(1 << 18, Stoppable(to));
        write(&mut to).and_then(|()| to.flush().map_err(unusable))
    })
    .map_err(|trouble| match interrupted().load(Ordering::Relaxed) {
        true => Trouble::Interrupted.into(),
        false => trouble.into(),
    })
}

/// Stops writing once somebody has interrupted the program.
struct Stoppable<W>(W);

impl<W: Write> Write for Stoppable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match interrupted().load(Ordering::Relaxed) {
            true => Err(io::Error::other("interrupted")),
            false => self.0.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// One object; a table that is wanted is its last key.
fn write_json(
    run: &mut Run<'_>,
    args: &args::Replay,
    plan: &Plan,
    table: Option<Table>,
    replayed: &mut Replayed,
) -> Result<(), Failure> {
    let head = Value::object(to_json(plan, replayed)).to_string();
    run.screen.flush()?;
    written(args.output.as_deref(), |to| {
        let Some(table) = table else { return writeln!(to, "{head}").map_err(Trouble::Output) };
        let open = head.strip_suffix('}').unwrap_or(&head);
        write!(to, "{open},\"{}\":", table.name()).map_err(Trouble::Output)?;
        replayed.write(plan, table, &mut Json::new(table, &mut *to)?)?;
        to.write_all(b"}\n").map_err(Trouble::Output)
    })
}

/// What it came to, on a screen.
fn summary(run: &mut Run<'_>, law: &Law, plan: &Plan, replayed: &Replayed) -> Result<(), Failure> {
    let words = &run.screen.words;
    let number = |number: u64| grouped(words, &number.to_string());
    let named = [
        ("from", plan.from.to_string().into()),
        ("to", plan.to.to_string().into()),
        ("assets", number(replayed.assets).into()),
        ("days", number(replayed.asset_days).into()),
        ("readings", number(u64::try_from(plan.readings.len()).unwrap_or(u64::MAX)).into()),
    ];
    let heading = words.say("replay-heading", &named);
    let changed = plan.is_what_if.then(|| words.plain("replay-column-changed"));
    let columns = ["reading", "met", "not-met", "undetermined", "flips", "recovery", "accord"];
    let mut header: Vec<String> =
        columns.iter().map(|name| words.plain(&format!("replay-column-{name}"))).collect();
    header.extend(changed);
    let any = words.plain("any");
    let cells = |place: usize| {
        let of = replayed.of_reading(place);
        let mut row = [of.counts.met, of.counts.not_met, of.counts.undetermined].map(number).to_vec();
        row.extend(of.sum.map_or(["–".to_owned(), "–".to_owned()], |sum| {
            [number(sum.flips), recovery(words, sum.recovery_days, sum.recoveries)]
        }));
        row.push(share(words, &of));
        row.extend(of.changed.map(|(changed, _)| number(changed)));
        row
    };
    // Readings of which all is the same share lines.
    let mut alike: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for place in 0..plan.readings.len() {
        let cells = cells(place);
        match alike.iter_mut().find(|(known, _)| *known == cells) {
            Some((_, places)) => places.push(place),
            None => alike.push((cells, vec![place])),
        }
    }
    let row = |(cells, places): (Vec<String>, Vec<usize>)| {
        let readings: Vec<Choices> =
            places.iter().filter_map(|place| plan.readings.get(*place)).copied().collect();
        let base = plan.readings.get(plan.base).filter(|_| plan.readings.len() > 1);
        let name = |block: &Block| {
            let name = block_text(block, counted_choices(law), &any);
            let is_base = base.is_some_and(|base| {
                base.named().iter().zip(block).all(|((_, choice), choices)| choices.contains(choice))
            });
            if is_base { format!("{name}\u{a0}←") } else { name }
        };
        let names: Vec<String> = blocks(&readings).iter().map(name).collect();
        let mut row = vec![names.join("\n")];
        row.extend(cells);
        row
    };
    let rows: Vec<Vec<String>> = alike.into_iter().map(row).collect();
    let legend = words.plain(if plan.is_what_if { "replay-legend-what-if" } else { "replay-legend" });
    let unanimity = {
        let (determined, unanimous) = replayed.unanimity();
        let named = [
            ("determined", number(determined).into()),
            ("unanimous", number(unanimous).into()),
            ("share", percentage(words, unanimous, determined).into()),
        ];
        words.say("replay-unanimity", &named)
    };
    let market = market(words, plan, replayed);
    run.screen.heading(&heading)?;
    if replayed.assets == 0 {
        let text = run.screen.words.plain("replay-nothing");
        run.screen.paragraph(&text)?;
        return Ok(());
    }
    run.screen.line("")?;
    run.screen.table(header, rows, &[])?;
    run.screen.paragraph(&legend)?;
    run.screen.line("")?;
    run.screen.paragraph(&unanimity)?;
    for text in market {
        run.screen.paragraph(&text)?;
    }
    Ok(())
}

/// On which days the fewest and the most assets meet under the base.
fn market(words: &Words, plan: &Plan, replayed: &Replayed) -> Vec<String> {
    let Some(counts) = replayed.per_day(plan.base).filter(|_| replayed.assets > 0) else { return Vec::new() };
    let days = counts.met.iter().zip(&counts.not_met).zip(&counts.undetermined);
    // Of what is undetermined nobody knows on which side it lies: only the others make a share.
    let known = (0..).zip(days).filter(|(_, ((met, not_met), _))| **met + **not_met > 0);
    let of: Vec<(i32, u32, u32)> = known.map(|(k, ((met, not_met), _))| (k, *met, met + not_met)).collect();
    let said = |id: &str, day: Option<&(i32, u32, u32)>| {
        let (k, met, all) = day?;
        let named = [
            ("day", plan.from.plus(*k).to_string().into()),
            ("met", grouped(words, &met.to_string()).into()),
            ("all", grouped(words, &all.to_string()).into()),
        ];
        Some(words.say(id, &named))
    };
    let share = |(_, met, all): &&(i32, u32, u32)| u64::from(*met) * 1_000_000 / u64::from(*all).max(1);
    let texts = [
        said("replay-first-day", of.first()),
        said("replay-last-day", of.last()),
        // Where all meet on every day, no day is the worst.
        said("replay-worst-day", of.iter().min_by_key(share).filter(|(_, met, all)| met < all)),
    ];
    texts.into_iter().flatten().collect()
}

/// Days to recover, on the average.
fn recovery(words: &Words, days: u64, times: u64) -> String {
    if times == 0 {
        return "–".to_owned();
    }
    tenths(words, days * 10 / times)
}

fn share(words: &Words, of: &OfReading) -> String {
    percentage(words, of.accord.same, of.accord.same + of.accord.opposite)
}

/// A share in per cent, cut to tenths, so that it is 100 only where nothing is missing.
fn percentage(words: &Words, part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths_of = u128::from(part) * 1000 / u128::from(whole);
    format!("{}\u{a0}%", tenths(words, u64::try_from(tenths_of).unwrap_or(u64::MAX)))
}

fn tenths(words: &Words, tenths: u64) -> String {
    match tenths % 10 {
        0 => grouped(words, &(tenths / 10).to_string()),
        rest => format!("{}{}{rest}", grouped(words, &(tenths / 10).to_string()), words.decimal_mark()),
    }
}

/// What must be known beside the result.
fn remarks(run: &mut Run<'_>, plan: &Plan, replayed: &Replayed) -> Result<Exit, Failure> {
    let words = &run.screen.words;
    let mut texts = Vec::new();
    if plan.is_what_if {
        texts.push(words.plain("replay-what-if"));
    }
    if replayed.order == Some(Order::None) {
        texts.push(words.plain("replay-unordered"));
    }
    texts.extend(undecidable(words, replayed.without_peg, replayed.without_rate));
    if !run.screen.quiet {
        for text in texts {
            run.screen.note(&text)?;
        }
    }
    told_of_rows(run, &replayed.findings, &replayed.floats)
}

/// Says of how many assets nothing can be said, for want of a peg or of a rate.
pub(super) fn undecidable(words: &Words, without_peg: u64, without_rate: u64) -> Vec<String> {
    let of = [("replay-without-peg", without_peg), ("replay-without-rate", without_rate)];
    let some = of.into_iter().filter(|(_, count)| *count > 0);
    some.map(|(id, count)| words.say(id, &[("count", value(&count.to_string()))])).collect()
}

/// What must be known of the rows that were read. Where some were refused, the program's end says so.
pub(super) fn told_of_rows(
    run: &mut Run<'_>,
    findings: &Findings,
    floats: &[String],
) -> Result<Exit, Failure> {
    let exit = if findings.rejected.is_empty() { Exit::Done } else { Exit::Refused };
    if run.screen.quiet {
        return Ok(exit);
    }
    let words = &run.screen.words;
    let mut texts = Vec::new();
    if !floats.is_empty() {
        let columns: Vec<String> = floats.iter().map(|column| legible(column)).collect();
        texts.push(words.say("replay-floats", &[("columns", columns.join(", ").into())]));
    }
    if !findings.rejected.is_empty() {
        texts.push(words.say("replay-rejected", &[("count", findings.rejected.len().into())]));
        texts.extend(findings.rejected.iter().map(|rejected| troubles::rejected(words, rejected)));
    }
    if !findings.unreadable.is_empty() {
        texts.push(words.say("replay-unreadable", &[("count", findings.unreadable.len().into())]));
        let place = |line: u64| words.say("place-line", &[("line", value(&line.to_string()))]);
        let told = findings.unreadable.iter();
        texts.extend(told.map(|of| format!("{}: {}", place(of.line), troubles::defect(words, &of.kind))));
    }
    for text in texts {
        run.screen.note(&text)?;
    }
    Ok(exit)
}
