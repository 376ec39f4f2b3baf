//! What verification comes to under other policies than the vectors' own.

use qazyq_evidence::bundle::{Attachments, Contents};
use qazyq_evidence::container::{FILES_MAX, File, write};
use qazyq_evidence::policy::Policy;
use qazyq_evidence::verify::{Came, Judge, Report, verify};
use qazyq_law::Act;
use qazyq_law::json::{self, Value};

use crate::made::{NOW, faults, judged, replaced, text};
use crate::vectors::{VECTORS, act, policy};

fn bytes_of(name: &str) -> &'static [u8] {
    &VECTORS.iter().find(|vector| vector.name == name).unwrap().bytes
}

/// A policy that has the vectors' law, and asks for that.
fn asking(requires: &str) -> Policy {
    let policy = Policy::parse(format!("format = \"qazyq.policy/1\"\n{requires}").as_bytes()).unwrap();
    Policy { act: Some(act()), ..policy }
}

fn check(name: &str, policy: &Policy, now: Option<i64>, expected: &[&str]) -> Report {
    let embedded = Act::embedded().unwrap();
    let report = verify(bytes_of(name), &Judge { act: &embedded, policy, now, older: None });
    assert_eq!(faults(&report), expected, "{name} {policy:?}");
    report
}

#[test]
fn whoever_believes_nobody_knows_nothing() {
    let nobody = asking("");
    let unknown = ["signature unknown signer-not-believed", "log unknown log-not-believed"];
    check("good", &nobody, Some(NOW), &unknown);
    check("unsigned", &nobody, Some(NOW), &["signature unknown not-signed", unknown[1]]);
    check("unlogged", &nobody, Some(NOW), &[unknown[0], "log unknown not-logged"]);
    // A statement that is not this bundle's is wrong, whoever signed it.
    check(
        "signature-of-another-statement",
        &nobody,
        Some(NOW),
        &["signature failed statement-differs", unknown[1]],
    );
    check("log-proof-of-another-entry", &nobody, Some(NOW), &[unknown[0], "log failed not-in-log"]);
}

#[test]
fn what_is_asked_for_must_be_there() {
    let asks = asking("requires = [\"signature\", \"log\", \"timestamp\", \"cms\"]");
    let failed = [
        "signature failed signer-not-believed",
        "log failed log-not-believed",
        "timestamp failed no-timestamp",
        "cms failed no-cms",
    ];
    check("good", &asks, Some(NOW), &failed);
    let no_trust = [failed[0], failed[1], "timestamp failed no-trust-list", "cms failed no-trust-list"];
    check("certificates", &asks, Some(NOW), &no_trust);
    let asks_nothing = asking("requires = []");
    let unsigned = check("unsigned", &asks_nothing, Some(NOW), &["log unknown log-not-believed"]);
    assert_eq!(unsigned.steps[7].came, Came::Absent);
}

#[test]
fn certificates_take_a_list_and_a_clock() {
    let no_list = ["timestamp unknown no-trust-list", "cms unknown no-trust-list"];
    let lists = policy();
    check("certificates", &lists, Some(NOW), &[]);
    check("certificates", &lists, None, &no_list);
    check(
        "certificates",
        &Policy { signers: None, timestampers: None, ..lists.clone() },
        Some(NOW),
        &no_list,
    );
    check("certificates", &Policy { signers: None, ..lists }, Some(NOW), &no_list[1..]);
}

#[test]
fn another_law_than_the_verifier_s_decides_nothing() {
    let policy = Policy { act: None, ..policy() };
    let report = judged(bytes_of("good"), &Act::embedded().unwrap(), &policy, None);
    assert_eq!(report.came(), Came::Failed);
    let law = &report.steps[3];
    assert_eq!((law.came, &*law.why[0].code), (Came::Failed, "law-other"));
    assert!(law.why.len() <= 21, "as many differences as can be shown");
}

#[test]
fn a_report_says_what_was_found() {
    let json = check("good", &policy(), Some(NOW), &[]).to_json();
    assert_eq!(text(&json, &["outcome"]), "passed");
    assert_eq!(text(&json, &["asset"]), "usdc");
    assert_eq!(text(&json, &["day"]), "2023-03-14");
    assert!(matches!(json.get("steps"), Some(Value::List(steps)) if steps.len() == 12));
    assert_eq!(text(&json, &["verdict", "format"]), "qazyq.verdict/1");
    assert_eq!(json::parse(json.to_string().as_bytes()).unwrap(), json);
    // A case that the evidence does not lead to is not shown as if it were one.
    for name in ["case-altered-price", "raw-altered-price", "container-cut-off"] {
        let report = judged(bytes_of(name), &Act::embedded().unwrap(), &policy(), None);
        assert!(report.found.is_none() && report.to_json().get("verdict").is_none(), "{name}");
    }
}

/// A bundle whose market file is Parquet, as an entry says.
fn of_parquet() -> Vec<u8> {
    let bundle = qazyq_evidence::bundle::Bundle::read(bytes_of("good")).unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut entries = text(bundle.entries());
    let parquet = "{\"columns\":\"date=D,close=C\",\"format\":\"parquet\"}";
    replaced(&mut entries, "{\"format\":\"coinmarketcap_export\"}", parquet);
    let contents = Contents {
        head: qazyq_evidence::bundle::Head::parse(bundle.head()).unwrap(),
        case: text(bundle.case()),
        verdict: text(bundle.verdict()),
        law: text(bundle.law()),
        entries,
        receipts: text(bundle.receipts()),
        raw: bundle.raw().map(|(sha256, bytes)| (sha256, bytes.to_vec())).collect(),
        documents: Default::default(),
    };
    contents.to_bytes(&Attachments::default()).unwrap()
}

fn too_many() -> Vec<u8> {
    let names: Vec<String> = (0..FILES_MAX).map(|n| n.to_string()).collect();
    let files: Vec<File<'_>> = names.iter().map(|name| File { name, bytes: b"" }).collect();
    let most = write(&files).unwrap();
    [&most[..31], &most].concat()
}

/// A build without the feature says that it cannot read the file; one with it finds that the file is none.
#[test]
fn a_build_says_what_it_cannot_read() {
    let report = judged(&of_parquet(), &Act::embedded().unwrap(), &asking("requires = []"), None);
    let expected = if cfg!(feature = "parquet") {
        "case failed case-not-found"
    } else {
        "case unknown build-cannot-read"
    };
    assert_eq!(faults(&report), [expected]);
}

/// Reports with the codes that no vector has.
pub(crate) fn reports() -> Vec<Report> {
    let embedded = Act::embedded().unwrap();
    let judged = |bytes: &[u8], policy: &Policy| judged(bytes, &embedded, policy, None);
    vec![
        judged(bytes_of("certificates"), &asking("")),
        judged(&too_many(), &asking("")),
        #[cfg(not(feature = "parquet"))]
        judged(&of_parquet(), &asking("")),
    ]
}
