//! Steps 1 to 4: the archive, the manifest, the head, the law.

use std::collections::BTreeSet;

use qazyq_law::Act;
use qazyq_law::json::{self, Value};
use qazyq_registry::digest::Digest;

use super::{Came, NOT_LOOKED_AT, Outcome, Why, failed, why, why_of};
use crate::bundle::{Bundle, BundleError, Head};
use crate::container::ContainerError;
use crate::manifest;

pub(super) fn container(error: &BundleError) -> Outcome {
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

pub(super) fn manifest_of(bundle: &Bundle<'_>) -> Outcome {
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

pub(super) fn head_of(head: Result<&Head, &String>, case: Option<&Value>) -> Outcome {
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

pub(super) fn law_of(bundle: &Bundle<'_>, act: &Act, head: Option<&Head>) -> Outcome {
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
                let keys: BTreeSet<String> = keys.collect();
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
