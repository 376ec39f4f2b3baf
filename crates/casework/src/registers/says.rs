//! What registers say of an issuer or an asset. It is shown, and decides nothing.

use jiff::Timestamp;
use qazyq_exact::id::{Dti, Lei};
use qazyq_registers::{Defect, esma, gleif};
use qazyq_registry::what::RegisterKind;
use serde_json::{Map, Value, json};

use super::RegisterFile;
use crate::Trouble;
use crate::book::Book;

/// One row of a register about somebody or something.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The file that it stands in.
    pub source: RegisterFile,
    /// Its line in a table, or which of a list it is; the first is 1.
    pub place: u64,
    /// What it says.
    pub row: Row,
}

/// What a row says.
#[derive(Clone, Debug)]
pub enum Row {
    /// A row of one of ESMA's registers.
    Esma(Box<esma::Row>),
    /// A record of GLEIF.
    Gleif(Box<gleif::Record>),
}

impl Statement {
    /// Whether it is a warning: that somebody provides services without being authorised to.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        self.source.register == RegisterKind::EsmaNcasp
    }

    /// All that the row says, for programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut told = Told(Map::new());
        told.put("register", self.source.register.as_str());
        told.put("entry", self.source.entry);
        told.put("file", self.source.file.name.as_str());
        told.put("sha256", self.source.file.sha256.as_str());
        told.put("of", self.source.of.map(|day| day.to_string()));
        told.put("retrieved", self.source.retrieved.to_string());
        told.put("place", self.place);
        match &self.row {
            Row::Esma(row) => told.esma(row),
            Row::Gleif(record) => told.gleif(record),
        }
        Value::Object(told.0)
    }
}

/// JSON in the making: what is absent or empty is left out.
struct Told(Map<String, Value>);

impl Told {
    fn put(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let is_nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_nothing {
            self.0.insert(key.to_owned(), value);
        }
    }

    fn day(&mut self, key: &str, day: Option<qazyq_exact::Day>) {
        self.put(key, day.map(|day| day.to_string()));
    }

    fn defects(&mut self, defects: &[Defect]) {
        self.put("defects", defects.iter().map(ToString::to_string).collect::<Vec<_>>());
    }

    fn esma(&mut self, row: &esma::Row) {
        self.put("authority", row.authority.clone());
        self.put("home_state", row.home_state.clone());
        self.put("name", row.name.clone());
        self.put("lei", row.lei.clone());
        self.put("country", row.country.clone());
        self.put("trade_names", row.trade_names.clone());
        self.put("address", row.address.clone());
        self.put("websites", row.websites.clone());
        match &row.entry {
            esma::Entry::Art { authorised, credit_institution, paper } => {
                self.authorised(authorised);
                self.put("credit_institution", *credit_institution);
                self.paper(paper);
            }
            esma::Entry::Emt { authorised, exempt_48_4, exempt_48_5, institution, tokens, paper } => {
                self.authorised(authorised);
                self.put("exempt_48_4", *exempt_48_4);
                self.put("exempt_48_5", *exempt_48_5);
                self.put("institution", institution.clone());
                self.tokens(tokens);
                self.paper(paper);
            }
            esma::Entry::Other { provider, provider_leis, tokens, paper } => {
                self.put("provider", provider.clone());
                self.put("provider_leis", provider_leis.clone());
                self.tokens(tokens);
                self.paper(paper);
            }
            esma::Entry::Casp { authorised, platforms, services, countries } => {
                self.authorised(authorised);
                self.put("platforms", platforms.clone());
                let service = |of: &esma::Service| json!({ "letter": of.letter, "text": of.text });
                self.put("services", services.iter().map(service).collect::<Vec<_>>());
                self.put("countries", countries.clone());
            }
            esma::Entry::Ncasp { infringement, reason, decided } => {
                self.put("infringement", *infringement);
                self.put("reason", reason.clone());
                self.day("decided", *decided);
            }
        }
        self.put("comments", row.comments.clone());
        self.day("updated", row.updated);
        self.defects(&row.defects);
    }

    fn authorised(&mut self, authorised: &esma::Authorised) {
        self.day("authorised_from", authorised.from);
        self.day("authorised_until", authorised.ended);
    }

