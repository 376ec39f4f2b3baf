//! What can be typed about the registry: facts, lists, people, and the journal itself.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches, Subcommand};
use qazyq_registry::form::{COMMON, Field, Form, RecordKind};

/// The fields of a form, as options: one door for all kinds, so that a field that is new is an option at once.
#[derive(Debug)]
pub(crate) struct Fields<K>(pub(crate) BTreeMap<String, Vec<String>>, PhantomData<K>);

/// A kind of fact, as a type.
pub(crate) trait OfKind {
    /// Which.
    const KIND: RecordKind;
}

macro_rules! kinds {
    ($($name:ident),+) => {
        $(
            #[derive(Debug)]
            pub(crate) struct $name;
            impl OfKind for $name {
                const KIND: RecordKind = RecordKind::$name;
            }
        )+
    };
}
kinds!(Asset, Issuer, Peg, Disclosure, Check, Ruling);

impl<K: OfKind> Fields<K> {
    /// The form that was filled in.
    pub(crate) fn form(&self) -> Form {
        Form::new(K::KIND, self.0.clone())
    }
}

/// What stands for a value in the help.
fn value_name(field: &Field) -> &'static str {
    match field.name {
        "url" | "website" => "URL",
        "document" => "FILE",
        "retrieved" => "INSTANT",
        "corrects" | "coinmarketcap" => "NUMBER",
        "asset" | "issuer" | "group" | "ruling" => "ID",
        "peg" => "PEG",
        "item" => "ITEM",
        "register" => "REGISTER",
        "on" | "from" | "until" | "published" | "looked_for_on" | "next_expected" | "in_force_from"
        | "appealed_on" | "ended_on" => "DAY",
        "origin" | "status" | "result" | "kind" | "demonstration" => "CHOICE",
        _ => "TEXT",
    }
}

impl<K: OfKind> Args for Fields<K> {
    fn augment_args(command: clap::Command) -> clap::Command {
        K::KIND.fields().iter().chain(COMMON).fold(command, |command, field| {
            let arg = Arg::new(field.name).value_name(value_name(field)).required(field.required);
            let arg = if field.positional { arg } else { arg.long(field.name.replace('_', "-")) };
            command.arg(if field.many { arg.action(ArgAction::Append) } else { arg.action(ArgAction::Set) })
        })
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl<K: OfKind> FromArgMatches for Fields<K> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut fields = BTreeMap::new();
        for field in K::KIND.fields().iter().chain(COMMON) {
            let values: Vec<String> =
                matches.get_many::<String>(field.name).into_iter().flatten().cloned().collect();
            fields.insert(field.name.to_owned(), values);
        }
        Ok(Self(fields, PhantomData))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Which facts are listed.
#[derive(Debug, Args)]
pub(crate) struct Listing {
    #[arg(long, value_name = "ID")]
    pub(crate) asset: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) issuer: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    #[arg(long)]
    pub(crate) csv: bool,
}

/// Files of forms.
#[derive(Debug, Args)]
pub(crate) struct FormFiles {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// Forms of any kind.
#[derive(Debug, Args)]
pub(crate) struct Record {
    #[arg(value_name = "FILE", required_unless_present = "template")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, conflicts_with = "files")]
    pub(crate) template: bool,
}

/// One thing by its id.
#[derive(Debug, Args)]
pub(crate) struct Shown {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
}

macro_rules! groups {
    ($($group:ident of $of:ident, $kind:ident { $($more:tt)* })+) => {
        $(
            #[derive(Debug, Args)]
            pub(crate) struct $group {
                #[command(subcommand)]
                pub(crate) what: $of,
            }

            #[derive(Debug, Subcommand)]
            pub(crate) enum $of {
                Add(Fields<$kind>),
                List(Listing),
                Import(FormFiles),
                $($more)*
            }
        )+
    };
}
groups! {
    AssetGroup of OfAsset, Asset {
        Show(Shown),
        Proposals(AssetProposals),
        Accept(AssetAccept),
        Decline(AssetDecline),
    }
    IssuerGroup of OfIssuer, Issuer {
        Show(Shown),
        Match(IssuerMatch),
        Accept(IssuerAccept),
    }
    PegGroup of OfPeg, Peg {}
    DisclosureGroup of OfDisclosure, Disclosure {}
    CheckGroup of OfCheck, Check {}
    RulingGroup of OfRuling, Ruling {}
}

/// Files of other people's registers.
#[derive(Debug, Args)]
pub(crate) struct RegisterGroup {
    #[command(subcommand)]
    pub(crate) what: OfRegister,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfRegister {
    Import(RegisterImport),
    List(RegisterList),
}

#[derive(Debug, Args)]
pub(crate) struct RegisterImport {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "DAY")]
    pub(crate) of: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) retrieved: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct RegisterList {
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AssetProposals {
    #[arg(long, conflicts_with = "all")]
    pub(crate) new: bool,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    #[arg(long)]
    pub(crate) csv: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AssetAccept {
    #[arg(value_name = "KEY")]
    pub(crate) key: String,
    #[arg(long = "as", value_name = "ID")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) symbol: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AssetDecline {
    #[arg(value_name = "KEY")]
    pub(crate) key: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct IssuerMatch {
    #[arg(value_name = "ID", conflicts_with = "name")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    pub(crate) limit: usize,
    #[arg(long, value_name = "NUMBER", default_value_t = 730)]
    pub(crate) min: u16,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct IssuerAccept {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(value_name = "LEI")]
    pub(crate) lei: String,
    #[arg(long)]
    pub(crate) new: bool,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) corrects: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct ListGroup {
    #[command(subcommand)]
    pub(crate) what: OfList,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfList {
    Show(ListShow),
    Diff(ListDiff),
    Export(ListExport),
    Import(ListImport),
    Proposals(Proposals),
    Propose(Propose),
    Review(Review),
    Approve(Approve),
    Reject(WithReason),
    Recall(WithReason),
    Publish(Numbered),
}

#[derive(Debug, Args)]
pub(crate) struct ListShow {
    #[arg(value_name = "AUTHORITY")]
    pub(crate) authority: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    #[arg(long)]
    pub(crate) without_verdicts: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ListDiff {
    #[arg(value_name = "AUTHORITY")]
    pub(crate) authority: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) from: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) to: String,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ListExport {
    #[arg(value_name = "AUTHORITY")]
    pub(crate) authority: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "FORMAT", value_parser = ["json", "csv"], default_value = "json")]
    pub(crate) format: String,
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ListImport {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "AUTHORITY")]
    pub(crate) authority: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) act: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) of: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) document: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    #[arg(long, value_name = "KEY=COLUMN,…")]
    pub(crate) columns: Option<String>,
    #[arg(long, value_name = "NAME=ASSET")]
    pub(crate) means: Vec<String>,
    #[arg(long)]
    pub(crate) part: bool,
    #[arg(long, value_name = "INSTANT")]
    pub(crate) retrieved: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Proposals {
    #[arg(value_name = "NUMBER")]
    pub(crate) proposal: Option<u64>,
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Propose {
    #[arg(value_name = "ACTION")]
    pub(crate) action: String,
    #[arg(value_name = "ASSET")]
    pub(crate) asset: String,
    #[arg(long, value_name = "AUTHORITY", default_value = "ministry")]
    pub(crate) authority: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) from: String,
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) act: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    #[arg(long, value_name = "CRITERION")]
    pub(crate) criterion: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) evidence: Vec<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct Review {
    #[arg(value_name = "NUMBER")]
    pub(crate) proposal: u64,
    #[arg(long, value_name = "FINDING")]
    pub(crate) finding: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: String,
}

