//! What a case says, and the readings under which it can be decided.
//!
//! Only what decides is kept; addresses of sources, digests and names are checked by `read` and dropped
//! there.

use jiff::ToSpan;

use crate::number::Fraction;
use jiff::civil::Date;

/// One assessment and everything it needs.
pub(crate) struct Case {
    pub(crate) asset: String,
    pub(crate) date: Date,
    pub(crate) reading: Reading,
    pub(crate) facts: Facts,
}

/// Everything known. What is not known is an empty list or none.
pub(crate) struct Facts {
    pub(crate) peg: Option<Peg>,
    pub(crate) fx: Vec<Rate>,
    pub(crate) disclosures: Vec<Disclosure>,
    pub(crate) listed: Option<bool>,
    pub(crate) self_reported_market_cap: Option<bool>,
    pub(crate) checks: Vec<Check>,
    pub(crate) events: Vec<Event>,
    pub(crate) market: Vec<Series>,
}

/// What the asset is worth by its own terms.
pub(crate) struct Peg {
    pub(crate) components: Vec<Component>,
    /// Whether `source.url` gives an address; the empty one counts as none.
    pub(crate) has_source: bool,
}

/// So much of one currency.
pub(crate) struct Component {
    pub(crate) currency: String,
    pub(crate) amount: Fraction,
}

/// One unit of `base` is worth `rate` units of `quote` on that day.
pub(crate) struct Rate {
    pub(crate) date: Date,
    pub(crate) base: String,
    pub(crate) quote: String,
    pub(crate) rate: Fraction,
}

/// What was found out about one of the four items.
pub(crate) struct Disclosure {
    pub(crate) item: String,
    pub(crate) status: Status,
    pub(crate) has_address: bool,
    pub(crate) published: Option<Date>,
}

/// Whether an item was found.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Status {
    Published,
    Absent,
}

/// A register looked through on a day.
pub(crate) struct Check {
    pub(crate) on: Date,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) register: String,
    pub(crate) found: bool,
}

/// Whom a check or an event concerns.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Subject {
    Asset,
    Issuer,
    Other,
}

/// A decision, an order, or something else.
pub(crate) struct Event {
    /// Whether it is a court decision or an order: no other kind decides.
    pub(crate) binds: bool,
    pub(crate) country: String,
    pub(crate) subject: Subject,
    pub(crate) in_force_from: Date,
    pub(crate) ended_on: Option<Date>,
}

/// One source's days, in units of one currency.
pub(crate) struct Series {
    pub(crate) source: String,
    pub(crate) currency: String,
    pub(crate) days: Vec<Bar>,
}

/// One day of a series. The numbers are as the case gives them, zero and negative ones too.
pub(crate) struct Bar {
    pub(crate) date: Date,
    pub(crate) open: Option<Fraction>,
    pub(crate) high: Option<Fraction>,
    pub(crate) low: Option<Fraction>,
    pub(crate) close: Option<Fraction>,
    pub(crate) vwap: Option<Fraction>,
    pub(crate) volume: Option<Fraction>,
    pub(crate) market_cap: Option<Fraction>,
}

/// What a criterion comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    Met,
    NotMet,
    Undetermined,
}

impl Outcome {
    /// As a verdict writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Undetermined => "undetermined",
        }
    }

    /// Met against not met; what is undetermined opposes nothing.
    pub(crate) fn is_opposite_of(self, other: Self) -> bool {
        matches!((self, other), (Self::Met, Self::NotMet) | (Self::NotMet, Self::Met))
    }
}

/// One meaning of "average daily deviation": a choice on each axis.
#[derive(Clone)]
pub(crate) struct Reading {
    pub(crate) statistic: Statistic,
    pub(crate) price: Price,
    pub(crate) missing: Missing,
    pub(crate) window: Window,
    pub(crate) source: Source,
}

/// An axis: its choices by name, in the order of the page. The first is the default.
pub(crate) trait Axis: Copy + PartialEq + 'static {
    const CHOICES: &'static [(&'static str, Self)];

    /// The name of the choice.
    fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, choice)| *choice == self).map_or("", |(name, _)| name)
    }
}

/// What is made of the 30 deviations.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Statistic {
    MeanAbsolute,
    MeanSigned,
    EveryDay,
}

impl Axis for Statistic {
    const CHOICES: &'static [(&'static str, Self)] = &[
        ("mean_absolute", Self::MeanAbsolute),
        ("mean_signed", Self::MeanSigned),
        ("every_day", Self::EveryDay),
    ];
}

/// Which price of a day is measured.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Price {
    Close,
    Ohlc4,
    Extreme,
    Vwap,
}

impl Axis for Price {
    const CHOICES: &'static [(&'static str, Self)] =
        &[("close", Self::Close), ("ohlc4", Self::Ohlc4), ("extreme", Self::Extreme), ("vwap", Self::Vwap)];
}

/// What becomes of a day without the price.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Missing {
    Undetermined,
    CarryForward,
}

impl Axis for Missing {
    const CHOICES: &'static [(&'static str, Self)] =
        &[("undetermined", Self::Undetermined), ("carry_forward", Self::CarryForward)];
}

/// Which 30 days are the last 30.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Window {
    CompleteDays,
    ThroughAssessmentDay,
}

impl Axis for Window {
    const CHOICES: &'static [(&'static str, Self)] =
        &[("complete_days", Self::CompleteDays), ("through_assessment_day", Self::ThroughAssessmentDay)];
}

/// Which series are asked.
#[derive(Clone, PartialEq)]
pub(crate) enum Source {
    Either,
    Named(String),
}

/// So many days later; earlier where negative.
pub(crate) fn days_later(day: Date, days: i32) -> Date {
    // Days of a case end in 2999 and are moved by some forty days, so the calendar's end is never met.
    day.saturating_add(days.days())
}
