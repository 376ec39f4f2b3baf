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
