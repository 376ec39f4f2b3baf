//! The case: everything that one assessment needs, checked as a whole before anything is decided.
//!
//! ```json
//! {"format": "qazyq.case/1",
//!  "asset": {"id": "usdc", "symbol": "USDC"},
//!  "assessment": {"date": "2023-03-13", "reading": {"statistic": "mean_absolute"}},
//!  "facts": {"peg": {"components": [{"currency": "USD", "amount": "1"}]},
//!            "market": [{"source": "coinmarketcap", "currency": "USD", "days": [{"date": "2023-02-11", "close": "1.0000"}]}]}}
//! ```
//!
//! The keys are those of `docs/formats/case.md`. An unknown one is refused, so that a misspelt fact cannot pass as
//! an absent one. What JSON is allowed at all is [`crate::json`]'s business; what the facts mean is that of
//! [`crate::criteria`].

use qazyq_exact::{Amount, Day, Ratio};

use crate::act::{Act, Law};
use crate::json::{self, Text, Value};
use crate::node::{Node, Origin};
use crate::reading::{Reading, source_name};
use crate::refusal::{Refusal, Why};

/// A case and the law that it is to be decided by.
#[derive(Clone, Debug)]
pub struct Case<'l> {
    /// The asset's id.
    pub asset: Text,
    /// The day for which the law is applied.
    pub date: Day,
    /// What was known when; recorded, decides nothing here.
    pub as_of: Option<Text>,
    /// The version of the law.
    pub law: &'l Law,
    /// The reading that decides.
    pub reading: Reading,
    /// What is known.
    pub facts: Facts,
}

/// What is known of an asset. An empty list and an absent section both say: nothing.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What the asset is worth by its own terms.
    pub peg: Option<Peg>,
    /// Exchange rates of currencies.
    pub fx: Vec<Rate>,
    /// What has been published.
    pub disclosures: Vec<Disclosure>,
    /// What is known of the asset on CoinMarketCap, its bars aside.
    pub coinmarketcap: CoinMarketCap,
    /// Checks of registers.
    pub checks: Vec<Check>,
    /// Court decisions and orders.
    pub events: Vec<Event>,
    /// Series of daily bars, one a source.
    pub market: Vec<Series>,
    /// Something in the facts calls itself a demonstration in its `origin`.
    pub demonstration: bool,
}

/// Units of currencies that one unit of the asset is worth by its own terms.
#[derive(Clone, Debug)]
pub struct Peg {
    /// One or more.
    pub components: Vec<Component>,
    /// Where that is said, in public; an empty address is none.
    pub source_url: Option<Text>,
}

/// So many units of one currency.
#[derive(Clone, Debug)]
pub struct Component {
    /// A code; whether it is a national currency's, a criterion asks.
    pub currency: Text,
    /// Above zero.
    pub amount: Amount,
}

/// Units of `quote` for one unit of `base` on a day.
#[derive(Clone, Debug)]
pub struct Rate {
    /// The day.
    pub date: Day,
    /// The currency that is priced.
    pub base: Text,
    /// The currency it is priced in.
    pub quote: Text,
    /// Above zero.
    pub rate: Ratio,
}

/// What is known of one item of disclosure.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// Which.
    pub item: Text,
    /// Found or not.
    pub status: DisclosureStatus,
    /// Where; an empty address is none.
    pub url: Option<Text>,
    /// Since when, where that is known.
    pub published: Option<Day>,
    /// When it was last looked for; decides nothing.
    pub looked_for_on: Option<Day>,
}

/// Whether an item was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisclosureStatus {
    /// Found.
    Published,
    /// Looked for and not found.
    Absent,
}

/// What is known of the asset on CoinMarketCap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoinMarketCap {
    /// Whether it is listed there.
    pub listed: Option<bool>,
    /// Whether its capitalisation is only what the issuer says.
    pub self_reported_market_cap: Option<bool>,
}

/// A look into a register.
#[derive(Clone, Debug)]
pub struct Check {
    /// When.
    pub on: Day,
    /// For whom.
    pub subjects: Vec<Subject>,
    /// Which register.
    pub register: Text,
    /// What came back.
    pub result: CheckResult,
}

