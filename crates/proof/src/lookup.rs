//! Lookups: what a log holds under a name, in one file that is checked without asking anybody.
//!
//! ```text
//! qazyq.lookup/1
//! name usdt
//! found all                                             or: found one, found none
//! record 17 2 7mSXfAqZ…=                                place, how many postings, their root; hashes: its inclusion
//! gSKyXoYZ…=
//! entry 12 eyJhc3NldCI6…                                a posting with its entry
//! hash 15 B95lDa8R…=                                    a posting whose entry is handed over elsewhere
//! consistency                                           hashes: the log's first N entries are those of the checkpoint
//! EKNzoDWG…=
//!
//! qazyq.index/1 …                                       the head of the index, signed: an entry of the log
//!
//! — example.org/log hI2DJw…
//!
//! c2sp.org/tlog-proof@v1 …                              why that is an entry of the log
//! ```
//!
//! What holds is said of *the first N entries of the log*, N being the head's, and it is the log operator's word that the index
//! is theirs: signed, and logged before everyone. Whoever makes the index again from the entries sees whether it is true.
//! Nothing is said of later entries.

use core::fmt;
use core::str::{FromStr, Split};

use crate::entry_proof::{EntryProof, EntryProofError};
use crate::hash::TreeHash;
use crate::index::{Head, HeadError, Index, Name, Posting, Proved, Record, Standing, Tree};
use crate::lines::{base64, decimal, to_base64};
use crate::merkle::{ProofError, verify_consistency, verify_inclusion};
use crate::note::{Note, NoteError, SignatureError};
use crate::policy::{NotWitnessed, Policy, Witnessed};

/// Bytes of a lookup: some hundred thousand postings without their entries.
pub const LOOKUP_BYTES_MAX: usize = 1 << 26;

/// The first line.
const FORMAT: &str = "qazyq.lookup/1";
/// A tree of 2^64 entries is no deeper.
const HASHES_MAX: usize = 64;
/// Characters of a hash.
const HASH_CHARS: usize = 44;

/// What a log holds under a name; nothing of it has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    name: Name,
    answer: Answer,
    /// From the log of the head's size to that of the checkpoint.
    consistency: Vec<TreeHash>,
    head: Head,
    /// The note of which the head is the text: an entry of the log.
    entry: Note,
    /// Why it is one.
    logged: EntryProof,
}

/// What is said of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// No entry stands under it.
    Nothing {
        /// How many names of the index come before it.
        place: u64,
        /// The last of those.
        before: Option<Proved>,
        /// The first one behind it.
        after: Option<Proved>,
    },
    /// These entries do, and no others.
    All {
        /// Its record's place.
        place: u64,
        /// Its record.
        record: Proved,
        /// In the log's order.
        items: Vec<Item>,
    },
    /// This entry does, among others.
    One {
        /// Its record's place.
        place: u64,
        /// Its record.
        record: Proved,
        /// Which of the postings it is, from 0 on.
        at: u64,
        /// Why it is one, from the leaf's sibling up.
        proof: Vec<TreeHash>,
        /// The posting.
        item: Item,
    },
}

/// A posting, with its entry or without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The entry's place in the log.
    pub position: u64,
    /// The entry.
    pub content: Content,
}

/// What a lookup has of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Its bytes.
    Entry(Vec<u8>),
    /// Its hash in the log's tree. Whoever has the entry compares.
    Hash(TreeHash),
}

