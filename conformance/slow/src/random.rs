//! Random cases from a seed, made for two evaluators to differ on.
//!
//! ```
//! let drawn = qazyq_slow::random::case(7);
//! assert_eq!(drawn, qazyq_slow::random::case(7));
//! assert!(qazyq_slow::answer(&drawn).is_ok());
//! ```
//!
//! A case drawn evenly from all cases would be undetermined in every respect. So deviations are drawn before
//! prices, and fall on the threshold and a hair beside it; gaps are as long as a price or a rate may be
//! carried, and a day longer; dates lie where a rule begins or ends. About a third of the cases are in order
//! but for one thing or two.
//!
//! The cases are made up from beginning to end: no name, price or decision in them is anybody's.

mod draw;
mod facts;
mod market;
mod spoil;

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};

use crate::case::{Axis, Case, Missing, Price, Statistic, Window, days_later};
use crate::{law, read};
use draw::{Calendar, Draw};

/// A case that every evaluator must accept. The same seed gives the same case.
#[must_use]
pub fn case(seed: u64) -> Value {
    drawn(&mut Draw::from_seed(seed))
}

/// A case with one random change, which may or may not have made it one to refuse.
#[must_use]
pub fn spoilt(seed: u64) -> Value {
    let draw = &mut Draw::from_seed(seed);
    let mut case = drawn(draw);
    spoil::spoil(draw, &mut case);
    case
}

fn drawn(draw: &mut Draw) -> Value {
    let calendar = Calendar { date: assessment_date(draw) };
    // A calm case is in order nearly everywhere, so that one criterion decides it, and some cases qualify.
    let calm = draw.percent(40);
    let mut in_order = || calm && draw.percent(85) || draw.percent(25);
    let (of_peg, of_fx, of_disclosure) = (in_order(), in_order(), in_order());
    let (of_presence, of_legal, of_market) = (in_order(), in_order(), in_order());

    let components = facts::components(draw, of_peg);
    let sources = market::sources(draw, of_presence);
    let currencies: Vec<String> = sources.iter().map(|_| quote_currency(draw, components.as_ref())).collect();
    let pairs = pairs(components.as_ref(), &currencies);
    let peg = facts::peg(draw, components.as_ref(), of_peg);
    let fx = facts::fx(draw, calendar, &pairs, of_fx);

    let pegged = pegged(calendar.date, peg.clone(), &fx);
    let named = sources.iter().zip(&currencies);
    let market: Vec<Value> = match &pegged {
        Some(pegged) => named
            .map(|(source, currency)| {
                market::series(draw, pegged, source, currency, of_market && of_presence)
            })
            .collect(),
        None => Vec::new(),
    };

    let mut facts = Map::new();
    draw.put(&mut facts, "peg", peg);
    let fx = (!fx.is_empty() || draw.percent(30)).then(|| json!(fx));
    draw.put(&mut facts, "fx", fx);
    let disclosures = facts::disclosures(draw, calendar, of_disclosure);
    draw.put(&mut facts, "disclosures", disclosures);
    let coinmarketcap = facts::coinmarketcap(draw, of_presence);
    draw.put(&mut facts, "coinmarketcap", coinmarketcap);
    let legal = facts::legal(draw, calendar, of_legal);
    draw.put(&mut facts, "legal", legal);
    let market = (!market.is_empty() || draw.percent(30)).then(|| json!(market));
    draw.put(&mut facts, "market", market);
    let mut facts = Value::Object(facts);
    if draw.percent(25) {
        add_origins(draw, &mut facts);
    }

    json!({
        "format": "qazyq.case/1",
        "asset": asset(draw),
        "assessment": assessment(draw, calendar, &sources),
        "facts": facts,
    })
}

/// Around the order's entry into force, in our years, anywhere, or on days that calendars get wrong.
fn assessment_date(draw: &mut Draw) -> Date {
    match draw.between(0, 9) {
        0..=3 => days_later(law::IN_FORCE_SINCE, draw.of(&[-2, -1, -1, 0, 0, 0, 1, 2, 29, 30, 31])),
        4..=7 => days_later(date(2018, 1, 1), draw.between(0, 4000)),
        8 => {
            let (year, month) = (draw.between(1971, 2998), draw.between(1, 12));
            let first = Date::new(year as i16, month as i8, 1).unwrap_or(law::IN_FORCE_SINCE);
            days_later(first, draw.between(0, 30))
        }
        _ => draw.of(&[
            date(1970, 1, 1),
            date(1970, 1, 30),
            date(1970, 1, 31),
            date(1970, 2, 10),
            date(2000, 3, 1),
            date(2023, 3, 1),
            date(2024, 2, 29),
            date(2024, 3, 30),
            date(2100, 3, 1),
            date(2999, 12, 30),
            date(2999, 12, 31),
        ]),
    }
}

