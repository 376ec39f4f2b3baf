//! How the program ends.

use std::process::ExitCode;

/// The end of a command, a sentence each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All that was asked for was done.
    Done,
    /// It could not run: a path cannot be read, an asset is unknown.
    CouldNotRun,
    /// The command line says something that it cannot mean.
    Usage,
    /// It ran, and refused some of what it was given: a case, a file, a line.
    Refused,
    /// It ran and refused nothing, and some of what it was to check it could not: no trusted key is there.
    Unchecked,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::CouldNotRun => 1,
            Exit::Usage => 2,
            Exit::Refused => 3,
            Exit::Unchecked => 4,
        })
    }
}
