//! JSON whose numbers stay the text they were written as.
//!
//! ```text
//! {"price":0.99980000,"id":825}  <->  Object([("price", Number("0.99980000")), ("id", Number("825"))])
//! ```
//!
//! A number may hold any text, `NaN` too: a broken answer is built the same way as a good one. Keys keep their order.

use std::fmt::{self, Write};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, in the order of its keys.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads JSON of our own data files; a mistake in them is a defect of this crate.
    pub(crate) fn parse(text: &str) -> Json {
        let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
        let value = reader.value();
        reader.blanks();
        assert_eq!(reader.at, text.len(), "one value and nothing after it");
        value
    }

    pub(crate) fn number(value: impl fmt::Display) -> Json {
        Json::Number(value.to_string())
    }

    pub(crate) fn text(value: impl Into<String>) -> Json {
        Json::Text(value.into())
    }

    /// Empty text is `null`: so a figure that is not known is written in the tables of this crate.
    pub(crate) fn number_or_null(text: &str) -> Json {
        if text.is_empty() { Json::Null } else { Json::number(text) }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        match self {
            Json::Object(pairs) => pairs.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Replaces a key's value where it stands, or adds the key at the end.
    pub(crate) fn set(&mut self, key: &str, value: Json) {
        let Json::Object(pairs) = self else { return };
        match pairs.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => pairs.push((key.to_owned(), value)),
        }
    }

    pub(crate) fn remove(&mut self, key: &str) {
        if let Json::Object(pairs) = self {
            pairs.retain(|(name, _)| name != key);
        }
    }

    /// The text of a string or of a number.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Json::Number(text) | Json::Text(text) => text,
            _ => "",
        }
    }

    pub(crate) fn as_f64(&self) -> Option<f64> {
        match self {
            Json::Number(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// `object([("a", value), …])`
pub(crate) fn object<const N: usize>(pairs: [(&str, Json); N]) -> Json {
    Json::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(value) => write!(f, "{value}"),
            Json::Number(text) => f.write_str(text),
            Json::Text(text) => quoted(f, text),
            Json::Array(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        f.write_char(',')?;
                    }
                    write!(f, "{item}")?;
                }
                f.write_char(']')
            }
            Json::Object(pairs) => {
                f.write_char('{')?;
                for (at, (key, value)) in pairs.iter().enumerate() {
                    if at > 0 {
                        f.write_char(',')?;
                    }
                    quoted(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if c < ' ' => write!(f, "\\u{:04x}", u32::from(c))?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn next_is(&mut self, wanted: u8) -> bool {
        self.blanks();
        let yes = self.bytes[self.at] == wanted;
        if yes {
            self.at += 1;
        }
        yes
    }

    fn value(&mut self) -> Json {
        self.blanks();
        match self.bytes[self.at] {
            b'{' => {
                self.at += 1;
                let mut pairs = Vec::new();
                while !self.next_is(b'}') {
                    self.next_is(b',');
                    self.blanks();
                    let key = self.string();
                    assert!(self.next_is(b':'), "a colon after a key");
                    pairs.push((key, self.value()));
                }
                Json::Object(pairs)
            }
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                while !self.next_is(b']') {
                    self.next_is(b',');
                    items.push(self.value());
                }
                Json::Array(items)
            }
            b'"' => Json::Text(self.string()),
            _ => {
                let start = self.at;
                while self.bytes.get(self.at).is_some_and(|b| !b",]} \n\r\t".contains(b)) {
                    self.at += 1;
                }
                match &self.bytes[start..self.at] {
                    b"null" => Json::Null,
                    b"true" => Json::Bool(true),
                    b"false" => Json::Bool(false),
                    token => Json::Number(String::from_utf8_lossy(token).into_owned()),
                }
            }
        }
    }

    fn string(&mut self) -> String {
        assert!(self.next_is(b'"'), "a string");
        let mut out = Vec::new();
        loop {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(out).expect("UTF-8, as it was read from a str"),
                b'\\' => {
                    let escaped = self.bytes[self.at];
                    self.at += 1;
                    match escaped {
                        b'n' => out.push(b'\n'),
                        b'r' => out.push(b'\r'),
                        b't' => out.push(b'\t'),
                        b'b' => out.push(8),
                        b'f' => out.push(12),
                        b'u' => out.extend_from_slice(self.unicode().to_string().as_bytes()),
                        other => out.push(other),
                    }
                }
                other => out.push(other),
            }
        }
    }

    /// After `\u`: one code unit, or two that are a pair.
    fn unicode(&mut self) -> char {
        let first = self.unit();
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first).unwrap_or('\u{FFFD}');
        }
        // The `\u` of the second.
        self.at += 2;
        let second = self.unit();
        let point = 0x10000 + ((first - 0xD800) << 10) + second.saturating_sub(0xDC00);
        char::from_u32(point).unwrap_or('\u{FFFD}')
    }

    fn unit(&mut self) -> u32 {
        let digits = std::str::from_utf8(&self.bytes[self.at..self.at + 4]).expect("ASCII digits");
        self.at += 4;
        u32::from_str_radix(digits, 16).expect("hexadecimal digits")
    }
}
