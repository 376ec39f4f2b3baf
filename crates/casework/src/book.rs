//! The journal, read once, with what is asked of it most; and the one way in which anything is written to it.
//!
//! [`Book::write`] decides against what has been read, with the author known, and appends behind exactly that; where
//! somebody was quicker it reads on and decides anew. Rights are looked at there and nowhere else: whoever calls it, a
//! command or a page, is asked for a token once there are users, and what is refused is recorded.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
pub use qazyq_evidence::said::Asset;
use qazyq_evidence::said::{Index, Said};
pub use qazyq_registry::entry::Request;
use qazyq_registry::journal::{Journal, JournalError, Writing, Written};
use qazyq_registry::lists::Lists;
use qazyq_registry::people::{People, Refused, Right, TokenText};
use qazyq_registry::store::{Credential, Head, Store};
use qazyq_registry::what::{Issuer, Subject};

use crate::Trouble;
use crate::dossier::Evidence;
use crate::lake::LakeView;
use crate::workspace::{Draft, Entry, What, Workspace};

/// How often something is done again because somebody else wrote about the same thing meanwhile.
const TRIES_MAX: u32 = 20;

/// The journal, read once.
#[derive(Debug)]
pub struct Book {
    workspace: Workspace,
    journal: Journal,
    is_writable: bool,
    index: Index,
    people: People,
    requests: Requests,
    acting: Acting,
    /// How many entries were there when somebody last looked in order to decide.
    looked: usize,
    /// What was written since by that deciding itself.
    own: Vec<u64>,
    pub(crate) lake: LakeView,
}

/// How far a journal and a lake had come; see [`Book::mark`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    head: Head,
    lake: Option<(PathBuf, u64)>,
}

/// On whose behalf something is done.
#[derive(Clone, Debug, Default)]
pub struct Acting {
    /// What was handed over as a token.
    pub token: Option<Result<TokenText, Refused>>,
    /// The command, for the record of a refused attempt.
    pub command: String,
    /// What it is about.
    pub about: Option<String>,
    /// The token is a browser's session.
    pub is_session: bool,
    /// By which request of a program: made again, it writes nothing.
    pub request: Option<Request>,
    /// What must not have become another since somebody looked at it.
    pub expects: Option<Expected>,
}

/// Something that somebody looked at before deciding upon it, and its last entry then; 0 where it had none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// What.
    pub of: Watched,
    /// The number of its last entry.
    pub last: u64,
}

/// What people change by turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watched {
    /// A user: the name and the roles.
    User(String),
    /// What is to be done about an item of the inbox.
    Item(String),
    /// A proposal, or a list that was taken in, with what was decided on it.
    Decision(u64),
}

/// What programs asked before, by author and by the name that a request had.
#[derive(Debug, Default)]
struct Requests(BTreeMap<(String, String), (Request, Vec<u64>)>);

impl Requests {
    fn add(&mut self, entry: &Entry) {
        if let (Some(author), Some(request)) = (&entry.author, &entry.request) {
            let key = (author.clone(), request.key.clone());
            self.0.entry(key).or_insert_with(|| (request.clone(), Vec::new())).1.push(entry.number);
        }
    }
}

impl Book {
    /// Reads a workspace's journal.
    ///
    /// # Errors
    /// Where there is no workspace, or its journal cannot be read.
    pub fn open(workspace: Workspace) -> Result<Self, Trouble> {
        let journal = workspace.journal()?;
        Ok(Self::of(workspace, journal))
    }

