//! An asset on a day: the verdict, what it rests on, every reading, what would change it, what it was before, and how anybody
//! finds it again.

use std::collections::BTreeMap;

use askama::Template;
use qazyq_casework::book::Asset;
use qazyq_casework::sheet::{Lists, Sheet};
use qazyq_exact::{Day, Ratio};
use qazyq_law::Law;
use qazyq_law::criteria::stability::{Deviation, SeriesFinding};
use qazyq_law::reading::{Price, Statistic};
use qazyq_words::{Words, date, legible, value};

use super::card::{self, Answer, Card};
use super::evidence::{self, Shown, source_name};
use super::frame::{Frame, rendered};
use super::parts::{Drawn, Fact, Link, Mark, Time};
use super::readings::{Matrix, matrix};
use super::text::{Named, amount, capital, encoded, figure, query, share, size, whole};
use super::{Around, Moment, charts};

/// Restated figures that are listed one by one.
const RESTATED_MAX: usize = 40;

/// What is shown of an asset.
#[derive(Clone, Copy, Debug)]
pub struct AssetShown<'a> {
    /// Everything that is known of it on the day.
    pub sheet: &'a Sheet,
    /// Every list, as known then.
    pub lists: &'a Lists,
    /// SHA-256 of the manifest of its public bundle; none where no bundle can be made.
    pub bundle: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "asset.html")]
struct Page<'a> {
    frame: Frame<'a>,
    named: Named,
    card: Card,
    remarks: Vec<String>,
    other: Option<Other>,
    answers: Vec<Answer>,
    criteria: Vec<Shown>,
    chart: Drawn,
    days: Days,
    matrix: Matrix,
    changes_it: Vec<String>,
    strip: Drawn,
    strip_caption: String,
    changes: Vec<Change>,
    restated: Restated,
    check: Check,
    address: String,
    cited: Vec<Fact>,
    action: String,
    day: Day,
    age: String,
    ids: Vec<Fact>,
}

/// That it is another moment's answer than the register's own, and where that one is.
struct Other {
    told: String,
    own: Link,
}

/// The table behind the chart.
struct Days {
    caption: String,
    /// Whose midnight ends a day.
    day: String,
    rows: Vec<DayRow>,
    figcaption: String,
    csv: String,
}

struct DayRow {
    day: Time,
    price: String,
    deviation: String,
    is_above: bool,
    figure: String,
}

/// A day on which the verdict changed.
struct Change {
    day: Link,
    mark: Mark,
    why: String,
}

struct Restated {
    told: String,
    rows: Vec<RestatedRow>,
}

struct RestatedRow {
    day: Time,
    what: String,
    counts: String,
    other: String,
    digest: String,
}

/// The bundle and how to check it.
struct Check {
    /// Where the bundle is; none where there is none.
    href: Option<String>,
    download: String,
    verifier: String,
}

/// The page of an asset.
#[must_use]
pub fn asset(around: &Around<'_>, moment: &Moment<'_>, shown: &AssetShown<'_>) -> String {
    let (words, sheet) = (around.words, shown.sheet);
    let asset = &sheet.dossier.asset;
    let named = Named::of(asset);
    let day = date::long(words, sheet.day);
    let over = words.say("web-on-day", &[("day", day.clone().into())]);
    let card = card::card(around, sheet, over);
    let title = words.say(
        "web-asset-title",
        &[("asset", named.whole().into()), ("day", day.into()), ("verdict", card.mark.word.clone().into())],
    );
    let path = format!("assets/{}", encoded(&asset.id));
    rendered(&Page {
        frame: around.frame(title, None, sheet.verdict.demonstration),
        card,
        remarks: card::remarks(around, sheet),
        other: (!moment.is_current).then(|| other(around, moment, &path)),
        answers: card::answers(around, sheet, shown.lists, "#readings"),
        criteria: evidence::criteria(around, sheet),
        chart: charts::deviations(around, sheet),
        days: days(around, moment, sheet, &named),
        matrix: matrix(around, sheet),
        changes_it: changes_it(around, sheet),
        strip: charts::history(around, sheet),
        strip_caption: strip_caption(around, sheet),
        changes: changes(around, moment, sheet),
        restated: restated(around, sheet),
        check: check(around, moment, shown),
        address: around.permanent(&path, moment),
        cited: cited(around, moment, shown),
        action: around.address(&path),
        day: sheet.day,
        age: card::age(around, sheet),
        ids: ids(around, sheet),
        named,
    })
}

