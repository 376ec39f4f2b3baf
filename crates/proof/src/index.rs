//! A verifiable index of a log: under which names its first entries stand, and how many under each.
//!
//! ```text
//! head        qazyq.index/1 · which log, N, its root at N · by which rule entries get names · how many records, their root
//!               └─ record   qazyq.index.record/1 · a name · how many postings, their root          sorted by name
//!                    └─ posting   qazyq.index.posting/1 · a place in the log · the entry's hash    in the log's order
//! ```
//!
//! Records are the entries of one Merkle tree, and the postings of each name those of a tree of its own. So that a name has no
//! record is shown by the two records between which it would stand, and that nothing was left out of an answer by all of its
//! postings: see [`crate::lookup`]. Which names an entry has is the caller's business; the head says by which rule.
//!
//! INVARIANT: names in an index ascend, byte by byte, and none stands twice; so do the places of a name's postings.

use core::borrow::Borrow;
use core::fmt;
use core::str::FromStr;
use std::collections::BTreeMap;

use crate::checkpoint::Checkpoint;
use crate::hash::TreeHash;
use crate::lines::{decimal, line};
use crate::merkle::{Frontier, Subtrees, inclusion};

/// Bytes of a name.
pub const NAME_BYTES_MAX: usize = 512;

/// First lines. No text of one kind can pass as one of another.
const HEAD: &str = "qazyq.index/1";
const RECORD: &str = "qazyq.index.record/1";
const POSTING: &str = "qazyq.index.posting/1";

/// Under which an entry is found, or what the rule is called that says so: 1 to 512 bytes of UTF-8 without control characters.
/// Names are ordered and compared by their bytes; nothing is folded or normalised.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

/// The text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name is text of 1 to {NAME_BYTES_MAX} bytes, without control characters")]
pub struct NameError;

impl Name {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let is_name = (1..=NAME_BYTES_MAX).contains(&text.len()) && !text.contains(char::is_control);
        if is_name { Ok(Self(text.to_owned())) } else { Err(NameError) }
    }
}

/// A text and the name of it are ordered alike.
impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An entry under a name.
///
/// ```text
/// qazyq.index.posting/1
/// 12
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Its place in the log.
    pub position: u64,
    /// Its hash in the log's tree.
    pub leaf: TreeHash,
}

impl Posting {
    /// Its hash in the tree of the name's postings.
    #[must_use]
    pub fn hash(&self) -> TreeHash {
        TreeHash::of_leaf(self.to_string().as_bytes())
    }
}

impl fmt::Display for Posting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{POSTING}\n{}\n{}\n", self.position, self.leaf)
    }
}

/// What an index says of a name that occurs.
///
/// ```text
/// qazyq.index.record/1
/// usdt
/// 3
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name.
    pub name: Name,
    /// How many postings it has.
    pub count: u64,
    /// The root of their tree.
    pub root: TreeHash,
}

impl Record {
    /// The record of a name with these postings.
    pub fn of(name: &Name, postings: impl IntoIterator<Item = Posting>) -> Self {
        let mut tree = Frontier::default();
        postings.into_iter().for_each(|posting| tree.push(posting.hash(), |_, _, _| {}));
        Self { name: name.clone(), count: tree.size(), root: tree.root() }
    }

    /// Its hash in the tree of records.
    #[must_use]
    pub fn hash(&self) -> TreeHash {
        TreeHash::of_leaf(self.to_string().as_bytes())
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{RECORD}\n{}\n{}\n{}\n", self.name, self.count, self.root)
    }
}

/// What an index comes down to. It is the text of a note that the log's operator signs, and the whole note is appended to the
/// log: so it was said before everyone, and whoever makes the index again from the entries sees whether it is true.
///
/// ```text
/// qazyq.index/1
/// example.org/log
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// example.org/names/1
/// 4711
/// sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    origin: String,
    /// How many entries of the log are indexed: its first ones.
    pub size: u64,
    /// The log's root at that size.
    pub log_root: TreeHash,
    /// What the rule is called by which entries get names.
    pub rule: Name,
    /// How many names occur.
    pub records: u64,
    /// The root of their records.
    pub root: TreeHash,
}

