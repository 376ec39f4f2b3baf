//! What was typed: the shape of the command line. Its words are put in by [`crate::help`].
//!
//! Values are kept as they were typed; a command turns them into what they mean, so that every mistake is told in
//! the language of the rest.

mod bundle;
mod proof;
mod registry;
mod serve;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use bundle::*;
pub(crate) use proof::*;
pub(crate) use registry::*;
pub(crate) use serve::*;

#[derive(Debug, Parser)]
#[command(
    name = "qazyq",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(crate) struct Typed {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
}

/// Options that every command has.
#[derive(Debug, Args)]
pub(crate) struct Everywhere {
    #[arg(long, global = true, value_name = "LANG", value_parser = ["en", "ru", "kk"])]
    pub(crate) lang: Option<String>,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) law: Option<PathBuf>,
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    #[arg(long, short, global = true, action = clap::ArgAction::Help)]
    pub(crate) help: Option<bool>,
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    pub(crate) version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(Demo),
    Import(Import),
    Assets(Assets),
    Withdraw(Withdraw),
    Find(Find),
    Follow(Follow),
    Unfollow(Unfollow),
    Fetch(Fetch),
    Sources(Sources),
    Lake(Lake),
    Asset(AssetGroup),
    Issuer(IssuerGroup),
    Peg(PegGroup),
    Disclosure(DisclosureGroup),
    Check(CheckGroup),
    Ruling(RulingGroup),
    Record(Record),
    Register(RegisterGroup),
    List(ListGroup),
    User(UserGroup),
    Token(TokenGroup),
    Journal(JournalGroup),
    Key(KeyGroup),
    Log(LogGroup),
    Assess(Assess),
    Screen(Screen),
    History(History),
    Replay(Replay),
    Margin(Margin),
    Bars(Bars),
    Case(Assess),
    Bundle(Bundle),
    Verify(Verify),
    Reproduce(Reproduce),
    Serve(Serve),
    Facts(Facts),
    Evaluate(Evaluate),
    Readings,
    #[command(name = "law")]
    TheLaw,
    Completions(Completions),
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[arg(long, value_name = "DIR")]
    pub(crate) keep: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "ID")]
    pub(crate) asset: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) symbol: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "PEG")]
    pub(crate) peg: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) peg_source: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) currency: Option<String>,
    #[arg(long, value_name = "TOKEN[@SOURCE]")]
    pub(crate) through: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) retrieved: Option<String>,
    #[arg(long, value_name = "CUT", default_value = "utc", value_parser = ["utc", "almaty"])]
    pub(crate) day: String,
    #[arg(long)]
    pub(crate) partial_days: bool,
    #[arg(long, value_name = "KEY=COLUMN,…")]
    pub(crate) columns: Option<String>,
    #[arg(long, value_name = "COLUMN=VALUE", requires = "columns")]
    pub(crate) only: Vec<String>,
    #[arg(long, value_name = "CHARACTER", requires = "columns")]
    pub(crate) delimiter: Option<String>,
    #[arg(long, value_name = "CHARACTER", requires = "columns")]
    pub(crate) thousands: Option<char>,
    #[arg(long, value_name = "PATTERN", requires = "columns")]
    pub(crate) date_format: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Assets {
    #[arg(value_name = "ASSET")]
    pub(crate) asset: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    #[arg(value_name = "ASSET")]
    pub(crate) asset: String,
    #[arg(value_name = "SHA256")]
    pub(crate) file: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

/// How sources are reached.
#[derive(Debug, Args)]
pub(crate) struct Reach {
    #[arg(long, value_name = "SOURCE=URL")]
    pub(crate) base_url: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Find {
    #[arg(value_name = "TEXT", required_unless_present = "tag")]
    pub(crate) text: Option<String>,
    #[arg(long, value_name = "TAG", conflicts_with = "text")]
    pub(crate) tag: Option<String>,
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    pub(crate) limit: u32,
    #[arg(long)]
    pub(crate) csv: bool,
    #[command(flatten)]
    pub(crate) reach: Reach,
}

#[derive(Debug, Args)]
pub(crate) struct Follow {
    #[arg(value_name = "ASSET", required_unless_present = "file", requires = "source")]
    pub(crate) asset: Option<String>,
    #[arg(value_name = "SOURCE", requires = "key")]
    pub(crate) source: Option<String>,
    #[arg(value_name = "KEY")]
    pub(crate) key: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "asset")]
    pub(crate) file: Option<PathBuf>,
    #[arg(long, value_name = "CODE")]
    pub(crate) currency: Option<String>,
    #[arg(long, value_name = "TOKEN[@SOURCE]")]
    pub(crate) through: Option<String>,
    #[arg(long, value_name = "CUT", default_value = "utc", value_parser = ["utc", "almaty"])]
    pub(crate) day: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) symbol: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "PEG")]
    pub(crate) peg: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) peg_source: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Unfollow {
    #[arg(value_name = "ASSET")]
    pub(crate) asset: String,
    #[arg(value_name = "SOURCE")]
    pub(crate) source: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct Fetch {
    #[arg(value_name = "SOURCE")]
    pub(crate) sources: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) asset: Vec<String>,
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "DAY", conflicts_with = "today")]
    pub(crate) to: Option<String>,
    #[arg(long)]
    pub(crate) today: bool,
    #[arg(long)]
    pub(crate) again: bool,
    #[arg(long)]
    pub(crate) bulk: bool,
    #[arg(long)]
    pub(crate) info: bool,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) credits_max: Option<u64>,
    #[arg(long, value_name = "DURATION", conflicts_with = "dry_run")]
    pub(crate) every: Option<String>,
    #[command(flatten)]
    pub(crate) reach: Reach,
}

