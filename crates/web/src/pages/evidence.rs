//! The five criteria, each with what it rests on: the facts of the case with where they came from.

use qazyq_casework::sheet::Sheet;
use qazyq_exact::Day;
use qazyq_law::criteria::stability::SeriesFinding;
use qazyq_law::json::Value;
use qazyq_law::reading::Window;
use qazyq_law::reason::Finding;
use qazyq_law::{Criterion, Law, Outcome, Reason};
use qazyq_words::{date, legible, value, verdict};

use super::Around;
use super::card::room;
use super::parts::{Address, Fact, Link, Mark, Status};
use super::text::{amount, at, capital, day_at, figure, list_at, text_at};

/// A criterion with its evidence.
pub(super) struct Shown {
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) mark: Mark,
    /// Why, in a line.
    pub(super) why: String,
    /// It stands open: something is to be seen in it.
    pub(super) is_open: bool,
    /// What the order says.
    pub(super) law: String,
    pub(super) status: Option<Status>,
    pub(super) wording: Link,
    pub(super) facts: Vec<Fact>,
    pub(super) evidence: Vec<Item>,
    pub(super) links: Vec<Link>,
}

/// A piece of evidence.
pub(super) struct Item {
    pub(super) head: String,
    pub(super) text: String,
    pub(super) address: Option<Address>,
    /// Where it came from.
    pub(super) trail: String,
}

/// The five criteria.
pub(super) fn criteria(around: &Around<'_>, sheet: &Sheet) -> Vec<Shown> {
    let told = (1..).zip(&sheet.verdict.criteria);
    told.map(|(number, (criterion, finding))| shown(around, sheet, number, *criterion, finding)).collect()
}

fn shown(
    around: &Around<'_>,
    sheet: &Sheet,
    number: usize,
    criterion: Criterion,
    finding: &Finding,
) -> Shown {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let paragraph = law.paragraphs.iter().find(|paragraph| paragraph.rule == criterion.as_str());
    let mut shown = Shown {
        number,
        name: capital(&words.plain(&format!("rule-{}", criterion.as_str()))),
        mark: Mark::of(words, finding.outcome),
        why: why(around, sheet, criterion, finding),
        is_open: finding.outcome != Outcome::Met,
        law: paragraph.map_or_else(String::new, |paragraph| words.of_law(&paragraph.text).to_owned()),
        status: paragraph.map(|paragraph| Status::of(words, paragraph.status)),
        wording: Link {
            href: around.address(&format!("method#criterion-{number}")),
            text: words.plain("web-criterion-wording"),
        },
        facts: Vec::new(),
        evidence: Vec::new(),
        links: Vec::new(),
    };
    match criterion {
        Criterion::ValueInformation => value_information(around, sheet, finding, &mut shown),
        Criterion::Stability => stability(around, sheet, law, finding, &mut shown),
        Criterion::Disclosure => disclosure(around, sheet, finding, &mut shown),
        Criterion::MarketPresence => market_presence(around, sheet, finding, &mut shown),
        Criterion::LegalStanding => legal_standing(around, sheet, finding, &mut shown),
    }
    shown
}

/// Why a criterion came out as it did, in a line: what decides, and of what is met how much there is.
fn why(around: &Around<'_>, sheet: &Sheet, criterion: Criterion, finding: &Finding) -> String {
    let words = around.words;
    let decides: Vec<&Reason> =
        finding.reasons.iter().filter(|reason| reason.outcome() == finding.outcome).collect();
    let count = [("count", decides.len().into())];
    match (criterion, finding.outcome) {
        (Criterion::ValueInformation, Outcome::Met) => words.plain("web-why-peg-is-public"),
        (Criterion::Disclosure, Outcome::Met) => words.say("web-why-all-published", &count),
        (Criterion::LegalStanding, Outcome::Met) => words.plain("web-why-nothing-found"),
        _ => {
            let told = decides.iter().map(|reason| in_a_line(around, sheet, reason));
            told.collect::<Vec<_>>().join(" ")
        }
    }
}