/// What is wrong with a head's text: the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// It is of another format.
    #[error("line 1 is not `{HEAD}`")]
    Format,
    /// The second line is no origin.
    #[error("line 2 is no origin")]
    Origin,
    /// The third is no number.
    #[error("line 3 is no number of entries")]
    Size,
    /// The fourth is no hash.
    #[error("line 4 is no root of a log")]
    LogRoot,
    /// The fifth is no name.
    #[error("line 5 is no rule")]
    Rule,
    /// The sixth is no number.
    #[error("line 6 is no number of records")]
    Records,
    /// The seventh is no hash, or that of nothing where there are records, or of something where there are none.
    #[error("line 7 is no root of so many records")]
    Root,
    /// There are more lines.
    #[error("a head has seven lines")]
    Behind,
}

impl Head {
    /// Which log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> Result<Self, HeadError> {
        let mut rest = text;
        let mut next = || line(&mut rest);
        next().filter(|text| *text == HEAD).ok_or(HeadError::Format)?;
        let origin = next().ok_or(HeadError::Origin)?;
        let size = next().and_then(decimal).ok_or(HeadError::Size)?;
        let log_root = next().and_then(|text| text.parse().ok()).ok_or(HeadError::LogRoot)?;
        // What may be an origin is a checkpoint's to say.
        let origin =
            Checkpoint::new(origin, size, log_root).map_err(|_| HeadError::Origin)?.origin().to_owned();
        let rule = next().and_then(|text| text.parse().ok()).ok_or(HeadError::Rule)?;
        let records = next().and_then(decimal).ok_or(HeadError::Records)?;
        let root: TreeHash = next().and_then(|text| text.parse().ok()).ok_or(HeadError::Root)?;
        if (records == 0) != (root == TreeHash::of_nothing()) {
            return Err(HeadError::Root);
        }
        if rest.is_empty() {
            Ok(Self { origin, size, log_root, rule, records, root })
        } else {
            Err(HeadError::Behind)
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{HEAD}\n{}\n{}\n{}\n", self.origin, self.size, self.log_root)?;
        write!(f, "{}\n{}\n{}\n", self.rule, self.records, self.root)
    }
}

/// Makes the index of a log whose entries come in their order. Of each name it keeps a [`Frontier`]: some hundred bytes, however
/// many entries there are.
#[derive(Clone, Debug)]
pub struct IndexBuilder {
    rule: Name,
    names: BTreeMap<Name, Postings>,
    /// No later posting has a smaller place.
    least: u64,
    /// No smaller log has all of it.
    size: u64,
}

#[derive(Clone, Debug)]
struct Postings {
    tree: Frontier,
    last: u64,
}

/// Why a posting is not taken. The builder is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The name is none.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The entry stands before one that was pushed, or in a log of which an index was made.
    #[error("entry {position} comes where entries from {least} on are expected")]
    Order {
        /// Its place.
        position: u64,
        /// The least place that it may have.
        least: u64,
    },
    /// The entry has been pushed under this name.
    #[error("entry {0} stands under the name already")]
    Twice(u64),
    /// No log has an entry there.
    #[error("no log has an entry {0}")]
    Position(u64),
}

/// The log is smaller than what was pushed, or than one of which an index was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a log of {size} entries where {least} have been indexed")]
pub struct TooSmall {
    /// How many entries the log has.
    pub size: u64,
    /// How many it must have.
    pub least: u64,
}

impl IndexBuilder {
    /// A builder that has seen no entry; `rule` is what it is called how entries get their names.
    #[must_use]
    pub fn new(rule: Name) -> Self {
        Self { rule, names: BTreeMap::new(), least: 0, size: 0 }
    }

    /// Adds the entry at `position`, of that hash in the log's tree, under `name`. Places never descend; an entry may have
    /// several names, each once.
    ///
    /// # Errors
    /// Where the posting cannot come here.
    pub fn push(&mut self, name: &str, position: u64, leaf: TreeHash) -> Result<(), PushError> {
        let least = self.least;
        if position < least {
            return Err(PushError::Order { position, least });
        }
        let behind = position.checked_add(1).ok_or(PushError::Position(position))?;
        let hash = Posting { position, leaf }.hash();
        match self.names.get_mut(name) {
            Some(postings) if postings.last == position => return Err(PushError::Twice(position)),
            Some(postings) => {
                postings.tree.push(hash, |_, _, _| {});
                postings.last = position;
            }
            None => {
                let mut tree = Frontier::default();
                tree.push(hash, |_, _, _| {});
                self.names.insert(name.parse()?, Postings { tree, last: position });
            }
        }
        (self.least, self.size) = (position, behind);
        Ok(())
    }

