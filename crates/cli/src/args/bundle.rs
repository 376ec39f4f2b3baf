//! Bundles of evidence.

use std::path::PathBuf;

use clap::Args;

use super::{KeysAt, LogAt, Reading};

#[derive(Debug, Args)]
pub(crate) struct Bundle {
    #[arg(value_name = "ASSET")]
    pub(crate) asset: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) on: String,
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long)]
    pub(crate) public: bool,
    #[arg(long, conflicts_with = "public")]
    pub(crate) documents: bool,
    #[arg(long, value_name = "NAME")]
    pub(crate) key: Option<String>,
    #[command(flatten)]
    pub(crate) keys: KeysAt,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(value_name = "BUNDLE")]
    pub(crate) bundle: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoint: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) at: LogAt,
}

#[derive(Debug, Args)]
pub(crate) struct Reproduce {
    #[arg(long, value_name = "DIR")]
    pub(crate) bundles: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) threads: Option<usize>,
    #[command(flatten)]
    pub(crate) at: LogAt,
}
