//! Other people's registers: their files in the workspace, what they say of somebody, and what they propose.
//!
//! | module | what it does |
//! | --- | --- |
//! | this one | takes a file in; says which files there are, and which of them count |
//! | [`says`] | what registers say of an issuer or an asset, by its LEI or DTI |
//! | [`matching`] | which names in registers an issuer's may be; takes over the one that a person chose |
//! | [`proposals`] | which assets DefiLlama has that are not known here; takes over or declines the ones that a person chose |
//!
//! A file's rows are no entries: they are read anew from the bytes that the entry names. Of each register the newest file
//! that was known at an instant counts; of GLEIF's files all do, for each has other entities, and of an entity the newest
//! record counts.
//!
//! Nothing here is evidence of a criterion. What a register says is shown; what is to count, a person records.

pub mod matching;
pub mod proposals;
pub mod says;

use jiff::Timestamp;
use jiff::tz::Offset;
use qazyq_exact::Day;
pub use qazyq_registers::Defect;
use qazyq_registers::{FileError, Kind, defillama, esma, gleif};
use qazyq_registry::entry::OriginClass;
use qazyq_registry::form::check_address;
use qazyq_registry::people::Right;
use qazyq_registry::what::RegisterKind;

use crate::Trouble;
use crate::book::Book;
use crate::record::Supposed;
use crate::workspace::{Draft, Entry, FileRef, What, sha256};

/// Most bytes of a register's file.
pub const REGISTER_BYTES_MAX: usize = 64 << 20;

/// What somebody says about the register's files that they hand over.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The day whose state they tell.
    pub of: Option<Day>,
    /// When they were had; none for now.
    pub retrieved: Option<Timestamp>,
    /// From where.
    pub address: Option<String>,
}

/// What became of one file.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Whose register it is.
    pub register: RegisterKind,
    /// In which form it came: `esma-emt`, `gleif-answer`.
    pub form: &'static str,
    /// The day whose state it tells.
    pub of: Option<Day>,
    /// How many rows it has.
    pub rows: usize,
    /// What is odd about it, each with the row's place: its line in a table, or which of a list it is. None for the whole.
    pub defects: Vec<(Option<u64>, Defect)>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The entry that says so; none where the journal had it already.
    pub entry: Option<u64>,
    /// Its rows are told by their lines, and else by which of a list they are.
    pub has_lines: bool,
}

/// A file of a register in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterFile {
    /// The entry that brought it.
    pub entry: u64,
    /// Whose register it is.
    pub register: RegisterKind,
    /// Its bytes.
    pub file: FileRef,
    /// The day whose state it tells, where that is known.
    pub of: Option<Day>,
    /// From where it is.
    pub address: Option<String>,
    /// When it was had.
    pub retrieved: Timestamp,
    /// Its rows are told by their lines, and else by which of a list they are. Known once it was read.
    pub has_lines: bool,
}

impl RegisterFile {
    fn of(entry: &Entry) -> Option<Self> {
        let What::Register { register, file, of } = &entry.what else { return None };
        Some(Self {
            entry: entry.number,
            register: *register,
            file: file.clone(),
            of: *of,
            address: entry.origin.address.clone(),
            retrieved: entry.retrieved,
            has_lines: !matches!(register, RegisterKind::Gleif | RegisterKind::Defillama),
        })
    }

    /// By what a file is newer than another: the day that it tells of, or on which it was had.
    fn age(&self) -> (Day, Timestamp, u64) {
        (self.of.unwrap_or_else(|| utc_day(self.retrieved)), self.retrieved, self.entry)
    }
}

/// A file's rows.
enum Parsed {
    Esma(esma::File),
    Gleif(gleif::File),
    Defillama(defillama::File),
}

fn utc_day(instant: Timestamp) -> Day {
    qazyq_market::days::DayCut::Utc.day_of(instant)
}

/// The latest day that it is anywhere at an instant.
fn latest_day(instant: Timestamp) -> Day {
    let date = Offset::constant(14).to_datetime(instant).date();
    format!("{date}").parse().unwrap_or_else(|_| utc_day(instant))
}

