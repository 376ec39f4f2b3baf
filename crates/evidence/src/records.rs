//! Facts that people recorded, as a case has them.
//!
//! Each row of a case leads back to its entry: `origin` has its number, who says so, and the digest of the document.

use std::collections::BTreeSet;

use jiff::Timestamp;
use qazyq_law::Act;
use qazyq_law::json::{Text, Value};
use qazyq_registry::entry::Entry;
use qazyq_registry::what::{Check, Component, Disclosure, FileRef, Peg, Ruling, Subject, What};

use crate::Fault;
use crate::dossier::Known;
use crate::facts::{Page, Pages};
use crate::kept::Files;
use crate::said::Said;

impl Said<'_> {
    /// All facts about an asset and its issuer that count at `known_at`, put together in the order in which they were had.
    ///
    /// # Errors
    /// Where a page's bytes cannot be had, or are none.
    pub fn pages<F: Files<Error: From<Fault>>>(
        self,
        act: &Act,
        known: &Known<'_>,
        issuer: Option<&str>,
        known_at: Timestamp,
        files: &F,
    ) -> Result<Pages, F::Error> {
        let asset = Subject::Asset(known.asset.clone());
        let issuer = issuer.map(|id| Subject::Issuer(id.to_owned()));
        let about = |subject: &Subject| self.about_subject(subject).filter(|e| self.counts(e, known_at));
        let said: Vec<&Entry> = about(&asset).chain(issuer.iter().flat_map(about)).collect();
        // A ruling's last word may be that it concerns somebody else.
        let rulings: BTreeSet<&str> = said
            .iter()
            .filter_map(|entry| match &entry.what {
                What::Ruling(ruling) => Some(ruling.ruling.as_str()),
                _ => None,
            })
            .collect();
        let mut entries: Vec<&Entry> = known.entries.clone();
        entries.extend(said.into_iter().filter(|entry| !matches!(entry.what, What::Ruling(_))));
        for ruling in rulings {
            entries.extend(self.standing(self.about_ruling(ruling), known_at).pop());
        }
        entries.sort_by_key(|entry| self.order(entry));
        // A check may be about both.
        entries.dedup_by_key(|entry| entry.number);

        let concerned = Concerned { asset: &asset, issuer: issuer.as_ref() };
        let mut pages = Pages::default();
        for entry in entries {
            match &entry.what {
                What::Peg(peg) => pages.add_peg(peg_row(peg, entry), peg.from, peg.until),
                What::Facts { file } => {
                    // A page's facts do not hang on the version of the law, but for the items that it names.
                    let bytes = files.bytes(file)?;
                    let page = Page::parse(act.latest(), &String::from_utf8_lossy(&bytes))?;
                    pages.add(page, &origin_of_page(file, entry.retrieved));
                }
                What::Disclosure(disclosure) => {
                    pages.add_disclosure(disclosure_row(disclosure, entry), disclosure.dated());
                }
                What::Check(check) => pages.add_check(check_row(check, &concerned, entry)),
                What::Ruling(ruling) => {
                    pages.set_ruling(&ruling.ruling, ruling_rows(ruling, &concerned, entry));
                }
                _ => {}
            }
        }
        Ok(pages)
    }
}

/// Whether a fact, or something inside it, calls itself a demonstration in its origin.
#[must_use]
pub fn says_demonstration(fact: &Value) -> bool {
    match fact {
        Value::Object(entries) => {
            let is_so = |(key, value): &(Text, Value)| *key == "demonstration" && *value == Value::Bool(true);
            entries.iter().any(|entry| is_so(entry) || says_demonstration(&entry.1))
        }
        Value::List(values) => values.iter().any(says_demonstration),
        _ => false,
    }
}

/// The components of a case's peg.
#[must_use]
pub fn components_of(peg: &Value) -> Vec<Component> {
    let Some(Value::List(components)) = peg.get("components") else { return Vec::new() };
    let text = |part: &Value, key| text_of(part.get(key)).unwrap_or_default().to_owned();
    let component =
        |part: &Value| Component { currency: text(part, "currency"), amount: text(part, "amount") };
    components.iter().map(component).collect()
}

/// Whom a case is about.
struct Concerned<'c> {
    asset: &'c Subject,
    issuer: Option<&'c Subject>,
}

impl Concerned<'_> {
    /// What a case calls these subjects.
    fn named(&self, subjects: &[Subject]) -> Vec<&'static str> {
        let mut named = Vec::new();
        if subjects.contains(self.asset) {
            named.push("asset");
        }
        if self.issuer.is_some_and(|issuer| subjects.contains(issuer)) {
            named.push("issuer");
        }
        named
    }
}

fn text(value: impl std::fmt::Display) -> Value {
    Value::from(value.to_string())
}

