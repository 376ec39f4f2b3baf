//! Verification: everything that a bundle says, found again from its own bytes, and held against what the verifier believes.
//!
//! The steps are numbered as in `docs/formats/bundle.md`. Each comes to one of four outcomes, and no step is left out of the
//! report: what could not be looked at says so. Neither law nor keys are ever taken from the bundle.

use std::borrow::Cow;
use std::collections::BTreeMap;

use qazyq_cms::{Answer, Check as CmsCheck, Extra, TrustList};
use qazyq_lake::Receipt;
use qazyq_law::json::{self, Value};
use qazyq_law::{Act, Case};
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::merkle;
use qazyq_proof::note::{Note, SignatureError};
use qazyq_proof::policy::NotWitnessed;
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::Entry;
use qazyq_registry::what::What;

use crate::bundle::{self, Attachments, Bundle, BundleError, Head};
use crate::collect::case_of;
use crate::container::ContainerError;
use crate::manifest;
use crate::memory::{Lacking, Memory};
use crate::policy::{Policy, Required};
use crate::statement::{LawNamed, Statement};

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

fn container(error: &BundleError) -> Outcome {
    let (code, arg) = match error {
        BundleError::Container(ContainerError::TooLarge) => ("bundle-too-large", None),
        BundleError::Container(ContainerError::NotAnArchive) => ("not-an-archive", None),
        BundleError::Container(ContainerError::CutOff(place)) => {
            ("archive-cut-off", Some(("number", place.to_string())))
        }
        BundleError::Container(ContainerError::Packed(place)) => {
            ("archive-packed", Some(("number", place.to_string())))
        }
        BundleError::Container(ContainerError::Name(place)) => {
            ("archive-bad-name", Some(("number", place.to_string())))
        }
        BundleError::Container(ContainerError::OtherForm(byte)) => {
            ("archive-other-form", Some(("number", byte.to_string())))
        }
        BundleError::UnknownFile(name) => ("file-unknown", Some(("name", name.clone()))),
        BundleError::OutOfOrder(name) => ("file-out-of-order", Some(("name", name.clone()))),
        BundleError::Missing(name) => ("file-missing", Some(("name", (*name).to_owned()))),
    };
    failed(code, arg)
}

fn manifest_of(bundle: &Bundle<'_>) -> Outcome {
    let listed = match manifest::parse(bundle.manifest()) {
        Ok(listed) => listed,
        Err(line) => return failed("manifest-unreadable", [("line", line.to_string())]),
    };
    if listed.len() != bundle.contents().count() {
        return failed("manifest-other-files", []);
    }
    for (listed, file) in listed.iter().zip(bundle.contents()) {
        if listed.name != file.name {
            return failed("manifest-other-files", []);
        }
        let found = Digest::of(file.bytes);
        if listed.sha256 != found {
            let args = [("expected", listed.sha256.to_string()), ("found", found.to_string())];
            return failed("manifest-other-bytes", [("name", file.name.to_owned())].into_iter().chain(args));
        }
    }
    (Came::Passed, Vec::new())
}

