//! What is known of an asset, entry by entry, and what can be recorded of it.

use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use qazyq_casework::book::Book;
use qazyq_casework::people::Right;
use qazyq_casework::workspace::Entry;
use qazyq_law::Outcome;
use qazyq_law::reason::Criterion;
use qazyq_words::{Words, date, legible};

use super::view::{Cell, FieldKind, Form, Link, Part, Table};
use super::{Content, Here, bench, button, field, key_of, path_of, table};
use crate::asked::Asked;
use crate::pages::bench::{Mark, query};
use qazyq_casework::record::{Form as RecordForm, RecordKind};

/// Fields of a form that a table of entries has elsewhere, or that say nothing of the fact itself.
const BESIDE: [&str; 6] = ["asset", "author", "entry", "recorded_at", "retrieved", "origin"];

/// What serves a criterion: which facts are recorded for it.
fn serve(criterion: Criterion) -> &'static [RecordKind] {
    match criterion {
        Criterion::ValueInformation => &[RecordKind::Peg],
        Criterion::Stability => &[],
        Criterion::Disclosure => &[RecordKind::Disclosure],
        Criterion::MarketPresence => &[RecordKind::Asset],
        Criterion::LegalStanding => &[RecordKind::Check, RecordKind::Ruling],
    }
}

/// Which criteria a kind of fact serves.
pub(super) fn served_by(kind: RecordKind) -> impl Iterator<Item = Criterion> {
    Criterion::ALL.into_iter().filter(move |criterion| serve(*criterion).contains(&kind))
}

/// An entry as a table has it.
pub(super) struct EntryShown {
    pub(super) number: u64,
    kind: &'static str,
    said: String,
    author: String,
    at: jiff::Timestamp,
    /// What took its place, or took it back.
    undone_by: Option<u64>,
    may_be_corrected: bool,
}

impl EntryShown {
    pub(super) fn of(book: &Book, entry: &Entry) -> Self {
        let form = RecordForm::of(entry);
        let said = form.as_ref().map(|form| {
            // What stands in a column of its own is not said again.
            let fields = form.fields.iter().filter(|(name, _)| !BESIDE.contains(&name.as_str()));
            fields
                .map(|(name, values)| format!("{name}: {}", values.join(", ")))
                .collect::<Vec<_>>()
                .join(" · ")
        });
        let undone_by = book.undone_by(entry.number, jiff::Timestamp::MAX).map(|by| by.number);
        Self {
            number: entry.number,
            kind: entry.what.kind(),
            said: said.or_else(|| entry.what.file().map(|file| file.name.clone())).unwrap_or_default(),
            author: entry.author.clone().unwrap_or_default(),
            at: entry.recorded_at,
            undone_by,
            may_be_corrected: form.is_some() && undone_by.is_none(),
        }
    }
}

