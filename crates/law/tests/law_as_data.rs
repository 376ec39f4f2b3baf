//! The order as data: what ships loads whole, what does not fit together is refused, and the version in force on a day
//! decides that day.

use qazyq_law::act::RULES;
use qazyq_law::refusal::Why;
use qazyq_law::{Act, Case, Criterion, assess};

const ACT: &str = include_str!("../../../law/kz-600-2025/act.toml");
const ONE: &str = include_str!("../../../law/kz-600-2025/1.toml");

/// The act with version 1 as given; the code of the refusal where it is refused.
fn load(one: &str) -> Result<Act, String> {
    Act::parse(ACT, |version| (version == 1).then(|| one.to_owned()))
        .map_err(|r| format!("{} {}", r.place, r.why.code()))
}

/// Version 1 with one text in the place of another, which must stand there.
fn with(old: &str, new: &str) -> String {
    assert!(ONE.contains(old), "{old}");
    ONE.replacen(old, new, 1)
}

#[test]
fn what_ships_is_the_order_as_section_6_of_the_semantics_has_it() {
    let act = Act::embedded().unwrap();
    let law = act.latest();
    assert_eq!(
        (act.id.as_str(), act.number.as_str(), act.made_on.to_string().as_str()),
        ("kz-600-2025", "600/НҚ", "2025-11-27")
    );
    assert_eq!((law.in_force_from.to_string().as_str(), law.in_force_until), ("2025-12-13", None));
    assert_eq!(law.deviation_max.to_string(), "1/100");
    assert_eq!((law.window_days, law.carry_days_max, law.rate_days_max), (30, 10, 10));
    assert_eq!(
        (law.presence_source.as_str(), law.presence_days_max, law.check_days_max),
        (Some("coinmarketcap"), 1, 30)
    );
    assert_eq!(law.disclosure_items, ["asset", "backing", "issuer", "stabilisation_mechanism"]);
    assert_eq!(law.counted.readings().count(), 48);
    assert_eq!(law.sha256.len(), 64);
    assert!(law.paragraphs.iter().all(|p| !p.sources.is_empty()), "each statement has its source");
}

#[test]
fn each_rule_has_its_paragraph_and_each_paragraph_its_rule() {
    let law = Act::embedded().unwrap();
    let law = law.latest();
    for criterion in Criterion::ALL {
        assert_eq!(law.paragraphs.iter().filter(|p| p.rule == criterion.as_str()).count(), 1);
    }
    for rule in RULES {
        // Without its paragraph, the rule is not backed.
        let text = with(
            &format!("rule = \"{rule}\""),
            &format!("rule = \"{}\"", if rule == "stability" { "disclosure" } else { "stability" }),
        );
        assert_eq!(load(&text).err().as_deref(), Some("1.toml rule-without-paragraph"), "{rule}");
        // A paragraph of a rule that is not there is used by none.
        let text = with(&format!("rule = \"{rule}\""), "rule = \"reserve_of_assets\"");
        assert!(load(&text).unwrap_err().ends_with("paragraph-without-rule"), "{rule}");
    }
}

