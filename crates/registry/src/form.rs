//! Forms: the facts that people record, as texts under names; the same names on the command line, in TOML, CSV and JSON.
//!
//! ```text
//! kind: disclosure
//! asset:     usdc
//! item:      backing
//! url:       https://…
//! published: 2026-01-31
//! ```
//!
//! A form is read once, here, whoever filled it in; so what is refused is refused everywhere, with the field's name.
//! What it says is also written as a form again, so what is exported can be imported.
//!
//! Every field is a text or a list of texts: a number or a day that is none is noticed here and not by TOML.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use qazyq_exact::id::{Bin, Caip19, Caip19Error, Country, Dti, Lei};
use qazyq_exact::{Amount, Day};

use crate::entry::{Draft, Entry, Instant, Origin, OriginClass};
use crate::text::named;
use crate::what::{
    Asset, Check, CheckResult, Component, Disclosure, DisclosureStatus, Issuer, Item, Peg, Ruling,
    RulingKind, Subject, What,
};

named! {
    /// A kind of fact that people record.
    RecordKind {
        /// What an asset is called.
        Asset = "asset",
        /// Who issues assets.
        Issuer = "issuer",
        /// What an asset is worth by its own terms.
        Peg = "peg",
        /// What is public about an asset.
        Disclosure = "disclosure",
        /// What a register said.
        Check = "check",
        /// A court decision or an order.
        Ruling = "ruling",
    }
}

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// It must be there.
    pub required: bool,
    /// It may have several values.
    pub many: bool,
    /// On the command line it stands without its name, in the order of the fields.
    pub positional: bool,
}

const fn head(name: &'static str) -> Field {
    Field { name, required: true, many: false, positional: true }
}
const fn required(name: &'static str) -> Field {
    Field { name, required: true, many: false, positional: false }
}
const fn field(name: &'static str) -> Field {
    Field { name, required: false, many: false, positional: false }
}
const fn some(name: &'static str) -> Field {
    Field { name, required: true, many: true, positional: false }
}
const fn many(name: &'static str) -> Field {
    Field { name, required: false, many: true, positional: false }
}

/// Fields that every form has: from where it is known, since when, and what it replaces.
pub const COMMON: &[Field] = &[
    field("url"),
    field("document"),
    field("origin"),
    field("retrieved"),
    field("corrects"),
    field("demonstration"),
];

/// What an export says of each entry and an import passes over.
pub const READ_ONLY: &[&str] = &["entry", "recorded_at", "author"];

impl RecordKind {
    /// The fields of its form, without the [`COMMON`] ones.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Asset => {
                const {
                    &[
                        head("asset"),
                        field("symbol"),
                        field("name"),
                        field("coinmarketcap"),
                        field("dti"),
                        many("caip19"),
                        field("issuer"),
                    ]
                }
            }
            Self::Issuer => {
                const {
                    &[
                        head("issuer"),
                        many("name"),
                        field("lei"),
                        field("bin"),
                        field("country"),
                        field("group"),
                        field("website"),
                    ]
                }
            }
            Self::Peg => const { &[head("asset"), head("peg"), field("from"), field("until")] },
            Self::Disclosure => {
                const {
                    &[
                        head("asset"),
                        head("item"),
                        field("status"),
                        field("published"),
                        field("looked_for_on"),
                        field("next_expected"),
                    ]
                }
            }
            Self::Check => {
                const {
                    &[
                        head("register"),
                        many("asset"),
                        many("issuer"),
                        some("term"),
                        required("on"),
                        required("result"),
                        field("note"),
                    ]
                }
            }
            Self::Ruling => {
                const {
                    &[
                        head("ruling"),
                        required("kind"),
                        field("country"),
                        required("body"),
                        field("reference"),
                        field("title"),
                        many("asset"),
                        many("issuer"),
                        required("in_force_from"),
                        field("appealed_on"),
                        field("ended_on"),
                        field("note"),
                    ]
                }
            }
        }
    }

    /// Who says such a thing where nobody says who does.
    #[must_use]
    pub fn usual_origin(self) -> OriginClass {
        match self {
            Self::Asset => OriginClass::SelfReported,
            Self::Issuer => OriginClass::ThirdParty,
            Self::Peg | Self::Disclosure => OriginClass::Issuer,
            Self::Check | Self::Ruling => OriginClass::OfficialRegister,
        }
    }

    /// The kind of fact that an entry is, if it is one.
    #[must_use]
    pub fn of(what: &What) -> Option<Self> {
        what.kind().parse().ok()
    }

    fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().chain(COMMON).find(|field| field.name == name)
    }
}

