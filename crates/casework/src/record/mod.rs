//! Recording facts: forms that somebody filled in become entries, all of them or none.
//!
//! What is refused is refused with the form's place and the field's name, before anything is written. The same form
//! handed over again writes nothing, so an interrupted import is taken up by giving the same command again.

mod kinds;
mod preview;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
pub use qazyq_registry::entry::OriginClass;
use qazyq_registry::form::{Filled, FormError, Wrong};
pub use qazyq_registry::form::{Form, RecordKind, peg_text};
use qazyq_registry::people::Right;
pub use qazyq_registry::what::{CheckResult, DisclosureStatus, Item, RulingKind, Subject};

pub use kinds::{Unkept, check_kind};
pub use preview::{Compared, Preview, Stands};
pub use table::{FORMS_BYTES_MAX, Handed, forms_of, guarded_csv, to_csv, to_json};
pub(crate) use table::{between_bars, csv_of, with_bars, with_guard, without_guard};

use crate::Trouble;
use crate::book::Book;
use crate::workspace::{Draft, Entry, FileRef, What};

/// A document that came with a form.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name, without its folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Document {
    /// Refuses what is not kept as a document: what is too large, and what is of no kind that is kept.
    ///
    /// # Errors
    /// Where it is such a one.
    pub fn check(&self) -> Result<(), Trouble> {
        let name = || self.name.clone();
        if self.bytes.len() > DOCUMENT_BYTES_MAX {
            return Err(Trouble::DocumentTooLarge { name: name(), bytes_max: DOCUMENT_BYTES_MAX });
        }
        check_kind(&self.bytes).map_err(|why| Trouble::NotKept { name: name(), why })
    }
}

/// What came of recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// The entries that were written.
    pub entries: Vec<u64>,
    /// Forms that say what the journal says already.
    pub known: usize,
}

/// What would be, if forms were recorded.
#[derive(Debug)]
pub struct Supposed {
    /// Everything that would be known. It is in memory, and is not to be written to.
    pub book: Book,
    /// What would be written.
    pub new: Vec<Draft>,
    /// Forms that say what the journal says already.
    pub known: usize,
}

/// Most bytes of a document: a scan of a long act, not a film.
pub const DOCUMENT_BYTES_MAX: usize = 64 * 1024 * 1024;

impl Book {
    /// Records what forms say; `documents` gives a document's bytes by the name that a form has for it. Whoever saw the journal up to the entry
    /// `seen` is told if somebody else wrote about the same since.
    ///
    /// # Errors
    /// Where a form is filled in wrongly or names what is not known, whoever acts may not record, or somebody else wrote about the same; then
    /// nothing is written.
    pub fn record_forms(
        &mut self,
        forms: &[Handed],
        documents: &dyn Fn(&str) -> Result<Document, Trouble>,
        seen: Option<u64>,
        now: Timestamp,
    ) -> Result<Recorded, Trouble> {
        self.require(Right::Record, now)?;
        let drafts = self.drafts_of(forms, documents, now)?;
        let decide = |book: &Self, author: Option<&str>| {
            let (new, known) = book.new_of(&drafts)?;
            if let Some(since) = seen.and_then(|seen| preview::written_since(book, &new, seen, author)) {
                let author = since.author.clone().unwrap_or_default();
                return Err(Trouble::WrittenSince { number: since.number, author });
            }
            let count = new.len();
            Ok((new, (known, count)))
        };
        let (first, (known, count)) = self.write_with(Right::Record, now, Vec::new(), decide)?;
        let first = first.unwrap_or_default();
        Ok(Recorded { entries: (first..).take(count).collect(), known })
    }