#[derive(Debug, Args)]
pub(crate) struct Sources {
    #[arg(value_name = "ASSET")]
    pub(crate) assets: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Lake {
    #[command(subcommand)]
    pub(crate) what: OfLake,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfLake {
    Check,
    Rebuild,
    Export(Export),
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(value_name = "FEED")]
    pub(crate) feed: String,
    #[arg(long, value_name = "FORMAT", value_parser = ["csv", "parquet"], default_value = "csv")]
    pub(crate) format: String,
    // What is not text is nothing for a terminal.
    #[arg(long, value_name = "FILE", required_if_eq("format", "parquet"))]
    pub(crate) output: Option<PathBuf>,
}

/// The choices that make a reading, and what was known when.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "CHOICE", value_parser = ["mean_absolute", "mean_signed", "every_day"])]
    pub(crate) statistic: Option<String>,
    #[arg(long, value_name = "CHOICE", value_parser = ["close", "ohlc4", "extreme", "vwap"])]
    pub(crate) price: Option<String>,
    #[arg(long, value_name = "CHOICE", value_parser = ["undetermined", "carry_forward"])]
    pub(crate) missing: Option<String>,
    #[arg(long, value_name = "CHOICE", value_parser = ["complete_days", "through_assessment_day"])]
    pub(crate) window: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Assess {
    #[arg(value_name = "ASSET")]
    pub(crate) asset: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) on: String,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Screen {
    #[arg(long, value_name = "DAY")]
    pub(crate) on: String,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) foreign: Foreign,
    #[arg(long, value_name = "FORMAT", value_parser = ["table", "csv", "parquet"], default_value = "table", requires = "input")]
    pub(crate) format: String,
    // What is not text is nothing for a terminal.
    #[arg(long, value_name = "FILE", required_if_eq("format", "parquet"), requires = "input")]
    pub(crate) output: Option<PathBuf>,
}

/// Bars of a file that is not the workspace's, with their pegs.
#[derive(Debug, Args)]
pub(crate) struct Foreign {
    #[arg(long, value_name = "FILE", requires = "pegs")]
    pub(crate) input: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "input")]
    pub(crate) pegs: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "input")]
    pub(crate) fx: Option<PathBuf>,
    #[arg(long, value_name = "CODE", default_value = "USD", requires = "input")]
    pub(crate) currency: String,
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    #[arg(value_name = "ASSET", conflicts_with = "input")]
    pub(crate) assets: Vec<String>,
    #[arg(long, value_name = "DAY")]
    pub(crate) from: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) to: String,
    #[arg(long, value_name = "LIST", default_value = "all")]
    pub(crate) readings: String,
    #[command(flatten)]
    pub(crate) foreign: Foreign,
    #[arg(long, value_name = "NAME", conflicts_with = "input")]
    pub(crate) source: Option<String>,
    #[arg(long, value_name = "INSTANT", conflicts_with = "input")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "RATIO", allow_hyphen_values = true)]
    pub(crate) threshold: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) window_days: Option<u32>,
    #[arg(long, value_name = "DIR")]
    pub(crate) amended: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", value_parser = ["summary", "csv", "json", "parquet"], default_value = "summary")]
    pub(crate) format: String,
    #[arg(long, value_name = "TABLE", value_parser = ["spans", "assets", "days", "changes"])]
    pub(crate) table: Option<String>,
    // What is not text is nothing for a terminal.
    #[arg(long, value_name = "FILE", required_if_eq("format", "parquet"))]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Margin {
    #[arg(value_name = "ASSET")]
    pub(crate) asset: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) on: String,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("files").required(true))]
pub(crate) struct Bars {
    #[arg(long, value_name = "FILE", num_args = 1.., group = "files")]
    pub(crate) trades: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", num_args = 1.., group = "files")]
    pub(crate) klines: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = "ID")]
    pub(crate) asset: Option<String>,
    #[arg(long, value_name = "CUT", default_value = "utc", value_parser = ["utc", "almaty"])]
    pub(crate) day: String,
    #[arg(long, conflicts_with = "trades")]
    pub(crate) partial_days: bool,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    #[arg(value_name = "ASSET")]
    pub(crate) asset: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) from: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Facts {
    #[arg(long, value_name = "ASSET")]
    pub(crate) template: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: Shell,
}

/// Shells that completions can be written for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
}
