//! Handing over a file: a page of facts, or market data about one asset.
//!
//! Each file is taken whole or refused whole, and an interrupted import of many is taken up by giving the same
//! command again: files that the journal has already are passed over.

use jiff::Timestamp;
use qazyq_evidence::facts::Page;
pub use qazyq_evidence::follow::{BINANCE, COINMARKETCAP};
use qazyq_evidence::series::opened;
use qazyq_evidence::{cut, mapping};
use qazyq_exact::Day;
use qazyq_law::Act;
use qazyq_market::days::DayCut;
use qazyq_market::{Bar, Defect, Format, Rejected, coinmarketcap, columns, detect, klines, kraken};

use qazyq_registry::form::{check_address, is_code, is_id};
use qazyq_registry::what::{Asset, Peg};

use crate::Trouble;
use crate::dossier::Book;
use crate::follow::{Followed, KRAKEN};
use crate::parquet;
use crate::peg::parse_peg;
use crate::workspace::{Component, Declared, Draft, Entry, FileRef, ReadAs, What, sha256};

/// What somebody says about the files that they hand over.
#[derive(Clone, Debug)]
pub struct Said {
    /// The asset's id.
    pub asset: Option<String>,
    /// Its symbol.
    pub symbol: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What it is worth by its own terms, on one line.
    pub peg: Option<String>,
    /// Where that is public.
    pub peg_source: Option<String>,
    /// Whose figures these are.
    pub source: Option<String>,
    /// In which currency they are.
    pub currency: Option<String>,
    /// When the files were had; `None` for now.
    pub retrieved: Option<Timestamp>,
    /// Whose midnight ends a day built of candles.
    pub day: DayCut,
    /// Days that are not covered from first to last minute give bars too.
    pub partial_days: bool,
    /// The columns of a table that is in no known format.
    pub columns: Option<Declared>,
    /// The token that the figures are in, as an asset, and whose series of it converts them.
    pub through: Option<(String, Option<String>)>,
}

impl Said {
    /// Nothing is said but the asset.
    #[must_use]
    pub fn of(asset: &str) -> Self {
        Self {
            asset: Some(asset.to_owned()),
            symbol: None,
            name: None,
            peg: None,
            peg_source: None,
            source: None,
            currency: None,
            retrieved: None,
            day: DayCut::Utc,
            partial_days: false,
            columns: None,
            through: None,
        }
    }
}

/// What became of one file.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The asset that it is about.
    pub asset: String,
    /// What it was.
    pub what: Content,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The journal had it already, so nothing was written.
    pub known_already: bool,
    /// The asset was new.
    pub new_asset: bool,
}

/// What a file was.
#[derive(Clone, Debug)]
pub enum Content {
    /// A page of facts.
    Facts,
    /// Market data.
    Market {
        /// The format.
        format: &'static str,
        /// Whose.
        source: String,
        /// In which currency.
        currency: String,
        /// How many bars or candles.
        rows: usize,
        /// The first day and the last.
        span: Option<(Day, Day)>,
        /// Lines that are none.
        rejected: Vec<Rejected>,
        /// What is odd about the others.
        defects: Vec<Defect>,
        /// Columns of figures that are binary floating point, so that their figures are the shortest decimals that are
        /// read as the same number.
        floats: Vec<String>,
    },
}

/// A file read, not yet written down.
struct Read {
    read_as: ReadAs,
    /// The currency that the file itself tells.
    currency: Option<&'static str>,
    rows: usize,
    span: Option<(Day, Day)>,
    rejected: Vec<Rejected>,
    defects: Vec<Defect>,
    floats: Vec<String>,
}

impl Book {
    /// Takes one file. `name` is the file's name without its folders; `now` the present moment.
    ///
    /// # Errors
    /// Where the file is refused, or the workspace cannot be written; then nothing of it counts.
    pub fn import(
        &mut self,
        act: &Act,
        name: &str,
        bytes: &[u8],
        said: &Said,
        now: Timestamp,
    ) -> Result<Taken, Trouble> {
        let retrieved = said.retrieved.unwrap_or(now);
        if retrieved > now {
            return Err(Trouble::InTheFuture(retrieved.to_string()));
        }
        // Said before anything else: whatever else is to be said of the file, this build cannot take it.
        if parquet::is_parquet(bytes) {
            parquet::is_built_in(parquet::NAME)?;
        }
        self.step_by_step(|book| book.import_once(act, name, bytes, said, retrieved, now))
    }

