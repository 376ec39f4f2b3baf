//! Names that an issuer's may be, across scripts: candidates for a person to look at, and the one that was chosen.
//!
//! A score says how near two spellings are and never that two names are one entity's: sister companies have the same
//! name. So nothing follows from a score; [`Book::accept_issuer`] takes an LEI that a person chose.

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::id::{Country, Lei};
use qazyq_registers::esma;
use qazyq_registers::names::{Name, Score, candidates};
use qazyq_registry::form::{check_short, is_id};
use qazyq_registry::people::Right;
use qazyq_registry::what::{Issuer, RegisterKind};
use serde_json::{Value, json};

use super::{RegisterFile, origin};
use crate::Trouble;
use crate::book::Book;
use crate::workspace::{Draft, What};

/// A name that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// How near it is, in thousandths.
    pub score: u16,
    /// The name that was looked for.
    pub sought: String,
    /// The name that was found, as it is written.
    pub name: String,
    /// Where it stands.
    pub whence: Whence,
    /// The LEI that stands beside it, as it is written.
    pub lei: Option<String>,
    /// Its country, as it is written.
    pub country: Option<String>,
}

/// Where a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whence {
    /// It is an issuer's that is recorded here.
    Here(String),
    /// In a register.
    Register {
        /// The file.
        source: RegisterFile,
        /// The first row that has it: its line in a table, or which of a list it is.
        place: u64,
        /// How many rows are of the same entity.
        rows: usize,
    },
}

impl Match {
    /// For programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut told = json!({
            "score": self.score, "sought": self.sought, "name": self.name, "lei": self.lei,
            "country": self.country,
        });
        if let Value::Object(told) = &mut told {
            match &self.whence {
                Whence::Here(issuer) => {
                    told.insert("issuer".to_owned(), json!(issuer));
                }
                Whence::Register { source, place, rows } => {
                    told.insert("register".to_owned(), json!(source.register));
                    told.insert("of".to_owned(), json!(source.of.map(|day| day.to_string())));
                    told.insert("file".to_owned(), json!(source.file.name));
                    told.insert("sha256".to_owned(), json!(source.file.sha256));
                    told.insert("place".to_owned(), json!(place));
                    told.insert("rows".to_owned(), json!(rows));
                }
            }
        }
        told
    }
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Sought {
    /// The names, in whatever scripts.
    pub names: Vec<String>,
    /// The issuer whose they are: it is no candidate for itself.
    pub issuer: Option<String>,
    /// How many candidates at most.
    pub limit: usize,
    /// The least score, in thousandths.
    pub score_min: u16,
}

/// An LEI that a person chose for an issuer.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The issuer's id here.
    pub issuer: String,
    /// The LEI.
    pub lei: String,
    /// The issuer is not known here yet.
    pub is_new: bool,
    /// The entry whose place this one takes.
    pub corrects: Option<u64>,
}

/// What came of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The entry; none where the journal says so already.
    pub entry: Option<u64>,
    /// What it says.
    pub issuer: Issuer,
    /// The register that it was taken from.
    pub source: RegisterFile,
    /// The place there.
    pub place: u64,
}

/// Names of one entity in one place.
struct Entity {
    names: Vec<String>,
    lei: Option<String>,
    country: Option<String>,
    whence: Whence,
}