#[test]
fn what_does_not_fit_together_is_refused_with_its_place() {
    for (old, new, expected) in [
        ("value = \"1/100\"", "value = 0.01", "1.toml: parameters.deviation_max.value not-text"),
        ("value = \"1/100\"", "value = \"0\"", "1.toml: parameters.deviation_max.value not-positive"),
        ("value = \"1/100\"", "value = \"1%\"", "1.toml: parameters.deviation_max.value not-a-rate"),
        ("value = 30", "value = 0", "1.toml: parameters.window_days.value not-positive"),
        ("value = 30", "value = \"30\"", "1.toml: parameters.window_days.value not-a-whole-number"),
        ("value = 30", "value = -30", "1.toml: parameters.window_days.value not-a-whole-number"),
        ("value = 30", "value = 3661", "1.toml: parameters.window_days.value too-large"),
        (
            "paragraph = \"2\"",
            "paragraph = \"9\"",
            "1.toml: parameters.deviation_max.paragraph parameter-without-paragraph",
        ),
        ("[parameters.window_days]", "[parameters.window]", "1.toml: parameters unknown-key"),
        (
            "[\"asset\", \"backing\", \"issuer\", \"stabilisation_mechanism\"]",
            "[]",
            "1.toml: parameters.disclosure_items.value empty",
        ),
        (
            "[\"asset\", \"backing\"",
            "[\"asset\", \"asset\"",
            "1.toml: parameters.disclosure_items.value[1] stands-twice",
        ),
        (
            "value = \"KZ\"",
            "value = \"Kazakhstan\"",
            "1.toml: parameters.bodies_of_country.value not-a-country",
        ),
        ("status = \"reported\"", "status = \"certain\"", "1.toml: paragraphs[0].status not-one-of"),
        ("id = \"mean_absolute\"", "id = \"median\"", "1.toml: axes[0].choices[0].id not-one-of"),
        ("id = \"mean_signed\"", "id = \"mean_absolute\"", "1.toml: axes[0].choices[1] stands-twice"),
        ("id = \"window\"\n", "id = \"price\"\n", "1.toml: axes[3].choices[0].id not-one-of"),
        (
            "in_force_from = \"2025-12-13\"",
            "in_force_from = \"2025-02-29\"",
            "1.toml: in_force_from no-such-day",
        ),
        (
            "in_force_from = \"2025-12-13\"",
            "in_force_from = \"2025-12-13\"\nin_force_until = \"2025-12-13\"",
            "1.toml: in_force_until ends-before-it-begins",
        ),
        ("act = \"kz-600-2025\"", "act = \"kz-601-2025\"", "1.toml another-version"),
        ("version = 1", "version = 2", "1.toml another-version"),
        ("format = \"qazyq.law/1\"", "format = \"qazyq.law/2\"", "1.toml: format not-one-of"),
        ("format = ", "format ", "1.toml: 7 not-toml"),
        ("[paragraphs.text]\nen", "[paragraphs.text]\nde", "1.toml: paragraphs[0].text unknown-key"),
    ] {
        assert_eq!(load(&with(old, new)).err().as_deref(), Some(expected), "{old} → {new}");
    }
    let refused = |act: &str| Act::parse(act, |_| Some(ONE.to_owned())).map_err(|r| r.why).unwrap_err();
    assert!(matches!(refused(&ACT.replace("versions = [1]", "versions = []")), Why::Empty));
    assert!(matches!(refused(&ACT.replace("versions = [1]", "versions = [1, 1]")), Why::StandsTwice(_)));
    let missing = Act::parse(ACT, |_| None).unwrap_err();
    assert_eq!((missing.place.as_str(), missing.why.code()), ("1.toml", "version-without-file"));
}

/// The act with a second version from 2027 on, which allows half as much over ten days and asks for one item less.
fn amended() -> Act {
    let one = with(
        "in_force_from = \"2025-12-13\"",
        "in_force_from = \"2025-12-13\"\nin_force_until = \"2027-01-01\"",
    );
    let two = with(
        "in_force_from = \"2025-12-13\"",
        "in_force_from = \"2027-01-01\"\nin_force_until = \"2028-01-01\"",
    )
    .replacen("version = 1", "version = 2", 1)
    .replacen("value = \"1/100\"", "value = \"1/200\"", 1)
    .replacen("value = 30", "value = 10", 1)
    .replacen("\"issuer\", ", "", 1);
    let act = ACT.replace("versions = [1]", "versions = [1, 2]");
    Act::parse(&act, |version| Some(if version == 1 { one.clone() } else { two.clone() })).unwrap()
}

#[test]
fn the_version_in_force_on_the_day_decides_it() {
    let act = amended();
    for (day, version, before, after) in [
        ("2025-12-12", "@1", true, false),
        ("2025-12-13", "@1", false, false),
        ("2026-12-31", "@1", false, false),
        ("2027-01-01", "@2", false, false),
        ("2027-12-31", "@2", false, false),
        ("2028-01-01", "@2", false, true),
    ] {
        let case = format!(
            r#"{{"format":"qazyq.case/1","asset":{{"id":"x"}},"assessment":{{"date":"{day}"}},"facts":{{}}}}"#
        );
        let verdict = assess(&Case::parse(&act, case.as_bytes()).unwrap());
        assert!(verdict.law.ends_with(version), "{day}: {}", verdict.law);
        assert_eq!((verdict.before_entry_into_force, verdict.after_end_of_force), (before, after), "{day}");
        assert_eq!(verdict.to_json().get("after_end_of_force").is_some(), after, "{day}");
    }
}

