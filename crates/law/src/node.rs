//! Reading an object of facts: each value with its place, each key known.
//!
//! ```ignore
//! let mut keys = node.object(&["date", "rate"], Origin::May)?;
//! let date = keys.required("date")?.day()?;
//! ```
//!
//! Cases, facts and laws are read through this one door, so that a misspelt key, a number where text must stand,
//! or an amount that is none is refused in the same way everywhere, with its place.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use qazyq_exact::{Amount, Day, DayError, Ratio};

use crate::json::{self, Fault, Text, Value};
use crate::refusal::{Refusal, Why};

/// A value and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    value: &'a Value,
    place: Place<'a>,
}

/// The way from the top of the file; built without an allocation, since it is only needed for refusals.
#[derive(Clone, Copy, Debug)]
enum Place<'a> {
    Top(&'a str),
    Key(&'a Place<'a>, &'static str),
    Item(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top(name) => f.write_str(name),
            Self::Key(Self::Top(""), key) => f.write_str(key),
            Self::Key(parent, key) => write!(f, "{parent}.{key}"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Whether an object may carry an `origin` of any shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Facts and whatever stands inside them.
    May,
    /// All else.
    MayNot,
}

/// An object whose keys are all known.
pub(crate) struct Keys<'n, 'a> {
    node: &'n Node<'a>,
    entries: &'a [(Text, Value)],
}

impl<'a> Node<'a> {
    pub(crate) fn top(name: &'a str, value: &'a Value) -> Self {
        Self { value, place: Place::Top(name) }
    }

    pub(crate) fn refuse(&self, why: Why) -> Refusal {
        Refusal { place: self.place.to_string(), why }
    }

    /// An object that has no keys but `known`, and perhaps an `origin`.
    pub(crate) fn object<'n>(
        &'n self,
        known: &'static [&'static str],
        origin: Origin,
    ) -> Result<Keys<'n, 'a>, Refusal> {
        let keys = self.free_object()?;
        let allowed =
            |key: &Text| known.iter().any(|k| *key == *k) || (origin == Origin::May && *key == "origin");
        match keys.entries.iter().find(|(key, _)| !allowed(key)) {
            Some((key, _)) => Err(self.refuse(Why::UnknownKey { key: key.clone(), known })),
            None => Ok(keys),
        }
    }

    /// An object that may have any keys.
    pub(crate) fn free_object<'n>(&'n self) -> Result<Keys<'n, 'a>, Refusal> {
        match self.value {
            Value::Object(entries) => Ok(Keys { node: self, entries }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                Err(self.refuse(Why::NotAnObject))
            }
        }
    }

    /// The value itself, for what may be of any shape.
    pub(crate) fn value(&self) -> &'a Value {
        self.value
    }

    /// Each item of a list, read by `read`.
    pub(crate) fn list<T>(&self, read: impl Fn(&Node<'_>) -> Result<T, Refusal>) -> Result<Vec<T>, Refusal> {
        let Value::List(items) = self.value else { return Err(self.refuse(Why::NotAList)) };
        let item = |(index, value)| read(&Node { value, place: Place::Item(&self.place, index) });
        items.iter().enumerate().map(item).collect()
    }

    /// A list in which no two items have the same `key`; `name` tells people what stands twice.
    pub(crate) fn list_of_unique<T, K: Ord>(
        &self,
        read: impl Fn(&Node<'_>) -> Result<T, Refusal>,
        key: impl Fn(&T) -> K,
        name: impl Fn(&T) -> String,
    ) -> Result<Vec<T>, Refusal> {
        let items = self.list(read)?;
        let mut seen = BTreeSet::new();
        match items.iter().enumerate().find(|(_, item)| !seen.insert(key(item))) {
            None => Ok(items),
            Some((index, item)) => Err(Refusal {
                place: Place::Item(&self.place, index).to_string(),
                why: Why::StandsTwice(name(item)),
            }),
        }
    }

    pub(crate) fn text(&self) -> Result<&'a Text, Refusal> {
        match self.value {
            Value::Text(text) => Ok(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Object(_) => {
                Err(self.refuse(Why::NotText))
            }
        }
    }

    pub(crate) fn boolean(&self) -> Result<bool, Refusal> {
        match self.value {
            Value::Bool(truth) => Ok(*truth),
            Value::Null | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Object(_) => {
                Err(self.refuse(Why::NotABoolean))
            }
        }
    }

    /// A JSON number that is a whole one, for the parameters of a law.
    pub(crate) fn whole_number(&self) -> Result<u32, Refusal> {
        let digits = match self.value {
            Value::Number(digits) => digits.as_str(),
            Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Object(_) => "",
        };
        digits.parse().map_err(|_| self.refuse(Why::NotAWholeNumber))
    }

    /// The text, parsed; `why` makes the refusal of a text that is not one of `T`.
    fn parsed<T: std::str::FromStr>(&self, why: impl Fn(Text, T::Err) -> Why) -> Result<T, Refusal> {
        let text = self.text()?;
        // A text with a lone surrogate is nothing that has a form.
        let parsed = text.as_str().unwrap_or("\u{fffd}").parse::<T>();
        parsed.map_err(|error| self.refuse(why(text.clone(), error)))
    }

    pub(crate) fn amount(&self) -> Result<Amount, Refusal> {
        self.parsed(|text, _| Why::NotAnAmount(text))
    }

    pub(crate) fn positive_amount(&self) -> Result<Amount, Refusal> {
        let amount = self.amount()?;
        if amount.is_positive() {
            Ok(amount)
        } else {
            Err(self.refuse(Why::NotPositive(self.text()?.clone())))
        }
    }

    /// A positive amount, or two of them joined by `/`.
    pub(crate) fn rate(&self) -> Result<Ratio, Refusal> {
        let text = self.text()?;
        let parts = text.as_str().map(|t| t.split_once('/').map_or((t, "1"), |parts| parts));
        let amounts = parts.and_then(|(a, b)| Some((a.parse::<Amount>().ok()?, b.parse::<Amount>().ok()?)));
        let Some((upper, lower)) = amounts else { return Err(self.refuse(Why::NotARate(text.clone()))) };
        // Both must be positive, not their quotient alone: -1/-2 is no rate.
        match (upper.is_positive() && lower.is_positive()).then(|| upper.to_ratio().over(&lower.to_ratio())) {
            Some(Some(rate)) => Ok(rate),
            Some(None) | None => Err(self.refuse(Why::NotPositive(text.clone()))),
        }
    }

    pub(crate) fn day(&self) -> Result<Day, Refusal> {
        self.parsed(Why::NotADay)
    }

    /// `YYYY-MM-DDThh:mm:ss`, optionally a point and digits, then `Z` or `±hh:mm`.
    pub(crate) fn instant(&self) -> Result<&'a Text, Refusal> {
        let text = self.text()?;
        let form = text.as_str().map(is_instant);
        match form {
            Some(Ok(true)) => Ok(text),
            Some(Err(error)) => Err(self.refuse(Why::NotADay(text.clone(), error))),
            Some(Ok(false)) | None => Err(self.refuse(Why::NotAnInstant(text.clone()))),
        }
    }

    /// Two capitals, as ISO 3166-1 writes countries.
    pub(crate) fn country(&self) -> Result<&'a Text, Refusal> {
        let text = self.text()?;
        let form = text.as_str().is_some_and(|t| t.len() == 2 && t.bytes().all(|b| b.is_ascii_uppercase()));
        if form { Ok(text) } else { Err(self.refuse(Why::NotACountry(text.clone()))) }
    }

    /// The value for people: a text as it is, all else as JSON.
    pub(crate) fn shown(&self) -> String {
        match self.value {
            Value::Text(text) => text.to_string(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Object(_) => {
                self.value.to_string()
            }
        }
    }

    /// Whether some `origin` inside says `"demonstration": true`: made up, to show the program at work.
    pub(crate) fn is_demonstration(&self) -> bool {
        let is = |value: &Value| Node { value, place: self.place }.is_demonstration();
        match self.value {
            Value::Object(entries) => entries
                .iter()
                .any(|(key, value)| if *key == "origin" { says_demonstration(value) } else { is(value) }),
            Value::List(items) => items.iter().any(is),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => false,
        }
    }

    /// One of `choices`, by its name.
    pub(crate) fn choice<T: Copy>(
        &self,
        choices: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Result<T, Refusal> {
        let text = self.text()?;
        choices.iter().copied().find(|c| *text == name(*c)).ok_or_else(|| {
            let choices = choices.iter().map(|c| name(*c).to_owned()).collect();
            self.refuse(Why::NotOneOf { text: text.clone(), choices })
        })
    }
}

impl Keys<'_, '_> {
    /// The value under `key`, where it is there and not null.
    pub(crate) fn optional(&self, key: &'static str) -> Option<Node<'_>> {
        let value = self.entries.iter().find(|(k, _)| *k == key).map(|(_, value)| value)?;
        (*value != Value::Null).then_some(Node { value, place: Place::Key(&self.node.place, key) })
    }

    /// The value under `key`, which must be there.
    pub(crate) fn required(&self, key: &'static str) -> Result<Node<'_>, Refusal> {
        self.optional(key).ok_or_else(|| self.node.refuse(Why::MissingKey(key)))
    }

    /// What `read` makes of the value under `key`, where it is there.
    pub(crate) fn read<T>(
        &self,
        key: &'static str,
        read: impl Fn(&Node<'_>) -> Result<T, Refusal>,
    ) -> Result<Option<T>, Refusal> {
        self.optional(key).map(|node| read(&node)).transpose()
    }

    /// The same for a list; none where the key is absent.
    pub(crate) fn read_list<T>(
        &self,
        key: &'static str,
        read: impl Fn(&Node<'_>) -> Result<Vec<T>, Refusal>,
    ) -> Result<Vec<T>, Refusal> {
        Ok(self.read(key, read)?.unwrap_or_default())
    }
}

/// Whether an origin, or one of several, calls itself a demonstration.
fn says_demonstration(origin: &Value) -> bool {
    match origin {
        Value::List(several) => several.iter().any(says_demonstration),
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
            origin.get("demonstration") == Some(&Value::Bool(true))
        }
    }
}

/// Whether `text` is an instant as a case may have it: `YYYY-MM-DDThh:mm:ss`, optionally a point and digits, then `Z` or
/// `±hh:mm`.
#[must_use]
pub fn is_instant_of_a_case(text: &str) -> bool {
    is_instant(text) == Ok(true)
}

/// Whether `text` has an instant's form; an error where its day is none.
fn is_instant(text: &str) -> Result<bool, DayError> {
    let Some((day, rest)) = text.split_once('T') else { return Ok(false) };
    let time_is_well_formed = (|| {
        let (time, rest) = rest.split_at_checked(8)?;
        let rest = match rest.strip_prefix('.') {
            None => rest,
            Some(fraction) => {
                let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
                (rest.len() < fraction.len()).then_some(rest)?
            }
        };
        let offset = match rest {
            "Z" => "00:00",
            _ => rest.strip_prefix(['+', '-'])?,
        };
        let clock = |text: &str, parts: &[u32]| {
            let numbers = text.split(':').map(two_digits).collect::<Option<Vec<_>>>();
            numbers.is_some_and(|n| n.len() == parts.len() && n.iter().zip(parts).all(|(n, max)| n <= max))
        };
        Some(clock(time, &[23, 59, 59]) && clock(offset, &[23, 59]))
    })();
    if time_is_well_formed != Some(true) {
        return Ok(false);
    }
    match day.parse::<Day>() {
        Ok(_) => Ok(true),
        Err(DayError::Form) => Ok(false),
        Err(error) => Err(error),
    }
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// TOML as the same kind of value, so that one reader serves both. A day or an instant without quotes is its text;
/// a number with a point stays a number, and so is refused wherever an amount must stand.
///
/// # Errors
/// Where the text is no TOML.
pub fn value_of_toml(text: &str) -> Result<Value, Refusal> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let mut message = String::new();
        // Writing to a string cannot fail.
        let _ = write!(message, "{}", error.message());
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count().saturating_add(1);
        Refusal { place: line.to_string(), why: Why::Toml(message) }
    })?;
    let value = of_table(table);
    // What stands in a page of facts stands deeper in the case that is made of it, which must be readable too.
    if is_deeper(&value, TOML_DEPTH_MAX) {
        return Err(Refusal { place: String::new(), why: Why::Json(Fault::NestedTooDeeply) });
    }
    Ok(value)
}

/// Tables and lists that may stand inside one another in TOML: half of what a case may have.
const TOML_DEPTH_MAX: usize = json::DEPTH_MAX / 2;

fn is_deeper(value: &Value, depth_max: usize) -> bool {
    let is_inside = |inner: &Value| depth_max.checked_sub(1).is_none_or(|rest| is_deeper(inner, rest));
    match value {
        Value::Object(entries) => depth_max == 0 || entries.iter().any(|(_, inner)| is_inside(inner)),
        Value::List(items) => depth_max == 0 || items.iter().any(is_inside),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => false,
    }
}

fn of_table(table: toml::Table) -> Value {
    Value::Object(table.into_iter().map(|(key, value)| (key.into(), of_toml(value))).collect())
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::text(text),
        toml::Value::Integer(number) => Value::Number(number.to_string()),
        // TOML's `nan` and `inf` are no numbers of JSON; wherever a number might stand, so does this as little.
        toml::Value::Float(number) if !number.is_finite() => Value::text(number.to_string()),
        toml::Value::Float(number) => Value::Number(number.to_string()),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(instant) => Value::text(instant.to_string()),
        toml::Value::Array(items) => Value::List(items.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => of_table(table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_toml_says_is_json_that_reads_back() {
        for (toml, expected) in [
            ("a = nan", r#"{"a":"NaN"}"#),
            ("a = [inf, -inf, 1.5, -0.0, 1e3]", r#"{"a":["inf","-inf",1.5,-0,1000]}"#),
            (
                "a = 2023-02-28\nb = 2023-02-28T10:00:00Z\nc = 07:30:00",
                r#"{"a":"2023-02-28","b":"2023-02-28T10:00:00Z","c":"07:30:00"}"#,
            ),
            ("a = 0x10\nb = true\nc = \"\\u0000\"", r#"{"a":16,"b":true,"c":"\u0000"}"#),
        ] {
            let value = value_of_toml(toml).unwrap();
            assert_eq!(value.to_string(), expected);
            assert_eq!(json::parse(value.to_string().as_bytes()), Ok(value));
        }
        assert_eq!(value_of_toml("a = 1\nb =").unwrap_err().place, "2");
        // The table of the file itself is the first of thirty-two.
        let nested = |depth: usize| value_of_toml(&format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)));
        assert!(nested(31).is_ok());
        assert_eq!(nested(32).unwrap_err().why.code(), "nested-too-deeply");
    }
}