type Keys = Vec<(&'static str, Value)>;

/// Where an entry is from: its number, who says so, and the document.
fn origin(entry: &Entry, more: Keys) -> Value {
    let mut origin: Keys = vec![("entry", Value::from(entry.number.to_string()))];
    origin.extend(entry.origin.class.map(|class| ("class", text(class))));
    origin.extend(entry.origin.address.as_deref().map(|address| ("address", address.into())));
    if let Some(file) = &entry.origin.document {
        origin.push(("file", file.name.as_str().into()));
        origin.push(("sha256", file.sha256.as_str().into()));
    }
    if entry.origin.demonstration {
        origin.push(("demonstration", true.into()));
    }
    origin.extend(more);
    origin.push(("retrieved", text(entry.retrieved)));
    Value::object(origin)
}

fn sha256_of_document(entry: &Entry) -> Option<Value> {
    entry.origin.document.as_ref().map(|file| file.sha256.as_str().into())
}

fn components(components: &[Component]) -> Value {
    let component = |part: &Component| {
        Value::object(
            [("currency", part.currency.as_str()), ("amount", &part.amount)].map(|(k, v)| (k, v.into())),
        )
    };
    Value::List(components.iter().map(component).collect())
}

fn peg_row(peg: &Peg, entry: &Entry) -> Value {
    let retrieved = text(entry.retrieved);
    let mut row: Keys = vec![("components", components(&peg.components))];
    if let Some(url) = &peg.url {
        let mut source = vec![("url", Value::from(url.as_str())), ("retrieved", retrieved.clone())];
        source.extend(sha256_of_document(entry).map(|sha256| ("sha256", sha256)));
        row.push(("source", Value::object(source)));
    }
    // A peg that came with an import says so, as it always did.
    row.push((
        "origin",
        match entry.origin.class {
            None => {
                Value::object([("declared", Value::from("qazyq import --peg")), ("retrieved", retrieved)])
            }
            Some(_) => {
                let days = [("from", peg.from), ("until", peg.until)];
                origin(entry, days.into_iter().filter_map(|(key, day)| Some((key, text(day?)))).collect())
            }
        },
    ));
    Value::object(row)
}

fn disclosure_row(disclosure: &Disclosure, entry: &Entry) -> Value {
    let mut row: Keys = vec![("item", text(disclosure.item)), ("status", text(disclosure.status))];
    row.extend(disclosure.url.as_deref().map(|url| ("url", url.into())));
    row.extend(disclosure.published.map(|day| ("published", text(day))));
    row.push(("retrieved", text(entry.retrieved)));
    row.extend(sha256_of_document(entry).map(|sha256| ("sha256", sha256)));
    row.extend(disclosure.looked_for_on.map(|day| ("looked_for_on", text(day))));
    let next = disclosure.next_expected.map(|day| ("next_expected", text(day)));
    row.push(("origin", origin(entry, next.into_iter().collect())));
    Value::object(row)
}

fn check_row(check: &Check, concerned: &Concerned<'_>, entry: &Entry) -> Value {
    let subjects = concerned.named(&check.subjects).into_iter().map(Value::from).collect();
    let mut row: Keys = vec![
        ("on", text(check.on)),
        ("subjects", Value::List(subjects)),
        ("register", check.register.as_str().into()),
        ("result", text(check.result)),
    ];
    row.extend(check.url.as_deref().map(|url| ("url", url.into())));
    let terms = Value::List(check.terms.iter().map(|term| term.as_str().into()).collect());
    row.push(("origin", origin(entry, vec![("terms", terms)])));
    Value::object(row)
}

fn ruling_rows(ruling: &Ruling, concerned: &Concerned<'_>, entry: &Entry) -> Vec<Value> {
    let row = |subject: &'static str| {
        let mut row: Keys = vec![
            ("kind", text(ruling.kind)),
            ("country", ruling.country.as_str().into()),
            ("subject", subject.into()),
            ("in_force_from", text(ruling.in_force_from)),
        ];
        row.extend(ruling.ended_on.map(|day| ("ended_on", text(day))));
        row.push(("body", ruling.body.as_str().into()));
        row.extend(ruling.title.as_deref().map(|title| ("title", title.into())));
        row.extend(ruling.url.as_deref().map(|url| ("url", url.into())));
        let mut more: Keys = vec![("ruling", ruling.ruling.as_str().into())];
        more.extend(ruling.reference.as_deref().map(|reference| ("reference", reference.into())));
        more.extend(ruling.appealed_on.map(|day| ("appealed_on", text(day))));
        row.push(("origin", origin(entry, more)));
        Value::object(row)
    };
    concerned.named(&ruling.subjects).into_iter().map(row).collect()
}

fn origin_of_page(file: &FileRef, retrieved: Timestamp) -> [(&'static str, Value); 3] {
    [
        ("file", file.name.as_str().into()),
        ("sha256", file.sha256.as_str().into()),
        ("retrieved", text(retrieved)),
    ]
}

/// A text of a value, where it is one.
#[must_use]
pub fn text_of(value: Option<&Value>) -> Option<&str> {
    match value {
        Some(Value::Text(text)) => Text::as_str(text),
        _ => None,
    }
}