/// What is wrong with a lookup's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// It is larger than any lookup, or no text.
    #[error("a lookup is text of {LOOKUP_BYTES_MAX} bytes at most")]
    NotText,
    /// It is of another format.
    #[error("line 1 is not `{FORMAT}`")]
    Format,
    /// The answer, the head, its signatures and its proof are not there one behind the other.
    #[error("a lookup is an answer, a signed head and a proof, with an empty line before each")]
    Parts,
    /// A line of the answer is none that comes there; one behind the last where something is missing.
    #[error("line {0} is none that comes there")]
    Line(usize),
    /// The head is no note.
    #[error("the head is no note: {0}")]
    Note(#[from] NoteError),
    /// What was signed is no head.
    #[error("the head: {0}")]
    Head(#[from] HeadError),
    /// What follows is no proof.
    #[error("the head's proof: {0}")]
    Proof(#[from] EntryProofError),
    /// The proof has additional bytes, which nothing proves.
    #[error("the head's proof has additional bytes")]
    Extra,
}

/// Why an index has no such answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There are entries under the name.
    #[error("the index has a record of the name")]
    Recorded,
    /// There are none.
    #[error("the index has no record of the name")]
    Absent,
    /// The postings are not those of the record.
    #[error("the postings are not those of the record")]
    OtherPostings,
    /// There is none at that place.
    #[error("the name has no such posting")]
    NoPosting,
}

/// One of the two records between which a name would stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one before it.
    Before,
    /// The one behind it.
    After,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Before => "before",
            Self::After => "after",
        })
    }
}

/// Why a lookup shows nothing: the first thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProven {
    /// It is about another name.
    #[error("the lookup is about `{0}`")]
    OtherName(Name),
    /// Entries of that index have their names by another rule.
    #[error("the names of the index are by `{0}`")]
    OtherRule(Name),
    /// The checkpoint does not count.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] NotWitnessed),
    /// The index is of another log than the checkpoint.
    #[error("the index is of `{0}`")]
    OtherLog(String),
    /// The log has not signed the head.
    #[error("the head: {0}")]
    HeadSignature(SignatureError),
    /// The head is not shown to be in the log.
    #[error("the head in the log: {0}")]
    HeadNotLogged(ProofError),
    /// The head stands among the entries of which it speaks.
    #[error("the head is entry {0}, one of those of which it speaks")]
    HeadTooEarly(u64),
    /// The log at the head's size is not shown to be the beginning of that of the checkpoint.
    #[error("the log at the size of the index: {0}")]
    OtherBeginning(ProofError),
    /// More names come before than there are records.
    #[error("place {0} is none of the index")]
    Place(u64),
    /// A neighbour is missing, or is there where the index ends.
    #[error("the record {0}: missing, or beyond the end of the index")]
    NeighbourCount(Side),
    /// A neighbour does not stand on its side of the name.
    #[error("the record {0}: its name stands not {0} the name")]
    NeighbourName(Side),
    /// A neighbour is not shown to be at its place.
    #[error("the record {0}: {1}")]
    Neighbour(Side, ProofError),
    /// The record is not shown to be at its place.
    #[error("the record: {0}")]
    Record(ProofError),
    /// There are more or fewer postings than the record says.
    #[error("{found} postings where the record says {expected}")]
    Count {
        /// How many there are.
        found: u64,
        /// How many there should be.
        expected: u64,
    },
    /// A posting does not come behind the one before it.
    #[error("the posting of entry {0} does not come behind the one before it")]
    PostingOrder(u64),
    /// A posting is none of the entries that are indexed.
    #[error("entry {0} is none of those that are indexed")]
    PostingBeyond(u64),
    /// The postings are not those of the record.
    #[error("the postings lead to another root than the record's")]
    OtherPostings,
    /// The one posting is not shown to be one of the record.
    #[error("the posting: {0}")]
    Posting(ProofError),
}

