//! Verification: everything that a bundle says, found again from its own bytes, and held against what the verifier believes.
//!
//! The steps are numbered as in `docs/formats/bundle.md`. Each comes to one of four outcomes, and no step is left out of the
//! report: what could not be looked at says so. Neither law nor keys are ever taken from the bundle.

mod certified;
mod contents;
mod evidence;
mod signed;

use std::borrow::Cow;

use qazyq_law::json::{self, Value};
use qazyq_law::{Act, Case};
use qazyq_proof::hash::TreeHash;
use qazyq_proof::note::Note;
use qazyq_registry::digest::Digest;

use self::certified::{cms_of, timestamp_of};
use self::contents::{container, head_of, law_of, manifest_of};
use self::evidence::{Evidence, verdict_of};
pub use self::signed::statement;
use self::signed::{consistency_of, log_of, signature_of};
use crate::bundle::{Bundle, Head};
use crate::policy::Policy;
use crate::statement::Statement;

/// What a step looks at, in the order of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// The archive is in its one form.
    Container,
    /// Each file is the one that the manifest names.
    Manifest,
    /// The bundle says what it is of.
    Head,
    /// The law is the one that the verifier judges by.
    Law,
    /// Entries, receipts and raw bytes belong together.
    Evidence,
    /// The case comes out of the evidence, byte for byte.
    Case,
    /// The verdict comes out of the case, byte for byte.
    Verdict,
    /// Somebody who is believed has signed it.
    Signature,
    /// A known log holds it, and witnesses have seen that log.
    Log,
    /// The log has only grown since an older checkpoint.
    Consistency,
    /// An authority for timestamps has seen it.
    Timestamp,
    /// A certificate that is believed has signed it.
    Cms,
}

impl Check {
    /// All, in their order: the first is step 1.
    pub const ALL: [Self; 12] = [
        Self::Container,
        Self::Manifest,
        Self::Head,
        Self::Law,
        Self::Evidence,
        Self::Case,
        Self::Verdict,
        Self::Signature,
        Self::Log,
        Self::Consistency,
        Self::Timestamp,
        Self::Cms,
    ];

    /// Its name in reports and locales.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Manifest => "manifest",
            Self::Head => "head",
            Self::Law => "law",
            Self::Evidence => "evidence",
            Self::Case => "case",
            Self::Verdict => "verdict",
            Self::Signature => "signature",
            Self::Log => "log",
            Self::Consistency => "consistency",
            Self::Timestamp => "timestamp",
            Self::Cms => "cms",
        }
    }
}

/// What a step comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Came {
    /// There is nothing to check, and nobody asked for it.
    Absent,
    /// It is as it should be.
    Passed,
    /// It could not be checked.
    Unknown,
    /// It is not as it should be.
    Failed,
}

impl Came {
    /// Its name in reports and locales.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Passed => "passed",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
        }
    }
}

/// Why a step came to that: a code with its arguments, whose words are in the locales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// A short sentence in kebab case; `cms-` and the code of [`qazyq_cms::Why`] where that is why.
    pub code: Cow<'static, str>,
    /// What its message names.
    pub args: Vec<(&'static str, String)>,
}

/// A step and what it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was looked at.
    pub check: Check,
    /// What it came to.
    pub came: Came,
    /// Why, and what else is to be said of it.
    pub why: Vec<Why>,
}

/// What verification came to.
#[derive(Clone, Debug)]
pub struct Report {
    /// What the bundle is called: SHA-256 of its manifest.
    pub digest: Option<Digest>,
    /// What it is of.
    pub head: Option<Head>,
    /// The case and the verdict that were found again.
    pub found: Option<(Value, Value)>,
    /// Every step, in order.
    pub steps: Vec<Step>,
}

/// By what a bundle is judged.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'j> {
    /// The order, where the policy has none of its own.
    pub act: &'j Act,
    /// Whom the verifier believes.
    pub policy: &'j Policy,
    /// The present moment, in seconds since 1970-01-01: certificates are looked at as of then where nothing shows an earlier one.
    /// None where nobody knows it, and then no certificate can be judged.
    pub now: Option<i64>,
    /// An older checkpoint of the log, and the proof that the log only grew, if somebody has one.
    pub older: Option<&'j Older>,
}

/// A checkpoint that somebody kept.
#[derive(Clone, Debug)]
pub struct Older {
    /// It.
    pub checkpoint: Note,
    /// Hashes that lead from it to the bundle's checkpoint; none where nobody could get them.
    pub proof: Option<Vec<TreeHash>>,
}

/// The code of a step that rests on one that failed.
pub const NOT_LOOKED_AT: &str = "not-looked-at";