    /// What would be known if forms were recorded: a book in memory with what is new of them at its end, and how many of them say what the
    /// journal says already. Nothing is written to the journal; a document that came with them is kept under its digest, where it means nothing
    /// until an entry names it.
    ///
    /// # Errors
    /// As [`Book::record_forms`], rights apart.
    pub fn supposing(
        &self,
        forms: &[Handed],
        documents: &dyn Fn(&str) -> Result<Document, Trouble>,
        now: Timestamp,
    ) -> Result<Supposed, Trouble> {
        let drafts = self.drafts_of(forms, documents, now)?;
        let (new, known) = self.new_of(&drafts)?;
        let book = self.with_at_its_end(&new, now);
        Ok(Supposed { book, new, known })
    }

    /// The drafts of forms, each with its form's place.
    fn drafts_of(
        &self,
        forms: &[Handed],
        documents: &dyn Fn(&str) -> Result<Document, Trouble>,
        now: Timestamp,
    ) -> Result<Vec<(String, Draft)>, Trouble> {
        let mut drafts = Vec::new();
        for handed in forms {
            let at = |error| Trouble::Form { place: handed.place.clone(), error };
            let filled = handed.form.read(now).map_err(at)?;
            drafts.push((handed.place.clone(), self.with_document(filled, handed, documents)?));
        }
        Ok(drafts)
    }

    /// Those of the drafts that say something new, and how many do not. All are written together, so that one may name what another introduces, in
    /// whatever order.
    fn new_of(&self, drafts: &[(String, Draft)]) -> Result<(Vec<Draft>, usize), Trouble> {
        let all: Vec<Draft> = drafts.iter().map(|(_, draft)| draft.clone()).collect();
        let known_here = KnownHere::of(self, &all);
        let mut new: Vec<Draft> = Vec::new();
        // The places of what is new about each thing.
        let mut about: BTreeMap<Thing<'_>, Vec<usize>> = BTreeMap::new();
        let mut known = 0;
        for (place, draft) in drafts {
            self.check(draft, &known_here).map_err(|trouble| match place.as_str() {
                "" => trouble,
                place => Trouble::InForm { place: place.to_owned(), trouble: Box::new(trouble) },
            })?;
            let thing = Thing::of(draft);
            let beside = about.get(&thing).map(Vec::as_slice).unwrap_or_default();
            if draft.corrects.is_none()
                && self.says(draft, &thing, beside.iter().filter_map(|at| new.get(*at)))
            {
                known += 1;
                continue;
            }
            about.entry(thing).or_default().push(new.len());
            new.push(draft.clone());
        }
        Ok((new, known))
    }

    /// Keeps the document that a form names, and puts its digest into the draft.
    fn with_document(
        &self,
        filled: Filled,
        handed: &Handed,
        documents: &dyn Fn(&str) -> Result<Document, Trouble>,
    ) -> Result<Draft, Trouble> {
        let mut draft = filled.draft;
        let Some(name) = filled.document else { return Ok(draft) };
        let refuse = |code, text: &str| {
            let why = Wrong { code, args: vec![("text", text.to_owned())] };
            Trouble::Form {
                place: handed.place.clone(),
                error: FormError { field: "document".to_owned(), why },
            }
        };
        draft.origin.document = Some(match name.strip_prefix("sha256:") {
            Some(sha256) if sha256.parse::<qazyq_registry::digest::Digest>().is_err() => {
                return Err(refuse("field-is-no-digest", sha256));
            }
            Some(sha256) => {
                let file = FileRef { name: self.name_of(sha256), sha256: sha256.to_owned() };
                self.workspace().bytes(&file)?;
                file
            }
            None => {
                let document = documents(&name)?;
                document.check()?;
                self.workspace().keep(&document.name, &document.bytes)?
            }
        });
        Ok(draft)
    }

    /// What the bytes under a digest were called when they came.
    fn name_of(&self, sha256: &str) -> String {
        let of_entry = |entry: &Entry| {
            let files = [entry.origin.document.as_ref(), entry.what.file()];
            let found = files.into_iter().flatten().find(|file| file.sha256 == sha256);
            found.map(|file| file.name.clone())
        };
        self.entries().iter().find_map(of_entry).unwrap_or_else(|| sha256.to_owned())
    }

