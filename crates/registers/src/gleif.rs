//! GLEIF's records of legal entities: answers of its API, and tables with the column names of its golden copy.
//!
//! ```text
//! GET /lei-records/21380068P1DRHMJ8KU70                    {"data": {…}}        one record
//! GET /lei-records/5493001KJTIIGC8Y1R12/direct-parent      {"data": {…}}        the parent; whose, it does not say
//! GET /lei-records/5299001ERX0K10IZUL40/direct-children    {"data": […]}        a page of them; links say whose
//! LEI,Entity.LegalName,Entity.LegalAddress.Country,…       a table; columns that are not read are passed over
//! ```
//!
//! Days are those of UTC on which the record's instants lie.

use jiff::Timestamp;
use qazyq_exact::Day;
use serde_json::value::RawValue;

use crate::field::{Cells, Columns, is_like_country, is_like_lei};
use crate::finding::{Defect, FileError};
use crate::json::{self, Object};
use crate::table::{self, Header, Table};

/// What the address of an answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The LEI in the address.
    pub lei: String,
    /// What of it was asked for: `direct-children`; none where the record itself was.
    pub relation: Option<String>,
}

/// An answer or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The day on which the golden copy was published that the answer is of.
    pub published: Option<Day>,
    /// The answer's own address, where it names one: that of a list's first page.
    pub address: Option<String>,
    /// How many records there are on all pages.
    pub total: Option<u64>,
    /// Which page this is, and which is the last.
    pub page: Option<(u64, u64)>,
    /// The records, in their order.
    pub records: Vec<Record>,
    /// What is odd about the rest.
    pub defects: Vec<Defect>,
}

impl File {
    /// Whose relations were asked for, and which, where the answer's address says so.
    ///
    /// An answer with a single record has no address; only who asked knows.
    #[must_use]
    pub fn asked(&self) -> Option<Asked> {
        asked(self.address.as_deref()?)
    }
}

/// What an address of GLEIF's API asks for.
#[must_use]
pub fn asked(address: &str) -> Option<Asked> {
    let (_, rest) = address.split_once("/lei-records/")?;
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/');
    let lei = parts.next().filter(|lei| is_like_lei(lei))?.to_owned();
    Some(Asked { lei, relation: parts.next().filter(|part| !part.is_empty()).map(str::to_owned) })
}

/// One entity. What the record leaves empty is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its line in a table, or which of an answer's records it is; the first is 1.
    pub place: u64,
    /// The LEI, as it is written.
    pub lei: Option<String>,
    /// The legal name.
    pub legal_name: Option<Spelling>,
    /// Former names, trade names and translations.
    pub other_names: Vec<Spelling>,
    /// Names in other letters.
    pub transliterated_names: Vec<Spelling>,
    /// The country of the legal address.
    pub country: Option<String>,
    /// Under whose law it is: a country, or one with its part (`US-DE`).
    pub jurisdiction: Option<String>,
    /// Whether the entity exists: `ACTIVE` or `INACTIVE`.
    pub status: Option<String>,
    /// What it is: `GENERAL`, `FUND`, `BRANCH` and others.
    pub category: Option<String>,
    /// GLEIF's code of the register of companies.
    pub registered_at: Option<String>,
    /// Its number there.
    pub registered_as: Option<String>,
    /// How the LEI stands: `ISSUED`, `LAPSED`, `RETIRED` and others.
    pub registration: Option<String>,
    /// When the LEI was first registered.
    pub registered: Option<Day>,
    /// When the record was last changed.
    pub updated: Option<Day>,
    /// When the LEI is to be renewed.
    pub renewal: Option<Day>,
    /// The record's own address.
    pub address: Option<String>,
    /// Where its relations can be asked for.
    pub links: Vec<Link>,
    /// What is odd about it.
    pub defects: Vec<Defect>,
}

/// A name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The name.
    pub name: String,
    /// Its language, as a tag: `en`, `mt-MT`.
    pub language: Option<String>,
    /// Of which kind it is: `PREVIOUS_LEGAL_NAME`; none of a legal name.
    pub kind: Option<String>,
}

/// Where a relation can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The relation: `direct-parent`.
    pub relation: String,
    /// What lies there: `lei-record`, `related`, or `reporting-exception`, where the entity says that it has none to tell.
    pub kind: String,
    /// The address.
    pub address: String,
}