/// A form as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Of which kind.
    pub kind: RecordKind,
    /// What stands in its fields.
    pub fields: BTreeMap<String, Vec<String>>,
}

/// What a form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// What it comes to. The document is not in it yet.
    pub draft: Draft,
    /// The document's file as it was named, or `sha256:` with a digest.
    pub document: Option<String>,
}

/// A form is filled in wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The field.
    pub field: String,
    /// What is wrong with it.
    pub why: Wrong,
}

/// What is wrong with a field: a code, and what its message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// A short sentence: the name of its message in the locales.
    pub code: &'static str,
    /// What the message names.
    pub args: Vec<(&'static str, String)>,
}

/// Every code of [`Wrong`] that is a form's own; identifiers have theirs.
pub const CODES: &[&str] = &[
    "field-is-unknown",
    "field-is-missing",
    "field-has-several",
    "field-is-empty",
    "field-is-too-long",
    "field-has-control-characters",
    "field-has-invisible-characters",
    "field-is-none-of",
    "field-is-no-number",
    "field-is-no-address",
    "field-is-no-day",
    "field-is-no-instant",
    "field-is-no-id",
    "field-is-no-peg",
    "field-is-no-digest",
    "field-is-in-the-future",
    "field-ends-before-it-begins",
    "field-names-nobody",
    "field-says-nothing",
];

/// Characters of a short text: a name, a title.
pub const SHORT_CHARACTERS_MAX: usize = 300;
/// Characters of a long one: a note, a reason.
pub const LONG_CHARACTERS_MAX: usize = 10_000;
/// Bytes of an address.
pub const ADDRESS_BYTES_MAX: usize = 2_000;
/// Values of a field that may have several.
pub const VALUES_MAX: usize = 100;

fn wrong(code: &'static str, text: &str) -> Wrong {
    Wrong { code, args: vec![("text", shown(text))] }
}

/// The beginning of what stands there: a message is no place for two megabytes.
fn shown(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Whether a text can be shown as it is: no control characters, and nothing that turns the direction of writing or
/// cannot be seen, with which one name can be made to look like another.
///
/// # Errors
/// Where it cannot.
pub fn check_short(text: &str) -> Result<(), Wrong> {
    check_text(text, SHORT_CHARACTERS_MAX, false)
}

/// The same for a text that may have lines and be long.
///
/// # Errors
/// Where it cannot be shown as it is.
pub fn check_long(text: &str) -> Result<(), Wrong> {
    check_text(text, LONG_CHARACTERS_MAX, true)
}

fn check_text(text: &str, characters_max: usize, lines: bool) -> Result<(), Wrong> {
    if text.trim().is_empty() {
        return Err(Wrong { code: "field-is-empty", args: Vec::new() });
    }
    if text.chars().count() > characters_max {
        let args = vec![("limit", characters_max.to_string())];
        return Err(Wrong { code: "field-is-too-long", args });
    }
    if text.chars().any(|c| c.is_control() && !(lines && c == '\n')) {
        return Err(wrong("field-has-control-characters", text));
    }
    let is_invisible = |c: char| {
        matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    };
    if text.chars().any(is_invisible) {
        return Err(wrong("field-has-invisible-characters", text));
    }
    Ok(())
}

/// Whether this can be opened in a browser: an address with `http` or `https` and nothing in it that cannot be seen.
///
/// # Errors
/// Where it cannot.
pub fn check_address(text: &str) -> Result<(), Wrong> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_address = rest.is_some_and(|rest| !rest.is_empty() && !text.contains(char::is_whitespace));
    if !is_address || text.len() > ADDRESS_BYTES_MAX || check_text(text, ADDRESS_BYTES_MAX, false).is_err() {
        return Err(wrong("field-is-no-address", text));
    }
    Ok(())
}

/// Whether this can be an id: 1 to 64 small letters, digits, `-`, `.` and `_`, the first a letter or a digit.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let is_id_character =
        |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'_');
    let begins_well = text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    (1..=64).contains(&text.len()) && begins_well && text.bytes().all(is_id_character)
}

