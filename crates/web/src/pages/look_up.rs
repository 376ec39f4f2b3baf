//! Looking an asset up: the first page, and what somebody finds who types a name, a symbol, an address or a number.

use askama::Template;
use qazyq_casework::sheet::{Authority, Fit, on_lists};
use qazyq_law::Conclusion;
use qazyq_words::{date, legible, value};

use super::card::{self, Answer, Card};
use super::frame::{Frame, rendered};
use super::parts::{Link, Mark};
use super::text::{Named, encoded, figure};
use super::{Around, Section};
use crate::register::{Found, Row};

#[derive(Template)]
#[template(path = "look-up.html")]
struct Home<'a> {
    frame: Frame<'a>,
    typed: String,
    limit: String,
    emblem: String,
    heading: String,
    numbers: Vec<Number>,
    links: Vec<Link>,
    method: String,
}

/// How many assets came to a verdict.
struct Number {
    mark: Mark,
    count: usize,
}

#[derive(Template)]
#[template(path = "answer.html")]
struct Answered<'a> {
    frame: Frame<'a>,
    typed: String,
    heading: String,
    found: String,
    answer: Option<One>,
    choices: Vec<Choice>,
    on_day: String,
    /// What is said where nothing was found.
    none: Vec<String>,
}

/// The one asset that was found.
struct One {
    card: Card,
    remarks: Vec<String>,
    answers: Vec<Answer>,
    age: String,
    href: String,
}

/// One of several.
struct Choice {
    href: String,
    name: String,
    /// What tells it from the others.
    apart: String,
    mark: Option<Mark>,
}

/// The first page where nothing was typed, else what was found: the answer for one asset, several told apart, or none.
#[must_use]
pub fn look_up(around: &Around<'_>, typed: Option<&str>, found: &[(Fit, &Row)]) -> String {
    match typed.map(str::trim).filter(|typed| !typed.is_empty()) {
        None => home(around),
        Some(typed) => answered(around, typed, found),
    }
}

fn home(around: &Around<'_>) -> String {
    let words = around.words;
    let day = around.register.day;
    let law = around.act.on(day);
    let limit = figure(words, law, &law.deviation_max);
    let count = |conclusion| {
        let found = around.register.rows.iter().filter_map(|row| row.found.as_ref().ok());
        found.filter(|found| found.sheet.verdict.conclusion == conclusion).count()
    };
    let conclusions = [Conclusion::Qualifies, Conclusion::DoesNotQualify, Conclusion::Undetermined];
    let number =
        |conclusion| Number { mark: Mark::of_conclusion(words, conclusion), count: count(conclusion) };
    let link = |path: &str, text: String| Link { href: around.address(path), text };
    let all = [("count", around.register.rows.len().into())];
    rendered(&Home {
        frame: around.frame(words.plain("web-home-title"), Some(Section::LookUp), false),
        typed: String::new(),
        emblem: words
            .say("web-home-emblem", &[("limit", limit.clone().into()), ("days", law.window_days.into())]),
        limit,
        heading: words.say("web-home-now", &[("day", date::long(words, day).into())]),
        numbers: conclusions.map(number).into(),
        links: vec![
            link("market", words.say("web-home-all", &all)),
            link("lists", words.plain("web-home-lists-link")),
            link("log", words.plain("web-home-log-link")),
        ],
        method: around.address("method"),
    })
}

