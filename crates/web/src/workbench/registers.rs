//! Other people's registers: their files taken in, and what they propose, accepted or declined one by one.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use qazyq_casework::Trouble;
use qazyq_casework::book::Book;
use qazyq_casework::people::Right;
use qazyq_casework::record::{Document, Preview, peg_text};
use qazyq_casework::registers::proposals::{Acceptance, Accepted, Difference, Proposal, Standing, Suggested};
use qazyq_casework::registers::{Defect, REGISTER_BYTES_MAX, RegisterFile, Said, Taken};
use qazyq_words::{Words, date, legible};

use super::posted::{Fields, Posted};
use super::record::{Kept, look_and, preview_part, taken};
use super::sign_in::unknown;
use super::view::{Cell, Fact, FieldKind, Form, Link, Notice, Part};
use super::{
    Bench, Content, Here, Refusal, Signed, bench, button, field, file_field, key_of, path_of, problem, quiet,
    table,
};
use crate::asked::Asked;
use crate::pages::bench::query;
use crate::problem::{Problem, status_of};

/// Proposals that are shown on a page.
const SHOWN_MAX: usize = 100;

fn dash(text: Option<impl AsRef<str>>) -> Cell {
    Cell::text(text.map_or_else(|| "–".to_owned(), |text| legible(text.as_ref())))
}

/// A register, with the day that its file tells of.
fn register(words: &Words, source: &RegisterFile) -> String {
    words.plain(&format!("register-{}", source.register))
}

/// Where in its file a proposal stands, and of which day that is.
fn place(words: &Words, proposal: &Proposal) -> String {
    let place = words.say("register-row", &[("number", proposal.asset.place.into())]);
    let day = proposal.source.of.map(|day| date::long(words, day));
    day.into_iter().chain([place]).collect::<Vec<_>>().join(", ")
}

/// Where something stands: the register, its day, and the place in the file.
fn whence(words: &Words, source: &RegisterFile, place: u64) -> String {
    let place = words.say("register-row", &[("number", place.into())]);
    let day = source.of.map_or_else(|| "none".to_owned(), |day| date::long(words, day));
    let named = [("register", register(words, source).into()), ("date", day.into()), ("place", place.into())];
    words.say("register-whence", &named)
}

/// The proposals; none where no file is here that has any.
fn proposals(book: &Book) -> Result<Vec<Proposal>, Trouble> {
    match book.proposals(jiff::Timestamp::MAX) {
        Err(Trouble::NoRegister(_)) => Ok(Vec::new()),
        proposals => proposals,
    }
}

/// Which of the proposals somebody wants to see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Open,
    All,
    Declined,
}

impl Wanted {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Open, ""), (Self::All, "all"), (Self::Declined, "declined")];

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|(_, of)| *of == name).map_or(Self::Open, |(wanted, _)| wanted)
    }

    fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(wanted, _)| *wanted == self).map_or("", |(_, name)| name)
    }

    fn has(self, proposal: &Proposal) -> bool {
        match self {
            Self::Open => proposal.is_open(),
            Self::All => true,
            Self::Declined => matches!(proposal.standing, Standing::Declined { .. }),
        }
    }
}

/// What the page of registers shows.
struct Shown {
    files: Vec<(RegisterFile, bool)>,
    proposals: Vec<Proposal>,
}

fn shown(book: &Book) -> Result<Shown, Trouble> {
    Ok(Shown { files: book.register_files_marked(jiff::Timestamp::MAX)?, proposals: proposals(book)? })
}

