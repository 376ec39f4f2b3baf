//! What goes into a log: statements on bundles, on changes of lists, and on lists as they were published.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use qazyq_evidence::bundle::{Attachments, Bundle};
use qazyq_evidence::policy::Policy;
use qazyq_evidence::statement::Statement;
use qazyq_evidence::verify::{Came, Judge, statement, verify};
use qazyq_law::{Act, Case};
use qazyq_log::{Folder, reader};
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::key::SignerKey;
use qazyq_proof::note::Note;
use qazyq_registry::digest::Digest;
use qazyq_registry::what::What;

use super::{OwnLog, trouble};
use crate::Trouble;
use crate::book::Book;
use crate::bundle::read;
use crate::output;

/// Something that was logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// What was stated.
    pub statement: Statement,
    /// Its place in the log.
    pub position: u64,
    /// The file that now has the log's word: a bundle itself, or a proof beside a list.
    pub file: Option<PathBuf>,
}

/// A file that is to be logged.
enum Found {
    Bundle { path: PathBuf, bytes: Vec<u8>, attached: Attachments },
    List { path: PathBuf, note: Option<Vec<u8>> },
}

/// What a file says, as a statement.
///
/// # Errors
/// Where it is neither a bundle whose checks all hold nor a published list.
fn stated(path: &Path, act: &Act, key: Option<&SignerKey>) -> Result<(Statement, Found), Trouble> {
    let bytes = read(path)?;
    let not_logged =
        |why: &str| Trouble::NotToBeLogged { path: path.display().to_string(), why: why.to_owned() };
    if bytes.starts_with(b"{") {
        let statement = of_list(&bytes).ok_or_else(|| not_logged("list"))?;
        let note = key.map(|key| signed(&statement, key)).transpose()?;
        return Ok((statement, Found::List { path: path.to_owned(), note }));
    }
    let policy = Policy::default();
    let report = verify(&bytes, &Judge { act, policy: &policy, now: None, older: None });
    if let Some(step) = report.steps.iter().find(|step| step.came == Came::Failed) {
        return Err(not_logged(step.check.as_str()));
    }
    let bundle = Bundle::read(&bytes).map_err(|_| not_logged("container"))?;
    let (Some(head), Ok(case)) = (&report.head, Case::parse(act, bundle.case())) else {
        return Err(not_logged("case"));
    };
    let statement = statement(head, &qazyq_law::assess(&case), &bundle);
    let mut attached = bundle.attachments();
    if let (Some(key), None) = (key, &attached.note) {
        attached.note = Some(signed(&statement, key)?);
    }
    Ok((statement, Found::Bundle { path: path.to_owned(), bytes, attached }))
}

/// A statement with a signature.
fn signed(statement: &Statement, key: &SignerKey) -> Result<Vec<u8>, Trouble> {
    let text = format!("{}\n", statement.line());
    let mut note = Note::new(text).map_err(|error| Trouble::BundleContradicts(error.to_string()))?;
    note.sign(key);
    Ok(note.to_string().into_bytes())
}

/// `list.json` → `list.json.proof`
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    PathBuf::from(name)
}

/// The statement on a list as `qazyq list export` writes it.
fn of_list(bytes: &[u8]) -> Option<Statement> {
    let list: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    if list.get("format")?.as_str()? != "qazyq.list/1" || list.to_string().as_bytes() != bytes {
        return None;
    }
    let rows = list.get("entries")?.as_array()?;
    Some(Statement::List {
        authority: list.get("authority")?.as_str()?.to_owned(),
        demonstration: rows.iter().any(|row| row.get("demonstration").is_some()),
        of: list.get("date")?.as_str()?.parse().ok()?,
        rows: u32::try_from(rows.len()).ok()?,
        sha256: Digest::of(bytes),
    })
}