    /// Whether the same was said already: by the last word about the thing that was had when this was had, here or among
    /// `beside`, which are said together with it. What is said again after something else was said is new.
    fn says<'d>(&self, draft: &Draft, thing: &Thing<'_>, beside: impl Iterator<Item = &'d Draft>) -> bool {
        let mut beside: Vec<&Draft> = beside.filter(|other| other.retrieved <= draft.retrieved).collect();
        beside.sort_by_key(|other| other.retrieved);
        let is_about = |entry: &&Entry| Thing::of(&entry.said) == *thing;
        let here: Vec<&Entry> = match thing {
            Thing::Of(_, asset) | Thing::Item(asset, _) => {
                self.standing(self.about(asset).filter(is_about), draft.retrieved)
            }
            Thing::Issuer(issuer) => self.standing(self.about_issuer(issuer), draft.retrieved),
            Thing::Ruling(ruling) => self.standing(self.about_ruling(ruling), draft.retrieved),
            Thing::Check(subject) => match subject {
                Some(subject) => self.standing(self.about_subject(subject).filter(is_about), draft.retrieved),
                None => Vec::new(),
            },
        };
        let same = |other: &Draft| other.what == draft.what && other.origin == draft.origin;
        // Checks stand beside one another: the same one is known whenever it was recorded.
        if matches!(thing, Thing::Check(_)) {
            return here.iter().any(|entry| same(&entry.said)) || beside.iter().any(|other| same(other));
        }
        let (here, beside) = (here.last(), beside.last());
        match (here, beside) {
            (None, None) => false,
            (Some(entry), None) => same(&entry.said),
            (None, Some(other)) => same(other),
            (Some(entry), Some(other)) if entry.retrieved > other.retrieved => same(&entry.said),
            (Some(_), Some(other)) => same(other),
        }
    }

    /// Refuses what names somebody or something that is not known, here or among the forms beside it.
    fn check(&self, draft: &Draft, known: &KnownHere<'_>) -> Result<(), Trouble> {
        let asset = |id: &str| {
            if known.assets.contains(id) { Ok(()) } else { self.asset(id).map(|_| ()) }
        };
        let issuer = |id: &str| {
            if known.issuers.contains(id) { Ok(()) } else { self.issuer(id).map(|_| ()) }
        };
        let subjects = |subjects: &[Subject]| {
            subjects.iter().try_for_each(|subject| match subject {
                Subject::Asset(id) => asset(id),
                Subject::Issuer(id) => issuer(id),
            })
        };
        match (&draft.what, draft.asset.as_deref()) {
            (What::Asset(said), Some(id)) => {
                // A misspelt id is not to become a new asset.
                let is_introduced = said.symbol.is_some() || said.name.is_some();
                if !is_introduced {
                    asset(id)?;
                }
                said.issuer.iter().try_for_each(|id| issuer(id))?;
                known.check_shared(said.coinmarketcap, id)?;
            }
            (What::Issuer(said), _) => {
                if said.names.is_empty() {
                    issuer(&said.issuer)?;
                }
                known.check_lei(said.lei.as_ref(), &said.issuer)?;
                said.group.iter().filter(|group| **group != said.issuer).try_for_each(|id| issuer(id))?;
            }
            (What::Check(check), _) => subjects(&check.subjects)?,
            (What::Ruling(ruling), _) => subjects(&ruling.subjects)?,
            (_, Some(id)) => asset(id)?,
            (_, None) => {}
        }
        if let Some(number) = draft.corrects {
            self.check_undoing(number, Some(&draft.what), draft.asset.as_deref())?;
        }
        Ok(())
    }

    /// Whose each LEI is.
    fn leis(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut leis: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for issuer in self.issuer_ids().filter_map(|id| self.issuer(id).ok()) {
            if let Some(lei) = issuer.lei {
                leis.entry(lei).or_default().insert(issuer.issuer);
            }
        }
        leis
    }

    /// Refuses an LEI that is another issuer's already.
    pub(crate) fn check_lei_shared(&self, lei: &str, issuer: &str) -> Result<(), Trouble> {
        KnownHere::of(self, &[]).check_lei(Some(&lei.to_owned()), issuer)
    }

    /// Refuses an id of CoinMarketCap that is another asset's already.
    pub(crate) fn check_shared(&self, coinmarketcap: Option<u64>, asset: &str) -> Result<(), Trouble> {
        KnownHere::of(self, &[]).check_shared(coinmarketcap, asset)
    }

    /// Refuses to undo what cannot be: what is not there, what stands for ever, what is undone already, and what the new
    /// word is not about.
    pub(crate) fn check_undoing(
        &self,
        number: u64,
        by: Option<&What>,
        asset: Option<&str>,
    ) -> Result<(), Trouble> {
        let entry = self.entry(number)?;
        let refuse = |why| Err(Trouble::CannotBeUndone { number, why });
        if !entry.what.may_be_retracted() {
            return refuse("stands-for-ever");
        }
        if self.undone_by(number, Timestamp::MAX).is_some() {
            return refuse("is-undone-already");
        }
        match by {
            Some(by) if by.kind() != entry.what.kind() || entry.asset.as_deref() != asset => {
                refuse("is-about-something-else")
            }
            // Issuers and rulings have ids of their own.
            Some(by) => match (by, &entry.what) {
                (What::Issuer(by), What::Issuer(was)) if by.issuer != was.issuer => {
                    refuse("is-about-something-else")
                }
                (What::Disclosure(by), What::Disclosure(was)) if by.item != was.item => {
                    refuse("is-about-something-else")
                }
                (What::Ruling(by), What::Ruling(was)) if by.ruling != was.ruling => {
                    refuse("is-about-something-else")
                }
                _ => Ok(()),
            },
            None => Ok(()),
        }
    }

    /// Takes an entry back: it stays where it is, and does not count any more.
    ///
    /// # Errors
    /// Where it cannot be taken back, or whoever acts may not.
    pub fn retract(&mut self, number: u64, reason: &str, now: Timestamp) -> Result<u64, Trouble> {
        check_reason(reason)?;
        let first = self.write(Right::Record, now, |book, _| {
            book.check_undoing(number, None, None)?;
            let asset = book.entry(number)?.asset.clone();
            let what = What::Retraction { entry: number, reason: reason.to_owned() };
            Ok(vec![Draft { asset, ..Draft::new(now, what) }])
        })?;
        Ok(first.unwrap_or_default())
    }

    /// Every fact of a kind that counts at `known_at`, in the order of the journal.
    pub fn records(&self, kind: RecordKind, known_at: Timestamp) -> impl Iterator<Item = &Entry> {
        let of_kind = move |entry: &&Entry| RecordKind::of(&entry.what) == Some(kind);
        self.entries().iter().filter(of_kind).filter(move |entry| self.counts(entry, known_at))
    }
}

