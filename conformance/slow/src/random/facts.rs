//! Random facts, except prices: what the asset is worth, what is published, and what registers say.
//!
//! Each function may be asked for facts that are in order, so that a case can hang on one criterion alone.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::draw::{Calendar, Draw};
use crate::law::DISCLOSURE_ITEMS;

/// What an asset is worth, before it is written: currencies and amounts. None where nothing is known of a
/// peg.
pub(super) type Components = Vec<(String, String)>;

/// What the asset is pegged to.
pub(super) fn components(draw: &mut Draw, in_order: bool) -> Option<Components> {
    let national = ["USD", "USD", "EUR", "KZT", "JPY", "XOF"];
    let amounts = ["1", "1", "1.000", "01", "100", "0.01", "520.35", "3"];
    let one = |draw: &mut Draw, currency: &str| (currency.to_owned(), draw.of(&amounts).to_owned());
    match draw.between(if in_order { 4 } else { 0 }, 19) {
        0 => None,
        1 | 2 => {
            let others = ["XAU", "BTC", "usd", "CLF", "", "USD ", "USDT", "ТЕНГЕ", "XDR"];
            let currency = draw.of(&others);
            Some(vec![one(draw, currency)])
        }
        3 => Some(vec![one(draw, "USD"), one(draw, "XAU")]),
        4..=7 => {
            // A basket, in which a currency may stand twice.
            let parts = draw.between(2, 3);
            let mut basket = Vec::new();
            for _ in 0..parts {
                let currency = draw.of(&national);
                basket.push(one(draw, currency));
            }
            Some(basket)
        }
        8 => Some(vec![(draw.of(&national).to_owned(), draw.digits(59, 40))]),
        9..=12 => {
            let currency = draw.of(&national);
            Some(vec![one(draw, currency)])
        }
        _ => Some(vec![(draw.of(&national).to_owned(), "1".to_owned())]),
    }
}

/// The peg section.
pub(super) fn peg(draw: &mut Draw, components: Option<&Components>, in_order: bool) -> Option<Value> {
    let parts = components?.iter().map(|(currency, amount)| json!({"currency": currency, "amount": amount}));
    let mut peg = Map::new();
    peg.insert("components".to_owned(), parts.collect());
    let source = match draw.between(if in_order { 3 } else { 0 }, 9) {
        0 => None,
        1 => Some(None),
        2 => Some(Some(json!(""))),
        _ => Some(Some(json!("https://issuer.example/terms"))),
    };
    let source = source.map(|url| {
        let mut source = Map::new();
        draw.put(&mut source, "url", url);
        extras(draw, &mut source, &["retrieved", "sha256"]);
        Value::Object(source)
    });
    draw.put(&mut peg, "source", source);
    Some(Value::Object(peg))
}

/// Rates between these pairs around the window, with gaps as long as a rate may serve and a day longer, and
/// rows that must not be used: of the pair turned round, of days to come, of a currency into itself.
pub(super) fn fx(
    draw: &mut Draw,
    calendar: Calendar,
    pairs: &BTreeSet<(String, String)>,
    in_order: bool,
) -> Vec<Value> {
    let mut rows: Vec<(String, String, i32, String)> = Vec::new();
    for (base, quote) in pairs {
        if base == quote {
            if draw.percent(10) {
                rows.push((base.clone(), quote.clone(), draw.between(-40, 0), "2".to_owned()));
            }
            continue;
        }
        let kind = draw.between(0, 39);
        let moves = draw.percent(50);
        let mut days = rate_days(draw, in_order);
        if draw.percent(25) {
            days.extend([1, 2]);
        }
        let turned = !in_order && draw.percent(5);
        for day in days {
            let rate = rate(kind, if moves { day.rem_euclid(7) } else { 0 }, draw);
            let (base, quote) = if turned { (quote, base) } else { (base, quote) };
            rows.push((base.clone(), quote.clone(), day, rate));
        }
        if draw.percent(20) {
            rows.push((quote.clone(), base.clone(), draw.between(-30, 0), "0.5".to_owned()));
        }
        if draw.percent(20) {
            rows.push((base.clone(), quote.clone(), draw.between(1, 5), "77".to_owned()));
        }
    }
    if draw.percent(10) {
        rows.push((draw.text(), draw.text(), draw.between(-40, 3), "7/3".to_owned()));
    }
    if draw.percent(30) {
        draw.shuffle(&mut rows);
    }
    let mut seen = BTreeSet::new();
    rows.retain(|(base, quote, day, _)| seen.insert((base.clone(), quote.clone(), *day)));
    let written = |(base, quote, day, rate): (String, String, i32, String)| {
        Some(json!({"date": calendar.day(day)?, "base": base, "quote": quote, "rate": rate}))
    };
    rows.into_iter().filter_map(written).collect()
}

