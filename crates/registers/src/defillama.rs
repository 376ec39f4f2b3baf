//! DefiLlama's stablecoins: its list of assets, and its API's answer of how much of each there is.
//!
//! ```text
//! [{"id":"1","name":"Tether","symbol":"USDT","cmcId":"825","pegType":"peggedUSD",…},…]             the list
//! {"peggedAssets":[{"id":"1",…,"circulating":{"peggedUSD":168825084003.6785},"price":1.0001},…],…}    the answer
//! ```
//!
//! Figures are texts, digit for digit as the answer has them. The two have the same ids, and symbols are no keys: `SUSD`
//! and `sUSD` are two assets.

use qazyq_exact::{Day, currency};
use serde_json::value::RawValue;

use crate::field::address_defect;
use crate::finding::{Defect, FileError};
use crate::json::{self, Object};

/// Which of the two a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The list of assets, with their links.
    List,
    /// The API's answer, with amounts and prices.
    Answer,
}

/// A list or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Which of the two it is.
    pub shape: Shape,
    /// The assets, in their order.
    pub assets: Vec<Asset>,
    /// What is odd about the rest.
    pub defects: Vec<Defect>,
}

/// One asset. What is empty, null or not there is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Which of the file's assets it is; the first is 1.
    pub place: u64,
    /// DefiLlama's id.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The symbol, in its own capitals.
    pub symbol: Option<String>,
    /// CoinMarketCap's id.
    pub cmc_id: Option<String>,
    /// CoinGecko's id.
    pub gecko_id: Option<String>,
    /// What it is pegged to.
    pub peg: Option<Peg>,
    /// How the peg is kept.
    pub mechanism: Option<Mechanism>,
    /// Its website.
    pub url: Option<String>,
    /// Where its audits or attestations lie.
    pub audits: Vec<String>,
    /// The address of a contract, perhaps with the ledger before it: `tron:…`.
    pub address: Option<String>,
    /// Whether it was taken off the list.
    pub delisted: Option<bool>,
    /// Whether the issuer gave it up.
    pub deprecated: Option<bool>,
    /// From when it is dead.
    pub dead_from: Option<Day>,
    /// Whether it bears interest by itself.
    pub yield_bearing: Option<bool>,
    /// Where its price is from.
    pub price_source: Option<String>,
    /// Its price in US dollars, as it is written.
    pub price: Option<String>,
    /// How many units of its peg there are, as it is written.
    pub circulating: Option<String>,
    /// What is odd about it.
    pub defects: Vec<Defect>,
}

/// What an asset is pegged to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Peg {
    /// A national currency, by its code in ISO 4217.
    Currency(String),
    /// No currency: something that changes, `peggedVAR`.
    Variable,
    /// Something else, as it is written.
    Unknown(String),
}

impl Peg {
    fn of(text: String, defects: &mut Vec<Defect>) -> Self {
        match text.strip_prefix("pegged") {
            Some("VAR") => Self::Variable,
            // The Brazilian real has its name there instead of its code.
            Some("REAL") => Self::Currency("BRL".to_owned()),
            Some(code) if currency::is_national(code) => Self::Currency(code.to_owned()),
            Some(_) | None => {
                defects.push(Defect::PegUnknown { found: text.clone() });
                Self::Unknown(text)
            }
        }
    }
}

/// How a peg is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// By reserves of money.
    Fiat,
    /// By reserves of crypto-assets.
    Crypto,
    /// By an algorithm alone.
    Algorithmic,
    /// Otherwise, as it is written.
    Unknown(String),
}

impl Mechanism {
    fn of(found: String, field: String, defects: &mut Vec<Defect>) -> Self {
        match found.as_str() {
            "fiat-backed" => Self::Fiat,
            "crypto-backed" => Self::Crypto,
            "algorithmic" => Self::Algorithmic,
            "crytpo-backed" => {
                defects.push(Defect::ValueMisspelt { field, found, meant: "crypto-backed" });
                Self::Crypto
            }
            _ => {
                defects.push(Defect::MechanismUnknown { found: found.clone() });
                Self::Unknown(found)
            }
        }
    }
}

