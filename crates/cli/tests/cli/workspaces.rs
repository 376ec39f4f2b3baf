//! Workspaces of earlier versions: what somebody has kept stays readable, and says the same.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{Desk, repository};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Everything that the earlier verdict said, this one says; it may say more.
fn check_says_the_same(place: &str, earlier: &Value, now: &Value) {
    match (earlier, now) {
        (Value::Object(earlier), Value::Object(now)) => {
            for (key, value) in earlier {
                check_says_the_same(&format!("{place}.{key}"), value, now.get(key).unwrap_or(&Value::Null));
            }
        }
        _ => assert_eq!(earlier, now, "{place}"),
    }
}

#[test]
fn a_workspace_of_every_earlier_version_opens_and_gives_its_verdicts() {
    let mut verdicts = 0;
    for folder in fs::read_dir(repository("crates/cli/tests/data/workspaces")).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let desk = Desk::new();
        copy(&folder.join("workspace"), &desk.path("workspace"));
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            // `usdc-2023-03-14.verdict.json`
            let Some(stem) = name.strip_suffix(".verdict.json") else { continue };
            let (asset, day) = stem.split_at(stem.len() - 11);
            let earlier: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            let mut args = vec!["assess", asset, "--on", &day[1..], "--json"];
            if let Some(as_of) = earlier["as_of"].as_str() {
                args.extend(["--as-of", as_of]);
            }
            let answer = desk.run(&args);
            assert_eq!(answer.status, 0, "{}: {answer:?}", path.display());
            check_says_the_same(&name, &earlier, &serde_json::from_str(&answer.out).unwrap());
            verdicts += 1;
        }
        // What is kept can also be added to.
        let page = "asset = \"usdc\"\n[[disclosures]]\nitem = \"issuer\"\nstatus = \"absent\"\n";
        desk.write("more.facts.toml", page);
        let token = folder.join("analyst.token");
        let import = match fs::read(&token) {
            Ok(token) => {
                desk.write("analyst.token", token);
                "import more.facts.toml --token-file analyst.token"
            }
            Err(_) => "import more.facts.toml",
        };
        desk.done(import);
        desk.done("journal verify");
        desk.done("assets");
        desk.done("sources");
    }
    assert!(verdicts > 0);
}

#[test]
fn a_journal_of_the_first_format_is_read_and_not_followed() {
    let desk = Desk::new();
    copy(&repository("crates/cli/tests/data/workspaces/1/workspace"), &desk.path("workspace"));
    let answer = desk.run(&["journal", "follow"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(answer.err.contains("first format"), "{answer:?}");
    assert!(!desk.path("workspace/journal.sqlite").exists(), "reading takes nothing over");
}
