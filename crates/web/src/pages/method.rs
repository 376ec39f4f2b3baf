//! The method: the order, how well each of its sentences is known, every number and reading that decides, and the words.

use askama::Template;
use qazyq_law::Law;
use qazyq_law::act::Paragraph;
use qazyq_law::{Conclusion, Criterion, Outcome};
use qazyq_words::{Language, Words, date, legible};

use super::frame::{Frame, rendered};
use super::parts::{Address, Fact, Mark, Status};
use super::text::{capital, figure};
use super::{Around, Section};

#[derive(Template)]
#[template(path = "method.html")]
struct Page<'a> {
    frame: Frame<'a>,
    title: String,
    status: Option<Status>,
    facts: Vec<Fact>,
    sources: Vec<Source>,
    origins: Vec<(Status, String)>,
    paragraphs: Vec<Shown>,
    numbers: Vec<Number>,
    unverified: Vec<String>,
    how: Vec<String>,
    marks: Vec<Mark>,
    conclusions: Vec<(Mark, String)>,
    axes: Vec<Axis>,
    axes_lead: String,
    not_counted: Vec<String>,
    terms: Vec<[String; 3]>,
}

/// A page on which the order was seen.
struct Source {
    address: Address,
    told: String,
}

/// A criterion in the order's words as they are known.
struct Shown {
    number: usize,
    name: String,
    text: String,
    status: Status,
    sources: Vec<Address>,
}

/// A parameter of the law.
struct Number {
    text: String,
    value: String,
    paragraph: String,
    status: Status,
}

/// A question that readings answer.
struct Axis {
    question: String,
    choices: Vec<String>,
}

/// The page of the method: by the version of the order that is in force on the register's day.
#[must_use]
pub fn method(around: &Around<'_>) -> String {
    let words = around.words;
    let (act, law) = (around.act, around.act.on(around.register.day));
    let in_force = law.paragraphs.iter().find(|paragraph| paragraph.rule == "entry_into_force");
    let count = law.counted.readings().count();
    rendered(&Page {
        frame: around.frame(words.plain("web-section-method"), Some(Section::Method), false),
        title: words.of_law(&act.title).to_owned(),
        status: in_force.map(|paragraph| Status::of(words, paragraph.status)),
        facts: facts(words, law),
        sources: act
            .sources
            .iter()
            .map(|page| Source { address: Address::host(&page.url), told: source(words, page) })
            .collect(),
        origins: origins(words),
        paragraphs: (1..)
            .zip(Criterion::ALL)
            .filter_map(|(number, criterion)| {
                let found = law.paragraphs.iter().find(|of| of.rule == criterion.as_str())?;
                Some(paragraph(words, number, criterion, found))
            })
            .collect(),
        numbers: law.parameters.iter().map(|parameter| number(words, law, parameter)).collect(),
        unverified: act.unverified.iter().map(|(_, text)| words.of_law(text).to_owned()).collect(),
        how: how(words, law),
        marks: [Outcome::Met, Outcome::NotMet, Outcome::Undetermined].map(|of| Mark::of(words, of)).into(),
        conclusions: [Conclusion::Qualifies, Conclusion::DoesNotQualify, Conclusion::Undetermined]
            .map(|of| {
                (Mark::of_conclusion(words, of), words.plain(&format!("conclusion-{}-meaning", of.as_str())))
            })
            .into(),
        axes: law
            .axes
            .iter()
            .map(|axis| Axis {
                question: words.of_law(&axis.text).to_owned(),
                choices: axis.choices.iter().map(|(_, text)| words.of_law(text).to_owned()).collect(),
            })
            .collect(),
        axes_lead: words.say("web-method-axes", &[("count", count.into())]),
        not_counted: law.not_counted.iter().map(|(_, text)| words.of_law(text).to_owned()).collect(),
        terms: terms(),
    })
}

fn facts(words: &Words, law: &Law) -> Vec<Fact> {
    let from = date::long(words, law.in_force_from);
    let in_force = match law.in_force_until {
        None => words.say("web-method-since", &[("from", from.into())]),
        Some(until) => {
            let until = date::long(words, until);
            words.say("web-method-between", &[("from", from.into()), ("until", until.into())])
        }
    };
    vec![
        Fact::new(words.plain("web-method-in-force"), in_force),
        Fact::new(words.plain("web-method-here"), law.name()),
        Fact::digest(words.plain("web-cite-law-digest"), law.sha256.clone()),
    ]
}

fn source(words: &Words, page: &qazyq_law::act::Page) -> String {
    let language = words.find_plain(&format!("web-language-{}", page.language));
    let named = [
        ("language", language.unwrap_or_else(|| legible(&page.language)).into()),
        ("day", date::long(words, page.read_on).into()),
    ];
    words.say("web-method-read", &named)
}

/// What each status means.
fn origins(words: &Words) -> Vec<(Status, String)> {
    use qazyq_law::act::Status::{OfficialText, OurReading, Reported};
    let known = [
        (OfficialText, "web-method-official"),
        (Reported, "web-method-reported"),
        (OurReading, "web-method-reading"),
    ];
    let mut told: Vec<(Status, String)> =
        known.iter().map(|(status, id)| (Status::of(words, *status), words.plain(id))).collect();
    told.push((Status::unverified(words), words.plain("web-method-unverified")));
    told
}

fn paragraph(words: &Words, number: usize, criterion: Criterion, of: &Paragraph) -> Shown {
    Shown {
        number,
        name: capital(&words.plain(&format!("rule-{}", criterion.as_str()))),
        text: words.of_law(&of.text).to_owned(),
        status: Status::of(words, of.status),
        sources: of.sources.iter().map(|address| Address::host(address)).collect(),
    }
}

fn number(words: &Words, law: &Law, parameter: &qazyq_law::act::Parameter) -> Number {
    let value = match parameter.name {
        "deviation_max" => figure(words, law, &law.deviation_max),
        "disclosure_items" => law.disclosure_items.len().to_string(),
        "presence_source" => super::evidence::source_name(&law.presence_source.to_string()),
        _ => legible(&parameter.value),
    };
    Number {
        text: words.of_law(&parameter.text).to_owned(),
        value,
        paragraph: parameter.paragraph.clone(),
        status: Status::of(words, parameter.status),
    }
}

/// How a verdict comes about, paragraph by paragraph.
fn how(words: &Words, law: &Law) -> Vec<String> {
    let count = law.counted.readings().count();
    let named = [
        ("count", count.into()),
        ("limit", figure(words, law, &law.deviation_max).into()),
        ("days", law.window_days.into()),
    ];
    ["web-method-how-all", "web-method-how-exact", "web-method-how-readings", "web-method-how-robust"]
        .map(|id| words.say(id, &named))
        .into()
}

/// The words of the law and of this register, each in the three languages.
fn terms() -> Vec<[String; 3]> {
    let all = [Language::English, Language::Russian, Language::Kazakh].map(Words::of);
    TERMS.iter().map(|term| all.each_ref().map(|words| words.plain(term))).collect()
}

/// The terms, in the order in which they are shown.
const TERMS: [&str; 16] = [
    "web-term-digital-asset",
    "web-term-unsecured",
    "web-term-fixed-value",
    "web-term-order",
    "web-term-list",
    "web-term-criterion",
    "web-term-issuer",
    "web-term-national-currency",
    "web-term-deviation",
    "web-term-exchange",
    "web-term-market-rate",
    "web-term-peg",
    "web-term-reading",
    "web-term-robust",
    "web-term-bundle",
    "web-term-witness",
];