/// Every code of a [`Why`].
pub const CODES: &[&str] = &[
    NOT_LOOKED_AT,
    "bundle-too-large",
    "not-an-archive",
    "archive-cut-off",
    "archive-packed",
    "archive-bad-name",
    "archive-other-form",
    "file-unknown",
    "file-out-of-order",
    "file-missing",
    "manifest-unreadable",
    "manifest-other-bytes",
    "manifest-other-files",
    "head-unreadable",
    "head-other-case",
    "law-other",
    "law-unreadable",
    "law-parameter-other",
    "entry-unreadable",
    "entry-out-of-order",
    "receipt-unreadable",
    "receipt-out-of-order",
    "raw-altered",
    "raw-unnamed",
    "raw-missing",
    "withheld-is-there",
    "bytes-withheld",
    "build-cannot-read",
    "case-unreadable",
    "case-refused",
    "case-not-found",
    "case-differs",
    "verdict-differs",
    "signed-by",
    "not-signed",
    "note-unreadable",
    "statement-differs",
    "signature-wrong",
    "signer-not-believed",
    "not-logged",
    "log-not-believed",
    "proof-unreadable",
    "log-held-at",
    "not-in-log",
    "witnessed-by",
    "quorum-missed",
    "checkpoint-of-another-log",
    "log-shrank",
    "log-rewritten",
    "no-consistency-proof",
    "log-only-grew",
    "no-timestamp",
    "no-cms",
    "no-trust-list",
    "revocation-unreadable",
    "stamped-by",
    "cms-signed-by",
];

fn why(code: &'static str) -> Vec<Why> {
    vec![Why { code: code.into(), args: Vec::new() }]
}

fn why_of(code: &'static str, args: impl IntoIterator<Item = (&'static str, String)>) -> Vec<Why> {
    vec![Why { code: code.into(), args: args.into_iter().collect() }]
}

/// A step's outcome and reasons, before it has its place.
type Outcome = (Came, Vec<Why>);

fn failed(code: &'static str, args: impl IntoIterator<Item = (&'static str, String)>) -> Outcome {
    (Came::Failed, why_of(code, args))
}

/// Verifies a bundle.
#[must_use]
pub fn verify(bytes: &[u8], judge: &Judge<'_>) -> Report {
    let mut report = Report { digest: None, head: None, found: None, steps: Vec::new() };
    let read = Bundle::read(bytes);
    let mut add = |check, (came, why): Outcome| report.steps.push(Step { check, came, why });
    let bundle = match &read {
        Ok(bundle) => bundle,
        Err(error) => {
            add(Check::Container, container(error));
            for check in Check::ALL.into_iter().skip(1) {
                add(check, (Came::Unknown, why(NOT_LOOKED_AT)));
            }
            return report;
        }
    };
    add(Check::Container, (Came::Passed, Vec::new()));
    add(Check::Manifest, manifest_of(bundle));

    let act = judge.policy.act.as_ref().unwrap_or(judge.act);
    let case = json::parse(bundle.case().strip_suffix(b"\n").unwrap_or(bundle.case()));
    let head = Head::parse(bundle.head());
    add(Check::Head, head_of(head.as_ref(), case.as_ref().ok()));
    let head = head.ok();
    add(Check::Law, law_of(bundle, act, head.as_ref()));

    let evidence = Evidence::read(bundle, head.as_ref());
    add(Check::Evidence, evidence.outcome.clone());
    let parsed = case.as_ref().ok().map(|case| Case::of_json(act, case));
    let (came, found) = evidence.case(bundle, act, head.as_ref(), parsed.as_ref());
    add(Check::Case, came);
    let verdict = match &parsed {
        Some(Ok(parsed)) => Some(qazyq_law::assess(parsed)),
        Some(Err(_)) | None => None,
    };
    let verdict_json = verdict.as_ref().map(qazyq_law::Verdict::to_json);
    add(Check::Verdict, verdict_of(bundle, verdict_json.as_ref()));

    // What should have been signed and logged.
    let statement =
        head.as_ref().zip(verdict.as_ref()).map(|(head, verdict)| statement(head, verdict, bundle));
    let line = statement.as_ref().map(Statement::line);
    add(Check::Signature, signature_of(bundle, line.as_deref(), judge.policy));
    let (came, checkpoint) = log_of(bundle, line.as_deref(), judge.policy);
    add(Check::Log, came);
    add(Check::Consistency, consistency_of(checkpoint.as_ref(), judge));
    let attached = bundle.attachments();
    add(Check::Timestamp, timestamp_of(bundle, &attached, judge));
    add(Check::Cms, cms_of(bundle, &attached, judge));

    report.digest = Some(bundle.digest());
    report.found = found.then(|| case.ok()).flatten().zip(verdict_json);
    report.head = head;
    report
}

impl Report {
    /// What it comes to: the worst of all steps.
    #[must_use]
    pub fn came(&self) -> Came {
        self.steps.iter().map(|step| step.came).max().unwrap_or(Came::Unknown)
    }

    /// The report as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let step = |(number, step): (u32, &Step)| {
            let why = step.why.iter().map(|why| {
                let code = [("code", Value::from(&*why.code))].into_iter();
                Value::object(code.chain(why.args.iter().map(|(name, text)| (*name, text.as_str().into()))))
            });
            Value::object([
                ("step", Value::from(number)),
                ("check", step.check.as_str().into()),
                ("outcome", step.came.as_str().into()),
                ("why", Value::List(why.collect())),
            ])
        };
        let mut entries = vec![
            ("format", Value::from("qazyq.verification/1")),
            ("outcome", self.came().as_str().into()),
            ("bundle", self.digest.map(|digest| digest.to_string()).into()),
        ];
        if let Some(head) = &self.head {
            entries.push(("asset", head.asset.as_str().into()));
            entries.push(("day", head.day.to_string().into()));
            entries.push(("known_at", head.known_at.to_string().into()));
        }
        entries.push(("steps", Value::List((1..).zip(&self.steps).map(step).collect())));
        if let Some((_, verdict)) = &self.found {
            entries.push(("verdict", verdict.clone()));
        }
        Value::object(entries)
    }
}
