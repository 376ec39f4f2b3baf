//! What listing means: what so many units of a listed asset count for under the tax rule, and that the rule says nothing of any
//! other.

use askama::Template;
use qazyq_casework::book::Asset;
use qazyq_casework::listing::{Counts, CountsRate, TENGE};
use qazyq_casework::sheet::Spell;
use qazyq_exact::Day;
use qazyq_words::{date, legible};

use super::frame::{Frame, rendered};
use super::parts::{Address, Link, Mark, Status};
use super::text::{Named, amount, encoded, query, quotient};
use super::{Around, Moment, Section};

/// What is shown of a listing.
#[derive(Clone, Copy, Debug)]
pub struct ListingShown<'a> {
    /// The asset; none where nobody asked, or none was found.
    pub asset: Option<&'a Asset>,
    /// What somebody typed as the asset.
    pub typed: &'a str,
    /// What somebody typed as the units.
    pub units: &'a str,
    /// Its time on the Ministry's List that holds the day of the deal; none where it is not on it.
    pub spell: Option<&'a Spell>,
    /// What the units count for; none where the rule does not apply, or it cannot be worked out.
    pub counts: Option<&'a Counts>,
    /// What was wrong with what somebody typed: the end of a `web-problem-` message.
    pub problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "listing.html")]
struct Page<'a> {
    frame: Frame<'a>,
    over: Option<String>,
    heading: String,
    lead: String,
    action: String,
    typed: String,
    day: Day,
    units: String,
    problem: Option<String>,
    sum: Option<Sum>,
    answers: Vec<Other>,
    known: Vec<Known>,
    address: Option<String>,
}

/// The sum, line by line.
struct Sum {
    heading: String,
    lines: Vec<Line>,
    total: Option<Line>,
    /// Why there is no sum in tenge.
    missing: Option<String>,
}

struct Line {
    term: String,
    small: String,
    address: Option<Address>,
    value: String,
}

/// What is said of an asset to which the rule does not apply.
struct Other {
    question: String,
    mark: Option<Mark>,
    status: Option<Status>,
    text: String,
    link: Option<Link>,
}

/// A statement about the rule, with how well it is known.
struct Known {
    text: String,
    status: Status,
}

/// The page.
#[must_use]
pub fn listing(around: &Around<'_>, moment: &Moment<'_>, shown: &ListingShown<'_>) -> String {
    let words = around.words;
    let day = date::long(words, moment.day);
    let named = shown.asset.map(Named::of);
    let is_listed = shown.spell.is_some_and(|spell| !spell.is_suspended_on(moment.day));
    let (heading, lead) = match &named {
        None => (words.plain("web-section-listing"), words.plain("web-listing-rule")),
        Some(named) => {
            let args = [
                ("symbol", named.symbol.clone().into()),
                ("asset", named.name.clone().into()),
                ("day", day.clone().into()),
            ];
            match (is_listed, shown.spell) {
                (true, _) => (words.say("web-listing-counts", &args), words.plain("web-listing-rule")),
                (false, Some(_)) => {
                    (words.say("web-listing-not", &args), words.say("web-listing-suspended", &args))
                }
                (false, None) => {
                    (words.say("web-listing-not", &args), words.say("web-listing-not-listed", &args))
                }
            }
        }
    };
    let made_up = shown.spell.is_some_and(|spell| spell.row(moment.day).demonstration);
    let path =
        |asset: &Asset| format!("listing{}", query(&[("asset", &asset.id), ("units", shown.units.trim())]));
    rendered(&Page {
        frame: around.frame(heading.clone(), Some(Section::Listing), made_up),
        over: named.is_some().then(|| words.plain("web-section-listing")),
        heading,
        lead,
        action: around.address("listing"),
        typed: shown.typed.to_owned(),
        day: moment.day,
        units: shown.units.to_owned(),
        problem: shown.problem.map(|code| problem(around, shown, code)),
        sum: named.as_ref().filter(|_| is_listed).map(|named| sum(around, moment, shown, named)),
        answers: match (shown.asset, is_listed) {
            (Some(asset), false) => not_listed(around, moment, asset),
            (Some(_), true) | (None, _) => Vec::new(),
        },
        known: known(around, shown),
        address: shown.asset.map(|asset| around.permanent(&path(asset), moment)),
    })
}

fn problem(around: &Around<'_>, shown: &ListingShown<'_>, code: &str) -> String {
    let typed = if code == "not_a_number" { shown.units } else { shown.typed };
    super::problem::told(around, code, &[("text", typed.to_owned())]).0
}