/// What is to be known of a proposal before it is accepted.
fn remarks(words: &Words, proposal: &Proposal) -> String {
    let mut remarks = Vec::new();
    match &proposal.standing {
        Standing::New => {}
        Standing::Known(asset) => {
            remarks.push(words.say("bench-proposal-known", &[("asset", legible(asset).into())]));
        }
        Standing::Declined { reason, .. } => {
            remarks.push(words.say("bench-proposal-declined", &[("reason", legible(reason).into())]));
        }
    }
    if proposal.standing == Standing::New {
        match &proposal.id {
            Suggested::Id(_) => {}
            Suggested::Taken { id, .. } => {
                remarks.push(words.say("bench-proposal-taken", &[("id", legible(id).into())]));
            }
            Suggested::None => remarks.push(words.plain("bench-proposal-no-id")),
        }
    }
    remarks.extend(proposal.differences.iter().map(|difference| otherwise(words, difference)));
    if let Some(day) = proposal.asset.dead_from {
        remarks.push(words.say("proposed-dead", &[("date", date::long(words, day).into())]));
    } else if proposal.is_over() {
        remarks.push(words.plain("proposed-over"));
    }
    remarks.join("; ")
}

/// A difference in words.
fn otherwise(words: &Words, difference: &Difference) -> String {
    let field = words.plain(&format!("field-{}", difference.field));
    let theirs = legible(&difference.theirs);
    match &difference.ours {
        None => words.say("proposed-missing", &[("field", field.into()), ("theirs", theirs.into())]),
        Some(ours) => words.say(
            "proposed-differs",
            &[("field", field.into()), ("theirs", theirs.into()), ("ours", legible(ours).into())],
        ),
    }
}

