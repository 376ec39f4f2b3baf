//! Collecting: what a case rests on, taken out of all that is known.
//!
//! A dossier is made while it is noted which bytes and receipts were looked at. Then as little as possible of that is put
//! together, and the case is made again from it alone: that it comes out the same, byte for byte, is seen before a bundle is
//! written and not hoped for. Where it does not, more is taken:
//!
//! 1. bytes whose digests the case names;
//! 2. and all pages of CoinMarketCap's map and other lookups that were looked at: that an id is nowhere takes all of them;
//! 3. and everything else that was looked at.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_lake::{Receipt, Row};
use qazyq_law::json::{Text, Value};
use qazyq_law::reading::Reading;
use qazyq_law::{Act, Case, Refusal};
use qazyq_market::coinmarketcap::lookups::{Quoted, map};
use qazyq_market::feed::Feed;
use qazyq_market::klines::Interval;
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::Entry;
use qazyq_registry::what::{self, FileRef, Subject, What};

use crate::Fault;
use crate::answers;
use crate::bundle::{Contents, Head, Withheld, entry_line};
use crate::kept::{Answers, Files};
use crate::memory::{Lacking, Memory};
use crate::said::{Index, Said};
use crate::terms;

/// Of what a bundle is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'w> {
    /// The order.
    pub act: &'w Act,
    /// The asset's id.
    pub asset: &'w str,
    /// The day of assessment.
    pub day: Day,
    /// The reading.
    pub reading: &'w Reading,
    /// What the case says of what was known when, if it does.
    pub as_of: Option<&'w str>,
    /// By what was known at this instant; that of `as_of`, where that is said.
    pub known_at: Timestamp,
    /// Bytes that their sources do not let be passed on are left out.
    pub public: bool,
    /// Documents behind facts are passed on.
    pub with_documents: bool,
}

/// Why no bundle can be made.
#[derive(Debug)]
pub enum NoBundle {
    /// The case is refused.
    Refused(Refusal),
    /// The case that its evidence leads to is another: a fault of this program.
    CaseDiffers,
    /// An entry cannot be written.
    Entry(String),
}

