//! What there is to look at, and who does.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::book::{Book, Expected, Watched};
use qazyq_casework::inbox::{Item, Kind, Task, TaskState};
use qazyq_casework::people::Right;
use qazyq_exact::Day;
use qazyq_words::{Words, date, legible};

use super::posted::{Fields, Posted};
use super::sign_in::unknown;
use super::view::{Cell, Fact, FieldKind, Form, Link, Part};
use super::{
    Bench, Content, Here, Refusal, Signed, bench, button, field, key_of, path_of, table, written_since,
};
use crate::asked::Asked;
use crate::pages::bench::{Mark, query};

/// What somebody did about an item.
struct Step {
    entry: u64,
    at: jiff::Timestamp,
    author: String,
    task: Task,
}

fn steps(book: &Book, item: &str) -> Vec<Step> {
    let step = |(entry, task): (&qazyq_casework::workspace::Entry, &Task)| Step {
        entry: entry.number,
        at: entry.recorded_at,
        author: entry.author.clone().unwrap_or_default(),
        task: task.clone(),
    };
    book.task_history(item).map(step).collect()
}

/// Who can do something about an item: whoever may review.
fn doers(book: &Book) -> Vec<(String, String)> {
    let doers = book.people().users().filter(|(user, _)| user.may(Right::Review));
    doers.map(|(user, _)| (user.user.clone(), legible(user.name.as_ref().unwrap_or(&user.user)))).collect()
}

/// The inbox as it is now.
async fn items(bench: &Bench) -> Result<(Signed, (Vec<Item>, Vec<(String, String)>)), Refusal> {
    let (served, act) = (bench.asked.app.current(), Arc::clone(&bench.asked.app.act));
    bench
        .act("inbox", None, move |book, _| {
            let found = served.register.rows.iter().filter_map(|row| row.found.as_ref().ok());
            let lists = book.lists(jiff::Timestamp::MAX);
            Ok((book.inbox(&act, found.map(|found| &found.sheet), &lists), doers(book)))
        })
        .await
}

/// What an item says, in words.
pub(super) fn said(words: &Words, item: &Item) -> String {
    let since = item.since.map(|day| date::long(words, day)).unwrap_or_else(|| "none".to_owned());
    let conclusion =
        item.conclusion.map(|conclusion| words.plain(&format!("conclusion-{}", conclusion.as_str())));
    let named = [
        ("asset", item.asset.as_deref().map_or_else(|| "none".to_owned(), legible).into()),
        ("since", since.into()),
        ("outcome", conclusion.unwrap_or_default().into()),
        ("number", item.number.unwrap_or_default().into()),
    ];
    words.say(&format!("bench-item-{}", item.kind.as_str()), &named)
}

fn due(words: &Words, task: Option<&Task>, today: Day) -> Cell {
    let Some(day) = task.and_then(|task| task.due) else { return Cell::text("–") };
    let cell = Cell::text(date::long(words, day));
    if day < today { cell.with_small(words.plain("bench-overdue")) } else { cell }
}

pub(super) async fn page(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let (signed, (all, doers)) = items(bench).await?;
        let asked = &bench.asked;
        let kind = asked.field("kind").and_then(Kind::named);
        let who = asked.field("who").unwrap_or_default().to_owned();
        let is_all = asked.field("state") == Some("all");
        let own = signed.user.user.clone();
        let is_asked = |item: &&Item| {
            let assignee = item.task.as_ref().and_then(|task| task.assignee.as_deref());
            (is_all || item.is_open())
                && kind.is_none_or(|kind| item.kind == kind)
                && match who.as_str() {
                    "me" => assignee == Some(&own),
                    "nobody" => assignee.is_none(),
                    _ => true,
                }
        };
        let shown: Vec<&Item> = all.iter().filter(is_asked).collect();
        let today = qazyq_casework::lists::today(bench.now());
        Ok(bench.page(Some(&signed), Here::Inbox, |words, _| {
            let name_of = |user: &str| {
                doers
                    .iter()
                    .find(|(of, _)| of == user)
                    .map_or_else(|| legible(user), |(_, name)| name.clone())
            };
            let row = |item: &&Item| {
                let href = bench.address(&format!("workbench/item{}", query(&[("name", &item.name)])));
                let task = item.task.as_ref();
                vec![
                    Cell::link(said(words, item), href)
                        .with_small(words.plain(&format!("bench-kind-{}", item.kind.as_str()))),
                    item.conclusion.map_or_else(
                        || Cell::text("–"),
                        |conclusion| Cell::mark(Mark::of_conclusion(words, conclusion)),
                    ),
                    Cell::text(
                        task.and_then(|task| task.assignee.as_deref())
                            .map_or_else(|| "–".to_owned(), name_of),
                    ),
                    due(words, task, today),
                    Cell::text(words.plain(state_name(task))),
                ]
            };
            let any = || (String::new(), words.plain("bench-any"));
            let kinds = Kind::ALL.map(|kind| {
                (kind.as_str().to_owned(), words.plain(&format!("bench-kind-{}", kind.as_str())))
            });
            let choice = |name: &str| (name.to_owned(), words.plain(&format!("bench-who-{name}")));
            let filter = Form {
                action: bench.address("workbench"),
                is_question: true,
                fields: vec![
                    field(words, "i", "kind", kind.map_or("", Kind::as_str))
                        .choosing(std::iter::once(any()).chain(kinds)),
                    field(words, "i", "who", &who).choosing([any(), choice("me"), choice("nobody")]),
                    field(words, "i", "state", if is_all { "all" } else { "" }).choosing([
                        (String::new(), words.plain("bench-state-open")),
                        ("all".to_owned(), words.plain("bench-any")),
                    ]),
                ],
                buttons: vec![button("", words.plain("web-show"))],
                ..Form::default()
            };
            Content {
                heading: words.plain("bench-inbox"),
                lead: Some(words.say("bench-inbox-lead", &[("count", shown.len().into())])),
                parts: vec![
                    Part { forms: vec![filter], ..Part::default() },
                    Part {
                        table: Some(table(
                            words,
                            words.plain("bench-inbox"),
                            &[
                                "bench-column-what",
                                "web-market-verdict",
                                "bench-field-assignee",
                                "bench-field-due",
                                "bench-field-state",
                            ],
                            shown.iter().map(row).collect(),
                            words.plain("bench-inbox-empty"),
                        )),
                        ..Part::default()
                    },
                ],
                ..Content::default()
            }
        }))
    })
    .await
}

