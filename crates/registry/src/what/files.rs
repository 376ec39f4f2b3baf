//! Files that were handed over, and how they are read.

use qazyq_exact::Amount;
use serde::{Deserialize, Deserializer, Serialize};

use crate::digest::Digest;
use crate::text::named;

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

/// The bytes of a file that was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The file's name, without its folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal: it names the file under which they lie, so nothing else may stand here.
    #[serde(deserialize_with = "hexadecimal")]
    pub sha256: String,
}

/// A digest as the text it is written as.
pub(super) fn hexadecimal<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Digest::deserialize(from).map(String::from)
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

named! {
    /// Whose register a file is of.
    RegisterKind {
        /// ESMA's interim MiCA register: e-money tokens.
        EsmaEmt = "esma_emt",
        /// ESMA's: asset-referenced tokens.
        EsmaArt = "esma_art",
        /// ESMA's: white papers of other crypto-assets.
        EsmaOther = "esma_other",
        /// ESMA's: crypto-asset service providers.
        EsmaCasp = "esma_casp",
        /// ESMA's: entities that do not comply.
        EsmaNcasp = "esma_ncasp",
        /// Records of the Global LEI Foundation.
        Gleif = "gleif",
        /// DefiLlama's metadata of stablecoins.
        Defillama = "defillama",
    }
}