/// What a series is quoted in: most often what the asset is pegged to, so that no rate is needed.
fn quote_currency(draw: &mut Draw, components: Option<&facts::Components>) -> String {
    let pegged_to: Vec<String> =
        components.into_iter().flatten().map(|(currency, _)| currency.clone()).collect();
    if !pegged_to.is_empty() && draw.percent(75) {
        return draw.of(&pegged_to);
    }
    draw.of(&["USD", "USD", "KZT", "EUR", "USDT", "доллар"]).to_owned()
}

/// The pairs that could be asked for a rate.
fn pairs(components: Option<&facts::Components>, currencies: &[String]) -> BTreeSet<(String, String)> {
    let bases = components.into_iter().flatten().map(|(currency, _)| currency);
    bases.flat_map(|base| currencies.iter().map(|quote| (base.clone(), quote.clone()))).collect()
}

/// The peg and the rates as a case of their own, for prices to be set against.
fn pegged(date: Date, peg: Option<Value>, fx: &[Value]) -> Option<Case> {
    let case = json!({
        "format": "qazyq.case/1",
        "asset": {"id": ""},
        "assessment": {"date": date.to_string()},
        "facts": {"peg": peg, "fx": fx},
    });
    read::case(&case).ok()
}

fn asset(draw: &mut Draw) -> Value {
    let mut asset = Map::new();
    let id = if draw.percent(80) { "usdk".to_owned() } else { draw.text() };
    asset.insert("id".to_owned(), json!(id));
    for key in ["symbol", "name", "origin", "note"] {
        let value = draw.percent(25).then(|| draw.anything(2));
        draw.put(&mut asset, key, value);
    }
    Value::Object(asset)
}

fn assessment(draw: &mut Draw, calendar: Calendar, sources: &[String]) -> Value {
    let mut assessment = Map::new();
    assessment.insert("date".to_owned(), calendar.nearest(0));
    let reading = draw.percent(75).then(|| reading(draw, sources));
    draw.put(&mut assessment, "reading", reading);
    let act = draw.of(&[None, None, Some("kz-600-2025"), Some("kz-600-2025@1")]);
    draw.put(&mut assessment, "act", act.map(|act| json!(act)));
    let instants =
        ["T06:00:00Z", "T23:59:59.000000000000000000001Z", "T00:00:00+05:00", "T00:00:00.25-00:00"];
    let as_of = draw.percent(40).then(|| match calendar.nearest(draw.between(-400, 400)) {
        Value::String(day) => json!(day + draw.of(&instants)),
        other => other,
    });
    draw.put(&mut assessment, "as_of", as_of);
    Value::Object(assessment)
}

/// A choice on each axis, or none.
fn reading(draw: &mut Draw, sources: &[String]) -> Value {
    let mut reading = Map::new();
    put_choice::<Statistic>(draw, &mut reading, "statistic");
    put_choice::<Price>(draw, &mut reading, "price");
    put_choice::<Missing>(draw, &mut reading, "missing");
    put_choice::<Window>(draw, &mut reading, "window");
    let source = match draw.between(0, 9) {
        0..=3 => None,
        4..=6 => Some("either".to_owned()),
        7..=8 if !sources.is_empty() => Some(draw.of(sources)),
        _ => Some(draw.of(&market::SOURCES).to_owned()),
    };
    draw.put(&mut reading, "source", source.map(|source| json!(source)));
    Value::Object(reading)
}

fn put_choice<A: Axis>(draw: &mut Draw, reading: &mut Map<String, Value>, key: &str) {
    let choice = draw.percent(55).then(|| draw.of(A::CHOICES).0);
    draw.put(reading, key, choice.map(|choice| json!(choice)));
}

/// Says of `facts` and some objects inside it where they came from.
fn add_origins(draw: &mut Draw, value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|item| add_origins(draw, item)),
        Value::Object(object) => {
            // What stands in CoinMarketCap's id is no fact's object.
            let inside = object.iter_mut().filter(|(key, _)| *key != "id");
            inside.for_each(|(_, value)| add_origins(draw, value));
            if draw.percent(20) {
                object.insert("origin".to_owned(), draw.anything(3));
            }
        }
        _ => {}
    }
}