/// A table of proposals, each with the page on which it is decided on.
fn proposals_part(
    bench: &Bench,
    words: &Words,
    (id, heading): (&'static str, String),
    proposals: &[&Proposal],
) -> Part {
    let row = |proposal: &&Proposal| {
        let asset = &proposal.asset;
        let name = asset.name.as_ref().or(asset.symbol.as_ref()).unwrap_or(&proposal.key);
        vec![
            Cell::link(legible(name), bench.address(&path_of("registers", &proposal.key)))
                .with_small(asset.symbol.as_deref().map(legible).unwrap_or_default()),
            dash(proposal.peg().map(|component| peg_text(&[component]))),
            Cell::text(register(words, &proposal.source)).with_small(place(words, proposal)),
            Cell::text(remarks(words, proposal)),
        ]
    };
    let more = proposals.len() > SHOWN_MAX;
    let count = [("shown", SHOWN_MAX.into()), ("all", proposals.len().into())];
    Part {
        id,
        heading: Some(heading.clone()),
        text: if more { vec![words.say("bench-proposals-more", &count)] } else { Vec::new() },
        table: Some(table(
            words,
            heading,
            &["bench-column-proposed", "bench-field-peg", "bench-column-register", "bench-column-remarks"],
            proposals.iter().take(SHOWN_MAX).map(row).collect(),
            words.plain("bench-proposals-empty"),
        )),
        ..Part::default()
    }
}

/// What somebody says of a file of a register.
#[derive(Clone, Default)]
struct Filled {
    of: String,
    address: String,
}

impl Filled {
    fn of(fields: &Fields) -> Self {
        Self { of: fields.text("register-of").to_owned(), address: fields.text("register-url").to_owned() }
    }

    fn said(&self) -> Result<Said, Refusal> {
        let bad = || {
            let status = axum::http::StatusCode::BAD_REQUEST;
            Refusal::Problem(Problem::new(status, "not_a_day", [("text", self.of.clone())]))
        };
        Ok(Said {
            of: Some(self.of.as_str())
                .filter(|text| !text.is_empty())
                .map(|text| text.parse().map_err(|_| bad()))
                .transpose()?,
            retrieved: None,
            address: Some(self.address.clone()).filter(|text| !text.is_empty()),
        })
    }
}

/// A file that was looked at.
struct Looked {
    kept: Kept,
    taken: Taken,
    /// The journal has it already.
    is_known: bool,
    /// What it would propose that is not proposed now, or is proposed otherwise.
    new: Vec<Proposal>,
}

fn upload_form(
    bench: &Bench,
    words: &Words,
    signed: &Signed,
    filled: &Filled,
    looked: Option<&Looked>,
) -> Form {
    let mut hidden = vec![key_of(signed)];
    hidden.extend(looked.map(|looked| ("kept", looked.kept.field())));
    let take = words.plain("bench-do-take-register");
    let buttons = look_and(words, looked.is_some_and(|looked| !looked.is_known).then_some(take));
    Form {
        action: bench.address("workbench/registers"),
        has_files: true,
        hidden,
        fields: vec![
            file_field(words, "g", "register-file", REGISTER_BYTES_MAX)
                .keeping(words, looked.map(|looked| looked.kept.file.name.as_str())),
            field(words, "g", "register-of", &filled.of).of_kind(FieldKind::Day),
            field(words, "g", "register-url", &filled.address),
        ],
        buttons,
        ..Form::default()
    }
}

/// What a file that was looked at is, and what is odd about it.
fn looked_parts(words: &Words, looked: &Looked) -> [Part; 2] {
    let taken = &looked.taken;
    let fact = |id: &str, cell: Cell| Fact { term: words.plain(id), cell };
    let mut facts: Vec<Fact> = looked.kept.facts(words).into();
    facts.extend([
        fact("bench-column-register", Cell::text(words.plain(&format!("register-{}", taken.register)))),
        fact(
            "bench-field-register-of",
            Cell::text(taken.of.map_or_else(|| "–".to_owned(), |day| date::long(words, day))),
        ),
        fact("bench-register-rows", Cell::text(taken.rows.to_string())),
    ]);
    let known = looked.is_known.then(|| words.plain("bench-register-known"));
    let mut odd: BTreeMap<&str, (usize, Option<u64>, &Defect)> = BTreeMap::new();
    for (place, defect) in &taken.defects {
        odd.entry(defect.code()).or_insert((0, *place, defect)).0 += 1;
    }
    let odd = odd.into_values().map(|(count, place, defect)| {
        let place = match place {
            Some(number) => words.say("register-row", &[("number", number.into())]),
            None => words.plain("register-header"),
        };
        let what = qazyq_troubles::register_defect(words, defect);
        let named = [("count", count.into()), ("place", place.into()), ("what", what.into())];
        words.say("register-defects", &named)
    });
    let odd = Part {
        id: "odd",
        heading: Some(words.plain("bench-register-defects")).filter(|_| !taken.defects.is_empty()),
        text: odd.collect(),
        ..Part::default()
    };
    let looked = words.plain("bench-register-looked");
    [
        Part {
            id: "preview",
            heading: Some(looked),
            text: known.into_iter().collect(),
            facts,
            ..Part::default()
        },
        odd,
    ]
}

fn all_content(
    bench: &Bench,
    words: &Words,
    signed: Option<&Signed>,
    shown: &Shown,
    filled: &Filled,
    looked: Option<&Looked>,
) -> Content {
    let wanted = Wanted::named(bench.asked.field("standing").unwrap_or_default());
    let sought = bench.asked.field("q").unwrap_or_default().trim().to_lowercase();
    let is_sought = |proposal: &&Proposal| {
        let asset = &proposal.asset;
        let names = [asset.name.as_ref(), asset.symbol.as_ref(), Some(&proposal.key)];
        sought.is_empty() || names.into_iter().flatten().any(|name| name.to_lowercase().contains(&sought))
    };
    let found: Vec<&Proposal> =
        shown.proposals.iter().filter(|proposal| wanted.has(proposal)).filter(is_sought).collect();
    let mut parts = Vec::new();
    if let Some(looked) = looked {
        parts.extend(looked_parts(words, looked));
        let new: Vec<&Proposal> = looked.new.iter().collect();
        let heading = words.say("bench-register-would-propose", &[("count", new.len().into())]);
        // A page of its own has what is proposed, and this is not yet.
        let mut part = proposals_part(bench, words, ("would", heading), &new);
        for cell in part.table.iter_mut().flat_map(|table| table.rows.iter_mut().flatten()) {
            cell.href = None;
        }
        parts.push(part);
    }
    let may = signed.filter(|signed| signed.user.may(Right::Record));
    if let (Some(signed), Some(_)) = (may, looked) {
        let form = upload_form(bench, words, signed, filled, looked);
        parts.push(Part { forms: vec![form], ..Part::default() });
    } else {
        let choices = Wanted::ALL.map(|(_, name)| {
            let id = if name.is_empty() { "open" } else { name };
            (name.to_owned(), words.plain(&format!("bench-proposals-{id}")))
        });
        let filter = Form {
            action: bench.address("workbench/registers"),
            is_question: true,
            fields: vec![
                field(words, "s", "standing", wanted.as_str()).choosing(choices),
                field(words, "s", "q", bench.asked.field("q").unwrap_or_default()),
            ],
            buttons: vec![button("", words.plain("web-show"))],
            ..Form::default()
        };
        let heading = words.say("bench-proposals", &[("count", found.len().into())]);
        if !shown.files.is_empty() {
            parts.push(Part { forms: vec![filter], ..Part::default() });
            parts.push(proposals_part(bench, words, ("proposals", heading), &found));
        }
        parts.push(files_part(words, &shown.files));
        if let Some(signed) = may {
            parts.push(Part {
                id: "take",
                heading: Some(words.plain("bench-take-register")),
                text: vec![words.plain("bench-take-register-text")],
                forms: vec![upload_form(bench, words, signed, filled, None)],
                ..Part::default()
            });
        }
    }
    Content {
        heading: words.plain("bench-registers"),
        lead: Some(words.plain("bench-registers-lead")),
        parts,
        ..Content::default()
    }
}

fn files_part(words: &Words, files: &[(RegisterFile, bool)]) -> Part {
    let row = |(file, counts): &(RegisterFile, bool)| {
        vec![
            Cell::text(register(words, file)),
            Cell::text(file.of.map_or_else(|| "–".to_owned(), |day| date::long(words, day))),
            Cell::text(legible(&file.file.name))
                .with_small(file.address.as_deref().map(legible).unwrap_or_default()),
            Cell::code(file.file.sha256.get(..16).unwrap_or_default()),
            Cell::text(date::instant(words, file.retrieved))
                .with_small(words.say("bench-entry", &[("number", file.entry.into())])),
            Cell::text(words.plain(if *counts { "bench-yes" } else { "bench-no" })),
        ]
    };
    Part {
        id: "files",
        heading: Some(words.plain("bench-register-files")),
        table: Some(table(
            words,
            words.plain("bench-register-files"),
            &[
                "bench-column-register",
                "bench-field-register-of",
                "bench-field-register-file",
                "bench-column-digest",
                "bench-column-when",
                "bench-column-counts",
            ],
            files.iter().map(row).collect(),
            words.plain("bench-register-files-empty"),
        )),
        ..Part::default()
    }
}

pub(super) async fn all(Path(language): Path<String>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let (signed, shown) = bench.act("registers", None, |book, _| shown(book)).await?;
        Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
            all_content(bench, words, Some(&signed), &shown, &Filled::default(), None)
        }))
    })
    .await
}

