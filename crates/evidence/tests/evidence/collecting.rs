//! Collecting: a bundle holds what the case rests on, no more than that, and always the same.

use qazyq_evidence::bundle::{Attachments, Contents, parse_entry};
use qazyq_evidence::collect::Wanted;
use qazyq_evidence::policy::Policy;
use qazyq_evidence::verify::{Came, Check};
use qazyq_law::Act;
use qazyq_law::json::{self, Value};
use qazyq_registry::entry::Draft;
use qazyq_registry::what::{Component, Peg, ReadAs, What};

use crate::made::{HAD, LATER, World, at, came, judged, market, reading, wanted};
use crate::vectors;

const ON: &str = "2023-03-14";
const EXPORT: ReadAs = ReadAs::CoinmarketcapExport;

fn usdc() -> World {
    let mut world = World::default();
    world.facts("usdc", "USD");
    world
}

/// What of a bundle is wanted in a test: the act, and what differs from a bundle of all that is known.
fn collected(world: &World, asset: &str, change: impl FnOnce(&mut Wanted<'_>)) -> Contents {
    let act = Act::embedded().unwrap();
    let reading = reading(&act, ON.parse().unwrap());
    let mut wanted = wanted(&act, &reading, asset, ON);
    change(&mut wanted);
    world.collect(&wanted).unwrap()
}

/// The case of a bundle, which verifies as far as it goes.
fn check(contents: &Contents) -> Value {
    let act = Act::embedded().unwrap();
    let bytes = contents.to_bytes(&Attachments::default()).unwrap();
    let report = judged(&bytes, &act, &Policy::default(), None);
    for step in [
        Check::Container,
        Check::Manifest,
        Check::Head,
        Check::Law,
        Check::Evidence,
        Check::Case,
        Check::Verdict,
    ] {
        assert_eq!(came(&report, step), Came::Passed, "{step:?}: {:?}", report.steps);
    }
    json::parse(contents.case.trim_end().as_bytes()).unwrap()
}

/// How many entries, receipts and files of raw bytes there are.
fn counts(contents: &Contents) -> (usize, usize, usize) {
    (contents.entries.lines().count(), contents.receipts.lines().count(), contents.raw.len())
}

fn facts<'v>(case: &'v Value, key: &str) -> &'v Value {
    case.get("facts").and_then(|facts| facts.get(key)).unwrap_or(&Value::Null)
}

fn said(contents: &Contents) -> Vec<(u64, &'static str)> {
    let entries = contents.entries.lines().map(|line| parse_entry(line.as_bytes()).unwrap());
    entries.map(|entry| (entry.number, entry.what.kind())).collect()
}

#[test]
fn files_of_other_days_are_left_out() {
    let mut world = usdc();
    let facts = world.entries.len();
    world.market("usdc", HAD, "coinmarketcap", EXPORT, &market("2023-02-01", "2023-03-20"));
    let alone = collected(&world, "usdc", |_| {});
    assert_eq!(counts(&alone), (facts + 1, 0, 1));
    check(&alone);
    world.market("usdc", HAD, "coinmarketcap", EXPORT, &market("2023-04-01", "2023-04-30"));
    assert_eq!(collected(&world, "usdc", |_| {}), alone, "later days change nothing");
}

#[test]
fn a_withdrawn_file_is_left_out_and_its_withdrawal_is_not() {
    let mut world = usdc();
    world.market("usdc", HAD, "coinmarketcap", EXPORT, &market("2023-02-01", "2023-03-20"));
    let alone = collected(&world, "usdc", |_| {});
    let wrong = market("2023-02-01", "2023-03-20").replace(";0.9997748367;", ";0.5;");
    assert_ne!(wrong, market("2023-02-01", "2023-03-20"));
    let number = world.market("usdc", HAD, "coinmarketcap", EXPORT, &wrong);
    let both = check(&collected(&world, "usdc", |_| {}));
    assert!(both.to_string().contains("restatements"), "the wrong file counts until it is withdrawn");
    let sha256 = world.entries[number as usize - 1].what.file().unwrap().sha256.clone();
    world.say("usdc", HAD, What::Withdrawal { sha256, reason: "another asset's".to_owned() });
    let contents = collected(&world, "usdc", |_| {});
    assert_eq!(contents.case, alone.case);
    assert_eq!(contents.raw, alone.raw);
    assert_eq!(said(&contents).last().unwrap().1, "withdrawal");
    check(&contents);
}

