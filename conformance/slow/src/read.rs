//! From JSON to a case, or the refusal that names the place.
//!
//! ```text
//! facts.market[0].days[3].close: `1e0` is no amount
//! ```
//!
//! The whole file is checked, whether or not its reading uses what is there. A key that is not required may
//! be null, which is the same as its absence; `facts` and every object inside it may carry an `origin` of any
//! shape.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::case::{
    Axis, Bar, Case, Check, Component, Disclosure, Event, Facts, Missing, Peg, Price, Rate, Reading, Series,
    Source, Statistic, Status, Subject, Window,
};
use crate::law::DISCLOSURE_ITEMS;
use crate::number::{self, Fraction};

/// What a reader gives: the thing read, or why the case is refused.
type Read<T> = Result<T, String>;

/// The whole file.
pub(crate) fn case(value: &Value) -> Read<Case> {
    let place = Place { name: "the case".to_owned(), value };
    let case = place.object_with(&["format", "asset", "assessment", "facts"])?;

    case.required("format")?.choice(&[("qazyq.case/1", ())])?;
    // Everything in `asset` but its id is free.
    let asset = case.required("asset")?.free_object()?.required("id")?.text()?.to_owned();

    let assessment = case.required("assessment")?.object_with(&["date", "reading", "act", "as_of"])?;
    let date = assessment.required("date")?.day()?;
    let reading = reading(&assessment)?;
    assessment.optional("act", |act| act.choice(&[("kz-600-2025", ()), ("kz-600-2025@1", ())]))?;
    assessment.optional("as_of", |as_of| as_of.instant())?;

    let facts = facts(&case.required("facts")?)?;
    Ok(Case { asset, date, reading, facts })
}

/// The five axes; one that is absent has its default.
fn reading(assessment: &Object<'_>) -> Read<Reading> {
    let axes = ["statistic", "price", "missing", "window", "source"];
    let empty = Map::new();
    let given = assessment.optional("reading", |reading| reading.object_with(&axes))?;
    let given = given.unwrap_or(Object { name: "assessment.reading".to_owned(), keys: &empty });
    let source = given.optional("source", |source| source.text())?.unwrap_or("either");
    Ok(Reading {
        statistic: axis::<Statistic>(&given, "statistic")?,
        price: axis::<Price>(&given, "price")?,
        missing: axis::<Missing>(&given, "missing")?,
        window: axis::<Window>(&given, "window")?,
        source: if source == "either" { Source::Either } else { Source::Named(source.to_owned()) },
    })
}

/// One axis with named choices, the first of which is the default.
fn axis<A: Axis>(reading: &Object<'_>, key: &str) -> Read<A> {
    Ok(reading.optional(key, |choice| choice.choice(A::CHOICES))?.unwrap_or(A::CHOICES[0].1))
}

fn facts(place: &Place<'_>) -> Read<Facts> {
    let facts = place.fact(&["peg", "fx", "disclosures", "coinmarketcap", "legal", "market"])?;
    let coinmarketcap =
        facts.optional("coinmarketcap", |it| it.fact(&["id", "listed", "self_reported_market_cap"]))?;
    let legal = facts.optional("legal", |it| it.fact(&["checks", "events"]))?;
    Ok(Facts {
        peg: facts.optional("peg", peg)?,
        fx: facts.optional("fx", rates)?.unwrap_or_default(),
        disclosures: facts.optional("disclosures", disclosures)?.unwrap_or_default(),
        listed: within(&coinmarketcap, "listed", Place::truth)?,
        self_reported_market_cap: within(&coinmarketcap, "self_reported_market_cap", Place::truth)?,
        checks: within(&legal, "checks", |it| it.list_of(check))?.unwrap_or_default(),
        events: within(&legal, "events", |it| it.list_of(event))?.unwrap_or_default(),
        market: facts.optional("market", market)?.unwrap_or_default(),
    })
}