fn other(around: &Around<'_>, moment: &Moment<'_>, path: &str) -> Other {
    let words = around.words;
    let named = [
        ("day", date::long(words, moment.day).into()),
        ("instant", date::instant(words, moment.as_of.instant()).into()),
    ];
    let own = [("day", date::long(words, around.register.day).into())];
    Other {
        told: words.say("web-other-moment", &named),
        own: Link { href: around.address(path), text: words.say("web-other-own", &own) },
    }
}

fn ids(around: &Around<'_>, sheet: &Sheet) -> Vec<Fact> {
    let words = around.words;
    let asset = &sheet.dossier.asset;
    let mut ids = vec![Fact::digest(words.plain("web-id"), legible(&asset.id))];
    let mut add = |id: &str, text: Option<String>, is_digest: bool| {
        let term = capital(&words.plain(id));
        ids.extend(text.map(|text| Fact { term, text: legible(&text), is_digest }));
    };
    add("field-symbol", asset.symbol.clone(), false);
    add("web-pegged-to", sheet.dossier.peg_text(), false);
    add("web-coinmarketcap-id", asset.coinmarketcap.map(|id| id.to_string()), false);
    add("field-dti", asset.dti.clone(), true);
    for contract in &asset.caip19 {
        add("web-contract", Some(contract.clone()), true);
    }
    add("field-issuer", asset.issuer.clone(), false);
    ids
}

fn days(around: &Around<'_>, moment: &Moment<'_>, sheet: &Sheet, named: &Named) -> Days {
    let words = around.words;
    let asked = [("on", &*moment.day.to_string()), ("as_of", moment.as_of.text()), ("format", "csv")];
    let csv = format!("/api/v1/assets/{}/days{}", encoded(&sheet.dossier.asset.id), query(&asked));
    let law = around.act.on(sheet.day);
    let limit = figure(words, law, &law.deviation_max);
    let day = words.plain("web-days-day");
    let Some(series) = sheet.deciding() else {
        let caption = words.plain("web-days-none");
        return Days { figcaption: caption.clone(), caption, day, rows: Vec::new(), csv };
    };
    let price = sheet.verdict.reading.choices.price;
    let figures: BTreeMap<Day, &Ratio> =
        sheet.history.iter().filter_map(|past| Some((past.day, past.figure.as_ref()?))).collect();
    let price_of = |day: &Day| {
        let bar = &series.days.get(day)?.bar;
        match price {
            Price::Close => bar.close.as_ref(),
            Price::Vwap => bar.vwap.as_ref(),
            // Of several prices the one that was taken is told by the deviation alone.
            Price::Ohlc4 | Price::Extreme => None,
        }
    };
    let none = || "–".to_owned();
    let told = deviations(law, sheet, &series.source);
    let row = |(day, deviation): &(Day, Option<Ratio>)| DayRow {
        day: Time { machine: day.to_string(), text: day.to_string() },
        price: match (price_of(day), deviation) {
            (Some(price), _) => amount(words, price),
            (None, Some(_)) => none(),
            (None, None) => words.plain("web-days-no-price"),
        },
        deviation: deviation.as_ref().map_or_else(none, |deviation| figure(words, law, deviation)),
        is_above: deviation.as_ref().is_some_and(|deviation| size(deviation) > law.deviation_max),
        figure: figures.get(day).map_or_else(none, |share| figure(words, law, share)),
    };
    let farthest = told.iter().filter_map(|(day, deviation)| Some((day, deviation.as_ref()?)));
    let farthest = farthest.max_by(|(_, a), (_, b)| size(a).cmp(&size(b)));
    let farthest = farthest.map_or_else(String::new, |(day, deviation)| {
        let named =
            [("figure", figure(words, law, deviation).into()), ("day", date::long(words, *day).into())];
        words.say("web-chart-farthest", &named)
    });
    let said =
        words.say("web-chart-caption", &[("limit", limit.clone().into()), ("days", law.window_days.into())]);
    let named = [
        ("symbol", named.symbol.clone().into()),
        ("source", source_name(&series.source).into()),
        ("currency", legible(&series.currency).into()),
        ("limit", limit.into()),
    ];
    Days {
        caption: if told.is_empty() {
            words.plain("web-days-none")
        } else {
            words.say("web-days-caption", &named)
        },
        day,
        rows: told.iter().map(row).collect(),
        figcaption: format!("{said} {farthest}"),
        csv,
    }
}

/// The drawn days of a series, each with how far it was from the peg: from its first bar on, and as far back as the case has bars.
pub(super) fn deviations<'s>(law: &Law, sheet: &'s Sheet, source: &str) -> &'s [(Day, Option<Ratio>)] {
    let of_source = sheet.days.iter().find(|series| series.source == source);
    let days: &[(Day, Option<Ratio>)] = of_source.map_or(&[], |series| &series.days);
    let series = sheet.dossier.series.iter().find(|series| series.source == source);
    let first_bar = series.and_then(|series| series.days.keys().next().copied()).unwrap_or(sheet.day);
    let days_back = law.window_days.saturating_add(law.carry_days_max);
    let first_of_case = sheet.day.plus(i32::try_from(days_back).unwrap_or(i32::MAX).saturating_neg());
    let first = first_bar.max(first_of_case);
    days.get(days.partition_point(|(day, _)| *day < first)..).unwrap_or_default()
}

