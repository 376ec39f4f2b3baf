//! The journal, read once, with what is asked of it most; and the one way in which anything is written to it.
//!
//! [`Book::write`] decides against what has been read, with the author known, and appends behind exactly that; where
//! somebody was quicker it reads on and decides anew. Rights are looked at there and nowhere else: whoever calls it, a
//! command or a page, is asked for a token once there are users, and what is refused is recorded.

use std::collections::BTreeMap;

use jiff::Timestamp;
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
    /// How many entries have been looked at.
    indexed: usize,
    /// Of each asset the places of the entries about it, rising.
    by_asset: BTreeMap<String, Vec<usize>>,
    /// Of each issuer the places of the entries that say what it is called.
    by_issuer: BTreeMap<String, Vec<usize>>,
    /// Of each ruling the places of the entries that say what it is.
    by_ruling: BTreeMap<String, Vec<usize>>,
    /// Checks and rulings by whom they are about.
    by_subject: BTreeMap<Subject, Vec<usize>>,
    /// Of each entry that was corrected or retracted the places of those that did it.
    undone: BTreeMap<u64, Vec<usize>>,
    /// Of each entry when and as which it stands in the order of what was had: a correction in the place of what it
    /// corrects.
    order: Vec<(Timestamp, u64)>,
    people: People,
    acting: Acting,
    /// How many entries were there when somebody last looked in order to decide.
    looked: usize,
    /// What was written since by that deciding itself.
    own: Vec<u64>,
    pub(crate) lake: LakeView,
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
}

/// An asset by its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asset {
    /// Its id in this workspace.
    pub id: String,
    /// Its symbol.
    pub symbol: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// CoinMarketCap's id of it.
    pub coinmarketcap: Option<u64>,
    /// ISO 24165.
    pub dti: Option<String>,
    /// Where it lives, by CAIP-19.
    pub caip19: Vec<String>,
    /// Who issues it, by the issuer's id.
    pub issuer: Option<String>,
}

impl Asset {
    fn add(&mut self, said: &qazyq_registry::what::Asset) {
        self.symbol = said.symbol.clone().or(self.symbol.take());
        self.name = said.name.clone().or(self.name.take());
        self.coinmarketcap = said.coinmarketcap.or(self.coinmarketcap);
        self.dti = said.dti.clone().or(self.dti.take());
        self.issuer = said.issuer.clone().or(self.issuer.take());
        if !said.caip19.is_empty() {
            self.caip19.clone_from(&said.caip19);
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
            indexed: 0,
            by_asset: BTreeMap::new(),
            by_issuer: BTreeMap::new(),
            by_ruling: BTreeMap::new(),
            by_subject: BTreeMap::new(),
            undone: BTreeMap::new(),
            order: Vec::new(),
            people: People::default(),
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

    /// Looks at the entries that are new.
    fn index(&mut self) {
        let entries = self.journal.entries();
        for (place, entry) in entries.iter().enumerate().skip(self.indexed) {
            if let Some(asset) = &entry.asset {
                self.by_asset.entry(asset.clone()).or_default().push(place);
            }
            match &entry.what {
                What::Issuer(issuer) => {
                    self.by_issuer.entry(issuer.issuer.clone()).or_default().push(place);
                }
                What::Check(check) => {
                    for subject in &check.subjects {
                        self.by_subject.entry(subject.clone()).or_default().push(place);
                    }
                }
                What::Ruling(ruling) => {
                    self.by_ruling.entry(ruling.ruling.clone()).or_default().push(place);
                    for subject in &ruling.subjects {
                        self.by_subject.entry(subject.clone()).or_default().push(place);
                    }
                }
                What::Retraction { entry: undone, .. } if *undone < entry.number => {
                    self.undone.entry(*undone).or_default().push(place);
                }
                _ => {}
            }
            // Only what was there can be corrected: so there is an end to every chain of corrections.
            let corrected = entry.corrects.filter(|corrected| *corrected < entry.number);
            let own = (entry.retrieved, entry.number);
            let before = corrected.and_then(|number| usize::try_from(number.checked_sub(1)?).ok());
            self.order.push(before.and_then(|place| self.order.get(place)).copied().unwrap_or(own));
            if let Some(undone) = corrected {
                self.undone.entry(undone).or_default().push(place);
            }
            self.people.add(entry);
        }
        self.indexed = entries.len();
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

    /// Does what follows on somebody's behalf.
    #[must_use]
    pub fn acting(mut self, acting: Acting) -> Self {
        self.acting = acting;
        self
    }

    /// The ids of all assets, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_asset.keys().map(String::as_str)
    }

    /// The ids of all issuers, sorted.
    pub fn issuer_ids(&self) -> impl Iterator<Item = &str> {
        self.by_issuer.keys().map(String::as_str)
    }

    /// Every asset, by id, with the names that it has now.
    #[must_use]
    pub fn assets(&self) -> Vec<Asset> {
        self.assets_at(Timestamp::MAX)
    }

    /// Every asset, by id, with the names that were known at `known_at`.
    #[must_use]
    pub fn assets_at(&self, known_at: Timestamp) -> Vec<Asset> {
        self.by_asset.keys().map(|id| self.named(id, known_at)).collect()
    }

    fn named(&self, id: &str, known_at: Timestamp) -> Asset {
        let mut asset = Asset { id: id.to_owned(), ..Asset::default() };
        let says = self.about(id).filter(|entry| matches!(entry.what, What::Asset(_)));
        for entry in self.standing(says, known_at) {
            if let What::Asset(said) = &entry.what {
                asset.add(said);
            }
        }
        asset
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
        if self.by_asset.contains_key(id) {
            return Ok(self.named(id, known_at));
        }
        let known = self.ids().map(str::to_owned).collect();
        Err(Trouble::UnknownAsset { asset: id.to_owned(), known })
    }

    /// The issuer of that id, as it was known at `known_at`.
    ///
    /// # Errors
    /// Where there is none.
    pub fn issuer_at(&self, id: &str, known_at: Timestamp) -> Result<Issuer, Trouble> {
        let Some(places) = self.by_issuer.get(id) else {
            let known = self.issuer_ids().map(str::to_owned).collect();
            return Err(Trouble::UnknownIssuer { issuer: id.to_owned(), known });
        };
        let mut issuer = Issuer { issuer: id.to_owned(), ..Issuer::default() };
        for entry in self.standing(self.at(places), known_at) {
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

    fn at<'b>(&'b self, places: &'b [usize]) -> impl Iterator<Item = &'b Entry> + use<'b> {
        places.iter().filter_map(|place| self.entries().get(*place))
    }

    /// Entries about `asset`.
    pub fn about<'b>(&'b self, asset: &str) -> impl Iterator<Item = &'b Entry> + use<'b> {
        self.at(self.by_asset.get(asset).map(Vec::as_slice).unwrap_or_default())
    }

    /// Entries that say what an issuer is called.
    pub fn about_issuer<'b>(&'b self, issuer: &str) -> impl Iterator<Item = &'b Entry> + use<'b> {
        self.at(self.by_issuer.get(issuer).map(Vec::as_slice).unwrap_or_default())
    }

    /// Entries that say what a ruling is.
    pub fn about_ruling<'b>(&'b self, ruling: &str) -> impl Iterator<Item = &'b Entry> + use<'b> {
        self.at(self.by_ruling.get(ruling).map(Vec::as_slice).unwrap_or_default())
    }

