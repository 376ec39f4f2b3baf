//! The workspace: a folder in which nothing is overwritten.
//!
//! ```text
//! qazyq-workspace             qazyq.workspace/1
//! raw/3f/3f9a…                the bytes of every imported file, under their SHA-256
//! journal/00000001.json       {"format":"qazyq.entry/1","recorded_at":"…","retrieved":"…","asset":"usdc","kind":"market", …}
//! journal/00000002.json       …
//! ```
//!
//! There is no other state: bars, facts and series are folded anew from the entries and the bytes that they name,
//! so they cannot disagree with them. A correction is a new entry.
//!
//! How it stays whole when interrupted, or killed, or when two imports run at once:
//!
//! 1. Bytes are written to a file without a name that counts, synced, and only then given their name; so a name in
//!    `raw/` always has all its bytes, and a digest that is there already is never written again.
//! 2. An entry is written in the same way after its bytes, under the next free number; if another process takes that
//!    number first, the one after it is tried. So an entry never names bytes that are not there.
//! 3. Left-over files without a name that counts begin with a point and are passed over.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use qazyq_exact::Amount;
use qazyq_market::columns::{DateFormat, Mapping};
use qazyq_market::days::DayCut;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Trouble;

const MARK: &str = "qazyq-workspace";
const FORMAT: &str = "qazyq.workspace/1";
/// The largest number of an entry: more files than a folder holds, and far from where counting ends.
const NUMBER_MAX: u64 = 999_999_999_999;
const ENTRY_FORMAT: &str = "qazyq.entry/1";

/// A workspace folder.
#[derive(Clone, Debug)]
pub struct Workspace {
    folder: PathBuf,
}

/// One entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// `qazyq.entry/1`
    pub format: String,
    /// When it was written here.
    pub recorded_at: Timestamp,
    /// When what it says was had from its source: from then on it was known.
    pub retrieved: Timestamp,
    /// The asset's id.
    pub asset: String,
    /// What it says.
    #[serde(flatten)]
    pub what: What,
}

/// What an entry says of its asset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// What it is called; the latest entry counts.
    Asset {
        /// Its symbol, which other assets may share.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        symbol: Option<String>,
        /// Its name.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        name: Option<String>,
    },
    /// What it is worth by its own terms; the latest entry counts.
    Peg {
        /// Units of currencies; one at least.
        components: Vec<Component>,
        /// Where that is public.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        url: Option<String>,
    },
    /// A file of bars or candles.
    Market {
        /// Whose series it is part of.
        source: String,
        /// In which currency its figures are.
        currency: String,
        /// The bytes.
        file: FileRef,
        /// How they are read.
        read_as: ReadAs,
    },
    /// A page of facts.
    Facts {
        /// The bytes.
        file: FileRef,
    },
    /// From where this asset's series at a source comes by itself; the latest entry of the source counts.
    Follow {
        /// Whose series.
        source: String,
        /// What it is called there: CoinMarketCap's id, a pair.
        key: String,
        /// In which currency or token the figures are.
        currency: String,
        /// Whose midnight ends a day, where the source has candles finer than a day.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        day: Option<String>,
    },
    /// A series is not asked for any more, and what came of it by itself does not count.
    Unfollow {
        /// Whose series.
        source: String,
        /// Why.
        reason: String,
    },
    /// A series in a token is converted, day by day, by that token's own price; the latest entry of the source counts.
    Conversion {
        /// Whose series is converted.
        source: String,
        /// The token's code, in which the series is: a series in anything else is not converted.
        from: String,
        /// The token, as an asset of this workspace.
        through: String,
        /// Whose series of the token converts it.
        through_source: String,
    },
    /// Files of this asset that were imported before do not count any more: somebody handed over the wrong one.
    Withdrawal {
        /// SHA-256 of their bytes, in hexadecimal.
        sha256: String,
        /// Why.
        reason: String,
    },
}

impl What {
    /// The file that this entry brought.
    #[must_use]
    pub fn file(&self) -> Option<&FileRef> {
        match self {
            Self::Market { file, .. } | Self::Facts { file } => Some(file),
            Self::Asset { .. }
            | Self::Peg { .. }
            | Self::Follow { .. }
            | Self::Unfollow { .. }
            | Self::Conversion { .. }
            | Self::Withdrawal { .. } => None,
        }
    }
}

/// Units of a currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// The currency's code.
    pub currency: String,
    /// How many, as text.
    pub amount: String,
}

impl From<(String, Amount)> for Component {
    fn from((currency, amount): (String, Amount)) -> Self {
        Self { currency, amount: amount.to_string() }
    }
}

