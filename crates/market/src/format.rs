//! Formats that a file shows by itself.

use crate::coinmarketcap::{export, page};
use crate::kraken::file;
use crate::{klines, table};

/// A format with a shape of its own. Any other table needs a mapping of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CoinMarketCap's own download: [`export`].
    Export,
    /// CoinMarketCap's historical-data page: [`page`].
    Page,
    /// Binance's klines: [`klines`].
    Klines,
    /// Kraken's downloadable days: [`crate::kraken::file`].
    KrakenFile,
}

impl Format {
    /// The name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Export => "coinmarketcap-export",
            Self::Page => "coinmarketcap-page",
            Self::Klines => "binance-klines",
            Self::KrakenFile => "kraken-ohlcvt",
        }
    }
}

/// The format of which the first line is. Whether the rest is, the format's parser says.
#[must_use]
pub fn detect(bytes: &[u8]) -> Option<Format> {
    let text = table::text(bytes).ok()?;
    if export::has_header(text) {
        Some(Format::Export)
    } else if page::has_header(text) {
        Some(Format::Page)
    } else if klines::has_first_row(text) {
        Some(Format::Klines)
    } else if file::has_first_row(text) {
        Some(Format::KrakenFile)
    } else {
        None
    }
}
