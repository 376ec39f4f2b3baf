//! Small things about text: addresses, names and signs. Whatever stands in a page is escaped by its template.

use qazyq_casework::book::Asset;
use qazyq_exact::{Amount, Day, IBig, Ratio};
use qazyq_law::Law;
use qazyq_law::json::Value;
use qazyq_words::number::{grouped, percent, price};
use qazyq_words::{Words, legible};

/// Text as it can stand in an address: letters, digits and `-._~` as they are, every other byte as `%` and two digits.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// A query of those of these keys that have a value, with its `?`; nothing where none has.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let told: Vec<String> = given.map(|(key, value)| format!("{key}={}", encoded(value))).collect();
    if told.is_empty() { String::new() } else { format!("?{}", told.join("&")) }
}

/// Somebody else's address, if a page may link to it: of the web, and nothing in it that would be read otherwise than it is
/// shown.
#[must_use]
pub fn link_of(address: &str) -> Option<&str> {
    let is_web = ["https://", "http://"].iter().any(|scheme| {
        address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '\\']))
    });
    let is_plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    (is_web && is_plain).then_some(address)
}

/// With a capital in front.
pub(crate) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(rest).collect()
}

/// What an asset is called in full, and in short.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Its name; where it has none its symbol, else its id.
    pub(super) name: String,
    /// Its symbol; where it has none its id.
    pub(super) symbol: String,
}

impl Named {
    pub(super) fn of(asset: &Asset) -> Self {
        let symbol = asset.symbol.as_ref().unwrap_or(&asset.id);
        let name = asset.name.as_ref().unwrap_or(symbol);
        Self { name: legible(name), symbol: legible(symbol) }
    }

    /// Both, where they differ.
    pub(super) fn whole(&self) -> String {
        if self.name == self.symbol { self.name.clone() } else { format!("{} ({})", self.name, self.symbol) }
    }
}

/// A figure held against the law's limit, as a percentage.
pub(super) fn figure(words: &Words, law: &Law, ratio: &Ratio) -> String {
    signed(percent(words, ratio, &law.deviation_max))
}

/// A percentage that is not held against anything.
pub(super) fn share(words: &Words, ratio: &Ratio) -> String {
    signed(percent(words, ratio, &Ratio::ZERO))
}

/// An amount as people read it.
pub(super) fn amount(words: &Words, amount: &Amount) -> String {
    signed(grouped(words, &amount.to_string()))
}

/// A quotient as people read it.
pub(super) fn quotient(words: &Words, ratio: &Ratio) -> String {
    signed(price(words, ratio))
}

/// With the sign that numbers have in print.
fn signed(number: String) -> String {
    number.replace('-', "\u{2212}")
}

/// A whole number as a ratio.
pub(super) fn whole(number: u32) -> Ratio {
    Amount::new(IBig::from(number), 0).to_ratio()
}

/// A ratio without its sign.
pub(super) fn size(ratio: &Ratio) -> Ratio {
    if *ratio < Ratio::ZERO { Ratio::ZERO.minus(ratio) } else { ratio.clone() }
}

/// What stands under these keys, one in the other.
pub(super) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// The text under these keys; nothing where there is none.
pub(super) fn text_at(value: &Value, path: &[&str]) -> String {
    match at(value, path) {
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Number(number)) => number.clone(),
        Some(Value::Bool(is)) => is.to_string(),
        Some(Value::Null | Value::List(_) | Value::Object(_)) | None => String::new(),
    }
}

/// What a list under these keys holds.
pub(super) fn list_at<'v>(value: &'v Value, path: &[&str]) -> &'v [Value] {
    match at(value, path) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The day under these keys.
pub(super) fn day_at(value: &Value, path: &[&str]) -> Option<Day> {
    text_at(value, path).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_link_only_where_it_leads_to_the_web() {
        for (address, is_link) in [
            ("https://exk.example/terms", true),
            ("http://exk.example", true),
            ("https://", false),
            ("https:///exk.example", false),
            ("javascript:alert(1)", false),
            ("JAVASCRIPT:alert(1)", false),
            (" https://exk.example", false),
            ("https://exk.example/\u{9}x", false),
            ("data:text/html,x", false),
            ("//exk.example", false),
            ("", false),
        ] {
            assert_eq!(link_of(address).is_some(), is_link, "{address:?}");
        }
    }

    #[test]
    fn what_stands_in_an_address_is_encoded() {
        assert_eq!(encoded("usd-c._~"), "usd-c._~");
        assert_eq!(encoded("a b&c=d/é+<"), "a%20b%26c%3Dd%2F%C3%A9%2B%3C");
        assert_eq!(query(&[("on", "2023-03-14"), ("since", ""), ("q", "é")]), "?on=2023-03-14&q=%C3%A9");
        assert_eq!(query(&[("q", "")]), "");
    }

    #[test]
    fn a_capital_stands_in_front_in_every_script() {
        assert_eq!(capital("құн туралы"), "Құн туралы");
        assert_eq!(capital("met"), "Met");
        assert_eq!(capital(""), "");
    }
}