/// Collects what a bundle holds. `answer` gives the bytes of an answer.
///
/// # Errors
/// Where something cannot be read, the case is refused, or it does not come out the same from what was collected.
pub fn collect<E: From<Fault> + From<NoBundle>>(
    said: Said<'_>,
    files: &impl Files<Error = E>,
    answers: &impl Answers<Error = E>,
    answer: impl Fn(&Digest) -> Result<Vec<u8>, E>,
    wanted: &Wanted<'_>,
) -> Result<Contents, E> {
    let law = wanted.act.on(wanted.day);
    let noting = Noting::new(files, answers);
    let dossier = said.dossier(wanted.act, wanted.asset, wanted.known_at, &noting, &noting)?;
    let case = dossier.case(law, wanted.day, wanted.reading, wanted.as_of);
    let parsed = Case::of_json(wanted.act, &case).map_err(NoBundle::Refused)?;
    let verdict = qazyq_law::assess(&parsed).to_json().to_string();

    let entries = entries_of(said, wanted.asset, wanted.known_at);
    let named = digests_in(&case);
    let (looked_up, told, read) = noting.into_noted();
    for ladder in 0..3 {
        let is_in = |sha256: &str| ladder == 2 || named.contains(sha256);
        let entries: Vec<Entry> = entries
            .iter()
            .filter(|entry| match &entry.what {
                What::Market { file, .. } => is_in(&file.sha256),
                _ => true,
            })
            .map(|entry| (*entry).clone())
            .collect();
        let mut receipts: BTreeMap<u64, &Receipt> = BTreeMap::new();
        let of =
            |receipt: &&Receipt| receipt.sha256.as_ref().is_some_and(|sha256| is_in(&sha256.to_string()));
        receipts.extend(told.values().filter(of).map(|receipt| (receipt.n, receipt)));
        let all = looked_up.values().filter(|receipt| ladder > 0 || of(receipt));
        receipts.extend(all.map(|receipt| (receipt.n, receipt)));

        // Of each digest the bytes, whose they are, and whether they may be passed on: by all that brought them.
        let mut raw: BTreeMap<Digest, (Vec<u8>, String, bool)> = BTreeMap::new();
        for entry in &entries {
            let (Some(file), What::Market { .. } | What::Facts { .. }) = (entry.what.file(), &entry.what)
            else {
                continue;
            };
            let Some(sha256) = digest(&file.sha256).filter(|_| read.contains(&file.sha256)) else { continue };
            // What a file of bars calls its source is the word of whoever handed it over.
            let (source, is_free) = match &entry.what {
                What::Market { source, .. } => (source.as_str(), false),
                _ => (terms::OWN, terms::may_be_passed_on(terms::OWN)),
            };
            let is_free = is_free && raw.get(&sha256).is_none_or(|(_, _, is_free)| *is_free);
            raw.insert(sha256, (files.bytes(file)?, source.to_owned(), is_free));
        }
        for receipt in receipts.values() {
            let Some(sha256) = receipt.sha256.and_then(|sha256| digest(&sha256.to_string())) else {
                continue;
            };
            let source = answers::source_of(&receipt.feed);
            let is_free =
                terms::may_be_passed_on(source) && raw.get(&sha256).is_none_or(|(_, _, is_free)| *is_free);
            raw.insert(sha256, (answer(&sha256)?, source.to_owned(), is_free));
        }
        let bytes = raw.iter().map(|(sha256, (bytes, ..))| (*sha256, bytes.as_slice())).collect();
        let memory = Memory::new(receipts.values().map(|receipt| (*receipt).clone()).collect(), bytes);
        let known_at = wanted.as_of.map_or_else(|| settled(wanted, &entries, &receipts), |_| wanted.known_at);
        let is_same = |known_at| {
            let again = case_of(wanted.act, &entries, &memory, (wanted.asset, wanted.day, known_at), &parsed);
            again.is_ok_and(|again| again == case)
        };
        let Some(known_at) = [known_at, wanted.known_at].into_iter().find(|known_at| is_same(*known_at))
        else {
            continue;
        };

        let (mut kept, mut withheld) = (BTreeMap::new(), Vec::new());
        for (sha256, (bytes, source, is_free)) in raw {
            if wanted.public && !is_free {
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                withheld.push(Withheld { bytes: length, sha256, source });
            } else {
                kept.insert(sha256, bytes);
            }
        }
        let mut documents = BTreeMap::new();
        for file in entries.iter().filter_map(|entry| entry.origin.document.as_ref()) {
            if let Some(sha256) = digest(&file.sha256).filter(|_| wanted.with_documents && !wanted.public) {
                documents.insert(sha256, files.bytes(file)?);
            }
        }
        let mut lines = String::new();
        for entry in &entries {
            // What counts are the journal's own lines: those above were copied from them whole.
            let line = entry_line(entry).map_err(|error| NoBundle::Entry(error.to_string()))?;
            lines.push_str(&line);
            lines.push('\n');
        }
        let mut of_receipts = String::new();
        for receipt in receipts.values() {
            of_receipts.push_str(&receipt.line().map_err(|error| NoBundle::Entry(error.to_string()))?);
            of_receipts.push('\n');
        }
        return Ok(Contents {
            head: Head {
                asset: wanted.asset.to_owned(),
                day: wanted.day,
                format: crate::bundle::FORMAT.to_owned(),
                known_at,
                public: wanted.public,
                withheld,
            },
            case: format!("{case}\n"),
            verdict: format!("{verdict}\n"),
            law: law.text.clone(),
            entries: lines,
            receipts: of_receipts,
            raw: kept,
            documents,
        });
    }
    Err(NoBundle::CaseDiffers.into())
}

/// The case that entries, receipts and bytes lead to: of the asset, the day and the instant of `of`, under the reading of
/// `asked` and with its word on what was known when.
///
/// # Errors
/// Where something is lacking, or cannot be folded.
pub fn case_of(
    act: &Act,
    entries: &[Entry],
    memory: &Memory<'_>,
    of: (&str, Day, Timestamp),
    asked: &Case<'_>,
) -> Result<Value, Lacking> {
    let index = Index::of(entries);
    let (asset, day, known_at) = of;
    let dossier = Said::new(entries, &index).dossier(act, asset, known_at, memory, memory)?;
    let as_of = asked.as_of.as_ref().and_then(Text::as_str);
    Ok(dossier.case(act.on(day), day, &asked.reading, as_of))
}

/// An instant that does not hang on when somebody asked: the one at which the last of the evidence was had, or the end of the
/// day that is assessed, if that is later.
fn settled(wanted: &Wanted<'_>, entries: &[Entry], receipts: &BTreeMap<u64, &Receipt>) -> Timestamp {
    let of_entries = entries.iter().map(|entry| entry.retrieved);
    let had = of_entries.chain(receipts.values().map(|receipt| receipt.retrieved)).max();
    let over = qazyq_market::days::DayCut::Utc.end(wanted.day);
    had.map_or(over, |had| had.max(over)).min(wanted.known_at)
}

fn digest(text: &str) -> Option<Digest> {
    text.parse().ok()
}