/// Reads a file of any register.
fn parse(name: &str, bytes: &[u8]) -> Result<(Kind, Parsed), FileError> {
    let kind = qazyq_registers::detect(bytes, name).ok_or_else(|| why_unknown(bytes))?;
    let parsed = match kind {
        Kind::Esma { .. } => Parsed::Esma(esma::parse(bytes)?),
        Kind::GleifAnswer => Parsed::Gleif(gleif::parse_answer(bytes)?),
        Kind::GleifTable => Parsed::Gleif(gleif::parse_table(bytes)?),
        Kind::Defillama(_) => Parsed::Defillama(defillama::parse(bytes)?),
    };
    Ok((kind, parsed))
}

/// Why the bytes are no register's: what the parser says that comes nearest to them.
fn why_unknown(bytes: &[u8]) -> FileError {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_document = matches!(text.trim_ascii_start().first(), Some(b'{' | b'[' | b'<'));
    let why = if is_document { gleif::parse_answer(bytes).err() } else { esma::parse(bytes).err() };
    match why {
        Some(FileError::HeaderUnknown { found, expected }) => {
            FileError::HeaderUnknown { found, expected: format!("{expected}, LEI") }
        }
        Some(why) => why,
        None => FileError::HeaderUnknown { found: String::new(), expected: String::new() },
    }
}

fn has_lines(kind: Kind) -> bool {
    matches!(kind, Kind::Esma { .. } | Kind::GleifTable)
}

fn kind_of(kind: Kind) -> RegisterKind {
    match kind {
        Kind::Esma { register, .. } => kind_of_esma(register),
        Kind::GleifAnswer | Kind::GleifTable => RegisterKind::Gleif,
        Kind::Defillama(_) => RegisterKind::Defillama,
    }
}

fn kind_of_esma(register: esma::Register) -> RegisterKind {
    match register {
        esma::Register::Art => RegisterKind::EsmaArt,
        esma::Register::Emt => RegisterKind::EsmaEmt,
        esma::Register::Other => RegisterKind::EsmaOther,
        esma::Register::Casp => RegisterKind::EsmaCasp,
        esma::Register::Ncasp => RegisterKind::EsmaNcasp,
    }
}

impl Parsed {
    fn rows(&self) -> usize {
        match self {
            Self::Esma(file) => file.rows.len(),
            Self::Gleif(file) => file.records.len(),
            Self::Defillama(file) => file.assets.len(),
        }
    }

    fn defects(&self) -> Vec<(Option<u64>, Defect)> {
        let whole = match self {
            Self::Esma(file) => &file.defects,
            Self::Gleif(file) => &file.defects,
            Self::Defillama(file) => &file.defects,
        };
        let rows: Vec<(u64, &[Defect])> = match self {
            Self::Esma(file) => file.rows.iter().map(|row| (row.line, &*row.defects)).collect(),
            Self::Gleif(file) => file.records.iter().map(|row| (row.place, &*row.defects)).collect(),
            Self::Defillama(file) => file.assets.iter().map(|row| (row.place, &*row.defects)).collect(),
        };
        let of_rows =
            rows.into_iter().flat_map(|(place, of)| of.iter().map(move |d| (Some(place), d.clone())));
        whole.iter().map(|defect| (None, defect.clone())).chain(of_rows).collect()
    }

    /// The day that the file itself tells of.
    fn day(&self, kind: Kind) -> Option<Day> {
        match (self, kind) {
            (Self::Gleif(file), _) => file.published,
            (Self::Esma(_), Kind::Esma { day, .. }) => day,
            (Self::Esma(_) | Self::Defillama(_), _) => None,
        }
    }
}

/// A file that was read and not refused.
struct Checked {
    name: String,
    retrieved: Timestamp,
    taken: Taken,
}

/// Reads a file of a register, with what somebody says about it.
fn checked(name: &str, bytes: &[u8], said: &Said, now: Timestamp) -> Result<Checked, Trouble> {
    let retrieved = said.retrieved.unwrap_or(now);
    if retrieved > now {
        return Err(Trouble::InTheFuture(retrieved.to_string()));
    }
    if let Some(address) = said.address.as_ref().filter(|address| check_address(address).is_err()) {
        return Err(Trouble::Address(address.clone()));
    }
    let (kind, parsed) = parse(name, bytes)?;
    let of = said.of.or(parsed.day(kind));
    // A file does not tell of a day that had not begun anywhere when it was had.
    if let Some(day) = of.filter(|day| *day > latest_day(retrieved)) {
        return Err(Trouble::InTheFuture(day.to_string()));
    }
    let taken = Taken {
        register: kind_of(kind),
        form: kind.name(),
        of,
        rows: parsed.rows(),
        defects: parsed.defects(),
        sha256: sha256(bytes),
        entry: None,
        has_lines: has_lines(kind),
    };
    Ok(Checked { name: name.to_owned(), retrieved, taken })
}

