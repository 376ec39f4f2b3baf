//! `qazyq register import|list`: files of other people's registers; and what they say, for `show`.

use std::collections::BTreeMap;
use std::path::Path;

use qazyq_casework::Trouble;
use qazyq_casework::registers::says::{Row, Statement};
use qazyq_casework::registers::{RegisterFile, Said, Taken};
use qazyq_exact::Day;
use qazyq_registers::{Defect, esma, gleif};
use qazyq_registry::what::RegisterKind;
use qazyq_words::FluentValue;
use serde_json::{Value, json};

use super::super::{Failure, Run, now};
use super::{cell, document, known_at, tell_json};
use crate::args::{OfRegister, RegisterImport, RegisterList};
use crate::exit::Exit;
use crate::words::{Words, legible};
use qazyq_troubles as troubles;

pub(crate) fn run(run: &mut Run<'_>, what: &OfRegister) -> Result<Exit, Failure> {
    match what {
        OfRegister::Import(args) => import(run, args),
        OfRegister::List(args) => list(run, args),
    }
}

fn import(run: &mut Run<'_>, args: &RegisterImport) -> Result<Exit, Failure> {
    let said = Said {
        of: args.of.as_deref().map(|day| run.day(day)).transpose()?,
        retrieved: match args.retrieved.as_deref() {
            None => None,
            retrieved => Some(known_at(run, retrieved)?),
        },
        address: args.url.clone(),
    };
    // A path that cannot be read stops the import before anything is written.
    let files: Vec<_> =
        args.files.iter().map(|path| Ok((path, document(path)?))).collect::<Result<_, Trouble>>()?;
    let mut book = run.new_book_for("register import", None)?;
    let mut exit = Exit::Done;
    for (path, file) in files {
        match book.import_register(&file.name, &file.bytes, &said, now()) {
            Ok(taken) => tell(run, path, &taken)?,
            // The other files may be right; a file is taken wholly or not at all.
            Err(trouble @ Trouble::Register(_)) => {
                exit = Exit::Refused;
                refuse(run, path, &trouble)?;
            }
            Err(trouble) => return Err(trouble.into()),
        }
    }
    Ok(exit)
}

fn refuse(run: &mut Run<'_>, path: &Path, trouble: &Trouble) -> Result<(), Failure> {
    let said = troubles::said(&run.screen.words, trouble);
    if run.everywhere.json {
        let told = json!({ "file": path.display().to_string(), "error": said.text, "code": trouble.code() });
        tell_json(run, &told)?;
    }
    let text = format!("{}: {}", legible(&path.display().to_string()), said.text);
    run.screen.trouble(&text, said.help.as_deref())?;
    Ok(())
}

fn tell(run: &mut Run<'_>, path: &Path, taken: &Taken) -> Result<(), Failure> {
    let by_code = by_code(&taken.defects);
    if run.everywhere.json {
        let defects: serde_json::Map<String, Value> =
            by_code.iter().map(|(code, of)| ((*code).to_owned(), json!(of.len()))).collect();
        let told = json!({
            "file": path.display().to_string(), "register": taken.register, "form": taken.form,
            "of": taken.of.map(|day| day.to_string()), "rows": taken.rows, "sha256": taken.sha256,
            "entry": taken.entry, "known_already": taken.entry.is_none(), "defects": defects,
        });
        return tell_json(run, &told);
    }
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let named = [
        ("file", file.into()),
        ("register", register(&run.screen.words, taken.register).into()),
        ("rows", taken.rows.into()),
        ("date", day_or_none(taken.of)),
        ("known", if taken.entry.is_none() { "yes" } else { "no" }.into()),
    ];
    run.say("register-taken", &named)?;
    for of_code in by_code.values() {
        let Some((first, defect)) = of_code.first() else { continue };
        let words = &run.screen.words;
        let named = [
            ("count", of_code.len().into()),
            (
                "place",
                first
                    .map_or_else(|| words.plain("register-header"), |n| place(words, taken.has_lines, n))
                    .into(),
            ),
            ("what", troubles::register_defect(words, defect).into()),
        ];
        let text = words.say("register-defects", &named);
        run.screen.indented("  ", "    ", &text)?;
    }
    Ok(())
}

