//! Forms of facts: filled in, looked at with what they would change, and recorded; many at once from a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::people::Right;
use qazyq_casework::record::{
    CheckResult, Compared, DisclosureStatus, Form as RecordForm, Handed, Item, OriginClass, Preview,
    RecordKind, RulingKind, Stands, forms_of,
};
use qazyq_casework::workspace::FileRef;
use qazyq_words::{Words, legible};

use super::assets::served_by;
use super::posted::{Fields, Posted};
use super::sign_in::unknown;
use super::view::{Cell, Field, FieldKind, Form, Link, Notice, Part};
use super::{Bench, Content, Here, Refusal, Signed, bench, button, field, key_of, path_of, quiet, table};
use crate::asked::Asked;
use crate::pages::bench::Mark;

/// Forms of a file that are shown one by one.
const SHOWN_MAX: usize = 200;

/// The name and the digest of a file that is kept.
fn named(file: FileRef) -> (String, String) {
    (file.name, file.sha256)
}

/// What a preview says.
fn preview_part(words: &Words, preview: &Preview) -> Part {
    let row = |compared: &Compared| {
        let mark = |stands: &Option<Stands>| match stands {
            Some(stands) => Cell::mark(Mark::of_conclusion(words, stands.conclusion)),
            None => Cell::text(words.plain("bench-nothing-yet")),
        };
        let differing: Vec<String> = match (&compared.before, &compared.after) {
            (Some(before), Some(after)) => before
                .criteria
                .iter()
                .zip(&after.criteria)
                .filter(|(before, after)| before != after)
                .map(|((criterion, was), (_, is))| {
                    format!(
                        "{}: {} → {}",
                        words.plain(&format!("bench-of-criterion-{}", criterion.as_str())),
                        words.plain(&format!("outcome-{}", was.as_str())),
                        words.plain(&format!("outcome-{}", is.as_str()))
                    )
                })
                .collect(),
            _ => Vec::new(),
        };
        let differing =
            if differing.is_empty() { words.plain("bench-no-criterion") } else { differing.join("; ") };
        vec![
            Cell::text(legible(&compared.asset)),
            mark(&compared.before),
            mark(&compared.after),
            Cell::text(differing),
        ]
    };
    let count = [("new", preview.new.into()), ("known", preview.known.into())];
    let mut text = vec![words.say("bench-preview-count", &count)];
    if let Some(file) = &preview.document {
        let named = [("name", legible(&file.name).into()), ("sha256", file.sha256.clone().into())];
        text.push(words.say("bench-preview-document", &named));
    }
    Part {
        id: "preview",
        heading: Some(words.plain("bench-preview")),
        text,
        table: Some(table(
            words,
            words.plain("bench-preview"),
            &["bench-field-asset", "bench-column-before", "bench-column-after", "bench-column-criteria"],
            preview.compared.iter().map(row).collect(),
            words.plain("bench-preview-nothing"),
        )),
        ..Part::default()
    }
}

/// A form as it is filled in.
struct Filling {
    kind: RecordKind,
    values: BTreeMap<String, Vec<String>>,
    /// The entry that it corrects.
    corrects: Option<u64>,
    /// The document that is kept already: its name and its digest.
    document: Option<(String, String)>,
    /// The journal's last entry when the form was shown.
    seen: u64,
}

impl Filling {
    fn one(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// The form with its values, as it is read.
    fn handed(&self) -> Handed {
        let mut fields = self.values.clone();
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                fields.insert(name.to_owned(), vec![value]);
            }
        };
        put("corrects", self.corrects.map(|number| number.to_string()));
        put("document", self.document.as_ref().map(|(_, sha256)| format!("sha256:{sha256}")));
        Handed::alone(RecordForm::new(self.kind, fields))
    }
}