impl OwnLog {
    /// Logs the statements of bundles and of published lists, publishes, and puts the log's word into each bundle and beside each
    /// list. All files are looked at before anything is logged. With a key, what nobody has signed is signed.
    ///
    /// # Errors
    /// Where a file is not to be logged, or something cannot be written. What was logged by then stays logged.
    pub fn append_files(
        &mut self,
        paths: &[PathBuf],
        act: &Act,
        key: Option<&SignerKey>,
    ) -> Result<Vec<Appended>, Trouble> {
        let found = paths.iter().map(|path| stated(path, act, key)).collect::<Result<Vec<_>, _>>()?;
        // What this log holds already, by the file's own word, is not logged again: it gets a proof of now.
        let known: Vec<Option<u64>> =
            found.iter().map(|(statement, found)| self.place_of(statement, found)).collect();
        let is_new = found.iter().zip(&known).filter(|(_, known)| known.is_none());
        let statements: Vec<Statement> = is_new.map(|((statement, _), _)| statement.clone()).collect();
        let mut new = self.append_statements(&statements)?;
        let mut appended = Vec::new();
        for ((statement, found), known) in found.into_iter().zip(known) {
            let Some(position) = known.or_else(|| new.next()) else { continue };
            let proof = self.prove(position)?.to_string().into_bytes();
            let file = match found {
                Found::Bundle { path, bytes, attached } => {
                    let bundle = Bundle::read(&bytes)
                        .map_err(|error| Trouble::BundleContradicts(error.to_string()))?;
                    let attached = Attachments { log_proof: Some(proof), ..attached };
                    let bytes = bundle
                        .with(&attached)
                        .map_err(|error| Trouble::BundleContradicts(error.to_string()))?;
                    output::bytes(&path, &bytes)?;
                    path
                }
                Found::List { path, note } => {
                    if let Some(note) = note {
                        output::bytes(&beside(&path, "note"), &note)?;
                    }
                    let file = beside(&path, "proof");
                    output::bytes(&file, &proof)?;
                    file
                }
            };
            appended.push(Appended { statement, position, file: Some(file) });
        }
        Ok(appended)
    }

    /// Where this log holds a statement, if the file has a proof that says so.
    fn place_of(&self, statement: &Statement, found: &Found) -> Option<u64> {
        let proof = match found {
            Found::Bundle { attached, .. } => attached.log_proof.clone()?,
            Found::List { path, .. } => std::fs::read(beside(path, "proof")).ok()?,
        };
        let proof = EntryProof::parse(&proof).ok()?;
        let entry = super::entry(&self.path, proof.index).ok()?;
        (entry == statement.line().as_bytes()).then_some(proof.index)
    }

    /// Logs every change of a list that the journal has and this log does not.
    ///
    /// # Errors
    /// Where the log cannot be read or written.
    pub fn append_lists(&mut self, book: &Book) -> Result<Vec<Appended>, Trouble> {
        let mut logged = BTreeSet::new();
        each(&self.path, 0, |_, entry| {
            if let Ok(Statement::Listing { entry, .. }) = Statement::parse(entry) {
                logged.insert(entry);
            }
            Ok(())
        })?;
        let new: Vec<Statement> = listings(book)?
            .into_iter()
            .filter(|statement| match statement {
                Statement::Listing { entry, .. } => !logged.contains(entry),
                Statement::Verdict { .. } | Statement::List { .. } => false,
            })
            .collect();
        let positions = self.append_statements(&new)?;
        let appended = new.into_iter().zip(positions);
        Ok(appended.map(|(statement, position)| Appended { statement, position, file: None }).collect())
    }

    fn append_statements(&mut self, statements: &[Statement]) -> Result<std::ops::Range<u64>, Trouble> {
        let lines: Vec<String> = statements.iter().map(Statement::line).collect();
        let lines: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
        if lines.is_empty() {
            return Ok(0..0);
        }
        let positions = self.append(&lines)?;
        self.publish()?;
        Ok(positions)
    }
}

/// What the journal says of changes of lists, in its order.
fn listings(book: &Book) -> Result<Vec<Statement>, Trouble> {
    let mut found = Vec::new();
    for entry in book.entries() {
        let What::Publication { proposal, row } = &entry.what else { continue };
        let Ok(proposed) = book.entry(*proposal) else { continue };
        let What::Proposal(said) = &proposed.what else { continue };
        let line = entry.line().map_err(|error| Trouble::BundleContradicts(error.to_string()))?;
        let asset = proposed.asset.clone().or_else(|| row.as_ref()?.asset.clone());
        found.push(Statement::Listing {
            action: said.action.as_str().to_owned(),
            asset: asset.unwrap_or_default(),
            authority: said.authority.as_str().to_owned(),
            demonstration: row.as_ref().is_some_and(|row| row.demonstration) || proposed.origin.demonstration,
            entry: Digest::of(&line),
            from: said.from,
        });
    }
    Ok(found)
}

/// Tells of each entry of a log.
pub(crate) fn each(
    path: &Path,
    from: u64,
    mut tell: impl FnMut(u64, &[u8]) -> Result<(), qazyq_log::LogError>,
) -> Result<qazyq_proof::checkpoint::Checkpoint, Trouble> {
    let files = Folder::to_read(path);
    reader::each_entry(&files, from, |position, entry| tell(position, entry))
        .map_err(|error| trouble(path, error))
}
