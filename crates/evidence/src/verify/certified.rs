//! Steps 11 and 12: timestamps and CMS signatures, by certificates that the verifier trusts.

use qazyq_cms::{Answer, Check as CmsCheck, Extra, TrustList};
use qazyq_registry::digest::Digest;

use super::signed::missing;
use super::{Came, Judge, Outcome, Why, why, why_of};
use crate::bundle::{Attachments, Bundle};
use crate::policy::Required;

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

pub(super) fn timestamp_of(bundle: &Bundle<'_>, attached: &Attachments, judge: &Judge<'_>) -> Outcome {
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

pub(super) fn cms_of(bundle: &Bundle<'_>, attached: &Attachments, judge: &Judge<'_>) -> Outcome {
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
