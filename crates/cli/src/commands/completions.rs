//! `qazyq completions SHELL`: what a shell needs to complete commands and options.

use clap_complete::Shell as Known;

use super::{Failure, Run};
use crate::args::{Completions, Shell};
use crate::exit::Exit;
use crate::help;

pub(super) fn run(run: &mut Run<'_>, args: &Completions) -> Result<Exit, Failure> {
    let shell = match args.shell {
        Shell::Bash => Known::Bash,
        Shell::Zsh => Known::Zsh,
        Shell::Fish => Known::Fish,
        Shell::Elvish => Known::Elvish,
        Shell::Powershell => Known::PowerShell,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(&run.screen.words), "qazyq", &mut script);
    run.screen.raw_line(String::from_utf8_lossy(&script).trim_end())?;
    Ok(Exit::Done)
}
