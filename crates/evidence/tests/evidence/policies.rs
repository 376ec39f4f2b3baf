//! Policies, statements and heads: what is read, and where it is refused.

use qazyq_evidence::bundle::{Head, Withheld};
use qazyq_evidence::policy::{POLICY_BYTES_MAX, Policy, Required};
use qazyq_evidence::statement::{LawNamed, Statement};
use qazyq_registry::digest::Digest;

use crate::made::{at, day, publisher, witness};
use crate::vectors;

/// Where a policy is refused, or that it is not.
fn check(text: &str, expected: &str) {
    let found = match Policy::parse(text.as_bytes()) {
        Ok(_) => "read".to_owned(),
        Err(error) => {
            assert!(!error.what.is_empty() || error.place == "format", "{error}");
            error.place
        }
    };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_policy_is_refused_at_its_place() {
    let head = "format = \"qazyq.policy/1\"\n";
    let with = |rest: &str| format!("{head}{rest}");
    check(head, "read");
    check(&vectors::policy_text(), "read");
    check("", "policy");
    check("format = 1", "policy");
    check("format = \"qazyq.policy/2\"", "format");
    check("format = \"\"", "format");
    check(&with("publisher = []"), "policy");
    check(&with("requires = []"), "read");
    check(&with("requires = [\"signature\", \"log\", \"timestamp\", \"cms\"]"), "read");
    check(&with("requires = [\"Signature\"]"), "policy");
    check(&with("publishers = [\"no key\"]"), "publishers");
    check(&with(&format!("publishers = [\"{}\"]", publisher().public())), "read");
    check(&with(&format!("publishers = [\"{}\"]", witness().public())), "publishers");
    check(&with(&format!("publishers = [\"{}A\"]", publisher().public())), "publishers");
    check(&with("log = \"\""), "log");
    check(&with("log = \"\"\"\nlog no-key\nquorum none\n\"\"\""), "log");
    check(&with("signers = \"\""), "signers");
    check(&with("timestampers = \"no certificate\""), "timestampers");
    check(&with("[law]\nact = \"\""), "policy");
    check(&with("[law]\nact = \"\"\nversions = []"), "law");
    check(&with("[law]\nact = '''\nno toml\n'''\nversions = []"), "law");
    let text = vectors::policy_text();
    check(&text.replacen("versions = [1]", "versions = [1, 2]", 1), "law");
    check(&text.replacen("act = \"vectors\"", "act = \"another\"", 1), "law");
}

#[test]
fn a_policy_has_a_largest_size() {
    let head = "format = \"qazyq.policy/1\"\n#";
    let of = |bytes: usize| format!("{head}{}", " ".repeat(bytes - head.len()));
    check(&of(POLICY_BYTES_MAX), "read");
    check(&of(POLICY_BYTES_MAX + 1), "policy");
    assert_eq!(Policy::parse(b"format = \"\xff\"").unwrap_err().place, "policy");
}

#[test]
fn what_is_expected_is_what_is_required_or_else_a_signature_and_a_log() {
    let of = |requires: &str| {
        Policy::parse(format!("format = \"qazyq.policy/1\"\n{requires}").as_bytes()).unwrap()
    };
    let all = [Required::Signature, Required::Log, Required::Timestamp, Required::Cms];
    for (requires, demands, expects) in [
        ("", [false; 4], [true, true, false, false]),
        ("requires = []", [false; 4], [false; 4]),
        ("requires = [\"log\", \"cms\"]", [false, true, false, true], [false, true, false, true]),
    ] {
        let policy = of(requires);
        assert_eq!(all.map(|what| policy.demands(what)), demands, "{requires}");
        assert_eq!(all.map(|what| policy.expects(what)), expects, "{requires}");
    }
}

fn statements() -> Vec<Statement> {
    vec![
        Statement::Verdict {
            asset: "usdc".to_owned(),
            bundle: Digest::of(b"bundle"),
            day: day("2023-03-14"),
            demonstration: true,
            known_at: "2023-04-01T00:00:00Z".to_owned(),
            law: LawNamed { act: "kz-600-2025@1".to_owned(), sha256: Digest::of(b"law") },
            outcome: "qualifies".to_owned(),
            reading: [("price".to_owned(), "close".to_owned())].into(),
        },
        Statement::Listing {
            action: "add".to_owned(),
            asset: "usdc".to_owned(),
            authority: "ministry".to_owned(),
            demonstration: false,
            entry: Digest::of(b"entry"),
            from: day("2026-01-01"),
        },
        Statement::List {
            authority: "afsa".to_owned(),
            demonstration: false,
            of: day("2026-01-01"),
            rows: 7,
            sha256: Digest::of(b"list"),
        },
    ]
}

#[test]
fn a_statement_has_one_line() {
    let names = [vec!["verdict/usdc"], vec!["list/ministry/usdc"], vec!["list/afsa"]];
    for (statement, names) in statements().into_iter().zip(names) {
        let line = statement.line();
        assert_eq!(Statement::parse(line.as_bytes()).as_ref(), Ok(&statement));
        assert_eq!(statement.names(), names);
        assert_eq!(statement.is_demonstration(), line.contains("\"demonstration\":true"));
        let keys: Vec<usize> =
            ["{", "\"format\":", "\"kind\":"].iter().map(|key| line.find(key).unwrap()).collect();
        assert!(keys.is_sorted(), "{line}");
        for other in [
            format!("{line}\n"),
            format!(" {line}"),
            line.replacen('{', "{\"x\":1,", 1),
            line.replacen("qazyq.statement/1", "qazyq.statement/2", 1),
            line.replacen("\"format\":\"qazyq.statement/1\",", "", 1),
            line.replacen("\"kind\":\"", "\"kind\":\"x", 1),
            line.replacen(':', ": ", 1),
            line.replacen("\"kind\"", "\"demonstration\":false,\"kind\"", 1),
            line.replacen("-01\"", "-32\"", 1).replacen("-14\"", "-32\"", 1),
        ] {
            assert!(Statement::parse(other.as_bytes()).is_err(), "{other}");
        }
    }
    for other in ["", "null", "[]", "7", "{}", "{\"format\":7}"] {
        assert!(Statement::parse(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn a_head_has_one_form() {
    let head = Head {
        asset: "usdc".to_owned(),
        day: day("2023-03-14"),
        format: qazyq_evidence::bundle::FORMAT.to_owned(),
        known_at: at("2023-04-01T00:00:00Z"),
        public: true,
        withheld: vec![Withheld { bytes: 7, sha256: Digest::of(b"7"), source: "coinmarketcap".to_owned() }],
    };
    let text = head.to_text();
    assert_eq!(Head::parse(text.as_bytes()).as_ref(), Ok(&head));
    for other in [
        text.trim_end().to_owned(),
        format!("{text}\n"),
        text.replacen("bundle/1", "bundle/2", 1),
        text.replacen("00Z", "00.0Z", 1),
        text.replacen("00Z", "00+00:00", 1),
        text.replacen("\"public\":true", "\"public\":false", 1),
        text.replacen("\"bytes\":7", "\"bytes\":7.0", 1),
        text.replacen("\"public\":true,", "\"else\":1,\"public\":true,", 1),
        text.replacen("2023-03-14", "2023-02-29", 1),
        String::new(),
        " ".repeat((1 << 20) + 1),
    ] {
        assert!(Head::parse(other.as_bytes()).is_err(), "{other}");
    }
}
