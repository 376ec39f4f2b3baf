//! Settings: where each source is, how often it may be asked, and with which key.
//!
//! ```toml
//! # qazyq.toml in the workspace; everything may be left out
//! [sources.coinmarketcap]
//! base_url = "https://pro-api.coinmarketcap.com"
//! key_file = "/etc/qazyq/coinmarketcap.key"
//! bars = "ohlcv"                 # or "quotes", for plans without OHLCV
//! requests_per_minute = 30
//! requests_at_once = 4
//! deadline_seconds = 30
//! ```
//!
//! What is said on the command line counts before the file, and the file before what stands here. A key is never written
//! anywhere: it is read from the environment or from a file when requests are made, and sent in a header.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use qazyq_fetch::{Base, Policy, Secret};
use serde::Deserialize;

use crate::Trouble;
use crate::openid::OpenId;

/// The file of a workspace's settings.
pub const FILE: &str = "qazyq.toml";

/// A place that is asked: what it is called, where it is, and what it bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name, in settings and on the command line.
    pub name: &'static str,
    /// Its own address.
    pub base_url: &'static str,
    /// Requests a minute that it bears, by its documents or, where those give other measures, well below them.
    per_minute: u32,
    /// Requests at one time.
    at_once: usize,
}

/// Every place there is.
///
/// CoinMarketCap's pace is that of its smallest plan until its key's own limit is known. Binance and Bybit bear some
/// hundred a minute and Kraken about one a second; the two banks name no limit.
pub const PLACES: [Place; 7] = [
    Place {
        name: "coinmarketcap",
        base_url: "https://pro-api.coinmarketcap.com",
        per_minute: 30,
        at_once: 4,
    },
    Place { name: "binance", base_url: "https://api.binance.com", per_minute: 300, at_once: 4 },
    Place { name: "binance-files", base_url: "https://data.binance.vision", per_minute: 300, at_once: 4 },
    Place { name: "bybit", base_url: "https://api.bybit.com", per_minute: 300, at_once: 4 },
    Place { name: "kraken", base_url: "https://api.kraken.com", per_minute: 50, at_once: 1 },
    Place { name: "nbk", base_url: "https://nationalbank.kz", per_minute: 60, at_once: 2 },
    Place { name: "ecb", base_url: "https://www.ecb.europa.eu", per_minute: 20, at_once: 1 },
];

/// Which of CoinMarketCap's answers give bars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bars {
    /// Open, high, low, close, volume and capitalisation; not on the smallest plans.
    #[default]
    Ohlcv,
    /// The last quote of each day: close, volume and capitalisation.
    Quotes,
}

/// What is set for one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfPlace {
    /// Another address in its place: a proxy, a stand-in.
    pub base_url: Option<String>,
    /// The file that holds the key.
    pub key_file: Option<PathBuf>,
    /// Which answers give bars.
    pub bars: Option<Bars>,
    /// Requests a minute; 0 for as many as can be.
    pub requests_per_minute: Option<u32>,
    /// Requests at one time.
    pub requests_at_once: Option<usize>,
    /// Assets in one request, where it can have several.
    pub keys_at_once: Option<usize>,
    /// Seconds that one request may take.
    pub deadline_seconds: Option<u64>,
    /// Attempts at one question.
    pub attempts: Option<u32>,
    /// Milliseconds before the second attempt; each later one waits longer.
    pub first_wait_milliseconds: Option<u64>,
}

/// What is set for all places, and for signing in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// By the places' names.
    #[serde(default)]
    pub sources: BTreeMap<String, OfPlace>,
    /// The provider by which people sign in.
    pub openid: Option<OpenId>,
}