/// The records of an API answer.
///
/// # Errors
/// Where the bytes are no JSON, or JSON of another shape.
pub fn parse_answer(bytes: &[u8]) -> Result<File, FileError> {
    let expected = "an object with `data`, a record of GLEIF or a list of them";
    let shape = || FileError::ShapeUnknown { expected: expected.to_owned() };
    let mut defects = vec![];
    let whole = Object::of("", json::document(bytes)?, &mut defects).ok_or_else(shape)?;
    if !is_answer(&whole) {
        return Err(shape());
    }
    let values = match whole.value("data") {
        None => vec![],
        Some(raw) if json::is_list(raw) => json::rows(raw, expected)?,
        Some(raw) => vec![raw],
    };
    let records = values.into_iter().zip(1..).map(|(raw, place)| answer_record(raw, place)).collect();

    let meta = whole.object("meta", &mut defects);
    let golden = meta.as_ref().and_then(|meta| meta.object("goldenCopy", &mut defects));
    let pagination = meta.as_ref().and_then(|meta| meta.object("pagination", &mut defects));
    let count = |key: &str, defects: &mut Vec<Defect>| {
        pagination.as_ref().and_then(|pages| pages.text(key, defects)).and_then(|text| text.parse().ok())
    };
    let links = whole.object("links", &mut defects);
    Ok(File {
        published: golden.and_then(|golden| day(&golden, "publishDate", &mut defects)),
        address: links
            .and_then(|links| links.text("self", &mut defects).or_else(|| links.text("first", &mut defects))),
        total: count("total", &mut defects),
        page: count("currentPage", &mut defects).zip(count("lastPage", &mut defects)),
        records,
        defects,
    })
}

/// Whether the object is an answer: its records call themselves so, or, where it has none, the golden copy is named.
pub(crate) fn is_answer(whole: &Object<'_>) -> bool {
    let mut ignored = vec![];
    let first = whole.value("data").and_then(|raw| match json::is_list(raw) {
        true => whole.list("data", &mut vec![]).first().copied(),
        false => Some(raw),
    });
    match first {
        Some(raw) => Object::of("", raw, &mut ignored)
            .and_then(|record| record.text("type", &mut ignored))
            .is_some_and(|kind| kind == "lei-records"),
        None => {
            let meta = whole.object("meta", &mut ignored);
            whole.has("data") && meta.is_some_and(|meta| meta.has("goldenCopy"))
        }
    }
}

fn answer_record(raw: &RawValue, place: u64) -> Record {
    let mut record = Record::empty(place);
    let defects = &mut record.defects;
    let Some(whole) = Object::of("", raw, defects) else {
        let found = raw.get().to_owned();
        record.defects.push(Defect::ValueUnexpected { field: "data".to_owned(), found, expected: "object" });
        return record;
    };
    let attributes = whole.object("attributes", defects);
    let of = |key: &str, defects: &mut Vec<Defect>| {
        attributes.as_ref().and_then(|attributes| attributes.object(key, defects))
    };
    record.lei = attributes
        .as_ref()
        .and_then(|attributes| attributes.text("lei", defects))
        .or_else(|| whole.text("id", defects));
    if let Some(entity) = of("entity", defects) {
        let inside = |key: &str, inner: &str, defects: &mut Vec<Defect>| {
            entity.object(key, defects).and_then(|object| object.text(inner, defects))
        };
        record.legal_name = entity.object("legalName", defects).and_then(|name| spelling(&name, defects));
        record.other_names = spellings(&entity, "otherNames", defects);
        record.transliterated_names = spellings(&entity, "transliteratedOtherNames", defects);
        record.country = inside("legalAddress", "country", defects);
        record.registered_at = inside("registeredAt", "id", defects);
        record.jurisdiction = entity.text("jurisdiction", defects);
        record.status = entity.text("status", defects);
        record.category = entity.text("category", defects);
        record.registered_as = entity.text("registeredAs", defects);
    }
    if let Some(registration) = of("registration", defects) {
        record.registration = registration.text("status", defects);
        record.registered = day(&registration, "initialRegistrationDate", defects);
        record.updated = day(&registration, "lastUpdateDate", defects);
        record.renewal = day(&registration, "nextRenewalDate", defects);
    }
    record.address = whole.object("links", defects).and_then(|links| links.text("self", defects));
    record.links = links(&whole, defects);
    record.checked("attributes.lei", "attributes.entity.legalName", "attributes.entity.legalAddress.country")
}

