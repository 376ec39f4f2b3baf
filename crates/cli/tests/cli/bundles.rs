//! Bundles from the command line: made, signed, logged, checked as a stranger would, tampered with, and found again from a log.

use std::fs;

use insta::assert_snapshot;
use qazyq_casework::keys::KeyFolder;
use qazyq_proof::key::{SignerKey, Signs};
use serde_json::Value;

use crate::common::{Answer, Desk, repository};

const PUBLISHER: &str = "registry.example/kz";
const LOG: &str = "log.example/kz";

/// A desk with a market file, two keys that are the same in every run, a log, and a policy of both.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::copy(repository("examples/market/usdc-2023-03.csv"), desk.path("usdc.csv")).unwrap();
    desk.done("import usdc.csv --asset usdc --symbol USDC --peg USD --retrieved 2023-04-10T00:00:00Z");
    let keys = KeyFolder::at(desk.path("keys"));
    let mut made = Vec::new();
    for (name, secret) in [(PUBLISHER, [1; 32]), (LOG, [2; 32])] {
        keys.make(&name.parse().unwrap(), Signs::Notes, &secret).unwrap();
        made.push(SignerKey::new(name.parse().unwrap(), Signs::Notes, &secret).unwrap().public().to_string());
    }
    desk.done("log init --key log.example/kz");
    let [publisher, log] = &made[..] else { panic!("two keys") };
    desk.write(
        "policy.toml",
        format!("format = \"qazyq.policy/1\"\npublishers = [\"{publisher}\"]\nlog = \"\"\"\nlog {log}\nquorum none\n\"\"\"\n"),
    );
    desk
}

fn run(desk: &Desk, command: &str) -> Answer {
    desk.run(&command.split_whitespace().collect::<Vec<_>>())
}