#[test]
fn what_is_undone_and_what_undoes_it_are_there_together() {
    let mut world = usdc();
    let peg = world.entries.iter().find(|entry| entry.what.kind() == "peg").unwrap().clone();
    let component = Component { currency: "EUR".to_owned(), amount: "1".to_owned() };
    let other = What::Peg(Peg { components: vec![component], url: None, from: None, until: None });
    let correction = world.add(Draft {
        corrects: Some(peg.number),
        origin: peg.origin.clone(),
        ..Draft::about("usdc", at(HAD), other)
    });
    let in_euros = collected(&world, "usdc", |_| {});
    assert!(facts(&check(&in_euros), "peg").to_string().contains("\"EUR\""));
    let retraction =
        world.say("usdc", HAD, What::Retraction { entry: correction, reason: "mistaken".to_owned() });
    let back = collected(&world, "usdc", |_| {});
    assert!(facts(&check(&back), "peg").to_string().contains("\"USD\""));
    let numbers: Vec<u64> = said(&back).iter().map(|(number, _)| *number).collect();
    for number in [peg.number, correction, retraction] {
        assert!(numbers.contains(&number), "{number} in {numbers:?}");
    }
}

const MAP: &str = r#"{"status":{"error_code":0,"error_message":null},"data":[
    {"id":825,"name":"Tether","symbol":"USDT","slug":"tether","is_active":1,"status":"active"}]}"#;
const LAST: &str = r#"{"status":{"error_code":0,"error_message":null},"data":[
    {"id":9000,"name":"Nine","symbol":"NINE","slug":"nine","is_active":0,"status":"inactive"}]}"#;

#[test]
fn that_an_id_is_nowhere_takes_every_page() {
    for (id, listed, receipts) in [("825", "true", 1), ("9000", "true", 2), ("777", "false", 2)] {
        let mut world = usdc();
        world.map_page(1, 5000, HAD, MAP);
        world.map_page(5001, 1, HAD, LAST);
        world.follow("usdc", "coinmarketcap", id, "USD");
        let contents = collected(&world, "usdc", |_| {});
        let case = check(&contents);
        let about = facts(&case, "coinmarketcap");
        assert_eq!(about.get("listed").unwrap().to_string(), listed, "{id}");
        assert_eq!(contents.receipts.lines().count(), receipts, "{id}");
    }
}

#[test]
fn both_words_on_a_restated_day_are_there() {
    let mut world = usdc();
    let first = market("2023-02-01", "2023-03-20");
    world.market("usdc", HAD, "coinmarketcap", EXPORT, &first);
    let restated = market("2023-03-05", "2023-03-06");
    let close = restated.lines().nth(1).unwrap().split(';').nth(8).unwrap();
    let restated = restated.replace(close, "0.987654321");
    world.market("usdc", "2023-04-02T00:00:00Z", "coinmarketcap", EXPORT, &restated);
    let contents = collected(&world, "usdc", |_| {});
    let case = check(&contents).to_string();
    assert_eq!(contents.raw.len(), 2);
    assert!(case.contains("\"restatements\":[{\"day\":\"2023-03-06\""), "{case}");
    // Before the second was had, nobody knew.
    let before = collected(&world, "usdc", |wanted| {
        wanted.known_at = at(HAD);
        wanted.as_of = Some(HAD);
    });
    assert_eq!(before.raw.len(), 1);
    assert!(!check(&before).to_string().contains("restatements"));
}

