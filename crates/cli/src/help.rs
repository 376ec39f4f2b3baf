//! Help and complaints of the command line, in the three languages.
//!
//! The shape comes from [`crate::args`]; this puts the words of `locales/*/help.ftl` into it by name: `help-COMMAND`
//! with `.long` and `.example`, `arg-COMMAND-OPTION` or `arg-OPTION`. A test holds that none is missing.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};

use qazyq_registry::form::RecordKind;

use crate::args::Typed;
use crate::words::{Words, value};
use qazyq_troubles::Said;

/// The command line with its words.
pub(crate) fn command(words: &Words) -> Command {
    let command = Typed::command();
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let command = names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |sub| {
            let name = sub.get_name().to_owned();
            let inner: Vec<String> = sub.get_subcommands().map(|c| c.get_name().to_owned()).collect();
            let sub = inner.into_iter().fold(sub, |sub, inner| {
                sub.mut_subcommand(&inner, |part| with_words(words, part, &format!("{name}-{inner}")))
            });
            with_words(words, sub, &name).subcommand_help_heading(words.plain("heading-commands"))
        })
    });
    with_words(words, command, "qazyq").subcommand_help_heading(words.plain("heading-commands"))
}

/// The name of a command's words: what all kinds of facts have in common is said once.
pub(crate) fn words_of(name: &str) -> String {
    let of_a_fact = name.split_once('-').filter(|(kind, _)| kind.parse::<RecordKind>().is_ok());
    match of_a_fact {
        Some((_, inner @ ("list" | "import"))) => format!("fact-{inner}"),
        _ => name.to_owned(),
    }
}

fn with_words(words: &Words, command: Command, name: &str) -> Command {
    let usage = usage(words, &command, name);
    let name = &words_of(name);
    let id = format!("help-{name}");
    let about = words.plain(&id);
    let long = words.attribute(&id, "long", &[]).map(|long| format!("{about}\n\n{}", paragraphs(&long)));
    let example = words.attribute(&id, "example", &[]).unwrap_or_default();
    let after = format!("{}:\n{}", words.plain("heading-example"), indented(&example));
    let positionals = words.plain("heading-arguments");
    let options = words.plain("heading-options");
    let mut place = 0;
    command
        .about(about.clone())
        .long_about(long.unwrap_or(about))
        .after_help(after)
        .override_usage(usage)
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n",
            words.plain("heading-usage")
        ))
        .mut_args(|arg| {
            place += 1;
            let own = format!("arg-{name}-{}", arg.get_id());
            let shared = format!("arg-{}", arg.get_id());
            let help = words.find_plain(&own).unwrap_or_else(|| words.plain(&shared));
            let heading = if arg.is_positional() { positionals.clone() } else { options.clone() };
            let takes_a_value = arg.is_positional() || arg.get_action().takes_values();
            // What every command has stands behind what is its own.
            let order = if name == "qazyq" { 1000 + place } else { place };
            // The words name the choices and the default already, in the language of the rest.
            arg.help(help)
                .display_order(order)
                .help_heading(heading)
                .hide_possible_values(takes_a_value)
                .hide_default_value(takes_a_value)
        })
}

/// `qazyq import [OPTIONS] FILE…`
fn usage(words: &Words, command: &Command, name: &str) -> String {
    let options = words.plain("usage-options");
    if name == "qazyq" {
        return format!("qazyq [{options}] {}", words.plain("usage-command"));
    }
    let mut usage = format!("qazyq {}", name.replacen('-', " ", 1));
    for arg in command.get_arguments().filter(|a| !a.is_positional() && a.is_required_set()) {
        let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        usage.push_str(&format!(" --{} {}", arg.get_long().unwrap_or_default(), value.unwrap_or_default()));
    }
    usage.push_str(&format!(" [{options}]"));
    for arg in command.get_positionals() {
        let value = arg
            .get_value_names()
            .and_then(|names| names.first())
            .map(ToString::to_string)
            .unwrap_or_default();
        let many = if matches!(arg.get_action(), clap::ArgAction::Append) { "…" } else { "" };
        let shown = if arg.is_required_set() { format!("{value}{many}") } else { format!("[{value}{many}]") };
        usage.push_str(&format!(" {shown}"));
    }
    if command.has_subcommands() {
        usage.push_str(&format!(" {}", words.plain("usage-command")));
    }
    usage
}

/// Lines of one paragraph are joined; an empty line begins the next.
fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(|p| p.lines().map(str::trim).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {}", line.trim_end())).collect::<Vec<_>>().join("\n")
}

/// A complaint about the command line, in words.
pub(crate) fn complaint(words: &Words, error: &clap::Error) -> Said {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) if kind == ContextKind::ValidValue => Some(texts.join(", ")),
        // Of suggestions the best comes last.
        Some(ContextValue::Strings(texts)) => {
            Some(texts.iter().rev().cloned().collect::<Vec<_>>().join(", "))
        }
        Some(ContextValue::StyledStr(text)) => Some(text.to_string()),
        Some(ContextValue::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let of = |kind| value(&text(kind).unwrap_or_default());
    // A value name after an option is the option's shape, not its name.
    let arg = text(ContextKind::InvalidArg).unwrap_or_default();
    let (id, named) = match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            ("usage-unexpected", vec![("arg", value(&arg))])
        }
        ErrorKind::UnknownArgument => ("usage-unknown-argument", vec![("arg", value(&arg))]),
        ErrorKind::InvalidSubcommand => {
            ("usage-unknown-command", vec![("command", of(ContextKind::InvalidSubcommand))])
        }
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_none_or(|v| v.is_empty()) => {
            ("usage-value-missing", vec![("arg", value(&arg))])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            ("usage-invalid-value", vec![("arg", value(&arg)), ("value", of(ContextKind::InvalidValue))])
        }
        ErrorKind::MissingRequiredArgument => ("usage-argument-missing", vec![("args", value(&arg))]),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("usage-command-missing", vec![])
        }
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg).filter(|prior| *prior != arg) {
            None => ("usage-twice", vec![("arg", value(&arg))]),
            Some(prior) => ("usage-conflict", vec![("arg", value(&arg)), ("other", value(&prior))]),
        },
        _ => ("usage-other", vec![("text", value(error.kind().as_str().unwrap_or_default()))]),
    };
    let suggested = text(ContextKind::SuggestedArg)
        .or_else(|| text(ContextKind::SuggestedSubcommand))
        .or_else(|| text(ContextKind::SuggestedValue))
        .filter(|text| !text.is_empty());
    let valid = text(ContextKind::ValidValue).filter(|text| !text.is_empty());
    let help = match (suggested, valid) {
        (Some(suggested), _) => words.say("usage-did-you-mean", &[("text", value(&suggested))]),
        (None, Some(valid)) => words.say("usage-one-of", &[("choices", value(&valid))]),
        (None, None) => words.plain("usage-see-help"),
    };
    Said { text: words.say(id, &named), help: Some(help) }
}
