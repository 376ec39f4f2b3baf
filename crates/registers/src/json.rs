//! JSON answers: documents read whole or not at all, values as they are written, and what is odd about them.
//!
//! ```text
//! "cmcId": "825"      the text 825
//! "cmcId": 22736      the text 22736
//! "price": 0.99985    the text 0.99985: no figure passes through binary
//! "cmcId": null       absent, as an empty text is
//! "name": ["a"]       absent, and a defect: a text was looked for
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::ROWS_MAX;
use crate::finding::{Defect, FileError};
use crate::table;

/// The document that these bytes are.
///
/// # Errors
/// Where they are no JSON.
pub(crate) fn document(bytes: &[u8]) -> Result<&RawValue, FileError> {
    table::check(bytes)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    if start.is_empty() {
        return Err(FileError::Empty);
    }
    if start.first() == Some(&b'<') {
        return Err(FileError::AWebPage);
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let readable = bytes.get(..error.valid_up_to()).unwrap_or_default();
        FileError::NotUtf8 { line: table::line_ends(readable).saturating_add(1) }
    })?;
    serde_json::from_str(text).map_err(|error| FileError::NotJson { what: error.to_string() })
}

/// What kind of value it is, in messages.
fn kind(raw: &RawValue) -> Kind {
    match raw.get().bytes().next() {
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::List,
        Some(b'"') => Kind::Text,
        Some(b't' | b'f') => Kind::Flag,
        Some(b'n') | None => Kind::Null,
        Some(_) => Kind::Number,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    List,
    Text,
    Flag,
    Null,
    Number,
}

/// The text of a text, a number as it is written, or a flag; absent where it is empty or null.
fn scalar(raw: &RawValue) -> Result<Option<String>, ()> {
    let text = match kind(raw) {
        // A lone surrogate is JSON, but no text.
        Kind::Text => serde_json::from_str::<String>(raw.get()).map_err(|_| ())?,
        Kind::Number | Kind::Flag => raw.get().to_owned(),
        Kind::Null => return Ok(None),
        Kind::Object | Kind::List => return Err(()),
    };
    let text = text.trim();
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// An object whose values were not read yet, and the path to it.
pub(crate) struct Object<'a> {
    path: String,
    values: BTreeMap<String, &'a RawValue>,
}

/// The pairs of an object in their order.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = vec![];
                while let Some(pair) = map.next_entry()? {
                    is_few(pairs.len())?;
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

impl<'a> Object<'a> {
    /// The object that this value is.
    pub(crate) fn of(path: &str, raw: &'a RawValue, defects: &mut Vec<Defect>) -> Option<Self> {
        let Pairs(pairs) = serde_json::from_str(raw.get()).ok()?;
        let mut object = Self { path: path.to_owned(), values: BTreeMap::new() };
        for (key, value) in pairs {
            let field = object.field(&key);
            if object.values.insert(key, value).is_some() {
                defects.push(Defect::KeyTwice { field });
            }
        }
        Some(object)
    }

    /// The path to a key.
    pub(crate) fn field(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Whether the key is there, whatever stands behind it.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The value of a key; none where it is null.
    pub(crate) fn value(&self, key: &str) -> Option<&'a RawValue> {
        self.values.get(key).copied().filter(|raw| kind(raw) != Kind::Null)
    }

    fn unexpected(&self, key: &str, raw: &RawValue, expected: &'static str) -> Defect {
        Defect::ValueUnexpected { field: self.field(key), found: raw.get().to_owned(), expected }
    }

    /// A text, or a number or a flag as it is written.
    pub(crate) fn text(&self, key: &str, defects: &mut Vec<Defect>) -> Option<String> {
        let raw = self.value(key)?;
        scalar(raw).unwrap_or_else(|()| {
            defects.push(self.unexpected(key, raw, "text"));
            None
        })
    }

    /// A text that should be there.
    pub(crate) fn needed(&self, key: &str, defects: &mut Vec<Defect>) -> Option<String> {
        let count = defects.len();
        let text = self.text(key, defects);
        if text.is_none() && defects.len() == count {
            defects.push(Defect::ValueAbsent { field: self.field(key) });
        }
        text
    }

    /// A yes or a no, as a flag or as a text.
    pub(crate) fn flag(&self, key: &str, defects: &mut Vec<Defect>) -> Option<bool> {
        let text = self.text(key, defects)?;
        match text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                defects.push(Defect::NeitherYesNorNo { field: self.field(key), found: text });
                None
            }
        }
    }

    /// The object behind a key.
    pub(crate) fn object(&self, key: &str, defects: &mut Vec<Defect>) -> Option<Object<'a>> {
        let raw = self.value(key)?;
        let object = Object::of(&self.field(key), raw, defects);
        if object.is_none() {
            defects.push(self.unexpected(key, raw, "object"));
        }
        object
    }

    /// The values of the list behind a key.
    pub(crate) fn list(&self, key: &str, defects: &mut Vec<Defect>) -> Vec<&'a RawValue> {
        let Some(raw) = self.value(key) else { return vec![] };
        list(raw).unwrap_or_else(|| {
            defects.push(self.unexpected(key, raw, "list"));
            vec![]
        })
    }

    /// The texts of the list behind a key; a text alone is a list of one.
    pub(crate) fn texts(&self, key: &str, defects: &mut Vec<Defect>) -> Vec<String> {
        let Some(raw) = self.value(key) else { return vec![] };
        if let Ok(text) = scalar(raw) {
            return text.into_iter().collect();
        }
        let values = self.list(key, defects);
        let mut texts = vec![];
        for value in values {
            match scalar(value) {
                Ok(text) => texts.extend(text),
                Err(()) => defects.push(self.unexpected(key, value, "text")),
            }
        }
        texts
    }
}