/// What came of a file of a register.
enum Came {
    NoFile,
    Looked(Box<Looked>, Shown),
    Recorded(Taken),
}

pub(super) async fn posted(Path(language): Path<String>, mut posted: Posted) -> Response {
    let upload = posted.upload("register-file");
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let filled = Filled::of(&fields);
        let said = filled.said()?;
        let kept = fields.filled("kept").and_then(Kept::of_field);
        let (is_recording, now) = (fields.pressed() == "record", bench.now());
        let done = bench
            .act("register import", None, move |book, _| {
                book.require(Right::Record, now)?;
                // Read before it is kept: what is no register's is not.
                let read = |file: &Document| {
                    let (taken, supposed) = book.suppose_register(&file.name, &file.bytes, &said, now)?;
                    let before = proposals(book)?;
                    let is_new = |proposal: &Proposal| {
                        let known = before.iter().find(|known| known.key == proposal.key);
                        let is_same =
                            |known: &Proposal| known.is_open() && known.differences == proposal.differences;
                        proposal.is_open() && !known.is_some_and(is_same)
                    };
                    let new = proposals(&supposed.book)?.into_iter().filter(is_new).collect();
                    Ok((file.clone(), taken, supposed.new.is_empty(), new))
                };
                let Some((kept, (file, found, is_known, new))) = taken(book, upload, kept, read)? else {
                    return Ok(Came::NoFile);
                };
                if is_recording {
                    return book.import_register(&file.name, &file.bytes, &said, now).map(Came::Recorded);
                }
                let looked = Looked { kept, taken: found, is_known, new };
                Ok(Came::Looked(Box::new(looked), shown(book)?))
            })
            .await;
        match done {
            Ok((_, Came::NoFile)) => Ok(bench.not_done("workbench/registers", "no-file")),
            Ok((signed, Came::Looked(looked, shown))) => {
                Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
                    all_content(bench, words, Some(&signed), &shown, &filled, Some(&looked))
                }))
            }
            Ok((_, Came::Recorded(taken))) => {
                let what = if taken.entry.is_some() { "register-taken" } else { "known" };
                Ok(bench.done("workbench/registers", what))
            }
            Err(refusal @ Refusal::Trouble(..)) => {
                match bench.act("registers", None, |book, _| shown(book)).await {
                    Ok((signed, shown)) => bench.again(refusal, Here::Assets, |words, _| {
                        all_content(bench, words, Some(&signed), &shown, &filled, None)
                    }),
                    Err(_) => Err(refusal),
                }
            }
            Err(refusal) => Err(refusal),
        }
    })
    .await
}