impl NotProven {
    /// Every code there is.
    pub const CODES: &'static [&'static str] = &[
        "lookup-of-another-name",
        "lookup-by-another-rule",
        "lookup-checkpoint-not-believed",
        "lookup-of-another-log",
        "lookup-head-not-signed",
        "lookup-head-not-logged",
        "lookup-log-rewritten",
        "lookup-neighbours-differ",
        "lookup-record-differs",
        "lookup-incomplete",
        "lookup-entry-differs",
    ];

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherName(_) => "lookup-of-another-name",
            Self::OtherRule(_) => "lookup-by-another-rule",
            Self::Checkpoint(_) => "lookup-checkpoint-not-believed",
            Self::OtherLog(_) => "lookup-of-another-log",
            Self::HeadSignature(_) => "lookup-head-not-signed",
            Self::HeadNotLogged(_) | Self::HeadTooEarly(_) => "lookup-head-not-logged",
            Self::OtherBeginning(_) => "lookup-log-rewritten",
            Self::Place(_) | Self::NeighbourCount(_) | Self::NeighbourName(_) | Self::Neighbour(..) => {
                "lookup-neighbours-differ"
            }
            Self::Record(_) => "lookup-record-differs",
            Self::Count { .. } | Self::PostingOrder(_) | Self::PostingBeyond(_) | Self::OtherPostings => {
                "lookup-incomplete"
            }
            Self::Posting(_) => "lookup-entry-differs",
        }
    }

    /// The name, the rule or the log that the message names.
    #[must_use]
    pub fn named(&self) -> Option<&str> {
        match self {
            Self::OtherName(name) | Self::OtherRule(name) => Some(name.as_str()),
            Self::OtherLog(name) => Some(name),
            Self::Checkpoint(_)
            | Self::HeadSignature(_)
            | Self::HeadNotLogged(_)
            | Self::HeadTooEarly(_)
            | Self::OtherBeginning(_)
            | Self::Place(_)
            | Self::NeighbourCount(_)
            | Self::NeighbourName(_)
            | Self::Neighbour(..)
            | Self::Record(_)
            | Self::Count { .. }
            | Self::PostingOrder(_)
            | Self::PostingBeyond(_)
            | Self::OtherPostings
            | Self::Posting(_) => None,
        }
    }
}

/// What a lookup shows, as of the first `head.size` entries of the log `head.origin()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'l> {
    /// Which index says so.
    pub head: &'l Head,
    /// The place at which the log holds the head.
    pub head_position: u64,
    /// The checkpoint by which all of it holds, and who signed it.
    pub witnessed: Witnessed<'l>,
    /// What stands under the name.
    pub what: What<'l>,
}

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'l> {
    /// Nothing.
    Nothing,
    /// These entries and no others.
    All(&'l [Item]),
    /// This entry, and as many as that with it.
    One {
        /// The entry.
        item: &'l Item,
        /// Which of them it is, from 0 on.
        at: u64,
        /// How many there are in all.
        count: u64,
    },
}

impl Item {
    /// The posting.
    #[must_use]
    pub fn posting(&self) -> Posting {
        let leaf = match &self.content {
            Content::Entry(entry) => TreeHash::of_leaf(entry),
            Content::Hash(hash) => *hash,
        };
        Posting { position: self.position, leaf }
    }
}

impl Answer {
    /// That nothing stands under the name.
    ///
    /// # Errors
    /// Where something does.
    pub fn nothing(index: &Index, name: &Name) -> Result<Self, AnswerError> {
        match index.prove(name) {
            Standing::Absent { place, before, after } => Ok(Self::Nothing { place, before, after }),
            Standing::Recorded(..) => Err(AnswerError::Recorded),
        }
    }

    /// All that stands under the name.
    ///
    /// # Errors
    /// Where nothing does, or that is not all of it.
    pub fn all(index: &Index, name: &Name, items: Vec<Item>) -> Result<Self, AnswerError> {
        let (place, record) = recorded(index, name)?;
        if Record::of(name, items.iter().map(Item::posting)) != record.record {
            return Err(AnswerError::OtherPostings);
        }
        Ok(Self::All { place, record, items })
    }

    /// One of all that stand under the name.
    ///
    /// # Errors
    /// Where nothing does, that is not all of it, or there are not so many.
    pub fn one(index: &Index, name: &Name, mut items: Vec<Item>, at: usize) -> Result<Self, AnswerError> {
        let (place, record) = recorded(index, name)?;
        if Record::of(name, items.iter().map(Item::posting)) != record.record {
            return Err(AnswerError::OtherPostings);
        }
        let number = u64::try_from(at).map_err(|_| AnswerError::NoPosting)?;
        if at >= items.len() {
            return Err(AnswerError::NoPosting);
        }
        let proof = Tree::of(items.iter().map(|item| item.posting().hash())).inclusion(number);
        Ok(Self::One { place, record, at: number, proof, item: items.swap_remove(at) })
    }
}

fn recorded(index: &Index, name: &Name) -> Result<(u64, Proved), AnswerError> {
    match index.prove(name) {
        Standing::Recorded(place, record) => Ok((place, record)),
        Standing::Absent { .. } => Err(AnswerError::Absent),
    }
}