/// The values of a list in their order.
struct Values<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Values<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Values<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut values = vec![];
                while let Some(value) = seq.next_element()? {
                    is_few(values.len())?;
                    values.push(value);
                }
                Ok(Values(values))
            }
        }
        deserializer.deserialize_seq(Collect)
    }
}

/// Refuses what is longer than any register, before it fills the memory.
fn is_few<E: serde::de::Error>(count: usize) -> Result<(), E> {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    if count < ROWS_MAX { Ok(()) } else { Err(E::custom("longer than any register")) }
}

/// The values of a list; none where it is no list, or is too long.
fn list(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok().map(|Values(values)| values)
}

/// The rows of a document.
///
/// # Errors
/// Where it is no list, or longer than any register.
pub(crate) fn rows<'a>(raw: &'a RawValue, expected: &str) -> Result<Vec<&'a RawValue>, FileError> {
    match list(raw) {
        Some(values) => Ok(values),
        None if kind(raw) == Kind::List => Err(FileError::TooManyRows { rows_max: ROWS_MAX }),
        None => Err(FileError::ShapeUnknown { expected: expected.to_owned() }),
    }
}

/// Whether it is a list.
pub(crate) fn is_list(raw: &RawValue) -> bool {
    kind(raw) == Kind::List
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_they_are_written() {
        let raw = document(
            br#"{"a":"825","b":22736,"c":0.99985000,"d":null,"e":"","f":["x",1,null,[2]],"g":"true","h":"\ud800",
                "a":1e-7}"#,
        )
        .unwrap();
        let mut defects = vec![];
        let object = Object::of("", raw, &mut defects).unwrap();
        let read = |key: &str| object.text(key, &mut vec![]);
        assert_eq!(read("a").as_deref(), Some("1e-7"));
        assert_eq!(read("b").as_deref(), Some("22736"));
        assert_eq!(read("c").as_deref(), Some("0.99985000"));
        assert_eq!((read("d"), read("e"), read("f"), read("none")), (None, None, None, None));
        assert_eq!(object.texts("f", &mut defects), ["x", "1"]);
        assert_eq!(object.texts("a", &mut defects), ["1e-7"]);
        assert_eq!(object.flag("g", &mut defects), Some(true));
        assert_eq!(object.needed("h", &mut defects), None);
        assert_eq!(object.needed("d", &mut defects), None);
        assert!(object.object("a", &mut defects).is_none() && object.list("b", &mut defects).is_empty());
        let told: Vec<_> = defects.iter().map(Defect::to_string).collect();
        assert_eq!(
            told,
            [
                "key-stands-twice field=`a`",
                "value-is-of-another-kind field=`f` found=`[2]` expected=`text`",
                "value-is-of-another-kind field=`h` found=`\"\\ud800\"` expected=`text`",
                "value-is-absent field=`d`",
                "value-is-of-another-kind field=`a` found=`1e-7` expected=`object`",
                "value-is-of-another-kind field=`b` found=`22736` expected=`list`",
            ]
        );
    }

    #[test]
    fn what_is_no_json_is_refused() {
        let refused = |bytes: &[u8]| document(bytes).unwrap_err().to_string();
        assert_eq!(refused(b" \n"), "file-is-empty");
        assert_eq!(refused(b"<html>"), "file-is-a-web-page");
        assert_eq!(refused(b"{\n\"a\":\"\xff\"}"), "file-is-not-utf-8 line=`2`");
        assert_eq!(refused(b"{}x"), "file-is-not-json what=`trailing characters at line 1 column 3`");
        assert!(document(b"\xef\xbb\xbf[]").is_ok());
        assert!(document("[".repeat(100_000).as_bytes()).is_err(), "however deep");
        let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
        assert!(document(deep.as_bytes()).is_ok(), "what is not looked into may be of any depth");
    }
}