fn by_code(defects: &[(Option<u64>, Defect)]) -> BTreeMap<&'static str, Vec<&(Option<u64>, Defect)>> {
    let mut codes: BTreeMap<&'static str, Vec<_>> = BTreeMap::new();
    for defect in defects {
        codes.entry(defect.1.code()).or_default().push(defect);
    }
    codes
}

fn day_or_none(day: Option<Day>) -> FluentValue<'static> {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string()).into()
}

/// A register's name.
pub(super) fn register(words: &Words, register: RegisterKind) -> String {
    words.plain(&format!("register-{register}"))
}

/// A row's place: its line, or which of a list it is.
pub(super) fn place(words: &Words, has_lines: bool, place: u64) -> String {
    let (id, name) = if has_lines { ("place-line", "line") } else { ("register-row", "number") };
    words.say(id, &[(name, place.to_string().into())])
}

/// A register, its day, and a row's place in it.
pub(super) fn whence(words: &Words, source: &RegisterFile, row: u64) -> String {
    let named = [
        ("register", register(words, source.register).into()),
        ("date", day_or_none(source.of)),
        ("place", place(words, source.has_lines, row).into()),
    ];
    words.say("register-whence", &named)
}

fn list(run: &mut Run<'_>, args: &RegisterList) -> Result<Exit, Failure> {
    let known_at = known_at(run, args.as_of.as_deref())?;
    let book = run.book()?;
    let files = book.register_files_marked(known_at)?;
    if run.everywhere.json {
        for (file, counts) in &files {
            let told = json!({
                "register": file.register, "of": file.of.map(|day| day.to_string()),
                "retrieved": file.retrieved.to_string(), "file": file.file.name, "sha256": file.file.sha256,
                "address": file.address, "entry": file.entry, "counts": counts,
            });
            tell_json(run, &told)?;
        }
        return Ok(Exit::Done);
    }
    if files.is_empty() {
        return run.say("register-none", &[]).map(|()| Exit::Done);
    }
    let words = &run.screen.words;
    let columns = ["name", "day", "retrieved", "file", "sha256", "entry", "counts"];
    let header = columns.map(|column| words.plain(&format!("register-column-{column}"))).to_vec();
    let rows = files.iter().map(|(file, counts)| {
        vec![
            register(words, file.register),
            cell(file.of.map(|day| day.to_string())),
            format!("{:.0}", file.retrieved),
            legible(&file.file.name),
            file.file.sha256.get(..12).unwrap_or_default().to_owned(),
            file.entry.to_string(),
            words.plain(if *counts { "register-counts" } else { "register-older" }),
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[1, 4, 5])?;
    Ok(Exit::Done)
}

/// What registers say of somebody or something, as a section of a screen.
pub(super) fn statements(run: &mut Run<'_>, statements: &[Statement]) -> Result<(), Failure> {
    if statements.is_empty() {
        return Ok(());
    }
    run.screen.line("")?;
    let heading = run.screen.words.plain("says-heading");
    run.screen.heading(&heading)?;
    run.say("says-note", &[])?;
    for statement in statements {
        let words = &run.screen.words;
        let mut head = whence(words, &statement.source, statement.place);
        if statement.is_warning() {
            head = format!("{} {head}", words.plain("says-warning"));
        }
        let mut lines = Lines { words, lines: Vec::new() };
        match &statement.row {
            Row::Esma(row) => lines.esma(row),
            Row::Gleif(record) => lines.gleif(record),
        }
        let file = &statement.source.file;
        lines.put("file", Some(format!("{}, SHA-256 {}", file.name, file.sha256)));
        let lines = lines.lines;
        run.screen.indented("  ", "      ", &head)?;
        for line in lines {
            run.screen.indented("      ", "          ", &line)?;
        }
    }
    Ok(())
}

/// What a row says, line by line; what is absent is left out.
struct Lines<'w> {
    words: &'w Words,
    lines: Vec<String>,
}

impl Lines<'_> {
    fn put(&mut self, name: &str, text: Option<String>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let label = self.words.plain(&format!("says-{name}"));
            self.lines.push(format!("{label}: {}", legible(&text)));
        }
    }

    fn list(&mut self, name: &str, texts: &[String]) {
        self.put(name, Some(texts.join("; ")));
    }

    fn day(&mut self, name: &str, day: Option<Day>) {
        self.put(name, day.map(|day| day.to_string()));
    }

    fn yes(&mut self, name: &str, is_so: Option<bool>) {
        let word = |is_so| self.words.plain(if is_so { "says-yes" } else { "says-no" });
        let text = is_so.map(word);
        self.put(name, text);
    }

    fn esma(&mut self, row: &esma::Row) {
        let authority: Vec<String> = row.authority.iter().chain(&row.home_state).cloned().collect();
        self.put("authority", Some(authority.join(", ")));
        let name: Vec<String> = row.name.iter().chain(&row.country).cloned().collect();
        self.put("name", Some(name.join(", ")));
        self.list("trade-names", &row.trade_names);
        match &row.entry {
            esma::Entry::Art { authorised, credit_institution, paper } => {
                self.authorised(authorised);
                self.yes("credit-institution", *credit_institution);
                self.paper(paper);
            }
            esma::Entry::Emt { authorised, exempt_48_4, exempt_48_5, institution, tokens, paper } => {
                self.authorised(authorised);
                self.put("institution", institution.clone());
                self.yes("exempt-48-4", *exempt_48_4);
                self.yes("exempt-48-5", *exempt_48_5);
                self.tokens(tokens);
                self.paper(paper);
            }
            esma::Entry::Other { provider, provider_leis, tokens, paper } => {
                let provider: Vec<String> = provider.iter().chain(provider_leis).cloned().collect();
                self.list("provider", &provider);
                self.tokens(tokens);
                self.paper(paper);
            }
            esma::Entry::Casp { authorised, platforms, services, countries } => {
                self.authorised(authorised);
                self.list("platforms", platforms);
                let texts: Vec<String> = services.iter().map(|service| service.text.clone()).collect();
                self.list("services", &texts);
                self.list("countries", countries);
            }
            esma::Entry::Ncasp { infringement, reason, decided } => {
                self.yes("infringement", *infringement);
                self.put("reason", reason.clone());
                self.day("decided", *decided);
            }
        }
        self.list("websites", &row.websites);
        self.put("comments", row.comments.clone());
        self.day("updated", row.updated);
    }

    fn authorised(&mut self, authorised: &esma::Authorised) {
        self.day("authorised", authorised.from);
        self.day("ended", authorised.ended);
    }

    fn tokens(&mut self, tokens: &esma::Tokens) {
        self.list("groups", &tokens.groups);
        self.list("tokens", &tokens.dtis);
    }

    fn paper(&mut self, paper: &esma::WhitePaper) {
        self.list("papers", &paper.addresses);
        self.day("paper-day", paper.day);
        self.list("paper-countries", &paper.countries);
    }

    fn gleif(&mut self, record: &gleif::Record) {
        let named = |names: &[gleif::Spelling]| names.iter().map(|n| n.name.clone()).collect::<Vec<_>>();
        let name = record.legal_name.as_ref().map(|name| name.name.clone());
        let name: Vec<String> = name.into_iter().chain(record.country.clone()).collect();
        self.put("name", Some(name.join(", ")));
        self.list("other-names", &named(&record.other_names));
        self.list("transliterated", &named(&record.transliterated_names));
        self.put("jurisdiction", record.jurisdiction.clone());
        self.put("status", record.status.clone());
        self.put("registration", record.registration.clone());
        self.day("renewal", record.renewal);
        self.day("updated", record.updated);
    }
}