fn in_a_line(around: &Around<'_>, sheet: &Sheet, reason: &Reason) -> String {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let (id, source, deviation) = match reason {
        Reason::DeviationWithinLimit { source, deviation, .. } => ("web-why-within", source, deviation),
        Reason::DeviationAboveLimit { source, deviation, .. } => ("web-why-above", source, deviation),
        other => return verdict::reason(words, &sheet.verdict, other),
    };
    let named = [
        ("source", source_name(&source.to_string()).into()),
        ("figure", figure(words, law, deviation).into()),
        ("limit", figure(words, law, &law.deviation_max).into()),
        ("room", figure(words, law, &room(law, deviation)).into()),
    ];
    words.say(id, &named)
}

/// What people call a source.
pub(super) fn source_name(source: &str) -> String {
    if source == "coinmarketcap" { "CoinMarketCap".to_owned() } else { legible(source) }
}

/// What is said under each reason that is not told by a fact.
fn told(around: &Around<'_>, sheet: &Sheet, reason: &Reason) -> Item {
    let text = verdict::reason(around.words, &sheet.verdict, reason);
    Item { head: String::new(), text, address: None, trail: String::new() }
}

fn value_information(around: &Around<'_>, sheet: &Sheet, finding: &Finding, shown: &mut Shown) {
    let words = around.words;
    let Some(peg) = at(&sheet.case, &["facts", "peg"]) else {
        shown.evidence = finding.reasons.iter().map(|reason| told(around, sheet, reason)).collect();
        return;
    };
    let symbol = super::text::Named::of(&sheet.dossier.asset).symbol;
    let url = text_at(peg, &["source", "url"]);
    shown.evidence.push(Item {
        head: words.plain("web-evidence-peg"),
        text: words.say("web-evidence-peg-is", &[("symbol", symbol.into()), ("peg", components(peg).into())]),
        address: (!url.is_empty()).then(|| Address::of(&url)),
        trail: trail(around, peg.get("origin")),
    });
    if finding.outcome != Outcome::Met {
        shown.evidence.extend(finding.reasons.iter().map(|reason| told(around, sheet, reason)));
    }
}

/// A peg as a case has it, on one line.
pub(super) fn components(peg: &Value) -> String {
    let one =
        |part: &Value| legible(&format!("{} {}", text_at(part, &["amount"]), text_at(part, &["currency"])));
    list_at(peg, &["components"]).iter().map(one).collect::<Vec<_>>().join(" + ")
}

fn stability(around: &Around<'_>, sheet: &Sheet, law: &Law, finding: &Finding, shown: &mut Shown) {
    let words = around.words;
    for series in &sheet.verdict.stability.series {
        shown.facts.extend(of_series(around, sheet, law, series));
    }
    if sheet.verdict.stability.series.is_empty() {
        shown.evidence.extend(finding.reasons.iter().map(|reason| told(around, sheet, reason)));
    }
    let said = verdict::conversions(words, &sheet.verdict)
        .into_iter()
        .chain(verdict::defects(words, &sheet.verdict))
        .map(|text| Item { head: String::new(), text, address: None, trail: String::new() });
    shown.evidence.extend(said);
    for series in list_at(&sheet.case, &["facts", "market"]) {
        let source = source_name(&text_at(series, &["source"]));
        for kind in ["files", "answers"] {
            for bytes in list_at(series, &["origin", kind]) {
                shown.evidence.push(of_bytes(around, &source, bytes));
            }
        }
    }
    shown.links = vec![
        Link { href: "#days".to_owned(), text: words.plain("web-link-days") },
        Link { href: "#readings".to_owned(), text: words.plain("web-link-readings") },
    ];
}

/// A file or an answer that a series was made of.
fn of_bytes(around: &Around<'_>, source: &str, bytes: &Value) -> Item {
    let address = text_at(bytes, &["address"]);
    Item {
        head: source.to_owned(),
        text: legible(&text_at(bytes, &["file"])),
        address: (!address.is_empty()).then(|| Address::of(&address)),
        trail: trail_of(around, bytes, false),
    }
}