impl Lookup {
    /// A lookup of its parts: `entry` is the signed head as the log holds it, `logged` the proof that it does, and `consistency`
    /// goes from the head's size to that of the proof's checkpoint.
    ///
    /// # Errors
    /// Where the entry is no head, or the proof has additional bytes.
    pub fn new(
        name: Name,
        answer: Answer,
        consistency: Vec<TreeHash>,
        entry: Note,
        logged: EntryProof,
    ) -> Result<Self, LookupError> {
        let head = entry.text().parse()?;
        if logged.extra.is_some() {
            return Err(LookupError::Extra);
        }
        Ok(Self { name, answer, consistency, head, entry, logged })
    }

    /// Reads a lookup.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, LookupError> {
        if bytes.len() > LOOKUP_BYTES_MAX {
            return Err(LookupError::NotText);
        }
        let text = str::from_utf8(bytes).map_err(|_| LookupError::NotText)?;
        let mut parts = text.splitn(4, "\n\n");
        let mut lines = Lines { rest: parts.next().unwrap_or_default().split('\n'), next: None, number: 0 };
        lines.step();
        lines.take(|line| (line == FORMAT).then_some(())).map_err(|_| LookupError::Format)?;
        let (Some(head), Some(signatures), Some(proof)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(LookupError::Parts);
        };
        let name = lines.take(|line| line.strip_prefix("name ")?.parse().ok())?;
        let answer = match lines.take(|line| line.strip_prefix("found "))? {
            "none" => lines.nothing()?,
            "all" => lines.all(&name)?,
            "one" => lines.one(&name)?,
            _ => return Err(LookupError::Line(3)),
        };
        lines.take(|line| (line == "consistency").then_some(()))?;
        let consistency = lines.hashes()?;
        lines.end()?;
        let entry = Note::parse(format!("{head}\n\n{signatures}\n").as_bytes())?;
        Self::new(name, answer, consistency, entry, EntryProof::parse(proof.as_bytes())?)
    }

    /// About which name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The head of the index.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Checks what it says of `name`, which was asked for, by an index of names by `rule`, if the policy lets its checkpoint
    /// count. The steps are those of `docs/formats/index.md`.
    ///
    /// # Errors
    /// Where that is not shown.
    pub fn verify<'l>(
        &'l self,
        name: &Name,
        rule: &Name,
        policy: &'l Policy,
    ) -> Result<Found<'l>, NotProven> {
        // Step 2.
        if self.name != *name {
            return Err(NotProven::OtherName(self.name.clone()));
        }
        let head = &self.head;
        if head.rule != *rule {
            return Err(NotProven::OtherRule(head.rule.clone()));
        }
        // Step 3.
        let witnessed = policy.check(&self.logged.checkpoint)?;
        let checkpoint = &witnessed.checkpoint;
        // Step 4.
        if head.origin() != checkpoint.origin() {
            return Err(NotProven::OtherLog(head.origin().to_owned()));
        }
        let log = core::slice::from_ref(witnessed.log);
        self.entry.signed_by(log).map_err(NotProven::HeadSignature)?;
        // Step 5.
        let leaf = TreeHash::of_leaf(self.entry.to_string().as_bytes());
        let tree = (checkpoint.size, &checkpoint.root);
        let head_position = self.logged.index;
        verify_inclusion(&leaf, head_position, tree, &self.logged.hashes)
            .map_err(NotProven::HeadNotLogged)?;
        // Step 6.
        if head_position < head.size {
            return Err(NotProven::HeadTooEarly(head_position));
        }
        // Step 7.
        verify_consistency((head.size, &head.log_root), tree, &self.consistency)
            .map_err(NotProven::OtherBeginning)?;
        // Step 8.
        let what = match &self.answer {
            Answer::Nothing { place, before, after } => {
                self.check_nothing(*place, before.as_ref(), after.as_ref())?;
                What::Nothing
            }
            Answer::All { place, record, items } => {
                self.check_record(*place, record)?;
                self.check_all(record, items)?;
                What::All(items)
            }
            Answer::One { place, record, at, proof, item } => {
                self.check_record(*place, record)?;
                let Record { count, root, .. } = &record.record;
                self.is_indexed(item.position)?;
                let posting = item.posting().hash();
                verify_inclusion(&posting, *at, (*count, root), proof).map_err(NotProven::Posting)?;
                What::One { item, at: *at, count: *count }
            }
        };
        Ok(Found { head, head_position, witnessed, what })
    }

    fn check_nothing(
        &self,
        place: u64,
        before: Option<&Proved>,
        after: Option<&Proved>,
    ) -> Result<(), NotProven> {
        if place > self.head.records {
            return Err(NotProven::Place(place));
        }
        let places = [
            (Side::Before, before, place.checked_sub(1)),
            (Side::After, after, Some(place).filter(|place| *place < self.head.records)),
        ];
        for (side, neighbour, place) in places {
            let (neighbour, place) = match (neighbour, place) {
                (Some(neighbour), Some(place)) => (neighbour, place),
                (None, None) => continue,
                (Some(_), None) | (None, Some(_)) => return Err(NotProven::NeighbourCount(side)),
            };
            let stands = match side {
                Side::Before => neighbour.record.name < self.name,
                Side::After => self.name < neighbour.record.name,
            };
            if !stands {
                return Err(NotProven::NeighbourName(side));
            }
            self.is_at(place, neighbour).map_err(|error| NotProven::Neighbour(side, error))?;
        }
        Ok(())
    }

    fn check_record(&self, place: u64, record: &Proved) -> Result<(), NotProven> {
        if record.record.name != self.name {
            return Err(NotProven::OtherName(record.record.name.clone()));
        }
        self.is_at(place, record).map_err(NotProven::Record)
    }

    fn check_all(&self, record: &Proved, items: &[Item]) -> Result<(), NotProven> {
        let own = Record::of(&self.name, items.iter().map(Item::posting));
        if own.count != record.record.count {
            return Err(NotProven::Count { found: own.count, expected: record.record.count });
        }
        let mut last = None;
        for item in items {
            self.is_indexed(item.position)?;
            if last.is_some_and(|last| item.position <= last) {
                return Err(NotProven::PostingOrder(item.position));
            }
            last = Some(item.position);
        }
        if own.root == record.record.root { Ok(()) } else { Err(NotProven::OtherPostings) }
    }

    fn is_indexed(&self, position: u64) -> Result<(), NotProven> {
        if position < self.head.size { Ok(()) } else { Err(NotProven::PostingBeyond(position)) }
    }

    fn is_at(&self, place: u64, record: &Proved) -> Result<(), ProofError> {
        let tree = (self.head.records, &self.head.root);
        verify_inclusion(&record.record.hash(), place, tree, &record.proof)
    }
}