fn peg(place: &Place<'_>) -> Read<Peg> {
    let peg = place.fact(&["components", "source"])?;
    let components = peg.required("components")?;
    if components.list()?.is_empty() {
        return Err(components.refused("a peg has one component or more"));
    }
    let source = peg.optional("source", |it| it.fact(&["url", "retrieved", "sha256"]))?;
    within(&source, "retrieved", Place::text)?;
    within(&source, "sha256", Place::text)?;
    let url = within(&source, "url", Place::text)?;
    Ok(Peg { components: components.list_of(component)?, has_source: url.is_some_and(|url| !url.is_empty()) })
}

fn component(place: &Place<'_>) -> Read<Component> {
    let component = place.fact(&["currency", "amount"])?;
    Ok(Component {
        currency: component.required("currency")?.text()?.to_owned(),
        amount: component.required("amount")?.positive_amount()?,
    })
}

fn rates(place: &Place<'_>) -> Read<Vec<Rate>> {
    let rates = place.list_of(rate)?;
    place.each_once(
        rates.iter().map(|row| (&row.base, &row.quote, row.date)),
        "this pair has a rate of this day",
    )?;
    Ok(rates)
}

fn rate(place: &Place<'_>) -> Read<Rate> {
    let row = place.fact(&["date", "base", "quote", "rate"])?;
    Ok(Rate {
        date: row.required("date")?.day()?,
        base: row.required("base")?.text()?.to_owned(),
        quote: row.required("quote")?.text()?.to_owned(),
        rate: row.required("rate")?.rate()?,
    })
}

fn disclosures(place: &Place<'_>) -> Read<Vec<Disclosure>> {
    let disclosures = place.list_of(disclosure)?;
    place.each_once(disclosures.iter().map(|entry| &entry.item), "this item has an entry")?;
    Ok(disclosures)
}

fn disclosure(place: &Place<'_>) -> Read<Disclosure> {
    let keys = ["item", "status", "url", "published", "retrieved", "sha256", "looked_for_on"];
    let entry = place.fact(&keys)?;
    entry.optional("retrieved", Place::text)?;
    entry.optional("sha256", Place::text)?;
    entry.optional("looked_for_on", Place::day)?;
    Ok(Disclosure {
        item: entry.required("item")?.choice(&DISCLOSURE_ITEMS.map(|item| (item, item)))?.to_owned(),
        status: entry
            .required("status")?
            .choice(&[("published", Status::Published), ("absent", Status::Absent)])?,
        has_address: entry.optional("url", Place::text)?.is_some_and(|url| !url.is_empty()),
        published: entry.optional("published", Place::day)?,
    })
}

fn check(place: &Place<'_>) -> Read<Check> {
    let check = place.fact(&["on", "subjects", "register", "result", "url"])?;
    check.optional("url", Place::text)?;
    let subject = |it: &Place<'_>| it.choice(&[("asset", Subject::Asset), ("issuer", Subject::Issuer)]);
    Ok(Check {
        on: check.required("on")?.day()?,
        subjects: check.required("subjects")?.list_of(subject)?,
        register: check.required("register")?.text()?.to_owned(),
        // A dismissed hit is somebody else's: it clears the subject as no hit does.
        found: check.required("result")?.choice(&[("none", false), ("found", true), ("dismissed", false)])?,
    })
}

fn event(place: &Place<'_>) -> Read<Event> {
    let keys = ["kind", "country", "subject", "in_force_from", "ended_on", "body", "title", "url"];
    let event = place.fact(&keys)?;
    for key in ["body", "title", "url"] {
        event.optional(key, Place::text)?;
    }
    let subjects = [("asset", Subject::Asset), ("issuer", Subject::Issuer), ("other", Subject::Other)];
    Ok(Event {
        binds: event.required("kind")?.choice(&[
            ("court_decision", true),
            ("order", true),
            ("other", false),
        ])?,
        country: event.required("country")?.country()?.to_owned(),
        subject: event.required("subject")?.choice(&subjects)?,
        in_force_from: event.required("in_force_from")?.day()?,
        ended_on: event.optional("ended_on", Place::day)?,
    })
}