fn of_series(around: &Around<'_>, sheet: &Sheet, law: &Law, series: &SeriesFinding) -> Vec<Fact> {
    let words = around.words;
    let term = |id: &str| words.plain(id);
    let (first, last) = window(law, sheet);
    let days = [
        ("first", date::long(words, first).into()),
        ("last", date::long(words, last).into()),
        ("present", series.days_present.into()),
        ("all", law.window_days.into()),
    ];
    let mut facts = vec![
        Fact::new(term("web-fact-source"), source_name(&series.source.to_string())),
        Fact::new(term("web-fact-days"), words.say("web-fact-days-are", &days)),
    ];
    match &series.deviation {
        None => facts.push(Fact::new(term("web-fact-figure"), words.plain("web-gauge-none"))),
        Some(deviation) => {
            let percent = |ratio| figure(words, law, ratio);
            facts.push(Fact::new(term("web-fact-figure"), percent(&deviation.figure)));
            facts.push(Fact::digest(term("web-fact-exactly"), deviation.figure.to_string()));
            facts.push(Fact::new(term("web-fact-headroom"), percent(&deviation.headroom)));
            facts.push(Fact::new(term("web-fact-farthest"), date::long(words, deviation.farthest_day)));
            if let Some(again) = deviation.meets_again_on {
                let named = [("day", date::long(words, again).into())];
                facts.push(Fact::new(term("web-fact-again"), words.say("web-fact-again-is", &named)));
            }
        }
    }
    let choices = sheet.verdict.reading.choices.named();
    let reading = law.axes.iter().filter_map(|axis| {
        let (_, chosen) = choices.iter().find(|(id, _)| *id == axis.id)?;
        let (_, text) = axis.choices.iter().find(|(id, _)| id == chosen)?;
        Some(words.of_law(text))
    });
    facts.push(Fact::new(term("web-fact-reading"), reading.collect::<Vec<_>>().join("; ")));
    facts
}

/// The first and the last day that count.
pub(super) fn window(law: &Law, sheet: &Sheet) -> (Day, Day) {
    let last = match sheet.verdict.reading.choices.window {
        Window::CompleteDays => sheet.day.plus(-1),
        Window::ThroughAssessmentDay => sheet.day,
    };
    let days = i32::try_from(law.window_days).unwrap_or(i32::MAX);
    (last.plus(days.saturating_sub(1).saturating_neg()), last)
}

fn disclosure(around: &Around<'_>, sheet: &Sheet, finding: &Finding, shown: &mut Shown) {
    let facts = list_at(&sheet.case, &["facts", "disclosures"]);
    for reason in &finding.reasons {
        let item = named_in(reason, "item");
        let fact = facts.iter().find(|fact| text_at(fact, &["item"]) == item);
        let mut said = told(around, sheet, reason);
        if let Some(fact) = fact {
            let url = text_at(fact, &["url"]);
            if !url.is_empty() && reason.outcome() == Outcome::Met {
                // The address stands once, as a link.
                said.text = published(around, sheet, fact);
            }
            let head = around.words.find_plain(&format!("web-item-{item}"));
            said.head = head.unwrap_or_else(|| capital(&legible(&item)));
            said.address = (!url.is_empty()).then(|| Address::of(&url));
            said.trail = trail(around, fact.get("origin"));
        }
        shown.evidence.push(said);
    }
}

fn published(around: &Around<'_>, sheet: &Sheet, fact: &Value) -> String {
    let words = around.words;
    let Some(day) = day_at(fact, &["published"]) else { return words.plain("web-evidence-published") };
    let age = sheet.day.since(day);
    let warned = around.act.on(sheet.day).disclosure_days_warned;
    let is_old = u32::try_from(age).is_ok_and(|age| age >= warned);
    let id = if is_old { "web-evidence-published-long-ago" } else { "web-evidence-published-since" };
    words.say(id, &[("day", date::long(words, day).into()), ("age", age.into())])
}