#[derive(Debug, Args)]
pub(crate) struct Approve {
    #[arg(value_name = "NUMBER")]
    pub(crate) proposal: u64,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Numbered {
    #[arg(value_name = "NUMBER")]
    pub(crate) proposal: u64,
}

#[derive(Debug, Args)]
pub(crate) struct WithReason {
    #[arg(value_name = "NUMBER")]
    pub(crate) proposal: u64,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct UserGroup {
    #[command(subcommand)]
    pub(crate) what: OfUser,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfUser {
    Add(UserAdd),
    Set(UserSet),
    Password(UserPassword),
    List,
}

#[derive(Debug, Args)]
pub(crate) struct UserAdd {
    #[arg(value_name = "USER")]
    pub(crate) user: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "ROLE", required = true)]
    pub(crate) role: Vec<String>,
    #[arg(long, value_name = "SUBJECT")]
    pub(crate) openid_subject: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct UserSet {
    #[arg(value_name = "USER")]
    pub(crate) user: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<String>,
    #[arg(long, conflicts_with = "inactive")]
    pub(crate) active: bool,
    #[arg(long)]
    pub(crate) inactive: bool,
    #[arg(long, value_name = "SUBJECT")]
    pub(crate) openid_subject: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct UserPassword {
    #[arg(value_name = "USER")]
    pub(crate) user: String,
    #[arg(long, value_name = "FILE", required_unless_present = "none")]
    pub(crate) password_file: Option<PathBuf>,
    #[arg(long, conflicts_with = "password_file")]
    pub(crate) none: bool,
}

#[derive(Debug, Args)]
pub(crate) struct TokenGroup {
    #[command(subcommand)]
    pub(crate) what: OfToken,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfToken {
    New(TokenNew),
    Revoke(TokenRevoke),
    List,
}

#[derive(Debug, Args)]
pub(crate) struct TokenNew {
    #[arg(value_name = "USER")]
    pub(crate) user: String,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) days: Option<u32>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) label: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct TokenRevoke {
    #[arg(value_name = "TOKEN")]
    pub(crate) token: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct JournalGroup {
    #[command(subcommand)]
    pub(crate) what: OfJournal,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfJournal {
    Verify(JournalVerify),
    Show(JournalShow),
    Export(JournalExport),
    Import(JournalImport),
    Retract(Retract),
    Follow(JournalFollow),
}

#[derive(Debug, Args)]
pub(crate) struct JournalVerify {
    #[arg(long, value_name = "NUMBER:SHA256")]
    pub(crate) head: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct JournalShow {
    #[arg(value_name = "NUMBER")]
    pub(crate) entry: Option<u64>,
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) asset: Option<String>,
    #[arg(long, value_name = "USER")]
    pub(crate) author: Option<String>,
    #[arg(long, value_name = "NUMBER", default_value_t = 40)]
    pub(crate) last: usize,
}

#[derive(Debug, Args)]
pub(crate) struct JournalExport {
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) credentials: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct JournalImport {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) credentials: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Retract {
    #[arg(value_name = "NUMBER")]
    pub(crate) entry: u64,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, Args)]
pub(crate) struct JournalFollow {
    #[arg(long, value_name = "NUMBER")]
    pub(crate) after: Option<u64>,
}