/// Whether this is written as codes of currencies and tokens are.
#[must_use]
pub fn is_code(text: &str) -> bool {
    (2..=12).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Reads a peg: components joined by `+`, each a currency's code, perhaps with an amount before it: `USD`, `100 KZT`,
/// `0.5 USD + 0.5 EUR`.
///
/// Whether a code is a national currency's is a criterion's business, so gold (`XAU`) can be declared and fails.
#[must_use]
pub fn parse_peg(text: &str) -> Option<Vec<(String, Amount)>> {
    let component = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let (amount, currency) = match words[..] {
            [currency] => ("1", currency),
            [amount, currency] => (amount, currency),
            _ => return None,
        };
        let amount: Amount = amount.parse().ok()?;
        (amount.is_positive() && is_code(currency)).then(|| (currency.to_owned(), amount))
    };
    text.split('+').map(component).collect()
}

/// A peg as it could be declared.
#[must_use]
pub fn peg_text(components: &[Component]) -> String {
    let component = |part: &Component| match part.amount.as_str() {
        "1" => part.currency.clone(),
        amount => format!("{amount} {}", part.currency),
    };
    components.iter().map(component).collect::<Vec<_>>().join(" + ")
}

/// The fields of a form while they are read: what is left over at the end is unknown.
struct Reader {
    fields: BTreeMap<String, Vec<String>>,
}

type Read<T> = Result<T, FormError>;

fn at(field: &str) -> impl Fn(Wrong) -> FormError + '_ {
    move |why| FormError { field: field.to_owned(), why }
}

impl Reader {
    fn many(&mut self, field: &str) -> Read<Vec<String>> {
        let values = self.fields.remove(field).unwrap_or_default();
        if values.len() > VALUES_MAX {
            let args = vec![("limit", VALUES_MAX.to_string())];
            return Err(at(field)(Wrong { code: "field-is-too-long", args }));
        }
        Ok(values)
    }

    fn one(&mut self, field: &str) -> Read<Option<String>> {
        let mut values = self.many(field)?;
        match values.len() {
            0 => Ok(None),
            1 => Ok(values.pop()),
            _ => Err(at(field)(Wrong { code: "field-has-several", args: Vec::new() })),
        }
    }

    fn required<T>(&mut self, field: &str, read: impl Fn(&mut Self, &str) -> Read<Option<T>>) -> Read<T> {
        let missing = || at(field)(Wrong { code: "field-is-missing", args: Vec::new() });
        read(self, field)?.ok_or_else(missing)
    }

    fn short(&mut self, field: &str) -> Read<Option<String>> {
        let text = self.one(field)?;
        text.iter().try_for_each(|text| check_short(text)).map_err(at(field))?;
        Ok(text)
    }

    fn long(&mut self, field: &str) -> Read<Option<String>> {
        let text = self.one(field)?;
        text.iter().try_for_each(|text| check_long(text)).map_err(at(field))?;
        Ok(text)
    }

    fn shorts(&mut self, field: &str) -> Read<Vec<String>> {
        let texts = self.many(field)?;
        texts.iter().try_for_each(|text| check_short(text)).map_err(at(field))?;
        Ok(texts)
    }

    fn address(&mut self, field: &str) -> Read<Option<String>> {
        let text = self.one(field)?;
        text.iter().try_for_each(|text| check_address(text)).map_err(at(field))?;
        Ok(text)
    }

    fn id(&mut self, field: &str) -> Read<Option<String>> {
        let text = self.one(field)?;
        let check = |text: &String| if is_id(text) { Ok(()) } else { Err(wrong("field-is-no-id", text)) };
        text.iter().try_for_each(check).map_err(at(field))?;
        Ok(text)
    }

    fn ids(&mut self, field: &str) -> Read<Vec<String>> {
        let texts = self.many(field)?;
        let check = |text: &String| if is_id(text) { Ok(()) } else { Err(wrong("field-is-no-id", text)) };
        texts.iter().try_for_each(check).map_err(at(field))?;
        Ok(texts)
    }