fn head_of(head: Result<&Head, &String>, case: Option<&Value>) -> Outcome {
    let head = match head {
        Ok(head) => head,
        Err(what) => return failed("head-unreadable", [("text", what.clone())]),
    };
    let text = |outer: &str, key: &str| match case.and_then(|case| case.get(outer)?.get(key)) {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    let day = head.day.to_string();
    let as_of = text("assessment", "as_of").map(|as_of| crate::instant_of(&as_of));
    let is_same_instant = as_of.is_none_or(|as_of| as_of == Some(head.known_at));
    let is_same = text("asset", "id").as_deref() == Some(head.asset.as_str())
        && text("assessment", "date").as_deref() == Some(day.as_str());
    if is_same && is_same_instant { (Came::Passed, Vec::new()) } else { failed("head-other-case", []) }
}

fn law_of(bundle: &Bundle<'_>, act: &Act, head: Option<&Head>) -> Outcome {
    let Some(head) = head else { return (Came::Unknown, why(NOT_LOOKED_AT)) };
    let ours = act.on(head.day);
    if ours.text.as_bytes() == bundle.law() {
        return (Came::Passed, Vec::new());
    }
    let told = Digest::of(bundle.law()).to_string();
    let mut differs = why_of("law-other", [("expected", ours.sha256.clone()), ("found", told)]);
    let theirs = String::from_utf8_lossy(bundle.law());
    match (qazyq_law::value_of_toml(&theirs), qazyq_law::value_of_toml(&ours.text)) {
        (Ok(theirs), Ok(ours)) => differs.extend(differences(&ours, &theirs).into_iter().take(20)),
        _ => differs.extend(why("law-unreadable")),
    }
    (Came::Failed, differs)
}

/// Where two laws differ, each place with what the verifier has and what the bundle has.
fn differences(ours: &Value, theirs: &Value) -> Vec<Why> {
    fn walk(place: &str, ours: Option<&Value>, theirs: Option<&Value>, found: &mut Vec<Why>) {
        if ours == theirs || found.len() >= 20 {
            return;
        }
        match (ours, theirs) {
            (Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
                let keys = ours.iter().chain(theirs).map(|(key, _)| key.to_string());
                let keys: std::collections::BTreeSet<String> = keys.collect();
                for key in keys {
                    let of = |entries: &'_ [(json::Text, Value)]| {
                        entries.iter().position(|(known, _)| *known == key.as_str())
                    };
                    let ours = of(ours).and_then(|at| ours.get(at)).map(|(_, value)| value);
                    let theirs = of(theirs).and_then(|at| theirs.get(at)).map(|(_, value)| value);
                    let place = if place.is_empty() { key } else { format!("{place}.{key}") };
                    walk(&place, ours, theirs, found);
                }
            }
            (Some(Value::List(ours)), Some(Value::List(theirs))) => {
                for at in 0..ours.len().max(theirs.len()) {
                    walk(&format!("{place}[{at}]"), ours.get(at), theirs.get(at), found);
                }
            }
            (ours, theirs) => {
                let shown = |value: Option<&Value>| match value {
                    None => "–".to_owned(),
                    Some(Value::Text(text)) => short(&text.to_string()),
                    Some(value) => short(&value.to_string()),
                };
                let args = [("name", place.to_owned()), ("expected", shown(ours)), ("found", shown(theirs))];
                found.extend(why_of("law-parameter-other", args));
            }
        }
    }
    let mut found = Vec::new();
    walk("", Some(ours), Some(theirs), &mut found);
    found
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    const SHOWN: usize = 120;
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}

/// Entries, receipts and bytes, as far as they could be read.
struct Evidence<'b> {
    outcome: Outcome,
    entries: Vec<Entry>,
    memory: Memory<'b>,
    withheld: BTreeMap<Digest, String>,
}