impl Settings {
    /// Those of a workspace; none where its folder has no such file.
    ///
    /// # Errors
    /// Where the file cannot be read, or says something that cannot be.
    pub fn load(folder: &Path) -> Result<Self, Trouble> {
        let path = folder.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Trouble::path(&path, error)),
        };
        let refuse = |what: String| Trouble::Settings { path: path.display().to_string(), what };
        let mut settings: Self = toml::from_str(&text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
            refuse(format!("{line}: {}", error.message().replace('\n', " ")))
        })?;
        for (name, of) in &mut settings.sources {
            let key = |key: &str| format!("sources.{name}.{key}");
            place(name).map_err(|_| refuse(format!("sources.{name}")))?;
            if of.base_url.as_deref().is_some_and(|url| base(url).is_err()) {
                return Err(refuse(key("base_url")));
            }
            // What only CoinMarketCap knows would be passed over elsewhere, and whoever wrote it would not learn that.
            let only = [
                ("bars", of.bars.is_some()),
                ("key_file", of.key_file.is_some()),
                ("keys_at_once", of.keys_at_once.is_some()),
            ];
            if let Some((wrong, _)) = only.iter().find(|(_, is_set)| *is_set && name != "coinmarketcap") {
                return Err(refuse(key(wrong)));
            }
            // A path of the workspace's settings is meant from the workspace on.
            of.key_file = of.key_file.take().map(|path| folder.join(path));
        }
        let openid = settings.openid.take().map(|openid| openid.checked(folder)).transpose();
        settings.openid = openid.map_err(|key| refuse(format!("openid.{key}")))?;
        Ok(settings)
    }

    /// Puts another address in a place's stead: `NAME=URL`.
    ///
    /// # Errors
    /// Where there is no such place, or the address is none.
    pub fn set_base(&mut self, said: &str) -> Result<(), Trouble> {
        let (name, url) = said.split_once('=').unwrap_or((said, ""));
        let place = place(name)?;
        base(url)?;
        self.of_mut(place).base_url = Some(url.to_owned());
        Ok(())
    }

    /// What is set for a place, to be changed.
    pub fn of_mut(&mut self, place: Place) -> &mut OfPlace {
        self.sources.entry(place.name.to_owned()).or_default()
    }

    /// The address behind which a place's paths begin.
    #[must_use]
    pub fn base_url(&self, place: Place) -> &str {
        let set = self.sources.get(place.name).and_then(|of| of.base_url.as_deref());
        set.unwrap_or(place.base_url)
    }

    /// Which of CoinMarketCap's answers give bars.
    #[must_use]
    pub fn bars(&self) -> Bars {
        self.sources.get("coinmarketcap").and_then(|of| of.bars).unwrap_or_default()
    }

    /// How many assets one request may have at most, if that is set.
    #[must_use]
    pub fn keys_at_once(&self, name: &str) -> Option<usize> {
        self.sources.get(name).and_then(|of| of.keys_at_once).map(|most| most.max(1))
    }

    /// The key in the file that is set for a place.
    ///
    /// # Errors
    /// Where the file cannot be read, or is empty.
    pub fn key(&self, place: Place) -> Result<Option<Secret>, Trouble> {
        match self.sources.get(place.name).and_then(|of| of.key_file.as_ref()) {
            None => Ok(None),
            Some(path) => key_in(path).map(Some),
        }
    }

    /// How a place is asked. `per_minute` is what it says itself of the pace that it bears.
    #[must_use]
    pub fn policy(&self, place: Place, per_minute: Option<u32>) -> Policy {
        let default = OfPlace::default();
        let of = self.sources.get(place.name).unwrap_or(&default);
        let own = Policy::default();
        let granted = per_minute.filter(|pace| *pace > 0);
        let pace = of.requests_per_minute.or(granted).unwrap_or(place.per_minute);
        Policy {
            // Only who sets it may ask without a pace; a source that grants none has not said what it means.
            per_minute: NonZeroU32::new(pace),
            at_once: of.requests_at_once.unwrap_or(place.at_once).max(1),
            deadline: of.deadline_seconds.map_or(own.deadline, |seconds| Duration::from_secs(seconds.max(1))),
            attempts_max: of.attempts.unwrap_or(own.attempts_max).max(1),
            backoff_first: of.first_wait_milliseconds.map_or(own.backoff_first, Duration::from_millis),
            ..own
        }
    }
}

/// The place of that name.
///
/// # Errors
/// Where there is none.
pub fn place(name: &str) -> Result<Place, Trouble> {
    PLACES.into_iter().find(|place| place.name == name).ok_or_else(|| Trouble::UnknownSource {
        source: name.to_owned(),
        known: PLACES.map(|place| place.name.to_owned()).to_vec(),
    })
}

/// The key in a file: its first line.
///
/// # Errors
/// Where the file cannot be read, or has no key.
pub fn key_in(path: &Path) -> Result<Secret, Trouble> {
    let text = std::fs::read_to_string(path).map_err(|error| Trouble::path(path, error))?;
    let key = text.lines().next().unwrap_or_default().trim();
    // A header holds letters, digits and signs, and a key has no blank in it.
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Trouble::NoKeyInFile(path.display().to_string()));
    }
    Ok(Secret::new(key))
}

/// The address behind which paths begin.
///
/// # Errors
/// Where the text is none.
pub(crate) fn base(url: &str) -> Result<Base, Trouble> {
    Base::parse(url).map_err(Trouble::Base)
}
