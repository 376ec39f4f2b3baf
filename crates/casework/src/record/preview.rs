//! What would be otherwise if forms were recorded.

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::{Act, Conclusion, Criterion, Outcome};

use super::{Document, Handed, Subject, Supposed};
use crate::Trouble;
use crate::assess::{Asked, Question};
use crate::book::Book;
use crate::workspace::{Draft, Entry, FileRef, What};

/// Assets whose verdicts are compared.
const COMPARED_MAX: usize = 20;

/// How an asset stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// What the verdict comes to.
    pub conclusion: Conclusion,
    /// What each criterion comes to.
    pub criteria: Vec<(Criterion, Outcome)>,
}

/// How an asset stands before and after; none where nothing can be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The asset.
    pub asset: String,
    /// As things are known.
    pub before: Option<Stands>,
    /// With what forms say besides.
    pub after: Option<Stands>,
}

/// What forms would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Entries that would be written.
    pub new: usize,
    /// Forms that say what the journal says already.
    pub known: usize,
    /// The first assets that they are about, through their issuers too.
    pub compared: Vec<Compared>,
    /// The first document that came with a form, as it is kept.
    pub document: Option<FileRef>,
}

impl Book {
    /// How an asset stands on a day; none where nothing can be decided.
    #[must_use]
    pub fn stands(&self, act: &Act, asset: &str, day: Day, now: Timestamp) -> Option<Stands> {
        let asked = Asked::default();
        let question = Question { act, asked: &asked, as_of: None, now };
        let verdict = question.assess(&question.dossier(self, asset).ok()?, day).ok()?;
        let criteria = verdict.criteria.iter().map(|(criterion, finding)| (*criterion, finding.outcome));
        Some(Stands { conclusion: verdict.conclusion, criteria: criteria.collect() })
    }

    /// How the verdicts of a day would change if forms were recorded. Nothing is written to the journal.
    ///
    /// # Errors
    /// As [`Book::supposing`].
    pub fn preview(
        &self,
        act: &Act,
        forms: &[Handed],
        documents: &dyn Fn(&str) -> Result<Document, Trouble>,
        day: Day,
        now: Timestamp,
    ) -> Result<Preview, Trouble> {
        Ok(self.preview_of(act, &self.supposing(forms, documents, now)?, day, now))
    }

    /// How the verdicts of a day would change if something that is supposed came true.
    #[must_use]
    pub fn preview_of(&self, act: &Act, supposed: &Supposed, day: Day, now: Timestamp) -> Preview {
        let assets = concerned(&supposed.book, &supposed.new).into_iter().take(COMPARED_MAX);
        let compared = assets.map(|asset| Compared {
            before: self.stands(act, &asset, day, now),
            after: supposed.book.stands(act, &asset, day, now),
            asset,
        });
        let document = supposed.new.iter().find_map(|draft| draft.origin.document.clone());
        Preview { new: supposed.new.len(), known: supposed.known, compared: compared.collect(), document }
    }
}

/// The assets that drafts are about, through their issuers too.
fn concerned(book: &Book, drafts: &[Draft]) -> Vec<String> {
    let mut assets: Vec<String> = Vec::new();
    let of_issuer = |issuer: &str| {
        let all = book.assets().into_iter();
        all.filter(|asset| asset.issuer.as_deref() == Some(issuer)).map(|asset| asset.id).collect::<Vec<_>>()
    };
    for draft in drafts {
        assets.extend(draft.asset.clone());
        if let What::Issuer(issuer) = &draft.what {
            assets.extend(of_issuer(&issuer.issuer));
        }
        for subject in subjects(&draft.what) {
            match subject {
                Subject::Asset(id) => assets.push(id.clone()),
                Subject::Issuer(id) => assets.extend(of_issuer(id)),
            }
        }
    }
    assets.sort_unstable();
    assets.dedup();
    assets
}

/// Whom a check or a ruling is about.
fn subjects(what: &What) -> &[Subject] {
    match what {
        What::Check(check) => &check.subjects,
        What::Ruling(ruling) => &ruling.subjects,
        _ => &[],
    }
}

/// The last entry behind `seen` by which somebody else than `author` said something about the same as a draft does.
pub(super) fn written_since<'b>(
    book: &'b Book,
    drafts: &[Draft],
    seen: u64,
    author: Option<&str>,
) -> Option<&'b Entry> {
    let is_same = |entry: &Entry, draft: &Draft| match (&entry.what, &draft.what) {
        (What::Issuer(a), What::Issuer(b)) => a.issuer == b.issuer,
        (What::Ruling(a), What::Ruling(b)) => a.ruling == b.ruling,
        (a @ What::Check(_), b @ What::Check(_)) => subjects(a).iter().any(|of| subjects(b).contains(of)),
        (a, b) => a.kind() == b.kind() && entry.asset.is_some() && entry.asset == draft.asset,
    };
    let newer = book.entries().iter().rev().take_while(|entry| entry.number > seen);
    let mut others = newer.filter(|entry| entry.author.as_deref() != author);
    others.find(|entry| drafts.iter().any(|draft| is_same(entry, draft)))
}