#[test]
fn a_bar_of_a_day_that_is_not_over_is_provisional() {
    let mut world = usdc();
    let noon = "2023-03-14T12:00:00Z";
    // What was had at noon can say nothing of a later day, and all of it was known at noon.
    for entry in &mut world.entries {
        entry.said.retrieved = at("2023-03-11T00:00:00Z");
    }
    world.market("usdc", noon, "coinmarketcap", EXPORT, &market("2023-02-01", "2023-03-14"));
    let then = collected(&world, "usdc", |wanted| {
        wanted.known_at = at(noon);
        wanted.as_of = Some(noon);
    });
    assert_eq!(then.head.known_at, at(noon));
    assert!(check(&then).to_string().contains("\"provisional\":true"));
    // Later the day is over, and what was had within it is no bar.
    let later = collected(&world, "usdc", |_| {});
    assert!(!check(&later).to_string().contains("provisional"));
    assert_eq!(later.head.known_at, at("2023-03-15T00:00:00Z"), "when the day was over");
}

#[test]
fn a_series_in_a_token_brings_what_converts_it() {
    let world = vectors::eurx();
    let contents = collected(&world, "eurx", |_| {});
    let case = check(&contents).to_string();
    assert_eq!((contents.receipts.lines().count(), contents.raw.len()), (3, 3));
    assert!(
        case.contains("\"converted\":{\"from\":\"USDT\",\"through\":\"usdt\",\"source\":\"kraken\"}"),
        "{case}"
    );
    assert!(case.contains("\"authority\":\"ecb\""), "{case}");
    assert!(
        said(&contents).iter().any(|(number, _)| *number == world.entries.len() as u64),
        "what follows the token"
    );
    // Nothing is known of the token once nobody follows it.
    let mut world = world;
    world.say("usdt", HAD, What::Unfollow { source: "kraken".to_owned(), reason: "gone".to_owned() });
    let alone = collected(&world, "eurx", |_| {});
    assert!(!check(&alone).to_string().contains("converted"));
}

#[test]
fn the_same_is_collected_whenever_somebody_asks() {
    for (world, asset) in [(vectors::usdc(), "usdc"), (vectors::eurx(), "eurx")] {
        let bytes = |known_at: &str| {
            let contents = collected(&world, asset, |wanted| wanted.known_at = at(known_at));
            assert_eq!(contents.head.known_at, at(HAD));
            contents.to_bytes(&Attachments::default()).unwrap()
        };
        let first = bytes(LATER);
        assert_eq!(bytes(LATER), first);
        assert_eq!(bytes("2030-01-01T00:00:00Z"), first);
        assert_eq!(bytes(HAD), first);
        // What is said of others does not matter, but for the numbers of what comes behind it.
        let mut more = world.clone();
        more.facts("other", "USD");
        let contents = collected(&more, asset, |_| {});
        assert_eq!(contents.to_bytes(&Attachments::default()).unwrap(), first);
    }
}

#[test]
fn a_public_bundle_names_what_it_withholds() {
    let world = vectors::usdc();
    let whole = collected(&world, "usdc", |_| {});
    let public = collected(&world, "usdc", |wanted| (wanted.public, wanted.with_documents) = (true, true));
    assert!(public.raw.is_empty() && public.documents.is_empty());
    let (sha256, bytes) = whole.raw.first_key_value().unwrap();
    let withheld: Vec<_> =
        public.head.withheld.iter().map(|w| (w.sha256, w.bytes, w.source.as_str())).collect();
    assert_eq!(withheld, [(*sha256, bytes.len() as u64, "coinmarketcap")]);
    assert_eq!(public.case, whole.case);
    let documents = collected(&world, "usdc", |wanted| wanted.with_documents = true);
    assert_eq!(documents.documents.len(), 1);
    check(&documents);
    // Official rates are passed on.
    let public = collected(&vectors::eurx(), "eurx", |wanted| wanted.public = true);
    let sources: Vec<&str> = public.head.withheld.iter().map(|w| w.source.as_str()).collect();
    assert_eq!((public.raw.len(), sources.len()), (1, 2));
    assert!(sources.contains(&"binance") && sources.contains(&"kraken"), "{sources:?}");
}

#[test]
fn what_nobody_knows_has_no_bundle() {
    let act = Act::embedded().unwrap();
    let reading = reading(&act, ON.parse().unwrap());
    assert!(usdc().collect(&wanted(&act, &reading, "nobody", ON)).is_err());
    assert!(World::default().collect(&wanted(&act, &reading, "usdc", ON)).is_err());
}
