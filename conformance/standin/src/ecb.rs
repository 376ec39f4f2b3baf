//! The European Central Bank's euro foreign exchange reference rates: the real days of `data/`.
//!
//! ```text
//! <Cube time='2026-10-30'> <Cube currency='USD' rate='1.1172'/> …
//! ```

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::coinmarketcap::unpacked;
use crate::fault::{Rows, twisted};
use crate::http::{Answer, Body, Request};
use crate::state::{Source, State};
use crate::time::{DAY_MS, civil, iso_day, parse_iso};
use crate::zip::archive;

/// The header's currencies, and a day's rates as they are written: units to a euro, `N/A` where there is none.
pub(crate) struct History {
    pub(crate) codes: Vec<String>,
    pub(crate) days: BTreeMap<i64, Vec<String>>,
}

/// `Date,USD,JPY,…,` and a line a day; the trailing comma gives an empty column, which is left out.
pub(crate) fn history() -> &'static History {
    static HISTORY: OnceLock<History> = OnceLock::new();
    HISTORY.get_or_init(|| {
        let text = unpacked(include_bytes!("../data/ecb-hist.csv.gz"));
        let cells =
            |line: &str| line.trim_end_matches(',').split(',').map(str::to_owned).collect::<Vec<String>>();
        let mut lines = text.lines().map(cells);
        let codes = lines.next().expect("a header").split_off(1);
        let day = |mut line: Vec<String>| {
            let rates = line.split_off(1);
            (parse_iso(&line[0]).expect("a day").div_euclid(DAY_MS), rates)
        };
        History { codes, days: lines.map(day).collect() }
    })
}

/// Units of a currency to a euro on a day, or on the last day before it that has a rate.
pub(crate) fn per_euro(code: &str, day: i64) -> Option<f64> {
    if code == "EUR" {
        return Some(1.0);
    }
    let history = history();
    let place = history.codes.iter().position(|known| known == code)?;
    let (_, rates) = history.days.range(..=day).next_back()?;
    rates.get(place)?.parse().ok()
}

const XML: &str = "text/xml";

/// "The reference rates are usually updated at around 16:00 CET": here, 15:00 UTC the year round.
fn newest(state: &State) -> i64 {
    (state.now() - 15 * 3_600_000).div_euclid(DAY_MS)
}

/// A day's rates that are there, as code and text.
fn rates(state: &State, day: i64, cells: &[String]) -> Vec<(&'static str, String)> {
    let listed = history().codes.iter().zip(cells).filter(|(_, rate)| *rate != "N/A");
    listed
        .map(|(code, rate)| {
            let told = if state.restated(Source::Ecb, code, day) { twisted(rate) } else { rate.clone() };
            (code.as_str(), told)
        })
        .collect()
}

/// Answers a request: `/stats/eurofxref/eurofxref-daily.xml`, `-hist-90d.xml`, `-hist.xml`, `-hist.zip`, and
/// `eurofxref.zip`.
pub(crate) fn answer(state: &State, request: &Request) -> Answer {
    let Some(file) = request.path.strip_prefix("/stats/eurofxref/") else {
        return Answer::html(404, "404 Not Found");
    };
    let last = newest(state);
    let rows = Rows::Xml { rate: ("rate='", "'"), row: ("<Cube currency=", "/>") };
    let from = match file {
        "eurofxref-daily.xml" => history().days.range(..=last).next_back().map_or(last, |(day, _)| *day),
        "eurofxref-hist-90d.xml" => last - 90,
        "eurofxref-hist.xml" => i64::MIN,
        "eurofxref-hist.zip" => return archived("eurofxref-hist.csv", &hist_csv(state, last)),
        "eurofxref.zip" => return archived("eurofxref.csv", &daily_csv(state, last)),
        _ => return Answer::html(404, "404 Not Found"),
    };
    Answer::text(200, XML, xml(state, from, last)).rows(rows)
}

fn archived(name: &str, csv: &str) -> Answer {
    Answer {
        body: Body::Bytes("application/zip", archive(name, csv.as_bytes())),
        ..Answer::text(200, "", "")
    }
}

fn xml(state: &State, from: i64, last: i64) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gesmes:Envelope \
                   xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\" \
                   xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">\n\t<gesmes:subject>Reference \
                   rates</gesmes:subject>\n\t<gesmes:Sender>\n\t\t<gesmes:name>European Central \
                   Bank</gesmes:name>\n\t</gesmes:Sender>\n\t<Cube>\n"
        .to_owned();
    for (day, cells) in history().days.range(from..=last).rev() {
        out.push_str(&format!("\t\t<Cube time='{}'>\n", iso_day(*day)));
        for (code, rate) in rates(state, *day, cells) {
            out.push_str(&format!("\t\t\t<Cube currency='{code}' rate='{rate}'/>\n"));
        }
        out.push_str("\t\t</Cube>\n");
    }
    out.push_str("\t</Cube>\n</gesmes:Envelope>\n");
    out
}

/// Newest first, `N/A` where there is no rate, a comma at the end of each line.
fn hist_csv(state: &State, last: i64) -> String {
    let history = history();
    let mut out = format!("Date,{},\n", history.codes.join(","));
    for (day, cells) in history.days.range(..=last).rev() {
        out.push_str(&iso_day(*day));
        for (code, rate) in history.codes.iter().zip(cells) {
            let told = state.restated(Source::Ecb, code, *day);
            out.push_str(&format!(",{}", if told { twisted(rate) } else { rate.clone() }));
        }
        out.push_str(",\n");
    }
    out
}

/// `Date, USD, JPY, …` and `30 October 2026, 1.1172, …`.
fn daily_csv(state: &State, last: i64) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Some((day, cells)) = history().days.range(..=last).next_back() else { return "Date, \n".to_owned() };
    let (year, month, of_month) = civil(*day);
    let rates = rates(state, *day, cells);
    let join = |texts: Vec<&str>| texts.iter().map(|text| format!("{text}, ")).collect::<String>();
    let codes = join(rates.iter().map(|(code, _)| *code).collect());
    let figures = join(rates.iter().map(|(_, rate)| rate.as_str()).collect());
    format!("Date, {codes}\n{of_month:02} {} {year}, {figures}\n", MONTHS[(month - 1) as usize])
}