impl<'b> Evidence<'b> {
    fn read(bundle: &Bundle<'b>, head: Option<&Head>) -> Self {
        let mut outcome = (Came::Passed, Vec::new());
        let mut fail = |new: Outcome| {
            if outcome.0 == Came::Passed {
                outcome = new;
            }
        };
        let mut entries: Vec<Entry> = Vec::new();
        for (number, line) in lines(bundle.entries()) {
            let entry = line.ok_or_else(|| "no line's end".to_owned());
            match entry.and_then(|line| bundle::parse_entry(line).map_err(|error| error.to_string())) {
                Ok(entry) if entries.last().is_none_or(|last| last.number < entry.number) => {
                    entries.push(entry)
                }
                Ok(_) => fail(failed("entry-out-of-order", [("line", number.to_string())])),
                Err(text) => {
                    fail(failed("entry-unreadable", [("line", number.to_string()), ("text", text)]));
                }
            }
        }
        let mut receipts: Vec<Receipt> = Vec::new();
        for (number, line) in lines(bundle.receipts()) {
            let receipt = line.ok_or_else(|| "no line's end".to_owned());
            match receipt.and_then(Receipt::parse_strictly) {
                Ok(receipt) if receipts.last().is_none_or(|last| last.n < receipt.n) => {
                    receipts.push(receipt)
                }
                Ok(_) => fail(failed("receipt-out-of-order", [("line", number.to_string())])),
                Err(text) => {
                    fail(failed("receipt-unreadable", [("line", number.to_string()), ("text", text)]));
                }
            }
        }
        // Of every digest that is named who names it: bytes, and documents that need not be there.
        let (mut named, mut documents) = (BTreeMap::new(), BTreeMap::new());
        let parsed = |sha256: &str| sha256.parse::<Digest>().ok();
        for entry in &entries {
            if let (Some(file), What::Market { .. } | What::Facts { .. }) = (entry.what.file(), &entry.what) {
                named.extend(parsed(&file.sha256).map(|sha256| (sha256, ())));
            }
            let document = entry.origin.document.as_ref();
            documents.extend(document.and_then(|file| parsed(&file.sha256)).map(|sha256| (sha256, ())));
        }
        for receipt in &receipts {
            let sha256 = receipt.sha256.as_ref().and_then(|sha256| parsed(&sha256.to_string()));
            named.extend(sha256.map(|sha256| (sha256, ())));
        }
        let withheld: BTreeMap<Digest, String> = head
            .map(|head| {
                head.withheld.iter().map(|withheld| (withheld.sha256, withheld.source.clone())).collect()
            })
            .unwrap_or_default();
        let mut raw = BTreeMap::new();
        let all =
            bundle.raw().map(|raw| (raw, &named)).chain(bundle.documents().map(|raw| (raw, &documents)));
        for ((sha256, bytes), named) in all {
            let name = [("name", sha256.to_string())];
            if Digest::of(bytes) != sha256 {
                fail(failed("raw-altered", name));
            } else if !named.contains_key(&sha256) {
                fail(failed("raw-unnamed", name));
            } else if withheld.contains_key(&sha256) {
                fail(failed("withheld-is-there", name));
            } else {
                raw.insert(sha256, bytes);
            }
        }
        if let Some(sha256) = withheld.keys().find(|sha256| !named.contains_key(*sha256)) {
            fail(failed("raw-unnamed", [("name", sha256.to_string())]));
        }
        Self { outcome, entries, memory: Memory::new(receipts, raw), withheld }
    }

    /// Whether the case comes out of it; and whether a case was found that can be shown.
    fn case(
        &self,
        bundle: &Bundle<'b>,
        act: &Act,
        head: Option<&Head>,
        parsed: Option<&Result<Case<'_>, qazyq_law::Refusal>>,
    ) -> (Outcome, bool) {
        let Some(head) = head else { return ((Came::Unknown, why(NOT_LOOKED_AT)), false) };
        let parsed = match parsed {
            Some(Ok(parsed)) => parsed,
            Some(Err(refusal)) => {
                let args = [("name", refusal.place.clone()), ("text", refusal.why.code().to_owned())];
                return (failed("case-refused", args), false);
            }
            None => return (failed("case-unreadable", []), false),
        };
        let of = (head.asset.as_str(), head.day, head.known_at);
        match case_of(act, &self.entries, &self.memory, of, parsed) {
            Ok(case) => {
                let again = format!("{case}\n");
                match place_of_difference(again.as_bytes(), bundle.case()) {
                    None => ((Came::Passed, Vec::new()), true),
                    Some(byte) => (failed("case-differs", [("number", byte.to_string())]), false),
                }
            }
            Err(Lacking::Bytes(sha256)) if self.withheld.contains_key(&sha256) => {
                let mut sources: Vec<&str> = self.withheld.values().map(String::as_str).collect();
                sources.sort_unstable();
                sources.dedup();
                let args = [("count", self.withheld.len().to_string()), ("name", sources.join(", "))];
                ((Came::Unknown, why_of("bytes-withheld", args)), true)
            }
            Err(Lacking::Bytes(sha256)) => (failed("raw-missing", [("name", sha256.to_string())]), false),
            Err(Lacking::Fault(crate::Fault::FeatureMissing { feature, what })) => {
                let args = [("name", feature.to_owned()), ("text", what)];
                ((Came::Unknown, why_of("build-cannot-read", args)), true)
            }
            Err(Lacking::Fault(fault)) => {
                (failed("case-not-found", [("text", fault.code().to_owned())]), false)
            }
        }
    }
}

