//! How the bytes of a file are read, as an entry says it.

use qazyq_market::columns::{DateFormat, Mapping, MappingError};
use qazyq_market::days::DayCut;
use qazyq_registry::what::{Declared, ReadAs};

/// The mapping that a declaration declares.
///
/// # Errors
/// Where it is none.
pub fn mapping(declared: &Declared) -> Result<Mapping, MappingError> {
    let mut mapping: Mapping = declared.columns.parse()?;
    for only in &declared.only {
        let (column, value) = qazyq_market::columns::pair(only)?;
        mapping = mapping.with_only(column, value);
    }
    if let Some(delimiter) = declared.delimiter {
        mapping = mapping.with_delimiter(delimiter)?;
    }
    if let Some(thousands) = declared.thousands {
        mapping = mapping.with_thousands(thousands)?;
    }
    if let Some(pattern) = &declared.date_format {
        mapping = mapping.with_dates(DateFormat::Pattern(pattern.parse()?));
    }
    Ok(mapping)
}

/// Whose midnight ends a day of a file that is read so.
#[must_use]
pub fn cut(read_as: &ReadAs) -> DayCut {
    match read_as {
        ReadAs::BinanceKlines { day, .. } if day == DayCut::Almaty.name() => DayCut::Almaty,
        ReadAs::BinanceKlines { .. }
        | ReadAs::CoinmarketcapExport
        | ReadAs::CoinmarketcapPage
        | ReadAs::KrakenOhlcvt
        | ReadAs::Columns(_)
        | ReadAs::Parquet(_) => DayCut::Utc,
    }
}