    /// The index of the log as that checkpoint has it. Then the builder goes on with the entries behind it.
    ///
    /// # Errors
    /// Where the log has less than was pushed.
    pub fn finish(&mut self, log: &Checkpoint) -> Result<Index, TooSmall> {
        if log.size < self.size {
            return Err(TooSmall { size: log.size, least: self.size });
        }
        (self.least, self.size) = (log.size, log.size);
        let record = |(name, postings): (&Name, &Postings)| Record {
            name: name.clone(),
            count: postings.tree.size(),
            root: postings.tree.root(),
        };
        let records: Vec<Record> = self.names.iter().map(record).collect();
        let tree = Tree::of(records.iter().map(Record::hash));
        let head = Head {
            origin: log.origin().to_owned(),
            size: log.size,
            log_root: log.root,
            rule: self.rule.clone(),
            records: tree.frontier.size(),
            root: tree.frontier.root(),
        };
        Ok(Index { head, records, tree })
    }
}

/// An index: all of its records.
#[derive(Clone, Debug)]
pub struct Index {
    head: Head,
    records: Vec<Record>,
    tree: Tree,
}

/// A record, and why it is one of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// The record.
    pub record: Record,
    /// From its leaf's sibling up.
    pub proof: Vec<TreeHash>,
}

/// What an index has to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The record at that place.
    Recorded(u64, Proved),
    /// No record.
    Absent {
        /// How many names come before it.
        place: u64,
        /// The last of those; none where the name comes before all.
        before: Option<Proved>,
        /// The first behind it; none where it comes behind all.
        after: Option<Proved>,
    },
}

impl Index {
    /// What it comes down to.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Its records, sorted by name.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The record of the name, or the two between which it would stand.
    #[must_use]
    pub fn prove(&self, name: &Name) -> Standing {
        let found = self.records.binary_search_by(|record| record.name.cmp(name));
        if let Ok(place) = found
            && let Some(proved) = self.at(place)
        {
            return Standing::Recorded(number(place), proved);
        }
        let place = found.unwrap_or_else(|place| place);
        let before = place.checked_sub(1).and_then(|place| self.at(place));
        Standing::Absent { place: number(place), before, after: self.at(place) }
    }

    fn at(&self, place: usize) -> Option<Proved> {
        let record = self.records.get(place)?.clone();
        Some(Proved { record, proof: self.tree.inclusion(number(place)) })
    }
}

/// A tree that is small enough to be kept whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    frontier: Frontier,
    /// By level.
    rows: Vec<Vec<TreeHash>>,
}

/// A tree of which a part is asked for that it has not.
pub(crate) struct Outside;

impl Tree {
    pub(crate) fn of(leaves: impl IntoIterator<Item = TreeHash>) -> Self {
        let Self { mut frontier, mut rows } = Self::default();
        for leaf in leaves {
            frontier.push(leaf, |level, _, hash| match rows.get_mut(level as usize) {
                Some(row) => row.push(hash),
                None => rows.push(vec![hash]),
            });
        }
        Self { frontier, rows }
    }

    /// Empty where there is no such leaf.
    pub(crate) fn inclusion(&self, index: u64) -> Vec<TreeHash> {
        inclusion(index, self.frontier.size(), &mut &*self).unwrap_or_default()
    }
}

impl Subtrees for &Tree {
    type Error = Outside;

    fn subtree(&mut self, level: u32, index: u64) -> Result<TreeHash, Outside> {
        let row = self.rows.get(level as usize).ok_or(Outside)?;
        usize::try_from(index).ok().and_then(|index| row.get(index)).copied().ok_or(Outside)
    }
}

fn number(place: usize) -> u64 {
    u64::try_from(place).unwrap_or(u64::MAX)
}