/// What a reason names under that name, as text.
fn named_in(reason: &Reason, name: &str) -> String {
    let args = reason.args();
    let arg = args.iter().find(|(of, _)| *of == name).map(|(_, value)| value);
    match arg {
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

fn market_presence(around: &Around<'_>, sheet: &Sheet, finding: &Finding, shown: &mut Shown) {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let source = law.presence_source.to_string();
    let series = list_at(&sheet.case, &["facts", "market"]);
    let series = series.iter().find(|series| text_at(series, &["source"]) == source);
    let currency = series.map_or_else(String::new, |series| legible(&text_at(series, &["currency"])));
    for reason in &finding.reasons {
        if let Reason::FiguresPresent { day, volume, market_cap } = reason {
            let units = |figure: &_| format!("{} {currency}", amount(words, figure));
            shown.facts.extend([
                Fact::new(words.plain("web-fact-volume"), units(volume)),
                Fact::new(words.plain("web-fact-capitalisation"), units(market_cap)),
                Fact::new(words.plain("web-fact-day"), date::long(words, *day)),
            ]);
        } else {
            shown.evidence.push(told(around, sheet, reason));
        }
    }
    let Some(about) = at(&sheet.case, &["facts", "coinmarketcap"]) else { return };
    let id = text_at(about, &["id"]);
    if !id.is_empty() {
        shown.facts.push(Fact::new(words.plain("web-fact-coinmarketcap"), legible(&id)));
    }
    let listed = text_at(about, &["listed"]);
    if !listed.is_empty() {
        let text = words.plain(if listed == "true" { "yes" } else { "no" });
        let head = words.plain("web-fact-listed");
        let trail = trail(around, about.get("origin"));
        shown.evidence.push(Item { head, text, address: None, trail });
    }
}

fn legal_standing(around: &Around<'_>, sheet: &Sheet, finding: &Finding, shown: &mut Shown) {
    let legal = |kind| list_at(&sheet.case, &["facts", "legal", kind]);
    for reason in &finding.reasons {
        let named = |name| named_in(reason, name);
        let is_of = |fact: &Value, pairs: &[(&str, &str)]| {
            pairs.iter().all(|(key, name)| text_at(fact, &[key]) == named_in(reason, name))
        };
        let subject = named("subject");
        let has_subject = |check: &Value| {
            let subjects = list_at(check, &["subjects"]);
            subjects.iter().any(|of| matches!(of, Value::Text(of) if of.to_string() == subject))
        };
        let check = legal("checks").iter().find(|check| {
            !named("register").is_empty()
                && is_of(check, &[("register", "register"), ("on", "on")])
                && has_subject(check)
        });
        let event = legal("events").iter().find(|event| {
            !named("since").is_empty()
                && is_of(event, &[("in_force_from", "since"), ("subject", "subject"), ("title", "title")])
        });
        let mut said = told(around, sheet, reason);
        if let Some(fact) = check.or(event) {
            let url = text_at(fact, &["url"]);
            said.address = (!url.is_empty()).then(|| Address::of(&url));
            said.trail = trail(around, fact.get("origin"));
        }
        shown.evidence.push(said);
    }
}

/// Where a fact came from. Of one that several things said, each stands there.
fn trail(around: &Around<'_>, origin: Option<&Value>) -> String {
    match origin {
        Some(Value::List(origins)) => {
            let told = origins.iter().map(|origin| trail_of(around, origin, true));
            told.filter(|told| !told.is_empty()).collect::<Vec<_>>().join("; ")
        }
        Some(origin @ Value::Object(_)) => trail_of(around, origin, true),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_)) | None => String::new(),
    }
}

/// The name of the file and the address are told with the rest, unless they stand beside it already.
fn trail_of(around: &Around<'_>, origin: &Value, with_name: bool) -> String {
    let words = around.words;
    let mut told: Vec<String> = Vec::new();
    let mut tell = |id: &str, name: &'static str, text: String| {
        if !text.is_empty() {
            told.push(words.say(id, &[(name, value(&text))]));
        }
    };
    tell("web-trail-entry", "number", text_at(origin, &["entry"]));
    let class = text_at(origin, &["class"]);
    let class = words.find_plain(&format!("web-trail-of-{class}")).unwrap_or_default();
    tell("web-trail-class", "class", class);
    if with_name {
        tell("web-trail-file", "file", text_at(origin, &["file"]));
        tell("web-trail-address", "address", text_at(origin, &["address"]));
    }
    let retrieved = text_at(origin, &["retrieved"]).parse::<jiff::Timestamp>();
    let retrieved = retrieved.map(|at| date::instant(words, at)).unwrap_or_default();
    tell("web-trail-retrieved", "instant", retrieved);
    tell("web-trail-digest", "digest", text_at(origin, &["sha256"]));
    if at(origin, &["demonstration"]) == Some(&Value::Bool(true)) {
        told.push(words.plain("web-trail-made-up"));
    }
    told.join(", ")
}
