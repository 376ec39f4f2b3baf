//! `qazyq find TEXT`: what an asset is called at CoinMarketCap, told apart from those that share its symbol.

use qazyq_casework::fetch::{Means, Question};
use qazyq_casework::find::Found;
use qazyq_exact::Amount;
use qazyq_fetch::SystemClock;
use qazyq_law::json::Value;
use qazyq_registry::people::Right;
use qazyq_words::number::grouped;

use super::fetch::{interrupted, key, settings, unanswered};
use super::{Failure, Run, now};
use crate::args::Find;
use crate::exit::Exit;
use crate::words::legible;

pub(super) fn run(run: &mut Run<'_>, args: &Find) -> Result<Exit, Failure> {
    let mut book = run.new_book_for("find", None)?;
    book.require(Right::Record, now())?;
    let settings = settings(run, &args.reach)?;
    let clock = SystemClock::new();
    let means = Means {
        settings: &settings,
        key: key(&args.reach, &settings)?,
        credits_max: None,
        clock: &clock,
        events: &|_| {},
        stop: interrupted(),
    };
    let listings =
        args.tag.clone().map(|tag| Question::Listings { limit: args.limit.clamp(1, 5000), tag: Some(tag) });
    let report = book.look_around(listings, &means)?;
    unanswered(run, &report)?;
    let found = match (&args.text, &args.tag) {
        (_, Some(tag)) => book.tagged(tag, now())?,
        (text, None) => book.find(text.as_deref().unwrap_or_default(), now())?,
    };
    let limit = usize::try_from(args.limit).unwrap_or(usize::MAX);
    let shown = &found[..found.len().min(limit)];
    if run.everywhere.json {
        for found in shown {
            run.screen.raw_line(&json(found).to_string())?;
        }
    } else if args.csv {
        let table = qazyq_casework::follow::table(shown);
        run.screen.raw_line(table.trim_end())?;
    } else {
        table(run, shown)?;
        if shown.len() < found.len() {
            let more = found.len() - shown.len();
            let text = run.screen.words.say("find-more", &[("count", more.into())]);
            run.screen.paragraph(&text)?;
        }
        if shown.iter().any(|found| found.sharing > 0) {
            let text = run.screen.words.plain("find-shared");
            run.screen.paragraph(&text)?;
        }
    }
    if found.is_empty() {
        let text = run.screen.words.plain("find-nothing");
        run.screen.note(&text)?;
    }
    Ok(if report.is_whole() { Exit::Done } else { Exit::Refused })
}

fn table(run: &mut Run<'_>, found: &[Found]) -> Result<(), Failure> {
    if found.is_empty() {
        return Ok(());
    }
    let words = &run.screen.words;
    let has_price = found.iter().any(|found| found.price.is_some());
    let mut columns = ["id", "symbol", "name", "status", "sharing", "followed"];
    if has_price {
        columns[3] = "price";
    }
    let header = columns.iter().map(|column| words.plain(&format!("find-{column}"))).collect();
    let amount = |amount: &Option<Amount>| {
        amount.as_ref().map_or("–".to_owned(), |a| grouped(words, &a.to_string()))
    };
    let rows = found.iter().map(|found| {
        let status = found.status.as_deref().unwrap_or("–");
        vec![
            found.id.to_string(),
            legible(&found.symbol),
            legible(&found.name),
            if has_price {
                amount(&found.price)
            } else {
                words.find_plain(&format!("find-status-{status}")).unwrap_or_else(|| legible(status))
            },
            if found.sharing == 0 { "–".to_owned() } else { found.sharing.to_string() },
            found.followed_as.clone().unwrap_or_else(|| "–".to_owned()),
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[0])?;
    Ok(())
}

fn json(found: &Found) -> Value {
    let amount = |amount: &Option<Amount>| Value::from(amount.as_ref().map(Amount::to_string));
    Value::object([
        ("id", Value::Number(found.id.to_string())),
        ("symbol", found.symbol.as_str().into()),
        ("name", found.name.as_str().into()),
        ("status", found.status.clone().into()),
        ("price", amount(&found.price)),
        ("market_cap", amount(&found.market_cap)),
        ("sharing_its_symbol", Value::Number(found.sharing.to_string())),
        ("followed_as", found.followed_as.clone().into()),
    ])
}
