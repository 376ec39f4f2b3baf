//! Replaying evidence: every verdict that a log holds, found again from its bundle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use qazyq_evidence::bundle::Bundle;
use qazyq_evidence::policy::Policy;
use qazyq_evidence::statement::Statement;
use qazyq_evidence::verify::{Came, Check, Judge, Report, verify};
use qazyq_law::{Act, Case};
use qazyq_log::{Folder, reader};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::merkle::Frontier;
use qazyq_registry::digest::Digest;

use crate::Trouble;
use crate::bundle::read;
use crate::log::append::each;
use crate::log::trouble;

/// What came of one verdict of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Again {
    /// It came out again.
    Found,
    /// Its bundle is not there.
    Missing,
    /// Something of it could not be checked.
    Unknown(Check),
    /// A check failed.
    Failed(Check),
    /// The bundle says something else than the log.
    Differs,
}

/// A verdict of a log, and what came of it.
#[derive(Clone, Debug)]
pub struct Reproduced {
    /// Its place in the log.
    pub position: u64,
    /// The asset and the day.
    pub of: (String, String),
    /// What the bundle is called.
    pub bundle: Digest,
    /// The file, where there is one.
    pub file: Option<PathBuf>,
    /// What came of it.
    pub again: Again,
}

/// What came of all of them.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The log's checkpoint.
    pub checkpoint: Checkpoint,
    /// Whether the entries come to the checkpoint's root.
    pub is_whole: bool,
    /// Whether the checkpoint counts by the policy; none where it has none for logs.
    pub counts: Option<bool>,
    /// Verdicts, in the log's order.
    pub verdicts: Vec<Reproduced>,
    /// Bundles in the folder that the log does not name.
    pub unlogged: Vec<PathBuf>,
}

impl Replayed {
    /// The worst of all that was looked at.
    #[must_use]
    pub fn came(&self) -> Came {
        let of_log = match (self.is_whole, self.counts) {
            (true, Some(true)) => Came::Passed,
            (true, None) => Came::Unknown,
            (true, Some(false)) | (false, _) => Came::Failed,
        };
        let of_verdict = |reproduced: &Reproduced| match reproduced.again {
            Again::Found => Came::Passed,
            Again::Missing | Again::Unknown(_) => Came::Unknown,
            Again::Failed(_) | Again::Differs => Came::Failed,
        };
        self.verdicts.iter().map(of_verdict).chain([of_log]).max().unwrap_or(Came::Unknown)
    }
}

/// What is replayed.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The log's folder.
    pub log: &'a Path,
    /// The folder with the bundles, and folders in it.
    pub bundles: &'a Path,
    /// Whom to believe.
    pub policy: &'a Policy,
    /// The order, where the policy has none.
    pub act: &'a Act,
    /// The present moment, in seconds since 1970-01-01.
    pub now: i64,
    /// How many work at once.
    pub threads: usize,
}