fn market(place: &Place<'_>) -> Read<Vec<Series>> {
    let market = place.list_of(series)?;
    place.each_once(market.iter().map(|series| &series.source), "this source has a series")?;
    Ok(market)
}

fn series(place: &Place<'_>) -> Read<Series> {
    let series = place.fact(&["source", "currency", "days"])?;
    let source = series.required("source")?;
    if source.text()? == "either" {
        return Err(source.refused("`either` is the name of a choice and of no source"));
    }
    let days = series.required("days")?;
    let bars = days.list_of(bar)?;
    days.each_once(bars.iter().map(|bar| bar.date), "this day has a bar")?;
    Ok(Series {
        source: source.text()?.to_owned(),
        currency: series.required("currency")?.text()?.to_owned(),
        days: bars,
    })
}

fn bar(place: &Place<'_>) -> Read<Bar> {
    let bar = place.fact(&["date", "open", "high", "low", "close", "vwap", "volume", "market_cap"])?;
    Ok(Bar {
        date: bar.required("date")?.day()?,
        open: bar.optional("open", Place::amount)?,
        high: bar.optional("high", Place::amount)?,
        low: bar.optional("low", Place::amount)?,
        close: bar.optional("close", Place::amount)?,
        vwap: bar.optional("vwap", Place::amount)?,
        volume: bar.optional("volume", Place::amount)?,
        market_cap: bar.optional("market_cap", Place::amount)?,
    })
}

/// A key of a section that may itself be absent.
fn within<'a, T>(
    section: &Option<Object<'a>>,
    key: &str,
    read: impl Fn(&Place<'a>) -> Read<T>,
) -> Read<Option<T>> {
    section.as_ref().map_or(Ok(None), |section| section.optional(key, read))
}

/// A value and where in the file it stands.
struct Place<'a> {
    name: String,
    value: &'a Value,
}

/// An object whose keys are all known, and where in the file it stands.
struct Object<'a> {
    name: String,
    keys: &'a Map<String, Value>,
}

impl<'a> Object<'a> {
    fn place(&self, key: &str, value: &'a Value) -> Place<'a> {
        let name = if self.name == "the case" { key.to_owned() } else { format!("{}.{key}", self.name) };
        Place { name, value }
    }

    /// The key's place; null is as good as missing.
    fn required(&self, key: &str) -> Read<Place<'a>> {
        match self.keys.get(key) {
            None | Some(Value::Null) => Err(format!("{}: `{key}` is missing", self.name)),
            Some(value) => Ok(self.place(key, value)),
        }
    }

    /// What the key says, read so; none where it is absent or null.
    fn optional<T>(&self, key: &str, read: impl Fn(&Place<'a>) -> Read<T>) -> Read<Option<T>> {
        match self.keys.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => read(&self.place(key, value)).map(Some),
        }
    }
}

impl<'a> Place<'a> {
    fn refused(&self, why: &str) -> String {
        format!("{}: {why}", self.name)
    }

