//! Following: from where an asset's series come by themselves, and what converts a series in a token.
//!
//! | source | a key is | figures are in |
//! | --- | --- | --- |
//! | `coinmarketcap` | CoinMarketCap's id of the asset: `3408` | the currency that is asked for |
//! | `binance`, `bybit` | a spot pair: `USDCUSDT` | the second half of the pair |
//! | `kraken` | a pair: `USDCUSD` | the second half of the pair |
//!
//! CoinMarketCap's symbols are shared by several assets (`USDP` is id 3330 and id 8886), so an asset is followed by its
//! id alone.

use jiff::Timestamp;
use qazyq_evidence::follow::{BINANCE, COINMARKETCAP};
pub use qazyq_evidence::follow::{BYBIT, Followed, KRAKEN};
use qazyq_exact::currency::is_national;
use qazyq_market::days::DayCut;
use qazyq_market::klines;
use qazyq_registry::form::is_code;
use qazyq_registry::people::Right;

use crate::Trouble;
use crate::dossier::Book;
use crate::find::Found;
use crate::import::Said;
use crate::workspace::{Draft, Entry, What};

/// The sources that a series can be followed at.
pub const SOURCES: [&str; 4] = [COINMARKETCAP, BINANCE, BYBIT, KRAKEN];

/// What somebody says of a series that shall come by itself.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The asset's id here.
    pub asset: String,
    /// Whose series.
    pub source: String,
    /// What it is called there.
    pub key: String,
    /// In which currency or token; `None` for what the key or the peg says.
    pub currency: Option<String>,
    /// Days are cut at Almaty's midnight.
    pub almaty: bool,
    /// The token that the series is in, as an asset, and whose series of it; CoinMarketCap's where that is not said.
    pub through: Option<(String, Option<String>)>,
    /// The asset's symbol.
    pub symbol: Option<String>,
    /// The asset's name.
    pub name: Option<String>,
    /// The asset's peg, on one line.
    pub peg: Option<String>,
    /// Where that is public.
    pub peg_source: Option<String>,
}

impl Book {
    /// Records from where an asset's series comes by itself. Tells whether anything new was written.
    ///
    /// # Errors
    /// Where the source, the key or the currency is none, or the series is something else already.
    pub fn follow(&mut self, wanted: &Wanted, now: Timestamp) -> Result<(Followed, bool), Trouble> {
        self.step_by_step(|book| book.follow_once(wanted, now))
    }

    fn follow_once(&mut self, wanted: &Wanted, now: Timestamp) -> Result<(Followed, bool), Trouble> {
        let said = Said {
            symbol: wanted.symbol.clone(),
            name: wanted.name.clone(),
            peg: wanted.peg.clone(),
            peg_source: wanted.peg_source.clone(),
            ..Said::of(&wanted.asset)
        };
        let introduction = self.introduction(&wanted.asset, &said)?;
        let symbol = wanted.symbol.clone().or_else(|| self.asset(&wanted.asset).ok()?.symbol);
        let peg = introduction.iter().rev().find_map(|what| match what {
            What::Peg(peg) => Some(peg.components.clone()),
            _ => None,
        });
        let peg = peg.or_else(|| self.declared_peg(&wanted.asset));
        let only = peg.as_deref().and_then(|peg| match peg {
            [one] if is_national(&one.currency) => Some(one.currency.clone()),
            _ => None,
        });
        let followed = followed(wanted, symbol.as_deref(), only)?;
        self.check_follow(&wanted.asset, &followed)?;
        let conversion = match &wanted.through {
            None => None,
            Some((through, by)) => {
                let by = by.as_deref().unwrap_or(COINMARKETCAP);
                Some(self.conversion(&wanted.asset, &followed, through, by)?)
            }
        };

        let mut is_new = self.introduce(&wanted.asset, introduction, now, now)?;
        let known = self.follows(&wanted.asset);
        if !known.contains(&followed) {
            let what = What::Follow {
                source: followed.source.clone(),
                key: followed.key.clone(),
                currency: followed.currency.clone(),
                day: (followed.cut != DayCut::Utc).then(|| followed.cut.name().to_owned()),
            };
            self.record(now, &Draft::about(&wanted.asset, now, what))?;
            is_new = true;
        }
        is_new |= self.convert(&wanted.asset, conversion, now, now)?;
        Ok((followed, is_new))
    }