    fn day(&mut self, field: &str) -> Read<Option<Day>> {
        let Some(text) = self.one(field)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| at(field)(wrong("field-is-no-day", &text)))
    }

    fn instant(&mut self, field: &str) -> Read<Option<Instant>> {
        let Some(text) = self.one(field)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| at(field)(wrong("field-is-no-instant", &text)))
    }

    fn number(&mut self, field: &str) -> Read<Option<u64>> {
        let Some(text) = self.one(field)? else { return Ok(None) };
        // As it is printed and in no other way, so that one number has one text.
        let number = text.parse::<u64>().ok().filter(|n| n.to_string() == text && (1..1 << 53).contains(n));
        number.map(Some).ok_or_else(|| at(field)(wrong("field-is-no-number", &text)))
    }

    fn choice<T: FromStr>(&mut self, field: &str, choices: impl Fn() -> String) -> Read<Option<T>> {
        let Some(text) = self.one(field)? else { return Ok(None) };
        let none = |_| {
            let args = vec![("text", shown(&text)), ("choices", choices())];
            at(field)(Wrong { code: "field-is-none-of", args })
        };
        text.parse().map(Some).map_err(none)
    }

    /// An identifier with rules of its own; its error has a code and arguments.
    fn identifier<T: FromStr + Display>(
        &mut self,
        field: &str,
        why: impl Fn(T::Err) -> Wrong,
    ) -> Read<Option<String>> {
        let Some(text) = self.one(field)? else { return Ok(None) };
        let read: T = text.parse().map_err(|error| at(field)(why(error)))?;
        Ok(Some(read.to_string()))
    }

    fn subjects(&mut self) -> Read<Vec<Subject>> {
        let assets = self.ids("asset")?.into_iter().map(Subject::Asset);
        let issuers = self.ids("issuer")?.into_iter().map(Subject::Issuer);
        Ok(assets.chain(issuers).collect())
    }
}

macro_rules! identifier_error {
    () => {
        |error| {
            let mut args = error.args();
            args.retain(|(name, _)| *name != "text");
            Wrong { code: error.code(), args }
        }
    };
}

impl Form {
    /// A form with these fields; a field with no value is as good as none.
    #[must_use]
    pub fn new(kind: RecordKind, fields: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let fields = fields.into_iter().filter(|(_, values)| !values.is_empty());
        Self { kind, fields: fields.collect() }
    }

    /// What it says. What was had from its source at no instant that is named was had at `now`.
    ///
    /// # Errors
    /// Where it is filled in wrongly; the field is named.
    pub fn read(&self, now: Instant) -> Result<Filled, FormError> {
        let mut from = Reader { fields: self.fields.clone() };
        from.fields.retain(|field, _| !READ_ONLY.contains(&field.as_str()));
        if let Some(unknown) = from.fields.keys().find(|field| self.kind.field(field).is_none()) {
            let fields = self.kind.fields().iter().chain(COMMON).map(|field| field.name);
            let args = vec![("choices", fields.collect::<Vec<_>>().join(", "))];
            return Err(at(&shown(unknown))(Wrong { code: "field-is-unknown", args }));
        }
        let url = from.address("url")?;
        let document = from.one("document")?;
        let is_name = |name: &String| check_text(name, ADDRESS_BYTES_MAX, false);
        document.iter().try_for_each(is_name).map_err(at("document"))?;
        let class = from.choice("origin", OriginClass::choices)?;
        let retrieved = from.instant("retrieved")?.unwrap_or(now);
        if retrieved > now {
            return Err(at("retrieved")(wrong("field-is-in-the-future", &retrieved.to_string())));
        }
        let corrects = from.number("corrects")?;
        let (asset, what) = self.kind.read(&mut from, &url)?;
        let class = Some(class.unwrap_or(self.kind.usual_origin()));
        let demonstration = match from.one("demonstration")?.as_deref() {
            None => false,
            Some("true") => true,
            Some(text) => {
                let args = vec![("text", shown(text)), ("choices", "true".to_owned())];
                return Err(at("demonstration")(Wrong { code: "field-is-none-of", args }));
            }
        };
        let origin = Origin { class, address: url, document: None, line: None, demonstration };
        Ok(Filled { draft: Draft { asset, retrieved, origin, corrects, was: None, what }, document })
    }