    /// Checks and rulings about somebody.
    pub fn about_subject<'b>(&'b self, subject: &Subject) -> impl Iterator<Item = &'b Entry> + use<'b> {
        self.at(self.by_subject.get(subject).map(Vec::as_slice).unwrap_or_default())
    }

    /// The entry that took this one's place or took it away, by what was known at `known_at`.
    ///
    /// A correction that was itself corrected still took this one's place; one that was taken back did not.
    #[must_use]
    pub fn undone_by(&self, number: u64, known_at: Timestamp) -> Option<&Entry> {
        let by = self.undone.get(&number).map(Vec::as_slice).unwrap_or_default();
        let is_retraction = |entry: &Entry| matches!(entry.what, What::Retraction { .. });
        let is_known = |entry: &&Entry| entry.retrieved <= known_at;
        let took = |entry: &&Entry| {
            let by = self.undone.get(&entry.number).map(Vec::as_slice).unwrap_or_default();
            is_retraction(entry) || !self.at(by).filter(is_known).any(is_retraction)
        };
        self.at(by).filter(is_known).find(took)
    }

    /// Where an entry stands in the order of what was had, oldest first: by the instant, then by its number. A correction
    /// stands where the first word did that it corrects.
    #[must_use]
    pub fn order(&self, entry: &Entry) -> (Timestamp, u64) {
        let place = entry.number.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.order.get(place)).copied().unwrap_or((entry.retrieved, entry.number))
    }

    /// Those that count at `known_at`, in the order in which they were had.
    pub(crate) fn standing<'b>(
        &'b self,
        entries: impl Iterator<Item = &'b Entry>,
        known_at: Timestamp,
    ) -> Vec<&'b Entry> {
        let mut standing: Vec<&Entry> = entries.filter(|entry| self.counts(entry, known_at)).collect();
        standing.sort_by_key(|entry| self.order(entry));
        standing
    }

    /// Whether an entry counts, by what was known at `known_at`.
    #[must_use]
    pub fn counts(&self, entry: &Entry, known_at: Timestamp) -> bool {
        entry.retrieved <= known_at && self.undone_by(entry.number, known_at).is_none()
    }

    /// The withdrawal of an entry's file, by what was known at `known_at`: its reason and its instant.
    #[must_use]
    pub fn withdrawal(&self, entry: &Entry, known_at: Timestamp) -> Option<(&str, Timestamp)> {
        let file = entry.what.file()?;
        self.about(entry.asset.as_deref()?).find_map(|later| match &later.what {
            What::Withdrawal { sha256, reason }
                if later.number > entry.number && *sha256 == file.sha256 && later.retrieved <= known_at =>
            {
                Some((reason.as_str(), later.retrieved))
            }
            _ => None,
        })
    }

    /// Looks whether the bytes of an answer are there and as they came.
    ///
    /// # Errors
    /// Where they are not.
    pub fn check_answer(&self, evidence: &Evidence) -> Result<(), Trouble> {
        self.lake.check_answer(&evidence.sha256)
    }

    /// Reads what others wrote meanwhile; gives how many entries.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn refresh(&mut self) -> Result<usize, Trouble> {
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
        let user = self.people.holder(token.as_ref().map_err(Clone::clone)?, now)?;
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
            let writing = Writing { drafts, author, credentials: credentials.clone(), lease: None };
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
