//! Pages of facts: TOML with the keys of a case's `facts`, and how several pages become one.
//!
//! ```toml
//! asset = "usdc"
//!
//! [peg]
//! components = [{ currency = "USD", amount = "1" }]
//! source = { url = "https://…" }
//!
//! [[disclosures]]
//! item = "backing"
//! status = "published"
//! url = "https://…"
//! published = 2023-02-28
//! ```
//!
//! The rule for several pages about one asset, oldest first (by the instant they were had, then by their place in
//! the journal): what a later page says of the same thing counts instead of what an earlier one said, and the
//! earlier page stays where it is.
//!
//! | fact | is the same thing as another with the same |
//! | --- | --- |
//! | `peg` | – (of several that hold on a day the one that was said last) |
//! | `coinmarketcap` | key: each of its keys counts by itself |
//! | `fx` | `base`, `quote` and `date` |
//! | `disclosures` | `item` (of several the one said last of those dated on or before the day of assessment) |
//! | `legal.checks` | `on`, `register` and `subjects` |
//! | `legal.events` | `kind`, `country`, `subject`, `body`, `title` and `in_force_from`, so that a page can add its end |

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::case::Facts;
use qazyq_law::json::{Text, Value};
use qazyq_law::{Law, value_of_toml};

use crate::Fault;
use crate::records::text_of;

/// The keys of a page that hold facts.
pub const FACTS_KEYS: [&str; 5] = ["peg", "fx", "disclosures", "coinmarketcap", "legal"];

/// A page of facts, checked.
#[derive(Clone, Debug)]
pub struct Page {
    /// The asset that it names.
    pub asset: Option<String>,
    /// Its facts, as a case has them.
    facts: Vec<(Text, Value)>,
}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    /// Where it is no TOML, or no case could hold its facts.
    pub fn parse(law: &Law, text: &str) -> Result<Self, Fault> {
        let Value::Object(entries) = value_of_toml(text)? else { return Err(Fault::NoFacts) };
        let (head, facts): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| *key == "asset");
        if facts.iter().any(|(key, _)| *key == "market") {
            return Err(Fault::BarsInFacts);
        }
        let facts = Value::Object(facts);
        Facts::of_json(law, &facts)?;
        let asset = match head.into_iter().next() {
            None => None,
            Some((_, Value::Text(id))) => Some(id.to_string()),
            Some(_) => return Err(Fault::AssetNotNamed),
        };
        match facts {
            Value::Object(facts) if facts.iter().any(|(key, _)| FACTS_KEYS.iter().any(|k| *key == *k)) => {
                Ok(Self { asset, facts })
            }
            _ => Err(Fault::NoFacts),
        }
    }
}

/// Facts from several pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// In the order in which they were said, each with the days on which it holds.
    pegs: Vec<(Value, Option<Day>, Option<Day>)>,
    fx: Vec<Value>,
    /// In the order in which they were said, each with the day from which on it says something.
    disclosures: Vec<(Value, Option<Day>)>,
    /// Each key by itself, with the origin of the page that said it last.
    coinmarketcap: Vec<(Text, Value, Value)>,
    checks: Vec<Value>,
    events: Vec<Value>,
    /// Checks that are entries of their own.
    recorded_checks: Vec<Value>,
    /// By the id of the ruling, which a later entry says anew as a whole.
    rulings: BTreeMap<String, Vec<Value>>,
}