/// How little would change the outcome, by what can be told from the figures alone.
fn changes_it(around: &Around<'_>, sheet: &Sheet) -> Vec<String> {
    let law = around.act.on(sheet.day);
    let series = sheet.verdict.stability.series.iter();
    let told: Vec<String> = series
        .filter_map(|series| Some((series, series.deviation.as_ref()?)))
        .flat_map(|(series, deviation)| changes_series(around, sheet, law, series, deviation))
        .collect();
    if told.is_empty() { vec![around.plain("web-changes-nothing")] } else { told }
}

fn changes_series(
    around: &Around<'_>,
    sheet: &Sheet,
    law: &Law,
    series: &SeriesFinding,
    deviation: &Deviation,
) -> Vec<String> {
    let words = around.words;
    let source = source_name(&series.source.to_string());
    let days = whole(law.window_days);
    let is_met = deviation.headroom >= Ratio::ZERO;
    let room = size(&deviation.headroom);
    let say = |id: &str, more: Vec<(&str, qazyq_words::FluentValue<'_>)>| {
        let mut named = vec![
            ("source", source.clone().into()),
            ("figure", figure(words, law, &deviation.figure).into()),
            ("room", share(words, &room).into()),
            ("limit", figure(words, law, &law.deviation_max).into()),
        ];
        named.extend(more);
        words.say(id, &named)
    };
    let mut told = vec![say(if is_met { "web-changes-room" } else { "web-changes-over" }, Vec::new())];
    if sheet.verdict.reading.choices.statistic == Statistic::MeanAbsolute {
        // The mean moves by a thirtieth of what one day does.
        let one_day = share(words, &room.times(&days));
        let id = if is_met { "web-changes-one-day" } else { "web-changes-all-days" };
        told.push(say(id, vec![("more", one_day.into()), ("days", law.window_days.into())]));
        let of_the_day = deviations(law, sheet, &series.source.to_string());
        let farthest = of_the_day.iter().find(|(day, _)| *day == deviation.farthest_day);
        let part = farthest
            .and_then(|(_, deviation)| deviation.as_ref())
            .and_then(|farthest| size(farthest).over(&deviation.figure.times(&days)));
        if let Some(part) = part {
            let day = date::long(words, deviation.farthest_day);
            told.push(say(
                "web-changes-farthest",
                vec![("day", day.into()), ("part", about(words, &part).into())],
            ));
        }
    }
    if let Some(again) = deviation.meets_again_on {
        told.push(say("web-changes-again", vec![("day", date::long(words, again).into())]));
    }
    told
}

/// A part of a whole, rounded: what follows from it is told exactly elsewhere.
fn about(words: &Words, part: &Ratio) -> String {
    crate::chart::percent(part, &Ratio::ZERO, words.decimal_mark(), false)
}

fn strip_caption(around: &Around<'_>, sheet: &Sheet) -> String {
    let words = around.words;
    let first = sheet.history.first().map_or(sheet.day, |past| past.day);
    let named = [("first", date::long(words, first).into()), ("last", date::long(words, sheet.day).into())];
    words.say("web-history-caption", &named)
}

/// The days on which the verdict changed, the latest first.
fn changes(around: &Around<'_>, moment: &Moment<'_>, sheet: &Sheet) -> Vec<Change> {
    let words = around.words;
    let id = encoded(&sheet.dossier.asset.id);
    let change = |(index, run): (usize, &qazyq_casework::sheet::Run)| {
        let past = sheet.history.iter().find(|past| past.day == run.from);
        let figure_then = past.and_then(|past| past.figure.as_ref());
        let law = around.act.on(run.from);
        let why = match figure_then {
            None => words.plain("web-change-open"),
            Some(share) => {
                let id = if *share > law.deviation_max { "web-change-above" } else { "web-change-within" };
                let named = [
                    ("figure", figure(words, law, share).into()),
                    ("limit", figure(words, law, &law.deviation_max).into()),
                ];
                words.say(id, &named)
            }
        };
        let why = if index == 0 { format!("{} {why}", words.plain("web-change-first")) } else { why };
        // As of the same instant, so that the same is found there.
        let as_of = if moment.is_current {
            String::new()
        } else {
            format!("&as_of={}", encoded(moment.as_of.text()))
        };
        let href = around.address(&format!("assets/{id}?on={}{as_of}", run.from));
        Change {
            day: Link { href, text: run.from.to_string() },
            mark: Mark::of_conclusion(words, run.conclusion),
            why,
        }
    };
    let mut changes: Vec<Change> = sheet.runs().iter().enumerate().map(change).collect();
    changes.reverse();
    changes
}