/// What a check or an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The asset.
    Asset,
    /// Its issuer.
    Issuer,
    /// Somebody else.
    Other,
}

/// What a look into a register brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckResult {
    /// No hit.
    None,
    /// A hit.
    Found,
    /// Hits that a person found to concern somebody else.
    Dismissed,
}

/// A court decision, an order, or something else that happened in law.
#[derive(Clone, Debug)]
pub struct Event {
    /// What it is.
    pub kind: EventKind,
    /// Whose, as ISO 3166-1 writes countries.
    pub country: Text,
    /// Against whom.
    pub subject: Subject,
    /// The first day in force.
    pub in_force_from: Day,
    /// The first day no longer in force.
    pub ended_on: Option<Day>,
    /// Who made it.
    pub body: Option<Text>,
    /// What it is called.
    pub title: Option<Text>,
}

/// Kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A court's.
    CourtDecision,
    /// An authorised body's, on remedying a breach.
    Order,
    /// Neither.
    Other,
}

/// One source's daily bars.
#[derive(Clone, Debug)]
pub struct Series {
    /// Whose.
    pub source: Text,
    /// In which currency the figures are.
    pub currency: Text,
    /// Each day once, in any order.
    pub days: Vec<Bar>,
    /// Its origin says that it was in a token, and by what it was converted. That decides nothing, and a verdict says it.
    pub conversion: Option<Conversion>,
}

/// How a series in a token came to be in a currency, as its origin says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The token that the series was in.
    pub from: Text,
    /// The asset by whose price it was converted.
    pub through: Text,
    /// Whose series of that asset.
    pub source: Text,
}

/// One day of a series. Figures are kept as the source has them, also where they are zero or below.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The day.
    pub date: Day,
    /// First price.
    pub open: Option<Amount>,
    /// Highest price.
    pub high: Option<Amount>,
    /// Lowest price.
    pub low: Option<Amount>,
    /// Last price.
    pub close: Option<Amount>,
    /// Mean price weighted by volume.
    pub vwap: Option<Amount>,
    /// Traded volume, in the series' currency.
    pub volume: Option<Amount>,
    /// Market capitalisation, in the series' currency.
    pub market_cap: Option<Amount>,
}

impl<'l> Case<'l> {
    /// Reads a case file.
    ///
    /// # Errors
    /// Where section 7 of the case's specification refuses it, with the place.
    pub fn parse(act: &'l Act, bytes: &[u8]) -> Result<Self, Refusal> {
        Self::of_json(act, &json::parse(bytes)?)
    }

    /// Reads a case that is JSON already.
    ///
    /// # Errors
    /// As [`Case::parse`].
    pub fn of_json(act: &'l Act, value: &Value) -> Result<Self, Refusal> {
        let node = Node::top("", value);
        let keys = node.object(&["format", "asset", "assessment", "facts"], Origin::MayNot)?;
        keys.required("format")?.choice(&["qazyq.case/1"], |name| name)?;
        let asset_node = keys.required("asset")?;
        let asset = asset_node.free_object()?.required("id")?.text()?.clone();

        let assessment = keys.required("assessment")?;
        let assessment = assessment.object(&["date", "reading", "act", "as_of"], Origin::MayNot)?;
        let date = assessment.required("date")?.day()?;
        let law = assessment.read("act", |n| law_named(act, n, date))?.unwrap_or_else(|| act.on(date));
        let as_of = assessment.read("as_of", |n| n.instant().cloned())?;
        let reading = Reading::read(assessment.optional("reading").as_ref(), law.counted.default_choices())?;

        let facts = Facts::read(law, &keys.required("facts")?)?;
        Ok(Self { asset, date, as_of, law, reading, facts })
    }
}

fn law_named<'l>(act: &'l Act, node: &Node<'_>, date: Day) -> Result<&'l Law, Refusal> {
    let text = node.text()?;
    let law = text.as_str().and_then(|name| act.named(name, date));
    law.ok_or_else(|| node.refuse(Why::UnknownAct { text: text.clone(), known: act.names() }))
}

impl Facts {
    /// Reads the facts of a case.
    ///
    /// # Errors
    /// Where they cannot be read as facts, with the place, whose first part is `facts`.
    pub fn of_json(law: &Law, value: &Value) -> Result<Self, Refusal> {
        Self::read(law, &Node::top("facts", value))
    }