/// What somebody says of a proposal.
#[derive(Clone, Default)]
struct Answer {
    id: String,
    symbol: String,
    name: String,
    reason: String,
}

impl Answer {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self { id: text("proposed-id"), symbol: text("symbol"), name: text("name"), reason: text("reason") }
    }

    fn acceptance(&self, key: &str, seen: Option<String>) -> Acceptance {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let (id, symbol, name) = (some(&self.id), some(&self.symbol), some(&self.name));
        Acceptance { key: key.to_owned(), id, symbol, name, seen }
    }
}

/// A proposal as its page shows it.
struct ProposalShown {
    proposal: Proposal,
    /// What the asset here is called and has, where it is one.
    ours: Option<Ours>,
    /// What accepting it would come to, or why it cannot be accepted so.
    supposed: Result<(Accepted, Preview), Trouble>,
}

struct Ours {
    asset: qazyq_casework::book::Asset,
    peg: Option<String>,
}

fn proposal_shown(
    book: &Book,
    act: &qazyq_law::Act,
    acceptance: &Acceptance,
    (day, now): (qazyq_exact::Day, jiff::Timestamp),
) -> Result<ProposalShown, Trouble> {
    let proposal = book.proposal(&acceptance.key)?;
    let id = match (&proposal.standing, &acceptance.id) {
        (Standing::Known(id), _) => Some(id.clone()),
        (_, id) => id.clone(),
    };
    let ours = id.and_then(|id| {
        let peg = book.peg_at(&id, jiff::Timestamp::MAX).map(|components| peg_text(&components));
        Some(Ours { asset: book.asset(&id).ok()?, peg })
    });
    let supposed = book.suppose_accepted(acceptance, now).map(|(accepted, supposed)| {
        let preview = book.preview_of(act, &supposed, day, now);
        (accepted, preview)
    });
    Ok(ProposalShown { proposal, ours, supposed })
}

/// Asks for a proposal as it stands, and what answering it so would come to.
async fn ask(bench: &Bench, key: &str, answer: &Answer) -> Result<(Signed, ProposalShown), Refusal> {
    let (act, now) = (Arc::clone(&bench.asked.app.act), bench.now());
    let day = bench.asked.app.current().register.day;
    let acceptance = answer.acceptance(key, None);
    bench
        .act("registers", Some(key.to_owned()), move |book, _| {
            proposal_shown(book, &act, &acceptance, (day, now))
        })
        .await
}