    /// An object with any keys.
    fn free_object(&self) -> Read<Object<'a>> {
        let keys = self.value.as_object().ok_or_else(|| self.refused("not an object"))?;
        Ok(Object { name: self.name.clone(), keys })
    }

    /// An object with none but these keys: a misspelt one must not pass as absent.
    fn object_with(&self, known: &[&str]) -> Read<Object<'a>> {
        let object = self.free_object()?;
        match object.keys.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(self.refused(&format!("unknown key `{key}`"))),
            None => Ok(object),
        }
    }

    /// `facts` or an object inside it, which may also say where it came from.
    fn fact(&self, known: &[&str]) -> Read<Object<'a>> {
        self.object_with(&[known, &["origin"]].concat())
    }

    fn list(&self) -> Read<&'a Vec<Value>> {
        self.value.as_array().ok_or_else(|| self.refused("not a list"))
    }

    /// A list whose every item is read so.
    fn list_of<T>(&self, read: impl Fn(&Place<'a>) -> Read<T>) -> Read<Vec<T>> {
        let items = self.list()?.iter().enumerate();
        items.map(|(at, value)| read(&Place { name: format!("{}[{at}]", self.name), value })).collect()
    }

    /// Refused where two items of the list have one name.
    fn each_once<N: Ord>(&self, names: impl Iterator<Item = N>, what: &str) -> Read<()> {
        let mut seen = BTreeSet::new();
        for (at, name) in names.enumerate() {
            if !seen.insert(name) {
                return Err(format!("{}[{at}]: {what} already", self.name));
            }
        }
        Ok(())
    }

    fn text(&self) -> Read<&'a str> {
        self.value.as_str().ok_or_else(|| self.refused("not a text"))
    }

    fn truth(&self) -> Read<bool> {
        self.value.as_bool().ok_or_else(|| self.refused("neither true nor false"))
    }

    /// A text that stands for something; refused where it stands for nothing.
    fn read_as<T>(&self, what: &str, read: impl Fn(&'a str) -> Option<T>) -> Read<T> {
        let text = self.text()?;
        read(text).ok_or_else(|| self.refused(&format!("`{text}` is no {what}")))
    }

    fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Read<T> {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let chosen = |text: &str| choices.iter().find(|(name, _)| *name == text).map(|(_, choice)| *choice);
        self.read_as(&format!("choice here ({})", names.join(", ")), chosen)
    }

    fn amount(&self) -> Read<Fraction> {
        self.read_as("amount", number::amount)
    }

    fn positive_amount(&self) -> Read<Fraction> {
        self.read_as("amount above zero", number::positive_amount)
    }

    fn rate(&self) -> Read<Fraction> {
        self.read_as("rate above zero", number::rate)
    }

    fn day(&self) -> Read<Date> {
        self.read_as("day of the years 1970 to 2999", day)
    }

    fn instant(&self) -> Read<()> {
        self.read_as("instant", |text| is_instant(text).then_some(()))
    }

    /// Two capitals; whether ISO 3166 has given them to a country is not asked.
    fn country(&self) -> Read<&'a str> {
        let is_two_capitals =
            |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        self.read_as("country's two capitals", |text| is_two_capitals(text).then_some(text))
    }
}

/// `YYYY-MM-DD`, a day that exists, from 1970-01-01 to 2999-12-31.
fn day(text: &str) -> Option<Date> {
    if !has_form(text, "0000-00-00") {
        return None;
    }
    let date = Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()?;
    (1970..=2999).contains(&date.year()).then_some(date)
}

/// `YYYY-MM-DDThh:mm:ss`, optionally a point and digits, then `Z` or `±hh:mm`.
///
/// Its day is held to what any other day in the file is held to, and the offset's hours and minutes to what
/// the clock's are: the page names one rule for each.
fn is_instant(text: &str) -> bool {
    let Some((date, clock_and_offset)) = text.split_once('T') else { return false };
    let Some((clock, offset)) = split_offset(clock_and_offset) else { return false };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    day(date).is_some()
        && has_form(clock, "00:00:00")
        && is_hour_and_minute(&clock[..5])
        && clock[6..] <= *"59"
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && (offset == "Z" || is_hour_and_minute(&offset[1..]))
}

/// The clock, and the `Z` or `±hh:mm` behind it.
fn split_offset(text: &str) -> Option<(&str, &str)> {
    let at = text.find(['Z', '+', '-'])?;
    let (clock, offset) = text.split_at(at);
    (offset == "Z" || !offset.starts_with('Z')).then_some((clock, offset))
}

