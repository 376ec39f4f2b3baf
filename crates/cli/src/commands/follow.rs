//! `qazyq follow ASSET SOURCE KEY` and `qazyq unfollow ASSET SOURCE`: from where a series comes by itself.

use std::path::Path;

use qazyq_casework::Trouble;
use qazyq_casework::follow::{Followed, Wanted, through};
use qazyq_law::json::Value;
use qazyq_registry::people::Right;

use super::{Failure, Run, now};
use crate::args::{Follow, Unfollow};
use crate::exit::Exit;
use crate::screen::Screen;
use crate::words::legible;
use qazyq_troubles as troubles;

pub(super) fn run(run: &mut Run<'_>, args: &Follow) -> Result<Exit, Failure> {
    let through = args.through.as_deref().map(through);
    let wanted = match (&args.file, &args.asset, &args.source, &args.key) {
        (Some(path), ..) => listed(path)?,
        (None, Some(asset), Some(source), Some(key)) => vec![Wanted {
            asset: asset.clone(),
            source: source.clone(),
            key: key.clone(),
            currency: args.currency.clone(),
            almaty: args.day == "almaty",
            through,
            symbol: args.symbol.clone(),
            name: args.name.clone(),
            peg: args.peg.clone(),
            peg_source: args.peg_source.clone(),
        }],
        // The parser lets nothing else through.
        _ => Vec::new(),
    };
    let mut book = run.new_book_for("follow", args.asset.clone())?;
    book.require(Right::Record, now())?;
    let mut exit = Exit::Done;
    let is_one = args.file.is_none();
    for wanted in &wanted {
        match book.follow(wanted, now()) {
            Ok((followed, is_new)) => tell(run, &wanted.asset, &followed, is_new)?,
            Err(trouble) if is_one => return Err(trouble.into()),
            Err(trouble) => {
                exit = Exit::Refused;
                let said = troubles::said(&run.screen.words, &trouble);
                let text = format!("{}: {}", legible(&wanted.asset), said.text);
                run.screen.trouble(&text, said.help.as_deref())?;
            }
        }
    }
    Ok(exit)
}

pub(super) fn unfollow(run: &mut Run<'_>, args: &Unfollow) -> Result<Exit, Failure> {
    run.book_for("unfollow", Some(args.asset.clone()))?.unfollow(
        &args.asset,
        &args.source,
        &args.reason,
        now(),
    )?;
    if run.everywhere.json {
        let told = [("asset", &args.asset), ("source", &args.source), ("reason", &args.reason)];
        let told = Value::object(told.map(|(key, text)| (key, Value::from(text.as_str()))));
        run.screen.raw_line(&told.to_string())?;
        return Ok(Exit::Done);
    }
    let named = [("asset", args.asset.clone().into()), ("source", args.source.clone().into())];
    let text = run.screen.words.say("unfollow-done", &named);
    run.screen.paragraph(&text)?;
    Ok(Exit::Done)
}

/// What a table says: a header, and a line a series.
fn listed(path: &Path) -> Result<Vec<Wanted>, Trouble> {
    let unusable = |error: std::io::Error| Trouble::Path { path: path.display().to_string(), error };
    let text = std::fs::read_to_string(path).map_err(unusable)?;
    qazyq_casework::follow::listed(&text)
}

fn tell(run: &mut Run<'_>, asset: &str, followed: &Followed, is_new: bool) -> Result<(), Failure> {
    if run.everywhere.json {
        let told = [
            ("asset", Value::from(asset)),
            ("source", followed.source.as_str().into()),
            ("key", followed.key.as_str().into()),
            ("currency", followed.currency.as_str().into()),
            ("day", followed.cut.name().into()),
            ("new", is_new.into()),
        ];
        run.screen.raw_line(&Value::object(told).to_string())?;
        return Ok(());
    }
    let text = said(run.screen, asset, followed, is_new);
    run.screen.paragraph(&text)?;
    Ok(())
}

fn said(screen: &Screen, asset: &str, followed: &Followed, is_new: bool) -> String {
    let named = [
        ("asset", legible(asset).into()),
        ("source", followed.source.clone().into()),
        ("key", followed.key.clone().into()),
        ("currency", followed.currency.clone().into()),
        ("day", followed.cut.name().into()),
    ];
    screen.words.say(if is_new { "follow-done" } else { "follow-known" }, &named)
}
