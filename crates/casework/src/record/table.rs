//! Forms in files: TOML, CSV and JSON, in and out.
//!
//! | file | a form is | its kind is |
//! | --- | --- | --- |
//! | TOML | a table of a list: `[[disclosure]]` | the list's name |
//! | JSON | an object, in a list or one a line | its key `record`, or that of the command |
//! | CSV | a row below a header of fields | that of the command |
//!
//! Several values of a field are a list in TOML and JSON; in CSV they stand between bars, a bar that is meant itself
//! behind a backslash.
//!
//! A cell that begins as a formula does is written with an apostrophe before it, and read without: spreadsheets would
//! else compute what somebody else wrote there.

use std::collections::BTreeMap;

use qazyq_registry::form::{COMMON, Form, READ_ONLY, RecordKind};
use serde_json::Value;

use crate::Trouble;

/// Most bytes of a file of forms.
pub const FORMS_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most forms of a file.
const FORMS_MAX: usize = 100_000;

/// A form, and where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The form.
    pub form: Form,
    /// Where in its file; empty where it was in none.
    pub place: String,
}

fn broken(place: impl Into<String>, what: impl std::fmt::Display) -> Trouble {
    Trouble::FormFile { place: place.into(), what: what.to_string() }
}

/// The forms of a file; `kind` is that of the command, if it has one.
///
/// # Errors
/// Where it is no such file; the place is named.
pub fn forms_of(kind: Option<RecordKind>, name: &str, bytes: &[u8]) -> Result<Vec<Handed>, Trouble> {
    if bytes.len() > FORMS_BYTES_MAX {
        return Err(broken(name, format!("> {FORMS_BYTES_MAX} B")));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        Trouble::File(qazyq_market::FileError::NotUtf8 { line })
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let forms = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("toml") => of_toml(kind, text),
        Some("json" | "jsonl") => of_json(kind, text),
        Some("csv") => of_csv(kind.ok_or_else(|| broken(name, "kind"))?, text),
        _ => Err(broken(name, ".toml, .json, .jsonl, .csv")),
    }?;
    match forms.len() {
        0 => Err(broken(name, "0")),
        many if many > FORMS_MAX => Err(broken(name, format!("> {FORMS_MAX}"))),
        _ => Ok(forms),
    }
}

fn of_toml(kind: Option<RecordKind>, text: &str) -> Result<Vec<Handed>, Trouble> {
    let document: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        broken(format!("line {}", before.matches('\n').count() + 1), error.message())
    })?;
    let mut forms = Vec::new();
    for (name, tables) in document {
        let of: RecordKind = name.parse().map_err(|_| broken(name.clone(), RecordKind::choices()))?;
        if kind.is_some_and(|kind| kind != of) {
            return Err(broken(name, kind.map(RecordKind::as_str).unwrap_or_default()));
        }
        let toml::Value::Array(tables) = tables else {
            return Err(broken(name.clone(), format!("[[{name}]]")));
        };
        for (place, table) in tables.into_iter().enumerate() {
            let place = format!("{name}[{place}]");
            let toml::Value::Table(table) = table else { return Err(broken(place, format!("[[{name}]]"))) };
            let mut fields = Vec::new();
            for (field, value) in table {
                let values = match value {
                    toml::Value::Array(values) => values.iter().map(text_of_toml).collect(),
                    value => text_of_toml(&value).map(|text| vec![text]),
                };
                let values = values.ok_or_else(|| broken(format!("{place}.{field}"), "text"))?;
                fields.push((field, values));
            }
            forms.push(Handed { form: Form::new(of, fields), place });
        }
    }
    Ok(forms)
}

/// A value as it would be typed. A float has lost its digits, so that none may stand anywhere.
fn text_of_toml(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Datetime(instant) => Some(instant.to_string()),
        toml::Value::Boolean(truth) => Some(truth.to_string()),
        toml::Value::Float(_) | toml::Value::Array(_) | toml::Value::Table(_) => None,
    }
}

fn of_json(kind: Option<RecordKind>, text: &str) -> Result<Vec<Handed>, Trouble> {
    // One list, or one object a line.
    let objects: Vec<(String, Value)> = if text.trim_start().starts_with('[') {
        let list: Vec<Value> =
            serde_json::from_str(text).map_err(|error| broken(format!("line {}", error.line()), error))?;
        list.into_iter().enumerate().map(|(place, value)| (format!("[{place}]"), value)).collect()
    } else {
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let read = |(number, line): (usize, &str)| {
            let place = format!("line {number}");
            serde_json::from_str(line).map(|value| (place.clone(), value)).map_err(|e| broken(place, e))
        };
        lines.map(read).collect::<Result<_, _>>()?
    };
    let mut forms = Vec::new();
    for (place, object) in objects {
        let Value::Object(object) = object else { return Err(broken(place, "{…}")) };
        let mut of = kind;
        let mut fields = Vec::new();
        for (field, value) in object {
            if field == "record" {
                let told: Option<RecordKind> = value.as_str().and_then(|text| text.parse().ok());
                let told = told.filter(|told| kind.is_none_or(|kind| kind == *told));
                of = Some(told.ok_or_else(|| broken(format!("{place}.record"), RecordKind::choices()))?);
                continue;
            }
            let values = match value {
                Value::Null => Some(Vec::new()),
                Value::Array(values) => values.iter().map(text_of_json).collect(),
                value => text_of_json(&value).map(|text| vec![text]),
            };
            let values = values.ok_or_else(|| broken(format!("{place}.{field}"), "text"))?;
            fields.push((field, values));
        }
        let of = of.ok_or_else(|| broken(format!("{place}.record"), RecordKind::choices()))?;
        forms.push(Handed { form: Form::new(of, fields), place });
    }
    Ok(forms)
}