fn state_name(task: Option<&Task>) -> &'static str {
    match task.map(|task| task.state) {
        None => "bench-state-new",
        Some(TaskState::Open) => "bench-state-open",
        Some(TaskState::Done) => "bench-state-done",
        Some(TaskState::Dismissed) => "bench-state-dismissed",
    }
}

/// What the page of an item shows.
struct Shown {
    signed: Signed,
    name: String,
    /// None where it is not there any more.
    item: Option<Item>,
    steps: Vec<Step>,
    doers: Vec<(String, String)>,
}

async fn shown(bench: &Bench, name: &str) -> Result<Shown, Refusal> {
    let (signed, (all, doers)) = items(bench).await?;
    let item = all.into_iter().find(|item| item.name == name);
    let of = name.to_owned();
    let (_, steps) = bench.act("inbox", None, move |book, _| Ok(steps(book, &of))).await?;
    if item.is_none() && steps.is_empty() {
        return Err(unknown());
    }
    Ok(Shown { signed, name: name.to_owned(), item, steps, doers })
}

/// `typed` is what somebody filled in that was not taken.
fn content(bench: &Bench, words: &Words, shown: &Shown, typed: Option<&Task>) -> Content {
    let Shown { signed, name, item, steps, doers } = shown;
    let seen = steps.last().map_or(0, |step| step.entry);
    let filled = typed.or(steps.last().map(|step| &step.task));
    let mut links = Vec::new();
    let mut link =
        |href: String, id: &str| links.push(Link { href: bench.address(&href), text: words.plain(id) });
    if let Some(asset) = item.as_ref().and_then(|item| item.asset.as_deref()) {
        link(path_of("assets", asset), "bench-to-asset");
        link(format!("assets/{}", crate::pages::bench::encoded(asset)), "bench-to-public");
        if matches!(item.as_ref().map(|item| item.kind), Some(Kind::Listed | Kind::Unlisted)) {
            link(format!("workbench/propose{}", query(&[("asset", asset)])), "bench-propose");
        }
    }
    if let Some(number) = item.as_ref().and_then(|item| item.number) {
        link(path_of("decisions", &number.to_string()), "bench-to-decision");
    }
    let states = [TaskState::Open, TaskState::Done, TaskState::Dismissed].map(|state| {
        (state.as_str().to_owned(), words.plain(state_name(Some(&Task { state, ..empty(name) }))))
    });
    let nobody = std::iter::once((String::new(), words.plain("bench-who-nobody")));
    let form = Form {
        action: bench.address("workbench/item"),
        hidden: vec![key_of(signed), ("name", name.clone()), ("seen", seen.to_string())],
        fields: vec![
            field(
                words,
                "t",
                "assignee",
                filled.and_then(|task| task.assignee.as_deref()).unwrap_or_default(),
            )
            .choosing(nobody.chain(doers.iter().cloned())),
            field(
                words,
                "t",
                "due",
                &filled.and_then(|task| task.due).map(|day| day.to_string()).unwrap_or_default(),
            )
            .of_kind(FieldKind::Day),
            field(words, "t", "state", filled.map_or(TaskState::Open, |task| task.state).as_str())
                .choosing(states),
            field(words, "t", "note", typed.and_then(|task| task.note.as_deref()).unwrap_or_default())
                .of_kind(FieldKind::Long),
        ],
        buttons: vec![button("", words.plain("bench-save"))],
        ..Form::default()
    };
    let row = |step: &Step| {
        vec![
            Cell::text(date::instant(words, step.at))
                .with_small(words.say("bench-entry", &[("number", step.entry.into())])),
            Cell::text(legible(&step.author)),
            Cell::text(words.plain(state_name(Some(&step.task)))),
            Cell::text(step.task.assignee.as_deref().map_or_else(|| "–".to_owned(), legible)),
            Cell::text(step.task.due.map_or_else(|| "–".to_owned(), |day| date::long(words, day))),
            Cell::text(step.task.note.as_deref().map(legible).unwrap_or_default()),
        ]
    };
    let fact = |id: &str, cell: Cell| Fact { term: words.plain(id), cell };
    let mut facts = vec![fact("bench-column-name", Cell::text(legible(name)))];
    if let Some(conclusion) = item.as_ref().and_then(|item| item.conclusion) {
        facts.push(fact("web-market-verdict", Cell::mark(Mark::of_conclusion(words, conclusion))));
    }
    let may = signed.user.may(Right::Review);
    Content {
        over: item.as_ref().map(|item| words.plain(&format!("bench-kind-{}", item.kind.as_str()))),
        heading: item.as_ref().map_or_else(|| words.plain("bench-item-gone"), |item| said(words, item)),
        parts: vec![
            Part { facts, links, ..Part::default() },
            Part {
                id: "do",
                heading: may.then(|| words.plain("bench-item-do")),
                forms: if may { vec![form] } else { Vec::new() },
                ..Part::default()
            },
            Part {
                id: "history",
                heading: Some(words.plain("bench-history")),
                table: Some(table(
                    words,
                    words.plain("bench-history"),
                    &[
                        "bench-column-when",
                        "bench-column-author",
                        "bench-field-state",
                        "bench-field-assignee",
                        "bench-field-due",
                        "bench-field-note",
                    ],
                    steps.iter().map(row).collect(),
                    words.plain("bench-history-empty"),
                )),
                ..Part::default()
            },
        ],
        ..Content::default()
    }
}

