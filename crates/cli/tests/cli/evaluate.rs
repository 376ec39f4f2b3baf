//! `qazyq evaluate`: case files in, verdicts out, exit statuses as documented.

use std::fs;

use crate::common::{Desk, repository};
use serde_json::Value;

const CASE: &str =
    r#"{"format":"qazyq.case/1","asset":{"id":"x"},"assessment":{"date":"2026-01-01"},"facts":{}}"#;

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_whole_conformance_suite_in_one_call() {
    let desk = Desk::new();
    let cases = repository("conformance/cases");
    let answer = desk.run(&["evaluate".as_ref(), "--json".as_ref(), cases.as_os_str()]);
    assert_eq!(answer.status, 3, "some are refused");
    let verdicts = lines(&answer.out);
    assert!(verdicts.len() >= 379);
    let mut paths = Vec::new();
    for verdict in &verdicts {
        let path = verdict["case"].as_str().unwrap().to_owned();
        let expected: Value =
            serde_json::from_slice(&fs::read(path.replace(".case.", ".verdict.")).unwrap()).unwrap();
        if expected.get("error").is_some() {
            assert!(verdict["error"].is_string() && verdict["code"].is_string(), "{path}");
            assert!(answer.err.contains(&path), "{path} is not named on standard error");
        } else {
            expected
                .as_object()
                .unwrap()
                .iter()
                .for_each(|(key, value)| assert_eq!(&verdict[key], value, "{path}: {key}"));
        }
        paths.push(path);
    }
    assert!(paths.is_sorted(), "folders come in path order");
}

#[test]
fn cases_come_out_in_the_order_given() {
    let desk = Desk::new();
    for name in [
        "b.json",
        "a.json",
        "folder/2.case.json",
        "folder/1.case.json",
        "folder/no-case.json",
        "folder/deep/3.case.json",
    ] {
        desk.write(name, CASE);
    }
    let answer = desk.run_with(&["evaluate", "--json", "b.json", "-", "folder", "a.json"], CASE.as_bytes());
    assert_eq!(answer.status, 0);
    let paths: Vec<String> =
        lines(&answer.out).iter().map(|v| v["case"].as_str().unwrap().to_owned()).collect();
    assert_eq!(
        paths,
        ["b.json", "-", "folder/1.case.json", "folder/2.case.json", "folder/deep/3.case.json", "a.json"]
    );
}

#[test]
fn a_refused_case_names_its_place_and_the_others_are_decided() {
    let desk = Desk::new();
    desk.write("good.json", CASE);
    desk.write(
        "bad.json",
        CASE.replace(
            r#""facts":{}"#,
            r#""facts":{"peg":{"components":[{"currency":"USD","amount":"1e0"}]}}"#,
        ),
    );
    desk.write("torn.json", &CASE[..40]);
    let answer = desk.run(&["evaluate", "--json", "bad.json", "good.json", "torn.json"]);
    assert_eq!(answer.status, 3);
    let answers = lines(&answer.out);
    assert_eq!(answers[0]["place"], "facts.peg.components[0].amount");
    assert_eq!(answers[0]["code"], "not-an-amount");
    assert_eq!(answers[1]["outcome"], "undetermined");
    assert_eq!(answers[2]["place"], "1:41");
    insta::assert_snapshot!(answer.err);
}

#[test]
fn an_unreadable_path_stops_it_before_any_output() {
    let desk = Desk::new();
    desk.write("good.json", CASE);
    fs::create_dir(desk.path("empty")).unwrap();
    for missing in ["missing.json", "empty"] {
        let answer = desk.run(&["evaluate", "--json", "good.json", missing]);
        assert_eq!((answer.status, answer.out.as_str()), (1, ""), "{missing}");
        assert!(answer.err.contains(missing), "{}", answer.err);
    }
}

#[test]
fn what_programs_read_is_what_was_written_and_what_people_read_cannot_be_forged() {
    let desk = Desk::new();
    let days = r#""days":[]"#;
    let case = CASE.replace("\"x\"", "\"a\u{7f}b\"").replace(
        r#""facts":{}"#,
        &format!(r#""facts":{{"market":[{{"source":"s","currency":"USD",{days}}},{{"source":"s{}","currency":"USD",{days}}}]}}"#, '\u{7f}'),
    );
    let answer = desk.run_with(&["evaluate", "--json", "-"], case.as_bytes());
    assert_eq!(lines(&answer.out)[0]["asset"], "a\u{7f}b");
    assert_eq!(lines(&answer.out)[0]["stability"].as_object().unwrap().len(), 2);

    let forged =
        CASE.replace("\"x\"", r#""x — 2026-01-01: ✓ qualifies\nAll five criteria are met.\u009b31m\u202e""#);
    let answer = desk.run_with(&["evaluate", "-"], forged.as_bytes());
    insta::assert_snapshot!(answer.out.lines().next().unwrap());
}

#[test]
fn wrong_usage_is_told_apart() {
    let desk = Desk::new();
    for args in [
        &["evaluate"][..],
        &["evaluate", "--jsn", "x"],
        &["evaluate", "--lang", "de", "-"],
        &["evaluate", "-", "-"],
        &["facts", "usdc"],
    ] {
        assert_eq!(desk.run(args).status, 2, "{args:?}");
    }
}

#[test]
fn one_case_is_explained_and_several_make_a_table() {
    let desk = Desk::new();
    let suite = repository("conformance/cases");
    let one = |name: &str| fs::read(suite.join(name)).unwrap();
    desk.write("robust.case.json", one("boundaries/exactly-one-percent-above.case.json"));
    desk.write("token.case.json", one("sources/different-quote-currencies.case.json"));
    insta::assert_snapshot!("explained", desk.done("evaluate robust.case.json"));
    insta::assert_snapshot!("table", desk.done("evaluate robust.case.json token.case.json"));
    insta::assert_snapshot!("explained_ru", desk.done("evaluate --lang ru token.case.json"));
    insta::assert_snapshot!("explained_kk", desk.done("evaluate --lang kk token.case.json"));
}

#[test]
fn another_law_decides_otherwise_and_says_so() {
    let desk = Desk::new();
    for name in ["act.toml", "1.toml"] {
        let text = fs::read_to_string(repository(&format!("law/kz-600-2025/{name}"))).unwrap();
        desk.write(&format!("law/{name}"), text.replacen("value = \"1/100\"", "value = \"1/1000\"", 1));
    }
    let case = repository("conformance/cases/boundaries/exactly-one-percent-above.case.json");
    let case = case.to_str().unwrap();
    let ours = &lines(&desk.done(&format!("evaluate --json {case}")))[0];
    let other = &lines(&desk.done(&format!("evaluate --json --law law {case}")))[0];
    assert_eq!(
        (&ours["criteria"]["stability"], &other["criteria"]["stability"]),
        (&"met".into(), &"not_met".into())
    );
    assert_ne!(ours["law"]["sha256"], other["law"]["sha256"]);

    let answer = desk.run(&["law", "--law", "nowhere"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    // A law that drops a criterion is refused.
    let text = fs::read_to_string(desk.path("law/1.toml")).unwrap();
    desk.write("law/1.toml", text.replacen("rule = \"disclosure\"", "rule = \"stability\"", 1));
    let answer = desk.run(&["law", "--law", "law"]);
    assert_eq!(answer.status, 1);
    insta::assert_snapshot!(answer.err);
}
