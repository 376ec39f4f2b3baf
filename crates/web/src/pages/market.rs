//! All assets on a day, sorted and narrowed as somebody asks. A script does the same in place; without one, links and a form do.

use std::cmp::Ordering;

use askama::Template;
use qazyq_casework::sheet::{Sheet, deciding};
use qazyq_exact::{Day, Ratio};
use qazyq_law::{Conclusion, Outcome};
use qazyq_words::{date, legible};

use super::frame::{Entry, Frame, rendered};
use super::parts::{Drawn, Mark};
use super::text::{Named, encoded, figure, query};
use super::{Around, Moment, Section, charts};
use crate::register::Row;

/// By what the assets are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarketSort {
    /// By symbol.
    #[default]
    Symbol,
    /// By verdict: what qualifies first.
    Outcome,
    /// By the figure that is held against the limit.
    Figure,
    /// By how many criteria are met.
    Criteria,
    /// By how many readings go against the verdict.
    Readings,
    /// By the peg.
    Peg,
}

impl MarketSort {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Symbol, Self::Outcome, Self::Figure, Self::Criteria, Self::Readings, Self::Peg];

    /// As an address has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Symbol => "symbol",
            Self::Outcome => "outcome",
            Self::Figure => "figure",
            Self::Criteria => "criteria",
            Self::Readings => "readings",
            Self::Peg => "peg",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == name)
    }
}

/// What somebody asks of the market.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarketAsked {
    /// Part of a name or a symbol; empty for all.
    pub text: String,
    /// Only what came to this.
    pub outcome: Option<Conclusion>,
    /// Only what is pegged so.
    pub peg: Option<String>,
    /// By what they are sorted.
    pub sort: MarketSort,
    /// The other way round. What has no figure stands last in both.
    pub descending: bool,
    /// Which page of them, from none on.
    pub page: usize,
}

/// Assets of a page.
pub(super) const ASSETS_EACH: usize = 100;

impl MarketAsked {
    /// What stands in an address: `q`, `outcome`, `peg`, `sort`, `descending=true`, and `page` from one on. What is left out or empty asks for nothing.
    ///
    /// # Errors
    /// Where something is none of its choices: what was written.
    pub fn of<'p>(param: &dyn Fn(&str) -> Option<&'p str>) -> Result<Self, String> {
        let given = |name| param(name).map(str::trim).filter(|text| !text.is_empty());
        let refuse = |text: &str| text.to_owned();
        let outcome = given("outcome").map(|text| {
            Conclusion::ALL.into_iter().find(|of| of.as_str() == text).ok_or_else(|| refuse(text))
        });
        let sort = given("sort").map(|text| MarketSort::named(text).ok_or_else(|| refuse(text)));
        let descending = match given("descending") {
            None | Some("false") => false,
            Some("true") => true,
            Some(other) => return Err(refuse(other)),
        };
        let page = match given("page") {
            None => 0,
            Some(text) => {
                text.parse::<usize>().ok().and_then(|page| page.checked_sub(1)).ok_or_else(|| refuse(text))?
            }
        };
        Ok(Self {
            page,
            text: given("q").unwrap_or_default().to_owned(),
            outcome: outcome.transpose()?,
            peg: given("peg").map(str::to_owned),
            sort: sort.transpose()?.unwrap_or_default(),
            descending,
        })
    }
}

/// The rows that somebody asks for, in the order that is asked for.
#[must_use]
pub fn arranged<'r>(rows: &[&'r Row], asked: &MarketAsked) -> Vec<&'r Row> {
    let typed = asked.text.trim().to_lowercase();
    let is_named = |row: &Row| {
        let names = [Some(&row.asset.id), row.asset.symbol.as_ref(), row.asset.name.as_ref()];
        names.iter().flatten().any(|name| name.to_lowercase().contains(&typed))
    };
    let is_asked = |row: &&&Row| {
        let sheet = sheet_of(row);
        let conclusion = sheet.map(|sheet| sheet.verdict.conclusion);
        (typed.is_empty() || is_named(row))
            && asked.outcome.is_none_or(|outcome| conclusion == Some(outcome))
            && asked.peg.as_ref().is_none_or(|peg| peg_of(row).as_ref() == Some(peg))
    };
    let mut arranged: Vec<&Row> = rows.iter().filter(is_asked).copied().collect();
    arranged.sort_by(|a, b| compare(a, b, asked).then_with(|| a.asset.id.cmp(&b.asset.id)));
    arranged
}