fn empty(item: &str) -> Task {
    Task { item: item.to_owned(), state: TaskState::Open, assignee: None, due: None, note: None }
}

pub(super) async fn item(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let name = bench.asked.field("name").unwrap_or_default().to_owned();
        let shown = shown(bench, &name).await?;
        Ok(bench.page(Some(&shown.signed), Here::Inbox, |words, _| content(bench, words, &shown, None)))
    })
    .await
}

pub(super) async fn posted(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let name = fields.text("name").to_owned();
        let task = task_of(&fields)?;
        // A form that does not say what it showed has seen nothing.
        let seen = fields.filled("seen").and_then(|text| text.parse::<u64>().ok()).unwrap_or_default();
        let (now, set) = (bench.now(), task.clone());
        let expected = Expected { of: Watched::Item(name.clone()), last: seen };
        let done = bench
            .act("inbox", Some(name.clone()), move |book, _| {
                book.upon(expected);
                match book.set_task(&set, now) {
                    Err(Trouble::WrittenSince { number, author }) => Ok(Some((number, author))),
                    done => done.map(|_| None),
                }
            })
            .await;
        match done {
            Ok((_, None)) => Ok(bench.done(&format!("workbench/item{}", query(&[("name", &name)])), "saved")),
            // What was typed is not lost: the form comes again, beside what was done meanwhile.
            Ok((_, Some((number, author)))) => {
                let shown = shown(bench, &name).await?;
                Ok(bench.page_with(StatusCode::CONFLICT, Some(&shown.signed), Here::Inbox, |words, _| {
                    let notice = Some(written_since(words, number, &author));
                    Content { notice, ..content(bench, words, &shown, Some(&task)) }
                }))
            }
            Err(refusal) => match shown(bench, &name).await {
                Ok(shown) => {
                    bench.again(refusal, Here::Inbox, |words, _| content(bench, words, &shown, Some(&task)))
                }
                Err(_) => Err(refusal),
            },
        }
    })
    .await
}

fn task_of(fields: &Fields) -> Result<Task, Refusal> {
    let bad = |text: &str| {
        let status = StatusCode::BAD_REQUEST;
        Refusal::Problem(crate::problem::Problem::new(status, "not_a_day", [("text", text.to_owned())]))
    };
    let due = match fields.filled("due") {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| bad(text))?),
    };
    let state = match fields.text("state") {
        "done" => TaskState::Done,
        "dismissed" => TaskState::Dismissed,
        _ => TaskState::Open,
    };
    Ok(Task {
        state,
        assignee: fields.filled("assignee").map(str::to_owned),
        due,
        note: fields.filled("note").map(str::to_owned),
        ..empty(fields.text("name"))
    })
}