/// Which kind of field a name is of.
fn input(kind: RecordKind, name: &str, many: bool) -> FieldKind {
    match name {
        "from" | "until" | "published" | "looked_for_on" | "next_expected" | "on" | "in_force_from"
        | "appealed_on" | "ended_on" => FieldKind::Day,
        "note" => FieldKind::Long,
        "item" | "status" | "result" | "origin" => FieldKind::Choice,
        "kind" if kind == RecordKind::Ruling => FieldKind::Choice,
        _ if many => FieldKind::Long,
        _ => FieldKind::Text,
    }
}

/// The choices of a field, by their names and what stands for them.
fn choices(words: &Words, name: &str) -> Vec<(String, String)> {
    let names: Vec<&str> = match name {
        "item" => Item::ALL.iter().map(|of| of.as_str()).collect(),
        "status" => DisclosureStatus::ALL.iter().map(|of| of.as_str()).collect(),
        "result" => CheckResult::ALL.iter().map(|of| of.as_str()).collect(),
        "kind" => RulingKind::ALL.iter().map(|of| of.as_str()).collect(),
        _ => OriginClass::ALL.iter().map(|of| of.as_str()).collect(),
    };
    let usual = (String::new(), words.plain("bench-usual"));
    let named = names.into_iter().map(|of| (of.to_owned(), words.plain(&format!("bench-{name}-{of}"))));
    std::iter::once(usual).chain(named).collect()
}

fn fields(words: &Words, filling: &Filling) -> Vec<Field> {
    let kind = filling.kind;
    let mut all: Vec<Field> = Vec::new();
    let own = kind.fields().iter().map(|field| (field.name, field.required, field.many));
    let common = [("url", false, false), ("origin", false, false)];
    for (name, is_required, many) in own.chain(common) {
        let values = filling.values.get(name).cloned().unwrap_or_default();
        let hint = words.find_plain(&format!("arg-{kind}-add-{name}"));
        let kind_of = input(kind, name, many);
        let mut one = field(words, "r", name, &values.join("\n")).hinted(hint).of_kind(kind_of);
        if kind_of == FieldKind::Choice {
            // The choices say it.
            one = one.hinted(None).choosing(choices(words, name));
        }
        if many {
            let hint = one.hint.take().unwrap_or_default();
            one.hint = Some(format!("{hint}. {}", words.plain("bench-hint-a-line-each")));
        }
        one.is_required = is_required;
        all.push(one);
    }
    all.push(field(words, "r", "document", "").of_kind(FieldKind::File));
    all.push(field(words, "r", "demonstration", filling.one("demonstration")).of_kind(FieldKind::Check));
    all
}

fn content(
    bench: &Bench,
    words: &Words,
    signed: Option<&Signed>,
    filling: &Filling,
    preview: Option<&Preview>,
) -> Content {
    let mut hidden = vec![("seen", filling.seen.to_string())];
    hidden.extend(signed.map(key_of));
    hidden.extend(filling.corrects.map(|number| ("corrects", number.to_string())));
    let kept = preview.and_then(|preview| preview.document.clone()).map(named);
    if let Some((name, sha256)) = kept.or_else(|| filling.document.clone()) {
        hidden.push(("kept", sha256));
        hidden.push(("kept-name", name));
    }
    let kind = filling.kind;
    let mut buttons = vec![button("look", words.plain("bench-look"))];
    let record = words.plain(if filling.corrects.is_some() { "bench-do-correct" } else { "bench-do-record" });
    if preview.is_some_and(|preview| preview.new > 0) {
        buttons.insert(0, button("record", record));
    } else {
        buttons.push(quiet("record", record));
    }
    let serves: Vec<String> = served_by(kind)
        .map(|criterion| words.plain(&format!("bench-of-criterion-{}", criterion.as_str())))
        .collect();
    let named = [("criteria", serves.join(", ").into()), ("count", serves.len().into())];
    let form = Form {
        action: bench.address(&path_of("record", kind.as_str())),
        has_files: true,
        hidden,
        fields: fields(words, filling),
        buttons,
        ..Form::default()
    };
    let mut parts: Vec<Part> = preview.map(|preview| preview_part(words, preview)).into_iter().collect();
    parts.push(Part { forms: vec![form], ..Part::default() });
    Content {
        over: filling.corrects.map(|number| words.say("bench-corrects", &[("number", number.into())])),
        heading: words.plain(&format!("bench-record-{kind}")),
        lead: Some(words.say("bench-record-lead", &named)),
        parts,
        ..Content::default()
    }
}