fn compare(a: &Row, b: &Row, asked: &MarketAsked) -> Ordering {
    let (a, b) = (key(a, asked.sort), key(b, asked.sort));
    match (a, b) {
        (Some(a), Some(b)) if asked.descending => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// What a row is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Count(usize),
    Figure(Ratio),
}

fn key(row: &Row, sort: MarketSort) -> Option<Key> {
    let sheet = || sheet_of(row);
    Some(match sort {
        MarketSort::Symbol => Key::Text(Named::of(&row.asset).symbol.to_lowercase()),
        MarketSort::Outcome => Key::Count(match sheet()?.verdict.conclusion {
            Conclusion::Qualifies => 0,
            Conclusion::Undetermined => 1,
            Conclusion::DoesNotQualify => 2,
        }),
        MarketSort::Figure => Key::Figure(deciding(&sheet()?.verdict)?.1.clone()),
        MarketSort::Criteria => Key::Count(met(sheet()?)),
        MarketSort::Readings => Key::Count(sheet()?.verdict.stability.dissenting.len()),
        MarketSort::Peg => Key::Text(peg_of(row)?),
    })
}

fn sheet_of(row: &Row) -> Option<&Sheet> {
    row.found.as_ref().ok().map(|found| &found.sheet)
}

fn peg_of(row: &Row) -> Option<String> {
    sheet_of(row)?.dossier.peg_text()
}

/// How many criteria are met.
fn met(sheet: &Sheet) -> usize {
    sheet.verdict.criteria.iter().filter(|(_, finding)| finding.outcome == Outcome::Met).count()
}

#[derive(Template)]
#[template(path = "market.html")]
struct Page<'a> {
    frame: Frame<'a>,
    heading: String,
    action: String,
    text: String,
    outcomes: Vec<Choice>,
    pegs: Vec<Choice>,
    day: Day,
    sort: &'static str,
    descending: bool,
    status: String,
    status_text: String,
    legend: String,
    columns: Vec<Column>,
    rows: Vec<Shown>,
    /// Where not all stand on one page: each page. A script would sort and narrow this one alone, and leaves it.
    pages: Vec<Entry>,
    csv: String,
    json: String,
    address: String,
}

/// A choice of a form.
struct Choice {
    value: String,
    text: String,
    is_chosen: bool,
}

/// A column by which the table can be sorted; without an address it cannot.
struct Column {
    text: String,
    href: Option<String>,
    is_number: bool,
    /// How it is sorted now, as ARIA says it.
    sorted: Option<&'static str>,
}

struct Shown {
    href: String,
    symbol: String,
    name: String,
    outcome: &'static str,
    peg: String,
    /// None where nothing can be shown of it.
    verdict: Option<Verdict>,
}

struct Verdict {
    mark: Mark,
    /// The figure to be sorted by, and as people read it.
    figure_key: String,
    figure: String,
    reach: Drawn,
    spark: Drawn,
    criteria: Vec<Mark>,
    met: usize,
    readings: String,
    against: usize,
}