    fn import_once(
        &mut self,
        act: &Act,
        name: &str,
        bytes: &[u8],
        said: &Said,
        retrieved: Timestamp,
        now: Timestamp,
    ) -> Result<Taken, Trouble> {
        if name.ends_with(".toml") {
            self.import_facts(act, name, bytes, said, retrieved, now)
        } else {
            self.import_market(name, bytes, said, retrieved, now)
        }
    }

    fn import_facts(
        &mut self,
        act: &Act,
        name: &str,
        bytes: &[u8],
        said: &Said,
        retrieved: Timestamp,
        now: Timestamp,
    ) -> Result<Taken, Trouble> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            Trouble::File(qazyq_market::FileError::NotUtf8 { line })
        })?;
        let page = Page::parse(act.latest(), text)?;
        let asset = match (page.asset, &said.asset) {
            (Some(page), Some(command)) if page != *command => {
                return Err(Trouble::AnotherAsset { page, command: command.clone() });
            }
            (Some(asset), _) => asset,
            (None, Some(asset)) => asset.clone(),
            (None, None) => return Err(Trouble::AssetNotNamed),
        };
        let introduction = self.introduction(&asset, said)?;
        let digest = sha256(bytes);
        let is_same = |what: &What| matches!(what, What::Facts { file } if file.sha256 == digest);
        let known_already = self.has(&asset, said.retrieved, is_same);
        let new_asset = self.introduce(&asset, introduction, retrieved, now)?;
        // Kept also where the journal knows them: bytes that were lost come back so.
        let file = self.workspace().keep(name, bytes)?;
        if !known_already {
            self.write_one(&asset, What::Facts { file }, retrieved, now)?;
        }
        Ok(Taken { asset, what: Content::Facts, sha256: digest, known_already, new_asset })
    }

    fn import_market(
        &mut self,
        name: &str,
        bytes: &[u8],
        said: &Said,
        retrieved: Timestamp,
        now: Timestamp,
    ) -> Result<Taken, Trouble> {
        let asset = said.asset.clone().ok_or(Trouble::AssetNotNamed)?;
        let introduction = self.introduction(&asset, said)?;
        let (inner, unpacked) = opened(name, bytes);
        let read = read(&unpacked, said)?;
        let source = source_of(&read.read_as, said)?;
        let currency = self.currency_of(&read, &inner, &asset, said)?;
        self.check_series(&asset, &source, &currency, &read.read_as, bytes)?;
        let conversion = match &said.through {
            None => None,
            Some((through, by)) => {
                let cut = cut(&read.read_as);
                let series =
                    Followed { source: source.clone(), key: String::new(), currency: currency.clone(), cut };
                Some(self.conversion(&asset, &series, through, by.as_deref().unwrap_or(COINMARKETCAP))?)
            }
        };

        let digest = sha256(bytes);
        let is_same = |what: &What| {
            matches!(what, What::Market { source: s, file, read_as, .. }
                if *s == source && file.sha256 == digest && *read_as == read.read_as)
        };
        let known_already = self.has(&asset, said.retrieved, is_same);
        let new_asset = self.introduce(&asset, introduction, retrieved, now)?;
        let format = format_name(&read.read_as);
        let file = self.workspace().keep(name, bytes)?;
        if !known_already {
            let (source, currency) = (source.clone(), currency.clone());
            self.write_one(
                &asset,
                What::Market { source, currency, file, read_as: read.read_as },
                retrieved,
                now,
            )?;
        }
        self.convert(&asset, conversion, retrieved, now)?;
        let (rows, span, rejected, defects) = (read.rows, read.span, read.rejected, read.defects);
        let floats = read.floats;
        let what = Content::Market { format, source, currency, rows, span, rejected, defects, floats };
        Ok(Taken { asset, what, sha256: digest, known_already, new_asset })
    }

    /// What is to be written of the asset itself before its file.
    pub(crate) fn introduction(&self, asset: &str, said: &Said) -> Result<Vec<What>, Trouble> {
        if !is_id(asset) {
            return Err(Trouble::AssetId(asset.to_owned()));
        }
        let is_known = self.about(asset).next().is_some();
        let mut introduction = Vec::new();
        if said.symbol.is_some() || said.name.is_some() {
            let (symbol, name) = (said.symbol.clone(), said.name.clone());
            introduction.push(What::Asset(Asset { symbol, name, ..Asset::default() }));
        }
        if let Some(address) = said.peg_source.as_ref().filter(|address| check_address(address).is_err()) {
            return Err(Trouble::Address(address.clone()));
        }
        match (&said.peg, &said.peg_source) {
            (None, None) => {}
            (Some(peg), url) => {
                let components = parse_peg(peg)?.into_iter().map(Component::from).collect();
                introduction.push(What::Peg(Peg { components, url: url.clone(), ..Peg::default() }));
            }
            // The address of a peg that was declared before.
            (None, Some(url)) => {
                let components = self.declared_peg(asset).ok_or(Trouble::PegNotDeclared)?;
                introduction.push(What::Peg(Peg { components, url: Some(url.clone()), ..Peg::default() }));
            }
        }
        if !is_known && introduction.is_empty() {
            let known = self.assets().into_iter().map(|asset| asset.id).collect();
            return Err(Trouble::AssetNotIntroduced { asset: asset.to_owned(), known });
        }
        Ok(introduction)
    }

    /// The components of the peg that was declared last.
    pub(crate) fn declared_peg(&self, asset: &str) -> Option<Vec<Component>> {
        let standing = self.standing(self.about(asset), Timestamp::MAX).into_iter();
        let mut pegs = standing.filter_map(|entry| match &entry.what {
            What::Peg(peg) => Some(peg.components.clone()),
            _ => None,
        });
        pegs.next_back()
    }

    /// Writes what is new of the introduction; tells whether the asset is.
    pub(crate) fn introduce(
        &mut self,
        asset: &str,
        introduction: Vec<What>,
        retrieved: Timestamp,
        now: Timestamp,
    ) -> Result<bool, Trouble> {
        let is_new = self.about(asset).next().is_none();
        for what in introduction {
            let kind = std::mem::discriminant(&what);
            let of_kind = self.about(asset).filter(|e| std::mem::discriminant(&e.what) == kind);
            let latest = self.standing(of_kind, Timestamp::MAX).pop();
            if latest.is_none_or(|entry| entry.what != what) {
                self.write_one(asset, what, retrieved, now)?;
            }
        }
        Ok(is_new)
    }

    fn write_one(
        &mut self,
        asset: &str,
        what: What,
        retrieved: Timestamp,
        now: Timestamp,
    ) -> Result<u64, Trouble> {
        self.record(now, &Draft::about(asset, retrieved, what))
    }

    /// Whether the journal says the same already. Bytes that are handed over again with another instant are new
    /// evidence: the source still said so then.
    fn has(&self, asset: &str, retrieved: Option<Timestamp>, is_same: impl Fn(&What) -> bool) -> bool {
        let same = |entry: &Entry| {
            is_same(&entry.what) && retrieved.is_none_or(|instant| instant == entry.retrieved)
        };
        let stands = |entry: &Entry| self.withdrawal(entry, Timestamp::MAX).is_none();
        self.about(asset).any(|entry| same(entry) && stands(entry))
    }

    /// In which currency the figures are.
    fn currency_of(&self, read: &Read, name: &str, asset: &str, said: &Said) -> Result<String, Trouble> {
        if let Some(currency) = said.currency.as_ref().filter(|currency| !is_code(currency)) {
            return Err(Trouble::Currency(currency.clone()));
        }
        let symbol = said.symbol.clone().or_else(|| self.asset(asset).ok()?.symbol);
        let pair = match read.read_as {
            ReadAs::BinanceKlines { .. } => klines::pair_of_file_name(name),
            ReadAs::KrakenOhlcvt => kraken::file::pair_of_file_name(name),
            ReadAs::CoinmarketcapExport
            | ReadAs::CoinmarketcapPage
            | ReadAs::Columns(_)
            | ReadAs::Parquet(_) => None,
        };
        if let (Some(pair), Some(symbol)) = (pair, &symbol)
            && !pair.starts_with(symbol.as_str())
        {
            return Err(Trouble::AnotherPair { pair: pair.to_owned(), symbol: symbol.clone() });
        }
        match (&said.currency, read.currency) {
            (Some(said), Some(told)) if said != told => {
                return Err(Trouble::AnotherCurrency { said: said.clone(), told: told.to_owned() });
            }
            (Some(said), _) => return Ok(said.clone()),
            (None, Some(told)) => return Ok(told.to_owned()),
            (None, None) => {}
        }
        match &read.read_as {
            // CoinMarketCap's pages of that time were in dollars.
            ReadAs::CoinmarketcapPage => Ok("USD".to_owned()),
            ReadAs::BinanceKlines { .. } | ReadAs::KrakenOhlcvt => {
                let quote = pair.zip(symbol).and_then(|(pair, symbol)| klines::quote_of_pair(pair, &symbol));
                quote.ok_or(Trouble::CurrencyNotNamed)
            }
            ReadAs::CoinmarketcapExport | ReadAs::Columns(_) | ReadAs::Parquet(_) => {
                Err(Trouble::CurrencyNotNamed)
            }
        }
    }

    /// One source has one series: in one currency, cut at one midnight, of candles of one length or of days.
    fn check_series(
        &self,
        asset: &str,
        source: &str,
        currency: &str,
        read_as: &ReadAs,
        bytes: &[u8],
    ) -> Result<(), Trouble> {
        // The same file again may be how somebody brings back bytes that were lost.
        let digest = sha256(bytes);
        let known = match self.file_of_series(asset, source) {
            Some((currency, read_as, file)) if file.sha256 == digest => {
                Some((currency.to_owned(), kind_of(read_as, bytes)))
            }
            _ => self.kind_of_files(asset, source)?,
        };
        let followed = || self.follows(asset).into_iter().find(|followed| followed.source == source);
        let known = known.or_else(|| followed().map(|f| (f.currency.clone(), f.kind())));
        let Some((known_currency, known_kind)) = known else { return Ok(()) };
        let known = format!("{known_currency}, {known_kind}");
        let found = format!("{currency}, {}", kind_of(read_as, bytes));
        if known == found {
            return Ok(());
        }
        Err(Trouble::AnotherSeries { source: source.to_owned(), known, found })
    }

    /// The first file of an asset's series that counts: its currency and how it is read.
    fn file_of_series<'b>(
        &'b self,
        asset: &'b str,
        source: &str,
    ) -> Option<(&'b str, &'b ReadAs, &'b FileRef)> {
        let mut standing = self.about(asset).filter(|entry| self.withdrawal(entry, Timestamp::MAX).is_none());
        standing.find_map(|entry| match &entry.what {
            What::Market { source: s, currency, read_as, file } if s == source => {
                Some((currency.as_str(), read_as, file))
            }
            _ => None,
        })
    }

    /// The currency of an asset's series, as its files have it.
    pub(crate) fn currency_of_files(&self, asset: &str, source: &str) -> Option<String> {
        self.file_of_series(asset, source).map(|(currency, ..)| currency.to_owned())
    }

    /// The currency and the kind of an asset's series, as its files have it.
    pub(crate) fn kind_of_files(
        &self,
        asset: &str,
        source: &str,
    ) -> Result<Option<(String, String)>, Trouble> {
        let Some((currency, read_as, file)) = self.file_of_series(asset, source) else { return Ok(None) };
        let bytes = match read_as {
            ReadAs::BinanceKlines { .. } => self.workspace().bytes(file)?,
            ReadAs::CoinmarketcapExport
            | ReadAs::CoinmarketcapPage
            | ReadAs::KrakenOhlcvt
            | ReadAs::Columns(_)
            | ReadAs::Parquet(_) => Vec::new(),
        };
        Ok(Some((currency.to_owned(), kind_of(read_as, &bytes))))
    }
}

