//! One file a command, and what they share.

mod assess;
mod assets;
mod bars;
mod bundle;
mod case;
mod completions;
mod demo;
mod evaluate;
mod facts;
mod fetch;
mod find;
mod follow;
mod history;
mod import;
mod key;
mod lake;
mod law;
mod log;
mod logged;
mod margin;
mod readings;
mod registry;
mod replay;
mod reproduce;
mod screen;
mod serve;
mod sources;
mod verify;
mod withdraw;

use std::io;
use std::path::PathBuf;

use etcetera::BaseStrategy as _;
use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::book::{Acting, Book};
use qazyq_casework::workspace::Workspace;
use qazyq_exact::Day;
use qazyq_law::reading::{Missing, Price, Statistic, Window};
use qazyq_law::refusal::{Refusal, Why};
use qazyq_law::{Act, Verdict};
use qazyq_registry::form::RecordKind;
use qazyq_registry::people::TokenText;

use self::registry::{matching, proposals, record, show};
use crate::args::{Command, Everywhere, OfAsset, OfCheck, OfDisclosure, OfIssuer, OfPeg, OfRuling, Reading};
use crate::exit::Exit;
use crate::screen::Screen;
use qazyq_troubles::{self as troubles, Said};

/// Why a command ended early.
pub(crate) enum Failure {
    /// The command line cannot mean what it says.
    Usage(Said),
    /// What was asked for could not be done.
    Trouble(Trouble),
    /// The result could not be written.
    Output(io::Error),
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// What every command has at hand.
pub(crate) struct Run<'s> {
    pub(crate) everywhere: Everywhere,
    pub(crate) screen: &'s mut Screen,
}

pub(crate) fn run(command: Command, run: &mut Run<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Demo(args) => demo::run(run, &args),
        Command::Import(args) => import::run(run, &args),
        Command::Assets(args) => assets::run(run, &args),
        Command::Withdraw(args) => withdraw::run(run, &args),
        Command::Find(args) => find::run(run, &args),
        Command::Follow(args) => follow::run(run, &args),
        Command::Unfollow(args) => follow::unfollow(run, &args),
        Command::Fetch(args) => fetch::run(run, &args),
        Command::Sources(args) => sources::run(run, &args),
        Command::Lake(args) => lake::run(run, &args),
        Command::Asset(group) => match &group.what {
            OfAsset::Add(fields) => record::add(run, fields),
            OfAsset::List(args) => record::list(run, RecordKind::Asset, args),
            OfAsset::Import(args) => record::import(run, RecordKind::Asset, args),
            OfAsset::Show(args) => show::asset(run, args),
            OfAsset::Proposals(args) => proposals::proposals(run, args),
            OfAsset::Accept(args) => proposals::accept(run, args),
            OfAsset::Decline(args) => proposals::decline(run, args),
        },
        Command::Issuer(group) => match &group.what {
            OfIssuer::Add(fields) => record::add(run, fields),
            OfIssuer::List(args) => record::list(run, RecordKind::Issuer, args),
            OfIssuer::Import(args) => record::import(run, RecordKind::Issuer, args),
            OfIssuer::Show(args) => show::issuer(run, args),
            OfIssuer::Match(args) => matching::matches(run, args),
            OfIssuer::Accept(args) => matching::accept(run, args),
        },
        Command::Peg(group) => match &group.what {
            OfPeg::Add(fields) => record::add(run, fields),
            OfPeg::List(args) => record::list(run, RecordKind::Peg, args),
            OfPeg::Import(args) => record::import(run, RecordKind::Peg, args),
        },
        Command::Disclosure(group) => match &group.what {
            OfDisclosure::Add(fields) => record::add(run, fields),
            OfDisclosure::List(args) => record::list(run, RecordKind::Disclosure, args),
            OfDisclosure::Import(args) => record::import(run, RecordKind::Disclosure, args),
        },
        Command::Check(group) => match &group.what {
            OfCheck::Add(fields) => record::add(run, fields),
            OfCheck::List(args) => record::list(run, RecordKind::Check, args),
            OfCheck::Import(args) => record::import(run, RecordKind::Check, args),
        },
        Command::Ruling(group) => match &group.what {
            OfRuling::Add(fields) => record::add(run, fields),
            OfRuling::List(args) => record::list(run, RecordKind::Ruling, args),
            OfRuling::Import(args) => record::import(run, RecordKind::Ruling, args),
        },
        Command::Record(args) => record::record(run, &args),
        Command::Register(group) => registry::registers::run(run, &group.what),
        Command::List(group) => registry::list::run(run, &group.what),
        Command::User(group) => registry::people::users(run, &group.what),
        Command::Token(group) => registry::people::tokens(run, &group.what),
        Command::Journal(group) => registry::journal::run(run, &group.what),
        Command::Key(group) => key::run(run, &group.what),
        Command::Log(group) => log::run(run, &group.what),
        Command::Assess(args) => assess::run(run, &args),
        Command::Screen(args) => screen::run(run, &args),
        Command::History(args) => history::run(run, &args),
        Command::Replay(args) => replay::run(run, &args),
        Command::Margin(args) => margin::run(run, &args),
        Command::Bars(args) => bars::run(run, &args),
        Command::Case(args) => case::run(run, &args),
        Command::Bundle(args) => bundle::run(run, &args),
        Command::Verify(args) => verify::run(run, &args),
        Command::Reproduce(args) => reproduce::run(run, &args),
        Command::Serve(args) => serve::run(run, &args),
        Command::Facts(args) => facts::run(run, &args),
        Command::Evaluate(args) => evaluate::run(run, &args),
        Command::Readings => readings::run(run),
        Command::TheLaw => law::run(run),
        Command::Completions(args) => completions::run(run, &args),
    }
}