impl Book {
    /// Takes one file of a register. `name` is the file's name without its folders; `now` the present moment.
    ///
    /// # Errors
    /// Where the file is refused, whoever acts may not, or the workspace cannot be written; then nothing is kept.
    pub fn import_register(
        &mut self,
        name: &str,
        bytes: &[u8],
        said: &Said,
        now: Timestamp,
    ) -> Result<Taken, Trouble> {
        self.require(Right::Record, now)?;
        let file = checked(name, bytes, said, now)?;
        // Kept also where the journal knows them: bytes that were lost come back so.
        self.workspace().keep(name, bytes)?;
        let entry = self.write(Right::Record, now, |book, _| {
            Ok(book.register_draft(&file, said)?.into_iter().collect())
        })?;
        Ok(Taken { entry, ..file.taken })
    }

    /// What would be known if a file of a register were taken in, and what it is; no draft is new where the journal has the file already. The bytes
    /// are kept under their digest, where they mean nothing until an entry names them.
    ///
    /// # Errors
    /// As [`Book::import_register`], rights apart.
    pub fn suppose_register(
        &self,
        name: &str,
        bytes: &[u8],
        said: &Said,
        now: Timestamp,
    ) -> Result<(Taken, Supposed), Trouble> {
        let file = checked(name, bytes, said, now)?;
        self.workspace().keep(name, bytes)?;
        let new: Vec<Draft> = self.register_draft(&file, said)?.into_iter().collect();
        let known = usize::from(new.is_empty());
        let book = self.with_at_its_end(&new, now);
        Ok((file.taken, Supposed { book, new, known }))
    }

    /// What is written where a file is taken in; nothing where the journal has it.
    fn register_draft(&self, file: &Checked, said: &Said) -> Result<Option<Draft>, Trouble> {
        let (register, of) = (file.taken.register, file.taken.of);
        let is_same = |known: &RegisterFile| {
            known.file.sha256 == file.taken.sha256
                && said.retrieved.is_none_or(|instant| known.retrieved == instant)
        };
        if self.files_that_say_it(register, of)?.iter().any(is_same) {
            return Ok(None);
        }
        let kept = FileRef { name: file.name.clone(), sha256: file.taken.sha256.clone() };
        let mut draft = Draft::new(file.retrieved, What::Register { register, file: kept, of });
        draft.origin.class = Some(OriginClass::ThirdParty);
        draft.origin.address.clone_from(&said.address);
        Ok(Some(draft))
    }

    /// The files beside which the same bytes would say nothing new: of a day those of that day, and else the newest. The
    /// bytes of an older file may be handed over again because the register is again as it was.
    fn files_that_say_it(
        &self,
        register: RegisterKind,
        of: Option<Day>,
    ) -> Result<Vec<RegisterFile>, Trouble> {
        let mut files = self.register_files(Timestamp::MAX);
        files.retain(|file| file.register == register);
        match (register, of) {
            (_, Some(_)) => files.retain(|file| file.of == of),
            (RegisterKind::Gleif, None) => {}
            (RegisterKind::Defillama, None) => {
                files = self.defillama_files(Timestamp::MAX)?.into_iter().map(|(file, _)| file).collect();
            }
            (_, None) => files.truncate(1),
        }
        Ok(files)
    }

    /// The registers' files that were known at an instant: the newest of each register first.
    #[must_use]
    pub fn register_files(&self, known_at: Timestamp) -> Vec<RegisterFile> {
        let counting = self.entries().iter().filter(|entry| self.counts(entry, known_at));
        let mut files: Vec<RegisterFile> = counting.filter_map(RegisterFile::of).collect();
        files.sort_by(|a, b| a.register.cmp(&b.register).then_with(|| b.age().cmp(&a.age())));
        files
    }