/// Whether an id has to be said, or another one.
fn wants_id(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::IdIsTaken { .. } | Trouble::NoIdFromSymbol(_) | Trouble::NotTheSameAsset { .. }
    )
}

fn one_content(
    bench: &Bench,
    words: &Words,
    signed: &Signed,
    shown: &ProposalShown,
    answer: &Answer,
) -> Content {
    let ProposalShown { proposal, ours, supposed } = shown;
    let asset = &proposal.asset;
    let fact = |id: &str, cell: Cell| Fact { term: words.plain(id), cell };
    let standing = match &proposal.standing {
        Standing::New => Cell::text(words.plain("bench-proposal-new")),
        Standing::Known(id) => Cell::link(
            words.say("bench-proposal-known", &[("asset", legible(id).into())]),
            bench.address(&path_of("assets", id)),
        ),
        Standing::Declined { reason, entry } => {
            Cell::text(words.say("bench-proposal-declined", &[("reason", legible(reason).into())]))
                .with_small(words.say("bench-entry", &[("number", (*entry).into())]))
        }
    };
    let source = &proposal.source;
    let mut facts = vec![
        fact("bench-field-state", standing),
        fact("bench-field-origin", Cell::text(whence(words, source, asset.place))),
        fact("bench-field-register-file", Cell::text(legible(&source.file.name))),
        fact("bench-column-digest", Cell::code(&source.file.sha256)),
    ];
    facts.extend(
        asset
            .circulating
            .as_deref()
            .map(|text| fact("bench-proposal-circulating", Cell::text(legible(text)))),
    );
    facts
        .extend(proposal.mechanism().map(|text| fact("bench-proposal-mechanism", Cell::text(legible(text)))));
    if let Some(day) = asset.dead_from {
        facts.push(fact(
            "bench-proposal-over",
            Cell::text(words.say("proposed-dead", &[("date", date::long(words, day).into())])),
        ));
    } else if proposal.is_over() {
        facts.push(fact("bench-proposal-over", Cell::text(words.plain("proposed-over"))));
    }
    let mut parts =
        vec![Part { facts, ..Part::default() }, beside_part(words, proposal, ours.as_ref(), supposed)];
    match supposed {
        // Which file it is from is said above.
        Ok((_, preview)) => {
            parts.push(Part { facts: Vec::new(), ..preview_part(words, preview, None) });
        }
        Err(trouble) => {
            let Notice { text, help, .. } = problem(words, trouble);
            let help = if wants_id(trouble) { Some(words.plain("bench-proposal-say-id")) } else { help };
            parts.push(Part {
                id: "preview",
                heading: Some(words.plain("bench-preview")),
                text: std::iter::once(text).chain(help).collect(),
                ..Part::default()
            });
        }
    }
    if signed.user.may(Right::Record) {
        parts.extend(answer_parts(bench, words, signed, proposal, supposed, answer));
    }
    let mut links = Vec::new();
    if let (Standing::Known(id), true) = (&proposal.standing, signed.user.may(Right::Record)) {
        // What the issuer publishes is recorded as such, not as the register's word.
        let path = format!("{}{}", path_of("record", "disclosure"), query(&[("asset", id)]));
        links.push(Link { href: bench.address(&path), text: words.plain("bench-record-disclosure") });
    }
    links.push(Link { href: bench.address("workbench/registers"), text: words.plain("bench-to-registers") });
    parts.push(Part { links, ..Part::default() });
    let name = asset.name.as_ref().or(asset.symbol.as_ref()).unwrap_or(&proposal.key);
    Content {
        over: Some(words.say(
            "bench-proposal-of",
            &[("register", register(words, source).into()), ("key", legible(&proposal.key).into())],
        )),
        heading: legible(name),
        parts,
        ..Content::default()
    }
}