fn restated(around: &Around<'_>, sheet: &Sheet) -> Restated {
    let words = around.words;
    let law = around.act.on(sheet.day);
    let concerned: Vec<(String, Day)> =
        sheet.dossier.restated(law, sheet.day).map(|(source, day)| (source.to_owned(), day)).collect();
    let mut rows = Vec::new();
    for series in &sheet.dossier.series {
        let is_concerned =
            |day: Day| concerned.iter().any(|(source, of)| *source == series.source && *of == day);
        for restated in series.restatements.iter().filter(|restated| is_concerned(restated.day)) {
            let others = restated.others.first().and_then(|other| series.sha256(*other));
            for (name, counts, other) in &restated.figures {
                let shown = |figure: &Option<_>| {
                    figure.as_ref().map_or_else(|| "–".to_owned(), |figure| amount(words, figure))
                };
                let what = [
                    ("source", source_name(&series.source).into()),
                    ("figure", words.plain(&format!("web-figure-{name}")).into()),
                    ("currency", legible(&series.currency).into()),
                ];
                rows.push(RestatedRow {
                    day: Time::of(words, restated.day),
                    what: words.say("web-restated-what", &what),
                    counts: shown(counts),
                    other: shown(other),
                    digest: others.unwrap_or_default().chars().take(12).collect(),
                });
            }
        }
    }
    let shown = rows.len().min(RESTATED_MAX);
    let more = [("shown", shown.into()), ("all", rows.len().into())];
    let mut told = if concerned.is_empty() {
        words.plain("web-restated-none")
    } else {
        words.say("web-restated-some", &[("count", concerned.len().into())])
    };
    if rows.len() > shown {
        told.push(' ');
        told.push_str(&words.say("web-restated-more", &more));
    }
    rows.truncate(RESTATED_MAX);
    Restated { told, rows }
}

fn check(around: &Around<'_>, moment: &Moment<'_>, shown: &AssetShown<'_>) -> Check {
    let words = around.words;
    let id = &shown.sheet.dossier.asset.id;
    let as_of = encoded(moment.as_of.text());
    let href = format!("/api/v1/assets/{}/bundle?on={}&as_of={as_of}", encoded(id), moment.day);
    let file = format!("{}.qazyq", legible(id));
    Check {
        href: shown.bundle.map(|_| href),
        download: words.say("web-check-download", &[("file", file.into())]),
        verifier: format!("/verify/?lang={}", words.language().code()),
    }
}

fn cited(around: &Around<'_>, moment: &Moment<'_>, shown: &AssetShown<'_>) -> Vec<Fact> {
    let words = around.words;
    let verdict = &shown.sheet.verdict;
    let mut cited = vec![
        Fact::new(words.plain("web-cite-day"), verdict.date.to_string()),
        Fact::new(words.plain("web-cite-as-of"), legible(moment.as_of.text())),
    ];
    if let Some(bundle) = shown.bundle {
        cited.push(Fact::digest(words.plain("web-cite-bundle"), bundle));
    }
    cited.push(Fact::new(words.plain("web-cite-law"), verdict.law.clone()));
    cited.push(Fact::digest(words.plain("web-cite-law-digest"), verdict.law_sha256.clone()));
    cited
}

#[derive(Template)]
#[template(path = "unavailable.html")]
struct Unavailable<'a> {
    frame: Frame<'a>,
    named: Named,
    over: String,
    why: String,
    action: String,
    day: Day,
}

/// The page of an asset that is known, and of which nothing can be shown.
#[must_use]
pub fn unavailable(
    around: &Around<'_>,
    moment: &Moment<'_>,
    asset: &Asset,
    code: &str,
    args: &[(&'static str, String)],
) -> String {
    let words = around.words;
    let named = Named::of(asset);
    let day = date::long(words, moment.day);
    let args: Vec<qazyq_words::Named<'_>> = args.iter().map(|(name, text)| (*name, value(text))).collect();
    rendered(&Unavailable {
        frame: around.frame(named.whole(), None, false),
        over: words.say("web-on-day", &[("day", day.into())]),
        why: words
            .say("web-unavailable-why", &[("why", words.say(&format!("trouble-{code}"), &args).into())]),
        action: around.address(&format!("assets/{}", encoded(&asset.id))),
        day: moment.day,
        named,
    })
}