    /// The same, each with whether anything of it counts.
    ///
    /// # Errors
    /// Where the bytes of one cannot be read.
    pub fn register_files_marked(&self, known_at: Timestamp) -> Result<Vec<(RegisterFile, bool)>, Trouble> {
        let defillama = self.defillama_files(known_at)?;
        let mut last = None;
        let mark = |file: RegisterFile| {
            let is_newest = last != Some(file.register);
            last = Some(file.register);
            let counts = match file.register {
                RegisterKind::Gleif => true,
                RegisterKind::Defillama => defillama.iter().any(|(other, _)| other.entry == file.entry),
                RegisterKind::EsmaEmt
                | RegisterKind::EsmaArt
                | RegisterKind::EsmaOther
                | RegisterKind::EsmaCasp
                | RegisterKind::EsmaNcasp => is_newest,
            };
            (file, counts)
        };
        Ok(self.register_files(known_at).into_iter().map(mark).collect())
    }

    fn read_register(&self, file: &mut RegisterFile) -> Result<Parsed, Trouble> {
        let bytes = self.workspace().bytes(&file.file)?;
        let (kind, parsed) = parse(&file.file.name, &bytes)?;
        file.has_lines = has_lines(kind);
        Ok(parsed)
    }

    /// Of each of ESMA's registers the newest file.
    fn esma_files(&self, known_at: Timestamp) -> Result<Vec<(RegisterFile, esma::File)>, Trouble> {
        let mut files = self.register_files(known_at);
        files.dedup_by_key(|file| file.register);
        let mut read = Vec::new();
        for mut file in files {
            if matches!(file.register, RegisterKind::Gleif | RegisterKind::Defillama) {
                continue;
            }
            if let Parsed::Esma(parsed) = self.read_register(&mut file)? {
                read.push((file, parsed));
            }
        }
        Ok(read)
    }

    /// Of each entity the newest record among GLEIF's files, by its LEI as it is written.
    fn gleif_records(&self, known_at: Timestamp) -> Result<Vec<(RegisterFile, gleif::Record)>, Trouble> {
        let mut newest: std::collections::BTreeMap<String, (RegisterFile, gleif::Record)> =
            std::collections::BTreeMap::new();
        let files = self.register_files(known_at);
        // The newest first: an older file's record counts only where it was changed later.
        for mut file in files.into_iter().filter(|file| file.register == RegisterKind::Gleif) {
            let Parsed::Gleif(parsed) = self.read_register(&mut file)? else { continue };
            for record in parsed.records {
                let Some(lei) = record.lei.clone() else { continue };
                match newest.get(&lei) {
                    Some((_, known)) if known.updated >= record.updated => {}
                    _ => {
                        newest.insert(lei, (file.clone(), record));
                    }
                }
            }
        }
        Ok(newest.into_values().collect())
    }

    /// The newest list and the newest answer of DefiLlama, the list first: each has something that the other lacks.
    fn defillama_files(&self, known_at: Timestamp) -> Result<Vec<(RegisterFile, defillama::File)>, Trouble> {
        let files = self.register_files(known_at);
        let mut found: Vec<(RegisterFile, defillama::File)> = Vec::new();
        for mut file in files.into_iter().filter(|file| file.register == RegisterKind::Defillama) {
            let Parsed::Defillama(parsed) = self.read_register(&mut file)? else { continue };
            if found.iter().all(|(_, known)| known.shape != parsed.shape) {
                found.push((file, parsed));
            }
            if found.len() == 2 {
                break;
            }
        }
        found.sort_by_key(|(_, parsed)| parsed.shape == defillama::Shape::Answer);
        Ok(found)
    }
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        Self::Register(error)
    }
}

/// From where something that a person took over from a register is known: the file, and the place in it.
fn origin(file: &RegisterFile, place: u64) -> qazyq_registry::entry::Origin {
    // Not the file's address: in a form it would stand as the address of what is said, as if the issuer's own.
    qazyq_registry::entry::Origin {
        class: Some(OriginClass::ThirdParty),
        address: None,
        document: Some(file.file.clone()),
        line: Some(place),
        demonstration: false,
    }
}