/// What must be the same in all files of a series, beside the currency.
fn kind_of(read_as: &ReadAs, bytes: &[u8]) -> String {
    match read_as {
        ReadAs::CoinmarketcapExport
        | ReadAs::CoinmarketcapPage
        | ReadAs::KrakenOhlcvt
        | ReadAs::Columns(_)
        | ReadAs::Parquet(_) => "1d utc".to_owned(),
        ReadAs::BinanceKlines { day, partial_days } => {
            let interval = klines::parse(&opened("", bytes).1).map_or("", |file| file.interval.name());
            let partial = if *partial_days { " --partial-days" } else { "" };
            format!("{interval} klines {day}{partial}")
        }
    }
}

/// The names of the formats that a file can be read in.
pub const FORMATS: &[&str] =
    &["coinmarketcap_export", "coinmarketcap_page", "binance_klines", "kraken_ohlcvt", "columns", "parquet"];

fn format_name(read_as: &ReadAs) -> &'static str {
    match read_as {
        ReadAs::CoinmarketcapExport => "coinmarketcap_export",
        ReadAs::CoinmarketcapPage => "coinmarketcap_page",
        ReadAs::BinanceKlines { .. } => "binance_klines",
        ReadAs::KrakenOhlcvt => "kraken_ohlcvt",
        ReadAs::Columns(_) => "columns",
        ReadAs::Parquet(_) => "parquet",
    }
}