/// The days of which a pair has a rate.
fn rate_days(draw: &mut Draw, in_order: bool) -> Vec<i32> {
    let edge = draw.of(&[-30, -29]);
    let end = draw.of(&[-1, 0]);
    let age = if in_order { draw.of(&[0, 3, 9, 10]) } else { draw.of(&[0, 9, 10, 11]) };
    match draw.between(0, if in_order { 7 } else { 9 }) {
        // Daily, or without weekends.
        0..=3 => (-45..=0).collect(),
        4 => (-45_i32..=0).filter(|day| day.rem_euclid(7) < 5).collect(),
        // The window's first day, or its last ones, hang on an old rate.
        5 => std::iter::once(edge - age).chain(edge + 1..=0).collect(),
        6 => (-45..=end - age).collect(),
        // A rate so seldom that the last day before the next one is as old as may be.
        7 => (0..6).map(|step| -31 - age + step * (age + 1)).collect(),
        8 => (1..=5).collect(),
        _ => Vec::new(),
    }
}

/// A rate of one kind; `step` moves it a little.
fn rate(kind: i32, step: i32, draw: &mut Draw) -> String {
    match kind {
        0 => draw.digits(60, 40),
        1 => format!("{}/{}", draw.digits(1, 40), draw.digits(1, 40)),
        2..=9 => format!("1/520.3{step}"),
        10..=12 => format!("1/{}", step + 1),
        13..=14 => format!("{}/3", step + 1),
        15..=16 => format!("520.35/520.3{step}"),
        17..=19 => format!("0.0019{step}"),
        20..=22 => format!("520.3{step}"),
        23..=28 => "1".to_owned(),
        29..=30 => "0.5".to_owned(),
        _ => format!("1.058{step}"),
    }
}

/// The disclosures.
pub(super) fn disclosures(draw: &mut Draw, calendar: Calendar, in_order: bool) -> Option<Value> {
    if !in_order && draw.percent(8) {
        return None;
    }
    let mut items = DISCLOSURE_ITEMS;
    draw.shuffle(&mut items);
    let left_out = if in_order { 0 } else { draw.of(&[0, 0, 0, 0, 1, 4]) };
    Some(items.iter().skip(left_out).map(|item| disclosure(draw, calendar, item, in_order)).collect())
}

fn disclosure(draw: &mut Draw, calendar: Calendar, item: &str, in_order: bool) -> Value {
    let is_published = in_order || draw.percent(88);
    let address = json!("https://issuer.example/attestation");
    let mut entry = Map::new();
    entry.insert("item".to_owned(), json!(item));
    entry.insert("status".to_owned(), json!(if is_published { "published" } else { "absent" }));
    let url = match draw.between(if in_order { 2 } else { 0 }, 19) {
        0 => None,
        1 => Some(json!("")),
        _ => Some(address),
    };
    draw.put(&mut entry, "url", url);
    let published = match draw.between(if in_order { 1 } else { 0 }, 9) {
        0 => Some(calendar.nearest(1)),
        1..=2 => Some(calendar.nearest(0)),
        3 => Some(calendar.nearest(-1)),
        4 => Some(calendar.nearest(-400)),
        _ => None,
    };
    draw.put(&mut entry, "published", published);
    let looked_for_on = draw.percent(20).then(|| calendar.nearest(draw.between(-40, 40)));
    draw.put(&mut entry, "looked_for_on", looked_for_on);
    extras(draw, &mut entry, &["retrieved", "sha256"]);
    Value::Object(entry)
}