    /// The form that says what an entry says; `None` where it is no such fact.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        let kind = RecordKind::of(&entry.what)?;
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut put = |field: &str, value: Option<String>| {
            fields.entry(field.to_owned()).or_default().extend(value);
        };
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        match &entry.what {
            What::Asset(asset) => {
                put("asset", entry.asset.clone());
                put("symbol", asset.symbol.clone());
                put("name", asset.name.clone());
                put("coinmarketcap", asset.coinmarketcap.map(|id| id.to_string()));
                put("dti", asset.dti.clone());
                asset.caip19.iter().for_each(|id| put("caip19", Some(id.clone())));
                put("issuer", asset.issuer.clone());
            }
            What::Issuer(issuer) => {
                put("issuer", Some(issuer.issuer.clone()));
                issuer.names.iter().for_each(|name| put("name", Some(name.clone())));
                put("lei", issuer.lei.clone());
                put("bin", issuer.bin.clone());
                put("country", issuer.country.clone());
                put("group", issuer.group.clone());
                put("website", issuer.website.clone());
            }
            What::Peg(peg) => {
                put("asset", entry.asset.clone());
                put("peg", Some(peg_text(&peg.components)));
                put("from", day(peg.from));
                put("until", day(peg.until));
                put("url", peg.url.clone());
            }
            What::Disclosure(disclosure) => {
                put("asset", entry.asset.clone());
                put("item", Some(disclosure.item.to_string()));
                put("status", Some(disclosure.status.to_string()));
                put("published", day(disclosure.published));
                put("looked_for_on", day(disclosure.looked_for_on));
                put("next_expected", day(disclosure.next_expected));
                put("url", disclosure.url.clone());
            }
            What::Check(check) => {
                put("register", Some(check.register.clone()));
                check.subjects.iter().for_each(|subject| put_subject(&mut put, subject));
                check.terms.iter().for_each(|term| put("term", Some(term.clone())));
                put("on", day(Some(check.on)));
                put("result", Some(check.result.to_string()));
                put("note", check.note.clone());
                put("url", check.url.clone());
            }
            What::Ruling(ruling) => {
                put("ruling", Some(ruling.ruling.clone()));
                put("kind", Some(ruling.kind.to_string()));
                put("country", Some(ruling.country.clone()));
                put("body", Some(ruling.body.clone()));
                put("reference", ruling.reference.clone());
                put("title", ruling.title.clone());
                ruling.subjects.iter().for_each(|subject| put_subject(&mut put, subject));
                put("in_force_from", day(Some(ruling.in_force_from)));
                put("appealed_on", day(ruling.appealed_on));
                put("ended_on", day(ruling.ended_on));
                put("note", ruling.note.clone());
                put("url", ruling.url.clone());
            }
            _ => return None,
        }
        let origin = &entry.origin;
        if fields.get("url").is_none_or(Vec::is_empty) {
            fields.entry("url".to_owned()).or_default().extend(origin.address.clone());
        }
        let mut put = |field: &str, value: Option<String>| {
            fields.entry(field.to_owned()).or_default().extend(value);
        };
        put("document", origin.document.as_ref().map(|file| format!("sha256:{}", file.sha256)));
        put("origin", origin.class.map(|class| class.to_string()));
        put("retrieved", Some(entry.retrieved.to_string()));
        put("corrects", entry.corrects.map(|number| number.to_string()));
        put("demonstration", origin.demonstration.then(|| "true".to_owned()));
        put("entry", Some(entry.number.to_string()));
        put("recorded_at", Some(entry.recorded_at.to_string()));
        put("author", entry.author.clone());
        fields.retain(|_, values| !values.is_empty());
        Some(Self { kind, fields })
    }
}

fn put_subject(put: &mut impl FnMut(&str, Option<String>), subject: &Subject) {
    match subject {
        Subject::Asset(id) => put("asset", Some(id.clone())),
        Subject::Issuer(id) => put("issuer", Some(id.clone())),
    }
}

/// Refuses an interval that ends before it begins.
fn check_interval(field: &str, from: Option<Day>, until: Option<Day>) -> Read<()> {
    match (from, until) {
        (Some(from), Some(until)) if until <= from => {
            Err(at(field)(Wrong { code: "field-ends-before-it-begins", args: Vec::new() }))
        }
        _ => Ok(()),
    }
}

impl RecordKind {
    fn read(self, from: &mut Reader, url: &Option<String>) -> Read<(Option<String>, What)> {
        match self {
            Self::Asset => read_asset(from),
            Self::Issuer => read_issuer(from),
            Self::Peg => read_peg(from, url),
            Self::Disclosure => read_disclosure(from, url),
            Self::Check => read_check(from, url),
            Self::Ruling => read_ruling(from, url),
        }
    }
}

fn read_asset(from: &mut Reader) -> Read<(Option<String>, What)> {
    let id = from.required("asset", Reader::id)?;
    let caip19 = from.many("caip19")?;
    let canonical = |text: &String| -> Read<String> {
        let read: Caip19 = text
            .parse()
            .map_err(|error: Caip19Error| at("caip19")(Wrong { code: error.code(), args: error.args() }))?;
        Ok(read.canonical().to_string())
    };
    let asset = Asset {
        symbol: from.short("symbol")?,
        name: from.short("name")?,
        coinmarketcap: from.number("coinmarketcap")?,
        dti: from.identifier::<Dti>("dti", identifier_error!())?,
        caip19: caip19.iter().map(canonical).collect::<Read<_>>()?,
        issuer: from.id("issuer")?,
    };
    if asset == Asset::default() {
        return Err(at("asset")(Wrong { code: "field-says-nothing", args: Vec::new() }));
    }
    Ok((Some(id), What::Asset(asset)))
}