fn sum(around: &Around<'_>, moment: &Moment<'_>, shown: &ListingShown<'_>, named: &Named) -> Sum {
    let words = around.words;
    let units = shown.counts.map_or_else(|| legible(shown.units), |counts| amount(words, &counts.units));
    let symbol = named.symbol.as_str();
    let args = [
        ("units", units.into()),
        ("symbol", symbol.to_owned().into()),
        ("day", date::long(words, moment.day).into()),
    ];
    let heading = words.say("web-listing-sum", &args);
    let mut lines = Vec::new();
    lines.extend(shown.spell.map(|spell| on_the_list(around, moment, spell)));
    let Some(counts) = shown.counts else {
        let missing = Some(words.plain("web-listing-no-peg"));
        return Sum { heading, lines, total: None, missing };
    };
    let money = |(amount, currency): (String, &str)| format!("{amount} {}", legible(currency));
    let per_unit = counts.per_unit.iter().map(|(units, currency)| money((amount(words, units), currency)));
    lines.push(Line {
        term: words.plain("web-pegged-to"),
        small: words.say("web-listing-one-unit", &[("symbol", symbol.to_owned().into())]),
        address: None,
        value: per_unit.collect::<Vec<_>>().join(" + "),
    });
    let totals =
        counts.currency_total.iter().map(|(total, currency)| money((quotient(words, total), currency)));
    let count_as = words.say("web-listing-count-as", &args);
    lines.push(Line {
        term: count_as.clone(),
        small: words.plain("web-listing-whatever"),
        address: None,
        value: totals.collect::<Vec<_>>().join(" + "),
    });
    lines.push(Line {
        term: words.plain("web-listing-working-day"),
        small: words.plain("web-listing-weekends"),
        address: None,
        value: date::long(words, counts.working_day),
    });
    lines.extend(counts.rates.iter().map(|rate| of_rate(around, rate)));
    let total = counts.tenge.as_ref().map(|tenge| Line {
        term: count_as,
        small: String::new(),
        address: None,
        value: format!("{} ₸", quotient(words, tenge)),
    });
    let missing = total.is_none().then(|| words.plain("web-listing-no-rate"));
    Sum { heading, lines, total, missing }
}

fn on_the_list(around: &Around<'_>, moment: &Moment<'_>, spell: &Spell) -> Line {
    let words = around.words;
    let row = spell.row(moment.day);
    let act = row.act.as_deref().map_or_else(|| "none".to_owned(), legible);
    let since = date::long(words, spell.from);
    let mut small = words.say("web-listing-since", &[("since", since.into()), ("act", act.into())]);
    if row.demonstration {
        small = format!("{small} {}", words.plain("web-entry-made-up"));
    }
    Line { term: words.plain("web-listing-on-list"), small, address: None, value: words.plain("yes") }
}

fn of_rate(around: &Around<'_>, rate: &CountsRate) -> Line {
    let words = around.words;
    let currency = legible(&rate.currency);
    let named = [("rate", quotient(words, &rate.rate).into()), ("currency", currency.into())];
    let source = words.find_plain(&format!("web-rate-{}", rate.source));
    let source = source.unwrap_or_else(|| legible(&rate.source));
    let day = [("day", date::long(words, rate.day).into()), ("source", source.into())];
    Line {
        term: words.plain("web-listing-rate"),
        small: words.say("web-listing-rate-of", &day),
        address: rate.origin.as_deref().map(Address::of),
        value: words.say("web-listing-rate-is", &named),
    }
}

fn not_listed(around: &Around<'_>, moment: &Moment<'_>, asset: &Asset) -> Vec<Other> {
    let words = around.words;
    let id = encoded(&asset.id);
    let found = around.register.row(&asset.id).filter(|_| moment.day == around.register.day);
    let conclusion =
        found.and_then(|row| row.found.as_ref().ok()).map(|found| found.sheet.verdict.conclusion);
    let link = |path: String, text: &str| Link { href: around.address(&path), text: words.plain(text) };
    vec![
        Other {
            question: words.plain("web-listing-qualifies"),
            mark: conclusion.map(|conclusion| Mark::of_conclusion(words, conclusion)),
            status: None,
            text: words.plain("web-listing-qualifies-text"),
            link: Some(link(format!("assets/{id}?on={}", moment.day), "web-listing-qualifies-link")),
        },
        Other {
            question: words.plain("web-listing-then"),
            mark: None,
            status: None,
            text: words.plain("web-listing-then-text"),
            link: None,
        },
        Other {
            question: words.plain("web-listing-known"),
            mark: None,
            status: Some(Status::unverified_contents(words)),
            text: words.plain("web-lists-recorded"),
            link: Some(link(format!("lists/ministry?on={}", moment.day), "web-answer-listed-link")),
        },
    ]
}

/// What is known of the rule, and what is not.
fn known(around: &Around<'_>, shown: &ListingShown<'_>) -> Vec<Known> {
    let words = around.words;
    let unverified = |text: String| Known { text, status: Status::unverified(words) };
    let known = |id: &str, status| Known { text: words.plain(id), status: Status::of(words, status) };
    let mut told = vec![
        known("web-listing-known-unit", qazyq_law::act::Status::Reported),
        known("web-listing-known-price", qazyq_law::act::Status::OurReading),
    ];
    let place = around.act.unverified.iter().find(|(id, _)| id == "place-in-the-new-tax-code");
    told.extend(place.map(|(_, text)| unverified(words.of_law(text).to_owned())));
    told.push(unverified(words.plain("web-listing-known-rate")));
    told.push(unverified(words.plain("web-listing-known-holidays")));
    let is_in_tenge =
        shown.counts.is_some_and(|counts| counts.per_unit.iter().any(|(_, currency)| currency == TENGE));
    if is_in_tenge {
        told.push(unverified(words.plain("web-listing-known-tenge")));
    }
    told
}