/// What the register says, what is recorded here, and what would be recorded.
fn beside_part(
    words: &Words,
    proposal: &Proposal,
    ours: Option<&Ours>,
    supposed: &Result<(Accepted, Preview), Trouble>,
) -> Part {
    let asset = &proposal.asset;
    let accepted = supposed.as_ref().ok().map(|(accepted, _)| accepted);
    let recorded = accepted.map(|accepted| &accepted.recorded);
    let number = |id: Option<u64>| id.map(|id| id.to_string());
    let joined = |ids: &[String]| Some(ids.join(", ")).filter(|text| !text.is_empty());
    let here = ours.map(|ours| &ours.asset);
    let rows = [
        (
            "symbol",
            asset.symbol.clone(),
            here.and_then(|here| here.symbol.clone()),
            recorded.and_then(|recorded| recorded.symbol.clone()),
        ),
        (
            "name",
            asset.name.clone(),
            here.and_then(|here| here.name.clone()),
            recorded.and_then(|recorded| recorded.name.clone()),
        ),
        (
            "coinmarketcap",
            number(proposal.coinmarketcap()),
            number(here.and_then(|here| here.coinmarketcap)),
            number(recorded.and_then(|recorded| recorded.coinmarketcap)),
        ),
        (
            "caip19",
            proposal.caip19().or(asset.address.clone()),
            here.and_then(|here| joined(&here.caip19)),
            recorded.and_then(|recorded| joined(&recorded.caip19)),
        ),
        (
            "peg",
            proposal.peg().map(|component| peg_text(&[component])),
            ours.and_then(|ours| ours.peg.clone()),
            accepted.and_then(|accepted| accepted.peg.clone()),
        ),
        ("website", asset.url.clone(), None, None),
    ];
    let row = |(name, theirs, here, new): (&str, Option<String>, Option<String>, Option<String>)| {
        vec![Cell::text(words.plain(&format!("bench-field-{name}"))), dash(theirs), dash(here), dash(new)]
    };
    let mut text = vec![words.plain("bench-proposal-beside-text")];
    if accepted.is_some_and(|accepted| accepted.peg.is_some()) {
        text.push(words.plain("bench-proposal-peg"));
    }
    Part {
        id: "beside",
        heading: Some(words.plain("bench-proposal-beside")),
        text,
        table: Some(table(
            words,
            words.plain("bench-proposal-beside"),
            &["bench-column-what", "bench-column-theirs", "bench-column-ours", "bench-column-recorded"],
            rows.into_iter().map(row).collect(),
            String::new(),
        )),
        ..Part::default()
    }
}

/// The forms by which a proposal is accepted or declined. Each carries what of it was shown.
fn answer_parts(
    bench: &Bench,
    words: &Words,
    signed: &Signed,
    proposal: &Proposal,
    supposed: &Result<(Accepted, Preview), Trouble>,
    answer: &Answer,
) -> Vec<Part> {
    let form = |fields, buttons| Form {
        action: bench.address(&path_of("registers", &proposal.key)),
        hidden: vec![key_of(signed), ("seen", proposal.mark())],
        fields,
        buttons,
        ..Form::default()
    };
    let part = |id: &'static str, form: Form| Part {
        id,
        heading: Some(words.plain(&format!("bench-do-{id}"))),
        text: vec![words.plain(&format!("bench-do-{id}-text"))],
        forms: vec![form],
        ..Part::default()
    };
    let mut parts = Vec::new();
    let would_record = supposed.as_ref().is_ok_and(|(_, preview)| preview.new > 0);
    if would_record || supposed.is_err() {
        let is_known = matches!(proposal.standing, Standing::Known(_));
        let mut fields = Vec::new();
        if !is_known {
            let suggested = match &proposal.id {
                Suggested::Id(id) if answer.id.is_empty() => id,
                _ => &answer.id,
            };
            fields.push(field(words, "a", "proposed-id", suggested).required());
        }
        fields.push(
            field(words, "a", "symbol", &answer.symbol).hinted(Some(words.plain("bench-hint-instead"))),
        );
        fields.push(field(words, "a", "name", &answer.name).hinted(Some(words.plain("bench-hint-instead"))));
        let buttons =
            vec![button("accept", words.plain("bench-do-accept")), quiet("look", words.plain("bench-look"))];
        parts.push(part("accept", form(fields, buttons)));
    }
    if proposal.standing == Standing::New {
        let reason = field(words, "n", "reason", &answer.reason).of_kind(FieldKind::Long).required();
        parts.push(part(
            "decline",
            form(vec![reason], vec![quiet("decline", words.plain("bench-do-decline"))]),
        ));
    }
    parts
}