/// Lines with their numbers; none where a line does not end.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (u32, Option<&[u8]>)> {
    let line = |line: &'_ [u8]| -> Option<usize> { line.strip_suffix(b"\n").map(<[u8]>::len) };
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    (1..).zip(lines.map(move |text| line(text).and_then(|length| text.get(..length))))
}

/// The first byte in which two texts differ.
fn place_of_difference(ours: &[u8], theirs: &[u8]) -> Option<usize> {
    let differs = ours.iter().zip(theirs).position(|(a, b)| a != b);
    differs.or_else(|| (ours.len() != theirs.len()).then(|| ours.len().min(theirs.len())))
}

fn verdict_of(bundle: &Bundle<'_>, verdict: Option<&Value>) -> Outcome {
    let Some(verdict) = verdict else { return (Came::Unknown, why(NOT_LOOKED_AT)) };
    match place_of_difference(format!("{verdict}\n").as_bytes(), bundle.verdict()) {
        None => (Came::Passed, Vec::new()),
        Some(byte) => failed("verdict-differs", [("number", byte.to_string())]),
    }
}

/// What is signed and logged of a bundle.
#[must_use]
pub fn statement(head: &Head, verdict: &qazyq_law::Verdict, bundle: &Bundle<'_>) -> Statement {
    let json = verdict.reading.to_json();
    let mut reading = BTreeMap::new();
    if let Value::Object(entries) = json {
        reading.extend(entries.into_iter().map(|(key, value)| {
            let text = match value {
                Value::Text(text) => text.to_string(),
                other => other.to_string(),
            };
            (key.to_string(), text)
        }));
    }
    Statement::Verdict {
        asset: head.asset.clone(),
        bundle: bundle.digest(),
        day: head.day,
        demonstration: verdict.demonstration,
        known_at: head.known_at.to_string(),
        law: LawNamed { act: verdict.law.clone(), sha256: verdict.law_sha256.parse().unwrap_or_default() },
        outcome: verdict.conclusion.as_str().to_owned(),
        reading,
    }
}

/// What a missing attachment comes to.
fn missing(required: Required, policy: &Policy, code: &'static str) -> Outcome {
    let came = if policy.demands(required) {
        Came::Failed
    } else if policy.expects(required) {
        Came::Unknown
    } else {
        Came::Absent
    };
    (came, why(code))
}

fn signature_of(bundle: &Bundle<'_>, line: Option<&str>, policy: &Policy) -> Outcome {
    let Some(bytes) = bundle.attachments().note else {
        return missing(Required::Signature, policy, "not-signed");
    };
    let note = match Note::parse(&bytes) {
        Ok(note) => note,
        Err(error) => return failed("note-unreadable", [("text", error.to_string())]),
    };
    let Some(line) = line else { return (Came::Unknown, why(NOT_LOOKED_AT)) };
    if note.text() != format!("{line}\n") {
        return failed("statement-differs", []);
    }
    match note.signed_by(&policy.publishers) {
        Ok(signed) => {
            let by: Vec<String> = signed.iter().map(|signed| signed.key.name().to_string()).collect();
            (Came::Passed, why_of("signed-by", [("name", by.join(", "))]))
        }
        Err(SignatureError::Wrong(name)) => failed("signature-wrong", [("name", name.to_string())]),
        Err(SignatureError::Unknown) => {
            let names: Vec<String> =
                note.signatures().iter().map(|signature| signature.name.to_string()).collect();
            let came = if policy.demands(Required::Signature) { Came::Failed } else { Came::Unknown };
            (came, why_of("signer-not-believed", [("name", names.join(", "))]))
        }
    }
}

