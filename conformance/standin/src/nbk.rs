//! The National Bank of Kazakhstan: `/rss/get_rates.cfm?fdate=DD.MM.YYYY` and `/rss/rates_all.xml`.
//!
//! ```text
//! <rates> <date>06.05.2024</date> <item> <title>IRR</title> <description>10.5</description> <quant>1000</quant> …
//! ```
//!
//! A rate is the tenge for `quant` units. Three days are real answers, byte for byte; every other day from 2020 to
//! tomorrow is made up (`data/FORMULAS.md`) and says so in its title and generator. A day that has no rates yet, or a
//! date that is none, gets the form without items.

use crate::fault::{Rows, twisted};
use crate::http::{Answer, Request};
use crate::made::{self, TENGE};
use crate::state::{Source, State};
use crate::time::{civil, day_of, iso_day};

const XML: &str = "text/xml; charset=utf-8";
const REAL: [(&str, &str); 3] = [
    ("2024-05-06", include_str!("../data/nbk-rates_2024-05-06_two-currencies.xml")),
    ("2025-05-12", include_str!("../data/nbk-rates_2025-05-12_two-currencies.xml")),
    ("2026-08-01", include_str!("../data/nbk-rates_2026-08-01_five-currencies.xml")),
];
const CHANNEL: (&str, &str) = ("2024-04-03", include_str!("../data/nbk-rss_2024-04-03_channel-form.xml"));
const TITLE: &str = "Official exchange rates of National Bank of Republic Kazakhstan";

fn dotted(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{day:02}.{month:02}.{year:04}")
}

fn undotted(text: &str) -> Option<i64> {
    let parts: Vec<i64> = text.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [day, month, year] = parts[..] else { return None };
    let at = day_of(year, month, day);
    (civil(at) == (year, month, day)).then_some(at)
}

/// Answers a request.
pub(crate) fn answer(state: &State, request: &Request) -> Answer {
    let today = state.today();
    let body = match request.path.as_str() {
        "/rss/get_rates.cfm" => {
            let day = request.param("fdate").map_or(Some(today), undotted);
            rates(state, day, request.param("fdate").unwrap_or_default())
        }
        "/rss/rates_all.xml" => channel(state, today),
        _ => return Answer::html(404, "404 Not Found"),
    };
    let rows = Rows::Xml { rate: ("<description>", "</description>"), row: ("<item>", "</item>") };
    Answer::text(200, XML, body).rows(rows)
}

/// Each currency's code, name, rate, nominal and change against the day before, as text.
fn made_items(state: &State, day: i64) -> Vec<[String; 6]> {
    if day < made::first_day() || day > state.today() + 1 {
        return Vec::new();
    }
    TENGE
        .iter()
        .map(|row| {
            let (rate, before) = (made::tenge(row, day), made::tenge(row, day - 1));
            let mut text = made::scaled(i128::from(rate), 2);
            if state.restated(Source::Nbk, row.0, day) {
                text = twisted(&text);
            }
            let change = rate - before;
            let (index, sign) = match change {
                0 => ("", ""),
                1.. => ("UP", "+"),
                _ => ("DOWN", "-"),
            };
            let change = format!("{sign}{}.{:02}", change.abs() / 100, change.abs() % 100);
            [row.0.to_owned(), row.1.to_owned(), text, row.2.to_string(), index.to_owned(), change]
        })
        .collect()
}

fn rates(state: &State, day: Option<i64>, asked: &str) -> String {
    let name = day.map(iso_day).unwrap_or_default();
    if let (Some((_, real)), Some(day)) = (REAL.iter().find(|(known, _)| *known == name), day) {
        return restated(state, real, day);
    }
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rates>\n    <generator>qazyq-standin, made up</generator>\n    \
         <title>{TITLE} (made-up figures of a stand-in)</title>\n    <link>www.nationalbank.kz</link>\n    \
         <description>{TITLE} (made-up figures of a stand-in)</description>\n    \
         <copyright>www.nationalbank.kz</copyright>\n    <date>{}</date>\n",
        day.map_or_else(|| asked.replace(['<', '&'], ""), dotted)
    );
    for [code, name, rate, nominal, index, change] in day.map_or_else(Vec::new, |day| made_items(state, day))
    {
        out.push_str(&format!(
            "    <item>\n        <fullname>{name}</fullname>\n        <title>{code}</title>\n        \
             <description>{rate}</description>\n        <quant>{nominal}</quant>\n        <index>{index}</index>\n        \
             <change>{change}</change>\n    </item>\n"
        ));
    }
    out.push_str("</rates>\n");
    out
}

/// A real answer with the restated rates in it.
fn restated(state: &State, real: &str, day: i64) -> String {
    let mut out = String::new();
    let mut code = "";
    for line in real.split_inclusive('\n') {
        let between =
            |mark: &str| line.split_once(&format!("<{mark}>")).and_then(|(_, rest)| rest.split_once('<'));
        if let Some((title, _)) = between("title") {
            code = title;
        }
        match between("description") {
            Some((rate, _)) if state.restated(Source::Nbk, code, day) => {
                out.push_str(&line.replace(&format!(">{rate}<"), &format!(">{}<", twisted(rate))));
            }
            _ => out.push_str(line),
        }
    }
    out
}

fn channel(state: &State, day: i64) -> String {
    if iso_day(day) == CHANNEL.0 {
        return CHANNEL.1.to_owned();
    }
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><generator>qazyq-standin, made up</generator>\
         <title>{TITLE} (made-up figures of a stand-in)</title><link>www.nationalbank.kz</link>\
         <description>{TITLE} (made-up figures of a stand-in)</description><language>ru</language>\
         <copyright>www.nationalbank.kz</copyright>"
    );
    for [code, _, rate, nominal, index, change] in made_items(state, day) {
        out.push_str(&format!(
            "<item><title>{code}</title><pubDate>{}</pubDate><description>{rate}</description><quant>{nominal}</quant>\
             <index>{index}</index><change>{change}</change><link/></item>",
            dotted(day)
        ));
    }
    out.push_str("</channel></rss>");
    out
}
