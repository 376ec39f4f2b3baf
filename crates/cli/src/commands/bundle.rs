//! `qazyq bundle ASSET --on DAY`: everything that a verdict rests on, in one file that anyone can check.

use std::path::PathBuf;

use qazyq_casework::bundle::{Made, Making};
use qazyq_casework::keys::parse_name;
use qazyq_casework::output;
use qazyq_law::json::Value;
use qazyq_proof::key::SignerKey;

use super::{Failure, Run};
use crate::args::{Bundle, KeysAt};
use crate::exit::Exit;
use crate::words::value;

pub(super) fn run(run: &mut Run<'_>, args: &Bundle) -> Result<Exit, Failure> {
    let act = run.act()?;
    let day = run.day(&args.on)?;
    let asked = run.asked(&args.reading);
    let question = run.question(&act, &asked, &args.reading)?;
    let book = run.book()?;
    let key = run.signer(args.key.as_deref(), &args.keys)?;
    let making = Making { public: args.public, with_documents: args.documents, key: key.as_ref() };
    let made = question.bundle(&book, &args.asset, day, &making)?;
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}-{day}.qazyq", args.asset)));
    output::bytes(&path, &made.bytes)?;
    if run.everywhere.json {
        run.screen.raw_line(&json(&made, &path).to_string())?;
        return Ok(Exit::Done);
    }
    told(run, &made, &path, key.as_ref())?;
    Ok(Exit::Done)
}

impl Run<'_> {
    /// The key of that name, where one was named.
    pub(super) fn signer(&self, name: Option<&str>, keys: &KeysAt) -> Result<Option<SignerKey>, Failure> {
        let Some(name) = name else { return Ok(None) };
        let name = parse_name(name).map_err(|trouble| self.usage(&trouble))?;
        Ok(Some(keys.folder()?.signer(&name)?))
    }
}

fn told(
    run: &mut Run<'_>,
    made: &Made,
    path: &std::path::Path,
    key: Option<&SignerKey>,
) -> Result<(), Failure> {
    let head = &made.contents.head;
    let words = &run.screen.words;
    let files = made.contents.raw.len() + made.contents.documents.len() + 7;
    let text = words.say(
        "bundle-written",
        &[
            ("path", path.display().to_string().into()),
            ("asset", head.asset.as_str().into()),
            ("day", head.day.to_string().into()),
            ("verdict", run.screen.conclusion(made.verdict.conclusion).into()),
            ("files", value(&files.to_string())),
            ("bytes", value(&made.bytes.len().to_string())),
        ],
    );
    run.screen.paragraph(&text)?;
    let digest = run.screen.words.say("bundle-digest", &[("digest", made.digest.to_string().into())]);
    run.screen.paragraph(&digest)?;
    if made.verdict.demonstration {
        let remark = run.screen.words.plain("remark-demonstration");
        run.screen.paragraph(&remark)?;
    }
    if !head.withheld.is_empty() {
        let mut sources: Vec<&str> = head.withheld.iter().map(|withheld| withheld.source.as_str()).collect();
        sources.sort_unstable();
        sources.dedup();
        let named = [("count", value(&head.withheld.len().to_string())), ("name", sources.join(", ").into())];
        let text = run.screen.words.say("bundle-withheld", &named);
        run.screen.paragraph(&text)?;
    }
    match key {
        Some(key) => {
            let named = [("name", key.public().name().to_string().into())];
            let text = run.screen.words.say("bundle-signed", &named);
            run.screen.paragraph(&text)?;
        }
        None => {
            let text = run.screen.words.plain("bundle-not-signed");
            run.screen.note(&text)?;
        }
    }
    Ok(())
}

fn json(made: &Made, path: &std::path::Path) -> Value {
    let head = &made.contents.head;
    Value::object([
        ("bundle", Value::from(made.digest.to_string())),
        ("file", path.to_string_lossy().into_owned().into()),
        ("bytes", Value::Number(made.bytes.len().to_string())),
        ("asset", head.asset.as_str().into()),
        ("day", head.day.to_string().into()),
        ("known_at", head.known_at.to_string().into()),
        ("outcome", made.verdict.conclusion.as_str().into()),
        ("public", head.public.into()),
        ("withheld", Value::Number(head.withheld.len().to_string())),
    ])
}