    /// Records that a series is not asked for any more.
    ///
    /// # Errors
    /// Where it was not followed.
    pub fn unfollow(
        &mut self,
        asset: &str,
        source: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), Trouble> {
        self.require(Right::Record, now)?;
        self.step_by_step(|book| {
            book.asset(asset)?;
            let follows = book.follows(asset);
            if !follows.iter().any(|followed| followed.source == source) {
                let known = follows.into_iter().map(|followed| followed.source).collect();
                return Err(Trouble::NotFollowed { source: source.to_owned(), known });
            }
            let what = What::Unfollow { source: source.to_owned(), reason: reason.to_owned() };
            book.record(now, &Draft::about(asset, now, what)).map(|_| ())
        })
    }

    /// Refuses a second asset under one key, and a series that is something else already.
    fn check_follow(&self, asset: &str, followed: &Followed) -> Result<(), Trouble> {
        let same = |f: &Followed| f.source == followed.source && f.key == followed.key;
        let follows = |other: &&str| *other != asset && self.follows(other).iter().any(same);
        if let Some(other) = self.ids().find(follows) {
            let (key, source) = (followed.key.clone(), followed.source.clone());
            return Err(Trouble::FollowedByAnother { key, source, asset: other.to_owned() });
        }
        if let Some((currency, kind)) = self.kind_of_files(asset, &followed.source)? {
            let (known, found) =
                (format!("{currency}, {kind}"), format!("{}, {}", followed.currency, followed.kind()));
            if known != found {
                return Err(Trouble::AnotherSeries { source: followed.source.clone(), known, found });
            }
        }
        Ok(())
    }

    /// Writes what converts a series, where that is new.
    pub(crate) fn convert(
        &mut self,
        asset: &str,
        conversion: Option<What>,
        retrieved: Timestamp,
        now: Timestamp,
    ) -> Result<bool, Trouble> {
        let Some(what) = conversion else { return Ok(false) };
        // The same said of an earlier instant is new: from then on it was known.
        let says = |entry: &Entry| entry.what == what && entry.retrieved <= retrieved;
        let of_source = |entry: &&Entry| match (&entry.what, &what) {
            (What::Conversion { source: a, .. }, What::Conversion { source: b, .. }) => a == b,
            _ => false,
        };
        let said = self.standing(self.about(asset).filter(of_source), Timestamp::MAX);
        if said.last().is_some_and(|entry| says(entry)) {
            return Ok(false);
        }
        self.record(now, &Draft::about(asset, retrieved, what))?;
        Ok(true)
    }

    /// The entry that says what converts a series.
    pub(crate) fn conversion(
        &self,
        asset: &str,
        followed: &Followed,
        through: &str,
        by: &str,
    ) -> Result<What, Trouble> {
        self.asset(through)?;
        let refuse = |why| Err(Trouble::NoConversion { through: through.to_owned(), why });
        if through == asset {
            return refuse("itself");
        }
        if is_national(&followed.currency) {
            return refuse("in-a-currency-already");
        }
        if followed.cut != DayCut::Utc {
            return refuse("another-midnight");
        }
        if self.asset(through)?.symbol.as_deref() != Some(followed.currency.as_str()) {
            return refuse("another-token");
        }
        if self.conversions(through).contains_key(by) {
            return refuse("converted-itself");
        }
        match self.currency_of_series(through, by) {
            None => refuse("no-such-series"),
            Some(currency) if !is_national(&currency) => refuse("in-a-token-itself"),
            Some(_) => Ok(What::Conversion {
                source: followed.source.clone(),
                from: followed.currency.clone(),
                through: through.to_owned(),
                through_source: by.to_owned(),
            }),
        }
    }
}