/// `hh:mm`, hours to 23 and minutes to 59.
fn is_hour_and_minute(text: &str) -> bool {
    has_form(text, "00:00") && text[..2] <= *"23" && text[3..] <= *"59"
}

/// Whether the text has a digit, and none but `0` to `9`, wherever the form has one, and the form's own
/// character elsewhere. What has a form is ASCII, so it may be cut anywhere.
fn has_form(text: &str, form: &str) -> bool {
    let fits =
        |(byte, of_form): (u8, u8)| if of_form == b'0' { byte.is_ascii_digit() } else { byte == of_form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn days_are_read_strictly() {
        for text in ["1970-01-01", "2999-12-31", "2024-02-29", "2000-02-29"] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        let wrong = "\
            |1969-12-31|3000-01-01|2023-02-29|2100-02-29|2023-00-10|2023-13-01|2023-01-00|2023-04-31\
            |2023-1-1|20230101|2023-01-01 |+023-01-01|2023-01-0١|2023-01-01T00:00:00Z";
        for text in wrong.split('|') {
            assert!(day(text).is_none(), "{text}");
        }
    }

    #[test]
    fn instants_are_read_strictly() {
        let right = [
            "2023-03-13T06:00:00Z",
            "2023-03-13T23:59:59.000000000001Z",
            "2023-03-13T00:00:00+05:00",
            "2023-03-13T00:00:00.5-23:59",
            "2023-03-13T00:00:00-00:00",
        ];
        for text in right {
            assert!(is_instant(text), "{text}");
        }
        let wrong = "\
            |2023-03-13|2023-03-13T06:00:00|2023-03-13T06:00Z|2023-03-13t06:00:00Z|2023-03-13T06:00:00z\
            |2023-03-13 06:00:00Z|2023-03-13T24:00:00Z|2023-03-13T06:60:00Z|2023-03-13T06:00:60Z\
            |2023-03-13T06:00:00.Z|2023-03-13T06:00:00,5Z|2023-03-13T06:00:00+0500\
            |2023-03-13T06:00:00+05|2023-03-13T06:00:00+24:00|2023-03-13T06:00:00+05:60\
            |2023-03-13T06:00:00Z |2023-03-13T06:00:00ZZ|2023-03-13T06:00:00Z+05:00\
            |2023-03-13T06:00:00+05:00Z|2023-02-30T06:00:00Z|2023-03-13T06:00:00−05:00\
            |2023-03-13T06:00:0٠Z|2023-03-13T06:00:00.٠Z|2023-03-13TT06:00:00Z|2023-03-13T06:00:00.5.5Z\
            |1969-12-31T23:59:59Z";
        for text in wrong.split('|') {
            assert!(!is_instant(text), "{text}");
        }
    }

    #[test]
    fn a_refusal_names_the_place() {
        let refusal = |facts: Value| {
            let value = json!({
                "format": "qazyq.case/1",
                "asset": {"id": ""},
                "assessment": {"date": "2026-01-31"},
                "facts": facts,
            });
            case(&value).err()
        };
        let series = |days: Value| json!({"market": [{"source": "", "currency": "", "days": days}]});
        assert_eq!(refusal(series(json!([]))), None);
        assert_eq!(
            refusal(series(json!([{"date": "2026-01-01", "close": "1e0"}]))).as_deref(),
            Some("facts.market[0].days[0].close: `1e0` is no amount")
        );
        assert_eq!(
            refusal(series(json!([{"date": "2026-01-01"}, {"date": "2026-01-01"}]))).as_deref(),
            Some("facts.market[0].days[1]: this day has a bar already")
        );
        assert_eq!(refusal(json!({"disclosure": []})).as_deref(), Some("facts: unknown key `disclosure`"));
        assert_eq!(refusal(Value::Null).as_deref(), Some("the case: `facts` is missing"));
    }
}
