//! JSON as evidence: read strictly, kept whole, written one way.
//!
//! ```text
//! {"format":"qazyq.case/1","asset":{"id":"usdc"}, …}
//! ```
//!
//! A case is a file that people rely on later, so its reader refuses what others let pass and keeps what others
//! lose (RFC 8259 leaves both open):
//!
//! - a repeated key is refused wherever it stands, also in places that decide nothing;
//! - nesting deeper than 64, a byte-order mark, text behind the end and `NaN` are refused;
//! - a number keeps its digits and is never turned into a float: no fact is one;
//! - a string may hold a lone surrogate (`"\ud800"`), as the grammar allows, and gives it back as it was.
//!
//! Invariant: what [`Value`] prints, [`parse`] reads back as an equal value.
//!
//! Which keys a case has is none of this module's business: see [`crate::case`].

use std::collections::BTreeSet;
use std::fmt;

/// Containers that may stand inside one another.
pub const DEPTH_MAX: usize = 64;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    /// A string.
    Text(Text),
    /// An array.
    List(Vec<Value>),
    /// An object; each key once, in the order written.
    Object(Vec<(Text, Value)>),
}

/// A JSON string: Unicode text, except that a lone surrogate may stand in it.
///
/// Ordered by code points.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Text(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Unicode(String),
    // INVARIANT: holds a lone surrogate, else it would be `Unicode`; so equal texts have equal representations.
    CodePoints(Vec<u32>),
}

impl Text {
    /// The text, if it is Unicode through and through.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Repr::Unicode(text) => Some(text),
            Repr::CodePoints(_) => None,
        }
    }

    /// No character at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_str() == Some("")
    }

    fn code_points(&self) -> Vec<u32> {
        match &self.0 {
            Repr::Unicode(text) => text.chars().map(u32::from).collect(),
            Repr::CodePoints(points) => points.clone(),
        }
    }

    fn push(&mut self, point: u32) {
        match (&mut self.0, char::from_u32(point)) {
            (Repr::Unicode(text), Some(character)) => text.push(character),
            (Repr::CodePoints(points), _) => points.push(point),
            (Repr::Unicode(_), None) => {
                let mut points = self.code_points();
                points.push(point);
                self.0 = Repr::CodePoints(points);
            }
        }
    }

    fn push_str(&mut self, more: &str) {
        match &mut self.0 {
            Repr::Unicode(text) => text.push_str(more),
            Repr::CodePoints(points) => points.extend(more.chars().map(u32::from)),
        }
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (&self.0, &other.0) {
            // UTF-8 sorts as its code points do.
            (Repr::Unicode(a), Repr::Unicode(b)) => a.cmp(b),
            (Repr::CodePoints(_), _) | (_, Repr::CodePoints(_)) => {
                self.code_points().cmp(&other.code_points())
            }
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Repr::Unicode(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Repr::Unicode(text))
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(*other)
    }
}