    /// The same, with no entry where the workspace is not there yet.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn open_or_new(workspace: Workspace) -> Result<Self, Trouble> {
        match workspace.journal() {
            Ok(journal) => Ok(Self::of(workspace, journal)),
            Err(Trouble::NoWorkspace(_)) => {
                Ok(Self::of(workspace, Journal::of_entries(Vec::new(), Head::default())))
            }
            Err(trouble) => Err(trouble),
        }
    }

    fn of(workspace: Workspace, journal: Journal) -> Self {
        let mut book = Self {
            lake: LakeView::of(&workspace),
            workspace,
            journal,
            is_writable: false,
            index: Index::default(),
            people: People::default(),
            requests: Requests::default(),
            acting: Acting::default(),
            looked: 0,
            own: Vec::new(),
        };
        book.index();
        book
    }

    /// Every entry of a store.
    pub(crate) fn open_store(store: &mut dyn Store) -> Result<Vec<Entry>, Trouble> {
        let (mut head, mut entries) = (Head::default(), Vec::new());
        loop {
            let rows = store.read(head.number, 1_000)?;
            if rows.is_empty() {
                return Ok(entries);
            }
            for row in rows {
                let (after, entry) = qazyq_registry::journal::next(head, &row)?;
                head = after;
                entries.push(entry);
            }
        }
    }

    /// A book in memory that has these at its end besides; see [`Book::supposing`].
    pub(crate) fn with_at_its_end(&self, drafts: &[Draft], now: Timestamp) -> Self {
        let number = (self.head().number..).skip(1);
        let entry = |(number, said): (u64, &Draft)| Entry {
            number,
            previous: qazyq_registry::digest::Digest::NONE,
            recorded_at: now,
            author: None,
            request: None,
            said: said.clone(),
        };
        let supposed = number.zip(drafts).map(entry);
        let entries: Vec<Entry> = self.entries().iter().cloned().chain(supposed).collect();
        Self::of(self.workspace.clone(), Journal::of_entries(entries, self.head()))
    }

    /// Looks at the entries that are new.
    fn index(&mut self) {
        let entries = self.journal.entries();
        for entry in entries.iter().skip(self.index.len()) {
            self.people.add(entry);
            self.requests.add(entry);
        }
        self.index.add(entries);
    }

    /// The entries, found by what they are about.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        Said::new(self.journal.entries(), &self.index)
    }

    /// The workspace.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Every entry, in the order in which they were written.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        self.journal.entries()
    }

    /// The entry of that number.
    ///
    /// # Errors
    /// Where there is none.
    pub fn entry(&self, number: u64) -> Result<&Entry, Trouble> {
        self.journal.entry(number).ok_or(Trouble::UnknownEntry(number))
    }

    /// The journal's last entry: its number and its digest.
    #[must_use]
    pub fn head(&self) -> Head {
        self.journal.head()
    }

    pub(crate) fn journal_mut(&mut self) -> &mut Journal {
        &mut self.journal
    }

    /// Who may do what.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// Every list, by what was known at an instant.
    #[must_use]
    pub fn lists(&self, known_at: Timestamp) -> Lists {
        Lists::of(self.entries(), known_at)
    }

    /// Does what follows on somebody's behalf, who is given back: what acted before.
    pub fn act(&mut self, acting: Acting) -> Acting {
        std::mem::replace(&mut self.acting, acting)
    }

    /// What follows is done upon something as somebody saw it: where it became another since, nothing is written.
    pub fn upon(&mut self, expected: Expected) {
        self.acting.expects = Some(expected);
    }

    /// What a request wrote, if an author made it before.
    ///
    /// # Errors
    /// Where the author gave that name to another request.
    pub fn done_before(&self, author: &str, request: &Request) -> Result<Option<&[u64]>, Trouble> {
        match self.requests.0.get(&(author.to_owned(), request.key.clone())) {
            Some((before, _)) if before.sha256 != request.sha256 => {
                Err(Trouble::AnotherRequest(request.key.clone()))
            }
            found => Ok(found.map(|(_, entries)| entries.as_slice())),
        }
    }

    /// The last entry of what people change by turns.
    #[must_use]
    pub fn last_of(&self, watched: &Watched) -> Option<&Entry> {
        let is_of = |entry: &&Entry| match (watched, &entry.what) {
            (Watched::User(user), What::User(of)) => of.user == *user,
            (Watched::Item(item), What::Task(of)) => of.item == *item,
            (Watched::Decision(number), what) => {
                entry.number == *number || what.decides_on() == Some(*number)
            }
            _ => false,
        };
        self.entries().iter().rev().find(is_of)
    }

    /// Refuses what was done before, and what somebody else changed since.
    fn check_acting(&self, author: Option<&str>) -> Result<(), Trouble> {
        if let (Some(author), Some(request)) = (author, &self.acting.request)
            && let Some(entries) = self.done_before(author, request)?
        {
            return Err(Trouble::DoneBefore(entries.to_vec()));
        }
        let Some(Expected { of, last }) = &self.acting.expects else { return Ok(()) };
        let found = self.last_of(of);
        match found {
            Some(entry) if entry.number != *last => Err(Trouble::WrittenSince {
                number: entry.number,
                author: entry.author.clone().unwrap_or_default(),
            }),
            None if *last != 0 => Err(Trouble::UnknownEntry(*last)),
            _ => Ok(()),
        }
    }

    /// The token by which somebody acts.
    pub(crate) fn acting_token(&self) -> Option<&TokenText> {
        self.acting.token.as_ref()?.as_ref().ok()
    }

    /// Does what follows on somebody's behalf.
    #[must_use]
    pub fn acting(mut self, acting: Acting) -> Self {
        self.acting = acting;
        self
    }

    /// The ids of all assets, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.said().ids()
    }

    /// The ids of all issuers, sorted.
    pub fn issuer_ids(&self) -> impl Iterator<Item = &str> {
        self.said().issuer_ids()
    }

    /// Every asset, by id, with the names that it has now.
    #[must_use]
    pub fn assets(&self) -> Vec<Asset> {
        self.assets_at(Timestamp::MAX)
    }

    /// Every asset, by id, with the names that were known at `known_at`.
    #[must_use]
    pub fn assets_at(&self, known_at: Timestamp) -> Vec<Asset> {
        self.ids().filter_map(|id| self.said().asset_at(id, known_at)).collect()
    }

    /// The asset of that id.
    ///
    /// # Errors
    /// Where there is none.
    pub fn asset(&self, id: &str) -> Result<Asset, Trouble> {
        self.asset_at(id, Timestamp::MAX)
    }

    /// The asset of that id, as it was known at `known_at`.
    ///
    /// # Errors
    /// Where there is none.
    pub fn asset_at(&self, id: &str, known_at: Timestamp) -> Result<Asset, Trouble> {
        if let Some(asset) = self.said().asset_at(id, known_at) {
            return Ok(asset);
        }
        let known = self.ids().map(str::to_owned).collect();
        Err(Trouble::UnknownAsset { asset: id.to_owned(), known })
    }

    /// The issuer of that id, as it was known at `known_at`.
    ///
    /// # Errors
    /// Where there is none.
    pub fn issuer_at(&self, id: &str, known_at: Timestamp) -> Result<Issuer, Trouble> {
        let mut says = self.about_issuer(id).peekable();
        if says.peek().is_none() {
            let known = self.issuer_ids().map(str::to_owned).collect();
            return Err(Trouble::UnknownIssuer { issuer: id.to_owned(), known });
        }
        let mut issuer = Issuer { issuer: id.to_owned(), ..Issuer::default() };
        for entry in self.standing(says, known_at) {
            let What::Issuer(said) = &entry.what else { continue };
            if !said.names.is_empty() {
                issuer.names.clone_from(&said.names);
            }
            let later = |said: &Option<String>, known: &mut Option<String>| {
                *known = said.clone().or(known.take());
            };
            later(&said.lei, &mut issuer.lei);
            later(&said.bin, &mut issuer.bin);
            later(&said.country, &mut issuer.country);
            later(&said.group, &mut issuer.group);
            later(&said.website, &mut issuer.website);
        }
        Ok(issuer)
    }

    /// The issuer of that id, as it is known now.
    ///
    /// # Errors
    /// Where there is none.
    pub fn issuer(&self, id: &str) -> Result<Issuer, Trouble> {
        self.issuer_at(id, Timestamp::MAX)
    }

    /// Entries about `asset`.
    pub fn about<'b>(&'b self, asset: &str) -> impl Iterator<Item = &'b Entry> + use<'b> {
        self.said().about(asset)
    }

    /// Entries that say what an issuer is called.
    pub fn about_issuer<'b>(&'b self, issuer: &str) -> impl Iterator<Item = &'b Entry> + use<'b> {
        self.said().about_issuer(issuer)
    }

    /// Entries that say what a ruling is.
    pub fn about_ruling<'b>(&'b self, ruling: &str) -> impl Iterator<Item = &'b Entry> + use<'b> {
        self.said().about_ruling(ruling)
    }

    /// Checks and rulings about somebody.
    pub fn about_subject<'b>(&'b self, subject: &Subject) -> impl Iterator<Item = &'b Entry> + use<'b> {
        self.said().about_subject(subject)
    }

    /// See [`Said::undone_by`].
    #[must_use]
    pub fn undone_by(&self, number: u64, known_at: Timestamp) -> Option<&Entry> {
        self.said().undone_by(number, known_at)
    }

    /// See [`Said::order`].
    #[must_use]
    pub fn order(&self, entry: &Entry) -> (Timestamp, u64) {
        self.said().order(entry)
    }

    /// Those that count at `known_at`, in the order in which they were had.
    pub(crate) fn standing<'b>(
        &'b self,
        entries: impl Iterator<Item = &'b Entry>,
        known_at: Timestamp,
    ) -> Vec<&'b Entry> {
        self.said().standing(entries, known_at)
    }

    /// See [`Said::counts`].
    #[must_use]
    pub fn counts(&self, entry: &Entry, known_at: Timestamp) -> bool {
        self.said().counts(entry, known_at)
    }

    /// See [`Said::withdrawal`].
    #[must_use]
    pub fn withdrawal(&self, entry: &Entry, known_at: Timestamp) -> Option<(&str, Timestamp)> {
        self.said().withdrawal(entry, known_at)
    }

    /// Looks whether the bytes of an answer are there and as they came.
    ///
    /// # Errors
    /// Where they are not.
    pub fn check_answer(&self, evidence: &Evidence) -> Result<(), Trouble> {
        self.lake.check_answer(&evidence.sha256)
    }

    /// What everything known hangs on: while it is the same, nothing was written to the journal or to the lake.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { head: self.head(), lake: self.lake.lake().mark() }
    }

    /// Reads what others wrote meanwhile, to the lake too; gives how many entries.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn refresh(&mut self) -> Result<usize, Trouble> {
        self.lake.refresh();
        let before = self.journal.entries().len();
        // A workspace that was not there, or was of the first format, may have become one that lies somewhere.
        if self.journal.is_nowhere() {
            match self.workspace.store_to_read() {
                Ok(Some(store)) => self.go_on_in(store)?,
                Ok(None) | Err(Trouble::NoWorkspace(_)) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        self.journal.refresh()?;
        let new = self.journal.entries().len().saturating_sub(before);
        self.index();
        Ok(new)
    }

    /// Waits until somebody writes, or the time is over, and reads on.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn wait(&mut self, after: u64, time: std::time::Duration) -> Result<usize, Trouble> {
        self.journal.store()?.wait(after, time)?;
        self.refresh()
    }

    /// Who acts, if that is known and allowed to do such a thing; `None` while there are no users.
    ///
    /// # Errors
    /// Where it is not allowed; nothing is recorded of that yet.
    pub fn author(&self, right: Right, now: Timestamp) -> Result<Option<String>, Refused> {
        if self.people.is_empty() {
            return match right {
                Right::Record | Right::Administer | Right::Audit => Ok(None),
                Right::Propose | Right::Review | Right::Approve => Err(Refused::NoUsers),
            };
        }
        let token = self.acting.token.as_ref().ok_or(Refused::NoToken)?;
        let token = token.as_ref().map_err(Clone::clone)?;
        let user = match self.acting.is_session {
            true => self.people.session(token, now)?,
            false => self.people.holder(token, now)?,
        };
        if user.may(right) {
            Ok(Some(user.user.clone()))
        } else {
            Err(Refused::NoRight { user: user.user.clone(), right })
        }
    }

    /// Refuses whoever may not do such a thing, before any work is done; the attempt is recorded.
    ///
    /// # Errors
    /// Where it is not allowed, or that could not be recorded.
    pub fn require(&mut self, right: Right, now: Timestamp) -> Result<(), Trouble> {
        self.refresh()?;
        match self.author(right, now) {
            Ok(_) => Ok(()),
            Err(refused) => Err(self.refuse(refused, now)?),
        }
    }

    /// Records that somebody was refused.
    pub(crate) fn refuse(&mut self, refused: Refused, now: Timestamp) -> Result<Trouble, Trouble> {
        // Nobody could be told apart before there are users, and an empty workspace is not made by a refusal.
        if !self.people.is_empty() {
            let token = self.acting.token.as_ref().and_then(|token| token.as_ref().ok());
            let claimed = token.map(|token| match self.people.token(token.public()) {
                Some(state) => format!("{} ({})", state.user, token.public()),
                None => token.public().to_owned(),
            });
            let what = What::Attempt {
                command: self.acting.command.clone(),
                about: self.acting.about.clone(),
                claimed,
                why: refused.code().to_owned(),
            };
            self.append(&Writing { drafts: vec![Draft::new(now, what)], ..Writing::default() }, now)?;
        }
        Ok(Trouble::NotAllowed(refused))
    }

    /// Appends again and again until nobody is quicker: for what hangs on nothing else.
    fn append(&mut self, writing: &Writing, now: Timestamp) -> Result<u64, Trouble> {
        self.make_writable()?;
        loop {
            let written = self.journal.append(writing, now);
            self.index();
            if let Written::Done(first) = written? {
                return Ok(first);
            }
        }
    }

    /// Goes on with the journal as it lies there.
    fn go_on_in(&mut self, store: Box<dyn Store>) -> Result<(), Trouble> {
        let journal = std::mem::replace(&mut self.journal, Journal::of_entries(Vec::new(), Head::default()));
        match journal.onto(store) {
            Ok(journal) => self.journal = journal,
            Err((journal, error)) => {
                self.journal = *journal;
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Opens the journal for writing, and reads on.
    pub(crate) fn make_writable(&mut self) -> Result<(), Trouble> {
        if self.is_writable {
            return Ok(());
        }
        let store = self.workspace.store()?;
        self.go_on_in(store)?;
        self.is_writable = true;
        self.index();
        Ok(())
    }

    /// Writes what `decide` comes to, all of it or nothing; gives the number of the first entry, if there is one.
    ///
    /// `decide` sees the book with everything that was written before, and who acts; it may be asked more than once.
    ///
    /// # Errors
    /// Where whoever acts may not, where `decide` refuses, or the journal cannot be written.
    pub fn write(
        &mut self,
        right: Right,
        now: Timestamp,
        mut decide: impl FnMut(&Self, Option<&str>) -> Result<Vec<Draft>, Trouble>,
    ) -> Result<Option<u64>, Trouble> {
        self.write_with(right, now, Vec::new(), |book, author| Ok((decide(book, author)?, ())))
            .map(|(first, ())| first)
    }

    /// The same with credentials that change with it, and with what `decide` found out.
    pub(crate) fn write_with<T>(
        &mut self,
        right: Right,
        now: Timestamp,
        credentials: Vec<Credential>,
        mut decide: impl FnMut(&Self, Option<&str>) -> Result<(Vec<Draft>, T), Trouble>,
    ) -> Result<(Option<u64>, T), Trouble> {
        loop {
            let author = match self.author(right, now) {
                Ok(author) => author,
                Err(refused) => return Err(self.refuse(refused, now)?),
            };
            self.check_acting(author.as_deref())?;
            let decided = decide(self, author.as_deref());
            let (drafts, found) = match decided {
                Err(Trouble::NotAllowed(refused)) => return Err(self.refuse(refused, now)?),
                decided => decided?,
            };
            if drafts.is_empty() {
                return Ok((None, found));
            }
            if !self.is_writable {
                let before = self.journal.head();
                self.make_writable()?;
                if self.journal.head() != before {
                    continue;
                }
            }
            let (request, credentials) = (self.acting.request.clone(), credentials.clone());
            let writing = Writing { drafts, author, request, credentials, lease: None };
            let written = self.journal.append(&writing, now);
            self.index();
            if let Written::Done(first) = written? {
                return Ok((Some(first), found));
            }
        }
    }

    /// Does something that looks at the book first and writes bit by bit. Where somebody else wrote about the same thing
    /// in between, it is done again with that known: what is there already is passed over.
    ///
    /// # Errors
    /// As `once`, or where others write about the same thing again and again.
    pub(crate) fn step_by_step<T>(
        &mut self,
        mut once: impl FnMut(&mut Self) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        for _ in 1..TRIES_MAX {
            self.look();
            match once(self) {
                Err(Trouble::ChangedMeanwhile(_)) => {}
                done => return done,
            }
        }
        self.look();
        once(self)
    }

    fn look(&mut self) {
        self.looked = self.entries().len();
        self.own.clear();
    }

    /// Writes one thing, as long as nobody wrote about the same since somebody looked; gives its number.
    pub(crate) fn record(&mut self, now: Timestamp, draft: &Draft) -> Result<u64, Trouble> {
        let (looked, own) = (self.looked, self.own.clone());
        // An id at a source is one asset's: so another's is about the same thing as well.
        let is_same = |entry: &&Entry| {
            let both_follow =
                matches!((&entry.what, &draft.what), (What::Follow { .. }, What::Follow { .. }));
            (entry.asset == draft.asset || both_follow) && !own.contains(&entry.number)
        };
        let first = self.write(Right::Record, now, |book, _| {
            match book.entries().iter().skip(looked).find(is_same) {
                None => Ok(vec![draft.clone()]),
                Some(entry) => Err(Trouble::ChangedMeanwhile(entry.asset.clone().unwrap_or_default())),
            }
        })?;
        self.own.extend(first);
        Ok(first.unwrap_or_default())
    }
}

impl From<JournalError> for Trouble {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Store(error) => Self::Store(error),
            JournalError::Broken(broken) => {
                Self::BrokenChain { number: broken.number, why: broken.why.code() }
            }
            JournalError::NotAnEntry { number, why } => {
                Self::BrokenEntry { path: format!("{number}"), what: why.to_string() }
            }
            JournalError::LeaseLost => Self::LeaseLost,
            // Whoever writes opens the store first: only what waits without writing can come here.
            JournalError::ReadOnly => Self::FirstFormat,
        }
    }
}
