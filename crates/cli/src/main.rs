//! `qazyq`: the command line. It converts and delegates; what a verdict is, `qazyq_law` decides.
//!
//! | file | is |
//! | --- | --- |
//! | `args.rs` | the shape of what can be typed |
//! | `help.rs`, `words.rs` | words in three languages, by name |
//! | `screen.rs`, `explain.rs`, `readings.rs`, `chart.rs` | how results look |
//! | `commands/` | one file a command |
//! | `exit.rs` | how the program ends |
//!
//! This is the edge: here the clock is read, the environment, files and the terminal. Nothing below does.

mod args;
mod chart;
mod commands;
mod exit;
mod explain;
mod help;
mod screen;
mod words;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

use crate::args::Typed;
use crate::commands::{Failure, Run};
use crate::exit::Exit;
use crate::screen::Screen;
use crate::words::{Language, Words};

fn main() -> ExitCode {
    let typed = with_help_spelt_out(std::env::args_os().collect());
    let variable = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
    let asked_for = [language_typed(&typed), variable("QAZYQ_LANG")];
    let asked_for = asked_for.into_iter().flatten().find_map(|name| Language::named(&name));
    let of_system = || Language::of_system(["LC_ALL", "LC_MESSAGES", "LANG"].map(variable));
    let language = asked_for.unwrap_or_else(of_system);
    let is_quiet = typed.iter().any(|arg| arg == "--quiet" || arg == "-q");
    let mut screen = Screen::new(Words::of(language), is_quiet, variable("COLUMNS").as_deref());
    let result =
        run(&typed, &mut screen).and_then(|exit| screen.flush().map(|()| exit).map_err(Failure::from));
    let exit = match result {
        Ok(exit) => exit,
        // Whoever reads has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(failure) => tell(&mut screen, &failure),
    };
    exit.into()
}

/// `qazyq help COMMAND` is what many type for `qazyq COMMAND --help`.
fn with_help_spelt_out(mut typed: Vec<OsString>) -> Vec<OsString> {
    // Before the command stand options at most, some of them with a value.
    let takes_a_value = |option: &OsString| {
        ["--lang", "--workspace", "--law", "--database", "--token-file"].iter().any(|known| option == known)
    };
    let mut place = 1;
    while let Some(option) = typed.get(place).filter(|arg| arg.to_string_lossy().starts_with('-')) {
        place += if takes_a_value(option) { 2 } else { 1 };
    }
    if typed.get(place).is_some_and(|first| first == "help") {
        typed.remove(place);
        typed.push("--help".into());
    }
    typed
}

/// The language on the command line, found before the rest is read: help and complaints are in it too.
fn language_typed(typed: &[OsString]) -> Option<String> {
    let mut args = typed.iter().skip(1).map(|arg| arg.to_string_lossy());
    while let Some(arg) = args.next() {
        match arg.split_once('=') {
            Some(("--lang", language)) => return Some(language.to_owned()),
            None if arg == "--lang" => return args.next().map(|language| language.into_owned()),
            _ => {}
        }
    }
    None
}

fn run(typed: &[OsString], screen: &mut Screen) -> Result<Exit, Failure> {
    // The words of all commands are put into the shape only where somebody will read them: they take longer than parsing.
    let with_words = || help::command(&screen.words).term_width(screen.width());
    let parsed = Typed::command().try_get_matches_from(typed);
    let matches = match parsed.or_else(|_| with_words().try_get_matches_from(typed)) {
        Ok(matches) => matches,
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                write!(io::stdout(), "{}", error.render())?;
                return Ok(Exit::Done);
            }
            _ => return Err(Failure::Usage(help::complaint(&screen.words, &error))),
        },
    };
    let typed = Typed::from_arg_matches(&matches)
        .map_err(|error| Failure::Usage(help::complaint(&screen.words, &error)))?;
    commands::run(typed.command, &mut Run { everywhere: typed.everywhere, screen })
}

/// Says what went wrong; if even that cannot be written, the exit status says it.
fn tell(screen: &mut Screen, failure: &Failure) -> Exit {
    let (said, exit) = match failure {
        Failure::Usage(said) => {
            (qazyq_troubles::Said { text: said.text.clone(), help: said.help.clone() }, Exit::Usage)
        }
        Failure::Trouble(trouble) => (qazyq_troubles::said(&screen.words, trouble), Exit::CouldNotRun),
        Failure::Output(error) => {
            let text = screen.words.say("cannot-write", &[("text", error.to_string().into())]);
            (qazyq_troubles::Said { text, help: None }, Exit::CouldNotRun)
        }
    };
    let _ = screen.trouble(&said.text, said.help.as_deref());
    exit
}
