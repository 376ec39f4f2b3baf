//! What can be typed about keys and the transparency log.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Where keys lie.
#[derive(Debug, Args)]
pub(crate) struct KeysAt {
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
}

/// Where one's own log is.
#[derive(Debug, Args)]
pub(crate) struct LogAt {
    #[arg(long, value_name = "DIR")]
    pub(crate) log: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct KeyGroup {
    #[command(subcommand)]
    pub(crate) what: OfKey,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfKey {
    New(KeyNew),
    List(KeysAt),
}

#[derive(Debug, Args)]
pub(crate) struct KeyNew {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long)]
    pub(crate) cosignatures: bool,
    #[command(flatten)]
    pub(crate) at: KeysAt,
}

#[derive(Debug, Args)]
pub(crate) struct LogGroup {
    #[command(subcommand)]
    pub(crate) what: OfLog,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfLog {
    Init(LogInit),
    Append(LogAppend),
    Index(LogIndex),
    Lookup(LogLookup),
    Check(LogCheck),
    Status(LogStatus),
    Verify(LogVerify),
    Witness(LogWitness),
}

#[derive(Debug, Args)]
pub(crate) struct LogInit {
    #[arg(long, value_name = "NAME")]
    pub(crate) key: String,
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at: LogAt,
    #[command(flatten)]
    pub(crate) keys: KeysAt,
}

#[derive(Debug, Args)]
pub(crate) struct LogStatus {
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at: LogAt,
    #[command(flatten)]
    pub(crate) keys: KeysAt,
}

#[derive(Debug, Args)]
pub(crate) struct LogVerify {
    #[arg(value_name = "DIR", conflicts_with = "log")]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) since: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at: LogAt,
    #[command(flatten)]
    pub(crate) keys: KeysAt,
}

#[derive(Debug, Args)]
pub(crate) struct LogWitness {
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) timeout: u64,
    #[command(flatten)]
    pub(crate) at: LogAt,
}

#[derive(Debug, Args)]
pub(crate) struct LogAppend {
    #[arg(value_name = "FILE", required_unless_present = "lists")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) lists: bool,
    #[arg(long, value_name = "NAME")]
    pub(crate) key: Option<String>,
    #[command(flatten)]
    pub(crate) at: LogAt,
    #[command(flatten)]
    pub(crate) keys: KeysAt,
}

#[derive(Debug, Args)]
pub(crate) struct LogIndex {
    #[command(flatten)]
    pub(crate) at: LogAt,
    #[command(flatten)]
    pub(crate) keys: KeysAt,
}

#[derive(Debug, Args)]
pub(crate) struct LogLookup {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) at: LogAt,
}

#[derive(Debug, Args)]
pub(crate) struct LogCheck {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: PathBuf,
}