pub(super) async fn all(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let served = bench.asked.app.current();
        let (signed, assets) = bench.act("assets", None, |book, _| Ok(book.assets())).await?;
        Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
            let row = |asset: &qazyq_casework::book::Asset| {
                let found = served.register.row(&asset.id).and_then(|row| row.found.as_ref().ok());
                let mark = found.map(|found| Mark::of_conclusion(words, found.sheet.verdict.conclusion));
                vec![
                    Cell::link(legible(&asset.id), bench.address(&path_of("assets", &asset.id))),
                    Cell::text(asset.symbol.as_deref().map_or_else(|| "–".to_owned(), legible)),
                    Cell::text(asset.name.as_deref().map_or_else(|| "–".to_owned(), legible)),
                    Cell::text(asset.issuer.as_deref().map_or_else(|| "–".to_owned(), legible)),
                    mark.map_or_else(|| Cell::text("–"), Cell::mark),
                ]
            };
            let new = |kind: RecordKind| Link {
                href: bench.address(&path_of("record", kind.as_str())),
                text: words.plain(&format!("bench-record-{kind}")),
            };
            let may = signed.user.may(Right::Record);
            let mut links: Vec<Link> =
                if may { RecordKind::ALL.iter().copied().map(new).collect() } else { Vec::new() };
            if may {
                links.push(Link {
                    href: bench.address("workbench/import"),
                    text: words.plain("bench-import"),
                });
            }
            links.push(Link {
                href: bench.address("workbench/registers"),
                text: words.plain("bench-registers"),
            });
            Content {
                heading: words.plain("bench-assets"),
                lead: Some(words.plain("bench-assets-lead")),
                parts: vec![
                    Part { links, ..Part::default() },
                    Part {
                        table: Some(table(
                            words,
                            words.plain("bench-assets"),
                            &[
                                "bench-column-id",
                                "bench-field-symbol",
                                "bench-field-name",
                                "bench-field-issuer",
                                "web-market-verdict",
                            ],
                            assets.iter().map(row).collect(),
                            words.plain("bench-assets-empty"),
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

pub(super) async fn one(Path((language, id)): Path<(String, String)>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let (served, act) = (bench.asked.app.current(), Arc::clone(&bench.asked.app.act));
        let (now, day) = (bench.now(), served.register.day);
        let asset = id.clone();
        let (signed, (asset, entries, stands)) = bench
            .act("asset", Some(id.clone()), move |book, _| {
                let found = book.asset(&asset)?;
                let mut entries: Vec<&Entry> = book.about(&asset).collect();
                if let Some(issuer) = &found.issuer {
                    entries.extend(book.about_issuer(issuer));
                    entries
                        .extend(book.about_subject(&qazyq_casework::record::Subject::Issuer(issuer.clone())));
                }
                entries.extend(book.about_subject(&qazyq_casework::record::Subject::Asset(asset.clone())));
                entries.sort_by_key(|entry| std::cmp::Reverse(entry.number));
                entries.dedup_by_key(|entry| entry.number);
                // Decisions have pages of their own.
                entries.retain(|entry| RecordForm::of(entry).is_some() || entry.what.file().is_some());
                let shown: Vec<EntryShown> =
                    entries.into_iter().map(|entry| EntryShown::of(book, entry)).collect();
                let stands = book.stands(&act, &asset, day, now);
                Ok((found, shown, stands))
            })
            .await?;
        Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
            let may = signed.user.may(Right::Record);
            let link = |kind: RecordKind| Link {
                href: bench.address(&format!(
                    "{}{}",
                    path_of("record", kind.as_str()),
                    query(&[
                        ("asset", asset.id.as_str()),
                        (
                            "issuer",
                            if kind == RecordKind::Issuer {
                                asset.issuer.as_deref().unwrap_or_default()
                            } else {
                                ""
                            }
                        ),
                    ])
                )),
                text: words.plain(&format!("bench-record-{kind}")),
            };
            let mut parts = Vec::new();
            if let Some(stands) = &stands {
                let row = |(criterion, outcome): &(Criterion, Outcome)| {
                    let record: Vec<Link> =
                        if may { serve(*criterion).iter().copied().map(link).collect() } else { Vec::new() };
                    let mut cells = vec![
                        Cell::text(words.plain(&format!("bench-of-criterion-{}", criterion.as_str()))),
                        Cell::mark(Mark::of(words, *outcome)),
                    ];
                    cells.push(match record.first() {
                        Some(first) => Cell::link(first.text.clone(), first.href.clone()),
                        None => Cell::text("–"),
                    });
                    cells.push(match record.get(1) {
                        Some(second) => Cell::link(second.text.clone(), second.href.clone()),
                        None => Cell::text(""),
                    });
                    cells
                };
                parts.push(Part {
                    id: "criteria",
                    heading: Some(words.plain("bench-criteria")),
                    mark: Some(Mark::of_conclusion(words, stands.conclusion)),
                    table: Some(table(
                        words,
                        words.plain("bench-criteria"),
                        &[
                            "bench-column-criterion",
                            "bench-column-outcome",
                            "bench-column-record",
                            "bench-column-record-too",
                        ],
                        stands.criteria.iter().map(row).collect(),
                        String::new(),
                    )),
                    ..Part::default()
                });
            }
            let mut links: Vec<Link> =
                if may { vec![link(RecordKind::Asset), link(RecordKind::Issuer)] } else { Vec::new() };
            links.push(Link {
                href: bench.address(&format!("assets/{}", crate::pages::bench::encoded(&asset.id))),
                text: words.plain("bench-to-public"),
            });
            if signed.user.may(Right::Propose) {
                links.push(Link {
                    href: bench.address(&format!("workbench/propose{}", query(&[("asset", &asset.id)]))),
                    text: words.plain("bench-propose"),
                });
            }
            parts.push(Part { links, ..Part::default() });
            parts.push(Part {
                id: "entries",
                heading: Some(words.plain("bench-entries")),
                text: vec![words.plain("bench-entries-text")],
                table: Some(entries_table(words, &entries, &|kind, number| {
                    may.then(|| {
                        bench.address(&format!(
                            "{}{}",
                            path_of("record", kind),
                            query(&[("corrects", number.to_string().as_str())])
                        ))
                    })
                })),
                ..Part::default()
            });
            if may {
                parts.push(Part {
                    id: "retract",
                    heading: Some(words.plain("bench-retract")),
                    text: vec![words.plain("bench-retract-text")],
                    forms: vec![Form {
                        action: bench.address("workbench/retract"),
                        hidden: vec![key_of(&signed), ("asset", asset.id.clone())],
                        fields: vec![
                            field(words, "r", "entry", "").required(),
                            field(words, "r", "reason", "").required().of_kind(FieldKind::Long),
                        ],
                        buttons: vec![button("", words.plain("bench-retract"))],
                        ..Form::default()
                    }],
                    ..Part::default()
                });
            }
            let name = asset.name.as_ref().or(asset.symbol.as_ref()).unwrap_or(&asset.id);
            Content { over: Some(legible(&asset.id)), heading: legible(name), parts, ..Content::default() }
        }))
    })
    .await
}

/// A table of entries, each with where it is corrected, if it can be.
fn entries_table(
    words: &Words,
    entries: &[EntryShown],
    correct: &dyn Fn(&str, u64) -> Option<String>,
) -> Table {
    let row = |entry: &EntryShown| {
        let undone = entry.undone_by.map(|by| words.say("bench-undone-by", &[("number", by.into())]));
        let way = correct(entry.kind, entry.number).filter(|_| entry.may_be_corrected);
        vec![
            Cell::text(entry.number.to_string()),
            Cell::text(words.plain(&format!("bench-entry-{}", entry.kind))),
            Cell::text(legible(&entry.said)).with_small(undone.unwrap_or_default()),
            Cell::text(date::instant(words, entry.at)).with_small(legible(&entry.author)),
            way.map_or_else(|| Cell::text(""), |href| Cell::link(words.plain("bench-correct"), href)),
        ]
    };
    table(
        words,
        words.plain("bench-entries"),
        &[
            "bench-column-entry",
            "bench-column-kind",
            "bench-column-said",
            "bench-column-when",
            "bench-column-correct",
        ],
        entries.iter().map(row).collect(),
        words.plain("bench-entries-empty"),
    )
}
