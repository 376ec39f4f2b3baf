//! Answers of CoinMarketCap's API: their frame, and the parts of JSON in it, read one at a time.
//!
//! ```text
//! {"status": {"error_code": 0, …}, "data": {"id": 1, …}}               one asset
//! {"status": {"error_code": "0", …}, "data": {"1": {…}, "825": {…}}}   several, by id
//! {"status": …, "data": {"BTC": [{…}, {…}]}}                           several, by symbol
//! {"status": …, "data": [{…}, {…}]}                                    several, in order
//! ```
//!
//! Which form stands there depends on the endpoint, its version and how many assets were asked for, so it is looked at
//! and not expected. The parts stay text until somebody reads them: what is misshapen in one spoils no other.

use core::fmt;
use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::refusal;
use crate::answer::escaped;
use crate::feed::AnswerError;
use crate::finding::excerpt;
use crate::json;

/// What an answer says, once its status says that it does.
pub(super) struct Said<'a> {
    pub(super) data: &'a RawValue,
    /// Of how many entries these are a page.
    pub(super) total_count: Option<u64>,
}

#[derive(serde::Deserialize)]
pub(super) struct Frame<'a> {
    #[serde(borrow)]
    pub(super) status: Option<&'a RawValue>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
}

/// Opens an answer that came with status 200.
///
/// # Errors
/// Where it is no such answer, or its own status says that it failed.
pub(super) fn open(bytes: &[u8]) -> Result<Said<'_>, AnswerError> {
    let frame: Frame<'_> = object(json::document(bytes)?, "$")?;
    let status = frame.status.map(refusal::status).transpose()?;
    if let Some(refused) = status.as_ref().and_then(|status| status.refusal(200)) {
        // Whatever data stands beside an error code is not valid, CoinMarketCap says.
        return Err(refused.into());
    }
    let data = frame.data.ok_or_else(|| misshapen("data", "an object or a list"))?;
    Ok(Said { data, total_count: status.and_then(|status| status.total_count) })
}

/// One asset of an answer.
pub(super) struct Asset<'a> {
    /// The key under which it alone stands.
    pub(super) key: Option<Cow<'a, str>>,
    /// The path to it, for messages.
    pub(super) place: String,
    pub(super) raw: &'a RawValue,
}

/// The assets in `data`, whichever form it has: one after the other, for there may be a million that nobody asked for.
pub(super) fn assets(data: &RawValue) -> Result<impl Iterator<Item = Asset<'_>>, AnswerError> {
    let mut members = vec![(None, data)];
    if !data.get().starts_with('[') {
        let Entries(entries) = object(data, "data")?;
        let is_one = entries.iter().any(|(key, value)| key == "id" && !value.get().starts_with(['{', '[']));
        if !is_one {
            members = entries.into_iter().map(|(key, raw)| (Some(key), raw)).collect();
        }
    }
    Ok(members.into_iter().flat_map(|(key, raw)| members_of(key, raw)))
}

/// What stands in `data`, or under one of its keys: an asset, or several that no key names.
fn members_of<'a>(key: Option<Cow<'a, str>>, raw: &'a RawValue) -> impl Iterator<Item = Asset<'a>> {
    let place = key.as_ref().map_or("data".to_owned(), |key| format!("data.{}", excerpt(key)));
    let listed = raw.get().starts_with('[').then(|| list(raw, &place).ok()).flatten();
    let one = listed.is_none().then(|| Asset { key, place: place.clone(), raw });
    let several = (1u64..).zip(listed.unwrap_or_default());
    let several = several.map(move |(n, raw)| Asset { key: None, place: format!("{place}[{n}]"), raw });
    one.into_iter().chain(several)
}

/// What is quoted in one currency: of `{"USD": {…}}`, or of `[{"symbol": "USD", …}]`.
///
/// # Errors
/// Where it is quoted in others only, or the currency stands there twice.
pub(super) fn quoted_in<'a>(
    quote: Option<&'a RawValue>,
    currency: &str,
    place: &str,
) -> Result<&'a RawValue, AnswerError> {
    let quote = quote.ok_or_else(|| misshapen(place, "an object or a list"))?;
    let quotes = match quote.get().starts_with('[') {
        true => list(quote, place)?.into_iter().map(|raw| Ok((symbol(raw, place)?.into(), raw))).collect(),
        false => object(quote, place).map(|Entries(entries)| entries),
    }?;
    let mut fitting = quotes.iter().filter(|(code, _)| code == currency);
    match (fitting.next(), fitting.next()) {
        (Some((_, raw)), None) => Ok(raw),
        (Some(_), Some(_)) => Err(misshapen(place, "each currency once")),
        (None, _) => {
            let found: Vec<&str> = quotes.iter().map(|(code, _)| code.as_ref()).collect();
            Err(AnswerError::AnotherCurrency {
                asked: currency.to_owned(),
                found: excerpt(&found.join(", ")),
            })
        }
    }
}