/// What people see, with its status; digests differ from run to run, since the journal tells when it was written.
fn shown(answer: &Answer) -> String {
    let text = format!("{}{}[{}]", answer.out, answer.err, answer.status);
    let mut masked = String::new();
    for word in text.split_inclusive(|c: char| !c.is_ascii_hexdigit()) {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        match digits.len() {
            64 => masked += &word.replace(digits, "DIGEST"),
            _ => masked += word,
        }
    }
    masked.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn bundled(desk: &Desk) {
    desk.done("bundle usdc --on 2023-03-14 --key registry.example/kz -o usdc.qazyq");
    desk.done("log append usdc.qazyq");
}

fn flipped(desk: &Desk, place: usize) {
    let mut bytes = fs::read(desk.path("usdc.qazyq")).unwrap();
    bytes[place] ^= 1;
    desk.write("bad.qazyq", bytes);
}

/// The step that a report says failed first.
fn failed(answer: &Answer) -> String {
    let report: Value = serde_json::from_str(&answer.out).unwrap();
    let steps = report["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["outcome"] == "failed");
    step.map(|step| step["check"].as_str().unwrap().to_owned()).unwrap_or_default()
}

#[test]
fn a_bundle_is_made_signed_logged_and_checked() {
    let desk = desk();
    let made = run(&desk, "bundle usdc --on 2023-03-14 --key registry.example/kz -o usdc.qazyq");
    let logged = run(&desk, "log append usdc.qazyq");
    let checked = run(&desk, "verify usdc.qazyq --policy policy.toml");
    let all = [made, logged, checked].map(|answer| shown(&answer)).join("\n\n");
    assert_snapshot!("bundle", all);
    for language in ["ru", "kk"] {
        let made =
            run(&desk, &format!("bundle usdc --on 2023-03-14 --public -o public.qazyq --lang {language}"));
        let checked = run(&desk, &format!("verify public.qazyq --policy policy.toml --lang {language}"));
        let all = [made, checked].map(|answer| shown(&answer)).join("\n\n");
        assert_snapshot!(format!("bundle-public-{language}"), all);
    }
}

#[test]
fn what_was_made_again_is_the_same_byte_for_byte() {
    let desk = desk();
    for name in ["one", "two"] {
        desk.done(&format!("bundle usdc --on 2023-03-14 --key registry.example/kz -o {name}.qazyq"));
    }
    assert_eq!(fs::read(desk.path("one.qazyq")).unwrap(), fs::read(desk.path("two.qazyq")).unwrap());
}

#[test]
fn each_outcome_has_its_exit_status() {
    let desk = desk();
    bundled(&desk);
    let check = |command: &str, status: i32| {
        let answer = run(&desk, command);
        assert_eq!(answer.status, status, "{command}: {answer:?}");
        answer
    };
    check("verify usdc.qazyq --policy policy.toml --json", 0);
    assert_eq!(failed(&check("verify usdc.qazyq --json", 4)), "");
    check("verify nowhere.qazyq", 1);
    check("verify", 2);
    check("bundle usdc --on yesterday", 2);
    check("bundle usdt --on 2023-03-14", 1);
    check("bundle usdc --on 2023-03-14 --key nobody.example/kz", 1);
    desk.write("no.toml", "format = \"qazyq.policy/1\"\npublishers = [\"x\"]\n");
    check("verify usdc.qazyq --policy no.toml", 1);
    assert!(!desk.path("usdc-2023-03-14.qazyq").exists(), "nothing is written where something fails");

    let length = fs::metadata(desk.path("usdc.qazyq")).unwrap().len() as usize;
    for place in [0, 30, length / 2, length - 1] {
        flipped(&desk, place);
        let answer = check("verify bad.qazyq --policy policy.toml --json", 3);
        assert_eq!(failed(&answer), "container", "the checksum of a file, or the form, is another");
    }
    desk.write("cut.qazyq", &fs::read(desk.path("usdc.qazyq")).unwrap()[..length / 2]);
    assert_snapshot!("bundle-cut-off", shown(&check("verify cut.qazyq", 3)));
}

#[test]
fn a_bundle_that_brings_its_own_law_is_told_the_difference() {
    let desk = desk();
    fs::create_dir(desk.path("law")).unwrap();
    for name in ["act.toml", "1.toml"] {
        let text = fs::read_to_string(repository("law/kz-600-2025").join(name)).unwrap();
        desk.write(&format!("law/{name}"), text.replace("\"1/100\"", "\"1/10\""));
    }
    let ours = fs::read_to_string(desk.path("law/1.toml")).unwrap();
    assert!(ours.contains("\"1/10\""), "the limit is written so");
    desk.done("bundle usdc --on 2023-03-14 --law law -o usdc.qazyq");
    let answer = run(&desk, "verify usdc.qazyq");
    assert_eq!(answer.status, 3);
    assert!(answer.out.contains("1/100") && answer.out.contains("1/10 in the bundle"), "{}", answer.out);
    assert_eq!(run(&desk, "verify usdc.qazyq --law law").status, 4, "by that law it stands");
}

#[test]
fn a_log_shows_what_it_holds_and_what_it_does_not() {
    let desk = desk();
    bundled(&desk);
    desk.done("log index");
    desk.done("log lookup verdict/usdc -o all.lookup");
    desk.done("log lookup list/ministry/usdc -o none.lookup");
    let all = run(&desk, "log check all.lookup verdict/usdc --policy policy.toml");
    let none = run(&desk, "log check none.lookup list/ministry/usdc --policy policy.toml");
    let other = run(&desk, "log check none.lookup list/ministry/usdt --policy policy.toml");
    let mut bytes = fs::read(desk.path("none.lookup")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    desk.write("none.lookup", bytes);
    let changed = run(&desk, "log check none.lookup list/ministry/usdc --policy policy.toml");
    assert_eq!([all.status, none.status, other.status, changed.status], [0, 0, 3, 3]);
    assert_snapshot!("lookups", [all, none, other].map(|answer| shown(&answer)).join("\n\n"));
    assert_eq!(run(&desk, "log lookup list/x -o x.lookup --log nowhere").status, 1);
}

#[test]
fn every_verdict_of_a_log_is_found_again() {
    let desk = desk();
    fs::create_dir(desk.path("bundles")).unwrap();
    for day in 12..=14 {
        let name = format!("bundles/usdc-{day}.qazyq");
        desk.done(&format!("bundle usdc --on 2023-03-{day} --key registry.example/kz -o {name}"));
        desk.done(&format!("log append {name}"));
    }
    let again = run(&desk, "reproduce --bundles bundles --policy policy.toml");
    assert_snapshot!("reproduced", shown(&again));
    let lines = run(&desk, "reproduce --bundles bundles --policy policy.toml --json --threads 3").out;
    let outcomes: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(outcomes.iter().all(|verdict| verdict["outcome"] == "found"), "{lines}");
    assert_eq!(outcomes.iter().map(|v| v["position"].as_u64().unwrap()).collect::<Vec<_>>(), [0, 1, 2]);

    // Each fault by itself: a bundle of another day in its place, none, one that was changed.
    let path = desk.path("bundles/usdc-13.qazyq");
    let own = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(run(&desk, "reproduce --bundles bundles --policy policy.toml").status, 4);
    let mut bytes = own.clone();
    bytes[100] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert_ne!(run(&desk, "reproduce --bundles bundles --policy policy.toml").status, 0);
    fs::write(&path, own).unwrap();
    assert_eq!(run(&desk, "reproduce --bundles bundles").status, 4, "nobody says whose log it is");
    desk.done("reproduce --bundles bundles --policy policy.toml");
}

#[test]
fn what_is_not_in_order_is_not_logged() {
    let desk = desk();
    bundled(&desk);
    let before = desk.done("log status --json");
    flipped(&desk, 200);
    let answer = run(&desk, "log append usdc.qazyq bad.qazyq");
    assert_eq!(answer.status, 1);
    assert_snapshot!("not-logged", shown(&answer));
    desk.write("list.json", "{\"format\":\"qazyq.list/1\"}");
    assert_eq!(run(&desk, "log append list.json").status, 1);
    assert_eq!(desk.done("log status --json"), before, "nothing was added");
}

#[test]
fn a_published_list_is_signed_and_logged() {
    let desk = desk();
    desk.done("list export ministry --on 2026-01-01 --output list.json --format json");
    let answer = run(&desk, "log append list.json --key registry.example/kz");
    assert_snapshot!("list-logged", shown(&answer));
    for name in ["list.json.note", "list.json.proof"] {
        let text = fs::read_to_string(desk.path(name)).unwrap();
        assert!(text.contains("— "), "{name} is signed");
    }
    // What was published is logged once.
    let nothing = desk.done("log append --lists --json");
    assert_eq!(nothing, "");
}
