//! The slow evaluator against the vectors that any language can run, and against its own random cases.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use qazyq_slow::{answer, random};
use serde_json::Value;

/// Refused vectors whose fault a parsed value no longer shows, each with the reason.
const FAULT_IS_IN_THE_BYTES: [(&str, &str); 4] = [
    ("key-twice", "of a repeated key the value keeps one"),
    ("key-twice-in-asset", "of a repeated key the value keeps one"),
    ("top-level-key-twice", "of a repeated key the value keeps one"),
    ("nested-too-deeply", "depth is counted by the reader, in a place that is free"),
];

/// Every file below the folder whose name ends so.
fn files_below(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files_below(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// What two verdicts, or a verdict and a refusal, say differently, key by key.
fn differences(expected: &Value, answered: &Result<Value, String>) -> Vec<String> {
    match (expected.get("error"), answered) {
        (Some(_), Err(_)) => Vec::new(),
        (Some(error), Ok(_)) => vec![format!("accepted, expected a refusal: {error}")],
        (None, Err(refusal)) => vec![format!("refused: {refusal}")],
        (None, Ok(answered)) => {
            let (expected, answered) = (expected.as_object().unwrap(), answered.as_object().unwrap());
            let keys = expected.keys().chain(answered.keys());
            let differing = keys.filter(|key| expected.get(*key) != answered.get(*key));
            differing
                .map(|key| format!("{key}: expected {:?}, is {:?}", expected.get(key), answered.get(key)))
                .collect()
        }
    }
}

#[test]
fn every_vector_has_the_verdict_that_is_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases");
    let mut cases = Vec::new();
    files_below(&folder, ".case.json", &mut cases);
    assert!(!cases.is_empty(), "no vectors in {}", folder.display());
    cases.sort();

    let mut wrong = Vec::new();
    for path in &cases {
        let path = path.to_string_lossy();
        let stem = path.strip_suffix(".case.json").unwrap();
        let expected = fs::read(format!("{stem}.verdict.json")).unwrap();
        let expected: Value = serde_json::from_slice(&expected).unwrap();
        let parsed = serde_json::from_slice::<Value>(&fs::read(path.as_ref()).unwrap());
        let answered = parsed.map_err(|error| error.to_string()).and_then(|case| answer(&case));
        if FAULT_IS_IN_THE_BYTES.iter().any(|(name, _)| stem.ends_with(&format!("/{name}"))) {
            assert!(expected.get("error").is_some(), "{stem} is a refused vector");
            continue;
        }
        wrong.extend(
            differences(&expected, &answered).into_iter().map(|difference| format!("{stem}: {difference}")),
        );
    }
    assert!(wrong.is_empty(), "{} of {} vectors' keys:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn random_cases_are_accepted() {
    for seed in 0..500 {
        let case = random::case(seed);
        assert_eq!(case, random::case(seed), "seed {seed} draws one case");
        // What is written and read again is the same case: nothing in it hangs on how a number is kept.
        assert_eq!(case, serde_json::from_str::<Value>(&case.to_string()).unwrap(), "seed {seed}");
        assert_eq!(answer(&case).err(), None, "seed {seed}");
    }
}

#[test]
fn random_cases_are_a_healthy_mix() {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut see = |what: String| *seen.entry(what).or_default() += 1;
    for seed in 0..700 {
        let verdict = answer(&random::case(seed)).unwrap_or_else(|refusal| panic!("seed {seed}: {refusal}"));
        see(format!("outcome {}", verdict["outcome"].as_str().unwrap()));
        see(format!("robust {}", verdict["robust"]));
        see(format!("before_entry_into_force {}", verdict["before_entry_into_force"]));
        see(format!("dissenting {}", !verdict["dissenting"].as_array().unwrap().is_empty()));
        for (criterion, outcome) in verdict["criteria"].as_object().unwrap() {
            see(format!("{criterion} {}", outcome.as_str().unwrap()));
        }
        for series in verdict["stability"].as_object().unwrap().values() {
            see(format!("meets_again_on {}", series["meets_again_on"].is_string()));
            see(format!("at the threshold {}", series["headroom"] == "0/1"));
        }
    }
    let mut expected: Vec<String> = Vec::new();
    for criterion in ["value_information", "stability", "disclosure", "market_presence", "legal_standing"] {
        expected.extend(["met", "not_met", "undetermined"].map(|outcome| format!("{criterion} {outcome}")));
    }
    expected.extend(
        ["qualifies", "does_not_qualify", "undetermined"].map(|outcome| format!("outcome {outcome}")),
    );
    for flag in ["robust", "before_entry_into_force", "dissenting", "meets_again_on", "at the threshold"] {
        expected.extend([true, false].map(|truth| format!("{flag} {truth}")));
    }
    let rare: Vec<&String> =
        expected.iter().filter(|what| seen.get(*what).copied().unwrap_or(0) < 10).collect();
    assert!(rare.is_empty(), "seldom or never seen: {rare:?}\n{seen:#?}");
}

#[test]
fn spoilt_cases_are_sometimes_refused_and_never_break_the_evaluator() {
    let accepted = (0..600).filter(|seed| answer(&random::spoilt(*seed)).is_ok()).count();
    assert!((100..400).contains(&accepted), "{accepted} of 600 accepted");
}
