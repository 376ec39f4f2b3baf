//! The audit trail: every entry of the journal, who wrote it and when, and who was refused.

use axum::extract::Path;
use axum::response::Response;
use qazyq_casework::people::Right;
use qazyq_casework::record::guarded_csv;
use qazyq_casework::workspace::Entry;
use qazyq_exact::Day;
use qazyq_words::{date, legible};

use super::view::{Cell, FieldKind, Form, Link, Part};
use super::{Bench, Content, Here, Refusal, Signed, bench, button, field, table};
use crate::asked::Asked;
use crate::pages::bench::query;
use crate::reply::{CSV, Keep, Reply};

/// Entries of a page.
const ENTRIES_EACH: usize = 100;
/// Entries of a table for programs.
const ENTRIES_MAX: usize = 100_000;
/// Characters of what an entry says that a page shows.
const SAID_CHARACTERS: usize = 240;

/// What of the trail somebody asks for.
#[derive(Clone, Default)]
struct Wanted {
    kind: String,
    author: String,
    asset: String,
    from: Option<Day>,
    to: Option<Day>,
    /// Only what lies before this entry.
    before: Option<u64>,
}

impl Wanted {
    fn of(asked: &Asked) -> Self {
        let text = |name: &str| asked.field(name).unwrap_or_default().to_owned();
        let day = |name: &str| asked.field(name).and_then(|text| text.parse().ok());
        Self {
            kind: text("kind"),
            author: text("author"),
            asset: text("asset"),
            from: day("from"),
            to: day("to"),
            before: asked.field("before").and_then(|text| text.parse().ok()),
        }
    }

    fn is_for(&self, entry: &Entry) -> bool {
        let day = qazyq_casework::lists::today(entry.recorded_at);
        (self.kind.is_empty() || entry.what.kind() == self.kind)
            && (self.author.is_empty() || entry.author.as_deref() == Some(self.author.as_str()))
            && (self.asset.is_empty() || entry.asset.as_deref() == Some(self.asset.as_str()))
            && self.from.is_none_or(|from| day >= from)
            && self.to.is_none_or(|to| day <= to)
            && self.before.is_none_or(|before| entry.number < before)
    }

    fn query(&self, before: Option<u64>) -> String {
        let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let before = before.map(|number| number.to_string()).unwrap_or_default();
        query(&[
            ("kind", &self.kind),
            ("author", &self.author),
            ("asset", &self.asset),
            ("from", &text(self.from)),
            ("to", &text(self.to)),
            ("before", &before),
        ])
    }
}

/// An entry as the trail has it.
struct Trail {
    number: u64,
    kind: &'static str,
    at: jiff::Timestamp,
    author: Option<String>,
    asset: Option<String>,
    /// What it says, as its line has it.
    said: String,
}

impl Trail {
    fn of(entry: &Entry) -> Self {
        let line = entry.line().unwrap_or_default();
        let what = serde_json::from_slice::<serde_json::Value>(&line).ok();
        let said = what.and_then(|line| line.get("what").map(ToString::to_string)).unwrap_or_default();
        Self {
            number: entry.number,
            kind: entry.what.kind(),
            at: entry.recorded_at,
            author: entry.author.clone(),
            asset: entry.asset.clone(),
            said,
        }
    }
}

async fn trail(
    bench: &Bench,
    wanted: Wanted,
    most: usize,
) -> Result<(Signed, (Vec<Trail>, Vec<&'static str>)), Refusal> {
    let now = bench.now();
    bench
        .act("audit", None, move |book, _| {
            book.require(Right::Audit, now)?;
            let mut kinds: Vec<&'static str> = book.entries().iter().map(|entry| entry.what.kind()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let found = book.entries().iter().rev().filter(|entry| wanted.is_for(entry));
            Ok((found.take(most).map(Trail::of).collect(), kinds))
        })
        .await
}

pub(super) async fn page(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let wanted = Wanted::of(&bench.asked);
        let (signed, (mut found, kinds)) = trail(bench, wanted.clone(), ENTRIES_EACH + 1).await?;
        let more = found.len() > ENTRIES_EACH;
        found.truncate(ENTRIES_EACH);
        Ok(bench.page(Some(&signed), Here::Audit, |words, _| {
            let row = |entry: &Trail| {
                let shown: String = entry.said.chars().take(SAID_CHARACTERS).collect();
                let shown = if shown.len() < entry.said.len() { format!("{shown}…") } else { shown };
                vec![
                    Cell::text(entry.number.to_string()),
                    Cell::text(date::instant(words, entry.at)),
                    Cell::text(entry.author.as_deref().map_or_else(|| "–".to_owned(), legible)),
                    Cell::text(words.plain(&format!("bench-entry-{}", entry.kind))),
                    Cell::text(entry.asset.as_deref().map_or_else(|| "–".to_owned(), legible)),
                    Cell::text(legible(&shown)),
                ]
            };
            let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
            let any = (String::new(), words.plain("bench-any"));
            let kinds =
                kinds.iter().map(|kind| ((*kind).to_owned(), words.plain(&format!("bench-entry-{kind}"))));
            let filter = Form {
                action: bench.address("workbench/audit"),
                is_question: true,
                fields: vec![
                    field(words, "a", "kind", &wanted.kind).choosing(std::iter::once(any).chain(kinds)),
                    field(words, "a", "author", &wanted.author),
                    field(words, "a", "asset", &wanted.asset),
                    field(words, "a", "from", &day(wanted.from)).of_kind(FieldKind::Day).hinted(None),
                    field(words, "a", "to", &day(wanted.to)).of_kind(FieldKind::Day),
                ],
                buttons: vec![button("", words.plain("web-show"))],
                ..Form::default()
            };
            let mut links = vec![Link {
                href: bench.address(&format!("workbench/audit.csv{}", wanted.query(None))),
                text: words.plain("web-as-csv"),
            }];
            if let Some(last) = found.last().filter(|_| more) {
                links.push(Link {
                    href: bench.address(&format!("workbench/audit{}", wanted.query(Some(last.number)))),
                    text: words.plain("bench-older"),
                });
            }
            Content {
                heading: words.plain("bench-audit"),
                lead: Some(words.plain("bench-audit-lead")),
                parts: vec![
                    Part { forms: vec![filter], ..Part::default() },
                    Part {
                        table: Some(table(
                            words,
                            words.plain("bench-audit"),
                            &[
                                "bench-column-entry",
                                "bench-column-when",
                                "bench-column-author",
                                "bench-column-kind",
                                "bench-field-asset",
                                "bench-column-said",
                            ],
                            found.iter().map(row).collect(),
                            words.plain("bench-audit-empty"),
                        )),
                        links,
                        ..Part::default()
                    },
                ],
                ..Content::default()
            }
        }))
    })
    .await
}

pub(super) async fn csv(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let (_, (found, _)) = trail(bench, Wanted::of(&bench.asked), ENTRIES_MAX).await?;
        let lines = found.into_iter().map(|entry| {
            vec![
                entry.number.to_string(),
                entry.at.to_string(),
                entry.author.unwrap_or_default(),
                entry.kind.to_owned(),
                entry.asset.unwrap_or_default(),
                entry.said,
            ]
        });
        let text = guarded_csv(&["entry", "recorded_at", "author", "kind", "asset", "what"], lines);
        Ok(Reply::new(text, CSV, Keep::No).named("audit.csv").to(&bench.asked.headers))
    })
    .await
}
