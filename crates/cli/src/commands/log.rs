//! `qazyq log init | status | verify | witness`: a transparency log that others can check.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use qazyq_casework::log::status::{Signed, Signer, Status, status};
use qazyq_casework::log::verify::{self, Found, Verified, verify};
use qazyq_casework::log::witness::{self, Said, ask};
use qazyq_casework::log::{Fault, OwnLog, Place, policy_of, read_policy};
use qazyq_proof::key::VerifierKey;
use qazyq_words::number::grouped;
use serde_json::{Value, json};

use super::registry::tell_json;
use super::{Failure, Run, logged};
use crate::args::{LogAt, LogInit, LogStatus, LogVerify, LogWitness, OfLog};
use crate::exit::Exit;
use crate::words::{Words, legible};
use qazyq_troubles as troubles;

pub(super) fn run(run: &mut Run<'_>, what: &OfLog) -> Result<Exit, Failure> {
    match what {
        OfLog::Init(args) => init(run, args),
        OfLog::Append(args) => logged::append(run, args),
        OfLog::Index(args) => logged::index(run, args),
        OfLog::Lookup(args) => logged::lookup(run, args),
        OfLog::Check(args) => logged::check(run, args),
        OfLog::Status(args) => tell_status(run, args),
        OfLog::Verify(args) => verified(run, args),
        OfLog::Witness(args) => witnessed(run, args),
    }
}

impl Run<'_> {
    /// The log in the folder that was named, or the workspace's.
    pub(super) fn log(&self, at: &LogAt) -> Place {
        at.log.as_ref().map_or_else(|| Place::of(&self.workspace()), Place::at)
    }
}

