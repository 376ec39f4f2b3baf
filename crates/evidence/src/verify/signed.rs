//! Steps 8 to 10: who signed the statement, which log holds it, and that the log only grew.

use std::collections::BTreeMap;

use qazyq_law::json::Value;
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::merkle;
use qazyq_proof::note::{Note, SignatureError};
use qazyq_proof::policy::NotWitnessed;

use super::{Came, Judge, NOT_LOOKED_AT, Outcome, failed, why, why_of};
use crate::bundle::{Bundle, Head};
use crate::policy::{Policy, Required};
use crate::statement::{LawNamed, Statement};

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
pub(super) fn missing(required: Required, policy: &Policy, code: &'static str) -> Outcome {
    let came = if policy.demands(required) {
        Came::Failed
    } else if policy.expects(required) {
        Came::Unknown
    } else {
        Came::Absent
    };
    (came, why(code))
}

pub(super) fn signature_of(bundle: &Bundle<'_>, line: Option<&str>, policy: &Policy) -> Outcome {
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

pub(super) fn log_of(
    bundle: &Bundle<'_>,
    line: Option<&str>,
    policy: &Policy,
) -> (Outcome, Option<Checkpoint>) {
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

pub(super) fn consistency_of(newer: Option<&Checkpoint>, judge: &Judge<'_>) -> Outcome {
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