/// The page of all assets: of all `rows` those that are asked for, in that order.
#[must_use]
pub fn market(around: &Around<'_>, moment: &Moment<'_>, rows: &[&Row], asked: &MarketAsked) -> String {
    let words = around.words;
    let law = around.act.on(moment.day);
    let day = date::long(words, moment.day);
    let limit = figure(words, law, &law.deviation_max);
    let heading = words.say("web-market-heading", &[("day", day.into())]);
    let all = arranged(rows, asked);
    let pages: Vec<&[&Row]> = all.chunks(ASSETS_EACH).collect();
    // Behind the last page is the last: what was there when an address was made may have become less.
    let page = asked.page.min(pages.len().saturating_sub(1));
    let shown = pages.get(page).copied().unwrap_or_default();
    let made_up = shown.iter().any(|row| sheet_of(row).is_some_and(|sheet| sheet.verdict.demonstration));
    let mut pegs: Vec<String> = rows.iter().filter_map(|row| peg_of(row)).collect();
    pegs.sort_unstable();
    pegs.dedup();
    let count = |count: &str, all: &str| {
        let named = [("count", count.to_owned().into()), ("all", all.to_owned().into())];
        words.say("web-market-count", &named)
    };
    let named = [("limit", limit.clone().into()), ("days", law.window_days.into())];
    rendered(&Page {
        frame: around.frame(heading.clone(), Some(Section::Market), made_up),
        heading,
        action: around.address("market"),
        text: asked.text.clone(),
        outcomes: outcomes(around, asked),
        pegs: pegs_shown(around, &pegs, asked),
        day: moment.day,
        sort: asked.sort.as_str(),
        descending: asked.descending,
        status: count(&all.len().to_string(), &rows.len().to_string()),
        pages: pages_shown(around, moment, asked, page, pages.len()),
        // A script fills these in as somebody types.
        status_text: count("{count}", "{all}"),
        legend: words.say("web-market-legend", &named),
        columns: columns(around, moment, asked, &limit),
        rows: shown.iter().map(|row| of_row(around, moment, row)).collect(),
        csv: of_programs(moment, "csv"),
        json: of_programs(moment, "json"),
        address: around.permanent(&path(moment, asked, true), moment),
    })
}

/// The whole table for programs.
fn of_programs(moment: &Moment<'_>, format: &str) -> String {
    let day = moment.day.to_string();
    let pairs = [("on", day.as_str()), ("as_of", moment.as_of.text()), ("format", format)];
    format!("/api/v1/assets{}", query(&pairs))
}

fn outcomes(around: &Around<'_>, asked: &MarketAsked) -> Vec<Choice> {
    let all = Choice { value: String::new(), text: around.plain("web-market-any"), is_chosen: false };
    let each =
        [Conclusion::Qualifies, Conclusion::DoesNotQualify, Conclusion::Undetermined].map(|of| Choice {
            value: of.as_str().to_owned(),
            text: around.plain(&format!("conclusion-{}", of.as_str())),
            is_chosen: asked.outcome == Some(of),
        });
    std::iter::once(all).chain(each).collect()
}

fn pegs_shown(around: &Around<'_>, pegs: &[String], asked: &MarketAsked) -> Vec<Choice> {
    let all = Choice { value: String::new(), text: around.plain("web-market-any"), is_chosen: false };
    let each = pegs.iter().map(|peg| Choice {
        value: peg.clone(),
        text: legible(peg),
        is_chosen: asked.peg.as_ref() == Some(peg),
    });
    std::iter::once(all).chain(each).collect()
}

/// The market's address with what is asked; the day where another than the register's is meant.
fn path(moment: &Moment<'_>, asked: &MarketAsked, without_day: bool) -> String {
    let day = if moment.is_current || without_day { String::new() } else { moment.day.to_string() };
    let page = asked.page.checked_add(1).filter(|page| *page > 1);
    let page = page.map_or_else(String::new, |page| page.to_string());
    let outcome = asked.outcome.map_or("", Conclusion::as_str);
    let sort = if asked.sort == MarketSort::Symbol { "" } else { asked.sort.as_str() };
    let pairs = [
        ("q", asked.text.trim()),
        ("outcome", outcome),
        ("peg", asked.peg.as_deref().unwrap_or_default()),
        ("sort", sort),
        ("descending", if asked.descending { "true" } else { "" }),
        ("page", &page),
        ("on", &day),
    ];
    format!("market{}", query(&pairs))
}

