//! Each authority's list of a day, with the verdicts of that day beside it, and how it differs from another day's.
//!
//! Only the Ministry's List is about the order's criteria. So *listed and failing*, and what qualifies and is not listed, are told
//! there alone; beside the other lists the verdict stands without a word.

use askama::Template;
use qazyq_casework::lists::{Change, difference};
use qazyq_casework::sheet::{Authority, Lists, Spell};
use qazyq_exact::Day;
use qazyq_law::Conclusion;
use qazyq_words::{date, legible};

use super::frame::{Entry, Frame, rendered};
use super::look_up::list_name;
use super::parts::{Link, Mark, Status, Time};
use super::text::{Named, encoded};
use super::{Around, Section};

/// What somebody asks of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListsAsked {
    /// Whose list.
    pub authority: Authority,
    /// Of which day.
    pub day: Day,
    /// The day that it is held against, if any.
    pub since: Option<Day>,
}

#[derive(Template)]
#[template(path = "lists.html")]
struct Page<'a> {
    frame: Frame<'a>,
    tabs: Vec<Tab>,
    heading: String,
    about: String,
    unverified: Status,
    action: String,
    day: Day,
    since: String,
    caption: String,
    rows: Vec<Row>,
    csv: String,
    json: String,
    candidates: Option<Vec<Link>>,
    differences: Option<Differences>,
    lists: Vec<(String, String)>,
    address: String,
}

/// An authority, with how many assets its list has on the day.
struct Tab {
    entry: Entry,
    count: usize,
}

struct Row {
    asset: Asset,
    status: String,
    from: Time,
    until: Option<Time>,
    act: String,
    entries: String,
    mark: Option<Mark>,
    is_alarm: bool,
    is_made_up: bool,
}

/// An asset as a list calls it, with its page where this register has it.
struct Asset {
    href: Option<String>,
    symbol: String,
    name: Option<String>,
}

struct Differences {
    caption: String,
    rows: Vec<Changed>,
}

struct Changed {
    sign: &'static str,
    what: String,
    asset: Asset,
    from: Time,
    until: Option<Time>,
    act: String,
}

/// The page of an authority's list; `verdicts` says what an asset came to on that day.
#[must_use]
pub fn lists(
    around: &Around<'_>,
    asked: &ListsAsked,
    lists: &Lists,
    verdicts: &dyn Fn(&str) -> Option<Conclusion>,
) -> String {
    let words = around.words;
    let day = date::long(words, asked.day);
    let list = list_name(around, asked.authority);
    let heading = words.say("web-lists-heading", &[("list", list.into()), ("day", day.into())]);
    let spells: Vec<&Spell> = lists.on(asked.authority, asked.day).collect();
    let rows: Vec<Row> = spells.iter().map(|spell| row(around, asked, spell, verdicts)).collect();
    let made_up = rows.iter().any(|row| row.is_made_up);
    let count = [("count", rows.len().into())];
    rendered(&Page {
        frame: around.frame(heading.clone(), Some(Section::Lists), made_up),
        tabs: Authority::ALL.iter().map(|&authority| tab(around, asked, lists, authority)).collect(),
        heading,
        about: words.plain(&format!("web-list-{}", asked.authority)),
        unverified: Status::unverified_contents(words),
        action: around.address(&format!("lists/{}", asked.authority)),
        day: asked.day,
        since: asked.since.map_or_else(String::new, |day| day.to_string()),
        caption: words.say("web-lists-caption", &count),
        csv: of_programs(around, asked, "csv"),
        json: of_programs(around, asked, "json"),
        candidates: (asked.authority == Authority::Ministry)
            .then(|| candidates(around, asked, lists, verdicts)),
        differences: asked.since.map(|since| differences(around, asked, lists, since)),
        lists: Authority::ALL
            .iter()
            .map(|&of| (list_name(around, of), words.plain(&format!("web-list-{of}"))))
            .collect(),
        address: permanent(around, asked),
        rows,
    })
}

/// The as-of that the page's own address names, as it stands there.
fn as_of<'a>(around: &Around<'a>) -> Option<&'a str> {
    let (_, query) = around.path.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix("as_of=")).filter(|text| !text.is_empty())
}

/// The list for programs.
fn of_programs(around: &Around<'_>, asked: &ListsAsked, format: &str) -> String {
    let as_of = as_of(around).map_or_else(String::new, |as_of| format!("&as_of={as_of}"));
    format!("/api/v1/lists/{}?on={}{as_of}&format={format}", asked.authority, asked.day)
}

/// Where this list is for ever: the lists are those of the as-of that was named, else of the register's.
fn permanent(around: &Around<'_>, asked: &ListsAsked) -> String {
    let since = asked.since.map_or_else(String::new, |since| format!("?since={since}"));
    let path = format!("lists/{}{since}", asked.authority);
    match as_of(around) {
        Some(as_of) => {
            let joint = if since.is_empty() { '?' } else { '&' };
            format!("{}{}{joint}on={}&as_of={as_of}", around.origin, around.address(&path), asked.day)
        }
        None => {
            let as_of = &around.register.as_of;
            around.permanent(&path, &super::Moment { day: asked.day, as_of, is_current: true })
        }
    }
}