fn text_of_json(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if number.is_u64() => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn of_csv(kind: RecordKind, text: &str) -> Result<Vec<Handed>, Trouble> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => return Err(broken("line 1", error)),
    };
    if let Some(twice) =
        header.iter().enumerate().find(|(at, name)| header.iter().take(*at).any(|n| n == *name))
    {
        return Err(broken("line 1", twice.1));
    }
    let is_many = |name: &str| kind.fields().iter().any(|field| field.name == name && field.many);
    let mut forms = Vec::new();
    for (line, record) in (2_u64..).zip(reader.records()) {
        let record = record.map_err(|error| {
            let line = error.position().map_or(line, csv::Position::line);
            broken(format!("line {line}"), error)
        })?;
        let place = format!("line {}", record.position().map_or(line, csv::Position::line));
        let mut fields = BTreeMap::new();
        for (name, cell) in header.iter().zip(&record) {
            let values = match (cell.is_empty(), is_many(name)) {
                (true, _) => Vec::new(),
                (false, true) => between_bars(cell).iter().map(|part| without_guard(part)).collect(),
                (false, false) => vec![without_guard(cell)],
            };
            fields.insert(name.clone(), values);
        }
        forms.push(Handed { form: Form::new(kind, fields), place });
    }
    Ok(forms)
}

/// Forms as a table; all of one kind.
#[must_use]
pub fn to_csv(kind: RecordKind, forms: &[Form]) -> String {
    let mut columns: Vec<&str> = READ_ONLY.to_vec();
    columns.extend(kind.fields().iter().chain(COMMON).map(|field| field.name));
    let rows = forms.iter().map(|form| {
        let cell = |name: &&str| {
            let values = form.fields.get(*name).map(Vec::as_slice).unwrap_or_default();
            let is_many = kind.fields().iter().any(|field| field.name == *name && field.many);
            if is_many {
                with_bars(values)
            } else {
                values.first().map(|text| with_guard(text)).unwrap_or_default()
            }
        };
        columns.iter().map(cell).collect::<Vec<_>>()
    });
    csv_of(&columns, rows)
}

/// A table as CSV, with an apostrophe before what a spreadsheet would compute.
#[must_use]
pub fn guarded_csv(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    csv_of(columns, rows.into_iter().map(|cells| cells.iter().map(|cell| with_guard(cell)).collect()))
}

/// A table as CSV. The cells are guarded already.
pub(crate) fn csv_of(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Nothing can go wrong with bytes in memory and rows that are all as long.
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A form as JSON: texts, and lists where a field may have several.
#[must_use]
pub fn to_json(form: &Form) -> Value {
    let is_many = |name: &str| form.kind.fields().iter().any(|field| field.name == name && field.many);
    let value = |(name, values): (&String, &Vec<String>)| {
        let text = |text: &String| Value::String(text.clone());
        let value = match (is_many(name), values.first()) {
            (true, _) => Value::Array(values.iter().map(text).collect()),
            (false, Some(one)) => text(one),
            (false, None) => Value::Null,
        };
        (name.clone(), value)
    };
    let mut object: serde_json::Map<String, Value> = form.fields.iter().map(value).collect();
    object.insert("record".to_owned(), Value::String(form.kind.to_string()));
    Value::Object(object)
}

/// What a spreadsheet would take for a formula, any apostrophes before it aside.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text, with an apostrophe before what a spreadsheet would compute.
pub(crate) fn with_guard(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the apostrophe that [`with_guard`] put there.
pub(crate) fn without_guard(text: &str) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// Several texts in one cell.
pub(crate) fn with_bars(values: &[String]) -> String {
    let escaped = values.iter().map(|text| with_guard(text).replace('\\', "\\\\").replace('|', "\\|"));
    escaped.collect::<Vec<_>>().join("|")
}

/// The texts of one cell.
pub(crate) fn between_bars(cell: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut characters = cell.chars();
    while let Some(c) = characters.next() {
        match c {
            '|' => values.push(String::new()),
            '\\' => {
                let meant = characters.next().unwrap_or('\\');
                values.last_mut().into_iter().for_each(|value| value.push(meant));
            }
            c => values.last_mut().into_iter().for_each(|value| value.push(c)),
        }
    }
    values.into_iter().filter(|value| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_compute_is_guarded_and_comes_back() {
        for text in ["=1+1", "+7 727", "-1", "@sum", "'=1", "''=1", "\t=1", "plain", "'plain", "", "a=b"] {
            let guarded = with_guard(text);
            assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']), "{text}");
            assert_eq!(without_guard(&guarded), text);
        }
    }

    #[test]
    fn several_texts_in_one_cell_come_back() {
        for values in [vec!["a", "b"], vec!["a|b", "c\\"], vec!["=1", "\\|"], vec!["Сёркл", "Circle"]] {
            let values: Vec<String> = values.into_iter().map(str::to_owned).collect();
            let cell = with_bars(&values);
            let back: Vec<String> = between_bars(&cell).iter().map(|part| without_guard(part)).collect();
            assert_eq!(back, values);
        }
    }
}