fn symbol(raw: &RawValue, place: &str) -> Result<String, AnswerError> {
    #[derive(serde::Deserialize)]
    struct Symbol<'a> {
        #[serde(borrow)]
        symbol: Option<&'a RawValue>,
    }
    let Symbol { symbol } = object(raw, place)?;
    needed_text(symbol, &format!("{place}.symbol"))
}

/// The object that stands there. A key that it has twice makes it none.
pub(super) fn object<'a, T: Deserialize<'a>>(raw: &'a RawValue, place: &str) -> Result<T, AnswerError> {
    // Checked first, because a list would pass for an object with its fields in order.
    let read = raw.get().starts_with('{').then(|| serde_json::from_str(raw.get()).ok());
    read.flatten().ok_or_else(|| misshapen(place, "an object, each of its keys once"))
}

/// The list that stands there.
pub(super) fn list<'a>(raw: &'a RawValue, place: &str) -> Result<Vec<&'a RawValue>, AnswerError> {
    serde_json::from_str(raw.get()).map_err(|_| misshapen(place, "a list"))
}

/// The list that stands there, empty where nothing does.
pub(super) fn list_if_any<'a>(
    raw: Option<&'a RawValue>,
    place: &str,
) -> Result<Vec<&'a RawValue>, AnswerError> {
    raw.map_or(Ok(Vec::new()), |raw| list(raw, place))
}

/// The text that stands there, if something does.
pub(super) fn text(raw: Option<&RawValue>, place: &str) -> Result<Option<String>, AnswerError> {
    let Some(raw) = raw.filter(|raw| raw.get() != "null") else { return Ok(None) };
    serde_json::from_str(raw.get()).map(Some).map_err(|_| misshapen(place, "text"))
}

/// The text that must stand there.
pub(super) fn needed_text(raw: Option<&RawValue>, place: &str) -> Result<String, AnswerError> {
    text(raw, place)?.ok_or_else(|| misshapen(place, "text"))
}

/// The name that must stand there: text for screens and tables, which a control character would upset.
pub(super) fn needed_name(raw: Option<&RawValue>, place: &str) -> Result<String, AnswerError> {
    let name = needed_text(raw, place)?;
    match name.chars().any(char::is_control) {
        true => Err(misshapen(place, "text without control characters")),
        false => Ok(name),
    }
}

/// The whole number that stands there, if something does: `30`, `30.0`, `"30"`.
pub(super) fn whole(raw: Option<&RawValue>, place: &str) -> Result<Option<u64>, AnswerError> {
    match json::figure(raw) {
        Ok(amount) => amount.to_string().parse().map(Some).map_err(|_| misshapen(place, "a whole number")),
        Err(crate::figure::Unread::Absent) => Ok(None),
        Err(_) => Err(misshapen(place, "a whole number")),
    }
}

/// The whole number that must stand there.
pub(super) fn needed_whole(raw: Option<&RawValue>, place: &str) -> Result<u64, AnswerError> {
    whole(raw, place)?.ok_or_else(|| misshapen(place, "a whole number"))
}

/// The yes or no that stands there, if something does: `1`, `true`, `0`, `false`.
pub(super) fn flag(raw: Option<&RawValue>, place: &str) -> Result<Option<bool>, AnswerError> {
    match json::shown(raw) {
        "1" | "true" => Ok(Some(true)),
        "0" | "false" => Ok(Some(false)),
        "null" => Ok(None),
        _ => Err(misshapen(place, "1 or 0")),
    }
}

pub(super) fn misshapen(place: &str, expected: &str) -> AnswerError {
    AnswerError::Misshapen { place: place.to_owned(), expected: expected.to_owned() }
}

/// The keys of an object with what stands under them, in the answer's order. A key may stand there twice.
pub(super) struct Entries<'a>(pub(super) Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Borrowed where it has no escapes.
        #[derive(serde::Deserialize)]
        struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((Key(key), raw)) = map.next_entry()? {
                    entries.push((key, raw));
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(All).map(Self)
    }
}

/// Values in a query, with commas between.
pub(super) fn escaped_list(values: &[String]) -> String {
    values.iter().map(|value| escaped(value)).collect::<Vec<_>>().join(",")
}

/// The credits of a call that gives so many; one that gives nothing costs one all the same.
pub(super) fn credits(count: u64, in_one_credit: u64) -> u64 {
    count.div_ceil(in_one_credit).max(1)
}