fn init(run: &mut Run<'_>, args: &LogInit) -> Result<Exit, Failure> {
    let name = qazyq_casework::keys::parse_name(&args.key).map_err(|trouble| run.usage(&trouble))?;
    let place = run.log(&args.at);
    let log = OwnLog::create(&place, &args.keys.folder()?, &name, args.policy.as_deref())?;
    let policy = match &args.policy {
        None => policy_of(log.key()),
        Some(path) => String::from_utf8_lossy(&read_policy(path)?.0).into_owned(),
    };
    let path = place.path().display().to_string();
    if run.everywhere.json {
        let told = json!({
            "log": path, "origin": log.key().name().as_str(), "key": log.key().to_string(),
            "size": log.published(), "policy": policy,
        });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named = [("name", log.key().name().to_string().into()), ("path", path.into())];
    let text = run.screen.words.say("log-made", &named);
    run.screen.note(&text)?;
    run.screen.raw_line(policy.trim_end_matches('\n'))?;
    Ok(Exit::Done)
}

fn tell_status(run: &mut Run<'_>, args: &LogStatus) -> Result<Exit, Failure> {
    let place = run.log(&args.at);
    let found = status(place.path(), &args.keys.folder()?, args.policy.as_deref())?;
    let exit = if found.fault.is_some() { Exit::Refused } else { Exit::Done };
    let Status { checkpoint, waiting, torn, signers, strangers, policy, fault } = &found;
    if run.everywhere.json {
        let told = json!({
            "log": place.path().display().to_string(), "origin": checkpoint.origin(), "size": checkpoint.size,
            "root": checkpoint.root.to_string(), "waiting": waiting, "torn_bytes": torn,
            "signers": signers.iter().map(signer_json).collect::<Vec<_>>(), "unknown_signatures": strangers,
            "policy": policy.as_ref().map(|path| path.display().to_string()),
            "fault": fault.as_ref().map(fault_json),
        });
        tell_json(run, &told)?;
        return Ok(exit);
    }
    run.screen.heading(&legible(checkpoint.origin()))?;
    let count = |count: u64| grouped(&run.screen.words, &count.to_string());
    let sized = [("count", count(checkpoint.size).into()), ("root", checkpoint.root.to_string().into())];
    let waits = [("count", count(*waiting).into())];
    let torn = [("count", count(*torn).into())];
    run.say("log-size", &sized)?;
    if *waiting > 0 {
        run.say("log-waiting", &waits)?;
    }
    if found.torn > 0 {
        run.say("log-torn", &torn)?;
    }
    for signer in signers {
        let text = signer_text(&run.screen.words, signer);
        run.screen.indented("  – ", "    ", &text)?;
    }
    if *strangers > 0 {
        let text = run.screen.words.say("log-strangers", &[("count", (*strangers).into())]);
        run.screen.indented("  – ", "    ", &text)?;
    }
    match (fault, policy) {
        (Some(fault), _) => {
            let text = fault_text(&run.screen.words, fault);
            run.say("log-does-not-count", &[("why", text.into())])?;
        }
        (None, Some(path)) => run.say("log-counts", &[("path", path.display().to_string().into())])?,
        (None, None) if signers.is_empty() => run.say("log-is-of-nobody-known", &[])?,
        (None, None) => run.say("log-without-policy", &[])?,
    }
    Ok(exit)
}

/// What a key did with the checkpoint.
fn signer_text(words: &Words, signer: &Signer) -> String {
    let name = match &signer.witness {
        None => signer.key.name().to_string(),
        Some(witness) => format!("{witness} ({})", signer.key.name()),
    };
    let (id, time) = match (signer.signed, &signer.witness) {
        (Signed::Yes(None), _) => ("log-signed", None),
        (Signed::Yes(Some(time)), _) => ("log-cosigned", Some(time)),
        (Signed::No, None) => ("log-not-signed", None),
        (Signed::No, Some(_)) => ("log-not-cosigned", None),
        (Signed::Wrongly, _) => ("log-wrongly-signed", None),
    };
    let mut named = vec![("name", name.into())];
    named.extend(time.map(|time| ("time", instant(words, time).into())));
    words.say(id, &named)
}

/// An instant as witnesses tell it: in UTC, and on the clocks of Almaty.
fn instant(words: &Words, seconds: u64) -> String {
    static ALMATY: TimeZone = jiff::tz::get!("Asia/Almaty");
    let at = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    // A time that no calendar has: nothing but its number can be said.
    let Some(at) = at else { return seconds.to_string() };
    let here = at.to_zoned(ALMATY.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    words.say("log-instant", &[("utc", format!("{at:.0}").into()), ("almaty", here.into())])
}

fn signer_json(signer: &Signer) -> Value {
    let (signed, time) = match signer.signed {
        Signed::Yes(time) => ("yes", time),
        Signed::No => ("no", None),
        Signed::Wrongly => ("wrongly", None),
    };
    json!({ "key": signer.key.to_string(), "witness": signer.witness, "signed": signed, "time": time_json(time) })
}

fn time_json(seconds: Option<u64>) -> Option<String> {
    let at = seconds.and_then(|seconds| i64::try_from(seconds).ok());
    at.and_then(|at| Timestamp::from_second(at).ok()).map(|at| at.to_string())
}

/// What is wrong with a file, in words.
fn fault_text(words: &Words, fault: &Fault) -> String {
    troubles::fault(words, fault)
}

fn fault_json(fault: &Fault) -> Value {
    let args: serde_json::Map<String, Value> =
        fault.args.iter().map(|(name, text)| ((*name).to_owned(), text.as_str().into())).collect();
    json!({ "file": fault.path, "why": fault.why, "args": args })
}

fn verified(run: &mut Run<'_>, args: &LogVerify) -> Result<Exit, Failure> {
    let place = run.log(&args.at);
    let folder = args.folder.as_deref().unwrap_or(place.path());
    let keys = args.keys.folder()?;
    let asked = verify::Asked {
        folder,
        is_own: args.folder.is_none(),
        keys: &keys,
        policy: args.policy.as_deref(),
        since: args.since.as_deref(),
    };
    let bar = run.screen.any_bar(1);
    let found = verify(&asked, |read, all| {
        bar.set_length(all);
        bar.set_position(read);
    })?;
    bar.finish_and_clear();
    let exit = match (found.has_failed(), found.has_unchecked()) {
        (true, _) => Exit::Refused,
        (false, true) => Exit::Unchecked,
        (false, false) => Exit::Done,
    };
    if run.everywhere.json {
        let told = verified_json(folder, &found, exit == Exit::Done);
        tell_json(run, &told)?;
        return Ok(exit);
    }
    if let Some(checkpoint) = &found.checkpoint {
        run.screen.heading(&legible(checkpoint.origin()))?;
        let count = grouped(&run.screen.words, &checkpoint.size.to_string());
        run.say("log-size", &[("count", count.into()), ("root", checkpoint.root.to_string().into())])?;
    }
    for (part, of_part) in &found.parts {
        let words = &run.screen.words;
        let (sign, text) = match of_part {
            Found::Passed => ("✓", passed(words, part, found.key.as_ref())),
            Found::Failed(fault) => ("✗", fault_text(words, fault)),
            Found::Unchecked(why) => ("?", words.plain(why)),
            Found::NotAsked(why) => ("–", words.plain(why)),
        };
        let label = words.plain(&format!("log-part-{part}"));
        run.screen.indented(&format!("{sign} "), "  ", &format!("{label}: {text}"))?;
    }
    let id = match exit {
        Exit::Done => "log-verified",
        Exit::Unchecked => "log-partly-verified",
        _ => "log-not-verified",
    };
    run.say(id, &[])?;
    Ok(exit)
}

/// What is shown of a part that is as it should be.
fn passed(words: &Words, part: &str, key: Option<&VerifierKey>) -> String {
    let key = key.map(ToString::to_string).unwrap_or_default();
    match part {
        "checkpoint" => words.plain("log-passed-checkpoint"),
        "signature" => words.say("log-passed-signature", &[("key", key.into())]),
        "entries" => words.plain("log-passed-entries"),
        "witnesses" => words.plain("log-passed-witnesses"),
        "since" => words.plain("log-passed-since"),
        _ => words.plain("log-passed-pending"),
    }
}

fn verified_json(folder: &std::path::Path, found: &Verified, is_verified: bool) -> Value {
    let part = |of_part: &Found| match of_part {
        Found::Passed => json!({ "found": "passed" }),
        Found::Failed(fault) => json!({ "found": "failed", "fault": fault_json(fault) }),
        Found::Unchecked(why) => json!({ "found": "unchecked", "why": why }),
        Found::NotAsked(why) => json!({ "found": "not_asked", "why": why }),
    };
    let parts: serde_json::Map<String, Value> =
        found.parts.iter().map(|(name, of_part)| ((*name).to_owned(), part(of_part))).collect();
    let checkpoint = found.checkpoint.as_ref();
    json!({
        "log": folder.display().to_string(), "origin": checkpoint.map(|c| c.origin()),
        "size": checkpoint.map(|c| c.size), "root": checkpoint.map(|c| c.root.to_string()),
        "key": found.key.as_ref().map(ToString::to_string), "parts": parts, "verified": is_verified,
    })
}

fn witnessed(run: &mut Run<'_>, args: &LogWitness) -> Result<Exit, Failure> {
    let place = run.log(&args.at);
    let bar = run.screen.any_bar(1);
    let timeout = Duration::from_secs(args.timeout);
    let asked = ask(place.path(), args.policy.as_deref(), timeout, |all| {
        bar.set_length(all);
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    let counts = asked.fault.is_none() && asked.is_kept;
    let exit = if counts { Exit::Done } else { Exit::Refused };
    if run.everywhere.json {
        let told = json!({
            "log": place.path().display().to_string(), "origin": asked.checkpoint.origin(),
            "size": asked.checkpoint.size, "root": asked.checkpoint.root.to_string(),
            "witnesses": asked.witnesses.iter().map(answer_json).collect::<Vec<_>>(), "kept": asked.is_kept,
            "fault": asked.fault.as_ref().map(fault_json),
        });
        tell_json(run, &told)?;
        return Ok(exit);
    }
    run.screen.heading(&legible(asked.checkpoint.origin()))?;
    let count = grouped(&run.screen.words, &asked.checkpoint.size.to_string());
    run.say("log-size", &[("count", count.into()), ("root", asked.checkpoint.root.to_string().into())])?;
    for answer in &asked.witnesses {
        let text = said_text(&run.screen.words, &answer.said);
        let sign = match answer.said {
            Said::Cosigned(_) => "✓",
            Said::NoAddress => "–",
            _ => "✗",
        };
        let name = legible(&answer.name);
        run.screen.indented(&format!("{sign} "), "  ", &format!("{name}: {text}"))?;
    }
    if asked.witnesses.iter().any(|answer| answer.said.is_fork()) {
        run.say("log-fork", &[])?;
    }
    match &asked.fault {
        _ if !asked.is_kept => run.say("log-not-kept", &[])?,
        None => run.say("log-witnessed", &[])?,
        Some(fault) => {
            let text = fault_text(&run.screen.words, fault);
            run.say("log-does-not-count", &[("why", text.into())])?;
        }
    }
    Ok(exit)
}

/// What a witness answered, in words.
fn said_text(words: &Words, said: &Said) -> String {
    match said {
        Said::Cosigned(time) => words.say("witness-cosigned", &[("time", instant(words, *time).into())]),
        Said::Address(error) => troubles::by_code(words, error.code(), &error.args()).text,
        Said::Unreachable(fault) => {
            let args = fault.args().into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
            troubles::told(words, fault.code(), &args)
        }
        Said::Unguarded(address) => words.say("witness-unguarded", &[("text", address.clone().into())]),
        Said::SawMore(size) => {
            words.say("witness-saw-more", &[("count", grouped(words, &size.to_string()).into())])
        }
        Said::Status(status) => words.say("witness-status", &[("text", status.to_string().into())]),
        Said::NoAddress | Said::Refused(_) => words.plain(said.code()),
    }
}

fn answer_json(answer: &witness::Answer) -> Value {
    let time = match answer.said {
        Said::Cosigned(time) => Some(time),
        _ => None,
    };
    json!({
        "name": answer.name, "key": answer.key.to_string(), "answer": answer.said.code(),
        "time": time_json(time), "fork": answer.said.is_fork(),
    })
}
