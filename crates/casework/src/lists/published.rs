//! A list as it is published: canonical JSON with its SHA-256, and CSV with a dictionary of its fields.
//!
//! `docs/formats/list.md` says what each field is. The bytes of both are the same on every machine.

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_registry::form::peg_text;
use qazyq_registry::lists::{Lists, Spell};
use qazyq_registry::store::Head;
use qazyq_registry::what::Authority;
use serde_json::{Map, Value};

use crate::record::{csv_of, with_bars, with_guard};

/// The columns of a list, in order.
pub const COLUMNS: [&str; 19] = [
    "asset",
    "symbol",
    "name",
    "coinmarketcap",
    "dti",
    "caip19",
    "issuer",
    "lei",
    "peg",
    "status",
    "from",
    "until",
    "suspended_from",
    "act",
    "reason",
    "comment",
    "told",
    "demonstration",
    "last_update",
];

/// Columns whose cells hold several texts between bars.
pub(super) const MANY: [&str; 1] = ["caip19"];

/// The fields of a row, by column; several values only where a column may have them.
fn fields(spell: &Spell, day: Day) -> Vec<(&'static str, Vec<String>)> {
    let row = spell.row(day);
    let one = |text: Option<String>| text.into_iter().collect::<Vec<_>>();
    let suspended =
        spell.suspended.iter().rev().find(|(from, to)| *from <= day && to.is_none_or(|to| day < to));
    let status = if suspended.is_some() { "suspended" } else { "listed" };
    vec![
        ("asset", one(row.asset.clone())),
        ("symbol", one(row.symbol.clone())),
        ("name", one(row.name.clone())),
        ("coinmarketcap", one(row.coinmarketcap.map(|id| id.to_string()))),
        ("dti", one(row.dti.clone())),
        ("caip19", row.caip19.clone()),
        ("issuer", one(row.issuer.clone())),
        ("lei", one(row.lei.clone())),
        ("peg", one(Some(peg_text(&row.peg)).filter(|peg| !peg.is_empty()))),
        ("status", vec![status.to_owned()]),
        ("from", vec![spell.from.to_string()]),
        ("until", one(spell.until.map(|day| day.to_string()))),
        ("suspended_from", one(suspended.map(|(from, _)| from.to_string()))),
        ("act", one(row.act.clone())),
        ("reason", one(row.reason.clone())),
        ("comment", one(row.comment.clone())),
        ("told", one(row.told.clone())),
        ("demonstration", one(row.demonstration.then(|| "true".to_owned()))),
        ("last_update", vec![spell.updated.to_string()]),
    ]
}

/// The rows of a list of a day, in the order of their keys.
fn rows(lists: &Lists, authority: Authority, day: Day) -> Vec<Vec<(&'static str, Vec<String>)>> {
    let mut spells: Vec<&Spell> = lists.on(authority, day).collect();
    spells.sort_by_key(|spell| qazyq_registry::lists::key(spell.row(day)));
    spells.into_iter().map(|spell| fields(spell, day)).collect()
}

/// An authority's list of a day as canonical JSON (RFC 8785), without a line's end.
#[must_use]
pub fn to_json(
    lists: &Lists,
    authority: Authority,
    day: Day,
    as_of: Option<Timestamp>,
    journal: Head,
) -> Vec<u8> {
    let text = |text: String| Value::String(text);
    let row = |fields: Vec<(&'static str, Vec<String>)>| {
        let value = |(name, mut values): (&'static str, Vec<String>)| {
            let value = if MANY.contains(&name) {
                Value::Array(values.into_iter().map(Value::String).collect())
            } else {
                Value::String(values.pop()?)
            };
            Some((name.to_owned(), value))
        };
        Value::Object(fields.into_iter().filter_map(value).collect())
    };
    let mut head = Map::new();
    head.insert("number".to_owned(), Value::from(journal.number));
    head.insert("sha256".to_owned(), text(journal.sha256.to_string()));
    let mut list = Map::new();
    list.insert("format".to_owned(), text("qazyq.list/1".to_owned()));
    list.insert("authority".to_owned(), text(authority.to_string()));
    list.insert("date".to_owned(), text(day.to_string()));
    if let Some(as_of) = as_of {
        list.insert("as_of".to_owned(), text(as_of.to_string()));
    }
    list.insert("journal".to_owned(), Value::Object(head));
    let entries = rows(lists, authority, day).into_iter().map(row).collect();
    list.insert("entries".to_owned(), Value::Array(entries));
    // Keys are sorted by the map, and there is nothing in it that could not be written.
    serde_json::to_vec(&Value::Object(list)).unwrap_or_default()
}

/// An authority's list of a day as CSV.
#[must_use]
pub fn to_csv(lists: &Lists, authority: Authority, day: Day) -> String {
    let cells = |fields: Vec<(&'static str, Vec<String>)>| {
        let cell = |(name, values): (&'static str, Vec<String>)| {
            if MANY.contains(&name) {
                with_bars(&values)
            } else {
                values.first().map(|text| with_guard(text)).unwrap_or_default()
            }
        };
        fields.into_iter().map(cell).collect()
    };
    csv_of(&COLUMNS, rows(lists, authority, day).into_iter().map(cells))
}