/// The lines of an answer.
struct Lines<'t> {
    rest: Split<'t, char>,
    next: Option<&'t str>,
    /// That of `next`.
    number: usize,
}

impl<'t> Lines<'t> {
    fn step(&mut self) {
        self.next = self.rest.next();
        self.number = self.number.saturating_add(1);
    }

    /// The line that `read` takes.
    fn take<T>(&mut self, read: impl FnOnce(&'t str) -> Option<T>) -> Result<T, LookupError> {
        let read = self.next.and_then(read).ok_or(LookupError::Line(self.number))?;
        self.step();
        Ok(read)
    }

    fn end(&self) -> Result<(), LookupError> {
        if self.next.is_none() { Ok(()) } else { Err(LookupError::Line(self.number)) }
    }

    /// Lines that are hashes, as many as there are.
    fn hashes(&mut self) -> Result<Vec<TreeHash>, LookupError> {
        let mut hashes = Vec::new();
        while self.next.is_some_and(|line| line.len() == HASH_CHARS && !line.contains(' ')) {
            let has_room = hashes.len() < HASHES_MAX;
            hashes.push(self.take(|line| line.parse().ok().filter(|_| has_room))?);
        }
        Ok(hashes)
    }

    fn nothing(&mut self) -> Result<Answer, LookupError> {
        let place = self.take(|line| decimal(line.strip_prefix("place ")?))?;
        let (before, after) = (self.neighbour("before ")?, self.neighbour("after ")?);
        Ok(Answer::Nothing { place, before, after })
    }

    /// `before COUNT ROOT NAME` or `after COUNT ROOT NAME`, if there is such a line.
    fn neighbour(&mut self, side: &str) -> Result<Option<Proved>, LookupError> {
        if !self.next.is_some_and(|line| line.starts_with(side)) {
            return Ok(None);
        }
        let record = self.take(|line| {
            let (count, rest) = line.strip_prefix(side)?.split_once(' ')?;
            let (root, name) = rest.split_once(' ')?;
            Some(Record { name: name.parse().ok()?, count: count_of(count)?, root: root.parse().ok()? })
        })?;
        Ok(Some(Proved { record, proof: self.hashes()? }))
    }

    /// `record PLACE COUNT ROOT`
    fn record(&mut self, name: &Name) -> Result<(u64, Proved), LookupError> {
        let (place, record) = self.take(|line| {
            let (place, rest) = line.strip_prefix("record ")?.split_once(' ')?;
            let (count, root) = rest.split_once(' ')?;
            let record = Record { name: name.clone(), count: count_of(count)?, root: root.parse().ok()? };
            Some((decimal(place)?, record))
        })?;
        Ok((place, Proved { record, proof: self.hashes()? }))
    }

    fn all(&mut self, name: &Name) -> Result<Answer, LookupError> {
        let (place, record) = self.record(name)?;
        let mut items = Vec::new();
        while self.next.is_some_and(|line| line != "consistency") {
            items.push(self.take(|line| line.parse().ok())?);
        }
        Ok(Answer::All { place, record, items })
    }

    fn one(&mut self, name: &Name) -> Result<Answer, LookupError> {
        let (place, record) = self.record(name)?;
        let at = self.take(|line| decimal(line.strip_prefix("posting ")?))?;
        let proof = self.hashes()?;
        Ok(Answer::One { place, record, at, proof, item: self.take(|line| line.parse().ok())? })
    }
}

/// No record is of a name that does not occur.
fn count_of(text: &str) -> Option<u64> {
    decimal(text).filter(|count| *count > 0)
}

/// The line is no posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not `entry` or `hash` with a place and Base 64")]
pub struct ItemError;

impl FromStr for Item {
    type Err = ItemError;

