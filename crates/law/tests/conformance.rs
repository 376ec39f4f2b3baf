//! Every case in `conformance/cases` gives the verdict that stands beside it, key by key.
#![expect(clippy::disallowed_methods, reason = "a test reads the suite; the crate itself reads no file")]

use std::fs;
use std::path::{Path, PathBuf};

use qazyq_law::{Act, evaluate};

/// The case files below a folder, in path order.
fn cases_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(cases_in(&path));
        } else if path.to_string_lossy().ends_with(".case.json") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What differs between the verdict that stands beside a case and ours; `None` where nothing does.
fn check(act: &Act, path: &Path) -> Option<String> {
    let beside = path.to_string_lossy().replace(".case.json", ".verdict.json");
    let expected: serde_json::Value = serde_json::from_slice(&fs::read(beside).unwrap()).unwrap();
    let expected = expected.as_object().unwrap();
    match evaluate(act, &fs::read(path).unwrap()) {
        Err(refusal) => (!expected.contains_key("error")).then(|| refusal.to_string()),
        Ok(_) if expected.contains_key("error") => Some("decided, and should be refused".to_owned()),
        Ok(verdict) => {
            let got: serde_json::Value = serde_json::from_str(&verdict.to_json().to_string()).unwrap();
            let differs =
                |(key, value): &(&String, &serde_json::Value)| got.get(key.as_str()) != Some(*value);
            expected
                .iter()
                .find(differs)
                .map(|(key, value)| format!("{key}: expected {value}, got {}", got[key]))
        }
    }
}

#[test]
fn every_case_gives_the_verdict_beside_it() {
    let act = Act::embedded().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/cases");
    let cases = cases_in(&folder);
    assert!(cases.len() >= 379, "{} cases in {}", cases.len(), folder.display());
    let differing: Vec<String> = cases
        .iter()
        .filter_map(|path| check(&act, path).map(|what| format!("{}: {what}", path.display())))
        .collect();
    assert!(differing.is_empty(), "{} of {} differ:\n{}", differing.len(), cases.len(), differing.join("\n"));
}
