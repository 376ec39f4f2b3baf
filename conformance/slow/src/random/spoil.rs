//! One random change to a case, as a slip of the hand or another program's bug would make it.
//!
//! It may leave the case as sound as it was: a key that may be absent is dropped, a list that may be longer
//! grows.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::draw::Draw;
use crate::number;

/// Keys to add or to rename to: known ones from other places, and unknown ones.
const KEYS: &str =
    "|origin|url|date|source|close|sha256|on|published|reading|currency|note|cloze|id|ended_on|act|vwap";

/// Amounts and rates, and what is taken for one.
const AMOUNTS: &str = "\
    |+1|1e0|1E2| 1|1 |1.|.5|.|-|--1|-1|-1.5|0|-0|0.000|007|1,0|1_000|0x1|NaN|inf|١|１|1.0.0|\u{2212}1|1\n\
    |1\u{0}|1/3|1/0|0/1|-1/-1|1/-1|1/2/3|1 / 3|1/|/3|2.5/0.5|01/1.0";

/// Days, and what is taken for one.
const DAYS: &str = "\
    |1969-12-31|1970-01-01|2999-12-31|3000-01-01|2023-02-29|2024-02-29|2100-02-29|2000-02-29|2023-13-01\
    |2023-00-01|2023-01-00|2023-04-31|2023-1-1|20230101|2023/01/01|01-01-2023|2023-01-01T00:00:00Z\
    | 2023-01-01|2023-01-01 |0000-01-01|-2023-01-01|+2023-01-01|12023-01-01|2023-01-0١|2023‐01‐01\
    |2025-12-12|2025-12-13|2025-12-31";

/// Instants, and what is taken for one.
const INSTANTS: &str = "\
    |2023-03-13T06:00:00Z|2023-03-13T06:00:00.5Z|2023-03-13T06:00:00.Z|2023-03-13T06:00:00+05:00\
    |2023-03-13T06:00:00-23:59|2023-03-13T06:00:00+24:00|2023-03-13T06:00:00+05:60\
    |2023-03-13T06:00:00+0500|2023-03-13T06:00:00|2023-03-13T06:00Z|2023-03-13t06:00:00Z\
    |2023-03-13T06:00:00z|2023-03-13 06:00:00Z|2023-03-13T24:00:00Z|2023-03-13T23:60:00Z\
    |2023-03-13T23:59:60Z|2023-02-29T06:00:00Z|2024-02-29T06:00:00Z|1969-12-31T23:59:59Z\
    |3000-01-01T00:00:00Z|0000-01-01T00:00:00Z|2023-03-13T06:00:00.123456789012345678901234567890Z\
    |2023-03-13T06:00:00,5Z|2023-03-13T06:00:0٠Z|2023-03-13T06:00:00.٠Z|2023-03-13T06:00:00Z[UTC]\
    |2023-03-13";

/// Names of choices from all over, and what is taken for one.
const WORDS: &str = "\
    |either|coinmarketcap|published|absent|none|found|asset|issuer|other|order|mean_signed|close|vwap\
    |carry_forward|kz-600-2025@1|kz-600-2025@2|qazyq.case/2|KZ|kz|K|KAZ|ҚЗ|USD";

/// Changes one thing somewhere: goes down from the case by luck and stops somewhere on the way.
pub(super) fn spoil(draw: &mut Draw, value: &mut Value) {
    let goes_down = draw.percent(80);
    match value {
        Value::Object(object) if goes_down && !object.is_empty() => {
            let key = a_key(draw, object);
            object.get_mut(&key).into_iter().for_each(|value| spoil(draw, value));
        }
        Value::Array(list) if goes_down && !list.is_empty() => {
            let at = a_place(draw, list);
            spoil(draw, &mut list[at]);
        }
        Value::Object(object) if draw.percent(80) => spoil_object(draw, object),
        Value::Array(list) if draw.percent(80) => spoil_list(draw, list),
        Value::String(text) if draw.percent(75) => *text = spoilt_text(draw, text),
        other => *other = another(draw, other),
    }
}

/// Drops a key, renames one, or adds one.
fn spoil_object(draw: &mut Draw, object: &mut Map<String, Value>) {
    if object.is_empty() || draw.percent(25) {
        let value = draw.anything(2);
        object.insert(one_of(draw, KEYS), value);
        return;
    }
    let key = a_key(draw, object);
    let value = object.remove(&key).unwrap_or_default();
    if draw.percent(50) {
        let renamed = [key.to_uppercase(), format!("{key} "), format!("{key}s"), one_of(draw, KEYS)];
        object.insert(draw.of(&renamed), value);
    }
}

/// Drops an item, empties the list, or repeats an item.
fn spoil_list(draw: &mut Draw, list: &mut Vec<Value>) {
    match draw.between(0, 9) {
        0 => list.clear(),
        1 => list.push(draw.anything(2)),
        2..=4 if !list.is_empty() => {
            let at = a_place(draw, list);
            list.remove(at);
        }
        5 if !list.is_empty() => {
            let at = a_place(draw, list);
            list[at] = Value::Null;
        }
        _ if !list.is_empty() => {
            let (from, to) = (a_place(draw, list), a_place(draw, list));
            let item = list[from].clone();
            list.insert(to, item);
        }
        _ => list.push(draw.anything(2)),
    }
}

/// A text of the same kind, sound or not: an amount for an amount, a day for a day.
fn spoilt_text(draw: &mut Draw, text: &str) -> String {
    let is_number = number::amount(text).is_some() || number::rate(text).is_some();
    let is_day = text.len() == 10 && text.parse::<Date>().is_ok();
    let is_instant = text.contains('T') && text.contains(':');
    match (is_number, is_day, is_instant) {
        (true, _, _) if draw.percent(30) => long_amount(draw),
        (true, _, _) => one_of(draw, AMOUNTS),
        (_, true, _) => one_of(draw, DAYS),
        (_, _, true) => one_of(draw, INSTANTS),
        _ if draw.percent(70) => one_of(draw, WORDS),
        _ => draw.of(&[text.to_uppercase(), format!("{text} "), format!(" {text}"), format!("{text}x")]),
    }
}

/// An amount or a rate about as long as one may be.
fn long_amount(draw: &mut Draw) -> String {
    let (nines, noughts) = ("9".repeat(60), "0".repeat(40));
    draw.of(&[
        nines.clone(),
        format!("{nines}9"),
        format!("0{nines}"),
        format!("-{nines}.{noughts}"),
        format!("1.{noughts}"),
        format!("1.{noughts}0"),
        format!("{nines}.{noughts}/{nines}"),
        format!("1/{nines}0"),
    ])
}

/// One of the texts between the bars.
fn one_of(draw: &mut Draw, texts: &str) -> String {
    let texts: Vec<&str> = texts.split('|').collect();
    draw.of(&texts).to_owned()
}

/// Something of another type, or the same thing in a list.
fn another(draw: &mut Draw, value: &Value) -> Value {
    let others = [
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(1.01),
        json!(""),
        json!([]),
        json!({}),
        json!([value]),
        json!({"origin": value}),
        json!(value.to_string()),
        json!("true"),
        json!("1"),
    ];
    draw.of(&others)
}

fn a_key(draw: &mut Draw, object: &Map<String, Value>) -> String {
    let keys: Vec<String> = object.keys().cloned().collect();
    draw.of(&keys)
}

fn a_place(draw: &mut Draw, list: &[Value]) -> usize {
    let places: Vec<usize> = (0..list.len()).collect();
    draw.of(&places)
}