fn answered(around: &Around<'_>, typed: &str, found: &[(Fit, &Row)]) -> String {
    let words = around.words;
    let shown = legible(typed);
    let named = [("typed", shown.clone().into()), ("count", found.len().into())];
    let heading = words.say("web-found-heading", &named);
    let page = |found: String, made_up| Answered {
        frame: around.frame(heading.clone(), Some(Section::LookUp), made_up),
        typed: typed.to_owned(),
        heading: heading.clone(),
        found,
        answer: None,
        choices: Vec::new(),
        on_day: words.say("web-on-day", &[("day", date::long(words, around.register.day).into())]),
        none: Vec::new(),
    };
    match found {
        [] => {
            let all = [("count", around.register.rows.len().into())];
            let none = ["web-found-none-says-nothing", "web-found-none-hint"];
            let page = page(words.say("web-found-none", &all), false);
            rendered(&Answered { none: none.map(|id| words.plain(id)).into(), ..page })
        }
        [(_, row)] => match &row.found {
            Ok(shown) => {
                let found = words.say("web-found-one", &[("asset", Named::of(&row.asset).whole().into())]);
                let page = page(found, shown.sheet.verdict.demonstration);
                rendered(&Answered { answer: Some(one(around, row, shown)), ..page })
            }
            Err(_) => {
                let choices = vec![choice(around, row)];
                rendered(&Answered { choices, ..page(words.say("web-found-several", &named), false) })
            }
        },
        several => {
            let is_shared = several.iter().all(|(fit, row)| *fit == Fit::Symbol || is_symbol(row, typed));
            let id = if is_shared { "web-found-shared" } else { "web-found-several" };
            let choices = several.iter().map(|(_, row)| choice(around, row)).collect();
            rendered(&Answered { choices, ..page(words.say(id, &named), false) })
        }
    }
}

/// What was typed is the asset's symbol, though it may be its id as well.
fn is_symbol(row: &Row, typed: &str) -> bool {
    row.asset.symbol.as_ref().is_some_and(|symbol| symbol.to_lowercase() == typed.to_lowercase())
}

fn one(around: &Around<'_>, row: &Row, found: &Found) -> One {
    let words = around.words;
    let sheet = &found.sheet;
    let path = format!("assets/{}", encoded(&row.asset.id));
    let href = around.address(&path);
    let over = words.say(
        "web-asset-on-day",
        &[("asset", Named::of(&row.asset).whole().into()), ("day", date::long(words, sheet.day).into())],
    );
    One {
        card: card::card(around, sheet, over),
        remarks: card::remarks(around, sheet),
        answers: card::answers(around, sheet, &around.register.lists, &format!("{href}#readings")),
        age: card::age(around, sheet),
        href,
    }
}

fn choice(around: &Around<'_>, row: &Row) -> Choice {
    let words = around.words;
    let asset = &row.asset;
    let mut apart = vec![words.say("web-apart-id", &[("id", value(&asset.id))])];
    let mut tell = |id: &str, text: Option<String>| {
        apart.extend(text.map(|text| words.say(id, &[("text", text.into())])));
    };
    tell("web-apart-symbol", asset.symbol.clone());
    let sheet = row.found.as_ref().ok().map(|found| &found.sheet);
    tell("web-apart-peg", sheet.and_then(|sheet| sheet.dossier.peg_text()));
    tell("web-apart-coinmarketcap", asset.coinmarketcap.map(|id| id.to_string()));
    tell("web-apart-contract", asset.caip19.first().cloned());
    tell("web-apart-issuer", asset.issuer.clone());
    let on = on_lists(&around.register.lists, &asset.id, around.register.day);
    let on: Vec<String> = on
        .iter()
        .filter(|(_, spell)| spell.is_some())
        .map(|(authority, _)| list_name(around, *authority))
        .collect();
    apart.push(if on.is_empty() {
        words.plain("web-apart-no-list")
    } else {
        words.say("web-apart-lists", &[("text", on.join(", ").into())])
    });
    Choice {
        href: around.address(&format!("assets/{}", encoded(&asset.id))),
        name: Named::of(asset).name,
        apart: apart.join(" · "),
        mark: sheet.map(|sheet| Mark::of_conclusion(words, sheet.verdict.conclusion)),
    }
}

/// An authority's list by its name.
pub(crate) fn list_name(around: &Around<'_>, authority: Authority) -> String {
    around.plain(&format!("authority-{authority}"))
}
