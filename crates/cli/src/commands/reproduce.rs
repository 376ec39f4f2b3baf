//! `qazyq reproduce --bundles DIR`: every verdict that a log holds, found again from its bundle.

use qazyq_casework::bundle::policy;
use qazyq_casework::reproduce::{Again, Asked, Replayed, Reproduced, reproduce};
use serde_json::json;

use super::registry::tell_json;
use super::verify::exit;
use super::{Failure, Run, now};
use crate::args::Reproduce;
use crate::exit::Exit;
use crate::words::{legible, value};

/// As many failures as are told one by one.
const TOLD_MAX: usize = 50;

pub(super) fn run(run: &mut Run<'_>, args: &Reproduce) -> Result<Exit, Failure> {
    let policy = args.policy.as_deref().map(policy).transpose()?.unwrap_or_default();
    let act = run.act()?;
    let place = run.log(&args.at);
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok().map(Into::into));
    let asked = Asked {
        log: place.path(),
        bundles: &args.bundles,
        policy: &policy,
        act: &act,
        now: now().as_second(),
        threads: threads.unwrap_or(1),
    };
    let bar = run.screen.any_bar(1);
    let replayed = reproduce(&asked, |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    if run.everywhere.json {
        for verdict in &replayed.verdicts {
            let (outcome, check) = words_of(verdict.again);
            let told = json!({
                "position": verdict.position, "asset": verdict.of.0, "day": verdict.of.1,
                "bundle": verdict.bundle.to_string(), "outcome": outcome, "check": check,
                "file": verdict.file.as_ref().map(|path| path.display().to_string()),
            });
            tell_json(run, &told)?;
        }
    } else {
        told(run, &replayed)?;
    }
    Ok(exit(replayed.came()))
}

fn words_of(again: Again) -> (&'static str, Option<&'static str>) {
    match again {
        Again::Found => ("found", None),
        Again::Missing => ("missing", None),
        Again::Unknown(check) => ("unknown", Some(check.as_str())),
        Again::Failed(check) => ("failed", Some(check.as_str())),
        Again::Differs => ("differs", None),
    }
}

fn told(run: &mut Run<'_>, replayed: &Replayed) -> Result<(), Failure> {
    let checkpoint = &replayed.checkpoint;
    run.screen.heading(&legible(checkpoint.origin()))?;
    let of = |id: &str, count: u64| (id.to_owned(), vec![("count", value(&count.to_string()))]);
    let mut lines = vec![of("reproduce-size", checkpoint.size)];
    if !replayed.is_whole {
        lines.push(("reproduce-other-root".to_owned(), vec![]));
    }
    let counts = match replayed.counts {
        None => "reproduce-nobody-known",
        Some(true) => "reproduce-counts",
        Some(false) => "reproduce-does-not-count",
    };
    lines.push((counts.to_owned(), vec![]));
    let count = |is: fn(&Again) -> bool| {
        u64::try_from(replayed.verdicts.iter().filter(|verdict| is(&verdict.again)).count())
            .unwrap_or(u64::MAX)
    };
    let found = count(|again| matches!(again, Again::Found));
    lines.push(of("reproduce-found", found));
    for (id, count) in [
        ("reproduce-failed", count(|again| matches!(again, Again::Failed(_) | Again::Differs))),
        ("reproduce-unknown", count(|again| matches!(again, Again::Unknown(_)))),
        ("reproduce-missing", count(|again| matches!(again, Again::Missing))),
        ("reproduce-unlogged", u64::try_from(replayed.unlogged.len()).unwrap_or(u64::MAX)),
    ] {
        if count > 0 {
            lines.push(of(id, count));
        }
    }
    for (id, named) in lines {
        let text = run.screen.words.say(&id, &named);
        run.screen.paragraph(&text)?;
    }
    let odd: Vec<&Reproduced> =
        replayed.verdicts.iter().filter(|verdict| verdict.again != Again::Found).collect();
    for verdict in odd.iter().take(TOLD_MAX) {
        let words = &run.screen.words;
        let why = match verdict.again {
            Again::Failed(check) | Again::Unknown(check) => words.plain(&format!("check-{}", check.as_str())),
            Again::Missing => words.plain("reproduce-is-missing"),
            Again::Differs | Again::Found => words.plain("reproduce-differs"),
        };
        let sign = match verdict.again {
            Again::Failed(_) | Again::Differs => "✗",
            Again::Found | Again::Missing | Again::Unknown(_) => "?",
        };
        let file = verdict
            .file
            .as_ref()
            .map_or_else(|| verdict.bundle.to_string(), |path| path.display().to_string());
        let (asset, day) = &verdict.of;
        let text = legible(&format!("{} {asset} {day}: {why} ({file})", verdict.position));
        run.screen.indented(&format!("{sign} "), "  ", &text)?;
    }
    if odd.len() > TOLD_MAX {
        let more = [("count", value(&(odd.len() - TOLD_MAX).to_string()))];
        let text = run.screen.words.say("reproduce-more", &more);
        run.screen.paragraph(&text)?;
    }
    Ok(())
}