fn links(whole: &Object<'_>, defects: &mut Vec<Defect>) -> Vec<Link> {
    let mut all = vec![];
    let Some(relations) = whole.object("relationships", defects) else { return all };
    for relation in relations.keys() {
        let Some(links) = relations.object(relation, defects).and_then(|r| r.object("links", defects)) else {
            continue;
        };
        for kind in links.keys() {
            if let Some(address) = links.text(kind, defects) {
                all.push(Link { relation: relation.to_owned(), kind: kind.to_owned(), address });
            }
        }
    }
    all
}

fn spelling(object: &Object<'_>, defects: &mut Vec<Defect>) -> Option<Spelling> {
    Some(Spelling {
        name: object.text("name", defects)?,
        language: object.text("language", defects),
        kind: object.text("type", defects),
    })
}

fn spellings(entity: &Object<'_>, key: &str, defects: &mut Vec<Defect>) -> Vec<Spelling> {
    let field = entity.field(key);
    let mut all = vec![];
    for raw in entity.list(key, defects) {
        match Object::of(&field, raw, defects) {
            Some(object) => all.extend(spelling(&object, defects)),
            None => {
                let (field, found) = (field.clone(), raw.get().to_owned());
                defects.push(Defect::ValueUnexpected { field, found, expected: "object" });
            }
        }
    }
    all
}

/// The day of UTC on which an instant lies; a bare day is itself.
fn day_of(text: &str) -> Option<Day> {
    let instant = || {
        let text = text.parse::<Timestamp>().ok()?.to_string();
        text.get(..10)?.parse().ok()
    };
    text.parse().ok().or_else(instant)
}

fn unreadable(field: String, found: String) -> Defect {
    Defect::DateUnreadable { field, found, expected: "YYYY-MM-DDThh:mm:ssZ".to_owned() }
}

fn day(object: &Object<'_>, key: &str, defects: &mut Vec<Defect>) -> Option<Day> {
    let text = object.text(key, defects)?;
    let day = day_of(&text);
    if day.is_none() {
        defects.push(unreadable(object.field(key), text));
    }
    day
}

impl Record {
    fn empty(place: u64) -> Self {
        Self {
            place,
            lei: None,
            legal_name: None,
            other_names: vec![],
            transliterated_names: vec![],
            country: None,
            jurisdiction: None,
            status: None,
            category: None,
            registered_at: None,
            registered_as: None,
            registration: None,
            registered: None,
            updated: None,
            renewal: None,
            address: None,
            links: vec![],
            defects: vec![],
        }
    }

    /// With what is odd about those that every record has; the arguments are the names of their fields.
    fn checked(mut self, lei: &str, legal_name: &str, country: &str) -> Self {
        match &self.lei {
            None => self.defects.push(Defect::ValueAbsent { field: lei.to_owned() }),
            Some(found) if !is_like_lei(found) => {
                self.defects.push(Defect::LeiMalformed { field: lei.to_owned(), found: found.clone() });
            }
            Some(_) => {}
        }
        if self.legal_name.is_none() {
            self.defects.push(Defect::ValueAbsent { field: legal_name.to_owned() });
        }
        if let Some(found) = self.country.clone().filter(|country| !is_like_country(country)) {
            self.defects.push(Defect::CountryMalformed { field: country.to_owned(), found });
        }
        self
    }
}

/// The columns that a table must have.
pub(crate) const NEEDED: [&str; 2] = ["LEI", "Entity.LegalName"];

const COLUMNS: [&str; 11] = [
    "Entity.LegalName.xmllang",
    "Entity.LegalAddress.Country",
    "Entity.LegalJurisdiction",
    "Entity.EntityStatus",
    "Entity.EntityCategory",
    "Entity.RegistrationAuthority.RegistrationAuthorityID",
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
    "Registration.RegistrationStatus",
    "Registration.InitialRegistrationDate",
    "Registration.LastUpdateDate",
    "Registration.NextRenewalDate",
];

/// The columns of other names: the name, its language and its kind. The golden copy has five of each.
macro_rules! names {
    ($before:literal: $($number:literal)+) => {
        [$((
            concat!($before, ".", $number),
            concat!($before, ".", $number, ".xmllang"),
            concat!($before, ".", $number, ".type"),
        )),+]
    };
}
const OTHER_NAMES: [(&str, &str, &str); 5] =
    names!("Entity.OtherEntityNames.OtherEntityName": "1" "2" "3" "4" "5");