    fn from_str(line: &str) -> Result<Self, ItemError> {
        let mut parts = line.splitn(3, ' ');
        let (Some(kind), Some(position), Some(content)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(ItemError);
        };
        let position = decimal(position).ok_or(ItemError)?;
        let content = match kind {
            "entry" => Content::Entry(base64(content).ok_or(ItemError)?),
            "hash" => Content::Hash(content.parse().map_err(|_| ItemError)?),
            _ => return Err(ItemError),
        };
        Ok(Self { position, content })
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Content::Entry(entry) => write!(f, "entry {} {}", self.position, to_base64(entry)),
            Content::Hash(hash) => write!(f, "hash {} {hash}", self.position),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing { place, before, after } => {
                write!(f, "found none\nplace {place}\n")?;
                for (side, neighbour) in [(Side::Before, before), (Side::After, after)] {
                    let Some(Proved { record, proof }) = neighbour else { continue };
                    writeln!(f, "{side} {} {} {}", record.count, record.root, record.name)?;
                    print(f, proof)?;
                }
                Ok(())
            }
            Self::All { place, record: Proved { record, proof }, items } => {
                write!(f, "found all\nrecord {place} {} {}\n", record.count, record.root)?;
                print(f, proof)?;
                items.iter().try_for_each(|item| writeln!(f, "{item}"))
            }
            Self::One { place, record: Proved { record, proof }, at, proof: of_posting, item } => {
                write!(f, "found one\nrecord {place} {} {}\n", record.count, record.root)?;
                print(f, proof)?;
                writeln!(f, "posting {at}")?;
                print(f, of_posting)?;
                writeln!(f, "{item}")
            }
        }
    }
}

impl fmt::Display for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FORMAT}\nname {}\n{}consistency\n", self.name, self.answer)?;
        print(f, &self.consistency)?;
        write!(f, "\n{}\n{}", self.entry, self.logged)
    }
}

fn print(f: &mut fmt::Formatter<'_>, hashes: &[TreeHash]) -> fmt::Result {
    hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))
}
