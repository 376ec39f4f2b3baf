//! Forms of facts: filled in, looked at with what they would change, and recorded; many at once from a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::book::Book;
use qazyq_casework::people::Right;
use qazyq_casework::record::{
    CheckResult, Compared, DOCUMENT_BYTES_MAX, DisclosureStatus, Document, FORMS_BYTES_MAX,
    Form as RecordForm, Handed, Item, OriginClass, Preview, RecordKind, RulingKind, Stands, forms_of,
};
use qazyq_casework::workspace::FileRef;
use qazyq_words::{Words, legible};

use super::assets::served_by;
use super::posted::{Fields, Posted, Upload, Uploaded, file_name};
use super::sign_in::unknown;
use super::view::{Button, Cell, Fact, Field, FieldKind, Form, Link, Part};
use super::{
    Bench, Content, Here, Refusal, Signed, bench, button, field, file_field, key_of, path_of, quiet, table,
    written_since,
};
use crate::asked::Asked;
use crate::pages::bench::Mark;

/// Forms of a file that are shown one by one.
const SHOWN_MAX: usize = 200;

/// The name and the digest of a file that is kept.
fn named(file: FileRef) -> (String, String) {
    (file.name, file.sha256)
}

/// A file as it is kept: its name, its digest, and whether the browser had computed the same.
fn kept_facts(words: &Words, file: &FileRef, is_told: Option<bool>) -> [Fact; 2] {
    let fact = |id: &str, cell: Cell| Fact { term: words.plain(id), cell };
    let told = match is_told {
        None => String::new(),
        Some(true) => words.plain("bench-digest-same"),
        Some(false) => words.plain("bench-digest-not-told"),
    };
    [
        fact("bench-file-name", Cell::text(legible(&file.name))),
        fact("bench-kept-under", Cell::code(&file.sha256).with_small(told)),
    ]
}

/// What a preview says.
/// `is_told`: whether the browser had computed the digest of the document that just came.
pub(super) fn preview_part(words: &Words, preview: &Preview, is_told: Option<bool>) -> Part {
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
    let facts = preview.document.as_ref().map(|file| kept_facts(words, file, is_told));
    Part {
        id: "preview",
        heading: Some(words.plain("bench-preview")),
        text: vec![words.say("bench-preview-count", &count)],
        facts: facts.into_iter().flatten().collect(),
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
    /// Whether the browser had computed the digest of the document that just came.
    is_told: Option<bool>,
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
    let kept = filling.document.as_ref().map(|(name, _)| name.as_str());
    all.push(file_field(words, "r", "document", DOCUMENT_BYTES_MAX).keeping(words, kept));
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
    let look = words.plain("bench-look");
    let record = words.plain(if filling.corrects.is_some() { "bench-do-correct" } else { "bench-do-record" });
    let buttons = if preview.is_some_and(|preview| preview.new > 0) {
        vec![button("record", record), quiet("look", look)]
    } else {
        vec![button("look", look), quiet("record", record)]
    };
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
    let mut parts: Vec<Part> =
        preview.map(|preview| preview_part(words, preview, filling.is_told)).into_iter().collect();
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
                Ok(Filling { kind, values, corrects, document, seen: book.head().number, is_told: None })
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
        is_told: None,
    }
}

/// What came of a form.
enum Came {
    /// It was looked at; whether the browser had computed the digest of the document.
    Seen(Box<Preview>, Option<bool>),
    /// It was recorded, if it said anything new.
    Recorded(Option<u64>),
    /// Somebody else wrote about the same: the entry, its author and the journal's last entry.
    Stale(u64, String, u64),
}