    fn tokens(&mut self, tokens: &esma::Tokens) {
        self.put("token_groups", tokens.groups.clone());
        self.put("tokens", tokens.dtis.clone());
    }

    fn paper(&mut self, paper: &esma::WhitePaper) {
        self.put("white_papers", paper.addresses.clone());
        self.day("white_paper_of", paper.day);
        self.put("white_paper_countries", paper.countries.clone());
    }

    fn gleif(&mut self, record: &gleif::Record) {
        let spelling = |name: &gleif::Spelling| json!({ "name": name.name, "language": name.language, "kind": name.kind });
        self.put("lei", record.lei.clone());
        self.put("name", record.legal_name.as_ref().map(|name| name.name.clone()));
        self.put("language", record.legal_name.as_ref().and_then(|name| name.language.clone()));
        self.put("other_names", record.other_names.iter().map(spelling).collect::<Vec<_>>());
        let transliterated = record.transliterated_names.iter().map(spelling);
        self.put("transliterated_names", transliterated.collect::<Vec<_>>());
        self.put("country", record.country.clone());
        self.put("jurisdiction", record.jurisdiction.clone());
        self.put("status", record.status.clone());
        self.put("category", record.category.clone());
        self.put("registered_at", record.registered_at.clone());
        self.put("registered_as", record.registered_as.clone());
        self.put("registration", record.registration.clone());
        self.day("registered", record.registered);
        self.day("updated", record.updated);
        self.day("renewal", record.renewal);
        self.put("address", record.address.clone());
        self.defects(&record.defects);
    }
}

/// Whether a code as it is written is this one.
fn is_lei(written: Option<&String>, lei: &Lei) -> bool {
    written.and_then(|text| text.parse::<Lei>().ok()).is_some_and(|found| found == *lei)
}

/// The tokens of a row, where it has any.
fn tokens(row: &esma::Row) -> Option<&esma::Tokens> {
    match &row.entry {
        esma::Entry::Emt { tokens, .. } | esma::Entry::Other { tokens, .. } => Some(tokens),
        esma::Entry::Art { .. } | esma::Entry::Casp { .. } | esma::Entry::Ncasp { .. } => None,
    }
}

impl Book {
    /// What ESMA and GLEIF say of whoever has this LEI; warnings first. An LEI with wrong check digits is nobody's.
    ///
    /// # Errors
    /// Where the bytes of a file cannot be read.
    pub fn registers_on_issuer(&self, lei: &str, known_at: Timestamp) -> Result<Vec<Statement>, Trouble> {
        let Ok(lei) = lei.parse::<Lei>() else { return Ok(Vec::new()) };
        let mut statements = self.esma_statements(known_at, |row| is_lei(row.lei.as_ref(), &lei))?;
        for (source, record) in self.gleif_records(known_at)? {
            if is_lei(record.lei.as_ref(), &lei) {
                let place = record.place;
                statements.push(Statement { source, place, row: Row::Gleif(Box::new(record)) });
            }
        }
        statements.sort_by_key(|statement| !statement.is_warning());
        Ok(statements)
    }

    /// What ESMA says of the token with this DTI, its own or that of its group.
    ///
    /// # Errors
    /// Where the bytes of a file cannot be read.
    pub fn registers_on_asset(&self, dti: &str, known_at: Timestamp) -> Result<Vec<Statement>, Trouble> {
        let Ok(dti) = dti.parse::<Dti>() else { return Ok(Vec::new()) };
        let is_it = |text: &String| text.parse::<Dti>().is_ok_and(|found| found == dti);
        self.esma_statements(known_at, |row| {
            tokens(row).is_some_and(|tokens| tokens.groups.iter().chain(&tokens.dtis).any(is_it))
        })
    }

    fn esma_statements(
        &self,
        known_at: Timestamp,
        is_meant: impl Fn(&esma::Row) -> bool,
    ) -> Result<Vec<Statement>, Trouble> {
        let mut statements = Vec::new();
        for (source, file) in self.esma_files(known_at)? {
            for row in file.rows.into_iter().filter(|row| is_meant(row)) {
                let (source, place) = (source.clone(), row.line);
                statements.push(Statement { source, place, row: Row::Esma(Box::new(row)) });
            }
        }
        Ok(statements)
    }
}
