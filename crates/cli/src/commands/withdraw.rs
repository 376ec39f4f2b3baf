//! `qazyq withdraw ASSET SHA256 --reason TEXT`: a wrong file does not count any more.

use qazyq_law::json::Value;

use super::{Failure, Run, now};
use crate::args::Withdraw;
use crate::exit::Exit;

pub(super) fn run(run: &mut Run<'_>, args: &Withdraw) -> Result<Exit, Failure> {
    let mut book = run.book_for("withdraw", Some(args.asset.clone()))?;
    let file = book.withdraw(&args.asset, &args.file, &args.reason, now())?;
    if run.everywhere.json {
        let told = [("asset", args.asset.clone()), ("file", file.name), ("sha256", file.sha256)];
        run.screen.raw_line(&Value::object(told.map(|(key, text)| (key, Value::from(text)))).to_string())?;
        return Ok(Exit::Done);
    }
    let named = [("file", file.name.into()), ("asset", args.asset.clone().into())];
    let text = run.screen.words.say("withdraw-done", &named);
    run.screen.paragraph(&text)?;
    Ok(Exit::Done)
}