fn kind_of(name: &str) -> Result<RecordKind, Refusal> {
    name.parse().map_err(|_| unknown())
}

pub(super) async fn form(Path((language, kind)): Path<(String, String)>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let kind = kind_of(&kind)?;
        let text = |name: &str| bench.asked.field(name).map(str::to_owned);
        let corrects = text("corrects").and_then(|text| text.parse::<u64>().ok());
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in kind.fields().iter().map(|field| field.name) {
            values.extend(text(name).map(|value| (name.to_owned(), vec![value])));
        }
        let now = bench.now();
        let (signed, filling) = bench
            .act("record", None, move |book, _| {
                book.require(Right::Record, now)?;
                let mut document = None;
                if let Some(number) = corrects {
                    let entry = book.entry(number)?;
                    if let Some(form) = RecordForm::of(entry).filter(|form| form.kind == kind) {
                        values = form.fields;
                        values.remove("corrects");
                        values.remove("document");
                    }
                    document = entry.origin.document.clone().map(|file| (file.name, file.sha256));
                }
                Ok(Filling { kind, values, corrects, document, seen: book.head().number })
            })
            .await?;
        Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
            content(bench, words, Some(&signed), &filling, None)
        }))
    })
    .await
}

/// What somebody filled in.
fn filling_of(kind: RecordKind, fields: &Fields) -> Filling {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let own = kind.fields().iter().map(|field| (field.name, field.many));
    for (name, many) in own.chain([("url", false), ("origin", false), ("demonstration", false)]) {
        let filled: Vec<String> = match (many, fields.filled(name)) {
            (_, None) => continue,
            (true, Some(text)) => {
                text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
            }
            (false, Some(text)) => vec![text.to_owned()],
        };
        values.insert(name.to_owned(), filled);
    }
    Filling {
        kind,
        values,
        corrects: fields.filled("corrects").and_then(|text| text.parse().ok()),
        document: fields
            .filled("kept")
            .map(|sha256| (fields.text("kept-name").to_owned(), sha256.to_owned())),
        seen: fields.filled("seen").and_then(|text| text.parse().ok()).unwrap_or(u64::MAX),
    }
}

/// What came of a form.
enum Came {
    /// It was looked at.
    Seen(Box<Preview>),
    /// It was recorded, if it said anything new.
    Recorded(Option<u64>),
    /// Somebody else wrote about the same: the entry, its author and the journal's last entry.
    Stale(u64, String, u64),
}