/// The bytes of an imported file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The file's name, without its folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// How the bytes of a market file are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "format", rename_all = "snake_case")]
pub enum ReadAs {
    /// CoinMarketCap's own download.
    CoinmarketcapExport,
    /// CoinMarketCap's page, tab by tab.
    CoinmarketcapPage,
    /// Binance's klines.
    BinanceKlines {
        /// Whose midnight ends a day: `utc` or `almaty`.
        day: String,
        /// Days that are not covered from first to last minute give bars too.
        partial_days: bool,
    },
    /// Kraken's downloadable days.
    KrakenOhlcvt,
    /// Any table, by declared columns.
    Columns(Declared),
    /// A Parquet file, by declared columns. Every build knows that there are such; one with the feature reads them.
    Parquet(Declared),
}

/// A declared mapping of columns, as somebody wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// `date=Date,close=Close`
    pub columns: String,
    /// `Currency=Tether`, each of which a row must fulfil.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub only: Vec<String>,
    /// What stands between fields, where it is not found by itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delimiter: Option<char>,
    /// What groups thousands.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub thousands: Option<char>,
    /// How days are written, where not `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date_format: Option<String>,
}

impl Declared {
    /// The mapping that this declares.
    ///
    /// # Errors
    /// Where it is none.
    pub fn mapping(&self) -> Result<Mapping, Trouble> {
        let mut mapping: Mapping = self.columns.parse()?;
        for only in &self.only {
            let (column, value) = qazyq_market::columns::pair(only)?;
            mapping = mapping.with_only(column, value);
        }
        if let Some(delimiter) = self.delimiter {
            mapping = mapping.with_delimiter(delimiter)?;
        }
        if let Some(thousands) = self.thousands {
            mapping = mapping.with_thousands(thousands)?;
        }
        if let Some(pattern) = &self.date_format {
            mapping = mapping.with_dates(DateFormat::Pattern(pattern.parse()?));
        }
        Ok(mapping)
    }
}

impl ReadAs {
    /// Whose midnight ends a day of the file.
    #[must_use]
    pub fn cut(&self) -> DayCut {
        match self {
            Self::BinanceKlines { day, .. } if day == DayCut::Almaty.name() => DayCut::Almaty,
            Self::BinanceKlines { .. }
            | Self::CoinmarketcapExport
            | Self::CoinmarketcapPage
            | Self::KrakenOhlcvt
            | Self::Columns(_)
            | Self::Parquet(_) => DayCut::Utc,
        }
    }
}

impl Workspace {
    /// The workspace in `folder`, which need not exist yet.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every entry with its number, in the order in which they were written.
    ///
    /// # Errors
    /// Where there is no workspace, or an entry cannot be read.
    pub fn entries(&self) -> Result<Vec<(u64, Entry)>, Trouble> {
        self.check()?;
        let journal = self.folder.join("journal");
        let mut numbered: Vec<(u64, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&journal).map_err(|e| Trouble::path(&journal, e))? {
            let path = entry.map_err(|e| Trouble::path(&journal, e))?.path();
            match number_of(&path) {
                Some(number) if number <= NUMBER_MAX => numbered.push((number, path)),
                Some(_) => {
                    let (path, what) = (path.display().to_string(), "number".to_owned());
                    return Err(Trouble::BrokenEntry { path, what });
                }
                None => {}
            }
        }
        numbered.sort();
        numbered.into_iter().map(|(number, path)| Ok((number, read_entry(&path)?))).collect()
    }

