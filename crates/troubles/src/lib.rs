//! What went wrong, in words: the message of a code, with its place and the way out; for the command line and the pages alike.

use std::collections::BTreeMap;

use qazyq_casework::Trouble;
use qazyq_casework::keys::{KeyTrouble, key_error};
use qazyq_casework::log::{Fault, LogTrouble};
use qazyq_law::Refusal;
use qazyq_market::{DefectKind, FileError, Rejected};

use qazyq_words::{Named, Words, legible, value};

/// A message and what can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What went wrong.
    pub text: String,
    /// The way out, where there is one to be told.
    pub help: Option<String>,
}

fn named<'a>(args: &'a [(&'static str, String)]) -> Vec<Named<'a>> {
    args.iter().map(|(name, text)| (*name, value(text))).collect()
}

/// A trouble in words; its place, where it has one, stands in front.
#[must_use]
pub fn said(words: &Words, trouble: &Trouble) -> Said {
    if let Trouble::Refused(refusal) = trouble {
        return refused(words, refusal);
    }
    if let Trouble::InForm { place, trouble } = trouble {
        let Said { text, help } = said(words, trouble);
        return Said { text: format!("{}: {text}", legible(place)), help };
    }
    let args = trouble.args();
    let mut id = format!("trouble-{}", trouble.code());
    // What a market file's words advise is not always to be done with a register's.
    if let Trouble::Register(error) = trouble {
        let own = format!("register-{}", error.code());
        id = words.find(&own, None, &named(&args)).map_or(id, |_| own);
    }
    let mut text = words.say(&id, &named(&args));
    // Where it is said by the name of another message.
    if let Trouble::NotToBeLogged { why, .. } = trouble
        && let Some(check) = words.find_plain(&format!("check-{why}"))
    {
        text = format!("{text} ✗ {check}");
    }
    if let Trouble::BrokenChain { why, .. } = trouble {
        text = format!("{text} {}", words.plain(why));
    }
    match trouble {
        Trouble::Key(KeyTrouble::NotAKey { why, .. }) => {
            text = format!("{text} {}", words.plain(key_error(*why)));
        }
        Trouble::Log(LogTrouble::Broken(broken)) => text = format!("{text} {}", fault(words, broken)),
        Trouble::Log(trouble @ LogTrouble::Policy { .. }) => {
            let why = trouble.args().into_iter().find(|(name, _)| *name == "why");
            text = format!("{text} {}", why.map(|(_, why)| words.plain(&why)).unwrap_or_default());
        }
        _ => {}
    }
    if let Trouble::CannotBeUndone { why, .. } = trouble {
        text = format!("{text} {}", words.plain(why));
    }
    if let (Trouble::Form { .. }, Some(place)) = (trouble, trouble.place()) {
        text = format!("{}: {text}", legible(place));
    }
    if let Trouble::File(FileError::NoReadableRow { first, .. }) = trouble {
        text = format!("{text} {}", rejected(words, first));
    }
    Said { text, help: words.attribute(&id, "help", &named(&args)) }
}

/// What is wrong with a file of a log.
#[must_use]
pub fn fault(words: &Words, fault: &Fault) -> String {
    let path = [("path", fault.path.clone())];
    let args: Vec<(&'static str, String)> = path.into_iter().chain(fault.args.clone()).collect();
    words.say(fault.why, &named(&args))
}

/// The message of a trouble's code, and what can be done.
#[must_use]
pub fn by_code(words: &Words, code: &str, args: &[(&'static str, String)]) -> Said {
    let id = format!("trouble-{code}");
    Said { text: words.say(&id, &named(args)), help: words.attribute(&id, "help", &named(args)) }
}

/// A refusal in words.
#[must_use]
pub fn refused(words: &Words, refusal: &Refusal) -> Said {
    let args = refusal.why.args();
    let id = format!("trouble-{}", refusal.why.code());
    let what = words.say(&id, &named(&args));
    let place = refusal.place.as_str();
    let text = match place.split_once(':') {
        _ if place.is_empty() => what,
        // JSON's own faults have a line and a column, TOML's a line; all others a path of keys.
        Some((line, column)) if line.parse::<u32>().is_ok() && column.parse::<u32>().is_ok() => {
            let at = words.say("place-line-column", &[("line", value(line)), ("column", value(column))]);
            format!("{at}: {what}")
        }
        None if place.parse::<u32>().is_ok() => {
            let at = words.say("place-line", &[("line", value(place))]);
            format!("{at}: {what}")
        }
        _ => format!("{place}: {what}"),
    };
    Said { text, help: words.attribute(&id, "help", &named(&args)) }
}

/// A receipt's code in words; the code itself where this program has none for it.
#[must_use]
pub fn told(words: &Words, code: &str, args: &BTreeMap<String, String>) -> String {
    let mut named: Vec<Named<'_>> = args.iter().map(|(name, text)| (name.as_str(), value(text))).collect();
    // A count of refusals has no words of the source's.
    if !args.contains_key("message") {
        named.extend([("message", value("none")), ("code", value(""))]);
    }
    words.find(&format!("told-{code}"), None, &named).unwrap_or_else(|| legible(code))
}

/// A rejected line in words.
#[must_use]
pub fn rejected(words: &Words, rejected: &Rejected) -> String {
    let args = rejected.why.args();
    let why = words.say(&format!("rejection-{}", rejected.why.code()), &named(&args));
    let at = words.say("place-line", &[("line", value(&rejected.line.to_string()))]);
    format!("{at}: {why}")
}

/// A market file's defect in words.
#[must_use]
pub fn defect(words: &Words, kind: &DefectKind) -> String {
    words.say(&format!("defect-{}", kind.code()), &named(&kind.args()))
}

/// A register's defect in words.
#[must_use]
pub fn register_defect(words: &Words, defect: &qazyq_registers::Defect) -> String {
    words.say(&format!("defect-{}", defect.code()), &named(&defect.args()))
}