    fn read(law: &Law, node: &Node<'_>) -> Result<Self, Refusal> {
        let keys =
            node.object(&["peg", "fx", "disclosures", "coinmarketcap", "legal", "market"], Origin::May)?;
        let (checks, events) = keys.read("legal", legal)?.unwrap_or_default();
        Ok(Self {
            peg: keys.read("peg", peg)?,
            fx: keys.read_list("fx", |n| {
                n.list_of_unique(
                    rate,
                    |r| (r.base.clone(), r.quote.clone(), r.date),
                    |r| format!("{}/{} {}", r.base, r.quote, r.date),
                )
            })?,
            disclosures: keys.read_list("disclosures", |n| {
                n.list_of_unique(|n| disclosure(law, n), |d| d.item.clone(), |d| d.item.to_string())
            })?,
            coinmarketcap: keys.read("coinmarketcap", coinmarketcap)?.unwrap_or_default(),
            checks,
            events,
            market: keys.read_list("market", |n| {
                n.list_of_unique(series, |s| s.source.clone(), |s| s.source.to_string())
            })?,
            demonstration: node.is_demonstration(),
        })
    }
}

fn peg(node: &Node<'_>) -> Result<Peg, Refusal> {
    let keys = node.object(&["components", "source"], Origin::May)?;
    let components_node = keys.required("components")?;
    let components = components_node.list(|n| {
        let keys = n.object(&["currency", "amount"], Origin::May)?;
        let currency = keys.required("currency")?.text()?.clone();
        Ok(Component { currency, amount: keys.required("amount")?.positive_amount()? })
    })?;
    if components.is_empty() {
        return Err(components_node.refuse(Why::Empty));
    }
    let source_url = keys.read("source", |n| {
        let keys = n.object(&["url", "retrieved", "sha256"], Origin::May)?;
        free_texts(&keys, &["retrieved", "sha256"])?;
        address(&keys)
    })?;
    Ok(Peg { components, source_url: source_url.flatten() })
}

fn rate(node: &Node<'_>) -> Result<Rate, Refusal> {
    let keys = node.object(&["date", "base", "quote", "rate"], Origin::May)?;
    Ok(Rate {
        date: keys.required("date")?.day()?,
        base: keys.required("base")?.text()?.clone(),
        quote: keys.required("quote")?.text()?.clone(),
        rate: keys.required("rate")?.rate()?,
    })
}

fn disclosure(law: &Law, node: &Node<'_>) -> Result<Disclosure, Refusal> {
    let keys = node.object(
        &["item", "status", "url", "published", "retrieved", "sha256", "looked_for_on"],
        Origin::May,
    )?;
    free_texts(&keys, &["retrieved", "sha256"])?;
    let item_node = keys.required("item")?;
    let item = item_node.text()?.clone();
    if !law.disclosure_items.contains(&item) {
        let choices = law.disclosure_items.iter().map(Text::to_string).collect();
        return Err(item_node.refuse(Why::NotOneOf { text: item, choices }));
    }
    let statuses = [DisclosureStatus::Published, DisclosureStatus::Absent];
    Ok(Disclosure {
        item,
        status: keys.required("status")?.choice(&statuses, |status| match status {
            DisclosureStatus::Published => "published",
            DisclosureStatus::Absent => "absent",
        })?,
        url: address(&keys)?,
        published: keys.read("published", |n| n.day())?,
        looked_for_on: keys.read("looked_for_on", |n| n.day())?,
    })
}

fn coinmarketcap(node: &Node<'_>) -> Result<CoinMarketCap, Refusal> {
    // `id` may be any JSON value: it decides nothing.
    let keys = node.object(&["id", "listed", "self_reported_market_cap"], Origin::May)?;
    Ok(CoinMarketCap {
        listed: keys.read("listed", |n| n.boolean())?,
        self_reported_market_cap: keys.read("self_reported_market_cap", |n| n.boolean())?,
    })
}

fn legal(node: &Node<'_>) -> Result<(Vec<Check>, Vec<Event>), Refusal> {
    let keys = node.object(&["checks", "events"], Origin::May)?;
    Ok((keys.read_list("checks", |n| n.list(check))?, keys.read_list("events", |n| n.list(event))?))
}