fn source_of(read_as: &ReadAs, said: &Said) -> Result<String, Trouble> {
    match (&said.source, read_as) {
        (Some(source), _) if source == "either" => Err(Trouble::EitherIsNoSource),
        (Some(source), _) if source.is_empty() => Err(Trouble::SourceNotNamed),
        (Some(source), _) => Ok(source.clone()),
        (None, ReadAs::CoinmarketcapExport | ReadAs::CoinmarketcapPage) => Ok(COINMARKETCAP.to_owned()),
        (None, ReadAs::BinanceKlines { .. }) => Ok(BINANCE.to_owned()),
        (None, ReadAs::KrakenOhlcvt) => Ok(KRAKEN.to_owned()),
        (None, ReadAs::Columns(_) | ReadAs::Parquet(_)) => Err(Trouble::SourceNotNamed),
    }
}

/// Whether this can lead somebody somewhere.
/// Reads a market file: by its declared columns, or by what its bytes show it to be.
fn read(bytes: &[u8], said: &Said) -> Result<Read, Trouble> {
    if parquet::is_parquet(bytes) {
        let table = parquet::read(parquet::NAME, bytes, said.columns.as_ref())?;
        let declared = said.columns.clone().unwrap_or_default();
        return Ok(Read { floats: table.floats, ..daily(ReadAs::Parquet(declared), table.file) });
    }
    if let Some(declared) = &said.columns {
        let file = columns::parse(bytes, &mapping(declared)?)?;
        return Ok(daily(ReadAs::Columns(declared.clone()), file));
    }
    match detect(bytes) {
        Some(Format::Export) => Ok(daily(ReadAs::CoinmarketcapExport, coinmarketcap::export::parse(bytes)?)),
        Some(Format::KrakenFile) => Ok(daily(ReadAs::KrakenOhlcvt, kraken::file::parse(bytes)?)),
        Some(Format::Page) => Ok(daily(ReadAs::CoinmarketcapPage, coinmarketcap::page::parse(bytes)?)),
        Some(Format::Klines) => {
            let file = klines::parse(bytes)?;
            let day = said.day.name().to_owned();
            let days = file.candles.iter().map(|(_, candle)| said.day.day_of(candle.opens()));
            let span = span(days);
            // Days that the candles cannot make are refused now, not when somebody asks for a verdict.
            let candles = file.candles.iter().map(|(_, candle)| candle);
            qazyq_market::days::daily(candles, file.interval, said.day, said.partial_days)?;
            Ok(Read {
                read_as: ReadAs::BinanceKlines { day, partial_days: said.partial_days },
                currency: None,
                rows: file.candles.len(),
                span,
                rejected: file.rejected,
                defects: file.defects,
                floats: Vec::new(),
            })
        }
        None => {
            // What is no text at all, or packed, says so better than "unknown".
            if let Err(error) = coinmarketcap::export::parse(bytes)
                && !matches!(error, qazyq_market::FileError::HeaderUnknown { .. })
            {
                return Err(error.into());
            }
            let text = String::from_utf8_lossy(bytes);
            let first = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
            Err(Trouble::FormatUnknown(first.chars().take(100).collect()))
        }
    }
}

fn daily(read_as: ReadAs, file: qazyq_market::DailyFile) -> Read {
    let span = span(file.bars.iter().map(|(_, Bar { day, .. })| *day));
    // The parser has seen the dollar's id on every line, where it gives it.
    let currency = file.convert_id.map(|_| "USD");
    let (rows, rejected, defects) = (file.bars.len(), file.rejected, file.defects);
    Read { read_as, currency, rows, span, rejected, defects, floats: Vec::new() }
}

fn span(days: impl Iterator<Item = Day>) -> Option<(Day, Day)> {
    days.fold(None, |span, day| match span {
        None => Some((day, day)),
        Some((first, last)) => Some((first.min(day), last.max(day))),
    })
}