fn tab(around: &Around<'_>, asked: &ListsAsked, lists: &Lists, authority: Authority) -> Tab {
    let since = asked.since.map_or_else(String::new, |since| format!("&since={since}"));
    let path = format!("lists/{authority}?on={}{since}", asked.day);
    Tab {
        entry: Entry {
            href: around.address(&path),
            text: list_name(around, authority),
            is_here: authority == asked.authority,
        },
        count: lists.on(authority, asked.day).count(),
    }
}

fn row(
    around: &Around<'_>,
    asked: &ListsAsked,
    spell: &Spell,
    verdicts: &dyn Fn(&str) -> Option<Conclusion>,
) -> Row {
    let words = around.words;
    let said = spell.row(asked.day);
    let suspended = spell.is_suspended_on(asked.day);
    let conclusion = said.asset.as_deref().and_then(verdicts);
    let is_alarm = asked.authority == Authority::Ministry
        && !suspended
        && conclusion == Some(Conclusion::DoesNotQualify);
    let numbers: Vec<String> = spell.entries.iter().map(u64::to_string).collect();
    let entries = [("count", numbers.len().into()), ("numbers", numbers.join(", ").into())];
    Row {
        asset: asset(around, asked.day, spell),
        status: words.plain(if suspended { "list-status-suspended" } else { "list-status-listed" }),
        from: Time::of(words, spell.from),
        until: spell.until.map(|until| Time::of(words, until)),
        act: said.act.as_deref().map_or_else(|| "–".to_owned(), legible),
        entries: if numbers.is_empty() { String::new() } else { words.say("web-lists-entries", &entries) },
        mark: conclusion.map(|conclusion| Mark::of_conclusion(words, conclusion)),
        is_alarm,
        is_made_up: said.demonstration,
    }
}

fn asset(around: &Around<'_>, day: Day, spell: &Spell) -> Asset {
    let said = spell.row(day);
    let known = said.asset.as_deref().and_then(|id| around.register.row(id));
    let href = known.map(|row| around.address(&format!("assets/{}?on={day}", encoded(&row.asset.id))));
    // What the list itself says; where it names an id alone, what this register calls it.
    let named =
        known.filter(|_| said.symbol.is_none() && said.name.is_none()).map(|row| Named::of(&row.asset));
    if let Some(Named { name, symbol }) = named {
        return Asset { href, name: (name != symbol).then_some(name), symbol };
    }
    let told = said.symbol.as_ref().or(said.asset.as_ref()).or(said.told.as_ref()).or(said.name.as_ref());
    let symbol = told.map_or_else(|| "–".to_owned(), |told| legible(told));
    let name = said.name.as_deref().map(legible).filter(|name| *name != symbol);
    Asset { href, symbol, name }
}

/// What qualifies on the day and is not on the list.
fn candidates(
    around: &Around<'_>,
    asked: &ListsAsked,
    lists: &Lists,
    verdicts: &dyn Fn(&str) -> Option<Conclusion>,
) -> Vec<Link> {
    let rows = around.register.rows.iter().filter(|row| {
        lists.spell(asked.authority, &row.asset.id, asked.day).is_none()
            && verdicts(&row.asset.id) == Some(Conclusion::Qualifies)
    });
    let link = |row: &crate::register::Row| Link {
        href: around.address(&format!("assets/{}?on={}", encoded(&row.asset.id), asked.day)),
        text: Named::of(&row.asset).whole(),
    };
    rows.map(link).collect()
}

fn differences(around: &Around<'_>, asked: &ListsAsked, lists: &Lists, since: Day) -> Differences {
    let words = around.words;
    let (from, to) = (since.min(asked.day), since.max(asked.day));
    let changed = difference(lists, asked.authority, from, to);
    let named = [
        ("from", date::long(words, from).into()),
        ("to", date::long(words, to).into()),
        ("count", changed.len().into()),
    ];
    let row = |(spell, change): &(Spell, Change)| {
        let day = if *change == Change::Removed { from } else { to };
        Changed {
            sign: match change {
                Change::Added => "+",
                Change::Removed => "−",
                Change::Standing { .. } => "‖",
                Change::Said => "≠",
            },
            what: words.plain(&format!("list-change-{}", change.as_str())),
            asset: asset(around, day, spell),
            from: Time::of(words, spell.from),
            until: spell.until.map(|until| Time::of(words, until)),
            act: spell.row(day).act.as_deref().map_or_else(|| "–".to_owned(), legible),
        }
    };
    Differences {
        caption: words.say("web-lists-differences", &named),
        rows: changed.iter().map(row).collect(),
    }
}