impl Subject {
    /// The name in a case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Issuer => "issuer",
            Self::Other => "other",
        }
    }
}

impl EventKind {
    /// The name in a case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CourtDecision => "court_decision",
            Self::Order => "order",
            Self::Other => "other",
        }
    }
}

impl CheckResult {
    /// The name in a case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Found => "found",
            Self::Dismissed => "dismissed",
        }
    }
}

fn check(node: &Node<'_>) -> Result<Check, Refusal> {
    let keys = node.object(&["on", "subjects", "register", "result", "url"], Origin::May)?;
    free_texts(&keys, &["url"])?;
    let subject = |n: &Node<'_>| n.choice(&[Subject::Asset, Subject::Issuer], Subject::as_str);
    let results = [CheckResult::None, CheckResult::Found, CheckResult::Dismissed];
    Ok(Check {
        on: keys.required("on")?.day()?,
        subjects: keys.required("subjects")?.list(subject)?,
        register: keys.required("register")?.text()?.clone(),
        result: keys.required("result")?.choice(&results, CheckResult::as_str)?,
    })
}

fn event(node: &Node<'_>) -> Result<Event, Refusal> {
    let keys = node.object(
        &["kind", "country", "subject", "in_force_from", "ended_on", "body", "title", "url"],
        Origin::May,
    )?;
    free_texts(&keys, &["url"])?;
    let kinds = [EventKind::CourtDecision, EventKind::Order, EventKind::Other];
    let subjects = [Subject::Asset, Subject::Issuer, Subject::Other];
    Ok(Event {
        kind: keys.required("kind")?.choice(&kinds, EventKind::as_str)?,
        country: keys.required("country")?.country()?.clone(),
        subject: keys.required("subject")?.choice(&subjects, Subject::as_str)?,
        in_force_from: keys.required("in_force_from")?.day()?,
        ended_on: keys.read("ended_on", |n| n.day())?,
        body: keys.read("body", |n| n.text().cloned())?,
        title: keys.read("title", |n| n.text().cloned())?,
    })
}

fn series(node: &Node<'_>) -> Result<Series, Refusal> {
    let keys = node.object(&["source", "currency", "days"], Origin::May)?;
    Ok(Series {
        source: source_name(&keys.required("source")?)?,
        currency: keys.required("currency")?.text()?.clone(),
        days: keys.required("days")?.list_of_unique(bar, |b| b.date, |b| b.date.to_string())?,
        conversion: keys.optional("origin").and_then(|origin| conversion(origin.value())),
    })
}

/// What an origin says of a conversion, if it says it in full; an origin may be of any shape.
fn conversion(origin: &Value) -> Option<Conversion> {
    let converted = origin.get("converted")?;
    let text = |key| {
        let Some(Value::Text(text)) = converted.get(key) else { return None };
        Some(text.clone())
    };
    Some(Conversion { from: text("from")?, through: text("through")?, source: text("source")? })
}

fn bar(node: &Node<'_>) -> Result<Bar, Refusal> {
    let keys =
        node.object(&["date", "open", "high", "low", "close", "vwap", "volume", "market_cap"], Origin::May)?;
    Ok(Bar {
        date: keys.required("date")?.day()?,
        open: keys.read("open", |n| n.amount())?,
        high: keys.read("high", |n| n.amount())?,
        low: keys.read("low", |n| n.amount())?,
        close: keys.read("close", |n| n.amount())?,
        vwap: keys.read("vwap", |n| n.amount())?,
        volume: keys.read("volume", |n| n.amount())?,
        market_cap: keys.read("market_cap", |n| n.amount())?,
    })
}

/// The address under `url`; an empty one is none.
fn address(keys: &crate::node::Keys<'_, '_>) -> Result<Option<Text>, Refusal> {
    Ok(keys.read("url", |n| n.text().cloned())?.filter(|url| !url.is_empty()))
}

/// Keys that must be text where they are there, and decide nothing.
fn free_texts(keys: &crate::node::Keys<'_, '_>, names: &[&'static str]) -> Result<(), Refusal> {
    names.iter().try_for_each(|name| keys.read(name, |n| n.text().map(drop)).map(drop))
}
