//! What can go wrong, each with a code and what its message names.

use std::io;
use std::path::Path;

use qazyq_evidence::Fault;
use qazyq_fetch::BaseError;
use qazyq_lake::LakeError;
use qazyq_law::Refusal;
use qazyq_market::FileError;
use qazyq_market::columns::MappingError;
use qazyq_market::days::DaysError;
use qazyq_registry::form::FormError;
use qazyq_registry::lists::ListError;
use qazyq_registry::people::Refused;
use qazyq_registry::store::StoreError;
use qazyq_registry::what::RegisterKind;

use crate::keys::KeyTrouble;
use crate::log::LogTrouble;
use crate::record::Unkept;

/// Something that was asked for could not be done. Nothing was half done.
#[derive(Debug)]
pub enum Trouble {
    /// A path could not be read or written.
    Path {
        /// Which.
        path: String,
        /// The system's own words.
        error: io::Error,
    },
    /// A file that was to be logged is neither a bundle whose checks all hold nor a published list.
    NotToBeLogged {
        /// The file.
        path: String,
        /// Which check it fails: a name of those in [`qazyq_evidence::verify::Check`], or `list`.
        why: String,
    },
    /// Nothing was known of the asset at that instant, so that there is no evidence to hand over.
    NothingKnownThen {
        /// The asset.
        asset: String,
        /// The instant.
        instant: String,
    },
    /// A bundle is not what it was made to be: a fault of this program.
    BundleContradicts(String),
    /// A file is no policy.
    Policy {
        /// The file.
        path: String,
        /// Where in it.
        place: String,
        /// What is wrong there.
        what: String,
    },
    /// A case, a page of facts or a law was refused.
    Refused(Refusal),
    /// A market file cannot be used.
    File(FileError),
    /// A declared mapping of columns is none.
    Mapping(MappingError),
    /// Candles do not make days.
    Days(DaysError),
    /// The folder holds something, but no workspace.
    NotAWorkspace(String),
    /// The folder holds a workspace of another format.
    WorkspaceOfAnotherFormat {
        /// Where.
        path: String,
        /// What its mark says.
        found: String,
    },
    /// There is no workspace yet.
    NoWorkspace(String),
    /// An entry of the journal cannot be read.
    BrokenEntry {
        /// Where.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// The bytes under a digest have another digest.
    BrokenBytes {
        /// Where.
        path: String,
        /// The file's name when it was imported.
        name: String,
    },
    /// The workspace has no such asset.
    UnknownAsset {
        /// The id that was given.
        asset: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// No file of the asset, or more than one, has a digest that begins so.
    UnknownFile {
        /// What was given.
        digest: String,
        /// Those that count, by the beginning of their digest and their name.
        known: Vec<String>,
    },
    /// A new asset was named without a symbol, a name or a peg: perhaps the id is misspelt.
    AssetNotIntroduced {
        /// The id.
        asset: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// The id is not written as ids are.
    AssetId(String),
    /// A market file or a page of facts came without its asset.
    AssetNotNamed,
    /// A page of facts names another asset than the command.
    AnotherAsset {
        /// In the page.
        page: String,
        /// In the command.
        command: String,
    },
    /// The text is no peg.
    Peg(String),
    /// The address of a peg was given, and no peg is declared.
    PegNotDeclared,
    /// The text is no instant.
    Instant(String),
    /// The instant has not come yet.
    InTheFuture(String),
    /// The format is not known; what the first line says.
    FormatUnknown(String),
    /// The file's source must be named.
    SourceNotNamed,
    /// `either` is no source.
    EitherIsNoSource,
    /// The currency of the figures must be named.
    CurrencyNotNamed,
    /// The file tells another currency than the command.
    AnotherCurrency {
        /// In the command.
        said: String,
        /// In the file.
        told: String,
    },
    /// The source's series is in another currency, cut or length of candles already.
    AnotherSeries {
        /// The source.
        source: String,
        /// What its series is.
        known: String,
        /// What the file would make it.
        found: String,
    },
    /// A folder stands where a file must be named.
    Folder(String),
    /// The text is no address.
    Address(String),
    /// The text is no currency's code.
    Currency(String),
    /// The file's name tells a pair of another asset.
    AnotherPair {
        /// The pair.
        pair: String,
        /// The asset's symbol.
        symbol: String,
    },
    /// There is no such source.
    UnknownSource {
        /// What was given.
        source: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// The lake has no such feed.
    UnknownFeed {
        /// What was given.
        feed: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// The asset's series at that source is not followed.
    NotFollowed {
        /// What was given.
        source: String,
        /// Those that are.
        known: Vec<String>,
    },
    /// The text is no key of that source.
    NotAKey {
        /// The source.
        source: String,
        /// What was given.
        key: String,
    },
    /// Another asset is followed under that key.
    FollowedByAnother {
        /// The key.
        key: String,
        /// The source.
        source: String,
        /// The other asset.
        asset: String,
    },
    /// The source has days of UTC alone.
    DaysAreUtc(String),
    /// A series cannot be converted so.
    NoConversion {
        /// The token.
        through: String,
        /// Why: the name of a message.
        why: &'static str,
    },
    /// What was asked for could not be written where it should go.
    Output(io::Error),
    /// The lake has no map of CoinMarketCap's ids yet, or no such listing.
    NoMap,
    /// A table of follows is none.
    FollowList {
        /// Where, counted from 1.
        line: u64,
        /// What is unknown or missing there.
        what: String,
    },
    /// A workspace's settings are none.
    Settings {
        /// The file.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// A file that should hold a key holds none.
    NoKeyInFile(String),
    /// The address of a source is none.
    Base(BaseError),
    /// The lake cannot be read or written.
    Lake(LakeError),
    /// Standard input stands twice among the cases.
    StdinTwice,
    /// The folder holds no case file.
    NoCases(String),
    /// A page of facts holds nothing but its asset.
    NoFacts,
    /// A page of facts holds bars, which come from their own files.
    BarsInFacts,
    /// There is no such entry.
    UnknownEntry(u64),
    /// The workspace has no such issuer.
    UnknownIssuer {
        /// The id that was given.
        issuer: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// Whoever acts may not do this.
    NotAllowed(Refused),
    /// A list cannot be changed so.
    List(ListError),
    /// The same with the place of the form, where there are several.
    InForm {
        /// Which form of a file; where in it.
        place: String,
        /// What is the matter.
        trouble: Box<Self>,
    },
    /// A form is filled in wrongly.
    Form {
        /// Which form of a file, counted from 1; where in it.
        place: String,
        /// What is wrong.
        error: FormError,
    },
    /// A file of forms is none.
    FormFile {
        /// Where in it.
        place: String,
        /// What is wrong there.
        what: String,
    },
    /// An entry cannot be corrected or retracted.
    CannotBeUndone {
        /// Which.
        number: u64,
        /// Why: the name of a message.
        why: &'static str,
    },
    /// Where the journal lies could not do what was asked of it.
    Store(StoreError),
    /// The journal is no chain of entries.
    BrokenChain {
        /// The first entry that does not fit.
        number: u64,
        /// Why: the name of a message.
        why: &'static str,
    },
    /// Somebody else wrote about the same asset at the same time.
    ChangedMeanwhile(String),
    /// Somebody else wrote about the same since it was looked at.
    WrittenSince {
        /// The entry.
        number: u64,
        /// Who wrote it.
        author: String,
    },
    /// The same request was made before; what it wrote.
    DoneBefore(Vec<u64>),
    /// The name of this request is that of another one.
    AnotherRequest(String),
    /// The journal is a folder of files, which nobody follows or writes to.
    FirstFormat,
    /// A lease was lost while something was done under it.
    LeaseLost,
    /// The workspace's journal is in its folder, and a database was named.
    JournalIsHere(String),
    /// The workspace's journal is in a database, and none was named.
    DatabaseNotNamed(String),
    /// The workspace's journal has gone.
    JournalIsMissing(String),
    /// The database holds another journal.
    AnotherJournal(String),
    /// Somebody wrote to a journal while it was moved or brought in.
    JournalHasGrown(String),
    /// What a register proposes of that key is not what was looked at any more.
    ProposalChanged(String),
    /// A document is none that is kept.
    NotKept {
        /// Which.
        name: String,
        /// Why.
        why: Unkept,
    },
    /// A file is not the one whose digest was told with it.
    AnotherDigest {
        /// Which.
        name: String,
        /// What was told.
        told: String,
        /// What came.
        found: String,
    },
    /// A file's digest was told, and no file came.
    FileDidNotCome(String),
    /// Several files came where one is taken.
    OneFileOnly(String),
    /// A document is larger than is kept.
    DocumentTooLarge {
        /// Which.
        name: String,
        /// The most bytes.
        bytes_max: usize,
    },
    /// An id that is one asset's alone is another's already.
    IdOfAnother {
        /// The id.
        id: String,
        /// Whose it is.
        asset: String,
    },
    /// There is a user of that name.
    UserIsThere(String),
    /// What is given as somebody's name at a provider of OpenID Connect is not written as such are.
    NotASubject(String),
    /// Somebody at a provider of OpenID Connect is a user already.
    SubjectIsBound {
        /// Which.
        user: String,
    },
    /// No provider of OpenID Connect is set.
    NoOpenId,
    /// A provider of OpenID Connect is set, and nobody said where this server's own addresses begin.
    OpenIdNeedsOrigin,
    /// There is no user of that name.
    UnknownUser {
        /// What was given.
        user: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// No token that serves has that public half.
    UnknownToken {
        /// What was given.
        token: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// A password has fewer characters.
    PasswordTooShort(usize),
    /// A password has more bytes.
    PasswordTooLong(usize),
    /// A value that was typed is none of those that may stand there.
    NoneOf {
        /// The option.
        option: String,
        /// What was typed.
        text: String,
        /// What may stand there.
        choices: String,
    },
    /// A file of a register cannot be used.
    Register(qazyq_registers::FileError),
    /// No file of a register is here.
    NoRegister(RegisterKind),
    /// DefiLlama's newest files have no asset of that id.
    UnknownProposal(String),
    /// What was accepted or declined is an asset here already.
    IsAnotherAsset {
        /// DefiLlama's id.
        key: String,
        /// The asset.
        asset: String,
    },
    /// The id that an asset would get is somebody else's.
    IdIsTaken {
        /// The id.
        id: String,
        /// DefiLlama's ids of the others that would have it too; none where an asset here has it.
        keys: Vec<String>,
    },
    /// An asset here was named for one of DefiLlama's, and what is recorded of the two contradicts that.
    NotTheSameAsset {
        /// DefiLlama's id.
        key: String,
        /// The asset.
        asset: String,
    },
    /// A symbol gives no id.
    NoIdFromSymbol(String),
    /// No register that is here has an entity with that LEI.
    LeiNotInRegisters(String),
    /// The issuer has another LEI.
    AnotherLei {
        /// The issuer.
        issuer: String,
        /// The LEI that it has.
        lei: String,
        /// The entry that says so.
        number: u64,
    },
    /// The LEI is another issuer's.
    LeiOfAnother {
        /// The LEI.
        lei: String,
        /// The issuer that has it.
        issuer: String,
    },
    /// The last day lies before the first.
    ToBeforeFrom {
        /// The first.
        from: String,
        /// The last.
        to: String,
    },
    /// A window has no day, or too many.
    WindowDays {
        /// How many were asked for.
        found: u32,
        /// The most that there may be.
        most: u32,
    },
    /// A threshold is no ratio, or below zero.
    Threshold(String),
    /// The text names no readings.
    Readings(String),
    /// A line of a table beside foreign bars cannot be used.
    TableLine {
        /// The table.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What stands there.
        what: String,
    },
    /// A table beside foreign bars lacks a column.
    TableColumn {
        /// The table.
        path: String,
        /// The column.
        column: String,
        /// Those there are.
        found: String,
    },
    /// What another law changes was asked for, and there is none.
    NothingToCompare,
    /// One file was handed over twice, and would count twice.
    FileTwice(String),
    /// A file or a table was asked for, and a format that has neither.
    SummaryIsForTheScreen,
    /// A screening as a table is for the screen, and no file was asked for in a format that has one.
    TableIsForTheScreen,
    /// Foreign bars tell an asset in one currency and then in another.
    CurrencyChanges {
        /// The asset.
        asset: String,
    },
    /// Foreign bars have an asset's day twice.
    DayTwice {
        /// The asset.
        asset: String,
        /// The day.
        day: String,
    },
    /// Somebody interrupted what was being done; nothing of it was kept.
    Interrupted,
    /// A run contradicts itself: a fault of this program.
    Replay(String),
    /// A key cannot be had, or not be made.
    Key(KeyTrouble),
    /// A transparency log cannot go on.
    Log(LogTrouble),
    /// The program was built without something.
    FeatureMissing {
        /// What.
        feature: &'static str,
        /// What needs it: a file, a format.
        what: String,
    },
}

impl Trouble {
    pub(crate) fn path(path: &Path, error: io::Error) -> Self {
        Self::Path { path: path.display().to_string(), error }
    }

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Path { .. } => "path-unusable",
            Self::Refused(refusal) => refusal.why.code(),
            Self::File(error) => error.code(),
            Self::Mapping(error) => error.code(),
            Self::Days(error) => error.code(),
            Self::NotAWorkspace(_) => "not-a-workspace",
            Self::WorkspaceOfAnotherFormat { .. } => "workspace-of-another-format",
            Self::NoWorkspace(_) => "no-workspace",
            Self::BrokenEntry { .. } => "broken-entry",
            Self::BrokenBytes { .. } => "broken-bytes",
            Self::UnknownAsset { .. } => "unknown-asset",
            Self::UnknownFile { .. } => "unknown-file",
            Self::AssetNotIntroduced { .. } => "asset-not-introduced",
            Self::AssetId(_) => "asset-id",
            Self::AssetNotNamed => "asset-not-named",
            Self::AnotherAsset { .. } => "another-asset",
            Self::Peg(_) => "not-a-peg",
            Self::PegNotDeclared => "peg-not-declared",
            Self::Instant(_) => "not-an-instant",
            Self::InTheFuture(_) => "in-the-future",
            Self::FormatUnknown(_) => "format-unknown",
            Self::SourceNotNamed => "source-not-named",
            Self::EitherIsNoSource => "either-is-no-source",
            Self::CurrencyNotNamed => "currency-not-named",
            Self::AnotherCurrency { .. } => "another-currency",
            Self::AnotherSeries { .. } => "another-series",
            Self::Folder(_) => "folder",
            Self::Address(_) => "not-an-address",
            Self::Currency(_) => "not-a-currency",
            Self::AnotherPair { .. } => "another-pair",
            Self::UnknownSource { .. } => "unknown-source",
            Self::UnknownFeed { .. } => "unknown-feed",
            Self::NotFollowed { .. } => "not-followed",
            Self::NotAKey { .. } => "not-a-key",
            Self::FollowedByAnother { .. } => "followed-by-another",
            Self::DaysAreUtc(_) => "days-are-utc",
            Self::NoConversion { .. } => "no-conversion",
            Self::Output(_) => "cannot-be-written",
            Self::NoMap => "no-map",
            Self::FollowList { .. } => "not-a-follow-list",
            Self::Settings { .. } => "settings-are-none",
            Self::NoKeyInFile(_) => "no-key-in-file",
            Self::Base(error) => error.code(),
            Self::Lake(error) => error.code(),
            Self::StdinTwice => "stdin-twice",
            Self::NoCases(_) => "no-cases",
            Self::NoFacts => "no-facts",
            Self::BarsInFacts => "bars-in-facts",
            Self::UnknownEntry(_) => "unknown-entry",
            Self::UnknownIssuer { .. } => "unknown-issuer",
            Self::NotAllowed(refused) => refused.code(),
            Self::List(error) => error.code(),
            Self::InForm { trouble, .. } => trouble.code(),
            Self::Form { error, .. } => error.why.code,
            Self::FormFile { .. } => "not-a-form-file",
            Self::CannotBeUndone { .. } => "cannot-be-undone",
            Self::Store(error) => error.code(),
            Self::BrokenChain { .. } => "broken-chain",
            Self::ChangedMeanwhile(_) => "changed-meanwhile",
            Self::WrittenSince { .. } => "written-since",
            Self::DoneBefore(_) => "done-before",
            Self::AnotherRequest(_) => "another-request",
            Self::FirstFormat => "journal-of-the-first-format",
            Self::LeaseLost => "lease-is-lost",
            Self::JournalIsHere(_) => "journal-is-here",
            Self::DatabaseNotNamed(_) => "database-not-named",
            Self::JournalIsMissing(_) => "journal-is-missing",
            Self::AnotherJournal(_) => "another-journal",
            Self::JournalHasGrown(_) => "journal-has-grown",
            Self::ProposalChanged(_) => "proposal-changed",
            Self::NotKept { why, .. } => why.code(),
            Self::AnotherDigest { .. } => "another-digest",
            Self::FileDidNotCome(_) => "file-did-not-come",
            Self::OneFileOnly(_) => "one-file-only",
            Self::DocumentTooLarge { .. } => "document-too-large",
            Self::IdOfAnother { .. } => "id-of-another",
            Self::UserIsThere(_) => "user-is-there",
            Self::NotASubject(_) => "not-a-subject",
            Self::SubjectIsBound { .. } => "openid-subject-is-bound",
            Self::NoOpenId => "openid-is-not-set",
            Self::OpenIdNeedsOrigin => "openid-needs-origin",
            Self::UnknownUser { .. } => "unknown-user",
            Self::UnknownToken { .. } => "unknown-token",
            Self::PasswordTooShort(_) => "password-too-short",
            Self::PasswordTooLong(_) => "password-too-long",
            Self::NoneOf { .. } => "none-of-the-choices",
            Self::Register(error) => error.code(),
            Self::NoRegister(_) => "no-register",
            Self::UnknownProposal(_) => "unknown-proposal",
            Self::IsAnotherAsset { .. } => "is-an-asset-here",
            Self::IdIsTaken { .. } => "id-is-taken",
            Self::NotTheSameAsset { .. } => "not-the-same-asset",
            Self::NoIdFromSymbol(_) => "no-id-from-symbol",
            Self::LeiNotInRegisters(_) => "lei-not-in-registers",
            Self::AnotherLei { .. } => "another-lei",
            Self::LeiOfAnother { .. } => "lei-of-another",
            Self::ToBeforeFrom { .. } => "to-before-from",
            Self::WindowDays { .. } => "not-a-window",
            Self::Threshold(_) => "not-a-threshold",
            Self::Readings(_) => "not-readings",
            Self::TableLine { .. } => "table-line-unusable",
            Self::TableColumn { .. } => "table-column-missing",
            Self::NothingToCompare => "nothing-to-compare",
            Self::FileTwice(_) => "file-twice",
            Self::SummaryIsForTheScreen => "summary-is-for-the-screen",
            Self::TableIsForTheScreen => "table-is-for-the-screen",
            Self::CurrencyChanges { .. } => "currency-changes",
            Self::DayTwice { .. } => "day-of-asset-twice",
            Self::Interrupted => "interrupted",
            Self::Replay(_) => "replay-contradicts-itself",
            Self::Key(trouble) => trouble.code(),
            Self::Log(trouble) => trouble.code(),
            Self::FeatureMissing { .. } => "feature-is-missing",
            Self::NotToBeLogged { .. } => "not-to-be-logged",
            Self::NothingKnownThen { .. } => "nothing-known-then",
            Self::BundleContradicts(_) => "bundle-contradicts-itself",
            Self::Policy { .. } => "not-a-trust-policy",
        }
    }

    /// What the message names, by the names it has in the locales.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Path { path, error } => vec![("path", path.clone()), ("text", error.to_string())],
            Self::Refused(refusal) => refusal.why.args(),
            Self::File(error) => error.args(),
            Self::Mapping(error) => error.args(),
            Self::Days(error) => error.args(),
            Self::NotAWorkspace(path)
            | Self::NoWorkspace(path)
            | Self::NoCases(path)
            | Self::NoKeyInFile(path)
            | Self::JournalIsHere(path)
            | Self::DatabaseNotNamed(path)
            | Self::JournalIsMissing(path)
            | Self::AnotherJournal(path)
            | Self::JournalHasGrown(path)
            | Self::FileTwice(path)
            | Self::Folder(path) => {
                vec![("path", path.clone())]
            }
            Self::BrokenBytes { path, name } => vec![("path", path.clone()), ("name", name.clone())],
            Self::WorkspaceOfAnotherFormat { path, found } => {
                vec![("path", path.clone()), ("text", found.clone())]
            }
            Self::BrokenEntry { path, what } => vec![("path", path.clone()), ("text", what.clone())],
            Self::UnknownAsset { asset, known }
            | Self::UnknownFile { digest: asset, known }
            | Self::UnknownSource { source: asset, known }
            | Self::UnknownFeed { feed: asset, known }
            | Self::NotFollowed { source: asset, known }
            | Self::UnknownIssuer { issuer: asset, known }
            | Self::UnknownUser { user: asset, known }
            | Self::UnknownToken { token: asset, known }
            | Self::AssetNotIntroduced { asset, known } => {
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                vec![("text", asset.clone()), ("choices", known)]
            }
            Self::AssetId(text)
            | Self::Address(text)
            | Self::Currency(text)
            | Self::Peg(text)
            | Self::Instant(text)
            | Self::InTheFuture(text)
            | Self::Threshold(text)
            | Self::Readings(text)
            | Self::Replay(text)
            | Self::FormatUnknown(text) => vec![("text", text.clone())],
            Self::ToBeforeFrom { from, to } => vec![("from", from.clone()), ("to", to.clone())],
            Self::WindowDays { found, most } => {
                vec![("found", found.to_string()), ("limit", most.to_string())]
            }
            Self::TableLine { path, line, what } => {
                vec![("path", path.clone()), ("line", line.to_string()), ("text", what.clone())]
            }
            Self::TableColumn { path, column, found } => {
                vec![("path", path.clone()), ("text", column.clone()), ("choices", found.clone())]
            }
            Self::CurrencyChanges { asset } => vec![("asset", asset.clone())],
            Self::DayTwice { asset, day } => vec![("asset", asset.clone()), ("day", day.clone())],
            Self::NotAKey { source, key } => vec![("source", source.clone()), ("text", key.clone())],
            Self::FollowedByAnother { key, source, asset } => {
                vec![("text", key.clone()), ("source", source.clone()), ("asset", asset.clone())]
            }
            Self::DaysAreUtc(source) => vec![("source", source.clone())],
            Self::NoConversion { through, why } => {
                vec![("text", through.clone()), ("why", (*why).to_owned())]
            }
            Self::Key(trouble) => trouble.args(),
            Self::Log(trouble) => trouble.args(),
            Self::FeatureMissing { feature, what } => {
                vec![("name", (*feature).to_owned()), ("text", what.clone())]
            }
            Self::Output(error) => vec![("text", error.to_string())],
            Self::FollowList { line, what } => vec![("line", line.to_string()), ("text", what.clone())],
            Self::Settings { path, what } => vec![("path", path.clone()), ("text", what.clone())],
            Self::Base(error) => error.args(),
            Self::Lake(error) => error.args(),
            Self::NotToBeLogged { path, why } => vec![("path", path.clone()), ("why", why.clone())],
            Self::BundleContradicts(what) => vec![("text", what.clone())],
            Self::NothingKnownThen { asset, instant } => {
                vec![("asset", asset.clone()), ("instant", instant.clone())]
            }
            Self::Policy { path, place, what } => {
                vec![("path", path.clone()), ("place", place.clone()), ("text", what.clone())]
            }
            Self::AnotherAsset { page, command } => {
                vec![("found", page.clone()), ("expected", command.clone())]
            }
            Self::AnotherPair { pair, symbol } => vec![("found", pair.clone()), ("expected", symbol.clone())],
            Self::AnotherCurrency { said, told } => vec![("expected", said.clone()), ("found", told.clone())],
            Self::AnotherSeries { source, known, found } => {
                vec![("text", source.clone()), ("expected", known.clone()), ("found", found.clone())]
            }
            Self::UnknownEntry(number) => vec![("number", number.to_string())],
            Self::NotAllowed(refused) => refused.args(),
            Self::List(error) => error.args(),
            Self::InForm { trouble, .. } => trouble.args(),
            Self::Form { error, .. } => {
                [vec![("field", error.field.clone())], error.why.args.clone()].concat()
            }
            Self::FormFile { place, what } => vec![("place", place.clone()), ("text", what.clone())],
            Self::CannotBeUndone { number, why } => {
                vec![("number", number.to_string()), ("why", (*why).to_owned())]
            }
            Self::Store(error) => error.args(),
            Self::BrokenChain { number, why } => {
                vec![("number", number.to_string()), ("why", (*why).to_owned())]
            }
            Self::ProposalChanged(text) => vec![("text", text.clone())],
            Self::NotKept { name, .. } | Self::FileDidNotCome(name) | Self::OneFileOnly(name) => {
                vec![("name", name.clone())]
            }
            Self::AnotherDigest { name, told, found } => {
                vec![("name", name.clone()), ("expected", told.clone()), ("found", found.clone())]
            }
            Self::DocumentTooLarge { name, bytes_max } => {
                vec![("name", name.clone()), ("limit", bytes_max.to_string())]
            }
            Self::IdOfAnother { id, asset } => vec![("text", id.clone()), ("asset", asset.clone())],
            Self::UserIsThere(user) | Self::SubjectIsBound { user } => vec![("user", user.clone())],
            Self::NotASubject(text) => vec![("text", text.clone())],
            Self::PasswordTooShort(limit) | Self::PasswordTooLong(limit) => {
                vec![("limit", limit.to_string())]
            }
            Self::NoneOf { option, text, choices } => {
                vec![("name", option.clone()), ("text", text.clone()), ("choices", choices.clone())]
            }
            Self::Register(error) => error.args(),
            Self::NoRegister(register) => vec![("register", register.to_string())],
            Self::UnknownProposal(text) | Self::NoIdFromSymbol(text) | Self::LeiNotInRegisters(text) => {
                vec![("text", text.clone())]
            }
            Self::IsAnotherAsset { key, asset } | Self::NotTheSameAsset { key, asset } => {
                vec![("text", key.clone()), ("asset", asset.clone())]
            }
            Self::IdIsTaken { id, keys } => {
                let choices = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
                vec![("text", id.clone()), ("choices", choices)]
            }
            Self::AnotherLei { issuer, lei, number } => {
                vec![("issuer", issuer.clone()), ("text", lei.clone()), ("number", number.to_string())]
            }
            Self::LeiOfAnother { lei, issuer } => vec![("text", lei.clone()), ("issuer", issuer.clone())],
            Self::ChangedMeanwhile(asset) => vec![("asset", asset.clone())],
            Self::WrittenSince { number, author } => {
                vec![("number", number.to_string()), ("author", author.clone())]
            }
            Self::DoneBefore(entries) => {
                vec![("number", entries.first().copied().unwrap_or_default().to_string())]
            }
            Self::AnotherRequest(key) => vec![("name", key.clone())],
            Self::FirstFormat
            | Self::LeaseLost
            | Self::Interrupted
            | Self::NothingToCompare
            | Self::SummaryIsForTheScreen
            | Self::TableIsForTheScreen => vec![],
            Self::AssetNotNamed
            | Self::PegNotDeclared
            | Self::NoMap
            | Self::StdinTwice
            | Self::SourceNotNamed
            | Self::EitherIsNoSource
            | Self::CurrencyNotNamed
            | Self::NoFacts
            | Self::BarsInFacts
            | Self::NoOpenId
            | Self::OpenIdNeedsOrigin => vec![],
        }
    }

    /// Where in the file, if it is in a file and that is known.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        match self {
            Self::Refused(refusal) => {
                Some(&refusal.place).filter(|place| !place.is_empty()).map(String::as_str)
            }
            Self::InForm { place, .. } | Self::Form { place, .. } => {
                Some(place.as_str()).filter(|place| !place.is_empty())
            }
            _ => None,
        }
    }

    /// The codes that whoever writes may be answered with: this crate's own, and those of rights, lists and forms.
    pub fn every_code() -> impl Iterator<Item = &'static str> {
        use qazyq_registry::{form, lists::ListError, people::Refused};
        let own = Self::CODES.iter().chain(Refused::CODES).chain(ListError::CODES);
        own.chain(form::CODES).copied()
    }

    /// Every code that is this crate's own.
    pub const CODES: &'static [&'static str] = &[
        "path-unusable",
        "not-a-workspace",
        "workspace-of-another-format",
        "no-workspace",
        "broken-entry",
        "broken-bytes",
        "unknown-asset",
        "unknown-file",
        "asset-not-introduced",
        "asset-id",
        "asset-not-named",
        "another-asset",
        "not-a-peg",
        "peg-not-declared",
        "not-an-instant",
        "in-the-future",
        "format-unknown",
        "source-not-named",
        "either-is-no-source",
        "currency-not-named",
        "another-currency",
        "another-series",
        "folder",
        "not-an-address",
        "not-a-currency",
        "another-pair",
        "unknown-source",
        "unknown-feed",
        "not-followed",
        "not-a-key",
        "followed-by-another",
        "days-are-utc",
        "no-conversion",
        "cannot-be-written",
        "no-map",
        "not-a-follow-list",
        "settings-are-none",
        "no-key-in-file",
        "stdin-twice",
        "no-cases",
        "no-facts",
        "bars-in-facts",
        "unknown-entry",
        "unknown-issuer",
        "not-a-form-file",
        "cannot-be-undone",
        "broken-chain",
        "changed-meanwhile",
        "written-since",
        "done-before",
        "another-request",
        "journal-of-the-first-format",
        "lease-is-lost",
        "journal-is-here",
        "database-not-named",
        "journal-is-missing",
        "another-journal",
        "journal-has-grown",
        "proposal-changed",
        "document-is-empty",
        "document-is-a-program",
        "document-of-no-kept-kind",
        "another-digest",
        "file-did-not-come",
        "one-file-only",
        "document-too-large",
        "id-of-another",
        "user-is-there",
        "not-a-subject",
        "openid-subject-is-bound",
        "openid-is-not-set",
        "openid-needs-origin",
        "unknown-user",
        "unknown-token",
        "password-too-short",
        "password-too-long",
        "none-of-the-choices",
        "no-register",
        "unknown-proposal",
        "is-an-asset-here",
        "id-is-taken",
        "not-the-same-asset",
        "no-id-from-symbol",
        "lei-not-in-registers",
        "another-lei",
        "lei-of-another",
        "to-before-from",
        "not-a-window",
        "not-a-threshold",
        "not-readings",
        "table-line-unusable",
        "table-column-missing",
        "nothing-to-compare",
        "file-twice",
        "summary-is-for-the-screen",
        "table-is-for-the-screen",
        "currency-changes",
        "day-of-asset-twice",
        "interrupted",
        "replay-contradicts-itself",
        "feature-is-missing",
        "not-to-be-logged",
        "bundle-contradicts-itself",
        "nothing-known-then",
        "not-a-trust-policy",
    ];
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::UnknownAsset(asset) => Self::UnknownAsset { asset, known: Vec::new() },
            Fault::NoFacts => Self::NoFacts,
            Fault::BarsInFacts => Self::BarsInFacts,
            Fault::AssetNotNamed => Self::AssetNotNamed,
            Fault::Refused(refusal) => Self::Refused(refusal),
            Fault::File(error) => Self::File(error),
            Fault::Mapping(error) => Self::Mapping(error),
            Fault::Days(error) => Self::Days(error),
            Fault::FeatureMissing { feature, what } => Self::FeatureMissing { feature, what },
        }
    }
}

impl From<KeyTrouble> for Trouble {
    fn from(trouble: KeyTrouble) -> Self {
        Self::Key(trouble)
    }
}

impl From<LogTrouble> for Trouble {
    fn from(trouble: LogTrouble) -> Self {
        Self::Log(trouble)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ListError> for Trouble {
    fn from(error: ListError) -> Self {
        Self::List(error)
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        Self::NotAllowed(refused)
    }
}

impl From<LakeError> for Trouble {
    fn from(error: LakeError) -> Self {
        Self::Lake(error)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<MappingError> for Trouble {
    fn from(error: MappingError) -> Self {
        Self::Mapping(error)
    }
}

impl From<DaysError> for Trouble {
    fn from(error: DaysError) -> Self {
        Self::Days(error)
    }
}
