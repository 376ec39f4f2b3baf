//! Official rates of currencies: the answers of two central banks ([`nbk`], [`ecb`]), and what a case makes of them
//! ([`quotient`]).
//!
//! | source | a rate is | of a day |
//! | --- | --- | --- |
//! | `nbk` | tenge for so many units of a currency | set on the day before, for every day |
//! | `ecb` | units of a currency for one euro | set on the day itself, on working days |
//!
//! Both answer with all currencies at once, so what is asked for are days alone.

pub mod ecb;
pub mod nbk;
pub mod quotient;

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::{Amount, Day, IBig};
use roxmltree::{Document, Node};

use crate::answer::{Listing, Order};
use crate::feed::{Answer, AnswerError, Rate, Remark, Rows};
use crate::few::{Few, TenOfAKind};
use crate::finding::{Rejected, Rejection, excerpt};

/// As much XML as is ever read: ninety days of all currencies are a tenth of it.
const XML_BYTES_MAX: usize = 1 << 20;

/// Rates by currency, as they are read.
///
/// Nobody asks for one currency, so that what is odd about each decides nothing: of all of it ten of a kind are told.
#[derive(Default)]
struct Sheet {
    listings: BTreeMap<String, Listing<Rate>>,
    /// Lines that say nothing of any currency.
    rejected: Few<Rejected>,
    remarks: Vec<Remark>,
    told: TenOfAKind,
}

/// Rejected rates of one currency that are kept. There may be thousands of currencies.
const REJECTED_MAX: usize = 10;

impl Sheet {
    /// Takes what stands at place `number` of a currency, unless it is of a day after `latest`.
    fn take(&mut self, currency: &str, number: u64, rate: Result<Rate, Rejection>, latest: Timestamp) {
        self.listing(currency).take(number, rate.map(|rate| (rate, vec![])), latest);
    }

    fn listing(&mut self, currency: &str) -> &mut Listing<Rate> {
        self.listings.entry(currency.to_owned()).or_insert_with(|| Listing::keeping(REJECTED_MAX))
    }

    /// Rejects a line: each of these currencies lacks it. Kept once, for lines by currencies are too many.
    fn reject<'a>(&mut self, rejected: Rejected, currencies: impl Iterator<Item = &'a str>) {
        if self.rejected.is_empty() {
            currencies.for_each(|currency| _ = self.listing(currency));
        }
        self.rejected.push(rejected, REJECTED_MAX);
    }

    /// Leaves out what is said of one currency.
    fn leave_out(&mut self, key: String, error: AnswerError) {
        if self.told.has_room(error.code()) {
            self.remarks.push(Remark::PartUnusable { key, error: Box::new(error) });
        }
    }

    /// The answer, sorted by currency.
    fn answer(mut self, order: Order) -> Answer {
        let mut parts = Vec::new();
        for (currency, listing) in std::mem::take(&mut self.listings) {
            match listing.part(&currency, order, Rows::Rates) {
                Ok((mut part, remark)) => {
                    part.rejected.merge(&self.rejected, REJECTED_MAX, |rejected| rejected.line);
                    parts.push(part);
                    let told = &mut self.told;
                    self.remarks.extend(remark.filter(|remark| told.has_room(remark.code())));
                }
                Err(error) => self.leave_out(currency, error),
            }
        }
        Answer { parts, remarks: self.remarks }
    }
}

/// The rate that stands there: above zero, without an exponent.
fn rate(day: Day, text: &str, units: Amount) -> Result<Rate, Rejection> {
    let rate = text.parse().ok().filter(Amount::is_positive);
    let rate = rate.ok_or_else(|| Rejection::RateUnusable { found: excerpt(text) })?;
    Ok(Rate { day, rate, units })
}

fn one() -> Amount {
    Amount::new(IBig::ONE, 0)
}

/// Whether this is written as ISO 4217 writes currencies. Which of them there are, no list knows as the sources do: they
/// have rates of currencies that are no more.
fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Reads XML and hands its root on. A document type is refused with all that comes in its train: no entity is expanded,
/// nothing is looked up.
fn xml<T>(bytes: &[u8], read: impl FnOnce(Node<'_, '_>) -> Result<T, AnswerError>) -> Result<T, AnswerError> {
    let text =
        str::from_utf8(bytes).map_err(|_| AnswerError::NotXml { what: "it is not UTF-8".to_owned() })?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.is_empty() {
        return Err(AnswerError::NoBytes);
    }
    let begins_with = |tag: &str| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    if begins_with("<!doctype html") || begins_with("<html") {
        return Err(AnswerError::AWebPage);
    }
    // The reader looks at each attribute of an element beside all others: what no bank sends is not begun on.
    if start.len() > XML_BYTES_MAX {
        return Err(AnswerError::NotXml { what: format!("more than {XML_BYTES_MAX} bytes") });
    }
    // An XML declaration may stand at the very beginning alone; blanks in front of it are the source's slip.
    let document = Document::parse(start).map_err(|error| AnswerError::NotXml { what: error.to_string() })?;
    let root = document.root_element();
    if root.tag_name().name().eq_ignore_ascii_case("html") {
        return Err(AnswerError::AWebPage);
    }
    read(root)
}

/// The elements of that name in an element.
fn elements<'a, 'i: 'a>(parent: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    parent.children().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

/// The text of the one element of that name; empty where there is none, or two, or it holds other elements.
fn text_of(parent: Node<'_, '_>, name: &'static str) -> String {
    let mut found = elements(parent, name);
    let (Some(element), None) = (found.next(), found.next()) else { return String::new() };
    if element.children().any(|child| child.is_element()) {
        return String::new();
    }
    // A comment parts a text in two.
    let text: String =
        element.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect();
    text.trim().to_owned()
}