/// For people: a lone surrogate is shown as U+FFFD.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Unicode(text) => f.pad(text),
            Repr::CodePoints(points) => {
                let shown = |p: &u32| char::from_u32(*p).unwrap_or(char::REPLACEMENT_CHARACTER);
                f.pad(&points.iter().map(shown).collect::<String>())
            }
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl Value {
    /// An object of these keys, which the caller takes care to name once each.
    pub fn object<K: Into<Text>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A string.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::Text(text.into())
    }

    /// The value under that key, where this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(k, _)| *k == key).map(|(_, value)| value),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => None,
        }
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<&Text> for Value {
    fn from(text: &Text) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Without a space or a line break; keys in the order they have.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(truth) => write!(f, "{truth}"),
            Self::Number(digits) => f.write_str(digits),
            Self::Text(text) => write_string(f, text),
            Self::List(items) => {
                f.write_str("[")?;
                for (i, item) in items.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { "," })?;
                    write!(f, "{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(entries) => {
                f.write_str("{")?;
                for (i, (key, value)) in entries.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { "," })?;
                    write_string(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

/// Escapes what RFC 8259 section 7 demands, and lone surrogates; all else stands as it is.
fn write_string(f: &mut fmt::Formatter<'_>, text: &Text) -> fmt::Result {
    f.write_str("\"")?;
    match &text.0 {
        Repr::Unicode(text) => {
            // Nearly every string needs no escape: it is written in one piece.
            let plain = |b: u8| b >= b' ' && b != b'"' && b != b'\\';
            if text.bytes().all(plain) {
                f.write_str(text)?;
            } else {
                text.chars().try_for_each(|c| write_character(f, c))?;
            }
        }
        Repr::CodePoints(points) => {
            for point in points {
                match char::from_u32(*point) {
                    Some(character) => write_character(f, character)?,
                    None => write!(f, "\\u{point:04x}")?,
                }
            }
        }
    }
    f.write_str("\"")
}

fn write_character(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    match character {
        '"' => f.write_str("\\\""),
        '\\' => f.write_str("\\\\"),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        control if control < ' ' => write!(f, "\\u{:04x}", u32::from(control)),
        plain => write!(f, "{plain}"),
    }
}

/// Why bytes are no JSON that can be evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// A byte-order mark stands in front.
    ByteOrderMark,
    /// The text ends where more must come.
    Ends,
    /// A character stands where JSON allows none like it.
    Unexpected(char),
    /// Something stands behind the end of the value.
    TextAfterEnd,
    /// A string holds a control character that is not escaped, or an escape that JSON does not know.
    BadString,
    /// A number is not written as JSON writes numbers.
    BadNumber,
    /// More than [`DEPTH_MAX`] containers stand inside one another.
    NestedTooDeeply,
    /// A key stands twice in one object.
    RepeatedKey(Text),
}

/// A [`Fault`] and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The line, the first being 1.
    pub line: usize,
    /// The character in the line, the first being 1.
    pub column: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// Reads one JSON text.
///
/// # Errors
/// With the first [`Fault`] and its line and column.
pub fn parse(bytes: &[u8]) -> Result<Value, SyntaxError> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            return Err(located(&String::from_utf8_lossy(valid), Fault::NotUtf8));
        }
    };
    let mut reader = Reader { rest: text };
    if text.starts_with('\u{feff}') {
        return Err(located("", Fault::ByteOrderMark));
    }
    let value = reader.value(0).and_then(|value| {
        reader.skip_space();
        if reader.rest.is_empty() { Ok(value) } else { Err(Fault::TextAfterEnd) }
    });
    value.map_err(|fault| {
        let read = text.len().saturating_sub(reader.rest.len());
        located(text.get(..read).unwrap_or(text), fault)
    })
}