pub(super) async fn one(Path((language, key)): Path<(String, String)>, asked: Asked) -> Response {
    bench(asked, &language, async |bench| {
        let answer = Answer::default();
        let (signed, shown) = ask(bench, &key, &answer).await?;
        Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
            one_content(bench, words, &signed, &shown, &answer)
        }))
    })
    .await
}

pub(super) async fn answered(Path((language, key)): Path<(String, String)>, posted: Posted) -> Response {
    let Posted { asked, fields, .. } = posted;
    bench(asked, &language, async |bench| {
        bench.own(&fields)?;
        let answer = Answer::of(&fields);
        let done = decide(bench, &key, &fields, &answer).await;
        match done {
            Ok(Some((path, what))) => Ok(bench.done(&path, what)),
            Ok(None) => {
                let (signed, shown) = ask(bench, &key, &answer).await?;
                Ok(bench.page(Some(&signed), Here::Assets, |words, _| {
                    one_content(bench, words, &signed, &shown, &answer)
                }))
            }
            Err(Refusal::Trouble(trouble, refused)) => match ask(bench, &key, &answer).await {
                // What a command line would do about it is not to be done on a page.
                Ok((signed, shown)) if wants_id(&trouble) => {
                    Ok(bench.page_with(status_of(&trouble), Some(&signed), Here::Assets, |words, _| {
                        let help = Some(words.plain("bench-proposal-say-id"));
                        let notice = Some(Notice { help, ..problem(words, &trouble) });
                        Content { notice, ..one_content(bench, words, &signed, &shown, &answer) }
                    }))
                }
                Ok((signed, shown)) => {
                    bench.again(Refusal::Trouble(trouble, refused), Here::Assets, |words, _| {
                        one_content(bench, words, &signed, &shown, &answer)
                    })
                }
                Err(_) => Err(Refusal::Trouble(trouble, refused)),
            },
            Err(refusal) => Err(refusal),
        }
    })
    .await
}

/// Does what was pressed; gives where that leads, and nothing where it is only looked at.
async fn decide(
    bench: &Bench,
    key: &str,
    fields: &Fields,
    answer: &Answer,
) -> Result<Option<(String, &'static str)>, Refusal> {
    let now = bench.now();
    let about = Some(key.to_owned());
    // A form that does not say what it showed has seen nothing.
    let seen = fields.text("seen").to_owned();
    match fields.pressed() {
        "look" => {
            bench.act("asset accept", about, move |book, _| book.require(Right::Record, now)).await?;
            Ok(None)
        }
        "accept" => {
            let acceptance = answer.acceptance(key, Some(seen));
            let (_, accepted) = bench
                .act("asset accept", about, move |book, _| {
                    book.require(Right::Record, now)?;
                    book.accept_proposal(&acceptance, now)
                })
                .await?;
            let what = if accepted.entries.is_empty() { "known" } else { "accepted" };
            Ok(Some((path_of("assets", &accepted.asset), what)))
        }
        "decline" => {
            let (key, reason) = (key.to_owned(), answer.reason.clone());
            bench
                .act("asset decline", about, move |book, _| {
                    book.require(Right::Record, now)?;
                    book.decline_proposal(&key, &reason, Some(&seen), now)
                })
                .await?;
            Ok(Some(("workbench/registers".to_owned(), "declined")))
        }
        _ => Err(unknown()),
    }
}