/// Who is known, here or by the forms that are handed over together.
struct KnownHere<'d> {
    assets: BTreeSet<&'d str>,
    issuers: BTreeSet<&'d str>,
    /// Whose each of CoinMarketCap's ids is.
    coinmarketcap: BTreeMap<u64, BTreeSet<String>>,
    /// Whose each LEI is.
    leis: BTreeMap<String, BTreeSet<String>>,
}

impl<'d> KnownHere<'d> {
    fn of(book: &Book, all: &'d [Draft]) -> Self {
        let (assets, issuers) = (BTreeSet::new(), BTreeSet::new());
        let (coinmarketcap, leis) = (BTreeMap::new(), book.leis());
        let mut known = Self { assets, issuers, coinmarketcap, leis };
        let numbered = |id: &str, number: Option<u64>| Some((number?, id.to_owned()));
        for asset in book.assets() {
            if let Some((number, id)) = numbered(&asset.id, asset.coinmarketcap) {
                known.coinmarketcap.entry(number).or_default().insert(id);
            }
        }
        for draft in all {
            match (&draft.what, draft.asset.as_deref()) {
                (What::Asset(said), Some(id)) => {
                    // A misspelt id is not to become a new asset.
                    if said.symbol.is_some() || said.name.is_some() {
                        known.assets.insert(id);
                    }
                    if let Some((number, id)) = numbered(id, said.coinmarketcap) {
                        known.coinmarketcap.entry(number).or_default().insert(id);
                    }
                }
                (What::Issuer(said), _) => {
                    if !said.names.is_empty() {
                        known.issuers.insert(&said.issuer);
                    }
                    if let Some(lei) = &said.lei {
                        known.leis.entry(lei.clone()).or_default().insert(said.issuer.clone());
                    }
                }
                _ => {}
            }
        }
        known
    }

