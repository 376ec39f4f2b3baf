//! Evidence bundles: everything that a verdict rests on, in one file for whoever wants to check it.

use std::fs;
use std::path::Path;

use qazyq_evidence::bundle::{Attachments, Bundle, Contents};
use qazyq_evidence::collect::{NoBundle, Wanted, collect};
use qazyq_evidence::container::BYTES_MAX;
use qazyq_evidence::verify::{Judge, Older, Report, statement, verify};
use qazyq_exact::Day;
use qazyq_law::{Case, Verdict};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::key::SignerKey;
use qazyq_proof::note::Note;
use qazyq_registry::digest::Digest;

use crate::Trouble;
use crate::assess::Question;
use crate::dossier::Book;
use crate::log::LogTrouble;

/// How a bundle is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Making<'k> {
    /// Bytes that their sources do not let be passed on are left out.
    pub public: bool,
    /// Documents behind facts are passed on.
    pub with_documents: bool,
    /// Who signs.
    pub key: Option<&'k SignerKey>,
}

/// A bundle that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// SHA-256 of its manifest.
    pub digest: Digest,
    /// What is in it.
    pub contents: Contents,
    /// The verdict.
    pub verdict: Verdict,
    /// What the bundle's own verification comes to, judged by its own law and nobody's keys.
    pub report: Report,
}

impl Question<'_> {
    /// Everything that the verdict on an asset on a day rests on, in one file.
    ///
    /// # Errors
    /// As [`Question::case`], where the case is refused, nothing was known of the asset at the instant, or the case does not come
    /// out the same from what was collected.
    pub fn bundle(&self, book: &Book, asset: &str, day: Day, making: &Making<'_>) -> Result<Made, Trouble> {
        book.asset_at(asset, self.known_at())?;
        if !book.about(asset).any(|entry| entry.retrieved <= self.known_at()) {
            let instant = format!("{:.0}", self.known_at());
            return Err(Trouble::NothingKnownThen { asset: asset.to_owned(), instant });
        }
        let law = self.act.on(day);
        let wanted = Wanted {
            act: self.act,
            asset,
            day,
            reading: &self.asked.reading(law),
            as_of: self.as_of.as_ref().map(crate::assess::AsOf::text),
            known_at: self.known_at(),
            public: making.public,
            with_documents: making.with_documents,
        };
        let answer = |digest: &Digest| book.lake.answer(&digest.to_string());
        let contents = collect(book.said(), book.workspace(), &book.lake, answer, &wanted)?;
        let plain = contents.to_bytes(&Attachments::default()).map_err(too_large)?;
        let bundle = Bundle::read(&plain).map_err(|error| Trouble::BundleContradicts(error.to_string()))?;
        let case = Case::parse(self.act, contents.case.as_bytes())?;
        let verdict = qazyq_law::assess(&case);
        let mut attached = Attachments::default();
        if let Some(key) = making.key {
            let line = statement(&contents.head, &verdict, &bundle).line();
            let mut note = Note::new(format!("{line}\n"))
                .map_err(|error| Trouble::BundleContradicts(error.to_string()))?;
            note.sign(key);
            attached.note = Some(note.to_string().into_bytes());
        }
        let bytes = bundle.with(&attached).map_err(too_large)?;
        let policy = qazyq_evidence::policy::Policy {
            publishers: making.key.map(|key| key.public().clone()).into_iter().collect(),
            ..Default::default()
        };
        let report = verify(&bytes, &Judge { act: self.act, policy: &policy, now: None, older: None });
        if let Some(step) = report.steps.iter().find(|step| step.came == qazyq_evidence::verify::Came::Failed)
        {
            return Err(Trouble::BundleContradicts(step.check.as_str().to_owned()));
        }
        Ok(Made { digest: bundle.digest(), bytes, contents, verdict, report })
    }
}

/// The bytes of a bundle.
///
/// # Errors
/// Where they cannot be read, or are more than any bundle has.
pub fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let unusable = |error| Trouble::path(path, error);
    let length = fs::metadata(path).map_err(unusable)?.len();
    if usize::try_from(length).is_ok_and(|length| length <= BYTES_MAX) {
        return fs::read(path).map_err(unusable);
    }
    Err(Trouble::DocumentTooLarge { name: path.display().to_string(), bytes_max: BYTES_MAX })
}

/// Whom somebody believes who verifies, as a file says it.
///
/// # Errors
/// Where it cannot be read, or is none.
pub fn policy(path: &Path) -> Result<qazyq_evidence::policy::Policy, Trouble> {
    let bytes = fs::read(path).map_err(|error| Trouble::path(path, error))?;
    qazyq_evidence::policy::Policy::parse(&bytes).map_err(|error| Trouble::Policy {
        path: path.display().to_string(),
        place: error.place,
        what: error.what,
    })
}

/// A checkpoint that somebody kept, with the proof from the log's tiles that it grew into that of a bundle, where they are there.
///
/// # Errors
/// Where the file cannot be read, or holds no checkpoint.
pub fn older(path: &Path, bundle: &[u8], log: Option<&Path>) -> Result<Older, Trouble> {
    let bytes = fs::read(path).map_err(|error| Trouble::path(path, error))?;
    let none = || LogTrouble::NotACheckpoint(path.display().to_string());
    let checkpoint = Note::parse(&bytes).map_err(|_| none())?;
    let parsed: Checkpoint = checkpoint.text().parse().map_err(|_| none())?;
    let newer = Bundle::read(bundle).ok().and_then(|bundle| {
        let proof = EntryProof::parse(&bundle.attachments().log_proof?).ok()?;
        proof.checkpoint.text().parse::<Checkpoint>().ok()
    });
    // What the tiles do not prove stays unproven.
    let proof = log.zip(newer).filter(|(_, newer)| parsed.size <= newer.size).and_then(|(log, newer)| {
        qazyq_log::reader::grown_from(&qazyq_log::Folder::to_read(log), parsed.size, &newer).ok()
    });
    Ok(Older { checkpoint, proof })
}

fn too_large(_: qazyq_evidence::container::ContainerError) -> Trouble {
    Trouble::BundleContradicts("size".to_owned())
}

impl From<NoBundle> for Trouble {
    fn from(why: NoBundle) -> Self {
        match why {
            NoBundle::Refused(refusal) => Self::Refused(refusal),
            NoBundle::CaseDiffers => Self::BundleContradicts("case".to_owned()),
            NoBundle::Entry(what) => Self::BundleContradicts(what),
        }
    }
}