/// The address of what is asked of this moment.
fn link(around: &Around<'_>, moment: &Moment<'_>, asked: &MarketAsked) -> String {
    let mut href = around.address(&path(moment, asked, false));
    if !moment.is_current {
        // The day stands before it.
        href.push_str(&format!("&as_of={}", encoded(moment.as_of.text())));
    }
    href
}

fn pages_shown(
    around: &Around<'_>,
    moment: &Moment<'_>,
    asked: &MarketAsked,
    here: usize,
    count: usize,
) -> Vec<Entry> {
    let entry = |page: usize| Entry {
        href: link(around, moment, &MarketAsked { page, ..asked.clone() }),
        text: page.saturating_add(1).to_string(),
        is_here: page == here,
    };
    if count > 1 { (0..count).map(entry).collect() } else { Vec::new() }
}

fn columns(around: &Around<'_>, moment: &Moment<'_>, asked: &MarketAsked, limit: &str) -> Vec<Column> {
    let sorted = |text: String, sort: MarketSort, is_number| {
        let is_here = asked.sort == sort;
        let descending = is_here && !asked.descending;
        let next = MarketAsked { sort, descending, page: 0, ..asked.clone() };
        let href = link(around, moment, &next);
        Column {
            text,
            href: Some(href),
            is_number,
            sorted: is_here.then_some(if asked.descending { "descending" } else { "ascending" }),
        }
    };
    let plain = |text: String| Column { text, href: None, is_number: false, sorted: None };
    let say = |id: &str| around.plain(id);
    vec![
        sorted(say("web-market-asset"), MarketSort::Symbol, false),
        sorted(say("web-market-verdict"), MarketSort::Outcome, false),
        sorted(say("web-market-figure"), MarketSort::Figure, true),
        plain(around.say("web-market-limit", &[("limit", limit.to_owned().into())])),
        plain(say("web-market-days")),
        sorted(say("web-market-criteria"), MarketSort::Criteria, false),
        sorted(say("web-market-readings"), MarketSort::Readings, false),
        sorted(say("web-market-peg"), MarketSort::Peg, false),
    ]
}

fn of_row(around: &Around<'_>, moment: &Moment<'_>, row: &Row) -> Shown {
    let named = Named::of(&row.asset);
    let (day, as_of) =
        if moment.is_current { (String::new(), "") } else { (moment.day.to_string(), moment.as_of.text()) };
    let query = query(&[("on", &day), ("as_of", as_of)]);
    let sheet = sheet_of(row);
    Shown {
        href: around.address(&format!("assets/{}{query}", encoded(&row.asset.id))),
        symbol: named.symbol,
        name: named.name,
        outcome: sheet.map_or("", |sheet| sheet.verdict.conclusion.as_str()),
        peg: peg_of(row).unwrap_or_default(),
        verdict: sheet.map(|sheet| verdict(around, sheet)),
    }
}

fn verdict(around: &Around<'_>, sheet: &Sheet) -> Verdict {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let decides = deciding(&sheet.verdict).map(|(_, figure)| figure);
    let tally = sheet.verdict.stability.tally;
    let criteria = sheet.verdict.criteria.iter();
    Verdict {
        mark: Mark::of_conclusion(words, sheet.verdict.conclusion),
        figure_key: decides.map_or_else(String::new, qazyq_words::number::percent_to_draw),
        figure: decides.map_or_else(|| "–".to_owned(), |decides| figure(words, law, decides)),
        reach: charts::reach(around, sheet),
        spark: charts::spark(around, sheet),
        criteria: criteria.map(|(_, finding)| Mark::of(words, finding.outcome).short()).collect(),
        met: met(sheet),
        readings: format!("{} / {} / {}", tally.met, tally.not_met, tally.undetermined),
        against: sheet.verdict.stability.dissenting.len(),
    }
}