    /// The bytes of an imported file.
    ///
    /// # Errors
    /// Where they cannot be read, or are not the ones that were imported.
    pub fn bytes(&self, file: &FileRef) -> Result<Vec<u8>, Trouble> {
        let path = self.raw_path(&file.sha256);
        let broken = || Trouble::BrokenBytes { path: path.display().to_string(), name: file.name.clone() };
        let bytes = fs::read(&path).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => broken(),
            _ => Trouble::path(&path, e),
        })?;
        if sha256(&bytes) == file.sha256 { Ok(bytes) } else { Err(broken()) }
    }

    /// Keeps bytes under their digest.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn keep(&self, name: &str, bytes: &[u8]) -> Result<FileRef, Trouble> {
        self.make()?;
        let file = FileRef { name: name.to_owned(), sha256: sha256(bytes) };
        let path = self.raw_path(&file.sha256);
        // Bytes that are not those of their name are no evidence that could be lost by putting the right ones there.
        if fs::read(&path).is_ok_and(|found| sha256(&found) != file.sha256) {
            fs::remove_file(&path).map_err(|e| Trouble::path(&path, e))?;
        }
        match write_whole(&path, bytes) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Trouble::path(&path, error)),
            _ => Ok(file),
        }
    }

    /// Appends an entry under the first free number behind `after`; gives that number.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn append(&self, entry: &Entry, after: u64) -> Result<u64, Trouble> {
        self.make()?;
        let journal = self.folder.join("journal");
        let mut line = serde_json::to_vec(entry)
            .map_err(|e| Trouble::BrokenEntry { path: journal.display().to_string(), what: e.to_string() })?;
        line.push(b'\n');
        let mut number = after.saturating_add(1);
        loop {
            let path = journal.join(format!("{number:08}.json"));
            match write_whole(&path, &line) {
                Ok(()) => return Ok(number),
                // Another process was quicker.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    number = number.saturating_add(1)
                }
                Err(error) => return Err(Trouble::path(&path, error)),
            }
        }
    }

    /// A new entry about `asset`.
    #[must_use]
    pub fn entry(asset: &str, recorded_at: Timestamp, retrieved: Timestamp, what: What) -> Entry {
        Entry { format: ENTRY_FORMAT.to_owned(), recorded_at, retrieved, asset: asset.to_owned(), what }
    }

    fn raw_path(&self, sha256: &str) -> PathBuf {
        let folder = sha256.get(..2).unwrap_or_default();
        self.folder.join("raw").join(folder).join(sha256)
    }

    /// Refuses a folder that is no workspace of ours.
    fn check(&self) -> Result<(), Trouble> {
        let shown = || self.folder.display().to_string();
        let mark = self.folder.join(MARK);
        match fs::read_to_string(&mark) {
            Ok(found) if found.trim_end() == FORMAT => Ok(()),
            Ok(found) => {
                Err(Trouble::WorkspaceOfAnotherFormat { path: shown(), found: found.trim_end().to_owned() })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.is_empty() => {
                Err(Trouble::NoWorkspace(shown()))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Trouble::NotAWorkspace(shown())),
            Err(error) => Err(Trouble::path(&mark, error)),
        }
    }

    /// The folder is not there, or nothing is in it but what a first import that was interrupted may have left.
    fn is_empty(&self) -> bool {
        fs::read_dir(&self.folder).map_or(true, |mut entries| {
            entries.all(|entry| {
                entry.is_ok_and(|entry| {
                    let name = entry.file_name();
                    // Settings may be there before anything else is.
                    name.to_string_lossy().starts_with('.') || name == crate::fetch::settings::FILE
                })
            })
        })
    }

    /// Makes the folder where it is not there yet.
    pub(crate) fn make(&self) -> Result<(), Trouble> {
        match self.check() {
            Ok(()) => {}
            Err(Trouble::NoWorkspace(_)) => {
                make_folder(&self.folder).map_err(|e| Trouble::path(&self.folder, e))?;
                let mark = self.folder.join(MARK);
                match write_whole(&mark, format!("{FORMAT}\n").as_bytes()) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                        return Err(Trouble::path(&mark, error));
                    }
                    _ => {}
                }
            }
            Err(trouble) => return Err(trouble),
        }
        let journal = self.folder.join("journal");
        make_folder(&journal).map_err(|e| Trouble::path(&journal, e))
    }
}

/// The number of an entry's file; none of what is no entry.
fn number_of(path: &Path) -> Option<u64> {
    let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
    let is_number = !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    // A number too long for the machine is too large for a journal as well.
    is_number.then(|| name.parse().unwrap_or(u64::MAX))
}

fn read_entry(path: &Path) -> Result<Entry, Trouble> {
    let broken = |what: String| Trouble::BrokenEntry { path: path.display().to_string(), what };
    let bytes = fs::read(path).map_err(|e| Trouble::path(path, e))?;
    let entry: Entry = serde_json::from_slice(&bytes).map_err(|e| broken(e.to_string()))?;
    if entry.format == ENTRY_FORMAT { Ok(entry) } else { Err(broken(entry.format)) }
}

/// Writes a file that appears under its name with all its bytes on disk, or not at all.
///
/// # Errors
/// `AlreadyExists` where the name is taken; nothing is overwritten.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    if path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(".qazyq-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    // The name is on disk only when its folder is.
    File::open(folder)?.sync_all()
}

/// Makes a folder and those above it, each on disk before anything is put into it.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new("."));
    make_folder(above)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
    File::open(above)?.sync_all()
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