impl Run<'_> {
    /// The order that decides.
    pub(crate) fn act(&self) -> Result<Act, Failure> {
        Ok(qazyq_casework::law::load(self.everywhere.law.as_deref())?)
    }

    /// The workspace that was named, by the command line, by `QAZYQ_WORKSPACE`, or the user's own.
    pub(crate) fn workspace(&self) -> Workspace {
        let named = self.everywhere.workspace.clone();
        let named = named
            .or_else(|| std::env::var_os("QAZYQ_WORKSPACE").filter(|p| !p.is_empty()).map(PathBuf::from));
        let named_in = |name| std::env::var(name).ok().filter(|text: &String| !text.is_empty());
        let database = self.everywhere.database.clone().or_else(|| named_in("QAZYQ_DATABASE"));
        Workspace::at(named.unwrap_or_else(own_workspace)).with_database(database)
    }

    /// Who acts: whoever holds the token in the file that was named, or in `QAZYQ_TOKEN`.
    pub(crate) fn acting(&self, command: &str, about: Option<String>) -> Result<Acting, Failure> {
        let token = match &self.everywhere.token_file {
            Some(path) => {
                let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
                Some(std::fs::read_to_string(path).map_err(unusable)?)
            }
            None => std::env::var("QAZYQ_TOKEN").ok().filter(|text| !text.is_empty()),
        };
        let token = token.map(|text| TokenText::parse(&text));
        Ok(Acting { token, command: command.to_owned(), about, ..Acting::default() })
    }

    /// The book, for a command that writes.
    pub(crate) fn book_for(&self, command: &str, about: Option<String>) -> Result<Book, Failure> {
        Ok(Book::open(self.workspace())?.acting(self.acting(command, about)?))
    }

    /// The same, where the workspace need not be there yet.
    pub(crate) fn new_book_for(&self, command: &str, about: Option<String>) -> Result<Book, Failure> {
        Ok(Book::open_or_new(self.workspace())?.acting(self.acting(command, about)?))
    }

    pub(crate) fn book(&self) -> Result<Book, Failure> {
        Ok(Book::open(self.workspace())?)
    }

    /// A failure of the command line that the parser cannot see.
    pub(crate) fn usage(&self, trouble: &Trouble) -> Failure {
        Failure::Usage(troubles::said(&self.screen.words, trouble))
    }

    pub(crate) fn day(&self, text: &str) -> Result<Day, Failure> {
        text.parse().map_err(|error| {
            let why = Why::NotADay(text.into(), error);
            self.usage(&Trouble::Refused(Refusal { place: String::new(), why }))
        })
    }

    pub(crate) fn asked(&self, reading: &Reading) -> Asked {
        Asked {
            statistic: choice(Statistic::ALL, Statistic::as_str, reading.statistic.as_deref()),
            price: choice(Price::ALL, Price::as_str, reading.price.as_deref()),
            missing: choice(Missing::ALL, Missing::as_str, reading.missing.as_deref()),
            window: choice(Window::ALL, Window::as_str, reading.window.as_deref()),
            source: reading.source.clone(),
        }
    }

    pub(crate) fn question<'a>(
        &self,
        act: &'a Act,
        asked: &'a Asked,
        reading: &Reading,
    ) -> Result<Question<'a>, Failure> {
        let as_of = reading.as_of.as_deref().map(str::parse).transpose().map_err(|t| self.usage(&t))?;
        Ok(Question { act, asked, as_of, now: now() })
    }
}

/// The present moment. The clock is read here and nowhere below.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The choice of that name; the parser lets no other through.
fn choice<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, typed: Option<&str>) -> Option<T> {
    typed.and_then(|typed| all.iter().copied().find(|choice| name(*choice) == typed))
}

/// Where this system keeps a user's data.
fn own_workspace() -> PathBuf {
    let data = etcetera::choose_base_strategy().map(|base| base.data_dir());
    data.unwrap_or_else(|_| PathBuf::from(".")).join("qazyq")
}

/// A verdict as one line of JSON.
pub(crate) fn json_line(verdict: &Verdict) -> String {
    verdict.to_json().to_string()
}