/// Finds every verdict of a log again. `step` is told how many are done, of how many.
///
/// # Errors
/// Where the log or a file cannot be read.
pub fn reproduce(asked: &Asked<'_>, step: impl Fn(usize, usize) + Sync) -> Result<Replayed, Trouble> {
    let (note, checkpoint) =
        reader::checkpoint(&Folder::to_read(asked.log)).map_err(|error| trouble(asked.log, error))?;
    let (mut frontier, mut logged) = (Frontier::default(), Vec::new());
    each(asked.log, 0, |position, entry| {
        if position < checkpoint.size {
            frontier.push(TreeHash::of_leaf(entry), |_, _, _| {});
            if let Ok(statement @ Statement::Verdict { .. }) = Statement::parse(entry) {
                logged.push((position, statement));
            }
        }
        Ok(())
    })?;
    let files = bundles_in(asked.bundles)?;
    let done = AtomicUsize::new(0);
    let all = files.len().saturating_add(logged.len());
    let tell = || step(done.fetch_add(1, Ordering::Relaxed).saturating_add(1), all);

    // Of each file what it is called; then of each verdict what came of it.
    let named = in_parallel(asked.threads, &files, |path| {
        let bytes = read(path)?;
        tell();
        Ok(Bundle::read(&bytes).ok().map(|bundle| bundle.digest()))
    })?;
    let mut by_digest: BTreeMap<Digest, &PathBuf> = BTreeMap::new();
    let mut unlogged = Vec::new();
    let wanted: BTreeSet<Digest> = logged
        .iter()
        .filter_map(|(_, statement)| match statement {
            Statement::Verdict { bundle, .. } => Some(*bundle),
            Statement::Listing { .. } | Statement::List { .. } => None,
        })
        .collect();
    for (path, digest) in files.iter().zip(named) {
        match digest.filter(|digest| wanted.contains(digest)) {
            Some(digest) => _ = by_digest.entry(digest).or_insert(path),
            None => unlogged.push(path.clone()),
        }
    }
    let verdicts = in_parallel(asked.threads, &logged, |(position, statement)| {
        let Statement::Verdict { asset, bundle, day, .. } = statement else {
            return Err(Trouble::BundleContradicts("statement".to_owned()));
        };
        let file = by_digest.get(bundle).map(|path| (*path).clone());
        let again = match &file {
            None => Again::Missing,
            Some(path) => again(asked, &read(path)?, statement),
        };
        tell();
        let of = (asset.clone(), day.to_string());
        Ok(Reproduced { position: *position, of, bundle: *bundle, file, again })
    })?;
    let counts = asked.policy.log.as_ref().map(|policy| policy.check(&note).is_ok());
    Ok(Replayed { is_whole: frontier.root() == checkpoint.root, checkpoint, counts, verdicts, unlogged })
}

/// What comes of a bundle, and whether it says what the log says.
fn again(asked: &Asked<'_>, bytes: &[u8], logged: &Statement) -> Again {
    let judge = Judge { act: asked.act, policy: asked.policy, now: Some(asked.now), older: None };
    let report = verify(bytes, &judge);
    // The log itself is the word of the log: a bundle need not carry it.
    let of_log = |check: Check| matches!(check, Check::Log | Check::Consistency);
    let worst = |came: Came| report.steps.iter().find(|step| step.came == came && !of_log(step.check));
    if let Some(step) = worst(Came::Failed) {
        return Again::Failed(step.check);
    }
    if said(asked, bytes, &report).as_ref() != Some(logged) {
        return Again::Differs;
    }
    worst(Came::Unknown).map_or(Again::Found, |step| Again::Unknown(step.check))
}

fn said(asked: &Asked<'_>, bytes: &[u8], report: &Report) -> Option<Statement> {
    let bundle = Bundle::read(bytes).ok()?;
    let act = asked.policy.act.as_ref().unwrap_or(asked.act);
    let case = Case::parse(act, bundle.case()).ok()?;
    let head = report.head.as_ref()?;
    Some(qazyq_evidence::verify::statement(head, &qazyq_law::assess(&case), &bundle))
}

/// Every `*.qazyq` below a folder, in path order.
fn bundles_in(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| Trouble::path(folder, error))? {
        let entry = entry.map_err(|error| Trouble::path(folder, error))?;
        let path = entry.path();
        // A link to a folder is not followed, so that no circle of links is walked for ever.
        if entry.file_type().map_err(|error| Trouble::path(&path, error))?.is_dir() {
            found.extend(bundles_in(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "qazyq") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// What `each` gives for each item, in their order, by several threads. The first trouble ends it.
fn in_parallel<I: Sync, T: Send>(
    threads: usize,
    items: &[I],
    each: impl Fn(&I) -> Result<T, Trouble> + Sync,
) -> Result<Vec<T>, Trouble> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(items.len())));
    let work = || {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else { return Ok(()) };
            match each(item) {
                Ok(result) => {
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((place, result));
                }
                Err(trouble) => {
                    // Whoever comes next finds nothing left to do.
                    next.store(items.len(), Ordering::Relaxed);
                    return Err(trouble);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let working: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let mut all = Ok(());
        for worker in working {
            match worker.join() {
                Ok(ended) => all = all.and(ended),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    })?;
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}