/// The assets of a list or of an answer.
///
/// # Errors
/// Where the bytes are no JSON, or JSON of another shape.
pub fn parse(bytes: &[u8]) -> Result<File, FileError> {
    let expected = "a list of assets with `pegType`, or an object with `peggedAssets`";
    let raw = json::document(bytes)?;
    let mut defects = vec![];
    let (shape, values) = match Object::of("", raw, &mut defects) {
        Some(whole) => {
            let assets = whole.value("peggedAssets");
            let assets = assets.ok_or_else(|| FileError::ShapeUnknown { expected: expected.to_owned() })?;
            (Shape::Answer, json::rows(assets, expected)?)
        }
        None => (Shape::List, json::rows(raw, expected)?),
    };
    // Any list would do otherwise.
    if shape == Shape::List && !values.iter().any(|raw| has_peg(raw)) {
        return Err(FileError::ShapeUnknown { expected: expected.to_owned() });
    }
    let assets = values.into_iter().zip(1..).map(|(raw, place)| asset(raw, place, shape)).collect();
    Ok(File { shape, assets, defects })
}

/// Whether it is an object with a peg.
fn has_peg(raw: &RawValue) -> bool {
    Object::of("", raw, &mut vec![]).is_some_and(|asset| asset.has("pegType"))
}

/// Which of the two a document is.
pub(crate) fn shape_of(raw: &RawValue) -> Option<Shape> {
    match Object::of("", raw, &mut vec![]) {
        Some(whole) => {
            let assets = whole.value("peggedAssets")?;
            json::is_list(assets).then_some(Shape::Answer)
        }
        None => json::rows(raw, "").ok()?.into_iter().any(has_peg).then_some(Shape::List),
    }
}

fn asset(raw: &RawValue, place: u64, shape: Shape) -> Asset {
    let mut defects = vec![];
    let empty = |defects: Vec<Defect>| Asset {
        place,
        id: None,
        name: None,
        symbol: None,
        cmc_id: None,
        gecko_id: None,
        peg: None,
        mechanism: None,
        url: None,
        audits: vec![],
        address: None,
        delisted: None,
        deprecated: None,
        dead_from: None,
        yield_bearing: None,
        price_source: None,
        price: None,
        circulating: None,
        defects,
    };
    let Some(object) = Object::of("", raw, &mut defects) else {
        let found = raw.get().to_owned();
        return empty(vec![Defect::ValueUnexpected { field: "asset".to_owned(), found, expected: "object" }]);
    };
    let d = &mut defects;
    let peg_type = object.needed("pegType", d);
    // The answer has neither this id nor any links.
    let cmc_id = match shape {
        Shape::List => object.needed("cmcId", d),
        Shape::Answer => object.text("cmcId", d),
    };
    let url = object.text("url", d);
    d.extend(url.as_ref().and_then(|url| address_defect(url, object.field("url"))));
    Asset {
        id: object.needed("id", d),
        name: object.needed("name", d),
        symbol: object.needed("symbol", d),
        cmc_id,
        gecko_id: object.text("gecko_id", d),
        mechanism: object
            .needed("pegMechanism", d)
            .map(|text| Mechanism::of(text, object.field("pegMechanism"), d)),
        url,
        audits: audits(&object, d),
        address: object.text("address", d),
        delisted: object.flag("delisted", d),
        deprecated: object.flag("deprecated", d),
        dead_from: dead_from(&object, d),
        yield_bearing: object.flag("yieldBearing", d),
        price_source: object.text("priceSource", d),
        price: object.text("price", d),
        circulating: circulating(&object, peg_type.as_deref(), d),
        peg: peg_type.map(|text| Peg::of(text, d)),
        ..empty(defects)
    }
}

/// The links of audits, under a key that is spelt in two ways.
fn audits(object: &Object<'_>, defects: &mut Vec<Defect>) -> Vec<String> {
    let (meant, misspelt) = ("auditLinks", "audit_links");
    let mut all = vec![];
    for key in [meant, misspelt] {
        let field = object.field(key);
        if key == misspelt && object.has(key) {
            defects.push(Defect::KeyMisspelt { field: field.clone(), meant });
        }
        for link in object.texts(key, defects) {
            defects.extend(address_defect(&link, field.clone()));
            all.push(link);
        }
    }
    all
}

fn dead_from(object: &Object<'_>, defects: &mut Vec<Defect>) -> Option<Day> {
    let found = object.text("deadFrom", defects)?;
    let day = found.parse().ok();
    if day.is_none() {
        let (field, expected) = (object.field("deadFrom"), "YYYY-MM-DD".to_owned());
        defects.push(Defect::DateUnreadable { field, found, expected });
    }
    day
}

/// How many units there are, of the asset's own peg.
fn circulating(object: &Object<'_>, peg_type: Option<&str>, defects: &mut Vec<Defect>) -> Option<String> {
    object.object("circulating", defects)?.text(peg_type?, defects)
}