#[test]
fn a_case_may_name_a_version_and_its_numbers_count() {
    let act = amended();
    // Twenty days at 0.7 % off, and before them nothing.
    let days: Vec<String> =
        (10..30).map(|d| format!(r#"{{"date":"2027-03-{d}","close":"1.007"}}"#)).collect();
    let case = |version: &str, item: &str| {
        format!(
            r#"{{"format":"qazyq.case/1","asset":{{"id":"x"}},"assessment":{{"date":"2027-03-30"{version}}},"facts":{{
                "peg":{{"components":[{{"currency":"USD","amount":"1"}}]}},
                "disclosures":[{{"item":"{item}","status":"absent"}}],
                "market":[{{"source":"s","currency":"USD","days":[{}]}}]}}}}"#,
            days.join(",")
        )
    };
    let decide = |case: String| {
        Case::parse(&act, case.as_bytes()).map(|case| assess(&case)).map_err(|r| r.to_string())
    };
    let stability =
        |version: &str| decide(case(version, "backing")).unwrap().outcome_of(Criterion::Stability).as_str();
    assert_eq!(stability(""), "not_met");
    assert_eq!(stability(r#","act":"kz-600-2025""#), "not_met");
    assert_eq!(stability(r#","act":"kz-600-2025@2""#), "not_met");
    assert_eq!(stability(r#","act":"kz-600-2025@1""#), "undetermined");
    // Ten days in the first version's window of thirty are missing; ten days suffice the second's.
    assert!(decide(case(r#","act":"kz-600-2025@3""#, "backing")).is_err());
    assert!(decide(case(r#","act":"kz-600-2024""#, "backing")).is_err());
    // The item that the second version no longer names is none of its items.
    assert!(decide(case("", "issuer")).is_err());
    assert!(decide(case(r#","act":"kz-600-2025@1""#, "issuer")).is_ok());
}

#[test]
fn versions_that_overlap_are_refused() {
    let two = with("version = 1", "version = 2").replacen("2025-12-13", "2027-01-01", 1);
    let act = ACT.replace("versions = [1]", "versions = [1, 2]");
    for (until, is_refused) in [
        ("", true),
        ("in_force_until = \"2027-01-02\"", true),
        ("in_force_until = \"2027-01-01\"", false),
        ("in_force_until = \"2026-06-01\"", false),
    ] {
        let one = with("version = 1\n", &format!("version = 1\n{until}\n"));
        let loaded = Act::parse(&act, |version| Some(if version == 1 { one.clone() } else { two.clone() }));
        assert_eq!(loaded.is_err(), is_refused, "{until}");
    }
    // In the wrong order they overlap too.
    let act = ACT.replace("versions = [1]", "versions = [2, 1]");
    let one = with("version = 1\n", "version = 1\nin_force_until = \"2026-06-01\"\n");
    assert!(Act::parse(&act, |version| Some(if version == 1 { one.clone() } else { two.clone() })).is_err());
}

#[test]
fn a_limit_that_is_no_unit_fraction_is_held_as_exactly() {
    let act = load(&with("value = \"1/100\"", "value = \"3/200\"")).unwrap();
    for (close, outcome) in [
        ("1.015", "met"),
        ("0.985", "met"),
        ("1.0149999999999999999999999999999999999999", "met"),
        ("1.0150000000000000000000000000000000000001", "not_met"),
        ("0.9849999999999999999999999999999999999999", "not_met"),
    ] {
        let days: Vec<String> =
            (1..=30).map(|d| format!(r#"{{"date":"2027-03-{d:02}","close":"{close}"}}"#)).collect();
        let case = format!(
            r#"{{"format":"qazyq.case/1","asset":{{"id":"x"}},"assessment":{{"date":"2027-03-31"}},"facts":{{
                "peg":{{"components":[{{"currency":"USD","amount":"1"}}]}},
                "market":[{{"source":"s","currency":"USD","days":[{}]}}]}}}}"#,
            days.join(",")
        );
        let verdict = assess(&Case::parse(&act, case.as_bytes()).unwrap());
        assert_eq!(verdict.outcome_of(Criterion::Stability).as_str(), outcome, "{close}");
    }
}