    /// An LEI is one legal entity's.
    fn check_lei(&self, lei: Option<&String>, issuer: &str) -> Result<(), Trouble> {
        let Some(lei) = lei else { return Ok(()) };
        match self.leis.get(lei).into_iter().flatten().find(|holder| *holder != issuer) {
            None => Ok(()),
            Some(other) => Err(Trouble::LeiOfAnother { lei: lei.clone(), issuer: other.clone() }),
        }
    }

    /// CoinMarketCap's ids are one asset's each; symbols may be shared.
    fn check_shared(&self, coinmarketcap: Option<u64>, asset: &str) -> Result<(), Trouble> {
        let holders = coinmarketcap.and_then(|number| self.coinmarketcap.get(&number));
        match holders.into_iter().flatten().find(|holder| *holder != asset) {
            None => Ok(()),
            Some(other) => {
                let id = coinmarketcap.unwrap_or_default().to_string();
                Err(Trouble::IdOfAnother { id, asset: other.clone() })
            }
        }
    }
}

/// What a later word replaces an earlier one about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing<'d> {
    /// A kind of fact about an asset.
    Of(&'static str, &'d str),
    /// A disclosure of an item.
    Item(&'d str, &'static str),
    /// An issuer.
    Issuer(&'d str),
    /// A ruling.
    Ruling(&'d str),
    /// Checks are not replaced; they are found by whom they are about.
    Check(Option<&'d Subject>),
}

impl<'d> Thing<'d> {
    fn of(draft: &'d Draft) -> Self {
        let asset = draft.asset.as_deref().unwrap_or_default();
        match &draft.what {
            What::Disclosure(disclosure) => Self::Item(asset, disclosure.item.as_str()),
            What::Issuer(issuer) => Self::Issuer(&issuer.issuer),
            What::Ruling(ruling) => Self::Ruling(&ruling.ruling),
            What::Check(check) => Self::Check(check.subjects.first()),
            what => Self::Of(what.kind(), asset),
        }
    }
}

/// Refuses a reason that is none, or that cannot be shown.
pub(crate) fn check_reason(text: &str) -> Result<(), Trouble> {
    check_long("reason", text)
}

/// Refuses a text that is empty, or that cannot be shown.
pub(crate) fn check_long(field: &str, text: &str) -> Result<(), Trouble> {
    let refused =
        |why| Trouble::Form { place: String::new(), error: FormError { field: field.to_owned(), why } };
    qazyq_registry::form::check_long(text).map_err(refused)
}

/// The same for a short one.
pub(crate) fn check_short(field: &str, text: &str) -> Result<(), Trouble> {
    let refused =
        |why| Trouble::Form { place: String::new(), error: FormError { field: field.to_owned(), why } };
    qazyq_registry::form::check_short(text).map_err(refused)
}

impl Handed {
    /// One form that was filled in on a command line or a page.
    #[must_use]
    pub fn alone(form: Form) -> Self {
        Self { form, place: String::new() }
    }
}