fn log_of(bundle: &Bundle<'_>, line: Option<&str>, policy: &Policy) -> (Outcome, Option<Checkpoint>) {
    let Some(bytes) = bundle.attachments().log_proof else {
        return (missing(Required::Log, policy, "not-logged"), None);
    };
    let proof = match EntryProof::parse(&bytes) {
        // Nothing proves what an `extra` line says.
        Ok(proof) if proof.extra.is_none() && proof.to_string().as_bytes() == bytes => proof,
        Ok(_) => return (failed("proof-unreadable", [("text", "not in its one form".to_owned())]), None),
        Err(error) => return (failed("proof-unreadable", [("text", error.to_string())]), None),
    };
    let Some(line) = line else { return ((Came::Unknown, why(NOT_LOOKED_AT)), None) };
    // Whether the statement is in that tree is seen before anybody asks whose tree it is.
    let checkpoint: Checkpoint = match proof.checkpoint.text().parse() {
        Ok(checkpoint) => checkpoint,
        Err(error) => {
            let args = [("text", format!("{error}"))];
            return (failed("proof-unreadable", args), None);
        }
    };
    let leaf = TreeHash::of_leaf(line.as_bytes());
    let tree = (checkpoint.size, &checkpoint.root);
    if merkle::verify_inclusion(&leaf, proof.index, tree, &proof.hashes).is_err() {
        return (failed("not-in-log", [("name", checkpoint.origin().to_owned())]), None);
    }
    let origin = || ("name", checkpoint.origin().to_owned());
    let Some(known) = &policy.log else {
        let came = if policy.demands(Required::Log) { Came::Failed } else { Came::Unknown };
        return ((came, why_of("log-not-believed", [origin()])), Some(checkpoint));
    };
    match known.check(&proof.checkpoint) {
        Ok(witnessed) => {
            let place = [("number", proof.index.to_string()), ("size", checkpoint.size.to_string())];
            let mut told = why_of("log-held-at", [origin()].into_iter().chain(place));
            let names: Vec<String> =
                witnessed.witnesses.iter().map(|(key, _)| key.name().to_string()).collect();
            if !names.is_empty() {
                told.extend(why_of("witnessed-by", [("name", names.join(", "))]));
            }
            ((Came::Passed, told), Some(checkpoint))
        }
        Err(NotWitnessed::NoQuorum) => (failed("quorum-missed", [origin()]), Some(checkpoint)),
        Err(NotWitnessed::Signature(SignatureError::Wrong(name))) => {
            (failed("signature-wrong", [("name", name.to_string())]), None)
        }
        Err(NotWitnessed::Signature(SignatureError::Unknown) | NotWitnessed::OtherLog(_)) => {
            let came = if policy.demands(Required::Log) { Came::Failed } else { Came::Unknown };
            ((came, why_of("log-not-believed", [origin()])), Some(checkpoint))
        }
        Err(NotWitnessed::Checkpoint(error)) => {
            (failed("proof-unreadable", [("text", format!("{error}"))]), None)
        }
    }
}

fn consistency_of(newer: Option<&Checkpoint>, judge: &Judge<'_>) -> Outcome {
    let Some(older) = judge.older else { return (Came::Absent, Vec::new()) };
    let Some(newer) = newer else { return (Came::Unknown, why(NOT_LOOKED_AT)) };
    let checkpoint: Checkpoint = match older.checkpoint.text().parse() {
        Ok(checkpoint) => checkpoint,
        Err(error) => return failed("proof-unreadable", [("text", format!("{error}"))]),
    };
    let sizes = [("found", checkpoint.size.to_string()), ("size", newer.size.to_string())];
    if checkpoint.origin() != newer.origin() {
        return failed("checkpoint-of-another-log", [("name", checkpoint.origin().to_owned())]);
    }
    // The word of nobody that is believed proves nothing.
    if judge.policy.log.as_ref().is_none_or(|known| known.check(&older.checkpoint).is_err()) {
        return (Came::Unknown, why_of("log-not-believed", [("name", checkpoint.origin().to_owned())]));
    }
    if checkpoint.size > newer.size {
        return (Came::Unknown, why_of("log-shrank", sizes));
    }
    let empty = Vec::new();
    let proof = match &older.proof {
        None if checkpoint.size != newer.size && checkpoint.size != 0 => {
            return (Came::Unknown, why_of("no-consistency-proof", sizes));
        }
        proof => proof.as_ref().unwrap_or(&empty),
    };
    let trees = ((checkpoint.size, &checkpoint.root), (newer.size, &newer.root));
    match merkle::verify_consistency(trees.0, trees.1, proof) {
        Ok(()) => (Came::Passed, why_of("log-only-grew", sizes)),
        Err(_) => failed("log-rewritten", sizes),
    }
}