impl Book {
    /// The names in registers and of other issuers that may be meant, the nearest first.
    ///
    /// # Errors
    /// Where the bytes of a file cannot be read.
    pub fn match_issuer(&self, sought: &Sought, known_at: Timestamp) -> Result<Vec<Match>, Trouble> {
        let entities = self.entities(sought.issuer.as_deref(), known_at)?;
        let named = |(place, entity): (usize, &Entity)| {
            entity.names.iter().map(|name| (place, Name::new(name))).collect::<Vec<_>>()
        };
        let (places, names): (Vec<usize>, Vec<Name>) = entities.iter().enumerate().flat_map(named).unzip();
        // Of an entity the name that is nearest to one of those that are sought.
        let mut best: BTreeMap<usize, Match> = BTreeMap::new();
        for text in &sought.names {
            let name = Name::new(text);
            for candidate in candidates(&name, &names, usize::MAX, Score::new(sought.score_min)) {
                let Some(place) = places.get(candidate.index) else { continue };
                let Some(entity) = entities.get(*place) else { continue };
                let score = candidate.score.thousandths();
                if best.get(place).is_some_and(|known| known.score >= score) {
                    continue;
                }
                let found = Match {
                    score,
                    sought: text.clone(),
                    name: candidate.name.text().to_owned(),
                    whence: entity.whence.clone(),
                    lei: entity.lei.clone(),
                    country: entity.country.clone(),
                };
                best.insert(*place, found);
            }
        }
        let mut found: Vec<Match> = best.into_values().collect();
        // Stable: among equals the order of the registers and of their rows.
        found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
        found.truncate(sought.limit);
        Ok(found)
    }

    /// Everybody who has a name: issuers here, entities in ESMA's registers, and GLEIF's.
    fn entities(&self, except: Option<&str>, known_at: Timestamp) -> Result<Vec<Entity>, Trouble> {
        let mut entities = Vec::new();
        for id in self.issuer_ids().filter(|id| Some(*id) != except) {
            let issuer = self.issuer_at(id, known_at)?;
            entities.push(Entity {
                names: issuer.names,
                lei: issuer.lei,
                country: issuer.country,
                whence: Whence::Here(issuer.issuer),
            });
        }
        // A register has a row for each white paper: an entity is proposed once.
        let mut places: BTreeMap<(RegisterKind, String), usize> = BTreeMap::new();
        for (source, file) in self.esma_files(known_at)? {
            for row in &file.rows {
                let key = (source.register, row.lei.clone().or(row.name.clone()).unwrap_or_default());
                let names: Vec<String> = row.name.iter().chain(&row.trade_names).cloned().collect();
                if let Some(known) = places.get(&key).and_then(|place| entities.get_mut(*place)) {
                    known.names.extend(names);
                    if let Whence::Register { rows, .. } = &mut known.whence {
                        *rows += 1;
                    }
                    continue;
                }
                places.insert(key, entities.len());
                let whence = Whence::Register { source: source.clone(), place: row.line, rows: 1 };
                let (lei, country) = (row.lei.clone(), row.country.clone());
                entities.push(Entity { names, lei, country, whence });
            }
        }
        for (source, record) in self.gleif_records(known_at)? {
            let spellings = record.legal_name.iter().chain(&record.other_names);
            let names = spellings.chain(&record.transliterated_names).map(|s| s.name.clone()).collect();
            let whence = Whence::Register { source, place: record.place, rows: 1 };
            entities.push(Entity { names, lei: record.lei, country: record.country, whence });
        }
        for entity in &mut entities {
            let mut seen = std::collections::BTreeSet::new();
            entity.names.retain(|name| seen.insert(name.clone()));
        }
        Ok(entities)
    }

    /// Records that an issuer is the entity with this LEI, with the names and the country that a register has: GLEIF's
    /// record before a row of ESMA's. Names that were recorded before stay behind those.
    ///
    /// # Errors
    /// Where no register that is here has the LEI, the issuer has another, another issuer has it, or whoever acts may not.
    pub fn accept_issuer(&mut self, choice: &Choice, now: Timestamp) -> Result<Chosen, Trouble> {
        let decide = |book: &Self, _: Option<&str>| {
            let (lei, source, place, found) = book.entity_with(&choice.lei)?;
            let known = match book.issuer(&choice.issuer) {
                Ok(known) => known,
                Err(_) if choice.is_new && is_id(&choice.issuer) => Issuer::default(),
                Err(_) if choice.is_new => return Err(Trouble::AssetId(choice.issuer.clone())),
                Err(trouble) => return Err(trouble),
            };
            book.check_lei(choice, &known, &lei)?;
            let mut issuer = Issuer { issuer: choice.issuer.clone(), lei: Some(lei), ..found };
            for name in &known.names {
                if !issuer.names.contains(name) {
                    issuer.names.push(name.clone());
                }
            }
            // What the register does not have stays as it is.
            let says_nothing_new = known.lei == issuer.lei
                && known.names == issuer.names
                && (issuer.country.is_none() || known.country == issuer.country);
            let draft = Draft {
                origin: origin(&source, place),
                corrects: choice.corrects,
                // That it is this entity is somebody's word of now, whenever the file was had.
                ..Draft::new(now, What::Issuer(issuer.clone()))
            };
            let drafts = if says_nothing_new { Vec::new() } else { vec![draft] };
            Ok((drafts, (issuer, source, place)))
        };
        let (entry, (issuer, source, place)) = self.write_with(Right::Record, now, Vec::new(), decide)?;
        Ok(Chosen { entry, issuer, source, place })
    }