const TRANSLITERATED_NAMES: [(&str, &str, &str); 5] =
    names!("Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName": "1" "2" "3" "4" "5");

/// The records of a table with the column names of the golden copy. Other columns are passed over.
///
/// # Errors
/// Where a needed column is missing or stands twice.
pub fn parse_table(bytes: &[u8]) -> Result<File, FileError> {
    let text = table::text(bytes)?;
    let mut table = Table::open(&text);
    let header = Header::of(&mut table)?;
    if !NEEDED.iter().any(|name| header.has(name)) {
        return Err(FileError::HeaderUnknown { found: header.excerpt(), expected: NEEDED.join(", ") });
    }
    for name in NEEDED {
        header.require(name)?;
    }
    let of_names = OTHER_NAMES.iter().chain(&TRANSLITERATED_NAMES).flat_map(|(a, b, c)| [*a, *b, *c]);
    let names: Vec<_> = NEEDED.into_iter().chain(COLUMNS).chain(of_names).collect();
    let columns = Columns::of(&header, &names)?;
    let defects = header.unnamed().map(|place| Defect::ColumnUnnamed { place }).collect();

    let mut records = vec![];
    while let Some(row) = table.next_row()? {
        records.push(table_record(row.line, Cells::of(&row, &columns, &header)));
    }
    Ok(File { published: None, address: None, total: None, page: None, records, defects })
}

fn table_record(line: u64, mut cells: Cells<'_>) -> Record {
    let [lei, name] = NEEDED;
    let [language, country, jurisdiction, status, category, at, as_number, registration, dates @ ..] =
        COLUMNS;
    let mut day = |field: &str| {
        let text = cells.text(field)?;
        let day = day_of(&text);
        if day.is_none() {
            cells.defects.push(unreadable(field.to_owned(), text));
        }
        day
    };
    let [registered, updated, renewal] = dates.map(&mut day);
    let record = Record {
        lei: cells.text(lei),
        legal_name: cells.text(name).map(|name| Spelling {
            name,
            language: cells.text(language),
            kind: None,
        }),
        other_names: table_names(&mut cells, &OTHER_NAMES),
        transliterated_names: table_names(&mut cells, &TRANSLITERATED_NAMES),
        country: cells.text(country),
        jurisdiction: cells.text(jurisdiction),
        status: cells.text(status),
        category: cells.text(category),
        registered_at: cells.text(at),
        registered_as: cells.text(as_number),
        registration: cells.text(registration),
        registered,
        updated,
        renewal,
        defects: std::mem::take(&mut cells.defects),
        ..Record::empty(line)
    };
    record.checked(lei, name, country)
}

fn table_names(cells: &mut Cells<'_>, columns: &[(&str, &str, &str)]) -> Vec<Spelling> {
    let mut name = |(name, language, kind): &(&str, &str, &str)| {
        Some(Spelling { name: cells.text(name)?, language: cells.text(language), kind: cells.text(kind) })
    };
    columns.iter().filter_map(&mut name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_a_day_of_utc() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(day_of(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        };
        check("2016-06-30T00:00:00Z", Some("2016-06-30"));
        check("2005-11-24T23:30:00.123-01:00", Some("2005-11-25"));
        check("2016-06-30", Some("2016-06-30"));
        check("2016-06-31T00:00:00Z", None);
        check("2016-06-30T00:00:00", None);
        check("1889-06-30T00:00:00Z", None);
        check("n/a", None);
    }

    #[test]
    fn an_address_says_whose_relations_were_asked_for() {
        let base = "https://api.gleif.org/api/v1/lei-records";
        let lei = "5299001ERX0K10IZUL40";
        let of = |relation: Option<&str>| {
            Some(Asked { lei: lei.to_owned(), relation: relation.map(str::to_owned) })
        };
        assert_eq!(asked(&format!("{base}/{lei}")), of(None));
        assert_eq!(
            asked(&format!("{base}/{lei}/direct-children?page%5Bnumber%5D=1")),
            of(Some("direct-children"))
        );
        assert_eq!(asked(&format!("{base}?filter%5Blei%5D={lei}")), None);
        assert_eq!(asked(&format!("{base}/x")), None);
    }
}
