//! The published schemas and pages against the reader and the evaluator: none says what the others do not.
//!
//! ```text
//! docs/formats/case.schema.json      refuses what the reader refuses, but for the few things a schema cannot say
//! docs/formats/verdict.schema.json   fits every verdict, and no verdict that contradicts itself
//! docs/formats/*.md                  name every reason, every defect and every refusal; their example comes out so
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use qazyq_law::criteria::stability::DefectKind;
use qazyq_law::json::{self, Fault};
use qazyq_law::reading::{Missing, Price, Statistic, Window};
use qazyq_law::refusal::{LawFault, Why};
use qazyq_law::{Act, Case, Reason, Refusal, evaluate};
use serde_json::{Value, json};

/// Refused cases that a schema cannot refuse, each with the reason.
const BEYOND_A_SCHEMA: [(&str, &str); 6] = [
    ("refused/key-twice", "of a repeated key a parsed value keeps one"),
    ("refused/key-twice-in-asset", "of a repeated key a parsed value keeps one"),
    ("refused/top-level-key-twice", "of a repeated key a parsed value keeps one"),
    ("refused/nested-too-deeply", "a schema does not count depth in a place that is free"),
    ("refused/rate-twice", "two rates of one pair and day that differ: a schema compares whole items"),
    ("refused/old-rate-twice", "two rates of one pair and day that differ: a schema compares whole items"),
];