pub(super) async fn posted(Path((language, kind)): Path<(String, String)>, mut posted: Posted) -> Response {
    let upload = posted.upload("document");
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let kind = kind_of(&kind)?;
        let mut filling = filling_of(kind, &fields);
        let is_recording = fields.pressed() == "record";
        let (act, now) = (Arc::clone(&bench.asked.app.act), bench.now());
        let day = bench.asked.app.current().register.day;
        let (mut handed, seen) = (filling.handed(), filling.seen);
        let done = bench
            .act(
                "record",
                filling.values.get("asset").and_then(|values| values.first()).cloned(),
                move |book, _| {
                    book.require(Right::Record, now)?;
                    let file = upload.taken()?;
                    if let Some(file) = &file {
                        let name = file.document.name.clone();
                        handed.form.fields.insert("document".to_owned(), vec![name]);
                    }
                    let documents = |name: &str| {
                        let missing =
                            || Trouble::FormFile { place: name.to_owned(), what: "document".to_owned() };
                        file.as_ref().map(|file| file.document.clone()).ok_or_else(missing)
                    };
                    let forms = [handed];
                    if !is_recording {
                        let preview = book.preview(&act, &forms, &documents, day, now)?;
                        return Ok(Came::Seen(Box::new(preview), file.as_ref().map(|file| file.is_told)));
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
            Ok((signed, Came::Seen(preview, is_told))) => {
                filling.is_told = is_told;
                filling.document = preview.document.clone().map(named).or(filling.document);
                Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
                    content(bench, words, Some(&signed), &filling, Some(&preview))
                }))
            }
            Ok((signed, Came::Stale(number, author, head))) => {
                filling.seen = head;
                Ok(bench.page_with(StatusCode::CONFLICT, Some(&signed), Here::Assets, |words, _| {
                    let notice = written_since(words, number, &author);
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

/// The buttons of a form that must be looked at before anything is done.
pub(super) fn look_and(words: &Words, text: Option<String>) -> Vec<Button> {
    let look = words.plain("bench-look");
    match text {
        Some(text) => vec![button("record", text), quiet("look", look)],
        None => vec![button("look", look)],
    }
}

/// The form of a file of forms, with what of it was looked at.
fn import_content(
    bench: &Bench,
    words: &Words,
    signed: Option<&Signed>,
    kind: Option<RecordKind>,
    looked: Option<(&Preview, &[Handed], &Kept)>,
) -> Content {
    let kinds = RecordKind::ALL
        .iter()
        .map(|kind| (kind.to_string(), words.plain(&format!("bench-record-{kind}"))))
        .collect::<Vec<_>>();
    let any = (String::new(), words.plain("bench-kind-in-file"));
    let mut hidden: Vec<(&'static str, String)> = signed.map(key_of).into_iter().collect();
    hidden.extend(looked.map(|(.., kept)| ("kept", kept.field())));
    let record = words.plain("bench-do-record");
    let buttons = look_and(words, looked.is_some_and(|(preview, ..)| preview.new > 0).then_some(record));
    let form = Form {
        action: bench.address("workbench/import"),
        has_files: true,
        hidden,
        fields: vec![
            file_field(words, "m", "table", FORMS_BYTES_MAX)
                .keeping(words, looked.map(|(.., kept)| kept.file.name.as_str())),
            field(words, "m", "record-kind", kind.map_or("", RecordKind::as_str))
                .choosing(std::iter::once(any).chain(kinds)),
        ],
        buttons,
        ..Form::default()
    };
    let mut parts = Vec::new();
    if let Some((preview, forms, kept)) = looked {
        let part = preview_part(words, preview, None);
        parts.push(Part { facts: kept.facts(words).into(), ..part });
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

/// A file that was looked at: kept under its digest, so that what is recorded is what was looked at.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) file: FileRef,
    is_told: Option<bool>,
}

impl Kept {
    /// As a form carries it.
    pub(super) fn field(&self) -> String {
        format!("{}/{}", self.file.sha256, self.file.name)
    }

    /// As a form carried it.
    pub(super) fn of_field(text: &str) -> Option<Self> {
        let (sha256, name) = text.split_once('/')?;
        Some(Self { file: FileRef { name: file_name(name), sha256: sha256.to_owned() }, is_told: None })
    }

    /// Keeps a file that just came.
    pub(super) fn of(book: &Book, file: &Uploaded) -> Result<Self, Trouble> {
        let Document { name, bytes } = &file.document;
        Ok(Self { file: book.workspace().keep(name, bytes)?, is_told: Some(file.is_told) })
    }

    pub(super) fn facts(&self, words: &Words) -> [Fact; 2] {
        kept_facts(words, &self.file, self.is_told)
    }
}

/// A file and where it is kept: the one that came, or else the one that was looked at before. It is kept only once `check` has read it.
///
/// # Errors
/// Where it cannot be had, `check` refuses it, or none came at all.
pub(super) fn taken<T>(
    book: &Book,
    upload: Upload,
    kept: Option<Kept>,
    check: impl FnOnce(&Document) -> Result<T, Trouble>,
) -> Result<Option<(Kept, T)>, Trouble> {
    if let Some(file) = upload.taken()? {
        let read = check(&file.document)?;
        return Ok(Some((Kept::of(book, &file)?, read)));
    }
    let Some(kept) = kept else { return Ok(None) };
    let bytes = book.workspace().bytes(&kept.file)?;
    let read = check(&Document { name: kept.file.name.clone(), bytes })?;
    Ok(Some((kept, read)))
}

/// What came of a file of forms.
enum Imported {
    NoFile,
    Seen(Box<Preview>, Vec<Handed>, Kept),
    Recorded(usize),
}

pub(super) async fn imported(Path(language): Path<String>, mut posted: Posted) -> Response {
    let upload = posted.upload("table");
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let kind: Option<RecordKind> = fields.filled("record-kind").and_then(|name| name.parse().ok());
        let kept = fields.filled("kept").and_then(Kept::of_field);
        let is_recording = fields.pressed() == "record";
        let (act, now) = (Arc::clone(&bench.asked.app.act), bench.now());
        let day = bench.asked.app.current().register.day;
        let done = bench
            .act("import", None, move |book, _| {
                book.require(Right::Record, now)?;
                let read = |table: &Document| forms_of(kind, &table.name, &table.bytes);
                let Some((kept, forms)) = taken(book, upload, kept, read)? else {
                    return Ok(Imported::NoFile);
                };
                let documents = |name: &str| {
                    Err(Trouble::FormFile { place: name.to_owned(), what: "document".to_owned() })
                };
                if !is_recording {
                    let preview = book.preview(&act, &forms, &documents, day, now)?;
                    return Ok(Imported::Seen(Box::new(preview), forms, kept));
                }
                Ok(Imported::Recorded(book.record_forms(&forms, &documents, None, now)?.entries.len()))
            })
            .await;
        match done {
            Ok((_, Imported::NoFile)) => Ok(bench.not_done("workbench/import", "no-file")),
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