/// Every text in a case that is a digest.
fn digests_in(case: &Value) -> BTreeSet<String> {
    fn add(value: &Value, to: &mut BTreeSet<String>) {
        match value {
            Value::Text(text) => {
                let text = text.as_str().filter(|text| text.parse::<Digest>().is_ok());
                to.extend(text.map(str::to_owned));
            }
            Value::List(values) => values.iter().for_each(|value| add(value, to)),
            Value::Object(entries) => entries.iter().for_each(|(_, value)| add(value, to)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut digests = BTreeSet::new();
    add(case, &mut digests);
    digests
}

/// The entries that a case of an asset may rest on, and all that undo some of them, in the order of their numbers.
fn entries_of<'e>(said: Said<'e>, asset: &str, known_at: Timestamp) -> Vec<&'e Entry> {
    let mut found: BTreeMap<u64, &Entry> = BTreeMap::new();
    let mut add = |entry: &'e Entry| {
        let is_fact = what::EVIDENCE.contains(&entry.what.kind());
        if is_fact && entry.retrieved <= known_at {
            found.insert(entry.number, entry);
        }
    };
    said.about(asset).for_each(&mut add);
    for conversion in said.known(asset, known_at).conversions.values() {
        said.about(conversion.through).for_each(&mut add);
    }
    let issuer = said.asset_at(asset, known_at).and_then(|asset| asset.issuer);
    let subjects = [Some(Subject::Asset(asset.to_owned())), issuer.map(Subject::Issuer)];
    for subject in subjects.into_iter().flatten() {
        for entry in said.about_subject(&subject) {
            add(entry);
            if let What::Ruling(ruling) = &entry.what {
                said.about_ruling(&ruling.ruling).for_each(&mut add);
            }
        }
    }
    // What undoes one of them is undone in turn.
    let mut new: Vec<u64> = found.keys().copied().collect();
    while let Some(number) = new.pop() {
        for entry in said.undoing(number).filter(|entry| entry.retrieved <= known_at) {
            if found.insert(entry.number, entry).is_none() {
                new.push(entry.number);
            }
        }
    }
    found.into_values().collect()
}

/// Notes what is looked at.
struct Noting<'n, F, A> {
    files: &'n F,
    answers: &'n A,
    looked_up: RefCell<BTreeMap<u64, Receipt>>,
    told: RefCell<BTreeMap<u64, Receipt>>,
    read: RefCell<BTreeSet<String>>,
}

/// Receipts of lookups and receipts of rows, by number, and the digests of files.
type Noted = (BTreeMap<u64, Receipt>, BTreeMap<u64, Receipt>, BTreeSet<String>);

impl<'n, F, A> Noting<'n, F, A> {
    fn new(files: &'n F, answers: &'n A) -> Self {
        let (looked_up, told, read) = Default::default();
        Self { files, answers, looked_up, told, read }
    }

    fn into_noted(self) -> Noted {
        (self.looked_up.into_inner(), self.told.into_inner(), self.read.into_inner())
    }

    fn look_up(&self, receipts: &[Receipt]) {
        let mut looked_up = self.looked_up.borrow_mut();
        looked_up.extend(receipts.iter().map(|receipt| (receipt.n, receipt.clone())));
    }
}

impl<F: Files, A> Files for Noting<'_, F, A> {
    type Error = F::Error;

    fn bytes(&self, file: &FileRef) -> Result<Vec<u8>, F::Error> {
        self.read.borrow_mut().insert(file.sha256.clone());
        self.files.bytes(file)
    }
}

impl<F, A: Answers> Answers for Noting<'_, F, A> {
    type Error = A::Error;

    fn each_row(
        &self,
        feed: &'static dyn Feed,
        interval: Interval,
        key: &str,
        tell: &mut dyn FnMut(Row, &Receipt),
    ) -> Result<(), A::Error> {
        self.answers.each_row(feed, interval, key, &mut |row, receipt| {
            self.told.borrow_mut().entry(receipt.n).or_insert_with(|| receipt.clone());
            tell(row, receipt);
        })
    }

    fn lookups(&self, feed: &str) -> Result<Vec<Receipt>, A::Error> {
        let found = self.answers.lookups(feed)?;
        self.look_up(&found);
        Ok(found)
    }

    fn latest_lookup(&self, feed: &str, key: &str, known_at: Timestamp) -> Result<Option<Receipt>, A::Error> {
        let found = self.answers.latest_lookup(feed, key, known_at)?;
        self.look_up(found.as_slice());
        Ok(found)
    }

    fn map_page(&self, sha256: &qazyq_lake::Digest) -> Result<Arc<BTreeMap<u64, map::Mapped>>, A::Error> {
        self.answers.map_page(sha256)
    }

    fn quotes(
        &self,
        sha256: &qazyq_lake::Digest,
        currency: &str,
    ) -> Result<Arc<BTreeMap<u64, Quoted>>, A::Error> {
        self.answers.quotes(sha256, currency)
    }
}