pub(super) async fn posted(Path((language, kind)): Path<(String, String)>, posted: Posted) -> Response {
    let file = posted.file("document").cloned();
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let kind = kind_of(&kind)?;
        let mut filling = filling_of(kind, &fields);
        let is_recording = fields.pressed() == "record";
        let (act, now) = (Arc::clone(&bench.asked.app.act), bench.now());
        let day = bench.asked.app.current().register.day;
        let mut handed = filling.handed();
        if let Some(file) = &file {
            handed.form.fields.insert("document".to_owned(), vec![file.name.clone()]);
        }
        let (seen, document) = (filling.seen, file.clone());
        let done = bench
            .act(
                "record",
                filling.values.get("asset").and_then(|values| values.first()).cloned(),
                move |book, _| {
                    book.require(Right::Record, now)?;
                    let documents = |name: &str| {
                        let missing =
                            || Trouble::FormFile { place: name.to_owned(), what: "document".to_owned() };
                        document.clone().ok_or_else(missing)
                    };
                    let forms = [handed];
                    if !is_recording {
                        return book
                            .preview(&act, &forms, &documents, day, now)
                            .map(Box::new)
                            .map(Came::Seen);
                    }
                    match book.record_forms(&forms, &documents, Some(seen), now) {
                        Ok(recorded) => Ok(Came::Recorded(recorded.entries.first().copied())),
                        // What was typed is not lost: the form comes again.
                        Err(Trouble::WrittenSince { number, author }) => {
                            Ok(Came::Stale(number, author, book.head().number))
                        }
                        Err(trouble) => Err(trouble),
                    }
                },
            )
            .await;
        match done {
            Ok((signed, Came::Seen(preview))) => {
                filling.document = preview.document.clone().map(named).or(filling.document);
                Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
                    content(bench, words, Some(&signed), &filling, Some(&preview))
                }))
            }
            Ok((signed, Came::Stale(number, author, head))) => {
                filling.seen = head;
                Ok(bench.page_with(StatusCode::CONFLICT, Some(&signed), Here::Assets, |words, _| {
                    let named = [("author", legible(&author).into()), ("number", number.into())];
                    let notice = Notice {
                        is_problem: true,
                        text: words.say("bench-stale", &named),
                        help: words.attribute("bench-stale", "help", &named),
                    };
                    Content { notice: Some(notice), ..content(bench, words, Some(&signed), &filling, None) }
                }))
            }
            Ok((_, Came::Recorded(number))) => {
                let asset = filling.one("asset");
                let path = match asset {
                    "" => "workbench/assets".to_owned(),
                    asset => path_of("assets", asset),
                };
                Ok(bench.done(&path, if number.is_some() { "recorded" } else { "known" }))
            }
            Err(refusal @ Refusal::Trouble(..)) => {
                let signed = refusal.signed();
                bench.again(refusal, Here::Assets, |words, _| {
                    content(bench, words, signed.as_ref(), &filling, None)
                })
            }
            Err(refusal) => Err(refusal),
        }
    })
    .await
}

pub(super) async fn retract(Path(language): Path<String>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let (asset, reason) = (fields.text("asset").to_owned(), fields.text("reason").to_owned());
        let here = if asset.is_empty() { "workbench/assets".to_owned() } else { path_of("assets", &asset) };
        let Ok(number) = fields.text("entry").parse::<u64>() else {
            return Ok(bench.not_done(&here, "not-a-number"));
        };
        let now = bench.now();
        bench.act("retract", Some(asset), move |book, _| book.retract(number, &reason, now)).await?;
        Ok(bench.done(&here, "retracted"))
    })
    .await
}

/// The form of a file of forms, with what of it was looked at.
fn import_content(
    bench: &Bench,
    words: &Words,
    signed: Option<&Signed>,
    kind: Option<RecordKind>,
    looked: Option<(&Preview, &[Handed], &str)>,
) -> Content {
    let kinds = RecordKind::ALL
        .iter()
        .map(|kind| (kind.to_string(), words.plain(&format!("bench-record-{kind}"))))
        .collect::<Vec<_>>();
    let any = (String::new(), words.plain("bench-kind-in-file"));
    let mut hidden: Vec<(&'static str, String)> = signed.map(key_of).into_iter().collect();
    hidden.extend(looked.map(|(.., sha256)| ("kept", sha256.to_owned())));
    let mut buttons = vec![button("look", words.plain("bench-look"))];
    if looked.is_some_and(|(preview, ..)| preview.new > 0) {
        buttons.insert(0, button("record", words.plain("bench-do-record")));
    }
    let form = Form {
        action: bench.address("workbench/import"),
        has_files: true,
        hidden,
        fields: vec![
            field(words, "m", "table", "").of_kind(FieldKind::File),
            field(words, "m", "record-kind", kind.map_or("", RecordKind::as_str))
                .choosing(std::iter::once(any).chain(kinds)),
        ],
        buttons,
        ..Form::default()
    };
    let mut parts = Vec::new();
    if let Some((preview, forms, _)) = looked {
        parts.push(preview_part(words, preview));
        let row = |handed: &Handed| {
            let said =
                handed.form.fields.iter().map(|(name, values)| format!("{name}: {}", values.join(", ")));
            vec![
                Cell::text(legible(&handed.place)),
                Cell::text(words.plain(&format!("bench-entry-{}", handed.form.kind))),
                Cell::text(legible(&said.collect::<Vec<_>>().join(" · "))),
            ]
        };
        parts.push(Part {
            id: "rows",
            heading: Some(words.say("bench-rows", &[("count", forms.len().into())])),
            table: Some(table(
                words,
                words.say("bench-rows", &[("count", forms.len().into())]),
                &["bench-column-place", "bench-column-kind", "bench-column-said"],
                forms.iter().take(SHOWN_MAX).map(row).collect(),
                String::new(),
            )),
            ..Part::default()
        });
    }
    parts.push(Part {
        forms: vec![form],
        links: vec![Link { href: bench.address("workbench/assets"), text: words.plain("bench-assets") }],
        ..Part::default()
    });
    Content {
        heading: words.plain("bench-import"),
        lead: Some(words.plain("bench-import-lead")),
        parts,
        ..Content::default()
    }
}

pub(super) async fn import(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let now = bench.now();
        let (signed, ()) = bench.act("import", None, move |book, _| book.require(Right::Record, now)).await?;
        Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
            import_content(bench, words, Some(&signed), None, None)
        }))
    })
    .await
}

