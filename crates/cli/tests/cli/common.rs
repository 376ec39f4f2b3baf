//! One door to the program for all tests of it: a command line in a folder of its own, with nothing of the machine's
//! settings, and what came out.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder with a workspace, gone at the end of the test.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What the program said.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program with its environment cleared, in the folder.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qazyq"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        command.env("COLUMNS", "100").env("QAZYQ_WORKSPACE", self.path("workspace"));
        command.env("QAZYQ_KEYS", "keys");
        command
    }

    /// Runs it.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Answer {
        self.run_with(args, b"")
    }

    /// Runs it with something on standard input.
    pub(crate) fn run_with<S: AsRef<OsStr>>(&self, args: &[S], input: &[u8]) -> Answer {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        Answer {
            status: output.status.code().unwrap_or(-1),
            out: self.stable(&output.stdout),
            err: self.stable(&output.stderr),
        }
    }

    /// Runs it with words parted by blanks; expects that it is done.
    pub(crate) fn done(&self, args: &str) -> String {
        let answer = self.run(&args.split_whitespace().collect::<Vec<_>>());
        assert_eq!(answer.status, 0, "{args}: {answer:?}");
        answer.out
    }

    /// Output without the folder's own name.
    fn stable(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.replace(&self.folder.path().display().to_string(), "DESK")
    }

    /// A desk that has the sample of `examples/market`.
    pub(crate) fn with_sample() -> Self {
        let desk = Self::new();
        desk.done("demo --keep workspace --quiet");
        desk
    }
}

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