/// What a CMS answer's reason comes to.
fn cms_why(why: &qazyq_cms::Why) -> Why {
    let args = why.args().into_iter().map(|(name, text)| match name {
        "at" | "from" | "until" | "since" | "time" | "now" => (name, instant(text.parse().ok())),
        _ => (name, text),
    });
    Why { code: format!("cms-{}", why.code()).into(), args: args.collect() }
}

/// Seconds since 1970-01-01 as an instant.
fn instant(seconds: Option<i64>) -> String {
    let instant = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    instant.map_or_else(|| "–".to_owned(), |instant| instant.to_string())
}

fn came_of<T>(answer: &Answer<T>) -> Came {
    match answer {
        Answer::Valid(_) => Came::Passed,
        Answer::Invalid(_) => Came::Failed,
        Answer::Unknown(_) => Came::Unknown,
    }
}

/// What certificates are judged by; and what of the evidence beside them could not be read.
fn extra_of(attached: &Attachments) -> (Extra, Vec<Why>) {
    let (mut extra, mut unread) = (Extra::default(), Vec::new());
    for (sha256, bytes) in &attached.revocation {
        // A name that is not the file's own is anybody's: what it names does not count.
        if Digest::of(bytes) != *sha256 {
            unread.extend(why_of("revocation-unreadable", [("name", sha256.to_string())]));
            continue;
        }
        if let Err(error) = extra.add(bytes) {
            unread.extend(why_of("revocation-unreadable", [("name", sha256.to_string())]));
            unread.push(cms_why(&error));
        }
    }
    (extra, unread)
}

fn timestamp_of(bundle: &Bundle<'_>, attached: &Attachments, judge: &Judge<'_>) -> Outcome {
    let Some(file) = &attached.timestamp else {
        return missing(Required::Timestamp, judge.policy, "no-timestamp");
    };
    let (Some(authorities), Some(now)) = (&judge.policy.timestampers, judge.now) else {
        let came = if judge.policy.demands(Required::Timestamp) { Came::Failed } else { Came::Unknown };
        return (came, why("no-trust-list"));
    };
    let (extra, mut told) = extra_of(attached);
    let nobody = TrustList::default();
    let check = CmsCheck { signers: &nobody, authorities, extra: &extra, proven: None, now };
    let answer = qazyq_cms::check_timestamp(file, bundle.manifest(), &check);
    match &answer {
        Answer::Valid(stamped) => {
            let args = [
                ("name", stamped.authority.subject.clone()),
                ("time", instant(Some(stamped.time.seconds))),
                ("until", instant(Some(stamped.latest()))),
            ];
            told.extend(why_of("stamped-by", args));
        }
        Answer::Invalid(error) | Answer::Unknown(error) => told.push(cms_why(error)),
    }
    (came_of(&answer), told)
}

fn cms_of(bundle: &Bundle<'_>, attached: &Attachments, judge: &Judge<'_>) -> Outcome {
    let Some(file) = &attached.cms else { return missing(Required::Cms, judge.policy, "no-cms") };
    let (Some(signers), Some(now)) = (&judge.policy.signers, judge.now) else {
        let came = if judge.policy.demands(Required::Cms) { Came::Failed } else { Came::Unknown };
        return (came, why("no-trust-list"));
    };
    let (extra, mut told) = extra_of(attached);
    let nobody = TrustList::default();
    let authorities = judge.policy.timestampers.as_ref().unwrap_or(&nobody);
    // The bundle's own timestamp is over the manifest, which can be signed long after: it says nothing of this signature.
    let check = CmsCheck { signers, authorities, extra: &extra, proven: None, now };
    let found = qazyq_cms::check_signature(file, bundle.manifest(), &check);
    for signer in &found.signers {
        match &signer.answer {
            Answer::Valid(signed) => {
                let args = [
                    ("name", signed.signer.subject.clone()),
                    ("text", signed.algorithm.to_string()),
                    ("time", instant(Some(signed.time))),
                    ("level", signed.level.code().to_owned()),
                ];
                told.extend(why_of("cms-signed-by", args));
            }
            Answer::Invalid(error) | Answer::Unknown(error) => told.push(cms_why(error)),
        }
    }
    if let (true, Some(error)) = (found.signers.is_empty(), found.answer.why()) {
        told.push(cms_why(error));
    }
    (came_of(&found.answer), told)
}