impl Pages {
    /// Adds a later page; `origin` tells where its facts come from.
    pub(crate) fn add(&mut self, page: Page, origin: &[(&'static str, Value)]) {
        let said = page.facts.iter().find(|(key, _)| *key == "origin").map(|(_, origin)| origin.clone());
        let stamp = |value: Value| stamped(value, &said, origin);
        for (key, value) in page.facts {
            match (key.as_str(), value) {
                (_, Value::Null) => {}
                (Some("peg"), peg) => self.pegs.push((stamp(peg), None, None)),
                (Some("fx"), rows) => merge(&mut self.fx, rows, &["base", "quote", "date"], stamp),
                (Some("disclosures"), Value::List(rows)) => {
                    self.disclosures.extend(rows.into_iter().map(|row| {
                        let dated = dated(&row);
                        (stamp(row), dated)
                    }));
                }
                (Some("coinmarketcap"), about) => self.add_coinmarketcap(stamp(about)),
                (Some("legal"), Value::Object(legal)) => {
                    let of_legal =
                        legal.iter().find(|(key, _)| *key == "origin").map(|(_, origin)| origin.clone());
                    let stamp = |value: Value| stamped(value, of_legal.iter().chain(&said), origin);
                    for (key, rows) in legal {
                        match key.as_str() {
                            Some("checks") => {
                                merge(&mut self.checks, rows, &["on", "register", "subjects"], stamp);
                            }
                            Some("events") => {
                                let same = ["kind", "country", "subject", "body", "title", "in_force_from"];
                                merge(&mut self.events, rows, &same, stamp);
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds a later peg, with the days on which it holds.
    pub(crate) fn add_peg(&mut self, peg: Value, from: Option<Day>, until: Option<Day>) {
        self.pegs.push((peg, from, until));
    }

    /// Adds a later disclosure, with the day from which on it says something.
    pub(crate) fn add_disclosure(&mut self, row: Value, dated: Option<Day>) {
        self.disclosures.push((row, dated));
    }

    /// Adds a check. It stands beside any other: two of one register on one day may have looked for different things, and
    /// what was found is not to be lost.
    pub(crate) fn add_check(&mut self, row: Value) {
        self.recorded_checks.push(row);
    }

    /// Says anew what is to be said of a ruling.
    pub(crate) fn set_ruling(&mut self, id: &str, rows: Vec<Value>) {
        self.rulings.insert(id.to_owned(), rows);
    }

    /// The peg that was said last.
    pub fn latest_peg(&self) -> Option<&Value> {
        self.pegs.last().map(|(peg, ..)| peg)
    }

    /// The currencies of the pegs, of whatever days.
    pub fn peg_currencies(&self) -> Vec<String> {
        let mut currencies = Vec::new();
        for (peg, ..) in &self.pegs {
            let Some(Value::List(components)) = peg.get("components") else { continue };
            for component in components {
                let code = text_of(component.get("currency")).map(str::to_owned);
                currencies.extend(code.filter(|code| !currencies.contains(code)));
            }
        }
        currencies
    }

    /// The peg that holds on `date`: of several the one that was said last.
    pub fn peg_on(&self, date: Day) -> Option<&Value> {
        let holds = |from: &Option<Day>, until: &Option<Day>| {
            from.is_none_or(|from| from <= date) && until.is_none_or(|until| date < until)
        };
        self.pegs.iter().rev().find(|(_, from, until)| holds(from, until)).map(|(peg, ..)| peg)
    }

    /// The days on which a peg begins or ceases to hold.
    pub fn peg_changes(&self) -> BTreeSet<Day> {
        self.pegs.iter().flat_map(|(_, from, until)| [*from, *until]).flatten().collect()
    }

    /// The rates of days that `serves`, as a case has them.
    pub fn rates(&self, serves: impl Fn(Day) -> bool) -> Vec<(&'static str, Value)> {
        let day = |row: &Value| text_of(row.get("date")).and_then(|day| day.parse::<Day>().ok());
        let fx: Vec<Value> = self.fx.iter().filter(|row| day(row).is_some_and(&serves)).cloned().collect();
        if fx.is_empty() { Vec::new() } else { vec![("fx", Value::List(fx))] }
    }

    /// Of each item what was said last of those that say something on `date`; where none does, what was said last.
    fn disclosures_on(&self, date: Day) -> Vec<Value> {
        let mut chosen: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
        for (place, (row, dated)) in self.disclosures.iter().enumerate() {
            let item = text_of(row.get("item")).unwrap_or_default();
            let says = dated.is_none_or(|day| day <= date);
            let known = chosen.entry(item).or_insert((says, place));
            *known = (*known).max((says, place));
        }
        let mut places: Vec<usize> = chosen.into_values().map(|(_, place)| place).collect();
        places.sort_unstable();
        places.iter().filter_map(|place| self.disclosures.get(*place)).map(|(row, _)| row.clone()).collect()
    }

    /// Adds what CoinMarketCap itself said of the asset at `retrieved`, but for what a page that was had later says.
    pub(crate) fn add_coinmarketcap_at(&mut self, about: Value, retrieved: Timestamp) {
        let Value::Object(mut about) = about else { return };
        about.retain(|(key, _)| {
            let said = self.coinmarketcap.iter().find(|(known, ..)| known == key);
            said.and_then(|(.., origin)| instant_of(origin)).is_none_or(|said| said <= retrieved)
        });
        if about.iter().any(|(key, _)| *key != "origin") {
            self.add_coinmarketcap(Value::Object(about));
        }
    }

    fn add_coinmarketcap(&mut self, about: Value) {
        let origin = about.get("origin").cloned().unwrap_or(Value::Null);
        let Value::Object(about) = about else { return };
        for (key, value) in about.into_iter().filter(|(key, _)| *key != "origin") {
            self.coinmarketcap.retain(|(known, ..)| *known != key);
            self.coinmarketcap.push((key, value, origin.clone()));
        }
    }

    /// The facts as a case has them, exchange rates that `serves` alone.
    pub fn to_entries(&self, date: Day, serves: impl Fn(&Value) -> bool) -> Vec<(&'static str, Value)> {
        let mut entries = Vec::new();
        entries.extend(self.peg_on(date).cloned().map(|peg| ("peg", peg)));
        let fx: Vec<Value> = self.fx.iter().filter(|row| serves(row)).cloned().collect();
        if !fx.is_empty() {
            entries.push(("fx", Value::List(fx)));
        }
        let disclosures = self.disclosures_on(date);
        if !disclosures.is_empty() {
            entries.push(("disclosures", Value::List(disclosures)));
        }
        if !self.coinmarketcap.is_empty() {
            let mut origins: Vec<Value> = Vec::new();
            for (.., origin) in &self.coinmarketcap {
                if !origins.contains(origin) {
                    origins.push(origin.clone());
                }
            }
            let said = self.coinmarketcap.iter().map(|(key, value, _)| (key.clone(), value.clone()));
            let origin = ("origin".into(), one_or_list(origins));
            entries.push(("coinmarketcap", Value::Object(said.chain([origin]).collect())));
        }
        let rulings = self.rulings.values().flatten();
        let events: Vec<Value> = self.events.iter().chain(rulings).cloned().collect();
        let checks: Vec<Value> = self.checks.iter().chain(&self.recorded_checks).cloned().collect();
        let legal = [("checks", &checks), ("events", &events)];
        let legal = legal.into_iter().filter(|(_, rows)| !rows.is_empty());
        let legal: Vec<_> = legal.map(|(key, rows)| (Text::from(key), Value::List(rows.clone()))).collect();
        if !legal.is_empty() {
            entries.push(("legal", Value::Object(legal)));
        }
        entries
    }
}

/// When the bytes behind an origin were had.
fn instant_of(origin: &Value) -> Option<Timestamp> {
    match origin.get("retrieved") {
        Some(Value::Text(instant)) => instant.as_str()?.parse().ok(),
        _ => None,
    }
}

/// Puts a page's rows in the place of earlier pages' that are the same thing by `same`, and behind the others. Rows of
/// one page all stay, also where two are the same thing: what they come to together, the law says.
fn merge(known: &mut Vec<Value>, rows: Value, same: &[&str], stamp: impl Fn(Value) -> Value) {
    let Value::List(rows) = rows else { return };
    let thing = |row: &Value| same.iter().map(|key| row.get(key).cloned()).collect::<Vec<_>>();
    let told: Vec<_> = rows.iter().map(thing).collect();
    known.retain(|other| !told.contains(&thing(other)));
    known.extend(rows.into_iter().map(stamp));
}

/// One value as it is, several as a list.
pub(crate) fn one_or_list(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => values.remove(0),
        _ => Value::List(values),
    }
}

/// The fact with its origin: what it says itself, else what stands around it in its page, and the page's bytes.
fn stamped<'a>(
    fact: Value,
    around: impl IntoIterator<Item = &'a Value>,
    bytes: &[(&'static str, Value)],
) -> Value {
    let Value::Object(mut entries) = fact else { return fact };
    let own = entries.iter().position(|(key, _)| *key == "origin").map(|at| entries.remove(at).1);
    let mut origin: Vec<(Text, Value)> = Vec::new();
    for part in own.into_iter().chain(around.into_iter().cloned()) {
        let part = match part {
            Value::Object(part) => part,
            Value::Null => continue,
            other => vec![("says".into(), other)],
        };
        for (key, value) in part {
            if origin.iter().all(|(known, _)| *known != key) {
                origin.push((key, value));
            }
        }
    }
    // What the program knows of the bytes cannot be said otherwise by the page.
    origin.retain(|(key, _)| bytes.iter().all(|(name, _)| *key != *name));
    origin.extend(bytes.iter().map(|(key, value)| ((*key).into(), value.clone())));
    entries.push(("origin".into(), Value::Object(origin)));
    Value::Object(entries)
}

/// The day from which on a disclosure says something: of its publication, or of the search that found none.
fn dated(row: &Value) -> Option<Day> {
    let key = match text_of(row.get("status")) {
        Some("absent") => "looked_for_on",
        _ => "published",
    };
    text_of(row.get(key))?.parse().ok()
}
