//! Why a criterion came out as it did: every reason with what it names, on both sides of its bounds, and every defect.

use qazyq_law::json::Value;
use qazyq_law::{Act, evaluate};

const DATE: &str = "2026-03-01";

/// The reasons of one criterion, as a verdict writes them, for these facts.
fn reasons(criterion: &str, facts: &str, reading: &str) -> Vec<String> {
    let verdict = decide(facts, reading);
    let Some(Value::List(all)) = verdict.get("reasons").cloned() else { panic!("a verdict has reasons") };
    let of_criterion = |reason: &&Value| reason.get("criterion") == Some(&Value::from(criterion));
    all.iter()
        .filter(of_criterion)
        .map(|reason| reason.to_string().replacen(&format!(r#""criterion":"{criterion}","#), "", 1))
        .collect()
}

fn decide(facts: &str, reading: &str) -> Value {
    let case = format!(
        r#"{{"format":"qazyq.case/1","asset":{{"id":"x"}},"assessment":{{"date":"{DATE}","reading":{{{reading}}}}},"facts":{{{facts}}}}}"#
    );
    evaluate(&Act::embedded().unwrap(), case.as_bytes()).unwrap().to_json()
}

fn check(criterion: &str, facts: &str, expected: &[&str]) {
    assert_eq!(reasons(criterion, facts, ""), expected, "{facts}");
}

const DOLLAR: &str = r#""peg":{"components":[{"currency":"USD","amount":"1"}]}"#;

/// The thirty days before the date, each closing at this price, those that `without` names left out.
fn days(close: &str, without: &[u32]) -> String {
    let january = (30..=31).map(|d| format!("2026-01-{d}"));
    let february = (1..=28).map(|d| format!("2026-02-{d:02}"));
    let kept = january.chain(february).zip(0..).filter(|(_, k)| !without.contains(k));
    kept.map(|(day, _)| format!(r#"{{"date":"{day}","close":"{close}"}}"#)).collect::<Vec<_>>().join(",")
}

fn series(currency: &str, days: &str) -> String {
    format!(r#""market":[{{"source":"s","currency":"{currency}","days":[{days}]}}]"#)
}

#[test]
fn value_information() {
    let check = |facts: &str, expected: &str| check("value_information", facts, &[expected]);
    check("", r#"{"reason":"peg_unknown"}"#);
    check(DOLLAR, r#"{"reason":"peg_source_unknown"}"#);
    check(
        r#""peg":{"components":[{"currency":"USD","amount":"1"},{"currency":"XAU","amount":"1"}]}"#,
        r#"{"reason":"component_is_no_national_currency","currency":"XAU"}"#,
    );
    check(
        r#""peg":{"components":[{"currency":"USD","amount":"1"}],"source":{"url":"https://x"}}"#,
        r#"{"reason":"peg_is_public","url":"https://x"}"#,
    );
}

#[test]
fn stability() {
    let with_peg = |facts: &str| format!("{DOLLAR},{facts}");
    let check = |facts: &str, expected: &str| check("stability", facts, &[expected]);
    check("", r#"{"reason":"no_series"}"#);
    assert_eq!(
        reasons("stability", &with_peg(&series("USD", "")), r#""source":"t""#),
        [r#"{"reason":"source_not_there","source":"t"}"#]
    );
    check(&series("USD", &days("1", &[])), r#"{"reason":"nothing_to_deviate_from","source":"s"}"#);
    check(
        &with_peg(&series("USDT", &days("1", &[]))),
        r#"{"reason":"quoted_in_a_token","source":"s","currency":"USDT"}"#,
    );
    check(
        &with_peg(&series("EUR", &days("1", &[]))),
        r#"{"reason":"rate_missing","source":"s","base":"USD","quote":"EUR","day":"2026-01-30","days":30}"#,
    );
    // A rate of the tenth of February serves until the twentieth: before it and behind it none does.
    let fx = r#""fx":[{"date":"2026-02-10","base":"USD","quote":"EUR","rate":"0.9"}]"#;
    check(
        &with_peg(&format!("{fx},{}", series("EUR", &days("0.9", &[])))),
        r#"{"reason":"rate_missing","source":"s","base":"USD","quote":"EUR","day":"2026-01-30","days":19}"#,
    );
    check(
        &with_peg(&series("USD", &days("1", &[4, 9]))),
        r#"{"reason":"price_missing","source":"s","price":"close","day":"2026-02-03","days":2}"#,
    );
    check(
        &with_peg(&series("USD", &days("1.01", &[]))),
        r#"{"reason":"deviation_within_limit","source":"s","deviation":"1/100","limit":"1/100"}"#,
    );
    check(
        &with_peg(&series("USD", &days("0.98", &[]))),
        r#"{"reason":"deviation_above_limit","source":"s","deviation":"1/50","limit":"1/100","day":"2026-02-28"}"#,
    );
    // The farthest day, the latest of several, is told.
    let one_far = days("0.98", &[]).replacen(r#""close":"0.98""#, r#""close":"1.5""#, 1);
    check(
        &with_peg(&series("USD", &one_far)),
        r#"{"reason":"deviation_above_limit","source":"s","deviation":"9/250","limit":"1/100","day":"2026-01-30"}"#,
    );
}

#[test]
fn disclosure() {
    let item = |rest: &str| format!(r#""disclosures":[{{"item":"backing",{rest}}}]"#);
    let check = |rest: &str, expected: &str| {
        let told = reasons("disclosure", &item(rest), "");
        assert_eq!(told.len(), 4);
        assert_eq!(told[0], r#"{"reason":"item_unknown","item":"asset"}"#);
        assert_eq!(told[1], expected, "{rest}");
    };
    let published = |on: &str| format!(r#""status":"published","url":"u","published":"{on}""#);
    check(r#""status":"absent""#, r#"{"reason":"item_absent","item":"backing","looked_for_on":null}"#);
    check(
        r#""status":"absent","looked_for_on":"2026-02-01""#,
        r#"{"reason":"item_absent","item":"backing","looked_for_on":"2026-02-01"}"#,
    );
    check(r#""status":"published","url":"""#, r#"{"reason":"item_without_address","item":"backing"}"#);
    check(
        r#""status":"published","url":"u""#,
        r#"{"reason":"item_published","item":"backing","url":"u","published":null,"age_days":null}"#,
    );
    check(
        &published("2026-03-02"),
        r#"{"reason":"item_published_later","item":"backing","published":"2026-03-02"}"#,
    );
    check(
        &published("2026-03-01"),
        r#"{"reason":"item_published","item":"backing","url":"u","published":"2026-03-01","age_days":0}"#,
    );
    check(
        &published("2025-03-02"),
        r#"{"reason":"item_published","item":"backing","url":"u","published":"2025-03-02","age_days":364}"#,
    );
    check(
        &published("2025-03-01"),
        r#"{"reason":"item_published_long_ago","item":"backing","url":"u","published":"2025-03-01","age_days":365}"#,
    );
}

#[test]
fn market_presence() {
    let bar = |figures: &str| {
        format!(
            r#""market":[{{"source":"coinmarketcap","currency":"USD","days":[{{"date":"2026-02-28"{figures}}}]}}]"#
        )
    };
    let check = |facts: &str, expected: &str| check("market_presence", facts, &[expected]);
    check(r#""coinmarketcap":{"listed":false}"#, r#"{"reason":"not_listed"}"#);
    check("", r#"{"reason":"bar_missing","source":"coinmarketcap","day":"2026-03-01"}"#);
    check(&bar(r#","volume":"1""#), r#"{"reason":"market_cap_missing","day":"2026-02-28"}"#);
    check(&bar(r#","market_cap":"1""#), r#"{"reason":"volume_missing","day":"2026-02-28"}"#);
    check(
        &bar(r#","volume":"0","market_cap":"0""#),
        r#"{"reason":"volume_not_positive","day":"2026-02-28","volume":"0"}"#,
    );
    check(
        &bar(r#","volume":"1","market_cap":"-1""#),
        r#"{"reason":"market_cap_not_positive","day":"2026-02-28","market_cap":"-1"}"#,
    );
    let self_reported = format!(
        r#""coinmarketcap":{{"self_reported_market_cap":true}},{}"#,
        bar(r#","volume":"1","market_cap":"0""#)
    );
    check(&self_reported, r#"{"reason":"market_cap_self_reported","day":"2026-02-28"}"#);
    check(
        &bar(r#","volume":"1.50","market_cap":"2""#),
        r#"{"reason":"figures_present","day":"2026-02-28","volume":"1.5","market_cap":"2"}"#,
    );
}

#[test]
fn legal_standing() {
    let looked = |on: &str, result: &str| {
        format!(r#"{{"on":"{on}","subjects":["asset"],"register":"r","result":"{result}"}}"#)
    };
    let checks = |checks: &[String]| format!(r#""legal":{{"checks":[{}]}}"#, checks.join(","));
    let nobody = r#"{"reason":"not_checked","subject":"issuer","last":null}"#;
    let of_asset = |facts: String, expected: &str| {
        assert_eq!(reasons("legal_standing", &facts, ""), [expected, nobody], "{facts}")
    };
    of_asset(String::new(), r#"{"reason":"not_checked","subject":"asset","last":null}"#);
    of_asset(
        checks(&[looked("2026-01-29", "none")]),
        r#"{"reason":"not_checked","subject":"asset","last":"2026-01-29"}"#,
    );
    of_asset(
        checks(&[looked("2026-03-02", "none")]),
        r#"{"reason":"not_checked","subject":"asset","last":null}"#,
    );
    of_asset(
        checks(&[looked("2026-01-30", "none")]),
        r#"{"reason":"check_is_clean","subject":"asset","register":"r","on":"2026-01-30"}"#,
    );
    of_asset(
        checks(&[looked("2026-02-01", "none"), looked("2026-02-02", "found")]),
        r#"{"reason":"check_found_something","subject":"asset","register":"r","on":"2026-02-02"}"#,
    );
    of_asset(
        checks(&[looked("2026-02-02", "dismissed"), looked("2026-02-01", "found")]),
        r#"{"reason":"check_is_clean","subject":"asset","register":"r","on":"2026-02-02"}"#,
    );
    let event = |kind: &str, country: &str, rest: &str| {
        format!(
            r#""legal":{{"events":[{{"kind":"{kind}","country":"{country}","subject":"issuer","in_force_from":"2026-03-01"{rest}}}]}}"#
        )
    };
    check(
        "legal_standing",
        &event("order", "KZ", r#","body":"b","title":"t""#),
        &[
            r#"{"reason":"event_in_force","kind":"order","subject":"issuer","body":"b","title":"t","since":"2026-03-01"}"#,
        ],
    );
    check(
        "legal_standing",
        &event("court_decision", "KZ", ""),
        &[
            r#"{"reason":"event_in_force","kind":"court_decision","subject":"issuer","body":null,"title":null,"since":"2026-03-01"}"#,
        ],
    );
    for (kind, country, rest) in
        [("other", "KZ", ""), ("order", "RU", ""), ("order", "KZ", r#","ended_on":"2026-03-01""#)]
    {
        assert!(
            !reasons("legal_standing", &event(kind, country, rest), "").iter().any(|r| r.contains("event"))
        );
    }
}

#[test]
fn defects() {
    let told = |bars: &str, reading: &str| {
        let verdict = decide(&format!("{DOLLAR},{}", series("USD", bars)), reading);
        verdict.get("defects").unwrap().to_string().replace(r#""source":"s","#, "")
    };
    let bar = |day: &str, prices: &str| format!(r#"{{"date":"{day}",{prices}}}"#);
    let whole = |day: &str| bar(day, r#""open":"1","high":"1","low":"1","close":"1""#);
    assert_eq!(told(&whole("2026-02-28"), ""), "[]");
    assert_eq!(
        told(&bar("2026-02-28", r#""open":"1""#), ""),
        r#"[{"day":"2026-02-28","defect":"price_absent"}]"#
    );
    // Absent is told for the window alone; the day before it may only be carried.
    assert_eq!(told(&bar("2026-01-29", r#""open":"1""#), ""), "[]");
    assert_eq!(told(&bar("2026-03-01", r#""open":"1""#), ""), "[]");
    assert_eq!(
        told(&bar("2026-03-01", r#""open":"1""#), r#""window":"through_assessment_day""#),
        r#"[{"day":"2026-03-01","defect":"price_absent"}]"#
    );
    assert_eq!(
        told(&whole("2026-02-28"), r#""price":"vwap""#),
        r#"[{"day":"2026-02-28","defect":"price_absent"}]"#
    );
    assert_eq!(
        told(&bar("2026-02-28", r#""close":"0""#), ""),
        r#"[{"day":"2026-02-28","defect":"price_not_positive"}]"#
    );
    assert_eq!(
        told(&bar("2026-02-28", r#""close":"1","high":"1","low":"2""#), ""),
        r#"[{"day":"2026-02-28","defect":"high_below_low"}]"#
    );
    assert_eq!(
        told(&bar("2026-02-28", r#""close":"3","high":"2","low":"1""#), ""),
        r#"[{"day":"2026-02-28","defect":"outside_high_and_low"}]"#
    );
    assert_eq!(
        told(&bar("2026-02-28", r#""close":"1","open":"0.5","high":"2","low":"1""#), ""),
        r#"[{"day":"2026-02-28","defect":"outside_high_and_low"}]"#
    );
    // Forty days before the date a bar may still be carried; one more, and it is nobody's business.
    assert_eq!(
        told(&bar("2026-01-20", r#""close":"-1""#), ""),
        r#"[{"day":"2026-01-20","defect":"price_not_positive"}]"#
    );
    assert_eq!(told(&bar("2026-01-19", r#""close":"-1""#), ""), "[]");
}