/// Whether the schema may let pass what the reader refuses so: days, sources and rates that stand twice.
fn is_beyond_a_schema(refusal: &Refusal) -> bool {
    // Of disclosures a schema can count how often each item stands, since their names are known.
    refusal.why.code() == "stands-twice" && !refusal.place.starts_with("facts.disclosures")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[expect(clippy::disallowed_methods, reason = "the pages are what is tested")]
fn page(name: &str) -> String {
    let path = repository().join("docs/formats").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn schema_text(name: &str) -> Value {
    serde_json::from_str(&page(name)).unwrap()
}

fn schema(name: &str) -> Validator {
    jsonschema::draft202012::new(&schema_text(name)).unwrap()
}

/// What the schema says against a value, or nothing.
fn complaint(schema: &Validator, value: &Value) -> Option<String> {
    let complaint = |e: jsonschema::ValidationError<'_>| format!("{}: {e}", e.instance_path());
    // Saying whether is quicker than saying what.
    if schema.is_valid(value) { None } else { schema.iter_errors(value).next().map(complaint) }
}

/// A file of the conformance suite.
struct Vector {
    /// Its folder and its name, without endings.
    name: String,
    case: Vec<u8>,
    /// The verdict beside it.
    stored: Value,
}

impl Vector {
    fn is_refused(&self) -> bool {
        self.stored.get("error").is_some()
    }
}

#[expect(clippy::disallowed_methods, reason = "the vectors are files")]
fn vectors() -> Vec<Vector> {
    let folder = repository().join("conformance/cases");
    let mut vectors = Vec::new();
    for topic in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        for path in fs::read_dir(&topic).unwrap().map(|entry| entry.unwrap().path()) {
            let stem = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
            let Some(name) = stem.strip_suffix(".case.json") else { continue };
            let stored =
                fs::read(topic.join(name.split('/').next_back().unwrap().to_owned() + ".verdict.json"));
            vectors.push(Vector {
                name: name.to_owned(),
                case: fs::read(&path).unwrap(),
                stored: serde_json::from_slice(&stored.unwrap()).unwrap(),
            });
        }
    }
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(vectors.len() >= 379, "{} vectors in {}", vectors.len(), folder.display());
    vectors
}

fn verdict_of(act: &Act, case: &[u8]) -> Value {
    serde_json::from_str(&evaluate(act, case).unwrap().to_json().to_string()).unwrap()
}

#[test]
fn the_schemas_are_schemas() {
    for name in ["case.schema.json", "verdict.schema.json"] {
        let text = schema_text(name);
        assert!(jsonschema::draft202012::meta::validate(&text).is_ok(), "{name}");
        let refs = text.to_string().matches("\"$ref\":\"#/").count();
        assert_eq!(
            text.to_string().matches("\"$ref\"").count(),
            refs,
            "{name} refers to nothing outside itself"
        );
    }
}

#[test]
fn an_accepted_case_and_its_verdicts_fit_their_schemas() {
    let (act, case_schema, verdict_schema) =
        (Act::embedded().unwrap(), schema("case.schema.json"), schema("verdict.schema.json"));
    let mut wrong = Vec::new();
    for vector in vectors().iter().filter(|vector| !vector.is_refused()) {
        let case = serde_json::from_slice(&vector.case).unwrap();
        let ours = verdict_of(&act, &vector.case);
        let complaints = [
            complaint(&case_schema, &case),
            complaint(&verdict_schema, &vector.stored),
            complaint(&verdict_schema, &ours),
        ];
        wrong.extend(complaints.into_iter().flatten().map(|what| format!("{}: {what}", vector.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_refused_case_is_refused_by_the_schema_too() {
    let schema = schema("case.schema.json");
    let passed: Vec<String> = vectors()
        .into_iter()
        .filter(Vector::is_refused)
        // What is no JSON at all never comes before a schema.
        .filter(|vector| serde_json::from_slice(&vector.case).is_ok_and(|case| schema.is_valid(&case)))
        .map(|vector| vector.name)
        .collect();
    let mut expected = BEYOND_A_SCHEMA.map(|(name, _)| name);
    expected.sort_unstable();
    assert_eq!(passed, expected);
}

#[test]
fn the_schema_accepts_and_refuses_what_the_reader_does() {
    let (act, schema) = (Act::embedded().unwrap(), schema("case.schema.json"));
    let mut refusals: BTreeMap<&str, u32> = BTreeMap::new();
    let mut accepted = 0;
    for seed in 0..3000 {
        let case = qazyq_slow::random::spoilt(seed);
        let complaint = complaint(&schema, &case);
        match Case::parse(&act, case.to_string().as_bytes()) {
            Ok(_) => {
                accepted += 1;
                assert_eq!(complaint, None, "seed {seed}: accepted");
            }
            Err(refusal) => {
                let code = refusal.why.code();
                *refusals.entry(code).or_default() += 1;
                let is_beyond = is_beyond_a_schema(&refusal);
                assert!(complaint.is_some() || is_beyond, "seed {seed}: the schema accepts, but {refusal}");
            }
        }
    }
    // A test that met no accepted case, or one kind of refusal, would show little.
    assert!(accepted > 500, "{accepted} accepted");
    for code in ["missing-key", "not-a-day", "not-an-amount", "not-an-instant", "not-one-of", "unknown-key"] {
        assert!(refusals.contains_key(code), "{code} never came up: {refusals:?}");
    }
}

/// A case in which every key stands that a case can have.
fn full_case() -> Value {
    let disclosures = ["asset", "backing", "issuer", "stabilisation_mechanism"].map(|item| {
        json!({
            "item": item, "status": "published", "url": "https://issuer.example", "published": "2025-12-31",
            "retrieved": "today", "sha256": "00", "looked_for_on": "2026-01-30", "origin": 1
        })
    });
    json!({
        "format": "qazyq.case/1",
        "asset": {"id": "eurk"},
        "assessment": {
            "date": "2026-01-31",
            "reading": {
                "statistic": "every_day", "price": "vwap", "missing": "carry_forward", "window": "complete_days",
                "source": "exchange"
            },
            "act": "kz-600-2025@1",
            "as_of": "2026-01-31T06:00:00Z"
        },
        "facts": {
            "origin": "by hand",
            "peg": {
                "components": [{"currency": "EUR", "amount": "1", "origin": 1}],
                "source": {"url": "https://issuer.example", "retrieved": "today", "sha256": "00", "origin": 1},
                "origin": 1
            },
            "fx": [{"date": "2026-01-30", "base": "EUR", "quote": "USD", "rate": "1/0.8", "origin": 1}],
            "disclosures": disclosures,
            "coinmarketcap": {"id": 1, "listed": true, "self_reported_market_cap": false, "origin": 1},
            "legal": {
                "checks": [{
                    "on": "2026-01-29", "subjects": ["asset", "issuer"], "register": "a register", "result": "dismissed",
                    "url": "https://register.example", "origin": 1
                }],
                "events": [{
                    "kind": "order", "country": "KZ", "subject": "other", "in_force_from": "2025-06-01",
                    "ended_on": "2025-09-01", "body": "a body", "title": "a title", "url": "https://body.example",
                    "origin": 1
                }],
                "origin": 1
            },
            "market": [{
                "source": "exchange",
                "currency": "USD",
                "days": [{
                    "date": "2026-01-30", "open": "1.2", "high": "1.21", "low": "1.19", "close": "1.2", "vwap": "1.2",
                    "volume": "250000", "market_cap": "8100000", "origin": 1
                }],
                "origin": 1
            }]
        }
    })
}

/// The place of every value in `value`, itself included.
fn places(value: &Value, place: &str, found: &mut Vec<String>) {
    found.push(place.to_owned());
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| places(value, &format!("{place}/{key}"), found));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| places(value, &format!("{place}/{at}"), found));
        }
        _ => {}
    }
}

/// The case with each small thing done to it that can be done at a place: another value, no value, one more.
fn changed_at(sound: &Value, place: &str) -> Vec<(String, Value)> {
    let mut changed = Vec::new();
    let mut change = |what: &str, change: &dyn Fn(&mut Value)| {
        let mut case = sound.clone();
        change(case.pointer_mut(place).unwrap());
        changed.push((format!("{place} {what}"), case));
    };
    for other in
        [json!(null), json!(true), json!(1), json!(""), json!("1"), json!("either"), json!([]), json!({})]
    {
        change(&format!("as {other}"), &|value| *value = other.clone());
    }
    change("in a list", &|value| *value = json!([value.take()]));
    change("with one more", &|value| match value {
        Value::Object(object) => drop(object.insert("cloze".to_owned(), json!(1))),
        Value::Array(list) => list.push(json!(null)),
        _ => {}
    });
    change("with an origin", &|value| {
        value.as_object_mut().into_iter().for_each(|o| drop(o.insert("origin".to_owned(), json!([null]))));
    });
    change("with its first once more", &|value| {
        value.as_array_mut().into_iter().for_each(|list| list.extend(list.first().cloned()));
    });
    if let Some((parent, key)) = place.rsplit_once('/') {
        let mut case = sound.clone();
        match case.pointer_mut(parent).unwrap() {
            Value::Object(object) => drop(object.remove(key)),
            Value::Array(list) => {
                // Said once more with another origin: the same day, source, pair or item, and not the same words.
                let mut again = sound.pointer(place).unwrap().clone();
                again
                    .as_object_mut()
                    .into_iter()
                    .for_each(|o| drop(o.insert("origin".to_owned(), json!("again"))));
                let mut more = sound.clone();
                more.pointer_mut(parent).and_then(Value::as_array_mut).unwrap().push(again);
                changed.push((format!("{place} said again"), more));
                drop(list.remove(key.parse().unwrap()));
            }
            _ => {}
        }
        changed.push((format!("{place} taken away"), case));
    }
    changed
}

#[test]
fn at_every_place_the_schema_accepts_and_refuses_what_the_reader_does() {
    let (act, schema, sound) = (Act::embedded().unwrap(), schema("case.schema.json"), full_case());
    assert_eq!(Case::parse(&act, sound.to_string().as_bytes()).err(), None);
    let mut found = Vec::new();
    places(&sound, "", &mut found);
    for (what, case) in found.iter().flat_map(|place| changed_at(&sound, place)) {
        let read = Case::parse(&act, case.to_string().as_bytes());
        let is_beyond = read.as_ref().is_err_and(is_beyond_a_schema);
        let complaint = complaint(&schema, &case);
        assert!(
            is_beyond || complaint.is_some() == read.is_err(),
            "{what}: the schema {complaint:?}, the reader {:?}",
            read.err()
        );
    }
}

/// Texts that have one of the forms, or nearly.
fn texts() -> Vec<String> {
    let (nines, noughts) = ("9".repeat(60), "0".repeat(40));
    let mut texts: Vec<String> = [
        "",
        "0",
        "-0",
        "1",
        "-1",
        "007",
        "0.0",
        "1.0",
        "-1.50",
        "1.",
        ".5",
        "+1",
        "1e0",
        "1E2",
        " 1",
        "1 ",
        "1,0",
        "1_0",
        "--1",
        "0x1",
        "NaN",
        "١",
        "\u{2212}1",
        "1\n",
        "1/3",
        "1/520.35",
        "1/0",
        "0/1",
        "-1/-1",
        "1/-1",
        "1/2/3",
        "1 / 3",
        "1/",
        "/3",
        "0.0/1",
        "1/0.00",
        "00.10/01.0",
        "KZ",
        "kz",
        "K",
        "KAZ",
        "ҚЗ",
        "KZ\n",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend([
        nines.clone(),
        format!("{nines}9"),
        format!("-{nines}.{noughts}"),
        format!("1.{noughts}"),
        format!("1.{noughts}0"),
        format!("0.{}1", &noughts[1..]),
        format!("{nines}.{noughts}/{nines}"),
        format!("1/{nines}0"),
    ]);
    for year in [0, 1969, 1970, 1972, 2000, 2023, 2024, 2100, 2400, 2999, 3000, 9999] {
        for month in 0..=13 {
            let days = [0, 1, 28, 29, 30, 31, 32].map(|day| format!("{year:04}-{month:02}-{day:02}"));
            texts.extend(days.into_iter().flat_map(|day| [format!("{day}T06:00:00Z"), day]));
        }
    }
    for rest in [
        "",
        "T",
        "T06:00:00",
        "T06:00Z",
        "T06:00:00z",
        "t06:00:00Z",
        " 06:00:00Z",
        "T23:59:59Z",
        "T24:00:00Z",
        "T23:60:00Z",
        "T23:59:60Z",
        "T06:00:00.Z",
        "T06:00:00.5Z",
        "T06:00:00,5Z",
        "T06:00:00.000000000000000000001Z",
        "T06:00:00+05:00",
        "T06:00:00-23:59",
        "T06:00:00+24:00",
        "T06:00:00+05:60",
        "T06:00:00+0500",
        "T06:00:00+05",
        "T06:00:00Z[UTC]",
        "T06:00:0٠Z",
        "T06:00:00Z\n",
        "\n",
        " ",
        "x",
    ] {
        texts.extend([format!("2024-02-29{rest}"), format!("2023-02-29{rest}")]);
    }
    texts
}

#[test]
fn every_form_is_to_the_schema_what_it_is_to_the_reader() {
    let (act, schema) = (Act::embedded().unwrap(), schema("case.schema.json"));
    let sound: Value = serde_json::from_str(example(&page("case.md"))).unwrap();
    let places = [
        "/assessment/date",
        "/assessment/as_of",
        "/facts/peg/components/0/amount",
        "/facts/fx/0/rate",
        "/facts/disclosures/1/published",
        "/facts/legal/events/0/country",
        "/facts/market/0/days/1/close",
    ];
    for place in places {
        let (mut accepted, mut refused) = (0, 0);
        for text in texts() {
            let mut case = sound.clone();
            *case.pointer_mut(place).unwrap() = json!(text);
            let read = Case::parse(&act, case.to_string().as_bytes());
            assert_eq!(schema.is_valid(&case), read.is_ok(), "{place} as {text:?}: {:?}", read.err());
            *if read.is_ok() { &mut accepted } else { &mut refused } += 1;
        }
        assert!(accepted > 0 && refused > 0, "{place}: {accepted} accepted, {refused} refused");
    }
}

#[test]
fn the_verdict_on_any_case_fits_its_schema() {
    let (act, schema) = (Act::embedded().unwrap(), schema("verdict.schema.json"));
    let known = schema_text("verdict.schema.json")["properties"].as_object().unwrap().clone();
    for seed in 0..400 {
        let verdict = verdict_of(&act, qazyq_slow::random::case(seed).to_string().as_bytes());
        assert_eq!(complaint(&schema, &verdict), None, "seed {seed}");
        // The outermost object is open for later versions; what this one writes is all described.
        let unknown: Vec<_> =
            verdict.as_object().unwrap().keys().filter(|k| !known.contains_key(*k)).collect();
        assert!(unknown.is_empty(), "seed {seed}: {unknown:?}");
    }
}

#[test]
fn a_verdict_that_lacks_something_or_contradicts_itself_does_not_fit() {
    let schema = schema("verdict.schema.json");
    let case = vectors().into_iter().find(|v| v.name == "episodes/usdc-2023-03-13-default").unwrap().case;
    let sound = verdict_of(&Act::embedded().unwrap(), &case);
    assert_eq!(complaint(&schema, &sound), None);
    let check = |place: &str, instead: Option<Value>| {
        let mut spoilt = sound.clone();
        let (parent, key) = place.rsplit_once('/').unwrap();
        let parent = spoilt.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        match &instead {
            None => parent.remove(key),
            Some(value) => parent.insert(key.to_owned(), value.clone()),
        };
        assert!(!schema.is_valid(&spoilt), "{place} as {instead:?} fits");
    };
    let first_version = [
        "format",
        "asset",
        "date",
        "outcome",
        "before_entry_into_force",
        "criteria",
        "stability",
        "robustness",
        "robust",
        "dissenting",
    ];
    for key in first_version {
        check(&format!("/{key}"), None);
    }
    for key in ["law", "reading", "reasons", "defects"] {
        check(&format!("/{key}"), None);
        check(&format!("/{key}"), Some(Value::Null));
    }
    for place in [
        "/criteria/cloze",
        "/stability/coinmarketcap/cloze",
        "/robustness/cloze",
        "/law/cloze",
        "/reading/cloze",
    ] {
        check(place, Some(json!(1)));
    }
    check("/outcome", Some(json!("does_not_qualify")));
    check("/outcome", Some(json!("undetermined")));
    check("/criteria/stability", Some(json!("not_met")));
    check("/criteria/disclosure", Some(json!("undetermined")));
    check("/robust", Some(json!(true)));
    check("/stability/coinmarketcap/outcome", Some(json!("not_met")));
    check("/stability/coinmarketcap/deviation", Some(json!("-1/100")));
    check("/stability/coinmarketcap/deviation", Some(json!("0.01")));
    check("/stability/coinmarketcap/headroom", Some(Value::Null));
    check("/stability/coinmarketcap/meets_again_on", Some(json!("2023-04-01")));
    check("/demonstration", Some(json!(false)));
    check("/date", Some(json!("2023-13-01")));
}

#[test]
fn the_schemas_name_what_the_program_and_its_law_name() {
    let act = Act::embedded().unwrap();
    let law = act.latest();
    let (case, verdict) = (schema_text("case.schema.json"), schema_text("verdict.schema.json"));
    let list = |schema: &Value, place: &str| -> Vec<String> {
        let names = schema.pointer(place).unwrap_or_else(|| panic!("no {place}")).as_array().unwrap();
        names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    };
    assert_eq!(list(&case, "/properties/assessment/properties/act/enum"), act.names());
    let items: Vec<String> = law.disclosure_items.iter().map(ToString::to_string).collect();
    assert_eq!(list(&case, "/$defs/disclosure/properties/item/enum"), items);
    let axes = [
        ("statistic", Statistic::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>()),
        ("price", Price::ALL.iter().map(|c| c.as_str()).collect()),
        ("missing", Missing::ALL.iter().map(|c| c.as_str()).collect()),
        ("window", Window::ALL.iter().map(|c| c.as_str()).collect()),
    ];
    for (axis, choices) in axes {
        assert_eq!(list(&case, &format!("/$defs/reading/properties/{axis}/enum")), choices, "{axis}");
        assert_eq!(list(&verdict, &format!("/$defs/axes/properties/{axis}/enum")), choices, "{axis}");
    }
    assert_eq!(list(&verdict, "/$defs/defect/properties/defect/enum"), DefectKind::ALL.map(DefectKind::code));

    let described: Vec<_> = verdict["$defs"]["reason"]["oneOf"].as_array().unwrap().iter().collect();
    assert_eq!(described.len(), Reason::ALL.len());
    for (described, (code, criterion, outcome, args)) in described.into_iter().zip(Reason::ALL) {
        assert_eq!(described["properties"]["reason"]["const"], *code);
        assert_eq!(described["properties"]["criterion"]["const"], criterion.as_str(), "{code}");
        assert_eq!(described["$comment"], outcome.as_str(), "{code}");
        let required: Vec<&str> = ["criterion", "reason"].into_iter().chain(args.iter().copied()).collect();
        assert_eq!(list(described, "/required"), required, "{code}");
    }
}

/// The rows of a page's tables whose first cell is a name in backticks, cell by cell.
fn rows(page: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        let line = line.strip_prefix("| `")?.strip_suffix(" |")?;
        let cells: Vec<String> = line.split(" | ").map(|cell| cell.trim().to_owned()).collect();
        let name = cells.first()?.strip_suffix('`').filter(|name| !name.contains('`'))?.to_owned();
        Some(std::iter::once(name).chain(cells.into_iter().skip(1)).collect())
    };
    page.lines().filter_map(cells).collect()
}

/// What stands on a page between a heading and the next of any level.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let (_, behind) =
        page.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    behind.split("\n#").next().unwrap()
}

/// The first block of JSON in a page's example.
fn example(page: &str) -> &str {
    let (_, behind) = section(page, "## Example").split_once("```json\n").unwrap();
    behind.split("```").next().unwrap()
}

#[test]
fn the_example_of_a_case_has_the_example_of_a_verdict() {
    let (case_page, verdict_page) = (page("case.md"), page("verdict.md"));
    let verdict = evaluate(&Act::embedded().unwrap(), example(&case_page).as_bytes()).unwrap();
    // Read by our own reader, which keeps the order of keys.
    let mut shown = json::parse(example(&verdict_page).as_bytes()).unwrap().to_string();
    let digest = shown.split_once(r#""sha256":""#).unwrap().1[..64].to_owned();
    shown = shown.replace(&digest, &verdict.law_sha256);
    assert_eq!(shown, verdict.to_json().to_string());

    let value = |text: &str| serde_json::from_str(text).unwrap();
    assert_eq!(complaint(&schema("case.schema.json"), &value(example(&case_page))), None);
    assert_eq!(complaint(&schema("verdict.schema.json"), &value(example(&verdict_page))), None);
}

#[test]
fn the_page_on_verdicts_names_every_reason_and_every_defect() {
    let page = page("verdict.md");
    let expected: Vec<Vec<String>> = Reason::ALL
        .iter()
        .map(|(code, criterion, outcome, args)| {
            let args: Vec<String> = args.iter().map(|arg| format!("`{arg}`")).collect();
            let args = if args.is_empty() { "–".to_owned() } else { args.join(", ") };
            vec![
                (*code).to_owned(),
                format!("`{}`", criterion.as_str()),
                format!("`{}`", outcome.as_str()),
                args,
            ]
        })
        .collect();
    let described: Vec<Vec<String>> =
        rows(section(&page, "### Reasons")).into_iter().map(|row| row[..4].to_vec()).collect();
    assert_eq!(described, expected);
    let defects: Vec<String> =
        rows(section(&page, "### Defects")).into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(defects, DefectKind::ALL.map(DefectKind::code));
}

/// The pages that a refusal concerns. Every variant stands here, so that a new one stops the build until its pages
/// are written.
fn pages_of(why: &Why) -> &'static [&'static str] {
    const CASE: &[&str] = &["case.md"];
    const LAW: &[&str] = &["law.md"];
    const BOTH: &[&str] = &["case.md", "law.md"];
    match why {
        Why::Json(fault) => match fault {
            Fault::NotUtf8
            | Fault::ByteOrderMark
            | Fault::Ends
            | Fault::Unexpected(_)
            | Fault::TextAfterEnd
            | Fault::BadString
            | Fault::BadNumber
            | Fault::NestedTooDeeply
            | Fault::RepeatedKey(_) => CASE,
        },
        Why::NotABoolean | Why::NotAnAmount(_) | Why::NotAnInstant(_) | Why::EitherIsNoSource => CASE,
        Why::UnknownAct { .. } => CASE,
        Why::Toml(_) | Why::NotAWholeNumber => LAW,
        Why::Law(fault) => match fault {
            LawFault::ParagraphWithoutRule(_)
            | LawFault::RuleWithoutParagraph(_)
            | LawFault::ParameterWithoutParagraph(_)
            | LawFault::VersionWithoutFile(_)
            | LawFault::AnotherVersion(_)
            | LawFault::VersionsOverlap(..)
            | LawFault::EndsBeforeItBegins
            | LawFault::TooLarge(_) => LAW,
        },
        Why::NotAnObject
        | Why::NotAList
        | Why::NotText
        | Why::UnknownKey { .. }
        | Why::MissingKey(_)
        | Why::NotARate(_)
        | Why::NotPositive(_)
        | Why::NotADay(..)
        | Why::NotACountry(_)
        | Why::NotOneOf { .. }
        | Why::Empty
        | Why::StandsTwice(_) => BOTH,
    }
}

/// One refusal of every kind.
fn every_refusal() -> Vec<Why> {
    use qazyq_exact::DayError;
    let faults = [
        Fault::NotUtf8,
        Fault::ByteOrderMark,
        Fault::Ends,
        Fault::Unexpected('x'),
        Fault::TextAfterEnd,
        Fault::BadString,
        Fault::BadNumber,
        Fault::NestedTooDeeply,
        Fault::RepeatedKey("x".into()),
    ];
    let of_law = [
        LawFault::ParagraphWithoutRule(String::new()),
        LawFault::RuleWithoutParagraph("x"),
        LawFault::ParameterWithoutParagraph(String::new()),
        LawFault::VersionWithoutFile(1),
        LawFault::AnotherVersion(String::new()),
        LawFault::VersionsOverlap(1, 2),
        LawFault::EndsBeforeItBegins,
        LawFault::TooLarge(1),
    ];
    let others = [
        Why::Toml(String::new()),
        Why::NotAnObject,
        Why::NotAList,
        Why::NotText,
        Why::NotABoolean,
        Why::NotAWholeNumber,
        Why::UnknownKey { key: "x".into(), known: &[] },
        Why::MissingKey("x"),
        Why::NotAnAmount("x".into()),
        Why::NotARate("x".into()),
        Why::NotPositive("x".into()),
        Why::NotADay("x".into(), DayError::Form),
        Why::NotADay("x".into(), DayError::NoSuchDay),
        Why::NotADay("x".into(), DayError::OutOfRange),
        Why::NotAnInstant("x".into()),
        Why::NotACountry("x".into()),
        Why::NotOneOf { text: "x".into(), choices: Vec::new() },
        Why::Empty,
        Why::StandsTwice(String::new()),
        Why::EitherIsNoSource,
        Why::UnknownAct { text: "x".into(), known: Vec::new() },
    ];
    faults.map(Why::Json).into_iter().chain(others).chain(of_law.map(Why::Law)).collect()
}

#[test]
fn the_pages_on_cases_and_laws_name_the_refusals_that_concern_them_and_no_others() {
    for (name, heading) in [("case.md", "## Refused"), ("law.md", "## Refused")] {
        let refusals = every_refusal();
        let expected: BTreeSet<&str> =
            refusals.iter().filter(|why| pages_of(why).contains(&name)).map(Why::code).collect();
        let page = page(name);
        // In the numbered list, each line ends in its codes: `code` or `code`, `code`.
        let numbered =
            section(&page, heading).lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        let named: Vec<&str> = numbered
            .filter_map(|line| line.rsplit_once(" → ").map(|(_, codes)| codes))
            .flat_map(|codes| codes.split(", ").map(|code| code.trim_matches('`')))
            .collect();
        assert_eq!(named.iter().copied().collect::<BTreeSet<_>>(), expected, "{name}");
    }
}

#[test]
fn every_refused_vector_is_refused_by_a_code_of_the_page_on_cases() {
    let act = Act::embedded().unwrap();
    let page = page("case.md");
    let refused = section(&page, "## Refused");
    for vector in vectors().iter().filter(|vector| vector.is_refused()) {
        let why = evaluate(&act, &vector.case).err().unwrap().why;
        assert!(refused.contains(&format!("`{}`", why.code())), "{}: {}", vector.name, why.code());
    }
}