/// What came of a file of forms.
enum Imported {
    Seen(Box<Preview>, Vec<Handed>, String),
    Recorded(usize),
}

pub(super) async fn imported(Path(language): Path<String>, posted: Posted) -> Response {
    let file = posted.file("table").cloned();
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let kind: Option<RecordKind> = fields.filled("record-kind").and_then(|name| name.parse().ok());
        let kept = fields.filled("kept").and_then(|kept| kept.split_once('/'));
        let kept = kept.map(|(sha256, name)| FileRef { name: name.to_owned(), sha256: sha256.to_owned() });
        let is_recording = fields.pressed() == "record";
        let (act, now) = (Arc::clone(&bench.asked.app.act), bench.now());
        let day = bench.asked.app.current().register.day;
        if file.is_none() && kept.is_none() {
            return Ok(bench.not_done("workbench/import", "no-file"));
        }
        let done = bench
            .act("import", None, move |book, _| {
                book.require(Right::Record, now)?;
                // What was looked at is kept under its digest, so that what is recorded is what was looked at.
                let missing = || Trouble::FormFile { place: "table".to_owned(), what: "file".to_owned() };
                let table = match file {
                    Some(file) => book.workspace().keep(&file.name, &file.bytes)?,
                    None => kept.ok_or_else(missing)?,
                };
                let bytes = book.workspace().bytes(&table)?;
                let forms = forms_of(kind, &table.name, &bytes)?;
                let documents = |name: &str| {
                    Err(Trouble::FormFile { place: name.to_owned(), what: "document".to_owned() })
                };
                if !is_recording {
                    let preview = book.preview(&act, &forms, &documents, day, now)?;
                    let kept = format!("{}/{}", table.sha256, table.name);
                    return Ok(Imported::Seen(Box::new(preview), forms, kept));
                }
                Ok(Imported::Recorded(book.record_forms(&forms, &documents, None, now)?.entries.len()))
            })
            .await;
        match done {
            Ok((signed, Imported::Seen(preview, forms, kept))) => {
                Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
                    import_content(bench, words, Some(&signed), kind, Some((&preview, &forms, &kept)))
                }))
            }
            Ok((_, Imported::Recorded(0))) => Ok(bench.done("workbench/assets", "known")),
            Ok((_, Imported::Recorded(_))) => Ok(bench.done("workbench/assets", "recorded")),
            Err(refusal @ Refusal::Trouble(..)) => {
                let signed = refusal.signed();
                bench.again(refusal, Here::Assets, |words, _| {
                    import_content(bench, words, signed.as_ref(), kind, None)
                })
            }
            Err(refusal) => Err(refusal),
        }
    })
    .await
}