/// The place behind `read`.
fn located(read: &str, fault: Fault) -> SyntaxError {
    let last_line = read.rsplit('\n').next().unwrap_or_default();
    SyntaxError {
        line: read.matches('\n').count().saturating_add(1),
        column: last_line.chars().count().saturating_add(1),
        fault,
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        self.skip_space();
        let Some(first) = self.rest.chars().next() else { return Err(Fault::Ends) };
        match first {
            '{' => self.object(depth.saturating_add(1)),
            '[' => self.list(depth.saturating_add(1)),
            '"' => self.string().map(Value::Text),
            '-' | '0'..='9' => self.number(),
            't' => self.word("true", Value::Bool(true)),
            'f' => self.word("false", Value::Bool(false)),
            'n' => self.word("null", Value::Null),
            other => Err(Fault::Unexpected(other)),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Fault> {
        self.open('{', depth)?;
        let mut entries: Vec<(Text, Value)> = Vec::new();
        let mut seen = Keys::default();
        if self.take('}') {
            return Ok(Value::Object(entries));
        }
        loop {
            self.skip_space();
            if !self.rest.starts_with('"') {
                return Err(self.unexpected());
            }
            let before = self.rest;
            let key = self.string()?;
            if !seen.is_new(&key, &entries) {
                self.rest = before;
                return Err(Fault::RepeatedKey(key));
            }
            self.expect(':')?;
            entries.push((key, self.value(depth)?));
            if self.take('}') {
                return Ok(Value::Object(entries));
            }
            self.expect(',')?;
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, Fault> {
        self.open('[', depth)?;
        let mut items = Vec::new();
        if self.take(']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.take(']') {
                return Ok(Value::List(items));
            }
            self.expect(',')?;
        }
    }

    fn open(&mut self, bracket: char, depth: usize) -> Result<(), Fault> {
        if depth > DEPTH_MAX {
            return Err(Fault::NestedTooDeeply);
        }
        self.expect(bracket)
    }

    fn string(&mut self) -> Result<Text, Fault> {
        self.expect('"')?;
        let mut text = Text::from("");
        loop {
            let plain = self.rest.find(|c: char| c == '"' || c == '\\' || c < ' ').ok_or(Fault::Ends)?;
            let (run, rest) = self.rest.split_at(plain);
            text.push_str(run);
            self.rest = rest;
            if self.take_now('"') {
                return Ok(text);
            }
            if !self.take_now('\\') {
                return Err(Fault::BadString);
            }
            let point = self.escape()?;
            text.push(point);
        }
    }

    /// The code point of the escape whose backslash has been read.
    fn escape(&mut self) -> Result<u32, Fault> {
        let kind = self.rest.chars().next().ok_or(Fault::Ends)?;
        let plain = match kind {
            '"' | '\\' | '/' => kind,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode_escape(),
            _ => return Err(Fault::BadString),
        };
        self.take_now(kind);
        Ok(u32::from(plain))
    }

    /// `uXXXX`, or the two of a surrogate pair; a surrogate without its partner stands for itself.
    fn unicode_escape(&mut self) -> Result<u32, Fault> {
        let first = self.four_digits()?;
        if !(0xD800..0xDC00).contains(&first) || !self.rest.starts_with("\\u") {
            return Ok(first);
        }
        let before = self.rest;
        self.take_now('\\');
        let second = self.four_digits()?;
        if !(0xDC00..0xE000).contains(&second) {
            self.rest = before;
            return Ok(first);
        }
        Ok(((first & 0x3FF) << 10 | (second & 0x3FF)).saturating_add(0x10000))
    }

    fn four_digits(&mut self) -> Result<u32, Fault> {
        self.take_now('u');
        let digits = self.rest.get(..4).ok_or(Fault::BadString)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Fault::BadString);
        }
        self.rest = self.rest.get(4..).unwrap_or_default();
        u32::from_str_radix(digits, 16).map_err(|_| Fault::BadString)
    }

    /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?`
    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.rest;
        self.take_now('-');
        if !self.take_now('0') {
            self.digits()?;
        }
        if self.take_now('.') {
            self.digits()?;
        }
        if self.take_now('e') || self.take_now('E') {
            let _signed = self.take_now('+') || self.take_now('-');
            self.digits()?;
        }
        let length = start.len().saturating_sub(self.rest.len());
        Ok(Value::Number(start.get(..length).unwrap_or_default().to_owned()))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() == self.rest.len() {
            return Err(if rest.is_empty() { Fault::Ends } else { Fault::BadNumber });
        }
        self.rest = rest;
        Ok(())
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Fault> {
        self.rest = self.rest.strip_prefix(word).ok_or_else(|| self.unexpected())?;
        Ok(value)
    }

    /// Reads `mark`, white space before it aside, where it comes next.
    fn take(&mut self, mark: char) -> bool {
        self.skip_space();
        self.take_now(mark)
    }

    /// Reads `mark` where it comes next.
    fn take_now(&mut self, mark: char) -> bool {
        self.rest.strip_prefix(mark).map(|rest| self.rest = rest).is_some()
    }

    fn expect(&mut self, mark: char) -> Result<(), Fault> {
        if self.take(mark) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> Fault {
        self.rest.chars().next().map_or(Fault::Ends, Fault::Unexpected)
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }
}

/// The keys of one object. Few are compared one by one; where many stand, a set keeps the work in bounds.
#[derive(Default)]
struct Keys(BTreeSet<Text>);

impl Keys {
    fn is_new(&mut self, key: &Text, entries: &[(Text, Value)]) -> bool {
        if entries.len() < 16 {
            return entries.iter().all(|(known, _)| known != key);
        }
        if self.0.is_empty() {
            self.0.extend(entries.iter().map(|(known, _)| known.clone()));
        }
        self.0.insert(key.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `Ok` with the text printed again, `Err` with the fault and its place.
    fn check(text: &str, expected: Result<&str, (usize, usize, Fault)>) {
        let got = parse(text.as_bytes()).map(|value| value.to_string());
        let expected =
            expected.map(str::to_owned).map_err(|(line, column, fault)| SyntaxError { line, column, fault });
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn json_is_read_as_rfc_8259_writes_it() {
        check(
            " {\r\n\t\"a\" : [ 1 , -0.5e+10, true,false ,null,\"\" ] } ",
            Ok(r#"{"a":[1,-0.5e+10,true,false,null,""]}"#),
        );
        check(r#""\u0041\n\/\u001f\"\\""#, Ok(r#""A\n/\u001f\"\\""#));
        check("[]", Ok("[]"));
        check("{}", Ok("{}"));
        check("1e999", Ok("1e999"));
        check(
            "123456789012345678901234567890.12345678901234567890",
            Ok("123456789012345678901234567890.12345678901234567890"),
        );
        check("", Err((1, 1, Fault::Ends)));
        check("\u{feff}{}", Err((1, 1, Fault::ByteOrderMark)));
        check("{} {}", Err((1, 4, Fault::TextAfterEnd)));
        check("NaN", Err((1, 1, Fault::Unexpected('N'))));
        check("-Infinity", Err((1, 2, Fault::BadNumber)));
        check("01", Err((1, 2, Fault::TextAfterEnd)));
        check("1.", Err((1, 3, Fault::Ends)));
        check("+1", Err((1, 1, Fault::Unexpected('+'))));
        check("[1,]", Err((1, 4, Fault::Unexpected(']'))));
        check("{\"a\":1,}", Err((1, 8, Fault::Unexpected('}'))));
        check("{\"a\" 1}", Err((1, 6, Fault::Unexpected('1'))));
        check("{a:1}", Err((1, 2, Fault::Unexpected('a'))));
        check("'a'", Err((1, 1, Fault::Unexpected('\''))));
        check("\"a\nb\"", Err((1, 3, Fault::BadString)));
        check(r#""\x41""#, Err((1, 3, Fault::BadString)));
        check(r#""\u00g0""#, Err((1, 4, Fault::BadString)));
        check(r#""\u+041""#, Err((1, 4, Fault::BadString)));
        check("\"open", Err((1, 2, Fault::Ends)));
        check("\u{a0}1", Err((1, 1, Fault::Unexpected('\u{a0}'))));
        check("nul", Err((1, 1, Fault::Unexpected('n'))));
        assert_eq!(parse(b"[\"\xED\xA0\x80\"]").map_err(|e| e.fault), Err(Fault::NotUtf8));
    }

    #[test]
    fn a_repeated_key_is_refused_however_it_is_written_and_however_many_stand_before_it() {
        check(r#"{"a":1,"\u0061":2}"#, Err((1, 8, Fault::RepeatedKey("a".into()))));
        check("{\"x\":[{\n\"a\":{},\n \"a\":{}}]}", Err((3, 2, Fault::RepeatedKey("a".into()))));
        for count in [15, 16, 17, 40] {
            let keys: String = (0..count).map(|i| format!("\"k{i}\":0,")).collect();
            let fault = |last: &str| parse(format!("{{{keys}\"{last}\":0}}").as_bytes()).map_err(|e| e.fault);
            assert_eq!(fault("k3"), Err(Fault::RepeatedKey("k3".into())));
            assert!(fault("new").is_ok());
        }
    }

    #[test]
    fn sixty_four_containers_may_stand_inside_one_another() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(nested(64).as_bytes()).is_ok());
        assert_eq!(parse(nested(65).as_bytes()).map_err(|e| e.fault), Err(Fault::NestedTooDeeply));
        assert_eq!(parse("[".repeat(1_000_000).as_bytes()).map_err(|e| e.fault), Err(Fault::NestedTooDeeply));
    }

    #[test]
    fn a_lone_surrogate_is_kept_and_sorts_by_its_code_point() {
        check(r#""\ud83d\ude00""#, Ok("\"😀\""));
        check(r#""\ud800\udc00\udbff\udfff""#, Ok("\"\u{10000}\u{10ffff}\""));
        check(r#""a\uDC00b\ud800""#, Ok(r#""a\udc00b\ud800""#));
        check(r#""\ud800\u0041""#, Ok(r#""\ud800A""#));
        check(r#"{"\ud800":1,"\ud800":2}"#, Err((1, 13, Fault::RepeatedKey(lone()))));
        let [before, after, far]: [Text; 3] = ["\u{d7ff}", "\u{e000}", "😀"].map(Text::from);
        assert!(before < lone() && lone() < after && lone() < far);
        assert_eq!(lone().to_string(), "\u{fffd}");
        assert_eq!(lone().as_str(), None);
    }

    fn lone() -> Text {
        let mut text = Text::from("");
        text.push(0xD800);
        text
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes);
        }

        #[test]
        fn what_is_printed_reads_back_as_the_same(text in r#"[\[\]{}:,"\\ 0-9a-fu\-.eE+truefalsn]{0,60}"#) {
            if let Ok(value) = parse(text.as_bytes()) {
                prop_assert_eq!(parse(value.to_string().as_bytes()), Ok(value));
            }
        }

        #[test]
        fn whatever_this_reads_a_json_library_reads_the_same(text in r#"[\[\]{}:,"\\ 0-9a-fu\-.eE+truefalsn]{0,60}"#) {
            let peer = serde_json::from_str::<serde_json::Value>(&text);
            match parse(text.as_bytes()) {
                Ok(value) => {
                    // Out of a double's range and lone surrogates are refused there, and kept here.
                    if let Ok(peer) = peer {
                        let again: serde_json::Value = serde_json::from_str(&value.to_string()).unwrap();
                        prop_assert_eq!(again, peer);
                    }
                }
                Err(SyntaxError { fault: Fault::RepeatedKey(_) | Fault::NestedTooDeeply, .. }) => {}
                Err(_) => prop_assert!(peer.is_err()),
            }
        }
    }
}
