//! The web server.

use clap::Args;

use super::{KeysAt, LogAt, Reach};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8600")]
    pub(crate) address: String,
    #[arg(long, value_name = "URL")]
    pub(crate) origin: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
    #[arg(long, conflicts_with_all = ["update_every", "workspace", "database"])]
    pub(crate) demo: bool,
    #[arg(long)]
    pub(crate) read_only: bool,
    #[arg(long, value_name = "PAUSE", conflicts_with = "on")]
    pub(crate) update_every: Option<String>,
    #[arg(long, value_name = "NAME", requires = "update_every")]
    pub(crate) record_key: Option<String>,
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub(crate) requests_per_second: u32,
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) price_days_max: u16,
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) operations: Option<String>,
    #[command(flatten)]
    pub(crate) keys: KeysAt,
    #[command(flatten)]
    pub(crate) at: LogAt,
    #[command(flatten)]
    pub(crate) reach: Reach,
}
