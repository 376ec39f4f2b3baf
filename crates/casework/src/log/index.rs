//! Looking names up: that nothing is logged under one, or everything that is.
//!
//! The rule by which entries have names is [`Statement::names`], and is called [`RULE`]: `verdict/ASSET`, `list/AUTHORITY/ASSET` and
//! `list/AUTHORITY`. An entry that is no statement has none.

use std::path::Path;

use qazyq_evidence::statement::Statement;
use qazyq_log::{Folder, reader};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::index::{Head, Index, IndexBuilder, Name};
use qazyq_proof::key::SignerKey;
use qazyq_proof::lookup::{Answer, Content, Item, Lookup};
use qazyq_proof::note::Note;

use super::append::each;
use super::{LogTrouble, OwnLog, trouble};
use crate::Trouble;

/// What the rule calls itself in a head.
pub const RULE: &str = "qazyq.statement/1";

/// The rule's name.
#[must_use]
pub fn rule() -> Option<Name> {
    RULE.parse().ok()
}

fn builder() -> Result<IndexBuilder, Trouble> {
    rule().map(IndexBuilder::new).ok_or_else(|| Trouble::BundleContradicts(RULE.to_owned()))
}

/// The index of the entries of a log before `size`, or of all that are published.
fn index_of(path: &Path, of: Option<&Head>) -> Result<Index, Trouble> {
    let mut index = builder()?;
    let size = of.map_or(u64::MAX, |head| head.size);
    let mut wrong = None;
    let checkpoint = each(path, 0, |position, entry| {
        if position < size
            && let Ok(statement) = Statement::parse(entry)
        {
            let leaf = TreeHash::of_leaf(entry);
            for name in statement.names() {
                wrong = wrong.take().or(index.push(&name, position, leaf).err());
            }
        }
        Ok(())
    })?;
    let contradicts = |what: String| Trouble::BundleContradicts(what);
    if let Some(error) = wrong {
        return Err(contradicts(error.to_string()));
    }
    let of = match of {
        None => checkpoint,
        Some(head) => Checkpoint::new(head.origin(), head.size, head.log_root)
            .map_err(|error| contradicts(error.to_string()))?,
    };
    index.finish(&of).map_err(|error| contradicts(error.to_string()))
}

impl OwnLog {
    /// Makes the index of all that is published, signs its head with the log's own key, and logs it; gives the head and its place.
    ///
    /// # Errors
    /// Where the log cannot be read or written.
    pub fn append_index(&mut self, key: &SignerKey) -> Result<(Head, u64), Trouble> {
        let index = index_of(&self.path, None)?;
        let text = index.head().to_string();
        let mut note = Note::new(text).map_err(|error| Trouble::BundleContradicts(error.to_string()))?;
        note.sign(key);
        let place = self.append(&[note.to_string().as_bytes()])?;
        self.publish()?;
        Ok((index.head().clone(), place.start))
    }
}

/// The last index that a log holds: its head as it was logged, and where.
fn last_head(path: &Path) -> Result<Option<(Note, Head, u64)>, Trouble> {
    let mut last = None;
    each(path, 0, |position, entry| {
        // A statement begins with a brace, and a head does not.
        if !entry.starts_with(b"{")
            && let Ok(note) = Note::parse(entry)
            && let Ok(head) = note.text().parse::<Head>()
            && head.rule.as_str() == RULE
        {
            last = Some((note, head, position));
        }
        Ok(())
    })?;
    Ok(last)
}

/// Everything that a log's last index has under a name, or that it has nothing: one file that can be checked offline.
///
/// # Errors
/// Where the name is none, the log has no index, or it cannot be read.
pub fn look_up(path: &Path, name: &str) -> Result<Lookup, Trouble> {
    let name: Name = name.parse().map_err(|_| LogTrouble::NotAName(name.to_owned()))?;
    let Some((note, head, place)) = last_head(path)? else {
        return Err(LogTrouble::NoIndex(path.display().to_string()).into());
    };
    let contradicts = |what: String| Trouble::BundleContradicts(what);
    let index = index_of(path, Some(&head))?;
    if index.head() != &head {
        return Err(LogTrouble::IndexDiffers(path.display().to_string()).into());
    }
    let mut items = Vec::new();
    each(path, 0, |position, entry| {
        if position < head.size
            && let Ok(statement) = Statement::parse(entry)
            && statement.names().iter().any(|found| *found == name.as_str())
        {
            items.push(Item { position, content: Content::Entry(entry.to_vec()) });
        }
        Ok(())
    })?;
    let answer = match items.is_empty() {
        true => Answer::nothing(&index, &name),
        false => Answer::all(&index, &name, items),
    };
    let answer = answer.map_err(|error| contradicts(error.to_string()))?;
    let files = Folder::to_read(path);
    let logged = reader::prove(&files, place).map_err(|error| trouble(path, error))?;
    let newer: Checkpoint =
        logged.checkpoint.text().parse().map_err(|error| contradicts(format!("{error}")))?;
    let consistency = reader::grown_from(&files, head.size, &newer).map_err(|error| trouble(path, error))?;
    Lookup::new(name, answer, consistency, note, logged).map_err(|error| contradicts(error.to_string()))
}
