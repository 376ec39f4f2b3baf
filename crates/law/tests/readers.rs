//! What the readers of cases, facts and laws take and refuse, where mutation testing found it untested.

use qazyq_law::case::Facts;
use qazyq_law::json::{Text, Value, parse};
use qazyq_law::refusal::Why;
use qazyq_law::{Act, Refusal, evaluate, is_instant_of_a_case};

const ACT: &str = include_str!("../../../law/kz-600-2025/act.toml");
const ONE: &str = include_str!("../../../law/kz-600-2025/1.toml");

/// JSON as it is printed again; `None` where it is refused.
fn printed(json: &str) -> Option<String> {
    parse(json.as_bytes()).ok().map(|value| value.to_string())
}

/// What becomes of these facts: whether they call themselves a demonstration, or the place and code of the refusal.
fn facts(json: &str) -> Result<bool, String> {
    let act = Act::embedded().unwrap();
    let facts = Facts::of_json(act.latest(), &parse(json.as_bytes()).unwrap());
    facts.map(|facts| facts.demonstration).map_err(|r| format!("{} {}", r.place, r.why.code()))
}

#[test]
fn strings_are_escaped_where_they_must_be_and_nowhere_else() {
    for text in [r#""\"""#, r#""\\""#, r#"" \n ""#, r#""\r\t""#, r#""a b""#, r#""\u0008\u000c\u001f""#] {
        assert_eq!(printed(text).as_deref(), Some(text));
    }
    assert_eq!(printed(r#""\b\f\/""#).as_deref(), Some(r#""\u0008\u000c/""#));
}

#[test]
fn an_exponent_has_one_sign_at_most() {
    for text in ["1e5", "1e+5", "1e-5", "1E-05"] {
        assert_eq!(printed(text).as_deref(), Some(text));
    }
    for text in ["1e+-5", "1e--5", "1e", "1e-"] {
        assert_eq!(printed(text), None, "{text}");
    }
}

#[test]
fn of_any_number_of_keys_each_may_stand_once() {
    for count in 1..40 {
        let keys: Vec<String> = (0..count).map(|i| format!("\"k{i}\":0")).collect();
        assert!(printed(&format!("{{{}}}", keys.join(","))).is_some(), "{count}");
        for again in &keys {
            assert_eq!(printed(&format!("{{{},{again}}}", keys.join(","))), None, "{again} of {count}");
        }
    }
}

#[test]
fn a_text_is_equal_to_what_it_says() {
    let text = Text::from("usdc");
    assert!(text == *"usdc" && text != *"usdt");
    let Value::Text(lone) = parse(br#""\ud800""#).unwrap() else { panic!("a string") };
    assert!(lone != *"\u{fffd}");
}

#[test]
fn facts_alone_are_read_as_those_of_a_case() {
    assert_eq!(facts("{}"), Ok(false));
    assert_eq!(
        facts(r#"{"coinmarketcap": {"listed": 1}}"#),
        Err("facts.coinmarketcap.listed not-a-boolean".into())
    );
    // What decides nothing must still be text.
    for (json, place) in [
        (
            r#"{"peg": {"components": [{"currency": "USD", "amount": "1"}], "source": {"sha256": 1}}}"#,
            "facts.peg.source.sha256",
        ),
        (
            r#"{"disclosures": [{"item": "issuer", "status": "absent", "retrieved": true}]}"#,
            "facts.disclosures[0].retrieved",
        ),
        (
            r#"{"legal": {"checks": [{"on": "2026-01-01", "subjects": [], "register": "x", "result": "none", "url": []}]}}"#,
            "facts.legal.checks[0].url",
        ),
    ] {
        assert_eq!(facts(json), Err(format!("{place} not-text")));
    }
}

#[test]
fn only_an_origin_that_says_so_makes_a_demonstration() {
    for (origin, expected) in [
        (r#"{"url": "https://example.org"}"#, false),
        (r#"{"demonstration": false}"#, false),
        (r#"{"demonstration": "true"}"#, false),
        (r#"[{"url": "x"}, {"demonstration": true}]"#, true),
        (r#"[{"url": "x"}]"#, false),
        ("true", false),
        (r#"{"demonstration": true}"#, true),
    ] {
        assert_eq!(facts(&format!(r#"{{"origin": {origin}}}"#)), Ok(expected), "{origin}");
    }
}

#[test]
fn an_instant_has_two_digits_everywhere() {
    for text in ["2026-01-01T00:00:00Z", "2026-01-01T23:59:59.5+05:00", "1970-01-01T00:00:00-23:59"] {
        assert!(is_instant_of_a_case(text), "{text}");
    }
    for text in [
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-01-01T+1:00:00Z",
        "2026-01-01T00:00:00+5:00",
        "2026-01-01T00:00:00+005:00",
        "2026-01-01T00:00:00.Z",
        "2026-02-30T00:00:00Z",
        "1969-12-31T00:00:00Z",
    ] {
        assert!(!is_instant_of_a_case(text), "{text}");
    }
}

#[test]
fn an_unknown_act_is_told_which_are_known() {
    let act = Act::embedded().unwrap();
    assert_eq!(act.names(), ["kz-600-2025", "kz-600-2025@1"]);
    let case = br#"{"format": "qazyq.case/1", "asset": {"id": "x"}, "facts": {},
        "assessment": {"date": "2026-01-01", "act": "kz-600-2025@2"}}"#;
    let Err(Refusal { why: Why::UnknownAct { known, .. }, .. }) = evaluate(&act, case) else {
        panic!("refused")
    };
    assert_eq!(known, act.names());
}

#[test]
fn days_of_a_law_may_be_the_least_and_the_most() {
    let load = |old: &str, new: &str| {
        assert!(ONE.contains(old), "{old}");
        let one = ONE.replacen(old, new, 1);
        Act::parse(ACT, |version| (version == 1).then(|| one.clone())).map(|act| act.latest().clone())
    };
    assert_eq!(load("value = 30", "value = 1").unwrap().window_days, 1);
    assert_eq!(load("value = 30", "value = 3660").unwrap().window_days, 3660);
    assert_eq!(load("value = 10", "value = 0").unwrap().carry_days_max, 0);
}

#[test]
fn a_parameter_is_shown_as_it_was_written() {
    let act = Act::embedded().unwrap();
    let shown = |name: &str| {
        let parameter = act.latest().parameters.iter().find(|p| p.name == name);
        parameter.map(|p| p.value.as_str())
    };
    assert_eq!(shown("deviation_max"), Some("1/100"));
    assert_eq!(shown("window_days"), Some("30"));
    assert_eq!(shown("disclosure_items"), Some(r#"["asset","backing","issuer","stabilisation_mechanism"]"#));
}