/// What is known of CoinMarketCap's entry.
pub(super) fn coinmarketcap(draw: &mut Draw, in_order: bool) -> Option<Value> {
    let mut section = Map::new();
    let id = draw.percent(60).then(|| draw.anything(1));
    draw.put(&mut section, "id", id);
    let listed =
        if in_order { Some(true) } else { draw.of(&[Some(true), Some(true), Some(true), None, Some(false)]) };
    draw.put(&mut section, "listed", listed.map(Value::Bool));
    let self_reported = draw.of(&[Some(true), Some(false), Some(false), None]);
    draw.put(&mut section, "self_reported_market_cap", self_reported.map(Value::Bool));
    (in_order || draw.percent(85)).then_some(Value::Object(section))
}

/// Checks of registers and events.
pub(super) fn legal(draw: &mut Draw, calendar: Calendar, in_order: bool) -> Option<Value> {
    let mut checks = Vec::new();
    if in_order {
        checks.push(json!({
            "on": calendar.nearest(draw.of(&[0, -1, -30])), "subjects": ["asset", "issuer"],
            "register": "sud.example", "result": draw.of(&["none", "dismissed"])
        }));
    }
    let more = draw.between(0, if in_order { 1 } else { 6 });
    for _ in 0..more {
        let mut check = check(draw, calendar, in_order);
        // The same register on the same day, with perhaps another word.
        if let Some(other) = checks.last().filter(|_| draw.percent(30)) {
            check["on"] = other["on"].clone();
            check["register"] = other["register"].clone();
        }
        checks.push(check);
    }
    draw.shuffle(&mut checks);
    let how_many = draw.of(if in_order { &[0, 0, 0, 1] } else { &[0, 0, 0, 1, 1, 1, 2] });
    let events: Vec<Value> = (0..how_many).map(|_| event(draw, calendar, in_order)).collect();

    let mut section = Map::new();
    let checks = (in_order || draw.percent(90)).then(|| json!(checks));
    draw.put(&mut section, "checks", checks);
    let events = (!events.is_empty() || draw.percent(50)).then(|| json!(events));
    draw.put(&mut section, "events", events);
    (in_order || draw.percent(93)).then_some(Value::Object(section))
}

fn check(draw: &mut Draw, calendar: Calendar, in_order: bool) -> Value {
    let subjects = [
        json!(["asset", "issuer"]),
        json!(["asset", "issuer"]),
        json!(["issuer", "asset"]),
        json!(["asset"]),
        json!(["issuer"]),
        json!(["asset", "asset"]),
        json!([]),
    ];
    // What a check of the sound case must not do is find something and count.
    let results =
        if in_order { ["none", "none", "none", "dismissed"] } else { ["none", "none", "found", "dismissed"] };
    let mut check = Map::new();
    check.insert("on".to_owned(), calendar.nearest(draw.of(&[1, 0, 0, -1, -1, -15, -29, -30, -31])));
    check.insert("subjects".to_owned(), draw.of(&subjects));
    check.insert(
        "register".to_owned(),
        json!(draw.of(&["sud.example", "sud.example", "adilet.example", "Sud.example", ""])),
    );
    check.insert("result".to_owned(), json!(draw.of(&results)));
    extras(draw, &mut check, &["url"]);
    Value::Object(check)
}

fn event(draw: &mut Draw, calendar: Calendar, in_order: bool) -> Value {
    let mut event = Map::new();
    let kinds = ["court_decision", "order", "order", "other"];
    event.insert("kind".to_owned(), json!(if in_order { "other" } else { draw.of(&kinds) }));
    event.insert("country".to_owned(), json!(draw.of(&["KZ", "KZ", "KZ", "KZ", "RU", "ZK", "QQ"])));
    event.insert("subject".to_owned(), json!(draw.of(&["asset", "issuer", "issuer", "other"])));
    event.insert("in_force_from".to_owned(), calendar.nearest(draw.of(&[1, 0, 0, -1, -1, -400])));
    let ended_on = draw.of(&[None, None, Some(-1), Some(0), Some(1), Some(1), Some(-500)]);
    draw.put(&mut event, "ended_on", ended_on.map(|offset| calendar.nearest(offset)));
    extras(draw, &mut event, &["body", "title", "url"]);
    Value::Object(event)
}

/// Texts that decide nothing.
fn extras(draw: &mut Draw, object: &mut Map<String, Value>, keys: &[&str]) {
    for key in keys {
        let text = draw.percent(15).then(|| json!(draw.text()));
        draw.put(object, key, text);
    }
}