/// What is meant, if it can be. `only` is the currency of a peg that has just one.
fn followed(wanted: &Wanted, symbol: Option<&str>, only: Option<String>) -> Result<Followed, Trouble> {
    let source = wanted.source.as_str();
    if !SOURCES.contains(&source) {
        let known = SOURCES.map(str::to_owned).to_vec();
        return Err(Trouble::UnknownSource { source: source.to_owned(), known });
    }
    if let Some(currency) = wanted.currency.as_ref().filter(|currency| !is_code(currency)) {
        return Err(Trouble::Currency(currency.clone()));
    }
    let not_a_key = || Trouble::NotAKey { source: source.to_owned(), key: wanted.key.clone() };
    let is_pair = |key: &str| {
        (4..=20).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    let key = match source {
        COINMARKETCAP => {
            let id: u64 = wanted.key.parse().map_err(|_| not_a_key())?;
            Some(id.to_string()).filter(|id| *id == wanted.key && *id != "0")
        }
        KRAKEN => Some(wanted.key.replace('/', "")).filter(|key| is_pair(key)),
        _ => Some(wanted.key.clone()).filter(|key| is_pair(key)),
    };
    let key = key.ok_or_else(not_a_key)?;
    if wanted.almaty && !matches!(source, BINANCE | BYBIT) {
        return Err(Trouble::DaysAreUtc(source.to_owned()));
    }
    let currency = match (source, &wanted.currency) {
        (COINMARKETCAP, said) => {
            let currency = said.clone().or(only).unwrap_or_else(|| "USD".to_owned());
            Some(currency).filter(|currency| is_national(currency)).ok_or(Trouble::CurrencyNotNamed)?
        }
        (_, Some(said)) if key.ends_with(said.as_str()) && key != *said => said.clone(),
        (_, Some(said)) => {
            return Err(Trouble::AnotherCurrency { said: said.clone(), told: key });
        }
        (_, None) => match symbol {
            Some(symbol) if key.starts_with(symbol) => {
                klines::quote_of_pair(&key, symbol).filter(|c| is_code(c)).ok_or(Trouble::CurrencyNotNamed)?
            }
            Some(symbol) => return Err(Trouble::AnotherPair { pair: key, symbol: symbol.to_owned() }),
            None => return Err(Trouble::CurrencyNotNamed),
        },
    };
    let cut = if wanted.almaty { DayCut::Almaty } else { DayCut::Utc };
    Ok(Followed { source: source.to_owned(), key, currency, cut })
}

/// A token, and perhaps whose series of it: `usdt` or `usdt@kraken`.
#[must_use]
pub fn through(text: &str) -> (String, Option<String>) {
    match text.split_once('@') {
        Some((token, source)) => (token.to_owned(), Some(source.to_owned())),
        None => (text.to_owned(), None),
    }
}

/// The columns of a table of follows; the first three are required.
pub const COLUMNS: [&str; 10] =
    ["asset", "source", "key", "currency", "symbol", "name", "peg", "peg_source", "through", "day"];

/// The table that follows what was found, to be looked through and handed to [`listed`].
#[must_use]
pub fn table(found: &[Found]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["asset", "source", "key", "symbol", "name", "peg"];
    // Nothing can go wrong with bytes in memory.
    let _ = writer.write_record(header);
    for found in found {
        let id = found.id.to_string();
        let asset = found.followed_as.clone().unwrap_or_else(|| format!("cmc-{id}"));
        let _ = writer.write_record([&asset, COINMARKETCAP, &id, &found.symbol, &found.name, ""]);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// What a table of follows says: CSV with a header, an empty field for what is not said.
///
/// # Errors
/// Where it is no such table; the place is named.
pub fn listed(text: &str) -> Result<Vec<Wanted>, Trouble> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let broken = |line: u64, what: String| Trouble::FollowList { line, what };
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => return Err(broken(1, error.to_string())),
    };
    let is_wrong = |(place, name): &(usize, &String)| {
        !COLUMNS.contains(&name.as_str()) || header.iter().take(*place).any(|earlier| earlier == *name)
    };
    if let Some((_, wrong)) = header.iter().enumerate().find(is_wrong) {
        return Err(broken(1, wrong.clone()));
    }
    let column = |name: &str| header.iter().position(|other| other == name);
    let mut wanted = Vec::new();
    for (line, record) in (2..).zip(reader.records()) {
        let record = record.map_err(|error| broken(line, error.to_string()))?;
        let line = record.position().map_or(line, csv::Position::line);
        let field = |name: &str| {
            let text = column(name).and_then(|at| record.get(at)).unwrap_or_default();
            Some(text.to_owned()).filter(|text| !text.is_empty())
        };
        let required = |name: &str| field(name).ok_or_else(|| broken(line, name.to_owned()));
        wanted.push(Wanted {
            asset: required("asset")?,
            source: required("source")?,
            key: required("key")?,
            currency: field("currency"),
            almaty: match field("day").as_deref() {
                None | Some("utc") => false,
                Some("almaty") => true,
                Some(other) => return Err(broken(line, other.to_owned())),
            },
            through: field("through").as_deref().map(through),
            symbol: field("symbol"),
            name: field("name"),
            peg: field("peg"),
            peg_source: field("peg_source"),
        });
    }
    Ok(wanted)
}