fn read_issuer(from: &mut Reader) -> Read<(Option<String>, What)> {
    let issuer = Issuer {
        issuer: from.required("issuer", Reader::id)?,
        names: from.shorts("name")?,
        lei: from.identifier::<Lei>("lei", identifier_error!())?,
        bin: from.identifier::<Bin>("bin", identifier_error!())?,
        country: from.identifier::<Country>("country", identifier_error!())?,
        group: from.id("group")?,
        website: from.address("website")?,
    };
    let nothing = Issuer { issuer: issuer.issuer.clone(), ..Issuer::default() };
    if issuer == nothing {
        return Err(at("issuer")(Wrong { code: "field-says-nothing", args: Vec::new() }));
    }
    Ok((None, What::Issuer(issuer)))
}

fn read_peg(from: &mut Reader, url: &Option<String>) -> Read<(Option<String>, What)> {
    let asset = from.required("asset", Reader::id)?;
    let text = from.required("peg", Reader::one)?;
    let components = parse_peg(&text).ok_or_else(|| at("peg")(wrong("field-is-no-peg", &text)))?;
    let peg = Peg {
        components: components.into_iter().map(Component::from).collect(),
        url: url.clone(),
        from: from.day("from")?,
        until: from.day("until")?,
    };
    check_interval("until", peg.from, peg.until)?;
    Ok((Some(asset), What::Peg(peg)))
}

fn read_disclosure(from: &mut Reader, url: &Option<String>) -> Read<(Option<String>, What)> {
    let asset = from.required("asset", Reader::id)?;
    let item = from.required("item", |from, field| from.choice(field, Item::choices))?;
    let looked_for_on = from.day("looked_for_on")?;
    let status = from.choice("status", DisclosureStatus::choices)?;
    let status = status.unwrap_or(match looked_for_on {
        Some(_) => DisclosureStatus::Absent,
        None => DisclosureStatus::Published,
    });
    if status == DisclosureStatus::Published && url.is_none() {
        return Err(at("url")(Wrong { code: "field-is-missing", args: Vec::new() }));
    }
    let disclosure = Disclosure {
        item,
        status,
        url: url.clone(),
        published: from.day("published")?,
        looked_for_on,
        next_expected: from.day("next_expected")?,
    };
    check_interval("next_expected", disclosure.published, disclosure.next_expected)?;
    Ok((Some(asset), What::Disclosure(disclosure)))
}

fn read_check(from: &mut Reader, url: &Option<String>) -> Read<(Option<String>, What)> {
    let subjects = from.subjects()?;
    if subjects.is_empty() {
        return Err(at("asset")(Wrong { code: "field-names-nobody", args: Vec::new() }));
    }
    let terms = from.shorts("term")?;
    if terms.is_empty() {
        return Err(at("term")(Wrong { code: "field-is-missing", args: Vec::new() }));
    }
    let check = Check {
        register: from.required("register", Reader::short)?,
        on: from.required("on", Reader::day)?,
        subjects,
        terms,
        result: from.required("result", |from, field| from.choice(field, CheckResult::choices))?,
        url: url.clone(),
        note: from.long("note")?,
    };
    Ok((None, What::Check(check)))
}

fn read_ruling(from: &mut Reader, url: &Option<String>) -> Read<(Option<String>, What)> {
    let ruling = Ruling {
        ruling: from.required("ruling", Reader::id)?,
        kind: from.required("kind", |from, field| from.choice(field, RulingKind::choices))?,
        country: from
            .identifier::<Country>("country", identifier_error!())?
            .unwrap_or_else(|| "KZ".to_owned()),
        body: from.required("body", Reader::short)?,
        reference: from.short("reference")?,
        title: from.short("title")?,
        subjects: from.subjects()?,
        in_force_from: from.required("in_force_from", Reader::day)?,
        appealed_on: from.day("appealed_on")?,
        ended_on: from.day("ended_on")?,
        url: url.clone(),
        note: from.long("note")?,
    };
    check_interval("ended_on", Some(ruling.in_force_from), ruling.ended_on)?;
    Ok((None, What::Ruling(ruling)))
}