    /// What the registers' newest files have of an LEI: the LEI, where it stands, and the names and the country.
    fn entity_with(&self, text: &str) -> Result<(String, RegisterFile, u64, Issuer), Trouble> {
        let lei: Lei = text.parse().map_err(|error: qazyq_exact::id::LeiError| {
            let mut args = error.args();
            args.retain(|(name, _)| *name != "text");
            let why = qazyq_registry::form::Wrong { code: error.code(), args };
            let error = qazyq_registry::form::FormError { field: "lei".to_owned(), why };
            Trouble::Form { place: String::new(), error }
        })?;
        let statements = self.registers_on_issuer(lei.as_str(), Timestamp::MAX)?;
        let is_gleif = |row: &super::says::Row| matches!(row, super::says::Row::Gleif(_));
        // A warning says whom it is about by a name, and is no record of an entity.
        let chosen = statements.iter().find(|said| is_gleif(&said.row));
        let chosen = chosen.or_else(|| statements.iter().find(|said| !said.is_warning()));
        let Some(said) = chosen else { return Err(Trouble::LeiNotInRegisters(lei.to_string())) };
        let (names, country) = match &said.row {
            super::says::Row::Gleif(record) => {
                let former = |kind: &Option<String>| kind.as_deref() == Some("PREVIOUS_LEGAL_NAME");
                let others = record.other_names.iter().filter(|name| !former(&name.kind));
                let spellings = record.legal_name.iter().chain(others).chain(&record.transliterated_names);
                (spellings.map(|name| name.name.clone()).collect(), record.country.clone())
            }
            super::says::Row::Esma(row) => (esma_names(row), row.country.clone()),
        };
        let mut issuer = Issuer::default();
        for name in names {
            // A name that cannot be shown as it is would be refused in a form too.
            if check_short(&name).is_ok() && !issuer.names.contains(&name) {
                issuer.names.push(name);
            }
        }
        issuer.country = country.filter(|code| code.parse::<Country>().is_ok());
        Ok((lei.to_string(), said.source.clone(), said.place, issuer))
    }

    /// Refuses an LEI where the issuer has another, unless that entry is corrected, or where it is another issuer's.
    fn check_lei(&self, choice: &Choice, known: &Issuer, lei: &str) -> Result<(), Trouble> {
        if let Some(number) = choice.corrects {
            let instead = Issuer { issuer: choice.issuer.clone(), ..Issuer::default() };
            self.check_undoing(number, Some(&What::Issuer(instead)), None)?;
        } else if let Some(other) = known.lei.as_ref().filter(|other| *other != lei) {
            let says = |entry: &&crate::workspace::Entry| {
                matches!(&entry.what, What::Issuer(said) if said.lei.as_ref() == Some(other))
                    && self.counts(entry, Timestamp::MAX)
            };
            let number = self.about_issuer(&choice.issuer).filter(says).last().map(|entry| entry.number);
            return Err(Trouble::AnotherLei {
                issuer: choice.issuer.clone(),
                lei: other.clone(),
                number: number.unwrap_or_default(),
            });
        }
        self.check_lei_shared(lei, &choice.issuer)
    }
}

fn esma_names(row: &esma::Row) -> Vec<String> {
    row.name.iter().chain(&row.trade_names).cloned().collect()
}
