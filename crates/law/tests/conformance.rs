//! Every case in `conformance/cases` gives the verdict that stands beside it, key by key.
#![expect(clippy::disallowed_methods, reason = "a test reads the suite; the crate itself reads no file")]

use std::fs;
use std::path::{Path, PathBuf};

use qazyq_law::criteria::stability::by_figure;
use qazyq_law::{Act, Case, Ground, Reason, assess, decide, evaluate};

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

/// What differs between a case's verdict and what is decided by its ready figures; `None` where nothing does.
fn by_ready_figures(act: &Act, path: &Path) -> Option<String> {
    let case = Case::parse(act, &fs::read(path).unwrap()).ok()?;
    let verdict = assess(&case);
    let [_, (_, stability), ..] = &verdict.criteria;
    let mut ready: Vec<Ground<'_>> = stability.reasons.iter().map(Reason::lend).collect();
    for (ground, series) in ready.iter_mut().zip(&verdict.stability.series) {
        if let Some(known) = &series.deviation {
            *ground = by_figure(case.law, &series.source, &known.figure, known.farthest_day);
        }
    }
    // What another call has left does not stay.
    let mut grounds = vec![Ground::NoSeries {}];
    let outcomes = decide(case.law, &case.facts, case.date, ready, &mut grounds);
    let reasons: Vec<Reason> = grounds.into_iter().map(Ground::keep).collect();
    let expected = verdict.criteria.each_ref().map(|(_, finding)| finding.outcome);
    let is_same = outcomes == expected && reasons.iter().eq(verdict.reasons());
    (!is_same).then(|| format!("expected {expected:?}, got {outcomes:?} by {reasons:?}"))
}

/// Holds every case of the suite by `check`.
fn check_all(check: impl Fn(&Act, &Path) -> Option<String>) {
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

#[test]
fn every_case_gives_the_verdict_beside_it() {
    check_all(check);
}

#[test]
fn ready_figures_give_the_outcomes_and_reasons_of_the_verdict() {
    check_all(by_ready_figures);
}
